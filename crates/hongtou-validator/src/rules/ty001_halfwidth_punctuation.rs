use std::collections::BTreeSet;

use hongtou_model::{Edit, Span};
use hongtou_source::{TextRange, chars};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::texts::TextKind;
use crate::words::{first_source, sub_span};

rule! {
    /// Half-width punctuation in Chinese text.
    ///
    /// ## What it checks
    /// `,` `;` `:` `?` `!` `(` `)` beside Chinese characters. One finding for each clause, cell or
    /// paragraph; one for the notice where there are many, or fewer texts with wide marks.
    ///
    /// ## Why it matters
    /// It mostly comes from conversion; a comparison by eye or by machine stumbles over it.
    ///
    /// ## Example
    /// `加强指导,开展初评。`. After: `加强指导，开展初评。`.
    ///
    /// ## What to do
    /// Use full-width marks; the fix does it.
    ///
    /// ## Stays silent
    /// Between digits and Latin letters (10:30, GB 1,000), for full stops, and for text that is no value.
    ///
    /// ## Authority
    /// GB/T 15834-2011, 5.1: in Chinese text these marks take a full character cell.
    zh "
中文里用了半角标点。

## 检查什么
汉字旁边的 `,` `;` `:` `?` `!` `(` `)`。每个任务、单元格或段落报一次；处处都是的、比用全角的段落还多的，全文报一次。

## 为什么重要
多半来自格式转换，妨碍阅读和比对。

## 示例
`加强指导,开展初评。`。改后：`加强指导，开展初评。`。

## 怎么办
改用全角标点；可自动修正。

## 何时不报
数字、字母之间的（10:30、1,000），句点，以及没有归入任何内容的文字，不报。

## 依据
GB/T 15834-2011 第5.1条：标点符号占一个字位置。
"
    TY001 "halfwidth-punctuation" Info "GB/T 15834-2011, 5.1" Safe check
}

// A notice with more places than these, or more of them than texts with wide marks, is half-width
// throughout: one finding says so.
const MOST_PLACES: usize = 5;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut places: Vec<(Place, char, usize, Vec<Edit>)> = Vec::new();
    for text in context.texts.iter().filter(|text| text.signs.halfwidth) {
        if text.kind == TextKind::Residual {
            continue;
        }
        let marks = halfwidth(text.text);
        let Some(&(first, mark, _)) = marks.first() else { continue };
        let edits: Vec<Edit> = marks
            .iter()
            .filter_map(|&(at, _, wide)| {
                let span = sub_span(text.span, at..at + 1);
                let [one] = first_source(&span)? else { return None };
                Some(Edit { start: one.start, end: one.end, text: wide.to_string() })
            })
            .collect();
        let span = sub_span(text.span, first..first + 1);
        let place = text.narrowed(span, &text.text[first..first + 1]);
        places.push((place, mark, marks.len(), edits));
    }
    let wide: BTreeSet<u32> =
        places.iter().flat_map(|(.., edits)| edits).map(|edit| edit.start).collect();
    places.extend(mixed_brackets(context, &wide));
    let help = lang.pick("改用全角标点", "use full-width marks");
    let wide = || {
        let wide = |c| matches!(c, '，' | '；' | '：' | '？' | '！' | '（' | '）');
        context.texts.iter().filter(|text| text.text.contains(wide)).count()
    };
    let throughout = places.len() > 2 && places.len() > wide();
    if places.len() > MOST_PLACES || throughout {
        let all: usize = places.iter().map(|(_, _, count, _)| count).sum();
        let message = lang.pick(
            format!("中文里用了半角标点，{}段文字共{all}处", places.len()),
            format!("half-width punctuation in Chinese text: {all} in {} texts", places.len()),
        );
        let mut edits: Vec<Edit> =
            places.iter().flat_map(|(_, _, _, edits)| edits.clone()).collect();
        edits.sort_by_key(|edit| (edit.start, edit.end));
        edits.dedup();
        if let Some((first, ..)) = places.into_iter().min_by_key(|(place, ..)| place.span.start()) {
            sink.report(Draft::new(first, message).unanchored().help(help).fix(true, edits));
        }
        return;
    }
    for (place, mark, count, edits) in places {
        let message = lang.pick(
            format!("中文里用了半角标点“{mark}”，共{count}处"),
            format!("half-width {mark} in Chinese text, {count} in all"),
        );
        sink.report(Draft::new(place, message).help(help).fix(true, edits));
    }
}

