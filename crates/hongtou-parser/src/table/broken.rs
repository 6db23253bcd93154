//! Rows that line breaks inside their cells cut into several lines.
//!
//! A cell of several paragraphs, copied with tabs, breaks its row: `1`, tab, `治水`, tab, `清淤5公里；`, then
//! `建泵站2座。`, tab, `市水利局`. Below a header that begins with 序号 the lines from one number to the
//! next have the tabs of one row: where these add up to those of the header, each line goes on with the
//! cell that the one above it ends in.

pub(crate) mod last_cell;

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange, chars};

use super::GridRef;
use super::draft::closed;
use super::headings::{Heading, heading};
use super::numbered;
use super::profile::{is_none_mark, is_number};
use crate::flow::Flow;
use crate::lines::{Element, Line, Place, splice};
use crate::marker::{Form, marker};
use crate::record::{Record, tail};
use crate::{date, responsibility, words};

/// So many lines a row may be broken into.
const LONGEST_ROW: usize = 60;

/// Puts such rows together.
pub(crate) fn put_together<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let mut found: Vec<Place<'s>> = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        match Table::read(&raw, at) {
            Some(table) => {
                at = table.lines.end.max(at + 1);
                table.report(record);
                found.push((table.lines, table.out));
            }
            None => at += 1,
        }
    }
    splice(raw, found)
}

/// One printed line.
struct Printed<'t> {
    cells: Cow<'t, [Cell]>,
    /// The element that it stands in.
    of: usize,
    /// Whether a blank line stands above it.
    gap: bool,
}

/// A table with broken rows, put together.
struct Table<'s> {
    /// The elements that it takes the place of.
    lines: Range<usize>,
    out: Vec<Element<'s>>,
    /// Where the broken rows stand, and the words before their first break.
    broken: Vec<(Span, String)>,
}

impl<'s> Table<'s> {
    /// The table that begins with an element, where a row of it at least is broken.
    fn read(raw: &[Element<'s>], at: usize) -> Option<Table<'s>> {
        let Element::Table(first) = &raw[at] else { return None };
        let lines = Lines { first, width: numbered::header(first)?, printed: printed(raw, at) };
        let starts = lines.starts();
        let ends = starts[1.min(starts.len())..].iter().map(|&next| (next, false));
        let ends = ends.chain([(lines.printed.len(), true)]);
        let rows = starts.iter().zip(ends).map(|(&start, (next, last))| (start..next, last));
        let is_broken = |(row, last): (Range<usize>, bool)| {
            lines.end(row.clone(), last).is_some_and(|at| at != row.start)
        };
        // Most tables have no such row, and what stands in their cells need not be looked at.
        if !rows.clone().any(is_broken) {
            return None;
        }
        let rows: Vec<Range<usize>> = rows.filter_map(|(row, last)| lines.row(row, last)).collect();
        rows.iter().any(|row| row.len() > 1).then(|| lines.table(raw, at, &rows))
    }

    fn report(&self, record: &mut Record) {
        for (span, words) in &self.broken {
            stitched(span.clone(), words, record);
        }
    }
}

/// Records that a row is put together that a line break behind some words cut.
fn stitched(row: Span, words: &str, record: &mut Record) {
    record.repair(
        RepairKind::StitchedRow,
        row,
        Confidence::Likely,
        || format!("一行在单元格内换行，已逐格接回：“…{words}”"),
        || {
            format!(
                "a line break inside a cell cut a row, which is stitched cell by cell: “…{words}”"
            )
        },
    );
}

/// The lines of a table with tabs, and all that follows it up to the next header and to what is no line
/// of it.
fn printed<'t>(raw: &'t [Element<'_>], at: usize) -> Vec<Printed<'t>> {
    let Element::Table(first) = &raw[at] else { return Vec::new() };
    let text = &first.source.text;
    let mut out: Vec<Printed<'t>> = Vec::new();
    let mut end: Option<u32> = None;
    let mut push = |cells: Cow<'t, [Cell]>, of| {
        let mut pieces = cells.iter().flat_map(|cell| &cell.pieces);
        let first = pieces.next();
        let before = end.zip(first).map(|(end, first)| end as usize..first.start() as usize);
        let between = before.and_then(|range| text.get(range)).unwrap_or_default();
        // A line of blank cells has tabs.
        let gap = between.matches('\n').count() > 1 && !between.contains('\t');
        end = pieces.next_back().or(first).map(|piece| piece.end()).or(end);
        out.push(Printed { cells, of, gap });
    };
    for (of, element) in raw.iter().enumerate().skip(at) {
        match element {
            Element::Table(table)
                if table.grid.form == GridForm::Tabs
                    && table.index == first.index
                    && (of == at || numbered::header(table).is_none()) =>
            {
                table.grid.rows.iter().for_each(|row| push(Cow::Borrowed(&row.cells), of));
            }
            Element::Line(line) if line.flow.source() == first.index => {
                let words = line.flow.trim(0..line.text().len());
                let pieces = line.flow.source_ranges(words).collect();
                push(Cow::Owned(vec![Cell { pieces, ..Cell::default() }]), of);
            }
            _ => break,
        }
    }
    out
}

struct Lines<'t, 's> {
    first: &'t GridRef<'s>,
    /// The cells of the header.
    width: usize,
    printed: Vec<Printed<'t>>,
}

impl<'s> Lines<'_, 's> {
    fn flow(&self, cell: &Cell) -> Flow<'s> {
        Flow::new(self.first.source, self.first.index, &cell.pieces)
    }

