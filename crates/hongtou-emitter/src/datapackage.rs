//! A Frictionless Data Package (version 2) that describes the CSV tables.

use std::io::{self, Write};

use hongtou_model::{Lang, SCHEMA_VERSION};
use serde::{Serialize, Serializer};

use crate::csv::CsvOptions;
use crate::json::write_indented;
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

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

const DESCRIPTION: &str = "通知的任务、目标、责任单位等各表，以 document 和各编号相连。 Tasks, targets and \
                           responsible units of notices as tables that join by document and ids.";

/// Whether JSON, or the beginning of it, is what [`write()`] makes.
pub fn is_ours(json: &[u8]) -> bool {
    let json = &json[..json.len().min(1024)];
    let has = |words: &str| json.windows(words.len()).any(|part| part == words.as_bytes());
    json.trim_ascii_start().starts_with(b"{") && has(DESCRIPTION)
}

/// Writes `datapackage.json` for tables written with `options`.
pub fn write(
    info: &PackageInfo<'_>,
    set: &TableSet,
    options: CsvOptions,
    mut writer: impl Write,
) -> io::Result<()> {
    let specs: Vec<TableSpec> = TableName::ALL.iter().map(|&table| set.table(table)).collect();
    write_indented(&package(info, &specs, options), &mut writer)
}

// The descriptor. Its keys stand in the order of the alphabet, as in all JSON that is read as a map.
#[derive(Serialize)]
struct Package<'p> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    description: &'static str,
    name: String,
    resources: Vec<Resource<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'p str>,
    version: String,
}

#[derive(Serialize)]
struct Resource<'p> {
    description: Both<'p>,
    dialect: Dialect,
    encoding: &'static str,
    format: &'static str,
    mediatype: &'static str,
    name: &'static str,
    path: String,
    schema: TableSchema<'p>,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    header: bool,
    line_terminator: &'static str,
    quote_char: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableSchema<'p> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    fields: Vec<Field<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Foreign<'p>>,
    missing_values: &'static [&'static str],
    primary_key: Vec<&'p str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
    description: Both<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<&'static [&'static str]>,
    name: &'p str,
    title: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<&'static [&'static str]>,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

#[derive(Serialize)]
struct Foreign<'p> {
    fields: Vec<&'p str>,
    reference: Target<'p>,
}

#[derive(Serialize)]
struct Target<'p> {
    fields: Vec<&'p str>,
    resource: &'static str,
}

// Words in Chinese and in English, one after the other.
struct Both<'p>(&'p str, &'p str);

impl Serialize for Both<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&[self.0, " ", self.1].concat())
    }
}

fn package<'p>(info: &PackageInfo<'p>, specs: &'p [TableSpec], options: CsvOptions) -> Package<'p> {
    Package {
        profile: PROFILE,
        description: DESCRIPTION,
        name: package_name(info.name),
        resources: specs.iter().map(|spec| resource(spec, info, options)).collect(),
        title: info.title,
        version: format!("{SCHEMA_VERSION}.0"),
    }
}

fn resource<'p>(spec: &'p TableSpec, info: &PackageInfo<'_>, options: CsvOptions) -> Resource<'p> {
    let heading = |column: &'p ColumnSpec| match options.headings {
        Some(Lang::Zh) => &*column.heading,
        Some(Lang::En) | None => &*column.name,
    };
    let heading_of = |name: &&'static str| {
        let column = spec.columns.iter().find(|column| column.name == *name);
        column.map_or(*name, heading)
    };
    let foreign_keys =
        spec.foreign_keys.iter().filter_map(|key| declared_key(spec, key, info.one_notice)).map(
            |(columns, resource)| {
                // A key column has the same name and the same heading on both sides.
                let fields: Vec<&str> = columns.iter().map(heading_of).collect();
                Foreign { fields: fields.clone(), reference: Target { fields, resource } }
            },
        );
    Resource {
        description: Both(spec.zh, spec.en),
        dialect: Dialect {
            delimiter: ",",
            header: true,
            line_terminator: "\r\n",
            quote_char: "\"",
        },
        encoding: "utf-8",
        format: "csv",
        mediatype: "text/csv",
        name: spec.name,
        path: format!("{}.csv", spec.name),
        schema: TableSchema {
            profile: "https://datapackage.org/profiles/2.0/tableschema.json",
            fields: spec.columns.iter().map(|column| field(column, heading(column))).collect(),
            foreign_keys: foreign_keys.collect(),
            missing_values: &[""],
            primary_key: spec.primary_key.iter().map(heading_of).collect(),
        },
        kind: "table",
    }
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

fn field<'p>(column: &'p ColumnSpec, name: &'p str) -> Field<'p> {
    let flag = column.kind == ColumnType::Flag;
    Field {
        constraints: column.required.then_some(Constraints { required: true }),
        description: Both(&column.zh, &column.en),
        false_values: flag.then_some(&["false"]),
        name,
        title: &column.heading,
        true_values: flag.then_some(&["true"]),
        kind: match column.kind {
            ColumnType::Text => "string",
            ColumnType::Number => "integer",
            ColumnType::Decimal => "number",
            ColumnType::Flag => "boolean",
            ColumnType::Day => "date",
        },
    }
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
        let mut json = Vec::new();
        write(&info, &TableSet::fixed(), CsvOptions::PLAIN, &mut json).expect("a Vec takes all");
        let package: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
        assert_eq!(
            serde_json::to_string_pretty(&package).expect("a value") + "\n",
            String::from_utf8_lossy(&json)
        );
        assert!(is_ours(&json) && !is_ours(b"{\"schema_version\": \"1.0\"}"));
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
