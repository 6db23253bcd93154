//! What differs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All differences between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    /// Version of this schema.
    pub schema_version: String,
    /// The differences: header, body in the order of the new version, tables.
    pub changes: Vec<Change>,
}

impl Changes {
    pub(crate) fn new() -> Changes {
        Changes { schema_version: hongtou_model::SCHEMA_VERSION.to_owned(), changes: Vec::new() }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What kind it is.
    pub kind: Kind,
    /// Where in the notice.
    pub part: Part,
    /// The id in the old version.
    pub old_id: Option<String>,
    /// The id in the new version.
    pub new_id: Option<String>,
    /// What the task is about, for people: its first words.
    pub about: String,
    /// What is compared: a header field, a period, a unit, a column's header, the section or table that
    /// a task moved between; empty for the task's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// How it was; the id of a task that moved.
    pub old: Option<String>,
    /// How it is; the id of a task that moved.
    pub new: Option<String>,
    /// The title of the section or table that a task moved from, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_title: Option<String>,
    /// The title of the section or table that a task moved to, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_title: Option<String>,
    /// The role of a unit that takes another's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Who answers for a task that was added or dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
    /// The deadlines of such a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// The heading of the item that such a task opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
}

impl Change {
    /// A difference of which nothing but its kind and place is told yet.
    pub(crate) fn new(kind: Kind, part: Part) -> Change {
        Change {
            kind,
            part,
            old_id: None,
            new_id: None,
            about: String::new(),
            what: String::new(),
            old: None,
            new: None,
            old_title: None,
            new_title: None,
            role: None,
            units: None,
            deadline: None,
            heading: None,
        }
    }
}

/// The kinds of differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A task, or a paragraph of prose, that was not there.
    Added,
    /// A task, or a paragraph of prose, that is no longer there.
    Dropped,
    /// A task in another section, or in another place of the order.
    Moved,
    /// A task, item or section under another number.
    Renumbered,
    /// Other words; `old` and `new` are the smallest segment that differs.
    Words,
    /// Another figure.
    Figure,
    /// Another deadline.
    Deadline,
    /// A unit that was not named.
    UnitAdded,
    /// A unit that is no longer named.
    UnitDropped,
    /// A unit in the place of another, in the same role; `old` and `new` are their names.
    UnitRenamed,
    /// The units of one role in another order, which tells their rank.
    UnitOrder,
    /// A unit in another role.
    Role,
    /// A target in a period that had none.
    TargetAdded,
    /// A period without the target that it had.
    TargetDropped,
    /// Another target in a period.
    Target,
    /// Another title of a section or group, or heading of an item.
    Heading,
    /// Another value of the header.
    Header,
}

/// Where in the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Head and foot.
    Header,
    /// The body.
    Body,
    /// A table.
    Table,
    /// Text that is no task: covering letter, preamble, notes, what was not understood.
    Prose,
}
