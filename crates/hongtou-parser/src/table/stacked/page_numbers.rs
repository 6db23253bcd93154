//! Which bare numbers are those of pages, where tables have some as well.

use hongtou_model::FurnitureKind;

use super::{Number, number_of};
use crate::lines::{Element, Place, is_page_number};
use crate::record::Record;

/// A page holds more bytes of words than these.
const FEW_WORDS: usize = 360;

/// Records the numbers of pages; those outside of the tables, whose lines go with them, are places to
/// leave empty.
pub(super) fn page_numbers<'s>(
    raw: &[Element<'s>],
    pages: &[Number],
    tables: &[Place<'s>],
    cells: &[usize],
    record: &mut Record,
) -> Vec<Place<'s>> {
    let of_table = |at: usize| {
        let next = tables.partition_point(|(lines, _)| lines.end <= at);
        tables.get(next).is_some_and(|(lines, _)| lines.contains(&at))
    };
    let figures = figures(raw, of_table);
    let of_page = |at: usize| pages.binary_search_by_key(&at, |number| number.at).is_ok();
    let mut out = Vec::new();
    for (at, element) in raw.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        if !is_page_number(line.text()) {
            continue;
        }
        let inside = of_table(at);
        let page = match inside {
            true => of_page(at) && cells.binary_search(&at).is_err(),
            false => figures.binary_search(&at).is_err(),
        };
        if page {
            record.furniture(FurnitureKind::PageNumber, line.flow.whole());
            if !inside {
                out.push((at..at + 1, Vec::new()));
            }
        }
    }
    out
}

/// The bare numbers that are those of cells in a table that was not put together: a few words stand between
/// one and the next, or none and it does not count on. Two with little between them may number the last
/// pages.
pub(super) fn figures(raw: &[Element<'_>], of_table: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let (mut last, mut between) = (0, FEW_WORDS);
    // Whether the run goes on from a number far above it, as those of short pages do.
    let mut of_pages = false;
    let mut end = |run: &mut Vec<usize>, counts_on: bool, of_pages: bool| {
        if !(counts_on && of_pages) && (run.len() > 2 || run.len() == 2 && !counts_on) {
            out.append(run);
        }
        run.clear();
    };
    let mut counts_on = true;
    for (at, element) in raw.iter().enumerate() {
        let number = number_of(element).filter(|_| !of_table(at));
        match (number, element) {
            (Some(number), _) => {
                let next = number.abs_diff(last) == 1;
                if between >= FEW_WORDS || between == 0 && next {
                    end(&mut run, counts_on, of_pages);
                    (counts_on, of_pages) = (true, last > 0 && number == last + 1);
                } else {
                    counts_on &= next;
                }
                run.push(at);
                (last, between) = (number, 0);
            }
            // A page has sentences, cells have few.
            (None, Element::Line(line)) if !of_table(at) && !line.text().contains('。') => {
                between += line.text().len();
            }
            _ => between = FEW_WORDS,
        }
    }
    end(&mut run, counts_on, of_pages);
    out
}
