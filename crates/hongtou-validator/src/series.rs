//! What a row's targets say of one figure, from period to period.

use hongtou_model::{ColumnKind, Comparator, Period, Quantity, Row, Table, Target};

use crate::diff::is_digit;
use crate::figures::{
    common_end, millionths, names_shorter, same_measure, same_metric, same_value,
};
use crate::words::{is_punctuation, plain};
use crate::years::years;

/// One figure through the periods of a row.
pub(crate) struct Series<'a> {
    /// The year's goal, where clause or content gives one.
    pub(crate) goal: Option<&'a Quantity>,
    /// The figure of each target that has it.
    pub(crate) points: Vec<Point<'a>>,
    /// Whether the figures are running totals.
    pub(crate) cumulative: bool,
    /// Whether the row's last target is the last point, and the year's.
    pub(crate) to_the_end: bool,
    /// Whether the goal is what the year may not go beyond.
    pub(crate) ceiling: bool,
    /// Whether the task counts nothing else in its measure.
    alone: bool,
    /// Whether words before a figure say that it is what is reached: 达到, 累计.
    said: bool,
    /// Whether the targets are held against the goal only for what they say is done to it in another word
    /// (建成8家 for 新建10家), or for the only total among them (累计建成8家).
    pub(crate) other_words: bool,
    /// Whether the goal counts what is begun, and the last target rather what is finished of it in the year.
    pub(crate) goes_on: bool,
    /// Whether the figures are what something sinks to, so that a later one is no greater.
    pub(crate) sinks: bool,
}

/// The figure of one target.
pub(crate) struct Point<'a> {
    /// Position of the target in the row.
    pub(crate) target: usize,
    /// The figure, in millionths.
    pub(crate) value: i128,
    /// The figure as printed; none where the words say that all is done.
    pub(crate) quantity: Option<&'a Quantity>,
    /// Whether its own words make it a running total: 累计完成.
    total: bool,
    /// The stage of the work that its words count, where they name one: 开工 in 开工项目40个.
    stage: Option<&'static str>,
}

/// Stages of work before it is done, each of which is counted by itself: of what was chosen a part is begun, and
/// of that a part is finished.
const STAGES: [&str; 28] = [
    "确定", "储备", "谋划", "签约", "入库", "排查", "摸排", "摸底", "征集", "筛选", "遴选", "公布",
    "申报", "立项", "选址", "论证", "招标", "设计", "编制", "开工", "动工", "启动", "梳理", "调研",
    "勘察", "对接", "洽谈", "备案",
];

/// Words of what is finished, which is the whole of the year's work.
const FINISHED: [&str; 4] = ["竣工", "完工", "竣工验收", "完工验收"];

// Of more goals in one measure no verb tells which one a target counts.
const MOST_GOALS: usize = 12;

// Words before a figure that make it a running total.
const TOTALS: [&str; 12] = [
    "达到",
    "达",
    "累计",
    "提升至",
    "提高到",
    "提升到",
    "提高至",
    "增至",
    "升至",
    "不低于",
    "不少于",
    "≥",
];
// Percentages that go up and down.
const CHANGES: [&str; 7] = ["增长", "增速", "同比", "下降", "降低", "增幅", "降幅"];
const ALL_DONE: [&str; 4] = ["全面完成", "全部完成", "完成全部", "如期完成"];

/// Whether the last of a table's targets is due when the year is over: a column of the first half
/// alone says nothing of the year's goal.
pub(crate) fn ends_the_year(table: &Table) -> bool {
    if counts_from_january(table) {
        return true;
    }
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    // 全年目标 beside 上半年目标 names no period: it is a goal, and the first half is not the year's.
    let mut periods = targets.filter_map(|column| column.period).peekable();
    periods.peek().is_none() || periods.any(|period| period.months().1 == 12)
}

/// Whether the last of a table's targets ends the work, though the year is not over: all its rows but one reach their
/// goals there, each of which is told by its series.
pub(crate) fn ends_the_work<'s, 'a: 's>(
    table: &Table,
    rows: impl Iterator<Item = &'s [Series<'a>]>,
) -> bool {
    const LAST_MONTHS: std::ops::Range<u32> = 9..12;
    const LEAST: usize = 3;
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    let last = targets.filter_map(|column| column.period).next_back();
    if !last.is_some_and(|last| LAST_MONTHS.contains(&last.months().1)) {
        return false;
    }
    let (mut reached, mut missed) = (0, 0);
    for series in rows {
        let ends = series.iter().filter(|one| one.to_the_end && one.goal.is_some());
        let (short, ended) = ends.fold((0, 0), |(short, all), one| {
            (short + usize::from(one.misses().is_some()), all + 1)
        });
        missed += usize::from(short > 0);
        reached += usize::from(short == 0 && ended > 0);
    }
    missed == 1 && reached >= LEAST
}

/// Whether the columns of a table's targets all count from the beginning of the year to its end: 一季度,
/// 上半年, 前三季度, 全年. What stands in them is a running total.
pub(crate) fn counts_from_january(table: &Table) -> bool {
    // Headings of which the model has no period, and the month they end with.
    const TO_DATE: [(&str, u32); 4] =
        [("前三季度", 9), ("前三个季度", 9), ("1—9月", 9), ("1-9月", 9)];
    // 全年, 年度目标, 本年任务
    const YEAR: [&str; 3] = ["全年", "年度", "本年"];
    let ends =
        table.columns.iter().filter(|column| column.kind == ColumnKind::Target).map(|column| {
            match column.period {
                Some(period) => {
                    Some(period.months()).filter(|months| months.0 == 1).map(|months| months.1)
                }
                None => {
                    let header = plain(&column.header);
                    let year = YEAR.iter().any(|year| header.starts_with(year));
                    let known = TO_DATE.iter().find(|(words, _)| header.ends_with(&*plain(words)));
                    known.map(|known| known.1).or(year.then_some(12))
                }
            }
        });
    let Some(ends) = ends.collect::<Option<Vec<u32>>>() else { return false };
    ends.len() > 1 && ends.is_sorted_by(|a, b| a < b) && ends.last() == Some(&12)
}

