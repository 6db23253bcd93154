//! The rows of a table set by place: which lines each number's row has, and which cells reach over several.

use std::ops::Range;

use super::columns::{Columns, Word};
use super::elsewhere::Elsewhere;
use super::{Above, MOST_BLANK, Printed, TALLEST};
use crate::aligned;

/// What it costs that a cell stands a line off where it should, and at most.
const OFF: usize = 2;
const FAR_OFF: usize = 8;
/// That a row says nothing of what is to be done.
const NO_TEXT: usize = 10;
/// That a cell goes on behind a line with room left.
const ROOM_LEFT: usize = 3;
/// That a full line without a stop is its last.
const FULL: usize = 1;
/// That the last row of a page goes on with the next one.
const BROKEN: usize = 1;
/// A line of a table that no row takes.
const LEFT_OUT: usize = 1;
/// One of words in its other columns only.
const OTHERS_LEFT_OUT: usize = 2;
/// Any above the end of a page.
const LEFT_ON_PAGE: usize = 6;
/// An empty cell.
const NOTHING: usize = 2;
/// One beside one that reaches over several rows.
const EMPTY: usize = 3;
/// That the headings have a line more than 序 and 号.
const HEADING: usize = 3;
const MOST_HEADINGS: usize = 3;
/// That cells stand off the middle of their rows.
const HALF: usize = 1;
/// How far two lines of a cell are apart, since lines of others stand between.
const LINES_BETWEEN: usize = 3;
/// Places that a short line lacks.
const SHORT: usize = 3;
/// How many lines a row may reach further to one side of its number than to the other.
const DRIFT: usize = 3;
const WIDE_DRIFT: usize = 12;
/// What a row may cost, so that the rows are taken for told, and for rows at all.
const SOUND: usize = 2;
const DOUBTFUL: usize = 8;
/// That a row begins with what the text above has as one word with the end of the row before it.
const TORN: usize = 12;
/// That two lines of a cell do not stand there together, where those of others do.
const APART: usize = 8;
/// That a row ends within a sentence where the others end with theirs, or goes on behind a line that a stop
/// ended early.
const NO_STOP: usize = 4;

/// What ends the words of a task.
pub(super) const STOPS: [char; 3] = ['。', '；', ';'];

/// Where the cells of a row stand in its height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    Top,
    /// In the middle, or where that falls between two lines, so many lines off.
    Middle(isize),
}

/// A row, or the title of rows.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) lines: Range<usize>,
    pub(super) title: bool,
    pub(super) begins_with_number: bool,
    /// The rest of a row that the page above has the number of.
    pub(super) rest: bool,
    /// Whether a cell of it has lines that the text above has nowhere together, where it has those of others.
    pub(super) doubtful: bool,
}

/// A cell: the rows that it reaches over, and the lines of these.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    pub(super) rows: Range<usize>,
    pub(super) lines: Range<usize>,
}

/// The rows of a table.
#[derive(Debug)]
pub(super) struct Rows {
    /// How many lines are the header's, whose headings begin at its top.
    pub(super) head: usize,
    pub(super) rows: Vec<Row>,
    /// The column that says most.
    pub(super) most: usize,
    /// Column by column.
    pub(super) cells: Vec<Vec<Reach>>,
    pub(super) cost: usize,
    /// Whether the text above the table says everywhere which lines go on with each other.
    pub(super) told: bool,
}

/// Whether a line says nothing but the title of the rows below it.
pub(super) fn is_title(text: &str, line: &Printed) -> bool {
    let [word] = &line.words[..] else { return false };
    let said = &text[word.bytes.0..word.bytes.1];
    aligned::is_ordinal(said) && !said.ends_with(['。', '；', '，', '、', ';', ',', '：'])
}

