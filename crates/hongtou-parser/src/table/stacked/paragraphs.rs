//! Cells that are paragraphs, some of which a row lacks.
//!
//! A copy of a web page prints each cell of a table as a paragraph, and of merged cells and empty ones nothing.
//! Blank lines part all cells, so that none is broken over lines; what a paragraph looks like and what the
//! headings ask for tell which cells a row lacks, and which has several paragraphs: bodies one below the
//! other. Where two ways to part a row are as likely, nothing is put together here.
//!
//! A row begins with its number, left of which the cells of some columns may stand, 任务类型 | 序号 | 工作任务,
//! or with a task that has its number in front: （1）建设….

use std::ops::Range;

use hongtou_model::Role;
use hongtou_source::numeral;

use super::super::draft::task_number;
use super::super::headings::{Heading, heading};
use super::super::profile::is_none_mark;
use super::look::{
    Look, is_column_word, is_day_line, is_heading, is_name, is_plain_word, is_section, is_sentence,
    one_source,
};
use super::named::may_be_task;
use super::parted::has_gap;
use super::parts::{Dates, counts_on, ends_table};
use super::wrapped::{Joins, joined, parted_headings, words_of};
use super::{LONGEST_GAP, Merged, Number, Row, Stack, number_of};
use crate::lines::Element;
use crate::marker::Form;
use crate::{layout, quantity, sentence, words};

/// So many lines a header may have.
const LONGEST_HEADER: usize = 30;
/// So many characters a heading has at most, and a cell that stands left of the numbers.
const LONGEST_HEADING: usize = 16;
const LONGEST_GROUP: usize = 24;
/// So many titles and groups may stand between the headings and the first row.
const LONGEST_LEAD: usize = 4;
/// So many columns may stand left of the number.
const MOST_GROUPS: usize = 2;
const FEWEST_ROWS: usize = 2;

