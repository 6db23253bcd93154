//! Lists of words as data, looked up at one end of a text.
//!
//! Most texts begin and end with a character that no word of a list does; a small filter says so
//! before any word is compared.

/// A sorted list of words, and filters of the characters they begin and end with.
pub(crate) struct Words {
    list: &'static [&'static str],
    heads: Filter,
    tails: Filter,
    by_tail: &'static [Tail],
}

/// The character that a word of a list ends with, and the word's place in the list.
type Tail = (u32, u16);

/// The [`Words`] of a list, at compile time; a list that is not in code point order, or has a word twice, is no
/// program.
macro_rules! words {
    ($list:expr) => {{
        const LIST: &[&str] = $list;
        const TAILS: [(u32, u16); LIST.len()] = $crate::wordlist::tails(LIST);
        $crate::wordlist::Words::new(LIST, &TAILS)
    }};
}
pub(crate) use words;

/// The words of a list by the characters that they end with.
pub(crate) const fn tails<const N: usize>(list: &[&str]) -> [Tail; N] {
    let (mut keys, mut at) = ([0; N], 0);
    while at < N {
        keys[at] = last(list[at].as_bytes());
        at += 1;
    }
    ordered(keys)
}

/// Some keys in order, each with its place; those that are alike stay in theirs.
pub(crate) const fn ordered<const N: usize>(keys: [u32; N]) -> [(u32, u16); N] {
    assert!(N <= u16::MAX as usize, "a place is a number of two bytes");
    let mut sorted = [(0, 0); N];
    let mut i = 0;
    while i < N {
        let mut at = i;
        while at > 0 && sorted[at - 1].0 > keys[i] {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = (keys[i], i as u16);
        i += 1;
    }
    sorted
}

impl Words {
    /// What [`words!`] makes, of a list and its [`tails`].
    pub(crate) const fn new(list: &'static [&'static str], by_tail: &'static [Tail]) -> Words {
        assert!(is_sorted(list), "a word stands out of its place, or twice");
        let (mut heads, mut tails) = (Filter([0; 16]), Filter([0; 16]));
        let mut i = 0;
        while i < list.len() {
            let word = list[i].as_bytes();
            heads.add(first(word));
            tails.add(last(word));
            i += 1;
        }
        Words { list, heads, tails, by_tail }
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
        let from = self.by_tail.partition_point(|&(own, _)| own < tail);
        let same = self.by_tail[from..].iter().take_while(|&&(own, _)| own == tail);
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

/// Whether words are in code point order, without doubles.
pub(crate) const fn is_sorted(list: &[&str]) -> bool {
    let mut at = 1;
    while at < list.len() {
        let (one, two) = (list[at - 1].as_bytes(), list[at].as_bytes());
        let same = shared(one, two);
        if same == two.len() || same < one.len() && one[same] > two[same] {
            return false;
        }
        at += 1;
    }
    true
}

/// How many bytes two words begin with alike.
const fn shared(one: &[u8], two: &[u8]) -> usize {
    let mut at = 0;
    while at < one.len() && at < two.len() && one[at] == two[at] {
        at += 1;
    }
    at
}

/// Whether `text` begins with `word`.
const fn begins_with(text: &[u8], word: &[u8]) -> bool {
    shared(text, word) == word.len()
}

/// Whether words begin with another one, and none of them holds that a second time or begins with one before
/// it: where one stands in a text is told by that beginning, and which one it is by the first that fits.
pub(crate) const fn are_told_by(start: &str, list: &[&str]) -> bool {
    let mut at = 0;
    while at < list.len() {
        let (word, start) = (list[at].as_bytes(), start.as_bytes());
        let mut from = 0;
        while from < word.len() {
            if begins_with(word.split_at(from).1, start) != (from == 0) {
                return false;
            }
            from += 1;
        }
        let mut other = 0;
        while other < at {
            if begins_with(word, list[other].as_bytes()) {
                return false;
            }
            other += 1;
        }
        at += 1;
    }
    true
}

/// The characters that words of lists begin or end with, for a look before the lists: it holds of these, of few
/// others, and is no answer by itself.
pub(crate) struct Chars(Filter);

impl Chars {
    const NONE: Chars = Chars(Filter([0; 16]));

    /// Those that words begin with.
    pub(crate) const fn starts(list: &[&str]) -> Chars {
        let (mut chars, mut at) = (Chars::NONE, 0);
        while at < list.len() {
            let word = list[at].as_bytes();
            assert!(word[0] < 0xf0, "four bytes begin it, of which `first` has but three");
            chars.0.add(first(word));
            at += 1;
        }
        chars
    }

    /// Those that words end with.
    pub(crate) const fn ends(list: &[&str]) -> Chars {
        let (mut chars, mut at) = (Chars::NONE, 0);
        while at < list.len() {
            chars.0.add(last(list[at].as_bytes()));
            at += 1;
        }
        chars
    }

    /// Some characters.
    pub(crate) const fn each(list: &[char]) -> Chars {
        let (mut chars, mut at) = (Chars::NONE, 0);
        while at < list.len() {
            chars.0.add(encoded(list[at]));
            at += 1;
        }
        chars
    }

    /// These, and those of others.
    pub(crate) const fn or(mut self, others: Chars) -> Chars {
        let mut at = 0;
        while at < self.0.0.len() {
            self.0.0[at] |= others.0.0[at];
            at += 1;
        }
        self
    }

    /// Whether a character may be one of them.
    pub(crate) const fn may_be(&self, c: char) -> bool {
        self.0.has(encoded(c))
    }

    /// Whether words may begin with one.
    pub(crate) fn may_start(&self, words: &[char]) -> bool {
        words.first().is_some_and(|&c| self.may_be(c))
    }

    /// Whether words may end with one.
    pub(crate) fn may_end(&self, words: &[char]) -> bool {
        words.last().is_some_and(|&c| self.may_be(c))
    }
}

// Which of 1,024 classes of characters occur.
struct Filter([u64; 16]);

impl Filter {
    const fn add(&mut self, c: u32) {
        let key = key(c);
        self.0[key >> 6] |= 1 << (key & 63);
    }

    const fn has(&self, c: u32) -> bool {
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

// A character as `first` and `last` have it, as far as `key` looks at it.
const fn encoded(c: char) -> u32 {
    match c as u32 {
        code @ ..0x80 => code,
        code => (code & 0x3c0) << 2 | code & 0x3f,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Words = words!(&["a", "×", "不", "不低于", "低", "低于", "高于"]);

    #[test]
    fn lists_out_of_order_are_told() {
        assert!(is_sorted(&["a", "×", "不", "不低于", "低"]) && is_sorted(&[]));
        for list in [["不", "a"], ["不低于", "不"], ["低", "低"], ["低于", "不低"]] {
            assert!(!is_sorted(&list), "{list:?}");
        }
    }

    #[test]
    fn words_that_their_beginning_tells() {
        assert!(are_told_by("不", &["不低于", "不超过", "不得低于"]));
        for list in [["不低", "不低于"], ["不低于", "低于"], ["不低于", "不得不"]] {
            assert!(!are_told_by("不", &list), "{list:?}");
        }
    }

    #[test]
    fn characters_at_the_ends_of_words() {
        static STARTS: Chars = Chars::starts(WORDS.list);
        static ENDS: Chars = Chars::ends(&["不低于", "×"]).or(Chars::each(&['额', 'a']));
        for word in WORDS.list() {
            let word: Vec<char> = word.chars().collect();
            assert!(STARTS.may_start(&word), "{word:?}");
        }
        assert!(['于', '×', '额', 'a'].iter().all(|&c| ENDS.may_be(c) && ENDS.may_end(&['x', c])));
        assert!(['不', '低', 'x'].iter().all(|&c| !ENDS.may_be(c)));
        assert!(!STARTS.may_start(&[]) && !STARTS.may_start(&['于', '不']));
    }

    #[test]
    fn the_longest_word_at_either_end() {
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
