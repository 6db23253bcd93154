//! Where a row begins, and what stands between two rows: titles, a page's title again.

use hongtou_source::chars;

use super::super::headings::Heading;
use super::super::profile::{is_none_mark, is_number};
use super::cells::{cells, is_aligned, is_day, leading, pieces, take};
use super::header::header;
use super::over_lines::SHIFT;
use super::spaced::{MOST_LINES, Spaced};
use crate::flow::Flow;
use crate::header::is_note;
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::{layout, responsibility, sentence};

impl<'s> Spaced<'_, 's> {
    /// The number of the row that a line begins, where it is the expected one.
    pub(super) fn row_number(&self, line: &Line<'s>, expected: Option<u32>) -> Option<u32> {
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
    pub(super) fn begins_next(&self, at: usize, next: u32) -> bool {
        matches!(self.elements.get(at), Some(Element::Line(line)) if self.row_number(line, Some(next)).is_some())
            || self.heads_rows(at, Some(next))
            || self.is_title_of_page(at, Some(next))
    }

    /// How many lines stand from one place on before the row of the next number, where it follows: what
    /// a break cut off the row before, and nothing tells of which cells.
    pub(super) fn behind(&self, from: usize, number: u32) -> Option<usize> {
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

    /// Whether the line at `at` is a title above the row of the next number, one with an ordinal also of
    /// 1, or a few plain words, or a note there.
    pub(super) fn heads_rows(&self, at: usize, expected: Option<u32>) -> bool {
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
    pub(super) fn is_title_of_page(&self, at: usize, expected: Option<u32>) -> bool {
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
    pub(super) fn has_row(&self, at: usize) -> bool {
        // What is a row with all its cells, its number tells.
        let apart = || {
            let lines = &self.elements[at..];
            let more = lines[1..].iter().take(MOST_LINES).take_while(|element| is_more(element));
            self.all_apart(&lines[..=more.count()]).is_some()
        };
        self.is_whole()
            || apart()
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
    pub(super) fn fit(&self, row: &[Flow<'s>]) -> bool {
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

    /// Whether the first line has the number that a table begins with, or stands above the middle of a
    /// row that has it.
    pub(super) fn begins(&self, below: &[Element<'s>]) -> bool {
        let lines = below.iter().take(MOST_LINES).map_while(|element| match element {
            Element::Line(line) => Some(line),
            _ => None,
        });
        let mut lines = lines.take_while(|line| line.marker.is_none());
        lines.any(|line| self.row_number(line, Some(1)).is_some())
    }
}

/// Whether a line may go on with a row.
pub(super) fn is_more(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.marker.is_none() && leading(line, None, false).is_none())
}

/// Whether a stop stands behind a number: 1.
pub(super) fn is_dotted(number: &Flow<'_>) -> bool {
    number.text().ends_with(|c| chars::digit(c).is_none())
}

/// Whether the last of some cells ends a sentence.
pub(super) fn ends_sentence(row: &[Flow<'_>]) -> bool {
    row.last().is_some_and(|cell| sentence::is_sentence(cell.text()))
}
