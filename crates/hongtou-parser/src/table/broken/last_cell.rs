//! The last cell of a row that goes on in the line below the table, or below the part of it on a page.
//!
//! `5`, tab, `治水`, tab, `市水利局、`, then `市财政局`: no row follows that shows the line to be none of the text
//! behind the table. The cell shows it, where it ends in a mark that parts names, or inside one.

use hongtou_model::Span;
use hongtou_source::{Cell, GridForm};

use super::super::GridRef;
use super::super::headings::{Heading, heading, is_heading_word};
use super::super::profile::{is_only_time, names_one};
use super::stitched;
use crate::flow::Flow;
use crate::lines::{Element, Line, is_page_number};
use crate::record::{Record, tail};
use crate::{date, responsibility, words};

/// Puts such lines back to their cells.
pub(crate) fn put_back<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let is_rest = |pair: &[Element<'s>]| match pair {
        [Element::Table(table), Element::Line(line)] => is_rest(table, line),
        _ => false,
    };
    if !raw.windows(2).any(is_rest) {
        return raw;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut taken = false;
    for mut element in raw {
        if let Element::Line(line) = &mut element {
            if let Some(Element::Table(table)) = out.last_mut()
                && self::is_rest(table, line)
            {
                append(table, line, record);
                taken = true;
                continue;
            }
            line.gap |= taken;
        }
        taken = false;
        out.push(element);
    }
    out
}

/// The last cell of the last row, which fills its row.
fn last_cell<'t>(table: &'t GridRef<'_>) -> Option<&'t Cell> {
    let row = table.grid.rows.last().filter(|_| table.grid.form == GridForm::Tabs)?;
    let cell = row.cells.last().filter(|_| row.cells.len() > 2)?;
    (!row.header && !cell.pieces.is_empty()).then_some(cell)
}

/// Whether a line goes on with the last cell above it.
fn is_rest(table: &GridRef<'_>, line: &Line<'_>) -> bool {
    let Some(cell) = last_cell(table) else { return false };
    let text = line.text();
    if table.index != line.flow.source() || line.marker.is_some() || line.level > 0 {
        return false;
    }
    let end = cell.pieces.last().map(|piece| piece.end() as usize);
    let start = line.flow.whole().start().map(|(_, start)| start as usize);
    let between = end.zip(start).and_then(|(end, start)| table.source.text.get(end..start));
    let below = |between: &str| {
        // The page may end between them.
        let page = between.trim();
        !between.contains('\t')
            && (page.is_empty() && between.matches('\n').count() == 1 || is_page_number(page))
    };
    if !between.is_some_and(below) || words::is_form_line(text) || words::is_date_line(text) {
        return false;
    }
    let flow = Flow::new(table.source, table.index, &cell.pieces);
    match column(table) {
        Some(Heading::Units(_) | Heading::Office) => goes_on_with_names(&flow, &line.flow),
        None => names_above(table) && goes_on_with_names(&flow, &line.flow),
        Some(Heading::Deadline) => {
            let whole = [flow.text(), text].concat();
            flow.text().ends_with(['年', '月']) && is_only_time(text) && date::says_when(&whole)
        }
        Some(_) => false,
    }
}

/// What the header says of the last column; none where the table goes on without one.
fn column(table: &GridRef<'_>) -> Option<Heading> {
    let first = table.grid.rows.first()?;
    let words = |cell: &Cell| Flow::new(table.source, table.index, &cell.pieces);
    let last = words(first.cells.last()?);
    let heads = table.grid.rows.len() > 1 && is_heading_word(last.text());
    heads.then(|| heading(last.text()))
}

/// Whether most cells above the last one name units; one row alone has none above it.
fn names_above(table: &GridRef<'_>) -> bool {
    let Some((_, above)) = table.grid.rows.split_last() else { return false };
    let last = above.iter().filter_map(|row| row.cells.last());
    let (mut filled, mut units) = (0, 0);
    for cell in last.filter(|cell| !cell.pieces.is_empty()) {
        filled += 1;
        let words = Flow::new(table.source, table.index, &cell.pieces);
        units += usize::from(responsibility::unit_score(&words) > 0.5);
    }
    units * 2 >= filled
}

/// Whether words go on with a list of units: behind a mark, 市教育局、 | 市财政局, or inside a name, 市税 | 务局.
fn goes_on_with_names(cell: &Flow<'_>, more: &Flow<'_>) -> bool {
    let text = cell.text();
    let score = responsibility::unit_score;
    if text.ends_with('、') {
        return score(cell) > 0.5 && score(more) > 0.5;
    }
    let mut whole = cell.clone();
    whole.append(more);
    let last = text.rsplit(['、', '，']).next().unwrap_or_default();
    // A level alone, 市 of 市税务局, is nobody, unless who signs stands below it: 云溪县税务局.
    const LEVELS: [char; 8] = ['省', '市', '区', '县', '旗', '镇', '乡', '州'];
    let level = last.chars().nth(1).is_none() && last.ends_with(LEVELS);
    let inside = match level {
        true => !more.text().contains(LEVELS),
        false => !names_one(last) && score(more) < score(&whole),
    };
    inside && score(&whole) > 0.8
}

fn append<'s>(table: &mut GridRef<'s>, line: &Line<'s>, record: &mut Record) {
    let (source, index) = (table.source, table.index);
    let Some(cell) = table.grid.to_mut().rows.last_mut().and_then(|row| row.cells.last_mut())
    else {
        return;
    };
    let before = Flow::new(source, index, &cell.pieces);
    let words = tail(before.text(), 6).to_owned();
    cell.breaks.push(cell.pieces.len() as u16);
    cell.pieces.extend(line.flow.source_ranges(line.flow.trim(0..line.text().len())));
    let mut span = Span::default();
    span.extend(&Flow::new(source, index, &cell.pieces).whole());
    stitched(span, &words, record);
}
