//! What OCR tools write as JSON: MinerU's `content_list.json`, Docling's DoclingDocument.
//!
//! Page and box of every part are kept, so that a reader can find it on the scan.

use std::collections::BTreeSet;

use hongtou_source::{Document, Format, Ignored, Place};
use serde_json::Value;

use crate::write::{CellText, Line, Style, Writer};
use crate::{Options, ReadError, formula, html};

/// Reads an OCR result.
pub(crate) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(body).map_err(|error| ReadError::Broken {
        format,
        part: format!("{}:{}", error.line(), error.column()),
        offset: None,
        detail: error.to_string(),
    })?;
    let mut writer = Writer::new(options);
    if format == Format::MineruJson {
        for part in value.as_array().into_iter().flatten() {
            mineru(part, options, &mut writer)?;
        }
    } else {
        docling(&value, &mut writer)?;
    }
    writer.finish(format, name, bytes)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

fn integer(value: &Value, key: &str) -> Option<u64> {
    value.get(key)?.as_u64()
}

/// One part of `content_list.json`.
fn mineru(part: &Value, options: &Options, writer: &mut Writer) -> Result<(), ReadError> {
    let bounds = part.get("bbox").and_then(Value::as_array).and_then(|sides| {
        let sides: Vec<i32> =
            sides.iter().filter_map(|side| Some(side.as_f64()?.round() as i32)).collect();
        sides.try_into().ok()
    });
    let page = integer(part, "page_idx").map_or(1, |page| (page as u32).saturating_add(1));
    let place = Place::Page { page, bounds };
    let level = integer(part, "text_level").unwrap_or(0).min(6) as u8;
    let words = text(part, "text");
    match text(part, "type") {
        "header" | "footer" | "aside_text" | "discarded" | "page_footnote" => {
            ignored(words, Ignored::RunningHead, &place, writer);
        }
        "page_number" => ignored(words, Ignored::PageNumber, &place, writer),
        "table" => {
            captions(part, &["table_caption"], &place, writer);
            let body = text(part, "table_body");
            match html::fragment(body, options)? {
                Some(rows) => writer.table(placed(rows, &place))?,
                None => paragraphs(body, 0, &place, writer),
            }
            captions(part, &["table_footnote"], &place, writer);
        }
        "image" | "chart" => captions(
            part,
            &["image_caption", "img_caption", "image_footnote", "img_footnote"],
            &place,
            writer,
        ),
        "list" => {
            for item in part.get("list_items").and_then(Value::as_array).into_iter().flatten() {
                paragraphs(item.as_str().unwrap_or(""), 0, &place, writer);
            }
            paragraphs(words, 0, &place, writer);
        }
        _ => paragraphs(words, level, &place, writer),
    }
    Ok(())
}

fn captions(part: &Value, keys: &[&str], place: &Place, writer: &mut Writer) {
    for key in keys {
        match part.get(*key) {
            Some(Value::String(words)) => paragraphs(words, 0, place, writer),
            Some(Value::Array(all)) => {
                for words in all.iter().filter_map(Value::as_str) {
                    paragraphs(words, 0, place, writer);
                }
            }
            _ => {}
        }
    }
}

fn paragraphs(words: &str, level: u8, place: &Place, writer: &mut Writer) {
    let mut gap = true;
    for line in words.split(['\n', '\r']) {
        let mut own = Line::default();
        own.push(&formula::plain(line), false);
        writer.paragraph(&own, Style { gap, level, ..Style::default() }, place.clone());
        gap = false;
    }
}

fn ignored(words: &str, why: Ignored, place: &Place, writer: &mut Writer) {
    let mut line = Line::default();
    line.push(words, false);
    writer.ignored(&line, why, place.clone());
}

fn placed(mut rows: Vec<Vec<CellText>>, place: &Place) -> Vec<Vec<CellText>> {
    for cell in rows.iter_mut().flatten() {
        cell.place = Some(place.clone());
    }
    rows
}

