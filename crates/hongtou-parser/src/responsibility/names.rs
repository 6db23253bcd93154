//! What a unit's name looks like.
//!
//! Nothing here decides by whole names: the end of a name, the level or the 各 before it, and the
//! department words in it each add to how surely it is one.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::UnitKind;
use hongtou_source::chars;
use smallvec::SmallVec;

use super::glyphs::Glyphs;
use super::lexicon::{Piece, Stem, WORDS};
use super::restore;
use super::verbs::{self, is_numeral};
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

/// Whether 、 between two parts joins levels of one collective: `各市、县人民政府`, `各省、自治区、直辖市`.
pub(crate) fn one_collective(before: &[char], next: &[char]) -> bool {
    if let [first, ..] = before
        && first.is_ascii_digit()
    {
        return counted(before) > 0 && counted(&[before, &['、'], next].concat()) > 0;
    }
    // 国家税务总局各市、州税务局: whose they are stands before 各, or another name and what joins it.
    let named = |at: &usize| {
        let name = &before[..*at];
        let joints = ["以及", "会同", "和", "及", "与"];
        let joint = joints.iter().find(|joint| ends_with(name, joint));
        score(&name[..name.len() - joint.map_or(0, |joint| joint.chars().count())]) >= SURE
            || joint.is_some() && name.contains(&'等')
    };
    let whose = match lead_in(before) {
        0 => before.iter().position(|&c| c == '各').filter(named),
        _ => Some(0),
    };
    let Some(before) = whose.map(|at| &before[at..]) else { return false };
    if before.len() > 16 || !(is_place(before) || is(before, "各省")) {
        return false;
    }
    let bare = without_brackets(next);
    // 各市、特区、区人民政府: kinds of counties that stand beside the others.
    if matches!(bare[..], ['特' | '林', '区']) {
        return true;
    }
    if let [level] = bare[..] {
        // A level alone has no other reading: 各县（市）、区. 街道 is a body of its own beside the towns.
        return "市县区旗州盟".contains(level)
            || "乡镇街".contains(level) && !ends_with(before, "街道");
    }
    // 各乡、民族乡、镇人民政府, 各区、县级市; not 各县、镇安县人民政府.
    for level in ["乡", "镇", "民族乡", "县级市"] {
        if starts_with(&bare, level) {
            let head = &bare[level.chars().count()..];
            let places = level == "县级市" || !ends_with(before, "街道");
            return places && (head.is_empty() || restore::is_head(head));
        }
    }
    let level = next.first().is_some_and(|c| "市县区旗州盟".contains(*c)) && !is_other_word(next)
        || ["自治", "直辖市", "省直管", "省直辖", "直管", "计划单列"]
            .iter()
            .any(|open| starts_with(next, open));
    // 直辖市邮政管理局 is no bureau of a 市.
    // Nor is 州退役军人事务局 one of a 州 of its own behind 各市.
    // 直管市 is a kind as well: 各市、州、直管市税务局.
    let kind = ["自治", "直辖市", "直管市", "省直管", "计划单列市"]
        .iter()
        .any(|open| starts_with(next, open))
        || next.first() == Some(&'州')
            && next.get(1) != Some(&'委')
            && ends_with(&without_brackets(before), "市");
    // 各县区、县人民检察院: the level is there already.
    let again = !kind
        && next.first().is_some_and(|&c| {
            // 特区 and 林区 are kinds of their own beside the 区.
            let own = |at: usize| at > 0 && c == '区' && matches!(before[at - 1], '特' | '林');
            (0..before.len()).any(|at| before[at] == c && !own(at))
        });
    // 各区、县(市)人民政府 is one; in 各镇、街道 the 各 is put back.
    level
        && !again
        && (kind || own_level(next).is_none() || !names_above(before, next))
        && !is_body_beside(before, next, kind)
        && !["市直", "县直", "区直", "市有关", "市相关", "市级", "县级", "区级"]
            .iter()
            .any(|open| starts_with(next, open))
}

