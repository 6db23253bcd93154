//! The stages in order: bytes, document, model, findings.
//!
//! The only module that calls reader, parser and validator, so that a change
//! of theirs is a change here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hongtou_model::{Agreements, Finding, Lang, Notice, Severity, SourceInfo};
use hongtou_source::{Format, Source};

/// How notices are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Language of notes and errors.
    pub lang: Lang,
    /// Most bytes of one input.
    pub max_input_bytes: u64,
    /// Most bytes that a zip container may unpack to.
    pub max_unpacked_bytes: u64,
    /// Most bytes that one packed byte may unpack to.
    pub max_zip_ratio: u64,
    /// Most parts in a zip container.
    pub max_zip_entries: u64,
    /// Deepest nesting of markup.
    pub max_nesting: u64,
    /// Most table cells.
    pub max_table_cells: u64,
}

impl Reading {
    /// Takes over what a configuration file says about reading.
    pub(crate) fn follow(&mut self, _config: &crate::config::Config) {}

    /// The limits that stand when no option changes them.
    pub fn new(lang: Lang) -> Reading {
        Reading {
            lang,
            max_input_bytes: 256 << 20,
            max_unpacked_bytes: 512 << 20,
            max_zip_ratio: 200,
            max_zip_entries: 10_000,
            max_nesting: 2_000,
            max_table_cells: 1_000_000,
        }
    }
}

/// A notice that was read.
#[derive(Debug)]
pub struct Read {
    /// The model.
    pub notice: Notice,
    /// The texts its offsets count in; empty where the input was a model already.
    pub sources: Vec<Source>,
}

impl Read {
    /// Whether nothing in the input looks like a notice: no task, no table, no formal part.
    pub fn is_no_notice(&self) -> bool {
        let notice = &self.notice;
        let header = &notice.header;
        notice.sections.is_empty()
            && notice.tables.is_empty()
            && header.document_number.is_none()
            && header.title.is_none()
            && header.issuer_mark.is_none()
    }
}

/// Why an input could not be read, for people: one line, and what to do where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, and where.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Unreadable {
    pub(crate) fn new(message: impl Into<String>) -> Unreadable {
        Unreadable { message: message.into(), help: None }
    }

    pub(crate) fn with_help(self, help: impl Into<String>) -> Unreadable {
        Unreadable { help: Some(help.into()), ..self }
    }
}

/// Reads one notice from one file, or from several that belong together.
///
/// # Errors
/// When an input is of a kind that cannot be read, or goes beyond a limit. What the text says is
/// never an error.
///
/// Notes in the model are in the language of `reading`, errors in `lang`.
pub fn read(
    files: &[(String, Vec<u8>)],
    reading: &Reading,
    lang: Lang,
) -> Result<Read, Unreadable> {
    for (name, bytes) in files {
        if bytes.len() as u64 > reading.max_input_bytes {
            return Err(too_large(name, bytes.len() as u64, reading));
        }
    }
    if let [(name, bytes)] = files
        && is_model(bytes)
    {
        return read_model(name, bytes, lang);
    }
    let mut sources = Vec::new();
    for (name, bytes) in files {
        let text =
            std::str::from_utf8(bytes).map_err(|error| Unreadable::new(error.to_string()))?;
        sources.push(Source::from_text(name, Format::Markdown, text));
    }
    let source = SourceInfo {
        name: files.first().map(|(name, _)| name.clone()).unwrap_or_default(),
        ..SourceInfo::default()
    };
    Ok(Read { notice: Notice { source, ..Notice::default() }, sources })
}

/// An input larger than the limit, refused before or after it was read.
pub(crate) fn too_large(_name: &str, bytes: u64, reading: &Reading) -> Unreadable {
    let limit = reading.max_input_bytes;
    match reading.lang {
        Lang::Zh => Unreadable::new(format!("有 {bytes} 字节，超过上限 {limit}"))
            .with_help("确要读取，请提高 --max-input-bytes"),
        Lang::En => Unreadable::new(format!("{bytes} bytes, over the limit of {limit}"))
            .with_help("raise --max-input-bytes to read it all the same"),
    }
}

