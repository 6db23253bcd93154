use hongtou_model::{Clause, ColumnKind, Confidence, Deadline, Lang, Period, Quantity, Severity};
use hongtou_source::chars;

use super::{names_years, plan_year};
use crate::context::{Context, Match, TableAt, target_id};
use crate::figures::{opposed, pair, same_measure, same_metric, same_value};
use crate::rule::rule;
use crate::series::{Point, Series};
use crate::sink::{Draft, Place, Sink};
use crate::why::{Why, explained, figures, numbers};
use crate::years::years;

rule! {
    /// Clause and row give another figure for the same thing.
    ///
    /// ## What it checks
    /// The figures of a clause against those of its row, paired by what they measure and by their
    /// place; also a floor (不低于) against a ceiling (不超过), and the figures of a column of goals
    /// (年度目标) against those of the same name, those of each year (每年抽查2次) among them. In a table that says the body's words again, also
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
    /// only the measure differs (NU003), and for goals of a year where plan or clause do not say the
    /// figure of that year.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表对同一事项的数字不同。

## 检查什么
任务中的数字与对应行的数字，按所指事项和位置配对比较；也比较下限（不低于）与上限（不超过），并以“年度目标”等栏的数字与正文同名的数字比较（每年抽查2次，与各年比较）。复述正文的表，还比较不计数的数字，如年龄（80周岁）。

## 为什么重要
考核看的就是这个数字。

## 示例
正文：`合格率达到97%`；表：`合格率达到95%`。改后：数字一致。

## 怎么办
查明哪个是审定的数字，改正另一处。

## 何时不报
季度目标归 QT001、QT002；“达到”与“≥”的差别归 AL003；只有计量单位不同的归 NU003；正文的数字不是该年度的，不与年度目标比。

## 依据
惯例
"
    NU001 "quantity-differs" Error "practice" No check
}

/// The years whose goals a table gives, each in one column: those that a heading names (2025年目标),
/// and the plan's own for a column that names no period (年度目标).
fn goal_years(table: &TableAt<'_>, plan: Option<u32>) -> Vec<(Option<Period>, u32)> {
    const OF_STEPS: [&str; 5] = ["阶段", "进度", "近期", "季", "月"];
    let targets = || table.table.columns.iter().filter(|c| c.kind == ColumnKind::Target);
    let of_year = |header: &str| {
        ["目标", "指标"].iter().any(|word| header.contains(word))
            && !OF_STEPS.iter().any(|word| header.contains(word))
    };
    let mut out: Vec<(Option<Period>, u32)> = targets()
        .filter_map(|column| match column.period {
            Some(Period::Year(year)) => Some((column.period, year.into())),
            None => plan.filter(|_| of_year(&column.header)).map(|year| (None, year)),
            _ => None,
        })
        .collect();
    out.retain(|(period, _)| targets().filter(|column| column.period == *period).count() == 1);
    out
}

/// The figures of a clause that are to be reached in a year. `alone` says that the table gives no other
/// year's goals, so that what is said of no year is this one's.
fn of_year<'a>(
    context: &Context<'a>,
    clause: &'a Clause,
    (year, alone): (u32, bool),
) -> Vec<&'a Quantity> {
    let dated = || clause.deadlines.iter().filter(|due| due.date.is_some());
    let in_year = |due: &Deadline| due.date.is_some_and(|date| date.year() == year);
    if alone {
        // 到2027年建成100座 is no goal of this year.
        let all = dated().all(in_year);
        return clause.quantities.iter().filter(|_| all).collect();
    }
    let said = |q: &&Quantity| {
        let sentence = sentence_before(context, clause, q);
        let Some((last, place)) = years(sentence).pop() else { return false };
        let (before, behind) = (&sentence[..place.start], &sentence[place.end..]);
        let behind = behind.trim_start_matches('年');
        // By the end of a year all is built that was built before it, too; a share has no parts.
        let whole = q.measure.as_deref() == Some("%") || !behind.starts_with(['底', '末', '前']);
        last == year
            && !before.ends_with(['到', '至', '比', '较', '—', '-'])
            && whole
            && !behind.contains("累计")
    };
    clause.quantities.iter().filter(said).collect()
}

/// The words of a clause before one of its figures, from the last stop on.
fn sentence_before<'a>(context: &Context<'a>, clause: &Clause, q: &Quantity) -> &'a str {
    let (Some((source, start)), Some((_, at))) = (clause.span.start(), q.span.start()) else {
        return "";
    };
    let text = context.sources.get(usize::from(source)).map(|source| &source.text);
    let before = text.and_then(|text| text.get(start as usize..at as usize));
    before.unwrap_or_default().rsplit(['。', '；']).next().unwrap_or_default()
}

/// Whether a figure is to be reached in each year: 每年抽查不少于2次. That of a thing is none (补助每年800元).
fn is_of_each_year(context: &Context<'_>, clause: &Clause, q: &Quantity) -> bool {
    let sentence = sentence_before(context, clause, q);
    let part = sentence.rsplit(['，', ',']).next().unwrap_or_default();
    let behind = part.rsplit_once("每年").map(|(_, behind)| behind);
    let of_a_thing =
        |behind: &str| behind.is_empty() && q.text.starts_with(|c| chars::digit(c).is_some());
    behind.is_some_and(|behind| !of_a_thing(behind)) && years(sentence).is_empty()
}

