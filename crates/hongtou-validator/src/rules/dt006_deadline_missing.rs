use hongtou_model::{ColumnKind, FurnitureKind, Row};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// One row alone has no deadline.
    ///
    /// ## What it checks
    /// The cells of the column of deadlines: one that is empty where each of the other rows, four or more, has
    /// its deadline.
    ///
    /// ## Why it matters
    /// Nobody asks after a task without a day.
    ///
    /// ## Example
    /// `5 | 增设停车泊位。 |  | 市公安局`, where the other rows have 2026年12月底前. After: its deadline.
    ///
    /// ## What to do
    /// Put the deadline in; the message says what the clause has. A dash says that there is none.
    ///
    /// ## Stays silent
    /// Where two rows or more have none, for a dash, for words of any kind in the cell (持续推进), for a row without
    /// units (UN006), and for one that is part of the task above it.
    ///
    /// ## Authority
    /// practice
    zh "
只有一行没有写完成时限。

## 检查什么
完成时限一栏：其他各行（四行以上）都写了，只有一行是空的。

## 为什么重要
没有期限的任务没有人催办。

## 示例
其他各行都写 2026年12月底前，而 `5 | 增设停车泊位。 |  | 市公安局`。改后：写上期限。

## 怎么办
补上期限；提示里给出正文写的期限。确实没有的，写“—”。

## 何时不报
两行以上没有写的，写了“—”或者其他文字（持续推进）的，单位也没有写的（UN006），以及属于上一行任务的一部分的行，不报。

## 依据
惯例
"
    DT006 "deadline-missing" Warning "practice" No check
}

/// So many other rows tell that each is to have one.
const LEAST_OTHERS: usize = 4;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has(ColumnKind::Deadline)) {
        let mut without = table.table.rows.iter().filter(|row| row.deadline.is_none());
        let (Some(row), None) = (without.next(), without.next()) else { continue };
        let numbered = table.table.rows.iter().any(|row| row.number.is_some());
        if table.table.rows.len() <= LEAST_OTHERS
            || numbered && row.number.is_none()
            || row.content.is_none() && row.action.is_none()
            // One that has no units either was rather cut off.
            || table.has_units && row.units.is_empty()
            || is_filled(context, table.table, row)
        {
            continue;
        }
        let message = lang.pick(
            "这一行没有完成时限，其他各行都有".to_owned(),
            "the row has no deadline, where all the others have one".to_owned(),
        );
        let mut draft = Draft::new(context.row_place(row), message)
            .about(&format!("{}.deadline", row.id))
            .help(
                lang.pick("补上期限，或用“—”表明没有", "put it in, or a dash where there is none"),
            );
        let clause = row.clause.as_deref().and_then(|id| context.clause(id));
        if let Some(at) = clause
            && let Some(due) = at.clause.deadlines.last()
        {
            let place = context.clause_place(at.clause).narrowed(due.span.clone(), &due.text);
            draft = draft.related(place, lang.pick("正文写的是", "the body says").to_owned());
        }
        sink.report(draft);
    }
}

/// Whether the cell of a row's deadline has words of another kind, or a mark.
fn is_filled(context: &Context<'_>, table: &hongtou_model::Table, row: &Row) -> bool {
    let is_deadline = |column: usize| {
        table.columns.get(column).is_some_and(|column| column.kind == ColumnKind::Deadline)
    };
    let (Some(from), Some(to)) = (row.span.start(), row.span.end()) else { return true };
    let dash = context.notice.furniture.iter().any(|furniture| {
        furniture.kind == FurnitureKind::Mark
            && furniture.span.start().is_some_and(|at| from <= at && at < to)
            && furniture.span.words(context.sources).contains(['—', '-', '－', '/', '无'])
    });
    dash || row.other.iter().any(|cell| is_deadline(cell.column as usize))
}
