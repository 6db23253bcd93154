//! The notice as a whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Header, Repair, Section, Span, Table, UnitEntry};

/// Version of the model's schema: minor versions add, major versions change.
pub const SCHEMA_VERSION: &str = "1.0";

/// A notice, its plan and its tables.
///
/// Every non-space character of the source is in exactly one of: the span of a printed value,
/// `prose`, `furniture`, `residual`. Readers should ignore fields that they do not know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Version of this schema.
    pub schema_version: String,
    /// In JSON Lines, where many notices stand together: the key that it goes by in the tables, its path
    /// below the folder that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// In JSON Lines: the file, as it can be opened from the folder that the program was run in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The file it was read from.
    pub source: SourceInfo,
    /// All files, where several were read as one notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceInfo>,
    /// Head and foot.
    pub header: Header,
    /// The plan that it issues; the first, where there are several.
    pub plan: Option<Plan>,
    /// All plans, where it issues several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
    /// Text that orders nothing by itself.
    pub prose: Vec<Prose>,
    /// The body.
    pub sections: Vec<Section>,
    /// The tables.
    pub tables: Vec<Table>,
    /// Who is named as answering for something.
    pub units: Vec<UnitEntry>,
    /// What the notice declares once for all its responsibilities.
    pub conventions: Vec<Convention>,
    /// What reading had to mend.
    pub repairs: Vec<Repair>,
    /// Print that is no value: labels, marks, repeated headers, page numbers, site chrome.
    pub furniture: Vec<Furniture>,
    /// Text that nothing above holds.
    pub residual: Vec<Residual>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// Its name without folder.
    pub name: String,
    /// What it is by content: `markdown`, `html`, `docx`, ….
    pub format: String,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// The plan that a notice issues (所印发的方案).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Its title.
    pub title: Option<String>,
    /// What stands before its first section.
    pub preamble: Option<String>,
    /// Where both are printed.
    #[serde(default, skip_serializing_if = "PlanSpans::is_empty")]
    pub spans: PlanSpans,
}

/// Where the values of a plan are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanSpans {
    /// Of the title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub title: Span,
    /// Of the preamble.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub preamble: Span,
}

impl PlanSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.preamble.is_empty()
    }
}

/// A paragraph that is no task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prose {
    /// `p1`, `p2`, … by position.
    pub id: String,
    /// What it is there for.
    pub role: ProseRole,
    /// Its words.
    pub text: String,
    /// Where they are printed.
    pub span: Span,
}

/// What a paragraph of prose is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProseRole {
    /// The covering letter.
    Cover,
    /// Words that open a section or a group.
    Intro,
    /// Words that close the plan.
    Closing,
    /// A note.
    Note,
    /// Whom to ask.
    Contact,
}

/// A figure's or a clause's citation: a document or a standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// The printed words, title and number together.
    pub text: String,
    /// The title without its marks.
    pub title: Option<String>,
    /// The document number that stands with it.
    pub document_number: Option<String>,
    /// The number of a standard: `GB 31605-2020`.
    pub standard: Option<String>,
    /// Where it is printed.
    pub span: Span,
}

/// A rule that the notice declares once for all its responsibilities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Convention {
    /// What it says.
    pub kind: ConventionKind,
    /// The printed words.
    pub text: String,
    /// Where they are printed.
    pub span: Span,
}

/// What a convention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConventionKind {
    /// 列第一位的为牵头单位，下同.
    FirstListedLeads,
    /// 逗号前面的为牵头单位.
    BeforeCommaLeads,
    /// 未明确牵头单位的，责任单位为牵头单位.
    ResponsibleLeadsIfNone,
    /// 以下均需…落实，不再列出.
    DefaultUnits,
    /// 以黑体字标注的为牵头部门.
    BoldLeads,
    /// 标★的为牵头单位.
    MarkLeads,
}

/// Print that is no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Where it is printed.
    pub span: Span,
}

/// The kinds of print that are no value.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureKind {
    /// 附件, 抄送：, 责任单位：.
    Label,
    /// Brackets, stops and signs around values, and marks of the container.
    Mark,
    /// A table header printed again.
    RepeatedHeader,
    /// A page number.
    PageNumber,
    /// Header or footer of a page.
    RunningHead,
    /// Chrome of a web site.
    Site,
    /// A list of contents (目录) before the body.
    Contents,
}

/// Text that the model does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Residual {
    /// Its words.
    pub text: String,
    /// Where they are printed.
    pub span: Span,
}