/// Whether some words behind 各 and places open with one body of a level, and not with what each place
/// has: 各县区、市水务集团, 各镇、县安委会成员单位; but 各市、县人民政府, 各市、县有关部门. `kind` is whether
/// they open with a kind of places that stand beside those, whatever their rank.
fn is_body_beside(before: &[char], next: &[char], kind: bool) -> bool {
    let joint = next.iter().position(|c| matches!(c, '和' | '及' | '与')).unwrap_or(next.len());
    let words = &next[..joint];
    let name = match verbs::tail(words) {
        Some((len, _)) => &words[..len],
        None if score(words) >= LIKELY => words,
        None => &words[..opening(words).unwrap_or(0)],
    };
    let head = name.iter().take_while(|&&c| place_rank(c).is_some()).count();
    let body = without_brackets(&name[head..]);
    if body.is_empty() || restore::is_head(&body) {
        return false;
    }
    // 各县区、市重点办: what stands above the places is of no place among them.
    !kind && names_above(before, next)
        || WORDS.suffixes.ends(&body).is_some_and(|(_, (kind, _))| {
            kind == UnitKind::Enterprise || ends_with(&body, "成员单位")
        })
}

/// Whether some words open with a level above the places that a collective names.
fn names_above(places: &[char], next: &[char]) -> bool {
    let own = next.first().and_then(|&c| place_rank(c));
    lowest_rank(places).zip(own).is_some_and(|(lowest, own)| own > lowest)
}

/// How high the places of a level stand, towns lowest.
pub(super) fn place_rank(level: char) -> Option<u8> {
    match level {
        '镇' | '乡' | '街' | '村' => Some(0),
        '县' | '区' | '旗' => Some(1),
        '市' | '州' | '盟' => Some(2),
        '省' => Some(3),
        _ => None,
    }
}

/// Whether words are levels of places and nothing else, as they stand behind a place of which they are other
/// kinds: 市、区 in 各县（市、区）.
pub(super) fn are_levels(words: &[char]) -> bool {
    let level = |part: &[char]| match part {
        [] => false,
        ['街', '道'] | ['乡' | '镇', '街', '道'] => true,
        part => part.iter().all(|&c| place_rank(c).is_some()),
    };
    words.split(|c| matches!(c, '、' | ',' | '/')).all(level)
}

/// The rank of the lowest places that a collective names: 各县（市、区）, 各乡镇, 各设区市.
fn lowest_rank(places: &[char]) -> Option<u8> {
    let bare = without_brackets(places);
    let end = bare.len() - usize::from(ends_with(&bare, "街道"));
    // 社区, 园区, 景区: no districts.
    if let [.., kind, '区'] = bare[..end]
        && place_rank(kind).is_none()
        && !matches!(kind, '各' | '、' | '城' | '治' | '政' | '辖')
    {
        return Some(0);
    }
    let levels = bare[..end].iter().rev().map_while(|&c| place_rank(c));
    let districts = ends_with(&bare, "设区市") || ends_with(&bare, "设区的市");
    let inside = places.iter().skip_while(|&&c| c != '(').filter_map(|&c| place_rank(c));
    if districts { Some(2) } else { levels.chain(inside).min() }
}

/// Levels of government that a collective names beside others: 中央、省驻县各单位.
const LEVELS: [&str; 11] =
    ["中央", "中", "国家", "部", "省", "自治区", "市", "州", "区", "县", "中省"];

/// Whether 、 joins levels of one collective, of which only the last says whose the bodies are:
/// 中央、省驻县各单位, 县直和省、市驻县各单位.
pub(crate) fn joins_levels(before: &[char], next: &[char]) -> bool {
    let of_level = |level: &str| {
        let rest = starts_with(next, level).then(|| &next[level.chars().count()..]);
        rest.is_some_and(|rest| matches!(rest, [] | ['驻' | '属' | '直' | '级' | '管', ..]))
    };
    // Behind most marks of a list stands a name, whatever stands before them.
    if !LEVELS.iter().any(|level| of_level(level)) {
        return false;
    }
    let is_level = |words: &[char]| LEVELS.iter().any(|level| is(words, level));
    let last = before.rsplit(|&c| c == '、').next().unwrap_or_default();
    // 各中央、省属驻市企业
    let last = last.strip_prefix(&['各']).filter(|level| starts_with(level, "中")).unwrap_or(last);
    // 县直和省: 和 joins the level to what says whose the bodies are.
    let joint = last.iter().rposition(|c| matches!(c, '和' | '及' | '与'));
    let joined = joint.is_some_and(|at| {
        let whose = &last[..at];
        (matches!(whose, [.., '直' | '属' | '级' | '管']) || ends_with(whose, "部门"))
            && is_level(&last[at + 1..])
    });
    joined || is_level(last)
}

