//! Footnotes: their marks taken out of the words that they stand in, and what they say set apart from them.
//!
//! Word processors keep notes beside the text; converters print a mark in it, `[1]`, `[^1]`, `^1`, and the
//! notes behind it, each with its number or an arrow that leads back. A PDF prints a bare figure, and the
//! note above the number of the page.

use std::collections::BTreeSet;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind};
use hongtou_source::{Pieces, Source, TextRange, chars};

use crate::flow::{Flow, trim};
use crate::lines::{Element, Line, bold_prefix};
use crate::marker::Form;
use crate::record::Record;
use crate::table::GridRef;

/// What leads from a note back to its mark.
const ARROWS: [char; 4] = ['↑', '↩', '\u{fe0e}', '\u{fe0f}'];
/// Figures of a mark.
const MOST_FIGURES: usize = 3;

/// One note: the lines of it, and where its words stand in the first.
struct Note {
    lines: Range<usize>,
    number: u32,
    words: Range<usize>,
}

/// Sets the notes apart, adds what they say, and takes their marks out; `pages` tells before which element a
/// page's number stands.
pub(crate) fn set_apart<'s>(
    raw: Vec<Element<'s>>,
    pages: &mut [usize],
    sources: &[Source],
    said: &mut Vec<Flow<'s>>,
    record: &mut Record,
) -> Vec<Element<'s>> {
    let notes = notes(&raw);
    let raised = sources.iter().any(|source| chars::holds(&source.text, '^'));
    let mut raw = raw;
    let known: BTreeSet<u32> = notes.iter().map(|note| note.number).collect();
    if !notes.is_empty() || raised {
        for (at, element) in raw.iter_mut().enumerate() {
            if !notes.iter().any(|note| note.lines.contains(&at)) {
                take_marks(element, &known, record);
            }
        }
    }
    let at_foot = notes_of_pages(&mut raw, pages, record);
    let notes: Vec<Note> = notes.into_iter().chain(at_foot).collect();
    if notes.is_empty() {
        return raw;
    }
    for page in pages.iter_mut() {
        let before = |note: &&Note| note.lines.end <= *page;
        *page -= notes.iter().filter(before).map(|note| note.lines.len()).sum::<usize>();
    }
    let from = said.len();
    let raw = take_out(raw, &notes, said, record);
    said[from..].iter().for_each(|note| record.prose(ProseRole::Note, note));
    raw
}

/// The notes that tell by their form that they are some: `[^1]: …`, `[1] …` where a mark of it stands
/// before, and those that an arrow ends.
fn notes(raw: &[Element<'_>]) -> Vec<Note> {
    const LONGEST: usize = 300;
    let mut found: Vec<Note> = Vec::new();
    for (at, element) in raw.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        let text = line.text();
        let bracket = || {
            let (number, words) = bracketed(text)?;
            let marked = || raw[..at].iter().any(|before| holds_mark(before, number));
            (!text[words.clone()].is_empty() && marked()).then_some((number, words))
        };
        let arrow = || {
            let bare = text.trim_end_matches(|c| ARROWS.contains(&c) || chars::is_space(c));
            let marker = line.marker.as_ref().filter(|found| found.form == Form::Digit);
            let last = || found.last().map_or(0, |note| note.number);
            let number = marker.map_or_else(|| last() + 1, |found| found.number);
            let start = marker.map_or(0, |found| found.end);
            // 返回顶部↑ is of a page; a whole text on one line ends so as well.
            let said = marker.is_some() || bare.ends_with(chars::ends_sentence);
            let is = said && start < bare.len() && bare.chars().count() <= LONGEST;
            is.then(|| (number, trim(text, start..bare.len())))
        };
        let note = match () {
            () if text.starts_with('[') => bracket(),
            () if text.ends_with(ARROWS) => arrow(),
            () => None,
        };
        if let Some((number, words)) = note {
            found.push(Note { lines: at..at + 1, number, words });
        }
    }
    found
}

