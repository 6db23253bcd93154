//! The contract's JSON, whole or a finding a line.

use hongtou_model::{Findings, InFile, SCHEMA_VERSION};

use super::Results;

/// One JSON document.
pub(super) fn render(results: &Results) -> String {
    super::pretty(&Findings {
        schema_version: SCHEMA_VERSION.to_owned(),
        findings: open(results).collect(),
        agreements: results.agreements.clone(),
        summary: results.summary(),
        unread: results.unread.clone(),
    })
}

/// One finding a line; for an input that could not be read a line of the same form.
pub(super) fn lines(results: &Results) -> String {
    let mut out = String::new();
    let unread = results.unread.iter().map(|unread| InFile {
        finding: super::unread::finding(unread),
        path: Some(unread.path.clone()),
    });
    for finding in open(results).chain(unread) {
        let line = serde_json::to_string(&finding).expect("a finding has string keys");
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// The findings with their files: of several read as one notice, that in which a finding stands.
fn open(results: &Results) -> impl Iterator<Item = InFile> + '_ {
    results.open().map(|reported| {
        let path = reported.spot.as_ref().map_or(&reported.path, |spot| &spot.path);
        let path = (path != "-").then(|| path.clone());
        InFile { finding: reported.finding.clone(), path }
    })
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
        assert_eq!(value["findings"][0]["path"], "docs/通知, 1.md");
        let lines = super::lines(&results());
        assert_eq!(lines.lines().count(), 2);
        assert!(
            lines.lines().all(|line| line.ends_with(",\"path\":\"docs/通知, 1.md\"}")),
            "{lines}"
        );
    }
}
