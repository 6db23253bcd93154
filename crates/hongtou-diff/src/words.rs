//! The smallest words that differ.

use std::ops::Range;

use similar::{DiffTag, TextDiff};

/// How many equal characters between two differences keep them apart.
const APART: usize = 4;

/// A text cut into tokens, some of which count as one sign whatever they say.
pub(crate) struct Tokens<'t> {
    /// What is compared.
    keys: Vec<&'t str>,
    /// What is told.
    said: Vec<&'t str>,
}

/// The sign that stands for words which are compared by themselves; none of a notice's own.
const SIGN: &str = "\u{fffc}";

impl<'t> Tokens<'t> {
    fn plain(text: &'t str) -> Tokens<'t> {
        let keys = tokens(text);
        Tokens { said: keys.clone(), keys }
    }

    /// A text in which some words, in order, are compared by themselves.
    pub(crate) fn masked<'w>(text: &'t str, words: impl Iterator<Item = &'w str>) -> Tokens<'t> {
        let mut all = Tokens { keys: Vec::new(), said: Vec::new() };
        let mut rest = text;
        for word in words.filter(|word| !word.is_empty()) {
            if let Some(at) = rest.find(word) {
                all.extend(&rest[..at]);
                all.keys.push(SIGN);
                all.said.push(&rest[at..at + word.len()]);
                rest = &rest[at + word.len()..];
            }
        }
        all.extend(rest);
        all
    }

    fn extend(&mut self, text: &'t str) {
        let more = tokens(text);
        self.said.extend(&more);
        self.keys.extend(more);
    }

    /// How many words are compared by themselves.
    pub(crate) fn signs(&self) -> usize {
        self.keys.iter().filter(|key| **key == SIGN).count()
    }
}

/// One side of a segment, as it is compared and as it is told.
#[derive(Default)]
struct Side {
    key: String,
    said: String,
}

impl Side {
    fn push(&mut self, tokens: &Tokens<'_>, range: Range<usize>) {
        self.key.push_str(&tokens.keys.get(range.clone()).unwrap_or_default().concat());
        self.said.push_str(&tokens.said.get(range).unwrap_or_default().concat());
    }
}

/// The segments that differ: old words, new words; either may be empty.
///
/// White space and widths are not words: two texts that differ in nothing else have no segment.
pub(crate) fn segments(old: &str, new: &str) -> Vec<(String, String)> {
    if hongtou_source::fold(old) == hongtou_source::fold(new) {
        return Vec::new();
    }
    segments_of(&Tokens::plain(old), &Tokens::plain(new))
}

/// The segments of texts in which some words are compared by themselves; told are the words that are
/// printed there, so that each can be found in its text.
pub(crate) fn segments_of(old: &Tokens<'_>, new: &Tokens<'_>) -> Vec<(String, String)> {
    let diff = TextDiff::from_slices(&old.keys, &new.keys);
    let mut segments: Vec<(Side, Side)> = Vec::new();
    let (mut end, mut new_end) = (0, 0);
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
            DiffTag::Delete => slide(&old.keys, &mut a, before, after),
            DiffTag::Insert => slide(&new.keys, &mut b, before, after),
            _ => {}
        }
        // How far the places moved, the equal words before them did.
        let start =
            if op.tag() == DiffTag::Insert { (unmoved.0 + b.start) - unmoved.1 } else { a.start };
        let equal = end..start.max(end);
        let new_equal = new_end..new_end + equal.len();
        let chars = |key: &&str| key.chars().count();
        let apart: usize = old.keys[equal.clone()].iter().map(chars).sum();
        if segments.is_empty() || apart >= APART {
            segments.push(Default::default());
        } else if let Some((before, after)) = segments.last_mut() {
            before.push(old, equal.clone());
            after.push(new, new_equal.clone());
        }
        if let Some((before, after)) = segments.last_mut() {
            if op.tag() != DiffTag::Insert {
                before.push(old, a.clone());
            }
            if op.tag() != DiffTag::Delete {
                after.push(new, b.clone());
            }
        }
        end = if op.tag() == DiffTag::Insert { start } else { a.end };
        new_end = if op.tag() == DiffTag::Delete { new_equal.end } else { b.end };
    }
    let fold = hongtou_source::fold;
    let differ = |(old, new): &(Side, Side)| fold(&old.key) != fold(&new.key);
    segments.into_iter().filter(differ).map(|(old, new)| (old.said, new.said)).collect()
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
    fn words_compared_by_themselves_are_told_as_printed() {
        let masked = |text, word| Tokens::masked(text, [word].into_iter());
        let (old, new) = (masked("达到85%，其中85%", "85%"), masked("达到90%，其中85%", "90%"));
        assert_eq!((old.signs(), segments_of(&old, &new)), (1, Vec::new()));
        // A figure beside words that differ is no sign of ours.
        let (old, new) =
            (masked("改造：12个小区供电", "12个"), masked("完成12个小区的供电", "12个"));
        let told = segments_of(&old, &new);
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told, [pair("改造：12个小区", "完成12个小区的")]);
    }
}
