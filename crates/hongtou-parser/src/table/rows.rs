//! Rows out of pages: merged cells carried down, cut rows stitched, numbers set free.

use std::collections::BTreeMap;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, Period, RepairKind, Role, Span};
use hongtou_source::{GridForm, chars, fold};

use super::ColumnDraft;
use super::columns::{
    Assigned, BodyHints, Heading, Prior, Profile, assign, clause_forms, is_none_mark, is_number,
    is_ordinal, key, row_number,
};
use super::grid::{Cell, Page};
use super::tail::{self, CutCell};
use crate::flow::{Flow, trim};
use crate::marker::{Form, marker};
use crate::record::{Record, head, tail};
use crate::responsibility;

/// A row before it is written down.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowDraft<'s> {
    pub(crate) number: Option<(u32, Flow<'s>)>,
    pub(crate) section: Option<SectionCell<'s>>,
    pub(crate) action: Option<Flow<'s>>,
    /// Whether the action is printed in this row, rather than carried down to it.
    pub(crate) action_printed: bool,
    /// The section's title, printed where the action should be.
    pub(crate) spilled: Option<Flow<'s>>,
    pub(crate) content: Option<Flow<'s>>,
    pub(crate) targets: Vec<(Option<Period>, Flow<'s>)>,
    pub(crate) deadline: Option<Flow<'s>>,
    pub(crate) units: Vec<UnitsCell<'s>>,
    /// Cells of other columns, with the index of the table's column.
    pub(crate) other: Vec<(u32, Flow<'s>)>,
    pub(crate) clause_forms: Vec<(Form, u32)>,
    /// Text that the row covers.
    pub(crate) span: Span,
}

/// The section that a row stands under.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionCell<'s> {
    pub(crate) ordinal: Option<(u32, Flow<'s>)>,
    pub(crate) title: Option<Flow<'s>>,
    /// The ordinal of the body's section of that title, where the table prints none.
    pub(crate) known: Option<u32>,
    /// Who answers for all its rows: 医疗健康（牵头单位：省卫生健康委）.
    pub(crate) units: Option<UnitsCell<'s>>,
}

/// A cell that names units.
#[derive(Clone, Debug)]
pub(crate) struct UnitsCell<'s> {
    pub(crate) role: Role,
    pub(crate) flow: Flow<'s>,
    /// Where the container breaks the line, in bytes of the words.
    pub(crate) breaks: Vec<usize>,
    /// Whether the page shows one column of units where the header names a lead's besides.
    pub(crate) alone: bool,
}

impl<'s> RowDraft<'s> {
    /// Whether the row says anything of its own.
    fn says_something(&self) -> bool {
        self.content.is_some()
            || !self.targets.is_empty()
            || !self.units.is_empty()
            || self.deadline.is_some()
            || self.action_printed
    }

    /// Takes words that go on with one of the row's cells.
    fn go_on(&mut self, column: &Assigned, more: &Flow<'s>, breaks: &[usize]) {
        let join = |known: &mut Option<Flow<'s>>| match known {
            Some(known) => known.append(more),
            None => *known = Some(more.clone()),
        };
        match column.kind {
            ColumnKind::Content => join(&mut self.content),
            ColumnKind::Action => join(&mut self.action),
            ColumnKind::Section | ColumnKind::SectionOrdinal => {
                join(&mut self.section.get_or_insert_default().title);
            }
            ColumnKind::Deadline => join(&mut self.deadline),
            ColumnKind::Target => {
                match self.targets.iter_mut().find(|(known, _)| *known == column.period) {
                    Some((_, known)) => known.append(more),
                    None => self.targets.push((column.period, more.clone())),
                }
            }
            ColumnKind::Lead
            | ColumnKind::Responsible
            | ColumnKind::Support
            | ColumnKind::Guide => {
                let role = unit_role(column.kind);
                match self.units.iter_mut().rev().find(|known| known.role == role) {
                    Some(known) => {
                        let at = known.flow.text().len();
                        known.breaks.extend(breaks.iter().map(|b| b + at));
                        known.flow.append(more);
                    }
                    None => self.units.push(UnitsCell {
                        role,
                        flow: more.clone(),
                        breaks: breaks.to_vec(),
                        alone: false,
                    }),
                }
            }
            _ => self.other.push((0, more.clone())),
        }
    }
}

fn unit_role(kind: ColumnKind) -> Role {
    match kind {
        ColumnKind::Lead => Role::Lead,
        ColumnKind::Support => Role::Support,
        ColumnKind::Guide => Role::Guide,
        _ => Role::Responsible,
    }
}

