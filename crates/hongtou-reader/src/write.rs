//! Text and blocks written by a reader whose container is no text of its own.
//!
//! One paragraph a line; the cells of a row parted by tabs, its rows by line ends. Every stretch
//! that is written has a place in the file.

use std::ops::Range;

use hongtou_source::{
    Align, Block, BlockKind, Cell, Document, Format, Ignored, Paragraph, Pieces, Place, PlaceMap,
    TextRange,
};

#[cfg(feature = "ocr")]
use crate::formula;
use crate::grid::{CellBudget, GridBuilder};
use crate::lines;
use crate::{Options, ReadError};

/// One line of words before it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// The parts of `text` that are bold, in order.
    pub(crate) bold: Vec<Range<usize>>,
    /// So many bytes at its start are made by automatic numbering.
    pub(crate) generated: usize,
}

impl Line {
    /// Plain words.
    #[cfg(feature = "xlsx")]
    pub(crate) fn plain(text: impl Into<String>) -> Line {
        Line { text: text.into(), ..Line::default() }
    }

    /// Adds words.
    pub(crate) fn push(&mut self, words: &str, bold: bool) {
        if words.is_empty() {
            return;
        }
        let from = self.text.len();
        // The text is lines; what is written must not begin new ones.
        if words.contains(['\n', '\r', '\t']) {
            self.text.extend(words.chars().map(|c| match c {
                '\n' | '\r' | '\t' => ' ',
                other => other,
            }));
        } else {
            self.text.push_str(words);
        }
        if bold {
            match self.bold.last_mut() {
                Some(last) if last.end == from => last.end = self.text.len(),
                _ => self.bold.push(from..self.text.len()),
            }
        }
    }

    /// Takes off the words from a place on, without the white space that they begin with.
    pub(crate) fn split_off(&mut self, at: usize) -> Line {
        let start = self.text.len() - self.text[at..].trim_start().len();
        let mut rest = Line { text: self.text.split_off(start), ..Line::default() };
        self.text.truncate(at);
        rest.bold = self.bold.iter().filter(|bold| bold.end > start).cloned().collect();
        for bold in &mut rest.bold {
            *bold = bold.start.saturating_sub(start)..bold.end - start;
        }
        self.bold.retain(|bold| bold.start < at);
        if let Some(last) = self.bold.last_mut() {
            last.end = last.end.min(at);
        }
        rest
    }

    /// Takes the marks of formulas out.
    #[cfg(feature = "ocr")]
    pub(crate) fn dissolve(&mut self) {
        let Some((text, marks)) = formula::dissolved(&self.text) else { return };
        let moved = |at: usize| {
            let before = marks.iter().map(|&(from, to)| to.min(at).saturating_sub(from));
            at - before.sum::<usize>()
        };
        for bold in &mut self.bold {
            *bold = moved(bold.start)..moved(bold.end);
        }
        self.generated = moved(self.generated);
        self.text = text;
    }

    /// Whether it says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        lines::is_blank(&self.text)
    }
}

/// How a paragraph stands on the page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    pub(crate) gap: bool,
    pub(crate) level: u8,
    pub(crate) align: Align,
    /// Whether it is a note to a place in the text.
    pub(crate) note: bool,
}

/// One cell before it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellText {
    pub(crate) lines: Vec<Line>,
    pub(crate) colspan: u32,
    pub(crate) rowspan: u32,
    pub(crate) header: bool,
    /// Grid columns left out before it.
    pub(crate) skip: u32,
    pub(crate) place: Option<Place>,
}

/// Writes the text of a document and records its blocks and places.
#[derive(Debug)]
pub(crate) struct Writer {
    text: String,
    places: PlaceMap,
    blocks: Vec<Block>,
    budget: CellBudget,
    tables: u32,
}

impl Writer {
    /// Begins an empty text.
    pub(crate) fn new(options: &Options) -> Writer {
        Writer {
            text: String::new(),
            places: PlaceMap::default(),
            blocks: Vec::new(),
            budget: CellBudget::new(options),
            tables: 0,
        }
    }

