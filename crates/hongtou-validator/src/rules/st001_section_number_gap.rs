use crate::context::Context;
use crate::numbering::{Gap, Kind, faults};
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A section's ordinal does not follow the one before it.
    ///
    /// ## What it checks
    /// 一、 二、 三、 in the order of the body, plan by plan; （一） （二） of the groups that a section consists of; and of a table's groups the one that alone is out of
    /// their count, where the body numbers that section otherwise.
    ///
    /// ## Why it matters
    /// A gap is a section that was struck, or not taken over.
    ///
    /// ## Example
    /// `三、`, then `五、`. After: `四、`.
    ///
    /// ## What to do
    /// Number the sections again, or put the missing one back.
    ///
    /// ## Stays silent
    /// For sections without ordinals, at the beginning of another plan, for a number that stands twice
    /// (ST004), where sections moved with their ordinals (AL004) or one was pasted (AL010), and in notices
    /// published with cuts (本文有删减).
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.3: the levels of the text are numbered in order.
    zh "
部分的序号不连续。

## 检查什么
正文“一、二、三、”的先后，每个方案分别看；一个部分之内各组“（一）（二）（三）”的先后；表中各组的序号只错一个、正文同名部分的序号又不是这样的，也报。

## 为什么重要
缺号说明删了一部分，或者漏了一部分。

## 示例
`三、` 之后是 `五、`。改后：`四、`。

## 怎么办
重新编号，或补上缺的部分。

## 何时不报
没有序号的，另一方案开头的，序号重复的（ST004），连同序号一起移动（AL004）或重复粘贴（AL010）的，删减后公开的，不报。

## 依据
GB/T 9704-2012 第7.3.3条：结构层次序数依次标注。
"
    ST001 "section-number-gap" Error "GB/T 9704-2012, 7.3.3" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report(context, Kind::Section, sink);
}

/// Reports the gaps of one kind of numbers.
pub(crate) fn report(context: &Context<'_>, kind: Kind, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for fault in
        faults(context).into_iter().filter(|fault| fault.kind == kind && fault.gap != Gap::Repeated)
    {
        let (before, after) = (fault.printed_before(context), fault.printed(context));
        let message = match fault.gap {
            Gap::Missing if fault.before_number == 0 => {
                lang.pick(format!("序号从{after}开始"), format!("the numbers begin with {after}"))
            }
            // The number of the next one was written on this one: 3, 5, 5.
            Gap::Missing if fault.again => lang.pick(
                format!("序号不连续：{before}之后是{after}，且{after}出现两次"),
                format!(
                    "the numbers do not follow: {after} after {before}, and {after} stands twice"
                ),
            ),
            Gap::Missing => lang.pick(
                format!("序号不连续：{before}之后是{after}"),
                format!("the numbers do not follow: {after} after {before}"),
            ),
            Gap::Blank => lang.pick(
                format!("这一行没有序号，应为{after}"),
                format!("this row has no number; {after} is due"),
            ),
            _ => lang.pick(
                format!("序号颠倒：{before}之后是{after}"),
                format!("the numbers run back: {after} after {before}"),
            ),
        };
        let mut draft = Draft::new(fault.at, message).help(
            lang.pick("重新编号，或补上缺的一项", "number them again, or put the missing one back"),
        );
        if let Some(before) = fault.before {
            draft =
                draft.related(before, lang.pick("前一个序号", "the number before it").to_owned());
        }
        draft = draft.remains(fault.remains);
        for id in fault.about {
            draft = draft.about(&id);
        }
        sink.report(draft);
    }
}
