//! The cells of a line: what white space parts, and what it does not.

use hongtou_source::chars;

use super::super::profile::is_number;
use crate::date;
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::token::{self, TokenKind};

/// The cells of a line: cut at white space, but not inside `宿舍 26 间`; a day after it is a cell.
///
/// Where wide gaps stand between the cells, a single space is part of the words.
///
/// The first `sure` cuts are made whatever stands beside them.
pub(super) fn cells<'s>(line: &Line<'s>, sure: usize) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let aligned = is_aligned(text);
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        let rest = text[from..].trim_start_matches(chars::is_space);
        let to = text.len() - rest.len();
        let beside = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
        let figure = beside(text[..from].chars().next_back()) || beside(rest.chars().next());
        let wide = text[from..to].chars().count() > 1;
        let cut = if aligned { wide } else { !figure || out.len() < sure || begins_with_day(rest) };
        if from > start && cut {
            out.push(line.flow.slice(start..from));
            start = to;
        } else if from == start {
            start = to;
        }
        at = to;
    }
    if start < text.len() {
        out.push(line.flow.slice(start..text.len()));
    }
    out
}

/// The cells of a line; as many are surely parted as [`cells`] is told.
pub(super) fn pieces<'s>(element: &Element<'s>, sure: usize) -> Vec<Flow<'s>> {
    match element {
        Element::Line(line) => cells(line, sure),
        _ => Vec::new(),
    }
}

/// Adds the cells of the next line, of which the first may be the rest of the last cell.
pub(super) fn take<'s>(row: &mut Vec<Flow<'s>>, mut more: Vec<Flow<'s>>) {
    if let Some(cell) = row.last_mut()
        && more.first().is_some_and(|rest| !opens_cell(cell.text(), rest.text()))
    {
        cell.append(&more.remove(0));
    }
    row.extend(more);
}

/// Whether a line break stands between two cells rather than inside one: before a day that is a cell
/// of its own, but not between 2026年 and 6月底.
pub(super) fn opens_cell(before: &str, after: &str) -> bool {
    let half =
        before.ends_with(|c| chars::digit(c).is_some() || matches!(c, '年' | '月' | '、' | '至'));
    !half && is_day(after)
}

/// The number that a row begins with, where it is the expected one, and where it ends.
pub(super) fn leading(line: &Line<'_>, expected: Option<u32>, glued: bool) -> Option<(u32, usize)> {
    let text = line.text();
    let words = text.trim_start_matches(chars::is_space);
    let indent = text.len() - words.len();
    let end = if glued {
        words.find(|c| chars::digit(c).is_none())?
    } else {
        words.find(chars::is_space)?
    };
    let number = is_number(&words[..end])?;
    expected.is_none_or(|expected| expected == number).then_some((number, indent + end))
}

/// Whether half-width commas part the words of a line, and no white space does: 序号,任务,责任单位.
pub(super) fn are_commas(text: &str) -> bool {
    text.contains(',') && !text.contains(|c| chars::is_space(c) || c == '，')
}

/// The parts of a line between half-width commas.
pub(super) fn between_commas<'s>(line: &Line<'s>) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut start = 0;
    let mut part = |end: usize| {
        let part = line.flow.slice(trim(text, start..end));
        start = end + 1;
        part
    };
    text.match_indices(',').map(|(at, _)| at).chain([text.len()]).map(&mut part).collect()
}

/// Whether single spaces part the words of a line, and nothing wider does.
pub(super) fn are_single_spaces(text: &str) -> bool {
    gaps(text.trim_matches(chars::is_space)).all(|gap| gap.chars().nth(1).is_none())
}

/// Whether wide gaps part the words of a line, two at least.
pub(super) fn is_aligned(text: &str) -> bool {
    gaps(text.trim_matches(chars::is_space)).filter(|gap| gap.chars().count() > 1).count() > 1
}

/// Whether the words up to the next white space are a day and nothing else: 2024年9月底前.
fn begins_with_day(words: &str) -> bool {
    is_day(&words[..words.find(chars::is_space).unwrap_or(words.len())])
}

/// Whether a word is a day and nothing else.
pub(super) fn is_day(word: &str) -> bool {
    // Most words beside figures are longer.
    word.len() <= 48
        && token::cell_tokens(word)
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Date(_)) && token.range == (0..word.len()))
}

/// Whether words are a time, if only one that says no day: 持续推进.
pub(super) fn is_time(words: &str) -> bool {
    const LONGEST: usize = 8;
    is_day(words) || words.chars().take(LONGEST + 1).count() <= LONGEST && date::is_standing(words)
}

/// The runs of white space between words.
pub(super) fn gaps(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c| !chars::is_space(c)).filter(|gap| !gap.is_empty())
}

/// How wide words are on a screen.
pub(in crate::table) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use crate::flow::Flow;

    use super::*;

    #[test]
    fn wide_gaps_part_cells_and_single_spaces_do_not() {
        for (text, parts) in [
            (
                "1    淘汰老旧装置 14 套。    市应急局    2024年3月—10月",
                "1|淘汰老旧装置 14 套。|市应急局|2024年3月—10月",
            ),
            ("2 新建停车场 县城管局 县财政局", "2|新建停车场|县城管局|县财政局"),
            ("3 改造宿舍 26 间 县教育局", "3|改造宿舍 26 间|县教育局"),
            ("4 改造宿舍 县教育局 2024年9月底前", "4|改造宿舍|县教育局|2024年9月底前"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), false);
            let found: Vec<String> =
                cells(&line, 1).iter().map(|cell| cell.text().to_owned()).collect();
            assert_eq!(found.join("|"), parts);
        }
    }
}
