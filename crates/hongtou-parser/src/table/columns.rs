//! Which column is what: a scored assignment of printed columns to what their header names.
//!
//! A real header has fewer, more or shifted cells than the rows below it: one heading stands over
//! three columns, a merged group column is missing on a page, an empty column is dropped. So each
//! heading is a [`Heading`] that can stand for none, one or several columns, each reading at a
//! price, and each column has a [`Profile`] of what its cells look like. The assignment with the
//! highest sum of prices and fits wins; the order of headings and columns is kept.

use std::borrow::Cow;

use hongtou_model::{ColumnKind, Period, Role};

use super::headings::Heading;
use super::profile::{Fits, Profile, UNNAMED};

use ColumnKind as K;

/// What one printed column was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Assigned {
    pub(crate) kind: ColumnKind,
    pub(crate) period: Option<Period>,
    /// Index of the heading over it.
    pub(crate) heading: Option<usize>,
    /// Whether the heading says that the units below it put the work into practice: 落实单位.
    pub(crate) implements: bool,
}

impl Assigned {
    /// The role of the units that the column names.
    pub(super) fn role(&self) -> Role {
        match self.kind {
            K::Lead => Role::Lead,
            K::Support => Role::Support,
            K::Guide => Role::Guide,
            _ if self.implements => Role::Implement,
            _ => Role::Responsible,
        }
    }
}

/// One way to read a heading: the columns it stands for, and the price of reading it so.
type Reading = (&'static [ColumnKind], f32);

/// All ways to read a heading of some kind; without columns it is passed over.
fn readings(heading: Heading) -> &'static [Reading] {
    match heading {
        Heading::Serial => &[(&[K::Number], 1.0), (&[K::SectionOrdinal], 0.8), (&[], -1.2)],
        Heading::Section => &[
            (&[K::Section], 1.0),
            (&[K::SectionOrdinal, K::Section], 0.6),
            (&[K::Action], 0.3),
            // 类别 over the title of a section and its tasks, where no heading stands over these.
            (&[K::Section, K::Content], -1.0),
            (&[], -1.0),
        ],
        Heading::Name => &[
            (&[K::Action], 0.7),
            (&[K::Content], 0.6),
            (&[K::Section], 0.5),
            (&[K::Number, K::Content], 0.3),
            (&[K::SectionOrdinal, K::Section], 0.3),
            (&[K::Action, K::Content], 0.1),
            (&[K::Section, K::Action], 0.1),
            (&[K::Section, K::Content], 0.1),
            // 年度任务 over figures says how much.
            (&[K::Target], -0.5),
            (&[], -1.5),
        ],
        Heading::Detail => &[
            (&[K::Content], 1.0),
            (&[K::Number, K::Content], 0.6),
            (&[K::Action, K::Number, K::Content], 0.5),
            (&[K::Action, K::Content], 0.3),
            // A heading that spans them stands over each: the action, the number, the task.
            (&[K::Number], 0.0),
            (&[K::Action], -0.2),
            (&[], -2.0),
        ],
        Heading::Goals => &[
            (&[K::Content], 0.7),
            (&[K::Target], 0.6),
            (&[K::Action], 0.5),
            (&[K::Number, K::Content], 0.3),
            (&[], -1.5),
        ],
        // 进度安排 holds dates in one table, steps in another.
        Heading::Target(None) => {
            &[(&[K::Target], 0.8), (&[K::Content], 0.5), (&[K::Deadline], 0.3), (&[], -1.0)]
        }
        Heading::Target(Some(_)) => &[(&[K::Target], 1.0), (&[], -1.0)],
        // 时间节点 over steps: 3月：…；6月：….
        Heading::Deadline => &[(&[K::Deadline], 1.0), (&[K::Target], -1.4), (&[], -0.8)],
        // A page that drops an empty column drops the lead's: the other one is never empty.
        Heading::Units(Role::Lead) => &[(&[K::Lead], 1.0), (&[], -0.6)],
        Heading::Units(Role::Support) => &[(&[K::Support], 1.0), (&[], -0.6)],
        Heading::Units(Role::Guide) => &[(&[K::Guide], 1.0), (&[], -0.7)],
        Heading::Units(Role::Responsible | Role::Implement) => {
            &[(&[K::Responsible], 1.0), (&[], -0.9)]
        }
        // 对应任务 over the number of a task, or over its words where no other heading stands over those.
        Heading::Clause => {
            &[(&[K::ClauseReference], 1.0), (&[K::Content], 0.0), (&[K::Action], -0.1), (&[], -1.0)]
        }
        Heading::Person => &[(&[K::Person], 1.0), (&[], -0.8)],
        Heading::Contact | Heading::Office => &[(&[K::Contact], 1.0), (&[], -0.8)],
        Heading::Remark => &[(&[K::Remark], 1.0), (&[], -0.4)],
        // 一级指标 over the titles of the body's sections.
        Heading::Indicator => {
            &[(&[K::Target], 0.9), (&[K::Content], 0.7), (&[K::Section], -0.5), (&[], -1.0)]
        }
        Heading::Thing | Heading::ThingName | Heading::ThingDetail => {
            &[(&[K::Other], 1.0), (&[K::Action], 0.0), (&[K::Content], 0.1), (&[], -1.0)]
        }
        Heading::Aside => &[(&[K::Other], 0.7), (&[], -0.8)],
        Heading::Object => {
            &[(&[K::Other], 0.5), (&[K::Content], -0.5), (&[K::Action], -0.8), (&[], -0.8)]
        }
        Heading::Unknown => &[
            (&[K::Other], 0.5),
            (&[K::Content], -0.5),
            // Steps that name their periods say what they are.
            (&[K::Target], -0.5),
            (&[K::Action], -0.8),
            (&[K::Section], -0.9),
            (&[K::Responsible], -1.0),
            (&[K::Deadline], -1.0),
            (&[K::Number], -1.0),
            (&[], -0.8),
        ],
        Heading::Blank => &[
            (&[], 0.3),
            (&[K::Content], 0.2),
            (&[K::Number], 0.2),
            (&[K::Action], 0.0),
            (&[K::Other], 0.0),
        ],
    }
}

/// A heading by which the same column is known on another page: of those that say nothing each is a
/// heading of its own, told by its place.
pub(crate) type Known = (Heading, Option<usize>);

/// The heading at a place as it is known on other pages.
pub(crate) fn known_as(headings: &[Heading], at: usize) -> Option<Known> {
    let &heading = headings.get(at)?;
    Some((heading, (heading == Heading::Unknown).then_some(at)))
}

/// What is known before a page is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prior<'a> {
    /// What the headings stand for on the other pages of the table, and on what share of them.
    pub(crate) seen: &'a [(Known, ColumnKind, f32)],
    /// Price of a heading standing over another column than its own, a step.
    pub(crate) shift: f32,
    /// Whether 一、… heads rows, so that （一） numbers these and no sections.
    pub(crate) headed: bool,
}

