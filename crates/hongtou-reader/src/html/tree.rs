//! A page as a flat tree: elements and texts in the order of the page.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use hongtou_source::chars;

use crate::{Limit, Options, ReadError};

/// One element or text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Name of the element; empty for a text, `?` for an element that lays nothing out.
    pub(crate) tag: &'static str,
    /// Index of the parent; the root is its own.
    pub(crate) parent: u32,
    /// One past the last node in it.
    pub(crate) end: u32,
    /// A text's range in [`Tree::text`]; an element's spans (columns, rows).
    pub(crate) pair: (u32, u32),
    /// What its attributes say.
    pub(crate) flags: Flags,
}

/// What an element's attributes say, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flags {
    /// Its id or class names an article.
    pub(crate) article: bool,
    /// Its id or class names site chrome.
    pub(crate) chrome: bool,
    /// Its id or class names a title.
    pub(crate) title: bool,
    /// It is not shown.
    pub(crate) hidden: bool,
    /// Bold by its style, or expressly not.
    pub(crate) bold: Option<bool>,
    /// Aligned by attribute or style.
    pub(crate) align: Option<hongtou_source::Align>,
    /// The number that a list begins with, or that an item of it has.
    pub(crate) number: Option<u32>,
    /// It leads to a place on the page that is called a note.
    pub(crate) to_note: bool,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Elements and texts in page order; the first is the root.
    pub(crate) nodes: Vec<Node>,
    /// All words, as the page writes them, entities resolved.
    pub(crate) text: String,
    /// What `<title>` says.
    pub(crate) title: String,
    /// What `<meta name="ArticleTitle">` says, as the sites of authorities must.
    pub(crate) article_title: String,
}

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that matter inside a paragraph.
const INLINE: &[&str] = &["a", "b", "br", "button", "option", "select", "strong", "textarea"];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose content is not on the page.
const DROPPED: &[&str] =
    &["iframe", "noscript", "object", "script", "style", "svg", "template", "title", "video"];

impl Tree {
    /// The figure that an element is the mark of a note by: nothing else is in it, and it leads to a place on the
    /// page that is called a note.
    pub(crate) fn note_mark(&self, at: u32) -> Option<&str> {
        let node = &self.nodes[at as usize];
        if node.tag != "a" || !node.flags.to_note {
            return None;
        }
        let inner = &self.nodes[at as usize + 1..node.end as usize];
        let mut texts = inner
            .iter()
            .filter(|node| node.tag.is_empty())
            .map(|node| self.text[node.pair.0 as usize..node.pair.1 as usize].trim());
        let mut said = texts.by_ref().filter(|text| !text.is_empty());
        let figure = said.next()?;
        let is = (1..=3).contains(&figure.len()) && figure.bytes().all(|b| b.is_ascii_digit());
        (is && said.next().is_none()).then_some(figure)
    }
}

/// Whether an element begins and ends a paragraph.
pub(crate) fn is_block(tag: &str) -> bool {
    BLOCKS.binary_search(&tag).is_ok()
}

/// Reads a page into a tree.
pub(crate) fn parse(page: &str, options: &Options) -> Result<Tree, ReadError> {
    let mut builder = Builder::new(options.max_nesting as usize);
    let emitter = {
        let builder = &mut builder;
        let mut emitter = CallbackEmitter::new(
            move |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.event(&event);
                None
            },
        );
        emitter.naively_switch_states(true);
        emitter
    };
    let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
    builder.finish()
}

impl Tree {
    /// Whether a table holds data; others only lay the page out.
    pub(crate) fn is_data_table(&self, at: u32) -> bool {
        let nodes = &self.nodes;
        let end = nodes[at as usize].end;
        let (mut rows, mut cells, mut wide_rows, mut text) = (0_u32, 0_u32, 0_u32, 0_u64);
        let mut longest = 0_u64;
        let (mut in_row, mut cell_end, mut in_cell) = (0_u32, 0, 0_u64);
        for index in at + 1..end {
            let node = &nodes[index as usize];
            match node.tag {
                // A table with tables in it lays out, but for a grid with one in a cell.
                "table" if self.has_rows(index) => return self.is_grid_around_tables(at),
                "h1" | "h2" => return false,
                "tr" => {
                    rows += 1;
                    in_row = 0;
                }
                "td" | "th" => {
                    cells += 1;
                    in_row += 1;
                    wide_rows += u32::from(in_row == 2);
                    longest = longest.max(in_cell);
                    (in_cell, cell_end) = (0, node.end);
                }
                "" if index < cell_end => {
                    let words = &self.text[node.pair.0 as usize..node.pair.1 as usize];
                    let len = words.chars().filter(|&c| !chars::is_space(c)).count() as u64;
                    text += len;
                    in_cell += len;
                }
                _ => {}
            }
        }
        longest = longest.max(in_cell);
        // One cell with nearly all the words is a frame around the article.
        let frame = longest > 1500 && longest * 10 > text * 7;
        rows > 0 && wide_rows > 0 && cells >= 2 && text > 0 && !frame
    }

