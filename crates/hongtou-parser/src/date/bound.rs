//! The words around a time that make a deadline of it.

use std::ops::Range;

use hongtou_model::DeadlineKind;
use hongtou_source::{chars, numeral};

use super::clause::{LONGEST, comes_about, counts, is_due_before};
use super::expression::{Bind, Edge, Expr, Point, Unit, Year};
use super::point::{numeric, point};
use super::{Context, is_over};
use crate::quantity::opens_with_action;
use crate::record::{self, tail};
use crate::token::{self, eat, skip};

// Where the deadline is printed and how it binds, if the date is one; `also` says that 和 joins it
// to one.
pub(super) fn bound(
    text: &str,
    at: usize,
    expr: &Expr,
    context: &Context,
    also: bool,
) -> Option<(Range<usize>, DeadlineKind)> {
    let lead = Lead::before(text, at);
    let first = expr.from;
    let here = at..expr.end;
    match first.unit {
        Unit::Every => {
            return is_standing(text, at, expr).then_some((here, DeadlineKind::Standing));
        }
        Unit::Span => return Some((here, DeadlineKind::Within)),
        _ => {}
    }
    if lead.word == Some("有效期") || first.edge == Edge::Plan {
        return None;
    }
    if let Some(bind) = expr.bind {
        return bound_by(bind, text, at, expr, context, &lead);
    }
    if matches!(lead.word, Some("截止时间" | "最迟")) {
        return Some((here, DeadlineKind::By));
    }
    if lead.word == Some("截至") || text[expr.end..].starts_with('的') {
        return None;
    }
    if lead.word == Some("到") && expr.until.is_none() {
        if let Some(start) = from_issue(&text[..lead.at]) {
            return (!in_force(text, start, expr.end))
                .then_some((start..expr.end, DeadlineKind::Within));
        }
        if lead.opens {
            return Some((lead.at..expr.end, DeadlineKind::By));
        }
    }
    // 3月：研讨 4月：发布: the lines of a cell set in one, each with its month before it.
    let labels = lead.word.is_none()
        && text[skip(text, expr.end)..].starts_with(['：', ':'])
        && text[..at].ends_with(chars::is_space);
    let opens = (lead.opens || labels || also)
        && !starts(text, expr.end, NOUNS)
        && !starts(text, expr.end, ISSUED)
        && !within(text, expr.end, PAST);
    if let Some(until) = expr.until {
        let dated = until.unit != Unit::Year && !is_past(expr, context);
        let start = lead.start(at);
        return (opens && dated && !says_validity(&text[..start]))
            .then_some((start..expr.end, DeadlineKind::Within));
    }
    let done = lead.word.is_none() && comes_about(text, at, expr.end) && !passed(expr, context);
    let kind = if done { done_then(expr, context) } else { None };
    kind.or_else(|| unbound(text, expr, context, opens || done)).map(|kind| (here, kind))
}

// Whether what recurs says when something is done: 每人每月500元 is a rate, 对每月通行30次的车辆 a description.
fn is_standing(text: &str, at: usize, expr: &Expr) -> bool {
    let rate = numeral::small(text, skip(text, expr.end)).is_some();
    let head = text[..at].trim_end_matches(chars::is_space);
    !rate
        && !head.ends_with(['对', '人', '户', '亩', '按', '辆', '套', '台'])
        && (expr.bind.is_some() || !counts(text, expr.end) && !is_daily(text, at))
}

// The deadline that a word behind the time makes of it: 前, 内, 起.
fn bound_by(
    bind: Bind,
    text: &str,
    at: usize,
    expr: &Expr,
    context: &Context,
    lead: &Lead,
) -> Option<(Range<usize>, DeadlineKind)> {
    let here = at..expr.end;
    match bind {
        // 完成2018年以前纸质档案扫描: a year that is over says which things, as the object of a verb.
        Bind::Before
            if expr.from.unit == Unit::Year
                && !lead.opens
                && is_over(expr, context)
                && is_object(text, here.clone()) =>
        {
            None
        }
        Bind::Before => Some((here, DeadlineKind::By)),
        Bind::Inside => Some((here, DeadlineKind::Within)),
        Bind::From => {
            let start = lead.start(at);
            (!in_force(text, start, expr.end)).then_some((start..expr.end, DeadlineKind::From))
        }
        Bind::Since => None,
    }
}

