//! Grids with merged cells, put together cell by cell.

use hongtou_source::{Cell, Grid, GridForm, GridRow};

use crate::{Limit, Options, ReadError};

/// Columns that merged cells are followed over; no notice has a tenth of it.
const MAX_COLUMNS: u32 = 1_000;

/// Builds a grid from rows of cells that may cover several rows and columns.
#[derive(Debug, Default)]
pub(crate) struct GridBuilder {
    rows: Vec<GridRow>,
    // For each column, the row (exclusive) that a merged cell from above reaches to.
    taken_until: Vec<u32>,
    next_column: u32,
}

impl GridBuilder {
    /// Begins a row.
    pub(crate) fn row(&mut self) {
        self.rows.push(GridRow::default());
        self.next_column = 0;
    }

    /// Whether no row was begun.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a cell into the row at hand, at its next free column; spans are taken from the cell.
    pub(crate) fn cell(&mut self, mut cell: Cell, header: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        let row = self.rows.len() as u32 - 1;
        let mut column = self.next_column;
        while self.taken_until.get(column as usize).is_some_and(|&until| until > row) {
            column += 1;
        }
        cell.column = column;
        cell.colspan = cell.colspan.clamp(1, MAX_COLUMNS);
        cell.rowspan = cell.rowspan.max(1);
        let end = (column + cell.colspan).min(MAX_COLUMNS);
        if cell.rowspan > 1 && column < end {
            if self.taken_until.len() < end as usize {
                self.taken_until.resize(end as usize, 0);
            }
            self.taken_until[column as usize..end as usize].fill(row.saturating_add(cell.rowspan));
        }
        self.next_column = column + cell.colspan;
        if let Some(open) = self.rows.last_mut() {
            open.header |= header;
            open.cells.push(cell);
        }
    }

    /// Leaves out columns before the next cell.
    #[cfg(any(feature = "html", feature = "docx", feature = "xlsx"))]
    pub(crate) fn skip(&mut self, columns: u32) {
        self.next_column += columns.min(MAX_COLUMNS);
    }

    /// The grid; no cell reaches below its last row.
    pub(crate) fn finish(mut self) -> Grid {
        let count = self.rows.len() as u32;
        for (index, row) in self.rows.iter_mut().enumerate() {
            for cell in &mut row.cells {
                cell.rowspan = cell.rowspan.min(count - index as u32);
            }
        }
        Grid { rows: self.rows, form: GridForm::Cells }
    }
}

/// Counts cells against the limit.
#[derive(Debug)]
pub(crate) struct CellBudget {
    left: u64,
    allowed: u64,
}

impl CellBudget {
    /// A fresh count.
    pub(crate) fn new(options: &Options) -> CellBudget {
        CellBudget { left: options.max_table_cells, allowed: options.max_table_cells }
    }

    /// Takes `count` cells.
    pub(crate) fn take(&mut self, count: usize) -> Result<(), ReadError> {
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(ReadError::Limit {
                limit: Limit::TableCells,
                allowed: self.allowed,
                part: String::new(),
            }),
        }
    }

    /// Takes the cells of a finished grid.
    pub(crate) fn grid(&mut self, grid: &Grid) -> Result<(), ReadError> {
        self.take(grid.rows.iter().map(|row| row.cells.len()).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(colspan: u32, rowspan: u32) -> Cell {
        Cell { colspan, rowspan, ..Cell::default() }
    }

    #[test]
    fn columns_count_merged_cells_of_the_rows_above() {
        let mut builder = GridBuilder::default();
        builder.row();
        builder.cell(spans(1, 1_000_000_000), false);
        builder.cell(spans(2, 2), false);
        builder.cell(spans(1, 1), false);
        builder.row();
        builder.cell(spans(1, 1), false);
        builder.row();
        builder.cell(spans(u32::MAX, 1), false);
        builder.cell(spans(1, 1), false);
        let grid = builder.finish();
        let columns: Vec<Vec<u32>> = grid
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.column).collect())
            .collect();
        assert_eq!(columns, [vec![0, 1, 3], vec![3], vec![1, 1001]]);
        assert_eq!(grid.rows[0].cells[0].rowspan, 3);
    }
}
