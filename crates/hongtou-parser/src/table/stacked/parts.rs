//! What stands below each number of a table, up to the next one or the end of the table.

use std::ops::Range;

use hongtou_source::chars;

use super::look::{cell, is_heading, is_section, is_time, opens_with_role};
use super::{Heading, LONGEST_GAP, LONGEST_LEAD, Number, number_of, wrapped};
use crate::lines::Element;
use crate::table::draft::task_number;
use crate::words;

/// A number, and the cells below it up to the next one, each a run of lines.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) number: usize,
    pub(super) cells: Vec<Range<usize>>,
    pub(super) sections: Vec<usize>,
}

/// The parts of a table; the last one ends where it is as long as a row can be, or where something
/// else begins; `timed` says that a heading asks when.
pub(super) fn parts(
    raw: &[Element<'_>],
    numbers: &[Number],
    width: usize,
    timed: bool,
) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let all = numbers;
    let kept = without_values(raw, numbers, width);
    let numbers = kept.as_deref().unwrap_or(numbers);
    let is_figure = |at: usize| all.binary_search_by_key(&at, |number| number.at).is_ok();
    for (step, number) in numbers.iter().enumerate() {
        if step > 0 && !goes_on_from(&numbers[step - 1], number) {
            break;
        }
        let after = numbers.get(step + 1).filter(|next| goes_on_from(number, next));
        let above = numbers[..=step].iter().map(|number| number.at);
        let last = after.is_none_or(|next| is_set_apart(raw, number.at, next.at));
        let dates = Dates::of(raw, above, timed, last);
        let next = numbers.get(step + 1).map_or(raw.len(), |next| next.at);
        let mut part = Part { number: number.at, cells: Vec::new(), sections: Vec::new() };
        let mut ended = false;
        for at in number.at + 1..next {
            // A page prints its header again.
            if is_heading(raw, at, |heading| heading == Heading::Serial) {
                ended = true;
                break;
            }
            if number_of(&raw[at]).is_some() && (kept.is_none() || !is_figure(at)) {
                // That of a page.
            } else if is_section(raw, at) && !wrapped::is_group(raw, number.at, at..next) {
                part.sections.push(at);
            } else if part.cells.len() > 2 * width
                || ends_table(raw, number.at..at, dates)
                || !part.sections.is_empty()
            {
                ended = true;
                break;
            } else {
                match part.cells.last_mut() {
                    Some(cell) if cell.end == at && counts_on(raw, at) => cell.end += 1,
                    _ => part.cells.push(at..at + 1),
                }
            }
        }
        out.push(part);
        if ended {
            break;
        }
    }
    out
}

/// The numbers of rows without the figures that are cells of theirs, where there are some and a heading asks for what
/// is to be reached: 1 and 42 in 2, 1, 3, 42 where one row has room for what stands from 2 to 3. The number that is due
/// stands behind the one, and the other is far beyond it.
fn without_values(raw: &[Element<'_>], numbers: &[Number], width: usize) -> Option<Vec<Number>> {
    let is_value = |before: &Number, at: usize| {
        let (own, next) = (&numbers[at], numbers.get(at + 1));
        let due = before.number + 1;
        let room = |end: usize| end - before.at <= width;
        if own.number == due || own.at == before.at + 1 {
            return false;
        }
        next.is_some_and(|next| next.number == due && room(next.at))
            || own.number > due + LONGEST_GAP
                && room(own.at + 1)
                && next.is_none_or(|next| next.number <= before.number)
    };
    let mut kept: Vec<Number> = Vec::new();
    for (at, &number) in numbers.iter().enumerate() {
        if kept.last().is_none_or(|before| !is_value(before, at)) {
            kept.push(number);
        }
    }
    let first = numbers.first()?.at;
    let goal = |heading| matches!(heading, Heading::Target(_));
    let asks = || {
        let header = first.saturating_sub(width + LONGEST_LEAD)..first;
        header.into_iter().any(|at| is_heading(raw, at, goal))
    };
    (kept.len() < numbers.len() && asks()).then_some(kept)
}

/// Whether a line has the number after the one of the line above: 1.完成设计, 2.组织招标 in one cell.
pub(super) fn counts_on(raw: &[Element<'_>], at: usize) -> bool {
    let number = |at: usize| match &raw[at] {
        Element::Line(line) => task_number(&line.text()[cell(line)]).map(|found| found.number),
        _ => None,
    };
    number(at - 1).is_some_and(|before| number(at) == Some(before + 1))
}

/// Whether the row of a number may follow that of another.
fn goes_on_from(before: &Number, number: &Number) -> bool {
    number.number > before.number || number.number == 1
}

/// Whether blank lines part a number from what stands around it, and none part the row above from its own:
/// that of a page, below who signs.
pub(super) fn is_set_apart(raw: &[Element<'_>], row: usize, next: usize) -> bool {
    let gap = |at: usize| matches!(raw.get(at), Some(Element::Line(line)) if line.gap);
    gap(next) && gap(next + 1) && !gap(row + 1)
}

/// Which dates on lines of their own may be cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dates {
    /// None: that of the notice ends a table.
    No,
    /// Those without a day, in the last row, as long as it says so many times when; with a day as well where
    /// the rows above have days.
    Last { times: usize, days: bool },
    /// All, as another row follows.
    All,
}

impl Dates {
    /// Those of the last of some rows, told by their numbers; `timed` says that a heading asks when, `last`
    /// that no row follows.
    pub(super) fn of(
        raw: &[Element<'_>],
        rows: impl Iterator<Item = usize> + Clone,
        timed: bool,
        last: bool,
    ) -> Dates {
        match (timed, last) {
            (false, _) => Dates::No,
            (true, false) => Dates::All,
            (true, true) => {
                let above = rows.clone().zip(rows.skip(1));
                let above = above.map(|(row, next)| &raw[row + 1..next]);
                // The month of issue stands below rows that have no time, or have theirs already.
                let least = above.clone().map(times).min();
                // So does the day of issue, seldom where each of several rows is done by one.
                let days = above.clone().count() > 1 && above.clone().all(has_day);
                Dates::Last { times: least.unwrap_or(0), days }
            }
        }
    }
}

/// Whether one of some lines is a day.
fn has_day(lines: &[Element<'_>]) -> bool {
    lines.iter().any(|element| {
        matches!(element, Element::Line(line) if words::is_date_line(line.text()) && line.text().trim_end().ends_with('日'))
    })
}

/// How many lines say when something is to be done, and no more.
pub(super) fn times(lines: &[Element<'_>]) -> usize {
    let says_when = |line: &&Element<'_>| match line {
        Element::Line(line) => is_time(&line.text()[cell(line)]),
        _ => false,
    };
    lines.iter().filter(says_when).count()
}

/// Whether nothing of a table follows behind what a row has, from its number on: a date, an attachment, a grid.
pub(super) fn ends_table(raw: &[Element<'_>], row: Range<usize>, dates: Dates) -> bool {
    let Element::Line(line) = &raw[row.end] else { return true };
    let text = line.text();
    let is_cell = match dates {
        Dates::No => false,
        Dates::Last { times: most, days } => {
            let end = text.trim_end_matches(chars::is_space);
            (end.ends_with('月') || days && end.ends_with('日'))
                && times(&raw[row.start + 1..row.end]) < most
        }
        Dates::All => true,
    };
    !is_cell && words::is_date_line(text) || words::starts_part(text) && !opens_with_role(text)
}
