//! What is read, held field by field against `gold.json`.
//!
//! How `gold.json` reads stands in `fixtures/layouts/README.md`. Everything is compared by position:
//! printed numbers repeat where they begin again.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use hongtou_model::{Clause, Notice, Role, Row, UnitMention};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::cases::cases;

/// What is known to be read wrongly: folder, then the fields. It only ever shrinks.
const KNOWN_WRONG: &[(&str, &[&str])] = &[];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    header: BTreeMap<String, String>,
    sections: Vec<GoldSection>,
    rows: Vec<GoldRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldSection {
    ordinal: Option<u32>,
    title: Option<String>,
    items: Vec<GoldItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldItem {
    number: Option<u32>,
    heading: Option<String>,
    clauses: Vec<GoldClause>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldClause {
    text: String,
    units: Vec<GoldUnit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldUnit {
    name: String,
    role: Role,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldRow {
    number: Option<u32>,
    section: Option<u32>,
    action: Option<String>,
    content: Option<String>,
    targets: BTreeMap<String, String>,
    deadline: Option<String>,
    units: Vec<GoldUnit>,
    split_columns: bool,
    clause: String,
}

impl Gold {
    pub(crate) fn of(path: &Path) -> Gold {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{path:?}: {error}"))
    }

    /// The fields that the notice is read differently in, with what differs.
    pub(crate) fn wrong(&self, notice: &Notice) -> BTreeMap<String, String> {
        let mut wrong = Wrong::default();
        self.header(notice, &mut wrong);
        self.body(notice, &mut wrong);
        self.table(notice, &mut wrong);
        wrong.0
    }

    fn header(&self, notice: &Notice, wrong: &mut Wrong) {
        let header = &notice.header;
        for (part, expected) in &self.header {
            let read = match part.as_str() {
                "title" => header.title.clone(),
                "document_number" => {
                    header.document_number.as_ref().map(|number| number.text.clone())
                }
                "issued_on" => header.issued_on.map(|date| date.to_string()),
                "printed_on" => header.printed_on.map(|date| date.to_string()),
                other => panic!("gold.json names {other}, which is not compared"),
            };
            let (expected, read) = (Some(same(expected)), read.as_deref().map(same));
            wrong.hold(&format!("header.{part}"), &expected, &read);
        }
    }

    fn body(&self, notice: &Notice, wrong: &mut Wrong) {
        let sections: Vec<_> =
            self.sections.iter().map(|s| (s.ordinal, s.title.as_deref().map(same))).collect();
        let read: Vec<_> =
            notice.sections.iter().map(|s| (s.ordinal, s.title.as_deref().map(same))).collect();
        wrong.hold_each("section", &sections, &read);

        let gold = || {
            let sections = self.sections.iter().enumerate();
            sections.flat_map(|(at, section)| section.items.iter().map(move |item| (at, item)))
        };
        let read = || {
            let sections = notice.sections.iter().enumerate();
            sections.flat_map(|(at, section)| section.items.iter().map(move |item| (at, item)))
        };
        let items: Vec<_> = gold().map(|(section, item)| (section, item.number)).collect();
        let read_items: Vec<_> = read().map(|(section, item)| (section, item.number)).collect();
        wrong.hold_each("item", &items, &read_items);
        let heading = |text: &Option<String>| text.as_deref().map(same);
        let headings: Vec<_> = gold().map(|(_, item)| heading(&item.heading)).collect();
        let read_headings: Vec<_> = read().map(|(_, item)| heading(&item.heading)).collect();
        wrong.hold_each("heading", &headings, &read_headings);

        let clauses: Vec<&GoldClause> = gold().flat_map(|(_, item)| &item.clauses).collect();
        let read_clauses: Vec<&Clause> = read().flat_map(|(_, item)| &item.clauses).collect();
        let counts: Vec<_> = gold().map(|(_, item)| item.clauses.len()).collect();
        let read_counts: Vec<_> = read().map(|(_, item)| item.clauses.len()).collect();
        wrong.hold_each("clause", &counts, &read_counts);
        let texts: Vec<_> = clauses.iter().map(|clause| same(&clause.text)).collect();
        let read_texts: Vec<_> = read_clauses.iter().map(|clause| same(&clause.text)).collect();
        wrong.hold_each("clause.text", &texts, &read_texts);
        let units: Vec<_> = clauses.iter().map(|clause| names(&clause.units)).collect();
        let read_units: Vec<_> = read_clauses.iter().map(|clause| read_names(clause)).collect();
        wrong.hold_each("clause.units", &units, &read_units);
        let roles: Vec<_> = clauses.iter().map(|clause| named_roles(&clause.units)).collect();
        let read_roles: Vec<_> =
            read_clauses.iter().map(|clause| read_named_roles(&clause.units)).collect();
        wrong.hold_each("clause.roles", &roles, &read_roles);
    }

    fn table(&self, notice: &Notice, wrong: &mut Wrong) {
        let read: Vec<&Row> = notice.tables.iter().flat_map(|table| &table.rows).collect();
        let mut hold =
            |field: &str, gold: &dyn Fn(&GoldRow) -> Value, of: &dyn Fn(&Row) -> Value| {
                let gold: Vec<_> = self.rows.iter().map(gold).collect();
                let read: Vec<_> = read.iter().map(|row| of(row)).collect();
                wrong.hold_each(field, &gold, &read);
            };
        hold("row", &|row| number(row.number), &|row| number(row.number));
        let text = |text: &Option<String>| vec![text.as_deref().map(same).unwrap_or_default()];
        hold("row.action", &|row| text(&row.action), &|row| text(&row.action));
        hold("row.content", &|row| text(&row.content), &|row| text(&row.content));
        hold("row.deadline", &|row| text(&row.deadline), &|row| {
            row.deadline.as_ref().map_or(vec![String::new()], |deadline| vec![same(&deadline.text)])
        });
        hold(
            "row.targets",
            &|row| row.targets.iter().map(|(period, text)| target(period, text)).collect(),
            &|row| {
                let period =
                    |period: Option<_>| period.map(|p: hongtou_model::Period| p.to_string());
                let mut targets: Vec<_> = row
                    .targets
                    .iter()
                    .map(|t| target(&period(t.period).unwrap_or_default(), &t.text))
                    .collect();
                targets.sort();
                targets
            },
        );
        hold("row.units", &|row| names(&row.units), &|row| {
            row.units.iter().map(|unit| same(&unit.name)).collect()
        });

        // What only some rows of the gold say is held for these.
        let pairs = || self.rows.iter().zip(&read);
        let of_sections = pairs().filter(|(gold, _)| gold.section.is_some());
        let sections: Vec<_> = of_sections
            .map(|(gold, row)| {
                (gold.section, row.section.as_ref().and_then(|section| section.ordinal))
            })
            .collect();
        wrong.hold_pairs("row.section", &sections);
        let split = pairs().filter(|(gold, _)| gold.split_columns);
        let roles: Vec<_> = split
            .map(|(gold, row)| (named_roles(&gold.units), read_named_roles(&row.units)))
            .collect();
        wrong.hold_pairs("row.roles", &roles);
        let links: Vec<_> = pairs()
            .map(|(gold, row)| (gold.clause.clone(), position(notice, row.clause.as_deref())))
            .collect();
        wrong.hold_pairs("row.clause", &links);
    }
}

type Value = Vec<String>;

fn number(number: Option<u32>) -> Value {
    vec![number.map(|number| number.to_string()).unwrap_or_default()]
}

fn target(period: &str, text: &str) -> String {
    format!("{period}: {}", same(text))
}

fn names(units: &[GoldUnit]) -> Value {
    units.iter().map(|unit| same(&unit.name)).collect()
}

fn read_names(clause: &Clause) -> Value {
    clause.units.iter().map(|unit| same(&unit.name)).collect()
}

fn named_roles(units: &[GoldUnit]) -> Value {
    units.iter().map(|unit| format!("{} {}", unit.role.name(), same(&unit.name))).collect()
}

fn read_named_roles(units: &[UnitMention]) -> Value {
    units.iter().map(|unit| format!("{} {}", unit.role.name(), same(&unit.name))).collect()
}

/// Where a clause stands: the item in the whole notice, the clause in the item.
fn position(notice: &Notice, id: Option<&str>) -> String {
    let Some(id) = id else { return "none".to_owned() };
    let items = notice.sections.iter().flat_map(|section| &section.items);
    for (item_at, item) in items.enumerate() {
        if let Some(at) = item.clauses.iter().position(|clause| clause.id == id) {
            return format!("{}.{}", item_at + 1, at + 1);
        }
    }
    panic!("a row names {id}, which is no clause")
}

/// Text as it is compared: without width, white space and final stops.
fn same(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).nfkc().collect();
    text.trim_end_matches(['。', '.', ';', ',']).to_owned()
}

#[derive(Default)]
struct Wrong(BTreeMap<String, String>);

impl Wrong {
    fn hold<T: PartialEq + Debug>(&mut self, field: &str, gold: &T, read: &T) {
        if gold != read {
            self.0.entry(field.to_owned()).or_insert(format!("gold {gold:?}, read {read:?}"));
        }
    }

    fn hold_each<T: PartialEq + Debug>(&mut self, field: &str, gold: &[T], read: &[T]) {
        if gold == read {
            return;
        }
        let at = gold.iter().zip(read).position(|(gold, read)| gold != read);
        let at = at.unwrap_or(gold.len().min(read.len()));
        let counts = if gold.len() == read.len() {
            String::new()
        } else {
            format!("; gold has {}, read {}", gold.len(), read.len())
        };
        self.0.entry(field.to_owned()).or_insert(format!(
            "no. {}: gold {:?}, read {:?}{counts}",
            at + 1,
            gold.get(at),
            read.get(at)
        ));
    }

    fn hold_pairs<T: PartialEq + Debug>(&mut self, field: &str, pairs: &[(T, T)]) {
        if let Some((gold, read)) = pairs.iter().find(|(gold, read)| gold != read) {
            self.hold(field, gold, read);
        }
    }
}

#[test]
fn every_notice_is_read_as_a_careful_reader_would() {
    let mut complaints = Vec::new();
    for case in cases() {
        let Some(gold) = &case.gold else { continue };
        let wrong = gold.wrong(case.notice.model());
        let known = KNOWN_WRONG.iter().find(|(name, _)| *name == case.name);
        let known = known.map_or(&[][..], |(_, fields)| fields);
        for (field, what) in &wrong {
            if !known.contains(&field.as_str()) {
                complaints.push(format!("{}: {field}: {what}", case.name));
            }
        }
        for field in known.iter().filter(|field| !wrong.contains_key(**field)) {
            complaints.push(format!("{}: {field} is right now: take it off the list", case.name));
        }
    }
    for (name, _) in KNOWN_WRONG {
        assert!(cases().iter().any(|case| case.name == *name), "{name} is no fixture");
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
