//! A table of two columns whose cells stand on lines of their own: who answers, and for what.
//!
//! 单位, 职责分工, then 县交通局, 负责农村公路改造。, 县水利局, …: below the two headings names of bodies and sentences
//! take turns, a body first or last in each row. A duty may be told in several paragraphs.

use hongtou_model::Role;

use super::super::headings::Heading;
use super::look::{
    Look, is_column_word, is_day_line, is_heading, is_imprint, is_name, is_section, is_sentence,
    one_source,
};
use super::{Row, Stack, number_of, wrapped};
use crate::layout;
use crate::lines::Element;
use crate::marker::Form;
use crate::words;

/// The fewest rows that are no accident.
const FEWEST_ROWS: usize = 2;

/// The table one of whose two headings is at a line and asks for bodies.
pub(super) fn read(raw: &[Element<'_>], floor: usize, at: usize) -> Option<Stack> {
    let work = |at: usize| {
        let says = |heading| matches!(heading, Heading::Name | Heading::Detail | Heading::Goals);
        is_heading(raw, at, says) && Look::below(raw, at) == Look::Words
    };
    let alone =
        |at: usize| at < floor || at >= raw.len() || !is_column_word(raw, at) || is_title(raw, at);
    let bodies = Look::below(raw, at) == Look::Units;
    // Who helps answers for nothing alone.
    let helps = is_heading(raw, at, |heading| heading == Heading::Units(Role::Support));
    let above = at.checked_sub(1);
    if !bodies || helps {
        return None;
    }
    let (start, first) = if work(at + 1) && above.is_none_or(alone) {
        (at, Look::Units)
    } else {
        let above = above.filter(|&above| above >= floor && work(above))?;
        let apart = above.checked_sub(1).is_none_or(alone) && alone(at + 1);
        apart.then_some((above, Look::Words))?
    };
    let (rows, end) = rows(raw, start + 2, first)?;
    let stack = Stack {
        start,
        end,
        head: vec![(0, start), (1, start + 1)],
        rows,
        even: true,
        broken: false,
        least: 2,
        merged: Vec::new(),
    };
    one_source(&raw[start..end]).then_some(stack)
}

/// Whether a line that reads like a heading is a table's title: 成员单位职责分工.
fn is_title(raw: &[Element<'_>], at: usize) -> bool {
    const SHORTEST: usize = 7;
    let words = wrapped::words_of(&raw[at]);
    words.chars().count() >= SHORTEST && layout::ends_like_table(words)
}

/// The rows from a line on, each of which begins with what the first column has, and where they end.
fn rows(raw: &[Element<'_>], from: usize, first: Look) -> Option<(Vec<Row>, usize)> {
    let is_body = |at: usize| {
        let line = at..at + 1;
        !is_sentence(raw, &line)
            && number_of(&raw[at]).is_none()
            && (Look::of(raw, &line) == Look::Units || is_name(raw, &line))
    };
    let is_duty = |at: usize| is_sentence(raw, &(at..at + 1));
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut end) = (from, from);
    while at < raw.len() && !is_end(raw, at) {
        let duties = at + usize::from(first == Look::Units);
        let count = (duties..raw.len()).take_while(|&at| is_duty(at) && !is_end(raw, at)).count();
        let behind = duties + count;
        let body = if first == Look::Units { at } else { behind };
        if count == 0 || body >= raw.len() || !is_body(body) || is_end(raw, body) {
            break;
        }
        let last = behind >= raw.len() || !is_body(behind) || is_end(raw, behind + 1);
        rows.push(match first {
            // Behind the last row the text goes on; parts of a duty have numbers.
            Look::Units if last => {
                let parts = (duties + 1..behind).take_while(|&at| is_part(raw, at)).count();
                end = duties + 1 + parts;
                [(0, at)].into_iter().chain((duties..end).map(|at| (1, at))).collect()
            }
            Look::Units => {
                end = behind;
                [(0, at)].into_iter().chain((duties..end).map(|at| (1, at))).collect()
            }
            _ => {
                end = behind + 1;
                (duties..behind).map(|at| (0, at)).chain([(1, behind)]).collect()
            }
        });
        at = end;
        if first == Look::Units && last {
            break;
        }
    }
    (rows.len() >= FEWEST_ROWS).then_some((rows, end))
}

/// Whether a line is a numbered part of what is said above it.
fn is_part(raw: &[Element<'_>], at: usize) -> bool {
    let form = match &raw[at] {
        Element::Line(line) => line.form(),
        _ => None,
    };
    matches!(form, Some(Form::Digit | Form::DigitBracket | Form::Circle))
}

/// Whether a line is none of such a table, or there is none.
fn is_end(raw: &[Element<'_>], at: usize) -> bool {
    let Some(Element::Line(line)) = raw.get(at) else { return true };
    let text = line.text();
    line.level > 0
        || is_section(raw, at)
        || matches!(line.form(), Some(Form::Han | Form::Chapter | Form::Article))
        || words::starts_part(text)
        || is_imprint(text)
        || is_day_line(&raw[at])
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::notice;

    /// The tasks of a table with who answers for each.
    fn duties(lines: &[&str]) -> Vec<String> {
        let rows = notice(lines).tables.into_iter().flat_map(|table| table.rows);
        let row = |row: hongtou_model::Row| {
            let units: Vec<&str> = row.units.iter().map(|unit| unit.name.as_str()).collect();
            format!("{} {}", units.join("、"), row.content.unwrap_or_default())
        };
        rows.map(row).collect()
    }

    #[test]
    fn bodies_and_their_duties_take_turns() {
        let duties_of = |title, first, second| {
            duties(&[
                title,
                first,
                second,
                "县交通局",
                "负责公路改造。",
                "指导各乡镇养护公路。",
                "县水利局、县应急局",
                "负责堤坝加固，巡查险段。",
                "各乡镇",
                "负责日常巡查。",
                "以上分工由县政府办公室解释。",
            ])
        };
        let expected = [
            "县交通局 负责公路改造。指导各乡镇养护公路。",
            "县水利局、县应急局 负责堤坝加固，巡查险段。",
            "各乡镇 负责日常巡查。",
        ];
        assert_eq!(duties_of("成员单位职责分工", "单位", "职责分工"), expected);
        assert_eq!(duties_of("松岭县水利工程责任表", "责任单位", "工作职责"), expected);
    }

    #[test]
    fn a_body_may_stand_behind_its_task() {
        let lines = [
            "松岭县重点任务分解表",
            "工作任务",
            "责任单位",
            "改造公路60公里。",
            "县交通局",
            "加固堤坝2处。",
            "县水利局、县应急局",
            "松岭县人民政府",
            "2026年1月5日",
        ];
        let expected = ["县交通局 改造公路60公里。", "县水利局、县应急局 加固堤坝2处。"];
        assert_eq!(duties(&lines), expected);
    }

    #[test]
    fn bodies_that_sign_head_no_table() {
        let lines = ["松岭县水利局关于汛情的通知", "单位", "职责分工", "县水利局", "负责巡查。"];
        assert!(duties(&lines).is_empty());
    }
}
