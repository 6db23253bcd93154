//! The body: sections, items, clauses, and who answers for them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::{Deadline, Quantity, Reference, Span, UnitMention};

/// The 一、 level of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// `s1`, `s2`, … by position.
    pub id: String,
    /// The printed ordinal; null in a notice of one level.
    pub ordinal: Option<u32>,
    /// The title without its ordinal.
    pub title: Option<String>,
    /// Hash of the folded title.
    pub fingerprint: String,
    /// Index into the notice's `plans`, where it issues several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<u32>,
    /// The text that the section covers.
    pub span: Span,
    /// Where ordinal and title are printed.
    #[serde(default, skip_serializing_if = "SectionSpans::is_empty")]
    pub spans: SectionSpans,
    /// Its items.
    pub items: Vec<Item>,
}

/// Where the values of a section are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SectionSpans {
    /// Of the ordinal, without its brackets and dots.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub ordinal: Span,
    /// Of the title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub title: Span,
}

impl SectionSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        self.ordinal.is_empty() && self.title.is_empty()
    }
}

/// The numbered level whose members carry the responsibility.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// `i1`, `i2`, …; `s2.i1` or `s2.g1.i1` where numbering starts again.
    pub id: SmolStr,
    /// The printed number.
    pub number: Option<u32>,
    /// The topic sentence that opens the item, without its full stop.
    pub heading: Option<String>,
    /// The level between section and item.
    pub group: Option<Group>,
    /// The text that the item covers.
    pub span: Span,
    /// Where number and heading are printed.
    #[serde(default, skip_serializing_if = "ItemSpans::is_empty")]
    pub spans: ItemSpans,
    /// Its clauses, at least one.
    pub clauses: Vec<Clause>,
}

/// Where the values of an item are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ItemSpans {
    /// Of the number, without its brackets and dots.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub number: Span,
    /// Of the heading.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub heading: Span,
}

impl ItemSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        self.number.is_empty() && self.heading.is_empty()
    }
}

/// A level between section and item, told on each of its items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// The printed ordinal with its brackets: `（二）`.
    pub label: String,
    /// The title.
    pub title: Option<String>,
    /// Where label and title are printed.
    #[serde(default, skip_serializing_if = "GroupSpans::is_empty")]
    pub spans: GroupSpans,
}

/// Where the values of a group are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GroupSpans {
    /// Of the label.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub label: Span,
    /// Of the title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub title: Span,
}

impl GroupSpans {
    /// Whether nothing of it is printed.
    pub fn is_empty(&self) -> bool {
        self.label.is_empty() && self.title.is_empty()
    }
}

/// The stretch of text that one responsibility governs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// `i1.c1`, by position.
    pub id: SmolStr,
    /// Its words, without heading, responsibility and line breaks.
    pub text: String,
    /// Hash of the folded words.
    pub fingerprint: SmolStr,
    /// Where the words are printed.
    pub span: Span,
    /// Who answers for it, as printed; null where the clause names nobody.
    pub responsibility: Option<Responsibility>,
    /// Who answers for it, one by one.
    pub units: Vec<UnitMention>,
    /// The figures it names.
    pub quantities: Vec<Quantity>,
    /// When it is due.
    pub deadlines: Vec<Deadline>,
    /// What it cites.
    pub references: Vec<Reference>,
}

/// The words that say who answers for a clause or a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Responsibility {
    /// What stands in the bracket or after the label, as printed.
    pub text: String,
    /// Where it is printed.
    pub span: Span,
    /// Whether the list is open (等, 等部门).
    #[serde(default, skip_serializing_if = "is_false")]
    pub open: bool,
    /// Whether the bracket closes a group of sub-items rather than one stretch of text.
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_group: bool,
    /// A second key that names no unit (适用范围), as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}
