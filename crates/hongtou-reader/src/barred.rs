//! Rows that are no lines: their cells stand on lines of their own, with a bar before each cell or behind
//! it, or all rows stand on one line.
//!
//! `序号`, `| 工作任务`, `| 责任单位`, `| 1`, `| 改造…`, `|`, `| 2`, …: tools print tables of web pages so. The bar
//! parts the cells whatever they say, figures and nothing too. Where each row has a cell for each heading,
//! its number tells where it begins; where one has not, nothing is put together here.

use std::ops::Range;

use hongtou_source::chars;

use crate::lines::{self, Line};
use crate::tables::{MOST_LINES, ends_with_bar, first_cell, has_edges, pipes};
use crate::{aligned, placed, ruled};

/// So many headings a header has.
const HEADINGS: Range<usize> = 3..15;
/// The longest heading has so many bytes.
const LONGEST_HEADING: usize = 60;
/// The longest word of so many characters that may head a column left of the numbers.
const LONGEST_WORD: usize = 4;

/// Puts the lines of each row together, and parts rows that stand on one line.
pub(crate) fn join_cells(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        if !lines.get(at + 1).is_some_and(|next| has_bar(text, next))
            && let Some(rows) = rows_on_one_line(text, &line)
        {
            out.extend(rows);
            at += 1;
            continue;
        }
        // No header stands right below a row.
        let above = || out.iter().rev().find(|line| !line.blank);
        let below_row = || above().is_some_and(|line| pipes(text, line) > 0);
        if is_edge(text, &line)
            && !below_row()
            && let Some((rows, taken)) =
                edged_rows(text, &lines[at..]).or_else(|| lone_rows(text, &lines[at..]))
        {
            out.extend(rows);
            at += taken;
            continue;
        }
        if let Some(side) = Side::of(text, &lines, at)
            && let Some((rows, taken)) = rows(text, &lines[at..], side)
        {
            out.extend(rows);
            at += taken;
            continue;
        }
        if let Some((rows, taken)) = titled_rows(text, &lines[at..]) {
            out.extend(rows);
            at += taken;
            continue;
        }
        if let Some(titles) = titles(text, &lines[at..])
            && at.checked_sub(1).is_none_or(|above| pipes(text, &lines[above]) == 0)
        {
            at += titles.len();
            out.extend(titles);
            continue;
        }
        match Alone::read(text, &lines, at) {
            Some(Alone::Rows(rows)) => out.extend(rows),
            Some(Alone::Words(words)) => out.push(words),
            None => out.push(line),
        }
        at += 1;
    }
    out
}

/// The lines above a header that were one cell across it, without the bar that ends each of them: the title
/// in `…台账 |` above `序号 | 工作任务 | 责任单位 |`.
fn titles(text: &str, lines: &[Line]) -> Option<Vec<Line>> {
    const MOST: usize = 3;
    let one_cell = |line: &&Line| Cell::side(text, line) == Some(Side::Behind);
    let above = lines.iter().take(MOST).take_while(one_cell).count();
    let titles = &lines[..above];
    let [header, below @ ..] = &lines[above..] else { return None };
    let bars = pipes(text, header);
    // A heading that a break sets apart from the others is no title.
    let says = |line: &Line| {
        let words = words(text, line);
        words.chars().count() > LONGEST_WORD
            || words.starts_with("附表")
            || words.starts_with("附件")
    };
    let numbered = placed::is_serial(first_cell(text, header));
    let even = || below.first().is_some_and(|row| pipes(text, row) == bars);
    if above == 0
        || bars < 3
        || !ends_with_bar(text, header)
        || !says(&titles[0])
        || !(numbered || even())
    {
        return None;
    }
    let bare = |line: &Line| {
        let (_, to) = lines::trim(text, line.start, line.end);
        let (_, end) = lines::trim(text, line.start, to - 1);
        Line { end, ..*line }
    };
    Some(titles.iter().map(bare).collect())
}

/// Whether a line has a bar: it is a row of a table, and so may be the one above it.
fn has_bar(text: &str, line: &Line) -> bool {
    memchr::memchr(b'|', &text.as_bytes()[line.start..line.end]).is_some()
}

