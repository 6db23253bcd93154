//! Known findings, accepted in a list of their own: a notice cannot carry comments.
//!
//! An entry is bound to its rule, to the words of the clause or row and to the words it quotes (the
//! finding's fingerprint), never to lines, printed numbers or counts: a finding that takes another's
//! place shows.

use std::collections::HashMap;

use hongtou_model::{Date, Finding};
use serde::{Deserialize, Serialize};

/// Version of the list's form.
pub const VERSION: u32 = 1;

/// The list, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of this format.
    pub version: u32,
    /// The accepted findings, by document, rule and fingerprint.
    #[serde(default, rename = "accepted", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The notice, as the finding names it.
    pub document: String,
    /// The rule's code.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// What it says, for people; never compared.
    #[serde(default)]
    pub message: String,
    /// Why it is accepted.
    #[serde(default)]
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The last day that it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

impl Default for Baseline {
    fn default() -> Baseline {
        Baseline { version: VERSION, entries: Vec::new() }
    }
}

impl Baseline {
    /// The entries document by document, to hold findings against on a day.
    pub fn grouped(&self, today: Date) -> Grouped<'_> {
        let mut documents: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in &self.entries {
            documents.entry(&entry.document).or_default().push(entry);
        }
        Grouped { documents, today }
    }
}

impl Entry {
    /// An entry for a finding.
    pub fn of(finding: &Finding) -> Entry {
        Entry {
            document: finding.document.clone(),
            rule: finding.code.clone(),
            fingerprint: finding.fingerprint.clone(),
            message: finding.message.clone(),
            reason: String::new(),
            owner: None,
            expires: None,
        }
    }

    /// Whether it no longer holds on that day.
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|expires| expires < today)
    }
}

/// The entries document by document.
pub struct Grouped<'b> {
    documents: HashMap<&'b str, Vec<&'b Entry>>,
    today: Date,
}

/// Findings of one document held against the list.
#[derive(Debug, Default)]
pub struct Accepted<'b> {
    /// For each finding the entry that accepts it.
    pub by: Vec<Option<&'b Entry>>,
    /// The entries that accept none of them, expired ones included.
    pub unused: Vec<&'b Entry>,
}

impl<'b> Grouped<'b> {
    /// Holds the findings of one document against its entries: each entry accepts one finding.
    pub fn accept(&self, document: &str, findings: &[Finding]) -> Accepted<'b> {
        let mut unused = self.documents.get(document).cloned().unwrap_or_default();
        let accepts = |entry: &&Entry, finding: &Finding| {
            entry.rule == finding.code
                && entry.fingerprint == finding.fingerprint
                && !entry.is_expired(self.today)
        };
        let by = findings.iter().map(|finding| {
            let at = unused.iter().position(|entry| accepts(entry, finding))?;
            Some(unused.remove(at))
        });
        Accepted { by: by.collect(), unused }
    }
}

#[cfg(test)]
mod tests {
    use hongtou_model::{Confidence, Located, Severity};

    use super::*;

    fn entry(fingerprint: &str) -> Entry {
        Entry { reason: "known".into(), ..Entry::of(&finding(fingerprint)) }
    }

    fn finding(fingerprint: &str) -> Finding {
        Finding {
            document: "a.md".into(),
            rule: "clause-missing-from-table".into(),
            code: "AL001".into(),
            severity: Severity::Error,
            confidence: Confidence::Certain,
            message: "m".into(),
            at: Located::default(),
            related: Vec::new(),
            help: None,
            fix: None,
            fingerprint: fingerprint.into(),
        }
    }

    fn day(year: u32, month: u32, day: u32) -> Date {
        Date::new(year, month, day).expect("a day")
    }

    #[test]
    fn one_entry_accepts_one_finding() {
        let baseline = Baseline { entries: vec![entry("1"), entry("2")], ..Baseline::default() };
        let grouped = baseline.grouped(day(2026, 1, 1));
        let findings = [finding("1"), finding("1"), finding("3")];
        let accepted = grouped.accept("a.md", &findings);
        let by: Vec<bool> = accepted.by.iter().map(Option::is_some).collect();
        assert_eq!(by, [true, false, false], "the same words a second time are new");
        assert_eq!(accepted.unused, [&entry("2")]);
        assert!(grouped.accept("b.md", &findings).unused.is_empty());
    }

    #[test]
    fn an_expired_entry_accepts_nothing() {
        let expired = Entry { expires: Some(day(2026, 3, 31)), ..entry("1") };
        let baseline = Baseline { entries: vec![expired], ..Baseline::default() };
        let accepts =
            |today| baseline.grouped(today).accept("a.md", &[finding("1")]).by[0].is_some();
        assert!(accepts(day(2026, 3, 31)));
        assert!(!accepts(day(2026, 4, 1)));
    }
}
