//! A table most of whose rows have a line for each heading, and some one more or one less.
//!
//! Two bodies on two lines of one cell are a line more, a cell that rows share or that has no words is one less. How
//! many lines most rows have tells the columns; the others are put into them.

use std::ops::Range;

use hongtou_model::Role;

use super::barred::{Wanted, placed};
use super::look::{Look, is_blank, is_heading, is_name, is_no_cell, one_source};
use super::{Heading, Number, Row, Stack, number_of, wrapped};
use crate::lines::Element;

/// The fewest headings, that of the numbers among them, and rows with a line for each.
const FEWEST_HEADINGS: usize = 4;
const FEWEST_ROWS: usize = 2;

/// The table whose first row has the first of some numbers.
pub(super) fn read(raw: &[Element<'_>], numbers: &[Number], header: Range<usize>) -> Option<Stack> {
    let (first, width) = (numbers.first()?, header.len());
    let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
    if !serial || header.end != first.at || width < FEWEST_HEADINGS {
        return None;
    }
    let helps = |at: usize| is_heading(raw, at, |h| h == Heading::Units(Role::Support));
    let columns = Columns {
        raw,
        looks: header.clone().map(|at| Look::below(raw, at)).collect(),
        helpers: header.clone().map(helps).collect(),
        wanted: header.clone().skip(1).map(|at| Wanted::below(raw, at)).collect(),
    };
    if !columns.looks.contains(&Look::Units) {
        return None;
    }
    let (mut at, mut number, mut exact) = (first.at, first.number, 0);
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let next = |end: &usize| raw.get(*end).and_then(number_of) == Some(number + 1);
        let end = [width, width + 1, width - 1].map(|len| at + len).into_iter().find(next);
        let row = match end {
            Some(end) => columns.row(at..end)?,
            None => [width, width + 1, width - 1]
                .into_iter()
                .find_map(|len| columns.last(at..at + len))?,
        };
        let taken = row.last()?.1 + 1 - at;
        exact += usize::from(taken == width);
        rows.push(row);
        at += taken;
        let Some(_) = end else { break };
        number += 1;
    }
    if exact < FEWEST_ROWS || exact * 2 <= rows.len() || exact == rows.len() {
        return None;
    }
    let head = (0..).zip(header.clone()).collect();
    let stack = Stack::even(raw, head, rows, at)?;
    Some(Stack { even: false, least: width as u32, ..stack })
}

/// What the headings say of the cells below them.
struct Columns<'c, 's> {
    raw: &'c [Element<'s>],
    looks: Vec<Look>,
    wanted: Vec<Wanted>,
    /// Whether those below a heading help.
    helpers: Vec<bool>,
}

impl Columns<'_, '_> {
    /// The cells of a row, its number first.
    fn row(&self, lines: Range<usize>) -> Option<Row> {
        let row = match lines.len().checked_sub(self.looks.len()) {
            Some(0) => (0..).zip(lines).collect(),
            Some(_) => return self.with_two_lines(lines),
            None => placed(self.raw, lines.start, lines.end, &self.wanted)?,
        };
        self.fits(&row).then_some(row)
    }

    /// The cells of the last row, behind which anything may stand but one more of them.
    fn last(&self, lines: Range<usize>) -> Option<Row> {
        let goes_on = |&at: &usize| Look::of(self.raw, &(at..at + 1)) != Look::Words;
        let cells = lines.clone().skip(1);
        let whole = lines.end <= self.raw.len()
            && one_source(&self.raw[lines.clone()])
            && cells.clone().all(|at| number_of(&self.raw[at]).is_none());
        let ends = self.raw.get(lines.end).is_none_or(is_no_cell) || !goes_on(&lines.end);
        (whole && ends).then(|| self.row(lines))?
    }

    /// The cells of a row of which one names two bodies, each on a line: their names end alike.
    fn with_two_lines(&self, lines: Range<usize>) -> Option<Row> {
        let ways = (1..self.looks.len()).filter(|&column| self.looks[column] == Look::Units);
        let mut rows = ways.filter_map(|column| {
            let (upper, lower) = (lines.start + column, lines.start + column + 1);
            let end = |at: usize| wrapped::words_of(&self.raw[at]).chars().next_back();
            let columns = (0..=column).chain(column..self.looks.len()).map(|column| column as u32);
            let row: Row = columns.zip(lines.clone()).collect();
            (end(upper) == end(lower) && self.fits(&row)).then_some(row)
        });
        // Where each of two columns may hold two, several help and one leads.
        let row = rows.next()?;
        let Some(other) = rows.next() else { return Some(row) };
        let doubled =
            |row: &Row| row.windows(2).find(|two| two[0].0 == two[1].0).map(|two| two[0].0);
        let helps = |row: &Row| doubled(row).is_some_and(|column| self.helpers[column as usize]);
        match (helps(&row), helps(&other)) {
            (false, true) if rows.next().is_none() => Some(other),
            (true, false) if rows.next().is_none() => Some(row),
            _ => None,
        }
    }

