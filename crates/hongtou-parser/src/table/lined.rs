//! Rows of a pipe table of which each printed line is a row of its own.
//!
//! A program that looks for cells in a page set with centred cells takes the lines above and below a number for
//! rows: `| | 改造老旧 | |`, `| 3 | 管网5公里， | 市水 |`, `| | 年底前完工。 | 利局 |`. Where the tasks of a table end
//! with a stop, the stops tell where its rows do: a line above a number whose task stops nowhere belongs to that
//! number, and one below a task that is open, or without words of the task, to the one above.
//!
//! A table that is whole has such rows as well: titles of the rows below them, notes, and second tasks of one
//! number. So each line has to show that it is one: no cell of it is whole beside another that is, and its words
//! are broken off, where they stand alone.

use std::collections::{BTreeMap, BTreeSet};

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{GridForm, chars};

use super::draft::closed;
use super::grid::{Cell, Page};
use super::headings::{self, Heading};
use super::profile::{BodyHints, key, printed_number};
use super::rows::before_count;
use crate::marker::marker;
use crate::record::Record;
use crate::{date, header, responsibility};

/// How many lines a row may have above its number or below it.
const TALLEST: usize = 24;
/// That a task does not end with a stop, where others do.
const OPEN: usize = 2;
/// That a task has a stop at the end of a line inside.
const STOPPED: usize = 1;

/// A row of the grid: its page, and its place there.
type At = (usize, usize);

/// Puts the lines of a row together, around its number.
pub(super) fn join(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) {
    let has_lines = |page: &Page<'_>| {
        page.form == GridForm::Pipes
            && page.rows.iter().any(|row| row.len() > 1 && row[0].words().is_none())
    };
    if pages.iter().any(has_lines) {
        join_lines(pages, hints, record);
    }
}

#[inline(never)]
fn join_lines(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) {
    let Some(mut table) = Table::of(pages) else { return };
    let mut joins: Vec<(At, At)> = Vec::new();
    let gaps = table.gaps(pages);
    if !gaps.is_empty() {
        table.repeated = repeated(pages);
    }
    // One name may be cut for any reason.
    table.torn = gaps.iter().map(|gap| gap.cut_names(pages, &table)).sum::<usize>() > 1;
    for gap in gaps {
        gap.settle(pages, &table, hints, &mut joins);
    }
    for page in 1..pages.len() {
        table.rest_page(pages, page, &mut joins);
    }
    apply(pages, &table, &joins, record);
    for page in 1..pages.len() {
        table.cut_ends(pages, page, hints);
    }
}

