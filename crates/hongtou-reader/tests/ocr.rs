//! Results of OCR tools.

#![cfg(feature = "ocr")]

use hongtou_reader::{Options, ReadError, read};
use hongtou_source::{Document, Format, TextRange};

fn ocr(json: &str, format: Format) -> Document {
    let document = read("n.json", json.as_bytes(), &Options::default()).expect("an OCR result");
    assert_eq!(document.sources[0].format, format);
    assert_eq!(document.audit(), Vec::<String>::new());
    document
}

fn place(document: &Document, words: &str) -> Vec<String> {
    let source = &document.sources[0];
    let at = source.text.find(words).expect("there");
    source.places.of(TextRange::at(at, at + words.len()))
}

#[test]
fn mineru_keeps_page_and_box() {
    let document = ocr(
        r#"[{"type": "header", "text": "页眉", "page_idx": 0},
            {"type": "text", "text": "通知", "text_level": 1, "bbox": [72, 100.4, 520, 130], "page_idx": 0},
            {"type": "text", "text": "一、总则\n二、任务", "page_idx": 1},
            {"type": "table", "table_caption": ["表一"], "page_idx": 1,
             "table_body": "<table><tr><td rowspan=2>组</td><td>甲</td></tr><tr><td>乙</td></tr></table>"},
            {"type": "page_number", "text": "- 2 -", "page_idx": 1}]"#,
        Format::MineruJson,
    );
    assert_eq!(
        document.dump(),
        "(RunningHead: 页眉)\n¶ 通知 [h1]\n¶ 一、总则\n  二、任务\n¶ 表一\n[table Cells]\n   |0(1x2) 组|1 甲\n   |1 乙\n(PageNumber: - 2 -)\n"
    );
    assert_eq!(place(&document, "通知"), ["page 1, box 72 100 520 130"]);
    assert_eq!(place(&document, "乙"), ["page 2"]);
}

#[test]
fn docling_is_read_in_the_order_of_its_body() {
    let document = ocr(
        r##"{"schema_name": "DoclingDocument", "version": "1.0.0",
            "body": {"children": [{"$ref": "#/texts/1"}, {"$ref": "#/groups/0"}, {"$ref": "#/tables/0"}]},
            "groups": [{"children": [{"$ref": "#/texts/2"}, {"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}]}],
            "texts": [{"label": "list_item", "text": "扩面", "marker": "1."},
                      {"label": "title", "text": "通知", "prov": [{"page_no": 3, "bbox": {"l": 1, "t": 9, "r": 8, "b": 2}}]},
                      {"label": "page_footer", "text": "3"}],
            "tables": [{"data": {"table_cells": [
                {"text": "乙", "start_row_offset_idx": 1, "start_col_offset_idx": 1},
                {"text": "组", "row_span": 2, "start_row_offset_idx": 0, "start_col_offset_idx": 0, "column_header": true},
                {"text": "甲", "start_row_offset_idx": 0, "start_col_offset_idx": 1}]}}]}"##,
        Format::DoclingJson,
    );
    assert_eq!(
        document.dump(),
        "¶ 通知 [h1]\n(RunningHead: 3)\n¶ 1. 扩面\n[table Cells]\n  #|0(1x2) 组|1 甲\n   |1 乙\n"
    );
    assert_eq!(place(&document, "通知"), ["page 3, box 1 9 8 2"]);
}

#[test]
fn other_json_and_deep_json_are_refused() {
    let model = r#"{"schema_version": "1.0", "sections": []}"#;
    assert_eq!(read("n.json", model.as_bytes(), &Options::default()).err(), Some(ReadError::Model));
    let deep = format!("[{{\"type\": \"text\", \"page_idx\": {}", "[".repeat(100_000));
    let error = read("n.json", deep.as_bytes(), &Options::default());
    assert!(matches!(error, Err(ReadError::Broken { .. })), "{error:?}");
}
