//! Tables whose rows have a line for each heading.

use std::ops::Range;

use super::look::{
    Look, is_blank, is_column_word, is_heading, is_plain_word, is_section, is_short, one_source,
    opens_with_role,
};
use super::{Heading, LONGEST_GAP, LONGEST_LEAD, Number, Row, Stack, heading, number_of, wrapped};
use crate::lines::Element;
use crate::sentence;
use crate::table::profile::is_none_mark;

impl Stack {
    /// A table whose rows take as many lines as there are headings, with the number at the same place in
    /// each; a group may stand left of it, and figures in cells beside it.
    pub(super) fn strided(
        raw: &[Element<'_>],
        floor: usize,
        header: &Range<usize>,
    ) -> Option<Stack> {
        if !is_heading(raw, header.start, |heading| heading == Heading::Serial) {
            return None;
        }
        let left = (floor..header.start).rev().take(LONGEST_LEAD);
        // 阶段, 板块: the rows tell that a word nobody knows heads a column.
        let left = left.take_while(|&at| is_column_word(raw, at) || is_plain_word(raw, at));
        let starts = std::iter::once(header.start).chain(left);
        starts.map(|start| start..header.end).find_map(|whole| {
            let looks: Vec<Look> = whole.clone().map(|at| Look::below(raw, at)).collect();
            let place = header.start - whole.start;
            let remark = is_heading(raw, whole.end - 1, |heading| heading == Heading::Remark);
            let (rows, end) = even_rows(raw, &looks, whole.end, place)
                .or_else(|| remark.then(|| without_remarks(raw, &looks, whole.end, place))?)?;
            let least = looks.len() as u32;
            let stack = Stack::even(raw, (0..).zip(whole).collect(), rows, end)?;
            Some(Stack { least, ..stack })
        })
    }

    /// Such a table whose headings are broken over lines, and its cells are not: 牵头 above 部门.
    pub(super) fn strided_below_torn(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        header: &Range<usize>,
    ) -> Option<Stack> {
        let [first, second, ..] = numbers else { return None };
        let (width, place) = (second.at - first.at, first.at - header.end);
        let torn = place <= 1 && second.number == first.number + 1 && width >= 3 + place;
        if !torn || width - place >= header.len() {
            return None;
        }
        let mut head = wrapped::head(raw, header.clone(), width - place);
        if head.last()?.0 as usize + 1 != width - place {
            return None;
        }
        // A group stands left of the numbers, and so does its heading, which may be broken as well.
        if place == 1 {
            let left = |at: usize| is_column_word(raw, at) || is_plain_word(raw, at);
            let top = header.start.checked_sub(1).filter(|&at| at >= floor && left(at))?;
            let above = top.checked_sub(1).filter(|&at| at >= floor && is_short(raw, at, 2));
            head.iter_mut().for_each(|(column, _)| *column += 1);
            head.splice(0..0, above.into_iter().chain([top]).map(|at| (0, at)));
        }
        let words = |column: usize| -> String {
            let lines = head.iter().filter(|(of, _)| *of as usize == column);
            lines.map(|&(_, at)| wrapped::words_of(&raw[at])).collect()
        };
        if heading(&words(place)) != Heading::Serial {
            return None;
        }
        let looks: Vec<Look> =
            (0..width).map(|column| Look::of_heading(heading(&words(column)))).collect();
        let (rows, end) = even_rows(raw, &looks, header.end, place)?;
        Stack::even(raw, head, rows, end)
    }

    /// A table of rows that have a line for each cell.
    pub(super) fn even(
        raw: &[Element<'_>],
        head: Row,
        rows: Vec<Row>,
        end: usize,
    ) -> Option<Stack> {
        let start = head.first()?.1;
        one_source(&raw[start..end]).then_some(Stack {
            start,
            end,
            head,
            rows,
            even: true,
            broken: false,
            least: 0,
            merged: Vec::new(),
        })
    }
}

/// The rows from a line on, each as many lines as there are headings, whose numbers stand at one place and
/// count on, or as many as from the number on; and where they end. `looks` are what the headings say.
///
/// None where a number goes on counting behind them, since rows of other lengths follow, and where
/// the lines are not what their headings say.
fn even_rows(
    raw: &[Element<'_>],
    looks: &[Look],
    from: usize,
    place: usize,
) -> Option<(Vec<Row>, usize)> {
    let width = looks.len();
    let number_at = |at: usize| raw.get(at).and_then(number_of);
    let number = |at: usize| number_at(at + place);
    // The lines of a row from one of its columns on.
    let fits = |at: usize, from: usize| {
        let lines = (at..).zip(looks.iter().enumerate().skip(from));
        let mut lines = lines.filter(|&(_, (column, _))| column != place);
        at + width - from <= raw.len()
            && lines.all(|(at, (_, look))| match look {
                _ if is_blank(&raw[at]) => true,
                Look::Day => Look::of(raw, &(at..at + 1)) == Look::Day,
                Look::Units => {
                    let says = |text: &str| sentence::is_sentence(text) && !opens_with_role(text);
                    matches!(&raw[at], Element::Line(line) if !says(line.text()))
                        && number_of(&raw[at]).is_none()
                }
                Look::Words => true,
            })
    };
    // Rows that the notice leaves out leave a gap in the numbers, where units answer at their place.
    let answered = |at: usize| {
        let units = (at..).zip(looks).filter(|(_, look)| **look == Look::Units);
        let (named, other): (Vec<_>, Vec<_>) =
            units.partition(|&(at, _)| Look::of(raw, &(at..at + 1)) == Look::Units);
        // Nobody helps with some tasks.
        !named.is_empty() && other.iter().all(|&(at, _)| is_none_mark(wrapped::words_of(&raw[at])))
    };
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut expected, mut numbered) = (from, None, 0);
    loop {
        let next = |found: Option<u32>| {
            found.filter(|&number| expected.is_none_or(|expected| expected == number))
        };
        let beyond = |at: usize| {
            let gap = expected.map(|expected| expected + 1..=expected + LONGEST_GAP);
            let found = number(at).filter(|found| gap.is_some_and(|gap| gap.contains(found)));
            found.filter(|_| fits(at, 0) && answered(at))
        };
        // What stands left of the number may be merged with what stands above it.
        let merged = || (place > 0 && numbered > 0).then(|| number_at(at)).flatten();
        // The number of the next row is no cell of this one where nobody answers in it.
        let holds_next = |at: usize, found: u32| {
            let mut cells = at + place + 1..at + width;
            looks.contains(&Look::Units)
                && cells.any(|at| number_at(at) == Some(found + 1))
                && !answered(at)
        };
        let row = match (next(number(at)), next(merged())) {
            (Some(found), _) if fits(at, 0) && !holds_next(at, found) => Some((found, 0)),
            (_, Some(found)) if fits(at, place) => Some((found, place)),
            _ => beyond(at).map(|found| (found, 0)),
        };
        if let Some((found, from)) = row {
            let end = at + width - from;
            rows.push((from as u32..).zip(at..end).collect());
            (expected, numbered, at) = (Some(found + 1), numbered + 1, end);
        } else if at < raw.len()
            && is_section(raw, at)
            && (number(at + 1) == Some(1)
                || next(number(at + 1)).is_some()
                || beyond(at + 1).is_some())
        {
            rows.push(vec![(0, at)]);
            (expected, at) = (None, at + 1);
        } else {
            break;
        }
    }
    let behind = &raw[at..raw.len().min(at + 2 * width)];
    let goes_on = expected.is_some() && behind.iter().any(|line| number_of(line) == expected);
    (numbered > 1 && !goes_on).then_some((rows, at))
}

/// Such rows whose last column, 备注, is empty and has no line: whoever answers or the day ends each of them.
fn without_remarks(
    raw: &[Element<'_>],
    looks: &[Look],
    from: usize,
    place: usize,
) -> Option<(Vec<Row>, usize)> {
    let (_, looks) = looks.split_last()?;
    if looks.last() == Some(&Look::Words) {
        return None;
    }
    let (rows, end) = even_rows(raw, looks, from, place)?;
    let told = |&(column, at): &(u32, usize)| match looks[column as usize] {
        Look::Words => true,
        look => Look::of(raw, &(at..at + 1)) == look,
    };
    let whole = |row: &Row| row.len() < 2 || row.iter().all(told);
    rows.iter().all(whole).then_some((rows, end))
}
