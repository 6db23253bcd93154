//! Rows whose cells are broken over lines, one below the other as the text of a PDF prints them.
//!
//! `1`, `建成高标准农田3万`, `亩。`, `县农业`, `农村局`: nothing stands between the last line of a cell and the first
//! of the next. The lines of a row are parted among the columns so that each part looks like what its
//! heading says, is a task that the body prints in the same words, and breaks its lines where its column
//! is full. Of all ways to part them the best counts; where it leaves lines unexplained, nothing is put
//! together here.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use hongtou_model::Role;
use hongtou_source::chars;

use super::super::flattened::{goes_on_likely, width};
use super::super::headings::{
    Heading, duty, heading, is_heading_word, is_office, names_body, squeeze,
};
use super::super::profile::{is_none_mark, is_only_time, names_one};
use super::body::{Body, Said};
use super::by_number::fits_each;
use super::look::{Look, cell, is_heading, is_office as names_part, is_section, is_short};
use super::parts::{Dates, ends_table, is_set_apart};
use super::{LONGEST_GAP, Number, Row, Stack, number_of};
use crate::flow::Flow;
use crate::lines::Element;
use crate::{date, responsibility, sentence};

/// So many lines a row may have.
const LONGEST_ROW: usize = 48;
/// So many bytes the words of a row may have.
const LONGEST_WORDS: usize = 4000;
/// So many ways to fill a cell a reading as a list of units counts for.
const LIST: usize = 20;
/// So many rows are tried with all headings that there may be.
const SAMPLE: usize = 12;
/// So many lines a cell may have that holds units, a day or a name.
const LONGEST_CELL: usize = 12;
/// So many lines a heading may have, and so many all of them.
const LONGEST_HEADING: usize = 3;
const LONGEST_HEADER: usize = 30;
/// So many lines the group may have that stands left of the first number.
const LONGEST_GROUP: usize = 5;

/// The table whose first row has the first of some numbers.
pub(super) fn read(
    raw: &[Element<'_>],
    numbers: &[Number],
    floor: usize,
    body: &OnceCell<Body>,
) -> Option<Stack> {
    let first = numbers.first()?.at;
    let above = (floor..first).rev();
    let top = above.take_while(|&at| is_section(raw, at)).last().unwrap_or(first);
    // What stands below the headings and is none may be the group that the first rows are of.
    let remark = |at: usize| is_heading(raw, at, |heading| heading == Heading::Remark);
    let group = (floor..top).rev().take(LONGEST_GROUP);
    let group = group.take_while(|&at| is_short(raw, at, 6) && !remark(at));
    let group = group.filter(|_| top == first).map(|at| (at, true));
    let below = std::iter::once((top, false)).chain(group);
    let headers: Vec<(Vec<Range<usize>>, usize, bool)> = below
        .flat_map(|(top, grouped)| {
            headers(raw, floor, top).into_iter().map(move |header| (header, top, grouped))
        })
        .collect();
    let start = headers.first()?.0.first()?.start;
    let body = body.get_or_init(|| Body::of(&raw[..start]));
    let timed = |lines: &Range<usize>| heading(&joined(raw, lines)) == Heading::Deadline;
    let timed = headers.iter().any(|(header, ..)| header.iter().any(timed));
    // A row behind a gap in the numbers has a line for each heading.
    let looks = headers.iter().filter(|(.., grouped)| !grouped).map(|(header, ..)| {
        let look = |lines: &Range<usize>| Look::of_heading(heading(&joined(raw, lines)));
        header[1..].iter().map(look).collect::<Vec<_>>()
    });
    let looks: Vec<Vec<Look>> = looks.filter(|looks| looks.contains(&Look::Units)).collect();
    let is_whole = |number: &Number| {
        let row = |looks: &Vec<Look>| {
            let cells = (number.at + 1..raw.len()).take(looks.len()).map(|at| at..at + 1);
            fits_each(raw, looks, &cells.collect::<Vec<_>>())
        };
        looks.iter().any(row)
    };
    let rows = rows(raw, numbers, timed, body, is_whole)?;
    // A line for each of the headings that there may be: nothing is broken.
    let columns = |(header, _, grouped): &(Vec<Range<usize>>, usize, bool)| {
        header.len() - 1 + usize::from(*grouped)
    };
    if headers.iter().any(|header| has_line_for_each(&rows, columns(header), header.2)) {
        return None;
    }
    // The first rows tell which headings they are.
    let some = if headers.len() > 1 { &rows[..rows.len().min(SAMPLE)] } else { &rows[..] };
    let told = headers.into_iter().flat_map(|(header, top, grouped)| {
        let columns = Columns::below(raw, &header, grouped, body);
        columns.into_iter().filter_map(move |columns| {
            let told = columns.clone().part(some)?;
            Some((header.clone(), top, columns, told))
        })
    });
    let (header, top, columns, told) =
        told.max_by(|(.., a), (.., b)| a.score.total_cmp(&b.score))?;
    let told = if some.len() == rows.len() { told } else { columns.part(&rows)? };
    Some(told.stack(&rows, &header, top..first))
}

/// A row: its number, the lines below it, and the titles above the next one.
struct Lines<'s> {
    number: usize,
    at: Vec<usize>,
    lines: Vec<Printed<'s>>,
    sections: Vec<usize>,
    shares: Shares,
}

