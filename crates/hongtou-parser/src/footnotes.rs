//! Footnotes: their marks taken out of the words that they stand in, and what they say set apart from them.
//!
//! Word processors keep notes beside the text; converters print a mark in it, `[1]`, `[^1]`, `^1`, and the
//! notes behind it, each with its number or an arrow that leads back. A PDF prints a bare figure, and the
//! note above the number of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind};
use hongtou_source::{Pieces, TextRange, chars};

use crate::flow::{Flow, trim};
use crate::lines::{Element, Line, bold_prefix};
use crate::marker::Form;
use crate::record::Record;
use crate::table::GridRef;
use crate::{header, layout, quantity, responsibility, words};

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
    said: &mut Vec<Flow<'s>>,
    record: &mut Record,
) -> Vec<Element<'s>> {
    let mut notes = notes(&raw);
    let mut raw = raw;
    let known: BTreeSet<u32> = notes.iter().map(|note| note.number).collect();
    if !notes.is_empty() {
        let mut next = notes.iter().map(|note| note.lines.start).peekable();
        for (at, element) in raw.iter_mut().enumerate() {
            if next.next_if_eq(&at).is_none() {
                take_marks(element, &known, record);
            }
        }
    }
    notes.extend(notes_of_pages(&mut raw, pages, record));
    if notes.is_empty() {
        return raw;
    }
    take_notes(raw, notes, pages, said, record)
}

#[inline(never)]
fn take_notes<'s>(
    raw: Vec<Element<'s>>,
    mut notes: Vec<Note>,
    pages: &mut [usize],
    said: &mut Vec<Flow<'s>>,
    record: &mut Record,
) -> Vec<Element<'s>> {
    notes.sort_by_key(|note| note.lines.start);
    let (mut taken, mut next) = (0, notes.iter().peekable());
    for page in pages.iter_mut() {
        while let Some(note) = next.next_if(|note| note.lines.end <= *page) {
            taken += note.lines.len();
        }
        *page -= taken;
    }
    let from = said.len();
    let raw = take_out(raw, &notes, said, record);
    said[from..].iter().for_each(|note| record.prose(ProseRole::Note, note));
    raw
}

/// The notes that tell by their form that they are some, and by a mark of their number that stands before them:
/// `[^1]: …`, `[1] …`, those that an arrow ends, and those that a bare figure begins.
fn notes(raw: &[Element<'_>]) -> Vec<Note> {
    let mut marks = None;
    let mut found: Vec<Found> = Vec::new();
    for (at, element) in raw.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        let text = line.text();
        let arrow = text.ends_with(ARROWS);
        if !arrow && !text.starts_with(|c: char| c == '[' || c.is_ascii_digit()) {
            continue;
        }
        let last = found.last().map_or(0, |note| note.note.number);
        let note = match () {
            () if text.starts_with('[') => bracketed(text).map(|note| (note, Mark::Set)),
            () if arrow => ended_by_arrow(line, last),
            () => begins_with_figure(line)
                .filter(|(_, words)| text[words.clone()].ends_with(chars::ends_sentence))
                .map(|note| (note, Mark::Raised)),
        };
        let Some(((number, words), mark)) = note else { continue };
        // Who answers for a task is said of a task.
        if text[words.clone()].is_empty() || answers(&text[words.clone()]) {
            continue;
        }
        let marks = marks.get_or_insert_with(|| Marks::of(raw));
        if marks.stands_before(number, mark, at) {
            let note = Note { lines: at..at + 1, number, words };
            found.push(Found { note, defines: text.starts_with("[^") });
        }
    }
    stand_together(raw, found)
}

/// A note, and whether it is written as Markdown defines one, which may stand anywhere.
struct Found {
    note: Note,
    defines: bool,
}

