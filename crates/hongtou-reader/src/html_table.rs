//! HTML tables inside Markdown, cut by byte range.
//!
//! OCR tools write their tables so. Web pages have a reader of their own.

use std::ops::Range;

use hongtou_source::{BlockKind, Cell, Paragraph, TextRange};

use crate::grid::{CellBudget, GridBuilder};
use crate::inline::{self, Collector, Tag};
use crate::{Options, ReadError, formula};

/// The byte ranges of the outermost tables in `text`, in order.
pub(crate) fn find(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = next_table(text, from) {
        let (mut at, mut depth, mut last) = (start, 0_usize, start);
        while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
            at += found;
            let Some(tag) = inline::tag(&text[at..]) else {
                at += 1;
                continue;
            };
            at += tag.len;
            if ["table", "tr", "td", "th", "tbody"].iter().any(|name| tag.is(name)) {
                last = at;
            }
            if tag.is("table") {
                depth = if tag.end { depth - 1 } else { depth + 1 };
                if depth == 0 {
                    break;
                }
            }
        }
        out.push((start, last));
        from = last;
    }
    out
}

fn next_table(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    // A text without tables has few `<`, if any.
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found;
        if bytes[at + 1..].get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"table"))
            && inline::tag(&text[at..]).is_some()
        {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Reads the table in `text[from..to]`; a caption before its rows becomes a paragraph.
pub(crate) fn read(
    text: &str,
    from: usize,
    to: usize,
    options: &Options,
) -> Result<Vec<BlockKind>, ReadError> {
    let mut reading = Reading {
        text,
        builder: GridBuilder::default(),
        budget: CellBudget::new(options),
        before: Vec::new(),
        cell: None,
        row_open: false,
        item: Item::default(),
    };
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (from, 0_usize);
    while at < to {
        let next = memchr::memchr(b'<', &bytes[at..to]).map_or(to, |found| at + found);
        reading.words(at, next);
        at = next;
        let Some(tag) = inline::tag(&text[at..to]) else {
            // `<5%` and `各县<市、区>` are words.
            let end = (at + 1).min(to);
            reading.words(at, end);
            at = end;
            continue;
        };
        let here = at;
        at += tag.len;
        if tag.is("table") {
            depth = if tag.end { depth.saturating_sub(1) } else { depth + 1 };
        }
        reading.tag(here, at, &tag, depth)?;
        if (tag.is("script") || tag.is("style")) && !tag.end {
            let close = if tag.is("script") { "</script" } else { "</style" };
            at = memchr::memmem::find(&bytes[at..to], close.as_bytes()).map_or(to, |n| at + n);
        }
    }
    reading.close_cell(to)?;
    let mut out = reading.before;
    if !reading.builder.is_empty() {
        out.push(BlockKind::Table(reading.builder.finish()));
    }
    Ok(out)
}

struct Reading<'t> {
    text: &'t str,
    builder: GridBuilder,
    budget: CellBudget,
    before: Vec<BlockKind>,
    // The open cell: its words, its spans, and whether it is a heading; a stray text is one too.
    cell: Option<(Collector<'t>, Cell, bool)>,
    row_open: bool,
    item: Item,
}

/// The first item of a numbered list in the open cell.
#[derive(Default)]
struct Item {
    // Where the list says with which number it begins.
    number: Option<TextRange>,
    // Whether the item is there.
    begun: bool,
}

impl<'t> Reading<'t> {
    fn tag(
        &mut self,
        from: usize,
        to: usize,
        tag: &Tag<'_>,
        depth: usize,
    ) -> Result<(), ReadError> {
        if depth <= 1 && (tag.is("td") || tag.is("th")) {
            self.close_cell(from)?;
            if !tag.end {
                if !self.row_open {
                    self.builder.row();
                    self.row_open = true;
                }
                let cell = Cell {
                    colspan: tag.number("colspan").unwrap_or(1),
                    // In HTML 0 means down to the last row.
                    rowspan: match tag.number("rowspan") {
                        Some(0) => u32::MAX,
                        other => other.unwrap_or(1),
                    },
                    ..Cell::default()
                };
                self.cell = Some((Collector::new(self.text, to), cell, tag.is("th")));
            }
            return Ok(());
        }
        let nested_end = depth == 1 && tag.is("table") && tag.end;
        if depth <= 1
            && !nested_end
            && ["tr", "table", "caption", "thead", "tbody", "tfoot"].iter().any(|name| tag.is(name))
        {
            self.close_cell(from)?;
            if tag.is("tr") {
                self.row_open = !tag.end;
                if !tag.end {
                    self.builder.row();
                }
            }
            return Ok(());
        }
        if tag.is("ol") && !tag.end {
            self.item = Item { number: first_number(from, tag), begun: false };
        }
        self.item.begun |= tag.is("li");
        if let Some((words, _, _)) = &mut self.cell {
            if tag.is_break()
                || ["p", "div", "li", "tr", "td", "th", "table"].iter().any(|name| tag.is(name))
            {
                words.line_break(from);
            }
            if (tag.is("b") || tag.is("strong")) && tag.end == words.is_bold() {
                words.bold_toggle(from);
            }
            words.skip(from, to);
        }
        Ok(())
    }

    /// Adds words to the open cell; line ends in them are white space, not breaks.
    fn words(&mut self, from: usize, to: usize) {
        if crate::lines::is_blank(&self.text[from..to]) {
            if let Some((words, _, _)) = &mut self.cell
                && self.text[from..to].contains(['\n', '\r'])
            {
                words.skip(from, to);
            }
            return;
        }
        let (words, _, _) = self.cell.get_or_insert_with(|| {
            (Collector::new(self.text, from), Cell { colspan: 0, ..Cell::default() }, false)
        });
        let mut at = from;
        for (start, end) in formula::marks(self.text, from, to) {
            skip_spaces(words, self.text, at, start);
            words.skip(start, end);
            at = end;
        }
        skip_spaces(words, self.text, at, to);
    }

    fn close_cell(&mut self, at: usize) -> Result<(), ReadError> {
        let Some((words, mut cell, header)) = self.cell.take() else { return Ok(()) };
        let mut words = words.finish(at);
        let item = std::mem::take(&mut self.item);
        if let Some(number) = item.number.filter(|_| item.begun && words.pieces.is_empty()) {
            // An item without words is the number of its row.
            words.pieces.push(number);
        }
        if cell.colspan > 0 {
            words.into_cell(&mut cell);
            self.budget.take(1)?;
            self.builder.cell(cell, header);
        } else if words.pieces.is_empty() {
        } else if self.builder.is_empty() {
            let paragraph = Paragraph {
                pieces: words.pieces,
                gap: true,
                bold: words.bold,
                ..Paragraph::default()
            };
            self.before.push(BlockKind::Paragraph(paragraph));
        } else {
            // Words between the rows: a row of their own, so that their order holds.
            words.into_cell(&mut cell);
            self.budget.take(1)?;
            self.builder.row();
            self.builder.cell(cell, false);
            self.row_open = false;
        }
        Ok(())
    }
}

/// Where the tag of a list says the number of its first item: `start="2"`, or `type="1"`, which counts from
/// one.
fn first_number(from: usize, tag: &Tag<'_>) -> Option<TextRange> {
    let says = |name| inline::attribute_range(tag.attributes, name);
    let of = |range: &Range<usize>| &tag.attributes[range.clone()];
    let range = says("start").or_else(|| says("type").filter(|range| of(range) == "1"))?;
    let digits = !range.is_empty() && of(&range).bytes().all(|b| b.is_ascii_digit());
    // `<`, the name, then the attributes.
    let base = from + 1 + tag.name.len();
    digits.then(|| TextRange::at(base + range.start, base + range.end))
}

/// Leaves out line ends, with the white space around them, and entities that are spaces.
fn skip_spaces(words: &mut Collector<'_>, text: &str, from: usize, to: usize) {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', b'&', &bytes[at..to]) {
        at += found;
        if bytes[at] == b'&' {
            let len = inline::entity_space(&text[at..to]).unwrap_or(0);
            if len > 0 {
                words.skip(at, at + len);
            }
            at += len.max(1);
            continue;
        }
        let start =
            at - bytes[from..at].iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
        at += bytes[at..to].iter().take_while(|b| b.is_ascii_whitespace()).count();
        words.skip(start, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let tables = find(text);
        assert_eq!(tables.len(), 1);
        let blocks = read(text, tables[0].0, tables[0].1, &Options::default()).expect("a table");
        let said = |pieces: &hongtou_source::Pieces| {
            pieces.iter().map(|p| &text[p.bytes()]).collect::<Vec<_>>().join("·")
        };
        let mut out = Vec::new();
        for block in &blocks {
            match block {
                BlockKind::Paragraph(paragraph) => out.push(said(&paragraph.pieces)),
                BlockKind::Table(grid) => out.extend(grid.rows.iter().map(|row| {
                    row.cells
                        .iter()
                        .map(|c| {
                            format!("{}:{}x{} {}", c.column, c.colspan, c.rowspan, said(&c.pieces))
                        })
                        .collect::<Vec<_>>()
                        .join(" | ")
                })),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn spans_tags_and_line_ends() {
        assert_eq!(
            rows(
                "前<TABLE border=1><caption>表一</caption><tr><td rowspan=\"2\">序号</td><td colspan='2'>甲\n  乙</td></tr>\n\
                 <tr><td><p>丙</p><p>丁&nbsp;</p><td>各县<市、区></table>后"
            ),
            ["表一", "0:1x2 序号 | 1:2x1 甲·乙", "1:1x1 丙·丁 | 2:1x1 各县<市、区>"]
        );
    }

    #[test]
    fn an_item_without_words_is_the_number_that_its_list_begins_with() {
        assert_eq!(
            rows(
                "<table><tr><td><ol type=\"1\">\n<li></li></ol></td><td>甲</td></tr>\
                 <tr><td><ol start='12' type=\"1\"><li><p></p></li></ol></td><td><ol start=3><li>乙</li></ol></td></tr></table>"
            ),
            ["0:1x1 1 | 1:1x1 甲", "0:1x1 12 | 1:1x1 乙"]
        );
    }

    #[test]
    fn a_nested_table_is_words_of_its_cell() {
        assert_eq!(
            rows(
                "<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table>丁</td></tr></table>"
            ),
            ["0:1x1 甲·乙·丙·丁"]
        );
    }

    #[test]
    fn an_unclosed_table_ends_with_its_last_cell() {
        assert_eq!(find("<table><tr><td>甲</td></tr>\n\n正文").len(), 1);
        assert_eq!(rows("<table><tr><td>甲</td></tr>\n\n正文"), ["0:1x1 甲"]);
        assert!(find("x <tablet> y").is_empty());
    }
}
