//! One printed row: what each of its cells says under its column.

use std::rc::Rc;

use hongtou_model::{ColumnKind, FurnitureKind, Role, Span};
use hongtou_source::chars;

use super::super::columns::Assigned;
use super::super::draft::{
    Alone, RowDraft, SectionCell, UnitsCell, names_units, numeral_range, ordinal_form,
    split_section, strip_marker, task_number,
};
use super::super::grid::Cell;
use super::super::matrix::{self, Said};
use super::super::pages::{Slot, slot};
use super::super::profile::{clause_forms, is_none_mark, is_number, is_ordinal, printed_number};
use super::Reading;
use super::carried::is_ditto;
use crate::flow::Flow;

impl<'s> Reading<'_, 's> {
    /// One printed row by its columns.
    pub(super) fn row(
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
                        self.section_cell(cell, &mut section);
                    } else {
                        section.form = numeral.as_ref().and_then(|_| ordinal_form(text));
                        section.ordinal = numeral;
                        ordinal_cell = Some(flow.clone());
                    }
                    printed_section = true;
                }
                ColumnKind::Section => {
                    self.section_cell(cell, &mut section);
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
                        let units =
                            self.units_cell(&mut draft, cell, role, slot(columns, at), timed);
                        let units = units.alone(alone);
                        self.state.front.push((at, units.clone()));
                        draft.units.push(units);
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

    /// The section that a cell names; its label is furniture where it is printed.
    fn section_cell(&mut self, cell: &Cell<'s>, section: &mut SectionCell<'s>) {
        let label = split_section(&cell.flow, section);
        if let Some(label) = label.filter(|_| cell.own) {
            self.record.furniture(FurnitureKind::Label, label);
        }
    }

    /// The units of a cell, without the time that may stand behind them; `timed` is whether another cell
    /// says when.
    fn units_cell(
        &mut self,
        draft: &mut RowDraft<'s>,
        cell: &Cell<'s>,
        role: Role,
        slot: Option<Slot>,
        timed: bool,
    ) -> UnitsCell<'s> {
        if cell.from_above {
            self.carried(&cell.flow);
        }
        let parted = self.parted(cell);
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
        match slot {
            Some(slot) => self.units_alone(draft, slot, role, units, timed),
            None => UnitsCell::of(role, units),
        }
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
}
