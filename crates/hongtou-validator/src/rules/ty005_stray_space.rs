use std::collections::HashSet;

use hongtou_model::Edit;
use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::scan::{Sieve, pair};
use crate::sink::{Draft, Sink};
use crate::texts::TextKind;
use crate::words::{first_source, sub_span};

rule! {
    /// A space inside Chinese text, where the notice itself also writes it without.
    ///
    /// ## What it checks
    /// Spaces between digits and Chinese characters, and between Chinese characters, of which the
    /// same neighbours stand together elsewhere in the notice. One finding for each clause, cell or
    /// paragraph.
    ///
    /// ## Why it matters
    /// A search for 2021年 does not find 2021 年.
    ///
    /// ## Example
    /// `2021 年` beside `2021年`. After: `2021年` throughout.
    ///
    /// ## What to do
    /// Take the space out; the fix does it.
    ///
    /// ## Stays silent
    /// Where the notice always writes the space, for titles (where a line break may stand for a
    /// space), and for text that is no value.
    ///
    /// ## Authority
    /// practice; GB/T 9704-2012 sets text without spaces between characters.
    zh "
中文里夹了空格，而同一通知别处没有空格。

## 检查什么
数字与汉字、汉字与汉字之间的空格，且同样的前后文字在别处连写。每个任务、单元格或段落报一次。

## 为什么重要
检索“2021年”找不到“2021 年”。

## 示例
`2021 年` 与 `2021年` 并存。改后：一律写 `2021年`。

## 怎么办
删去空格；可自动修正。

## 何时不报
通篇都有空格的，标题（换行可能变成空格），以及没有归入任何内容的文字，不报。

## 依据
惯例；GB/T 9704-2012 的版式字间不空。
"
    TY005 "stray-space" Info "practice" Safe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // Which neighbours a space parts, anywhere; only for those is the rest of the text read.
    let spaced: Vec<_> = context
        .texts
        .iter()
        .filter(|text| text.signs.space)
        .map(|text| (text, spaces(text.text)))
        .collect();
    let parted: HashSet<Key> = spaced.iter().flat_map(|(_, list)| list).map(|s| s.1).collect();
    if parted.is_empty() {
        return;
    }
    let joined = together(context.texts.iter().map(|text| text.text), &parted);
    let lang = sink.lang();
    for (text, spaces) in spaced {
        if matches!(text.kind, TextKind::Residual | TextKind::Title) {
            continue;
        }
        let stray: Vec<std::ops::Range<usize>> = spaces
            .into_iter()
            .filter(|(_, key)| joined.contains(key))
            .map(|(range, _)| range)
            .collect();
        let Some(first) = stray.first() else { continue };
        let edits: Vec<Edit> = stray
            .iter()
            .filter_map(|range| {
                let span = sub_span(text.span, range.clone());
                let [one] = first_source(&span)? else { return None };
                Some(Edit { start: one.start, end: one.end, text: String::new() })
            })
            .collect();
        let from: usize = text.text[..first.start].chars().rev().take(4).map(char::len_utf8).sum();
        let to: usize = text.text[first.end..].chars().take(3).map(char::len_utf8).sum();
        let words = &text.text[first.start - from..first.end + to];
        let message = lang.pick(
            format!("“{words}”中有空格，别处没有；共{}处", stray.len()),
            format!(
                "a space in {words} that the notice does not have elsewhere; {} in all",
                stray.len()
            ),
        );
        let span = sub_span(text.span, first.start - from..first.end + to);
        sink.report(
            Draft::new(text.narrowed(span, words), message)
                .help(lang.pick("删去空格", "take the space out"))
                .fix(true, edits),
        );
    }
}

/// What stands on both sides of a space: two characters of Chinese text, or a digit and one.
type Key = [char; 4];

const DIGIT: char = '0';
const NONE: char = '\0';

/// Spaces of a text with what they part.
fn spaces(text: &str) -> Vec<(std::ops::Range<usize>, Key)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find([' ', '\u{3000}', '\u{a0}']) {
        let start = at + found;
        let behind = text[start..].trim_start_matches(chars::is_space);
        at = text.len() - behind.len();
        let (mut left, mut right) = (text[..start].chars().rev(), behind.chars());
        let (last, before) = (left.next(), left.next());
        if let Some(key) = key(before, last, right.next(), right.next()) {
            out.push((start..at, key));
        }
    }
    out
}

fn key(a: Option<char>, b: Option<char>, c: Option<char>, d: Option<char>) -> Option<Key> {
    let digit = |c: char| chars::digit(c).is_some();
    match (b?, c?) {
        (b, c) if digit(b) && chars::is_han(c) => Some([NONE, DIGIT, c, NONE]),
        (b, c) if chars::is_han(b) && digit(c) => Some([a.unwrap_or(NONE), b, DIGIT, NONE]),
        (b, c) if chars::is_han(b) && chars::is_han(c) => {
            let (a, d) = (a.filter(|c| chars::is_han(*c))?, d.filter(|c| chars::is_han(*c))?);
            Some([a, b, c, d])
        }
        _ => None,
    }
}

/// Which of the neighbours also stand together.
fn together<'t>(texts: impl Iterator<Item = &'t str>, parted: &HashSet<Key>) -> HashSet<Key> {
    // What stands on both sides of a space: other characters need no second look.
    let mut sides = Sieve::default();
    parted.iter().for_each(|key| sides.insert(pair(key[1], key[2])));
    let mut joined = HashSet::new();
    for text in texts {
        if joined.len() == parted.len() {
            break;
        }
        let (mut before, mut last, mut side) = (None, None, NONE);
        for (at, c) in text.char_indices() {
            let own = if chars::digit(c).is_some() { DIGIT } else { c };
            if sides.may_have(pair(side, own)) {
                let after = text[at..].chars().nth(1);
                let found = key(before, last, Some(c), after);
                joined.extend(found.filter(|key| parted.contains(key)));
            }
            (before, last, side) = (last, Some(c), own);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_together_elsewhere_counts() {
        let parted: HashSet<Key> = spaces("2021 年，达到 6 批次，整治行动 实施方案")
            .into_iter()
            .map(|(_, key)| key)
            .collect();
        let joined = together(["2021年，整治行动实施方案，达到六批"].into_iter(), &parted);
        let mut found: Vec<String> = joined.iter().map(|key| key.iter().collect()).collect();
        found.sort();
        assert_eq!(found, ["\u{0}0年\u{0}", "行动实施"]);
    }
}
