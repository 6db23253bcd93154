//! A table without numbers whose cells stand on lines of their own.
//!
//! 项目, 主要任务, 牵头单位, 配合单位 below each other head a table, whatever stands in its first column. Each row
//! has a line for each heading, and names bodies below those that ask for them; titles may stand between
//! rows, and be all that a column of titles holds.

use std::ops::Range;

use super::super::headings::Heading;
use super::parted::{Cells, has_gap};
use super::{
    LONGEST_HEADER, Look, Merged, Row, Stack, is_column_word, is_heading, is_name, is_section,
    is_sentence, one_source, wrapped,
};
use crate::lines::Element;
use crate::words;

/// The fewest headings and rows that are no accident.
const FEWEST_HEADINGS: usize = 3;
const FEWEST_ROWS: usize = 2;
/// So many columns at the left may have nothing but the titles between the rows.
const MOST_TITLES: usize = 2;
/// The fewest bodies on lines of their own that are cells of a table which could not be put together.
const FEWEST_UNREAD: usize = 3;
/// So many tasks may stand one below the other for which those above them answer.
const LONGEST_RUN: usize = 4;

/// Such tables in their order, and the lines of those whose rows could not be put together.
pub(super) fn read(raw: &[Element<'_>]) -> (Vec<Stack>, Vec<Range<usize>>) {
    let mut found: Vec<Stack> = Vec::new();
    let mut unread: Vec<Range<usize>> = Vec::new();
    let mut floor = 0;
    for at in (0..raw.len()).filter(|&at| may_ask_for_bodies(&raw[at])) {
        if at >= floor
            && let Some(header) = header(raw, floor, at)
        {
            floor = header.end;
            if let Some(stack) = below(raw, header.clone()) {
                floor = stack.end;
                found.push(stack);
            } else if let Some(end) = end_of_unread(raw, &header) {
                floor = end;
                unread.push(header.start..end);
            }
        }
    }
    (found, unread)
}

/// Where the rows below some headings end that could not be put together: bodies stand on lines of their own
/// among them, and no more lines than a row has between one and the next.
fn end_of_unread(raw: &[Element<'_>], header: &Range<usize>) -> Option<usize> {
    let text = |at: usize| wrapped::words_of(&raw[at]);
    let is_day = |at: usize| words::is_date_line(text(at)) && text(at).ends_with('日');
    let row = 2 * header.len();
    let (mut last, mut count) = (header.end, 0);
    for at in header.end..raw.len() {
        if at > last + row
            || !matches!(raw[at], Element::Line(_))
            || words::starts_part(text(at))
            || is_day(at)
        {
            break;
        }
        // Who signs stands above the day.
        let signs = at + 1 < raw.len() && is_day(at + 1);
        if !signs && Look::of(raw, &(at..at + 1)) == Look::Units {
            (last, count) = (at, count + 1);
        }
    }
    (count >= FEWEST_UNREAD).then_some(last + 1)
}

/// Whether a line ends as most headings do that ask who does it. Most lines are longer.
fn may_ask_for_bodies(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    let text = line.text();
    text.len() <= 24 && (text.ends_with("单位") || text.ends_with("部门"))
}

/// The run of headings around one that asks for bodies; none where they begin with a number's.
fn header(raw: &[Element<'_>], floor: usize, at: usize) -> Option<Range<usize>> {
    let is_word = |&at: &usize| is_column_word(raw, at);
    let start = (floor..=at).rev().take(LONGEST_HEADER).take_while(is_word).last()?;
    let end = (at..raw.len()).take(LONGEST_HEADER).take_while(is_word).last()? + 1;
    let is = |of: fn(Heading) -> bool| (start..end).any(|at| is_heading(raw, at, of));
    let work = is(|heading| matches!(heading, Heading::Name | Heading::Detail | Heading::Goals));
    let bodies = is(|heading| matches!(heading, Heading::Units(_)));
    let numbered = is(|heading| heading == Heading::Serial);
    (end - start >= FEWEST_HEADINGS && work && bodies && !numbered).then_some(start..end)
}

/// The table below some headings.
fn below(raw: &[Element<'_>], header: Range<usize>) -> Option<Stack> {
    // Where blank lines part the headings, cells go on as long as none does.
    let parted = header.clone().skip(1).all(|at| has_gap(raw, at));
    let mut cells = Cells::of_lines(raw, header.clone());
    let end = end_below(raw, &header);
    match parted {
        true => cells.extend_parted(raw, header.end..end),
        false => cells.extend_listed(raw, header.end..end),
    }
    let columns = Columns::below(&cells.joined, header.len());
    // 类别, of which the titles between the rows are all that is printed, or 目标 above 任务.
    let names = |at: usize| {
        let of =
            |heading| matches!(heading, Heading::Section | Heading::Name | Heading::Target(None));
        is_heading(raw, at, of)
    };
    let titled = is_heading(raw, header.start, |heading| heading == Heading::Section)
        || header.end < raw.len() && is_section(raw, header.end);
    let left = header.clone().take(MOST_TITLES).take_while(|&at| titled && names(at)).count();
    // The first of those that read most.
    let tables = (0..=left.min(header.len() - 2)).rev().filter_map(|from| columns.rows(from));
    let table = tables.max_by_key(|table| table.rows.len())?;
    one_source(&cells.joined[..table.end]).then(|| {
        let head = (0..).zip(0..header.len()).collect();
        cells.put_back(Stack { head, ..table })
    })
}

/// Where what may stand below some headings ends: above what is no line, or the same headings.
fn end_below(raw: &[Element<'_>], header: &Range<usize>) -> usize {
    let words = |at: usize| raw.get(at).map_or("", |element| wrapped::words_of(element));
    let (first, second) = (words(header.start), words(header.start + 1));
    let ends = |&at: &usize| {
        !matches!(raw[at], Element::Line(_)) || words(at) == first && words(at + 1) == second
    };
    (header.end..raw.len()).find(ends).unwrap_or(raw.len())
}

/// The cells of a table, those of the headings first, and what the headings say of the others.
struct Columns<'c, 's> {
    cells: &'c [Element<'s>],
    looks: Vec<Look>,
    /// The last column left of those that say who answers and when, where nothing stands behind these.
    task: Option<usize>,
}

impl<'c, 's> Columns<'c, 's> {
    fn below(cells: &'c [Element<'s>], count: usize) -> Self {
        let looks: Vec<Look> = (0..count).map(|at| Look::below(cells, at)).collect();
        let words = |look: &&Look| **look == Look::Words;
        let left = looks.iter().take_while(words).count();
        let alone = left < count && !looks[left..].contains(&Look::Words);
        let task = left.checked_sub(1).filter(|_| alone);
        Columns { cells, looks, task }
    }

    /// The rows that have a line for each heading from one on; some may lack the first, which they share with
    /// the row above, or who answers, who does so for several.
    fn rows(&self, from: usize) -> Option<Stack> {
        let header = self.looks.len();
        let (mut rows, mut merged): (Vec<Row>, Vec<Merged>) = (Vec::new(), Vec::new());
        let (mut at, mut count, mut even, mut shared) = (header, 0, true, false);
        // Whether a name stands before the task of the first row, which is a sentence.
        let mut named = false;
        while at < self.cells.len() {
            // A title may stand right above another.
            let below = at + 1 + usize::from(self.is_title(at + 1));
            if self.is_title(at) && self.is_row(below, from) {
                rows.push(vec![(0, at)]);
                at += 1;
                continue;
            }
            let short = count > 0 && self.are_words(from) && self.are_words(from + 1);
            let said = |at: usize| is_sentence(self.cells, &(at..at + 1));
            let begins = if self.is_row(at, from) && !(named && said(at)) {
                Some(from)
            } else if short && self.is_row(at, from + 1) {
                Some(from + 1)
            } else {
                None
            };
            if let Some(first) = begins {
                if count == 0 {
                    named = self.are_words(from + 1) && !said(at) && said(at + 1);
                }
                shared |= first > from;
                even &= first == from;
                rows.push((first as u32..).zip(at..at + header - first).collect());
                at += header - first;
                count += 1;
                continue;
            }
            let Some(task) = self.task.filter(|_| named) else { break };
            let run = self.tasks_alone(at, from, shared);
            if run == 0 {
                break;
            }
            // Who answers for the row above does for these as well.
            let row = rows.len() - 1;
            let columns = task as u32 + 1..header as u32;
            merged.extend(columns.map(|column| Merged { row, column, rows: run as u32 + 1 }));
            rows.extend((at..at + run).map(|at| vec![(task as u32, at)]));
            (at, even) = (at + run, false);
            count += run;
        }
        // A row that is not read would go on behind those that are.
        let mut behind = at..self.cells.len().min(at + header);
        let goes_on = behind.any(|at| Look::of(self.cells, &(at..at + 1)) == Look::Units);
        if count < FEWEST_ROWS || goes_on {
            return None;
        }
        let head = Row::new();
        let (broken, least) = (false, 0);
        Some(Stack { start: 0, end: at, head, rows, even, broken, least, merged })
    }

    fn are_words(&self, column: usize) -> bool {
        self.looks.get(column) == Some(&Look::Words)
    }

    fn is_title(&self, at: usize) -> bool {
        self.cells.get(at).is_some() && is_section(self.cells, at)
    }

    /// Whether the cells from one on are those of a row from a column on.
    fn is_row(&self, at: usize, from: usize) -> bool {
        let cells = at..at + self.looks.len() - from;
        if cells.end > self.cells.len() || !one_source(&self.cells[cells.clone()]) {
            return false;
        }
        let mut named = 0;
        let fits = cells.zip(&self.looks[from..]).all(|(at, &look)| {
            let cell = at..at + 1;
            match look {
                // A name may look like a body's: 消防站.
                Look::Words => !is_heading(self.cells, at, |_| true) && !self.is_title(at),
                look if Look::of(self.cells, &cell) == look => {
                    named += usize::from(look == Look::Units);
                    true
                }
                // 防火监督处 alone is no body by its name, but beside one it is.
                Look::Units => is_name(self.cells, &cell),
                Look::Day => false,
            }
        });
        fits && (named > 0 || !self.looks.contains(&Look::Units))
    }

    /// How many tasks from one on stand alone: a row or a title follows them, or where rows share the name of a
    /// task, nothing more.
    fn tasks_alone(&self, at: usize, from: usize, shared: bool) -> usize {
        /// What is said of a table below it begins with these.
        const NOTES: [&str; 8] = ["注", "备注", "说明", "以上", "上述", "本", "附", "请"];
        let note = |at: usize| {
            let words = wrapped::words_of(&self.cells[at]);
            words::starts_part(words) || NOTES.iter().any(|note| words.starts_with(note))
        };
        let task = |&at: &usize| {
            at < self.cells.len() && is_sentence(self.cells, &(at..at + 1)) && !note(at)
        };
        let begins = |at: usize| {
            self.is_title(at) && self.is_row(at + 1, from)
                || self.is_row(at, from)
                || self.is_row(at, from + 1)
        };
        let ends = |at: usize| {
            shared
                && self
                    .cells
                    .get(at)
                    .is_none_or(|_| words::starts_part(wrapped::words_of(&self.cells[at])))
        };
        let most = (at..).take(LONGEST_RUN).take_while(task).count();
        (1..=most).find(|run| begins(at + run) || ends(at + run)).unwrap_or(0)
    }
}
