//! What a unit's name looks like.
//!
//! Nothing here decides by whole names: the end of a name, the level or the 各 before it, and the
//! department words in it each add to how surely it is one.

mod classes;
mod departments;
mod levels;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::UnitKind;
use hongtou_source::chars;
use smallvec::SmallVec;

pub(super) use self::classes::{
    class_that_acts, ends_as_class_of_list, goes_on_behind_a_department, is_bare_class,
    is_called_by_part, is_class, is_class_by_duty, is_class_by_field, is_class_of_list,
};
pub(crate) use self::departments::{department, field_start, is_field, own_level};
pub(super) use self::departments::{
    is_centre_of_field, is_field_over, joint_department, level_of_body, level_of_department,
    names_field,
};
pub(super) use self::levels::{are_levels, one_office, place_rank, places_behind_deng};
pub(crate) use self::levels::{joins_levels, one_collective};
use super::glyphs::Glyphs;
use super::lexicon::{Piece, WORDS};
use super::verbs::is_numeral;
use crate::memo::Memo;
use crate::wordlist::Chars;

/// How surely some words are a unit's name, in percent, to be taken for one in any list.
pub(super) const SURE: u8 = 65;
/// The same, to be taken for one beside units that are sure.
pub(super) const LIKELY: u8 = 45;

/// The level of a government, as the first character of `市教育局`.
fn is_level(c: char) -> bool {
    matches!(c, '省' | '市' | '区' | '县' | '州' | '旗' | '镇' | '乡')
}

thread_local! {
    static SCORES: Memo<char, u8, 16, 128> = const { Memo::new() };
}

/// How surely some words are the name of a unit, in percent.
pub(crate) fn score(name: &[char]) -> u8 {
    SCORES.with(|known| known.get(name, || score_of_name(name)))
}

fn score_of_name(name: &[char]) -> u8 {
    if name.len() > 60 {
        return 0;
    }
    // Most names are ideographs alone, which need no look at the marks in them.
    if name.iter().all(|&c| chars::is_han(c)) {
        return score_of_words(name, name);
    }
    score_with_marks(name).unwrap_or_else(|| score_of_words(name, &without_brackets(name)))
}

/// Whether some words look like a unit's name without anything beside them: 县教育局, 工会, 各科室, 教务处.
pub(super) fn looks_like_one(name: &[char]) -> bool {
    let score = score(name);
    score >= SURE || score > 0 && lead_in(name) > 0 || is_office(name)
}

/// Whether no other words stand before a name, by how it begins: 县教育局, 县委, 各镇, 教育局, 后勤处.
pub(super) fn opens_as_one(name: &[char]) -> bool {
    let level = |c: &char| place_rank(*c).is_some();
    // 县级层面, 市场
    let governed = || name.first().is_some_and(level) && name[1] != '级' && !is_other_word(name);
    lead_in(name) > 0
        || name.len() > 1 && governed() && score(name) >= SURE
        || department(name).is_some()
        || is_office(name) && name.len() == 3
}

/// Whether words open with a level and what departments are named after, and end as places do that somebody keeps:
/// 市粮食储备库; not 市民代表, 县审计全程, 市农业保险.
pub(super) fn opens_with_a_field(name: &[char]) -> bool {
    const OTHERS: [&str; 6] = ["市场", "广场", "现场", "立场", "网站", "数据库"];
    let kept = matches!(name, [.., '库' | '站' | '场' | '园' | '馆' | '院'])
        && !OTHERS.iter().any(|other| ends_with(name, other));
    let goes_on = |rest: &[char]| {
        WORDS.stems.find_start(rest, |len, stem| (stem.open && rest.len() > len + 1).then_some(()))
    };
    kept && is_level(name[0]) && !is_other_word(name) && goes_on(&name[1..]).is_some()
}

