//! The stages from bytes to bytes, each alone.

use std::io;

use hongtou_emitter::batch;
use hongtou_emitter::csv::CsvOptions;
use hongtou_emitter::json;
use hongtou_emitter::tables::Tables;
use hongtou_model::Notice;
use hongtou_reader::ReadError;
use hongtou_source::{Document, LineIndex, Source};
use hongtou_validator::Report;

/// Bytes into text: encoding, fingerprint, format.
///
/// # Errors
/// When the bytes are no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, ReadError> {
    hongtou_reader::text(None, name, bytes)
}

/// Text into paragraphs and grids.
///
/// # Errors
/// When a limit is passed.
pub fn blocks(source: Source) -> Result<Document, ReadError> {
    let blocks = hongtou_reader::blocks(&source, &options())?;
    Ok(Document { sources: vec![source], blocks })
}

/// The limits of a generated notice are its own.
fn options() -> hongtou_reader::Options {
    hongtou_reader::Options {
        max_input_bytes: u64::from(u32::MAX) - 1,
        max_table_cells: u64::MAX,
        ..hongtou_reader::Options::default()
    }
}

/// Blocks into the model; linking is a part of it.
pub fn parse(document: &Document) -> Notice {
    hongtou_parser::parse(document, &hongtou_parser::Options::default())
}

/// The model held against itself.
pub fn check(notice: &Notice, sources: &[Source]) -> Report {
    hongtou_validator::check(notice, sources, &hongtou_validator::Options::default())
}

/// The model as JSON.
pub fn json(notice: &Notice) -> Vec<u8> {
    json::to_vec(notice)
}

/// All tables as CSV; gives how many bytes they have.
///
/// # Errors
/// Never, when the sink takes all bytes.
pub fn csv(notice: &Notice, sources: &[Source]) -> io::Result<usize> {
    let lines: Vec<LineIndex> = sources.iter().map(|source| LineIndex::new(&source.text)).collect();
    let tables = Tables::new("notice.md", notice, &lines);
    let mut sink = Count(0);
    batch::tables_of_one(&tables, CsvOptions::PLAIN, |_, pour| pour(&mut sink))?;
    Ok(sink.0)
}

/// Counts what is written into it.
struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += std::hint::black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Source bytes into the bytes of the JSON and of all tables; gives how many there are.
///
/// # Errors
/// As [`read`] and [`blocks`].
pub fn convert(name: &str, bytes: &[u8]) -> Result<usize, ReadError> {
    let document = blocks(read(name, bytes)?)?;
    let notice = parse(&document);
    let json = json(&notice);
    let csv = csv(&notice, &document.sources).unwrap_or_default();
    Ok(std::hint::black_box(json).len() + csv)
}

/// pulldown-cmark alone, its events counted: the floor for reading Markdown.
pub fn marks(text: &str) -> usize {
    pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::empty())
        .into_offset_iter()
        .map(|event| std::hint::black_box(event).1.len())
        .sum()
}
