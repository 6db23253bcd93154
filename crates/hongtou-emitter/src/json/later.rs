//! Models of a later minor version, with kinds that this one does not know.
//!
//! As with fields that it does not know: what says it is left out. Where a kind has an `other`, it is that; a repair, a
//! convention, furniture or a time of an unknown kind would say nothing without it and goes as a whole.

use hongtou_model::{
    ColumnKind, ConventionKind, DeadlineKind, FurnitureKind, Notice, ProseRole, RepairKind,
    SCHEMA_VERSION, TableKind, UnitKind,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The model, where it is of a later minor version and reads without what this one does not know.
pub(super) fn notice(json: &[u8]) -> Option<Notice> {
    let mut model: Value = serde_json::from_slice(json).ok()?;
    if !is_later(model.get("schema_version")?.as_str()?) {
        return None;
    }
    let notice = model.as_object_mut()?;
    keep::<RepairKind>(notice, "repairs");
    keep::<ConventionKind>(notice, "conventions");
    keep::<FurnitureKind>(notice, "furniture");
    for one in list(notice, "prose") {
        known::<ProseRole>(one, "role", "note");
    }
    below(&mut model);
    serde_json::from_value(model).ok()
}

/// Whether a version has our major number and a higher minor one.
fn is_later(version: &str) -> bool {
    let numbers = |version: &str| -> Option<(u32, u32)> {
        let (major, minor) = version.split_once('.')?;
        Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
    };
    let (Some((major, minor)), Some(own)) = (numbers(version), numbers(SCHEMA_VERSION)) else {
        return false;
    };
    major == own.0 && minor > own.1
}

/// The objects of a list.
fn list<'v>(
    parent: &'v mut Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'v mut Map<String, Value>> {
    let list = parent.get_mut(key).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn is_known<K: DeserializeOwned>(kind: &Value) -> bool {
    K::deserialize(kind).is_ok()
}

/// Keeps what a list has of known kinds.
fn keep<K: DeserializeOwned>(parent: &mut Map<String, Value>, key: &str) {
    if let Some(list) = parent.get_mut(key).and_then(Value::as_array_mut) {
        list.retain(|one| one.get("kind").is_none_or(is_known::<K>));
    }
}

/// Puts a known word in the place of an unknown one.
fn known<K: DeserializeOwned>(object: &mut Map<String, Value>, key: &str, instead: &str) {
    if let Some(kind) = object.get_mut(key).filter(|kind| kind.is_string())
        && !is_known::<K>(kind)
    {
        *kind = instead.into();
    }
}

/// Kinds of units, tables and columns, and of times, wherever they stand.
fn below(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(below),
        Value::Object(object) => {
            for one in list(object, "units") {
                known::<UnitKind>(one, "kind", "other");
            }
            for table in list(object, "tables") {
                known::<TableKind>(table, "kind", "other");
            }
            for column in list(object, "columns") {
                known::<ColumnKind>(column, "kind", "other");
            }
            keep::<DeadlineKind>(object, "deadlines");
            if let Some(deadline) = object.get_mut("deadline")
                && deadline.get("kind").is_some_and(|kind| !is_known::<DeadlineKind>(kind))
            {
                *deadline = Value::Null;
            }
            object.values_mut().for_each(below);
        }
        _ => {}
    }
}