/// The note that an arrow ends, and how it has to be marked: a program may print a bare figure.
fn ended_by_arrow(line: &Line<'_>, last: u32) -> Option<((u32, Range<usize>), Mark)> {
    const LONGEST: usize = 300;
    let text = line.text();
    let bare = text.trim_end_matches(|c| ARROWS.contains(&c) || chars::is_space(c));
    let marker = line.marker.as_ref().filter(|found| found.form == Form::Digit);
    let number = marker.map_or(last + 1, |found| found.number);
    let start = marker.map_or(0, |found| found.end);
    // 返回顶部↑ is of a page; a whole text on one line ends so as well.
    let said = marker.is_some() || bare.ends_with(chars::ends_sentence);
    // An arrow up may say that a figure rises.
    let mark = if text.ends_with('↑') { Mark::Set } else { Mark::None };
    let is = said && start < bare.len() && bare.chars().count() <= LONGEST;
    is.then(|| ((number, trim(text, start..bare.len())), mark))
}

/// Whether words end in a bracket that says who answers for a task.
fn answers(words: &str) -> bool {
    let words = words.trim_end_matches('。');
    words.ends_with(['）', ')']) && responsibility::ends_in_a_duty(words)
}

/// How the mark of a note has to stand in the words.
#[derive(Clone, Copy)]
enum Mark {
    /// Raised: below 根据文献[1]，做好以下工作 a bare figure counts tasks.
    Raised,
    /// In brackets or raised.
    Set,
    /// Not at all: a program may print it as a bare figure.
    None,
}

/// The elements in which the marks of each number first stand.
#[derive(Default)]
struct Marks {
    bracket: BTreeMap<u32, usize>,
    raised: BTreeMap<u32, usize>,
}

impl Marks {
    fn of(raw: &[Element<'_>]) -> Marks {
        let mut marks = Marks::default();
        for (at, element) in raw.iter().enumerate() {
            match element {
                Element::Line(line) => marks.add(line.text(), at),
                Element::Table(grid) => {
                    for cell in grid.grid.rows.iter().flat_map(|row| &row.cells) {
                        marks.add(Flow::new(grid.source, grid.index, &cell.pieces).text(), at);
                    }
                }
                Element::Rule => {}
            }
        }
        marks
    }

    fn add(&mut self, text: &str, element: usize) {
        for (at, c) in text.char_indices().skip(1) {
            if matches!(c, '[' | '^')
                && let Some((number, _)) = mark_behind(&text[..at], &text[at..])
            {
                let raised = c == '^' && !text[at..].trim_start_matches('^').starts_with('[');
                let marks = if raised { &mut self.raised } else { &mut self.bracket };
                marks.entry(number).or_insert(element);
            }
        }
    }

    fn stands_before(&self, number: u32, mark: Mark, at: usize) -> bool {
        let holds = |marks: &BTreeMap<u32, usize>| marks.get(&number).is_some_and(|&on| on < at);
        match mark {
            Mark::Raised => holds(&self.raised),
            Mark::Set => holds(&self.bracket) || holds(&self.raised),
            Mark::None => true,
        }
    }
}

/// The notes that stand together where a text ends, below a rule, or below the heading of notes: elsewhere such
/// lines are of the text.
fn stand_together(raw: &[Element<'_>], found: Vec<Found>) -> Vec<Note> {
    /// Lines that a note goes on in, and that a page has below its last one.
    const BETWEEN: usize = 3;
    let source = |element: &Element<'_>| match element {
        Element::Line(line) => Some(line.flow.source()),
        Element::Table(grid) => Some(grid.index),
        Element::Rule => None,
    };
    let goes_on = |element: &Element<'_>| match element {
        Element::Line(line) => line.marker.is_none() && !line.text().starts_with('['),
        Element::Table(_) => false,
        Element::Rule => true,
    };
    let opens = |at: usize| match at.checked_sub(1).map(|above| &raw[above]) {
        Some(Element::Rule) => true,
        Some(Element::Line(line)) => {
            let said = words::squeeze(line.text());
            let said = said.trim_end_matches(['：', ':']);
            matches!(said, "脚注" | "尾注" | "注释" | "附注" | "注")
        }
        _ => false,
    };
    // From the last one up: each run with the notes that reach down to what ends it.
    let mut kept: Vec<Note> = Vec::new();
    let mut run: Vec<Note> = Vec::new();
    let mut reaches = false;
    for Found { note, defines } in found.into_iter().rev() {
        if defines {
            kept.push(note);
            continue;
        }
        let at = note.lines.start;
        let of_one = source(&raw[at]);
        let below = run.last().map(|next: &Note| next.lines.start);
        let until = below.unwrap_or(raw.len());
        // Who signs, what is attached, and who gets copies stand below the notes of a text.
        let between = raw[at + 1..until].iter().filter(|element| !is_of_foot(element));
        let between: Vec<&Element<'_>> = between.take(BETWEEN + 1).collect();
        let ends = between
            .iter()
            .position(|element| source(element).is_some_and(|source| Some(source) != of_one));
        let count = ends.unwrap_or(between.len());
        let joins = count <= BETWEEN && between[..count].iter().all(|element| goes_on(element));
        if !(joins && ends.is_none() && below.is_some()) {
            if reaches {
                kept.append(&mut run);
            }
            run.clear();
            reaches = joins && (ends.is_some() || below.is_none());
        }
        run.push(note);
        if opens(at) {
            kept.append(&mut run);
            reaches = false;
        }
    }
    if reaches {
        kept.append(&mut run);
    }
    kept.reverse();
    kept
}

