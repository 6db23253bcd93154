//! Printed lines made into paragraphs that read on.
//!
//! Page numbers and ornaments between the lines are set aside, and a sentence or bracket that a
//! page or a line break cut in two is joined again. Which lines are headings is not told here; a
//! line is only kept from being joined when it reads like one.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind, Span};
use hongtou_source::{
    Align, Block, BlockKind, Format, Grid, Ignored, Paragraph, Source, TextRange, chars,
};

use crate::alone;
use crate::as_one::{ONE, text_of};
use crate::contents;
use crate::cuts;
use crate::decimal;
use crate::displaced;
use crate::flow::{Flow, trim};
use crate::footnotes;
use crate::header;
use crate::layout;
use crate::marker::{Form, Marker, marker, marker_of_count};
use crate::misread;
use crate::record::Record;
use crate::responsibility;
use crate::sentence;
use crate::series;
use crate::site::Trail;
use crate::table::{self, GridRef};
use crate::token::{self, TokenKind};
use crate::twofold;
use crate::unmarked;
use crate::words;

/// What the parser walks over: a line that reads on, or a table.
#[derive(Clone, Debug)]
pub(crate) enum Element<'s> {
    Line(Line<'s>),
    Table(GridRef<'s>),
    Rule,
}

/// Elements that others take the place of, and those.
pub(crate) type Place<'s> = (Range<usize>, Vec<Element<'s>>);

/// Puts what was found in the place of what it was found in; the places are in order.
///
/// A line below one of them stands apart from what is above it: that was a table or furniture.
pub(crate) fn splice<'s>(raw: Vec<Element<'s>>, places: Vec<Place<'s>>) -> Vec<Element<'s>> {
    if places.is_empty() {
        return raw;
    }
    let mut places = places.into_iter().peekable();
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let (mut gap, mut end) = (false, 0);
    for (at, mut element) in raw.into_iter().enumerate() {
        if let Some((lines, elements)) = places.next_if(|(lines, _)| lines.start == at) {
            out.extend(elements);
            (gap, end) = (true, lines.end);
        }
        if at < end {
            continue;
        }
        if let Element::Line(line) = &mut element {
            line.gap |= std::mem::take(&mut gap);
        }
        out.push(element);
    }
    out
}

/// The words of the lines among some elements.
#[cfg(test)]
pub(crate) fn texts<'e>(elements: &'e [Element<'_>]) -> Vec<&'e str> {
    let text = |element: &'e Element<'_>| match element {
        Element::Line(line) => Some(line.text()),
        _ => None,
    };
    elements.iter().filter_map(text).collect()
}

/// One paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Line<'s> {
    pub(crate) flow: Flow<'s>,
    pub(crate) marker: Option<Marker>,
    /// Whether a blank line, a rule or a table stands before it.
    pub(crate) gap: bool,
    pub(crate) level: u8,
    pub(crate) align: Align,
    /// Bytes of the words that are bold from the start on.
    pub(crate) bold: usize,
    /// The bold parts, in the source.
    pub(crate) bold_ranges: Vec<TextRange>,
    /// Whether the container marks it as an entry of a list without numbers.
    pub(crate) bullet: bool,
    /// The level of which it is a heading without an ordinal of its own.
    pub(crate) head: Option<Form>,
    /// How wide its last printed line is, in cells; 0 where the container breaks no lines.
    pub(crate) cells: u32,
    /// Whether white space stands before it on its line.
    pub(crate) indented: bool,
    /// Whether its last printed line is full, in a text that breaks its lines at one width.
    pub(crate) full: bool,
    /// Whether a short line ends it, in such a text.
    pub(crate) ended: bool,
    /// Whether the number of a page stands between it and the line before.
    pub(crate) on_next_page: bool,
    /// What its ordinal counts, where that is a cell of a table whose cells stand on lines of their own.
    pub(crate) counts: table::stacked::Counts,
}

impl<'s> Line<'s> {
    /// Whether it is the title of a part of a chapter: 第一节 筹备.
    pub(crate) fn is_division(&self) -> bool {
        self.marker.as_ref().is_some_and(|found| {
            found.form == Form::Chapter && self.text()[found.numeral.end..].starts_with('节')
        })
    }

