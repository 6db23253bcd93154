//! The rows of a table whose cells white space or commas part.

use std::cell::RefCell;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind, Span};
use hongtou_source::{Cell as GridCell, Grid, GridForm, GridRow, Source};

use super::super::headings::{Heading, heading};
use super::begins::{ends_sentence, is_dotted};
use super::cells::{are_commas, are_single_spaces, between_commas, cells};
use super::ends::Said;
use super::over_lines::Below;
use super::unread;
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::responsibility;

/// A row has a few lines behind its first at most.
pub(super) const MOST_LINES: usize = 8;

/// A group or a time stands left of the number, or both.
const LEFT_OF_NUMBER: usize = 2;

/// A cell: its column, and its words, which a gap inside it parts.
pub(super) type Placed<'s> = (u32, Vec<Flow<'s>>);

/// The rows of a table whose cells white space parts.
pub(super) struct Spaced<'e, 's> {
    pub(super) elements: &'e [Element<'s>],
    pub(super) sources: &'s [Source],
    pub(super) header: Vec<Flow<'s>>,
    /// What each heading says.
    pub(super) headings: Vec<Heading>,
    /// The column of the row's number.
    pub(super) number: usize,
    /// Whether commas part the cells rather than white space.
    pub(super) commas: bool,
    /// Whether its header stands above it.
    pub(super) headed: bool,
    /// Whether the header is broken over lines.
    pub(super) torn: bool,
    /// The number of the next row.
    pub(super) next: Option<u32>,
    pub(super) rows: Vec<Vec<Placed<'s>>>,
    /// What those rows say, for rows that say it again.
    pub(super) said: RefCell<Said>,
    /// The last of those rows that is as wide as the header.
    pub(super) last_full: Option<usize>,
    /// How many rows have a number.
    pub(super) numbered: usize,
    /// How many rows have all their cells.
    pub(super) full: usize,
    /// How many rows nobody can cut.
    pub(super) lost: usize,
    /// The numbers of rows whose lines are put together, and their words.
    pub(super) rejoined: Vec<(u32, Vec<Flow<'s>>)>,
    /// Units of one cell that gaps part.
    pub(super) parted: Vec<Span>,
    /// Words of one cell that gaps part, and how surely they are one's.
    pub(super) fitted: Vec<(Span, Confidence)>,
    /// Rows that lack the cells behind their number.
    pub(super) lacking: Vec<Span>,
    /// Units on lines of their own of which a line end alone parts two cells.
    pub(super) divided: Vec<Span>,
    /// Whether single spaces part the headings: then each blank more stands for an empty cell.
    pub(super) single: bool,
    /// Lines between rows that are no cells below the header.
    pub(super) left_out: Vec<Flow<'s>>,
    /// The table's title, where a page prints it again between rows.
    pub(super) titles: Vec<Flow<'s>>,
    /// Whether a stop stands behind the numbers.
    pub(super) dotted: bool,
    /// Whether the last cell of a row ended a sentence.
    pub(super) in_sentences: bool,
    /// The row that the table ends before, since its lines are no cells below the header.
    pub(super) unread: Option<Flow<'s>>,
    pub(super) end: usize,
}

