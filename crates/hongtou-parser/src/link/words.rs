//! Words made ready for comparison, those of many texts in one piece.
//!
//! A large notice has tens of thousands of tasks, and each row is compared with tasks from all over
//! it: their pairs, sketches and figures stand side by side, and none of them has memory of its own.

use hongtou_model::SmolStr;
use hongtou_source::chars;

/// Texts made ready for comparison.
#[derive(Default)]
pub(super) struct Words<'t> {
    texts: Vec<Text>,
    /// What each of them is put together of.
    parts: Vec<[&'t str; 3]>,
    /// Pairs of neighbouring characters, text after text; those of one in order once somebody asks for it.
    pairs: Vec<u32>,
    /// The figures of those texts that were asked for theirs.
    figures: Vec<SmolStr>,
}

/// One of the texts, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ready(u32);

/// What is looked at first, together in memory.
#[derive(Default)]
struct Text {
    sketch: Sketch,
    /// The first of its pairs, and how many there are.
    first: u32,
    pairs: u32,
    sorted: bool,
    /// Its first figure and one past the last, once they are known.
    figures: Option<(u32, u32)>,
}

/// Which of 512 classes the pairs of a text fall into: tells in one line of memory how many pairs
/// two texts can share at most.
#[derive(Default)]
struct Sketch {
    classes: [u64; 8],
    /// Pairs that fell into a class already met.
    repeated: u32,
}

impl Sketch {
    fn new(pairs: &[u32]) -> Sketch {
        let mut sketch = Sketch::default();
        for &pair in pairs {
            let class = pair.wrapping_mul(0x9e37_79b1) >> 23;
            sketch.classes[class as usize / 64] |= 1 << (class % 64);
        }
        let met: u32 = sketch.classes.iter().map(|word| word.count_ones()).sum();
        sketch.repeated = pairs.len() as u32 - met;
        sketch
    }

    /// No fewer than the pairs that both texts have: one for each class that both have, and further
    /// ones only where both have more than one in a class.
    fn shared_at_most(&self, other: &Sketch) -> u32 {
        let both = self.classes.iter().zip(&other.classes).map(|(a, b)| (a & b).count_ones());
        both.sum::<u32>() + self.repeated.min(other.repeated)
    }
}

impl<'t> Words<'t> {
    /// Makes a text ready, put together of up to three parts.
    pub(super) fn add(&mut self, parts: [&'t str; 3]) -> Ready {
        // Characters beyond the basic plane, which are rare, count by their lower half: a list half as long is
        // compared twice as fast.
        let first = self.pairs.len();
        let mut last: Option<char> = None;
        for part in parts {
            for c in part.chars().filter(|&c| chars::is_word(c)) {
                if let Some(last) = last {
                    self.pairs.push((last as u32) << 16 | c as u32 & 0xffff);
                }
                last = Some(c);
            }
        }
        let pairs = &self.pairs[first..];
        let sketch = Sketch::new(pairs);
        let (first, pairs) = (first as u32, pairs.len() as u32);
        self.texts.push(Text { sketch, first, pairs, ..Text::default() });
        self.parts.push(parts);
        Ready(self.texts.len() as u32 - 1)
    }

    /// Forgets all texts, and keeps their memory for others.
    pub(super) fn clear(&mut self) {
        self.texts.clear();
        self.parts.clear();
        self.pairs.clear();
        self.figures.clear();
    }

    /// How many characters a text has, one where it has none.
    pub(super) fn chars(&self, of: Ready) -> usize {
        self.texts[of.0 as usize].pairs as usize + 1
    }

    /// The pairs of a text in order.
    fn sorted(&mut self, of: Ready) -> &[u32] {
        let text = &mut self.texts[of.0 as usize];
        let pairs = &mut self.pairs[text.first as usize..][..text.pairs as usize];
        if !text.sorted {
            pairs.sort_unstable();
            text.sorted = true;
        }
        pairs
    }

    /// The figures of a text, in order.
    pub(super) fn figures(&mut self, of: Ready) -> &[SmolStr] {
        let Words { texts, parts, figures, .. } = self;
        let known = &mut texts[of.0 as usize].figures;
        let (from, to) = *known.get_or_insert_with(|| {
            let from = figures.len();
            push_figures(&parts[of.0 as usize], figures);
            figures[from..].sort_unstable();
            (from as u32, figures.len() as u32)
        });
        &figures[from as usize..to as usize]
    }

    /// Likeness of a text to another one by their character pairs: of the whole, and of the shorter in
    /// the longer.
    pub(super) fn likeness(&mut self, a: Ready, others: &mut Words<'_>, b: Ready) -> (f32, f32) {
        let (a, b) = (self.sorted(a), others.sorted(b));
        if a.is_empty() || b.is_empty() {
            return (0.0, 0.0);
        }
        let (common, x, y) = (shared(a, b) as f32, a.len() as f32, b.len() as f32);
        (2.0 * common / (x + y), common / x.min(y))
    }

    /// Whether the [`likeness`](Self::likeness) of two texts may be as much as `least`, of which their
    /// sketches tell.
    pub(super) fn may_be_like(&self, a: Ready, others: &Words<'_>, b: Ready, least: f32) -> bool {
        let (a, b) = (&self.texts[a.0 as usize], &others.texts[b.0 as usize]);
        // The shorter in the longer is never less than the whole.
        a.sketch.shared_at_most(&b.sketch) as f32 >= least * a.pairs.min(b.pairs) as f32
    }
}

/// Adds the figures of a folded text.
fn push_figures(parts: &[&str], into: &mut Vec<SmolStr>) {
    let of_figure = |c: char| c.is_ascii_digit() || c == '.';
    let mut keep = |figure: &str| {
        let bare = figure.trim_matches('.');
        if !bare.is_empty() {
            into.push(SmolStr::new(bare));
        }
    };
    // A figure that a part ends in may go on in the next.
    let mut open = String::new();
    for part in parts {
        let mut rest = *part;
        while let Some((start, _)) = chars::besides_han(rest).find(|&(_, c)| of_figure(c)) {
            let behind = rest[start..].trim_start_matches(of_figure);
            let figure = &rest[start..rest.len() - behind.len()];
            if start > 0 || rest.len() < part.len() {
                keep(&std::mem::take(&mut open));
            }
            if behind.is_empty() {
                open.push_str(figure);
            } else if open.is_empty() {
                keep(figure);
            } else {
                open.push_str(figure);
                keep(&std::mem::take(&mut open));
            }
            rest = behind;
        }
        if !rest.is_empty() {
            keep(&std::mem::take(&mut open));
        }
    }
    keep(&open);
}

/// How many elements two sorted lists share, each as often as in both.
///
/// Without branches on the elements, which no processor can foresee.
pub(super) fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let order = x.cmp(y);
        count += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(parts: [&str; 3]) -> Vec<SmolStr> {
        let mut words = Words::default();
        let text = words.add(parts);
        words.figures(text).to_vec()
    }

