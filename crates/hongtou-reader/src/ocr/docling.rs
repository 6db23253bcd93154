//! Docling's DoclingDocument: its body names the parts in reading order.

use std::collections::BTreeSet;

use hongtou_source::{Ignored, Place};
use serde_json::Value;

use super::{integer, text};
use crate::ReadError;
use crate::formula;
use crate::write::{CellText, Line, Style, Writer};

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

/// Reads a document.
pub(super) fn document(document: &Value, writer: &mut Writer) -> Result<(), ReadError> {
    let mut left: Vec<&Value> = Vec::new();
    let mut seen = BTreeSet::new();
    for root in ["furniture", "body"] {
        if let Some(root) = document.get(root) {
            children(document, root, &mut seen, &mut left);
        }
        while let Some(part) = left.pop() {
            // The caption of a table stands above it, wherever it is named.
            let mut above = Vec::new();
            named(document, part, "captions", &mut seen, &mut above);
            for caption in above.into_iter().rev() {
                docling_part(caption, writer)?;
            }
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
    named(document, value, "children", seen, left);
}

/// Puts the parts that `value` names under a key on the stack, the last first.
fn named<'v>(
    document: &'v Value,
    value: &'v Value,
    key: &str,
    seen: &mut BTreeSet<&'v str>,
    left: &mut Vec<&'v Value>,
) {
    let names = value.get(key).and_then(Value::as_array).into_iter().flatten();
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
