//! Where sentences end, in full-width and half-width print.

use hongtou_source::chars;

/// The first full stop of a text: where it stands, and where the words after it begin.
///
/// `。` and its like always end a sentence; a half-width dot does where Chinese stands around it, so
/// that `3.5` and `No.1` have none.
pub(crate) fn first_stop(text: &str) -> Option<(usize, usize)> {
    stops(text).next()
}

/// All full stops of a text, as [`first_stop`] tells them.
pub(crate) fn stops(text: &str) -> impl Iterator<Item = (usize, usize)> {
    chars::besides_han(text)
        .filter(move |&(at, c)| is_stop(text, at, c))
        .map(|(at, c)| (at, at + c.len_utf8()))
}

/// Whether the character `c` at `at` is a full stop.
fn is_stop(text: &str, at: usize, c: char) -> bool {
    match c {
        '。' | '｡' | '！' | '？' => true,
        '.' | '．' => is_half_width_stop(&text[..at], &text[at + c.len_utf8()..]),
        _ => false,
    }
}

/// The ends of the sentences of a text, semicolons ending one as well.
pub(crate) fn ends(text: &str) -> impl Iterator<Item = usize> {
    let is_end = |&(at, c): &(usize, char)| match c {
        '；' => true,
        ';' => !ends_reference(&text[..at]),
        _ => is_stop(text, at, c),
    };
    chars::besides_han(text).filter(is_end).map(|(at, c)| at + c.len_utf8())
}

/// Whether a semicolon behind some words ends a reference to a character, which text out of a web page may
/// have kept: &#8220;, &ldquo;.
fn ends_reference(before: &str) -> bool {
    /// thetasym
    const LONGEST: usize = 8;
    let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    let len = before.len() - name.len();
    name.ends_with('&') && (1..=LONGEST).contains(&len)
}

/// Whether a text holds a full stop or a semicolon, so that it is a sentence and no title.
pub(crate) fn is_sentence(text: &str) -> bool {
    ends(text).next().is_some()
}

fn is_half_width_stop(before: &str, after: &str) -> bool {
    let wide = |c: char| {
        chars::is_han(c)
            || matches!(
                c,
                '”' | '》' | '）' | ')' | '%' | '％' | '“' | '《' | '（' | '(' | '〔' | '['
            )
    };
    before.chars().next_back().is_some_and(|c| wide(c) && !matches!(c, '（' | '(' | '“'))
        && after.trim_start().chars().next().is_none_or(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_in_both_widths() {
        let ends = |text: &str| stops(text).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(ends("建站。3.5万"), ["建站".len()]);
        assert_eq!(ends("建站.加强巡查."), ["建站".len(), "建站.加强巡查".len()]);
        assert!(ends("1.加强").is_empty());
        assert!(ends("达到3.5%以上").is_empty());
        assert_eq!(ends("达到97%.加强"), ["达到97%".len()]);
        assert!(!is_sentence("解决&#8220;老账&#8221;问题") && !is_sentence("清理&ldquo;老账"));
        assert!(is_sentence("建站;清淤") && is_sentence("A&B单位自查;清淤"));
    }
}
