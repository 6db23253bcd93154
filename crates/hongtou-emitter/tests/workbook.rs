//! The workbook, read back.
#![cfg(feature = "xlsx")]

mod common;

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};
use common::{TEXT, finding, notice};
use hongtou_emitter::tables::Tables;
use hongtou_emitter::xlsx::{self, BatchWorkbook, Rows};
use hongtou_model::{Date, DeadlineKind, Finding, Notice, Role};
use hongtou_source::LineIndex;

fn bytes(notices: &[&Notice], findings: Option<&[Finding]>) -> Vec<u8> {
    let lines = [LineIndex::new(TEXT)];
    let tables: Vec<_> = notices.iter().map(|notice| Tables::new("a.md", notice, &lines)).collect();
    let mut out = Vec::new();
    xlsx::write(&tables, findings, &mut out).expect("a Vec takes all");
    out
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).expect("the sheet is there");
    let cell = |data: &Data| if *data == Data::Empty { String::new() } else { data.to_string() };
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

#[test]
fn there_is_a_sheet_of_all_tasks_and_one_for_each_unit() {
    let notice = notice();
    let mut book = open(bytes(&[&notice], Some(&[finding()])));
    assert_eq!(book.sheet_names(), ["全部", "水务局", "各镇", "问题", "说明"]);
    let all = sheet(&mut book, "全部");
    assert_eq!(all[0][0], "关于管水的通知（台账）");
    let headings = [
        "部分",
        "组",
        "重点工作",
        "序号",
        "工作内容",
        "一季度",
        "四季度",
        "上半年",
        "2027年",
        "目标",
        "完成时限",
        "到期日",
        "牵头单位",
        "责任单位",
        "状态",
        "进展",
        "备注",
        "编号",
        "行",
    ];
    assert_eq!(all[1], headings);
    // Each row says its group, so that a filter finds both and both can be sorted.
    assert_eq!(all[2][..5], ["一、补短板", "（二）管水", "清淤", "1", "清淤20公里"]);
    assert_eq!(all[3][..5], ["一、补短板", "（二）管水", "清淤", "", "补网。"]);
    assert_eq!(all.len(), 4);
    assert_eq!(all[2][14..], ["", "", "备注：=1+1", "t1.r1", "6"]);
    let unit = sheet(&mut book, "水务局");
    assert_eq!(unit[0][0], "水务局（1项）");
    assert_eq!(unit[2][0], "牵头");
    let problems = sheet(&mut book, "问题");
    assert_eq!(problems[1][..3], ["错误", "AL001", "没有表行落实这一条款"]);
}

#[test]
fn without_a_task_table_tasks_have_the_numbers_of_the_body() {
    let mut notice = notice();
    notice.tables.clear();
    notice.sections[0].items[0].number = Some(7);
    let all = sheet(&mut open(bytes(&[&notice], None)), "全部");
    let column = all[1].iter().position(|heading| heading == "序号").expect("a column of numbers");
    assert!(all.len() > 2 && all[2..].iter().all(|row| row[column] == "7"), "{all:?}");
}

#[test]
fn no_cell_below_the_title_is_merged_so_that_rows_sort() {
    let notice = notice();
    let mut book = open(bytes(&[&notice], None));
    let regions = book.merge_cells_by_sheet_name("全部").expect("merged regions");
    assert!(regions.iter().all(|region| region.end.0 == 0), "{regions:?}");
}

#[test]
fn the_day_that_a_task_is_due_is_a_date() {
    let mut notice = notice();
    let named = &mut notice.sections[0].items[0].clauses[1].deadlines;
    named[0].date = Date::new(2026, 12, 31);
    let mut later = named[0].clone();
    (later.date, later.kind) = (Date::new(2027, 1, 1), DeadlineKind::From);
    named.push(later);
    let mut book = open(bytes(&[&notice], None));
    let range = book.worksheet_range("全部").expect("the sheet");
    let column = range.rows().nth(1).expect("headings").iter().position(|h| *h == "到期日");
    let cell = range.get((3, column.expect("a column")));
    let Some(Data::DateTime(day)) = cell else { panic!("{cell:?} is no date") };
    assert_eq!(day.as_f64(), 46_387.0, "days to the end of 2026, and nothing begins to be due");
}

