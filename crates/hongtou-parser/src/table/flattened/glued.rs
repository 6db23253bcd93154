//! Rows without anything between their cells, cut by what the body says.

use std::borrow::Borrow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Bound;

use hongtou_model::{Confidence, RepairKind, SmolStr};
use hongtou_source::{GridForm, chars, fold_into};

use super::super::grid::{Cell, Page};
use super::super::headings::Heading;
use super::super::profile::{BodyHints, Sought};
use super::cells::leading;
use super::header::{begins_with_number, header};
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::wordlist::{Words, words};

/// A table without separators that begins with the header line at `at`; with the number of lines
/// that it takes.
#[inline(never)]
pub(crate) fn read<'s>(elements: &[Element<'s>], at: usize) -> Option<(Page<'s>, usize)> {
    let Element::Line(line) = &elements[at] else { return None };
    // No other header is glued.
    if !begins_with_number(line.text()) {
        return None;
    }
    let (header, true) = header(line)? else { return None };
    let header: Vec<Cell<'s>> = header.into_iter().map(Cell::across).collect();
    let mut page = Page { header: vec![header], glued: true, ..Page::new(GridForm::Tabs) };
    let mut expected = None;
    let tasks = OnceCell::new();
    while let Some(Element::Line(line)) = elements.get(at + 1 + page.rows.len()) {
        let found = leading(line, expected, true).or_else(|| {
            let (row, opening) = beyond_gap(line, expected?)?;
            tasks.get_or_init(|| openings(&elements[..at])).contains(opening).then_some(row)
        });
        let Some((number, digits)) = found else { break };
        let text = line.text();
        let digits = trim(text, 0..digits);
        let rest = trim(text, digits.end..text.len());
        page.rows.push([digits, rest].map(|cell| Cell::across(line.flow.slice(cell))).into());
        expected = Some(number + 1);
    }
    let taken = page.rows.len() + 1;
    (taken > 2).then_some((page, taken))
}

/// The first characters of words, as many as tell one name from others.
fn opening(words: &str) -> Option<&str> {
    const SAME: usize = 4;
    let words = chars::trim_start(words);
    let (last, c) = words.char_indices().nth(SAME - 1)?;
    let opening = &words[..last + c.len_utf8()];
    opening.chars().all(chars::is_han).then_some(opening)
}

/// How the numbered lines of a notice begin, without their ordinals.
fn openings<'e>(elements: &'e [Element<'_>]) -> BTreeSet<&'e str> {
    let of_line = |element: &'e Element<'_>| match element {
        Element::Line(line) => opening(line.marker.as_ref().and(Some(line.rest()))?),
        _ => None,
    };
    elements.iter().filter_map(of_line).collect()
}

/// The number that a row begins with behind rows that the table may leave out, where it ends, and how the words
/// behind it begin: they are a row's where some task begins so, for a figure may open any line.
fn beyond_gap<'l>(line: &'l Line<'_>, expected: u32) -> Option<((u32, usize), &'l str)> {
    /// As many rows may be left out.
    const MOST: u32 = 20;
    let (number, end) = leading(line, None, true)?;
    let gap = (expected + 1..=expected.saturating_add(MOST)).contains(&number);
    Some(((number, end), opening(&line.text()[end..])?)).filter(|_| gap)
}