/// Whether 、 joins levels whose offices of one kind are meant: 市、县（区）教育局, 省、市、县三级财政部门.
pub(super) fn one_office(before: &[char], next: &[char]) -> bool {
    let level = |words: &[char]| match *without_brackets(words) {
        [level] => place_rank(level),
        _ => None,
    };
    let mut levels = before.split(|&c| c == '、').map(level);
    let Some(first) = levels.next().flatten() else { return false };
    let Some(lowest) = levels.try_fold(first, |above, level| level.filter(|&l| l < above)) else {
        return false;
    };
    // 区、县交通局: two kinds of places of one rank.
    let other_kind =
        |own: u8| own == lowest && own > 0 && before.len() == 1 && next[0] != before[0];
    let own = next.first().and_then(|&c| place_rank(c));
    let Some(own) = own.filter(|&own| own < lowest || other_kind(own)) else { return false };
    let mut rest = &next[1..];
    if matches!(rest.first(), Some('(' | '[')) {
        let close = rest.iter().position(|&c| matches!(c, ')' | ']')).unwrap_or(0);
        rest = &rest[close + 1..];
    }
    let graded = matches!(rest, ['两' | '三' | '四' | '各', '级', ..]);
    if graded {
        rest = &rest[2..];
    }
    let body = rest.split(|&c| matches!(c, '和' | '及' | '与')).next().unwrap_or_default();
    let body = verbs::tail(body).map_or(body, |(len, _)| &body[..len]);
    restore::is_head(body)
        || graded && score(body) > 0
        || own > 0
            && (body.is_empty()
                || is_field(body)
                || department(body).is_some()
                || ["部门", "机关"].iter().any(|end| ends_with(body, end)))
}

/// Who runs a place, by the words behind its name.
pub(crate) const RUN_PLACES: [&str; 3] = ["人民政府", "政府", "管委会"];

/// How many characters of the words behind 等 are the end that all places of the list have:
/// 等试点县区人民政府, 等地.
pub(super) fn places_behind_deng(words: &[char]) -> Option<usize> {
    const KINDS: [&str; 12] =
        ["试点", "有关", "相关", "重点", "沿江", "沿海", "县", "区", "市", "乡镇", "街道", "个"];
    if is(words, "地") || is(words, "地区") {
        return Some(0);
    }
    let end = RUN_PLACES.iter().find(|end| ends_with(words, end))?;
    let kind: Vec<char> = without_brackets(&words[..words.len() - end.chars().count()]).into();
    is_made_of(&kind, &KINDS, &["镇", "乡", "旗"]).then(|| end.chars().count())
}

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

/// The department that a name without a level begins with: `财政厅`, `市场监管（知识产权）局`.
pub(crate) fn department(name: &[char]) -> Option<(Stem, usize)> {
    WORDS.stems.find_start(name, |len, stem| {
        let mut rest = &name[len..];
        if !stem.open {
            let ends = rest.first().is_none_or(|&c| matches!(c, '(' | '['));
            return ends.then_some((stem, len));
        }
        // The knowledge in brackets may stand between stem and end.
        if rest.first() == Some(&'(') {
            rest = &rest[rest.iter().position(|&c| c == ')')? + 1..];
        }
        let end = match rest {
            ['委', '员', '会', ..] | ['办', '公', '室', ..] => 3,
            ['总' | '分', '局', ..] => 2,
            ['局' | '委' | '厅' | '部' | '署' | '办', ..] => 1,
            _ => return None,
        };
        let after = rest.get(end);
        // 教育局 ends there, or goes on with the name of a branch or in brackets.
        let goes_on = after.is_some_and(|&c| matches!(c, '长' | '门' | '署' | '员'));
        (!goes_on).then_some((stem, len + end))
    })
}

