//! Plain text and the layout that Markdown shares with it: lines, tab tables, pipe tables.

use hongtou_source::{Align, Block, BlockKind, Grid, GridForm, Paragraph, TextRange};

use crate::grid::CellBudget;
use crate::inline::{self, Words};
use crate::lines::{self, Line};
use crate::tables::{self, Begins};
use crate::{
    Options, ReadError, aligned, barred, dashed, formula, front_matter, html_table, markdown,
    marks, placed, ruled,
};

/// What a stretch of prose says beyond its lines; empty for plain text.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// The words, in order; `None` where every character is a word.
    pub(crate) words: Option<Vec<TextRange>>,
    /// Bold stretches, in order.
    pub(crate) bold: Vec<TextRange>,
    /// Headings with their level, in order.
    pub(crate) headings: Vec<(TextRange, u8)>,
    /// Rules, in order.
    pub(crate) rules: Vec<TextRange>,
    /// Where a line breaks inside a source line.
    pub(crate) breaks: Vec<usize>,
}

/// Cuts a text into blocks.
pub(crate) fn blocks(
    text: &str,
    is_markdown: bool,
    options: &Options,
) -> Result<Vec<Block>, ReadError> {
    let mut cutter = Cutter {
        text,
        is_markdown,
        budget: CellBudget::new(options),
        gap: true,
        columns: 0,
        out: Vec::with_capacity(text.len() / 200 + 16),
    };
    let mut at = front_matter::end(text);
    if is_markdown {
        let top = at;
        for (from, to) in html_table::find(text).into_iter().filter(|table| table.0 >= top) {
            cutter.region(at, from)?;
            for block in html_table::read(text, from, to, options)? {
                cutter.push(block);
            }
            cutter.gap = true;
            at = to;
        }
    }
    cutter.region(at, text.len())?;
    Ok(marks::fill(text, 0, cutter.out))
}

/// What a region holds that can part the cells of a table.
#[derive(Clone, Copy)]
struct Signs {
    pipes: bool,
    rules: bool,
    gaps: bool,
    dashes: bool,
    numbers: bool,
}

/// A stretch without HTML tables, and how far it was read.
struct Region {
    lines: Vec<Line>,
    signs: Signs,
    /// The next line.
    at: usize,
    /// Behind the last table.
    table_end: usize,
    /// Up to where lines stand together that hold tabs, pipes or rules.
    chunk_end: usize,
    /// What is known of the page above of a table set by place.
    page: Option<placed::Page>,
    /// Up to where lines with rules are no table.
    undrawn: usize,
    /// The next line with a tab, or the end of its chunk.
    next_tab: usize,
}

impl Region {
    fn new(text: &str, from: usize, to: usize) -> Region {
        let (words, bytes) = (&text[from..to], &text.as_bytes()[from..to]);
        let gaps = memchr::memmem::find(bytes, b"  ").is_some();
        let signs = Signs {
            pipes: memchr::memchr(b'|', bytes).is_some(),
            rules: ruled::may_stand_in(words),
            gaps,
            dashes: dashed::may_stand_in(words),
            numbers: gaps && placed::may_stand_in(words),
        };
        let mut lines = tables::join_quoted(text, lines::lines(text, from, to));
        if signs.pipes {
            lines = tables::join_barred(text, barred::join_cells(text, lines));
        }
        Region {
            lines,
            signs,
            at: 0,
            table_end: 0,
            chunk_end: 0,
            page: None,
            undrawn: 0,
            next_tab: 0,
        }
    }
}

/// What begins with a line.
enum Step {
    /// A table of so many lines.
    Table(Grid, usize),
    /// No table in so many lines.
    Prose(usize),
}

struct Cutter<'t> {
    text: &'t str,
    is_markdown: bool,
    budget: CellBudget,
    // Whether the next paragraph stands apart from what came before.
    gap: bool,
    // Width of the tab table before; what a page cut off it may be one narrow row.
    columns: usize,
    out: Vec<Block>,
}

