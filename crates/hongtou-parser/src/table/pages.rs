//! Which columns the pages of a table have, page by page.

use std::collections::BTreeMap;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Period, Role};
use hongtou_source::{GridForm, chars, fold};
use smallvec::SmallVec;

use super::columns::{Assigned, Known, Prior, assign, known_as, score};
use super::draft::{leading_number, ordinal_form};
use super::grid::{Cell, Page};
use super::headings::{Heading, PERSONS, heads_scores, units_and_persons};
use super::profile::{BodyHints, Fits, Profile, is_number, is_ordinal, key};
use super::reprint::is_damaged;
use super::rows::{before_count, is_aside};
use super::told::{Told, tell};
use super::two_roles::TwoRoles;
use crate::flow::Flow;
use crate::lookup::Lookup;
use crate::marker::{Form, marker};
use crate::responsibility;
use crate::sentence;

/// The headings over the pages of a table.
pub(super) struct Headers {
    /// Headers as they are printed; most pages print the same.
    prints: Vec<Print>,
    /// The one that holds for each page.
    of: Vec<usize>,
}

/// A header as it is printed.
struct Print {
    /// The first page that prints it.
    page: usize,
    headings: Vec<Heading>,
    /// The folded words over each column.
    words: Vec<String>,
}

impl Print {
    fn filled(&self) -> impl Iterator<Item = &String> {
        self.words.iter().filter(|word| !word.is_empty())
    }

    /// Whether it prints some headings of a fuller header, in their order, and no others.
    fn is_torn_from(&self, full: &Print) -> bool {
        let mut rest = full.words.iter();
        self.filled().count() < full.filled().count()
            && !self.words.iter().any(String::is_empty)
            && self.words.iter().all(|word| rest.any(|other| other == word))
    }

    /// Whether it prints another header, of one page or another, with damage.
    fn is_damaged(&self, whole: &Print, pages: &[Page<'_>]) -> bool {
        let own = |at: usize| {
            pages[self.page].header.iter().all(|row| row.get(at).is_some_and(|cell| cell.own))
        };
        is_damaged(&self.words, &whole.words, own)
    }
}

impl Headers {
    /// The headings over a page.
    pub(super) fn over(&self, page: usize) -> &[Heading] {
        &self.prints[self.of[page]].headings
    }

    /// Whether the header of a page is that of the next one as well.
    pub(super) fn goes_on(&self, page: usize) -> bool {
        self.of.get(page + 1) == self.of.get(page)
    }

