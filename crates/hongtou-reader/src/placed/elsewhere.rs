//! What a text says above a table, as a witness of which lines of its cells go on with each other.
//!
//! A table of tasks says again what the notice says above it, and the names of units most of all. Where two
//! lines of a cell stand there without a break, the second one goes on with the first; where they do not,
//! and others do, a cell ends.

use std::cell::OnceCell;

use hongtou_source::chars;

/// Bytes of the text above a table that are looked at.
const FAR: usize = 64 << 10;
/// Characters that are looked for on each side of a break, and the fewest of both.
const AROUND: usize = 3;
const FEWEST: usize = 3;

/// The text above a table.
pub(super) struct Elsewhere<'t> {
    above: &'t str,
    words: OnceCell<String>,
    letters: OnceCell<String>,
    parted: OnceCell<bool>,
}

impl<'t> Elsewhere<'t> {
    pub(super) fn above(text: &'t str, table: usize) -> Self {
        let mut from = table.saturating_sub(FAR);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        Elsewhere {
            above: &text[from..table],
            words: OnceCell::new(),
            letters: OnceCell::new(),
            parted: OnceCell::new(),
        }
    }

    /// Whether blanks part figures from the words beside them there.
    pub(super) fn parts_figures(&self) -> bool {
        *self.parted.get_or_init(|| {
            let all: Vec<char> = self.above.chars().collect();
            let parted = |three: &&[char]| three[1] == ' ' && is_figure_beside(three[0], three[2]);
            let together = |two: &&[char]| is_figure_beside(two[0], two[1]);
            let parted = all.windows(3).filter(parted).count();
            parted > all.windows(2).filter(together).count()
        })
    }

    /// Whether the end of some words and the beginning of others stand there side by side.
    pub(super) fn joins(&self, words: &str, more: &str) -> bool {
        self.has(&self.words, words, more, |c| !chars::is_space(c))
    }

    /// The same where marks between them do not count: in a cell each unit may have a line of its own.
    pub(super) fn joins_besides_marks(&self, words: &str, more: &str) -> bool {
        self.has(&self.letters, words, more, char::is_alphanumeric)
    }

    fn has(
        &self,
        above: &OnceCell<String>,
        words: &str,
        more: &str,
        kept: fn(char) -> bool,
    ) -> bool {
        let mut end: Vec<char> = words.chars().rev().filter(|c| kept(*c)).take(AROUND).collect();
        end.reverse();
        let start = more.chars().filter(|c| kept(*c)).take(AROUND);
        let both: String = end.iter().copied().chain(start).collect();
        let own = end.len();
        let all = both.chars().count();
        if own == 0 || all == own || all < FEWEST {
            return false;
        }
        let above = above.get_or_init(|| self.above.chars().filter(|c| kept(*c)).collect());
        memchr::memmem::find(above.as_bytes(), both.as_bytes()).is_some()
    }
}

/// Whether one of two characters is a figure and the other one a word's.
pub(super) fn is_figure_beside(one: char, other: char) -> bool {
    let word = |c: char| !c.is_ascii() && c.is_alphabetic();
    one.is_ascii_digit() && word(other) || word(one) && other.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_where_the_text_has_them_together() {
        let text = "修订办法。（牵头单位：县水务局；配合单位：县财政局、\n县审计局）\n";
        let above = Elsewhere::above(text, text.len());
        assert!(above.joins("县水", "务局"));
        assert!(above.joins("县财政局、", "县审计局"));
        // Two whole names may be those of two rows.
        assert!(!above.joins("县财政局", "县审计局"));
        assert!(!above.joins("县审计局", "县水务局"));
        assert!(!above.joins("县", ""));
    }
}
