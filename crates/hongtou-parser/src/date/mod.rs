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
//! - a time right before what is done then, wherever it stands: `新馆2026年10月建成投用`,
//!   `覆盖率2027年达到90%` (a year only after that of the plan);
//! - a feast with 前: `“五一”前`, `春节前` (whose date is not known), and so a season: `主汛期前，…`,
//!   or a month told from the day of issue: `本月底前`;
//! - a five-year plan that opens its clause: `到“十四五”末，…` (`by`), `“十五五”期间，…` (`within`);
//! - 不迟于, 最迟 before it (`by`);
//! - 每周, 每月28日前, 每季度末25日前 and the like (`standing`), unless they count a figure
//!   (`每日不少于8个`);
//! - a length of time with 内 that opens its clause or follows what it is counted from
//!   (`5年内培养…`, `受理后3个工作日内办结`: `within`, no date);
//! - a clause that ends its sentence and sets no end: `，长期坚持。` (`standing`).
//!
//! A date that something is compared with (`较2025年底增长10%`) is none. A period whose end says no year and
//! comes before its beginning ends in the next one: `11月至3月`.
//!
//! So `2021年度`, `2021年清江省…`, titles in 《》, `截至2020年底`, `自2022年1月1日起施行` and
//! `有效期至…` are none. 前 holds the day or the period it follows: `6月前` is up to 30 June.

mod bound;
mod clause;
mod expression;
mod named;
mod point;
mod recur;
#[cfg(test)]
mod tests;

use std::ops::Range;

use hongtou_model::{Date, Deadline, DeadlineKind};
use hongtou_source::{chars, numeral};