    /// Whether a table with tables in its cells is a grid all the same: a first row of a few words a
    /// cell, and rows of as many cells below it, none of which holds more than a grid's cell does. The
    /// tables in it are lists of fewer columns, and nothing in it begins a section: 一、….
    fn is_grid_around_tables(&self, at: u32) -> bool {
        const HEADING: u64 = 16;
        const CELL: u64 = 600;
        let nodes = &self.nodes;
        let within = &nodes[at as usize..nodes[at as usize].end as usize];
        if within.iter().any(|node| matches!(node.tag, "h1" | "h2")) {
            return false;
        }
        let words = |node: &Node| &self.text[node.pair.0 as usize..node.pair.1 as usize];
        let opens =
            |node: &Node| words(node).trim_start_matches(chars::is_space).starts_with("一、");
        if within.iter().any(|node| node.tag.is_empty() && opens(node)) {
            return false;
        }
        // For each row of its own the columns, and the most characters of a cell.
        let mut rows: Vec<(u32, u64)> = Vec::new();
        let mut nested = 0;
        let mut index = at + 1;
        while index < nodes[at as usize].end {
            let node = &nodes[index as usize];
            match node.tag {
                "tr" => rows.push((0, 0)),
                "td" | "th" => {
                    let Some(row) = rows.last_mut() else { return false };
                    row.0 += node.pair.0;
                    row.1 = row.1.max(self.characters(index));
                    nested = nested.max(self.widest_row(index));
                    index = node.end;
                    continue;
                }
                _ => {}
            }
            index += 1;
        }
        let Some((&(columns, heading), below)) = rows.split_first() else { return false };
        let as_wide = below.iter().filter(|row| row.0 == columns).count();
        columns > 2
            && nested < columns
            && heading <= HEADING
            && as_wide > 1
            && as_wide * 2 > below.len()
            && below.iter().all(|row| row.1 <= CELL)
    }

    /// The most cells that a row within an element has.
    fn widest_row(&self, at: u32) -> u32 {
        let (mut cells, mut widest) = (0, 0);
        for node in &self.nodes[at as usize + 1..self.nodes[at as usize].end as usize] {
            match node.tag {
                "tr" => cells = 0,
                "td" | "th" => cells += 1,
                _ => {}
            }
            widest = widest.max(cells);
        }
        widest
    }

    /// The characters of an element, white space left out.
    fn characters(&self, at: u32) -> u64 {
        let within = &self.nodes[at as usize..self.nodes[at as usize].end as usize];
        let words = |node: &Node| &self.text[node.pair.0 as usize..node.pair.1 as usize];
        let texts = within.iter().filter(|node| node.tag.is_empty());
        let count = |text: &str| text.chars().filter(|&c| !chars::is_space(c)).count() as u64;
        texts.map(|node| count(words(node))).sum()
    }

    /// Whether a nested table is one: more than a single cell.
    fn has_rows(&self, at: u32) -> bool {
        let range = at as usize..self.nodes[at as usize].end as usize;
        self.nodes[range].iter().filter(|node| matches!(node.tag, "td" | "th")).take(2).count() == 2
    }
}

struct Builder {
    tree: Tree,
    // Indices of the open elements.
    open: Vec<u32>,
    max_depth: usize,
    too_deep: bool,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Of a `<meta>`: whether it says the title, and what it says.
    titles: bool,
    content: String,
    flags: Flags,
    pair: (u32, u32),
    // The dropped element that is open, if one is.
    dropped: Option<&'static str>,
}

