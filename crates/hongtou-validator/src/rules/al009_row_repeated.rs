use crate::context::Context;
use crate::repeats::{RowAgain, rows_again};
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// Two rows of one table say the same task.
    ///
    /// ## What it checks
    /// Rows whose action and content are the same words.
    ///
    /// ## Why it matters
    /// A row pasted twice is asked about twice, and the two copies drift apart.
    ///
    /// ## Example
    /// Rows 7 and 19: `完善工作机制。`, for the same action. After: one row.
    ///
    /// ## What to do
    /// Strike one, and keep the units and targets of both.
    ///
    /// ## Stays silent
    /// Where the rows differ in another cell (section, action, units, targets, deadline): one task given
    /// to several units is often broken down so.
    ///
    /// ## Authority
    /// practice
    zh "
同一张表中两行说的是同一项任务。

## 检查什么
工作名称和内容文字完全相同的行。

## 为什么重要
同一行贴了两遍，会被调度两次，两份内容还会逐渐不一致。

## 示例
第 7 行和第 19 行都是同一工作的 `完善工作机制。`。改后：只留一行。

## 怎么办
删去一行，合并两行的单位和目标。

## 何时不报
其他任何一格（部分、工作名称、单位、目标、时限等）不同的不报：一项任务分给几个单位时常这样写。

## 依据
惯例
"
    AL009 "row-repeated" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for RowAgain { row, before, above } in rows_again(context) {
        let message = lang.pick(
            "与前面一行是同一项任务".to_owned(),
            "the same task as an earlier row".to_owned(),
        );
        let mut draft = Draft::new(context.row_place(row), message)
            .about(&before.id)
            .related(context.row_place(before), lang.pick("前面一行", "the earlier row").to_owned())
            .help(lang.pick("只留一行", "keep one of them"));
        // A number that came along does not follow the one above it.
        if let Some(above) = above {
            draft = draft.near(&above.id);
        }
        sink.report(draft);
    }
}
