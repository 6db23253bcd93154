//! Which columns the pages of a table have, page by page.

use hongtou_model::{ColumnKind, Period, Role};
use hongtou_source::{GridForm, fold};

use super::columns::{Assigned, Prior, assign};
use super::grid::{Cell, Page};
use super::headings::Heading;
use super::profile::{BodyHints, Profile, is_number, is_ordinal, key};
use crate::flow::Flow;
use crate::marker::{Form, marker};

/// The headings over each page: its own, what it leaves out of the table's header put back, or
/// where it prints none those of the page before.
pub(super) fn headers(pages: &[Page<'_>]) -> Vec<Vec<Heading>> {
    let words = |page: &Page<'_>| -> Vec<String> {
        page.header_flows().iter().map(|flow| fold(flow.text())).collect()
    };
    let fullest = pages.iter().max_by_key(|page| {
        (words(page).iter().filter(|word| !word.is_empty()).count(), page.header.len())
    });
    let mut out: Vec<Vec<Heading>> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let mut own = page.column_headings();
        if page.header.is_empty() {
            own = out.last().cloned().unwrap_or_default();
        } else if let Some(full) = fullest.filter(|_| at > 0) {
            let (mine, all) = (words(page), words(full));
            let mut rest = all.iter();
            let torn =
                mine.iter().filter(|word| !word.is_empty()).all(|word| rest.any(|w| w == word));
            let fewer = mine.iter().filter(|word| !word.is_empty()).count()
                < all.iter().filter(|word| !word.is_empty()).count();
            if torn && fewer && !mine.iter().any(String::is_empty) {
                own = full.column_headings();
            }
        }
        out.push(own);
    }
    out
}

/// What the columns of a page hold.
pub(super) struct Sample {
    profiles: Vec<Profile>,
    /// Price of a heading standing over another column than its own, a step.
    shift: f32,
}

/// What the columns of each page hold; pages whose rows are as wide as the same header hold the
/// same columns, and are looked at together.
pub(super) fn samples(
    pages: &[Page<'_>],
    headers: &[Vec<Heading>],
    hints: &BodyHints,
) -> Vec<Sample> {
    let trimmed = |headings: &[Heading]| {
        let used = headings.iter().rposition(|heading| *heading != Heading::Blank);
        headings[..used.map_or(0, |at| at + 1)].to_vec()
    };
    let mut out: Vec<Sample> = Vec::new();
    let mut keys: Vec<Option<(Vec<Heading>, usize)>> = Vec::new();
    for (at, (page, headings)) in pages.iter().zip(headers).enumerate() {
        let mut profiles = sample(page, hints, at > 0);
        let headings = trimmed(headings);
        let printed = page.rows.iter().map(Vec::len).max().unwrap_or(0);
        // A real grid has its empty columns under their headings; lines may have dropped them.
        let whole = page.form != GridForm::Tabs || printed == headings.len();
        if whole {
            let width = profiles.len().max(headings.len().min(printed));
            profiles.resize_with(width, Profile::default);
        }
        keys.push((whole && !headings.is_empty()).then_some((headings, profiles.len())));
        out.push(Sample { profiles, shift: if whole { 0.4 } else { 0.05 } });
    }
    let mut pools: Vec<(usize, Vec<Profile>)> = Vec::new();
    let mut pool_of: Vec<Option<usize>> = vec![None; keys.len()];
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| key.is_some()) {
        let known = pools.iter().position(|&(first, _)| keys[first] == *key);
        let pool = known.unwrap_or_else(|| {
            pools.push((at, vec![Profile::default(); out[at].profiles.len()]));
            pools.len() - 1
        });
        pools[pool].1.iter_mut().zip(&out[at].profiles).for_each(|(sum, own)| sum.add(own));
        pool_of[at] = Some(pool);
    }
    for (sample, pool) in out.iter_mut().zip(pool_of) {
        if let Some(pool) = pool {
            sample.profiles.clone_from(&pools[pool].1);
        }
    }
    out
}

