//! A table whose lines lost their cells.
//!
//! Where white space is left, cells are cut at it: `序号 工作任务 牵头部门`, then `1 改造… 县教育局`. Where
//! nothing is left, `序号项目名称牵头单位`, the header is cut at the words that headings end in, and each
//! row later, when the body is known, by what the body says: its headings, its tasks, its units.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::ops::Bound;

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{GridForm, chars, fold_into};

use super::grid::{Cell, Page};
use super::headings::{Heading, is_heading_word};
use super::profile::{BodyHints, is_number};
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::sentence;
use crate::token::{self, TokenKind};

/// A table that begins with the header line at `at`; with the number of lines that it takes.
pub(crate) fn read<'s>(elements: &[Element<'s>], at: usize) -> Option<(Page<'s>, usize)> {
    let Element::Line(line) = &elements[at] else { return None };
    let (header, glued) = header(line)?;
    let mut page = Page { header: vec![row(header.clone())], glued, ..Page::new(GridForm::Tabs) };
    let mut next = at + 1;
    let mut expected = None;
    let mut numbered = 0;
    while let Some(Element::Line(line)) = elements.get(next) {
        // 一、… between the rows heads those below it, which may begin again at 1.
        if !glued && heads_rows(&elements[next..], expected) {
            page.rows.push(row(vec![line.flow.clone()]));
            (expected, next) = (None, next + 1);
            continue;
        }
        let Some((number, digits)) = leading(line, expected, glued) else { break };
        let (cells, taken) = if glued {
            let text = line.text();
            let digits = trim(text, 0..digits);
            let cells = vec![
                line.flow.slice(digits.clone()),
                line.flow.slice(trim(text, digits.end..text.len())),
            ];
            (cells, 1)
        } else {
            row_of_lines(&elements[next..], header.len(), number + 1, !page.rejoined.is_empty())
                .unwrap_or_else(|| (cells(line, 1), 1))
        };
        // As many cells as headings, or a cell dropped.
        if cells.len() < 2 || cells.len() > header.len() {
            break;
        }
        expected = Some(number + 1);
        numbered += 1;
        if taken > 1 {
            let mut span = Span::default();
            cells.iter().for_each(|cell| span.extend(&cell.whole()));
            page.rejoined.push((number, span));
        }
        page.rows.push(row(cells));
        next += taken;
    }
    (numbered >= 2).then_some((page, next - at))
}

/// Whether the first line is a title with an ordinal, above the row of the next number or of 1.
fn heads_rows(elements: &[Element<'_>], expected: Option<u32>) -> bool {
    let [Element::Line(title), Element::Line(below), ..] = elements else { return false };
    let headed = matches!(title.form(), Some(Form::Han | Form::HanBracket));
    let next = || {
        leading(below, None, false).is_some_and(|(number, _)| {
            number == 1 || expected.is_none_or(|expected| expected == number)
        })
    };
    headed && title.text().chars().count() <= 40 && !sentence::is_sentence(title.text()) && next()
}

/// A row has a few lines at most.
const MOST_LINES: usize = 8;

/// The cells of a row that fill all columns, and how many lines it takes: a line may be cut at any
/// white space, and where a cell is broken over lines, the next line begins with the rest of it.
///
/// Lines are taken up to the row of the next number. Behind the last row they are taken where rows
/// above it were broken so, `broken`, and no further than to the last column.
fn row_of_lines<'s>(
    elements: &[Element<'s>],
    columns: usize,
    next: u32,
    broken: bool,
) -> Option<(Vec<Flow<'s>>, usize)> {
    let more = |element: &&Element<'s>| matches!(element, Element::Line(line) if line.marker.is_none() && leading(line, None, false).is_none());
    let begins_next = |at: usize| {
        matches!(elements.get(at), Some(Element::Line(line)) if leading(line, Some(next), false).is_some())
            || heads_rows(&elements[at..], Some(next))
    };
    let most = 1 + elements[1..].iter().take(MOST_LINES).take_while(more).count();
    let last = !begins_next(most);
    // What stands behind the last row and is no row may be anything.
    let most = if last && !broken { 1 } else { most };
    let line = |element: &Element<'s>, sure| match element {
        Element::Line(line) => cells(line, sure),
        _ => Vec::new(),
    };
    [1, usize::MAX].into_iter().find_map(|sure| {
        let mut row = line(&elements[0], sure);
        let mut taken = 1;
        while taken < most && (!last || row.len() < columns) {
            let mut pieces = line(&elements[taken], if sure > 1 { sure } else { 0 });
            if let Some(cell) = row.last_mut()
                && pieces.first().is_some_and(|rest| !opens_cell(cell.text(), rest.text()))
            {
                cell.append(&pieces.remove(0));
            }
            row.extend(pieces);
            taken += 1;
        }
        (row.len() == columns).then_some((row, taken))
    })
}

