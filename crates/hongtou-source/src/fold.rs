//! Words brought to one form for comparison, and hashes of them.

use unicode_normalization::UnicodeNormalization;

use crate::chars;

/// Words as they are compared: NFKC, without white space, quotes and brackets of one kind each.
///
/// `（２０２１ 年）` and `(2021年)` fold to the same words. Punctuation stays.
///
/// ```
/// assert_eq!(hongtou_source::fold("〔２０２１〕 3号"), hongtou_source::fold("[2021]3号"));
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`], appended to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            // The two ranges that nearly all text is made of need no table.
            '\u{4e00}'..='\u{9fff}' => out.push(c),
            '!'..='~' => out.push(fold_char(c)),
            '\u{ff01}'..='\u{ff5e}' => out.push(fold_char(chars::narrow(c))),
            _ if chars::is_space(c) => {}
            _ => {
                for plain in std::iter::once(c).nfkc() {
                    if !chars::is_space(plain) {
                        out.push(fold_char(plain));
                    }
                }
            }
        }
    }
}

fn fold_char(c: char) -> char {
    match c {
        '〔' | '【' | '[' | '〈' | '［' => '(',
        '〕' | '】' | ']' | '〉' | '］' => ')',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '∶' => ':',
        '—' | '–' | '―' | '－' | '‐' | '‑' => '-',
        '～' | '∼' | '〜' => '~',
        _ => c,
    }
}

/// A hash of folded words that stays the same for years: FNV-1a, 64 bits, 16 hexadecimal digits.
///
/// Parts are set apart by a byte that no text holds, so that `["ab", "c"]` and `["a", "bc"]` differ.
pub fn fingerprint<S: AsRef<str>>(parts: &[S]) -> String {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut folded = String::new();
    for part in parts {
        folded.clear();
        fold_into(part.as_ref(), &mut folded);
        for &byte in folded.as_bytes().iter().chain([0xff].iter()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_spaces_quotes_and_brackets_fold() {
        assert_eq!(fold("“昆仑 ２０２１”行动。"), "\"昆仑2021\"行动.");
        assert_eq!(fold("㈠ ①"), "(一)1");
        assert_eq!(fold("〔2021〕【1】"), "(2021)(1)");
    }

    #[test]
    fn a_fingerprint_is_of_words_not_of_widths() {
        assert_eq!(fingerprint(&["增长１２％"]), fingerprint(&["增长 12%"]));
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        // The value is a promise to downstream systems.
        assert_eq!(fingerprint(&["红头"]), fingerprint(&["红 头"]));
    }
}
