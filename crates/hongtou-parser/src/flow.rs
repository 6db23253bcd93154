//! Text as it reads, with the way back to the source.
//!
//! A paragraph, a cell, or several of them joined, is read as one string: marks and line breaks
//! between its pieces are gone. Every range found in that string can be told as a [`Span`].

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Fragment, Span};
use hongtou_source::{Source, TextRange, chars};
use smallvec::SmallVec;

use crate::as_one::ONE;
use crate::words;

/// Running text put together from pieces of one text, that of all files where several are read as one.
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
        // Nearly all paragraphs and cells are printed in one piece.
        if let &[piece] = pieces
            && !piece.is_empty()
        {
            let text = Cow::Borrowed(source.slice(piece));
            return Flow { text, pieces: SmallVec::from_buf([(0, piece)]), source: index };
        }
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

    /// Adds another flow at the end.
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

    /// Whether it is printed in one piece.
    pub(crate) fn is_one_piece(&self) -> bool {
        self.pieces.len() == 1
    }

    /// Where it begins in the source, if it is printed there in one piece.
    pub(crate) fn start_of_one_piece(&self) -> Option<u32> {
        match self.pieces[..] {
            [(_, piece)] => Some(piece.start()),
            _ => None,
        }
    }

    /// Moves spans of other words to where the same words stand here; none where either is not printed in
    /// one piece, and they are left as they are.
    pub(crate) fn take_over<'m>(
        &self,
        known: &Flow<'_>,
        spans: impl Iterator<Item = &'m mut Span>,
    ) -> Option<()> {
        let (from, to) = (known.start_of_one_piece()?, self.start_of_one_piece()?);
        for fragment in spans.flat_map(Span::fragments_mut) {
            let (start, end) = (fragment.start - from + to, fragment.end - from + to);
            *fragment = Fragment::new(ONE, TextRange::new(start, end));
        }
        Some(())
    }

    /// Index of the file the first piece stands in.
    pub(crate) fn source(&self) -> u16 {
        self.source
    }

    /// Where a range of the words stands in the source.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        // Nearly all flows are printed in one piece.
        if let [(_, piece)] = self.pieces[..] {
            let end = piece.len().min(range.end);
            let from = piece.start();
            return match range.start < end {
                true => {
                    Span::one(ONE, TextRange::new(from + range.start as u32, from + end as u32))
                }
                false => Span::default(),
            };
        }
        let mut span = Span::default();
        for piece in self.source_ranges(range) {
            span.push(ONE, piece);
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
        if !words::holds_space(text) {
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

    /// The same words without the blanks between two Chinese characters, where there are any: OCR prints
    /// `不 少于30家` and `6月底 前`.
    pub(crate) fn close_words(&self) -> Option<Flow<'s>> {
        let text = self.text();
        let mut blanks = blanks_in_words(text).peekable();
        blanks.peek()?;
        let mut kept = Flow { source: self.source, ..Flow::default() };
        let mut start = 0;
        for blank in blanks {
            kept.append(&self.slice(start..blank.start));
            start = blank.end;
        }
        kept.append(&self.slice(start..text.len()));
        Some(kept)
    }

    /// The same words without the blanks in numbers whose digits are set apart: `1 2 0座`, `9 8 . 5 %`.
    pub(crate) fn close_digits(self) -> Flow<'s> {
        // Most texts have no blank at all.
        let apart = chars::holds(self.text(), ' ');
        let blanks = if apart { blanks_in_numbers(self.text()) } else { Vec::new() };
        if blanks.is_empty() { self } else { self.without(&blanks) }
    }

    /// The same words without the blanks that stand at some bytes.
    fn without(&self, blanks: &[usize]) -> Flow<'s> {
        let mut kept = Flow { source: self.source, ..Flow::default() };
        let mut start = 0;
        for &blank in blanks {
            kept.append(&self.slice(start..blank));
            start = blank + 1;
        }
        kept.append(&self.slice(start..self.text.len()));
        kept
    }

    /// The smaller range without white space at its ends.
    pub(crate) fn trim(&self, range: Range<usize>) -> Range<usize> {
        trim(&self.text, range)
    }
}

