//! Rows that say a phrase of one clause only, and everything else in words of their own.
//!
//! A table that breaks tasks down has rows that are alike to no clause as a whole: what leads there,
//! and then the clause's own figure. So a phrase is looked for alone. It must be one clause's alone,
//! and who answers for the row must answer for the clause too.

use std::collections::HashMap;

use hongtou_model::SmolStr;
use hongtou_source::chars;

use super::{ClauseKey, Index, Left, Link, RowKey, same_section};

/// Least characters of a phrase that tells the clause, where the units say so too.
const PHRASE: usize = 6;
/// The same where nobody is named, so that words alone decide.
const PHRASE_ALONE: usize = 9;
/// The same where something else tells the clause: a figure of what is counted stands in the phrase; the
/// clause is the only one of the row's lead, and has the row's figure or what its action names; or a row
/// of the same merged cell carries it out. Of an only clause a figure alone is enough that is no round one.
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
fn leads(clauses: &[ClauseKey]) -> HashMap<Led<'_>, Option<usize>> {
    let mut leads = HashMap::new();
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
    leads: HashMap<Led<'k>, Option<usize>>,
}

impl Finder<'_> {
    /// The clause whose own phrase a row says, the row by its place among those left.
    fn clause(&self, nth: usize) -> Option<usize> {
        let at = self.left.rows[nth];
        let row = &self.rows[at];
        let in_words = || {
            // Words that rows of several actions share tell no task.
            let words = (!self.left.told_apart[at]).then(|| row.all_words())?;
            let runs = self.runs(Left::words_of(nth), &words, row);
            let only = || {
                let noun = |only: &usize| has_noun(&runs, *only);
                let fits =
                    |only: &usize| shares_figure(&words, &self.clauses[*only].text, noun(only));
                self.only_led(row).filter(fits)
            };
            self.own_phrase(row, &runs).or_else(only)
        };
        let in_action = || {
            let runs = self.runs(Left::action_of(nth), &row.action, row);
            let only = || self.only_led(row).filter(|&only| has_noun(&runs, only));
            self.own_phrase(row, &runs).or_else(only)
        };
        in_words().or_else(in_action)
    }

    /// The longest stretch that a text of a row shares with each clause that may be meant.
    fn runs(&self, text: usize, words: &str, row: &RowKey) -> Vec<Run> {
        runs(&self.left.index, text, words, |clause| same_section(&self.clauses[clause], row))
    }

    /// The one clause with the longest phrase that is long enough.
    fn own_phrase(&self, row: &RowKey, runs: &[Run]) -> Option<usize> {
        let enough = |run: &&Run| {
            let clause = &self.clauses[run.clause];
            let nobody = clause.units.is_empty() || row.units.is_empty();
            let least = match run.counts {
                _ if nobody => PHRASE_ALONE,
                true => NOUN,
                false => PHRASE,
            };
            run.own && run.chars >= least && (nobody || lead_agrees(clause, row))
        };
        let longest = runs.iter().filter(enough).max_by_key(|run| run.chars)?;
        let mut as_long = runs.iter().filter(|run| enough(run) && run.chars == longest.chars);
        (as_long.nth(1).is_none()).then_some(longest.clause)
    }

    /// The only clause that the row's lead leads, in the row's section where it stands in one.
    fn only_led(&self, row: &RowKey) -> Option<usize> {
        let lead = row.units.first()?.as_str();
        *self.leads.get(&(lead, row.ordinal.map(Some)))?
    }

    /// Rows under one action, as a merged cell has it, of which those linked carry out one clause,
    /// and the action says so: the others carry it out as well.
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
            let runs = self.runs(Left::action_of(nth), &group[0].action, &group[0]);
            if !has_noun(&runs, clause) {
                continue;
            }
            for link in links[range].iter_mut().filter(|link| link.clause.is_none()) {
                *link = Link { clause: Some(clause), ..Link::default() };
            }
        }
    }
}

/// Whether the first unit of one is among those of the other.
fn lead_agrees(clause: &ClauseKey, row: &RowKey) -> bool {
    let among =
        |one: &[SmolStr], all: &[SmolStr]| one.first().is_some_and(|unit| all.contains(unit));
    among(&clause.units, &row.units) || among(&row.units, &clause.units)
}

/// Whether a text has a noun of a clause that no other clause has.
fn has_noun(runs: &[Run], clause: usize) -> bool {
    runs.iter().any(|run| run.clause == clause && run.own && run.chars >= NOUN)
}

