use std::cell::OnceCell;
use std::cmp::Ordering;

use hongtou_model::{
    Clause, ColumnKind, Comparator, Confidence, Deadline, KINDS_OF_PLACES, Lang, OtherCell, Period,
    Quantity, Row, Severity, Table, Target,
};
use hongtou_source::chars;

use super::{names_years, plan_year};
use crate::context::{Context, Match, TableAt, target_id};
use crate::figures::{
    Paired, common_end, compare, is_exact, is_slip, millionths, opposed, pair, places,
    same_measure, same_metric, same_value,
};
use crate::indicators::{Figures, contradicted, indicators};
use crate::lost::{Lost, Slip};
use crate::rule::rule;
use crate::series::{Point, Series};
use crate::sink::{Draft, Place, Sink};
use crate::why::{Why, around, explained, figures, numbers};
use crate::words::{is_punctuation, plain};
use crate::years::years;

rule! {
    /// Clause and row give another figure for the same thing.
    ///
    /// ## What it checks
    /// The figures of a clause against those of its row, paired by what they measure and by their
    /// place; also a floor (不低于) against a ceiling (不超过), and the figures of a column of goals
    /// (年度目标) against those of the same name, those of each year (每年抽查2次) among them, or without a name where both are the only ones in their measure, exact and a slip apart (2000个 for 新增托位2200个; a warning), and those of a table of indicators with
    /// its name and measure, where both are exact and a slip apart (a warning). In a table that says the body's words again, also
    /// numbers that count nothing, such as an age (80周岁). A figure before what it counts (完成260口水井选址) is
    /// held against one behind it, and one in a row that is a clause's words but for it against that
    /// clause's; the figures of several rows of which the same is done may not be more than the whole, nor less where the
    /// table says the body again and each row has its part (a warning each).
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
    /// only the measure differs (NU003), for a smaller figure of one of several rows in other words, which is
    /// a part (a warning where the parts are more than the whole), for figures of all rows below one action that add up to the clause's, and for goals of a year where plan or clause do not say the
    /// figure of that year.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表对同一事项的数字不同。

## 检查什么
任务中的数字与对应行的数字，按所指事项和位置配对比较；也比较下限（不低于）与上限（不超过），并以“年度目标”等栏的数字与正文同名的数字比较（每年抽查2次，与各年比较）；目标栏只写数字而两边同一单位都只有这一个数字的（正文新增托位2200个，表中2000个），以及指标表中名称、单位相同的指标，也与正文比较（两边都是确数、只差一处笔误的才报，均为警告）。复述正文的表，还比较不计数的数字，如年龄（80周岁）。数字在所计事项之前的（完成260口水井选址）与在其后的比较，没有对应任务而文字只差一个数字的行与那项任务比较，一项任务分作几行的，各行合计不得超出正文，表复述正文、每行各有一部分的也不得少于正文（均为警告）。

## 为什么重要
考核看的就是这个数字。

## 示例
正文：`合格率达到97%`；表：`合格率达到95%`。改后：数字一致。

## 怎么办
查明哪个是审定的数字，改正另一处。

## 何时不报
季度目标归 QT001、QT002；“达到”与“≥”的差别归 AL003；只有计量单位不同的归 NU003；一项任务分作几行、其中一行以别的文字写较小数字而另有一行写其余部分的，是其中一部分，不报（各行做同一件事而合计超出正文，或者一行就超出的，为警告）；同一工作任务下各行的数字相加正好等于正文的，不报；正文的数字不是该年度的，不与年度目标比。

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
        // The row may say the goal again.
        let is =
            |goal: &Quantity| same_value(goal, q) && same_measure(goal, q) && same_metric(goal, q);
        let missed = |series: &Series<'_>| series.misses().is_some_and(|(_, goal)| is(goal));
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
    // A plan whose title names no year is of the year of issue, as far as its clauses name no other.
    let issued = context.notice.header.issued_on.map(|date| date.year());
    let own = plan.or(issued.filter(|_| !names_years(context)));
    for table in &context.tables {
        let goals = goal_years(table, own);
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
                        let last = missed.map(|(point, _)| point);
                        // What is finished of a work that goes on is no goal of the year.
                        let last = last.or(series.points.last().filter(|_| series.goes_on));
                        last.is_some_and(|point| is(point, &|q| std::ptr::eq(q, b)))
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
                if let Some((a, b)) = bare_goal(context, row, target, &body)
                    && goals.len() == 1
                {
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

/// A figure of the body and another that is all that a cell of goals says: 2000个 for 新增托位2200个. Both are the only ones
/// in their measure and exact, one slip made one of the other, and the body says neither of a part of the time nor of each
/// one, nor that it is hoped for or about so much.
fn bare_goal<'a>(
    context: &Context<'_>,
    row: &Row,
    target: &'a Target,
    body: &[&'a Quantity],
) -> Option<(&'a Quantity, &'a Quantity)> {
    const OTHERWISE: [&str; 14] = [
        "期间", "两年", "三年", "五年", "每", "各", "分别", "累计", "力争", "争取", "约", "近",
        "左右", "至少",
    ];
    let [b] = target.quantities.as_slice() else { return None };
    let alone = plain(&target.text.replacen(&*b.text, "", 1)).is_empty();
    let mut of = body.iter().copied().filter(|q| same_measure(q, b));
    let a = of.next().filter(|_| of.next().is_none() && alone && b.measure.is_some())?;
    let clause = row.clause.as_deref().and_then(|id| context.clause(id))?.clause;
    let own = clause.quantities.iter().any(|q| std::ptr::eq(q, a));
    let otherwise = OTHERWISE.iter().any(|word| sentence_before(context, clause, a).contains(word));
    // What is counted in 亿条 has a part of its measure in a cell of its own.
    let column = |cell: &OtherCell| cell.text.starts_with(['万', '亿', '千', '百']);
    let scaled = row.other.iter().any(column);
    let only = clause.quantities.iter().filter(|q| same_measure(q, a)).count() == 1;
    let slip = only && is_exact(a) && is_exact(b) && is_slip(&a.value, &b.value);
    // The row says it in words of its own, which is told of them.
    let again = row.quantities.iter().any(|q| same_measure(q, b));
    let differs = !same_value(a, b) && b.metric.is_none() && a.metric.is_some();
    (own && !otherwise && !scaled && !again && slip && differs).then_some((a, b))
}

/// Finds indicators that have another figure in their table than in the body.
fn check_indicators(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let indicators = indicators(context);
    if indicators.is_empty() {
        return;
    }
    let figures = Figures::of(context);
    for indicator in indicators {
        let Some((at, q)) = contradicted(&figures, &indicator) else { continue };
        let Some((cell, _)) = indicator.goals().last() else { continue };
        let (name, words) = (indicator.name, &cell.text);
        let message = lang.pick(
            format!("{name}数字不一致：正文{}，表中{words}", q.text),
            format!("the figures differ: {name} {} in the body, {words} in the table", q.text),
        );
        let id = format!("{}.cells", indicator.table.id);
        let draft = Draft::new(Place::new(&id, &cell.span, words), message)
            .unanchored()
            .quote(name)
            .quote(&q.text)
            .quote(words)
            .about(&at.clause.id)
            .related(
                Place::new(&at.clause.id, &q.span, &q.text),
                lang.pick("正文写的是", "the body says").to_owned(),
            )
            .help(lang.pick(
                "查明审定的数字，改正另一处",
                "find out which was decided, and put the other right",
            ));
        sink.report(draft.at_most(Severity::Warning).confidence(Confidence::Likely));
    }
}

/// What is said of two figures of one thing: the body's with its clause, the table's with its place.
fn differs(lang: Lang, a: (&Quantity, &str), b: (&Quantity, &str)) -> Draft {
    let metric = shown_name(a.0).or_else(|| shown_name(b.0)).unwrap_or_default();
    differs_in(lang, metric, a, b)
}

/// What a figure is told to count: no place that only stands before it (都市圈内5个城市), and none with whom or by what it
/// is done (会同交通等部门为300名老人…).
fn shown_name(q: &Quantity) -> Option<&str> {
    const AROUND: [&str; 8] = ["会同", "依托", "通过", "按照", "围绕", "针对", "根据", "结合"];
    let around = |name: &str| AROUND.iter().any(|word| name.starts_with(word));
    q.metric.as_deref().filter(|name| !name.ends_with('内') && !around(name))
}

/// The same, with the name of the thing.
fn differs_in(
    lang: Lang,
    metric: &str,
    (a, clause): (&Quantity, &str),
    (b, place): (&Quantity, &str),
) -> Draft {
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

/// Whether a figure of one of several rows is smaller than the clause's because the row is of a part: it
/// does not say the clause's own words around it, and another row has the rest.
fn is_part<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    rows: &[&'a Row],
    (a, b): (&Quantity, &Quantity),
) -> bool {
    let smaller = compare(&b.value, &a.value) == Some(Ordering::Less);
    if rows.len() < 2 || !smaller || is_rate(a) {
        return false;
    }
    // Parts that do not add up are told by their sum.
    let clause =
        context.of(found).find(|at| at.clause.quantities.iter().any(|q| std::ptr::eq(q, a)));
    let parts = clause.and_then(|at| sum_of_parts(at.clause, rows, a));
    if parts.is_some_and(|parts| {
        let told = parts.than_whole == Ordering::Equal || found.restates;
        parts.in_each && told && parts.than_whole != Ordering::Greater
    }) {
        return true;
    }
    let own = context.of(found).find_map(|at| around(&at.clause.text, &at.clause.quantities, a));
    let of_row = |row: &&Row| around(row.content.as_deref()?, &row.quantities, b);
    if own.is_some() && own == rows.iter().find_map(of_row) {
        return false;
    }
    let name = plain(a.metric.as_deref().unwrap_or_default());
    let Some((counted, _)) = name.char_indices().rev().nth(1) else { return false };
    // 民歌大赛等文艺汇演5场 of 村晚、民歌大赛等文艺汇演6场, and 举办村晚 beside it.
    let listed = a.metric.as_deref().unwrap_or_default().rsplit_once('等').map(|(list, _)| list);
    let listed: Vec<String> = listed.unwrap_or_default().split('、').map(plain).collect();
    let here = |words: &str| rows.iter().any(|row| of_row(row).is_some() && says(row, words));
    // Another figure of the clause is no rest where this row has the thing's whole name, unless all of them
    // add up to it.
    let same_name = plain(b.metric.as_deref().unwrap_or_default()).ends_with(&name);
    let clauses = || context.of(found).flat_map(|at| &at.clause.quantities);
    let called = |q: &Quantity| plain(q.metric.as_deref().unwrap_or_default());
    let is_other = |q: &Quantity| {
        let own_name = called(q);
        // 开工项目 of 新签约亿元以上项目40个，开工项目25个, by its figure or by its name.
        let by_name = |own: &Quantity| {
            let other = called(own);
            let nearer = other.len() > name.len() || !own_name.ends_with(&name);
            !other.is_empty() && other != name && nearer && own_name.ends_with(&other)
        };
        let is = |own: &Quantity| same_measure(own, q) && (same_value(own, q) || by_name(own));
        same_name && clauses().any(|own| !std::ptr::eq(own, a) && is(own))
    };
    let counted_in = |row: &&&Row| says(row, &name[counted..]);
    let all = rows.iter().filter(counted_in).flat_map(|row| &row.quantities);
    let all: Option<Vec<i128>> =
        all.filter(|q| same_measure(q, a)).map(|q| millionths(&q.value)).collect();
    if all.is_some_and(|all| millionths(&a.value) == Some(all.iter().sum())) {
        return true;
    }
    rows.iter().filter(|row| of_row(row).is_none()).any(|row| {
        let counts = row.quantities.iter().any(|q| same_measure(q, a) && !is_other(q));
        let named = |words: &&String| words.chars().count() > 1 && says(row, words) && !here(words);
        counts && says(row, &name[counted..]) || listed.iter().any(|words| named(&words))
    })
}

/// Whether the rows below one action or, without actions, one title, whichever of them could be known as the clause's,
/// each have one figure in a measure, and all of these add up to the clause's: 0.2亿元, 0.81亿元 and 1.47亿元 of 2.48亿元.
fn is_part_of_group(table: &Table, found: &Match<'_>, (a, b): (&Quantity, &Quantity)) -> bool {
    let is = |row: &&&Row| row.quantities.iter().any(|q| std::ptr::eq(q, b));
    let place = |row: &Row| row.spans.action.start().or(row.spans.section_title.start());
    let Some(own) = found.rows.iter().find(is).filter(|row| place(row).is_some()) else {
        return false;
    };
    let Some(at) = table.rows.iter().position(|row| std::ptr::eq(row, *own)) else { return false };
    let same = |row: &&Row| place(row) == place(own);
    let before = table.rows[..at].iter().rev().take_while(same);
    let rows = before.chain(table.rows[at..].iter().take_while(same));
    let figure = |row: &Row| {
        let mut of = row.quantities.iter().filter(|q| same_measure(q, a));
        let only = of.next().filter(|_| of.next().is_none())?;
        millionths(&only.value)
    };
    let values: Option<Vec<i128>> = rows.map(figure).collect();
    let sum = values.filter(|values| values.len() > 1 && !is_rate(a)).map(|all| all.iter().sum());
    sum.is_some() && sum == millionths(&a.value)
}

/// Whether a row's content has some words.
fn says(row: &Row, words: &str) -> bool {
    row.content.as_deref().is_some_and(|content| plain(content).contains(words))
}

/// Whether a figure is no count, whose parts would add up to it.
fn is_rate(q: &Quantity) -> bool {
    q.measure.as_deref().is_none_or(|measure| measure == "%" || measure.contains('/'))
}

/// Finds a figure before what it counts (完成260具消火栓选址) beside one that stands behind it (消火栓260具),
/// where nothing else is left to compare either with.
fn check_turned<'a>(
    context: &Context<'a>,
    (found, rows): (&Match<'a>, &[&'a Row]),
    known: &Paired<'a>,
    sink: &mut Sink<'_>,
) {
    let pairs = || known.equal.iter().chain(&known.unequal);
    let clauses = context.of(found).map(|at| at.clause);
    let left = clauses.flat_map(|clause| {
        let noun = |q| Some((q, clause.id.as_str(), noun(&clause.text, q)?));
        clause.quantities.iter().filter_map(noun).collect::<Vec<_>>()
    });
    let left: Vec<_> = left.filter(|(q, ..)| !pairs().any(|(a, _)| std::ptr::eq(*a, *q))).collect();
    let right = rows.iter().flat_map(|row| {
        let noun = |q| Some((q, row.id.as_str(), noun(row.content.as_deref()?, q)?));
        row.quantities.iter().filter_map(noun).collect::<Vec<_>>()
    });
    let right: Vec<_> =
        right.filter(|(q, ..)| !pairs().any(|(_, b)| std::ptr::eq(*b, *q))).collect();
    for (a, clause, (ours, own_turned)) in &left {
        let of = |(q, ..): &&(&'a Quantity, &str, (String, bool))| same_measure(q, a);
        let mut others = right.iter().filter(of);
        let (Some((b, row, (theirs, turned))), None) = (others.next(), others.next()) else {
            continue;
        };
        // Of several in one measure the one that counts the same.
        let counts = |(_, _, (noun, turned_too)): &&(&'a Quantity, &str, (String, bool))| {
            let (noun, theirs) = (noun.as_str(), theirs.as_str());
            // What is done behind it is not always known: 12个服务点联网 for 12个服务点.
            let begins = || {
                let more = theirs.strip_prefix(noun).filter(|_| *turned_too && *turned);
                // 区县分馆和服务点 are more.
                more.is_some_and(|more| !more.starts_with(['和', '及', '与', '或', '等']))
            };
            noun.ends_with(theirs) || theirs.ends_with(noun) || begins()
        };
        let mut same = left.iter().filter(of).filter(counts).map(|(q, ..)| *q);
        let only = same.next().is_some_and(|q| std::ptr::eq(q, *a)) && same.next().is_none();
        if !only
            || !(*own_turned || *turned)
            || same_value(a, b)
            || a.comparator == Comparator::Between
            || b.comparator == Comparator::Between
            || is_step(rows, b)
            || is_part(context, found, rows, (a, b))
        {
            continue;
        }
        let name = if ours.len() < theirs.len() { ours } else { theirs };
        sink.report(
            differs_in(sink.lang(), name, (a, clause), (b, &format!("{row}.content")))
                .at_most(Severity::Warning)
                .confidence(Confidence::Likely),
        );
    }
}

/// Whether a row's words say before a figure that it is of a part of the year alone, or is done again and again:
/// 上半年40个, 每月6个.
fn is_step(rows: &[&Row], q: &Quantity) -> bool {
    const PARTS: [&str; 6] = ["上半年", "每", "一季度", "二季度", "三季度", "首批"];
    let mut contents =
        rows.iter().filter(|row| row.quantities.iter().any(|own| std::ptr::eq(own, q)));
    let content = contents.next().and_then(|row| row.content.as_deref()).unwrap_or_default();
    let before = content.find(q.text.as_str()).map_or("", |at| &content[..at]);
    let before = before.rsplit(['。', '；', ';']).next().unwrap_or_default();
    PARTS.iter().any(|part| before.contains(part))
}

/// What a figure counts, without what is done to it behind, and whether it stands behind the figure.
fn noun(text: &str, q: &Quantity) -> Option<(String, bool)> {
    const WORK: [&str; 30] = [
        "选址", "施工", "建设", "改造", "安装", "维修", "更新", "更换", "修复", "整治", "治理",
        "清理", "拆除", "全部", "均", "落实", "公示", "完成", "开工", "验收", "通水", "投用",
        "投入", "建成", "达到", "实现", "纳入", "开展", "签约", "招标",
    ];
    let metric = q.metric.as_deref()?;
    let turned = places(text, &q.text).any(|at| text[at + q.text.len()..].starts_with(metric));
    let end = WORK.iter().filter_map(|work| metric.find(work)).min().filter(|_| turned);
    let noun = plain(metric.get(..end.unwrap_or(metric.len()))?);
    (noun.chars().count() >= LEAST_NOUN).then_some((noun, turned))
}

/// Fewer characters tell too little of what is counted.
const LEAST_NOUN: usize = 3;

/// Tells rows that are a clause's words but for a figure, which kept them from being known as its rows.
fn check_unlinked(context: &Context<'_>, sink: &mut Sink<'_>) {
    for Lost { row, at, slip } in context.lost() {
        let &Slip::Figure(a, b) = slip else { continue };
        let draft = differs(sink.lang(), (a, &at.clause.id), (b, &format!("{}.content", row.id)));
        sink.report(draft.at_most(Severity::Warning).confidence(Confidence::Likely));
    }
}

/// Finds figures of several rows that count parts of what their clause counts, and more than it in all, or
/// less where each of them has its part.
fn check_sums(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (table, found) in context.matches().filter(|(_, found)| found.clauses.len() == 1) {
        let clause = context.clauses[found.clauses[0]].clause;
        let rows = context.rows_of(table, found);
        if rows.len() < 2 {
            continue;
        }
        let told = OnceCell::new();
        let told = || told.get_or_init(|| figures(context, found).unequal);
        for whole in &clause.quantities {
            let Some(parts) = sum_of_parts(clause, &rows, whole) else { continue };
            let Parts { last, row, sum, than_whole: Ordering::Greater | Ordering::Less, .. } =
                parts
            else {
                continue;
            };
            let beyond = parts.than_whole == Ordering::Greater;
            if !(beyond || parts.in_each && found.restates) {
                continue;
            }
            // One that is more than the whole may be the one that is held against it.
            if compare(&last.value, &whole.value) == Some(Ordering::Greater)
                && told().iter().any(|(_, b)| std::ptr::eq(*b, last))
            {
                continue;
            }
            let lang = sink.lang();
            let (metric, measure) =
                (shown_name(whole).unwrap_or_default(), last.measure.as_deref());
            let sum = format!("{}{}", like(sum, &last.text), measure.unwrap_or_default());
            let (zh, en) = if beyond { ("超出", "more") } else { ("少于", "less") };
            let message = lang.pick(
                format!("{metric}各行合计{sum}，{zh}正文{}", whole.text),
                format!(
                    "{metric}: the rows have {sum} in all, {en} than the body's {}",
                    whole.text
                ),
            );
            let place = Place::new(&format!("{}.content", row.id), &last.span, &last.text);
            sink.report(
                Draft::new(place, message)
                    .quote(&sum)
                    .quote(&whole.text)
                    .about(&clause.id)
                    .related(
                        Place::new(&clause.id, &whole.span, &whole.text),
                        lang.pick("正文写的是", "the body says").to_owned(),
                    )
                    .help(lang.pick(
                        "查明各部分的数字，使其合计与任务总数相符",
                        "find out the figures of the parts, so that they add up to the whole",
                    ))
                    .cause(in_parts(&clause.id))
                    .at_most(Severity::Warning)
                    .confidence(Confidence::Likely),
            );
        }
    }
}

/// Figures of several rows that are parts of a whole.
struct Parts<'a> {
    /// The last of them, or the one that is more than all of it, and its row.
    last: &'a Quantity,
    row: &'a Row,
    sum: i128,
    /// The sum against the whole.
    than_whole: Ordering,
    /// Whether each of the rows has one, or says what the clause says besides.
    in_each: bool,
    /// The rows that have one.
    rows: Vec<&'a Row>,
}

/// The rows that have a part of what a clause counts, where all of them are no more than it.
pub(crate) fn rows_of_parts<'a>(clause: &Clause, rows: &[&'a Row]) -> Vec<&'a Row> {
    let parted = |whole| sum_of_parts(clause, rows, whole);
    let within = |parts: &Parts<'_>| parts.than_whole != Ordering::Greater && parts.in_each;
    let parts = clause.quantities.iter().filter_map(parted).filter(within);
    parts.flat_map(|parts| parts.rows).collect()
}

