//! Marks inside a cell or a stretch of HTML: bold stars, tags, entities, escapes.

use hongtou_source::{Cell, Pieces, TextRange, chars};
use smallvec::SmallVec;

use crate::{formula, lines};

/// The words of a stretch of marked-up text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) pieces: Pieces,
    /// Piece indices before which a line breaks.
    pub(crate) breaks: SmallVec<[u16; 1]>,
    pub(crate) bold: Vec<TextRange>,
}

impl Words {
    /// Puts the words into a cell.
    pub(crate) fn into_cell(self, cell: &mut Cell) {
        cell.pieces = self.pieces;
        cell.breaks = self.breaks;
        cell.bold = self.bold;
    }
}

/// The words of one cell of a pipe or tab table in Markdown.
pub(crate) fn words(text: &str, from: usize, to: usize) -> Words {
    let mut out = Collector::new(text, from);
    let bytes = text.as_bytes();
    let mut formulas = formula::marks(text, from, to).into_iter().peekable();
    let mut at = from;
    // Bold words that underscores set off at the start of the cell, which bars may end.
    let lead = from + text[from..to].len() - text[from..to].trim_start().len();
    let underscores = bold_by_underscores(&text[..to], lead);
    while at < to {
        let taken = match bytes[at] {
            b'_' if underscores.contains(&at) => {
                out.bold_toggle(at);
                2
            }
            _ if let Some((start, end)) = formulas.next_if(|&(start, _)| start == at) => {
                end - start
            }
            b'*' if bytes[at..to].starts_with(b"**") => {
                out.bold_toggle(at);
                2
            }
            b'\\' if bytes.get(at + 1).is_some_and(|b| at + 1 < to && b.is_ascii_punctuation()) => {
                // The escaped character is text, and no mark.
                out.skip(at, at + 1);
                at += 2;
                continue;
            }
            b'<' => match tag(&text[at..to]) {
                Some(tag) => {
                    if tag.is_break() {
                        out.line_break(at);
                    }
                    tag.len
                }
                None => 0,
            },
            b'&' => entity_space(&text[at..to]).unwrap_or(0),
            _ => 0,
        };
        if taken > 0 {
            out.skip(at, at + taken);
        }
        at += taken.max(1);
    }
    out.finish(to)
}

/// Where two underscores each stand that begin and end bold words, if two at `from` do: all those on its line.
///
/// Beside Chinese punctuation they open and close nothing by the rules of Markdown. An odd number of them, and
/// those with hardly a word between them, are blanks to be filled in: `____年__月__日`, `__局__股__负责`. Names of
/// programs have them as well: `__init__`.
pub(crate) fn bold_by_underscores(text: &str, from: usize) -> Vec<usize> {
    const FEWEST: usize = 4;
    if !text[from..].starts_with("__") {
        return Vec::new();
    }
    let line = text[from..].split(['\n', '\r']).next().unwrap_or_default();
    let marks: Vec<usize> = line.match_indices("__").map(|(at, _)| at).collect();
    let is_bold = |pair: &[usize]| {
        let [open, close] = *pair else { return false };
        let words = &line[open + 2..close];
        !words.starts_with(['_', ' '])
            && !line[close + 2..].starts_with('_')
            && words.chars().nth(FEWEST - 1).is_some()
            && words.chars().any(chars::is_han)
            // `__（填写任务）__` says what is to be filled in.
            && !(words.starts_with(['（', '(']) && words.ends_with(['）', ')']))
    };
    // Of several pairs each ends as a label or a heading does: nothing is filled in behind such words.
    let ends = |pair: &[usize]| {
        let words = &line[pair[0] + 2..pair[1]];
        words.ends_with(['：', ':', '。', '.']) || line[pair[1] + 2..].starts_with(['：', ':'])
    };
    let one = marks.len() == 2;
    let bold = marks.chunks(2).all(|pair| is_bold(pair) && (one || ends(pair)));
    if bold { marks.iter().map(|mark| from + mark).collect() } else { Vec::new() }
}

/// Collects words between marks.
pub(crate) struct Collector<'t> {
    text: &'t str,
    start: usize,
    bold_from: Option<usize>,
    words: Words,
}