/// The best assignment of columns to headings.
pub(crate) fn assign(
    headings: &[Heading],
    profiles: &[Profile],
    prior: Prior<'_>,
) -> Vec<Option<Assigned>> {
    let headings = &*with_codes(headings, profiles);
    let (h, w) = (headings.len(), profiles.len());
    let timed = headings.contains(&Heading::Deadline);
    let numbered = headings.contains(&Heading::Serial);
    let worded = headings.iter().any(|heading| {
        matches!(heading, Heading::Name | Heading::Detail | Heading::Goals | Heading::ThingDetail)
    });
    let column = |profile: &Profile| Column { fits: profile.fits(), gainsaid: 0 };
    let mut columns: Vec<Column> = profiles.iter().map(column).collect();
    // Row by row of i, the best score with the first i headings and the first j columns settled,
    // and the last step to it.
    let width = w + 1;
    let mut best = vec![(f32::NEG_INFINITY, Step::Start); (h + 1) * width];
    best[0].0 = 0.0;
    for i in 0..=h {
        let heading = headings.get(i).copied();
        let readings = heading.map_or(&[][..], readings);
        let clause_beside_words = heading == Some(Heading::Clause) && worded;
        let (here, below) = best[i * width..].split_at_mut(width);
        let mut told = Fits::default();
        let known_as = known_as(headings, i);
        for &(_, kind, share) in prior.seen.iter().filter(|(known, ..)| Some(*known) == known_as) {
            told[kind as usize] = 0.3 + 0.9 * share;
        }
        let mut kinds = readings.iter().flat_map(|(kinds, _)| *kinds);
        // Most headings leave nothing to be gainsaid.
        if let Some(heading) = heading
            && kinds.any(|&kind| (NUMBERS | TIMES) >> kind as u32 & 1 == 1)
        {
            // K1, R2 are codes below words that call them no numbers, and beside 序号; where headings
            // are fewer than columns, one may stand over such a number and its task.
            let coded = heading == Heading::Unknown || h >= w && heading != Heading::Serial;
            for (at, (column, profile)) in columns.iter_mut().zip(profiles).enumerate() {
                let codes = coded && (profile.is_of_codes() || numbered && profile.has_letters());
                let no_numbers = codes || are_no_numbers(heading, profile, at > 0);
                let no_times = are_no_times(heading, profile, timed);
                column.gainsaid = (u32::from(no_numbers) * NUMBERS) | (u32::from(no_times) * TIMES);
            }
        }
        for j in 0..=w {
            let before = here[j].0;
            if before == f32::NEG_INFINITY {
                continue;
            }
            if j < w {
                let price = if profiles[j].is_empty() { -0.1 } else { -1.6 };
                relax(&mut here[j + 1], before + price, Step::Skip);
            }
            let moved = prior.shift * (i as f32 - j as f32).abs();
            let fit = |score: f32, column: &Column, kind: ColumnKind| {
                let score = score + column.fits[kind as usize] + told[kind as usize];
                if column.gainsaid >> kind as u32 & 1 == 1 { score + GAINSAID } else { score }
            };
            let ahead = &columns[j..];
            for (reading, &(kinds, price)) in readings.iter().enumerate() {
                let score = before + price;
                // Nearly all readings are of one column, or of none.
                let score = match (kinds, ahead) {
                    ([], _) => score,
                    ([K::Content], _) if clause_beside_words => continue,
                    (&[kind], [column, ..]) => fit(score, column, kind) - moved,
                    _ => {
                        if kinds.len() > ahead.len() {
                            continue;
                        }
                        let each = kinds.iter().enumerate();
                        each.fold(score, |sum, (at, &kind)| fit(sum, &ahead[at], kind)) - moved
                    }
                };
                relax(&mut below[j + kinds.len()], score, Step::Read(reading));
            }
        }
    }
    let mut out: Vec<Option<Assigned>> = vec![None; w];
    let (mut i, mut j) = (h, w);
    loop {
        match best[i * width + j].1 {
            Step::Start => break,
            Step::Skip => j -= 1,
            Step::Read(reading) => {
                i -= 1;
                let kinds = readings(headings[i])[reading].0;
                j -= kinds.len();
                for (step, &kind) in kinds.iter().enumerate() {
                    let period = match headings[i] {
                        Heading::Target(period) if kind == K::Target => period,
                        _ => None,
                    };
                    let implements = headings[i] == Heading::Units(Role::Implement);
                    out[j + step] = Some(Assigned { kind, period, heading: Some(i), implements });
                }
            }
        }
    }
    settle_tasks_beside_goals(&mut out, headings, profiles);
    settle_goals(&mut out, headings, profiles);
    settle_metrics(&mut out, headings, profiles);
    settle_groups(&mut out);
    settle_indicators(&mut out, headings);
    settle_names(&mut out, headings, profiles);
    settle_numbers(&mut out, headings, profiles, prior.headed);
    settle_tasks(&mut out, headings, profiles);
    out
}

/// Price of taking a column for what neither its heading nor all of its cells say.
const GAINSAID: f32 = -4.0;

/// A column, as it is held against one heading after the other.
struct Column {
    fits: Fits,
    /// A bit for each kind that its cells under the heading look like and are not, as only those of
    /// numbers and of times may: figures like the numbers of rows, goals that have times in them.
    gainsaid: u32,
}

/// The kinds that number the rows, a bit each.
const NUMBERS: u32 = 1 << K::Number as u32 | 1 << K::SectionOrdinal as u32;
/// The kind that says when.
const TIMES: u32 = 1 << K::Deadline as u32;

/// Whether the cells of a column under a heading number no rows, whatever they look like; `inner` is any
/// but the first column.
fn are_no_numbers(heading: Heading, profile: &Profile, inner: bool) -> bool {
    // Below words that say nothing the numbers of rows begin at 1, but for a first column.
    heading != Heading::Serial && !profile.counts(heading == Heading::Unknown && inner)
}

/// Whether the cells of a column under a heading are no deadlines, whatever they look like; `timed` says
/// that some heading of the table says when.
fn are_no_times(heading: Heading, profile: &Profile, timed: bool) -> bool {
    match heading {
        Heading::Deadline => false,
        // No heading says when: one that no list knows may. Beside one that does, it says something
        // else: 开始 | 完成时限.
        Heading::Unknown => timed || profile.says_sentences(),
        _ => !profile.is_of_times(),
    }
}

/// How well given columns fit what is printed under them.
pub(crate) fn score(columns: &[Option<Assigned>], fits: &[Fits]) -> f32 {
    let kind = |at: usize| columns.get(at).copied().flatten().map(|column| column.kind as usize);
    fits.iter().enumerate().map(|(at, fits)| fits[kind(at).unwrap_or(UNNAMED)]).sum()
}

/// What no [`score`] of such columns goes beyond.
pub(crate) fn highest_score(fits: &[Fits]) -> f32 {
    // None of them is no number, which is all that `f32::max` looks for besides.
    let higher = |best: f32, fit: &f32| if *fit > best { *fit } else { best };
    fits.iter().map(|fits| fits.iter().fold(f32::NEG_INFINITY, higher)).sum()
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Start,
    /// Past a column that no heading stands over.
    Skip,
    Read(usize),
}

fn relax(best: &mut (f32, Step), score: f32, step: Step) {
    // Strictly better only: the first of equal readings wins, so that the result is settled.
    if score > best.0 + 1e-6 {
        *best = (score, step);
    }
}

/// Beside 目标任务 phrases are the task and what stands under it its goal: 开展督查，逐块核实 | 核查率100%.
/// A few words name the task, and 目标任务 says it.
fn settle_tasks_beside_goals(
    columns: &mut [Option<Assigned>],
    headings: &[Heading],
    profiles: &[Profile],
) {
    let goals = |column: &Option<Assigned>| {
        column.is_some_and(|c| {
            c.kind == K::Content && c.heading.map(|at| headings[at]) == Some(Heading::Goals)
        })
    };
    let Some(goals) = columns.iter().position(goals).filter(|&at| profiles[at].is_clause == 0.0)
    else {
        return;
    };
    let phrases = |at: usize| profiles[at].phrase * 2.0 > profiles[at].filled;
    let task = (0..columns.len())
        .find(|&at| columns[at].is_some_and(|c| c.kind == K::Action) && at != goals && phrases(at));
    if let Some(task) = task {
        for (at, kind) in [(task, K::Content), (goals, K::Target)] {
            if let Some(column) = &mut columns[at] {
                column.kind = kind;
            }
        }
    }
}

