//! Who answers for a task: the words that say so, found in running text, lines and cells.
//!
//! A bracket is a responsibility by what it says, not by a list of exact words: labels, verbs at the
//! end, and how many of its words look like units' names. [`reading`] reads the words, [`names`] knows
//! what a name looks like, [`restore`] puts back what a list leaves out, [`convention`] what the notice
//! declares once. This module knows nothing of sections, items or tables.

mod convention;
mod glyphs;
mod labelled;
pub(crate) mod lexicon;
mod list;
mod names;
mod reading;
mod restore;
mod signs;
mod verbs;

use std::ops::Range;

use hongtou_model::{Convention, Responsibility, Role, UnitMention};
use hongtou_source::{TextRange, chars, numeral};

pub(crate) use convention::{Conventions, find_conventions, may_declare};
pub(crate) use list::{
    UnitList, label_role, likely_list, names_alone, names_alone_and_list, parted_list, unit_list,
    unit_score,
};
pub(crate) use names::{
    RUN_PLACES, department, field_start, is_field, joins_levels, one_collective, own_level,
    score as name_score, without_brackets,
};

use crate::flow::{self, Flow};
use crate::sentence;
use crate::token::{self, Token, TokenKind};
use crate::units;
use crate::wordlist::{Words, words};
use glyphs::Glyphs;
use labelled::labelled;
use lexicon::{Piece, WORDS};
pub(crate) use reading::is_person;
use reading::{Place, Reading, read};
pub(crate) use restore::{may_be_bare_place, needs_the_other, shares_place};

/// From this score on, words are a responsibility wherever they stand.
const ENOUGH: f32 = 0.6;
/// Lists of names without verb or label score this at least; where they stand decides.
const BARE: f32 = 0.3;
/// Brackets longer than this (in bytes) hold no responsibility.
const LONGEST: usize = 3000;

