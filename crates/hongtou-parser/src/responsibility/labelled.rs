//! Lists of units behind a label inside a paragraph: where they begin and where they end.

use std::ops::Range;

use hongtou_source::{TextRange, chars};

use super::convention::Conventions;
use super::glyphs::Glyphs;
use super::lexicon::{Piece, WORDS};
use super::names::ends_with;
use super::reading::{self, Place, read};
use super::verbs::is_numeral;
use super::{Duty, DutyForm, LONGEST, LONGEST_LABEL, OF_THE_TASK, build, settle};
use crate::flow::Flow;

/// Responsibilities that a label opens inside a paragraph, without brackets.
pub(super) fn labelled(
    flow: &Flow<'_>,
    found: &mut Vec<Duty>,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) {
    let text = flow.text();
    let glyphs = Glyphs::new(flow, 0..text.len(), &[]);
    let mut at = 0;
    while at < glyphs.len() {
        let inside = |byte: usize| {
            let before = found.partition_point(|duty| duty.outer.start <= byte);
            found[..before].last().filter(|duty| duty.outer.contains(&byte))
        };
        if !matches!(glyphs.chars[at], ':' | ')' | ']') {
            at += 1;
            continue;
        }
        if let Some(duty) = inside(glyphs.bytes(at..at + 1).start) {
            at = glyphs.at_byte(duty.outer.end).max(at + 1);
            continue;
        }
        let bracket = glyphs.chars[at] != ':';
        let known = WORDS.labels.ends(&glyphs.chars[..at]).map(|(len, _)| at - len);
        let label = if bracket {
            known
        } else {
            let label = reading::label_before(&glyphs, part_start(&glyphs, at)..at);
            // 形成长效机制责任单位：A: what stands before the label is a task without its stop.
            let glued = |start: &usize| known.is_some_and(|known| known > start + MOST_QUALIFYING);
            label.map(|(start, _)| if glued(&start) { known.unwrap_or(start) } else { start })
        };
        let Some(mut start) = label.or_else(|| verb_before(&glyphs, at)) else {
            at += 1;
            continue;
        };
        if bracket {
            if start == 0 || reading::bracket_label(&glyphs, start - 1).is_none() {
                at += 1;
                continue;
            }
            start -= 1;
        }
        while start > 0 && "省市县区级州".contains(glyphs.chars[start - 1]) && !glyphs.gap(start)
        {
            start -= 1;
        }
        let opens = start == 0
            || bracket
            || glyphs.gap(start)
            || glyphs.is_stop(start - 1)
            || matches!(glyphs.chars[start - 1], ';' | ')' | ']' | ',' | '—');
        let colon = at;
        let mut end = label_end(&glyphs, at + 1);
        // 责任单位：…。完成时限：…。
        while let Some(more) = key_behind(&glyphs, end) {
            end = more;
        }
        at = end.max(at + 1);
        if !opens || end - start > LONGEST / 3 {
            continue;
        }
        let first = keys_before(&glyphs, start);
        let list = key_of_the_task(&glyphs, start..end).unwrap_or(end);
        let reading = read(&glyphs, first..list, Place::Bracket);
        // Offices hardly look like units, but a label behind a stop says what they are.
        let offices = (start == 0 || glyphs.is_stop(start - 1))
            && (reading.only_ends() || label.is_some() && reading.only_a_list_of_units(&glyphs));
        if (reading.score() < 0.9 || reading.share() < 0.4) && !offices {
            continue;
        }
        // 支持：市工商联、市残联要积极参与 is a sentence.
        if label.is_none() && !reading.only_units_of(&glyphs, &glyphs.chars[start..colon]) {
            continue;
        }
        // ——责任单位：A: the dash is no word of the task.
        let dash = glyphs.chars[..first].iter().rev().take_while(|&&c| c == '—').count();
        let mut outer = glyphs.bytes(first - dash..end);
        if glyphs.chars.get(end) == Some(&'.') {
            outer.end = glyphs.bytes(end..end + 1).end;
        }
        let mark = |&c: &char| c == if bracket { ']' } else { ':' };
        let from = start
            + glyphs.chars[start..end]
                .iter()
                .position(|c| mark(c) || bracket && *c == ')')
                .map_or(0, |i| i + 1);
        let mut duty = build(flow, &glyphs, reading, outer, from..end, DutyForm::Label);
        settle(&mut duty, conventions, bold);
        let place = found.partition_point(|known| known.outer.start < duty.outer.start);
        found.insert(place, duty);
    }
}

/// So many characters before a label amid a paragraph may qualify it: 改革事项牵头单位.
const MOST_QUALIFYING: usize = 4;