/// Whether a line is of the foot of a notice: its list of attachments, who signs and when, copies, the imprint.
fn is_of_foot(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    let text = chars::trim(line.text());
    line.marker.is_none()
        && (layout::mention(line).is_some()
            || words::is_date_line(text)
            || header::is_issuer(text)
            || header::names_receivers(line)
            || header::is_imprint(text))
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

/// The mark that stands at the beginning of `text` behind other words: its number and its end.
fn mark_behind(before: &str, text: &str) -> Option<(u32, usize)> {
    let figure = text.trim_start_matches('^');
    let start = text.len() - figure.len();
    let (number, len) = match mark_at(figure) {
        // [1]号文件
        Some(mark) if figure[mark.1..].starts_with('号') => return None,
        Some((number, len)) => (number, len),
        None if start > 0 => stands_raised(before, figure)?,
        None => return None,
    };
    Some((number, start + len))
}

/// The marks of known notes in some words.
fn marks(text: &str, known: &BTreeSet<u32>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || at == 0 || !matches!(c, '[' | '^') {
            continue;
        }
        let mark = mark_behind(&text[..at], &text[at..]);
        if let Some((_, len)) = mark.filter(|(number, _)| known.contains(number)) {
            end = at + len;
            found.push(at..end);
        }
    }
    found
}