use self::bound::{aside, bound, hour, starts, within};
pub(crate) use self::clause::{is_due_before, may_stand_alone, past_feast};
pub(crate) use self::expression::Expr;
use self::expression::{Edge, Unit, Year, year_number};
pub(crate) use self::named::{is_named_time, names_a_season};
use self::point::dash;
pub(crate) use self::recur::is_done;
use crate::flow::Flow;
use crate::record;
use crate::token::{self, Token, TokenKind, skip};

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
    let mut before = None;
    for (nth, token) in tokens.iter().enumerate() {
        let TokenKind::Date(expr) = &token.kind else { continue };
        said.pass(text, token.range.start);
        // 9月和12月底报送: due as the one before it is.
        let also = before.is_some_and(|end| {
            let words = text[end..token.range.start].trim_matches(chars::is_space);
            matches!(words, "和" | "及" | "与" | "以及")
        });
        before = None;
        // 较2025年底增长: nor does it lend its year to the next.
        if is_compared_with(text, token.range.start, expr, context) {
            continue;
        }
        if let Some((place, kind)) = bound(text, token.range.start, expr, context, also)
            && !describes(&text[place.end..])
        {
            // 对2020年底前建成的小区，6月底前验收: its year is none that the next date leaves out.
            if is_condition(text, &place, expr, context) {
                continue;
            }
            before = Some(place.end);
            let kind = match kind {
                DeadlineKind::On if shares_its_end(text, expr, tokens.get(nth + 1)) => {
                    DeadlineKind::By
                }
                kind => kind,
            };
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
    for (place, feast) in clause::feasts(text) {
        let date = feast.date(context);
        let place = range.start + place.start..range.start + place.end;
        let text = flow.text()[place.clone()].to_owned();
        let span = flow.span(place);
        found.push(Deadline { text, date, kind: DeadlineKind::By, span });
    }
    for (place, year, kind) in clause::plans(text) {
        // What the plans before it saw is over.
        let now = context.year.or(context.issued.map(Date::year));
        if now.is_some_and(|now| year < now) {
            continue;
        }
        let place = range.start + place.start..range.start + place.end;
        let text = flow.text()[place.clone()].to_owned();
        let span = flow.span(place);
        found.push(Deadline { text, date: Date::new(year, 12, 31), kind, span });
    }
    for place in clause::standing(text) {
        let place = range.start + place.start..range.start + place.end;
        let text = flow.text()[place.clone()].to_owned();
        let span = flow.span(place);
        found.push(Deadline { text, date: None, kind: DeadlineKind::Standing, span });
    }
    found.sort_by_key(|deadline| deadline.span.start());
    found
}

// 6月和12月底前, 3月1日、9月1日前: what binds the second binds the first.
fn shares_its_end(text: &str, expr: &Expr, next: Option<&Token>) -> bool {
    let Some(Token { range, kind: TokenKind::Date(next) }) = next else { return false };
    let alike = matches!(
        (expr.from.unit, next.from.unit),
        (Unit::Month(_), Unit::Month(_)) | (Unit::Day(..), Unit::Day(..))
    );
    let between = text.get(expr.end..range.start).map(|words| words.trim_matches(chars::is_space));
    alike
        && next.until.is_none()
        && next.bind == Some(expression::Bind::Before)
        && matches!(between, Some("和" | "及" | "与" | "、"))
}

// 2000年底前建成的小区, 8月底前银行已发放的贷款: the date says which, not when.
fn describes(after: &str) -> bool {
    const WHO: &[&str] =
        &["企业", "单位", "学校", "家庭", "机构", "职工", "部门", "银行", "人员", "我市", "全市"];
    let mut chars = after.chars();
    let short = chars.by_ref().take(2).all(chars::is_han) && chars.next() == Some('的');
    let had = |clause: &str| {
        let (who, what) = clause.split_once('已')?;
        let by = who.is_empty() || WHO.iter().any(|word| who.ends_with(word));
        // 对企业已申报的项目完成评审 says what is done with them.
        let done = who.starts_with(['对', '将', '把']);
        let (_, thing) = what.split_once('的')?;
        let due = ["完成", "全部", "开工", "报送", "要", "应", "须"];
        Some(by && !done && !due.iter().any(|word| thing.contains(word)))
    };
    let clause = || {
        let near = after.char_indices().take(40).find(|&(_, c)| token::ends_clause(c));
        near.map_or(record::head(after, 40), |(end, _)| &after[..end])
    };
    short || had(clause()).unwrap_or(false)
}

// 对2020年底前建成、尚未改造的小区: the date belongs to what something is done with. Without 对 a day that is
// over says so, where the clause behind it goes on to describe: 2000年底以前建成，未纳入改造的小区.
fn is_condition(text: &str, place: &Range<usize>, expr: &Expr, context: &Context) -> bool {
    const GOES_ON: &[&str] = &["未", "尚", "目前", "至今", "仍", "现", "且"];
    const LONGEST_DEED: usize = 6;
    // What things of some time have gone through; 完成 and 印发 say what is to be done.
    const DEEDS: &[&str] = &[
        "建成", "立项", "开工", "供应", "批准", "批复", "竣工", "登记", "出让", "交付", "入库",
        "投用",
    ];
    // 未完成的镇通报批评
    const BLAMES: &[&str] = &["通报", "问责", "约谈", "追责"];
    let head = text[..place.start].trim_end_matches(chars::is_space);
    let after = &text[place.end..];
    let mark = after.char_indices().take(40).find(|&(_, c)| token::ends_clause(c));
    let clause = mark.map_or(record::head(after, 40), |(at, _)| &after[..at]);
    // 将6月底前新识别的对象全部纳入: what 将 takes ends in 的 and its noun.
    if head.ends_with(['将', '把']) && takes(clause)
        || opens_with_whom(head) && clause.contains('的')
    {
        return true;
    }
    let Some((at, mark)) = mark else { return false };
    let rest = &after[at + mark.len_utf8()..];
    let next = rest.split(token::ends_clause).next().unwrap_or_default();
    if !GOES_ON.iter().any(|word| rest.starts_with(word)) || !next.contains('的') {
        return false;
    }
    opens_with_whom(head)
        || (1..=LONGEST_DEED).contains(&clause.chars().count())
            && DEEDS.iter().any(|done| clause.trim_end_matches(chars::is_space).ends_with(done))
            && !BLAMES.iter().any(|blame| next.contains(blame))
            && is_over(expr, context)
}

// 客运量较2025年底增长10%, 与2025年底相比, 在2025年底的基础上, 以2025年底为基数: what the new figure is held
// against was counted then.
fn is_compared_with(text: &str, at: usize, expr: &Expr, context: &Context) -> bool {
    // By how much it changed; 师生比2026年底前提高到1:15 says up to what, and 师生比 is its name.
    const CHANGES: &[&str] = &[
        "相比", "增长", "增加", "上升", "提高", "提升", "下降", "降低", "减少", "压减", "翻", "高",
        "低",
    ];
    const UP_TO: &[&str] = &["达", "到", "至"];
    // Words that end so and compare nothing.
    const NAMES: &[&str] = &["占比", "评比", "配比", "计较"];
    let head = text[..at].trim_end_matches(chars::is_space);
    if NAMES.iter().any(|name| head.ends_with(name)) {
        return false;
    }
    // 能耗比2026年底前下降3%, said in that year, is to be done by then.
    let to_come = || text[at..expr.end].ends_with('前') || text[expr.end..].starts_with('前');
    let changes =
        || within(text, expr.end, CHANGES) && !within(text, expr.end, UP_TO) && !to_come();
    // 比2025年底降至10%以下: a day that is over is nobody's deadline.
    if head.ends_with('较') || head.ends_with('比') && (is_over(expr, context) || changes()) {
        return true;
    }
    // 5月底前和10月底前开展两次满意度比较 compares no days.
    let even = || {
        starts(text, expr.end, &["相比", "比较", "持平", "水平比较", "同期比较", "同期水平比较"])
            || within(text, expr.end, &["相比", "持平"])
    };
    let ground = ["为基数", "为基准", "为基期", "为基础"];
    let grounded = || {
        starts(text, expr.end, &ground) || within(text, expr.end, &ground) && is_over(expr, context)
    };
    // 在6月底前完成摸底的基础上 sets a day to the first step.
    let based = || {
        let base = ["基础上", "的基础上"];
        starts(text, expr.end, &base)
            || within(text, expr.end, &base[..1]) && is_over(expr, context)
    };
    head.ends_with(['与', '同', '和', '跟']) && even()
        || head.ends_with('以') && grounded()
        || head.ends_with('在') && based()
}

// Whether the words behind the date of what something is done with go on to 的 and a noun: 新识别的监测对象.
fn takes(clause: &str) -> bool {
    clause.split_once('的').is_some_and(|(deed, thing)| {
        !deed.is_empty() && thing.trim_matches(chars::is_space).starts_with(chars::is_han)
    })
}

// Whether words end in 对, and not in a word that ends so: 资料核对6月底前完成.
fn opens_with_whom(head: &str) -> bool {
    head.strip_suffix('对').is_some_and(|words| {
        !words.ends_with(['核', '比', '校', '结', '应', '绝', '派', '查', '面'])
    })
}

// Whether a date says its year and is over before the plan's.
fn is_over(expr: &Expr, context: &Context) -> bool {
    let plan = context.year.or(context.issued.map(Date::year));
    let last = expr.until.map_or(expr.from.year, |until| until.year);
    matches!((last, plan), (Year::Said(year), Some(plan)) if year < plan)
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
    // 12月 底前 is printed so, and is 12月底前.
    let closed = flow.close_words();
    let words = closed.as_ref().map_or(text, |flow| chars::trim(flow.text()));
    let (date, kind) = cell_date(words, context, &mut None);
    Some(Deadline { text: text.to_owned(), date, kind, span: flow.span(range) })
}

/// The deadlines of the parts that one responsibility says: 2023年3月启动，6月底前完成 means one year.
pub(crate) fn part_deadlines(parts: &[Flow<'_>], context: &Context) -> Vec<Deadline> {
    let (mut said, mut before) = (None, None);
    let read = |flow: &Flow<'_>| {
        let closed = flow.close_words();
        let flow = closed.as_ref().unwrap_or(flow);
        let range = flow.trim(0..flow.text().len());
        let text = &flow.text()[range.clone()];
        if says_none(text) {
            return None;
        }
        let known = said;
        let (mut date, kind) = cell_date(text, context, &mut said);
        // 2023年11月启动，6月底前完成: what is started is not done before.
        if said == known && date.is_some() && date < before {
            date = cell_date(text, context, &mut None).0.max(date);
        }
        before = date.or(before);
        Some(Deadline { text: text.to_owned(), date, kind, span: flow.span(range) })
    };
    parts.iter().filter_map(read).collect()
}

/// The deadlines that a heading says: in the bracket at its end, where it holds nothing but a time
/// (动员部署（3月1日—3月15日）), else as running text does.
pub(crate) fn heading_deadlines(flow: &Flow<'_>, context: &Context) -> Vec<Deadline> {
    let text = flow.text().trim_end_matches(chars::is_space);
    let bracket = text.strip_suffix(['）', ')']).and_then(|open| {
        let at = open.rfind(['（', '(']).filter(|&at| at > 0)?;
        Some((at, at + open[at..].chars().next().map_or(0, char::len_utf8)..open.len()))
    });
    match bracket {
        Some((_, inner)) if is_stage(&text[inner.clone()]) => {
            cell_deadline(&flow.slice(inner), context).into_iter().collect()
        }
        // Other words in a bracket name something: （3月学雷锋月）.
        bracket => {
            let end = bracket.map_or(text.len(), |(at, _)| at);
            from_tokens(flow, 0..end, &token::tokens(&text[..end]), context)
        }
    }
}

/// Whether words are one time and nothing else: a day, a month, a quarter, or what has to be done by it.
/// 2023—2025年 belongs to the name of a plan.
pub(crate) fn is_stage(words: &str) -> bool {
    let tokens = token::cell_tokens(words);
    let Some(Token { range, kind: TokenKind::Date(expr) }) = tokens.first() else { return false };
    let last = expr.until.unwrap_or(expr.from);
    let years = last.unit == Unit::Year && last.edge == Edge::Whole && expr.bind.is_none();
    let behind = words[range.end..].trim_matches(chars::is_space);
    range.start == skip(words, 0)
        && tokens.len() == 1
        && !years
        && matches!(behind, "" | "完成" | "全面完成" | "基本完成" | "启动")
}

/// Whether words are one time and nothing else, or say that there is no end.
pub(crate) fn is_whole_time(words: &str) -> bool {
    is_stage(words) || is_standing(words)
}

/// Whether words are two times, and not the parts of one: 9月底前 and 10月底前, 年底前 and 年底前, but not 2026年
/// and 5月.
pub(crate) fn are_two_times(above: &str, own: &str) -> bool {
    // 全年, 年内: of the year that is planned.
    let of_year =
        |words: &str| matches!(words, "全年" | "年内" | "年底" | "年底前" | "年末" | "年末前");
    let year = |words: &str| words.ends_with('年') && years(words).next().is_some();
    let whole = |words: &str| is_whole_time(words) || of_year(words) || year(words);
    let goes_on = year(above)
        && !own.starts_with(|c| chars::digit(c).is_some() && own.contains('年'))
        || above.ends_with('年') && !of_year(above) && !own.contains('年')
        || above.ends_with('月') && !own.contains(['年', '月']);
    whole(above) && whole(own) && !goes_on
}

/// Whether the words of a cell say when something is due, without a year known.
pub(crate) fn says_when(text: &str) -> bool {
    if text.contains(['月', '年', '底', '季']) {
        return true;
    }
    // Without these words a date is written 2026.4, and most cells need not be read.
    let mut before = (0, ' ');
    let in_figures = chars::besides_han(text).any(|(at, c)| {
        let (end, mark) = std::mem::replace(&mut before, (at + c.len_utf8(), c));
        end == at && chars::digit(c).is_some() && matches!(chars::narrow(mark), '-' | '.' | '/')
    });
    (in_figures || is_standing(text)) && {
        let (date, kind) = cell_date(text, &Context::default(), &mut None);
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

// When a cell's words end; `said` is the year that they and those before them say.
fn cell_date(
    text: &str,
    context: &Context,
    said: &mut Option<u32>,
) -> (Option<Date>, DeadlineKind) {
    let mut best: Option<(Option<Date>, DeadlineKind)> = None;
    for token in token::cell_tokens(text) {
        let TokenKind::Date(expr) = &token.kind else { continue };
        let kind = expr.cell_kind();
        let date = expr.date(kind, context, *said);
        // A year with a time in it that is on no known day does not last to its end.
        let (date, kind) = match clause::part_of_year(text, expr) {
            Some((part, kind)) => (part.and_then(|day| day.date(kind, context, *said)), kind),
            None => (date, kind),
        };
        *said = expr.said_year().or(*said);
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
        } else if ["即日起", "自即日起", "从即日起"].iter().any(|now| text.starts_with(now))
        {
            (None, DeadlineKind::From)
        } else if let Some(day) = compact_day(text) {
            (Some(day), DeadlineKind::On)
        } else if let Some((date, kind)) = plan_period(text) {
            (date, kind)
        } else if recur::is_length(text) {
            (None, DeadlineKind::Within)
        } else {
            (None, DeadlineKind::By)
        }
    })
}

/// The day of a cell that is eight digits: 20240630.
fn compact_day(text: &str) -> Option<Date> {
    let digits = text.trim_matches(chars::is_space);
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: Range<usize>| digits[range].parse::<u32>().ok();
    let year = part(0..4).filter(|year| (1900..2200).contains(year))?;
    Date::new(year, part(4..6)?, part(6..8)?)
}

/// When a cell's words end that name one of the five-year plans: `“十四五”期间`, `“十四五”末`.
fn plan_period(text: &str) -> Option<(Option<Date>, DeadlineKind)> {
    let (at, number) = text.match_indices('十').find_map(|(at, _)| {
        let name: Vec<char> = text[at..].chars().take(3).collect();
        let &[_, plan, '五'] = &name[..] else { return None };
        Some((at, numeral::chinese_digit(plan).filter(|plan| (1..=9).contains(plan))?))
    })?;
    let mark = |c: char| matches!(c, '“' | '”' | '"' | '「' | '」');
    let rest = &text[at + 3 * '十'.len_utf8()..];
    let rest = rest.trim_start_matches(|c| mark(c) || chars::is_space(c));
    let kind = match rest {
        "" | "期间" | "时期" | "期内" | "规划期" | "规划期内" => DeadlineKind::Within,
        "末" | "期末" | "末期" | "末前" | "期末前" => DeadlineKind::By,
        _ => return None,
    };
    Some((Date::new(clause::last_year_of_plan(10 + number), 12, 31), kind))
}

/// Whether a cell says that the task has no end.
pub(crate) fn is_standing(text: &str) -> bool {
    text.char_indices().any(|(at, first)| {
        // One look at what the words begin with, and nearly everywhere no other.
        let may = matches!(
            first,
            '常' | '持'
                | '按'
                | '日'
                | '每'
                | '经'
                | '贯'
                | '长'
                | '随'
                | '不'
                | '动'
                | '滚'
                | '实'
        );
        may && STANDING.iter().any(|word| text[at..].starts_with(word) && stands_at(text, at, word))
    })
}

/// Whether the word at a place is no part of others that only hold its characters: 落实时限, 按月底.
fn stands_at(text: &str, at: usize, word: &str) -> bool {
    let mut behind = text[at + word.len()..].chars();
    match word {
        "实时" => !text[..at].ends_with(['落', '切', '确', '真']),
        "按月" | "按季" | "按周" => {
            word.chars().last().is_some_and(|time| is_pace(time, behind.next()))
        }
        _ => true,
    }
}

/// Whether 按 before a time, and what stands behind it, say how often something is done: 按月调度, 按季通报; not
/// 按月底, 按年龄, 按周期.
pub(crate) fn is_pace(time: char, behind: Option<char>) -> bool {
    let other = behind.is_some_and(|c| "底末初中节龄边界薪期".contains(c));
    matches!(time, '月' | '季' | '旬' | '周' | '年' | '期') && !other
}

/// Words of a cell that set no end.
const STANDING: &[&str] = &[
    "常态",
    "常年",
    "持之以恒",
    "持续",
    "不定期",
    "动态",
    "实时",
    "按季",
    "按周",
    "按年度",
    "按月",
    "日常",
    "滚动",
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

/// Where the day that a text begins with ends, and the time of a clock behind it, where there is one:
/// 2021-11-19 01:53:47.
pub(crate) fn day_and_clock(text: &str) -> Option<(usize, usize)> {
    let (day, _) = full_date(text).filter(|(day, _)| day.start == 0)?;
    let time = text[day.end..].trim_start_matches(|c| chars::is_space(c) || c == 'T');
    let of_clock = |c: char| token::is_digit(c) || matches!(c, ':' | '：' | '.');
    let behind = time.trim_start_matches(of_clock);
    let clock = &time[..time.len() - behind.len()];
    let timed = clock.starts_with(token::is_digit) && clock.contains([':', '：']);
    Some((day.end, if timed { text.len() - behind.len() } else { day.end }))
}

/// The day of a line that is one day and nothing else but the weekday, the hour or brackets around
/// it: 2021年4月23日18时, 2021.4.23（星期五）, (2021-04-23).
pub(crate) fn whole_day(text: &str) -> Option<Range<usize>> {
    let (day, _) = full_date(text)?;
    let around = |c| chars::is_space(c) || matches!(c, '（' | '(' | '）' | ')');
    let end = hour(text, aside(text, skip(text, day.end)));
    (text[..day.start].chars().all(around) && text[end..].chars().all(around)).then_some(day)
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
            let Some((year, end)) = year_number(text, from) else { continue };
            at = at.max(end);
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
