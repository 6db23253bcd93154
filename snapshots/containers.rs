//! One notice in several containers says the same.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use hongtou_cli::pipeline::{self, Reading};
use hongtou_model::{Lang, Notice};
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cases::root;
use crate::outline::orders;

fn folder() -> PathBuf {
    root().join("fixtures/layouts/h116-one-notice-in-four-containers")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Reads files as one notice.
fn read(files: Vec<(&str, Vec<u8>)>) -> Notice {
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    pipeline::read(&files, &Reading::new(Lang::En)).expect("a notice").notice
}

fn markdown() -> Notice {
    read(vec![("notice.md", bytes("notice.md"))])
}

/// The DOCX that the folder holds part by part; its ordinals are automatic numbers.
fn docx(document: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    };
    part("[Content_Types].xml", b"<Types/>");
    part("word/document.xml", document);
    part("word/numbering.xml", &bytes("docx/numbering.xml"));
    writer.finish().expect("a package").into_inner()
}

/// The table of the Markdown as a workbook, its groups merged, its title above.
fn workbook(notice: &Notice) -> Vec<u8> {
    let table = &notice.tables[0];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (plain, last) = (Format::new(), table.columns.len() as u16 - 1);
    let title = table.title.as_deref().expect("a title");
    sheet.merge_range(0, 0, 0, last, title, &plain).expect("a title row");
    for (at, column) in table.columns.iter().enumerate() {
        sheet.write(1, at as u16, &column.header).expect("a heading");
    }
    let mut groups: Vec<(String, u32)> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let line = at as u32 + 2;
        let section = row.section.as_ref().expect("a section");
        let numeral = ["一", "二"][section.ordinal.expect("an ordinal") as usize - 1];
        let group = format!("{numeral}、{}", section.title.as_deref().expect("a title"));
        match groups.last_mut() {
            Some((known, count)) if *known == group => *count += 1,
            _ => groups.push((group, 1)),
        }
        sheet.write(line, 1, row.number.expect("a number")).expect("a number");
        sheet.write(line, 2, row.content.as_deref().expect("a task")).expect("a task");
        for (target, column) in row.targets.iter().zip(3..) {
            sheet.write(line, column, &target.text).expect("a target");
        }
        for (role, column) in [("lead", 5), ("responsible", 6)] {
            let units = row.units.iter().filter(|unit| unit.role.name() == role);
            let mut names = units.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、");
            if row.open && role == "responsible" {
                names.push_str("等部门");
            }
            sheet.write(line, column, names).expect("units");
        }
    }
    let mut line = 2;
    for (group, count) in groups {
        sheet.merge_range(line, 0, line + count - 1, 0, &group, &plain).expect("a group");
        line += count;
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn text_page_and_document_say_what_the_markdown_says() {
    let expected = orders(&markdown());
    assert!(expected.contains("lead: 市市场监管局"), "{expected}");
    for (name, bytes) in [
        ("notice.txt", bytes("notice.txt")),
        ("notice.html", bytes("notice.html")),
        ("notice.docx", docx(&bytes("docx/document.xml"))),
    ] {
        let notice = read(vec![(name, bytes)]);
        assert_eq!(orders(&notice), expected, "{name}");
        assert!(notice.residual.is_empty(), "{name}: {:?}", notice.residual);
    }
}

#[test]
fn a_table_on_a_sheet_of_its_own_is_the_notices_table() {
    let whole = markdown();
    let text = fs::read_to_string(folder().join("notice.md")).expect("the notice");
    let body = &text[..text.find("\n附件\n").expect("the attachment")];
    for (name, body) in
        [("notice.md", body.as_bytes().to_vec()), ("notice.docx", docx(&without_table()))]
    {
        let notice = read(vec![(name, body), ("table.xlsx", workbook(&whole))]);
        assert_eq!(orders(&notice), orders(&whole), "{name}");
        assert_eq!(notice.sources.len(), 2, "{name}");
        let row = notice.tables[0].rows[1].spans.content.fragments()[0].clone();
        assert_eq!(row.source(), 1, "{name}");
        assert!(
            row.places()[0].contains('!'),
            "{name}: a cell of the sheet, not {:?}",
            row.places()
        );
    }
}

/// The document's own part, its attachment left off.
fn without_table() -> Vec<u8> {
    let document = String::from_utf8(bytes("docx/document.xml")).expect("UTF-8");
    let cut = document.find("<w:p><w:r><w:t xml:space=\"preserve\">附件</w:t>");
    let body = &document[..cut.expect("the attachment")];
    format!("{body}</w:body></w:document>").into_bytes()
}
