//! Figures, as exact decimals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::Span;

/// A figure that a clause or a target names: `6 批次 / 千人`, `≥97%`, `20 万批次`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The printed words.
    pub text: SmolStr,
    /// An exact decimal, 万 and 亿 multiplied in: `"200000"`, `"4.5"`, `"97"` for 97%.
    pub value: SmolStr,
    /// The upper end, where the comparator is `between`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_max: Option<SmolStr>,
    /// What is counted in (计量单位): `批次/千人`, `%`, `家`.
    pub measure: Option<SmolStr>,
    /// How the figure binds.
    pub comparator: Comparator,
    /// What is measured: `例行监测合格率`; null where the words before it name nothing.
    pub metric: Option<SmolStr>,
    /// Where the text is printed.
    pub span: Span,
}

/// How a figure binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparator {
    /// Just that: `5家`.
    Exactly,
    /// 达到, 完成.
    Reach,
    /// ≥, 以上, 不低于, 不少于.
    AtLeast,
    /// ≤, 以下, 以内, 不超过.
    AtMost,
    /// 超过, >.
    MoreThan,
    /// 低于, <.
    LessThan,
    /// 左右, 约.
    About,
    /// `30—40家`; then `value` and `value_max`.
    Between,
}
