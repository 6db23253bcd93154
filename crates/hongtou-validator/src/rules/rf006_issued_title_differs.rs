use std::ops::Range;

use hongtou_model::{Notice, ProseRole, Span, Table};
use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{plain, sub_span};

rule! {
    /// Letter or title of the notice names the plan otherwise than the plan is titled.
    ///
    /// ## What it checks
    /// What the covering letter issues (现将…印发给你们) and what the notice's own title issues
    /// (关于印发…的通知) against the title over the plan, and against each other where no plan follows.
    ///
    /// ## Why it matters
    /// What is approved is what the letter names.
    ///
    /// ## Example
    /// `《2021年重点工作安排》…现印发给你们`, over the plan `2021年重点工作要点`. After: one title.
    ///
    /// ## What to do
    /// Use one title in both places.
    ///
    /// ## Stays silent
    /// For a common noun without title marks (现将具体意见印发给你们), for widths, spaces and marks, for a note behind the title (（试行）, （以下简称…）), where one is
    /// the other with the issuer's name before it, where one names the place that the other calls
    /// its own (云溪市, 全市), where the notice's title leaves out words of the plan's or adds its table
    /// (工作要点及任务分解表), where a table below the plan bears the title or is what the plan consists
    /// of (任务分解表 for 任务分解方案), where several are issued as attachments, or side by side by
    /// the letter (and the notice's title has the words of the plan's), and the plan is one of them, and where the year is the difference (DT004).
    ///
    /// ## Authority
    /// practice
    zh "
通知所引方案名称与方案标题不一致。

## 检查什么
通知中“现将…印发给你们”和通知标题“关于印发…的通知”所引的名称，与方案本身的标题比较；后面没有方案的，两处互相比较。

## 为什么重要
审定印发的是通知点名的那份文件。

## 示例
`《2021年重点工作安排》…现印发给你们`，方案标题 `2021年重点工作要点`。改后：名称一致。

## 怎么办
两处用同一名称。

## 何时不报
不加书名号的泛称（现将具体意见印发给你们），只有全半角、空格、标点不同的，标题后带（试行）之类说明的，一处多写发文机关名称的，一处写地名、一处写“全市”之类的，通知标题比方案标题少几个字或多出附表的（工作要点及任务分解表），下面的表正是所引名称的，方案就是一张同名的表的（任务分解方案，任务分解表），所印发的有几份、方案是所列附件之一或正文并列印发的一份的（通知标题也含方案标题各字），只差年份的（DT004），不报。

## 依据
惯例
"
    RF006 "issued-title-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let notice = context.notice;
    let Some((plan, title)) = super::issued_plan(notice) else {
        letter_and_title(notice, sink);
        return;
    };
    let lang = sink.lang();
    let letter = || notice.prose.iter().filter(|prose| prose.role == ProseRole::Cover);
    let one_of_several = letter().any(|prose| is_one_of_several(&prose.text, title));
    let differs = |named: &Named<'_>| {
        let (a, b) = (bare(named.cited()), bare(title));
        // 重点工作和民生实事分解 are 重点工作分解 and 民生实事分解.
        let of_both = one_of_several && is_part(&b, &a);
        !of_both && !named.is_of_others(notice, &a, &b) && !is_same_title(&a, &b)
    };
    let Some(named) = names(notice, one_of_several).find(differs) else { return };
    let cited = named.cited();
    let (place, of) = match table_named(&notice.tables, &bare(cited), &bare(title)) {
        Some((table, title)) => {
            let id = format!("{}.title", table.id);
            (Place::new(&id, &table.spans.title, title), ("表题", "the table"))
        }
        None => {
            let place = Place::new("plan.title", &plan.spans.title, title);
            (place, ("方案标题", "the plan"))
        }
    };
    let title = place.text.clone();
    let (zh, en) = named.by;
    let message = lang.pick(
        format!("{zh}写的是“{cited}”，{}是“{title}”", of.0),
        format!("{en} has {cited}, {} is titled {title}", of.1),
    );
    let there = Place::new(named.id, &sub_span(named.span, named.range.clone()), cited);
    sink.report(
        Draft::new(place, message)
            .quote(cited)
            .quote(&title)
            .about(named.id)
            .about("header.title")
            .related(there, lang.pick(zh, en).to_owned())
            .help(lang.pick("两处用同一名称", "use one title in both places")),
    );
}

