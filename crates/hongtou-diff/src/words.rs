//! The smallest words that differ.

use similar::{ChangeTag, TextDiff};

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
    let mut equal = String::new();
    let mut open = false;
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => equal.push_str(change.value()),
            tag => {
                if !open || equal.chars().count() >= APART {
                    segments.push(Default::default());
                } else if let Some((old, new)) = segments.last_mut() {
                    old.push_str(&equal);
                    new.push_str(&equal);
                }
                equal.clear();
                open = true;
                if let Some((old, new)) = segments.last_mut() {
                    let side = if tag == ChangeTag::Delete { old } else { new };
                    side.push_str(change.value());
                }
            }
        }
    }
    segments.retain(|(old, new)| hongtou_source::fold(old) != hongtou_source::fold(new));
    segments
}

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
        assert!(segments("达到 12％", "达到12%").is_empty());
    }

    #[test]
    fn figures_are_masked_in_order() {
        assert_eq!(masked("达到85%，其中85%", ["85%"].into_iter()), "达到\u{fffc}，其中85%");
    }
}