/// A heading of goals stands over the tasks only where no other heading does: 全年目标 beside
/// 工作内容 is a target, however long its words are.
fn settle_goals(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    let goal = |column: &Assigned| {
        let heading = column.heading.and_then(|at| headings.get(at));
        matches!(heading, Some(Heading::Target(_) | Heading::Goals | Heading::Indicator))
    };
    let task = |(column, profile): (&Option<Assigned>, &Profile), goals: bool| {
        column.is_some_and(|c| c.kind == K::Content && goal(&c) == goals)
            && (!goals || profile.is_clause > 0.0)
    };
    let tasks = |goals| columns.iter().zip(profiles).any(|column| task(column, goals));
    if !tasks(false) || tasks(true) {
        return;
    }
    for column in columns.iter_mut().flatten().filter(|c| c.kind == K::Content) {
        if goal(column) {
            column.kind = K::Target;
        }
    }
}

/// Beside figures to reach, what is measured says the tasks, and words in front of it name them or their group:
/// 重点任务 | 指标名称 | 目标值.
fn settle_metrics(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    let under = |column: &Option<Assigned>, kind, of: fn(Heading) -> bool| {
        column.is_some_and(|c| c.kind == kind && c.heading.is_some_and(|at| of(headings[at])))
    };
    let metric = |column: &Option<Assigned>| under(column, K::Target, |h| h == Heading::Indicator);
    let Some(at) = columns.iter().position(metric) else { return };
    let figures = columns.get(at + 1);
    let figures = figures.is_some_and(|c| under(c, K::Target, |h| matches!(h, Heading::Target(_))));
    let named = |kind| {
        let named = |column: &Option<Assigned>| under(column, kind, |h| h == Heading::Name);
        columns[..at].iter().rposition(named)
    };
    let says = columns.iter().any(|column| is(column, K::Content));
    // What names a group stands once for several rows, and says none of the body's tasks.
    let groups = |&group: &usize| {
        !says
            && profiles[group].is_clause == 0.0
            && profiles[group].filled < profiles[at].filled
            && profiles[at].figure * 2.0 < profiles[at].filled
    };
    let group = || named(K::Action).or_else(|| named(K::Section)).filter(groups);
    let task = named(K::Content).map(|task| (task, K::Action));
    let task = task.or_else(|| group().and_then(|group| Some((group, columns[group]?.kind))));
    let Some(task) = task.filter(|_| figures) else { return };
    for (at, kind) in [task, (at, K::Content)] {
        if let Some(column) = &mut columns[at] {
            column.kind = kind;
        }
    }
}

/// What is to be reached stands behind the number; what stands in front of it groups the rows:
/// 目标任务 | 序号 | 具体工作.
fn settle_groups(columns: &mut [Option<Assigned>]) {
    let is = |column: &Option<Assigned>, kinds: &[ColumnKind]| {
        column.is_some_and(|c| kinds.contains(&c.kind))
    };
    let Some(number) = columns.iter().position(|column| is(column, &[K::Number])) else { return };
    let named = columns.iter().any(|column| is(column, &[K::Section, K::Action]));
    let task = columns[number..].iter().any(|column| is(column, &[K::Content]));
    if named || !task {
        return;
    }
    for column in columns[..number].iter_mut().flatten().filter(|c| c.kind == K::Target) {
        if column.period.is_none() {
            column.kind = K::Section;
        }
    }
}

/// What is measured names the task where it stands in front of it, and nothing else names it: 创建指标 |
/// 具体要求.
fn settle_indicators(columns: &mut [Option<Assigned>], headings: &[Heading]) {
    if columns.iter().flatten().any(|c| matches!(c.kind, K::Section | K::Action)) {
        return;
    }
    let Some(task) = columns.iter().position(|c| c.is_some_and(|c| c.kind == K::Content)) else {
        return;
    };
    let measured = |c: &&mut Assigned| {
        c.kind == K::Target && c.heading.is_some_and(|at| headings[at] == Heading::Indicator)
    };
    if let Some(column) = columns[..task].iter_mut().flatten().find(measured) {
        column.kind = K::Action;
    }
}

/// The headings with codes that number the rows where 序号 leaves rows without a number: 一 | 1, and
/// nothing | 2 below.
fn with_codes<'h>(headings: &'h [Heading], profiles: &[Profile]) -> Cow<'h, [Heading]> {
    let codes = |&at: &usize| {
        headings[at - 1..=at] == [Heading::Serial, Heading::Aside]
            && profiles[at].is_of_numbers()
            && profiles[at].filled > profiles[at - 1].filled
    };
    let mut headings = Cow::Borrowed(headings);
    if headings.len() == profiles.len()
        && let Some(at) = (1..profiles.len()).find(codes)
    {
        headings.to_mut()[at] = Heading::Serial;
    }
    headings
}

/// Short words left of the task, under a heading that no list knows, name it: 民生实事, 整治重点.
fn settle_names(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    let named = |c: &Assigned| matches!(c.kind, K::Section | K::Action);
    if columns.iter().flatten().any(named) {
        return;
    }
    let Some(task) = columns.iter().position(|c| c.is_some_and(|c| c.kind == K::Content)) else {
        return;
    };
    // 河湖 | 区级河长 | 现状 | 目标 | 年度任务: who answers in person and what is to be reached may stand
    // between.
    let between = |at: &usize| {
        columns[*at].is_some_and(|c| {
            let aside = c.heading.and_then(|at| headings.get(at)) == Some(&Heading::Aside);
            matches!(c.kind, K::Person | K::Target) || aside
        })
    };
    let Some(before) = (0..task).rev().find(|at| !between(at)) else { return };
    if let Some(column) = columns[before].as_mut().filter(|c| c.kind == K::Other)
        && is_unlisted(column, headings)
        && profiles[before].fits()[K::Action as usize] > 0.5
    {
        column.kind = K::Action;
    }
}

/// Of the columns left of the units, under headings that no list knows, the one with most to say.
fn wordiest(
    columns: &[Option<Assigned>],
    headings: &[Heading],
    profiles: &[Profile],
) -> Option<usize> {
    let of_units = |column: &Option<Assigned>| {
        column.is_some_and(|c| matches!(c.kind, K::Lead | K::Responsible))
    };
    if columns.iter().flatten().any(|c| c.kind == K::Section) {
        return None;
    }
    let units = columns.iter().position(of_units)?;
    let open = |&at: &usize| {
        columns[at].is_some_and(|c| c.kind == K::Other && is_unlisted(&c, headings))
            && profiles[at].wordiness() >= 0.8
    };
    let says = |at: &usize| profiles[*at].wordiness();
    (0..units).filter(open).max_by(|a, b| says(a).total_cmp(&says(b)))
}

/// Whether the heading over a column leaves open whether the column says or names the tasks.
fn is_unlisted(column: &Assigned, headings: &[Heading]) -> bool {
    let heading = column.heading.and_then(|at| headings.get(at));
    matches!(heading, Some(Heading::Unknown | Heading::Object))
}

/// Whether a column is of a kind.
fn is(column: &Option<Assigned>, kind: ColumnKind) -> bool {
    column.is_some_and(|c| c.kind == kind)
}

/// The columns of a kind, from the left.
fn all_of(columns: &[Option<Assigned>], kind: ColumnKind) -> Vec<usize> {
    (0..columns.len()).filter(|&at| is(&columns[at], kind)).collect()
}