/// The same of a department that two were joined to: 教育和体育局, 教育体育局. It is neither of the two.
pub(super) fn joint_department(name: &[char]) -> Option<(Stem, usize)> {
    let han = |words: &[char]| words.iter().all(|&c| chars::is_han(c));
    let whole = |words: &[char]| department(words).filter(|found| found.1 == words.len());
    let joined = WORDS.stems.find_start(name, |len, stem| {
        let rest = &name[len..];
        let and = matches!(rest.first(), Some('和' | '与'));
        let second = &rest[usize::from(and)..];
        // 民政和老年事业局: with 和 between the two the second need not be known.
        let named = and
            && (3..=8).contains(&second.len())
            && han(second)
            && matches!(second.last(), Some('局' | '委'))
            && level_of_department(second).is_none();
        (stem.open && !stem.party && (named || whole(second).is_some())).then_some(stem)
    });
    // 文体广电和旅游局: nor need the first.
    let second = || {
        let at = name.iter().position(|c| matches!(c, '和' | '与'))?;
        let first = &name[..at];
        let level = || first.iter().any(|&c| place_rank(c).is_some());
        let named = (2..=6).contains(&at) && han(first) && score(first) == 0 && !level();
        whole(&name[at + 1..]).filter(|_| named).map(|found| found.0)
    };
    joined.or_else(second).filter(|stem| !stem.party).map(|stem| (stem, name.len()))
}

/// Whether words are a field and what the centre is called that a government keeps for it, without a
/// level or a place: 公路事务中心, 融媒体中心.
pub(super) fn is_centre_of_field(name: &[char]) -> bool {
    // Fields that have a centre and no department.
    const FIELDS: [&str; 6] = ["融媒体", "不动产登记", "城市运行", "就业", "疾控", "招商"];
    const WORK: [&str; 9] =
        ["", "服务", "事务", "发展", "促进", "管理", "保障", "事业发展", "运行"];
    let work = |words: &[char]| WORK.iter().any(|work| is(words, work));
    let Some(name) = ends_with(name, "中心").then(|| &name[..name.len() - 2]) else {
        return false;
    };
    let field =
        FIELDS.iter().any(|field| starts_with(name, field) && work(&name[field.chars().count()..]));
    let stem = |len: usize, stem: Stem| (stem.open && work(&name[len..])).then_some(());
    field || WORDS.stems.find_start(name, stem).is_some()
}

/// Whether words are a department's field and no end says what kind of body it is: 财政, 市教育, 各级公安,
/// 市委宣传.
pub(crate) fn is_field(words: &[char]) -> bool {
    field_start(words).is_some()
}

/// Whether words are a department's field, or the class of those of it: 财政, 财政部门.
pub(super) fn names_field(words: &[char]) -> bool {
    is_field(words.strip_suffix(&['部', '门']).unwrap_or(words))
}

/// Where the field stands in such words, behind its level: 教育 in 市教育.
pub(crate) fn field_start(words: &[char]) -> Option<usize> {
    let whole = |from: usize| {
        let rest = &words[from..];
        // 组织 and 宣传 are departments of the Party with 部 behind them.
        WORDS.stems.starts(rest).is_some_and(|(len, stem)| stem.open && len == rest.len())
            || WORDS
                .stems
                .starts_joined(rest, &['部'])
                .is_some_and(|(len, stem)| stem.party && len == rest.len() + 1)
    };
    let level = |end: usize| match words[end - 1] {
        '级' | '委' | '直' => end >= 2,
        // 各县（市、区）教育
        ')' => lead_in(words) > 0 && is_place(&words[..end]),
        c => is_level(c),
    };
    let behind_level = || (1..words.len().min(10)).find(|&from| level(from) && whole(from));
    if whole(0) { Some(0) } else { behind_level() }
}

