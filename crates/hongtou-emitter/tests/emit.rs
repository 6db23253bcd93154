//! JSON, CSV and the tables of a notice made by hand.

mod common;

use std::collections::HashSet;

use common::{TEXT, assert_tables_hold, notice, rows};
use hongtou_emitter::batch::{BatchFormat, BatchWriter};
use hongtou_emitter::csv::{CsvOptions, write_table};
use hongtou_emitter::json::{self, ModelError};
use hongtou_emitter::tables::{TableName, TableSet, TableSpec, Tables};
use hongtou_model::{Group, GroupSpans, Lang, Notice, Span, TableKind};
use hongtou_source::LineIndex;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn csv(notice: &Notice, set: &TableSet, table: TableName, options: CsvOptions) -> String {
    let lines = [LineIndex::new(TEXT)];
    let mut out = Vec::new();
    write_table(&Tables::new("a.md", notice, &lines), set, table, options, &mut out)
        .expect("a Vec takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn json_read_back_gives_the_same_bytes() {
    let notice = notice();
    for pretty in [false, true] {
        let mut first = Vec::new();
        json::write(&notice, &mut first, pretty).expect("a Vec takes all");
        let back = json::from_slice(&first).expect("our own JSON");
        assert_eq!(back, notice);
        let mut second = Vec::new();
        json::write(&back, &mut second, pretty).expect("a Vec takes all");
        assert_eq!(first, second);
        assert!(first.ends_with(b"}\n"));
        assert_eq!(pretty, first.iter().filter(|&&b| b == b'\n').count() > 1);
    }
}

#[test]
fn any_text_is_written_as_the_library_writes_it() {
    // The same texts on every run.
    let config = Config { failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let case = |(text, bytes): (String, u64)| {
        let mut notice = notice();
        notice.source.bytes = bytes;
        notice.header.title = Some(text.clone());
        notice.header.addressees = vec![text.repeat(3), String::new()];
        notice.header.spans.other.insert(text, Span::default());
        let general = serde_json::to_vec(&notice).expect("JSON");
        let ours = json::to_vec(&notice);
        prop_assert_eq!(ours.strip_suffix(b"\n"), Some(&*general));
        let general = serde_json::to_vec_pretty(&notice).expect("JSON");
        let mut ours = Vec::new();
        json::write(&notice, &mut ours, true).expect("a Vec takes all");
        prop_assert_eq!(ours.strip_suffix(b"\n"), Some(&*general));
        Ok(())
    };
    runner.run(&any::<(String, u64)>(), case).expect("the same bytes");
}

#[test]
fn a_character_of_every_kind_is_written_as_the_library_writes_it() {
    let mut notice = notice();
    for c in ('\0'..='\u{ff}').chain(['\u{2028}', '红', '\u{fffd}', '𠮷']) {
        for before in ["", "a", "红", "hongtou", "推进食品安全重点任务"] {
            notice.header.title = Some(format!("{before}{c}{before}"));
            let general = serde_json::to_vec(&notice).expect("JSON");
            assert_eq!(json::to_vec(&notice).strip_suffix(b"\n"), Some(&*general), "{c:?}");
        }
    }
}

#[test]
fn a_model_of_another_major_version_is_refused() {
    let mut later = notice();
    later.schema_version = "1.9".into();
    let back = json::from_slice(&json::to_vec(&later)).expect("its fields of this version");
    assert_eq!(back.schema_version, "1.0", "what was left out makes it one of this version");
    later.schema_version = "2.0".into();
    assert!(matches!(json::from_slice(&json::to_vec(&later)), Err(ModelError::OtherVersion(_))));
    assert!(matches!(json::from_slice(b"{}"), Err(ModelError::NotTheModel(_))));
}

#[test]
fn kinds_of_a_later_minor_version_are_left_out() {
    let model = |version: &str| {
        let mut model = serde_json::to_value(notice()).expect("JSON");
        model["schema_version"] = version.into();
        let span = serde_json::json!([{ "start": 0, "end": 1 }]);
        let repair = serde_json::json!({
            "kind": "brand-new", "at": span, "note": "", "confidence": "certain"
        });
        model["repairs"].as_array_mut().expect("a list").push(repair);
        let furniture = serde_json::json!({ "kind": "watermark", "span": span });
        model["furniture"].as_array_mut().expect("a list").push(furniture);
        model["units"] = serde_json::json!([
            { "id": "u1", "name": "甲", "aliases": [], "kind": "court", "mentions": 1 }
        ]);
        let time =
            serde_json::json!({ "text": "甲时", "date": null, "kind": "around", "span": span });
        model["tables"][0]["rows"][0]["deadline"] = time;
        model["tables"][0]["columns"][0]["kind"] = "budget".into();
        serde_json::to_vec(&model).expect("JSON")
    };
    let back = json::from_slice(&model("1.7")).expect("a model without what this version lacks");
    let own = notice();
    assert_eq!(back.repairs, own.repairs);
    assert_eq!(back.furniture, own.furniture);
    assert_eq!(back.units[0].kind, hongtou_model::UnitKind::Other);
    assert_eq!(back.tables[0].rows[0].deadline, None);
    assert_eq!(back.tables[0].columns[0].kind, hongtou_model::ColumnKind::Other);
    assert_eq!(back.schema_version, "1.0");
    // In a model of this version they are slips.
    assert!(matches!(json::from_slice(&model("1.0")), Err(ModelError::NotTheModel(_))));
    // By the schema of today both are models: what reads it need not be changed for a kind more.
    let schema = hongtou_emitter::schema::notice();
    let kinds = schema["$defs"]["RepairKind"]["anyOf"].as_array().expect("kinds");
    assert!(kinds.iter().any(|kind| kind["const"] == "left-apart"), "{kinds:?}");
    assert!(kinds.iter().any(|kind| kind["type"] == "string" && kind["const"].is_null()));
}

#[test]
fn a_model_that_contradicts_itself_is_refused() {
    let flaw = |edit: &dyn Fn(&mut Notice)| {
        let mut notice = notice();
        edit(&mut notice);
        match json::from_slice(&json::to_vec(&notice)) {
            Err(ModelError::Flawed(flaw)) => flaw.message(Lang::En),
            other => panic!("{other:?}"),
        }
    };
    let figure = |value: &'static str| {
        flaw(&move |notice| notice.tables[0].rows[0].targets[0].quantities[0].value = value.into())
    };
    for value in ["12e5x", "", "1.", ".5", "1.2.3", "--1", "１"] {
        assert_eq!(figure(value), format!("the value {value:?} in t1.r1 is no decimal"));
    }
    let twice = |notice: &mut Notice| {
        let item = notice.sections[0].items[0].clone();
        notice.sections[0].items.push(item);
    };
    assert_eq!(flaw(&twice), "the id i1 is there twice");
    let dangling = |notice: &mut Notice| notice.tables[0].rows[0].clause = Some("i99.c1".into());
    assert_eq!(flaw(&dangling), "row t1.r1 carries out clause i99.c1, which is not there");
}

#[test]
fn tables_hold_what_their_columns_say() {
    let notice = notice();
    let lines = [LineIndex::new(TEXT)];
    for set in [TableSet::of(&notice), TableSet::fixed()] {
        assert_tables_hold("a.md", &notice, &lines, &set);
        assert_tables_hold("a.md", &notice, &[], &set);
        assert_tables_hold("empty.md", &Notice::default(), &[], &set);
    }
}

#[test]
fn a_table_without_rows_is_its_header() {
    let set = TableSet::of(&Notice::default());
    let clauses = csv(&Notice::default(), &set, TableName::Clauses, CsvOptions::PLAIN);
    assert!(clauses.starts_with("document,clause_id,item_id,section_id,text,"));
    assert_eq!(clauses.lines().count(), 1);
}

#[test]
fn the_ledger_has_a_line_for_each_row_and_each_clause_without_one() {
    let notice = notice();
    let ledger = csv(&notice, &TableSet::of(&notice), TableName::Ledger, CsvOptions::PLAIN);
    let expected = "\
document,id,side,section_ordinal,section,group_title,item_number,action,number,content,\
Q1,Q4,H1,Y2027,target,deadline,lead,responsible,support,guide,implement,clause_id,clause,line,source,other,due\r\n\
a.md,t1.r1,table,1,补短板,（二）管水,1,清淤,1,清淤20公里,\
,20公里,10公里,20公里,20公里,,水务局,,,,,i1.c1,清淤20公里。,6,a.md,备注：=1+1,\r\n\
a.md,i1.c2,body,1,补短板,（二）管水,1,清淤,,补网。,\
,,,,,年底前,,各镇,,,,i1.c2,补网。,4,a.md,,2026-12-31\r\n";
    assert_eq!(ledger, expected);
}

#[test]
fn values_say_the_line_of_the_ledger_that_goes_by_them() {
    let mut notice = notice();
    let set = TableSet::of(&notice);
    let lines_of = |notice: &Notice, table| -> Vec<String> {
        let tables = Tables::new("a.md", notice, &[]);
        let rows = rows(&tables, &set, table).into_iter();
        let mut lines: Vec<String> = rows
            .map(|row| {
                let cell = |at: usize| row[at].as_deref().unwrap_or("");
                format!("{} {}", cell(1), cell(row.len() - 1))
            })
            .collect();
        lines.dedup();
        lines
    };
    let units = lines_of(&notice, TableName::Responsibilities);
    assert_eq!(units, ["i1.c1 ", "i1.c2 i1.c2", "t1.r1 t1.r1"]);
    let unit = notice.tables[0].rows[0].units.pop().expect("the row has a unit");
    let units = lines_of(&notice, TableName::Responsibilities);
    assert_eq!(units, ["i1.c1 t1.r1", "i1.c2 i1.c2"], "the row takes the clause's");
    // A second row that says it itself takes nothing; a table that is none of tasks has no lines.
    let mut second = notice.tables[0].rows[0].clone();
    second.id = "t1.r2".into();
    second.units.push(unit);
    notice.tables[0].rows.insert(0, second);
    let units = lines_of(&notice, TableName::Responsibilities);
    assert_eq!(units, ["i1.c1 t1.r1", "i1.c2 i1.c2", "t1.r2 t1.r2"]);
    notice.tables[0].kind = TableKind::Indicator;
    let units = lines_of(&notice, TableName::Responsibilities);
    assert_eq!(units, ["i1.c1 i1.c1", "i1.c2 i1.c2", "t1.r2 "]);
    let deadlines = lines_of(&notice, TableName::Deadlines);
    assert_eq!(deadlines, ["i1.c2 i1.c2"]);
}

#[test]
fn the_group_of_a_row_is_that_of_its_table() {
    let mut notice = notice();
    notice.tables[0].rows[0].group = Some(Group {
        label: "（一）".to_owned(),
        title: Some("治水".to_owned()),
        spans: GroupSpans::default(),
    });
    let set = TableSet::of(&notice);
    let rows = csv(&notice, &set, TableName::Rows, CsvOptions::PLAIN);
    let ends: Vec<bool> = ["group_label,group_title", ",（一）,治水"]
        .iter()
        .zip(rows.lines())
        .map(|(end, line)| line.ends_with(end))
        .collect();
    assert_eq!(ends, [true, true], "{rows}");
    let ledger = csv(&notice, &set, TableName::Ledger, CsvOptions::PLAIN);
    assert!(ledger.contains("1,补短板,（一）治水,1,清淤"), "{ledger}");
}

#[test]
fn a_notice_without_a_task_table_has_its_ledger_too() {
    let mut notice = notice();
    notice.tables[0].kind = TableKind::Indicator;
    let ledger = csv(&notice, &TableSet::of(&notice), TableName::Ledger, CsvOptions::PLAIN);
    let ids: Vec<_> = ledger.lines().filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(ids, ["id", "i1.c1", "i1.c2"]);
}

#[test]
fn the_fixed_ledger_has_every_period_and_one_column_for_years() {
    let notice = notice();
    let set = TableSet::fixed();
    let header: Vec<_> =
        set.table(TableName::Ledger).columns.iter().map(|c| c.name.to_string()).collect();
    assert_eq!(
        header[10..30].join(" "),
        "Q1 Q2 Q3 Q4 H1 H2 M01 M02 M03 M04 M05 M06 M07 M08 M09 M10 M11 M12 years target"
    );
    let tables = Tables::new("a.md", &notice, &[]);
    let row = &rows(&tables, &set, TableName::Ledger)[0];
    assert_eq!(row[28].as_deref(), Some("2027：20公里"));
    assert_eq!(header[38], "line");
    assert_eq!(row[38], None, "no source text, no line");
}

#[test]
fn for_a_spreadsheet_there_is_a_mark_and_no_formula_runs() {
    let notice = notice();
    let options = CsvOptions::EXCEL.with_headings(Lang::Zh);
    let cells = csv(&notice, &TableSet::of(&notice), TableName::Cells, options);
    assert!(cells.starts_with("\u{feff}文件,表编号,第几行,"));
    assert!(cells.contains(",'=1+1,"), "{cells}");
    let plain = csv(&notice, &TableSet::of(&notice), TableName::Cells, CsvOptions::PLAIN);
    assert!(plain.contains(",=1+1,"));
}

#[test]
fn targets_are_addressed_by_their_period() {
    let mut notice = notice();
    let twice = notice.tables[0].rows[0].targets[0].clone();
    notice.tables[0].rows[0].targets.push(twice);
    let tables = Tables::new("a.md", &notice, &[]);
    let set = TableSet::of(&notice);
    let ids: Vec<_> =
        rows(&tables, &set, TableName::Targets).into_iter().filter_map(|r| r[1].clone()).collect();
    assert_eq!(ids, ["t1.r1.H1", "t1.r1.Q4", "t1.r1.target", "t1.r1.Y2027", "t1.r1.H1-2"]);
    let quantities = rows(&tables, &set, TableName::Quantities);
    assert_eq!(quantities.last().and_then(|row| row[1].as_deref()), Some("t1.r1.H1-2"));
    assert_tables_hold("a.md", &notice, &[], &set);
}

#[test]
fn a_batch_is_its_notices_one_after_the_other() {
    let notice = notice();
    let lines = [LineIndex::new(TEXT)];
    let format = BatchFormat::new(CsvOptions::PLAIN);
    let (first, second) =
        (Tables::new("1/a.md", &notice, &lines), Tables::new("2/a.md", &notice, &lines));
    let mut batch = BatchWriter::new(format.clone(), |_| Ok(Vec::new())).expect("memory");
    batch.append(&first).expect("memory");
    batch.append_rendered(&format.render(&second).expect("memory")).expect("memory");
    for (table, bytes) in batch.finish().expect("memory") {
        let alone = csv(&notice, format.set(), table, CsvOptions::PLAIN);
        let (header, _) = alone.split_once("\r\n").expect("a header line");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with(&format!("{header}\r\n1/a.md,")), "{}", table.name());
        let of = |key: &str| text.lines().filter(|line| line.starts_with(key)).count();
        assert_eq!(of("1/a.md,"), of("2/a.md,"), "{}", table.name());
        assert!(text.find("2/a.md,") > text.rfind("\n1/a.md,"), "in input order");
    }
}

