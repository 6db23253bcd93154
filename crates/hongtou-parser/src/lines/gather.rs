//! The blocks of a document as lines and tables: numbers of pages, ornaments and what a site printed set aside.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind, Span};
use hongtou_source::{
    Block, BlockKind, Format, Grid, Ignored, Paragraph, Source, TextRange, chars,
};

use super::blanks;
use super::join::{join, upright};
use super::page_numbers::{is_page_in_short, is_page_number};
use super::{Element, Line, bold_prefix};
use crate::as_one::{ONE, text_of};
use crate::flow::Flow;
use crate::marker::{Form, marker_of_count};
use crate::record::Record;
use crate::site::Trail;
use crate::table::{self, GridRef};
use crate::{
    alone, contents, cuts, decimal, displaced, footnotes, header, layout, misread, series, twofold,
    unmarked, words,
};

/// The lines and tables of a document, sentences joined, and its footnotes.
///
/// Blocks that are given away are given back one by one: nothing is read of them a second time.
pub(crate) fn elements<'s>(
    sources: &'s [Source],
    blocks: Cow<'s, [Block]>,
    record: &mut Record,
) -> (Vec<Element<'s>>, Vec<Flow<'s>>) {
    let (borrowed, owned) = match blocks {
        Cow::Borrowed(blocks) => (blocks, Vec::new()),
        Cow::Owned(blocks) => (&[][..], blocks),
    };
    let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    let all = if owned.is_empty() { borrowed } else { &owned };
    let mut found = Gathered {
        sources,
        record,
        raw: Vec::with_capacity(all.len()),
        notes: Vec::new(),
        gap: true,
        last: [None; 8],
        last_table: all.iter().rposition(is_table),
        source: None,
        attached: false,
        pages: Vec::new(),
        bars: Vec::new(),
        escapes: Vec::new(),
        trail: Trail::default(),
        heads: Vec::new(),
        marks: Vec::new(),
        sheet: None,
    };
    let blocks = borrowed.iter().map(Cow::Borrowed).chain(owned.into_iter().map(Cow::Owned));
    for (at, block) in blocks.enumerate() {
        found.block(at, block);
    }
    found.put_together()
}

