//! `fixtures/VARIANTS.md` names a notice for every variant, and says how it is measured to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::cases::{self, cases, folders, notice_in, root};

/// How many variants there are.
const VARIANTS: u32 = 116;

/// A line of the table.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    number: u32,
    variant: String,
    notices: Vec<String>,
    read: String,
}

impl Line {
    /// The line of that text, if it is one of the table's.
    fn of(text: &str) -> Option<Line> {
        let cells: Vec<&str> = text.strip_prefix('|')?.split('|').map(str::trim).collect();
        let [number, variant, notices, read, ..] = cells[..] else { return None };
        let notices = notices.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let (variant, read) = (variant.to_owned(), read.to_owned());
        Some(Line { number: number.parse().ok()?, variant, notices, read })
    }

    fn text(&self) -> String {
        let notices: Vec<String> = self.notices.iter().map(|name| format!("`{name}`")).collect();
        format!("| {} | {} | {} | {} |", self.number, self.variant, notices.join(", "), self.read)
    }
}

fn path() -> PathBuf {
    root().join("fixtures/VARIANTS.md")
}

/// The variants that a folder's name carries: `r01-02-sole-lead` shows 1 and 2, `r08-h113-…` 8 and 113.
fn carried(folder: &str) -> Vec<u32> {
    let numbers = folder.split('-').map_while(|part| {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_lowercase());
        (part.len() - digits.len() <= 1).then(|| digits.parse().ok())?
    });
    numbers.collect()
}

/// What a notice is measured to be.
#[derive(Default)]
struct Measured {
    wrong: BTreeSet<String>,
    repairs: BTreeSet<String>,
}

fn measured() -> BTreeMap<&'static str, Measured> {
    let of = |case: &'static cases::Case| {
        let model = case.notice.model();
        let wrong = case.gold.as_ref()?.wrong(model).into_keys().collect();
        let kind = |kind| serde_json::to_value(kind).expect("the model is JSON");
        let kinds = model.repairs.iter().map(|repair| kind(repair.kind));
        let repairs = kinds.filter_map(|kind| kind.as_str().map(str::to_owned)).collect();
        Some((case.name.as_str(), Measured { wrong, repairs }))
    };
    cases().iter().filter_map(of).collect()
}

/// What the last column should say.
fn read(line: &Line, measured: &BTreeMap<&str, Measured>) -> String {
    let (mut wrong, mut repairs) = (BTreeSet::new(), BTreeSet::new());
    let mut refused = false;
    for notice in &line.notices {
        if let Some(folder) = notice.strip_prefix("../refused/") {
            let path = notice_in(&root().join("fixtures/refused").join(folder));
            assert!(hongtou::read(&path).is_err(), "{folder} is read");
            refused = true;
            continue;
        }
        let of = measured.get(notice.as_str());
        let of = of.unwrap_or_else(|| panic!("line {}: there is no {notice}", line.number));
        wrong.extend(of.wrong.iter().map(String::as_str));
        repairs.extend(of.repairs.iter().map(String::as_str));
    }
    let list = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join(", ");
    if refused {
        "refused".to_owned()
    } else if !wrong.is_empty() {
        format!("read wrong: {}", list(wrong))
    } else if !repairs.is_empty() {
        format!("read with a repair: {}", list(repairs))
    } else {
        "read right".to_owned()
    }
}

#[test]
fn the_table_names_a_notice_for_every_variant_and_says_what_is_measured() {
    let text = fs::read_to_string(path()).expect("VARIANTS.md");
    let numbers: Vec<u32> = text.lines().filter_map(Line::of).map(|line| line.number).collect();
    assert_eq!(numbers, (1..=VARIANTS).collect::<Vec<_>>(), "one line for each, in order");
    let measured = measured();
    let names: Vec<String> = folders("layouts").iter().map(|folder| cases::name(folder)).collect();
    for name in &names {
        assert!(!carried(name).is_empty(), "{name} carries no number");
        let known = |number: &u32| (1..=VARIANTS).contains(number);
        assert!(carried(name).iter().all(known), "{name} carries a number of no variant");
    }
    let mut changed = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for text in text.lines() {
        let Some(mut line) = Line::of(text) else {
            lines.push(text.to_owned());
            continue;
        };
        for name in &names {
            if carried(name).contains(&line.number) && !line.notices.contains(name) {
                line.notices.push(name.clone());
            }
        }
        let shows =
            |name: &String| carried(name.trim_start_matches("../refused/")).contains(&line.number);
        assert!(line.notices.iter().any(shows), "no folder's name carries {}", line.number);
        line.read = read(&line, &measured);
        if line.text() != text {
            changed.push(line.text());
        }
        lines.push(line.text());
    }
    if std::env::var_os("VARIANTS_UPDATE").is_some() {
        fs::write(path(), lines.join("\n") + "\n").expect("VARIANTS.md is written");
    } else {
        let changed = changed.join("\n");
        assert!(
            changed.is_empty(),
            "VARIANTS.md should say (VARIANTS_UPDATE=1 writes it):\n{changed}"
        );
    }
}
