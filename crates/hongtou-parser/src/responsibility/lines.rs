//! Lines that are nothing but a responsibility: labels and keys with what they say.

use hongtou_model::{Responsibility, Role};
use hongtou_source::{TextRange, chars};

use super::bracketed::{LONGEST, promising, read_bracket, under_a_key, without_stop};
use super::convention::Conventions;
use super::glyphs::Glyphs;
use super::lexicon::{Piece, WORDS};
use super::reading::{Place, read};
use super::{Duty, DutyForm, ENOUGH, build, reading, settle};
use crate::flow::Flow;
use crate::sentence;
use crate::token::{self, Token, TokenKind};

/// A paragraph that is nothing but a label and its units.
pub(crate) fn label_line(
    flow: &Flow<'_>,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) -> Option<Duty> {
    let text = flow.text();
    let whole = flow.trim(0..text.len());
    if whole.is_empty() || whole.len() > LONGEST {
        return None;
    }
    let glyphs = Glyphs::new(flow, whole.clone(), &[]);
    let opens = |n: usize| glyphs.chars.get(n..).and_then(|words| WORDS.label_starts.starts(words));
    let (mut bare, mut told) = (false, false);
    let (level, len, colon) = match reading::bracket_label(&glyphs, 0) {
        Some((close, Some(_))) => (0, close, true),
        _ => {
            let first = glyphs.chars.iter().take(LONGEST_LABEL).position(|&c| c == ':');
            let whole = first.filter(|&colon| {
                reading::label_before(&glyphs, 0..colon).is_some_and(|(start, _)| start == 0)
            });
            let known = (0..=2).find_map(|level| Some((level, opens(level)?.0)));
            let known = whole.map(|colon| (0, colon)).or(known);
            bare = known.is_none();
            let (level, len) = known.or_else(|| {
                let colon = first?;
                let key = &glyphs.chars[..colon];
                told = is_unlisted_body(key);
                (reading::opens_list(key) || told).then_some((0, colon))
            })?;
            (level, len, glyphs.chars.get(level + len) == Some(&':'))
        }
    };
    let end = without_stop(&glyphs, glyphs.len());
    if !colon && (glyphs.len() <= level + len || !glyphs.gap(level + len)) {
        // 责任单位市财政局 without a colon must be read as such.
        let reading = read(&glyphs, 0..end, Place::Bracket);
        if reading.score() < 0.9 {
            return None;
        }
    }
    let reading = read(&glyphs, 0..end, Place::Bracket);
    // Offices inside a body (人事科、基建办) hardly look like names; behind a label they are a list.
    let listed = reading.share() >= 0.4
        || colon && (reading.only_ends() || !bare && reading.only_a_list(&glyphs));
    let sure = reading.score() >= ENOUGH || told && reading.verbs > 0;
    if reading.units.is_empty() || !sure || !listed {
        return None;
    }
    // 支持：市工商联、市残联要积极参与 is a sentence.
    if bare && !reading.only_units_of(&glyphs, &glyphs.chars[level..level + len]) {
        return None;
    }
    let from = level + len + usize::from(colon);
    let mut duty = build(flow, &glyphs, reading, whole, from..end, DutyForm::Label);
    settle(&mut duty, conventions, bold);
    Some(duty)
}

/// Whether a label is a body that no list knows and that works for a task: 督学单位, 实施机构. Behind it must be
/// told what its units do, and 餐饮单位 and 用人单位 are those at whom it is done.
fn is_unlisted_body(key: &[char]) -> bool {
    let works = || {
        let piece = WORDS.verb_starts.starts(key).map(|(_, piece)| piece);
        key.first() == Some(&'督') || matches!(piece, Some(Piece::Role(_)))
    };
    (4..=8).contains(&key.len())
        && key.iter().all(|&c| chars::is_han(c))
        && reading::ends_in_a_body(key)
        && !reading::is_acted_on(key)
        && works()
}

/// The role of those whom a line names that says nothing but who answers for what stands below it:
/// 责任单位：市教育局.
pub(crate) fn answers_below(flow: &Flow<'_>) -> Option<Role> {
    if !flow.text().contains(['：', ':']) {
        return None;
    }
    let duty = label_line(flow, &mut Conventions::default(), &[])?;
    let role = duty.units.first()?.role;
    matches!(role, Role::Lead | Role::Responsible).then_some(role)
}

