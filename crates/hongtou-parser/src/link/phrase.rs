//! Rows that say a phrase of one clause only, and everything else in words of their own.
//!
//! A table that breaks tasks down has rows that are alike to no clause as a whole: what leads
//! there, and then the clause's own figure. So a phrase is looked for alone. It must be one
//! clause's alone; who leads the row must answer for the clause, and who leads the clause for the
//! row; and as a phrase may be no more than the object that many things are done to, a figure or
//! further words must be common to both, and where both count something else, no phrase without
//! figure tells. A unit of the clause's that leads the row alone needs the figure.

use hongtou_model::SmolStr;
use hongtou_source::chars;

use super::{ClauseKey, Index, Left, Link, RowKey, same_section};
use crate::lookup::Lookup;

/// Least characters of a phrase that tells the clause, where the units say so too.
const PHRASE: usize = 6;
/// The same where nobody is named, so that words alone decide.
const PHRASE_ALONE: usize = 9;
/// The same where something else tells the clause: a figure of what is counted stands in the
/// phrase, or the clause is the only one of the row's lead, and has the row's figure or further
/// words of it.
const NOUN: usize = 4;
/// Three characters that are in more clauses than this open no phrase: they are everybody's.
const COMMON: usize = 48;

/// Links rows that are left.
pub(super) fn link(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link], left: &Left) {
    if left.rows.iter().all(|&at| links[at].clause.is_some()) {
        return;
    }
    let finder = Finder { clauses, rows, left, leads: leads(clauses) };
    for (nth, &at) in left.rows.iter().enumerate() {
        if links[at].clause.is_none()
            && let Some(clause) = finder.clause(nth)
        {
            links[at] = Link { clause: Some(clause), ..Link::default() };
        }
    }
    finder.by_group(links);
}

/// A unit that leads, and in which section, if in one: of an ordinal, or of none.
type Led<'k> = (&'k str, Option<Option<u32>>);

/// The one clause that a unit leads, in all sections or in one; none where it leads several.
fn leads(clauses: &[ClauseKey]) -> Lookup<Led<'_>, Option<usize>> {
    let mut leads = Lookup::default();
    for (at, clause) in clauses.iter().enumerate() {
        let Some(lead) = clause.units.first() else { continue };
        for section in [None, Some(clause.ordinal)] {
            let one = leads.entry((lead.as_str(), section)).or_insert(Some(at));
            if *one != Some(at) {
                *one = None;
            }
        }
    }
    leads
}

struct Finder<'k> {
    clauses: &'k [ClauseKey],
    rows: &'k [RowKey],
    left: &'k Left,
    leads: Lookup<Led<'k>, Option<usize>>,
}

