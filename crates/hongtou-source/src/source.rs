//! The text that a reader made of one file, and where its parts came from.

use crate::TextRange;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, with or without tables in it.
    Markdown,
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Office Open XML text (`.docx`).
    Docx,
    /// Office Open XML workbook (`.xlsx`).
    Xlsx,
    /// Excel 97–2003 workbook (`.xls`).
    Xls,
    /// JSON of MinerU: `content_list.json` and its kin.
    MineruJson,
    /// Docling's DoclingDocument JSON.
    DoclingJson,
    /// JSON of another OCR tool that is read.
    OcrJson,
    /// hongtou's own notice model.
    Model,
}

impl Format {
    /// Whether it is sheets of cells.
    pub fn is_workbook(self) -> bool {
        matches!(self, Format::Xlsx | Format::Xls)
    }

    /// The name used in the model and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Text => "text",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::MineruJson => "mineru-json",
            Format::DoclingJson => "docling-json",
            Format::OcrJson => "ocr-json",
            Format::Model => "hongtou-json",
        }
    }
}

/// One file, as text.
///
/// `text` is what every offset counts in: UTF-8, no byte order mark. For
/// Markdown and plain text in UTF-8 it is the file itself, byte for byte.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name, without its folder.
    pub name: String,
    /// What the content turned out to be.
    pub format: Format,
    /// The encoding it was decoded from, lower case (`utf-8`, `gb18030`, `utf-16le`).
    pub encoding: &'static str,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The text.
    pub text: String,
    /// Where parts of the text stand in the file; empty where text and file are the same bytes.
    pub places: PlaceMap,
    /// The byte offsets in the text of ideographs for which the file has radicals (⽉ for 月), which
    /// have as many bytes.
    pub radicals: Vec<u32>,
}

impl Source {
    /// A source that is its own file: UTF-8 text without places. For tests and for text made in memory.
    pub fn from_text(name: &str, format: Format, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            format,
            encoding: "utf-8",
            bytes: text.len() as u64,
            sha256: String::new(),
            text: text.to_owned(),
            places: PlaceMap::default(),
            radicals: Vec::new(),
        }
    }

    /// The words of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range.bytes()]
    }
}

/// Where a stretch of text stands in the file it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The n-th paragraph of a DOCX or HTML body, from 1: `p12`.
    Paragraph(u32),
    /// A cell of the n-th table, all from 1: `table 1, row 3, cell 2`.
    Cell {
        /// Table in the file, from 1.
        table: u32,
        /// Row in the table, from 1.
        row: u32,
        /// Cell in the row, from 1.
        cell: u32,
    },
    /// A worksheet cell: `Sheet1!B7`.
    Sheet {
        /// Name of the sheet.
        sheet: String,
        /// Row, from 1.
        row: u32,
        /// Column, from 1.
        column: u32,
    },
    /// A page of an OCR result, from 1, and where known its box: `page 9` or `page 9, box 72 100 520 130`.
    Page {
        /// Page, from 1.
        page: u32,
        /// Left, top, right, bottom, in the units of the OCR tool, rounded.
        bounds: Option<[i32; 4]>,
    },
    /// A header, footer, text box or another named part: `header 1`.
    Part(String),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Paragraph(n) => write!(f, "p{n}"),
            Place::Cell { table, row, cell } => write!(f, "table {table}, row {row}, cell {cell}"),
            Place::Sheet { sheet, row, column } => {
                write!(f, "{sheet}!{}{row}", column_letters(*column))
            }
            Place::Page { page, bounds: None } => write!(f, "page {page}"),
            Place::Page { page, bounds: Some([l, t, r, b]) } => {
                write!(f, "page {page}, box {l} {t} {r} {b}")
            }
            Place::Part(name) => f.write_str(name),
        }
    }
}

/// The letters of a worksheet column, from 1: A, …, Z, AA.
fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

/// Which stretches of the text came from where.
#[derive(Clone, Debug, Default)]
pub struct PlaceMap {
    // Sorted by range start, ranges disjoint.
    entries: Vec<(TextRange, Place)>,
    // Runs of characters of equal width in text and file, sorted by text offset; for re-encoded text.
    raw: Vec<RawRun>,
}