/// The score of a name by the digits and marks in it, where they decide.
fn score_with_marks(name: &[char]) -> Option<u8> {
    if name.iter().any(|c| matches!(c, ':' | '%' | '《')) {
        return Some(0);
    }
    if let Some(first) = name.iter().position(char::is_ascii_digit) {
        // 市12345热线中心, 120急救中心: the number of a line in the name of who answers it.
        let digits = name[first..].iter().take_while(|c| c.is_ascii_digit()).count();
        let rest: Vec<char> =
            name[..first].iter().chain(&name[first + digits..]).copied().collect();
        let line = (3..=5).contains(&digits)
            && !rest.iter().any(char::is_ascii_digit)
            && ["热线", "急救", "指挥", "平台", "服务", "报警"]
                .iter()
                .any(|word| holds(&rest, word));
        // Beside others it is one of them; alone it rather counts.
        let beside = u8::from(first == 0 && is_named_by_number(digits, &rest)).max(counted(name));
        return Some(match line {
            true => score(&rest).max(beside * LIKELY),
            false => beside * LIKELY,
        });
    }
    if let Some(open) = name.iter().position(|&c| c == '"') {
        // 市“无废城市”建设工作领导小组办公室: a word in quotation marks inside a name.
        let close = name[open + 1..].iter().position(|&c| c == '"').map(|at| open + 1 + at);
        let Some(close) = close.filter(|&close| open > 0 && close - open <= 10) else {
            return Some(0);
        };
        let quoted = &name[open + 1..close];
        // 市“双随机、一公开”联席会议办公室
        let quoted = quoted.iter().filter(|&&c| c != '、');
        let bare: Vec<char> =
            name[..open].iter().chain(quoted).chain(&name[close + 1..]).copied().collect();
        return Some(if bare.contains(&'"') { 0 } else { score(&bare) });
    }
    None
}

/// Whether so many figures before some words are a body's name and count nothing: 201医院, 310国道管理站.
/// Fewer are an ordinal rather.
fn is_named_by_number(digits: usize, words: &[char]) -> bool {
    const COUNTED: &str =
        "个家所处名项条次户年月日期号轮批届级类座支人万亿千百多余岁天时分点村镇乡县市区街";
    (3..=5).contains(&digits)
        && words.len() >= 2
        && chars::is_han(words[0])
        && !COUNTED.contains(words[0])
        && WORDS.suffixes.ends(words).is_some()
}

/// 1 where a name counts bodies of one kind, 12个乡镇, 5个市直部门; else 0.
fn counted(name: &[char]) -> u8 {
    let digits = name.iter().take_while(|c| c.is_ascii_digit()).count();
    let count = (1..=3).contains(&digits) && matches!(name.get(digits), Some('个' | '家' | '所'));
    // 13个街道、镇
    let kinds = match name {
        [kinds @ .., '、', '镇' | '乡' | '村' | '街' | '区' | '县' | '市'] => kinds,
        _ => name,
    };
    u8::from(count && is_class_of_list(kinds))
}

