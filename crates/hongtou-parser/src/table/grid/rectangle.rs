//! A grid as a rectangle, where every place says which cell covers it.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::GridRow;

use super::super::profile::is_number;
use super::super::{GridRef, says_it_goes_on};
use super::cell::Cell;
use super::words;
use crate::as_one::ONE;
use crate::flow::{Flow, trim};
use crate::marker::marker;
use crate::record::Record;

/// The numbers that rows of a grid begin with.
pub(crate) fn numbers(at: &GridRef<'_>) -> impl DoubleEndedIterator<Item = u32> {
    at.grid.rows.iter().filter_map(|row| {
        let first = row.cells.first().filter(|cell| cell.column == 0)?;
        is_number(cell_flow(at, first).text())
    })
}

/// One cell across the row where a converter wrote the words of a merged cell into each place.
pub(super) fn merge_copies<'s>(row: &mut [Cell<'s>]) -> Vec<Flow<'s>> {
    let mut words = row.iter().map(Cell::words);
    let first = words.next().flatten();
    if row.len() < 3 || first.is_none() || words.any(|other| other != first) {
        return Vec::new();
    }
    row[0].colspan = row.len() as u32;
    row[1..]
        .iter_mut()
        .map(|cell| {
            cell.own = false;
            cell.flow.clone()
        })
        .collect()
}

/// The grid as a rectangle: every place says which cell covers it.
pub(super) fn rectangle<'s>(at: &GridRef<'s>) -> Vec<Vec<Cell<'s>>> {
    let width = |row: &GridRow| row.cells.last().map_or(0, |cell| cell.column + cell.colspan);
    let mut rows: Vec<Vec<Cell<'s>>> =
        at.grid.rows.iter().map(|row| Vec::with_capacity(width(row) as usize)).collect();
    for (r, row) in at.grid.rows.iter().enumerate() {
        for cell in &row.cells {
            let (colspan, rowspan) = (cell.colspan as usize, cell.rowspan as usize);
            let whole = Cell {
                flow: cell_flow(at, cell),
                breaks: line_breaks(cell),
                own: true,
                colspan: cell.colspan,
                reaches_down: rowspan > 1,
                ..Cell::default()
            };
            let column = cell.column as usize;
            // Nearly all cells cover one place, the next one of their row.
            if (colspan, rowspan, column) == (1, 1, rows[r].len()) {
                rows[r].push(whole);
                continue;
            }
            for (down, target) in rows.iter_mut().skip(r).take(rowspan).enumerate() {
                if target.len() < column + colspan {
                    target.resize_with(column + colspan, Cell::default);
                }
                for (across, place) in target[column..column + colspan].iter_mut().enumerate() {
                    *place = Cell {
                        own: down == 0 && across == 0,
                        from_above: down > 0 && across == 0,
                        ..whole.clone()
                    };
                }
            }
        }
    }
    lines_of_one_row(at, &mut rows);
    let wide: Vec<usize> = (0..rows.len()).filter(|&at| heads_below(&rows[at..])).collect();
    wide.into_iter().for_each(|at| rows[at][0].heads_below = true);
    rows
}

/// Whether a row has one cell over several columns at its left, and else only what is merged with the
/// rows around it, 水环境治理 beside a deadline of all its rows, and the next row is one of those, or has
/// a title of the next level: not two tasks that are as wide.
pub(super) fn heads_below(rows: &[Vec<Cell<'_>>]) -> bool {
    let wide = |row: &[Cell<'_>]| {
        row.first().filter(|cell| cell.own && !cell.reaches_down).map_or(0, |cell| cell.colspan)
    };
    let [row, next, ..] = rows else { return false };
    let width = wide(row) as usize;
    if width < 2 || row.len() <= width {
        return false;
    }
    let merged = |at: usize| match row[at].reaches_down && row[at].own {
        // What is said of the title is said of the row below it.
        true => next.get(at).is_some_and(|below| !below.own),
        false => !row[at].own,
    };
    let level = |row: &[Cell<'_>]| marker(row[0].flow.text()).map(|marker| marker.form);
    let deeper = || level(row).zip(level(next)).is_some_and(|(own, below)| own < below);
    (width..row.len()).all(merged) && (wide(next) as usize != width || deeper())
}

/// Records that nothing printed says where rows begin whose cells stand in the middle of their height.
pub(crate) fn record_borders(at: &GridRef<'_>, record: &mut Record) {
    for doubtful in [false, true] {
        let mut span = Span::default();
        let meant = |row: &&GridRow| row.doubtful == doubtful && (row.begins_above || doubtful);
        let rows = at.grid.rows.iter().filter(meant);
        for piece in rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.pieces) {
            span.extend(&Span::one(ONE, *piece));
        }
        if span.is_empty() {
            continue;
        }
        record.repair(
            RepairKind::StitchedRow,
            span,
            if doubtful { Confidence::Unsure } else { Confidence::Likely },
            || match doubtful {
                false => "序号在各行高度的正中，各行起止按此推定".to_owned(),
                true => "版面上分不清各行起止，按文字位置推定，也可能分错".to_owned(),
            },
            || match doubtful {
                false => "the numbers stand in the middle of their rows, and where these begin is worked out by that",
                true => "nothing printed says where these rows begin; it is worked out by where their words stand, and may be wrong",
            }
            .to_owned(),
        );
    }
}

/// Lines that go on with the row above them, put into its cells.
fn lines_of_one_row(at: &GridRef<'_>, rows: &mut [Vec<Cell<'_>>]) {
    let mut first = 0;
    for (r, row) in at.grid.rows.iter().enumerate() {
        if !row.goes_on {
            first = r;
            continue;
        }
        // （续表） stands in no column.
        let caption = {
            let mut said = words(&rows[r]);
            said.next().is_some_and(says_it_goes_on) && said.next().is_none()
        };
        if caption {
            continue;
        }
        let more = std::mem::take(&mut rows[r]);
        let row = &mut rows[first];
        for (column, cell) in
            more.into_iter().enumerate().filter(|(_, cell)| cell.words().is_some())
        {
            match row.get_mut(column) {
                Some(place) if place.words().is_some() => place.flow.append(&cell.flow),
                Some(place) => *place = cell,
                None => {
                    row.resize_with(column, Cell::default);
                    row.push(cell);
                }
            }
        }
    }
}

/// Where a cell's lines break, in bytes of its joined words.
fn line_breaks(cell: &hongtou_source::Cell) -> Vec<usize> {
    // Breaks are in order, so the pieces before them are added up once.
    let mut pieces = cell.pieces.iter();
    let (mut counted, mut at) = (0, 0);
    let mut until = |piece: u16| {
        let more = usize::from(piece).saturating_sub(counted);
        counted = counted.max(usize::from(piece));
        at += pieces.by_ref().take(more).map(|piece| piece.len()).sum::<usize>();
        at
    };
    cell.breaks.iter().map(|&piece| until(piece)).filter(|&at| at > 0).collect()
}

/// The words of a cell, line breaks taken out, white space at the ends left out.
fn cell_flow<'s>(at: &GridRef<'s>, cell: &hongtou_source::Cell) -> Flow<'s> {
    let flow = Flow::new(at.source, at.index, &cell.pieces);
    // The breaks in a cell are counted in its pieces.
    let flow = if cell.breaks.is_empty() { flow.close_digits() } else { flow };
    let text = flow.text();
    let words = trim(text, 0..text.len());
    if words.len() == text.len() { flow } else { flow.slice(words) }
}