/// How a unit stands in its list, which a declaration may give a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How many commas and semicolons stand before it.
    pub(crate) tier: u8,
    /// The mark beside its name: 市教育局★.
    pub(crate) mark: Option<char>,
    /// Whether a bracket behind another name says its role: 市教育局（市财政局配合）.
    pub(crate) aside: bool,
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
const LONGEST_LABEL: usize = 16;

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
const OF_THE_TASK: [&str; 12] = [
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

/// A running sentence that says who answers (`由A承办，B、C协办`), conservatively read.
///
/// The sentence stays part of the clause; the duty's ranges only say where it stands.
pub(crate) fn sentence_duty(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    let range = flow.trim(range);
    if range.is_empty() || range.len() > LONGEST {
        return None;
    }
    if !may_tell(&flow.text()[range.clone()]) {
        return None;
    }
    told_by_sentence(flow, range)
}

/// Whether some words look like a unit's name without anything beside them, by their narrow characters.
pub(crate) fn looks_like_one(name: &[char]) -> bool {
    names::looks_like_one(name)
}

/// Part of a sentence that says who answers for what stands before it: 修路3条，县水利局牵头，各镇负责.
///
/// What somebody pays for may run into his name (费用县教育局承担), so each name must open as such.
pub(crate) fn part_duty(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    let opens = |unit: &UnitMention| {
        let name: Vec<char> =
            unit.written.as_deref().unwrap_or(&unit.name).chars().map(chars::narrow).collect();
        names::opens_as_one(&name)
    };
    sentence_duty(flow, range).filter(|duty| duty.units.iter().all(opens))
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

/// Whether a sentence opens with the whole name of what is surely a department or a collective, or with a list of
/// such names, and says at once that they answer for something: 市水利局牵头编制规划, but neither
/// 市水利局局长主持会议 nor 市水利局负责人到会.
pub(crate) fn opens_with_subject(sentence: &str) -> bool {
    let words: Vec<char> = sentence.chars().take(64).map(chars::narrow).collect();
    let Some(len) = sure_subject(&words) else { return false };
    let rest = &words[len..];
    let behind = ["负责", "牵头", "承担"].iter().find(|verb| names::starts_with(rest, verb));
    behind
        .is_some_and(|_| rest.get(2).is_some_and(|next| !crate::words::WHO_ANSWERS.contains(next)))
}

/// How many characters of some words are the whole name of what is surely a department or a collective, or a
/// list of such names.
fn sure_subject(words: &[char]) -> Option<usize> {
    const SURELY: u8 = 90;
    let mut rest = words;
    loop {
        let len = names::opening(rest)?;
        let least = if rest[0] == '各' { 60 } else { SURELY };
        if names::score(&rest[..len]) < least {
            return None;
        }
        rest = &rest[len..];
        match rest.split_first() {
            Some(('、' | '和' | '与' | '及', more)) => rest = more,
            _ => return Some(words.len() - rest.len()),
        }
    }
}

/// Whom a sentence opens with that says at once whose work they guide, 市水利局指导各镇清淤, where the sentences
/// beside it say what others answer for.
pub(crate) fn guiding_subject(flow: &Flow<'_>) -> Option<Duty> {
    const VERBS: [&str; 2] = ["指导", "督促指导"];
    let text = flow.text();
    let words: Vec<char> = text.chars().take(64).map(chars::narrow).collect();
    let len = sure_subject(&words)?;
    let verb = VERBS.iter().find(|verb| names::starts_with(&words[len..], verb))?;
    let taken = len + verb.chars().count();
    // 市水利局指导手册, 市水利局指导专家, 市水利局指导下: only those who are guided, or what they are to do.
    const GUIDED: [&str; 27] = [
        "各", "全", "相关", "有关", "督促", "协调", "开展", "做好", "推进", "推动", "落实", "县",
        "市县", "市区", "区县", "乡", "镇", "村", "街道", "社区", "基层", "属地", "辖区", "企业",
        "学校", "医院", "物业",
    ];
    // What was reached is told of the past, and what is laid down elsewhere is no work: 指导有关标准由省另定.
    const NO_WORK: [&str; 6] = ["取得", "成效", "显著", "另行", "另发", "另定"];
    let no_work = NO_WORK.iter().any(|word| text.contains(word));
    let goes_on = !no_work && GUIDED.iter().any(|whom| names::starts_with(&words[taken..], whom));
    let (end, _) = text.char_indices().nth(taken).filter(|_| goes_on)?;
    told_by_sentence(flow, 0..end)
}

/// Whether words open with a name and what its unit must do: 市水利局要疏浚沟渠.
pub(crate) fn opens_with_charge(words: &str) -> bool {
    let chars: Vec<char> = words.trim_start_matches(chars::is_space).chars().take(64).collect();
    // 县政府要求 and 水利局应急 charge nobody.
    let must = |len: usize| match chars.get(len..) {
        Some(['要', next, ..]) => !"求点件素闻".contains(*next),
        Some(['应', next, ..]) => !"急用对诉邀聘征当".contains(*next) || *next == '当',
        Some(['须', ..]) => true,
        _ => false,
    };
    names::opening(&chars).is_some_and(|len| must(len) && names::score(&chars[..len]) >= 60)
}

/// Whether a sentence speaks of bodies that only their class names, and of what they do:
/// 各部门要做好…, 财政、统计等部门按照职责….
pub(crate) fn opens_with_class(words: &str) -> bool {
    const LONGEST: usize = 60;
    let chars: Vec<char> =
        words.trim_start_matches(chars::is_space).chars().take(LONGEST).collect();
    names::class_that_acts(&chars)
}

/// Whether a sentence has a word by which it may say who answers.
pub(crate) fn may_tell(words: &str) -> bool {
    static TELLING: Words = words!(&["主办", "会同", "承办", "承担", "牵头", "负责"]);
    // 由县商务局、县工商联共同组织实施; elsewhere 实施 says what the task is, and 主导 what matters most.
    let by = || words.contains('由') && ["实施", "主导"].iter().any(|word| words.contains(word));
    TELLING.is_in(words) || by() || reading::holds_label_with_verb(words)
}

/// Whether words open with a label and the verb that stands for its colon: 责任单位为….
pub(crate) fn opens_with_label(words: &str) -> bool {
    let opening: Vec<char> = words.chars().take(reading::LONGEST_LABEL + 1).collect();
    reading::label_with_verb(&opening).is_some()
}

/// Whether a sentence ends in a word that says who helps, or opens with a label: 配合单位为….
pub(crate) fn may_help(sentence: &str) -> bool {
    let words = chars::trim(sentence).trim_end_matches(chars::ends_sentence);
    ["配合", "协助", "协办", "会办", "参与"].iter().any(|verb| words.ends_with(verb))
        || words.contains("单位") && opens_with_label(words)
}

/// A sentence that says nothing but who helps: `B、C配合`.
pub(crate) fn helping_sentence(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    let range = flow.trim(range);
    if range.len() > LONGEST || !may_help(&flow.text()[range.clone()]) {
        return None;
    }
    told_by_sentence(flow, range).filter(|duty| {
        duty.prose.is_empty() && duty.units.iter().all(|unit| unit.role == Role::Support)
    })
}

/// A sentence behind a task that says nothing but who takes which part in it: 工会、团委具体组织实施,
/// 县文旅局统筹，县财政局保障.
///
/// No word of it need be one by which sentences say who answers, so each name must look like one.
pub(crate) fn parting_sentence(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    const LONGEST_PARTING: usize = 240;
    let range = flow.trim(range);
    let words = flow.text()[range.clone()].trim_end_matches(chars::ends_sentence);
    let opening: Vec<char> = words.chars().take(reading::LONGEST_LABEL).collect();
    let told = words.chars().next_back().is_some_and(|last| WORDS.verbs.has(last))
        || WORDS.label_starts.starts(&opening).is_some();
    if range.len() > LONGEST_PARTING || !told || !promising(words) {
        return None;
    }
    let (glyphs, end, reading) = read_bracket(flow, range.clone());
    let known = |unit: &reading::Found| {
        // 教育、公安等部门配合
        let name = &glyphs.chars[unit.range.clone()];
        names::looks_like_one(name) || reading.fields && names::names_field(name)
    };
    let first = reading.units.first().map_or(0, |unit| unit.range.start);
    let opens = if reading.bare_labels > 0 {
        // 责任单位县水利局。: a label whose colon is lost.
        let label = WORDS.label_starts.starts(&glyphs.chars[..end]);
        label.is_some_and(|(len, _)| len == first)
    } else {
        first == 0 && WORDS.verbs.ends(&glyphs.chars[..end]).is_some()
    };
    // 各镇组织群众参加: who comes, and what all of a kind help with, is said of the task.
    let takes_part = words.ends_with("参加")
        || reading.units.iter().all(|unit| {
            matches!(unit.role, Role::Support | Role::Implement)
                && names::lead_in(&glyphs.chars[unit.range.clone()]) > 0
        });
    let says = opens
        && !takes_part
        && reading.says_parts_alone()
        && reading.deadlines.is_empty()
        // 县禁毒办会同县教育局组织督查: what they do is the task.
        && !reading.only_acts()
        && (reading.verbs > 1 || !verbs::organises_inspection(&glyphs.chars[..end]))
        && !reading.units.is_empty()
        && reading.units.iter().all(known);
    if !says {
        return None;
    }
    let mut duty = build(flow, &glyphs, reading, range, 0..end, DutyForm::Sentence);
    duty.score = 0.5;
    Some(duty)
}

/// Whether a sentence says of its one unit that it answers for work of which to guide is only the last:
/// 县林业局负责苗木的管理和指导工作, but neither 县林业局负责苗木培育的业务指导 nor 监督和指导.
fn guides_among_other_work(reading: &Reading, glyphs: &Glyphs) -> bool {
    const WORK: [&str; 6] = ["管理", "建设", "实施", "审批", "执法", "养护"];
    let [unit] = &reading.units[..] else { return false };
    let Some(['负', '责', work @ ..]) = glyphs.chars.get(unit.range.end..) else { return false };
    let guides = work.windows(2).position(|two| two == ['指', '导']);
    let besides = |at: usize| match &work[..at] {
        [before @ .., '和' | '与' | '及' | '、'] => {
            WORK.iter().any(|work| names::ends_with(before, work))
        }
        _ => false,
    };
    unit.role == Role::Guide && guides.is_some_and(besides)
}

/// What a sentence says that opens with who answers.
fn told_by_sentence(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    let words = &flow.text()[range.clone()];
    // 本办法由市教育局负责解释: who is asked what the text means has no task by it.
    let explains = words
        .split_once("负责解释")
        .is_some_and(|(_, rest)| rest.chars().next().is_none_or(|c| !chars::is_han(c)));
    if explains || words.contains("解释工作由") {
        return None;
    }
    let glyphs = Glyphs::new(flow, range.clone(), &[]);
    let end = without_stop(&glyphs, glyphs.len());
    // ——市教育局负责: the dash is no word of the name.
    let from = glyphs.chars[..end].iter().take_while(|c| matches!(c, '—' | '―' | '─')).count();
    let reading = read(&glyphs, from..end, Place::Sentence);
    // The sentence must open with the unit: 市教育局负责…, 由市教育局承办…, 督查工作由市教育局负责.
    let opens = reading.units.first().is_some_and(|unit| {
        let before = &glyphs.chars[from..unit.range.start];
        // 在县委、县政府领导下，由县水利局负责
        let under = before.iter().position(|&c| c == ',');
        let under = under.filter(|&comma| reading::is_under_guidance(&before[..comma]));
        let before = names::without_attribute(&before[under.map_or(0, |comma| comma + 1)..]);
        let part = !before.iter().any(|c| matches!(c, ',' | ';' | ':'));
        before.len() <= 1
            || before == ['责', '成']
            || before.len() <= LONGEST_SUBJECT && before.ends_with(&['由']) && part
            || before.len() <= LONGEST_SUBJECT && reading.led_in_person(before)
            || reading::label_with_verb(before) == Some(before.len())
    });
    if !opens || reading.verbs + reading.bare_labels == 0 || reading.torn || reading.anybody {
        return None;
    }
    // 各牵头单位要会同责任单位，认真研究…: who that is was said elsewhere.
    let by_part =
        |unit: &reading::Found| names::is_called_by_part(&glyphs.chars[unit.range.clone()]);
    if !reading.prose.is_empty() && reading.units.iter().all(by_part) {
        return None;
    }
    let answers = guides_among_other_work(&reading, &glyphs);
    let mut duty = build(flow, &glyphs, reading, range, from..end, DutyForm::Sentence);
    duty.score = 0.5;
    if answers {
        duty.units.iter_mut().for_each(|unit| unit.role = Role::Responsible);
    }
    Some(duty)
}

/// The longest words before 由 that say what somebody answers for, in characters.
const LONGEST_SUBJECT: usize = 24;

/// A bracket and its partner, by bytes.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    open: usize,
    width: usize,
    close: Option<usize>,
}

/// The marks of a text that responsibilities stand between.
#[derive(Debug, Default)]
struct Marks {
    // In order, each with the one that closes it.
    brackets: Vec<Bracket>,
    // Closing brackets that nothing opens.
    lost: Vec<usize>,
    // Colons after what ends like a label.
    colons: Vec<usize>,
}

fn marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    let mut open: Vec<(usize, char)> = Vec::new();
    let before = |at: usize| text[..at].chars().rev().find(|&c| !chars::is_space(c)).unwrap_or(' ');
    // Most characters are ideographs, which no mark is.
    for (at, c) in chars::besides_han(text) {
        if chars::is_open(c) && !matches!(c, '<' | '《' | '〈') {
            open.push((marks.brackets.len(), c));
            marks.brackets.push(Bracket { open: at, width: c.len_utf8(), close: None });
        } else {
            match chars::narrow(c) {
                ')' | ']' | '}' => {
                    let known = open.len().saturating_sub(4);
                    let depth =
                        open[known..].iter().rposition(|&(_, opening)| chars::closes(opening, c));
                    if let Some(depth) = depth {
                        // 【牵头单位】 may stand for a label with a colon.
                        if ends_label(before(at)) {
                            marks.colons.push(at);
                        }
                        marks.brackets[open[known + depth].0].close = Some(at);
                        open.truncate(known + depth);
                    } else if chars::narrow(c) == ')' {
                        marks.lost.push(at);
                    }
                }
                // 责任单位（部门）：
                ':' if ends_label(before(at)) || matches!(before(at), ')' | '）') => {
                    marks.colons.push(at);
                }
                _ => {}
            }
        }
    }
    marks
}