/// The number of a note and its words: `[1] …`, `[^1]: …`.
fn bracketed(text: &str) -> Option<(u32, Range<usize>)> {
    let (number, end) = mark_at(text)?;
    let rest = &text[end..];
    let words = rest.trim_start_matches(|c| chars::narrow(c) == ':' || chars::is_space(c));
    Some((number, trim(text, text.len() - words.len()..text.len())))
}

/// The number of a mark in brackets that words begin with, and where it ends.
fn mark_at(text: &str) -> Option<(u32, usize)> {
    let inner = text.strip_prefix('[')?;
    let inner = inner.strip_prefix('^').unwrap_or(inner);
    let count = inner.bytes().take_while(u8::is_ascii_digit).count();
    let number = inner[..count].parse().ok().filter(|_| count <= MOST_FIGURES)?;
    inner[count..].starts_with(']').then(|| (number, text.len() - inner.len() + count + 1))
}

/// Whether a mark of a note stands in some words, behind others.
fn holds_mark(element: &Element<'_>, number: u32) -> bool {
    let holds = |text: &str| {
        text.match_indices('[')
            .any(|(at, _)| at > 0 && mark_at(&text[at..]).is_some_and(|(found, _)| found == number))
    };
    match element {
        Element::Line(line) => holds(line.text()),
        Element::Table(grid) => {
            let mut cells = grid.grid.rows.iter().flat_map(|row| &row.cells);
            cells.any(|cell| holds(Flow::new(grid.source, grid.index, &cell.pieces).text()))
        }
        Element::Rule => false,
    }
}

/// The marks in some words: those of known notes in brackets, and raised figures.
fn marks(text: &str, known: &BTreeSet<u32>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || at == 0 || !matches!(c, '[' | '^') {
            continue;
        }
        let raised = text[at..].trim_start_matches('^');
        let start = text.len() - raised.len();
        let mark = match mark_at(raised) {
            Some((number, len)) => known.contains(&number).then_some(start + len),
            None if c == '^' && stands_raised(&text[..at], raised) => {
                Some(start + raised.bytes().take_while(u8::is_ascii_digit).count())
            }
            None => None,
        };
        if let Some(mark) = mark {
            found.push(at..mark);
            end = mark;
        }
    }
    found
}

