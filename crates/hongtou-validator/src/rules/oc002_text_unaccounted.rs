use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::shorten;

rule! {
    /// Text that the model does not hold.
    ///
    /// ## What it checks
    /// The residual of the model.
    ///
    /// ## Why it matters
    /// What was not read is not checked: a task may be in it.
    ///
    /// ## Example
    /// A line between two sections that is neither task nor prose. After: a notice whose every
    /// line belongs somewhere.
    ///
    /// ## What to do
    /// Look at it; a broken line in the source is often the cause.
    ///
    /// ## Stays silent
    /// Where nothing is left over.
    ///
    /// ## Authority
    /// practice
    zh "
有文字没有读入模型。

## 检查什么
模型中的剩余文字。

## 为什么重要
没有读入的就没有检查，任务可能在其中。

## 示例
两部分之间有一行既不是任务也不是叙述。改后：每一行都有归属。

## 怎么办
看一看这一处；常因原稿断行有误。

## 何时不报
没有剩余文字的，不报。

## 依据
惯例
"
    OC002 "text-unaccounted" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (at, residual) in context.notice.residual.iter().enumerate() {
        let words = shorten(&residual.text, 30);
        let message = lang.pick(
            format!("这些文字没有读入：“{words}”"),
            format!("this text was not read into the model: {words}"),
        );
        sink.report(
            Draft::new(
                Place::new(&format!("residual.{}", at + 1), &residual.span, &residual.text),
                message,
            )
            .quote(&residual.text)
            .help(
                lang.pick(
                    "看一看原稿这一处是否断行有误",
                    "see whether a line is broken in the source",
                ),
            ),
        );
    }
}
