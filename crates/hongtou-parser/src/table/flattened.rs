//! A table whose lines lost their cells.
//!
//! Where white space is left, cells are cut at it: `序号 工作任务 牵头部门`, then `1 改造… 县教育局`. Where
//! nothing is left, `序号项目名称牵头单位`, the header is cut at the words that headings end in, and each
//! row later, when the body is known, by what the body says: its headings, its tasks, its units.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeSet;
use std::ops::{Bound, Range};

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind, Span};
use hongtou_source::{Cell as GridCell, Grid, GridForm, GridRow, Source, chars, fold, fold_into};

use super::GridRef;
use super::grid::{Cell, Page};
use super::headings::{Heading, heading, is_heading_word};
use super::profile::{BodyHints, is_none_mark, is_number};
use crate::flow::{Flow, trim};
use crate::header::is_note;
use crate::layout;
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::token::{self, TokenKind};
use crate::words::{is_date_line, is_form_line};
use crate::{responsibility, sentence};

/// A table without separators that begins with the header line at `at`; with the number of lines
/// that it takes.
pub(crate) fn read<'s>(elements: &[Element<'s>], at: usize) -> Option<(Page<'s>, usize)> {
    let Element::Line(line) = &elements[at] else { return None };
    let (header, true) = header(line)? else { return None };
    let header: Vec<Cell<'s>> = header.into_iter().map(Cell::across).collect();
    let mut page = Page { header: vec![header], glued: true, ..Page::new(GridForm::Tabs) };
    let mut expected = None;
    while let Some(Element::Line(line)) = elements.get(at + 1 + page.rows.len()) {
        let Some((number, digits)) = leading(line, expected, true) else { break };
        let text = line.text();
        let digits = trim(text, 0..digits);
        let rest = trim(text, digits.end..text.len());
        page.rows.push([digits, rest].map(|cell| Cell::across(line.flow.slice(cell))).into());
        expected = Some(number + 1);
    }
    let taken = page.rows.len() + 1;
    (taken > 2).then_some((page, taken))
}

/// Puts tables together whose lines are cut into cells at white space or commas.
///
/// Where wide gaps or commas part the cells of the header, `aligned`, no line reads on in the next
/// one. Single spaces may stand in running text as well: there lines are joined first.
pub(crate) fn gather<'s>(
    raw: Vec<Element<'s>>,
    aligned: bool,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let mut tables: Vec<(Range<usize>, GridRef<'s>)> = Vec::new();
    for found in find(&raw, aligned, sources) {
        match found {
            Found::Table(at, table) => {
                table.record(record);
                let index = table.rows.iter().flatten().flat_map(|(_, words)| words).next();
                let index = index.map_or(0, Flow::source);
                let source = &sources[usize::from(index)];
                let grid = GridRef { grid: Cow::Owned(table.grid()), index, source };
                tables.push((at..table.end, grid));
            }
            // What was said of wide gaps is not said again.
            Found::Header(line) if aligned || !is_aligned(line.text()) => unread(line, record),
            Found::Header(_) => {}
        }
    }
    if tables.is_empty() {
        return raw;
    }
    let mut tables = tables.into_iter().peekable();
    let (mut gap, mut end) = (false, 0);
    let mut out = Vec::with_capacity(raw.len());
    for (at, element) in raw.into_iter().enumerate() {
        if let Some((lines, grid)) = tables.next_if(|(lines, _)| lines.start == at) {
            out.push(Element::Table(grid));
            (gap, end) = (true, lines.end);
        }
        match element {
            _ if at < end => {}
            Element::Line(mut line) => {
                line.gap |= std::mem::take(&mut gap);
                out.push(Element::Line(line));
            }
            other => out.push(other),
        }
    }
    out
}

/// A header line and what stands below it.
enum Found<'e, 's> {
    Table(usize, Box<Spaced<'e, 's>>),
    /// No table, though the rows of one seem to begin below it.
    Header(&'e Flow<'s>),
}

/// The tables whose cells white space parts, in order.
fn find<'e, 's>(
    elements: &'e [Element<'s>],
    aligned: bool,
    sources: &'s [Source],
) -> Vec<Found<'e, 's>> {
    // Headers of the tables so far, folded: a page prints them again above a single row.
    let mut known: Vec<Vec<String>> = Vec::new();
    // The header of the table right above, and the number of its next row.
    let mut above: Option<(Vec<Flow<'s>>, u32)> = None;
    let mut out = Vec::new();
    let mut at = 0;
    while at < elements.len() {
        match &elements[at] {
            Element::Table(grid) => {
                let header = header_of(grid);
                known.push(header.iter().map(|flow| fold(flow.text())).collect());
                above = next_number(grid).map(|next| (header, next));
            }
            Element::Line(line) => {
                // A page that prints no header again.
                if let Some((header, next)) = above.take().filter(|_| is_aligned(line.text())) {
                    let table = Spaced::read(elements, at, header, Some(next), sources);
                    if table.rows.first().is_some_and(|row| row.len() == table.header.len()) {
                        above = table.next.map(|next| (table.header.clone(), next));
                        let end = table.end;
                        out.push(Found::Table(at, Box::new(table)));
                        at = end;
                        continue;
                    }
                }
                let parted = |text: &str| !aligned || is_aligned(text) || are_commas(text);
                if let Some((header, false)) = header(line).filter(|_| parted(line.text())) {
                    let words = header.iter().map(|flow| fold(flow.text())).collect();
                    let least = if known.contains(&words) { 1 } else { 2 };
                    let table = Spaced::read(elements, at, header, None, sources);
                    if table.numbered >= least {
                        known.push(words);
                        above = table.next.map(|next| (table.header.clone(), next));
                        let end = table.end;
                        out.push(Found::Table(at, Box::new(table)));
                        at = end;
                        continue;
                    }
                    if table.begins(&elements[at + 1..]) {
                        out.push(Found::Header(&line.flow));
                    }
                }
            }
            Element::Rule => above = None,
        }
        at += 1;
    }
    out
}

/// The words of a grid's first row.
fn header_of<'s>(grid: &GridRef<'s>) -> Vec<Flow<'s>> {
    let cells = grid.grid.rows.first().into_iter().flat_map(|row| &row.cells);
    let words = cells.map(|cell| Flow::new(grid.source, grid.index, &cell.pieces));
    words.filter(|words| !words.is_empty()).collect()
}