// Whether the time is over before the plan's year: 自2022年10月1日至2025年12月31日 is not in a plan of 2023.
fn is_past(expr: &Expr, context: &Context) -> bool {
    let last = match expr.until.map(|until| until.year) {
        Some(year @ Year::Said(_)) => year,
        _ => expr.from.year,
    };
    matches!((last, context.year), (Year::Said(year), Some(plan)) if year < plan)
}

// How a year binds in which something comes about: what is done in the year of the plan is all of it.
fn done_then(expr: &Expr, context: &Context) -> Option<DeadlineKind> {
    let first = expr.from;
    let later = matches!((first.year, context.year), (Year::Said(year), Some(plan)) if year > plan);
    let whole = (first.unit, first.edge) == (Unit::Year, Edge::Whole);
    (whole && later).then_some(DeadlineKind::Within)
}

// How a time binds that no word makes a deadline of, by what it is; `opens` where it opens its clause, or something
// comes about then.
fn unbound(text: &str, expr: &Expr, context: &Context, opens: bool) -> Option<DeadlineKind> {
    let first = expr.from;
    let past = || is_past(expr, context);
    let said = matches!(first.year, Year::Said(_));
    match (first.unit, first.edge) {
        (_, Edge::End) if opens || (said && !starts(text, expr.end, NOUNS)) => {
            Some(DeadlineKind::By)
        }
        (_, Edge::End | Edge::Vague) | (Unit::Year, _) => None,
        (Unit::Day(..) | Unit::Month(_), _) if opens && !past() => Some(DeadlineKind::On),
        (Unit::Quarter(_) | Unit::Half(_), _) if opens && !past() => Some(DeadlineKind::Within),
        _ => None,
    }
}

// Whether nothing but a verb stands before a time in its clause, 完成, 清理, which has what the noun behind the time
// names for its object. 实现2024年底前建成: by then it is done.
fn is_object(text: &str, time: Range<usize>) -> bool {
    const DONE: &[&str] = &[
        "建成",
        "完成",
        "开通",
        "竣工",
        "完工",
        "通车",
        "投用",
        "投产",
        "运行",
        "达标",
        "到位",
        "实现",
        "达到",
        "全部",
        "全面",
        "全覆盖",
        "基本",
    ];
    // What comes about by the time behind them; what is furthered may be what was there by then, 推进2024年底前签约项目建设,
    // but for what is only counted: 推动2024年底前12个站点投用. 12个未开工项目, 12个已签约的项目 are what was there.
    const RESULTS: &[&str] = &["实现", "保证"];
    const FURTHERS: &[&str] = &["推动", "推进", "促进"];
    const BEFORE: &[&str] = &["未", "尚未", "已"];
    const NAMES: &[&str] = &["未成年", "未来"];
    let at = time.start;
    let rest = &text[skip(text, time.end)..];
    let named = !rest.is_empty() && !rest.starts_with(token::ends_clause);
    // 建成的小区 are things again.
    let said = |done: &str| rest.strip_prefix(done).is_some_and(|rest| !rest.starts_with('的'));
    if !named || DONE.iter().any(|done| said(done)) || opens_with_action(rest) {
        return false;
    }
    let head = text[..at].rsplit(token::ends_clause).next().unwrap_or_default();
    let verb = head.trim_start_matches(chars::is_space);
    let verb_alone = verb.trim_end_matches(chars::is_space);
    let was_there = |noun: &str| {
        BEFORE.iter().any(|word| noun.starts_with(word))
            && !NAMES.iter().any(|name| noun.starts_with(name))
    };
    let done_by_then = || {
        let clause = rest.split(token::ends_clause).next().unwrap_or_default();
        let clause = clause.trim_end_matches(chars::is_space);
        let counted = numeral::small(rest, 0).map(|(_, end)| &rest[end..]);
        let comes_about =
            RESULTS.contains(&verb_alone) || FURTHERS.contains(&verb_alone) && counted.is_some();
        comes_about
            && DONE.iter().any(|done| clause.ends_with(done))
            && !was_there(rest)
            && !counted.and_then(|noun| noun.strip_prefix(|_: char| true)).is_some_and(was_there)
    };
    verb_alone.chars().count() == 2
        && !done_by_then()
        && opens_with_action(&text[at - verb.len()..])
}

