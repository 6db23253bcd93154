//! Goals that are only what there is, of which a task does a share.

use hongtou_model::{Comparator, Quantity};

use super::Series;
use super::goals::Task;
use super::steps::Step;
use crate::figures::millionths;
use crate::words::plain;

/// Whether the last target of a series does that share of its goal which the task sets for the same work: 整治380个 for
/// 400个排污口，整治完成率达到95%. Another rate (销号率达到95%) counts where the figures come to just its share; one of
/// those who have something or like it (覆盖率, 满意率) never.
pub(super) fn is_share_of_base(series: &Series<'_>, task: Task<'_, '_>) -> bool {
    /// All of it, in millionths of a percent.
    const ALL: i128 = 100_000_000;
    let percent = |q: &Quantity| q.measure.as_deref() == Some("%");
    let base = series.goal.filter(|goal| !percent(goal)).and_then(|goal| millionths(&goal.value));
    let Some((base, last)) = base.zip(series.points.last()) else { return false };
    let sum: i128 = series.points.iter().map(|point| point.value).sum();
    let done = if series.cumulative || last.total { last.value } else { sum.max(last.value) };
    let floor = |q: &&Quantity| {
        let floors = [Comparator::Exactly, Comparator::Reach, Comparator::AtLeast];
        percent(q) && floors.contains(&q.comparator) && !is_of_those_served(q)
    };
    let of_clause = task.clause.iter().flat_map(|clause| &clause.quantities);
    let mut rates = task.goals.iter().copied().chain(of_clause).filter(floor);
    rates.any(|rate| {
        let share = millionths(&rate.value).filter(|share| (1..ALL).contains(share));
        let wanted = share.and_then(|share| base.checked_mul(share));
        let Some((wanted, done)) = wanted.zip(done.checked_mul(ALL)) else { return false };
        let is_own = || {
            let target = &task.row.targets[last.target];
            last.quantity.is_some_and(|q| is_of_work(rate, Step { at: last.target, target, q }))
        };
        done == wanted || done > wanted && is_own()
    })
}

/// Whether a rate says how many have something, know it or like it, and not how much of a work is done.
fn is_of_those_served(rate: &Quantity) -> bool {
    const OF: [&str; 5] = ["覆盖", "满意", "知晓", "普及", "合格"];
    rate.metric.as_deref().is_some_and(|name| OF.iter().any(|of| name.contains(of)))
}

/// Whether a rate names the work that a step says: 整改率 of 累计整改360个; 完成率 is that of any.
fn is_of_work(rate: &Quantity, step: Step<'_>) -> bool {
    const DONE: &str = "完成";
    let Some(name) = rate.metric.as_deref().map(plain) else { return false };
    let Some(name) = name.strip_suffix('率') else { return false };
    let own: Vec<char> = name.replace(DONE, "").chars().collect();
    let words: Vec<char> = step.work().replace(DONE, "").chars().collect();
    name.ends_with(DONE) && own.is_empty()
        || own.windows(2).any(|pair| words.windows(2).any(|said| said == pair))
}