impl Finder<'_> {
    /// The clause whose own phrase a row says, the row by its place among those left.
    fn clause(&self, nth: usize) -> Option<usize> {
        let at = self.left.rows[nth];
        let row = &self.rows[at];
        // Words that rows of several actions share tell no task.
        let words = (!self.left.told_apart[at]).then(|| row.all_words());
        let words = words.as_deref().unwrap_or_default();
        let in_words = || {
            let said = self.said(Left::words_of(nth), words, row);
            self.own_phrase(row, &said, words).or_else(|| self.only_led(row, &said, words, true))
        };
        let in_action = || {
            let said = self.said(Left::action_of(nth), &row.action, row);
            self.own_phrase(row, &said, words).or_else(|| self.only_led(row, &said, words, false))
        };
        (!words.is_empty()).then(in_words).flatten().or_else(in_action)
    }

    /// A text of a row with the longest stretch that it shares with each clause that may be meant.
    fn said<'t>(&self, text: usize, words: &'t str, row: &RowKey) -> Said<'t> {
        Said::new(&self.left.index, text, words, |clause| same_section(&self.clauses[clause], row))
    }

    /// The one clause with the longest phrase that is long enough; `words` are the row's own,
    /// whichever of its texts has the phrase.
    fn own_phrase(&self, row: &RowKey, said: &Said, words: &str) -> Option<usize> {
        let tells = |run: &&Run| {
            let clause = &self.clauses[run.clause];
            let nobody = clause.units.is_empty() || row.units.is_empty();
            if !run.own || run.chars < NOUN {
                return false;
            }
            let counts = said.counts(run, clause);
            // Several may answer for a clause alike, each for its part: the figure says which.
            let counted = || counts || shares_figure(words, clause, |_| true);
            let theirs = || among(&row.units, &clause.units) && counted();
            if !nobody && !leads_agree(clause, row) && !theirs() {
                return false;
            }
            let least = match counts {
                _ if nobody => PHRASE_ALONE,
                true => NOUN,
                false => PHRASE,
            };
            run.chars >= least && (counts || said.agrees(run, clause, words))
        };
        let mut found: Vec<&Run> = said.runs.iter().filter(tells).collect();
        found.sort_by_key(|run| std::cmp::Reverse(run.chars));
        match found[..] {
            [run] => Some(run.clause),
            [run, next, ..] if run.chars > next.chars => Some(run.clause),
            _ => None,
        }
    }

    /// The only clause that the row's lead leads, in the row's section where it stands in one, if
    /// the text has a noun of it, and a figure or further words are common to row and clause. In
    /// the row's own words a figure always is, and needs no noun where no other task has it by
    /// chance.
    fn only_led(
        &self,
        row: &RowKey,
        said: &Said,
        words: &str,
        needs_figure: bool,
    ) -> Option<usize> {
        let lead = row.units.first()?.as_str();
        let only = (*self.leads.get(&(lead, row.ordinal.map(Some)))?)?;
        let clause = &self.clauses[only];
        let noun = said.noun(only, NOUN);
        let fits = match noun {
            Some(_) if needs_figure => shares_figure(words, clause, |_| true),
            Some(noun) => said.agrees(noun, clause, words),
            None => {
                let pair = || said.shares_words(None, clause, words);
                let known = |figure: &Figure| figure.exact || figure.rare && pair();
                needs_figure && shares_figure(words, clause, known)
            }
        };
        fits.then_some(only)
    }

    /// Rows under one action, as a merged cell has it, of which those linked carry out one clause,
    /// and the action says so: the others carry it out as well, if their leads agree with its.
    fn by_group(&self, links: &mut [Link]) {
        let mut start = 0;
        let mut left = self.left.rows.iter().enumerate().peekable();
        for group in self.rows.chunk_by(|a, b| a.action == b.action) {
            let range = start..start + group.len();
            start = range.end;
            let mut of_group = std::iter::from_fn(|| left.next_if(|&(_, at)| range.contains(at)));
            let Some((nth, _)) = of_group.find(|&(_, &at)| links[at].clause.is_none()) else {
                continue;
            };
            of_group.for_each(drop);
            let mut known = links[range.clone()].iter().filter_map(|link| link.clause);
            let one = known.next().filter(|first| known.all(|other| other == *first));
            let Some(clause) = one.filter(|_| !group[0].action.is_empty()) else { continue };
            let said = self.said(Left::action_of(nth), &group[0].action, &group[0]);
            if said.noun(clause, PHRASE).is_none() {
                continue;
            }
            for (row, link) in group.iter().zip(&mut links[range]) {
                if link.clause.is_none() && leads_agree(&self.clauses[clause], row) {
                    *link = Link { clause: Some(clause), ..Link::default() };
                }
            }
        }
    }
}

/// Whether the first unit of each is among those of the other.
fn leads_agree(clause: &ClauseKey, row: &RowKey) -> bool {
    among(&clause.units, &row.units) && among(&row.units, &clause.units)
}

/// Whether the first of some units is one of others.
fn among(units: &[SmolStr], others: &[SmolStr]) -> bool {
    units.first().is_some_and(|unit| others.contains(unit))
}

/// A figure of folded words that counts something.
struct Figure<'t> {
    /// The words of it that are held against others: with what it counts, 120项.
    words: &'t str,
    /// The place of its first digit and the one behind its last, among the characters of words.
    at: (usize, usize),
    /// Whether it is whole, of three digits at least, and more than one digit and zeros.
    rare: bool,
    /// Whether it is whole, counts pieces, and has three digits before any zeros at its end: no
    /// other task has it by chance.
    exact: bool,
    /// Whether it is all of something, as in many tasks.
    all: bool,
}

/// The first characters of measures in two: 公里, 平方, 千瓦.
const OF_TWO: &str = "公平立千毫";