/// The header and the rows, two at least, of a line that holds a whole table, with as many cells between one number and the next
/// as there are headings: `序号 | 任务 | 单位 | 1 | 改造… | 县教育局 | 2 | …`.
fn rows_on_one_line(text: &str, line: &Line) -> Option<Vec<Line>> {
    let (from, to) = lines::trim(text, line.start, line.end);
    // Most lines begin with other words.
    let first = text[from..to].trim_start_matches(|c| chars::is_space(c) || c == '|');
    if line.blank || line.tabs > 0 || !first.starts_with('序') || text[from..to].contains('\n') {
        return None;
    }
    let from = to - first.len();
    let bytes = text.as_bytes();
    let bars = memchr::memchr_iter(b'|', &bytes[from..to]).map(|bar| from + bar);
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut start = from;
    for bar in bars {
        cells.push(start..bar);
        start = bar + 1;
    }
    if !lines::is_blank(&text[start..to]) {
        cells.push(start..to);
    }
    let words = |cell: &Range<usize>| text[cell.clone()].trim_matches(chars::is_space);
    let width = cells.iter().position(|cell| words(cell) == "1")?;
    let (header, rows) = cells.split_at(width);
    let number = |row: &[Range<usize>]| words(&row[0]).parse::<usize>().ok();
    let even = rows.len() >= 2 * width
        && rows.len().is_multiple_of(width.max(1))
        && (1..).zip(rows.chunks(width.max(1))).all(|(nth, row)| number(row) == Some(nth));
    let headed = HEADINGS.contains(&width)
        && placed::is_serial(words(&header[0]))
        && header
            .iter()
            .all(|cell| !words(cell).is_empty() && words(cell).len() <= LONGEST_HEADING);
    // Its last cell may have no bar.
    let part = |row: &[Range<usize>]| {
        let end = row.last().map_or(to, |cell| to.min(cell.end + 1));
        Line { start: row[0].start, end, tabs: 0, blank: false }
    };
    (headed && even).then(|| cells.chunks(width).map(part).collect())
}

/// A line between bars that belongs to no rows above or below it.
enum Alone {
    /// The rows of a whole table, a cell without words behind each: `| 序号 | 任务 |  | 1 | 改造… |  | 2 | …`.
    Rows(Vec<Line>),
    /// The words of its one cell, around which a page was laid out.
    Words(Line),
}

impl Alone {
    fn read(text: &str, lines: &[Line], at: usize) -> Option<Alone> {
        let line = &lines[at];
        let (from, to) = lines::trim(text, line.start, line.end);
        // Most lines have none.
        if line.blank || !has_edges(text, line) || text[from..to].contains('\t') {
            return None;
        }
        let of_table = |line: &Line| {
            let (from, to) = lines::trim(text, line.start, line.end);
            pipes(text, line) > 0
                || ruled::is_sign_rule(&text[from..to])
                || ruled::is_drawn_line(text, line)
        };
        let says = |line: &&Line| !line.blank && !words(text, line).is_empty();
        let above = lines[..at].iter().rev().take(MOST_LINES).find(says);
        let below = lines[at + 1..].iter().take(MOST_LINES).find(says);
        if above.is_some_and(of_table) || below.is_some_and(of_table) {
            return None;
        }
        let bytes = text.as_bytes();
        let bars: Vec<usize> = memchr::memchr_iter(b'|', &bytes[line.start..line.end])
            .map(|bar| line.start + bar)
            .collect();
        let is_empty = |bars: &[usize]| lines::is_blank(&text[bars[0] + 1..bars[1]]);
        let empty: Vec<bool> = bars.windows(2).map(is_empty).collect();
        let part = |from: usize, to: usize| Line { start: from, end: to, tabs: 0, blank: false };
        let mut filled = (0..empty.len()).filter(|&cell| !empty[cell]);
        if let (Some(one), None) = (filled.next(), filled.next()) {
            if is_last_of_table(text, &lines[..at], bars.len()) {
                return None;
            }
            let (from, to) = lines::trim(text, bars[one] + 1, bars[one + 1]);
            return Some(Alone::Words(part(from, to)));
        }
        let width = empty.iter().position(|&empty| empty)?;
        let last =
            empty.len() - usize::from(*empty.last()? && empty.len().is_multiple_of(width + 1));
        let ends = |at: usize| at == last || empty[at];
        let even =
            (last + 1).is_multiple_of(width + 1) && (width..=last).step_by(width + 1).all(ends);
        let rows = (0..last).step_by(width + 1).map(|at| part(bars[at], bars[at + width] + 1));
        (width > 1 && even && rows.len() > 2).then(|| Alone::Rows(rows.collect()))
    }
}

/// Whether a line with so many bars is the row of a table that a page cut off those above it: the last line with bars
/// has as many, and between stands no more than a page prints.
fn is_last_of_table(text: &str, above: &[Line], bars: usize) -> bool {
    const FEWEST: usize = 4;
    const BETWEEN: usize = 4;
    let mut said = above.iter().rev().filter(|line| !line.blank).take(BETWEEN + 1);
    bars >= FEWEST
        && said
            .find(|line| pipes(text, line) > 0)
            .is_some_and(|row| has_edges(text, row) && pipes(text, row) == bars)
}

/// Where the bar of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

