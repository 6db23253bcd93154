//! The text part of a DOCX, element by element.

use std::ops::Range;

use hongtou_source::Place;
use quick_xml::events::BytesStart;

use super::{Context, Look, paragraph_property};
use crate::write::{CellText, Line, Style, Writer};
use crate::xml::{self, Xml};
use crate::{ReadError, placed};

/// Goes through a part and writes its paragraphs and tables.
pub(super) struct Body<'c> {
    context: &'c mut Context,
    // Where all of the part stands; the main part counts its paragraphs.
    place: Option<Place>,
    // Words of a part that is set aside.
    collected: Option<Vec<Line>>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    counted: u32,
    text_boxes: u32,
    box_depth: u32,
    // Depth inside an element that gives no text.
    skipped: u32,
    run: Run,
    in_text: bool,
}

#[derive(Default)]
struct Paragraph {
    lines: Vec<Line>,
    look: Look,
    style: Option<String>,
    in_properties: bool,
}

#[derive(Clone, Copy, Default)]
struct Run {
    open: bool,
    bold: Option<bool>,
    hidden: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    before: u32,
    header: bool,
    deleted: bool,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    text: CellText,
    merge: Merge,
    // The number of its first paragraph, which has no words: what it says if no other has.
    number: Option<Line>,
    nested: Vec<Nested>,
}

/// A table in a cell, and which of the cell's lines are its words.
#[derive(Debug)]
struct Nested {
    lines: Range<usize>,
    rows: Vec<Vec<CellText>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// Elements whose content is not in the text.
const SKIPPED: &[&str] = &[
    "Fallback",
    "del",
    "delInstrText",
    "delText",
    "instrText",
    "moveFrom",
    "rt",
    "sdtPr",
    "sectPr",
    "tblGrid",
    "tblPr",
    "tblPrEx",
];

impl<'c> Body<'c> {
    pub(super) fn new(context: &'c mut Context, place: Option<Place>) -> Body<'c> {
        Body {
            context,
            place,
            collected: None,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            counted: 0,
            text_boxes: 0,
            box_depth: 0,
            skipped: 0,
            run: Run::default(),
            in_text: false,
        }
    }

    /// Gathers lines instead of writing them.
    pub(super) fn collect(mut self) -> Body<'c> {
        self.collected = Some(Vec::new());
        self
    }

    /// The lines gathered.
    pub(super) fn collected(self) -> Vec<Line> {
        self.collected.unwrap_or_default()
    }

    pub(super) fn event(&mut self, event: Xml<'_>, writer: &mut Writer) -> Result<(), ReadError> {
        match event {
            Xml::Start(element, tag) => self.start(element, tag),
            Xml::End(tag) => self.end(tag, writer)?,
            Xml::Text(words) => {
                if self.in_text && self.skipped == 0 {
                    self.words(words);
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &BytesStart<'_>, tag: &str) {
        // A deleted row says so in its properties, with an element of the same name.
        if tag == "del"
            && self.skipped == 0
            && self.paragraphs.is_empty()
            && let Some(table) = self.tables.last_mut().filter(|table| table.cell.is_none())
        {
            table.deleted = true;
        }
        if self.skipped > 0 || SKIPPED.contains(&tag) {
            self.skipped += 1;
            return;
        }
        match tag {
            "p" => self
                .paragraphs
                .push(Paragraph { lines: vec![Line::default()], ..Paragraph::default() }),
            "pPr" => self.in_properties(true),
            "r" => self.run = Run { open: true, ..Run::default() },
            "t" => self.in_text = true,
            "tab" | "ptab" if self.run.open => self.words(" "),
            "noBreakHyphen" => self.words("-"),
            "sym" => self.words(symbol(element)),
            "br" | "cr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.lines.push(Line::default());
                }
            }
            "b" if self.run.open => self.run.bold = Some(xml::is_on(element)),
            "vanish" if self.run.open => self.run.hidden = xml::is_on(element),
            "txbxContent" => {
                self.box_depth += 1;
                self.text_boxes += 1;
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                    (table.before, table.header, table.deleted) = (0, false, false);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    let skip = std::mem::take(&mut table.before);
                    let header = table.header;
                    let text =
                        CellText { colspan: 1, rowspan: 1, skip, header, ..CellText::default() };
                    table.cell = Some(Cell { text, ..Cell::default() });
                }
            }
            _ => self.property(element, tag),
        }
    }

    fn property(&mut self, element: &BytesStart<'_>, tag: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && paragraph.in_properties
        {
            match tag {
                "pStyle" => paragraph.style = xml::attribute(element, "val"),
                _ => paragraph_property(tag, element, &mut paragraph.look),
            }
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        match (tag, &mut table.cell) {
            ("gridBefore", None) => table.before = xml::number(element, "val").unwrap_or(0),
            ("tblHeader", None) => table.header = xml::is_on(element),
            ("gridSpan", Some(cell)) => {
                cell.text.colspan = xml::number(element, "val").unwrap_or(1)
            }
            ("vMerge", Some(cell)) => {
                cell.merge = match xml::attribute(element, "val").as_deref() {
                    Some("restart") => Merge::Restart,
                    _ => Merge::Continue,
                };
            }
            _ => {}
        }
    }

    fn in_properties(&mut self, inside: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.in_properties = inside;
        }
    }

