//! Headers whose headings break over lines of text with tabs between the cells.
//!
//! A copy breaks the line inside each heading, 序号 | 重点, then 任务 | 具体, then 举措 | 责任单位: what ends one
//! line goes on with what begins the next. Such lines say a header where what they say together has a cell for
//! each of the first numbered row, and most of it are headings.

use std::borrow::Cow;

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Span};
use hongtou_source::{Cell, GridForm, GridRow};

use super::GridRef;
use super::headings::{is_bare_time, is_heading_word};
use super::profile::is_number;

use super::torn::is_end;
use crate::flow::Flow;
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::words::squeeze;

/// As many lines may a header stand on.
const MOST: usize = 24;

/// As many bytes has the piece of a heading at most.
const LONGEST: usize = 36;

/// Puts such headers together.
pub(crate) fn put_together<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let may_begin =
        |element: &Element<'_>| begins(element) || is_half(element) || may_have_halves(element);
    if !raw.iter().any(may_begin) {
        return raw;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut raw: Vec<Option<Element<'s>>> = raw.into_iter().map(Some).collect();
    let mut at = 0;
    while at < raw.len() {
        if let [Some(Element::Line(line)), Some(Element::Table(table)), ..] = &raw[at..]
            && has_halves(line, table)
        {
            record.furniture(FurnitureKind::RepeatedHeader, line.flow.whole());
            at += 1;
            continue;
        }
        if let Some(element) = raw[at].as_mut()
            && is_half(element)
            && let Element::Table(table) = element
        {
            close(table, record);
        }
        let found = raw[at].as_ref().is_some_and(begins).then(|| header(&raw[at..])).flatten();
        if let Some(found) = found
            && let Some(Element::Table(mut table)) = raw[at + found.elements].take()
        {
            tell(&found.cells, &table, record);
            let rows = &mut table.grid.to_mut().rows;
            let header = GridRow { cells: found.cells, ..GridRow::default() };
            rows.splice(..found.rows, [header]);
            out.push(Element::Table(table));
            at += found.elements + 1;
            continue;
        }
        out.extend(raw[at].take());
        at += 1;
    }
    out
}

/// A header on several lines.
struct Header {
    cells: Vec<Cell>,
    /// How many elements stand before the table that has its end, or the first row.
    elements: usize,
    /// How many rows of that table are the header's.
    rows: usize,
}

/// Whether an element may begin such a header: its first line has 序号 and not much else, or half of it.
fn begins(element: &Element<'_>) -> bool {
    match element {
        Element::Line(line) => line.text().len() <= 6 && line.text().trim() == "序",
        Element::Table(table) => {
            table.grid.form == GridForm::Tabs && {
                let mut rows = table.grid.rows.iter();
                let first = rows.next().and_then(|row| row.cells.first());
                first.is_some_and(|cell| words(table, cell).text() == "序号")
            }
        }
        Element::Rule => false,
    }
}

/// Whether an element is a table whose first row has the upper half of 序号, and whose second one the other.
fn is_half(element: &Element<'_>) -> bool {
    let Element::Table(table) = element else { return false };
    let says = |row: usize, half: &str| {
        let first = table.grid.rows.get(row).and_then(|row| row.cells.first());
        first.is_some_and(|cell| words(table, cell).text().trim() == half)
    };
    says(0, "序") && says(1, "号")
}

/// Whether a line may have the upper halves of headings.
fn may_have_halves(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.text().len() <= LONGEST && line.text().starts_with('序'))
}

/// Whether a line above a table has the upper halves of some of its headings, 序 and 责任领 above 序号 | … |
/// 责任领导, and nothing else: a program that looks for words beside cells prints what a heading has above the
/// middle of its cell once more.
fn has_halves(line: &Line<'_>, table: &GridRef<'_>) -> bool {
    // Most lines begin otherwise.
    if line.text().len() > LONGEST || !line.text().starts_with('序') {
        return false;
    }
    let Some(header) = table.grid.rows.first() else { return false };
    let squeezed = squeeze(line.text());
    let mut rest = &*squeezed;
    for (nth, cell) in header.cells.iter().enumerate() {
        let heading = words(table, cell);
        let heading = squeeze(heading.text());
        let shared = heading.char_indices().zip(rest.chars()).take_while(|((_, a), b)| a == b);
        let half = shared.last().map_or(0, |((at, c), _)| at + c.len_utf8());
        if half == heading.len() || nth == 0 && (heading != "序号" || half == 0) {
            return false;
        }
        rest = &rest[half..];
    }
    rest.is_empty()
}

