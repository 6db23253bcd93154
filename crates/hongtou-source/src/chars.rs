//! Classes of characters that printed Chinese text is made of.
//!
//! Every test takes the printed character, in either width, so that patterns
//! need no folded copy and offsets stay those of the source.

/// White space, including the ideographic space, no-break spaces, zero-width marks and soft hyphens.
#[inline]
pub fn is_space(c: char) -> bool {
    // Ideographs and full-width marks, most of a notice, are behind all spaces but one.
    if c > '\u{3000}' {
        return c == '\u{feff}';
    }
    // `char::is_whitespace` looks a table up for each character that is not ASCII.
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'..='\u{200d}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}')
}

/// A text without white space at its ends.
#[inline]
pub fn trim(text: &str) -> &str {
    trim_end(trim_start(text))
}

/// A text without white space at its beginning, where most have none: a look at one byte tells.
#[inline]
pub fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        // What ASCII prints, what begins characters from U+4000 to U+9FFF, and the marks of Chinese.
        [b'!'..=b'~' | 0xe4..=0xe9, ..] | [0xe3, 0x80, 0x81..=0xbf, ..] | [0xef, 0xbc, ..] | [] => {
            text
        }
        _ => text.trim_start_matches(is_space),
    }
}

/// A text without white space at its end.
#[inline]
pub fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        // The same at the end: no such byte stands third from the end of another character.
        [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] => text,
        [.., 0xe3, 0x80, 0x81..=0xbf] | [.., 0xef, 0xbc, _] | [] => text,
        _ => text.trim_end_matches(is_space),
    }
}

/// Where a character first stands in a text, found by its last byte: some hundred bytes are looked at in a
/// few steps.
pub fn find(text: &str, c: char) -> Option<usize> {
    let (bytes, mut code) = (text.as_bytes(), [0; 4]);
    let code = c.encode_utf8(&mut code).as_bytes();
    let last = code[code.len() - 1];
    let mut from = 0;
    loop {
        from += memchr::memchr(last, &bytes[from..])? + 1;
        if bytes[..from].ends_with(code) {
            return Some(from - code.len());
        }
    }
}

/// Whether a character stands in a text.
pub fn holds(text: &str, c: char) -> bool {
    let mut code = [0; 4];
    match *c.encode_utf8(&mut code).as_bytes() {
        // One byte alone, that of many other characters, is met again and again.
        [.., before, last] => may_hold(text.as_bytes(), before, last) && find(text, c).is_some(),
        _ => find(text, c).is_some(),
    }
}

/// Whether two bytes stand side by side, sixteen such pairs compared at once; it may hold of a short text without
/// them.
fn may_hold(bytes: &[u8], first: u8, second: u8) -> bool {
    let [_, behind @ ..] = bytes else { return false };
    let before = &bytes[..behind.len()];
    let (Some(last_before), Some(last_behind)) = (before.last_chunk(), behind.last_chunk()) else {
        return true;
    };
    let any = |(before, behind): (&[u8; 16], &[u8; 16])| {
        let pairs = before.iter().zip(behind);
        pairs.fold(false, |any, (&a, &b)| any | ((a == first) & (b == second)))
    };
    before.as_chunks().0.iter().zip(behind.as_chunks().0).any(any)
        || any((last_before, last_behind))
}

/// A Chinese character: the unified ideographs with extensions, and 〇.
#[inline]
pub fn is_han(c: char) -> bool {
    // Most of them are of the first block, which is asked alone.
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// A letter, a digit or an ideograph: what words are made of, as `char::is_alphanumeric` has it.
#[inline]
pub fn is_word(c: char) -> bool {
    // Most characters of a notice need no look at the table.
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '，' | '。' | '；' | '：' | '、' | '（' | '）' | '“' | '”' | '《' | '》' => {
            false
        }
        _ => c.is_alphanumeric(),
    }
}

/// The characters of a text that are not of the ideographs U+4000 to U+9FFF, each with its offset.
///
/// Nearly all of a notice is those, and no mark, digit or space is: who looks for those need not
/// decode the rest.
///
/// ```
/// let marks: Vec<_> = hongtou_source::chars::besides_han("建站，5家").collect();
/// assert_eq!(marks, [(6, '，'), (9, '5')]);
/// ```
#[inline]
pub fn besides_han(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // What is written with these lead bytes, and two more bytes each.
        while let Some(0xe4..=0xe9) = bytes.get(at) {
            at += 3;
        }
        let (c, len) = match bytes[at..] {
            [a @ ..0x80, ..] => (char::from(a), 1),
            [a @ 0xe0..0xf0, b, c, ..] => {
                let [a, b, c] = [a & 0xf, b & 0x3f, c & 0x3f].map(u32::from);
                (char::from_u32(a << 12 | b << 6 | c)?, 3)
            }
            _ => {
                let c = text[at..].chars().next()?;
                (c, c.len_utf8())
            }
        };
        let found = (at, c);
        at += len;
        Some(found)
    })
}