/// Whether a label ends like this: 责任单位, 配合科室, 牵头.
fn ends_label(last: char) -> bool {
    matches!(last, '位' | '门' | '体' | '委' | '室' | '关' | '区' | '业' | '校' | '任' | '工')
        || WORDS.verbs.has(last)
}

/// What a bracket says beside who answers, in bytes of the flow.
struct Beside {
    /// Whether a key opens it.
    keyed: bool,
    deadlines: Vec<Range<usize>>,
    prose: Vec<Range<usize>>,
}

/// A bracket that only says when the task is due, or who leads in person: （年底前完成）, （责任人：张某）.
fn says_beside(flow: &Flow<'_>, inner: Range<usize>) -> Option<Beside> {
    let inner = flow.trim(inner);
    if inner.is_empty() || inner.len() > 180 {
        return None;
    }
    let glyphs = Glyphs::new(flow, inner, &[]);
    let end = without_stop(&glyphs, glyphs.len());
    // 完成时限：2026年6月底前: the key is no part of the time.
    let Some(reading) = under_a_key(&glyphs, end) else {
        return verbs::is_deadline(&glyphs.chars[..end]).then(|| Beside {
            keyed: false,
            deadlines: vec![glyphs.bytes(0..end)],
            prose: Vec::new(),
        });
    };
    let bytes = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        ranges.iter().map(|range| glyphs.bytes(range.clone())).collect()
    };
    let prose = [bytes(&reading.prose), bytes(&reading.beside)].concat();
    Some(Beside { keyed: true, deadlines: bytes(&reading.deadlines), prose })
}

