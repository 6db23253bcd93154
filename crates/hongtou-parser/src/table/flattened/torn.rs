//! A header that is broken over lines: 序号 重点任务 牵头单位 完成, and 时限 below it.
//!
//! Each line may begin with the rest of the last heading above it, or with another heading. What they say together
//! tells, and in how many cells the rows below stand.

use hongtou_source::Source;

use super::super::headings::{Heading, heading, is_heading_word};
use super::cells::{cells, leading};
use super::header::begins_with_number;
use super::spaced::Spaced;
use crate::flow::Flow;
use crate::lines::Element;
use crate::sentence;

/// A header has so many lines at most.
const MOST_LINES: usize = 8;
/// A heading that no mark tells to go on has so many characters at most.
const LONGEST_HEADING: usize = 10;
/// So many ways to put them together are tried.
const MOST_WAYS: usize = 24;
/// So many characters a line of it has at most.
const LONGEST_LINE: usize = 60;

/// The table whose header begins with a line and goes on in the next ones, if its rows can be read below it.
#[inline(never)]
pub(super) fn read<'e, 's>(
    elements: &'e [Element<'s>],
    at: usize,
    sources: &'s [Source],
) -> Option<Spaced<'e, 's>> {
    let lines = lines(elements, at)?;
    let last = lines.len() - 1;
    let mut best: Option<(usize, Spaced<'e, 's>)> = None;
    for joins in ways(&lines) {
        let header = joined(&lines, &joins);
        if !is_known(&header) {
            continue;
        }
        let mut table = Spaced::read(elements, at..at + last + 1, header, None, sources);
        table.torn = true;
        // The first reading is the most natural one.
        let more = best.as_ref().is_none_or(|(full, _)| table.full > *full);
        if table.full > 0 && table.full == table.numbered && table.lost == 0 && more {
            best = Some((table.full, table));
        }
    }
    best.map(|(_, table)| table)
}

/// Whether half of some words are headings, and one says who answers: rows that fill all columns tell the rest.
fn is_known(header: &[Flow<'_>]) -> bool {
    let words = || header.iter().map(Flow::text).filter(|words| is_heading_word(words));
    words().count() >= 3
        && words().count() * 2 >= header.len()
        && words().any(|words| matches!(heading(words), Heading::Units(_)))
}

/// The words of the lines of such a header, above the line that begins with 1.
fn lines<'s>(elements: &[Element<'s>], at: usize) -> Option<Vec<Vec<Flow<'s>>>> {
    // Most lines begin with other words.
    if !matches!(&elements[at], Element::Line(line) if begins_with_number(line.text())) {
        return None;
    }
    let mut out = Vec::new();
    for element in elements[at..].iter().take(MOST_LINES + 1) {
        let Element::Line(line) = element else { return None };
        let text = line.text();
        if !out.is_empty() && leading(line, Some(1), false).is_some() {
            return (out.len() > 1).then_some(out);
        }
        let begins = begins_with_number(text);
        let plain = line.marker.is_none()
            && text.chars().nth(LONGEST_LINE).is_none()
            && !text.contains(['：', ':', '；'])
            && !sentence::is_sentence(text);
        if begins != out.is_empty() || !plain || !out.is_empty() && line.gap {
            return None;
        }
        out.push(cells(line, usize::MAX));
    }
    None
}

/// Which of the lines go on with the heading above them, the likeliest ways first.
fn ways(lines: &[Vec<Flow<'_>>]) -> Vec<Vec<bool>> {
    let price = |two: &[Vec<Flow<'_>>]| match (two[0].last(), two[1].first()) {
        // 责任 above 单位.
        (Some(above), Some(below)) => goes_on_likely(above.text(), below.text()),
        _ => 0,
    };
    let prices: Vec<i32> = lines.windows(2).map(price).collect();
    let joins = |way: usize| (0..prices.len()).map(move |at| way >> at & 1 == 1);
    let worth = |way: &usize| -> i32 {
        joins(*way).zip(&prices).map(|(joins, price)| if joins { -price } else { *price }).sum()
    };
    let mut all: Vec<usize> = (0..1 << prices.len()).collect();
    all.sort_by_key(worth);
    all.into_iter().take(MOST_WAYS).map(|way| joins(way).collect()).collect()
}

/// How likely words are the rest of a heading above them.
pub(in crate::table) fn goes_on_likely(above: &str, below: &str) -> i32 {
    let joined = [above, below].concat();
    let open = above.ends_with(['及', '和', '与', '、'])
        || below.starts_with(['（', '(', '及', '和', '与', '、']);
    let heads = is_heading_word(&joined);
    let length = |words: &str| words.chars().count();
    match (is_heading_word(above), is_heading_word(below)) {
        _ if open => 4,
        _ if heading(below) == Heading::Remark => -3,
        _ if length(&joined) > LONGEST_HEADING => -1,
        (false, false) if heads => 3,
        // 任务 above 名称: of what it is the name, nothing else says.
        (true, true) if heads && below == "名称" => 2,
        (false, true) | (true, false) if heads => 1,
        (true, true) => -3,
        // The rest of a word is shorter than its column is wide.
        (false, false) if length(below) <= 2 => 0,
        _ if length(below) > length(above) => -2,
        _ => -1,
    }
}

/// The headings, where some lines begin with the rest of the last one above them.
fn joined<'s>(lines: &[Vec<Flow<'s>>], joins: &[bool]) -> Vec<Flow<'s>> {
    let mut out: Vec<Flow<'s>> = lines[0].clone();
    for (line, joins) in lines[1..].iter().zip(joins) {
        let mut words = line.iter().cloned();
        if *joins && let (Some(above), Some(rest)) = (out.last_mut(), words.next()) {
            above.append(&rest);
        }
        out.extend(words);
    }
    out
}