/// The series of a row. `goals` are the figures of its content, or of its clause where that has none and
/// `clause` is given;
/// `table` is its table where figures alone in a cell may be held against them, and `whole_year` says
/// whether its last target is the year's.
pub(crate) fn series<'a>(
    row: &'a Row,
    (goals, clause): (&[&'a Quantity], Option<&str>),
    table: Option<&Table>,
    whole_year: bool,
) -> Vec<Series<'a>> {
    let to_date = table.filter(|table| is_full(table, row) && counts_from_january(table)).is_some();
    let all = || row.targets.iter().enumerate().collect();
    let targets = if to_date { Some(all()) } else { in_order(row) };
    let Some(targets) = targets else {
        return Vec::new();
    };
    let figures = figures(&targets);
    let mut out: Vec<Series<'a>> = Vec::new();
    let mut used: Vec<&Quantity> = Vec::new();
    for &goal in goals {
        let named = named(goal, goals, &figures, &targets);
        // What is beyond its ceiling by its own name is surely so.
        let exceeds = |of: &Series<'_>| of.ceiling && of.misses().is_some();
        let sinking = match &named {
            Some((_, Some(series))) if exceeds(series) => None,
            _ => sinking((row, clause), goal, goals, &targets),
        };
        if let Some(series) = sinking {
            used.extend(series.points.iter().filter_map(|point| point.quantity));
            out.push(series);
        } else if let Some((points, series)) = named {
            used.extend(points);
            out.extend(series);
        }
    }
    // Figures without a goal: those with the same name and measure in several targets.
    let mut keys: Vec<(&str, &Quantity)> = Vec::new();
    // A step that is told with what it adds up to is in that.
    let is_used = |figure: &Figure<'_>| used.iter().any(|u| std::ptr::eq(*u, figure.counted()));
    let rest = figures.iter().filter(|figure| !is_used(figure));
    let rest: Vec<(&Figure<'a>, String)> =
        rest.map(|figure| (figure, name(figure.target, figure.q))).collect();
    for (figure, key) in &rest {
        if figure.is_sum || downwards(figure.q) || key.is_empty() {
            continue;
        }
        if !keys.iter().any(|(k, m)| k == key && same_measure(m, figure.q)) {
            keys.push((key, figure.q));
        }
    }
    for (key, sample) in keys {
        let of_key =
            rest.iter().filter(|(figure, name)| name == key && same_measure(figure.q, sample));
        let points = one_of_each(of_key.map(|(figure, _)| *figure), |_| true);
        let total = |&(_, target, q): &(usize, &Target, &Quantity)| is_total(target, q);
        // 累计完成800个: the only figure of the task that counts so is what it adds up to.
        let counted = goals.iter().filter(|goal| same_measure(goal, sample) && !is_part(row, goal));
        let counted: Vec<&Quantity> = counted.copied().take(MOST_GOALS + 1).collect();
        let by_verb = || with_its_verb((row, clause), &counted, points.last()?);
        let goal = match counted.as_slice() {
            [_, _, ..] if points.len() > 1 && counted.len() <= MOST_GOALS => by_verb(),
            &[goal]
                if sample.metric.as_deref().is_none_or(|name| FINISHED.contains(&name))
                    || points.last().is_some_and(|&(_, target, q)| is_all(target, q))
                    || ends_at(goal, &points, &targets) =>
            {
                Some(goal)
            }
            _ => None,
        };
        let goal = goal.filter(|goal| !downwards(goal) && goal.comparator != Comparator::Between);
        let several = points.len() > 1;
        let known = |goal: &&Quantity| {
            several && points.last().is_some_and(total)
                || ends_at(goal, &points, &targets)
                || reaches(goal, &points, &targets)
        };
        let work = goal.filter(|goal| !known(goal)).map(|goal| {
            let work = same_work((row, clause), goal, &points, &figures);
            (goal, work)
        });
        let (goal, other_words) = match work {
            Some((_, None)) => (None, false),
            Some((goal, Some(work))) => (Some(goal), work == Work::OtherWord),
            None => (goal, false),
        };
        let other_words = other_words || counted.len() > 1;
        // 其中年内建成6所 is what the last target says.
        let is_said = |part: &Quantity| {
            is_part(row, part) && points.last().is_some_and(|(_, _, q)| same_value(part, q))
        };
        let goal = goal.filter(|_| !other_words || !goals.iter().any(|part| is_said(part)));
        // What sinks adds up to nothing.
        let goal = goal.filter(|_| !points.iter().any(|&(_, target, q)| sinks_to(target, q)));
        if !several && goal.is_none() {
            continue;
        }
        let built = build(goal, &points, &targets);
        out.extend(built.map(|series| Series { other_words, ..series }));
    }
    // 引进12家 alone is a step to the totals after it.
    let begun = |series: &Series<'_>| series.points.len() == 1 && !series.to_the_end;
    if out.iter().all(begun)
        && let Some(table) = table
        && let Some(series) = bare(row, goals, table, &targets)
    {
        out = vec![series];
    }
    for series in &mut out {
        series.to_the_end &= whole_year;
        series.goes_on = goes_on(series, (row, clause), &targets);
    }
    out
}

/// The figures of targets that name what a goal counts, and the series that they make.
fn named<'a>(
    goal: &'a Quantity,
    goals: &[&'a Quantity],
    figures: &[Figure<'a>],
    targets: &[(usize, &'a Target)],
) -> Option<(Vec<&'a Quantity>, Option<Series<'a>>)> {
    if goal.metric.is_none() || changes(goal) || goal.comparator == Comparator::Between {
        return None;
    }
    let alone = goals.iter().filter(|other| same_measure(other, goal)).count() == 1;
    let names = |q: &Quantity| {
        (related(q, goal) || alone && names_shorter(q, goal) || names_it_alone(q, goal, goals))
            && (!is_ceiling(goal) || is_ceiling(q))
            && !goals.iter().any(|other| same_measure(other, goal) && is_closer(q, other, goal))
    };
    let points = one_of_each(figures, |figure| {
        let q = figure.q;
        same_measure(q, goal) && q.metric.is_some() && names(q)
    });
    points.first()?;
    let series = build(Some(goal), &points, targets).map(|series| Series { alone, ..series });
    Some((points.iter().map(|(_, _, q)| *q).collect(), series))
}

/// Whether a row has a target in each of its table's columns of them.
pub(crate) fn is_full(table: &Table, row: &Row) -> bool {
    let columns = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    columns.count() == row.targets.len()
}

/// Figures that stand alone in their cells (12家, 累计28家), where each target of the table has one and
/// the task counts one thing in their measure.
fn bare<'a>(
    row: &Row,
    goals: &[&'a Quantity],
    table: &Table,
    targets: &[(usize, &'a Target)],
) -> Option<Series<'a>> {
    let around =
        |target: &Target, q: &Quantity| plain(&target.text.replacen(q.text.as_str(), "", 1));
    let totals = targets.iter().skip(1).all(|(_, target)| target.text.contains("累计"));
    let first = targets.first().map(|(at, _)| *at);
    let alone = |&(at, target): &(usize, &'a Target)| {
        let [q] = target.quantities.as_slice() else { return None };
        let words = around(target, q);
        // 引进12家, 累计28家: what is done to them is said once.
        let begins = || totals && Some(at) == first && is_done_here(row, &words);
        (matches!(&*words, "" | "累计") || begins()).then_some((at, target, q))
    };
    let points: Vec<_> = targets.iter().map(alone).collect::<Option<_>>()?;
    let columns: Vec<_> =
        table.columns.iter().filter(|column| column.kind == ColumnKind::Target).collect();
    let to_date = counts_from_january(table);
    let of_time = columns.iter().filter(|column| to_date || column.period.is_some()).count();
    let (_, _, sample) = *points.first()?;
    let counted = sample.measure.as_deref().is_some_and(|measure| measure != "%");
    let alike = points.iter().all(|(_, _, q)| same_measure(q, sample) && !downwards(q));
    if points.len() < 2 || points.len() != of_time || !counted || !alike {
        return None;
    }
    let mut of = goals.iter().filter(|goal| same_measure(goal, sample) && !is_part(row, goal));
    let goal = match (of.next(), of.next()) {
        (Some(&goal), None) => goal,
        _ => return None,
    };
    if downwards(goal) || matches!(goal.comparator, Comparator::Between | Comparator::About) {
        return None;
    }
    let mut series = build(Some(goal), &points, targets)?;
    let wanted = millionths(&goal.value)?;
    let sum: i128 = series.points.iter().map(|point| point.value).sum();
    // Steps may go beyond the goal a little; totals reach it, or rise to far more than it in all.
    let reached = series.points.iter().any(|point| point.value == wanted);
    let falls = series.points.windows(2).filter(|pair| pair[0].value >= pair[1].value).count();
    let rising = falls == 0;
    // One of them may be wrong, where they are on the way to the goal all the same.
    let last = series.points.last().map_or(0, |point| point.value);
    let within = series.points.iter().all(|point| point.value <= wanted);
    let rising = rising || falls == 1 && series.points.len() > 3 && within && last * 2 > wanted;
    series.cumulative = to_date
        || totals
        || columns.first().is_some_and(|column| column.header.contains("累计"))
        || points.iter().all(|(_, target, q)| is_total(target, q))
        || sum > wanted && (reached || rising && sum * 2 >= wanted * 3);
    Some(series)
}

/// Whether words say what a row's content does (引进 for 引进品牌首店60家), or that it is done.
fn is_done_here(row: &Row, words: &str) -> bool {
    let content = row.content.as_deref().unwrap_or_default();
    (2..=4).contains(&words.chars().count()) && (words == "完成" || plain(content).contains(words))
}

/// The targets with their positions in the order of their periods, where these are all of one measure of
/// time and each stands once; of several measures none may begin before the one before it ends: 上半年, 10月, 12月.
///
/// The columns go on or back. Of any other order, their headings are exchanged (QT007), or they begin in
/// one year and end in the next: which is the last is not known.
fn in_order(row: &Row) -> Option<Vec<(usize, &Target)>> {
    let mut targets: Vec<(u32, usize, &Target)> = Vec::new();
    let mut measure: Option<std::mem::Discriminant<Period>> = None;
    let mut before: Option<(u32, u32)> = None;
    let (mut apart, mut mixed) = (true, false);
    for (at, target) in row.targets.iter().enumerate() {
        // 年度目标 beside the quarters names none: it is their goal.
        let Some(period) = target.period else { continue };
        let kind = std::mem::discriminant(&period);
        let of_one = *measure.get_or_insert(kind) == kind;
        let (start, end) = match period {
            Period::Year(year) => (year.into(), year.into()),
            _ => period.months(),
        };
        apart &= before.is_none_or(|before| start > before.1 && (end > 12) == (before.1 > 12));
        if !of_one && !apart {
            return None;
        }
        mixed |= !of_one;
        before = Some((start, end));
        targets.push((end, at, target));
    }
    if mixed && !apart {
        return None;
    }
    if targets.windows(2).all(|two| two[0].0 > two[1].0) {
        targets.reverse();
    }
    let onward = targets.windows(2).all(|two| two[0].0 < two[1].0);
    (!targets.is_empty() && onward)
        .then(|| targets.into_iter().map(|(_, at, target)| (at, target)).collect())
}

fn downwards(q: &Quantity) -> bool {
    is_ceiling(q) || changes(q)
}

fn is_ceiling(q: &Quantity) -> bool {
    matches!(q.comparator, Comparator::AtMost | Comparator::LessThan)
}

fn changes(q: &Quantity) -> bool {
    q.metric.as_deref().is_some_and(|metric| CHANGES.iter().any(|c| metric.contains(c)))
}

/// Whether a figure is what something sinks to, so that less is more: 费率降至1.2%, 时限压减到3天. What
/// is cut in all grows, and what is kept at a figure may do either.
fn sinks_to(target: &Target, q: &Quantity) -> bool {
    is_down_to(&plain(stretch(before(target, q))))
}

/// Whether words before a figure say that something sinks to it.
fn is_down_to(words: &str) -> bool {
    let to = words.strip_suffix(['至', '到', '为']);
    !words.contains("累计")
        && to.is_some_and(|verb| {
            ["降", "降低", "压减", "压缩", "缩短", "缩减", "减", "减少"]
                .iter()
                .any(|sinks| verb.ends_with(sinks))
        })
}

/// What sinks from target to target to a goal in the goal's own words: 压缩到4天, 压缩到3天以内 for 审批时间压缩到2天以内.
fn sinking<'a>(
    (row, clause): (&Row, Option<&str>),
    goal: &'a Quantity,
    goals: &[&'a Quantity],
    targets: &[(usize, &'a Target)],
) -> Option<Series<'a>> {
    // Only of few goals are the words looked for.
    if goals.iter().filter(|other| same_measure(other, goal)).nth(1).is_some() {
        return None;
    }
    let words = plain(words_before((row, clause), goal)?);
    if !is_ceiling(goal) && !is_down_to(&words) {
        return None;
    }
    let point = |&(at, target): &(usize, &'a Target)| {
        let mut of = target.quantities.iter().filter(|q| same_measure(q, goal));
        let q = of.next().filter(|_| of.next().is_none())?;
        let own = plain(stretch(before(target, q)));
        let same = own.chars().nth(1).is_some() && words.ends_with(&own);
        (same && is_ceiling(q) == is_ceiling(goal)).then_some((at, target, q))
    };
    let points: Vec<_> = targets.iter().filter_map(point).collect();
    points.first()?;
    let series = build(Some(goal), &points, targets).filter(|series| series.to_the_end)?;
    let (first, last) = (series.points.first()?.value, series.points.last()?.value);
    // What adds up to a ceiling rises, and what is kept below one does neither.
    let falls = last < first && series.points.is_sorted_by(|a, b| a.value >= b.value);
    falls.then_some(Series { ceiling: true, sinks: true, other_words: true, ..series })
}

/// The words before a figure in a row's content, or else in its clause, from the last comma or stop on.
fn words_before<'t>((row, clause): (&'t Row, Option<&'t str>), q: &Quantity) -> Option<&'t str> {
    let mut texts = row.content.as_deref().into_iter().chain(clause);
    texts.find_map(|text| text.get(..text.find(q.text.as_str())?)).map(stretch)
}

/// The only one of several goals that is before its figure what a target says is done: 建成20个 is of 建成站点80个, beside
/// 改造驿站15个.
fn with_its_verb<'a>(
    texts: (&Row, Option<&str>),
    goals: &[&'a Quantity],
    &(_, target, last): &(usize, &Target, &Quantity),
) -> Option<&'a Quantity> {
    let work = plain(stretch(before(target, last)));
    let work = work.strip_prefix("累计").unwrap_or(&work);
    // The same figure twice is found in one place alone.
    let again = goals.iter().any(|a| goals.iter().filter(|b| b.text == a.text).count() > 1);
    if again || work.chars().nth(1).is_none() {
        return None;
    }
    // The verb stands near what it is done to.
    const NEAR: usize = 60;
    let near = |words: &str| {
        let start = words.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        plain(&words[start..])
    };
    let has = |goal: &&&Quantity| {
        words_before(texts, goal).is_some_and(|words| near(words).contains(work))
    };
    let mut of = goals.iter().filter(has);
    of.next().filter(|_| of.next().is_none()).copied()
}

/// Whether a target's figure is a step on the way to the goal.
fn related(q: &Quantity, goal: &Quantity) -> bool {
    if same_metric(q, goal) {
        return true;
    }
    let (Some(a), Some(b)) = (&q.metric, &goal.metric) else { return false };
    let (a, b) = (plain(a), plain(b));
    // 新建城市书房 and 建成城市书房: what is counted stands at the end.
    common_end(&a, &b) >= 3 && q.measure.as_deref() != Some("%")
}

/// Whether a figure is rather a step to another goal than to one: 改造排水管网 is one to 新建排水管网, where
/// no 雨水管网 is counted beside it.
fn is_closer(q: &Quantity, other: &Quantity, goal: &Quantity) -> bool {
    let Some(name) = q.metric.as_deref().map(plain) else { return false };
    let end = |of: &Quantity| of.metric.as_deref().map_or(0, |of| common_end(&name, &plain(of)));
    // 公厕达标率 is rather that than 农村公厕达标率, whose name ends with it.
    let is = |of: &Quantity| of.metric.as_deref().is_some_and(|of| plain(of) == name);
    end(other) > end(goal) || is(other) && !is(goal)
}

/// What a figure is called: its metric, or the words before it.
fn name(target: &Target, q: &Quantity) -> String {
    if let Some(metric) = &q.metric {
        return plain(metric);
    }
    // 改造100户 is a step to 累计改造220户.
    let before = plain(before(target, q)).replace("累计", "");
    if before.is_empty() && is_all(target, q) {
        return "全部".to_owned();
    }
    let skip = before.chars().count().saturating_sub(6);
    before.chars().skip(skip).collect()
}

/// A figure of a target.
struct Figure<'a> {
    /// Position of the target in the row.
    at: usize,
    target: &'a Target,
    q: &'a Quantity,
    /// The running total that it is told with, where it is a step: 14家 of 完成6家，累计14家.
    total: Option<&'a Quantity>,
    /// Whether it is such a total itself.
    is_sum: bool,
}

impl<'a> Figure<'a> {
    /// What is counted up to it.
    fn counted(&self) -> &'a Quantity {
        self.total.unwrap_or(self.q)
    }
}

/// The figures of targets, in their order.
fn figures<'a>(targets: &[(usize, &'a Target)]) -> Vec<Figure<'a>> {
    let mut out: Vec<Figure<'a>> = Vec::new();
    for &(at, target) in targets {
        let sums = target.text.contains("累计");
        let mut is_sum = false;
        for (index, q) in target.quantities.iter().enumerate() {
            let next = target.quantities.get(index + 1).filter(|_| sums);
            let total = next.filter(|next| is_total_of(target, q, next));
            out.push(Figure { at, target, q, total, is_sum });
            is_sum = total.is_some();
        }
    }
    out
}