/// The words of a key that names no unit and of what stands behind it, read.
fn under_a_key(glyphs: &Glyphs, end: usize) -> Option<Reading> {
    let colon = glyphs.chars[..end].iter().take(8).position(|&c| c == ':');
    let key = colon.is_some_and(|colon| reading::names_other_key(&glyphs.chars[..colon]));
    // 【完成时限】持续推进
    if !key && !matches!(reading::bracket_label(glyphs, 0), Some((_, None))) {
        return None;
    }
    let reading = read(glyphs, 0..end, Place::Bracket);
    let says =
        !reading.deadlines.is_empty() || !reading.prose.is_empty() || !reading.beside.is_empty();
    (reading.units.is_empty() && says).then_some(reading)
}

/// Whether only white space stands between two places.
fn touch(text: &str, left: usize, right: usize) -> bool {
    text.get(left..right).is_some_and(|between| between.chars().all(chars::is_space))
}

/// Whether a bracket right behind a responsibility only says where to look: （A负责）（见附件）.
fn is_pointer(text: &str, after: usize, pair: &Bracket, close: usize) -> bool {
    let behind = text[after..pair.open].chars().all(chars::is_space);
    let inner = text[pair.open + pair.width..close].trim_start_matches(chars::is_space);
    behind && (inner.starts_with("见附") || inner.starts_with("详见附"))
}

