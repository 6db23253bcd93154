use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A body clause that no row of the table carries out.
    ///
    /// ## What it checks
    /// The table says the body's tasks again, one by one, and this one is not there.
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
    /// tasks only, it is a warning for up to three that lack one, an info for more; where a table covers other sections only,
    /// and for clauses that name nobody while others do, there is none. In notices published with
    /// cuts (本文有删减) it is a warning where it was an error, an info where it was a warning; where a row
    /// could not be read (OC001), an info.
    ///
    /// ## Authority
    /// practice: the table is the breakdown (任务分解) of the body.
    zh "
正文的一项任务，表中没有对应的行。

## 检查什么
推进表逐项复述正文任务，而这一项不在表中。

## 为什么重要
各单位照表推进，督查按行调度；只写在正文里的任务没有人会被问到。

## 示例
正文：`…（市发展改革委负责）加大抽检力度。（市市场监管局负责）`；表中只有前一项的行。改后：两项各有一行。

## 怎么办
在表中补一行，写明内容、单位和目标；或者从正文中删去这一项。

## 何时不报
没有复述正文的表时最多提示，几乎每项任务都有对应行时为警告；复述正文的表只有半数以上任务的行，缺三项以内的为警告，更多的为提示；删减后公开的，降一级；有的行未能读出的（OC001），为提示；表只覆盖其他部分的，或者别的任务都写明责任单位而这一句没有写的，不报。

## 依据
惯例：推进表是正文任务的分解。
"
    AL001 "clause-missing-from-table" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for &(at, expected) in &context.unlinked().clauses {
        let found = context.clauses[at];
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
        sink.report(expected.weigh(draft));
    }
}

/// The rows of the nearest clauses before and after one without a row.
fn neighbours<'a>(
    context: &Context<'a>,
    at: usize,
) -> Vec<(&'a hongtou_model::Row, &'static str, &'static str)> {
    let row_of = |clause: usize, last: bool| {
        context
            .matches()
            .find(|(_, m)| m.clauses.contains(&clause))
            .and_then(|(_, m)| if last { m.rows.last().copied() } else { m.rows.first().copied() })
    };
    let before = (0..at).rev().take(12).find_map(|clause| row_of(clause, true));
    let after = (at + 1..context.clauses.len()).take(12).find_map(|clause| row_of(clause, false));
    before
        .map(|row| (row, "前一项任务在这一行", "the clause before it is here"))
        .into_iter()
        .chain(after.map(|row| (row, "后一项任务在这一行", "the clause after it is here")))
        .collect()
}
