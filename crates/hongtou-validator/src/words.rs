//! Printed words with the way back to the source, and folded for comparison.

use std::ops::Range;

use hongtou_model::{Fragment, Span};
use hongtou_source::{TextRange, fold, fold_into, numeral};

use crate::diff::is_digit;

/// The part of a value's span that a byte range of its words is printed at.
///
/// The joined fragments are the words, so that offsets in one are offsets in the other. A part stands in the file
/// where the fragment does that it is cut from: all that says where in a container it is.
pub(crate) fn sub_span(span: &Span, range: Range<usize>) -> Span {
    let mut out = Span::default();
    let mut at = 0;
    for fragment in span.fragments() {
        if at >= range.end {
            break;
        }
        let length = (fragment.end - fragment.start) as usize;
        let from = range.start.max(at);
        let to = range.end.min(at + length);
        if from < to {
            let start = fragment.start + (from - at) as u32;
            let end = fragment.start + (to - at) as u32;
            out.push_part(fragment, TextRange::new(start, end));
        }
        at += length;
    }
    out
}

/// The sentence, or the part of one between semicolons, that a place in a text stands in.
pub(crate) fn sentence_around(text: &str, at: Range<usize>) -> &str {
    const ENDS: [char; 4] = ['。', '；', ';', '\n'];
    let start = text[..at.start].char_indices().rfind(|(_, c)| ENDS.contains(c));
    let start = start.map_or(0, |(end, c)| end + c.len_utf8());
    let end = text[at.end..].find(ENDS).map_or(text.len(), |end| at.end + end);
    &text[start..end]
}

/// Words that say that work goes on without an end.
pub(crate) const GOES_ON: [&str; 4] = ["持续", "长期", "常态", "坚持"];

/// Whether a span begins inside another.
pub(crate) fn begins_within(span: &Span, outer: &Span) -> bool {
    span.start().is_some_and(|(source, start)| {
        let holds = |f: &Fragment| f.source() == source && (f.start..f.end).contains(&start);
        outer.fragments().iter().any(holds)
    })
}

/// Where in the words of a value another one begins that is printed in it.
pub(crate) fn offset_in(outer: &Span, inner: &Span) -> Option<usize> {
    let (source, start) = inner.start()?;
    let mut at = 0;
    for f in outer.fragments() {
        if f.source() == source && (f.start..f.end).contains(&start) {
            return Some(at + (start - f.start) as usize);
        }
        at += (f.end - f.start) as usize;
    }
    None
}

/// The span as ranges of one source, where every fragment stands in the first one.
pub(crate) fn first_source(span: &Span) -> Option<&[Fragment]> {
    let fragments = span.fragments();
    (!fragments.is_empty() && fragments.iter().all(|fragment| fragment.source() == 0))
        .then_some(fragments)
}

/// Several printed values read as one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'a> {
    pub(crate) text: String,
    // Where each value begins in `text`, its length there, and where it is printed.
    pieces: Vec<(usize, usize, &'a Span)>,
}

impl<'a> Words<'a> {
    pub(crate) fn push(&mut self, text: &str, span: &'a Span) {
        self.pieces.push((self.text.len(), text.len(), span));
        self.text.push_str(text);
    }

    /// Adds words that are printed nowhere.
    pub(crate) fn push_unprinted(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where a range of the text is printed.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let mut out = Span::default();
        for &(start, length, span) in &self.pieces {
            let from = range.start.max(start);
            let to = range.end.min(start + length);
            if from < to {
                out.extend(&sub_span(span, from - start..to - start));
            }
        }
        out
    }

    /// The source offset of a text offset; an offset between two values is that of the next.
    pub(crate) fn offset(&self, at: usize) -> Option<(u16, u32)> {
        for &(start, length, span) in &self.pieces {
            if at < start + length {
                return sub_span(span, at.saturating_sub(start)..length).start();
            }
        }
        self.pieces.last().and_then(|(_, _, span)| span.end())
    }

    /// The words folded, character by character, with the bytes each came from; what Chinese numerals count before
    /// a measure is folded to digits (三次, 3次).
    pub(crate) fn folded(&self) -> Vec<FoldedChar> {
        let mut out = Vec::with_capacity(self.text.len() / 3);
        let mut buffer = String::new();
        let mut past = 0;
        for (start, c) in self.text.char_indices() {
            if start < past {
                continue;
            }
            if let Some((number, end)) = counted(&self.text, start, c) {
                let digits = number.to_string();
                let of_all = |c| FoldedChar { c, start: start as u32, end: end as u32 };
                out.extend(digits.chars().map(of_all));
                past = end;
                continue;
            }
            buffer.clear();
            let end = start + c.len_utf8();
            fold_into(self.text.get(start..end).unwrap_or_default(), &mut buffer);
            out.extend(buffer.chars().map(|c| FoldedChar {
                c,
                start: start as u32,
                end: end as u32,
            }));
        }
        out
    }
}

