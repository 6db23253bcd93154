//! What the clause around a time says of it: that something is then done, that it has no end, that
//! a figure counts for each day.

use std::ops::Range;

use hongtou_model::{Date, DeadlineKind};
use hongtou_source::{chars, numeral};

use super::Context;
use super::bound::bind;
use super::expression::{Bind, Edge, Expr, Point, Unit, Year, year_number};
use super::named::{SEASONS, ends_in_feast, ends_in_season, quoted_feast};
use super::point::relative;
use crate::quantity;
use crate::record::{self, tail};
use crate::token::{self, eat, skip};

/// How far the clause around a time is looked through, in characters: none is as long, and a text
/// without marks is not looked through for each of its times.
pub(super) const LONGEST: usize = 300;

// Whether the time between `at` and `end` stands right before what is done then, its subject before
// it: 新馆2026年10月建成投用, 覆盖率2027年达到90%.
pub(super) fn comes_about(text: &str, at: usize, end: usize) -> bool {
    // How it is done.
    const MANNERS: &[&str] =
        &["全面", "全部", "力争", "基本", "如期", "应", "正式", "率先", "确保", "要"];
    const RESULTS: &[&str] = &[
        "交付",
        "交工",
        "完工",
        "完成",
        "实现",
        "封顶",
        "建成",
        "开业",
        "开工",
        "开馆",
        "达到",
        "达标",
        "启动",
        "启用",
        "投产",
        "投入使用",
        "投入运营",
        "投入运行",
        "投用",
        "竣工",
        "落成",
        "通航",
        "通车",
        "验收",
    ];
    // What makes a noun of the words before, or tells of the past.
    const NOUNS: &[&str] =
        &["了", "任务", "情况", "数", "时", "标准", "率", "的", "进度", "量", "仪式", "会", "后"];
    let mut next = skip(text, end);
    while let Some(after) = eat(text, next, MANNERS) {
        next = after;
    }
    let Some(mut next) = eat(text, next, RESULTS) else { return false };
    while let Some(after) = eat(text, next, RESULTS) {
        next = after;
    }
    eat(text, next, NOUNS).is_none() && !tells(&text[..at])
}

// Whether the words before a time tell of what was, or govern the time.
fn tells(head: &str) -> bool {
    let head = head.trim_end_matches(chars::is_space);
    let clause = tail(head, LONGEST).rsplit(token::ends_clause).next().unwrap_or_default();
    let governs = |c| {
        matches!(
            c,
            '与' | '和'
                | '比'
                | '较'
                | '同'
                | '及'
                | '按'
                | '照'
                | '据'
                | '对'
                | '为'
                | '由'
                | '以'
                | '将'
                | '去'
                | '上'
                | '从'
                | '自'
                | '的'
        )
    };
    clause.contains(['已', '曾']) || clause.ends_with(governs)
}

// Whether 每日 or the like, which ends at `end`, counts a figure: 每日不少于8个, 每周开放时间不少于35小时.
// 每年不少于2次 says how often something is done.
pub(super) fn counts(text: &str, end: usize) -> bool {
    const LIMITS: &[&str] = &[
        "不低于",
        "不大于",
        "不小于",
        "不少于",
        "不超过",
        "不高于",
        "不多于",
        "最多",
        "最少",
        "控制在",
        "至少",
        "达到",
    ];
    const FIGURES: &[&str] = &["时间", "时长", "数", "量", "率", "额", "标准", "比例", "面积"];
    let rest = &text[end..];
    let clause = record::head(rest, LONGEST).split(token::ends_clause).next().unwrap_or_default();
    let limit = clause.char_indices().find_map(|(at, _)| {
        let word = LIMITS.iter().find(|word| clause[at..].starts_with(**word))?;
        Some((at, word.len()))
    });
    let Some((at, len)) = limit else { return false };
    let subject = clause[..at].trim_matches(chars::is_space);
    let named = subject.is_empty() || FIGURES.iter().any(|figure| subject.ends_with(figure));
    let Some((_, after)) = numeral::small(text, skip(text, end + at + len)) else { return false };
    let times = ["次", "场", "期", "轮", "遍", "回"];
    named && eat(text, skip(text, after), &times).is_none()
}

