//! The blocks of a page: words, tables and what the page prints around them.

use hongtou_source::{Ignored, Place};
use serde_json::Value;

use super::{integer, text};
use crate::html::{self, Part};
use crate::ocr_dialects::{Role, role};
use crate::write::{CellText, Line, Style, Writer};
use crate::{Options, ReadError, inline};

/// The keys under which a block has its words, in the order in which they are read.
const PARTS: &[&str] = &[
    "table_caption",
    "image_caption",
    "img_caption",
    "chart_caption",
    "code_caption",
    "math_content",
    "title_content",
    "paragraph_content",
    "page_header_content",
    "page_footer_content",
    "page_number_content",
    "page_aside_text_content",
    "page_footnote_content",
    "block_content",
    "content",
    "html",
    "table_body",
    "code_body",
    "lines",
    "spans",
    "blocks",
    "item_content",
    "list_items",
    "text",
    "table_footnote",
    "image_footnote",
    "img_footnote",
    "chart_footnote",
];

/// Kinds of words that are a formula.
const FORMULAS: &[&str] =
    &["equation_inline", "inline_equation", "equation_interline", "interline_equation"];

/// Reads the blocks of a page.
pub(super) fn page(
    page: &Value,
    lists: &[&str],
    (kind, bounds): (&str, &str),
    number: u32,
    options: &Options,
    writer: &mut Writer,
) -> Result<(), ReadError> {
    let reader = Reader { kind, bounds, options };
    if lists.is_empty() {
        return reader.list(page, number, writer);
    }
    let counted = ["page_idx", "page_index"].iter().find_map(|key| integer(page, key));
    let number = counted.map_or(number, |from_zero| (from_zero as u32).saturating_add(1));
    for name in lists {
        if let Some(blocks) = page.get(*name) {
            if *name == "discarded_blocks" {
                reader.discarded(blocks, number, writer)?;
            } else {
                reader.list(blocks, number, writer)?;
            }
        }
    }
    Ok(())
}

struct Reader<'r> {
    kind: &'r str,
    bounds: &'r str,
    options: &'r Options,
}

impl Reader<'_> {
    fn list(&self, blocks: &Value, page: u32, writer: &mut Writer) -> Result<(), ReadError> {
        for block in blocks.as_array().into_iter().flatten() {
            self.block(block, page, writer)?;
        }
        Ok(())
    }

    fn place(&self, block: &Value, page: u32) -> Place {
        let bounds = block.get(self.bounds).and_then(Value::as_array).and_then(|sides| {
            let sides: Vec<i32> =
                sides.iter().filter_map(|side| Some(side.as_f64()?.round() as i32)).collect();
            sides.try_into().ok()
        });
        let page = integer(block, "page_idx").map_or(page, |page| (page as u32).saturating_add(1));
        Place::Page { page, bounds }
    }

    fn block(&self, block: &Value, page: u32, writer: &mut Writer) -> Result<(), ReadError> {
        // A group says in the place of words which blocks are in it.
        if let Some(children) = block.get("children").filter(|children| children.is_array())
            && (text(block, "html").contains("<content-ref") || text(block, "html").is_empty())
        {
            return self.list(children, page, writer);
        }
        let place = self.place(block, page);
        match role(text(block, self.kind)) {
            Role::RunningHead => self.ignored(block, Ignored::RunningHead, &place, writer),
            Role::PageNumber => self.ignored(block, Ignored::PageNumber, &place, writer),
            Role::Words => self.words(block, 0, &place, writer),
            Role::Heading(level) => self.words(block, level, &place, writer),
        }
    }

    fn discarded(&self, blocks: &Value, page: u32, writer: &mut Writer) -> Result<(), ReadError> {
        for block in blocks.as_array().into_iter().flatten() {
            let why = match role(text(block, self.kind)) {
                Role::PageNumber => Ignored::PageNumber,
                _ => Ignored::RunningHead,
            };
            self.ignored(block, why, &self.place(block, page), writer)?;
        }
        Ok(())
    }

    fn ignored(
        &self,
        block: &Value,
        why: Ignored,
        place: &Place,
        writer: &mut Writer,
    ) -> Result<(), ReadError> {
        for part in self.parts(block)? {
            match part {
                Part::Line(line) => writer.ignored(&line, why, place.clone()),
                Part::Table(rows) => {
                    for line in rows.iter().flatten().flat_map(|cell| &cell.lines) {
                        writer.ignored(line, why, place.clone());
                    }
                }
                Part::Gap | Part::Level(_) => {}
            }
        }
        Ok(())
    }

    fn words(
        &self,
        block: &Value,
        level: u8,
        place: &Place,
        writer: &mut Writer,
    ) -> Result<(), ReadError> {
        let told = integer(block, "text_level")
            .or_else(|| integer(block, "level"))
            .or_else(|| integer(block.get("content")?, "level"));
        let mut level = told.map_or(level, |level| level.min(6) as u8);
        let mut gap = true;
        for part in self.parts(block)? {
            match part {
                Part::Gap => gap = true,
                Part::Level(said) => level = said,
                Part::Table(rows) => {
                    writer.table(placed(rows, place))?;
                    gap = true;
                }
                Part::Line(line) => {
                    let style = Style { gap, level, ..Style::default() };
                    writer.paragraph(&line, style, place.clone());
                    gap = false;
                }
            }
        }
        Ok(())
    }

    /// The words and tables of a block, in order.
    fn parts(&self, block: &Value) -> Result<Vec<Part>, ReadError> {
        let mut parts = Parts { options: self.options, out: Vec::new(), open: String::new() };
        parts.object(block)?;
        parts.end();
        Ok(parts.out)
    }
}