/// Holds what the letter issues against what the notice's title issues, where what they issue is not there.
fn letter_and_title(notice: &Notice, sink: &mut Sink<'_>) {
    let (mut letter, mut own) = (None, None);
    for named in names(notice, false) {
        let place = if named.id == OWN_TITLE { &mut own } else { &mut letter };
        *place = Some(named);
    }
    let (Some(letter), Some(own)) = (letter, own) else { return };
    let (a, b) = (bare(letter.cited()), bare(own.cited()));
    if is_same_title(&a, &b) || is_part(&a, &b) || is_part(&b, &a) {
        return;
    }
    let lang = sink.lang();
    let message = lang.pick(
        format!("通知正文写的是“{}”，通知标题写的是“{}”", letter.cited(), own.cited()),
        format!("the covering letter has {}, the notice's title {}", letter.cited(), own.cited()),
    );
    let place = |named: &Named<'_>| {
        Place::new(named.id, &sub_span(named.span, named.range.clone()), named.cited())
    };
    sink.report(
        Draft::new(place(&letter), message)
            .quote(letter.cited())
            .quote(own.cited())
            .about(OWN_TITLE)
            .related(place(&own), lang.pick("通知标题", "the notice's title").to_owned())
            .help(lang.pick("两处用同一名称", "use one title in both places")),
    );
}

/// Where the notice names what it issues: in its letter, where that issues one paper, and in its own title.
fn names(notice: &Notice, one_of_several: bool) -> impl Iterator<Item = Named<'_>> {
    let letter = notice.prose.iter().filter(|prose| prose.role == ProseRole::Cover);
    let mut letter = letter.filter_map(|prose| {
        let range = issued_in_letter(&prose.text)?;
        let by = ("通知正文", "the covering letter");
        Some(Named { text: &prose.text, id: &prose.id, span: &prose.span, range, by })
    });
    let letter = if one_of_several { None } else { letter.next() };
    let own = notice.header.title.as_ref().and_then(|text| {
        let range = issued_in_title(text)?;
        let (span, by) = (&notice.header.spans.title, ("通知标题", "the notice's title"));
        Some(Named { text, id: OWN_TITLE, span, range, by })
    });
    letter.into_iter().chain(own)
}

/// The place of the notice's own title.
const OWN_TITLE: &str = "header.title";

/// Whether two titles are one, or have nothing to do with each other.
fn is_same_title(a: &str, b: &str) -> bool {
    is_its_table(b, a)
        || a.ends_with(b)
        || b.ends_with(a)
        || b.starts_with(a)
        || same_but_for_place(a, b)
        || !alike(a, b)
}

/// The table that is issued, where this is called one (推进表) and the plan's title is none: its title begins with more of
/// the same characters than the plan's.
fn table_named<'a>(tables: &'a [Table], issued: &str, plan: &str) -> Option<(&'a Table, &'a str)> {
    const TABLES: [char; 3] = ['表', '单', '账'];
    let begins =
        |title: &str| title.chars().zip(issued.chars()).take_while(|(a, b)| a == b).count();
    if !issued.ends_with(TABLES) || plan.ends_with(TABLES) {
        return None;
    }
    let titled = tables.iter().filter_map(|table| Some((table, table.title.as_deref()?)));
    let mut closer = titled.filter(|(_, title)| {
        let title = bare(title);
        title.ends_with(TABLES) && begins(&title) > begins(plan)
    });
    closer.next()
}

/// Where the notice names the plan that it issues.
struct Named<'a> {
    text: &'a str,
    id: &'a str,
    span: &'a Span,
    /// The title in the text.
    range: Range<usize>,
    /// What names it, in both languages.
    by: (&'static str, &'static str),
}

