//! The contract's JSON, whole or a finding a line.

use hongtou_model::{Finding, Findings, SCHEMA_VERSION};

use super::Results;

/// One JSON document.
pub(super) fn render(results: &Results) -> String {
    super::pretty(&Findings {
        schema_version: SCHEMA_VERSION.to_owned(),
        findings: open(results).cloned().collect(),
        agreements: results.agreements.clone(),
        summary: results.summary(),
        unread: results.unread.clone(),
    })
}

/// One finding a line; for an input that could not be read a line of the same form.
pub(super) fn lines(results: &Results) -> String {
    let mut out = String::new();
    let unread: Vec<Finding> = results.unread.iter().map(super::unread::finding).collect();
    for finding in open(results).chain(&unread) {
        let line = serde_json::to_string(finding).expect("a finding has string keys");
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn open(results: &Results) -> impl Iterator<Item = &Finding> {
    results.open().map(|reported| &reported.finding)
}

#[cfg(test)]
mod tests {
    use super::super::tests::results;

    #[test]
    fn lines_and_columns_are_filled_in() {
        let json = super::render(&results());
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["findings"][0]["at"]["span"][0]["line"], 2);
        assert_eq!(value["findings"][0]["at"]["span"][0]["column"], 5);
        assert_eq!(value["summary"]["error"], 1);
        assert_eq!(super::lines(&results()).lines().count(), 2);
    }
}