impl Rows {
    /// The rows with some numbers, which count on.
    pub(super) fn read(
        text: &str,
        (elsewhere, above): (&Elsewhere<'_>, Option<&Above>),
        columns: &Columns,
        body: &[Printed],
        numbers: &[usize],
        whole: bool,
    ) -> Option<Rows> {
        if body.is_empty() {
            return None;
        }
        let expected = above.and_then(|above| above.next);
        let counted: Vec<u32> =
            numbers.iter().filter_map(|&at| columns.number(text, &body[at])).collect();
        let first = counted.first().copied();
        if expected.is_some_and(|number| first.is_some_and(|first| first != number))
            || counted.windows(2).any(|pair| pair[1] != pair[0] + 1)
        {
            return None;
        }
        let lines = Lines { whole, ..Lines::new(text, elsewhere, above, columns, body, numbers) };
        if first.is_none() {
            return match (lines.titles.len() == body.len(), above) {
                (true, _) => Some(lines.no_rows()),
                (false, Some(_)) if lines.titles.is_empty() => lines.only_rest(),
                (false, _) => None,
            };
        }
        let all = [Align::Top, Align::Middle(0), Align::Middle(-1), Align::Middle(1)];
        let found = all.into_iter().filter_map(|align| lines.rows(align));
        found.min_by_key(|rows| rows.cost)
    }

    /// How many have a number.
    pub(super) fn numbered(&self) -> usize {
        self.rows.iter().filter(|row| !row.title && !row.rest).count()
    }

    /// Whether they are the rest of one that begins on the page above.
    pub(super) fn is_rest(&self) -> bool {
        matches!(&self.rows[..], [row] if row.rest)
    }

    /// Behind the last line of the last row.
    pub(super) fn end(&self) -> usize {
        self.rows.last().map_or(0, |row| row.lines.end)
    }

    pub(super) fn is_sound(&self, columns: usize) -> bool {
        let rows = self.numbered();
        columns >= 3 && (rows == 0 || self.told || self.cost < DOUBTFUL * rows)
    }

    /// Whether other rows would be hardly worse.
    pub(super) fn is_doubtful(&self) -> bool {
        !self.told && self.cost >= SOUND * self.numbered()
    }
}

/// The lines of a table, and what is known of them.
struct Lines<'t> {
    text: &'t str,
    columns: &'t Columns,
    body: &'t [Printed],
    numbers: &'t [usize],
    /// The column that says most.
    most: usize,
    /// The lines that are titles.
    titles: Vec<usize>,
    /// Columns whose cells reach over several rows.
    merged: Vec<bool>,
    end: usize,
    /// What is known of the row that the page above ends with.
    above: Option<&'t Above>,
    /// Column by column, the lines that go on with the one before them in it, and those that may; none where
    /// the text above tells nothing.
    joined: Vec<Vec<bool>>,
    beside: Vec<Vec<bool>>,
    /// Whether the text above the table tells that.
    witnessed: bool,
    /// Whether rows end with a stop.
    stopping: bool,
    /// Whether a page ends the table and nothing below it.
    whole: bool,
}

/// The border below a row, and how it was come to.
#[derive(Clone, Copy)]
struct Step {
    cost: usize,
    start: usize,
}

impl<'t> Lines<'t> {
    fn new(
        text: &'t str,
        elsewhere: &Elsewhere<'_>,
        above: Option<&'t Above>,
        columns: &'t Columns,
        body: &'t [Printed],
        numbers: &'t [usize],
    ) -> Self {
        let width = |column: usize| -> usize {
            let cell = |line: &Printed| {
                line.cells[column].map(|(first, last)| line.words[last].to - line.words[first].from)
            };
            body.iter().filter_map(cell).sum()
        };
        let most = (0..columns.len()).max_by_key(|&column| width(column)).unwrap_or(0);
        let merged = vec![false; columns.len()];
        // What the column says that says most tells whether the others are worth to be looked for.
        let column = |column: usize, strict: bool| {
            let joins = |words: &str, more: &str| match strict {
                true => elsewhere.joins_any_figures(words, more),
                false => elsewhere.joins_besides_marks(words, more),
            };
            joined(text, &joins, above, body, column, columns.serial)
        };
        let own = column(most, true);
        // Blank lines may stand inside the table; behind its last number no more of them, and behind the last
        // line that goes on with the one before it.
        let last = numbers.last().copied().unwrap_or(0);
        let blank = |at: usize| (body[at].at - body[at - 1].at).saturating_sub(1);
        let inside = (1..body.len()).filter(|&at| at <= last || own[at]).map(blank).max();
        let inside = inside.unwrap_or(0);
        let mut end = (last + 1..body.len()).find(|&at| blank(at) > inside).unwrap_or(body.len());
        let said = (0..end).filter(|&at| body[at].cells[most].is_some()).count();
        let found = own.iter().filter(|joined| **joined).count();
        let enough = if above.is_some() { 1 } else { 2 };
        let witnessed = found >= enough && found * 2 >= said.saturating_sub(numbers.len());
        let all = |strict: bool| -> Vec<Vec<bool>> {
            let all = if witnessed { 0..columns.len() } else { 0..0 };
            all.map(|at| column(at, strict)).collect()
        };
        let (joined, beside) = (all(true), all(false));
        let goes_on = |at: usize| joined.iter().any(|column| column[at]);
        end += (end..body.len()).take_while(|&at| blank(at) <= MOST_BLANK && goes_on(at)).count();
        let titles = (0..end).filter(|&at| is_title(text, &body[at])).collect();
        let mut lines = Lines {
            text,
            columns,
            body,
            numbers,
            most,
            titles,
            merged,
            end,
            above,
            joined,
            beside,
            witnessed,
            stopping: false,
            whole: false,
        };
        let stops = |at: &usize| lines.place(at).is_some_and(|(_, stops)| stops);
        lines.stopping = (0..end).filter(stops).count() >= numbers.len();
        lines
    }

