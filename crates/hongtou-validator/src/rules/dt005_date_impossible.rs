use hongtou_model::{
    ColumnKind, Confidence, Deadline, FurnitureKind, Lang, Row, Severity, Span, Table,
};
use hongtou_source::chars;

use crate::context::Context;
use crate::order::task;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::texts::{TextAt, TextKind};
use crate::words::{begins_within, sub_span};

rule! {
    /// A date that no calendar has, or a period that ends before it begins.
    ///
    /// ## What it checks
    /// Months above 12 and days that their month does not have (每月35日, too), in clauses, cells, deadlines,
    /// paragraphs and the day of issue; and both ends of a period (2025年9月—2025年3月),
    /// also in two columns (开始时间, 完成时间).
    ///
    /// ## Why it matters
    /// Nobody can keep the date, and everybody guesses another one.
    ///
    /// ## Example
    /// `2026年6月31日前报送`. After: `2026年6月30日前报送`.
    ///
    /// `2026年9月—2026年3月`. After: `2026年3月—2026年9月`.
    ///
    /// ## What to do
    /// Put the date right.
    ///
    /// ## Stays silent
    /// For spans of time (18个月), ages (24月龄), and 2月29日 where no year stands before it. Where the end
    /// of a period names no year it may be the next year's, in winter (11月至3月), of a school year (9月至6月) or after
    /// twelve months; any other (11月至9月) is a warning.
    ///
    /// ## Authority
    /// the calendar
    zh "
日历上没有的日期，或者终点早于起点的时段。

## 检查什么
任务、单元格、期限、叙述和成文日期中大于 12 的月份，以及当月没有的日子（包括“每月35日”）；时段的起点和终点（2025年9月—2025年3月），分列两栏（开始时间、完成时间）的也是。

## 为什么重要
这样的期限没有人能遵守，各人会各猜一个日子。

## 示例
`2026年6月31日前报送`。改后：`2026年6月30日前报送`。

`2026年9月—2026年3月`。改后：`2026年3月—2026年9月`。

## 怎么办
改正日期。

## 何时不报
时段（18个月）、月龄（24月龄），以及前面没有年份的2月29日，不报；时段的终点没有写年份而可能在次年的（11月至3月，9月至6月，满一年的），不报，此外的（11月至9月）为警告。

## 依据
日历
"
    DT005 "date-impossible" Error "the calendar" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for text in context.texts.iter().filter(|text| text.signs.month) {
        if is_told_with_its_clause(context, text) {
            continue;
        }
        look(sink, text.text, text.span, &|span, words| text.narrowed(span, words));
    }
    for at in &context.clauses {
        // On a line or in a parenthesis of its own; those in the words are looked at with them.
        for deadline in at
            .clause
            .deadlines
            .iter()
            .filter(|deadline| !begins_within(&deadline.span, &at.clause.span))
        {
            let in_duty = at.clause.responsibility.as_ref();
            if in_duty.is_some_and(|duty| duty.text.contains(&deadline.text)) {
                continue;
            }
            look(sink, &deadline.text, &deadline.span, &|span, words| {
                Place::new(&at.clause.id, &deadline.span, &deadline.text).narrowed(span, words)
            });
        }
    }
    look_at_issue(context, sink);
    for (table, row) in context.rows() {
        if let Some(deadline) = &row.deadline {
            look(sink, &deadline.text, &deadline.span, &|span, words| {
                Place::new(&format!("{}.deadline", row.id), &deadline.span, &deadline.text)
                    .narrowed(span, words)
            });
            look_between_years(sink, table.table, row, deadline);
        }
    }
}

/// Whether a text is the duty that a clause says in its own words (由市财政局于6月31日前报送): it is looked at there.
fn is_told_with_its_clause(context: &Context<'_>, text: &TextAt<'_>) -> bool {
    text.kind == TextKind::Responsibility
        && context
            .clause(task(&text.id()))
            .is_some_and(|at| begins_within(text.span, &at.clause.span))
}

/// Tells of a day of issue that there is not: it stands alone, and the model has no day of it.
fn look_at_issue(context: &Context<'_>, sink: &mut Sink<'_>) {
    // 2026年2月31日, in bytes, with room for blanks.
    const LENGTHS: std::ops::Range<u32> = 13..40;
    let header = &context.notice.header;
    // The site may give a day where the notice's own is none.
    let of_site =
        header.metadata.iter().any(|entry| begins_within(&header.spans.issued_on, &entry.span));
    if header.issued_on.is_some() && !of_site {
        return;
    }
    for furniture in &context.notice.furniture {
        let length: u32 = furniture.span.fragments().iter().map(|f| f.end - f.start).sum();
        if furniture.kind != FurnitureKind::Label || !LENGTHS.contains(&length) {
            continue;
        }
        let words = furniture.span.words(context.sources);
        let alone = |range: &std::ops::Range<usize>| {
            *range == (0..words.len()) && words.contains('年') && words.ends_with('日')
        };
        if impossible(&words).iter().any(alone) {
            look(sink, &words, &furniture.span, &|span, words| {
                Place::new("header.issued_on", &span, words)
            });
        }
    }
}

