//! Which marks alone on their lines are cells of a table with one cell a line, and which are a page's.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Element;
use crate::alone;

/// So many numbers of rows may be left out between two that are printed.
const LONGEST_GAP: u32 = 9;
/// A table has a dozen columns at most, and a line or two above its first row.
const LONGEST_HEADER: usize = 16;

/// Those of some marks that are no cell: below a heading of numbers (`heads`) a mark is the cell that its row would lack
/// without it; beside the number of a page, where the row is whole, and where no rows are, it is an ornament.
pub(super) fn ornaments(
    raw: &[Element<'_>],
    heads: &[usize],
    marks: &[usize],
    pages: &[usize],
) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for (at, &head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).copied().unwrap_or(raw.len());
        let own = marks.partition_point(|&m| m < head)..marks.partition_point(|&m| m < end);
        if !own.is_empty() {
            cells(raw, head..end, &marks[own], &mut kept);
        }
    }
    let beside = |mark: usize| [mark, mark + 1].iter().any(|at| pages.binary_search(at).is_ok());
    let cell = |mark: usize| kept.binary_search(&mark).is_ok() && !beside(mark);
    marks.iter().copied().filter(|&mark| !cell(mark)).collect()
}

/// Adds those of the marks of one table that are cells.
fn cells(raw: &[Element<'_>], table: Range<usize>, marks: &[usize], kept: &mut Vec<usize>) {
    let number = |at: usize| number(&raw[at]);
    let is_mark = |at: usize| marks.binary_search(&at).is_ok();
    let ends = |at: usize| !matches!(raw[at], Element::Line(_));
    let end = table.clone().find(|&at| ends(at)).unwrap_or(table.end);
    let mut header = (table.start + 1..end).take(LONGEST_HEADER);
    let Some(first) = header.find(|&at| number(at) == Some(1)) else { return };
    // A page's number stands between marks, and its marks beside it.
    let page =
        |at: usize| number(at).is_some() && is_mark(at - 1) && at + 1 < end && is_mark(at + 1);
    // The next table's headings stand below a mark that ends this one.
    let below = |at: usize| if at + 1 < end { page(at + 1) } else { end < raw.len() };
    let of_page = |at: usize| page(at) || is_mark(at) && (page(at - 1) || below(at));
    let mut rows = vec![first];
    let mut last = 1;
    for at in first + 1..end {
        if let Some(number) = number(at).filter(|n| (last + 1..=last + 1 + LONGEST_GAP).contains(n))
            && !page(at)
        {
            rows.push(at);
            last = number;
        }
    }
    let wide = first - table.start;
    let range = |at: usize| match rows.get(at + 1) {
        Some(&next) => rows[at]..next,
        // Nothing says where the last row ends.
        None => rows[at]..end.min(rows[at] + wide),
    };
    // How many rows without a mark have how many cells.
    let mut whole: BTreeMap<usize, usize> = BTreeMap::new();
    for row in (0..rows.len() - 1).map(range).filter(|row| !row.clone().any(is_mark)) {
        *whole.entry(row.len()).or_default() += 1;
    }
    let commonest = whole.into_iter().rev().max_by_key(|&(_, rows)| rows).map(|(len, _)| len);
    let wide = commonest.map_or(wide, |len| len.min(wide));
    for row in (0..rows.len()).map(range) {
        let row = row.filter(|&at| !of_page(at)).collect::<Vec<_>>();
        if row.len() <= wide {
            kept.extend(row.into_iter().filter(|&at| is_mark(at)));
        }
    }
}

/// The number that a line is.
fn number(element: &Element<'_>) -> Option<u32> {
    match element {
        Element::Line(line) => alone::number(line.text()).map(|(number, _)| number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_mark_of_a_page_is_no_cell() {
        let head = "云溪县任务分解表\n序号\n工作任务\n牵头单位\n配合单位\n完成时间";
        let rows = |mark: &str| {
            let text = format!(
                "{head}\n1\n新建公园5个\n县园林局\n县财政局\n12月底\n2\n造林护林3次\n县林业局\n—\n11月底\n\
                 3\n加固堤坝2处\n县应急局\n县水利局\n7月底\n{mark}\n4\n修路3条\n县交通局\n县财政局\n8月底\n\
                 5\n建站2座\n县水利局\n县财政局\n9月底"
            );
            let notice = crate::fixtures::notice_of_lines(&text, true);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            rows.map(|row| (row.number, row.units.len(), row.deadline.is_some()))
                .collect::<Vec<_>>()
        };
        let whole =
            [2, 1, 2, 2, 2].into_iter().zip(1..).map(|(units, number)| (Some(number), units, true));
        let whole: Vec<_> = whole.collect();
        for mark in ["—\n2\n—", "—", "——", "- 2 -\n—"] {
            assert_eq!(rows(mark), whole, "{mark}");
        }
    }
}