impl Cutter<'_> {
    fn push(&mut self, kind: BlockKind) {
        self.out.push(Block { source: 0, kind });
    }

    /// Cuts a stretch without HTML tables: tables out of its lines first, prose between them.
    fn region(&mut self, mut from: usize, to: usize) -> Result<(), ReadError> {
        // Some tools write front matter for each page.
        while let Some(found) = front_matter::of_page(&self.text[..to], from) {
            self.stretch(from, found.start)?;
            from = found.end;
        }
        self.stretch(from, to)
    }

    fn stretch(&mut self, from: usize, to: usize) -> Result<(), ReadError> {
        if from >= to {
            return Ok(());
        }
        let mut region = Region::new(self.text, from, to);
        let mut prose_from = 0;
        while region.at < region.lines.len() {
            match self.step(&mut region) {
                Step::Prose(lines) => region.at += lines,
                Step::Table(grid, rows) => {
                    self.prose(&region.lines[prose_from..region.at]);
                    if grid.form == GridForm::Tabs {
                        let widths = grid.rows.iter().map(|row| row.cells.len());
                        self.columns = widths.max().unwrap_or(0);
                    }
                    self.table(grid)?;
                    region.at += rows;
                    region.table_end = region.at;
                    prose_from = region.at;
                }
            }
        }
        self.prose(&region.lines[prose_from..]);
        Ok(())
    }

    /// What begins with the next line of a region.
    fn step(&self, region: &mut Region) -> Step {
        if region.at < region.chunk_end {
            return self.marked(region);
        }
        let Region { lines, signs, at, .. } = &*region;
        let (signs, at, line) = (*signs, *at, &lines[*at]);
        if signs.dashes
            && !line.blank
            && let Some(table) = dashed::table(self.text, &lines[at..])
        {
            let rows = &lines[at..at + table.len];
            return Step::Table(table.grid(self.text, rows, self.has_marks(rows)), table.len);
        }
        // Only a line with a tab, a pipe, a rule, wide gaps or the heading of the numbers can begin a
        // table.
        // A row whose cells were put together from several lines has no places.
        let is_row = || {
            let words = &self.text.as_bytes()[line.start..line.end];
            signs.pipes && memchr::memchr2(b'\n', b'\r', words).is_some()
        };
        let plain = !line.blank
            && line.tabs == 0
            && !(signs.rules && ruled::is_drawn_line(self.text, line));
        let plain = plain && !is_row();
        let gaps = signs.gaps && plain && aligned::may_begin(self.text, line);
        let numbered = signs.numbers
            && plain
            && (region.page.is_some() || placed::may_begin(self.text, &lines[at..]));
        if line.blank || line.tabs == 0 && !signs.pipes && !signs.rules && !gaps && !numbered {
            return Step::Prose(1);
        }
        // Tabs alone are a row of blank cells.
        let goes_on = |line: &&Line| !line.blank || line.tabs > 1;
        let chunk_end = at + lines[at..].iter().take_while(goes_on).count();
        if gaps || numbered {
            match self.set_by_place(region, gaps.then_some(chunk_end), numbered) {
                Some((grid, rows)) => return Step::Table(grid, rows),
                None if !signs.pipes => return Step::Prose(1),
                None => {}
            }
        }
        region.chunk_end = chunk_end;
        self.marked(region)
    }

    /// The table whose cells stand below each other that begins with the next line of a region: up to the
    /// end of its chunk where gaps part the cells, or with a heading of numbers.
    fn set_by_place(
        &self,
        region: &mut Region,
        chunk_end: Option<usize>,
        numbered: bool,
    ) -> Option<(Grid, usize)> {
        let Region { lines, at, table_end, page, .. } = region;
        let (lines, at) = (&lines[..], *at);
        let apart = at == *table_end
            || lines[at - 1].blank
            || tables::is_page_or_rule(self.text, &lines[at - 1]);
        let aligned = || {
            let table = aligned::table(self.text, &lines[at..chunk_end?], apart)?;
            Some((table.grid(), table.len()))
        };
        let mut placed = || if numbered { self.placed(&lines[at..], page) } else { None };
        let first = &self.text[lines[at].start..lines[at].end];
        let table = match numbered && placed::breaks_numbers(first) {
            true => placed().or_else(aligned),
            false => aligned().or_else(placed),
        };
        // Marks of Markdown take places that nobody sees.
        table.filter(|&(_, rows)| !self.has_marks(&lines[at..at + rows]))
    }

    /// What begins with the next line of a region where rules, tabs or pipes part the cells.
    fn marked(&self, region: &mut Region) -> Step {
        let signs = region.signs;
        let at = region.at;
        let chunk = &region.lines[at..region.chunk_end];
        let rows = match signs.rules && at >= region.undrawn {
            true => ruled::table(self.text, chunk),
            false => None,
        };
        if let Some(rows) = rows {
            if let Some((grid, rows)) = self.drawn(&chunk[..rows]) {
                return Step::Table(grid, rows);
            }
            // Each of its rules looks like the upper border of another.
            region.undrawn = at + rows;
        }
        // No further than to the line that may begin one with rules.
        let undrawn = region.undrawn;
        let on = |lines: usize| match signs.rules {
            true if at < undrawn => lines.min(undrawn - at),
            true => ruled::prose(self.text, &chunk[..lines]).min(lines),
            false => lines,
        };
        let rest = || {
            let (above, below) = region.lines.split_at(at);
            let (above, between) = above.split_at(region.table_end);
            tables::is_rest_of_row(self.text, above, between, below)
        };
        let begins = if chunk[0].tabs > 0 {
            let begins = tables::tab_table(self.text, chunk, self.columns);
            let narrow = self.columns > chunk[0].tabs as usize + 1;
            match begins {
                Begins::Prose(1) if narrow && rest() => Begins::Table(1),
                begins => begins,
            }
        } else {
            if region.next_tab <= at {
                region.next_tab = at + chunk.iter().take_while(|line| line.tabs == 0).count();
            }
            Begins::Prose(region.next_tab - at)
        };
        let no_tabs = match begins {
            Begins::Table(rows) => {
                let lines = &chunk[..rows];
                let marks = self.has_marks(lines);
                let grid = tables::tab_grid(self.text, lines, marks, self.is_markdown);
                return Step::Table(grid, rows);
            }
            Begins::Prose(lines) if !signs.pipes => return Step::Prose(on(lines)),
            Begins::Prose(lines) => lines,
        };
        match tables::pipe_table(self.text, chunk) {
            Begins::Table(rows) => {
                Step::Table(tables::pipe_grid(self.text, &chunk[..rows], self.is_markdown), rows)
            }
            Begins::Prose(no_pipes) => Step::Prose(on(no_tabs.min(no_pipes).max(1))),
        }
    }

    fn table(&mut self, grid: Grid) -> Result<(), ReadError> {
        self.budget.grid(&grid)?;
        self.push(BlockKind::Table(grid));
        self.gap = true;
        Ok(())
    }

    /// The table set by place that begins with the first of some lines, or goes on with it from the page
    /// above.
    fn placed(&self, lines: &[Line], page: &mut Option<placed::Page>) -> Option<(Grid, usize)> {
        let above = page.take_if(|_| !tables::is_page_or_rule(self.text, &lines[0]));
        let more = || placed::more(self.text, lines, above.as_ref()?);
        let table = placed::table(self.text, lines, above.as_ref()).or_else(more)?;
        *page = Some(table.page);
        Some((table.grid, table.len))
    }

    /// The table that some lines draw with rules, and how many they are.
    fn drawn(&self, lines: &[Line]) -> Option<(Grid, usize)> {
        Some((ruled::grid(self.text, lines, self.has_marks(lines))?, lines.len()))
    }

    /// Whether Markdown could see a mark in these lines.
    fn has_marks(&self, lines: &[Line]) -> bool {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
        let bytes = &self.text.as_bytes()[first.start..last.end];
        self.is_markdown
            && (memchr::memchr3(b'*', b'\\', b'<', bytes).is_some()
                || memchr::memchr2(b'&', b'$', bytes).is_some())
    }

    /// Cuts prose into one paragraph a line.
    fn prose(&mut self, lines: &[Line]) {
        let hints = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) if self.is_markdown => {
                markdown::hints(self.text, first.start, last.end)
            }
            _ => Hints::default(),
        };
        let mut cursor = Cursor::new(&hints);
        for line in lines {
            if line.blank {
                self.gap = true;
                continue;
            }
            self.line(line, &hints, &mut cursor);
        }
    }

    fn line(&mut self, line: &Line, hints: &Hints, cursor: &mut Cursor<'_>) {
        if let Some(rule) = cursor.rule(line) {
            self.rule(rule);
            return;
        }
        let (level, words) = match &hints.words {
            None => {
                let (from, to) = lines::trim(self.text, line.start, line.end);
                if !self.is_markdown && lines::is_rule(&self.text[from..to]) {
                    self.rule(TextRange::at(from, to));
                    return;
                }
                (
                    0,
                    vec![Words {
                        pieces: [TextRange::at(from, to)].into_iter().collect(),
                        ..Words::default()
                    }],
                )
            }
            Some(_) => (cursor.level(line), cursor.words(self.text, line)),
        };
        for words in words {
            if words.pieces.is_empty() {
                continue;
            }
            let paragraph = Paragraph {
                pieces: words.pieces,
                gap: std::mem::take(&mut self.gap),
                level,
                align: Align::Start,
                bold: words.bold,
                note: false,
            };
            self.push(BlockKind::Paragraph(paragraph));
        }
    }

    fn rule(&mut self, range: TextRange) {
        self.push(BlockKind::Rule(range));
        self.gap = true;
    }
}