/// What was found in the blocks so far.
struct Gathered<'s, 'r> {
    sources: &'s [Source],
    record: &'r mut Record,
    raw: Vec<Element<'s>>,
    /// The notice's footnotes.
    notes: Vec<Flow<'s>>,
    /// Whether the next line stands apart from what is above it.
    gap: bool,
    /// The last number of each form.
    last: [Option<u32>; 8],
    /// Which block is the last table.
    last_table: Option<usize>,
    /// The source of the last block.
    source: Option<u16>,
    /// Whether an attachment was met: one that is named, or a further file.
    attached: bool,
    /// How many elements stand above each number of a page.
    pages: Vec<usize>,
    /// The bars on lines of their own, and how many elements stand above each.
    bars: Vec<(usize, Flow<'s>)>,
    /// Line ends as a program writes them.
    escapes: Vec<TextRange>,
    trail: Trail,
    /// The elements that are the heading of a column of numbers on a line of its own.
    heads: Vec<usize>,
    /// The elements below one that are a mark and nothing else.
    marks: Vec<usize>,
    /// The name of the sheet that the next table is.
    sheet: Option<Flow<'s>>,
}

impl<'s> Gathered<'s, '_> {
    /// Takes a block in.
    fn block(&mut self, at: usize, block: Cow<'s, Block>) {
        let index = block.source;
        let opens = self.source.replace(index) != Some(index);
        self.attached |= index > ONE;
        match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                if opens {
                    self.trail = Trail::default();
                }
                self.paragraph(paragraph, index);
            }
            BlockKind::Table(_) => {
                // Metadata stand before all that is numbered.
                let may_tell = opens || self.last == [None; 8];
                self.table(at, block, may_tell);
            }
            BlockKind::Rule(range) => {
                self.record.furniture_at(FurnitureKind::Mark, *range);
                self.raw.push(Element::Rule);
                self.gap = true;
            }
            BlockKind::Ignored(range, why) => self.ignored(*range, *why, index),
        }
    }

    /// Takes a paragraph in as a line, or sets it aside where it is none of the text.
    fn paragraph(&mut self, paragraph: &Paragraph, index: u16) {
        let text = text_of(self.sources, index);
        let flow = Flow::new(text, index, &paragraph.pieces).close_digits();
        self.gap |= paragraph.gap;
        let Some(flow) = self.behind_trail(flow) else { return };
        if paragraph.note {
            self.record.prose(ProseRole::Note, &flow);
            self.notes.push(flow);
            return;
        }
        self.attached |= chars::trim_start(flow.text()).starts_with('附');
        // P. 9 alone may be in a cell.
        let again = || self.pages.last() == Some(&self.raw.len()) && is_page_in_short(flow.text());
        let number = is_page_number(flow.text()) || again();
        // A bare number may be that of a row, and one with a stop that of an item.
        if number && !alone::is_number(flow.text()) {
            self.pages.push(self.raw.len());
            self.record.furniture(FurnitureKind::PageNumber, flow.whole());
            self.gap = true;
            return;
        }
        if self.ends_figure(&flow) {
            return;
        }
        // Below 序号 on a line of its own, / and — are cells with nothing in them.
        let cell = !self.heads.is_empty() && is_mark_of_none(flow.text());
        let ornament = is_ornament(flow.text());
        if ornament && cell {
            self.marks.push(self.raw.len());
        } else if ornament {
            self.gap = true;
            if flow.text() == "|" {
                self.bars.push((self.raw.len(), flow));
            }
            return;
        }
        let mut line = line_of(paragraph, flow, self.gap, &self.last, text);
        line.on_next_page = self.pages.last() == Some(&self.raw.len());
        if let Some(marker) = &line.marker {
            self.last[marker.form as usize] = Some(marker.number);
        }
        self.gap = false;
        if words::squeeze(line.text()) == "序号" {
            self.heads.push(self.raw.len());
        }
        self.trail.pass(&line);
        self.raw.push(Element::Line(line));
    }

    /// Puts the sign that a figure is counted in back to the line above, where the break fell between them: 95 above %。. A
    /// sign alone below a figure alone may be the next cell.
    fn ends_figure(&mut self, flow: &Flow<'s>) -> bool {
        let text = flow.text();
        let Some(Element::Line(above)) = self.raw.last_mut() else { return false };
        let digit = |c: char| chars::digit(c).is_some();
        let alone = text.chars().nth(1).is_none()
            && above.text().chars().all(|c| digit(c) || matches!(c, '.' | ',' | '-'));
        if !text.starts_with(['%', '％', '‰', '℃'])
            || text.chars().any(chars::is_word)
            || !above.text().ends_with(digit)
            || alone
        {
            return false;
        }
        let below = Line::new(flow.clone(), false);
        self.record.joined(above, &below, Confidence::Certain);
        above.flow.append(flow);
        true
    }

    /// What is left of a paragraph behind the trail of a site's pages that it begins with: nothing, where it is no more
    /// than that.
    fn behind_trail(&mut self, flow: Flow<'s>) -> Option<Flow<'s>> {
        let (taken, end) = (self.trail.takes(flow.text()), flow.text().len());
        if taken == 0 {
            return Some(flow);
        }
        self.record.furniture(FurnitureKind::Site, flow.span(0..taken));
        self.gap = true;
        (taken < end).then(|| flow.slice(taken..end))
    }

    /// Takes a table in, cut where metadata of the notice stand in it; `may_tell` says that they may at its top.
    fn table(&mut self, at: usize, block: Cow<'s, Block>, may_tell: bool) {
        let (index, sheet) = (block.source, self.sheet.take());
        let source = text_of(self.sources, index);
        self.gap = true;
        let Some(grid) = grid(block) else { return };
        let grid = GridRef { grid, index, source, sheet };
        table::grid::record_borders(&grid, self.record);
        let raw = &mut self.raw;
        if let Some(lines) = header::lines_of_frame(&grid, may_tell, self.record) {
            raw.extend(lines);
            return;
        }
        // Bars between which nothing stands are no table that ends the head.
        if may_tell && is_blank(&grid.grid) {
            return;
        }
        // What a site says of its page stands at its foot, below the last table.
        let at_foot = self.last_table == Some(at);
        let foot = || {
            let row = header::rows_above_metadata(&grid, self.attached, false);
            row.filter(|&row| at_foot && row > 0)
        };
        let top = if may_tell { header::metadata_rows(&grid) } else { None };
        match top.or_else(foot) {
            Some(row) => raw.extend(grid.cut(row).map(Element::Table)),
            None => raw.push(Element::Table(grid)),
        }
    }

    /// Records what a reader of containers set aside, and why.
    fn ignored(&mut self, range: TextRange, why: Ignored, index: u16) {
        let text = text_of(self.sources, index);
        if is_escaped_end(text.slice(range)) {
            self.escapes.push(range);
        }
        let kind = match why {
            Ignored::Site => FurnitureKind::Site,
            // The foot of a page may hold its number and nothing else.
            Ignored::RunningHead if is_page_number(text.slice(range)) => FurnitureKind::PageNumber,
            Ignored::RunningHead => FurnitureKind::RunningHead,
            Ignored::PageNumber => FurnitureKind::PageNumber,
            Ignored::Mark => FurnitureKind::Mark,
            Ignored::Sheet => {
                self.sheet = Some(Flow::new(text, index, &[range]));
                FurnitureKind::Label
            }
        };
        self.record.furniture_at(kind, range);
    }

    /// Drops the marks that are no cells: those that a page ends with or has beside its number.
    fn drop_ornaments(&mut self) {
        let dropped = blanks::ornaments(&self.raw, &self.heads, &self.marks, &self.pages);
        if dropped.is_empty() {
            return;
        }
        let above = |at: usize| at - dropped.partition_point(|&mark| mark < at);
        self.pages.iter_mut().for_each(|at| *at = above(*at));
        self.bars.iter_mut().for_each(|(at, _)| *at = above(*at));
        let mut kept = Vec::with_capacity(self.raw.len());
        let (mut gap, mut on_next_page) = (false, false);
        for (at, mut element) in std::mem::take(&mut self.raw).into_iter().enumerate() {
            let drop = dropped.binary_search(&at).is_ok();
            if let Element::Line(line) = &mut element {
                line.gap |= gap;
                line.on_next_page |= on_next_page;
                on_next_page = drop && line.on_next_page;
            }
            gap = drop;
            if !drop {
                kept.push(element);
            }
        }
        self.raw = kept;
    }

    /// The elements put together, and the footnotes.
    fn put_together(mut self) -> (Vec<Element<'s>>, Vec<Flow<'s>>) {
        self.drop_ornaments();
        report_escapes(&self.escapes, self.record);
        end_cells(&mut self.raw, &self.bars);
        let (record, mut pages) = (self.record, self.pages);
        let raw = footnotes::set_apart(self.raw, &mut pages, &mut self.notes, record);
        let raw = cuts::heads_of_pages(raw, &pages, record);
        (put_together(raw, self.sources, record), self.notes)
    }
}