fn closing_width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether words may be a responsibility at all: a look at the bytes before the reading.
fn promising(words: &str) -> bool {
    words.len() >= 6
        && (words.len() > 36
            || words.contains([
                '局', '委', '厅', '办', '府', '部', '会', '关', '司', '区', '市', '县', '镇', '责',
                '参', '科', '处', '室', '股', '站', '心',
            ])
            || ["牵头", "单位", "落实", "配合", "指导"].iter().any(|w| words.contains(w)))
}

fn in_bracket(
    flow: &Flow<'_>,
    outer: Range<usize>,
    inner: Range<usize>,
    conventions: &mut Conventions<'_>,
    before: &[Duty],
    bold: &[TextRange],
) -> Option<Duty> {
    let text = flow.text();
    let inner = flow.trim(inner);
    if !promising(&text[inner.clone()]) {
        return None;
    }
    let glyphs = Glyphs::new(flow, inner.clone(), &[]);
    let end = without_stop(&glyphs, glyphs.len());
    let words = &text[inner.clone()];
    let reading = conventions.reading(words, || read(&glyphs, 0..end, Place::Bracket));
    let score = reading.score();
    let names = BracketNames::of(&reading, &glyphs, inner);
    let by_habit = names.offices || names.strangers;
    // 组织调研（副县长张某、县水利局）: amid the sentence they are those who took part.
    let listed = score >= BARE && (!reading.beside_a_person() || stands_apart(text, &outer));
    if score < ENOUGH && (listed || names.only || by_habit) {
        conventions.meet_bare_list();
    }
    let bare = listed || conventions.expects_bare_lists() && names.only;
    let apart = conventions.expects_bare_lists() && by_habit && stands_apart(text, &outer);
    let by_form = score < ENOUGH && told_by_form(text, &outer, (&glyphs, &reading), conventions);
    let told = score >= ENOUGH || apart || by_form;
    let fits = || {
        !reading.only_timed()
            && bare_list_fits(text, &outer, (&glyphs, &reading), conventions, before)
    };
    if !(told || bare && fits()) {
        return None;
    }
    // 参加竞赛（省教育厅组织），…: amid a sentence that is said of the words before it.
    if reading.only_acts() && !closes_sentence(flow, outer.end) {
        return None;
    }
    let mut outer = outer;
    // A second stop after the bracket closes nothing: 。（A负责）。
    if text[..outer.start].trim_end_matches(chars::is_space).ends_with(['。', '；', '！'])
        && let Some(stop) = text[outer.end..].chars().next()
        && matches!(stop, '。' | '；')
    {
        outer.end += stop.len_utf8();
    }
    let mut duty = build(flow, &glyphs, reading, outer, 0..end, DutyForm::Bracket);
    duty.bracket = Some(names);
    if by_form {
        duty.score = ENOUGH;
        duty.bracket.iter_mut().for_each(|names| names.by_form = true);
    }
    settle(&mut duty, conventions, bold);
    Some(duty)
}

