//! A table whose cells stand on lines of their own.
//!
//! Copies of web pages print each cell of a table as a paragraph: the headings, then row after row,
//! `序号`, `工作任务`, `责任单位`, `1`, `改造…`, `县教育局`, `2`, …. Nothing but the numbers of the rows tells
//! where one begins. A number that no such table holds is that of a page.

mod alike;
mod barred;
mod body;
mod by_number;
mod captioned;
mod divided;
mod even;
mod joined;
mod levels;
mod look;
mod mostly;
mod named;
mod ordinals;
mod page_numbers;
mod pairs;
mod paragraphs;
mod parted;
mod parts;
mod repeated;
mod shared;
mod unheard;
mod unnumbered;
mod unread;
mod wrapped;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{Cell, Grid, GridForm, GridRow, Source, chars};

use self::joined::{with_brackets, with_months};
use self::look::{
    Look, cell, is_column_word, is_day_line, is_heading, is_imprint, is_section, is_short,
    one_source,
};
use self::page_numbers::page_numbers;
use super::GridRef;
use super::headings::{Heading, heading};
use super::profile::is_number;
use crate::as_one::{ONE, text_of};
use crate::lines::{Element, Place, splice};
use crate::record::Record;
use crate::words;

pub(crate) use ordinals::Counts;

/// A header has a dozen columns at most.
const LONGEST_HEADER: usize = 14;
/// So many lines may stand between the header and the first number: a section, a group.
const LONGEST_LEAD: usize = 2;
/// So many rows may be left out between two that are printed.
const LONGEST_GAP: u32 = 9;

/// Puts such tables together, and sets aside the numbers of pages.
pub(crate) fn gather<'s>(
    raw: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let raw = ordinals::tell(with_months(with_brackets(raw), record));
    let numbered = raw.iter().any(|element| number_of(element).is_some());
    let Tables { raw, pages, mut stacks } = match numbered {
        true => by_numbers(raw, sources, record),
        false => Tables { raw, pages: Vec::new(), stacks: Vec::new() },
    };
    let (others, unread) = unnumbered::read(&raw);
    add_apart(&mut stacks, others);
    let (others, more) = captioned::read(&raw, sources);
    add_apart(&mut stacks, others);
    let rest = stacks.iter().filter_map(|stack| stack.rest(&raw)).collect::<Vec<_>>();
    let told = if numbered { unread::numbered(&raw) } else { Vec::new() };
    let unread = apart_from(&stacks, unread.into_iter().chain(more).chain(rest).chain(told));
    if !numbered && stacks.is_empty() && unread.is_empty() {
        return raw;
    }
    // The lines that are cells of a table; a figure among these is no page's.
    let mut cells: Vec<usize> = Vec::new();
    let mut places: Vec<Place<'s>> = Vec::new();
    for stack in stacks {
        cells.extend(stack.rows.iter().flatten().map(|&(_, line)| line));
        let grid = Element::Table(stack.grid(&raw, sources, record));
        places.push((stack.start..stack.end, vec![grid]));
    }
    for lines in unread {
        report_unread(&raw[lines.clone()], record);
        cells.extend(lines.clone());
        // What stands below does not go on with what stands above.
        places.push((lines, vec![Element::Rule]));
    }
    places.sort_unstable_by_key(|(lines, _)| lines.start);
    cells.sort_unstable();
    let mut aside = page_numbers(&raw, &pages, &places, &cells, record);
    aside.extend(titles_apart(&raw, &places));
    places.append(&mut aside);
    places.sort_unstable_by_key(|(lines, _)| lines.start);
    splice(raw, places)
}

/// Adds those tables to others that have no line of them, all in order.
fn add_apart(stacks: &mut Vec<Stack>, more: Vec<Stack>) {
    let known = stacks.len();
    for stack in more {
        let next = stacks[..known].partition_point(|known| known.end <= stack.start);
        if stacks[..known].get(next).is_none_or(|known| stack.end <= known.start) {
            stacks.push(stack);
        }
    }
    stacks.sort_unstable_by_key(|stack| stack.start);
}