/// The rows from the first number on, each up to the one that counts on, behind a gap where its row `is_whole`, or
/// below a title again from 1; `timed` says that a heading asks when.
fn rows<'s>(
    raw: &[Element<'s>],
    numbers: &[Number],
    timed: bool,
    body: &Body,
    is_whole: impl Fn(&Number) -> bool,
) -> Option<Vec<Lines<'s>>> {
    let mut rows: Vec<Lines<'s>> = Vec::new();
    let mut rest = numbers.iter();
    let mut next = rest.next();
    while let Some(number) = next {
        let again = |other: &Number| other.number == 1 && is_section(raw, other.at - 1);
        let counts_on = |other: &Number| other.number == number.number + 1;
        let beyond = |other: &Number| {
            (number.number + 2..=number.number + 1 + LONGEST_GAP).contains(&other.number)
                && is_whole(other)
        };
        let after = rest.clone().position(|other| counts_on(other) || again(other));
        let after = after.or_else(|| rest.clone().position(beyond));
        next = after.and_then(|after| rest.nth(after));
        let end = next.map_or(raw.len(), |next| next.at);
        let above = rows.iter().map(|row| row.number).chain([number.at]);
        let last = next.is_none_or(|next| is_set_apart(raw, number.at, next.at));
        let dates = Dates::of(raw, above, timed, last);
        let (row, taken) = Lines::below(raw, number.at..end, dates);
        rows.push(row);
        // Behind what ends a table its numbers do not go on.
        if next.is_some() && taken < end {
            break;
        }
    }
    // What stands behind the last number may be anything, and no title heads further rows.
    let (last, others) = rows.split_last_mut()?;
    let longest = others.iter().map(|row| row.at.len()).max()?;
    last.sections.clear();
    last.at.truncate(2 * longest);
    let words = |row: &Lines<'_>| row.at.iter().map(|&at| words_of(&raw[at]).len()).sum::<usize>();
    while words(last) > LONGEST_WORDS {
        last.at.pop();
    }
    if rows.iter().any(|row| row.at.len() > LONGEST_ROW) {
        return None;
    }
    if rows.iter().any(|row| words(row) > LONGEST_WORDS) {
        return None;
    }
    // To read a list of units costs as much as many other looks at a cell.
    let lists = |row: &Lines<'_>| LIST * row.at.len() * row.at.len().min(LONGEST_CELL);
    if !body.may_try(rows.iter().map(lists).sum()) {
        return None;
    }
    for row in &mut rows {
        row.lines = row.at.iter().map(|&at| Printed::of(&raw[at], body)).collect();
        for at in 1..row.lines.len() {
            let (line, next) = (&row.lines[at - 1], &row.lines[at]);
            row.lines[at - 1].open = line
                .said
                .is_some_and(|said| body.goes_on(said, line.flow.text(), next.flow.text()));
        }
        row.shares = Shares::of_lines(row.lines.len());
    }
    Some(rows)
}

