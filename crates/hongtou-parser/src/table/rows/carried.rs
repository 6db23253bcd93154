//! What is read for more rows than the one it is printed in: merged cells, 同上, times in front.

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Role, Span};
use hongtou_source::counted;

use super::super::columns::Assigned;
use super::super::draft::{RowDraft, UnitsCell};
use super::super::grid::Cell;
use super::Reading;
use crate::flow::Flow;
use crate::record::head;
use crate::responsibility;

/// A merged cell that was read for rows below it.
pub(super) struct CarriedCell {
    span: Span,
    words: String,
    /// For how many.
    rows: u32,
    /// Whether one of them has fewer cells than the table and may have lost another one.
    short: bool,
}

impl CarriedCell {
    fn new(flow: &Flow<'_>) -> CarriedCell {
        CarriedCell { span: flow.whole(), words: flow.text().to_owned(), rows: 0, short: false }
    }
}

impl<'s> Reading<'_, 's> {
    /// Whether a row with a task of its own has nothing in front of it where the units stand there:
    /// those of the row above hold for it too. Where it has, they are forgotten.
    pub(super) fn carries_units(&mut self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
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

    /// 同上: the units of the row above.
    pub(super) fn as_above(&mut self, draft: &mut RowDraft<'s>, role: Role, mark: &Flow<'s>) {
        self.record.furniture(FurnitureKind::Mark, mark.whole());
        let above =
            self.rows.last().and_then(|row| row.units.iter().find(|cell| cell.role == role));
        let Some(cell) = above.cloned() else { return };
        self.stands_for(mark, &cell.flow);
        draft.units.push(cell);
    }

    /// A time in front of the number groups the rows, as what else stands there does: where nothing
    /// says which cells are merged, a blank one goes on with that above it.
    pub(super) fn time_in_front(
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
    pub(super) fn time_above(&mut self, draft: &mut RowDraft<'s>, mark: &Flow<'s>) {
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

    /// A merged cell was read for one more row.
    pub(super) fn carried(&mut self, flow: &Flow<'s>) {
        if let Some(start) = flow.whole().start() {
            let cell = self.merged.entry(start).or_insert_with(|| CarriedCell::new(flow));
            cell.rows += 1;
            cell.short |= self.short_row;
        }
    }

    /// Records which merged cells were read for the rows below them.
    pub(super) fn tell_carried(&mut self) {
        for CarriedCell { span, words, rows, short } in
            std::mem::take(&mut self.merged).into_values()
        {
            let words = head(&words, 16);
            // Which of its cells a short row lost is told by what fits.
            let confidence = match short {
                _ if self.inferred => Confidence::Unsure,
                true => Confidence::Likely,
                false => Confidence::Certain,
            };
            let (zh, en) = if short {
                ("，其中有的行缺少单元格", ", some of which lack cells")
            } else {
                ("", "")
            };
            self.record.repair(
                RepairKind::FilledMergedCell,
                span,
                confidence,
                || format!("合并单元格“{words}”已填入其下{rows}行{zh}"),
                || {
                    let rows = counted(rows, "row", "rows");
                    format!("the merged cell “{words}” is carried down to {rows} below it{en}")
                },
            );
        }
    }

    /// A cell merged over the columns of several periods was read for each.
    pub(super) fn stretched(&mut self, flow: &Flow<'s>, count: usize) {
        let words = head(flow.text(), 16);
        self.record.repair(
            RepairKind::FilledMergedCell,
            flow.whole(),
            Confidence::Certain,
            || format!("合并单元格“{words}”已填入它跨过的{count}个时段"),
            || format!("the merged cell “{words}” is read for the {count} periods that it covers"),
        );
    }

    /// Where lines or bars leave open what is merged, and the units are blank in just those rows in which
    /// the action is, which goes on from above, the units of its first row hold for all of them.
    pub(super) fn units_beside_actions(&mut self) {
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
                let merged = || CarriedCell::new(&cell.flow);
                self.merged.entry(start).or_insert_with(merged).rows += 1;
            }
        }
    }
}

/// Whether a cell only says that it holds the same as the one above it.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(text, "同上" | "同前" | "〃" | "″")
}
