//! Word lists looked up in running text.

use std::sync::LazyLock;

/// Words to look for, and what is meant.
pub(crate) struct WordList {
    // In order.
    words: Vec<(&'static str, &'static str)>,
    // The characters that words begin with, in order, each with its first word.
    firsts: Vec<(char, usize)>,
    // Which two characters they begin with: almost all text is passed by here.
    openings: Sieve,
}

/// A number for two characters that few other pairs share.
pub(crate) fn pair(first: char, second: char) -> usize {
    first as usize * 31 + second as usize
}

/// A set of numbers that a few others seem to be in as well: a bit for each, modulo the size.
pub(crate) struct Sieve([u64; Sieve::SIZE]);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve([0; Sieve::SIZE])
    }
}

impl Sieve {
    // Of some hundred pairs of characters in it, one in a hundred others seems to be one.
    const SIZE: usize = 1024;

    pub(crate) fn insert(&mut self, number: usize) {
        let bit = number % (Sieve::SIZE * 64);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a number may be in the set; where not, it is not.
    pub(crate) fn may_have(&self, number: usize) -> bool {
        let bit = number % (Sieve::SIZE * 64);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

impl WordList {
    /// Reads data files: a word and what is meant, a pair a line; `#` begins a remark.
    fn new(files: &[&'static str]) -> WordList {
        let lines =
            files.iter().flat_map(|data| data.lines()).filter(|line| !line.starts_with('#'));
        let mut words: Vec<_> = lines.filter_map(|line| line.split_once(' ')).collect();
        words.sort_unstable();
        let mut openings = Sieve::default();
        for (word, _) in &words {
            let two = word.chars().zip(word.chars().skip(1)).next();
            two.into_iter().for_each(|(first, second)| openings.insert(pair(first, second)));
        }
        let mut firsts: Vec<(char, usize)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, (word, _))| Some((word.chars().next()?, at)))
            .collect();
        firsts.dedup_by_key(|(first, _)| *first);
        WordList { words, firsts, openings }
    }

    /// Whether a word may begin with two characters; mostly not.
    pub(crate) fn may_open(&self, first: char, second: char) -> bool {
        self.openings.may_have(pair(first, second))
    }

    /// The first word that a text begins with, and what is meant.
    pub(crate) fn opening(&self, text: &str) -> Option<(&'static str, &'static str)> {
        let first = text.chars().next()?;
        let at = self.firsts.binary_search_by_key(&first, |(first, _)| *first).ok()?;
        let from = self.firsts[at].1;
        let to = self.firsts.get(at + 1).map_or(self.words.len(), |(_, next)| *next);
        self.words[from..to].iter().find(|(word, _)| text.starts_with(word)).copied()
    }

    /// Where words of the list stand in `text`, in order.
    pub(crate) fn find<'s>(
        &'s self,
        text: &'s str,
    ) -> impl Iterator<Item = (usize, &'static str, &'static str)> + 's {
        let pairs = text.char_indices().zip(text.chars().skip(1));
        pairs.filter(|&((_, first), second)| self.may_open(first, second)).filter_map(
            |((at, _), _)| self.opening(&text[at..]).map(|(word, meant)| (at, word, meant)),
        )
    }
}

pub(crate) const VARIANTS_DATA: &str = include_str!("../data/variants.txt");
pub(crate) const TYPOS_DATA: &str = include_str!("../data/typos.txt");

/// Variant words and their recommended form (GF 1001-2001).
pub(crate) static VARIANTS: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[VARIANTS_DATA]));

/// Words that are certainly mistyped.
pub(crate) static TYPOS: LazyLock<WordList> = LazyLock::new(|| WordList::new(&[TYPOS_DATA]));

/// The words of both lists.
pub(crate) static LISTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(&[VARIANTS_DATA, TYPOS_DATA]));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_unique_pairs_with_a_source() {
        for data in [VARIANTS_DATA, TYPOS_DATA] {
            assert!(data.contains("# Source: "));
            let words: Vec<&str> = data.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "sorted, no line twice");
            for line in &words {
                let (word, meant) = line.split_once(' ').expect("a pair");
                assert!(word != meant && !meant.contains(' '), "{line}");
                assert!(word.chars().count() >= 2, "{line}");
            }
            let mut left: Vec<&str> = words.iter().filter_map(|l| l.split(' ').next()).collect();
            left.dedup();
            assert_eq!(left.len(), words.len(), "no word twice");
        }
    }

    #[test]
    fn a_word_is_found_where_it_stands() {
        let found: Vec<_> = VARIANTS.find("完善档案台帐。").collect();
        assert_eq!(found, [("完善档案".len(), "台帐", "台账")]);
    }
}