/// Tells of a period that surely ends before it begins, which has a column of its own.
fn look_between_years(sink: &mut Sink<'_>, table: &Table, row: &Row, deadline: &Deadline) {
    let begins = row.other.iter().find(|cell| {
        let column = table.columns.get(cell.column as usize);
        column.is_some_and(|column| {
            let start =
                ["开始", "起始", "启动", "开工"].iter().any(|word| column.header.contains(word));
            matches!(column.kind, ColumnKind::Deadline | ColumnKind::Other) && start
        })
    });
    let whole = match begins {
        Some(cell) => {
            format!("{}—{}", cell.text.trim().trim_end_matches(is_to), deadline.text.trim())
        }
        None => deadline.text.clone(),
    };
    let found = whole.contains(is_to).then(|| backwards(&whole)).flatten();
    let Some((range, sure)) = found else { return };
    let sure = sure == Confidence::Certain;
    // One that stands in one cell is told with all other words, and winter (11月—3月) ends in the next year.
    let Some(cell) = begins.filter(|_| sure) else { return };
    let place = Place::new(&format!("{}.deadline", row.id), &deadline.span, &deadline.text);
    let draft = ends_early(sink.lang(), place, &whole[range]).related(
        Place::new(&row.id, &cell.span, &cell.text),
        sink.lang().pick("开始时间", "the beginning").to_owned(),
    );
    sink.report(draft);
}

/// What is told of a period that ends before it begins.
fn ends_early(lang: Lang, place: Place, words: &str) -> Draft {
    let message = lang.pick(
        format!("时段“{words}”的终点早于起点"),
        format!("the period {words} ends before it begins"),
    );
    Draft::new(place, message)
        .quote(words)
        .help(lang.pick("改正起止日期", "put its beginning or its end right"))
}

fn look(sink: &mut Sink<'_>, text: &str, whole: &Span, place: &dyn Fn(Span, &str) -> Place) {
    let lang = sink.lang();
    for range in impossible(text) {
        let words = &text[range.clone()];
        let span = sub_span(whole, range.clone());
        let message = lang
            .pick(format!("没有“{words}”这个日期"), format!("there is no such date as {words}"));
        sink.report(
            Draft::new(place(span, words), message)
                .quote(words)
                .help(lang.pick("改正日期", "put the date right")),
        );
    }
    if text.contains(is_to)
        && let Some((range, sure)) = backwards(text)
        && sure != Confidence::Unsure
    {
        let words = &text[range.clone()];
        let draft = ends_early(lang, place(sub_span(whole, range.clone()), words), words);
        sink.report(match sure {
            Confidence::Certain => draft,
            _ => draft.at_most(Severity::Warning).confidence(sure),
        });
    }
}

/// A day, or a month, as one end of a period has it.
#[derive(Clone, Copy)]
struct End {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

impl End {
    /// The end that begins at a position, and where it ends: 2025年9月, 2025.9, 9月20日.
    fn at(list: &[(usize, char)], from: usize) -> Option<(End, usize)> {
        let run = |from: usize| {
            let digits = list[from..].iter().map_while(|(_, c)| chars::digit(*c));
            let digits: Vec<u32> = digits.take(5).collect();
            let number = digits.iter().fold(0, |n, digit| n * 10 + digit);
            (number, digits.len())
        };
        let mark = |at: usize| list.get(at).map(|(_, c)| *c);
        let (year, month_at) = match run(from) {
            (year, 4) if matches!(mark(from + 4), Some('年' | '.' | '．' | '/')) => {
                (Some(year), from + 5)
            }
            (_, 1 | 2) => (None, from),
            _ => return None,
        };
        let (month, digits @ (1 | 2)) = run(month_at) else { return None };
        // A month that there is not is told as such.
        if !(1..=12).contains(&month) {
            return None;
        }
        let end = month_at + digits;
        if mark(end) != Some('月') {
            // 2025.9, and no day behind it.
            let bare = year.is_some() && !matches!(mark(end), Some('.' | '．' | '/'));
            return bare.then_some((End { year, month, day: None }, end));
        }
        match run(end + 1) {
            (day, digits @ (1 | 2)) if mark(end + 1 + digits) == Some('日') => {
                Some((End { year, month, day: Some(day) }, end + 2 + digits))
            }
            _ => Some((End { year, month, day: None }, end + 1)),
        }
    }

