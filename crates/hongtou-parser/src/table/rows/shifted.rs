//! Rows whose cells stand under other headings than their own.

use hongtou_model::{ColumnKind, Confidence, RepairKind, Span};
use hongtou_source::{GridForm, chars};

use super::super::columns::{self, Assigned, Known, Prior};
use super::super::draft::{RowDraft, closed, leading_number, names_units};
use super::super::grid::{Cell, Page};
use super::super::headings::{Heading, heading};
use super::super::pages::{OTHER_COLUMNS, slots, used_width};
use super::super::profile::{BodyHints, Fits, Profile, is_number, key, names_one, printed_number};
use super::Reading;
use crate::flow::trim;
use crate::record::Record;
use crate::sentence;

/// By how much a row without its first cells may fit other columns better than those that are left.
const FIRST_CELL: f32 = 1.0;

/// By how much a row that may lack nothing fits other columns better than those of its page.
const MARGIN: f32 = 4.0;

/// In so many rows the next number is looked for.
const NEAR: usize = 8;

/// Whether a row that lacks a cell has who answers in the place of the task, and something else in theirs.
fn answers_for_task(page: &Page<'_>, row: &[Cell<'_>], assigned: &[Option<Assigned>]) -> bool {
    let names = |cell: &Cell<'_>| cell.words().is_some() && cell.unit_score() >= 0.5;
    let below = |is: fn(ColumnKind) -> bool| {
        let of = move |column: &Option<Assigned>| column.is_some_and(|column| is(column.kind));
        row.iter().zip(assigned).filter(move |(_, column)| of(column)).map(|(cell, _)| cell)
    };
    // How wide the page is takes all of its rows to tell.
    below(|kind| kind == ColumnKind::Content).any(names)
        && !below(names_units).any(names)
        && row.len() < page.width()
}

/// Whether a row of two cells says a task and who answers for it, and nothing else, below columns that end with
/// theirs: `核发许可，更新清单。| 派出所` below 任务 | 内容 | 单位.
fn is_task_and_answer(page: &Page<'_>, row: &[Cell<'_>], assigned: &[Option<Assigned>]) -> bool {
    /// The longest name that is told by its end alone.
    const LONGEST: usize = 6;
    let ends_with_units = assigned.last().copied().flatten().is_some_and(|c| names_units(c.kind));
    let [task, answer] = row else { return false };
    let (Some(task), Some(name)) = (task.words(), answer.words()) else { return false };
    let ends_as_name = || {
        sentence::is_sentence(task)
            && names_one(name)
            && name.chars().count() <= LONGEST
            && name.chars().all(chars::is_han)
    };
    ends_with_units && (answers_for_task(page, row, assigned) || ends_as_name())
}