impl Side {
    /// Where the bars stand in a table whose first heading, that of the numbers, is a line.
    fn of(text: &str, lines: &[Line], at: usize) -> Option<Side> {
        let line = &lines[at];
        // Most lines are longer.
        if line.blank || line.end - line.start > 24 || !placed::is_serial(words(text, line)) {
            return None;
        }
        let above = at.checked_sub(1).map(|above| &lines[above]).filter(|above| !above.blank);
        let side = |line: &Line| Cell::side(text, line);
        match side(line) {
            // A column left of the numbers is for those who look at each cell.
            Some(Side::Behind) => {
                above.is_none_or(|above| side(above) != Some(Side::Behind)).then_some(Side::Behind)
            }
            Some(Side::Before) => {
                let heads = |above: &Line| {
                    let words = words(text, above);
                    words.chars().count() <= LONGEST_WORD && !words.starts_with("附件")
                };
                (!above.is_some_and(heads)).then_some(Side::Before)
            }
            None => {
                let below = lines[at + 1..].iter().find(|line| !line.blank)?;
                side(below).filter(|&side| side == Side::Before && pipes(text, line) == 0)
            }
        }
    }
}

/// The words of a line without its bars.
fn words<'t>(text: &'t str, line: &Line) -> &'t str {
    text[line.start..line.end].trim_matches(|c| chars::is_space(c) || c == '|')
}

/// A cell without its bar, and the lines up to its end.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    /// Behind its first line, and behind its last one.
    first: usize,
    last: usize,
}

impl Cell {
    /// At which side the one bar of a line stands; one alone is before a cell without words or behind it.
    fn side(text: &str, line: &Line) -> Option<Side> {
        let (from, to) = lines::trim(text, line.start, line.end);
        let words = &text[from..to];
        if line.tabs > 0 || words.len() < 2 || pipes(text, line) != 1 {
            return None;
        }
        match (words.starts_with('|'), words.ends_with('|')) {
            (true, _) => Some(Side::Before),
            (_, true) => Some(Side::Behind),
            _ => None,
        }
    }

    /// The next cell from a line on; the first one may lack its bar, as no cell stands before it.
    fn read(text: &str, lines: &[Line], at: usize, side: Side) -> Option<Cell> {
        let begin = at + lines[at..].iter().take_while(|line| line.blank).count();
        let line = lines.get(begin)?;
        let has_bar = |line: &Line| match Cell::side(text, line) {
            Some(own) => own == side,
            None => !line.blank && words(text, line).is_empty() && pipes(text, line) == 1,
        };
        let is_bare = |line: &&Line| !line.blank && line.tabs == 0 && pipes(text, line) == 0;
        let more = lines[begin + 1..].iter().take(MOST_LINES).take_while(is_bare).count();
        let (from, to) = lines::trim(text, line.start, line.end);
        let first = begin + 1;
        match side {
            Side::Before => {
                let bar = usize::from(has_bar(line));
                let last = first + more;
                let cell = Cell { start: from + bar, end: lines[last - 1].end, first, last };
                (bar > 0 || at == 0 && is_bare(&line)).then_some(cell)
            }
            Side::Behind if has_bar(line) => {
                Some(Cell { start: from, end: to - 1, first, last: first })
            }
            Side::Behind => {
                let end = lines.get(first + more).filter(|end| is_bare(&line) && has_bar(end))?;
                let (_, to) = lines::trim(text, end.start, end.end);
                Some(Cell { start: from, end: to - 1, first, last: first + more + 1 })
            }
        }
    }

    fn words<'t>(&self, text: &'t str) -> &'t str {
        text[self.start..self.end].trim_matches(chars::is_space)
    }

    fn number(&self, text: &str) -> Option<u32> {
        let words = self.words(text);
        words.bytes().all(|b| b.is_ascii_digit()).then(|| words.parse().ok()).flatten()
    }
}

