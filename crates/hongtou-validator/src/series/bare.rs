//! Figures that stand alone in their cells (12家, 累计28家, 55%), or one beside another (3000人、10场), as quarters mostly
//! have them. They say what the task counts in their measure, where it counts one thing in it. What stands in other cells
//! without such a figure (制定方案) is another step of the work and says nothing of them.

use hongtou_model::{ColumnKind, Comparator, Quantity, Row, Table, Target};

use super::goals::{Task, downwards, is_ceiling};
use super::periods::counts_from_january;
use super::steps::Step;
use super::works::is_sinking;
use super::{Series, build};
use crate::figures::{millionths, same_measure};
use crate::words::plain;

/// The whole, in millionths of a percent.
const ALL: i128 = 100_000_000;

/// The series of such figures, one for each measure in which the task counts one thing.
pub(super) fn bare<'a>(
    task: Task<'_, 'a>,
    table: &Table,
    targets: &[(usize, &'a Target)],
) -> Vec<Series<'a>> {
    let cells = Cells::of(task.row, targets);
    let mut out: Vec<Series<'a>> = Vec::new();
    let mut samples: Vec<&Quantity> = Vec::new();
    for sample in targets.iter().flat_map(|(_, target)| &target.quantities) {
        if samples.iter().any(|known| same_measure(known, sample)) {
            continue;
        }
        samples.push(sample);
        // Of many measures in a row nobody could tell which is whose.
        if samples.len() > 4 {
            break;
        }
        out.extend(cells.in_measure(sample).and_then(|steps| cells.series(task, table, &steps)));
    }
    out
}

/// The cells of a row's targets, and what stands in them beside figures.
struct Cells<'t, 'a> {
    targets: &'t [(usize, &'a Target)],
    /// The words of each without its figures.
    words: Vec<String>,
    /// Whether all from the second on say 累计.
    totals: bool,
    /// Whether the first says of its figure what the task does.
    begins: bool,
}

