//! Running sentences that say who answers, by their subject or by those who help.

use std::ops::Range;

use hongtou_model::{Role, UnitMention};
use hongtou_source::chars;

use super::bracketed::{LONGEST, promising, read_bracket, without_stop};
use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::reading::{Place, Reading, read};
use super::{Duty, DutyForm, build, names, opens_with_label, reading, verbs};
use crate::flow::Flow;
use crate::wordlist::{Words, words};

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
    let from = from + number_of_sentence(&glyphs.chars[from..end]);
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

/// Whether a sentence inside a paragraph opens with a number of its own: 2、由县水利局牵头.
pub(crate) fn is_numbered_sentence(sentence: &str) -> bool {
    let words: Vec<char> = chars::trim(sentence).chars().take(5).map(chars::narrow).collect();
    number_of_sentence(&words) > 0
}

/// The length of the number that a sentence inside a paragraph opens with: 2、由县水利局牵头, （1）县水利局负责.
///
/// What goes on with digits behind a point is a figure or a day: 1.2万亩由县林业局负责, 3.15活动由….
fn number_of_sentence(words: &[char]) -> usize {
    let (open, rest) = match words {
        ['(', rest @ ..] => (1, rest),
        rest => (0, rest),
    };
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let goes_on = || rest.get(digits + 1).is_some_and(char::is_ascii_digit);
    match rest.get(digits) {
        Some('.') if goes_on() => 0,
        Some('、' | '.') if (1..=2).contains(&digits) && open == 0 => digits + 1,
        Some(')') if (1..=2).contains(&digits) => open + digits + 1,
        _ => 0,
    }
}

/// The longest words before 由 that say what somebody answers for, in characters.
const LONGEST_SUBJECT: usize = 24;