/// What a clause that its rows break down by its figures is called as the cause of what differs by that.
pub(crate) fn in_parts(clause: &str) -> String {
    format!("{clause} in parts")
}

/// Whether each row of a task has a part of what its clause counts: what they say is their part's, and no
/// other wording of the whole.
pub(crate) fn is_in_parts<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    found: &Match<'a>,
) -> bool {
    let &[clause] = found.clauses.as_slice() else { return false };
    let clause = context.clauses[clause].clause;
    let rows = context.rows_of(table, found);
    let parted = |whole| sum_of_parts(clause, &rows, whole).is_some_and(|parts| parts.in_each);
    rows.len() > 1 && clause.quantities.iter().any(parted)
}

/// The figures of several rows that are parts of a whole.
fn sum_of_parts<'a>(clause: &Clause, rows: &[&'a Row], whole: &Quantity) -> Option<Parts<'a>> {
    let exact = |q: &Quantity| matches!(q.comparator, Comparator::Exactly | Comparator::Reach);
    let least = |q: &Quantity| q.comparator == Comparator::AtLeast;
    if !(exact(whole) || least(whole))
        || is_rate(whole)
        || clause.quantities.iter().filter(|q| same_measure(q, whole)).count() > 1
    {
        return None;
    }
    let wanted = millionths(&whole.value)?;
    let name = plain(whole.metric.as_deref()?);
    let (at, _) = name.char_indices().rev().nth(1)?;
    let counted = &name[at..];
    let mut all = Vec::new();
    for &row in rows {
        let mut own = row.quantities.iter().filter(|q| same_measure(q, whole));
        // The whole said again has no parts beside it.
        if own.clone().any(|q| millionths(&q.value) == Some(wanted)) {
            return None;
        }
        // A row with two of them may count one in the other: without it, the others are no more.
        let (Some(q), None) = (own.next(), own.next()) else { continue };
        // 清河段18公里步道 of 健身步道32公里: what is counted stands at the end of its name.
        let content = row.content.as_deref()?;
        if exact(q) || least(q) && least(whole) {
            let named = plain(content).contains(counted);
            let bare = !named && is_of_a_place(&plain(&clause.text), row, q);
            all.push((q, row, millionths(&q.value)?, (named, bare)));
        }
    }
    // Where they add up to the whole, they are its parts, however they are called.
    let add_up = all.len() == rows.len() && all.iter().map(|part| part.2).sum::<i128>() == wanted;
    let named = all.iter().filter(|part| part.3.0).map(|&(q, row, ..)| (q, row));
    if !add_up && named.clone().next().is_some() && !of_one_work(&plain(&clause.text), named) {
        return None;
    }
    let own = all.iter().filter(|part| add_up || part.3.0 || part.3.1);
    let parts: Vec<_> = own.map(|&(q, row, value, _)| (q, row, value)).collect();
    let sum: i128 = parts.iter().map(|(.., value)| value).sum();
    // At least so many may be more.
    if sum > wanted && least(whole) {
        return None;
    }
    let beyond = parts.iter().find(|(.., value)| *value > wanted);
    let &(last, row, _) = beyond.or(parts.last())?;
    let open = |row: &Row| ["等", "其他", "其余", "剩余"].iter().any(|word| says(row, word));
    // What the clause says besides is no part of the figure.
    let beside = |row: &Row| {
        let words = row.content.as_deref().map(plain).unwrap_or_default();
        let words = words.trim_end_matches(is_punctuation);
        !words.is_empty() && plain(&clause.text).contains(words)
    };
    let is_part = |row: &Row| parts.iter().any(|(_, own, _)| std::ptr::eq(*own, row));
    (parts.len() > 1).then(|| Parts {
        last,
        row,
        sum,
        than_whole: sum.cmp(&wanted),
        in_each: rows.iter().all(|row| is_part(row) || beside(row))
            && !rows.iter().any(|row| open(row)),
        rows: parts.iter().map(|(_, row, _)| *row).collect(),
    })
}

