//! Web pages: the article found among the chrome, its paragraphs and data tables.
//!
//! Scripts, styles and comments are not on the page and give no text. What the page shows around
//! the article stays in the text as site chrome.

mod article;
mod tree;

use std::borrow::Cow;

use hongtou_source::{Align, Document, Format, Ignored, Place, chars};

use self::article::Article;
use self::tree::{Tree, is_block};
use crate::aligned::is_ordinal;
use crate::write::{CellText, Line, Style, Writer};
use crate::{Options, ReadError, encoding, lines};

/// Reads a page.
pub(crate) fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Document, ReadError> {
    let decoded = match declared(bytes).and_then(|label| encoding::decode_declared(bytes, &label)) {
        Some(decoded) => decoded,
        None => encoding::decode(bytes)?,
    };
    let tree = tree::parse(&with_breaks(&decoded.text), options)?;
    let article = article::find(&tree);
    let mut walk = Walk {
        tree: &tree,
        article: &article,
        writer: Writer::new(options),
        open: Vec::new(),
        words: Words::default(),
        gap: true,
        paragraphs: 0,
    };
    walk.run()?;
    let mut document = walk.writer.finish(Format::Html, name, bytes)?;
    for source in &mut document.sources {
        source.encoding = decoded.encoding;
    }
    Ok(document)
}

/// A page whose first tag stands below plain lines: each of them ends where it is printed to end, and so do
/// those below its last tag.
fn with_breaks(page: &str) -> Cow<'_, str> {
    let first = page.find('<').unwrap_or(page.len());
    let closes = || page.rfind("</").and_then(|at| Some(at + page[at..].find('>')? + 1));
    let last = closes().unwrap_or(first).max(first);
    if lines::is_blank(&page[..first]) {
        return Cow::Borrowed(page);
    }
    let (head, tail) = (page[..first].replace('\n', "<br>"), page[last..].replace('\n', "<br>"));
    Cow::Owned([&head, &page[first..last], &tail].concat())
}

/// The charset that the head of a page declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head[at..].iter().skip_while(|b| matches!(b, b'"' | b'\'' | b' '));
    let label: Vec<u8> = label
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .copied()
        .collect();
    String::from_utf8(label).ok()
}

/// What holds inside the open elements.
#[derive(Clone, Copy, Debug)]
struct Context {
    end: u32,
    /// Whether its end ends the paragraph.
    block: bool,
    bold: bool,
    level: u8,
    align: Align,
    /// Whether its words are the notice's.
    notice: bool,
    hidden: bool,
    pre: bool,
    /// The number of the next item, in a numbered list.
    items: Option<u32>,
}

