//! Who answers for a task: the words that say so, found in running text, lines and cells.
//!
//! A bracket is a responsibility by what it says, not by a list of exact words: labels, verbs at the
//! end, and how many of its words look like units' names. [`bracketed`], [`lines`] and [`sentences`] find
//! the words, by what they stand in. [`reading`] reads them, [`names`] knows what a name looks like,
//! [`restore`] puts back what a list leaves out, [`convention`] what the notice declares once. This module
//! knows nothing of sections, items or tables.

mod bracketed;
mod convention;
mod glyphs;
mod labelled;
pub(crate) mod lexicon;
mod lines;
mod list;
mod names;
mod reading;
mod restore;
mod sentences;
mod signs;
mod unread;
mod verbs;

use std::ops::Range;

use hongtou_model::{Convention, Responsibility, UnitMention};
use hongtou_source::{TextRange, chars};

pub(crate) use convention::{Conventions, find_conventions, may_declare};
pub(crate) use list::{
    UnitList, label_role, likely_list, names_alone, names_alone_and_list, parted_list, unit_list,
    unit_score,
};
pub(crate) use names::{
    RUN_PLACES, department, field_start, is_field, joins_levels, one_collective, own_level,
    score as name_score, without_brackets,
};

use self::bracketed::{
    Beside, LONGEST, bracket_at_the_end, closing_width, ends_in_body, in_bracket, is_pointer,
    lost_openings, marks, opens_last, read_bracket, says_beside, touch, unclosed,
};
use self::lines::{LONGEST_LABEL, OF_THE_TASK};
pub(crate) use self::lines::{
    answers_below, due_line, duty_line, key_and_value, key_line, label_line, more_units,
};
pub(crate) use self::sentences::{
    guiding_subject, helping_sentence, is_numbered_sentence, may_help, may_tell, opens_with_charge,
    opens_with_class, opens_with_subject, part_duty, parting_sentence, sentence_duty,
};
use crate::flow::{self, Flow};
use crate::units;
use glyphs::Glyphs;
use labelled::labelled;
use lexicon::WORDS;
use reading::Reading;
pub(crate) use reading::is_person;
pub(crate) use restore::{may_be_bare_place, needs_the_other, shares_place};

/// From this score on, words are a responsibility wherever they stand.
const ENOUGH: f32 = 0.6;
/// Lists of names without verb or label score this at least; where they stand decides.
const BARE: f32 = 0.3;

/// How a unit stands in its list, which a declaration may give a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How many commas and semicolons stand before it.
    pub(crate) tier: u8,
    /// The mark beside its name: 市教育局★.
    pub(crate) mark: Option<char>,
    /// Whether a bracket behind another name says its role: 市教育局（市财政局配合）.
    pub(crate) aside: bool,
    /// The level that a name before it in its list says, where its own may be left out: 旅发委 behind 区财金局.
    pub(crate) level: Option<char>,
}

/// A responsibility found in running text. All ranges count bytes of the flow.
#[derive(Clone, Debug)]
pub(crate) struct Duty {
    /// What the clause's text leaves out: brackets, label and closing stop included.
    pub(crate) outer: Range<usize>,
    /// The words as the model carries them.
    pub(crate) responsibility: Responsibility,
    /// Who answers, in the order of the notice, conventions applied.
    pub(crate) units: Vec<UnitMention>,
    /// For each unit how it stands in the list.
    pub(crate) standings: Vec<Standing>,
    /// What it declares besides.
    pub(crate) conventions: Vec<Convention>,
    /// Where it says when the task is due.
    pub(crate) deadlines: Vec<Range<usize>>,
    /// Words in it that are neither.
    pub(crate) prose: Vec<Range<usize>>,
    /// How surely it is one, 0 to 1.
    pub(crate) score: f32,
    /// How it stands in the text.
    pub(crate) form: DutyForm,
    /// What else its bracket was found to be.
    pub(crate) bracket: Option<BracketNames>,
}

impl Duty {
    /// Whether nothing but the form of its bracket says that it is one.
    pub(crate) fn by_form(&self) -> bool {
        self.bracket.as_ref().is_some_and(|names| names.by_form)
    }

