//! What a row's targets say of one figure, from period to period.

mod bare;
mod goals;
mod periods;
mod shares;
mod steps;
mod works;

use hongtou_model::{Comparator, Quantity, Row, Table, Target};

pub(crate) use self::goals::Task;
pub(crate) use self::periods::{
    counts_from_january, ends_the_work, ends_the_year, is_full, last_month,
};

use self::bare::bare;
use self::goals::{compared_names, downwards, goal_of, is_ceiling, is_more, named, sinking};
use self::periods::in_order;
use self::shares::is_share_of_base;
use self::steps::{Figure, Step, figures, one_of_each};
use self::works::{CHANGES, TOTALS, is_stock, looks_back, says_built};
use crate::figures::{millionths, same_measure};
use crate::words::plain;
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
    /// Whether the figures are only likely to be of the goal: they stand alone in their cells beside cells of words, or are
    /// shares.
    pub(crate) likely: bool,
    /// Whether the goal counts what is begun, and the last target rather what is finished of it in the year.
    pub(crate) goes_on: bool,
    /// Whether the figures are what something sinks to, so that a later one is no greater.
    pub(crate) sinks: bool,
    /// Whether the targets behind the last point only look back on the work: 总结评估.
    pub(crate) closed: bool,
    /// Whether the goal is only what there is, and the last target the share of it that the task is to do.
    enough: bool,
    /// Whether they count what there is at a time or is chosen from, as far as is known: no word makes them running
    /// totals.
    may_fall: bool,
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

const ALL_DONE: [&str; 4] = ["全面完成", "全部完成", "完成全部", "如期完成"];

/// The series of a row. `table` is its table where figures alone in a cell may be held against the goals, and
/// `whole_year` says whether its last target is the year's.
pub(crate) fn series<'a>(
    task: Task<'_, 'a>,
    table: Option<&Table>,
    whole_year: bool,
) -> Vec<Series<'a>> {
    let row = task.row;
    let to_date = table.filter(|table| is_full(table, row) && counts_from_january(table)).is_some();
    let all = || row.targets.iter().enumerate().collect();
    let targets = if to_date { Some(all()) } else { in_order(row) };
    let Some(targets) = targets else {
        return Vec::new();
    };
    let mut figures = figures(&targets);
    let names = compared_names(task, &mut figures);
    let (mut out, used) = with_names((task, &names), &figures, &targets);
    // A step that is told with what it adds up to is in that.
    let is_used =
        |figure: &&Figure<'_>| used.iter().any(|used| std::ptr::eq(*used, figure.counted().q));
    let rest = figures.iter().filter(|figure| !is_used(figure));
    out.extend(without_names(task, rest, &figures, &targets));
    // 引进12家 alone is a step to the totals after it.
    let begun = |series: &Series<'_>| series.points.len() == 1 && !series.to_the_end;
    if out.iter().all(begun)
        && let Some(table) = table
    {
        let bare = bare(task, table, &targets);
        if !bare.is_empty() {
            out = bare;
        }
    }
    for series in &mut out {
        series.closed = !series.to_the_end && is_closed(series, &targets);
        series.to_the_end = whole_year && (series.to_the_end || series.closed);
        series.goes_on = goes_on(series, task, &targets);
        series.enough = series.misses().is_some() && is_share_of_base(series, task);
    }
    out
}

