//! Lists of units in table cells, and the labels above them.

use std::ops::Range;

use hongtou_model::{Role, UnitMention};
use hongtou_source::chars;

use super::Standing;
use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::names::{self, ends_with, holds, is};
use super::reading::{Found, Place, Reading, is_acted_on, read};
use super::unread::unread;
use super::{LONGEST, mention};
use crate::flow::Flow;

/// The units of a cell. All ranges count bytes of the flow.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitList {
    /// Who is named, in order; the column's role but where the cell says another.
    pub(crate) units: Vec<UnitMention>,
    /// For each unit how it stands in the list.
    pub(crate) standings: Vec<Standing>,
    /// Whether the list is open (等).
    pub(crate) open: bool,
    /// How much of the cell reads as units, 0 to 1.
    pub(crate) score: f32,
    /// Whether labels or verbs of the cell say the roles.
    pub(crate) own_roles: bool,
    /// Whether they share the task, so that none of them leads: A、B按职责分工负责.
    shared: bool,
    /// Words in it that are neither.
    pub(crate) prose: Vec<Range<usize>>,
    /// Those of them that end as a name does: the list may have lost a unit.
    pub(crate) lost: Vec<Range<usize>>,
    /// What else of it says neither who nor in which part.
    pub(crate) unread: Vec<Range<usize>>,
}

impl UnitList {
    /// Gives the role of a column to the units, where the cell says none.
    pub(crate) fn give(&mut self, role: Role) {
        if self.own_roles {
            return;
        }
        let role = if role == Role::Lead && self.shared { Role::Responsible } else { role };
        let units = self.units.iter_mut().zip(&self.standings);
        units.filter(|(_, standing)| !standing.aside).for_each(|(unit, _)| unit.role = role);
    }

    /// The list as it would be read of the same words in another place, where both are printed in
    /// one piece.
    pub(crate) fn again(&self, known: &Flow<'_>, flow: &Flow<'_>) -> Option<UnitList> {
        let mut list = self.clone();
        flow.take_over(known, list.units.iter_mut().map(|unit| &mut unit.span))?;
        Some(list)
    }
}

/// Reads a cell as a list of units; `breaks` are the bytes of the flow before which a line is broken.
pub(crate) fn unit_list(flow: &Flow<'_>, breaks: &[usize], role: Role) -> UnitList {
    parted_list(flow, breaks, &[], role)
}

/// The same where marks between names were lost before the bytes in `parted`.
pub(crate) fn parted_list(
    flow: &Flow<'_>,
    breaks: &[usize],
    parted: &[usize],
    role: Role,
) -> UnitList {
    match read_cell(flow, breaks, parted) {
        Some((glyphs, inner, reading)) => told(flow, (&glyphs, inner), reading, role),
        None => {
            // 待定 says something, and 无 or a dash nothing.
            let words = flow.trim(0..flow.text().len());
            let says = |words: &str| words.contains(chars::is_word) && !NOBODY.contains(&words);
            let unread = if says(&flow.text()[words.clone()]) { vec![words] } else { Vec::new() };
            UnitList { unread, ..UnitList::default() }
        }
    }
}

fn read_cell(
    flow: &Flow<'_>,
    breaks: &[usize],
    parted: &[usize],
) -> Option<(Glyphs, Range<usize>, Reading)> {
    let whole = flow.trim(0..flow.text().len());
    // A cell beyond all measure lists no units, whatever stands in it.
    if whole.len() > LONGEST || says_none(&flow.text()[whole.clone()]) {
        return None;
    }
    let mut glyphs = Glyphs::parted(flow, whole, breaks, parted);
    // 市商务局\|市文旅局: an escaped bar parts no cells.
    glyphs.part_by_bars();
    let (glyphs, inner) = list_in(glyphs);
    let reading = read(&glyphs, inner.clone(), Place::Cell);
    Some((glyphs, inner, reading))
}

/// A reading as a list.
fn told(
    flow: &Flow<'_>,
    (glyphs, inner): (&Glyphs, Range<usize>),
    reading: Reading,
    role: Role,
) -> UnitList {
    let standings: Vec<Standing> = reading.units.iter().map(|unit| unit.standing(glyphs)).collect();
    let says_role =
        |(unit, standing): (&Found, &Standing)| !standing.aside && unit.role != Role::Responsible;
    let own_roles = reading.labels > 0 || reading.units.iter().zip(&standings).any(says_role);
    let mut list = UnitList {
        score: if reading.units.is_empty() { 0.0 } else { reading.share() },
        open: reading.open,
        own_roles,
        shared: reading.is_shared(),
        standings,
        unread: unread(glyphs, &reading, inner),
        units: reading.units.iter().map(|unit| mention(flow, glyphs, unit)).collect(),
        lost: reading.lost.into_iter().map(|range| glyphs.bytes(range)).collect(),
        prose: reading
            .prose
            .into_iter()
            .chain(reading.beside)
            .map(|range| glyphs.bytes(range))
            .collect(),
    };
    list.give(role);
    list
}

