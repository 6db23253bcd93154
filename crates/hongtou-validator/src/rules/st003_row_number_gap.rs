use crate::context::Context;
use crate::numbering::Kind;
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// A row's number does not follow the one before it.
    ///
    /// ## What it checks
    /// The column of numbers of each task table, running on or beginning again at 1 with a section, and the
    /// one row that alone has none.
    ///
    /// ## Why it matters
    /// A gap is a row that was struck, or lost in conversion.
    ///
    /// ## Example
    /// Row 22, then row 24. After: row 23.
    ///
    /// ## What to do
    /// Number the rows again, or put the missing one back.
    ///
    /// ## Stays silent
    /// For several rows without numbers, for one that is a part of the task above it, for a number that covers several rows, for one that stands twice (ST004),
    /// where the missing row is a clause's and AL001 is no mere info, in a department's share of a longer table, which keeps the
    /// numbers of that (12, 13, 37, 41), in a table without a column of numbers whose tasks have those of the body's items, in notices published with cuts (本文有删减), where
    /// the items leave the same number out (ST002), where rows moved or were pasted with their numbers
    /// (AL004, AL008, AL009), and where a row could not be read (OC001).
    ///
    /// ## Authority
    /// practice
    zh "
表中行号不连续。

## 检查什么
各任务表的序号栏，连续编号或每部分从 1 开始；只有一行没有序号的，也报。

## 为什么重要
缺号说明删了一行，或转换时丢了一行。

## 示例
22 行之后是 24 行。改后：23。

## 怎么办
重新编号，或补上缺的一行。

## 何时不报
几行没有序号的，那一行只是上一行任务的一部分的，一个序号跨几行的，序号重复的（ST004），缺的一行是正文某项任务、已由 AL001 报为警告或错误的，从大表中摘出、沿用原序号的（12、13、37、41），表无序号栏、任务前沿用正文编号的，删减后公开的，正文缺同一个号的（ST002），连同序号一起移动或重复粘贴的（AL004、AL008、AL009），有的行未能读出的（OC001），不报。

## 依据
惯例
"
    ST003 "row-number-gap" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    super::st001_section_number_gap::report(context, Kind::Row, sink);
}