    pub(crate) fn new(flow: Flow<'s>, gap: bool) -> Line<'s> {
        let marker = marker(flow.text());
        Line {
            flow,
            marker,
            gap,
            level: 0,
            align: Align::Start,
            bold: 0,
            bold_ranges: Vec::new(),
            bullet: false,
            head: None,
            cells: 0,
            indented: false,
            full: false,
            ended: false,
            on_next_page: false,
            counts: table::stacked::Counts::default(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.flow.text()
    }

    /// The words after the ordinal.
    pub(crate) fn rest(&self) -> &str {
        &self.text()[self.marker.as_ref().map_or(0, |marker| marker.end)..]
    }

    pub(crate) fn form(&self) -> Option<Form> {
        self.marker.as_ref().map(|marker| marker.form)
    }
}

/// The lines and tables of a document, sentences joined, and its footnotes.
///
/// Blocks that are given away are given back one by one: nothing is read of them a second time.
pub(crate) fn elements<'s>(
    sources: &'s [Source],
    blocks: Cow<'s, [Block]>,
    record: &mut Record,
) -> (Vec<Element<'s>>, Vec<Flow<'s>>) {
    let mut raw: Vec<Element<'s>> = Vec::with_capacity(blocks.len());
    let mut notes: Vec<Flow<'s>> = Vec::new();
    let mut gap = true;
    // The last number of each form.
    let mut last: [Option<u32>; 8] = [None; 8];
    let (borrowed, owned) = match blocks {
        Cow::Borrowed(blocks) => (blocks, Vec::new()),
        Cow::Owned(blocks) => (&[][..], blocks),
    };
    let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    let all = if owned.is_empty() { borrowed } else { &owned };
    let last_table = all.iter().rposition(is_table);
    let blocks = borrowed.iter().map(Cow::Borrowed).chain(owned.into_iter().map(Cow::Owned));
    let mut source = None;
    let mut attached = false;
    let mut pages = Vec::new();
    // The bars on lines of their own, and how many elements stand above each.
    let mut bars: Vec<(usize, Flow<'s>)> = Vec::new();
    let mut escapes = Vec::new();
    let mut trail = Trail::default();
    let mut sheet = None;
    for (at, block) in blocks.enumerate() {
        let index = block.source;
        let text = text_of(sources, index);
        let opens = source.replace(index) != Some(index);
        attached |= index > ONE;
        match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                let flow = Flow::new(text, index, &paragraph.pieces).close_digits();
                gap |= paragraph.gap;
                if opens {
                    trail = Trail::default();
                }
                let flow = match trail.takes(flow.text()) {
                    0 => flow,
                    taken => {
                        let end = flow.text().len();
                        record.furniture(FurnitureKind::Site, flow.span(0..taken));
                        gap = true;
                        if taken == end {
                            continue;
                        }
                        flow.slice(taken..end)
                    }
                };
                if paragraph.note {
                    record.prose(ProseRole::Note, &flow);
                    notes.push(flow);
                    continue;
                }
                attached |= chars::trim_start(flow.text()).starts_with('附');
                // P. 9 alone may be in a cell.
                let again = || pages.last() == Some(&raw.len()) && is_page_in_short(flow.text());
                let number = is_page_number(flow.text()) || again();
                // A bare number may be that of a row, and one with a stop that of an item.
                if number && !alone::is_number(flow.text()) {
                    pages.push(raw.len());
                    record.furniture(FurnitureKind::PageNumber, flow.whole());
                    gap = true;
                    continue;
                }
                // Ornaments: //, * * *, ————, and the bars that a page draws between cells.
                let drawn = |text: &str| {
                    !displaced::is_marks(text)
                        || text.chars().all(|c| c == '|' || chars::is_space(c))
                };
                if !flow.text().chars().any(chars::is_word) && drawn(flow.text()) {
                    gap = true;
                    if flow.text() == "|" {
                        bars.push((raw.len(), flow));
                    }
                    continue;
                }
                let mut line = line_of(paragraph, flow, gap, &last, text);
                line.on_next_page = pages.last() == Some(&raw.len());
                if let Some(marker) = &line.marker {
                    last[marker.form as usize] = Some(marker.number);
                }
                gap = false;
                trail.pass(&line);
                raw.push(Element::Line(line));
            }
            BlockKind::Table(_) => {
                let sheet = sheet.take();
                let grid = grid(block).map(|grid| GridRef { grid, index, source: text, sheet });
                if let Some(grid) = &grid {
                    table::grid::record_borders(grid, record);
                }
                // What a site says of its page stands at its foot, below the last table.
                let at_foot = last_table == Some(at);
                // Metadata stand before all that is numbered.
                let may_tell = opens || last == [None; 8];
                match grid {
                    Some(grid)
                        if let Some(lines) = header::lines_of_frame(&grid, may_tell, record) =>
                    {
                        raw.extend(lines);
                    }
                    // Bars between which nothing stands are no table that ends the head.
                    Some(grid) if may_tell && is_blank(&grid.grid) => {}
                    Some(grid) if may_tell && let Some(row) = header::metadata_rows(&grid) => {
                        raw.extend(grid.cut(row).map(Element::Table));
                    }
                    Some(grid)
                        if at_foot
                            && let Some(row) =
                                header::rows_above_metadata(&grid, attached, false)
                            && row > 0 =>
                    {
                        raw.extend(grid.cut(row).map(Element::Table));
                    }
                    grid => raw.extend(grid.map(Element::Table)),
                }
                gap = true;
            }
            BlockKind::Rule(range) => {
                record.furniture_at(FurnitureKind::Mark, *range);
                raw.push(Element::Rule);
                gap = true;
            }
            BlockKind::Ignored(range, why) => {
                if is_escaped_end(text.slice(*range)) {
                    escapes.push(*range);
                }
                let kind = match why {
                    Ignored::Site => FurnitureKind::Site,
                    // The foot of a page may hold its number and nothing else.
                    Ignored::RunningHead if is_page_number(text.slice(*range)) => {
                        FurnitureKind::PageNumber
                    }
                    Ignored::RunningHead => FurnitureKind::RunningHead,
                    Ignored::PageNumber => FurnitureKind::PageNumber,
                    Ignored::Mark => FurnitureKind::Mark,
                    Ignored::Sheet => {
                        sheet = Some(Flow::new(text, index, &[*range]));
                        FurnitureKind::Label
                    }
                };
                record.furniture_at(kind, *range);
            }
        }
    }
    report_escapes(&escapes, record);
    end_cells(&mut raw, &bars);
    let raw = footnotes::set_apart(raw, &mut pages, &mut notes, record);
    let raw = cuts::heads_of_pages(raw, &pages, record);
    (put_together(raw, sources, record), notes)
}

/// Whether words that are no text are a line end as a program writes it: `\n`.
fn is_escaped_end(words: &str) -> bool {
    words.starts_with("\\n") || words.starts_with("\\r")
}

/// All line ends that stood in the text as a program writes them are one repair.
fn report_escapes(escapes: &[TextRange], record: &mut Record) {
    let count = escapes.len();
    if count == 0 {
        return;
    }
    let mut span = Span::default();
    escapes.iter().for_each(|&range| span.push(ONE, range));
    record.repair(
        RepairKind::SplitParagraph,
        span,
        Confidence::Likely,
        || format!("文中的“\\n”是未还原的换行，已按换行读，共{count}处"),
        || {
            format!(
                "line ends are written as \\n in the text and read as line ends, {count} in all"
            )
        },
    );
}

/// Puts bars that stand on lines of their own, one below each cell, behind the cells of a table: from its headings on.
fn end_cells<'s>(raw: &mut [Element<'s>], bars: &[(usize, Flow<'s>)]) {
    const FEWEST: usize = 6;
    const FEWEST_HEADINGS: usize = 3;
    let text = |at: usize| match &raw[at] {
        Element::Line(line) => line.text(),
        _ => "",
    };
    let heads = |bar: &(usize, Flow<'s>)| {
        bar.0.checked_sub(1).is_some_and(|at| table::is_heading_word(text(at)))
    };
    // A heading that nobody knows may stand left of the others.
    let plain = |bar: &&(usize, Flow<'s>)| {
        let is_plain = |words: &str| words.chars().count() <= 6 && !layout::ends_like_table(words);
        bar.0.checked_sub(1).is_some_and(|at| is_plain(text(at)))
    };
    let is_day = |words: &str| words.ends_with('日') && words::is_date_line(words);
    let source = |bar: &(usize, Flow<'s>)| bar.1.source();
    let mut ended: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for run in bars.chunk_by(|one, other| one.0 + 1 == other.0 && source(one) == source(other)) {
        let headed = run.windows(FEWEST_HEADINGS).position(|bars| bars.iter().all(heads));
        if let Some(first) = headed.filter(|first| run.len() - first >= FEWEST) {
            let left = run[..first].iter().rev().take_while(plain).count();
            // The one day at its end is that of issue, below who signs.
            let mut days = run[first..].iter().map(|bar| is_day(text(bar.0 - 1)));
            let signed = days.next_back() == Some(true) && !days.any(|is_day| is_day);
            ended.push(from + first - left..from + run.len() - 2 * usize::from(signed));
        }
        from += run.len();
    }
    for (above, bar) in ended.into_iter().flat_map(|run| &bars[run]) {
        if let Element::Line(cell) = &mut raw[above - 1]
            && cell.flow.source() == bar.source()
            && !cell.text().ends_with('|')
        {
            cell.flow.append(bar);
        }
    }
}

/// A printed paragraph as a line; `last` are the numbers that its own may count on from.
fn line_of<'s>(
    paragraph: &Paragraph,
    flow: Flow<'s>,
    gap: bool,
    last: &[Option<u32>; 8],
    source: &Source,
) -> Line<'s> {
    let mark = bullet_mark(flow.text());
    let flow = if mark > 0 { flow.slice(mark..flow.text().len()) } else { flow };
    let mut line = Line::new(flow, gap);
    line.marker = line.marker.or_else(|| marker_of_count(line.flow.text(), last));
    line.level = paragraph.level;
    line.align = paragraph.align;
    line.bold = bold_prefix(&line, &paragraph.bold);
    line.bold_ranges.clone_from(&paragraph.bold);
    line.bullet = mark > 0 || is_bullet(&source.text, &line);
    if matches!(source.format, Format::Text | Format::Markdown) {
        (line.cells, line.indented) = printed_width(&source.text, &line);
    }
    line
}