/// What single things are counted by.
const PIECES: &str = "个项家户处座套人名件台辆场次条所亩吨间栋部只支款";

/// The figures of folded words that count something: no date, and no part of a name as in PM2.5.
fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut out = Vec::new();
    let mut place = 0;
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_ascii_digit() {
            place += usize::from(chars::is_word(c));
            (before, at) = (c, at + c.len_utf8());
            continue;
        }
        let behind = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let end = text.len() - behind.len();
        let (digits, first) = (&text[at..end], place);
        place += digits.chars().filter(|&c| chars::is_word(c)).count();
        if let Some(measure) = measure(behind).filter(|_| !before.is_ascii_alphabetic()) {
            let sure = digits.trim_end_matches('0').len();
            let whole = digits.len() > 2 && !digits.contains('.');
            out.push(Figure {
                words: &text[at..end + measure.len()],
                at: (first, place),
                rare: whole && sure > 1,
                exact: whole && sure > 2 && PIECES.contains(measure),
                all: digits == "100" && measure == "%",
            });
        }
        (before, at) = ('0', end);
    }
    out
}

/// What a figure counts, of the words behind it: a character, with that of its order before it and
/// the second one of a measure in two, 万元, 公里; none where it is a date or the number of something.
fn measure(behind: &str) -> Option<&str> {
    let unit = behind.trim_start_matches(['万', '亿', '多', '余']);
    let mut rest = unit.chars();
    let one = rest.next().filter(|&c| c == '%' || chars::is_han(c) && !"年月日号届".contains(c))?;
    let second = rest.next().filter(|&c| OF_TWO.contains(one) && chars::is_han(c));
    let len = one.len_utf8() + second.map_or(0, char::len_utf8);
    Some(&behind[..behind.len() - unit.len() + len])
}

/// Whether some words have a figure of a clause that is good enough.
fn shares_figure(words: &str, clause: &ClauseKey, good: impl Fn(&Figure) -> bool) -> bool {
    let others = figures(&clause.text);
    let shared = |figure: &Figure| others.iter().any(|other| other.words == figure.words);
    figures(words).iter().any(|figure| !figure.all && shared(figure) && good(figure))
}

/// Whether some words and a clause both count something, and nothing that both do.
fn counts_other(words: &str, clause: &ClauseKey) -> bool {
    let (own, others) = (figures(words), figures(&clause.text));
    let shared = |figure: &Figure| others.iter().any(|other| other.words == figure.words);
    !own.is_empty() && !others.is_empty() && !own.iter().any(|figure| !figure.all && shared(figure))
}

/// A text of a row, its characters of words.
struct Said<'t> {
    text: &'t str,
    words: Vec<char>,
    /// The places of its figures that count something.
    figures: Vec<(usize, usize)>,
    /// The longest stretch that each clause shares with it.
    runs: Vec<Run>,
}

/// A stretch of a text that a clause has as well.
struct Run {
    clause: usize,
    /// The place of its first character.
    from: usize,
    /// Its triples.
    len: usize,
    /// Whether no other clause that may be meant has all of it, for words that say what is done.
    own: bool,
    /// Its characters that say what is done.
    chars: usize,
    /// Whether a figure that counts something is in it, from its first digit to its last.
    figure: bool,
}

