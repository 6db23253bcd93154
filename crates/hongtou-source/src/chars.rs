//! Classes of characters that printed Chinese text is made of.
//!
//! Every test takes the printed character, in either width, so that patterns
//! need no folded copy and offsets stay those of the source.

/// White space, including the ideographic space, no-break spaces, zero-width marks and soft hyphens.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A Chinese character: the unified ideographs with extensions, and 〇.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// The same character in its narrow form, for the widths that notices mix.
///
/// Full-width letters, digits and punctuation become ASCII, `。` becomes `.`, `、` stays.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from((c as u32 - 0xfee0) as u8),
        '\u{3000}' | '\u{a0}' => ' ',
        '。' | '｡' => '.',
        '∶' | '︰' => ':',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        _ => c,
    }
}

/// An opening bracket that can enclose a responsibility or an aside, any width.
pub fn is_open(c: char) -> bool {
    closing(c).is_some()
}

/// The bracket that closes `open`, in the same width; `None` for other characters.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '[' => ']',
        '［' => '］',
        '【' => '】',
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
pub fn digit(c: char) -> Option<u32> {
    narrow(c).to_digit(10)
}

/// A mark that ends a sentence, any width.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '｡')
}
