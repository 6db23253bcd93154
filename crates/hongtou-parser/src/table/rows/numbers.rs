//! The numbers of rows, set free from the words they are glued to.

use std::ops::Range;
use std::rc::Rc;

use hongtou_model::{Confidence, RepairKind};
use hongtou_source::{GridForm, chars};

use super::super::draft::{RowDraft, leading_number, task_number};
use super::super::grid::{Cell, Page};
use super::super::headings::{Heading, heading};
use super::super::pages::used_width;
use super::super::profile::is_number;
use super::Reading;
use super::shifted::names_with;
use crate::flow::{Flow, trim};
use crate::marker::{Form, Marker, marker};
use crate::record::{Record, head};

impl<'s> Reading<'_, 's> {
    /// `12 完善…` in the column of numbers.
    pub(super) fn glued_number(
        &mut self,
        draft: &mut RowDraft<'s>,
        flow: &Flow<'s>,
        in_action: bool,
    ) {
        let split = leading_number(flow.text());
        if let Some((number, numeral, rest)) = split {
            draft.number = Some((number, flow.slice(numeral)));
            self.freed(flow, number, Confidence::Likely);
            let content = flow.slice(rest);
            // The cell covers the column of actions as well.
            if in_action {
                (draft.action, draft.action_printed) = (Some(content), true);
                return;
            }
            match &mut draft.content {
                Some(known) => known.append(&content),
                None => draft.content = Some(content),
            }
        } else if draft.content.is_none() {
            draft.content = Some(flow.clone());
        } else {
            draft.other.push((0, flow.clone()));
        }
    }

    /// `32 把…` at the start of the action or of the task, while the column of numbers is empty.
    pub(super) fn free_number(&mut self, draft: &mut RowDraft<'s>) {
        let action = draft.action.clone().filter(|_| draft.action_printed);
        for (flow, in_action) in [(action, true), (draft.content.clone(), false)] {
            let Some(flow) = flow else { continue };
            let Some((number, numeral, rest)) = leading_number(flow.text()) else { continue };
            // 1.…, 2.…: the parts of one task, each in a row of its own below its number.
            let before =
                self.rows.last().and_then(|row| leading_number(row.content.as_ref()?.text()));
            if !in_action && before.is_some_and(|(part, ..)| part + 1 == number) {
                continue;
            }
            let first = self.rows.is_empty().then_some(1);
            let expected = self.state.number.map(|last| last + 1).or(first);
            let bare = flow.text()[numeral.end..].chars().next().is_some_and(chars::is_han);
            let again = number == 1 && self.state.fresh;
            if expected != Some(number)
                && !again
                && (bare || expected.is_some_and(|expected| number.abs_diff(expected) > 3))
            {
                continue;
            }
            let counts = expected == Some(number) && self.state.number.is_some();
            let confidence = if counts { Confidence::Certain } else { Confidence::Likely };
            draft.number = Some((number, flow.slice(numeral)));
            let rest = Some(flow.slice(rest));
            if in_action {
                draft.action = rest;
            } else {
                draft.content = rest;
            }
            self.freed(&flow, number, confidence);
            return;
        }
    }

    /// Where no column has the numbers, and every task begins with the next or, under another section
    /// or action, with 1 again, they are the rows' numbers: 1.发放…, 2.开展….
    pub(super) fn number_tasks(&mut self) {
        if self.has_met_number() || self.rows.len() < 2 {
            return;
        }
        let mut found: Vec<Marker> = Vec::with_capacity(self.rows.len());
        let (mut counts, mut gaps) = (0, 0);
        for (at, row) in self.rows.iter().enumerate() {
            let Some(content) = row.content.as_ref().filter(|_| row.number.is_none()) else {
                return;
            };
            let Some(number) = task_number(content.text()) else { return };
            // 1.…2.… in one cell are parts of its task.
            if goes_on_inside(content.text(), &number) {
                return;
            }
            let next = match found.last() {
                Some(last) if last.form != number.form => return,
                // An extract leaves some out.
                Some(last) if last.form == Form::DigitBracket && last.number < number.number => {
                    gaps += usize::from(last.number + 1 < number.number);
                    true
                }
                Some(last) => last.number + 1 == number.number,
                // An extract goes on counting where the list does.
                None => number.number < 1000,
            };
            let again =
                || number.number == 1 && at > 0 && other_part(&self.rows[at - 1], &self.rows[at]);
            if !next && !again() {
                return;
            }
            counts += usize::from(next && at > 0);
            found.push(number);
        }
        if counts <= 2 * gaps {
            return;
        }
        for (row, number) in self.rows.iter_mut().zip(found) {
            let Some(content) = row.content.take() else { continue };
            row.number = Some((number.number, content.slice(number.numeral.clone())));
            row.content =
                Some(content.slice(trim(content.text(), number.end..content.text().len())));
        }
    }

    pub(super) fn freed(&mut self, flow: &Flow<'s>, number: u32, confidence: Confidence) {
        tell_freed(self.record, flow, number, confidence);
    }
}

