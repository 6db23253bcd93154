//! SARIF 2.1.0. Columns count UTF-16 code units, and the run says so.

use std::collections::BTreeSet;

use hongtou_model::{Lang, Severity};
use serde_json::{Value, json};

use super::{Results, Style};
use crate::pipeline::RuleInfo;
use crate::place::{Reported, Spot};

/// Draws the log.
pub(super) fn render(results: &Results, style: Style<'_>) -> String {
    let found: BTreeSet<&str> =
        results.findings.iter().map(|reported| reported.finding.code.as_str()).collect();
    let rules: Vec<&RuleInfo> =
        style.rules.iter().filter(|rule| found.contains(rule.code)).collect();
    let index = |code: &str| rules.iter().position(|rule| rule.code == code);
    let list: Vec<Value> = results
        .findings
        .iter()
        .map(|reported| result(reported, index(&reported.finding.code)))
        .collect();
    let notifications: Vec<Value> = results
        .unread
        .iter()
        .map(|unread| {
            json!({
                "level": "error",
                "message": { "text": format!("{}: {}", unread.path, unread.message) },
                "locations": [location(None, &unread.path, None)],
            })
        })
        .collect();
    super::pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "hongtou",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| self::rule(rule, style.lang)).collect::<Vec<_>>(),
            }},
            "language": style.lang.pick("zh-CN", "en-US"),
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": { "SRCROOT": { "description": { "text": style.lang.pick("运行 hongtou 的目录", "The folder that hongtou was run in") } } },
            "invocations": [{
                "executionSuccessful": results.unread.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": list,
        }],
    }))
}

fn rule(rule: &RuleInfo, lang: Lang) -> Value {
    let [zh, en] = rule.summary;
    let [explained_zh, explained_en] = rule.explanation;
    let explanation = lang.pick(explained_zh, explained_en);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": lang.pick(zh, en) },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(reported: &Reported, rule: Option<usize>) -> Value {
    let finding = &reported.finding;
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push_str(&format!("\n{help}"));
    }
    let mut value = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(reported.spot.as_ref(), &reported.path, finding.at.id.as_deref())],
        "partialFingerprints": { "hongtou/v1": finding.fingerprint },
        "properties": { "confidence": finding.confidence, "rule": finding.rule },
    });
    if let Some(rule) = rule {
        value["ruleIndex"] = rule.into();
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .zip(&reported.related)
        .enumerate()
        .map(|(number, (related, spot))| {
            let mut place = location(spot.as_ref(), &reported.path, related.at.id.as_deref());
            place["id"] = (number + 1).into();
            place["message"] = json!({ "text": related.note });
            place
        })
        .collect();
    if !related.is_empty() {
        value["relatedLocations"] = Value::Array(related);
    }
    if let Some(reason) = &reported.accepted {
        value["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    if let Some(fix) = fix(reported) {
        value["fixes"] = json!([fix]);
    }
    value
}

fn fix(reported: &Reported) -> Option<Value> {
    let fix = reported.finding.fix.as_ref()?;
    let spots = &reported.edits;
    if spots.is_empty() || spots.len() != fix.edits.len() || !spots.iter().all(|spot| spot.in_file)
    {
        return None;
    }
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .zip(spots)
        .map(|(edit, spot)| {
            json!({ "deletedRegion": region(spot), "insertedContent": { "text": edit.text } })
        })
        .collect();
    Some(json!({
        "description": { "text": reported.finding.message },
        "artifactChanges": [{ "artifactLocation": artifact(&spots[0].path), "replacements": replacements }],
    }))
}

fn location(spot: Option<&Spot>, path: &str, id: Option<&str>) -> Value {
    let path = spot.map_or(path, |spot| &spot.path);
    let mut physical = json!({ "artifactLocation": artifact(path) });
    let mut logical: Vec<Value> = Vec::new();
    if let Some(id) = id {
        logical.push(json!({ "fullyQualifiedName": id }));
    }
    if let Some(spot) = spot {
        if spot.in_file {
            physical["region"] = region(spot);
        }
        logical.extend(spot.places.iter().map(|place| json!({ "fullyQualifiedName": place })));
    }
    let mut value = json!({ "physicalLocation": physical });
    if !logical.is_empty() {
        value["logicalLocations"] = Value::Array(logical);
    }
    value
}

fn region(spot: &Spot) -> Value {
    json!({
        "startLine": spot.start.line,
        "startColumn": spot.start.utf16,
        "endLine": spot.end.line,
        "endColumn": spot.end.utf16,
    })
}

fn artifact(path: &str) -> Value {
    let uri = uri(path);
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{uri}") });
    }
    json!({ "uri": uri, "uriBaseId": "SRCROOT" })
}

/// A path as a URI reference: everything but plain ASCII is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for &byte in path.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{results, style};
    use super::*;

    fn log(results: &Results) -> Value {
        serde_json::from_str(&render(results, style())).expect("JSON")
    }

    #[test]
    fn the_log_keeps_the_official_schema() {
        // The published schema's pattern for languages has a stray bracket that strict regular
        // expressions refuse.
        let schema = include_str!("../../tests/data/sarif-2.1.0.schema.json")
            .replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
        let schema: Value = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        let mut results = results();
        results.unread = super::super::tests::unread();
        results.findings[0].accepted = Some("已知".into());
        let log = log(&results);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn columns_are_utf16_and_the_run_says_so() {
        let log = log(&results());
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "utf16CodeUnits");
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["region"]["startColumn"], 5);
        assert_eq!(place["artifactLocation"]["uri"], "docs/%E9%80%9A%E7%9F%A5%2C%201.md");
        assert_eq!(
            run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]
                ["text"],
            "〔"
        );
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "RF003");
        assert_eq!(run["results"][1]["ruleIndex"], 1);
    }
}