/// The short words that several rows of a page say in a column.
fn repeated(pages: &[Page<'_>]) -> BTreeSet<(usize, usize, String)> {
    /// The longest word for a group of rows, in bytes.
    const LONGEST: usize = 48;
    let mut counts: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
    for (page, row) in
        pages.iter().enumerate().flat_map(|(at, p)| p.rows.iter().map(move |r| (at, r)))
    {
        for (column, cell) in row.iter().enumerate() {
            if let Some(words) = cell.words().filter(|words| words.len() <= LONGEST) {
                *counts.entry((page, column, words)).or_default() += 1;
            }
        }
    }
    let several = counts.into_iter().filter(|(_, count)| *count > 1);
    several.map(|((page, column, words), _)| (page, column, words.to_owned())).collect()
}

/// The columns of the numbers and of the tasks on each page.
struct Table {
    columns: Vec<Option<(usize, usize)>>,
    /// Whether lines end in the midst of names and times, again and again.
    torn: bool,
    /// The short words that several rows of a page say in a column.
    repeated: BTreeSet<(usize, usize, String)>,
}

/// Lines between two numbers.
struct Gap {
    above: Option<At>,
    lines: Vec<At>,
    below: Option<At>,
}

/// The number that a cell is.
fn number_in(cell: &Cell<'_>) -> Option<u32> {
    let words = cell.words()?;
    // 一、 heads rows.
    words.starts_with(|c| chars::digit(c).is_some()).then(|| printed_number(words))?
}

impl Table {
    /// The table, if its tasks end with stops.
    fn of(pages: &[Page<'_>]) -> Option<Table> {
        let mut columns = Vec::with_capacity(pages.len());
        // A page that goes on without a header has the columns above it, unless it lost some.
        let mut known: Option<(usize, (usize, usize))> = None;
        for (at, page) in pages.iter().enumerate() {
            let width = page.width();
            // Below a header that is printed again nothing but the rest of a row may stand, too little to tell the
            // tasks by.
            let is_number = |row: &Vec<Cell<'_>>| row.iter().any(|cell| number_in(cell).is_some());
            let rest = || {
                let before = at.checked_sub(1).map(|before| &pages[before]);
                before.is_some_and(|before| before.prints_same_header(page))
                    && !page.rows.iter().any(is_number)
            };
            let goes_on = page.form == GridForm::Pipes && (page.header.is_empty() || rest());
            let above = known.filter(|known| goes_on && known.0 == width).map(|known| known.1);
            let own = above.or_else(|| columns_of(page));
            known = own.map(|own| (width, own)).or(known);
            columns.push(own.or_else(|| known.filter(|_| goes_on).map(|known| known.1)));
        }
        let table = Table { columns, torn: false, repeated: BTreeSet::new() };
        let (mut numbers, mut stops) = (0, 0);
        for (at, page) in pages.iter().enumerate() {
            for row in &page.rows {
                numbers += usize::from(table.number(at, row).is_some());
                stops += usize::from(table.task(at, row).is_some_and(closed));
            }
        }
        (numbers > 1 && stops * 3 >= numbers * 2).then_some(table)
    }

    fn number(&self, page: usize, row: &[Cell<'_>]) -> Option<u32> {
        let (serial, _) = self.columns[page]?;
        number_in(row.get(serial)?)
    }

    fn task<'r>(&self, page: usize, row: &'r [Cell<'_>]) -> Option<&'r str> {
        let (_, task) = self.columns[page]?;
        row.get(task)?.words()
    }

    /// Whether a row may be a line of another: it has no number, and more cells than a title.
    fn is_line(&self, page: usize, row: &[Cell<'_>]) -> bool {
        self.columns[page].is_some_and(|(serial, task)| {
            row.len() > task
                && row.get(serial).is_some_and(|cell| cell.words().is_none() && !cell.from_above)
                && row.iter().all(|cell| cell.colspan <= 1)
        })
    }

    /// The last task above a page.
    fn task_above<'r>(&self, pages: &'r [Page<'_>], page: usize) -> Option<&'r str> {
        let mut above = pages[..page].iter().enumerate().rev();
        let (at, above) = above.find(|(_, page)| !page.rows.is_empty())?;
        above.rows.iter().rev().find_map(|row| self.task(at, row))
    }

    /// Takes the rows of a page for the lines of one, where they have no number and fewer cells than those above:
    /// the rest of a row that is open there.
    fn rest_page(&self, pages: &[Page<'_>], page: usize, joins: &mut Vec<(At, At)>) {
        let (own, above) = (&pages[page], &pages[page - 1]);
        let number = |row: &Vec<Cell<'_>>| {
            row.iter().filter_map(Cell::words).any(|words| printed_number(words).is_some())
        };
        let rest = own.form == GridForm::Pipes
            && own.header.is_empty()
            && (2..=TALLEST).contains(&own.rows.len())
            && own.width() < above.width()
            && !own.rows.iter().any(number);
        // Units go on below a task that is whole.
        let stops = || own.rows.iter().flatten().filter_map(Cell::words).any(closed);
        let open = self.task_above(pages, page).is_some_and(|task| !closed(task) || !stops());
        if rest && open {
            joins.extend((1..own.rows.len()).map(|row| ((page, row), (page, 0))));
        }
    }

    /// Cuts off the first row of a page what ends the task above it, as the body tells.
    fn cut_ends(&self, pages: &mut [Page<'_>], page: usize, hints: &BodyHints) {
        let Some((_, task)) = self.columns[page].filter(|_| !pages[page].rows.is_empty()) else {
            return;
        };
        let Some(above) = self.task_above(pages, page).filter(|task| !closed(task)) else { return };
        let Some(cell) = pages[page].rows[0].get(task).filter(|cell| cell.own) else { return };
        let text = cell.flow.text();
        let ends = |at: &&usize| {
            let end = &text[..**at];
            closed(end) && hints.clauses.contains(&key(&[above, end].concat()))
        };
        let Some(at) = cell.breaks.iter().find(ends).copied() else { return };
        let mut own = Cell::across(cell.flow.slice(at..text.len()));
        own.breaks = cell.breaks.iter().filter(|own| **own > at).map(|own| own - at).collect();
        let end = Cell::across(cell.flow.slice(0..at));
        let row = &mut pages[page].rows;
        let mut rest = vec![Cell::default(); row[0].len()];
        rest[task] = end;
        row[0][task] = own;
        row.insert(0, rest);
    }

    /// The lines between one number and the next.
    fn gaps(&self, pages: &[Page<'_>]) -> Vec<Gap> {
        let mut out = Vec::new();
        let mut gap = Gap { above: None, lines: Vec::new(), below: None };
        for (at, page) in pages.iter().enumerate() {
            for (nth, row) in page.rows.iter().enumerate() {
                if self.is_line(at, row) {
                    gap.lines.push((at, nth));
                    continue;
                }
                let own = self.number(at, row).map(|_| (at, nth));
                let next = Gap { above: own, lines: Vec::new(), below: None };
                let mut done = std::mem::replace(&mut gap, next);
                done.below = own;
                out.push(done);
            }
        }
        out.push(gap);
        out.retain(|gap| !gap.lines.is_empty() && gap.lines.len() <= 2 * TALLEST);
        out
    }
}

/// The columns of the numbers and of the tasks, as the headings or the cells of a page tell.
fn columns_of(page: &Page<'_>) -> Option<(usize, usize)> {
    if page.form != GridForm::Pipes {
        return None;
    }
    let headed = page.headings().iter().position(|heading| *heading == Heading::Serial);
    let numbered = |at: usize| {
        let mut cells = page.rows.iter().filter_map(|row| row.get(at)?.words());
        cells.clone().next().is_some() && cells.all(|words| printed_number(words).is_some())
    };
    let serial = headed.or_else(|| (0..2).find(|&at| numbered(at)))?;
    let width = page.width();
    let size = |at: usize| {
        let cells = page.rows.iter().filter_map(|row| row.get(at)?.words());
        cells.map(str::len).sum::<usize>()
    };
    let task = (0..width).filter(|&at| at != serial).max_by_key(|&at| size(at))?;
    Some((serial, task))
}

impl Gap {
    /// Whether the number below stands on another page than all lines, or nowhere.
    fn ends_page(&self) -> bool {
        self.below.is_none_or(|below| self.lines.iter().all(|line| line.0 != below.0))
    }

    /// How many names and times go on in the next line.
    fn cut_names(&self, pages: &[Page<'_>], table: &Table) -> usize {
        let lines = self.above.iter().chain(&self.lines).chain(&self.below);
        let lines: Vec<At> = lines.copied().collect();
        let pairs = lines.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let cut = |pair: &[At]| {
            let Some((serial, task)) = table.columns[pair[0].0] else { return 0 };
            let [above, own] = [pair[0], pair[1]].map(|at| &pages[at.0].rows[at.1]);
            let cells = above.iter().zip(own).enumerate();
            let beside = cells.filter(|(at, _)| *at != serial && *at != task);
            let words = beside.filter_map(|(_, (above, own))| Some((above.words()?, own.words()?)));
            words.filter(|(above, own)| cuts(above, own)).count()
        };
        pairs.map(cut).sum()
    }

    /// Tells to which row each line belongs, where the stops do.
    fn settle(
        &self,
        pages: &[Page<'_>],
        table: &Table,
        hints: &BodyHints,
        joins: &mut Vec<(At, At)>,
    ) {
        let count = self.lines.len();
        let ways = match (self.above, self.below) {
            (None, None) => return,
            (None, Some(_)) => 0..=0,
            (Some(_), None) => count..=count,
            (Some(_), Some(_)) => 0..=count,
        };
        let task = |at: &At| table.task(at.0, &pages[at.0].rows[at.1]);
        let cost = |split: usize| {
            let above = self.above.iter().chain(&self.lines[..split]).filter_map(task);
            let below = self.lines[split..].iter().chain(&self.below).filter_map(task);
            let above: Vec<&str> = above.collect();
            let below: Vec<&str> = below.collect();
            let inner = |parts: &[&str]| {
                parts.iter().rev().skip(1).filter(|part| closed(part)).count() * STOPPED
            };
            let cut = split == count && self.ends_page();
            let open = above.last().is_some_and(|last| !closed(last)) && !cut;
            let told = hints.clauses.contains(&key(&above.concat()));
            let own = if told { 0 } else { inner(&above) + if open { OPEN } else { 0 } };
            own + inner(&below)
        };
        // Lines without words of the task stand with those above them.
        let mut found = ways.filter(|&split| cost(split) == 0);
        let Some(split) = found.next_back() else { return };
        let said =
            |range: std::ops::Range<usize>| self.lines[range].iter().any(|at| task(at).is_some());
        if found.any(|other| said(other..split)) {
            return;
        }
        let (above, below) = (self.above.iter().chain(&self.lines[..split]), &self.lines[split..]);
        let above: Vec<At> = above.copied().collect();
        let below: Vec<At> = below.iter().chain(&self.below).copied().collect();
        let one = |lines: &[At], number: Option<At>| {
            lines.chunk_by(|a, b| a.0 == b.0).all(|lines| {
                let number = lines.iter().position(|&line| Some(line) == number);
                Lines { pages, table, hints, number }.are_one(lines)
            })
        };
        if !one(&above, self.above) || !one(&below, self.below) {
            return;
        }
        joins.extend(self.lines[split..].iter().filter_map(|&line| Some((line, self.below?))));
        let page = self.above.map(|above| above.0);
        for &line in &self.lines[..split] {
            let Some(above) = self.above else { continue };
            if page == Some(line.0) {
                joins.push((line, above));
                continue;
            }
            // The rest of a row on the next page is one row there.
            let top = self.lines[..split].iter().copied().find(|other| other.0 == line.0);
            joins.extend(top.filter(|&top| top != line).map(|top| (line, top)));
        }
    }
}

/// What may be the lines of one row.
struct Lines<'t, 's> {
    pages: &'t [Page<'s>],
    table: &'t Table,
    hints: &'t BodyHints,
    /// Which of them has the number.
    number: Option<usize>,
}

impl Lines<'_, '_> {
    fn are_one(&self, lines: &[At]) -> bool {
        let [first, ..] = lines else { return true };
        let Some((serial, task)) = self.table.columns[first.0].filter(|_| lines.len() > 1) else {
            return true;
        };
        let row = |at: &At| &self.pages[at.0].rows[at.1];
        let words = |at: &At, column: usize| row(at).get(column).and_then(Cell::words);
        let tasks: String = lines.iter().filter_map(|at| words(at, task)).collect();
        let clause = |words: &str| self.hints.clauses.contains(&key(words));
        let told = clause(&tasks);
        if lines.iter().any(|at| words(at, task).is_some_and(|own| own != tasks && clause(own))) {
            return false;
        }
        let width = lines.iter().map(|at| row(at).len()).max().unwrap_or(0);
        let mut whole: Vec<String> = vec![String::new(); width];
        let mut torn = vec![false; lines.len()];
        let mut apart = vec![false; lines.len()];
        for (nth, at) in lines.iter().enumerate() {
            for (column, above) in whole.iter_mut().enumerate().filter(|(at, _)| *at != serial) {
                let Some(own) = words(at, column) else { continue };
                if column == task || above.is_empty() {
                    above.push_str(own);
                    continue;
                }
                if closed(above)
                    || date::are_two_times(above, own)
                    || self.says_again(*at, column, own)
                {
                    return false;
                }
                match seam(above, own) {
                    Seam::Apart => apart[nth] = true,
                    Seam::Torn => {
                        torn[nth] = true;
                        torn[nth - 1] = true;
                    }
                    Seam::Unknown => {}
                }
                above.push_str(own);
            }
        }
        let mut above = String::new();
        for (nth, at) in lines.iter().enumerate() {
            let own = words(at, task).unwrap_or_default();
            above.push_str(own);
            if self.number == Some(nth) {
                continue;
            }
            let filled: Vec<(usize, &str)> = (0..row(at).len())
                .filter(|column| *column != serial)
                .filter_map(|column| Some((column, words(at, column)?)))
                .collect();
            let before = self.number.is_some_and(|number| nth < number);
            let told = told || self.table.torn && !self.is_named(own);
            let alone = || match filled[..] {
                // What is left of a list of units, which nothing else can be below the number.
                [(column, _)] if column != task => {
                    !before && whole[column].len() > filled[0].1.len()
                }
                [(_, words)] if before => told || is_broken_off(words),
                [(_, words)] => told || closed(words) || is_broken_off(&above),
                _ => true,
            };
            let heads = || {
                filled.iter().all(|(_, words)| is_title(words))
                    || matches!(filled[..], [(column, words)] if self.is_section(words, column))
            };
            let other = || match before {
                true => !torn[nth] && (own.is_empty() || apart[nth + 1]),
                false => apart[nth] && filled.len() > 1 && !torn[nth] && !self.table.torn,
            };
            if heads() || filled.iter().any(|(_, words)| is_note(words)) || !alone() || other() {
                return false;
            }
        }
        true
    }

    /// Whether the body has a title of these words.
    fn is_named(&self, words: &str) -> bool {
        let key = key(words);
        self.hints.sections.contains(&key) || self.hints.headings.contains(&key)
    }

    /// Whether the body has a section of these words, which do not stand in the column of those titles.
    fn is_section(&self, words: &str, column: usize) -> bool {
        let headed = || self.pages.iter().find(|page| !page.header.is_empty());
        self.hints.sections.contains(&key(&words[..before_count(words)]))
            && !headed().is_some_and(|page| page.headings().get(column) == Some(&Heading::Section))
    }

    /// Whether another row says the same in this column, which is no time and nobody's name: a word for groups of
    /// rows.
    fn says_again(&self, at: At, column: usize, own: &str) -> bool {
        own.chars().nth(1).is_some()
            && !date::says_when(own)
            && !is_unit(own)
            && self.table.repeated.contains(&(at.0, column, own.to_owned()))
    }
}

/// How the words of two lines meet in a cell.
enum Seam {
    /// Each of them is whole.
    Apart,
    /// Neither says anything without the other.
    Torn,
    Unknown,
}

/// Whether a line ends in the midst of a name or a time.
fn cuts(above: &str, own: &str) -> bool {
    !above.ends_with(['、', '，', ',']) && matches!(seam(above, own), Seam::Torn)
}

/// How the names of units, or a time, meet.
fn seam(above: &str, own: &str) -> Seam {
    const MARKS: [char; 4] = ['、', '，', ',', ' '];
    if above.ends_with(MARKS) || own.starts_with(MARKS) {
        return Seam::Torn;
    }
    let joined = [above, own].concat();
    if date::is_whole_time(&joined) {
        return Seam::Torn;
    }
    let last = above.rsplit(MARKS).next().unwrap_or(above);
    let first = own.split(MARKS).next().unwrap_or(own);
    match (is_unit(last), is_unit(first)) {
        (true, true) => Seam::Apart,
        _ if is_unit(&[last, first].concat()) => Seam::Torn,
        _ => Seam::Unknown,
    }
}

fn is_unit(words: &str) -> bool {
    let name: Vec<char> =
        words.chars().filter(|&c| !chars::is_space(c)).map(chars::narrow).collect();
    responsibility::name_score(&name) >= 45
}

/// Whether words have an ordinal, count what is below them, stand in brackets, or head a column.
fn is_title(words: &str) -> bool {
    let bracketed = words.starts_with(['（', '(']) && words.ends_with(['）', ')']);
    bracketed
        || marker(words).is_some_and(|marker| !marker.doubtful)
        || words.ends_with(['）', ')'])
            && words.trim_end_matches(['）', ')']).ends_with(['项', '条', '个'])
        || headings::is_heading_word(words)
}

/// Whether words say something of the whole table: 注：…
fn is_note(words: &str) -> bool {
    header::is_note(words)
        || ["注：", "注:", "备注", "说明："].iter().any(|word| words.starts_with(word))
}

/// Whether words can be no title, since they end in the midst of a figure, a list or a quotation.
fn is_broken_off(words: &str) -> bool {
    let open =
        |left: char, right: char| words.rfind(left).is_some_and(|at| !words[at..].contains(right));
    words.ends_with(|c| chars::digit(c).is_some())
        || words.ends_with(['，', ',', '、', '：', '的', '和', '与', '及'])
        || open('“', '”')
        || words.matches('"').count() % 2 == 1
        || open('（', '）')
        || open('《', '》')
}

/// Puts each line into the cells of the row that it belongs to.
fn apply(pages: &mut [Page<'_>], table: &Table, joins: &[(At, At)], record: &mut Record) {
    if joins.is_empty() {
        return;
    }
    let mut joins: Vec<(At, At)> = joins.iter().map(|&(line, to)| (to, line)).collect();
    joins.sort_unstable();
    for own in joins.chunk_by(|a, b| a.0 == b.0) {
        let to = own[0].0;
        let mut lines: Vec<At> = own.iter().map(|join| join.1).collect();
        lines.push(to);
        lines.sort_unstable();
        let mut whole: Vec<Cell<'_>> = Vec::new();
        let mut span = Span::default();
        for at in lines {
            let row = std::mem::take(&mut pages[at.0].rows[at.1]);
            for cell in row.iter().filter(|cell| cell.words().is_some() && at != to) {
                span.extend(&cell.flow.whole());
            }
            join_cells(&mut whole, row);
        }
        tell(record, span, table.number(to.0, &whole));
        pages[to.0].rows[to.1] = whole;
    }
    for page in pages {
        page.rows.retain(|row| !row.is_empty());
    }
}

/// Adds the cells of a line below those of a row.
fn join_cells<'s>(whole: &mut Vec<Cell<'s>>, line: Vec<Cell<'s>>) {
    for (column, cell) in line.into_iter().enumerate() {
        match whole.get_mut(column) {
            None => whole.push(cell),
            Some(_) if cell.words().is_none() => {}
            Some(known) if known.words().is_none() => *known = cell,
            Some(known) => {
                let at = known.flow.text().len();
                let mut joined = Cell::across(std::mem::take(&mut known.flow));
                joined.breaks = std::mem::take(&mut known.breaks);
                joined.breaks.push(at);
                joined.breaks.extend(cell.breaks.iter().map(|own| own + at));
                joined.flow.append(&cell.flow);
                *known = joined;
            }
        }
    }
}

fn tell(record: &mut Record, span: Span, number: Option<u32>) {
    record.repair(
        RepairKind::StitchedRow,
        span,
        Confidence::Likely,
        || match number {
            Some(number) => format!("第{number}行分成几行，已按句末接回"),
            None => "换页后的一行分成几行，已接回".to_owned(),
        },
        || match number {
            Some(number) => {
                format!(
                    "row {number} stands in several rows and is put together by where sentences end"
                )
            }
            None => {
                "the rest of a row stands in several rows below a page's end, and is put together"
                    .to_owned()
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, GridForm, Source};

    use super::super::grid::{Cell, Page};
    use super::super::profile::{BodyHints, key};
    use crate::fixtures;
    use crate::record::Record;

    const HEADER: &str = "序号|工作任务|责任单位";

    /// The rows of pages, each a list of rows whose cells `|` parts, once their lines are joined.
    fn joined(pages: &[&[&str]], clauses: &[&str]) -> Vec<Vec<String>> {
        let sources: Vec<Source> = pages
            .iter()
            .map(|rows| Source::from_text("n", Format::Text, &rows.join("\n")))
            .collect();
        let mut own: Vec<Page<'_>> = Vec::new();
        for source in &sources {
            let mut page = Page::new(GridForm::Pipes);
            page.rows = fixtures::rows(source);
            if source.text.starts_with(HEADER) {
                page.header.push(page.rows.remove(0));
            }
            own.push(page);
        }
        let mut hints = BodyHints::default();
        hints.clauses.extend(clauses.iter().map(|clause| key(clause)));
        super::join(&mut own, &hints, &mut Record::new(Lang::Zh));
        let text = |row: &Vec<Cell<'_>>| -> String {
            row.iter().map(|cell| cell.flow.text()).collect::<Vec<_>>().join("|")
        };
        own.iter().map(|page| page.rows.iter().map(text).collect()).collect()
    }

    #[test]
    fn lines_stand_around_the_number_of_their_row() {
        let rows = [
            HEADER,
            "|改造老旧|",
            "1|管网5公里，|市水利局",
            "|年底前完工。|",
            "2|建站2座。|市交",
            "||通局",
            "|新建学校|市教",
            "3|3所。|育局",
        ];
        let found = joined(&[&rows], &[]);
        assert_eq!(
            found[0],
            [
                "1|改造老旧管网5公里，年底前完工。|市水利局",
                "2|建站2座。|市交通局",
                "3|新建学校3所。|市教育局"
            ]
        );
    }

    #[test]
    fn rows_that_share_a_number_stay() {
        let rows = [
            HEADER,
            "1|建站2座。|市交通局",
            "|建学校3所。|市教育局",
            "2|修路5公里。|市交通局",
            "|建桥1座。|市交通局",
        ];
        assert_eq!(joined(&[&rows], &[])[0].len(), 4);
        // Nothing tells where tasks end.
        let rows = [HEADER, "1|建站2座|市交通局", "|建学校3所|市教育局", "2|修路5公里|市交通局"];
        assert_eq!(joined(&[&rows], &[])[0].len(), 3);
    }

    #[test]
    fn rows_of_a_table_that_is_whole_are_no_lines() {
        let stays = |rows: &[&str], clauses: &[&str]| {
            assert_eq!(joined(&[rows], clauses)[0].len() + 1, rows.len(), "{rows:?}");
        };
        let first = "1|建站2座。|市交通局|9月底前";
        let last = "2|修路5公里，改造桥梁1座。|市水利局|年底前";
        for line in [
            // Titles, a task of its own, a second day, a sub-task without its stop.
            "|一、水利||",
            "|水利（2项）||",
            "|重点水利工程||",
            "||（牵头单位）|（年/月）",
            "||市财政局|10月底前",
            "|清淤3处|市农业局|6月底前",
            "|清淤3处|市水利局|",
        ] {
            stays(&[HEADER, first, line, last], &[]);
            stays(&[HEADER, line, first, last], &[]);
        }
        // A clause of the body; a note below a task without its stop; a word for groups of rows.
        stays(&[HEADER, first, "|清淤3处，|市水|", last], &["修路5公里，改造桥梁1座。"]);
        stays(&[HEADER, first, last, "3|修渠|市水利局|年底", "|注：均为今年。||"], &[]);
        stays(&[HEADER, "1|修渠|市水利局|水源", "|清淤。||水源", last], &[]);
    }

    #[test]
    fn a_title_of_the_body_is_no_line_of_the_row_above() {
        let rows = |group: &str| {
            let text = format!(
                "云溪县水利工作方案\n一、修建沟渠\n1.疏浚干渠。疏浚干渠5条，岸线7公里。（县水利局负责）\n\
                 二、种植林木\n2.扩大造林。造林3万亩，抚育2万亩。（县林业局负责）\n附件\n水利任务分解表\n\
                 序号|任务|内容|责任单位\n|修建沟渠||\n1|疏浚干渠|疏浚干渠5条，岸线7公里。|县水利局\n\
                 |{group}||\n2|扩大造林|造林3万亩，抚育2万亩。|县林业局"
            );
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables[0].rows.iter();
            let section = rows.map(|row| row.section.as_ref().and_then(|own| own.ordinal));
            section.collect::<Vec<_>>()
        };
        for group in ["种植林木", "种植林木（1项）", "种植林木（共1件）"] {
            assert_eq!(rows(group), [Some(1), Some(2)], "{group}");
        }
    }

    #[test]
    fn the_rest_of_a_list_alone_below_the_header_once_more_goes_on_with_the_row_above() {
        let first =
            [HEADER, "1|改建客运站2座。|市交通局", "2|新建扩建中小学校3所。|市教育局、市财"];
        let next = [HEADER, "3|修建农村公路9公里。|市交通局", "4|改造供水管网5公里。|市水利局"];
        let found = joined(&[&first, &[HEADER, "||政局，各镇"], &next], &[]);
        assert_eq!(found[1], ["||政局，各镇"]);
        assert_eq!(found[2], &next[1..]);
    }

    #[test]
    fn the_rest_of_a_row_is_one_row_on_the_next_page() {
        let first = [HEADER, "1|建站2座。|市交通局", "2|建成学校3所，|市教"];
        let found = joined(
            &[&first, &["|改造校舍|育", "||局、市财政局", "|5处。|", "3|修路。|市交通局"]],
            &[],
        );
        assert_eq!(found[1], ["|改造校舍5处。|育局、市财政局", "3|修路。|市交通局"]);
        // Where a cell there begins with the end of the task above, the body tells.
        let found = joined(&[&first, &["|改造。|"]], &["建成学校3所，改造。"]);
        assert_eq!(found[1], ["|改造。|"]);
        // Columns may be lost there.
        let first = [HEADER, "1|建站2座。|市交通局", "2|修路。|市交通局", "3|建成学校3所，|市教"];
        let found = joined(&[&first, &["|育局、", "改造校舍", "5处。|市财政局"]], &[]);
        assert_eq!(found[1], ["改造校舍5处。|育局、市财政局"]);
    }
}
