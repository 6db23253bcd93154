//! Which goal of a task the figures of its targets count towards.
//!
//! Figures that name what they count choose by the name: each belongs to the goal that it names most [closely](closeness).
//! Figures that do not are taken together by the words before them, and choose by a [score](Score) of what these say.

use hongtou_model::{Clause, Comparator, Quantity, Row, Span, Target};

use super::steps::{Figure, Step, one_of_each};
use super::works::{
    CHANGES, FINISHED, WORKS, begins_all, behind_a_name, is_down_to, is_work_alone, stage_in,
    stretch,
};
use super::{Series, build};
use crate::figures::{
    around, common_end, millionths, names_shorter, same_measure, same_metric, same_value,
};
use crate::words::{is_punctuation, plain};

/// What a row has to do.
#[derive(Clone, Copy)]
pub(crate) struct Task<'t, 'a> {
    pub(crate) row: &'a Row,
    pub(crate) clause: Option<&'a Clause>,
    /// The figures of its content, or of its clause where that has none.
    pub(crate) goals: &'t [&'a Quantity],
}

impl<'t, 'a: 't> Task<'t, 'a> {
    /// Its texts, and where they are printed.
    fn texts(self) -> impl Iterator<Item = (&'t str, &'t Span)> {
        let content = self.row.content.as_deref().map(|text| (text, &self.row.spans.content));
        let clause = self.clause.map(|clause| (clause.text.as_str(), &clause.span));
        content.into_iter().chain(clause)
    }

    /// The goals in the measure of a figure.
    pub(super) fn in_measure(self, q: &Quantity) -> impl Iterator<Item = &'a Quantity> {
        self.goals.iter().copied().filter(move |goal| same_measure(goal, q))
    }

    /// What the goals in the measure of a figure add up to.
    pub(super) fn sum_in_measure(self, q: &Quantity) -> i128 {
        let counted = self.in_measure(q).filter(|goal| !self.is_part(goal));
        counted.filter_map(|goal| millionths(&goal.value)).sum()
    }

    /// Whether no other goal has the measure of this one.
    fn is_alone(self, goal: &Quantity) -> bool {
        self.in_measure(goal).nth(1).is_none()
    }

    /// Whether a goal is a part of the one before it: 800个，其中充电120个.
    pub(super) fn is_part(self, goal: &Quantity) -> bool {
        let content = self.row.content.as_deref().unwrap_or_default();
        around(content, &self.row.spans.content, goal)
            .is_some_and(|(before, _)| before.contains("其中"))
    }

    /// The words before a goal, from the last comma or stop on.
    pub(super) fn words_before(self, goal: &Quantity) -> Option<&'t str> {
        let before = |(text, span)| around(text, span, goal).map(|(before, _)| before);
        self.texts().find_map(before).map(stretch)
    }

    /// The parts of its texts that have a goal, between some marks.
    pub(super) fn parts_with(
        self,
        goal: &'t Quantity,
        marks: &'t [char],
    ) -> impl Iterator<Item = &'t str> {
        let parts = self.texts().flat_map(move |(text, _)| text.split(marks));
        parts.filter(|part| part.contains(goal.text.as_str()))
    }

    /// Whether words before a goal are those of a work: 建成 in 建成站点80个.
    fn is_done_to(self, work: &str, goal: &Quantity) -> bool {
        // The verb stands near what it is done to.
        const NEAR: usize = 60;
        let near = |words: &str| {
            let start = words.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
            plain(&words[start..])
        };
        work.chars().nth(1).is_some()
            && self.words_before(goal).is_some_and(|words| near(words).contains(work))
    }
}