impl<'t, 'a> Cells<'t, 'a> {
    fn of(row: &Row, targets: &'t [(usize, &'a Target)]) -> Self {
        let words = |target: &Target| {
            let figures = target.quantities.iter();
            let rest = figures.fold(target.text.clone(), |rest, q| rest.replacen(&*q.text, "", 1));
            plain(&rest).replace("累计", "")
        };
        let words: Vec<String> = targets.iter().map(|(_, target)| words(target)).collect();
        let totals = targets.iter().skip(1).all(|(_, target)| target.text.contains("累计"));
        let begins = words.first().is_some_and(|first| is_done_here(row, first));
        Cells { targets, words, totals, begins }
    }

    /// The figures in a measure, where each is alone in it in its cell and the words of no cell are said of one; of what is done in the first only, of all
    /// behind it: 引进12家, 28家.
    fn in_measure(&self, sample: &Quantity) -> Option<Vec<Step<'a>>> {
        let mut steps = Vec::new();
        for (&(at, target), words) in self.targets.iter().zip(&self.words) {
            let mut of = target.quantities.iter().filter(|q| same_measure(q, sample));
            let Some(q) = of.next() else { continue };
            let first = self.begins && at == self.targets[0].0;
            if of.next().is_some() || !words.is_empty() && !first {
                return None;
            }
            steps.push(Step { at, target, q });
        }
        (steps.len() > 1).then_some(steps)
    }

    /// The series of steps, with the goal that they count towards.
    fn series(&self, task: Task<'_, 'a>, table: &Table, steps: &[Step<'a>]) -> Option<Series<'a>> {
        let sample = steps[0].q;
        let mut of = task.in_measure(sample).filter(|goal| !task.is_part(goal));
        let is_share = sample.measure.as_deref() == Some("%");
        let Some(goal) = of.next() else {
            return if is_share { self.shares_done(steps) } else { None };
        };
        let several = of.next().is_some() || goal.comparator == Comparator::Between;
        if several || sample.measure.is_none() {
            return None;
        }
        if is_ceiling(goal) {
            // A share below a ceiling goes up and down.
            return if is_share { None } else { self.sinking((task, goal), steps) };
        }
        if downwards(goal) || steps.iter().any(|step| downwards(step.q)) {
            return None;
        }
        if is_share {
            self.share((task, goal), steps)
        } else {
            self.count((task, goal), table, steps)
        }
    }

    /// The series of figures that count up to a goal, in steps or totals.
    fn count(
        &self,
        (task, goal): (Task<'_, 'a>, &'a Quantity),
        table: &Table,
        steps: &[Step<'a>],
    ) -> Option<Series<'a>> {
        let mut series = build(Some(goal), steps, self.targets)?;
        let wanted = millionths(&goal.value)?;
        let about = goal.comparator == Comparator::About;
        let sum: i128 = series.points.iter().map(|point| point.value).sum();
        let last = series.points.last().map_or(0, |point| point.value);
        // Steps may go beyond the goal a little; totals reach it, or rise to far more than it in all.
        let reached = series.points.iter().any(|point| point.value == wanted);
        let falls = series.points.windows(2).filter(|pair| pair[0].value >= pair[1].value).count();
        // One of them may be wrong, where they are on the way to the goal all the same.
        let within = series.points.iter().all(|point| point.value <= wanted);
        let some = series.points.len() > 2;
        let rising = falls == 0 || falls == 1 && some && within && last * 2 > wanted;
        // 每月检查30家 is no total.
        let of_each = ["每", "分别"];
        let of_each = task
            .words_before(goal)
            .is_some_and(|words| of_each.iter().any(|each| words.contains(each)));
        let mut columns = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
        series.cumulative = counts_from_january(table)
            || self.totals
            || columns.next().is_some_and(|column| column.header.contains("累计"))
            || steps.iter().all(|step| step.is_total())
            || sum > wanted && (reached || rising && sum * 2 >= wanted * 3)
            || !of_each && series.rises_beyond(wanted);
        // 3.1亿元 is 3.2亿元左右.
        if about && last < wanted && last * 10 >= wanted * 9 {
            series.goal = None;
        }
        series.likely = about || steps.len() < self.targets.len();
        let known = self.totals || counts_from_january(table);
        (known || !is_planned(&series, goal, (sum, wanted))).then_some(series)
    }

    /// The series of shares (46%, 48%, 55%) that reach a goal which is one. Those that go beyond it tell how much of the
    /// work is done; so may those that begin far below it, where the task counts anything else.
    fn share(
        &self,
        (task, goal): (Task<'_, 'a>, &'a Quantity),
        steps: &[Step<'a>],
    ) -> Option<Series<'a>> {
        let series = build(Some(goal), steps, self.targets)?;
        let wanted = millionths(&goal.value)?;
        let within = series.points.iter().all(|point| point.value <= wanted);
        let near = series.points.first().is_some_and(|first| first.value * 2 >= wanted);
        let only = task.goals.iter().all(|other| std::ptr::eq(*other, goal));
        let kept = task.words_before(goal).is_some_and(|words| {
            ["稳定在", "保持", "稳定"].iter().any(|keeps| words.contains(keeps))
        });
        let told = within && (near || only) && !kept && !is_reached_before(&series, wanted);
        told.then_some(Series { likely: true, ..series })
    }

    /// The series of shares of the work done, where no goal is a share: in the end all of it is.
    fn shares_done(&self, steps: &[Step<'a>]) -> Option<Series<'a>> {
        let series = build(None, steps, self.targets)?;
        let last = series.points.last().map(|point| point.value);
        let within = series.points.iter().all(|point| point.value <= ALL);
        let told = last == Some(ALL) && within && !is_reached_before(&series, ALL);
        told.then_some(Series { likely: true, ..series })
    }

    /// The series of figures that sink to a ceiling, as the task says: 10天, 7天, 5天 for 压缩至3天以内.
    fn sinking(
        &self,
        (task, goal): (Task<'_, 'a>, &'a Quantity),
        steps: &[Step<'a>],
    ) -> Option<Series<'a>> {
        let wanted = millionths(&goal.value)?;
        // What is brought down stays there; what comes out lower (事故减少到, 浓度下降到) goes up and down.
        let brought = |words: &str| is_sinking(words) && words.contains('压');
        let says = task.words_before(goal).is_some_and(|words| brought(&plain(words)));
        let series = build(Some(goal), steps, self.targets).filter(|_| says)?;
        let rises = series.points.windows(2).filter(|pair| pair[0].value < pair[1].value).count();
        let (first, rest) = series.points.split_first()?;
        let falls = rises < 2 && rest.iter().all(|point| point.value < first.value);
        let before = &series.points[..series.points.len() - 1];
        let on_the_way = before.iter().all(|point| point.value > wanted);
        let from_above = falls && on_the_way && series.to_the_end;
        from_above.then_some(Series {
            ceiling: true,
            sinks: true,
            likely: true,
            may_fall: false,
            ..series
        })
    }
}

/// Whether a figure before the last reaches the goal: then each is what there is at its time, and no part of a rise.
fn is_reached_before(series: &Series<'_>, wanted: i128) -> bool {
    series.points.split_last().is_some_and(|(_, before)| before.iter().any(|p| p.value >= wanted))
}

/// Whether figures are parts that come to a floor with something in reserve, or to about a goal of 左右. What comes to
/// twice as much is no reserve, and a last figure that is the goal but for its zeros is a slip.
fn is_planned(series: &Series<'_>, goal: &Quantity, (sum, wanted): (i128, i128)) -> bool {
    let last = series.points.last().map_or(0, |point| point.value);
    let slip = (1..=4).any(|zeros| last * 10_i128.pow(zeros) == wanted);
    match goal.comparator {
        Comparator::AtLeast | Comparator::MoreThan => {
            last < wanted && (wanted..wanted.saturating_mul(2)).contains(&sum) && !slip
        }
        Comparator::About => (sum - wanted).abs().saturating_mul(10) <= wanted,
        _ => false,
    }
}

/// Whether words say what a row's content does (引进 for 引进品牌首店60家), or that it is done.
fn is_done_here(row: &Row, words: &str) -> bool {
    let content = row.content.as_deref().unwrap_or_default();
    (2..=4).contains(&words.chars().count()) && (words == "完成" || plain(content).contains(words))
}