/// The number after the one that the last row of a grid begins with.
fn next_number(grid: &GridRef<'_>) -> Option<u32> {
    let row = grid.grid.rows.iter().rev().find(|row| !row.goes_on && row.cells.len() > 1)?;
    let words = Flow::new(grid.source, grid.index, &row.cells.first()?.pieces);
    is_number(words.text()).map(|number| number + 1)
}

/// Records that nothing tells the cells of the lines below a header apart.
fn unread(line: &Flow<'_>, record: &mut Record) {
    record.repair(
        RepairKind::UnreadRow,
        line.whole(),
        Confidence::Unsure,
        || "这一行（或其下各行）与表头的列对不上，未读成表中的行".to_owned(),
        || {
            "this line, or those below it, cannot be cut into the columns of the table's header; \
             they are read as text"
                .to_owned()
        },
    );
}

/// The rows of a table whose cells white space parts.
struct Spaced<'e, 's> {
    elements: &'e [Element<'s>],
    sources: &'s [Source],
    header: Vec<Flow<'s>>,
    /// What each heading says.
    headings: Vec<Heading>,
    /// The column of the row's number.
    number: usize,
    /// Whether commas part the cells rather than white space.
    commas: bool,
    /// Whether its header stands above it.
    headed: bool,
    /// The number of the next row.
    next: Option<u32>,
    rows: Vec<Vec<Placed<'s>>>,
    /// How many rows have a number.
    numbered: usize,
    /// The numbers of rows whose lines are put together, and their words.
    rejoined: Vec<(u32, Vec<Flow<'s>>)>,
    /// Units of one cell that gaps part.
    parted: Vec<Span>,
    /// Lines between rows that are no cells below the header.
    left_out: Vec<Flow<'s>>,
    /// The table's title, where a page prints it again between rows.
    titles: Vec<Flow<'s>>,
    /// Whether a stop stands behind the numbers.
    dotted: bool,
    /// Whether the last cell of a row ended a sentence.
    in_sentences: bool,
    /// The row that the table ends before, since its lines are no cells below the header.
    unread: Option<Flow<'s>>,
    end: usize,
}

/// A cell: its column, and its words, which a gap inside it parts.
type Placed<'s> = (u32, Vec<Flow<'s>>);

/// A group or a time stands left of the number, or both.
const LEFT_OF_NUMBER: usize = 2;