/// Brackets around responsibilities, which are in no text: a half-width one before or behind a full-width one, and a
/// half-width pair around marks that are made wide, which begin at `wide`.
fn mixed_brackets(
    context: &Context<'_>,
    wide: &BTreeSet<u32>,
) -> Vec<(Place, char, usize, Vec<Edit>)> {
    let mut last = None;
    let of = |clause: &hongtou_model::Clause| {
        let span = &clause.responsibility.as_ref()?.span;
        let ((source, start), (other, end)) = (span.start()?, span.end()?);
        // What is said of several clauses is printed once.
        if source != other || last.replace(start) == Some(start) {
            return None;
        }
        let text = &*context.sources.get(usize::from(source))?.text;
        let open = text.get(..start as usize)?.chars().next_back()?;
        let close = text.get(end as usize..)?.chars().next()?;
        let edit = |at: u32, wide: &str| Edit { start: at, end: at + 1, text: wide.to_owned() };
        let (at, mark, edits) = match (open, close) {
            ('(', '）') => (start - 1, '(', vec![edit(start - 1, "（")]),
            ('（', ')') => (end, ')', vec![edit(end, "）")]),
            // The pair around it goes with it, lest (市局、各县（市）区) remain.
            ('(', ')') if source == 0 && wide.range(start..end).next().is_some() => {
                (start - 1, '(', vec![edit(start - 1, "（"), edit(end, "）")])
            }
            _ => return None,
        };
        let bracket = Span::one(source, TextRange::new(at, at + 1));
        let id = format!("{}.responsibility", clause.id);
        let count = edits.len();
        let edits = if source == 0 { edits } else { Vec::new() };
        Some((Place::new(&id, &bracket, &mark.to_string()), mark, count, edits))
    };
    context.clauses.iter().map(|at| at.clause).filter_map(of).collect()
}

/// Half-width marks beside Chinese characters, and what they should be.
fn halfwidth(text: &str) -> Vec<(usize, char, char)> {
    let chinese = |c: char| chars::is_han(c) || "”》）。、，；".contains(c);
    let mut out: Vec<(usize, char, char)> = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let mut before = None;
    let mut iter = text.char_indices().peekable();
    while let Some((at, c)) = iter.next() {
        let after = iter.peek().map(|(_, c)| *c);
        let beside =
            before.is_some_and(chinese) || after.is_some_and(|c| chinese(c) || "“《（".contains(c));
        let between_latin = before.is_some_and(|c: char| c.is_ascii_alphanumeric())
            && after.is_some_and(|c| c.is_ascii_alphanumeric());
        let wide = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            '(' => '（',
            ')' => '）',
            _ => {
                before = Some(c);
                continue;
            }
        };
        // A bracket is wide where its partner is: （GB 1-2） and (一) go by their pair.
        let report = match c {
            '(' => {
                open.push(beside);
                beside
            }
            ')' => open.pop().unwrap_or(beside),
            _ => beside && !between_latin,
        };
        if report {
            out.push((at, c, wide));
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_latin_letters_are_left_alone() {
        let marks = |text: &str| halfwidth(text).iter().map(|m| m.1).collect::<String>();
        assert_eq!(marks("加强指导,开展初评;提升(市)区"), ",;()");
        assert_eq!(marks("10:30，GB 1,000 (a) http://x"), "");
        assert_eq!(marks("见(GB 31605-2020)标准"), "()");
    }
}
