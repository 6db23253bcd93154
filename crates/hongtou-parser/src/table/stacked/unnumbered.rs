//! A table without numbers whose cells stand on lines of their own.
//!
//! 项目, 主要任务, 牵头单位, 配合单位 below each other head a table, whatever stands in its first column. Each row
//! has a line for each heading, and names bodies below those that ask for them; titles may stand between
//! rows, and be all that a column of titles holds.

use std::ops::Range;

use super::super::headings::{Heading, ends_in_office};
use super::look::{
    Look, is_column_word, is_day_line, is_heading, is_name, is_no_cell, is_section, one_source,
};
use super::parted::{Cells, has_gap};
use super::{LONGEST_HEADER, Row, Stack, barred, pairs, paragraphs, wrapped};
use crate::lines::Element;

/// The fewest headings and rows that are no accident.
const FEWEST_HEADINGS: usize = 3;
const FEWEST_ROWS: usize = 2;
/// So many columns at the left may have nothing but the titles between the rows.
const MOST_TITLES: usize = 2;
/// The fewest bodies on lines of their own that are cells of a table which could not be put together.
const FEWEST_UNREAD: usize = 3;

/// Such tables in their order, and the lines of those whose rows could not be put together.
pub(super) fn read(raw: &[Element<'_>]) -> (Vec<Stack>, Vec<Range<usize>>) {
    let mut found: Vec<Stack> = Vec::new();
    let mut unread: Vec<Range<usize>> = Vec::new();
    let mut floor = 0;
    for at in (0..raw.len()).filter(|&at| may_ask_for_bodies(&raw[at])) {
        if at < floor {
            continue;
        }
        let header = Some(at).filter(|&at| !is_office_word(&raw[at]));
        let header = header.and_then(|at| header_around(raw, floor, at));
        // What a bar ends right above a header is a cell of which nobody knows the column.
        let headed = |stack: &Stack| {
            let above = stack.start.checked_sub(1).filter(|&above| above >= floor);
            let is_barred = |at| barred::is_barred(raw, at);
            !is_barred(stack.start) || !above.is_some_and(is_barred)
        };
        let barred = header.clone().and_then(|header| barred::unnumbered(raw, floor, header));
        let stack = barred
            .or_else(|| header.clone().and_then(|header| below(raw, header)))
            .or_else(|| paragraphs::marked(raw, floor, at))
            .or_else(|| pairs::read(raw, floor, at));
        if let Some(stack) = stack.filter(headed) {
            floor = stack.end;
            found.push(stack);
        } else if let Some(header) = header {
            floor = header.end;
            if let Some(end) = end_of_unread(raw, &header) {
                floor = end;
                unread.push(header.start..end);
            }
        }
    }
    (found, unread)
}

/// Where the rows below some headings end that could not be put together: bodies stand on lines of their own
/// among them, and no more lines than a row has between one and the next.
fn end_of_unread(raw: &[Element<'_>], header: &Range<usize>) -> Option<usize> {
    let row = 2 * header.len();
    let mut bodies: Vec<usize> = Vec::new();
    let mut end = header.end;
    while end < raw.len()
        && end <= bodies.last().map_or(header.end, |&last| last) + row
        && !is_no_cell(&raw[end])
    {
        if Look::of(raw, &(end..end + 1)) == Look::Units {
            bodies.push(end);
        }
        end += 1;
    }
    // Those who sign stand above the day.
    if raw.get(end).is_some_and(is_day_line) {
        while end.checked_sub(1).is_some_and(|above| bodies.last() == Some(&above)) {
            bodies.pop();
            end -= 1;
        }
    }
    let last = bodies.last().filter(|_| bodies.len() >= FEWEST_UNREAD)?;
    Some(last + 1)
}

/// Whether a line ends as most headings do that ask who does it. Most lines are longer.
fn may_ask_for_bodies(element: &Element<'_>) -> bool {
    let text = wrapped::words_of(element);
    text.len() <= 24
        && (text.ends_with("单位") || text.ends_with("部门") || is_office_word(element))
}

/// Whether a line ends as the headings of offices do.
fn is_office_word(element: &Element<'_>) -> bool {
    ends_in_office(wrapped::words_of(element))
}

/// The run of headings around one that asks for bodies; none where they begin with a number's.
fn header_around(raw: &[Element<'_>], floor: usize, at: usize) -> Option<Range<usize>> {
    let is_word = |&at: &usize| is_column_word(raw, at);
    let start = (floor..=at).rev().take(LONGEST_HEADER).take_while(is_word).last()?;
    let end = (at..raw.len()).take(LONGEST_HEADER).take_while(is_word).last()? + 1;
    let is = |of: fn(Heading) -> bool| (start..end).any(|at| is_heading(raw, at, of));
    let work = is(|heading| matches!(heading, Heading::Name | Heading::Detail | Heading::Goals));
    let bodies = is(|heading| matches!(heading, Heading::Units(_)));
    let numbered = is(|heading| heading == Heading::Serial);
    // Bars tell that headings nobody knows stand left of these.
    let barred = || (start..end).all(|at| barred::is_barred(raw, at));
    let headed = end - start >= FEWEST_HEADINGS && bodies && !numbered && (work || barred());
    headed.then_some(start..end)
}

/// The table below some headings.
fn below(raw: &[Element<'_>], header: Range<usize>) -> Option<Stack> {
    // Where blank lines part the headings, cells go on as long as none does.
    let parted = header.clone().skip(1).all(|at| has_gap(raw, at));
    let mut cells = Cells::of_lines(raw, header.clone());
    let end = end_below(raw, &header);
    match parted {
        true => cells.extend_parted(raw, header.end..end),
        false => cells.extend_listed(raw, header.end..end),
    }
    let columns = Columns::below(&cells.joined, header.len());
    // 类别, of which the titles between the rows are all that is printed, or 目标 above 任务.
    let names = |at: usize| {
        let of =
            |heading| matches!(heading, Heading::Section | Heading::Name | Heading::Target(None));
        is_heading(raw, at, of)
    };
    let titled = is_heading(raw, header.start, |heading| heading == Heading::Section)
        || header.end < raw.len() && is_section(raw, header.end);
    let left = header.clone().take(MOST_TITLES).take_while(|&at| titled && names(at)).count();
    // The first of those that read most.
    let tables = (0..=left.min(header.len() - 2)).rev().filter_map(|from| columns.rows(from));
    let table = tables.max_by_key(|table| table.rows.len())?;
    one_source(&cells.joined[..table.end]).then(|| {
        let head = (0..).zip(0..header.len()).collect();
        cells.put_back(Stack { head, ..table })
    })
}

/// Where what may stand below some headings ends: above what is no line, or the same headings.
fn end_below(raw: &[Element<'_>], header: &Range<usize>) -> usize {
    let words = |at: usize| raw.get(at).map_or("", |element| wrapped::words_of(element));
    let (first, second) = (words(header.start), words(header.start + 1));
    let ends = |&at: &usize| {
        !matches!(raw[at], Element::Line(_)) || words(at) == first && words(at + 1) == second
    };
    (header.end..raw.len()).find(ends).unwrap_or(raw.len())
}

/// The cells of a table, those of the headings first, and what the headings say of the others.
struct Columns<'c, 's> {
    cells: &'c [Element<'s>],
    looks: Vec<Look>,
}

impl<'c, 's> Columns<'c, 's> {
    fn below(cells: &'c [Element<'s>], count: usize) -> Self {
        let looks: Vec<Look> = (0..count).map(|at| Look::below(cells, at)).collect();
        Columns { cells, looks }
    }

    /// The rows that have a line for each heading from one on; some may lack the first, which they share with
    /// the row above.
    fn rows(&self, from: usize) -> Option<Stack> {
        let header = self.looks.len();
        let mut rows: Vec<Row> = Vec::new();
        let (mut at, mut count, mut even) = (header, 0, true);
        while at < self.cells.len() {
            // A title may stand right above another.
            let below = at + 1 + usize::from(self.is_title(at + 1));
            if self.is_title(at) && self.is_row(below, from) {
                rows.push(vec![(0, at)]);
                at += 1;
                continue;
            }
            let short = count > 0 && self.are_words(from) && self.are_words(from + 1);
            let begins = if self.is_row(at, from) {
                Some(from)
            } else if short && self.is_row(at, from + 1) {
                Some(from + 1)
            } else {
                None
            };
            // Who answers for a row without bodies nothing tells.
            let Some(first) = begins else { break };
            even &= first == from;
            rows.push((first as u32..).zip(at..at + header - first).collect());
            at += header - first;
            count += 1;
        }
        // A row that is not read would go on behind those that are.
        let mut behind = at..self.cells.len().min(at + header);
        let goes_on = behind.any(|at| Look::of(self.cells, &(at..at + 1)) == Look::Units);
        if count < FEWEST_ROWS || goes_on {
            return None;
        }
        let head = Row::new();
        let (broken, least, merged) = (false, 0, Vec::new());
        Some(Stack { start: 0, end: at, head, rows, even, broken, least, merged })
    }

    fn are_words(&self, column: usize) -> bool {
        self.looks.get(column) == Some(&Look::Words)
    }

    fn is_title(&self, at: usize) -> bool {
        self.cells.get(at).is_some() && is_section(self.cells, at)
    }

    /// Whether the cells from one on are those of a row from a column on.
    fn is_row(&self, at: usize, from: usize) -> bool {
        let cells = at..at + self.looks.len() - from;
        if cells.end > self.cells.len() || !one_source(&self.cells[cells.clone()]) {
            return false;
        }
        let mut named = 0;
        let fits = cells.zip(&self.looks[from..]).all(|(at, &look)| {
            let cell = at..at + 1;
            match look {
                // A name may look like a body's: 消防站.
                Look::Words => !is_heading(self.cells, at, |_| true) && !self.is_title(at),
                look if Look::of(self.cells, &cell) == look => {
                    named += usize::from(look == Look::Units);
                    true
                }
                // 防火监督处 alone is no body by its name, but beside one it is.
                Look::Units => is_name(self.cells, &cell),
                Look::Day => false,
            }
        });
        fits && (named > 0 || !self.looks.contains(&Look::Units))
    }
}
