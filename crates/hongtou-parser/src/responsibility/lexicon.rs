//! Word lists, looked up by their beginning or their end.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use hongtou_model::{Role, UnitKind};
use hongtou_source::chars;

/// A list of words, each with what it means, looked up at one end of a text.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    // The characters of all words, one after the other.
    chars: Vec<char>,
    // Sorted by key (first or last character), longer words first within one key.
    words: Vec<Word<T>>,
    // Open addressing by key: where the words of a key begin and end.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug)]
struct Word<T> {
    key: char,
    // The character beside the key, which most texts have not; the key where there is none.
    next: char,
    from: u32,
    len: u32,
    meaning: T,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Option<char>,
    from: u16,
    to: u16,
}

/// A power of two well above the number of keys of any list.
const SLOTS: usize = 512;

fn slot(key: char) -> usize {
    ((key as u32).wrapping_mul(0x9e37_79b1) >> 23) as usize % SLOTS
}

impl<T: Copy> Lexicon<T> {
    fn new<'w>(words: impl Iterator<Item = (&'w str, T)>, by_end: bool) -> Self {
        let mut lexicon =
            Lexicon { chars: Vec::new(), words: Vec::new(), slots: vec![Slot::default(); SLOTS] };
        for (word, meaning) in words {
            let from = lexicon.chars.len();
            lexicon.chars.extend(word.chars().map(chars::narrow));
            let word = &lexicon.chars[from..];
            let inwards = |n: usize| if by_end { word.iter().nth_back(n) } else { word.get(n) };
            if let Some(&key) = inwards(0) {
                let next = *inwards(1).unwrap_or(&key);
                let (from, len) = (from as u32, word.len() as u32);
                lexicon.words.push(Word { key, next, from, len, meaning });
            }
        }
        let order = |word: &Word<T>| (word.key, std::cmp::Reverse(word.len), word.from);
        lexicon.words.sort_unstable_by_key(order);
        let mut from = 0;
        while from < lexicon.words.len() {
            let key = lexicon.words[from].key;
            let to = from + lexicon.words[from..].partition_point(|word| word.key == key);
            let mut at = slot(key);
            while lexicon.slots[at].key.is_some() {
                at = (at + 1) % SLOTS;
            }
            lexicon.slots[at] = Slot { key: Some(key), from: from as u16, to: to as u16 };
            from = to;
        }
        lexicon
    }

    fn of(&self, key: char) -> &[Word<T>] {
        let mut at = slot(key);
        loop {
            match self.slots[at] {
                Slot { key: None, .. } => return &[],
                Slot { key: Some(known), from, to } if known == key => {
                    return &self.words[usize::from(from)..usize::from(to)];
                }
                _ => at = (at + 1) % SLOTS,
            }
        }
    }

    fn chars(&self, word: &Word<T>) -> &[char] {
        &self.chars[word.from as usize..(word.from + word.len) as usize]
    }

    /// Whether some word has this first or last character.
    pub(crate) fn has(&self, key: char) -> bool {
        !self.of(key).is_empty()
    }

    /// The longest word that the text begins with: its length and meaning.
    pub(crate) fn starts(&self, text: &[char]) -> Option<(usize, T)> {
        self.all_starts(text).next()
    }

    /// All words that the text begins with, the longest first.
    pub(crate) fn all_starts(&self, text: &[char]) -> impl Iterator<Item = (usize, T)> {
        let words = text.first().map_or(&[][..], |&key| self.of(key));
        let next = text.get(1).copied();
        words
            .iter()
            .filter(move |word| word.may_have(next) && text.starts_with(self.chars(word)))
            .map(|word| (word.len as usize, word.meaning))
    }

    /// The longest word that the text ends with: its length and meaning.
    pub(crate) fn ends(&self, text: &[char]) -> Option<(usize, T)> {
        let words = self.of(*text.last()?);
        let next = text.iter().nth_back(1).copied();
        let word =
            words.iter().find(|word| word.may_have(next) && text.ends_with(self.chars(word)))?;
        Some((word.len as usize, word.meaning))
    }
}

impl<T> Word<T> {
    /// Whether the word may stand where this character is beside its key.
    fn may_have(&self, next: Option<char>) -> bool {
        self.len == 1 || next == Some(self.next)
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
    /// Verbs that tasks open with.
    pub(super) tasks: Lexicon<()>,
}

/// The word lists, read once.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let labels = all_labels();
    let labels = || labels.iter().map(|(word, role)| (&**word, *role));
    Words {
        labels: Lexicon::new(labels(), true),
        label_starts: Lexicon::new(labels(), false),
        verbs: Lexicon::new(verbs(), true),
        verb_starts: Lexicon::new(verbs(), false),
        suffixes: Lexicon::new(suffixes(), true),
        stems: Lexicon::new(stems(), false),
        tasks: Lexicon::new(TASKS.iter().map(|task| (*task, ())), false),
    }
});