    fn words(&mut self, words: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if self.run.hidden {
            return;
        }
        if paragraph.lines.is_empty() {
            paragraph.lines.push(Line::default());
        }
        if let Some(line) = paragraph.lines.last_mut() {
            // A style's bold is known at the end of the paragraph; mark what is bold by itself.
            line.push(words, self.run.bold == Some(true));
        }
    }

    fn end(&mut self, tag: &str, writer: &mut Writer) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match tag {
            "t" => self.in_text = false,
            "r" => self.run = Run::default(),
            "pPr" => self.in_properties(false),
            "txbxContent" => self.box_depth = self.box_depth.saturating_sub(1),
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.finish_paragraph(paragraph, writer);
                }
                // The run around a text box goes on after its paragraphs.
                self.run.open = !self.paragraphs.is_empty();
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(mut cell) = table.cell.take()
                    && let Some(row) = table.rows.last_mut()
                {
                    if cell.text.lines.is_empty() {
                        cell.text.lines.extend(cell.number.take());
                    }
                    row.push(cell);
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut().filter(|table| table.deleted) {
                    table.rows.pop();
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.finish_table(table, writer)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn finish_paragraph(&mut self, mut paragraph: Paragraph, writer: &mut Writer) {
        let look = self.context.resolve(&paragraph.look, paragraph.style.as_deref());
        if look.bold == Some(true) {
            for line in &mut paragraph.lines {
                let all = 0..line.text.len();
                line.bold = if all.is_empty() { Vec::new() } else { vec![all] };
            }
        }
        let blank = paragraph.lines.iter().all(Line::is_blank);
        let numbers_row = blank && self.begins_cell();
        if let Some(list) = look.list.filter(|&list| list > 0)
            && (!blank || numbers_row)
            && let Some(number) =
                self.context.numbering.next(list, look.level.unwrap_or(0) as usize)
            && let Some(line) = paragraph.lines.first_mut()
        {
            let len = number.len();
            line.text.insert_str(0, &number);
            line.generated = len;
            for bold in &mut line.bold {
                *bold = bold.start + len..bold.end + len;
            }
        }
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            if numbers_row {
                let first = paragraph.lines.into_iter().next();
                cell.number = first.filter(|line| line.generated > 0);
                return;
            }
            cell.text.lines.extend(paragraph.lines.into_iter().filter(|line| !line.is_blank()));
            return;
        }
        if let Some(collected) = &mut self.collected {
            collected.extend(paragraph.lines);
            return;
        }
        let place = match &self.place {
            Some(place) => place.clone(),
            None if self.box_depth > 0 => Place::Part(format!("text box {}", self.text_boxes)),
            None => {
                self.counted += 1;
                Place::Paragraph(self.counted)
            }
        };
        // Headers and footers are gathered; what else stands apart from the text are its notes.
        let mut style = Style { note: self.place.is_some(), ..look.style() };
        for line in &paragraph.lines {
            writer.paragraph(line, style, place.clone());
            style = Style { gap: false, ..style };
        }
    }

    /// Whether the paragraph that ends is the first of a cell which is no part of the one above.
    fn begins_cell(&self) -> bool {
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        cell.is_some_and(|cell| {
            cell.merge != Merge::Continue && cell.text.lines.is_empty() && cell.number.is_none()
        })
    }

    fn finish_table(&mut self, table: Table, writer: &mut Writer) -> Result<(), ReadError> {
        if self.tables.is_empty() && self.collected.is_none() && is_layout(&table.rows) {
            return self.lay_out(table.rows, writer);
        }
        let rows = merge(table.rows);
        // A table in a cell is words of that cell.
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            let from = cell.text.lines.len();
            let words = rows.iter().flatten().flat_map(|cell| &cell.lines);
            cell.text.lines.extend(words.cloned());
            cell.nested.push(Nested { lines: from..cell.text.lines.len(), rows });
            return Ok(());
        }
        if let Some(collected) = &mut self.collected {
            collected.extend(rows.into_iter().flatten().flat_map(|cell| cell.lines));
            return Ok(());
        }
        // A frame of one cell only lays the page out.
        if rows.iter().all(|row| row.len() <= 1) {
            for cell in rows.into_iter().flatten() {
                self.paragraphs(&cell.lines, writer);
            }
            return Ok(());
        }
        writer.table(rows)
    }

    /// Writes lines as paragraphs.
    fn paragraphs(&mut self, lines: &[Line], writer: &mut Writer) {
        for line in lines {
            self.counted += 1;
            let style = Style { gap: true, ..Style::default() };
            writer.paragraph(line, style, Place::Paragraph(self.counted));
        }
    }

