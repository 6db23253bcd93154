//! Workbooks, written here.

#![cfg(feature = "xlsx")]

use hongtou_reader::{Limit, Options, ReadError, read, sniff};
use hongtou_source::{Format, TextRange};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook};

#[test]
fn a_sheet_is_its_titles_and_a_table() {
    let mut book = Workbook::new();
    let plain = Look::new();
    let sheet = book.add_worksheet().set_name("任务").expect("a name");
    sheet.merge_range(0, 0, 0, 3, "重点任务推进表", &plain).expect("merged");
    for (column, words) in ["序号", "任务", "比例", "时限"].iter().enumerate() {
        sheet.write(2, column as u16, *words).expect("written");
    }
    sheet.merge_range(3, 0, 4, 0, "一", &plain).expect("merged");
    sheet.write(3, 1, "扩面\n提质").expect("written");
    sheet.write_with_format(3, 2, 0.97, &Look::new().set_num_format("0%")).expect("written");
    let day = ExcelDateTime::from_ymd(2026, 8, 31).expect("a day");
    sheet
        .write_with_format(3, 3, &day, &Look::new().set_num_format("yyyy\"年\"m\"月\"d\"日\""))
        .expect("written");
    sheet.write(4, 1, "增效").expect("written");
    sheet.write(4, 2, 5).expect("written");
    book.add_worksheet().set_hidden(true).write(0, 0, "草稿").expect("written");
    let bytes = book.save_to_buffer().expect("a workbook");

    assert_eq!(sniff(&bytes), Ok(Format::Xlsx));
    let document = read("n.xlsx", &bytes, &Options::default()).expect("a workbook");
    assert_eq!(document.audit(), Vec::<String>::new());
    assert_eq!(
        document.dump(),
        "¶ 重点任务推进表\n[table Cells]\n   |0 序号|1 任务|2 比例|3 时限\n   |0(1x2) 一|1 扩面/提质|2 97%|3 2026年8月31日\n\
         \u{20}  |1 增效|2 5|3 \n(Site: 草稿)\n"
    );
    let source = &document.sources[0];
    let at = source.text.find("提质").expect("there");
    assert_eq!(source.places.of(TextRange::at(at, at + 6)), ["任务!B4"]);
}

#[test]
fn a_word_far_to_the_right_widens_no_row_by_thousands_of_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, words) in ["序号", "1", "2"].iter().enumerate() {
        sheet.write(row as u32, 0, *words).expect("written");
        sheet.write(row as u32, 3, "植树").expect("written");
    }
    sheet.merge_range(0, 3, 0, 5, "任务", &Look::new()).expect("merged");
    sheet.write(1, 4, "造林").expect("written");
    sheet.write(2, 16_383, "校").expect("written");
    let bytes = book.save_to_buffer().expect("a workbook");
    let document = read("n.xlsx", &bytes, &Options::default()).expect("a workbook");
    assert_eq!(document.audit(), Vec::<String>::new());
    // Of blank columns side by side one is left, and a region covers those that are.
    assert_eq!(
        document.dump(),
        "[table Cells]\n   |0 序号|1 |2(3x1) 任务|5 \n   |0 1|1 |2 植树|3 造林|4 |5 \n   |0 2|1 |2 植树|3 |4 |5 校\n"
    );
    let source = &document.sources[0];
    let at = source.text.find("校").expect("there");
    assert_eq!(source.places.of(TextRange::at(at, at + 3)), ["Sheet1!XFD3"]);
}

#[test]
fn the_names_of_several_sheets_are_told() {
    let mut book = Workbook::new();
    for name in ["农业", "Sheet2", "林业"] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (column, words) in ["序号", "任务"].iter().enumerate() {
            sheet.write(0, column as u16, *words).expect("written");
            sheet.write(1, column as u16, "植树").expect("written");
        }
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let document = read("n.xlsx", &bytes, &Options::default()).expect("a workbook");
    assert_eq!(document.audit(), Vec::<String>::new());
    let table = "[table Cells]\n   |0 序号|1 任务\n   |0 植树|1 植树\n";
    let expected = format!("(Sheet: 农业)\n{table}{table}(Sheet: 林业)\n{table}");
    assert_eq!(document.dump(), expected);
}

#[test]
fn cells_far_apart_take_no_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "甲").expect("written");
    sheet.write(1_048_575, 16_383, "乙").expect("written");
    let bytes = book.save_to_buffer().expect("a workbook");
    let document = read("n.xlsx", &bytes, &Options::default()).expect("a workbook");
    assert!(document.sources[0].text.len() < 100_000);

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // A table that has two filled cells in each row, in columns of their own.
    for at in 0..200 {
        sheet.write(at, 2 * at as u16, "甲").expect("written");
        sheet.write(at, 2 * at as u16 + 1, "乙").expect("written");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let options = Options { max_table_cells: 50_000, ..Options::default() };
    let error = read("n.xlsx", &bytes, &options).expect_err("too many cells");
    assert!(matches!(error, ReadError::Limit { limit: Limit::TableCells, .. }), "{error}");
}