// Whether 每天 says of what is ensured or set up how it is, not when the task is due:
// 保障群众每天喝上放心水, 完善每日巡查制度.
fn is_daily(text: &str, at: usize) -> bool {
    const VERBS: &[&str] = &["保障", "完善", "建立", "健全", "引导", "方便", "满足"];
    // 确保每天清运 is a task, 确保群众每天喝上放心水 is none.
    const ENSURE: &[&str] = &["保证", "确保", "让", "使"];
    const WHOM: &[&str] = &["群众", "居民", "市民", "学生", "儿童", "老人", "老年人", "职工"];
    if eat(text, at, &["每天", "每日"]).is_none() {
        return false;
    }
    let head = tail(&text[..at], LONGEST).rsplit(token::ends_clause).next().unwrap_or_default();
    let head = head.trim_start_matches(chars::is_space);
    // 每天锻炼1小时: how much of each day.
    let rest = record::head(&text[at..], LONGEST);
    let rest = rest.split(token::ends_clause).next().unwrap_or_default();
    let lasts =
        ["小时", "分钟"].iter().filter_map(|word| rest.split_once(word)).any(|(before, _)| {
            before
                .trim_end_matches(['个', '半'])
                .ends_with(|c| token::is_digit(c) || numeral::is_chinese(c))
        });
    let ensured = |verb: &str| {
        head.strip_prefix(verb).is_some_and(|rest| WHOM.iter().any(|whom| rest.starts_with(whom)))
    };
    // 建立台账并每天更新: another verb governs it.
    let verb = VERBS.iter().any(|verb| head.starts_with(verb));
    lasts || !head.contains('并') && (verb || ENSURE.iter().any(|verb| ensured(verb)))
}

// Whether the day was over when the notice was issued.
fn passed(expr: &Expr, context: &Context) -> bool {
    let said = matches!(expr.from.year, Year::Said(_));
    let day = expr.date(DeadlineKind::On, context, None);
    said && matches!((day, context.issued), (Some(day), Some(issued)) if day < issued)
}

/// Words that say when a document is in force: no task's deadline.
const IN_FORCE: &[&str] = &["施行", "执行", "生效", "废止", "有效"];

/// Words that tell what a day saw.
const PAST: &[&str] =
    &["印发的", "发布的", "召开的", "通过的", "公布的", "下发的", "发生的", "以来"];
/// What a day right before it says of the document itself.
const ISSUED: &[&str] = &["印发", "印制"];
/// Nouns that take the period before them for themselves.
const NOUNS: &[&str] = &[
    "GDP",
    "“",
    "《",
    "主要",
    "任务",
    "任期",
    "工作任务",
    "工作情况",
    "工作目标",
    "工作总结",
    "工作要点",
    "工作计划",
    "度",
    "情况",
    "总结",
    "报告",
    "报表",
    "指标",
    "数据",
    "的",
    "目标",
    "经济",
    "考核",
    "计划",
    "评估结果",
    "重点",
    "预算",
];

pub(super) fn starts(text: &str, at: usize, words: &[&str]) -> bool {
    eat(text, skip(text, at), words).is_some()
}

// Whether one of the words stands in the same clause, within a dozen characters.
pub(super) fn within(text: &str, at: usize, words: &[&str]) -> bool {
    let near = text[at..].char_indices().take(12).find(|&(_, c)| token::ends_clause(c));
    let end = near.map_or_else(
        || text[at..].char_indices().nth(12).map_or(text.len(), |(i, _)| at + i),
        |(i, _)| at + i,
    );
    words.iter().any(|word| text[at..end].contains(word))
}

// Whether the dates say how long a document holds: 有效期自…起至…, 自…起施行.
fn in_force(text: &str, start: usize, end: usize) -> bool {
    says_validity(&text[..start]) || within(text, end, IN_FORCE) && !is_of_the_task(&text[..start])
}

// Whether what is in force from a day on is what the words of its sentence before the comma do, and no
// document: 公示期压缩至10天，自4月1日起施行.
fn is_of_the_task(head: &str) -> bool {
    const DOCUMENTS: &[&str] = &["本", "该", "《", "有效", "文件", "通知", "办法", "规定", "方案"];
    let head = tail(head, LONGEST).trim_end_matches(chars::is_space);
    let Some(words) = head.strip_suffix(['，', ',']) else { return false };
    let words = words.rsplit(chars::ends_sentence).next().unwrap_or_default();
    words.chars().count() >= 4 && !DOCUMENTS.iter().any(|word| words.contains(word))
}