#[test]
fn a_batch_is_one_workbook_written_row_by_row() {
    let notice = notice();
    let lines = [LineIndex::new(TEXT)];
    let folder = std::env::temp_dir();
    let made = || {
        let mut book = BatchWorkbook::new(&folder).expect("files without names");
        for (name, findings) in [("a.md", vec![finding()]), ("b.md", Vec::new())] {
            let tables = Tables::new(name, &notice, &lines);
            book.append(&Rows::of(&tables, findings)).expect("appended");
        }
        let mut out = Vec::new();
        book.finish(&mut out).expect("a Vec takes all");
        out
    };
    let bytes = made();
    assert_eq!(bytes, made(), "the same notices give the same bytes");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a package");
    for at in 1..=5 {
        let mut part = archive.by_name(&format!("xl/worksheets/sheet{at}.xml")).expect("a sheet");
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("XML");
        let mut rows: Vec<&str> =
            xml.split("<row r=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = rows.len();
        rows.dedup();
        assert_eq!(rows.len(), all, "sheet {at} has a row twice");
    }
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["全部", "水务局", "各镇", "问题", "说明"]);
    let all = sheet(&mut book, "全部");
    let documents: Vec<&str> = all[2..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(documents, ["a.md", "a.md", "b.md", "b.md"]);
    let unit = sheet(&mut book, "水务局");
    assert_eq!(
        (unit[2][..2].to_vec(), unit[3][1].as_str()),
        (vec!["牵头".into(), "a.md".into()], "b.md")
    );
    assert_eq!(sheet(&mut book, "问题").len(), 2);
    let about = sheet(&mut book, "说明");
    assert_eq!(about.iter().filter(|row| row[0] == "文件").count(), 2);
}

#[test]
fn a_batch_of_many_units_leaves_files_to_open() {
    let mut notice = notice();
    let units = &mut notice.sections[0].items[0].clauses[1].units;
    let one = units[0].clone();
    for at in 0..150 {
        let mut other = one.clone();
        other.name = format!("第{at}局").into();
        units.push(other);
    }
    let lines = [LineIndex::new(TEXT)];
    let mut book = BatchWorkbook::new(&std::env::temp_dir()).expect("files without names");
    let tables = Tables::new("a.md", &notice, &lines);
    book.append(&Rows::of(&tables, Vec::new())).expect("appended");
    let mut out = Vec::new();
    book.finish(&mut out).expect("a Vec takes all");
    let mut book = open(out);
    // Each is an open file while the batch runs, and some systems allow 256 of them.
    assert_eq!(book.sheet_names().len(), 99);
    let about = sheet(&mut book, "说明");
    let without = about.iter().find(|row| row[0] == "未单列的单位").expect("the rest is named");
    assert!(without[1].ends_with("第148局、第149局"), "{without:?}");
}

#[test]
fn no_cell_is_a_formula() {
    let mut notice = notice();
    notice.sections[0].items[0].clauses[1].text = "=HYPERLINK(\"x\")".into();
    let mut book = open(bytes(&[&notice], None));
    assert_eq!(book.worksheet_formula("全部").expect("the sheet").used_cells().count(), 0);
    assert_eq!(sheet(&mut book, "全部")[3][4], "=HYPERLINK(\"x\")");
}

#[test]
fn the_same_notice_gives_the_same_bytes() {
    let notice = notice();
    assert_eq!(bytes(&[&notice], None), bytes(&[&notice], None));
}

#[test]
fn names_that_are_no_sheet_names_and_nothing_at_all_are_written_too() {
    let mut notice = notice();
    let units = &mut notice.sections[0].items[0].clauses[1].units;
    units[0].name = "全部".into();
    let mut other = units[0].clone();
    other.name = "各县[市]/区：".repeat(9).into();
    other.role = Role::Support;
    units.push(other);
    let book = open(bytes(&[&notice], None));
    assert_eq!(book.sheet_names().len(), 6);
    assert_eq!(book.sheet_names()[2], "全部~2");
    assert_eq!(book.sheet_names()[3].chars().count(), 31);

    let mut empty = open(bytes(&[&Notice::default()], Some(&[])));
    assert_eq!(empty.sheet_names(), ["全部", "问题", "说明"]);
    assert_eq!(sheet(&mut empty, "问题")[1][0], "未发现问题。");
}

#[test]
fn several_notices_share_one_workbook() {
    let notice = notice();
    let mut book = open(bytes(&[&notice, &notice], None));
    let all = sheet(&mut book, "全部");
    assert_eq!((all.len(), all[1][0].as_str(), all[5][0].as_str()), (6, "文件", "a.md"));
}
