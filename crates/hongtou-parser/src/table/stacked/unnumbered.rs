//! A table without numbers whose cells stand on lines of their own.
//!
//! 项目, 主要任务, 牵头单位, 配合单位 below each other head a table, whatever stands in its first column. Each row
//! has a line for each heading, and names bodies below those that ask for them; titles may stand between
//! rows, and be all that a column of titles holds.

use std::ops::Range;

use super::super::headings::Heading;
use super::{LONGEST_HEADER, Look, Row, Stack, is_column_word, is_heading, is_section, one_source};
use crate::lines::Element;

/// So many lines such a table may have.
const LONGEST: usize = 2000;
/// The fewest headings and rows that are no accident.
const FEWEST_HEADINGS: usize = 3;
const FEWEST_ROWS: usize = 2;

/// Such tables, in their order.
pub(super) fn read(raw: &[Element<'_>]) -> Vec<Stack> {
    let mut found: Vec<Stack> = Vec::new();
    for at in (0..raw.len()).filter(|&at| may_ask_for_bodies(&raw[at])) {
        let floor = found.last().map_or(0, |stack| stack.end);
        if at >= floor
            && let Some(header) = header(raw, floor, at)
        {
            found.extend(below(raw, header));
        }
    }
    found
}

/// Whether a line ends as most headings do that ask who does it. Most lines are longer.
fn may_ask_for_bodies(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    let text = line.text();
    text.len() <= 24 && (text.ends_with("单位") || text.ends_with("部门"))
}

/// The run of headings around one that asks for bodies; none where they begin with a number's.
fn header(raw: &[Element<'_>], floor: usize, at: usize) -> Option<Range<usize>> {
    let is_word = |&at: &usize| is_column_word(raw, at);
    let start = (floor..=at).rev().take(LONGEST_HEADER).take_while(is_word).last()?;
    let end = (at..raw.len()).take(LONGEST_HEADER).take_while(is_word).last()? + 1;
    let is = |of: fn(Heading) -> bool| (start..end).any(|at| is_heading(raw, at, of));
    let work = is(|heading| matches!(heading, Heading::Name | Heading::Detail | Heading::Goals));
    let bodies = is(|heading| matches!(heading, Heading::Units(_)));
    let numbered = is(|heading| heading == Heading::Serial);
    (end - start >= FEWEST_HEADINGS && work && bodies && !numbered).then_some(start..end)
}

/// The table below some headings.
fn below(raw: &[Element<'_>], header: Range<usize>) -> Option<Stack> {
    // Where blank lines part the headings, cells go on as long as none does.
    let parted = header.clone().skip(1).all(|at| has_gap(&raw[at]));
    let ends = |at: &usize| at + 1 == raw.len() || !parted || has_gap(&raw[at + 1]);
    let most = raw.len().min(header.end + LONGEST);
    let mut cells: Vec<Range<usize>> = header.clone().map(|at| at..at + 1).collect();
    let mut from = header.end;
    for at in (header.end..most).filter(ends) {
        cells.push(from..at + 1);
        from = at + 1;
    }
    let lines: Vec<Element<'_>> =
        cells.iter().map_while(|cell| joined(&raw[cell.clone()])).collect();
    let heads = 0..header.len();
    // 类别, of which the titles between the rows are all that is printed.
    let titles = is_heading(raw, header.start, |heading| heading == Heading::Section);
    let whole = rows(&lines, &heads, 0).map(|rows| (rows, 0));
    let ((rows, end), from) = match whole {
        None if titles => (rows(&lines, &heads, 1)?, 1),
        whole => whole?,
    };
    // Which cell a row lacks is told by nothing but what the others say.
    let even = rows.iter().all(|row| row.len() == 1 || row.len() + from == header.len());
    let printed = |row: Row| -> Row {
        let lines = row.into_iter().map(|(column, cell)| (column, cells[cell].clone()));
        lines.flat_map(|(column, lines)| lines.map(move |at| (column, at))).collect()
    };
    let rows = rows.into_iter().map(printed).collect();
    let stack = Stack::even(raw, (0..).zip(header).collect(), rows, cells[end - 1].end)?;
    Some(Stack { even, ..stack })
}

/// Whether a blank line stands above a line.
fn has_gap(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.gap)
}

/// The lines of a cell as one; none where some are no lines.
fn joined<'s>(cell: &[Element<'s>]) -> Option<Element<'s>> {
    let (Element::Line(first), more) = cell.split_first()? else { return None };
    let mut line = first.clone();
    for element in more {
        let Element::Line(more) = element else { return None };
        line.flow.append(&more.flow);
    }
    Some(Element::Line(line))
}

/// The rows that have a line for each heading from one on, and where they end; some may lack the first, which
/// they share with the row above.
fn rows(raw: &[Element<'_>], header: &Range<usize>, from: usize) -> Option<(Vec<Row>, usize)> {
    let looks: Vec<Look> = header.clone().map(|at| Look::below(raw, at)).collect();
    let is_row = |at: usize, from: usize| {
        let lines = at..at + looks.len() - from;
        lines.end <= raw.len()
            && one_source(&raw[lines.clone()])
            && lines.zip(&looks[from..]).all(|(at, &look)| match look {
                // A name may look like a body's: 消防站.
                Look::Words => !is_heading(raw, at, |_| true) && !is_section(raw, at),
                look => Look::of(raw, &(at..at + 1)) == look,
            })
    };
    let row = |at: usize, from: usize| (from as u32..).zip(at..at + looks.len() - from).collect();
    let words = |at: usize| looks.get(at) == Some(&Look::Words);
    let (mut out, mut at, mut count): (Vec<Row>, usize, usize) = (Vec::new(), header.end, 0);
    loop {
        let title = at < raw.len() && is_section(raw, at) && is_row(at + 1, from);
        let short = !out.is_empty() && words(from) && words(from + 1);
        let begins = match title {
            true => None,
            false if is_row(at, from) => Some(from),
            false if short && is_row(at, from + 1) => Some(from + 1),
            false => break,
        };
        out.push(begins.map_or_else(|| vec![(0, at)], |from| row(at, from)));
        at = out.last()?.last()?.1 + 1;
        count += usize::from(!title);
    }
    // A row that is not read would go on behind those that are.
    let behind = at..raw.len().min(at + looks.len());
    let goes_on = behind.into_iter().any(|at| Look::of(raw, &(at..at + 1)) == Look::Units);
    (count >= FEWEST_ROWS && !goes_on).then_some((out, at))
}
