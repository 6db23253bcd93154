//! Figures that a clause shares out among nouns: `甲、乙浓度分别下降15%、10%`.

use std::ops::Range;

use hongtou_model::{Comparator, Quantity, SmolStr};
use hongtou_source::chars;

use super::super::BEHIND;
use super::{cut_end, cut_start, plain};
use crate::token::{self, Token, TokenKind};

/// The word that shares figures out.
const WORD: &str = "分别";

/// Gives each figure of a list behind 分别 the noun that stands at its place, or none where nouns
/// and figures are not as many. `found` are the figures of `tokens`, in order.
pub(in crate::quantity) fn share_out(text: &str, tokens: &[Token], found: &mut [Quantity]) {
    if found.is_empty() || !text.contains(WORD) {
        return;
    }
    let places: Vec<&Range<usize>> = tokens
        .iter()
        .filter(|token| matches!(&token.kind, TokenKind::Figure(figure) if !figure.base))
        .map(|token| &token.range)
        .collect();
    let mut at = 0;
    while at < found.len() {
        let floor = at.checked_sub(1).map_or(0, |last| places[last].end);
        let Some(head) = head(text, floor, places[at].start) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < found.len() && goes_on(&text[places[end - 1].end..places[end].start]) {
            end += 1;
        }
        if end > at + 1 {
            let nouns = nouns(head.nouns, head.verb, end - at);
            for (i, quantity) in found[at..end].iter_mut().enumerate() {
                quantity.metric = nouns.as_ref().and_then(|nouns| nouns[i].clone());
            }
            bind_all(&mut found[at..end]);
        } else if head.nouns.is_empty() {
            found[at].metric = None;
        }
        at = end;
    }
}

// 分别达到95%、90%以上: the word behind the last figure binds each of them.
fn bind_all(list: &mut [Quantity]) {
    let Some((last, before)) = list.split_last_mut() else { return };
    let own = |quantity: &Quantity| {
        !matches!(quantity.comparator, Comparator::Exactly | Comparator::Reach)
    };
    if BEHIND.iter().any(|(word, _)| last.text.ends_with(word)) && !before.iter().any(own) {
        before.iter_mut().for_each(|quantity| quantity.comparator = last.comparator);
    }
}

// What a clause says before a figure: nouns, 分别, a verb.
struct Head<'t> {
    nouns: &'t str,
    verb: &'t str,
}

fn head(text: &str, floor: usize, at: usize) -> Option<Head<'_>> {
    const LONGEST_VERB: usize = 10;
    let before = &text[floor..at];
    let word = before.rfind(WORD)?;
    let verb = before[word + WORD.len()..].trim_matches(chars::is_space);
    if verb.chars().count() > LONGEST_VERB || verb.contains(token::ends_clause) {
        return None;
    }
    let nouns = &before[..word];
    // The stop of PM2.5 ends nothing, and 、 parts the nouns.
    let ends = |c| !matches!(c, '、' | '.' | '·') && token::ends_clause(c);
    let start =
        nouns.rfind(ends).map_or(0, |i| i + nouns[i..].chars().next().map_or(1, char::len_utf8));
    Some(Head { nouns: without_base(&nouns[start..]), verb })
}

// 比2015年, 较上年: what the change is measured against.
fn without_base(nouns: &str) -> &str {
    const LONGEST: usize = 10;
    let near = nouns.char_indices().rev().take(LONGEST);
    let at = near.filter(|&(_, c)| matches!(c, '比' | '较')).last().map(|(at, _)| at);
    match at {
        Some(at) if nouns[at..].contains(['年', '期', '季', '月']) => &nouns[..at],
        _ => nouns,
    }
}

// Whether the list of figures goes on between two of them: nothing but a mark.
fn goes_on(between: &str) -> bool {
    let between = between.trim_matches(chars::is_space);
    matches!(between, "、" | "和" | "及" | "与" | "以及")
}

/// Verbs that are part of what is measured, as 达到 is not.
const CHANGES: &[&str] =
    &["上升", "上调", "下调", "下降", "减少", "增加", "增长", "提升", "提高", "降低"];

// The nouns, one for each of `count` figures.
fn nouns(head: &str, verb: &str, count: usize) -> Option<Vec<Option<SmolStr>>> {
    let head = cut_start(head.trim_end_matches(chars::is_space));
    // 2022年对甲、乙: whom it is for, not what is measured.
    if head.contains('对') || head.starts_with(token::is_digit) {
        return None;
    }
    let marks: &[char] = &['、'];
    let words: &[char] = &['、', '和', '及', '与'];
    let split = |by: &[char]| head.split(by).filter(|noun| !noun.is_empty()).count() == count;
    let by = [words, marks].into_iter().find(|by| split(by))?;
    // 甲、乙占全部的比重: what stands behind 的 is of both.
    if head.rsplit(by).next().is_some_and(|last| last.contains('的')) {
        return None;
    }
    let verb = if CHANGES.contains(&cut_end(verb).0) { cut_end(verb).0 } else { "" };
    let nouns = head.split(by).filter(|noun| !noun.is_empty());
    Some(nouns.map(|noun| plain(&format!("{noun}{verb}"))).collect())
}