    /// Whether it is a label with nothing behind it.
    pub(crate) fn says_nothing(&self) -> bool {
        self.form == DutyForm::Label
            && self.responsibility.text.is_empty()
            && self.units.is_empty()
            && self.conventions.is_empty()
            && self.deadlines.is_empty()
            && self.prose.is_empty()
    }
}

/// Whether a bracket holds nothing but names.
#[derive(Clone, Debug)]
pub(crate) struct BracketNames {
    /// The words in it.
    inner: Range<usize>,
    /// Whether it holds nothing but names of some kind.
    only: bool,
    /// Whether each surely is a unit's name.
    sure: bool,
    /// Whether it holds nothing but offices inside a body (养老服务科), as far as their ends tell.
    offices: bool,
    /// Whether it holds sure names, and words beside them that may be names as well.
    strangers: bool,
    /// Whether nothing but the form says that it holds a responsibility.
    by_form: bool,
}

impl BracketNames {
    fn of(reading: &Reading, glyphs: &Glyphs, inner: Range<usize>) -> BracketNames {
        // （12个乡镇）: a number of places alone says how many.
        let named = |unit: &reading::Found| !glyphs.chars[unit.range.start].is_ascii_digit();
        BracketNames {
            inner,
            only: reading.only_names() && reading.units.iter().any(named),
            sure: reading.sure_names(),
            offices: reading.only_offices(glyphs),
            strangers: reading.sure_names_and_strangers(glyphs),
            by_form: false,
        }
    }
}

/// How a responsibility stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DutyForm {
    /// In brackets.
    Bracket,
    /// In a bracket that the paragraph does not close: the next paragraph may go on with it.
    Unclosed,
    /// Between brackets of which one is lost.
    LostBracket,
    /// After a label, to the end of the paragraph or sentence.
    Label,
    /// A running sentence, which stays part of the clause's words.
    Sentence,
}

/// The responsibilities of a paragraph, in order.
///
/// What they declare is added to `conventions` before roles are given. `bold` are the bold parts of
/// the paragraph, for notices where bold face tells who leads.
pub(crate) fn duties(
    flow: &Flow<'_>,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) -> Vec<Duty> {
    let text = flow.text();
    let mut found: Vec<Duty> = Vec::new();
    let mut end = 0;
    let marks = marks(text);
    // A bracket that says what those do that stand beside who answers: （完成时限：6月底前）.
    let mut beside: Option<(Range<usize>, Beside)> = None;
    for pair in &marks.brackets {
        if pair.open < end {
            continue;
        }
        let from = pair.open + pair.width;
        match pair.close {
            Some(close) if close - from <= LONGEST => {
                let outer = pair.open..close + closing_width(text, close);
                let duty = in_bracket(flow, outer.clone(), from..close, conventions, &found, bold);
                if let Some(mut duty) = duty {
                    if let Some((bracket, beside)) = beside.take()
                        && touch(text, bracket.end, duty.outer.start)
                    {
                        duty.outer.start = bracket.start;
                        duty.deadlines.splice(0..0, beside.deadlines);
                        duty.prose.splice(0..0, beside.prose);
                    }
                    end = duty.outer.end;
                    found.push(duty);
                } else if let Some(said) = says_beside(flow, from..close) {
                    match found.last_mut().filter(|last| touch(text, last.outer.end, pair.open)) {
                        Some(last) => {
                            last.outer.end = outer.end;
                            last.deadlines.extend(said.deadlines);
                            last.prose.extend(said.prose);
                            end = outer.end;
                        }
                        // 引进人才（每年50名）（A负责）: without a key it is said of the words before it.
                        None if !said.keyed => {}
                        None => beside = Some((outer, said)),
                    }
                } else if let Some(last) = found.last_mut()
                    && is_pointer(text, last.outer.end, pair, close)
                {
                    last.outer.end = close + closing_width(text, close);
                    end = last.outer.end;
                }
            }
            Some(_) => {}
            None if text.len() - from <= LONGEST => {
                if let Some(duty) = unclosed(flow, pair.open, from, conventions, bold) {
                    end = duty.outer.end;
                    found.push(duty);
                }
            }
            None => {}
        }
    }
    lost_openings(flow, &marks.lost, &mut found, conventions, bold);
    keep_told(text, &mut found);
    let inside = |at: usize| {
        let before = found.partition_point(|duty| duty.outer.start <= at);
        before > 0 && found[before - 1].outer.end > at
    };
    if marks.colons.iter().any(|&at| !inside(at)) {
        labelled(flow, &mut found, conventions, bold);
    }
    // A label may reach into a bracket that was read before it, `落实单位：村局（育局牵头`:
    // what begins first holds the words.
    found.sort_by_key(|duty| duty.outer.start);
    let mut end = 0;
    found.retain(|duty| {
        let apart = duty.outer.start >= end;
        end = end.max(duty.outer.end);
        apart
    });
    found
}

