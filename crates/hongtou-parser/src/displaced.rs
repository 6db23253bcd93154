//! Marks that a naive extraction moved to a line of their own, put back.
//!
//! Text taken from a PDF prints the marks of another font below the line that they belong to: the
//! line keeps a gap where each mark stood. Where a line of marks has as many as the line above has
//! gaps, they are the same.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::chars;

use crate::flow::Flow;
use crate::lines::{Element, Line};
use crate::record::Record;

/// Puts back the marks of lines that hold nothing else.
pub(crate) fn put_back<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    if !raw.iter().any(|element| is_of_marks(element) || is_ornament(element)) {
        return raw;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut ornament = false;
    let mut raw = raw.into_iter().peekable();
    while let Some(element) = raw.next() {
        let mut run = vec![element];
        if is_of_marks(&run[0]) {
            run.extend(std::iter::from_fn(|| raw.next_if(is_of_marks)));
        }
        // Marks that stand on lines of their own each are as one line.
        if run.len() > 1 {
            let mut all = Flow::default();
            for element in &run {
                if let Element::Line(marks) = element {
                    all.append(&marks.flow);
                }
            }
            if fill(out.last_mut(), &all, record) {
                continue;
            }
        }
        for mut element in run {
            if let Element::Line(marks) = &mut element {
                if is_marks(marks.text()) && fill(out.last_mut(), &marks.flow, record) {
                    continue;
                }
                if !marks.text().chars().any(chars::is_word) {
                    // An ornament, as any other: it sets lines apart.
                    ornament = true;
                    continue;
                }
                marks.gap |= std::mem::take(&mut ornament);
            }
            out.push(element);
        }
    }
    out
}

fn is_of_marks(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if is_marks(line.text()))
}

/// Whether a line has no word.
fn is_ornament(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if !line.flow.is_empty() && !line.text().chars().any(chars::is_word))
}

/// Puts marks into the gaps of the line above them, where they fit.
fn fill<'s>(above: Option<&mut Element<'s>>, marks: &Flow<'s>, record: &mut Record) -> bool {
    let Some(Element::Line(line)) = above else { return false };
    let Some(flow) = filled(&line.flow, marks) else { return false };
    let mut at = line.flow.whole();
    at.extend(&marks.whole());
    repaired(at, marks.text(), record);
    *line = Line { align: line.align, level: line.level, ..Line::new(flow, line.gap) };
    true
}

/// The marks that are moved: they stand in another font. 一 goes with them, since it looks like a dash.
fn is_mark(c: char) -> bool {
    matches!(c, '、' | '，' | '；' | '：' | '。' | '（' | '）' | '〔' | '〕' | '《' | '》' | '一')
}

/// Whether a line is nothing but such marks.
pub(crate) fn is_marks(text: &str) -> bool {
    let mut words = text.chars().filter(|&c| !chars::is_space(c)).peekable();
    words.peek().is_some() && text.len() <= 96 && words.all(is_mark)
}

/// The line with the marks in its gaps, where there are as many of both.
fn filled<'s>(line: &Flow<'s>, marks: &Flow<'s>) -> Option<Flow<'s>> {
    let text = line.text().trim_end_matches(chars::is_space);
    let gaps = gaps(text);
    let each: Vec<Flow<'s>> = marks
        .text()
        .char_indices()
        .filter(|&(_, c)| !chars::is_space(c))
        .map(|(at, c)| marks.slice(at..at + c.len_utf8()))
        .collect();
    let last = each.last()?;
    let more = each.len().checked_sub(gaps.len())?;
    // One bracket more closes, at the end of the line, what is open in it.
    if more > usize::from(opens(text, last.text())) {
        return None;
    }
    let mut out = Flow::default();
    let mut start = 0;
    for (&(from, to), mark) in gaps.iter().zip(&each) {
        out.append(&line.slice(start..from));
        out.append(mark);
        start = to;
    }
    out.append(&line.slice(start..text.len()));
    each[gaps.len()..].iter().for_each(|mark| out.append(mark));
    Some(out)
}