fn placed(mut rows: Vec<Vec<CellText>>, place: &Place) -> Vec<Vec<CellText>> {
    for cell in rows.iter_mut().flatten() {
        cell.place = Some(place.clone());
    }
    rows
}

struct Parts<'o> {
    options: &'o Options,
    out: Vec<Part>,
    /// The words of the line that is not ended yet.
    open: String,
}

impl Parts<'_> {
    fn object(&mut self, value: &Value) -> Result<(), ReadError> {
        let formula = FORMULAS.contains(&text(value, "type"));
        for key in PARTS {
            match value.get(*key) {
                Some(Value::String(words)) if formula => self.open.push_str(&format!("${words}$")),
                Some(part) => {
                    self.value(part, key)?;
                }
                None => {}
            }
        }
        Ok(())
    }

    /// The value of a key: words that run on within a line, or parts each of its own.
    fn value(&mut self, value: &Value, key: &str) -> Result<(), ReadError> {
        let runs_on =
            matches!(key, "spans" | "lines" | "item_content") || key.ends_with("_content");
        match value {
            Value::String(words) => self.said(words),
            Value::Array(all) => {
                for part in all {
                    if key == "lines" {
                        self.next_line(part);
                    }
                    match part {
                        Value::String(words) => self.said(words)?,
                        part => self.object(part)?,
                    }
                    if !runs_on {
                        self.end();
                    }
                }
                if key != "spans" {
                    self.end();
                }
                Ok(())
            }
            Value::Object(_) => self.object(value),
            _ => Ok(()),
        }
    }

    /// Begins a line as the page prints them, which goes on with the one before unless the tool says that it
    /// begins an item.
    fn next_line(&mut self, line: &Value) {
        let is_item =
            |line: &Value| line.get("is_list_start_line").and_then(Value::as_bool).unwrap_or(false);
        if is_item(line) {
            self.end();
        } else if self.open.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            let first = line.pointer("/spans/0").map_or("", |span| text(span, "content"));
            if first.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.open.push(' ');
            }
        }
    }

    /// Words as the tool writes them: plain, or with tags and marks in them.
    fn said(&mut self, words: &str) -> Result<(), ReadError> {
        // Within a table line ends are white space.
        if words.contains("<table") {
            return self.tagged(words);
        }
        for (nth, line) in words.split(['\n', '\r']).enumerate() {
            if nth > 0 {
                self.line();
            }
            if has_tags(line) {
                self.tagged(line)?;
            } else {
                self.open.push_str(line);
            }
        }
        Ok(())
    }

    fn tagged(&mut self, words: &str) -> Result<(), ReadError> {
        let mut parts = html::parts(&with_dollars(words), self.options)?;
        if let [Part::Line(line)] = &parts[..]
            && line.bold.is_empty()
        {
            self.open.push_str(&line.text);
            return Ok(());
        }
        self.line();
        for part in &mut parts {
            match part {
                Part::Line(line) => line.dissolve(),
                Part::Table(rows) => {
                    let cells = rows.iter_mut().flatten();
                    cells.flat_map(|cell| &mut cell.lines).for_each(Line::dissolve);
                }
                Part::Gap | Part::Level(_) => {}
            }
        }
        self.out.extend(parts);
        Ok(())
    }

    /// Ends a paragraph.
    fn end(&mut self) {
        self.line();
        if !matches!(self.out.last(), None | Some(Part::Gap)) {
            self.out.push(Part::Gap);
        }
    }

    /// Ends a line.
    fn line(&mut self) {
        let words = std::mem::take(&mut self.open);
        let marks = words.len() - words.trim_start_matches('#').len();
        let mut rest = words.as_str();
        if (1..=6).contains(&marks) && rest[marks..].starts_with(' ') {
            self.out.push(Part::Level(marks as u8));
            rest = rest[marks..].trim_start();
        }
        let mut line = Line::default();
        let pairs = rest.matches("**").count();
        for (nth, part) in rest.split("**").enumerate() {
            // The last of an odd number of marks has no other.
            let alone = nth == pairs && pairs % 2 == 1;
            if alone {
                line.push("**", false);
            }
            line.push(part, nth % 2 == 1 && !alone);
        }
        line.dissolve();
        if !line.is_blank() {
            self.out.push(Part::Line(line));
        }
    }
}

/// Whether some words have a tag of HTML in them; `<5%` and `<市、区>` have none.
fn has_tags(words: &str) -> bool {
    memchr::memchr_iter(b'<', words.as_bytes())
        .any(|at| inline::tag(&words[at..]).is_some() || words[at..].starts_with("<math"))
}

/// Words with dollars for the tags that marker sets around a formula.
fn with_dollars(words: &str) -> String {
    let mut out = words.replace("</math>", "$");
    while let Some(at) = out.find("<math") {
        let Some(len) = out[at..].find('>') else { break };
        out.replace_range(at..at + len + 1, "$");
    }
    out
}
