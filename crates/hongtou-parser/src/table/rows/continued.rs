//! The marks of a page that goes on, beside or instead of the titles of groups.

use hongtou_model::FurnitureKind;

use super::super::before_continued;
use super::super::grid::{Cell, Page};
use super::super::headings::{Heading, heading, is_work};
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
///
/// What goes on is the group that the column printed last, or one that the body has.
fn marks(pages: &[Page<'_>], hints: &BodyHints) -> Vec<(usize, usize, usize, usize)> {
    let mut out = Vec::new();
    let marked = |cell: &Cell<'_>| cell.words().and_then(before_continued).is_some();
    let mut rows = pages.iter().flat_map(|page| &page.rows);
    if !rows.any(|row| row.iter().take(OUTER).any(marked)) {
        return out;
    }
    let mut groups = [false; OUTER];
    let mut last: [Option<&str>; OUTER] = [None; OUTER];
    for (nth, page) in pages.iter().enumerate() {
        if let Some(header) = page.header.last() {
            groups = of_groups(header);
        }
        for (at, row) in page.rows.iter().enumerate() {
            let cells = row.iter().zip(&mut last).zip(groups).enumerate();
            for (column, ((cell, last), _)) in cells.filter(|(_, (_, of_groups))| *of_groups) {
                let Some(words) = cell.words().filter(|_| !cell.from_above) else { continue };
                let goes_on = |end: usize| match &words[..end] {
                    "" => last.is_some() && says_more(row),
                    title => {
                        let title = key(title);
                        hints.sections.contains(&title)
                            || last.is_some_and(|last| key(last) == title)
                    }
                };
                match before_continued(words).filter(|&end| goes_on(end)) {
                    Some(end) => out.push((nth, at, column, end)),
                    None => *last = Some(words),
                }
            }
        }
    }
    out
}

/// Which outer columns may name what a row is part of: those before the task, but not the names of things.
fn of_groups(header: &[Cell<'_>]) -> [bool; OUTER] {
    let heading = |cell: &Cell<'_>| cell.words().map_or(Heading::Blank, heading);
    let task = header.iter().rposition(|cell| is_work(heading(cell))).unwrap_or(0);
    std::array::from_fn(|at| at < task && heading(&header[at]) != Heading::ThingName)
}

/// Whether a row has words in another cell.
fn says_more(row: &[Cell<'_>]) -> bool {
    row.iter().filter_map(Cell::words).nth(1).is_some()
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
        for marked in
            ["种植林木（续）", "种植林木 (续)", "（续）", "续上表", "(续表)", "（接上表）"]
        {
            assert_eq!(sections(marked), ["修建沟渠", "种植林木", "种植林木"], "{marked}");
        }
        // 修建沟渠 is not the group above, and a bare 续 may be a value: 新, 续.
        for title in ["种植林木（续建）", "水库（续）", "修建沟渠（续）", "续"]
        {
            assert_eq!(sections(title)[2], title);
        }
    }
    #[test]
    fn the_mark_in_the_name_of_a_task_is_its_own() {
        let text = "云溪县任务分解表\n序号|工作任务|责任单位\n1|改造道路|县水利局\n\
                    2|改造道路（续）|县林业局";
        let notice = fixtures::notice_with_tables(text);
        let tasks = notice.tables[0].rows.iter().filter_map(|row| row.content.as_deref());
        assert!(tasks.eq(["改造道路", "改造道路（续）"]));
    }
}
