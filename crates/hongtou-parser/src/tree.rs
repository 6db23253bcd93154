//! Lists of words as trees of characters, grown while the program is built.

use hongtou_source::chars;

/// A list of words, each with what it means, looked up at one end of a text.
///
/// The words are a tree of characters: each step from the end of the text inwards leads to the words
/// that share the characters so far, and nearly always there are none after one step or two.
pub(crate) struct Lexicon<T: 'static> {
    // Open addressing by place and character, a power of two of them.
    steps: &'static [Step],
    // For each place in the tree, what the word means that ends there.
    meanings: &'static [Option<T>],
}

/// One character further into the words that begin alike.
#[derive(Clone, Copy)]
struct Step {
    from: u16,
    // The place that the step leads to; none leads back to the root.
    to: u16,
    by: char,
}

/// The place where all words begin.
const ROOT: u16 = 0;

const fn hash(from: u16, by: char) -> usize {
    let both = (from as u32).rotate_left(16) ^ by as u32;
    (both.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

// The place that a step leads to, or the slot where it would stand.
const fn find(steps: &[Step], from: u16, by: char) -> Result<u16, usize> {
    let last = steps.len() - 1;
    let mut at = hash(from, by) & last;
    loop {
        match steps[at] {
            Step { to: ROOT, .. } => return Err(at),
            step if step.by == by && step.from == from => return Ok(step.to),
            _ => at = (at + 1) & last,
        }
    }
}

impl<T: Copy> Lexicon<T> {
    // The place that a step leads to.
    fn step(&self, from: u16, by: char) -> Option<u16> {
        find(self.steps, from, by).ok()
    }

    /// The longest word along some characters: its length and meaning.
    fn along(&self, chars: impl Iterator<Item = char>) -> Option<(usize, T)> {
        let (mut at, mut len) = (ROOT, 0);
        let mut longest = None;
        for c in chars {
            let Some(next) = self.step(at, c) else { break };
            (at, len) = (next, len + 1);
            if let Some(meaning) = self.meanings[usize::from(at)] {
                longest = Some((len, meaning));
            }
        }
        longest
    }

    /// Whether some word has this first or last character.
    pub(crate) fn has(&self, outermost: char) -> bool {
        self.step(ROOT, outermost).is_some()
    }

    /// The longest word that the text begins with: its length and meaning.
    pub(crate) fn starts(&self, text: &[char]) -> Option<(usize, T)> {
        self.along(text.iter().copied())
    }

    /// The longest word that the text begins with, where other words stand behind it.
    pub(crate) fn starts_joined(&self, text: &[char], behind: &[char]) -> Option<(usize, T)> {
        self.along(text.iter().chain(behind).copied())
    }

    /// What is first found by one of the words that the text begins with, the longest first.
    pub(crate) fn find_start<R>(
        &self,
        text: &[char],
        mut found: impl FnMut(usize, T) -> Option<R>,
    ) -> Option<R> {
        self.find_behind(ROOT, text, 0, &mut found)
    }

    // The same by the words that go on from a place, to which so many characters lead.
    fn find_behind<R>(
        &self,
        from: u16,
        text: &[char],
        len: usize,
        found: &mut impl FnMut(usize, T) -> Option<R>,
    ) -> Option<R> {
        let at = self.step(from, *text.get(len)?)?;
        let longer = self.find_behind(at, text, len + 1, found);
        longer.or_else(|| found(len + 1, self.meanings[usize::from(at)]?))
    }

    /// The longest word that the text ends with: its length and meaning.
    pub(crate) fn ends(&self, text: &[char]) -> Option<(usize, T)> {
        self.ends_of(text.iter().rev().copied())
    }

    /// The same of a text that is given from its last character on.
    pub(crate) fn ends_of(&self, reversed: impl Iterator<Item = char>) -> Option<(usize, T)> {
        self.along(reversed)
    }
}

/// The tree of a list while it grows; `STEPS` is a power of two well above the number of its places.
pub(crate) struct Tree<T, const STEPS: usize> {
    steps: [Step; STEPS],
    meanings: [Option<T>; STEPS],
    // How many places there are.
    places: usize,
    by_end: bool,
}

impl<T: Copy, const STEPS: usize> Tree<T, STEPS> {
    /// No words yet; they will be looked up by their beginning.
    pub(crate) const fn by_start() -> Self {
        let steps = [Step { from: ROOT, to: ROOT, by: '\0' }; STEPS];
        Tree { steps, meanings: [None; STEPS], places: 1, by_end: false }
    }

    /// No words yet; they will be looked up by their end.
    pub(crate) const fn by_end() -> Self {
        Tree { by_end: true, ..Self::by_start() }
    }

    /// Adds a word, given in parts. Of equal words the first one counts.
    pub(crate) const fn add(&mut self, parts: &[&[u8]], meaning: T) {
        let mut at = ROOT;
        let mut i = 0;
        while i < parts.len() {
            let mut part = parts[if self.by_end { parts.len() - 1 - i } else { i }];
            while let Some((c, rest)) = if self.by_end { last(part) } else { first(part) } {
                at = self.step_or_add(at, chars::narrow(c));
                part = rest;
            }
            i += 1;
        }
        if self.meanings[at as usize].is_none() {
            self.meanings[at as usize] = Some(meaning);
        }
    }

    const fn step_or_add(&mut self, from: u16, by: char) -> u16 {
        match find(&self.steps, from, by) {
            Ok(to) => to,
            Err(free) => {
                assert!(self.places < STEPS / 4 * 3, "a list of so many words needs more room");
                let to = self.places as u16;
                self.places += 1;
                self.steps[free] = Step { from, to, by };
                to
            }
        }
    }

    /// The list as it is looked up.
    pub(crate) const fn lexicon(&'static self) -> Lexicon<T> {
        Lexicon { steps: &self.steps, meanings: self.meanings.split_at(self.places).0 }
    }
}

/// The part of a text before the first of some byte, and what is behind that.
pub(crate) const fn cut(text: &[u8], byte: u8) -> (&[u8], &[u8]) {
    let mut end = 0;
    while end < text.len() && text[end] != byte {
        end += 1;
    }
    let (part, rest) = text.split_at(end);
    match rest {
        [] => (part, rest),
        [_, rest @ ..] => (part, rest),
    }
}

/// The character that some words begin with and what is behind it.
pub(crate) const fn first(words: &[u8]) -> Option<(char, &[u8])> {
    Some(match words {
        [] => return None,
        [a @ ..0x80, rest @ ..] => (*a as char, rest),
        [a @ ..0xe0, b, rest @ ..] => (decoded(&[*a & 0x1f, *b]), rest),
        [a @ ..0xf0, b, c, rest @ ..] => (decoded(&[*a & 0x0f, *b, *c]), rest),
        [a, b, c, d, rest @ ..] => (decoded(&[*a & 0x07, *b, *c, *d]), rest),
        _ => panic!("words are UTF-8"),
    })
}

/// The character that some words end with and what is before it.
pub(crate) const fn last(words: &[u8]) -> Option<(char, &[u8])> {
    let mut start = words.len();
    while start > 0 {
        start -= 1;
        // Bytes that go on with a character begin with the bits 10.
        if words[start] & 0xc0 != 0x80 {
            let (before, c) = words.split_at(start);
            return match first(c) {
                Some((c, _)) => Some((c, before)),
                None => None,
            };
        }
    }
    None
}

const fn decoded(bytes: &[u8]) -> char {
    let mut code = 0;
    let mut at = 0;
    while at < bytes.len() {
        code = code << 6 | (bytes[at] & 0x3f) as u32;
        at += 1;
    }
    match char::from_u32(code) {
        Some(c) => c,
        None => panic!("words are UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_off_either_end() {
        for c in '\0'..=char::MAX {
            let text = String::from_iter(['甲', c, '乙']);
            let (_, rest) = first(text.as_bytes()).expect("甲");
            assert_eq!(first(rest), Some((c, "乙".as_bytes())));
            let (_, rest) = last(text.as_bytes()).expect("乙");
            assert_eq!(last(rest), Some((c, "甲".as_bytes())));
        }
        assert_eq!((first(b""), last(b"")), (None, None));
    }

    #[test]
    fn the_first_of_equal_words_counts_and_a_word_may_begin_another() {
        const TREE: Tree<u8, 16> = {
            let mut tree = Tree::by_start();
            tree.add(&["甲乙".as_bytes()], 1);
            tree.add(&["甲".as_bytes(), "乙".as_bytes()], 2);
            tree.add(&["甲".as_bytes(), "乙（".as_bytes()], 3);
            tree
        };
        static GROWN: Tree<u8, 16> = TREE;
        let words = GROWN.lexicon();
        assert_eq!(words.starts(&['甲']), None);
        assert_eq!(words.starts(&['甲', '乙', '丙']), Some((2, 1)));
        assert_eq!(words.starts(&['甲', '乙', '(']), Some((3, 3)));
        let mut all = Vec::new();
        let found = words.find_start(&['甲', '乙', '('], |len, meaning| {
            all.push((len, meaning));
            (len == 2).then_some("shorter")
        });
        assert_eq!((found, all), (Some("shorter"), vec![(3, 3), (2, 1)]));
        assert!(words.has('甲') && !words.has('乙'));
    }
}
