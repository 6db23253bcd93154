//! Times that name no date: days that come again, and lengths of time counted from an event.

use hongtou_source::{chars, numeral};

use super::bound::bind;
use super::clause::LONGEST;
use super::expression::{Bind, Edge, Expr, Point, Unit, Year};
use super::point::dash;
use crate::record::{head, tail};
use crate::token::{self, eat, skip};

/// Past the day within a recurring period that ends at `at`: 每季度末`25日`, 每年`6月30日`, 每周`五`前.
pub(super) fn day_in_period(text: &str, at: usize, week: bool) -> usize {
    const EDGES: &[&str] = &["底", "末月", "末", "初", "首月", "次月", "第一个月", "最后一个月"];
    if week {
        let day = eat(text, at, &["一", "二", "三", "四", "五", "六", "日"]);
        // 每周一次 counts; 每周五前 names the day.
        return day.filter(|&end| bind(text, end).is_some()).unwrap_or(at);
    }
    let mut end = eat(text, at, EDGES).unwrap_or(at);
    let day = |from: usize, words: &[&str]| {
        let (_, after) = numeral::small(text, skip(text, from))?;
        eat(text, skip(text, after), words)
    };
    // 每季度最后一个月的25日前
    if let Some(of) = eat(text, end, &["的"]).filter(|&of| day(of, &["日", "号"]).is_some()) {
        end = of;
    }
    loop {
        if let Some(month) = day(end, &["月"]) {
            end = eat(text, month, &["底", "末", "初", "上旬", "中旬", "下旬"]).unwrap_or(month);
        }
        end = day(end, &["日", "号"]).unwrap_or(end);
        // 每月10日、25日前, 每年6月30日、12月31日前
        match eat(text, end, &["、", "和", "及"]) {
            Some(next) if day(next, &["月", "日", "号"]).is_some() => end = next,
            _ => break,
        }
    }
    eat(text, end, &["底", "末", "初"]).unwrap_or(end)
}

/// Units in which a time is counted.
const UNITS: &[&str] = &[
    "个工作日",
    "个自然日",
    "个星期",
    "个月",
    "个小时",
    "工作日",
    "自然日",
    "小时",
    "分钟",
    "年",
    "天",
    "日",
    "周",
];

/// Whether a cell is a length of time and nothing else: `20工作日`, `三个月`.
///
/// 2025年 and 25日 are times of their own.
pub(super) fn is_length(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    let length = || {
        let (_, end) = numeral::small(text, 0)?;
        let end = dash(text, skip(text, end))
            .and_then(|next| numeral::small(text, next))
            .map_or(end, |(_, after)| after);
        let end = skip(text, end);
        let unit = eat(text, end, UNITS)?;
        Some(unit == text.len() && !matches!(&text[end..], "年" | "日"))
    };
    length().unwrap_or(false)
}

impl Expr {
    /// The length of time with 内 that starts with the numeral at `at`; `cell` takes it wherever
    /// it stands.
    ///
    /// In running text it says when a task is due where it opens its clause (`5年内培养…`) or
    /// follows an event (`受理后3个工作日内办结`); behind a noun it is what the task is held to
    /// (`审批时限5个工作日以内`), or whom it is about (`毕业2年内未就业的`), and a figure, unless 在 stands
    /// before it and what is done by then behind (`尾款在一年内交清`).
    pub(crate) fn read_span(text: &str, at: usize, cell: bool) -> Option<Expr> {
        let (_, mut end) = numeral::small(text, at)?;
        if let Some((_, after)) =
            dash(text, skip(text, end)).and_then(|next| numeral::small(text, next))
        {
            end = after;
        }
        let unit = eat(text, skip(text, end), UNITS)?;
        let (bound, end) = match bind(text, unit) {
            Some(found) => found,
            // 自受理之日起3个工作日办结
            None if is_done(text, unit) && before(&text[..at]) == Before::Event => {
                (Bind::Inside, unit)
            }
            None => return None,
        };
        let due = || {
            let before = before(&text[..at]);
            text[..at].trim_end_matches(chars::is_space).ends_with(['在', '于'])
                && is_done(text, end)
                || before != Before::Words
                    && goes_on(&text[end..])
                    && !describes(text, at, end, &before)
        };
        if bound != Bind::Inside || !(cell || due()) {
            return None;
        }
        let from = Point { year: Year::Unsaid, unit: Unit::Span, edge: Edge::Whole, end: unit };
        Some(Expr { from, until: None, bind: Some(bound), end })
    }
}

impl Expr {
    /// Whether it says how often the figure behind it counts: 每月 before `780元`, before `不低于300元`.
    pub(crate) fn is_rate(&self, text: &str) -> bool {
        const BOUND: &[&str] = &["不低于", "不少于", "不超过", "不高于", "最高", "提高", "增加"];
        let next = skip(text, self.end);
        let bound = eat(text, next, BOUND).map(|end| skip(text, end));
        let figure = |at: usize| text[at..].starts_with(token::is_digit);
        // 每年不少于2次 says how often something is done.
        let paid = |at: usize| {
            let number =
                |c| token::is_digit(c) || matches!(c, '.' | '百' | '千' | '万' | '亿' | ' ');
            text[at..].trim_start_matches(number).starts_with('元')
        };
        self.from.unit == Unit::Every
            && self.bind.is_none()
            && (figure(next) || bound.is_some_and(|at| figure(at) && paid(at)))
    }
}