/// The figures of which each target has one, as points of a series.
fn one_of_each<'f, 'a: 'f>(
    figures: impl IntoIterator<Item = &'f Figure<'a>>,
    is: impl Fn(&Figure<'a>) -> bool,
) -> Vec<(usize, &'a Target, &'a Quantity)> {
    let of: Vec<_> = figures.into_iter().filter(|figure| is(figure)).collect();
    let each = of.chunk_by(|a, b| a.at == b.at);
    let one = |of: &[&Figure<'a>]| match of {
        [one] => Some((one.at, one.target, one.counted())),
        _ => None,
    };
    each.filter_map(one).collect()
}

/// Whether a figure is the running total that the one before it is told with: 14家 of 完成6家，累计14家.
fn is_total_of(target: &Target, step: &Quantity, total: &Quantity) -> bool {
    let behind = target.text.split_once(step.text.as_str()).map(|(_, behind)| behind);
    let between = behind.and_then(|behind| behind.split_once(total.text.as_str()));
    let Some((between, _)) = between.filter(|_| same_measure(step, total)) else { return false };
    // 新增5家、累计新增14家 says its verb again.
    let verb = plain(stretch(before(target, step)));
    let words = plain(between);
    !verb.contains("累计")
        && words.strip_prefix("累计").is_some_and(|rest| rest.is_empty() || rest == verb)
}

