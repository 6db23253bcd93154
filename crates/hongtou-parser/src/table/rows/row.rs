//! One printed row: what each of its cells says under its column.

use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Role, Span};
use hongtou_source::chars;

use super::super::columns::Assigned;
use super::super::draft::{
    Alone, RowDraft, SectionCell, UnitsCell, leading_number, names_units, numeral_range,
    ordinal_form, split_section, strip_marker, task_number, without_heading_marks,
};
use super::super::grid::Cell;
use super::super::matrix::{self, Said};
use super::super::pages::slot;
use super::super::profile::{
    clause_forms, is_none_mark, is_number, is_ordinal, names_offices, printed_number,
};
use super::Reading;
use super::carried::is_ditto;
use crate::date;
use crate::flow::Flow;

/// A row whose cells are being read.
struct Open<'c, 's> {
    draft: RowDraft<'s>,
    columns: &'c [Option<Assigned>],
    /// What its cells say of the section.
    section: SectionCell<'s>,
    /// Whether a cell of the section is printed.
    printed_section: bool,
    /// The cell of the section's ordinal.
    ordinal_cell: Option<Flow<'s>>,
    /// Whether units stand alone where the header names a lead's column and another.
    alone: Alone,
    /// Whether a cell says when.
    timed: bool,
    /// Whether a cell of its own says the task.
    says_task: bool,
}

/// The number before a dash and the one behind it: 3-1.
fn number_and_part(text: &str) -> Option<(u32, u32)> {
    let (number, part) = text.split_once(DASHES)?;
    Some((is_number(number)?, is_number(part)?))
}

fn before_dash(text: &str) -> &str {
    text.split(DASHES).next().unwrap_or(text)
}

const DASHES: [char; 3] = ['-', '－', '—'];

