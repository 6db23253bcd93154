//! Ordinals on lines of their own that number the rows of a table, and those of the titles between them.
//!
//! （一）, （1） or ① alone numbers a row as 1 does, where it is the first number below 序号 and the headings that
//! follow it. 一 alone, above a title and a number, are the two cells of a row that heads those below it.

use hongtou_source::numeral;

use super::super::headings::Heading;
use super::super::profile::is_ordinal;
use super::look::{cell, is_heading};
use super::{LONGEST_HEADER, LONGEST_LEAD, number_of, wrapped};
use crate::lines::{Element, Line};
use crate::marker::{Form, Marker};
use crate::sentence;

/// Lines that a row has at most, from its number to the next.
const LONGEST_ROW: usize = 3 * LONGEST_HEADER;
/// Characters that a title has at most.
const LONGEST_TITLE: usize = 40;

/// What an ordinal that is all of its cell counts in a table whose cells stand on lines of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Nothing: it is no such ordinal, or of no such table.
    #[default]
    Nothing,
    /// The rows.
    Rows,
    /// The titles above rows, of which its own goes on with it from a byte on.
    Titles(u32),
}

/// A table that such ordinals are of.
#[derive(Default)]
struct Numbered {
    /// The form of its rows' ordinals, the last number of one, and its line.
    rows: Option<(Form, u32, usize)>,
    /// The number of the last title.
    title: u32,
}

/// Tells such ordinals, and puts those of titles before these.
pub(super) fn tell(mut raw: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let alone: Vec<(usize, Form, u32)> =
        (0..raw.len()).filter_map(|at| ordinal(&raw[at]).map(|(f, n)| (at, f, n))).collect();
    let mut table: Option<Numbered> = None;
    let mut titles: Vec<usize> = Vec::new();
    for (at, form, number) in alone {
        if let Some(numbered) = below_headings(&raw, at) {
            // Rows that figures number have no other numbers.
            table = if numbered { table } else { Some(Numbered::default()) };
        }
        let Some(Numbered { rows, title }) = &mut table else { continue };
        if form == Form::Han {
            if (*title == 0 || number == *title + 1) && is_title(&raw, at + 1) {
                *title = number;
                titles.push(at);
            }
            continue;
        }
        let counts = rows.is_none_or(|(known, before, above)| {
            known == form && (number == 1 || number == before + 1) && at - above <= LONGEST_ROW
        });
        if let Element::Line(line) = &mut raw[at]
            && counts
        {
            *rows = Some((form, number, at));
            line.counts = Counts::Rows;
        }
    }
    if titles.is_empty() {
        return raw;
    }
    let mut titles = titles.into_iter().peekable();
    let mut out: Vec<Element<'_>> = Vec::with_capacity(raw.len());
    for (at, element) in raw.into_iter().enumerate() {
        match (titles.next_if(|title| title + 1 == at), out.last_mut(), element) {
            (Some(_), Some(Element::Line(line)), Element::Line(title)) => put_before(line, &title),
            (_, _, element) => out.push(element),
        }
    }
    out
}

/// The lines that an ordinal and its title were, where they are in no table.
pub(super) fn parted<'s>(line: &Line<'s>) -> Option<[Line<'s>; 2]> {
    let Counts::Titles(end) = line.counts else { return None };
    let end = end as usize;
    let ordinal = Line { counts: Counts::Nothing, ..line.clone() };
    let flow = line.flow.slice(0..end);
    let marker = Line::new(flow.clone(), line.gap).marker;
    let title = Line { gap: true, ..Line::new(line.flow.slice(end..line.text().len()), true) };
    Some([Line { flow, marker, ..ordinal }, title])
}

/// The form and the number of an ordinal that is all of a line: （一）, （1）, ①, 一, 一、.
fn ordinal(element: &Element<'_>) -> Option<(Form, u32)> {
    const LONGEST: usize = 18;
    let Element::Line(line) = element else { return None };
    // Most lines are longer.
    if line.text().len() > LONGEST {
        return None;
    }
    let words = &line.text()[cell(line)];
    match &line.marker {
        Some(found) => {
            let alone = line.text()[found.end..].trim_matches(['|', ' ', '\u{3000}']).is_empty();
            let counts = !matches!(found.form, Form::Digit | Form::Chapter | Form::Article);
            (alone && counts).then_some((found.form, found.number))
        }
        None if words.starts_with(numeral::is_ordinal) => Some((Form::Han, is_ordinal(words)?)),
        None => None,
    }
}

