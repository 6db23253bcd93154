//! Rows parted by tabs whose cells hold line breaks: text that a word processor copies out of a table.

use hongtou_source::{chars, numeral};

use crate::aligned;
use crate::lines::Line;
use crate::tables::is_page_or_rule;

/// No cell of a notice is printed in more lines.
const MOST_LINES: usize = 60;

/// Puts the lines of such rows together: the header says how many tabs a row has, and a row has as many.
///
/// Only what stands below 序号 and begins as a row does, with a number, without one or with an ordinal, is one;
/// where its tabs do not come out even, the lines stay.
pub(crate) fn join(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let is_header = |line: &Line| line.tabs > 0 && first_cell(text, line).is_some_and(is_serial);
    if !lines.iter().any(is_header) {
        return lines;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let (mut at, mut tabs) = (0, 0);
    while at < lines.len() {
        if is_header(&lines[at])
            && let Some((header, taken)) = header(text, &lines[at..])
        {
            tabs = header.tabs;
            out.push(header);
            at += taken;
        }
        let (rows, taken) = rows(text, &lines[at..], tabs);
        out.extend(rows);
        at += taken;
        if let Some(line) = lines.get(at).filter(|line| taken == 0 && !is_header(line)) {
            out.push(*line);
            at += 1;
        }
    }
    out
}

/// The words before the first tab of a line, where it has one.
fn first_cell<'t>(text: &'t str, line: &Line) -> Option<&'t str> {
    text[line.start..line.end].split_once('\t').map(|(cell, _)| chars::trim(cell))
}

fn is_serial(words: &str) -> bool {
    words.chars().filter(|&c| !chars::is_space(c)).eq("序号".chars())
}

/// Whether a cell is the number of a row or of a group of rows: 12, 三.
fn is_number(words: &str) -> bool {
    (1..=3).contains(&words.chars().count())
        && (words.bytes().all(|b| b.is_ascii_digit()) || words.chars().all(numeral::is_to_ten))
}

/// Whether no row goes on with a line.
fn is_end(text: &str, line: &Line) -> bool {
    line.blank && line.tabs == 0 || is_page_or_rule(text, line)
}

/// The header that begins with the first of some lines and ends before the first row, and its lines.
fn header(text: &str, lines: &[Line]) -> Option<(Line, usize)> {
    const MOST: usize = 12;
    const FEWEST_TABS: u32 = 3;
    let is_row = |line: &Line| {
        first_cell(text, line).is_some_and(|cell| is_number(cell) || cell.is_empty())
            || aligned::is_ordinal(&text[line.start..line.end])
    };
    let len = 1 + lines[1..].iter().take(MOST).position(is_row)?;
    let own = &lines[..len];
    if own.iter().any(|line| is_end(text, line)) {
        return None;
    }
    let tabs = own.iter().map(|line| line.tabs).sum();
    (tabs >= FEWEST_TABS).then(|| (Line { end: own[len - 1].end, tabs, ..own[0] }, len))
}

/// The rows of so many tabs that some lines begin with, and how many lines they are.
fn rows(text: &str, lines: &[Line], tabs: u32) -> (Vec<Line>, usize) {
    let mut out: Vec<Line> = Vec::new();
    let (mut at, mut width) = (0, 0);
    while tabs > 0
        && let Some((row, taken)) = row(text, &lines[at..], tabs)
    {
        at += taken;
        width = width.max(last_line(text, &row));
        out.push(row);
        // The last cell goes on in lines without a tab, up to the next row, or as wide as the column is where
        // other cells are broken too.
        let goes_on = |line: &&Line| {
            let words = &text[line.start..line.end];
            line.tabs == 0
                && !is_end(text, line)
                && !aligned::is_ordinal(words)
                && !words.starts_with(['附', '注', '备'])
        };
        let broken = at > out.len();
        let mut more = lines[at..].iter().take(MOST_LINES).take_while(goes_on).count();
        if row_from(text, lines, at + more, tabs).is_none() {
            let length = |line: &Line| text[line.start..line.end].trim_end().chars().count();
            let full = |nth: usize| match nth {
                0 => last_line(text, &row),
                _ => length(&lines[at + nth - 1]),
            };
            let wraps = |&nth: &usize| full(nth) + 1 >= width && length(&lines[at + nth]) <= width;
            more = if broken { (0..more).take_while(wraps).count() } else { 0 };
        }
        if more > 0
            && let Some(last) = out.last_mut()
        {
            last.end = lines[at + more - 1].end;
            at += more;
        }
    }
    (out, at)
}

fn row_from(text: &str, lines: &[Line], at: usize, tabs: u32) -> Option<(Line, usize)> {
    row(text, lines.get(at..)?, tabs)
}

/// The row of so many tabs that begins with the first of some lines, up to its last tab's line.
fn row(text: &str, lines: &[Line], tabs: u32) -> Option<(Line, usize)> {
    let first = lines.first()?;
    let begins = match first_cell(text, first) {
        Some(cell) => cell.is_empty() || is_number(cell) || aligned::is_ordinal(cell),
        None => aligned::is_ordinal(&text[first.start..first.end]),
    };
    if !begins || is_end(text, first) {
        return None;
    }
    let (mut whole, mut taken) = (*first, 1);
    while whole.tabs < tabs {
        let next = lines.get(taken).filter(|next| taken < MOST_LINES && !is_end(text, next))?;
        // Where another row begins this one is cut off.
        if first_cell(text, next).is_some_and(is_number) {
            return None;
        }
        whole = Line { end: next.end, tabs: whole.tabs + next.tabs, ..whole };
        taken += 1;
    }
    (whole.tabs == tabs).then_some((whole, taken))
}

/// How many characters stand behind the last tab of a row.
fn last_line(text: &str, row: &Line) -> usize {
    text[row.start..row.end].rsplit('\t').next().map_or(0, |cell| cell.trim_end().chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines;

    fn joined(text: &str) -> Vec<&str> {
        join(text, lines::lines(text, 0, text.len()))
            .iter()
            .map(|line| &text[line.start..line.end])
            .collect()
    }

    #[test]
    fn a_row_has_the_tabs_of_its_header() {
        let rows = [
            "序号\t任务\t上半年目\n标\t责任单位",
            "一\t清淤\t\t",
            "二、清\n淤\t\t\t",
            "1\t清除\n淤泥\t3处\t水务局、区\n林业局",
            "2\t补栽\t5亩\t林业局",
        ];
        let text = format!("任务表\n{}\n附件2\n说明如下", rows.join("\n"));
        let expected: Vec<&str> =
            std::iter::once("任务表").chain(rows).chain(["附件2", "说明如下"]).collect();
        assert_eq!(joined(&text), expected);
    }

    #[test]
    fn lines_that_do_not_come_out_even_stay() {
        let text = "序号\t任务\t目标\t单位\n1\t清淤\t3处\t水务局\n2\t补栽\t5亩\t林业局\n说明";
        assert_eq!(joined(text), text.lines().collect::<Vec<_>>());
        let text =
            "序号\t任务\t目标\t单位\n1\t清淤\t3处\n2\t补栽\t5亩\t林业局\n三、保障\n加强领导。";
        assert_eq!(joined(text), text.lines().collect::<Vec<_>>());
        let text = "任务\t目标\n清\n淤\t3处";
        assert_eq!(joined(text), text.lines().collect::<Vec<_>>());
    }
}