/// The score of a name by its words; `bare` are those outside of its brackets.
fn score_of_words(name: &[char], bare: &[char]) -> u8 {
    if bare.is_empty() || bare.len() > 28 || (bare.len() < 2) {
        return 0;
    }
    let leading = lead_in(name);
    let rest = &name[leading..];
    // 其他 opens a collective (其他相关部门); elsewhere 其 is a pronoun.
    let spoken = || (0..rest.len()).any(|at| never(rest, at)) || by_whom(rest).is_some();
    let Some((suffix, (kind, weight))) = WORDS.suffixes.ends(bare) else {
        // 市外办 and 省中院 end as no other name does; 市卫生健康委牵头 goes on after its end.
        let whole =
            |from: usize, len: usize| name.get(from + len).is_none_or(|c| matches!(c, '(' | '['));
        let known = department(name).is_some_and(|(_, len)| whole(0, len))
            || own_level(name).is_some_and(|(level, (_, len))| {
                let office = 2 * usize::from(starts_with(&name[level.end..], "政府"));
                whole(level.end + office, len)
            });
        return if known && !spoken() {
            80
        } else if leading > 0 && name[0] != '全' && bare.len() <= 8 && !spoken() {
            // 各市 and 各地 need no end that says what they are; 全市统一部署 names nobody.
            40
        } else {
            0
        };
    };
    // 全市统一部署
    if spoken() || suffix == 1 && ends_with(bare, "部署") || numbers_no_school(bare) {
        return 0;
    }
    let mut score = u16::from(weight);
    if leading > 0 {
        score += 35;
    }
    let level = is_level(name[0]) || matches!(name, ['自', '治', level, ..] if is_level(*level));
    if level && bare.len() > suffix
        || matches!(name[0], '国' | '中' | '全')
            && ["国家", "国务院", "中央", "中国", "全国", "中省"]
                .iter()
                .any(|state| starts_with(name, state))
        || department(name).is_some()
        || level_of_department(name).is_some()
    {
        score += 25;
    }
    // 骨干企业 and 责任单位 are no units; 市直单位, 驻地企业 and 有关部门 are.
    if matches!(kind, UnitKind::Collective) && leading == 0 {
        let some = level
            || is_department_of_field(bare)
            || ["有关", "相关", "各", "成员", "直属", "所属", "驻", "金融"]
                .iter()
                .any(|word| holds(bare, word));
        if bare.len() == suffix || !some {
            score = score.min(20);
        }
    }
    // 建设交易中心 says what to do, unless its end leaves no doubt (建设银行) or nothing stands between (建设局).
    if weight < 80
        && bare.len() > suffix + 2
        && WORDS.tasks.starts(name).is_some()
        && department(name).is_none()
    {
        score = score.min(20);
    }
    let label = || WORDS.labels.ends(bare).is_some_and(|(len, _)| len == bare.len());
    if bare.len() == suffix && suffix == 1 || label() {
        score = 0;
    }
    // Nineteen characters and more are rather a phrase that happens to end like a unit.
    if bare.len() > 18 {
        score = score.saturating_sub(15);
    }
    if bare.len().checked_sub(2).is_some_and(|at| is_divided_city(bare, at)) {
        score = score.max(u16::from(LIKELY));
    }
    score.min(100) as u8
}

/// Whether what ends as a school that is called by its number, 县一中, is a session of a congress or the
/// young beside the old: 市委十一届六中, 一老一小, 一老一幼.
fn numbers_no_school(name: &[char]) -> bool {
    matches!(name, [.., '届' | '老', numeral, '中' | '小' | '幼'] if is_numeral(*numeral))
}

/// Whether words are a field and what the departments in charge of it are called: 中医药主管部门.
fn is_department_of_field(words: &[char]) -> bool {
    ["行政主管部门", "主管部门", "行政部门"].iter().any(|class| {
        let field = ends_with(words, class).then(|| &words[..words.len() - class.chars().count()]);
        field.is_some_and(|field| !field.is_empty() && is_field(field))
    })
}

/// What tells of a character at a place in a name that it stands in none.
type Told = fn(&[char], usize) -> bool;