impl Named<'_> {
    /// The title as it is named.
    fn cited(&self) -> &str {
        &self.text[self.range.clone()]
    }

    /// Whether what is named is a shorter form of the plan's title, or more than the plan or beside it; `a` and `b`
    /// are the title as it is named and the plan's, bare.
    fn is_of_others(&self, notice: &Notice, a: &str, b: &str) -> bool {
        // The notice's own title may name the plan by a shorter form, and its table beside it.
        let short = || self.id == OWN_TITLE && is_part(without_its_table(a), b);
        // The list and its table are issued as one, and the notice goes by the table's name.
        let of_table = || {
            let mut titles = notice.tables.iter().filter_map(|table| table.title.as_deref());
            titles.any(|own| {
                let own = bare(own);
                own == a || own.strip_suffix('表') == Some(a)
            })
        };
        // 关于印发A和B的通知, of which one follows.
        let one_of = || a.strip_prefix(b).is_some_and(|rest| rest.starts_with(['和', '及', '与']));
        // …A、B和C任务清单, which the letter lists as its attachments: the plan is one of them.
        let listed = || {
            let attachments = &notice.header.attachments;
            attachments.len() > 1
                && self.cited().contains(['、', '和', '及', '与'])
                && attachments.iter().any(|listed| bare(&listed.title) == b)
        };
        short() || one_of() || listed() || of_table()
    }
}

/// Whether a letter issues a paper beside another: 《重点工作分解》和《民生实事分解》已经同意，现印发给你们, of which one may
/// follow.
fn is_one_of_several(letter: &str, title: &str) -> bool {
    let beside = ["》和《", "》及《", "》与《", "》、《"];
    let Some((head, _)) = letter.split_once("印发给你们").or_else(|| letter.split_once("印发你们"))
    else {
        return false;
    };
    let sentence = head.rsplit(['。', '\n']).next().unwrap_or_default();
    // What stands before 现将《…》, and what 根据 names, are the grounds.
    let issued =
        sentence.rsplit_once("将《").map_or(sentence, |(before, _)| &sentence[before.len()..]);
    issued.match_indices(title).any(|(at, _)| {
        let (before, behind) = (&issued[..at], &issued[at + title.len()..]);
        let part = before.rsplit(['，', ',']).next().unwrap_or_default();
        // 《落实林长制任务》 is no ground.
        let part = part.split('《').next().unwrap_or_default();
        beside.iter().any(|joint| before.ends_with(joint) || behind.starts_with(joint))
            && !GROUNDS.iter().any(|ground| part.contains(ground))
    })
}

/// Words before the papers that a letter follows.
const GROUNDS: [&str; 6] = ["根据", "按照", "依据", "依照", "遵照", "落实"];

/// Whether a title is that of the table which a plan consists of: 任务分解表 for 任务分解方案.
fn is_its_table(title: &str, plan: &str) -> bool {
    const LONGEST_KIND: usize = 2;
    let kind = title.strip_suffix('表').and_then(|stem| plan.strip_prefix(stem));
    kind.is_some_and(|kind| !kind.is_empty() && kind.chars().count() <= LONGEST_KIND)
}

/// What is issued without the table that is issued with it: 工作要点 of 工作要点及任务分解表.
fn without_its_table(issued: &str) -> &str {
    let plan = |joint| issued.rsplit_once(joint).filter(|(plan, _)| !plan.is_empty());
    let beside =
        issued.ends_with(['表', '单']).then(|| ['及', '和', '与'].into_iter().find_map(plan));
    beside.flatten().map_or(issued, |(plan, _)| plan)
}

/// Whether a text is another with characters left out.
fn is_part(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether two titles differ in nothing but how they name the place: 云溪市 and 全市.
fn same_but_for_place(a: &str, b: &str) -> bool {
    const WHOLE: [char; 3] = ['全', '我', '本'];
    const LEVELS: [char; 10] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '街'];
    const LONGEST: usize = 12;
    [(a, b), (b, a)].iter().any(|(whole, named)| {
        let head: usize = whole
            .chars()
            .zip(named.chars())
            .take_while(|(x, y)| x == y)
            .map(|(c, _)| c.len_utf8())
            .sum();
        let mut rest = whole[head..].chars();
        let (Some(of), Some(level)) = (rest.next(), rest.next()) else { return false };
        let place = named[head..].strip_suffix(rest.as_str());
        WHOLE.contains(&of)
            && LEVELS.contains(&level)
            && place.is_some_and(|place| {
                let own = place.strip_suffix(level).unwrap_or_default();
                (1..LONGEST).contains(&own.chars().count()) && own.chars().all(chars::is_han)
            })
    })
}