/// The rows of the table that begins with the first of some lines, the header too, and the lines that
/// they take.
fn rows(text: &str, lines: &[Line], side: Side) -> Option<(Vec<Line>, usize)> {
    let mut cells = Cells::of(text, lines, side);
    cells.read_to(HEADINGS.end);
    let is_title = |cells: &[Cell], at: usize| aligned::is_ordinal(cells[at].words(text));
    let first = (1..cells.read.len()).take(HEADINGS.end).find(|&at| cells.number(at).is_some())?;
    let width = if is_title(&cells.read, first - 1) { first - 1 } else { first };
    if !HEADINGS.contains(&width) {
        return None;
    }
    let row = |cells: &[Cell]| {
        let (first, last) = (cells[0], cells[cells.len() - 1]);
        Line { start: first.start, end: last.end, tabs: 0, blank: false }
    };
    let mut rows = vec![row(&cells.read[..width])];
    let (mut at, mut expected, mut numbered) = (width, cells.number(first)?, 0);
    loop {
        // Whatever is no table is left at its first row that does not fit.
        cells.read_to(at + width);
        if at >= cells.read.len() {
            break;
        }
        if cells.number(at) == Some(expected) && at + width <= cells.read.len() {
            rows.push(row(&cells.read[at..at + width]));
            (at, expected, numbered) = (at + width, expected + 1, numbered + 1);
        } else if is_title(&cells.read, at)
            && let Some(next) = cells.number(at + 1).filter(|&next| next == expected || next == 1)
        {
            // With its bar it is a row of one cell.
            let title = cells.read[at];
            let end = lines[title.last - 1].end;
            rows.push(Line { end, ..lines[title.first - 1] });
            (at, expected) = (at + 1, next);
        } else {
            return None;
        }
    }
    let last = cells.read.last()?.last;
    (numbered > 1).then_some((rows, last))
}

/// The rows of the table that begins with the first of some lines, the header too, and the lines that they
/// take, where a bar stands behind each cell and a title heads rows: `一、深化公开 |` and the bars of the cells
/// beside it, that have no words. They tell how long a row is, and no number need do so; rows take all of the
/// cells.
fn titled_rows(text: &str, lines: &[Line]) -> Option<(Vec<Line>, usize)> {
    let is_behind = |line: &Line| Cell::side(text, line) == Some(Side::Behind);
    lines.first().filter(|line| !line.blank && is_behind(line))?;
    let mut cells = Cells { bars: true, ..Cells::of(text, lines, Side::Behind) };
    let is_empty = |cells: &[Cell]| cells.iter().all(|cell| cell.words(text).is_empty());
    let is_title =
        |cells: &[Cell]| aligned::is_ordinal(cells[0].words(text)) && is_empty(&cells[1..]);
    cells.read_to(2 * HEADINGS.end);
    let width = (HEADINGS.start..HEADINGS.end.min(cells.read.len() / 2 + 1))
        .find(|&at| aligned::is_ordinal(cells.read[at].words(text)))?;
    let (header, first) = cells.read[..2 * width].split_at(width);
    if header.iter().any(|cell| cell.words(text).is_empty()) || !is_title(first) {
        return None;
    }
    let numbered = placed::is_serial(header[0].words(text));
    let mut at = 0;
    let (mut rows, mut told) = (Vec::new(), 0);
    loop {
        cells.read_to(at + width);
        if at == cells.read.len() {
            break;
        }
        let row = cells.read.get(at..at + width)?;
        if at > 0 && !is_title(row) {
            let number = || cells.number(at).is_some() || row[0].words(text).is_empty();
            // Where a cell was left out, the bars of two stand at the end of the row.
            let left_out = !is_empty(row) && row.windows(2).any(|two| two[0].last == two[1].last);
            if numbered && !number() || left_out {
                return None;
            }
            told += 1;
        }
        let (first, last) = (row[0], row[width - 1]);
        rows.push(Line { start: first.start, end: last.end, tabs: 0, blank: false });
        at += width;
    }
    let last = cells.read.last()?.last;
    (told > 0).then_some((rows, last))
}

/// Whether a line is a bar alone where lines begin, as the edge of a row stands before its first cell.
fn is_edge(text: &str, line: &Line) -> bool {
    let words = &text[line.start..line.end];
    words.strip_prefix('|').is_some_and(lines::is_blank)
}

/// The rows of the table that begins with the first of some lines, the header too, and the lines that they
/// take, where an edge alone stands before each row and a bar behind each cell: what stands between two bars is
/// one cell, however many lines it has. A row of one cell above the header is its title, without bars. Where a row
/// has fewer cells, nothing here tells which is left out, and nothing is put together.
fn edged_rows(text: &str, lines: &[Line]) -> Option<(Vec<Line>, usize)> {
    let (title, mut at) = match edged_title(text, lines) {
        Some((title, taken)) => (title, taken),
        None => (Vec::new(), 0),
    };
    let (header, bars, taken) = edged_row(text, &lines[at..], None)?;
    let mut rows = title;
    let title = rows.len();
    rows.push(header);
    at += taken;
    while let Some((row, _, taken)) = edged_row(text, &lines[at..], Some(bars)) {
        rows.push(row);
        at += taken;
    }
    // One row alone may be anything.
    (rows.len() > title + 2 && !opens_row(text, &lines[at..])).then_some((rows, at))
}

/// Whether the next line with words is the edge of a row: a bar stands behind its first cell.
fn opens_row(text: &str, lines: &[Line]) -> bool {
    let mut said = lines.iter().filter(|line| !line.blank);
    said.next().is_some_and(|line| is_edge(text, line))
        && said.take(MOST_LINES).take_while(|line| !is_edge(text, line)).any(|line| {
            let (_, to) = lines::trim(text, line.start, line.end);
            text[..to].ends_with('|')
        })
}