/// Characters that stand in no name of a unit but in some words, and what tells that they stand in none of these.
const AT_TIMES: [(char, Told); 11] = [
    // 设区的市, as the law calls it.
    ('的', |name, at| !is_divided_city(name, at)),
    // 应急, 供应链, 机要, 高等级, 行为税, 对外 and 对台 stand in names.
    ('应', |name, at| {
        let noun = match &name[at + 1..] {
            ['用', more, ..] => !matches!(more, '好' | '足' | '活'),
            // 应对气候变化中心, but not 市教育局应对….
            ['对', ..] => score(&name[..at]) < SURE,
            after => matches!(after.first(), Some('急' | '诉')),
        };
        !noun && !matches!(name[..at].last(), Some('供' | '响' | '反' | '适' | '效' | '感'))
    }),
    // 为民服务中心, 为农服务社: for whom a body is there, and no body stands before.
    ('为', |name, at| {
        let served = name.get(at + 1).is_some_and(|c| "民老农企侨商".contains(*c));
        name[..at].last() != Some(&'行') && (!served || score(&name[..at]) >= SURE)
    }),
    // 要求; 要 stands in 机要和保密局.
    ('要', |name, at| !matches!(name.get(at + 1), Some('和' | '保' | '局' | '办'))),
    ('等', |name, at| leaves_open(name, at) && !matches!(name.get(at + 1), Some('级' | '院'))),
    // 核对, 应对, 对口支援: the verb has somebody before it, or behind it whom it is about.
    ('对', |name, at| {
        let after = &name[at + 1..];
        let of_name = matches!(after.first(), Some('口' | '台' | '接'));
        let before = name[..at].last();
        let ends = || before == Some(&'队') || WORDS.suffixes.ends(&name[..at]).is_some();
        // 各镇对学校, 消防队对学校
        let by_some = || is_place(&name[..at]) || at > 2 && ends();
        after.first() != Some(&'外')
            && (at == 0 && !of_name
                || score(&name[..at]) >= SURE
                || !of_name && by_some()
                || opens_with_whose(after))
    }),
    // 将乐县, 将军山: a place.
    ('将', |name, at| {
        let place = match &name[at + 1..] {
            ['军', ..] => true,
            [first, '县' | '市' | '区' | '镇' | '乡', ..] => {
                !"全各本该我两有外辖省市县区城社园".contains(*first)
            }
            _ => false,
        };
        !place || score(&name[..at]) >= SURE
    }),
    ('不', |name, at| {
        let after = &name[at + 1..];
        // 查处不正当竞争 is what somebody does.
        let against = name[..at].last() == Some(&'反') && starts_with(after, "正当竞争");
        !against && !["动产", "良", "设区的市"].iter().any(|word| starts_with(after, word))
    }),
    // A bracket may say where an office sits: 办公室（设在市教育局）.
    ('设', |name, at| name.get(at + 1) == Some(&'在') && name[..at].last() != Some(&'(')),
    // 抓好, 做实; not 市委抓落实专班.
    ('抓', opens_how),
    ('做', opens_how),
];

/// Characters that stand in no name at all.
const AT_NO_TIME: [char; 20] = [
    '了', '把', '可', '须', '均', '是', '其', '并', '请', '使', '已', '但', '若', '让', '被', '则',
    '我', '你', '他', '们',
];

/// All of these, which few characters of names are.
static SPEAKING: Chars = {
    let (mut asked, mut at) = (['\0'; AT_TIMES.len()], 0);
    while at < asked.len() {
        asked[at] = AT_TIMES[at].0;
        at += 1;
    }
    Chars::each(&asked).or(Chars::each(&AT_NO_TIME))
};

/// Whether 的 at a place is that of a city which has districts or has none: 设区的市, 不设区的市.
pub(super) fn is_divided_city(name: &[char], at: usize) -> bool {
    ends_with(&name[..at], "设区") && name.get(at + 1) == Some(&'市')
}

/// Whether a verb that stands at a place says how something is done, or ends there.
fn opens_how(name: &[char], at: usize) -> bool {
    name.get(at + 1).is_none_or(|c| "好实紧严细牢总到".contains(*c))
}

/// Whether the character at a place stands in no name of a unit: a sentence goes on here.
fn never(name: &[char], at: usize) -> bool {
    let c = name[at];
    let asked = || AT_TIMES.iter().find(|asked| asked.0 == c);
    SPEAKING.may_be(c)
        && (AT_NO_TIME.contains(&c) || asked().is_some_and(|(_, told)| told(name, at)))
}

