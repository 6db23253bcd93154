//! JSON Schemas of what the programs print, made from the types themselves.

use hongtou_model::{Findings, Notice};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

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
/// allowed, since a minor version may add some.
pub fn of<T: JsonSchema>(id: &str) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    schema.to_value()
}
