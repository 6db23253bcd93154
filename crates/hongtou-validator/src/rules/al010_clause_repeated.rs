use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::context::{ClauseAt, Context};
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::words::plain;

rule! {
    /// Two clauses of the body say the same task.
    ///
    /// ## What it checks
    /// Clauses of one section whose words are the same, punctuation aside.
    ///
    /// ## Why it matters
    /// A paragraph pasted twice is ordered twice, and the two copies drift apart.
    ///
    /// ## Example
    /// Items 4 and 5: `建立会商机制。（市发展改革委负责）`. After: one item.
    ///
    /// ## What to do
    /// Strike one, and number the items again.
    ///
    /// ## Stays silent
    /// For clauses of fewer than eight characters, and where the units differ: one task given to
    /// several units in turn is written so.
    ///
    /// ## Authority
    /// practice
    zh "
正文中两处写的是同一项任务。

## 检查什么
同一部分中除标点外文字完全相同的任务。

## 为什么重要
同一段贴了两遍，就部署了两次，两份内容还会逐渐不一致。

## 示例
第 4 条和第 5 条都是 `建立会商机制。（市发展改革委负责）`。改后：只留一条。

## 怎么办
删去一处，并重新编号。

## 何时不报
不足八个字的，以及责任单位不同的（一项任务分给几个单位）不报。

## 依据
惯例
"
    AL010 "clause-repeated" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut first: HashMap<(usize, String), ClauseAt<'_>> = HashMap::new();
    for at in &context.clauses {
        if at.clause.text.chars().count() < 8 {
            continue;
        }
        // Where the table decides what is heading and what is task, a copy may be read otherwise.
        let mut words = at.item.heading.as_deref().map(plain).unwrap_or_default();
        words.push_str(&plain(&at.clause.text));
        let before = match first.entry((at.section_index, words)) {
            Entry::Vacant(free) => {
                free.insert(*at);
                continue;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        let units = |at: &ClauseAt<'_>| {
            at.clause.units.iter().map(|unit| context.units.of(unit)).collect::<Vec<_>>()
        };
        // One stretch of text that two readings share is printed once.
        if before.clause.span.start() == at.clause.span.start() || units(&before) != units(at) {
            continue;
        }
        let message = lang.pick(
            "与前面一处是同一项任务".to_owned(),
            "the same task as an earlier clause".to_owned(),
        );
        sink.report(
            Draft::new(context.clause_place(at.clause), message)
                .about(&before.clause.id)
                .about(&at.item.id)
                .related(
                    context.clause_place(before.clause),
                    lang.pick("前面一处", "the earlier clause").to_owned(),
                )
                .help(lang.pick("只留一处，并重新编号", "keep one, and number the items again")),
        );
    }
}
