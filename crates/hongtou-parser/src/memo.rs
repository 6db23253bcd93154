//! What was told of words before.
//!
//! A notice names its bodies again and again, each in the brackets of many tasks and in as many cells, and
//! prints one header above each of its tables. What the words alone tell need not be worked out each time.

use std::cell::RefCell;

/// Answers of a question that nothing but the words decides, whose characters or bytes are given: of so many
/// words as there are slots, and each so long at most. Of words that fall into one slot the last stay.
pub(crate) struct Memo<C, T, const LONGEST: usize, const SLOTS: usize> {
    slots: RefCell<Vec<Known<C, T, LONGEST>>>,
}

#[derive(Clone, Copy)]
struct Known<C, T, const LONGEST: usize> {
    words: [C; LONGEST],
    len: usize,
    told: T,
}

impl<C, T, const LONGEST: usize, const SLOTS: usize> Memo<C, T, LONGEST, SLOTS>
where
    C: Copy + Default + Eq + Into<u32>,
    T: Copy,
{
    /// Nothing yet, and no memory for it.
    pub(crate) const fn new() -> Self {
        Memo { slots: RefCell::new(Vec::new()) }
    }

    /// What is told of the words.
    pub(crate) fn get(&self, words: &[C], tell: impl FnOnce() -> T) -> T {
        if words.is_empty() || words.len() > LONGEST {
            return tell();
        }
        let hash =
            words.iter().fold(0, |hash: u32, &c| hash.wrapping_mul(31).wrapping_add(c.into()));
        let slot = (hash ^ hash >> 16) as usize % SLOTS;
        if let Some(known) = self.slots.borrow().get(slot)
            && known.words[..known.len] == *words
        {
            return known.told;
        }
        let told = tell();
        let mut known = Known { words: [C::default(); LONGEST], len: words.len(), told };
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
        let memo: Memo<char, usize, 16, 128> = Memo::new();
        let names: Vec<Vec<char>> = (0..=300)
            .map(|n| format!("县{n}局{}", "办".repeat(n % 20)).chars().collect())
            .collect();
        let told = |words: &[char]| words.iter().map(|&c| c as usize).sum::<usize>();
        for name in names.iter().chain(names.iter().rev()).chain([&Vec::new()]) {
            assert_eq!(memo.get(name, || told(name)), told(name), "{name:?}");
        }
        assert_eq!(memo.get(&['县', '局'], || 1), 1);
        assert_eq!(memo.get(&['县', '局'], || 2), 1);
    }
}
