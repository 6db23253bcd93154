//! Tasks in blocks of labelled lines, the same labels in each: 序号：1, 任务：新建学校3所, 责任单位：市教育局.
//!
//! That is how a table comes out of a form, a row a block. Its labels are headings that stand beside their
//! cells, as in a table of two columns.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Span};
use hongtou_source::{Cell, Grid, GridForm, GridRow, Source, chars};

use super::GridRef;
use super::draft::closed;
use super::grid::places_on_cards;
use super::headings::{Heading, heading, is_heading_word};
use crate::as_one::text_of;
use crate::flow::Flow;
use crate::lines::{Element, Line, splice};
use crate::record::Record;

/// So many labels may stand below the last block, less one.
const LONGEST_FOOT: usize = 4;

/// Puts such blocks together, where all that is numbered with a label is one of them and no table is
/// printed: what is said of each task of an outline is labelled too.
pub(crate) fn gather<'s>(
    raw: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let found = find(&raw, sources).unwrap_or_default();
    let put = |blocks: Blocks<'s>| {
        blocks.report(record);
        (blocks.lines, vec![Element::Table(blocks.grid)])
    };
    splice(raw, found.into_iter().map(put).collect())
}

/// All that may be blocks; none where one of them is not.
fn find<'s>(raw: &[Element<'s>], sources: &'s [Source]) -> Option<Vec<Blocks<'s>>> {
    let mut found: Vec<Blocks<'s>> = Vec::new();
    let mut end = 0;
    for (at, element) in raw.iter().enumerate() {
        match element {
            Element::Table(_) => return None,
            Element::Line(line) if at >= end && opens(line) => {
                let blocks = read(raw, at, sources)?;
                end = blocks.lines.end;
                found.push(blocks);
            }
            _ => {}
        }
    }
    Some(found)
}

/// Whether a line begins a block: with its number, as no line of an outline does.
fn opens(line: &Line<'_>) -> bool {
    parts(line).is_some_and(|(label, _)| heading(&line.text()[label]) == Heading::Serial)
}

/// Blocks as a table.
struct Blocks<'s> {
    lines: Range<usize>,
    grid: GridRef<'s>,
    /// The labels that are its header, and those printed again.
    header: Span,
    copies: Vec<Span>,
}

impl Blocks<'_> {
    fn report(&self, record: &mut Record) {
        for copy in &self.copies {
            record.furniture(FurnitureKind::RepeatedHeader, copy.clone());
        }
        record.repair(
            RepairKind::MovedCells,
            self.header.clone(),
            Confidence::Likely,
            || "任务分块列出，各块标签相同，已排成表格的行".to_owned(),
            || {
                "tasks in blocks of lines with the same labels are read as rows of a table"
                    .to_owned()
            },
        );
    }
}

/// The label that a line begins with and what it says, in bytes of its words.
fn parts(line: &Line<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let text = line.text();
    let (at, mark) = text.char_indices().take(16).find(|&(_, c)| matches!(c, '：' | ':'))?;
    let bracket = |c: char| matches!(c, '【' | '】' | '[' | ']') || chars::is_space(c);
    let label = text[..at].trim_matches(bracket);
    let from = text.find(label)?;
    let value = line.flow.trim(at + mark.len_utf8()..text.len());
    (!label.is_empty() && !value.is_empty() && is_heading_word(label))
        .then_some((from..from + label.len(), value))
}

/// A label and what stands behind it.
struct Entry {
    label: Cell,
    said: Cell,
    at: usize,
}