    /// Where rows begin: with numbers that count on, or again from 1.
    fn starts(&self) -> Vec<usize> {
        let mut last = 0;
        let begins = |at: &usize| {
            let cells = &self.printed[*at].cells;
            let number = cells.first().filter(|_| cells.len() > 1);
            let number = number.and_then(|cell| is_number(self.flow(cell).text()));
            let next = number.filter(|&number| number == last + 1 || number == 1);
            next.inspect(|&number| last = number).is_some()
        };
        (1..self.printed.len()).filter(begins).collect()
    }

    /// The line that completes the row that begins with the first of some.
    fn complete(&self, lines: Range<usize>) -> Option<usize> {
        let mut tabs = 0;
        for at in lines.take(LONGEST_ROW) {
            tabs += self.printed[at].cells.len() - 1;
            if tabs + 1 >= self.width {
                return (tabs + 1 == self.width).then_some(at);
            }
        }
        None
    }

    /// The line that some lines end with, which are a row without the cell that it shares with those above.
    fn ends_short(&self, lines: Range<usize>) -> Option<usize> {
        if lines.len() > LONGEST_ROW {
            return None;
        }
        let tabs = |at: usize| self.printed[at].cells.len() - 1;
        let all: usize = lines.clone().map(tabs).sum();
        let merged = all + 2 == self.width && lines.start > 1;
        lines.rev().find(|&at| tabs(at) > 0).filter(|_| merged)
    }

    /// The line that a row ends with; behind the last row there may be anything.
    fn end(&self, lines: Range<usize>, last: bool) -> Option<usize> {
        let short = || self.ends_short(lines.clone()).filter(|_| !last);
        self.complete(lines.clone()).or_else(short)
    }

