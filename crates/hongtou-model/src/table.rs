//! Attached tables: columns, rows, targets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::body::is_false;
use crate::{Deadline, Group, Period, Quantity, Reference, Span, UnitMention};

/// One table of the notice, its pages put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// `t1`, `t2`, … by position.
    pub id: String,
    /// What the table is for.
    pub kind: TableKind,
    /// The title that stands over it.
    pub title: Option<String>,
    /// Whether most rows say a clause's words again; only then can it be held against the body word by word.
    #[serde(default, skip_serializing_if = "is_false")]
    pub restates_body: bool,
    /// The text that the table covers.
    pub span: Span,
    /// Where the title is printed.
    #[serde(default, skip_serializing_if = "TableSpans::is_empty")]
    pub spans: TableSpans,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows of a task or indicator table.
    pub rows: Vec<Row>,
    /// The cells of any other table, row by row, header included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Vec<OtherCell>>,
}

/// Where the values of a table are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TableSpans {
    /// Of the title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub title: Span,
}

impl TableSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty()
    }
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// Work that somebody answers for.
    Task,
    /// Figures to reach.
    Indicator,
    /// Project and company lists, proposals, and the rest.
    Other,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// What its cells are.
    pub kind: ColumnKind,
    /// The period that a target column names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Its heading as printed, both rows of a two-row header joined; empty where the header has none for it.
    pub header: String,
    /// Where the heading is printed.
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub span: Span,
}

/// What the cells of a column are.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// 一, 二, … of the section.
    SectionOrdinal,
    /// Title of the section.
    Section,
    /// Heading of the item, 重点工作.
    Action,
    /// Number of the row.
    Number,
    /// The task itself.
    Content,
    /// What is to be reached, in the column's period where it names one.
    Target,
    /// When the task is due.
    Deadline,
    /// Who leads.
    Lead,
    /// Who answers.
    Responsible,
    /// Who helps.
    Support,
    /// Who guides.
    Guide,
    /// Which clause of the body the row carries out, 对应任务.
    ClauseReference,
    /// Names of persons.
    Person,
    /// Telephone and the like.
    Contact,
    /// Remarks.
    Remark,
    /// Anything else.
    Other,
}

/// One row: one task as the table breaks it down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// `t1.r23`, by position.
    pub id: SmolStr,
    /// The printed number.
    pub number: Option<u32>,
    /// The section it stands under.
    pub section: Option<RowSection>,
    /// The level between the section and the row: （二）… below 一、….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// The item heading it stands under.
    pub action: Option<String>,
    /// The task's words.
    pub content: Option<String>,
    /// Hash of the folded words of action and content.
    pub fingerprint: SmolStr,
    /// What is to be reached, in column order; empty cells have none.
    pub targets: Vec<Target>,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// Who answers for it, columns from left to right.
    pub units: Vec<UnitMention>,
    /// Whether one of the lists of units is open (等).
    #[serde(default, skip_serializing_if = "is_false")]
    pub open: bool,
    /// The figures that the content names.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// The deadlines that the content names.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// What the content cites.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// The id of the body clause that it carries out.
    pub clause: Option<SmolStr>,
    /// Further clauses that it carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<SmolStr>,
    /// Cells of person, contact, remark, clause-reference and other columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherCell>,
    /// The text that the row covers.
    pub span: Span,
    /// Where the values above are printed.
    #[serde(default, skip_serializing_if = "RowSpans::is_empty")]
    pub spans: RowSpans,
}

/// The section that a row stands under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowSection {
    /// The printed ordinal, or that of the body's section of the same title.
    pub ordinal: Option<u32>,
    /// Whether the table prints no ordinal, so that it is the body's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ordinal_of_body: bool,
    /// The printed title.
    pub title: Option<String>,
}

/// Where the values of a row are printed; a merged cell's span is that of the cell itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RowSpans {
    /// Of the number.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub number: Span,
    /// Of the section's ordinal.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub section_ordinal: Span,
    /// Of the section's title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub section_title: Span,
    /// Of the action.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub action: Span,
    /// Of the content.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub content: Span,
    /// Of the cells that name units.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub units: Span,
}

impl RowSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        *self == RowSpans::default()
    }
}

/// What a row is to reach in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The period; null where the column names none.
    pub period: Option<Period>,
    /// The words.
    pub text: String,
    /// The figures they name.
    pub quantities: Vec<Quantity>,
    /// The dates they name.
    pub deadlines: Vec<Deadline>,
    /// What they cite.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Where they are printed.
    pub span: Span,
}

/// A cell kept as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherCell {
    /// Index into the table's `columns`.
    pub column: u32,
    /// The words.
    pub text: String,
    /// Where they are printed.
    pub span: Span,
}
