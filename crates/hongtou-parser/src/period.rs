//! Which period a column's header names.

use std::borrow::Cow;

use hongtou_model::Period;
use hongtou_source::{chars, numeral};

/// The period that a column's header names: `一季度目标`, `Q1`, `1-3月`, `上半年`, `2026年目标值`.
///
/// A running total (前三季度, 1-9月) and a span of years are no period of the model and give none.
pub(crate) fn column_period(header: &str) -> Option<Period> {
    // Most headings have nothing that any period is named by.
    let named = |c| matches!(chars::narrow(c), '季' | '半' | '月' | '年' | 'Q' | 'q' | 'H');
    if !header.chars().any(named) {
        return None;
    }
    let text = plain(&below(header));
    // What is reached by then: 截至3月底, 到一季度末.
    let until = ["截至", "截止到", "截止", "到"];
    let text = until.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    if matches!(text.strip_suffix('前').unwrap_or(text), "年底" | "年末") {
        return Some(Period::Month(12));
    }
    // To look for a word costs its preparation, which most headings need not pay.
    if text.contains('季')
        && let Some(at) = text.find("季度").or_else(|| text.find('季'))
    {
        return quarter_before(text, at);
    }
    if let Some(at) = text.find("半年") {
        // 半年末 among 一季度末 and 年末: the first one.
        let Some(before) = text[..at].chars().next_back() else {
            let rest = &text["半年".len()..];
            let bare = rest.trim_start_matches(['度', '末', '底', '前']);
            // 半年 alone may say how often.
            let told = !rest.is_empty() && matches!(bare, "" | "目标" | "任务" | "进度");
            return told.then_some(Period::Half(1));
        };
        return match before {
            '上' => Some(Period::Half(1)),
            '下' => Some(Period::Half(2)),
            _ => None,
        };
    }
    if text == "年中" {
        return Some(Period::Half(1));
    }
    if let Some(at) = text.find(['Q', 'q']) {
        return letter_number(text, at, 4).map(Period::Quarter);
    }
    if let Some(half) = text.find('H').and_then(|at| letter_number(text, at, 2)) {
        return Some(Period::Half(half));
    }
    if let Some(at) = text.rfind('月') {
        return months_before(text, at);
    }
    year(text)
}

/// A heading of two rows that a tool wrote into one, `2026年进度 - 一季度`, without the dash between them, which
/// is none of a span of time: 1月 - 3月.
pub(crate) fn below(header: &str) -> Cow<'_, str> {
    // Most headings have no dash, and to look for words costs its preparation.
    match chars::holds(header, '-').then(|| header.rsplit_once(" - ")).flatten() {
        Some((above, own)) if !above.contains(['季', '半', '月']) => {
            Cow::Owned([above, own].join(" "))
        }
        _ => Cow::Borrowed(header),
    }
}

/// The month up to which a running total counts from January: 前三季度, 1-9月, 全年.
pub(crate) fn to_date(label: &str) -> Option<u32> {
    let text = plain(label);
    match text.as_str() {
        "前三季度" | "前三个季度" | "前3季度" => Some(9),
        "全年" => Some(12),
        text => {
            let dashed = text.trim_end_matches('份').strip_suffix('月')?;
            let (last, start) = number_before(dashed, dashed.len())?;
            let first = dashed[..start].strip_suffix(numeral::RANGE_SIGNS)?;
            let first = first.trim_end_matches(['—', '-']);
            let first = first.strip_suffix('月').unwrap_or(first);
            (matches!(first, "1" | "一") && (2..=12).contains(&last)).then_some(last)
        }
    }
}

fn plain(header: &str) -> String {
    header.chars().filter(|&c| !chars::is_space(c)).map(chars::narrow).collect()
}

fn quarter_before(text: &str, at: usize) -> Option<Period> {
    if text[..at].ends_with('首') {
        return Some(Period::Quarter(1));
    }
    let (number, start) = number_before(text, at)?;
    let before = text[..start].strip_suffix('第').unwrap_or(&text[..start]);
    if before.ends_with(['前', '至', '到', '-', '—', '、']) {
        return None;
    }
    (1..=4).contains(&number).then_some(Period::Quarter(number as u8))
}

