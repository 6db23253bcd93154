//! Reviewdog's diagnostic format. Columns count bytes of UTF-8, from 1, the end exclusive.

use hongtou_model::Severity;
use serde_json::{Value, json};

use super::Results;
use crate::place::{Position, Reported, Spot};

/// Draws the diagnostics.
pub(super) fn render(results: &Results) -> String {
    let unread = results.unread.iter().map(|unread| {
        json!({
            "message": unread.message,
            "location": { "path": unread.path },
            "severity": "ERROR",
            "code": { "value": super::unread::CODE },
        })
    });
    let diagnostics: Vec<Value> = results.open().map(diagnostic).chain(unread).collect();
    super::pretty(&json!({ "source": { "name": "hongtou" }, "diagnostics": diagnostics }))
}

fn diagnostic(reported: &Reported) -> Value {
    let finding = &reported.finding;
    let mut value = json!({
        "message": finding.message,
        "location": location(reported.spot.as_ref(), &reported.path),
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "code": { "value": finding.code },
    });
    let related: Vec<Value> = finding
        .related
        .iter()
        .zip(&reported.related)
        .map(|(related, spot)| {
            json!({ "message": related.note, "location": location(spot.as_ref(), &reported.path) })
        })
        .collect();
    if !related.is_empty() {
        value["related_locations"] = Value::Array(related);
    }
    if let Some(fix) = &finding.fix
        && reported.edits.iter().all(|spot| spot.in_file)
    {
        let suggestions: Vec<Value> = fix
            .edits
            .iter()
            .zip(&reported.edits)
            .map(|(edit, spot)| json!({ "range": range(spot), "text": edit.text }))
            .collect();
        value["suggestions"] = Value::Array(suggestions);
    }
    value
}

fn location(spot: Option<&Spot>, path: &str) -> Value {
    match spot {
        Some(spot) if spot.in_file => json!({ "path": spot.path, "range": range(spot) }),
        Some(spot) => json!({ "path": spot.path }),
        None => json!({ "path": path }),
    }
}

fn range(spot: &Spot) -> Value {
    let position = |at: Position| json!({ "line": at.line, "column": at.utf8 });
    json!({ "start": position(spot.start), "end": position(spot.end) })
}

#[cfg(test)]
mod tests {
    use super::super::tests::results;

    #[test]
    fn columns_are_bytes() {
        let value: serde_json::Value =
            serde_json::from_str(&super::render(&results())).expect("JSON");
        let range = &value["diagnostics"][0]["location"]["range"];
        assert_eq!(range["start"], serde_json::json!({ "line": 2, "column": 11 }));
        assert_eq!(range["end"]["column"], 14);
        assert_eq!(value["diagnostics"][1]["suggestions"][0]["text"], "〔");
        assert_eq!(value["diagnostics"][0]["related_locations"][0]["message"], "表格里是 90%");
    }
}
