//! Titles, headings and topic sentences, and the stops around them.

use std::ops::Range;

use hongtou_source::chars;

use super::Topic;
use crate::flow::trim;
use crate::header;
use crate::lines::Line;
use crate::marker::Form;
use crate::sentence;
use crate::words;

/// Where the title that begins at `from` ends, its stop left out.
pub(super) fn title_end(text: &str, from: usize, own_line: bool) -> usize {
    let rest = &text[from..];
    match sentence::first_stop(rest) {
        Some((stop, after)) if after < rest.trim_end_matches(chars::is_space).len() => from + stop,
        _ if own_line || rest.chars().count() <= LONGEST_TITLE => strip_stop(text, text.len()),
        _ => from,
    }
}

/// The longest line that is taken for a title where nothing else tells.
pub(super) const LONGEST_TITLE: usize = 60;

/// `end` without a stop and white space before it.
pub(super) fn strip_stop(text: &str, end: usize) -> usize {
    text[..end]
        .trim_end_matches(|c| {
            chars::is_space(c) || matches!(c, '。' | '：' | ':' | '；' | ';' | '.')
        })
        .len()
}

/// The offset after a stop and white space at `at`.
pub(super) fn after_stop(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c| {
        chars::is_space(c) || matches!(c, '。' | '：' | ':' | '；' | ';' | '.')
    });
    text.len() - rest.len()
}

/// What ends a clause.
pub(super) const STOPS: [char; 4] = ['。', '；', ';', '.'];

/// The punctuation right behind a bracket that closes at `at`: `（A负责）。`, `（A负责）；`.
pub(super) fn stop_behind(text: &str, at: usize) -> Range<usize> {
    let rest = &text[at..];
    let words = rest.trim_start_matches(chars::is_space);
    let start = text.len() - words.len();
    match words.chars().next() {
        Some(stop) if STOPS.contains(&stop) || matches!(stop, '，' | ',' | '、') => {
            start..start + stop.len_utf8()
        }
        _ => at..at,
    }
}

/// The words without stops that a bracket before them left over.
pub(super) fn strip_lead(text: &str) -> Range<usize> {
    let kept = text.trim_start_matches(|c| {
        chars::is_space(c) || matches!(c, '。' | '，' | '；' | ';' | ',' | '、')
    });
    text.len() - kept.len()..text.len()
}

/// Whether the words from `from` on are a heading that stands on a line of its own.
pub(super) fn own_line_heading(text: &str, from: usize) -> bool {
    let words = text[from..].trim_end_matches(chars::is_space);
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    !sentence::is_sentence(words)
        && (words.chars().count() <= 24 || !words.contains(['，', ',']) || is_in_two_parts(words))
        && !matches!(last, '，' | '、' | ',' | '：' | ':')
        && words.chars().count() <= LONGEST_TITLE
        && words.chars().any(chars::is_word)
}

/// Whether a line is two parts of a heading with one comma between them, and counts nothing: 推行“清单+负面清单”管理，降低
/// 制度性交易成本.
fn is_in_two_parts(words: &str) -> bool {
    const LONGEST: usize = 36;
    words.chars().nth(LONGEST).is_none()
        && words.matches(['，', ',']).count() == 1
        && !words.chars().any(|c| chars::digit(c).is_some())
}

/// Whether a line opens like what closes a notice: 各单位要高度重视…, 请…, 工作中遇到的问题….
pub(super) fn opens_closing(text: &str) -> bool {
    let words = text.trim_start_matches(chars::is_space);
    if ["请", "工作中", "执行中", "实施中"].iter().any(|open| words.starts_with(open)) {
        return true;
    }
    let opening = words.split(['，', ',', '。', '；', '：']).next().unwrap_or_default();
    words.starts_with('各')
        && opening.match_indices('要').any(|(at, found)| {
            !opening[..at].ends_with(['主', '重', '需', '必', '纪', '摘'])
                && !opening[at + found.len()..].starts_with(['求', '点', '素', '件', '事'])
        })
}

