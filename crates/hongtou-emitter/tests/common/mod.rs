//! A small notice made by hand, and what must hold of the tables of any notice.
#![allow(dead_code)] // Each test file uses its part.

use std::collections::{HashMap, HashSet};

use hongtou_emitter::tables::{ColumnType, TableName, TableSet, Tables, Value};
use hongtou_model::*;
use hongtou_source::{LineIndex, TextRange};

/// The text that the spans of [`notice`] count in.
pub(crate) const TEXT: &str = "一、补短板\n（二）管水\n1.清淤。清淤20公里。（水务局牵头，住建局配合）\n补网。（各镇）\n表\n1\t清淤20公里\t10公里\t20公里\t水务局\n=1+1\t备注\n";

/// Where words stand in [`TEXT`].
pub(crate) fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::one(0, TextRange::at(start, start + words.len()))
}

fn unit(name: &str, role: Role) -> UnitMention {
    UnitMention { name: name.into(), written: None, role, kind: None, span: at(name) }
}

pub(crate) fn kilometres(text: &str, value: &str) -> Quantity {
    Quantity {
        text: text.into(),
        value: value.into(),
        value_max: None,
        measure: Some("公里".into()),
        comparator: Comparator::Exactly,
        metric: Some("清淤".into()),
        span: at(text),
    }
}

fn target(period: Option<Period>, text: &str, value: &str) -> Target {
    Target {
        period,
        text: text.into(),
        quantities: vec![kilometres(text, value)],
        deadlines: vec![],
        references: vec![],
        span: at(text),
    }
}

fn column(kind: ColumnKind, period: Option<Period>, header: &str) -> Column {
    Column { kind, period, header: header.into(), span: Span::default() }
}

/// Two clauses; the first is carried out by the one row.
pub(crate) fn notice() -> Notice {
    let dredge = Clause {
        id: "i1.c1".into(),
        text: "清淤20公里。".into(),
        span: at("清淤20公里。"),
        responsibility: Some(Responsibility {
            text: "水务局牵头，住建局配合".into(),
            span: at("水务局牵头，住建局配合"),
            ..Responsibility::default()
        }),
        units: vec![unit("水务局", Role::Lead), unit("住建局", Role::Support)],
        quantities: vec![kilometres("20公里", "20")],
        ..Clause::default()
    };
    let mend = Clause {
        id: "i1.c2".into(),
        text: "补网。".into(),
        span: at("补网。"),
        units: vec![UnitMention {
            kind: Some(UnitKind::Collective),
            ..unit("各镇", Role::Responsible)
        }],
        deadlines: vec![
            Deadline {
                text: "年底前".into(),
                date: Date::new(2026, 12, 31),
                kind: DeadlineKind::By,
                span: Span::default(),
            };
            2
        ],
        references: vec![Reference {
            text: "《办法》".into(),
            title: Some("办法".into()),
            document_number: None,
            standard: None,
            span: Span::default(),
        }],
        ..Clause::default()
    };
    let item = Item {
        id: "i1".into(),
        number: Some(1),
        heading: Some("清淤".into()),
        group: Some(Group {
            label: "（二）".into(),
            title: Some("管水".into()),
            ..Group::default()
        }),
        clauses: vec![dredge, mend],
        ..Item::default()
    };
    let section = Section {
        id: "s1".into(),
        ordinal: Some(1),
        title: Some("补短板".into()),
        items: vec![item],
        ..Section::default()
    };
    let row = Row {
        id: "t1.r1".into(),
        number: Some(1),
        content: Some("清淤20公里".into()),
        targets: vec![
            target(Some(Period::Half(1)), "10公里", "10"),
            target(Some(Period::Quarter(4)), "20公里", "20"),
            target(None, "20公里", "20"),
            target(Some(Period::Year(2027)), "20公里", "20"),
        ],
        units: vec![unit("水务局", Role::Lead)],
        clause: Some("i1.c1".into()),
        other: vec![OtherCell { column: 6, text: "=1+1".into(), span: at("=1+1") }],
        span: at("1\t清淤20公里\t10公里\t20公里\t水务局"),
        ..Row::default()
    };
    let table = Table {
        id: "t1".into(),
        kind: TableKind::Task,
        title: Some("表".into()),
        restates_body: true,
        span: at("表"),
        spans: TableSpans::default(),
        columns: vec![
            column(ColumnKind::Number, None, "序号"),
            column(ColumnKind::Content, None, "内容"),
            column(ColumnKind::Target, Some(Period::Half(1)), "上半年"),
            column(ColumnKind::Target, Some(Period::Quarter(4)), "四季度"),
            column(ColumnKind::Target, Some(Period::Quarter(1)), "一季度"),
            column(ColumnKind::Lead, None, "牵头"),
            column(ColumnKind::Remark, None, "备注"),
        ],
        rows: vec![row],
        cells: vec![],
    };
    Notice {
        schema_version: SCHEMA_VERSION.into(),
        document: None,
        path: None,
        source: SourceInfo {
            name: "a.md".into(),
            format: "markdown".into(),
            encoding: "utf-8".into(),
            bytes: TEXT.len() as u64,
            sha256: "0".repeat(64),
        },
        header: Header {
            title: Some("关于管水的通知".into()),
            addressees: vec!["各镇".into(), "各局".into()],
            issued_on: Date::new(2026, 1, 5),
            ..Header::default()
        },
        sections: vec![section],
        tables: vec![table],
        units: vec![
            UnitEntry {
                id: "u1".into(),
                name: "水务局".into(),
                aliases: vec!["县水务局".into()],
                kind: UnitKind::Department,
                mentions: 2,
            },
            UnitEntry {
                id: "u2".into(),
                name: "住建局".into(),
                aliases: vec![],
                kind: UnitKind::Department,
                mentions: 1,
            },
        ],
        repairs: vec![Repair {
            kind: RepairKind::StitchedRow,
            at: at("表"),
            id: Some("t1.r1".into()),
            note: "两段拼合".into(),
            confidence: Confidence::Likely,
        }],
        ..Notice::default()
    }
}

