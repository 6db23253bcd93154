//! A table of anything, below its number and title, whose cells stand on lines of their own.
//!
//! 表1 建站计划表, then 年份, 街道, 座数, 2023年, 东街道, 2, …: no heading need be known. The cells are rows if in
//! some number of columns each has times, figures or words all the way down; else nothing says what stands
//! in a row, but lines among which figures stand all the way down are no text either.

use std::ops::Range;

use hongtou_source::{Source, chars};

use super::super::profile::is_none_mark;
use super::look::{Look, is_day_line, is_imprint, is_time, one_source};
use super::parted::{Cells, blank_cells, has_gap};
use super::{Row, Stack, wrapped};
use crate::lines::Element;
use crate::{sentence, table, words};

/// So many characters the title may have, and a cell.
const LONGEST_TITLE: usize = 40;
const LONGEST_CELL: usize = 40;
/// The fewest lines below a title that are cells, and rows below the headings.
const FEWEST_CELLS: usize = 6;
const FEWEST_ROWS: usize = 2;
/// So many bodies sign at most.
const MOST_SIGNERS: usize = 6;
/// The fewest figures and times that lines of a table have of which nothing else is known.
const FEWEST_FIGURES: usize = 4;
/// So many columns are tried.
const MOST_COLUMNS: usize = 8;

