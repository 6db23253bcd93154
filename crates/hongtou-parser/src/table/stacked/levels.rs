//! A header of two rows whose cells stand on lines of their own.
//!
//! 序号, 任务, 推进计划, 责任单位, 第一季度, 第二季度: the names that stand below a heading over several columns
//! come behind all headings of the upper row. They are put to the place of that heading, which goes on
//! with the first of them.

use std::ops::Range;

use super::super::headings::{Heading, heading, is_heading_word, squeeze};
use super::look::{is_section, is_short, one_source};
use super::wrapped::{Joins, begins_header, joined, parted_headings, words_of};
use super::{LONGEST_LEAD, number_of};
use crate::lines::Element;

/// So many lines a header may have.
const LONGEST: usize = 30;

/// A heading over others, and the names below it.
type Below = (usize, Range<usize>);

/// Puts such names in their places.
pub(super) fn put_in_place(mut raw: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let mut at = 0;
    while at < raw.len() {
        if number_of(&raw[at]).is_some()
            && let Some((header, order)) = columns(&raw, at)
        {
            let from = header.start;
            at -= header.len() - order.len();
            let mut lines: Vec<Option<Element<'_>>> = raw.drain(header.clone()).map(Some).collect();
            let put = order.into_iter().filter_map(|own| {
                let mut own = own.into_iter().filter_map(|line| lines[line - from].take());
                let mut first = own.next()?;
                for more in own {
                    if let (Element::Line(first), Element::Line(more)) = (&mut first, more) {
                        first.flow.append(&more.flow);
                    }
                }
                Some(first)
            });
            let put: Vec<Element<'_>> = put.collect();
            raw.splice(from..from, put);
        }
        at += 1;
    }
    raw
}