    fn is_before(self, other: End) -> bool {
        let month = (self.month, other.month);
        let days = self.day.zip(other.day);
        month.0 < month.1 || month.0 == month.1 && days.is_some_and(|(own, other)| own < other)
    }
}

/// The first period of a text that ends before it begins, and how sure that is: an end without a year
/// may be the next year's.
fn backwards(text: &str) -> Option<(std::ops::Range<usize>, Confidence)> {
    let list: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !chars::is_space(*c)).collect();
    let is_digit = |at: usize| list.get(at).is_some_and(|(_, c)| chars::digit(*c).is_some());
    let starts = (0..list.len()).filter(|&at| is_digit(at) && (at == 0 || !is_digit(at - 1)));
    starts.into_iter().find_map(|start| {
        let (from, end) = End::at(&list, start)?;
        let part = |c: &(usize, char)| matches!(c.1, '份' | '初' | '底' | '末');
        let parts = list[end..].iter().take_while(|c| part(c)).count();
        let marks = list[end + parts..].iter().take_while(|(_, c)| is_to(*c)).count();
        let (to, end) = (marks > 0).then(|| End::at(&list, end + parts + marks)).flatten()?;
        let sure = match (from.year, to.year) {
            (Some(from_year), Some(to_year)) if to_year < from_year => Some(Confidence::Certain),
            (Some(from_year), Some(to_year)) => {
                return (to_year == from_year && to.is_before(from))
                    .then(|| (range(&list, start, end), Confidence::Certain));
            }
            (None, Some(_)) => return None,
            // 上年11月至9月
            (None, None) if start > 0 && list[start - 1].1 == '年' => return None,
            (_, None) => to.is_before(from).then(|| match may_end_in_the_next_year(from, to) {
                true => Confidence::Unsure,
                false => Confidence::Likely,
            }),
        };
        Some((range(&list, start, end), sure?))
    })
}

/// Whether a period that names no other year may end in the next, as winter (11月至3月), a school year (9月至6月), a
/// whole year (4月至3月, 5月10日至5月9日) and a longer half of one over the winter (7月至3月) do; 11月至9月 is neither.
fn may_end_in_the_next_year(from: End, to: End) -> bool {
    const AUTUMN: u32 = 8;
    const SPRING: u32 = 3;
    // How many months a period over the winter has at most.
    const LONG: u32 = 9;
    let day_before = |(from, to): (u32, u32)| to + 1 == from;
    let whole = to.month + 1 == from.month
        || to.month == from.month && from.day.zip(to.day).is_some_and(day_before);
    let winter =
        from.month > 5 && to.month <= SPRING && (to.month + 13).saturating_sub(from.month) <= LONG;
    whole || winter || from.month >= AUTUMN && to.month < AUTUMN
}

/// Where characters of a list stand in its text.
fn range(list: &[(usize, char)], start: usize, end: usize) -> std::ops::Range<usize> {
    let (last, c) = list[end - 1];
    list[start].0..last + c.len_utf8()
}

/// Where a text names a month or a day that there is not.
fn impossible(text: &str) -> Vec<std::ops::Range<usize>> {
    let list: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !chars::is_space(*c)).collect();
    let at = |n: usize| list.get(n).map(|(_, c)| *c);
    let number = |from: usize, to: usize| {
        list[from..to]
            .iter()
            .try_fold(0u32, |n, (_, c)| n.checked_mul(10)?.checked_add(chars::digit(*c)?))
    };
    let mut out = Vec::new();
    for (month_end, _) in list.iter().enumerate().filter(|(_, (_, c))| *c == '月') {
        let month_start = back(&list, month_end);
        if month_end.checked_sub(1).and_then(at) == Some('每') {
            // 每月35日前
            let digits =
                list[month_end + 1..].iter().take_while(|(_, c)| chars::digit(*c).is_some());
            let end = month_end + 1 + digits.count();
            let day = (at(end) == Some('日')).then(|| number(month_end + 1, end)).flatten();
            if end - month_end <= 3 && day.is_some_and(|day| !(1..=31).contains(&day)) {
                out.push(range(&list, month_end - 1, end + 1));
            }
            continue;
        }
        if month_start == month_end || month_end - month_start > 2 {
            continue;
        }
        let Some(month) = number(month_start, month_end) else { continue };
        let before = month_start.checked_sub(1).and_then(at);
        // 1.5月, 6-18月, 第13月: no month of a calendar.
        if before.is_some_and(|c| matches!(c, '.' | '．' | '第' | '/'))
            || at(month_end + 1) == Some('龄')
        {
            continue;
        }
        let year = if before == Some('年') {
            let end = month_start - 1;
            let start = back(&list, end);
            (end - start == 4).then(|| number(start, end)).flatten()
        } else {
            None
        };
        let day_start = month_end + 1;
        let day_end = (day_start..list.len())
            .find(|&n| at(n).and_then(chars::digit).is_none())
            .unwrap_or(list.len());
        let day = (day_end > day_start && day_end - day_start <= 2 && at(day_end) == Some('日'))
            .then(|| number(day_start, day_end))
            .flatten();
        // 8月至10月: both ends of a stretch of months.
        let after_to = at(day_start).is_some_and(is_to) && {
            let end = (day_start + 1..list.len())
                .find(|&n| at(n).and_then(chars::digit).is_none())
                .unwrap_or(list.len());
            end > day_start + 1 && at(end) == Some('月')
        };
        let from_month =
            before.is_some_and(is_to) && month_start.checked_sub(2).and_then(at) == Some('月');
        // 3月：完成招标；13月：通水: a step begins with its month.
        let step = at(day_start).is_some_and(|c| matches!(c, '：' | ':'))
            && before.is_none_or(|c| matches!(c, '；' | ';' | '。' | '，' | ','));
        let dated = year.is_some()
            || step
            || day.is_some()
            || after_to
            || from_month
            || at(day_start).is_some_and(|c| "底末初中份前上下".contains(c))
            || (list.len() == day_start && month_start == 0);
        let end = if day.is_some() { day_end } else { month_end };
        let wrong = match day {
            Some(day) if (1..=12).contains(&month) => day == 0 || day > days(year, month),
            _ => dated && !(1..=12).contains(&month),
        };
        if wrong {
            let first = if year.is_some() { month_start - 5 } else { month_start };
            let (last, c) = list[end];
            out.push(list[first].0..last + c.len_utf8());
        }
    }
    out
}

