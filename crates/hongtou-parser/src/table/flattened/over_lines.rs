//! Rows that line breaks cut: lines that go on with the cells above them.

use hongtou_source::chars;

use super::super::headings::Heading;
use super::begins::is_more;
use super::cells::{cells, is_aligned, is_day, is_time, opens_cell, pieces, take, width};
use super::spaced::{MOST_LINES, Spaced};
use crate::as_one::text_of;
use crate::flow::Flow;
use crate::header::is_note;
use crate::lines::{Element, Line};
use crate::words::{is_date_line, is_form_line};
use crate::{responsibility, sentence};

/// Places that half-width marks in its line shift a cell against those above it.
pub(super) const SHIFT: usize = 2;

/// As many cells behind its number may be merged with those above a row.
const MOST_LOST: usize = 2;

/// What stands below the first line of a row.
pub(super) enum Below<'s> {
    /// The rest of its cells: the row, and how many lines it takes.
    Cells(Vec<Flow<'s>>, usize),
    /// Words that stand below none of its cells.
    Unlike,
    /// Nothing that is set in.
    Nothing,
}

impl<'s> Spaced<'_, 's> {
    /// The cells of the next row that fill all columns, and how many lines it takes: a line may be cut at
    /// any white space, and where a cell is broken over lines, the next line begins with the rest of it.
    ///
    /// Lines are taken up to the row of the number `next`, behind a full row only where its last cell goes
    /// on. Behind the last row they are taken where rows above it were broken so.
    pub(super) fn row_of_lines(&self, next: u32) -> Option<(Vec<Flow<'s>>, usize)> {
        let lines = &self.elements[self.end..];
        let more =
            lines[1..].iter().take(MOST_LINES).take_while(|element| is_more(element)).count();
        let last = !self.begins_next(self.end + 1 + more, next);
        // What stands behind the last row and is no row may be anything.
        let may = |element: &&Element<'s>| {
            !last || !self.rejoined.is_empty() && !is_behind_table(element)
        };
        let most = 1 + lines[1..=more].iter().take_while(may).count();
        let cut = |sure: usize, apart: bool, lost: usize| {
            let mut row = pieces(&lines[0], sure);
            let mut taken = 1;
            while taken < most {
                let more = pieces(&lines[taken], if sure > 1 { sure } else { 0 });
                let lacks = row.len() + lost != self.headings.len();
                let ends = apart && lacks && self.ends_cell(&row, &more, lost);
                let open = !last && lacks;
                if !open && !ends && !self.goes_on(&row, &more, last) {
                    break;
                }
                if ends {
                    row.extend(more);
                } else {
                    take(&mut row, more);
                }
                taken += 1;
            }
            let full = row.len() + lost == self.headings.len()
                && (lost == 0 || taken > 1 && self.merged_above(&row) == Some(lost));
            let mut padded = row.clone();
            padded.splice(1..1, std::iter::repeat_n(Flow::default(), lost));
            (full && (!last && !apart || taken == 1 || self.fit(&padded))).then_some((row, taken))
        };
        let ways = [(1, false), (usize::MAX, false), (1, true), (usize::MAX, true)];
        let whole = ways.into_iter().find_map(|(sure, apart)| cut(sure, apart, 0));
        let whole = whole.or_else(|| self.all_apart(&lines[..most]));
        // Cells merged with those above are left out behind the number.
        whole.or_else(|| {
            self.last_full.and_then(|_| (1..=MOST_LOST).find_map(|lost| cut(1, true, lost)))
        })
    }

    /// The cells of a row on several lines, where all line ends stand between two of them: together they fill all
    /// columns, and each line begins with what its heading says.
    pub(super) fn all_apart(&self, lines: &[Element<'s>]) -> Option<(Vec<Flow<'s>>, usize)> {
        let mut row = pieces(&lines[0], 1);
        let mut taken = 1;
        while row.len() < self.headings.len() {
            let more = pieces(lines.get(taken)?, 0);
            let (cell, first) = (row.last()?, more.first()?);
            let fits = match self.headings.get(row.len())? {
                Heading::Units(_) => responsibility::unit_score(first) >= 0.5,
                Heading::Deadline => is_time(first.text()),
                _ => false,
            };
            // Between two columns of units a break may as well stand inside a cell of several.
            let of_units = |at: usize| matches!(self.headings.get(at), Some(Heading::Units(_)));
            let doubtful = of_units(row.len()) && of_units(row.len() - 1);
            if !fits
                || doubtful && !self.is_full(&lines[taken - 1], first)
                || cell.text().ends_with(['、', '，', ',', '；', '和', '及', '与', '（', '('])
            {
                return None;
            }
            row.extend(more);
            taken += 1;
        }
        let full = row.len() == self.headings.len() && taken > 1 && taken == lines.len();
        // Where a blank stands inside a cell, units stand in a column too far left.
        let units = |heading: &Heading| matches!(heading, Heading::Units(_));
        let first = self.headings.iter().position(units).and_then(|at| at.checked_sub(1));
        let task = first.is_none_or(|at| responsibility::unit_score(&row[at]) < 0.5);
        (full && task && self.fit(&row)).then_some((row, taken))
    }

    /// Whether a line has no room for what the next one begins with, beside the widest of its table.
    fn is_full(&self, line: &Element<'s>, next: &Flow<'s>) -> bool {
        const BELOW: usize = 16;
        let wide = |element: &Element<'s>| match element {
            Element::Line(line) => width(line.text().trim_matches(chars::is_space)),
            _ => 0,
        };
        // What stands above the header may be paragraphs put together.
        let header = self.header.iter().map(|heading| width(heading.text()) + 1).sum::<usize>();
        let below = self.elements[self.end..].iter().take(BELOW).map(wide).max().unwrap_or(0);
        let widest = below.max(header.saturating_sub(1));
        // A program may take quotation marks for half as wide.
        (wide(line) + 1 + width(next.text())) * 20 > widest * 19
    }

    /// Whether a line break stands behind the last cell of a row, whose units or day are whole and do not go on
    /// with what the next line begins with.
    ///
    /// The row may have `lost` cells behind its number.
    fn ends_cell(&self, row: &[Flow<'s>], more: &[Flow<'s>], lost: usize) -> bool {
        let (Some(cell), Some(next)) = (row.last(), more.first()) else { return false };
        let column = row.len() + lost;
        if self.begins_cell_behind_stop(cell, next, column) {
            return true;
        }
        /// What is said of a table or of all its rows begins with these.
        const OF_ALL: [&str; 8] = ["以上", "上述", "请", "各", "注", "备注", "说明", "附"];
        let said = sentence::is_sentence(next.text())
            || OF_ALL.iter().any(|word| next.text().starts_with(word));
        if said || cell.text().ends_with(['、', '，', ',', '；', '和', '及', '与', '（', '('])
        {
            return false;
        }
        match self.headings.get(column - 1) {
            Some(Heading::Units(_)) => {
                let [own, next] = [cell, next].map(responsibility::unit_score);
                own >= 0.6 && next < 0.5
            }
            Some(Heading::Deadline) => is_day(cell.text()) && !is_day(next.text()),
            _ => false,
        }
    }

    /// Whether a cell ends with a stop and the words behind it are what the next heading says: units below
    /// 责任单位, another goal below 三季度.
    fn begins_cell_behind_stop(&self, cell: &Flow<'s>, next: &Flow<'s>, column: usize) -> bool {
        let named = |heading| matches!(heading, Heading::Units(_) | Heading::Deadline);
        let Some([own, heading]) = self.headings.get(column - 1..=column) else { return false };
        cell.text().ends_with('。')
            && !named(*own)
            && match heading {
                Heading::Units(_) => responsibility::unit_score(next) >= 0.5,
                Heading::Deadline => is_time(next.text()),
                Heading::Target(_) => next.text().ends_with('。'),
                _ => false,
            }
    }

    /// Whether a line goes on with the last cell of a row, by what stands in its column, or begins a cell.
    pub(super) fn goes_on(&self, row: &[Flow<'s>], more: &[Flow<'s>], last: bool) -> bool {
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

    /// The cells of a row with what stands below them, set in as its lines are.
    ///
    /// As in the print of a PDF that keeps its layout, each piece of a line that goes on begins
    /// right below the beginning of a cell of the row, and ends before the next one.
    pub(super) fn lines_below(&self, number: u32) -> Below<'s> {
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
    pub(super) fn place(&self, cell: &Flow<'_>) -> usize {
        let Some((_, start)) = cell.whole().start() else { return 0 };
        let text = &text_of(self.sources, cell.source()).text;
        let before = &text[..start as usize];
        width(&before[before.rfind('\n').map_or(0, |at| at + 1)..])
    }
}

/// Whether a line behind a table is none of its last row: a day of issue, a label, a remark in brackets.
fn is_behind_table(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return true };
    let text = line.text().trim_start_matches(chars::is_space);
    is_date_line(text)
        || is_form_line(text)
        || text.starts_with(['（', '('])
        || text.ends_with("印发")
        || is_note(text)
}