/// The lines of the header above a number, and those of each column in the order of the columns, where it has
/// two rows.
fn columns(raw: &[Element<'_>], number: usize) -> Option<(Range<usize>, Vec<Vec<usize>>)> {
    let lead = (0..number).rev().take(LONGEST_LEAD).take_while(|&at| is_section(raw, at));
    let end = number - lead.count();
    // Above most numbers stands a cell that is no heading.
    let last = end.checked_sub(1)?;
    if !is_short(raw, last, 8) || !is_heading_word(words_of(&raw[last])) {
        return None;
    }
    let above = (0..end).rev().take(LONGEST);
    let start = above.take_while(|&at| is_short(raw, at, 10)).find(|&at| begins_header(raw, at))?;
    let header = start..end;
    let parts = parts(raw, header.clone()).filter(|_| one_source(&raw[header.clone()]))?;
    let lines = |parts: &[Range<usize>]| parts.iter().cloned().flatten().collect::<Vec<_>>();
    let mut order: Vec<Vec<usize>> = Vec::new();
    let (upper, below) = levels(raw, &parts)?;
    for at in 0..upper {
        let own = parts[at].clone();
        match below.iter().find(|(over, _)| *over == at) {
            Some((_, names)) => {
                order.push(lines(&[own, parts[names.start].clone()]));
                let others = &parts[names.start + 1..names.end];
                order.extend(others.iter().map(|part| part.clone().collect()));
            }
            None => order.push(own.collect()),
        }
    }
    (!each_has_a_cell(raw, number, parts.len())).then_some((header, order))
}

/// Whether each row has a line for each of the headings, where those that stand below another are counted as
/// well: then a heading that could stand over others has cells of its own.
fn each_has_a_cell(raw: &[Element<'_>], first: usize, headings: usize) -> bool {
    /// So many rows tell.
    const ROWS: usize = 6;
    let (mut at, mut rows) = (first, 0);
    while rows < ROWS {
        let next = number_of(&raw[at]).map(|number| number + 1);
        let until = raw.len().min(at + 2 * headings + LONGEST_LEAD);
        let Some(end) = (at + 1..until).find(|&end| number_of(&raw[end]) == next) else { break };
        // A list goes on in the next line behind its comma.
        let ends = |at: &usize| {
            !is_section(raw, *at) && !words_of(&raw[*at]).trim_end().ends_with(['、', '，', ','])
        };
        if (at..end).filter(ends).count() != headings {
            return false;
        }
        (at, rows) = (end, rows + 1);
    }
    rows > 0
}

/// How many headings the upper row of a header has, and for each of them over others the names below it;
/// none where it is the only row.
fn levels(raw: &[Element<'_>], parts: &[Range<usize>]) -> Option<(usize, Vec<Below>)> {
    let kinds: Vec<Heading> = parts.iter().map(|part| heading(&joined(raw, part))).collect();
    let mut upper = parts.len();
    let mut below: Vec<Below> = Vec::new();
    while let Some(names) = names(&kinds[..upper]) {
        let over = over(raw, (&parts[..names.start], &kinds), names.start)?;
        if below.iter().any(|&(known, _)| known <= over) {
            return None;
        }
        upper = names.start;
        below.push((over, names));
    }
    // What stands over names has them behind it, where the rest of its row is.
    let late = below.iter().any(|(over, names)| over + 1 < names.start);
    (upper > 2 && late).then_some((upper, below))
}

/// The headings of some lines; a word that says what columns have in common may be none that is known.
pub(super) fn parts(raw: &[Element<'_>], header: Range<usize>) -> Option<Vec<Range<usize>>> {
    let lines: Vec<&str> = raw[header.clone()].iter().map(words_of).collect();
    let all = parted_headings(&lines, Joins::Torn).or_else(|| {
        let unknown = (1..lines.len()).find(|&at| {
            !is_heading_word(lines[at]) && parted_headings(&lines[..=at], Joins::Torn).is_none()
        });
        // A word of two lines as well: 推进 above 计划.
        let ends = |at: usize| [at, at + 1].into_iter();
        let common = |lines: &[&str]| says_in_common(&lines.concat());
        unknown.into_iter().flat_map(ends).find_map(|end| {
            let begins = (end.saturating_sub(1)..=end).rev().filter(|&from| from > 0);
            begins.filter(|_| end < lines.len()).find_map(|from| {
                common(&lines[from..=end]).then_some(())?;
                let mut above = parted_headings(&lines[..from], Joins::Torn)?;
                let below = parted_headings(&lines[end + 1..], Joins::Torn)?;
                above.push(from..end + 1);
                above.extend(below.into_iter().map(|p| end + 1 + p.start..end + 1 + p.end));
                Some(above)
            })
        })
    })?;
    let start = header.start;
    Some(all.into_iter().map(|part| start + part.start..start + part.end).collect())
}

/// Whether words say what columns have in common.
fn says_in_common(words: &str) -> bool {
    let words = squeeze(words);
    ["计划", "安排", "进度", "节点", "分工", "目标"].iter().any(|end| words.ends_with(end))
}

/// The last headings, as far as they are names of one kind: periods, or duties.
fn names(kinds: &[Heading]) -> Option<Range<usize>> {
    let is_period = |heading: &Heading| matches!(heading, Heading::Target(Some(_)));
    let is_duty = |heading: &Heading| matches!(heading, Heading::Units(_));
    let last = kinds.last()?;
    let like =
        |other: &&Heading| is_period(last) && is_period(other) || is_duty(last) && is_duty(other);
    let count = kinds.iter().rev().take_while(like).count();
    (count > 1).then_some(kinds.len() - count..kinds.len())
}

/// The one heading of an upper row that may stand over some names: 推进计划 over periods, 责任单位 over duties.
fn over(
    raw: &[Element<'_>],
    (upper, kinds): (&[Range<usize>], &[Heading]),
    name: usize,
) -> Option<usize> {
    let of_periods = matches!(kinds[name], Heading::Target(_));
    let fits = |at: &usize| {
        let words = joined(raw, &upper[*at]);
        match kinds[*at] {
            Heading::Units(_) => !of_periods,
            Heading::Target(None) | Heading::Unknown | Heading::Goals | Heading::Detail => {
                says_in_common(&words) && words.ends_with("分工") != of_periods
            }
            _ => false,
        }
    };
    let mut found = (1..upper.len()).filter(fits);
    found.next().filter(|_| found.next().is_none())
}
