use hongtou_model::{ColumnKind, Deadline, DeadlineKind, FurnitureKind, Row};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::years::years;

rule! {
    /// One row alone has no deadline.
    ///
    /// ## What it checks
    /// The cells of the column of deadlines: one that is empty where each of the other rows, four or more, has
    /// its day or month.
    ///
    /// ## Why it matters
    /// Nobody asks after a task without a day.
    ///
    /// ## Example
    /// `5 | 增设停车泊位。 |  | 市公安局`, where the other rows have 2026年12月底前. After: its deadline.
    ///
    /// ## What to do
    /// Put the deadline in. A dash says that there is none.
    ///
    /// ## Stays silent
    /// Where two rows or more have none, or one has words for work that goes on (长期坚持), for a dash, for words of
    /// any kind in the cell, where the row or its clause says anywhere when or how often (每季度, 定期; AL003 holds
    /// them against each other), for a row without a clause, and where a row of the table lacks another cell.
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
补上期限。确实没有的，写“—”。

## 何时不报
两行以上没有写的，有一行写的不是日期（长期坚持）的，写了“—”或者其他文字的，行或正文任务的任何地方说了时间的（每季度、定期；由 AL003 比较），没有对应正文任务的行，以及表中有行缺了别的格的，不报。

## 依据
惯例
"
    DT006 "deadline-missing" Info "practice" No check
}

/// So many other rows tell that each is to have one.
const LEAST_OTHERS: usize = 4;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has(ColumnKind::Deadline)) {
        let rows = &table.table.rows;
        let mut without = rows.iter().filter(|row| row.deadline.is_none());
        let (Some(row), None) = (without.next(), without.next()) else { continue };
        // Days and months have figures; for what goes on the cell has words, or may have none.
        let dated = |row: &Row| row.deadline.as_ref().is_none_or(has_day);
        // A row that lacks another cell was rather cut off, and its day may stand in any.
        let numbered = rows.iter().any(|row| row.number.is_some());
        let torn = |row: &Row| {
            numbered && row.number.is_none()
                || row.content.is_none() && row.action.is_none()
                || table.has_units && row.units.is_empty()
        };
        if rows.len() <= LEAST_OTHERS
            || !rows.iter().all(dated)
            || rows.iter().any(torn)
            || is_filled(context, table.table, row)
            || says_when(context, row)
        {
            continue;
        }
        let message = lang.pick(
            "这一行没有完成时限，其他各行都有".to_owned(),
            "the row has no deadline, where all the others have one".to_owned(),
        );
        let draft = Draft::new(context.row_place(row), message)
            .about(&format!("{}.deadline", row.id))
            .help(
                lang.pick("补上期限，或用“—”表明没有", "put it in, or a dash where there is none"),
            );
        sink.report(draft);
    }
}

/// Whether a deadline names a day or a month.
fn has_day(due: &Deadline) -> bool {
    due.kind != DeadlineKind::Standing && (due.date.is_some() || due.text.contains('月'))
}

/// Whether a row or its clauses say anywhere when or how often the work is done; so may those of a row without a
/// clause, which is the sum of others or of another document.
fn says_when(context: &Context<'_>, row: &Row) -> bool {
    let mut clauses = row.clause.iter().chain(&row.also).map(|id| context.clause(id));
    let timed =
        |text: &str| TIMES.iter().any(|word| text.contains(word)) || !years(text).is_empty();
    row.clause.is_none()
        || !row.deadlines.is_empty()
        || timed(&row.span.words(context.sources))
        || row.targets.iter().any(|target| timed(&target.text))
        || row.other.iter().any(|cell| timed(&cell.text))
        || clauses
            .any(|at| at.is_none_or(|at| !at.clause.deadlines.is_empty() || timed(&at.clause.text)))
}

/// Words of days, periods and work that goes on.
const TIMES: [&str; 20] = [
    "月",
    "季",
    "每",
    "年底",
    "年内",
    "年度",
    "全年",
    "半年",
    "当年",
    "长期",
    "常年",
    "持续",
    "定期",
    "常态",
    "日常",
    "经常",
    "随时",
    "及时",
    "适时",
    "前完成",
];

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
