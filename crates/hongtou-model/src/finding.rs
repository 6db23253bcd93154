//! Findings: what a reader of the notice should look at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Confidence;

/// The result of `check` over one or several notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Findings {
    /// Version of this schema.
    pub schema_version: String,
    /// The findings, by document, then place, then code.
    pub findings: Vec<InFile>,
    /// What was compared and agrees.
    pub agreements: Agreements,
    /// How many findings there are of each severity.
    pub summary: Summary,
    /// The inputs that could not be read: nothing is said of them above.
    #[serde(default)]
    pub unread: Vec<Unread>,
}

/// An input that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// The input, named as in findings.
    pub document: String,
    /// The file, as it can be opened from the folder that the program was run in.
    pub path: String,
    /// Why it could not be read.
    pub message: String,
}

/// A finding, and the file that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct InFile {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// The file, as it can be opened from the folder that the program was run in; left out for standard
    /// input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The input, as named on the command line or relative to the folder given.
    pub document: String,
    /// Name of the rule.
    pub rule: String,
    /// Code of the rule.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// One line: what is wrong.
    pub message: String,
    /// The most exact place that can be named.
    pub at: Located,
    /// The other side of the comparison, and further context.
    pub related: Vec<Related>,
    /// What the author of the notice can do about it.
    pub help: Option<String>,
    /// A mend that can be made by machine.
    pub fix: Option<Fix>,
    /// Hash of rule and words, never of positions, numbers or lines.
    pub fingerprint: String,
}

/// How much a finding matters; mildest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know; never fails a run by default.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

/// A place, for people and machines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Located {
    /// The id of the part of the model, `i10.c2` or `t1.r18.Q1`; null for the notice as a whole.
    pub id: Option<String>,
    /// Where in the source, with line and column.
    pub span: Vec<LocatedFragment>,
    /// The words that stand there; shortened where they are long and the source text is not at hand.
    pub text: String,
    /// What is printed at `span`, where that is not `text`: a date as it is written, the figure in a
    /// title, units of two cells without the mark put between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// A fragment with line and column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LocatedFragment {
    /// First byte in the UTF-8 text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first byte, from 1; left out where the source text is not at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column of the first byte in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Index into the notice's `sources`; left out for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<u16>,
    /// Where the text stands in the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// What is there.
    pub note: String,
    /// Where.
    pub at: Located,
}

/// A mend that can be made by machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// Whether it changes no meaning, so that `--fix` may apply it unasked.
    pub safe: bool,
    /// Replacements, in order, disjoint.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// First byte to replace.
    pub start: u32,
    /// One past the last byte to replace.
    pub end: u32,
    /// What to put there.
    pub text: String,
}

/// What was compared and agrees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Agreements {
    /// Clauses of the body.
    pub clauses: u32,
    /// Rows of task tables.
    pub rows: u32,
    /// Clauses that a row carries out.
    pub linked: u32,
    /// Linked pairs whose folded words are equal.
    pub texts_equal: u32,
    /// Linked pairs that name the same units.
    pub units_equal: u32,
    /// Linked pairs that name the same lead.
    pub leads_equal: u32,
    /// Figures that clause and row name alike.
    pub quantities_equal: u32,
    /// Deadlines that clause and row name alike.
    pub deadlines_equal: u32,
    /// Rows whose last target reaches the goal.
    pub goals_reached: u32,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Errors.
    pub error: u32,
    /// Warnings.
    pub warning: u32,
    /// Infos.
    pub info: u32,
}