/// A row as words, missing cells as `None`.
type Words = Vec<Option<String>>;

/// The rows of a table, as words.
pub(crate) fn rows(tables: &Tables<'_>, set: &TableSet, table: TableName) -> Vec<Words> {
    let mut out = Vec::new();
    tables
        .rows(set, table, &mut |row| {
            out.push(row.iter().map(words).collect());
            Ok(())
        })
        .expect("collecting never fails");
    out
}

fn words(value: &Value<'_>) -> Option<String> {
    match *value {
        Value::Missing => None,
        Value::Text(text) | Value::Decimal(text) => Some(text.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Day(day) => Some(day.to_string()),
    }
}

/// Every row has the columns of its table, of their types; keys are unique and lead somewhere.
pub(crate) fn assert_tables_hold(
    document: &str,
    notice: &Notice,
    lines: &[LineIndex],
    set: &TableSet,
) {
    let tables = Tables::new(document, notice, lines);
    let mut keys: HashMap<(&str, Vec<&str>), HashSet<Words>> = HashMap::new();
    for table in TableName::ALL {
        let spec = set.table(table);
        assert_eq!(spec.columns[0].name, "document");
        tables
            .rows(set, table, &mut |row| {
                assert_eq!(row.len(), spec.columns.len(), "{}", spec.name);
                for (value, column) in row.iter().zip(spec.columns.iter()) {
                    let place = format!("{document}: {}.{}", spec.name, column.name);
                    let right = match value {
                        Value::Missing => !column.required,
                        Value::Text(_) => column.kind == ColumnType::Text,
                        Value::Number(_) => column.kind == ColumnType::Number,
                        Value::Decimal(_) => column.kind == ColumnType::Decimal,
                        Value::Flag(_) => column.kind == ColumnType::Flag,
                        Value::Day(_) => column.kind == ColumnType::Day,
                    };
                    assert!(right, "{place} holds {value:?}");
                }
                Ok(())
            })
            .expect("checking never fails");
        let index = |name: &str| {
            spec.columns.iter().position(|c| c.name == name).expect("a key names columns")
        };
        let rows = rows(&tables, set, table);
        let key = |row: &Words, of: &[&str]| of.iter().map(|c| row[index(c)].clone()).collect();
        let own: HashSet<Words> = rows.iter().map(|row| key(row, spec.primary_key)).collect();
        assert_eq!(own.len(), rows.len(), "{document}: keys of {} are not unique", spec.name);
        for foreign in spec.foreign_keys {
            let there = &keys[&(foreign.table, foreign.columns.to_vec())];
            for row in &rows {
                let named: Words = key(row, foreign.columns);
                if !named.contains(&None) {
                    assert!(there.contains(&named), "{document}: {} {named:?}", spec.name);
                }
            }
        }
        keys.insert((spec.name, spec.primary_key.to_vec()), own);
    }
}

/// One finding about [`notice`].
pub(crate) fn finding() -> Finding {
    let at = |id: &str, words: &str| {
        let (_, start) = at(words).start().expect("printed");
        let index = LineIndex::new(TEXT).line_col(TEXT, start);
        Located {
            id: Some(id.into()),
            span: vec![LocatedFragment {
                start,
                end: start + words.len() as u32,
                line: Some(index.line),
                column: Some(index.column),
                ..LocatedFragment::default()
            }],
            text: words.into(),
            written: None,
        }
    };
    Finding {
        document: "a.md".into(),
        rule: "clause-missing-from-table".into(),
        code: "AL001".into(),
        severity: Severity::Error,
        confidence: Confidence::Certain,
        message: "没有表行落实这一条款".into(),
        at: at("i1.c2", "补网。"),
        related: vec![Related { note: "表在这里".into(), at: at("t1", "表") }],
        help: Some("在表中补上这一行".into()),
        fix: Some(Fix { safe: true, edits: vec![Edit { start: 0, end: 3, text: "一".into() }] }),
        fingerprint: "0123456789abcdef".into(),
    }
}