/// The row whose edge is the next line with words, how many bars it has, and the lines up to its end: with so many bars
/// as are wanted. Up to the next edge each cell of a header has words, and none is a number or a sentence.
fn edged_row(text: &str, lines: &[Line], wanted: Option<usize>) -> Option<(Line, usize, usize)> {
    let begin = lines.iter().position(|line| !line.blank)?;
    let edge = lines.get(begin).filter(|line| is_edge(text, line))?;
    let (mut bars, mut end, mut start) = (1, begin, edge.end);
    for (at, line) in lines.iter().enumerate().skip(begin + 1) {
        // No cell is longer.
        if is_edge(text, line) || wanted == Some(bars) || at - end > MOST_LINES {
            break;
        }
        let found = pipes(text, line);
        if found == 0 {
            continue;
        }
        let (_, to) = lines::trim(text, line.start, line.end);
        if !text[..to].ends_with('|') || found > 1 && !words(text, line).is_empty() {
            return None;
        }
        if wanted.is_none() && !may_head(&text[start..to - 1]) {
            return None;
        }
        (start, end) = (to, at);
        bars += found;
    }
    let open = lines[end + 1..].iter().find(|line| !line.blank);
    let closed = open.is_none_or(|line| is_edge(text, line));
    let whole = match wanted {
        Some(wanted) => bars == wanted,
        None => closed && HEADINGS.contains(&(bars - 1)),
    };
    let row = Line { start: edge.start, end: lines[end].end, tabs: 0, blank: false };
    whole.then_some((row, bars, end + 1))
}

/// The rows of the table that begins with the first of some lines, the header too, and the lines that they take,
/// where every bar stands alone: one between two cells, and two right below each other between two rows. A row may
/// have fewer cells than there are headings, for those merged with the row above, but more than half as many.
fn lone_rows(text: &str, lines: &[Line]) -> Option<(Vec<Line>, usize)> {
    let (header, taken) = lone_row(text, lines, HEADINGS.end)?;
    let heads = |cell: &[Line]| matches!(cell, [heading] if may_head(words(text, heading)));
    let cells =
        || lines[1..taken].split(|line| is_edge(text, line)).filter(|cell| !cell.is_empty());
    let width = cells().count();
    if !HEADINGS.contains(&width) || !cells().all(heads) {
        return None;
    }
    let (mut rows, mut at) = (vec![header], taken);
    while lines.get(at).is_some_and(|line| is_edge(text, line)) {
        let (row, taken) = lone_row(text, &lines[at..], width)?;
        if pipes(text, &row) * 2 <= width + 2 {
            return None;
        }
        rows.push(row);
        at += taken;
    }
    // A cell more than there are headings.
    let is_bar = |at: usize| lines.get(at).is_some_and(|line| is_edge(text, line));
    let goes_on = is_bar(at + 1) && (is_bar(at + 2) || at + 2 == lines.len());
    // One row alone may be anything.
    (rows.len() > 2 && !goes_on).then_some((rows, at))
}

/// The row whose edge is the first of some lines, and the lines up to its end: a bar that another one or no cell stands
/// below, or that of the last column. A cell without words is a blank line.
fn lone_row(text: &str, lines: &[Line], width: usize) -> Option<(Line, usize)> {
    let mut end = 0;
    for _ in 0..width {
        let below = &lines[end + 1..];
        let cell = below.iter().take(MOST_LINES).take_while(|line| pipes(text, line) == 0).count();
        let closed = below.get(cell).is_some_and(|line| is_edge(text, line));
        let blank = below[..cell].iter().filter(|line| line.blank).count();
        if cell == 0 || !closed || blank > 0 && blank < cell {
            break;
        }
        end += cell + 1;
    }
    let row = Line { start: lines[0].start, end: lines[end].end, tabs: 0, blank: false };
    (end > 0).then_some((row, end + 1))
}

/// Whether a cell may be a heading: short, no number, and no sentence.
fn may_head(cell: &str) -> bool {
    let words = cell.trim_matches(chars::is_space);
    let said = words.chars().filter(|&c| !chars::is_space(c)).count();
    (1..=LONGEST_HEADING / 3).contains(&said)
        && !aligned::is_ordinal(words)
        && !words.bytes().all(|b| b.is_ascii_digit())
        && !words.ends_with('。')
}