/// Where the part begins that a colon at `at` stands behind, as far back as a label may begin.
fn part_start(glyphs: &Glyphs, at: usize) -> usize {
    let first = at.saturating_sub(LONGEST_LABEL);
    let end = glyphs.open_of_last(first..at).unwrap_or(at);
    let parts = |&mark: &usize| {
        glyphs.is_stop(mark) || matches!(glyphs.chars[mark], ';' | ')' | ']' | ',' | ':')
    };
    (first..end).rev().find(parts).map_or(first, |mark| mark + 1)
}

/// Where a label without a body begins that stands behind a mark and before one: `。牵头：…`, `【牵头】`.
fn verb_before(glyphs: &Glyphs, at: usize) -> Option<usize> {
    let opens = |start: usize| {
        let mark = start.checked_sub(1)?;
        let c = glyphs.chars[mark];
        Some(glyphs.is_stop(mark) || glyphs.gap(start) || matches!(c, ';' | ')' | ']' | ',' | '['))
    };
    let shortest = at.checked_sub(2)?;
    let start = (at.saturating_sub(reading::LONGEST_VERB)..=shortest)
        .rev()
        .find(|&start| opens(start).unwrap_or(true))?;
    reading::opens_list(&glyphs.chars[start..at]).then_some(start)
}

/// Where a key without units ends that stands behind the stop of a label's list, with its value.
fn key_behind(glyphs: &Glyphs, stop: usize) -> Option<usize> {
    let from = Some(stop + 1).filter(|_| glyphs.chars.get(stop) == Some(&'.'))?;
    let behind = glyphs.chars.get(from..)?;
    let colon = behind.iter().take(8).position(|&c| c == ':')?;
    let end = label_end(glyphs, from + colon + 1);
    (reading::names_other_key(&behind[..colon]) && end - from <= LONGEST_KEY).then_some(end)
}

/// Where keys without units begin that stand right before a label: 责任领导：韩某某；牵头单位：….
fn keys_before(glyphs: &Glyphs, label: usize) -> usize {
    let mut start = label;
    // 完成时间：6月底。责任单位：…
    let parts = |at: usize| matches!(glyphs.chars[at], ';' | ',') || glyphs.is_stop(at);
    while start > 0 && (parts(start - 1) || glyphs.gap(start)) {
        let end = if parts(start - 1) { start - 1 } else { start };
        let first = (0..end).rev().take(LONGEST_KEY).find(|&at| parts(at)).map_or(0, |at| at + 1);
        if end - first >= LONGEST_KEY {
            break;
        }
        // Of keys that only white space parts (责任领导：高某　牵头单位：…) the last.
        let Some(colon) = (first..end).rfind(|&at| glyphs.chars[at] == ':') else { break };
        let begins = |&at: &usize| at == first || glyphs.gap(at);
        let Some(from) = (first..colon).rfind(begins) else { break };
        if !reading::names_other_key(&glyphs.chars[from..colon]) {
            break;
        }
        start = from;
    }
    start
}

/// The longest key with its value that may stand before a label, in characters.
const LONGEST_KEY: usize = 30;

/// Where a key begins that stands behind white space among what a label opens, and says how far the task is
/// done: 配合单位：市财政局 完成情况：…. What stands behind it is no part of the list.
fn key_of_the_task(glyphs: &Glyphs, opened: Range<usize>) -> Option<usize> {
    let colon = (opened.start + 1..opened.end).rfind(|&at| glyphs.chars[at] == ':')?;
    let start = (opened.start..colon).rev().take(LONGEST_LABEL).find(|&at| glyphs.gap(at))?;
    let key = &glyphs.chars[start..colon];
    let told = OF_THE_TASK.iter().any(|end| ends_with(key, end));
    // 协助工作 and 配合事项 say what units do.
    let has_part = || {
        ["工作", "任务", "事项"].iter().any(|work| ends_with(key, work))
            && matches!(WORDS.verb_starts.starts(key), Some((_, Piece::Role(_))))
    };
    (told && !has_part() && key.iter().all(|&c| chars::is_han(c))).then_some(start)
}

/// Where the list after a label ends: at a stop, at an ordinal, at the end.
fn label_end(glyphs: &Glyphs, from: usize) -> usize {
    let mut at = from;
    while at < glyphs.len() {
        let c = glyphs.chars[at];
        if glyphs.is_stop(at) {
            return at;
        }
        let ordinal = |c: char| is_numeral(c) || c == '百';
        // （二）, 二、 and 2. open the next item of a notice without line breaks.
        if c == '('
            && let Some(close) = glyphs.close_of(at)
            && glyphs.chars[at + 1..close].iter().all(|&c| ordinal(c))
        {
            return at;
        }
        if at > from && ordinal(c) && !ordinal(glyphs.chars[at - 1]) {
            let after = (at..glyphs.len()).find(|&i| !ordinal(glyphs.chars[i]));
            if after.is_some_and(|i| matches!(glyphs.chars[i], '、' | '.')) {
                return at;
            }
        }
        at = glyphs.after(at);
    }
    glyphs.len()
}