    /// The titles of rows that all stand on the next page.
    fn no_rows(&self) -> Rows {
        let title = |&at: &usize| Row {
            lines: at..at + 1,
            title: true,
            begins_with_number: true,
            rest: false,
            doubtful: false,
        };
        let rows = self.titles.iter().map(title).collect();
        let cells = vec![Vec::new(); self.columns.len()];
        Rows { head: 0, rows, most: self.most, cells, cost: 0, told: true }
    }

    /// The rest of the row that the page above ends with, where that is all.
    fn only_rest(&self) -> Option<Rows> {
        let lines: Vec<usize> = (0..self.end).collect();
        let row = 0..self.end;
        let torn = self.witnessed && (0..self.columns.len()).any(|c| self.is_torn(c, &row));
        let cost = self.rest(&lines);
        // Anything may stand below a table; this goes on with its words, or with a sentence that it alone has
        // left open, and ends that.
        if !torn && !self.ends_what_is_open() || cost >= NO_TEXT {
            return None;
        }
        let row = Row {
            lines: 0..self.end,
            title: false,
            begins_with_number: false,
            rest: true,
            doubtful: false,
        };
        let cell = |_| vec![Reach { rows: 0..1, lines: 0..self.end }];
        let cells = (0..self.columns.len()).map(cell).collect();
        Some(Rows { head: 0, rows: vec![row], most: self.most, cells, cost, told: torn })
    }

    /// Whether the lines are the rest of a sentence that the page above leaves open: words up to a stop, none of
    /// which is a label.
    fn ends_what_is_open(&self) -> bool {
        let said = |word: &Word| &self.text[word.bytes.0..word.bytes.1];
        let body = &self.body[..self.end];
        let last = body.iter().rev().find_map(|line| Some(&line.words[line.cells[self.most]?.1]));
        let labels = |word: &Word| said(word).contains(['：', ':']);
        self.above.is_some_and(|above| above.open)
            && last.is_some_and(|word| said(word).ends_with(STOPS))
            && !body.iter().flat_map(|line| &line.words).any(labels)
    }

    /// The best rows whose cells stand so.
    fn rows(&self, align: Align) -> Option<Rows> {
        let mut found = self.found(align, &self.merged)?;
        let mut merged = self.merged.clone();
        // Cells that reach over several rows pull these apart, so that those of others look like them: where
        // words tell, one column is found after the other.
        while align != Align::Top && self.merge(&found.0, align, &mut merged) {
            found = self.found(align, &merged).unwrap_or(found);
            if !self.witnessed {
                break;
            }
        }
        let (rows, cost, head) = found;
        let mut all: Vec<Row> = rows
            .iter()
            .map(|lines| {
                let begins_with_number = self.numbers.contains(&lines.start);
                let rest = !self.has_number(lines);
                let doubtful = self.is_in_doubt(lines, &merged);
                Row { lines: lines.clone(), title: false, begins_with_number, rest, doubtful }
            })
            .collect();
        let end = rows.last().map_or(0, |row| row.end);
        let titles = self.titles.iter().filter(|&&at| at < end && at >= head);
        all.extend(titles.map(|&at| Row {
            lines: at..at + 1,
            title: true,
            begins_with_number: true,
            rest: false,
            doubtful: false,
        }));
        all.sort_by_key(|row| row.lines.start);
        let mut total =
            cost + if matches!(align, Align::Middle(half) if half != 0) { HALF } else { 0 };
        let cells = (0..self.columns.len())
            .map(|column| {
                let (cells, cost) = self.cells(column, &all, align, &merged);
                let wide = cells.iter().filter(|cell| cell.rows.len() > 1).count();
                total += if merged[column] { cost.saturating_sub(wide) } else { 0 };
                cells
            })
            .collect();
        let against = |row: &Range<usize>| self.has_number(row) && self.against(row, &merged) > 0;
        let told = self.witnessed && !rows.iter().any(against);
        Some(Rows { head, most: self.most, rows: all, cells, cost: total, told })
    }

