//! A printed grid as a rectangle of cells, cut at its header rows into pages.

mod cell;
mod header;
mod offices;
mod page;
mod rectangle;
#[cfg(test)]
mod tests;
mod turned;

pub(crate) use self::cell::Cell;
use self::header::{
    drop_repeated, heads_beside_unknown, heads_bodies, heads_figures, heads_with, is_plain_header,
    is_second_header, names_duty_below,
};
use self::offices::tell_offices;
pub(super) use self::page::joined;
pub(crate) use self::page::{Page, same_header};
use self::rectangle::{merge_copies, rectangle};
pub(crate) use self::rectangle::{numbers, record_borders};
pub(super) use self::turned::places_on_cards;
use self::turned::{set_below, turn};
use super::GridRef;
use super::counted;
use super::fitted;
use super::headings::is_header_row;
use super::in_turn;
use super::pages::used_width;
use super::torn;

/// Cuts a grid into pages at its header rows; `before` is the page before it.
pub(crate) fn pages<'s>(at: &GridRef<'s>, before: Option<&Page<'s>>) -> Vec<Page<'s>> {
    let form = at.grid.form;
    let mut rows = rectangle(at);
    let mut pages: Vec<Page<'s>> = Vec::new();
    let mut page = Page::new(form);
    if let Some(repeated) = turn(&mut rows) {
        page.turned = true;
        page.copies.extend(repeated);
    }
    let mut index = 0;
    while index < rows.len() {
        let mut row = std::mem::take(&mut rows[index]);
        page.copies.extend(merge_copies(&mut row));
        let marked = at.grid.rows[index].header && index == 0;
        let known = match before {
            Some(before) if page.header.is_empty() => &before.header,
            _ => &page.header,
        };
        // Most pages print the header of the page before, or a row of it, which need not be read again.
        let is_header = known.iter().any(|known| words(known).eq(words(&row)))
            || is_header_row(words(&row)) && !page.is_row_of_matrix(&row)
            || rows.get(index + 1).is_some_and(|below| heads_with(&row, below))
            || marked && is_plain_header(&row)
            || index == 0
                && (marked || before.is_none() && rows.len() > 2)
                && heads_beside_unknown(&row, marked && before.is_none())
            || index == 0 && before.is_none() && heads_figures(&row, &rows[1..])
            || index == 0 && torn::is_over_names(form, &row, &rows[1..])
            || before.is_none()
                && page.header.is_empty()
                && index < 3
                && in_turn::heads_times_first(words(&row))
            || page.header.is_empty() && index < 3 && heads_bodies(&row, &[], &rows[index + 1..]);
        if is_header {
            if !page.header.is_empty() || !page.rows.is_empty() {
                pages.push(std::mem::replace(&mut page, Page::new(form)));
            }
            let known = pages.last().or(before).and_then(|page| page.header.first());
            if torn::goes_on(form, &mut row, &mut rows[index + 1..], known) {
                page.torn = true;
                index += 1;
            }
            let wide = rows.get(index + 1).map_or(0, |below| used_width(below));
            page.torn |= torn::part(&mut row, wide);
            page.torn |= fitted::part_glued(&mut row, &rows[index + 1..]);
            page.torn |= fitted::drop_blank(&mut row, &rows[index + 1..]);
            page.header.push(row);
            // A second header row: below group headings, nothing but headings.
            while rows.get(index + 1).is_some_and(|next| {
                is_second_header(&page.header[0], next)
                    || names_duty_below(&page.header[0], next)
                    || heads_with(&page.header[0], next)
                    || heads_bodies(next, &page.header[..1], &rows[index + 2..])
            }) {
                let next = &mut rows[index + 1];
                page.copies.extend(drop_repeated(&page.header[0], next));
                page.header.push(std::mem::take(next));
                index += 1;
                if page.header.len() > 2 {
                    break;
                }
            }
            if rows.get(index + 1).is_some_and(|row| {
                counted::counts_columns(&page.header[0], row, rows.get(index + 2))
            }) {
                page.copies.extend(rows[index + 1].drain(..).map(|cell| cell.flow));
                index += 1;
            }
            let last = page.header.last();
            page.heads_bodies =
                last.is_some_and(|head| heads_bodies(head, &page.header[..1], &rows[index + 1..]));
        } else if words(&row).next().is_some() {
            page.rows.push(row);
        }
        index += 1;
    }
    if !page.header.is_empty() || !page.rows.is_empty() {
        pages.push(page);
    }
    pages.iter_mut().for_each(set_below);
    pages.iter_mut().for_each(tell_offices);
    pages
}

/// The words that are printed in a row.
pub(super) fn words<'r>(row: &'r [Cell<'_>]) -> impl Iterator<Item = &'r str> + Clone {
    row.iter().filter_map(Cell::words)
}
