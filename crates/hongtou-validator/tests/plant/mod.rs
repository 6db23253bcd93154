//! Faults planted on purpose: one at a time, at every place where the kind applies.
//!
//! A kind edits the source text by the spans of the model, the text is read again, and what is
//! found besides is held against the rule that must find it.

mod kinds;

use std::collections::BTreeMap;
use std::path::Path;

use hongtou_model::{Clause, Notice, Row, Severity, Table};
use hongtou_validator::{Options, check};

pub(crate) use kinds::KINDS;

/// One replacement in the source text.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

/// One planted fault: what to change, and where it is for people.
#[derive(Clone, Debug)]
pub(crate) struct Plant {
    pub(crate) at: String,
    pub(crate) changes: Vec<Change>,
}

/// A kind of fault.
pub(crate) struct Kind {
    /// What is done.
    pub(crate) name: &'static str,
    /// Codes of which one must be found.
    pub(crate) expected: &'static [&'static str],
    /// Codes that the same fault truly causes besides.
    pub(crate) companions: &'static [&'static str],
    /// Where it applies.
    pub(crate) plants: fn(&Case) -> Vec<Plant>,
}

/// A notice to plant in.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) notice: Notice,
}

/// A clause and the one row that carries it out.
pub(crate) struct Pair<'a> {
    pub(crate) clause: &'a Clause,
    pub(crate) table: &'a Table,
    pub(crate) row: &'a Row,
}

impl Case {
    /// Reads a notice of text or Markdown.
    pub(crate) fn read(name: &str, text: &str) -> Case {
        Case { name: name.to_owned(), text: text.to_owned(), notice: parse(name, text).1 }
    }

    /// Clauses and rows that stand one for one, in tables that say the body's words again.
    pub(crate) fn pairs(&self) -> Vec<Pair<'_>> {
        let mut out = Vec::new();
        for table in self.notice.tables.iter().filter(|table| table.restates_body) {
            for row in table.rows.iter().filter(|row| row.also.is_empty()) {
                let shared = table.rows.iter().filter(|other| other.clause == row.clause).count();
                let clause = self.clauses().find(|clause| Some(&clause.id) == row.clause.as_ref());
                if let (1, Some(clause)) = (shared, clause) {
                    out.push(Pair { clause, table, row });
                }
            }
        }
        out
    }

    pub(crate) fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.notice.sections.iter().flat_map(|s| &s.items).flat_map(|item| &item.clauses)
    }
}

/// What came of planting one kind everywhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) planted: usize,
    pub(crate) found: usize,
    pub(crate) missed: Vec<String>,
    pub(crate) extra: Vec<String>,
}

fn parse(name: &str, text: &str) -> (Vec<hongtou_source::Source>, Notice) {
    let document = hongtou_reader::read(name, text.as_bytes(), &hongtou_reader::Options::default())
        .expect("text is always read");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    (document.sources, notice)
}

/// The findings of a text, as code and message without figures, and whether each is a warning or more.
fn findings(name: &str, text: &str) -> BTreeMap<(String, String), (usize, bool)> {
    let (sources, notice) = parse(name, text);
    let mut out = BTreeMap::new();
    for finding in check(&notice, &sources, &Options::default()).findings {
        let key: String = finding.message.chars().filter(|c| !c.is_ascii_digit()).collect();
        let entry = out.entry((finding.code, key)).or_insert((0, false));
        entry.0 += 1;
        entry.1 |= finding.severity >= Severity::Warning;
    }
    out
}

/// Plants one kind at every place of the cases.
pub(crate) fn run(kind: &Kind, cases: &[Case]) -> Outcome {
    let mut outcome = Outcome::default();
    for case in cases {
        let before = findings(&case.name, &case.text);
        for plant in (kind.plants)(case) {
            outcome.planted += 1;
            let text = apply(&case.text, &plant.changes);
            let mut new: Vec<(String, String, bool)> = Vec::new();
            for ((code, message), (count, serious)) in findings(&case.name, &text) {
                let known =
                    before.get(&(code.clone(), message.clone())).map_or(0, |(count, _)| *count);
                if count > known {
                    new.push((code, message, serious));
                }
            }
            let place = format!("{} {}", case.name, plant.at);
            if new.iter().any(|(code, _, _)| kind.expected.contains(&code.as_str())) {
                outcome.found += 1;
            } else {
                let instead: Vec<String> =
                    new.iter().map(|(code, message, _)| format!("{code} {message}")).collect();
                outcome.missed.push(format!("{place}: {}", instead.join("; ")));
            }
            for (code, message, _) in new.iter().filter(|(_, _, serious)| *serious) {
                let code = code.as_str();
                if !kind.expected.contains(&code) && !kind.companions.contains(&code) {
                    outcome.extra.push(format!("{place}: {code} {message}"));
                }
            }
        }
    }
    outcome
}

fn apply(text: &str, changes: &[Change]) -> String {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| (change.start, change.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in &changes {
        assert!(at <= change.start, "changes overlap");
        out.push_str(&text[at..change.start]);
        out.push_str(&change.text);
        at = change.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The seed and every fixture whose folder says that it is clean, of text and Markdown.
pub(crate) fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut out = Vec::new();
    let seed = root.join("seeds/xuzhou-2021-food-safety.md");
    out.push(Case::read("xuzhou.md", &std::fs::read_to_string(seed).expect("the seed")));
    let mut folders: Vec<_> = std::fs::read_dir(root.join("fixtures/layouts"))
        .expect("the fixtures")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with("-clean"))
        .collect();
    folders.sort();
    for folder in folders {
        for name in ["notice.md", "notice.txt"] {
            if let Ok(text) = std::fs::read_to_string(folder.join(name)) {
                let label = folder.file_name().expect("a folder").to_string_lossy().into_owned();
                let kind = name.trim_start_matches("notice");
                out.push(Case::read(&format!("{label}{kind}"), &text));
            }
        }
    }
    out
}