#[test]
fn headings_tell_columns_apart_and_keys_have_one_heading_everywhere() {
    let set = TableSet::fixed();
    for table in TableName::ALL {
        let spec = set.table(table);
        let headings: HashSet<_> = spec.columns.iter().map(|column| &column.heading).collect();
        assert_eq!(headings.len(), spec.columns.len(), "{}", spec.name);
        for key in spec.foreign_keys {
            let parent = TableName::ALL.into_iter().find(|table| table.name() == key.table);
            let parent = set.table(parent.expect("a foreign key names a table"));
            assert_eq!(parent.primary_key, key.columns, "{} to {}", spec.name, key.table);
            for name in key.columns {
                let heading = |spec: &TableSpec| {
                    spec.columns.iter().find(|c| c.name == *name).map(|c| c.heading.to_string())
                };
                assert_eq!(heading(&spec), heading(&parent), "{}.{name}", spec.name);
            }
        }
    }
}

#[test]
fn a_span_that_ends_before_it_begins_is_no_model() {
    let schema_version = hongtou_model::SCHEMA_VERSION.to_owned();
    let notice = Notice { schema_version, ..Notice::default() };
    let json = String::from_utf8(hongtou_emitter::json::to_vec(&notice)).expect("UTF-8");
    let json = json.replace(
        "\"residual\":[]",
        "\"residual\":[{\"text\":\"\",\"span\":[{\"start\":3,\"end\":1}]}]",
    );
    assert!(json.contains("\"end\":1"));
    assert!(hongtou_emitter::json::from_slice(json.as_bytes()).is_err());
}
