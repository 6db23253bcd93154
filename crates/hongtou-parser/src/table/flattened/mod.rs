//! A table whose lines lost their cells.
//!
//! Where white space is left, cells are cut at it: `序号 工作任务 牵头部门`, then `1 改造… 县教育局`. Where
//! nothing is left, `序号项目名称牵头单位`, the header is cut at the words that headings end in, and each
//! row later, when the body is known, by what the body says: its headings, its tasks, its units.

mod begins;
mod cells;
mod ends;
mod glued;
mod header;
mod over_lines;
mod spaced;
mod torn;

use std::borrow::Cow;

use hongtou_model::{Confidence, RepairKind};
use hongtou_source::{Source, fold};

use super::GridRef;
use super::profile::is_number;
use crate::as_one::text_of;
use crate::flow::Flow;
use crate::lines::{Element, Line, Place, splice};
use crate::record::Record;

pub(super) use self::cells::width;
use self::cells::{are_commas, is_aligned, leading};
pub(crate) use self::glued::{cut_rows, read};
pub(super) use self::header::headings_end_to_end;
use self::header::{header, header_in_text};
use self::spaced::{MOST_LINES, Spaced};
pub(super) use self::torn::goes_on_likely;

/// Puts tables together whose lines are cut into cells at white space or commas.
///
/// Where wide gaps or commas part the cells of the header, `aligned`, no line reads on in the next
/// one. Single spaces may stand in running text as well: there lines are joined first.
pub(crate) fn gather<'s>(
    raw: Vec<Element<'s>>,
    aligned: bool,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let mut tables: Vec<Place<'s>> = Vec::new();
    for found in find(&raw, aligned, sources) {
        match found {
            Found::Table(at, table) => {
                table.record(record);
                let index = table.rows.iter().flatten().flat_map(|(_, words)| words).next();
                let index = index.map_or(0, Flow::source);
                let source = text_of(sources, index);
                let grid = GridRef { grid: Cow::Owned(table.grid()), index, source, sheet: None };
                tables.push((at..table.end, vec![Element::Table(grid)]));
            }
            // What was said of wide gaps is not said again.
            Found::Header(_, line, _) if aligned || !is_aligned(line.text()) => {
                unread(line, record)
            }
            Found::Header(..) => {}
        }
    }
    splice(raw, tables)
}

/// Whether a line is the headings of a table, parted or glued together.
pub(crate) fn is_header(line: &Line<'_>) -> bool {
    header(line).is_some()
}

/// A header line and what stands below it.
enum Found<'e, 's> {
    Table(usize, Box<Spaced<'e, 's>>),
    /// No table, though the rows of one seem to begin below the header at a place; and how many cells a row
    /// has that lacks its last one, where two columns of units end it.
    Header(usize, &'e Flow<'s>, Option<usize>),
}

/// The tables whose cells white space parts, in order.
fn find<'e, 's>(
    elements: &'e [Element<'s>],
    aligned: bool,
    sources: &'s [Source],
) -> Vec<Found<'e, 's>> {
    // Headers of the tables so far, folded: a page prints them again above a single row. Those of grids
    // wait until somebody asks.
    let mut known: Vec<Vec<String>> = Vec::new();
    let mut grids: Vec<&GridRef<'s>> = Vec::new();
    let folded = |header: &[Flow<'s>]| header.iter().map(|flow| fold(flow.text())).collect();
    // The header of the table right above, and the number of its next row.
    let mut above: Option<(Vec<Flow<'s>>, u32)> = None;
    let mut out = Vec::new();
    let mut at = 0;
    while at < elements.len() {
        match &elements[at] {
            Element::Table(grid) => {
                grids.push(grid);
                let below = elements.get(at + 1);
                let goes_on = matches!(below, Some(Element::Line(line)) if is_aligned(line.text()));
                let next = if goes_on { next_number(grid) } else { None };
                above = next.map(|next| (header_of(grid), next));
            }
            Element::Line(line) => {
                // A page that prints no header again.
                if let Some((header, next)) = above.take().filter(|_| is_aligned(line.text())) {
                    let lines = at..at;
                    let table = Spaced::read(elements, lines, header, Some(next), sources);
                    if table.rows.first().is_some_and(|row| row.len() == table.header.len()) {
                        above = table.next.map(|next| (table.header.clone(), next));
                        let end = table.end;
                        out.push(Found::Table(at, Box::new(table)));
                        at = end;
                        continue;
                    }
                }
                let parted = |text: &str| !aligned || is_aligned(text) || are_commas(text);
                if !aligned && let Some(table) = torn::read(elements, at, sources) {
                    known.push(folded(&table.header));
                    above = table.next.map(|next| (table.header.clone(), next));
                    let end = table.end;
                    out.push(Found::Table(at, Box::new(table)));
                    at = end;
                    continue;
                }
                if let Some((header, false)) = header(line).filter(|_| parted(line.text())) {
                    known.extend(grids.drain(..).map(|grid| folded(&header_of(grid))));
                    let words = folded(&header);
                    let table = Spaced::read(elements, at..at + 1, header, None, sources);
                    // A row that nobody can cut leaves one with all its cells a row.
                    let rows = table.numbered + if table.full > 0 { table.lost } else { 0 };
                    let least = if known.contains(&words) { 1 } else { 2 };
                    if table.numbered > 0 && rows >= least {
                        known.push(words);
                        above = table.next.map(|next| (table.header.clone(), next));
                        let end = table.end;
                        out.push(Found::Table(at, Box::new(table)));
                        at = end;
                        continue;
                    }
                    if table.begins(&elements[at + 1..]) {
                        out.push(Found::Header(at, &line.flow, table.open_width()));
                    }
                }
            }
            Element::Rule => above = None,
        }
        at += 1;
    }
    out
}

/// The words of a grid's first row.
fn header_of<'s>(grid: &GridRef<'s>) -> Vec<Flow<'s>> {
    let cells = grid.grid.rows.first().into_iter().flat_map(|row| &row.cells);
    let words = cells.map(|cell| Flow::new(grid.source, grid.index, &cell.pieces));
    words.filter(|words| !words.is_empty()).collect()
}