    fn has_number(&self, row: &Range<usize>) -> bool {
        self.numbers.iter().any(|at| row.contains(at))
    }

    /// Where the cells of a row stand where those of others stand so: the last row of a page, which the next
    /// one goes on with, is set from its top.
    fn align(&self, row: &Range<usize>, align: Align) -> Align {
        let broken = self.whole && self.numbers.last() == Some(&row.start) && row.end == self.end;
        if broken { Align::Top } else { align }
    }

    /// Adds columns to those whose cells reach over several of some rows; whether there was another one.
    fn merge(&self, rows: &[Range<usize>], align: Align, merged: &mut [bool]) -> bool {
        let off = |column: usize| {
            // Where the text above tells the rows, it tells as well where a cell goes on below one of them.
            let told = self.witnessed && !self.is_letters(column);
            let off = |row: &&Range<usize>| match told {
                true => self.is_torn(column, row),
                false => self.off(column, row, self.align(row, align)) > OFF,
            };
            let empty = |row: &&Range<usize>| {
                (row.start..row.end).all(|at: usize| self.body[at].cells[column].is_none())
            };
            let own = || rows.iter().filter(|row| self.has_number(row));
            let off = own().filter(|row| off(row) || empty(row)).count();
            (off * 5 > own().count()).then_some((off, column))
        };
        let may_merge = |column: &usize| *column != self.most && *column != self.columns.serial;
        let free = (0..self.columns.len()).filter(|&column| !merged[column]).filter(may_merge);
        let mut found: Vec<(usize, usize)> = free.filter_map(off).collect();
        if self.witnessed {
            let worst =
                found.iter().copied().max_by_key(|&(off, column)| (off, usize::MAX - column));
            found = worst.into_iter().collect();
        }
        found.iter().for_each(|&(_, column)| merged[column] = true);
        !found.is_empty()
    }

    /// The lines of the rows between titles, what they cost, and how many lines are the header's.
    fn found(&self, align: Align, merged: &[bool]) -> Option<(Vec<Range<usize>>, usize, usize)> {
        let (mut rows, mut cost, mut head) = (Vec::new(), 0, 0);
        let mut from = 0;
        let ends = self.titles.iter().copied().chain([self.end]);
        for end in ends {
            let numbers: Vec<usize> =
                self.numbers.iter().copied().filter(|at| (from..end).contains(at)).collect();
            let kept = |&at: &usize| {
                let other =
                    |column: usize| !merged[column] && self.body[at].cells[column].is_some();
                (0..self.columns.len()).any(other)
            };
            let lines: Vec<usize> = (from..end).filter(kept).collect();
            match numbers.first() {
                None if lines.is_empty() => {}
                // What stands above the first title.
                None if from == 0 && align == Align::Top => head = end,
                None => return None,
                Some(&first) => {
                    if align == Align::Top && from == 0 && self.above.is_none() {
                        head = first;
                        cost += first * HEADING;
                        let sentence = |word: &Word| {
                            self.text[word.bytes.0..word.bytes.1].contains(['，', '。', '；', '、'])
                        };
                        if self.body[..first].iter().flat_map(|line| &line.words).any(sentence) {
                            return None;
                        }
                    }
                    let last = end == self.end;
                    cost += self.segment(&lines, &numbers, align, last, merged, &mut rows)?;
                }
            }
            from = end + 1;
        }
        (!rows.is_empty()).then_some((rows, cost, head))
    }