/// Those of some lines of which none is a table's or others', in order.
fn apart_from(stacks: &[Stack], lines: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let apart = |lines: &Range<usize>| {
        let next = stacks.partition_point(|stack| stack.end <= lines.start);
        stacks.get(next).is_none_or(|stack| lines.end <= stack.start)
    };
    let mut out: Vec<Range<usize>> = lines.filter(apart).collect();
    out.sort_unstable_by_key(|lines| lines.start);
    out.dedup_by(|next, before| next.start < before.end);
    out
}

/// Records that the lines of a table could not be parted into rows; they are left out, so that nobody takes
/// them for text.
fn report_unread(lines: &[Element<'_>], record: &mut Record) {
    let mut span = Span::default();
    for element in lines {
        if let Element::Line(line) = element {
            span.extend(&line.flow.whole());
        }
    }
    record.repair(
        RepairKind::UnreadRow,
        span,
        Confidence::Unsure,
        || "这张表的各格逐行排列，未能分出各行，其内容未读入，也不作正文".to_owned(),
        || {
            "the cells of this table stand below each other and could not be put into rows; what it \
             says is not read, nor taken for body text"
                .to_owned()
        },
    );
}

/// The tables whose rows have numbers; headers that pages print again are set aside.
#[inline(never)]
fn by_numbers<'s>(raw: Vec<Element<'s>>, sources: &[Source], record: &mut Record) -> Tables<'s> {
    let again = repeated::headers(&raw);
    let whole = (!again.is_empty()).then(|| Tables::read(repeated::without(&raw, &again), sources));
    let again = repeated::Spans::of(&raw, again);
    let apart = Tables::read(raw, sources);
    // Some rows are no better together.
    let whole = whole.filter(|whole| whole.rows() >= apart.rows());
    if whole.is_some() {
        again.report(record);
    }
    whole.unwrap_or(apart)
}

/// The tables of a notice, before they are put in their places.
struct Tables<'s> {
    raw: Vec<Element<'s>>,
    /// The numbers of pages.
    pages: Vec<Number>,
    stacks: Vec<Stack>,
}

