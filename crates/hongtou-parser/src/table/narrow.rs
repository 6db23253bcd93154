//! The column of the numbers and the one beside it, which a converter took for one.
//!
//! Two narrow columns stand close to each other: the first heading is then 序⏎号⏎类别, and the cells below it hold
//! a number on a line of its own and the words of the group, `1⏎压紧`, `责任⏎2`. The lines part them again.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::GridForm;

use super::grid::{Cell, Page};
use super::headings::{Heading, heading, is_heading_word};
use super::profile::printed_number;
use super::torn::letters;
use crate::flow::{Flow, trim};
use crate::record::Record;

/// As many columns may a converter take for one.
const MOST: usize = 3;

/// Parts such columns on the pages of a table.
pub(super) fn part(pages: &mut [Page<'_>], record: &mut Record) {
    let Some(first) = pages.first() else { return };
    let [header] = &first.header[..] else { return };
    let Some(cell) = header.first().filter(|cell| heads_numbers(cell)) else { return };
    // Rows lack one column, the header may lack two.
    let lacks = |row: &&Vec<Cell<'_>>| (row.len() + 2).checked_sub(header.len());
    let count = pages.iter().flat_map(|page| &page.rows).find_map(|row| {
        lacks(&row).filter(|count| (2..=MOST).contains(count) && number_of(&row[0]).is_some())
    });
    let Some(count) = count.filter(|&count| headings_of(cell, count).is_some()) else { return };
    let width = header.len() + count - 1;
    let narrow = |row: &[Cell<'_>]| row.len() + 1 == width;
    let rows = || pages.iter().flat_map(|page| &page.rows).filter(|row| narrow(row));
    let numbers = rows().filter(|row| number_of(&row[0]).is_some()).count();
    let both = rows().filter(|row| number_of(&row[0]).is_some() && lines_of(&row[0]).len() > 1);
    let told = numbers > 0 && both.count() > 0 && rows().all(|row| numbers_in(&row[0]) <= 1);
    if !told || pages.iter().any(|page| page.form != GridForm::Pipes) {
        return;
    }
    let known = letters_of(first);
    let mut span = Span::default();
    for (at, page) in pages.iter_mut().enumerate() {
        page.bodies.take();
        let own = match &page.header[..] {
            [header] => header.first().and_then(|cell| headings_of(cell, count)),
            _ => None,
        };
        if let Some(own) = own {
            let cell = page.header[0].remove(0);
            span.extend(&cell.flow.whole());
            page.header[0].splice(0..0, own.into_iter().map(Cell::across));
        } else if at > 0 && letters_of(page) == known {
            // The header is printed again, and broken in another way.
            let copies = page.header.drain(..).flatten().filter(|cell| cell.words().is_some());
            page.copies.extend(copies.map(|cell| cell.flow));
        }
        for row in page.rows.iter_mut().filter(|row| row.len() + 1 == width) {
            span.extend(&row[0].flow.whole());
            let [number, words] = parted(&row[0]);
            row.splice(0..1, [number, words]);
        }
    }
    record.repair(
        RepairKind::MovedCells,
        span,
        Confidence::Likely,
        || "序号列与相邻的列并成了一列，已按行分开".to_owned(),
        || {
            "the column of numbers and the one beside it ran together and are parted by their lines"
                .to_owned()
        },
    );
}

/// Whether two headers say the same letters, on whatever lines, the first with such columns.
pub(super) fn same_letters(first: &Page<'_>, other: &Page<'_>) -> bool {
    let cell = first.header.first().and_then(|row| row.first());
    let narrow = first.form == GridForm::Pipes && cell.is_some_and(heads_numbers);
    narrow && letters_of(first) == letters_of(other)
}

fn letters_of(page: &Page<'_>) -> Vec<char> {
    letters(page.header.iter().flatten().filter_map(Cell::words))
}

/// The lines of a cell that have words.
fn lines_of<'s>(cell: &Cell<'s>) -> Vec<Flow<'s>> {
    let text = cell.flow.text();
    let ends = cell.breaks.iter().copied().chain([text.len()]);
    let mut from = 0;
    let mut out = Vec::new();
    for end in ends {
        let line = trim(text, from..end);
        from = end;
        if !line.is_empty() {
            out.push(cell.flow.slice(line));
        }
    }
    out
}

/// Whether the first heading has several lines, and others than 序号 among them.
fn heads_numbers(cell: &Cell<'_>) -> bool {
    cell.breaks.len() > 1
        && cell.flow.text().starts_with(['序', '编'])
        && (2..=MOST).any(|count| headings_of(cell, count).is_some())
}

