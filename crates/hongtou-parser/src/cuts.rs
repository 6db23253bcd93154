//! What tells a cut line from a heading, and what stands between the pieces.
//!
//! The words of a line that is no sentence may be a heading or the first piece of a sentence that a
//! page cut. A table that says the words across the break in one piece settles it. Between the
//! pieces may stand the title that each page repeats.

use std::collections::BTreeSet;

use hongtou_model::FurnitureKind;
use hongtou_source::{chars, fold};

use crate::flow::Flow;
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
                let words = Flow::new(grid.source, grid.index, line);
                each_end(words.text(), &ends, &mut |end| {
                    if let Some(key) = last(&words.text()[..end])
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
    let mut rest = text.as_bytes();
    let mut before = 0;
    loop {
        let last = match rest {
            // Most characters are ideographs: the last twelve bits of their code are in the last
            // two of their three bytes, and they have no other form.
            [0xe4..=0xe9, high, low, more @ ..] => {
                rest = more;
                usize::from(high & 0x3f) << 6 | usize::from(low & 0x3f)
            }
            _ => {
                let at = text.len() - rest.len();
                let Some(c) = text[at..].chars().next() else { return };
                rest = &rest[c.len_utf8()..];
                if chars::is_space(c) {
                    continue;
                }
                chars::narrow(c) as usize % SLOTS
            }
        };
        if slots[last] & LAST != 0 && slots[before] & BEFORE != 0 {
            told(text.len() - rest.len());
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

/// Sets aside the lines of the head that later pages print again.
pub(crate) fn running_heads<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let body = raw.iter().position(|e| matches!(e, Element::Line(line) if line.marker.is_some()));
    let Some(body) = body else { return raw };
    let head: BTreeSet<&str> = raw[..body].iter().filter_map(may_run).collect();
    if head.is_empty() {
        return raw;
    }
    let issued = issued_titles(&raw[..body]);
    let first_table = raw.iter().position(|e| matches!(e, Element::Table(_)));
    let again: Vec<bool> = raw
        .iter()
        .enumerate()
        .map(|(at, element)| {
            at > body
                && may_run(element).is_some_and(|words| head.contains(words))
                && !is_needed(&raw, at, first_table)
                && !ends_title(&raw, at, &issued)
        })
        .collect();
    if !again.contains(&true) {
        return raw;
    }
    let mut gap = false;
    raw.into_iter()
        .zip(again)
        .filter_map(|(element, again)| match element {
            Element::Line(line) if again => {
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
    let attached = at.checked_sub(1).is_some_and(|before| {
        matches!(&raw[before], Element::Line(line) if line.text().trim_start().starts_with('附'))
    });
    dated || attached || first_table == Some(at + 1) || at + 1 == raw.len()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