/// What line breaks, pages and copies took apart, put together again: first what stands in its way, then
/// tables and ordinals, then sentences.
fn put_together<'s>(
    raw: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let raw = crate::text_layer::put_together(crate::second::cut_off(raw, sources, record), record);
    let raw = contents::drop_lists(raw, record);
    let raw = table::split_header::put_together(raw, record);
    let raw = table::broken::put_together(table::numbered::put_back(raw, record), record);
    let raw = table::broken::last_cell::put_back(raw, record);
    let raw = table::cards::gather(raw, sources, record);
    let raw = alone::join(raw, record);
    let raw = table::stacked::gather(raw, sources, record);
    let raw = without_lone_divisions(displaced::put_back(raw, record));
    let raw = unmarked::number(series::number(decimal::number(raw)), record);
    let raw = twofold::part(misread::number(raw, record), record);
    let raw = table::flattened::gather(raw, true, sources, record);
    let raw = cuts::running_heads(upright(raw, record), record);
    let raw = crate::wrap::unwrap(alone::join_ordinals(raw, record), record);
    let raw = crate::articles::cut(crate::split::run_together(raw, record), record);
    let raw = crate::glued::cut(raw, record);
    let raw = table::flattened::gather(join(raw, sources, record), false, sources, record);
    table::flattened::report_headers_in_text(&raw, record);
    crate::run_on::cut(raw, record)
}

/// Takes the numbers off titles of parts of chapters where there are no chapters: 第一节 课程安排 may be of a
/// timetable.
fn without_lone_divisions<'s>(mut raw: Vec<Element<'s>>) -> Vec<Element<'s>> {
    let chapter = |element: &Element<'_>| match element {
        Element::Line(line) => line.form() == Some(Form::Chapter) && !line.is_division(),
        _ => false,
    };
    if !raw.iter().any(chapter) {
        for element in &mut raw {
            if let Element::Line(line) = element {
                let division = line.is_division();
                line.marker.take_if(|_| division);
            }
        }
    }
    raw
}

/// Whether no cell of a grid says anything.
fn is_blank(grid: &Grid) -> bool {
    grid.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.pieces.is_empty())
}

/// The grid of a block, taken out of it where it is given away.
fn grid(block: Cow<'_, Block>) -> Option<Cow<'_, Grid>> {
    match block {
        Cow::Borrowed(Block { kind: BlockKind::Table(grid), .. }) => Some(Cow::Borrowed(grid)),
        Cow::Owned(Block { kind: BlockKind::Table(grid), .. }) => Some(Cow::Owned(grid)),
        _ => None,
    }
}

/// The bytes of the mark of a list that words begin with, and of the white space after it.
fn bullet_mark(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let rest = &text[first.len_utf8()..];
    let is = match first {
        '•' | '●' | '◆' | '■' | '▪' | '◇' | '□' | '★' | '➤' => true,
        '-' | '*' | '·' => rest.starts_with(chars::is_space),
        _ => false,
    };
    if is { text.len() - rest.trim_start_matches(chars::is_space).len() } else { 0 }
}

/// How wide a line is printed, in cells, and whether white space opens it.
fn printed_width(source: &str, line: &Line<'_>) -> (u32, bool) {
    let Some((_, start)) = line.flow.whole().start() else { return (0, false) };
    let before = &source[..start as usize];
    // An indent is short.
    let back = before.bytes().rev().take(60).take_while(|&b| b != b'\n').count();
    let lead = before.get(before.len() - back..).unwrap_or_default();
    // Counted in bytes, so few at a time that one holds their number, many are counted at once.
    let wide = |bytes: &[u8]| bytes.iter().map(|byte| byte >> 7).sum::<u8>();
    let cells = |text: &str| {
        let wide: usize = text.as_bytes().chunks(255).map(|part| usize::from(wide(part))).sum();
        (text.len() - wide + wide / 3 * 2) as u32
    };
    (cells(lead) + cells(line.text()), lead.starts_with(chars::is_space))
}

/// Whether nothing but the mark of a list stands before the words on their line.
fn is_bullet(source: &str, line: &Line<'_>) -> bool {
    let Some((_, start)) = line.flow.whole().start() else { return false };
    let before = &source[..start as usize];
    // The mark stands a few characters before the words.
    let from = before.len() - before.bytes().rev().take(12).take_while(|&b| b != b'\n').count();
    before.get(from..).is_some_and(|mark| matches!(mark.trim(), "-" | "*" | "+" | "•"))
}

/// Where the words end that the container prints bold from the start or from the ordinal on, else 0.
pub(crate) fn bold_prefix(line: &Line<'_>, bold: &[TextRange]) -> usize {
    if bold.is_empty() {
        return 0;
    }
    let whole = bold_run(&line.flow, 0, bold);
    let Some(marker) = line.marker.as_ref().filter(|marker| whole < marker.end) else {
        return whole;
    };
    let end = bold_run(&line.flow, marker.end, bold);
    if end > marker.end { end } else { whole }
}

/// Cuts a line where something begins inside it, with the repair that tells so; `why` says in Chinese and in
/// English what is wrong with the line.
pub(crate) fn cut<'s>(
    line: Line<'s>,
    cuts: &[usize],
    confidence: Confidence,
    why: [&str; 2],
    record: &mut Record,
) -> Vec<Line<'s>> {
    let text = line.text();
    let starts: Vec<&str> = cuts.iter().map(|&at| crate::record::head(&text[at..], 8)).collect();
    let [zh, en] = why;
    record.repair(
        RepairKind::SplitParagraph,
        line.flow.whole(),
        confidence,
        || format!("{zh}，已在此切开：“{}”", starts.join("”“")),
        || format!("{en}; the line is cut there: “{}”", starts.join("” “")),
    );
    pieces(line, cuts)
}