// Clauses at the beginning or the end of a sentence that set the task no end: 清单之外不得收费，长期坚持。, and
// 长期坚持，确保安全。
pub(super) fn standing(text: &str) -> impl Iterator<Item = Range<usize>> {
    const HOW: &[&str] = &["长期", "持续", "常年", "常态化"];
    const WHAT: &[&str] = &["坚持", "推进", "开展", "实施", "落实", "保持"];
    let endless = |start: usize| eat(text, eat(text, start, HOW)?, WHAT);
    // Full-width marks begin with this byte, and hardly anything else does.
    let marks = memchr::memchr3_iter(0xef, b',', b';', text.as_bytes());
    marks.filter_map(move |at| {
        let comma = text[at..].chars().next().filter(|c| matches!(c, '，' | ',' | '；' | ';'))?;
        let next = skip(text, at + comma.len_utf8());
        let start = eat(text, next, &["并"]).unwrap_or(next);
        let ends = |end: usize| {
            let after = text[skip(text, end)..].chars().next();
            after.is_none_or(|c| chars::ends_sentence(c) || chars::is_open(c))
        };
        if let Some(end) = endless(start).filter(|&end| ends(end)) {
            return Some(start..end);
        }
        // What opens a sentence is a part of it by itself only where it has no object: 长期坚持原则，….
        let word = WHAT.iter().find_map(|what| text[..at].strip_suffix(what))?;
        let head = HOW.iter().find_map(|how| word.strip_suffix(how))?;
        let before = chars::trim_end(head).chars().next_back();
        before.is_none_or(chars::ends_sentence).then_some(head.len()..at)
    })
}

// Whether the words before a time have it for their object: 开展, 做好.
fn governed(head: &str) -> bool {
    const OPEN: &str = "在于年到赶争保须应要需并和各今";
    let last = head.trim_end_matches(chars::is_space).chars().next_back();
    last.is_some_and(|c| chars::is_han(c) && !OPEN.contains(c))
}

// Whether words begin with a number of days, weeks and the like: 3天, 两个月.
fn counts_time(words: &str) -> bool {
    let number = |c| token::is_digit(c) || numeral::is_chinese(c) || matches!(c, '两' | '半');
    let counted = words.trim_start_matches(number);
    let unit = counted.trim_start_matches(chars::is_space);
    let long = ["个季度", "季度", "个学期", "学期"].iter().any(|word| unit.starts_with(word));
    counted.len() < words.len() && (long || quantity::times_at(unit))
}

/// Whether 前 at the end of `head` closes the time that something is due before, 6月底前, 汛期前, so that the
/// number that `rest` begins with counts what is due: 前5名 are the first of their list.
pub(crate) fn is_due_before(head: &str, rest: &str) -> bool {
    /// What is ranked: 一季度前10名.
    const RANKED: [char; 5] = ['名', '位', '强', '季', '大'];
    let Some(time) = head.strip_suffix('前') else { return false };
    let time = time.strip_suffix(['之', '以']).unwrap_or(time);
    let time = ["（含）", "(含)"].iter().find_map(|aside| time.strip_suffix(aside)).unwrap_or(time);
    // 国庆节前3天 is another time.
    if counts_time(rest) {
        return false;
    }
    let numbered = |unit: &&str| {
        time.strip_suffix(*unit).is_some_and(|head| {
            head.trim_end_matches(chars::is_space)
                .ends_with(|c| token::is_digit(c) || numeral::is_chinese(c))
        })
    };
    let named = ["月底", "年底", "季底", "度底", "月末", "年末", "季末", "度末", "旬", "汛"]
        .iter()
        .chain(&SEASONS)
        .any(|end| time.ends_with(end));
    let ranked = rest.trim_start_matches(|c| token::is_digit(c) || numeral::is_chinese(c));
    named
        || ends_in_feast(time.trim_end_matches(['”', '"', '」'])).is_some()
        || ["日", "号"].iter().any(numbered)
        || ["月", "年", "季度"].iter().any(numbered) && !ranked.starts_with(RANKED)
}

// Feasts without quotes that something is due before: 国庆节前, 春节前, 五一前; so are months and quarters
// told from the day of issue, 本月底前. Those of the moon's year are
// on no day that can be told from the year.
pub(super) fn feasts(text: &str) -> impl Iterator<Item = (Range<usize>, Due)> {
    const WORD: char = '前';
    // 汛期前（5月31日前）: the bracket says the day.
    let due = |behind: &str| {
        behind.chars().next().is_none_or(|c| token::ends_clause(c) && !chars::is_open(c))
            || DUE.iter().any(|done| behind.starts_with(done))
    };
    let mut rest = 0..text.len();
    std::iter::from_fn(move || {
        loop {
            let at = rest.start + chars::find(&text[rest.clone()], WORD)?;
            rest.start = at + WORD.len_utf8();
            let head = &text[..at];
            let head = head.strip_suffix(['之', '以']).unwrap_or(head);
            if let Some((start, near)) = Near::at_the_end(head) {
                return Some((start..rest.start, Due::Near(near)));
            }
            // 主汛期前，…, 入冬前完成…; 汛期前准备 and 开学前检查 are what is done.
            let season = || {
                let start = ends_in_season(head)?;
                due(&text[rest.start..]).then_some((start, None))
            };
            let found = ends_in_feast(head).or_else(season);
            let Some((start, day)) = found else { continue };
            // 国庆节前一周, 春节前已开展: another time, or what was.
            let behind = &text[rest.start..];
            let other = behind.starts_with(|c| {
                matches!(c, '后' | '夕' | '的' | '期' | '已' | '两') || numeral::is_chinese(c)
            }) || counts_time(behind);
            // 开展国庆节前检查: what is done then, not by when.
            let other = other || governed(&text[..start]);
            if other || text[..start].trim_end_matches(chars::is_space).ends_with("每年") {
                continue;
            }
            let (start, year) = year_before(text, start).unwrap_or((start, Year::Unsaid));
            let expr = day.map(|(month, day)| {
                let unit = Unit::Day(month, day);
                let from = Point { year, unit, edge: Edge::Whole, end: at };
                Expr { from, until: None, bind: Some(Bind::Before), end: rest.start }
            });
            return Some((start..rest.start, expr.map_or(Due::Unknown, Due::On)));
        }
    })
}