/// Whether words right before or behind a figure say that it is all there is: 420户全部竣工.
fn is_all(target: &Target, q: &Quantity) -> bool {
    let behind = target.text.split_once(q.text.as_str()).map_or("", |(_, behind)| behind);
    // 全部建成35个; of 全部路基完成95公里 that is said of the thing.
    let verb = stretch(before(target, q)).split_once("全部").map(|(_, verb)| verb);
    verb.is_some_and(|verb| verb.chars().count() < 4) || plain(behind).starts_with("全部")
}

/// The words of a target before a figure.
fn before<'t>(target: &'t Target, q: &Quantity) -> &'t str {
    target.text.find(q.text.as_str()).and_then(|at| target.text.get(..at)).unwrap_or_default()
}

/// Whether a figure of the content is a part of the one before it: 800个，其中充电120个.
fn is_part(row: &Row, q: &Quantity) -> bool {
    let content = row.content.as_deref().unwrap_or_default();
    content.find("其中").is_some_and(|part| {
        content.get(part..).is_some_and(|rest| rest.contains(q.text.as_str()))
            && !content.get(..part).is_some_and(|whole| whole.contains(q.text.as_str()))
    })
}

/// Whether a figure without a name says that it is a running total: 累计完成9000人.
fn is_total(target: &Target, q: &Quantity) -> bool {
    q.metric.is_none() && stretch(before(target, q)).contains("累计")
}