/// The series of figures that name what a goal counts, or say its words where they sink to it, and these figures.
fn with_names<'a>(
    (task, names): (Task<'_, 'a>, &[Option<String>]),
    figures: &[Figure<'a>],
    targets: &[(usize, &'a Target)],
) -> (Vec<Series<'a>>, Vec<&'a Quantity>) {
    let (mut out, mut used): (Vec<Series<'a>>, Vec<&Quantity>) = Default::default();
    for (&goal, name) in task.goals.iter().zip(names) {
        let named = named(task, (goal, name), figures, targets);
        // What is beyond its ceiling by its own name is surely so.
        let exceeds = |of: &Series<'_>| of.ceiling && of.misses().is_some();
        let sinking = match &named {
            Some((_, Some(series))) if exceeds(series) => None,
            _ => sinking(task, goal, targets),
        };
        if let Some(series) = sinking {
            used.extend(series.points.iter().filter_map(|point| point.quantity));
            out.push(series);
        } else if let Some((steps, series)) = named {
            used.extend(steps.iter().map(|step| step.q));
            out.extend(series);
        }
    }
    (out, used)
}

/// The series of the other figures: those with the same name and measure, where several targets have them or what they
/// say is held against a goal.
fn without_names<'f, 'a: 'f>(
    task: Task<'_, 'a>,
    rest: impl Iterator<Item = &'f Figure<'a>>,
    figures: &[Figure<'a>],
    targets: &[(usize, &'a Target)],
) -> Vec<Series<'a>> {
    // What steps add up to is told with them.
    let rest = rest.filter(|figure| !figure.is_sum);
    let rest: Vec<(&Figure<'a>, String)> =
        rest.map(|figure| (figure, figure.step.name())).collect();
    let same = |(a, key): &(&Figure<'_>, &str), (b, name): &(&Figure<'_>, String)| {
        key == name && same_measure(a.step.q, b.step.q)
    };
    let mut keys: Vec<(&Figure<'a>, &str)> = Vec::new();
    for of @ (figure, name) in &rest {
        let left_out = downwards(figure.step.q) || name.is_empty();
        if !left_out && !keys.iter().any(|key| same(key, of)) {
            keys.push((figure, name));
        }
    }
    let of_key = |key: &(&Figure<'a>, &str)| {
        let figures_of = rest.iter().filter(|of| same(key, of)).map(|(figure, _)| *figure);
        let steps = one_of_each(figures_of, |_| true);
        let chosen = goal_of(task, &steps, figures, targets);
        if steps.len() < 2 && chosen.is_none() {
            return None;
        }
        let (other_words, alone) =
            chosen.as_ref().map_or((false, true), |chosen| (chosen.other_words, chosen.alone));
        let series = build(chosen.map(|chosen| chosen.goal), &steps, targets)?;
        // 在训120名, 在训100名 for 招募200名，在训100名: the verb alone does not tell that they add up. What ends at its
        // highest does, and so does what reaches the sum of two goals (培训500人 for 培训教师300人，护士200人).
        let sum = || task.sum_in_measure(steps[0].q);
        let comes_and_goes = || series.comes_and_goes() && !series.reaches(sum());
        let may_fall = series.may_fall || !alone && !series.said && comes_and_goes();
        Some(Series { other_words, alone, may_fall, ..series })
    };
    keys.iter().filter_map(of_key).collect()
}

/// Whether a series' last target finishes a part of a work that goes on for more than the year (建成600套 of
/// 新建1200套), of which the task does not say that it is built: all of it is begun before, or the half or so is the
/// row's only target, where the task names no year. Far less is rather a figure that lost a digit.
fn goes_on(series: &Series<'_>, task: Task<'_, '_>, targets: &[(usize, &Target)]) -> bool {
    let row = task.row;
    let last = series.points.last().and_then(|last| Some((last, last.quantity?)));
    let Some((goal, (last, q))) = series.goal.zip(last) else { return false };
    let finished =
        Step { at: last.target, target: &row.targets[last.target], q }.words().contains("建成");
    let said = || task.words_before(goal).is_some_and(|words| words.contains("新建"));
    let Some(wanted) = millionths(&goal.value).filter(|_| finished && said()) else {
        return false;
    };
    // 2026年新建, 年内新建; 新建20座，年内完工一半 says the other.
    let one_year = ["年内", "全年", "本年"];
    let dated = |sentence: &str| {
        let ahead = sentence.split_once(goal.text.as_str()).map_or("", |(ahead, _)| ahead);
        one_year.iter().any(|year| ahead.contains(year)) || !years(ahead).is_empty()
    };
    let sentences = || task.parts_with(goal, &['。', '；', ';']);
    if sentences().any(|sentence| says_built(sentence, &goal.text)) {
        return false;
    }
    let begun = |step: Step<'_>| {
        let begins = |word: &&str| step.words().contains(*word);
        same_measure(step.q, goal)
            && !is_more(goal, step.q)
            && ["开工", "动工", "新建"].iter().any(begins)
    };
    let steps = || {
        targets
            .iter()
            .flat_map(|&(at, target)| target.quantities.iter().map(move |q| Step { at, target, q }))
    };
    let part = last.value;
    let half = row.targets.len() == 1 && part * 3 >= wanted && part * 4 < wanted * 3;
    half && !sentences().any(dated) || part * 10 > wanted && steps().any(begun)
}

/// Whether the work is over with the last of several running totals, as the targets behind it say no figure and only
/// look back on it.
fn is_closed(series: &Series<'_>, targets: &[(usize, &Target)]) -> bool {
    let [.., _, last] = series.points.as_slice() else { return false };
    let totals = (series.cumulative || last.total) && last.stage.is_none();
    let mut behind = targets.iter().filter(|(at, _)| *at > last.target).peekable();
    series.goal.is_some()
        && totals
        && behind.peek().is_some()
        && behind.all(|(_, target)| looks_back(&target.text))
}

/// The series of some steps, with its goal; none of what goes up and down.
fn build<'a>(
    goal: Option<&'a Quantity>,
    steps: &[Step<'a>],
    targets: &[(usize, &'a Target)],
) -> Option<Series<'a>> {
    let percent = steps.first()?.q.measure.as_deref() == Some("%");
    let (mut changes, mut said, mut counted) = (false, false, false);
    for step in steps {
        let words = step.words();
        let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
        changes |= has(&CHANGES) && !step.sinks_to();
        let sums = words.contains("累计");
        counted |= sums;
        said |= step.q.comparator == Comparator::AtLeast || !sums && has(&TOTALS);
    }
    if changes {
        return None;
    }
    // Steps and totals in one row: 完成4000人, 累计完成9000人.
    let totals = steps.iter().filter(|step| step.is_total()).count();
    let mixed = totals > 0 && totals < steps.len();
    let point = |step: &Step<'a>| {
        Some(Point {
            target: step.at,
            value: millionths(&step.q.value)?,
            quantity: Some(step.q),
            total: step.is_total(),
            stage: step.stage(),
        })
    };
    let mut series = Series {
        goal,
        points: steps.iter().map(point).collect::<Option<_>>()?,
        cumulative: (said || counted) && !mixed || percent,
        alone: true,
        said: said || counted && !mixed,
        other_words: false,
        likely: false,
        goes_on: false,
        to_the_end: false,
        ceiling: goal.is_some_and(is_ceiling),
        sinks: steps.iter().any(|step| step.sinks_to()),
        closed: false,
        enough: false,
        may_fall: false,
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
        // 150, 150, 150 are steps, however far they go.
        let alike = series.points.iter().all(|point| point.value == last);
        series.cumulative = series.points.len() > 1
            && sum > goal
            && (reached
                || !alike && (far_beyond || rises && last * 2 > goal)
                || series.rises_beyond(goal));
        let deed = |step: &Step<'_>| step.work().chars().take(2).collect::<String>();
        series.may_fall = series.comes_down_to(goal, || deed(&steps[0]) != deed(&steps[1]))
            || steps.iter().any(|step| is_stock(&step.work()));
    }
    Some(series)
}

impl<'a> Series<'a> {
    /// Whether a point is more than the goal, and more than the last.
    fn comes_and_goes(&self) -> bool {
        let wanted = self.goal.and_then(|goal| millionths(&goal.value));
        let last = self.points.last().map(|last| last.value);
        self.points.iter().any(|point| wanted < Some(point.value) && last < Some(point.value))
            && wanted.is_some()
    }

    /// Whether a point has a value.
    fn reaches(&self, value: i128) -> bool {
        self.points.iter().any(|point| point.value == value)
    }

    /// Whether the points before the last rise, within the goal, and would be more than it as parts: then all are totals,
    /// and the last, which is less than the one before, is wrong. Parts may be a little more, unless the last is the goal
    /// but for its zeros (32亿元 of 320亿元).
    fn rises_beyond(&self, goal: i128) -> bool {
        let Some((last, before)) = self.points.split_last() else { return false };
        let sum: i128 = before.iter().map(|point| point.value).sum();
        let rises = before.len() > 1 && before.is_sorted_by(|a, b| a.value < b.value);
        let falls =
            before.last().is_some_and(|point| point.value <= goal && last.value < point.value);
        let tenths = || (1..=4).any(|zeros| last.value * 10_i128.pow(zeros) == goal);
        // A floor is planned with something in reserve.
        let floor = self.goal.is_some_and(|goal| {
            matches!(goal.comparator, Comparator::AtLeast | Comparator::MoreThan)
        });
        rises && falls && sum > goal && (!floor && sum * 4 >= goal * 5 || tenths())
    }

    /// Whether the points come down to the goal from beyond it, as what there is, or is chosen from (笔试600名,
    /// 面试300名), does, and no total with one wrong figure. One beyond is too few to tell, where the two are not of
    /// two deeds.
    fn comes_down_to(&self, goal: i128, two_deeds: impl FnOnce() -> bool) -> bool {
        let beyond = self.points.iter().filter(|point| point.value > goal).count();
        let ends = self.points.last().is_some_and(|last| last.value == goal);
        ends && (beyond > 1 || beyond == 1 && self.points.len() == 2 && two_deeds())
    }

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
        (short && !self.goes_on && !self.enough && last.quantity.is_some()).then_some((last, goal))
    }

    /// Whether hardly a tenth of the goal is missing at the last point.
    pub(crate) fn is_nearly_done(&self) -> bool {
        let wanted = self.goal.and_then(|goal| millionths(&goal.value));
        wanted.zip(self.points.last()).is_some_and(|(wanted, last)| last.value * 10 >= wanted * 9)
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
        // What there is may be more on the way, and has its goal at the end.
        let from = if self.may_fall { self.points.len() - 1 } else { 0 };
        let held = self.points[from..].iter().filter(|_| self.to_the_end || !self.may_fall);
        held.into_iter().find(beyond).map(|point| (point, goal))
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
        if self.goes_on || self.may_fall {
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