/// Whether right behind a length of time stands what is done by then: 3个工作日内办结, and no share or thing
/// named by it: 办结率, 完成的.
pub(crate) fn is_done(text: &str, at: usize) -> bool {
    const DONE: &[&str] =
        &["办理完毕", "办结", "完成", "缴清", "交清", "付清", "结清", "还清", "缴交", "缴纳"];
    const NOUNS: &[&str] = &["率", "的", "情况", "数", "量", "时"];
    eat(text, skip(text, at), DONE).is_some_and(|end| eat(text, end, NOUNS).is_none())
}

// What stands before a length of time.
#[derive(PartialEq)]
enum Before {
    // The start of a clause.
    Nothing,
    // What the time is counted from: 受理后, 自收到之日起.
    Event,
    Words,
}

/// Words that may stand between the start of a clause, or an event, and a length of time.
const LEADS: &[&str] = &[
    "原则上",
    "力争",
    "争取",
    "确保",
    "必须",
    "未来",
    "今后",
    "一般",
    "在",
    "于",
    "应",
    "须",
    "要",
    "并",
    "需",
];

fn before(head: &str) -> Before {
    let all = head.trim_end_matches(chars::is_space);
    let mut head = all;
    while let Some(rest) = LEADS.iter().find_map(|word| head.strip_suffix(word)) {
        head = rest.trim_end_matches(chars::is_space);
    }
    if ["后", "起", "之日", "时"].iter().any(|event| head.ends_with(event)) {
        return Before::Event;
    }
    // 自印发之日起，各县要在1个月内公布: the clause before says what it is counted from.
    let governed = all.len() > head.len();
    if governed && counts_from(head) {
        return Before::Event;
    }
    match head.chars().next_back() {
        // 3个工作日内受理、15个工作日内办结: counted as the one before it.
        Some('、') if follows_length(head) => Before::Event,
        // （5年内） is a note on what stands before it, A、5年内 a part of a list.
        Some('（' | '(' | '、') => Before::Words,
        Some(c) if !token::ends_clause(c) => Before::Words,
        _ => Before::Nothing,
    }
}

// Whether the part of a list that some words close with 、 opens with a length of time, and what is done in it.
fn follows_length(head: &str) -> bool {
    let Some(list) = tail(head, LONGEST).strip_suffix('、') else { return false };
    let part = list.rsplit(token::ends_clause).next().unwrap_or_default();
    let number = |c| token::is_digit(c) || numeral::is_chinese(c);
    let Some(at) = part.find(number) else { return false };
    let length = || {
        let (_, end) = numeral::small(part, at)?;
        let unit = eat(part, skip(part, end), UNITS)?;
        let (bound, end) = bind(part, unit)?;
        Some(bound == Bind::Inside && goes_on(&part[end..]))
    };
    let opens = at == 0 || before(&part[..at]) == Before::Event || LEADS.contains(&&part[..at]);
    opens && length() == Some(true)
}

// Whether the clause before the one that some words end in says from when a time is counted.
fn counts_from(head: &str) -> bool {
    let mut clauses = tail(head, LONGEST).rsplit(['，', ',']);
    clauses.next().is_some_and(|own| !own.contains(token::ends_clause))
        && clauses.next().is_some_and(|event| event.ends_with("之日起"))
}

// Whether the clause says for whom something is done: 对售出后1年内购买住房的纳税人, 1年内购房的，.
fn describes(text: &str, at: usize, end: usize, before: &Before) -> bool {
    let clause = tail(&text[..at], LONGEST).rsplit(token::ends_clause).next().unwrap_or_default();
    let rest = head(&text[end..], LONGEST);
    let mut rest = rest.split(chars::ends_sentence).next().unwrap_or_default().split(['，', ',']);
    let own = rest.next().unwrap_or_default();
    let whom =
        *before == Before::Event || clause.trim_start_matches(chars::is_space).starts_with('对');
    // 各单位应在印发后一年内完成配套措施的制定: somebody is told what to do by then.
    // 应在通报后10日内整改的，予以曝光: whom it is about, as it is where something is allowed or given.
    let about = ["可以", "可享受", "予以", "给予", "不得"];
    let ordered = ["要在", "应在", "须在", "应当在", "必须在", "力争在", "确保在"]
        .iter()
        .any(|order| clause.contains(order))
        && !own.ends_with('的')
        && !about.iter().any(|word| own.contains(word));
    whom && !ordered && (own.contains('的') || rest.any(|clause| clause.ends_with('的')))
}

// Whether the sentence says what is done in that time, and not what somebody is given for so long: 5年内享受补贴,
// 三年内免征. What costs nobody anything is done like all else: 3年内免费培训农民工1万人.
fn goes_on(rest: &str) -> bool {
    const GIVEN: [&str; 7] = ["享受", "免征", "免收", "免缴", "减免", "减征", "减半"];
    // What is done for nothing, as programmes of public services say it; 免费提供, 免费使用 and 免费停放 are given for
    // so long.
    const DONE_FREE: [&str; 16] = [
        "培训", "开放", "安装", "发放", "开展", "实施", "建设", "改造", "更换", "配备", "配发",
        "检测", "筛查", "体检", "接种", "组织",
    ];
    let rest = rest.trim_start_matches(chars::is_space);
    let rest = rest.strip_prefix(['，', ',']).unwrap_or(rest);
    let rest = rest.trim_start_matches(chars::is_space);
    let next = rest.chars().next();
    let task = |rest: &str| DONE_FREE.iter().any(|done| rest.starts_with(done));
    let given = || match rest.strip_prefix("免费") {
        Some(rest) => !task(rest),
        None => GIVEN.iter().any(|given| rest.starts_with(given)),
    };
    next.is_some_and(|c| c != '的' && !token::ends_clause(c)) && !given()
}
