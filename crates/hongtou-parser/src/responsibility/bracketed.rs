//! Brackets that say who answers, whole ones and such as lost one of their ends.

use std::ops::Range;

use hongtou_source::{TextRange, chars, numeral};
use smallvec::SmallVec;

use super::convention::Conventions;
use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::reading::{Place, Reading, read};
use super::{BARE, BracketNames, Duty, DutyForm, ENOUGH, build, names, reading, settle, verbs};
use crate::flow::Flow;
use crate::token::{self};

/// Brackets longer than this (in bytes) hold no responsibility.
pub(super) const LONGEST: usize = 3000;

/// A bracket and its partner, by bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub(super) open: usize,
    pub(super) width: usize,
    pub(super) close: Option<usize>,
}

/// The marks of a text that responsibilities stand between.
#[derive(Debug, Default)]
pub(super) struct Marks {
    // In order, each with the one that closes it.
    pub(super) brackets: Vec<Bracket>,
    // Closing brackets that nothing opens.
    pub(super) lost: Vec<usize>,
    // Colons after what ends like a label.
    pub(super) colons: Vec<usize>,
}

pub(super) fn marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    let mut open: SmallVec<[(usize, char); 4]> = SmallVec::new();
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
pub(super) struct Beside {
    /// Whether a key opens it.
    pub(super) keyed: bool,
    pub(super) deadlines: Vec<Range<usize>>,
    pub(super) prose: Vec<Range<usize>>,
}

/// A bracket that only says when the task is due, or who leads in person: （年底前完成）, （责任人：张某）.
pub(super) fn says_beside(flow: &Flow<'_>, inner: Range<usize>) -> Option<Beside> {
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
pub(super) fn under_a_key(glyphs: &Glyphs, end: usize) -> Option<Reading> {
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
pub(super) fn touch(text: &str, left: usize, right: usize) -> bool {
    text.get(left..right).is_some_and(|between| between.chars().all(chars::is_space))
}

/// Whether a bracket right behind a responsibility only says where to look: （A负责）（见附件）.
pub(super) fn is_pointer(text: &str, after: usize, pair: &Bracket, close: usize) -> bool {
    let behind = text[after..pair.open].chars().all(chars::is_space);
    let inner = text[pair.open + pair.width..close].trim_start_matches(chars::is_space);
    behind && (inner.starts_with("见附") || inner.starts_with("详见附"))
}

pub(super) fn closing_width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether words may be a responsibility at all: a look at the bytes before the reading.
pub(super) fn promising(words: &str) -> bool {
    words.len() >= 6
        && (words.len() > 36
            || words.contains([
                '局', '委', '厅', '办', '府', '部', '会', '关', '司', '区', '市', '县', '镇', '责',
                '参', '科', '处', '室', '股', '站', '心',
            ])
            || ["牵头", "单位", "落实", "配合", "指导"].iter().any(|w| words.contains(w)))
}

pub(super) fn in_bracket(
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
pub(super) fn read_bracket(flow: &Flow<'_>, inner: Range<usize>) -> (Glyphs, usize, Reading) {
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
pub(super) fn told_by_form(
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
pub(super) fn ends_in_body(words: &str) -> bool {
    let from = words.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    let tail: Vec<char> = words[from..].chars().map(chars::narrow).collect();
    WORDS.suffixes.ends(&tail).is_some_and(|(_, (_, weight))| weight >= 40)
}

/// What a bracket holds that ends a paragraph, and whether it stands behind a sentence.
pub(super) fn bracket_at_the_end(flow: &Flow<'_>) -> Option<(Range<usize>, bool)> {
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

/// Where the bracket opens that words end in, past those inside it: 【教师处、机关党委（人事处）】.
pub(super) fn opens_last(words: &str) -> Option<usize> {
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

/// A bracket that nothing closes: lost, or closed in the next paragraph.
pub(super) fn unclosed(
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
pub(super) fn lost_openings(
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

pub(super) fn without_stop(glyphs: &Glyphs, end: usize) -> usize {
    let mut end = end;
    while end > 0 && matches!(glyphs.chars[end - 1], '.' | ';' | ',' | '、') {
        end -= 1;
    }
    end
}