/// The title that a covering letter issues: `现将《…》印发给你们`, or without the marks.
fn issued_in_letter(text: &str) -> Option<Range<usize>> {
    let issued = text.find("印发给你们").or_else(|| text.find("印发你们"))?;
    let head = text.get(..issued)?;
    if let (Some(open), Some(close)) = (head.rfind('《'), head.rfind('》')) {
        // One title that is issued; a letter that cites others has them before or after.
        let start = open + '《'.len_utf8();
        return (start < close && head.matches('《').count() == 1).then_some(start..close);
    }
    let start = head.rfind("现将").or_else(|| head.rfind("现把"))? + "现将".len();
    let cited = head.get(start..)?;
    (!cited.contains(['，', '。', '、']) && is_a_name(cited)).then_some(start..issued)
}

/// Whether words without title marks name something: 具体意见 and 有关事项 only say that it follows.
fn is_a_name(cited: &str) -> bool {
    // As many characters as a kind of document has: 实施意见, 工作方案.
    const KIND: usize = 4;
    const COMMON: [&str; 8] = ["具体", "有关", "相关", "以下", "如下", "主要", "修改", "审定"];
    let bare =
        COMMON.iter().fold(cited, |words, common| words.strip_prefix(common).unwrap_or(words));
    bare.chars().filter(|c| chars::is_han(*c)).count() > KIND
}

/// The title inside a notice's own: `关于印发…的通知`.
fn issued_in_title(text: &str) -> Option<Range<usize>> {
    let start = text.find("印发")? + "印发".len();
    let end = start + text.get(start..)?.rfind("的通知")?;
    let cited = text.get(start..end)?;
    let inner = cited.trim_matches(['《', '》']);
    let start = start + (cited.len() - cited.trim_start_matches('《').len());
    (!inner.is_empty() && !inner.contains(['《', '》'])).then(|| start..start + inner.len())
}

/// Whether two titles have most of their characters in common; else one of them is no title of it.
fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().filter(|&c| b.contains(c)).count();
    shared * 2 >= a.chars().count()
}

/// A title without notes in brackets at its end and without 关于 and 的, folded.
fn bare(title: &str) -> String {
    let title = title.trim_end();
    let end = match (title.ends_with(['）', ')']), title.rfind(['（', '('])) {
        (true, Some(open)) => open,
        _ => title.len(),
    };
    plain(title.get(..end).unwrap_or(title)).replace("关于", "").replace('的', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_noun_is_no_title() {
        let named = |letter: &str| issued_in_letter(letter).map(|range| letter[range].to_owned());
        assert_eq!(named("现将具体意见印发给你们，请执行。"), None);
        assert_eq!(named("现将有关工作方案印发给你们。"), None);
        let own = "云溪市用水管理意见";
        assert_eq!(named(&format!("现将{own}印发给你们。")).as_deref(), Some(own));
        assert_eq!(named("现将《意见》印发给你们。").as_deref(), Some("意见"));
    }

    #[test]
    fn the_place_and_its_own_name_for_itself_are_one() {
        assert!(same_but_for_place("2023年云溪市水务工作要点", "2023年全市水务工作要点"));
        assert!(same_but_for_place("全省卫生健康工作要点", "清江省卫生健康工作要点"));
        assert!(!same_but_for_place("2023年云溪市水务工作要点", "2023年全省水务工作要点"));
        assert!(!same_but_for_place("2023年云溪市水务工作要点", "2023年全市水利工作要点"));
        assert!(!same_but_for_place("2023年全市水务工作要点", "2023年水务工作要点"));
    }
}