impl<'e, 's> Spaced<'e, 's> {
    /// The rows below the header line at `at`; or of a page that begins there, under the header of the
    /// page before, with the row of the number `next`.
    fn read(
        elements: &'e [Element<'s>],
        at: usize,
        header: Vec<Flow<'s>>,
        next: Option<u32>,
        sources: &'s [Source],
    ) -> Spaced<'e, 's> {
        let headings: Vec<Heading> = header.iter().map(|flow| heading(flow.text())).collect();
        let serial = headings.iter().position(|&heading| heading == Heading::Serial);
        let mut table = Spaced {
            elements,
            sources,
            header,
            headings,
            number: serial.filter(|&at| at <= LEFT_OF_NUMBER).unwrap_or(0),
            commas: matches!(&elements[at], Element::Line(line) if are_commas(line.text())),
            headed: next.is_none(),
            next,
            rows: Vec::new(),
            numbered: 0,
            rejoined: Vec::new(),
            parted: Vec::new(),
            left_out: Vec::new(),
            titles: Vec::new(),
            dotted: false,
            in_sentences: false,
            unread: None,
            end: at + usize::from(next.is_none()),
        };
        let mut expected = next;
        while let Some(Element::Line(line)) = elements.get(table.end) {
            // 一、… between the rows heads those below it, which may begin again at 1.
            if table.heads_rows(table.end, expected) {
                table.rows.push(vec![(0, vec![line.flow.clone()])]);
                expected = expected.filter(|_| line.marker.is_none());
                table.end += 1;
                continue;
            }
            if table.is_title_of_page(table.end, expected) {
                table.titles.push(line.flow.clone());
                table.end += 1;
                continue;
            }
            let Some(number) = table.row_number(line, expected) else { break };
            if !table.row(line, number) {
                table.unread = Some(line.flow.clone());
                break;
            }
            expected = Some(number + 1);
            table.next = expected;
        }
        table
    }

    /// Takes the row of a number; not where its line has other cells than the header.
    fn row(&mut self, line: &Line<'s>, number: u32) -> bool {
        let (cells, taken) = match self.lines_below(number) {
            Below::Cells(cells, taken) => (cells, taken),
            Below::Unlike => (Vec::new(), 1),
            Below::Nothing if self.is_whole() => (self.cells(line), 1),
            Below::Nothing => self.row_of_lines(number + 1).unwrap_or_else(|| (cells(line, 1), 1)),
        };
        // A row that has all its cells lacks none of what stands behind it.
        let full = !self.is_whole() && cells.len() == self.headings.len() && self.fit(&cells);
        let (dotted, sentence) = (cells.first().is_some_and(is_dotted), ends_sentence(&cells));
        let placed = if self.is_whole() { self.whole(cells) } else { self.placed(cells) };
        let next = self.behind(self.end + taken, number);
        let behind = next.unwrap_or(0);
        let Some(placed) = placed.filter(|_| full || behind == 0) else {
            // One row of many that nobody can cut leaves the others rows.
            if next.is_some() {
                self.leave_out(taken + behind);
            }
            return next.is_some();
        };
        if taken > 1 {
            let words = placed.iter().flat_map(|(_, words)| words.iter().cloned());
            self.rejoined.push((number, words.collect()));
        }
        self.numbered += 1;
        self.dotted |= dotted;
        self.in_sentences |= sentence;
        self.rows.push(placed);
        self.end += taken;
        self.pass_over(behind);
        true
    }

    /// Passes over lines between a full row and the one of the next number, which go on with no cell; the
    /// table ends before them where no row like those above stands below.
    fn pass_over(&mut self, lines: usize) {
        if lines > 0 && self.has_row(self.end + lines) {
            self.leave_out(lines);
        } else if lines > 0
            && let Element::Line(line) = &self.elements[self.end]
            // A section may begin there.
            && line.marker.is_none()
        {
            self.unread = Some(line.flow.clone());
        }
    }

    /// Leaves lines out that are no cells of rows.
    fn leave_out(&mut self, lines: usize) {
        let end = self.end + lines;
        self.left_out.extend(self.elements[self.end..end].iter().filter_map(
            |element| match element {
                Element::Line(line) => Some(line.flow.clone()),
                _ => None,
            },
        ));
        self.end = end;
    }

    /// Whether rows have all their cells: where commas part them, or the number stands further on,
    /// nothing else tells a row from a line of text.
    fn is_whole(&self) -> bool {
        self.number > 0 || self.commas
    }

    fn cells(&self, line: &Line<'s>) -> Vec<Flow<'s>> {
        if self.commas { between_commas(line) } else { cells(line, self.number + 1) }
    }

    /// How many lines stand from one place on before the row of the next number, where it follows: what
    /// a break cut off the row before, and nothing tells of which cells.
    fn behind(&self, from: usize, number: u32) -> Option<usize> {
        let rest = self.elements.get(from..)?;
        for (lines, element) in rest.iter().enumerate().take(MOST_LINES) {
            let Element::Line(line) = element else { return None };
            if self.begins_next(from + lines, number + 1) {
                return Some(lines);
            }
            // A page prints its header again.
            if self.row_number(line, None).is_some() || header(line).is_some() {
                return None;
            }
        }
        None
    }

    /// The number of the row that a line begins, where it is the expected one.
    fn row_number(&self, line: &Line<'s>, expected: Option<u32>) -> Option<u32> {
        if !self.is_whole() {
            let (number, _) = leading(line, None, false)?;
            let fills = || cells(line, 1).len() == self.headings.len();
            // The notice may leave a number out.
            let left_out = |expected: u32| number > expected && number - expected <= 2 && fills();
            let goes_on = |expected| number == expected || left_out(expected);
            return expected.is_none_or(goes_on).then_some(number);
        }
        let cells = self.cells(line);
        // What stands left of the number is merged with what stands above it, or printed.
        let own = if cells.len() == self.headings.len() { self.number } else { 0 };
        let left_out = self.number > 0 && own == 0;
        if left_out && self.rows.is_empty()
            || cells.len() + self.number - own != self.headings.len()
        {
            return None;
        }
        let number = is_number(cells[own].text())?;
        expected.is_none_or(|expected| expected == number).then_some(number)
    }

    /// Whether the row of a number begins at a line, or what stands above it.
    fn begins_next(&self, at: usize, next: u32) -> bool {
        matches!(self.elements.get(at), Some(Element::Line(line)) if self.row_number(line, Some(next)).is_some())
            || self.heads_rows(at, Some(next))
            || self.is_title_of_page(at, Some(next))
    }

    /// Whether the line at `at` is a title above the row of the next number, one with an ordinal also of
    /// 1, or a few plain words, or a note there.
    fn heads_rows(&self, at: usize, expected: Option<u32>) -> bool {
        let Some([Element::Line(title), Element::Line(below)]) = self.elements.get(at..at + 2)
        else {
            return false;
        };
        let text = title.text();
        let goes_on = |number| expected.is_none_or(|expected| expected == number);
        let headed = |number| match title.form() {
            Some(Form::Han | Form::HanBracket) => number == 1 || goes_on(number),
            None => self.numbered > 0 && goes_on(number) && self.is_plain_title(title, below),
            _ => false,
        };
        text.chars().count() <= 40
            && self.row_number(below, None).is_some_and(headed)
            && !sentence::is_sentence(text)
            && (self.numbered == 0 || self.has_row(at + 1))
    }

    /// Whether words between two rows may head those below, or are a note: no unit, no day, and nothing
    /// set in where the lines of cells are.
    fn is_plain_title(&self, title: &Line<'s>, below: &Line<'s>) -> bool {
        let text = title.text();
        let flush = !is_aligned(below.text()) || self.place(&title.flow) <= SHIFT;
        let plain = |c| {
            !chars::is_space(c)
                && chars::digit(c).is_none()
                && !matches!(c, '，' | '：' | ':' | '（' | '(')
        };
        !self.is_whole()
            && flush
            && (is_note(text)
                || text.chars().all(plain)
                    && !is_day(text)
                    && responsibility::unit_score(&title.flow) < 0.5)
    }

    /// Whether the line at `at` is the title of the table, printed again above its next row: …（续）.
    fn is_title_of_page(&self, at: usize, expected: Option<u32>) -> bool {
        let Some([Element::Line(title), Element::Line(below)]) = self.elements.get(at..at + 2)
        else {
            return false;
        };
        let text = title.text();
        let bare = text.trim_end_matches(['（', '）', '(', ')', '续']);
        bare.len() < text.len()
            && title.marker.is_none()
            && layout::ends_like_table(bare)
            && expected.is_some()
            && self.row_number(below, expected).is_some()
            && self.has_row(at + 1)
    }

    /// Whether a row like those above begins at a line and fills all columns: not an item of the next
    /// section, 1. 加强领导。….
    fn has_row(&self, at: usize) -> bool {
        // What is a row with all its cells, its number tells.
        self.is_whole()
            || [1, usize::MAX].into_iter().any(|sure| {
                let mut row = pieces(&self.elements[at], sure);
                let more = self.elements[at + 1..].iter().take(MOST_LINES);
                self.is_like_rows(&row)
                    || more.take_while(|element| is_more(element)).any(|element| {
                        take(&mut row, pieces(element, sure));
                        self.is_like_rows(&row)
                    })
            })
    }

    /// Whether cells are a row like those above. Where units stand in a column of their own, they tell;
    /// elsewhere no sentence ends the first row that has one.
    fn is_like_rows(&self, row: &[Flow<'s>]) -> bool {
        let answered = self.headings.iter().any(|heading| matches!(heading, Heading::Units(_)));
        row.len() == self.headings.len()
            && is_dotted(&row[0]) == self.dotted
            && self.fit(row)
            && (answered || self.in_sentences || !ends_sentence(row))
    }

    /// Whether one of the cells below units may name them, and none there or below deadlines is a sentence:
    /// beside 民政局, nobody knows 高新园、各片区 to be units.
    fn fit(&self, row: &[Flow<'s>]) -> bool {
        let cells = || row.iter().zip(&self.headings);
        let is_short = |(cell, heading): (&Flow<'_>, &Heading)| {
            !matches!(heading, Heading::Units(_) | Heading::Deadline)
                || !sentence::is_sentence(cell.text())
        };
        let names = |(cell, _): (&Flow<'_>, &Heading)| {
            is_none_mark(cell.text()) || responsibility::unit_score(cell) >= 0.5
        };
        let mut units =
            cells().filter(|(_, heading)| matches!(heading, Heading::Units(_))).peekable();
        cells().all(is_short) && (units.peek().is_none() || units.any(names))
    }

    /// The cells of the next row that fill all columns, and how many lines it takes: a line may be cut at
    /// any white space, and where a cell is broken over lines, the next line begins with the rest of it.
    ///
    /// Lines are taken up to the row of the number `next`, behind a full row only where its last cell goes
    /// on. Behind the last row they are taken where rows above it were broken so.
    fn row_of_lines(&self, next: u32) -> Option<(Vec<Flow<'s>>, usize)> {
        let lines = &self.elements[self.end..];
        let more =
            lines[1..].iter().take(MOST_LINES).take_while(|element| is_more(element)).count();
        let last = !self.begins_next(self.end + 1 + more, next);
        // What stands behind the last row and is no row may be anything.
        let may = |element: &&Element<'s>| {
            !last || !self.rejoined.is_empty() && !is_behind_table(element)
        };
        let most = 1 + lines[1..=more].iter().take_while(may).count();
        [1, usize::MAX].into_iter().find_map(|sure| {
            let mut row = pieces(&lines[0], sure);
            let mut taken = 1;
            while taken < most {
                let more = pieces(&lines[taken], if sure > 1 { sure } else { 0 });
                let open = !last && row.len() != self.headings.len();
                if !open && !self.goes_on(&row, &more, last) {
                    break;
                }
                take(&mut row, more);
                taken += 1;
            }
            let full = row.len() == self.headings.len();
            (full && (!last || taken == 1 || self.fit(&row))).then_some((row, taken))
        })
    }

    /// Whether a line goes on with the last cell of a row, by what stands in its column, or begins a cell.
    fn goes_on(&self, row: &[Flow<'s>], more: &[Flow<'s>], last: bool) -> bool {
        let (Some(cell), Some(rest)) = (row.last(), more.first()) else { return false };
        let heading = self.headings.get(row.len() - 1);
        if row.len() == self.headings.len() {
            // Behind the last row any words might go on with words.
            let told = matches!(heading, Some(Heading::Units(_) | Heading::Deadline));
            if more.len() > 1 || last && !told {
                return false;
            }
        } else if opens_cell(cell.text(), rest.text()) {
            return true;
        }
        let open = cell.text().ends_with(['、', '，', ',', '；', '和', '及', '与']);
        let mut joined = cell.clone();
        joined.append(rest);
        match heading {
            // 市发展改 | 革委, and 市林业局 | 各镇 above the next number, but not 市林业局 | 市政府办公室
            // above the day of issue.
            Some(Heading::Units(_)) => {
                let [before, alone, after] = [cell, rest, &joined].map(responsibility::unit_score);
                open || after >= before.max(0.5) && alone < after || !last && alone >= 0.5
            }
            Some(Heading::Deadline) => {
                open || is_day(joined.text()) && !opens_cell(cell.text(), rest.text())
            }
            _ => !sentence::is_sentence(cell.text()) && !is_note(rest.text()),
        }
    }

    /// The cells of a row that has all of them, or all from its number on.
    fn whole(&self, cells: Vec<Flow<'s>>) -> Option<Vec<Placed<'s>>> {
        let left = self.headings.len().checked_sub(cells.len())?;
        let whole = left == 0 || left == self.number;
        whole.then(|| (left as u32..).zip(cells.into_iter().map(|cell| vec![cell])).collect())
    }

    /// The cells of a row that begins with its number: as many as headings, or one dropped, or one
    /// more where a gap parts units of the one column that has them.
    fn placed(&mut self, mut cells: Vec<Flow<'s>>) -> Option<Vec<Placed<'s>>> {
        let width = self.headings.len();
        if cells.len() < 2 {
            return None;
        }
        let mut more = Vec::new();
        let mut of_units = width;
        if cells.len() > width {
            let units = |heading: &Heading| matches!(heading, Heading::Units(_));
            let count = cells.len() - width;
            of_units = self.headings.iter().position(units)?;
            let named = |cell: &Flow<'_>| responsibility::unit_score(cell) >= 0.6;
            if self.headings.iter().filter(|heading| units(heading)).count() > 1
                || !cells[of_units..=of_units + count].iter().all(named)
            {
                return None;
            }
            more = cells.drain(of_units + 1..=of_units + count).collect();
            let span = cells[of_units].whole();
            self.parted.push(more.iter().fold(span, |mut span, cell| {
                span.extend(&cell.whole());
                span
            }));
        }
        let mut placed: Vec<Placed<'s>> =
            (0..).zip(cells.into_iter().map(|cell| vec![cell])).collect();
        if let Some((_, words)) = placed.get_mut(of_units) {
            words.extend(more);
        }
        Some(placed)
    }

    /// The cells of a row with what stands below them, set in as its lines are.
    ///
    /// As in the print of a PDF that keeps its layout, each piece of a line that goes on begins
    /// right below the beginning of a cell of the row, and ends before the next one.
    fn lines_below(&self, number: u32) -> Below<'s> {
        let lines = self.elements[self.end..].iter().map_while(|element| match element {
            Element::Line(line) => Some(line),
            _ => None,
        });
        let mut lines = lines.take(MOST_LINES);
        let aligned = |line: &&Line<'s>| !self.commas && is_aligned(line.text());
        let Some(first) = lines.next().filter(aligned) else {
            return Below::Nothing;
        };
        let mut row = cells(first, self.number + 1);
        let starts: Vec<usize> = row.iter().map(|cell| self.place(cell)).collect();
        let mut taken = 1;
        let mut unlike = false;
        while let Some(line) = lines.next() {
            let pieces = cells(line, 0);
            let indented = pieces.first().is_some_and(|first| self.place(first) > SHIFT);
            let ends = self.begins_next(self.end + taken, number + 1);
            if line.gap || ends || !indented || line.marker.is_some() {
                break;
            }
            let Some(columns) = self.columns_below(&pieces, &starts) else {
                // Behind the last row something else begins.
                unlike = lines.any(|line| self.row_number(line, Some(number + 1)).is_some());
                break;
            };
            for (column, piece) in columns.into_iter().zip(&pieces) {
                row[column].append(piece);
            }
            taken += 1;
        }
        match taken {
            _ if unlike => Below::Unlike,
            1 => Below::Nothing,
            _ => Below::Cells(row, taken),
        }
    }

    /// The cells of a row that the pieces of a line go on with.
    fn columns_below(&self, pieces: &[Flow<'s>], starts: &[usize]) -> Option<Vec<usize>> {
        let mut columns: Vec<usize> = Vec::new();
        for piece in pieces {
            let from = self.place(piece);
            let column = starts.iter().position(|start| start.abs_diff(from) <= SHIFT)?;
            let ends =
                starts.get(column + 1).is_none_or(|&next| from + width(piece.text()) <= next);
            let behind = columns.last().is_none_or(|&last| last < column);
            if !ends || !behind || column == self.number {
                return None;
            }
            columns.push(column);
        }
        Some(columns)
    }

    /// Where on its line a cell begins, in places of the screen.
    fn place(&self, cell: &Flow<'_>) -> usize {
        let Some((_, start)) = cell.whole().start() else { return 0 };
        let text = &self.sources[usize::from(cell.source())].text;
        let before = &text[..start as usize];
        width(&before[before.rfind('\n').map_or(0, |at| at + 1)..])
    }

    /// Whether the first line has the number that a table begins with, or stands above the middle of a
    /// row that has it.
    fn begins(&self, below: &[Element<'s>]) -> bool {
        let lines = below.iter().take(MOST_LINES).map_while(|element| match element {
            Element::Line(line) => Some(line),
            _ => None,
        });
        let mut lines = lines.take_while(|line| line.marker.is_none());
        lines.any(|line| self.row_number(line, Some(1)).is_some())
    }

    /// Records which rows were put together, and which lines are left out.
    fn record(&self, record: &mut Record) {
        for (number, words) in &self.rejoined {
            let mut span = Span::default();
            words.iter().for_each(|words| span.extend(&words.whole()));
            record.repair(
                RepairKind::StitchedRow,
                span,
                Confidence::Likely,
                || format!("第{number}行在单元格内换行，各行已接回"),
                || format!("row {number} is broken over several lines, which are put together"),
            );
        }
        for units in &self.parted {
            record.repair(
                RepairKind::ChosenReading,
                units.clone(),
                Confidence::Likely,
                || "空格隔开的几个单位归入同一格".to_owned(),
                || "units with gaps between them are read as one cell".to_owned(),
            );
        }
        for title in &self.titles {
            record.furniture(FurnitureKind::RepeatedHeader, title.whole());
        }
        for line in &self.left_out {
            record.prose(ProseRole::Note, line);
        }
        self.left_out.iter().chain(&self.unread).for_each(|line| unread(line, record));
    }

    fn grid(&self) -> Grid {
        let pieces = |flow: &Flow<'s>| {
            flow.source_ranges(trim(flow.text(), 0..flow.text().len())).collect::<Vec<_>>()
        };
        let header = (0..).zip(&self.header).map(|(column, flow)| GridCell {
            column,
            pieces: pieces(flow).into_iter().collect(),
            ..GridCell::default()
        });
        let header = GridRow { cells: header.collect(), header: true, ..GridRow::default() };
        let mut rows: Vec<GridRow> = self.headed.then_some(header).into_iter().collect();
        for placed in &self.rows {
            let first = placed.first().map_or(0, |&(column, _)| column);
            let blank = |column| GridCell { column, ..GridCell::default() };
            let mut cells: Vec<GridCell> = (0..first).map(blank).collect();
            for (column, words) in placed {
                let mut cell = blank(*column);
                for words in words {
                    if !cell.pieces.is_empty() {
                        cell.breaks.push(cell.pieces.len() as u16);
                    }
                    cell.pieces.extend(pieces(words));
                }
                cells.push(cell);
            }
            rows.push(GridRow { cells, ..GridRow::default() });
        }
        Grid { rows, form: GridForm::Tabs }
    }
}

/// What stands below the first line of a row.
enum Below<'s> {
    /// The rest of its cells: the row, and how many lines it takes.
    Cells(Vec<Flow<'s>>, usize),
    /// Words that stand below none of its cells.
    Unlike,
    /// Nothing that is set in.
    Nothing,
}

/// Places that half-width marks in its line shift a cell against those above it.
const SHIFT: usize = 2;

/// How wide words are on a screen.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A row has a few lines behind its first at most.
const MOST_LINES: usize = 8;

/// The cells of a line; as many are surely parted as [`cells`] is told.
fn pieces<'s>(element: &Element<'s>, sure: usize) -> Vec<Flow<'s>> {
    match element {
        Element::Line(line) => cells(line, sure),
        _ => Vec::new(),
    }
}

/// Adds the cells of the next line, of which the first may be the rest of the last cell.
fn take<'s>(row: &mut Vec<Flow<'s>>, mut more: Vec<Flow<'s>>) {
    if let Some(cell) = row.last_mut()
        && more.first().is_some_and(|rest| !opens_cell(cell.text(), rest.text()))
    {
        cell.append(&more.remove(0));
    }
    row.extend(more);
}