    /// The lines of the row that begins with the first of some; behind the last row there may be
    /// anything.
    fn row(&self, lines: Range<usize>, last: bool) -> Option<Range<usize>> {
        let mut end = self.end(lines.clone(), last)? + 1;
        let more = &self.printed[lines.start + 1..end];
        let other = |line: &Printed| {
            let [cell] = &line.cells[..] else { return last && line.gap };
            let flow = self.flow(cell);
            // The number of a page, and what is said below a table.
            let aside = flow.text().chars().all(|c| chars::digit(c).is_some())
                || last && (line.gap || words::is_form_line(flow.text()));
            !flow.is_empty() && aside
        };
        if more.iter().any(other) {
            return None;
        }
        let row = self.joined(lines.start..end);
        let fits = |(heading, cell): (Heading, &Cell)| {
            let flow = self.flow(cell);
            flow.is_empty()
                || is_none_mark(flow.text())
                || fits(heading, &flow)
                || self.names_on_lines(heading, cell)
        };
        // The cell that it lacks stands behind its number.
        let lacks = self.width - row.len();
        let headings = self.headings().enumerate();
        let own = headings.filter(|(at, _)| lacks == 0 || *at != 1).map(|(_, heading)| heading);
        if !own.zip(&row).all(fits) {
            return None;
        }
        if lacks > 0 {
            return Some(lines.start..end);
        }
        // Where a title stands above the first row, others stand above further ones.
        if self.printed.get(1).is_some_and(|line| line.cells.len() == 1) {
            return Some(lines.start..end);
        }
        let heading = self.headings().last()?;
        let mut cell = row.last().map(|cell| self.flow(cell))?;
        let below = if last { None } else { self.last_cell(lines.end) };
        while end < lines.end
            && let Printed { cells, gap: false, .. } = &self.printed[end]
            && let [more] = &cells[..]
            && let more = self.flow(more)
            && goes_on(heading, &cell, &more, below.as_ref())
        {
            cell.append(&more);
            end += 1;
        }
        Some(lines.start..end)
    }

    /// Whether a cell below who answers has the name of a body on each line, which say nothing as one.
    fn names_on_lines(&self, heading: Heading, cell: &Cell) -> bool {
        let name = |piece: &TextRange| {
            let line = Flow::new(self.first.source, self.first.index, &[*piece]);
            responsibility::unit_score(&line) > 0.5
        };
        matches!(heading, Heading::Units(_))
            && cell.pieces.len() > 1
            && cell.pieces.iter().any(name)
            && !closed(self.flow(cell).text())
    }