struct Walk<'t> {
    tree: &'t Tree,
    article: &'t Article,
    writer: Writer,
    open: Vec<Context>,
    words: Words,
    // Whether the next paragraph stands apart.
    gap: bool,
    paragraphs: u32,
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), ReadError> {
        let count = self.tree.nodes.len() as u32;
        let mut at = 0;
        loop {
            while let Some(context) = self.open.last().copied()
                && context.end <= at
            {
                if context.block {
                    self.flush(true);
                }
                self.open.pop();
            }
            if at == count {
                return Ok(());
            }
            at = self.node(at)?;
        }
    }

    /// Takes in one node and tells which comes next.
    fn node(&mut self, at: u32) -> Result<u32, ReadError> {
        let node = self.tree.nodes[at as usize];
        let outer = self.open.last().copied().unwrap_or(Context {
            end: 0,
            block: true,
            bold: false,
            level: 0,
            align: Align::Start,
            notice: false,
            hidden: false,
            pre: false,
            items: None,
        });
        match node.tag {
            "" => {
                let words = &self.tree.text[node.pair.0 as usize..node.pair.1 as usize];
                if outer.pre {
                    for (index, line) in words.split('\n').enumerate() {
                        if index > 0 {
                            self.flush(false);
                        }
                        self.words.push(line, outer.bold);
                    }
                } else {
                    self.words.push(words, outer.bold);
                }
                return Ok(at + 1);
            }
            "br" => {
                self.flush(false);
                return Ok(at + 1);
            }
            "hr" => {
                self.flush(true);
                return Ok(at + 1);
            }
            _ => {}
        }
        if let Some(figure) = self.tree.note_mark(at) {
            // A page raises it; in running words brackets tell it from a figure of theirs.
            self.words.push(&format!("[{figure}]"), outer.bold);
            return Ok(node.end);
        }
        let inner = self.enter(at, &outer);
        if inner.block || inner.notice != outer.notice || inner.hidden != outer.hidden {
            self.flush(true);
        }
        if node.tag == "table" && inner.notice && !inner.hidden && self.tree.is_data_table(at) {
            let rows = table(self.tree, at);
            self.writer.table(rows)?;
            self.gap = true;
            return Ok(node.end);
        }
        if node.tag == "li" {
            self.number_item(&inner, node.flags.number);
        }
        if node.end > at + 1 {
            self.open.push(inner);
        }
        Ok(at + 1)
    }

    fn enter(&self, at: u32, outer: &Context) -> Context {
        let node = &self.tree.nodes[at as usize];
        let level = match node.tag {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" => 5,
            "h6" => 6,
            _ => outer.level,
        };
        let own = at == self.article.root || self.article.kept.binary_search(&at).is_ok();
        let chrome = self.article.chrome.binary_search(&at).is_ok()
            || matches!(node.tag, "button" | "option" | "select" | "textarea");
        let hidden = outer.hidden || node.flags.hidden;
        Context {
            end: node.end,
            block: is_block(node.tag) || chrome,
            bold: node
                .flags
                .bold
                .unwrap_or(outer.bold || matches!(node.tag, "b" | "strong" | "th")),
            level,
            align: match node.tag {
                "center" => Align::Center,
                _ => node.flags.align.unwrap_or(outer.align),
            },
            notice: (outer.notice || own) && !chrome && !hidden,
            hidden,
            pre: outer.pre || node.tag == "pre",
            items: match node.tag {
                "ol" if self.article.uncounted.binary_search(&at).is_ok() => None,
                "ol" => Some(node.flags.number.unwrap_or(1)),
                "ul" => None,
                _ => outer.items,
            },
        }
    }

    /// Puts the number of a list item into the text, where the browser would.
    fn number_item(&mut self, item: &Context, own: Option<u32>) {
        let Some(list) = self.open.iter_mut().rev().find(|context| context.items.is_some()) else {
            return;
        };
        if let Some(items) = &mut list.items
            && item.items.is_some()
            && item.notice
        {
            let number = own.unwrap_or(*items);
            *items = number.saturating_add(1);
            self.words.number = Some(number);
        }
    }

    /// Ends the paragraph; `apart` where the next one stands apart from it.
    fn flush(&mut self, apart: bool) {
        let ends = std::mem::take(&mut self.words.ends);
        let line = self.words.take();
        if line.is_blank() {
            // Two breaks in a row leave a blank line.
            self.gap = true;
            return;
        }
        let gap = std::mem::replace(&mut self.gap, apart);
        for (at, line) in by_source_lines(line, &ends).into_iter().enumerate() {
            self.paragraph(&line, gap && at == 0);
        }
    }

    /// Writes a paragraph; `gap` where it stands apart from the one before.
    fn paragraph(&mut self, line: &Line, gap: bool) {
        self.paragraphs += 1;
        let place = Place::Paragraph(self.paragraphs);
        match self.open.last() {
            Some(context) if context.notice => {
                let style = Style { gap, level: context.level, align: context.align, note: false };
                self.writer.paragraph(line, style, place);
            }
            _ => self.writer.ignored(line, Ignored::Site, place),
        }
    }
}

/// The paragraphs of a block that a site filled with plain text: ordinals that begin lines of the source,
/// behind whole sentences, show that its lines are the text's. What a line breaks inside goes on.
fn by_source_lines(mut line: Line, ends: &[usize]) -> Vec<Line> {
    const FEWEST: usize = 2;
    let bare = |at: usize| line.text[..at].trim_end_matches(chars::is_space);
    let closed =
        |at: usize| bare(at).ends_with(|c| chars::ends_sentence(c) || matches!(c, '：' | ':'));
    let counted = |&at: &usize| {
        (closed(at) || bare(at).ends_with(['）', ')']))
            && opens_with_ordinal(line.text[at..].trim_start())
    };
    if ends.iter().filter(|at| counted(at)).count() < FEWEST {
        return vec![line];
    }
    // A heading in bold ends with its line.
    let heavy = |at: usize| {
        let end = bare(at).len();
        line.bold.iter().any(|bold| bold.end >= end && bold.end <= at + 1 && bold.start < end)
    };
    let cuts: Vec<usize> =
        ends.iter().copied().filter(|at| closed(*at) || counted(at) || heavy(*at)).collect();
    let mut parts: Vec<Line> = cuts.iter().rev().map(|&at| line.split_off(at)).collect();
    parts.push(line);
    parts.reverse();
    parts
}

