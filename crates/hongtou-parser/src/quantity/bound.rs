//! The words and signs around a figure that bound it: 不少于, ≥, 以上, and what takes back their meaning.

use std::ops::Range;

use hongtou_model::Comparator;
use hongtou_source::{chars, numeral};

use super::{measure, metric};
use crate::token::{self, eat, skip};
use crate::wordlist::{self, Words, words};

/// A word or sign before a figure that says how it binds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) comparator: Comparator,
    // Whether it is part of the figure's text; a verb is not.
    pub(super) part: bool,
}

impl Bound {
    pub(super) fn bounds(self) -> bool {
        self.part
    }
}

/// Words and signs before a figure, in code point order; 突破 is to pass the figure, not to reach it.
pub(super) static PREFIXES: Words = words!(&[
    "<",
    "<=",
    ">",
    ">=",
    "≤",
    "≥",
    "≦",
    "≧",
    "⩽",
    "⩾",
    "不低于",
    "不到",
    "不多于",
    "不大于",
    "不小于",
    "不少于",
    "不满",
    "不超过",
    "不足",
    "不高于",
    "为",
    "低于",
    "保持在",
    "到",
    "力争",
    "多于",
    "大于",
    "大于等于",
    "大约",
    "完成",
    "实现",
    "小于",
    "小于等于",
    "少于",
    "左右",
    "接近",
    "控制在",
    "最低",
    "最多",
    "最少",
    "最长",
    "最高",
    "稳定在",
    "突破",
    "约",
    "约为",
    "维持在",
    "至",
    "至多",
    "至少",
    "超",
    "超过",
    "达",
    "达到",
    "过",
    "近",
    "逾",
    "高于",
    "＜",
    "＞",
]);

// How each of them binds, and whether it is part of the figure's text.
const BINDS: &[(Comparator, bool)] = {
    use Comparator::*;
    &[
        (LessThan, true), // <
        (AtMost, true),   // <=
        (MoreThan, true), // >
        (AtLeast, true),  // >=
        (AtMost, true),   // ≤
        (AtLeast, true),  // ≥
        (AtMost, true),   // ≦
        (AtLeast, true),  // ≧
        (AtMost, true),   // ⩽
        (AtLeast, true),  // ⩾
        (AtLeast, true),  // 不低于
        (LessThan, true), // 不到
        (AtMost, true),   // 不多于
        (AtMost, true),   // 不大于
        (AtLeast, true),  // 不小于
        (AtLeast, true),  // 不少于
        (LessThan, true), // 不满
        (AtMost, true),   // 不超过
        (LessThan, true), // 不足
        (AtMost, true),   // 不高于
        (Exactly, false), // 为
        (LessThan, true), // 低于
        (Reach, false),   // 保持在
        (Reach, false),   // 到
        (Reach, false),   // 力争
        (MoreThan, true), // 多于
        (MoreThan, true), // 大于
        (AtLeast, true),  // 大于等于
        (About, true),    // 大约
        (Reach, false),   // 完成
        (Reach, false),   // 实现
        (LessThan, true), // 小于
        (AtMost, true),   // 小于等于
        (LessThan, true), // 少于
        (About, true),    // 左右
        (About, true),    // 接近
        (AtMost, false),  // 控制在
        (AtLeast, true),  // 最低
        (AtMost, true),   // 最多
        (AtLeast, true),  // 最少
        (AtMost, true),   // 最长
        (AtMost, true),   // 最高
        (Reach, false),   // 稳定在
        (MoreThan, true), // 突破
        (About, true),    // 约
        (About, true),    // 约为
        (Reach, false),   // 维持在
        (Reach, false),   // 至
        (AtMost, true),   // 至多
        (AtLeast, true),  // 至少
        (MoreThan, true), // 超
        (MoreThan, true), // 超过
        (Reach, false),   // 达
        (Reach, false),   // 达到
        (MoreThan, true), // 过
        (About, true),    // 近
        (MoreThan, true), // 逾
        (MoreThan, true), // 高于
        (LessThan, true), // ＜
        (MoreThan, true), // ＞
    ]
};