/// The table whose first row has the first of some numbers.
pub(super) fn read(raw: &[Element<'_>], numbers: &[Number], floor: usize) -> Option<Stack> {
    let first = numbers.first()?.at;
    if !has_gap(raw, first) || !has_gap(raw, first + 1) {
        return None;
    }
    headers(raw, floor, first, Anchor::Number).iter().find_map(|header| table(raw, first, header))
}

/// The table whose tasks have their numbers in front, below headings one of which asks for bodies.
pub(super) fn marked(raw: &[Element<'_>], floor: usize, asks: usize) -> Option<Stack> {
    /// So many headings stand behind the one that asks for bodies.
    const BEHIND: usize = 8;
    let below = asks + 1..raw.len().min(asks + 1 + BEHIND + LONGEST_LEAD);
    // Of （1） below 1、 the inner one is the task's.
    let forms = [Form::DigitBracket, Form::Digit].into_iter();
    let mut found = forms.filter_map(|form| {
        let anchor = Anchor::Task(form);
        Some((below.clone().find(|&at| anchor.number(raw, at).is_some())?, anchor))
    });
    found.find_map(|(first, anchor)| {
        headers(raw, floor, first, anchor).iter().find_map(|header| table(raw, first, header))
    })
}

/// What a row begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    /// A line that is a number.
    Number,
    /// A task with an ordinal of a form.
    Task(Form),
}

impl Anchor {
    /// The number of the row that may begin at a line.
    fn number(self, raw: &[Element<'_>], at: usize) -> Option<u32> {
        match self {
            Anchor::Number => number_of(raw.get(at)?),
            Anchor::Task(form) => {
                let found = task_number(words_of(raw.get(at)?))?;
                (found.form == form && has_gap(raw, at)).then_some(found.number)
            }
        }
    }
}

/// The headings of a table.
#[derive(Debug)]
struct Header {
    /// The lines of each.
    parts: Vec<Range<usize>>,
    /// The column that a row begins with, if nothing stands left of it.
    place: usize,
    anchor: Anchor,
}

/// The headings that may stand above a line that a row begins with: each a line, or several of which none is one
/// by itself.
fn headers(raw: &[Element<'_>], floor: usize, first: usize, anchor: Anchor) -> Vec<Header> {
    let lead = (floor..first).rev().take(LONGEST_LEAD);
    let lead = lead.take_while(|&at| is_title(raw, at) || is_group(raw, at)).count();
    let is_end = |&end: &usize| {
        end > floor && (is_column_word(raw, end - 1) || is_heading_end(raw, floor, end))
    };
    let Some(end) = (first - lead..=first).rev().find(is_end) else { return Vec::new() };
    let groups = match anchor {
        Anchor::Number => 0,
        Anchor::Task(_) => MOST_GROUPS,
    };
    let mut out: Vec<Header> = Vec::new();
    for joins in [Joins::Torn, Joins::Duties, Joins::All] {
        let Some((parts, place)) = header_parts(raw, floor, end, anchor, joins) else { continue };
        if !out.iter().any(|known| known.parts == parts) {
            let places = (place..=place + groups).take_while(|place| place + 2 < parts.len());
            out.extend(places.map(|place| Header { parts: parts.clone(), place, anchor }));
        }
    }
    out
}

/// Whether a line is the last of a heading over two: 部门 below 配合.
fn is_heading_end(raw: &[Element<'_>], floor: usize, end: usize) -> bool {
    end >= floor + 2
        && is_short(raw, end - 2)
        && is_short(raw, end - 1)
        && words_of(&raw[end - 2]).chars().count() <= 3
        && matches!(
            heading(&joined(raw, &(end - 2..end))),
            Heading::Units(_) | Heading::Office | Heading::Deadline
        )
}

/// The headings that end above a line, and the first place that the number or the task may have.
fn header_parts(
    raw: &[Element<'_>],
    floor: usize,
    end: usize,
    anchor: Anchor,
    joins: Joins,
) -> Option<(Vec<Range<usize>>, usize)> {
    let heads = |&at: &usize| is_short(raw, at) && has_gap(raw, at) && !is_table_title(raw, at);
    let run = (floor..end).rev().take(LONGEST_HEADER).take_while(heads);
    let parts_from = |start: usize| {
        let lines: Vec<&str> = raw[start..end].iter().map(words_of).collect();
        let parts = parted_headings(&lines, joins)?;
        Some(parts.into_iter().map(|part| start + part.start..start + part.end).collect::<Vec<_>>())
    };
    match anchor {
        Anchor::Number => {
            let mut run = run.clone();
            let serial =
                run.find(|&at| is_heading(raw, at, |heading| heading == Heading::Serial))?;
            let mut parts = parts_from(serial)?;
            // 阶段, 板块: a word that nobody knows may head what stands left of the numbers.
            let left = (floor..serial).rev().take(MOST_GROUPS);
            let left = left.take_while(|&at| {
                has_gap(raw, at) && (is_column_word(raw, at) || is_plain_word(raw, at))
            });
            let left: Vec<usize> = left.collect();
            let place = left.len();
            parts.splice(0..0, left.into_iter().rev().map(|at| at..at + 1));
            Some((parts, place))
        }
        Anchor::Task(_) => {
            let run: Vec<usize> = run.collect();
            let parts = run.into_iter().rev().find_map(parts_from)?;
            Some((parts, 0))
        }
    }
}

/// Whether a line has few characters and no mark of a sentence.
fn is_short(raw: &[Element<'_>], at: usize) -> bool {
    let words = words_of(&raw[at]);
    !words.is_empty()
        && words.chars().nth(LONGEST_HEADING).is_none()
        && !words.contains(['。', '；', '，', '：'])
}

/// Whether a line is the title of a table, or another part of the notice begins with it.
fn is_table_title(raw: &[Element<'_>], at: usize) -> bool {
    let words = words_of(&raw[at]);
    layout::is_called_table(words) || words::starts_part(words)
}

/// Whether a line heads the rows below it: 一、扩大投资, 行动一：扩大投资.
fn is_title(raw: &[Element<'_>], at: usize) -> bool {
    is_section(raw, at) || is_counted_title(words_of(&raw[at]))
}

/// Whether a line is the title behind an ordinal on a line of its own: （一） above 扩大投资.
fn goes_on_title(raw: &[Element<'_>], titles: &[usize], at: usize) -> bool {
    titles.last().is_some_and(|&last| last + 1 == at && is_bare_ordinal(&raw[last]))
        && is_group(raw, at)
}

fn is_bare_ordinal(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    line.marker.as_ref().is_some_and(|found| line.text()[found.end..].trim().is_empty())
}

/// Whether words begin with a name that counts: 行动一：…, 任务二：….
fn is_counted_title(text: &str) -> bool {
    const LONGEST_NAME: usize = 4;
    let Some((name, _)) = text.split_once(['：', ':']) else { return false };
    let number = name.trim_start_matches(|c| !numeral::is_to_ten(c));
    let named = name[..name.len() - number.len()].chars().count();
    (1..=LONGEST_NAME).contains(&named)
        && !number.is_empty()
        && number.chars().all(numeral::is_to_ten)
        && !sentence::is_sentence(text)
}

/// Whether a line may stand left of the number of a row.
fn is_group(raw: &[Element<'_>], at: usize) -> bool {
    let words = words_of(&raw[at]);
    !words.is_empty()
        && words.chars().nth(LONGEST_GROUP).is_none()
        && number_of(&raw[at]).is_none()
        && Look::of(raw, &(at..at + 1)) == Look::Words
        && !is_sentence(raw, &(at..at + 1))
        && !words.contains(['。', '；', '，'])
}

/// What a cell is, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Units,
    /// Names of offices, which no list of bodies has.
    Offices,
    Day,
    Sentence,
    Words,
    /// A dash.
    None,
}

/// Some lines that are one cell, or a paragraph of one.
#[derive(Clone, Debug)]
struct Paragraph {
    lines: Range<usize>,
    kind: Kind,
}

impl Paragraph {
    fn of(raw: &[Element<'_>], at: usize) -> Paragraph {
        let lines = at..at + 1;
        let kind = match Look::of(raw, &lines) {
            _ if is_none_mark(words_of(&raw[at])) => Kind::None,
            Look::Units => Kind::Units,
            Look::Day => Kind::Day,
            Look::Words if is_sentence(raw, &lines) => Kind::Sentence,
            Look::Words if is_name(raw, &lines) => Kind::Offices,
            Look::Words => Kind::Words,
        };
        Paragraph { lines, kind }
    }

    /// Whether the next line goes on with it: behind a comma, or as the next number of a list.
    fn goes_on(&self, raw: &[Element<'_>]) -> bool {
        let last = words_of(&raw[self.lines.end - 1]);
        last.ends_with(['、', '，', ',']) || counts_on(raw, self.lines.end)
    }

    fn extend(&mut self, raw: &[Element<'_>]) {
        let more = Paragraph::of(raw, self.lines.end);
        self.lines.end += 1;
        if !(self.names_bodies() && more.names_bodies()) {
            self.kind = Kind::Sentence;
        }
    }

    fn names_bodies(&self) -> bool {
        matches!(self.kind, Kind::Units | Kind::Offices)
    }
}

/// A column behind the one that a row begins with.
#[derive(Clone, Copy, Debug)]
struct Column {
    look: Look,
    /// What it costs to leave it blank.
    blank: u32,
    /// What it costs that its cell has one more body on a line of its own.
    more: u32,
    /// Whether the task stands in it, or further to the right.
    is_task: bool,
    before_task: bool,
}

/// The columns below some headings; 备注 is none where no row has it.
fn columns(raw: &[Element<'_>], header: &Header) -> Vec<Column> {
    let from = header.place + 1;
    let words: Vec<String> = header.parts.iter().map(|part| joined(raw, part)).collect();
    let kinds: Vec<Heading> = words.iter().map(|words| heading(words)).collect();
    let looks: Vec<Look> = kinds.iter().map(|&kind| Look::of_heading(kind)).collect();
    // A task with its number in front is what the row begins with.
    let leading = looks[from..].iter().take_while(|look| **look == Look::Words).count();
    let says = |kind: &Heading| !matches!(kind, Heading::Target(_) | Heading::Remark);
    let task = match header.anchor {
        Anchor::Number => kinds[from..from + leading].iter().rposition(says).map_or(0, |at| at + 1),
        Anchor::Task(_) => 0,
    };
    let column = |at: usize| {
        let blank = match (looks[at], kinds[at]) {
            (_, Heading::Remark) => 1,
            (Look::Units, Heading::Units(Role::Support | Role::Guide)) => 4,
            (Look::Units, _) => 6,
            (Look::Day, _) => 3,
            (Look::Words, _) => 4 + u32::from(at - from + 1 == task),
        };
        // Of two columns of bodies each has one before the last has more; of three nobody knows.
        let others = looks.iter().filter(|look| **look == Look::Units).count();
        let last = looks.get(at + 1) != Some(&Look::Units);
        let more = 1 + u32::from(others > 2 || !last);
        let nth = at - from + 1;
        Column { look: looks[at], blank, more, is_task: nth == task, before_task: nth < task }
    };
    (from..header.parts.len()).map(column).collect()
}

/// A row: what it begins with, the cells behind that, and what stands above the next one.
#[derive(Debug)]
struct Part {
    at: usize,
    cells: Vec<Paragraph>,
    titles: Vec<usize>,
    /// What stands below the titles and is none.
    groups: Vec<usize>,
}

impl Part {
    fn at(at: usize) -> Part {
        Part { at, cells: Vec::new(), titles: Vec::new(), groups: Vec::new() }
    }

    fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }
}

/// The rows from a line on; the last one goes on as far as it may.
fn parts(raw: &[Element<'_>], first: usize, header: &Header, timed: bool) -> Option<Vec<Part>> {
    let most = 3 * header.parts.len();
    let dates = if timed { Dates::All } else { Dates::No };
    let mut last = header.anchor.number(raw, first)?;
    let (mut out, mut part) = (Vec::new(), Part::at(first));
    for at in first + 1..raw.len() {
        let next = header.anchor.number(raw, at).filter(|&number| {
            let counts_on = (last + 1..=last + 1 + LONGEST_GAP).contains(&number);
            !part.is_blank() && (counts_on || number == 1 && !part.titles.is_empty())
        });
        let number = Number::of(raw, at);
        if let Some(next) = next.filter(|_| number.is_none_or(|number| !number.page)) {
            last = next;
            out.push(std::mem::replace(&mut part, Part::at(at)));
        } else if goes_on_title(raw, &part.titles, at)
            || is_title(raw, at) && has_gap(raw, at) && part.titles.len() < LONGEST_LEAD
        {
            part.titles.push(at);
        } else if part.cells.len() + part.groups.len() > most
            || !has_gap(raw, at)
            || ends_table(raw, part.at..at, dates)
        {
            break;
        } else if number.is_some_and(|number| number.page) {
            // A cell does not go on below it.
        } else if !part.titles.is_empty() {
            part.groups.push(at);
        } else {
            let open = part.cells.last_mut();
            match open.filter(|cell| cell.lines.end == at && cell.goes_on(raw)) {
                Some(cell) => cell.extend(raw),
                None => part.cells.push(Paragraph::of(raw, at)),
            }
        }
    }
    // What stands behind the last row may be anything.
    let rows = out.iter().chain([&part]).map(|part| part.at);
    let dates = Dates::of(raw, rows.collect::<Vec<_>>().into_iter(), timed, true);
    let ends = |cell: &Paragraph| ends_table(raw, part.at..cell.lines.start, dates);
    let end = part.cells.iter().position(ends).unwrap_or(part.cells.len());
    part.cells.truncate(end);
    part.titles.clear();
    part.groups.clear();
    out.push(part);
    Some(out)
}

/// The cells of a row in their columns.
#[derive(Clone, Debug)]
struct Aligned {
    cost: u32,
    /// Whether no other way costs as little.
    sure: bool,
    /// The column of each cell.
    columns: Vec<usize>,
}

impl Aligned {
    /// Whether each of so many columns has one cell.
    fn is_whole(&self, columns: usize) -> bool {
        self.columns.iter().copied().eq(0..columns)
    }
}

/// The columns of a table, and what is known of them.
struct Sheet<'c> {
    columns: Vec<Column>,
    /// What rows that lack no cell say, each with its column.
    said: Vec<(&'c str, usize)>,
    /// Whether there are more columns of bodies than two.
    many: bool,
    /// Whether the tasks are sentences.
    prose: bool,
    /// Whether a body that nobody knows may stand alone below a heading that asks for one.
    unknown: bool,
}

impl Sheet<'_> {
    /// What it costs that a cell stands in a column; none where it cannot.
    fn fit(&self, raw: &[Element<'_>], at: usize, cell: &Paragraph) -> Option<u32> {
        let column = &self.columns[at];
        let titled = self.columns.iter().any(|column| column.before_task);
        match (column.look, cell.kind) {
            (_, Kind::None) => Some(0),
            (Look::Units, Kind::Units | Kind::Offices) => {
                // Who helps with other tasks helps with this one.
                let words = words_of(&raw[cell.lines.start]);
                let mut said = self.said.iter().filter(|(known, _)| *known == words).peekable();
                let elsewhere = said.peek().is_some() && said.all(|&(_, of)| of != at);
                Some(u32::from(self.many && elsewhere))
            }
            (Look::Units, Kind::Words) => self.unknown.then_some(5),
            (Look::Units, _) => None,
            (Look::Day, Kind::Day) => Some(0),
            (Look::Day, Kind::Words) => Some(5),
            (Look::Day, _) => None,
            (Look::Words, Kind::Words) => Some(u32::from(self.prose && titled && column.is_task)),
            (Look::Words, Kind::Sentence) => Some(2 * u32::from(column.before_task)),
            (Look::Words, Kind::Day) => Some(2),
            (Look::Words, Kind::Units | Kind::Offices) => Some(7),
        }
    }

    /// What it costs that some cells are all of a column.
    fn fit_all(&self, raw: &[Element<'_>], at: usize, cells: &[Paragraph]) -> Option<u32> {
        let column = &self.columns[at];
        let (last, others) = match cells {
            [] => return Some(column.blank),
            [.., last] => (last, &cells[..cells.len() - 1]),
        };
        let more = others.len() as u32;
        let several = match column.look {
            Look::Units => cells.iter().all(Paragraph::names_bodies),
            // A sentence ends before the next one.
            Look::Words => {
                others.iter().all(|cell| cell.kind == Kind::Sentence)
                    && !last.names_bodies()
                    && last.kind != Kind::None
            }
            Look::Day => false,
        };
        if more > 0 && !several {
            return None;
        }
        let own: Option<u32> = cells.iter().map(|cell| self.fit(raw, at, cell)).sum();
        let price = if column.look == Look::Units { column.more } else { 3 };
        Some(own? + more * price)
    }

    /// The cheapest way to put cells in the columns, all of them and in order.
    fn align(&self, raw: &[Element<'_>], cells: &[Paragraph]) -> Option<Aligned> {
        let count = cells.len();
        // For each column and number of cells before its end: the cost, whether it is sure, where it begins.
        let mut best: Vec<Vec<Option<(u32, bool, usize)>>> = vec![vec![None; count + 1]];
        best[0][0] = Some((0, true, 0));
        for column in 0..self.columns.len() {
            let above = best.last()?;
            let mut here: Vec<Option<(u32, bool, usize)>> = vec![None; count + 1];
            for (to, slot) in here.iter_mut().enumerate() {
                for from in 0..=to {
                    let Some((cost, sure, _)) = above[from] else { continue };
                    let Some(own) = self.fit_all(raw, column, &cells[from..to]) else { continue };
                    let cost = cost + own;
                    match slot {
                        Some((known, _, _)) if *known < cost => {}
                        Some((known, sure, _)) if *known == cost => *sure = false,
                        _ => *slot = Some((cost, sure, from)),
                    }
                }
            }
            best.push(here);
        }
        let (cost, sure, _) = best.last()?[count]?;
        let mut columns = vec![0; count];
        let mut to = count;
        for column in (0..self.columns.len()).rev() {
            let (_, _, from) = best[column + 1][to]?;
            columns[from..to].fill(column);
            to = from;
        }
        Some(Aligned { cost, sure, columns })
    }

    /// The cells of a row that another follows, and how many behind them stand left of that one's number.
    fn row(&self, raw: &[Element<'_>], part: &Part, place: usize) -> Option<(Aligned, usize)> {
        let cells = &part.cells;
        let most = if part.titles.is_empty() { place.min(cells.len()) } else { 0 };
        let is_left = |cell: &Paragraph| cell.lines.len() == 1 && is_group(raw, cell.lines.start);
        let left = cells.iter().rev().take(most).take_while(|cell| is_left(cell)).count();
        let ways = (0..=left).filter_map(|left| {
            let mut found = self.align(raw, &cells[..cells.len() - left])?;
            found.cost += left as u32;
            Some((found, left))
        });
        cheapest(ways)
    }

    /// Whether two cells of a row are bodies of one column.
    fn has_several(&self, row: &Aligned) -> bool {
        let of_bodies = |column: usize| self.columns[column].look == Look::Units;
        row.columns.windows(2).any(|two| two[0] == two[1] && of_bodies(two[0]))
    }

    /// The cells of the last row, behind which something else stands, or nothing; `several` says that other rows
    /// have several bodies in a column.
    fn last_row(&self, raw: &[Element<'_>], part: &Part, several: bool) -> Option<Aligned> {
        let cells = &part.cells;
        let ways = (1..=cells.len()).filter_map(|end| Some((self.align(raw, &cells[..end])?, end)));
        let (mut found, mut end) = cheapest(ways)?;
        while let Some(next) = cells.get(end).filter(|cell| cell.names_bodies()) {
            // Who signs stands above the day.
            const SIGNERS: usize = 4;
            let from = next.lines.start;
            let mut below = from..raw.len().min(from + SIGNERS);
            if below.any(|at| is_day_line(&raw[at])) {
                break;
            }
            let longer = self.align(raw, &cells[..end + 1]).filter(|found| found.sure)?;
            // A body below a table none of whose rows names two so is who issues it, or a line of the page.
            if !several && self.has_several(&longer) {
                break;
            }
            end += 1;
            found = longer;
        }
        let stops = cells.get(end).is_none_or(|next| {
            let text = words_of(&raw[next.lines.start]);
            // A task that somebody answers for is a row that is not read.
            next.kind == Kind::Sentence && !cells[end..].iter().any(Paragraph::names_bodies)
                || next.names_bodies()
                || next.kind == Kind::Day
                || words::is_form_line(text)
                || matches!(&raw[next.lines.start], Element::Line(line) if line.marker.is_some())
        });
        stops.then_some(found)
    }
}

/// The one way that costs least.
fn cheapest(ways: impl Iterator<Item = (Aligned, usize)>) -> Option<(Aligned, usize)> {
    let ways: Vec<_> = ways.collect();
    let least = ways.iter().map(|(found, _)| found.cost).min()?;
    let mut found = ways.into_iter().filter(|(found, _)| found.cost == least);
    let one = found.next()?;
    (one.0.sure && found.next().is_none()).then_some(one)
}

/// The table whose first row begins at a line, below some headings.
fn table(raw: &[Element<'_>], first: usize, header: &Header) -> Option<Stack> {
    let columns = columns(raw, header);
    if !columns.iter().any(|column| column.look == Look::Units) {
        return None;
    }
    let timed = columns.iter().any(|column| column.look == Look::Day);
    let parts = parts(raw, first, header, timed)?;
    if parts.len() < FEWEST_ROWS || parts.iter().any(Part::is_blank) {
        return None;
    }
    let task = columns.iter().position(|column| column.is_task);
    let mut whole = parts.iter().filter(|part| part.cells.len() >= columns.len()).peekable();
    let prose = whole.peek().is_some()
        && task.is_some_and(|task| whole.all(|part| part.cells[task].kind == Kind::Sentence));
    let sheet = |columns: &[Column]| Sheet {
        said: Vec::new(),
        many: columns.iter().filter(|column| column.look == Look::Units).count() > 2,
        columns: columns.to_vec(),
        prose,
        unknown: header.place == 0,
    };
    // A last column that no row has words for is blank all the way down: 备注.
    let remark = header.parts.last().map(|part| heading(&joined(raw, part)));
    let without = (remark == Some(Heading::Remark)).then(|| sheet(&columns[..columns.len() - 1]));
    let sheets = without.into_iter().chain([sheet(&columns)]);
    sheets.into_iter().find_map(|mut sheet| {
        if sheet.many {
            sheet.said = said(raw, &parts, &sheet, header.place);
        }
        stack(raw, first, header, &parts, &sheet)
    })
}

/// Which bodies stand in which column, where a row has a cell for each.
fn said<'c>(
    raw: &'c [Element<'_>],
    parts: &[Part],
    sheet: &Sheet<'_>,
    place: usize,
) -> Vec<(&'c str, usize)> {
    let mut said: Vec<(&str, usize)> = Vec::new();
    for part in parts {
        let whole = |(found, _): &(Aligned, usize)| found.is_whole(sheet.columns.len());
        if sheet.row(raw, part, place).filter(whole).is_some() {
            let cells = part.cells.iter().zip(&sheet.columns).enumerate();
            let bodies = cells.filter(|(_, (_, column))| column.look == Look::Units);
            said.extend(bodies.map(|(at, (cell, _))| (words_of(&raw[cell.lines.start]), at)));
        }
    }
    said.sort_unstable();
    said.dedup();
    said
}

/// The rows of a table by what stands in its columns.
fn stack(
    raw: &[Element<'_>],
    first: usize,
    header: &Header,
    parts: &[Part],
    sheet: &Sheet,
) -> Option<Stack> {
    let place = header.place;
    let top = header.parts.last()?.end;
    let mut rows = Rows::default();
    let mut titles: Vec<usize> = Vec::new();
    for at in top..first {
        if is_title(raw, at) || goes_on_title(raw, &titles, at) {
            titles.push(at);
        }
    }
    let mut groups: Vec<usize> = (titles.last().map_or(top, |last| last + 1)..first).collect();
    rows.titles(raw, &titles);
    let mut end = first;
    let (mut even, mut named) = (true, 0);
    let mut several = false;
    for (nth, part) in parts.iter().enumerate() {
        let last = nth + 1 == parts.len();
        let (found, left) = match last {
            true => (sheet.last_row(raw, part, several)?, 0),
            false => sheet.row(raw, part, place)?,
        };
        if groups.len() > place || !groups.iter().all(|&at| is_group(raw, at)) {
            return None;
        }
        several |= sheet.has_several(&found);
        let cells = &part.cells[..found.columns.len()];
        even &= found.is_whole(sheet.columns.len());
        let of_bodies = |&column: &usize| sheet.columns[column].look == Look::Units;
        named += usize::from(
            found.columns.iter().zip(cells).any(|(at, cell)| of_bodies(at) && cell.names_bodies()),
        );
        end = cells.last()?.lines.end;
        rows.add(raw, part, &found, &groups, (sheet, place));
        rows.titles(raw, &part.titles);
        groups = match left {
            0 => part.groups.clone(),
            left => {
                part.cells[part.cells.len() - left..].iter().map(|cell| cell.lines.start).collect()
            }
        };
    }
    let start = header.parts.first()?.start;
    if named * 3 < parts.len() || !one_source(&raw[start..end]) {
        return None;
    }
    let head = (0..).zip(&header.parts);
    let head: Row =
        head.flat_map(|(column, part)| part.clone().map(move |at| (column, at))).collect();
    let least = if even && place == 0 { header.parts.len() as u32 } else { 0 };
    let merged = rows.merged(sheet, place);
    Some(Stack { start, end, head, rows: rows.rows, even, broken: false, least, merged })
}

/// The rows of a table, and which columns each has.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// For each row the columns that have words, and whether it has no title of its own; none for titles.
    known: Vec<Option<(Vec<usize>, bool)>>,
}

impl Rows {
    fn titles(&mut self, raw: &[Element<'_>], titles: &[usize]) {
        for (nth, &at) in titles.iter().enumerate() {
            match self.rows.last_mut().filter(|_| goes_on_title(raw, &titles[..nth], at)) {
                Some(row) => row.push((0, at)),
                None => {
                    self.rows.push(vec![(0, at)]);
                    self.known.push(None);
                }
            }
        }
    }

    fn add(
        &mut self,
        raw: &[Element<'_>],
        part: &Part,
        found: &Aligned,
        groups: &[usize],
        of: (&Sheet, usize),
    ) {
        let (sheet, place) = of;
        let from = (place - groups.len()) as u32;
        let mut row: Row = (from..).zip(groups.iter().copied()).collect();
        row.push((place as u32, part.at));
        for (cell, column) in part.cells.iter().zip(&found.columns) {
            let column = (place + 1 + column) as u32;
            row.extend(cell.lines.clone().map(|at| (column, at)));
        }
        self.rows.push(row);
        let titled = (0..sheet.columns.len()).find(|&at| sheet.columns[at].before_task);
        let shares = match titled {
            Some(title) => !found.columns.contains(&title),
            None => place > 0 && groups.is_empty(),
        };
        // 小计 is no task that somebody answers for.
        let task =
            part.cells.iter().zip(&found.columns).find(|(_, at)| sheet.columns[**at].is_task);
        let says = task.is_none_or(|(cell, _)| {
            let words = words_of(&raw[cell.lines.start]);
            let told = cell.kind == Kind::Sentence || quantity::opens_with_action(words);
            told && may_be_task(words)
        });
        let own = words_of(&raw[part.at]);
        let own = task_number(own).map_or(own, |number| &own[number.end..]);
        let shares = shares && says && may_be_task(own);
        self.known.push(Some((found.columns.clone(), shares)));
    }

    /// The cells that rows share with those above them: a task of which the rows below have parts, and who
    /// answers for what has one title.
    fn merged(&self, sheet: &Sheet, place: usize) -> Vec<Merged> {
        let mut out: Vec<Merged> = Vec::new();
        let is_units = |column: &usize| sheet.columns[*column].look == Look::Units;
        for (column, known) in sheet.columns.iter().enumerate() {
            let units = known.look == Look::Units;
            if !units && !known.is_task {
                continue;
            }
            let mut above: Option<Merged> = None;
            for (row, known) in self.known.iter().enumerate() {
                let Some((own, shares)) = known else {
                    out.extend(above.take());
                    continue;
                };
                let alone = *shares && !own.iter().any(is_units);
                let lacks = !own.contains(&column) && (!units || alone);
                match above.as_mut().filter(|_| lacks) {
                    Some(above) => above.rows += 1,
                    None => {
                        out.extend(above.take());
                        let column = (place + 1 + column) as u32;
                        let begins = self.rows[row].iter().any(|&(own, _)| own == column);
                        above = begins.then_some(Merged { row, column, rows: 1 });
                    }
                }
            }
            out.extend(above);
        }
        out.retain(|cell| cell.rows > 1);
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    /// The units of the last row of a table each cell of which is a paragraph.
    fn last_units(words: &[&str]) -> Vec<String> {
        let notice = fixtures::notice_of_lines(&words.join("\n"), true);
        let last = notice.tables.first().and_then(|table| table.rows.last());
        let units = last.into_iter().flat_map(|row| &row.units);
        units.map(|unit| unit.name.to_string()).collect()
    }

    #[test]
    fn a_body_below_the_last_row_is_its_own_only_where_rows_name_several() {
        let table = |second: &[&'static str]| {
            let mut words =
                vec!["松岭县重点任务分解表", "序号", "工作任务", "责任单位", "完成时限"];
            words.extend(["1", "清淤河道，建立巡查台账。", "县水务局"]);
            words.extend(second);
            words.extend(["6月底前", "2", "更新供水管网，公布监测结果。", "县住建局"]);
            words.extend(["3", "加固堤防，增设标识。", "县水务局", "县纪委监委"]);
            last_units(&words)
        };
        assert_eq!(table(&[]), ["县水务局"]);
        assert_eq!(table(&["县财政局"]), ["县水务局", "县纪委监委"]);
    }
}