/// A mark or word between the ends of a stretch.
fn is_to(c: char) -> bool {
    matches!(c, '至' | '到' | '-' | '－' | '—' | '–' | '~' | '～')
}

/// Where the digits before a position begin.
fn back(list: &[(usize, char)], end: usize) -> usize {
    let digits = list[..end].iter().rev().take_while(|(_, c)| chars::digit(*c).is_some()).count();
    end - digits
}

fn days(year: Option<u32>, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(year) if year % 4 != 0 || (year % 100 == 0 && year % 400 != 0) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_end_before_they_begin_are_found() {
        let found =
            |text: &str| backwards(text).map(|(range, sure)| (text[range].to_owned(), sure));
        for (text, sure) in [
            ("2025年9月—2025年3月", Confidence::Certain),
            ("2025.9-2025.3", Confidence::Certain),
            ("2025年9月20日至2025年9月10日", Confidence::Certain),
            ("2026年3月～2025年9月", Confidence::Certain),
            ("2026年11月至9月", Confidence::Likely),
            ("6月至3月底", Confidence::Likely),
            ("11月至3月", Confidence::Unsure),
            ("9月至6月", Confidence::Unsure),
            ("4月至3月", Confidence::Unsure),
            ("5月10日至5月9日", Confidence::Unsure),
            ("5月10日至5月1日", Confidence::Likely),
            ("7月至3月", Confidence::Unsure),
            ("7月至2月", Confidence::Unsure),
            ("6月至1月", Confidence::Unsure),
            ("5月至1月", Confidence::Likely),
            ("2025年11月底——3月", Confidence::Unsure),
        ] {
            let words = text.to_owned();
            let words = words.trim_end_matches('底').to_owned();
            assert_eq!(found(&format!("于{text}开展")), Some((words, sure)), "{text}");
        }
        for text in [
            "2025年3月—2025年9月",
            "2025年11月—2026年3月",
            "11月至次年3月",
            "2025年9月—2025年9月",
            "9月10日—20日",
            "3月5日—7月2日",
            "2025.12.1-2025.12.30",
            "12月—2026年3月",
            "上年11月至9月",
            "11月至明年9月",
            "增长9.5-3.5个百分点",
            "16月至1月",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn only_days_that_there_are_not_are_found() {
        let found = |text: &str| -> Vec<String> {
            impossible(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("2026年6月31日前报送，13月底前完成"), ["2026年6月31日", "13月"]);
        assert_eq!(
            found("2025年2月29日，2025 年 0 月 3 日"),
            ["2025年2月29日", "2025 年 0 月 3 日"]
        );
        assert_eq!(found("3月：招标；13月：通水，培训18月"), ["13月"]);
        assert_eq!(found("13月至10月，8月—13月"), ["13月", "13月"]);
        assert_eq!(found("16月至1月"), ["16月"]);
        assert_eq!(found("每月9999999999日，每月12345678901日"), [""; 0]);
        assert_eq!(
            found("8月至10月，6-18月，2月29日，18个月，24月龄，1—12月，2024年2月29日，12月31日"),
            [""; 0]
        );
    }
}
