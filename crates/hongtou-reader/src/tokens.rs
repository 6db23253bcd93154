//! Marks that models which read pictures set around their words: `<|ref|>text<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>`.

use std::ops::Range;

/// Marks between which stands what kind of block it is, or where.
const LABELS: [&str; 4] = ["box_start", "det", "ref", "ref_start"];

/// Puts spaces in the place of such marks, and of the kinds and places between them; tells whether there were any.
///
/// All words stay where they stand.
pub(crate) fn blank(text: &mut String) -> bool {
    let mut blanks: Vec<Range<usize>> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"<|") {
        let Some(name) = name(&text[at..]) else { continue };
        let end = at + name.len() + "<||>".len();
        let closed = LABELS.contains(&name).then(|| label_end(text, end)).flatten();
        blanks.push(at..closed.unwrap_or(end));
    }
    for blank in &blanks {
        text.replace_range(blank.clone(), &" ".repeat(blank.len()));
    }
    !blanks.is_empty()
}

/// The name in the mark that some text begins with.
fn name(text: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let inner = &text[2..];
    let near = &inner.as_bytes()[..inner.len().min(LONGEST)];
    let name = &inner[..memchr::memmem::find(near, b"|>")?];
    let is = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'/');
    (!name.is_empty() && name.bytes().all(is)).then_some(name)
}

/// Where the label that begins at `from` ends: at the next mark on its line, with nothing but ASCII before it.
fn label_end(text: &str, from: usize) -> Option<usize> {
    let len = memchr::memmem::find(&text.as_bytes()[from..], b"<|")?;
    let label = &text[from..from + len];
    (label.is_ascii() && !label.contains('\n')).then_some(from + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_labels_go_and_words_stay() {
        let said = |text: &str| {
            let mut out = text.to_owned();
            blank(&mut out);
            assert_eq!(out.len(), text.len());
            out.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said("<|ref|>title<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>\n# 通知\n"), "# 通知");
        assert_eq!(
            said(
                "<|box_start|>1 2 3 4<|box_end|><|ref_start|>text<|ref_end|><|md_start|>1.清淤。<|md_end|>"
            ),
            "1.清淤。"
        );
        for text in ["|<|甲|>|", "<|ref|>甲局<|/ref|>"] {
            assert!(said(text).contains('甲'), "{text}");
        }
    }
}