/// Reads the words in a bracket; what is told with the reading is where it ends, without a stop.
fn read_bracket(flow: &Flow<'_>, inner: Range<usize>) -> (Glyphs, usize, Reading) {
    let glyphs = Glyphs::new(flow, inner, &[]);
    let end = without_stop(&glyphs, glyphs.len());
    let reading = read(&glyphs, 0..end, Place::Bracket);
    (glyphs, end, reading)
}

/// Whether a bracket that ends at `at` and says what units do stands at the end of a sentence, or another
/// of the kind does behind it: 修路（A推进），架桥（B推进）。
fn closes_sentence(flow: &Flow<'_>, at: usize) -> bool {
    const STOPS: [char; 3] = ['。', '；', ';'];
    let text = flow.text();
    let right = text[at..].trim_start_matches(chars::is_space);
    if right.is_empty() || right.starts_with(STOPS) || right.starts_with(['（', '(', '【', '[']) {
        return true;
    }
    let end = text[at..].find(STOPS).map_or(text.len(), |stop| at + stop);
    let rest = text[at..end].trim_end_matches(chars::is_space);
    let last = rest.strip_suffix(['）', ')']).and_then(|rest| {
        let open = rest.rfind(['（', '('])?;
        let width = rest[open..].chars().next().map_or(0, char::len_utf8);
        Some(at + open + width..at + rest.len())
    });
    last.is_some_and(|inner| {
        let reading = read_bracket(flow, inner).2;
        reading.only_acts() && reading.score() >= ENOUGH
    })
}

/// Whether a bracket with names alone stands where a responsibility does: after a sentence, before the next.
fn bare_list_fits(
    text: &str,
    outer: &Range<usize>,
    (glyphs, reading): (&Glyphs, &Reading),
    conventions: &Conventions<'_>,
    before: &[Duty],
) -> bool {
    let left = text[..outer.start].trim_end_matches(chars::is_space);
    let right = text[outer.end..].trim_start_matches(chars::is_space);
    let after_sentence =
        left.chars().next_back().is_none_or(|c| chars::ends_sentence(c) || c == '.');
    let closes = right.is_empty() || right.starts_with(['。', '；', ';']);
    if left.is_empty() && !right.is_empty() {
        return false;
    }
    // 全部县（市、区）。: other kinds of the place before them, whatever the habit is.
    if !after_sentence && names::are_levels(&glyphs.chars) {
        return false;
    }
    // 创建文明单位3个（市级：市税务局；县级：县水利局）: who is what.
    if reading.levels && !after_sentence {
        return false;
    }
    let several = reading.units.len() > 1;
    let levelled = reading.sure_names();
    if conventions.announce_bare_lists() {
        // …50家（市商务局），: before any mark, behind words that are no body's name.
        let marked = conventions.expects_bare_lists()
            && levelled
            && right.starts_with(['，', ','])
            && !ends_in_body(left);
        // …报省局（纳税服务处）。（市税务局负责）: who answers stands behind the stop.
        let last =
            right.trim_start_matches(|c| chars::is_space(c) || matches!(c, '。' | '；' | ';'));
        let alone = right.is_empty() || last.starts_with(['（', '(', '【', '[']);
        return after_sentence || marked || closes && !(alone && ends_in_body(left));
    }
    // The name in brackets after a title of a person or a body is an aside: it has no sentence before it.
    // Ministries behind words and titles say whose they are: 印发文件（公安部、司法部）。
    let behind_mark = left.chars().next_back().is_some_and(|c| !chars::is_han(c) && c != '》');
    (after_sentence && (several || levelled || before.iter().any(|duty| duty.score < ENOUGH)))
        || several && closes && (levelled || reading.departments(glyphs) && behind_mark)
}

