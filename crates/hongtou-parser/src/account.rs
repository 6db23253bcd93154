//! Every character of the source is in the model, in the furniture, or listed as residual.

use hongtou_model::{Furniture, FurnitureKind, Notice, Residual, Span, SpanRole};
use hongtou_source::{Source, TextRange, chars};

/// Takes from the furniture what values hold, and lists what nothing holds.
///
/// Between values stand stops and brackets: uncovered text without a letter or a digit is a mark.
pub(crate) fn settle(notice: &mut Notice, sources: &[Source]) {
    let texts = sources.iter().map(|source| source.text.len() as u32);
    let mut held: Vec<Taken> = texts.map(Taken::none).collect();
    notice.visit_spans(&mut |role, span| {
        if matches!(role, SpanRole::Printed(_) | SpanRole::Normalised | SpanRole::Prose(_)) {
            for fragment in span.fragments() {
                if let Some(held) = held.get_mut(usize::from(fragment.source())) {
                    held.add(fragment.start, fragment.end);
                }
            }
        }
    });
    // What the furniture claims, values taken out.
    let mut furniture: Vec<Furniture> = Vec::with_capacity(notice.furniture.len());
    let mut claimed = held.clone();
    for Furniture { kind, span } in std::mem::take(&mut notice.furniture) {
        let mut kept = Span::default();
        for fragment in span.fragments() {
            let source = usize::from(fragment.source());
            for (start, end) in held[source].gaps(fragment.start, fragment.end) {
                for word in words(&sources[source].text, start, end) {
                    kept.push(fragment.source(), word);
                    claimed[source].add(word.start(), word.end());
                }
            }
        }
        if !kept.is_empty() {
            furniture.push(Furniture { kind, span: kept });
        }
    }
    let mut residual: Vec<Residual> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        for (start, end) in claimed[index].gaps(0, source.text.len() as u32) {
            let gap = &source.text[start as usize..end as usize];
            // Most gaps are a line end or a tab.
            if gap.bytes().all(|byte| byte.is_ascii_whitespace()) {
                continue;
            }
            let span = |out: &mut Span| {
                words(&source.text, start, end).for_each(|word| out.push(index as u16, word))
            };
            let mut out = Span::default();
            span(&mut out);
            if out.is_empty() {
                continue;
            }
            if gap.chars().any(chars::is_word) {
                let text = out.words(sources);
                residual.push(Residual { text, span: out });
            } else {
                furniture.push(Furniture { kind: FurnitureKind::Mark, span: out });
            }
        }
    }
    furniture.sort_by_key(|entry| (entry.span.start(), entry.kind));
    // A cell merged over several rows was met in each of them.
    furniture.dedup_by(|next, known| next.span == known.span);
    notice.furniture = furniture;
    notice.residual = residual;
}

/// Which bytes of a text are taken, a bit for each.
#[derive(Clone)]
struct Taken {
    bits: Vec<u64>,
    len: u32,
}

impl Taken {
    fn none(len: u32) -> Taken {
        Taken { bits: vec![0; len as usize / 64 + 1], len }
    }

    fn add(&mut self, start: u32, end: u32) {
        let mut at = start;
        let end = end.min(self.len);
        while at < end {
            let next = end.min((at / 64 + 1) * 64);
            // `next - at` ones from `at` on.
            self.bits[at as usize / 64] |= (u64::MAX >> (64 - (next - at))) << (at % 64);
            at = next;
        }
    }

    /// The first byte from `at` on, below `to`, that is or is not taken; else `to`.
    fn next(&self, mut at: u32, to: u32, taken: bool) -> u32 {
        while at < to {
            let word = self.bits[at as usize / 64];
            let same = (if taken { word } else { !word }) >> (at % 64);
            if same != 0 {
                return to.min(at + same.trailing_zeros());
            }
            at = (at / 64 + 1) * 64;
        }
        to
    }

    /// The parts of `from..to` that are not taken.
    fn gaps(&self, from: u32, to: u32) -> impl Iterator<Item = (u32, u32)> {
        let mut at = from;
        std::iter::from_fn(move || {
            let start = self.next(at, to, false);
            at = self.next(start, to, true);
            (start < at).then_some((start, at))
        })
    }
}

/// The stretches of a range without white space; single spaces inside stay out as well.
fn words(text: &str, start: u32, end: u32) -> impl Iterator<Item = TextRange> {
    let base = start as usize;
    text[base..end as usize].split(chars::is_space).filter(|word| !word.is_empty()).map(
        move |word| {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            TextRange::at(at, at + word.len())
        },
    )
}
