//! A Frictionless Data Package (version 2) that describes the CSV tables.

use std::io::{self, Write};

use hongtou_model::{Lang, SCHEMA_VERSION};
use serde_json::{Map, Value, json};

use crate::csv::CsvOptions;
use crate::json::write_value;
use crate::tables::{ColumnSpec, ColumnType, ForeignKey, TableName, TableSet, TableSpec};

/// What the package is called.
#[derive(Clone, Copy, Debug)]
pub struct PackageInfo<'i> {
    /// A short name; characters that a package name may not have are replaced.
    pub name: &'i str,
    /// A title for people.
    pub title: Option<&'i str>,
    /// Whether the tables hold one notice, so that ids are unique without `document`.
    pub one_notice: bool,
}

/// Writes `datapackage.json` for tables written with `options`.
pub fn write(
    info: &PackageInfo<'_>,
    set: &TableSet,
    options: CsvOptions,
    writer: impl Write,
) -> io::Result<()> {
    write_value(&package(info, set, options), writer, true)
}

/// The descriptor as JSON.
pub fn package(info: &PackageInfo<'_>, set: &TableSet, options: CsvOptions) -> Value {
    let resources: Vec<Value> =
        TableName::ALL.iter().map(|&table| resource(&set.table(table), info, options)).collect();
    let mut package = Map::new();
    package
        .insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    package.insert("name".into(), json!(package_name(info.name)));
    if let Some(title) = info.title {
        package.insert("title".into(), json!(title));
    }
    package.insert(
        "description".into(),
        json!(
            "通知的任务、目标、责任单位等各表，以 document 和各编号相连。 Tasks, targets and \
             responsible units of notices as tables that join by document and ids."
        ),
    );
    package.insert("version".into(), json!(format!("{SCHEMA_VERSION}.0")));
    package.insert("resources".into(), Value::Array(resources));
    Value::Object(package)
}

fn resource(spec: &TableSpec, info: &PackageInfo<'_>, options: CsvOptions) -> Value {
    let heading = |column: &ColumnSpec| match options.headings {
        Some(Lang::Zh) => column.heading.to_string(),
        Some(Lang::En) | None => column.name.to_string(),
    };
    let heading_of = |name: &str| {
        let column = spec.columns.iter().find(|column| column.name == name);
        column.map_or_else(|| name.to_owned(), heading)
    };
    let fields: Vec<Value> =
        spec.columns.iter().map(|column| field(column, heading(column))).collect();
    let keys: Vec<String> = spec.primary_key.iter().map(|name| heading_of(name)).collect();
    let foreign: Vec<Value> = spec
        .foreign_keys
        .iter()
        .filter_map(|key| declared_key(spec, key, info.one_notice))
        .map(|(columns, table)| {
            // A key column has the same name and the same heading on both sides.
            let columns: Vec<String> = columns.iter().map(|name| heading_of(name)).collect();
            json!({ "fields": columns, "reference": { "resource": table, "fields": columns } })
        })
        .collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": [""],
        "primaryKey": keys,
    });
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::Array(foreign);
    }
    json!({
        "name": spec.name,
        "path": format!("{}.csv", spec.name),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": format!("{} {}", spec.zh, spec.en),
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "header": true },
        "schema": schema,
    })
}

/// A foreign key as the package can declare it.
///
/// In a key of several fields, validators take one empty field for a broken key. Where an id may
/// be empty, the key of one notice's package is the id alone, and a batch declares none.
fn declared_key<'k>(
    spec: &TableSpec,
    key: &'k ForeignKey,
    one_notice: bool,
) -> Option<(&'k [&'static str], &'static str)> {
    let always = |name: &&str| spec.columns.iter().any(|c| c.name == **name && c.required);
    if key.columns.iter().all(always) {
        return Some((key.columns, key.table));
    }
    one_notice.then_some((&key.columns[1..], key.table))
}

fn field(column: &ColumnSpec, name: String) -> Value {
    let kind = match column.kind {
        ColumnType::Text => "string",
        ColumnType::Number => "integer",
        ColumnType::Decimal => "number",
        ColumnType::Flag => "boolean",
        ColumnType::Day => "date",
    };
    let mut field = json!({
        "name": name,
        "title": column.heading,
        "type": kind,
        "description": format!("{} {}", column.zh, column.en),
    });
    if column.kind == ColumnType::Flag {
        field["trueValues"] = json!(["true"]);
        field["falseValues"] = json!(["false"]);
    }
    if column.required {
        field["constraints"] = json!({ "required": true });
    }
    field
}

/// Lower-case letters, digits, `.`, `_` and `-`, as the profile asks for.
fn package_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '.' | '_' | '-' => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let out = out.trim_matches(['-', '.']);
    if out.is_empty() { "notice".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_have_only_what_the_profile_allows() {
        assert_eq!(package_name("Xuzhou 2021.md"), "xuzhou-2021.md");
        assert_eq!(package_name("关于印发"), "notice");
        assert_eq!(package_name("../关于2021"), "2021");
    }

    #[test]
    fn every_table_is_described_in_both_languages() {
        let info = PackageInfo { name: "a", title: None, one_notice: false };
        let package = package(&info, &TableSet::fixed(), CsvOptions::PLAIN);
        let resources = package["resources"].as_array().expect("resources");
        assert_eq!(resources.len(), TableName::ALL.len());
        for field in
            resources.iter().flat_map(|r| r["schema"]["fields"].as_array().expect("fields"))
        {
            let description = field["description"].as_str().expect("words");
            assert!(description.chars().any(|c| c > '\u{4e00}'), "{field}");
            assert!(description.chars().any(|c| c.is_ascii_lowercase()), "{field}");
        }
    }
}
