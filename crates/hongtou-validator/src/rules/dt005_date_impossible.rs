use hongtou_model::Span;
use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{begins_within, sub_span};

rule! {
    /// A date that no calendar has.
    ///
    /// ## What it checks
    /// Months above 12 and days that their month does not have, in clauses, cells, deadlines and
    /// paragraphs.
    ///
    /// ## Why it matters
    /// Nobody can keep the date, and everybody guesses another one.
    ///
    /// ## Example
    /// `2026年6月31日前报送`. After: `2026年6月30日前报送`.
    ///
    /// ## What to do
    /// Put the date right.
    ///
    /// ## Stays silent
    /// For spans of time (18个月), ages (24月龄), and 2月29日 where no year stands before it.
    ///
    /// ## Authority
    /// the calendar
    zh "
日历上没有的日期。

## 检查什么
任务、单元格、期限和叙述中大于 12 的月份，以及当月没有的日子。

## 为什么重要
这样的期限没有人能遵守，各人会各猜一个日子。

## 示例
`2026年6月31日前报送`。改后：`2026年6月30日前报送`。

## 怎么办
改正日期。

## 何时不报
时段（18个月）、月龄（24月龄），以及前面没有年份的2月29日，不报。

## 依据
日历
"
    DT005 "date-impossible" Error "the calendar" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for text in context.texts.iter().filter(|text| text.signs.month) {
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
    for (_, row) in context.rows() {
        if let Some(deadline) = &row.deadline {
            look(sink, &deadline.text, &deadline.span, &|span, words| {
                Place::new(&format!("{}.deadline", row.id), &deadline.span, &deadline.text)
                    .narrowed(span, words)
            });
        }
    }
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
}

/// Where a text names a month or a day that there is not.
fn impossible(text: &str) -> Vec<std::ops::Range<usize>> {
    let list: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !chars::is_space(*c)).collect();
    let at = |n: usize| list.get(n).map(|(_, c)| *c);
    let number = |from: usize, to: usize| {
        list[from..to].iter().try_fold(0u32, |n, (_, c)| Some(n * 10 + chars::digit(*c)?))
    };
    let mut out = Vec::new();
    for (month_end, _) in list.iter().enumerate().filter(|(_, (_, c))| *c == '月') {
        let month_start = back(&list, month_end);
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
        assert_eq!(
            found("8月至10月，6-18月，2月29日，18个月，24月龄，1—12月，2024年2月29日，12月31日"),
            [""; 0]
        );
    }
}