/// Whether a row says nothing of a figure but in which place it is reached, and what the clause says is done:
/// 东城区建成4个.
fn is_of_a_place(clause: &str, row: &Row, q: &Quantity) -> bool {
    // Figures are told of smaller places and of parts of cities, too.
    const SMALLER: [&str; 3] = ["村", "社区", "组团"];
    let words = row.content.as_deref().and_then(|content| around(content, &row.quantities, q));
    let Some((before, "")) = words.as_deref().and_then(|words| words.split_once(' ')) else {
        return false;
    };
    let whole =
        plain(row.content.as_deref().unwrap_or_default()) == plain(&format!("{before}{}", q.text));
    let done = before.char_indices().map(|(at, _)| at).chain([before.len()]);
    let mut done = done.filter(|&at| clause.contains(&before[at..]));
    let place = &before[..done.next().unwrap_or(before.len())];
    whole
        && place.chars().count() > 1
        && KINDS_OF_PLACES.iter().chain(&SMALLER).any(|end| place.ends_with(end))
}

/// Whether figures of several rows count what the clause says is done to it, each in its place or of its
/// kind: 建设东岸步道20公里, 西岸完成步道铺设12公里. What is done by a time, or something else, is a step of the
/// same, or counts other things.
fn of_one_work<'a>(clause: &str, parts: impl Iterator<Item = (&'a Quantity, &'a Row)>) -> bool {
    const TIME: [char; 6] = ['年', '月', '季', '半', '累', '先'];
    const AGES: [&str; 7] = ["老年", "青年", "少年", "成年", "幼年", "童年", "中年"];
    const DONE: [&str; 5] = ["完成", "推进", "实施", "开展", "组织"];
    const WORDS: usize = 4;
    let words = |(q, row): (&Quantity, &'a Row)| {
        let words = around(row.content.as_deref()?, &row.quantities, q)?;
        let (before, behind) = words.split_once(' ')?;
        // 老年助餐点 is named by whom it is for.
        let mut named = before.to_owned();
        AGES.iter().for_each(|age| named = named.replace(age, ""));
        let timed = named.contains(TIME);
        (!timed).then(|| (before.to_owned(), behind.to_owned()))
    };
    let Some(parts) = parts.map(words).collect::<Option<Vec<_>>>() else { return false };
    let Some((first, rest)) = parts.split_first() else { return false };
    // 北山完成造林1.55万亩, 南山完成造林1.6万亩.
    let common = rest.iter().map(|(before, _)| common_end(before, &first.0)).min();
    let ends = first.0.char_indices().rev().take(common.unwrap_or(usize::MAX));
    let mut ends = ends.skip(WORDS - 1).map(|(at, _)| &first.0[at..]);
    let end = ends.next().is_some_and(|end| clause.contains(end));
    let work = |(before, behind): &(String, String)| {
        let work: String = before.chars().take(2).collect();
        if !DONE.contains(&work.as_str()) {
            return Some(work);
        }
        let skip = behind.chars().count().checked_sub(2)?;
        Some(behind.chars().skip(skip).collect())
    };
    let own = work(first).filter(|own| own.chars().count() == 2 && clause.contains(own.as_str()));
    end || own.is_some() && rest.iter().all(|part| work(part) == own)
}