/// White space between Chinese characters or brackets, where nothing is printed apart.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let wide = |c: Option<char>| c.is_some_and(|c| chars::is_han(c) || is_mark(c));
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        let rest = text[from..].trim_start_matches(chars::is_space);
        let to = text.len() - rest.len();
        if wide(text[..from].chars().next_back()) && wide(rest.chars().next()) {
            out.push((from, to));
        }
        at = to;
    }
    out
}

/// Whether `close` closes a bracket that is open at the end of a line.
fn opens(text: &str, close: &str) -> bool {
    let Some(close) = close.chars().next() else { return false };
    let mut open = 0u32;
    for c in text.chars() {
        if c == close {
            open = open.saturating_sub(1);
        } else if chars::closes(c, close) {
            open += 1;
        }
    }
    open > 0
}

fn repaired(at: Span, marks: &str, record: &mut Record) {
    record.repair(
        RepairKind::RestoredMarks,
        at,
        Confidence::Likely,
        || format!("标点“{}”错到了下一行，已放回上一行的空位", marks.trim()),
        || {
            format!(
                "the marks “{}” stood on the next line and are put back into its gaps",
                marks.trim()
            )
        },
    );
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[track_caller]
    fn check(line: &str, marks: &str, expected: Option<&str>) {
        let text = format!("{line}\n{marks}");
        let source = Source::from_text("n", Format::Text, &text);
        let flow = |from: usize, to: usize| Flow::new(&source, 0, &[TextRange::at(from, to)]);
        let found = filled(&flow(0, line.len()), &flow(line.len() + 1, text.len()));
        assert_eq!(found.as_ref().map(Flow::text), expected);
        if let Some(found) = found {
            assert_eq!(found.whole().words(std::slice::from_ref(&source)), found.text());
        }
    }

    #[test]
    fn marks_go_back_into_as_many_gaps() {
        check("一 规范托育服务", "、", Some("一、规范托育服务"));
        check(
            "名单。（市民政局 市教育局 市公安局负责）",
            "、 、",
            Some("名单。（市民政局、市教育局、市公安局负责）"),
        );
        check(
            "（市民政局 市教育局按职责分工负责",
            "、 ）",
            Some("（市民政局、市教育局按职责分工负责）"),
        );
        check("（十 ）治理扰民。", "一", Some("（十一）治理扰民。"));
        check("新增 8 家", "、", None);
        check("（市民政局 市教育局负责）", "、 、", None);
        check("（市民政局负责）", "）", None);
    }

    #[test]
    fn marks_on_lines_of_their_own_each_go_back_together() {
        let lines = |text: &str| {
            let source = Source::from_text("n", Format::Text, text);
            let mut at = 0;
            let raw = text.lines().map(|line| {
                let start = at;
                at += line.len() + 1;
                let flow = Flow::new(&source, 0, &[TextRange::at(start, start + line.len())]);
                Element::Line(Line::new(flow, true))
            });
            let mut record = Record::new(hongtou_model::Lang::Zh);
            let found = put_back(raw.collect(), &mut record);
            crate::lines::texts(&found).join("|")
        };
        assert_eq!(
            lines("（十 ）按面积 质量核算。（市财政局\n一\n、\n负责）"),
            "（十一）按面积、质量核算。（市财政局|负责）"
        );
        assert_eq!(
            lines("（市民政局 市教育局负责\n、\n）\n（十 ）治理。\n一"),
            "（市民政局、市教育局负责）|（十一）治理。"
        );
        assert_eq!(lines("（十 ）按面积 质量核算。\n一\n、\n、"), "（十 ）按面积 质量核算。|一");
    }

    #[test]
    fn lines_of_marks() {
        assert!(is_marks("、 ） ，"));
        assert!(is_marks("一"));
        assert!(!is_marks(""));
        assert!(!is_marks("一、"[..0].trim()));
        assert!(!is_marks("——"));
        assert!(!is_marks("一、总则"));
    }
}
