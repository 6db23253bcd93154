//! Grids that only lay out the head or the foot of a page: their rows are lines of it.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{Cell, GridRow, TextRange, chars};

use super::foot::{is_imprint_of_body, names_copies, names_printer};
use super::names::{is_issuer, is_issuer_mark, is_secrecy};
use super::{signed_day, whole_number};
use crate::flow::Flow;
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::table::GridRef;
use crate::words;

/// Rows that the head or the foot of a page has at the most.
const MOST_ROWS: usize = 12;

/// The rows of a grid that lay out the foot of a notice, as lines below what is left of the grid, or those
/// of its head: GB/T 9704 draws lines around who gets copies and who printed it, and word processors draw
/// them as a table's. None where the grid is a table alone.
pub(crate) fn lines_of_frame<'s>(
    at: &GridRef<'s>,
    opens: bool,
    record: &mut Record,
) -> Option<Vec<Element<'s>>> {
    let rows = &at.grid.rows;
    let first = first_row_of_frame(at, opens)?;
    let mut out = Vec::new();
    if first > 0 {
        let [table, _] = at.clone().cut(first);
        out.push(Element::Table(table));
    }
    let mut span = Span::default();
    let cells = rows.iter().flat_map(|row| &row.cells);
    let lines: Vec<Flow<'_>> = if first > 0 || rows.len() > MOST_ROWS {
        rows[first..].iter().flat_map(|row| lines_of_row(at, row)).collect()
    } else if signs(at) {
        cells.flat_map(|cell| lines_of_cell(at, cell)).collect()
    } else if opens && cells.clone().any(|cell| cell.rowspan > 1) {
        lines_by_column(at)
    } else {
        rows.iter().flat_map(|row| lines_of_row(at, row)).collect()
    };
    for flow in lines {
        span.extend(&flow.whole());
        out.push(Element::Line(Line::new(flow, true)));
    }
    if first > 0 {
        record.repair(
            RepairKind::MovedCells,
            span,
            Confidence::Likely,
            || "表格末尾的版记不是表格的行，按版记读".to_owned(),
            || "the last rows of a table are the foot of the notice and are read so".to_owned(),
        );
    }
    Some(out)
}

/// Where the rows of such a frame begin.
fn first_row_of_frame(at: &GridRef<'_>, opens: bool) -> Option<usize> {
    let rows = &at.grid.rows;
    // Most grids are told by their last row.
    let last = rows.iter().rposition(|row| !is_empty(row))?;
    let foot = (0..=last)
        .rev()
        .take(MOST_ROWS)
        .take_while(|&row| is_of_foot(at, &rows[row], rows.get(row + 1)))
        .last();
    if let Some(first) = foot {
        let covered = |(above, row): (usize, &GridRow)| {
            row.cells.iter().any(|cell| above + cell.rowspan as usize > first)
        };
        let text = |row: &GridRow| words_of(at, row);
        // In the last rows of a table a word is not enough: 抄送 is a step of work as well.
        let mut foot = rows[first..].iter().enumerate();
        let tells = match first {
            0 => foot.any(|(_, row)| tells_foot(&text(row))),
            _ => foot.any(|(by, row)| {
                names_printer(&text(row))
                    || by > 0
                        && is_imprint_of_body(&text(row))
                        && is_issuer(text(&rows[first + by - 1]).trim_matches(chars::is_space))
            }),
        };
        return (tells && !rows[..first].iter().enumerate().any(covered)).then_some(first);
    }
    if rows.len() > MOST_ROWS {
        return None;
    }
    (opens && is_head(at) || signs(at)).then_some(0)
}

/// Whether a row tells by itself that it is of the foot.
fn tells_foot(text: &str) -> bool {
    names_copies(text) || is_imprint_of_body(text)
}

/// Whether a row may be of the foot: who gets copies, who printed it, how far it is public, how many copies.
fn is_of_foot(at: &GridRef<'_>, row: &GridRow, next: Option<&GridRow>) -> bool {
    /// A name, a date and 印发, each in a cell of its own.
    const MOST_CELLS: usize = 4;
    if row.cells.iter().filter(|cell| !cell.pieces.is_empty()).count() > MOST_CELLS {
        return false;
    }
    let text = words_of(at, row);
    let text = text.trim_matches(chars::is_space);
    let prints = || {
        let next = next.map(|row| words_of(at, row)).unwrap_or_default();
        is_issuer(text) && is_imprint_of_body(&next)
    };
    text.is_empty()
        || tells_foot(text)
        || words::disclosure(text).is_some_and(|range| range.start == 0)
        || is_count_of_copies(text)
        || prints()
}

