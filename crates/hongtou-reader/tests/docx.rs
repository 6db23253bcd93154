//! DOCX files, built here part by part.

#![cfg(feature = "docx")]

use std::io::{Cursor, Write as _};

use hongtou_reader::{Limit, Options, ReadError, Unsupported, read, sniff};
use hongtou_source::{Block, BlockKind, Document, Format, TextRange};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package of the parts given.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

fn body(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{inner}</w:body></w:document>"
    )
}

fn docx(inner: &str, more: &[(&str, &[u8])]) -> Document {
    let body = body(inner);
    let mut parts = vec![TYPES, ("word/document.xml", body.as_bytes())];
    parts.extend_from_slice(more);
    let bytes = package(&parts);
    assert_eq!(sniff(&bytes), Ok(Format::Docx));
    let document = read("n.docx", &bytes, &Options::default()).expect("a document");
    assert_eq!(document.audit(), Vec::<String>::new());
    document
}

#[test]
fn numbers_are_put_back_and_known_to_be_made() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlRestart w:val=\"0\"/><w:lvlText w:val=\"（%2）\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"A\"><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let document = docx(
        "<w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>目标</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>原则</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>重点任务</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>建站</w:t></w:r></w:p>",
        &[("word/numbering.xml", numbering.as_bytes()), ("word/styles.xml", styles.as_bytes())],
    );
    assert_eq!(
        document.dump(),
        "¶ 一、总体要求 [h1] [bold 总体要求]\n¶ （一）目标\n¶ （二）原则\n¶ 二、重点任务 [h1] [bold 重点任务]\n¶ （三）建站\n"
    );
    let source = &document.sources[0];
    assert_eq!(
        source.places.of(TextRange::at(0, source.text.find('\n').expect("a line"))),
        ["numbering", "p1"]
    );
}

#[test]
fn a_numbered_paragraph_without_words_is_all_that_its_cell_says() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let number =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:p>";
    let words = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let row = |cells: &[String]| {
        let cells = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>"));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let cell = number.to_owned();
    let rows = [
        row(&[words("序号"), words("任务")]),
        row(&[cell.clone(), words("建站")]),
        row(&[cell.clone(), words("修渠")]),
        // A number before other words is an empty line of them.
        row(&[words("说明"), format!("{number}{}{number}", words("植树"))]),
        row(&[cell, words("清淤")]),
    ];
    let document = docx(
        &format!("<w:tbl>{}</w:tbl>", rows.concat()),
        &[("word/numbering.xml", numbering.as_bytes())],
    );
    assert_eq!(
        document.dump(),
        "[table Cells]\n   |0 序号|1 任务\n   |0 1|1 建站\n   |0 2|1 修渠\n   |0 说明|1 植树\n   |0 4|1 清淤\n"
    );
    let source = &document.sources[0];
    let at = source.text.find("2\t").expect("a number");
    assert_eq!(source.places.of(TextRange::at(at, at + 1)), ["numbering"]);
}

#[test]
fn tables_changes_boxes_and_heads() {
    let document = docx(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>通</w:t></w:r><w:r><w:t>知</w:t></w:r></w:p>\
         <w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增&amp;</w:t></w:r></w:ins>\
         <w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>组</w:t></w:r></w:p></w:tc>\
         <w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
         <w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &[
            (
                "word/header1.xml",
                "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>".as_bytes(),
            ),
            (
                "word/comments.xml",
                "<w:comments xmlns:w=\"w\"><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:comments>"
                    .as_bytes(),
            ),
        ],
    );
    assert_eq!(
        document.dump(),
        "(RunningHead: 页眉)\n¶ 通知 [Center] [bold 通]\n¶ 甲增&乙\n  丙 丁\n¶ 框\n¶ 后\n[table Cells]\n\
         \u{20} #|0(1x2) 组|1(2x1) 宽/行\n   |1 一|2 \n   |1 二\n"
    );
    let source = &document.sources[0];
    let place = |words: &str| {
        let at = source.text.find(words).expect("there");
        source.places.of(TextRange::at(at, at + words.len()))
    };
    assert_eq!(place("页眉"), ["header 1"]);
    assert_eq!(place("框"), ["text box 1"]);
    assert_eq!(place("二"), ["table 1, row 3, cell 1"]);
}

