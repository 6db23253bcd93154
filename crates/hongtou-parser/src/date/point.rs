//! The points of time that a text can begin with: year, quarter, half, month and day.

use hongtou_source::{chars, numeral};

use super::expression::{Edge, Point, Unit, Year, year_number};
use crate::token::{self, eat, skip};

// `今年`, `明年` that end at `at`, where 年 starts or follows.
pub(super) fn relative(text: &str, at: usize) -> Year {
    let head = text[..at].trim_end_matches(chars::is_space);
    let head = head.strip_suffix('年').unwrap_or(head);
    match head.chars().next_back() {
        Some('今' | '本' | '当') => Year::After(0),
        Some('明' | '次' | '翌') => Year::After(1),
        _ => Year::Unsaid,
    }
}

// A date at a numeral: `2021年12月1日`, `12月`, `第一季度` (from the numeral on).
pub(super) fn point(text: &str, at: usize) -> Option<Point> {
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
pub(super) fn in_year(text: &str, at: usize, year: Year) -> Option<Point> {
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
    if let Some((number @ 1..=4, end)) =
        eat(text, next, &["Q", "Ｑ"]).and_then(|at| numeral::small(text, at))
    {
        return point(Unit::Quarter(number), Edge::Whole, end);
    }
    // 2024年中 alone: 2024年中央… is of another word.
    if let Some(end) = eat(text, next, &["中"])
        && text[end..].chars().next().is_none_or(|c| token::ends_clause(c) || c == '前')
    {
        return point(Unit::Year, Edge::Vague, end);
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

pub(super) fn month(text: &str, month: u32, at: usize, year: Year) -> Option<Point> {
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
        (&["上旬", "初"], Edge::Third(1)),
        (&["中旬"], Edge::Third(2)),
        (&["下旬"], Edge::Third(3)),
    ];
    for (words, edge) in edges {
        if let Some(end) = eat(text, at, words) {
            return point(Unit::Month(month), edge, end);
        }
    }
    point(Unit::Month(month), named.map_or(Edge::Whole, |_| Edge::Named), at)
}

pub(super) fn quarter(text: &str, at: usize, year: Year) -> Option<Point> {
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

pub(super) fn half(text: &str, at: usize, year: Year) -> Option<Point> {
    let (unit, end) = match eat(text, at, &["上半年"]) {
        Some(end) => (Unit::Half(1), end),
        None => (Unit::Half(2), eat(text, at, &["下半年"])?),
    };
    let edge = eat(text, end, &["末", "底"]);
    let edge_kind = edge.map_or(Edge::Whole, |_| Edge::End);
    Some(Point { year, unit, edge: edge_kind, end: edge.unwrap_or(end) })
}

// `2021-04-23`, `2021.4.23`, `2021/4/23`; the month alone in cells only.
pub(super) fn numeric(text: &str, at: usize, cell: bool) -> Option<Point> {
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
pub(super) fn bare_range(text: &str, at: usize) -> Option<(Point, Point)> {
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

// The same behind a year: `2024年6-9月`, `2024年第一至三季度`, `2024年二、三季度`.
pub(super) fn range_in_year(text: &str, at: usize) -> Option<(Point, Point)> {
    let (year, after) = year_number(text, at)?;
    let next = skip(text, eat(text, skip(text, after), &["年"])?);
    let ordinal = eat(text, next, &["第"]).map_or(next, |end| skip(text, end));
    let year = Year::Said(year);
    let (from, until) = bare_range(text, ordinal).or_else(|| listed_quarters(text, ordinal))?;
    let within = matches!(from.unit, Unit::Month(_) | Unit::Quarter(_));
    within.then_some((Point { year, ..from }, Point { year, ..until }))
}

// `二、三季度`: the word stands behind the last.
fn listed_quarters(text: &str, at: usize) -> Option<(Point, Point)> {
    let (first, after) = numeral::small(text, at)?;
    let next = eat(text, skip(text, after), &["、", "和", "及"])?;
    let last = quarter(text, eat(text, next, &["第"]).unwrap_or(next), Year::Unsaid)?;
    let from = Point { unit: Unit::Quarter(first), edge: Edge::Whole, end: next, ..last };
    (1..=4).contains(&first).then_some((from, last))
}

// `30日` after `6月1日至`.
pub(super) fn day_alone(text: &str, at: usize, from: Point) -> Option<Point> {
    let Unit::Day(month, _) = from.unit else { return None };
    let (day, after) = numeral::small(text, at)?;
    let end = eat(text, skip(text, after), &["日", "号"])?;
    (1..=31).contains(&day).then_some(Point { unit: Unit::Day(month, day), end, ..from })
}

// `次年3月` after `2024年10月至`: in the year after that.
pub(super) fn in_next_year(text: &str, at: usize, from: Year) -> Option<Point> {
    let end = eat(text, at, &["次年", "翌年", "第二年", "明年"])?;
    let year = match from {
        Year::Said(year) => Year::Said(year + 1),
        Year::After(years) => Year::After(years + 1),
        Year::Unsaid => Year::After(1),
    };
    in_year(text, end, year)
}

// Past a dash between two dates, with the spaces around it.
pub(super) fn dash(text: &str, at: usize) -> Option<usize> {
    let end = eat(text, at, &["——", "—", "---", "--", "-", "–", "－", "~", "～", "至", "到", "―"])?;
    Some(skip(text, end))
}