/// The longest label that opens a paragraph, in characters.
pub(super) const LONGEST_LABEL: usize = 16;

/// A paragraph below labels that names units and what they do, and nothing else: 各乡镇负责落实.
pub(crate) fn duty_line(
    flow: &Flow<'_>,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) -> Option<Duty> {
    let whole = flow.trim(0..flow.text().len());
    if whole.is_empty() || whole.len() > 180 || !promising(&flow.text()[whole.clone()]) {
        return None;
    }
    let (glyphs, end, reading) = read_bracket(flow, whole.clone());
    if reading.verbs == 0 || !reading.only_names() {
        return None;
    }
    let mut duty = build(flow, &glyphs, reading, whole, 0..end, DutyForm::Label);
    settle(&mut duty, conventions, bold);
    Some(duty)
}

/// A paragraph that goes on with the list of a label above it: names of units that are sure, and
/// nothing else.
pub(crate) fn more_units(flow: &Flow<'_>, role: Role) -> Option<Duty> {
    let whole = flow.trim(0..flow.text().len());
    if whole.is_empty() || whole.len() > 180 {
        return None;
    }
    let (glyphs, end, reading) = read_bracket(flow, whole.clone());
    if reading.verbs > 0 || !reading.only_names() || !reading.sure_names() {
        return None;
    }
    let mut duty = build(flow, &glyphs, reading, whole, 0..end, DutyForm::Label);
    duty.units.iter_mut().for_each(|unit| unit.role = role);
    Some(duty)
}

/// A paragraph that is nothing but a key and when the task is due, or who leads in person.
///
/// It names no unit; what it says belongs to the responsibility beside it.
pub(crate) fn due_line(flow: &Flow<'_>) -> Option<Duty> {
    let whole = flow.trim(0..flow.text().len());
    if whole.is_empty() || whole.len() > 180 {
        return None;
    }
    let glyphs = Glyphs::new(flow, whole.clone(), &[]);
    if glyphs.len() > 60 {
        return None;
    }
    let end = without_stop(&glyphs, glyphs.len());
    let reading = under_a_key(&glyphs, end)?;
    let mut duty = build(flow, &glyphs, reading, whole, 0..end, DutyForm::Label);
    duty.responsibility = Responsibility::default();
    Some(duty)
}

/// What keys end in that say how or how far the task itself is done.
pub(super) const OF_THE_TASK: [&str; 12] = [
    "目标", "措施", "要求", "内容", "任务", "举措", "事项", "工作", "问题", "情况", "成效", "标准",
];

/// A short line of a key that no list knows and its value, among lines of labels: 专项小组：….
///
/// What says how or how far the task is done is the task's own.
pub(crate) fn key_line(flow: &Flow<'_>) -> Option<Duty> {
    const LONGEST_VALUE: usize = 30;
    let whole = flow.trim(0..flow.text().len());
    let words = flow.text()[whole.clone()].trim_end_matches(chars::ends_sentence);
    let (key, value) = key_and_value(words)?;
    if OF_THE_TASK.iter().any(|end| key.ends_with(end)) {
        return None;
    }
    let value = value.trim_matches(chars::is_space);
    // 年度台账：每镇1本 says how far.
    let figure = |token: &Token| matches!(token.kind, TokenKind::Figure(_));
    if value.chars().count() > LONGEST_VALUE
        || sentence::is_sentence(value)
        || value.contains(['：', ':'])
        || token::tokens(value).iter().any(figure)
    {
        return None;
    }
    let start = whole.start + words.len() - value.len();
    let value = start..start + value.len();
    Some(Duty {
        prose: vec![value],
        outer: whole,
        responsibility: Responsibility::default(),
        units: Vec::new(),
        standings: Vec::new(),
        conventions: Vec::new(),
        deadlines: Vec::new(),
        score: 0.0,
        form: DutyForm::Label,
        bracket: None,
    })
}

/// The few words before a line's colon and those behind it.
pub(crate) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_matches(chars::is_space).split_once(['：', ':'])?;
    let short = (2..=8).contains(&key.chars().count()) && key.chars().all(chars::is_han);
    (short && value.chars().any(chars::is_word)).then_some((key, value))
}
