use crate::context::Context;
use crate::numbering::{Gap, faults};
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A number stands twice.
    ///
    /// ## What it checks
    /// Ordinals of sections, numbers of items and of rows: the same one again where the next is due.
    ///
    /// ## Why it matters
    /// A reference to the number means two tasks.
    ///
    /// ## Example
    /// `7.`, `7.`, `8.`. After: `7.`, `8.`, `9.`.
    ///
    /// ## What to do
    /// Number them again.
    ///
    /// ## Stays silent
    /// Where numbers begin again with a section or below an item that counts on within itself, 1.…；2.…, and
    /// for a number that covers several rows of a table or came along with a task that was pasted (AL009,
    /// AL010), moved (AL008) or written on one side only (AL001, AL002).
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.3
    zh "
序号重复。

## 检查什么
部分、任务、表行的序号：该用下一个号的地方又用了同一个。

## 为什么重要
按序号引用时指向两项任务。

## 示例
`7.`、`7.`、`8.`。改后：`7.`、`8.`、`9.`。

## 怎么办
重新编号。

## 何时不报
每部分重新编号的，一项之内已续编（1.…；2.…）的，表中一个序号跨几行的，连同任务一起重复粘贴的（AL009、AL010）、移动（AL008）或只写进一边的（AL001、AL002），不报。

## 依据
GB/T 9704-2012 第7.3.3条
"
    ST004 "number-repeated" Error "GB/T 9704-2012, 7.3.3" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for fault in faults(context).into_iter().filter(|fault| fault.gap == Gap::Repeated) {
        let number = fault.printed(context);
        let message =
            lang.pick(format!("序号{number}重复"), format!("the number {number} stands twice"));
        let mut draft =
            Draft::new(fault.at, message).help(lang.pick("重新编号", "number them again"));
        if let Some(before) = fault.before {
            draft = draft.related(before, lang.pick("前一次", "the first").to_owned());
        }
        draft = draft.remains(fault.remains);
        for id in fault.about {
            draft = draft.about(&id);
        }
        sink.report(draft);
    }
}