/// Whether a line is an ornament: //, * * *, ————, and the bars that a page draws between cells.
fn is_ornament(text: &str) -> bool {
    let drawn =
        || !displaced::is_marks(text) || text.chars().all(|c| c == '|' || chars::is_space(c));
    !text.chars().any(chars::is_word) && drawn()
}

/// Whether a line says that a cell has nothing in it: /, —. Longer lines set parts of a page apart.
fn is_mark_of_none(text: &str) -> bool {
    matches!(text, "/" | "／" | "\\" | "—" | "－" | "-" | "——" | "--")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_figure_goes_on_with_it() {
        let tasks = |text: &str| {
            let notice = crate::fixtures::notice_of_lines(text, true);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            let contents: Vec<String> = rows.filter_map(|row| row.content.clone()).collect();
            let targets = notice.tables.iter().flat_map(|table| &table.rows);
            (contents, targets.filter(|row| !row.units.is_empty()).count())
        };
        let head = "云溪县任务分解表\n序号\n工作任务\n一季度\n牵头单位\n1";
        let text = format!(
            "{head}\n签订率达到95\n%。\n达到92%\n县人社局\n2\n结案率达到96%。\n达到90%\n县仲裁院\n\
             3\n开发岗位600个。\n开发90个\n县就业局"
        );
        let (contents, units) = tasks(&text);
        assert_eq!(contents, ["签订率达到95%。", "结案率达到96%。", "开发岗位600个。"]);
        assert_eq!(units, 3);
    }

    #[test]
    fn a_mark_alone_below_headings_is_a_cell_with_nothing_in_it() {
        let head = "云溪县任务分解表\n序号\n工作任务\n牵头单位\n配合单位\n完成时间";
        for mark in ["/", "—", "－", "-"] {
            let text = format!(
                "{head}\n1\n疏浚干渠\n县水利局\n县财政局\n12月底\n2\n造林护林\n县林业局\n{mark}\n11月底\n\
                 4\n加固堤坝\n县应急局\n{mark}\n7月底"
            );
            let notice = crate::fixtures::notice_of_lines(&text, true);
            let rows = &notice.tables[0].rows;
            let row = |row: &hongtou_model::Row| (row.number, row.units.len());
            let found: Vec<_> = rows.iter().map(row).collect();
            assert_eq!(found, [(Some(1), 2), (Some(2), 1), (Some(4), 1)], "{mark}");
            assert!(notice.residual.is_empty(), "{mark}");
            let times = rows.iter().filter(|row| row.deadline.is_some()).count();
            assert_eq!(times, 3, "{mark}");
        }
        // Elsewhere it sets parts apart.
        let notice = crate::fixtures::notice_of_lines("云溪县通知\n—\n一、疏浚干渠5条。", true);
        assert!(notice.residual.is_empty());
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
}