/// What is counted in, or the first of its characters.
const MEASURES: &str =
    "个次项家户条件名人所座处套台场批期类种周天日月年轮份篇部辆支级站亩公平吨米元例口";

/// Whether words begin with a measure, and no set words with its character: 平台, 公开, 一件事, 三级联动.
pub(crate) fn is_measure(behind: &str) -> bool {
    // Tasks open with these as well: 组建, 村级.
    const MORE: &str = "村镇乡县街堂节课册本张组队间栋幢层届株棵头只艘架";
    let begins = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    match behind.chars().next() {
        Some('平') => begins(&["平方", "平米"]),
        Some('公') => begins(&["公里", "公顷", "公斤"]),
        Some('件') => !begins(&["件事"]),
        Some('级') => !begins(&["级联"]),
        Some('口') => !begins(&["口气", "口径"]),
        Some('例') => !begins(&["例行", "例会"]),
        first => first.is_some_and(|c| MEASURES.contains(c) || MORE.contains(c)),
    }
}

/// What a run of Chinese numerals at `at` counts, and where it ends: 三次. In set words no measure stands behind it, or
/// the numeral is part of another: 一网通办, 统一规划, 每周一日清.
fn counted(text: &str, at: usize, first: char) -> Option<(u32, usize)> {
    const TOGETHER: [char; 5] = ['.', '统', '周', '逐', '唯'];
    let small = |c: char| numeral::is_ordinal(c) || matches!(c, '两' | '千');
    if !small(first) || text[..at].ends_with(|c| is_digit(c) || TOGETHER.contains(&c)) {
        return None;
    }
    // A longer run is no number, and would be gone through again from each of its characters.
    const LONGEST: usize = 16;
    let run: usize =
        text[at..].chars().take_while(|&c| small(c)).take(LONGEST).map(char::len_utf8).sum();
    let (run, behind) = text[at..].split_at(run);
    let number = numeral::count(run).filter(|_| is_measure(behind))?;
    Some((number, at + run.len()))
}

/// One character of folded words, and the bytes of the printed words it came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedChar {
    pub(crate) c: char,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Punctuation, in folded or printed text.
pub(crate) fn is_punctuation(c: char) -> bool {
    match c {
        '%' | '/' | '+' | '<' | '>' | '=' | '~' | '$' | '#' | '@' | '&' | '^' | '*' => false,
        '\u{4e00}'..='\u{9fff}' => false,
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        _ => matches!(c,
            '\u{3001}'..='\u{303f}' | '\u{2010}'..='\u{2027}' | '\u{fe30}'..='\u{fe4f}'
            | '，' | '；' | '：' | '？' | '！' | '（' | '）' | '·'),
    }
}

/// Folded words without punctuation.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out.retain(|c| !is_punctuation(c));
    out
}

/// Whether two texts have the same [`plain`] words.
pub(crate) fn same_plain(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // Where both first differ in what folding leaves as it is, they differ folded, too.
    let stays = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_ascii_alphanumeric();
    let differ = a.chars().zip(b.chars()).find(|(x, y)| x != y);
    !differ.is_some_and(|(x, y)| stays(x) && stays(y)) && plain(a) == plain(b)
}

/// Folded words with one figure for each that they have: another figure makes an extract none the less.
pub(crate) fn without_figures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        let figure = c.is_ascii_digit();
        if !(figure || c == '.') || !out.ends_with('0') {
            out.push(if figure { '0' } else { c });
        }
    }
    out
}

/// At most `limit` characters of a text.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_across_a_cut_is_printed_in_two_places() {
        let mut span = Span::one(0, TextRange::new(10, 16));
        span.push(0, TextRange::new(20, 26));
        let part = sub_span(&span, 3..9);
        let ranges: Vec<_> = part.fragments().iter().map(|f| (f.start, f.end)).collect();
        assert_eq!(ranges, [(13, 16), (20, 23)]);
    }

    #[test]
    fn folding_keeps_the_way_back() {
        let span = Span::one(0, TextRange::new(0, 12));
        let mut words = Words::default();
        words.push("１２ 年", &span);
        let folded = words.folded();
        assert_eq!(folded.iter().map(|f| f.c).collect::<String>(), "12年");
        assert_eq!((folded[2].start, folded[2].end), (7, 10));
    }

    #[test]
    fn signs_of_figures_are_no_punctuation() {
        assert!(is_punctuation('、') && is_punctuation('”') && is_punctuation('.'));
        assert!(!is_punctuation('%') && !is_punctuation('年') && !is_punctuation('≥'));
        assert_eq!(plain("“三无食品”、“劣质食品”。"), plain("“三无食品”“劣质食品”"));
    }
}