/// Goes through the hints in step with the lines.
struct Cursor<'h> {
    hints: &'h Hints,
    word: usize,
    bold: usize,
    heading: usize,
    rule: usize,
    line_break: usize,
}

impl<'h> Cursor<'h> {
    fn new(hints: &'h Hints) -> Cursor<'h> {
        Cursor { hints, word: 0, bold: 0, heading: 0, rule: 0, line_break: 0 }
    }

    fn rule(&mut self, line: &Line) -> Option<TextRange> {
        let rule = *self.hints.rules.get(self.rule)?;
        if rule.start() as usize >= line.end {
            return None;
        }
        self.rule += 1;
        Some(rule)
    }

    fn level(&mut self, line: &Line) -> u8 {
        while let Some(&(range, level)) = self.hints.headings.get(self.heading) {
            if range.end() as usize <= line.start {
                self.heading += 1;
                continue;
            }
            return if (range.start() as usize) < line.end { level } else { 0 };
        }
        0
    }

    /// The words of a line, one entry for each stretch between line breaks.
    fn words(&mut self, text: &str, line: &Line) -> Vec<Words> {
        let all = self.hints.words.as_deref().unwrap_or(&[]);
        let mut out = Vec::with_capacity(1);
        let mut collector = LineWords::new(text);
        let formulas = formula::marks(text, line.start, line.end);
        while let Some(&word) = all.get(self.word) {
            let (from, to) =
                ((word.start() as usize).max(line.start), (word.end() as usize).min(line.end));
            if word.start() as usize >= line.end {
                break;
            }
            while let Some(&at) = self.hints.breaks.get(self.line_break)
                && at <= from
            {
                self.line_break += 1;
                if at >= line.start {
                    out.push(std::mem::replace(&mut collector, LineWords::new(text)).finish());
                }
            }
            let parts = formula::between(&formulas, from, to.max(from));
            for (nth, (from, to)) in parts.enumerate() {
                if nth == 0 {
                    collector.take_space(from);
                }
                collector.add(from, to);
            }
            if word.end() as usize > line.end {
                break;
            }
            self.word += 1;
        }
        out.push(collector.finish());
        for words in &mut out {
            self.bold(words);
        }
        out
    }

    /// Which of the words are bold; both go in the order of the text.
    fn bold(&mut self, words: &mut Words) {
        let mut piece = 0;
        while let (Some(&bold), Some(&at)) =
            (self.hints.bold.get(self.bold), words.pieces.get(piece))
        {
            let (from, to) = (bold.start().max(at.start()), bold.end().min(at.end()));
            if from < to {
                words.bold.push(TextRange::new(from, to));
            }
            if bold.end() <= at.end() {
                self.bold += 1;
            } else {
                piece += 1;
            }
        }
        words.bold.sort_unstable();
    }
}

/// The words of one line, with the marks that Markdown left standing taken out.
///
/// Beside Chinese punctuation `**` often opens or closes nothing by the rules of Markdown, though
/// its writer meant it to.
struct LineWords<'t> {
    text: &'t str,
    words: Words,
    bold_from: Option<usize>,
    // Where two underscores each stand that begin and end bold words, the last first.
    underscores: Vec<usize>,
    at_start: bool,
}

