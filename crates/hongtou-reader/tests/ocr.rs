//! Results of OCR tools.

#![cfg(feature = "ocr")]

use hongtou_reader::{Options, ReadError, Unsupported, read};
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

/// What each tool writes for one small page: heading, torn lines, table, and what the page prints around.
const PAGE: &str = "¶ 通知 [h1]\n¶ 1.清淤3处，完成率95%。\n[table Cells]\n   |0 组|1 达到≥97%\n";

#[test]
fn tools_that_write_blocks_are_read_by_their_keys() {
    let table = "<table><tr><td>组</td><td>达到$\\\\geq 97\\\\%$</td></tr></table>";
    let words = "1.清淤3处，完成率$95\\\\%$。";
    for (format, json) in [
        (
            Format::MineruJson,
            format!(
                r#"[[{{"type": "title", "content": {{"title_content": [{{"type": "text", "content": "通知"}}], "level": 1}}}},
                {{"type": "paragraph", "content": {{"paragraph_content": [{{"type": "text", "content": "1.清淤3处，完成率"}},
                  {{"type": "equation_inline", "content": "95\\\\%"}}, {{"type": "text", "content": "。"}}]}}}},
                {{"type": "table", "content": {{"html": "{table}", "table_caption": []}}}}],
                [{{"type": "page_number", "content": {{"page_number_content": [{{"type": "text", "content": "- 1 -"}}]}}}}]]"#
            ),
        ),
        (
            Format::MineruJson,
            format!(
                r#"{{"pdf_info": [{{"page_idx": 0, "para_blocks": [
                {{"type": "title", "level": 1, "lines": [{{"spans": [{{"type": "text", "content": "通知"}}]}}]}},
                {{"type": "text", "lines": [{{"spans": [{{"type": "text", "content": "1.清淤3处，"}}]}},
                  {{"spans": [{{"type": "text", "content": "完成率"}}, {{"type": "inline_equation", "content": "95\\\\%"}},
                  {{"type": "text", "content": "。"}}]}}]}},
                {{"type": "table", "blocks": [{{"type": "table_body", "lines": [{{"spans": [{{"type": "table", "html": "{table}"}}]}}]}}]}}],
                "discarded_blocks": [{{"type": "page_number", "lines": [{{"spans": [{{"type": "text", "content": "- 1 -"}}]}}]}}]}}]}}"#
            ),
        ),
        (
            Format::OcrJson,
            format!(
                r#"[{{"page_index": 0, "parsing_res_list": [{{"block_label": "doc_title", "block_content": "通知", "block_bbox": [1, 2, 3, 4]}},
                {{"block_label": "text", "block_content": "{words}"}}, {{"block_label": "table", "block_content": "<html><body>{table}</body></html>"}},
                {{"block_label": "number", "block_content": "- 1 -"}}]}}]"#
            ),
        ),
        (
            Format::OcrJson,
            format!(
                r#"[[{{"bbox": [1, 2, 3, 4], "category": "Title", "text": "\# 通知"}}, {{"category": "List-item", "text": "{words}"}},
                {{"category": "Table", "text": "{table}"}}, {{"category": "Page-footer", "text": "- 1 -"}}]]"#
            )
            .replace("\\#", "#"),
        ),
        (
            Format::OcrJson,
            format!(
                r#"{{"block_type": "Document", "children": [{{"block_type": "Page", "html": "<content-ref src='a'></content-ref>", "children": [
                {{"block_type": "SectionHeader", "html": "<h1>通知</h1>", "children": null}},
                {{"block_type": "Text", "html": "<p>1.清淤3处，完成率<math display='inline'>95\\\\%</math>。</p>"}},
                {{"block_type": "TableGroup", "html": "<content-ref src='b'></content-ref>", "children": [{{"block_type": "Table", "html": "{table}"}}]}},
                {{"block_type": "PageFooter", "html": "<p>- 1 -</p>"}}]}}]}}"#
            ),
        ),
    ] {
        let json = json.replace("\\\\\\\\", "\\\\");
        let document = ocr(&json, format);
        let dump = document.dump();
        let (page, number) = dump.rsplit_once('(').expect("what the page prints around");
        assert_eq!(page, PAGE, "{json}");
        assert!(number.ends_with(": - 1 -)\n"), "{number}");
        assert_eq!(place(&document, "清淤")[0].split(',').next(), Some("page 1"), "{json}");
    }
}