/// Leaves out brackets that nothing but their form tells, unless one of them closes the paragraph: amid it, or where
/// a surer one closes it, they say how something is done.
fn keep_told(text: &str, found: &mut Vec<Duty>) {
    if !found.iter().any(Duty::by_form) {
        return;
    }
    let closes = |duty: &Duty| {
        let behind = |c: char| chars::is_space(c) || matches!(c, '。' | '；' | ';');
        duty.by_form() && text[duty.outer.end..].chars().all(behind)
    };
    if !found.last().is_some_and(closes) {
        found.retain(|duty| !duty.by_form());
    }
}

/// Whether some words look like a unit's name without anything beside them, by their narrow characters.
pub(crate) fn looks_like_one(name: &[char]) -> bool {
    names::looks_like_one(name)
}

/// Marks that say in a cell of its own that the body above the cell has a part in the task.
pub(crate) fn is_ticking(c: char) -> bool {
    reading::is_ticking(c)
}

/// Whether words are but what bodies of a kind are called, of which the words before them say whose: 管委会, 组织部.
pub(crate) fn is_bare_kind(words: &str) -> bool {
    let words: Vec<char> = words.chars().map(chars::narrow).collect();
    let kind = || WORDS.suffixes.ends(&words).is_some_and(|(len, _)| len == words.len());
    names::is(&words, "食堂") || kind()
}

/// Whether words open with a name that goes on with what it does: 市水利局编制规划.
pub(crate) fn opens_with_name(words: &str) -> bool {
    let chars: Vec<char> = words.chars().take(64).collect();
    names::opening(&chars).is_some_and(|len| names::score(&chars[..len]) >= 60)
}

/// Whether words open with a label and the verb that stands for its colon: 责任单位为….
pub(crate) fn opens_with_label(words: &str) -> bool {
    let opening: Vec<char> = words.chars().take(reading::LONGEST_LABEL + 1).collect();
    reading::label_with_verb(&opening).is_some()
}

/// Whether words end in a bracket that says by a verb or a label who answers.
pub(crate) fn ends_in_a_duty(words: &str) -> bool {
    const SAID: [&str; 7] = ["负责", "牵头", "配合", "落实", "责任", "单位", "参与"];
    let words = words.trim_end_matches(chars::is_space);
    opens_last(words).is_some_and(|open| SAID.iter().any(|word| words[open..].contains(word)))
}

/// Whether a paragraph ends in a bracket, behind a sentence, that holds nothing but names of some
/// kind; `duties` are those found in it.
pub(crate) fn ends_in_names(flow: &Flow<'_>, duties: &[Duty]) -> bool {
    let Some((inner, sentence)) = bracket_at_the_end(flow) else { return false };
    let before =
        flow.text()[..inner.start].trim_end_matches(|c| chars::is_open(c) || chars::is_space(c));
    if !sentence && ends_in_body(before) {
        return false;
    }
    // Most such brackets were read already.
    let known = duties.iter().rev().find_map(|duty| duty.bracket.as_ref());
    let names = match known.filter(|names| names.inner == inner) {
        Some(names) => names.clone(),
        None => {
            let (glyphs, _, reading) = read_bracket(flow, inner.clone());
            BracketNames::of(&reading, &glyphs, inner)
        }
    };
    // Strangers in a list do not show that such lists are of those who answer.
    names.only && (sentence || names.sure) || names.offices && sentence
}