/// Of two number columns the one nearer the task is the row's; the outer one counts sections.
fn settle_numbers(
    columns: &mut [Option<Assigned>],
    headings: &[Heading],
    profiles: &[Profile],
    headed: bool,
) {
    // Figures right of the task are no row's number where one stands left of it.
    // Nor are those under words of their own: 全县, 东山镇, 分值.
    if let Some(task) = columns.iter().position(|column| is(column, K::Content)) {
        let counted = |column: &&mut Assigned| {
            let heading = column.heading.and_then(|at| headings.get(at));
            matches!(column.kind, K::Number | K::SectionOrdinal)
                && heading == Some(&Heading::Unknown)
        };
        for column in columns[task..].iter_mut().flatten().filter(counted) {
            column.kind = K::Other;
        }
        if columns[..task].iter().any(|column| is(column, K::Number)) {
            for column in columns[task..].iter_mut().flatten().filter(|c| c.kind == K::Number) {
                column.kind = K::Other;
            }
        }
    }
    // Nor does a kind of task that stands right of it head the rows: 目标类型.
    if let Some(task) = columns.iter().rposition(|column| is(column, K::Content)) {
        for column in columns[task..].iter_mut().flatten().filter(|c| c.kind == K::Section) {
            column.kind = K::Other;
        }
    }
    if let [outer @ .., _] = &all_of(columns, K::Number)[..] {
        for &at in outer {
            if let Some(column) = &mut columns[at] {
                column.kind = K::SectionOrdinal;
            }
        }
    }
    // 一, 二, 三 of the rows themselves, where no section stands beside them, or where nothing but
    // its title says the tasks.
    let kinds = |kind: ColumnKind| columns.iter().flatten().filter(|c| c.kind == kind).count();
    let tasks = kinds(K::Content) + kinds(K::Action);
    if kinds(K::SectionOrdinal) == 1
        && kinds(K::Number) == 0
        && (kinds(K::Section) == 0 || kinds(K::Section) == 1 && tasks == 0)
    {
        let rows = profiles.iter().map(|profile| profile.filled).fold(0.0, f32::max);
        // Rows may share the number that is merged over them.
        let each = columns.iter().zip(profiles).any(|(column, profile)| {
            is(column, K::SectionOrdinal)
                && (profile.ordinal * 5.0 >= rows * 4.0 || headed && profile.is_of_brackets())
        });
        for column in columns.iter_mut().flatten().filter(|_| each) {
            column.kind = match column.kind {
                K::SectionOrdinal => K::Number,
                K::Section => K::Content,
                other => other,
            };
        }
    }
    number_beside_groups(columns, headings, profiles);
}

/// 一, 二, 三 below 序号 in every row number the rows, where each is the next and the titles of groups beside them stand
/// only in some.
fn number_beside_groups(
    columns: &mut [Option<Assigned>],
    headings: &[Heading],
    profiles: &[Profile],
) {
    if !all_of(columns, K::Number).is_empty() {
        return;
    }
    let [ordinal] = all_of(columns, K::SectionOrdinal)[..] else { return };
    let [group] = all_of(columns, K::Section)[..] else { return };
    let Some((profile, titles)) = profiles.get(ordinal).zip(profiles.get(group)) else { return };
    let rows = profiles.iter().map(|profile| profile.filled).fold(0.0, f32::max);
    let column = &mut columns[ordinal];
    let heading = column.and_then(|column| headings.get(column.heading?));
    let counts = profile.ordinal >= rows && profile.ordinals_rise();
    if heading == Some(&Heading::Serial) && counts && titles.filled < rows {
        column.iter_mut().for_each(|column| column.kind = K::Number);
    }
}

/// One column says the tasks, and one at most names them.
fn settle_tasks(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    // Of two columns of actions the outer one is the section's.
    if let [outer, .., _] = all_of(columns, K::Action)[..]
        && !columns.iter().any(|column| is(column, K::Section))
        && let Some(column) = &mut columns[outer]
    {
        column.kind = K::Section;
    }
    settle_objects(columns, headings, profiles);
    match &all_of(columns, K::Content)[..] {
        [] => find_task(columns, headings, profiles),
        [_] => {}
        several => settle_contents(columns, several, headings, profiles),
    }
    // A row has one action: the name that stands nearest before its task.
    let task = columns.iter().position(|column| is(column, K::Content)).unwrap_or(columns.len());
    let actions = |at: &usize| is(&columns[*at], K::Action);
    let named = (0..task).rfind(actions).or_else(|| (0..columns.len()).rfind(actions));
    for (at, column) in columns.iter_mut().enumerate() {
        if let Some(column) = column.as_mut().filter(|c| c.kind == K::Action && Some(at) != named) {
            column.kind = K::Other;
        }
    }
}

/// What the work is held against or about is not the task where something names it and a heading beside
/// says the work: 测评标准 | 工作措施.
fn settle_objects(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    if !columns.iter().flatten().any(|c| matches!(c.kind, K::Section | K::Action)) {
        return;
    }
    let says = |column: &Assigned| {
        let heading = column.heading.and_then(|at| headings.get(at));
        column.kind == K::Content && matches!(heading, Some(Heading::Detail | Heading::Name))
    };
    if !columns.iter().flatten().any(says) {
        return;
    }
    for (column, profile) in columns.iter_mut().zip(profiles) {
        if let Some(column) = column
            && column.kind == K::Content
            && column.heading.and_then(|at| headings.get(at)) == Some(&Heading::Object)
            && profile.is_clause == 0.0
        {
            column.kind = K::Other;
        }
    }
}

/// Where no column says the tasks, one that names them does, or that has phrases under a heading that no
/// list knows: 民生实事 | 责任单位.
fn find_task(columns: &mut [Option<Assigned>], headings: &[Heading], profiles: &[Profile]) {
    let phrases = |profile: &Profile| profile.phrase * 2.0 > profile.filled;
    let says = columns.iter().zip(profiles).position(|(column, profile)| {
        column.is_some_and(|c| c.kind == K::Other && is_unlisted(&c, headings)) && phrases(profile)
    });
    // Of two columns of groups (民生项目 | 年度任务) the inner one says the tasks.
    let mut sections = (0..columns.len()).rev().filter(|&at| is(&columns[at], K::Section));
    let (inner, outer) = (sections.next(), sections.next());
    let action = columns.iter().rposition(|column| is(column, K::Action));
    let told = action.or(says).or_else(|| wordiest(columns, headings, profiles));
    // What each row has its own of names the task rather than a group.
    if told.is_none()
        && let (Some(inner), Some(outer)) = (inner, outer)
        && profiles[outer].filled >= profiles[inner].filled
        && let Some(column) = &mut columns[outer]
    {
        column.kind = K::Action;
    }
    // Where nothing names the tasks, what is to be reached says them: 序号 | 目标任务 | 责任单位.
    let goal = || {
        columns.iter().zip(profiles).position(|(column, profile)| {
            let heading = column.filter(|c| c.kind == K::Target && c.period.is_none());
            match heading.and_then(|c| headings.get(c.heading?)) {
                Some(Heading::Goals) => profile.wordiness() >= 0.8,
                Some(Heading::Target(None)) => phrases(profile),
                _ => false,
            }
        })
    };
    // 任务 with words of its own in each row names no groups: 序号 | 任务 | 2025年目标.
    let rows = profiles.iter().map(|profile| profile.filled).fold(0.0, f32::max);
    let of_each = |&at: &usize| {
        let heading = columns[at].and_then(|c| headings.get(c.heading?));
        heading == Some(&Heading::Name) && profiles[at].filled >= rows
    };
    let named = inner.filter(|at| outer.is_some() || of_each(at));
    // 检查领域 | 牵头单位: what stands in a column of groups is all that each row says.
    let alone = || inner.filter(|&at| profiles[at].filled >= rows);
    // A name that stands once for several rows is no row's task where each row has a goal in words of
    // its own: 重点任务 | 主要指标.
    let part = action.filter(|&at| profiles[at].filled * 4.0 <= rows * 3.0).and_then(|_| {
        let mut goals = (0..columns.len()).filter(|&at| {
            is(&columns[at], K::Target) && columns[at].is_some_and(|c| c.period.is_none())
        });
        let one = goals.next().filter(|_| goals.next().is_none())?;
        let words = profiles[one].wordiness() >= 0.8 && profiles[one].figure == 0.0;
        (words && profiles[one].filled >= rows).then_some(one)
    });
    let task = part.or(told).or(named).or_else(goal).or_else(alone);
    let task = task.or_else(|| only_words(columns, headings, profiles));
    if let Some(column) = task.and_then(|at| columns[at].as_mut()) {
        column.kind = K::Content;
    }
}