/// Whether a line break stands between two cells rather than inside one: before a day that is a cell
/// of its own, but not between 2026年 and 6月底.
fn opens_cell(before: &str, after: &str) -> bool {
    let half =
        before.ends_with(|c| chars::digit(c).is_some() || matches!(c, '年' | '月' | '、' | '至'));
    !half && is_day(after)
}

/// Which lines are a flattened table's: nothing is joined to what stands before them.
pub(crate) fn lines(elements: &[Element<'_>]) -> Vec<bool> {
    let mut out = vec![false; elements.len()];
    let mut at = 0;
    while at < elements.len() {
        let taken = read(elements, at).map_or(0, |(_, taken)| taken);
        out[at..at + taken].fill(true);
        at += taken.max(1);
    }
    out
}

/// The headings of a line that is nothing else, and whether they are glued together.
fn header<'s>(line: &Line<'s>) -> Option<(Vec<Flow<'s>>, bool)> {
    let text = line.text();
    // Headings are parted by white space, or the first of them is 序号.
    let numbered = text.trim_start_matches(chars::is_space).starts_with("序号");
    let spaces = || chars::besides_han(text).filter(|&(_, c)| chars::is_space(c));
    if text.len() > LONGEST_HEADER * 4
        || !numbered && spaces().nth(1).is_none()
        || text.chars().count() > LONGEST_HEADER
    {
        return None;
    }
    let mut spaced = close_letters(cells(line, 0));
    let known = |header: &[Flow<'_>]| {
        let words = header.iter().filter(|flow| is_heading_word(flow.text())).count();
        header.len() >= 3 && words * 4 >= header.len() * 3
    };
    // Years stand beside other headings: 重点任务 2025年目标 2026年目标.
    if !known(&spaced) {
        spaced = close_letters(cells(line, usize::MAX));
    }
    if known(&spaced) {
        return Some((spaced, false));
    }
    if spaced.len() > 1 || !numbered {
        return None;
    }
    let glued = cut_headings(&line.flow);
    known(&glued).then_some((glued, true))
}

/// Headings printed with a space between their characters, put together: 工 作 任 务.
fn close_letters(cells: Vec<Flow<'_>>) -> Vec<Flow<'_>> {
    let is_letter = |flow: &Flow<'_>| {
        let mut chars = flow.text().chars();
        chars.next().is_some_and(chars::is_han) && chars.next().is_none()
    };
    let mut out = Vec::with_capacity(cells.len());
    let mut cells = cells.into_iter().peekable();
    while let Some(mut cell) = cells.next() {
        if !is_letter(&cell) {
            out.push(cell);
            continue;
        }
        while let Some(letter) = cells.next_if(is_letter) {
            cell.append(&letter);
        }
        out.extend(cut_headings(&cell));
    }
    out
}

/// A header has a dozen columns at most.
const LONGEST_HEADER: usize = 100;

/// Words that headings end in.
const ENDS: &[&str] = &[
    "序号",
    "名称",
    "内容",
    "任务",
    "工作",
    "工程",
    "举措",
    "措施",
    "目标",
    "领导",
    "责任人",
    "单位",
    "部门",
    "时限",
    "期限",
    "时间",
    "节点",
    "类别",
    "领域",
    "备注",
    "处室",
    "联系人",
    "电话",
];