/// Whether a figure raised behind some words is no power: it stands behind a Chinese word and before no other.
fn stands_raised(before: &str, figure: &str) -> bool {
    let count = figure.bytes().take_while(u8::is_ascii_digit).count();
    let behind = figure[count..].chars().next();
    (1..=MOST_FIGURES).contains(&count)
        && before.ends_with(|c: char| chars::is_han(c) || !c.is_ascii() && !c.is_alphanumeric())
        && behind.is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// Takes the marks out of a line or out of the cells of a table.
fn take_marks(element: &mut Element<'_>, known: &BTreeSet<u32>, record: &mut Record) {
    match element {
        Element::Line(line) => {
            let found = marks(line.text(), known);
            cut_out(line, &found, record);
        }
        Element::Table(grid) => take_marks_of_cells(grid, known, record),
        Element::Rule => {}
    }
}

/// Takes marks out of the words of a line.
fn cut_out(line: &mut Line<'_>, marks: &[Range<usize>], record: &mut Record) {
    if marks.is_empty() {
        return;
    }
    let flow = std::mem::take(&mut line.flow);
    let mut kept = flow.slice(0..marks[0].start);
    let ends = marks[1..].iter().map(|mark| mark.start).chain([flow.text().len()]);
    for (mark, end) in marks.iter().zip(ends) {
        record.furniture(FurnitureKind::Mark, flow.span(mark.clone()));
        kept.append(&flow.slice(mark.end..end));
    }
    line.flow = kept;
    line.bold = bold_prefix(line, &line.bold_ranges);
}

fn take_marks_of_cells(grid: &mut GridRef<'_>, known: &BTreeSet<u32>, record: &mut Record) {
    let source = grid.source;
    let index = grid.index;
    let found: Vec<(usize, usize, Vec<TextRange>)> = grid
        .grid
        .rows
        .iter()
        .enumerate()
        .flat_map(|(r, row)| row.cells.iter().enumerate().map(move |(c, cell)| (r, c, cell)))
        .filter_map(|(r, c, cell)| {
            let flow = Flow::new(source, index, &cell.pieces);
            let found = marks(flow.text(), known);
            let ranges = found.iter().flat_map(|mark| flow.source_ranges(mark.clone()));
            let ranges: Vec<TextRange> = ranges.collect();
            (!ranges.is_empty()).then_some((r, c, ranges))
        })
        .collect();
    if found.is_empty() {
        return;
    }
    let rows = &mut grid.grid.to_mut().rows;
    for (r, c, ranges) in found {
        let cell = &mut rows[r].cells[c];
        for mark in ranges {
            record.furniture_at(FurnitureKind::Mark, index, mark);
            let Some(at) = cell
                .pieces
                .iter()
                .position(|piece| piece.start() <= mark.start() && mark.end() <= piece.end())
            else {
                continue;
            };
            let piece = cell.pieces[at];
            let parts = [
                TextRange::new(piece.start(), mark.start()),
                TextRange::new(mark.end(), piece.end()),
            ];
            let parts: Pieces = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let more = parts.len() as i32 - 1;
            cell.pieces.remove(at);
            cell.pieces.insert_many(at, parts);
            for next in &mut cell.breaks {
                if usize::from(*next) > at {
                    *next = (i32::from(*next) + more) as u16;
                }
            }
        }
    }
}

/// The notes that stand right above the numbers of pages, each begun with its figure; the figure that marks it
/// is taken out of the words of its page, where it stands there once.
fn notes_of_pages(raw: &mut [Element<'_>], pages: &[usize], record: &mut Record) -> Vec<Note> {
    /// Lines of a note.
    const TALLEST: usize = 3;
    let mut found = Vec::new();
    let mut top = 0;
    for &bottom in pages {
        let mut end = bottom.min(raw.len());
        let from = found.len();
        // From the last note of the page up.
        while let Some((start, number, words)) = (end.saturating_sub(TALLEST).max(top)..end)
            .rev()
            .map_while(|at| match &raw[at] {
                Element::Line(line) => Some((at, line)),
                _ => None,
            })
            .find_map(|(at, line)| {
                let (number, words) = begins_with_figure(line)?;
                Some((at, number, words))
            })
        {
            let marked = (top..start).filter_map(|at| match &raw[at] {
                Element::Line(line) => loose_figure(line.text(), number).map(|mark| (at, mark)),
                _ => None,
            });
            let marked: Vec<(usize, Range<usize>)> = marked.take(2).collect();
            let [(at, mark)] = &marked[..] else { break };
            if let Element::Line(line) = &mut raw[*at] {
                let span = line.flow.span(mark.clone());
                cut_out(line, std::slice::from_ref(mark), record);
                record.repair(
                    RepairKind::ChosenReading,
                    span,
                    Confidence::Likely,
                    || format!("“{number}”是页脚注的标记，已从正文取出"),
                    || format!("{number} marks the note at the foot of its page and is no part of the words"),
                );
            }
            found.push(Note { lines: start..end, number, words });
            end = start;
        }
        found[from..].reverse();
        top = bottom.min(raw.len());
    }
    found
}

/// The figure that a line begins with, no ordinal of its own, and the words behind it.
fn begins_with_figure(line: &Line<'_>) -> Option<(u32, Range<usize>)> {
    if line.marker.is_some() {
        return None;
    }
    let text = line.text();
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..count].parse().ok().filter(|_| (1..=2).contains(&count))?;
    let words = text[count..].trim_start_matches(chars::is_space);
    let parted = words.len() < text.len() - count && words.starts_with(chars::is_han);
    parted.then(|| (number, trim(text, text.len() - words.len()..text.len())))
}

/// Where a figure stands behind a word and before a stop, as no figure of a text does.
fn loose_figure(text: &str, number: u32) -> Option<Range<usize>> {
    let figure = number.to_string();
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '、' | '：' | '）');
    let mut found =
        text.match_indices(&*figure).map(|(at, _)| at..at + figure.len()).filter(|range| {
            text[..range.start].ends_with(|c| chars::is_han(c) || matches!(c, '）' | '”'))
                && text[range.end..].starts_with(stop)
        });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Takes the notes out of the lines.
fn take_out<'s>(
    raw: Vec<Element<'s>>,
    notes: &[Note],
    said: &mut Vec<Flow<'s>>,
    record: &mut Record,
) -> Vec<Element<'s>> {
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut gap = false;
    for (at, element) in raw.into_iter().enumerate() {
        let note = notes.iter().find(|note| note.lines.contains(&at));
        match (note, element) {
            (Some(note), Element::Line(line)) => {
                let flow = match at == note.lines.start {
                    true => {
                        let text = line.text();
                        record.label(&line.flow, 0..note.words.start);
                        record.label(&line.flow, note.words.end..text.len());
                        line.flow.slice(note.words.clone())
                    }
                    false => line.flow,
                };
                match said.last_mut().filter(|_| at > note.lines.start) {
                    Some(begun) => begun.append(&flow),
                    None => said.push(flow),
                }
                gap = true;
            }
            (_, Element::Line(mut line)) => {
                line.gap |= std::mem::take(&mut gap);
                out.push(Element::Line(line));
            }
            (_, element) => out.push(element),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::Format;

    use super::*;
    use crate::lines::texts;

    /// The lines of a text without its notes, and those; `—` is where the number of a page stands.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::from_text("n", Format::Text, text);
        let (mut raw, mut pages, mut at) = (Vec::new(), Vec::new(), 0);
        for line in text.lines() {
            let range = TextRange::at(at, at + line.len());
            at += line.len() + 1;
            match line {
                "—" => pages.push(raw.len()),
                _ => raw.push(Element::Line(Line::new(Flow::new(&source, 0, &[range]), true))),
            }
        }
        let mut notes = Vec::new();
        let mut record = Record::new(Lang::default());
        let sources = std::slice::from_ref(&source);
        let raw = set_apart(raw, &mut pages, sources, &mut notes, &mut record);
        let lines = texts(&raw).into_iter().map(str::to_owned).collect();
        (lines, notes.iter().map(|note| note.text().to_owned()).collect())
    }

    #[test]
    fn notes_are_told_by_their_marks_and_arrows() {
        let forms = [
            "1.修渠46公里[^1]，建站2座[^2]。\n[^1]: 含支渠。\n[^2]: 另行选址。",
            "1.修渠46公里[1]，建站2座[2]。\n[1] 含支渠。\n[2] 另行选址。",
            "1.修渠46公里[1]，建站2座[2]。\n1. 含支渠。 ↑\n2. 另行选址。 ↑",
            "1.修渠46公里^1，建站2座^^[2]。\n1. 含支渠。↩\u{fe0e}\n另行选址。↩\u{fe0e}",
        ];
        for text in forms {
            let (lines, notes) = read(text);
            assert_eq!(lines, ["1.修渠46公里，建站2座。"], "{text}");
            assert_eq!(notes, ["含支渠。", "另行选址。"], "{text}");
        }
        // Powers, numbers of documents, and brackets that no note answers.
        for text in
            ["建房30m^2。", "按云政发[2025]3号执行。", "[1] 含支渠。", "修渠[1]公里。", "返回顶部↑"]
        {
            assert_eq!(read(text), (vec![text.to_owned()], Vec::new()), "{text}");
        }
    }

    #[test]
    fn notes_above_the_number_of_their_page() {
        let (lines, notes) =
            read("修渠46公里1，建站2座2。（市\n1 含支渠。\n2 另行\n选址。\n—\n水务局）");
        assert_eq!(lines, ["修渠46公里，建站2座。（市", "水务局）"]);
        assert_eq!(notes, ["含支渠。", "另行选址。"]);
        // A figure that nothing on the page is marked with, or that stands there twice.
        for text in
            ["修渠46公里，建站2座。\n1 含支渠。\n—\n修渠", "甲1，乙1，丙。\n1 含支渠。\n—\n修渠"]
        {
            assert!(read(text).1.is_empty(), "{text}");
        }
    }
}
