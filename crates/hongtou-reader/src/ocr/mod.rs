//! What OCR and layout tools write as JSON.
//!
//! Page and box of every part are kept, so that a reader can find it on the scan.

mod blocks;
mod docling;

use hongtou_source::{Document, Format, Place, PlaceMap, TextRange};
use serde_json::Value;

use crate::ocr_dialects::{self as dialects, Dialect, Page};
use crate::write::Writer;
use crate::{Options, ReadError, Unsupported, formula, lines, plain};

/// Reads an OCR result.
pub(crate) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value = parse(format, body)?;
    let Some(dialect) = dialects::of(body) else {
        return Err(ReadError::Unsupported(Unsupported::Json));
    };
    let mut pages = Vec::new();
    for value in &value {
        follow(value.clone(), dialect.pages, &mut pages);
    }
    if let Page::Markdown(key) = dialect.page {
        // A record of several is a document of its own.
        if value.len() > 1 {
            return Err(ReadError::Unsupported(Unsupported::Records));
        }
        return markdown(dialect, key, &pages, name, bytes, options);
    }
    let mut writer = Writer::new(options);
    for (index, page) in pages.iter().enumerate() {
        match dialect.page {
            Page::Docling => docling::document(page, &mut writer)?,
            Page::Blocks { lists, kind, bounds } => {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                blocks::page(page, lists, (kind, bounds), number, options, &mut writer)?;
            }
            Page::Markdown(_) => {}
        }
    }
    writer.finish(dialect.format, name, bytes)
}

/// The values of a file: one, or one a line.
fn parse(format: Format, body: &[u8]) -> Result<Vec<Value>, ReadError> {
    let values = serde_json::Deserializer::from_slice(body).into_iter::<Value>();
    values.collect::<Result<Vec<Value>, _>>().map_err(|error| ReadError::Broken {
        format,
        part: format!("{}:{}", error.line(), error.column()),
        offset: None,
        detail: error.to_string(),
    })
}

/// Goes down some keys; what a tool wrote as the text of JSON is JSON.
fn follow(value: Value, keys: &[&str], out: &mut Vec<Value>) {
    let value = match value {
        Value::String(text) if text.starts_with(['[', '{']) => {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        }
        other => other,
    };
    match (keys, value) {
        ([], value) => out.push(value),
        (["*", rest @ ..], Value::Array(all)) => {
            all.into_iter().for_each(|value| follow(value, rest, out));
        }
        (["*", rest @ ..], Value::Object(all)) => {
            all.into_iter().for_each(|(_, value)| follow(value, rest, out));
        }
        ([key, rest @ ..], Value::Object(mut all)) => {
            if let Some(value) = all.remove(*key) {
                follow(value, rest, out);
            }
        }
        _ => {}
    }
}

/// Pages in Markdown, one below the other.
fn markdown(
    dialect: &Dialect,
    key: Option<&str>,
    pages: &[Value],
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    let mut text = String::new();
    let mut places = PlaceMap::default();
    for (index, page) in pages.iter().enumerate() {
        let words = key.map_or(Some(page), |key| page.get(key)).and_then(Value::as_str);
        let words = words.unwrap_or("").trim_end();
        if lines::is_blank(words) {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        if pages.len() > 1 {
            let page = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let place = Place::Page { page, bounds: None };
            places.push(TextRange::at(start, text.len()), place);
        }
    }
    if text.is_empty() {
        return Err(ReadError::NoText(dialect.format));
    }
    text.push('\n');
    formula::spell(&mut text);
    let source = crate::source(name, dialect.format, bytes, text, places);
    let blocks = plain::blocks(&source.text, true, options)?;
    Ok(Document { sources: vec![source], blocks })
}

/// The string under a key.
fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

fn integer(value: &Value, key: &str) -> Option<u64> {
    value.get(key)?.as_u64()
}
