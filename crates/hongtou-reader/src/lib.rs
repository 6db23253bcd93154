//! Containers read into source text and blocks: Markdown, text, HTML, DOCX, workbooks, OCR output.
//!
//! Bytes in, a [`Document`] out. The crate opens no file and does not know what a notice is: it
//! tells paragraphs from tables and words from marks, and keeps where each character stood. What a
//! file is, its content decides; a format that is not read is named and refused.

mod aligned;
mod barred;
mod dashed;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
mod formula;
mod front_matter;
mod grid;
#[cfg(feature = "html")]
mod html;
mod html_table;
mod inline;
mod lines;
mod markdown;
mod marks;
mod middle;
#[cfg(feature = "ocr")]
mod ocr;
#[cfg_attr(
    not(feature = "ocr"),
    expect(dead_code, reason = "sniffing tells results that are not read")
)]
mod ocr_dialects;
mod options;
#[cfg(any(feature = "docx", feature = "xlsx"))]
mod package;
mod placed;
mod plain;
mod radicals;
mod ruled;
mod script;
mod sniff;
mod stacked;
mod tables;
mod tokens;
#[cfg(any(feature = "html", feature = "docx", feature = "xlsx", feature = "ocr"))]
mod write;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(feature = "docx")]
mod xml;

use hongtou_source::{Block, Document, Format, PlaceMap, Source, hex};
use sha2::{Digest, Sha256};

pub use error::{ReadError, Unsupported};
pub use options::{Limit, Options};
pub use sniff::sniff;

/// Reads one file, as what its content turns out to be.
///
/// `name` is the file's name without its folder; it decides only between Markdown, a piece of a web
/// page and plain text.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Document, ReadError> {
    check_size(bytes, options)?;
    if let Some(inner) = sniff::unfenced(bytes)
        && let Some(format) = sniff::container(&inner)?
    {
        let mut document = read_as(format, name, &inner, options)?;
        for source in &mut document.sources {
            (source.bytes, source.sha256) = (bytes.len() as u64, hex(&Sha256::digest(bytes)));
        }
        return Ok(document);
    }
    match sniff::container(bytes)? {
        // Markdown may print its title in tags.
        Some(Format::Html) if sniff::is_markdown_name(name) && sniff::opens_with_heading(bytes) => {
            checked(read_text(Some(Format::Markdown), name, bytes, options)?, options)
        }
        Some(format) => read_as(format, name, bytes, options),
        None if sniff::is_html_name(name, bytes) => read_as(Format::Html, name, bytes, options),
        #[cfg(feature = "html")]
        None if !sniff::is_markdown_name(name) && sniff::holds_paragraphs(bytes) => {
            read_as(Format::Html, name, bytes, options)
        }
        None => checked(read_text(None, name, bytes, options)?, options),
    }
}

/// Reads one file as a format that the caller knows.
pub fn read_as(
    format: Format,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    check_size(bytes, options)?;
    let document = match format {
        Format::Markdown | Format::Text => read_text(Some(format), name, bytes, options),
        #[cfg(feature = "docx")]
        Format::Docx => docx::read(name, bytes, options),
        #[cfg(feature = "html")]
        Format::Html => html::read(name, bytes, options),
        #[cfg(feature = "xlsx")]
        Format::Xlsx | Format::Xls => xlsx::read(format, name, bytes, options),
        #[cfg(feature = "ocr")]
        Format::MineruJson | Format::DoclingJson | Format::OcrJson => {
            ocr::read(format, name, bytes, options)
        }
        Format::Model => Err(ReadError::Model),
        #[allow(unreachable_patterns, reason = "reached where a feature is off")]
        _ => Err(ReadError::NotBuilt(format)),
    };
    checked(document?, options)
}

/// Refuses what is no Chinese text, and what asks for more work than allowed.
fn checked(document: Document, options: &Options) -> Result<Document, ReadError> {
    if document.steps() > options.max_steps {
        let (limit, allowed) = (Limit::Steps, options.max_steps);
        return Err(ReadError::Limit { limit, allowed, part: String::new() });
    }
    script::checked(document)
}

fn check_size(bytes: &[u8], options: &Options) -> Result<(), ReadError> {
    if bytes.len() as u64 > options.max_input_bytes {
        return Err(ReadError::Limit {
            limit: Limit::InputBytes,
            allowed: options.max_input_bytes,
            part: String::new(),
        });
    }
    Ok(())
}

fn read_text(
    format: Option<Format>,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    let source = text(format, name, bytes)?;
    let blocks = blocks(&source, options)?;
    Ok(Document { sources: vec![source], blocks })
}

/// The text of a file that is Markdown or plain text: decoded, not yet cut into blocks.
///
/// What [`read`] does first, for who wants that alone.
pub fn text(format: Option<Format>, name: &str, bytes: &[u8]) -> Result<Source, ReadError> {
    let decoded = encoding::decode(bytes)?;
    if lines::is_blank(&decoded.text) {
        return Err(ReadError::Empty);
    }
    if let Some(line) = lines::unmerged(&decoded.text) {
        return Err(ReadError::Unmerged { line });
    }
    if memchr::memchr(b'\\', decoded.text.as_bytes()).is_some()
        && decoded.text.contains("\\begin{tabular")
    {
        return Err(ReadError::Unsupported(Unsupported::LatexTable));
    }
    let format = format.unwrap_or_else(|| {
        if sniff::is_markdown_name(name) || markdown::is_likely(&decoded.text) {
            Format::Markdown
        } else {
            Format::Text
        }
    });
    let mut text = decoded.text;
    let spelt =
        tokens::blank(&mut text) | (format == Format::Markdown && formula::spell(&mut text));
    let mut source = source(name, format, bytes, text, decoded.places);
    source.encoding = decoded.encoding;
    if (spelt || !source.radicals.is_empty()) && source.places.is_empty() {
        // The text is no longer the file, though all of it stands where it stood.
        source.places.push_char(0, (bytes.len() - source.text.len()) as u32, 1, 1);
    }
    Ok(source)
}

/// The blocks of a text that [`text`] made.
///
/// What [`read`] does second, for who wants that alone.
pub fn blocks(source: &Source, options: &Options) -> Result<Vec<Block>, ReadError> {
    plain::blocks(&source.text, source.format == Format::Markdown, options)
}

/// The source of a file, encoding apart.
fn source(name: &str, format: Format, bytes: &[u8], mut text: String, places: PlaceMap) -> Source {
    let radicals = radicals::replace(&mut text);
    Source {
        radicals,
        name: name.to_owned(),
        format,
        encoding: "utf-8",
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        text,
        places,
    }
}
