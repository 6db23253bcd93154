//! Dates, deadlines in running text and in a table's cells, and the words that bind them.
//!
//! A date is a deadline only where something binds it. In running text these do, and nothing else:
//!
//! - a word behind it: 前, 之前, 以前, 止 (`by`); 内, 之内 (`within`); 起, 开始 (`from`);
//! - the end of a period: `10月底`, `年底`, where it opens its clause, follows a preposition, or
//!   says its year;
//! - 到 or 至 before it at the start of a clause: `到2025年，…` (`by`);
//! - a day, a month, a quarter, a half year or a stretch of these that opens its clause
//!   (`5月份完成…` is `on`, `第一季度，…` is `within`), unless a noun follows (`一季度目标`);
//! - 每周, 每月28日前 and the like (`standing`).
//!
//! So `2021年度`, `2021年清江省…`, titles in 《》, `截至2020年底`, `自2022年1月1日起施行` and
//! `有效期至…` are none. 前 holds the day or the period it follows: `6月前` is up to 30 June.

use std::ops::Range;

use hongtou_model::{Date, Deadline, DeadlineKind};
use hongtou_source::chars;

use crate::flow::Flow;
use crate::numeral;
use crate::token::{self, Token, TokenKind, eat, skip};

/// What a notice says of its time, for dates that don't say it themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// The year of the plan, from its title.
    pub(crate) year: Option<u32>,
    /// The day of issue.
    pub(crate) issued: Option<Date>,
}

/// The deadlines in a range of running text.
#[cfg(test)]
pub(crate) fn deadlines(flow: &Flow<'_>, range: Range<usize>, context: &Context) -> Vec<Deadline> {
    let tokens = token::tokens(&flow.text()[range.clone()]);
    from_tokens(flow, range, &tokens, context)
}

/// The deadlines among the tokens of a range.
pub(crate) fn from_tokens(
    flow: &Flow<'_>,
    range: Range<usize>,
    tokens: &[Token],
    context: &Context,
) -> Vec<Deadline> {
    let text = &flow.text()[range.clone()];
    let mut said = Said::default();
    let mut found = Vec::new();
    for token in tokens {
        let TokenKind::Date(expr) = &token.kind else { continue };
        said.pass(text, token.range.start);
        if let Some((place, kind)) = bound(text, token.range.start, expr, context)
            && !describes(&text[place.end..])
        {
            let date = expr.date(kind, context, said.year);
            let place = range.start + place.start..range.start + place.end;
            found.push(Deadline {
                text: flow.text()[place.clone()].to_owned(),
                date,
                kind,
                span: flow.span(place),
            });
        }
        said.year = expr.said_year().or(said.year);
    }
    found
}

// 2000年底前建成的小区: the date says which, not when.
fn describes(after: &str) -> bool {
    let mut chars = after.chars();
    chars.by_ref().take(2).all(chars::is_han) && chars.next() == Some('的')
}

// The year that the sentence has said so far; `2026年6月底前…，12月底前…` means one year.
#[derive(Default)]
struct Said {
    at: usize,
    year: Option<u32>,
}

impl Said {
    fn pass(&mut self, text: &str, to: usize) {
        if self.year.is_some() && text[self.at..to].contains(chars::ends_sentence) {
            self.year = None;
        }
        self.at = to;
    }
}

/// The deadline that a table's deadline cell holds; the text is the whole cell.
///
/// None for an empty cell and for words that say so (`/`, `—`, `无`). Other words without a date
/// (`另行通知`, `已完成`) are a deadline of kind `by` whose date is not known. Where a cell names
/// several dates, the last is the day that fulfils it.
pub(crate) fn cell_deadline(flow: &Flow<'_>, context: &Context) -> Option<Deadline> {
    let range = flow.trim(0..flow.text().len());
    let text = &flow.text()[range.clone()];
    if says_none(text) {
        return None;
    }
    let (date, kind) = cell_date(text, context);
    Some(Deadline { text: text.to_owned(), date, kind, span: flow.span(range) })
}

/// Whether the words of a cell say when something is due, without a year known.
pub(crate) fn says_when(text: &str) -> bool {
    if text.contains(['月', '年', '底', '季']) {
        return true;
    }
    // Without these words a date is written 2026.4, and most cells need not be read.
    let mut before = ' ';
    let in_figures = text.chars().any(|c| {
        let mark = chars::narrow(std::mem::replace(&mut before, c));
        chars::digit(c).is_some() && matches!(mark, '-' | '.' | '/')
    });
    (in_figures || is_standing(text)) && {
        let (date, kind) = cell_date(text, &Context::default());
        date.is_some() || kind == DeadlineKind::Standing
    }
}

/// Whether a cell is empty or says that it holds nothing: `/`, `—`, `无`.
pub(crate) fn says_none(text: &str) -> bool {
    let mark = |c: char| {
        chars::is_space(c)
            || matches!(chars::narrow(c), '/' | '-' | '\\' | '—' | '－' | '–' | '*' | '.')
    };
    let words = text.trim_matches(mark);
    words.is_empty() || matches!(words, "无" | "暂无" | "空" | "不涉及")
}