/// The first sentence of an item, where it is short and more follows before the responsibility; `spaced` is
/// whether a space parts it from the text in all lines of this form.
pub(super) fn topic<'s>(
    line: &Line<'s>,
    from: usize,
    duty: usize,
    more: bool,
    spaced: bool,
) -> Option<Topic<'s>> {
    let text = line.text();
    let area = &text[from..duty.max(from)];
    // Set apart by wide spaces: 强化监管　　各地要….
    let double = || chars::find(area, ' ').and_then(|_| area.find("  "));
    let wide = chars::find(area, '\u{3000}')
        .or_else(double)
        .or_else(|| single_space(line, area))
        .or_else(|| spaced.then(|| lone_space(area)).flatten())
        .map(|at| (at, area.len() - area[at..].trim_start_matches(chars::is_space).len()));
    let bold_end = line.bold.saturating_sub(from);
    let (heading, cut, marked, colon) =
        if bold_end > 0 && bold_end < area.len() && area.is_char_boundary(bold_end) {
            (strip_stop(area, bold_end), after_stop(area, bold_end), true, false)
        } else if let Some((at, end)) =
            wide.filter(|&(at, _)| at > 0 && !area[..at].contains(['，', '。', '；', '、']))
        {
            (at, end, true, false)
        } else if let Some(at) = lead_colon(area) {
            (at, after_stop(area, at), false, true)
        } else {
            let (stop, _) = sentence::first_stop(area)?;
            (stop, after_stop(area, stop), false, false)
        };
    let words = &area[..heading];
    let rest = area[cut..].trim_matches(chars::is_space);
    // （教研组长、年级主任）: a bracket that was not read says nothing more of the task.
    let close = rest.chars().next().and_then(chars::closing).and_then(|close| rest.find(close));
    let aside = close.is_some_and(|at| !rest[at..].chars().any(chars::is_word));
    // 热线。电话：12345 has a heading; a task that an account number stands behind is none.
    let entry = || words.chars().count() > LONGEST_NOUN && is_entry(rest);
    let follows = rest.chars().any(chars::is_word) && !aside && !entry() || more;
    let longest = if counts(rest) { LONGEST_ABOVE_COUNT } else { LONGEST_TOPIC };
    if !follows
        || !words.chars().any(chars::is_word)
        || length(words) > longest && !marked && !(colon && says_by_whom(&area[cut..]))
    {
        return None;
    }
    if words.contains(['；', ';']) || words.matches(['，', ',']).count() > 1 && !marked {
        return None;
    }
    if words::CLOSINGS.iter().any(|start| area[..heading].starts_with(start)) {
        return None;
    }
    // A sentence of two parts that counts is the task: 新建学校6所，新增学位5400个。
    if !marked && words.contains(['，', ',']) && words.chars().any(|c| chars::digit(c).is_some()) {
        return None;
    }
    if !marked && !colon && says_a_duty(words) {
        return None;
    }
    let range = trim(text, from..from + heading);
    Some(Topic { heading: line.flow.slice(range), cut, marked, colon })
}