/// Puts the second row of a table to the headings in the first one where it holds the ends of these and nothing
/// else: a program that finds the lines of a page by their height takes 号 for a row.
fn close(table: &mut GridRef<'_>, record: &mut Record) {
    let [first, second, ..] = &table.grid.rows[..] else { return };
    let filled = |cell: &&Cell| !words(table, cell).text().trim().is_empty();
    let ends: Vec<&Cell> = second.cells.iter().filter(filled).collect();
    let mut cells = first.cells.clone();
    for (nth, &end) in ends.iter().enumerate() {
        let Some(cell) = cells.iter_mut().find(|cell| cell.column == end.column) else { return };
        let before = cell.clone();
        cell.pieces.extend(end.pieces.iter().copied());
        let serial = nth == 0 && words(table, end).text().trim() == "号";
        let whole = words(table, cell);
        if !(if serial {
            squeeze(whole.text()) == "序号"
        } else {
            is_one(table, cell, &before, end)
        }) {
            return;
        }
    }
    if ends.is_empty() || ends.len() > 1 && !says_headings(table, &cells) {
        return;
    }
    tell(&cells, table, record);
    let rows = &mut table.grid.to_mut().rows;
    rows.remove(1);
    rows[0].cells = cells;
}

fn words<'s>(table: &GridRef<'s>, cell: &Cell) -> Flow<'s> {
    Flow::new(table.source, table.index, &cell.pieces)
}