fn cell_date(text: &str, context: &Context) -> (Option<Date>, DeadlineKind) {
    let mut said = None;
    let mut best: Option<(Option<Date>, DeadlineKind)> = None;
    for token in token::cell_tokens(text) {
        let TokenKind::Date(expr) = &token.kind else { continue };
        let kind = expr.cell_kind();
        let date = expr.date(kind, context, said);
        said = expr.said_year().or(said);
        if best.as_ref().is_none_or(|(last, _)| date >= *last) {
            best = Some((date, kind));
        }
    }
    // `年内持续推进` ends with the year; `持续推进` does not end.
    best.unwrap_or_else(|| {
        if text.contains("全年") {
            (Expr::whole_year().date(DeadlineKind::Within, context, None), DeadlineKind::Within)
        } else if is_standing(text) {
            (None, DeadlineKind::Standing)
        } else {
            (None, DeadlineKind::By)
        }
    })
}

/// Whether a cell says that the task has no end.
fn is_standing(text: &str) -> bool {
    // One look for what the words begin with, and for most cells no other.
    text.contains(['常', '持', '按', '日', '每', '经', '贯', '长', '随'])
        && STANDING.iter().any(|word| text.contains(word))
}

/// Words of a cell that set no end.
const STANDING: &[&str] = &[
    "常态",
    "常年",
    "持之以恒",
    "持续",
    "按年度",
    "日常",
    "每",
    "经常性",
    "贯穿",
    "长效",
    "长期",
    "随时",
];

/// The first full date printed in `text`: `2021年4月23日`, `二〇二一年四月二十三日`, `2021-04-23`.
pub(crate) fn full_date(text: &str) -> Option<(Range<usize>, Date)> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let numeral = |c: char| token::is_digit(c) || numeral::is_chinese(c);
        at += rest.find(numeral)?;
        if let Some(expr) = Expr::read(text, at, true)
            && let (Year::Said(year), Unit::Day(month, day)) = (expr.from.year, expr.from.unit)
            && let Some(date) = Date::new(year, month, day)
        {
            return Some((at..expr.from.end, date));
        }
        let run = text[at..].trim_start_matches(numeral);
        at = text.len() - run.len();
    }
    None
}

/// The years printed in `text`, in order: both of `2020-2021年`, and `二〇二一年`.
///
/// A number is a year where 年 follows it, also after a second year.
pub(crate) fn years(text: &str) -> impl Iterator<Item = u32> {
    let mut at = 0;
    let mut waiting = None;
    std::iter::from_fn(move || {
        if let Some(year) = waiting.take() {
            return Some(year);
        }
        let numeral = |c: char| token::is_digit(c) || numeral::chinese_digit(c).is_some();
        while at < text.len() {
            at += text[at..].find(numeral)?;
            let from = at;
            at = text.len() - text[at..].trim_start_matches(numeral).len();
            let Some(year) = year_number(text, from).map(|(year, _)| year) else { continue };
            let next = skip(text, at);
            if text[next..].starts_with('年') {
                return Some(year);
            }
            if let Some((until, end)) = dash(text, next).and_then(|next| year_number(text, next))
                && text[skip(text, end)..].starts_with('年')
            {
                at = end;
                waiting = Some(until);
                return Some(year);
            }
        }
        None
    })
}