fn tell_freed(record: &mut Record, flow: &Flow<'_>, number: u32, confidence: Confidence) {
    let start = head(flow.text(), 10).to_owned();
    record.repair(
        RepairKind::FreedNumber,
        flow.whole(),
        confidence,
        || format!("序号{number}粘在内容上，已分开：“{start}”"),
        || format!("number {number} was glued to the text and is set free: “{start}”"),
    );
}

/// The number before words, as [`leading_number`] has it, where only the count tells that it is one: 3分类实施….
fn counted(text: &str) -> Option<(u32, Range<usize>, Range<usize>)> {
    let mark = |c: char| chars::is_space(c) || matches!(c, '.' | '．' | '、');
    let width = text.len() - text.trim_start_matches(|c| chars::digit(c).is_some()).len();
    let rest = text[width..].trim_start_matches(mark);
    let number = is_number(&text[..width]).filter(|_| rest.starts_with(chars::is_han))?;
    Some((number, 0..width, text.len() - rest.len()..text.len()))
}

/// Gives the numbers a cell of their own where the header has one for them, and all rows begin with theirs and
/// the words of the next cell: 1改造…, 2新建… below 序号 | 重点任务.
pub(super) fn free_all(pages: &mut [Page<'_>], record: &mut Record) {
    let (mut headings, mut last) = (0, 0);
    for page in pages.iter_mut().filter(|page| page.form != GridForm::Cells) {
        if let Some(header) = page.header.first() {
            let numbered = header[0].words().is_some_and(|words| heading(words) == Heading::Serial);
            headings = if numbered && page.header.len() == 1 { used_width(header) } else { 0 };
        }
        let begins = page.rows.first().and_then(|row| counted(row.first()?.words()?));
        if headings == 0 || begins.is_none() {
            return;
        }
        let mut glued = Vec::new();
        for (at, row) in page.rows.iter().enumerate() {
            if row.iter().filter(|cell| cell.words().is_some()).count() < 3 {
                continue;
            }
            let Some(found) = row[0].words().and_then(counted) else { return };
            let (number, numeral, rest) = &found;
            let words = row[0].flow.text();
            let names = names_with(&words[rest.clone()], numeral.end < rest.start);
            if *number != last + 1 || names || used_width(row) >= headings {
                return;
            }
            last = *number;
            glued.push((at, found));
        }
        if glued.len() < 2 && last < 3 {
            return;
        }
        for (at, (number, numeral, rest)) in glued {
            let flow = page.rows[at][0].flow.clone();
            let parts = [numeral, rest].map(|part| Cell::across(flow.slice(part)));
            page.rows[at].splice(..1, parts);
            tell_freed(record, &flow, number, Confidence::Likely);
        }
    }
}

/// Whether the count that a task begins with goes on within it: 1.建设…。2.改造….
fn goes_on_inside(text: &str, first: &Marker) -> bool {
    let mut before = None;
    text.char_indices().any(|(at, c)| {
        let begins = !before.replace(c).is_some_and(|before| {
            chars::digit(before).is_some() || matches!(before, '、' | '.' | '第' | '至' | '-')
        });
        at >= first.end
            && begins
            && marker(&text[at..]).is_some_and(|next| {
                next.form == first.form
                    && next.number == first.number + 1
                    && !next.doubtful
                    && text[at + next.end..].starts_with(chars::is_han)
            })
    })
}

/// Whether two rows stand under different sections or actions.
fn other_part(above: &RowDraft<'_>, row: &RowDraft<'_>) -> bool {
    let action = |row: &RowDraft<'_>| row.action.as_ref().map(|action| action.whole().start());
    let same_section = match (&above.section, &row.section) {
        (Some(above), Some(row)) => Rc::ptr_eq(above, row),
        (None, None) => true,
        _ => false,
    };
    !same_section || action(above) != action(row)
}