/// In which words targets say what is done to what the content counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Same,
    OtherWord,
}

/// Words of one work. What is begun or in use is another step of it, and 建设 may be any.
const WORKS: [&[&str]; 3] = [
    &["新建", "建成", "修建", "兴建", "建造", "完成新建", "新建完成"],
    &["新增", "净增", "增加"],
    &["改造", "改建", "改造完成", "完成改造"],
];

/// Whether words say a work and what it is done to, behind when, where and how sure it is, and nothing else of it
/// before or between: 2026年全县新建学校, not 启动新建学校 or 新建续建公路项目.
fn is_work_alone(said: &str, words: &[&str]) -> bool {
    const AROUND: [&str; 13] = [
        "全年", "年内", "全省", "全市", "全县", "全区", "全镇", "全乡", "计划", "力争", "预计",
        "拟", "共",
    ];
    const OTHERS: [&str; 9] =
        ["续建", "扩建", "改建", "迁建", "改造", "改扩建", "新增", "增加", "开工"];
    // 2025年, and no 3年 or 2023—2025年.
    let bare = said.trim_start_matches(is_digit);
    let year = bare.strip_prefix('年').filter(|_| said.len() - bare.len() == "2025".len());
    let mut said = year.unwrap_or(said);
    while let Some(rest) = AROUND.iter().find_map(|word| said.strip_prefix(word)) {
        said = rest;
    }
    let noun =
        words.iter().filter_map(|word| said.strip_prefix(word)).min_by_key(|noun| noun.len());
    noun.is_some_and(|noun| {
        !noun.is_empty() && !begins_with_work(noun) && !OTHERS.iter().any(|o| noun.contains(o))
    })
}

/// Whether the words behind a verb go on with another of any kind, and no noun of its characters: 翻建 and 提升 behind
/// 新建, but not 开放式.
fn begins_with_work(words: &str) -> bool {
    const NOUNS: [&str; 8] = ["建筑", "建制", "建材", "福建", "改革", "开发区", "开放", "开水"];
    let words = words.trim_start_matches(['和', '及', '与', '或', '并']);
    let first: String = words.chars().take(2).collect();
    first.contains(['建', '增', '改', '设', '扩', '开', '迁', '修', '提', '升', '整', '拆'])
        && !NOUNS.iter().any(|noun| words.starts_with(noun))
}

/// The words of a task behind those that only name what it is of: 新建学校 of 建设项目：新建学校. What is begun or
/// only planned (前期工作：, 在建：) stays before it.
fn behind_a_name(words: &str) -> &str {
    const NAMES: [&str; 5] = ["项目", "工程", "工作", "建设", "任务"];
    const BEGUN: [&str; 4] = ["前期", "在建", "拟", "计划"];
    let Some((name, behind)) = words.rsplit_once(['：', ':']) else { return words };
    let begun = STAGES.iter().chain(&BEGUN).any(|stage| name.contains(stage));
    if begun || !NAMES.iter().any(|end| name.ends_with(end)) { words } else { behind }
}