/// Whether a row of two cells says a task and a unit that the body names.
fn is_task_and_known(row: &[Cell<'_>], assigned: &[Option<Assigned>], hints: &BodyHints) -> bool {
    let ends_with_units = assigned.last().copied().flatten().is_some_and(|c| names_units(c.kind));
    let [task, answer] = row else { return false };
    ends_with_units
        && task.words().is_some_and(sentence::is_sentence)
        && answer.words().is_some_and(|name| hints.units.contains(name))
}

impl<'s> Reading<'_, 's> {
    /// The columns of a row that lost the blank cells at its beginning: `5 完善…` stands first and at
    /// the left, and the number is the one expected next in the column of numbers, which is lost as
    /// well, or the one after that of the task above, where the tasks themselves or their names are
    /// numbered.
    pub(super) fn behind_lost_cells(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let width = used_width(row);
        let first = row.first()?.words()?;
        if page.form == GridForm::Cells || width >= assigned.len() || width < 2 {
            return None;
        }
        let is = |at: usize, kind| assigned[at].is_some_and(|column| column.kind == kind);
        // A section may begin again at 1.
        let next = |number| number == 1 || self.state.number.map(|last| last + 1) == Some(number);
        let numbered = leading_number(first).is_some_and(|(number, ..)| next(number));
        let may_be_blank = |at| {
            is(at, ColumnKind::Section)
                || is(at, ColumnKind::SectionOrdinal)
                || is(at, ColumnKind::Action)
        };
        let may_be_lost = |&at: &usize| {
            let counts_on = |kind| is(at, kind) && self.counts_on(first, kind);
            let says = is(at, ColumnKind::Content) || is(at, ColumnKind::Action);
            numbered && is(at - 1, ColumnKind::Number) && says
                || (counts_on(ColumnKind::Content) || counts_on(ColumnKind::Action))
                    && (0..at).all(may_be_blank)
        };
        let mut behind = (1..=assigned.len() - width).filter(may_be_lost).peekable();
        behind.peek()?;
        let fits: Vec<Fits> = row[..width]
            .iter()
            .map(|cell| {
                let filled = cell.words().is_some();
                let profile = filled.then(|| cell.profile(self.hints).without_body());
                profile.unwrap_or_default().fits()
            })
            .collect();
        // 2.机构 and （2）负责… may both be next: the first of those that fit best.
        let behind = behind.map(|lost| &assigned[lost..]);
        let scored = behind.map(|own| (own, columns::score(own, &fits)));
        let (own, score) = scored.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        // The ordinal counts on by accident where the row fits the last columns better.
        let last = columns::score(&assigned[assigned.len() - width..], &fits);
        if score <= columns::score(assigned, &fits) || last > score + OTHER_COLUMNS {
            return None;
        }
        self.moved(row);
        Some(own.to_vec())
    }

    /// The columns of a row that lost some of the blank cells at its beginning: the number that is due stands as many
    /// cells left of the column of numbers.
    pub(super) fn behind_lost_blank(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let used = used_width(row);
        if page.form == GridForm::Cells || used >= assigned.len() || row[0].words().is_some() {
            return None;
        }
        let is = |column: &Option<Assigned>, kind| column.is_some_and(|column| column.kind == kind);
        let serial = assigned.iter().position(|column| is(column, ColumnKind::Number))?;
        let group = |column: &Option<Assigned>| {
            [ColumnKind::Section, ColumnKind::SectionOrdinal, ColumnKind::Action]
                .into_iter()
                .any(|kind| is(column, kind))
        };
        let due = self.state.number? + 1;
        let is_due = |at: usize| row.get(at)?.words().and_then(is_number).filter(|&n| n == due);
        let lost = (1..serial).find(|lost| is_due(serial - lost).is_some())?;
        let fits = used + lost <= assigned.len()
            && is_due(serial).is_none()
            && assigned[..serial].iter().all(group)
            && !row.iter().any(|cell| cell.from_above);
        fits.then(|| {
            self.moved(row);
            assigned[lost..].to_vec()
        })
    }

    /// The columns of a row that lacks its units, since they are merged with those of the row above, so that
    /// what is told of the work stands in their place: 已开工，正在… below 责任单位, and nothing below 进展情况.
    pub(super) fn beside_merged_units(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        headings: &[Heading],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        if page.form == GridForm::Cells {
            return None;
        }
        let told = used_width(row).checked_sub(1)?;
        let in_place_of_units =
            assigned.get(told).copied().flatten().is_some_and(|column| names_units(column.kind));
        if !in_place_of_units || !row[told].tells_state() {
            return None;
        }
        let reports = |column: &Option<Assigned>| {
            column.is_some_and(|column| {
                let heading = column.heading.and_then(|at| headings.get(at));
                column.kind == ColumnKind::Other && heading == Some(&Heading::Aside)
            })
        };
        let report = told + 1 + assigned[told + 1..].iter().position(reports)?;
        self.moved(row);
        let mut own = assigned.to_vec();
        own[told] = own[report];
        own[told + 1..=report].fill(None);
        Some(own)
    }

    /// Gives a row those units of the row above whose columns it lacks.
    pub(super) fn answered_by_merged(
        &mut self,
        draft: &mut RowDraft<'s>,
        own: &[Option<Assigned>],
        assigned: &[Option<Assigned>],
    ) {
        let lacks = |column: &&Assigned| names_units(column.kind) && !own.contains(&Some(**column));
        for column in assigned.iter().flatten().filter(lacks) {
            let Some(above) = self.rows.last() else { return };
            let mut units = above.units.iter().filter(|units| units.role == column.role());
            if let (Some(units), None) = (units.next().cloned(), units.next()) {
                self.carried(&units.flow);
                draft.units.push(units);
            }
        }
    }

    /// The columns of a row whose number is glued to its task, where the cell of the task is lost, so that
    /// what stands behind it is a cell too far to the left: `2 完善…` | 一季度's target.
    pub(super) fn behind_glued_number(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        if page.form == GridForm::Cells || used_width(row) + 1 != assigned.len() {
            return None;
        }
        // A row may have empty cells behind its last column.
        let is = |at: usize, kind| {
            assigned.get(at).copied().flatten().is_some_and(|column| column.kind == kind)
        };
        let at = (0..row.len()).find(|&at| is(at, ColumnKind::Number))?;
        let (number, _, rest) = leading_number(row[at].words()?)?;
        let task = row[at].flow.slice(rest);
        let next = row.get(at + 1).and_then(Cell::words);
        let expected = self.state.number.map_or(1, |last| last + 1) == number;
        if !expected || next.is_none() || !is(at + 1, ColumnKind::Content) {
            return None;
        }
        let mut own = assigned.to_vec();
        own.remove(at + 1);
        // A part of the task would be gone on with in its own cell.
        let stops = closed(task.text());
        let whole = Cell::across(task).profile(self.hints).is_clause > 0.0
            || stops && {
                let fits = self.fits_of(&row[..used_width(row)]);
                columns::score(&own, &fits) >= columns::score(assigned, &fits) + OTHER_COLUMNS
            };
        whole.then(|| {
            self.moved(row);
            own
        })
    }

    /// A row whose number is glued to the title behind it, the group's or the task's, with the two in cells of
    /// their own: `1 预防` | `建设…`.
    pub(super) fn number_apart(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Cell<'s>>> {
        let used = used_width(row);
        if page.form == GridForm::Cells || used >= assigned.len() {
            return None;
        }
        let is = |at: usize, kind| {
            let column = assigned.get(at).copied().flatten();
            column.is_some_and(|column| column.kind == kind)
        };
        let at = (0..assigned.len() - 1).find(|&at| is(at, ColumnKind::Number))?;
        let group = |at: usize| is(at, ColumnKind::Section) || is(at, ColumnKind::Action);
        let blank = assigned.len() - used - 1;
        let glued = row.get(at).filter(|cell| group(at + 1) && cell.own)?;
        // The cells of groups between the number and its task may be left out as well.
        let lacks_groups = blank > 0
            && (at + 1..=at + blank).all(group)
            && is(at + blank + 1, ColumnKind::Content);
        let lacks_one = blank == 0 || row.len() + 1 == assigned.len();
        if !lacks_one && !lacks_groups {
            return None;
        }
        let words = glued.words()?;
        let (number, numeral, rest) = leading_number(words)?;
        let parted = numeral.end < rest.start;
        if names_with(&words[rest.clone()], parted) {
            return None;
        }
        let expected = self.state.number.map_or(1, |last| last + 1);
        let title = Cell::across(glued.flow.slice(rest));
        let is_task = title.profile(self.hints).is_clause > 0.0;
        let is_title = || self.hints.sections.contains(&key(title.flow.text()));
        if number != expected && !is_title() || !(if is_task { lacks_groups } else { lacks_one }) {
            return None;
        }
        let mut apart = row.to_vec();
        let blank = vec![Cell::default(); if is_task { blank } else { 0 }];
        let number_cell = Cell::across(glued.flow.slice(numeral));
        apart.splice(at..=at, [number_cell].into_iter().chain(blank).chain([title]));
        apart.truncate(assigned.len());
        let [own, lacking] = [&apart[..], row]
            .map(|row| columns::score(assigned, &self.fits_of(&row[..used_width(row)])));
        (own >= lacking + OTHER_COLUMNS).then(|| {
            let sure =
                if parted && number == expected { Confidence::Certain } else { Confidence::Likely };
            self.freed(&glued.flow, number, sure);
            apart
        })
    }

    /// A row whose number is glued to the name of its task or of its group, whose own cell is blank, while the
    /// task stands in its own: `2改造` | | `改造供水管网12公里。`.
    pub(super) fn number_beside_blank(
        &mut self,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Cell<'s>>> {
        let kind = |at: usize| assigned.get(at).copied().flatten().map(|column| column.kind);
        let at = (0..row.len()).find(|&at| kind(at) == Some(ColumnKind::Number))?;
        let [glued, name, ..] = row.get(at..)? else { return None };
        let words = glued.words().filter(|_| glued.own && glued.colspan == 1)?;
        let blank = !name.from_above && name.words().is_none();
        let named = matches!(kind(at + 1), Some(ColumnKind::Action | ColumnKind::Section));
        if !blank || !named {
            return None;
        }
        let (number, numeral, rest) = leading_number(words)?;
        let parted = numeral.end < rest.start;
        // Before the title of a section it is the row's, whatever its value; elsewhere the count has to tell it.
        let counts = self.state.number.map_or(1, |last| last + 1) == number;
        if !(counts || self.hints.sections.contains(&key(&words[rest.clone()])))
            || names_with(&words[rest.clone()], parted)
        {
            return None;
        }
        let task = row.iter().enumerate().find(|&(at, _)| kind(at) == Some(ColumnKind::Content));
        let task = task.and_then(|(_, cell)| cell.words())?;
        // The first words of the task itself.
        if self.hints.begins_task(&key(&[&words[rest.clone()], task].concat())) {
            return None;
        }
        let sure = if parted && counts { Confidence::Certain } else { Confidence::Likely };
        self.freed(&glued.flow, number, sure);
        let mut apart = row.to_vec();
        apart[at] = Cell::across(glued.flow.slice(numeral));
        apart[at + 1] = Cell::across(glued.flow.slice(rest));
        Some(apart)
    }

    /// The columns of a row that lacks its first cells, since they are merged with those of the row above:
    /// groups, names, numbers and the days in front of the tasks, but not what the row itself says.
    ///
    /// It fits them better than the page's by far, and about as well as others: what stands first in a row
    /// without its first cell is seldom the next group.
    pub(super) fn behind_merged_cells(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
        others: &[Vec<Option<Assigned>>],
    ) -> Option<Vec<Option<Assigned>>> {
        let width = used_width(row);
        let filled = row[..width].iter().filter(|cell| cell.words().is_some()).count();
        let known = || is_task_and_known(&row[..width], assigned, self.hints);
        if page.form == GridForm::Cells
            || width >= assigned.len()
            || filled < 3 && !is_task_and_answer(page, row, assigned) && !known()
            || self.rows.is_empty()
            || row[0].words().is_none()
        {
            return None;
        }
        let may_merge = |column: &Option<Assigned>| {
            column.is_none_or(|column| {
                matches!(
                    column.kind,
                    ColumnKind::Section
                        | ColumnKind::SectionOrdinal
                        | ColumnKind::Number
                        | ColumnKind::Action
                        | ColumnKind::Deadline
                        | ColumnKind::Other
                )
            })
        };
        let merged = assigned.iter().take_while(|column| may_merge(column)).count();
        if filled == 2 && merged + width >= assigned.len() && known() {
            let own = assigned[assigned.len() - width..].to_vec();
            self.moved(row);
            return Some(own);
        }
        let fits = self.fits_of(&row[..width]);
        let behind = (1..=merged.min(assigned.len() - width)).map(|lost| &assigned[lost..]);
        let scored = behind.map(|own| (own, columns::score(own, &fits)));
        let (own, score) = scored.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let others = others.iter().map(|other| columns::score(other, &fits));
        // It ends as the rows above it do.
        let pipes = page.form == GridForm::Pipes;
        let margin = if pipes && own.len() == width { OTHER_COLUMNS } else { FIRST_CELL };
        if score < columns::score(assigned, &fits) + OTHER_COLUMNS
            || others.into_iter().any(|other| other > score + margin)
        {
            return None;
        }
        self.moved(row);
        let mut own = own.to_vec();
        // The group that stands right of the names is merged rather than a name.
        let is = |at: &[Option<Assigned>], kind| {
            at.first().copied().flatten().is_some_and(|c| c.kind == kind)
        };
        if own.len() + 1 == assigned.len()
            && is(assigned, ColumnKind::Action)
            && is(&own, ColumnKind::Section)
        {
            own[0] = assigned[0];
        }
        Some(own)
    }

    /// The columns of a row that lacks the cells of groups behind its number, since they are merged with those of
    /// the row above, on a page that leaves such cells out: the outer ones first, as the inner are parts of them.
    pub(super) fn behind_merged_groups(
        &mut self,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let lost = assigned.len().checked_sub(used_width(row)).filter(|&lost| lost > 0)?;
        // What the body has as a title of a section opens one here as well.
        if self.rows.is_empty() || self.hints.sections.contains(&key(row.get(1)?.words()?)) {
            return None;
        }
        self.moved(row);
        Some(assigned[..1].iter().chain(&assigned[1 + lost..]).copied().collect())
    }

    /// The columns of a row that lacks the cells of groups behind its number and ends with a blank cell, so that
    /// its task stands below the group, and who answers in the place of the task: `4| 新建水厂。| 县水利局| `.
    pub(super) fn behind_groups_before_blank(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let lacks = assigned.len().checked_sub(used_width(row)).filter(|&lacks| lacks > 1)?;
        if page.form == GridForm::Cells || self.rows.is_empty() {
            return None;
        }
        let group = |column: &&Option<Assigned>| {
            let kind = column.map(|column| column.kind);
            matches!(
                kind,
                Some(ColumnKind::Section | ColumnKind::SectionOrdinal | ColumnKind::Action)
            )
        };
        let lost = assigned.iter().skip(1).take_while(group).count();
        let number = is_number(row.first()?.words()?)?;
        let counts = assigned[0].is_some_and(|column| column.kind == ColumnKind::Number)
            && self.state.number.map(|last| last + 1) == Some(number);
        if !counts || lost == 0 || lost >= lacks || !answers_for_task(page, row, assigned) {
            return None;
        }
        let own: Vec<_> = assigned[..1].iter().chain(&assigned[1 + lost..]).copied().collect();
        let says_task = |column: &Option<Assigned>| {
            column.is_some_and(|column| column.kind == ColumnKind::Content)
        };
        let clause = |cell: &Cell<'s>| cell.unit_score() < 0.5 && cell.words().is_some();
        let units = |column: &Option<Assigned>| column.is_some_and(|c| names_units(c.kind));
        let mut answer =
            own.iter().zip(row).filter(|(own, cell)| units(own) && cell.words().is_some());
        let fits = own.iter().position(says_task).and_then(|at| row.get(at)).is_some_and(clause)
            && answer.clone().next().is_some()
            && answer.all(|(_, cell)| cell.unit_score() >= 0.5);
        fits.then(|| {
            self.moved(row);
            own
        })
    }

    /// Whether what a row lost are surely its first cells: it begins with its number, or with a task that
    /// is a clause.
    pub(super) fn lost_first_cells(
        &self,
        row: &[Cell<'s>],
        own: &[Option<Assigned>],
        assigned: &[Option<Assigned>],
    ) -> bool {
        let Some((cell, Some(first))) = row.first().zip(own.first()) else { return false };
        let sure = match first.kind {
            ColumnKind::Number => cell.words().is_some_and(|words| is_number(words).is_some()),
            ColumnKind::Content => cell.profile(self.hints).is_clause > 0.0,
            _ => false,
        };
        sure && own.len() < assigned.len() && assigned.ends_with(own)
    }

    /// How well the cells of a row fit each kind of column.
    fn fits_of(&self, row: &[Cell<'s>]) -> Vec<Fits> {
        let fits = |cell: &Cell<'s>| {
            cell.words().map(|_| cell.profile(self.hints)).unwrap_or_default().fits()
        };
        row.iter().map(fits).collect()
    }

    /// The columns of a row that fits those of rows of another width better than the page's.
    pub(super) fn of_other_rows(
        &mut self,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
        others: &[Vec<Option<Assigned>>],
    ) -> Option<Vec<Option<Assigned>>> {
        if others.is_empty() || row.iter().filter(|cell| cell.words().is_some()).count() < 4 {
            return None;
        }
        let fits = self.fits_of(&row[..used_width(row)]);
        let mut best = (None, columns::score(assigned, &fits) + OTHER_COLUMNS);
        for other in others {
            let score = columns::score(other, &fits);
            if score > best.1 {
                best = (Some(other), score);
            }
        }
        let own = best.0?.clone();
        self.columns.gather(&slots(&own));
        self.moved(row);
        Some(own)
    }

    /// A row whose cells fit other columns than the page's, by a wide margin.
    pub(super) fn realign(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        headings: &[Heading],
        assigned: &[Option<Assigned>],
        seen: &[(Known, ColumnKind, f32)],
    ) -> Option<Vec<Option<Assigned>>> {
        if page.form == GridForm::Cells || headings.is_empty() || page.rows.len() < 2 {
            return None;
        }
        let width = used_width(row).max(assigned.len());
        let filled = row.iter().filter(|cell| cell.words().is_some()).count();
        if filled < 4 {
            return None;
        }
        let profile = |column: usize| {
            let cell = row.get(column).filter(|cell| cell.words().is_some());
            cell.map(|cell| cell.profile(self.hints).without_body()).unwrap_or_default()
        };
        let fits: Vec<Fits> = (0..width).map(|column| profile(column).fits()).collect();
        let kept = columns::score(assigned, &fits);
        // Most rows leave nothing to win.
        let most = columns::highest_score(&fits);
        if most < kept + FIRST_CELL {
            return None;
        }
        let margin = if answers_for_task(page, row, assigned) { FIRST_CELL } else { MARGIN };
        if most < kept + margin {
            return None;
        }
        let profiles: Vec<Profile> = (0..width).map(profile).collect();
        let own = columns::assign(headings, &profiles, Prior { seen, shift: 0.05, headed: false });
        let moved = columns::score(&own, &fits);
        if own == assigned || moved < kept + margin {
            return None;
        }
        self.columns.gather(&slots(&own));
        self.moved(row);
        Some(own)
    }

    /// The cells of a row whose number, the one that is due, stands in the blank cell of the group beside its own, or
    /// with the group's title in one of the two: `|加工销售 4|`, `|4 加工销售|`. The rows `below` count on from it; a
    /// row that says nothing else is a title, and so are 板块1 and 板块2.
    pub(super) fn number_beside_group(
        &mut self,
        row: &[Cell<'s>],
        below: &[Vec<Cell<'s>>],
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Cell<'s>>> {
        let of = |kind| {
            columns.iter().position(|column| column.is_some_and(|column| column.kind == kind))
        };
        let (number, group) = (of(ColumnKind::Number)?, of(ColumnKind::Section)?);
        let (own, beside) = (row.get(number)?, row.get(group)?);
        if number.abs_diff(group) != 1 || own.from_above || beside.from_above {
            return None;
        }
        let (at, cell, text) = match (own.words(), beside.words()) {
            (Some(words), None) => (number, own, words),
            (None, Some(words)) => (group, beside, words),
            _ => return None,
        };
        let says_more = |row: &[Cell<'_>]| {
            let mut cells = row.iter().enumerate();
            cells.any(|(at, cell)| at != number && at != group && cell.words().is_some())
        };
        if !says_more(row) {
            return None;
        }
        let is_digit = |c: char| chars::digit(c).is_some();
        let mut marked = false;
        let (title, digits) = match text.trim_start_matches(is_digit) {
            // In its own cell such a number is read as it is.
            rest if rest.len() < text.len() && own.words().is_none() => {
                let bare = rest.trim_start_matches(['.', '．', '、']);
                marked = bare.len() < rest.len();
                (text.len() - bare.len()..text.len(), 0..text.len() - rest.len())
            }
            _ => {
                let end = text.trim_end_matches(is_digit).len();
                (0..end, end..text.len())
            }
        };
        let due = self.state.number.map_or(1, |last| last + 1);
        let title = trim(text, title);
        let words = &text[title.clone()];
        // 任务4 in its own cell is the number, and 2号线 a name.
        let numbers = own.words().is_some_and(|words| printed_number(words).is_some());
        let names = digits.start == 0 && !words.is_empty() && names_with(words, marked);
        let parted = title.end < digits.start || digits.end < title.start;
        let says_title = words.chars().count() > 1
            && words.chars().all(|c| chars::is_han(c) || parted && !is_digit(c));
        let alone = words.is_empty() && own.words().is_none();
        if numbers
            || names
            || !(says_title || alone)
            || is_number(&text[digits.clone()]) != Some(due)
        {
            return None;
        }
        // 标段 1, 标段 2: the figure is the title's.
        let above = self.state.section.as_ref().and_then(|section| section.title.as_ref());
        let figured = |title: &str| title.ends_with(is_digit) || !alone && title == words;
        let counts_on = || {
            let mut due = due;
            let rows = below.iter().filter(|row| says_more(row)).take(NEAR);
            let mut printed = rows.filter_map(|row| {
                due += 1;
                Some((is_number(row.get(number)?.words()?)?, due))
            });
            printed.next().map_or(parted || alone, |(number, due)| number == due)
        };
        let again = || {
            let next = below.iter().find(|row| says_more(row)).and_then(|row| row.get(at)?.words());
            let rest = next.and_then(|next| next.strip_prefix(words).filter(|_| !alone));
            rest.is_some_and(|rest| rest.trim_start().starts_with(is_digit))
        };
        // What the body has without the figure is the whole title.
        let known = self.hints.sections.contains(&key(words));
        let other = || above.is_some_and(|title| figured(title.text())) || again() || !counts_on();
        if !known && other() {
            return None;
        }
        self.moved(&row[number.min(group)..=number.max(group)]);
        let mut out = row.to_vec();
        out[number] = Cell::across(cell.flow.slice(digits));
        out[group] = match title.is_empty() {
            true => Cell::default(),
            false => Cell::across(cell.flow.slice(title)),
        };
        Some(out)
    }

    /// Records that a row's cells stand under other headings than their own.
    pub(super) fn moved(&mut self, row: &[Cell<'s>]) {
        tell_moved(self.record, row);
    }
}

fn tell_moved(record: &mut Record, row: &[Cell<'_>]) {
    let mut span = Span::default();
    row.iter().filter(|cell| cell.own).for_each(|cell| span.extend(&cell.flow.whole()));
    record.repair(
        RepairKind::MovedCells,
        span,
        Confidence::Likely,
        || "本行单元格与表头错位，已按内容归入各列".to_owned(),
        || "the cells of this row are shifted against the header; each is given to the column it fits".to_owned(),
    );
}

/// Takes the blank cell away that a row has too many at its beginning, so that its number, which counts on, stands
/// one column right of its own and the row is a cell wider than the header.
pub(super) fn drop_extra_blanks(pages: &mut [Page<'_>], record: &mut Record) {
    let (mut width, mut at, mut last) = (0, 0, None);
    for page in pages {
        if let Some(header) = page.header.first() {
            let serial = |cell: &Cell<'_>| cell.words().map(heading) == Some(Heading::Serial);
            let found = header.iter().position(serial).filter(|_| page.header.len() == 1);
            (width, at) = (header.len(), found.unwrap_or(usize::MAX));
        }
        if page.form == GridForm::Cells || at >= width {
            continue;
        }
        for row in &mut page.rows {
            let number = |at: usize| row.get(at)?.words().and_then(is_number);
            if let Some(number) = number(at) {
                last = Some(number);
            } else if row.len() == width + 1
                && row[..=at].iter().all(|cell| !cell.from_above && cell.words().is_none())
                && let due = last.map(|last| last + 1)
                && let Some(number) = number(at + 1).filter(|&number| due == Some(number))
            {
                last = Some(number);
                tell_moved(record, row);
                row.remove(0);
            }
        }
    }
}

/// Whether words make a name with the number before them: 2号线, 2+N体系, or 2.0版, where a mark parts the two.
pub(super) fn names_with(rest: &str, parted: bool) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    if parted {
        return chars::digit(first).is_some();
    }
    !chars::is_han(first) || "号型岁楼版代维度栋幢线路层类".contains(first)
}

#[cfg(test)]
mod tests {
    use super::super::super::BodyHints;
    use crate::fixtures::{self, notice_with_tables, task_rows};

    #[test]
    fn a_task_and_a_unit_that_the_body_names_stand_behind_merged_cells() {
        let second = |header: &str, rows: &str| {
            let text = format!(
                "云溪县工作方案\n一、林业\n1.造林3万亩。（责任单位：县林业局）\n\
                 2.抚育林木2万亩。（责任单位：林场）\n3.巡护30次。（责任单位：县林业局）\n\
                 云溪县任务分解表\n{header}|工作任务|责任单位\n{rows}"
            );
            let notice = fixtures::notice_with_tables(&text);
            let row = &notice.tables[0].rows[1];
            let units = row.units.iter().map(|of| of.name.to_string()).collect::<Vec<_>>();
            let section = row.section.as_ref().and_then(|of| of.title.clone());
            let words = [row.action.clone(), row.content.clone(), section];
            (words.map(Option::unwrap_or_default), units)
        };
        let (words, units) = second(
            "类别|事项",
            "林业|造林|造林3万亩。|县林业局\n抚育林木2万亩。|林场\n护林|巡护30次。|县林业局",
        );
        assert_eq!((&*words[1], &*words[2]), ("抚育林木2万亩。", "林业"));
        assert_eq!(units, ["林场"]);
        // The group that stands right of the names is what is merged.
        let (words, _) = second(
            "事项|类别",
            "造林|林业|造林3万亩。|县林业局\n护林|巡护30次。|县林业局\n抚育林木2万亩。|林场",
        );
        assert_eq!(words.each_ref().map(|words| &**words), ["护林", "巡护30次。", "林业"]);
    }

    #[test]
    fn a_number_with_or_in_the_cell_of_its_group() {
        let rows = |heads: &str, first: &str, second: &str| {
            let rows = [
                &format!("{heads}|工作任务|内容|责任单位"),
                &format!("{first}|培育良种|新建苗圃4处。|县茶叶局"),
                &format!("{second}|更新设备|更新制茶机80台。|县工信局"),
            ];
            let read = task_rows(&rows.map(|row| &**row), &BodyHints::default());
            read[1].split('|').next().unwrap_or("").to_owned()
        };
        for second in ["|加工销售 2", "加工销售 2|", "加工、销售（冷链） 2|", "加工销售 ２|"]
        {
            assert_eq!(rows("类别|序号", "种植管理|1", second), "2", "{second}");
        }
        for second in ["|2 加工销售", "|2"] {
            assert_eq!(rows("序号|类别", "1|种植管理", second), "2", "{second}");
        }
    }

    /// The number, task and targets of each row of a table.
    fn told(table: &str) -> Vec<String> {
        let notice = notice_with_tables(&format!("云溪县造林任务分解表\n{table}"));
        let row = |row: &hongtou_model::Row| {
            let targets = row.targets.iter().map(|target| target.text.clone());
            let number = row.number.map(|number| number.to_string()).unwrap_or_default();
            let parts = [number, row.content.clone().unwrap_or_default()];
            parts.into_iter().chain(targets).collect::<Vec<_>>().join("|")
        };
        notice.tables[0].rows.iter().map(row).collect()
    }

    #[test]
    fn a_row_with_a_blank_cell_more_before_its_number_stands_where_the_number_says() {
        let lines = [
            "序号|工作类别|重点任务|具体措施|完成时限|牵头单位|配合单位",
            "3||组建护林队伍|招录护林员60名。|2026年9月底前|县林业局|县财政局",
            "|4|||对到边远林场工作的高校毕业生，按规定给予学费补偿和国家助学贷款代偿、高定工资等政策。|持续推进|县林业局|县财政局",
            "5||修建防火通道|新修防火通道12公里。|2026年11月底前|县交通局|市财政局",
            "6|||按规定给予一次性创业补贴、创业担保贷款及贴息、税费减免等政策，安排30%左右的场地免费向创业者提供。|2026年12月底前|县交通局|县林业局",
        ];
        let rows = told(&lines.join("\n"));
        let numbers: Vec<_> = rows.iter().filter_map(|row| row.split('|').next()).collect();
        assert_eq!(numbers, ["3", "4", "5", "6"], "{rows:?}");
    }

    #[test]
    fn a_row_that_lost_a_blank_cell_stands_where_its_number_says() {
        let rows = |second: &str| {
            told(&format!(
                "序号|类别|重点任务||主要内容|一季度目标|二季度目标|三季度目标|牵头单位|配合单位\n\
                 一|造林护林|培育良种|1|新建苗圃4处，|建1处。|累计建3处。|累计建4处。|县林业局|县财政局\n\
                 {second}2|按月发放补贴。|发放3万元。|累计发放9万元。|累计发放18万元。|县林业局|县财政局\n\
                 ||更新设备|3|更新制茶机80台。|更新20台。|累计更新50台。|累计更新80台。|县工信局|县财政局"
            ))
        };
        assert_eq!(rows("||")[1], "2|按月发放补贴。|发放3万元。|累计发放9万元。|累计发放18万元。");
        assert_eq!(rows("||"), rows("|||"));
        assert_eq!(rows("|"), rows("|||"));
    }

    #[test]
    fn a_blank_cell_too_many_before_a_number_that_counts_on() {
        let header = "序号|类别|重点任务|具体措施|完成时限|牵头单位|配合单位\n";
        let rows = |third: &str| {
            told(&format!(
                "{header}1|造林护林|培育良种|新建苗圃4处。|3月底前|县林业局|县财政局\n\
                 2||护林防火|招录护林员60名，按月发放补贴，每年评定一次。|6月底前|县林业局|县财政局\n\
                 {third}3|||对林区新建的观测站点，按规定给予建设补助和运行补助，分年度拨付。|持续推进|县林业局|县财政局\n\
                 4||更新设备|更新制茶机80台。|9月底前|县工信局|县财政局"
            ))
        };
        assert_eq!(rows("|"), rows(""));
    }

    #[test]
    fn the_rest_of_a_row_that_lost_its_first_cells_is_printed_with_them() {
        let header = "类别|重点任务|序号|主要内容|上半年目标|下半年目标|牵头单位|配合单位";
        let table = |second: &str| {
            format!(
                "{header}\n造林护林|护林队伍|1|招录护林员60名，按月发放补贴。|招录40名。|累计招录60名。|县林业局|县财政局\n\
                 {second}防火通道|2|新修防火通道12公里，|修建5公里。|累计修建|县交通局|县林业局\n{header}\n\
                 造林护林|||配套会车平台。||12公里。||\n\
                 |灭火器材|3|购置灭火机300套，分发到各林场。|购置100套。|累计购置300套。|县应急局|县财政局"
            )
        };
        let whole = "2|新修防火通道12公里，配套会车平台。|修建5公里。|累计修建12公里。";
        assert_eq!(told(&table("|"))[1], whole);
        assert_eq!(told(&table("")), told(&table("|")));
        // The title of the group, printed again, is no part of the action.
        let notice = notice_with_tables(&format!("云溪县造林任务分解表\n{}", table("")));
        assert_eq!(notice.tables[0].rows[1].action.as_deref(), Some("防火通道"));
    }

    #[test]
    fn the_number_that_is_due_glued_to_its_neighbour() {
        let numbers = |table: &str| -> Vec<String> {
            let number = |row: String| row.split('|').next().unwrap_or("").to_owned();
            told(table).into_iter().map(number).collect()
        };
        let rows = "|2|新修防火通道12公里。|6月底前|县交通局|县林业局\n\
                    |3|购置灭火机300套。|9月底前|县应急局|县财政局";
        let first = "造林护林|1招录护林员60名，按月发放补贴。|3月底前|县林业局|县财政局";
        let header = "类别|序号|工作内容|完成时限|牵头单位|配合单位";
        assert_eq!(numbers(&format!("{header}\n{first}\n{rows}")), ["1", "2", "3"]);
        let beside = "造林护林||1招录护林员60名，按月发放补贴。|3月底前|县林业局|县财政局";
        assert_eq!(numbers(&format!("{header}\n{beside}\n{rows}")), ["1", "2", "3"]);
        let header = "序号|类别|重点任务|工作内容|完成时限|牵头单位|配合单位";
        for second in ["|2.防火设施|", "|2、防火设施|"] {
            let rows = format!(
                "1|造林护林|护林队伍|招录护林员60名。|3月底前|县林业局|县财政局\n\
                 {second}防火通道|新修防火通道12公里。|6月底前|县交通局|县林业局\n\
                 3||灭火器材|购置灭火机300套。|9月底前|县应急局|县财政局"
            );
            assert_eq!(numbers(&format!("{header}\n{rows}")), ["1", "2", "3"], "{second}");
        }
    }

    #[test]
    fn a_figure_of_a_title_is_no_number() {
        let numbers = |rows: &[&str]| {
            let read = task_rows(rows, &BodyHints::default());
            read.iter()
                .map(|row| row.split('|').next().unwrap_or("").to_owned())
                .collect::<Vec<_>>()
        };
        let head = "类别|序号|工作任务|责任单位";
        // Glued to the title it is the number where the rows below count on.
        let glued = [head, "种植|1|育苗|县林业局", "加工2||建厂|县工信局", "销售|3|建店|县商务局"];
        assert_eq!(numbers(&glued), ["1", "2", "3"]);
        let last = [head, "种植|1|育苗|县林业局", "专项2||建厂|县工信局"];
        assert_ne!(numbers(&last)[1], "2");
        let alike =
            [head, "专项1|1|育苗|县林业局", "专项2||建厂|县工信局", "专项3|3|建店|县商务局"];
        assert_ne!(numbers(&alike)[1], "2");
        let titles = [
            head,
            "板块1|||",
            "|1|育苗|县林业局",
            "板块2|||",
            "|2|建厂|县工信局",
            "|3|建店|县商务局",
        ];
        assert_eq!(numbers(&titles), ["1", "2", "3"]);
        // The first row begins the count.
        for first in ["种植 1||育苗|县林业局", "|种植 1|育苗|县林业局"] {
            let begun = [head, first, "|2|建厂|县工信局", "|3|建店|县商务局"];
            assert_eq!(numbers(&begun), ["1", "2", "3"], "{first}");
        }
        // Where the row below has the same word, the figure is the title's in all of them.
        let named =
            [head, "标段 1||育苗|县林业局", "标段 2||建厂|县工信局", "标段 3||建店|县商务局"];
        assert_eq!(numbers(&named), [""; 3]);
        // But not where the body has the title without it.
        let mut hints = BodyHints::default();
        hints.sections.insert("标段".to_owned());
        assert!(task_rows(&named, &hints)[0].starts_with("1|"));
    }

    #[test]
    fn any_number_glued_to_the_title_of_a_section_is_the_rows() {
        let mut hints = BodyHints::default();
        hints.sections.insert("种植林木".to_owned());
        let number = |glued: &str| {
            let rows = [
                "序号|类别|工作任务|责任单位",
                "1|修建沟渠|疏浚干渠5条。|县水利局",
                "2||加固堤坝2处。|县应急局",
                &format!("{glued}||造林3万亩。|县林业局"),
            ];
            task_rows(&rows, &hints).swap_remove(2)
        };
        let read = |number: &str| format!("{number}||造林3万亩。|县林业局");
        for (glued, printed) in [("3种植林木", "3"), ("2种植林木", "2"), ("5 种植林木", "5")]
        {
            assert_eq!(number(glued), read(printed), "{glued}");
        }
        // Other words may begin with a figure of theirs.
        assert_ne!(number("2大林木"), read("2"));
    }

    #[test]
    fn a_number_glued_to_the_name_of_a_task_leaves_its_cell_blank() {
        let header = "序号|任务名称|任务内容|责任单位";
        let first = "1|供水|改造供水管网12公里。|市水利局";
        let rows = |second: &str| {
            task_rows(&[header, first, second], &BodyHints::default()).swap_remove(1)
        };
        let task = "栽植行道树900株。|市林业局";
        assert_eq!(rows(&format!("2绿化||{task}")), format!("2|绿化|{task}"));
        assert_eq!(rows(&format!("2 推广绿化||{task}")), format!("2|推广绿化|{task}"));
        // A name that begins with a figure, and one that is not the next.
        assert!(!rows(&format!("2号线||{task}")).starts_with("2|号线|"));
        assert!(!rows(&format!("7绿化||{task}")).starts_with("7|绿化|"));
    }
}