/// The number of a figure raised behind some words and its length, if it is no power: it stands behind a Chinese
/// word that is no measure of length, and before no other figure.
fn stands_raised(before: &str, figure: &str) -> Option<(u32, usize)> {
    let count = figure.bytes().take_while(u8::is_ascii_digit).count();
    let behind = figure[count..].chars().next();
    let is = (1..=MOST_FIGURES).contains(&count)
        && before.ends_with(|c: char| chars::is_han(c) || !c.is_ascii() && !c.is_alphanumeric())
        && !before.ends_with('米')
        && behind.is_none_or(|c| !c.is_ascii_alphanumeric());
    figure[..count].parse().ok().filter(|_| is).map(|number| (number, count))
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
            record.furniture_at(FurnitureKind::Mark, mark);
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
    let mut found: Vec<Note> = Vec::new();
    let (mut top, mut last) = (0, 0);
    for (page, &bottom) in pages.iter().enumerate() {
        let bottom = bottom.min(raw.len());
        let notes = notes_of_page(raw, top..bottom);
        top = bottom;
        let below = pages.get(page + 1).map_or(raw.len(), |&next| next.min(raw.len()));
        if notes.last().is_some_and(|(note, ..)| counts_on(raw, bottom..below, note.number + 1)) {
            continue;
        }
        // They count on, from page to page or anew on each.
        let first = notes.first().map_or(0, |(note, ..)| note.number);
        let counts = || (first..).zip(&notes).all(|(number, (note, ..))| note.number == number);
        if !(first == 1 || first == last + 1 && last > 0) || !counts() {
            continue;
        }
        for (note, at, mark) in notes {
            let number = note.number;
            last = number;
            found.push(note);
            let Element::Line(line) = &mut raw[at] else { continue };
            let Some(mark) = loose_figure(line.text(), number).filter(|_| !mark.is_empty()) else {
                continue;
            };
            let span = line.flow.span(mark.clone());
            cut_out(line, std::slice::from_ref(&mark), record);
            record.repair(
                RepairKind::ChosenReading,
                span,
                Confidence::Likely,
                || format!("“{number}”是页脚注的标记，已从正文取出"),
                || format!("{number} marks the note at the foot of its page and is no part of the words"),
            );
        }
    }
    found
}