/// Whether 等 at a place leaves a list open, and is no part of a word: 高等学校, 中等职业学校.
pub(super) fn leaves_open(words: &[char], at: usize) -> bool {
    let whole = match (words[..at].last(), words.get(at + 1)) {
        (Some('高'), Some(next)) => "学院教职专级法".contains(*next),
        (Some('中' | '初'), Some('职' | '专' | '教')) => {
            // 初中等教育单位: a school stands before it, and 等 behind.
            let school = at > 1 && "高初一二三四五六七八九十附".contains(words[at - 2]);
            let kinds = ["职业", "职校", "专业", "专科", "教育"];
            !school && kinds.iter().any(|kind| starts_with(&words[at + 1..], kind))
        }
        _ => false,
    };
    !whole
}

/// Where 由 stands that says by whom something is done: `督查工作由市政府督查室负责`.
pub(super) fn by_whom(words: &[char]) -> Option<usize> {
    if !words.contains(&'由') {
        return None;
    }
    (0..words.len()).rev().find(|&at| says_by_whom(words, at))
}

/// The same outside of brackets, counted from the beginning of the range.
pub(super) fn by_whom_outside(g: &Glyphs, range: Range<usize>) -> Option<usize> {
    let words = &g.chars[range.clone()];
    if !words.contains(&'由') {
        return None;
    }
    let stands = |at: &usize| says_by_whom(words, at - range.start);
    g.outside(range.clone()).filter(stands).last().map(|at| at - range.start)
}

/// The longest words that say which ones are meant, with their 的: 所涉及的.
const LONGEST_ATTRIBUTE: usize = 6;

/// What stands before a name, without the words behind 由 that say which ones of all are meant.
pub(super) fn without_attribute(before: &[char]) -> &[char] {
    let by = before.iter().rposition(|&c| c == '由').map(|by| by + 1);
    let said = by.filter(|by| before.len() - by <= LONGEST_ATTRIBUTE && before.ends_with(&['的']));
    said.map_or(before, |by| &before[..by])
}

/// The length of what says behind 由 which ones of all are meant, before a name that is sure:
/// 由所涉及的市教育局.
pub(super) fn which_of_all(words: &[char]) -> usize {
    let end = words.iter().take(LONGEST_ATTRIBUTE).position(|&c| c == '的').map(|at| at + 1);
    end.filter(|&end| score(&words[..end - 1]) == 0 && score(&words[end..]) >= SURE).unwrap_or(0)
}

fn says_by_whom(words: &[char], at: usize) -> bool {
    // 自由贸易试验区 and 理由 say nothing of the kind.
    // 由 behind 管理, 审理 and the like says it.
    const DOING: &str = "管治办受处审清整代护";
    words[at] == '由'
        && match &words[..at] {
            [.., doing, '理'] => DOING.contains(*doing),
            [.., '自' | '理' | '事'] => false,
            _ => true,
        }
}