/// Whether what departments are named after stands on both sides of a place in a name, right behind a level:
/// 新区科|技创新局.
pub(super) fn is_field_over(name: &[char], at: usize) -> bool {
    const LONGEST: usize = 3;
    (at.saturating_sub(LONGEST).max(1)..at).any(|from| {
        let over = |len: usize, _| (from + len > at).then_some(());
        is_level(name[from - 1]) && WORDS.stems.find_start(&name[from..], over).is_some()
    })
}

/// The level that a department's name begins with, with its place (`市`, `白州市`, `自治区`), and the department.
pub(crate) fn own_level(name: &[char]) -> Option<(Range<usize>, (Stem, usize))> {
    // 市场监管局 has no level; 市市场监管局 has.
    if department(name).is_some() { None } else { level_of_department(name) }
}

/// The same, of a name that is known to begin with no department.
pub(super) fn level_of_department(name: &[char]) -> Option<(Range<usize>, (Stem, usize))> {
    let level = |i: usize| match name[i] {
        // The 州 of 白州海事局 is no level, that of 自治州 is.
        '州' => i == 0 || name[i - 1] == '治',
        // 各县（市、区）教育局
        ')' | ']' => lead_in(name) > 0 && is_place(&name[..=i]),
        c => is_level(c),
    };
    (0..name.len().min(8)).filter(|&i| level(i)).find_map(|i| {
        let rest = &name[i + 1..];
        if let Some(found) = department(rest) {
            return (!found.0.party).then_some((0..i + 1, found));
        }
        // 市委宣传部: what is shared with the next name is 市委.
        if rest.first() == Some(&'委') {
            let found = department(&rest[1..])?;
            return Some((0..i + 2, found));
        }
        if starts_with(rest, "政府") {
            let found = department(&rest[2..])?;
            return Some((0..i + 1, found));
        }
        // 自治区党委宣传部
        if starts_with(rest, "党委") && ends_with(&name[..=i], "自治区") {
            let found = department(&rest[2..])?;
            return Some((0..i + 3, found));
        }
        None
    })
}

