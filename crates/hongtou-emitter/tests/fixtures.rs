//! What must hold of everything written, over the seeds and all fixtures.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::{assert_tables_hold, rows};
use hongtou_emitter::csv::{CsvOptions, write_table};
use hongtou_emitter::tables::{TableName, TableSet, Tables};
use hongtou_emitter::{json, schema, text};
use hongtou_model::Notice;
use hongtou_source::LineIndex;

struct Case {
    name: String,
    notice: Notice,
    lines: Vec<LineIndex>,
    text: String,
    printed_text: Vec<u8>,
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of fixtures is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "md" || end == "txt") {
            out.push(path);
        }
    }
}

/// Every notice of the repository that can be read as text.
fn cases() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> = LazyLock::new(read_cases);
    &CASES
}

fn read_cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    files(&root.join("seeds"), &mut paths);
    files(&root.join("fixtures"), &mut paths);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).expect("below the root").display().to_string();
        let bytes = fs::read(&path).expect("it can be read");
        // Some fixtures are there to be refused.
        let document = hongtou_reader::read(&name, &bytes, &Default::default()).ok()?;
        let notice = hongtou_parser::parse(&document, &Default::default());
        let lines = document.sources.iter().map(|s| LineIndex::new(&s.text)).collect();
        let source = document.sources.into_iter().next()?;
        let mut printed_text = Vec::new();
        text::write(&source, &mut printed_text).expect("a Vec takes all");
        Some(Case { name, notice, lines, text: source.text, printed_text })
    };
    let cases: Vec<Case> = paths.into_iter().filter_map(read).collect();
    assert!(cases.len() > 10, "the fixtures are found");
    cases
}

#[test]
fn the_text_is_what_offsets_count_in() {
    for case in cases() {
        assert_eq!(case.text.as_bytes(), case.printed_text, "{}", case.name);
    }
}

#[test]
fn json_is_that_of_the_library_byte_for_byte() {
    for case in cases() {
        let general = serde_json::to_vec(&case.notice).expect("JSON");
        let mut pieces = Vec::new();
        json::write(&case.notice, &mut pieces, false).expect("a Vec takes all");
        for ours in [json::to_vec(&case.notice), pieces] {
            assert!(ours.strip_suffix(b"\n") == Some(&general), "{}", case.name);
        }
    }
}

#[test]
fn json_is_valid_and_read_back_gives_the_same_bytes() {
    let schema = schema::notice();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for case in cases() {
        let first = json::to_vec(&case.notice);
        let back = json::from_slice(&first).expect("our own JSON");
        assert_eq!(json::to_vec(&back), first, "{}", case.name);
        assert_eq!(back, case.notice, "{}", case.name);
        let printed = serde_json::from_slice(&first).expect("JSON");
        let errors: Vec<_> = validator.iter_errors(&printed).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case.name);
    }
}

#[test]
fn tables_hold_what_their_columns_say() {
    for case in cases() {
        for set in [TableSet::of(&case.notice), TableSet::fixed()] {
            assert_tables_hold(&case.name, &case.notice, &case.lines, &set);
        }
    }
}

#[test]
fn csv_read_back_has_the_cells_that_were_written() {
    for case in cases() {
        let tables = Tables::new(&case.name, &case.notice, &case.lines);
        let set = TableSet::of(&case.notice);
        for table in TableName::ALL {
            let mut bytes = Vec::new();
            write_table(&tables, &set, table, CsvOptions::PLAIN, &mut bytes)
                .expect("a Vec takes all");
            let mut reader = csv::Reader::from_reader(&*bytes);
            let back: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("CSV").iter().map(str::to_owned).collect())
                .collect();
            let written: Vec<Vec<String>> = rows(&tables, &set, table)
                .into_iter()
                .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
                .collect();
            assert_eq!(back, written, "{}: {}", case.name, table.name());
        }
    }
}

#[test]
fn every_task_and_every_clause_is_in_the_ledger() {
    use hongtou_model::TableKind;
    for case in cases() {
        let tables = Tables::new(&case.name, &case.notice, &case.lines);
        let set = TableSet::of(&case.notice);
        let ledger = rows(&tables, &set, TableName::Ledger);
        let ids: Vec<_> = ledger.iter().filter_map(|row| row[1].clone()).collect();
        let tasks = case.notice.tables.iter().filter(|table| table.kind == TableKind::Task);
        for row in tasks.flat_map(|table| &table.rows) {
            assert!(ids.contains(&row.id.to_string()), "{}: {}", case.name, row.id);
        }
        let clause_of = set.table(TableName::Ledger);
        let column = clause_of.columns.iter().position(|c| c.name == "clause_id");
        let column = column.expect("the ledger names its clause");
        let links = rows(&tables, &set, TableName::Links);
        for row in rows(&tables, &set, TableName::Clauses) {
            let id = row[1].clone();
            let found = ledger.iter().any(|line| line[column] == id)
                || links.iter().any(|link| link[2] == id);
            assert!(found, "{}: {id:?}", case.name);
        }
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn every_notice_makes_a_workbook() {
    for case in cases() {
        let tables = [Tables::new(&case.name, &case.notice, &case.lines)];
        let mut first = Vec::new();
        hongtou_emitter::xlsx::write(&tables, None, &mut first)
            .unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(first)).expect("a workbook");
        let names = calamine::Reader::sheet_names(&book);
        assert_eq!(names.first().map(String::as_str), Some("全部"), "{}", case.name);
    }
}
