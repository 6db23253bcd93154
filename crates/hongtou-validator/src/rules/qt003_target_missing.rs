use hongtou_model::{ColumnKind, FurnitureKind, Period, Row, Span, Target};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A period without a target where the row's others have one.
    ///
    /// ## What it checks
    /// The target columns that name a period, row by row. One finding for a row.
    ///
    /// ## Why it matters
    /// A cell left empty by mistake looks like one left empty on purpose.
    ///
    /// ## Example
    /// Targets in 一、二、四季度, nothing in 三季度. After: a target, or a dash.
    ///
    /// ## What to do
    /// Fill the cell, or put a dash to show that it is meant so.
    ///
    /// ## Stays silent
    /// Where the row has no targets at all, where marks in the table say when the work goes on: √, and where
    /// the last one is missing, so that the goal is not reached (QT001).
    ///
    /// ## Authority
    /// heuristic
    zh "
同一行别的时段有目标，这个时段没有。

## 检查什么
逐行看写明时段的目标栏。每行报一次。

## 为什么重要
漏填的格子和有意留空的格子看不出区别。

## 示例
一、二、四季度有目标，三季度空着。改后：补上，或写“—”。

## 怎么办
补上目标，或用“—”表明有意留空。

## 何时不报
整行都没有目标的，表中以“√”等标出实施时段的，缺的是最后一期、因此没有达到目标的（QT001），不报。

## 依据
经验判断
"
    QT003 "target-missing" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in &context.tables {
        let periods: Vec<Period> = table
            .table
            .columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Target)
            .filter_map(|column| column.period)
            .collect();
        if periods.len() < 2 {
            continue;
        }
        // Where marks say when the work goes on, it rests in the other periods.
        let ticked = |row: &Row| {
            row.targets.iter().any(|target| !target.text.contains(char::is_alphanumeric))
        };
        if table.table.rows.iter().any(ticked) {
            continue;
        }
        for row in table.table.rows.iter().filter(|row| !row.targets.is_empty()) {
            let of = |period: &Period| row.targets.iter().find(|t| t.period == Some(*period));
            let missing: Vec<String> = periods
                .iter()
                .enumerate()
                .filter(|(at, period)| {
                    of(period).is_none() && {
                        let before = periods[..*at].iter().rev().find_map(of);
                        let after = periods[at + 1..].iter().find_map(of);
                        !is_dashed(context, row, before, after)
                    }
                })
                .map(|(_, period)| label(*period, lang))
                .collect();
            if missing.is_empty() {
                continue;
            }
            let list = missing.join(lang.pick("、", ", "));
            let message = lang.pick(
                format!("{list}没有目标，其他时段有"),
                format!("no target for {list}, where the other periods have one"),
            );
            let mut draft = Draft::new(context.row_place(row), message)
                .quote(&missing.join(","))
                .help(lang.pick("补上目标，或用“—”表明有意留空", "fill the cell, or put a dash"));
            // The last one is missing, and so does the goal that it was to reach (QT001).
            if missing.len() == 1 && periods.last().is_some_and(|last| of(last).is_none()) {
                draft = draft.about(&format!("{}.rest", row.id));
            }
            sink.report(draft);
        }
    }
}

/// Whether a dash stands in a row between two of its targets: the period is left out on purpose.
fn is_dashed(
    context: &Context<'_>,
    row: &Row,
    before: Option<&Target>,
    after: Option<&Target>,
) -> bool {
    let content = row.spans.content.start();
    let from = before.map(|target| target.span.end()).unwrap_or(content);
    let behind = |span: &Span| span.start().filter(|at| Some(*at) > from);
    let to = after.map(|target| target.span.start()).unwrap_or_else(|| {
        // Behind the last target the units and the deadline follow.
        let units = row.units.iter().filter_map(|unit| behind(&unit.span));
        units.chain(row.deadline.as_ref().and_then(|due| behind(&due.span))).min()
    });
    let printed = |at| row.span.fragments().iter().any(|f| (f.source(), f.start) == at);
    context.notice.furniture.iter().any(|furniture| {
        furniture.kind == FurnitureKind::Mark
            && furniture.span.start().is_some_and(|at| {
                from.is_some_and(|from| at > from) && to.is_none_or(|to| at < to) && printed(at)
            })
    })
}

/// A period as a reader says it.
pub(crate) fn label(period: Period, lang: hongtou_model::Lang) -> String {
    if lang == hongtou_model::Lang::En {
        return period.to_string();
    }
    let number =
        |n: u8| ["", "一", "二", "三", "四"].get(usize::from(n)).copied().unwrap_or_default();
    match period {
        Period::Quarter(n) => format!("{}季度", number(n)),
        Period::Half(1) => "上半年".to_owned(),
        Period::Half(_) => "下半年".to_owned(),
        Period::Month(n) => format!("{n}月"),
        Period::Year(n) => format!("{n}年"),
    }
}