/// Whether a line may go on with a row.
fn is_more(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.marker.is_none() && leading(line, None, false).is_none())
}

/// Whether a line behind a table is none of its last row: a day of issue, a label, a remark in brackets.
fn is_behind_table(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return true };
    let text = line.text().trim_start_matches(chars::is_space);
    is_date_line(text) || is_form_line(text) || text.starts_with(['（', '(']) || is_note(text)
}

/// Whether a stop stands behind a number: 1.
fn is_dotted(number: &Flow<'_>) -> bool {
    number.text().ends_with(|c| chars::digit(c).is_none())
}

/// Whether the last of some cells ends a sentence.
fn ends_sentence(row: &[Flow<'_>]) -> bool {
    row.last().is_some_and(|cell| sentence::is_sentence(cell.text()))
}

/// Whether a line break stands between two cells rather than inside one: before a day that is a cell
/// of its own, but not between 2026年 and 6月底.
fn opens_cell(before: &str, after: &str) -> bool {
    let half =
        before.ends_with(|c| chars::digit(c).is_some() || matches!(c, '年' | '月' | '、' | '至'));
    !half && is_day(after)
}

/// Which lines are a flattened table's: nothing is joined to what stands before them.
pub(crate) fn lines<'s>(elements: &[Element<'s>], sources: &'s [Source]) -> Vec<bool> {
    let mut out = vec![false; elements.len()];
    for found in find(elements, false, sources) {
        if let Found::Table(at, table) = found {
            out[at..table.end].fill(true);
            // Behind a whole row something else begins.
            if table.rows.last().is_some_and(|row| row.len() == table.header.len())
                && let Some(behind) = out.get_mut(table.end)
            {
                *behind = true;
            }
        }
    }
    let mut at = 0;
    while at < elements.len() {
        let taken = read(elements, at).map_or(0, |(_, taken)| taken);
        out[at..at + taken].fill(true);
        at += taken.max(1);
    }
    out
}

