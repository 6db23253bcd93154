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

/// Whether [`fold`] leaves words as they are, which a look at their marks tells.
pub fn is_folded(text: &str) -> bool {
    chars::besides_han(text).all(|(_, c)| stays(c))
}

/// [`fold`], appended to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    fold_by_pieces(text, |piece| out.push_str(piece));
}

/// What [`fold`] makes of a text, one piece after the other.
#[inline]
fn fold_by_pieces(text: &str, mut each: impl FnMut(&str)) {
    // Most words stay as they are: stretches of them are one piece.
    let mut kept = 0;
    for (at, c) in chars::besides_han(text) {
        if stays(c) {
            continue;
        }
        if kept < at {
            each(&text[kept..at]);
        }
        kept = at + c.len_utf8();
        let mut one = |plain: char| each(plain.encode_utf8(&mut [0; 4]));
        match c {
            '\u{ff01}'..='\u{ff5e}' => one(fold_char(chars::narrow(c))),
            _ if chars::is_space(c) => {}
            _ => match fold_char(c) {
                plain if plain != c => one(plain),
                _ => {
                    let plain = std::iter::once(c).nfkc().filter(|&plain| !chars::is_space(plain));
                    plain.map(fold_char).for_each(one);
                }
            },
        }
    }
    each(&text[kept..]);
}

/// The characters besides ideographs that folding leaves alone and that texts are full of.
fn stays(c: char) -> bool {
    matches!(c, '!'..='Z' | '\\' | '^'..='~' | '、' | '《' | '》')
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
    fn add(hash: u64, byte: u8) -> u64 {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    }
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        fold_by_pieces(part.as_ref(), |piece| hash = piece.bytes().fold(hash, add));
        hash = add(hash, 0xff);
    }
    hex(&hash.to_be_bytes())
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_folds_by_its_nfkc() {
        // The last one that folds to another stands below.
        for c in '\0'..='\u{2ffff}' {
            let text = String::from_iter(['甲', c, '乙']);
            let plain: String =
                text.nfkc().filter(|&c| !chars::is_space(c)).map(fold_char).collect();
            // 甲 or 乙 may compose with nothing.
            assert_eq!(fold(&text), plain, "{c:?}");
            assert!(!is_folded(&text) || plain == text, "{c:?}");
        }
    }

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