/// The names of the goals; each figure is told how close the closest of them is to its own.
pub(super) fn compared_names(
    task: Task<'_, '_>,
    figures: &mut [Figure<'_>],
) -> Vec<Option<String>> {
    let name = |q: &Quantity| q.metric.as_deref().map(plain);
    let names: Vec<Option<String>> = task.goals.iter().map(|goal| name(goal)).collect();
    for figure in figures {
        figure.name = name(figure.step.q);
        if figure.name.is_some() {
            let goals = task.goals.iter().zip(&names);
            let in_measure = goals.filter(|(goal, _)| same_measure(goal, figure.step.q));
            let close = in_measure.map(|(_, name)| closeness(&figure.name, name));
            figure.closest = close.max().unwrap_or_default();
        }
    }
    names
}

/// The steps that name what a goal counts, and the series that they make.
pub(super) fn named<'a>(
    task: Task<'_, 'a>,
    (goal, name): (&'a Quantity, &Option<String>),
    figures: &[Figure<'a>],
    targets: &[(usize, &'a Target)],
) -> Option<(Vec<Step<'a>>, Option<Series<'a>>)> {
    if name.is_none() || changes(goal) || goal.comparator == Comparator::Between {
        return None;
    }
    let alone = task.is_alone(goal);
    let names = |q: &Quantity| {
        (!is_ceiling(goal) || is_ceiling(q))
            && (related(q, goal)
                || alone && names_shorter(q, goal)
                || names_it_alone(task, q, goal))
    };
    let steps = one_of_each(figures, |figure| {
        figure.name.is_some()
            && same_measure(figure.step.q, goal)
            && closeness(&figure.name, name) == figure.closest
            && names(figure.step.q)
    });
    steps.first()?;
    let series = build(Some(goal), &steps, targets).map(|series| Series { alone, ..series });
    Some((steps, series))
}

/// How closely a figure names what a goal counts: how many characters both names end with (改造排水管网 is closer to
/// 新建排水管网 than to 雨水管网), and then whether they are one name: 公厕达标率 is rather that than 农村公厕达标率.
fn closeness(name: &Option<String>, of: &Option<String>) -> (usize, bool) {
    let (Some(name), Some(of)) = (name, of) else { return (0, false) };
    (common_end(name, of), name == of)
}

/// A goal that has been chosen for steps that do not name it.
pub(super) struct Chosen<'a> {
    pub(super) goal: &'a Quantity,
    /// Whether other words than the goal's own tell it.
    pub(super) other_words: bool,
    /// Whether the task counts nothing else in its measure.
    pub(super) alone: bool,
}

/// What speaks for a goal: that it is this one, and that the steps count towards it at all.
type Score = (u8, u8);

/// The goal that steps of one name count towards though they do not name what it counts.
///
/// Each goal in their measure has a [`Score`]. The best is taken where both its parts are more than nothing and no
/// other has as much.
pub(super) fn goal_of<'a>(
    task: Task<'_, 'a>,
    steps: &[Step<'a>],
    figures: &[Figure<'a>],
    targets: &[(usize, &'a Target)],
) -> Option<Chosen<'a>> {
    // Of more goals in one measure no verb tells which one a target counts.
    const MOST_GOALS: usize = 12;
    let last = *steps.last()?;
    let counted: Vec<&Quantity> =
        task.in_measure(last.q).filter(|goal| !task.is_part(goal)).take(MOST_GOALS + 1).collect();
    if counted.len() > MOST_GOALS {
        return None;
    }
    let of = Candidates { task, counted: &counted, steps, figures, targets };
    let scored = counted.iter().map(|&goal| (of.score(goal), goal));
    let mut scored: Vec<(Score, &Quantity)> =
        scored.filter(|((it, at_all), _)| *it > 0 && *at_all > 0).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (score, goal) = match scored.as_slice() {
        [(best, _), (next, _), ..] if best == next => return None,
        [(best, goal), ..] => (*best, *goal),
        [] => return None,
    };
    // 引进 of 引进博士10人，硕士60人 is said of both.
    let alone = counted.len() == 1;
    let other_words = score.1 < SURELY || !alone;
    // 其中年内建成6所 is what the last target says.
    let is_said = |part: &&Quantity| task.is_part(part) && same_value(part, last.q);
    // What sinks adds up to nothing.
    let apart = downwards(goal)
        || goal.comparator == Comparator::Between
        || other_words && task.goals.iter().any(is_said)
        || steps.iter().any(|step| step.sinks_to());
    (!apart).then_some(Chosen { goal, other_words, alone })
}

/// The score of what is said in the goal's own words, or in figures alone.
const SURELY: u8 = 2;
/// The score of what is said in other words.
const RATHER: u8 = 1;

/// The goals that steps may count towards.
struct Candidates<'c, 'a> {
    task: Task<'c, 'a>,
    /// The goals in the steps' measure.
    counted: &'c [&'a Quantity],
    steps: &'c [Step<'a>],
    /// All figures of the targets.
    figures: &'c [Figure<'a>],
    targets: &'c [(usize, &'a Target)],
}

