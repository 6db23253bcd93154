//! A table whose lines lost their cells: `序号 工作任务 牵头部门`, then `1 改造… 县教育局`.

use hongtou_source::{GridForm, chars};

use super::grid::{Cell, Page};
use super::headings::is_heading_word;
use super::profile::is_number;
use crate::flow::Flow;
use crate::lines::{Element, Line};

/// A table that begins with the header line at `at`; with the number of lines that it takes.
pub(crate) fn read<'s>(elements: &[Element<'s>], at: usize) -> Option<(Page<'s>, usize)> {
    let Element::Line(line) = &elements[at] else { return None };
    let header = cells(line, 0);
    let words = header.iter().filter(|flow| is_heading_word(flow.text())).count();
    if header.len() < 3 || words * 4 < header.len() * 3 {
        return None;
    }
    let mut page = Page { header: vec![row(header.clone())], ..Page::new(GridForm::Tabs) };
    let mut next = at + 1;
    let mut expected = None;
    while let Some(Element::Line(line)) = elements.get(next) {
        let Some(number) = leading(line, expected) else { break };
        let cells = cells(line, 1);
        // As many cells as headings, or a cell dropped.
        if cells.len() < 2 || cells.len() > header.len() {
            break;
        }
        expected = Some(number + 1);
        page.rows.push(row(cells));
        next += 1;
    }
    (page.rows.len() >= 2).then_some((page, next - at))
}

fn row<'s>(cells: Vec<Flow<'s>>) -> Vec<Cell<'s>> {
    cells.into_iter().map(Cell::across).collect()
}

/// The number that a row begins with, where it is the expected one.
fn leading(line: &Line<'_>, expected: Option<u32>) -> Option<u32> {
    let text = line.text().trim_start_matches(chars::is_space);
    let end = text.find(chars::is_space)?;
    is_number(&text[..end]).filter(|&number| expected.is_none_or(|expected| expected == number))
}

/// The cells of a line: cut at white space, but not inside `宿舍 26 间`.
///
/// The first `sure` cuts are made whatever stands beside them.
fn cells<'s>(line: &Line<'s>, sure: usize) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        let rest = text[from..].trim_start_matches(chars::is_space);
        let to = text.len() - rest.len();
        let beside = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
        let figure = beside(text[..from].chars().next_back()) || beside(rest.chars().next());
        if from > start && (!figure || out.len() < sure) {
            out.push(line.flow.slice(start..from));
            start = to;
        } else if from == start {
            start = to;
        }
        at = to;
    }
    if start < text.len() {
        out.push(line.flow.slice(start..text.len()));
    }
    out
}
