//! Faults planted on purpose: one at a time, at every place where the kind applies.
//!
//! A kind edits the source text by the spans of the model, the text is read again, and what is
//! found besides is held against the rule that must find it.

mod align;
mod edits;
mod figures;
mod header;
mod kinds;
mod numbers;
mod print;
mod units;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use hongtou_model::{Clause, Notice, Row, Severity, Table};
use hongtou_validator::{Options, check};

pub(crate) use kinds::KINDS;

// In a notice that is not planted in at every place, so many of a kind.
const FEW: usize = 3;

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
    /// The same in Chinese.
    pub(crate) zh: &'static str,
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
    /// Whether every place of it is planted in.
    pub(crate) thorough: bool,
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
        let notice = parse(name, text).1;
        Case { name: name.to_owned(), text: text.to_owned(), notice, thorough: false }
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
    /// Planted and found in torn notices, and what was found there besides.
    pub(crate) torn: (usize, usize, usize),
}

fn parse(name: &str, text: &str) -> (Vec<hongtou_source::Source>, Notice) {
    let document = hongtou_reader::read(name, text.as_bytes(), &hongtou_reader::Options::default())
        .expect("text is always read");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    (document.sources, notice)
}

/// The findings of a text, as code and message without figures, and whether each is a warning or more.
fn findings(name: &str, text: &str) -> Before {
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

/// What a text has before anything is planted in it.
pub(crate) type Before = BTreeMap<(String, String), (usize, bool)>;

/// Plants one kind in the cases: at every place of thorough ones, at a few of the others.
pub(crate) fn run(kind: &Kind, cases: &[Case], before: &[Before]) -> Outcome {
    let mut outcome = Outcome::default();
    for (case, before) in cases.iter().zip(before) {
        let mut plants = (kind.plants)(case);
        let most = if case.thorough { usize::MAX } else { FEW };
        while plants.len() > most {
            let at = plants.len() / 2;
            plants.remove(at);
        }
        let torn = TORN.iter().any(|name| case.name.starts_with(name));
        let mut own = Outcome::default();
        for plant in plants {
            plant_one(kind, case, before, &plant, &mut own);
        }
        if torn {
            outcome.torn.0 += own.planted;
            outcome.torn.1 += own.found;
            outcome.torn.2 += own.extra.len();
        } else {
            outcome.planted += own.planted;
            outcome.found += own.found;
            outcome.missed.extend(own.missed);
            outcome.extra.extend(own.extra);
        }
    }
    outcome
}

fn plant_one(kind: &Kind, case: &Case, before: &Before, plant: &Plant, outcome: &mut Outcome) {
    outcome.planted += 1;
    let text = apply(&case.text, &plant.changes);
    let mut new: Vec<(String, String, bool)> = Vec::new();
    for ((code, message), (count, serious)) in findings(&case.name, &text) {
        let known = before.get(&(code.clone(), message.clone())).map_or(0, |(count, _)| *count);
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
        let known = kind.expected.contains(&code) || kind.companions.contains(&code);
        if !known {
            outcome.extra.push(format!("{place}: {code} {message}"));
        }
    }
}

/// Plants every kind, on as many threads as the machine has cores; in the order of the kinds.
pub(crate) fn run_all(cases: &[Case]) -> Vec<Outcome> {
    let before: Vec<Before> = cases.iter().map(|case| findings(&case.name, &case.text)).collect();
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(vec![Outcome::default(); KINDS.len()]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, kind)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|at| Some((at, KINDS.get(at)?)))
                {
                    let outcome = run(kind, cases, &before);
                    outcomes.lock().expect("no thread has panicked")[at] = outcome;
                }
            });
        }
    });
    outcomes.into_inner().expect("no thread has panicked")
}

/// The outcomes as a table in Markdown, in English or Chinese.
pub(crate) fn table(outcomes: &[Outcome], chinese: bool) -> String {
    let mut out = String::from(if chinese {
        "| 植入的错误 | 应报规则 | 植入 | 查出 | 多报 | 残表：植入 | 查出 | 多报 |\n"
    } else {
        "| fault | found by | planted | found | extra | torn: planted | found | extra |\n"
    });
    out.push_str("|---|---|--:|--:|--:|--:|--:|--:|\n");
    let mut line = |name: &str, rules: &str, numbers: [usize; 6]| {
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        out.push_str(&format!("| {name} | {rules} | {} |\n", numbers.join(" | ")));
    };
    let mut all = [0; 6];
    for (kind, o) in KINDS.iter().zip(outcomes) {
        let numbers = [o.planted, o.found, o.extra.len(), o.torn.0, o.torn.1, o.torn.2];
        line(if chinese { kind.zh } else { kind.name }, &kind.expected.join(", "), numbers);
        all.iter_mut().zip(numbers).for_each(|(sum, n)| *sum += n);
    }
    line(if chinese { "合计" } else { "all" }, "", all);
    out
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

// Notices whose table or lines are put together again by what the body says: a fault in them is a
// fault in the reading too. Planted in and counted, held to nothing.
const TORN: &[&str] = &["d60", "n103-t83", "n105", "p60", "p9", "t74", "t82-98", "t83", "t84"];

/// The seed and every fixture of text and Markdown; `PLANT_IN` names a further folder of notices.
pub(crate) fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut out = Vec::new();
    let seed = root.join("seeds/xuzhou-2021-food-safety.md");
    let mut first = Case::read("xuzhou.md", &std::fs::read_to_string(seed).expect("the seed"));
    first.thorough = true;
    out.push(first);
    let mut folders = vec![root.join("fixtures/layouts")];
    folders.extend(std::env::var_os("PLANT_IN").map(std::path::PathBuf::from));
    for folder in folders {
        let mut inside: Vec<_> = std::fs::read_dir(folder)
            .expect("the fixtures")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        inside.sort();
        for folder in inside {
            for name in ["notice.md", "notice.txt"] {
                if let Ok(text) = std::fs::read_to_string(folder.join(name)) {
                    let label =
                        folder.file_name().expect("a folder").to_string_lossy().into_owned();
                    let kind = name.trim_start_matches("notice");
                    let mut case = Case::read(&format!("{label}{kind}"), &text);
                    case.thorough = label.ends_with("-clean");
                    out.push(case);
                }
            }
        }
    }
    out
}