    /// Writes what the cells of a table hold that only lays the page out: paragraphs and tables.
    fn lay_out(&mut self, rows: Vec<Vec<Cell>>, writer: &mut Writer) -> Result<(), ReadError> {
        for row in rows {
            if let Some(said) = said_of_form(&row) {
                self.paragraphs(&[said], writer);
                continue;
            }
            self.lay_out_row(row, writer)?;
        }
        Ok(())
    }

    fn lay_out_row(&mut self, row: Vec<Cell>, writer: &mut Writer) -> Result<(), ReadError> {
        for cell in row {
            let lines = &cell.text.lines;
            let mut at = 0;
            for nested in cell.nested {
                self.paragraphs(&lines[at..nested.lines.start], writer);
                at = nested.lines.end;
                writer.table(nested.rows)?;
            }
            self.paragraphs(&lines[at..], writer);
        }
        Ok(())
    }
}

/// What a row of a form says in cells of a line each, of which the first has a label: 填报单位：县府办 | 3月1日.
fn said_of_form(row: &[Cell]) -> Option<Line> {
    let filled: Vec<&Cell> = row.iter().filter(|cell| !cell.text.lines.is_empty()).collect();
    let lines: Vec<&Line> = filled.iter().flat_map(|cell| &cell.text.lines).collect();
    let labelled = lines.first()?.text.contains(['：', ':']);
    if !labelled || lines.len() < 2 || lines.len() > filled.len() {
        return None;
    }
    let mut said = lines[0].clone();
    for line in &lines[1..] {
        said.push("　", false);
        said.push(&line.text, false);
    }
    Some(said)
}

/// Whether a table does nothing but lay out the page: one in a cell of it has more columns than itself, and rows,
/// and there is no row of cells that are words alone, as the header of a table has and its other rows. Those of
/// a form, who fills it in and when, may stand beside a table that counts its rows and has a row for itself.
fn is_layout(rows: &[Vec<Cell>]) -> bool {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wider = |nested: &Nested| {
        nested.rows.iter().filter(|row| row.len() > width.max(1)).nth(1).is_some()
    };
    let counts = |nested: &Nested| {
        let first = nested.rows.first().and_then(|row| row.first());
        first
            .and_then(|cell| cell.lines.first())
            .is_some_and(|line| placed::is_serial(line.text.trim()))
    };
    let alone = |row: &Vec<Cell>, others: usize| {
        let mut filled = row.iter().filter(|cell| !cell.text.lines.is_empty());
        let one = filled.next().filter(|_| filled.next().is_none());
        one.is_some_and(|cell| {
            matches!(&cell.nested[..], [nested] if wider(nested) && counts(nested)
                && nested.lines.len() == cell.text.lines.len() && nested.rows.len() > others)
        })
    };
    let of_words = |row: &&Vec<Cell>| {
        row.iter().all(|cell| cell.nested.is_empty())
            && row.iter().filter(|cell| !cell.text.lines.is_empty()).nth(1).is_some()
    };
    let words = rows.iter().filter(of_words).count();
    rows.iter().flatten().any(|cell| cell.nested.iter().any(wider))
        && (words == 0 || rows.iter().any(|row| alone(row, words)))
}

/// Joins cells that are merged downwards; a part of one with words of its own stays a cell.
fn merge(rows: Vec<Vec<Cell>>) -> Vec<Vec<CellText>> {
    let mut out: Vec<Vec<CellText>> = Vec::with_capacity(rows.len());
    // For each grid column, the cell that is merged down through it: its row and index.
    let mut open: std::collections::BTreeMap<u32, (usize, usize)> =
        std::collections::BTreeMap::new();
    for row in rows {
        let index = out.len();
        let mut kept: Vec<CellText> = Vec::with_capacity(row.len());
        let mut column = 0_u32;
        for cell in row {
            column = column.saturating_add(cell.text.skip);
            let width = cell.text.colspan;
            let above = open.get(&column).copied();
            match (cell.merge, above) {
                (Merge::Continue, Some((top, at))) if cell.text.lines.is_empty() => {
                    // A cell that is begun in this very row cannot be continued in it.
                    if let Some(first) = out.get_mut(top).and_then(|row| row.get_mut(at)) {
                        first.rowspan = (index - top) as u32 + 1;
                    }
                }
                _ => {
                    if cell.merge == Merge::None {
                        open.remove(&column);
                    } else {
                        open.insert(column, (index, kept.len()));
                    }
                    kept.push(cell.text);
                }
            }
            column = column.saturating_add(width);
        }
        out.push(kept);
    }
    out
}

/// What a symbol of a picture font stands for.
fn symbol(element: &BytesStart<'_>) -> &'static str {
    let code = xml::attribute(element, "char")
        .and_then(|code| u32::from_str_radix(&code, 16).ok())
        .map_or(0, |code| code & 0xff);
    match code {
        0xfe | 0x52 => "☑",
        0xa8 | 0x6f | 0x71 => "□",
        0xfc => "√",
        _ => "•",
    }
}
