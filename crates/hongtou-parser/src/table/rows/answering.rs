//! Lines of a table that say nothing but who answers for the rows below or above them.

use std::ops::Range;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, ProseRole, RepairKind, Role};
use smallvec::SmallVec;

use super::super::columns::Assigned;
use super::super::draft::{RowDraft, SectionCell, UnitsCell};
use super::super::grid::Cell;
use super::Reading;
use crate::flow::Flow;
use crate::record::head;
use crate::responsibility;

/// A line that says nothing but who answers: 责任单位：市教育局.
pub(super) struct Answering<'s> {
    units: UnitsCell<'s>,
    /// What says so, where it stands in a cell of its own: 责任单位 | 市教育局.
    label: Option<Flow<'s>>,
    /// Whether it stands right below the title of a section, whose rows alone it means.
    pub(super) of_section: bool,
    /// Whether a row stands below it.
    used: bool,
}

/// The lines of a table that say who answers.
#[derive(Default)]
pub(super) struct AnsweringLines<'s> {
    /// That which rows stand below.
    pub(super) above: Option<Answering<'s>>,
    /// Those that may be said of the rows above them, with these rows.
    below: Vec<(Answering<'s>, Range<usize>)>,
    /// Whether there is one that is not said of the rows above it.
    other: bool,
}

