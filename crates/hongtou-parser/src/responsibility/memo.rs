//! What was told of words before.
//!
//! A notice names its bodies again and again, each in the brackets of many tasks and in as many cells.
//! What the words alone tell need not be worked out each time.

use std::cell::RefCell;

/// The longest words that are kept, in characters.
const LONGEST: usize = 16;
/// How many of them are kept.
const SLOTS: usize = 128;

/// Answers of a question that nothing but the words decides. Of words that fall into one slot the last stay.
pub(super) struct Memo<T> {
    slots: RefCell<Vec<Known<T>>>,
}

#[derive(Clone, Copy)]
struct Known<T> {
    words: [char; LONGEST],
    len: usize,
    told: T,
}

impl<T: Copy> Memo<T> {
    /// Nothing yet, and no memory for it.
    pub(super) const fn new() -> Memo<T> {
        Memo { slots: RefCell::new(Vec::new()) }
    }

    /// What is told of the words.
    pub(super) fn get(&self, words: &[char], tell: impl FnOnce(&[char]) -> T) -> T {
        if words.is_empty() || words.len() > LONGEST {
            return tell(words);
        }
        let hash =
            words.iter().fold(0, |hash: u32, &c| hash.wrapping_mul(31).wrapping_add(c.into()));
        let slot = (hash ^ hash >> 16) as usize % SLOTS;
        if let Some(known) = self.slots.borrow().get(slot)
            && known.words[..known.len] == *words
        {
            return known.told;
        }
        let told = tell(words);
        let mut known = Known { words: ['\0'; LONGEST], len: words.len(), told };
        known.words[..words.len()].copy_from_slice(words);
        let mut slots = self.slots.borrow_mut();
        if slots.is_empty() {
            slots.resize(SLOTS, Known { len: 0, ..known });
        }
        slots[slot] = known;
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_before_is_what_is_told() {
        let memo = Memo::new();
        let names: Vec<Vec<char>> = (0..=300)
            .map(|n| format!("县{n}局{}", "办".repeat(n % 20)).chars().collect())
            .collect();
        let told = |words: &[char]| words.iter().map(|&c| c as usize).sum::<usize>();
        for name in names.iter().chain(names.iter().rev()).chain([&Vec::new()]) {
            assert_eq!(memo.get(name, told), told(name), "{name:?}");
        }
        assert_eq!(memo.get(&['县', '局'], |_| 1), 1);
        assert_eq!(memo.get(&['县', '局'], |_| 2), 1);
    }
}
