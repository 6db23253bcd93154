//! Headers that have a heading less or more than the rows below them have cells.
//!
//! A converter may print two headings in one cell, 牵头单位配合单位, or a heading without words above no cells: how
//! wide the rows are tells.

use super::flattened::headings_end_to_end;
use super::grid::{Cell, words};
use super::headings::{Heading, heading, is_heading_word};
use super::pages::used_width;
use crate::flow::Flow;

/// Parts cells each of which holds two headings with nothing between them, where the rows below have so many cells
/// more: 牵头单位配合单位.
pub(super) fn part_glued(header: &mut Vec<Cell<'_>>, below: &[Vec<Cell<'_>>]) -> bool {
    /// So many rows tell: in the first ones the last cells may be blank.
    const SAMPLE: usize = 8;
    let wide = below.iter().take(SAMPLE).map(|row| used_width(row)).max().unwrap_or(0);
    let more = wide.saturating_sub(used_width(header));
    if more == 0 {
        return false;
    }
    let cut = |(at, cell): (usize, &Cell<'_>)| {
        cell.words().filter(|_| cell.own && cell.colspan <= 1)?;
        Some((at, between_headings(&cell.flow)?))
    };
    let cuts: Vec<(usize, usize)> = header.iter().enumerate().filter_map(cut).collect();
    if cuts.len() != more {
        return false;
    }
    for (at, cut) in cuts.into_iter().rev() {
        let flow = header[at].flow.clone();
        let halves = [0..cut, cut..flow.text().len()];
        header.splice(at..=at, halves.map(|half| Cell::across(flow.slice(flow.trim(half)))));
    }
    true
}

/// Drops the one heading without words below which no row has a cell: all rows are as much shorter, and who answers
/// stands last in the header and in each of them.
pub(super) fn drop_blank(header: &mut Vec<Cell<'_>>, below: &[Vec<Cell<'_>>]) -> bool {
    const FEWEST: usize = 3;
    /// So many rows tell.
    const SAMPLE: usize = 32;
    let width = used_width(header);
    let mut blank = header[..width].iter().enumerate().filter(|(_, cell)| cell.words().is_none());
    let (Some((at, cell)), None) = (blank.next(), blank.next()) else { return false };
    let answers = |cell: &&Cell<'_>| {
        cell.words().is_some_and(|words| matches!(heading(words), Heading::Units(_)))
    };
    // A row may have dropped a cell of its own: each of the last headings tells.
    let last = header[..width].iter().rev().take_while(answers).count();
    if !cell.own || width <= FEWEST || last == 0 {
        return false;
    }
    // Titles of sections have a cell alone, and a page prints the header again.
    let rows = || {
        let rows = below.iter().take(SAMPLE).filter(|row| words(row).nth(FEWEST - 1).is_some());
        rows.filter(|row| !words(row).eq(words(header)))
    };
    let fits = |row: &&Vec<Cell<'_>>| {
        used_width(row) + 1 == width
            && row[width - 1 - last..width - 1].iter().all(|cell| cell.unit_score() > 0.5)
    };
    // The rest of a row that a page cut has some cells alone.
    let found = rows().all(|row| used_width(row) < width)
        && rows().filter(fits).count() * 4 > rows().count() * 3;
    if found {
        header.remove(at);
    }
    found
}

/// Where a cell is two headings of other kinds end to end.
fn between_headings(cell: &Flow<'_>) -> Option<usize> {
    const LONGEST: usize = 20;
    const SHORTEST: usize = 3;
    if cell.text().chars().nth(LONGEST).is_some() {
        return None;
    }
    let [first, second] = &headings_end_to_end(cell)[..] else { return None };
    // 工作板块, 时限要求 are one; 序号 is no part of any.
    let numbered = first.text() == "序号";
    let whole = |half: &str| numbered || half == "序号" || half.chars().count() >= SHORTEST;
    let known = |half: &Flow<'_>| whole(half.text()) && is_heading_word(half.text());
    const JOINS: [char; 9] = ['及', '和', '与', '或', '、', '/', '（', '(', '的'];
    let goes_on = first.text().ends_with(JOINS) || second.text().starts_with(JOINS);
    (known(first) && known(second) && !goes_on && heading(first.text()) != heading(second.text()))
        .then(|| first.text().len())
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source};

    use super::*;
    use crate::fixtures;

    /// The headings of a header above rows, put right by `change`.
    fn headings(
        lines: &[&str],
        change: impl for<'s> FnOnce(&mut Vec<Cell<'s>>, &[Vec<Cell<'s>>]) -> bool,
    ) -> Option<String> {
        let source = Source::from_text("n", Format::Text, &lines.join("\n"));
        let mut rows = fixtures::rows(&source);
        let mut header = rows.remove(0);
        // A blank cell is printed as well.
        header.iter_mut().for_each(|cell| cell.own = true);
        let words = |header: &[Cell<'_>]| {
            let words: Vec<&str> = header.iter().map(|cell| cell.words().unwrap_or("")).collect();
            words.join("|")
        };
        change(&mut header, &rows).then(|| words(&header))
    }

    #[test]
    fn two_headings_end_to_end_are_parted_where_rows_have_a_cell_more() {
        let parted = |header: &str, row: &str| headings(&[header, row], part_glued);
        let row = "1|修渠12公里。|9月底|县水利局|县财政局";
        for header in [
            "序号|工作内容|完成时限|牵头单位配合单位",
            "序号工作内容|完成时限|牵头单位|配合单位",
            "序号|工作内容完成时限|牵头单位|配合单位",
        ] {
            let whole = "序号|工作内容|完成时限|牵头单位|配合单位";
            assert_eq!(parted(header, row).as_deref(), Some(whole));
        }
        let short = parted("序号类别|内容|牵头单位", "1|水利|修渠12公里。|县水利局");
        assert_eq!(short.as_deref(), Some("序号|类别|内容|牵头单位"));
        for (header, row) in [
            // One heading, or as many as there are cells.
            ("序号|工作内容|完成时限|牵头单位及配合单位", row),
            ("序号|工作内容|时限要求|牵头单位", row),
            ("工作类别|工作内容|时限|牵头单位", row),
            ("序号|工作内容|完成时限|牵头单位配合单位", "1|修渠。|9月底|县水利局"),
            // Nothing tells which of the two is meant.
            ("序号工作内容|完成时限|牵头单位配合单位", "1|修渠。|9月底|县水利局"),
        ] {
            assert_eq!(parted(header, row), None, "{header}");
        }
    }

    #[test]
    fn a_heading_without_words_above_no_cells_is_dropped() {
        let dropped = |lines: &[&str]| headings(lines, drop_blank);
        let rows = ["1|修渠12公里。|县水利局|县财政局", "2|造林3万亩。|县林业局|各乡镇"];
        for header in ["|序号|工作内容|牵头单位|配合单位", "序号||工作内容|牵头单位|配合单位"]
        {
            let found = dropped(&[header, rows[0], header, rows[1]]);
            assert_eq!(found.as_deref(), Some("序号|工作内容|牵头单位|配合单位"));
        }
        // Who leads may have been dropped in a row, and a row may have all cells.
        let header = "序号|工作内容||牵头单位|配合单位";
        assert_eq!(dropped(&[header, rows[0], "2|造林|造林3万亩。|县林业局"]), None);
        assert_eq!(dropped(&[header, rows[0], "2|造林|造林3万亩。|县林业局|各乡镇"]), None);
    }
}