/// A sum in the notation of one of its parts: 3.15万 beside 1.2万.
fn like(millionths: i128, text: &str) -> String {
    let signs = [('亿', 100_000_000), ('万', 10_000)];
    let sign = signs.iter().find(|(sign, size)| text.contains(*sign) && millionths % size == 0);
    match sign {
        Some((sign, size)) => format!("{}{sign}", decimal(millionths / size)),
        None => decimal(millionths),
    }
}

/// Millionths as a decimal.
fn decimal(millionths: i128) -> String {
    let (whole, part) = (millionths / 1_000_000, millionths % 1_000_000);
    let part = format!("{part:06}");
    match part.trim_end_matches('0') {
        "" => whole.to_string(),
        part => format!("{whole}.{part}"),
    }
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    check_goals(context, sink);
    check_sums(context, sink);
    check_unlinked(context, sink);
    check_indicators(context, sink);
    let lang = sink.lang();
    for (table, found) in context.matches() {
        let compared = context.compared(found);
        if compared.differences.is_empty() {
            continue;
        }
        let rows = &*context.rows_of(table, found);
        let known = figures(context, found);
        check_turned(context, (found, rows), &known, sink);
        for (a, b) in known.unequal {
            if same_value(a, b) && !opposed(a, b)
                || is_part(context, found, rows, (a, b))
                || is_part_of_group(table.table, found, (a, b))
            {
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
        // The number of a part is not that of the whole; parts that do not add up are told as such.
        if compared.differences.iter().any(|d| numbers(compared, d).is_some())
            && is_in_parts(context, table, found)
        {
            continue;
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
            let place = context.row_place(compared.row_at(&right).unwrap_or(found.rows[0]));
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