impl<'a> Candidates<'_, 'a> {
    fn score(&self, goal: &Quantity) -> Score {
        match self.is_it(goal) {
            0 => (0, 0),
            it => (it, self.counts_towards(goal)),
        }
    }

    fn last(&self) -> Step<'a> {
        self.steps[self.steps.len() - 1]
    }

    /// What says that the steps are of this goal: it is the only one and they name nothing else, or what they say is done stands before its figure,
    /// as 建成20个 is of 建成站点80个 beside 改造驿站15个.
    fn is_it(&self, goal: &Quantity) -> u8 {
        if let [_] = self.counted {
            let finished = |name: &str| FINISHED.contains(&name);
            let nameless = self.steps[0].q.metric.as_deref().is_none_or(finished);
            if nameless || self.last().is_all() || self.ends_at(goal) {
                return SURELY;
            }
        }
        let it = self.steps.len() > 1 && self.claims(goal, self.last());
        if it { RATHER } else { 0 }
    }

    /// Whether what a step says is done stands before a goal.
    fn claims(&self, goal: &Quantity, step: Step<'_>) -> bool {
        self.task.is_done_to(&step.work(), goal) || self.names_of(goal, step)
    }

    /// Whether a step ends in the noun before a goal, and in no other's: 建成基本站 for 新建基本站, beside 一般站.
    fn names_of(&self, goal: &Quantity, step: Step<'_>) -> bool {
        const NOUN: usize = 3;
        let own = plain(step.words());
        let common = |goal: &Quantity| {
            let words = self.task.words_before(goal).map(plain).unwrap_or_default();
            common_end(&own, &words)
        };
        let (it, mut others) = (common(goal), self.counted.iter());
        it >= NOUN && others.all(|other| std::ptr::eq(*other, goal) || common(other) < it)
    }

    /// What says that the steps count towards a goal at all.
    fn counts_towards(&self, goal: &Quantity) -> u8 {
        // 累计完成800个: the only figure of the task that counts so is what it adds up to.
        let total = self.steps.len() > 1 && self.last().is_total();
        match total || self.ends_at(goal) || self.reaches(goal) {
            true => SURELY,
            false => self.same_work(goal),
        }
    }

    /// Whether three targets and more count up to the goal itself in the last of all, whatever they call it:
    /// 改厕2000户, 4500户, 6000户 for 新建户厕6000户.
    fn ends_at(&self, goal: &Quantity) -> bool {
        let last = self.last();
        self.steps.len() > 2
            && goal.measure.as_deref() != Some("%")
            && self.targets.last().is_some_and(|(end, _)| *end == last.at)
            && same_value(last.q, goal)
    }

    /// Whether targets say nothing but the share that they reach (达到92%), or keep before (保持90%), where the task
    /// says the one that it is to reach.
    fn reaches(&self, goal: &Quantity) -> bool {
        const REACH: [&str; 8] =
            ["达到", "达", "提高到", "提升到", "提高至", "提升至", "增至", "升至"];
        let words = |step: Step<'_>| plain(step.words());
        let mut others = self.figures.iter().map(|figure| figure.step).filter(|step| {
            same_measure(step.q, goal) && !self.steps.iter().any(|own| std::ptr::eq(own.q, step.q))
        });
        goal.measure.as_deref() == Some("%")
            && matches!(goal.comparator, Comparator::Reach | Comparator::AtLeast)
            && self.steps.iter().all(|&step| REACH.contains(&words(step).as_str()))
            && others.all(|step| words(step) == "保持")
    }

    /// What a task says before a goal; 年度目标 says it where the content only names the task.
    fn said(&self, goal: &Quantity) -> Option<String> {
        let Task { row, clause, .. } = self.task;
        let before = |words: &'_ str| words.find(goal.text.as_str());
        let goals = row.targets.iter().filter(|target| target.period.is_none());
        let mut texts = row.content.as_deref().into_iter().chain(goals.map(|target| &*target.text));
        let said = texts.find_map(|words| words.get(..before(words)?));
        // So may the clause, of what the content names: 建设充电站 for 到2027年建成充电站60座.
        let in_clause = || {
            let name = plain(goal.metric.as_deref()?);
            let (noun, _) = name.char_indices().rev().nth(1)?;
            // 建设充电站配套停车场 names another thing.
            let content = row.content.as_deref()?;
            let mut parts = content.split(is_punctuation);
            let named = parts.any(|part| plain(part).ends_with(&name[noun..]));
            clause.filter(|_| named).and_then(|clause| clause.text.get(..before(&clause.text)?))
        };
        // 建设项目：新建学校10所 names what it is of first.
        Some(plain(behind_a_name(stretch(said.or_else(in_clause)?))))
    }

    /// Whether more or all of a goal is begun before (开工100个, 全部开工) or long since, so that what is finished of it
    /// may be less.
    fn is_begun(&self, goal: &Quantity) -> bool {
        let last = self.last();
        let mut earlier =
            self.task.row.targets.iter().filter(|other| !std::ptr::eq(*other, last.target));
        let mut others = self.figures.iter().map(|figure| figure.step);
        let is_on = |part: &str| ["在建", "续建"].iter().any(|on| part.contains(on));
        let more = |step: Step<'_>| same_measure(step.q, goal) && is_more(step.q, last.q);
        self.task.parts_with(goal, &['，', '。', '；', ',', ';']).any(is_on)
            || others.any(|step| !std::ptr::eq(step.target, last.target) && more(step))
            || earlier.any(|earlier| begins_all(&earlier.text))
    }

    /// Whether all other figures of the goal's measure are told by what they say is done to be of other goals.
    fn others_are_of_others(&self, goal: &Quantity) -> bool {
        let figures = self.figures.iter().filter(|figure| figure.total.is_none());
        let own = |step: &Step<'_>| self.steps.iter().any(|own| std::ptr::eq(own.q, step.q));
        let mut others = figures
            .map(|figure| figure.step)
            .filter(|step| same_measure(step.q, goal) && !own(step));
        let other_goals = || self.counted.iter().filter(|other| !std::ptr::eq(**other, goal));
        others.all(|step| {
            other_goals().any(|other| self.claims(other, step)) && !self.claims(goal, step)
                || self.leads_to_it(goal, step)
        })
    }

    /// Whether a figure counts an earlier stage of the work that the steps finish: 开工80座 before 建成100座. Where more
    /// is begun than they come to, and less than the goal, it is open how much of it is to be done in the year.
    fn leads_to_it(&self, goal: &Quantity, step: Step<'_>) -> bool {
        let earlier = self.steps.iter().all(|own| step.at < own.at && own.stage().is_none());
        let open = is_more(step.q, self.last().q) && is_more(goal, step.q);
        earlier && step.stage().is_some() && !open
    }

    /// What says that targets that leave out what the content counts are of it: they say what is done to it in its words
    /// (建成10条 for 建成幸福河湖12条), in another word for the same (建成8家 for 新建10家) or that it is done (完成10公里),
    /// where no target counts anything else in that measure but what is another goal's. A share of the work done is
    /// none of what the content reaches.
    fn same_work(&self, goal: &Quantity) -> u8 {
        let last = self.last();
        let words = plain(last.words());
        let sums = words.starts_with("累计");
        let work = ["累计", "全部", "共"].iter().find_map(|all| words.strip_prefix(all));
        let work = work.unwrap_or(&words);
        let Some(said) = self.said(goal) else { return 0 };
        // 累计救助302名 and 420户全部竣工 are the whole in any words, where hardly anything is missing from it.
        let whole = sums || last.is_all() || FINISHED.contains(&work);
        let alone =
            || last.target.quantities.iter().filter(|q| same_measure(q, goal)).nth(1).is_none();
        let of_work = || stage_in(&said).is_none() && stage_in(work).is_none();
        if whole && alone() && is_nearly(last.q, goal) && of_work() && !self.is_begun(goal) {
            return RATHER;
        }
        if work.chars().count() < 2 || !self.others_are_of_others(goal) {
            return 0;
        }
        let done = work == "完成" && goal.measure.as_deref() != Some("%");
        let of_one = |words: &&[&str]| words.contains(&work) && is_work_alone(&said, words);
        match done || said.contains(work) {
            true if sums => RATHER,
            true => SURELY,
            false if WORKS.iter().any(of_one) => RATHER,
            false => 0,
        }
    }
}

