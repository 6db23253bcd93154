//! The marks of a page that goes on, beside or instead of the titles of groups.

use hongtou_model::FurnitureKind;

use super::super::before_continued;
use super::super::grid::{Cell, Page};
use super::super::profile::{BodyHints, key};
use crate::lookup::Lookup;
use crate::record::Record;

/// How many cells of a row may name what it is part of.
const OUTER: usize = 3;

/// Takes the marks off the titles of groups that a page prints again, 改善物业服务（续）, and blanks the cells that say
/// nothing else, 续上表: those go on with the group above.
pub(super) fn set_marks_aside(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) {
    for (page, row, at, end) in marks(pages, hints) {
        let below = &mut pages[page].rows[row..];
        let flow = below[0][at].flow.clone();
        record.furniture(FurnitureKind::Mark, flow.span(end..flow.text().len()));
        below[0][at] = below[0][at].cut_to(end);
        let covered = below[1..].iter_mut().map_while(|row| {
            row.get_mut(at).filter(|cell| cell.from_above && cell.flow.text() == flow.text())
        });
        covered.for_each(|cell| *cell = cell.cut_to(end));
    }
}

/// Where the marks stand: page, row, cell, and how much of its words is before the mark.
fn marks(pages: &[Page<'_>], hints: &BodyHints) -> Vec<(usize, usize, usize, usize)> {
    let mut out = Vec::new();
    for (nth, page) in pages.iter().enumerate() {
        for (at, row) in page.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate().take(OUTER) {
                let end = cell.words().and_then(before_continued);
                out.extend(end.map(|end| (nth, at, column, end)));
            }
        }
    }
    let mut printed = Printed::default();
    out.retain(|&(nth, at, column, end)| {
        let row = &pages[nth].rows[at];
        let Some(title) = row[column].words().and_then(|words| words.get(..end)) else {
            return false;
        };
        if title.is_empty() {
            return says_more(row);
        }
        let title = key(title);
        let group = hints.sections.contains(&title) || hints.headings.contains(&title);
        group || printed.has(title, column, &pages[..=nth])
    });
    out
}

/// Whether a row has words in another cell.
fn says_more(row: &[Cell<'_>]) -> bool {
    row.iter().filter_map(Cell::words).nth(1).is_some()
}

/// What the outer columns of some pages print.
#[derive(Default)]
struct Printed {
    pages: usize,
    titles: Lookup<(usize, String), ()>,
}

impl Printed {
    /// Whether a column of the pages prints a title; they are more of the same pages each time.
    fn has(&mut self, title: String, column: usize, pages: &[Page<'_>]) -> bool {
        for row in pages[self.pages..].iter().flat_map(|page| &page.rows) {
            for (column, cell) in row.iter().enumerate().take(OUTER) {
                self.titles.extend(cell.words().map(|words| ((column, key(words)), ())));
            }
        }
        self.pages = pages.len();
        self.titles.contains_key(&(column, title))
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    #[test]
    fn a_page_that_goes_on_marks_the_group_that_does() {
        let header = "序号|类别|工作任务|责任单位";
        let sections = |marked: &str| {
            let text = format!(
                "云溪县任务分解表\n{header}\n1|修建沟渠|疏浚干渠5条。|县水利局\n\
                 2|种植林木|造林3万亩。|县林业局\n \n{header}\n3|{marked}|补植苗木80株。|县林业局"
            );
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            let title = |row: &hongtou_model::Row| {
                let section = row.section.as_ref();
                section.and_then(|section| section.title.clone()).unwrap_or_default()
            };
            let titles: Vec<String> = rows.map(|row| title(row).to_string()).collect();
            assert!(notice.residual.is_empty(), "{marked}");
            titles
        };
        for marked in ["种植林木（续）", "种植林木 (续)", "（续）", "续上表", "(续表)"]
        {
            assert_eq!(sections(marked), ["修建沟渠", "种植林木", "种植林木"], "{marked}");
        }
        for title in ["种植林木（续建）", "水库（续）"] {
            assert_eq!(sections(title)[2], title);
        }
    }
}
