//! A table whose cells stand on lines of their own.
//!
//! Copies of web pages print each cell of a table as a paragraph: the headings, then row after row,
//! `序号`, `工作任务`, `责任单位`, `1`, `改造…`, `县教育局`, `2`, …. Nothing but the numbers of the rows tells
//! where one begins. A number that no such table holds is that of a page.

mod alike;
mod barred;
mod body;
mod captioned;
mod divided;
mod levels;
mod mostly;
mod named;
mod ordinals;
mod pairs;
mod paragraphs;
mod parted;
mod repeated;
mod shared;
mod unheard;
mod unnumbered;
mod unread;
mod wrapped;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Span};
use hongtou_source::{Cell, Grid, GridForm, GridRow, Source, chars};

use super::GridRef;
use super::draft::task_number;
use super::headings::{Heading, heading, is_heading_word, names_body};
use super::profile::{is_none_mark, is_number, names_offices};
use crate::as_one::{ONE, text_of};
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line, Place, is_page_number, splice};
use crate::marker::Form;
use crate::record::Record;
use crate::{date, layout, responsibility, sentence, words};

pub(crate) use ordinals::Counts;

/// A header has a dozen columns at most.
const LONGEST_HEADER: usize = 14;
/// So many lines may stand between the header and the first number: a section, a group.
const LONGEST_LEAD: usize = 2;
/// A page holds more bytes of words than these.
const FEW_WORDS: usize = 360;
/// So many rows may be left out between two that are printed.
const LONGEST_GAP: u32 = 9;

/// Puts such tables together, and sets aside the numbers of pages.
pub(crate) fn gather<'s>(
    raw: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let raw = ordinals::tell(with_months(with_brackets(raw), record));
    let numbered = raw.iter().any(|element| number_of(element).is_some());
    let Tables { raw, pages, mut stacks } = match numbered {
        true => by_numbers(raw, sources, record),
        false => Tables { raw, pages: Vec::new(), stacks: Vec::new() },
    };
    let (others, unread) = unnumbered::read(&raw);
    add_apart(&mut stacks, others);
    let (others, more) = captioned::read(&raw, sources);
    add_apart(&mut stacks, others);
    let rest = stacks.iter().filter_map(|stack| stack.rest(&raw)).collect::<Vec<_>>();
    let told = if numbered { unread::numbered(&raw) } else { Vec::new() };
    let unread = apart_from(&stacks, unread.into_iter().chain(more).chain(rest).chain(told));
    if !numbered && stacks.is_empty() && unread.is_empty() {
        return raw;
    }
    // The lines that are cells of a table; a figure among these is no page's.
    let mut cells: Vec<usize> = Vec::new();
    let mut places: Vec<Place<'s>> = Vec::new();
    for stack in stacks {
        cells.extend(stack.rows.iter().flatten().map(|&(_, line)| line));
        let grid = Element::Table(stack.grid(&raw, sources, record));
        places.push((stack.start..stack.end, vec![grid]));
    }
    for lines in unread {
        report_unread(&raw[lines.clone()], record);
        cells.extend(lines.clone());
        // What stands below does not go on with what stands above.
        places.push((lines, vec![Element::Rule]));
    }
    places.sort_unstable_by_key(|(lines, _)| lines.start);
    cells.sort_unstable();
    let mut aside = page_numbers(&raw, &pages, &places, &cells, record);
    aside.extend(titles_apart(&raw, &places));
    places.append(&mut aside);
    places.sort_unstable_by_key(|(lines, _)| lines.start);
    splice(raw, places)
}

/// Adds those tables to others that have no line of them, all in order.
fn add_apart(stacks: &mut Vec<Stack>, more: Vec<Stack>) {
    let known = stacks.len();
    for stack in more {
        let next = stacks[..known].partition_point(|known| known.end <= stack.start);
        if stacks[..known].get(next).is_none_or(|known| stack.end <= known.start) {
            stacks.push(stack);
        }
    }
    stacks.sort_unstable_by_key(|stack| stack.start);
}

/// Those of some lines of which none is a table's or others', in order.
fn apart_from(stacks: &[Stack], lines: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let apart = |lines: &Range<usize>| {
        let next = stacks.partition_point(|stack| stack.end <= lines.start);
        stacks.get(next).is_none_or(|stack| lines.end <= stack.start)
    };
    let mut out: Vec<Range<usize>> = lines.filter(apart).collect();
    out.sort_unstable_by_key(|lines| lines.start);
    out.dedup_by(|next, before| next.start < before.end);
    out
}

/// Records that the lines of a table could not be parted into rows; they are left out, so that nobody takes
/// them for text.
fn report_unread(lines: &[Element<'_>], record: &mut Record) {
    let mut span = Span::default();
    for element in lines {
        if let Element::Line(line) = element {
            span.extend(&line.flow.whole());
        }
    }
    record.repair(
        RepairKind::UnreadRow,
        span,
        Confidence::Unsure,
        || "这张表的各格逐行排列，未能分出各行，其内容未读入，也不作正文".to_owned(),
        || {
            "the cells of this table stand below each other and could not be put into rows; what it \
             says is not read, nor taken for body text"
                .to_owned()
        },
    );
}

/// The tables whose rows have numbers; headers that pages print again are set aside.
#[inline(never)]
fn by_numbers<'s>(raw: Vec<Element<'s>>, sources: &[Source], record: &mut Record) -> Tables<'s> {
    let again = repeated::headers(&raw);
    let whole = (!again.is_empty()).then(|| Tables::read(repeated::without(&raw, &again), sources));
    let again = repeated::Spans::of(&raw, again);
    let apart = Tables::read(raw, sources);
    // Some rows are no better together.
    let whole = whole.filter(|whole| whole.rows() >= apart.rows());
    if whole.is_some() {
        again.report(record);
    }
    whole.unwrap_or(apart)
}

/// The tables of a notice, before they are put in their places.
struct Tables<'s> {
    raw: Vec<Element<'s>>,
    /// The numbers of pages.
    pages: Vec<Number>,
    stacks: Vec<Stack>,
}

impl<'s> Tables<'s> {
    fn read(raw: Vec<Element<'s>>, sources: &[Source]) -> Tables<'s> {
        let raw = levels::put_in_place(raw);
        let numbers = (0..raw.len()).filter_map(|at| Number::of(&raw, at));
        let (pages, numbers): (Vec<Number>, Vec<Number>) = numbers.partition(|number| number.page);
        let mut stacks: Vec<Stack> = Vec::new();
        // What stands above the first table.
        let body = OnceCell::new();
        let mut at = 0;
        while at < numbers.len() {
            let floor = stacks.last().map_or(0, |stack| stack.end);
            match Stack::read(&raw, &numbers[at..], floor, &body, sources) {
                Some(mut stack) => {
                    shared::merge(&mut stack, &raw);
                    let above = |start: usize| body.get_or_init(|| body::Body::of(&raw[..start]));
                    divided::put_right(&mut stack, &raw, above);
                    alike::put_right(&mut stack, &raw);
                    at = numbers.partition_point(|number| number.at < stack.end);
                    stacks.push(stack);
                }
                None => at += 1,
            }
        }
        Tables { raw, pages, stacks }
    }

    /// How many rows there are.
    fn rows(&self) -> usize {
        self.stacks.iter().map(|stack| stack.rows.len()).sum()
    }
}

/// Puts the bracket that a heading ends in back to it where it stands on a line of its own: 责任股室 above
/// （单位）.
fn with_brackets(mut raw: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let is_bracket = |element: &Element<'_>| {
        let Element::Line(line) = element else { return false };
        let words = &line.text()[cell(line)];
        line.marker.is_none()
            && words.starts_with(['（', '('])
            && words.ends_with(['）', ')'])
            && words.len() <= 24
    };
    let serial = |raw: &[Element<'_>], at: usize| is_heading(raw, at, |h| h == Heading::Serial);
    let ends_heading = |at: &usize| {
        let at = *at;
        let above = at.saturating_sub(LONGEST_HEADER)..at;
        is_bracket(&raw[at])
            && is_heading(&raw, at - 1, |h| !matches!(h, Heading::Serial | Heading::Blank))
            && one_source(&raw[at - 1..=at])
            && above
                .rev()
                .take_while(|&at| number_of(&raw[at]).is_none())
                .any(|at| serial(&raw, at))
    };
    let found: Vec<usize> = (1..raw.len()).filter(ends_heading).collect();
    for at in found.into_iter().rev() {
        let Element::Line(bracket) = raw.remove(at) else { continue };
        if let Element::Line(heading) = &mut raw[at - 1] {
            heading.flow.append(&bracket.flow);
        }
    }
    raw
}

/// Puts a month back to its number where a narrow column or a page breaks the line between them: 12 above 月底前.
/// The number is none of a row then, nor of a page.
fn with_months<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let months = (1..raw.len()).filter(|&at| is_month(&raw[at]));
    let numbers: Vec<(usize, usize)> =
        months.filter_map(|month| Some((number_of_month(&raw, month)?, month))).collect();
    if numbers.is_empty() {
        return raw;
    }
    let mut numbers = numbers.into_iter().enumerate().peekable();
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    for (at, element) in raw.into_iter().enumerate() {
        let pair = numbers.next_if(|(_, (_, month))| *month == at);
        // The months above are out of the way.
        let number = pair.map(|(joined, (number, _))| &mut out[number - joined]);
        match (number, element) {
            (Some(Element::Line(number)), Element::Line(month)) => {
                record.joined(number, &month, Confidence::Certain);
                number.flow.append(&month.flow);
            }
            (_, element) => out.push(element),
        }
    }
    out
}

