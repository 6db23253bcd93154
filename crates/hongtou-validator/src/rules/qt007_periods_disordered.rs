use hongtou_model::{Column, ColumnKind, Confidence, Lang, Period, Severity, Table};

use super::qt003_target_missing::label;
use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;
use crate::years::years;

rule! {
    /// Columns of periods stand twice or out of order, or one is left out.
    ///
    /// ## What it checks
    /// The quarters, months, half-years or years that the headings of a task table's targets name, from
    /// the first column to the last. A quarter that is missing between the others (一季度, 三季度, 四季度); a table of three quarters that has no fourth is an info.
    ///
    /// ## Why it matters
    /// Two headings were exchanged or one was copied: each cell below is asked about in the wrong quarter.
    ///
    /// ## Example
    /// `一季度目标 | 三季度目标 | 二季度目标 | 四季度目标`. After: one after the other.
    ///
    /// ## What to do
    /// Put the headings right, or move the columns. What the targets say from period to period is compared
    /// after that.
    ///
    /// ## Stays silent
    /// Where the table of three quarters has a column for when the task is done, or for the year; for periods of several measures side by side (一季度, 上半年, 前三季度), for two columns of one period with
    /// headings of their own (二季度目标, 二季度完成情况), and for columns that go back one by one, go on
    /// into the next year (三季度, 四季度, 一季度, 二季度; 12月, 次年3月), or begin with the last year's goal
    /// (总目标).
    ///
    /// ## Authority
    /// practice
    zh "
时段栏重复、次序颠倒或者缺了一栏。

## 检查什么
任务表各目标栏标题写明的季度、月份、半年或年度，从第一栏到最后一栏；各季度之间缺一个季度（一、三、四季度）；只有前三个季度、没有四季度一栏的，为提示。

## 为什么重要
不是两栏标题写反，就是复制后忘了改：下面各格都会按错误的时段调度。

## 示例
`一季度目标 | 三季度目标 | 二季度目标 | 四季度目标`。改后：依次排列。

## 怎么办
改正标题，或者移动各栏；之后再比较各期目标。

## 何时不报
只有三个季度而另有完成时限栏或者全年栏的，几种时段并列的（一季度、上半年、前三季度），同一时段两栏、标题各不相同的（二季度目标、二季度完成情况），由近及远逐一排列的，跨年度排列的（三季度、四季度、一季度、二季度，12月、次年3月），以及总目标或末年目标在前的，不报。

## 依据
惯例
"
    QT007 "periods-disordered" Warning "practice" No check
}

/// A column of targets, by its place in the table, with its period.
type Timed<'a> = (usize, &'a Column, Period);

/// A period and the year that it is of, as far as headings tell one.
type When = (u32, Period);

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in &context.tables {
        if let Some(left) = left_out(table.table) {
            sink.report(left.told(table.table, lang));
            continue;
        }
        let Some((at, before, twice)) = disordered(table.table) else { continue };
        let (nth, column, period) = at;
        let (name, other) = (label(period, lang), label(before.2, lang));
        let message = match twice {
            true => lang.pick(format!("{name}一栏出现两次"), format!("{name} stands twice")),
            false => lang.pick(
                format!("时段次序颠倒：{name}在{other}之后"),
                format!("the periods are out of order: {name} after {other}"),
            ),
        };
        let place = |nth: usize, column: &Column| {
            let id = format!("{}.columns.{}", table.table.id, nth + 1);
            Place::new(&id, &column.span, &column.header)
        };
        let mut draft = Draft::new(place(nth, column), message)
            .unanchored()
            .quote(&table.table.id)
            .quote(&column.header)
            .related(
                place(before.0, before.1),
                lang.pick("前面一栏", "the column before it").to_owned(),
            )
            .help(lang.pick("改正标题，或移动各栏", "put the headings right, or move the columns"));
        // A cell below one of these headings may name the period that it is really of.
        let wrong = out_of_place(table.table);
        for row in &table.table.rows {
            let below = |period: Option<Period>| period.is_some_and(|own| wrong.contains(&own));
            for (at, _) in row.targets.iter().enumerate().filter(|(_, t)| below(t.period)) {
                draft = draft.about(&target_id(row, at));
            }
        }
        sink.report(draft);
    }
}

/// A period of which a table has no column, though it has those around it.
struct LeftOut<'a> {
    period: Period,
    /// The column behind which it would stand.
    before: Timed<'a>,
    /// Whether others stand behind it, too.
    inside: bool,
}

impl LeftOut<'_> {
    fn told(&self, table: &Table, lang: Lang) -> Draft {
        let name = label(self.period, lang);
        let message = lang.pick(
            format!("各栏之间缺{name}一栏"),
            format!("no column for {name} between the others"),
        );
        let message = match self.inside {
            true => message,
            false => lang.pick(
                format!("各季度栏中没有{name}"),
                format!("the quarters have no column for {name}"),
            ),
        };
        let (nth, column, _) = self.before;
        let id = format!("{}.columns.{}", table.id, nth + 1);
        let draft =
            Draft::new(Place::new(&id, &column.span, &column.header), message)
                .unanchored()
                .quote(&table.id)
                .quote(&self.period.to_string())
                .help(lang.pick(
                    "补上这一栏，或写明不再分解",
                    "add the column, or say that there is none",
                ));
        match self.inside {
            true => draft,
            false => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
        }
    }
}