/// The number after the one that the last row of a grid begins with.
fn next_number(grid: &GridRef<'_>) -> Option<u32> {
    let row = grid.grid.rows.iter().rev().find(|row| !row.goes_on && row.cells.len() > 1)?;
    let words = Flow::new(grid.source, grid.index, &row.cells.first()?.pieces);
    is_number(words.text()).map(|number| number + 1)
}

/// Records that nothing tells the cells of the lines below a header apart.
fn unread(line: &Flow<'_>, record: &mut Record) {
    record.repair(
        RepairKind::UnreadRow,
        line.whole(),
        Confidence::Unsure,
        || "这一行（或其下各行）与表头的列对不上，未读成表中的行".to_owned(),
        || {
            "this line, or those below it, cannot be cut into the columns of the table's header; \
             they are read as text"
                .to_owned()
        },
    );
}

/// Sets the lines from one place on apart that begin with the numbers of rows, one after the other.
fn part_rows(elements: &[Element<'_>], from: usize, next: Option<u32>, apart: &mut [bool]) {
    let mut expected = next;
    let mut between = 0;
    for (at, element) in elements.iter().enumerate().skip(from) {
        let Element::Line(line) = element else { return };
        between += 1;
        if let Some((number, _)) = leading(line, expected, false) {
            apart[at] = true;
            (expected, between) = (Some(number + 1), 0);
        } else if between > MOST_LINES {
            return;
        }
    }
}

/// Records a header inside a line of text where no table is printed: nothing tells the cells behind it apart.
/// `序号项目名称牵头单位1新建学校市教育局2…`.
pub(crate) fn report_headers_in_text(elements: &[Element<'_>], record: &mut Record) {
    if elements.iter().any(|element| matches!(element, Element::Table(_))) {
        return;
    }
    for element in elements {
        let Element::Line(line) = element else { continue };
        let Some(header) = header_in_text(&line.flow) else { continue };
        record.repair(
            RepairKind::UnreadRow,
            header.whole(),
            Confidence::Unsure,
            || "表头夹在文字中，各格之间没有分隔，其后未读成表".to_owned(),
            || {
                "a table's header stands inside a line of text, with nothing between its cells; \
                 what follows is read as text"
                    .to_owned()
            },
        );
    }
}

/// Which lines are a flattened table's: nothing is joined to what stands before them.
pub(crate) fn lines<'s>(elements: &[Element<'s>], sources: &'s [Source]) -> Vec<bool> {
    let mut out = vec![false; elements.len()];
    for found in find(elements, false, sources) {
        match found {
            Found::Table(at, table) => {
                out[at..table.end].fill(true);
                // Behind a whole row something else begins, and a row that nobody can cut is one.
                let whole = table.rows.last().is_some_and(|row| row.len() == table.header.len());
                if (whole || table.parts_units_behind())
                    && let Some(behind) = out.get_mut(table.end)
                {
                    *behind = true;
                }
                part_rows(elements, table.end, table.next, &mut out);
            }
            Found::Header(at, _, open) => {
                part_rows(elements, at + 1, None, &mut out);
                open.inspect(|&open| ends::part_units(elements, at + 1, open, &mut out));
            }
        }
    }
    let mut at = 0;
    while at < elements.len() {
        let taken = read(elements, at).map_or(0, |(_, taken)| taken);
        out[at..at + taken].fill(true);
        at += taken.max(1);
    }
    out
}