impl<'t> LineWords<'t> {
    fn new(text: &'t str) -> LineWords<'t> {
        LineWords {
            text,
            words: Words::default(),
            bold_from: None,
            underscores: Vec::new(),
            at_start: true,
        }
    }

    /// The space before the words at `to` is no mark: that after `1.`.
    fn take_space(&mut self, to: usize) {
        if let Some(last) = self.words.pieces.last()
            && let end = last.end() as usize
            && end < to
            && lines::is_blank(&self.text[end..to])
        {
            self.piece(end, to);
        }
    }

    fn add(&mut self, mut from: usize, to: usize) {
        if self.at_start && !lines::is_blank(&self.text[from..to]) {
            self.at_start = false;
            from += heading_marks(&self.text[from..to]);
            self.underscores = inline::bold_by_underscores(self.text, from);
            self.underscores.reverse();
        }
        while let Some(mark) = self.underscores.pop_if(|mark| *mark < to) {
            self.piece(from, mark);
            self.toggle_bold(mark);
            from = from.max(mark + 2);
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memchr(b'*', &bytes[at..to]) {
            at += found;
            let run = bytes[at..to].iter().take_while(|&&b| b == b'*').count();
            if run >= 2 {
                self.piece(from, at);
                self.toggle_bold(at);
                from = at + run;
            }
            at += run;
        }
        self.piece(from, to);
    }

    /// Bold begins or ends.
    fn toggle_bold(&mut self, at: usize) {
        match self.bold_from {
            None => self.bold_from = Some(at),
            Some(_) => self.end_bold(),
        }
    }

    /// All words since bold began are bold.
    fn end_bold(&mut self) {
        let Some(opened) = self.bold_from.take() else { return };
        let first = self.words.pieces.partition_point(|p| p.end() as usize <= opened);
        let bold = self.words.pieces[first..]
            .iter()
            .map(|piece| TextRange::new(piece.start().max(opened as u32), piece.end()));
        self.words.bold.extend(bold);
    }

    fn piece(&mut self, from: usize, to: usize) {
        if from < to {
            inline::push_piece(&mut self.words.pieces, TextRange::at(from, to));
        }
    }

    fn finish(mut self) -> Words {
        inline::trim_pieces(self.text, &mut self.words);
        self.words
    }
}

/// Length of heading marks without the space that Markdown asks for: `##一、总则`.
fn heading_marks(words: &str) -> usize {
    let trimmed = words.trim_start_matches(hongtou_source::chars::is_space);
    let marks = trimmed.len() - trimmed.trim_start_matches('#').len();
    let next = trimmed[marks..].chars().next();
    let meant =
        (1..=6).contains(&marks) && next.is_some_and(|c| !c.is_ascii_alphanumeric() && c != '#');
    if meant { words.len() - trimmed.len() + marks } else { 0 }
}