/// The headings of a line that is nothing else, and whether they are glued together.
fn header<'s>(line: &Line<'s>) -> Option<(Vec<Flow<'s>>, bool)> {
    let text = line.text();
    // Headings are parted by white space, or the first of them is 序号.
    let numbered = text.trim_start_matches(chars::is_space).starts_with("序号");
    let spaces = || chars::besides_han(text).filter(|&(_, c)| chars::is_space(c));
    if text.len() > LONGEST_HEADER * 4
        || !numbered && spaces().nth(1).is_none()
        || text.chars().count() > LONGEST_HEADER
    {
        return None;
    }
    let mut spaced =
        if are_commas(text) { between_commas(line) } else { close_letters(cells(line, 0)) };
    let known = |header: &[Flow<'_>]| {
        let words = header.iter().filter(|flow| is_heading_word(flow.text())).count();
        header.len() >= 3 && words * 4 >= header.len() * 3
    };
    // Years stand beside other headings: 重点任务 2025年目标 2026年目标.
    let apart = close_letters(cells(line, usize::MAX));
    let heads = |flow: &Flow<'_>| is_heading_word(flow.text()) && !flow.text().ends_with('年');
    if apart.len() > spaced.len() && apart.iter().all(heads) {
        spaced = apart;
    }
    if !known(&spaced) && !are_commas(text) {
        spaced = close_letters(cells(line, usize::MAX));
    }
    if known(&spaced) {
        return Some((spaced, false));
    }
    if spaced.len() > 1 || !numbered {
        return None;
    }
    let glued = cut_headings(&line.flow);
    known(&glued).then_some((glued, true))
}