impl<'t> Collector<'t> {
    /// Begins at `from`.
    pub(crate) fn new(text: &'t str, from: usize) -> Collector<'t> {
        Collector { text, start: from, bold_from: None, words: Words::default() }
    }

    /// Leaves out `from..to`.
    pub(crate) fn skip(&mut self, from: usize, to: usize) {
        self.flush(from);
        self.start = to;
    }

    /// The next piece begins a new line.
    pub(crate) fn line_break(&mut self, at: usize) {
        self.flush(at);
        let next = self.words.pieces.len() as u16;
        if next > 0 && self.words.breaks.last() != Some(&next) {
            self.words.breaks.push(next);
        }
    }

    /// Whether bold is open.
    pub(crate) fn is_bold(&self) -> bool {
        self.bold_from.is_some()
    }

    /// Bold begins or ends.
    pub(crate) fn bold_toggle(&mut self, at: usize) {
        match self.bold_from.take() {
            None => self.bold_from = Some(at),
            Some(from) => self.bold(from, at),
        }
    }

    /// `from..to` is bold, as far as it is words.
    pub(crate) fn bold(&mut self, from: usize, to: usize) {
        self.flush(to);
        self.start = to;
        let first = self.words.pieces.partition_point(|piece| piece.end() as usize <= from);
        for piece in &self.words.pieces[first..] {
            let (start, end) = (from.max(piece.start() as usize), to.min(piece.end() as usize));
            if start < end {
                self.words.bold.push(TextRange::at(start, end));
            }
        }
    }

    fn flush(&mut self, to: usize) {
        if to > self.start {
            push_piece(&mut self.words.pieces, TextRange::at(self.start, to));
            self.start = to;
        }
    }

    /// Ends at `to`, without white space at the outer ends.
    pub(crate) fn finish(mut self, to: usize) -> Words {
        self.flush(to);
        trim_pieces(self.text, &mut self.words);
        self.words
    }
}

/// Adds a piece, or lengthens the last one where they touch.
pub(crate) fn push_piece(pieces: &mut Pieces, piece: TextRange) {
    match pieces.last_mut() {
        Some(last) if last.end() == piece.start() => *last = last.cover(piece),
        _ => pieces.push(piece),
    }
}

/// Takes white space off the outer ends of the pieces, and at their line breaks.
pub(crate) fn trim_pieces(text: &str, words: &mut Words) {
    let mut kept = Pieces::new();
    let mut breaks = SmallVec::new();
    let mut pending_break = false;
    let count = words.pieces.len();
    let mut at_break = words.breaks.iter().map(|&index| usize::from(index)).peekable();
    for (index, &piece) in words.pieces.iter().enumerate() {
        pending_break |= at_break.next_if_eq(&index).is_some();
        let broken_after = index + 1 == count || at_break.peek() == Some(&(index + 1));
        let (mut from, mut to) = (piece.start() as usize, piece.end() as usize);
        let (inner_from, inner_to) = lines::trim(text, from, to);
        if kept.is_empty() || pending_break {
            from = inner_from;
        }
        if broken_after || inner_from == inner_to {
            to = inner_to.max(from);
        }
        if from >= to {
            continue;
        }
        if pending_break && !kept.is_empty() {
            breaks.push(kept.len() as u16);
        }
        pending_break = false;
        kept.push(TextRange::at(from, to));
    }
    // White space before a piece that was dropped is at the end after all.
    while let Some(last) = kept.last_mut() {
        let (from, to) = lines::trim(text, last.start() as usize, last.end() as usize);
        if from < to {
            *last = TextRange::at((last.start() as usize).min(from), to);
            break;
        }
        kept.pop();
    }
    breaks.retain(|index| usize::from(*index) < kept.len());
    words.pieces = kept;
    words.breaks = breaks;
}

/// One tag or comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    /// Bytes from `<` to `>`.
    pub(crate) len: usize,
    /// Whether it closes an element.
    pub(crate) end: bool,
    /// Its name as written; empty for a comment.
    pub(crate) name: &'t str,
    /// What stands between name and `>`.
    pub(crate) attributes: &'t str,
}

impl Tag<'_> {
    /// Whether it is named so, in whatever case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// `<br>` in its spellings.
    pub(crate) fn is_break(&self) -> bool {
        self.is("br")
    }

    /// The number an attribute gives, where it gives one.
    pub(crate) fn number(&self, attribute: &str) -> Option<u32> {
        let value = attribute_value(self.attributes, attribute)?;
        let digits = value.trim().split(|c: char| !c.is_ascii_digit()).next()?;
        if digits.is_empty() {
            return None;
        }
        // Longer than any number that fits.
        Some(digits.parse().unwrap_or(u32::MAX))
    }
}

/// The value of an attribute, without its quotes.
pub(crate) fn attribute_value<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    attribute_range(attributes, name).map(|range| &attributes[range])
}

