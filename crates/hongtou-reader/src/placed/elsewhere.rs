//! What a text says above a table, as a witness of which lines of its cells go on with each other.
//!
//! A table of tasks says again what the notice says above it, and the names of units most of all. Where two
//! lines of a cell stand there without a break, the second one goes on with the first; where they do not,
//! and others do, a cell ends.

use std::cell::OnceCell;

use hongtou_source::chars;

/// Bytes of the text above a table that are looked at.
const FAR: usize = 64 << 10;
/// Bytes of the table itself.
const NEAR: usize = 2 << 10;
/// Characters that are looked for on each side of a break, and the fewest of both.
const AROUND: usize = 3;
const FEWEST: usize = 3;

/// Letters on each side of a break beside figures that the text may have otherwise.
const BESIDE_FIGURES: usize = 2;

/// The text above a table.
pub(super) struct Elsewhere<'t> {
    above: &'t str,
    /// The same and the first lines of the table.
    around: &'t str,
    words: OnceCell<String>,
    folded: OnceCell<String>,
    letters: OnceCell<String>,
    parted: OnceCell<bool>,
}

impl<'t> Elsewhere<'t> {
    pub(super) fn above(text: &'t str, table: usize) -> Self {
        let mut from = table.saturating_sub(FAR);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = text.len().min(table + NEAR);
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        Elsewhere {
            above: &text[from..table],
            around: &text[from..to],
            words: OnceCell::new(),
            folded: OnceCell::new(),
            letters: OnceCell::new(),
            parted: OnceCell::new(),
        }
    }

    /// Whether blanks part figures from the words beside them there and in the table.
    pub(super) fn parts_figures(&self) -> bool {
        *self.parted.get_or_init(|| {
            let all: Vec<char> = self.around.chars().collect();
            let parted = |three: &&[char]| three[1] == ' ' && is_figure_beside(three[0], three[2]);
            let together = |two: &&[char]| is_figure_beside(two[0], two[1]);
            let parted = all.windows(3).filter(parted).count();
            parted > all.windows(2).filter(together).count()
        })
    }

    /// Whether the end of some words and the beginning of others stand there side by side.
    pub(super) fn joins(&self, words: &str, more: &str) -> bool {
        self.has(&self.words, words, more, is_word)
    }

    /// The same where a table may print other figures than the text: each number stands for any.
    pub(super) fn joins_any_figures(&self, words: &str, more: &str) -> bool {
        let letters = |side: &String| side.chars().filter(|c| !c.is_ascii_digit()).count();
        let figures = |side: &String| side.bytes().any(|b| b.is_ascii_digit());
        let folds = || {
            let sides = [end_of(words, is_word), start_of(more, is_word)];
            sides.iter().all(|side| letters(side) >= BESIDE_FIGURES)
                && sides.iter().any(figures)
                && self.folds(&sides.concat())
        };
        self.joins(words, more) || folds()
    }

    fn folds(&self, words: &str) -> bool {
        let above = self.folded.get_or_init(|| {
            let all: String = self.above.chars().filter(|c| is_word(*c)).collect();
            without_figures(&all)
        });
        memchr::memmem::find(above.as_bytes(), without_figures(words).as_bytes()).is_some()
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
        let (end, start) = (end_of(words, kept), start_of(more, kept));
        let own = end.chars().count();
        let all = own + start.chars().count();
        let both = end + &start;
        if own == 0 || all == own || all < FEWEST {
            return false;
        }
        let above = above.get_or_init(|| self.above.chars().filter(|c| kept(*c)).collect());
        memchr::memmem::find(above.as_bytes(), both.as_bytes()).is_some()
    }
}

fn is_word(c: char) -> bool {
    !chars::is_space(c)
}

/// The last characters of some words, of those that are kept.
fn end_of(words: &str, kept: fn(char) -> bool) -> String {
    let end: Vec<char> = words.chars().rev().filter(|c| kept(*c)).take(AROUND).collect();
    end.into_iter().rev().collect()
}

/// The first ones.
fn start_of(words: &str, kept: fn(char) -> bool) -> String {
    words.chars().filter(|c| kept(*c)).take(AROUND).collect()
}

/// Words with the same figure for each number.
fn without_figures(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('0') => {}
            true => out.push('0'),
            false => out.push(c),
        }
    }
    out
}

/// Whether one of two characters is a figure or a Latin letter and the other one a word's.
pub(super) fn is_figure_beside(one: char, other: char) -> bool {
    let word = |c: char| !c.is_ascii() && c.is_alphabetic();
    let narrow = |c: char| c.is_ascii_alphanumeric();
    narrow(one) && word(other) || word(one) && narrow(other)
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