/// Running words, with white space collapsed as browsers do.
#[derive(Debug, Default)]
struct Words {
    line: Line,
    // White space that stands if more words follow; true where a line end is in it.
    pending: Option<bool>,
    // Number of the list item that begins.
    number: Option<u32>,
    // Where lines of the source end in the line.
    ends: Vec<usize>,
}

impl Words {
    fn push(&mut self, words: &str, bold: bool) {
        let mut rest = words;
        while !rest.is_empty() {
            let space = rest.len() - rest.trim_start_matches(is_html_space).len();
            if space > 0 {
                let line_end = rest[..space].contains(['\n', '\r']);
                self.pending = Some(self.pending.unwrap_or(false) | line_end);
                rest = &rest[space..];
                continue;
            }
            let len = rest.find(is_html_space).unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            self.word(word, bold);
            rest = after;
        }
    }

    fn word(&mut self, word: &str, bold: bool) {
        if let Some(number) = self.number.take()
            && !lines::is_blank(word)
            && !starts_with_ordinal(word)
        {
            self.line.push(&format!("{number}."), false);
            self.line.generated = self.line.text.len();
        }
        if let Some(line_end) = self.pending.take()
            && let Some(before) = self.line.text.chars().next_back()
        {
            if line_end {
                self.ends.push(self.line.text.len());
            }
            // A line end in the source of a page is no space between Chinese characters.
            let wide = |c: char| u32::from(c) >= 0x2e80;
            if !(line_end && wide(before) && word.chars().next().is_some_and(wide)) {
                self.line.push(" ", bold);
            }
        }
        self.line.push(word, bold);
    }

    fn take(&mut self) -> Line {
        self.pending = None;
        self.ends.clear();
        std::mem::take(&mut self.line)
    }
}

fn is_html_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Whether words begin with a printed number, so that none need be made.
fn starts_with_ordinal(words: &str) -> bool {
    words.chars().next().is_some_and(|c| {
        chars::digit(c).is_some() || "一二三四五六七八九十第（(①②③④⑤⑥⑦⑧⑨".contains(c)
    })
}

/// Whether words begin with the ordinal of a title or a task: 一、, （一）, 1.
fn opens_with_ordinal(words: &str) -> bool {
    let digits = words.trim_start_matches(|c| chars::digit(c).is_some());
    is_ordinal(words) || digits.len() < words.len() && digits.starts_with(['.', '．', '、'])
}

