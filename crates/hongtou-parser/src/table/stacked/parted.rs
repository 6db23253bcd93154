//! Cells over several lines, with blank lines between one cell and the next.
//!
//! A page that breaks lines inside of its cells, and prints each as a paragraph, has a blank line above each
//! cell and none above its further lines. Where that is so from the headings on, the lines of a cell are one,
//! and nothing but the numbers need tell where a row begins.

use std::ops::Range;

use hongtou_source::Source;

use super::look::is_heading;
use super::{Heading, LONGEST_HEADER, LONGEST_LEAD, Number, Row, Stack, header, wrapped};
use crate::as_one::text_of;
use crate::flow::Flow;
use crate::lines::{Element, Line};

/// So many characters a line of a heading has at most.
const LONGEST_HEADING: usize = 16;

/// What may be such a table, from the headings on.
pub(super) struct Parted<'c, 's> {
    raw: &'c [Element<'s>],
    /// The lines from the headings on, or a group left of them.
    lines: Range<usize>,
    /// The first number of a row.
    first: usize,
}

impl<'c, 's> Parted<'c, 's> {
    /// The lines of the table whose first row has the first of some numbers, where blank lines part its cells.
    pub(super) fn below(
        raw: &'c [Element<'s>],
        numbers: &[Number],
        floor: usize,
    ) -> Option<Parted<'c, 's>> {
        let first = numbers.first()?.at;
        if !has_gap(raw, first) || !has_gap(raw, first + 1) {
            return None;
        }
        let short = |&at: &usize| {
            let words = wrapped::words_of(&raw[at]);
            !words.is_empty() && words.chars().nth(LONGEST_HEADING).is_none()
        };
        let serial = |&at: &usize| is_heading(raw, at, |heading| heading == Heading::Serial);
        let above = (floor..first).rev().take(2 * LONGEST_HEADER).take_while(short);
        let start = above.filter(|&at| has_gap(raw, at)).find(serial)?;
        // A group may stand left of the numbers, and so does its heading.
        let left = (floor..start).rev().take(LONGEST_LEAD).take_while(|&at| has_gap(raw, at));
        let top = left.last().unwrap_or(start);
        let again = |&at: &usize| {
            !matches!(raw[at], Element::Line(_))
                || has_gap(raw, at) && wrapped::begins_header(raw, at)
        };
        let end = (first + 1..raw.len()).find(again).unwrap_or(raw.len());
        Some(Parted { raw, lines: top..end, first })
    }

    /// The table, if its rows have a cell for each heading; where one has no words, the blank line below it
    /// follows the one above it.
    pub(super) fn strided(&self, sources: &[Source]) -> Option<Stack> {
        let mut blank = self.above();
        blank.extend_filled(self.raw, self.first..self.lines.end, sources);
        if blank.lines.len() == self.lines.len() && !self.has_several() {
            return None;
        }
        let strided = |cells: &Cells<'_>| {
            let stack = Stack::strided(&cells.joined, 0, &self.header(cells)?)?;
            Some(cells.put_back(stack))
        };
        strided(&blank).or_else(|| strided(&self.cells()))
    }

    /// The table, if its rows have as many cells, or such as look like what their headings say.
    pub(super) fn told_by_numbers(&self) -> Option<Stack> {
        if !self.has_several() {
            return None;
        }
        let cells = self.cells();
        let joined = &cells.joined[..];
        let first = cells.of_line(self.first);
        let numbers: Vec<Number> =
            (first..joined.len()).filter_map(|at| Number::of(joined, at)).collect();
        let stack = Stack::told_by_numbers(joined, &numbers, self.header(&cells)?)?;
        Some(cells.put_back(stack))
    }

    /// Whether some cells have several lines.
    fn has_several(&self) -> bool {
        self.lines.clone().skip(1).any(|at| !has_gap(self.raw, at))
    }

    /// The cells above the first number.
    fn above(&self) -> Cells<'s> {
        let mut cells = Cells::default();
        cells.extend_parted(self.raw, self.lines.start..self.first);
        cells
    }

    fn cells(&self) -> Cells<'s> {
        let mut cells = self.above();
        cells.extend_parted(self.raw, self.first..self.lines.end);
        cells
    }

    fn header(&self, cells: &Cells<'_>) -> Option<Range<usize>> {
        header(&cells.joined, 0, cells.of_line(self.first))
    }
}