fn says_validity(head: &str) -> bool {
    let head = head.trim_end_matches(chars::is_space).trim_end_matches(['：', ':', '为']);
    // 整治期限 and 申报期限 are of what is done then.
    const OF_WORK: &[&str] = &[
        "整治", "整改", "治理", "行动", "活动", "工作", "申报", "报名", "公示", "征集", "排查",
        "检查", "普查", "办理", "完成", "建设",
    ];
    let of_work = |words: &str| OF_WORK.iter().any(|work| words.ends_with(work));
    head.ends_with("有效期") || head.strip_suffix("期限").is_some_and(|words| !of_work(words))
}

// Where `自本办法印发之日起` or `即日起` starts, if the text ends with it.
fn from_issue(head: &str) -> Option<usize> {
    let head = head.trim_end_matches(chars::is_space);
    // 即日起至2024年12月31日, 从现在起到10月底
    const NOW: &[&str] = &["自即日起", "从即日起", "即日起", "自现在起", "从现在起"];
    if let Some(now) = NOW.iter().find(|now| head.ends_with(*now)) {
        return Some(head.len() - now.len());
    }
    let day = head.strip_suffix('起').unwrap_or(head).strip_suffix("之日")?;
    let near = day.char_indices().rev().take(12).take_while(|&(_, c)| !token::ends_clause(c));
    near.into_iter().find(|&(_, c)| matches!(c, '自' | '从')).map(|(at, _)| at)
}

// The date that 至 leads to behind 起.
pub(super) fn ends_later(text: &str, at: usize) -> Option<Point> {
    let next = skip(text, eat(text, skip(text, at), &["至", "到"])?);
    numeric(text, next, false).or_else(|| point(text, next))
}

// What stands before a date.
struct Lead {
    // The word that governs it, one for those that mean the same.
    word: Option<&'static str>,
    // Where that word starts.
    at: usize,
    // Whether the date, with its words, opens its clause or follows a preposition.
    opens: bool,
}

impl Lead {
    // Where a stretch of time from `at` on starts, with 从 before it.
    fn start(&self, at: usize) -> usize {
        if self.word == Some("从") { self.at } else { at }
    }

    fn before(text: &str, at: usize) -> Lead {
        // The word, what it stands for, and whether it makes the date an adverbial by itself.
        const WORDS: &[(&str, &str, bool)] = &[
            ("有效期至", "有效期", false),
            ("有效期到", "有效期", false),
            ("有效期为", "有效期", false),
            // Until when figures were gathered; 上报数据截止时间 is when they are due.
            ("采用数据截止时间为", "截至", false),
            ("采用数据截止日期为", "截至", false),
            ("所用数据截止时间为", "截至", false),
            ("所用数据截止日期为", "截至", false),
            ("使用数据截止时间为", "截至", false),
            ("使用数据截止日期为", "截至", false),
            ("截止时间为", "截止时间", false),
            ("截止日期为", "截止时间", false),
            // 统计时间截至2025年底 says of when the figures are.
            ("统计时间截止", "截至", false),
            ("统计时间截至", "截至", false),
            ("数据时间截止", "截至", false),
            ("数据时间截至", "截至", false),
            ("时间截止于", "截止时间", false),
            ("时间截止到", "截止时间", false),
            ("时间截止至", "截止时间", false),
            ("时间截止", "截止时间", false),
            ("时间截至", "截止时间", false),
            ("截止到", "截至", false),
            ("截至", "截至", false),
            ("截止于", "截至", false),
            ("截止", "截至", false),
            // How long a rule holds, not when a task is due.
            ("执行到", "有效期", false),
            ("执行至", "有效期", false),
            ("延长到", "有效期", false),
            ("延长至", "有效期", false),
            ("延续到", "有效期", false),
            ("延续至", "有效期", false),
            ("最迟不超过", "最迟", false),
            ("最迟不得超过", "最迟", false),
            ("不超过", "有效期", false),
            ("不迟于", "最迟", false),
            ("不晚于", "最迟", false),
            ("最迟于", "最迟", false),
            ("最晚于", "最迟", false),
            ("最迟", "最迟", false),
            ("时间为", "于", true),
            ("期限为", "于", true),
            ("到", "到", false),
            ("至", "到", false),
            ("从", "从", true),
            ("自", "从", true),
            ("于", "于", true),
            ("在", "于", true),
            ("力争", "力争", true),
            ("争取", "力争", true),
            ("确保", "力争", true),
            ("计划", "力争", false),
            ("预计", "力争", false),
        ];
        let head = text[..at].trim_end_matches(chars::is_space);
        let open = |head: &str| {
            let last = head.trim_end_matches(chars::is_space).chars().next_back();
            last.is_none_or(token::ends_clause)
        };
        match WORDS.iter().find(|(word, ..)| head.ends_with(word)) {
            Some(&(word, class, adverbial)) => {
                let start = head.len() - word.len();
                let rest = &text[..start];
                let prefixed =
                    ["力争", "确保", "争取", "预计", "力求"].iter().any(|w| rest.ends_with(w));
                Lead { word: Some(class), at: start, opens: adverbial || prefixed || open(rest) }
            }
            None => Lead { word: None, at, opens: open(head) },
        }
    }
}

