//! Characters to read by: narrow, without white space, each knowing where it is printed.
//!
//! Notices mix widths, space labels out (`责 任 单 位 ：`) and break lines inside names. Reading goes
//! by these characters; what is told in the end goes by the bytes of the flow.

use std::ops::Range;

use hongtou_model::{SmolStr, Span};
use hongtou_source::chars;

use smallvec::SmallVec;

use super::lexicon::WORDS;
use super::signs::Signs;
use crate::flow::Flow;

/// The characters of a stretch of a flow.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// In narrow form, white space left out.
    pub(super) chars: Vec<char>,
    // Where each is printed.
    prints: Vec<Print>,
    // For an opening bracket the index of the one that closes it, its own index for everything
    // else; empty where there are no brackets.
    pair: Vec<u32>,
}

/// Where a character is printed in the flow.
#[derive(Clone, Copy, Debug)]
struct Print {
    // Its first byte, and one past its last.
    from: u32,
    to: u32,
    // What it is a sign of, a gap before it included.
    signs: Signs,
}

/// How far a `<` may stand from its `>` to be a bracket and not a sign of comparison.
const ANGLE_REACH: usize = 12;
/// How many open brackets a closing one is tried against: beyond that the text is no list of units.
const PAIR_DEPTH: usize = 8;
/// What the words in brackets begin with that are a part of a name.
const LEVELS: [char; 10] = ['省', '市', '县', '区', '旗', '州', '盟', '镇', '乡', '街'];
/// The longest words in quotation marks inside a name.
const WORDS_IN_A_NAME: usize = 12;

impl Glyphs {
    /// The characters of a range of `flow`; `breaks` are bytes of the flow before which a line is broken,
    /// in order.
    pub(super) fn new(flow: &Flow<'_>, range: Range<usize>, breaks: &[usize]) -> Glyphs {
        Glyphs::parted(flow, range, breaks, &[])
    }

    /// The same; before the bytes in `parted`, in order, a mark of a list was lost, which is put back.
    pub(super) fn parted(
        flow: &Flow<'_>,
        range: Range<usize>,
        breaks: &[usize],
        parted: &[usize],
    ) -> Glyphs {
        let words = &flow.text()[range.clone()];
        // Room for some marks of less than three bytes.
        let capacity = words.len() / 3 + 4;
        let mut glyphs = Glyphs {
            chars: Vec::with_capacity(capacity),
            prints: Vec::with_capacity(capacity),
            pair: Vec::new(),
        };
        let known = &WORDS.signs;
        let (mut gap, mut brackets) = (false, false);
        let mut quotes: SmallVec<[usize; 4]> = SmallVec::new();
        for (offset, c) in words.char_indices() {
            let at = range.start + offset;
            if !parted.is_empty() && parted.binary_search(&at).is_ok() {
                let signs = known.of('、');
                glyphs.chars.push('、');
                glyphs.prints.push(Print { from: at as u32, to: at as u32, signs });
            }
            // Most characters are ideographs, which are neither space nor mark.
            let glyph = if chars::is_han(c) && c != '丶' {
                c
            } else if chars::is_space(c) {
                gap = true;
                continue;
            } else {
                brackets |= chars::is_open(c);
                if c == '“' {
                    quotes.push(glyphs.chars.len());
                }
                match c {
                    // OCR prints it for 、; names of people have it as well.
                    '·' if WORDS.suffixes.ends_of(glyphs.chars.iter().rev().copied()).is_some() => {
                        '、'
                    }
                    _ => narrow(c),
                }
            };
            let mut signs = known.of(glyph);
            // 各县 | （市、区）: a bracket with a level in it is of the name before it.
            let level = || words[offset + c.len_utf8()..].starts_with(LEVELS);
            let goes_on = || chars::is_open(c) && level();
            let broken = || !breaks.is_empty() && breaks.binary_search(&at).is_ok();
            if gap || broken() && !goes_on() {
                signs = signs.and(Signs::GAP);
                gap = false;
            }
            glyphs.chars.push(glyph);
            glyphs.prints.push(Print { from: at as u32, to: (at + c.len_utf8()) as u32, signs });
        }
        if brackets {
            glyphs.find_pairs();
        }
        quotes.into_iter().for_each(|open| glyphs.pair_words(open));
        glyphs
    }

    /// Takes bars for the marks of a list.
    pub(super) fn part_by_bars(&mut self) {
        for at in 0..self.chars.len() {
            if matches!(self.chars[at], '|' | '｜') {
                self.chars[at] = '、';
                self.prints[at].signs = WORDS.signs.of('、');
            }
        }
    }

    /// Pairs the marks around words inside a name that 、 would part: 市“双随机、一公开”联席会议.
    fn pair_words(&mut self, open: usize) {
        let reach = self.chars[open + 1..].iter().take(WORDS_IN_A_NAME);
        let Some(len) = reach.clone().position(|&c| c == '"') else { return };
        let close = open + 1 + len;
        let han = |at: Option<&char>| at.is_some_and(|&c| chars::is_han(c));
        let inside = open > 0 && han(self.chars.get(open - 1)) && han(self.chars.get(close + 1));
        let words = &self.chars[open + 1..close];
        if inside && words.contains(&'、') && words.iter().all(|&c| c == '、' || chars::is_han(c))
        {
            if self.pair.is_empty() {
                self.pair = (0..self.chars.len() as u32).collect();
            }
            self.pair[open] = close as u32;
        }
    }