/// A line in its pieces, which begin at its start and at `cuts`.
pub(crate) fn pieces<'s>(line: Line<'s>, cuts: &[usize]) -> Vec<Line<'s>> {
    let text = line.text();
    let end = cuts.first().copied().unwrap_or(text.len());
    let range = trim(text, 0..end);
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let more: Vec<Line<'s>> = cuts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let mut more = Line::new(line.flow.slice(trim(text, start..end)), false);
            more.bold_ranges.clone_from(&line.bold_ranges);
            more.bold = bold_prefix(&more, &more.bold_ranges);
            more
        })
        .collect();
    let flow = line.flow.slice(range);
    let bold = line.bold.min(flow.text().len());
    std::iter::once(Line { flow, bold, ..line }).chain(more).collect()
}

/// Where the bold words that begin at `from` end.
fn bold_run(flow: &Flow<'_>, from: usize, bold: &[TextRange]) -> usize {
    let mut at = from;
    for piece in flow.source_ranges(from..flow.text().len()) {
        let inside =
            bold.iter().find(|range| range.start() <= piece.start() && piece.start() < range.end());
        let Some(range) = inside else { break };
        if range.end() < piece.end() {
            return at + (range.end() - piece.start()) as usize;
        }
        at += piece.len();
    }
    at
}

/// `- 13 -`, `— 1 —`, `第 3 页 共 9 页`, a bare `12`; and what OCR makes of them or its tool writes for them.
pub(crate) fn is_page_number(text: &str) -> bool {
    if is_page_mark(text) {
        return true;
    }
    if text.len() > 48 {
        return false;
    }
    let mut digits = 0;
    let page = text.contains('页');
    let pairs = || text.as_bytes().windows(3);
    if !page && pairs().any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit()) {
        return false;
    }
    for c in text.chars() {
        match chars::narrow(c) {
            // （1） alone is an ordinal.
            '(' | ')' if page => {}
            c if c.is_ascii_digit() => digits += 1,
            '-' | '—' | '–' | '―' | '－' | '·' | '/' | ' ' | '第' | '页' | '共' | '.' | '~'
            | '\u{2500}' => {}
            c if chars::is_space(c) => {}
            _ => return false,
        }
    }
    (1..=3).contains(&digits) || (digits <= 6 && digits > 0 && page)
}

/// Whether a line is what a tool sets between two pages, with their number or without: `{1}--------`,
/// `=== Page 2 ===`, `Page 3 of 9`, `<--- Page Split --->`; or a number between dashes one of which was read
/// as 一.
fn is_page_mark(text: &str) -> bool {
    const LONGEST: usize = 80;
    let text = chars::trim(text);
    if text.len() > LONGEST {
        return false;
    }
    match text.chars().next() {
        Some('{') => text[1..].split_once('}').is_some_and(|(number, dashes)| {
            is_number(number) && dashes.len() >= 3 && dashes.bytes().all(|b| b == b'-')
        }),
        Some('一' | '-' | '—' | '–' | '－') if text.contains('一') => {
            let dash = |c: char| matches!(c, '一' | '-' | '—' | '–' | '－');
            let inner = text.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash));
            inner.is_some_and(is_number)
        }
        Some('p' | 'P' | '=' | '<' | '[' | '-') => {
            let mark = |c: char| matches!(c, '=' | '-' | '<' | '>' | '[' | ']' | ' ');
            let words = text.trim_matches(mark).to_ascii_lowercase();
            let Some(rest) = words.strip_prefix("page") else { return false };
            match rest.trim() {
                "break" | "split" => text.starts_with(['<', '[', '=', '-']),
                // What it is a page of may stand behind it: Page 9 - 水利通讯2026年2期.
                rest => {
                    rest.split_once(" - ").map_or(rest, |(page, _)| page).split("of").all(is_number)
                }
            }
        }
        _ => false,
    }
}

/// Whether a line is the number of a page in short: `P. 9`.
fn is_page_in_short(text: &str) -> bool {
    chars::trim(text)
        .strip_prefix(['P', 'p'])
        .is_some_and(|rest| rest.strip_prefix('.').is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Names printed one character a line are one line.
fn upright<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let single = |element: &Element<'_>| matches!(element, Element::Line(line) if line.marker.is_none() && line.text().trim().chars().count() == 1 && line.text().chars().any(chars::is_han));
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut run = 0;
    for element in raw {
        let source = |element: Option<&Element<'_>>| match element {
            Some(Element::Line(line)) => Some(line.flow.source()),
            _ => None,
        };
        if !single(&element) {
            run = 0;
            out.push(element);
            continue;
        }
        if run > 0 && source(out.last()) != source(Some(&element)) {
            run = 0;
        }
        run += 1;
        if run < 3 {
            out.push(element);
            continue;
        }
        // From the third on it is a run: all of it becomes one line.
        let second = if run == 3 { out.pop() } else { None };
        let Some(Element::Line(joined)) = out.last_mut() else { continue };
        for more in second.iter().chain([&element]) {
            if let Element::Line(more) = more {
                joined.flow.append(&more.flow);
            }
        }
        if run == 3 {
            record.closed_spaces(&joined.flow);
        }
    }
    out
}

/// How lines of one ordinal form end in this notice.
#[derive(Default, Clone, Copy)]
struct Ends {
    closed: u32,
    open: u32,
}

