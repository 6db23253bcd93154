use crate::context::Context;
use crate::numbering::Kind;
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// An item's number does not follow the one before it.
    ///
    /// ## What it checks
    /// The numbers of items, running on through the body or beginning again at 1 with a section or group,
    /// as the body does it.
    ///
    /// ## Why it matters
    /// A gap is a task that was struck, or not taken over.
    ///
    /// ## Example
    /// `11.`, then `13.`. After: `12.`.
    ///
    /// ## What to do
    /// Number the items again, or put the missing one back.
    ///
    /// ## Stays silent
    /// For items without numbers, for a number that stands twice (ST004), where the missing item's row is
    /// in the table (AL002), where items moved or were pasted with their numbers (AL004, AL008, AL010), and
    /// in notices published with cuts (本文有删减).
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.3
    zh "
任务的序号不连续。

## 检查什么
正文各项的序号，通篇连续编号或每部分从 1 开始，按正文自己的做法。

## 为什么重要
缺号说明删了一项，或者漏了一项。

## 示例
`11.` 之后是 `13.`。改后：`12.`。

## 怎么办
重新编号，或补上缺的一项。

## 何时不报
没有序号的，序号重复的（ST004），缺的一项在表中有行的（AL002），连同序号一起移动或重复粘贴的（AL004、AL008、AL010），删减后公开的，不报。

## 依据
GB/T 9704-2012 第7.3.3条
"
    ST002 "item-number-gap" Error "GB/T 9704-2012, 7.3.3" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    super::st001_section_number_gap::report(context, Kind::Item, sink);
}