/// Such tables in their order, and the lines of those that nothing parts into rows, with their titles.
pub(super) fn read(raw: &[Element<'_>], sources: &[Source]) -> (Vec<Stack>, Vec<Range<usize>>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let mut floor = 0;
    for at in (0..raw.len()).filter(|&at| is_caption(&raw[at])) {
        if at < floor {
            continue;
        }
        let lines = lines_below(raw, at);
        if lines.len() < FEWEST_CELLS || !one_source(&raw[at..lines.end]) {
            continue;
        }
        let figures = end_of_figures(raw, &lines);
        let mut ends =
            ends(raw, &lines).chain(figures).filter(|end| *end >= lines.start + FEWEST_CELLS);
        let table = |end: usize| {
            let lines = lines.start..end;
            let mut ways = ways(raw, &lines, sources);
            ways.find_map(|cells| Some(cells.put_back(rows(&cells)?)))
        };
        if let Some(stack) = ends.find_map(table) {
            floor = stack.end;
            found.push(stack);
        } else if let Some(end) = figures {
            floor = end;
            unread.push(at..end);
        }
    }
    (found, unread)
}

/// Where the cells of some lines may end: with the last of them, but above those who sign, one or several, where a
/// day follows.
fn ends(raw: &[Element<'_>], lines: &Range<usize>) -> impl Iterator<Item = usize> {
    let signed = raw.get(lines.end).is_some_and(is_day_line);
    let is_body = |&at: &usize| signed && Look::of(raw, &(at..at + 1)) == Look::Units;
    let bodies = lines.clone().rev().take(MOST_SIGNERS).take_while(is_body).count();
    let end = lines.end;
    (bodies.min(1)..=bodies).map(move |signing| end - signing)
}

/// Where figures and times end that stand among some lines all the way down, as in no list and no text: words that
/// follow them may be anything.
fn end_of_figures(raw: &[Element<'_>], lines: &Range<usize>) -> Option<usize> {
    let told = |&at: &usize| {
        let words = wrapped::words_of(&raw[at]);
        // 年份 heads times.
        words.contains(|c| chars::digit(c).is_some())
            && matches!(Shape::of(words), Shape::Time | Shape::Figure)
    };
    let figures: Vec<usize> = lines.clone().filter(told).collect();
    // Headings stand above the first of them.
    let first = figures.first().filter(|&&first| first > lines.start + 1)?;
    let (mut last, mut count) = (first, 1);
    for next in &figures[1..] {
        if next - last >= MOST_COLUMNS {
            break;
        }
        (last, count) = (next, count + 1);
    }
    (count >= FEWEST_FIGURES && count * 3 > last - first).then_some(last + 1)
}

/// What may be the cells of some lines: with blank lines between one and the next, those without words or with a
/// dash, which is no line, told by how much stands between, or one a line.
fn ways<'s>(
    raw: &[Element<'s>],
    lines: &Range<usize>,
    sources: &[Source],
) -> impl Iterator<Item = Cells<'s>> {
    let gaps = lines.clone().filter(|&at| has_gap(raw, at)).count();
    let parted = gaps * 2 > lines.len();
    let behind = if lines.end < raw.len() { blank_cells(raw, lines.end, sources) } else { 0 };
    (0..if parted { 3 } else { 1 }).map(move |way| {
        let mut cells = Cells::default();
        match (parted, way) {
            (false, _) => cells.extend_listed(raw, lines.clone()),
            (true, 2) => cells.extend_parted(raw, lines.clone()),
            (true, way) => {
                cells.extend_filled(raw, lines.clone(), sources);
                (0..behind * way).for_each(|_| cells.push_blank(lines.end));
            }
        }
        cells
    })
}

/// Whether a line is the number of a table with its title: 表1 建站计划表, but not 表1列出….
fn is_caption(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    let text = line.text().trim_matches(chars::is_space);
    // 表1至表3见附件 is said of tables.
    let goes_on = |title: &str| {
        ["至", "到", "和", "及", "与", "—", "-", "～", "~", "见", "所"]
            .iter()
            .any(|word| title.starts_with(word))
    };
    text.starts_with(['表', '附'])
        && text.chars().nth(LONGEST_TITLE).is_none()
        && table::after_table_number(text) > 0
        && !goes_on(&text[table::after_table_number(text)..])
        && !text.contains(['。', '，', '；', '：', ':'])
}

/// The lines below a title that may be cells: short, with no mark of a sentence, up to what has an ordinal.
fn lines_below(raw: &[Element<'_>], caption: usize) -> Range<usize> {
    let cell = |&at: &usize| {
        let Element::Line(line) = &raw[at] else { return false };
        let text = line.text().trim_matches(chars::is_space);
        (line.marker.is_none() || Shape::of(text) == Shape::Figure)
            && line.level == 0
            && text.chars().nth(LONGEST_CELL).is_none()
            && !sentence::is_sentence(text)
            && !text.contains(['。', '；', '：', ':'])
            && !words::starts_part(text)
            && !is_caption(&raw[at])
            && !is_figure_title(text)
            && !is_day_line(&raw[at])
            && !is_imprint(text)
    };
    // In what the figures count.
    let form = |at: usize| matches!(raw.get(at), Some(Element::Line(line)) if words::is_form_line(line.text()));
    let start = caption + 1 + usize::from(form(caption + 1));
    let count = (start..raw.len()).take_while(cell).count();
    start..start + count
}

/// Whether words are the number and the title of a picture: 图1 推进示意图.
fn is_figure_title(text: &str) -> bool {
    let rest = text.strip_prefix('图').map(chars::trim_start);
    rest.is_some_and(|rest| rest.starts_with(|c| chars::digit(c).is_some()))
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Time,
    Figure,
    Words,
    /// A dash: there is nothing to say.
    None,
}

impl Shape {
    fn of(text: &str) -> Shape {
        let figure = |c: char| {
            chars::digit(c).is_some() || matches!(c, '.' | '%' | '％' | ',' | '-' | '~' | '—')
        };
        if text.is_empty() || is_none_mark(text) {
            Shape::None
        } else if text.chars().all(figure) {
            Shape::Figure
        } else if is_time(text) || names_years(text) {
            Shape::Time
        } else {
            Shape::Words
        }
    }
}

/// Whether words are a year, or years from and to: 2020年-2023年.
fn names_years(text: &str) -> bool {
    let year = |c: char| {
        chars::digit(c).is_some()
            || matches!(c, '年' | '月' | '日' | '度' | '底' | '前' | '-' | '—' | '至' | '～')
    };
    text.contains('年') && text.chars().all(year)
}

/// The rows, by the fewest columns in each of which all cells look alike; one at least tells by what it has.
fn rows(cells: &Cells<'_>) -> Option<Stack> {
    let all: Vec<&str> = cells.joined.iter().map(wrapped::words_of).collect();
    let shapes: Vec<Shape> = all.iter().map(|text| Shape::of(text)).collect();
    let alike = |columns: usize, column: usize| {
        let mut below = shapes.iter().skip(columns + column).step_by(columns);
        let known = below.clone().find(|shape| **shape != Shape::None)?;
        below.all(|shape| shape == known || *shape == Shape::None).then_some(*known)
    };
    let fits = |&columns: &usize| {
        let rows = shapes.len() / columns;
        if !shapes.len().is_multiple_of(columns) || rows <= FEWEST_ROWS {
            return false;
        }
        let found: Option<Vec<Shape>> = (0..columns).map(|column| alike(columns, column)).collect();
        let Some(found) = found else { return false };
        // Years head columns of figures; 年份 heads those of years.
        let bare = |text: &str| !text.contains(|c| chars::digit(c).is_some());
        let heads = |(at, below): (usize, &Shape)| match shapes[at] {
            Shape::Words => true,
            Shape::Time => *below == Shape::Figure || bare(all[at]),
            Shape::Figure | Shape::None => false,
        };
        let told = found.iter().any(|shape| matches!(shape, Shape::Time | Shape::Figure));
        told && found.iter().enumerate().all(heads)
    };
    let columns = (2..=MOST_COLUMNS).find(fits)?;
    let row = |at: usize| -> Row { (0..).zip(at..at + columns).collect() };
    Some(Stack {
        start: 0,
        end: all.len(),
        head: row(0),
        rows: (columns..all.len()).step_by(columns).map(row).collect(),
        even: true,
        broken: false,
        least: columns as u32,
        merged: Vec::new(),
    })
}
