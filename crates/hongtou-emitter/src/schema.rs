//! JSON Schemas of what the programs print, made from the types themselves.

use hongtou_model::{Findings, Notice};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// JSON Schema (draft 2020-12) of the notice model.
pub fn notice() -> Value {
    of::<Notice>("urn:hongtou:schema:notice-1")
}

/// JSON Schema (draft 2020-12) of findings.
pub fn findings() -> Value {
    of::<Findings>("urn:hongtou:schema:findings-1")
}

/// JSON Schema (draft 2020-12) of what a type serialises to, under an id.
///
/// It describes output: what is always printed is required. Unknown fields are
/// allowed, since a minor version may add some, and so are unknown kinds: those
/// of `GROWING` are named, and any other word is valid too.
pub fn of<T: JsonSchema>(id: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    let mut schema = schema.to_value();
    let kinds = schema["$defs"].as_object_mut().into_iter().flatten();
    for (_, kind) in kinds.filter(|(name, _)| GROWING.contains(&name.as_str())) {
        let Some(Value::Array(mut known)) =
            kind.as_object_mut().and_then(|all| all.remove("oneOf"))
        else {
            continue;
        };
        known.push(
            json!({ "type": "string", "description": "A kind that a later minor version adds." }),
        );
        kind["anyOf"] = Value::Array(known);
    }
    schema
}

/// The kinds that a minor version may add to.
const GROWING: [&str; 8] = [
    "RepairKind",
    "UnitKind",
    "ColumnKind",
    "ConventionKind",
    "FurnitureKind",
    "TableKind",
    "ProseRole",
    "DeadlineKind",
];