/// Headings that run together, cut behind the words that headings end in: 项目名称|主要内容|牵头单位.
fn cut_headings<'s>(flow: &Flow<'s>) -> Vec<Flow<'s>> {
    let text = flow.text();
    let mut cuts: Vec<usize> = Vec::new();
    let number = if text.starts_with("序号") { "序号".len() } else { 0 };
    let mut at = 0;
    while at < text.len() {
        let Some(end) = ENDS.iter().find(|end| text[at..].starts_with(**end)) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        // 工作任务, 任务内容, 工作目标: one heading that ends twice.
        if cuts.last() == Some(&at) && at > number && !matches!(*end, "序号" | "备注") {
            cuts.pop();
        }
        at += end.len();
        cuts.push(at);
    }
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts {
        out.push(flow.slice(start..cut));
        start = cut;
    }
    if start < text.len() {
        out.push(flow.slice(start..text.len()));
    }
    out
}

/// Cuts the rows of a page without separators by what the body says.
pub(super) fn cut_rows(page: &mut Page<'_>, hints: &BodyHints, record: &mut Record) {
    let headings = page.headings();
    let units: BTreeSet<&str> = hints.units.iter().map(String::as_str).collect();
    for cells in &mut page.rows {
        let [number, rest] = &cells[..] else { continue };
        let (number, rest) = (number.clone(), rest.flow.clone());
        let cut = Cut::new(&rest, hints, &units);
        let confidence = if cut.known { Confidence::Likely } else { Confidence::Unsure };
        record.repair(
            RepairKind::MovedCells,
            rest.whole(),
            confidence,
            || format!("第{}行各格之间没有分隔，按正文切开", number.flow.text()),
            || format!("the cells of row {} have nothing between them; they are cut by what the body says", number.flow.text()),
        );
        *cells = cut.row(number, &headings);
    }
}

/// A row without separators in its parts.
struct Cut<'s> {
    action: Flow<'s>,
    content: Flow<'s>,
    /// What stands between the task and the first unit.
    before: Flow<'s>,
    units: Vec<Flow<'s>>,
    after: Flow<'s>,
    /// Whether the body says the task.
    known: bool,
}

