use std::collections::{HashMap, HashSet};

use hongtou_model::{ColumnKind, Confidence, Row, Severity};
use hongtou_source::numeral;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;

rule! {
    /// A row refers to another task than the one it says.
    ///
    /// ## What it checks
    /// The number in a column that refers to the body (对应任务, 对应条款) against that of the task whose words
    /// the row says.
    ///
    /// ## Why it matters
    /// Who looks up the task by its number reads another one, or none.
    ///
    /// ## Example
    /// Body: `2.推广节水灌溉`. Table: `第3条 | 推广节水灌溉`. After: `第2条`.
    ///
    /// ## What to do
    /// Put the number right.
    ///
    /// ## Stays silent
    /// Where the cell has no one number (第1、2条, 第3—5条), where the tasks have none, and where hardly any row's
    /// number is its task's: there the column counts something else. A number that some task has is a warning
    /// where the row is in other words than its task.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行写的对应任务，不是它所写的那一项。

## 检查什么
对应任务、对应条款一栏的序号，与这一行文字所属的正文任务的序号比较。

## 为什么重要
按序号去找任务的人，看到的是另一项，或者什么也找不到。

## 示例
正文：`2.推广节水灌溉`；表：`第3条 | 推广节水灌溉`。改后：`第2条`。

## 怎么办
改正序号。

## 何时不报
一格里不止一个序号的（第1、2条，第3—5条），正文任务没有序号的，以及大多数行的序号都与任务对不上的（这一栏另有所指），不报；序号另有其项而行的文字不是逐字复述的，为警告。

## 依据
惯例
"
    AL011 "reference-differs" Error "practice" No check
}

/// So many rows tell what a column counts.
const LEAST_RIGHT: usize = 2;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for table in &context.tables {
        let columns = table.table.columns.iter();
        let column = columns.clone().position(|c| c.kind == ColumnKind::ClauseReference);
        let Some(column) = column else { continue };
        let mut right = 0;
        let mut wrong = Vec::new();
        // A merged cell is one.
        let mut seen = HashSet::new();
        for row in &table.table.rows {
            let Some(cell) = row.other.iter().find(|cell| cell.column as usize == column) else {
                continue;
            };
            let at = row.clause.as_deref().and_then(|id| context.clause(id));
            let own = at.and_then(|at| Some((at, at.item.number?)));
            let (Some((at, own)), Some(number)) = (own, only_number(&cell.text)) else { continue };
            match number == own {
                true => right += 1,
                false if seen.insert(cell.span.start()) => wrong.push((row, cell, at, number)),
                false => {}
            }
        }
        if right < LEAST_RIGHT || wrong.len() * 2 > right {
            continue;
        }
        let items: HashMap<u32, &hongtou_model::Item> =
            context.clauses.iter().filter_map(|at| Some((at.item.number?, at.item))).collect();
        for (row, cell, at, number) in wrong {
            let lang = sink.lang();
            let (text, own) = (&cell.text, at.item.number.unwrap_or_default());
            let message = match items.contains_key(&number) {
                true => lang.pick(
                    format!("对应任务写的是“{text}”，这一行说的是正文第{own}项"),
                    format!("the row refers to {text}, and says task {own} of the body"),
                ),
                false => lang.pick(
                    format!("对应任务写的是“{text}”，正文没有这一项；这一行说的是第{own}项"),
                    format!(
                        "the row refers to {text}, which the body does not have; it says task {own}"
                    ),
                ),
            };
            let place =
                Place::new(&format!("{}.cell{}", row.id, column + 1), &cell.span, &cell.text);
            let mut draft = Draft::new(place, message)
                .quote(text)
                .about(&row.id)
                .about(&at.clause.id)
                .related(
                    context.clause_place(at.clause),
                    lang.pick("这一行说的任务", "the task that the row says").to_owned(),
                )
                .help(lang.pick("改正对应任务的序号", "put the number right"));
            if let Some(item) = items.get(&number)
                && let Some(clause) = item.clauses.first()
            {
                let note = lang.pick("所写序号的任务", "the task with that number").to_owned();
                draft = draft.related(context.clause_place(clause), note);
                if !says_its_task(row, &at.clause.text) {
                    draft = draft.at_most(Severity::Warning).confidence(Confidence::Likely);
                }
            }
            sink.report(draft);
        }
    }
}

/// Whether a row is a clause's words, or a part of them.
fn says_its_task(row: &Row, clause: &str) -> bool {
    row.content.as_deref().is_some_and(|content| plain(clause).contains(&plain(content)))
}

/// The one number that a cell refers to: 第6条, 二、5 for the fifth task of a section.
fn only_number(text: &str) -> Option<u32> {
    let folded = hongtou_source::fold(text);
    let numbers = |of: &dyn Fn(char) -> bool| -> Vec<String> {
        let parts = folded.split(|c| !of(c)).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let digits = numbers(&|c| c.is_ascii_digit());
    match digits.as_slice() {
        [only] => only.parse().ok(),
        [] => match numbers(&numeral::is_ordinal).as_slice() {
            [only] => numeral::ordinal(only),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_refers_to_one_number_or_to_none() {
        for (text, number) in [
            ("第6条", Some(6)),
            ("第十二项", Some(12)),
            ("二、5", Some(5)),
            ("第1、2条", None),
            ("第3—5条", None),
            ("全部任务", None),
        ] {
            assert_eq!(only_number(text), number, "{text}");
        }
    }
}
