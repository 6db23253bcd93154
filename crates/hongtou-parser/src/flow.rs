//! Text as it reads, with the way back to the source.
//!
//! A paragraph, a cell, or several of them joined, is read as one string: marks and line breaks
//! between its pieces are gone. Every range found in that string can be told as a [`Span`].

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::Span;
use hongtou_source::{Source, TextRange, chars};
use smallvec::SmallVec;

/// Running text put together from pieces of one source.
#[derive(Debug, Default)]
pub(crate) struct Flow<'s> {
    text: Cow<'s, str>,
    // Where each piece begins in `text`, and where it stands in the source. Pieces are in order,
    // not empty, and cover `text` without gaps.
    pieces: SmallVec<[(u32, TextRange); 1]>,
    source: u16,
}

impl Clone for Flow<'_> {
    fn clone(&self) -> Self {
        // Flows are cloned often, and pieces copied at once; the derived way goes one by one.
        let pieces = SmallVec::from_slice(&self.pieces);
        Flow { text: self.text.clone(), pieces, source: self.source }
    }
}

impl<'s> Flow<'s> {
    /// The text of `pieces`, joined.
    pub(crate) fn new(source: &'s Source, index: u16, pieces: &[TextRange]) -> Flow<'s> {
        let mut flow = Flow { source: index, ..Flow::default() };
        for &piece in pieces {
            flow.push(source, piece);
        }
        flow
    }

    /// Adds one piece at the end.
    pub(crate) fn push(&mut self, source: &'s Source, piece: TextRange) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len() as u32;
        if start == 0 {
            self.text = Cow::Borrowed(source.slice(piece));
        } else {
            self.grow(source.slice(piece));
        }
        self.pieces.push((start, piece));
    }

    /// Adds another flow of the same source at the end.
    pub(crate) fn append(&mut self, other: &Flow<'s>) {
        if other.is_empty() {
            return;
        }
        if self.text.is_empty() {
            *self = other.clone();
            return;
        }
        let start = self.text.len() as u32;
        self.grow(&other.text);
        self.pieces.extend(other.pieces.iter().map(|&(at, range)| (start + at, range)));
    }

    /// Adds words that are not the next of the source.
    fn grow(&mut self, more: &str) {
        match &mut self.text {
            // Most are joined once: room for just that.
            Cow::Borrowed(text) => self.text = Cow::Owned([text, more].concat()),
            Cow::Owned(text) => text.push_str(more),
        }
    }

    /// The words.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where it begins in the source, if it is printed there in one piece.
    pub(crate) fn start_of_one_piece(&self) -> Option<u32> {
        match self.pieces[..] {
            [(_, piece)] => Some(piece.start()),
            _ => None,
        }
    }

    /// Index of the source the pieces stand in.
    pub(crate) fn source(&self) -> u16 {
        self.source
    }

    /// Where a range of the words stands in the source.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let mut span = Span::default();
        for piece in self.source_ranges(range) {
            span.push(self.source, piece);
        }
        span
    }

    /// Where all of it stands in the source.
    pub(crate) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The source ranges of a range of the words, in order.
    pub(crate) fn source_ranges(&self, range: Range<usize>) -> impl Iterator<Item = TextRange> {
        let (from, to) = (range.start as u32, range.end as u32);
        let first =
            self.pieces.partition_point(|&(start, piece)| start + piece.len() as u32 <= from);
        self.pieces[first..].iter().take_while(move |&&(start, _)| start < to).map(
            move |&(start, piece)| {
                let end = to.min(start + piece.len() as u32);
                TextRange::new(
                    piece.start() + (from.max(start) - start),
                    piece.start() + (end - start),
                )
            },
        )
    }

    /// The part of it in a range of the words.
    pub(crate) fn slice(&self, range: Range<usize>) -> Flow<'s> {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range.clone()]),
            Cow::Owned(text) => Cow::Owned(text[range.clone()].to_owned()),
        };
        let mut at = 0;
        let mut pieces = SmallVec::new();
        for piece in self.source_ranges(range) {
            pieces.push((at, piece));
            at += piece.len() as u32;
        }
        Flow { text, pieces, source: self.source }
    }

    /// The same words without the white space beside Chinese characters, which only a line break
    /// or letter-spacing puts there.
    pub(crate) fn close_spaces(&self) -> Flow<'s> {
        let text = self.text();
        if !text.contains(chars::is_space) {
            return self.clone();
        }
        let mut kept = Flow { source: self.source, ..Flow::default() };
        let mut start = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find(chars::is_space) {
            let from = at + found;
            let rest = text[from..].trim_start_matches(chars::is_space);
            let to = text.len() - rest.len();
            let beside = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
            if beside(text[..from].chars().next_back()) || beside(rest.chars().next()) {
                kept.append(&self.slice(start..from));
                start = to;
            }
            at = to;
        }
        kept.append(&self.slice(start..text.len()));
        kept
    }

    /// The smaller range without white space at its ends.
    pub(crate) fn trim(&self, range: Range<usize>) -> Range<usize> {
        trim(&self.text, range)
    }
}

/// A range of `text` without white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let kept = words.trim_start_matches(chars::is_space);
    let start = range.end - kept.len();
    start..start + kept.trim_end_matches(chars::is_space).len()
}

#[cfg(test)]
mod tests {
    use hongtou_source::Format;

    use super::*;

    #[test]
    fn a_range_across_a_cut_has_two_fragments() {
        let source = Source::from_text("n", Format::Text, "用好平\n\n台。");
        let flow = Flow::new(&source, 0, &[TextRange::new(0, 9), TextRange::new(11, 17)]);
        assert_eq!(flow.text(), "用好平台。");
        let at = flow.text().find("平台").expect("joined");
        let span = flow.span(at..at + 6);
        assert_eq!(span.fragments().len(), 2);
        assert_eq!(span.words(std::slice::from_ref(&source)), "平台");
        let part = flow.slice(at..flow.text().len());
        assert_eq!(
            (part.text(), part.whole().words(std::slice::from_ref(&source))),
            ("平台。", "平台。".into())
        );
    }
}
