//! Rows out of pages: merged cells carried down, numbers set free, cut rows put together.

use std::collections::BTreeMap;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, ProseRole, RepairKind, Role, Span};
use hongtou_source::{GridForm, chars, fold};

use super::ColumnDraft;
use super::columns::{self, Assigned, Prior};
use super::draft::{
    Alone, RowDraft, SectionCell, UnitsCell, leading_number, names_units, numeral_range,
    ordinal_form, split_section, strip_marker, task_number,
};
use super::grid::{Cell, Page};
use super::headings::Heading;
use super::matrix::{self, Said};
use super::pages::{
    Columns, OTHER_COLUMNS, assign_pages, headers, samples, seen_kinds, slot, slots, spanning,
    used_width,
};
use super::periods::part_targets;
use super::profile::{
    BodyHints, Fits, Profile, clause_forms, is_none_mark, is_number, is_ordinal, key,
    printed_number,
};
use super::rest::{Cut, cut_cells};
use super::tail::CutCell;
use crate::flow::{Flow, trim};
use crate::marker::{Form, Marker, marker};
use crate::record::{Record, head};
use crate::{responsibility, sentence};

/// What the pages of a task table hold.
pub(crate) struct Read<'s> {
    pub(super) columns: Vec<ColumnDraft<'s>>,
    pub(super) rows: Vec<RowDraft<'s>>,
    /// Notes in rows of the grid.
    pub(super) notes: Vec<Flow<'s>>,
}

/// Reads the pages of a task table.
pub(crate) fn read<'s>(pages: Vec<Page<'s>>, hints: &BodyHints, record: &mut Record) -> Read<'s> {
    let headers = headers(&pages);
    let leads_and_others =
        headers.print(&[Heading::Units(Role::Lead), Heading::Units(Role::Responsible)]);
    let mut reading = Reading {
        leads_and_others,
        titles_under_number: false,
        last_page: false,
        has_number: false,
        drawn: pages.iter().any(|page| page.form == GridForm::Cells),
        bodies: Vec::new(),
        notes: Vec::new(),
        columns: Columns::default(),
        rows: Vec::new(),
        state: State::default(),
        merged: BTreeMap::new(),
        last: Vec::new(),
        hints,
        record,
    };
    let samples = samples(&pages, &headers, hints);
    let seen = seen_kinds(&samples, &headers);
    let columns = assign_pages(&samples, &headers, &seen);
    reading.rows.reserve_exact(pages.iter().map(|page| page.rows.len()).sum());
    let last = pages.len().saturating_sub(1);
    let titles = pages.iter().zip(&columns).enumerate().flat_map(|(at, (page, assigned))| {
        let end = if at == last { last_full(page) } else { page.rows.len() };
        page.rows[..end].iter().filter(|row| title_under_number(row, &assigned[0]).is_some())
    });
    reading.titles_under_number = titles.take(2).count() > 1;
    let numbers = |column: &Assigned| column.kind == ColumnKind::Number;
    reading.has_number = columns.iter().any(|page| page[0].iter().flatten().any(numbers));
    for (at, (mut page, assigned)) in pages.into_iter().zip(&columns).enumerate() {
        for copy in &page.copies {
            reading.record.furniture(FurnitureKind::RepeatedHeader, copy.whole());
        }
        reading.header(&page, headers.over(at), &assigned[0], at > 0);
        reading.last_page = at == last;
        reading.page(&mut page, headers.over(at), assigned, &seen);
    }
    reading.finish()
}

#[derive(Default)]
pub(super) struct State<'s> {
    pub(super) section: Option<Rc<SectionCell<'s>>>,
    pub(super) action: Option<Flow<'s>>,
    pub(super) number: Option<u32>,
    /// The number that the last printed action begins with.
    pub(super) action_number: Option<u32>,
    /// Whether a row of a section stands between that number and here, so that 1 may follow.
    fresh: bool,
    /// The units of the columns in front of the task, each with its column.
    front: Vec<(usize, UnitsCell<'s>)>,
}

pub(super) struct Reading<'r, 's> {
    /// Whether the header names both who leads and who answers.
    leads_and_others: bool,
    /// Whether rows with words alone where the numbers stand are met again and again.
    titles_under_number: bool,
    /// Whether the page that is read is the last one.
    last_page: bool,
    /// Whether a page has a column of numbers.
    has_number: bool,
    /// Whether a page says itself which cells are merged.
    drawn: bool,
    /// The bodies that head columns of their own, with the heading that each is.
    bodies: Vec<(usize, Flow<'s>)>,
    /// Notes in rows of the grid.
    notes: Vec<Flow<'s>>,
    pub(super) columns: Columns<'s>,
    pub(super) rows: Vec<RowDraft<'s>>,
    pub(super) state: State<'s>,
    /// Merged cells that were carried down: where they are printed, and how far.
    merged: BTreeMap<(u16, u32), (Span, String, u32)>,
    /// The cells of the last row, for what a page cut off it.
    pub(super) last: Vec<CutCell<'s>>,
    pub(super) hints: &'r BodyHints,
    pub(super) record: &'r mut Record,
}

impl<'s> Reading<'_, 's> {
    /// Takes a page's header: its words name the columns once, every other printing is furniture.
    fn header(
        &mut self,
        page: &Page<'s>,
        headings: &[Heading],
        assigned: &[Option<Assigned>],
        again: bool,
    ) {
        let slots = slots(assigned);
        self.columns.gather(&slots);
        if page.header.is_empty() {
            return;
        }
        let flows = page.header_flows();
        if !again {
            self.bodies = page.bodies();
        }
        if again {
            let mut span = Span::default();
            for flow in &flows {
                span.extend(&flow.whole());
            }
            self.record.furniture(FurnitureKind::RepeatedHeader, span.clone());
            self.record.repair(
                RepairKind::FoldedHeader,
                span,
                Confidence::Certain,
                || "重复的表头已并入首次出现的表头".to_owned(),
                || "a header printed again is folded into the first one".to_owned(),
            );
            return;
        }
        for (at, flow) in flows.into_iter().enumerate() {
            if flow.is_empty() {
                continue;
            }
            // The last column that the heading stands over bears its words.
            let column =
                assigned.iter().rposition(|column| column.is_some_and(|c| c.heading == Some(at)));
            let slot = column.and_then(|at| slots[at]);
            match slot
                .and_then(|slot| self.columns.drafts.iter_mut().find(|(known, _)| *known == slot))
            {
                Some((_, header)) if header.is_empty() => *header = flow,
                _ => self.unplaced(flow, headings.get(at)),
            }
        }
    }

