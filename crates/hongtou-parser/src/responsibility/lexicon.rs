//! Word lists, looked up by their beginning or their end.

use std::sync::LazyLock;

use hongtou_model::{Role, UnitKind};
use hongtou_source::chars;

/// A list of words, each with what it means, looked up at one end of a text.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    // Sorted by key (first or last character), longer words first within one key.
    words: Vec<(char, Vec<char>, T)>,
}

impl<T: Copy> Lexicon<T> {
    fn new(words: impl Iterator<Item = (String, T)>, key: fn(&[char]) -> Option<char>) -> Self {
        let mut words: Vec<(char, Vec<char>, T)> = words
            .filter_map(|(word, meaning)| {
                let word: Vec<char> = word.chars().map(chars::narrow).collect();
                Some((key(&word)?, word, meaning))
            })
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        Lexicon { words }
    }

    /// A list to look up at the beginning of a text.
    fn by_start(words: impl Iterator<Item = (String, T)>) -> Self {
        Lexicon::new(words, |word| word.first().copied())
    }

    /// A list to look up at the end of a text.
    fn by_end(words: impl Iterator<Item = (String, T)>) -> Self {
        Lexicon::new(words, |word| word.last().copied())
    }

    fn of(&self, key: char) -> impl Iterator<Item = &(char, Vec<char>, T)> {
        let first = self.words.partition_point(|word| word.0 < key);
        self.words[first..].iter().take_while(move |word| word.0 == key)
    }

    /// The longest word that the text begins with: its length and meaning.
    pub(crate) fn starts(&self, text: &[char]) -> Option<(usize, T)> {
        self.all_starts(text).next()
    }

    /// All words that the text begins with, the longest first.
    pub(crate) fn all_starts(&self, text: &[char]) -> impl Iterator<Item = (usize, T)> {
        text.first()
            .into_iter()
            .flat_map(|&key| self.of(key))
            .filter(move |(_, word, _)| text.starts_with(word))
            .map(|(_, word, meaning)| (word.len(), *meaning))
    }

    /// The longest word that the text ends with: its length and meaning.
    pub(crate) fn ends(&self, text: &[char]) -> Option<(usize, T)> {
        let key = *text.last()?;
        let (_, word, meaning) = self.of(key).find(|(_, word, _)| text.ends_with(word))?;
        Some((word.len(), *meaning))
    }
}

/// What a piece of the words after a list of units says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What the units do.
    Role(Role),
    /// That they share it (按职责分工).
    Share,
    /// Nothing by itself (组织, 具体).
    Filler,
}

/// A department's words: which department, and how its name goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stem {
    /// Line of the table: words of one department share it.
    pub(crate) id: u16,
    /// Whether 局, 委, 厅 or the like follows.
    pub(crate) open: bool,
    /// Whether it is a body of the Party, which follows 市委.
    pub(crate) party: bool,
}

/// The word lists of this module.
pub(crate) struct Words {
    /// Labels, by their end.
    pub(super) labels: Lexicon<Role>,
    /// Labels, by their beginning.
    pub(super) label_starts: Lexicon<Role>,
    /// Pieces of the words after a list, by their end.
    pub(super) verbs: Lexicon<Piece>,
    /// The same, by their beginning.
    pub(super) verb_starts: Lexicon<Piece>,
    /// Ends of unit names, with kind and weight in percent.
    pub(crate) suffixes: Lexicon<(UnitKind, u8)>,
    /// Departments, by the beginning of their words.
    pub(crate) stems: Lexicon<Stem>,
}

/// The word lists, read once.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    labels: Lexicon::by_end(labels()),
    label_starts: Lexicon::by_start(labels()),
    verbs: Lexicon::by_end(verbs()),
    verb_starts: Lexicon::by_start(verbs()),
    suffixes: Lexicon::by_end(suffixes()),
    stems: Lexicon::by_start(stems()),
});

/// The lines of a list that are no comment, cut at their tabs.
fn lines(list: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'))
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "lead" => Role::Lead,
        "responsible" => Role::Responsible,
        "support" => Role::Support,
        "guide" => Role::Guide,
        "implement" => Role::Implement,
        _ => return None,
    })
}

fn labels() -> impl Iterator<Item = (String, Role)> {
    lines(include_str!("../../data/labels.tsv"))
        .filter_map(|mut line| Some((line.next()?.to_owned(), role(line.next()?)?)))
}

fn verbs() -> impl Iterator<Item = (String, Piece)> {
    lines(include_str!("../../data/verbs.tsv")).filter_map(|mut line| {
        let word = line.next()?.to_owned();
        let piece = match line.next()? {
            "share" => Piece::Share,
            "-" => Piece::Filler,
            name => Piece::Role(role(name)?),
        };
        Some((word, piece))
    })
}

fn suffixes() -> impl Iterator<Item = (String, (UnitKind, u8))> {
    lines(include_str!("../../data/suffixes.tsv")).filter_map(|mut line| {
        let word = line.next()?.to_owned();
        let kind = match line.next()? {
            "department" => UnitKind::Department,
            "government" => UnitKind::Government,
            "party" => UnitKind::Party,
            "collective" => UnitKind::Collective,
            "enterprise" => UnitKind::Enterprise,
            "institution" => UnitKind::Institution,
            "other" => UnitKind::Other,
            _ => return None,
        };
        Some((word, (kind, line.next()?.parse().ok()?)))
    })
}

fn stems() -> impl Iterator<Item = (String, Stem)> {
    lines(include_str!("../../data/departments.tsv")).enumerate().flat_map(|(id, mut line)| {
        let first = line.next().unwrap_or_default();
        let party = first.starts_with('@');
        std::iter::once(first)
            .chain(line.next().unwrap_or_default().split(' '))
            .map(|word| word.trim_start_matches('@'))
            .filter(|word| !word.is_empty())
            .map(move |word| {
                let stem = Stem { id: id as u16, open: word.ends_with('*'), party };
                (word.trim_end_matches('*').to_owned(), stem)
            })
            .collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_of_every_list_is_read_and_no_word_stands_twice() {
        let count = |list: &'static str| lines(list).count();
        assert_eq!(labels().count(), count(include_str!("../../data/labels.tsv")));
        assert_eq!(verbs().count(), count(include_str!("../../data/verbs.tsv")));
        assert_eq!(suffixes().count(), count(include_str!("../../data/suffixes.tsv")));
        for words in [
            labels().map(|word| word.0).collect::<Vec<_>>(),
            verbs().map(|word| word.0).collect(),
            suffixes().map(|word| word.0).collect(),
            stems().map(|(word, stem)| format!("{word}{}", stem.open)).collect(),
        ] {
            let mut seen = HashSet::new();
            let twice: Vec<_> = words.iter().filter(|&word| !seen.insert(word)).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let text: Vec<char> = "市场监督管理局".chars().collect();
        assert_eq!(
            WORDS.stems.starts(&text).map(|found| found.0),
            Some("市场监督管理".chars().count())
        );
        assert_eq!(WORDS.suffixes.ends(&text).map(|found| found.0), Some("管理局".chars().count()));
    }
}
