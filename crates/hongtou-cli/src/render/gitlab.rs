//! GitLab's code quality report.

use std::collections::HashMap;

use hongtou_model::{Severity, Unread};
use serde::Serialize;

use super::Results;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Draws the report.
pub(super) fn render(results: &Results) -> String {
    // GitLab drops issues whose fingerprint it has seen: the same finding twice in a file gets a
    // number.
    let mut seen: HashMap<(String, String), u32> = HashMap::new();
    let mut issues = Vec::new();
    for reported in results.open() {
        let finding = &reported.finding;
        let spot = reported.spot.as_ref();
        let path = spot.map_or(&reported.path, |spot| &spot.path).clone();
        let count = seen.entry((path.clone(), finding.fingerprint.clone())).or_default();
        *count += 1;
        let fingerprint =
            hongtou_source::fingerprint(&[&path, &finding.fingerprint, &count.to_string()]);
        let lines = spot
            .filter(|spot| spot.in_file)
            .map_or((1, 1), |spot| (spot.start.line, spot.end.line));
        issues.push(Issue {
            description: format!("{}: {}", finding.code, finding.message),
            check_name: finding.rule.clone(),
            fingerprint,
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location { path, lines: Lines { begin: lines.0, end: lines.1 } },
        });
    }
    issues.extend(results.unread.iter().map(unread));
    super::pretty(&issues)
}

fn unread(unread: &Unread) -> Issue {
    Issue {
        description: unread.message.clone(),
        check_name: super::unread::RULE.to_owned(),
        fingerprint: hongtou_source::fingerprint(&[super::unread::RULE, &unread.path]),
        severity: "blocker",
        location: Location { path: unread.path.clone(), lines: Lines { begin: 1, end: 1 } },
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::results;
    use super::*;

    #[test]
    fn each_issue_has_its_own_fingerprint() {
        let mut twice = results();
        let again = twice.findings[0].clone();
        twice.findings.push(again);
        let value: serde_json::Value = serde_json::from_str(&render(&twice)).expect("JSON");
        assert_eq!(value[0]["severity"], "major");
        assert_eq!(value[0]["location"]["lines"]["begin"], 2);
        assert_eq!(value[0]["check_name"], "quantity-differs");
        assert_ne!(value[0]["fingerprint"], value[2]["fingerprint"]);
    }
}