impl<'t> Said<'t> {
    /// A text with the stretches that those clauses share with it that may be meant.
    fn new(index: &Index, text: usize, words: &'t str, may: impl Fn(usize) -> bool) -> Said<'t> {
        let figures = figures(words).iter().map(|figure| figure.at).collect();
        let mut said = Said { text: words, words: words_of(words), figures, runs: Vec::new() };
        let telling = telling(&said.words);
        let mut open: Vec<Run> = Vec::new();
        let triples = index.triples(text);
        for (at, &triple) in triples.iter().enumerate() {
            let holders = index.holders(triple);
            open.retain_mut(|run| {
                let goes_on = holders.binary_search(&(run.clause as u32)).is_ok();
                if goes_on {
                    run.len += 1;
                } else {
                    said.keep(run, &telling);
                }
                goes_on
            });
            if holders.len() > COMMON {
                continue;
            }
            let mut meant = 0;
            let held = holders.iter().map(|&clause| clause as usize);
            for clause in held.filter(|&clause| may(clause)) {
                meant += 1;
                if open.iter().all(|run| run.clause != clause) {
                    open.push(Run {
                        clause,
                        from: at,
                        len: 1,
                        own: false,
                        chars: 0,
                        figure: false,
                    });
                }
            }
            if let [run] = &mut open[..] {
                let triple = telling.get(at..at + 3).unwrap_or_default();
                run.own |= meant == 1 && triple.iter().filter(|&&says| says).count() > 1;
            }
        }
        open.iter().for_each(|run| said.keep(run, &telling));
        said
    }

    /// Keeps a stretch where it is its clause's longest; a figure in it is worth the characters
    /// that a phrase needs less beside one.
    fn keep(&mut self, run: &Run, telling: &[bool]) {
        if run.len + 2 < NOUN {
            return;
        }
        let stretch = telling.get(run.from..run.end()).unwrap_or_default();
        let chars = stretch.iter().filter(|&&says| says).count();
        let in_it = |&(from, to): &(usize, usize)| run.from <= from && to <= run.end();
        let run = Run { chars, figure: self.figures.iter().any(in_it), ..*run };
        let worth = |run: &Run| (run.own, run.chars + usize::from(run.figure) * (PHRASE - NOUN));
        match self.runs.iter_mut().find(|known| known.clause == run.clause) {
            Some(known) if worth(known) < worth(&run) => *known = run,
            Some(_) => {}
            None => self.runs.push(run),
        }
    }

    /// A stretch of a clause that no other clause has, of some characters at least.
    fn noun(&self, clause: usize, least: usize) -> Option<&Run> {
        self.runs.iter().find(|run| run.clause == clause && run.own && run.chars >= least)
    }

    /// Whether a whole figure stands in a stretch that the clause has with what it counts.
    fn counts(&self, run: &Run, clause: &ClauseKey) -> bool {
        if !run.figure {
            return false;
        }
        let mut within = figures(self.text);
        within.retain(|figure| run.from <= figure.at.0 && figure.at.1 <= run.end());
        let others = figures(&clause.text);
        within.iter().any(|figure| others.iter().any(|other| other.words == figure.words))
    }

    /// Whether more than a stretch speaks for its clause: a figure of the row's, or further words,
    /// if the two count nothing else. Where the stretch is all that the row says, but for its
    /// figure, no other object can be meant.
    fn agrees(&self, run: &Run, clause: &ClauseKey, words: &str) -> bool {
        shares_figure(words, clause, |_| true)
            || self.text == words && self.says_no_more(run)
            || !counts_other(words, clause) && self.shares_words(Some(run), clause, words)
    }

    /// Whether a stretch is all that the text says, but for a character that its figure may count
    /// by.
    fn says_no_more(&self, run: &Run) -> bool {
        let says = telling(&self.words).into_iter().filter(|&says| says).count();
        says <= run.chars + 1
    }

    /// Whether the clause has two neighbouring characters of the row that say what is done, none of
    /// them in the stretch; `words` are the row's own.
    fn shares_words(&self, run: Option<&Run>, clause: &ClauseKey, words: &str) -> bool {
        let stretch = run.and_then(|run| self.words.get(run.from..run.end())).unwrap_or_default();
        let mut others = words_of(&clause.heading);
        others.extend(words_of(&clause.text));
        let others = pairs_besides(&others, stretch);
        let own = if self.text == words { Vec::new() } else { words_of(words) };
        [&self.words, &own]
            .iter()
            .any(|words| pairs_besides(words, stretch).iter().any(|pair| others.contains(pair)))
    }
}

impl Run {
    /// The place behind its last character.
    fn end(&self) -> usize {
        self.from + self.len + 2
    }
}

/// The characters of words in a text.
fn words_of(text: &str) -> Vec<char> {
    text.chars().filter(|&c| chars::is_word(c)).collect()
}

/// The pairs of neighbouring characters that say what is done, but for those in a stretch.
fn pairs_besides(words: &[char], stretch: &[char]) -> Vec<[char; 2]> {
    let telling = telling(words);
    let mut pairs = Vec::new();
    let mut at = 0;
    while at + 1 < words.len() {
        if !stretch.is_empty() && words[at..].starts_with(stretch) {
            at += stretch.len();
            continue;
        }
        let cut = !stretch.is_empty() && words[at + 1..].starts_with(stretch);
        if telling[at] && telling[at + 1] && !cut {
            pairs.push([words[at], words[at + 1]]);
        }
        at += 1;
    }
    pairs
}

/// For each character of words whether it says what is done: those of figures, measures and dates
/// are in all tasks, and so is what every notice says of its tasks.
fn telling(words: &[char]) -> Vec<bool> {
    const OF_FIGURES: &str = "年月日底前后内万亿元个项家以上下不少于低达到完成";
    let mut telling: Vec<bool> =
        words.iter().map(|&c| chars::is_han(c) && !OF_FIGURES.contains(c)).collect();
    for (at, pair) in words.windows(2).enumerate() {
        if is_of_all_tasks(pair) || pair[0].is_ascii_digit() && OF_TWO.contains(pair[1]) {
            telling[at..at + 2].fill(false);
        }
        // What is counted by is no more than the figure: 公里.
        if let [.., digit, measure] = words[..=at]
            && digit.is_ascii_digit()
            && OF_TWO.contains(measure)
        {
            telling[at + 1] = false;
        }
    }
    telling
}

/// Whether two characters are a word that every notice says of its tasks.
fn is_of_all_tasks(pair: &[char]) -> bool {
    matches!(
        pair,
        ['建', '立']
            | ['健', '全']
            | ['完', '善']
            | ['机', '制']
            | ['制', '度']
            | ['体', '系']
            | ['加', '强']
            | ['强', '化']
            | ['推', '进']
            | ['推', '动']
            | ['开', '展']
            | ['落', '实']
            | ['提', '升']
            | ['提', '高']
            | ['深', '化']
            | ['工', '作']
            | ['管', '理']
            | ['决', '策']
            | ['部', '署']
            | ['实', '施']
            | ['组', '织']
            | ['任', '务']
            | ['措', '施']
            | ['责', '任']
            | ['要', '求']
            | ['市', '委']
            | ['省', '委']
            | ['县', '委']
            | ['区', '委']
            | ['党', '委']
            | ['政', '府']
            | ['建', '设']
            | ['发', '展']
            | ['全', '市']
            | ['全', '县']
            | ['全', '区']
            | ['全', '省']
            | ['有', '关']
            | ['相', '关']
            | ['进', '一']
            | ['一', '步']
            | ['积', '极']
            | ['各', '项']
            | ['全', '面']
            | ['确', '保']
            | ['持', '续']
            | ['做', '好']
            | ['项', '目']
    )
}

#[cfg(test)]
mod tests {
    use super::super::{ClauseKey, RowKey, link};