/// A DoclingDocument: its body names the parts in reading order.
fn docling(document: &Value, writer: &mut Writer) -> Result<(), ReadError> {
    let mut left: Vec<&Value> = Vec::new();
    let mut seen = BTreeSet::new();
    for root in ["furniture", "body"] {
        if let Some(root) = document.get(root) {
            children(document, root, &mut seen, &mut left);
        }
        while let Some(part) = left.pop() {
            docling_part(part, writer)?;
            children(document, part, &mut seen, &mut left);
        }
    }
    Ok(())
}

/// Puts the parts that `value` names on the stack, each once: they may name each other.
fn children<'v>(
    document: &'v Value,
    value: &'v Value,
    seen: &mut BTreeSet<&'v str>,
    left: &mut Vec<&'v Value>,
) {
    let names = value.get("children").and_then(Value::as_array).into_iter().flatten();
    let first = left.len();
    for name in names.map(|child| text(child, "$ref")) {
        if let Some(part) = name.strip_prefix('#').and_then(|pointer| document.pointer(pointer))
            && seen.insert(name)
        {
            left.push(part);
        }
    }
    left[first..].reverse();
}

fn docling_part(part: &Value, writer: &mut Writer) -> Result<(), ReadError> {
    let first = part.pointer("/prov/0");
    let side = |key: &str| Some(first?.get("bbox")?.get(key)?.as_f64()?.round() as i32);
    let bounds = match (side("l"), side("t"), side("r"), side("b")) {
        (Some(l), Some(t), Some(r), Some(b)) => Some([l, t, r, b]),
        _ => None,
    };
    let page = first.and_then(|first| integer(first, "page_no")).unwrap_or(1) as u32;
    let place = Place::Page { page, bounds };
    if let Some(cells) = part.pointer("/data/table_cells").and_then(Value::as_array) {
        return writer.table(placed(docling_rows(cells), &place));
    }
    let words = text(part, "text");
    let furniture = text(part, "content_layer") == "furniture";
    match text(part, "label") {
        "page_header" | "page_footer" => ignored(words, Ignored::RunningHead, &place, writer),
        _ if furniture => ignored(words, Ignored::RunningHead, &place, writer),
        "title" => paragraphs(words, 1, &place, writer),
        "section_header" => {
            let level = integer(part, "level").unwrap_or(1).clamp(1, 5) as u8 + 1;
            paragraphs(words, level, &place, writer);
        }
        "list_item" => {
            // The number of an item stands apart from its words; a bullet is no word.
            let marker = text(part, "marker");
            let numbered = marker.chars().any(char::is_alphanumeric) && !words.starts_with(marker);
            if numbered {
                paragraphs(&format!("{marker} {words}"), 0, &place, writer);
            } else {
                paragraphs(words, 0, &place, writer);
            }
        }
        _ => paragraphs(words, 0, &place, writer),
    }
    Ok(())
}

/// Rows of a table whose cells tell their own row and column.
fn docling_rows(cells: &[Value]) -> Vec<Vec<CellText>> {
    let at = |cell: &Value| {
        let number = |key: &str| integer(cell, key).unwrap_or(0).min(1 << 20) as usize;
        (number("start_row_offset_idx"), number("start_col_offset_idx"))
    };
    let mut sorted: Vec<&Value> = cells.iter().collect();
    sorted.sort_by_key(|cell| at(cell));
    let mut rows: Vec<Vec<CellText>> = Vec::new();
    let mut row_at = None;
    for cell in sorted {
        let (row, _) = at(cell);
        if row_at != Some(row) {
            row_at = Some(row);
            rows.push(Vec::new());
        }
        let span = |key: &str| integer(cell, key).unwrap_or(1).clamp(1, 1 << 20) as u32;
        let lines = text(cell, "text").split(['\n', '\r']).map(|words| {
            let mut line = Line::default();
            line.push(&formula::plain(words), false);
            line
        });
        if let Some(row) = rows.last_mut() {
            row.push(CellText {
                lines: lines.collect(),
                colspan: span("col_span"),
                rowspan: span("row_span"),
                header: cell.get("column_header").and_then(Value::as_bool).unwrap_or(false),
                ..CellText::default()
            });
        }
    }
    rows
}