/// When what is due before a named time is due.
#[derive(Clone, Debug)]
pub(super) enum Due {
    /// On a day that cannot be told from the year.
    Unknown,
    On(Expr),
    Near(Near),
}

impl Due {
    pub(super) fn date(&self, context: &Context) -> Option<Date> {
        match self {
            Due::Unknown => None,
            Due::On(expr) => expr.date(DeadlineKind::By, context, None),
            Due::Near(near) => near.date(context.issued?),
        }
    }
}

/// A time told from the day of issue: 本月底前, 下月10日前, 本季度末前.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// How many months long it is.
    months: u32,
    /// Whether it is the one after that of the notice.
    next: bool,
    /// The day of the month; none for the end.
    day: Option<u32>,
}

impl Near {
    /// The one that some words end in, and where it starts.
    fn at_the_end(head: &str) -> Option<(usize, Near)> {
        let (words, day) = match head.strip_suffix(['日', '号']) {
            Some(words) => {
                let digits = words.trim_end_matches(token::is_digit);
                let (day, _) = numeral::small(words, digits.len())?;
                (digits, Some(day).filter(|day| (1..=31).contains(day)))
            }
            None => (head.strip_suffix(['底', '末'])?, None),
        };
        let (words, months) = match words.strip_suffix('月') {
            Some(words) => (words.strip_suffix('个').unwrap_or(words), 1),
            None => (words.strip_suffix("季度").or_else(|| words.strip_suffix('季'))?, 3),
        };
        let which = words.chars().next_back().filter(|&c| matches!(c, '本' | '下'))?;
        let near = Near { months, next: which == '下', day };
        let start = words.len() - which.len_utf8();
        // 基本月底前: another word; 成本季末. 每月收集情况，下月5日前报送: on no one day.
        let sentence = words[..start].rsplit(['。', '；', ';']).next().unwrap_or_default();
        let again = ["每", "当月", "当季", "逐", "按月", "按季"];
        let other = words[..start].ends_with(['基', '成', '上'])
            || again.iter().any(|word| sentence.contains(word));
        ((day.is_none() || months == 1) && !other).then_some((start, near))
    }

    fn date(self, issued: Date) -> Option<Date> {
        let last = issued.month().div_ceil(self.months) * self.months;
        let last = if self.next { last + self.months } else { last };
        let (year, month) =
            if last > 12 { (issued.year() + 1, last - 12) } else { (issued.year(), last) };
        match self.day {
            Some(day) => Date::new(year, month, day),
            None => Date::month_end(year, month),
        }
    }
}

/// What is due opens with behind a time with 前.
const DUE: &[&str] = &[
    "全面", "全部", "基本", "完成", "建成", "投入", "启动", "整改", "落实", "印发", "报送", "开工",
    "竣工",
];

/// The time that the words right behind a bare year name in it, and how it binds: 2024年国庆前, 2024年汛期前,
/// 2024年暑期. Those that are on no day of the calendar have no day.
pub(super) fn part_of_year(text: &str, expr: &Expr) -> Option<(Option<Expr>, DeadlineKind)> {
    let year = expr.from;
    let bare = year.unit == Unit::Year && year.edge == Edge::Whole;
    if !bare || expr.until.is_some() || expr.bind.is_some() {
        return None;
    }
    let rest = record::head(&text[expr.end..], LONGEST);
    let words = rest.split(token::ends_clause).next().unwrap_or_default();
    let words = words.trim_matches(chars::is_space);
    if let Some((_, day)) = feasts(words).next().filter(|(place, _)| place.start == 0) {
        let of_year = |day: Expr| Expr { from: Point { year: year.year, ..day.from }, ..day };
        let day = match day {
            Due::On(day) => Some(of_year(day)),
            Due::Unknown | Due::Near(_) => None,
        };
        return Some((day, DeadlineKind::By));
    }
    // 2024年春季学期开学前完成, 2024年汛期前
    let before = words.find('前').filter(|&at| {
        let behind = &words[at + '前'.len_utf8()..];
        let named = words[..at].chars().count();
        (1..=10).contains(&named)
            && words[..at].chars().all(chars::is_han)
            && !words[..at].ends_with(['提', '目', '当', '先'])
            && (behind.is_empty() || DUE.iter().any(|done| behind.starts_with(done)))
    });
    if before.is_some() {
        return Some((None, DeadlineKind::By));
    }
    let season = SEASONS.iter().any(|season| words.starts_with(season));
    season.then_some((None, DeadlineKind::Within))
}