/// Joins what a break cut.
fn join<'s>(raw: Vec<Element<'s>>, sources: &'s [Source], record: &mut Record) -> Vec<Element<'s>> {
    // Where most lines of a form end their sentence, one that does not was cut; where most do
    // not, they are headings.
    let mut ends = [Ends::default(); 8];
    let mut siblings = Siblings::default();
    for (at, element) in raw.iter().enumerate() {
        if let Element::Line(line) = element {
            let slot = &mut ends[line.form().map_or(7, |form| form as usize)];
            let closed = ends_closed(line.text());
            if closed {
                slot.closed += 1;
            } else if open_bracket(line.text()).is_none() {
                slot.open += 1;
            }
            let below = match raw.get(at + 1) {
                Some(Element::Line(next)) if next.marker.is_none() => Some(next),
                _ => None,
            };
            siblings.add(at, line, closed, below);
        }
    }
    let headings = siblings.headings();
    let said = cuts::said_in_one(&raw);
    let mut above = true;
    let mut last: [Option<u32>; 8] = [None; 8];
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut heads = false;
    let rows = table::flattened::lines(&raw, sources);
    for (at, ((element, said), row)) in raw.into_iter().zip(said).zip(rows).enumerate() {
        let Element::Line(mut line) = element else {
            out.push(element);
            continue;
        };
        check_doubtful(&mut line, &last);
        // Tools draw a rule where a page ends, which may be in the middle of a sentence.
        let rules = out.iter().rev().take_while(|above| matches!(above, Element::Rule)).count();
        let before = out.len().checked_sub(rules + 1);
        if let Some(before) = before
            && let Element::Line(before) = &mut out[before]
            && !row
            && !(above && begins_notice(before, &line))
            && let Some(confidence) =
                cut_between(before, &line, &ends, heads, said && !are_two_names(before, &line))
            && (rules == 0 || confidence == Confidence::Certain)
        {
            record.joined(before, &line, confidence);
            before.bold_ranges.append(&mut line.bold_ranges);
            before.flow.append(&line.flow);
            before.ended = line.ended;
            out.truncate(out.len() - rules);
            continue;
        }
        if let Some(marker) = &line.marker {
            last[marker.form as usize] = Some(marker.number);
        }
        above &= line.marker.is_none() && !line.text().trim_end().ends_with(['。', '：', ':']);
        heads = headings.binary_search(&at).is_ok();
        out.push(Element::Line(line));
    }
    out
}

/// Whether two lines are the names of two who sign, which a table has beside each other: of one place, or of one kind.
fn are_two_names(before: &Line<'_>, next: &Line<'_>) -> bool {
    /// In characters: 云溪, 办公厅.
    const PLACE: usize = 2;
    const KIND: usize = 3;
    // 中共云溪市委员会, 云溪市人民政府
    let name = |line: &Line<'_>| line.text().trim().trim_start_matches("中共").to_owned();
    let (a, b) = (name(before), name(next));
    let place = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let kind = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    (place >= PLACE || kind >= KIND) && header::is_issuer(&a) && header::is_issuer(&b)
}

/// So many characters has a heading that a comma parts, its ordinal included: （一）提高认识，落实责任.
const FEW_WORDS: usize = 20;

/// The lines of each form since the last line of an outer one.
#[derive(Default)]
struct Siblings {
    groups: [Siblinghood; 7],
    headings: Vec<usize>,
}

#[derive(Default)]
struct Siblinghood {
    lines: Vec<usize>,
    /// Whether one of them ends its sentence, or a figure goes on with it.
    closed: bool,
    /// Whether one of them is a few words that no comma parts.
    plain: bool,
    /// Whether one of them that a comma parts is no few words above a whole sentence.
    long: bool,
}

impl Siblings {
    /// One more line, and the line without an ordinal right below it.
    fn add(&mut self, at: usize, line: &Line<'_>, closed: bool, below: Option<&Line<'_>>) {
        let Some(form) = line.form() else { return };
        self.close_below(form as usize + 1);
        let group = &mut self.groups[form as usize];
        group.closed |= closed || below.is_some_and(|below| opens_with_a_figure(below.text()));
        if group.closed {
            return;
        }
        let plain = !line.text().contains(['，', ',']);
        group.plain |= plain;
        // A sentence goes on in no more characters than the width at which it was cut.
        let wider = |below: &Line<'_>| below.text().chars().count() > line.text().chars().count();
        let wide = below.filter(|below| wider(below));
        if plain || wide.is_some() {
            group.lines.push(at);
        }
        // 提高认识，落实责任
        let few = || line.text().chars().nth(FEW_WORDS).is_none();
        group.long |= !plain && !wide.is_some_and(|below| ends_closed(below.text()) && few());
    }

    /// Those of the forms from one on, of which no more come, are headings where all end in no mark.
    fn close_below(&mut self, form: usize) {
        for group in &mut self.groups[form..] {
            if !group.closed && (group.plain || !group.long) && group.lines.len() > 1 {
                self.headings.append(&mut group.lines);
            }
            group.lines.clear();
            (group.closed, group.plain, group.long) = (false, false, false);
        }
    }

    /// Lines that are headings as those beside them are, however others of their form end elsewhere.
    fn headings(mut self) -> Vec<usize> {
        self.close_below(0);
        self.headings.sort_unstable();
        self.headings
    }
}

/// Whether a line opens with how many there are of what was said before, and not with a date: 10座。, 共10座。
fn opens_with_a_figure(text: &str) -> bool {
    let text = text.trim_start_matches(chars::is_space);
    let figure = text.strip_prefix(['共', '约', '达', '近']).unwrap_or(text);
    let behind = figure.trim_start_matches(|c| chars::digit(c).is_some());
    behind.len() < figure.len() && !behind.starts_with(['年', '月'])
}

/// Whether a line above the letter is the whole title of a notice or what a site says of the page, and
/// goes on with nothing: the words above it are the site's (重磅！云溪市出台就业十条).
fn begins_notice(before: &Line<'_>, next: &Line<'_>) -> bool {
    let issues = ["转发", "批转", "印发", "关于"];
    let title = || {
        let text = before.text().trim_end_matches(chars::is_space);
        header::is_whole_title(next) && !issues.iter().any(|verb| text.ends_with(verb))
    };
    crate::site::is_byline(next.text()) || title()
}

/// Drops an ordinal that is part of a figure: `1.5` alone, `1.5万亩` unless it goes on from `0.`; `19.2021年`
/// stays.
///
/// `last` is the number of the last line of each form.
fn check_doubtful(line: &mut Line<'_>, last: &[Option<u32>; 8]) {
    let Some(marker) = line.marker.as_ref().filter(|marker| marker.doubtful) else {
        return;
    };
    let rest = &line.flow.text()[marker.end..];
    let year = rest.chars().take_while(|&c| chars::digit(c).is_some()).count() == 4
        && rest.trim_start_matches(|c| chars::digit(c).is_some()).trim_start().starts_with('年');
    let last = last[marker.form as usize];
    // Nothing but digits, and the bar that a cell ends with: 15.5 |.
    let figure = rest.chars().all(|c| chars::digit(c).is_some() || chars::is_space(c) || c == '|');
    if figure || !year && last.map_or(1, |last| last + 1) != marker.number {
        line.marker = None;
    }
}

