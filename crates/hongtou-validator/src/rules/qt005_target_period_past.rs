use hongtou_model::{Date, Deadline, DeadlineKind, Period};

use super::qt003_target_missing::label;
use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::years::years;

rule! {
    /// The notice was issued after the period, or the deadline, had passed.
    ///
    /// ## What it checks
    /// The date of issue against the end of each target column's period (one finding for a column)
    /// and against the deadlines of clauses and rows.
    ///
    /// ## Why it matters
    /// A target that was over before it was announced cannot be worked towards.
    ///
    /// ## Example
    /// Issued on 23 April, with a column `一季度目标`. After: what was reached by then, or no column.
    ///
    /// ## What to do
    /// Say what was reached, or move the date.
    ///
    /// ## Stays silent
    /// Where the notice has no date of issue, or the date's year is not told.
    ///
    /// ## Authority
    /// heuristic
    zh "
印发时该时段或期限已过。

## 检查什么
成文日期与各目标栏时段的末日（每栏报一次）、与任务和行的期限比较。

## 为什么重要
公布之前已经过去的目标，无从努力。

## 示例
4月23日印发，表中有 `一季度目标`。改后：写已完成的情况，或不设这一栏。

## 怎么办
写明完成情况，或调整日期。

## 何时不报
没有成文日期，或期限没有年份的，不报。

## 依据
经验判断
"
    QT005 "target-period-past" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(issued) = context.notice.header.issued_on else { return };
    columns(context, issued, sink);
    for at in &context.clauses {
        for found in &at.clause.deadlines {
            deadline(found, &at.clause.id, None, issued, sink);
        }
    }
    deadlines_of_rows(context, issued, sink);
}

/// Columns of targets whose period was over.
fn columns(context: &Context<'_>, issued: Date, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let year = super::plan_year(context).unwrap_or(issued.year());
    for table in &context.tables {
        for (at, column) in table.table.columns.iter().enumerate() {
            let Some(period) = column.period else { continue };
            let past = period.last_day(year).is_some_and(|last| last < issued);
            let used = || {
                table.table.rows.iter().any(|r| r.targets.iter().any(|t| t.period == Some(period)))
            };
            if !past || matches!(period, Period::Year(_)) || !used() {
                continue;
            }
            let name = label(period, lang);
            let message = lang.pick(
                format!("{}印发时，{name}已过", issued.in_chinese()),
                format!("{name} was over when the notice was issued on {issued}"),
            );
            let id = format!("{}.columns.{}", table.table.id, at + 1);
            sink.report(
                Draft::new(Place::new(&id, &column.span, &column.header), message)
                    .unanchored()
                    .about("header.title")
                    .about("plan.title")
                    .about("header.issued_on")
                    .quote(&table.table.id)
                    .quote(&column.header)
                    .help(lang.pick(
                        "写明完成情况，或不设这一栏",
                        "say what was reached, or leave the column out",
                    )),
            );
        }
    }
}

/// Deadlines of rows: of those that no clause has, the ones among their words as well.
fn deadlines_of_rows(context: &Context<'_>, issued: Date, sink: &mut Sink<'_>) {
    for (_, row) in context.rows() {
        if row.clause.is_none() || row.content.is_none() {
            let id = format!("{}.content", row.id);
            row.deadlines.iter().for_each(|found| deadline(found, &id, None, issued, sink));
        }
        if let Some(found) = &row.deadline {
            // What the row says again of its clause is that clause's deadline.
            let clause = row.clause.as_deref().filter(|&id| {
                let same = |own: &&Deadline| own.date == found.date;
                context.clause(id).is_some_and(|at| at.clause.deadlines.iter().any(|d| same(&d)))
            });
            deadline(found, &format!("{}.deadline", row.id), clause, issued, sink);
        }
    }
}

/// A deadline of its own, or of a `clause` that it repeats, that had passed.
fn deadline(
    deadline: &Deadline,
    id: &str,
    clause: Option<&str>,
    issued: Date,
    sink: &mut Sink<'_>,
) {
    let Some(date) = past(deadline, issued) else { return };
    let lang = sink.lang();
    let message = lang.pick(
        format!("{}印发时，期限{}已过", issued.in_chinese(), date.in_chinese()),
        format!("the deadline {date} had passed when the notice was issued on {issued}"),
    );
    let draft = Draft::new(Place::new(id, &deadline.span, &deadline.text), message)
        .quote(&deadline.text)
        .help(lang.pick("调整期限，或写明完成情况", "move the date, or say what was reached"));
    // The day of issue may be wrong, or the year of the titles that it is counted in.
    let mut draft = draft.about("header.issued_on");
    if years(&deadline.text).is_empty() {
        draft = draft.about("header.title").about("plan.title");
    }
    sink.report(match clause {
        Some(clause) => draft.about(clause),
        None => draft,
    });
}

/// The day of a binding deadline that had passed when the notice was issued.
fn past(deadline: &Deadline, issued: Date) -> Option<Date> {
    let binding =
        matches!(deadline.kind, DeadlineKind::By | DeadlineKind::On | DeadlineKind::Within);
    // A year long gone is that of something cited, not of a task.
    deadline.date.filter(|date| binding && *date < issued && date.year() + 1 >= issued.year())
}