impl<'s> Cut<'s> {
    fn new(rest: &Flow<'s>, hints: &BodyHints, units: &BTreeSet<&str>) -> Cut<'s> {
        let text = rest.text();
        let (folded, back) = folded(text);
        // The longest heading, then the longest task.
        let heading = longest_start(&hints.headings, &folded).unwrap_or(0);
        let task = |from: usize| Some(from + longest_start(&hints.clauses, folded.get(from..)?)?);
        let found = task(heading).map(|end| (heading, end)).or_else(|| task(0).map(|end| (0, end)));
        let (action, content) = match found {
            Some((heading, end)) => {
                // The stop behind the task is the task's.
                let stop = text[back[end]..].chars().next().filter(|&c| chars::ends_sentence(c));
                (back[heading], back[end] + stop.map_or(0, char::len_utf8))
            }
            None => (0, text.rfind('。').map_or(text.len(), |at| at + '。'.len_utf8())),
        };
        let tail = rest.slice(trim(text, content..text.len()));
        let (before, units, after) = units_of(&tail, units);
        Cut {
            action: rest.slice(0..action),
            content: rest.slice(trim(text, action..content)),
            before,
            units,
            after,
            known: found.is_some(),
        }
    }

    /// The cells under their headings.
    fn row(self, number: Cell<'s>, headings: &[Heading]) -> Vec<Cell<'s>> {
        let mut row = vec![Cell::default(); headings.len()];
        let column = |wanted: &dyn Fn(Heading) -> bool| headings.iter().position(|&h| wanted(h));
        let detail = column(&|heading| heading == Heading::Detail);
        let name = column(&|heading| matches!(heading, Heading::Name | Heading::Thing));
        let mut put = |at: Option<usize>, flow: Flow<'s>| {
            if let Some(place) = at.and_then(|at| row.get_mut(at)).filter(|_| !flow.is_empty()) {
                match place.own {
                    true => place.flow.append(&flow),
                    false => *place = Cell::across(flow),
                }
            }
        };
        let content = detail.or(name).or(Some(headings.len().min(2) - 1));
        put(Some(0), number.flow);
        put(if detail.is_some() { name.or(content) } else { content }, self.action);
        put(content, self.content);
        let units: Vec<usize> =
            (0..headings.len()).filter(|&at| matches!(headings[at], Heading::Units(_))).collect();
        let first = units.first().copied();
        let between = (content.unwrap_or(0) + 1..first.unwrap_or(headings.len())).next();
        put(between.or(first).or(content), self.before);
        for (at, flow) in self.units.into_iter().enumerate() {
            let last = units.len().saturating_sub(1);
            put(units.get(at.min(last)).copied().or(content), flow);
        }
        let behind = units.last().map(|last| last + 1).filter(|&at| at < headings.len());
        put(behind.or(units.last().copied()).or(content), self.after);
        row
    }
}

/// The words before the first unit, the cells of units, and the words after the last.
///
/// Inside a cell something stands between two units; where nothing does, a cell ends.
fn units_of<'s>(tail: &Flow<'s>, units: &BTreeSet<&str>) -> (Flow<'s>, Vec<Flow<'s>>, Flow<'s>) {
    let text = tail.text();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match longest_start(units, &text[at..]) {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    let (Some(&(first, _)), Some(&(_, last))) = (found.first(), found.last()) else {
        return (Flow::default(), vec![tail.clone()], Flow::default());
    };
    let mut cells: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found {
        match cells.last_mut() {
            Some(cell) if cell.1 < from => cell.1 = to,
            _ => cells.push((from, to)),
        }
    }
    let cells = cells.into_iter().map(|(from, to)| tail.slice(from..to)).collect();
    (tail.slice(trim(text, 0..first)), cells, tail.slice(trim(text, last..text.len())))
}

/// The length of the longest of some words that a text begins with.
///
/// The last word in order that is not behind the text shares most with it: where it is no beginning
/// of the text, a longer one than what they share is none either. So a text is never held against
/// each of its own beginnings, of which a long one has thousands.
fn longest_start<W: Borrow<str> + Ord>(words: &BTreeSet<W>, mut text: &str) -> Option<usize> {
    while !text.is_empty() {
        let to = (Bound::Unbounded, Bound::Included(text));
        let word = words.range::<str, _>(to).next_back()?.borrow();
        let common = word.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        if common == word.len() {
            return (common > 0).then_some(common);
        }
        text = &text[..text.floor_char_boundary(common)];
    }
    None
}

/// Folded words, and for each of their bytes and their end the byte of the text it comes from.
fn folded(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut back) = (String::with_capacity(text.len()), Vec::new());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        fold_into(c.encode_utf8(&mut buffer), &mut out);
        back.resize(out.len(), at);
    }
    back.push(text.len());
    (out, back)
}

fn row<'s>(cells: Vec<Flow<'s>>) -> Vec<Cell<'s>> {
    cells.into_iter().map(Cell::across).collect()
}

/// The number that a row begins with, where it is the expected one, and where it ends.
fn leading(line: &Line<'_>, expected: Option<u32>, glued: bool) -> Option<(u32, usize)> {
    let text = line.text();
    let words = text.trim_start_matches(chars::is_space);
    let indent = text.len() - words.len();
    let end = if glued {
        words.find(|c| chars::digit(c).is_none())?
    } else {
        words.find(chars::is_space)?
    };
    let number = is_number(&words[..end])?;
    expected.is_none_or(|expected| expected == number).then_some((number, indent + end))
}