    /// The rows of lines without a title between them.
    fn segment(
        &self,
        lines: &[usize],
        numbers: &[usize],
        align: Align,
        last: bool,
        merged: &[bool],
        out: &mut Vec<Range<usize>>,
    ) -> Option<usize> {
        let place = |line: usize| lines.partition_point(|&at| at < line);
        let numbers: Vec<usize> = numbers.iter().map(|&number| place(number)).collect();
        let original = |place: usize| match lines.get(place) {
            Some(&line) => line,
            None => lines.last().map_or(0, |&line| line + 1),
        };
        let cost_of =
            |row: Range<usize>| self.row(&lines[row.clone()], lines.get(row.end), align, merged);
        if align == Align::Top {
            let end = if last { self.last_line(lines, &numbers) } else { lines.len() };
            let ends = numbers.iter().skip(1).copied().chain([end]);
            // Above the first row of a page stands the rest of the header or of a row; below a title nothing
            // may.
            let above = numbers.first().copied().unwrap_or(0);
            let mut cost = 0;
            match lines.first() == Some(&0) {
                true if self.above.is_some() && above > 0 => {
                    cost = self.rest(&lines[..above]);
                    out.push(0..original(above));
                }
                true if above > MOST_HEADINGS => return None,
                true => {}
                false => cost = above * NO_TEXT,
            }
            for (&start, end) in numbers.iter().zip(ends) {
                if end - start > TALLEST {
                    return None;
                }
                cost += cost_of(start..end);
                out.push(original(start)..original(end));
            }
            return Some(cost);
        }
        // By the border below each row.
        let mut open: Vec<(usize, Step)> = vec![(0, Step { cost: 0, start: 0 })];
        if self.above.is_some() && lines.first() == Some(&0) {
            let rests = 1..=numbers.first().copied().unwrap_or(0);
            open.extend(rests.map(|end| {
                let cost = self.rest(&lines[..end]);
                (end, Step { cost, start: 0 })
            }));
        }
        let mut steps: Vec<Vec<(usize, Step)>> = Vec::new();
        for (nth, &number) in numbers.iter().enumerate() {
            let most = numbers.get(nth + 1).copied().unwrap_or(lines.len());
            let mut next: Vec<(usize, Step)> = Vec::new();
            for &(start, step) in &open {
                if start > number || most - start > 2 * TALLEST {
                    continue;
                }
                // A row reaches about as far below its number as above it; how far off that is, words tell.
                let about = 2 * number + 1 - start;
                let drift = if self.witnessed || self.stopping { WIDE_DRIFT } else { DRIFT };
                for end in about.saturating_sub(drift).max(number + 1)..=(about + drift).min(most) {
                    let cost = step.cost + cost_of(start..end);
                    match next.iter_mut().find(|other| other.0 == end) {
                        Some(other) if other.1.cost <= cost => {}
                        Some(other) => other.1 = Step { cost, start },
                        None => next.push((end, Step { cost, start })),
                    }
                }
                // The last row of a page, which the next one goes on with, is set from its top.
                let broken = last && self.whole && nth + 1 == numbers.len() && start == number;
                if broken && most - start <= TALLEST {
                    let row = &lines[start..most];
                    let cost = step.cost + self.row(row, None, Align::Top, merged) + BROKEN;
                    match next.iter_mut().find(|other| other.0 == most) {
                        Some(other) if other.1.cost <= cost => {}
                        Some(other) => other.1 = Step { cost, start },
                        None => next.push((most, Step { cost, start })),
                    }
                }
            }
            if next.is_empty() {
                return None;
            }
            open = next.clone();
            steps.push(next);
        }
        let left = |end: usize| match last {
            true => lines[end..].iter().map(|line| self.left_out(*line)).sum(),
            false => (lines.len() - end) * NO_TEXT,
        };
        let (mut end, best) = open
            .iter()
            .map(|&(end, step)| (end, step.cost + left(end)))
            .min_by_key(|best| best.1)?;
        let mut rows = Vec::new();
        for step in steps.iter().rev() {
            let (_, Step { start, .. }) = step.iter().find(|step| step.0 == end)?;
            rows.push(
                original(*start)..if end < lines.len() {
                    original(end)
                } else {
                    original(lines.len())
                },
            );
            end = *start;
        }
        // Above the first row stands the rest of one.
        if end > 0 {
            rows.push(0..original(end));
        }
        rows.reverse();
        out.append(&mut rows);
        Some(best)
    }

    /// What it costs that no row takes a line below all others: where it says nothing of what is to be done,
    /// it is hardly one that stands below the table.
    fn left_out(&self, line: usize) -> usize {
        let goes_on = (0..self.columns.len()).any(|column| self.goes_on(column, line));
        match self.body[line].cells[self.most].is_none() {
            _ if goes_on => TORN,
            _ if self.whole => LEFT_ON_PAGE,
            true => OTHERS_LEFT_OUT,
            false => LEFT_OUT,
        }
    }

