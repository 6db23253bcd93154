//! The marks of a page that goes on, beside or instead of the titles of groups.

use hongtou_model::FurnitureKind;

use super::super::before_continued;
use super::super::grid::{Cell, Page};
use super::super::profile::{BodyHints, key};
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
                let Some(words) = cell.words() else { continue };
                let Some(end) = before_continued(words) else { continue };
                let title = &words[..end];
                if end > 0 && (names_group(title, hints) || printed(title, column, &pages[..=nth]))
                    || end == 0 && row.iter().filter_map(Cell::words).nth(1).is_some()
                {
                    out.push((nth, at, column, end));
                }
            }
        }
    }
    out
}

/// Whether the body has a title.
fn names_group(title: &str, hints: &BodyHints) -> bool {
    let title = key(title);
    hints.sections.contains(&title) || hints.headings.contains(&title)
}

/// Whether a title is printed in a column.
fn printed(title: &str, column: usize, pages: &[Page<'_>]) -> bool {
    let title = key(title);
    let mut rows = pages.iter().flat_map(|page| &page.rows);
    rows.any(|row| row.get(column).and_then(Cell::words).is_some_and(|words| key(words) == title))
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