/// How many characters of the name of a body that is no department are its level: `市大数据中心`,
/// `自治县文明办`.
pub(super) fn level_of_body(name: &[char]) -> usize {
    let len = match name {
        ['省' | '市' | '县' | '区' | '州' | '旗', ..] => 1,
        ['自', '治', '区' | '州' | '县' | '旗', ..] => 3,
        _ => return 0,
    };
    let words = ["市政", "市民", "市区"];
    let other = is_other_word(name) || words.iter().any(|word| starts_with(name, word));
    if !other && score(name) >= SURE { len } else { 0 }
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

/// What classes of units are called.
const CLASSES: [&str; 9] = ["部门", "单位", "部委", "机构", "企业", "高校", "院校", "地区", "地方"];

/// Whether some words are the bare name of a class, of which only the words before say which units:
/// 县直各部门、单位.
pub(super) fn is_bare_class(words: &[char]) -> bool {
    CLASSES.iter().any(|class| is(words, class))
}

/// Whether some words name a class of units by their field: 公安部门, but not 有关部门 nor 用人部门, which is
/// whoever employs.
pub(super) fn is_class_by_field(words: &[char]) -> bool {
    let generic = |field: &[char]| is(field, "用人") || PIECES.iter().any(|piece| is(field, piece));
    words.strip_suffix(&['部', '门']).is_some_and(|field| field.len() >= 2 && !generic(field))
}

/// Whether words begin with a department's name and end as none of its offices does: 市教育局抓学校.
pub(super) fn goes_on_behind_a_department(words: &[char]) -> bool {
    let end = match department(words) {
        Some((_, len)) => Some(len),
        None => level_of_department(words).map(|(level, (_, len))| level.end + len),
    };
    let behind = end.map_or(&[][..], |end| &words[end..]);
    behind.first().is_some_and(|&c| chars::is_han(c)) && !is_office(behind)
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

/// Whether some words open with a class of bodies, 其他各单位 or 财政、统计等有关部门, and go on with what they do.
pub(super) fn class_that_acts(words: &[char]) -> bool {
    const LONGEST: usize = 12;
    const DOES: [&str; 15] = [
        "要",
        "应",
        "须",
        "必须",
        "需",
        "按",
        "依",
        "根据",
        "结合",
        "协同",
        "配合",
        "共同",
        "积极",
        "做好",
        "在各自",
    ];
    let deng =
        words.iter().take_while(|&&c| chars::is_han(c) || c == '、').position(|&c| c == '等');
    // 完成学校等单位的改造: what is done stands first.
    let acts = || WORDS.tasks.starts(words).is_some() || WORDS.verb_starts.starts(words).is_some();
    let listed = deng.filter(|&at| at > 1 && !acts()).map(|at| at + 1);
    let lead = Some(lead_in(words)).filter(|&lead| lead > 0);
    let Some(from) = lead.or(listed) else { return false };
    let rest = &words[from..];
    // 各项工作要完成, 所有学校须达标: what is worked on.
    let things = matches!(words, ['各', '项' | '类' | '种', ..] | ['所', '有', ..]);
    let is_class = |end: usize| {
        !things
            && (ends_as_class_of_list(&rest[..end])
                || lead.is_some() && looks_like_one(&words[..from + end]))
    };
    (2..=rest.len().min(LONGEST))
        .any(|end| DOES.iter().any(|verb| starts_with(&rest[end..], verb)) && is_class(end))
}

/// What the names of classes are made of.
const PIECES: [&str; 51] = [
    "有关",
    "相关",
    "各有关",
    "各相关",
    "各",
    "市直",
    "省直",
    "县直",
    "区直",
    "州直",
    "市级",
    "省级",
    "县级",
    "区级",
    "州级",
    "国家级",
    "国家",
    "中央",
    "部门",
    "单位",
    "部委",
    "机构",
    "企业",
    "职能",
    "主管",
    "行业",
    "责任",
    "成员",
    "配合",
    "参与",
    "和",
    "及",
    "与",
    "、",
    "个",
    "家",
    "多",
    "直属",
    "驻",
    "高校",
    "院校",
    "地区",
    "地方",
    "政府",
    "以及",
    "中省",
    "国务院",
    "其他",
    "多个",
    "级",
    "直",
];

/// Whether some words are a class of units and no unit by itself: what follows 等 (`等有关部门和单位`).
pub(super) fn is_class(words: &[char]) -> bool {
    CLASSES.iter().any(|end| ends_with(words, end)) && is_made_of(words, &PIECES, &[])
}

/// Whether some words are a class whose words say whose part it takes in the task: 行业主管部门, 职能部门,
/// 成员单位, 高校. Among the names of a list those are meant whom it is said of, as by 相关部门.
pub(super) fn is_class_by_duty(words: &[char]) -> bool {
    const PARTS: [&str; 4] = ["主管", "职能", "行业", "成员"];
    static STARTS: Chars = Chars::starts(&PARTS);
    // One look at each character.
    let told =
        words.iter().any(|&c| STARTS.may_be(c)) && PARTS.iter().any(|word| holds(words, word));
    let schools = is(words, "高校") || is(words, "院校");
    (told || schools) && is_class(words) && !ends_with(words, "责任单位")
}

/// Whether bodies are called by their part in the task alone, which says nothing of who they are: 各牵头单位.
pub(super) fn is_called_by_part(name: &[char]) -> bool {
    let part = &name[lead_in(name)..];
    WORDS.labels.ends(part).is_some_and(|(len, _)| len == part.len())
}

/// Whether some words behind 等 say what kind of bodies the list is of: 有关部门, 群团组织, 金融机构.
/// Elsewhere they may be one of those who answer.
pub(super) fn is_class_of_list(words: &[char]) -> bool {
    const ENDS: [&str; 10] =
        ["机关", "组织", "团体", "银行", "学校", "医院", "乡镇", "街道", "镇街", "媒体"];
    const KINDS: [&str; 18] = [
        "群团", "社会", "人民", "金融", "监管", "党政", "事业", "医疗", "卫生", "科研", "教育",
        "行政", "执法", "国有", "商业", "新闻", "司法", "政法",
    ];
    let kinds = || KINDS.iter().chain(&ENDS).copied().collect::<SmallVec<[&str; 32]>>();
    // 群团组织及各乡镇: the places go on with the list.
    let one = || !words.iter().any(|c| matches!(c, '和' | '及' | '与' | '、'));
    is_class(words)
        || one()
            && CLASSES.iter().chain(&ENDS).any(|end| ends_with(words, end))
            && is_made_of(words, &PIECES, &kinds())
}

/// Whether some words behind 等 end as a class does, whatever they say of it: 涉农部门, 医技科室, 沿江乡镇.
/// What ends so may be a name as well: there must be names before 等.
pub(super) fn ends_as_class_of_list(words: &[char]) -> bool {
    const BODIES: [&str; 8] = ["部门", "单位", "机构", "企业", "科室", "处室", "部室", "组织"];
    const OTHERS: [&str; 10] =
        ["学校", "院校", "医院", "银行", "乡镇", "镇街", "街道", "县区", "区县", "媒体"];
    const LONGEST: usize = 12;
    let bare = without_brackets(words);
    let ends = |list: &[&str]| list.iter().any(|end| ends_with(&bare, end));
    // 等县人民医院 is one more of the list, 等县属医院 what they are; 等4个县 counts places.
    let of_level = matches!(*bare, ['省' | '市' | '州' | '县' | '区' | '镇' | '乡', next, ..]
        if !matches!(next, '直' | '级' | '属' | '管'));
    let counted = matches!(*bare, [.., '县' | '区' | '市' | '旗' | '镇' | '乡' | '村'])
        && places_behind_deng(&[&bare[..], &['政', '府']].concat()).is_some();
    (2..=LONGEST).contains(&bare.len())
        && bare.iter().all(|&c| chars::is_han(c) || c.is_ascii_digit())
        && !bare.iter().any(|c| matches!(c, '和' | '及' | '与' | '各' | '等'))
        && (ends(&BODIES) || !of_level && ends(&OTHERS) || bare.len() > 1 && counted)
}

/// Whether some words are nothing but pieces of two lists, levels and numbers.
fn is_made_of(words: &[char], pieces: &[&str], more: &[&str]) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let Some(len) = pieces
            .iter()
            .chain(more)
            .filter(|piece| starts_with(rest, piece))
            .map(|piece| piece.chars().count())
            .max()
            .or_else(|| {
                (is_numeral(rest[0]) || matches!(rest[0], '市' | '省' | '县' | '区')).then_some(1)
            })
        else {
            return false;
        };
        rest = &rest[len..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> u8 {
        score(&name.chars().map(hongtou_source::chars::narrow).collect::<Vec<_>>())
    }

    #[test]
    fn names_of_units_are_told_from_other_words() {
        for name in [
            "市教育局",
            "省发展改革委",
            "各县（市）区人民政府",
            "市场监管局",
            "白州海关",
            "市科协",
            "团市委",
            "有关部门",
            "市爱卫委成员单位",
            "市数据局（市人工智能局）",
            "省市场监管（知识产权）局",
            "国家药监局",
            "人民银行岚江分行",
            "各县〔市、区〕政府",
            "国网青禾供电公司",
            "市应急局",
            "省供应链中心",
            "省药品不良反应监测中心",
            "省响应中心",
            "省适应症研究中心",
            "市委机要和保密局",
            "各地级以上市人民政府",
            "各镇（街道）",
            "江浦师范学院",
            "市国动办",
            "各区",
            "市委宣传部",
            "县一中",
            "市十一中",
            "县第六中",
            "市第一中学",
            "县四小",
            "县一幼",
            "市第二幼",
            "市一院",
            "县第三院",
        ] {
            assert!(of(name) >= SURE, "{name}: {}", of(name));
        }
        for name in [
            "园长",
            "一",
            "校长",
            "2020-2021年",
            "以下简称环评",
            "含地下部分",
            "单位",
            "部门",
            "二孩",
            "生猪",
            "不含岚江市",
            "下同",
            "镇",
            "按照法律规定的程序报批",
            "学位确定方式以公告为准",
            "高级技师",
            "其中",
            "中小",
            "大小",
            "一中全会",
            "二十届三中",
            "三中全会",
            "市委十一届六中",
            "县一老一小",
            "县一老一幼",
            "各镇应建立服务中心",
            "各镇应用好服务中心",
        ] {
            assert!(of(name) < LIKELY, "{name}: {}", of(name));
        }
    }

    #[test]
    fn a_level_is_told_from_the_first_character_of_a_department() {
        let level =
            |name: &str| own_level(&name.chars().collect::<Vec<_>>()).map(|(range, _)| range);
        assert_eq!(level("市场监管局"), None);
        assert_eq!(level("市市场监管局"), Some(0..1));
        assert_eq!(level("白州市教育局"), Some(0..3));
        assert_eq!(level("市委宣传部"), Some(0..2));
        assert_eq!(level("自治区党委宣传部"), Some(0..5));
        assert_eq!(level("白州海关"), None);
        assert_eq!(level("各县(市、区)财政局"), Some(0..7));
    }

    #[test]
    fn levels_of_places_are_one_collective() {
        let joined = |before: &str, next: &str| {
            one_collective(
                &before.chars().map(hongtou_source::chars::narrow).collect::<Vec<_>>(),
                &next.chars().map(hongtou_source::chars::narrow).collect::<Vec<_>>(),
            )
        };
        for (before, next) in [
            ("各市", "县人民政府"),
            ("各市", "州退役军人事务局"),
            ("国家税务总局各市", "州税务局"),
            ("各市、州", "直管市税务局"),
            ("各市、县", "自治县人民政府"),
            ("各省", "自治区"),
            ("各省、自治区", "直辖市人民政府"),
            ("各省、自治区", "直辖市邮政管理局"),
            ("各省", "自治区财政厅"),
            ("各县（市）", "区"),
            ("各设区市", "省直管县（市）人民政府"),
            ("各区", "县级市"),
            ("各区", "县级市人民政府"),
            ("各镇", "街"),
            ("各乡", "镇人民政府"),
            ("各乡", "民族乡"),
            ("各乡、民族乡", "镇人民政府"),
            ("各市", "县有关部门"),
            ("各市", "县公安机关"),
            ("各县区", "市人民政府"),
            ("各县", "区人民政府按职责分工负责"),
            ("各设区市", "县有关部门"),
            ("各市", "县医院"),
            ("各市", "县教育局"),
            ("各市、县", "区教育局"),
        ] {
            assert!(joined(before, next), "{before}、{next}");
        }
        for (before, next) in [
            ("各镇", "街道"),
            ("各街道", "镇"),
            ("各县", "镇安县人民政府"),
            ("各区", "县级市场监管局"),
            ("各县区人民政府", "管委会"),
            ("各县区", "市教育局"),
            ("市教育局", "州税务局"),
            ("各州", "市场监管局"),
            ("各区", "区域医疗中心"),
            ("各区", "市场监管部门"),
            ("各县区", "市直有关部门"),
            ("各县区", "市水务集团"),
            ("各县（市、区）", "县人民检察院"),
            ("各县（市、区）", "市融媒体中心"),
            ("各县区", "市农商银行按职责分工负责"),
            ("各区", "市管企业和市供电公司"),
            ("各州", "市交投集团"),
            ("各市", "州交投集团"),
            ("各县区", "市属各高校"),
            ("各街道", "县国有公司"),
            ("各乡镇（街道）", "县防指成员单位"),
            ("各乡镇", "县有关部门"),
            ("市教育局", "县人民政府"),
        ] {
            assert!(!joined(before, next), "{before}、{next}");
        }
    }

    #[test]
    fn a_class_is_no_unit() {
        for words in [
            "部门",
            "有关部门",
            "市直有关部门和单位",
            "7个部门",
            "省级主管部门",
            "高校",
            "国务院相关部门",
        ] {
            assert!(is_class(&words.chars().collect::<Vec<_>>()), "{words}");
        }
        assert!(!is_class(&"市教育局".chars().collect::<Vec<_>>()));
    }
}