/// Whether half-width commas part the words of a line, and no white space does: 序号,任务,责任单位.
fn are_commas(text: &str) -> bool {
    text.contains(',') && !text.contains(|c| chars::is_space(c) || c == '，')
}

/// The parts of a line between half-width commas.
fn between_commas<'s>(line: &Line<'s>) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut start = 0;
    let mut part = |end: usize| {
        let part = line.flow.slice(trim(text, start..end));
        start = end + 1;
        part
    };
    text.match_indices(',').map(|(at, _)| at).chain([text.len()]).map(&mut part).collect()
}

/// Headings printed with a space between their characters, put together: 工 作 任 务.
fn close_letters(cells: Vec<Flow<'_>>) -> Vec<Flow<'_>> {
    let is_letter = |flow: &Flow<'_>| {
        let mut chars = flow.text().chars();
        chars.next().is_some_and(chars::is_han) && chars.next().is_none()
    };
    let mut out = Vec::with_capacity(cells.len());
    let mut cells = cells.into_iter().peekable();
    while let Some(mut cell) = cells.next() {
        if !is_letter(&cell) {
            out.push(cell);
            continue;
        }
        while let Some(letter) = cells.next_if(is_letter) {
            cell.append(&letter);
        }
        out.extend(cut_headings(&cell));
    }
    out
}

/// A header has a dozen columns at most.
const LONGEST_HEADER: usize = 100;

/// Words that headings end in.
const ENDS: &[&str] = &[
    "序号",
    "名称",
    "内容",
    "任务",
    "工作",
    "工程",
    "举措",
    "措施",
    "目标",
    "领导",
    "责任人",
    "单位",
    "部门",
    "时限",
    "期限",
    "时间",
    "节点",
    "类别",
    "领域",
    "备注",
    "处室",
    "联系人",
    "电话",
];