/// The rows of a data table.
fn table(tree: &Tree, at: u32) -> Vec<Vec<CellText>> {
    let nodes = &tree.nodes;
    let mut rows: Vec<Vec<CellText>> = Vec::new();
    let mut cell: Option<(u32, CellText)> = None;
    let mut words = Words::default();
    // Ends of the open elements: where they end, whether with a line, and bold.
    let mut open: Vec<(u32, bool, bool)> = Vec::new();
    // Ends of the open lists, and the number of the next item where they have numbers.
    let mut lists: Vec<(u32, Option<u32>)> = Vec::new();
    let end = nodes[at as usize].end;
    let mut index = at + 1;
    while index <= end {
        while let Some(&(until, block, _)) = open.last()
            && until <= index
        {
            open.pop();
            if block && let Some((_, cell)) = &mut cell {
                push_line(cell, &mut words);
            }
        }
        if let Some((until, mut done)) = cell.take_if(|(until, _)| *until <= index) {
            debug_assert!(until <= index, "a cell ends with its element");
            push_line(&mut done, &mut words);
            // An item without words is the number of its row, and has none for the next cell.
            let number = words.number.take().filter(|_| done.lines.is_empty());
            done.lines.extend(number.map(number_alone));
            if rows.is_empty() {
                rows.push(Vec::new());
            }
            if let Some(row) = rows.last_mut() {
                row.push(done);
            }
        }
        if index == end {
            break;
        }
        lists.retain(|&(until, _)| until > index);
        let node = &nodes[index as usize];
        let bold = open.last().is_some_and(|&(_, _, bold)| bold);
        match node.tag {
            _ if node.flags.hidden => {
                index = node.end;
                continue;
            }
            "" => {
                let said = &tree.text[node.pair.0 as usize..node.pair.1 as usize];
                if cell.is_some() {
                    words.push(said, bold);
                } else if !lines::is_blank(said) {
                    // Words between the cells: a row of their own.
                    words.push(said, bold);
                    let mut stray = CellText { colspan: 1, rowspan: 1, ..CellText::default() };
                    push_line(&mut stray, &mut words);
                    rows.push(vec![stray]);
                }
            }
            "br" => {
                if let Some((_, cell)) = &mut cell {
                    push_line(cell, &mut words);
                }
            }
            "a" if cell.is_some()
                && let Some(figure) = tree.note_mark(index) =>
            {
                words.push(&format!("[{figure}]"), bold);
                index = node.end;
                continue;
            }
            "tr" if cell.is_none() => rows.push(Vec::new()),
            "td" | "th" if cell.is_none() => {
                let (colspan, rowspan) = node.pair;
                let header = node.tag == "th";
                let empty = CellText { colspan, rowspan, header, ..CellText::default() };
                cell = Some((node.end, empty));
                open.push((node.end, false, node.flags.bold.unwrap_or(header)));
            }
            tag => {
                let block = is_block(tag);
                if block && let Some((_, cell)) = &mut cell {
                    push_line(cell, &mut words);
                }
                match tag {
                    "ol" => lists.push((node.end, Some(node.flags.number.unwrap_or(1)))),
                    "ul" => lists.push((node.end, None)),
                    "li" if cell.is_some() => {
                        let next = lists.last_mut().and_then(|(_, next)| next.as_mut());
                        words.number = next.map(|next| {
                            let number = node.flags.number.unwrap_or(*next);
                            *next = number.saturating_add(1);
                            number
                        });
                    }
                    _ => {}
                }
                let heavy = node.flags.bold.unwrap_or(bold || matches!(tag, "b" | "strong"));
                open.push((node.end, block, heavy));
            }
        }
        index += 1;
    }
    rows
}

/// The number of an item that has no words.
fn number_alone(number: u32) -> Line {
    let mut line = Line::default();
    line.push(&number.to_string(), false);
    line.generated = line.text.len();
    line
}

fn push_line(cell: &mut CellText, words: &mut Words) {
    let line = words.take();
    if !line.is_blank() {
        cell.lines.push(line);
    }
}

/// A part of a stretch of HTML, for containers that write their blocks so.
#[cfg(feature = "ocr")]
#[derive(Debug)]
pub(crate) enum Part {
    /// A line.
    Line(Line),
    /// The rows of a table.
    Table(Vec<Vec<CellText>>),
    /// What comes next stands apart.
    Gap,
    /// What comes next are the lines of a heading of this level, or of none.
    Level(u8),
}

/// The lines and tables in a stretch of HTML.
#[cfg(feature = "ocr")]
pub(crate) fn parts(html: &str, options: &Options) -> Result<Vec<Part>, ReadError> {
    let tree = tree::parse(html, options)?;
    let mut out = Vec::new();
    let mut words = Words::default();
    // Ends of the open elements, whether with a line, and bold.
    let mut open: Vec<(u32, bool, bool)> = Vec::new();
    let end = |words: &mut Words, out: &mut Vec<Part>| {
        let line = words.take();
        if !line.is_blank() {
            out.push(Part::Line(line));
        }
    };
    let mut index = 0;
    while index < tree.nodes.len() as u32 {
        while let Some((_, block, _)) = open.pop_if(|(until, _, _)| *until <= index) {
            if block {
                end(&mut words, &mut out);
                out.push(Part::Gap);
            }
        }
        let node = &tree.nodes[index as usize];
        let bold = open.last().is_some_and(|&(_, _, bold)| bold);
        match node.tag {
            "" => words.push(&tree.text[node.pair.0 as usize..node.pair.1 as usize], bold),
            "br" => end(&mut words, &mut out),
            "table" => {
                end(&mut words, &mut out);
                out.push(Part::Table(table(&tree, index)));
                index = node.end;
                continue;
            }
            tag => {
                let block = is_block(tag);
                if block {
                    end(&mut words, &mut out);
                }
                if let [b'h', digit @ b'1'..=b'6'] = tag.as_bytes() {
                    out.push(Part::Level(digit - b'0'));
                }
                let heavy = node.flags.bold.unwrap_or(bold || matches!(tag, "b" | "strong"));
                open.push((node.end, block, heavy));
            }
        }
        index += 1;
    }
    end(&mut words, &mut out);
    Ok(out)
}