    /// Behind the last of some lines that rows with these numbers take: below the last cell of the column
    /// that says most stand others, where no row above has two paragraphs.
    fn last_line(&self, lines: &[usize], numbers: &[usize]) -> usize {
        let said = |at: &usize| self.body[lines[*at]].cells[self.most].is_some();
        let stops = |at: &usize| self.place(&lines[*at]).is_some_and(|(_, stops)| stops);
        let alone = |at: &usize| {
            said(at)
                && self.body[lines[*at]].cells.iter().filter(|cell| cell.is_some()).count() == 1
        };
        let paragraph = |at: &usize| said(at) && !numbers.contains(at);
        let start = numbers.last().copied().unwrap_or(0);
        let other = (1..start).any(|at| paragraph(&at) && stops(&(at - 1)));
        let more = (start + 1..lines.len()).find(|at| stops(&(at - 1)) && alone(at));
        let below = |from: &usize| (*from..lines.len()).all(|at| alone(&at));
        more.filter(|from| !other && below(from)).unwrap_or(lines.len())
    }

    /// Whether a line of the column that says most is a short one, and whether a stop ends it.
    fn place(&self, at: &usize) -> Option<(bool, bool)> {
        let end = self.columns.all[self.most].to;
        let (_, last) = self.body[*at].cells[self.most]?;
        let word = &self.body[*at].words[last];
        let stops = self.text[..word.bytes.1].ends_with(['。', '；', '：', ';', ':']);
        Some((word.to + SHORT < end && !stops, stops))
    }

    /// What lines cost as a row above another line.
    fn row(&self, lines: &[usize], below: Option<&usize>, align: Align, merged: &[bool]) -> usize {
        let off = |column: usize| {
            let filled = |&at: &usize| self.body[lines[at]].cells[column].is_some();
            let first = (0..lines.len()).find(filled)?;
            let last = (0..lines.len()).rfind(filled)?;
            // The number is what tells, so it weighs more.
            let weight = 1 + usize::from(column == self.columns.serial);
            Some((off(first, last, lines.len(), align) * weight).min(FAR_OFF))
        };
        let columns = (0..self.columns.len()).filter(|&column| !merged[column]);
        let places: usize = columns.clone().filter_map(off).sum();
        let others = columns.filter(|&column| column != self.most);
        let breaks: usize = others.map(|column| self.breaks(lines, column)).sum();
        let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else { return NO_TEXT };
        let against = self.against(&(first..last + 1), merged);
        // Lines that a program set off their places say less than words.
        let places = match self.witnessed {
            true => {
                let empty = |column: &usize| {
                    !merged[*column]
                        && lines.iter().all(|at| self.body[*at].cells[*column].is_none())
                };
                places / 3 + (0..self.columns.len()).filter(empty).count() * NOTHING
            }
            false => places,
        };
        places + breaks * FULL + self.flow(lines, below) + against
    }

    /// What the text above the table says against some lines as a row.
    fn against(&self, row: &Range<usize>, merged: &[bool]) -> usize {
        if !self.witnessed {
            return 0;
        }
        let against = |column: usize| {
            let torn = self.is_torn(column, row);
            let own = row.clone().filter(|at| self.body[*at].cells[column].is_some());
            // A program may drop the mark that hangs at the end of a line.
            let apart = |at: &usize| !self.joined[column][*at] && !self.beside[column][*at];
            let apart = own.skip(1).filter(apart).count();
            // The end of one cell and the next one are in the text by chance at times, never the words of tasks.
            let apart = if column == self.most { apart * APART } else { 0 };
            apart + if torn { TORN } else { 0 }
        };
        (0..self.columns.len()).filter(|&column| !merged[column]).map(against).sum()
    }

    /// Whether the first line of a cell goes on with the one above the row.
    fn is_torn(&self, column: usize, row: &Range<usize>) -> bool {
        let first = row.clone().find(|at| self.body[*at].cells[column].is_some());
        first.is_some_and(|first| self.joined[column][first])
    }

    /// Whether a column is so narrow that its words stand letter below letter, of which no text tells anything.
    fn is_letters(&self, column: usize) -> bool {
        let mut words = self.body.iter().filter_map(|line| {
            let (first, last) = line.cells[column]?;
            Some((line.words[first].bytes.0, line.words[last].bytes.1))
        });
        words.all(|(from, to)| self.text[from..to].chars().nth(2).is_none())
    }

    /// Whether lines of a cell are nowhere together in the text above, where that tells those of others in the
    /// column.
    fn is_in_doubt(&self, row: &Range<usize>, merged: &[bool]) -> bool {
        let apart = |column: usize| {
            let own = row.clone().filter(|at| self.body[*at].cells[column].is_some());
            own.skip(1).any(|at| !self.joined[column][at] && !self.beside[column][at])
        };
        let told = |column: &usize| !merged[*column] && self.joined[*column].contains(&true);
        self.witnessed && (0..self.columns.len()).filter(told).any(apart)
    }

