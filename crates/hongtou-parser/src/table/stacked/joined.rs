//! Lines that go on with the one above, put back to it before a table is looked for: the bracket of a heading, a month
//! below its number.

use hongtou_model::Confidence;
use hongtou_source::chars;

use super::look::{cell, is_heading, one_source};
use super::{Heading, LONGEST_HEADER, number_of, wrapped};
use crate::lines::Element;
use crate::record::Record;
use crate::table::profile::is_number;

/// Puts the bracket that a heading ends in back to it where it stands on a line of its own: 责任股室 above
/// （单位）.
pub(super) fn with_brackets(mut raw: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let is_bracket = |element: &Element<'_>| {
        let Element::Line(line) = element else { return false };
        let words = &line.text()[cell(line)];
        line.marker.is_none()
            && words.starts_with(['（', '('])
            && words.ends_with(['）', ')'])
            && words.len() <= 24
    };
    let serial = |raw: &[Element<'_>], at: usize| is_heading(raw, at, |h| h == Heading::Serial);
    let ends_heading = |at: &usize| {
        let at = *at;
        let above = at.saturating_sub(LONGEST_HEADER)..at;
        is_bracket(&raw[at])
            && is_heading(&raw, at - 1, |h| !matches!(h, Heading::Serial | Heading::Blank))
            && one_source(&raw[at - 1..=at])
            && above
                .rev()
                .take_while(|&at| number_of(&raw[at]).is_none())
                .any(|at| serial(&raw, at))
    };
    let found: Vec<usize> = (1..raw.len()).filter(ends_heading).collect();
    for at in found.into_iter().rev() {
        let Element::Line(bracket) = raw.remove(at) else { continue };
        if let Element::Line(heading) = &mut raw[at - 1] {
            heading.flow.append(&bracket.flow);
        }
    }
    raw
}

/// Puts a month back to its number where a narrow column or a page breaks the line between them: 12 above 月底前.
/// The number is none of a row then, nor of a page.
pub(super) fn with_months<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let months = (1..raw.len()).filter(|&at| is_month(&raw[at]));
    let numbers: Vec<(usize, usize)> =
        months.filter_map(|month| Some((number_of_month(&raw, month)?, month))).collect();
    if numbers.is_empty() {
        return raw;
    }
    let mut numbers = numbers.into_iter().enumerate().peekable();
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    for (at, element) in raw.into_iter().enumerate() {
        let pair = numbers.next_if(|(_, (_, month))| *month == at);
        // The months above are out of the way.
        let number = pair.map(|(joined, (number, _))| &mut out[number - joined]);
        match (number, element) {
            (Some(Element::Line(number)), Element::Line(month)) => {
                record.joined(number, &month, Confidence::Certain);
                number.flow.append(&month.flow);
            }
            (_, element) => out.push(element),
        }
    }
    out
}

/// Whether a line is a month without its number.
fn is_month(element: &Element<'_>) -> bool {
    const TAILS: [&str; 9] = ["", "底", "底前", "初", "末", "前", "份", "上旬", "中旬"];
    let Element::Line(line) = element else { return false };
    // Most lines are longer.
    line.text().len() <= 24
        && line.text()[cell(line)].strip_prefix('月').is_some_and(|tail| TAILS.contains(&tail))
}

/// The line above the next one that a month goes on with: 12, which would be a row's, or 2025年12 with the number
/// of a page below it. Where nothing stands below 2025年12, the break tells how wide its column is.
fn number_of_month(raw: &[Element<'_>], month: usize) -> Option<usize> {
    let counts = |words: &str| is_number(words).is_some_and(|month| (1..=12).contains(&month));
    let last = month.checked_sub(1)?;
    let number = number_of(&raw[last]).filter(|_| one_source(&raw[last..=month]))?;
    let of_year = |at: &usize| {
        let year = wrapped::words_of(&raw[*at]).rsplit_once('年');
        year.is_some_and(|(_, month)| counts(month))
    };
    let before = last.checked_sub(1).filter(of_year);
    before.or_else(|| {
        let bare = counts(wrapped::words_of(&raw[last]));
        let alone = ["月初", "月末"].contains(&wrapped::words_of(&raw[month]));
        (bare && !alone && !is_else(raw, last, number)).then_some(last)
    })
}

/// Whether a bare number may be that of a row, as it counts on from another or another from it, or that of a page
/// below what ends in a figure: 力争于6, 3, 月底前.
fn is_else(raw: &[Element<'_>], at: usize, number: u32) -> bool {
    /// A row has no more lines than these.
    const FARTHEST: usize = 3 * LONGEST_HEADER;
    let above = raw[..at].iter().rev().take(FARTHEST).find_map(number_of);
    let mut below = raw[at + 1..].iter().take(FARTHEST).filter_map(number_of);
    let cut = at.checked_sub(1).map_or("", |at| wrapped::words_of(&raw[at]));
    // 座数 | 时间: 5, 月底前 are two cells.
    let counts = |element: &Element<'_>| {
        let words = wrapped::words_of(element);
        words.ends_with('数') || words.starts_with("数量")
    };
    number == 1
        || raw[..at].iter().rev().take(FARTHEST).any(counts)
        || above.is_some_and(|above| above + 1 == number)
        || below.next() == Some(number + 1)
        || cut.ends_with(|c| chars::digit(c).is_some())
}