/// The lines of the one cell of a row that is above a header, without its bars, and the lines of the row.
fn edged_title(text: &str, lines: &[Line]) -> Option<(Vec<Line>, usize)> {
    const MOST: usize = 6;
    let said = lines[1..].iter().take(MOST).take_while(|line| pipes(text, line) == 0).count();
    let ends_cell =
        |line: &&Line| !is_edge(text, line) && pipes(text, line) == 1 && ends_with_bar(text, line);
    let last = lines.get(1 + said).filter(ends_cell)?;
    let is_bars = |line: &Line| line.blank || words(text, line).is_empty();
    let below = &lines[said + 2..];
    let empty = below.iter().take_while(|line| is_bars(line) && !is_edge(text, line)).count();
    let bars: usize = below[..empty].iter().map(|line| pipes(text, line)).sum();
    let bare = |line: &Line| {
        let (start, to) = lines::trim(text, line.start, line.end);
        let (_, end) = lines::trim(text, start, to - usize::from(text[..to].ends_with('|')));
        Line { start, end, tabs: 0, blank: false }
    };
    let says = lines[1..1 + said].iter().chain([last]);
    let title: Vec<_> = says.filter(|line| !words(text, line).is_empty()).map(bare).collect();
    let alone = || below[empty..].first().is_some_and(|line| is_edge(text, line));
    (!title.is_empty() && (bars > 1 || bars == 0 && alone())).then_some((title, said + 2 + empty))
}

/// The cells from a line on, read as far as they are asked for.
struct Cells<'t> {
    text: &'t str,
    lines: &'t [Line],
    side: Side,
    read: Vec<Cell>,
    /// The next line.
    at: usize,
    ended: bool,
    /// Whether a line of bars is so many cells without words, rather than the end of all.
    bars: bool,
}

