//! Word lists looked up in running text.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words to look for, and what is meant, by the two characters they begin with.
pub(crate) struct WordList {
    by_start: HashMap<[char; 2], Vec<(&'static str, &'static str)>>,
    // One bit for each first character, modulo the size: almost all text is passed by here.
    firsts: [u64; 64],
}

impl WordList {
    /// Reads a data file: a word and what is meant, a pair a line; `#` begins a remark.
    fn new(data: &'static str) -> WordList {
        let mut list = WordList { by_start: HashMap::new(), firsts: [0; 64] };
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let Some((word, meant)) = line.split_once(' ') else { continue };
            let mut chars = word.chars();
            let (Some(first), Some(second)) = (chars.next(), chars.next()) else { continue };
            let bit = first as usize % 4096;
            list.firsts[bit / 64] |= 1 << (bit % 64);
            list.by_start.entry([first, second]).or_default().push((word, meant));
        }
        list
    }

    /// Where words of the list stand in `text`, in order.
    pub(crate) fn find<'s>(
        &'s self,
        text: &'s str,
    ) -> impl Iterator<Item = (usize, &'static str, &'static str)> + 's {
        text.char_indices().filter_map(move |(at, first)| {
            let bit = first as usize % 4096;
            if self.firsts[bit / 64] >> (bit % 64) & 1 == 0 {
                return None;
            }
            let rest = text.get(at..)?;
            let second = rest.chars().nth(1)?;
            let words = self.by_start.get(&[first, second])?;
            let (word, meant) = words.iter().find(|(word, _)| rest.starts_with(word))?;
            Some((at, *word, *meant))
        })
    }
}

pub(crate) const VARIANTS_DATA: &str = include_str!("../data/variants.txt");
pub(crate) const TYPOS_DATA: &str = include_str!("../data/typos.txt");

/// Variant words and their recommended form (GF 1001-2001).
pub(crate) static VARIANTS: LazyLock<WordList> = LazyLock::new(|| WordList::new(VARIANTS_DATA));

/// Words that are certainly mistyped.
pub(crate) static TYPOS: LazyLock<WordList> = LazyLock::new(|| WordList::new(TYPOS_DATA));

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
