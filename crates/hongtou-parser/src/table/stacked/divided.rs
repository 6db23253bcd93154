//! Who of several bodies stands in which column, as the body of the notice tells.
//!
//! Where each body of a cell stands on a line of its own, a row has more lines of bodies than columns of them, and
//! nothing in the table says where one cell ends. The task's clause in the body names the same bodies in the same
//! order, and what stands between two of them there tells: 、 joins those of one duty.

use std::ops::RangeInclusive;

use hongtou_source::chars;

use super::super::headings::heading;
use super::body::Body;
use super::look::Look;
use super::{Row, Stack, wrapped};
use crate::lines::Element;

/// Gives the bodies of such rows to the columns that the body tells.
pub(super) fn put_right<'b>(
    stack: &mut Stack,
    raw: &[Element<'_>],
    body: impl Fn(usize) -> &'b Body,
) {
    let Some(columns) = of_bodies(stack, raw) else { return };
    let count = columns.end() - columns.start() + 1;
    let start = stack.start;
    for row in &mut stack.rows {
        let lines = row.iter().filter(|(column, _)| columns.contains(column)).count();
        if lines <= count as usize {
            continue;
        }
        let Some(told) = told(row, &columns, raw, body(start)) else { continue };
        // Other groups than there are columns say something else.
        if told.last() == Some(&(count - 1)) {
            let own = row.iter_mut().filter(|(column, _)| columns.contains(column));
            own.zip(told).for_each(|((column, _), group)| *column = columns.start() + group);
        }
    }
}

/// The columns of bodies, where there are several, one beside the other.
fn of_bodies(stack: &Stack, raw: &[Element<'_>]) -> Option<RangeInclusive<u32>> {
    let asks = |column: &u32| {
        let lines = stack.head.iter().filter(|(of, _)| of == column);
        let words: String = lines.map(|&(_, at)| wrapped::words_of(&raw[at])).collect();
        Look::of_heading(heading(&words)) == Look::Units
    };
    let last = (0..=stack.head.last()?.0).rev().find(asks)?;
    let first = (0..=last).rev().take_while(asks).last()?;
    (first < last).then_some(first..=last)
}

/// Which of the groups that the clause of a row names each of its bodies is in.
fn told(
    row: &Row,
    columns: &RangeInclusive<u32>,
    raw: &[Element<'_>],
    body: &Body,
) -> Option<Vec<u32>> {
    let (names, others): (Vec<_>, Vec<_>) =
        row.iter().partition(|(column, _)| columns.contains(column));
    let said = |of: u32| -> String {
        let lines = others.iter().filter(|(column, _)| *column == of);
        lines.map(|(_, at)| wrapped::words_of(&raw[*at])).collect()
    };
    let mut cells: Vec<u32> = others.iter().map(|(column, _)| *column).collect();
    cells.dedup();
    let task = cells.into_iter().map(said).max_by_key(String::len)?;
    let answers = body.bracket_behind(&task)?;
    let (mut rest, mut group) = (answers, 0);
    let mut out = Vec::with_capacity(names.len());
    for (nth, (_, at)) in names.into_iter().enumerate() {
        let name = wrapped::words_of(&raw[at]);
        let (between, behind) = rest.split_once(name).filter(|_| !name.is_empty())?;
        group += u32::from(nth > 0 && opens_duty(between));
        rest = behind;
        out.push(group);
    }
    Some(out)
}

/// Whether what stands between two bodies says another duty, and is no comma, and no other name of the first one:
/// 县财政局（县金融办）、各乡镇.
fn opens_duty(between: &str) -> bool {
    let behind = between.rfind(['）', ')']).map_or(between, |at| &between[at..]);
    behind.contains(|c| chars::is_han(c) || matches!(c, '；' | ';'))
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    /// The bodies of the first row of a table each cell of which is a paragraph, and their roles.
    fn first_row(answers: &str, bodies: &str) -> Vec<String> {
        let text = format!(
            "松岭县2026年工作方案/一、水利/1.清淤河道12公里。（{answers}）/2.加固堤防3公里。（责任单位：县水务局）\
             /松岭县任务分解表/序号/工作任务/指导单位/责任单位/配合单位/1/清淤河道12公里。/{bodies}\
             /2/加固堤防3公里。/县住建局/县水务局/县财政局"
        )
        .replace('/', "\n");
        let notice = fixtures::notice_of_lines(&text, true);
        let row = notice.tables.first().and_then(|table| table.rows.first());
        let unit = |unit: &hongtou_model::UnitMention| format!("{}/{:?}", unit.name, unit.role);
        row.into_iter().flat_map(|row| &row.units).map(unit).collect()
    }

    #[test]
    fn the_body_tells_which_bodies_share_a_cell() {
        for (guides, responsible) in [(1, 2), (2, 1), (1, 1)] {
            let names = ["县水务局", "东镇人民政府", "西镇人民政府", "县财政局", "县税务局"];
            let (first, rest) = names[..guides + responsible + 1].split_at(guides);
            let (second, third) = rest.split_at(responsible);
            let third = if guides + responsible < 3 { &names[2..] } else { third };
            let answers = format!(
                "指导单位：{}，责任单位：{}，配合单位：{}",
                first.join("、"),
                second.join("、"),
                third.join("、")
            );
            let bodies = [first, second, third].concat().join("/");
            let roles = [(first, "Guide"), (second, "Responsible"), (third, "Support")];
            let wanted: Vec<String> = roles
                .iter()
                .flat_map(|(names, role)| names.iter().map(move |name| format!("{name}/{role}")))
                .collect();
            assert_eq!(first_row(&answers, &bodies), wanted, "{answers}");
        }
    }

    #[test]
    fn a_comma_and_a_second_name_in_brackets_open_no_duty() {
        for (between, opens) in [
            ("、", false),
            ("，", false),
            ("（县金融办）、", false),
            ("；", true),
            ("，责任单位：", true),
            ("（县金融办），配合单位：", true),
        ] {
            assert_eq!(super::opens_duty(between), opens, "{between}");
        }
    }
}
