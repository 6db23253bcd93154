//! Organizations that answer for tasks (责任单位); what a figure is counted in is a `measure`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::Span;

/// The part a unit takes in a task.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 牵头.
    Lead,
    /// 负责, 责任单位, 按职责分工负责.
    Responsible,
    /// 配合, 参与, 会同.
    Support,
    /// 指导.
    Guide,
    /// 落实.
    Implement,
}

impl Role {
    /// The name in the model.
    pub fn name(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Responsible => "responsible",
            Role::Support => "support",
            Role::Guide => "guide",
            Role::Implement => "implement",
        }
    }
}

/// A unit named in one responsibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitMention {
    /// The name as printed, with what the list left out put back.
    pub name: SmolStr,
    /// The printed words, where they differ from the name (`B厅` for `省B厅`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<SmolStr>,
    /// The part it takes.
    pub role: Role,
    /// What sort of body it is; left out for a plain department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    /// Where it is printed.
    pub span: Span,
}

/// What sort of body a unit is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// A department of a government, its offices included: 局, 委, 厅, 办公室.
    Department,
    /// A government or the committee that runs a zone: 市人民政府, 管委会, 街道办事处.
    Government,
    /// A body of the Party: 市委宣传部, 党委.
    Party,
    /// Several bodies under one name: `各县（市）区人民政府`, `有关部门`.
    Collective,
    /// A company or a bank.
    Enterprise,
    /// A school, hospital, association or another institution.
    Institution,
    /// Anything else.
    Other,
}

/// What kinds of places there are whose names end in them, below the provinces (Constitution, article 30), and the 街道
/// that cities have. Lists of places leave them out as they like: 东山、西湖、南城区.
pub const KINDS_OF_PLACES: [&str; 7] = ["街道", "区", "县", "市", "旗", "镇", "乡"];

/// A unit of the notice's registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitEntry {
    /// `u1`, `u2`, … in order of first mention.
    pub id: String,
    /// The name mentioned most often, the first of them on a draw.
    pub name: String,
    /// Other names of the same unit, as the notice itself shows them.
    pub aliases: Vec<String>,
    /// What sort of body it is.
    pub kind: UnitKind,
    /// How often the notice makes it answer for something, body and tables together.
    pub mentions: u32,
}