/// The one column of words beside who answers and when, where each row has its own: 检查场所 | 检查时间 |
/// 责任部门.
fn only_words(
    columns: &[Option<Assigned>],
    headings: &[Heading],
    profiles: &[Profile],
) -> Option<usize> {
    let beside = |c: &Assigned| {
        matches!(c.kind, K::Number | K::Deadline | K::Person | K::Contact | K::Remark)
            || is_of_units(c.kind)
    };
    let mut words = (0..columns.len()).filter(|&at| !columns[at].is_some_and(|c| beside(&c)));
    let (Some(at), None) = (words.next(), words.next()) else { return None };
    let rows = profiles.iter().map(|profile| profile.filled).fold(0.0, f32::max);
    let fits = profiles[at].fits();
    // Bodies are no task.
    let said = fits[K::Content as usize] > 0.5 && fits[K::Responsible as usize] < 0.0;
    let open = columns[at].is_some_and(|c| c.kind == K::Other && is_unlisted(&c, headings));
    let timed = columns.iter().any(|column| is(column, K::Deadline));
    (open && said && timed && profiles[at].filled >= rows).then_some(at)
}

/// Whether a column names units.
fn is_of_units(kind: ColumnKind) -> bool {
    matches!(kind, K::Lead | K::Responsible | K::Support | K::Guide)
}

