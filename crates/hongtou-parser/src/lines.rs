//! Printed lines made into paragraphs that read on.
//!
//! Page numbers and ornaments between the lines are set aside, and a sentence or bracket that a
//! page or a line break cut in two is joined again. Which lines are headings is not told here; a
//! line is only kept from being joined when it reads like one.

mod blanks;
mod gather;
mod join;
mod page_numbers;

use std::ops::Range;

use hongtou_model::{Confidence, RepairKind};
use hongtou_source::{Align, TextRange, chars};

use crate::flow::{Flow, trim};
use crate::marker::{Form, Marker, marker};
use crate::record::Record;
use crate::table::{self, GridRef};

pub(crate) use self::gather::elements;
pub(crate) use self::page_numbers::is_page_number;

/// What the parser walks over: a line that reads on, or a table.
#[derive(Clone, Debug)]
pub(crate) enum Element<'s> {
    Line(Line<'s>),
    Table(GridRef<'s>),
    Rule,
}

/// Elements that others take the place of, and those.
pub(crate) type Place<'s> = (Range<usize>, Vec<Element<'s>>);

/// Puts what was found in the place of what it was found in; the places are in order.
///
/// A line below one of them stands apart from what is above it: that was a table or furniture.
pub(crate) fn splice<'s>(raw: Vec<Element<'s>>, places: Vec<Place<'s>>) -> Vec<Element<'s>> {
    if places.is_empty() {
        return raw;
    }
    let mut places = places.into_iter().peekable();
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let (mut gap, mut end) = (false, 0);
    for (at, mut element) in raw.into_iter().enumerate() {
        if let Some((lines, elements)) = places.next_if(|(lines, _)| lines.start == at) {
            out.extend(elements);
            (gap, end) = (true, lines.end);
        }
        if at < end {
            continue;
        }
        if let Element::Line(line) = &mut element {
            line.gap |= std::mem::take(&mut gap);
        }
        out.push(element);
    }
    out
}

/// The words of the lines among some elements.
#[cfg(test)]
pub(crate) fn texts<'e>(elements: &'e [Element<'_>]) -> Vec<&'e str> {
    let text = |element: &'e Element<'_>| match element {
        Element::Line(line) => Some(line.text()),
        _ => None,
    };
    elements.iter().filter_map(text).collect()
}

/// One paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Line<'s> {
    pub(crate) flow: Flow<'s>,
    pub(crate) marker: Option<Marker>,
    /// Whether a blank line, a rule or a table stands before it.
    pub(crate) gap: bool,
    pub(crate) level: u8,
    pub(crate) align: Align,
    /// Bytes of the words that are bold from the start on.
    pub(crate) bold: usize,
    /// The bold parts, in the source.
    pub(crate) bold_ranges: Vec<TextRange>,
    /// Whether the container marks it as an entry of a list without numbers.
    pub(crate) bullet: bool,
    /// The level of which it is a heading without an ordinal of its own.
    pub(crate) head: Option<Form>,
    /// How wide its last printed line is, in cells; 0 where the container breaks no lines.
    pub(crate) cells: u32,
    /// Whether white space stands before it on its line.
    pub(crate) indented: bool,
    /// Whether its last printed line is full, in a text that breaks its lines at one width.
    pub(crate) full: bool,
    /// Whether a short line ends it, in such a text.
    pub(crate) ended: bool,
    /// Whether the number of a page stands between it and the line before.
    pub(crate) on_next_page: bool,
    /// What its ordinal counts, where that is a cell of a table whose cells stand on lines of their own.
    pub(crate) counts: table::stacked::Counts,
}

impl<'s> Line<'s> {
    /// Whether it is the title of a part of a chapter: 第一节 筹备.
    pub(crate) fn is_division(&self) -> bool {
        self.marker.as_ref().is_some_and(|found| {
            found.form == Form::Chapter && self.text()[found.numeral.end..].starts_with('节')
        })
    }

