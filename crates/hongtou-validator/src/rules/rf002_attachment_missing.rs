use hongtou_model::Severity;
use hongtou_source::chars;

use crate::context::Context;
use crate::numbering;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// The notice names an attachment that is not there.
    ///
    /// ## What it checks
    /// Each entry of the list of attachments: whether the input has it; and the numbers of the list, of which
    /// none is left out or given twice.
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
    /// Where the list or the text says that it is left out （略） or not published (附件不予公开). Where no attachment is in the input at all
    /// (they are often files of their own) it is an info. For the numbers of a notice published with cuts, and
    /// where an entry has none.
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.4 and 7.3.7.
    zh "
附件说明列出的附件不在文中。

## 检查什么
附件说明的每一项，看输入中有没有；附件说明的序号有没有缺号、重号。

## 为什么重要
附件是公文的组成部分（GB/T 9704-2012，7.3.7）。

## 示例
`附件：1.任务表 2.报名表`，后面只有第一个。改后：两个都附上，或只列一个。

## 怎么办
补上附件，或从附件说明中删去。

## 何时不报
附件说明标明“（略）”或者文中写明附件不予公开的不报；输入中一个附件也没有的（常另成文件），只提示；删减后公开的，或有一项没有序号的，不查序号。

## 依据
GB/T 9704-2012 第7.3.4、7.3.7条。
"
    RF002 "attachment-missing" Error "GB/T 9704-2012, 7.3.4, 7.3.7" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let attachments = &context.notice.header.attachments;
    let unpublished = context.texts.iter().any(|text| is_unpublished(text.text));
    let some = attachments.iter().any(|attachment| attachment.attached);
    for (at, attachment) in attachments.iter().enumerate().filter(|(_, a)| !a.attached) {
        if left_out(&attachment.title) || unpublished {
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
    numbers(context, sink);
}

/// The numbers of the list, each against the one before it.
fn numbers(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let attachments = &context.notice.header.attachments;
    if numbering::is_cut(context.notice) {
        return;
    }
    for (at, pair) in attachments.windows(2).enumerate() {
        let (Some(last), Some(number)) = (pair[0].number, pair[1].number) else { continue };
        let message = match number.checked_sub(last) {
            // Another list begins, or its numbers run on.
            None | Some(1) => continue,
            Some(0) if number == 1 => continue,
            Some(0) => lang.pick(
                format!("附件序号{number}重复"),
                format!("the number {number} stands twice in the list of attachments"),
            ),
            Some(_) => lang.pick(
                format!("附件序号不连续：{last}之后是{number}"),
                format!("{number} follows {last} in the list of attachments"),
            ),
        };
        let place =
            Place::new(&format!("header.attachments.{}", at + 2), &pair[1].span, &pair[1].title);
        let help =
            lang.pick("重新编号，或补上缺的附件", "number them again, or add what is missing");
        sink.report(
            Draft::new(place, message).quote(&pair[1].title).help(help).at_most(Severity::Warning),
        );
    }
}

/// Whether the title of an attachment says that it is left out: 调查表（略）.
fn left_out(title: &str) -> bool {
    let words = title.trim_end_matches(['）', ')', '】', ']']);
    words.len() < title.len()
        && ["（略", "(略", "【略", "[略"].iter().any(|mark| words.ends_with(mark))
        || is_withheld(title)
}

/// Words for what is not published.
fn is_withheld(words: &str) -> bool {
    ["不予公开", "不公开", "不对外公开", "不予公布", "不予发布"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether a text says that attachments are not published: 附件不予公开, 附件略.
fn is_unpublished(text: &str) -> bool {
    text.contains("附件")
        && text.split(['。', '；', ';', '\n']).any(|sentence| {
            let says = |at: usize| {
                let behind = &sentence[at..];
                let words = behind.trim_end_matches(['）', ')', '】', ']']);
                let of = words.strip_suffix('略').and_then(|of| of.chars().next_back());
                // 附件略, 附件2略, and no 战略 or 攻略.
                is_withheld(behind) || of.is_some_and(|c| !chars::is_han(c) || c == '件')
            };
            sentence.find("附件").is_some_and(says)
        })
}

#[cfg(test)]
mod tests {
    use super::{is_unpublished, left_out};

    #[test]
    fn a_list_may_say_that_an_attachment_is_left_out() {
        assert!(["调查表（略）", "调查表(略)"].into_iter().all(left_out));
        assert!(!["调查表", "发展战略", "登记表（试行）"].into_iter().any(left_out));
        assert!(["名单（不予公开）", "台账（此件不公开）"].into_iter().all(left_out));
        for text in ["附件不予公开。", "（附件略）", "附件2、3不公开", "附件1略，其余附后"]
        {
            assert_eq!(is_unpublished(text), !text.contains("其余"), "{text}");
        }
        for text in
            ["附件1.发展战略", "附件：旅游攻略", "政务信息不予公开的，见附件", "附件：任务表"]
        {
            assert!(!is_unpublished(text), "{text}");
        }
    }
}