/// The cells of a line: cut at white space, but not inside `宿舍 26 间`; a day after it is a cell.
///
/// Where wide gaps stand between the cells, a single space is part of the words.
///
/// The first `sure` cuts are made whatever stands beside them.
fn cells<'s>(line: &Line<'s>, sure: usize) -> Vec<Flow<'s>> {
    let text = line.text();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let words = text.trim_matches(chars::is_space);
    let aligned = gaps(words).filter(|gap| gap.chars().count() > 1).count() > 1;
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        let rest = text[from..].trim_start_matches(chars::is_space);
        let to = text.len() - rest.len();
        let beside = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
        let figure = beside(text[..from].chars().next_back()) || beside(rest.chars().next());
        let wide = text[from..to].chars().count() > 1;
        let cut = if aligned { wide } else { !figure || out.len() < sure || begins_with_day(rest) };
        if from > start && cut {
            out.push(line.flow.slice(start..from));
            start = to;
        } else if from == start {
            start = to;
        }
        at = to;
    }
    if start < text.len() {
        out.push(line.flow.slice(start..text.len()));
    }
    out
}

/// Whether the words up to the next white space are a day and nothing else: 2024年9月底前.
fn begins_with_day(words: &str) -> bool {
    is_day(&words[..words.find(chars::is_space).unwrap_or(words.len())])
}

/// Whether a word is a day and nothing else.
fn is_day(word: &str) -> bool {
    // Most words beside figures are longer.
    word.len() <= 48
        && token::cell_tokens(word)
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Date(_)) && token.range == (0..word.len()))
}

/// The runs of white space between words.
fn gaps(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c| !chars::is_space(c)).filter(|gap| !gap.is_empty())
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[test]
    fn the_longest_word_that_a_text_begins_with() {
        let words: BTreeSet<&str> =
            ["市", "市教育", "市教育局", "市教育局办公室", "市财政局", "区教育局"].into();
        for text in [
            "市教育局、市财政局",
            "市教育局办公",
            "市教委",
            "市财政",
            "县教育局",
            "区教育局办",
            "市",
        ] {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            let one_by_one = ends.rev().find(|&end| words.contains(&text[..end]));
            assert_eq!(longest_start(&words, text), one_by_one, "{text}");
        }
        assert_eq!(longest_start(&BTreeSet::<&str>::new(), "市"), None);
    }

    #[test]
    fn wide_gaps_part_cells_and_single_spaces_do_not() {
        for (text, parts) in [
            (
                "1    淘汰老旧装置 14 套。    市应急局    2024年3月—10月",
                "1|淘汰老旧装置 14 套。|市应急局|2024年3月—10月",
            ),
            ("2 新建停车场 县城管局 县财政局", "2|新建停车场|县城管局|县财政局"),
            ("3 改造宿舍 26 间 县教育局", "3|改造宿舍 26 间|县教育局"),
            ("4 改造宿舍 县教育局 2024年9月底前", "4|改造宿舍|县教育局|2024年9月底前"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), false);
            let found: Vec<String> =
                cells(&line, 1).iter().map(|cell| cell.text().to_owned()).collect();
            assert_eq!(found.join("|"), parts);
        }
    }

    #[test]
    fn headings_that_run_together() {
        for (text, headings) in [
            (
                "序号项目名称主要内容区政府分管领导牵头单位配合单位",
                "序号|项目名称|主要内容|区政府分管领导|牵头单位|配合单位",
            ),
            ("序号工作任务完成时限责任单位", "序号|工作任务|完成时限|责任单位"),
            ("序号重点工作具体内容牵头单位备注", "序号|重点工作|具体内容|牵头单位|备注"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let cut: Vec<String> =
                cut_headings(&flow).iter().map(|flow| flow.text().to_owned()).collect();
            assert_eq!(cut.join("|"), headings);
        }
    }

    #[test]
    fn cells_end_where_nothing_stands_between_units() {
        let text = "周某区商务局、区财政局区市场监管局6月底前";
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let units = ["区商务局", "区财政局", "区市场监管局"].into();
        let (before, units, after) = units_of(&flow, &units);
        let units: Vec<&str> = units.iter().map(Flow::text).collect();
        assert_eq!(
            (before.text(), &units[..], after.text()),
            ("周某", &["区商务局、区财政局", "区市场监管局"][..], "6月底前")
        );
    }
}
