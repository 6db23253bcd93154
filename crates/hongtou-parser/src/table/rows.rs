//! Rows out of pages: merged cells carried down, cut rows stitched, numbers set free.

use std::collections::BTreeMap;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, Period, RepairKind, Role, Span};
use hongtou_source::{GridForm, chars, fold};

use super::ColumnDraft;
use super::columns::{
    Assigned, BodyHints, Heading, Prior, Profile, assign, clause_forms, is_none_mark, is_number,
    is_ordinal,
};
use super::grid::{Cell, Page};
use crate::flow::{Flow, trim};
use crate::marker::{Form, marker};
use crate::record::{Record, head, tail};

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
        record,
    };
    let mut headings: Vec<Heading> = Vec::new();
    let seen = seen_kinds(&pages, hints);
    for (at, page) in pages.iter().enumerate() {
        if !page.header.is_empty() {
            headings = page.column_headings();
        }
        let assigned = assign_page(page, &headings, &seen, hints);
        reading.header(page, &assigned, at > 0);
        reading.page(page, &headings, &assigned, &seen);
    }
    reading.finish()
}

/// What each heading stands for, page by page: the kinds, and on what share of the pages.
fn seen_kinds(pages: &[Page<'_>], hints: &BodyHints) -> Seen {
    let mut seen: Seen = Vec::new();
    let mut headings: Vec<Heading> = Vec::new();
    for page in pages {
        if !page.header.is_empty() {
            headings = page.column_headings();
        }
        for column in assign_page(page, &headings, &[], hints).into_iter().flatten() {
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
) -> Vec<Option<Assigned>> {
    let width = page
        .rows
        .iter()
        .filter(|row| spanning(row).is_none())
        .map(|row| used_width(row))
        .max()
        .unwrap_or(0);
    let mut profiles = vec![Profile::default(); width];
    for row in page.rows.iter().filter(|row| spanning(row).is_none()) {
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
fn spanning<'r, 's>(row: &'r [Cell<'s>]) -> Option<Vec<&'r Cell<'s>>> {
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
        && is_ordinal(first).is_some()
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
            if let Some(cells) = spanning(row) {
                self.section_row(&cells);
                at_top = false;
                continue;
            }
            let own = self.realign(page, row, headings, assigned, seen);
            let columns = own.as_deref().unwrap_or(assigned);
            let draft = self.row(row, columns, has_number);
            if self.goes_on(&draft, at_top, has_number, row, columns) {
                self.stitch(draft, at_top);
            } else if draft.says_something() || draft.number.is_some() {
                if let Some((number, _)) = &draft.number {
                    self.state.number = Some(*number);
                }
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
            section.ordinal = is_ordinal(first.text()).map(|n| (n, first.clone()));
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
                        split_section(&flow, &mut section);
                    } else {
                        section.ordinal = numeral;
                    }
                    printed_section = true;
                }
                ColumnKind::Section => {
                    split_section(&flow, &mut section);
                    printed_section = true;
                }
                ColumnKind::Action if !none => {
                    draft.action = Some(strip_marker(&flow));
                    draft.action_printed = cell.own;
                    if cell.from_above {
                        self.carried(&flow);
                    }
                }
                ColumnKind::Number if cell.own => match is_number(text) {
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
                    let role = match column.kind {
                        ColumnKind::Lead => Role::Lead,
                        ColumnKind::Support => Role::Support,
                        ColumnKind::Guide => Role::Guide,
                        _ => Role::Responsible,
                    };
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
        self.settle_section(&mut draft, section, printed_section);
        self.settle_action(&mut draft, has_action);
        if has_number && draft.number.is_none() {
            self.free_number(&mut draft);
        }
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

    /// `32 把…` at the start of the task, while the column of numbers is empty.
    fn free_number(&mut self, draft: &mut RowDraft<'s>) {
        let Some(content) = &draft.content else { return };
        let Some((number, numeral, rest)) = leading_number(content.text()) else { return };
        let expected = self.state.number.map(|last| last + 1);
        let bare = content.text()[numeral.end..].chars().next().is_some_and(chars::is_han);
        if expected != Some(number)
            && (bare || expected.is_some_and(|expected| number.abs_diff(expected) > 3))
        {
            return;
        }
        let confidence =
            if expected == Some(number) { Confidence::Certain } else { Confidence::Likely };
        let (flow, rest) = (content.clone(), content.slice(rest));
        draft.number = Some((number, flow.slice(numeral)));
        draft.content = Some(rest);
        self.freed(&flow, number, confidence);
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

    /// Whether a row is the rest of the row before it, cut off by a page.
    fn goes_on(
        &self,
        draft: &RowDraft<'s>,
        at_top: bool,
        has_number: bool,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> bool {
        let Some(last) = self.rows.last() else { return false };
        if draft.number.is_some() || draft.action_printed && draft.content.is_some() {
            return false;
        }
        let merged_number = row.iter().zip(columns).any(|(cell, column)| {
            cell.from_above
                && column
                    .is_some_and(|c| matches!(c.kind, ColumnKind::Number | ColumnKind::Content))
        });
        if merged_number
            && draft.units.is_empty()
            && draft.targets.is_empty()
            && draft.deadline.is_none()
        {
            return false;
        }
        // Some cell of it must go on where the row before broke off.
        let open = |text: Option<&str>| text.is_some_and(|text| !closed(text));
        let pairs_open = draft
            .content
            .as_ref()
            .map(|_| open(last.content.as_ref().map(Flow::text)))
            .unwrap_or(false)
            || draft.targets.iter().any(|(period, _)| {
                open(
                    last.targets
                        .iter()
                        .find(|(known, _)| known == period)
                        .map(|(_, flow)| flow.text()),
                )
            })
            || draft
                .units
                .iter()
                .any(|cell| last.units.iter().any(|known| known.role == cell.role))
            || draft.deadline.is_some() && last.deadline.is_some();
        let sparse = draft.content.is_none()
            || draft.units.is_empty() && draft.targets.len() < last.targets.len().max(1) + 1;
        if has_number {
            return if at_top {
                pairs_open || draft.content.is_none() && draft.units.is_empty()
            } else {
                pairs_open && (draft.content.is_none() || draft.units.is_empty())
            };
        }
        sparse
            && pairs_open
            && (draft.content.is_none()
                || draft.units.is_empty() && open(last.content.as_ref().map(Flow::text)))
    }

    /// Puts the rest of a cut row to the row before, cell by cell.
    fn stitch(&mut self, draft: RowDraft<'s>, at_top: bool) {
        let Some(last) = self.rows.last_mut() else { return };
        let mut sure = true;
        let mut span = Span::default();
        let mut join = |known: &mut Flow<'s>, more: &Flow<'s>| {
            sure &= !closed(known.text());
            span.extend(&more.whole());
            known.append(more);
        };
        if let Some(more) = &draft.content {
            match &mut last.content {
                Some(known) => join(known, more),
                None => last.content = Some(more.clone()),
            }
        }
        if draft.action_printed
            && let (Some(known), Some(more)) = (&mut last.action, &draft.action)
        {
            join(known, more);
            self.state.action = Some(known.clone());
        }
        for (period, more) in &draft.targets {
            match last.targets.iter_mut().find(|(known, _)| known == period) {
                Some((_, known)) => join(known, more),
                None => last.targets.push((*period, more.clone())),
            }
        }
        for cell in &draft.units {
            match last.units.iter_mut().rev().find(|known| known.role == cell.role) {
                Some(known) => join(&mut known.flow, &cell.flow),
                None => last.units.push(cell.clone()),
            }
        }
        if let Some(more) = &draft.deadline {
            match &mut last.deadline {
                Some(known) => join(known, more),
                None => last.deadline = Some(more.clone()),
            }
        }
        for (column, more) in &draft.other {
            match last.other.iter_mut().find(|(known, _)| known == column) {
                Some((_, known)) => join(known, more),
                None => last.other.push((*column, more.clone())),
            }
        }
        last.span.extend(&draft.span);
        let at = if span.is_empty() { draft.span.clone() } else { span };
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
fn closed(text: &str) -> bool {
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

/// Splits `一、深入开展…` into ordinal and title; a title alone stays one.
fn split_section<'s>(flow: &Flow<'s>, section: &mut SectionCell<'s>) {
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
}

/// An action without its ordinal: `（一）加强…`.
fn strip_marker<'s>(flow: &Flow<'s>) -> Flow<'s> {
    match marker(flow.text()).filter(|found| !found.doubtful && found.end < flow.text().len()) {
        Some(found) => flow.slice(trim(flow.text(), found.end..flow.text().len())),
        None => flow.clone(),
    }
}
