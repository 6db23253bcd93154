use hongtou_model::{Confidence, Severity};

use crate::context::Context;
use crate::repeats::Repeat;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// Two clauses of the body say the same task.
    ///
    /// ## What it checks
    /// Clauses whose words are the same, punctuation aside; a section that is another's copy is told
    /// once, and so is an item of several tasks.
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
    /// For clauses of fewer than eight characters, where the units differ (one task given to several
    /// units in turn is written so), and for clauses of two sections that name nobody or are of fewer than
    /// twenty characters, but for a section copied whole. Where the table has a row for each of two
    /// sections' clauses, and where three or more sections say the same, it is an info.
    ///
    /// ## Authority
    /// practice
    zh "
正文中两处写的是同一项任务。

## 检查什么
除标点外文字完全相同的任务；整个部分或整项与另一处相同的，只报一次。

## 为什么重要
同一段贴了两遍，就部署了两次，两份内容还会逐渐不一致。

## 示例
第 4 条和第 5 条都是 `建立会商机制。（市发展改革委负责）`。改后：只留一条。

## 怎么办
删去一处，并重新编号。

## 何时不报
不足八个字的，责任单位不同的（一项任务分给几个单位），以及分在两个部分而没有写责任单位或者不足二十个字的（整个部分相同的除外），不报；分在两个部分、表中各有一行的，以及三个以上部分写法相同的，只提示。

## 依据
惯例
"
    AL010 "clause-repeated" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let repeats = context.repeats();
    if repeats.is_empty() {
        return;
    }
    let linked = context.linked();
    let mut rest = repeats;
    while let Some(first) = rest.first() {
        let section = context.clauses[first.at].section_index;
        let here = |repeat: &&Repeat| context.clauses[repeat.at].section_index == section;
        let (of_section, others) = rest.split_at(rest.iter().take_while(here).count());
        rest = others;
        if first.whole {
            sink.report(whole(context, sink, of_section, &linked));
        } else {
            // The clauses of one item were pasted with it.
            let items = |repeat: &Repeat| {
                let item = |at: usize| &context.clauses[at].item.id;
                (item(repeat.at), item(repeat.before))
            };
            for of_item in of_section.chunk_by(|a, b| items(a) == items(b)) {
                sink.report(one(context, sink, of_item, &linked));
            }
        }
    }
}

/// Whether a task is said again on purpose: the table, too, has a row for each, or it is a sentence that
/// closes several sections, which plans by districts or by trades have.
fn is_meant(context: &Context<'_>, repeat: &Repeat, linked: &[bool]) -> bool {
    const STANDARD: usize = 3;
    let (at, before) = (context.clauses[repeat.at], context.clauses[repeat.before]);
    at.section_index != before.section_index
        && (repeat.copies >= STANDARD || linked[repeat.at] && linked[repeat.before])
}

fn weigh(draft: Draft, meant: bool) -> Draft {
    if meant { draft.at_most(Severity::Info).confidence(Confidence::Likely) } else { draft }
}

/// A section all of whose tasks are those of an earlier one.
fn whole(context: &Context<'_>, sink: &Sink<'_>, repeats: &[Repeat], linked: &[bool]) -> Draft {
    let lang = sink.lang();
    let count = repeats.len();
    let here = context.clauses[repeats[0].at].section;
    let from = context.clauses[repeats[0].before].section;
    let message = lang.pick(
        format!("这一部分的{count}项任务与前面一部分全部相同"),
        format!("the {count} tasks of this section are all those of an earlier one"),
    );
    let mut draft = Draft::new(context.section_place(here), message)
        .about(&from.id)
        .related(
            context.section_place(from),
            lang.pick("前面一部分", "the earlier section").to_owned(),
        )
        .help(lang.pick("只留一处，并重新编号", "keep one, and number the rest again"));
    for repeat in repeats {
        for at in [context.clauses[repeat.at], context.clauses[repeat.before]] {
            draft = draft.about(&at.clause.id).about(&at.item.id);
        }
    }
    weigh(draft, repeats.iter().all(|repeat| is_meant(context, repeat, linked)))
}

/// One clause that says an earlier one's task again, or several of one item.
fn one(context: &Context<'_>, sink: &Sink<'_>, repeats: &[Repeat], linked: &[bool]) -> Draft {
    let lang = sink.lang();
    let repeat = repeats[0];
    let (at, before) = (context.clauses[repeat.at], context.clauses[repeat.before]);
    // A number that came along does not follow the one above it.
    let above = repeat.at.checked_sub(1).map_or(at.item, |above| context.clauses[above].item);
    let message = lang
        .pick("与前面一处是同一项任务".to_owned(), "the same task as an earlier clause".to_owned());
    let message = match repeats.len() {
        1 => message,
        count => lang.pick(
            format!("这一项的{count}处与前面一项是同样的任务"),
            format!("the same {count} tasks as in an earlier item"),
        ),
    };
    let mut draft = Draft::new(context.clause_place(at.clause), message)
        .about(&before.clause.id)
        .about(&before.item.id)
        .near(&above.id)
        .about(&at.item.id)
        .related(
            context.clause_place(before.clause),
            lang.pick("前面一处", "the earlier clause").to_owned(),
        )
        .help(lang.pick("只留一处，并重新编号", "keep one, and number the items again"));
    for repeat in &repeats[1..] {
        for at in [repeat.at, repeat.before] {
            draft = draft.about(&context.clauses[at].clause.id);
        }
    }
    weigh(draft, repeats.iter().all(|repeat| is_meant(context, repeat, linked)))
}