fn sample(page: &Page<'_>, hints: &BodyHints, again: bool) -> Vec<Profile> {
    let longest = page.width();
    let mut rows: Vec<&Vec<Cell<'_>>> =
        page.rows.iter().filter(|row| spanning(row, longest, hints).is_none()).collect();
    // The pieces of a cut row at the top of a page are no sample of what its columns hold.
    let filled = |row: &[Cell<'_>]| row.iter().filter(|cell| cell.words().is_some()).count();
    let most = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    if again && rows.len() > 1 && filled(rows[0]) * 5 < most * 3 {
        rows.remove(0);
    }
    let width = rows.iter().map(|row| used_width(row)).max().unwrap_or(0);
    let mut profiles = vec![Profile::default(); width];
    for row in rows {
        for (column, cell) in row.iter().enumerate().take(width) {
            if cell.words().is_some() {
                profiles[column].add(cell.profile(hints));
            }
        }
    }
    profiles
}

/// What each heading stands for, page by page: the kinds, and on what share of the pages.
pub(super) fn seen_kinds(samples: &[Sample], headers: &[Vec<Heading>]) -> Seen {
    let mut seen: Seen = Vec::new();
    for (sample, headings) in samples.iter().zip(headers) {
        for column in assign_page(sample, headings, &[]).into_iter().flatten() {
            let heading =
                column.heading.and_then(|at| headings.get(at).copied()).unwrap_or(Heading::Blank);
            match seen.iter_mut().find(|(known, kind, _)| *known == heading && *kind == column.kind)
            {
                Some((_, _, share)) => *share += 1.0,
                None => seen.push((heading, column.kind, 1.0)),
            }
        }
    }
    for (_, _, share) in &mut seen {
        *share /= samples.len().max(1) as f32;
    }
    seen
}

pub(super) type Seen = Vec<(Heading, ColumnKind, f32)>;

pub(super) fn assign_page(
    sample: &Sample,
    headings: &[Heading],
    seen: &[(Heading, ColumnKind, f32)],
) -> Vec<Option<Assigned>> {
    let default = default_headings(&sample.profiles);
    let headings = if headings.is_empty() { &default[..] } else { headings };
    assign(headings, &sample.profiles, Prior { seen, shift: sample.shift }).0
}

/// What a table without any header most likely has.
pub(super) fn default_headings(profiles: &[Profile]) -> Vec<Heading> {
    let mut out = vec![Heading::Serial, Heading::Name, Heading::Detail];
    out.extend(profiles.iter().map(|_| Heading::Blank));
    out.push(Heading::Units(Role::Responsible));
    out.push(Heading::Deadline);
    out
}

pub(super) fn used_width(row: &[Cell<'_>]) -> usize {
    row.iter().rposition(|cell| cell.words().is_some() || cell.from_above).map_or(0, |at| at + 1)
}

/// The one cell of a row that spans the table as a heading of the rows below it: 一、…（共5项）.
///
/// The row may lack its blank cells; `width` is that of the page.
pub(super) fn spanning<'r, 's>(
    row: &'r [Cell<'s>],
    width: usize,
    hints: &BodyHints,
) -> Option<Vec<&'r Cell<'s>>> {
    let filled: Vec<&Cell<'s>> = row.iter().filter(|cell| cell.words().is_some()).collect();
    if row.iter().any(|cell| cell.from_above) || filled.is_empty() || filled.len() > 2 {
        return None;
    }
    let first = filled[0].flow.text();
    if filled.len() == 1 {
        let ordinal = marker(first)
            .is_some_and(|m| matches!(m.form, Form::Han | Form::HanBracket | Form::Chapter))
            && !first.contains('。');
        let wide = filled[0].colspan as usize >= row.len().max(3) - 1 && row.len() > 2;
        let counted = first.ends_with(['）', ')'])
            && first.contains('共')
            && first.contains(['项', '条', '个']);
        let short = first.chars().count() <= 60;
        return (short && (ordinal || wide && is_number(first).is_none() || counted))
            .then_some(filled);
    }
    // 一 | 深入推进… | | | : ordinal and title, nothing else.
    let title = filled[1].flow.text();
    let at_left = row.iter().take(3).filter(|cell| cell.words().is_some()).count() == 2;
    (at_left
        && width > 3
        && (is_ordinal(first).is_some()
            || is_number(first).is_some() && hints.sections.contains(&key(title)))
        && title.chars().count() <= 40
        && !title.contains('。'))
    .then_some(filled)
}

/// The columns of the table, gathered over its pages.
#[derive(Default)]
pub(super) struct Columns<'s> {
    pub(super) drafts: Vec<(Slot, Flow<'s>)>,
}

/// A column of the table: its kind, its period, and which of the columns of that sort it is.
pub(super) type Slot = (ColumnKind, Option<Period>, usize);

pub(super) fn slots(assigned: &[Option<Assigned>]) -> Vec<Option<Slot>> {
    let mut seen: Vec<(ColumnKind, Option<Period>)> = Vec::new();
    assigned
        .iter()
        .map(|column| {
            let column = (*column)?;
            let sort = (column.kind, column.period);
            let nth = seen.iter().filter(|&&known| known == sort).count();
            seen.push(sort);
            Some((column.kind, column.period, nth))
        })
        .collect()
}

impl<'s> Columns<'s> {
    pub(super) fn index(&self, slot: Slot) -> u32 {
        self.drafts.iter().position(|(known, _)| *known == slot).unwrap_or(0) as u32
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