impl Builder {
    fn new(max_depth: usize) -> Builder {
        let root = Node { tag: "html", parent: 0, end: 0, pair: (0, 0), flags: Flags::default() };
        Builder {
            tree: Tree { nodes: vec![root], ..Tree::default() },
            open: vec![0],
            max_depth,
            too_deep: false,
            tag: Vec::new(),
            attribute: Vec::new(),
            flags: Flags::default(),
            pair: (1, 1),
            titles: false,
            content: String::new(),
            dropped: None,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.titles = false;
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.flags = Flags::default();
                self.pair = (1, 1);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                if *name == b"hidden" {
                    self.flags.hidden = true;
                }
            }
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.string(value),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        if self.tag == b"meta" && self.attribute == b"content" {
            self.content = String::from_utf8_lossy(&value[..value.len().min(1024)]).into_owned();
        }
        let value = String::from_utf8_lossy(&value[..value.len().min(1024)]).to_ascii_lowercase();
        match self.attribute.as_slice() {
            b"id" | b"class" => {
                self.flags.article |= names_article(&value);
                self.flags.chrome |= names_chrome(&value);
                self.flags.title |= names_title(&value);
            }
            b"style" => self.style(&value),
            b"align" => self.align(&value),
            b"type" if value == "hidden" => self.flags.hidden = true,
            b"start" if self.tag == b"ol" => self.flags.number = value.trim().parse().ok(),
            b"value" if self.tag == b"li" => self.flags.number = value.trim().parse().ok(),
            b"href" => self.flags.to_note = value.strip_prefix('#').is_some_and(names_note),
            b"name" if self.tag == b"meta" => self.titles = value == "articletitle",
            b"colspan" => self.pair.0 = number(&value),
            // In HTML 0 means down to the last row.
            b"rowspan" => self.pair.1 = if value.trim() == "0" { u32::MAX } else { number(&value) },
            _ => {}
        }
    }

    fn style(&mut self, style: &str) {
        for rule in style.split(';') {
            let Some((key, value)) = rule.split_once(':') else { continue };
            let value = value.trim();
            match key.trim() {
                "display" if value.starts_with("none") => self.flags.hidden = true,
                "visibility" if value.starts_with("hidden") => self.flags.hidden = true,
                "font-weight" => {
                    let heavy = value.starts_with("bold")
                        || value
                            .get(..3)
                            .and_then(|n| n.parse::<u32>().ok())
                            .is_some_and(|n| n >= 600);
                    self.flags.bold = Some(heavy);
                }
                "text-align" => self.align(value),
                _ => {}
            }
        }
    }

    fn align(&mut self, value: &str) {
        use hongtou_source::Align;
        self.flags.align = Some(match value.trim() {
            v if v.starts_with("center") || v.starts_with("middle") => Align::Center,
            v if v.starts_with("right") || v.starts_with("end") => Align::End,
            _ => Align::Start,
        });
    }

    fn start(&mut self, self_closing: bool) {
        if self.dropped.is_some() {
            return;
        }
        let tag = known(&self.tag);
        if std::mem::take(&mut self.titles) {
            self.tree.article_title = std::mem::take(&mut self.content);
        }
        if let Ok(at) = DROPPED.binary_search(&std::str::from_utf8(&self.tag).unwrap_or("")) {
            if !self_closing {
                self.dropped = Some(DROPPED[at]);
            }
            return;
        }
        let is_void =
            std::str::from_utf8(&self.tag).is_ok_and(|tag| VOID.binary_search(&tag).is_ok());
        if is_void && !matches!(tag, "br" | "hr") {
            return;
        }
        self.close_implied(tag);
        let index = self.add(tag, self.pair, self.flags);
        if !is_void {
            self.open.push(index);
            self.too_deep |= self.open.len() > self.max_depth;
        }
        // Names of elements that lay nothing out must still be matched with their ends.
        if self.too_deep {
            self.open.truncate(self.max_depth);
        }
    }