/// The labelled lines from one on that may be blocks, and the lines between them that go on with one;
/// none where a label among them is none of a table.
fn entries(raw: &[Element<'_>], at: usize, source: u16) -> Option<Vec<Entry>> {
    let mut out: Vec<Entry> = Vec::new();
    let mut more: Vec<Cell> = Vec::new();
    for (nth, element) in raw.iter().enumerate().skip(at) {
        let Element::Line(line) = element else { break };
        if line.flow.source() != source {
            break;
        }
        let cell = |range| {
            let pieces = line.flow.source_ranges(range).collect();
            Cell { pieces, ..Cell::default() }
        };
        let Some((label, said)) = parts(line) else {
            if !line.gap && is_labelled(line.text()) {
                return None;
            }
            if line.gap || line.marker.is_some() || closed_above(raw, nth) {
                break;
            }
            more.push(cell(line.flow.trim(0..line.text().len())));
            continue;
        };
        // Between two blocks stands nothing.
        if line.gap && !more.is_empty() {
            break;
        }
        if let Some(Entry { said, .. }) = out.last_mut() {
            for line in more.drain(..) {
                said.breaks.push(said.pieces.len() as u16);
                said.pieces.extend(line.pieces);
            }
        }
        out.push(Entry { label: cell(label), said: cell(said), at: nth });
    }
    Some(out)
}

/// Whether words begin with a label of any kind: 标准：….
fn is_labelled(text: &str) -> bool {
    const LONGEST: usize = 8;
    let end = text.char_indices().take(LONGEST).find(|&(_, c)| matches!(c, '：' | ':'));
    end.is_some_and(|(at, _)| text[..at].chars().all(char::is_alphabetic))
}

/// The blocks that begin with a line, two at least, as a table.
fn read<'s>(raw: &[Element<'s>], at: usize, sources: &'s [Source]) -> Option<Blocks<'s>> {
    let Element::Line(first) = &raw[at] else { return None };
    let index = first.flow.source();
    let source = text_of(sources, index);
    let mut entries = entries(raw, at, index)?;
    let labels: Vec<Flow<'_>> =
        entries.iter().map(|entry| Flow::new(source, index, &entry.label.pieces)).collect();
    let keys: Vec<&str> = labels.iter().map(Flow::text).collect();
    // Below the last block stand labels of another kind: 联系人：….
    let (used, places) = (2..=keys.len()).rev().take(LONGEST_FOOT).find_map(|used| {
        let set_apart =
            keys.len() == used || matches!(&raw[entries[used].at], Element::Line(line) if line.gap);
        let known = |key: &&str| keys[..used - 1].contains(key);
        let places = places_on_cards(&keys[..used]).filter(|_| set_apart && known(&keys[used - 1]));
        places.map(|places| (used, places))
    })?;
    if places.last()?.0 == 0 {
        return None;
    }
    entries.truncate(used);
    let end = entries.last()?.at + 1;
    let width = places.iter().map(|&(_, column)| column + 1).max()?;
    let blank = || -> Vec<Cell> {
        (0..width as u32).map(|column| Cell { column, ..Cell::default() }).collect()
    };
    let mut rows = vec![GridRow { cells: blank(), header: true, ..GridRow::default() }];
    let (mut header, mut copies) = (Span::default(), Vec::new());
    for (entry, (block, column)) in entries.into_iter().zip(places) {
        if rows.len() == block + 1 {
            rows.push(GridRow { cells: blank(), ..GridRow::default() });
        }
        let head = &mut rows[0].cells[column];
        let label = Flow::new(source, index, &entry.label.pieces).whole();
        if head.pieces.is_empty() {
            header.extend(&label);
            head.pieces = entry.label.pieces;
        } else {
            copies.push(label);
        }
        rows[block + 1].cells[column] = Cell { column: column as u32, ..entry.said };
    }
    let grid = Grid { rows, form: GridForm::Cells };
    let grid = GridRef { grid: Cow::Owned(grid), index, source, sheet: None };
    Some(Blocks { lines: at..end, grid, header, copies })
}

/// Whether a stop ends the line above another.
fn closed_above(raw: &[Element<'_>], at: usize) -> bool {
    matches!(at.checked_sub(1).and_then(|at| raw.get(at)), Some(Element::Line(line)) if closed(line.text()))
}