/// A date, a stretch of time or a recurrence, with what binds it.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    from: Point,
    until: Option<Point>,
    bind: Option<Bind>,
    /// One past the last byte, binding words included.
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug)]
struct Point {
    year: Year,
    unit: Unit,
    edge: Edge,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Year {
    Said(u32),
    // 今年, 明年: years after that of the plan.
    After(u32),
    Unsaid,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    Year,
    Half(u32),
    Quarter(u32),
    Month(u32),
    Day(u32, u32),
    // 每月, 每周.
    Every,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Edge {
    Whole,
    // 份 behind a month.
    Named,
    // 上旬 and 初, 中旬.
    Third(u32),
    End,
    // 年初, 年中: no day that all agree on.
    Vague,
    // 年度: says which plan, not when.
    Plan,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bind {
    Before,
    Inside,
    From,
    // 以来: told of the past.
    Since,
}

impl Expr {
    /// The date that starts with the numeral at `at`; `cell` allows forms such as `2025.6`.
    pub(crate) fn read(text: &str, at: usize, cell: bool) -> Option<Expr> {
        if let Some((from, until)) = bare_range(text, at) {
            return Some(Expr::bind(text, from, Some(until)));
        }
        let from = numeric(text, at, cell).or_else(|| point(text, at))?;
        let until = dash(text, skip(text, from.end)).and_then(|next| {
            let until = numeric(text, next, cell).or_else(|| point(text, next));
            until.or_else(|| day_alone(text, next, from))
        });
        Some(Expr::bind(text, from, until))
    }

    /// The date whose first word is the 年 at `at`: `年底前`, `今年年内`, `明年底`.
    pub(crate) fn read_year_word(text: &str, at: usize) -> Option<Expr> {
        let next = at + '年'.len_utf8();
        // 2021年度, 青年, 年产: nothing of a date behind it.
        let may = |c| {
            token::is_digit(c)
                || numeral::is_chinese(c)
                || chars::is_space(c)
                || "底末内终初中年上下第前".contains(c)
        };
        if !text[next..].starts_with(may) {
            return None;
        }
        let before = text[..at].chars().next_back();
        let year = relative(text, at);
        match before {
            Some('今' | '本' | '当' | '明') => {
                let from = in_year(text, next, year)?;
                let expr = Expr::bind(text, from, None);
                // 今年 alone is when the plan is.
                (from.unit != Unit::Year || from.edge != Edge::Whole || expr.bind.is_some())
                    .then_some(expr)
            }
            Some(
                '去' | '上' | '往' | '历' | '前' | '近' | '多' | '几' | '数' | '半' | '每' | '全'
                | '次',
            ) => None,
            Some(c) if token::is_digit(c) || numeral::is_chinese(c) => None,
            _ => {
                let rest = &text[next..];
                if !rest.starts_with(['底', '末', '内']) {
                    return None;
                }
                let expr = Expr::bind(text, in_year(text, next, Year::Unsaid)?, None);
                (expr.from.edge == Edge::End || expr.bind.is_some()).then_some(expr)
            }
        }
    }

    /// The half year whose 半 stands at `at`.
    pub(crate) fn read_half(text: &str, at: usize) -> Option<Expr> {
        let from = half(text, at - '上'.len_utf8(), relative(text, at - '上'.len_utf8()))?;
        Some(Expr::bind(text, from, None))
    }

    /// The recurrence that starts with the 每 at `at`.
    pub(crate) fn read_every(text: &str, at: usize) -> Option<Expr> {
        const PERIODS: &[&str] = &[
            "个工作日",
            "个季度",
            "个星期",
            "个月",
            "半年",
            "双月",
            "学期",
            "季度",
            "工作日",
            "星期",
            "天",
            "季",
            "周",
            "年",
            "旬",
            "日",
            "月",
        ];
        let next = skip(text, at + '每'.len_utf8());
        let next = numeral::small(text, next).map_or(next, |(_, end)| end);
        let next = skip(text, next);
        let period = PERIODS.iter().find(|word| text[next..].starts_with(**word))?;
        let mut end = next + period.len();
        if let Some((_, after)) = numeral::small(text, skip(text, end))
            && let Some(day) = eat(text, after, &["日", "号", "月"])
        {
            end = day;
        }
        end = eat(text, end, &["底", "末", "初"]).unwrap_or(end);
        let from = Point { year: Year::Unsaid, unit: Unit::Every, edge: Edge::Whole, end };
        Some(Expr::bind(text, from, None))
    }

    fn whole_year() -> Expr {
        let from = Point { year: Year::Unsaid, unit: Unit::Year, edge: Edge::Whole, end: 0 };
        Expr { from, until: None, bind: None, end: 0 }
    }

    fn bind(text: &str, from: Point, until: Option<Point>) -> Expr {
        let end = until.map_or(from.end, |until| until.end);
        match bind(text, end) {
            // 自8月1日起至12月31日
            Some((Bind::From, end)) if until.is_none() && ends_later(text, end).is_some() => {
                let until = ends_later(text, end);
                let end = until.map_or(end, |until| until.end);
                Expr { from, until, bind: None, end }
            }
            Some((bind, end)) => Expr { from, until, bind: Some(bind), end },
            None => Expr { from, until, bind: None, end },
        }
    }

    fn said_year(&self) -> Option<u32> {
        let last = self.until.map_or(self.from.year, |until| until.year);
        match (last, self.from.year, self.from.unit) {
            // 到2025年 says nothing of the months after it.
            (_, _, Unit::Year) => None,
            (Year::Said(year), _, _) | (_, Year::Said(year), _) => Some(year),
            _ => None,
        }
    }

    fn cell_kind(&self) -> DeadlineKind {
        let last = self.until.unwrap_or(self.from);
        match (self.bind, last.unit) {
            (_, Unit::Every) => DeadlineKind::Standing,
            (Some(Bind::From | Bind::Since), _) => DeadlineKind::From,
            (Some(Bind::Before), _) => DeadlineKind::By,
            (Some(Bind::Inside), _) => DeadlineKind::Within,
            _ if self.until.is_some() => DeadlineKind::Within,
            _ if last.edge == Edge::End => DeadlineKind::By,
            (None, Unit::Year | Unit::Half(_) | Unit::Quarter(_)) => DeadlineKind::Within,
            (None, Unit::Month(_) | Unit::Day(..)) => DeadlineKind::On,
        }
    }

    fn date(&self, kind: DeadlineKind, context: &Context, said: Option<u32>) -> Option<Date> {
        if kind == DeadlineKind::From {
            return dated(self.from, self.from, context, said, Point::first);
        }
        let last = self.until.unwrap_or(self.from);
        dated(last, self.from, context, said, Point::last)
    }
}

// The day of a point, its year taken from the other end of the range, the sentence, or the plan.
fn dated(
    point: Point,
    other: Point,
    context: &Context,
    said: Option<u32>,
    day: fn(Point, u32) -> Option<Date>,
) -> Option<Date> {
    let plan = context.year.or(context.issued.map(Date::year));
    let own = if point.year == Year::Unsaid { other.year } else { point.year };
    match own {
        Year::Said(year) => day(point, year),
        Year::After(years) => day(point, plan? + years),
        Year::Unsaid => match said.or(context.year) {
            Some(year) => day(point, year),
            // Without a plan year, the year of issue, unless that day had passed by then.
            None => {
                let issued = context.issued?;
                day(point, issued.year()).filter(|date| *date >= issued)
            }
        },
    }
}

impl Point {
    fn last(self, year: u32) -> Option<Date> {
        match (self.unit, self.edge) {
            (Unit::Every, _) | (_, Edge::Vague) => None,
            (Unit::Day(month, day), _) => Date::new(year, month, day),
            (Unit::Month(month), Edge::Third(third)) => Date::new(year, month, third * 10),
            (Unit::Month(month), _) => Date::month_end(year, month),
            (Unit::Quarter(quarter), _) => Date::month_end(year, quarter * 3),
            (Unit::Half(half), _) => Date::month_end(year, half * 6),
            (Unit::Year, _) => Date::month_end(year, 12),
        }
    }

    fn first(self, year: u32) -> Option<Date> {
        match (self.unit, self.edge) {
            (_, Edge::End | Edge::Third(_)) | (Unit::Every | Unit::Day(..), _) => self.last(year),
            (_, Edge::Vague) => None,
            (Unit::Month(month), _) => Date::new(year, month, 1),
            (Unit::Quarter(quarter), _) => Date::new(year, quarter * 3 - 2, 1),
            (Unit::Half(half), _) => Date::new(year, half * 6 - 5, 1),
            (Unit::Year, _) => Date::new(year, 1, 1),
        }
    }
}

// Where the deadline is printed and how it binds, if the date is one.
fn bound(
    text: &str,
    at: usize,
    expr: &Expr,
    context: &Context,
) -> Option<(Range<usize>, DeadlineKind)> {
    let lead = Lead::before(text, at);
    let first = expr.from;
    let here = at..expr.end;
    if first.unit == Unit::Every {
        // 每人每月500元 is a rate, 对每月通行30次的车辆 a description.
        let rate = numeral::small(text, skip(text, expr.end)).is_some();
        let head = text[..at].trim_end_matches(chars::is_space);
        if rate || head.ends_with(['对', '人', '户', '亩', '按', '辆', '套', '台']) {
            return None;
        }
        return Some((here, DeadlineKind::Standing));
    }
    if lead.word == Some("有效期") || first.edge == Edge::Plan {
        return None;
    }
    match expr.bind {
        Some(Bind::Before) => return Some((here, DeadlineKind::By)),
        Some(Bind::Inside) => return Some((here, DeadlineKind::Within)),
        Some(Bind::From) => {
            let start = if lead.word == Some("从") { lead.at } else { at };
            return (!in_force(text, start, expr.end))
                .then_some((start..expr.end, DeadlineKind::From));
        }
        Some(Bind::Since) => return None,
        None => {}
    }
    if lead.word == Some("截止时间") {
        return Some((here, DeadlineKind::By));
    }
    if lead.word == Some("截至") || text[expr.end..].starts_with('的') {
        return None;
    }
    if lead.word == Some("到")
        && expr.until.is_none()
        && let Some(start) = from_issue(&text[..lead.at])
    {
        return (!in_force(text, start, expr.end))
            .then_some((start..expr.end, DeadlineKind::Within));
    }
    if lead.word == Some("到") && lead.opens && expr.until.is_none() {
        return Some((lead.at..expr.end, DeadlineKind::By));
    }
    let opens = lead.opens
        && !starts(text, expr.end, NOUNS)
        && !starts(text, expr.end, ISSUED)
        && !within(text, expr.end, PAST);
    let past = matches!((first.year, context.year), (Year::Said(year), Some(plan)) if year < plan);
    if let Some(until) = expr.until {
        let dated = until.unit != Unit::Year && !past;
        let start = if lead.word == Some("从") { lead.at } else { at };
        return (opens && dated && !says_validity(&text[..start]))
            .then_some((start..expr.end, DeadlineKind::Within));
    }
    let said = matches!(first.year, Year::Said(_));
    let kind = match (first.unit, first.edge) {
        (_, Edge::End) if opens || (said && !starts(text, expr.end, NOUNS)) => DeadlineKind::By,
        (_, Edge::End | Edge::Vague) | (Unit::Year, _) => return None,
        (Unit::Day(..) | Unit::Month(_), _) if opens && !past => DeadlineKind::On,
        (Unit::Quarter(_) | Unit::Half(_), _) if opens && !past => DeadlineKind::Within,
        _ => return None,
    };
    Some((here, kind))
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

fn starts(text: &str, at: usize, words: &[&str]) -> bool {
    eat(text, skip(text, at), words).is_some()
}

// Whether one of the words stands in the same clause, within a dozen characters.
fn within(text: &str, at: usize, words: &[&str]) -> bool {
    let near = text[at..].char_indices().take(12).find(|&(_, c)| token::ends_clause(c));
    let end = near.map_or_else(
        || text[at..].char_indices().nth(12).map_or(text.len(), |(i, _)| at + i),
        |(i, _)| at + i,
    );
    words.iter().any(|word| text[at..end].contains(word))
}

// Whether the dates say how long a document holds: 有效期自…起至…, 自…起施行.
fn in_force(text: &str, start: usize, end: usize) -> bool {
    says_validity(&text[..start]) || within(text, end, IN_FORCE)
}

fn says_validity(head: &str) -> bool {
    let head = head.trim_end_matches(chars::is_space).trim_end_matches(['：', ':', '为']);
    head.ends_with("有效期") || head.ends_with("期限")
}

// Where `自本办法印发之日起` starts, if the text ends with it.
fn from_issue(head: &str) -> Option<usize> {
    let head = head.trim_end_matches(chars::is_space);
    let day = head.strip_suffix('起').unwrap_or(head).strip_suffix("之日")?;
    let near = day.char_indices().rev().take(12).take_while(|&(_, c)| !token::ends_clause(c));
    near.into_iter().find(|&(_, c)| matches!(c, '自' | '从')).map(|(at, _)| at)
}

// The date that 至 leads to behind 起.
fn ends_later(text: &str, at: usize) -> Option<Point> {
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
    fn before(text: &str, at: usize) -> Lead {
        // The word, what it stands for, and whether it makes the date an adverbial by itself.
        const WORDS: &[(&str, &str, bool)] = &[
            ("有效期至", "有效期", false),
            ("有效期到", "有效期", false),
            ("有效期为", "有效期", false),
            ("截止时间为", "截止时间", false),
            ("截止日期为", "截止时间", false),
            ("时间截止于", "截止时间", false),
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
            ("不超过", "有效期", false),
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

// `今年`, `明年` that end at `at`, where 年 starts or follows.
fn relative(text: &str, at: usize) -> Year {
    let head = text[..at].trim_end_matches(chars::is_space);
    let head = head.strip_suffix('年').unwrap_or(head);
    match head.chars().next_back() {
        Some('今' | '本' | '当') => Year::After(0),
        Some('明') => Year::After(1),
        _ => Year::Unsaid,
    }
}

fn year_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let (year, end) = numeral::small(text, at)?;
    // Four figures, in either writing: 二〇二一, not 两千.
    let four = text[at..end].chars().count() == 4;
    (four && (1900..2200).contains(&year)).then_some((year, end))
}

// A date at a numeral: `2021年12月1日`, `12月`, `第一季度` (from the numeral on).
fn point(text: &str, at: usize) -> Option<Point> {
    let (number, after) = numeral::small(text, at)?;
    let next = skip(text, after);
    let rest = &text[next..];
    if rest.starts_with('年') {
        let (year, _) = year_number(text, at)?;
        return in_year(text, next + '年'.len_utf8(), Year::Said(year));
    }
    let year = if text[..at].ends_with('年') { relative(text, at) } else { Year::Unsaid };
    let number_at = at;
    if rest.starts_with('月') {
        return month(text, number, next + '月'.len_utf8(), year);
    }
    quarter(text, number_at, year)
}

// What follows 年.
fn in_year(text: &str, at: usize, year: Year) -> Option<Point> {
    let next = skip(text, at);
    let rest = &text[next..];
    let point = |unit, edge, end| Some(Point { year, unit, edge, end });
    if let Some(end) = eat(text, at, &["年底", "年末", "底", "末", "终"]) {
        return point(Unit::Year, Edge::End, end);
    }
    if let Some(end) = eat(text, at, &["年初", "年中", "初", "中期"]) {
        return point(Unit::Year, Edge::Vague, end);
    }
    if rest.starts_with('度')
        && !rest.starts_with("度内")
        && !rest.starts_with("度末")
        && !rest.starts_with("度底")
    {
        return point(Unit::Year, Edge::Plan, next + '度'.len_utf8());
    }
    if let Some(half) = half(text, next, year) {
        return Some(half);
    }
    let number_at = eat(text, next, &["第"]).map_or(next, |end| skip(text, end));
    if let Some((number, after)) = numeral::small(text, number_at) {
        let after = skip(text, after);
        if text[after..].starts_with('月')
            && let Some(month) = month(text, number, after + '月'.len_utf8(), year)
        {
            return Some(month);
        }
        if let Some(quarter) = quarter(text, number_at, year) {
            return Some(quarter);
        }
    }
    let end = eat(text, at, &["年内"]).map_or(at, |_| at + '年'.len_utf8());
    point(Unit::Year, Edge::Whole, end)
}

fn month(text: &str, month: u32, at: usize, year: Year) -> Option<Point> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let point = |unit, edge, end| Some(Point { year, unit, edge, end });
    if let Some((day, after)) = numeral::small(text, skip(text, at))
        && let Some(end) = eat(text, skip(text, after), &["日", "号"])
        && (1..=31).contains(&day)
    {
        return point(Unit::Day(month, day), Edge::Whole, end);
    }
    let named = eat(text, at, &["份"]);
    let at = named.unwrap_or(at);
    let edges = [
        (["底", "末"].as_slice(), Edge::End),
        (&["下旬"], Edge::End),
        (&["上旬", "初"], Edge::Third(1)),
        (&["中旬"], Edge::Third(2)),
    ];
    for (words, edge) in edges {
        if let Some(end) = eat(text, at, words) {
            return point(Unit::Month(month), edge, end);
        }
    }
    point(Unit::Month(month), named.map_or(Edge::Whole, |_| Edge::Named), at)
}

fn quarter(text: &str, at: usize, year: Year) -> Option<Point> {
    let (number, after) = numeral::small(text, at)?;
    let end = eat(text, skip(text, after), &["季度"])?;
    // 前三季度 and 三个季度 are running totals.
    if !(1..=4).contains(&number) || text[..at].ends_with('前') {
        return None;
    }
    let edge = eat(text, end, &["末", "底"]);
    Some(Point {
        year,
        unit: Unit::Quarter(number),
        edge: edge.map_or(Edge::Whole, |_| Edge::End),
        end: edge.unwrap_or(end),
    })
}

fn half(text: &str, at: usize, year: Year) -> Option<Point> {
    let (unit, end) = match eat(text, at, &["上半年"]) {
        Some(end) => (Unit::Half(1), end),
        None => (Unit::Half(2), eat(text, at, &["下半年"])?),
    };
    let edge = eat(text, end, &["末", "底"]);
    let edge_kind = edge.map_or(Edge::Whole, |_| Edge::End);
    Some(Point { year, unit, edge: edge_kind, end: edge.unwrap_or(end) })
}

// `2021-04-23`, `2021.4.23`, `2021/4/23`; the month alone in cells only.
fn numeric(text: &str, at: usize, cell: bool) -> Option<Point> {
    let (year, after) = year_number(text, at)?;
    let mark =
        text[after..].chars().next().filter(|&c| matches!(chars::narrow(c), '-' | '.' | '/'))?;
    let (month, end) = numeral::digits(text, after + mark.len_utf8())?;
    let short = |from: usize, to: usize| text[from..to].chars().count() <= 2;
    if !(1..=12).contains(&month) || !short(after + mark.len_utf8(), end) {
        return None;
    }
    let year = Year::Said(year);
    if let Some(next) = text[end..].strip_prefix(mark).map(|rest| text.len() - rest.len()) {
        let (day, end) = numeral::digits(text, next)?;
        let unit = Unit::Day(month as u32, day as u32);
        return ((1..=31).contains(&day) && short(next, end)).then_some(Point {
            year,
            unit,
            edge: Edge::Whole,
            end,
        });
    }
    let unit = Unit::Month(month as u32);
    cell.then_some(Point { year, unit, edge: Edge::Whole, end })
}

// Two numbers that share the word behind the second: `1-3月`, `2020-2021年`.
fn bare_range(text: &str, at: usize) -> Option<(Point, Point)> {
    let (first, after) = numeral::small(text, at)?;
    let next = dash(text, skip(text, after))?;
    let (last, after) = numeral::small(text, next)?;
    let unit_at = skip(text, after);
    let plain = |unit| Point { year: Year::Unsaid, unit, edge: Edge::Whole, end: next };
    match text[unit_at..].chars().next()? {
        '月' if (1..=12).contains(&first) => {
            let until = month(text, last, unit_at + '月'.len_utf8(), Year::Unsaid)?;
            Some((plain(Unit::Month(first)), until))
        }
        '年' => {
            let (from, _) = year_number(text, at)?;
            let (to, _) = year_number(text, next)?;
            let until = in_year(text, unit_at + '年'.len_utf8(), Year::Said(to))?;
            Some((Point { year: Year::Said(from), ..plain(Unit::Year) }, until))
        }
        '季' if (1..=4).contains(&first) => {
            Some((plain(Unit::Quarter(first)), quarter(text, next, Year::Unsaid)?))
        }
        _ => None,
    }
}

// `30日` after `6月1日至`.
fn day_alone(text: &str, at: usize, from: Point) -> Option<Point> {
    let Unit::Day(month, _) = from.unit else { return None };
    let (day, after) = numeral::small(text, at)?;
    let end = eat(text, skip(text, after), &["日", "号"])?;
    (1..=31).contains(&day).then_some(Point { unit: Unit::Day(month, day), end, ..from })
}

// Past a dash between two dates, with the spaces around it.
fn dash(text: &str, at: usize) -> Option<usize> {
    let end = eat(text, at, &["——", "—", "--", "-", "–", "－", "~", "～", "至", "到", "―"])?;
    Some(skip(text, end))
}

fn bind(text: &str, at: usize) -> Option<(Bind, usize)> {
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
        "内外", "内容", "内涵", "内部", "内陆", "内控", "前三", "前列", "前后", "前往", "前提",
        "前期", "前沿", "前瞻", "起点", "起草",
    ];
    let next = hour(text, aside(text, skip(text, at)));
    let rest = &text[next..];
    if OTHERS.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let (word, bind) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
    Some((*bind, next + word.len()))
}

// Past `（含）`, `（星期五）`, `（含当日）`.
fn aside(text: &str, at: usize) -> usize {
    let Some(inner) = text[at..].strip_prefix(['（', '(']) else { return at };
    let from = text.len() - inner.len();
    if !inner.starts_with(['含', '周', '星', '不']) {
        return at;
    }
    let close = inner.char_indices().take(8).find(|&(_, c)| matches!(c, '）' | ')'));
    close.map_or(at, |(i, c)| skip(text, from + i + c.len_utf8()))
}

// Past an hour: `18：00`, `下午5点`, `24时`.
fn hour(text: &str, at: usize) -> usize {
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

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    const PLAN: Context = Context { year: Some(2021), issued: None };

    fn told(deadline: &Deadline) -> String {
        let date = deadline.date.map_or("-".into(), |date| date.to_string());
        format!("{}|{date}|{:?}", deadline.text, deadline.kind)
    }

    fn read(text: &str, context: &Context) -> Vec<String> {
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let found = deadlines(&flow, 0..text.len(), context);
        for deadline in &found {
            assert_eq!(deadline.span.words(std::slice::from_ref(&source)), deadline.text, "{text}");
        }
        found.iter().map(told).collect()
    }

    fn cell(text: &str, context: &Context) -> Option<String> {
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        cell_deadline(&flow, context).as_ref().map(told)
    }

    #[test]
    fn deadlines_in_running_text() {
        let cases: &[(&str, &[&str])] = &[
            ("2021年12月1日前报告完成情况。", &["2021年12月1日前|2021-12-01|By"]),
            ("2022 年 10 月底前编制并公布", &["2022 年 10 月底前|2022-10-31|By"]),
            ("二〇二二年十月底前公布", &["二〇二二年十月底前|2022-10-31|By"]),
            ("作为年底前向市政府报告的内容", &["年底前|2021-12-31|By"]),
            ("整改提升，年底省级验收达标", &["年底|2021-12-31|By"]),
            ("6月底前完成", &["6月底前|2021-06-30|By"]),
            ("5月份完成督查和指导", &["5月份|2021-05-31|On"]),
            ("3月：召开动员会", &["3月|2021-03-31|On"]),
            ("1月至4月 开展排查", &["1月至4月|2021-04-30|Within"]),
            ("1-3月，完成摸底", &["1-3月|2021-03-31|Within"]),
            ("6月1日至30日开展宣传月", &["6月1日至30日|2021-06-30|Within"]),
            ("第一季度，完成方案制定", &["第一季度|2021-03-31|Within"]),
            ("二季度末完成建设", &["二季度末|2021-06-30|By"]),
            ("上半年完成招标", &["上半年|2021-06-30|Within"]),
            ("每周开展核酸检测", &["每周|-|Standing"]),
            ("每月28日前报送", &["每月28日前|-|Standing"]),
            ("每季度末总结", &["每季度末|-|Standing"]),
            ("2024年10月14日（含）前报名", &["2024年10月14日（含）前|2024-10-14|By"]),
            ("6月20日18：00前上报", &["6月20日18：00前|2021-06-20|By"]),
            ("6月20日下午5点前上报", &["6月20日下午5点前|2021-06-20|By"]),
            ("从7月1日起全面推行", &["从7月1日起|2021-07-01|From"]),
            ("到2025年，覆盖率达到90%", &["到2025年|2025-12-31|By"]),
            ("力争到2027年底建成", &["到2027年底|2027-12-31|By"]),
            ("任务年内完成", &["年内|2021-12-31|Within"]),
            (
                "今年年底前完成，明年6月底前验收",
                &["今年年底前|2021-12-31|By", "明年6月底前|2022-06-30|By"],
            ),
            (
                "2026年6月底前完成方案，12月底前完成建设。",
                &["2026年6月底前|2026-06-30|By", "12月底前|2026-12-31|By"],
            ),
            (
                "2026年6月底前完成方案。12月底前完成建设。",
                &["2026年6月底前|2026-06-30|By", "12月底前|2021-12-31|By"],
            ),
            ("2030年以前达峰", &["2030年以前|2030-12-31|By"]),
            ("4月中旬前上报", &["4月中旬前|2021-04-20|By"]),
            ("自8月1日起至12月31日，给予补贴", &["自8月1日起至12月31日|2021-12-31|Within"]),
            (
                "自本办法印发之日起至12月31日，购房的",
                &["自本办法印发之日起至12月31日|2021-12-31|Within"],
            ),
            ("从发布之日至2022年6月底，给予补助", &["从发布之日至2022年6月底|2022-06-30|Within"]),
            ("补贴申报截止时间为2021年11月30日。", &["2021年11月30日|2021-11-30|By"]),
            ("2021-06-30前上报", &["2021-06-30前|2021-06-30|By"]),
        ];
        for &(text, want) in cases {
            assert_eq!(read(text, &PLAN), want, "{text}");
        }
    }

    #[test]
    fn dates_that_are_no_deadlines() {
        for text in [
            "2021年度工作要点",
            "完成《2021年清江省风险监测方案》规定的任务",
            "按照2021年省级安排推进",
            "总结2020年专项行动工作",
            "截至2020年底，已建成10家",
            "自2022年1月1日起施行",
            "有效期至2026年12月31日",
            "本办法自印发之日起至2026年12月31日有效",
            "有效期自发布之日起至2026年12月31日",
            "有效期：2024年8月1日至2026年12月31日",
            "规定我市第一季度工作任务",
            "报送一季度统计数据",
            "一季度目标：完成方案",
            "三年内、近年来、多年来、全年开展",
            "长期坚持、持续推进",
            "2020-2021年行动方案",
            "前三季度增速",
            "纳入年底考核",
            "2019年5月20日印发的方案",
            "去年底已完成",
            "项目12月前期工作",
            "每人每月500元",
            "缓缴期限执行到2022年底",
            "对2000年底前建成的小区逐一摸排",
        ] {
            assert!(read(text, &PLAN).is_empty(), "{text}: {:?}", read(text, &PLAN));
        }
    }

    #[test]
    fn a_year_that_is_not_known_is_not_guessed() {
        let issued = |year, month, day| Context { year: None, issued: Date::new(year, month, day) };
        assert_eq!(read("6月底前完成", &Context::default()), ["6月底前|-|By"]);
        assert_eq!(read("6月底前完成", &issued(2021, 4, 23)), ["6月底前|2021-06-30|By"]);
        assert_eq!(read("6月底前完成", &issued(2021, 12, 23)), ["6月底前|-|By"]);
    }

    #[test]
    fn deadline_cells() {
        let cases: &[(&str, Option<&str>)] = &[
            ("12月", Some("12月|2021-12-31|On")),
            ("2026年8月底前", Some("2026年8月底前|2026-08-31|By")),
            ("2026 年12月底前", Some("2026 年12月底前|2026-12-31|By")),
            ("持续推进", Some("持续推进|-|Standing")),
            ("长期", Some("长期|-|Standing")),
            ("每月", Some("每月|-|Standing")),
            ("年底", Some("年底|2021-12-31|By")),
            ("2026年底", Some("2026年底|2026-12-31|By")),
            ("6月30日", Some("6月30日|2021-06-30|On")),
            ("2025.6", Some("2025.6|2025-06-30|On")),
            ("2025-06-30", Some("2025-06-30|2025-06-30|On")),
            ("2025/6", Some("2025/6|2025-06-30|On")),
            ("全年", Some("全年|2021-12-31|Within")),
            ("第二季度", Some("第二季度|2021-06-30|Within")),
            ("2024年—2026年", Some("2024年—2026年|2026-12-31|Within")),
            ("2024-2026年", Some("2024-2026年|2026-12-31|Within")),
            ("2026年", Some("2026年|2026-12-31|Within")),
            ("年内持续推进", Some("年内持续推进|2021-12-31|Within")),
            ("6月底前出方案，12月底前完成", Some("6月底前出方案，12月底前完成|2021-12-31|By")),
            ("已完成", Some("已完成|-|By")),
            ("另行通知", Some("另行通知|-|By")),
            (" 12月 ", Some("12月|2021-12-31|On")),
            ("/", None),
            ("——", None),
            ("无", None),
            ("", None),
        ];
        for &(text, want) in cases {
            assert_eq!(cell(text, &PLAN).as_deref(), want, "{text}");
        }
        assert_eq!(cell("12月", &Context::default()).as_deref(), Some("12月|-|On"));
    }

    #[test]
    fn full_dates() {
        for text in [
            "2021年4月23日",
            "二〇二一年四月二十三日",
            "二○二一年四月二十三日",
            "２０２１年４月２３日",
            "2021 年 4 月 23 日",
            "2021-04-23",
            "2021.4.23",
            "某市人民政府办公室 2021年4月23日印发",
        ] {
            assert_eq!(full_date(text).map(|(_, date)| date), Date::new(2021, 4, 23), "{text}");
        }
        assert_eq!(full_date("2021年4月"), None);
        assert_eq!(full_date("2021年2月30日"), None);
        assert_eq!(full_date("编号20210423"), None);
    }

    #[test]
    fn printed_years() {
        let read = |text| years(text).collect::<Vec<_>>();
        assert_eq!(read("2021年某市工作安排（2020-2021年）"), [2021, 2020, 2021]);
        assert_eq!(read("２０２１ 年、二〇二二年度"), [2021, 2022]);
        assert_eq!(read("“昆仑2021”行动，三年行动，共2000家"), [] as [u32; 0]);
    }
}