    /// What speaks against lines as the rest of the row that the page above ends with.
    fn rest(&self, lines: &[usize]) -> usize {
        let Some(above) = self.above else { return NO_TEXT };
        let first = |column: usize| {
            let filled = |at: &&usize| self.body[**at].cells[column].is_some();
            Some((column, *lines.iter().find(filled)?))
        };
        let torn = |(column, at): (usize, usize)| match self.witnessed && self.joined[column][at] {
            true => 0,
            false if column == self.most && !above.open => NO_TEXT,
            false => FULL,
        };
        let apart: usize = (0..self.columns.len()).filter_map(first).map(torn).sum();
        let own = lines.iter().rev().find_map(|at| self.place(at));
        let stops = own.is_none_or(|(_, stops)| stops);
        apart + if stops { 0 } else { NO_STOP }
    }

    /// The lines of a cell that end early with no mark of a list, and have others below them.
    fn breaks(&self, lines: &[usize], column: usize) -> usize {
        let end = self.columns.all[column].to;
        let last = |at: &usize| {
            let (_, last) = self.body[*at].cells[column]?;
            Some(self.body[*at].words[last])
        };
        let own: Vec<(usize, Word)> =
            lines.iter().filter_map(|at| Some((*at, last(at)?))).collect();
        let early = |pair: &&[(usize, Word)]| {
            let word = &pair[0].1;
            let listed = self.text[..word.bytes.1].ends_with(['、', '，', ',']);
            word.to + SHORT < end && !listed && !self.goes_on(column, pair[1].0)
        };
        own.windows(2).filter(early).count()
    }

    /// Whether the text above tells that a line goes on with the one before it in a column.
    fn goes_on(&self, column: usize, line: usize) -> bool {
        self.witnessed && self.joined[column][line]
    }

    /// What speaks against lines as one cell of the column that says most.
    fn flow(&self, lines: &[usize], below: Option<&usize>) -> usize {
        let own: Vec<(usize, (bool, bool))> =
            lines.iter().filter_map(|at| Some((*at, self.place(at)?))).collect();
        let Some((last, _)) = own.split_last() else { return NO_TEXT };
        let mut cost = 0;
        for pair in own.windows(2) {
            let (at, (short, stops)) = pair[0];
            cost += match (short, stops) {
                _ if self.goes_on(self.most, pair[1].0) => 0,
                (true, _) => ROOM_LEFT,
                (_, true) if self.stopping && self.ends_early(at) => NO_STOP,
                (_, true) => FULL,
                _ => 0,
            };
        }
        let (short, stops) = last.1;
        let torn = !stops && below.is_some();
        cost + match (self.stopping, torn) {
            (_, false) => 0,
            (true, true) => NO_STOP,
            (false, true) => FULL * usize::from(!short),
        }
    }

    /// Whether a line of the column that says most leaves room.
    fn ends_early(&self, at: usize) -> bool {
        let end = self.columns.all[self.most].to;
        let last = self.body[at].cells[self.most].map(|(_, last)| self.body[at].words[last].to);
        last.is_some_and(|to| to + SHORT < end)
    }

    /// How far a cell stands off where it should in a row.
    fn off(&self, column: usize, row: &Range<usize>, align: Align) -> usize {
        let filled = |at: &usize| self.body[*at].cells[column].is_some();
        let Some(first) = row.clone().find(filled) else { return 0 };
        let last = row.clone().rfind(filled).unwrap_or(first);
        off(first - row.start, last - row.start, row.len(), align)
    }

    /// Behind the last line of a row that has a cell of no more rows.
    fn last(&self, row: &Row, merged: &[bool]) -> usize {
        let own = |at: &usize| {
            let cells = self.body[*at].cells.iter().zip(merged);
            cells.filter(|(cell, merged)| cell.is_some() && !**merged).count() > 0
        };
        row.lines.clone().rfind(own).map_or(row.lines.start, |last| last + 1)
    }

    /// The cells of a column, and what they cost.
    fn cells(
        &self,
        column: usize,
        rows: &[Row],
        align: Align,
        merged: &[bool],
    ) -> (Vec<Reach>, usize) {
        let mut out = Vec::new();
        let mut cost = 0;
        for run in rows.split(|row| row.title) {
            let Some(first) = run.first() else { continue };
            let nth = rows.iter().position(|row| row.lines == first.lines).unwrap_or(0);
            let (cells, own) = self.run(column, run, align, merged);
            cost += own;
            out.extend(cells.into_iter().map(|cell| Reach {
                rows: cell.rows.start + nth..cell.rows.end + nth,
                lines: cell.lines,
            }));
        }
        (out, cost)
    }