impl<'s> Tables<'s> {
    /// Reads the tables of a notice, one below the other.
    fn read(raw: Vec<Element<'s>>, sources: &[Source]) -> Tables<'s> {
        let raw = levels::put_in_place(raw);
        let numbers = (0..raw.len()).filter_map(|at| Number::of(&raw, at));
        let (pages, numbers): (Vec<Number>, Vec<Number>) = numbers.partition(|number| number.page);
        let mut stacks: Vec<Stack> = Vec::new();
        // What stands above the first table.
        let body = OnceCell::new();
        let mut at = 0;
        while at < numbers.len() {
            let floor = stacks.last().map_or(0, |stack| stack.end);
            match Stack::read(&raw, &numbers[at..], floor, &body, sources) {
                Some(mut stack) => {
                    shared::merge(&mut stack, &raw);
                    let above = |start: usize| body.get_or_init(|| body::Body::of(&raw[..start]));
                    divided::put_right(&mut stack, &raw, above);
                    alike::put_right(&mut stack, &raw);
                    at = numbers.partition_point(|number| number.at < stack.end);
                    stacks.push(stack);
                }
                None => at += 1,
            }
        }
        Tables { raw, pages, stacks }
    }

    /// How many rows there are.
    fn rows(&self) -> usize {
        self.stacks.iter().map(|stack| stack.rows.len()).sum()
    }
}

/// The lines that ordinals and their titles were, outside of the tables.
fn titles_apart<'s>(raw: &[Element<'s>], tables: &[Place<'s>]) -> Vec<Place<'s>> {
    let apart = |(at, element): (usize, &Element<'s>)| {
        let Element::Line(line) = element else { return None };
        let lines = ordinals::parted(line)?;
        let next = tables.partition_point(|(lines, _)| lines.end <= at);
        let inside = tables.get(next).is_some_and(|(lines, _)| lines.contains(&at));
        (!inside).then(|| (at..at + 1, lines.map(Element::Line).into()))
    };
    raw.iter().enumerate().filter_map(apart).collect()
}

/// A line that is a number and nothing else.
#[derive(Clone, Copy, Debug)]
struct Number {
    at: usize,
    number: u32,
    /// Whether no cell follows it: a page's, between two rows, above a header printed again, or above the title of
    /// the rows below.
    page: bool,
}

impl Number {
    fn of(raw: &[Element<'_>], at: usize) -> Option<Number> {
        let number = number_of(&raw[at])?;
        let page = match raw.get(at + 1) {
            Some(next @ Element::Line(_)) => {
                let titled = || {
                    is_section(raw, at + 1)
                        && raw.get(at + 2).is_some_and(|e| number_of(e).is_some())
                };
                number_of(next).is_some() || wrapped::begins_header(raw, at + 1) || titled()
            }
            _ => true,
        };
        Some(Number { at, number, page })
    }
}

/// The number that a line is, as rows and pages have them.
fn number_of(element: &Element<'_>) -> Option<u32> {
    let Element::Line(line) = element else { return None };
    // Most lines are longer.
    if line.text().len() > 24 {
        return None;
    }
    if line.counts == Counts::Rows {
        return line.marker.as_ref().map(|marker| marker.number);
    }
    let words = &line.text()[cell(line)];
    let bare = words.chars().all(|c| chars::digit(c).is_some());
    // 20269 is a month that lost its signs, or an amount.
    let amount = words.len() == 5 && words.starts_with("20");
    is_number(words).filter(|_| bare && !amount)
}

/// The lines of a table.
#[derive(Debug)]
struct Stack {
    start: usize,
    end: usize,
    head: Row,
    rows: Vec<Row>,
    /// Whether nothing else may be read: all rows have as many cells, or the body says what is in them.
    even: bool,
    /// Whether cells are broken over lines.
    broken: bool,
    /// So many cells each row has at least, those without a line being empty.
    least: u32,
    /// The rows and columns of cells that go on beside the next rows, so many in all.
    merged: Vec<Merged>,
}

/// A cell that rows share.
#[derive(Clone, Copy, Debug)]
struct Merged {
    row: usize,
    column: u32,
    rows: u32,
}

/// A row: its lines by their columns, in order.
type Row = Vec<(u32, usize)>;

impl Stack {
    /// The table whose first number is the first of some. Where most rows have a line for each heading, none of the
    /// headings goes on in the next line.
    fn read(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        body: &OnceCell<body::Body>,
        sources: &[Source],
    ) -> Option<Stack> {
        let found = Stack::told(raw, numbers, floor, body, sources)?;
        let columns = found.head.last().map_or(0, |last| last.0 as usize + 1);
        let fused = found.head.len() > columns;
        let whole = || mostly::read(raw, numbers, header(raw, floor, numbers.first()?.at)?);
        let whole = if fused { whole() } else { None };
        Some(whole.unwrap_or(found))
    }

    /// The table as the first of many ways to read it tells.
    fn told(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        body: &OnceCell<body::Body>,
        sources: &[Source],
    ) -> Option<Stack> {
        if let Some(stack) = barred::read(raw, numbers, floor) {
            return Some(stack);
        }
        let parted = parted::Parted::below(raw, numbers, floor);
        if let Some(stack) = parted.as_ref().and_then(|parted| parted.strided(sources)) {
            return Some(stack);
        }
        let first = numbers.first()?.at;
        let header = header(raw, floor, first);
        if let Some(header) = &header
            && let Some(stack) = Stack::strided(raw, floor, header)
                .or_else(|| Stack::strided_below_torn(raw, numbers, floor, header))
        {
            return Some(stack);
        }
        let unheard = header.as_ref().and_then(|header| unheard::read(raw, numbers, floor, header));
        if let Some(stack) = unheard {
            return Some(stack);
        }
        if let Some(stack) = header.clone().and_then(|header| named::read(raw, numbers, header)) {
            return Some(stack);
        }
        if let Some(stack) = paragraphs::read(raw, numbers, floor) {
            return Some(stack);
        }
        let wrapped = wrapped::read(raw, numbers, floor, body);
        if let Some(stack) = wrapped.filter(|stack| one_source(&raw[stack.start..stack.end])) {
            return Some(stack);
        }
        if let Some(stack) = parted.and_then(|parted| parted.told_by_numbers()) {
            return Some(stack);
        }
        let header = header?;
        Stack::told_by_numbers(raw, numbers, header.clone())
            .or_else(|| Stack::single(raw, first, header))
    }

    /// The lines right behind the last row that are rows as well, as they have a number that may follow, words and
    /// who answers, and are not put together: they are no text.
    fn rest(&self, raw: &[Element<'_>]) -> Option<Range<usize>> {
        raw.get(self.end)?;
        let number = Number::of(raw, self.end).filter(|number| !number.page)?;
        let width = self.head.last()?.0 as usize + 1;
        let last = self.rows.iter().rev().flatten().find_map(|&(_, at)| number_of(&raw[at]))?;
        let asks = self.head.iter().any(|&(_, at)| Look::below(raw, at) == Look::Units);
        if !asks || !(last + 1..=last + 1 + LONGEST_GAP).contains(&number.number) {
            return None;
        }
        let is_body = |at: usize| Look::of(raw, &(at..at + 1)) == Look::Units;
        let (mut bodies, mut at) = (Vec::new(), self.end + 1);
        while at < raw.len() && at <= bodies.last().map_or(self.end, |&last| last) + 2 * width {
            let Element::Line(line) = &raw[at] else { break };
            let text = line.text();
            if is_section(raw, at)
                || words::starts_part(text)
                || is_imprint(text)
                || is_day_line(&raw[at])
            {
                break;
            }
            if is_body(at) {
                bodies.push(at);
            }
            at += 1;
        }
        // Those who sign stand above the day.
        if raw.get(at).is_some_and(is_day_line) {
            while at.checked_sub(1).is_some_and(|above| bodies.last() == Some(&above)) {
                bodies.pop();
                at -= 1;
            }
        }
        let end = bodies.last().filter(|_| bodies.first() != Some(&(self.end + 1)))? + 1;
        one_source(&raw[self.end..end]).then_some(self.end..end)
    }

    /// Whether numbers stand in the first column, or in the second below a heading that asks for them or as they
    /// count: other figures may stand there as well.
    fn is_numbered(&self, raw: &[Element<'_>]) -> bool {
        let numbers = |column: u32| {
            let cells = self.rows.iter().flatten().filter(move |(of, _)| *of == column);
            cells.filter_map(|&(_, at)| number_of(&raw[at]))
        };
        let second = self.head.iter().filter(|(column, _)| *column == 1);
        let words: String = second.map(|&(_, at)| wrapped::words_of(&raw[at])).collect();
        numbers(0).next().is_some()
            || numbers(1).next().is_some()
                && (heading(&words) == Heading::Serial
                    || (1..).zip(numbers(1)).all(|(nth, number)| number == nth))
    }

    /// The table as a grid.
    #[inline(never)]
    fn grid<'s>(
        &self,
        raw: &[Element<'s>],
        sources: &'s [Source],
        record: &mut Record,
    ) -> GridRef<'s> {
        let mut rows = vec![self.grid_row(raw, &self.head, None)];
        let below = self.rows.iter().enumerate();
        rows.extend(below.map(|(nth, row)| self.grid_row(raw, row, Some(nth))));
        self.report(raw, record);
        let source = |&(_, at): &(u32, usize)| match &raw[at] {
            Element::Line(line) => Some(line.flow.source()),
            _ => None,
        };
        let mut lines = self.rows.iter().rev().chain([&self.head]).flat_map(|row| row.iter().rev());
        let index = lines.find_map(source).unwrap_or_default();
        let grid = Cow::Owned(Grid { rows, form: GridForm::Tabs });
        GridRef { grid, index, source: text_of(sources, index), sheet: None }
    }

    /// The cells of a row, by its place among those below the headings; the headings have none.
    fn grid_row(&self, raw: &[Element<'_>], row: &Row, nth: Option<usize>) -> GridRow {
        let shared = |column: u32, begins: bool| {
            let nth = nth?;
            self.merged.iter().find(|cell| {
                let below = nth.checked_sub(cell.row).filter(|&below| (below == 0) == begins);
                cell.column == column && below.is_some_and(|below| below < cell.rows as usize)
            })
        };
        let mut cells: Vec<Cell> = Vec::with_capacity(row.len());
        for &(column, at) in row {
            let Element::Line(line) = &raw[at] else { continue };
            let words = cell(line);
            if let Counts::Titles(end) = line.counts {
                let parts = [words.start..end as usize, end as usize..words.end];
                cells.extend((column..).zip(parts).map(|(column, words)| {
                    let words = line.flow.trim(words);
                    let pieces = line.flow.source_ranges(words).collect();
                    Cell { pieces, column, ..Cell::default() }
                }));
                continue;
            }
            let pieces = line.flow.source_ranges(words);
            let above = cells.last_mut();
            match above.filter(|cell| cell.column == column && !cell.pieces.is_empty()) {
                // One more line of the cell.
                Some(cell) => {
                    cell.breaks.push(cell.pieces.len() as u16);
                    cell.pieces.extend(pieces);
                }
                None => {
                    // The places between are empty.
                    let next = cells.last().map_or(0, |cell| cell.column + 1);
                    let free = (next..column).filter(|&column| shared(column, false).is_none());
                    cells.extend(free.map(|column| Cell { column, ..Cell::default() }));
                    let rowspan = shared(column, true).map_or(1, |cell| cell.rows);
                    let pieces = pieces.collect();
                    cells.push(Cell { pieces, column, rowspan, ..Cell::default() });
                }
            }
        }
        let next = cells.last().map_or(0, |cell| cell.column + 1);
        cells.extend((next..self.least).map(|column| Cell { column, ..Cell::default() }));
        GridRow { cells, header: nth.is_none(), ..GridRow::default() }
    }

    /// Records by what the rows were put together.
    fn report(&self, raw: &[Element<'_>], record: &mut Record) {
        let mut span = Span::default();
        for &(_, at) in &self.head {
            let Element::Line(line) = &raw[at] else { continue };
            if !matches!(line.counts, Counts::Titles(_)) {
                span.extend(&line.flow.span(cell(line)));
            }
        }
        let confidence = if self.even { Confidence::Likely } else { Confidence::Unsure };
        if self.broken {
            record.repair(
                RepairKind::MovedCells,
                span,
                confidence,
                || "表格的各格逐行排列，格内有换行，已按序号、内容和列宽排成行".to_owned(),
                || {
                    "the cells of the table stand below each other, broken over lines; the numbers, \
                     what the cells say and how wide they are tell where each begins"
                        .to_owned()
                },
            );
        } else if self.is_numbered(raw) {
            report_cells_on_lines(span, confidence, record);
        } else {
            record.repair(
                RepairKind::MovedCells,
                span,
                confidence,
                || "表格的每一格各占一行，已按表头和各格内容排成行".to_owned(),
                || {
                    "each cell of the table stands on a line of its own; the headings and what the \
                     cells say tell where a row begins"
                        .to_owned()
                },
            );
        }
    }
}

/// The headings above the first number: a run of them, or from 序号 on short words of which most are.
fn header(raw: &[Element<'_>], floor: usize, first: usize) -> Option<Range<usize>> {
    let is_word = |at: usize| is_column_word(raw, at);
    let end = (first.saturating_sub(LONGEST_LEAD)..=first)
        .rev()
        .find(|&end| end > floor && is_word(end - 1))?;
    let above = || (floor..end).rev().take(LONGEST_HEADER);
    let serial = above()
        .take_while(|&at| is_short(raw, at, 12) || is_word(at))
        .find(|&at| is_heading(raw, at, |heading| heading == Heading::Serial));
    let start = match serial {
        Some(start) => start,
        None => above().take_while(|&at| is_word(at)).last()?,
    };
    let known = (start..end).filter(|&at| is_word(at)).count();
    let answers =
        |heading| matches!(heading, Heading::Serial | Heading::Units(_) | Heading::Office);
    let answered = (start..end).any(|at| is_heading(raw, at, answers));
    (known >= 3 && known * 2 > end - start && answered).then_some(start..end)
}

/// Records that bars alone tell the rows of a grid, which are no lines: each cell stands on a line of its own,
/// or all rows on one.
pub(crate) fn report_rows_between_bars(table: &GridRef<'_>, record: &mut Record) {
    let [header, first, ..] = &table.grid.rows[..] else { return };
    if table.grid.form != GridForm::Pipes {
        return;
    }
    let text = &table.source.text;
    let bounds = |row: &GridRow| {
        let pieces = || row.cells.iter().flat_map(|cell| &cell.pieces);
        Some((pieces().next()?.start() as usize, pieces().last()?.end() as usize))
    };
    let (Some(above), Some(below)) = (bounds(header), bounds(first)) else { return };
    let filled: Vec<_> = header.cells.iter().filter(|cell| !cell.pieces.is_empty()).collect();
    let parted = filled.len() > 2
        && filled.windows(2).all(|two| match (two[0].pieces.last(), two[1].pieces.first()) {
            // Headings over several lines stand between each other's pieces.
            (Some(left), Some(right)) => text
                .get(left.end() as usize..right.start() as usize)
                .is_some_and(|between| between.contains('\n')),
            _ => false,
        });
    let span = || {
        let mut span = Span::default();
        let pieces = header.cells.iter().flat_map(|cell| &cell.pieces);
        pieces.for_each(|&piece| span.push(ONE, piece));
        span
    };
    if parted {
        report_cells_on_lines(span(), Confidence::Certain, record);
    } else if above.1 <= below.0 && !text[above.1..below.0].contains('\n') {
        record.repair(
            RepairKind::MovedCells,
            span(),
            Confidence::Likely,
            || "表格的各行排在一行之内，已按空格子或序号分行".to_owned(),
            || {
                "the rows of the table stand on one line; cells without words, or the numbers, tell where one ends"
                    .to_owned()
            },
        );
    }
}

/// Records that each cell stands on a line of its own.
fn report_cells_on_lines(span: Span, confidence: Confidence, record: &mut Record) {
    record.repair(
        RepairKind::MovedCells,
        span,
        confidence,
        || "表格的每一格各占一行，已按序号排成行".to_owned(),
        || {
            "each cell of the table stands on a line of its own; the numbers tell where a row begins"
                .to_owned()
        },
    );
}

/// What tests of several readings look at in one way.
#[cfg(test)]
mod fixtures {
    use hongtou_model::Notice;
    use hongtou_source::{Block, BlockKind, Document, Format, Paragraph, Source, TextRange};

    /// A notice each line of which is a paragraph.
    pub(super) fn notice(lines: &[&str]) -> Notice {
        let source = Source::from_text("n", Format::Text, &lines.join("\n"));
        let mut at = 0;
        let block = |words: &&str| {
            let pieces = [TextRange::at(at, at + words.len())].into_iter().collect();
            at += words.len() + 1;
            let paragraph = Paragraph { pieces, gap: true, ..Paragraph::default() };
            Block { source: 0, kind: BlockKind::Paragraph(paragraph) }
        };
        let blocks = lines.iter().map(block).collect();
        crate::parse(&Document { sources: vec![source], blocks }, &crate::Options::default())
    }
}