/// Whether words are a full sentence that says what is to be done, and so the task itself: whom it calls and the verb of
/// duty right behind (各单位要…), that verb and how or to what it is done behind others or at the start (要严格…), or at
/// the end since when it holds (…起执行). What says so elsewhere in a sentence may be part of a word or of a watchword,
/// which heads a task as well.
fn says_a_duty(words: &str) -> bool {
    const CALLED: [&str; 8] =
        ["各有关", "各相关", "各责任", "各成员", "各级", "各", "有关", "相关"];
    const BODIES: [&str; 10] = ["单位", "部门", "街道", "地", "级", "县", "市", "区", "镇", "乡"];
    const DUTIES: [&str; 5] = ["要", "须", "必须", "应当", "不得"];
    const HOW: [&str; 11] =
        ["严格", "认真", "切实", "及时", "按", "将", "把", "对", "在", "由", "擅自"];
    const NOUNS: [char; 12] =
        ['求', '点', '素', '件', '事', '闻', '旨', '害', '塞', '道', '案', '知'];
    const BY: [&str; 6] = ["应及时", "应按", "按附件", "按要求", "按时", "按照"];
    let any = |words: &str, starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    let duty = |words: &str, goes_on: &dyn Fn(&str) -> bool| {
        DUTIES.iter().any(|duty| words.strip_prefix(duty).is_some_and(goes_on))
    };
    let how = |words: &str| duty(words, &|rest| any(rest, &HOW));
    // 要 opens 要素 and 要求 as well.
    let what = |words: &str| duty(words, &|rest| !rest.is_empty() && !rest.starts_with(NOUNS));
    let called = CALLED.iter().find_map(|called| words.strip_prefix(called));
    let body = called.and_then(|rest| BODIES.iter().find_map(|body| rest.strip_prefix(body)));
    let since = || {
        ["执行", "施行", "实施"].iter().any(|holds| {
            let since = words.strip_suffix(holds).and_then(|words| words.strip_suffix('起'));
            since.is_some_and(|words| words.ends_with(['年', '月', '日']))
        })
    };
    how(words)
        || body.is_some_and(|rest| what(rest) || any(rest, &BY))
        || words.match_indices("人员").any(|(at, who)| how(&words[at + who.len()..]))
        || since()
}

/// How many characters words have without the short name that they give to something: （以下简称“…”）.
pub(crate) fn length(words: &str) -> usize {
    let short = words.split_once("简称").and_then(|(before, inner)| {
        let open = before.strip_suffix("以下").unwrap_or(before).strip_suffix(['（', '('])?;
        let close = words.len() - inner.len() + inner.find(['）', ')'])?;
        Some(words[open.len()..close].chars().count() + 1)
    });
    words.chars().count() - short.unwrap_or(0)
}

/// Whether words count how a task is done: 一是…。二是….
pub(crate) fn counts(words: &str) -> bool {
    words.trim_start_matches(chars::is_space).starts_with("一是") && words.contains("二是")
}

/// Whether words are a label and a number or an address, which say nothing of a task: 账号：12345678.
fn is_entry(words: &str) -> bool {
    const LONGEST: usize = 6;
    let colon = |&(_, c): &(usize, char)| matches!(c, '：' | ':');
    let Some((at, _)) = words.char_indices().take(LONGEST + 1).find(colon) else { return false };
    let (label, value) = words.split_at(at);
    label.chars().count() > 1
        && label.chars().all(chars::is_han)
        && !value.chars().any(|c| chars::is_han(c) || chars::ends_sentence(c))
}

/// The space that stands for a stop behind a short heading of 一、 or （一）: 加强领导 各单位要….
///
/// A space that print left inside a sentence has others beside it, or words on one side that are
/// no sentence.
fn single_space(line: &Line<'_>, area: &str) -> Option<usize> {
    const SENTENCE: usize = 20;
    if !matches!(line.form(), Some(Form::Han | Form::HanBracket)) {
        return None;
    }
    let (at, rest) = few_words(area)?;
    // Behind a space inside a heading the heading's own stop comes soon: 加快惠企 政策落地。….
    let stop = sentence::first_stop(rest).map(|(stop, _)| rest[..stop].chars().count());
    let sentence = stop.is_some_and(|length| length >= SENTENCE);
    (sentence && !words::holds_space(rest)).then_some(at)
}

/// The few words of Chinese that a space parts from others: where they end, and those.
fn few_words(area: &str) -> Option<(usize, &str)> {
    const SHORTEST: usize = 4;
    const LONGEST: usize = 14;
    let area = area.trim_end_matches(chars::is_space);
    let (at, _) = chars::besides_han(area).next().filter(|&(_, c)| c == ' ')?;
    let rest = &area[at + 1..];
    // 在梅塘乡 完善…: no heading.
    let opens =
        area.starts_with(['在', '对', '为', '由', '到', '以', '从', '向', '把', '将', '按']);
    let few = (SHORTEST..=LONGEST).contains(&area[..at].chars().count());
    // 市林业局 牵头…: who does it is no heading.
    let does = || ["牵头", "负责", "配合", "会同"].iter().any(|verb| rest.starts_with(verb));
    let subject = || does() || header::is_issuer(&area[..at]);
    (few && !opens && rest.starts_with(chars::is_han) && !subject()).then_some((at, rest))
}

