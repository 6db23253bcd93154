//! Several files read as one notice are read as one text.
//!
//! A sentence, a bracket or a row that a page cuts may begin in one file and end in the next. So that
//! whatever is put together of it knows where each piece stands, all ranges count in one text of all files
//! while a notice is read, and its spans are told by file at the end: nothing in between can mistake one
//! file for another.

use std::borrow::Cow;

use hongtou_model::{Notice, Span};
use hongtou_source::{Block, BlockKind, Cell, Pieces, PlaceMap, Source, TextRange, chars};

use crate::header;

/// A letterhead stands within so many lines from the top of a file.
const TOP: usize = 8;

/// Index that spans have while a notice is read: there is one text.
pub(crate) const ONE: u16 = 0;

/// The text that the ranges of what stands in a file count in.
pub(crate) fn text_of(sources: &[Source], file: u16) -> &Source {
    sources.get(usize::from(file)).unwrap_or(&sources[usize::from(ONE)])
}

/// Where each file stands in the one text.
pub(crate) fn places(sources: &[Source]) -> Vec<TextRange> {
    let mut at = 0;
    let mut parted = true;
    let mut place = |source: &Source| {
        let start = at + usize::from(!parted);
        at = start + source.text.len();
        parted = source.text.is_empty() || source.text.ends_with('\n');
        TextRange::at(start, at)
    };
    sources.iter().map(&mut place).collect()
}

/// The text of several files, each on lines of its own.
pub(crate) struct AsOne {
    source: [Source; 1],
    // Where each file begins in it, and where it ends.
    files: Vec<TextRange>,
}

impl AsOne {
    /// Puts files together; none where there are not several.
    pub(crate) fn of(sources: &[Source]) -> Option<AsOne> {
        let [first, _, ..] = sources else { return None };
        let bytes: usize = sources.iter().map(|source| source.text.len() + 1).sum();
        let mut text = String::with_capacity(bytes);
        let mut radicals = Vec::new();
        let files = places(sources);
        for (source, file) in sources.iter().zip(&files) {
            if text.len() < file.start() as usize {
                text.push('\n');
            }
            text.push_str(&source.text);
            radicals.extend(source.radicals.iter().map(|at| at + file.start()));
        }
        let places = PlaceMap::default();
        let source = Source { text, radicals, places, ..Source::from_text("", first.format, "") };
        Some(AsOne { source: [source], files })
    }

    /// The one text.
    pub(crate) fn source(&self) -> &[Source] {
        &self.source
    }

    /// The blocks of the files, with ranges of the one text; what goes on with the file before it is of it.
    pub(crate) fn blocks(&self, blocks: Cow<'_, [Block]>, sources: &[Source]) -> Vec<Block> {
        let mut blocks = blocks.into_owned();
        for block in &mut blocks {
            let by = self.files.get(usize::from(block.source)).map_or(0, |file| file.start());
            shift(block, by);
        }
        let mut begins: Vec<u16> = Vec::with_capacity(sources.len());
        let mut rest = &blocks[..];
        for file in 0..self.files.len() as u16 {
            let own = rest.iter().take_while(|block| block.source == file).count();
            let (of_file, behind) = rest.split_at(own);
            rest = behind;
            let before = begins.last().copied().filter(|_| self.goes_on(file, of_file, sources));
            begins.push(before.unwrap_or(file));
        }
        for block in &mut blocks {
            block.source = begins.get(usize::from(block.source)).copied().unwrap_or(block.source);
        }
        blocks
    }

    /// Whether a file is one more page of the one before it, and not a workbook, an attachment or a notice
    /// of its own.
    fn goes_on(&self, file: u16, blocks: &[Block], sources: &[Source]) -> bool {
        let at = usize::from(file);
        let Some(before) = at.checked_sub(1) else { return false };
        let formats = [sources[before].format, sources[at].format];
        if formats[0] != formats[1] || formats[0].is_workbook() {
            return false;
        }
        let lines = blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Paragraph(paragraph) => Some(self.words(&paragraph.pieces)),
            _ => None,
        });
        let attached = |words: &str| chars::trim(words).starts_with("附件");
        let mut lines = lines.take(TOP).peekable();
        !lines.peek().is_some_and(|first| attached(first))
            && !lines.any(|line| {
                chars::trim_end(&line).ends_with('号') && header::whole_number(&line).is_some()
            })
    }

    fn words(&self, pieces: &Pieces) -> String {
        pieces.iter().map(|&piece| self.source[0].slice(piece)).collect()
    }

    /// Tells every span by file.
    pub(crate) fn put_back(&self, notice: &mut Notice) {
        notice.visit_spans(&mut |_, span| {
            let mut told = Span::with_capacity(span.fragments().len());
            for fragment in span.fragments() {
                let first = self.files.partition_point(|file| file.end() <= fragment.start);
                for (file, range) in (first as u16..).zip(&self.files[first..]) {
                    if range.start() >= fragment.end {
                        break;
                    }
                    let from = fragment.start.max(range.start()) - range.start();
                    let to = fragment.end.min(range.end()) - range.start();
                    told.push(file, TextRange::new(from, to));
                }
            }
            *span = told;
        });
    }
}

/// Moves all ranges of a block.
fn shift(block: &mut Block, by: u32) {
    let shifted = |range: &mut TextRange| {
        *range = TextRange::new(range.start() + by, range.end() + by);
    };
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => {
            paragraph.pieces.iter_mut().chain(&mut paragraph.bold).for_each(shifted);
        }
        BlockKind::Table(grid) => {
            for Cell { pieces, bold, .. } in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
                pieces.iter_mut().chain(bold).for_each(shifted);
            }
        }
        BlockKind::Rule(range) | BlockKind::Ignored(range, _) => shifted(range),
    }
}