/// Headings that run together, cut behind the words that headings end in: 项目名称|主要内容|牵头单位.
fn cut_headings<'s>(flow: &Flow<'s>) -> Vec<Flow<'s>> {
    let text = flow.text();
    let mut cuts: Vec<usize> = Vec::new();
    let number = if text.starts_with("序号") { "序号".len() } else { 0 };
    let mut at = 0;
    while at < text.len() {
        let Some(end) = ENDS.iter().find(|end| text[at..].starts_with(**end)) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        // 工作任务, 任务内容, 工作目标: one heading that ends twice.
        if cuts.last() == Some(&at) && at > number && !matches!(*end, "序号" | "备注") {
            cuts.pop();
        }
        at += end.len();
        cuts.push(at);
    }
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts {
        out.push(flow.slice(start..cut));
        start = cut;
    }
    if start < text.len() {
        out.push(flow.slice(start..text.len()));
    }
    out
}

/// Cuts the rows of a page without separators by what the body says.
pub(super) fn cut_rows(page: &mut Page<'_>, hints: &BodyHints, record: &mut Record) {
    let headings = page.headings();
    let units: BTreeSet<&str> = hints.units.iter().map(String::as_str).collect();
    for cells in &mut page.rows {
        let [number, rest] = &cells[..] else { continue };
        let (number, rest) = (number.clone(), rest.flow.clone());
        let cut = Cut::new(&rest, hints, &units);
        let confidence = if cut.known { Confidence::Likely } else { Confidence::Unsure };
        record.repair(
            RepairKind::MovedCells,
            rest.whole(),
            confidence,
            || format!("第{}行各格之间没有分隔，按正文切开", number.flow.text()),
            || format!("the cells of row {} have nothing between them; they are cut by what the body says", number.flow.text()),
        );
        *cells = cut.row(number, &headings);
    }
}

/// A row without separators in its parts.
struct Cut<'s> {
    action: Flow<'s>,
    content: Flow<'s>,
    /// What stands between the task and the first unit.
    before: Flow<'s>,
    units: Vec<Flow<'s>>,
    after: Flow<'s>,
    /// Whether the body says the task.
    known: bool,
}

impl<'s> Cut<'s> {
    fn new(rest: &Flow<'s>, hints: &BodyHints, units: &BTreeSet<&str>) -> Cut<'s> {
        let text = rest.text();
        let (folded, back) = folded(text);
        // The longest heading, then the longest task.
        let heading = longest_start(&hints.headings, &folded).unwrap_or(0);
        let task = |from: usize| Some(from + longest_start(&hints.clauses, folded.get(from..)?)?);
        let found = task(heading).map(|end| (heading, end)).or_else(|| task(0).map(|end| (0, end)));
        let (action, content) = match found {
            Some((heading, end)) => {
                // The stop behind the task is the task's.
                let stop = text[back[end]..].chars().next().filter(|&c| chars::ends_sentence(c));
                (back[heading], back[end] + stop.map_or(0, char::len_utf8))
            }
            None => (0, text.rfind('。').map_or(text.len(), |at| at + '。'.len_utf8())),
        };
        let tail = rest.slice(trim(text, content..text.len()));
        let (before, units, after) = units_of(&tail, units);
        Cut {
            action: rest.slice(0..action),
            content: rest.slice(trim(text, action..content)),
            before,
            units,
            after,
            known: found.is_some(),
        }
    }

    /// The cells under their headings.
    fn row(self, number: Cell<'s>, headings: &[Heading]) -> Vec<Cell<'s>> {
        let mut row = vec![Cell::default(); headings.len()];
        let column = |wanted: &dyn Fn(Heading) -> bool| headings.iter().position(|&h| wanted(h));
        let detail = column(&|heading| heading == Heading::Detail);
        let name = column(&|heading| matches!(heading, Heading::Name | Heading::Thing));
        let mut put = |at: Option<usize>, flow: Flow<'s>| {
            if let Some(place) = at.and_then(|at| row.get_mut(at)).filter(|_| !flow.is_empty()) {
                match place.own {
                    true => place.flow.append(&flow),
                    false => *place = Cell::across(flow),
                }
            }
        };
        let content = detail.or(name).or(Some(headings.len().min(2) - 1));
        put(Some(0), number.flow);
        put(if detail.is_some() { name.or(content) } else { content }, self.action);
        put(content, self.content);
        let units: Vec<usize> =
            (0..headings.len()).filter(|&at| matches!(headings[at], Heading::Units(_))).collect();
        let first = units.first().copied();
        let between = (content.unwrap_or(0) + 1..first.unwrap_or(headings.len())).next();
        put(between.or(first).or(content), self.before);
        for (at, flow) in self.units.into_iter().enumerate() {
            let last = units.len().saturating_sub(1);
            put(units.get(at.min(last)).copied().or(content), flow);
        }
        let behind = units.last().map(|last| last + 1).filter(|&at| at < headings.len());
        put(behind.or(units.last().copied()).or(content), self.after);
        row
    }
}

/// The words before the first unit, the cells of units, and the words after the last.
///
/// Inside a cell something stands between two units; where nothing does, a cell ends.
fn units_of<'s>(tail: &Flow<'s>, units: &BTreeSet<&str>) -> (Flow<'s>, Vec<Flow<'s>>, Flow<'s>) {
    let text = tail.text();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match longest_start(units, &text[at..]) {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    let (Some(&(first, _)), Some(&(_, last))) = (found.first(), found.last()) else {
        return (Flow::default(), vec![tail.clone()], Flow::default());
    };
    let mut cells: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found {
        match cells.last_mut() {
            Some(cell) if cell.1 < from => cell.1 = to,
            _ => cells.push((from, to)),
        }
    }
    let cells = cells.into_iter().map(|(from, to)| tail.slice(from..to)).collect();
    (tail.slice(trim(text, 0..first)), cells, tail.slice(trim(text, last..text.len())))
}

/// The length of the longest of some words that a text begins with.
///
/// The last word in order that is not behind the text shares most with it: where it is no beginning
/// of the text, a longer one than what they share is none either. So a text is never held against
/// each of its own beginnings, of which a long one has thousands.
fn longest_start<W: Borrow<str> + Ord>(words: &BTreeSet<W>, mut text: &str) -> Option<usize> {
    while !text.is_empty() {
        let to = (Bound::Unbounded, Bound::Included(text));
        let word = words.range::<str, _>(to).next_back()?.borrow();
        let common = word.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        if common == word.len() {
            return (common > 0).then_some(common);
        }
        text = &text[..text.floor_char_boundary(common)];
    }
    None
}

/// Folded words, and for each of their bytes and their end the byte of the text it comes from.
fn folded(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut back) = (String::with_capacity(text.len()), Vec::new());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        fold_into(c.encode_utf8(&mut buffer), &mut out);
        back.resize(out.len(), at);
    }
    back.push(text.len());
    (out, back)
}