/// The cells of a row as the next page may go on with them.
fn cut_cells<'s>(
    row: &[Cell<'s>],
    columns: &[Option<Assigned>],
    draft: &RowDraft<'s>,
) -> Vec<CutCell<'s>> {
    let section = draft.section.as_ref();
    columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let flow = match column.map(|column| column.kind) {
                Some(ColumnKind::Content) => draft.content.clone(),
                Some(ColumnKind::Action) => draft.action.clone(),
                Some(ColumnKind::Section) => section.and_then(|section| section.title.clone()),
                Some(ColumnKind::SectionOrdinal) => {
                    section.and_then(|section| Some(section.ordinal.as_ref()?.1.clone()))
                }
                _ => row
                    .get(at)
                    .filter(|cell| cell.own || cell.from_above)
                    .map(|cell| cell.flow.clone()),
            };
            CutCell { column: *column, flow: flow.unwrap_or_default() }
        })
        .collect()
}

/// Reads the pages of a task table.
pub(crate) fn read<'s>(
    pages: Vec<Page<'s>>,
    hints: &BodyHints,
    record: &mut Record,
) -> (Vec<ColumnDraft<'s>>, Vec<RowDraft<'s>>) {
    let leads_and_others = pages.iter().any(|page| {
        let headings = page.column_headings();
        headings.contains(&Heading::Units(Role::Lead))
            && headings.contains(&Heading::Units(Role::Responsible))
    });
    let mut reading = Reading {
        leads_and_others,
        columns: Columns::default(),
        rows: Vec::new(),
        state: State::default(),
        merged: BTreeMap::new(),
        last: Vec::new(),
        hints,
        record,
    };
    let headers = headers(&pages);
    let seen = seen_kinds(&pages, &headers, hints);
    for (at, (page, header)) in pages.iter().zip(&headers).enumerate() {
        let assigned = assign_page(page, header, &seen, hints, at > 0);
        for copy in &page.copies {
            reading.record.furniture(FurnitureKind::RepeatedHeader, copy.whole());
        }
        reading.header(page, &assigned, at > 0);
        reading.page(page, header, &assigned, &seen);
    }
    reading.finish()
}

/// The headings over each page: its own, what it leaves out of the table's header put back, or
/// where it prints none those of the page before.
fn headers(pages: &[Page<'_>]) -> Vec<Vec<Heading>> {
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

/// What each heading stands for, page by page: the kinds, and on what share of the pages.
fn seen_kinds(pages: &[Page<'_>], headers: &[Vec<Heading>], hints: &BodyHints) -> Seen {
    let mut seen: Seen = Vec::new();
    for (at, (page, headings)) in pages.iter().zip(headers).enumerate() {
        for column in assign_page(page, headings, &[], hints, at > 0).into_iter().flatten() {
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
        *share /= pages.len().max(1) as f32;
    }
    seen
}

type Seen = Vec<(Heading, ColumnKind, f32)>;

fn assign_page(
    page: &Page<'_>,
    headings: &[Heading],
    seen: &[(Heading, ColumnKind, f32)],
    hints: &BodyHints,
    again: bool,
) -> Vec<Option<Assigned>> {
    let mut rows: Vec<&Vec<Cell<'_>>> =
        page.rows.iter().filter(|row| spanning(row, hints).is_none()).collect();
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
                profiles[column].add(&cell.flow, hints);
            }
        }
    }
    let shift = if page.form == GridForm::Tabs { 0.05 } else { 0.4 };
    // A real grid has its empty columns under their headings.
    if page.form != GridForm::Tabs {
        profiles.resize_with(
            width.max(headings.len().min(page.rows.iter().map(Vec::len).max().unwrap_or(0))),
            Profile::default,
        );
    }
    let default = default_headings(&profiles);
    let headings = if headings.is_empty() { &default[..] } else { headings };
    assign(headings, &profiles, Prior { seen, shift }).0
}

/// What a table without any header most likely has.
fn default_headings(profiles: &[Profile]) -> Vec<Heading> {
    let mut out = vec![Heading::Serial, Heading::Name, Heading::Detail];
    out.extend(profiles.iter().map(|_| Heading::Blank));
    out.push(Heading::Units(Role::Responsible));
    out.push(Heading::Deadline);
    out
}

fn used_width(row: &[Cell<'_>]) -> usize {
    row.iter().rposition(|cell| cell.words().is_some() || cell.from_above).map_or(0, |at| at + 1)
}

/// The one cell of a row that spans the table as a heading of the rows below it: 一、…（共5项）.
fn spanning<'r, 's>(row: &'r [Cell<'s>], hints: &BodyHints) -> Option<Vec<&'r Cell<'s>>> {
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
        && row.len() > 3
        && (is_ordinal(first).is_some()
            || is_number(first).is_some() && hints.sections.contains(&key(title)))
        && title.chars().count() <= 40
        && !title.contains('。'))
    .then_some(filled)
}

