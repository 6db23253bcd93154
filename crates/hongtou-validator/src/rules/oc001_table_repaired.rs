use hongtou_model::{Confidence, RepairKind};

use super::rf005_brackets_unbalanced::{half_brackets, is_half_bracket};
use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// Reading mended the text in a way that is not certain.
    ///
    /// ## What it checks
    /// The repairs of the model whose confidence is less than certain. Those of running text, as of
    /// lines joined again, give one finding for each kind, at the first of them.
    ///
    /// ## Why it matters
    /// What was mended wrongly is compared wrongly.
    ///
    /// ## Example
    /// A row cut by a page was put together where two readings are possible. After: a source in
    /// which the row is whole.
    ///
    /// ## What to do
    /// Look at the place; where the source can be mended, mend it.
    ///
    /// ## Stays silent
    /// For repairs that have no other reading, and for a bracket that is missing (RF005).
    ///
    /// ## Authority
    /// heuristic
    zh "
读取时做了没有十足把握的修复。

## 检查什么
模型中把握不足的修复记录。正文的修复（如接回断开的行），每类报一次，标在第一处。

## 为什么重要
修错了，比对也会错。

## 示例
跨页的一行有两种拼法，选了其中一种。改后：原稿中这一行完整。

## 怎么办
看一看这一处；能改原稿的，改原稿。

## 何时不报
没有别的读法的修复，以及缺了一半的括号（RF005），不报。

## 依据
经验判断
"
    OC001 "table-repaired" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let doubtful = context.notice.repairs.iter().filter(|r| r.confidence != Confidence::Certain);
    // A bracket that is missing is told as such (RF005).
    let halves = half_brackets(context);
    let doubtful = doubtful.filter(|repair| !is_half_bracket(context, repair, &halves));
    let mut told = Vec::new();
    for repair in doubtful.clone() {
        let mut message = repair.note.clone();
        if in_running_text(repair.kind) {
            if told.contains(&repair.kind) {
                continue;
            }
            told.push(repair.kind);
            let count = doubtful.clone().filter(|other| other.kind == repair.kind).count();
            if count > 1 {
                message += &lang.pick(
                    format!("；这类修复共{count}处"),
                    format!("; {count} repairs of this kind"),
                );
            }
        }
        let place = Place {
            id: repair.id.clone(),
            span: repair.at.clone(),
            text: words(context, &repair.at),
        };
        sink.report(Draft::new(place, message).confidence(repair.confidence).quote(&repair.note));
    }
}

/// Whether a kind of repair mends running text, where a notice in printed lines has one for each line.
fn in_running_text(kind: RepairKind) -> bool {
    matches!(
        kind,
        RepairKind::JoinedParagraph
            | RepairKind::SplitParagraph
            | RepairKind::ClosedSpaces
            | RepairKind::RestoredMarks
            | RepairKind::ReplacedBytes
            | RepairKind::ReplacedRadicals
    )
}

/// The words of a span, where the sources are at hand.
pub(crate) fn words(context: &Context<'_>, span: &hongtou_model::Span) -> String {
    if context.sources.is_empty() { String::new() } else { span.words(context.sources) }
}