/// Whether a bracket that closes a sentence or stands behind one says by its form who answers:
/// （立案庭牵头，民一庭配合）, （县住建局6月底前完成）.
fn told_by_form(
    text: &str,
    outer: &Range<usize>,
    (glyphs, reading): (&Glyphs, &Reading),
    conventions: &Conventions<'_>,
) -> bool {
    let left = text[..outer.start].trim_end_matches(chars::is_space);
    let right = text[outer.end..].trim_start_matches(chars::is_space);
    let apart = left.chars().next_back().is_some_and(chars::ends_sentence);
    let closes = right.is_empty() || right.starts_with(['。', '；', ';', '（', '(', '【', '[']);
    if !(apart || closes && !left.is_empty()) {
        return false;
    }
    // 新建学校3所（市一中6月底前完成）: one of what is counted before it.
    let counted = || {
        let clause = left.rsplit(token::ends_clause).next().unwrap_or_default();
        // 三所, 两个片区
        let mut last = clause.chars().rev().skip(1).take(3);
        !apart
            && (clause.contains(token::is_digit)
                || last.any(|c| numeral::is_to_ten(c) || c == '两'))
    };
    let listed = || {
        let unknown = reading.unknown(glyphs, apart);
        let listed = |name: &&[char]| conventions.lists(&name.iter().collect::<String>());
        match unknown[..] {
            [one] if names::opens_with_a_field(one) => true,
            _ => !unknown.is_empty() && unknown.iter().all(listed),
        }
    };
    reading.told_by_time(glyphs) && !counted()
        || reading.told_beside_a_body(glyphs, apart)
        || reading.told_by_form(glyphs, apart)
        || listed()
}

/// Whether a bracket stands behind the stop of a sentence, with nothing but a stop behind it.
fn stands_apart(text: &str, outer: &Range<usize>) -> bool {
    let left = text[..outer.start].trim_end_matches(chars::is_space);
    let right = text[outer.end..].trim_start_matches(chars::is_space);
    left.chars().next_back().is_some_and(chars::ends_sentence)
        && right.trim_matches(|c| chars::is_space(c) || matches!(c, '。' | '；' | ';')).is_empty()
}

/// Whether words end in the name of a body, which a name in brackets may explain.
fn ends_in_body(words: &str) -> bool {
    let from = words.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    let tail: Vec<char> = words[from..].chars().map(chars::narrow).collect();
    WORDS.suffixes.ends(&tail).is_some_and(|(_, (_, weight))| weight >= 40)
}

/// What a bracket holds that ends a paragraph, and whether it stands behind a sentence.
fn bracket_at_the_end(flow: &Flow<'_>) -> Option<(Range<usize>, bool)> {
    let text = flow.text();
    let whole = flow.trim(0..text.len());
    let words = text[whole.clone()].trim_end_matches(['。', '；', '.', ';']);
    let close = words.chars().next_back().filter(|&c| matches!(c, '）' | ')' | '】' | ']'))?;
    let open = opens_last(words)?;
    let before = words[..open].trim_end_matches(chars::is_space);
    let sentence = before.chars().next_back().is_some_and(chars::ends_sentence);
    let from = whole.start + open + words[open..].chars().next().map_or(0, char::len_utf8);
    let inner = flow.trim(from..whole.start + words.len() - close.len_utf8());
    (inner.len() <= 300).then_some((inner, sentence))
}

/// Whether words end in a bracket that says by a verb or a label who answers.
pub(crate) fn ends_in_a_duty(words: &str) -> bool {
    const SAID: [&str; 7] = ["负责", "牵头", "配合", "落实", "责任", "单位", "参与"];
    let words = words.trim_end_matches(chars::is_space);
    opens_last(words).is_some_and(|open| SAID.iter().any(|word| words[open..].contains(word)))
}

