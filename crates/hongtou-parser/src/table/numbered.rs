//! Rows whose number stands on a line above them.
//!
//! A copy breaks the line behind the number: `1`, then `改造…` with a tab before each further cell. Below a
//! header that begins with 序号, where the pieces of the table lack just one cell and the lines
//! between them count on, each number goes back to its row.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{Cell, GridForm};

use super::GridRef;
use super::headings::{Heading, heading};
use super::profile::is_number;
use crate::flow::Flow;
use crate::lines::{Element, Line};
use crate::record::Record;

/// Puts such numbers into their rows.
pub(crate) fn put_back<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let found = numbers(&raw);
    if found.is_empty() {
        return raw;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut span = Span::default();
    let mut found = found.into_iter().peekable();
    let mut number: Option<Flow<'s>> = None;
    for (at, element) in raw.into_iter().enumerate() {
        match element {
            Element::Line(line) if found.next_if_eq(&at).is_some() => {
                span.extend(&line.flow.whole());
                number = Some(line.flow);
            }
            Element::Table(mut table) => {
                if let Some(number) = number.take() {
                    give(&mut table, &number);
                }
                out.push(Element::Table(table));
            }
            other => out.push(other),
        }
    }
    record.repair(
        RepairKind::MovedCells,
        span,
        Confidence::Likely,
        || "序号单独成行，已放回其下一行的第一格".to_owned(),
        || {
            "the numbers of rows stand on lines above them and are put back into the first cell"
                .to_owned()
        },
    );
    out
}

/// The lines that are the number of the row below, where two at least count on.
fn numbers(raw: &[Element<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut width = 0;
    let mut run: Vec<usize> = Vec::new();
    let mut last = None;
    for (at, pair) in raw.windows(2).enumerate() {
        if let Element::Table(table) = &pair[0]
            && let Some(cells) = header(table)
        {
            // A header printed again is that of the same table.
            if cells != width {
                (width, last) = (cells, None);
                keep(&mut run, &mut found);
            }
        }
        let [Element::Line(line), Element::Table(table)] = pair else { continue };
        let Some(number) = of_row(line, table, width) else { continue };
        if last.is_some_and(|last: u32| last + 1 != number && number != 1) {
            keep(&mut run, &mut found);
        }
        last = Some(number);
        run.push(at);
    }
    keep(&mut run, &mut found);
    found
}

fn keep(run: &mut Vec<usize>, found: &mut Vec<usize>) {
    if run.len() > 1 {
        found.append(run);
    }
    run.clear();
}

/// How many cells a header has that begins with 序号.
pub(super) fn header(table: &GridRef<'_>) -> Option<usize> {
    let cells = &table.grid.rows.first()?.cells;
    let first = Flow::new(table.source, table.index, &cells.first()?.pieces);
    // All words for it, 序号 and 项次, end in one of two characters.
    let serial = || first.text().contains(['号', '次']) && heading(first.text()) == Heading::Serial;
    (table.grid.form == GridForm::Tabs && cells.len() > 2 && serial()).then_some(cells.len())
}

/// The number that a line gives to the row below it, which lacks one of its cells.
fn of_row(line: &Line<'_>, table: &GridRef<'_>, width: usize) -> Option<u32> {
    if width == 0 || line.text().len() > 16 || table.grid.form != GridForm::Tabs {
        return None;
    }
    let number = is_number(line.text())?;
    let cells = &table.grid.rows.first()?.cells;
    let first = Flow::new(table.source, table.index, &cells.first()?.pieces);
    let fits = cells.len() + 1 == width
        && table.index == line.flow.source()
        && !first.is_empty()
        && is_number(first.text()).is_none();
    fits.then_some(number)
}

/// Puts a number before the first row of a grid.
fn give(table: &mut GridRef<'_>, number: &Flow<'_>) {
    let Some(row) = table.grid.to_mut().rows.first_mut() else { return };
    row.cells.iter_mut().for_each(|cell| cell.column += 1);
    let pieces = number.source_ranges(number.trim(0..number.text().len())).collect();
    row.cells.insert(0, Cell { pieces, ..Cell::default() });
}