/// The number that a row begins with, where it is the expected one, and where it ends.
fn leading(line: &Line<'_>, expected: Option<u32>, glued: bool) -> Option<(u32, usize)> {
    let text = line.text();
    let words = text.trim_start_matches(chars::is_space);
    let indent = text.len() - words.len();
    let end = if glued {
        words.find(|c| chars::digit(c).is_none())?
    } else {
        words.find(chars::is_space)?
    };
    let number = is_number(&words[..end])?;
    expected.is_none_or(|expected| expected == number).then_some((number, indent + end))
}

/// The cells of a line: cut at white space, but not inside `宿舍 26 间`; a day after it is a cell.
///
/// Where wide gaps stand between the cells, a single space is part of the words.
///
/// The first `sure` cuts are made whatever stands beside them.
fn cells<'s>(line: &Line<'s>, sure: usize) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let aligned = is_aligned(text);
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        let rest = text[from..].trim_start_matches(chars::is_space);
        let to = text.len() - rest.len();
        let beside = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
        let figure = beside(text[..from].chars().next_back()) || beside(rest.chars().next());
        let wide = text[from..to].chars().count() > 1;
        let cut = if aligned { wide } else { !figure || out.len() < sure || begins_with_day(rest) };
        if from > start && cut {
            out.push(line.flow.slice(start..from));
            start = to;
        } else if from == start {
            start = to;
        }
        at = to;
    }
    if start < text.len() {
        out.push(line.flow.slice(start..text.len()));
    }
    out
}

/// Whether wide gaps part the words of a line, two at least.
fn is_aligned(text: &str) -> bool {
    gaps(text.trim_matches(chars::is_space)).filter(|gap| gap.chars().count() > 1).count() > 1
}

/// Whether the words up to the next white space are a day and nothing else: 2024年9月底前.
fn begins_with_day(words: &str) -> bool {
    is_day(&words[..words.find(chars::is_space).unwrap_or(words.len())])
}

/// Whether a word is a day and nothing else.
fn is_day(word: &str) -> bool {
    // Most words beside figures are longer.
    word.len() <= 48
        && token::cell_tokens(word)
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Date(_)) && token.range == (0..word.len()))
}

/// The runs of white space between words.
fn gaps(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c| !chars::is_space(c)).filter(|gap| !gap.is_empty())
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[test]
    fn the_longest_word_that_a_text_begins_with() {
        let words: BTreeSet<&str> =
            ["市", "市教育", "市教育局", "市教育局办公室", "市财政局", "区教育局"].into();
        for text in [
            "市教育局、市财政局",
            "市教育局办公",
            "市教委",
            "市财政",
            "县教育局",
            "区教育局办",
            "市",
        ] {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            let one_by_one = ends.rev().find(|&end| words.contains(&text[..end]));
            assert_eq!(longest_start(&words, text), one_by_one, "{text}");
        }
        assert_eq!(longest_start(&BTreeSet::<&str>::new(), "市"), None);
    }

    #[test]
    fn wide_gaps_part_cells_and_single_spaces_do_not() {
        for (text, parts) in [
            (
                "1    淘汰老旧装置 14 套。    市应急局    2024年3月—10月",
                "1|淘汰老旧装置 14 套。|市应急局|2024年3月—10月",
            ),
            ("2 新建停车场 县城管局 县财政局", "2|新建停车场|县城管局|县财政局"),
            ("3 改造宿舍 26 间 县教育局", "3|改造宿舍 26 间|县教育局"),
            ("4 改造宿舍 县教育局 2024年9月底前", "4|改造宿舍|县教育局|2024年9月底前"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), false);
            let found: Vec<String> =
                cells(&line, 1).iter().map(|cell| cell.text().to_owned()).collect();
            assert_eq!(found.join("|"), parts);
        }
    }

    #[test]
    fn headings_that_run_together() {
        for (text, headings) in [
            (
                "序号项目名称主要内容区政府分管领导牵头单位配合单位",
                "序号|项目名称|主要内容|区政府分管领导|牵头单位|配合单位",
            ),
            ("序号工作任务完成时限责任单位", "序号|工作任务|完成时限|责任单位"),
            ("序号重点工作具体内容牵头单位备注", "序号|重点工作|具体内容|牵头单位|备注"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let cut: Vec<String> =
                cut_headings(&flow).iter().map(|flow| flow.text().to_owned()).collect();
            assert_eq!(cut.join("|"), headings);
        }
    }

    #[test]
    fn cells_end_where_nothing_stands_between_units() {
        let text = "周某区商务局、区财政局区市场监管局6月底前";
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let units = ["区商务局", "区财政局", "区市场监管局"].into();
        let (before, units, after) = units_of(&flow, &units);
        let units: Vec<&str> = units.iter().map(Flow::text).collect();
        assert_eq!(
            (before.text(), &units[..], after.text()),
            ("周某", &["区商务局、区财政局", "区市场监管局"][..], "6月底前")
        );
    }
}