/// Where the value of an attribute stands, without its quotes.
pub(crate) fn attribute_range(attributes: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        let start = at;
        while at < bytes.len()
            && !bytes[at].is_ascii_whitespace()
            && !matches!(bytes[at], b'=' | b'/')
        {
            at += 1;
        }
        let key = &attributes[start..at];
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            if start == at {
                at += 1;
            }
            continue;
        }
        at += 1;
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let value = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let from = at + 1;
                let len = memchr::memchr(quote, &bytes[from..]).unwrap_or(bytes.len() - from);
                at = (from + len + 1).min(bytes.len());
                from..from + len
            }
            _ => {
                let from = at;
                while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
                    at += 1;
                }
                from..at
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
    None
}

/// The elements that Markdown files hold; `<市、区>` and `<A>` are words.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "o:p",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "wbr",
];

/// A tag or comment is short: an open one must not make each `<` look through the rest of the file.
const MAX_TAG: usize = 16 << 10;

/// The tag or comment that `text` begins with.
pub(crate) fn tag(text: &str) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    if text.starts_with("<!--") {
        let near = &bytes[4..bytes.len().min(MAX_TAG)];
        let len = memchr::memmem::find(near, b"-->")? + 7;
        return Some(Tag { len, end: false, name: "", attributes: "" });
    }
    let end = bytes.get(1) == Some(&b'/');
    let from = if end { 2 } else { 1 };
    let mut at = from;
    while bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b':') {
        at += 1;
    }
    let name = &text[from..at];
    if !is_element(name)
        || !matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>'))
    {
        return None;
    }
    let attributes_from = at;
    let limit = bytes.len().min(at + MAX_TAG);
    let mut quote = None;
    while at < limit {
        match (quote, bytes[at]) {
            (None, b'>') => {
                let attributes = &text[attributes_from..at];
                return Some(Tag { len: at + 1, end, name, attributes });
            }
            (None, b'<') => return None,
            (None, q @ (b'"' | b'\'')) => quote = Some(q),
            (Some(q), byte) if q == byte => quote = None,
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_element(name: &str) -> bool {
    if name.is_empty() || name.len() > 10 {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    ELEMENTS.binary_search(&lower.as_str()).is_ok()
}

/// Length of the entity that `text` begins with, where it stands for white space.
pub(crate) fn entity_space(text: &str) -> Option<usize> {
    let end = memchr::memchr(b';', &text.as_bytes()[..text.len().min(12)])?;
    let name = &text[1..end];
    let space = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            chars::is_space(char::from_u32(code)?)
        }
        None => matches!(
            name,
            "nbsp"
                | "ensp"
                | "emsp"
                | "thinsp"
                | "zwnj"
                | "zwj"
                | "shy"
                | "Tab"
                | "NewLine"
                | "hairsp"
                | "numsp"
                | "puncsp"
        ),
    };
    space.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        words(text, 0, text.len()).pieces.iter().map(|p| &text[p.bytes()]).collect()
    }

    #[test]
    fn marks_part_the_words() {
        assert_eq!(said(" **甲局**、乙局 "), ["甲局", "、乙局"]);
        assert_eq!(said("甲局<br>乙局&nbsp;&nbsp;丙局"), ["甲局", "乙局", "丙局"]);
        assert_eq!(said("各县<市、区>人民政府"), ["各县<市、区>人民政府"]);
        assert_eq!(said("甲 <b>乙</b> 丙"), ["甲 ", "乙", " 丙"]);
        assert_eq!(said("2\\*3 &amp; <5%"), ["2", "*3 &amp; <5%"]);
    }

    #[test]
    fn breaks_name_the_piece_after_them() {
        let text = "<b>甲</b>局 <br/> <br> 乙局<br>";
        let out = words(text, 0, text.len());
        assert_eq!(out.breaks.as_slice(), [2]);
        assert_eq!(out.pieces.len(), 3);
    }

    #[test]
    fn underscores_are_bold_marks_around_words_alone() {
        assert_eq!(said("__甲局负责__清淤"), ["甲局负责", "清淤"]);
        assert_eq!(
            said("__牵头单位：__甲局　__配合单位__：乙局"),
            ["牵头单位：", "甲局　", "配合单位", "：乙局"]
        );
        for text in [
            "__init__文件管理",
            "__甲水务局__乙局__负责清淤",
            "__甲水务局__和__乙水务局__",
            "__年__月__日",
        ] {
            assert_eq!(said(text), [text]);
        }
    }

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn attributes_are_read_in_their_spellings() {
        let tag = tag("<td class=\"a>b\" ROWSPAN='2' colspan=1000000000000 x>").expect("a tag");
        assert_eq!((tag.number("rowspan"), tag.number("colspan")), (Some(2), Some(u32::MAX)));
        assert_eq!(attribute_value(tag.attributes, "class"), Some("a>b"));
    }
}