/// The characters of a cell, and those of them that list units.
fn list_in(glyphs: Glyphs) -> (Glyphs, Range<usize>) {
    // A cell may hold the whole bracket of the body.
    let (mut from, mut end) = (0, glyphs.len());
    if glyphs.close_of(0).is_some_and(|close| close + 1 == end) {
        (from, end) = (1, end - 1);
    }
    while end > from && matches!(glyphs.chars[end - 1], '.' | ';' | ',' | '、') {
        end -= 1;
    }
    (glyphs, from..end)
}

/// Reads words as a list of units; none where nothing in them reads as a unit.
pub(crate) fn likely_list(flow: &Flow<'_>) -> Option<UnitList> {
    let words = chars::trim(flow.text());
    if says_none(words) || !may_list(words) {
        return None;
    }
    let (glyphs, inner, reading) = read_cell(flow, &[], &[])?;
    // Most of them are tasks, of which nothing needs to be told.
    let named = reading.units.iter().any(|unit| unit.score > 0);
    named.then(|| told(flow, (&glyphs, inner), reading, Role::Responsible))
}

/// Whether words are nothing but names of units or of offices inside one: 教务处, 县教育局.
pub(crate) fn names_alone(flow: &Flow<'_>) -> bool {
    read_cell(flow, &[], &[]).is_some_and(|(glyphs, _, reading)| reading.only_offices(&glyphs))
}

/// Both in one reading: whether words are [`names_alone`], and the list that [`likely_list`] makes of them.
pub(crate) fn names_alone_and_list(flow: &Flow<'_>) -> (bool, Option<UnitList>) {
    let Some((glyphs, inner, reading)) = read_cell(flow, &[], &[]) else { return (false, None) };
    let alone = reading.only_offices(&glyphs);
    let listed = may_list(chars::trim(flow.text()));
    let named = reading.units.iter().any(|unit| unit.score > 0);
    (alone, (listed && named).then(|| told(flow, (&glyphs, inner), reading, Role::Responsible)))
}

/// How much some words read like a list of units, 0 to 1.
pub(crate) fn unit_score(flow: &Flow<'_>) -> f32 {
    likely_list(flow).map_or(0.0, |list| list.score)
}

/// Whether words may be a list of units, by the lengths and the ends of their parts.
///
/// Most cells of a table are tasks; a look at their first forty characters tells.
fn may_list(words: &str) -> bool {
    if chars::holds(words, '的') {
        return false;
    }
    let (mut good, mut bad) = (0usize, 0usize);
    // The part so far: how many characters it has, and its first byte.
    let (mut len, mut start, mut from) = (0usize, 0usize, 0usize);
    // The words end as if a mark stood behind them.
    for (at, c) in chars::besides_han(words).chain([(words.len(), ';')]) {
        let ideographs = (at - from) / 3;
        from = at + c.len_utf8();
        len += ideographs;
        if len > 60 && ideographs > 0 || len >= 60 && chars::is_han(c) {
            return false;
        }
        if is_mark_of_list(c) {
            if len > 0 {
                *if ends_a_list(&words[start..at], len) { &mut good } else { &mut bad } += 1;
                if bad > good + 1 {
                    return false;
                }
            }
            (len, start) = (0, from);
        } else if !chars::is_space(c) {
            len += 1;
        }
    }
    good > 0 && good >= bad
}

/// Whether a character parts the units of a list, or units from what is said of them.
fn is_mark_of_list(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '：' | ':' | '/' | '／')
}

/// Whether words of so many characters may be the last of a list by their end: a unit's name, what it
/// does (按职责分工负责), a bracket, 等. Words before what is done are a name or few.
fn ends_a_list(part: &str, len: usize) -> bool {
    if len > 40 {
        return false;
    }
    // Most parts end in a character that no such word does.
    let last = chars::trim_end(part).chars().next_back().map(chars::narrow);
    let may = |c| WORDS.verbs.has(c) || WORDS.suffixes.has(c) || matches!(c, ')' | ']' | '等');
    if !last.is_some_and(may) {
        return false;
    }
    let mut rest = part.chars().rev().filter(|&c| !chars::is_space(c)).map(chars::narrow);
    let mut acts = false;
    while let Some((len, _)) = WORDS.verbs.ends_of(rest.clone()) {
        acts = true;
        rest.nth(len - 1);
    }
    WORDS.suffixes.ends_of(rest.clone()).is_some()
        || matches!(rest.clone().next(), Some(')' | ']' | '等'))
        || acts && rest.take(LONGEST_BEFORE_ACTS + 1).count() <= LONGEST_BEFORE_ACTS
}

