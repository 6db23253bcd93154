use hongtou_model::{ColumnKind, Confidence, Lang, Quantity, Row, Severity};

use super::plan_year;
use crate::context::{Context, Match, TableAt, target_id};
use crate::figures::{opposed, pair, same_measure, same_metric, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::{Why, explained, figures, numbers};

rule! {
    /// Clause and row give another figure for the same thing.
    ///
    /// ## What it checks
    /// The figures of a clause against those of its row, paired by what they measure and by their
    /// place; also a floor (不低于) against a ceiling (不超过), and the figures of a column of goals
    /// (年度目标) against those of the same name. In a table that says the body's words again, also
    /// numbers that count nothing, such as an age (80周岁).
    ///
    /// ## Why it matters
    /// The figure is what the task is judged by.
    ///
    /// ## Example
    /// Body: `合格率达到97%`. Table: `合格率达到95%`. After: one figure.
    ///
    /// ## What to do
    /// Find out which was decided, and put the other right.
    ///
    /// ## Stays silent
    /// For quarterly targets (QT001, QT002), for 达到 against ≥ (AL003 shows the words), where
    /// only the measure differs (NU003), and for goals of a year where the plan or the task is of several.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表对同一事项的数字不同。

## 检查什么
任务中的数字与对应行的数字，按所指事项和位置配对比较；也比较下限（不低于）与上限（不超过），并以“年度目标”等栏的数字与正文同名的数字比较。复述正文的表，还比较不计数的数字，如年龄（80周岁）。

## 为什么重要
考核看的就是这个数字。

## 示例
正文：`合格率达到97%`；表：`合格率达到95%`。改后：数字一致。

## 怎么办
查明哪个是审定的数字，改正另一处。

## 何时不报
季度目标归 QT001、QT002；“达到”与“≥”的差别归 AL003；只有计量单位不同的归 NU003；方案或任务跨年度的，年度目标不比。

## 依据
惯例
"
    NU001 "quantity-differs" Error "practice" No check
}

/// The column of goals for the whole year (年度目标, 工作目标), where a table has one.
fn has_goals(table: &TableAt<'_>) -> bool {
    const OF_STEPS: [&str; 5] = ["阶段", "进度", "近期", "季", "月"];
    let mut goals = table
        .table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Target && column.period.is_none());
    let of_year = |header: &str| {
        ["目标", "指标"].iter().any(|word| header.contains(word))
            && !OF_STEPS.iter().any(|word| header.contains(word))
    };
    goals.next().is_some_and(|column| of_year(&column.header)) && goals.next().is_none()
}

/// The figures of a clause that the goals of its rows give otherwise: the row, the place of its
/// goal, and both figures.
fn goals<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    year: u32,
) -> Vec<(&'a Row, usize, &'a Quantity, &'a Quantity)> {
    let clauses = || context.of(found).map(|at| at.clause);
    let due = clauses().flat_map(|clause| &clause.deadlines).filter_map(|due| due.date);
    // 到2027年建成100座 is no goal of this year.
    if found.rows.len() > 1 || due.into_iter().any(|date| date.year() != year) {
        return Vec::new();
    }
    let body: Vec<&Quantity> = clauses().flat_map(|clause| &clause.quantities).collect();
    let mut out = Vec::new();
    for &row in &found.rows {
        let Some(at) = row.targets.iter().position(|target| target.period.is_none()) else {
            continue;
        };
        let own: Vec<&Quantity> = row.targets[at].quantities.iter().collect();
        for (a, b) in pair(&body, &own).unequal {
            let named = a.metric.is_some() && same_metric(a, b) && same_measure(a, b);
            if named && !same_value(a, b) {
                out.push((row, at, a, b));
            }
        }
    }
    out
}

/// Finds figures of goals that differ from the body's.
fn check_goals(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let Some(year) = plan_year(context) else { return };
    for table in context.tables.iter().filter(|table| has_goals(table)) {
        for found in &table.matches {
            for (row, at, a, b) in goals(context, found, year) {
                let clause = context.clauses[found.clauses[0]].clause;
                sink.report(
                    differs(lang, (a, &clause.id), (b, &target_id(row, at)))
                        .at_most(Severity::Warning)
                        .confidence(Confidence::Likely),
                );
            }
        }
    }
}

/// What is said of two figures of one thing: the body's with its clause, the table's with its place.
fn differs(lang: Lang, (a, clause): (&Quantity, &str), (b, place): (&Quantity, &str)) -> Draft {
    let metric = a.metric.as_deref().or(b.metric.as_deref()).unwrap_or_default();
    let message = lang.pick(
        format!("{metric}数字不一致：正文{}，表中{}", a.text, b.text),
        format!("the figures differ: {metric} {} in the body, {} in the table", a.text, b.text),
    );
    Draft::new(Place::new(place, &b.span, &b.text), message)
        .quote(&a.text)
        .quote(&b.text)
        .about(clause)
        .related(
            Place::new(clause, &a.span, &a.text),
            lang.pick("正文写的是", "the body says").to_owned(),
        )
        .help(lang.pick(
            "查明审定的数字，改正另一处",
            "find out which was decided, and put the other right",
        ))
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    check_goals(context, sink);
    let lang = sink.lang();
    for (_, found) in context.matches() {
        let compared = context.compared(found);
        if compared.differences.is_empty() {
            continue;
        }
        for (a, b) in figures(context, found).unequal {
            if same_value(a, b) && !opposed(a, b) {
                continue;
            }
            let clause = context
                .of(found)
                .find(|at| at.clause.quantities.iter().any(|q| std::ptr::eq(q, a)))
                .unwrap_or(context.clauses[found.clauses[0]]);
            let row = found
                .rows
                .iter()
                .find(|row| row.quantities.iter().any(|q| std::ptr::eq(q, b)))
                .unwrap_or(&found.rows[0]);
            let place = format!("{}.content", row.id);
            sink.report(differs(lang, (a, &clause.clause.id), (b, &place)));
        }
        let mut before = None;
        for (why, difference) in explained(context, found).iter().zip(&compared.differences) {
            let Some((left, right)) = numbers(compared, difference).filter(|_| *why == Why::Number)
            else {
                continue;
            };
            // Two places of one number differ.
            if before.replace(left.clone()) == Some(left.clone()) {
                continue;
            }
            let clause = context.clauses[found.clauses[0]].clause;
            let (body, table) =
                (&compared.body.text[left.clone()], &compared.table.text[right.clone()]);
            let message = lang.pick(
                format!("数字不一致：正文{body}，表中{table}"),
                format!("the numbers differ: {body} in the body, {table} in the table"),
            );
            let place = context.row_place(found.rows[0]);
            sink.report(
                Draft::new(place.narrowed(compared.table.span(right), table), message)
                    .quote(body)
                    .quote(table)
                    .about(&clause.id)
                    .related(
                        context.clause_place(clause).narrowed(compared.body.span(left), body),
                        lang.pick("正文写的是", "the body says").to_owned(),
                    )
                    .help(lang.pick(
                        "查明哪个是审定的数字，改正另一处",
                        "find out which was decided, and put the other right",
                    )),
            );
        }
    }
}