impl<'s> Reading<'_, 's> {
    /// Takes a row whose other cells are blank, or are merged with its one or with those above it:
    /// 责任单位：市教育局, or 责任单位 | 市教育局.
    pub(super) fn answering_cells(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> bool {
        let filled = row.iter().filter(|cell| cell.own && cell.words().is_some());
        // Most rows have more.
        let filled: SmallVec<[&Cell<'s>; 3]> = filled.take(3).collect();
        let says = |column: &Assigned| names_those_who_answer(column.kind);
        if filled.is_empty() || filled.len() > 2 || columns.iter().flatten().any(says) {
            return false;
        }
        let start = row.iter().take_while(|cell| cell.from_above).count();
        let begins = row.get(start).is_some_and(|cell| cell.own && cell.words().is_some());
        let merged = row[start..].iter().any(|cell| cell.from_above);
        let wide = start == 0 || filled[filled.len() - 1].colspan > 1;
        if !begins || merged || !wide || columns.len() < 3 {
            return false;
        }
        match filled[..] {
            [line] if row.len() > 2 => self.answering_row(&line.flow),
            [label, names] => self.answering_pair(&label.flow, &names.flow),
            _ => false,
        }
    }

    /// Takes a line that says nothing but who answers: 责任单位：市教育局.
    pub(super) fn answering_row(&mut self, flow: &Flow<'s>) -> bool {
        let Some(role) = responsibility::answers_below(flow) else { return false };
        self.answering_line(UnitsCell::new(role, flow.clone(), Vec::new()), None);
        true
    }

    /// Takes a line whose first cell says that those in the other one answer.
    fn answering_pair(&mut self, label: &Flow<'s>, names: &Flow<'s>) -> bool {
        let role = responsibility::label_role(label.text());
        let Some(role @ (Role::Lead | Role::Responsible)) = role else { return false };
        let alone = responsibility::names_alone(names);
        if alone {
            self.answering_line(
                UnitsCell::new(role, names.clone(), Vec::new()),
                Some(label.clone()),
            );
        }
        alone
    }

    fn answering_line(&mut self, units: UnitsCell<'s>, label: Option<Flow<'s>>) {
        let rows = self.rows.len();
        let of_section = self.state.section.is_some() && rows == self.state.section_from;
        let below_rows = self.answering.above.is_none() && rows > self.state.section_from;
        self.answers_no_more();
        let line = Answering { units, label, of_section, used: false };
        // Where each row says it for itself, the line is about the table.
        if self.has_column_of_units() {
            self.no_answer(line);
        } else if below_rows {
            // Nothing yet tells whether it is said of these rows or of the next ones.
            let start = self.answering.below.last().map_or(0, |(_, rows)| rows.end);
            self.answering.below.push((line, start..rows));
        } else {
            self.answering.other = true;
            self.answering.above = Some(line);
        }
    }

    /// Ends the rows that a line above them answers for; where there were none, the line is a note.
    pub(super) fn answers_no_more(&mut self) {
        match self.answering.above.take() {
            Some(line) if line.used => self.answer_label(line.label),
            Some(line) => self.no_answer(line),
            None => {}
        }
    }

    /// The label of a line that answers stands beside its units.
    fn answer_label(&mut self, label: Option<Flow<'s>>) {
        if let Some(label) = label {
            self.record.furniture(FurnitureKind::Label, label.whole());
        }
    }

    /// A line that is said of no row is a note.
    fn no_answer(&mut self, line: Answering<'s>) {
        for flow in line.label.into_iter().chain([line.units.flow]) {
            self.record.prose(ProseRole::Note, &flow);
            self.notes.push(flow);
        }
    }

    /// Whether a column says who leads or answers.
    pub(super) fn has_column_of_units(&self) -> bool {
        self.columns.drafts.iter().any(|((kind, ..), _)| names_those_who_answer(*kind))
    }

    /// Gives a row the units of the line above it that answers for it and those beside it.
    pub(super) fn answered_from_above(&mut self, draft: &mut RowDraft<'s>) {
        let Some(line) = &mut self.answering.above else { return };
        line.used = true;
        let units = line.units.clone();
        self.carried(&units.flow);
        draft.units.insert(0, units);
    }

    /// Gives rows the units of the line below them, where each group of rows ends in one, and a group is
    /// no longer than its section; elsewhere such lines are notes.
    pub(super) fn answered_from_below(&mut self) {
        self.answers_no_more();
        let lines = std::mem::take(&mut self.answering.below);
        let one_section = |rows: &Range<usize>| {
            let rows = &self.rows[rows.clone()];
            rows.iter().all(|row| same_section(row.section.as_ref(), rows[0].section.as_ref()))
        };
        let decided = !self.answering.other
            && !self.has_column_of_units()
            && lines.last().is_some_and(|(_, rows)| rows.end == self.rows.len())
            && lines.iter().all(|(_, rows)| !rows.is_empty() && one_section(rows));
        for (line, rows) in lines {
            if decided {
                self.answered_by(line, rows);
            } else {
                self.no_answer(line);
            }
        }
    }

    /// Gives rows the units of the line below them.
    fn answered_by(&mut self, line: Answering<'s>, rows: Range<usize>) {
        let (units, count) = (line.units, rows.len());
        self.record.repair(
            RepairKind::ChosenReading,
            units.flow.whole(),
            Confidence::Likely,
            || format!("“{}”作其上{count}行的责任单位", head(units.flow.text(), 16)),
            || {
                format!(
                    "“{}” is taken for who answers in the rows above it ({count})",
                    head(units.flow.text(), 16)
                )
            },
        );
        for row in &mut self.rows[rows] {
            row.units.insert(0, units.clone());
        }
        self.answer_label(line.label);
    }
}

/// Whether a column says who leads or answers.
fn names_those_who_answer(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Lead | ColumnKind::Responsible)
}

/// Whether two rows stand under the same section, and under the same level below it.
fn same_section(one: Option<&Rc<SectionCell<'_>>>, other: Option<&Rc<SectionCell<'_>>>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    let words = |section: &SectionCell<'_>| {
        let words = |flow: &Flow<'_>| flow.text().to_owned();
        let group =
            section.group.as_ref().map(|(label, title)| (words(label), title.as_ref().map(words)));
        (
            section.ordinal.as_ref().map(|(number, _)| *number),
            section.title.as_ref().map(words),
            group,
        )
    };
    Rc::ptr_eq(one, other) || words(one) == words(other)
}
