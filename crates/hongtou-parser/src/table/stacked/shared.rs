//! Who answers for all rows of a table, printed once.
//!
//! Where each row but the first lacks one of the columns of bodies, and the first names a collective in the last
//! of them, 各县（区）人民政府, that cell is merged over all rows: a column of which one row alone has words is less
//! likely than one that all share.

use std::ops::RangeInclusive;

use hongtou_model::Role;

use super::super::headings::{Heading, heading};
use super::look::Look;
use super::{Merged, Row, Stack, wrapped};
use crate::lines::Element;

/// So many rows tell.
const FEWEST_ROWS: usize = 3;

/// Merges such a cell over the rows below it, whose bodies stand one column further to the left then.
pub(super) fn merge(stack: &mut Stack, raw: &[Element<'_>]) {
    if let Some((bodies, blank)) = shared(stack, raw) {
        let last = *bodies.end();
        let is_row = |row: &&(usize, &mut Row)| row.1.len() > 1;
        let mut rows = stack.rows.iter_mut().enumerate();
        let Some((first, _)) = rows.by_ref().find(|row| is_row(&row)) else { return };
        for (_, row) in rows {
            for (column, _) in row.iter_mut() {
                *column -= u32::from((blank + 1..=last).contains(column));
            }
        }
        let rows = (stack.rows.len() - first) as u32;
        stack.merged.push(Merged { row: first, column: last, rows });
        // What the others say is who else may be left out.
        stack.even = false;
    }
}

/// The columns of bodies of such a table, and the one that all rows but the first lack.
fn shared(stack: &Stack, raw: &[Element<'_>]) -> Option<(RangeInclusive<u32>, u32)> {
    let words = |row: &[(u32, usize)], column: u32| -> String {
        let lines = row.iter().filter(|(of, _)| *of == column);
        lines.map(|&(_, at)| wrapped::words_of(&raw[at])).collect()
    };
    let (mut rows, columns) = (stack.rows.iter().filter(|row| row.len() > 1), stack.head.last()?.0);
    let first = rows.next()?;
    let others: Vec<_> = rows.collect();
    // Where cells without words are printed, nothing need be told.
    if stack.least > 0 || others.len() + 1 < FEWEST_ROWS || !stack.merged.is_empty() {
        return None;
    }
    let of_bodies =
        |column: &u32| Look::of_heading(heading(&words(&stack.head, *column))) == Look::Units;
    let last = (0..=columns).rev().find(of_bodies)?;
    let top = (0..=last).rev().take_while(of_bodies).last().filter(|top| *top < last)?;
    let is_collective = |row: &[(u32, usize)], column| words(row, column).starts_with('各');
    if !is_collective(first, last)
        || !(top..=last).all(|column| first.iter().any(|c| c.0 == column))
    {
        return None;
    }
    let lacks = |row: &[(u32, usize)]| {
        let mut blank = (top..=last).filter(|column| row.iter().all(|cell| cell.0 != *column));
        blank.next().filter(|_| blank.next().is_none())
    };
    // Where nothing stands behind a cell, it may as well be empty; and who helps with one task need not with all.
    let helps = heading(&words(&stack.head, last)) == Heading::Units(Role::Support);
    let blank =
        lacks(others.first()?).filter(|&blank| blank < columns && !(helps && blank == last))?;
    let alike = |row: &&Row| {
        lacks(row) == Some(blank) && (top..=last).all(|column| !is_collective(row, column))
    };
    others.iter().all(alike).then_some((top..=last, blank))
}