/// The number of a row that was put in below a plain one and counts on from it, with the first of its parts behind a
/// dash: 3-1 below 2; the parts that follow have none of their own. Where all rows have two numbers, the last of
/// them counts.
fn inserted_number(text: &str, above: &RowDraft<'_>) -> Option<Option<u32>> {
    let (number, part) = number_and_part(text)?;
    let plain = above.number.as_ref().filter(|(_, printed)| is_number(printed.text()).is_some());
    if part == 1 {
        return plain.filter(|(last, _)| last + 1 == number).map(|_| Some(number));
    }
    let before = |(_, cell): &(u32, Flow<'_>)| number_and_part(cell.text());
    let goes_on = above.other.iter().filter_map(before).any(|last| last == (number, part - 1));
    goes_on.then_some(None)
}

/// Whether a column of a kind is among some.
fn has(columns: &[Option<Assigned>], kind: ColumnKind) -> bool {
    columns.iter().flatten().any(|column| column.kind == kind)
}

impl<'s> Reading<'_, 's> {
    /// One printed row by its columns.
    pub(super) fn row(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        has_number: bool,
        has_action: bool,
    ) -> RowDraft<'s> {
        let mut open = self.open_row(row, columns);
        let carries = self.carries_units(row, columns);
        for (at, cell) in row.iter().enumerate() {
            let Some(column) = columns.get(at).copied().flatten() else {
                if cell.own && !cell.flow.is_empty() {
                    self.stray(&mut open.draft, cell);
                }
                continue;
            };
            if carries && let Some((_, units)) = self.state.front.iter().find(|(of, _)| *of == at) {
                let units = units.clone();
                self.carried(&units.flow);
                open.draft.units.push(units);
            }
            // What a merged cell above says, is said here as well.
            if !cell.own && !cell.from_above || cell.flow.is_empty() {
                continue;
            }
            if cell.own {
                open.draft.span.extend(&cell.flow.whole());
            }
            if !self.says_of_body(&mut open.draft, column, cell) {
                self.cell(&mut open, at, column, cell);
            }
        }
        self.tell_strays(row, columns);
        let Open { mut draft, section, mut printed_section, ordinal_cell, .. } = open;
        if has_number && draft.number.is_none() {
            self.free_number(&mut draft);
        }
        self.time_in_front(&mut draft, row, columns);
        if let Some(printed) = &draft.action {
            let action = strip_marker(printed);
            if draft.action_printed {
                let number = task_number(printed.text());
                self.state.action_number = number.as_ref().map(|found| found.number);
                match number.filter(|_| self.numbered_actions && draft.number.is_none()) {
                    Some(own) => draft.number = Some((own.number, printed.slice(own.numeral))),
                    None => {
                        self.record.label(printed, 0..printed.text().len() - action.text().len());
                    }
                }
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
        self.settle_action(&mut draft, has_action || has(columns, ColumnKind::Action));
        draft
    }

    /// A row before its cells are read.
    fn open_row<'c>(&self, row: &[Cell<'s>], columns: &'c [Option<Assigned>]) -> Open<'c, 's> {
        let printed = row.iter().filter(|cell| cell.own && !cell.flow.is_empty()).count();
        let mut draft = RowDraft { span: Span::with_capacity(printed), ..RowDraft::default() };
        let count = |is: fn(ColumnKind) -> bool| {
            columns.iter().flatten().filter(|column| is(column.kind)).count()
        };
        draft.targets.reserve_exact(count(|kind| kind == ColumnKind::Target));
        draft.units.reserve_exact(count(names_units));
        let others = columns
            .iter()
            .rposition(|column| column.is_some_and(|c| c.kind == ColumnKind::Responsible));
        let alone = match others {
            _ if !self.leads_and_others => Alone::No,
            others if has(columns, ColumnKind::Lead) != others.is_some() => Alone::OnPage,
            Some(at) if at >= row.len() => Alone::InRow,
            _ => Alone::No,
        };
        let says_when = |(cell, column): (&Cell<'s>, &Option<Assigned>)| {
            column.is_some_and(|c| c.kind == ColumnKind::Deadline) && !cell.flow.is_empty()
        };
        let timed = row.iter().zip(columns).any(says_when);
        let says_task = row.iter().zip(columns).any(|(cell, column)| {
            cell.own
                && cell.words().is_some()
                && column.is_some_and(|column| column.kind == ColumnKind::Content)
        });
        Open {
            draft,
            columns,
            section: SectionCell::default(),
            printed_section: false,
            ordinal_cell: None,
            alone,
            timed,
            says_task,
        }
    }

    /// What a cell says under its column.
    fn cell(&mut self, open: &mut Open<'_, 's>, at: usize, column: Assigned, cell: &Cell<'s>) {
        let flow = &cell.flow;
        let text = flow.text();
        let target = column.kind == ColumnKind::Target;
        // √ below a month says that the work goes on then.
        let ticked =
            target && column.period.is_some() && matches!(matrix::said(text), Some(Said::Mark(_)));
        let none = is_none_mark(text) && !ticked;
        match column.kind {
            ColumnKind::SectionOrdinal => self.ordinal_cell(open, cell),
            ColumnKind::Section => {
                self.section_cell(cell, &mut open.section);
                open.printed_section = true;
            }
            ColumnKind::Number if cell.own => self.number_cell(open, at, cell),
            ColumnKind::Content => match &mut open.draft.content {
                Some(content) if cell.own => content.append(flow),
                Some(_) => {}
                None => {
                    open.draft.content = Some(flow.clone());
                    // Where no line shows that the cell is merged.
                    if cell.from_above && self.inferred {
                        self.carried(flow);
                    }
                }
            },
            ColumnKind::Deadline if is_ditto(text) => self.time_above(&mut open.draft, flow),
            ColumnKind::Lead
            | ColumnKind::Responsible
            | ColumnKind::Support
            | ColumnKind::Guide
                if is_ditto(text) =>
            {
                self.as_above(&mut open.draft, column.role(), flow);
            }
            ColumnKind::ClauseReference => {
                open.draft.clause_forms = clause_forms(text);
                self.other_cell(open, at, cell);
            }
            // A heading that is merged downwards is furniture of its own kind.
            _ if none && !cell.own => {}
            _ if none => self.record.furniture(FurnitureKind::Mark, flow.whole()),
            ColumnKind::Action => {
                let draft = &mut open.draft;
                draft.action = Some(flow.clone());
                (draft.action_printed, draft.action_merged) = (cell.own, cell.from_above);
                if cell.from_above {
                    self.carried(flow);
                }
            }
            ColumnKind::Target => self.target_cell(open, at, cell),
            // No time is told by who answers.
            ColumnKind::Deadline
                if cell.own
                    && (cell.unit_score() >= 0.6 || names_offices(flow))
                    && !date::says_when(text) =>
            {
                self.other_cell(open, at, cell);
            }
            // Of two columns of dates the last says by when.
            ColumnKind::Deadline => {
                if let Some(before) = open.draft.deadline.replace(flow.clone()) {
                    open.draft.other.push((self.first_deadline(open.columns), before));
                }
            }
            ColumnKind::Lead
            | ColumnKind::Responsible
            | ColumnKind::Support
            | ColumnKind::Guide
                if cell.own && cell.tells_state() =>
            {
                // No unit is named by how far the work is.
                self.other_cell(open, at, cell);
            }
            ColumnKind::Lead
            | ColumnKind::Responsible
            | ColumnKind::Support
            | ColumnKind::Guide => {
                let units = self.units_cell(open, at, column.role(), cell);
                self.state.front.push((at, units.clone()));
                open.draft.units.push(units);
            }
            _ => self.other_cell(open, at, cell),
        }
    }

    /// The section's ordinal, or its title in the column of ordinals.
    fn ordinal_cell(&mut self, open: &mut Open<'_, 's>, cell: &Cell<'s>) {
        let text = cell.flow.text();
        let number = is_ordinal(text).or_else(|| is_number(text));
        let numeral = number.map(|n| (n, cell.flow.slice(numeral_range(text))));
        if numeral.is_none() && open.section.title.is_none() {
            self.section_cell(cell, &mut open.section);
        } else {
            open.section.form = numeral.as_ref().and_then(|_| ordinal_form(text));
            open.section.ordinal = numeral;
            open.ordinal_cell = Some(cell.flow.clone());
        }
        open.printed_section = true;
    }

    /// The row's number, or what stands in its place.
    fn number_cell(&mut self, open: &mut Open<'_, 's>, at: usize, cell: &Cell<'s>) {
        let flow = &cell.flow;
        let text = flow.text();
        let inserted = self.rows.last().and_then(|above| inserted_number(text, above));
        if let Some(number) = inserted
            && let Some(slot) = slot(open.columns, at)
        {
            // 3-1 below 2: what the number says of the parts is kept as it is printed.
            let first = number.map(|number| (number, flow.slice(numeral_range(before_dash(text)))));
            open.draft.number = first;
            open.draft.put_other(self.columns.index(slot), flow.clone());
        } else if let Some(number) = printed_number(text) {
            open.draft.number = Some((number, flow.slice(numeral_range(text))));
        } else if text.contains(chars::is_han) {
            let covered = &open.columns[at..];
            let covered = &covered[..covered.len().min(cell.colspan as usize)];
            let in_action = has(covered, ColumnKind::Action);
            match slot(open.columns, at) {
                // 新增 in the place of the number is no part of the task beside it.
                Some(slot) if open.says_task && !in_action && leading_number(text).is_none() => {
                    open.draft.put_other(self.columns.index(slot), flow.clone());
                }
                _ => self.glued_number(&mut open.draft, flow, in_action),
            }
        } else if let Some(slot) = slot(open.columns, at) {
            // The code of a register, 2026001 or LH-01: no part of what is to be done.
            open.draft.put_other(self.columns.index(slot), flow.clone());
        }
    }

    /// The target of each period that a cell stands under.
    fn target_cell(&mut self, open: &mut Open<'_, 's>, at: usize, cell: &Cell<'s>) {
        let over = if cell.own { cell.colspan.max(1) as usize } else { 1 };
        let wide = open.columns[at..].iter().take(over).flatten();
        let periods = wide.filter(|c| c.kind == ColumnKind::Target).map(|c| c.period);
        let before = open.draft.targets.len();
        open.draft.targets.extend(periods.map(|period| (period, cell.flow.clone())));
        let count = open.draft.targets.len() - before;
        if count > 1 {
            self.stretched(&cell.flow, count);
        }
    }

    /// A printed cell of no kind that the model has a field for.
    fn other_cell(&mut self, open: &mut Open<'_, 's>, at: usize, cell: &Cell<'s>) {
        // Whom a merged cell names, or what it remarks, holds for each row beside it, where the container says that
        // it is merged. A number is that of one row.
        let of_number = |column: Assigned| column.kind == ColumnKind::Number;
        let merged = cell.from_above
            && !self.inferred
            && !open.columns[at].is_some_and(of_number)
            && (open.says_task || open.draft.number.is_some());
        if (cell.own || merged)
            && let Some(slot) = slot(open.columns, at)
        {
            if !cell.own {
                self.carried(&cell.flow);
            }
            open.draft.other.push((self.columns.index(slot), cell.flow.clone()));
        }
    }

    /// The section that a cell names; its label is furniture where it is printed.
    fn section_cell(&mut self, cell: &Cell<'s>, section: &mut SectionCell<'s>) {
        let bare = without_heading_marks(&cell.flow);
        if bare.is_some() && cell.own {
            self.record.furniture(FurnitureKind::Mark, cell.flow.whole());
        }
        let label = split_section(bare.as_ref().unwrap_or(&cell.flow), section);
        if let Some(label) = label.filter(|_| cell.own) {
            self.record.furniture(FurnitureKind::Label, label);
        }
    }

    /// The units of a cell, without the time that may stand behind them.
    fn units_cell(
        &mut self,
        open: &mut Open<'_, 's>,
        at: usize,
        role: Role,
        cell: &Cell<'s>,
    ) -> UnitsCell<'s> {
        if cell.from_above {
            self.carried(&cell.flow);
        }
        let slot = slot(open.columns, at);
        let parted = self.parted(cell);
        let units = match &parted {
            Some((units, time)) => {
                // Another cell says when.
                if open.timed
                    && let Some(slot) = slot
                {
                    open.draft.put_other(self.columns.index(slot), time.clone());
                } else {
                    open.draft.deadline.get_or_insert_with(|| time.clone());
                }
                units
            }
            None => cell,
        };
        let mut units = match slot {
            Some(slot) => self.units_alone(&mut open.draft, slot, role, units, open.timed),
            None => UnitsCell::of(role, units),
        };
        units.roles = slot.and_then(|slot| self.columns.two_roles(slot));
        units.column = slot.map(|slot| self.columns.index(slot));
        units.alone(open.alone)
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

    /// Records that a row has cells beyond those of the table: one more may be a remark, and several are no row of it.
    fn tell_strays(&mut self, row: &[Cell<'s>], columns: &[Option<Assigned>]) {
        let mut span = Span::default();
        let headed = columns.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let beyond = row
            .iter()
            .skip(headed)
            .filter(|cell| cell.own && cell.words().is_some_and(|words| !is_none_mark(words)));
        let count = beyond.inspect(|cell| span.extend(&cell.flow.whole())).count();
        if count > 1 {
            self.record.repair(
                RepairKind::LeftApart,
                span,
                Confidence::Unsure,
                || format!("本行比表格多出{count}格，照录在该行其他栏"),
                || {
                    format!(
                        "a row has {count} cells more than the table; they are kept among its other cells"
                    )
                },
            );
        }
    }

    /// Words under no column: kept with the task where they read like it, else as a remark.
    fn stray(&mut self, draft: &mut RowDraft<'s>, cell: &Cell<'s>) {
        if is_none_mark(cell.flow.text()) {
            if cell.own {
                self.record.furniture(FurnitureKind::Mark, cell.flow.whole());
            }
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

#[cfg(test)]
mod tests {
    use crate::fixtures::notice_with_tables;

    /// What stands in the place of a row's number, its task and its other cells.
    fn told(row: &str) -> Vec<(Option<u32>, String, Vec<String>)> {
        let notice = notice_with_tables(&format!(
            "云溪市重点任务分解表\n序号|工作任务|完成时限|责任单位\n1|新建公园5个。|9月底前|市园林局\n\
             2|新建水厂。|年底前|市水利局\n{row}\n4|举办展会3场。|10月底前|市商务局"
        ));
        let rows = &notice.tables[0].rows;
        let other =
            |row: &hongtou_model::Row| row.other.iter().map(|cell| cell.text.clone()).collect();
        rows[2..rows.len() - 1]
            .iter()
            .map(|row| (row.number, row.content.clone().unwrap_or_default(), other(row)))
            .collect()
    }

    #[test]
    fn what_is_no_number_is_no_part_of_the_task_beside_it() {
        let row = |number: &str| told(&format!("{number}|引进企业30家。|6月底前|市商务局"));
        let is = |number: Option<u32>, other: &str| {
            vec![(number, "引进企业30家。".to_owned(), vec![other.to_owned()])]
        };
        assert_eq!(row("新增"), is(None, "新增"));
        assert_eq!(row("3-1"), is(Some(3), "3-1"));
    }

    #[test]
    fn parts_of_a_number_that_was_put_in_have_none_of_their_own() {
        let rows = told("3-1|引进企业30家。|6月底前|市商务局\n3-2|培育企业9家。|6月底前|市商务局");
        let numbers: Vec<_> = rows.into_iter().map(|(number, _, other)| (number, other)).collect();
        let printed = |text: &str| vec![text.to_owned()];
        assert_eq!(numbers, [(Some(3), printed("3-1")), (None, printed("3-2"))]);
    }

    #[test]
    fn many_cells_beyond_those_of_the_table_are_told() {
        let notice = notice_with_tables(
            "云溪市重点任务分解表\n序号|工作任务|完成时限|责任单位\n1|新建公园5个。|9月底前|市园林局\n\
             2|新建水厂。|年底前|市水利局\n3|引进企业30家。|6月底前|市商务局|甲|乙|丙",
        );
        let repairs: Vec<_> = notice.repairs.iter().map(|repair| repair.kind).collect();
        assert_eq!(
            repairs,
            [hongtou_model::RepairKind::LeftApart],
            "{:#?}",
            notice.tables[0].rows[2]
        );
    }
}
