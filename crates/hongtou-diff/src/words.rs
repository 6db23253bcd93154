//! The smallest words that differ.

use std::ops::Range;

use similar::{DiffTag, TextDiff};

/// How many equal characters between two differences keep them apart.
const APART: usize = 4;

/// The segments that differ: old words, new words; either may be empty.
///
/// White space and widths are not words: two texts that differ in nothing else have no segment.
pub(crate) fn segments(old: &str, new: &str) -> Vec<(String, String)> {
    if hongtou_source::fold(old) == hongtou_source::fold(new) {
        return Vec::new();
    }
    let (old, new) = (tokens(old), tokens(new));
    let diff = TextDiff::from_slices(&old, &new);
    let mut segments: Vec<(String, String)> = Vec::new();
    let mut end = 0;
    // Where a comparison moved an insertion, it keeps its old place there: only lengths are to be trusted.
    let mut place = (0, 0);
    for (at, op) in diff.ops().iter().enumerate() {
        let mut a = place.0..place.0 + op.old_range().len();
        let mut b = place.1..place.1 + op.new_range().len();
        place = (a.end, b.end);
        let unmoved = (a.start, b.start);
        if op.tag() == DiffTag::Equal {
            continue;
        }
        // What is only lost or only put in can mostly be cut in several ways.
        let before = a.start - end;
        // Only over equal words: what is lost right behind this is told by itself.
        let next = diff.ops().get(at + 1).filter(|next| next.tag() == DiffTag::Equal);
        let after = next.map_or(0, |next| next.old_range().len());
        match op.tag() {
            DiffTag::Delete => slide(&old, &mut a, before, after),
            DiffTag::Insert => slide(&new, &mut b, before, after),
            _ => {}
        }
        // How far the places moved, the equal words before them did.
        let start =
            if op.tag() == DiffTag::Insert { (unmoved.0 + b.start) - unmoved.1 } else { a.start };
        let equal = old.get(end..start).unwrap_or_default().concat();
        if segments.is_empty() || equal.chars().count() >= APART {
            segments.push(Default::default());
        } else if let Some((old, new)) = segments.last_mut() {
            old.push_str(&equal);
            new.push_str(&equal);
        }
        if let Some((before, after)) = segments.last_mut() {
            if op.tag() != DiffTag::Insert {
                before.push_str(&old[a.clone()].concat());
            }
            if op.tag() != DiffTag::Delete {
                after.push_str(&new[b].concat());
            }
        }
        end = if op.tag() == DiffTag::Insert { start } else { a.end };
    }
    segments.retain(|(old, new)| hongtou_source::fold(old) != hongtou_source::fold(new));
    segments
}

/// Moves a stretch of tokens that is lost or put in to where a sentence or a clause of it begins or ends,
/// among the places that leave the same words over.
fn slide(tokens: &[&str], at: &mut Range<usize>, before: usize, after: usize) {
    let is_mark = |at: usize| tokens.get(at).is_some_and(|token| MARKS.contains(token));
    let is_whole = |at: &Range<usize>| at.start == 0 || is_mark(at.start - 1) || is_mark(at.start);
    if is_whole(at) || at.end <= at.start {
        return;
    }
    let mut left = at.clone();
    for _ in 0..before {
        if left.start == 0 || tokens[left.start - 1] != tokens[left.end - 1] {
            break;
        }
        left = left.start - 1..left.end - 1;
        if is_whole(&left) {
            *at = left;
            return;
        }
    }
    let mut right = at.clone();
    for _ in 0..after {
        if tokens.get(right.end) != tokens.get(right.start) {
            break;
        }
        right = right.start + 1..right.end + 1;
        if is_whole(&right) {
            *at = right;
            return;
        }
    }
}

/// What parts sentences and their clauses.
const MARKS: [&str; 6] = ["。", "；", "，", "、", "：", " "];

/// Characters, but for figures and Latin words, which are not cut.
fn tokens(text: &str) -> Vec<&str> {
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if at > start && !(joins(c) && last.is_some_and(joins)) {
            tokens.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// The text with each of some words, in order, replaced by a mark.
pub(crate) fn masked<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(at) = rest.find(word) {
            out.push_str(&rest[..at]);
            out.push('\u{fffc}');
            rest = &rest[at + word.len()..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(segments("全面推进整治工作", "持续推进整治工作"), [pair("全面", "持续")]);
        assert_eq!(segments("推进工作，完成验收", "推进工作"), [pair("，完成验收", "")]);
        assert_eq!(segments("完成1200户", "完成1100户"), [pair("1200", "1100")]);
        let longer = "推动信用体系建设。推进分级监管";
        assert_eq!(segments(longer, "推进分级监管"), [pair("推动信用体系建设。", "")]);
        assert_eq!(segments("推进分级监管", longer), [pair("", "推动信用体系建设。")]);
        assert_eq!(
            segments("推进改造。建成公园", "推进改造，完善配套，加快。建成公园"),
            [pair("", "，完善配套，加快")]
        );
        assert!(segments("达到 12％", "达到12%").is_empty());
    }

    #[test]
    fn what_is_lost_beside_what_is_put_in_is_told_once() {
        for (old, new) in [
            ("改扩建中小学9所，新增学位600个，配备教师。", "改扩建，，新增学位600个，配备教师。"),
            ("新建公园3处，植树200株，修步道。", "新建，，植树200株，修步道。"),
        ] {
            for (old, new) in [(old, new), (new, old)] {
                let told = segments(old, new).into_iter().fold(old.to_owned(), |text, (a, b)| {
                    assert!(text.contains(&a), "{a} in {text}");
                    text.replacen(&a, &b, 1)
                });
                assert_eq!(told, new);
            }
        }
    }

    #[test]
    fn figures_are_masked_in_order() {
        assert_eq!(masked("达到85%，其中85%", ["85%"].into_iter()), "达到\u{fffc}，其中85%");
    }
}