/// Of several task columns the one that says the body's words again, or parts of them, is the task, 我市措施
/// beside 我省措施; else the last before the units; without an action the first before it is that, unless its
/// heading says tasks as well, with those who answer for them beside it.
fn settle_contents(
    columns: &mut [Option<Assigned>],
    contents: &[usize],
    headings: &[Heading],
    profiles: &[Profile],
) {
    let has_action = columns.iter().any(|column| is(column, K::Action));
    let most = |contents: &[usize], says: fn(&Profile) -> f32| {
        let by = |&a: &usize, &b: &usize| says(&profiles[a]).total_cmp(&says(&profiles[b]));
        let most = contents.iter().copied().max_by(|a, b| by(a, b).then(b.cmp(a)));
        most.filter(|&at| says(&profiles[at]) > 0.0)
    };
    // Steps may have parts of the task as well, but not below a heading that says the task.
    let over = |at: usize| columns[at].and_then(|column| column.heading);
    let detail = |at: usize| over(at).is_some_and(|at| headings[at] == Heading::Detail);
    let mut details: Vec<usize> = contents.iter().copied().filter(|&at| detail(at)).collect();
    details.dedup_by_key(|at| over(*at));
    let task = most(contents, |profile| profile.is_clause)
        .or_else(|| most(&details, |profile| profile.is_part).filter(|_| details.len() > 1))
        .unwrap_or(contents[usize::from(!has_action)]);
    let answered = columns[contents[0]..task.max(contents[0])].iter().flatten();
    let answered = answered.map(|column| column.kind).any(is_of_units);
    let named = !(has_action || answered && detail(contents[0]) && detail(task));
    for &at in contents {
        let Some(column) = &mut columns[at] else { continue };
        if at < task && named && at == contents[0] {
            column.kind = K::Action;
        } else if at != task {
            column.kind = K::Other;
        }
    }
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::super::grid::Cell;
    use super::super::headings::heading;
    use super::super::profile::{BodyHints, key};
    use super::*;
    use crate::flow::Flow;

    fn profiles(rows: &[&[&str]], hints: &BodyHints) -> Vec<Profile> {
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut out = vec![Profile::default(); width];
        for row in rows {
            for (at, cell) in row.iter().enumerate() {
                let source = Source::from_text("n", Format::Text, cell);
                let flow = Flow::new(&source, 0, &[TextRange::at(0, cell.len())]);
                out[at].add(&Cell::across(flow).profile(hints));
            }
        }
        out
    }

    #[track_caller]
    fn check(header: &[&str], rows: &[&[&str]], expected: &[ColumnKind]) {
        check_below(&BodyHints::default(), header, rows, expected);
    }

    #[track_caller]
    fn check_below(hints: &BodyHints, header: &[&str], rows: &[&[&str]], expected: &[ColumnKind]) {
        let headings: Vec<Heading> = header.iter().map(|text| heading(text)).collect();
        let columns = assign(
            &headings,
            &profiles(rows, hints),
            Prior { seen: &[], shift: 0.05, headed: false },
        );
        let kinds: Vec<ColumnKind> =
            columns.iter().map(|c| c.map_or(K::Other, |c| c.kind)).collect();
        assert_eq!(kinds, expected, "{header:?}");
    }

    const LONG: &str = "完善河道巡查制度，推进重点河段清淤疏浚和岸线整治，建立长效管护机制。";

    #[test]
    fn ordinals_in_every_row_number_the_rows_beside_titles_of_some() {
        let header = ["序号", "类别", "工作任务", "责任单位"];
        let rows = |second: [&'static str; 2]| {
            [
                ["一", "修建沟渠", "疏浚干渠5条。", "县水利局"],
                [second[0], second[1], "加固堤坝2处。", "县应急局"],
                ["三", "种植林木", "造林3万亩。", "县林业局"],
            ]
        };
        let kinds = |first| [first, K::Section, K::Content, K::Responsible];
        let number = |second, first| {
            let rows = rows(second);
            let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
            check(&header, &rows, &kinds(first));
        };
        number(["二", ""], K::Number);
        // Of the groups, where each has one or the next row none.
        number(["二", "养护堤坝"], K::SectionOrdinal);
        number(["", ""], K::SectionOrdinal);
        number(["一", ""], K::SectionOrdinal);
    }

    #[test]
    fn a_category_stands_over_sections_and_tasks_where_nothing_else_does() {
        check(
            &["序号", "类别", "责任单位"],
            &[
                &["1", "农业节水", "推广水肥一体化滴灌技术8000亩。", "县水利局"],
                &["2", "", "改造中型灌区渠道46公里。", "县水利局"],
                &["3", "城镇节水", "更换住宅小区老旧水表2.4万只。", "县住建局"],
            ],
            &[K::Number, K::Section, K::Content, K::Responsible],
        );
    }

    #[test]
    fn what_is_all_that_a_row_says_is_its_task() {
        let rows: &[&[&str]] = &[
            &["1", "建设专用线", "建成铁路专用线3条", "市发改委", "市交通局"],
            &["2", "强化金融支持", "发放贴息资金2000万元", "市财政局", "市金融办"],
        ];
        let kinds = [K::Number, K::Content, K::Target, K::Lead, K::Responsible];
        check(&["序号", "任务", "2025年目标", "牵头单位", "责任单位"], rows, &kinds);
        let rows: &[&[&str]] = &[
            &["危险化学品、烟花爆竹", "市应急局", "市公安局"],
            &["道路交通、建筑施工", "市交通局", "市住建局"],
        ];
        check(&["检查领域", "牵头单位", "成员单位"], rows, &[K::Content, K::Lead, K::Support]);
        // Groups of several rows are none of them.
        let rows: &[&[&str]] =
            &[&["体制机制", "30", LONG, "市委办"], &["", "60", LONG, "市公安局"]];
        let kinds = [K::Action, K::Other, K::Content, K::Lead];
        check(&["创建指标", "分值", "具体要求", "牵头单位"], rows, &kinds);
        let kinds = [K::Section, K::Other, K::Content, K::Lead];
        check(&["领域", "分值", "具体要求", "牵头单位"], rows, &kinds);
    }

    #[test]
    fn of_two_measures_those_that_say_parts_of_the_body_are_the_task() {
        let mut hints = BodyHints::default();
        hints.clauses.insert("健全林权收储办法,盘活林地3.5万亩".into());
        let header = ["序号", "改革任务", "我省工作措施", "我市工作措施", "牵头单位"];
        let (whole, own) = ("出台全省统一的林权登记办法。", "盘活林地3.5万亩。");
        let rows: &[&[&str]] = &[
            &["1", "深化林权改革", whole, "健全林权收储办法。", "市林业局"],
            &["2", "深化林权改革", whole, own, "市林业局"],
        ];
        let kinds = [K::Number, K::Action, K::Other, K::Content, K::Lead];
        check_below(&hints, &header, rows, &kinds);
        // Where the body says neither, the first is.
        let kinds = [K::Number, K::Action, K::Content, K::Other, K::Lead];
        check(&header, rows, &kinds);
    }

    #[test]
    fn other_measures_beside_a_group_do_not_name_the_task() {
        let mut hints = BodyHints::default();
        for title in ["畅通道路", "扩大绿化"] {
            hints.sections.insert(key(title));
        }
        for task in ["改造道路9公里。", "栽植行道树900株。"] {
            hints.clauses.insert(key(task));
        }
        let header =
            ["序号", "改革任务", "我省工作措施", "省牵头单位", "我市工作措施", "市牵头单位"];
        let rows: &[&[&str]] = &[
            &["1", "畅通道路", "支持改造道路。", "省交通厅", "改造道路9公里。", "市交通局"],
            &["2", "扩大绿化", "制定树种目录。", "省林业局", "栽植行道树900株。", "市林业局"],
        ];
        let kinds = [K::Number, K::Section, K::Other, K::Lead, K::Content, K::Lead];
        check_below(&hints, &header, rows, &kinds);
        // Right beside the task a name is one.
        let header = ["序号", "改革任务", "工作内容", "工作措施", "牵头单位"];
        let rows: &[&[&str]] = &[
            &["1", "畅通道路", "道路改造", "改造道路9公里。", "市交通局"],
            &["2", "扩大绿化", "城区绿化", "栽植行道树900株。", "市林业局"],
        ];
        let kinds = [K::Number, K::Section, K::Action, K::Content, K::Lead];
        check_below(&hints, &header, rows, &kinds);
    }

    #[test]
    fn steps_that_name_their_periods_are_targets_under_any_heading() {
        let steps = "3月：摸清底数；6月：处置六成；11月：全部完成。";
        for header in ["推进计划", "节点安排", "时间节点", "时间安排", "工作安排", "路线图"]
        {
            let header = ["序号", "改革任务", header, "责任单位"];
            let kinds = [K::Number, K::Content, K::Target, K::Responsible];
            check(&header, &[&["1", LONG, steps, "市水利局"]], &kinds);
        }
        // Days alone are deadlines, and other words under a heading that nobody knows are no targets.
        let days = |header| {
            let kinds = [K::Number, K::Content, K::Deadline, K::Responsible];
            let rows: &[&[&str]] = &[&["1", LONG, "2025年6月底前", "市水利局"]];
            check(&["序号", "改革任务", header, "责任单位"], rows, &kinds);
        };
        for header in ["时间节点", "节点安排", "时间安排"] {
            days(header);
        }
        let rows: &[&[&str]] =
            &[&["1", LONG, "6月底前完成招标，12月底前建成并投入使用。", "市水利局"]];
        let kinds = [K::Number, K::Content, K::Deadline, K::Responsible];
        check(&["序号", "改革任务", "时间节点", "责任单位"], rows, &kinds);
        let rows: &[&[&str]] = &[&["1", LONG, "省考核", "市水利局"]];
        let kinds = [K::Number, K::Content, K::Other, K::Responsible];
        check(&["序号", "改革任务", "路线图", "责任单位"], rows, &kinds);
    }

    #[test]
    fn a_name_over_several_rows_is_no_task_beside_goals_in_words() {
        let rows: &[&[&str]] = &[
            &["增加公办学位", "新建公办幼儿园18所", "基础教育科"],
            &["", "新增公办学位5400个", ""],
            &["提升保教质量", "创建示范园12所", "财务科"],
            &["", "培训幼儿教师2200人次", ""],
        ];
        check(&["重点任务", "主要指标", "牵头科室"], rows, &[K::Action, K::Content, K::Lead]);
        // A name for each row is its task, and figures alone are goals.
        let kinds = [K::Content, K::Target, K::Lead];
        let rows: &[&[&str]] = &[
            &["增加公办学位", "新建公办幼儿园18所", "基础教育科"],
            &["提升保教质量", "创建示范园12所", "财务科"],
        ];
        check(&["重点任务", "主要指标", "牵头科室"], rows, &kinds);
        let rows: &[&[&str]] = &[
            &["增加公办学位", "5400个", "基础教育科"],
            &["", "18所", ""],
            &["提升保教质量", "12所", "财务科"],
        ];
        check(&["重点任务", "主要指标", "牵头科室"], rows, &kinds);
    }

    #[test]
    fn what_is_measured_is_the_task_below_the_name_of_a_group() {
        let header = ["工作任务", "序号", "指标内容", "目标值", "计量单位", "牵头单位"];
        let rows = |second: &'static str| {
            [
                ["夯实基础", "1", "建成基站", "3200", "个", "市数据局"],
                [second, "2", "算力规模", "1500", "P", ""],
                ["开放数据", "3", "归集数据", "80", "亿条", "市数据局"],
                [second, "4", "开放数据集", "1200", "个", ""],
            ]
        };
        let check = |second, kinds: [ColumnKind; 3]| {
            let rows = rows(second);
            let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
            let [task, metric, value] = kinds;
            let kinds = [task, K::Number, metric, value, K::Other, K::Lead];
            check(&header, &rows, &kinds);
        };
        check("", [K::Action, K::Content, K::Target]);
        // A name of each row's own is its task.
        check("开展测评", [K::Content, K::Target, K::Target]);
    }

    #[test]
    fn one_heading_can_stand_over_three_columns() {
        check(
            &["序号", "重点工作", "具体内容", "", "一季度目标", "牵头单位", "责任单位"],
            &[&[
                "一",
                "水环境治理",
                "河道清淤行动",
                "1",
                LONG,
                "制定方案。",
                "市水利局",
                "市财政局",
            ]],
            &[
                K::SectionOrdinal,
                K::Section,
                K::Action,
                K::Number,
                K::Content,
                K::Target,
                K::Lead,
                K::Responsible,
            ],
        );
    }

    #[test]
    fn names_figures_and_duties_under_rare_headings() {
        check(
            &["序号", "整治重点", "整治内容", "2024年基数", "全年", "牵头", "配合", "任务来源"],
            &[&["1", "背街小巷", LONG, "15", "整治20条", "市水利局", "市财政局", "省考核"]],
            &[K::Number, K::Action, K::Content, K::Other, K::Target, K::Lead, K::Support, K::Other],
        );
    }

    #[test]
    fn a_missing_column_of_leads_leaves_the_responsible_units() {
        check(
            &["序号", "具体内容", "一季度", "牵头单位", "责任单位"],
            &[
                &["1", LONG, "制定方案。", "市水利局"],
                &["2", LONG, "印发方案。", "市财政局、市水利局"],
            ],
            &[K::Number, K::Content, K::Target, K::Responsible],
        );
    }

    #[test]
    fn other_headings_other_columns() {
        check(
            &["序号", "重点任务", "具体工作", "责任单位", "完成时限"],
            &[&["1", "培育市场主体", LONG, "市工信局", "2026年8月底前"]],
            &[K::Number, K::Action, K::Content, K::Responsible, K::Deadline],
        );
        check(
            &["序号", "具体任务", "牵头部门"],
            &[&["1", LONG, "市工信局"], &["2", LONG, "市财政局"]],
            &[K::Number, K::Content, K::Lead],
        );
    }

    #[test]
    fn ordinals_beside_no_section_number_the_rows() {
        check(
            &["序号", "工作措施", "责任单位"],
            &[&["一", LONG, "市工信局"], &["二", LONG, "市财政局"]],
            &[K::Number, K::Content, K::Responsible],
        );
    }

    #[test]
    fn names_are_the_tasks_where_nothing_else_says_them() {
        check(
            &["序号", "任务名称", "牵头单位"],
            &[&["1", "健全评价制度", "市教育局"], &["2", "优化专业布局", "市教育局"]],
            &[K::Number, K::Content, K::Lead],
        );
    }

    #[test]
    fn a_row_has_one_action() {
        check(
            &["计划名称", "任务名称", "任务类型", "检查事项", "完成时限", "责任单位"],
            &[
                &["年度检查", "用水检查", "定向", "核查台账", "6月底前", "市水利局"],
                &["年度检查", "用电检查", "定向", "核查线路", "7月底前", "市财政局"],
            ],
            &[K::Other, K::Action, K::Section, K::Content, K::Deadline, K::Responsible],
        );
        // Without a column of sections the outer name is one.
        check(
            &["计划名称", "任务名称", "具体内容", "责任单位"],
            &[
                &["年度检查", "用水检查", LONG, "市水利局"],
                &["年度检查", "用电检查", LONG, "市发展改革委"],
            ],
            &[K::Section, K::Action, K::Content, K::Responsible],
        );
    }

    #[test]
    fn figures_number_no_rows() {
        check(
            &["责任单位", "植树任务（株）", "地点", "完成时间"],
            &[
                &["东街道办事处", "12000", "龙滩口", "3月底"],
                &["西街道办事处", "8000", "水河村", "3月底"],
            ],
            &[K::Responsible, K::Target, K::Other, K::Deadline],
        );
        check(
            &["单位", "秸秆还田", "离田利用", "完成时限"],
            &[&["东山镇人民政府", "5", "2", "6月底"], &["西山镇人民政府", "6", "3", "6月底"]],
            &[K::Responsible, K::Other, K::Other, K::Deadline],
        );
        check(
            &["序号", "任务", "计量单位", "年度任务", "责任单位"],
            &[
                &["1", "新建公路", "公里", "55", "县交通局"],
                &["2", "新建桥梁", "座", "6", "县交通局"],
            ],
            &[K::Number, K::Content, K::Other, K::Target, K::Responsible],
        );
    }

    #[test]
    fn numbers_that_run_number_the_rows_below_a_heading_over_them_and_the_task() {
        let rows: Vec<[&str; 3]> =
            ["4", "5", "1", "2"].map(|number| [number, LONG, "市水利局"]).to_vec();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        check(&["具体内容", "责任单位"], &rows, &[K::Number, K::Content, K::Responsible]);
        // The numbers of an extract are those of the whole list.
        let rows: Vec<[&str; 3]> = ["3", "17", "9"].map(|n| [n, LONG, "市水利局"]).to_vec();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        check(&["序号", "任务", "责任单位"], &rows, &[K::Number, K::Content, K::Responsible]);
    }

    #[test]
    fn codes_with_a_letter_number_the_rows_only_where_they_count_them() {
        let rows = |codes: [&'static str; 3]| codes.map(|code| [code, LONG, "市水利局"]);
        let kinds = |first| [first, K::Content, K::Responsible];
        for (codes, kind) in [
            (["R2", "R1", "R2"], K::Other),
            (["K1", "K1", "K1"], K::Other),
            (["A1", "A2", "A3"], K::Number),
        ] {
            let rows = rows(codes);
            let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
            check(&["风险代码", "任务", "责任单位"], &rows, &kinds(kind));
            check(&["编号", "任务", "责任单位"], &rows, &kinds(K::Number));
        }
        check(
            &["序号", "负荷系数", "任务", "责任单位"],
            &[&["1", "K1", LONG, "市水利局"], &["2", "K2", LONG, "市水利局"]],
            &[K::Number, K::Other, K::Content, K::Responsible],
        );
    }

    #[test]
    fn goals_with_times_in_them_are_goals() {
        check(
            &["工作任务", "工作目标", "牵头科室"],
            &[&["文化园建设", "年内开园", "市文旅局"], &["文物巡查", "每月不少于1次", "市文旅局"]],
            &[K::Content, K::Target, K::Lead],
        );
        check(
            &["序号", "重点任务", "进度安排", "责任单位"],
            &[&["1", LONG, "2026年6月底前完成", "市水利局"], &["2", LONG, "长期坚持", "市水利局"]],
            &[K::Number, K::Content, K::Deadline, K::Responsible],
        );
    }

    #[test]
    fn what_is_done_in_each_period_is_a_target() {
        let first = "一季度：完成设计。二季度：开工。三季度：完成50%。四季度：建成通车。";
        let second = "一季度完成方案；二季度整治4条；三季度整治8条；四季度全部完成。";
        check(
            &["序号", "工作任务", "责任单位", "进度安排"],
            &[
                &["1", "建成快速路5公里", "市交通局", first],
                &["2", "整治河道12条", "市水利局", second],
            ],
            &[K::Number, K::Content, K::Responsible, K::Target],
        );
    }

    #[test]
    fn times_under_a_heading_that_no_list_knows_say_when_where_no_other_does() {
        let cells: &[&[&str]] = &[
            &["1", LONG, "6月底前建成投用", "市水利局"],
            &["2", LONG, "9月底前完成验收", "市水利局"],
        ];
        for heading in ["倒排工期", "完成日期", "时序安排"] {
            check(
                &["序号", "工作任务", heading, "责任单位"],
                cells,
                &[K::Number, K::Content, K::Deadline, K::Responsible],
            );
        }
        check(
            &["序号", "工作任务", "预期成果", "完成时限", "责任单位"],
            &[
                &["1", LONG, "6月底前建成投用", "6月底", "市水利局"],
                &["2", LONG, "9月底前完成验收", "9月底", "市水利局"],
            ],
            &[K::Number, K::Content, K::Other, K::Deadline, K::Responsible],
        );
    }

    #[test]
    fn a_first_column_of_numbers_that_run_numbers_the_rows_from_any_number() {
        let rows: Vec<[&str; 3]> = ["12", "13", "14"].map(|n| [n, LONG, "市水利局"]).to_vec();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        check(&["NO.", "任务", "责任单位"], &rows, &[K::Number, K::Content, K::Responsible]);
    }

    #[test]
    fn goals_in_front_of_the_number_group_the_rows() {
        check(
            &["目标任务", "序号", "具体工作", "牵头单位"],
            &[
                &["工业经济", "1", "新增企业100家", "市工信局"],
                &["", "2", "实施技改项目60个", "市工信局"],
            ],
            &[K::Section, K::Number, K::Content, K::Lead],
        );
    }

    #[test]
    fn figures_are_no_task_while_other_words_are_left() {
        let rows: &[&[&str]] = &[
            &["1", "新增城镇就业", "市人社局", "8950人", "80%"],
            &["2", "减少大班额", "市教育局", "51个", "104%"],
        ];
        let kinds = [K::Number, K::Content, K::Responsible, K::Target, K::Other];
        for (name, goal, rate) in [
            ("重点工作", "目标任务", "任务完成率"),
            ("重点工作", "目标任务", "完成率（%）"),
            ("民生实事", "指标任务", "任务完成比例"),
        ] {
            check(&["序号", name, "责任单位", goal, rate], rows, &kinds);
        }
        // What is done in some month is a task.
        let rows: &[&[&str]] = &[
            &["1", "新生入学教育", "全年：开展培训活动", "学生处"],
            &["2", "技能竞赛月", "3月-5月：备赛", "团委"],
            &["3", "校园文化建设", "4月：举办艺术节", "宣传部"],
        ];
        let kinds = [K::Number, K::Action, K::Content, K::Responsible];
        check(&["序号", "工作任务", "任务分解", "责任部门"], rows, &kinds);
        // Goals are, where nothing else is.
        let rows: &[&[&str]] = &[&["1", "5G基站1200个", "市工信局"], &["2", "3处公园", "市住建局"]];
        check(&["序号", "目标任务", "责任单位"], rows, &[K::Number, K::Content, K::Responsible]);
    }

    #[test]
    fn the_words_left_of_the_units_are_the_task_where_no_heading_says_it() {
        check(
            &["序号", "条款", "评审标准", "主责科室", "完成时间"],
            &[
                &["1", "1.1.1", "建立预案并每年修订", "市水利局", "5月底"],
                &["2", "1.1.2", "每年开展演练不少于2次", "市财政局", "6月底"],
            ],
            &[K::Number, K::ClauseReference, K::Content, K::Lead, K::Deadline],
        );
        check(
            &["序号", "标题", "领衔代表", "承办单位", "协办单位"],
            &[&["1", "关于加快公路建设的建议", "李明", "市水利局", "市财政局"]],
            &[K::Number, K::Content, K::Other, K::Responsible, K::Support],
        );
        // Names of two to four characters are no task.
        check(
            &["序号", "乡镇", "任务数", "责任单位"],
            &[&["1", "东山镇", "20", "市水利局"], &["2", "西山镇", "30", "市水利局"]],
            &[K::Number, K::Other, K::Target, K::Responsible],
        );
    }

    #[test]
    fn what_corresponds_is_a_number_or_the_words_of_the_task() {
        for head in ["对应任务", "对应条款"] {
            check(
                &["序号", "章节", head, "牵头部门", "配合部门", "完成时限"],
                &[
                    &["1", "夯实基础", "建设基地5个，配备设备。", "市水利局", "市财政局", "12月"],
                    &["2", "夯实基础", "开展检查12次，及时通报。", "市财政局", "", "11月"],
                ],
                &[K::Number, K::Section, K::Content, K::Lead, K::Support, K::Deadline],
            );
        }
        // The words of an article beside those of the task.
        check(
            &["序号", "对应条款", "工作任务", "责任单位"],
            &[&["1", LONG, "河道清淤", "市水利局"], &["2", LONG, "岸线整治", "市财政局"]],
            &[K::Number, K::ClauseReference, K::Content, K::Responsible],
        );
        for reference in ["第三条", "1.2", "二（三）", "2"] {
            check(
                &["序号", "对应任务", "工作内容", "责任单位"],
                &[&["1", reference, LONG, "市水利局"], &["2", reference, LONG, "市财政局"]],
                &[K::Number, K::ClauseReference, K::Content, K::Responsible],
            );
        }
    }

    #[test]
    fn the_only_words_beside_who_answers_and_when_are_the_task() {
        let rows: &[&[&str]] =
            &[&["特种设备", "7月份", "市水利局"], &["网吧和茶楼", "8月份", "市财政局"]];
        let kinds = [K::Content, K::Deadline, K::Responsible];
        check(&["整治行业", "时间安排", "责任单位"], rows, &kinds);
        // Towns are no task, nor is what stands in some rows alone.
        let rows: &[&[&str]] =
            &[&["东山镇", "7月份", "市水利局"], &["西山镇", "8月份", "市财政局"]];
        let kinds = [K::Other, K::Deadline, K::Responsible];
        check(&["乡镇", "时间安排", "责任单位"], rows, &kinds);
        let rows: &[&[&str]] = &[&["特种设备", "7月份", "市水利局"], &["", "8月份", "市财政局"]];
        check(&["整治行业", "时间安排", "责任单位"], rows, &kinds);
    }

    #[test]
    fn a_standard_beside_the_work_is_not_the_task() {
        const GOAL: &str = "河道两岸绿化效果明显，水面无漂浮物。";
        let kinds = [K::Number, K::Action, K::Other, K::Content, K::Responsible];
        for header in [
            ["序号", "任务", "标准", "工作内容", "责任单位"],
            ["序号", "测评项目", "测评标准", "工作措施", "责任单位"],
            ["序号", "项目", "国家标准", "主要任务", "责任单位"],
        ] {
            check(&header, &[&["1", "河道", GOAL, LONG, "市水利局"]], &kinds);
        }
        // Where nothing else says the task, it does.
        let kinds = [K::Number, K::Action, K::Content, K::Responsible];
        let header = ["序号", "测评项目", "测评标准", "责任单位"];
        check(&header, &[&["1", "河道", GOAL, "市水利局"]], &kinds);
    }

    #[test]
    fn objects_never_answer() {
        check(
            &["序号", "检查事项", "检查对象", "责任单位"],
            &[
                &["1", "开展用水检查，核查台账", "全市各用水单位", "市水利局"],
                &["2", "开展用电检查，核查线路", "全市各供电单位", "市发展改革委"],
            ],
            &[K::Number, K::Content, K::Other, K::Responsible],
        );
        // Where nothing else says the tasks, they do.
        check(
            &["序号", "帮扶对象", "责任单位", "完成时限"],
            &[&["1", LONG, "市民政局", "6月底前"], &["2", LONG, "市住建局", "6月底前"]],
            &[K::Number, K::Content, K::Responsible, K::Deadline],
        );
        check(
            &["序号", "服务对象及内容", "责任单位"],
            &[&["1", LONG, "市民政局"], &["2", LONG, "市住建局"]],
            &[K::Number, K::Content, K::Responsible],
        );
    }

    #[test]
    fn cells_say_what_an_unknown_heading_does_not() {
        check(
            &["序号", "重点任务", "分解落实", "完成时限"],
            &[
                &["1", LONG, "市工信局、市财政局", "2026年8月底前"],
                &["2", LONG, "市财政局", "6月底前"],
            ],
            &[K::Number, K::Content, K::Responsible, K::Deadline],
        );
        check(
            &["序号", "任务内容", "完成标准", "牵头单位"],
            &[&["1", LONG, "建立台账", "市工信局"]],
            &[K::Number, K::Content, K::Other, K::Lead],
        );
    }
}