    /// Whether all cells below headings that ask for bodies or days are such, and there is one.
    fn fits(&self, row: &Row) -> bool {
        let is = |at: usize, look: Look| {
            Look::of(self.raw, &(at..at + 1)) == look
                || look == Look::Units && is_name(self.raw, &(at..at + 1))
        };
        let asked = |&&(column, at): &&(u32, usize)| {
            self.looks[column as usize] != Look::Words && !is_blank(&self.raw[at])
        };
        let mut told = row.iter().filter(asked).peekable();
        told.peek().is_some() && told.all(|&(column, at)| is(at, self.looks[column as usize]))
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    const HEADER: &str = "序号/任务名称/检查事项/检查对象/牵头部门/参与部门/完成时限";

    /// What the rows of a table say each cell of which is a paragraph: their task, who leads and helps, and when.
    fn rows(header: &str, rows: &[&str]) -> Vec<String> {
        let text = format!("松岭县联合检查计划/{header}/{}", rows.join("/")).replace('/', "\n");
        let notice = fixtures::notice_of_lines(&text, true);
        let words = |words: &Option<_>| words.as_ref().map_or(String::new(), ToString::to_string);
        let row = |row: &hongtou_model::Row| {
            let units: Vec<&str> = row.units.iter().map(|unit| &*unit.name).collect();
            [
                words(&row.content),
                units.join("、"),
                row.deadline.as_ref().map_or(String::new(), |due| due.text.clone()),
            ]
            .join("|")
        };
        notice.tables.iter().flat_map(|table| &table.rows).map(row).collect()
    }

    #[test]
    fn a_row_with_a_line_more_or_less_keeps_the_columns_of_the_others() {
        let first = "1/水库检查/闸门情况/镇属水库/水利局/气象局/2026年9月";
        let second = "2/水库检查/坝体情况/村属水库/水利局/住建局/2026年10月";
        let two = rows(
            HEADER,
            &[
                "1/水库检查/闸门情况/镇属水库/水利局/气象局/公安局/2026年9月",
                second,
                "3/渠道检查/淤积情况/村属渠道/水利局/统计局/2026年11月",
            ],
        );
        assert_eq!(two[0], "闸门情况|水利局、气象局、公安局|2026年9月");
        assert_eq!(two[2], "淤积情况|水利局、统计局|2026年11月");
        let short = rows(
            HEADER,
            &[first, second, "3/渠道检查/淤积情况/水利局/统计局/2026年11月", "附件：略"],
        );
        assert_eq!(short[1], "坝体情况|水利局、住建局|2026年10月");
        assert_eq!(short[2], "淤积情况|水利局、统计局|2026年11月");
    }

    #[test]
    fn rows_of_two_lengths_alike_tell_no_columns() {
        let lines = |number: u32, units: &str| {
            format!("{number}/水库检查/闸门情况/镇属水库/{units}/2026年9月")
        };
        let (one, two) = ("水利局/气象局", "水利局/气象局/公安局");
        let all = [lines(1, one), lines(2, one), lines(3, two), lines(4, two), lines(5, one)];
        let read = |rows_of: &[String]| {
            let lines: Vec<&str> = rows_of.iter().map(String::as_str).collect();
            rows(HEADER, &lines)
        };
        let whole = "闸门情况|水利局、气象局、公安局|2026年9月";
        assert_eq!(read(&all)[3], whole);
        assert!(!read(&all[..4]).contains(&whole.to_owned()));
    }

    #[test]
    fn headings_in_pieces_leave_whole_words_whole() {
        let rows = rows(
            "序号/任务名称/检查事项/检查/对象/牵头部门/参与部门/完成/时限",
            &[
                "1/水库检查/闸门情况/镇属水库/水利局/气象局/2026年9月",
                "2/水库检查/坝体情况/村属水库/水利局/住建局/2026年10月",
            ],
        );
        assert_eq!(rows[0], "闸门情况|水利局、气象局|2026年9月");
    }

    #[test]
    fn a_year_and_a_month_without_their_signs_are_no_number() {
        let rows = rows(
            HEADER,
            &[
                "1/水库检查/闸门情况/镇属水库/水利局/气象局/20269",
                "2/水库检查/坝体情况/村属水库/水利局/住建局/202610",
            ],
        );
        assert_eq!(rows, ["闸门情况|水利局、气象局|20269", "坝体情况|水利局、住建局|202610"]);
    }
}
