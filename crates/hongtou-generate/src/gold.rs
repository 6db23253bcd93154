//! The truth as `gold.json`, in the form of the hand-written fixtures.

use serde_json::{Value, json};

use crate::duty::Party;
use crate::truth::{Truth, TruthRow, TruthSection};

/// The meaning of a notice, as the fixtures' `gold.json` writes it.
pub fn gold(truth: &Truth) -> String {
    let mut header = json!({
        "document_number": truth.document_number,
        "title": truth.title,
        "issued_on": truth.issued_on,
    });
    if let Some(date) = &truth.printed_on {
        header["printed_on"] = json!(date);
    }
    let rows = truth.table.iter().flat_map(|(_, rows)| rows);
    let gold = json!({
        "header": header,
        "sections": truth.sections.iter().map(section).collect::<Vec<_>>(),
        "rows": rows.map(row).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&gold).unwrap_or_default();
    text.push('\n');
    text
}

fn units(units: &[Party]) -> Value {
    units.iter().map(|(name, role)| json!({"name": name, "role": role})).collect()
}

fn section(section: &TruthSection) -> Value {
    let items = section.items.iter().map(|item| {
        let clauses = item.clauses.iter();
        let clauses =
            clauses.map(|clause| json!({"text": clause.text, "units": units(&clause.units)}));
        json!({
            "number": item.number,
            "heading": item.heading,
            "clauses": clauses.collect::<Vec<_>>(),
        })
    });
    json!({
        "ordinal": section.ordinal,
        "title": section.title,
        "items": items.collect::<Vec<_>>(),
    })
}

fn row(row: &TruthRow) -> Value {
    let targets: serde_json::Map<String, Value> =
        row.targets.iter().map(|(period, words)| (period.clone(), json!(words))).collect();
    json!({
        "number": row.number,
        "section": row.section,
        "action": row.action,
        "content": row.content,
        "targets": targets,
        "deadline": row.deadline,
        "units": units(&row.units),
        "split_columns": row.split_columns,
        "clause": format!("{}.{}", row.clause.0, row.clause.1),
    })
}