    pub(crate) fn new(flow: Flow<'s>, gap: bool) -> Line<'s> {
        let marker = marker(flow.text());
        Line {
            flow,
            marker,
            gap,
            level: 0,
            align: Align::Start,
            bold: 0,
            bold_ranges: Vec::new(),
            bullet: false,
            head: None,
            cells: 0,
            indented: false,
            full: false,
            ended: false,
            on_next_page: false,
            counts: table::stacked::Counts::default(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.flow.text()
    }

    /// The words after the ordinal.
    pub(crate) fn rest(&self) -> &str {
        &self.text()[self.marker.as_ref().map_or(0, |marker| marker.end)..]
    }

    pub(crate) fn form(&self) -> Option<Form> {
        self.marker.as_ref().map(|marker| marker.form)
    }
}

/// Where the words end that the container prints bold from the start or from the ordinal on, else 0.
pub(crate) fn bold_prefix(line: &Line<'_>, bold: &[TextRange]) -> usize {
    if bold.is_empty() {
        return 0;
    }
    let whole = bold_run(&line.flow, 0, bold);
    let Some(marker) = line.marker.as_ref().filter(|marker| whole < marker.end) else {
        return whole;
    };
    let end = bold_run(&line.flow, marker.end, bold);
    if end > marker.end { end } else { whole }
}

/// Cuts a line where something begins inside it, with the repair that tells so; `why` says in Chinese and in
/// English what is wrong with the line.
pub(crate) fn cut<'s>(
    line: Line<'s>,
    cuts: &[usize],
    confidence: Confidence,
    why: [&str; 2],
    record: &mut Record,
) -> Vec<Line<'s>> {
    let text = line.text();
    let starts: Vec<&str> = cuts.iter().map(|&at| crate::record::head(&text[at..], 8)).collect();
    let [zh, en] = why;
    record.repair(
        RepairKind::SplitParagraph,
        line.flow.whole(),
        confidence,
        || format!("{zh}，已在此切开：“{}”", starts.join("”“")),
        || format!("{en}; the line is cut there: “{}”", starts.join("” “")),
    );
    pieces(line, cuts)
}

/// A line in its pieces, which begin at its start and at `cuts`.
pub(crate) fn pieces<'s>(line: Line<'s>, cuts: &[usize]) -> Vec<Line<'s>> {
    let text = line.text();
    let end = cuts.first().copied().unwrap_or(text.len());
    let range = trim(text, 0..end);
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let more: Vec<Line<'s>> = cuts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let mut more = Line::new(line.flow.slice(trim(text, start..end)), false);
            more.bold_ranges.clone_from(&line.bold_ranges);
            more.bold = bold_prefix(&more, &more.bold_ranges);
            more
        })
        .collect();
    let flow = line.flow.slice(range);
    let bold = line.bold.min(flow.text().len());
    std::iter::once(Line { flow, bold, ..line }).chain(more).collect()
}

/// Where the bold words that begin at `from` end.
fn bold_run(flow: &Flow<'_>, from: usize, bold: &[TextRange]) -> usize {
    let mut at = from;
    for piece in flow.source_ranges(from..flow.text().len()) {
        let inside =
            bold.iter().find(|range| range.start() <= piece.start() && piece.start() < range.end());
        let Some(range) = inside else { break };
        if range.end() < piece.end() {
            return at + (range.end() - piece.start()) as usize;
        }
        at += piece.len();
    }
    at
}

/// Whether the words end a sentence or a bracket.
pub(crate) fn ends_closed(text: &str) -> bool {
    let last = chars::trim_end(text).chars().next_back();
    last.is_some_and(|c| {
        chars::ends_sentence(c)
            || matches!(c, '）' | ')' | '〕' | ']' | '】' | '：' | ':' | '…' | '.' | '．')
            // 全文如下↓↓↓
            || matches!(c, '↓' | '👇')
    })
}

/// How far a joined line is looked at for each line that may go on with it: joining a thousand
/// lines must not look at the first a thousand times. No sentence or bracket is as long.
const FAR: usize = 4096;

/// The end of a text.
pub(crate) fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(FAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The beginning of a text.
fn head(text: &str) -> &str {
    let mut end = text.len().min(FAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether words close a bracket that stands open before them: 县教育局）, and not 云政发〔2024〕3号,
/// which has its own.
pub(crate) fn closes_before(open: char, words: &str) -> bool {
    let mut own: Vec<char> = Vec::new();
    for (_, c) in chars::besides_han(words) {
        if chars::is_open(c) && !matches!(c, '<' | '{' | '｛') {
            own.push(c);
        } else if own.last().is_some_and(|&last| chars::closes(last, c)) {
            own.pop();
        } else if chars::closes(open, c) {
            return true;
        }
    }
    false
}

/// Whether a bracket is opened behind some words and nothing stands in it yet, as no printer leaves it.
fn ends_in_open_bracket(text: &str) -> bool {
    let opened = text.trim_end_matches(chars::is_space).strip_suffix(['（', '(', '〔', '【', '《']);
    opened.is_some_and(|words| words.ends_with(|c| chars::is_word(c) || chars::ends_sentence(c)))
}

/// The bracket that is opened last and not closed, if any; quotation marks do not count.
pub(crate) fn open_bracket(text: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    // Others alone, 〈 and 〖, are no sign that a bracket stands open.
    let mut told = false;
    for (_, c) in chars::besides_han(text) {
        told |= matches!(c, '（' | '(' | '〔' | '[' | '【' | '《');
        if chars::is_open(c) && !matches!(c, '<' | '{' | '｛') {
            open.push(c);
        } else if let Some(&last) = open.last()
            && chars::closes(last, c)
        {
            open.pop();
        }
    }
    open.last().copied().filter(|_| told)
}