    #[test]
    fn figures_are_runs_of_digits_and_points() {
        assert_eq!(
            figures(["建3.5公里.2021年.第12批,1.2.3;.a7甲", "", ""]),
            ["1.2.3", "12", "2021", "3.5", "7"]
        );
        assert!(figures(["...建站.", "", ""]).is_empty());
    }

    #[test]
    fn figures_go_over_the_ends_of_parts() {
        let whole = |parts: [&str; 3]| figures([&parts.concat(), "", ""]);
        for parts in [
            ["建1", "2", "3站"],
            ["建1.", "", "2"],
            ["12", "建站", "34"],
            ["建", "5站6", "7站"],
            [".", ".", "."],
            ["1站", "2站", ""],
            ["", "3.", ".站4"],
        ] {
            assert_eq!(figures(parts), whole(parts), "{parts:?}");
        }
    }

    #[test]
    fn pairs_go_over_the_ends_of_parts() {
        let mut words = Words::default();
        let (whole, parts) =
            (words.add(["排查老旧厂房", "", ""]), words.add(["排查", "", "老旧厂房"]));
        let mut others = Words::default();
        let same = others.add(["排查老旧厂房", "", ""]);
        assert_eq!(words.sorted(whole).to_vec(), words.sorted(parts));
        assert_eq!(words.likeness(parts, &mut others, same), (1.0, 1.0));
    }

    #[test]
    fn sketches_never_hide_what_two_texts_share() {
        let texts = crate::fixtures::texts();
        let pieces = texts.iter().flat_map(|text| crate::fixtures::pieces(text)).step_by(7);
        let (mut words, mut others) = (Words::default(), Words::default());
        let count =
            pieces.map(|piece| (words.add([piece, "", ""]), others.add([piece, "", ""]))).count();
        let mut told = 0;
        for a in 0..count as u32 {
            for b in (a..count as u32).step_by(23) {
                let (a, b) = (Ready(a), Ready(b));
                let (whole, part) = words.likeness(a, &mut others, b);
                assert!(whole <= part && words.may_be_like(a, &others, b, part - 0.001));
                told += usize::from(!words.may_be_like(a, &others, b, super::super::LIKELY));
            }
        }
        assert!(told > 0, "they tell nothing apart");
    }
}
