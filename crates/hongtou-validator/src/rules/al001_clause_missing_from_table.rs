use super::al008_row_in_wrong_section::lost_with;
use crate::context::{Context, Expected};
use crate::coverage::LeftOut;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A body clause that no row of the table carries out.
    ///
    /// ## What it checks
    /// The table says the body's tasks again, one by one, and this one is not there; a section that
    /// has no row at all is told once.
    ///
    /// ## Why it matters
    /// Units work from the table, and progress is asked for row by row: a task that stands in the
    /// body only has nobody who is asked about it.
    ///
    /// ## Example
    /// Body: `…（市发展改革委负责）加大抽检力度。（市市场监管局负责）`. Table: a row for the first
    /// task, none for the second. After: a row for each.
    ///
    /// ## What to do
    /// Add a row with the clause's words, units and targets, or strike the clause.
    ///
    /// ## Stays silent
    /// Where no table says the body's words again the finding is an info at most, or a warning where
    /// the table has a row for hardly less than each task. Where its rows are those of more than half the
    /// tasks only, it is a warning for up to three that lack one, an info for more. A whole section is
    /// told once, as an info, also one of a single task where its title says that it sees to the others (保障措施, 考核评价): tables leave out what is seen to otherwise. It is a warning where it alone is
    /// missing, the others' tasks have a row each, it is answered for like them, is no first or last section of
    /// what the whole plan needs (统筹, 组织, 氛围) or of units that the others do not name, and
    /// neither title nor notes nor the plan say that the table is of a part; an error, where the numbers of the
    /// rows skip just its tasks. Where a table leaves most
    /// sections out, and for clauses that name nobody while others do,
    /// there is none; nor for what is written twice (AL010). In notices published with
    /// cuts (本文有删减) it is a warning where it was an error, an info where it was a warning; where a row
    /// could not be read (OC001), an info.
    ///
    /// ## Authority
    /// practice: the table is the breakdown (任务分解) of the body.
    zh "
正文的一项任务，表中没有对应的行。

## 检查什么
推进表逐项复述正文任务，而这一项不在表中；整个部分都没有行的，只报一次。

## 为什么重要
各单位照表推进，督查按行调度；只写在正文里的任务没有人会被问到。

## 示例
正文：`…（市发展改革委负责）加大抽检力度。（市市场监管局负责）`；表中只有前一项的行。改后：两项各有一行。

## 怎么办
在表中补一行，写明内容、单位和目标；或者从正文中删去这一项。

## 何时不报
没有复述正文的表时最多提示，几乎每项任务都有对应行时为警告；复述正文的表只有半数以上任务的行，缺三项以内的为警告，更多的为提示；整个部分缺行的只提示一次（标题是保障措施、考核评价等的部分只有一项任务的也一样），只缺这一部分、其他各部分一项不缺、这一部分每项任务也都写明责任单位，又不是开头或末尾讲统筹、组织、氛围的部分，也不是由其他部分没有的单位负责的首尾部分，而表题、注和正文都没有写明只分解一部分的，为警告，行的序号正好跳过这几项的，为错误；删减后公开的，降一级；有的行未能读出的（OC001），为提示；表缺大多数部分的，别的任务都写明责任单位而这一句没有写的，以及重复书写的（AL010），不报。

## 依据
惯例：推进表是正文任务的分解。
"
    AL001 "clause-missing-from-table" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    // NU001 or AL006 tells of a row that is the clause's but for a slip.
    let said: Vec<&str> = context.lost().iter().map(|lost| lost.at.clause.id.as_str()).collect();
    for &(at, expected) in &context.unlinked().clauses {
        let found = context.clauses[at];
        if said.contains(&&*found.clause.id) {
            continue;
        }
        let message = lang.pick(
            "正文的这项任务，表中没有对应的行".to_owned(),
            "no row of the table carries out this clause".to_owned(),
        );
        let mut draft = Draft::new(context.clause_place(found.clause), message).help(
            lang.pick("在表中补一行，或从正文删去这一项", "add a row for it, or strike the clause"),
        );
        // The neighbours in the table show where the row belongs, and explain a gap in its numbers.
        for (near, zh, en) in neighbours(context, at) {
            draft = draft
                .about(&near.id)
                .related(context.row_place(near), lang.pick(zh, en).to_owned());
        }
        // Its number may be one that the items around it have: it was written in without counting on.
        let beside = context.items_beside(at);
        let told = (
            lang.pick("这一项的序号与它相同", "this item has the same number"),
            lang.pick(
                "在表中补一行，并重新编号；或从正文删去这一项",
                "add a row for it and number the items again, or strike the clause",
            ),
        );
        draft = draft.cause(lost_with(&found.clause.id)).near(&found.item.id).beside(
            found.item.number,
            beside.map(|item| (&*item.id, item.number, &item.spans.number)),
            told,
        );
        sink.report(expected.weigh(draft));
    }
    for left in &context.unlinked().sections {
        // Numbers that skip just its tasks tell that they had their rows.
        let expected = match left.expected {
            Expected::Should if numbers_skip(context, left) => Expected::Must,
            expected => expected,
        };
        sink.report(expected.weigh(section_left_out(context, sink, left)));
    }
}