    /// A heading that no column of the first page answers: other pages may have the column.
    fn unplaced(&mut self, flow: Flow<'s>, heading: Option<&Heading>) {
        let kind = match heading {
            Some(Heading::Units(Role::Lead)) => ColumnKind::Lead,
            Some(Heading::Units(Role::Support)) => ColumnKind::Support,
            Some(Heading::Units(Role::Guide)) => ColumnKind::Guide,
            Some(Heading::Units(_)) => ColumnKind::Responsible,
            Some(Heading::Deadline) => ColumnKind::Deadline,
            Some(Heading::Remark) => ColumnKind::Remark,
            Some(Heading::Target(period)) => {
                let slot = (ColumnKind::Target, *period, 0);
                self.columns.drafts.push((slot, flow));
                return;
            }
            _ => {
                self.record.furniture(FurnitureKind::Label, flow.whole());
                return;
            }
        };
        let nth = self.columns.drafts.iter().filter(|((known, _, _), _)| *known == kind).count();
        // Columns of units stand in the order lead, responsible, support where a page lacks one.
        let at = self
            .columns
            .drafts
            .iter()
            .position(|((known, _, _), _)| {
                kind == ColumnKind::Lead
                    && matches!(known, ColumnKind::Responsible | ColumnKind::Support)
            })
            .unwrap_or(self.columns.drafts.len());
        self.columns.drafts.insert(at, ((kind, None, nth), flow));
    }

    /// Takes the rows of a page; each is given back as soon as it was read.
    fn page(
        &mut self,
        page: &mut Page<'s>,
        headings: &[Heading],
        columns: &[Vec<Option<Assigned>>],
        seen: &[(Heading, ColumnKind, f32)],
    ) {
        let Some((assigned, others)) = columns.split_first() else { return };
        let has_number = self.has_number;
        let mut at_top = true;
        let width = page.width();
        // Below the last row of the table there is nothing to be the title of.
        let titles_end = if self.last_page { last_full(page) } else { page.rows.len() };
        for at in 0..page.rows.len() {
            let row = &std::mem::take(&mut page.rows[at])[..];
            if self.aside(row) {
                at_top = false;
                continue;
            }
            if let Some(cells) = spanning(row, width, self.hints) {
                self.section_row(&cells);
                at_top = false;
                continue;
            }
            let broken = self
                .broken_cell(page, row, assigned)
                .or_else(|| self.broken_between(page, row, assigned))
                .or_else(|| self.line_of_cell(page, row, page.rows.get(at + 1), assigned));
            if let Some(rest) = broken {
                self.put_back(row, &rest, Cut::Cell, false);
                at_top = false;
                continue;
            }
            let own = self
                .behind_lost_cells(page, row, assigned)
                .or_else(|| self.of_other_rows(row, assigned, others))
                .or_else(|| self.realign(page, row, headings, assigned, seen));
            let columns = own.as_deref().unwrap_or(assigned);
            if at_top && self.rest_of_section(row) {
                continue;
            }
            let titled = at < titles_end
                && title_under_number(row, assigned).is_some_and(|title| {
                    self.titles_under_number || before_count(title) < title.len()
                });
            if !at_top && titled {
                self.section_row(&[&row[0]]);
                continue;
            }
            if let Some(rest) = self.rest(row, columns, at_top, has_number) {
                let mut pieces = rest.columns.iter().zip(columns);
                let moved = pieces.any(|(own, page)| own.is_some() && own != page);
                self.put_back(row, &rest.columns, Cut::page(at_top), moved || !rest.clear);
                at_top = false;
                continue;
            }
            if titled {
                self.section_row(&[&row[0]]);
                at_top = false;
                continue;
            }
            let below = page.rows.get(at + 1).and_then(|below| below.first());
            if let [line] = row
                && assigned.len() > 2
                // What is merged with the cell below it is no line of its own.
                && !below.is_some_and(|below| below.from_above)
            {
                // A line of its own that goes on with nothing heads the rows below it.
                if sentence::is_sentence(line.flow.text()) {
                    self.record.prose(ProseRole::Note, &line.flow);
                } else {
                    self.section_row(&[line]);
                }
                at_top = false;
                continue;
            }
            // A row may have lost the cell that is merged with the one above it.
            let lost = own.is_some() && used_width(row) < assigned.len();
            let has_action =
                lost && assigned.iter().flatten().any(|column| column.kind == ColumnKind::Action);
            let draft = self.row(row, columns, has_number, has_action);
            if draft.says_something() || draft.number.is_some() {
                if let Some((number, _)) = &draft.number {
                    self.state.number = Some(*number);
                    self.state.fresh = false;
                }
                if has_number && at_top && draft.number.is_none() && !self.rows.is_empty() {
                    self.left_apart(&draft);
                }
                self.last = cut_cells(row, columns, &draft);
                self.rows.push(draft);
            }
            at_top = false;
        }
    }

