use hongtou_model::Span;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use hongtou_source::numeral;

rule! {
    /// Numbers are not written as the standard has them.
    ///
    /// ## What it checks
    /// The mark after the ordinal of a section (一、) and the number of an item (1.), as printed in
    /// the body. One finding for each form.
    ///
    /// ## Why it matters
    /// The form tells the level; mixed forms blur it.
    ///
    /// ## Example
    /// `1、实施行动。`. After: `1.实施行动。`.
    ///
    /// ## What to do
    /// Write 一、 （一） 1. （1）.
    ///
    /// ## Stays silent
    /// Where the source text is not at hand, for numbers in brackets, and for those that are written in
    /// another way (第一，, 问题1：, A.).
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.3: 结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注。
    zh "
序号的写法与标准不同。

## 检查什么
正文部分序号（一、）和任务序号（1.）之后的标点。每种写法报一次。

## 为什么重要
写法表示层次，混用会使层次不清。

## 示例
`1、实施行动。`。改后：`1.实施行动。`。

## 怎么办
写作“一、”“（一）”“1.”“（1）”。

## 何时不报
没有原文的，序号带括号的，序号另有写法的（“第一，”“问题1：”“A.”），不报。

## 依据
GB/T 9704-2012 第7.3.3条：结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注。
"
    ST005 "numbering-form" Info "GB/T 9704-2012, 7.3.3" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut seen: Vec<(bool, char)> = Vec::new();
    let mut look = |section: bool, id: &str, span: &Span| {
        let Some((mark, digit)) = around(context, span) else { return };
        let right = if digit { matches!(mark, '.' | '．') } else { mark == '、' };
        let wrong = matches!(mark, '、' | '.' | '．' | '，' | ',' | ':' | '：') && !right;
        if !wrong || seen.contains(&(section, mark)) {
            return;
        }
        seen.push((section, mark));
        let lang = sink.lang();
        let form = if digit { "1." } else { "一、" };
        let message = lang.pick(
            format!("序号后用“{mark}”，标准写法是“{form}”"),
            format!("the number is followed by {mark}; the standard has {form}"),
        );
        sink.report(
            Draft::new(Place::new(id, span, &mark.to_string()), message)
                .unanchored()
                .quote(if section { "section" } else { "item" })
                .quote(&mark.to_string())
                .help(&lang.pick(format!("写作“{form}”"), format!("write {form}"))),
        );
    };
    for section in &context.notice.sections {
        look(true, &section.id, &section.spans.ordinal);
        for item in &section.items {
            look(false, &item.id, &item.spans.number);
        }
    }
}

/// The mark after a number, and whether the number is written in digits.
fn around(context: &Context<'_>, span: &Span) -> Option<(char, bool)> {
    let (source, end) = span.end()?;
    let (_, start) = span.start()?;
    let text = &context.sources.get(usize::from(source))?.text;
    let mark = text.get(end as usize..)?.chars().next()?;
    let first = text.get(start as usize..)?.chars().next()?;
    let digit = hongtou_source::chars::digit(first).is_some();
    let han = numeral::is_ordinal(first);
    // 第一，, 问题1：: a word counts them, and the standard has no such form.
    let named = text[..start as usize].ends_with(hongtou_source::chars::is_han);
    ((digit || han) && !named).then_some((mark, digit))
}
