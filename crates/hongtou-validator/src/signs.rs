//! One look at each printed text, for all rules that scan texts.
//!
//! Almost every text has nothing that such a rule could report. What a rule needs to find in a text
//! is told here in one pass, so that it reads only the texts that have it.

use hongtou_source::chars;

use crate::scan::LISTED;

/// What stands in a text. A sign may be set where the rule then finds nothing, never the other way.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs {
    /// A space.
    pub(crate) space: bool,
    /// Half-width punctuation.
    pub(crate) halfwidth: bool,
    /// A bracket, quote or title mark.
    pub(crate) bracket: bool,
    /// An enumeration comma before a quote or title mark.
    pub(crate) comma_before_quote: bool,
    /// Two marks of pause side by side.
    pub(crate) marks_together: bool,
    /// A variant or mistyped word.
    pub(crate) listed: bool,
    /// Two characters that stood a few characters before, too.
    pub(crate) repeated: bool,
    /// 月.
    pub(crate) month: bool,
    /// 号.
    pub(crate) number: bool,
}

/// The longest word that is looked for twice in a row.
pub(crate) const LONGEST_REPEATED: usize = 6;

/// Looks at one text after the other.
pub(crate) struct Look {
    // How many characters were seen when one of its kind was seen last; kinds are codes modulo the size.
    last: [u32; 256],
    seen: u32,
}

impl Look {
    pub(crate) fn new() -> Look {
        Look { last: [0; 256], seen: 0 }
    }

    pub(crate) fn at(&mut self, text: &str) -> Signs {
        const REACH: u32 = LONGEST_REPEATED as u32;
        let listed = &*LISTED;
        let mut signs = Signs::default();
        let (mut before, mut again) = ((0, '\0'), false);
        // Far from the text before.
        self.seen += REACH;
        for (at, c) in text.char_indices() {
            self.seen += 1;
            if listed.may_open(before.1, c) && !signs.listed {
                signs.listed = listed.opening(&text[before.0..]).is_some();
            }
            if chars::is_han(c) {
                let last = &mut self.last[c as usize % 256];
                let near = self.seen - *last <= REACH;
                *last = self.seen;
                signs.repeated |= near && again;
                again = near;
                signs.month |= c == '月';
                signs.number |= c == '号';
            } else {
                again = false;
                signs.mark(before.1, c);
            }
            before = (at, c);
        }
        signs
    }
}

impl Signs {
    fn mark(&mut self, before: char, c: char) {
        match c {
            ' ' | '\u{3000}' | '\u{a0}' => self.space = true,
            ',' | ';' | ':' | '?' | '!' => self.halfwidth = true,
            '(' | ')' => (self.halfwidth, self.bracket) = (true, true),
            '“' | '《' => {
                self.bracket = true;
                self.comma_before_quote |= before == '、';
            }
            _ if is_pause(c) => self.marks_together |= is_pause(before),
            _ if is_bracket(c) => self.bracket = true,
            _ => {}
        }
    }
}

/// A mark of pause that stands alone.
pub(crate) fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：')
}

/// A mark that comes in pairs.
fn is_bracket(c: char) -> bool {
    opens(c) || closes(c)
}

/// A mark that opens a pair.
fn opens(c: char) -> bool {
    matches!(c, '《' | '〈' | '“' | '‘' | '（' | '(' | '〔' | '[' | '［' | '【' | '「' | '『')
}

/// A mark that closes a pair.
pub(crate) fn closes(c: char) -> bool {
    matches!(c, '》' | '〉' | '”' | '’' | '）' | ')' | '〕' | ']' | '］' | '】' | '」' | '』')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_tells_what_there_is_to_read() {
        let mut look = Look::new();
        let mut at = |text: &str| look.at(text);
        assert!(at("加强指导,开展").halfwidth && !at("加强指导，开展").halfwidth);
        assert!(at("2021 年").space && !at("2021年").space);
        assert!(at("“甲”、“乙”").comma_before_quote && !at("“甲”“乙”、丙").comma_before_quote);
        assert!(at("监测，，预警").marks_together && !at("监测，预警，").marks_together);
        assert!(at("完善台帐").listed && !at("完善台账").listed);
        assert!(at("6月底").month && at("3号").number && at("（一").bracket);
    }

    #[test]
    fn a_word_twice_in_a_row_is_seen_whatever_stands_around_it() {
        let mut look = Look::new();
        for text in ["组织开展开展检查", "甲乙丙丁戊己甲乙丙丁戊己", "开展开展", "一，许多许多"]
        {
            assert!(look.at(text).repeated, "{text}");
        }
        // The end of one text is not before the next.
        assert!(!look.at("加强监测").repeated && !look.at("监测预警").repeated);
    }
}
