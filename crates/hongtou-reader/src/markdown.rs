//! Markdown: where its marks stand, by pulldown-cmark's byte ranges.
//!
//! Only the marks are taken from it. Lines stay lines and tabs stay tabs, whatever CommonMark
//! makes of them: an indented line is no code, and a numbered line keeps its number.

use hongtou_source::{TextRange, chars};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::inline;
use crate::lines;
use crate::plain::Hints;

/// Whether content reads as Markdown: headings, bold words, a delimiter row or an HTML table.
pub(crate) fn is_likely(text: &str) -> bool {
    let heading = |line: &str| {
        let marks = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ')
    };
    let delimiter = |line: &str| {
        line.contains("--")
            && line.contains('|')
            && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\r'))
    };
    let pairs = || memchr::memmem::find_iter(text.as_bytes(), b"**").take(2).count() == 2;
    let table = || memchr::memmem::find(text.as_bytes(), b"<table").is_some();
    text.split('\n').any(|line| heading(line) || delimiter(line)) || pairs() || table()
}

/// What Markdown is read with: pandoc writes `{#id .class}` behind the headings of a page.
fn options() -> Options {
    Options::ENABLE_HEADING_ATTRIBUTES
}

/// The marks of `text[from..to]`.
pub(crate) fn hints(text: &str, from: usize, to: usize) -> Hints {
    if !has_marks(&text.as_bytes()[from..to]) {
        return Hints::default();
    }
    let part = &text[from..to];
    let mut collector = MarkCollector {
        text: part,
        base: from,
        hints: Hints { words: Some(Vec::with_capacity(64)), ..Hints::default() },
        ordered: Vec::new(),
        skip_to: 0,
        depth: 0,
        covered: 0,
    };
    for (event, range) in Parser::new_ext(part, options()).into_offset_iter() {
        collector.event(&event, range.start, range.end);
    }
    collector.uncovered(part.len());
    let mut hints = collector.hints;
    if let Some(words) = &mut hints.words
        && !words.is_sorted()
    {
        words.sort_unstable();
    }
    hints.bold.sort_unstable();
    hints
}

/// Whether any byte could be a mark; a notice saved as Markdown has long stretches without.
fn has_marks(bytes: &[u8]) -> bool {
    const TABLE: [bool; 256] = {
        let mut table = [false; 256];
        let marks = b"\\`*_#>-+=[<&~!$";
        let mut at = 0;
        while at < marks.len() {
            table[marks[at] as usize] = true;
            at += 1;
        }
        table
    };
    bytes.iter().any(|&byte| TABLE[byte as usize])
}

struct MarkCollector<'t> {
    text: &'t str,
    base: usize,
    hints: Hints,
    // For each open list, whether it is numbered.
    ordered: Vec<bool>,
    // Events before this offset are accounted for.
    skip_to: usize,
    depth: usize,
    // End of the last top-level block.
    covered: usize,
}

