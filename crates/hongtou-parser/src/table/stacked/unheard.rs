//! Headings that no list knows, behind those that are known: 序号, 任务内容, 责任单位, 推广范围.
//!
//! What stands between the headings and the first number, or the title of the first rows, is a heading as well
//! where the rows have a cell for it: each of them has as many lines as there are headings, or as many behind the
//! sentence that says its task. Titles of rows without an ordinal stand above some rows alone.

use std::ops::Range;

use super::super::headings::{Heading, is_work};
use super::look::{is_heading, is_plain_word, is_section, is_sentence, one_source};
use super::parts::{Part, parts};
use super::{Number, Row, Stack};
use crate::lines::Element;

/// So many headings nobody knows may stand behind one another.
const MOST: usize = 2;
/// So many rows tell.
const FEWEST: usize = 3;

/// The table below such a header, `known` being its headings up to the last one that is known.
pub(super) fn read(
    raw: &[Element<'_>],
    numbers: &[Number],
    floor: usize,
    known: &Range<usize>,
) -> Option<Stack> {
    let first = numbers.first()?.at;
    let unknown = (known.end..first).take_while(|&at| is_plain_word(raw, at)).count();
    let header = known.start..known.end + unknown;
    let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
    let titles = || (header.end..first).all(|at| is_section(raw, at));
    if !serial || !(1..=MOST).contains(&unknown) || !titles() {
        return None;
    }
    // A row that lacks a cell may take the number of the next one for it.
    let rows = parts(raw, numbers, header.len(), false).len();
    let whole = |stack: &Stack| {
        let numbered = stack.rows.iter().filter(|row| row.len() > 1).count();
        stack.head.len() == header.len() && numbered == rows
    };
    let strided = || Stack::strided(raw, floor, &header).filter(whole);
    around_tasks(raw, numbers, header.clone()).or_else(strided)
}

/// The rows of a table by the sentence in each of them: as many cells behind it as there are headings, and before
/// it as many, or none where what stands there is merged with that of the row above.
fn around_tasks(raw: &[Element<'_>], numbers: &[Number], header: Range<usize>) -> Option<Stack> {
    let first = numbers.first()?.at;
    let work = |at: &usize| is_heading(raw, *at, is_work);
    let task = header.clone().rfind(work)? - header.start;
    let behind = header.len() - task - 1;
    let parts = parts(raw, numbers, header.len(), false);
    if behind == 0 || parts.len() < FEWEST {
        return None;
    }
    let mut rows: Vec<Row> = (header.end..first).map(|at| vec![(0, at)]).collect();
    let (mut end, count) = (first, parts.len());
    for (nth, Part { number, mut cells, sections }) in parts.into_iter().enumerate() {
        let said = cells.iter().position(|cell| is_sentence(raw, cell))?;
        let last = nth + 1 == count;
        // What stands behind the last row may be anything.
        if last {
            cells.truncate(said + 1 + behind);
        }
        let column = match said {
            0 => task,
            said if said + 1 == task => 1,
            _ => return None,
        };
        let whole = cells.len() == said + 1 + behind;
        if !whole || cells[said + 1..].iter().any(|cell| cell.len() > 1 || is_sentence(raw, cell)) {
            return None;
        }
        end = cells.last().map_or(end, |cell| cell.end);
        let lines = |(column, cell): (usize, Range<usize>)| cell.map(move |at| (column as u32, at));
        let own = (column..).zip(cells).flat_map(lines);
        rows.push(std::iter::once((0, number)).chain(own).collect());
        if !last {
            rows.extend(sections.into_iter().map(|at| vec![(0, at)]));
        }
    }
    let start = header.start;
    let least = header.len() as u32;
    let head = (0..).zip(header).collect();
    let merged = Vec::new();
    let stack = Stack { start, end, head, rows, even: true, broken: false, least, merged };
    one_source(&raw[start..end]).then_some(stack)
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    /// The headings of a table each cell of which is a paragraph, and its rows: number, name, task and units.
    fn read(cells: &str) -> (Vec<String>, Vec<String>) {
        let text = format!("松岭县重点任务分解表/{cells}").replace('/', "\n");
        let notice = fixtures::notice_of_lines(&text, true);
        let Some(table) = notice.tables.first() else { return Default::default() };
        let headings = table.columns.iter().map(|column| column.header.to_string()).collect();
        let row = |row: &hongtou_model::Row| {
            let units: Vec<&str> = row.units.iter().map(|unit| &*unit.name).collect();
            let words =
                |words: &Option<_>| words.as_ref().map_or(String::new(), ToString::to_string);
            let number = row.number.map_or(String::new(), |number| number.to_string());
            [number, words(&row.action), words(&row.content), units.join("、")].join("|")
        };
        (headings, table.rows.iter().map(row).collect())
    }

    #[test]
    fn a_heading_that_no_list_knows_has_a_cell_in_each_row() {
        let header = "序号/改革举措/主要内容/责任单位/试行片区";
        let (headings, rows) = read(&format!(
            "{header}/1/疏浚河道/清淤河道12公里。/县水务局/东片/2/加固堤防3公里。/县水务局/西片\
             /3/改造校舍/改造校舍2处。/县教育局/东片"
        ));
        assert_eq!(headings, header.split('/').collect::<Vec<_>>());
        assert_eq!(
            rows,
            [
                "1|疏浚河道|清淤河道12公里。|县水务局",
                "2|疏浚河道|加固堤防3公里。|县水务局",
                "3|改造校舍|改造校舍2处。|县教育局"
            ]
        );
    }

    #[test]
    fn a_title_of_rows_is_no_heading() {
        let (headings, rows) = read(
            "序号/改革举措/主要内容/责任单位/水利建设/1/疏浚河道/清淤河道12公里。/县水务局\
             /2/加固堤防/加固堤防3公里。/县水务局/教育建设/3/改造校舍/改造校舍2处。/县教育局",
        );
        assert_eq!(headings.len(), 4, "{headings:?}");
        assert_eq!(rows.last().map(String::as_str), Some("3|改造校舍|改造校舍2处。|县教育局"));
    }
}