/// The header that begins with the first of some elements.
fn header(raw: &[Option<Element<'_>>]) -> Option<Header> {
    // Put together where a row with a number stands below: most tables have it right there.
    let mut printed: Vec<Cow<'_, [Cell]>> = Vec::new();
    let mut lines = 0;
    let mut index = None;
    for (elements, element) in raw.iter().flatten().enumerate().take(MOST) {
        match element {
            Element::Rule => return None,
            Element::Line(line) => {
                if line.text().len() > LONGEST || index.is_some_and(|at| at != line.flow.source()) {
                    return None;
                }
                index = Some(line.flow.source());
                printed.push(vec![cell_of(line)].into());
                lines += 1;
            }
            Element::Table(table) => {
                if table.grid.form != GridForm::Tabs || index.is_some_and(|at| at != table.index) {
                    return None;
                }
                index = Some(table.index);
                for (rows, row) in table.grid.rows.iter().enumerate() {
                    let first = row.cells.first().map(|cell| words(table, cell))?;
                    if is_number(first.text()).is_some() {
                        if lines < 2 {
                            return None;
                        }
                        let (mut cells, mut joins): (Vec<Cell>, Vec<Join>) = Default::default();
                        for line in printed {
                            go_on((&mut cells, &mut joins), line.into_owned());
                        }
                        let whole = cells.len() == row.cells.len();
                        let one =
                            |(at, before, end): &Join| is_one(table, &cells[*at], before, end);
                        let told = whole && says_headings(table, &cells) && joins.iter().all(one);
                        return told.then_some(Header { cells, elements, rows });
                    }
                    let long = |cell: &Cell| words(table, cell).text().len() > LONGEST;
                    lines += 1;
                    if lines > MOST || row.cells.iter().any(long) {
                        return None;
                    }
                    printed.push(Cow::Borrowed(&row.cells));
                }
            }
        }
    }
    None
}

fn cell_of(line: &Line<'_>) -> Cell {
    let words = line.flow.trim(0..line.flow.text().len());
    Cell { pieces: line.flow.source_ranges(words).collect(), ..Cell::default() }
}

/// Where a heading goes on: which it is, what it was before, and what the next line adds.
type Join = (usize, Cell, Cell);

/// Goes on with the cells of the next line, the first of which ends the last before.
fn go_on((header, joins): (&mut Vec<Cell>, &mut Vec<Join>), cells: Vec<Cell>) {
    let mut cells = cells.into_iter();
    let at = header.len().saturating_sub(1);
    if let Some(last) = header.last_mut()
        && let Some(first) = cells.next()
    {
        let before = last.clone();
        last.pieces.extend(first.pieces.iter().copied());
        joins.push((at, before, first));
    }
    for cell in cells {
        let column = header.len() as u32;
        header.push(Cell { column, ..cell });
    }
}

/// Whether a line goes on with a heading, and is no title of the rows below it: it has the end of one, or what
/// stands before it is none, and together they are one.
fn is_one(table: &GridRef<'_>, whole: &Cell, before: &Cell, end: &Cell) -> bool {
    let [whole, before, end] = [whole, before, end].map(|cell| words(table, cell));
    let open = !is_heading_word(before.text()) || is_bare_time(before.text());
    // One character titles nothing.
    let short = end.text().chars().nth(1).is_none();
    is_heading_word(whole.text()) && (open || short || is_end(end.text()))
}

/// Whether most cells are headings, and each says something.
fn says_headings(table: &GridRef<'_>, cells: &[Cell]) -> bool {
    let known = |cell: &&Cell| is_heading_word(words(table, cell).text());
    let numbered = cells.first().is_some_and(|cell| squeeze(words(table, cell).text()) == "序号");
    numbered
        && cells.iter().all(|cell| !cell.pieces.is_empty())
        && cells.iter().filter(known).count() * 4 >= cells.len() * 3
}

fn tell(cells: &[Cell], table: &GridRef<'_>, record: &mut Record) {
    let mut span = Span::default();
    cells.iter().for_each(|cell| span.extend(&words(table, cell).whole()));
    record.repair(
        RepairKind::StitchedRow,
        span,
        Confidence::Likely,
        || "表头断成多行，已逐格接回".to_owned(),
        || "a header whose headings stand on several lines is put together cell by cell".to_owned(),
    );
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Grid, Source, TextRange};

    use super::*;

    fn first_two(rows: &[&str]) -> Vec<String> {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let mut at = 0;
        let mut row = |words: &&str| {
            let cells = words.split('|').zip(0..).map(|(words, column)| {
                let piece = TextRange::at(at, at + words.len());
                at += words.len() + 1;
                let pieces = if words.is_empty() { Vec::new() } else { vec![piece] };
                Cell { column, pieces: pieces.into_iter().collect(), ..Cell::default() }
            });
            GridRow { cells: cells.collect(), ..GridRow::default() }
        };
        let rows = rows.iter().map(&mut row).collect();
        let grid = Cow::Owned(Grid { rows, form: GridForm::Cells });
        let table = Element::Table(GridRef { grid, index: 0, source: &source, sheet: None });
        let out = put_together(vec![table], &mut Record::new(Lang::Zh));
        let Some(Element::Table(table)) = out.first() else { return Vec::new() };
        let row = |row: &GridRow| {
            let cells: Vec<String> =
                row.cells.iter().map(|cell| words(table, cell).text().to_owned()).collect();
            cells.join("|")
        };
        table.grid.rows.iter().take(2).map(row).collect()
    }

    #[test]
    fn halves_of_headings_above_a_table_are_its_header() {
        let above = |line: &str| {
            let text = format!("{line}\n序号|工作任务|责任领导|完成时限");
            let source = Source::from_text("n", Format::Text, &text);
            let mut at = line.len() + 1;
            let cells = text[at..].split('|').zip(0..).map(|(words, column)| {
                let piece = TextRange::at(at, at + words.len());
                at += words.len() + 1;
                Cell { column, pieces: [piece].into_iter().collect(), ..Cell::default() }
            });
            let rows = vec![GridRow { cells: cells.collect(), ..GridRow::default() }];
            let grid = Cow::Owned(Grid { rows, form: GridForm::Pipes });
            let table = Element::Table(GridRef { grid, index: 0, source: &source, sheet: None });
            let flow = Flow::new(&source, 0, &[TextRange::at(0, line.len())]);
            let line = Element::Line(Line::new(flow, true));
            put_together(vec![line, table], &mut Record::new(Lang::Zh)).len()
        };
        for halves in ["序", "序责任领", "序 工作 完成"] {
            assert_eq!(above(halves), 1, "{halves}");
        }
        // A title, other words, whole headings, and halves in another order.
        for title in ["任务分解表", "序言", "序号", "序责任领导", "序完成责任"] {
            assert_eq!(above(title), 2, "{title}");
        }
    }

    #[test]
    fn the_ends_of_headings_are_no_row() {
        let first = "1|新建泵站2座。|9月底|县水利局";
        let whole = ["序号|工作任务|完成时限|责任单位", first];
        assert_eq!(first_two(&["序|工作任务|完成时限|责任单位", "号|||", first]), whole);
        assert_eq!(first_two(&["序|工作|完成时限|责任", "号|任务||单位", first]), whole);
        // What says more than the end of one is a row.
        let other = ["序|工作任务|完成时限|责任单位", "号|新建泵站||", first];
        assert_eq!(first_two(&other), other[..2]);
    }
}