/// Whether targets leave out what the content counts, and say what is done to it in its words (建成10条
/// for 建成幸福河湖12条), in another word for the same (建成8家 for 新建10家) or that it is done (完成10公里), where
/// no target counts anything else in that measure. A share of the work done is none of what the content reaches.
fn same_work(
    (row, clause): (&Row, Option<&str>),
    goal: &Quantity,
    points: &[(usize, &Target, &Quantity)],
    figures: &[Figure<'_>],
) -> Option<Work> {
    let &(_, target, last) = points.last()?;
    let work = plain(stretch(before(target, last)));
    let sums = work.starts_with("累计");
    let work =
        ["累计", "全部", "共"].iter().find_map(|all| work.strip_prefix(all)).unwrap_or(&work);
    // 年度目标 says it where the content only names the task.
    let goals = row.targets.iter().filter(|target| target.period.is_none());
    let mut words = row.content.as_deref().into_iter().chain(goals.map(|target| &*target.text));
    let said = words.find_map(|words| words.get(..words.find(goal.text.as_str())?));
    // So may the clause, of what the content names: 建设充电站 for 到2027年建成充电站60座.
    let in_clause = || {
        let name = plain(goal.metric.as_deref()?);
        let (noun, _) = name.char_indices().rev().nth(1)?;
        // 建设充电站配套停车场 names another thing.
        let content = row.content.as_deref()?;
        let mut parts = content.split(is_punctuation);
        let named = parts.any(|part| plain(part).ends_with(&name[noun..]));
        clause.filter(|_| named).and_then(|words| words.get(..words.find(goal.text.as_str())?))
    };
    // 建设项目：新建学校10所 names what it is of first.
    let said = plain(behind_a_name(stretch(said.or_else(in_clause)?)));
    let all = || figures.iter().filter(|figure| figure.total.is_none()).map(|figure| figure.q);
    let done = work == "完成" && goal.measure.as_deref() != Some("%");
    // 累计救助302名 and 420户全部竣工 are the whole in any words, where hardly anything is missing from it.
    let whole = sums || is_all(target, last) || FINISHED.contains(&work);
    let alone = || target.quantities.iter().filter(|q| same_measure(q, goal)).count() == 1;
    let is_stage = |words: &str| STAGES.iter().any(|stage| words.contains(stage));
    // Where more or all is begun before (开工100个, 全部开工) or long since, what is finished of it may be less.
    let begun = || {
        let mut earlier = row.targets.iter().filter(|other| !std::ptr::eq(*other, target));
        let mut others = figures.iter().filter(|figure| !std::ptr::eq(figure.target, target));
        let is_on = |part: &str| ["在建", "续建"].iter().any(|on| part.contains(on));
        parts_with((row, clause), goal, &['，', '。', '；', ',', ';']).any(is_on)
            || others.any(|other| same_measure(other.q, goal) && is_more(other.q, last))
            || earlier.any(|earlier| begins_all(&earlier.text))
    };
    let of_work = !is_stage(&said) && !is_stage(work);
    if whole && alone() && is_nearly(last, goal) && of_work && !begun() {
        return Some(Work::OtherWord);
    }
    if work.chars().count() < 2 || all().filter(|q| same_measure(q, goal)).count() != points.len() {
        return None;
    }
    let of_one = |words: &&[&str]| words.contains(&work) && is_work_alone(&said, words);
    match done || said.contains(work) {
        true if sums => Some(Work::OtherWord),
        true => Some(Work::Same),
        false => WORKS.iter().any(of_one).then_some(Work::OtherWord),
    }
}

/// Whether a series' last target finishes a part of a work that goes on for more than the year (建成600套 of
/// 新建1200套), of which the task does not say that it is built: all of it is begun before, or the half or so is the
/// row's only target, where the task names no year. Far less is rather a figure that lost a digit.
fn goes_on(
    series: &Series<'_>,
    (row, clause): (&Row, Option<&str>),
    targets: &[(usize, &Target)],
) -> bool {
    let last = series.points.last().and_then(|last| Some((last, last.quantity?)));
    let Some((goal, (last, q))) = series.goal.zip(last) else { return false };
    let finished = stretch(before(&row.targets[last.target], q)).contains("建成");
    let said = || words_before((row, clause), goal).is_some_and(|words| words.contains("新建"));
    let Some(wanted) = millionths(&goal.value).filter(|_| finished && said()) else {
        return false;
    };
    // 2026年新建, 年内新建; 新建20座，年内完工一半 says the other.
    let one_year = ["年内", "全年", "本年"];
    let dated = |sentence: &str| {
        let ahead = sentence.split_once(goal.text.as_str()).map_or("", |(ahead, _)| ahead);
        one_year.iter().any(|year| ahead.contains(year)) || !years(ahead).is_empty()
    };
    let sentences = || parts_with((row, clause), goal, &['。', '；', ';']);
    if sentences().any(|sentence| says_built(sentence, goal)) {
        return false;
    }
    let begun = |target: &Target, q: &Quantity| {
        same_measure(q, goal) && !is_more(goal, q) && {
            let words = stretch(before(target, q));
            ["开工", "动工", "新建"].iter().any(|begins| words.contains(begins))
        }
    };
    let part = last.value;
    let half = row.targets.len() == 1 && part * 3 >= wanted && part * 4 < wanted * 3;
    half && !sentences().any(dated)
        || part * 10 > wanted
            && targets.iter().any(|(_, target)| target.quantities.iter().any(|q| begun(target, q)))
}

/// Whether a sentence says of what it counts that it is built: 新建公厕20座，年底前建成使用, and no part of it.
fn says_built(sentence: &str, goal: &Quantity) -> bool {
    const BUILT: [&str; 6] = ["建成", "完工", "竣工", "投用", "投入使用", "交付"];
    const PARTS: [&str; 5] = ["半", "部分", "分批", "陆续", "%"];
    let Some((before, behind)) = sentence.split_once(goal.text.as_str()) else { return false };
    // 在建成区新建 only says where.
    let own = stretch(before).replace("建成区", "").contains("建成");
    let has = |words: &[&str], part: &str| words.iter().any(|word| part.contains(word));
    // 竣工600套 and 建成广场3个 have figures of their own; 2026年底前 is none.
    let counts = |part: &str| {
        let behind = part.rsplit_once(is_digit).map(|(_, behind)| behind);
        behind.is_some_and(|behind| !behind.starts_with(['年', '月', '日']))
    };
    let whole = |part: &str| has(&BUILT, part) && !has(&PARTS, part) && !counts(part);
    own || behind.split(['，', ',', '、']).any(whole)
}

/// Whether words say that all is begun: 全部开工, 开工率100%.
fn begins_all(text: &str) -> bool {
    const BEGUN: [&str; 4] = ["进场", "施工", "铺开", "展开"];
    let begins = |behind: &str| STAGES.iter().chain(&BEGUN).any(|stage| behind.starts_with(stage));
    let all = |words: &str| text.split(words).skip(1).any(begins);
    all("全部") || all("全面") || text.contains("开工率")
}

/// Whether a figure is more than another.
fn is_more(q: &Quantity, other: &Quantity) -> bool {
    millionths(&q.value).zip(millionths(&other.value)).is_some_and(|(value, other)| value > other)
}

/// The parts of a row's content and of its clause that have a figure, between some marks.
fn parts_with<'t>(
    (row, clause): (&'t Row, Option<&'t str>),
    q: &'t Quantity,
    marks: &'t [char],
) -> impl Iterator<Item = &'t str> {
    let texts = row.content.as_deref().into_iter().chain(clause);
    texts.flat_map(move |text| text.split(marks)).filter(|part| part.contains(q.text.as_str()))
}