/// Whether the numbers of the rows around a section that the table leaves out skip as many as it has tasks.
fn numbers_skip(context: &Context<'_>, left: &LeftOut<'_>) -> bool {
    let (Some(&first), Some(&last)) = (left.tasks.first(), left.tasks.last()) else { return false };
    let before = (0..first).rev().take(FAR).find_map(|clause| row_of(context, clause, true));
    let numbers =
        before.and_then(|row| row.number).zip(row_after(context, last).and_then(|row| row.number));
    numbers.is_some_and(|(before, after)| before as usize + left.tasks.len() + 1 == after as usize)
}

/// A section none of whose tasks has a row.
fn section_left_out(context: &Context<'_>, sink: &Sink<'_>, left: &LeftOut<'_>) -> Draft {
    let lang = sink.lang();
    let count = left.tasks.len();
    let message = match count {
        1 => lang.pick(
            "正文这一部分的任务，表中没有对应的行".to_owned(),
            "no row of the table carries out this section's task".to_owned(),
        ),
        _ => lang.pick(
            format!("正文这一部分的{count}项任务，表中都没有对应的行"),
            format!("no row of the table carries out any of this section's tasks ({count})"),
        ),
    };
    let mut draft =
        Draft::new(context.section_place(left.section), message).help(lang.pick(
            "在表中补上这一部分；表只分解一部分任务的，在表题或注中写明",
            "add the section's rows; where the table is meant for a part of the plan, say so in its title or a note",
        ));
    for &at in &left.tasks {
        draft = draft.about(&context.clauses[at].clause.id);
    }
    let (Some(&first), Some(&last)) = (left.tasks.first(), left.tasks.last()) else { return draft };
    for (near, zh, en) in around(context, first, last) {
        draft = draft.related(context.row_place(near), lang.pick(zh, en).to_owned());
    }
    // The numbers have their gap before the row that follows.
    if let Some(next) = row_after(context, last) {
        draft = draft.about(&next.id);
    }
    draft
}

/// The rows of the nearest clauses before and after one without a row.
fn neighbours<'a>(
    context: &Context<'a>,
    at: usize,
) -> Vec<(&'a hongtou_model::Row, &'static str, &'static str)> {
    around(context, at, at)
}

/// The rows of the nearest clauses before one and after another, between which none has a row.
fn around<'a>(
    context: &Context<'a>,
    first: usize,
    last: usize,
) -> Vec<(&'a hongtou_model::Row, &'static str, &'static str)> {
    let before = (0..first).rev().take(FAR).find_map(|clause| row_of(context, clause, true));
    before
        .map(|row| (row, "前一项任务在这一行", "the clause before it is here"))
        .into_iter()
        .chain(
            row_after(context, last)
                .map(|row| (row, "后一项任务在这一行", "the clause after it is here")),
        )
        .collect()
}

// So many clauses away a row is no neighbour.
const FAR: usize = 12;

/// The first row of the nearest clause after one that has a row.
fn row_after<'a>(context: &Context<'a>, clause: usize) -> Option<&'a hongtou_model::Row> {
    let after = clause + 1..context.clauses.len();
    after.take(FAR).find_map(|clause| row_of(context, clause, false))
}

/// The first or the last row of a clause.
fn row_of<'a>(context: &Context<'a>, clause: usize, last: bool) -> Option<&'a hongtou_model::Row> {
    let (_, found) = context.matches().find(|(_, found)| found.clauses.contains(&clause))?;
    if last { found.rows.last().copied() } else { found.rows.first().copied() }
}