    fn find_pairs(&mut self) {
        self.pair = (0..self.chars.len() as u32).collect();
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.chars.len() {
            let c = self.chars[i];
            if chars::is_open(c) {
                open.push(i);
            } else if matches!(c, ')' | ']' | '}' | '>' | '〉' | '》') {
                let fits = |&at: &usize| {
                    chars::closes(self.chars[at], c) && (c != '>' || i - at <= ANGLE_REACH)
                };
                let known = open.len().saturating_sub(PAIR_DEPTH);
                if let Some(depth) = open[known..].iter().rposition(fits) {
                    self.pair[open[known + depth]] = i as u32;
                    open.truncate(known + depth);
                }
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The index after the bracketed group that opens at `i`, or after the character there.
    pub(super) fn after(&self, i: usize) -> usize {
        self.pair.get(i).map_or(i, |&pair| pair as usize) + 1
    }

    /// The places of a range that stand in no bracket which closes in it, each opening bracket included.
    pub(super) fn outside(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            let here = at;
            let next = self.after(here);
            at = if next <= range.end { next } else { here + 1 };
            (here < range.end).then_some(here)
        })
    }

    /// The opening one of the bracket that ends some words.
    pub(super) fn open_of_last(&self, range: Range<usize>) -> Option<usize> {
        let last = range.end.checked_sub(1).filter(|&last| range.contains(&last))?;
        if !matches!(self.chars[last], ')' | ']' | '>' | '〉') {
            return None;
        }
        self.outside(range).find(|&at| at != last && self.close_of(at) == Some(last))
    }

    /// The bracket that closes the one at `i`.
    pub(super) fn close_of(&self, i: usize) -> Option<usize> {
        self.pair.get(i).map(|&pair| pair as usize).filter(|&close| close > i)
    }

    /// Whether white space or a line break stands before the character.
    pub(super) fn gap(&self, i: usize) -> bool {
        self.signs_at(i).hold(Signs::GAP)
    }

    /// The signs that some characters hold.
    pub(super) fn signs(&self, range: Range<usize>) -> Signs {
        self.prints[range].iter().fold(Signs::default(), |signs, print| signs.and(print.signs))
    }

    /// The signs that a character holds.
    pub(super) fn signs_at(&self, i: usize) -> Signs {
        self.prints[i].signs
    }

    /// Whether the character ends a sentence: a stop that is no decimal point.
    pub(super) fn is_stop(&self, i: usize) -> bool {
        match self.chars[i] {
            '.' => {
                let digit = |at: Option<usize>| {
                    at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit)
                };
                !(digit(i.checked_sub(1)) && digit(Some(i + 1)))
            }
            '!' | '?' => true,
            _ => false,
        }
    }

    /// The bytes of the flow from the first to the last of some characters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let next = self.prints.get(range.start).map(|print| print.from);
            let at = next.or(self.prints.last().map(|print| print.to)).unwrap_or(0) as usize;
            return at..at;
        }
        self.prints[range.start].from as usize..self.prints[range.end - 1].to as usize
    }

    /// The first character at or after a byte of the flow.
    pub(super) fn at_byte(&self, byte: usize) -> usize {
        self.prints.partition_point(|print| (print.from as usize) < byte)
    }

    /// The printed words of some characters, white space left out.
    pub(super) fn words(&self, flow: &Flow<'_>, range: Range<usize>) -> SmolStr {
        let mut runs = self.runs(range);
        let first = runs.next().map_or("", |run| &flow.text()[run]);
        // Nearly all are one run.
        let Some(second) = runs.next() else { return SmolStr::new(first) };
        let mut words = [first, &flow.text()[second]].concat();
        runs.for_each(|run| words.push_str(&flow.text()[run]));
        words.into()
    }

    /// Where some characters are printed, white space left out.
    pub(super) fn span(&self, flow: &Flow<'_>, range: Range<usize>) -> Span {
        let mut runs = self.runs(range);
        let mut span = runs.next().map(|run| flow.span(run)).unwrap_or_default();
        runs.for_each(|run| span.extend(&flow.span(run)));
        span
    }

    fn runs(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            if at >= range.end {
                return None;
            }
            let start = at;
            at += 1;
            while at < range.end && self.prints[at].from == self.prints[at - 1].to {
                at += 1;
            }
            Some(self.bytes(start..at))
        })
    }
}

fn narrow(c: char) -> char {
    match c {
        // The stroke that OCR prints for the mark.
        '､' | '﹑' | '丶' => '、',
        // A quotation mark as low as a comma.
        '﹐' | '‚' => ',',
        '﹔' => ';',
        '﹕' => ':',
        // Division and fraction slashes.
        '∕' | '⁄' => '/',
        _ => chars::narrow(c),
    }
}