/// Whether a paragraph ends in a bracket, behind a sentence, that was not read as a responsibility and
/// yet has in it what somebody does, or the sure name of a unit.
pub(crate) fn ends_unread(flow: &Flow<'_>, duties: &[Duty]) -> bool {
    let Some((inner, sentence)) = bracket_at_the_end(flow) else { return false };
    if !sentence || duties.iter().any(|duty| duty.outer.end >= inner.start) {
        return false;
    }
    let (_, _, reading) = read_bracket(flow, inner);
    reading.labels + reading.verbs > 0 && !reading.units.is_empty() || reading.names_somebody()
}

/// Whether a paragraph ends in a bracket, behind a sentence, that lists a few words each, whatever
/// they name: （教务处、教研组长；2月底前）, and no remark such as （含新建、续建）.
pub(crate) fn ends_in_a_list(flow: &Flow<'_>) -> bool {
    const REMARKS: [&str; 12] =
        ["见", "详见", "含", "不含", "包括", "附", "注", "其中", "另", "以下", "如", "即"];
    const LONGEST_PART: usize = 16;
    let Some((inner, true)) = bracket_at_the_end(flow) else { return false };
    let words = &flow.text()[inner];
    let parts = || words.split(['、', '，', ',', '；', ';']).map(|part| part.trim());
    let few = |part: &str| (2..=LONGEST_PART).contains(&part.chars().count());
    parts().nth(1).is_some()
        && parts().all(few)
        && parts().next().is_some_and(|first| first.chars().all(chars::is_han))
        && !REMARKS.iter().any(|remark| words.starts_with(remark))
}

/// Whether a responsibility is names alone, without a verb or a label.
pub(crate) fn is_bare(duty: &Duty) -> bool {
    duty.score < ENOUGH
}

/// A reading as a duty.
fn build(
    flow: &Flow<'_>,
    glyphs: &Glyphs,
    reading: Reading,
    outer: Range<usize>,
    inner: Range<usize>,
    form: DutyForm,
) -> Duty {
    let bytes = |range: &Range<usize>| glyphs.bytes(range.clone());
    let text = glyphs.bytes(inner.clone());
    let printed = flow::trim(flow.text(), text);
    let responsibility = Responsibility {
        text: flow.text()[printed.clone()].to_owned(),
        span: flow.span(printed.clone()),
        open: reading.open,
        of_group: false,
        scope: reading
            .scope
            .clone()
            .filter(|scope| !scope.is_empty())
            .map(|scope| glyphs.words(flow, scope).into()),
    };
    let score = reading.score();
    Duty {
        outer,
        responsibility,
        standings: reading.units.iter().map(|unit| unit.standing(glyphs)).collect(),
        units: reading.units.iter().map(|unit| mention(flow, glyphs, unit)).collect(),
        conventions: reading
            .conventions
            .iter()
            .map(|(kind, range)| convention::told(flow, glyphs, *kind, range.clone()))
            .collect(),
        deadlines: reading.deadlines.iter().map(bytes).collect(),
        prose: reading.prose.iter().chain(&reading.beside).map(bytes).collect(),
        score,
        form,
        bracket: None,
    }
}

/// A unit as the model carries it.
fn mention(flow: &Flow<'_>, glyphs: &Glyphs, unit: &reading::Found) -> UnitMention {
    let printed = glyphs.words(flow, unit.range.clone());
    let (name, written, kind) = if unit.before.is_empty() && unit.after.is_empty() {
        (printed, None, units::kind_of(&glyphs.chars[unit.range.clone()]))
    } else {
        let (before, after) = (unit.before.clone(), unit.after.clone());
        let name = [&*glyphs.words(flow, before), &*printed, &*glyphs.words(flow, after)].concat();
        let kind = units::kind(&name);
        (name.into(), Some(printed), kind)
    };
    let kind = Some(kind).filter(|&kind| kind != hongtou_model::UnitKind::Department);
    UnitMention {
        name,
        written,
        role: unit.role,
        kind,
        span: glyphs.span(flow, unit.range.clone()),
    }
}

/// Declares what the duty declares, and gives its units the roles that the conventions say.
fn settle(duty: &mut Duty, conventions: &mut Conventions<'_>, bold: &[TextRange]) {
    for convention in &duty.conventions {
        conventions.declare(convention.clone());
    }
    conventions.put_back_levels(&mut duty.units, &duty.standings);
    conventions.assign(&mut duty.units, &duty.standings, bold);
}

#[cfg(test)]
mod tests;