/// The number behind a letter that stands for a part of the year: Q1, H2.
fn letter_number(text: &str, at: usize, most: u64) -> Option<u8> {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    let (number, end) = numeral::digits(text, at + 1)?;
    let whole = alone(text[end..].chars().next()) && !text[end..].starts_with('-');
    let whole = whole && text[..at].chars().next_back().is_none_or(|c| !c.is_ascii_alphabetic());
    ((1..=most).contains(&number) && whole).then_some(number as u8)
}

fn months_before(text: &str, at: usize) -> Option<Period> {
    let (last, start) = number_before(text, at)?;
    if !(1..=12).contains(&last) {
        return None;
    }
    let before = &text[..start];
    let Some(dashed) = before.strip_suffix(numeral::RANGE_SIGNS) else {
        return (!text[at + 3..].contains('月')).then_some(Period::Month(last as u8));
    };
    let dashed = dashed.trim_end_matches(['—', '-']);
    let dashed = dashed.strip_suffix('月').unwrap_or(dashed);
    let (first, _) = number_before(dashed, dashed.len())?;
    match (first, last) {
        (1, 6) => Some(Period::Half(1)),
        (7, 12) => Some(Period::Half(2)),
        (1, 3) => Some(Period::Quarter(1)),
        (4, 6) => Some(Period::Quarter(2)),
        (7, 9) => Some(Period::Quarter(3)),
        (10, 12) => Some(Period::Quarter(4)),
        _ => None,
    }
}

fn year(text: &str) -> Option<Period> {
    let mut years = crate::date::years(text);
    let year = years.next()?;
    years.next().is_none().then_some(Period::Year(year as u16))
}

// The numeral that ends at `at`, and where it starts.
fn number_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let numeral = |c: char| c.is_ascii_digit() || numeral::is_chinese(c);
    let start = text[..at].trim_end_matches(numeral).len();
    Some((numeral::parse_chinese(&text[start..at])?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_totals_and_where_they_end() {
        let cases =
            [("1-9月", Some(9)), ("1月—12月", Some(12)), ("前三季度", Some(9)), ("全年", Some(12))];
        for (label, end) in
            cases.into_iter().chain([("4-9月", None), ("9月", None), ("半年", None)])
        {
            assert_eq!(to_date(label), end, "{label}");
        }
    }

    #[test]
    fn headers_and_their_periods() {
        let cases: &[(&str, Option<&str>)] = &[
            ("一季度目标", Some("Q1")),
            ("第1季度", Some("Q1")),
            ("第四季度", Some("Q4")),
            ("２季度", Some("Q2")),
            ("一 季 度", Some("Q1")),
            ("2026年三季度", Some("Q3")),
            ("三季", Some("Q3")),
            ("到一季度末", Some("Q1")),
            ("首季度", Some("Q1")),
            ("Q1", Some("Q1")),
            ("H2", Some("H2")),
            ("2026Q3", Some("Q3")),
            ("1-3月", Some("Q1")),
            ("4—6月目标", Some("Q2")),
            ("7月-9月", Some("Q3")),
            ("十月至十二月", Some("Q4")),
            ("1-6月", Some("H1")),
            ("上半年", Some("H1")),
            ("下半年工作目标", Some("H2")),
            ("半年末", Some("H1")),
            ("半年目标", Some("H1")),
            ("年中", Some("H1")),
            ("半年小结", None),
            ("1月", Some("M01")),
            ("一月份", Some("M01")),
            ("十二月", Some("M12")),
            ("2026年目标", Some("Y2026")),
            ("2027年目标值", Some("Y2027")),
            ("2030年", Some("Y2030")),
            ("前三季度", None),
            ("1-9月", None),
            ("13月", None),
            ("五季度", None),
            ("2024-2026年", None),
            ("季节", None),
            ("半年", None),
            ("序号", None),
            ("责任单位", None),
            ("目标", None),
            ("每月进展", None),
        ];
        for &(header, period) in cases {
            let found = column_period(header).map(|p| p.to_string());
            assert_eq!(found.as_deref(), period, "{header}");
        }
    }
}
