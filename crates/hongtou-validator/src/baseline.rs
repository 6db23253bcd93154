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
    /// The notice: its path from the folder of the list's file; in lists of old as it was named on the
    /// command line or below the folder given.
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
        let mut documents: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            documents.entry(&entry.document).or_default().push(at);
        }
        Grouped { entries: &self.entries, documents, today }
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
    entries: &'b [Entry],
    documents: HashMap<&'b str, Vec<usize>>,
    today: Date,
}

/// Findings of one document held against the list; entries by their place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// For each finding the entry that accepts it.
    pub by: Vec<Option<usize>>,
    /// The entries that would accept a finding that is open, had they not expired.
    pub expired: Vec<usize>,
    /// The entries that no finding answers to any more.
    pub unused: Vec<usize>,
}

impl<'b> Grouped<'b> {
    /// The entry at a place of the list.
    pub fn entry(&self, at: usize) -> &'b Entry {
        &self.entries[at]
    }

    /// Holds the findings of one document against the entries under its names: each entry accepts
    /// one finding.
    pub fn accept(&self, names: &[&str], findings: &[Finding]) -> Accepted {
        let named = names.iter().filter_map(|&name| self.documents.get(name));
        let mut unused: Vec<usize> = named.flatten().copied().collect();
        let mut take = |finding: &Finding, expired: bool| {
            let at = unused.iter().position(|&at| {
                let entry = self.entry(at);
                entry.rule == finding.code
                    && entry.fingerprint == finding.fingerprint
                    && entry.is_expired(self.today) == expired
            })?;
            Some(unused.remove(at))
        };
        let by: Vec<Option<usize>> = findings.iter().map(|finding| take(finding, false)).collect();
        let open = findings.iter().zip(&by).filter(|(_, entry)| entry.is_none());
        let expired = open.filter_map(|(finding, _)| take(finding, true)).collect();
        Accepted { by, expired, unused }
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
        let accepted = grouped.accept(&["a.md"], &findings);
        assert_eq!(accepted.by, [Some(0), None, None], "the same words a second time are new");
        assert_eq!(accepted.unused, [1]);
        assert!(grouped.accept(&["b.md"], &findings).unused.is_empty());
        assert_eq!(grouped.accept(&["b.md", "a.md"], &findings), accepted);
    }

    #[test]
    fn an_expired_entry_accepts_nothing() {
        let expired = Entry { expires: Some(day(2026, 3, 31)), ..entry("1") };
        let baseline = Baseline { entries: vec![expired], ..Baseline::default() };
        let accepted = |today, findings: &[Finding]| {
            let Accepted { by, expired, unused } =
                baseline.grouped(today).accept(&["a.md"], findings);
            (by, expired, unused)
        };
        let known = [finding("1")];
        assert_eq!(accepted(day(2026, 3, 31), &known), (vec![Some(0)], vec![], vec![]));
        assert_eq!(accepted(day(2026, 4, 1), &known), (vec![None], vec![0], vec![]));
        assert_eq!(accepted(day(2026, 4, 1), &[]), (vec![], vec![], vec![0]), "it is stale");
    }
}
