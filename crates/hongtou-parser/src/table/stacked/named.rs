//! Names of tasks that a cell merged over several rows says once.
//!
//! 3 | 车站工程 | 建设… | 县交通局, then 4 | 改造… and nothing more: where the cell of a row that is left is no name,
//! the name and who answers are those of the row above. Titles without an ordinal may stand between the rows.

use std::ops::Range;

use super::super::headings::Heading;
use super::by_number::{fits_each, is_title_below};
use super::look::{Look, is_heading, is_section, is_sentence, one_source};
use super::parts::{Part, parts};
use super::{Merged, Number, Row, Stack, wrapped};
use crate::lines::Element;
use crate::quantity;

/// The column of the task, behind those of the number and of the name.
const TASK: u32 = 2;
/// So many characters a title without an ordinal may have.
const LONGEST_TITLE: usize = 30;

/// The table below such a header, where each of its rows has its name, or its task alone or with who answers.
pub(super) fn read(
    raw: &[Element<'_>],
    numbers: &[Number],
    mut header: Range<usize>,
) -> Option<Stack> {
    let first = numbers.first()?.at;
    let mut parts = parts(raw, numbers, header.len(), false);
    if !is_heading(raw, header.start, |heading| heading == Heading::Serial) {
        return None;
    }
    if is_title_below(raw, &header, parts.first()?) {
        header.end -= 1;
    }
    let columns: Vec<Look> =
        (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
    let mut names = Names::of(raw, &header, first, &columns, &mut parts)?;
    let (_, others) = parts.split_last()?;
    let fits = |part: &Part| {
        fits_each(raw, &columns, &part.cells)
            || names.lacks(raw, 0, part)
            || has_name(raw, &columns, part)
    };
    if !others.iter().all(fits) {
        return None;
    }
    let stack = Stack::aligned(raw, header, first, parts)?;
    one_source(&raw[stack.start..stack.end]).then_some(stack)
}

/// The rows of a table that have no name of their own.
pub(super) struct Names {
    /// Those that have a task and nothing else.
    alone: Vec<usize>,
    /// Those that have more.
    answered: Vec<usize>,
    /// So many characters the longest name has.
    longest: usize,
    /// Whether several rows have a task alone for sure.
    alternate: bool,
}

impl Names {
    /// Such a table: some row has all its cells, and another its task alone. Titles above the next number are set
    /// apart from the cells.
    pub(super) fn of(
        raw: &[Element<'_>],
        header: &Range<usize>,
        first: usize,
        columns: &[Look],
        parts: &mut [Part],
    ) -> Option<Names> {
        let says = |heading| matches!(heading, Heading::Name | Heading::Detail | Heading::Goals);
        let task = |at: usize| is_heading(raw, at, says);
        let is_whole = |part: &Part| fits_each(raw, columns, &part.cells);
        let is_alone = |part: &Part| matches!(&part.cells[..], [cell] if is_words(raw, cell));
        if !columns.starts_with(&[Look::Words, Look::Words])
            || !task(header.start + TASK as usize)
            || !parts.iter().any(is_whole)
            || !parts.iter().any(is_alone)
        {
            return None;
        }
        // One title stands above the first number at least.
        if header.end + 1 == first && !is_section(raw, header.end) {
            for at in 1..parts.len() {
                let begins_anew = parts[at].cells.get(..2);
                let begins_anew =
                    begins_anew.is_some_and(|cells| cells.iter().all(|cell| is_words(raw, cell)));
                if begins_anew && is_titled(raw, columns, &parts[at - 1].cells) {
                    let title = parts[at - 1].cells.pop().map(|cell| cell.start);
                    parts[at - 1].sections.extend(title);
                }
            }
        }
        let names = parts.iter().filter(|part| part.cells.len() > 2).map(|part| &part.cells[0]);
        let longest = names.map(|name| count(raw, name)).max().unwrap_or(0);
        let mut names =
            Names { alone: Vec::new(), answered: Vec::new(), longest, alternate: false };
        let is_task = |part: &&Part| is_alone(part) && names.is_task(raw, &part.cells[0]);
        names.alternate = parts.iter().filter(is_task).count() > 1;
        Some(names)
    }

    /// Whether the only cell of a row is a task, so that what it lacks is shared: it says what to do, or more than
    /// names do, or several others are so. 小计, 取消 and what nobody answers for yet are none.
    fn is_task(&self, raw: &[Element<'_>], cell: &Range<usize>) -> bool {
        let words = wrapped::words_of(&raw[cell.start]);
        may_be_task(words)
            && (self.alternate
                || count(raw, cell) > self.longest
                || quantity::opens_with_action(words))
    }

    /// Whether a row has no name of its own: fewer cells than there are columns, and who answers behind the first
    /// of them, or nothing.
    pub(super) fn lacks(&mut self, raw: &[Element<'_>], row: usize, part: &Part) -> bool {
        match &part.cells[..] {
            [task] if is_words(raw, task) && self.is_task(raw, task) => self.alone.push(row),
            [task, next, ..] if is_words(raw, task) && Look::of(raw, next) == Look::Units => {
                self.answered.push(row);
            }
            _ => return false,
        }
        true
    }

    /// The cells that rows share with those above them; a title ends what they share.
    pub(super) fn merged(&self, rows: &[Row], columns: u32) -> Vec<Merged> {
        let mut out: Vec<Merged> = Vec::new();
        for column in (1..=columns).filter(|&column| column != TASK) {
            let shares = |row: &usize| {
                self.alone.binary_search(row).is_ok()
                    || column < TASK && self.answered.binary_search(row).is_ok()
            };
            let mut above: Option<Merged> = None;
            for (row, cells) in rows.iter().enumerate() {
                if let Some(above) = above.as_mut().filter(|_| shares(&row)) {
                    above.rows += 1;
                    continue;
                }
                out.extend(above.take());
                let own = cells.iter().any(|&(own, _)| own == column);
                above = own.then_some(Merged { row, column, rows: 1 });
            }
            out.extend(above);
        }
        out.retain(|cell| cell.rows > 1);
        out
    }
}

/// Whether the only words of a row may be a task: 小计, 取消 and what nobody answers for yet are none.
pub(super) fn may_be_task(words: &str) -> bool {
    const NONE: [&str; 11] =
        ["此项", "该项", "本项", "合计", "小计", "总计", "取消", "（", "(", "—", "-"];
    const OPEN: [&str; 4] = ["待定", "不再", "取消", "另行"];
    !NONE.iter().any(|none| words.starts_with(none))
        && !OPEN.iter().any(|open| words.contains(open))
}

/// Whether a row has a name and a task, and behind them the cells of some other columns in their order.
fn has_name(raw: &[Element<'_>], columns: &[Look], part: &Part) -> bool {
    let [name, task, others @ ..] = &part.cells[..] else { return false };
    let mut rest = columns[TASK as usize..].iter();
    let in_order = |cell: &Range<usize>| rest.any(|&column| column == Look::of(raw, cell));
    is_words(raw, name) && is_words(raw, task) && others.iter().all(in_order)
}

/// How many characters a cell has.
fn count(raw: &[Element<'_>], cell: &Range<usize>) -> usize {
    raw[cell.clone()].iter().map(|line| wrapped::words_of(line).chars().count()).sum()
}

fn is_words(raw: &[Element<'_>], cell: &Range<usize>) -> bool {
    Look::of(raw, cell) == Look::Words
}

/// Whether the last of the cells below a number is a title: behind who answers in the last column, or behind a
/// task alone.
fn is_titled(raw: &[Element<'_>], columns: &[Look], cells: &[Range<usize>]) -> bool {
    let [.., before, last] = cells else { return false };
    let behind_units = columns.last() == Some(&Look::Units) && Look::of(raw, before) == Look::Units;
    let look = Look::of(raw, last);
    last.len() == 1
        // 建立长效机制 says how long as well.
        && (look == Look::Words || look == Look::Day && !columns.contains(&look))
        && !is_sentence(raw, last)
        && wrapped::words_of(&raw[last.start]).chars().nth(LONGEST_TITLE).is_none()
        && (behind_units || cells.len() == 2)
}