/// The same character in its narrow form, for the widths that notices mix.
///
/// Full-width letters, digits and punctuation become ASCII, `。` becomes `.`, `、` stays.
#[inline]
pub const fn narrow(c: char) -> char {
    match c {
        // Most characters of a notice, told at once.
        '\u{4e00}'..='\u{9fff}' => c,
        '\u{ff01}'..='\u{ff5e}' => (c as u32 - 0xfee0) as u8 as char,
        '\u{3000}' | '\u{a0}' => ' ',
        '。' | '｡' => '.',
        '∶' | '︰' => ':',
        '〔' | '【' | '〖' => '[',
        '〕' | '】' | '〗' => ']',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        _ => c,
    }
}

/// An opening bracket that can enclose a responsibility or an aside, any width.
#[inline]
pub fn is_open(c: char) -> bool {
    closing(c).is_some()
}

/// The bracket that closes `open`, in the same width; `None` for other characters.
#[inline]
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〖' => '〗',
        '<' => '>',
        '〈' => '〉',
        '《' => '》',
        '{' => '}',
        '｛' => '｝',
        _ => return None,
    })
}

/// Whether `close` closes `open`, in whatever widths the two are printed.
pub fn closes(open: char, close: char) -> bool {
    closing(open).is_some_and(|expected| {
        expected == close || matches!((narrow(expected), narrow(close)), (a, b) if a == b)
    })
}

/// The value of a digit `0`–`9` in either width.
#[inline]
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// A mark that ends a sentence, any width.
#[inline]
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '｡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_is_white_space_and_what_is_not_seen() {
        for c in '\0'..=char::MAX {
            let unseen = matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
            assert_eq!(is_space(c), c.is_whitespace() || unseen, "{c:?}");
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn what_is_not_seen_at_the_ends_is_trimmed_as_well() {
        for (text, words) in
            [(" \u{feff}建 站\u{3000}", "建 站"), ("建站", "建站"), ("\t", ""), ("", "")]
        {
            assert_eq!(trim(text), words, "{text:?}");
        }
        for c in '\0'..=char::MAX {
            for text in [format!("{c}"), format!("甲{c}"), format!("{c}甲"), format!("a{c}")] {
                let ends = text.trim_end_matches(is_space);
                assert_eq!(trim(&text), ends.trim_start_matches(is_space), "{text:?}");
            }
        }
    }

    #[test]
    fn a_character_is_found_where_its_last_byte_stands_elsewhere_as_well() {
        let text = "a卍前é前\u{1f44d}b";
        for c in text.chars().chain(['后', 'é', 'c']) {
            assert_eq!(find(text, c), text.find(c), "{c}");
            assert_eq!(holds(text, c), text.contains(c), "{c}");
            // Among more characters than are compared at once, and the pair of bytes on either side of their ends.
            for words in (0..40).flat_map(|n| [format!("{}{c}", "建".repeat(n)), "建".repeat(n)])
            {
                assert_eq!(holds(&words, c), words.contains(c), "{c} in {words}");
            }
        }
    }

    #[test]
    fn besides_ideographs_every_character_is_met() {
        let every: String = ('\0'..=char::MAX).collect();
        // Each end of the range, behind and before any number of ideographs.
        let ends = ['\u{3fff}', '\u{4000}', '\u{9fff}', '\u{a000}', 'é', '。', '\u{1f44d}'];
        let runs = (0..8).flat_map(|behind| ends.map(|end| (behind, end)));
        let beside = runs.map(|(behind, end)| {
            format!("{}{end}{}", "建".repeat(behind), "站".repeat(7 - behind))
        });
        for text in beside.chain([every]) {
            let met: Vec<(usize, char)> = besides_han(&text).collect();
            let rest = text.char_indices().filter(|(_, c)| !matches!(c, '\u{4000}'..='\u{9fff}'));
            assert_eq!(met, rest.collect::<Vec<_>>());
        }
    }
}