/// Whether words say how many copies were printed: （共印25份）.
fn is_count_of_copies(text: &str) -> bool {
    let bare: String = words::printed(text).filter(|c| !"（）()".contains(*c)).collect();
    let rest = bare.strip_prefix('共').unwrap_or(&bare);
    let count = rest.strip_prefix('印').and_then(|rest| rest.strip_suffix('份'));
    count.is_some_and(|count| !count.is_empty() && count.chars().all(|c| chars::digit(c).is_some()))
}

/// Whether all cells of a grid are of a notice's head: the issuers and 文件, or the number.
fn is_head(at: &GridRef<'_>) -> bool {
    let mut told = false;
    let mut of_head = |cell: &Cell| {
        let flow = flow_of(at, cell);
        let text = flow.text().trim_matches(chars::is_space);
        let tells = is_issuer_mark(text)
            || whole_number(text).is_some()
            || words::printed(text).eq("文件".chars());
        told |= tells;
        tells
            || text.is_empty()
            || is_issuer(text)
            || is_secrecy(text)
            || text.starts_with("签发人")
    };
    at.grid.rows.iter().flat_map(|row| &row.cells).all(&mut of_head) && told
}

/// Whether all cells of a grid are names of those who sign, and the day below them.
fn signs(at: &GridRef<'_>) -> bool {
    let cells =
        at.grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.pieces.is_empty());
    let mut flows = cells.map(|cell| flow_of(at, cell));
    // The last cell of a table tells that it is none.
    let day = flows.next_back();
    let is_day = |text: &str| words::is_date_line(text) || signed_day(text).is_some();
    if !day.is_some_and(|day| is_day(day.text())) {
        return false;
    }
    let mut names = flows.peekable();
    names.peek().is_some() && names.all(|name| is_issuer(name.text().trim_matches(chars::is_space)))
}

/// Whether a row says nothing.
fn is_empty(row: &GridRow) -> bool {
    row.cells.iter().all(|cell| cell.pieces.is_empty())
}

fn flow_of<'s>(at: &GridRef<'s>, cell: &Cell) -> Flow<'s> {
    Flow::new(at.source, at.index, &cell.pieces)
}

/// The words of a row on one line.
fn words_of(at: &GridRef<'_>, row: &GridRow) -> String {
    let cells = row.cells.iter().filter(|cell| !cell.pieces.is_empty());
    let words: Vec<String> = cells.map(|cell| flow_of(at, cell).text().to_owned()).collect();
    words.join(" ")
}

/// The lines of a head column by column: joint issuers stand below each other, beside the 文件 of them all.
fn lines_by_column<'s>(at: &GridRef<'s>) -> Vec<Flow<'s>> {
    let mut cells: Vec<&Cell> = at.grid.rows.iter().flat_map(|row| &row.cells).collect();
    cells.sort_by_key(|cell| cell.column);
    cells.into_iter().flat_map(|cell| lines_of_cell(at, cell)).collect()
}

/// The lines of a cell, parted where the container breaks them.
fn lines_of_cell<'s>(at: &GridRef<'s>, cell: &Cell) -> Vec<Flow<'s>> {
    let mut starts: Vec<usize> = cell.breaks.iter().map(|&at| usize::from(at)).collect();
    starts.insert(0, 0);
    let ends = starts[1..].iter().copied().chain([cell.pieces.len()]);
    let line =
        |(&from, to): (&usize, usize)| Flow::new(at.source, at.index, &cell.pieces[from..to]);
    starts.iter().zip(ends).map(line).filter(|flow| !flow.is_empty()).collect()
}

/// The lines of a row: its cells beside each other, or the lines of the one that it has.
fn lines_of_row<'s>(at: &GridRef<'s>, row: &GridRow) -> Vec<Flow<'s>> {
    let mut filled = row.cells.iter().filter(|cell| !cell.pieces.is_empty());
    let (Some(first), second) = (filled.next(), filled.next()) else { return Vec::new() };
    if second.is_none() {
        return lines_of_cell(at, first);
    }
    let mut pieces: Vec<TextRange> = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.pieces.is_empty()) {
        if let (Some(last), Some(next)) = (pieces.last(), cell.pieces.first()) {
            pieces.extend(blank_between(at, *last, *next));
        }
        pieces.extend(cell.pieces.iter().copied());
    }
    vec![Flow::new(at.source, at.index, &pieces)]
}

/// White space that stands between two cells.
fn blank_between(at: &GridRef<'_>, last: TextRange, next: TextRange) -> Option<TextRange> {
    let (from, to) = (last.end() as usize, next.start() as usize);
    let between = at.source.text.get(from..to)?;
    let found = between.char_indices().find(|&(_, c)| matches!(c, ' ' | '\t'))?;
    Some(TextRange::at(from + found.0, from + found.0 + 1))
}