/// The blanks between two Chinese characters of a text that part no two words: beside a numeral one may
/// part two figures (百分之五 十个镇), and 2025年 初步建成 is no 2025年初.
fn blanks_in_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let counts = |c: char| {
        matches!(
            c,
            '〇' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九'
        ) || matches!(c, '十' | '百' | '千')
    };
    let of_word = move |c: char| chars::is_han(c) && !counts(c);
    let opens_another = |before: char, behind: &str| {
        let mut behind = behind.chars();
        matches!(before, '年' | '月')
            && matches!(behind.next(), Some('初' | '中' | '底' | '末'))
            && behind.next().is_some_and(|c| chars::is_han(c) && c != '前')
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = chars::find(&text[at..], ' ') {
            let from = at + found;
            let behind = text[from..].trim_start_matches(' ');
            at = text.len() - behind.len();
            let before = text[..from].chars().next_back().filter(|&c| of_word(c));
            if before.is_some_and(|c| !opens_another(c, behind)) && behind.starts_with(of_word) {
                return Some(from..at);
            }
        }
        None
    })
}

/// The blanks inside the numbers of a text that sets each digit apart, as text taken out of a PDF does.
///
/// Two figures beside each other look alike, so that each number must stand among words, and no two
/// digits of the text together.
fn blanks_in_numbers(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut out = Vec::new();
    let apart = (1..bytes.len()).any(|at| bytes[at] == b' ' && digit(at - 1));
    if !apart || (0..bytes.len()).any(|at| digit(at) && digit(at + 1)) {
        return out;
    }
    let mut at = 0;
    while let Some(start) = (at..bytes.len()).find(|&at| digit(at)) {
        // Where the last digit of the number stands.
        let mut last = start;
        loop {
            let point = match bytes[last + 1..] {
                [b' ', b'.', b' ', ..] => 2,
                _ => 0,
            };
            if bytes.get(last + 1 + point) != Some(&b' ') || !digit(last + 2 + point) {
                break;
            }
            last += 2 + point;
        }
        at = last + 1;
        if last > start && stands_among_words(&text[..start], &text[at..], last - start) {
            out.extend((start..at).filter(|&at| bytes[at] == b' '));
            if text[at..].starts_with(" %") {
                out.push(at);
            }
        }
    }
    out
}

/// Whether a number stands behind a word or a mark, and before what it counts. A line may begin with a
/// year.
fn stands_among_words(before: &str, behind: &str, len: usize) -> bool {
    let opens = |c: char| matches!(c, '〔' | '（' | '(' | '[' | '【' | '《');
    let mark =
        |c: char| opens(c) || matches!(c, '，' | '。' | '；' | '：' | '、' | ',' | ';' | ':');
    let begins = match before.strip_suffix(' ') {
        Some(before) => before.ends_with(mark),
        None if before.is_empty() => len == 6 && behind.starts_with('年'),
        None => before
            .ends_with(|c| chars::is_han(c) || mark(c) || matches!(c, '〕' | '）' | ')' | ']')),
    };
    let ends =
        |c: char| chars::is_han(c) || matches!(c, '%' | '‰' | '℃' | '〕' | '）' | ')' | ']' | '】');
    begins
        && behind.strip_prefix(' ').map_or(behind.starts_with(ends), |more| more.starts_with('%'))
}

/// A range of `text` without white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let kept = chars::trim_start(words);
    let start = range.end - kept.len();
    start..start + chars::trim_end(kept).len()
}

#[cfg(test)]
mod tests {
    use hongtou_source::Format;

    use super::*;

    #[test]
    fn digits_set_apart_among_words_are_one_number() {
        let closed = |text: &str| {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]).close_digits();
            assert_eq!(flow.whole().words(std::slice::from_ref(&source)), flow.text());
            flow.text().to_owned()
        };
        assert_eq!(closed("排查矿山1 2 0座, 6月3 0日前"), "排查矿山120座, 6月30日前");
        assert_eq!(closed("整改率9 8 . 5 %, 培训1 . 2万人次"), "整改率98.5%, 培训1.2万人次");
        assert_eq!(closed("云政办发〔 2 0 2 5〕1 2号"), "云政办发〔 2025〕12号");
        assert_eq!(closed("培训1 . 2万人次"), "培训1.2万人次");
        assert_eq!(closed("2 0 2 5年3月1 0日"), "2025年3月10日");
        // Cells beside each other, the number of an item, and figures of a text that sets none apart.
        for text in [
            "云溪区 3 5 2",
            "3 5所学校",
            "1 . 排查矿山8座",
            "任务3 5月底前，共12项",
            "学校 3 5所",
            "标段 A1 2所",
        ] {
            assert_eq!(closed(text), text);
        }
    }

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
