use crate::context::Context;
use crate::rule::rule;
use crate::scan::{VARIANTS, WordList};
use crate::sink::{Draft, Sink, replace};
use crate::texts::TextKind;
use crate::words::sub_span;

rule! {
    /// A variant word where the recommended form is another.
    ///
    /// ## What it checks
    /// Words of a data file (`data/variants.txt`) in every printed text. One finding for each place.
    ///
    /// ## Why it matters
    /// Both forms in one notice make a search find half.
    ///
    /// ## Example
    /// `完善档案台帐`. After: `完善档案台账`.
    ///
    /// ## What to do
    /// Use the recommended form; the fix does it.
    ///
    /// ## Stays silent
    /// For variants that mean something else in other words (记要 in 登记要求): they are not in the
    /// list.
    ///
    /// ## Authority
    /// GF 1001-2001, 第一批异形词整理表
    zh "
用了异形词，推荐词形是另一种。

## 检查什么
各处文字中出现的数据文件（`data/variants.txt`）所列词语。每处报一次。

## 为什么重要
同一通知两种词形，检索时会漏。

## 示例
`完善档案台帐`。改后：`完善档案台账`。

## 怎么办
改用推荐词形；可自动修正。

## 何时不报
在别的词里另有意思的（“登记要求”中的“记要”），没有列入数据文件。

## 依据
GF 1001-2001《第一批异形词整理表》
"
    TY003 "variant-word" Info "GF 1001-2001" Safe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    words(context, sink, &VARIANTS, true);
}

/// Reports every word of a list.
pub(crate) fn words(context: &Context<'_>, sink: &mut Sink<'_>, list: &WordList, safe: bool) {
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.signs.listed) {
        if text.kind == TextKind::Residual {
            continue;
        }
        for (at, word, meant) in list.find(text.text) {
            let message = if safe {
                lang.pick(
                    format!("“{word}”的推荐词形是“{meant}”"),
                    format!("the recommended form of {word} is {meant}"),
                )
            } else {
                lang.pick(format!("“{word}”应为“{meant}”"), format!("{word} should be {meant}"))
            };
            let span = sub_span(text.span, at..at + word.len());
            let edits = replace(&span, meant);
            sink.report(
                Draft::new(text.narrowed(span, word), message)
                    .quote(word)
                    .help(&lang.pick(format!("改为“{meant}”"), format!("write {meant}")))
                    .fix(safe, edits),
            );
        }
    }
}