/// Whether the rows have a line for each cell of so many columns behind the number: what they say need
/// not be looked at.
fn has_line_for_each(rows: &[Lines<'_>], columns: usize, grouped: bool) -> bool {
    let count = rows[0].at.len();
    let even = rows[..rows.len() - 1].iter().all(|row| row.at.len() == count);
    // One row above the last is always even.
    let told = rows.len() > 2
        || count <= columns
        || rows.iter().all(|row| row.at.len() == count)
        || ends_in_names(&rows[0], count.saturating_sub(rows[rows.len() - 1].at.len()));
    even && (grouped && told || rows.iter().all(|row| row.at.len() == columns))
}

/// Whether no cell is broken but behind a mark that goes on: the first row has a line for each of so many columns,
/// and none has more but the last, behind which anything may stand. The others lack the cells that a row above
/// shares with them.
fn has_no_broken(rows: &[Lines<'_>], columns: usize) -> bool {
    let above = &rows[..rows.len() - 1];
    above.first().is_some_and(|row| row.cells() == columns)
        && above.iter().all(|row| row.cells() <= columns)
}

/// Whether the lines that a row has more than another, and the one above them, each name a body.
fn ends_in_names(row: &Lines<'_>, more: usize) -> bool {
    let Some(first) = row.lines.len().checked_sub(more + 1).filter(|_| more > 0) else {
        return false;
    };
    let names = |line: &Printed<'_>| {
        !line.open
            && names_one(line.flow.text())
            && !line.flow.text().contains(chars::is_open)
            && responsibility::unit_score(&line.flow) >= 0.6
    };
    row.lines[first..].iter().all(names)
}

impl<'s> Lines<'s> {
    /// Whether a line goes on with the one above it by the mark that this ends with.
    fn goes_on(&self, at: usize) -> bool {
        self.lines[at - 1].flow.text().ends_with(['、', '，', ','])
    }

    /// Whether some lines are no more than one, or go on with it.
    fn is_one(&self, lines: Range<usize>) -> bool {
        lines.skip(1).all(|at| self.goes_on(at))
    }

    /// How many cells they are where none is broken but behind such a mark.
    fn cells(&self) -> usize {
        self.lines.len() - (1..self.lines.len()).filter(|&at| self.goes_on(at)).count()
    }

    /// The lines below a number, before some end, and where they end.
    fn below(raw: &[Element<'s>], row: Range<usize>, dates: Dates) -> (Lines<'s>, usize) {
        let (number, end) = (row.start, row.end);
        let (at, lines, sections) = (Vec::new(), Vec::new(), Vec::new());
        let mut row = Lines { number, at, lines, sections, shares: Shares::of_lines(0) };
        let end = end.min(number + LONGEST_ROW + 2);
        for at in number + 1..end {
            if is_section(raw, at) && !is_group(raw, number, at..end) {
                row.sections.push(at);
            } else if ends_table(raw, number..at, dates)
                || begins_header(raw, at)
                || !row.sections.is_empty()
            {
                return (row, at);
            } else if !Number::of(raw, at).is_some_and(|number| number.page) {
                row.at.push(at);
            }
        }
        (row, end)
    }
}

/// Whether a title is the first cell of a row, right below its number and with more cells before some end: 1, 一、抓好
/// 农业节水, 推广滴灌.
pub(super) fn is_group(raw: &[Element<'_>], number: usize, title: Range<usize>) -> bool {
    title.start == number + 1
        && title.start + 1 < title.end
        && !is_section(raw, title.start + 1)
        && number_of(&raw[title.start + 1]).is_none()
}

/// Whether the headings of a table begin at a line: 序号, or 序 above 号, 任务编 above 号.
pub(super) fn begins_header(raw: &[Element<'_>], at: usize) -> bool {
    const LONGEST_BEGIN: usize = 9;
    let torn = |first: &str| {
        raw.get(at + 1).is_some_and(|line| words_of(line) == "号")
            && heading(&[first, "号"].concat()) == Heading::Serial
    };
    let first = words_of(&raw[at]);
    is_heading(raw, at, |heading| heading == Heading::Serial)
        || (1..=LONGEST_BEGIN).contains(&first.len()) && torn(first)
}

/// The words of a line; none of what is no line.
pub(super) fn words_of<'e>(element: &'e Element<'_>) -> &'e str {
    match element {
        Element::Line(line) => &line.text()[cell(line)],
        _ => "",
    }
}

/// The words of some lines.
pub(super) fn joined(raw: &[Element<'_>], lines: &Range<usize>) -> String {
    raw[lines.clone()].iter().map(words_of).collect()
}

/// The headings above a line, from 序号 on: each a line, or lines of which some are no heading by themselves.
///
/// 责任 above 单位 may be one heading or two; both are told.
fn headers(raw: &[Element<'_>], floor: usize, end: usize) -> Vec<Vec<Range<usize>>> {
    let short = |&at: &usize| {
        let words = words_of(&raw[at]);
        let plain = |c: char| {
            chars::is_han(c)
                || chars::digit(c).is_some()
                || chars::is_space(c)
                || "（）()、/／".contains(c)
        };
        !words.is_empty() && words.chars().count() <= 10 && words.chars().all(plain)
    };
    let mut run = (floor..end).rev().take(LONGEST_HEADER).take_while(short);
    let Some(start) = run.find(|&at| begins_header(raw, at)) else { return Vec::new() };
    let lines: Vec<&str> = raw[start..end].iter().map(words_of).collect();
    let mut out: Vec<Vec<Range<usize>>> = Vec::new();
    for joins in [Joins::Torn, Joins::All] {
        let Some(parts) = parted_headings(&lines, joins) else { continue };
        let header: Vec<Range<usize>> =
            parts.into_iter().map(|part| start + part.start..start + part.end).collect();
        if header.len() >= 3 && !out.contains(&header) {
            out.push(header);
        }
    }
    out
}

/// The lines of a header by the headings that they are, where its rows have so many cells of a line
/// each: 牵头 above 部门 is one heading where a row has a line less.
pub(super) fn head(raw: &[Element<'_>], header: Range<usize>, cells: usize) -> Row {
    let lines: Vec<&str> = raw[header.clone()].iter().map(words_of).collect();
    let parted = |joins| parted_headings(&lines, joins).filter(|parts| parts.len() >= cells);
    let [torn, duties, all] = [Joins::Torn, Joins::Duties, Joins::All]
        .map(|joins| if lines.len() > cells { parted(joins) } else { None });
    let fits = |parts: &&Vec<Range<usize>>| parts.len() == cells;
    let exact = [&torn, &duties, &all].into_iter().flatten().find(fits);
    match exact.or(duties.as_ref()).or(torn.as_ref()) {
        Some(parts) => {
            let headings = (0..).zip(parts);
            headings
                .flat_map(|(column, part)| part.clone().map(move |at| (column, header.start + at)))
                .collect()
        }
        None => {
            // A last column, 备注, may have no words in any row.
            let remark = lines.last().is_some_and(|last| heading(last) == Heading::Remark);
            let joins = joins(&lines, cells + usize::from(remark));
            let columns = joins.iter().scan(0, |column, joins| {
                *column += u32::from(!joins);
                Some(*column)
            });
            std::iter::once(0).chain(columns).zip(header).collect()
        }
    }
}

/// Which lines of a header go on with the heading above them where it has so many headings, so that most words
/// that head columns stay whole; none where it has no more lines.
fn joins(lines: &[&str], headings: usize) -> Vec<bool> {
    /// To put more to words that head a column costs more than whatever else is joined.
    const BROKEN: i32 = 12;
    /// 时限 may be the rest of 完成时限, but 参与部门 is whole.
    const WHOLE: usize = 4;
    let whole = |line: &&str| line.chars().count() >= WHOLE && is_heading_word(line);
    let whole: Vec<bool> = lines.iter().map(whole).collect();
    let cost = |part: Range<usize>| -> i32 {
        let pairs = (part.start + 1..part.end).map(|at| {
            let likely = goes_on_likely(lines[at - 1], lines[at]);
            // （层级） belongs to what it stands below, and so does 名称.
            let broken = i32::from(likely < 2) * i32::from(whole[at - 1] || whole[at]);
            4 - likely + broken * BROKEN
        });
        pairs.sum()
    };
    if lines.is_empty() {
        return Vec::new();
    }
    let mut joins = vec![true; lines.len() - 1];
    // For each line and number of headings up to it the least cost, and where the last of them begins.
    let headings = headings.clamp(1, lines.len());
    let mut best = vec![vec![None::<(i32, usize)>; headings + 1]; lines.len() + 1];
    best[0][0] = Some((0, 0));
    for to in 1..=lines.len() {
        for count in 1..=headings {
            let ways = (0..to).rev().take(LONGEST_HEADING.max(lines.len() / headings + 1));
            let ways =
                ways.filter_map(|from| Some((best[from][count - 1]?.0 + cost(from..to), from)));
            best[to][count] = ways.min();
        }
    }
    let mut to = lines.len();
    for count in (1..=headings).rev() {
        let Some((_, from)) = best[to][count] else { break };
        if from > 0 {
            joins[from - 1] = false;
        }
        to = from;
    }
    joins
}

/// Which lines below each other may be one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joins {
    /// Those of which one is no heading by itself: 完成 above 时限.
    Torn,
    /// A duty above who has it as well: 牵头 above 部门.
    Duties,
    /// Any short ones as well.
    All,
}

/// Some lines parted into the fewest headings, of which no line is left.
pub(super) fn parted_headings(lines: &[&str], joins: Joins) -> Option<Vec<Range<usize>>> {
    // For each line the least price up to it, and where the last heading begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for to in 1..=lines.len() {
        let last = (to.saturating_sub(LONGEST_HEADING)..to).filter_map(|from| {
            let (price, _) = best[from]?;
            Some((price + heading_price(&lines[from..to], joins)?, from))
        });
        best.push(last.min());
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut to = lines.len();
    while to > 0 {
        let (_, from) = best[to]?;
        parts.push(from..to);
        to = from;
    }
    parts.reverse();
    Some(parts)
}

/// How unlikely it is that some lines are one heading; none where they are not.
fn heading_price(lines: &[&str], joins: Joins) -> Option<usize> {
    if !is_heading_word(&lines.concat()) {
        return None;
    }
    let [first, .., last] = lines else { return Some(2) };
    if heading(last) == Heading::Remark {
        return None;
    }
    let len = |words: &str| words.chars().count();
    // A column is full in all lines but the last.
    let full = lines[..lines.len() - 1].iter().all(|line| len(line) == len(first));
    if !full || len(last) > len(first) || len(first) > 5 {
        return None;
    }
    // 一季度 above 二季度 are two, but 2031年 above 上半年 is one; and so are 类别 above 任务.
    let time = |words: &str| matches!(heading(words), Heading::Target(Some(_)));
    let times = !first.ends_with('年') && time(first) && time(last);
    let levels = heading(first) == Heading::Section
        && matches!(heading(last), Heading::Name | Heading::Detail | Heading::Goals);
    if times || levels {
        return None;
    }
    let known = |lines: &[&str]| is_heading_word(&lines.concat());
    let parted = (1..lines.len()).any(|at| known(&lines[..at]) && known(&lines[at..]));
    let short = lines.len() == 2 && len(first) <= 3 && heading(first) != Heading::Serial;
    let both = match joins {
        Joins::Torn => false,
        Joins::Duties => {
            duty(&squeeze(first)).is_some() && matches!(heading(last), Heading::Units(_))
        }
        Joins::All => true,
    };
    // 责任 above 股室 or 领导: whose duty it is heads no column beside that of the duty.
    let bearer = |words: &str| is_office(words) || words == "领导";
    let borne = short && duty(&squeeze(first)).is_some() && bearer(&squeeze(last));
    (!parted || borne || short && both).then_some(1 + lines.len())
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The task itself.
    Task,
    /// Other words.
    Words,
    /// Who leads or answers, and whom a task seldom lacks.
    Units,
    /// Who helps or guides.
    Helpers,
    Day,
    /// Names and telephones of persons.
    Person,
    /// What the next row is of, printed before its number.
    Group,
}

impl Kind {
    fn below(heading: Heading) -> Kind {
        match heading {
            Heading::Units(Role::Support | Role::Guide) => Kind::Helpers,
            Heading::Units(_) | Heading::Office => Kind::Units,
            Heading::Deadline => Kind::Day,
            Heading::Person | Heading::Contact => Kind::Person,
            _ => Kind::Words,
        }
    }

    fn is_of_units(&self) -> bool {
        matches!(self, Kind::Units | Kind::Helpers)
    }

    /// What it costs that a cell of the column is empty.
    fn empty(self) -> f32 {
        match self {
            Kind::Task => 3.0,
            Kind::Units => 1.2,
            Kind::Helpers => 1.1,
            Kind::Words | Kind::Day | Kind::Person => 0.8,
            Kind::Group => 0.3,
        }
    }
}

/// The columns behind the number, and what is known of them.
#[derive(Clone)]
struct Columns<'r> {
    body: &'r Body,
    kinds: Vec<Kind>,
    /// How wide each is, in places of a screen; nought where nothing is known yet.
    widths: Vec<usize>,
    /// Whether each has words in any row but the last, behind which anything may stand.
    used: Vec<bool>,
    /// Whether each cell is a line.
    whole: bool,
}

impl<'r> Columns<'r> {
    /// The columns below some headings; several where 项目 and 工作目标 may both be what the tasks stand below.
    fn below(
        raw: &[Element<'_>],
        header: &[Range<usize>],
        grouped: bool,
        body: &'r Body,
    ) -> Vec<Self> {
        let words: Vec<String> = header[1..].iter().map(|lines| joined(raw, lines)).collect();
        let headings: Vec<Heading> = words.iter().map(|words| heading(words)).collect();
        let kind = |(words, &heading): (&String, &Heading)| match names_body(words) {
            true => Kind::Helpers,
            false => Kind::below(heading),
        };
        let mut kinds: Vec<Kind> = words.iter().zip(&headings).map(kind).collect();
        let detail = |heading: &Heading| matches!(heading, Heading::Detail | Heading::ThingDetail);
        let name = |heading: &Heading| {
            matches!(heading, Heading::Name | Heading::ThingName | Heading::Goals)
        };
        let task = headings.iter().rposition(detail).or_else(|| headings.iter().rposition(name));
        let task = task.or_else(|| kinds.iter().position(|&kind| kind == Kind::Words));
        // What stands beside it, and is to be reached, may say the task as well.
        let goals = |at: &usize| {
            use Heading::{Goals, Target, Unknown};
            kinds[*at] == Kind::Words
                && matches!(headings[*at], Goals | Target(None) | Unknown)
                && !headings.iter().any(detail)
        };
        let other = task.map(|task| task + 1).filter(|other| *other < kinds.len()).filter(goals);
        kinds.extend(grouped.then_some(Kind::Group));
        let below = |task: Option<usize>| {
            let mut kinds = kinds.clone();
            if let Some(task) = task {
                kinds[task] = Kind::Task;
            }
            let (widths, used) = (vec![0; kinds.len()], vec![true; kinds.len()]);
            Columns { body, kinds, widths, used, whole: false }
        };
        let other = other.map(|other| below(Some(other)));
        // The last counts where both are as good: of two columns the left one is rather blank.
        std::iter::once(below(task)).chain(other).collect()
    }

    /// The rows parted, where that leaves hardly anything unexplained.
    fn part(mut self, rows: &[Lines<'_>]) -> Option<Told> {
        let grouped = self.kinds.contains(&Kind::Group);
        if has_line_for_each(rows, self.kinds.len(), grouped)
            || !self.kinds.iter().any(Kind::is_of_units)
        {
            return None;
        }
        if !self.whole && has_no_broken(rows, self.kinds.len() - usize::from(grouped)) {
            let whole = Columns { whole: true, ..self.clone() }.part(rows);
            if whole.is_some() {
                return whole;
            }
        }
        let mut parted: Vec<Parted> = Vec::new();
        // Once without a look at how wide the columns are, and then with what that says of them.
        for _ in 0..2 {
            let (last, others) = rows.split_last()?;
            let others = others.iter().map(|row| self.row(row, false));
            parted = others.chain([self.row(last, true)]).collect::<Option<_>>()?;
            self.measure(rows, &parted);
        }
        let unexplained: usize = parted.iter().map(|row| row.unexplained).sum();
        let score = parted.iter().map(|row| row.score).sum::<f32>() / rows.len() as f32;
        let said = parted.iter().filter(|row| row.said).count();
        let sure = said * 5 >= rows.len() * 4 && !parted.iter().any(|row| row.guessed);
        let ends = parted.into_iter().map(|row| row.ends).collect();
        let explained = unexplained * 10 <= rows.len() && score > 0.0;
        explained.then_some(Told { ends, grouped, score, sure })
    }

    /// How wide the columns are, and which of them have any words; by the rows of which all is explained,
    /// where there are some.
    fn measure(&mut self, rows: &[Lines<'_>], parted: &[Parted]) {
        self.used.fill(false);
        let any = parted.iter().any(|row| row.unexplained == 0 && row.said);
        let sound = |row: &Parted| !any || row.unexplained == 0 && row.said;
        // For each column how wide the widest line of each cell is, and whether the cell is broken.
        let mut widest: Vec<Vec<(usize, bool)>> = vec![Vec::new(); self.widths.len()];
        for (row, parted) in rows[..rows.len() - 1].iter().zip(parted) {
            for (column, lines) in parted.cells().enumerate() {
                self.used[column] |= !lines.is_empty();
                let broken = lines.len() > 1;
                let wide = row.lines[lines].iter().map(|line| width(line.flow.text())).max();
                widest[column].extend(wide.filter(|_| sound(parted)).map(|wide| (wide, broken)));
            }
        }
        self.widths = widest.iter().map(|cells| widest_of(cells)).collect();
    }

    /// The best way to part the lines of a row; the last row may end before the last of them.
    fn row(&self, row: &Lines<'_>, last: bool) -> Option<Parted> {
        let count = row.lines.len();
        if !self.body.may_try(count * (count + 1) / 2 * self.kinds.len()) {
            return None;
        }
        // For each column and each number of lines before its end: the best score, and where it begins.
        let mut best: Vec<Vec<Option<(f32, usize)>>> = vec![vec![None; count + 1]];
        best[0][0] = Some((0.0, 0));
        for column in 0..self.kinds.len() {
            // What the row behind the last is of is no part of the table.
            let group = self.kinds[column] == Kind::Group;
            let most = if last && (group || !self.used[column]) { 0 } else { LONGEST_ROW };
            let mut here: Vec<Option<(f32, usize)>> = vec![None; count + 1];
            for (from, before) in best[column].iter().enumerate() {
                let Some((score, _)) = *before else { continue };
                for (to, slot) in here.iter_mut().enumerate().skip(from).take(most + 1) {
                    if self.whole && !group && !row.is_one(from..to) {
                        break;
                    }
                    let Some(own) = self.cell(column, row, from..to) else { break };
                    let score = score + own.score;
                    if slot.is_none_or(|(known, _)| score > known) {
                        *slot = Some((score, from));
                    }
                }
            }
            best.push(here);
        }
        let ends = best.last()?;
        let scored = (0..=count).filter(|&end| last || end == count);
        let scored = scored.filter_map(|end| Some((end, ends[end]?.0)));
        // Of equal ones the shortest row.
        let (mut to, score) = scored.rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let mut out =
            Parted { ends: Vec::new(), score, unexplained: 0, said: false, guessed: false };
        for column in (0..self.kinds.len()).rev() {
            out.ends.push(to);
            let from = best[column + 1][to]?.1;
            let own = self.cell(column, row, from..to)?;
            out.unexplained += own.unexplained;
            out.said |= own.said;
            out.guessed |= own.guessed;
            to = from;
        }
        out.ends.reverse();
        Some(out)
    }

    /// How well some lines of a row are the cell of a column; none where more lines are no better.
    fn cell(&self, column: usize, row: &Lines<'_>, lines: Range<usize>) -> Option<CellScore> {
        let kind = self.kinds[column];
        let mut out = CellScore { score: -kind.empty(), ..CellScore::default() };
        let Some((first, more)) = row.lines[lines.clone()].split_first() else { return Some(out) };
        let long = !matches!(kind, Kind::Task | Kind::Words) && lines.len() > LONGEST_CELL;
        if long {
            return None;
        }
        let mut joined = first.flow.clone();
        more.iter().for_each(|line| joined.append(&line.flow));
        let text = joined.text();
        out.score = self.fit(
            kind,
            &joined,
            (first, lines.len()),
            || row.shares.of(&row.lines, &joined, lines.clone()),
            &mut out,
        );
        // 县教育局、 goes on in the next line, and so does an open bracket.
        let brackets = |known: fn(char) -> bool| text.chars().filter(|&c| known(c)).count();
        let closing = |c: char| matches!(c, '）' | ')' | '》' | '〕' | ']');
        if text.ends_with(['、', '，', ',']) || brackets(chars::is_open) > brackets(closing) {
            out.score -= 3.0;
        }
        // The name of a body, or a task, goes on there as well.
        let last = &row.lines[lines.end - 1];
        if last.open && (kind.is_of_units() || kind == Kind::Task) {
            out.score -= 3.0;
        }
        if kind != Kind::Task && text.starts_with(chars::is_open) {
            out.score -= 1.0;
        }
        for at in lines.start..lines.end - 1 {
            let [line, next] = [at, at + 1].map(|at| row.lines[at].flow.text());
            // A blank line may be all that a page's number left.
            let open = row.lines[at].open;
            if out.said || open || !row.lines[at + 1].gap && self.is_full(column, line, next) {
                continue;
            }
            let goes_on = line.ends_with(['、', '，', ',', '（', '(', '和', '及', '与']);
            // Bodies one below the other.
            let alone =
                |at: usize| row.shares.of(&row.lines, &row.lines[at].flow, at..at + 1) >= 0.6;
            let listed = kind.is_of_units() && alone(at) && alone(at + 1);
            out.guessed |= listed;
            out.score -= if goes_on || listed { 0.2 } else { 1.2 };
            out.unexplained += usize::from(!goes_on && !listed);
        }
        Some(out)
    }

    /// How well words look like those of a column.
    fn fit(
        &self,
        kind: Kind,
        words: &Flow<'_>,
        (first, lines): (&Printed<'_>, usize),
        units: impl FnOnce() -> f32,
        out: &mut CellScore,
    ) -> f32 {
        let text = words.text();
        let none = is_none_mark(text);
        let is_day = || text.chars().count() <= 20 && date::says_when(text);
        match kind {
            Kind::Units | Kind::Helpers => {
                // 规划股, an office inside a body.
                let office = lines <= LONGEST_HEADING
                    && (text.ends_with(['室', '处']) && text.chars().all(chars::is_han)
                        || names_part(text));
                let share = if none || office { 0.9 } else { units() };
                out.unexplained += usize::from(share < 0.3);
                4.0 * share - 2.0
            }
            // Of 2025年 and 12月 below it both are one.
            Kind::Day if none || is_day() && is_only_time(text) => 2.0 + 0.1 * lines as f32,
            Kind::Day if is_day() => 0.0,
            Kind::Day => -2.0,
            Kind::Person if none || is_person(text) => {
                // Most names have three characters.
                if text.chars().count() == 3 { 1.2 } else { 1.0 }
            }
            Kind::Person => -2.0,
            Kind::Group if sentence::is_sentence(text) || is_day() || units() >= 0.6 => -3.0,
            Kind::Group => -0.2,
            Kind::Task | Kind::Words => {
                let said = first.said.and_then(|at| self.body.says(at, text));
                out.said = said.is_some_and(|said| said.begins);
                let of_task = kind == Kind::Task;
                let whole_task = self.whole && ends_task(text);
                match said {
                    Some(Said { begins: true, ends: true }) if of_task => 2.0,
                    Some(Said { begins: true, ends: true }) => 1.0,
                    _ if is_day() && !sentence::is_sentence(text) => -1.0,
                    _ if of_task && text.chars().count() < SHORTEST_TASK && !whole_task => -1.0,
                    Some(Said { begins: true, .. }) => 0.3,
                    _ if ends_task(text) => 0.5,
                    _ => 0.0,
                }
            }
        }
    }

    /// Whether a line fills its column so that what the next one begins with had no room in it.
    fn is_full(&self, column: usize, line: &str, next: &str) -> bool {
        // What cannot be broken: the digits of a figure, and a mark behind the character before it.
        let unbroken = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
        let word = next.chars().take_while(unbroken).count().max(2);
        let mark = next.chars().nth(1).is_some_and(|c| !chars::is_word(c) && !chars::is_open(c));
        let wanted = word + if mark { 2 } else { 0 };
        self.widths[column] == 0 || width(line) + wanted + SLACK > self.widths[column]
    }
}

/// How wide a column is, by its cells: as the widest of them, unless more of those that are broken are full at
/// less: then that one holds the words of another column.
fn widest_of(cells: &[(usize, bool)]) -> usize {
    let broken = || cells.iter().filter(|(_, broken)| *broken).map(|&(wide, _)| wide);
    let full = |wide: usize| broken().filter(|&own| own <= wide && own + SLACK >= wide).count();
    let all = cells.iter().map(|&(wide, _)| wide);
    all.max_by_key(|&wide| (full(wide), wide)).unwrap_or(0)
}

/// So much narrower than others a full line may be: half-width marks and figures are set closer.
const SLACK: usize = 3;

/// The fewest characters of a task that the body does not say.
const SHORTEST_TASK: usize = 8;

/// Whether words end a task: a stop, a semicolon.
fn ends_task(text: &str) -> bool {
    text.ends_with(|c| chars::ends_sentence(c) || matches!(c, '；' | ';'))
}

/// Whether words are names of persons, or a telephone.
fn is_person(text: &str) -> bool {
    let digits = text.chars().filter(|&c| chars::digit(c).is_some()).count();
    let name = |part: &str| {
        let bare = part.chars().filter(|&c| !chars::is_space(c));
        (2..=4).contains(&bare.clone().count()) && bare.clone().all(chars::is_han)
    };
    digits >= 7 || digits == 0 && text.split(['、', '，', ',']).all(name)
}

/// How the rows are parted.
struct Told {
    /// For each row, how many of its lines stand before the end of each column.
    ends: Vec<Vec<usize>>,
    /// Whether the last of the columns holds what the next row is of.
    grouped: bool,
    /// How well, on average.
    score: f32,
    /// Whether the body says the tasks of most rows in the same words, and no other reading is as good.
    sure: bool,
}

impl Told {
    /// The table; `lead` are the lines between its headings and the first number.
    fn stack(self, rows: &[Lines<'_>], header: &[Range<usize>], lead: Range<usize>) -> Stack {
        let head = (0..).zip(header.iter().cloned());
        let head = head.flat_map(|(column, lines)| lines.map(move |at| (column, at))).collect();
        let (start, mut end) = (header[0].start, lead.end);
        // A group has one cell, which stands above its rows as a title would.
        let group = |lines: &[usize]| -> Option<Row> {
            (!lines.is_empty()).then(|| lines.iter().map(|&at| (0, at)).collect())
        };
        let lead: Vec<usize> = lead.collect();
        let mut out: Vec<Row> = match self.grouped {
            true => group(&lead).into_iter().collect(),
            false => lead.iter().map(|&at| vec![(0, at)]).collect(),
        };
        for (lines, ends) in rows.iter().zip(&self.ends) {
            let all = ends.last().copied().unwrap_or(0);
            let columns = ends.len() - usize::from(self.grouped);
            let mut row: Row = vec![(0, lines.number)];
            let mut from = 0;
            for (column, &to) in (1..).zip(&ends[..columns]) {
                row.extend(lines.at[from..to].iter().map(|&at| (column, at)));
                from = to;
            }
            out.push(row);
            out.extend(group(&lines.at[from..all]));
            end = lines.at[..all].last().map_or(lines.number, |&at| at) + 1;
            if all == lines.at.len() {
                out.extend(lines.sections.iter().map(|&at| vec![(0, at)]));
            }
        }
        Stack {
            start,
            end,
            head,
            rows: out,
            even: self.sure,
            broken: true,
            least: 0,
            merged: Vec::new(),
        }
    }
}

/// A line of a row.
struct Printed<'s> {
    flow: Flow<'s>,
    /// Whether a blank line stands above it.
    gap: bool,
    /// Where the body says it, if it does.
    said: Option<usize>,
    /// Whether the body goes on there with what the next line begins with, and with no mark.
    open: bool,
}

impl<'s> Printed<'s> {
    fn of(element: &Element<'s>, body: &Body) -> Printed<'s> {
        let Element::Line(line) = element else {
            return Printed { flow: Flow::default(), gap: true, said: None, open: false };
        };
        let flow = line.flow.slice(cell(line));
        let said = body.find(flow.text());
        Printed { flow, gap: line.gap, said, open: false }
    }
}

/// How much of some lines of a row are units, each run of lines read once.
struct Shares(RefCell<Vec<Option<f32>>>);

impl Shares {
    fn of_lines(count: usize) -> Shares {
        Shares(RefCell::new(vec![None; count * (count + 1)]))
    }

    fn of(&self, row: &[Printed<'_>], joined: &Flow<'_>, lines: Range<usize>) -> f32 {
        let slot = lines.start * (row.len() + 1) + lines.end;
        let known = self.0.borrow()[slot];
        if let Some(share) = known {
            return share;
        }
        let whole = if ends_task(joined.text()) { 0.0 } else { responsibility::unit_score(joined) };
        // Bodies one below the other, with nothing between them.
        let listed = lines.len() > 1 && whole < 1.0;
        let alone = lines.filter(|_| listed).map(|at| self.of(row, &row[at].flow, at..at + 1));
        let share = alone.reduce(f32::min).map_or(whole, |least| whole.max(least));
        self.0.borrow_mut()[slot] = Some(share);
        share
    }
}

/// A row parted among its columns.
struct Parted {
    /// How many of its lines stand before the end of each column.
    ends: Vec<usize>,
    score: f32,
    unexplained: usize,
    said: bool,
    guessed: bool,
}

impl Parted {
    /// The lines of each column.
    fn cells(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, &to)| from..to)
    }
}

/// How well some lines are a cell.
#[derive(Clone, Copy, Debug, Default)]
struct CellScore {
    score: f32,
    /// Breaks inside it that nothing explains, and units that are none.
    unexplained: usize,
    /// Whether the body says the same words.
    said: bool,
    /// Whether its lines may as well be several cells.
    guessed: bool,
}

#[cfg(test)]
mod tests {
    use super::{Joins, parted_headings};

    #[test]
    fn a_column_is_as_wide_as_most_of_its_broken_cells_say() {
        let wide = |cells: &[(usize, bool)]| super::widest_of(cells);
        assert_eq!(wide(&[(8, true), (24, true), (7, true), (4, false)]), 8);
        // A cell in one line need not be full, and words that cannot be broken leave a line short.
        assert_eq!(wide(&[(12, false), (8, false)]), 12);
        assert_eq!(wide(&[(12, true), (9, true), (3, false)]), 12);
        assert_eq!(wide(&[]), 0);
    }

    #[test]
    fn whose_duty_it_is_heads_no_column_beside_that_of_the_duty() {
        let torn = |lines: &[&str]| {
            let parts = parted_headings(lines, Joins::Torn)?;
            Some(parts.into_iter().map(|part| lines[part].concat()).collect::<Vec<_>>())
        };
        let found = torn(&["序号", "具体内容", "责任", "股室", "责任", "领导", "完成", "时限"]);
        let expected = ["序号", "具体内容", "责任股室", "责任领导", "完成时限"];
        assert_eq!(found.as_deref(), Some(&expected.map(str::to_owned)[..]));
        let found = torn(&["序号", "任务", "牵头", "科室", "备注"]);
        assert_eq!(found.map(|parts| parts.len()), Some(4));
        // Two times are two columns, and a group beside its tasks is one of its own.
        for (lines, columns) in [
            (&["序号", "任务", "一季度", "二季度"][..], 4),
            (&["序号", "类别", "任务", "3月底", "6月底"], 5),
        ] {
            let parts = parted_headings(lines, Joins::All).map(|parts| parts.len());
            assert_eq!(parts, Some(columns), "{lines:?}");
        }
        // Duties head columns, and an office beside a name is one.
        for lines in [&["序号", "任务", "牵头", "配合"][..], &["序号", "任务", "姓名", "科室"]]
        {
            assert_eq!(torn(lines).map(|parts| parts.len()), Some(4), "{lines:?}");
        }
    }
}