/// Whether the text of a page goes on with a count, which then is one of tasks; a note there says no more.
fn counts_on(raw: &[Element<'_>], page: Range<usize>, next: u32) -> bool {
    let begins = |at: &usize| match &raw[*at] {
        Element::Line(line) => begins_with_figure(line).is_some_and(|(number, _)| number == next),
        _ => false,
    };
    page.clone()
        .find(begins)
        .is_some_and(|at| !notes_of_page(raw, page).iter().any(|(note, ..)| note.lines.start == at))
}

/// The notes at the foot of a page, each with the line that its mark stands in, and where.
fn notes_of_page(raw: &[Element<'_>], page: Range<usize>) -> Vec<(Note, usize, Range<usize>)> {
    /// Lines of a note.
    const TALLEST: usize = 3;
    /// Notes of a page.
    const MOST: usize = 12;
    let mut found = Vec::new();
    let mut end = page.end;
    let line_at = |at: usize| match &raw[at] {
        Element::Line(line) => Some((at, line)),
        _ => None,
    };
    // From the last note of the page up.
    while found.len() < MOST
        && let Some((start, number, words)) = (end.saturating_sub(TALLEST).max(page.start)..end)
            .rev()
            .map_while(line_at)
            .find_map(|(at, line)| {
                let (number, words) = begins_with_figure(line)?;
                Some((at, number, words))
            })
    {
        // A note is whole sentences; what else stands there is the rest of a row or of a task.
        let whole = |text: &str| text.ends_with(chars::ends_sentence) && !answers(text);
        if !line_at(end - 1).is_some_and(|(_, line)| whole(line.text())) {
            break;
        }
        let marked = (page.start..start).filter_map(|at| {
            let (at, line) = line_at(at)?;
            loose_figure(line.text(), number).map(|mark| (at, mark))
        });
        let marked: Vec<(usize, Range<usize>)> = marked.take(2).collect();
        let [(at, mark)] = &marked[..] else { break };
        found.push((Note { lines: start..end, number, words }, *at, mark.clone()));
        end = start;
    }
    found.reverse();
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
    // 1 万户, 2 月底前: the rest of what the line above says.
    let counts = words.starts_with(['年', '月', '日', '万', '千', '百', '亿', '号', '时'])
        || quantity::is_counted(text, count);
    (parted && !counts).then(|| (number, trim(text, text.len() - words.len()..text.len())))
}

/// Where a figure stands behind a word and before a stop, as no figure of a text does but one that names a thing
/// of several: 附件1, 表2.
fn loose_figure(text: &str, number: u32) -> Option<Range<usize>> {
    let figure = number.to_string();
    let mut found =
        text.match_indices(&*figure).map(|(at, _)| at..at + figure.len()).filter(|range| {
            text[..range.start].ends_with(behind_loose)
                && !quantity::is_numbered(&text[..range.start])
                && text[range.end..].starts_with(stops_loose)
        });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What a bare mark stands behind.
fn behind_loose(c: char) -> bool {
    chars::is_han(c) || matches!(c, '）' | '”')
}

/// What a bare mark stands before.
fn stops_loose(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '：' | '）')
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
    let mut notes = notes.iter().peekable();
    for (at, element) in raw.into_iter().enumerate() {
        while notes.next_if(|note| note.lines.end <= at).is_some() {}
        let note = notes.peek().copied().filter(|note| note.lines.contains(&at));
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
    use hongtou_source::{Format, Source};

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
        let raw = set_apart(raw, &mut pages, &mut notes, &mut record);
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
            "1.修渠46公里^1，建站2座^^2。\n1 含支渠。\n2 另行选址。",
            "1.修渠46公里^1，建站2座^2。\n[1] 含支渠。\n[2] 另行选址。",
            "1.修渠46公里[1]，建站2座[2]。\n[1]含支渠。\n[2]另行选址。\n附件：名单\n青禾县人民政府\n2031年3月1日\n\
             抄送：县委办公室。\n县政府办公室 2031年3月1日印发",
        ];
        for text in forms {
            let (lines, notes) = read(text);
            assert_eq!(lines[0], "1.修渠46公里，建站2座。", "{text}");
            assert_eq!(notes, ["含支渠。", "另行选址。"], "{text}");
        }
        assert!(read("根据文献[1][2]，做好以下工作：\n1 修渠。\n2 植树。").1.is_empty());
        // Tasks that look like notes: nothing marks them, they say who answers, or the text goes on below them.
        for text in [
            "1. 修渠46公里↑\n2. 建站2座↓",
            "1.建成园区[1]。\n[1] 建站2座。（市水务局负责）",
            "1.建成园区[1]。\n[1] 建站2座。\n[2] 修渠46公里。",
            "1.建成园区[1]。\n[1] 建站2座。\n二、林业\n1.植树。",
            "流域面积30千米^2。\n2 另行选址。",
            "园区^2间。",
        ] {
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            assert_eq!(read(text), (lines, Vec::new()), "{text}");
        }
        // The number of a document in brackets is no mark.
        let (lines, notes) = read("按[1]号文件修渠[1]。\n[1] 含支渠。");
        assert_eq!((lines, notes.len()), (vec!["按[1]号文件修渠。".to_owned()], 1));
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
        // A figure that nothing on the page is marked with, or that stands there twice; the rest of what the line
        // above says, a row, and a count that does not begin with one.
        for text in [
            "修渠46公里，建站2座。\n1 含支渠。\n—\n修渠",
            "甲1，乙1，丙。\n1 含支渠。\n—\n修渠",
            "列入村镇1，改造小区，惠及\n1 万户居民。\n—\n修渠",
            "列入村镇1，改造小区，惠及\n1 户居民。\n—\n修渠",
            "列入村镇1，定于2031年\n1 月底前完成。\n—\n修渠",
            "列入村镇1，建站。\n1 修渠 市水务局\n—\n修渠",
            "列入村镇1，建站。\n1 修渠。（市水务局负责）\n—\n修渠",
            "列入试点区2，建站。\n2 另行选址。\n—\n修渠",
            // What counts things, and tasks whose count goes on below.
            "按照表1、表2，建站。\n1 修渠。\n2 植树。\n—\n修渠",
            "事项（见附件1）如下。\n1 修渠。\n—\n2 植树。\n二、",
            "列入小区1，建站。\n1 修渠。\n—\n2 植树。\n二、",
        ] {
            assert!(read(text).1.is_empty(), "{text}");
        }
    }
}
