//! Cells whose lines stand below each other, and the places of a line that say which cell words are in.

use std::ops::Range;

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange, chars};
use unicode_width::UnicodeWidthChar;

use crate::inline;

/// How many places of a line a character takes, on which programs differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Wide characters take two, and what is wide beside Chinese characters alone takes one.
    Narrow,
    /// The latter takes two.
    Wide,
    /// All take one.
    Same,
}

impl Measure {
    /// The likeliest first.
    pub(crate) const ALL: [Measure; 3] = [Measure::Narrow, Measure::Wide, Measure::Same];

    /// The places of a character.
    pub(crate) fn of(self, c: char) -> usize {
        match self {
            _ if matches!(c, ' '..='~') => 1,
            Measure::Narrow => c.width().unwrap_or(0),
            Measure::Wide => c.width_cjk().unwrap_or(0),
            Measure::Same => 1,
        }
    }

    fn width(self, words: &str) -> usize {
        words.chars().map(|c| self.of(c)).sum()
    }
}

/// A cell as its lines stand below each other.
#[derive(Clone, Debug)]
pub(crate) struct Stack {
    /// The columns that it covers.
    pub(crate) columns: Range<usize>,
    /// Its first row.
    pub(crate) row: usize,
    /// How many rows it covers; none where it is no cell.
    pub(crate) rows: u32,
    /// What each line says, without the space around it: nothing where it is blank.
    pub(crate) lines: Vec<(usize, usize)>,
}

/// How lines become cells.
pub(crate) struct Cells<'t, R> {
    pub(crate) text: &'t str,
    pub(crate) form: GridForm,
    /// Whether marks of Markdown stand in them.
    pub(crate) marks: bool,
    /// How words are measured, and what a line must take of columns to be full; nothing where no place tells.
    pub(crate) full: Option<(Measure, R)>,
}

impl<R: Fn(&Range<usize>) -> usize> Cells<'_, R> {
    /// The grid that stacks are, which come in the order of their rows.
    pub(crate) fn grid(&self, stacks: &[Stack], headers: usize) -> Grid {
        let stacks = || stacks.iter().filter(|stack| stack.rows > 0);
        let rows = stacks().map(|stack| stack.row + 1).max().unwrap_or(0);
        let columns = stacks().map(|stack| stack.columns.end).max().unwrap_or(0);
        // Where each line that goes on is full, a program wrapped the words of the column.
        let mut wrapped = vec![true; columns];
        for stack in stacks() {
            let full = stack.lines.windows(2).all(|pair| {
                self.is_blank(pair[0]) || self.is_blank(pair[1]) || self.is_full(stack, pair[0])
            });
            wrapped[stack.columns.start] &= full;
        }
        let mut grid = Grid { rows: Vec::with_capacity(rows), form: self.form };
        grid.rows.resize_with(rows, GridRow::default);
        grid.rows.iter_mut().take(headers).for_each(|row| row.header = true);
        for stack in stacks() {
            let below = (rows - stack.row) as u32;
            let mut cell = self.cell(stack, wrapped[stack.columns.start]);
            cell.rowspan = stack.rows.min(below);
            grid.rows[stack.row].cells.push(cell);
        }
        grid.rows.iter_mut().for_each(|row| row.cells.sort_by_key(|cell| cell.column));
        grid
    }

    fn cell(&self, stack: &Stack, wrapped: bool) -> Cell {
        let mut cell = Cell {
            column: stack.columns.start as u32,
            colspan: stack.columns.len() as u32,
            ..Cell::default()
        };
        // A blank line parts paragraphs.
        let mut breaks = false;
        for &line in &stack.lines {
            if self.is_blank(line) {
                breaks = true;
                continue;
            }
            let (from, to) = line;
            let hard = self.breaks_hard(line);
            let to = if hard { to - 1 } else { to };
            if breaks && !cell.pieces.is_empty() {
                cell.breaks.push(cell.pieces.len() as u16);
            }
            let at = cell.pieces.len() as u16;
            if self.marks {
                let words = inline::words(self.text, from, to);
                cell.pieces.extend(words.pieces);
                cell.breaks.extend(words.breaks.into_iter().map(|piece| piece + at));
                cell.bold.extend(words.bold);
            } else {
                inline::push_piece(&mut cell.pieces, TextRange::at(from, to));
            }
            breaks = hard || !wrapped;
        }
        cell
    }

    fn is_blank(&self, (from, to): (usize, usize)) -> bool {
        from == to
    }

    /// Whether a backslash ends a line of Markdown, which breaks it.
    fn breaks_hard(&self, (from, to): (usize, usize)) -> bool {
        let words = &self.text[from..to];
        self.marks && (words.len() - words.trim_end_matches('\\').len()) % 2 == 1
    }

    fn is_full(&self, stack: &Stack, line: (usize, usize)) -> bool {
        let Some((measure, room)) = &self.full else { return true };
        measure.width(&self.text[line.0..line.1]) >= room(&stack.columns)
    }
}

/// Whether nothing but white space stands between two bytes.
pub(crate) fn is_blank(text: &str, from: usize, to: usize) -> bool {
    text[from..to].chars().all(chars::is_space)
}