// How the words before a figure bind it, and where the figure's text starts.
pub(super) fn prefix(text: &str, at: usize) -> (Option<Bound>, usize) {
    let head = text[..at].trim_end_matches(chars::is_space);
    match PREFIXES.suffix_at(head) {
        Some(found) => {
            let (word, (mut comparator, part)) = (PREFIXES.list()[found], BINDS[found]);
            // 创历史最高1200万元, 全省最长30公里: a superlative bounds nothing.
            let before = &head[..head.len() - word.len()];
            if word.starts_with('最') && is_superlative(before)
                || word == "过" && !is_passed(before, &text[at..])
                || ends_a_word(before, word)
            {
                return (None, at);
            }
            // 压缩为 is to reach it, 为 to be it.
            if word == "为" && metric::is_reached(head) {
                comparator = Comparator::Reach;
            }
            let mut start = if part { head.len() - word.len() } else { at };
            if part
                && let Some(bare) = NEGATIONS.iter().find_map(|no| head[..start].strip_suffix(no))
                && let Some(denied) = deny(comparator)
            {
                (start, comparator) = (bare.len(), denied);
            }
            if !part && let Some(apart) = bound_apart(&head[..head.len() - word.len()]) {
                comparator = apart;
            }
            (Some(Bound { comparator, part }), start)
        }
        None => match bound_apart(head) {
            Some(comparator) => (Some(Bound { comparator, part: false }), at),
            None => (before_rate(head), at),
        },
    }
}

// Whether 约 or 近 before a figure is surely the end of a word: 签约20个, 附近20户. 春节约20万人 is about so many.
fn ends_a_word(head: &str, word: &str) -> bool {
    const WORDS: &[&str] = &["签", "履", "预", "附", "邻", "最", "违", "续", "靠"];
    const OTHERS: &[&str] =
        &["标签", "书签", "干预", "手续", "后续", "陆续", "连续", "持续", "继续", "依靠"];
    // 节 ends the name of many a day, and of few other things.
    const DAYS: &[&str] = &[
        "春", "端午", "中秋", "国庆", "元宵", "清明", "重阳", "劳动", "青年", "儿童", "妇女",
        "教师", "建军", "丰收", "植树", "文化", "旅游", "艺术", "购物", "消费", "美食", "体育",
        "读书", "花", "啤酒", "季", "时", "环", "细", "关", "情", "章", "调", "音",
    ];
    let ends = |list: &[&str]| list.iter().any(|end| head.ends_with(end));
    let saved = |before: &str| !DAYS.iter().any(|day| before.ends_with(day));
    match word {
        "约" | "近" => {
            ends(WORDS) && !ends(OTHERS)
                || word == "约" && head.strip_suffix('节').is_some_and(saved)
        }
        _ => false,
    }
}

// Whether what stands before 过 passes the figure: 产值过500亿元, but 通过300人, 举办过3次.
fn is_passed(head: &str, figure: &str) -> bool {
    const NOUNS: &[&str] =
        &["产值", "产量", "人口", "总量", "投资", "收入", "税收", "营收", "规模", "额"];
    let measure =
        figure.trim_start_matches(|c| token::is_digit(c) || chars::is_space(c) || c == '.');
    measure.starts_with(['百', '千', '万', '亿']) && NOUNS.iter().any(|noun| head.ends_with(noun))
}

// Whether 最高 and the like are said of what stands before them: 历史, 全省.
fn is_superlative(head: &str) -> bool {
    const OF: &[&str] = &[
        "历史", "史上", "全国", "全省", "全市", "全县", "全区", "全州", "世界", "国内", "同期",
        "近年", "排名", "创",
    ];
    OF.iter().any(|word| head.ends_with(word))
}

// 提高到每人每月780元: the verb stands before what the figure is counted by.
fn before_rate(head: &str) -> Option<Bound> {
    let bare = without_rates(head);
    let found = PREFIXES.suffix_at(bare).filter(|_| bare.len() < head.len())?;
    let (comparator, part) = BINDS[found];
    let word = PREFIXES.list()[found];
    let before = &bare[..bare.len() - word.len()];
    // 通过每人每月…: part of another word.
    if word == "过" || word.starts_with('最') && is_superlative(before) {
        return None;
    }
    let denied = || deny(comparator).filter(|_| NEGATIONS.iter().any(|no| before.ends_with(no)));
    let comparator = if part { denied().unwrap_or(comparator) } else { comparator };
    // The figure's text does not hold the word, which stands apart.
    Some(Bound { comparator, part: false })
}

