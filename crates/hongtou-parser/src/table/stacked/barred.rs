//! A table whose cells stand on lines of their own, each with a bar at its end.
//!
//! Where a bar ends each cell, no heading need be known: the lines from 序号 to the first number are the
//! headings, and so many cells make a row. Cells without words may have no line; what the others look
//! like tells then where they stand.

use std::ops::Range;

use super::look::{Look, cell, is_column_word, is_heading, is_plain_word, one_source};
use super::{Heading, LONGEST_GAP, LONGEST_HEADER, Number, Row, Stack, number_of};
use crate::lines::Element;
use crate::{date, responsibility, sentence};

/// The table whose first row has the first of some numbers.
pub(super) fn read(raw: &[Element<'_>], numbers: &[Number], floor: usize) -> Option<Stack> {
    let first = numbers.first().filter(|number| is_barred(raw, number.at))?;
    let above = (floor..first.at).rev().take(LONGEST_HEADER);
    let start = above
        .take_while(|&at| is_barred(raw, at) && number_of(&raw[at]).is_none())
        .find(|&at| is_heading(raw, at, |heading| heading == Heading::Serial))?;
    let width = first.at - start;
    // A column left of the numbers is for those who look at each cell.
    let left = start.checked_sub(1).filter(|&at| at >= floor && is_barred(raw, at));
    if width < 3 || left.is_some_and(|at| is_column_word(raw, at) || is_plain_word(raw, at)) {
        return None;
    }
    let wanted: Vec<Wanted> = (start + 1..first.at).map(|at| Wanted::below(raw, at)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut number, mut even) = (first.at, first.number, true);
    loop {
        let end = row_end(raw, at, width, number)?;
        even &= end - at == width;
        rows.push(placed(raw, at, end, &wanted)?);
        at = end;
        if !is_barred(raw, at) {
            break;
        }
        number = number_of(&raw[at])?;
    }
    let head = (0..).zip(start..first.at).collect();
    let least = width as u32;
    let merged = Vec::new();
    let stack = Stack { start, end: at, head, rows, even, broken: false, least, merged };
    one_source(&raw[start..at]).then_some(stack)
}

/// The table without numbers around whose headings and below them a bar ends each cell: so many cells as there are
/// headings make a row, and bodies stand below those that ask for them. A heading that nobody knows may stand left of
/// them; what is less than a row is said below the table.
pub(super) fn unnumbered(raw: &[Element<'_>], floor: usize, header: Range<usize>) -> Option<Stack> {
    if header.len() > LONGEST_HEADER || !header.clone().all(|at| is_barred(raw, at)) {
        return None;
    }
    let left = (floor..header.start).rev().take(LONGEST_HEADER - header.len());
    let left = left.take_while(|&at| is_barred(raw, at) && is_plain_word(raw, at));
    let start = left.last().unwrap_or(header.start);
    let first = header.end;
    let width = first - start;
    let said = |at: usize| match &raw[at] {
        Element::Line(line) => sentence::is_sentence(&line.text()[cell(line)]),
        _ => false,
    };
    let asks = |at: usize| Look::below(raw, at) == Look::Units;
    let bodies: Vec<usize> = (0..width).filter(|column| asks(start + column)).collect();
    let is_row = |from: &usize| {
        let whole = (*from..from + width).all(|at| is_barred(raw, at));
        let is_body = |column: &usize| {
            let at = from + column;
            Look::of(raw, &(at..at + 1)) == Look::Units
        };
        whole && bodies.iter().all(is_body)
    };
    let end = first + (first..).step_by(width).take_while(is_row).count() * width;
    let mut rest = (end..raw.len()).take(width).take_while(|&at| is_barred(raw, at));
    if end == first || !rest.all(said) {
        return None;
    }
    let row = |at: usize| (0..).zip(at..at + width).collect();
    let rows = (first..end).step_by(width).map(row).collect();
    Stack::even(raw, (0..).zip(start..first).collect(), rows, end)
}

/// Whether a line is one cell that a bar ends.
pub(super) fn is_barred(raw: &[Element<'_>], at: usize) -> bool {
    let Some(Element::Line(line)) = raw.get(at) else { return false };
    let before = line.text().trim_end().strip_suffix('|');
    before.is_some_and(|words| !words.contains('|') && !words.trim().is_empty())
}

/// Where the row from a line on ends: behind as many cells as there are headings if the next number or
/// no cell stands there, else before either. Rows that the notice leaves out leave a gap in the numbers.
fn row_end(raw: &[Element<'_>], at: usize, width: usize, number: u32) -> Option<usize> {
    let next = |end: usize| raw.get(end).and_then(number_of);
    let ends = |&end: &usize| !is_barred(raw, end) || next(end) == Some(number + 1);
    let run = (at + 1..=at + width).take_while(|&end| is_barred(raw, end - 1));
    let last = run.clone().last()?;
    let gap = number + 1..=number + 1 + LONGEST_GAP;
    let skips = |end: &usize| *end == at + width && next(*end).is_some_and(|n| gap.contains(&n));
    let exact = Some(last).filter(|end| ends(end) || skips(end));
    exact.or_else(|| run.into_iter().find(ends))
}

/// The cells of a row below the headings they go with.
pub(super) fn placed(raw: &[Element<'_>], at: usize, end: usize, wanted: &[Wanted]) -> Option<Row> {
    let cells = at + 1..end;
    let mut row: Row = vec![(0, at)];
    if cells.len() == wanted.len() {
        row.extend((1..).zip(cells));
        return Some(row);
    }
    if cells.is_empty() {
        return None;
    }
    // For each number of columns and of cells: the best fit, and whether the last column is filled.
    let (columns, count) = (wanted.len(), cells.len());
    let mut best = vec![vec![None::<(i32, bool)>; count + 1]; columns + 1];
    best[0][0] = Some((0, false));
    for column in 0..columns {
        for filled in 0..=count.min(column + 1) {
            let empty = best[column][filled].map(|(score, _)| (score, false));
            let full = filled.checked_sub(1).and_then(|before| {
                let (score, _) = best[column][before]?;
                Some((score + wanted[column].fit(raw, cells.start + before), true))
            });
            // Of two that fit alike the left one has the words.
            best[column + 1][filled] = [full, empty].into_iter().flatten().max_by_key(|f| f.0);
        }
    }
    let mut places: Vec<(u32, usize)> = Vec::new();
    let mut filled = count;
    for column in (1..=columns).rev() {
        if best[column][filled]?.1 {
            filled -= 1;
            places.push((column as u32, cells.start + filled));
        }
    }
    row.extend(places.into_iter().rev());
    Some(row)
}

/// What the cells below a heading look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Look(Look),
    /// A person's name.
    Person,
    /// 是 or 否.
    Answer,
}

impl Wanted {
    pub(super) fn below(raw: &[Element<'_>], at: usize) -> Wanted {
        let Element::Line(line) = &raw[at] else { return Wanted::Look(Look::Words) };
        let words = &line.text()[cell(line)];
        if words.starts_with("是否") {
            Wanted::Answer
        } else if is_heading(raw, at, |heading| heading == Heading::Person) {
            Wanted::Person
        } else {
            Wanted::Look(Look::below(raw, at))
        }
    }

    /// How well a line fits below the heading.
    fn fit(self, raw: &[Element<'_>], at: usize) -> i32 {
        let Element::Line(line) = &raw[at] else { return 0 };
        let words = line.flow.slice(cell(line));
        let text = words.text();
        let units = || responsibility::unit_score(&words) >= 0.6;
        let fits = match self {
            Wanted::Answer => ["是", "否"].contains(&text),
            Wanted::Person => {
                text.chars().count() <= 4 && !["是", "否", "无"].contains(&text) && !units()
            }
            Wanted::Look(Look::Units) => units(),
            Wanted::Look(Look::Day) => date::says_when(text) && !sentence::is_sentence(text),
            // Anything may be said in words, but what belongs elsewhere less likely.
            Wanted::Look(Look::Words) => {
                return i32::from(!["是", "否"].contains(&text) && !units());
            }
        };
        if fits { 3 } else { -3 }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    /// The tasks of a table without numbers below a title, a bar behind each cell, and how many words are its title's.
    fn tasks(bar: &str) -> (Vec<String>, usize) {
        let cells = "演练科目/情景构建/牵头单位/责任单位/时限要求/山火/林场北坡起火,两人受伤。/县林业局/县消防大队、县公安局/4月底前完成";
        let text =
            cells.split('/').map(|cell| format!("{cell}{bar}")).collect::<Vec<_>>().join("\n");
        let text = format!("{text}\n各镇自行选择科目,结束后报县林业局备案。{bar}");
        let notice = fixtures::notice_of_lines(&text, true);
        let title = notice.header.title.as_ref().map_or(0, String::len);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        let task = |row: &hongtou_model::Row| {
            let units: Vec<&str> = row.units.iter().map(|unit| &*unit.name).collect();
            format!("{}|{}", row.content.as_ref().map_or("", |words| words), units.join("、"))
        };
        (rows.map(task).collect(), title)
    }

    #[test]
    fn bars_tell_the_rows_where_none_has_a_number() {
        let wanted = ["林场北坡起火,两人受伤。|县林业局、县消防大队、县公安局".to_owned()];
        for bar in [" |", "\n|"] {
            assert_eq!(tasks(bar), (wanted.to_vec(), 0), "{bar:?}");
        }
    }

    #[test]
    fn a_bar_behind_each_line_is_put_to_none_where_no_headings_stand() {
        let lines = ["松岭县水利局", "2026年3月4日", "上页", "下页", "打印", "收藏", "首页"];
        let notice = fixtures::notice_of_lines(&lines.join("\n|\n"), true);
        let said = format!("{:?}", (notice.header, notice.prose));
        assert!(!said.contains('|'), "{said}");
        let table = "工作任务/牵头单位/配合单位/建桥。/县水利局/县气象局".replace('/', "\n|\n");
        let notice = fixtures::notice_of_lines(
            &format!("{table}\n|\n松岭县水利局\n|\n2026年3月4日\n|"),
            true,
        );
        assert_eq!((notice.tables.len(), notice.header.signatories.len()), (1, 1));
    }

    #[test]
    fn a_barred_line_above_the_headings_leaves_them_unread() {
        let header = "工作任务 |\n牵头单位 |\n配合单位 |\n";
        let row = "建桥。 |\n县水利局 |\n县气象局 |\n";
        let tables = |text: &str| fixtures::notice_of_lines(text, true).tables.len();
        assert_eq!(tables(&format!("松岭县工作清单\n{header}{row}{row}")), 1);
        assert_eq!(tables(&format!("松岭县工作清单\n民生类 |\n{header}{row}{row}")), 0);
        // More headings than a table has.
        let many = "工作任务 |\n完成时限 |\n".repeat(6);
        tables(&format!("松岭县工作清单\n{many}责任单位 |\n{many}{}", row.repeat(9)));
    }
}