/// Whether the words end a sentence or a bracket.
pub(crate) fn ends_closed(text: &str) -> bool {
    let last = chars::trim_end(text).chars().next_back();
    last.is_some_and(|c| {
        chars::ends_sentence(c)
            || matches!(c, '）' | ')' | '〕' | ']' | '】' | '：' | ':' | '…' | '.' | '．')
            // 全文如下↓↓↓
            || matches!(c, '↓' | '👇')
    })
}

/// Whether the rest of an address stands behind the end of a sentence, where a copy took the link out of its
/// words: …为准。&siteId=0010.
fn ends_in_query(text: &str) -> bool {
    let words = chars::trim_end(text);
    if !words.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '=' | '/')) {
        return false;
    }
    let said = words.trim_end_matches(|c: char| c.is_ascii_graphic());
    let query = &words[said.len()..];
    query.starts_with(['&', '?']) && query.contains('=') && ends_closed(said)
}

/// Whether `next` goes on where `before` was cut, and how sure that is; `heads` where the lines beside
/// `before` are headings, `said` where a table has the words across the break in one piece.
fn cut_between(
    before: &Line<'_>,
    next: &Line<'_>,
    ends: &[Ends; 8],
    heads: bool,
    said: bool,
) -> Option<Confidence> {
    if before.flow.source() != next.flow.source() || next.align != Align::Start {
        return None;
    }
    let (text, after) = (before.text(), next.text());
    // A bar at its end makes a line the cell of a table, which is whole; more bars make it a row.
    if text.strip_suffix('|').is_some_and(|cell| !cell.contains('|')) {
        return None;
    }
    if next.form().is_none_or(|form| form >= Form::DigitBracket)
        && let Some(open) = open_bracket(tail(text))
        && closes_before(open, after)
    {
        return Some(Confidence::Certain);
    }
    let first = after.chars().next()?;
    if next.marker.is_none() && ends_in_open_bracket(text) {
        return Some(Confidence::Certain);
    }
    if matches!(first, '，' | '。' | '、' | '；' | '）' | '”' | '》' | ',' | ';')
        && !ends_closed(text)
    {
        return Some(Confidence::Certain);
    }
    // OCR marks any line as a heading, but no heading is a sentence.
    if next.level > 0 && sentence::first_stop(head(after)).is_none() {
        return None;
    }
    if ends_in_query(text) && chars::is_han(first) {
        return None;
    }
    let begins = next.marker.is_some() || words::starts_part(after);
    if !begins && wants_its_value(tail(text), next) {
        return Some(Confidence::Certain);
    }
    if !begins && cut_behind_a_figure(before, next) {
        return Some(if said { Confidence::Certain } else { Confidence::Likely });
    }
    if begins
        || ends_closed(text)
        || words::is_date_line(after)
        || after.starts_with("20") && header::signed_day(after).is_some()
        || header::is_note(after)
        || words::is_field_name(after)
        || words::is_field_name(text)
    {
        return None;
    }
    let last = text.trim_end_matches(chars::is_space).chars().next_back()?;
    // 现将《…》印 before 发给你们: no title ends so.
    let issues = matches!(last, '印' | '转') && first == '发' && text.contains('》');
    if matches!(last, '，' | '、' | ',') || said || issues {
        return Some(Confidence::Certain);
    }
    // 8月 heads what is to be done then, unless 于 wants it.
    let month = words::is_month(after) && !DANGLING.contains(&last);
    if before.ended || month || header::greets(before, next) || header::is_imprint(text) {
        return None;
    }
    // A line that is no sentence is a heading, a title or a name, unless its like end in sentences.
    let sentence = sentence::is_sentence(head(before.rest()));
    let comma = head(text).contains(['，', ',']);
    let slot = ends[before.form().map_or(7, |form| form as usize)];
    // No title ends in a word that wants another: 提高到, 和; 目的 is a word of its own.
    let dangling = (comma || before.marker.is_some())
        && DANGLING.contains(&last)
        && !text.trim_end_matches(chars::is_space).ends_with("目的");
    let half = (comma || before.marker.is_some()) && (ends_in_half(tail(text)) || goes_on(after));
    let settled = dangling
        || half
        || match before.form() {
            Some(Form::Han | Form::Chapter) => sentence,
            // Headings with a comma are rare where half of their like are whole sentences, and so is one
            // at the end of a page where all of them are.
            Some(_) => {
                sentence
                    || comma && !heads && slot.closed >= slot.open.max(1)
                    || next.on_next_page && slot.closed > slot.open && slot.open == 1
            }
            None => sentence || (comma && head(text).chars().count() >= 24),
        };
    if cut_in_a_name(tail(text), after) {
        return Some(Confidence::Likely);
    }
    if before.bold == text.len() && before.bold > 0
        || words::is_label_line(text)
        || ends_in_a_list(tail(text)) && sentence::is_sentence(head(after))
    {
        return None;
    }
    settled.then_some(Confidence::Likely)
}

/// Whether a task ends in a number that the next line says the measure or the month of: `培训 900`, and below
/// it `人次，持证率…`. No heading ends so, and a line that is broken at its blanks may be short.
fn cut_behind_a_figure(before: &Line<'_>, next: &Line<'_>) -> bool {
    /// So many characters on either side of the break say what the number is.
    const AROUND: usize = 24;
    let text = tail(before.text()).trim_end_matches(chars::is_space);
    let is_digit = |c: char| chars::digit(c).is_some();
    if !text.ends_with(is_digit)
        || next.text().starts_with(is_digit)
        || before.marker.is_none() && !text.contains(['，', ','])
        || words::starts_part(before.text())
        // 名单见附表 3 names one of several.
        || text.trim_end_matches(|c| is_digit(c) || chars::is_space(c)).ends_with(['附', '件', '表', '图', '第'])
    {
        return false;
    }
    let from = text.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let until = next.text().char_indices().nth(AROUND).map_or(next.text().len(), |(at, _)| at);
    let own = text.len() - from;
    // 数字乡村2025 says a year, and 个 below it counts nothing.
    let digits = &text[text.trim_end_matches(is_digit).len()..];
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let across = format!("{}{}", &text[from..], &next.text()[..until]);
    token::tokens(&across).iter().any(|found| {
        found.range.start < own
            && own < found.range.end
            && match found.kind {
                TokenKind::Figure(_) => !year,
                TokenKind::Date(_) => true,
                TokenKind::Cited(_) => false,
            }
    })
}

