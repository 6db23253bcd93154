//! The committed schemas are those of the types, and what is printed is valid by them.

mod common;

use std::path::PathBuf;
use std::{env, fs};

use hongtou_emitter::{json, schema};
use hongtou_model::{Finding, Findings, InFile, Notice};
use serde_json::{Value, json};

/// Compares a committed schema with the types; `UPDATE_SCHEMA=1` writes it anew.
///
/// A difference means that the wire format changed: look at it with the contract beside you, and
/// raise the schema version where it asks for that.
fn assert_committed(name: &str, schema: &Value) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../hongtou-model/schema");
    let path = folder.join(name);
    let mut generated = Vec::new();
    json::write_value(schema, &mut generated, true).expect("a Vec takes all");
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &generated).expect("the schema folder can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema is committed");
    assert_eq!(
        committed.replace("\r\n", "\n"),
        String::from_utf8_lossy(&generated),
        "{name} is not the schema of the types; run with UPDATE_SCHEMA=1 and read the difference"
    );
}

fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    let errors: Vec<_> = validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn committed_schemas_are_those_of_the_types() {
    assert_committed("notice-1.json", &schema::notice());
    assert_committed("findings-1.json", &schema::findings());
}

#[test]
fn schemas_are_valid_draft_2020_12() {
    for schema in [schema::notice(), schema::findings()] {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        jsonschema::draft202012::meta::validate(&schema).expect("a valid schema");
    }
}

#[test]
fn what_is_printed_is_valid_by_the_schema() {
    let schema = schema::notice();
    for notice in [common::notice(), Notice::default()] {
        let printed = serde_json::from_slice(&json::to_vec(&notice)).expect("JSON");
        assert_valid(&schema, &printed);
    }
    let found = Findings {
        findings: vec![InFile { finding: common::finding(), path: Some("a/b.md".into()) }],
        ..Findings::default()
    };
    assert_valid(&schema::findings(), &serde_json::to_value(found).expect("JSON"));
}

#[test]
fn a_schema_asks_for_what_is_always_printed_and_allows_what_it_does_not_know() {
    let schema = schema::notice();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let mut printed: Value =
        serde_json::from_slice(&json::to_vec(&common::notice())).expect("JSON");
    printed["from_a_later_version"] = json!(1);
    assert!(validator.is_valid(&printed));
    let mut lacking = printed.clone();
    lacking.as_object_mut().expect("an object").remove("residual");
    assert!(!validator.is_valid(&lacking));
    printed["sections"][0]["items"][0]["clauses"][0]["units"][0]["role"] = json!("boss");
    assert!(!validator.is_valid(&printed));
}

#[test]
fn findings_are_read_back() {
    let finding: Finding = common::finding();
    let printed = serde_json::to_string(&finding).expect("JSON");
    assert_eq!(serde_json::from_str::<Finding>(&printed).expect("our own JSON"), finding);
}
