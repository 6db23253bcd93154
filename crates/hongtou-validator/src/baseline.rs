//! Known findings, kept beside a notice that cannot carry comments.
//!
//! An entry is anchored on its rule, on the words of the clause or row, and on the words it quotes:
//! never on lines, printed numbers or counts, so that an old finding swapped for a new one shows.

use std::collections::HashMap;

use hongtou_model::{Date, Finding};
use serde::{Deserialize, Serialize};

/// Version of the file that [`Baseline`] is written to.
pub const VERSION: u32 = 1;

/// The known findings of a document or a folder of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of this form.
    pub version: u32,
    /// The entries, by document, rule and fingerprint.
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// One known finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The document, as findings name it.
    pub document: String,
    /// Code of the rule.
    pub rule: String,
    /// Fingerprint of the finding: its rule, the words of the clause or row, and what it quotes.
    pub fingerprint: String,
    /// The words at the place, for whoever reads the file.
    pub text: String,
    /// What was found, for whoever reads the file.
    pub message: String,
    /// Why it is accepted.
    #[serde(default)]
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The last day it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// Findings held against a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Findings that no entry covers.
    pub new: Vec<Finding>,
    /// Findings that an entry covers, each with the position of the entry.
    pub known: Vec<(usize, Finding)>,
    /// Positions of entries that cover no finding any more.
    pub stale: Vec<usize>,
    /// Positions of entries whose last day has passed; what they covered is among the new ones.
    pub expired: Vec<usize>,
}

impl Baseline {
    /// A baseline of findings, keeping reason, owner and last day of the entries that it replaces.
    pub fn write(findings: &[Finding], before: &Baseline, reason: &str) -> Baseline {
        let known: HashMap<(&str, &str, &str), &Entry> =
            before.entries.iter().map(|entry| (entry.key(), entry)).collect();
        let mut entries: Vec<Entry> = findings
            .iter()
            .map(|finding| {
                let key = (
                    finding.document.as_str(),
                    finding.code.as_str(),
                    finding.fingerprint.as_str(),
                );
                let old = known.get(&key);
                Entry {
                    document: finding.document.clone(),
                    rule: finding.code.clone(),
                    fingerprint: finding.fingerprint.clone(),
                    text: finding.at.text.clone(),
                    message: finding.message.clone(),
                    reason: old.map_or_else(|| reason.to_owned(), |entry| entry.reason.clone()),
                    owner: old.and_then(|entry| entry.owner.clone()),
                    expires: old.and_then(|entry| entry.expires),
                }
            })
            .collect();
        entries.sort_by(|a, b| a.key().cmp(&b.key()));
        entries.dedup_by(|a, b| a.key() == b.key());
        Baseline { version: VERSION, entries }
    }

    /// Parts findings into known and new ones. `today` is the day that last days are held against;
    /// without it no entry expires.
    pub fn matched(&self, findings: Vec<Finding>, today: Option<Date>) -> Matched {
        let mut by_key: HashMap<(&str, &str, &str), usize> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            by_key.entry(entry.key()).or_insert(at);
        }
        let over = |entry: &Entry| matches!((entry.expires, today), (Some(last), Some(today)) if last < today);
        let mut used = vec![false; self.entries.len()];
        let mut out = Matched::default();
        for finding in findings {
            let key =
                (finding.document.as_str(), finding.code.as_str(), finding.fingerprint.as_str());
            match by_key.get(&key) {
                Some(&at) => {
                    used[at] = true;
                    if over(&self.entries[at]) {
                        out.new.push(finding);
                    } else {
                        out.known.push((at, finding));
                    }
                }
                None => out.new.push(finding),
            }
        }
        for (at, entry) in self.entries.iter().enumerate() {
            if !used[at] {
                out.stale.push(at);
            } else if over(entry) {
                out.expired.push(at);
            }
        }
        out
    }

    /// The baseline without the entries at some positions.
    pub fn without(&self, positions: &[usize]) -> Baseline {
        let kept = self.entries.iter().enumerate().filter(|(at, _)| !positions.contains(at));
        Baseline { version: VERSION, entries: kept.map(|(_, entry)| entry.clone()).collect() }
    }
}

impl Entry {
    fn key(&self) -> (&str, &str, &str) {
        (&self.document, &self.rule, &self.fingerprint)
    }
}

#[cfg(test)]
mod tests {
    use hongtou_model::{Confidence, Located, Severity};

    use super::*;

    fn finding(code: &str, print: &str) -> Finding {
        Finding {
            document: "n.md".into(),
            rule: "r".into(),
            code: code.into(),
            severity: Severity::Error,
            confidence: Confidence::Certain,
            message: "m".into(),
            at: Located::default(),
            related: Vec::new(),
            help: None,
            fix: None,
            fingerprint: print.into(),
        }
    }

    #[test]
    fn an_old_finding_swapped_for_a_new_one_shows() {
        let base = Baseline::write(&[finding("AL001", "a")], &Baseline::default(), "known");
        let matched = base.matched(vec![finding("AL001", "b")], None);
        assert_eq!((matched.new.len(), matched.known.len()), (1, 0));
        assert_eq!(matched.stale, [0]);
        assert!(base.without(&matched.stale).entries.is_empty());
    }

    #[test]
    fn an_entry_past_its_last_day_covers_nothing() {
        let mut base = Baseline::write(&[finding("AL001", "a")], &Baseline::default(), "known");
        base.entries[0].expires = Date::new(2026, 1, 31);
        let on = |day| base.matched(vec![finding("AL001", "a")], Date::new(2026, 2, day));
        assert_eq!(on(1).expired, [0]);
        assert_eq!(on(1).new.len(), 1);
        base.entries[0].expires = Date::new(2026, 2, 28);
        assert_eq!(
            base.matched(vec![finding("AL001", "a")], Date::new(2026, 2, 28)).known.len(),
            1
        );
    }

    #[test]
    fn writing_again_keeps_the_reasons() {
        let mut base = Baseline::write(&[finding("AL001", "a")], &Baseline::default(), "known");
        base.entries[0].owner = Some("科室".into());
        let again = Baseline::write(&[finding("AL001", "a"), finding("AL002", "c")], &base, "new");
        assert_eq!(again.entries[0].owner.as_deref(), Some("科室"));
        assert_eq!(
            (again.entries[0].reason.as_str(), again.entries[1].reason.as_str()),
            ("known", "new")
        );
    }
}