pub(super) fn bind(text: &str, at: usize) -> Option<(Bind, usize)> {
    const WORDS: &[(&str, Bind)] = &[
        ("之前", Bind::Before),
        ("以前", Bind::Before),
        ("前", Bind::Before),
        ("为止", Bind::Before),
        ("止", Bind::Before),
        ("之内", Bind::Inside),
        ("以内", Bind::Inside),
        ("内", Bind::Inside),
        ("期间", Bind::Inside),
        ("之日起", Bind::From),
        ("起", Bind::From),
        ("开始", Bind::From),
        ("以来", Bind::Since),
    ];
    // Words that begin with one of those.
    const OTHERS: &[&str] = &[
        "内外", "内容", "内河", "内涝", "内涵", "内蒙", "内部", "内陆", "内控", "前三", "前列",
        "前后", "前往", "前提", "前期", "前沿", "前瞻", "起点", "起草",
    ];
    // 6月底前提交: what is done begins with the same characters.
    const DONE: &[&str] =
        &["内部署", "前列入", "前列出", "前提交", "前提供", "前提出", "前提升", "前提请", "前提高"];
    let next = hour(text, aside(text, skip(text, at)));
    let rest = &text[next..];
    // 6月底前三个镇通水: how many, and no rank.
    let counts = || {
        let behind = rest.strip_prefix('前').filter(|behind| behind.starts_with('三'));
        behind.is_some_and(|behind| is_due_before(&text[..next + '前'.len_utf8()], behind))
    };
    if OTHERS.iter().any(|word| rest.starts_with(word))
        && !DONE.iter().any(|word| rest.starts_with(word))
        && !counts()
    {
        return None;
    }
    let (word, bind) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
    Some((*bind, next + word.len()))
}

// Past `（含）`, `（星期五）`, `（含当日）`.
pub(super) fn aside(text: &str, at: usize) -> usize {
    let Some(inner) = text[at..].strip_prefix(['（', '(']) else { return at };
    let from = text.len() - inner.len();
    if !inner.starts_with(['含', '周', '星', '不']) {
        return at;
    }
    let close = inner.char_indices().take(8).find(|&(_, c)| matches!(c, '）' | ')'));
    close.map_or(at, |(i, c)| skip(text, from + i + c.len_utf8()))
}

// Past an hour: `18：00`, `下午5点`, `24时`.
pub(super) fn hour(text: &str, at: usize) -> usize {
    let start =
        eat(text, at, &["上午", "下午", "中午", "晚上", "晚"]).map_or(at, |end| skip(text, end));
    let read = || {
        let (hour, after) = numeral::small(text, start).filter(|&(hour, _)| hour <= 24)?;
        let next = skip(text, after);
        if let Some(end) = eat(text, next, &["时整", "点整", "时", "点"]) {
            return Some(eat(text, end, &["半"]).unwrap_or(end)).filter(|_| hour <= 24);
        }
        let next = eat(text, next, &[":", "：", "∶"])?;
        numeral::digits(text, skip(text, next)).map(|(_, end)| skip(text, end))
    };
    read().or_else(|| eat(text, at, &["下班"])).unwrap_or(at)
}