/// Whether two texts have a figure in common; one that many tasks may have only where a noun is theirs too.
fn shares_figure(words: &str, other: &str, noun: bool) -> bool {
    let own = counted(words);
    let shared = |&(rare, figure): &(bool, &str)| {
        (noun || rare) && own.iter().any(|&(_, own)| own == figure)
    };
    counted(other).iter().any(shared)
}

/// The figures of folded words that count something, each with the character behind it, 120项, and whether
/// no other task has it by chance: of three digits, and not round.
fn counted(text: &str) -> Vec<(bool, &str)> {
    let digit = |c: char| c.is_ascii_digit();
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(digit) {
        let figure = &rest[start..];
        let behind = figure.trim_start_matches(|c| digit(c) || c == '.');
        let end = figure.len() - behind.len();
        rest = behind;
        let Some(of) = behind.chars().next().filter(|&of| is_measure(of)) else { continue };
        let rare = end > 2 && figure[..end].trim_end_matches('0').len() > 1;
        out.push((rare, &figure[..end + of.len_utf8()]));
    }
    out
}

/// Whether a character behind a figure says what it counts: no date.
fn is_measure(c: char) -> bool {
    chars::is_han(c) && !matches!(c, '年' | '月' | '日')
}

/// A stretch of a text that a clause has as well.
struct Run {
    clause: usize,
    /// Its triples.
    len: usize,
    /// Whether no other clause that may be meant has all of it.
    own: bool,
    /// Its characters that are of no figure and no date.
    chars: usize,
    /// Whether a figure is in it that counts something.
    counts: bool,
}

/// The longest stretch that each clause shares with a text, of those clauses that may be meant.
fn runs(index: &Index, text: usize, words: &str, may: impl Fn(usize) -> bool) -> Vec<Run> {
    let words: Vec<char> = words.chars().filter(|&c| chars::is_word(c)).collect();
    let mut open: Vec<Run> = Vec::new();
    let mut best: Vec<Run> = Vec::new();
    let triples = index.triples(text);
    for (at, &triple) in triples.iter().enumerate() {
        let holders = index.holders(triple);
        open.retain_mut(|run| {
            let goes_on = holders.binary_search(&(run.clause as u32)).is_ok();
            if goes_on {
                run.len += 1;
            } else {
                run.keep(at, &words, &mut best);
            }
            goes_on
        });
        if holders.len() > COMMON {
            continue;
        }
        let mut meant = 0;
        for clause in holders.iter().map(|&clause| clause as usize).filter(|&clause| may(clause)) {
            meant += 1;
            if open.iter().all(|run| run.clause != clause) {
                open.push(Run { clause, len: 1, own: false, chars: 0, counts: false });
            }
        }
        if let [run] = &mut open[..] {
            run.own |= meant == 1;
        }
    }
    open.iter_mut().for_each(|run| run.keep(triples.len(), &words, &mut best));
    best
}

impl Run {
    /// Keeps a stretch whose last triple is the one before `end`, where it is its clause's longest.
    fn keep(&mut self, end: usize, words: &[char], best: &mut Vec<Run>) {
        let stretch = words.get(end - self.len..end + 2).unwrap_or_default();
        let chars = stretch.iter().filter(|&&c| says_what(c)).count();
        let run = Run { chars, counts: counts(stretch), ..*self };
        match best.iter_mut().find(|known| known.clause == run.clause) {
            Some(known) if (known.own, known.chars) < (run.own, run.chars) => *known = run,
            Some(_) => {}
            None => best.push(run),
        }
    }
}

/// Whether words have a figure that says how many: 18处, and no year.
fn counts(words: &[char]) -> bool {
    words.windows(2).any(|two| two[0].is_ascii_digit() && is_measure(two[1]))
}

/// Whether a character says what is done: those of figures, measures and dates are in all tasks.
fn says_what(c: char) -> bool {
    const OF_FIGURES: &str = "年月日底前后内万亿元个项家以上下不少于低达到完成";
    chars::is_han(c) && !OF_FIGURES.contains(c)
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
            row("", "完成农村低压老旧线路勘测和施工图编制.", &["市供电公司"]),
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
        let problem = "河东片区逢雨必涝.";
        let rows = [
            row(problem, "制定三年计划,明确资金来源.", &["市住建局"]),
            row(problem, "完成排水管网清淤46公里.", &["市住建局"]),
            row(problem, "落实值守人员.", &["东湖区政府"]),
            row("职工食堂排队时间长.", "安装在线监测设备.", &["市城管局"]),
            row("职工食堂排队时间长.", "增设窗口.", &["机关事务局"]),
        ];
        check(&clauses, &rows, &[Some(0), Some(0), Some(0), Some(1), None]);
    }
}
