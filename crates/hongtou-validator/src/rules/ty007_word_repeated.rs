use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::signs::LONGEST_REPEATED;
use crate::sink::{Draft, Sink};
use crate::texts::TextKind;
use crate::words::sub_span;

rule! {
    /// A word stands twice in a row.
    ///
    /// ## What it checks
    /// Two to six characters of Chinese text that stand again right after themselves. One finding
    /// for each place.
    ///
    /// ## Why it matters
    /// It is left over from an edit, and the word that should stand there may be another one.
    ///
    /// ## Example
    /// `组织开展开展专项检查`. After: `组织开展专项检查`.
    ///
    /// ## What to do
    /// Strike one, or put the word that was meant.
    ///
    /// ## Stays silent
    /// For words with numerals (一个一个), for single characters (目的的), for set phrases that take a
    /// character up again (交通保通保畅), and where the row and the clause differ by it (AL003).
    ///
    /// ## Authority
    /// heuristic
    zh "
同一个词连写了两遍。

## 检查什么
两到六个汉字紧接着又出现一遍。每处报一次。

## 为什么重要
多半是修改留下的，本来要写的可能是另一个词。

## 示例
`组织开展开展专项检查`。改后：`组织开展专项检查`。

## 怎么办
删去一个，或改成本来要写的词。

## 何时不报
含数词的（一个一个）、单字的（目的的）、四字格与前一字碰巧相连的（交通保通保畅），以及正文与表因此不同的（AL003），不报。

## 依据
经验判断
"
    TY007 "word-repeated" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.signs.repeated) {
        if matches!(text.kind, TextKind::Residual | TextKind::Responsibility) {
            continue;
        }
        for range in repeated(text.text) {
            let half = (range.end - range.start) / 2;
            let word = &text.text[range.start..range.start + half];
            let span = sub_span(text.span, range.clone());
            let message =
                lang.pick(format!("“{word}”连写了两遍"), format!("{word} stands twice in a row"));
            sink.report(
                Draft::new(text.narrowed(span, &text.text[range]), message)
                    .quote(word)
                    .help(lang.pick("删去一个，或改成本来要写的词", "strike one of them")),
            );
        }
    }
}

/// Phrases of the form 保通保畅 that often stand behind a word which ends as their second character does (交通
/// 保通保畅, 群防联防联控): there are few in notices, and nothing but the words themselves tells them from a copy.
const PHRASES: [&str; 12] = [
    "保通保畅",
    "保质保量",
    "保供保价",
    "共建共享",
    "共建共治",
    "互联互通",
    "立行立改",
    "联防联控",
    "联勤联动",
    "群防群治",
    "自查自改",
    "自查自纠",
];

/// Whether a phrase begins within what seems to stand twice: 通保通保畅 is 通 and 保通保畅.
fn is_phrase(list: &[(usize, char)], at: usize) -> bool {
    (at..at + 3).any(|from| {
        let words = list.get(from..from + 4);
        words.is_some_and(|words| {
            PHRASES.iter().any(|known| known.chars().eq(words.iter().map(|(_, c)| *c)))
        })
    })
}

/// Where two to six Chinese characters stand again right after themselves.
fn repeated(text: &str) -> Vec<std::ops::Range<usize>> {
    let list: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut at = 0;
    'outer: while at + 4 <= list.len() {
        for length in (2..=LONGEST_REPEATED).rev().filter(|length| at + 2 * length <= list.len()) {
            if list[at].1 != list[at + length].1 {
                continue;
            }
            let (a, b) = (&list[at..at + length], &list[at + length..at + 2 * length]);
            let same = || a.iter().zip(b).all(|((_, x), (_, y))| x == y);
            let plain = || {
                a.iter().all(|(_, c)| {
                    chars::is_han(*c) && !"一二三四五六七八九十百千万亿两几每逐".contains(*c)
                })
            };
            // 人人人人 is no word twice.
            let phrase = || length == 2 && is_phrase(&list, at);
            if same() && a[0].1 != a[1].1 && plain() && !phrase() {
                let end = list.get(at + 2 * length).map_or(text.len(), |(end, _)| *end);
                out.push(list[at].0..end);
                at += 2 * length;
                continue 'outer;
            }
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_two_characters_and_more_count() {
        let found = |text: &str| -> Vec<String> {
            repeated(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("组织开展开展专项检查"), ["开展开展"]);
        assert_eq!(found("市场监管局市场监管局"), ["市场监管局市场监管局"]);
        assert_eq!(found("持续做好道路交通保通保畅工作，检查自查自纠"), [""; 0]);
        assert_eq!(found("做好保通保通工作"), ["保通保通"]);
        assert_eq!(found("一个一个解决，目的的，许许多多，2021年2021年"), [""; 0]);
    }
}