/// The lines of a list that are no comment, cut at their tabs.
fn lines(list: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    parts(list, b'\n').filter(|line| !line.starts_with('#')).map(|line| parts(line, b'\t'))
}

/// The parts of a text between single bytes; the last one where it is not empty.
///
/// As `str::split` has them, which takes longer over short parts than all else here.
fn parts(mut rest: &'static str, byte: u8) -> impl Iterator<Item = &'static str> {
    std::iter::from_fn(move || {
        let end = rest.bytes().position(|b| b == byte).unwrap_or(rest.len());
        let part = &rest[..end];
        let more = !rest.is_empty();
        rest = rest.get(end + 1..).unwrap_or_default();
        more.then_some(part)
    })
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

fn labels() -> impl Iterator<Item = (&'static str, Role)> {
    lines(include_str!("../../data/labels.tsv"))
        .filter_map(|mut line| Some((line.next()?, role(line.next()?)?)))
}

/// The labels of the list, and the same words for bodies of another kind: 配合科室 as 配合单位.
fn all_labels() -> Vec<(Cow<'static, str>, Role)> {
    const BODIES: [&str; 7] = ["部门", "科室", "处室", "股室", "机构", "院系", "主体"];
    // Who is no office but answers to one: 责任企业, 配合学校. Other duties of theirs are no labels
    // (参与企业 counts them).
    const OTHERS: [&str; 6] = ["企业", "学校", "院校", "乡镇", "镇街", "区县"];
    let listed: BTreeSet<&str> = labels().map(|(word, _)| word).collect();
    let mut all: Vec<(Cow<'static, str>, Role)> =
        labels().map(|(word, role)| (Cow::Borrowed(word), role)).collect();
    for (word, role) in labels() {
        // 工作单位, 完成单位 and the like are labels as they are; the duties below go with any body.
        let Some(duty) = word.strip_suffix("单位").filter(|duty| DUTIES.contains(duty)) else {
            continue;
        };
        let named = matches!(duty, "牵头" | "责任" | "配合");
        let others = OTHERS.into_iter().filter(|_| named);
        for body in BODIES.into_iter().chain(others) {
            let other = [duty, body].concat();
            if !listed.contains(&*other) {
                all.push((Cow::Owned(other), role));
            }
        }
    }
    all
}

/// Words of duty that stand before any kind of body.
const DUTIES: [&str; 12] = [
    "牵头",
    "牵头责任",
    "牵头负责",
    "主要责任",
    "主办",
    "责任",
    "负责",
    "承办",
    "配合",
    "协办",
    "参与",
    "落实",
];

/// Verbs that tasks open with.
const TASKS: [&str; 24] = [
    "加强", "开展", "推进", "推动", "建设", "组织", "制定", "完成", "实施", "建立", "召开", "支持",
    "引进", "培育", "改造", "巡查", "提升", "落实", "强化", "优化", "完善", "新建", "扩大", "迎接",
];
fn verbs() -> impl Iterator<Item = (&'static str, Piece)> {
    lines(include_str!("../../data/verbs.tsv")).filter_map(|mut line| {
        let word = line.next()?;
        let piece = match line.next()? {
            "share" => Piece::Share,
            "-" => Piece::Filler,
            name => Piece::Role(role(name)?),
        };
        Some((word, piece))
    })
}

fn suffixes() -> impl Iterator<Item = (&'static str, (UnitKind, u8))> {
    lines(include_str!("../../data/suffixes.tsv")).filter_map(|mut line| {
        let word = line.next()?;
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

fn stems() -> impl Iterator<Item = (&'static str, Stem)> {
    lines(include_str!("../../data/departments.tsv")).enumerate().flat_map(|(id, mut line)| {
        let first = line.next().unwrap_or_default();
        let party = first.starts_with('@');
        std::iter::once(first)
            .chain(line.next().unwrap_or_default().split(' '))
            .map(|word| word.trim_start_matches('@'))
            .filter(|word| !word.is_empty())
            .map(move |word| {
                let stem = Stem { id: id as u16, open: word.ends_with('*'), party };
                (word.trim_end_matches('*'), stem)
            })
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
            labels().map(|word| word.0.to_owned()).collect::<Vec<_>>(),
            verbs().map(|word| word.0.to_owned()).collect(),
            suffixes().map(|word| word.0.to_owned()).collect(),
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