    /// Closes what HTML lets a page leave open.
    fn close_implied(&mut self, tag: &str) {
        let until: &[&str] = match tag {
            "li" => &["ul", "ol"],
            "dt" | "dd" => &["dl"],
            "option" => &["select"],
            "td" | "th" => &["tr", "table"],
            "tr" => &["tbody", "thead", "tfoot", "table"],
            "tbody" | "thead" | "tfoot" => &["table"],
            _ => &[],
        };
        let closes: &[&str] = match tag {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "option" => &["option"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot"],
            _ => &[],
        };
        if !until.is_empty() {
            for depth in (1..self.open.len()).rev() {
                let open = self.tree.nodes[self.open[depth] as usize].tag;
                if closes.contains(&open) {
                    self.close(depth);
                    return;
                }
                if until.contains(&open) || open == "table" {
                    return;
                }
            }
        } else if is_block(tag) {
            // A block ends the paragraph that is open.
            for depth in (1..self.open.len()).rev() {
                let open = self.tree.nodes[self.open[depth] as usize].tag;
                if open == "p" {
                    self.close(depth);
                    return;
                }
                if is_block(open) {
                    return;
                }
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(dropped) = self.dropped {
            if dropped.as_bytes() == name {
                self.dropped = None;
            }
            return;
        }
        let tag = known(name);
        if tag == "br" {
            self.add("br", (1, 1), Flags::default());
            return;
        }
        let in_table = matches!(tag, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th");
        for depth in (1..self.open.len()).rev() {
            let open = self.tree.nodes[self.open[depth] as usize].tag;
            if open == tag {
                self.close(depth);
                return;
            }
            // `</span>` ends no paragraph, `</div>` no cell, `</td>` no table.
            let fence = match open {
                "table" => tag != "table",
                "td" | "th" => !in_table,
                _ => !is_block(tag) && is_block(open),
            };
            if fence {
                return;
            }
        }
    }

    fn close(&mut self, depth: usize) {
        let end = self.tree.nodes.len() as u32;
        for &index in &self.open[depth..] {
            self.tree.nodes[index as usize].end = end;
        }
        self.open.truncate(depth);
    }

    fn string(&mut self, value: &[u8]) {
        let words = String::from_utf8_lossy(value);
        match self.dropped {
            Some("title") => self.tree.title.push_str(&words),
            Some(_) => {}
            None => {
                let from = self.tree.text.len() as u32;
                self.tree.text.push_str(&words);
                let to = self.tree.text.len() as u32;
                self.add("", (from, to), Flags::default());
            }
        }
    }

    fn add(&mut self, tag: &'static str, pair: (u32, u32), flags: Flags) -> u32 {
        let index = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { tag, parent, end: index + 1, pair, flags });
        index
    }

    fn finish(mut self) -> Result<Tree, ReadError> {
        if self.too_deep {
            return Err(ReadError::Limit {
                limit: Limit::Nesting,
                allowed: self.max_depth as u64,
                part: String::new(),
            });
        }
        self.close(0);
        Ok(self.tree)
    }
}

fn known(name: &[u8]) -> &'static str {
    let Ok(name) = std::str::from_utf8(name) else { return "?" };
    for list in [BLOCKS, INLINE] {
        if let Ok(at) = list.binary_search(&name) {
            return list[at];
        }
    }
    "?"
}

fn number(value: &str) -> u32 {
    let digits: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 1 } else { digits.parse().unwrap_or(u32::MAX).max(1) }
}

/// Ids and classes of content systems for the article itself.
const ARTICLE_NAMES: &[&str] = &[
    "art_con",
    "article",
    "articlecon",
    "articlecontent",
    "con",
    "content",
    "detail",
    "editor",
    "js_content",
    "maintext",
    "news_content",
    "newscontent",
    "newscontnet",
    "trs_editor",
    "trs_editor_view",
    "trs_paper_default",
    "trs_ueditor",
    "ucap",
    "ucap-content",
    "view",
    "vsb_content",
    "zoom",
    "zoomcon",
];

/// Parts of ids and classes that site chrome has.
const CHROME_NAMES: &[&str] = &[
    "bread",
    "copyright",
    "crumb",
    "footer",
    "header",
    "menu",
    "nav",
    "pager",
    "pagination",
    "position",
    "print",
    "qrcode",
    "recommend",
    "related",
    "scan",
    "search",
    "share",
    "sidebar",
    "toolbar",
];

/// Whether a place on a page is called a note, or its mark, as the programs call them that write pages.
fn names_note(place: &str) -> bool {
    // _ftnref1, sdfootnote1sym, ftnt_ref1, footnoteText1, #zhu1; no #wednesday.
    let numbered = place.contains(|c: char| c.is_ascii_digit());
    let mut names = place.split(|c: char| !c.is_ascii_alphabetic());
    names.any(|name| {
        let name = name.strip_suffix("ref").unwrap_or(name);
        let written = || ["footnote", "endnote", "ftn", "fnt"].iter().any(|n| name.contains(n));
        ["note", "notes"].iter().any(|end| name.ends_with(end))
            || matches!(name, "ftn" | "edn" | "fn" | "zhu" | "zhushi")
            || numbered && (written() || name.ends_with("fn"))
    }) || ["脚注", "尾注", "注释"].iter().any(|name| place.contains(name))
}

fn names_title(value: &str) -> bool {
    value.split_ascii_whitespace().any(|name| {
        name == "bt" || ["title", "tit", "headline"].iter().any(|word| name.ends_with(word))
    })
}

fn names_article(value: &str) -> bool {
    value.split_ascii_whitespace().any(|name| ARTICLE_NAMES.binary_search(&name).is_ok())
}

fn names_chrome(value: &str) -> bool {
    value.split_ascii_whitespace().any(|name| {
        CHROME_NAMES.iter().any(|part| {
            // `search` in `research`, `nav` in `navy`: a part stands at the start or after a joint.
            name.match_indices(part)
                .any(|(at, _)| at == 0 || matches!(name.as_bytes()[at - 1], b'-' | b'_'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [BLOCKS, INLINE, VOID, DROPPED, ARTICLE_NAMES, CHROME_NAMES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn a_grid_may_hold_tables_and_a_frame_of_the_page_does_not() {
        let is_data = |page: &str| {
            let tree = parse(page, &Options::default()).expect("a page");
            let at = tree.nodes.iter().position(|node| node.tag == "table");
            tree.is_data_table(at.expect("a table") as u32)
        };
        let inner =
            "<table><tr><td>1</td><td>清淤</td></tr><tr><td>2</td><td>筑堤</td></tr></table>";
        let head = "<tr><td>序号</td><td>任务</td><td>单位</td></tr>";
        let row = format!("<tr><td>1</td><td>{inner}</td><td>市水利局</td></tr>");
        let plain = "<tr><td>2</td><td>修路</td><td>市交通局</td></tr>";
        assert!(is_data(&format!("<table>{head}{row}{plain}</table>")));
        // One row of columns, an article in the middle.
        assert!(!is_data(&format!("<table>{head}{row}</table>")));
        let article = "正文".repeat(400);
        let long = format!("<tr><td>栏目</td><td>{article}{inner}</td><td>链接</td></tr>");
        assert!(!is_data(&format!("<table>{head}{long}{plain}</table>")));
        // A notice in a frame of three columns, and a table of tasks.
        let notice = format!("<tr><td>栏目</td><td><p>一、任务</p>{inner}</td><td>链接</td></tr>");
        assert!(!is_data(&format!("<table>{head}{notice}{plain}</table>")));
        let wide = inner.replace("</td></tr>", "</td><td>市水利局</td></tr>");
        assert!(!is_data(&format!("<table>{head}{}{plain}</table>", row.replace(inner, &wide))));
        let two = format!("<tr><td>上</td></tr><tr><td>{inner}</td></tr><tr><td>下</td></tr>");
        assert!(!is_data(&format!("<table>{two}</table>")));
    }

    #[test]
    fn only_a_figure_that_leads_to_a_note_is_its_mark() {
        let mark = |page: &str| {
            let tree = parse(page, &Options::default()).expect("a page");
            let at = tree.nodes.iter().position(|node| node.tag == "a").expect("a link");
            tree.note_mark(at as u32).map(str::to_owned)
        };
        for place in [
            "_ftn3",
            "_ftnref3",
            "fn3",
            "footnote-3",
            "footnotes-3",
            "footnoteText3",
            "sdfootnote3sym",
            "ftnt3",
            "ftnt_ref3",
            "fnt3",
            "bodyftn3",
            "rfn3",
            "zhu3",
            "脚注3",
        ] {
            let page = format!("<p>建站<a href=\"#{place}\"><sup>3</sup></a>座</p>");
            assert_eq!(mark(&page).as_deref(), Some("3"), "{place}");
        }
        // A map, a row, another page of the list, the top of the page.
        for place in ["#map", "#wednesday", "#wednesday3", "#r3", "#p3", "#", "other.html#fn3"] {
            assert_eq!(mark(&format!("<p>建站<a href=\"{place}\">3</a>座</p>")), None, "{place}");
        }
        assert_eq!(mark("<p>建站<a href=\"#fn3\">3座</a></p>"), None);
    }

    #[test]
    fn what_html_leaves_open_is_closed() {
        let tree = parse(
            "<ul><li>甲<li>乙</ul><p>丙<p>丁<table><tr><td>戊<td>己</table>",
            &Options::default(),
        )
        .expect("a page");
        let shape: Vec<(&str, &str)> = tree
            .nodes
            .iter()
            .filter(|node| node.tag.is_empty())
            .map(|node| {
                (
                    tree.nodes[node.parent as usize].tag,
                    &tree.text[node.pair.0 as usize..node.pair.1 as usize],
                )
            })
            .collect();
        assert_eq!(
            shape,
            [("li", "甲"), ("li", "乙"), ("p", "丙"), ("p", "丁"), ("td", "戊"), ("td", "己")]
        );
    }
}
