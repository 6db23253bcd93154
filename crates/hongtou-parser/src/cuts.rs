//! What tells a cut line from a heading, and what stands between the pieces.
//!
//! The words of a line that is no sentence may be a heading or the first piece of a sentence that a
//! page cut. A table that says the words across the break in one piece settles it. Between the
//! pieces may stand the title that each page repeats.

mod between;

use std::collections::{BTreeMap, BTreeSet};

use hongtou_model::FurnitureKind;
use hongtou_source::{chars, fold};

use crate::flow::Flow;
use crate::header;
use crate::lines::{Element, Line, ends_closed};
use crate::record::Record;
use crate::words;

/// So many characters around a break are looked for in the tables, half of them before it.
const AROUND: usize = 8;
/// Slots for characters, by the last twelve bits of their codes.
const SLOTS: usize = 1 << 12;
/// What a slot tells of its characters: whether one ends what is looked for, or stands before that.
const LAST: u8 = 1;
const BEFORE: u8 = 2;

/// For each element whether some cell of a table says its first words right after the last words
/// of the line before it.
///
/// Linear: the breaks are gathered first, then each table is gone through once.
pub(crate) fn said_in_one(raw: &[Element<'_>]) -> Vec<bool> {
    let mut said = vec![false; raw.len()];
    let mut wanted: Vec<([char; AROUND], usize)> = Vec::new();
    // The last two characters of what is wanted, roughly: most of the tables end none of it.
    let mut ends = [0; SLOTS];
    for (at, pair) in raw.windows(2).enumerate() {
        let [Element::Line(before), Element::Line(next)] = pair else { continue };
        if next.marker.is_some() || next.level > 0 || ends_closed(before.text()) {
            continue;
        }
        if let Some(key) = across(before.rest(), next.text()) {
            let [.., before, last] = key.map(|c| c as usize % SLOTS);
            ends[before] |= BEFORE;
            ends[last] |= LAST;
            wanted.push((key, at + 1));
        }
    }
    if wanted.is_empty() {
        return said;
    }
    wanted.sort_unstable();
    // Of equal ones, the first stands for all.
    let mut found = vec![false; wanted.len()];
    for element in raw {
        let Element::Table(grid) = element else { continue };
        for cell in grid.grid.rows.iter().flat_map(|row| &row.cells) {
            let mut lines = &cell.pieces[..];
            // From the last line to the first.
            let starts = cell.breaks.iter().rev().map(|&at| usize::from(at)).chain([0]);
            for start in starts {
                let (before, line) = lines.split_at(start.min(lines.len()));
                lines = before;
                let joined;
                let words = match line {
                    // Most lines of a cell are printed in one piece.
                    [piece] => grid.source.slice(*piece),
                    _ => {
                        joined = Flow::new(grid.source, grid.index, line);
                        joined.text()
                    }
                };
                each_end(words, &ends, &mut |end| {
                    if let Some(key) = last(&words[..end])
                        && let at = wanted.partition_point(|(known, _)| *known < key)
                        && wanted.get(at).is_some_and(|(known, _)| *known == key)
                    {
                        found[at] = true;
                    }
                });
            }
        }
    }
    let mut first = 0;
    for equal in wanted.chunk_by(|a, b| a.0 == b.0) {
        equal.iter().for_each(|&(_, at)| said[at] = found[first]);
        first += equal.len();
    }
    said
}

/// The last and the first characters around a break, as far as the sentence goes, and where enough stands
/// before its first figure no further: the table may have another.
fn across(before: &str, next: &str) -> Option<[char; AROUND]> {
    let goes_on = |c: &char| !chars::ends_sentence(*c) && *c != '.' && !chars::is_open(*c);
    let right: Vec<char> = plain(next).take_while(goes_on).take(AROUND).collect();
    let figure = right.iter().position(|&c| chars::digit(c).is_some()).filter(|&at| at > 1);
    figure.and_then(|at| key(before, &right[..at])).or_else(|| key(before, &right))
}

/// The last characters before a break, and those behind it.
fn key(before: &str, right: &[char]) -> Option<[char; AROUND]> {
    let most = (AROUND / 2).max(AROUND.checked_sub(right.len())?);
    let mut key: Vec<char> = plain(before).rev().take(most).collect();
    key.reverse();
    key.extend(right.get(..AROUND - key.len())?);
    key.try_into().ok()
}

/// Tells where those characters of a text end that may, by their slots, be the last of what is looked for,
/// as the one before them may be that before it; all in narrow form, white space passed over.
///
/// All tables go through it, in half the steps where its caller does not take it in.
#[inline(never)]
fn each_end(text: &str, slots: &[u8; SLOTS], told: &mut dyn FnMut(usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // What the slot of the character before tells.
    let mut before = slots[0];
    loop {
        // Most characters are ideographs: the last twelve bits of their code are in the last two of
        // their three bytes, and they have no other form.
        for &[lead, high, low] in bytes[at..].as_chunks::<3>().0 {
            if !matches!(lead, 0xe4..=0xe9) {
                break;
            }
            at += 3;
            let last = slots[usize::from(high & 0x3f) << 6 | usize::from(low & 0x3f)];
            if last & LAST != 0 && before & BEFORE != 0 {
                told(at);
            }
            before = last;
        }
        let Some(c) = text[at..].chars().next() else { return };
        at += c.len_utf8();
        if chars::is_space(c) {
            continue;
        }
        let last = slots[chars::narrow(c) as usize % SLOTS];
        if last & LAST != 0 && before & BEFORE != 0 {
            told(at);
        }
        before = last;
    }
}

/// The last characters of a text.
fn last(text: &str) -> Option<[char; AROUND]> {
    let mut last = ['\0'; AROUND];
    let mut back = plain(text).rev();
    for slot in last.iter_mut().rev() {
        *slot = back.next()?;
    }
    Some(last)
}

fn plain(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.chars().filter(|&c| !chars::is_space(c)).map(chars::narrow)
}

/// So many lines above the number of a page may be its running head.
const RUNNING: usize = 3;

/// Sets aside the lines that most pages print above their numbers, on the first page as well, and those
/// that a page prints between two pieces of a table; `pages` tells before which element a page's number
/// stands.
pub(crate) fn heads_of_pages<'s>(
    raw: Vec<Element<'s>>,
    pages: &[usize],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let mut runs = vec![false; raw.len()];
    if pages.len() > 1 {
        mark_above_page_numbers(&raw, pages, &mut runs);
    }
    between::mark(&raw, pages, &mut runs);
    // Beside the number of a page they stand in no cell, even where each line is one.
    if !pages.is_empty() {
        let again = heads_again(&raw);
        for at in (0..raw.len()).filter(|&at| again.get(at) == Some(&true)) {
            runs[at] |= is_beside(pages, at);
        }
    }
    set_aside(raw, runs, record)
}

/// Whether the number of a page stands right before or behind a line.
fn is_beside(pages: &[usize], at: usize) -> bool {
    pages.binary_search(&at).is_ok() || pages.binary_search(&(at + 1)).is_ok()
}

/// Marks the lines that most pages print above their numbers.
#[inline(never)]
fn mark_above_page_numbers(raw: &[Element<'_>], pages: &[usize], runs: &mut [bool]) {
    let mut ends = pages.to_vec();
    for _ in 0..RUNNING {
        let above = |end: usize| end.checked_sub(1).and_then(|at| may_run(&raw[at]));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        ends.iter().filter_map(|&end| above(end)).for_each(|words| {
            *counts.entry(words).or_default() += 1;
        });
        let Some((words, count)) = counts.into_iter().max_by_key(|&(_, count)| count) else {
            break;
        };
        ends.retain(|&end| above(end) == Some(words));
        ends.iter_mut().for_each(|end| *end -= 1);
        if count * 2 <= pages.len() || !opens(raw, &ends) {
            break;
        }
        ends.iter().for_each(|&at| runs[at] = true);
    }
    keep_title(raw, runs);
}

/// Whether a line that stands at some places opens the notice, with its like at most before it.
fn opens(raw: &[Element<'_>], places: &[usize]) -> bool {
    let first = |&at: &usize| at < RUNNING && raw[..at].iter().all(|e| may_run(e).is_some());
    places.first().is_some_and(first)
}

/// Keeps the title of the notice, which may run as well and stand nowhere else; who issues it may stand
/// below it.
fn keep_title(raw: &[Element<'_>], runs: &mut [bool]) {
    let Some(start) = runs.iter().position(|&runs| runs) else { return };
    let end = start + runs[start..].iter().take_while(|&&runs| runs).count();
    for end in (start + 1..=end).rev() {
        let title: String = raw[start..end].iter().filter_map(may_run).collect();
        let again = || {
            let others = raw.iter().zip(&*runs).filter(|(_, runs)| !**runs);
            others.filter_map(|(other, _)| may_run(other)).any(|words| title.starts_with(words))
        };
        if header::complete_title(&title) && !again() {
            return runs[start..end].fill(false);
        }
    }
}

/// Sets aside the lines of the head that later pages print again.
pub(crate) fn running_heads<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let again = heads_again(&raw);
    set_aside(raw, again, record)
}

/// Which lines print one of the head again; none where there is none.
fn heads_again(raw: &[Element<'_>]) -> Vec<bool> {
    let body = raw.iter().position(|e| matches!(e, Element::Line(line) if line.marker.is_some()));
    let Some(body) = body else { return Vec::new() };
    let head: BTreeSet<&str> = raw[..body].iter().filter_map(may_run).collect();
    if head.is_empty() {
        return Vec::new();
    }
    let issued = issued_titles(&raw[..body]);
    let first_table = raw.iter().position(|e| matches!(e, Element::Table(_)));
    raw.iter()
        .enumerate()
        .map(|(at, element)| {
            at > body
                && may_run(element).is_some_and(|words| head.contains(words))
                && !is_needed(raw, at, first_table)
                && !ends_title(raw, at, &issued)
        })
        .collect()
}

/// Makes lines furniture; what is below one of them stands apart from what is above it.
fn set_aside<'s>(raw: Vec<Element<'s>>, aside: Vec<bool>, record: &mut Record) -> Vec<Element<'s>> {
    if !aside.contains(&true) {
        return raw;
    }
    let mut gap = false;
    raw.into_iter()
        .zip(aside)
        .filter_map(|(element, aside)| match element {
            Element::Line(line) if aside => {
                record.furniture(FurnitureKind::RunningHead, line.flow.whole());
                gap = true;
                None
            }
            Element::Line(mut line) => {
                line.gap |= std::mem::take(&mut gap);
                Some(Element::Line(line))
            }
            other => Some(other),
        })
        .collect()
}

/// The titles in title marks of the head, folded, where they are several.
fn issued_titles(head: &[Element<'_>]) -> Vec<String> {
    let quoted = |element: &Element<'_>| match element {
        Element::Line(line) => words::in_title_marks(line.text()).map(fold).collect(),
        _ => Vec::new(),
    };
    let titles: Vec<String> = head.iter().flat_map(quoted).collect();
    if titles.len() > 1 { titles } else { Vec::new() }
}

/// Whether a line ends the title of one of the plans that are issued, which begins on the line above.
fn ends_title(raw: &[Element<'_>], at: usize, issued: &[String]) -> bool {
    let Some([Element::Line(first), Element::Line(last)]) =
        at.checked_sub(1).and_then(|before| raw.get(before..=at))
    else {
        return false;
    };
    !issued.is_empty() && issued.contains(&fold(&format!("{}{}", first.text(), last.text())))
}

/// The words of a line that may be printed on every page: a title or a name.
fn may_run<'l>(element: &'l Element<'_>) -> Option<&'l str> {
    let Element::Line(Line { flow, marker: None, .. }) = element else { return None };
    let words = flow.text().trim_matches(chars::is_space);
    let count = words.chars().count();
    let title = (6..=70).contains(&count)
        && !words.contains(['。', '；', '：', ':'])
        && !words.starts_with("附件")
        && words::disclosure(words).is_none()
        && !words::is_date_line(words);
    title.then_some(words)
}

/// Whether a line that the head has as well is needed where it stands: a signature above its date,
/// the title of an attachment, or that of the first table.
fn is_needed(raw: &[Element<'_>], at: usize, first_table: Option<usize>) -> bool {
    let next = raw[at + 1..].iter().take(3);
    let dated = next
        .take_while(|e| matches!(e, Element::Line(line) if line.marker.is_none()))
        .any(|e| matches!(e, Element::Line(line) if words::is_date_line(line.text())));
    // Who issues a notice prints it as well, and stands above the day of it.
    let prints = raw
        .get(at + 1)
        .is_some_and(|next| matches!(next, Element::Line(line) if header::is_imprint(line.text())));
    let attached = at.checked_sub(1).is_some_and(|before| {
        matches!(&raw[before], Element::Line(line) if line.text().trim_start().starts_with('附'))
    });
    dated || prints || attached || first_table == Some(at + 1) || at + 1 == raw.len()
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::lines;

    /// The lines that stay of pages whose lines end in their numbers.
    fn kept(pages: &[&str]) -> Vec<String> {
        let text = pages.concat();
        let source = Source::from_text("n", Format::Text, &text);
        let (mut raw, mut numbers, mut at) = (Vec::new(), Vec::new(), 0);
        for page in pages {
            for line in page.lines() {
                let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
                raw.push(Element::Line(Line::new(flow, true)));
                at += line.len() + 1;
            }
            numbers.push(raw.len());
        }
        let mut record = Record::new(Lang::Zh);
        let found = heads_of_pages(raw, &numbers, &mut record);
        assert_eq!(record.furniture.len() + found.len(), text.lines().count());
        lines::texts(&found).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_pages_print_above_their_numbers_is_no_text() {
        let head = "云溪市政府办公厅文件\n云溪市政府办公厅发布\n";
        let first = format!("云溪市绿化方案\n{head}");
        let pages = [head, &first, &format!("1.造林3万亩，\n{head}"), "抚育2万亩。\n"];
        assert_eq!(kept(&pages), ["云溪市绿化方案", "1.造林3万亩，", "抚育2万亩。"]);
        // Two pages, the first of which has nothing else.
        assert_eq!(kept(&pages[..2]), ["云溪市绿化方案"]);
        // The title of the notice, which stands nowhere else, and which does.
        let title = "云溪市绿化工作方案\n";
        let pages = [title, &format!("1.造林。\n{title}"), &format!("2.抚育。\n{title}")];
        assert_eq!(kept(&pages), ["云溪市绿化工作方案", "1.造林。", "2.抚育。"]);
        let pages = [title, &format!("{title}1.造林。\n{title}"), &format!("2.抚育。\n{title}")];
        assert_eq!(kept(&pages), ["云溪市绿化工作方案", "1.造林。", "2.抚育。"]);
        let signed = format!("{title}云溪市人民政府\n");
        let pages = [&*signed, &format!("1.造林。\n{signed}"), &format!("2.抚育。\n{signed}")];
        assert_eq!(kept(&pages), ["云溪市绿化工作方案", "1.造林。", "2.抚育。"]);
        // What the first page does not open with may end the tasks of each.
        let due = "2025年12月底前完成\n";
        let pages =
            ["云溪市方案\n1.造林。\n", "2.抚育。\n", "3.修路。\n"].map(|p| format!("{p}{due}"));
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        assert_eq!(kept(&pages).len(), 7);
    }

    #[test]
    fn what_ends_pages_by_chance_stays() {
        let unit = "各县（市、区）人民政府";
        let task = format!("1.造林。\n责任单位：\n{unit}\n");
        for pages in [
            vec![&*task; 4],
            vec!["云溪市绿化任务表\n造林，由市林业局牵头\n", "抚育，由市林业局牵头\n"],
            vec!["1.造林。\n", "1.造林。\n", "1.造林。\n"],
            vec!["云溪市林业局\n2024年3月5日\n", "云溪市林业局\n2024年3月5日\n"],
        ] {
            assert_eq!(kept(&pages).len(), pages.concat().lines().count(), "{pages:?}");
        }
    }

    #[test]
    fn ends_are_found_by_the_code_in_narrow_form() {
        let text: String = ('\0'..=char::MAX).collect();
        let mut slots = [0; SLOTS];
        (0..SLOTS).step_by(7).for_each(|at| slots[at] |= LAST);
        (0..SLOTS).step_by(5).for_each(|at| slots[at] |= BEFORE);
        let mut slowly = Vec::new();
        let mut before = 0;
        for (at, c) in text.char_indices().filter(|&(_, c)| !chars::is_space(c)) {
            let last = chars::narrow(c) as usize % SLOTS;
            if slots[last] & LAST != 0 && slots[before] & BEFORE != 0 {
                slowly.push(at + c.len_utf8());
            }
            before = last;
        }
        let mut told = Vec::new();
        each_end(&text, &slots, &mut |end| told.push(end));
        assert_eq!(told, slowly);
    }

    #[test]
    fn who_signs_and_prints_is_no_running_head() {
        let lines = [
            "云溪市教育局",
            "1.建校。",
            "云溪市教育局",
            "2.扩班。",
            "云溪市教育局",
            "2026年3月5日印发",
        ];
        let text = lines.join("\n");
        let source = Source::from_text("n", Format::Text, &text);
        let mut at = 0;
        let raw = lines.map(|line| {
            let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
            at += line.len() + 1;
            Element::Line(Line::new(flow, true))
        });
        let found = running_heads(raw.into(), &mut Record::new(Lang::Zh));
        assert_eq!(lines::texts(&found), [lines[0], lines[1], lines[3], lines[4], lines[5]]);
    }
}