impl<'e, 's> Spaced<'e, 's> {
    /// The rows below the header on some lines; or of a page that begins there, under the header of the page
    /// before, with the row of the number `next`.
    #[inline(never)]
    pub(super) fn read(
        elements: &'e [Element<'s>],
        lines: Range<usize>,
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
            commas: matches!(&elements[lines.start], Element::Line(line) if are_commas(line.text())),
            headed: next.is_none(),
            torn: false,
            next,
            rows: Vec::new(),
            said: RefCell::default(),
            last_full: None,
            numbered: 0,
            full: 0,
            lost: 0,
            rejoined: Vec::new(),
            parted: Vec::new(),
            fitted: Vec::new(),
            lacking: Vec::new(),
            divided: Vec::new(),
            single: next.is_none()
                && matches!(&elements[lines.start], Element::Line(line) if are_single_spaces(line.text())),
            left_out: Vec::new(),
            titles: Vec::new(),
            dotted: false,
            in_sentences: false,
            unread: None,
            end: lines.end,
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
    pub(super) fn row(&mut self, line: &Line<'s>, number: u32) -> bool {
        let (cells, taken) = self.cells_of_row(line, number);
        // A row that has all its cells lacks none of what stands behind it.
        let full = !self.is_whole() && cells.len() == self.headings.len() && self.fit(&cells);
        let (dotted, sentence) = (cells.first().is_some_and(is_dotted), ends_sentence(&cells));
        let placed = if self.is_whole() { self.whole(cells) } else { self.placed(cells) };
        let next = self.behind(self.end + taken, number);
        let behind = next.unwrap_or(0);
        let Some(placed) = placed.filter(|_| full || behind == 0) else {
            // One row of many that nobody can cut leaves the others rows.
            self.lost += 1;
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
        self.full += usize::from(full);
        self.dotted |= dotted;
        self.in_sentences |= sentence;
        if placed.len() == self.headings.len() {
            self.last_full = Some(self.rows.len());
        }
        self.rows.push(placed);
        self.end += taken;
        self.pass_over(behind);
        true
    }

    /// The cells of the row that a line begins, and how many lines it takes.
    fn cells_of_row(&mut self, line: &Line<'s>, number: u32) -> (Vec<Flow<'s>>, usize) {
        if let Some(cells) = self.cells_beside_blanks(line) {
            return (cells, 1);
        }
        match self.lines_below(number) {
            Below::Cells(cells, taken) => (cells, taken),
            Below::Unlike => (Vec::new(), 1),
            Below::Nothing if self.is_whole() => (self.cells(line), 1),
            Below::Nothing => self
                .row_of_lines(number + 1)
                .or_else(|| self.row_of_units(number))
                .unwrap_or_else(|| (cells(line, 1), 1)),
        }
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
    pub(super) fn is_whole(&self) -> bool {
        self.number > 0 || self.commas
    }

    pub(super) fn cells(&self, line: &Line<'s>) -> Vec<Flow<'s>> {
        if self.commas { between_commas(line) } else { cells(line, self.number + 1) }
    }

    /// The cells of a row that has all of them, or all from its number on.
    pub(super) fn whole(&self, cells: Vec<Flow<'s>>) -> Option<Vec<Placed<'s>>> {
        let left = self.headings.len().checked_sub(cells.len())?;
        let whole = left == 0 || left == self.number;
        whole.then(|| (left as u32..).zip(cells.into_iter().map(|cell| vec![cell])).collect())
    }

    /// The cells of a row that begins with its number: as many as headings, or one dropped, or one
    /// more where a gap parts the words of a task, or units of the one column that has them.
    fn placed(&mut self, mut cells: Vec<Flow<'s>>) -> Option<Vec<Placed<'s>>> {
        let width = self.headings.len();
        if cells.len() < 2 {
            return None;
        }
        if let Some((columns, confidence)) = self.fitted_at_ends(&cells) {
            let mut words = cells.into_iter();
            let mut placed: Vec<Placed<'s>> = Vec::with_capacity(width);
            for (column, count) in (0..).zip(columns) {
                let cell = words.by_ref().take(count).filter(|words| !words.is_empty());
                placed.push((column, cell.collect()));
            }
            for (_, words) in placed.iter().filter(|(_, words)| words.len() > 1) {
                let mut span = Span::default();
                words.iter().for_each(|words| span.extend(&words.whole()));
                self.fitted.push((span, confidence));
            }
            return Some(placed);
        }
        if let Some(lost) = self.merged_above(&cells) {
            cells.splice(1..1, std::iter::repeat_n(Flow::default(), lost));
            let mut span = Span::default();
            cells.iter().for_each(|cell| span.extend(&cell.whole()));
            self.lacking.push(span);
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
        let words = |cell: Flow<'s>| if cell.is_empty() { Vec::new() } else { vec![cell] };
        let mut placed: Vec<Placed<'s>> = (0..).zip(cells.into_iter().map(words)).collect();
        if let Some((_, words)) = placed.get_mut(of_units) {
            words.extend(more);
        }
        Some(placed)
    }

    /// Records which rows were put together, and which lines are left out.
    pub(super) fn record(&self, record: &mut Record) {
        if self.torn {
            let mut span = Span::default();
            self.header.iter().for_each(|heading| span.extend(&heading.whole()));
            record.repair(
                RepairKind::StitchedRow,
                span,
                Confidence::Likely,
                || "表头断成几行，已接回".to_owned(),
                || "the header is broken over several lines, which are put together".to_owned(),
            );
        }
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
        for (words, confidence) in &self.fitted {
            record.repair(
                RepairKind::ChosenReading,
                words.clone(),
                *confidence,
                || "格内有空格，单元格比表头多，多出的词归入同一格".to_owned(),
                || {
                    "a row has more words between spaces than the header has columns; these are \
                     read as one cell"
                        .to_owned()
                },
            );
        }
        for row in &self.lacking {
            record.repair(
                RepairKind::MovedCells,
                row.clone(),
                Confidence::Unsure,
                || "本行单元格比表头少，少的视为与上一行合并的左侧各格".to_owned(),
                || {
                    "this row has fewer cells than the header; those at its left are taken to be \
                     merged with the row above"
                        .to_owned()
                },
            );
        }
        for units in &self.divided {
            record.repair(
                RepairKind::ChosenReading,
                units.clone(),
                Confidence::Unsure,
                || "各行单位之间只有换行，按行中所列归入各列".to_owned(),
                || {
                    "nothing but line ends parts these units; what their lines list tells their \
                     columns"
                        .to_owned()
                },
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

    pub(super) fn grid(&self) -> Grid {
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