// Without 每人每月 and the like at the end.
pub(super) fn without_rates(head: &str) -> &str {
    let mut bare = chars::trim_end(head);
    while let Some(rest) = measure::without_each(bare) {
        bare = rest;
    }
    bare
}

// 至少办好1所, 最高补贴3000元: the verb stands between the word and the figure.
fn bound_apart(head: &str) -> Option<Comparator> {
    let from = head.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let near = &head[from..];
    if chars::holds(near, '至')
        && let Some((_, verb)) = near.split_once("至少")
    {
        let short = verb.chars().all(chars::is_han) && verb.chars().count() <= 4;
        return short.then_some(Comparator::AtLeast);
    }
    // 最高额度300万元; 最高贷款额度 names what the figure is.
    let limit = ["最高额度", "最高限额"].iter().any(|limit| near.ends_with(limit));
    (limit || highest_given(near).is_some()).then_some(Comparator::AtMost)
}

// Where 最高 stands, if `head` ends with it and what is given: 最高补贴, 最高可给予.
pub(super) fn highest_given(head: &str) -> Option<usize> {
    // 最高贷款额度50万元 names what the figure is; only these say that something is given.
    const GIVEN: &[&str] = &["补助", "补贴", "奖励", "奖补", "支持", "给予", "资助"];
    let head = chars::trim_end(head);
    let bare = GIVEN.iter().find_map(|word| head.strip_suffix(word))?;
    let bare = bare.strip_suffix('可').unwrap_or(bare);
    Some(bare.strip_suffix("最高")?.len())
}

// 不低于财政资金的20%, 超过投资总额的30%: what the share is of stands between the word and it.
pub(super) fn bound_of_share(head: &str) -> Option<(Comparator, Range<usize>)> {
    const LIMITS: &[(&str, Comparator)] = &[
        ("不低于", Comparator::AtLeast),
        ("不少于", Comparator::AtLeast),
        ("不小于", Comparator::AtLeast),
        ("不超过", Comparator::AtMost),
        ("不高于", Comparator::AtMost),
        ("不大于", Comparator::AtMost),
        ("不得低于", Comparator::AtLeast),
        ("不得少于", Comparator::AtLeast),
        ("不得超过", Comparator::AtMost),
        ("不得高于", Comparator::AtMost),
    ];
    const _: () = {
        let (mut words, mut at) = ([""; LIMITS.len()], 0);
        while at < words.len() {
            words[at] = LIMITS[at].0;
            at += 1;
        }
        assert!(wordlist::are_told_by("不", &words), "a word that its 不 does not tell");
    };
    /// So many characters back the word may stand.
    const WHOLE: usize = 28;
    let head = chars::trim_end(head);
    // The whole may be long; anything but words ends it.
    // 合同总价（扣除暂列金额）: what stands in a bracket ends no word.
    let mut depth = 0usize;
    let runs_on = |&(_, c): &(usize, char)| {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.wrapping_sub(1),
            _ => return depth > 0 || c == '、' || chars::is_han(c),
        }
        depth <= 1
    };
    let from = head.char_indices().rev().take(WHOLE).take_while(runs_on).last()?;
    let near = &head[from.0..];
    // All of them begin with it, and most heads hold none.
    if !near.contains('不') {
        return None;
    }
    // 不 stands in none of them but at the beginning, so that the last one is the nearest.
    let found = |(at, _): (usize, &str)| {
        let limit = LIMITS.iter().find(|(word, _)| near[at..].starts_with(word));
        limit.map(|&(word, comparator)| (at..at + word.len(), comparator))
    };
    let (limit, comparator) = near.rmatch_indices('不').find_map(found)?;
    let of = near[limit.end..].strip_suffix('的');
    let whole = of.unwrap_or(&near[limit.end..]);
    // 中央、省补助资金的20% is of both.
    if of.is_none() && whole.contains('、') {
        return None;
    }
    let whole = match whole.split_once(['（', '(']) {
        Some((whole, aside)) if aside.ends_with(['）', ')']) => whole,
        _ => whole,
    };
    // 不低于上年且增长20%: the figure is of another word.
    const OTHER: [&str; 12] =
        ["且", "并", "增", "减", "降", "提", "达", "比", "较", "占", "按", "时"];
    // 不超过原比例的50%: the whole is a share as well.
    let whole = ["比例", "比重"].iter().find_map(|noun| whole.strip_suffix(noun)).unwrap_or(whole);
    // 不超过三天办结率100%: the bound is of the time.
    let time = whole.ends_with(['率', '度'])
        || whole.match_indices(numeral::is_chinese).any(|(at, number)| {
            // 上一批次, 一般公共预算收入: a word that begins with a number.
            !whole[..at].ends_with(['上', '同', '统', '任'])
                && measure::times_at(&whole[at + number.len()..])
        });
    // 当年新增收入 is a noun.
    let grows = |at: usize| whole[..at].ends_with('新') && whole[at..].starts_with('增');
    let other = |word: &&str| whole.match_indices(*word).any(|(at, _)| !grows(at));
    (!whole.is_empty() && !time && !OTHER.iter().any(other))
        .then(|| (comparator, from.0 + limit.start..from.0 + limit.end))
}