/// The only quarter that is missing between the columns of a table's targets: 一季度, 三季度, 四季度; or the last one,
/// where no column is of the year, and none says when the task is done. Months may well be left out: of a summer's leave,
/// where reports are due every other month.
fn left_out(table: &Table) -> Option<LeftOut<'_>> {
    let columns = table.columns.iter().enumerate();
    let targets = columns.filter(|(_, column)| column.kind == ColumnKind::Target);
    let timed: Option<Vec<Timed<'_>>> =
        targets.map(|(at, column)| Some((at, column, column.period?))).collect();
    let timed = timed?;
    let numbers: Vec<u8> = timed
        .iter()
        .map(|(.., period)| match period {
            Period::Quarter(number) => Some(*number),
            _ => None,
        })
        .collect::<Option<_>>()?;
    // Quarters of two years say so, and what was reached in a quarter may have a column beside the others.
    let of_years = timed.iter().any(|(_, column, _)| !years(&column.header).is_empty());
    let reached = |column: &Column| {
        column.kind != ColumnKind::Target
            && (column.header.contains("季度") || column.period.is_some())
    };
    if of_years || table.columns.iter().any(reached) {
        return None;
    }
    if numbers.len() != 3 {
        return None;
    }
    let gaps = || {
        let steps = numbers.windows(2).enumerate();
        steps.filter(|(_, two)| two[1] != two[0] + 1)
    };
    match gaps().collect::<Vec<_>>().as_slice() {
        &[(at, two)] if two[1] == two[0] + 2 => {
            let period = Period::Quarter(two[0] + 1);
            Some(LeftOut { period, before: timed[at], inside: true })
        }
        [] if numbers[0] == 1 => {
            let due = table.columns.iter().any(|column| column.kind == ColumnKind::Deadline);
            let left = LeftOut { period: Period::Quarter(4), before: timed[2], inside: false };
            (!due).then_some(left)
        }
        _ => None,
    }
}

/// The periods that do not stand where they would in order; of one that stands twice also the one that it
/// may stand for.
fn out_of_place(table: &Table) -> Vec<Period> {
    let columns = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    let printed: Vec<Period> = columns.filter_map(|column| column.period).collect();
    let mut sorted = printed.clone();
    sorted.sort_unstable();
    let twice = |at: usize| printed.iter().filter(|&&other| other == printed[at]).count() > 1;
    let wrong = |at: &usize| printed[*at] != sorted[*at] || twice(*at);
    (0..printed.len()).filter(wrong).map(|at| printed[at]).collect()
}

/// The first column of targets whose period does not follow that of one before it, with that one, and
/// whether both name the same.
fn disordered(table: &Table) -> Option<(Timed<'_>, Timed<'_>, bool)> {
    let columns = table.columns.iter().enumerate();
    let timed: Vec<Timed<'_>> = columns
        .filter(|(_, column)| column.kind == ColumnKind::Target)
        .filter_map(|(at, column)| Some((at, column, column.period?)))
        // 总目标（2026年）: what all the others lead to stands first or last.
        .filter(|(_, column, _)| !column.header.contains('总'))
        .collect();
    let measure = std::mem::discriminant(&timed.first()?.2);
    if timed.iter().any(|(_, _, period)| std::mem::discriminant(period) != measure) {
        return None;
    }
    let whens = whens(&timed);
    let wrong = whens.windows(2).position(|two| two[1] <= two[0])?;
    let again = (1..timed.len())
        .flat_map(|now| (0..now).map(move |before| (now, before)))
        .filter(|&(now, before)| whens[now] == whens[before]);
    match again.collect::<Vec<_>>().as_slice() {
        [] => (!is_an_order(&whens)).then_some((timed[wrong + 1], timed[wrong], false)),
        // Each period may have a column for what was reached; one alone is a copy.
        &[(now, before)] => {
            let same = plain(&timed[now].1.header) == plain(&timed[before].1.header);
            (same && timed.len() > 2).then_some((timed[now], timed[before], true))
        }
        _ => None,
    }
}

/// The periods with their years. A heading without one goes on with the year of the one before it, and
/// 次年 is the next.
fn whens(timed: &[Timed<'_>]) -> Vec<When> {
    let mut year = 0;
    let mut next = false;
    let when = |(_, column, period): &Timed<'_>| {
        if matches!(period, Period::Year(_)) {
            return (0, *period);
        }
        if let Some((named, _)) = years(&column.header).first() {
            year = *named;
        } else if !next && NEXT.iter().any(|word| column.header.contains(word)) {
            next = true;
            year += 1;
        }
        (year, *period)
    };
    timed.iter().map(when).collect()
}

const NEXT: [&str; 4] = ["次年", "翌年", "明年", "下一年"];

/// Whether periods that do not go on from the first to the last have an order all the same: from the last
/// to the first, from one year into the next (三季度, 四季度, 一季度, 二季度), or with the goal first
/// (2027年, 2025年, 2026年).
fn is_an_order(whens: &[When]) -> bool {
    let falls = whens.windows(2).filter(|two| two[1] < two[0]).count();
    let (Some(first), Some(last)) = (whens.first(), whens.last()) else { return true };
    let turned = falls == 1 && last < first && whens.len() > 2;
    let of_years = matches!(first.1, Period::Year(_));
    let goal_first = of_years && whens[1..].is_sorted() && whens.iter().all(|when| when <= first);
    falls + 1 == whens.len() || turned && !of_years || goal_first
}