/// Whether a line is a month without its number.
fn is_month(element: &Element<'_>) -> bool {
    const TAILS: [&str; 9] = ["", "底", "底前", "初", "末", "前", "份", "上旬", "中旬"];
    let Element::Line(line) = element else { return false };
    // Most lines are longer.
    line.text().len() <= 24
        && line.text()[cell(line)].strip_prefix('月').is_some_and(|tail| TAILS.contains(&tail))
}

/// The line above the next one that a month goes on with: 12, which would be a row's, or 2025年12 with the number
/// of a page below it. Where nothing stands below 2025年12, the break tells how wide its column is.
fn number_of_month(raw: &[Element<'_>], month: usize) -> Option<usize> {
    let counts = |words: &str| is_number(words).is_some_and(|month| (1..=12).contains(&month));
    let last = month.checked_sub(1)?;
    let number = number_of(&raw[last]).filter(|_| one_source(&raw[last..=month]))?;
    let of_year = |at: &usize| {
        let year = wrapped::words_of(&raw[*at]).rsplit_once('年');
        year.is_some_and(|(_, month)| counts(month))
    };
    let before = last.checked_sub(1).filter(of_year);
    before.or_else(|| {
        let bare = counts(wrapped::words_of(&raw[last]));
        let alone = ["月初", "月末"].contains(&wrapped::words_of(&raw[month]));
        (bare && !alone && !is_else(raw, last, number)).then_some(last)
    })
}

/// Whether a bare number may be that of a row, as it counts on from another or another from it, or that of a page
/// below what ends in a figure: 力争于6, 3, 月底前.
fn is_else(raw: &[Element<'_>], at: usize, number: u32) -> bool {
    /// A row has no more lines than these.
    const FARTHEST: usize = 3 * LONGEST_HEADER;
    let above = raw[..at].iter().rev().take(FARTHEST).find_map(number_of);
    let mut below = raw[at + 1..].iter().take(FARTHEST).filter_map(number_of);
    let cut = at.checked_sub(1).map_or("", |at| wrapped::words_of(&raw[at]));
    // 座数 | 时间: 5, 月底前 are two cells.
    let counts = |element: &Element<'_>| {
        let words = wrapped::words_of(element);
        words.ends_with('数') || words.starts_with("数量")
    };
    number == 1
        || raw[..at].iter().rev().take(FARTHEST).any(counts)
        || above.is_some_and(|above| above + 1 == number)
        || below.next() == Some(number + 1)
        || cut.ends_with(|c| chars::digit(c).is_some())
}

/// Whether a line is none of a table that nothing parts into rows: it has an ordinal or is a sentence, a day or what
/// stands below one.
fn is_no_cell(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return true };
    let text = line.text();
    line.marker.is_some()
        || line.level > 0
        || sentence::is_sentence(text)
        || words::starts_part(text)
        || is_day_line(element)
        || is_imprint(text)
}

/// Whether a line is a day and nothing else, as that of issue.
fn is_day_line(element: &Element<'_>) -> bool {
    let words = wrapped::words_of(element);
    words.ends_with('日') && words::is_date_line(words)
}

/// Whether a line says who printed a notice and when, or who else gets it.
fn is_imprint(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    let printed = ["印发", "印制", "印"].iter().any(|end| text.ends_with(end));
    ["抄送", "抄报", "印发机关"].iter().any(|word| text.starts_with(word))
        || printed && text.contains('日')
}