/// Whether a figure is less than another by a tenth of it at most, as one wrong digit makes it.
fn is_nearly(q: &Quantity, goal: &Quantity) -> bool {
    let values = millionths(&q.value).zip(millionths(&goal.value));
    values.is_some_and(|(value, wanted)| value < wanted && value * 10 >= wanted * 9)
}

/// Whether targets say nothing but the share that they reach (达到92%), or keep before (保持90%), where the task
/// says the one that it is to reach.
fn reaches(
    goal: &Quantity,
    points: &[(usize, &Target, &Quantity)],
    targets: &[(usize, &Target)],
) -> bool {
    const REACH: [&str; 8] = ["达到", "达", "提高到", "提升到", "提高至", "提升至", "增至", "升至"];
    let words = |target: &Target, q: &Quantity| plain(stretch(before(target, q)));
    let all = targets.iter().flat_map(|(_, target)| target.quantities.iter().map(|q| (*target, q)));
    let mut others = all.filter(|(_, q)| {
        same_measure(q, goal) && !points.iter().any(|(_, _, point)| std::ptr::eq(*point, *q))
    });
    goal.measure.as_deref() == Some("%")
        && matches!(goal.comparator, Comparator::Reach | Comparator::AtLeast)
        && points.iter().all(|&(_, target, q)| REACH.contains(&words(target, q).as_str()))
        && others.all(|(target, q)| words(target, q) == "保持")
}

/// Whether a figure names in fewer words what one of several goals in its measure does, with the same verb,
/// and none of the others: 调整线路 for 调整公交线路, beside 新增微循环线路.
fn names_it_alone(q: &Quantity, goal: &Quantity, goals: &[&Quantity]) -> bool {
    let verb = |q: &Quantity| {
        q.metric.as_deref().map(plain).map(|name| name.chars().take(2).collect::<String>())
    };
    let others =
        goals.iter().filter(|other| !std::ptr::eq(**other, goal) && same_measure(other, goal));
    verb(q) == verb(goal)
        && names_shorter(q, goal)
        && !others
            .clone()
            .any(|other| verb(other) == verb(goal) || names_shorter(q, other) || related(q, other))
}

/// Whether three targets and more count up to the goal itself in the last of all, whatever they call it:
/// 改厕2000户, 4500户, 6000户 for 新建户厕6000户.
fn ends_at(
    goal: &Quantity,
    points: &[(usize, &Target, &Quantity)],
    targets: &[(usize, &Target)],
) -> bool {
    let last = points.last().zip(targets.last());
    points.len() > 2
        && goal.measure.as_deref() != Some("%")
        && last.is_some_and(|((at, _, q), (end, _))| at == end && same_value(q, goal))
}

/// The words after the last comma or stop.
fn stretch(words: &str) -> &str {
    words.rsplit(['，', '。', '；', ',', ';']).next().unwrap_or_default()
}

/// The stage of the work that the words around a figure name, up to the next marks.
fn stage(target: &Target, q: &Quantity) -> Option<&'static str> {
    let from = target.text.find(q.text.as_str())?;
    let behind = target.text[from..].split(['，', '。', '；', ',', ';', '、']).next();
    let ahead = stretch(&target.text[..from]).rsplit('、').next();
    let around = [ahead.unwrap_or_default(), behind.unwrap_or_default()];
    // Most targets name none.
    around.iter().find_map(|words| STAGES.into_iter().find(|stage| words.contains(stage)))
}

fn build<'a>(
    goal: Option<&'a Quantity>,
    points: &[(usize, &'a Target, &'a Quantity)],
    targets: &[(usize, &'a Target)],
) -> Option<Series<'a>> {
    let percent = points[0].2.measure.as_deref() == Some("%");
    let (mut changes, mut said, mut counted) = (false, false, false);
    for (_, target, q) in points {
        let stretch = stretch(before(target, q));
        let has = |list: &[&str]| list.iter().any(|word| stretch.contains(word));
        changes |= has(&CHANGES) && !sinks_to(target, q);
        let sums = stretch.contains("累计");
        counted |= sums;
        said |= q.comparator == Comparator::AtLeast || !sums && has(&TOTALS);
    }
    if changes {
        return None;
    }
    // Steps and totals in one row: 完成4000人, 累计完成9000人.
    let totals = points.iter().filter(|(_, target, q)| is_total(target, q)).count();
    let mixed = totals > 0 && totals < points.len();
    let mut series = Series {
        goal,
        points: points
            .iter()
            .map(|(at, target, q)| {
                Some(Point {
                    target: *at,
                    value: millionths(&q.value)?,
                    quantity: Some(q),
                    total: is_total(target, q),
                    stage: stage(target, q),
                })
            })
            .collect::<Option<Vec<_>>>()?,
        cumulative: (said || counted) && !mixed || percent,
        alone: true,
        said: said || counted && !mixed,
        other_words: false,
        goes_on: false,
        to_the_end: false,
        ceiling: goal.is_some_and(is_ceiling),
        sinks: points.iter().any(|&(_, target, q)| sinks_to(target, q)),
    };
    if percent && !series.sinks {
        // 30% → 60% → 90% → 全面完成: the words are the whole.
        for &(at, target) in targets {
            let has = series.points.iter().any(|point| point.target == at);
            if !has && ALL_DONE.iter().any(|w| target.text.contains(w)) {
                let all = Point {
                    target: at,
                    value: 100_000_000,
                    quantity: None,
                    total: true,
                    stage: None,
                };
                series.points.push(all);
            }
        }
        series.points.sort_by_key(|point| point.target);
    }
    let last = targets.last().map(|(at, _)| *at);
    series.to_the_end = series.points.last().map(|point| point.target) == last;
    if let Some(goal) = goal.and_then(|goal| millionths(&goal.value))
        && !series.cumulative
        && !mixed
    {
        // Without a word that says so: totals name the goal itself, rise to most of it, or would sum to
        // far more. Shares are each a part: 3000, 3000, 3000 of 8000.
        let sum: i128 = series.points.iter().map(|point| point.value).sum();
        let reached = series.points.iter().any(|point| point.value == goal);
        let far_beyond = sum * 2 >= goal * 3;
        let rises = series.points.is_sorted_by_key(|point| point.value);
        let last = series.points.last().map_or(0, |point| point.value);
        series.cumulative = series.points.len() > 1
            && sum > goal
            && (reached || far_beyond || rises && last * 2 > goal);
    }
    Some(series)
}

