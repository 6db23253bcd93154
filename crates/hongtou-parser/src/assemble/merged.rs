//! Cells of units that a converter wrote once for all the rows that they are merged over.
//!
//! Markdown and plain text have no merged cells: 落实单位 | 各乡镇人民政府 stands in the first row, and blanks
//! below it. A blank may as well be one. That it is not is told by the linked clauses, where each of
//! them names the units above and the row does not.

use hongtou_model::{Confidence, RepairKind, Role, SmolStr};

use super::settle::folded_name;
use crate::link::{ClauseKey, Link, RowKey};
use crate::record::Record;
use crate::table::{RowDraft, TableDraft, UnitsCell};

/// In fewer rows a blank may be an omission, of which a notice has one.
const FEWEST_BLANKS: usize = 2;

/// Gives such cells to the rows below them.
pub(super) fn settle(
    tables: &mut [TableDraft<'_>],
    links: &[Link],
    (clauses, rows): (&[ClauseKey], &[RowKey]),
    record: &mut Record,
) {
    let mut at = 0;
    for table in tables {
        let all = at..at + table.rows.len();
        at = all.end;
        let told = Told { links: &links[all.clone()], clauses, rows: &rows[all] };
        for role in [Role::Lead, Role::Responsible, Role::Support, Role::Guide, Role::Implement] {
            told.fill(&mut table.rows, role, record);
        }
    }
}

/// What is known of the rows of a table.
struct Told<'k> {
    links: &'k [Link],
    clauses: &'k [ClauseKey],
    rows: &'k [RowKey],
}

impl Told<'_> {
    fn fill(&self, rows: &mut [RowDraft<'_>], role: Role, record: &mut Record) {
        let Some(above) = self.cells_above(rows, role) else { return };
        for (row, &from) in above.iter().enumerate().filter(|&(row, &from)| row != from) {
            let cell = cell_of(&rows[from], role).cloned();
            rows[row].units.extend(cell);
        }
        for from in (0..rows.len()).filter(|&row| above[row] == row) {
            let count = above.iter().filter(|&&of| of == from).count() - 1;
            let Some(cell) = cell_of(&rows[from], role).filter(|_| count > 0) else { continue };
            let words = cell.flow.text();
            record.repair(
                RepairKind::FilledMergedCell,
                cell.flow.whole(),
                Confidence::Likely,
                || format!("单位“{words}”以下{count}行空白，按正文为合并单元格，已填入"),
                || {
                    format!(
                        "below the units “{words}” {count} rows are blank where the body names the \
                         same units; the cell is merged with theirs"
                    )
                },
            );
        }
    }

    /// For each row the one whose cell of a role holds for it; none where a blank cell may say that nobody
    /// has that role.
    fn cells_above(&self, rows: &[RowDraft<'_>], role: Role) -> Option<Vec<usize>> {
        let blanks = rows.iter().filter(|row| cell_of(row, role).is_none()).count();
        // Most tables fill all cells of a column, or none; of few blanks any may be an omission.
        if blanks < FEWEST_BLANKS || rows.len() > 2 * blanks + 1 || blanks == rows.len() {
            return None;
        }
        let mut above = Vec::with_capacity(rows.len());
        let mut units: Vec<SmolStr> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(cell) = cell_of(row, role) {
                units = cell.list().units.iter().map(|unit| folded_name(&unit.name)).collect();
                above.push(at);
                continue;
            }
            above.push(*above.last()?);
            let clause = &self.clauses[self.links[at].clause?];
            let says =
                |unit: &SmolStr| clause.units.contains(unit) && !self.rows[at].units.contains(unit);
            if units.is_empty() || !units.iter().all(says) {
                return None;
            }
        }
        Some(above)
    }
}

/// The cell of a row that says who has a role.
fn cell_of<'r, 's>(row: &'r RowDraft<'s>, role: Role) -> Option<&'r UnitsCell<'s>> {
    row.units.iter().find(|cell| cell.role == role)
}