/// The lines that ordinals and their titles were, outside of the tables.
fn titles_apart<'s>(raw: &[Element<'s>], tables: &[Place<'s>]) -> Vec<Place<'s>> {
    let apart = |(at, element): (usize, &Element<'s>)| {
        let Element::Line(line) = element else { return None };
        let lines = ordinals::parted(line)?;
        let next = tables.partition_point(|(lines, _)| lines.end <= at);
        let inside = tables.get(next).is_some_and(|(lines, _)| lines.contains(&at));
        (!inside).then(|| (at..at + 1, lines.map(Element::Line).into()))
    };
    raw.iter().enumerate().filter_map(apart).collect()
}

/// Records the numbers of pages; those outside of the tables, whose lines go with them, are places to
/// leave empty.
fn page_numbers<'s>(
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
fn figures(raw: &[Element<'_>], of_table: impl Fn(usize) -> bool) -> Vec<usize> {
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

/// A line that is a number and nothing else.
#[derive(Clone, Copy, Debug)]
struct Number {
    at: usize,
    number: u32,
    /// Whether no cell follows it: a page's, between two rows, above a header printed again, or above the title of
    /// the rows below.
    page: bool,
}

impl Number {
    fn of(raw: &[Element<'_>], at: usize) -> Option<Number> {
        let number = number_of(&raw[at])?;
        let page = match raw.get(at + 1) {
            Some(next @ Element::Line(_)) => {
                let titled = || {
                    is_section(raw, at + 1)
                        && raw.get(at + 2).is_some_and(|e| number_of(e).is_some())
                };
                number_of(next).is_some() || wrapped::begins_header(raw, at + 1) || titled()
            }
            _ => true,
        };
        Some(Number { at, number, page })
    }
}

fn number_of(element: &Element<'_>) -> Option<u32> {
    let Element::Line(line) = element else { return None };
    // Most lines are longer.
    if line.text().len() > 24 {
        return None;
    }
    if line.counts == Counts::Rows {
        return line.marker.as_ref().map(|marker| marker.number);
    }
    let words = &line.text()[cell(line)];
    let bare = words.chars().all(|c| chars::digit(c).is_some());
    // 20269 is a month that lost its signs, or an amount.
    let amount = words.len() == 5 && words.starts_with("20");
    is_number(words).filter(|_| bare && !amount)
}

/// Whether words are a year of plans and a month that lost their signs: 20269, 202610.
fn is_month_in_figures(words: &str) -> bool {
    let figures = words.len() <= 6 && words.bytes().all(|b| b.is_ascii_digit());
    let (Some(year), Some(month)) = (words.get(..4), words.get(4..)) else { return false };
    figures
        && ("2015"..="2035").contains(&year)
        && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
}

/// The words of a line without the bars that a page may draw beside a cell.
fn cell(line: &Line<'_>) -> Range<usize> {
    let text = line.text();
    let bare = text.trim_end_matches(|c| chars::is_space(c) || c == '|');
    let from = bare.len() - bare.trim_start_matches(|c| chars::is_space(c) || c == '|').len();
    trim(text, from..bare.len())
}

/// The lines of a table.
#[derive(Debug)]
struct Stack {
    start: usize,
    end: usize,
    head: Row,
    rows: Vec<Row>,
    /// Whether nothing else may be read: all rows have as many cells, or the body says what is in them.
    even: bool,
    /// Whether cells are broken over lines.
    broken: bool,
    /// So many cells each row has at least, those without a line being empty.
    least: u32,
    /// The rows and columns of cells that go on beside the next rows, so many in all.
    merged: Vec<Merged>,
}

/// A cell that rows share.
#[derive(Clone, Copy, Debug)]
struct Merged {
    row: usize,
    column: u32,
    rows: u32,
}

/// A row: its lines by their columns, in order.
type Row = Vec<(u32, usize)>;

impl Stack {
    /// The table whose first number is the first of some. Where most rows have a line for each heading, none of the
    /// headings goes on in the next line.
    fn read(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        body: &OnceCell<body::Body>,
        sources: &[Source],
    ) -> Option<Stack> {
        let found = Stack::told(raw, numbers, floor, body, sources)?;
        let columns = found.head.last().map_or(0, |last| last.0 as usize + 1);
        let fused = found.head.len() > columns;
        let whole = || mostly::read(raw, numbers, header(raw, floor, numbers.first()?.at)?);
        let whole = if fused { whole() } else { None };
        Some(whole.unwrap_or(found))
    }

    /// The table as the first of many ways to read it tells.
    fn told(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        body: &OnceCell<body::Body>,
        sources: &[Source],
    ) -> Option<Stack> {
        if let Some(stack) = barred::read(raw, numbers, floor) {
            return Some(stack);
        }
        let parted = parted::Parted::below(raw, numbers, floor);
        if let Some(stack) = parted.as_ref().and_then(|parted| parted.strided(sources)) {
            return Some(stack);
        }
        let first = numbers.first()?.at;
        let header = header(raw, floor, first);
        if let Some(header) = &header
            && let Some(stack) = Stack::strided(raw, floor, header)
                .or_else(|| Stack::strided_below_torn(raw, numbers, floor, header))
        {
            return Some(stack);
        }
        let unheard = header.as_ref().and_then(|header| unheard::read(raw, numbers, floor, header));
        if let Some(stack) = unheard {
            return Some(stack);
        }
        if let Some(stack) = header.clone().and_then(|header| named::read(raw, numbers, header)) {
            return Some(stack);
        }
        if let Some(stack) = paragraphs::read(raw, numbers, floor) {
            return Some(stack);
        }
        let wrapped = wrapped::read(raw, numbers, floor, body);
        if let Some(stack) = wrapped.filter(|stack| one_source(&raw[stack.start..stack.end])) {
            return Some(stack);
        }
        if let Some(stack) = parted.and_then(|parted| parted.told_by_numbers()) {
            return Some(stack);
        }
        let header = header?;
        Stack::told_by_numbers(raw, numbers, header.clone())
            .or_else(|| Stack::single(raw, first, header))
    }

    /// A table of one row: as many cells as there are headings, each what its heading says, and nothing behind them
    /// that might be a cell.
    fn single(raw: &[Element<'_>], first: usize, header: Range<usize>) -> Option<Stack> {
        let end = first + header.len();
        let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
        if !serial || header.end != first || end > raw.len() {
            return None;
        }
        let columns: Vec<Look> =
            (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
        let fits = |(at, column): (usize, &Look)| {
            let look = Look::of(raw, &(at..at + 1));
            // 6月底前 may head a column as well.
            let heads = look != Look::Day && is_heading(raw, at, |_| true);
            look == *column && !heads && number_of(&raw[at]).is_none()
        };
        let row = number_of(&raw[first]);
        // 2、清淤… below the row 1 is the next one.
        let is_next = |line: &Line<'_>| {
            let han = [Form::Han, Form::HanBracket, Form::Chapter];
            let marked = line.marker.as_ref().filter(|next| !han.contains(&next.form));
            let told = || Some(task_number(&line.text()[cell(line)])?.number);
            let next = marked.map(|next| next.number).or_else(told);
            next.is_some_and(|next| row.is_some_and(|row| next > row))
        };
        let stops = match raw.get(end) {
            Some(Element::Line(line)) => {
                !is_next(line)
                    && (line.marker.is_some()
                        || words::starts_part(line.text())
                        || words::is_date_line(line.text())
                        || words::is_form_line(line.text())
                        || sentence::is_sentence(line.text()))
            }
            _ => true,
        };
        let whole = columns.contains(&Look::Units) && (first + 1..end).zip(&columns).all(fits);
        let head: Row = (0..).zip(header).collect();
        let row = (0..).zip(first..end).collect();
        if whole && stops { Stack::even(raw, head, vec![row], end) } else { None }
    }

    /// A table whose rows have as many cells each, or cells that look like what their headings say.
    fn told_by_numbers(
        raw: &[Element<'_>],
        numbers: &[Number],
        mut header: Range<usize>,
    ) -> Option<Stack> {
        let first = numbers.first()?.at;
        let timed = header.clone().any(|at| Look::below(raw, at) == Look::Day);
        let parts = parts(raw, numbers, header.len(), timed);
        let (_, others) = parts.split_last()?;
        let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
        if serial && is_title_below(raw, &header, others.first()?) {
            header.end -= 1;
        }
        let count = others.first()?.cells.len();
        let even = others.iter().all(|part| part.cells.len() == count);
        if serial && even && count + 1 == first - header.start && goes_on(raw, &header, others) {
            header.end = first;
        }
        let stack = match serial {
            true if even && count < header.len() => Stack::counted(raw, header, first, parts),
            true => Stack::aligned(raw, header, first, parts),
            false => Stack::counted(raw, header, first, parts),
        }?;
        one_source(&raw[stack.start..stack.end]).then_some(stack)
    }

    /// A table whose rows take as many lines as there are headings, with the number at the same place in
    /// each; a group may stand left of it, and figures in cells beside it.
    fn strided(raw: &[Element<'_>], floor: usize, header: &Range<usize>) -> Option<Stack> {
        if !is_heading(raw, header.start, |heading| heading == Heading::Serial) {
            return None;
        }
        let left = (floor..header.start).rev().take(LONGEST_LEAD);
        // 阶段, 板块: the rows tell that a word nobody knows heads a column.
        let left = left.take_while(|&at| is_column_word(raw, at) || is_plain_word(raw, at));
        let starts = std::iter::once(header.start).chain(left);
        starts.map(|start| start..header.end).find_map(|whole| {
            let looks: Vec<Look> = whole.clone().map(|at| Look::below(raw, at)).collect();
            let place = header.start - whole.start;
            let remark = is_heading(raw, whole.end - 1, |heading| heading == Heading::Remark);
            let (rows, end) = even_rows(raw, &looks, whole.end, place)
                .or_else(|| remark.then(|| without_remarks(raw, &looks, whole.end, place))?)?;
            let least = looks.len() as u32;
            let stack = Stack::even(raw, (0..).zip(whole).collect(), rows, end)?;
            Some(Stack { least, ..stack })
        })
    }

    /// Such a table whose headings are broken over lines, and its cells are not: 牵头 above 部门.
    fn strided_below_torn(
        raw: &[Element<'_>],
        numbers: &[Number],
        floor: usize,
        header: &Range<usize>,
    ) -> Option<Stack> {
        let [first, second, ..] = numbers else { return None };
        let (width, place) = (second.at - first.at, first.at - header.end);
        let torn = place <= 1 && second.number == first.number + 1 && width >= 3 + place;
        if !torn || width - place >= header.len() {
            return None;
        }
        let mut head = wrapped::head(raw, header.clone(), width - place);
        if head.last()?.0 as usize + 1 != width - place {
            return None;
        }
        // A group stands left of the numbers, and so does its heading, which may be broken as well.
        if place == 1 {
            let left = |at: usize| is_column_word(raw, at) || is_plain_word(raw, at);
            let top = header.start.checked_sub(1).filter(|&at| at >= floor && left(at))?;
            let above = top.checked_sub(1).filter(|&at| at >= floor && is_short(raw, at, 2));
            head.iter_mut().for_each(|(column, _)| *column += 1);
            head.splice(0..0, above.into_iter().chain([top]).map(|at| (0, at)));
        }
        let words = |column: usize| -> String {
            let lines = head.iter().filter(|(of, _)| *of as usize == column);
            lines.map(|&(_, at)| wrapped::words_of(&raw[at])).collect()
        };
        if heading(&words(place)) != Heading::Serial {
            return None;
        }
        let looks: Vec<Look> =
            (0..width).map(|column| Look::of_heading(heading(&words(column)))).collect();
        let (rows, end) = even_rows(raw, &looks, header.end, place)?;
        Stack::even(raw, head, rows, end)
    }

    /// A table of rows that have a line for each cell.
    fn even(raw: &[Element<'_>], head: Row, rows: Vec<Row>, end: usize) -> Option<Stack> {
        let start = head.first()?.1;
        one_source(&raw[start..end]).then_some(Stack {
            start,
            end,
            head,
            rows,
            even: true,
            broken: false,
            least: 0,
            merged: Vec::new(),
        })
    }

    /// A table whose rows have as many cells, or one more where a group stands left of the number.
    fn counted(
        raw: &[Element<'_>],
        header: Range<usize>,
        first: usize,
        parts: Vec<Part>,
    ) -> Option<Stack> {
        let counts: Vec<usize> = parts.iter().map(|part| part.cells.len()).collect();
        let (last, others) = counts.split_last()?;
        let usual = *others.iter().min()?;
        let even = others.iter().all(|&count| count == usual);
        if usual < 2
            || usual > header.len()
            || *last < usual.min(2)
            || others.iter().any(|&count| count > usual + 1)
        {
            return None;
        }
        let mut lead: Vec<usize> = (header.end..first).collect();
        let grouped = !even || lead.iter().any(|&at| !is_section(raw, at));
        let mut group = lead.pop_if(|at| !is_section(raw, *at)).map(|at| at..at + 1);
        let mut rows: Vec<Row> = lead.into_iter().map(|at| vec![(0, at)]).collect();
        let left = u32::from(grouped);
        let mut end = first;
        for (at, mut part) in parts.into_iter().enumerate() {
            let is_last = at == others.len();
            let mut row: Row = group.take().into_iter().flatten().map(|at| (0, at)).collect();
            row.push((left, part.number));
            if grouped && !is_last && part.cells.len() > usual {
                group = part.cells.pop();
            }
            part.cells.truncate(usual);
            end = part.cells.last().map_or(part.number + 1, |cell| cell.end);
            let lines = |(column, cell): (u32, Range<usize>)| cell.map(move |at| (column, at));
            row.extend((left + 1..).zip(part.cells).flat_map(lines));
            rows.push(row);
            if !is_last {
                rows.extend(part.sections.into_iter().map(|at| vec![(0, at)]));
            }
        }
        if header.clone().any(|at| Look::below(raw, at) == Look::Units) && !names_units(raw, &rows)
        {
            return None;
        }
        let start = header.start;
        let head = wrapped::head(raw, header, usual + 1);
        let merged = Vec::new();
        // 备注 may have no cell in any row.
        let columns = head.last().map_or(0, |last| last.0 + 1);
        let least = if !grouped && columns as usize == usual + 2 { columns } else { 0 };
        Some(Stack { start, end, head, rows, even: true, broken: false, least, merged })
    }

    /// A table whose rows have more cells and less: units one a line, merged cells left out. What a
    /// line looks like tells its column.
    fn aligned(
        raw: &[Element<'_>],
        header: Range<usize>,
        first: usize,
        mut parts: Vec<Part>,
    ) -> Option<Stack> {
        let columns: Vec<Look> =
            (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
        if !columns.contains(&Look::Units) {
            return None;
        }
        let mut rows: Vec<Row> = (header.end..first).map(|at| vec![(0, at)]).collect();
        let (mut end, count) = (first, parts.len());
        let named = are_named(raw, &columns, &parts);
        let mut names = named::Names::of(raw, &header, first, &columns, &mut parts);
        let mut merged: Vec<Merged> = Vec::new();
        for (at, mut part) in parts.into_iter().enumerate() {
            let mut row: Row = vec![(0, part.number)];
            end = part.number + 1;
            let begins = rows.len();
            // A row without the name that it shares with those above begins with its task.
            let nameless = names.as_mut().is_some_and(|names| names.lacks(raw, begins, &part))
                || named && part.cells.first().is_some_and(|cell| is_sentence(raw, cell));
            let mut used = nameless.then_some(0);
            let mut told = true;
            if fits_each(raw, &columns, &part.cells) {
                end = part.cells.last().map_or(end, |cell| cell.end);
                let lines = |(column, cell): (u32, Range<usize>)| cell.map(move |at| (column, at));
                row.extend((1..).zip(part.cells).flat_map(lines));
                part.cells = Vec::new();
            }
            for lines in part.cells {
                let look = Look::of(raw, &lines);
                // 教务处 alone is no body by its name, but where one stands next it is.
                let next = used.and_then(|used| columns.get(used + 1));
                let office =
                    look == Look::Words && next == Some(&Look::Units) && is_name(raw, &lines);
                let look = if office { Look::Units } else { look };
                let column = match next_column(&columns, used, look) {
                    Some(column) => column,
                    // Behind the last row something else begins.
                    None if at + 1 == count => break,
                    // The number is that of several rows.
                    None => {
                        rows.push(std::mem::take(&mut row));
                        let task = is_sentence(raw, &lines);
                        told &= task;
                        // So is the name that stands before them.
                        next_column(&columns, (named && task).then_some(0), look)?
                    }
                };
                used = Some(column);
                end = lines.end;
                row.extend(lines.map(|line| (column as u32 + 1, line)));
            }
            rows.push(row);
            // Lines that are no task may be those of a broken cell.
            if told {
                merged.extend(units_of_several(&rows, begins, &columns));
            }
            if at + 1 < count {
                rows.extend(part.sections.into_iter().map(|at| vec![(0, at)]));
            }
        }
        if let Some(names) = names {
            merged.extend(names.merged(&rows, columns.len() as u32));
        }
        let start = header.start;
        let head = (0..).zip(header).collect();
        Some(Stack { start, end, head, rows, even: false, broken: false, least: 0, merged })
    }

    /// The lines right behind the last row that are rows as well, as they have a number that may follow, words and
    /// who answers, and are not put together: they are no text.
    fn rest(&self, raw: &[Element<'_>]) -> Option<Range<usize>> {
        raw.get(self.end)?;
        let number = Number::of(raw, self.end).filter(|number| !number.page)?;
        let width = self.head.last()?.0 as usize + 1;
        let last = self.rows.iter().rev().flatten().find_map(|&(_, at)| number_of(&raw[at]))?;
        let asks = self.head.iter().any(|&(_, at)| Look::below(raw, at) == Look::Units);
        if !asks || !(last + 1..=last + 1 + LONGEST_GAP).contains(&number.number) {
            return None;
        }
        let is_body = |at: usize| Look::of(raw, &(at..at + 1)) == Look::Units;
        let (mut bodies, mut at) = (Vec::new(), self.end + 1);
        while at < raw.len() && at <= bodies.last().map_or(self.end, |&last| last) + 2 * width {
            let Element::Line(line) = &raw[at] else { break };
            let text = line.text();
            if is_section(raw, at)
                || words::starts_part(text)
                || is_imprint(text)
                || is_day_line(&raw[at])
            {
                break;
            }
            if is_body(at) {
                bodies.push(at);
            }
            at += 1;
        }
        // Those who sign stand above the day.
        if raw.get(at).is_some_and(is_day_line) {
            while at.checked_sub(1).is_some_and(|above| bodies.last() == Some(&above)) {
                bodies.pop();
                at -= 1;
            }
        }
        let end = bodies.last().filter(|_| bodies.first() != Some(&(self.end + 1)))? + 1;
        one_source(&raw[self.end..end]).then_some(self.end..end)
    }

    /// Whether numbers stand in the first column, or in the second below a heading that asks for them or as they
    /// count: other figures may stand there as well.
    fn is_numbered(&self, raw: &[Element<'_>]) -> bool {
        let numbers = |column: u32| {
            let cells = self.rows.iter().flatten().filter(move |(of, _)| *of == column);
            cells.filter_map(|&(_, at)| number_of(&raw[at]))
        };
        let second = self.head.iter().filter(|(column, _)| *column == 1);
        let words: String = second.map(|&(_, at)| wrapped::words_of(&raw[at])).collect();
        numbers(0).next().is_some()
            || numbers(1).next().is_some()
                && (heading(&words) == Heading::Serial
                    || (1..).zip(numbers(1)).all(|(nth, number)| number == nth))
    }

    #[inline(never)]
    fn grid<'s>(
        &self,
        raw: &[Element<'s>],
        sources: &'s [Source],
        record: &mut Record,
    ) -> GridRef<'s> {
        let mut index = 0;
        let mut span = Span::default();
        let mut cells_of = |row: &Row, nth: Option<usize>| {
            let header = nth.is_none();
            let shared = |column: u32, begins: bool| {
                let nth = nth?;
                self.merged.iter().find(|cell| {
                    let below = nth.checked_sub(cell.row).filter(|&below| (below == 0) == begins);
                    cell.column == column && below.is_some_and(|below| below < cell.rows as usize)
                })
            };
            let mut cells: Vec<Cell> = Vec::with_capacity(row.len());
            for &(column, at) in row {
                let Element::Line(line) = &raw[at] else { continue };
                index = line.flow.source();
                let words = cell(line);
                if let Counts::Titles(end) = line.counts {
                    let parts = [words.start..end as usize, end as usize..words.end];
                    cells.extend((column..).zip(parts).map(|(column, words)| {
                        let words = line.flow.trim(words);
                        let pieces = line.flow.source_ranges(words).collect();
                        Cell { pieces, column, ..Cell::default() }
                    }));
                    continue;
                }
                if header {
                    span.extend(&line.flow.span(words.clone()));
                }
                let pieces = line.flow.source_ranges(words);
                match cells
                    .last_mut()
                    .filter(|cell| cell.column == column && !cell.pieces.is_empty())
                {
                    // One more line of the cell.
                    Some(cell) => {
                        cell.breaks.push(cell.pieces.len() as u16);
                        cell.pieces.extend(pieces);
                    }
                    None => {
                        // The places between are empty.
                        let next = cells.last().map_or(0, |cell| cell.column + 1);
                        let free = (next..column).filter(|&column| shared(column, false).is_none());
                        cells.extend(free.map(|column| Cell { column, ..Cell::default() }));
                        let rowspan = shared(column, true).map_or(1, |cell| cell.rows);
                        let pieces = pieces.collect();
                        cells.push(Cell { pieces, column, rowspan, ..Cell::default() });
                    }
                }
            }
            let next = cells.last().map_or(0, |cell| cell.column + 1);
            cells.extend((next..self.least).map(|column| Cell { column, ..Cell::default() }));
            GridRow { cells, header, ..GridRow::default() }
        };
        let mut rows = vec![cells_of(&self.head, None)];
        rows.extend(self.rows.iter().enumerate().map(|(nth, row)| cells_of(row, Some(nth))));
        let confidence = if self.even { Confidence::Likely } else { Confidence::Unsure };
        if self.broken {
            record.repair(
                RepairKind::MovedCells,
                span,
                confidence,
                || "表格的各格逐行排列，格内有换行，已按序号、内容和列宽排成行".to_owned(),
                || {
                    "the cells of the table stand below each other, broken over lines; the numbers, \
                     what the cells say and how wide they are tell where each begins"
                        .to_owned()
                },
            );
        } else if self.is_numbered(raw) {
            report_cells_on_lines(span, confidence, record);
        } else {
            record.repair(
                RepairKind::MovedCells,
                span,
                confidence,
                || "表格的每一格各占一行，已按表头和各格内容排成行".to_owned(),
                || {
                    "each cell of the table stands on a line of its own; the headings and what the \
                     cells say tell where a row begins"
                        .to_owned()
                },
            );
        }
        let grid = Cow::Owned(Grid { rows, form: GridForm::Tabs });
        GridRef { grid, index, source: text_of(sources, index), sheet: None }
    }
}

/// Whether the first two columns are the name and the task of each row: those with both have words in the
/// first and a sentence in the second. Rows with a cell for each column tell, where there are some.
fn are_named(raw: &[Element<'_>], columns: &[Look], parts: &[Part]) -> bool {
    let words =
        |cells: &[Range<usize>]| cells.iter().all(|cell| Look::of(raw, cell) == Look::Words);
    let full = parts.iter().any(|part| part.cells.len() == columns.len());
    let told = parts.iter().filter(|part| !full || part.cells.len() == columns.len());
    let mut whole =
        told.filter_map(|part| part.cells.get(..2).filter(|cells| words(cells))).peekable();
    columns.starts_with(&[Look::Words, Look::Words])
        && whole.peek().is_some()
        && whole.all(|cells| !is_sentence(raw, &cells[0]) && is_sentence(raw, &cells[1]))
}

/// Whether the lines of a cell end as a sentence does.
fn is_sentence(raw: &[Element<'_>], lines: &Range<usize>) -> bool {
    raw[lines.clone()].iter().any(|element| match element {
        Element::Line(line) => sentence::is_sentence(&line.text()[cell(line)]),
        _ => false,
    })
}

/// Whether a row has a cell for each column, and none that looks like what another column holds: 监考教师
/// below 责任部门 is no name of a body.
fn fits_each(raw: &[Element<'_>], columns: &[Look], cells: &[Range<usize>]) -> bool {
    let fits = |(&column, cell): (&Look, &Range<usize>)| match (column, Look::of(raw, cell)) {
        (Look::Words, look) => look != Look::Units,
        (Look::Day, look) => look == Look::Day,
        (Look::Units, Look::Words) => cell.len() == 1 && !is_sentence(raw, cell),
        (Look::Units, look) => look == Look::Units,
    };
    cells.len() == columns.len() && columns.iter().zip(cells).all(fits)
}

/// Whether the one line of a cell is nothing but names of units or of offices.
fn is_name(raw: &[Element<'_>], lines: &Range<usize>) -> bool {
    const LONGEST: usize = 40;
    match &raw[lines.clone()] {
        [Element::Line(line)] => {
            let words = line.flow.slice(cell(line));
            words.text().chars().nth(LONGEST).is_none() && responsibility::names_alone(&words)
        }
        _ => false,
    }
}

/// The units of rows under one number, from a row on, that those below them without units share: a merged
/// cell has one line.
fn units_of_several(rows: &[Row], from: usize, columns: &[Look]) -> Vec<Merged> {
    let units = |column: u32| columns.get(column as usize - 1) == Some(&Look::Units);
    let mut out: Vec<Merged> = Vec::new();
    for (row, cells) in rows.iter().enumerate().skip(from) {
        let own: Vec<u32> =
            cells.iter().map(|&(column, _)| column).filter(|&c| c > 0 && units(c)).collect();
        if own.is_empty() {
            for cell in out.iter_mut().filter(|cell| cell.row + cell.rows as usize == row) {
                cell.rows += 1;
            }
        }
        out.extend(own.into_iter().map(|column| Merged { row, column, rows: 1 }));
    }
    out.retain(|cell| cell.rows > 1);
    out.dedup_by_key(|cell| (cell.row, cell.column));
    out
}

/// Whether most cells of some column name units.
fn names_units(raw: &[Element<'_>], rows: &[Row]) -> bool {
    let cells = |column: u32| rows.iter().flatten().filter(move |&&(of, _)| of == column);
    let named = |&&(_, at): &&(u32, usize)| Look::of(raw, &(at..at + 1)) == Look::Units;
    (0..=LONGEST_HEADER as u32).any(|column| {
        let (all, named) = (cells(column).count(), cells(column).filter(named).count());
        named * 3 > all * 2
    })
}

/// The headings above the first number: a run of them, or from 序号 on short words of which most are.
fn header(raw: &[Element<'_>], floor: usize, first: usize) -> Option<Range<usize>> {
    let is_word = |at: usize| is_column_word(raw, at);
    let end = (first.saturating_sub(LONGEST_LEAD)..=first)
        .rev()
        .find(|&end| end > floor && is_word(end - 1))?;
    let above = || (floor..end).rev().take(LONGEST_HEADER);
    let serial = above()
        .take_while(|&at| is_short(raw, at, 12) || is_word(at))
        .find(|&at| is_heading(raw, at, |heading| heading == Heading::Serial));
    let start = match serial {
        Some(start) => start,
        None => above().take_while(|&at| is_word(at)).last()?,
    };
    let known = (start..end).filter(|&at| is_word(at)).count();
    let answers =
        |heading| matches!(heading, Heading::Serial | Heading::Units(_) | Heading::Office);
    let answered = (start..end).any(|at| is_heading(raw, at, answers));
    (known >= 3 && known * 2 > end - start && answered).then_some(start..end)
}

/// Whether a line has so many characters at most, and no mark among them.
fn is_short(raw: &[Element<'_>], at: usize, most: usize) -> bool {
    let Element::Line(line) = &raw[at] else { return false };
    let words = &line.text()[cell(line)];
    words.chars().all(|c| chars::is_han(c) || chars::is_space(c)) && words.chars().count() <= most
}

/// Whether a line may head a column, and is no table's title.
fn is_plain_word(raw: &[Element<'_>], at: usize) -> bool {
    let title = |line: &Line<'_>| layout::ends_like_table(&line.text()[cell(line)]);
    is_short(raw, at, 6) && !matches!(&raw[at], Element::Line(line) if title(line))
}

/// Whether a line heads a column: 任务分解表 right above the headings is their title, 打*的为具体项目 is said of the
/// rows, and “上云”工程 is the name of some.
fn is_column_word(raw: &[Element<'_>], at: usize) -> bool {
    let name = |words: &str| {
        ["表", "清单", "台账"].iter().any(|end| words.ends_with(end))
            || words.contains(['“', '”', '"', '*', '＊'])
    };
    let is_title = || matches!(&raw[at], Element::Line(line) if name(&line.text()[cell(line)]));
    is_heading(raw, at, |heading| heading != Heading::Blank) && !is_title()
}

/// Whether an element is a cell without words.
fn is_blank(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.flow.is_empty())
}

/// Whether all elements are lines of one source; cells without words are of any.
fn one_source(lines: &[Element<'_>]) -> bool {
    let source = |element: &Element<'_>| match element {
        Element::Line(line) => Some(line.flow.source()),
        _ => None,
    };
    lines
        .iter()
        .all(|line| source(line).is_some() && (source(line) == source(&lines[0]) || is_blank(line)))
}

/// The rows from a line on, each as many lines as there are headings, whose numbers stand at one place and
/// count on, or as many as from the number on; and where they end. `looks` are what the headings say.
///
/// None where a number goes on counting behind them, since rows of other lengths follow, and where
/// the lines are not what their headings say.
fn even_rows(
    raw: &[Element<'_>],
    looks: &[Look],
    from: usize,
    place: usize,
) -> Option<(Vec<Row>, usize)> {
    let width = looks.len();
    let number_at = |at: usize| raw.get(at).and_then(number_of);
    let number = |at: usize| number_at(at + place);
    // The lines of a row from one of its columns on.
    let fits = |at: usize, from: usize| {
        let lines = (at..).zip(looks.iter().enumerate().skip(from));
        let mut lines = lines.filter(|&(_, (column, _))| column != place);
        at + width - from <= raw.len()
            && lines.all(|(at, (_, look))| match look {
                _ if is_blank(&raw[at]) => true,
                Look::Day => Look::of(raw, &(at..at + 1)) == Look::Day,
                Look::Units => {
                    let says = |text: &str| sentence::is_sentence(text) && !opens_with_role(text);
                    matches!(&raw[at], Element::Line(line) if !says(line.text()))
                        && number_of(&raw[at]).is_none()
                }
                Look::Words => true,
            })
    };
    // Rows that the notice leaves out leave a gap in the numbers, where units answer at their place.
    let answered = |at: usize| {
        let units = (at..).zip(looks).filter(|(_, look)| **look == Look::Units);
        let (named, other): (Vec<_>, Vec<_>) =
            units.partition(|&(at, _)| Look::of(raw, &(at..at + 1)) == Look::Units);
        // Nobody helps with some tasks.
        !named.is_empty() && other.iter().all(|&(at, _)| is_none_mark(wrapped::words_of(&raw[at])))
    };
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut expected, mut numbered) = (from, None, 0);
    loop {
        let next = |found: Option<u32>| {
            found.filter(|&number| expected.is_none_or(|expected| expected == number))
        };
        let beyond = |at: usize| {
            let gap = expected.map(|expected| expected + 1..=expected + LONGEST_GAP);
            let found = number(at).filter(|found| gap.is_some_and(|gap| gap.contains(found)));
            found.filter(|_| fits(at, 0) && answered(at))
        };
        // What stands left of the number may be merged with what stands above it.
        let merged = || (place > 0 && numbered > 0).then(|| number_at(at)).flatten();
        // The number of the next row is no cell of this one where nobody answers in it.
        let holds_next = |at: usize, found: u32| {
            let mut cells = at + place + 1..at + width;
            looks.contains(&Look::Units)
                && cells.any(|at| number_at(at) == Some(found + 1))
                && !answered(at)
        };
        let row = match (next(number(at)), next(merged())) {
            (Some(found), _) if fits(at, 0) && !holds_next(at, found) => Some((found, 0)),
            (_, Some(found)) if fits(at, place) => Some((found, place)),
            _ => beyond(at).map(|found| (found, 0)),
        };
        if let Some((found, from)) = row {
            let end = at + width - from;
            rows.push((from as u32..).zip(at..end).collect());
            (expected, numbered, at) = (Some(found + 1), numbered + 1, end);
        } else if at < raw.len()
            && is_section(raw, at)
            && (number(at + 1) == Some(1)
                || next(number(at + 1)).is_some()
                || beyond(at + 1).is_some())
        {
            rows.push(vec![(0, at)]);
            (expected, at) = (None, at + 1);
        } else {
            break;
        }
    }
    let behind = &raw[at..raw.len().min(at + 2 * width)];
    let goes_on = expected.is_some() && behind.iter().any(|line| number_of(line) == expected);
    (numbered > 1 && !goes_on).then_some((rows, at))
}

/// Such rows whose last column, 备注, is empty and has no line: whoever answers or the day ends each of them.
fn without_remarks(
    raw: &[Element<'_>],
    looks: &[Look],
    from: usize,
    place: usize,
) -> Option<(Vec<Row>, usize)> {
    let (_, looks) = looks.split_last()?;
    if looks.last() == Some(&Look::Words) {
        return None;
    }
    let (rows, end) = even_rows(raw, looks, from, place)?;
    let told = |&(column, at): &(u32, usize)| match looks[column as usize] {
        Look::Words => true,
        look => Look::of(raw, &(at..at + 1)) == look,
    };
    let whole = |row: &Row| row.len() < 2 || row.iter().all(told);
    rows.iter().all(whole).then_some((rows, end))
}

/// The column of a line, where `used` is that of the line before it in its row.
fn next_column(columns: &[Look], used: Option<usize>, look: Look) -> Option<usize> {
    let Some(used) = used else {
        // A row begins with its task, whatever that looks like.
        let first = columns.first().filter(|&&first| first == look);
        return first.map(|_| 0).or_else(|| columns.iter().position(|&c| c == Look::Words));
    };
    if look == Look::Units && columns[used] == Look::Units {
        // Of two columns of units each has one line before the last has more.
        return Some(used + usize::from(columns.get(used + 1) == Some(&Look::Units)));
    }
    let fits = |&at: &usize| columns[at] == look || columns[at] == Look::Words && look == Look::Day;
    (used + 1..columns.len()).find(fits)
}

/// Whether the line below the headings that are known is one of them: each row has a cell for it,
/// and its other cells look like what their headings say.
fn goes_on(raw: &[Element<'_>], header: &Range<usize>, rows: &[Part]) -> bool {
    let columns: Vec<Look> =
        (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
    let unlike = |look: Look| columns.last() != Some(&look) || look == Look::Words;
    !is_section(raw, header.end)
        && rows.iter().all(|row| {
            let mut looks = row.cells.iter().map(|cell| Look::of(raw, cell));
            let fits = |&column: &Look| {
                looks.next().is_some_and(|look| column == Look::Words || column == look)
            };
            columns.iter().all(fits) && looks.next().is_some_and(unlike)
        })
}

/// Whether the last of some headings is the title of the rows below it: it is longer than headings are, and the
/// first row has a cell for each of the others alone.
fn is_title_below(raw: &[Element<'_>], header: &Range<usize>, row: &Part) -> bool {
    const LONGEST: usize = 6;
    let last = header.end - 1;
    let columns = || (header.start + 1..last).map(|at| Look::below(raw, at)).collect::<Vec<_>>();
    wrapped::words_of(&raw[last]).chars().nth(LONGEST).is_some()
        && Look::below(raw, last) == Look::Words
        && Look::below(raw, last - 1) != Look::Words
        && fits_each(raw, &columns(), &row.cells)
}

/// What the lines of a cell look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Units,
    Day,
    Words,
}

impl Look {
    /// What stands below a heading.
    fn below(raw: &[Element<'_>], at: usize) -> Look {
        match &raw[at] {
            // Bodies that do none of the work look as those who do: 提案单位.
            Element::Line(line) if names_body(&line.text()[cell(line)]) => Look::Units,
            Element::Line(line) if is_heading(raw, at, |_| true) => {
                Look::of_heading(heading(&line.text()[cell(line)]))
            }
            _ => Look::Words,
        }
    }

    fn of_heading(heading: Heading) -> Look {
        match heading {
            Heading::Units(_) | Heading::Office => Look::Units,
            Heading::Deadline => Look::Day,
            _ => Look::Words,
        }
    }

    fn of(raw: &[Element<'_>], lines: &Range<usize>) -> Look {
        // Numbered paragraphs are tasks.
        let [Element::Line(line)] = &raw[lines.clone()] else { return Look::Words };
        let words = line.flow.slice(cell(line));
        let text = words.text();
        if responsibility::unit_score(&words) >= 0.6
            || is_office(text)
            || names_offices(&words)
            || are_units_between_blanks(&words)
            || opens_with_role(text)
        {
            Look::Units
        } else if is_time(text) || is_month_in_figures(text) {
            Look::Day
        } else {
            Look::Words
        }
    }
}

/// Whether blanks part the words of a cell, and each of them names a unit, however many they are.
fn are_units_between_blanks(words: &Flow<'_>) -> bool {
    const FEWEST: usize = 3;
    let text = words.text();
    if !text.contains(chars::is_space) || sentence::is_sentence(text) {
        return false;
    }
    let parts = || text.split(chars::is_space).filter(|part| !part.is_empty());
    let from = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    parts().count() >= FEWEST
        && parts().all(|part| {
            let part = words.slice(from(part)..from(part) + part.len());
            responsibility::unit_score(&part) >= 0.6
        })
}

/// Whether words begin with the label of a role and its colon: 牵头单位：县教育局；配合单位：….
fn opens_with_role(text: &str) -> bool {
    /// The longest label has so many bytes.
    const LONGEST: usize = 30;
    let label = text.find(['：', ':']).filter(|end| (1..=LONGEST).contains(end));
    label.map(|end| chars::trim(&text[..end])).is_some_and(|label| {
        ["牵头", "配合"].contains(&label) || responsibility::label_role(label).is_some()
    })
}

/// Whether words name a part of a body that stands in lists of its own parts alone: 规划股, 文化科.
fn is_office(text: &str) -> bool {
    // A branch of learning and a share end likewise.
    const OTHERS: [&str; 8] = ["学科", "本科", "专科", "百科", "入股", "参股", "控股", "持股"];
    (3..=8).contains(&text.chars().count())
        && text.ends_with(['股', '科'])
        && text.chars().all(chars::is_han)
        && !OTHERS.iter().any(|other| text.ends_with(other))
}

/// Whether a line is a heading of some kind.
fn is_heading(raw: &[Element<'_>], at: usize, kind: impl Fn(Heading) -> bool) -> bool {
    let Some(Element::Line(line)) = raw.get(at) else { return false };
    let words = &line.text()[cell(line)];
    words.len() <= 60 && is_heading_word(words) && kind(heading(words))
}

/// Whether a line heads the rows below it: 一、扩大投资.
fn is_section(raw: &[Element<'_>], at: usize) -> bool {
    let Element::Line(line) = &raw[at] else { return false };
    matches!(line.form(), Some(Form::Han | Form::HanBracket | Form::Chapter))
        && line.counts != Counts::Rows
        && !sentence::is_sentence(line.text())
}

/// A number, and the cells below it up to the next one, each a run of lines.
#[derive(Debug)]
struct Part {
    number: usize,
    cells: Vec<Range<usize>>,
    sections: Vec<usize>,
}

/// The parts of a table; the last one ends where it is as long as a row can be, or where something
/// else begins; `timed` says that a heading asks when.
fn parts(raw: &[Element<'_>], numbers: &[Number], width: usize, timed: bool) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let all = numbers;
    let kept = without_values(raw, numbers, width);
    let numbers = kept.as_deref().unwrap_or(numbers);
    let is_figure = |at: usize| all.binary_search_by_key(&at, |number| number.at).is_ok();
    for (step, number) in numbers.iter().enumerate() {
        if step > 0 && !goes_on_from(&numbers[step - 1], number) {
            break;
        }
        let after = numbers.get(step + 1).filter(|next| goes_on_from(number, next));
        let above = numbers[..=step].iter().map(|number| number.at);
        let last = after.is_none_or(|next| is_set_apart(raw, number.at, next.at));
        let dates = Dates::of(raw, above, timed, last);
        let next = numbers.get(step + 1).map_or(raw.len(), |next| next.at);
        let mut part = Part { number: number.at, cells: Vec::new(), sections: Vec::new() };
        let mut ended = false;
        for at in number.at + 1..next {
            // A page prints its header again.
            if is_heading(raw, at, |heading| heading == Heading::Serial) {
                ended = true;
                break;
            }
            if number_of(&raw[at]).is_some() && (kept.is_none() || !is_figure(at)) {
                // That of a page.
            } else if is_section(raw, at) && !wrapped::is_group(raw, number.at, at..next) {
                part.sections.push(at);
            } else if part.cells.len() > 2 * width
                || ends_table(raw, number.at..at, dates)
                || !part.sections.is_empty()
            {
                ended = true;
                break;
            } else {
                match part.cells.last_mut() {
                    Some(cell) if cell.end == at && counts_on(raw, at) => cell.end += 1,
                    _ => part.cells.push(at..at + 1),
                }
            }
        }
        out.push(part);
        if ended {
            break;
        }
    }
    out
}

/// The numbers of rows without the figures that are cells of theirs, where there are some and a heading asks for what
/// is to be reached: 1 and 42 in 2, 1, 3, 42 where one row has room for what stands from 2 to 3. The number that is due
/// stands behind the one, and the other is far beyond it.
fn without_values(raw: &[Element<'_>], numbers: &[Number], width: usize) -> Option<Vec<Number>> {
    let is_value = |before: &Number, at: usize| {
        let (own, next) = (&numbers[at], numbers.get(at + 1));
        let due = before.number + 1;
        let room = |end: usize| end - before.at <= width;
        if own.number == due || own.at == before.at + 1 {
            return false;
        }
        next.is_some_and(|next| next.number == due && room(next.at))
            || own.number > due + LONGEST_GAP
                && room(own.at + 1)
                && next.is_none_or(|next| next.number <= before.number)
    };
    let mut kept: Vec<Number> = Vec::new();
    for (at, &number) in numbers.iter().enumerate() {
        if kept.last().is_none_or(|before| !is_value(before, at)) {
            kept.push(number);
        }
    }
    let first = numbers.first()?.at;
    let goal = |heading| matches!(heading, Heading::Target(_));
    let asks = || {
        let header = first.saturating_sub(width + LONGEST_LEAD)..first;
        header.into_iter().any(|at| is_heading(raw, at, goal))
    };
    (kept.len() < numbers.len() && asks()).then_some(kept)
}

/// Whether a line has the number after the one of the line above: 1.完成设计, 2.组织招标 in one cell.
fn counts_on(raw: &[Element<'_>], at: usize) -> bool {
    let number = |at: usize| match &raw[at] {
        Element::Line(line) => task_number(&line.text()[cell(line)]).map(|found| found.number),
        _ => None,
    };
    number(at - 1).is_some_and(|before| number(at) == Some(before + 1))
}

/// Whether the row of a number may follow that of another.
fn goes_on_from(before: &Number, number: &Number) -> bool {
    number.number > before.number || number.number == 1
}

/// Whether blank lines part a number from what stands around it, and none part the row above from its own:
/// that of a page, below who signs.
fn is_set_apart(raw: &[Element<'_>], row: usize, next: usize) -> bool {
    let gap = |at: usize| matches!(raw.get(at), Some(Element::Line(line)) if line.gap);
    gap(next) && gap(next + 1) && !gap(row + 1)
}

/// Which dates on lines of their own may be cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dates {
    /// None: that of the notice ends a table.
    No,
    /// Those without a day, in the last row, as long as it says so many times when; with a day as well where
    /// the rows above have days.
    Last { times: usize, days: bool },
    /// All, as another row follows.
    All,
}

impl Dates {
    /// Those of the last of some rows, told by their numbers; `timed` says that a heading asks when, `last`
    /// that no row follows.
    fn of(
        raw: &[Element<'_>],
        rows: impl Iterator<Item = usize> + Clone,
        timed: bool,
        last: bool,
    ) -> Dates {
        match (timed, last) {
            (false, _) => Dates::No,
            (true, false) => Dates::All,
            (true, true) => {
                let above = rows.clone().zip(rows.skip(1));
                let above = above.map(|(row, next)| &raw[row + 1..next]);
                // The month of issue stands below rows that have no time, or have theirs already.
                let least = above.clone().map(times).min();
                // So does the day of issue, seldom where each of several rows is done by one.
                let days = above.clone().count() > 1 && above.clone().all(has_day);
                Dates::Last { times: least.unwrap_or(0), days }
            }
        }
    }
}

/// Whether one of some lines is a day.
fn has_day(lines: &[Element<'_>]) -> bool {
    lines.iter().any(|element| {
        matches!(element, Element::Line(line) if words::is_date_line(line.text()) && line.text().trim_end().ends_with('日'))
    })
}

/// How many lines say when something is to be done, and no more.
fn times(lines: &[Element<'_>]) -> usize {
    let says_when = |line: &&Element<'_>| match line {
        Element::Line(line) => is_time(&line.text()[cell(line)]),
        _ => false,
    };
    lines.iter().filter(says_when).count()
}

/// Whether the words of a cell say when something is to be done: 2026年6月底, 长期.
fn is_time(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.chars().nth(LONGEST).is_none() && date::says_when(text) && !sentence::is_sentence(text)
}

/// Whether nothing of a table follows behind what a row has, from its number on: a date, an attachment, a grid.
fn ends_table(raw: &[Element<'_>], row: Range<usize>, dates: Dates) -> bool {
    let Element::Line(line) = &raw[row.end] else { return true };
    let text = line.text();
    let is_cell = match dates {
        Dates::No => false,
        Dates::Last { times: most, days } => {
            let end = text.trim_end_matches(chars::is_space);
            (end.ends_with('月') || days && end.ends_with('日'))
                && times(&raw[row.start + 1..row.end]) < most
        }
        Dates::All => true,
    };
    !is_cell && words::is_date_line(text) || words::starts_part(text) && !opens_with_role(text)
}

/// Records that bars alone tell the rows of a grid, which are no lines: each cell stands on a line of its own,
/// or all rows on one.
pub(crate) fn report_rows_between_bars(table: &GridRef<'_>, record: &mut Record) {
    let [header, first, ..] = &table.grid.rows[..] else { return };
    if table.grid.form != GridForm::Pipes {
        return;
    }
    let text = &table.source.text;
    let bounds = |row: &GridRow| {
        let pieces = || row.cells.iter().flat_map(|cell| &cell.pieces);
        Some((pieces().next()?.start() as usize, pieces().last()?.end() as usize))
    };
    let (Some(above), Some(below)) = (bounds(header), bounds(first)) else { return };
    let filled: Vec<_> = header.cells.iter().filter(|cell| !cell.pieces.is_empty()).collect();
    let parted = filled.len() > 2
        && filled.windows(2).all(|two| match (two[0].pieces.last(), two[1].pieces.first()) {
            // Headings over several lines stand between each other's pieces.
            (Some(left), Some(right)) => text
                .get(left.end() as usize..right.start() as usize)
                .is_some_and(|between| between.contains('\n')),
            _ => false,
        });
    let span = || {
        let mut span = Span::default();
        let pieces = header.cells.iter().flat_map(|cell| &cell.pieces);
        pieces.for_each(|&piece| span.push(ONE, piece));
        span
    };
    if parted {
        report_cells_on_lines(span(), Confidence::Certain, record);
    } else if above.1 <= below.0 && !text[above.1..below.0].contains('\n') {
        record.repair(
            RepairKind::MovedCells,
            span(),
            Confidence::Likely,
            || "表格的各行排在一行之内，已按空格子或序号分行".to_owned(),
            || {
                "the rows of the table stand on one line; cells without words, or the numbers, tell where one ends"
                    .to_owned()
            },
        );
    }
}

fn report_cells_on_lines(span: Span, confidence: Confidence, record: &mut Record) {
    record.repair(
        RepairKind::MovedCells,
        span,
        confidence,
        || "表格的每一格各占一行，已按序号排成行".to_owned(),
        || {
            "each cell of the table stands on a line of its own; the numbers tell where a row begins"
                .to_owned()
        },
    );
}

/// What tests of several readings look at in one way.
#[cfg(test)]
mod fixtures {
    use hongtou_model::Notice;
    use hongtou_source::{Block, BlockKind, Document, Format, Paragraph, Source, TextRange};

    /// A notice each line of which is a paragraph.
    pub(super) fn notice(lines: &[&str]) -> Notice {
        let source = Source::from_text("n", Format::Text, &lines.join("\n"));
        let mut at = 0;
        let block = |words: &&str| {
            let pieces = [TextRange::at(at, at + words.len())].into_iter().collect();
            at += words.len() + 1;
            let paragraph = Paragraph { pieces, gap: true, ..Paragraph::default() };
            Block { source: 0, kind: BlockKind::Paragraph(paragraph) }
        };
        let blocks = lines.iter().map(block).collect();
        crate::parse(&Document { sources: vec![source], blocks }, &crate::Options::default())
    }
}