    /// The columns of a row that lost the blank cells at its beginning: `5 完善…` stands first and at
    /// the left, and the number is the one expected next in the column of numbers, which is lost as
    /// well, or the one after that of the task above, where the tasks themselves or their names are
    /// numbered.
    fn behind_lost_cells(
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
        let lost = (1..=assigned.len() - width).find(|&at| {
            let counts_on = |kind| is(at, kind) && self.counts_on(first, kind);
            let says = is(at, ColumnKind::Content) || is(at, ColumnKind::Action);
            numbered && is(at - 1, ColumnKind::Number) && says
                || (counts_on(ColumnKind::Content) || counts_on(ColumnKind::Action))
                    && (0..at).all(may_be_blank)
        })?;
        let fits: Vec<Fits> = row[..width]
            .iter()
            .map(|cell| {
                let filled = cell.words().is_some();
                let profile = filled.then(|| cell.profile(self.hints).without_body());
                profile.unwrap_or_default().fits()
            })
            .collect();
        let own = assigned[lost..].to_vec();
        if columns::score(&own, &fits) <= columns::score(assigned, &fits) {
            return None;
        }
        self.moved(row);
        Some(own)
    }

    /// The columns of a row that fits those of rows of another width better than the page's.
    fn of_other_rows(
        &mut self,
        row: &[Cell<'s>],
        assigned: &[Option<Assigned>],
        others: &[Vec<Option<Assigned>>],
    ) -> Option<Vec<Option<Assigned>>> {
        if others.is_empty() || row.iter().filter(|cell| cell.words().is_some()).count() < 4 {
            return None;
        }
        let fits: Vec<Fits> = row[..used_width(row)]
            .iter()
            .map(|cell| cell.words().map(|_| cell.profile(self.hints)).unwrap_or_default().fits())
            .collect();
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
    fn realign(
        &mut self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        headings: &[Heading],
        assigned: &[Option<Assigned>],
        seen: &[(Heading, ColumnKind, f32)],
    ) -> Option<Vec<Option<Assigned>>> {
        if page.form == GridForm::Cells || headings.is_empty() || page.rows.len() < 2 {
            return None;
        }
        let width = used_width(row).max(assigned.len());
        let filled = row.iter().filter(|cell| cell.words().is_some()).count();
        if filled < 4 {
            return None;
        }
        let profiles: Vec<Profile> = (0..width)
            .map(|column| {
                let cell = row.get(column).filter(|cell| cell.words().is_some());
                cell.map(|cell| cell.profile(self.hints).without_body()).unwrap_or_default()
            })
            .collect();
        let fits: Vec<Fits> = profiles.iter().map(Profile::fits).collect();
        let kept = columns::score(assigned, &fits);
        // Most rows leave nothing to win.
        if columns::highest_score(&fits) < kept + 4.0 {
            return None;
        }
        let own = columns::assign(headings, &profiles, Prior { seen, shift: 0.05 });
        let moved = columns::score(&own, &fits);
        if own == assigned || moved < kept + 4.0 {
            return None;
        }
        self.columns.gather(&slots(&own));
        self.moved(row);
        Some(own)
    }

    /// Records that a row's cells stand under other headings than their own.
    fn moved(&mut self, row: &[Cell<'s>]) {
        let mut span = Span::default();
        row.iter().filter(|cell| cell.own).for_each(|cell| span.extend(&cell.flow.whole()));
        self.record.repair(
            RepairKind::MovedCells,
            span,
            Confidence::Likely,
            || "本行单元格与表头错位，已按内容归入各列".to_owned(),
            || "the cells of this row are shifted against the header; each is given to the column it fits".to_owned(),
        );
    }

    /// Notes and totals in a row of the grid are no tasks: 注：…, 合计.
    fn aside(&mut self, row: &[Cell<'s>]) -> bool {
        let mut cells = row.iter().filter(|cell| cell.words().is_some());
        let Some(first) = cells.next().and_then(Cell::words) else { return false };
        let bare = first.trim_start_matches(['（', '(']);
        let note = ["注", "备注", "说明", "填表说明"].iter().any(|label| {
            bare.strip_prefix(label).is_some_and(|rest| rest.starts_with(['：', ':', '.']))
        });
        let total = matches!(&first[..before_count(first)], "合计" | "总计" | "共计" | "小计");
        if !(total || note && cells.next().is_none()) {
            return false;
        }
        for cell in row.iter().filter(|cell| cell.words().is_some()) {
            self.record.prose(ProseRole::Note, &cell.flow);
            self.notes.push(cell.flow.clone());
        }
        true
    }

    /// Whether a page's first row is the rest of a section's title that the page before ends with.
    fn rest_of_section(&mut self, row: &[Cell<'s>]) -> bool {
        let mut filled = row.iter().filter(|cell| cell.words().is_some());
        let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
        let text = cell.flow.text();
        if !self.state.fresh || marker(text).is_some() || sentence::is_sentence(text) {
            return false;
        }
        let section = self.state.section.as_mut();
        let Some(title) = section.and_then(|section| Rc::make_mut(section).title.as_mut()) else {
            return false;
        };
        let known = |words: &str| self.hints.sections.contains(&key(words));
        if known(title.text()) || text.chars().count() > 30 {
            return false;
        }
        title.append(&cell.flow);
        self.record.furniture(FurnitureKind::Label, cell.flow.whole());
        let title = title.text().to_owned();
        // The body has the whole title, or nothing but the break says that it goes on.
        let confidence = if known(&title) { Confidence::Certain } else { Confidence::Likely };
        self.record.repair(
            RepairKind::StitchedRow,
            cell.flow.whole(),
            confidence,
            || format!("一组的标题被换页截断，已接回：“{}”", head(&title, 16)),
            || format!("a section's title was cut by a page and is joined: “{}”", head(&title, 16)),
        );
        true
    }

    fn section_row(&mut self, cells: &[&Cell<'s>]) {
        // Where no row stands below it, its words are still accounted for.
        for cell in cells {
            self.record.furniture(FurnitureKind::Label, cell.flow.whole());
        }
        let first = &cells[0].flow;
        let mut section = SectionCell::default();
        let mut label = first.clone();
        if cells.len() == 2 {
            let ordinal = is_ordinal(first.text()).or_else(|| is_number(first.text()));
            section.ordinal = ordinal.map(|n| (n, first.clone()));
            section.form = ordinal_form(first.text());
            section.title = Some(cells[1].flow.clone());
        } else if let Some(found) = marker(first.text()) {
            section.ordinal = Some((found.number, first.slice(found.numeral.clone())));
            section.form = Some(found.form);
            label = first.slice(trim(first.text(), 0..found.end));
            let range = trim(first.text(), found.end..first.text().len());
            section.title = (!range.is_empty()).then(|| first.slice(range));
        } else {
            section.title = Some(first.clone());
        }
        let group = (label, section.title.clone());
        if let Some(below) = self.below_section(section.form, group) {
            section = below;
        }
        self.state.section = Some(Rc::new(section));
        self.state.action = None;
        self.state.front.clear();
        self.state.fresh = true;
    }

    /// The section that the rows stand under, with the level below it that an ordinal of the form
    /// begins.
    fn below_section(
        &self,
        form: Option<Form>,
        group: (Flow<'s>, Option<Flow<'s>>),
    ) -> Option<SectionCell<'s>> {
        self.state.section.as_ref()?.with_group(form, group)
    }

    /// One printed row by its columns.
    fn row(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        has_number: bool,
        has_action: bool,
    ) -> RowDraft<'s> {
        let printed = row.iter().filter(|cell| cell.own && !cell.flow.is_empty()).count();
        let mut draft = RowDraft { span: Span::with_capacity(printed), ..RowDraft::default() };
        let count = |is: fn(ColumnKind) -> bool| {
            columns.iter().flatten().filter(|column| is(column.kind)).count()
        };
        draft.targets.reserve_exact(count(|kind| kind == ColumnKind::Target));
        draft.units.reserve_exact(count(names_units));
        let kinds = |kind| columns.iter().flatten().any(|column| column.kind == kind);
        let has_action = has_action || kinds(ColumnKind::Action);
        let others = columns
            .iter()
            .rposition(|column| column.is_some_and(|c| c.kind == ColumnKind::Responsible));
        let alone = match others {
            _ if !self.leads_and_others => Alone::No,
            others if kinds(ColumnKind::Lead) != others.is_some() => Alone::OnPage,
            Some(at) if at >= row.len() => Alone::InRow,
            _ => Alone::No,
        };
        let says_when = |(cell, column): (&Cell<'s>, &Option<Assigned>)| {
            column.is_some_and(|c| c.kind == ColumnKind::Deadline) && !cell.flow.is_empty()
        };
        let timed = row.iter().zip(columns).any(says_when);
        let carries = self.carries_units(row, columns);
        let mut section = SectionCell::default();
        let mut printed_section = false;
        let mut ordinal_cell = None;
        for (at, cell) in row.iter().enumerate() {
            let Some(column) = columns.get(at).copied().flatten() else {
                if cell.own && !cell.flow.is_empty() {
                    self.stray(&mut draft, cell);
                }
                continue;
            };
            if carries && let Some((_, units)) = self.state.front.iter().find(|(of, _)| *of == at) {
                let units = units.clone();
                self.carried(&units.flow);
                draft.units.push(units);
            }
            // What a merged cell above says, is said here as well.
            if !cell.own && !cell.from_above || cell.flow.is_empty() {
                continue;
            }
            let flow = cell.flow.clone();
            let text = flow.text();
            if cell.own {
                draft.span.extend(&flow.whole());
            }
            // √ below a month says that the work goes on then.
            let ticked = column.kind == ColumnKind::Target
                && column.period.is_some()
                && matches!(matrix::said(text), Some(Said::Mark(_)));
            let none = is_none_mark(text) && !ticked;
            if self.says_of_body(&mut draft, column, cell) {
                continue;
            }
            match column.kind {
                ColumnKind::SectionOrdinal => {
                    let number = is_ordinal(text).or_else(|| is_number(text));
                    let numeral = number.map(|n| (n, flow.slice(numeral_range(text))));
                    if numeral.is_none() && section.title.is_none() {
                        if let Some(label) = split_section(&flow, &mut section)
                            && cell.own
                        {
                            self.record.furniture(FurnitureKind::Label, label);
                        }
                    } else {
                        section.form = numeral.as_ref().and_then(|_| ordinal_form(text));
                        section.ordinal = numeral;
                        ordinal_cell = Some(flow.clone());
                    }
                    printed_section = true;
                }
                ColumnKind::Section => {
                    if let Some(label) = split_section(&flow, &mut section)
                        && cell.own
                    {
                        self.record.furniture(FurnitureKind::Label, label);
                    }
                    printed_section = true;
                }
                ColumnKind::Action if !none => {
                    draft.action = Some(flow.clone());
                    (draft.action_printed, draft.action_merged) = (cell.own, cell.from_above);
                    if cell.from_above {
                        self.carried(&flow);
                    }
                }
                ColumnKind::Number if cell.own => match printed_number(text) {
                    Some(number) => draft.number = Some((number, flow.slice(numeral_range(text)))),
                    // The code of a register, 2026001 or LH-01: no part of what is to be done.
                    None if !text.contains(chars::is_han) => {
                        if let Some(slot) = slot(columns, at) {
                            draft.put_other(self.columns.index(slot), flow);
                        }
                    }
                    None => {
                        let covered = columns[at..].iter().take(cell.colspan as usize);
                        let over = |kind| covered.clone().flatten().any(|c| c.kind == kind);
                        let in_action = over(ColumnKind::Action);
                        self.glued_number(&mut draft, &flow, in_action);
                    }
                },
                ColumnKind::Content => {
                    if draft.content.is_none() || cell.own {
                        match &mut draft.content {
                            Some(content) => content.append(&flow),
                            None => draft.content = Some(flow),
                        }
                    }
                }
                ColumnKind::Target if !none => {
                    let over = if cell.own { cell.colspan.max(1) as usize } else { 1 };
                    let wide = columns[at..].iter().take(over).flatten();
                    let periods = wide.filter(|c| c.kind == ColumnKind::Target).map(|c| c.period);
                    let before = draft.targets.len();
                    draft.targets.extend(periods.map(|period| (period, flow.clone())));
                    let count = draft.targets.len() - before;
                    if count > 1 {
                        self.stretched(&flow, count);
                    }
                }
                ColumnKind::Deadline if is_ditto(text) => self.time_above(&mut draft, &flow),
                // Of two columns of dates the last says by when.
                ColumnKind::Deadline if !none => {
                    if let Some(before) = draft.deadline.replace(flow) {
                        draft.other.push((self.first_deadline(columns), before));
                    }
                }
                ColumnKind::Lead
                | ColumnKind::Responsible
                | ColumnKind::Support
                | ColumnKind::Guide => {
                    let role = column.role();
                    if is_ditto(text) {
                        self.as_above(&mut draft, role, &flow);
                    } else if none {
                        self.record.furniture(FurnitureKind::Mark, flow.whole());
                    } else {
                        if cell.from_above {
                            self.carried(&flow);
                        }
                        let parted = self.parted(cell);
                        let slot = slot(columns, at);
                        let units = match &parted {
                            Some((units, time)) => {
                                if timed && let Some(slot) = slot {
                                    draft.put_other(self.columns.index(slot), time.clone());
                                } else {
                                    draft.deadline.get_or_insert_with(|| time.clone());
                                }
                                units
                            }
                            None => cell,
                        };
                        let cell = match slot {
                            Some(slot) => self.units_alone(&mut draft, slot, role, units, timed),
                            None => UnitsCell::of(role, units),
                        };
                        let cell = cell.alone(alone);
                        self.state.front.push((at, cell.clone()));
                        draft.units.push(cell);
                    }
                }
                ColumnKind::ClauseReference => {
                    draft.clause_forms = clause_forms(text);
                    if cell.own
                        && let Some(slot) = slot(columns, at)
                    {
                        draft.other.push((self.columns.index(slot), flow));
                    }
                }
                _ if none => self.record.furniture(FurnitureKind::Mark, flow.whole()),
                _ => {
                    if cell.own
                        && let Some(slot) = slot(columns, at)
                    {
                        draft.other.push((self.columns.index(slot), flow));
                    }
                }
            }
        }
        if has_number && draft.number.is_none() {
            self.free_number(&mut draft);
        }
        self.time_in_front(&mut draft, row, columns);
        if let Some(printed) = &draft.action {
            let action = strip_marker(printed);
            if draft.action_printed {
                self.state.action_number = task_number(printed.text()).map(|found| found.number);
                self.record.label(printed, 0..printed.text().len() - action.text().len());
            }
            draft.action = Some(action);
        }
        if let Some(label) = ordinal_cell.filter(|_| section.title.is_none())
            && let Some(below) = self.below_section(section.form, (label, None))
        {
            self.state.section = Some(Rc::new(below));
            self.state.action = None;
            printed_section = false;
        }
        self.settle_section(&mut draft, section, printed_section);
        self.action_before(&mut draft);
        self.settle_action(&mut draft, has_action);
        draft
    }

    /// Whether a row with a task of its own has nothing in front of it where the units stand there:
    /// those of the row above hold for it too. Where it has, they are forgotten.
    fn carries_units(&mut self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
        let is = |at: usize, of: fn(ColumnKind) -> bool| columns[at].is_some_and(|c| of(c.kind));
        let task = columns.iter().position(|c| c.is_some_and(|c| c.kind == ColumnKind::Content));
        let task = task.unwrap_or(0).min(row.len());
        let numbered = |kind| kind == ColumnKind::Number;
        let carries = row.get(task).is_some_and(|cell| cell.words().is_some())
            && (0..task).all(|at| is(at, numbered) || row[at].flow.is_empty());
        if !carries {
            self.state.front.clear();
        }
        self.state.front.retain(|(at, _)| *at < task);
        carries
    }

    /// Whether a cell stands below a body and says what it has to do: √, ★, 牵头.
    fn says_of_body(
        &mut self,
        draft: &mut RowDraft<'s>,
        column: Assigned,
        cell: &Cell<'s>,
    ) -> bool {
        let heads = |(at, _): &&(usize, Flow<'s>)| Some(*at) == column.heading;
        let Some((_, body)) = self.bodies.iter().find(heads) else { return false };
        let Some(said) = matrix::said(cell.flow.text()) else { return false };
        let (role, mark) = match said {
            Said::Duty(role) => (role, None),
            // Where the heading over the bodies says what they do, the mark does not.
            Said::Mark(mark) => {
                let role = column.role();
                (role, (role == Role::Responsible).then_some(mark))
            }
        };
        let mut units = UnitsCell::new(role, body.clone(), Vec::new());
        units.mark = mark;
        draft.units.push(units);
        if cell.own {
            self.record.furniture(FurnitureKind::Mark, cell.flow.whole());
        }
        true
    }

    /// The table's column that the first column of dates is.
    fn first_deadline(&self, columns: &[Option<Assigned>]) -> u32 {
        let first = columns.iter().position(|c| c.is_some_and(|c| c.kind == ColumnKind::Deadline));
        first.and_then(|at| slot(columns, at)).map_or(0, |slot| self.columns.index(slot))
    }

    /// 同上: the units of the row above.
    fn as_above(&mut self, draft: &mut RowDraft<'s>, role: Role, mark: &Flow<'s>) {
        self.record.furniture(FurnitureKind::Mark, mark.whole());
        let above =
            self.rows.last().and_then(|row| row.units.iter().find(|cell| cell.role == role));
        let Some(cell) = above.cloned() else { return };
        self.stands_for(mark, &cell.flow);
        draft.units.push(cell);
    }

    /// A time in front of the number groups the rows, as what else stands there does: where nothing
    /// says which cells are merged, a blank one goes on with that above it.
    fn time_in_front(
        &mut self,
        draft: &mut RowDraft<'s>,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) {
        let place = |kind| columns.iter().position(|c| c.is_some_and(|c| c.kind == kind));
        let (time, number) = (place(ColumnKind::Deadline), place(ColumnKind::Number));
        let in_front = time.is_some_and(|time| number.is_some_and(|number| time < number));
        let blank = time.and_then(|time| row.get(time)).is_some_and(|cell| cell.flow.is_empty());
        if self.drawn || self.state.fresh || !in_front || !blank || draft.number.is_none() {
            return;
        }
        let Some(above) = self.rows.last().and_then(|row| row.deadline.clone()) else { return };
        self.carried(&above);
        draft.deadline = Some(above);
    }

    /// 同上: the time of the row above.
    fn time_above(&mut self, draft: &mut RowDraft<'s>, mark: &Flow<'s>) {
        self.record.furniture(FurnitureKind::Mark, mark.whole());
        let Some(time) = self.rows.last().and_then(|row| row.deadline.clone()) else { return };
        self.stands_for(mark, &time);
        draft.deadline = Some(time);
    }

    /// Records that a mark was read as the words of the row above.
    fn stands_for(&mut self, mark: &Flow<'s>, words: &Flow<'s>) {
        let words = words.text();
        self.record.repair(
            RepairKind::FilledMergedCell,
            mark.whole(),
            Confidence::Certain,
            || format!("“{}”即上一行的“{}”", mark.text(), head(words, 16)),
            || format!("“{}” stands for “{}” of the row above", mark.text(), head(words, 16)),
        );
    }

    /// Words under no column: kept with the task where they read like it, else as a remark.
    fn stray(&mut self, draft: &mut RowDraft<'s>, cell: &Cell<'s>) {
        if is_none_mark(cell.flow.text()) {
            self.record.furniture(FurnitureKind::Mark, cell.flow.whole());
            return;
        }
        draft.span.extend(&cell.flow.whole());
        let slot = (ColumnKind::Other, None, 0);
        if !self.columns.drafts.iter().any(|(known, _)| *known == slot) {
            self.columns.drafts.push((slot, Flow::default()));
        }
        draft.other.push((self.columns.index(slot), cell.flow.clone()));
    }

    /// A merged cell was read for one more row.
    fn carried(&mut self, flow: &Flow<'s>) {
        if let Some(start) = flow.whole().start() {
            self.merged
                .entry(start)
                .or_insert_with(|| (flow.whole(), flow.text().to_owned(), 0))
                .2 += 1;
        }
    }

    /// A cell merged over the columns of several periods was read for each.
    fn stretched(&mut self, flow: &Flow<'s>, count: usize) {
        let words = head(flow.text(), 16);
        self.record.repair(
            RepairKind::FilledMergedCell,
            flow.whole(),
            Confidence::Certain,
            || format!("合并单元格“{words}”已填入它跨过的{count}个时段"),
            || format!("the merged cell “{words}” is read for the {count} periods that it covers"),
        );
    }

    fn settle_section(
        &mut self,
        draft: &mut RowDraft<'s>,
        section: SectionCell<'s>,
        printed: bool,
    ) {
        if printed && !self.rest_of_title(&section) {
            let same = self.state.section.as_ref().is_some_and(|known| {
                let title =
                    |cell: &SectionCell<'_>| cell.title.as_ref().map(|title| fold(title.text()));
                (title(known) == title(&section) || section.title.is_none())
                    && known.ordinal.as_ref().map(|o| o.0) == section.ordinal.as_ref().map(|o| o.0)
            });
            if !same {
                self.state.action = None;
            }
            // An ordinal or a title alone goes on with the other half of the section before.
            let mut section = section;
            if section.title.is_none() && section.ordinal.is_some() && same {
                section.title = self.state.section.as_ref().and_then(|known| known.title.clone());
            }
            self.state.section = Some(Rc::new(section));
        } else if let Some(title) =
            self.state.section.as_ref().and_then(|known| known.title.clone())
        {
            self.carried(&title);
        }
        draft.section = self.state.section.clone();
        // Where no column says who leads, the group's lead is each row's.
        if let Some(units) = draft.section.as_ref().and_then(|section| section.units.clone())
            && !draft.units.iter().any(|cell| cell.role == units.role)
        {
            draft.units.insert(0, *units);
        }
    }

    fn settle_action(&mut self, draft: &mut RowDraft<'s>, has_action: bool) {
        if !has_action {
            self.state.action = None;
            return;
        }
        let title = draft
            .section
            .as_ref()
            .and_then(|section| section.title.as_ref())
            .map(|title| fold(title.text()));
        if let Some(action) = &draft.action
            && title.is_some_and(|title| title == fold(action.text()))
        {
            // The group cell beside it spilled over.
            draft.spilled = draft.action.take().map(Box::new);
            draft.spilled_printed = std::mem::take(&mut draft.action_printed);
        }
        match &draft.action {
            Some(action) => self.state.action = Some(action.clone()),
            None => {
                if let Some(action) = self.state.action.clone() {
                    if draft.spilled.is_none() && draft.content.is_some() {
                        self.carried(&action);
                    }
                    draft.action = Some(action);
                }
            }
        }
    }

    /// `12 完善…` in the column of numbers.
    fn glued_number(&mut self, draft: &mut RowDraft<'s>, flow: &Flow<'s>, in_action: bool) {
        let split = leading_number(flow.text());
        if let Some((number, numeral, rest)) = split {
            draft.number = Some((number, flow.slice(numeral)));
            self.freed(flow, number, Confidence::Likely);
            let content = flow.slice(rest);
            // The cell covers the column of actions as well.
            if in_action {
                (draft.action, draft.action_printed) = (Some(content), true);
                return;
            }
            match &mut draft.content {
                Some(known) => known.append(&content),
                None => draft.content = Some(content),
            }
        } else if draft.content.is_none() {
            draft.content = Some(flow.clone());
        } else {
            draft.other.push((0, flow.clone()));
        }
    }

    /// `32 把…` at the start of the action or of the task, while the column of numbers is empty.
    fn free_number(&mut self, draft: &mut RowDraft<'s>) {
        let action = draft.action.clone().filter(|_| draft.action_printed);
        for (flow, in_action) in [(action, true), (draft.content.clone(), false)] {
            let Some(flow) = flow else { continue };
            let Some((number, numeral, rest)) = leading_number(flow.text()) else { continue };
            // 1.…, 2.…: the parts of one task, each in a row of its own below its number.
            let before =
                self.rows.last().and_then(|row| leading_number(row.content.as_ref()?.text()));
            if !in_action && before.is_some_and(|(part, ..)| part + 1 == number) {
                continue;
            }
            let expected = self.state.number.map(|last| last + 1);
            let bare = flow.text()[numeral.end..].chars().next().is_some_and(chars::is_han);
            let again = number == 1 && self.state.fresh;
            if expected != Some(number)
                && !again
                && (bare || expected.is_some_and(|expected| number.abs_diff(expected) > 3))
            {
                continue;
            }
            let confidence =
                if expected == Some(number) { Confidence::Certain } else { Confidence::Likely };
            draft.number = Some((number, flow.slice(numeral)));
            let rest = Some(flow.slice(rest));
            if in_action {
                draft.action = rest;
            } else {
                draft.content = rest;
            }
            self.freed(&flow, number, confidence);
            return;
        }
    }

    /// Where no column says who answers, and all rows stand under titles that are units' names, those
    /// answer: 教务处（4项） over its tasks.
    fn answered_by_title(&mut self) {
        let named = |kind| self.columns.drafts.iter().any(|((known, ..), _)| *known == kind);
        if named(ColumnKind::Lead) || named(ColumnKind::Responsible) {
            return;
        }
        let mut titles: Vec<(Rc<SectionCell<'s>>, UnitsCell<'s>)> = Vec::new();
        for row in &self.rows {
            let Some(section) = &row.section else { return };
            if titles.last().is_some_and(|(known, _)| Rc::ptr_eq(known, section)) {
                continue;
            }
            let Some(title) = &section.title else { return };
            let units = UnitsCell::new(
                Role::Responsible,
                title.slice(0..before_count(title.text())),
                Vec::new(),
            );
            if !responsibility::names_alone(&units.flow) {
                return;
            }
            titles.push((section.clone(), units));
        }
        // 学校, 医院: kinds of bodies are what the tasks are about.
        let offices = titles.iter().filter(|(_, units)| is_office(units.flow.text())).count();
        if titles.len() < 2 || offices * 2 <= titles.len() {
            return;
        }
        for (_, units) in &titles {
            self.record.repair(
                RepairKind::ChosenReading,
                units.flow.whole(),
                Confidence::Likely,
                || format!("没有责任单位列，“{}”作其下各行的责任单位", head(units.flow.text(), 16)),
                || {
                    format!(
                        "no column says who answers; “{}” is taken for who does in the rows below it",
                        head(units.flow.text(), 16)
                    )
                },
            );
        }
        let mut titles = titles.into_iter().peekable();
        let mut current = titles.next();
        for row in &mut self.rows {
            let Some(section) = &row.section else { continue };
            if let Some(next) = titles.next_if(|(known, _)| Rc::ptr_eq(known, section)) {
                current = Some(next);
            }
            if let Some((_, units)) = &current {
                row.units.insert(0, units.clone());
            }
        }
    }

    /// Where lines or bars leave open what is merged, and the units are blank in just those rows in which
    /// the action is, which goes on from above, the units of its first row hold for all of them.
    fn units_beside_actions(&mut self) {
        let blank = |row: &RowDraft<'_>| row.units.is_empty();
        let alike = |row: &RowDraft<'_>| {
            row.content.is_some() && row.action.is_some() && row.action_printed != blank(row)
        };
        let blanks = self.rows.iter().filter(|row| blank(row)).count();
        if self.drawn || blanks < 2 || self.rows.len() - blanks < 2 || !self.rows.iter().all(alike)
        {
            return;
        }
        let mut above: Vec<UnitsCell<'s>> = Vec::new();
        for row in &mut self.rows {
            if !blank(row) {
                above.clone_from(&row.units);
                continue;
            }
            // 市财政局安排资金: the row says itself who answers.
            if row.content.as_ref().is_some_and(|flow| responsibility::opens_with_name(flow.text()))
            {
                continue;
            }
            row.units.clone_from(&above);
            for cell in &above {
                let Some(start) = cell.flow.whole().start() else { continue };
                let merged = || (cell.flow.whole(), cell.flow.text().to_owned(), 0);
                self.merged.entry(start).or_insert_with(merged).2 += 1;
            }
        }
    }

    /// Where no column has the numbers, and every task begins with the next or, under another section
    /// or action, with 1 again, they are the rows' numbers: 1.发放…, 2.开展….
    fn number_tasks(&mut self) {
        let has_number =
            self.columns.drafts.iter().any(|((kind, ..), _)| *kind == ColumnKind::Number);
        if has_number || self.rows.len() < 2 {
            return;
        }
        let mut found: Vec<Marker> = Vec::with_capacity(self.rows.len());
        let mut counts = false;
        for (at, row) in self.rows.iter().enumerate() {
            let Some(content) = row.content.as_ref().filter(|_| row.number.is_none()) else {
                return;
            };
            let Some(number) = task_number(content.text()) else { return };
            // 1.…2.… in one cell are parts of its task.
            if goes_on_inside(content.text(), &number) {
                return;
            }
            let next = match found.last() {
                Some(last) if last.form != number.form => return,
                Some(last) => last.number + 1 == number.number,
                None => number.number == 1,
            };
            let again =
                || number.number == 1 && at > 0 && other_part(&self.rows[at - 1], &self.rows[at]);
            if !next && !again() {
                return;
            }
            counts |= next && at > 0;
            found.push(number);
        }
        if !counts {
            return;
        }
        for (row, number) in self.rows.iter_mut().zip(found) {
            let Some(content) = row.content.take() else { continue };
            row.number = Some((number.number, content.slice(number.numeral.clone())));
            row.content =
                Some(content.slice(trim(content.text(), number.end..content.text().len())));
        }
    }

    fn freed(&mut self, flow: &Flow<'s>, number: u32, confidence: Confidence) {
        let start = head(flow.text(), 10).to_owned();
        self.record.repair(
            RepairKind::FreedNumber,
            flow.whole(),
            confidence,
            || format!("序号{number}粘在内容上，已分开：“{start}”"),
            || format!("number {number} was glued to the text and is set free: “{start}”"),
        );
    }

    fn finish(mut self) -> Read<'s> {
        part_targets(&mut self.rows, self.record);
        self.number_tasks();
        self.answered_by_title();
        self.units_beside_actions();
        for (span, words, count) in self.merged.into_values() {
            self.record.repair(
                RepairKind::FilledMergedCell,
                span,
                Confidence::Certain,
                || format!("合并单元格“{}”已填入其下{count}行", head(&words, 16)),
                || {
                    format!(
                        "the merged cell “{}” is carried down to {count} rows below it",
                        head(&words, 16)
                    )
                },
            );
        }
        let columns = self
            .columns
            .drafts
            .into_iter()
            .map(|((kind, period, _), header)| ColumnDraft { kind, period, header })
            .collect();
        Read { columns, rows: self.rows, notes: self.notes }
    }
}

/// Whether a cell only says that it holds the same as the one above it.
fn is_ditto(text: &str) -> bool {
    matches!(text, "同上" | "同前" | "〃" | "″")
}

/// Where the last row of a page with more than one cell filled stands.
fn last_full(page: &Page<'_>) -> usize {
    let filled = |row: &[Cell<'_>]| row.iter().filter(|cell| cell.words().is_some()).count();
    page.rows.iter().rposition(|row| filled(row) > 1).unwrap_or(0)
}

/// The few words that a row with all its blank cells printed has alone where the numbers stand: where
/// there are more such rows, or the words count the rows below, the title of these.
fn title_under_number<'r>(row: &'r [Cell<'_>], columns: &[Option<Assigned>]) -> Option<&'r str> {
    let words = row.first().and_then(Cell::words)?;
    // （续）, 填报人：…, 小计: said of the table.
    let aside = words.starts_with(['（', '(']) && marker(words).is_none()
        || words.contains(['：', ':'])
        || matches!(words, "合计" | "总计" | "共计" | "小计");
    (row.len() > 2
        && row.len() == columns.len()
        && columns[0].is_some_and(|column| column.kind == ColumnKind::Number)
        && row[1..].iter().all(|cell| cell.words().is_none() && !cell.from_above)
        && words.chars().count() <= 40
        && !words.starts_with(|c| chars::digit(c).is_some())
        && printed_number(words).is_none()
        && !is_none_mark(words)
        && !aside
        && !sentence::is_sentence(words))
    .then_some(words)
}

/// Whether the count that a task begins with goes on within it: 1.建设…。2.改造….
fn goes_on_inside(text: &str, first: &Marker) -> bool {
    let mut before = None;
    text.char_indices().any(|(at, c)| {
        let begins = !before.replace(c).is_some_and(|before| {
            chars::digit(before).is_some() || matches!(before, '、' | '.' | '第' | '至' | '-')
        });
        at >= first.end
            && begins
            && marker(&text[at..]).is_some_and(|next| {
                next.form == first.form
                    && next.number == first.number + 1
                    && !next.doubtful
                    && text[at + next.end..].starts_with(chars::is_han)
            })
    })
}

/// Whether two rows stand under different sections or actions.
fn other_part(above: &RowDraft<'_>, row: &RowDraft<'_>) -> bool {
    let action = |row: &RowDraft<'_>| row.action.as_ref().map(|action| action.whole().start());
    let same_section = match (&above.section, &row.section) {
        (Some(above), Some(row)) => Rc::ptr_eq(above, row),
        (None, None) => true,
        _ => false,
    };
    !same_section || action(above) != action(row)
}

/// Whether each name of a title is an office's or a department's: 教务处, 学生工作处、团委.
fn is_office(title: &str) -> bool {
    title.split(['、', '，', ',']).all(|name| {
        let name = name.trim_matches(chars::is_space);
        let kinds = ["各部门", "各科室", "各处室", "相关部门", "有关部门"];
        name.ends_with(['局', '处', '科', '办', '委', '室', '部', '厅', '股', '署'])
            && !kinds.contains(&name)
            || name.ends_with("政府")
    })
}

/// Where a section's title ends before the count of its rows: 教务处（4项）.
fn before_count(title: &str) -> usize {
    let counts = |inner: &str| {
        inner.ends_with(['项', '条', '件', '个'])
            && inner.chars().any(|c| chars::digit(c).is_some())
    };
    let bracket =
        title.trim_end().strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '(']));
    bracket
        .filter(|(_, inner)| counts(inner))
        .map_or(title.len(), |(name, _)| name.trim_end().len())
}