    fn clause(text: &str, units: &[&str], item: usize) -> ClauseKey {
        let units = units.iter().map(|&unit| unit.into()).collect();
        ClauseKey { text: text.into(), units, ordinal: Some(1), item, ..ClauseKey::default() }
    }

    fn row(action: &str, text: &str, units: &[&str]) -> RowKey {
        let units = units.iter().map(|&unit| unit.into()).collect();
        RowKey { action: action.into(), text: text.into(), units, ..RowKey::default() }
    }

    #[track_caller]
    fn check(clauses: &[ClauseKey], rows: &[RowKey], expected: &[Option<usize>]) {
        let found: Vec<_> = link(clauses, rows).into_iter().map(|link| link.clause).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_phrase_of_one_clause_tells_it_whatever_the_row_has_besides() {
        let clauses = [
            clause(
                "全面落实困难职工帮扶政策,建档率稳定在98%以上,帮扶资金标准提高到6万元.",
                &["市总工会"],
                0,
            ),
            clause("改造农村低压老旧线路320公里,9月底前全部完工送电.", &["市供电公司"], 1),
        ];
        let rows = [
            row("", "落实困难职工帮扶政策,建档率稳定在98%以上.", &["市总工会"]),
            row("", "修订职工互助实施细则,帮扶资金标准提高到6万元.", &["市总工会"]),
            row("", "完成农村低压老旧线路改造的勘测和施工图编制.", &["市供电公司"]),
            // Nobody of the clause answers for it; and what it shares is a date only.
            row("", "编印宣传册,介绍农村低压老旧线路.", &["市文旅局"]),
            row("", "组织新入职员工开展安全用电知识培训,9月底前全部完成.", &["市供电公司"]),
        ];
        check(&clauses, &rows, &[Some(0), Some(0), Some(1), None, None]);
    }

    #[test]
    fn a_phrase_of_several_clauses_tells_none() {
        let clauses = [
            clause(
                "实施重点流域生态修复工程,新增湿地三千亩,补种乡土树种,拆除沿岸违规围堤和养殖网箱.",
                &["市林业局"],
                0,
            ),
            clause(
                "编制重点流域生态修复规划,明确水源涵养区、沿河缓冲带和退化草场的治理次序,报省级审定.",
                &["市林业局"],
                1,
            ),
        ];
        let rows = [row(
            "",
            "组织专家就重点流域生态修复为基层林场技术骨干授课,每季度开展业务轮训.",
            &["市林业局"],
        )];
        check(&clauses, &rows, &[None]);
    }

    #[test]
    fn a_noun_with_its_figure_is_a_phrase() {
        let clauses = [
            clause("完成东桥、西桥等16处古桥加固,消除垮塌隐患.", &["市文保局"], 0),
            clause("健全文物巡查员队伍,每季度走访不少于3次.", &["市文保局"], 1),
        ];
        let rows = [
            row("", "编制16处古桥加固方案,报省里审批.", &["市文保局"]),
            row("", "编制古桥加固方案,报省里审批后公布施行,并录入全国档案系统.", &["市文保局"]),
        ];
        check(&clauses, &rows, &[Some(0), None]);
    }

    #[test]
    fn the_only_clause_of_a_lead_needs_its_noun_and_figure_alone() {
        let clauses = [
            clause("组织企业参加国内外工艺品展销活动不少于8场,意向订单2亿元.", &["县商务局"], 0),
            clause("制定手工艺人评定办法,认定不超过40人.", &["县人社局"], 1),
            clause("把146项常用业务延伸到乡镇便民中心.", &["县行政审批局"], 2),
        ];
        let rows = [
            row("", "参加省文创会等展销活动8场以上.", &["县商务局"]),
            row("", "参加省文创会等展销活动,做好布展.", &["县商务局"]),
            // A figure that nothing else has needs no noun, 40 is anybody's, and 140 is not 40.
            row("", "下放权限146项,配置账号.", &["县行政审批局"]),
            row("", "抽调干部40人,驻点服务.", &["县人社局"]),
            row("", "核发证照8146项,归档备查.", &["县行政审批局"]),
        ];
        check(&clauses, &rows, &[Some(0), None, Some(2), None, None]);
    }

    #[test]
    fn rows_of_a_merged_cell_go_where_its_words_and_the_others_go() {
        let clauses = [
            clause(
                "针对河东片区内涝积水问题,完成排水管网清淤46公里,改造泵站3座.",
                &["市住建局"],
                0,
            ),
            clause("针对餐饮油烟扰民问题,安装在线监测设备.", &["市城管局"], 1),
        ];
        let problem = "河东片区内涝积水严重.";
        let rows = [
            row(problem, "制定三年计划,明确资金来源.", &["市住建局"]),
            row(problem, "完成排水管网清淤46公里.", &["市住建局"]),
            row(problem, "落实值守人员.", &["市住建局", "东湖区政府"]),
            // Somebody else leads.
            row(problem, "加装充电桩.", &["市供电公司"]),
            row("职工食堂排队时间长.", "安装在线监测设备.", &["市城管局"]),
            row("职工食堂排队时间长.", "增设窗口.", &["机关事务局"]),
        ];
        check(&clauses, &rows, &[Some(0), Some(0), Some(0), None, Some(1), None]);
    }

    #[test]
    fn the_object_alone_tells_no_clause() {
        let clauses = [
            clause("改造老旧街区供热管道50公里,12月底前完工.", &["市城管局"], 0),
            clause("推进失业人员技能培训补贴扩面,发放率稳定在95%以上.", &["市人社局"], 1),
        ];
        let rows = [
            // Another figure of another thing; and nothing else in common.
            row("", "对老旧街区供热管道用户改造后入户安检12万户.", &["市城管局"]),
            row("", "严厉打击骗取失业人员技能培训补贴行为,追回违规资金.", &["市人社局"]),
            row("", "严厉打击骗取失业人员技能培训补贴行为,追回违规资金.", &[]),
            row("", "公布失业人员技能培训补贴发放名单.", &["市人社局"]),
            // Nothing but the object, with a figure that was changed.
            row("", "改造老旧街区供热管道30公里.", &["市城管局"]),
        ];
        check(&clauses, &rows, &[None, None, None, Some(1), Some(0)]);
    }

    #[test]
    fn what_every_task_says_is_no_phrase() {
        let clauses = [
            clause("清理占道经营和流动摊贩,划定便民疏导点,建立健全长效管理机制.", &["市城管局"], 0),
            clause("拆除楼顶违建和私搭围栏,恢复公共绿地,落实市委市政府决策部署.", &["市城管局"], 1),
            clause("安装餐饮净化设施2000套.", &["市城管局"], 2),
        ];
        let rows = [
            row("", &clauses[0].text, &["市城管局"]),
            row("", &clauses[1].text, &["市城管局"]),
            row(
                "",
                "沿街餐饮店全部装上油烟净化器并按季度清洗,建立健全长效管理机制.",
                &["市城管局"],
            ),
            row(
                "",
                "督查主次干道停车秩序,每周通报一次违停数量,落实市委市政府决策部署.",
                &["市城管局"],
            ),
        ];
        check(&clauses, &rows, &[Some(0), Some(1), None, None]);
    }

    #[test]
    fn another_lead_speaks_against_the_clause() {
        let clauses = [
            clause("推进农村公路建设,打通断头支线,增设候车亭,改造危桥8座.", &["市交通局"], 0),
            clause("新辟微循环公交线路9条,调整站点.", &["市交通局", "市公交集团"], 1),
        ];
        let rows = [
            row("", "推进农村公路安全隐患排查,曝光典型案例.", &["市公安局", "市交通局"]),
            row(
                "",
                "曝光酒驾典型案例,派员值守改造危桥8座的路口,劝返超载货车.",
                &["市公安局", "市交通局"],
            ),
            // The second unit of the clause answers for the part with its figure, and for no other.
            row("", "开通微循环公交线路9条,发车间隔缩短.", &["市公交集团"]),
            row("", "印制微循环公交线路站点图.", &["市公交集团"]),
        ];
        check(&clauses, &rows, &[None, None, Some(1), None]);
    }

    #[test]
    fn rows_of_one_action_need_the_clause_s_lead() {
        let clauses = [clause("改造老旧小区燃气管道50公里.", &["市城管局"], 0)];
        let rows = [
            row("老旧小区", "改造燃气管道50公里.", &["市城管局"]),
            row("老旧小区", "加装电梯120部.", &["市住建局"]),
            row("老旧小区", "增设充电桩.", &["市城管局"]),
        ];
        check(&clauses, &rows, &[Some(0), None, None]);
    }

    #[test]
    fn figures_are_held_against_each_other_with_all_that_they_count() {
        let clauses = [
            clause("植树造林1.5万亩.", &["市林业局"], 0),
            clause("PM2.5浓度下降到30微克以下.", &["市环保局"], 1),
            clause("改造老城供水管网120公里,更换智能水表.", &["市水利局"], 2),
        ];
        let rows = [
            row("", "慰问困难职工,发放补助1.5万元.", &["市林业局"]),
            row("", "培训护林员1.5万人次.", &["市林业局"]),
            row("", "每月公布各镇PM2.5浓度排名,约谈排名靠后的镇.", &["市环保局"]),
            row("", "铺设环湖绿道120公里,沿途种植乔木并设置休息驿站.", &["市水利局"]),
        ];
        check(&clauses, &rows, &[None, None, None, None]);
    }

    #[test]
    fn what_an_action_names_is_not_enough_for_the_only_clause_of_a_lead() {
        let clauses = [
            clause("推进农村公路基础设施建设,改造危桥8座.", &["市交通局"], 0),
            clause("新建社区卫生服务中心4家.", &["市卫健委"], 1),
        ];
        let rows = [
            row("基础设施建设", "新建充电桩500个.", &["市交通局"]),
            row("社区卫生服务", "开展家庭医生签约宣传.", &["市卫健委"]),
            row("基础设施建设", "加固农村公路危桥.", &["市交通局"]),
        ];
        check(&clauses, &rows, &[None, None, Some(0)]);
    }
}