    /// Whether some page prints all of the headings.
    pub(super) fn print(&self, wanted: &[Heading]) -> bool {
        self.prints
            .iter()
            .any(|print| wanted.iter().all(|heading| print.headings.contains(heading)))
    }
}

/// The headings over each page: its own, what it leaves out of the table's header put back, or
/// where it prints none those of the page before.
pub(super) fn headers(pages: &[Page<'_>]) -> Headers {
    let mut prints: Vec<Print> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(pages.len());
    // By their words: each page may print another.
    let mut known: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let words = page.header.iter().flatten().map(|cell| cell.flow.text()).collect();
        let alike = known.entry(words).or_default();
        let same = |print: &&usize| pages[prints[**print].page].prints_same_header(page);
        if let Some(&print) = alike.iter().find(same) {
            of.push(print);
        } else {
            alike.push(prints.len());
            of.push(prints.len());
            let words = page.header_flows().iter().map(|flow| fold(flow.text())).collect();
            prints.push(Print { page: at, headings: page.column_headings(), words });
        }
    }
    let fullest = (0..pages.len())
        .max_by_key(|&at| (prints[of[at]].filled().count(), pages[at].header.len()))
        .map(|at| of[at]);
    // Most tables print one header.
    if let Some(full) = fullest.filter(|_| prints.len() > 1) {
        let of_first = prints[of[0]].is_damaged(&prints[full], pages);
        let whole = if of_first { full } else { of[0] };
        let damaged: Vec<bool> =
            prints.iter().map(|print| print.is_damaged(&prints[whole], pages)).collect();
        of.iter_mut().filter(|print| damaged[**print]).for_each(|print| *print = whole);
    }
    for at in 1..pages.len() {
        if pages[at].header.is_empty() {
            of[at] = of[at - 1];
        } else if let Some(full) = fullest
            && (prints[of[at]].is_torn_from(&prints[full])
                || pages[prints[full].page].prints_more_than(&pages[at]))
        {
            of[at] = full;
        }
    }
    Headers { prints, of }
}

/// What the columns of the pages hold.
pub(super) struct Samples {
    samples: Vec<Sample>,
    /// The sample of each page.
    of: Vec<usize>,
}

/// What the columns of a page hold, or of pages that have the same ones.
struct Sample {
    profiles: Vec<Profile>,
    /// The headings, up to the last that says something, of pages that are looked at together.
    together: Option<Vec<Heading>>,
    /// Price of a heading standing over another column than its own, a step.
    shift: f32,
    /// Whether the rows have a cell for each heading, or at least no fewer at one place than at another.
    even: bool,
    /// Whether 一、… heads rows below it, and those have numbers of their own.
    headed: bool,
    /// The rows by how many cells they have, where not all have as many: a section with a column of
    /// actions and one without stand on one page.
    widths: Vec<Width>,
}

/// By how much a row must fit other columns better than the page's to have those.
pub(super) const OTHER_COLUMNS: f32 = 2.0;

/// What the cells of rows of one width hold.
#[derive(Default)]
struct Width {
    /// How many cells each has.
    cells: usize,
    rows: f32,
    profiles: Vec<Profile>,
}

/// What the rows of one page show.
struct Looked {
    profiles: Vec<Profile>,
    widths: Vec<Width>,
    /// The cells of its longest row that is no rest, blank ones too.
    printed: usize,
    /// Whether all such rows have as many.
    even: bool,
    /// Whether 一、… heads rows below it.
    headed: bool,
}

/// What the columns of each page hold; pages whose rows are as wide under the same header hold the
/// same columns where their numbers stand alike, and are looked at together. A page that drops one
/// column may be as wide as one that drops another: there the numbers tell them apart.
pub(super) fn samples(pages: &[Page<'_>], headers: &Headers, hints: &BodyHints) -> Samples {
    let mut out = Samples { samples: Vec::new(), of: Vec::new() };
    // The same words come again and again: a large table has no more of them than one of a page.
    let mut known = KnownCells::default();
    for (at, page) in pages.iter().enumerate() {
        let Looked { mut profiles, widths, printed, even, headed } =
            sample(page, hints, at > 0, &mut known);
        let headings = headers.over(at);
        let used = headings.iter().rposition(|heading| *heading != Heading::Blank);
        let headings = &headings[..used.map_or(0, |at| at + 1)];
        // A real grid has its empty columns under their headings; lines may have dropped them.
        let whole = page.form != GridForm::Tabs || printed == headings.len();
        if whole {
            let width = profiles.len().max(headings.len().min(printed));
            profiles.resize_with(width, Profile::default);
        }
        let known = out.samples.iter().position(|known| {
            let alike = |(sum, own): (&Profile, &Profile)| !sum.contradicts(own);
            known.together.as_deref() == Some(headings)
                && known.profiles.len() == profiles.len()
                && known.profiles.iter().zip(&profiles).all(alike)
        });
        if let Some(known) = known.filter(|_| whole) {
            let sums = &mut out.samples[known].profiles;
            sums.iter_mut().zip(&profiles).for_each(|(sum, own)| sum.add(own));
            // Page by page: rows of one width have other columns on another page.
            out.samples[known].widths.extend(widths);
            out.samples[known].even &= even;
            out.samples[known].headed |= headed;
            out.of.push(known);
            continue;
        }
        let together = (whole && !headings.is_empty()).then(|| headings.to_vec());
        let shift = if whole { 0.4 } else { 0.05 };
        out.of.push(out.samples.len());
        let even = whole && even;
        out.samples.push(Sample { profiles, together, shift, even, headed, widths });
    }
    out
}

/// Gives the columns that their cells tell the headings that say so, on all pages that print the same header;
/// what is told, with the first of those pages.
pub(super) fn told_by_cells(
    mut headers: Headers,
    samples: &Samples,
) -> (Headers, Vec<(usize, Told)>) {
    let mut of: Vec<Vec<&Sample>> = vec![Vec::new(); headers.prints.len()];
    for (&print, &sample) in headers.of.iter().zip(&samples.of) {
        let sample = &samples.samples[sample];
        if of[print].last().is_none_or(|last| !std::ptr::eq(*last, sample)) {
            of[print].push(sample);
        }
    }
    let mut out = Vec::new();
    for (print, samples) in headers.prints.iter_mut().zip(of) {
        let Some(width) = samples.first().map(|first| first.profiles.len()) else { continue };
        let below = |sample: &&Sample| sample.even && sample.profiles.len() == width;
        // Without a header nothing says that a column has another heading.
        if print.filled().next().is_none() || !samples.iter().all(below) {
            continue;
        }
        let mut profiles = vec![Profile::default(); width];
        for sample in samples {
            profiles.iter_mut().zip(&sample.profiles).for_each(|(sum, own)| sum.add(own));
        }
        let told = tell(&mut print.headings, &print.words, &profiles);
        out.extend(told.into_iter().map(|told| (print.page, told)));
    }
    (headers, out)
}

/// Bytes of words that are often printed again: groups, units, short targets. Longer ones seldom
/// are, and finding them costs as much as looking at them.
const OFTEN_AGAIN: usize = 90;

/// Cells by their words.
type KnownCells<'r, 's> = Lookup<&'r str, &'r Cell<'s>>;

fn sample<'r, 's>(
    page: &'r Page<'s>,
    hints: &BodyHints,
    again: bool,
    known: &mut KnownCells<'r, 's>,
) -> Looked {
    let shape = Shape::of(page, hints, again);
    let numbered = page.begins_with_numbers();
    let mut headed = false;
    let of_columns = |row: &&Vec<Cell<'_>>| match spanning(row, shape, hints) {
        Some(cells) => {
            headed |= counts_sections(cells[0].flow.text());
            false
        }
        None => !is_aside(row, numbered),
    };
    let mut rows: Vec<&'r Vec<Cell<'s>>> = page.rows.iter().filter(of_columns).collect();
    // The pieces of a cut row at the top of a page are no sample of what its columns hold.
    let filled = |row: &[Cell<'_>]| row.iter().filter(|cell| cell.words().is_some()).count();
    let most = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    if again && rows.len() > 1 && filled(rows[0]) * 5 < most * 3 {
        rows.remove(0);
    }
    let printed = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let width = rows.iter().map(|row| used_width(row)).max().unwrap_or(0);
    let mut profiles = vec![Profile::default(); width];
    // Real grids say which column a cell is in, but for rows that have fewer cells than others, and rests of cut
    // rows are no rows of their own.
    let short = |row: &[Cell<'_>]| {
        row.len() < printed && row.iter().all(|cell| cell.own && cell.colspan == 1)
    };
    let placed = page.form == GridForm::Cells && !rows.iter().any(|row| short(row));
    let full = |row: &[Cell<'_>]| !placed && filled(row) * 5 >= most * 3;
    let groups_left_out = leaves_groups_out(page);
    let mixed = !groups_left_out && rows.iter().any(|row| used_width(row) != width && full(row));
    // Of rows that end in the same column, one that prints a blank cell behind it may have the cell that
    // others lost before it.
    let unlike =
        !mixed && !groups_left_out && rows.iter().any(|row| row.len() != printed && full(row));
    let even = rows.iter().all(|row| row.len() == printed);
    let mut widths: Vec<Width> = Vec::new();
    let mut counted = None;
    for row in rows {
        let mut own = None;
        let lost = if mixed { lost_cells(row, width, &mut counted) } else { 0 };
        if (mixed || unlike) && full(row) {
            let width = used_width(row) + lost;
            let cells = if unlike { row.len() } else { width };
            let at = widths.iter().position(|known| known.cells == cells);
            let at = at.unwrap_or(widths.len());
            if at == widths.len() {
                widths.push(Width { cells, rows: 0.0, profiles: vec![Profile::default(); width] });
            }
            widths[at].rows += 1.0;
            own = Some(at);
        }
        let left_out = if groups_left_out { width - used_width(row) } else { 0 };
        for (column, cell) in row.iter().enumerate().take(width - lost) {
            let column = if column > 0 { column + left_out } else { column };
            let Some(sum) = profiles.get_mut(lost + column) else { break };
            let Some(words) = cell.words() else { continue };
            if words.len() <= OFTEN_AGAIN
                && let known = *known.entry(words).or_insert(cell)
                && !std::ptr::eq(known, cell)
            {
                cell.looks_like(known);
            }
            let profile = cell.profile(hints);
            sum.add(&profile);
            if let Some(own) = own {
                widths[own].profiles[lost + column].add(&profile);
            }
        }
    }
    // （一） beside the title of a group numbers that.
    headed = headed && !page.rows.iter().any(|row| numbers_group(row, hints));
    Looked { profiles, widths, printed, even, headed }
}

/// Whether a row begins with an ordinal in brackets and the title of a group of the body.
fn numbers_group(row: &[Cell<'_>], hints: &BodyHints) -> bool {
    let [ordinal, title, ..] = row else { return false };
    !hints.groups.is_empty()
        && ordinal.words().and_then(ordinal_form) == Some(Form::HanBracket)
        && title.words().is_some_and(|title| hints.groups.contains(&key(title)))
}

/// Whether rows lack the cells of several groups behind their numbers, since these are merged with those above:
/// all rows are numbered in turn, and the widest begin the outermost of the groups.
pub(super) fn leaves_groups_out(page: &Page<'_>) -> bool {
    let rows = &page.rows;
    if page.form != GridForm::Pipes || rows.len() < 3 {
        return false;
    }
    let widths = || rows.iter().map(|row| used_width(row));
    let (width, narrowest) = (widths().max().unwrap_or(0), widths().min().unwrap_or(0));
    let lost = width - narrowest;
    let number = |row: &Vec<Cell<'_>>| is_number(row.first()?.words()?);
    let whole = |row: &Vec<Cell<'_>>| {
        row[..used_width(row)].iter().all(|cell| cell.own && cell.words().is_some())
    };
    let group =
        |heading: &Heading| matches!(heading, Heading::Section | Heading::Name | Heading::Clause);
    lost > 1
        && narrowest > 2
        && used_width(&rows[0]) == width
        && rows.iter().all(whole)
        && rows.windows(2).all(|two| number(&two[0]).map(|last| last + 1) == number(&two[1]))
        && page.headings().get(1..=lost).is_some_and(|headings| headings.iter().all(group))
        && rows.iter().all(|row| ends_as_headings_say(row, &page.headings()))
}

/// Whether the cells of a row, of which the last one stands below the last heading, are units where and only
/// where their headings say so: a row that lacks its last cells is another matter.
fn ends_as_headings_say(row: &[Cell<'_>], headings: &[Heading]) -> bool {
    let cells = row[..used_width(row)].iter().skip(1).rev();
    let fits = |(heading, cell): (&Heading, &Cell<'_>)| {
        let names_units = || responsibility::unit_score(&cell.flow) > 0.5;
        match heading {
            Heading::Units(_) => names_units(),
            Heading::Detail | Heading::Deadline => !names_units(),
            _ => true,
        }
    };
    headings.iter().rev().zip(cells).all(fits)
}

/// How many cells a row lacks at its beginning, since they are merged with those above: its first cell goes on
/// with the numbers of the tasks in another column, `counted`. 一、水利 | 1.修渠 | …, below it 2.建站 | ….
fn lost_cells(row: &[Cell<'_>], width: usize, counted: &mut Option<(usize, u32)>) -> usize {
    /// As many columns stand left of the tasks.
    const LEFT: usize = 3;
    let number = |at: usize| {
        let (number, ..) = leading_number(row.get(at)?.words()?)?;
        Some(number)
    };
    let used = used_width(row);
    if used == width {
        *counted = (1..=LEFT).find_map(|at| Some((at, number(at)?)));
        return 0;
    }
    let Some((at, last)) = *counted else { return 0 };
    if used + at != width || number(0) != Some(last + 1) {
        return 0;
    }
    *counted = Some((at, last + 1));
    at
}

/// What each heading stands for, page by page: the kinds, and on what share of the pages.
pub(super) fn seen_kinds(samples: &Samples, headers: &Headers) -> Seen {
    let mut seen: Seen = Vec::new();
    for (at, columns) in assign_pages(samples, headers, &[]).iter().enumerate() {
        for column in columns[0].iter().flatten() {
            let heading = column.heading.and_then(|i| known_as(headers.over(at), i));
            let heading = heading.unwrap_or((Heading::Blank, None));
            match seen.iter_mut().find(|(known, kind, _)| *known == heading && *kind == column.kind)
            {
                Some((_, _, share)) => *share += 1.0,
                None => seen.push((heading, column.kind, 1.0)),
            }
        }
    }
    for (_, _, share) in &mut seen {
        *share /= samples.of.len().max(1) as f32;
    }
    seen
}

pub(super) type Seen = Vec<(Known, ColumnKind, f32)>;

/// The columns of a page, and after them others that some of its rows may have.
pub(super) type PageColumns = Rc<[Vec<Option<Assigned>>]>;

/// The columns of each page; pages that hold the same under the same headings have the same.
pub(super) fn assign_pages(
    samples: &Samples,
    headers: &Headers,
    seen: &[(Known, ColumnKind, f32)],
) -> Vec<PageColumns> {
    let mut known: BTreeMap<(usize, usize), PageColumns> = BTreeMap::new();
    let pages = samples.of.iter().zip(&headers.of);
    pages
        .map(|(&sample, &print)| {
            let columns = known.entry((sample, print)).or_insert_with(|| {
                let (sample, headings) =
                    (&samples.samples[sample], &headers.prints[print].headings);
                assign_sample(sample, headings, seen).into()
            });
            Rc::clone(columns)
        })
        .collect()
}

fn assign_sample(
    sample: &Sample,
    headings: &[Heading],
    seen: &[(Known, ColumnKind, f32)],
) -> Vec<Vec<Option<Assigned>>> {
    let default = default_headings(&sample.profiles);
    let headings = if headings.is_empty() { &default[..] } else { headings };
    let prior = Prior { seen, shift: sample.shift, headed: sample.headed };
    let mut out = vec![assign(headings, &sample.profiles, prior)];
    if sample.widths.is_empty() {
        // Pages whose rows all lack a cell have the columns of the others, but for those of groups.
        let fits: Vec<Fits> = sample.profiles.iter().map(Profile::fits).collect();
        let fit = |columns: &Vec<Option<Assigned>>| score(columns, &fits);
        let full = as_seen(headings, seen);
        let others = without_groups(&full, fits.len()).filter(|other| names_more(other, &out[0]));
        if let Some(best) = others.max_by(|a, b| fit(a).total_cmp(&fit(b)))
            && fit(&best) > fit(&out[0])
        {
            out[0] = best;
        }
        return out;
    }
    // Rows of several widths, looked at together, may fit columns that none of them has.
    let fits: Vec<(f32, Vec<Fits>)> = sample
        .widths
        .iter()
        .map(|width| (width.rows, width.profiles.iter().map(Profile::fits).collect()))
        .collect();
    let named = headings.iter().filter(|heading| **heading != Heading::Blank).count();
    let mut full = None;
    for width in &sample.widths {
        let own = assign(headings, &width.profiles, prior);
        if own.len() >= named {
            full.get_or_insert_with(|| own.clone());
        }
        if !out.contains(&own) {
            out.push(own);
        }
    }
    let full = full.unwrap_or_else(|| as_seen(headings, seen));
    for width in sample.widths.iter().filter(|width| width.profiles.len() < named) {
        for own in without_groups(&full, width.profiles.len()) {
            if !out.contains(&own) {
                out.push(own);
            }
        }
    }
    // Rows that fit others by far are given those.
    let scores: Vec<Vec<f32>> = out
        .iter()
        .map(|columns| fits.iter().map(|(_, fits)| score(columns, fits)).collect())
        .collect();
    let total = |columns: &[f32]| -> f32 {
        let widths = fits.iter().enumerate().map(|(at, (rows, _))| {
            let other = scores.iter().map(|scores| scores[at]).fold(f32::NEG_INFINITY, f32::max);
            rows * columns[at].max(other - OTHER_COLUMNS)
        });
        widths.sum()
    };
    // A row as the header has it has a cell for each heading.
    let placed = |columns: &[Option<Assigned>]| {
        let mut of: Vec<usize> = columns.iter().flatten().filter_map(|c| c.heading).collect();
        of.dedup();
        of.iter().filter(|&&at| headings[at] != Heading::Blank).count()
    };
    let mut best = (0, placed(&out[0]), total(&scores[0]));
    for (at, columns) in out.iter().enumerate().skip(1) {
        let (placed, total) = (placed(columns), total(&scores[at]));
        if placed > best.1 || placed == best.1 && total > best.2 + 1e-3 {
            best = (at, placed, total);
        }
    }
    out.swap(0, best.0);
    out
}

/// The columns that headings stand for on most pages, one each.
fn as_seen(headings: &[Heading], seen: &[(Known, ColumnKind, f32)]) -> Vec<Option<Assigned>> {
    let column = |at: usize| {
        let known = known_as(headings, at)?;
        let of = seen.iter().filter(|(other, ..)| *other == known);
        let most = of.reduce(|best, next| if next.2 > best.2 { next } else { best })?;
        let period = match headings[at] {
            Heading::Target(period) if most.1 == ColumnKind::Target => period,
            _ => None,
        };
        let implements = headings[at] == Heading::Units(Role::Implement);
        Some(Assigned { kind: most.1, period, heading: Some(at), implements })
    };
    (0..headings.len()).map(column).collect()
}

/// The columns of rows that lack so many cells as are needed, since those of groups are merged with the rows
/// above and left out: each way to leave out some that stand side by side.
fn without_groups(
    full: &[Option<Assigned>],
    width: usize,
) -> impl Iterator<Item = Vec<Option<Assigned>>> {
    let lost = full.len().saturating_sub(width);
    let group = |column: &Option<Assigned>| {
        column.is_some_and(|column| {
            use ColumnKind::{Action, Section, SectionOrdinal};
            matches!(column.kind, Section | SectionOrdinal | Action)
        })
    };
    let runs = full.windows(lost.max(1)).enumerate();
    let runs = runs.filter(move |(_, run)| lost > 0 && run.iter().all(group));
    runs.map(move |(at, _)| [&full[..at], &full[at + lost..]].concat())
}

/// Whether columns have more of the periods of targets than others, which leave one out.
fn names_more(columns: &[Option<Assigned>], others: &[Option<Assigned>]) -> bool {
    let targets = |columns: &[Option<Assigned>]| {
        columns.iter().flatten().filter(|column| column.kind == ColumnKind::Target).count()
    };
    targets(columns) > targets(others)
}

/// Whether the columns of a page without a header tell what is done and by whom, and nothing that is neither; none
/// where no column has sentences of what may be done.
pub(super) fn tell_work(page: &Page<'_>, hints: &BodyHints) -> Option<bool> {
    let ends = |cell: &Cell<'_>| cell.words().is_some_and(|words| words.ends_with(['。', '；']));
    // Most tables have none.
    if page.rows.len() < 3 || !page.rows[0].iter().any(ends) {
        return None;
    }
    let profiles = sample(page, hints, false, &mut KnownCells::default()).profiles;
    let task = profiles.iter().position(Profile::are_sentences).filter(|_| profiles.len() > 1)?;
    let rows = profiles[task].filled;
    let whole = profiles.iter().all(|profile| profile.filled == rows);
    let numbers = profiles[..task].iter().all(Profile::counts_rows) && task < 2;
    let goal = profiles.get(task + 1).is_some_and(|goal| goal.measures(&profiles[task]));
    let rest = &profiles[task + 1 + usize::from(goal)..];
    let answers = rest.first().is_some_and(Profile::are_units);
    let times = rest.iter().skip(1).all(Profile::are_times) && rest.len() <= 2;
    Some(whole && numbers && answers && times)
}

/// What a table without any header most likely has.
pub(super) fn default_headings(profiles: &[Profile]) -> Vec<Heading> {
    let goal = |two: &[Profile]| two[0].are_sentences() && two[1].measures(&two[0]);
    let [name, detail] = match profiles.windows(2).any(goal) {
        true => [Heading::Detail, Heading::Target(None)],
        false => [Heading::Name, Heading::Detail],
    };
    let mut out = vec![Heading::Serial, name, detail];
    out.extend(profiles.iter().map(|_| Heading::Blank));
    let first = |is: fn(&Profile) -> bool| profiles.iter().position(is);
    let (times, units) = (first(Profile::are_times), first(Profile::are_units));
    let mut last = [Heading::Units(Role::Responsible), Heading::Deadline];
    if times.zip(units).is_some_and(|(times, units)| times < units) {
        last.reverse();
    }
    out.extend(last);
    out
}

pub(super) fn used_width(row: &[Cell<'_>]) -> usize {
    row.iter().rposition(|cell| cell.words().is_some() || cell.from_above).map_or(0, |at| at + 1)
}

/// What a page's rows have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The cells of the longest one.
    width: usize,
    /// Whether figures number them, so that 一、 in their place numbers something else.
    pub(super) counts_in_figures: bool,
    /// Whether figures or （一） number some, and 一 in their place heads some.
    counts_below: bool,
    /// Whether a figure behind the title of a section may be its points.
    has_points: bool,
    /// Whether titles of the body beside a blank number head the rows.
    pub(super) headed_by_titles: bool,
}

impl Shape {
    /// `headed` says that the rows of a page above are headed by titles of the body beside a blank number.
    pub(super) fn of(page: &Page<'_>, hints: &BodyHints, headed: bool) -> Shape {
        let first = |row: &Vec<Cell<'_>>| is_number(row.first()?.words()?);
        let ordinal = |row: &[Cell<'_>]| section_over_points(row);
        let counts_in_figures = page.rows.iter().any(|row| first(row).is_some());
        let form = |row: &Vec<Cell<'_>>| ordinal_form(row.first()?.words()?);
        let counts_below = (counts_in_figures
            || page.rows.iter().any(|row| form(row) == Some(Form::HanBracket)))
            && {
                // 一 numbers a row where one has who answers, or few head any; a page may end with one.
                let han = |row: &Vec<Cell<'_>>| form(row) == Some(Form::Han);
                let answered =
                    |row: &Vec<Cell<'_>>| row.iter().skip(2).any(|c| c.words().is_some());
                let below = page.rows.iter().skip(1).map(Some).chain([None]);
                let (mut headed, mut bare) = (0, 0);
                for (_, below) in page.rows.iter().zip(below).filter(|(row, _)| han(row)) {
                    headed += usize::from(below.is_some_and(|below| !han(below)));
                    bare += usize::from(below.is_some_and(han));
                }
                !page.rows.iter().any(|row| han(row) && answered(row))
                    && (bare == 0 || headed > bare)
            };
        let mut header = page.header.iter().flatten().filter_map(Cell::words).peekable();
        // A page that goes on may have no header.
        let has_points =
            counts_in_figures && (header.peek().is_none() || header.any(heads_scores)) && {
                // Ordinals that follow each other number what has nothing below it: rows.
                let pairs = page.rows.iter().zip(page.rows.iter().skip(1));
                let mut pairs = pairs.filter_map(|(a, b)| Some((ordinal(a)?, ordinal(b)?)));
                !pairs.any(|(a, b)| a + 1 == b)
            };
        let headed_by_titles = headed || begins_with_title(page, hints);
        Shape { width: page.width(), counts_in_figures, counts_below, has_points, headed_by_titles }
    }

    /// Whether an ordinal and a title head no row, so that they are a task that has nobody: with another title
    /// below them, or with nothing at the end of the table. The title says how much is done, or is a task in the body.
    pub(super) fn heads_none(
        self,
        row: &[Cell<'_>],
        below: Option<&Vec<Cell<'_>>>,
        last_page: bool,
        hints: &BodyHints,
    ) -> bool {
        let first = |row: &[Cell<'_>]| ordinal_form(row.first()?.words()?);
        let han = |row: &[Cell<'_>]| first(row) == Some(Form::Han);
        let is_task = |cell: &Cell<'_>| {
            let (text, title) = (cell.flow.text(), key(cell.flow.text()));
            let counts = says_how_many(text)
                && !["合计", "共计", "总计", "小计"].iter().any(|total| text.contains(total))
                && !text.ends_with(['）', ')']);
            let said = hints.headings.contains(&title) || hints.clauses.contains(&title);
            (counts || said) && !hints.sections.contains(&title)
        };
        // Where more is blank behind it, a title is one.
        self.counts_below
            && self.width == 3
            && han(row)
            && below.map_or(last_page, |below| han(below))
            && row.get(1).is_some_and(is_task)
    }
}

/// Whether a title of the body stands beside a blank number before the first row, as those that head rows do. Below a row
/// the same words may as well be part of it.
fn begins_with_title(page: &Page<'_>, hints: &BodyHints) -> bool {
    let filled = |row: &[Cell<'_>]| row.iter().filter(|cell| cell.words().is_some()).count();
    let mut above = page.rows.iter().take_while(|row| filled(row) < 2);
    above.any(|row| {
        let mut words = row.iter().filter_map(Cell::words);
        words.next().is_some_and(|words| is_title_beside_blank(row, words, hints))
    })
}

/// Whether the words of a row with a blank number are what the body calls a section.
fn is_title_beside_blank(row: &[Cell<'_>], words: &str, hints: &BodyHints) -> bool {
    row.len() > 2
        && row[0].words().is_none()
        && hints.sections.contains(&key(&words[..before_count(words)]))
}

/// Whether words have a figure that is not a year, a telephone number or quoted: 20户, 12km, and not 2025年,
/// 0510-81234567 or “5+2”.
fn says_how_many(words: &str) -> bool {
    /// A telephone number has as many digits.
    const PHONE: usize = 7;
    let part = |c: char| chars::digit(c).is_some() || matches!(c, '-' | '－' | '—');
    let mut quoted = false;
    let mut digits = 0;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ => {}
        }
        digits += usize::from(chars::digit(c).is_some());
        if part(c) && rest.peek().is_some_and(|&next| part(next)) {
            continue;
        }
        let year = digits == 4 && rest.peek() == Some(&'年');
        if digits > 0 && digits < PHONE && !year && !quoted {
            return true;
        }
        digits = 0;
    }
    false
}

/// The cells of a row that spans the table as a heading of the rows below it: 一、…（共5项）, or a title of the body
/// alone, or its ordinal, its title, and how many points the rows below it have together.
///
/// The row may lack its blank cells.
pub(super) fn spanning<'r, 's>(
    row: &'r [Cell<'s>],
    shape: Shape,
    hints: &BodyHints,
) -> Option<SmallVec<[&'r Cell<'s>; 3]>> {
    // Beside such a title, what is merged over the rows below is said of them.
    let titled = row.first().is_some_and(|cell| cell.heads_below);
    let filled = row.iter().filter(|cell| cell.words().is_some() && !(titled && cell.reaches_down));
    // Most rows have more.
    let filled: SmallVec<[&Cell<'s>; 3]> = filled.take(3).collect();
    let above = row.iter().filter(|cell| cell.from_above).count();
    if above > 0 && !titled || filled.is_empty() {
        return None;
    }
    if shape.has_points && filled.len() > 1 && section_over_points(row).is_some() {
        return Some(row.iter().filter(|cell| cell.words().is_some()).collect());
    }
    if filled.len() > 2 {
        return None;
    }
    let first = filled[0].flow.text();
    if filled.len() == 1 {
        let ordinal = marker(first)
            .is_some_and(|m| matches!(m.form, Form::Han | Form::HanBracket | Form::Chapter))
            && !first.contains('。');
        let wide =
            filled[0].colspan as usize >= row.len().max(3) - 1 && row.len() > 2 && above == 0
                || titled && filled[0].colspan > 2 && !sentence::is_sentence(first);
        let counted = first.ends_with(['）', ')'])
            && first.contains('共')
            && first.contains(['项', '条', '个']);
        let short = first.chars().count() <= 60;
        let named = || shape.headed_by_titles && is_title_beside_blank(row, first, hints);
        return (short && (ordinal || wide && is_number(first).is_none() || counted || named()))
            .then_some(filled);
    }
    // 一 | 深入推进… | | | : ordinal and title, nothing else.
    let title = filled[1].flow.text();
    let at_left = row.iter().take(3).filter(|cell| cell.words().is_some()).count() == 2;
    // Where nothing but who answers stands behind the tasks, one of these may have nobody.
    let wide = match ordinal_form(first) {
        Some(Form::Han) if shape.counts_below => shape.width > 2,
        _ => shape.width > 3,
    };
    (at_left
        && wide
        && (is_ordinal(first).is_some()
            || is_number(first).is_some() && hints.sections.contains(&key(title)))
        && title.chars().count() <= 40
        && !title.contains('。'))
    .then_some(filled)
}

/// Whether words are, or begin with, the ordinal of a section: 一, 二、….
fn counts_sections(words: &str) -> bool {
    ordinal_form(words) == Some(Form::Han)
        || marker(words).is_some_and(|found| found.form == Form::Han)
}

/// The ordinal in Chinese in front of a row with a title, and behind them nothing but how many points the
/// rows below it have: 一、 | 巩固提升 | 31 | | .
fn section_over_points(row: &[Cell<'_>]) -> Option<u32> {
    let first = row.first()?.words()?;
    let (number, title) = match is_ordinal(first) {
        Some(number) => (number, 1),
        None => {
            let found = marker(first).filter(|m| m.form == Form::Han && m.end < first.len())?;
            (found.number, 0)
        }
    };
    let says = |title: &str| {
        title.chars().count() <= 40 && !title.contains('。') && title.contains(chars::is_han)
    };
    let points: SmallVec<[&str; 3]> =
        row.get(title + 1..)?.iter().filter_map(Cell::words).collect();
    // What is to be done and who does it are not said of them.
    let blank = row.len() - title - 1 - points.len();
    let found = row[title].words().is_some_and(says)
        && !points.is_empty()
        && blank > 1
        && points.iter().all(|text| is_points(text));
    found.then_some(number)
}

/// Whether words are a count of points or a share: 31, 12.5分, 30%.
pub(super) fn is_points(text: &str) -> bool {
    let figure = text.trim_matches(|c| chars::is_space(c) || matches!(c, '分' | '%' | '％'));
    !figure.is_empty() && figure.chars().all(|c| chars::digit(c).is_some() || c == '.')
}

/// The columns of the table, gathered over its pages.
#[derive(Default)]
pub(super) struct Columns<'s> {
    pub(super) drafts: Vec<(Slot, Flow<'s>)>,
    /// Those whose heading names two roles.
    pub(super) of_two_roles: Vec<(Slot, TwoRoles)>,
}

/// A column of the table: its kind, its period, and which of the columns of that sort it is.
pub(super) type Slot = (ColumnKind, Option<Period>, usize);

pub(super) fn slots(assigned: &[Option<Assigned>]) -> Vec<Option<Slot>> {
    (0..assigned.len()).map(|at| slot(assigned, at)).collect()
}

/// The table's column that a printed column is.
pub(super) fn slot(assigned: &[Option<Assigned>], at: usize) -> Option<Slot> {
    let column = assigned[at]?;
    let sort = |column: &Assigned| (column.kind, column.period);
    let same = assigned[..at].iter().flatten().filter(|other| sort(other) == sort(&column));
    Some((column.kind, column.period, same.count()))
}

impl<'s> Columns<'s> {
    pub(super) fn index(&self, slot: Slot) -> u32 {
        self.drafts.iter().position(|(known, _)| *known == slot).unwrap_or(0) as u32
    }

    /// Whether the header of a column says that persons stand behind its units.
    pub(super) fn names_persons(&self, slot: Slot) -> bool {
        let header = self.drafts.iter().find(|(known, _)| *known == slot);
        header.is_some_and(|(_, flow)| {
            let behind = flow.text().split_once(['（', '(']).map_or("", |(_, bracket)| bracket);
            PERSONS.iter().any(|who| behind.contains(who))
                || units_and_persons(flow.text()).is_some()
        })
    }

    /// The two roles that the header of a column names.
    pub(super) fn two_roles(&self, slot: Slot) -> Option<TwoRoles> {
        self.of_two_roles.iter().find(|(known, _)| *known == slot).map(|(_, roles)| *roles)
    }

    pub(super) fn gather(&mut self, slots: &[Option<Slot>]) {
        let mut after = 0;
        for &slot in slots.iter().flatten() {
            match self.drafts.iter().position(|(known, _)| *known == slot) {
                Some(at) => after = at + 1,
                None => {
                    self.drafts.insert(after, (slot, Flow::default()));
                    after += 1;
                }
            }
        }
    }
}
