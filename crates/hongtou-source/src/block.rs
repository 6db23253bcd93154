//! What the page looks like, before any of it means anything.
//!
//! A reader cuts its container into paragraphs and grids; every piece is a
//! byte range of the source text, in reading order. Heading levels, bold and
//! alignment are hints that a container gives, never the structure itself.

use smallvec::SmallVec;

use crate::{Source, TextRange};

/// The byte ranges that, joined, are what a paragraph or a cell says.
///
/// Between two pieces stand marks (`**`), tags or a line break, which belong to no value. White
/// space at the outer ends is left out. A break between two pieces of one paragraph or cell is
/// taken out of the words, as a printer's line break is.
pub type Pieces = SmallVec<[TextRange; 1]>;

/// What a reader makes of one input, or of several read as one.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The texts; more than one only where several files are read as one notice.
    pub sources: Vec<Source>,
    /// The blocks of all sources, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// How much there is to look at: bytes of text, blocks, and places of tables together.
    ///
    /// A merged cell counts for each place that it covers, and a short row as if it were as wide as
    /// the widest. What is done with the document is bounded by a multiple of this count, so a
    /// limit on it bounds the work without a look at the clock.
    pub fn steps(&self) -> u64 {
        let text: usize = self.sources.iter().map(|source| source.text.len()).sum();
        let places = |block: &Block| match &block.kind {
            BlockKind::Table(grid) => grid.rows.len() as u64 * u64::from(grid.width()),
            _ => 1,
        };
        text as u64 + self.blocks.iter().map(places).sum::<u64>()
    }
}

impl Grid {
    /// Columns of the widest row, merged ones counted in.
    fn width(&self) -> u32 {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.column.saturating_add(cell.colspan)).max().unwrap_or_default()
    }
}

/// One block, and the source it stands in.
#[derive(Clone, Debug)]
pub struct Block {
    /// Index into [`Document::sources`].
    pub source: u16,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// One printed line or paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
    /// A rule across the page (`---`), with the place of its marks.
    Rule(TextRange),
    /// Text that is no part of the notice's words.
    Ignored(TextRange, Ignored),
}

/// Why a stretch of text is set aside by the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// Chrome of the web site around the article.
    Site,
    /// Header or footer of the page.
    RunningHead,
    /// Page number.
    PageNumber,
    /// Marks of the container (a code fence, a comment).
    Mark,
    /// The name of the sheet that the next table stands on.
    Sheet,
}

/// One printed line or paragraph.
///
/// Plain text and Markdown give one paragraph a line: whether two lines are one sentence is for
/// the parser to say. `gap` tells it whether a blank line stood before.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// What it says.
    pub pieces: Pieces,
    /// Whether a blank line, or the paragraph spacing of the container, stands before it.
    pub gap: bool,
    /// Heading level of the container, 1 to 6; 0 for none.
    pub level: u8,
    /// Whether the container centres or right-aligns it.
    pub align: Align,
    /// The parts of it that are bold, in order.
    pub bold: Vec<TextRange>,
    /// Whether it is a footnote or an endnote, kept by the container apart from its text.
    pub note: bool,
}

/// How a container aligns a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Left, justified, or not told.
    #[default]
    Start,
    /// Centred.
    Center,
    /// Right.
    End,
}

/// A table as printed: every row, heading rows included, every cell kept.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Rows in order.
    pub rows: Vec<GridRow>,
    /// How the container writes it.
    pub form: GridForm,
}

/// How a container writes a table, which decides what a missing cell can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum GridForm {
    /// Tab-separated lines: cells count from the left, trailing ones may be dropped.
    #[default]
    Tabs,
    /// Pipe table.
    Pipes,
    /// A real table with spans: HTML, DOCX, a workbook.
    Cells,
}

/// One printed row.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// Cells in order, empty ones included; a merged cell stands once, at its first row and column.
    pub cells: Vec<Cell>,
    /// Whether the container marks the row as a heading (`<th>`, above a delimiter row).
    pub header: bool,
    /// Whether it is one more line of the row above: its cells go on with those above them.
    pub goes_on: bool,
    /// Whether it begins above its first cell, the middle of its lines, and nothing printed says where.
    pub begins_above: bool,
    /// Whether other rows would take its lines hardly worse.
    pub doubtful: bool,
}

/// One printed cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says; none where it is empty.
    pub pieces: Pieces,
    /// The grid column it starts in, from 0, spans of the rows above counted in.
    pub column: u32,
    /// Columns it covers, at least 1.
    pub colspan: u32,
    /// Rows it covers, at least 1, never beyond the last row.
    pub rowspan: u32,
    /// The parts of it that are bold, in order.
    pub bold: Vec<TextRange>,
    /// The piece indices before which the container breaks the line (`<br>`, a new paragraph).
    pub breaks: SmallVec<[u16; 1]>,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell {
            pieces: Pieces::new(),
            column: 0,
            colspan: 1,
            rowspan: 1,
            bold: Vec::new(),
            breaks: SmallVec::new(),
        }
    }
}

impl Cell {
    /// A plain cell of one piece (or empty) in a column.
    pub fn plain(column: u32, range: TextRange) -> Cell {
        let pieces = if range.is_empty() { Pieces::new() } else { Pieces::from_slice(&[range]) };
        Cell { pieces, column, ..Cell::default() }
    }
}