/// The longest words before what is done that may be a name by no end of its own.
const LONGEST_BEFORE_ACTS: usize = 12;

/// Words for nobody.
const NOBODY: [&str; 2] = ["无", "暂无"];

/// Whether a cell says that nobody is meant, or nobody yet: empty, 无, 待定, a dash, a slash.
fn says_none(words: &str) -> bool {
    words.is_empty()
        || NOBODY.contains(&words)
        || ["待定", "待明确"].contains(&words)
        || words
            .chars()
            .all(|c| matches!(c, '—' | '-' | '－' | '–' | '/' | '／' | '―' | '─' | '\\' | '*'))
}

/// The role that a label or the header of a column names; `None` where it names none.
pub(crate) fn label_role(text: &str) -> Option<Role> {
    let squeezed: Vec<char> =
        text.chars().filter(|&c| !chars::is_space(c)).map(chars::narrow).collect();
    let bare = names::without_brackets(&squeezed);
    let mut words = &bare[..];
    while words.last() == Some(&':') {
        words = &words[..words.len() - 1];
    }
    if words.is_empty() || words.len() > 16 {
        return None;
    }
    label_role_of(words)
}

/// The role that the words of a label name, white space and brackets left out.
pub(super) fn label_role_of(words: &[char]) -> Option<Role> {
    // 被考核部门
    if is_acted_on(words) {
        return None;
    }
    if let Some((_, role)) = WORDS.labels.ends(words) {
        // 牵头组织实施单位 is one body: who leads does it.
        let leads = role == Role::Implement
            && holds(words, "牵头")
            && !words.iter().any(|c| matches!(c, '及' | '和' | '与' | '、' | '/' | '或'));
        return Some(if leads { Role::Lead } else { role });
    }
    // 责任单位及责任人, 牵头（责任）部门: by what the words say and what they end in.
    let body = ["单位", "部门", "主体", "处室", "科室", "部室", "机关", "部委"];
    let at = body.iter().filter_map(|word| Some(names::find(words, word)? + 2)).min()?;
    let words = &words[..at];
    if let Some((_, role)) = WORDS.labels.ends(words) {
        return Some(role);
    }
    let says = |list: &[&str]| list.iter().any(|word| holds(words, word));
    let role = if says(&["牵头", "主办", "主责", "主导", "主要责任"]) {
        Role::Lead
    } else if says(&[
        "配合", "协同", "协办", "协作", "协助", "参与", "参加", "支持", "支撑", "会同", "会办",
    ]) {
        Role::Support
    } else if says(&["指导", "督导", "督办", "督促", "督查", "监督", "监管"]) {
        Role::Guide
    } else if says(&["落实", "实施", "执行"]) {
        Role::Implement
    } else if says(&["责任", "负责", "承办", "办理", "主管", "整改"])
        || ends_with(words, "部委")
        || is(words, "单位")
        || is(words, "部门")
    {
        Role::Responsible
    } else {
        return None;
    };
    Some(role)
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::fixtures;

    /// What [`may_list`] says, told character by character.
    fn may_list_slowly(words: &str) -> bool {
        let (mut part, mut good, mut bad) = (String::new(), 0, 0);
        let mut count = |part: &str| {
            let ends = ends_a_list(part, part.chars().count());
            *if ends { &mut good } else { &mut bad } += usize::from(!part.is_empty());
            (good, bad)
        };
        for c in words.chars() {
            if chars::is_han(c) && (part.chars().count() >= 60 || c == '的') {
                return false;
            }
            if is_mark_of_list(c) {
                let (good, bad) = count(&part);
                if bad > good + 1 {
                    return false;
                }
                part.clear();
            } else if !chars::is_space(c) {
                part.push(c);
            }
        }
        let (good, bad) = count(&part);
        good > 0 && good >= bad
    }

    #[test]
    fn words_that_may_be_a_list_are_told_by_their_marks_alone() {
        for text in fixtures::texts() {
            for words in fixtures::pieces(&text) {
                assert_eq!(may_list(words), may_list_slowly(words), "{words}");
            }
        }
    }

    #[test]
    fn the_same_words_elsewhere_are_the_same_list_there() {
        for text in fixtures::texts() {
            for words in fixtures::pieces(&text) {
                let twice = format!("{words}\t{words}");
                let source = Source::from_text("n", Format::Text, &twice);
                let flow = |at: usize, index: u16| {
                    Flow::new(&source, index, &[TextRange::at(at, at + words.len())])
                };
                let (first, second) = (flow(0, 0), flow(words.len() + 1, 1));
                let Some(known) = likely_list(&first) else { continue };
                let again = known.again(&first, &second).expect("both are in one piece");
                let read = unit_list(&second, &[], Role::Responsible);
                assert_eq!(format!("{again:?}"), format!("{read:?}"), "{words}");
            }
        }
    }
}