/// The length of the name that some words open with, which go on with what it does: 市水利局编制规划.
pub(super) fn opening(words: &[char]) -> Option<usize> {
    let mut ends: SmallVec<[usize; 4]> = SmallVec::new();
    let mut depth = 0usize;
    let lead = lead_in(words);
    // 会同有关单位，认真研究所负责的工作: how it is done.
    if matches!(WORDS.verb_starts.starts(words), Some((_, Piece::Filler))) {
        return None;
    }
    for (at, &c) in words.iter().enumerate().take(words.len().saturating_sub(1).min(LONGEST_NAME)) {
        // 有关方面制定办法: before 办 stands what they do.
        if lead > 0 && at > lead && WORDS.tasks.starts(&words[at..]).is_some() {
            break;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = at + 1;
        // 公安部门负责 is told of no ministry, 市水利局工作组织有序 of no 工作组.
        let class = matches!((c, words.get(end)), ('部', Some('门')) | ('组', Some('织')));
        if depth > 0 || class || score(&words[..end]) < SURE {
            continue;
        }
        // 市政府 goes on in 市政府办公室; 市教育局 ends before 组织各学校, and no name within 部门.
        let suffix = WORDS.suffixes.ends(&words[..end]).map_or(0, |(len, _)| len);
        let extends = |&known: &usize| {
            extends_a_name(&words[..known], &words[known..end]) || end - suffix < known
        };
        if ends.is_empty() || ends.iter().any(extends) {
            ends.push(end);
        }
    }
    ends.last().copied()
}

/// The longest name that is looked for before other words.
const LONGEST_NAME: usize = 24;

/// Whether some words make a longer name of the one before them: 办公室, （市语委）, 交警支队.
fn extends_a_name(name: &[char], words: &[char]) -> bool {
    if matches!(words[0], '(' | '[') {
        return true;
    }
    let Some((len, (kind, weight))) = WORDS.suffixes.ends(words) else { return false };
    // 市委组织部, but 市教育局组织部分学校….
    let committee = matches!(name, [.., level, '委'] if is_level(*level));
    if kind == UnitKind::Party && !committee {
        return false;
    }
    let acts = WORDS.tasks.starts(words).is_some() || WORDS.verb_starts.starts(words).is_some();
    len == words.len() || weight >= SURE && words.len() <= 6 && !acts
}

/// The length of 各, 有关, 相关, 其他 and the like at the beginning of a collective's name.
pub(super) fn lead_in(name: &[char]) -> usize {
    const WORDS: [&str; 12] = [
        "其他有关",
        "其他相关",
        "其他各",
        "其他",
        "其它",
        "各有关",
        "各相关",
        "各",
        "有关",
        "相关",
        "所有",
        "全市",
    ];
    // 驻区各银行机构: bodies that sit in the place and are not of it.
    let seated = if name.first() == Some(&'驻') {
        name.iter().take(5).position(|&c| c == '各').unwrap_or(0)
    } else {
        0
    };
    let rest = &name[seated..];
    if !matches!(rest.first(), Some('其' | '各' | '有' | '相' | '所' | '全')) {
        return 0;
    }
    WORDS
        .iter()
        .find(|word| starts_with(rest, word))
        .map_or(0, |word| seated + word.chars().count())
}

/// Who runs a place, by the words behind its name.
pub(crate) const RUN_PLACES: [&str; 3] = ["人民政府", "政府", "管委会"];

/// Whether some characters begin with a word.
pub(super) fn starts_with(text: &[char], word: &str) -> bool {
    let mut at = text.iter();
    word.chars().all(|c| at.next() == Some(&c))
}

/// Whether some characters end with a word.
pub(super) fn ends_with(text: &[char], word: &str) -> bool {
    let mut at = text.iter().rev();
    word.chars().rev().all(|c| at.next() == Some(&c))
}

/// Whether some characters are a word.
pub(super) fn is(text: &[char], word: &str) -> bool {
    let mut at = text.iter();
    word.chars().all(|c| at.next() == Some(&c)) && at.next().is_none()
}

/// Where a word first stands in some characters.
pub(super) fn find(text: &[char], word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    (0..text.len()).find(|&i| text[i] == first && starts_with(&text[i..], word))
}

/// Whether a word stands in some characters.
pub(super) fn holds(text: &[char], word: &str) -> bool {
    find(text, word).is_some()
}

/// The name without the brackets in it: `市数据局（市人工智能局）` is a 局 like `市数据局`.
pub(crate) fn without_brackets(name: &[char]) -> Cow<'_, [char]> {
    if !name.iter().any(|&c| !chars::is_han(c) && opens_bracket(c)) {
        return Cow::Borrowed(name);
    }
    let mut depth = 0usize;
    let mut bare = Vec::with_capacity(name.len());
    for &c in name {
        match c {
            _ if opens_bracket(c) => depth += 1,
            ')' | ']' | '>' | '}' | '〉' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    Cow::Owned(bare)
}

/// Whether a bracket opens in which a name has what it is called as well.
pub(super) fn opens_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '<' | '{' | '〈')
}