    /// The same of rows without a title between them.
    fn run(
        &self,
        column: usize,
        rows: &[Row],
        align: Align,
        merged: &[bool],
    ) -> (Vec<Reach>, usize) {
        /// Rows that one cell reaches over.
        const WIDEST: usize = 30;
        let lines = |rows: &[Row]| {
            let (first, last) = (rows.first(), rows.last());
            first.map_or(0, |row| row.lines.start)..last.map_or(0, |row| row.lines.end)
        };
        // Beside cells that reach over several rows one of a single row stands right in its middle.
        let align = match align {
            Align::Middle(_) if merged[column] => Align::Middle(0),
            _ => align,
        };
        let cost = |rows: &[Row]| {
            let lines = lines(rows);
            let filled = |at: &usize| self.body[*at].cells[column].is_some();
            let own: Vec<usize> = lines.clone().filter(filled).collect();
            let (Some(first), Some(last)) = (own.first(), own.last()) else { return EMPTY };
            if let [row] = rows {
                let align = self.align(&row.lines, align);
                return off(first - lines.start, last - lines.start, lines.len(), align);
            }
            let off = (first + last).abs_diff(lines.start + lines.end - 1);
            // It stands about a border, or about a row between others.
            let of_first = rows.first().is_some_and(|row| *last < self.last(row, merged));
            let of_last = rows.last().is_some_and(|row| *first >= row.lines.start);
            if of_first || of_last {
                return NO_TEXT + off * ROOM_LEFT;
            }
            // Between the lines of several rows others stand, more of them above its middle or below.
            let off = match off {
                0 | 1 => off,
                _ => 1 + (off - 1) * ROOM_LEFT,
            };
            let apart = own.windows(2).any(|pair| pair[1] - pair[0] > LINES_BETWEEN);
            1 + off + if apart { NO_TEXT } else { 0 }
        };
        let mut best: Vec<(usize, usize)> = vec![(0, 0)];
        for end in 1..=rows.len() {
            let least = if merged[column] { end.saturating_sub(WIDEST) } else { end - 1 };
            let from = (least..end).map(|start| (best[start].0 + cost(&rows[start..end]), start));
            best.push(
                from.min_by_key(|&(cost, start)| (cost, end - start)).unwrap_or((0, end - 1)),
            );
        }
        let mut out = Vec::new();
        let mut end = rows.len();
        while end > 0 {
            let start = best[end].1;
            out.push(Reach { rows: start..end, lines: lines(&rows[start..end]) });
            end = start;
        }
        out.reverse();
        let empty =
            |cell: &Reach| cell.lines.clone().all(|at| self.body[at].cells[column].is_none());
        // Where a cell reaches over several rows, no row lacks one; else it stands in the first of them.
        let later = out.iter().skip_while(|cell| empty(cell)).any(empty);
        if later && out.iter().any(|cell| cell.rows.len() > 1) {
            return self.run(column, rows, align, &vec![false; merged.len()]);
        }
        (out, best[rows.len()].0)
    }
}

/// What it costs that a cell stands from one line to another of a row.
fn off(first: usize, last: usize, height: usize, align: Align) -> usize {
    let lines = match align {
        Align::Top => first,
        Align::Middle(half) => {
            let off = (first + last) as isize - height as isize + 1;
            off.unsigned_abs().min((off - half).unsigned_abs())
        }
    };
    lines * OFF
}

/// The lines of a column that go on with the one before them by what the text above a table says.
fn joined(
    text: &str,
    joins: &dyn Fn(&str, &str) -> bool,
    above: Option<&Above>,
    body: &[Printed],
    column: usize,
    serial: usize,
) -> Vec<bool> {
    let mut joined = vec![false; body.len()];
    if column == serial {
        return joined;
    }
    let mut before = above.and_then(|above| above.ends.get(column)).cloned().unwrap_or_default();
    for (at, line) in body.iter().enumerate() {
        let Some((first, last)) = line.cells[column] else { continue };
        let words = &text[line.words[first].bytes.0..line.words[last].bytes.1];
        joined[at] = joins(&before, words);
        if !joined[at] {
            before.clear();
        }
        before.push_str(words);
    }
    joined
}