impl<'t> Cells<'t> {
    fn of(text: &'t str, lines: &'t [Line], side: Side) -> Cells<'t> {
        Cells { text, lines, side, read: Vec::new(), at: 0, ended: false, bars: false }
    }

    /// Reads on until there is a cell at a place, or no more.
    fn read_to(&mut self, place: usize) {
        while self.read.len() <= place && !self.ended {
            if self.bars && self.read_empty() {
                continue;
            }
            match Cell::read(self.text, self.lines, self.at, self.side) {
                Some(cell) => {
                    self.at = cell.last;
                    self.read.push(cell);
                }
                None => self.ended = true,
            }
            // Nothing tells what stands behind the last cell from its next lines.
            if self.ended
                && let (Side::Before, Some(last)) = (self.side, self.read.last_mut())
            {
                last.last = last.first;
                last.end = self.lines[last.last - 1].end;
            }
        }
    }

    /// Reads the cells of a line that has no words behind its first bar: `||||`, `一、深化公开 | | | |`.
    fn read_empty(&mut self) -> bool {
        let begin = self.lines[self.at..].iter().position(|line| !line.blank);
        let Some(at) = begin.map(|begin| self.at + begin) else { return false };
        let (text, line) = (self.text, &self.lines[at]);
        let (from, to) = lines::trim(text, line.start, line.end);
        if line.tabs > 0 || pipes(text, line) < 2 {
            return false;
        }
        let first = text[from..to].find('|').map_or(to, |bar| from + bar);
        if !text[first..to].chars().all(|c| c == '|' || chars::is_space(c))
            || !text[..to].ends_with('|')
        {
            return false;
        }
        let mut start = from;
        for bar in memchr::memchr_iter(b'|', &text.as_bytes()[from..to]) {
            let end = from + bar;
            self.read.push(Cell { start, end, first: at + 1, last: at + 1 });
            start = end + 1;
        }
        self.at = at + 1;
        true
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.read.get(at)?.number(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that lines are put together to, their cells parted by `/`.
    fn joined(text: &str) -> Vec<String> {
        let rows = join_cells(text, lines::lines(text, 0, text.len()));
        let cell = |cell: &str| cell.split_whitespace().collect::<String>();
        let row = |row: &Line| text[row.start..row.end].split('|').map(cell).collect::<Vec<_>>();
        rows.iter().filter(|row| !row.blank).map(|line| row(line).join("/")).collect()
    }

    #[test]
    fn the_numbers_tell_where_rows_begin() {
        let rows = ["序号/指标/权重/来源", "7/产值/10/甲局", "8/收入//甲局、乙局", "9/出口/8/丙局"];
        let before = "序号\n| 指标\n| 权重\n| 来源\n| 7\n| 产值\n| 10\n| 甲局\n| 8\n| 收入\n|\n| 甲局、\n乙局\n\
            | 9\n| 出口\n| 8\n| 丙局\n特此通知。\n";
        let read = joined(before);
        assert_eq!(read[..4], rows);
        assert_eq!(read[4], "特此通知。");
        let behind = "序号 |\n指标 |\n权重 |\n来源 |\n7 |\n产值 |\n10 |\n甲局 |\n8 |\n收入 |\n|\n甲局、\n乙局 |\n\
            9 |\n出口 |\n8 |\n丙局 |\n特此通知。\n";
        assert_eq!(joined(behind)[..4], rows);
        assert_eq!(joined(&behind.replace('\n', "\n\n").replace("、\n", "、"))[..4], rows);
        // The first cell may have a bar as well, and titles stand between rows.
        let barred = before.replace("序号", "分解表的标题\n| 序号");
        assert_eq!(joined(&barred)[1..5], rows);
        let titled = before.replace("| 7", "| 一、经济\n| 7").replace("| 9", "| 二、开放\n| 1");
        let titled = joined(&titled);
        assert_eq!([&titled[1], &titled[4]], ["/一、经济", "/二、开放"]);
        assert_eq!(titled[5], "1/出口/8/丙局");
    }

    #[test]
    fn titles_with_the_bars_beside_them_tell_how_long_a_row_is() {
        let text = "分解表\n任务 |\n要求 |\n单位 |\n一、公开 |\n||\n规划 |\n及时\n发布 |\n甲局 |\n|\n|\n|\n\
            二、平台 | | |\n网站 |\n更新 |\n乙局 |\n特此通知。\n";
        let rows = [
            "分解表",
            "任务/要求/单位",
            "一、公开//",
            "规划/及时发布/甲局",
            "//",
            "二、平台//",
            "网站/更新/乙局",
            "特此通知。",
        ];
        let read = joined(text);
        assert_eq!(read.iter().map(|row| row.trim_end()).collect::<Vec<_>>(), rows);
        for text in [
            // A cell is left out, and its bar stands at the end of the row.
            "任务 |\n要求 |\n单位 |\n一、公开 |\n||\n规划 |\n||\n",
            // The title has fewer bars than the header has cells.
            "任务 |\n要求 |\n时限 |\n单位 |\n一、公开 |\n|\n规划 |\n发布 |\n6月 |\n甲局 |\n",
            // Rows without the number that their heading names.
            "序号 |\n要求 |\n单位 |\n一、公开 |\n||\n规划 |\n发布 |\n甲局 |\n",
        ] {
            assert_eq!(joined(text).len(), text.lines().count(), "{text}");
        }
    }

    #[test]
    fn between_edges_alone_a_cell_has_as_many_lines_as_it_will() {
        let text = "分工表\n\n|\n 序 \n 号 |\n\n 任务\n |\n\n 单位\n |\n\n|\n 1\n |\n\n 建站。\n |\n\n 甲局 \n 乙局 |\n\n\
            |\n 2\n |\n\n 修渠，\n 植树。\n |\n\n |\n\n特此通知。\n";
        let rows = [
            "分工表",
            "/序号/任务/单位/",
            "/1/建站。/甲局乙局/",
            "/2/修渠，植树。//",
            "特此通知。",
        ];
        assert_eq!(joined(text), rows);
        // Where a cell merged with the one above is left out, nothing tells which: all lines stay.
        for short in ["|\n 修渠\n |\n\n 丙局\n |\n\n|\n 2\n |", "|\n 一、水利\n |\n\n|\n 2\n |"]
        {
            let merged = text.replace("|\n 2\n |", short);
            assert!(!joined(&merged).iter().any(|row| row.contains("/单位/")), "{short}");
        }
        // A row of one cell is the title.
        let titled = text.replace("分工表\n\n", "|\n 附件2 \n 造林\n 分工表  | \n |||\n");
        assert_eq!(joined(&titled)[..4], ["附件2", "造林", "分工表", rows[1]]);
        assert_eq!(joined(&titled)[4..], rows[2..]);
        // The row below a row that may be no header is none either.
        let long = text.replace(" 任务\n", " 任务（格式为：某月底前完成，逾期的须书面说明原因）\n");
        assert!(!joined(&long).iter().any(|row| row.contains("/建站。/")));
        // One row alone, and edges that are no more than the lines of a page.
        for text in [&text[..text.find(" 2").unwrap_or(0)], "|\n首页 |\n\n|\n上页 |\n|\n下页 |\n"]
        {
            assert_eq!(
                joined(text).len(),
                text.lines().filter(|line| !line.trim().is_empty()).count(),
                "{text}"
            );
        }
    }

    #[test]
    fn two_bars_below_each_other_part_rows() {
        let lined = |rows: &[&str]| {
            let row = |row: &&str| format!("|\n{}\n|\n", row.replace('/', "\n|\n"));
            joined(&rows.iter().map(row).collect::<String>())
        };
        let rows = ["任务/内容/部门", "护林/巡山。/林业站", "造林3亩。/各村", "护河//水利站"];
        assert_eq!(lined(&rows), rows.map(|row| format!("/{row}/")));
        // One row, a cell where nobody knows the row of, one row with more cells than headings.
        for rows in [
            &["任务/内容/部门", "护林/巡山。/林业站"][..],
            &["任务/内容/部门", "护林/巡山。/林业站", "各村"],
            &["任务/内容/部门", "护林/巡山。/林业站", "造林/3亩。/各村/6月"],
            &["任务/内容。/部门", "护林/巡山。/林业站", "造林/3亩。/各村"],
        ] {
            assert!(lined(rows).len() > 2 * rows.len(), "{rows:?}");
        }
    }

    #[test]
    fn numbers_part_the_rows_of_a_table_on_one_line() {
        let header = "序号 | 任务 | 单位 | 程序 |";
        let table = format!(
            "{header} 1 | 加固东堤 | 甲局 | 1.听证 2.讨论 | 2 | 清淤 | 乙局 |  |\n以上。\n"
        );
        let rows =
            ["序号/任务/单位/程序/", "1/加固东堤/甲局/1.听证2.讨论/", "2/清淤/乙局//", "以上。"];
        assert_eq!(joined(&table), rows);
        assert_eq!(joined(&format!("| {table}"))[0], rows[0]);
        // A cell more, numbers that do not count on, and a header alone.
        for text in [
            table.replace("乙局 |", "乙局 | 丙局 |"),
            table.replace("| 2 |", "| 3 |"),
            format!("{header}\n"),
            // The first row may be numbers that head columns, or what a row looks like.
            format!("{header} 1 | 加固东堤 | 甲局 |  |\n以上。\n"),
            "序号 | 项目 | 分值 | 1 | 2 | 3 |\n1 | 堤防 | 10 | 5 | 6 | 7 |\n2 | 泵站 | 10 | 5 | 6 | 7 |\n"
                .to_owned(),
        ] {
            assert_eq!(joined(&text).len(), text.lines().count(), "{text}");
        }
    }

    #[test]
    fn a_line_alone_may_be_a_whole_table_or_hold_one_cell() {
        let table = "造林任务\n | 县 | 面积 |  | 甲县 | 2.2 |  | 乙市 |  |  | 丙市 | 3 |  \n";
        assert_eq!(joined(table), ["造林任务", "/县/面积/", "/甲县/2.2/", "/乙市//", "/丙市/3/"]);
        assert_eq!(joined(&table.replace("3 |", "3 |  |"))[4], "/丙市/3/");
        // Two rows, rows of other lengths, and the row of a table.
        for text in [
            "| 县 | 面积 |  | 甲县 | 2.2 |\n",
            "| 县 | 面积 |  | 甲县 |  | 乙市 | 4 |  | 丙市 | 3 |\n",
            "| 县 | 面积 |  | 县 | 面积 |  | 县 | 面积 |\n| 甲 | 1 |  | 乙 | 2 |  | 丙 | 3 |\n",
        ] {
            assert_eq!(joined(text).len(), text.lines().count(), "{text}");
        }
        let title = "|\n |  | 关于造林的通知 |  \n|\n正文\n";
        assert_eq!(joined(title)[1], "关于造林的通知");
        let rows = "| 1 | 建站 | 甲局 |\n|  | 修渠 |  |\n| 2 | 植树 | 乙局 |\n";
        assert_eq!(joined(rows)[1], "//修渠//");
        // The last row of a table that a page cut, and what stands below one of another width.
        let cut = "| 1 | 建站 | 甲局 |\n\n造林任务\n\n|  | 5座。 |  |\n";
        assert_eq!(joined(cut).last().map(String::as_str), Some("//5座。//"));
        let below = cut.replace("|  | 5座。 |  |", "|  | 5座。 |  |  |");
        assert_eq!(joined(&below).last().map(String::as_str), Some("5座。"));
        let drawn = "+----+----+\n|    | 修渠 |\n+----+----+\n";
        assert_eq!(joined(drawn)[1], "//修渠/");
    }

    #[test]
    fn rows_of_other_lengths_stay_as_they_are() {
        for text in [
            // A cell is left out.
            "序号\n| 指标\n| 来源\n| 1\n| 产值\n| 2\n| 收入\n| 甲局\n",
            // One row may be anything.
            "序号\n| 指标\n| 来源\n| 1\n| 产值\n| 甲局\n",
            // A column stands left of the numbers.
            "领域\n| 序号\n| 指标\n| 来源\n| 经济\n| 1\n| 产值\n| 甲局\n| 经济\n| 2\n| 收入\n| 甲局\n",
            "领域 |\n序号 |\n指标 |\n经济 |\n1 |\n产值 |\n经济 |\n2 |\n收入 |\n经济 |\n",
        ] {
            assert_eq!(joined(text).len(), text.lines().count(), "{text}");
        }
    }
}