/// Whether some words open with the level or the places whose body is meant: 市乙局推进, 各县区.
pub(super) fn opens_with_whose(words: &[char]) -> bool {
    let level = || {
        words.first().is_some_and(|&c| place_rank(c).is_some())
            && !is_other_word(words)
            && (score(words) >= SURE || opening(words).is_some())
    };
    // 团市委, 共青团市委
    let league = matches!(words, ['团', level, '委', ..] if place_rank(*level).is_some())
        || starts_with(words, "共青团");
    own_level(words).is_some() || lead_in(words) > 0 || league || level()
}

/// Whether some words only begin with the character of a level: 市场, 区域.
fn is_other_word(words: &[char]) -> bool {
    ["市场", "区域", "区块", "县域", "省际"].iter().any(|word| starts_with(words, word))
}

/// Whether a name is a place or a level alone, which takes its end from the list (`马尾区、闽侯县人民政府`).
pub(super) fn is_place(name: &[char]) -> bool {
    let bare = without_brackets(name);
    bare.last().is_some_and(|c| "市县区州旗盟镇乡街".contains(*c)) || ends_with(&bare, "街道")
}

/// What kinds of places those are that a name may be told by.
pub(super) const KINDS_OF_NAMED_PLACES: [char; 4] = ['区', '县', '市', '旗'];

/// Whether words are the name of a place and not only of its level: 东山区.
pub(super) fn is_named_place(words: &[char]) -> bool {
    (3..=6).contains(&words.len())
        && lead_in(words) == 0
        && matches!(words, [.., first, kind] if KINDS_OF_NAMED_PLACES.contains(kind)
            && !"地社小园景厂校库片".contains(*first))
        && WORDS.tasks.starts(words).is_none()
}

/// Whether words are those who have a part in all things, and of no place: 政府主导、部门配合、社会参与.
pub(super) fn is_anybody(words: &[char]) -> bool {
    const ANYBODY: [&str; 9] =
        ["党委", "政府", "企业", "社会", "市场", "部门", "群众", "公众", "行业"];
    let words = words.strip_suffix(&['领', '导']).unwrap_or(words);
    ANYBODY.iter().any(|word| is(words, word))
}

/// Whether a name ends as those of the offices of governments and of the Party do.
pub(super) fn is_of_government(name: &[char]) -> bool {
    WORDS.suffixes.ends(&without_brackets(name)).is_some_and(|(_, (kind, _))| {
        matches!(kind, UnitKind::Department | UnitKind::Government | UnitKind::Party)
    })
}

/// Whether some words end as an office inside a body does: 养老服务科, 救助处, 信息中心.
///
/// Rooms (教室), subjects (本科) and counted places (三处) end alike: where the words stand must
/// tell besides.
pub(super) fn is_office(words: &[char]) -> bool {
    const ENDS: [&str; 10] = ["科", "处", "司", "室", "股", "办", "部", "站", "中心", "专班"];
    const OTHERS: [&str; 13] = [
        "公司", "教室", "温室", "浴室", "本科", "专科", "学科", "全科", "干部", "全部", "内部",
        "好处", "用处",
    ];
    let counts = |c: char| "一二三四五六七八九十几多两每共含各余".contains(c);
    (3..=14).contains(&words.len())
        && words.iter().all(|&c| chars::is_han(c))
        && ENDS.iter().any(|end| ends_with(words, end))
        && (!OTHERS.iter().any(|other| ends_with(words, other))
            // 安全科 is no 全科, and 安全部 not 全部.
            || matches!(words, [.., '安', '全', '科' | '部']))
        && !counts(words[0])
        && !counts(words[words.len() - 2])
}