    /// Writes a paragraph; a blank one is left out.
    pub(crate) fn paragraph(&mut self, line: &Line, style: Style, place: Place) {
        let Some((range, bold)) = self.line(line, place) else { return };
        self.text.push('\n');
        self.blocks.push(Block {
            source: 0,
            kind: BlockKind::Paragraph(Paragraph {
                pieces: Pieces::from_slice(&[range]),
                gap: style.gap,
                level: style.level,
                align: style.align,
                bold,
                note: style.note,
            }),
        });
    }

    /// Writes words that are no part of the notice.
    pub(crate) fn ignored(&mut self, line: &Line, why: Ignored, place: Place) {
        let Some((range, _)) = self.line(line, place) else { return };
        self.text.push('\n');
        if let Some(Block { kind: BlockKind::Ignored(last, known), .. }) = self.blocks.last_mut()
            && *known == why
        {
            *last = last.cover(range);
            return;
        }
        self.blocks.push(Block { source: 0, kind: BlockKind::Ignored(range, why) });
    }

    /// Writes a table; a row without any cell stays, as its neighbours may reach into it.
    pub(crate) fn table(&mut self, rows: Vec<Vec<CellText>>) -> Result<(), ReadError> {
        self.tables += 1;
        let mut builder = GridBuilder::default();
        for (r, row) in rows.into_iter().enumerate() {
            builder.row();
            self.budget.take(row.len())?;
            for (c, mut from) in row.into_iter().enumerate() {
                if c > 0 {
                    self.text.push('\t');
                }
                let place = from.place.take().unwrap_or(Place::Cell {
                    table: self.tables,
                    row: r as u32 + 1,
                    cell: c as u32 + 1,
                });
                let mut cell =
                    Cell { colspan: from.colspan, rowspan: from.rowspan, ..Cell::default() };
                let mut first = true;
                for line in from.lines.iter().filter(|line| !line.is_blank()) {
                    if !first {
                        self.text.push('\n');
                        cell.breaks.push(cell.pieces.len() as u16);
                    }
                    first = false;
                    if let Some((range, bold)) = self.line(line, place.clone()) {
                        cell.pieces.push(range);
                        cell.bold.extend(bold);
                    }
                }
                builder.skip(from.skip);
                builder.cell(cell, from.header);
            }
            self.text.push('\n');
        }
        self.blocks.push(Block { source: 0, kind: BlockKind::Table(builder.finish()) });
        Ok(())
    }

    /// Whether nothing was written but what is set aside.
    pub(crate) fn is_empty(&self) -> bool {
        !self.blocks.iter().any(|block| match &block.kind {
            BlockKind::Paragraph(_) => true,
            BlockKind::Table(grid) => {
                grid.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.pieces.is_empty())
            }
            BlockKind::Rule(_) | BlockKind::Ignored(..) => false,
        })
    }

    /// The document, or an error where it holds no words.
    pub(crate) fn finish(
        self,
        format: Format,
        name: &str,
        bytes: &[u8],
    ) -> Result<Document, ReadError> {
        if self.is_empty() {
            return Err(ReadError::NoText(format));
        }
        let source = crate::source(name, format, bytes, self.text, self.places);
        Ok(Document { sources: vec![source], blocks: self.blocks })
    }

    /// Writes the words of a line without their outer white space, and tells where they stand.
    fn line(&mut self, line: &Line, place: Place) -> Option<(TextRange, Vec<TextRange>)> {
        let (from, to) = lines::trim(&line.text, 0, line.text.len());
        if from >= to {
            return None;
        }
        let start = self.text.len();
        self.text.push_str(&line.text[from..to]);
        let generated = line.generated.clamp(from, to);
        if generated > from {
            let range = TextRange::at(start, start + generated - from);
            self.places.push(range, Place::Part("numbering".to_owned()));
        }
        self.places.push(TextRange::at(start + generated - from, start + to - from), place);
        let bold = line.bold.iter().filter_map(|bold| {
            let (a, b) = (bold.start.max(from), bold.end.min(to));
            (a < b).then(|| TextRange::at(start + a - from, start + b - from))
        });
        Some((TextRange::at(start, start + to - from), bold.collect()))
    }
}