impl<'a> Series<'a> {
    /// The last point, where the year ends below its goal.
    pub(crate) fn misses(&self) -> Option<(&Point<'a>, &'a Quantity)> {
        let goal = self.goal?;
        let wanted = millionths(&goal.value)?;
        let last = self.points.last().filter(|_| self.to_the_end)?;
        if self.ceiling {
            return self.exceeds(last, wanted).then_some((last, goal));
        }
        let sum: i128 = self.points.iter().map(|point| point.value).sum();
        // Steps that add up are no running totals; but both readings may fall short.
        let short = last.value < wanted && (self.cumulative || last.total || sum < wanted);
        (short && !self.goes_on && last.quantity.is_some()).then_some((last, goal))
    }

    /// The last point, where shares of the work done would be all of it by their steps and are not: 完成25%,
    /// 50%, 75%, 90%.
    pub(crate) fn stops_short(&self, row: &Row) -> Option<&Point<'a>> {
        const ALL: i128 = 100_000_000;
        let share = |point: &Point<'_>| {
            let Some(q) = point.quantity else { return false };
            let words = plain(&row.targets[point.target].text.replacen(q.text.as_str(), "", 1));
            let of_all = ["完成", "完成任务的", "完成全年任务的", "完成年度任务的"];
            q.measure.as_deref() == Some("%") && of_all.contains(&words.trim_start_matches("累计"))
        };
        let [.., a, b, c, last] = self.points.as_slice() else { return None };
        let step = c.value - b.value;
        let even = step > 0 && b.value - a.value == step;
        let due = even && c.value + step >= ALL && (c.value..ALL).contains(&last.value);
        let whole = self.goal.is_none() && self.to_the_end && self.points.iter().all(share);
        (due && whole).then_some(last)
    }

    /// The point that is beyond all that the task counts: 完成8.7公里 of 整治河道7.8公里. Where a figure is a
    /// floor, a share, or counts what there was before, it may be more.
    pub(crate) fn overshoots(&self) -> Option<(&Point<'a>, &'a Quantity)> {
        let goal = self.goal.filter(|goal| goal.comparator == Comparator::Exactly)?;
        let rate = |measure: &str| measure == "%" || measure.contains('/');
        if !self.alone
            || self.said
            || self.sinks
            || self.falls().is_some()
            || goal.measure.as_deref().is_none_or(rate)
        {
            return None;
        }
        let wanted = millionths(&goal.value)?;
        // What is counted on from a step of the year has nothing of the years before: 建成2家, 累计建成4家.
        let counted_on = self.points.first().is_some_and(|first| !first.total)
            && self.points.iter().any(|point| point.total && point.value <= wanted);
        let one_stage = self.points.iter().all(|point| point.stage == self.points[0].stage);
        let beyond = |point: &&Point<'_>| {
            // 完成9公里 is read as what is reached.
            let exact =
                |q: &Quantity| matches!(q.comparator, Comparator::Exactly | Comparator::Reach);
            // Far more than the goal is the stock, whatever was counted before, and more may be chosen from
            // than there is to do.
            let counted = !point.total || counted_on && point.value <= wanted * 2;
            let own = counted && (point.stage.is_none() || one_stage);
            point.quantity.is_some_and(exact) && own && point.value > wanted
        };
        self.points.iter().find(beyond).map(|point| (point, goal))
    }

    /// Whether the last point is beyond the year's ceiling. A rate goes up and down through the
    /// year, and only one of the year itself can be held against it, or the last of those that sink to it.
    fn exceeds(&self, last: &Point<'_>, wanted: i128) -> bool {
        let rate = self.goal.and_then(|goal| goal.measure.as_deref());
        let rate = rate.is_some_and(|measure| measure == "%" || measure.contains('/'));
        let own = !rate || self.sinks || self.points.len() == 1;
        last.value > wanted && last.quantity.is_some() && own
    }

    /// The first running total that is below the one before it, or the first figure above the one
    /// before it where they sink; the figures of two stages are no one total: 确定58个, 开工40个.
    pub(crate) fn falls(&self) -> Option<(&Point<'a>, &Point<'a>)> {
        // What is finished of all that is begun is less.
        if self.goes_on {
            return None;
        }
        let total = |point: &Point<'_>| !self.ceiling && (self.cumulative || point.total);
        let mut pairs = self.points.windows(2);
        let falls = |p: &&[Point<'_>]| match self.sinks {
            true => p[1].value > p[0].value,
            false => total(&p[1]) && p[1].value < p[0].value && p[0].stage == p[1].stage,
        };
        pairs.find(falls).map(|p| (&p[0], &p[1]))
    }
}
