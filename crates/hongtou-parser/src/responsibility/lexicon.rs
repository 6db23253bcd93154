//! Word lists, looked up by their beginning or their end.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use hongtou_model::{Role, UnitKind};
use hongtou_source::chars;
use smallvec::SmallVec;

use super::signs::SignTable;

/// A list of words, each with what it means, looked up at one end of a text.
///
/// The words are a tree of characters: each step from the end of the text inwards leads to the words
/// that share the characters so far, and nearly always there are none after one step or two.
#[derive(Debug)]
pub(crate) struct Lexicon<T> {
    // Open addressing by place and character, a power of two of them.
    steps: Vec<Step>,
    // For each place in the tree, what the word means that ends there.
    meanings: Vec<Option<T>>,
}

/// One character further into the words that begin alike.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    from: u16,
    // The place that the step leads to; none leads back to the root.
    to: u16,
    by: char,
}

/// The place where all words begin.
const ROOT: u16 = 0;

fn hash(from: u16, by: char) -> usize {
    let both = u32::from(from).rotate_left(16) ^ by as u32;
    (both.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

impl<T: Copy> Lexicon<T> {
    fn new<W: AsRef<str>>(words: &[(W, T)], by_end: bool) -> Self {
        let most: usize = words.iter().map(|(word, _)| word.as_ref().len() / 3 + 1).sum();
        let mut lexicon = Lexicon {
            steps: vec![Step::default(); (most + most / 2).next_power_of_two()],
            meanings: vec![None],
        };
        for (word, meaning) in words {
            let mut at = ROOT;
            let mut chars = word.as_ref().chars().map(chars::narrow);
            while let Some(c) = if by_end { chars.next_back() } else { chars.next() } {
                at = lexicon.step_or_add(at, c);
            }
            // Of equal words the first one counts.
            lexicon.meanings[usize::from(at)].get_or_insert(*meaning);
        }
        lexicon
    }

    fn step_or_add(&mut self, from: u16, by: char) -> u16 {
        match self.find(from, by) {
            Ok(to) => to,
            Err(free) => {
                let to = self.meanings.len() as u16;
                self.meanings.push(None);
                self.steps[free] = Step { from, to, by };
                to
            }
        }
    }

    // The place that a step leads to, or the slot where it would stand.
    fn find(&self, from: u16, by: char) -> Result<u16, usize> {
        let last = self.steps.len() - 1;
        let mut at = hash(from, by) & last;
        loop {
            match self.steps[at] {
                Step { to: ROOT, .. } => return Err(at),
                step if step.by == by && step.from == from => return Ok(step.to),
                _ => at = (at + 1) & last,
            }
        }
    }

    /// The words along some characters, the shortest first: length and meaning.
    fn along<'c>(&self, chars: impl Iterator<Item = &'c char>) -> impl Iterator<Item = (usize, T)> {
        let mut at = ROOT;
        let places = chars.map_while(move |&c| {
            at = self.find(at, c).ok()?;
            Some(self.meanings[usize::from(at)])
        });
        places.enumerate().filter_map(|(before, meaning)| Some((before + 1, meaning?)))
    }

    /// Whether some word has this first or last character.
    pub(crate) fn has(&self, outermost: char) -> bool {
        self.find(ROOT, outermost).is_ok()
    }

    /// The longest word that the text begins with: its length and meaning.
    pub(crate) fn starts(&self, text: &[char]) -> Option<(usize, T)> {
        self.along(text.iter()).last()
    }

    /// All words that the text begins with, the longest first.
    pub(crate) fn all_starts(&self, text: &[char]) -> impl Iterator<Item = (usize, T)> {
        // Most texts begin with no word, nearly all others with one.
        let mut words = self.along(text.iter());
        let shortest = words.next();
        let longer: SmallVec<[(usize, T); 2]> = match shortest {
            Some(_) => words.collect(),
            None => SmallVec::new(),
        };
        longer.into_iter().rev().chain(shortest)
    }

    /// The longest word that the text ends with: its length and meaning.
    pub(crate) fn ends(&self, text: &[char]) -> Option<(usize, T)> {
        self.along(text.iter().rev()).last()
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
    /// Characters that words of some sort cannot do without.
    pub(super) signs: SignTable,
}

/// The word lists, read once.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let labels = all_labels();
    let verbs: Vec<_> = verbs().collect();
    Words {
        labels: Lexicon::new(&labels, true),
        label_starts: Lexicon::new(&labels, false),
        verbs: Lexicon::new(&verbs, true),
        verb_starts: Lexicon::new(&verbs, false),
        suffixes: Lexicon::new(&suffixes().collect::<Vec<_>>(), true),
        stems: Lexicon::new(&stems().collect::<Vec<_>>(), false),
        tasks: Lexicon::new(&TASKS.map(|task| (task, ())), false),
        signs: SignTable::new(verbs.iter().filter_map(|(verb, _)| verb.chars().next())),
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
    let labels: Vec<(&str, Role)> = labels().collect();
    let listed: BTreeSet<&str> = labels.iter().map(|(word, _)| *word).collect();
    let mut all: Vec<(Cow<'static, str>, Role)> =
        labels.iter().map(|&(word, role)| (Cow::Borrowed(word), role)).collect();
    for (word, role) in labels {
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
            stems().map(|word| word.0.to_owned()).collect(),
        ] {
            let mut seen = HashSet::new();
            let twice: Vec<_> = words.iter().filter(|&word| !seen.insert(word)).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }

    #[test]
    fn words_are_found_as_one_by_one() {
        let words: Vec<(&str, u8)> = suffixes().map(|(word, (_, weight))| (word, weight)).collect();
        let (starts, ends) = (Lexicon::new(&words, false), Lexicon::new(&words, true));
        let words: Vec<(Vec<char>, u8)> = words
            .iter()
            .map(|(word, weight)| (word.chars().map(chars::narrow).collect(), *weight))
            .collect();
        let length = |word: &(Vec<char>, u8)| (word.0.len(), word.1);
        for text in crate::fixtures::texts().iter().flat_map(|text| crate::fixtures::pieces(text)) {
            let text: Vec<char> = text.chars().take(12).map(chars::narrow).collect();
            let last = words.iter().filter(|word| text.ends_with(&word.0)).map(length).max();
            assert_eq!(ends.ends(&text), last, "{text:?}");
            let mut first: Vec<(usize, u8)> =
                words.iter().filter(|word| text.starts_with(&word.0)).map(length).collect();
            first.sort_unstable_by(|a, b| b.cmp(a));
            assert_eq!(starts.starts(&text), first.first().copied(), "{text:?}");
            assert_eq!(starts.all_starts(&text).collect::<Vec<_>>(), first, "{text:?}");
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