    /// What stands in the last cell of the row that begins with a line.
    fn last_cell(&self, start: usize) -> Option<Flow<'s>> {
        let end = self.complete(start..self.printed.len())? + 1;
        self.joined(start..end).last().map(|cell| self.flow(cell))
    }

    /// What the header says of each column.
    fn headings(&self) -> impl DoubleEndedIterator<Item = Heading> {
        let cells = self.first.grid.rows.first().into_iter().flat_map(|row| &row.cells);
        cells.map(|cell| heading(self.flow(cell).text()))
    }

    /// The cells of a row, each line put to the cell that the one above it ends in.
    fn joined(&self, lines: Range<usize>) -> Vec<Cell> {
        let mut row: Vec<Cell> = Vec::with_capacity(self.width);
        for line in &self.printed[lines] {
            let mut cells = line.cells.iter();
            if let Some(open) = row.last_mut()
                && let Some(more) = cells.next()
            {
                let at = open.pieces.len() as u16;
                if at > 0 && !more.pieces.is_empty() {
                    open.breaks.push(at);
                }
                open.breaks.extend(more.breaks.iter().map(|piece| piece + at));
                open.pieces.extend_from_slice(&more.pieces);
                open.bold.extend_from_slice(&more.bold);
            }
            for cell in cells {
                row.push(Cell { column: row.len() as u32, ..cell.clone() });
            }
        }
        row
    }

    fn table(&self, raw: &[Element<'s>], at: usize, rows: &[Range<usize>]) -> Table<'s> {
        let mut out = Out { first: self.first, lines: Vec::new(), rows: Vec::new(), of: at };
        let mut broken = Vec::new();
        let mut rows = rows.iter().filter(|row| row.len() > 1).peekable();
        let end = rows.clone().last().map_or(at, |row| self.printed[row.end - 1].of) + 1;
        let mut next = 0;
        while let Some(line) = self.printed.get(next).filter(|line| line.of < end) {
            let lines = rows.next_if(|row| row.start == next).cloned();
            let cells = match &lines {
                Some(lines) => self.joined(lines.clone()),
                None => line.cells.to_vec(),
            };
            if let Some(lines) = &lines {
                let mut span = Span::default();
                cells.iter().for_each(|cell| span.extend(&self.flow(cell).whole()));
                let before = self.printed[lines.start].cells.last();
                let before = before.map(|cell| self.flow(cell)).unwrap_or_default();
                broken.push((span, tail(before.text(), 6).to_owned()));
            }
            match &raw[line.of] {
                Element::Line(line) if lines.is_none() => out.line(line.clone()),
                _ => out.row(line.of, cells),
            }
            next = lines.map_or(next + 1, |lines| lines.end);
            out.of = self.printed[next - 1].of;
        }
        out.cut();
        Table { lines: at..end, out: out.lines, broken }
    }
}

/// What is written in the place of broken lines: grids, and the lines between them.
struct Out<'t, 's> {
    first: &'t GridRef<'s>,
    lines: Vec<Element<'s>>,
    rows: Vec<GridRow>,
    /// The element of the last row.
    of: usize,
}

impl<'s> Out<'_, 's> {
    fn row(&mut self, of: usize, cells: Vec<Cell>) {
        if of != self.of {
            self.cut();
        }
        self.rows.push(GridRow { cells, ..GridRow::default() });
    }

    fn line(&mut self, line: Line<'s>) {
        self.cut();
        self.lines.push(Element::Line(line));
    }

    fn cut(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let grid = Grid { rows: std::mem::take(&mut self.rows), form: GridForm::Tabs };
        let GridRef { index, source, .. } = *self.first;
        self.lines.push(Element::Table(GridRef {
            grid: Cow::Owned(grid),
            index,
            source,
            sheet: None,
        }));
    }
}

/// Whether a cell may stand below a heading that says who or when.
fn fits(heading: Heading, cell: &Flow<'_>) -> bool {
    match heading {
        Heading::Units(_) => responsibility::unit_score(cell) > 0.0,
        Heading::Deadline => date::says_when(cell.text()),
        _ => true,
    }
}

/// Whether a line goes on with the last cell of the row above it, and is no title of the rows below, the
/// first of which has another cell there; below the last row may stand a note or who signs.
fn goes_on(heading: Heading, cell: &Flow<'_>, line: &Flow<'_>, below: Option<&Flow<'_>>) -> bool {
    let text = line.text();
    let ordinal = marker(text).map(|marker| marker.form);
    let labelled = || text.chars().take(6).any(|c| chars::narrow(c) == ':');
    if cell.is_empty()
        || ordinal.is_some_and(|form| form < Form::Digit)
        || words::is_form_line(text)
        || below.is_none() && labelled()
    {
        return false;
    }
    let open = cell.text().ends_with(['，', '、', ',']);
    let parted = cell.text().ends_with(['；', ';']);
    match heading {
        Heading::Units(_) => {
            let names = ordinal.is_none() && responsibility::unit_score(line) > 0.5;
            names && (open || parted || below.is_some_and(|below| is_another(text, below.text())))
        }
        Heading::Deadline => {
            let half = cell.text().ends_with(['年', '月']);
            ordinal.is_none() && date::says_when(text) && (open || parted || half)
        }
        _ => open || closed(text) && (parted || below.is_some()),
    }
}

/// Whether words name a department, and not who answers for the row below, which they may be the title of.
fn is_another(text: &str, below: &str) -> bool {
    let (name, below) = (text.trim_start_matches('各'), below.trim_start_matches('各'));
    name.ends_with(['局', '委', '厅', '办']) && !below.contains(name) && !name.contains(below)
}