#[test]
fn pages_in_markdown_are_read_as_markdown() {
    let pages = r##"{"pages": [{"index": 0, "markdown": "# 通知\n\n1.清淤，完成率$95\\%$。"}, {"index": 1, "markdown": "2.补栽。"}]}"##;
    let document = ocr(pages, Format::OcrJson);
    assert_eq!(
        document.dump(),
        "(Mark: #)\n¶ 通知 [h1]\n¶ 1.清淤，完成率·95·%·。\n(Mark: $)\n(Mark: \\)\n(Mark: $)\n¶ 2.补栽。\n"
    );
    assert_eq!(place(&document, "补栽"), ["page 2"]);
    let record =
        r#"{"text": "1.清淤。", "source": "olmocr", "metadata": {"olmocr-version": "0.4"}}"#;
    assert_eq!(ocr(record, Format::OcrJson).dump(), "¶ 1.清淤。\n");
    let two = format!("{record}\n{record}\n");
    let error = read("n.jsonl", two.as_bytes(), &Options::default()).err();
    assert_eq!(error, Some(ReadError::Unsupported(Unsupported::Records)));
    let served = r#"{"results": {"n": {"md_content": "2.补栽。"}}}"#;
    assert_eq!(ocr(served, Format::MineruJson).dump(), "¶ 2.补栽。\n");
}

#[test]
fn what_is_json_is_never_read_as_text() {
    for json in [
        r#"[[{"label": "text", "content": "一、总则"}]]"#,
        r#"[[[[1, 2]], "一、总则", 0.9]]"#,
        r#"{"words_result": [{"words": "一、总则"}]}"#,
        "{\"text\": \"一\"}\n{\"text\": \"二\"}\n",
        "```json\n[[{\"label\": \"text\", \"content\": \"一\"}]]\n```\n",
    ] {
        let error = read("n.md", json.as_bytes(), &Options::default()).err();
        assert_eq!(error, Some(ReadError::Unsupported(Unsupported::Json)), "{json}");
    }
    let notice = "[已废止] 关于清淤的通知\n1.清淤。";
    assert!(read("n.md", notice.as_bytes(), &Options::default()).is_ok());
}

#[test]
fn a_page_in_a_fence_is_a_page() {
    let page = "```html\n<html><body>\n<h1>通知</h1>\n<p data-bbox=\"1 2 3 4\">1.清淤。</p>\n</body></html>\n```\n";
    let document = read("n.md", page.as_bytes(), &Options::default()).expect("a page");
    assert_eq!(document.sources[0].bytes, page.len() as u64);
    assert_eq!(document.dump(), "¶ 通知 [h1]\n¶ 1.清淤。\n");
    for (text, why) in [
        ("<doctag><text><loc_1><loc_2>一</text></doctag>", Unsupported::DocTags),
        ("level\tpage_num\tblock_num\n5\t1\t1\n", Unsupported::WordTable),
        ("# 通知\n\n\\begin{tabular}{|c|}\n一 \\\\\n\\end{tabular}\n", Unsupported::LatexTable),
    ] {
        let error = read("n.md", text.as_bytes(), &Options::default()).err();
        assert_eq!(error, Some(ReadError::Unsupported(why)), "{text}");
    }
}

#[test]
fn the_caption_of_a_table_stands_above_it() {
    let document = ocr(
        r##"{"schema_name": "DoclingDocument", "body": {"children": [{"$ref": "#/tables/0"}]},
            "texts": [{"label": "caption", "text": "任务表"}],
            "tables": [{"captions": [{"$ref": "#/texts/0"}], "children": [{"$ref": "#/texts/0"}],
                "data": {"table_cells": [{"text": "组", "start_row_offset_idx": 0, "start_col_offset_idx": 0}]}}]}"##,
        Format::DoclingJson,
    );
    assert_eq!(document.dump(), "¶ 任务表\n[table Cells]\n   |0 组\n");
}

#[test]
fn other_json_and_deep_json_are_refused() {
    let model = r#"{"schema_version": "1.0", "sections": []}"#;
    assert_eq!(read("n.json", model.as_bytes(), &Options::default()).err(), Some(ReadError::Model));
    let deep = format!("[{{\"type\": \"text\", \"page_idx\": {}", "[".repeat(100_000));
    let error = read("n.json", deep.as_bytes(), &Options::default());
    assert!(matches!(error, Err(ReadError::Broken { .. })), "{error:?}");
}