/// The columns of the table, gathered over its pages.
#[derive(Default)]
struct Columns<'s> {
    drafts: Vec<(Slot, Flow<'s>)>,
}

/// A column of the table: its kind, its period, and which of the columns of that sort it is.
type Slot = (ColumnKind, Option<Period>, usize);

fn slots(assigned: &[Option<Assigned>]) -> Vec<Option<Slot>> {
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
    fn index(&self, slot: Slot) -> u32 {
        self.drafts.iter().position(|(known, _)| *known == slot).unwrap_or(0) as u32
    }

    fn gather(&mut self, slots: &[Option<Slot>]) {
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

#[derive(Default)]
struct State<'s> {
    section: Option<SectionCell<'s>>,
    action: Option<Flow<'s>>,
    number: Option<u32>,
}

struct Reading<'r, 's> {
    /// Whether the header names both who leads and who answers.
    leads_and_others: bool,
    columns: Columns<'s>,
    rows: Vec<RowDraft<'s>>,
    state: State<'s>,
    /// Merged cells that were carried down: where they are printed, and how far.
    merged: BTreeMap<(u16, u32), (Span, String, u32)>,
    /// The cells of the last row, for what a page cut off it.
    last: Vec<CutCell<'s>>,
    hints: &'r BodyHints,
    record: &'r mut Record,
}

impl<'s> Reading<'_, 's> {
    /// Takes a page's header: its words name the columns once, every other printing is furniture.
    fn header(&mut self, page: &Page<'s>, assigned: &[Option<Assigned>], again: bool) {
        let slots = slots(assigned);
        self.columns.gather(&slots);
        if page.header.is_empty() {
            return;
        }
        let flows = page.header_flows();
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
        for (heading, flow) in flows.into_iter().enumerate() {
            if flow.is_empty() {
                continue;
            }
            // The last column that the heading stands over bears its words.
            let column = assigned
                .iter()
                .rposition(|column| column.is_some_and(|c| c.heading == Some(heading)));
            let slot = column.and_then(|at| slots[at]);
            match slot
                .and_then(|slot| self.columns.drafts.iter_mut().find(|(known, _)| *known == slot))
            {
                Some((_, header)) if header.is_empty() => *header = flow,
                _ => self.unplaced(flow, heading, page),
            }
        }
    }

    /// A heading that no column of the first page answers: other pages may have the column.
    fn unplaced(&mut self, flow: Flow<'s>, heading: usize, page: &Page<'s>) {
        let kind = match page.column_headings().get(heading) {
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

    fn page(
        &mut self,
        page: &Page<'s>,
        headings: &[Heading],
        assigned: &[Option<Assigned>],
        seen: &[(Heading, ColumnKind, f32)],
    ) {
        let has_number = seen.iter().any(|&(_, kind, _)| kind == ColumnKind::Number);
        let mut at_top = true;
        for row in &page.rows {
            if let Some(cells) = spanning(row, self.hints) {
                self.section_row(&cells);
                at_top = false;
                continue;
            }
            let own = self.realign(page, row, headings, assigned, seen);
            let columns = own.as_deref().unwrap_or(assigned);
            if let Some(rest) = self.rest(row, columns, at_top, has_number) {
                let moved =
                    rest.iter().zip(columns).any(|(own, page)| own.is_some() && own != page);
                self.put_back(row, &rest, at_top, moved);
                at_top = false;
                continue;
            }
            if let [line] = &row[..]
                && assigned.len() > 2
            {
                // A line of its own that goes on with nothing heads the rows below it.
                self.section_row(&[line]);
                at_top = false;
                continue;
            }
            let draft = self.row(row, columns, has_number);
            if draft.says_something() || draft.number.is_some() {
                if let Some((number, _)) = &draft.number {
                    self.state.number = Some(*number);
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
                let mut profile = Profile::default();
                if let Some(cell) = row.get(column).filter(|cell| cell.words().is_some()) {
                    profile.add(&cell.flow, &BodyHints::default());
                }
                profile
            })
            .collect();
        let kept = super::columns::score(assigned, &profiles);
        let (own, _) = assign(headings, &profiles, Prior { seen, shift: 0.05 });
        let moved = super::columns::score(&own, &profiles);
        if own == assigned || moved < kept + 4.0 {
            return None;
        }
        self.columns.gather(&slots(&own));
        let mut span = Span::default();
        row.iter().filter(|cell| cell.own).for_each(|cell| span.extend(&cell.flow.whole()));
        self.record.repair(
            RepairKind::MovedCells,
            span,
            Confidence::Likely,
            || "本行单元格与表头错位，已按内容归入各列".to_owned(),
            || "the cells of this row are shifted against the header; each is given to the column it fits".to_owned(),
        );
        Some(own)
    }

    fn section_row(&mut self, cells: &[&Cell<'s>]) {
        // Where no row stands below it, its words are still accounted for.
        for cell in cells {
            self.record.furniture(FurnitureKind::Label, cell.flow.whole());
        }
        let first = &cells[0].flow;
        let mut section = SectionCell::default();
        if cells.len() == 2 {
            let ordinal = is_ordinal(first.text()).or_else(|| is_number(first.text()));
            section.ordinal = ordinal.map(|n| (n, first.clone()));
            section.title = Some(cells[1].flow.clone());
        } else if let Some(found) = marker(first.text()) {
            section.ordinal = Some((found.number, first.slice(found.numeral.clone())));
            let range = trim(first.text(), found.end..first.text().len());
            section.title = (!range.is_empty()).then(|| first.slice(range));
        } else {
            section.title = Some(first.clone());
        }
        self.state.section = Some(section);
        self.state.action = None;
    }

    /// One printed row by its columns.
    fn row(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        has_number: bool,
    ) -> RowDraft<'s> {
        let mut draft = RowDraft::default();
        let slots = slots(columns);
        let has_action = columns.iter().flatten().any(|column| column.kind == ColumnKind::Action);
        let kinds = |kind| columns.iter().flatten().any(|column| column.kind == kind);
        let alone =
            self.leads_and_others && (kinds(ColumnKind::Lead) != kinds(ColumnKind::Responsible));
        let mut section = SectionCell::default();
        let mut printed_section = false;
        for (at, cell) in row.iter().enumerate() {
            let Some(column) = columns.get(at).copied().flatten() else {
                if cell.own && !cell.flow.is_empty() {
                    self.stray(&mut draft, cell);
                }
                continue;
            };
            // What a merged cell above says, is said here as well.
            if !cell.own && !cell.from_above || cell.flow.is_empty() {
                continue;
            }
            let flow = cell.flow.clone();
            let text = flow.text();
            if cell.own {
                draft.span.extend(&flow.whole());
            }
            let none = is_none_mark(text);
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
                        section.ordinal = numeral;
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
                    draft.action_printed = cell.own;
                    if cell.from_above {
                        self.carried(&flow);
                    }
                }
                ColumnKind::Number if cell.own => match row_number(text) {
                    Some(number) => draft.number = Some((number, flow.slice(numeral_range(text)))),
                    None => self.glued_number(&mut draft, &flow),
                },
                ColumnKind::Content => {
                    if draft.content.is_none() || cell.own {
                        match &mut draft.content {
                            Some(content) => content.append(&flow),
                            None => draft.content = Some(flow),
                        }
                    }
                }
                ColumnKind::Target if !none => draft.targets.push((column.period, flow)),
                ColumnKind::Deadline if !none => draft.deadline = Some(flow),
                ColumnKind::Lead
                | ColumnKind::Responsible
                | ColumnKind::Support
                | ColumnKind::Guide => {
                    let role = unit_role(column.kind);
                    if none {
                        self.record.furniture(FurnitureKind::Mark, flow.whole());
                    } else {
                        if cell.from_above {
                            self.carried(&flow);
                        }
                        draft.units.push(UnitsCell {
                            role,
                            flow,
                            breaks: cell.breaks.clone(),
                            alone,
                        });
                    }
                }
                ColumnKind::ClauseReference => {
                    draft.clause_forms = clause_forms(text);
                    if cell.own
                        && let Some(slot) = slots[at]
                    {
                        draft.other.push((self.columns.index(slot), flow));
                    }
                }
                _ if none => self.record.furniture(FurnitureKind::Mark, flow.whole()),
                _ => {
                    if cell.own
                        && let Some(slot) = slots[at]
                    {
                        draft.other.push((self.columns.index(slot), flow));
                    }
                }
            }
        }
        if has_number && draft.number.is_none() {
            self.free_number(&mut draft);
        }
        if let Some(printed) = &draft.action {
            let action = strip_marker(printed);
            if draft.action_printed {
                self.record.label(printed, 0..printed.text().len() - action.text().len());
            }
            draft.action = Some(action);
        }
        self.settle_section(&mut draft, section, printed_section);
        self.settle_action(&mut draft, has_action);
        draft
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

    fn settle_section(
        &mut self,
        draft: &mut RowDraft<'s>,
        section: SectionCell<'s>,
        printed: bool,
    ) {
        if printed {
            let same = self.state.section.as_ref().is_some_and(|known| {
                let title =
                    |cell: &SectionCell<'_>| cell.title.as_ref().map(|title| fold(title.text()));
                title(known) == title(&section)
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
            self.state.section = Some(section);
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
            draft.units.insert(0, units);
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
            draft.spilled = draft.action.take();
            draft.action_printed = false;
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
    fn glued_number(&mut self, draft: &mut RowDraft<'s>, flow: &Flow<'s>) {
        let split = leading_number(flow.text());
        if let Some((number, numeral, rest)) = split {
            draft.number = Some((number, flow.slice(numeral)));
            self.freed(flow, number, Confidence::Likely);
            let content = flow.slice(rest);
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
            let expected = self.state.number.map(|last| last + 1);
            let bare = flow.text()[numeral.end..].chars().next().is_some_and(chars::is_han);
            if expected != Some(number)
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

    fn stitched(&mut self, at: Span, sure: bool, at_top: bool) {
        let Some(last) = self.rows.last() else { return };
        let number = last.number.as_ref().map(|(number, _)| *number);
        let broken = last
            .content
            .as_ref()
            .map(|content| tail(content.text(), 6).to_owned())
            .unwrap_or_default();
        let confidence = match (sure, at_top) {
            (true, true) => Confidence::Certain,
            (true, false) | (false, true) => Confidence::Likely,
            (false, false) => Confidence::Unsure,
        };
        self.record.repair(
            RepairKind::StitchedRow,
            at,
            confidence,
            || match number {
                Some(number) => format!("第{number}行被换页截断，已逐格接回"),
                None => format!("一行被换页截断，已逐格接回：“…{broken}”"),
            },
            || match number {
                Some(number) => {
                    format!("row {number} was cut by a page and is stitched cell by cell")
                }
                None => {
                    format!("a row was cut by a page and is stitched cell by cell: “…{broken}”")
                }
            },
        );
    }

    /// The columns of a row that is the rest of the row before, cut off by a page.
    fn rest(
        &self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        at_top: bool,
        has_number: bool,
    ) -> Option<Vec<Option<Assigned>>> {
        // The number of the row before may be written again beside the rest of it.
        let mut again = false;
        for (cell, column) in row.iter().zip(columns) {
            if cell.from_above {
                return None;
            }
            let numbers = column.is_some_and(|column| column.kind == ColumnKind::Number);
            if let Some(number) = cell.words().filter(|_| numbers).and_then(row_number) {
                if Some(number) != self.state.number {
                    return None;
                }
                again = true;
            }
        }
        let pieces: Vec<Option<&Flow<'s>>> =
            row.iter().map(|cell| cell.words().map(|_| &cell.flow)).collect();
        let (found, score) = tail::align(&pieces, &self.last, self.hints)?;
        let least = match (has_number && !again, at_top) {
            (true, true) => 0.2,
            (true, false) => 1.2,
            (false, true) => 1.2,
            (false, false) => 2.4,
        };
        (score >= least).then_some(found)
    }

    /// Puts the rest of a cut row back, piece by piece.
    fn put_back(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        at_top: bool,
        moved: bool,
    ) {
        let Some(last) = self.rows.last_mut() else { return };
        let mut sure = true;
        let mut span = Span::default();
        for (cell, column) in row.iter().zip(columns) {
            let (Some(_), Some(column)) = (cell.words(), column) else { continue };
            let Some(known) = self.last.iter_mut().find(|known| known.column == Some(*column))
            else {
                continue;
            };
            let more = &cell.flow;
            let outer = matches!(
                column.kind,
                ColumnKind::SectionOrdinal
                    | ColumnKind::Section
                    | ColumnKind::Action
                    | ColumnKind::Number
            );
            if outer && key(known.flow.text()) == key(more.text()) {
                // Written again at the top of the page.
                self.record.furniture(FurnitureKind::RepeatedHeader, more.whole());
                continue;
            }
            sure &= !known.flow.is_empty() && !closed(known.flow.text());
            span.extend(&more.whole());
            known.flow.append(more);
            last.go_on(column, &cell.flow, &cell.breaks);
        }
        if let Some(action) = &last.action {
            self.state.action = Some(action.clone());
        }
        if last.section.is_some() {
            self.state.section = last.section.clone();
        }
        if span.is_empty() {
            return;
        }
        last.span.extend(&span);
        self.stitched(span, sure && !moved, at_top);
    }

    /// A row without a number at the top of a page: a row of its own, or a rest that goes on with
    /// nothing.
    fn left_apart(&mut self, draft: &RowDraft<'s>) {
        self.record.repair(
            RepairKind::LeftApart,
            draft.span.clone(),
            Confidence::Unsure,
            || "页首这一行没有序号，也接不上前一行，作为单独一行".to_owned(),
            || "this row at the top of a page has no number and goes on with nothing; it stands as a row of its own".to_owned(),
        );
    }

    fn finish(self) -> (Vec<ColumnDraft<'s>>, Vec<RowDraft<'s>>) {
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
        (columns, self.rows)
    }
}

/// Whether the words of a cell are complete.
pub(super) fn closed(text: &str) -> bool {
    text.trim_end_matches(chars::is_space).ends_with(['。', '；', '！', '？', ';', '.'])
}

/// The digits or the numeral of an ordinal cell.
fn numeral_range(text: &str) -> std::ops::Range<usize> {
    let is_numeral =
        |c: char| chars::digit(c).is_some() || "〇零一二三四五六七八九十百".contains(c);
    let start = text.find(is_numeral).unwrap_or(0);
    let end = text
        .rfind(is_numeral)
        .map_or(text.len(), |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    start..end
}

/// A number at the start of words: its value, its digits, and the words after it.
fn leading_number(text: &str) -> Option<(u32, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let width: usize =
        text.chars().take_while(|&c| chars::digit(c).is_some()).map(char::len_utf8).sum();
    let number = is_number(&text[..width]).filter(|&n| width > 0 && n > 0 && n < 1000)?;
    let rest = text[width..]
        .trim_start_matches(|c: char| chars::is_space(c) || matches!(c, '.' | '．' | '、'));
    let first = rest.chars().next()?;
    // 2024年…, 5家…, 100%… are no row numbers.
    if text[width..].starts_with(chars::is_han)
        && "年月日家个项批万亿次条件名人处所只元吨亩公里座套户场类级类部期时分千百十米届"
            .contains(first)
    {
        return None;
    }
    if matches!(first, '%' | '％' | '-' | '—' | '～' | '~') {
        return None;
    }
    Some((number, 0..width, text.len() - rest.len()..text.len()))
}

/// Splits `一、深入开展…` into ordinal and title; a title alone stays one. Where it names units,
/// the label before them is given back.
fn split_section<'s>(flow: &Flow<'s>, section: &mut SectionCell<'s>) -> Option<Span> {
    let text = flow.text();
    match marker(text).filter(|found| !found.doubtful) {
        Some(found) if section.ordinal.is_none() => {
            section.ordinal = Some((found.number, flow.slice(found.numeral.clone())));
            let range = trim(text, found.end..text.len());
            if !range.is_empty() {
                section.title = Some(flow.slice(range));
            }
        }
        _ => section.title = Some(flow.clone()),
    }
    let title = section.title.clone()?;
    let text = title.text();
    let open = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']))?;
    let inner = open + text[open..].chars().next().map_or(0, char::len_utf8);
    let colon = text[inner..].find(['：', ':']).map(|at| inner + at)?;
    let role = responsibility::label_role(&text[inner..colon])?;
    let from = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
    let to = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    let units = title.slice(trim(text, from..to));
    if open == 0 || units.is_empty() {
        return None;
    }
    section.title = Some(title.slice(trim(text, 0..open)));
    section.units = Some(UnitsCell { role, flow: units, breaks: Vec::new(), alone: false });
    Some(title.span(open..from))
}

/// An action without its ordinal: `（一）加强…`.
fn strip_marker<'s>(flow: &Flow<'s>) -> Flow<'s> {
    match marker(flow.text()).filter(|found| !found.doubtful && found.end < flow.text().len()) {
        Some(found) => flow.slice(trim(flow.text(), found.end..flow.text().len())),
        None => flow.clone(),
    }
}