/// Finds figures of each year (每年抽查2次) that all the years' columns give otherwise, or one of them.
fn check_each_year<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    goals: &[(Option<Period>, u32)],
    sink: &mut Sink<'_>,
) {
    let (clause, row) = (context.clauses[found.clauses[0]].clause, found.rows[0]);
    let body: Vec<&Quantity> = clause.quantities.iter().collect();
    for q in clause.quantities.iter().filter(|q| is_of_each_year(context, clause, q)) {
        let missed =
            |series: &Series<'_>| series.misses().is_some_and(|(_, goal)| std::ptr::eq(goal, q));
        if context.series(row).iter().any(missed) {
            continue;
        }
        let mut same = 0;
        let mut other: Vec<(usize, &Quantity)> = Vec::new();
        for (at, target) in row.targets.iter().enumerate() {
            if !goals.iter().any(|(period, _)| *period == target.period) {
                continue;
            }
            let total = target.text.contains("累计");
            let all: Vec<&Quantity> = target.quantities.iter().collect();
            let mut of = all.iter().filter(|own| !total && of_one_thing(q, own, (&body, &all)));
            let (Some(&own), None) = (of.next(), of.next()) else { continue };
            if same_value(q, own) { same += 1 } else { other.push((at, own)) }
        }
        // Where the years differ from each other, they count in another way.
        let alike = other.windows(2).all(|pair| same_value(pair[0].1, pair[1].1));
        let Some(&(at, first)) = other.first() else { continue };
        if same == 0 && other.len() > 1 && alike || same > 1 && other.len() == 1 {
            sink.report(
                differs(sink.lang(), (q, &clause.id), (first, &target_id(row, at)))
                    .at_most(Severity::Warning)
                    .confidence(Confidence::Likely),
            );
        }
    }
}

/// Whether two figures are of one thing: they have one name, or none and are the only ones in their measure.
fn of_one_thing(a: &Quantity, b: &Quantity, (body, own): (&[&Quantity], &[&Quantity])) -> bool {
    let only = |all: &[&Quantity]| all.iter().filter(|q| same_measure(q, a)).count() == 1;
    same_measure(a, b) && same_metric(a, b) && (a.metric.is_some() || only(body) && only(own))
}

/// Finds figures of yearly goals that differ from the body's.
fn check_goals(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let plan = plan_year(context);
    for table in &context.tables {
        let goals = goal_years(table, plan);
        // Goals of the plan's year alone, or those of each year.
        let alone = goals.len() == 1;
        let one_year = || {
            plan.is_none_or(|plan| plan == goals[0].1) && (plan.is_some() || !names_years(context))
        };
        if alone && !one_year() {
            continue;
        }
        for found in table.matches.iter().filter(|found| found.rows.len() == 1) {
            let row = found.rows[0];
            if !alone && found.clauses.len() == 1 {
                check_each_year(context, found, &goals, sink);
            }
            for (at, target) in row.targets.iter().enumerate() {
                let Some((_, year)) = goals.iter().find(|(period, _)| *period == target.period)
                else {
                    continue;
                };
                let clauses = context.of(found).map(|at| at.clause);
                let body: Vec<&Quantity> =
                    clauses.flat_map(|clause| of_year(context, clause, (*year, alone))).collect();
                let own: Vec<&Quantity> = target.quantities.iter().collect();
                for (a, b) in pair(&body, &own).unequal {
                    // QT001 says of the last target that it misses the goal, or of the goal that the last
                    // target, which is the body's figure, misses it.
                    let misses = |series: &Series<'_>| {
                        let is = |point: &Point<'_>, test: &dyn Fn(&Quantity) -> bool| {
                            point.quantity.is_some_and(test)
                        };
                        let missed = series.misses();
                        missed.is_some_and(|(point, _)| is(point, &|q| std::ptr::eq(q, b)))
                            || missed.or_else(|| series.overshoots()).is_some_and(
                                |(point, goal)| {
                                    std::ptr::eq(goal, b) && is(point, &|q| same_value(q, a))
                                },
                            )
                    };
                    if same_value(a, b)
                        || !of_one_thing(a, b, (&body, &own))
                        || context.series(row).iter().any(misses)
                    {
                        continue;
                    }
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
}

/// What is said of two figures of one thing: the body's with its clause, the table's with its place.
fn differs(lang: Lang, (a, clause): (&Quantity, &str), (b, place): (&Quantity, &str)) -> Draft {
    let metric = a.metric.as_deref().or(b.metric.as_deref()).unwrap_or_default();
    let blank = if metric.is_empty() { "" } else { " " };
    let message = lang.pick(
        format!("{metric}数字不一致：正文{}，表中{}", a.text, b.text),
        format!(
            "the figures differ: {metric}{blank}{} in the body, {} in the table",
            a.text, b.text
        ),
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
