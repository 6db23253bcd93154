//! The list of known findings, `hongtou-baseline.toml`.
//!
//! A notice cannot carry comments, so what is accepted stands beside it. An entry is bound to the
//! rule, the clause or row and the words it quotes (the finding's fingerprint), never to lines,
//! printed numbers or counts: a finding that takes another's place shows.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use hongtou_model::{Date, Finding, Lang};
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    /// Version of this format.
    version: u32,
    /// The accepted findings, by document, rule and fingerprint.
    #[serde(default, rename = "accepted", skip_serializing_if = "Vec::is_empty")]
    pub(crate) entries: Vec<Entry>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The notice, as the finding names it.
    pub(crate) document: String,
    /// The rule's code.
    pub(crate) rule: String,
    /// The finding's fingerprint.
    pub(crate) fingerprint: String,
    /// What it says, for people; never compared.
    #[serde(default)]
    pub(crate) message: String,
    /// Why it is accepted.
    #[serde(default)]
    pub(crate) reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// The last day that it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Date>,
}

const VERSION: u32 = 1;

impl Baseline {
    /// Reads a list; one that is not there is empty where that is allowed.
    pub(crate) fn load(path: &Path, allow_missing: bool, lang: Lang) -> Result<Baseline, String> {
        let shown = path.display();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if allow_missing && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Baseline { version: VERSION, entries: Vec::new() });
            }
            Err(error) => {
                return Err(match lang {
                    Lang::Zh => format!("读不了清单 {shown}：{error}"),
                    Lang::En => format!("cannot read the baseline {shown}: {error}"),
                });
            }
        };
        Baseline::parse(&text, lang).map_err(|problem| match lang {
            Lang::Zh => format!("清单 {shown} 有误：{problem}"),
            Lang::En => format!("the baseline {shown} is not valid: {problem}"),
        })
    }

    /// Reads the text of a list.
    pub(crate) fn parse(text: &str, lang: Lang) -> Result<Baseline, String> {
        let baseline: Baseline = toml::from_str(text).map_err(|error| error.to_string())?;
        if baseline.version != VERSION {
            return Err(match lang {
                Lang::Zh => format!("版本是 {}，这里读 {VERSION}", baseline.version),
                Lang::En => {
                    format!("it has version {}, this program reads {VERSION}", baseline.version)
                }
            });
        }
        Ok(baseline)
    }

    /// The file's text, entries in a fixed order.
    pub(crate) fn text(&self) -> String {
        let mut sorted = self.clone();
        sorted.entries.sort();
        toml::to_string_pretty(&sorted).expect("entries are strings under plain keys")
    }

    /// The entries document by document, to hold findings against on a day.
    pub(crate) fn grouped(&self, today: Date) -> Grouped<'_> {
        let mut documents: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in &self.entries {
            documents.entry(&entry.document).or_default().push(entry);
        }
        Grouped { documents, today }
    }
}

impl Entry {
    /// An entry for a finding.
    pub(crate) fn of(finding: &Finding) -> Entry {
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
    pub(crate) fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|expires| expires < today)
    }
}

/// The entries document by document.
pub(crate) struct Grouped<'b> {
    documents: HashMap<&'b str, Vec<&'b Entry>>,
    today: Date,
}

/// Findings of one document held against the list.
#[derive(Debug, Default)]
pub(crate) struct Accepted<'b> {
    /// For each finding the entry that accepts it.
    pub(crate) by: Vec<Option<&'b Entry>>,
    /// The entries that accept none of them, expired ones included.
    pub(crate) unused: Vec<&'b Entry>,
}

impl<'b> Grouped<'b> {
    /// Holds the findings of one document against its entries: each entry accepts one finding.
    pub(crate) fn accept(&self, document: &str, findings: &[Finding]) -> Accepted<'b> {
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

/// The day that expiry counts from: `SOURCE_DATE_EPOCH` where it is set, else the clock's.
pub(crate) fn today() -> Date {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|value| value.parse().ok());
    let seconds = set.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |since| since.as_secs())
    });
    day_of(seconds / 86_400)
}

/// The civil day of a number of days since 1970-01-01.
fn day_of(days: u64) -> Date {
    // Eras of 400 years from 0000-03-01, as in Howard Hinnant's chrono-compatible algorithms.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let first = Date::new(1970, 1, 1).expect("the first of January is a day");
    Date::new(year as u32, month as u32, day as u32).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fingerprint: &str) -> Entry {
        Entry {
            document: "a.md".into(),
            rule: "AL001".into(),
            fingerprint: fingerprint.into(),
            message: String::new(),
            reason: "known".into(),
            owner: None,
            expires: None,
        }
    }

    fn finding(fingerprint: &str) -> Finding {
        let mut finding = crate::render::tests::results().findings.remove(0).finding;
        finding.document = "a.md".into();
        finding.code = "AL001".into();
        finding.fingerprint = fingerprint.into();
        finding
    }

    #[test]
    fn one_entry_accepts_one_finding() {
        let baseline = Baseline { version: VERSION, entries: vec![entry("1"), entry("2")] };
        let grouped = baseline.grouped(day_of(20_000));
        let findings = [finding("1"), finding("1"), finding("3")];
        let accepted = grouped.accept("a.md", &findings);
        let by: Vec<bool> = accepted.by.iter().map(Option::is_some).collect();
        assert_eq!(by, [true, false, false], "the same words a second time are new");
        assert_eq!(accepted.unused, [&entry("2")]);
        assert!(grouped.accept("b.md", &findings).unused.is_empty());
    }

    #[test]
    fn an_expired_entry_accepts_nothing() {
        let mut expired = entry("1");
        expired.expires = Date::new(2026, 3, 31);
        let baseline = Baseline { version: VERSION, entries: vec![expired] };
        let accepts = |y, m, d| {
            let grouped = baseline.grouped(Date::new(y, m, d).expect("a day"));
            grouped.accept("a.md", &[finding("1")]).by[0].is_some()
        };
        assert!(accepts(2026, 3, 31));
        assert!(!accepts(2026, 4, 1));
    }

    #[test]
    fn the_file_reads_back() {
        let baseline = Baseline { version: VERSION, entries: vec![entry("2"), entry("1")] };
        let text = baseline.text();
        let again: Baseline = toml::from_str(&text).expect("valid");
        assert_eq!(again.text(), text);
        assert!(text.starts_with("version = 1\n\n[[accepted]]\n"), "{text}");
    }

    #[test]
    fn days_are_counted_right() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_514, "2026-03-02")] {
            assert_eq!(day_of(days).to_string(), day);
        }
    }
}