/// The only space between two words of Chinese in an item, before a sentence however short.
fn lone_space(area: &str) -> Option<usize> {
    const SENTENCE: usize = 4;
    let (at, rest) = few_words(area)?;
    let stop = sentence::first_stop(rest).map(|(stop, _)| rest[..stop].chars().count());
    let between = |(space, c): (usize, char)| {
        c == ' '
            && rest[..space].ends_with(chars::is_han)
            && rest[space + 1..].starts_with(chars::is_han)
    };
    let alone = !chars::besides_han(rest).any(between);
    (stop.is_some_and(|length| length >= SENTENCE) && alone).then_some(at)
}

/// The forms all of whose lines have a space behind a few words, and no other between two words: it parts
/// each heading from its text. By chance few lines do, or those in which what stands behind is short and opens no
/// sentence: 编制全市 造林规划。
pub(super) fn spaced_forms(lines: &[Line<'_>]) -> Vec<Form> {
    const FEWEST: usize = 2;
    // What a sentence opens with, and no part of one behind its verb.
    const OPENS: [&str; 10] =
        ["由", "按", "对", "将", "凡", "根据", "依据", "适用", "分为", "包括"];
    let opens = |line: &&Line<'_>| {
        let words = few_words(line.rest());
        words.is_some_and(|(_, words)| OPENS.iter().any(|open| words.starts_with(open)))
    };
    let all = |form: &Form| {
        let own = lines.iter().filter(|line| line.form() == Some(*form));
        let spaced = own.clone().take_while(|line| lone_space(line.rest()).is_some()).count();
        let long = || own.clone().any(|line| single_space(line, line.rest()).is_some());
        let short = || spaced > FEWEST && own.clone().filter(opens).count() * 2 >= spaced;
        spaced >= FEWEST && own.clone().nth(spaced).is_none() && (long() || short())
    };
    [Form::Han, Form::HanBracket].into_iter().filter(all).collect()
}

/// Colons in the widths and the form that notices mix.
const COLONS: [char; 3] = ['：', ':', '∶'];

/// The colon that ends a few words at the beginning: `健全机制：各地要…`.
fn lead_colon(area: &str) -> Option<usize> {
    let mark = |c| matches!(c, '“' | '”' | '、' | '（' | '）' | '(' | ')');
    let other = |&(_, c): &(usize, char)| !mark(c) && !chars::is_han(c);
    let (at, _) = chars::besides_han(area).find(other).filter(|(_, c)| COLONS.contains(c))?;
    let words = &area[..at];
    let follows = area[at..].trim_start_matches(COLONS);
    // What is said of one matter by whom may be long: “…支出占…支出的比重”：由市统计局牵头….
    let longest = if says_by_whom(follows) { LONGEST_TITLE } else { LONGEST_LEAD };
    ((2..=longest).contains(&words.trim().chars().count())
        // 各街道（镇）：负责…, but not （责任单位：….
        && words.matches(['（', '(']).count() == words.matches(['）', ')']).count()
        && words.starts_with(|c| !matches!(c, '（' | '('))
        && follows.chars().next().is_some_and(|c| !chars::is_space(c) && c != '\u{3000}'))
    .then_some(at)
}

/// Whether the words behind a colon say who does what stands before it.
fn says_by_whom(words: &str) -> bool {
    words.starts_with('由')
}

/// The longest words before a colon that may be a heading.
pub(super) const LONGEST_LEAD: usize = 20;

/// The longest words before a label and its value that are rather a heading than a task.
const LONGEST_NOUN: usize = 6;

/// The longest first sentence that may be a topic sentence.
const LONGEST_TOPIC: usize = 32;

/// The same where it is counted below how it is done.
const LONGEST_ABOVE_COUNT: usize = 40;