/// Where the bracket opens that words end in, past those inside it: 【教师处、机关党委（人事处）】.
fn opens_last(words: &str) -> Option<usize> {
    let mut depth = 0usize;
    words.char_indices().rev().find_map(|(at, c)| {
        match c {
            '）' | ')' | '】' | ']' => depth += 1,
            '（' | '(' | '【' | '[' => depth = depth.saturating_sub(1),
            _ => return None,
        }
        (depth == 0).then_some(at)
    })
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

/// A bracket that nothing closes: lost, or closed in the next paragraph.
fn unclosed(
    flow: &Flow<'_>,
    open: usize,
    from: usize,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) -> Option<Duty> {
    let text = flow.text();
    let inner = flow.trim(from..text.len());
    if !promising(&text[inner.clone()]) {
        return None;
    }
    let glyphs = Glyphs::new(flow, inner.clone(), &[]);
    // Up to the first sentence that goes on after a verb, or to the end.
    let reading = read(&glyphs, 0..glyphs.len(), Place::Bracket);
    if reading.score() >= 0.9 && reading.share() > 0.7 {
        let end = without_stop(&glyphs, glyphs.len());
        let outer = open..inner.end;
        let mut duty = build(flow, &glyphs, reading, outer, 0..end, DutyForm::Unclosed);
        settle(&mut duty, conventions, bold);
        return Some(duty);
    }
    // （市教育局负责加强…: the words up to the verb are understood entirely.
    let verbs = ["负责", "牵头", "配合", "落实", "参与"];
    let limit = glyphs.len().min(160);
    let mut best = None;
    for at in 2..limit {
        let Some(verb) = verbs.iter().find(|verb| names::starts_with(&glyphs.chars[at..], verb))
        else {
            if glyphs.is_stop(at) {
                break;
            }
            continue;
        };
        let end = at + verb.chars().count();
        let reading = read(&glyphs, 0..end, Place::Bracket);
        if reading.score() >= 0.95 && reading.prose.is_empty() {
            best = Some((end, reading));
        } else if best.is_some() {
            break;
        }
    }
    let (end, reading) = best?;
    let outer = open..glyphs.bytes(0..end).end;
    let mut duty = build(flow, &glyphs, reading, outer, 0..end, DutyForm::LostBracket);
    settle(&mut duty, conventions, bold);
    Some(duty)
}

/// Responsibilities of which only the closing bracket is there: `…管理。市教育局负责）`.
fn lost_openings(
    flow: &Flow<'_>,
    lost: &[usize],
    found: &mut Vec<Duty>,
    conventions: &mut Conventions<'_>,
    bold: &[TextRange],
) {
    let text = flow.text();
    for &at in lost {
        // The responsibility is short: looking further back would only cost time.
        let mut start = at.saturating_sub(600);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let place = found.partition_point(|duty| duty.outer.start < at);
        if let Some(duty) = place.checked_sub(1).and_then(|last| found.get(last)) {
            start = start.max(duty.outer.end.min(at));
        }
        let from = text[start..at]
            .char_indices()
            .rfind(|&(_, c)| matches!(c, '。' | '！' | '？'))
            .map_or(start, |(i, c)| start + i + c.len_utf8());
        let inner = flow.trim(from..at);
        if !promising(&text[inner.clone()]) {
            continue;
        }
        let glyphs = Glyphs::new(flow, inner.clone(), &[]);
        let reading = read(&glyphs, 0..glyphs.len(), Place::Bracket);
        if reading.score() < 0.95 || !reading.prose.is_empty() {
            continue;
        }
        let (end, outer) = (glyphs.len(), inner.start..at + closing_width(text, at));
        let mut duty = build(flow, &glyphs, reading, outer, 0..end, DutyForm::LostBracket);
        settle(&mut duty, conventions, bold);
        found.insert(place, duty);
    }
}

fn without_stop(glyphs: &Glyphs, end: usize) -> usize {
    let mut end = end;
    while end > 0 && matches!(glyphs.chars[end - 1], '.' | ';' | ',' | '、') {
        end -= 1;
    }
    end
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
    conventions.assign(&mut duty.units, &duty.standings, bold);
}

#[cfg(test)]
mod tests;
