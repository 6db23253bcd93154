//! Lists of words as data, looked up at one end of a text.
//!
//! Most texts begin and end with a character that no word of a list does; a small filter says so
//! before any word is compared.

/// A sorted list of words, and filters of the characters they begin and end with.
pub(crate) struct Words {
    list: &'static [&'static str],
    heads: Filter,
    tails: Filter,
    /// Places in the list, ordered by the characters that the words end with, and those characters.
    by_tail: [(u32, u16); MOST],
}

/// The most words that a list may have.
const MOST: usize = 384;

impl Words {
    /// The list as it can be looked up; the words are in code point order, without doubles.
    pub(crate) const fn new(list: &'static [&'static str]) -> Words {
        assert!(list.len() <= MOST, "a list of so many words needs more room");
        let (heads, tails) = (Filter([0; 16]), Filter([0; 16]));
        let mut words = Words { list, heads, tails, by_tail: [(0, 0); MOST] };
        let mut i = 0;
        while i < list.len() {
            let word = list[i].as_bytes();
            words.heads.add(first(word));
            words.tails.add(last(word));
            let mut at = i;
            while at > 0 && words.by_tail[at - 1].0 > last(word) {
                words.by_tail[at] = words.by_tail[at - 1];
                at -= 1;
            }
            words.by_tail[at] = (last(word), i as u16);
            i += 1;
        }
        words
    }

    /// The words.
    pub(crate) fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// Whether some word may begin as `text` does, by the first character.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        self.heads.has(first(text.as_bytes()))
    }

    /// The longest word that `text` begins with.
    pub(crate) fn prefix(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        let head = first(bytes);
        if !self.heads.has(head) {
            return None;
        }
        let from = self.list.partition_point(|word| first(word.as_bytes()) < head);
        let same = self.list[from..].iter().take_while(|word| first(word.as_bytes()) == head);
        // A word stands before those that begin with it.
        same.filter(|word| bytes.starts_with(word.as_bytes())).last().copied()
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix(&self, text: &str) -> Option<&'static str> {
        self.suffix_at(text).map(|at| self.list[at])
    }

    /// The place in the list of the longest word that `text` ends with.
    pub(crate) fn suffix_at(&self, text: &str) -> Option<usize> {
        let tail = last(text.as_bytes());
        if !self.tails.has(tail) {
            return None;
        }
        let by_tail = &self.by_tail[..self.list.len()];
        let from = by_tail.partition_point(|&(own, _)| own < tail);
        let same = by_tail[from..].iter().take_while(|&&(own, _)| own == tail);
        let ends = same.map(|&(_, at)| usize::from(at)).filter(|&at| text.ends_with(self.list[at]));
        ends.max_by_key(|&at| self.list[at].len())
    }

    /// Whether `text` is one of the words.
    pub(crate) fn holds(&self, text: &str) -> bool {
        self.heads.has(first(text.as_bytes())) && self.list.binary_search(&text).is_ok()
    }

    /// Whether one of the words stands somewhere in `text`: one way through it, however many they are.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            if self.heads.has(first(&bytes[at..])) && self.prefix(&text[at..]).is_some() {
                return true;
            }
            at += match lead {
                0xe0..0xf0 => 3,
                ..0x80 => 1,
                0xf0.. => 4,
                _ => 2,
            };
        }
        false
    }

    /// The end of the last word in `text` for which `kept` holds of what follows it.
    pub(crate) fn last_end(&self, text: &str, kept: impl Fn(&str) -> bool) -> Option<usize> {
        let ends = text.char_indices().rev().filter_map(|(at, _)| {
            let end = at + self.prefix(&text[at..])?.len();
            kept(&text[end..]).then_some(end)
        });
        ends.max()
    }
}

// Which of 1,024 classes of characters occur.
struct Filter([u64; 16]);

impl Filter {
    const fn add(&mut self, c: u32) {
        let key = key(c);
        self.0[key >> 6] |= 1 << (key & 63);
    }

    fn has(&self, c: u32) -> bool {
        let key = key(c);
        self.0[key >> 6] >> (key & 63) & 1 == 1
    }
}

const fn key(c: u32) -> usize {
    // The last six bits of the last byte and the low ones of the byte before it.
    ((c & 0x3f) | (c >> 2 & 0x3c0)) as usize
}

// The bytes of the first character, put together so that they order as the characters do.
const fn first(bytes: &[u8]) -> u32 {
    match bytes {
        [a, b, c, ..] if *a >= 0xe0 => (*a as u32) << 16 | (*b as u32) << 8 | *c as u32,
        [a, ..] if *a < 0x80 => *a as u32,
        [a, b, ..] => (*a as u32) << 8 | *b as u32,
        _ => 0,
    }
}

// The bytes of the last character, as `first` puts them together.
const fn last(bytes: &[u8]) -> u32 {
    match bytes {
        [.., a] if *a < 0x80 => *a as u32,
        [.., a, b, c] if *a >= 0xe0 => (*a as u32) << 16 | (*b as u32) << 8 | *c as u32,
        [.., a, b] => (*a as u32) << 8 | *b as u32,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Words = Words::new(&["a", "×", "不", "不低于", "低", "低于", "高于"]);

    #[test]
    fn the_longest_word_at_either_end() {
        assert!(WORDS.list().is_sorted_by(|a, b| a < b));
        assert_eq!(WORDS.prefix("不低于5%"), Some("不低于"));
        assert_eq!(WORDS.prefix("不高"), Some("不"));
        assert_eq!(WORDS.prefix("×2"), Some("×"));
        assert_eq!(WORDS.prefix("于"), None);
        assert_eq!(WORDS.prefix(""), None);
        assert_eq!(WORDS.suffix("合格率不低于"), Some("不低于"));
        assert_eq!(WORDS.suffix("降低"), Some("低"));
        assert_eq!(WORDS.suffix("x"), None);
        assert!(WORDS.holds("高于") && !WORDS.holds("高"));
        assert!(["率不低于5%", "×", "\0é\u{20000}a"].iter().all(|text| WORDS.is_in(text)));
        assert!(["", "高", "\0高é\u{20000}于", "5%"].iter().all(|text| !WORDS.is_in(text)));
        assert_eq!(WORDS.last_end("不低于a高于a", |_| true), Some(17));
        assert_eq!(WORDS.last_end("低于b", |rest| rest != "b"), None);
    }
}