#[test]
fn a_table_in_a_cell_of_fewer_columns_is_a_table() {
    let words = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let row = |cells: &[&str]| {
        let cells = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>"));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let inner = |rows: &[[&str; 3]]| {
        let row = |cells: &[&str; 3]| row(&cells.map(words).each_ref().map(String::as_str));
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let table = inner(&[["序号", "任务", "单位"], ["1", "建站", "甲局"]]);
    let cell = [words("任务表"), table.clone(), words("注：略")].concat();
    let outer = format!("<w:tbl>{}</w:tbl>", row(&[&cell, &words("乙")]));
    let grid = "[table Cells]\n   |0 序号|1 任务|2 单位\n   |0 1|1 建站|2 甲局\n";
    let document = docx(&outer, &[]);
    assert_eq!(document.dump(), format!("¶ 任务表\n{grid}¶ 注：略\n¶ 乙\n"));
    // One of as many columns as the table around it is a list in a cell.
    let list = row(&[&words("1"), &table, &words("丙局")]);
    let document = docx(&format!("<w:tbl>{list}{list}</w:tbl>"), &[]);
    assert!(document.dump().starts_with("[table Cells]\n   |0 1|1 序号/任务/单位"));
    // A form says who fills it in beside a table that counts its rows and has a row for itself.
    let table = inner(&[["序号", "任务", "单位"], ["1", "建站", "甲局"], ["2", "修渠", "乙局"]]);
    let form = row(&[&words("填报单位：甲局"), &words("3月1日")]);
    let document = docx(&format!("<w:tbl>{form}{}</w:tbl>", row(&[&table])), &[]);
    let grid = format!("{grid}   |0 2|1 修渠|2 乙局\n");
    assert_eq!(document.dump(), format!("¶ 填报单位：甲局　3月1日\n{grid}"));
    // In a table with a header, or with another row of cells, the figures of a task are words of its cell.
    let header = row(&[&words("任务"), &words("单位")]);
    for rows in
        [[header.clone(), row(&[&cell, &words("丙局")])], [row(&[&words("甲"), &cell]), header]]
    {
        let document = docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &[]);
        assert!(document.dump().starts_with("[table Cells]\n   |0 "), "{}", document.dump());
        assert_eq!(document.dump().matches("[table").count(), 1);
    }
}

#[test]
fn what_stands_in_the_part_of_notes_is_one() {
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote><w:p><w:r><w:footnoteRef/><w:t>含支渠。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let document = docx(
        "<w:p><w:r><w:t>修渠46公里</w:t><w:footnoteReference/><w:t>。</w:t></w:r></w:p>",
        &[("word/footnotes.xml", notes.as_bytes())],
    );
    let note = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(p) if p.note);
    assert_eq!(document.blocks.iter().map(note).collect::<Vec<_>>(), [false, true]);
    assert_eq!(document.dump(), "¶ 修渠46公里。\n¶ 含支渠。\n");
}

#[test]
fn what_a_document_lacks_or_hides_is_told() {
    let error =
        read("n.docx", &package(&[TYPES, ("word/styles.xml", b"<s/>")]), &Options::default());
    let Err(error) = error else { panic!("no text part") };
    assert_eq!(
        error,
        ReadError::MissingPart { format: Format::Docx, part: "word/document.xml".into() }
    );

    let entities = "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    let error = read(
        "n.docx",
        &package(&[TYPES, ("word/document.xml", entities.as_bytes())]),
        &Options::default(),
    );
    assert!(matches!(error, Err(ReadError::Doctype { offset: 0, .. })), "{error:?}");

    let deep = body(&"<w:p>".repeat(100_000));
    let error = read(
        "n.docx",
        &package(&[TYPES, ("word/document.xml", deep.as_bytes())]),
        &Options::default(),
    );
    assert!(matches!(error, Err(ReadError::Limit { limit: Limit::Nesting, .. })), "{error:?}");

    let cut = body("<w:p><w:r><w:t>正文");
    let error = read(
        "n.docx",
        &package(&[TYPES, ("word/document.xml", &cut.as_bytes()[..80])]),
        &Options::default(),
    );
    assert!(matches!(error, Err(ReadError::NoText(_) | ReadError::Broken { .. })), "{error:?}");

    let error = read("n.zip", &package(&[("a.txt", b"1")]), &Options::default());
    assert!(matches!(error, Err(ReadError::Unsupported(Unsupported::Archive))), "{error:?}");
    let error = read("n.ofd", &package(&[("OFD.xml", b"<o/>")]), &Options::default());
    assert!(matches!(error, Err(ReadError::Unsupported(Unsupported::Ofd))), "{error:?}");
}

#[test]
fn a_package_that_unpacks_without_end_is_refused() {
    let bomb = vec![b' '; 64 << 20];
    let bytes = package(&[TYPES, ("word/document.xml", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    let error = read("n.docx", &bytes, &Options::default());
    assert!(matches!(error, Err(ReadError::Limit { limit: Limit::ZipRatio, .. })), "{error:?}");
    let options =
        Options { max_zip_ratio: u64::MAX, max_unpacked_bytes: 1 << 20, ..Options::default() };
    let error = read("n.docx", &bytes, &options);
    assert!(
        matches!(error, Err(ReadError::Limit { limit: Limit::UnpackedBytes, .. })),
        "{error:?}"
    );
    let options = Options { max_zip_entries: 1, ..Options::default() };
    let error = read("n.docx", &bytes, &options);
    assert!(matches!(error, Err(ReadError::Limit { limit: Limit::ZipEntries, .. })), "{error:?}");
}