impl MarkCollector<'_> {
    fn event(&mut self, event: &Event<'_>, from: usize, to: usize) {
        match event {
            Event::Start(_) | Event::Rule if self.depth == 0 => {
                self.uncovered(from);
                self.covered = to;
            }
            _ => {}
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, from, to);
            }
            Event::End(tag) => {
                self.depth -= 1;
                if matches!(tag, TagEnd::List(_)) {
                    self.ordered.pop();
                }
            }
            Event::Rule => self.rule(from, to),
            _ if from < self.skip_to => {}
            Event::Text(said) => {
                // A text that is not its own source is an entity.
                if said.len() == to - from || !said.chars().all(chars::is_space) {
                    self.word(from, to);
                }
            }
            Event::Code(_) => {
                let code = &self.text[from..to];
                let ticks = code.len() - code.trim_start_matches('`').len();
                if code.len() > ticks * 2 {
                    self.word(from + ticks, to - ticks);
                }
            }
            Event::InlineHtml(_) => match inline::tag(&self.text[from..to]) {
                Some(tag) if tag.len == to - from => {
                    if tag.is_break() {
                        self.hints.breaks.push(self.base + from);
                    }
                }
                _ => self.word(from, to),
            },
            Event::Html(_) => self.html(from, to),
            Event::SoftBreak | Event::HardBreak => {}
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.word(from, to),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, from: usize, to: usize) {
        if from < self.skip_to && !matches!(tag, Tag::List(_)) {
            return;
        }
        match tag {
            Tag::Heading { level, .. } => self.heading(*level, from, to),
            Tag::Strong => self.hints.bold.push(self.range(from, to)),
            Tag::Emphasis => {
                // `规格3*5*2` multiplies.
                let bytes = self.text.as_bytes();
                let digit = |at: Option<usize>| {
                    at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit)
                };
                if digit(from.checked_sub(1)) && digit(Some(from + 1)) {
                    self.word(from, from + 1);
                    self.word(to - 1, to);
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                // `苏农办质[2017](5)号` is no link.
                if !is_address(dest_url) {
                    self.word(from, to);
                    self.skip_to = to;
                } else if matches!(tag, Tag::Image { .. }) {
                    self.skip_to = to;
                }
            }
            Tag::List(first) => self.ordered.push(first.is_some()),
            Tag::Item => self.item(from),
            Tag::HtmlBlock => {
                self.html(from, to);
                self.skip_to = to;
            }
            _ => {}
        }
    }

    /// A number before an item is a word of the notice; a bullet is a mark.
    fn item(&mut self, from: usize) {
        let bytes = self.text.as_bytes();
        let near = bytes.len().min(from + 40);
        let end = memchr::memchr2(b'\n', b'\r', &bytes[from..near]).map_or(near, |n| from + n);
        // Short, so that 100,000 bullets on one line are not each read to its end.
        if end - from < 40 && lines::is_page_number(&self.text[from..end]) {
            self.word(from, end);
            self.skip_to = end;
        } else if self.ordered.last() == Some(&true) {
            let spaces = bytes[from..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let start = from + spaces;
            let digits = bytes[start..end].iter().take_while(|b| b.is_ascii_digit()).count();
            self.word(start, (start + digits + 1).min(end));
        }
    }

    fn heading(&mut self, level: HeadingLevel, from: usize, to: usize) {
        let source = &self.text[from..to];
        let level = level as u8;
        if source.trim_start().starts_with('#') {
            self.hints.headings.push((self.range(from, to), level));
            return;
        }
        // A line of dashes under a paragraph is the rule that the notice prints there.
        let body = source.trim_end();
        let underline = body.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let (start, end) = lines::trim(self.text, from + underline, from + body.len());
        if self.text[start..end].starts_with('-') {
            self.rule(start, end);
        } else {
            self.hints.headings.push((self.range(from, from + underline), level));
        }
    }

    fn rule(&mut self, from: usize, to: usize) {
        let (from, to) = lines::trim(self.text, from, to);
        let range = self.range(from, to);
        self.hints.rules.push(range);
    }

    /// Words between the tags of a stretch of HTML.
    fn html(&mut self, from: usize, to: usize) {
        let bytes = self.text.as_bytes();
        let (mut at, mut word) = (from, from);
        while let Some(found) = memchr::memchr2(b'<', b'&', &bytes[at..to]) {
            at += found;
            if bytes[at] == b'&' {
                let len = inline::entity_space(&self.text[at..to]).unwrap_or(0);
                if len > 0 {
                    self.word(word, at);
                    word = at + len;
                }
                at += len.max(1);
                continue;
            }
            let Some(tag) = inline::tag(&self.text[at..to]) else {
                at += 1;
                continue;
            };
            self.word(word, at);
            if tag.is_break() {
                self.hints.breaks.push(self.base + at);
            }
            at += tag.len;
            if (tag.is("script") || tag.is("style")) && !tag.end {
                at = memchr::memmem::find(&bytes[at..to], b"</").map_or(to, |n| at + n);
            }
            word = at;
        }
        self.word(word, to);
    }

    /// Lines between blocks, which CommonMark takes for link definitions, are words.
    fn uncovered(&mut self, to: usize) {
        let from = self.covered.max(self.skip_to);
        if from < to && !lines::is_blank(self.text[from..to].trim()) {
            self.word(from, to);
        }
    }

    fn word(&mut self, from: usize, to: usize) {
        if from < to {
            let range = self.range(from, to);
            if let Some(words) = &mut self.hints.words {
                // The two stars of a `**` that opens nothing come one by one: they are one run.
                match words.last_mut() {
                    Some(last) if last.end() == range.start() => *last = last.cover(range),
                    _ => words.push(range),
                }
            }
        }
    }

    fn range(&self, from: usize, to: usize) -> TextRange {
        TextRange::at(self.base + from, self.base + to)
    }
}

/// Whether a link leads somewhere.
fn is_address(url: &str) -> bool {
    url.is_ascii() && url.bytes().any(|b| matches!(b, b'/' | b'.' | b'#' | b':' | b'@'))
}