/// What sinks from target to target to a goal in the goal's own words: 压缩到4天, 压缩到3天以内 for 审批时间压缩到2天以内.
pub(super) fn sinking<'a>(
    task: Task<'_, 'a>,
    goal: &'a Quantity,
    targets: &[(usize, &'a Target)],
) -> Option<Series<'a>> {
    // Only of few goals are the words looked for.
    if !task.is_alone(goal) {
        return None;
    }
    let words = plain(task.words_before(goal)?);
    if !is_ceiling(goal) && !is_down_to(&words) {
        return None;
    }
    let step = |&(at, target): &(usize, &'a Target)| {
        let mut of = target.quantities.iter().filter(|q| same_measure(q, goal));
        let q = of.next().filter(|_| of.next().is_none())?;
        let step = Step { at, target, q };
        let own = plain(step.words());
        let same = own.chars().nth(1).is_some() && words.ends_with(&own);
        (same && is_ceiling(q) == is_ceiling(goal)).then_some(step)
    };
    let steps: Vec<_> = targets.iter().filter_map(step).collect();
    steps.first()?;
    let series = build(Some(goal), &steps, targets).filter(|series| series.to_the_end)?;
    let (first, last) = (series.points.first()?.value, series.points.last()?.value);
    // What adds up to a ceiling rises, and what is kept below one does neither.
    let falls = last < first && series.points.is_sorted_by(|a, b| a.value >= b.value);
    falls.then_some(Series { ceiling: true, sinks: true, other_words: true, ..series })
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

/// Whether a figure names in fewer words what one of several goals in its measure does, with the same verb,
/// and none of the others: 调整线路 for 调整公交线路, beside 新增微循环线路.
fn names_it_alone(task: Task<'_, '_>, q: &Quantity, goal: &Quantity) -> bool {
    let verb = |q: &Quantity| {
        q.metric.as_deref().map(plain).map(|name| name.chars().take(2).collect::<String>())
    };
    let mut others = task.in_measure(goal).filter(|other| !std::ptr::eq(*other, goal));
    verb(q) == verb(goal)
        && names_shorter(q, goal)
        && !others
            .any(|other| verb(other) == verb(goal) || names_shorter(q, other) || related(q, other))
}

/// Whether a figure is more than another.
pub(super) fn is_more(q: &Quantity, other: &Quantity) -> bool {
    millionths(&q.value).zip(millionths(&other.value)).is_some_and(|(value, other)| value > other)
}

/// Whether a figure is less than another by a tenth of it at most, as one wrong digit makes it.
fn is_nearly(q: &Quantity, goal: &Quantity) -> bool {
    let values = millionths(&q.value).zip(millionths(&goal.value));
    values.is_some_and(|(value, wanted)| value < wanted && value * 10 >= wanted * 9)
}

pub(super) fn downwards(q: &Quantity) -> bool {
    is_ceiling(q) || changes(q)
}

pub(super) fn is_ceiling(q: &Quantity) -> bool {
    matches!(q.comparator, Comparator::AtMost | Comparator::LessThan)
}

fn changes(q: &Quantity) -> bool {
    q.metric.as_deref().is_some_and(|metric| CHANGES.iter().any(|c| metric.contains(c)))
}
