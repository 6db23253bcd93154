//! One notice written in several containers.
//!
//! A packed input is kept as text: its parts one after another, each under a line
//! `=== name`, so that text mutation reaches into every part and a failure can be made small.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A paragraph or a table of a page.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph.
    Paragraph(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// Paragraphs and tables of a Markdown or plain text.
pub fn of_text(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let row: Option<Vec<String>> = if let Some(row) = line.trim().strip_prefix('|') {
            if row.contains("---") {
                continue;
            }
            let cells = row.trim_end_matches('|').split('|');
            Some(cells.map(|cell| cell.trim().to_owned()).collect())
        } else {
            line.contains('\t').then(|| line.split('\t').map(str::to_owned).collect())
        };
        match (row, parts.last_mut()) {
            (Some(row), Some(Part::Table(rows))) => rows.push(row),
            (Some(row), _) => parts.push(Part::Table(vec![row])),
            (None, _) if line.trim().is_empty() => {}
            (None, _) => {
                parts.push(Part::Paragraph(line.trim_start_matches(['#', ' ']).to_owned()))
            }
        }
    }
    parts
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// As a web page.
pub fn html(parts: &[Part]) -> Vec<u8> {
    let mut out =
        String::from("<!DOCTYPE html><html><head><title>通知</title></head><body><div>\n");
    for part in parts {
        match part {
            Part::Paragraph(words) => {
                let _ = writeln!(out, "<p>{}</p>", escape(words));
            }
            Part::Table(rows) => {
                out.push_str("<table>\n");
                for row in rows {
                    out.push_str("<tr>");
                    for cell in row {
                        let _ = write!(out, "<td>{}</td>", escape(cell));
                    }
                    out.push_str("</tr>\n");
                }
                out.push_str("</table>\n");
            }
        }
    }
    out.push_str("</div></body></html>\n");
    out.into_bytes()
}

/// As the parts of a DOCX package.
pub fn docx(parts: &[Part]) -> Vec<u8> {
    let mut out = String::from(
        "=== [Content_Types].xml\n<Types/>\n=== word/numbering.xml\n<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n=== word/document.xml\n\
         <w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>\n",
    );
    let paragraph = |out: &mut String, words: &str| {
        let _ = writeln!(out, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(words));
    };
    for part in parts {
        match part {
            Part::Paragraph(words) => paragraph(&mut out, words),
            Part::Table(rows) => {
                out.push_str("<w:tbl>\n");
                for row in rows {
                    out.push_str("<w:tr>\n");
                    for cell in row {
                        out.push_str("<w:tc>");
                        paragraph(&mut out, cell);
                        out.push_str("</w:tc>");
                    }
                    out.push_str("</w:tr>\n");
                }
                out.push_str("</w:tbl>\n");
            }
        }
    }
    out.push_str("</w:body></w:document>\n");
    out.into_bytes()
}

/// As the parts of an XLSX package: all on one sheet.
pub fn xlsx(parts: &[Part]) -> Vec<u8> {
    let mut out = String::from(
        "=== [Content_Types].xml\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>\n\
         === _rels/.rels\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>\n\
         === xl/workbook.xml\n<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"任务\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>\n\
         === xl/_rels/workbook.xml.rels\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>\n\
         === xl/worksheets/sheet1.xml\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\n",
    );
    let mut number = 0;
    let mut row_of = |out: &mut String, cells: &[String]| {
        number += 1;
        let _ = write!(out, "<row r=\"{number}\">");
        for (column, cell) in cells.iter().enumerate().take(26) {
            let letter = char::from(b'A' + column as u8);
            let words = escape(cell);
            let _ = write!(
                out,
                "<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{words}</t></is></c>"
            );
        }
        out.push_str("</row>\n");
    };
    for part in parts {
        match part {
            Part::Paragraph(words) => row_of(&mut out, std::slice::from_ref(words)),
            Part::Table(rows) => rows.iter().for_each(|row| row_of(&mut out, row)),
        }
    }
    out.push_str(
        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells></worksheet>\n",
    );
    out.into_bytes()
}

/// As a MinerU content list.
pub fn mineru(parts: &[Part]) -> Vec<u8> {
    let entry = |(index, part): (usize, &Part)| match part {
        Part::Paragraph(words) => {
            serde_json::json!({"type": "text", "text": words, "bbox": [72, 100, 520, 130], "page_idx": index / 12})
        }
        Part::Table(rows) => serde_json::json!({
            "type": "table", "table_caption": [], "page_idx": index / 12,
            "table_body": String::from_utf8_lossy(&html(&[Part::Table(rows.clone())]))
        }),
    };
    let list: Vec<serde_json::Value> = parts.iter().enumerate().map(entry).collect();
    serde_json::to_vec(&list).unwrap_or_default()
}

/// As a DoclingDocument.
pub fn docling(parts: &[Part]) -> Vec<u8> {
    let (mut children, mut texts, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Paragraph(words) => {
                children.push(serde_json::json!({"$ref": format!("#/texts/{}", texts.len())}));
                texts.push(serde_json::json!({"label": "text", "text": words,
                    "prov": [{"page_no": 1, "bbox": {"l": 1, "t": 9, "r": 8, "b": 2}}]}));
            }
            Part::Table(rows) => {
                children.push(serde_json::json!({"$ref": format!("#/tables/{}", tables.len())}));
                let mut cells = Vec::new();
                for (y, row) in rows.iter().enumerate() {
                    for (x, cell) in row.iter().enumerate() {
                        cells.push(serde_json::json!({"text": cell, "start_row_offset_idx": y,
                            "start_col_offset_idx": x, "row_span": 1, "col_span": 1}));
                    }
                }
                tables.push(serde_json::json!({"data": {"table_cells": cells}}));
            }
        }
    }
    let document = serde_json::json!({"schema_name": "DoclingDocument", "version": "1.0.0",
        "body": {"children": children}, "groups": [], "texts": texts, "tables": tables});
    serde_json::to_vec(&document).unwrap_or_default()
}

/// The package that a text of parts stands for; a first line `damage N` breaks bytes of it.
pub fn pack(input: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(input);
    let (damage, text) = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("damage ") => (first[7..].parse().ok(), rest),
        _ => (None, text.as_ref()),
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in format!("\n{text}").split("\n=== ").skip(1) {
        let (name, words) = part.split_once('\n').unwrap_or((part, ""));
        // A name twice is refused by the writer, and then there is nothing to pack.
        if writer.start_file(name, options).is_ok() {
            let _ = writer.write_all(words.as_bytes());
        }
    }
    let mut bytes = writer.finish().map(Cursor::into_inner).unwrap_or_default();
    if let Some(seed) = damage {
        crate::mutate::bytes(&mut bytes, &mut crate::random::Random::new(seed));
    }
    bytes
}