/// One past the last feast that something is due before, 0 where there is none.
pub(crate) fn past_feast(text: &str) -> usize {
    feasts(text).last().map_or(0, |(place, _)| place.end)
}

/// Whether a text without any numeral may say when something is due: a clause that sets the task
/// no end, a feast.
pub(crate) fn may_stand_alone(text: &str) -> bool {
    standing(text).next().is_some() || feasts(text).next().is_some()
}

impl Expr {
    /// The feast in quotes at `at`, where something is due before it: `“五一”前`.
    pub(crate) fn read_feast(text: &str, at: usize) -> Option<Expr> {
        let name = &text[at + text[at..].chars().next()?.len_utf8()..];
        let (word, (month, day)) = quoted_feast(name)?;
        let rest = name[word.len()..].strip_prefix(['”', '」', '"'])?;
        let end = text.len() - rest.len();
        let end = eat(text, end, &["国际劳动节", "节"]).unwrap_or(end);
        let (Bind::Before, after) = bind(text, end)? else { return None };
        // Each year's feast is no day.
        if text[..at].trim_end_matches(chars::is_space).ends_with("每年") {
            return None;
        }
        let unit = Unit::Day(month, day);
        // 2025年“五一”前, 明年“五一”前
        let year = year_before(text, at).map_or_else(|| relative(text, at), |(_, year)| year);
        let from = Point { year, unit, edge: Edge::Whole, end };
        Some(Expr { from, until: None, bind: Some(Bind::Before), end: after })
    }
}

/// The year that ends right before a place, and where it starts: 2025年.
fn year_before(text: &str, at: usize) -> Option<(usize, Year)> {
    let head = text[..at].strip_suffix('年')?;
    let digits = head.trim_end_matches(token::is_digit).len();
    let (year, end) = year_number(text, digits)?;
    (end == head.len()).then_some((digits, Year::Said(year)))
}

/// 十四五 is the plan of 2021 to 2025.
pub(super) fn last_year_of_plan(plan: u32) -> u32 {
    1955 + 5 * plan
}

/// The five-year plans by whose end something is due, or in which it is done, with the last of their years:
/// 到“十四五”末, “十五五”期间，….
pub(super) fn plans(text: &str) -> impl Iterator<Item = (Range<usize>, u32, DeadlineKind)> {
    const ENDS: &[&str] = &["末", "期末", "末期", "规划期末", "时期末"];
    const LASTS: &[&str] = &["期间", "时期", "规划期内", "期内"];
    let mark = |c: char| matches!(c, '“' | '”' | '"' | '「' | '」');
    text.match_indices('五').filter_map(move |(at, five)| {
        let head = text[..at].char_indices().next_back()?;
        let plan = numeral::chinese_digit(head.1).filter(|plan| (1..=9).contains(plan))?;
        let ten = text[..head.0].strip_suffix('十')?;
        let start = ten.trim_end_matches(mark).len();
        let end = at + five.len();
        let next = end + text[end..].chars().next().filter(|&c| mark(c)).map_or(0, char::len_utf8);
        let before = text[..start].trim_end_matches(chars::is_space);
        let to = before.strip_suffix(['到', '至']);
        let head = to.unwrap_or(before);
        let hoped = ["力争", "争取", "确保"].iter().find_map(|word| head.strip_suffix(word));
        let head = hoped.unwrap_or(head).trim_end_matches(chars::is_space);
        if !head.chars().next_back().is_none_or(token::ends_clause) {
            return None;
        }
        let (after, kind) = match eat(text, next, ENDS) {
            Some(after) => (after, DeadlineKind::By),
            None => (eat(text, next, LASTS).filter(|_| to.is_none())?, DeadlineKind::Within),
        };
        // “十四五”期间的任务
        let noun = text[after..].starts_with(['的', '末']);
        let start = if to.is_some() { before.len() - '到'.len_utf8() } else { start };
        (!noun).then_some((start..after, last_year_of_plan(10 + plan), kind))
    })
}