/// Whether an ordinal stands below 序号 and other headings, with a title at most between, and then whether figures
/// number rows there already.
fn below_headings(raw: &[Element<'_>], at: usize) -> Option<bool> {
    let above = (0..at).rev().take(LONGEST_HEADER + LONGEST_LEAD);
    let serial = |&at: &usize| is_heading(raw, at, |heading| heading == Heading::Serial);
    let start = above.clone().find(serial)?;
    let between = start + 1..at;
    let known = between.clone().filter(|&at| is_heading(raw, at, |h| h != Heading::Blank)).count();
    let numbered = between.clone().any(|at| number_of(&raw[at]).is_some());
    (known >= 2).then_some(numbered)
}

/// Whether a line may be the title of rows, the first of which has its number below it.
fn is_title(raw: &[Element<'_>], at: usize) -> bool {
    let (Some(Element::Line(line)), Some(below)) = (raw.get(at), raw.get(at + 1)) else {
        return false;
    };
    let words = &line.text()[cell(line)];
    let numbers = number_of(below).is_some() || ordinal(below).is_some_and(|o| o.0 != Form::Han);
    numbers
        && line.marker.is_none()
        && number_of(&raw[at]).is_none()
        && words.chars().nth(LONGEST_TITLE).is_none()
        && !sentence::is_sentence(words)
        && !wrapped::begins_header(raw, at)
}

/// Makes an ordinal and the title below it one line, which heads rows.
fn put_before<'s>(line: &mut Line<'s>, title: &Line<'s>) {
    let number = ordinal(&Element::Line(line.clone())).map_or(0, |(_, number)| number);
    let end = line.text().len();
    line.flow.append(&title.flow);
    line.counts = Counts::Titles(end as u32);
    line.marker = Some(Marker { form: Form::Han, number, numeral: 0..end, end, doubtful: false });
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::notice;
    use hongtou_model::Notice;

    /// The rows of its tables: section, number, action and content.
    fn rows(lines: &[&str]) -> Vec<String> {
        let rows = notice(lines).tables.into_iter().flat_map(|table| table.rows);
        let row = |row: hongtou_model::Row| {
            let section = row.section.unwrap_or_default();
            let title = section.title.unwrap_or_default();
            let (ordinal, number) =
                (section.ordinal.unwrap_or_default(), row.number.unwrap_or_default());
            let action = row.action.unwrap_or_default();
            format!("{ordinal}{title} {number}{action} {}", row.content.unwrap_or_default())
        };
        rows.map(row).collect()
    }

    const HEAD: [&str; 6] =
        ["松岭县重点任务分工表", "序号", "工作任务", "工作内容", "牵头单位", "配合单位"];
    const ROWS: [[&str; 4]; 3] = [
        ["清淤", "疏浚干渠5条。", "县水利局", "各乡镇"],
        ["固堤", "加固堤坝2处。", "县应急局", "县水利局"],
        ["造林", "造林3万亩。", "县林业局", "县财政局、各乡镇"],
    ];

    #[test]
    fn an_ordinal_alone_numbers_a_row_below_headings() {
        for numbers in [
            ["1", "2", "3"],
            ["（一）", "（二）", "（三）"],
            ["（1）", "（2）", "（3）"],
            ["(1)", "(2)", "(3)"],
            ["①", "②", "③"],
        ] {
            let mut lines = HEAD.to_vec();
            for (number, row) in numbers.into_iter().zip(ROWS) {
                lines.push(number);
                lines.extend(row);
            }
            let expected =
                ["0 1清淤 疏浚干渠5条。", "0 2固堤 加固堤坝2处。", "0 3造林 造林3万亩。"];
            assert_eq!(rows(&lines), expected, "{numbers:?}");
        }
    }

    #[test]
    fn an_ordinal_and_a_title_below_it_head_the_rows_below_them() {
        for (numbers, sections) in [
            (["1", "2", "3"], ["一", "二"]),
            (["1", "2", "1"], ["一", "二"]),
            (["（一）", "（二）", "（一）"], ["一", "二"]),
            (["（1）", "（2）", "（1）"], ["一、", "二、"]),
        ] {
            let mut lines = HEAD.to_vec();
            lines.extend([sections[0], "兴修水利", numbers[0]]);
            lines.extend(ROWS[0]);
            lines.push(numbers[1]);
            lines.extend(ROWS[1]);
            lines.extend([sections[1], "种植林木", numbers[2]]);
            lines.extend(ROWS[2]);
            let last = if numbers[2] == "3" { 3 } else { 1 };
            let expected = [
                "1兴修水利 1清淤 疏浚干渠5条。".to_owned(),
                "1兴修水利 2固堤 加固堤坝2处。".to_owned(),
                format!("2种植林木 {last}造林 造林3万亩。"),
            ];
            assert_eq!(rows(&lines), expected, "{numbers:?}");
        }
    }

    #[test]
    fn ordinals_alone_number_nothing_elsewhere() {
        let lines =
            ["松岭县水利工作要点", "一", "兴修水利", "1", "清淤", "疏浚干渠5条。", "（一）"];
        assert!(notice(&lines).tables.is_empty());
        let text = |notice: Notice| notice.prose.into_iter().map(|prose| prose.text).collect();
        let texts: Vec<String> = text(notice(&lines));
        assert!(!texts.iter().any(|text| text.contains("一兴修")), "{texts:?}");
    }

    #[test]
    fn the_second_task_under_a_number_has_the_name_of_the_first() {
        let mut lines = HEAD.to_vec();
        for (number, row) in ["1", "2", "3"].into_iter().zip(ROWS) {
            lines.push(number);
            lines.extend(row);
            if number == "2" {
                lines.extend(["巡查堤坝。", "县水利局", "县应急局"]);
            }
        }
        let expected = [
            "0 1清淤 疏浚干渠5条。",
            "0 2固堤 加固堤坝2处。",
            "0 0固堤 巡查堤坝。",
            "0 3造林 造林3万亩。",
        ];
        assert_eq!(rows(&lines), expected);
    }
}