/// Words that turn 超过 and 低于 round.
const NEGATIONS: &[&str] =
    &["不得", "不应", "不宜", "不能", "不可", "不准", "不会", "不再", "不", "未"];

fn deny(comparator: Comparator) -> Option<Comparator> {
    match comparator {
        Comparator::MoreThan => Some(Comparator::AtMost),
        Comparator::LessThan => Some(Comparator::AtLeast),
        _ => None,
    }
}

/// Words behind a figure that bind it.
pub(super) const BEHIND: &[(&str, Comparator)] = &[
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
];

// How the words behind a figure bind it, and where its text ends.
pub(super) fn suffix(
    text: &str,
    at: usize,
    measure: Option<&measure::Found>,
) -> (Option<Comparator>, usize) {
    use Comparator::*;
    // 万余人, 100多家: the word stands before the measure and `measure` has passed it.
    let over = measure.is_some_and(|found| found.over);
    // （含）, （含90平方米）; （不含6亩） leaves the bound itself out.
    let bracket = |at: usize| {
        let inner = text[at..].strip_prefix(['（', '('])?;
        let left_out = inner.strip_prefix("不含").map(|rest| &rest[skip(rest, 0)..]);
        if left_out.is_none() && !inner.starts_with('含') {
            return None;
        }
        // （不含林地） leaves out something else.
        let strict = left_out.is_some_and(|rest| {
            rest.starts_with(|c| matches!(c, '）' | ')') || token::is_digit(c))
                || rest.starts_with("本数")
        });
        let close = inner.char_indices().take(14).find(|&(_, c)| matches!(c, '）' | ')'));
        let end = text.len() - inner.len() + close.map_or(0, |(i, c)| i + c.len_utf8());
        close.map(|_| (end, strict))
    };
    let next = skip(text, at);
    let (next, mut strict) = bracket(next).unwrap_or((next, false));
    let word_at =
        |at: usize| BEHIND.iter().find(|(word, _)| text[at..].starts_with(word)).map(|w| (at, w));
    // 2万件（套）以上: another measure in brackets.
    let aside = || {
        let inner = text[next..].strip_prefix(['（', '('])?;
        let close = inner.char_indices().take(4).find(|&(_, c)| matches!(c, '）' | ')'))?;
        let end = text.len() - inner.len() + close.0 + close.1.len_utf8();
        inner[..close.0].chars().all(chars::is_han).then_some(end)
    };
    if let Some((at, (word, comparator))) = word_at(next).or_else(|| word_at(aside()?)) {
        let mut end = at + word.len();
        if let Some((closed, true)) = bracket(end) {
            (end, strict) = (closed, true);
        }
        let comparator = match comparator {
            AtLeast if strict => MoreThan,
            AtMost if strict => LessThan,
            &other => other,
        };
        return (Some(comparator), end);
    }
    if measure.is_some_and(|found| found.time)
        && text[next..].starts_with('内')
        && eat(text, next, &["内部", "内容", "内外"]).is_none()
    {
        return (Some(AtMost), next + '内'.len_utf8());
    }
    (over.then_some(MoreThan), at)
}
