//! Inputs that could not be read, for formats that know findings only.

use hongtou_model::{Confidence, Finding, Located, Severity, Unread};

/// What stands in the place of a rule's code; no rule has it.
pub(super) const CODE: &str = "unread";

/// What stands in the place of a rule's name.
pub(super) const RULE: &str = "input-unread";

/// In the form of a finding, for readers that take one a line.
pub(super) fn finding(unread: &Unread) -> Finding {
    Finding {
        // There is no other place in it that tells files of one name apart.
        document: unread.path.clone(),
        rule: RULE.to_owned(),
        code: CODE.to_owned(),
        severity: Severity::Error,
        confidence: Confidence::Certain,
        message: unread.message.clone(),
        at: Located::default(),
        related: Vec::new(),
        help: None,
        fix: None,
        fingerprint: hongtou_source::fingerprint(&[RULE, &unread.path]),
    }
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use serde_json::Value;

    use super::super::tests::{results, style, unread};
    use super::super::{Results, Style, render};

    #[test]
    fn what_could_not_be_read_is_in_every_machine_format() {
        let results = Results { unread: unread(), ..results() };
        let style = Style { lang: Lang::En, ..style() };
        let drawn = |format| render(format, &results, style);
        let json = |format| -> Value { serde_json::from_str(&drawn(format)).expect("JSON") };
        let one = &json("json")["unread"][0];
        assert_eq!(one["path"], "b/坏.pdf");
        let last = drawn("jsonl").lines().last().map(str::to_owned).unwrap_or_default();
        assert!(last.starts_with("{\"document\":\"b/坏.pdf\",\"rule\":\"input-unread\""), "{last}");
        let notes = &json("sarif")["runs"][0]["invocations"][0]["toolExecutionNotifications"];
        assert_eq!(notes[0]["message"]["text"], "b/坏.pdf: PDF");
        assert_eq!(json("gitlab")[2]["location"]["path"], "b/坏.pdf");
        assert_eq!(json("rdjson")["diagnostics"][2]["location"]["path"], "b/坏.pdf");
        let github = drawn("github");
        assert!(github.starts_with("::error file=b/坏.pdf,title=unread::PDF\n"), "{github}");
        assert!(github.ends_with("1 error, 1 warning, 0 infos; 1 input not read\n"), "{github}");
    }
}
