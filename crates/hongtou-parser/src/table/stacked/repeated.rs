//! A header that each page prints again, where every cell stands on a line of its own.
//!
//! It may stand inside a row that the page cuts, and few rows stand between one and the next: it is set
//! aside before the rows are looked for. The numbers tell that it heads no other table: they count on
//! behind it.

use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Span};

use super::levels::parts;
use super::look::{is_section, is_short, one_source};
use super::wrapped::{begins_header, words_of};
use super::{Number, number_of};
use crate::layout;
use crate::lines::Element;
use crate::record::Record;
use crate::words;

/// So many lines a header may have.
const LONGEST: usize = 30;
/// So many headings a header has at least.
const FEWEST: usize = 3;

/// The lines of such headers.
pub(super) fn headers(raw: &[Element<'_>]) -> Vec<Range<usize>> {
    let mut again: Vec<Range<usize>> = Vec::new();
    let mut first: Option<usize> = None;
    for at in (0..raw.len()).filter(|&at| may_begin(raw, at)) {
        match first.and_then(|first| header_again(raw, first, at)) {
            Some(header) => again.push(header),
            None => first = Some(at),
        }
    }
    again
}

/// All but some of the lines.
pub(super) fn without<'s>(raw: &[Element<'s>], headers: &[Range<usize>]) -> Vec<Element<'s>> {
    let kept = |at: &usize| {
        let next = headers.partition_point(|header| header.end <= *at);
        !headers.get(next).is_some_and(|header| header.contains(at))
    };
    (0..raw.len()).filter(kept).map(|at| raw[at].clone()).collect()
}

/// The bytes of such headers, and of the numbers of pages above them.
#[derive(Debug, Default)]
pub(super) struct Spans {
    headers: Vec<Span>,
    pages: Vec<Span>,
}

impl Spans {
    pub(super) fn of(raw: &[Element<'_>], headers: Vec<Range<usize>>) -> Spans {
        let mut out = Spans::default();
        for header in headers {
            let mut span = Span::default();
            for element in &raw[header] {
                let Element::Line(line) = element else { continue };
                if number_of(element).is_some() {
                    out.pages.push(line.flow.whole());
                } else {
                    span.extend(&line.flow.whole());
                }
            }
            out.headers.push(span);
        }
        out
    }

    /// Records that they are set aside.
    pub(super) fn report(self, record: &mut Record) {
        self.pages.into_iter().for_each(|page| record.furniture(FurnitureKind::PageNumber, page));
        for header in self.headers {
            record.furniture(FurnitureKind::RepeatedHeader, header.clone());
            record.repair(
                RepairKind::FoldedHeader,
                header,
                Confidence::Certain,
                || "重复的表头已并入首次出现的表头".to_owned(),
                || "a header printed again is folded into the first one".to_owned(),
            );
        }
    }
}

/// Whether a header may begin at a line: most lines are longer than what it begins with.
fn may_begin(raw: &[Element<'_>], at: usize) -> bool {
    matches!(&raw[at], Element::Line(line) if line.text().len() <= 24)
        && number_of(&raw[at]).is_none()
        && begins_header(raw, at)
}

/// The lines from one on, as far as they print the header again that begins at another, of the same table.
fn header_again(raw: &[Element<'_>], first: usize, again: usize) -> Option<Range<usize>> {
    let same = |&at: &usize| {
        let other = again + at;
        first + at < again
            && other < raw.len()
            && words_of(&raw[first + at]) == words_of(&raw[other])
            && is_short(raw, other, 12)
            && !is_section(raw, other)
    };
    let count = (0..LONGEST).take_while(same).count();
    let header = again..again + count;
    let whole = one_source(&raw[first..header.end])
        && parts(raw, header.clone()).is_some_and(|parts| parts.len() >= FEWEST);
    // That of a page stands between.
    let top = again - usize::from(number_of(&raw[again - 1]).is_some());
    let above = words_of(&raw[top.checked_sub(1)?]);
    if !whole || words::starts_part(above) || layout::ends_like_table(above) {
        return None;
    }
    let number = |at: usize| Number::of(raw, at).filter(|number| !number.page);
    let last = (first..top).rev().find_map(number)?.number;
    let next = (header.end..raw.len()).find_map(number);
    next.is_none_or(|next| next.number == last + 1).then_some(top..header.end)
}
