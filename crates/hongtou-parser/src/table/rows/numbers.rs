//! The numbers of rows, set free from the words they are glued to.

use std::ops::Range;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, RepairKind};
use hongtou_source::{GridForm, chars};

use super::super::columns::Assigned;
use super::super::draft::{RowDraft, leading_number, task_number};
use super::super::grid::{Cell, Page};
use super::super::headings::{Heading, heading};
use super::super::pages::{PageColumns, used_width};
use super::super::profile::is_number;
use super::Reading;
use super::shifted::names_with;
use crate::flow::{Flow, trim};
use crate::marker::{Marker, marker};
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

    /// Where no column has the numbers, and the tasks begin with the next or, under another section
    /// or action, with 1 again, they are the rows' numbers: 1.发放…, 2.开展…. Some may be left out or misprinted.
    pub(super) fn number_tasks(&mut self) {
        if self.has_met_number() || self.rows.len() < 2 {
            return;
        }
        let mut found: Vec<Option<Marker>> = Vec::with_capacity(self.rows.len());
        let mut counting = Counting::default();
        for (at, row) in self.rows.iter().enumerate() {
            let Some(content) = row.content.as_ref().filter(|_| row.number.is_none()) else {
                return;
            };
            let number = task_number(content.text());
            let form = found.iter().flatten().next().map(|first| first.form);
            let unlike = |number: &Marker| {
                form.is_some_and(|form| form != number.form) || number.number >= 1000
            };
            // 1.…2.… in one cell are parts of its task.
            let parts = |number: &Marker| goes_on_inside(content.text(), number);
            if number.as_ref().map_or(at == 0, |number| unlike(number) || parts(number)) {
                return;
            }
            let again = at > 0 && other_part(&self.rows[at - 1], row);
            counting.take(number.as_ref().map(|number| number.number), again);
            found.push(number);
        }
        if counting.next == 0 || !counting.holds() {
            return;
        }
        for (row, number) in self.rows.iter_mut().zip(found) {
            let Some(number) = number else { continue };
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

/// How the numbers that rows begin with follow each other.
#[derive(Debug, Default)]
pub(super) struct Counting {
    last: Option<u32>,
    /// How many are the one after the last.
    next: usize,
    /// How many begin at 1.
    first: usize,
    /// What speaks against numbers of rows: one that leaves some out, as an extract does, a little, and one that goes
    /// back or is missing twice as much.
    odd: usize,
}

impl Counting {
    /// Takes the number of the next row; where another part of the table begins, 1 is due `again`.
    pub(super) fn take(&mut self, number: Option<u32>, again: bool) {
        match (self.last, number) {
            (_, None) => self.odd += 2,
            (None, Some(number)) => self.first += usize::from(number == 1),
            (Some(_), Some(1)) if again => self.first += 1,
            (Some(last), Some(number)) if last + 1 == number => self.next += 1,
            (Some(last), Some(number)) => self.odd += if number > last { 1 } else { 2 },
        }
        self.last = number.or(self.last);
    }

    /// Whether more of them are due than not.
    pub(super) fn holds(&self) -> bool {
        self.first + self.next > self.odd
    }
}

/// Where 序号 counts groups that have several rows, and the tasks begin with numbers that go on from group to group,
/// these are the rows' numbers and that is the ordinal of the group beside it: 1 | 治水 | 1、修渠, 2、清淤; 2 | 造林 |
/// 3、补植. Numbers that begin again in each group are those of parts.
pub(super) fn give_groups_theirs(
    pages: &[Page<'_>],
    columns: &mut [PageColumns],
    record: &mut Record,
) {
    let Some((number, task)) = columns.first().and_then(|first| number_and_task(&first[0])) else {
        return;
    };
    if columns.iter().any(|page| number_and_task(&page[0]) != Some((number, task))) {
        return;
    }
    let (mut groups, mut tasks) = (Counting::default(), Counting::default());
    let (mut inside, mut count) = (0, 0);
    // The titles of the groups have the rows that the ordinals have.
    let mut titled = true;
    for row in pages.iter().flat_map(|page| &page.rows) {
        if row.iter().filter(|cell| cell.words().is_some()).count() < 2 {
            continue;
        }
        let printed = |at: usize| row.get(at).filter(|cell| cell.own).and_then(Cell::words);
        match printed(number) {
            Some(words) => {
                groups.take(is_number(words), false);
                count += 1;
            }
            None => inside += 1,
        }
        titled &= printed(number + 1).is_some() == printed(number).is_some();
        tasks.take(printed(task).and_then(task_number).map(|found| found.number), false);
    }
    let go_on = tasks.first < 2 && tasks.next > inside && tasks.odd < 2;
    if count < 2 || inside == 0 || groups.odd > 0 || !go_on || !tasks.holds() {
        return;
    }
    let heading = pages.first().and_then(|page| page.header.first()?.get(number));
    if let Some(heading) = heading {
        record.repair(
            RepairKind::FreedNumber,
            heading.flow.whole(),
            Confidence::Likely,
            || "这一列给各组编号，各行的序号写在任务前面，已分开".to_owned(),
            || {
                "this column numbers groups; the rows' numbers stand before their tasks and are set free"
                    .to_owned()
            },
        );
    }
    let of_groups = |columns: &Vec<Option<Assigned>>| {
        let mut columns = columns.clone();
        let has_section = columns.iter().flatten().any(|column| column.kind == ColumnKind::Section);
        for (at, column) in columns.iter_mut().enumerate() {
            let Some(column) = column else { continue };
            column.kind = match column.kind {
                ColumnKind::Number if at == number => ColumnKind::SectionOrdinal,
                ColumnKind::Action if at == number + 1 && titled && !has_section => {
                    ColumnKind::Section
                }
                other => other,
            };
        }
        columns
    };
    for page in columns {
        *page = page.iter().map(of_groups).collect();
    }
}

/// Where the numbers and behind them the tasks of a page stand, if no ordinals of sections stand beside those.
fn number_and_task(columns: &[Option<Assigned>]) -> Option<(usize, usize)> {
    let of = |kind: ColumnKind| {
        columns.iter().position(|column| column.is_some_and(|column| column.kind == kind))
    };
    let (number, task) = (of(ColumnKind::Number)?, of(ColumnKind::Content)?);
    (number + 1 < task && of(ColumnKind::SectionOrdinal).is_none()).then_some((number, task))
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

#[cfg(test)]
mod tests {
    use super::super::super::profile::BodyHints;
    use crate::fixtures;

    const HEADER: &str = "工作任务|责任单位|工作要求";

    /// The numbers of rows whose names begin as given.
    fn numbers(names: &[&str]) -> Vec<String> {
        let rows = names.iter().map(|name| format!("{name}|县水利局|按季通报进展。"));
        let lines: Vec<String> = [HEADER.to_owned()].into_iter().chain(rows).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let rows = fixtures::task_rows(&lines, &BodyHints::default());
        rows.iter().map(|row| row.split('|').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn a_gap_or_a_misprint_takes_no_row_its_number() {
        assert_eq!(numbers(&["1.疏浚干渠", "2.加固堤坝", "5.补植林木"]), ["1", "2", "5"]);
        let twice =
            ["1.疏浚干渠", "2.加固堤坝", "2.补植林木", "4.建设泵站", "5.清理河面", "6.巡查堤防"];
        assert_eq!(numbers(&twice), ["1", "2", "2", "4", "5", "6"]);
        let lost =
            ["1.疏浚干渠", "2.加固堤坝", "补植林木", "4.建设泵站", "5.清理河面", "6.巡查堤防"];
        assert_eq!(numbers(&lost), ["1", "2", "", "4", "5", "6"]);
        // Those of a body's items, here and there or once for several rows, are none.
        assert_eq!(numbers(&["3.疏浚干渠", "9.加固堤坝", "4.补植林木"]), ["", "", ""]);
        assert_eq!(numbers(&["1.疏浚干渠", "1.疏浚干渠", "2.加固堤坝"]), ["", "", ""]);
    }

    #[test]
    fn numbers_of_groups_are_no_rows_where_the_tasks_count_on() {
        let table = |tasks: [&str; 4]| {
            let rows = [("1|修建沟渠", 0), ("|", 1), ("2|种植林木", 2), ("|", 3)];
            let rows: Vec<String> =
                rows.iter().map(|(group, at)| format!("{group}|{}|县水利局", tasks[*at])).collect();
            let text =
                format!("云溪县任务分解表\n序号|主要任务|具体措施|责任单位\n{}", rows.join("\n"));
            let notice = fixtures::notice_with_tables(&text);
            let row = |row: &hongtou_model::Row| {
                let section = row.section.clone().unwrap_or_default();
                let (ordinal, title) = (section.ordinal, section.title.unwrap_or_default());
                let content = row.content.clone().unwrap_or_default();
                format!("{ordinal:?} {title} {:?} {content}", row.number)
            };
            notice.tables[0].rows.iter().map(row).collect::<Vec<_>>()
        };
        let found =
            table(["1、疏浚干渠5条。", "2、加固堤坝2处。", "3、造林3万亩。", "4、补植苗木80株。"]);
        assert_eq!(
            found,
            [
                "Some(1) 修建沟渠 Some(1) 疏浚干渠5条。",
                "Some(1) 修建沟渠 Some(2) 加固堤坝2处。",
                "Some(2) 种植林木 Some(3) 造林3万亩。",
                "Some(2) 种植林木 Some(4) 补植苗木80株。",
            ]
        );
        // Parts of each task begin again.
        let parts =
            table(["1、疏浚干渠5条。", "2、加固堤坝2处。", "1、造林3万亩。", "2、补植苗木80株。"]);
        assert!(parts[2].contains("Some(2) 1、造林"), "{parts:?}");
    }
}