#[derive(Clone, Copy, Debug)]
struct RawRun {
    text: u32,
    raw: u32,
    text_width: u8,
    raw_width: u8,
}

impl PlaceMap {
    /// Whether text and file are the same bytes, so that no place need be told.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.raw.is_empty()
    }

    /// Records that the next stretch of text came from `place`.
    ///
    /// # Panics
    /// When `range` starts before the end of the one recorded last.
    pub fn push(&mut self, range: TextRange, place: Place) {
        let last = self.entries.last().map_or(0, |(range, _)| range.end());
        assert!(last <= range.start(), "places are recorded in the order of the text");
        if !range.is_empty() {
            self.entries.push((range, place));
        }
    }

    /// Records one decoded character: its offset in text and file, and its width in both.
    ///
    /// Called once a character, in order, where a file was re-encoded; neighbours of equal
    /// width share one entry.
    pub fn push_char(&mut self, text: u32, raw: u32, text_width: u8, raw_width: u8) {
        if let Some(last) = self.raw.last()
            && last.text_width == text_width
            && last.raw_width == raw_width
            && (text - last.text) / u32::from(text_width) * u32::from(raw_width) == raw - last.raw
        {
            return;
        }
        self.raw.push(RawRun { text, raw, text_width, raw_width });
    }

    /// The file offset of a text offset, where the file was re-encoded.
    pub fn raw_offset(&self, offset: u32) -> Option<u32> {
        let after = self.raw.partition_point(|run| run.text <= offset);
        let run = self.raw.get(after.checked_sub(1)?)?;
        Some(run.raw + (offset - run.text) / u32::from(run.text_width) * u32::from(run.raw_width))
    }

    /// Where `range` came from, in order; empty where text and file are the same.
    pub fn of(&self, range: TextRange) -> Vec<String> {
        let mut out = Vec::new();
        let first = self.entries.partition_point(|(known, _)| known.end() <= range.start());
        for (known, place) in &self.entries[first..] {
            if known.start() >= range.end() {
                break;
            }
            out.push(place.to_string());
        }
        if let (Some(start), Some(end)) =
            (self.raw_offset(range.start()), self.raw_offset(range.end()))
        {
            out.push(format!("bytes {start}-{end}"));
        }
        out.dedup();
        out
    }
}

/// A place for people, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCol {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Line starts of a text, worked out once where lines are asked for.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text; LF, CRLF and a lone CR end a line.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at as u32 + 1);
        }
        LineIndex { starts }
    }

    /// Line of an offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Line and column of an offset into the text that the index was made for.
    pub fn line_col(&self, text: &str, offset: u32) -> LineCol {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1] as usize;
        let upto = text.get(start..offset as usize).unwrap_or("");
        LineCol { line, column: upto.chars().count() as u32 + 1 }
    }

    /// The range of a line (from 1), without its line end.
    pub fn range(&self, text: &str, line: u32) -> Option<TextRange> {
        let start = *self.starts.get((line as usize).checked_sub(1)?)? as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize);
        Some(TextRange::at(start, start + text[start..end].trim_end_matches(['\r', '\n']).len()))
    }

    /// Number of lines.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "总则\r\n一季度5家\n";
        let index = LineIndex::new(text);
        let offset = text.find('5').expect("in the text") as u32;
        assert_eq!(index.line_col(text, offset), LineCol { line: 2, column: 4 });
        assert_eq!(index.range(text, 1).map(|r| r.len()), Some("总则".len()));
    }

    #[test]
    fn places_tell_the_raw_bytes_of_a_reencoded_file() {
        let mut places = PlaceMap::default();
        // GB18030 "a红头": 1, 2, 2 bytes; UTF-8: 1, 3, 3.
        for (text, raw, text_width, raw_width) in
            [(0, 0, 1, 1), (1, 1, 3, 2), (4, 3, 3, 2), (7, 5, 1, 1)]
        {
            places.push_char(text, raw, text_width, raw_width);
        }
        assert_eq!(places.of(TextRange::new(4, 7)), ["bytes 3-5"]);
    }

    #[test]
    fn a_sheet_cell_is_named_as_spreadsheets_name_it() {
        let place = Place::Sheet { sheet: "任务".into(), row: 7, column: 28 };
        assert_eq!(place.to_string(), "任务!AB7");
    }
}