/// So many headings that the lines of a cell say, 序号 the first of them.
fn headings_of<'s>(cell: &Cell<'s>, count: usize) -> Option<Vec<Flow<'s>>> {
    let lines = lines_of(cell);
    let mut out = Vec::new();
    split(&lines, count, true, &mut out).then_some(out)
}

/// Whether some lines are so many headings, which are put to others.
fn split<'s>(lines: &[Flow<'s>], count: usize, first: bool, out: &mut Vec<Flow<'s>>) -> bool {
    if count == 0 || lines.is_empty() {
        return count == 0 && lines.is_empty();
    }
    let mut whole = Flow::default();
    for (at, line) in lines.iter().enumerate() {
        whole.append(line);
        let serial = heading(whole.text()) == Heading::Serial;
        if serial != first || !is_heading_word(whole.text()) {
            continue;
        }
        out.push(whole.clone());
        if split(&lines[at + 1..], count - 1, false, out) {
            return true;
        }
        out.pop();
    }
    false
}

/// How many lines of a cell are numbers and nothing else.
fn numbers_in(cell: &Cell<'_>) -> usize {
    lines_of(cell).iter().filter(|line| printed_number(line.text()).is_some()).count()
}

fn number_of(cell: &Cell<'_>) -> Option<u32> {
    lines_of(cell).iter().find_map(|line| printed_number(line.text()))
}

/// The number of a cell and its other words, each a cell.
fn parted<'s>(cell: &Cell<'s>) -> [Cell<'s>; 2] {
    let mut out = [Cell::default(), Cell::default()];
    for line in lines_of(cell) {
        let part = usize::from(printed_number(line.text()).is_none());
        let place = &mut out[part];
        if place.words().is_none() {
            *place = Cell::across(line);
            continue;
        }
        place.breaks.push(place.flow.text().len());
        place.flow.append(&line);
    }
    out
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, GridForm, Source};

    use super::super::grid::{Cell, Page};
    use crate::fixtures;
    use crate::record::Record;

    /// The rows of a page, whose cells `|` parts and whose lines break at `/`, the header first.
    fn parted(rows: &[&str]) -> Vec<String> {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let mut all = fixtures::rows(&source);
        for cell in all.iter_mut().flatten() {
            let mut whole = Cell::default();
            let mut from = 0;
            for line in cell.flow.text().split('/') {
                let own = cell.flow.slice(from..from + line.len());
                from += line.len() + 1;
                let at = whole.flow.text().len();
                if at > 0 {
                    whole.breaks.push(at);
                }
                whole.flow.append(&own);
                whole.own = true;
            }
            *cell = whole;
        }
        let mut page = Page::new(GridForm::Pipes);
        page.header.push(all.remove(0));
        page.rows = all;
        let mut pages = [page];
        super::part(&mut pages, &mut Record::new(Lang::Zh));
        let text = |row: &Vec<Cell<'_>>| -> String {
            row.iter().map(|cell| cell.flow.text()).collect::<Vec<_>>().join("|")
        };
        pages[0].header.iter().chain(&pages[0].rows).map(text).collect()
    }

    #[test]
    fn numbers_and_groups_are_parted_by_their_lines() {
        assert_eq!(
            parted(&[
                "序/号/类别|工作任务|责任单位",
                "1/治水|清淤。|市水利局",
                "2|建站。|市水利局",
                "设施/3|修路。|市交通局"
            ]),
            [
                "序号|类别|工作任务|责任单位",
                "1|治水|清淤。|市水利局",
                "2||建站。|市水利局",
                "3|设施|修路。|市交通局"
            ]
        );
        // The header may have lost one cell more than the rows.
        assert_eq!(
            parted(&["序号/类别/工作任务|责任单位", "1/治水|清淤。|市水利局", "2|建站。|市水利局"])
                [..2],
            ["序号|类别|工作任务|责任单位", "1|治水|清淤。|市水利局"]
        );
    }

    #[test]
    fn a_heading_over_lines_is_one() {
        for rows in [
            &["序/号|工作任务|责任单位", "1|清淤。|市水利局", "2|建站。|市水利局"][..],
            // Nothing but numbers stands below it.
            &["序号/类别|工作任务|责任单位", "1|清淤。|市水利局", "2|建站。|市水利局"],
        ] {
            let found = parted(rows);
            assert!(found.iter().all(|row| row.matches('|').count() == 2), "{found:?}");
        }
    }
}