/// Whether a blank line stands above a line; one stands above what is none, and behind the last.
pub(super) fn has_gap(raw: &[Element<'_>], at: usize) -> bool {
    !matches!(raw.get(at), Some(Element::Line(line)) if !line.gap)
}

/// How many cells without words stand above a line, where each has a blank line above it and
/// no words, or a dash that is no line.
pub(super) fn blank_cells(raw: &[Element<'_>], at: usize, sources: &[Source]) -> usize {
    let line = |at: usize| match &raw[at] {
        Element::Line(line) => Some(&line.flow),
        _ => None,
    };
    let (Some(above), Some(below)) = (at.checked_sub(1).and_then(line), line(at)) else { return 0 };
    let bounds = |flow: &Flow<'_>| {
        let mut pieces = flow.source_ranges(0..flow.text().len());
        let first = pieces.next()?;
        Some((first.start() as usize, pieces.last().unwrap_or(first).end() as usize))
    };
    let (Some((_, from)), Some((to, _))) = (bounds(above), bounds(below)) else { return 0 };
    let text = &text_of(sources, below.source()).text;
    let breaks = text.get(from..to).map_or(0, |between| between.matches('\n').count());
    (breaks / 2).saturating_sub(1)
}

/// Some lines, those of a cell as one.
#[derive(Default)]
pub(super) struct Cells<'s> {
    pub(super) joined: Vec<Element<'s>>,
    /// Which lines each of them is.
    pub(super) lines: Vec<Range<usize>>,
}

impl<'s> Cells<'s> {
    /// Which cell a line begins.
    fn of_line(&self, line: usize) -> usize {
        let at = self.lines.partition_point(|lines| lines.start < line);
        // Those without words stand before it.
        at + self.lines[at..].iter().take_while(|lines| lines.is_empty()).count()
    }

    /// Cells of one line each.
    pub(super) fn of_lines(raw: &[Element<'s>], lines: Range<usize>) -> Cells<'s> {
        let mut cells = Cells::default();
        lines.for_each(|at| cells.push(raw, at..at + 1));
        cells
    }

    /// Adds the cells that some lines are, with blank lines between one and the next.
    pub(super) fn extend_parted(&mut self, raw: &[Element<'s>], lines: Range<usize>) {
        self.extend(raw, lines, |at| has_gap(raw, at + 1), |_| 0);
    }

    /// Adds such cells, and between them those without words, which leave one more blank line.
    pub(super) fn extend_filled(
        &mut self,
        raw: &[Element<'s>],
        lines: Range<usize>,
        sources: &[Source],
    ) {
        let blank = |at: usize| blank_cells(raw, at, sources);
        self.extend(raw, lines, |at| has_gap(raw, at + 1), blank);
    }

    /// Adds a cell without words above a line.
    pub(super) fn push_blank(&mut self, at: usize) {
        self.joined.push(Element::Line(Line::new(Flow::default(), true)));
        self.lines.push(at..at);
    }

    /// Adds the cells that some lines are, one each, but for the lists that go on behind their comma.
    pub(super) fn extend_listed(&mut self, raw: &[Element<'s>], lines: Range<usize>) {
        let ends = |at: usize| !wrapped::words_of(&raw[at]).ends_with(['、', '，', ',']);
        self.extend(raw, lines, ends, |_| 0);
    }

    /// Adds the cells of some lines; `ends` tells behind which line one ends, `blank` how many without words
    /// stand above one.
    fn extend(
        &mut self,
        raw: &[Element<'s>],
        lines: Range<usize>,
        ends: impl Fn(usize) -> bool,
        blank: impl Fn(usize) -> usize,
    ) {
        let mut from = lines.start;
        for at in lines.clone() {
            if at + 1 == lines.end || ends(at) {
                (0..blank(from).min(LONGEST_HEADER)).for_each(|_| self.push_blank(from));
                self.push(raw, from..at + 1);
                from = at + 1;
            }
        }
    }

    /// Adds a cell; what is no line is none.
    fn push(&mut self, raw: &[Element<'s>], lines: Range<usize>) {
        let mut all = raw[lines.clone()].iter().filter_map(|element| match element {
            Element::Line(line) => Some(line),
            _ => None,
        });
        let Some(mut line) = all.next().cloned() else { return };
        all.for_each(|more| line.flow.append(&more.flow));
        self.joined.push(Element::Line(line));
        self.lines.push(lines);
    }

    /// A table of such cells as one of the lines that they are.
    pub(super) fn put_back(&self, stack: Stack) -> Stack {
        let row = |row: Row| -> Row {
            let cells = row.into_iter().map(|(column, cell)| (column, self.lines[cell].clone()));
            cells.flat_map(|(column, lines)| lines.map(move |at| (column, at))).collect()
        };
        Stack {
            start: self.lines[stack.start].start,
            end: self.lines[stack.end - 1].end,
            head: row(stack.head),
            rows: stack.rows.into_iter().map(row).collect(),
            ..stack
        }
    }
}
