use hongtou_model::Severity;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// The notice names an attachment that is not there.
    ///
    /// ## What it checks
    /// Each entry of the list of attachments: whether the input has it.
    ///
    /// ## Why it matters
    /// The attachment is a part of the notice (GB/T 9704-2012, 7.3.7).
    ///
    /// ## Example
    /// `附件：1.任务表 2.报名表`, and only the first follows. After: both follow, or one is named.
    ///
    /// ## What to do
    /// Add the attachment, or strike it from the list.
    ///
    /// ## Stays silent
    /// Where the list says itself that it is left out （略）. Where no attachment is in the input at all
    /// (they are often files of their own) it is an info.
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.4 and 7.3.7.
    zh "
附件说明列出的附件不在文中。

## 检查什么
附件说明的每一项，看输入中有没有。

## 为什么重要
附件是公文的组成部分（GB/T 9704-2012，7.3.7）。

## 示例
`附件：1.任务表 2.报名表`，后面只有第一个。改后：两个都附上，或只列一个。

## 怎么办
补上附件，或从附件说明中删去。

## 何时不报
附件说明自己标明“（略）”的不报；输入中一个附件也没有的（常另成文件），只提示。

## 依据
GB/T 9704-2012 第7.3.4、7.3.7条。
"
    RF002 "attachment-missing" Error "GB/T 9704-2012, 7.3.4, 7.3.7" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let attachments = &context.notice.header.attachments;
    let some = attachments.iter().any(|attachment| attachment.attached);
    for (at, attachment) in attachments.iter().enumerate().filter(|(_, a)| !a.attached) {
        if left_out(&attachment.title) {
            continue;
        }
        let message = lang.pick(
            format!("附件“{}”不在文中", attachment.title),
            format!("the attachment {} is not there", attachment.title),
        );
        let place = Place::new(
            &format!("header.attachments.{}", at + 1),
            &attachment.span,
            &attachment.title,
        );
        let mut draft = Draft::new(place, message)
            .quote(&attachment.title)
            .help(lang.pick("补上附件，或从附件说明中删去", "add it, or strike it from the list"));
        if !some {
            draft = draft.at_most(Severity::Info);
        }
        sink.report(draft);
    }
}

/// Whether the title of an attachment says that it is left out: 调查表（略）.
fn left_out(title: &str) -> bool {
    let words = title.trim_end_matches(['）', ')', '】', ']']);
    words.len() < title.len()
        && ["（略", "(略", "【略", "[略"].iter().any(|mark| words.ends_with(mark))
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn a_list_may_say_that_an_attachment_is_left_out() {
        assert!(["调查表（略）", "调查表(略)"].into_iter().all(left_out));
        assert!(!["调查表", "发展战略", "登记表（试行）"].into_iter().any(left_out));
    }
}