/// Whether the bytes are our own JSON: an object whose first key is `schema_version`.
pub fn is_model(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Some(rest) = bytes.trim_ascii_start().strip_prefix(b"{") else { return false };
    rest.trim_ascii_start().starts_with(b"\"schema_version\"")
}

fn read_model(_name: &str, bytes: &[u8], lang: Lang) -> Result<Read, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Notice>(bytes) {
        Ok(notice) => Ok(Read { notice, sources: Vec::new() }),
        Err(error) => {
            let mut message = String::new();
            let (line, column) = (error.line(), error.column());
            let _ = match lang {
                Lang::Zh => {
                    write!(message, "不是有效的通知模型（第 {line} 行第 {column} 列）：{error}")
                }
                Lang::En => write!(
                    message,
                    "not a valid notice model (line {line}, column {column}): {error}"
                ),
            };
            Err(Unreadable::new(message).with_help(lang.pick(
                "这里要的是 hongtou convert --to json 的结果",
                "what is expected here is the output of hongtou convert --to json",
            )))
        }
    }
}

/// What the rules found in a notice.
#[derive(Debug, Default)]
pub struct Checked {
    /// By place, then code.
    pub findings: Vec<Finding>,
    /// What was compared and agrees.
    pub agreements: Agreements,
}

/// How notices are checked.
#[derive(Clone, Debug, Default)]
pub struct Checking {
    /// Language of messages.
    pub lang: Lang,
    /// Severities that differ from the rules' own, by code.
    pub severities: BTreeMap<String, Severity>,
    /// Rules that are off, by code.
    pub off: Vec<String>,
    /// Names that mean one unit, group by group.
    pub aliases: Vec<Vec<String>>,
}

/// Holds the body against the tables.
pub fn check(_read: &Read, _document: &str, _checking: &Checking) -> Checked {
    Checked::default()
}

/// A rule, as the registry describes it.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its code: `AL001`.
    pub code: &'static str,
    /// Its name: `clause-missing-from-table`.
    pub name: &'static str,
    /// The severity it has by default.
    pub severity: Severity,
    /// The clause of a standard that it rests on, or practice, or heuristic.
    pub authority: &'static str,
    /// Whether it offers mends: `no`, `safe` or `unsafe`.
    pub fix: &'static str,
    /// What it checks, in one line, Chinese and English.
    pub summary: [&'static str; 2],
    /// The whole explanation, in both languages.
    pub explanation: [&'static str; 2],
}

/// All rules, in code order.
pub fn rules() -> Vec<RuleInfo> {
    Vec::new()
}

/// JSON Schema of the notice model.
pub fn notice_schema() -> serde_json::Value {
    schemars::schema_for!(Notice).to_value()
}

/// JSON Schema of findings.
pub fn findings_schema() -> serde_json::Value {
    schemars::schema_for!(hongtou_model::Findings).to_value()
}

/// The model as JSON, with a newline.
pub fn json(notice: &Notice, pretty: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = if pretty {
        serde_json::to_writer_pretty(&mut out, notice)
    } else {
        serde_json::to_writer(&mut out, notice)
    };
    out.push(b'\n');
    out
}

/// A file of tables: its name and its bytes.
pub(crate) type Table = (String, Vec<u8>);

/// The tables of one notice as CSV, the data package that describes them last; without header
/// lines where they are to be put together with those of others.
pub(crate) fn csv_tables(
    _read: &Read,
    _document: &str,
    _excel: bool,
    _together: bool,
) -> std::io::Result<Vec<Table>> {
    Ok(Vec::new())
}

/// The header lines of the tables of a batch.
pub(crate) fn csv_headers(_excel: bool) -> std::io::Result<Vec<Table>> {
    Ok(Vec::new())
}

/// The data package that describes the tables of a batch.
pub(crate) fn batch_package() -> std::io::Result<Vec<Table>> {
    Ok(Vec::new())
}

/// The ledger of one notice as CSV.
pub(crate) fn ledger(_read: &Read, _document: &str, _excel: bool) -> std::io::Result<Vec<u8>> {
    Ok(Vec::new())
}