/// Whether words end in a label with nothing behind it, and the next line is what it wants: units behind
/// 责任单位：, a time behind 完成时限：.
fn wants_its_value(text: &str, next: &Line<'_>) -> bool {
    const LONGEST_LABEL: usize = 8;
    let text = text.trim_end_matches(chars::is_space);
    let Some(text) = text.strip_suffix(['：', ':']) else { return false };
    let label = text.rsplit(['。', '；', ';', '，', ',', '：', ':']).next().unwrap_or(text);
    let label = label.trim_matches(chars::is_space);
    if !(2..=LONGEST_LABEL).contains(&label.chars().count()) {
        return false;
    }
    if ["时限", "期限", "时间"].iter().any(|end| label.ends_with(end)) {
        return crate::date::says_when(next.text());
    }
    responsibility::label_role(label).is_some() && responsibility::unit_score(&next.flow) >= 0.4
}

/// Whether a list breaks off behind 等, or in the middle of the word that 等 wants: `甲、乙等主`.
fn ends_in_half(text: &str) -> bool {
    let sentence = text.rsplit(['。', '；', '，']).next().unwrap_or(text);
    let sentence = sentence.trim_end_matches(chars::is_space);
    let mut back = sentence.char_indices().rev();
    let of_list = |(at, c): (usize, char)| {
        // 平等, 高等教: a word of its own.
        let whole = sentence[..at].ends_with(|c| "平高初中同优上下劣对相均".contains(c));
        c == '等' && !whole && sentence[..at].contains('、')
    };
    let (Some(last), before) = (back.next(), back.next()) else { return false };
    // 甲、乙等县, 等站: words of one character.
    let word = "省州市县区乡镇村国地人校院站港路河湖山厂园馆处所类项级方事物案业法证费权税款户店"
        .contains(last.1);
    of_list(last) || chars::is_han(last.1) && !word && before.is_some_and(of_list)
}

/// Whether words begin with the end of another: `品的行为` behind `制`.
fn goes_on(text: &str) -> bool {
    let mut all = text.chars();
    let (first, second) = (all.next(), all.next());
    second == Some('的')
        && first.is_some_and(|c| {
            chars::is_han(c) && !"新旧好坏大小多少老真美有别我你他她它目标是似".contains(c)
        })
}

/// Whether the last sentence is a label and units, the last of them whole: lists want no stop.
fn ends_in_a_list(text: &str) -> bool {
    last_of_a_list(text).is_some_and(|name| is_name(&name))
}

/// The last name of the last sentence, where that is a label and units.
fn last_of_a_list(text: &str) -> Option<Vec<char>> {
    let list = text.rsplit(['。', '；']).next().unwrap_or(text);
    let name = list.rsplit(['、', '，', ',', '：', ':']).next().unwrap_or(list);
    words::is_label_line(list).then(|| name.chars().filter(|&c| !chars::is_space(c)).collect())
}

fn is_name(name: &[char]) -> bool {
    responsibility::name_score(name) >= 60
}

/// Whether the last name of a list goes on in the next line, and its pieces are no names: `责任单位：省商务厅、省文化和旅游`
/// above `厅、省税务局`.
fn cut_in_a_name(text: &str, after: &str) -> bool {
    const LONGEST: usize = 10;
    /// 市, 自治州: what a name begins with and is none by itself.
    const LONGEST_PLACE: usize = 3;
    let Some(mut name) = last_of_a_list(text) else { return false };
    let marks = ['、', '，', ',', '。', '；', ';', '等'];
    let Some(end) = after.find(marks) else { return false };
    let rest: Vec<char> = after[..end].chars().filter(|&c| !chars::is_space(c)).collect();
    if name.is_empty() || !(1..=LONGEST).contains(&rest.len()) {
        return false;
    }
    let place =
        name.len() <= LONGEST_PLACE && name.last().is_some_and(|c| "省市县区州旗".contains(*c));
    if is_name(&rest) && !place {
        return false;
    }
    name.extend(rest);
    is_name(&name)
}

/// Characters that no title or name ends in, since they want another word.
const DANGLING: &[char] = &[
    '的', '和', '与', '及', '到', '在', '将', '对', '由', '于', '至', '达', '把', '被', '按', '向',
    '从',
];

/// How far a joined line is looked at for each line that may go on with it: joining a thousand
/// lines must not look at the first a thousand times. No sentence or bracket is as long.
const FAR: usize = 4096;