/// Cuts the rows of a page without separators by what the body says.
#[inline(never)]
pub(crate) fn cut_rows(page: &mut Page<'_>, hints: &BodyHints, record: &mut Record) {
    let headings = page.headings();
    let has = |of: fn(&Heading) -> bool| headings.iter().any(of);
    let named = has(is_name) && has(|heading| *heading == Heading::Detail);
    for cells in page.rows_to_cut() {
        let [number, rest] = &cells[..] else { continue };
        let (number, rest) = (number.clone(), rest.flow.clone());
        let cut = Cut::new(&rest, hints, named);
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
    /// The parts of a row's words; `named` says that the task's name stands before it in a cell of its own.
    fn new(rest: &Flow<'s>, hints: &BodyHints, named: bool) -> Cut<'s> {
        let text = rest.text();
        let (folded, back) = folded(text);
        // The longest heading, then the longest task. One that is its section's title too names tasks.
        let title = || longest_start(&hints.sections, &folded).filter(|_| named);
        let heading = longest_start(&hints.headings, &folded).or_else(title).unwrap_or(0);
        let task = |from: usize| Some(from + longest_start(&hints.clauses, folded.get(from..)?)?);
        let found = task(heading).map(|end| (heading, end)).or_else(|| task(0).map(|end| (0, end)));
        let (action, content) = match found {
            Some((heading, end)) => {
                // The stop behind the task is the task's.
                let stop = text[back[end]..].chars().next().filter(|&c| chars::ends_sentence(c));
                (back[heading], back[end] + stop.map_or(0, char::len_utf8))
            }
            None => {
                // The task in words of its own, or a part of what the body says, behind the name that the
                // body has.
                let stop = text.rfind('。');
                let task = &text[back[heading]..stop.unwrap_or(text.len()).max(back[heading])];
                let ends = || ends_name(task) || heading > 0 && hints.say_parts(&Sought::new(task));
                let name = if named && ends() { back[heading] } else { 0 };
                (name, stop.map_or(text.len(), |at| at + '。'.len_utf8()))
            }
        };
        let tail = rest.slice(trim(text, content..text.len()));
        let (before, units, after) = units_of(&tail, &hints.units);
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
        let name = column(&|heading| is_name(&heading));
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

/// Whether a heading says that the names of the tasks stand below it.
fn is_name(heading: &Heading) -> bool {
    matches!(heading, Heading::Name | Heading::ThingName | Heading::Thing)
}

/// Whether a name ends before some words: where they begin with what is done or how many of something,
/// 建设公园 | 完成选址. Any other words may go on with it, 建设公园 in 建设公园绿道系统, and so may what
/// is done to it where that is a name's own part: 建设公园 in 建设公园改造工程.
fn ends_name(behind: &str) -> bool {
    let figure = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    if figure.len() < behind.len() {
        return !figure.starts_with(['期', '号', '#', '年']);
    }
    let Some(verb) = DEEDS.prefix(behind) else { return false };
    let object = &behind[verb.len()..];
    !object.is_empty() && !NAMED.iter().any(|end| object.starts_with(end))
}

/// What a task in words of its own may begin with, of those words that seldom stand within a name.
static DEEDS: Words = words!(&[
    "举办", "出台", "制定", "加固", "加宽", "加装", "印发", "启动", "增设", "增配", "完成", "实现",
    "建成", "开展", "开工", "开设", "开通", "引进", "打造", "拆除", "招募", "招录", "改建", "改造",
    "敷设", "新增", "新建", "更换", "架设", "栽植", "清淤", "清理", "盘活", "签订", "编制", "设立",
    "设置", "购置", "铺设",
]);

/// What ends a name behind such a word.
const NAMED: &[&str] =
    &["工程", "项目", "行动", "计划", "工作", "方案", "提升", "升级", "试点", "任务"];

/// The words before the first unit, the cells of units, and the words after the last.
///
/// Inside a cell something stands between two units; where nothing does, a cell ends.
fn units_of<'s>(tail: &Flow<'s>, units: &BTreeSet<SmolStr>) -> (Flow<'s>, Vec<Flow<'s>>, Flow<'s>) {
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
pub(super) fn folded(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut back) = (String::with_capacity(text.len()), Vec::new());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        fold_into(c.encode_utf8(&mut buffer), &mut out);
        back.resize(out.len(), at);
    }
    back.push(text.len());
    (out, back)
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
    fn a_name_that_the_body_has_ends_before_a_task_in_other_words() {
        let parts = |text: &str, named: bool| {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let mut hints = BodyHints::default();
            hints.headings.insert("加固北桥".into());
            hints.sections.insert("修缮校舍".into());
            hints.clauses.insert("北桥通车前完成静载试验,限载不低于30吨.".into());
            hints.units.insert("区住建局".into());
            let cut = Cut::new(&flow, &hints, named);
            [cut.action.text(), cut.content.text()].map(str::to_owned)
        };
        for (text, action, content) in [
            ("加固北桥完成勘测。区住建局", "加固北桥", "完成勘测。"),
            ("修缮校舍9所校舍竣工。区住建局", "修缮校舍", "9所校舍竣工。"),
            // A part of the body's task.
            ("加固北桥限载不低于30吨。区住建局", "加固北桥", "限载不低于30吨。"),
            ("加固北桥和引道。区住建局", "", "加固北桥和引道。"),
            ("加宽南路。区住建局", "", "加宽南路。"),
            // Names that go on, whatever stands behind the part that the body has.
            ("加固北桥引道系统铺设路面2公里。区住建局", "", "加固北桥引道系统铺设路面2公里。"),
            ("加固北桥改造工程完成勘测。区住建局", "", "加固北桥改造工程完成勘测。"),
            ("修缮校舍2期工程竣工。区住建局", "", "修缮校舍2期工程竣工。"),
        ] {
            assert_eq!(parts(text, true), [action, content], "{text}");
        }
        // Where no column has names, the words are the task's.
        let text = "加固北桥完成勘测。区住建局";
        assert_eq!(parts(text, false), ["", "加固北桥完成勘测。"]);
    }

    #[test]
    fn a_row_may_stand_behind_others_that_are_left_out() {
        let rows = |last: &str| {
            let lines = [
                "3.建设停车场。新增车位90个。",
                "序号项目名称主要内容牵头单位",
                "1加固北桥完成勘测。区住建局",
            ];
            let lines = lines.into_iter().chain(["2加宽南路完成选址。区住建局", last]);
            let text = lines.collect::<Vec<_>>().join("\n");
            let source = Source::from_text("n", Format::Text, &text);
            let mut at = 0;
            let line = |line: &str| {
                let start = at;
                at += line.len() + 1;
                let flow = Flow::new(&source, 0, &[TextRange::at(start, start + line.len())]);
                Element::Line(Line::new(flow, true))
            };
            let elements: Vec<Element<'_>> = text.split('\n').map(line).collect();
            read(&elements, 1).map_or(0, |(page, _)| page.rows.len())
        };
        assert_eq!(rows("5建设停车场新增车位90个。区住建局"), 3);
        for figure in
            ["90个停车位。区住建局", "5建设公园，完成选址。区住建局", "40建设停车场。区住建局"]
        {
            assert_eq!(rows(figure), 2, "{figure}");
        }
    }

    #[test]
    fn cells_end_where_nothing_stands_between_units() {
        let text = "周某区商务局、区财政局区市场监管局6月底前";
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let units = ["区商务局", "区财政局", "区市场监管局"].map(SmolStr::new).into();
        let (before, units, after) = units_of(&flow, &units);
        let units: Vec<&str> = units.iter().map(Flow::text).collect();
        assert_eq!(
            (before.text(), &units[..], after.text()),
            ("周某", &["区商务局、区财政局", "区市场监管局"][..], "6月底前")
        );
    }
}
