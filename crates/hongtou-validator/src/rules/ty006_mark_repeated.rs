use hongtou_model::{Edit, Span};
use hongtou_source::TextRange;

use crate::context::Context;
use crate::rule::rule;
use crate::signs::is_pause;
use crate::sink::{Draft, Place, Sink};
use crate::texts::TextKind;
use crate::words::{first_source, sub_span};

rule! {
    /// Two marks stand where one belongs.
    ///
    /// ## What it checks
    /// Two of `，。、；：` side by side, the same twice or one after another. One finding for each
    /// place, behind the heading of a task too.
    ///
    /// ## Why it matters
    /// Something between them was struck, or one of them should have been; a reader cannot tell.
    ///
    /// ## Example
    /// `加强监测，，及时预警。`. After: `加强监测，及时预警。`
    ///
    /// ## What to do
    /// Keep one mark; where the same stands twice the fix does it.
    ///
    /// ## Stays silent
    /// For `……`, `——`, marks beside quotes or brackets, and behind an empty label (UN006).
    ///
    /// ## Authority
    /// practice: each of the marks of pause in GB/T 15834-2011 (4.1 to 4.7) ends a stretch of words, and
    /// between two of them there is none.
    zh "
两个点号连在一起。

## 检查什么
`，。、；：` 中两个相连，无论相同与否，任务小标题之后的也算。每处报一次。

## 为什么重要
要么中间删掉了文字，要么多了一个标点，读的人无从判断。

## 示例
`加强监测，，及时预警。`。改后：`加强监测，及时预警。`

## 怎么办
只留一个；两个相同的可自动修正。

## 何时不报
`……`、`——`，引号、括号旁边的标点，以及空标签之后的标点（UN006），不报。

## 依据
惯例：GB/T 15834-2011 第4.1至4.7条的点号各表示一段话的停顿，两个点号之间没有话可停。
"
    TY006 "mark-repeated" Warning "practice; GB/T 15834-2011, 4.1–4.7" Safe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    behind_headings(context, sink);
    for text in context.texts.iter().filter(|text| text.signs.marks_together) {
        if text.kind == TextKind::Residual {
            continue;
        }
        let mut before: Option<(usize, char)> = None;
        for (at, c) in text.text.char_indices() {
            let mark = is_pause(c);
            if let (true, Some((start, other))) = (mark, before) {
                let span = sub_span(text.span, start..at + c.len_utf8());
                // Parts of a text that stand apart in the print do not stand side by side.
                let together =
                    span.fragments().len() == 1 || (span.is_empty() && text.span.is_empty());
                // An empty label (牵头单位：；) is told as one (UN006).
                let label = text.kind == TextKind::Responsibility && other == '：';
                if together && !label {
                    let words = &text.text[start..at + c.len_utf8()];
                    let message = lang.pick(
                        format!("标点“{words}”连用"),
                        format!("the marks {words} stand side by side"),
                    );
                    let second = sub_span(text.span, at..at + c.len_utf8());
                    let edits = match first_source(&second) {
                        Some([one]) if c == other => {
                            vec![Edit { start: one.start, end: one.end, text: String::new() }]
                        }
                        _ => Vec::new(),
                    };
                    sink.report(
                        Draft::new(text.narrowed(span, words), message)
                            .quote(words)
                            .help(lang.pick("只留一个", "keep one of them"))
                            .fix(true, edits),
                    );
                }
            }
            before = mark.then_some((at, c));
        }
    }
}

/// Finds two marks behind the heading of a task, where none of them is the heading's or the task's.
fn behind_headings(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let items = context.notice.sections.iter().flat_map(|section| &section.items);
    for item in items.filter(|item| item.heading.is_some()) {
        let Some((source, end)) = item.spans.heading.end() else { continue };
        let text = context.sources.get(usize::from(source)).map(|source| &*source.text);
        let Some(behind) = text.and_then(|text| text.get(end as usize..)) else { continue };
        let mut marks = behind.chars();
        let (Some(one), Some(two)) = (marks.next(), marks.next()) else { continue };
        // The next line or cell may begin with one.
        if !(is_pause(one) && one == two) {
            continue;
        }
        let width = one.len_utf8() as u32;
        let words = format!("{one}{two}");
        let message = lang
            .pick(format!("标点“{words}”连用"), format!("the marks {words} stand side by side"));
        let span = Span::one(source, TextRange::new(end, end + 2 * width));
        let place = Place::new(&format!("{}.heading", item.id), &span, &words);
        let edit = Edit { start: end + width, end: end + 2 * width, text: String::new() };
        let edits = if source == 0 { vec![edit] } else { Vec::new() };
        let help = lang.pick("只留一个", "keep one of them");
        sink.report(Draft::new(place, message).quote(&words).help(help).fix(true, edits));
    }
}