/// The end of a text.
pub(crate) fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(FAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The beginning of a text.
fn head(text: &str) -> &str {
    let mut end = text.len().min(FAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether words close a bracket that stands open before them: 县教育局）, and not 云政发〔2024〕3号,
/// which has its own.
pub(crate) fn closes_before(open: char, words: &str) -> bool {
    let mut own: Vec<char> = Vec::new();
    for (_, c) in chars::besides_han(words) {
        if chars::is_open(c) && !matches!(c, '<' | '{' | '｛') {
            own.push(c);
        } else if own.last().is_some_and(|&last| chars::closes(last, c)) {
            own.pop();
        } else if chars::closes(open, c) {
            return true;
        }
    }
    false
}

/// Whether a bracket is opened behind some words and nothing stands in it yet, as no printer leaves it.
fn ends_in_open_bracket(text: &str) -> bool {
    let opened = text.trim_end_matches(chars::is_space).strip_suffix(['（', '(', '〔', '【', '《']);
    opened.is_some_and(|words| words.ends_with(|c| chars::is_word(c) || chars::ends_sentence(c)))
}

/// The bracket that is opened last and not closed, if any; quotation marks do not count.
pub(crate) fn open_bracket(text: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    // Others alone, 〈 and 〖, are no sign that a bracket stands open.
    let mut told = false;
    for (_, c) in chars::besides_han(text) {
        told |= matches!(c, '（' | '(' | '〔' | '[' | '【' | '《');
        if chars::is_open(c) && !matches!(c, '<' | '{' | '｛') {
            open.push(c);
        } else if let Some(&last) = open.last()
            && chars::closes(last, c)
        {
            open.pop();
        }
    }
    open.last().copied().filter(|_| told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sign_are_two_where_they_are_of_one_place_or_kind() {
        let signed = |names: [&str; 2]| {
            let [first, second] = names;
            let text = format!(
                "索引号|Q001|发布机构|{first}{second}\n文号|云发〔2031〕3号|有效性|有效\n云溪市林业局关于造林的通知\n\
                 各县林业局：\n现就有关事项通知如下：\n一、造林。\n二、护林。\n{first}\n{second}\n2031年3月5日"
            );
            crate::fixtures::notice_with_tables(&text).header.signatories
        };
        for two in [
            ["云溪市林业局", "云溪市财政局"],
            ["水利部办公厅", "财政部办公厅"],
            ["中共云溪市委员会", "云溪市人民政府"],
        ] {
            assert_eq!(signed(two), two);
        }
        let one = ["云溪市人民政府", "国有资产监督管理委员会"];
        assert_eq!(signed(one), [one.concat()]);
    }

    #[test]
    fn marks_of_lists() {
        for (text, words) in [
            ("• 建站", "建站"),
            ("●建站", "建站"),
            ("- 建站", "建站"),
            ("——建站", "——建站"),
            ("-5℃", "-5℃"),
        ] {
            assert_eq!(&text[bullet_mark(text)..], words, "{text}");
        }
    }

    #[test]
    fn the_rest_of_an_address_is_no_cut_sentence() {
        for text in ["以官网为准。&siteId=0010", "（见官网）?id=3&page=2 "] {
            assert!(ends_in_query(text), "{text}");
        }
        // An address may be part of a sentence that goes on.
        for text in ["登录http://www.a.cn/?id=3", "比例x=3", "以官网为准。", "覆盖率。A3"]
        {
            assert!(!ends_in_query(text), "{text}");
        }
    }

    #[test]
    fn a_bracket_goes_on_below_a_rule_and_below_its_own_opening() {
        let joined = |lines: &[&str]| -> Vec<String> {
            let sources = [Source::from_text("n", Format::Text, &lines.join("\n"))];
            let mut at = 0;
            let element = |line: &&str| {
                let range = TextRange::at(at, at + line.len());
                at += line.len() + 1;
                match *line {
                    "---" => Element::Rule,
                    _ => Element::Line(Line::new(Flow::new(&sources[0], 0, &[range]), true)),
                }
            };
            let raw = lines.iter().map(element).collect();
            let out = join(raw, &sources, &mut Record::new(hongtou_model::Lang::Zh));
            let words = |element: &Element<'_>| match element {
                Element::Line(line) => line.text().to_owned(),
                _ => "---".to_owned(),
            };
            out.iter().map(words).collect()
        };
        let whole = "1.造林。造林300亩。（县林业局、各乡镇政府负责）";
        assert_eq!(
            joined(&["1.造林。造林300亩。（县林", "---", "业局、各乡镇政府负责）"]),
            [whole]
        );
        assert_eq!(joined(&["1.造林。造林300亩。（", "县林业局、", "各乡镇政府负责）"]), [whole]);
        // What a rule parts otherwise stays apart.
        for lines in [
            &["云溪县林业局文件", "---", "云林〔2031〕3号"][..],
            &["1.造林。造林300亩。", "---", "业务联系人：林场"],
            &["1.造林", "（", "1.护林"],
        ] {
            assert_eq!(joined(lines), lines);
        }
    }

    #[test]
    fn headings_with_a_comma_are_told_by_those_beside_them() {
        let joined = |lines: &[&str]| {
            let sources = [Source::from_text("n", Format::Text, &lines.join("\n"))];
            let mut at = 0;
            let line = |line: &&str| {
                let flow = Flow::new(&sources[0], 0, &[TextRange::at(at, at + line.len())]);
                at += line.len() + 1;
                Element::Line(Line::new(flow, true))
            };
            let raw = lines.iter().map(line).collect();
            let mut record = Record::new(hongtou_model::Lang::Zh);
            join(raw, &sources, &mut record);
            record.repairs.len()
        };
        // Elsewhere the lines of this form are sentences.
        let duties = ["二、工作职责", "（一）县水利局：负责清淤。", "（二）县林业局：负责造林。"];
        let plan = |first: &'static str, second: &'static str| {
            let task = "按照全市水系规划，编制三年整治计划。";
            let tasks = ["一、主要任务", first, task, second, "整治河段20公里。"];
            joined(&[&tasks[..], &duties].concat())
        };
        assert_eq!(plan("（一）以规划为引领，完善水系网络", "（二）实施清水工程"), 0);
        // Nothing tells one that stands alone, or beside a sentence, from one that was cut.
        assert_eq!(plan("（一）以规划为引领，完善水系网络", "（二）实施清水工程。"), 1);
        assert_eq!(
            joined(
                &[&["一、主要任务", "（一）以规划为引领，完善", "水系网络。"], &duties[..]]
                    .concat()
            ),
            1
        );
        // Items that a break cut before their figure, and one that goes on in less than its width.
        let cut = |first: &'static str, second: &'static str| {
            let tasks =
                ["一、主要任务", "（一）新建农村公路，改造危桥", first, "（二）完善站亭", second];
            joined(&[&tasks[..], &duties].concat())
        };
        assert_eq!(cut("10座。", "50处。"), 1);
        assert_eq!(cut("共10座，年底前全部建成并且通车。", "全部配备设备。"), 1);
        assert_eq!(cut("和农村客运站。", "全部配备设备。"), 1);
    }

    #[test]
    fn half_words_at_a_break() {
        for text in ["办好植树周、护河日等主", "1.办好植树周、护河日等"] {
            assert!(ends_in_half(text), "{text}");
        }
        for text in [
            "办好植树周、护河日等活动",
            "促进男女、城乡平等",
            "发展职业、高等教",
            "等主",
            "建设三等站",
        ] {
            assert!(!ends_in_half(text), "{text}");
        }
        assert!(
            goes_on("品的行为")
                && !goes_on("新的一年")
                && !goes_on("目的地")
                && !goes_on("的行为")
                && !goes_on("品牌")
        );
    }

    #[test]
    fn page_numbers() {
        for text in ["- 13 -", "— 1 —", "－ 1 －", "12", "第 3 页 共 9 页", "·7·"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "{1}------------------------------------------------",
            "=== Page 2 ===",
            "Page 9 - 水利通讯(网络版)2026年2期",
            "Page 3 of 9",
            "<--- Page Split --->",
            "一6一",
            "- 6 一",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["page", "一一", "一", "{1}", "Page A", "第一6一", "P. 9"] {
            assert!(!is_page_number(text), "{text}");
        }
        for text in ["2021", "1.", "一", "5家", "- -"] {
            assert_eq!(is_page_number(text), text == "1.", "{text}");
        }
    }
}
