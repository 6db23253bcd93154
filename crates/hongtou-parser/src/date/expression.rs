//! A time as it is printed, and the days that it means.

use hongtou_model::{Date, DeadlineKind};
use hongtou_source::{chars, numeral};

use super::Context;
use super::bound::{bind, ends_later};
use super::point::{
    bare_range, dash, day_alone, half, in_next_year, in_year, numeric, point, range_in_year,
    relative,
};
use super::recur::day_in_period;
use crate::token::{self, skip};

/// A date, a stretch of time or a recurrence, with what binds it.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(super) from: Point,
    pub(super) until: Option<Point>,
    pub(super) bind: Option<Bind>,
    /// One past the last byte, binding words included.
    pub(crate) end: usize,
}

/// One end of a time: the year, the part of it, and where in that part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) year: Year,
    pub(super) unit: Unit,
    pub(super) edge: Edge,
    pub(super) end: usize,
}

/// How a year is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    Said(u32),
    // 今年, 明年: years after that of the plan.
    After(u32),
    Unsaid,
}

/// The part of the year that a time names, by its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Year,
    Half(u32),
    Quarter(u32),
    Month(u32),
    Day(u32, u32),
    // 每月, 每周.
    Every,
    // 5年内, 3个工作日内: counted from what the sentence or the notice says.
    Span,
}

/// Where in a part of the year a time is: 6月, 6月份, 6月上旬, 6月底.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Edge {
    Whole,
    // 份 behind a month.
    Named,
    // 上旬 and 初, 中旬, 下旬.
    Third(u32),
    End,
    // 年初, 年中: no day that all agree on.
    Vague,
    // 年度: says which plan, not when.
    Plan,
}

/// How the words behind a time bind what is done to it: 前, 内, 起, 以来.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bind {
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
        if let Some((from, until)) = range_in_year(text, at) {
            return Some(Expr::bind(text, from, Some(until)));
        }
        let from = numeric(text, at, cell).or_else(|| point(text, at))?;
        let until = dash(text, skip(text, from.end)).and_then(|next| {
            let until = numeric(text, next, cell).or_else(|| point(text, next));
            let until = until.or_else(|| in_next_year(text, next, from.year));
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
            // 次年1月; 每月一次，年底 says it apart, and 两次年检 nothing of a year.
            Some('次' | '翌') => {
                let from = in_year(text, next, year)?;
                (from.unit != Unit::Year).then(|| Expr::bind(text, from, None))
            }
            Some(
                '去' | '上' | '往' | '历' | '前' | '近' | '多' | '几' | '数' | '半' | '每' | '全',
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
        let end = day_in_period(text, next + period.len(), matches!(*period, "周" | "星期"));
        let from = Point { year: Year::Unsaid, unit: Unit::Every, edge: Edge::Whole, end };
        Some(Expr::bind(text, from, None))
    }

    /// The year of the plan, which the words do not say: 年内.
    pub(super) fn whole_year() -> Expr {
        let from = Point { year: Year::Unsaid, unit: Unit::Year, edge: Edge::Whole, end: 0 };
        Expr { from, until: None, bind: None, end: 0 }
    }

    /// A time with the words that bind it.
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

    /// The year that a time within it says, which those behind it in the sentence may be of.
    pub(super) fn said_year(&self) -> Option<u32> {
        let last = self.until.map_or(self.from.year, |until| until.year);
        match (last, self.from.year, self.from.unit) {
            // 到2025年 says nothing of the months after it.
            (_, _, Unit::Year) => None,
            (Year::Said(year), _, _) | (_, Year::Said(year), _) => Some(year),
            _ => None,
        }
    }

    /// What kind of deadline the time is where it stands in a cell alone.
    pub(super) fn cell_kind(&self) -> DeadlineKind {
        let last = self.until.unwrap_or(self.from);
        match (self.bind, last.unit) {
            (_, Unit::Every) => DeadlineKind::Standing,
            (Some(Bind::From | Bind::Since), _) => DeadlineKind::From,
            (Some(Bind::Before), _) => DeadlineKind::By,
            (Some(Bind::Inside), _) => DeadlineKind::Within,
            _ if self.until.is_some() => DeadlineKind::Within,
            _ if last.edge == Edge::End => DeadlineKind::By,
            (None, Unit::Span | Unit::Year | Unit::Half(_) | Unit::Quarter(_)) => {
                DeadlineKind::Within
            }
            (None, Unit::Month(_) | Unit::Day(..)) => DeadlineKind::On,
        }
    }

    /// The day of the deadline, the first of the time where it says when work begins, else the last. `said` is the year
    /// that the sentence said before.
    pub(super) fn date(
        &self,
        kind: DeadlineKind,
        context: &Context,
        said: Option<u32>,
    ) -> Option<Date> {
        if kind == DeadlineKind::From {
            return dated(self.from, self.from, context, said, Point::first);
        }
        let last = self.until.unwrap_or(self.from);
        let turns = u32::from(self.turns_the_year());
        dated(last, self.from, context, said, |point, year| point.last(year + turns))
    }

    // Whether a period goes on from the second half of a year into the first of the next, which it does not say:
    // 11月至3月, of the heating.
    fn turns_the_year(&self) -> bool {
        let month = |point: Point| match point.unit {
            Unit::Day(month, _) | Unit::Month(month) => Some(month),
            _ => None,
        };
        let Some(until) = self.until.filter(|until| until.year == Year::Unsaid) else {
            return false;
        };
        month(self.from).zip(month(until)).is_some_and(|(from, until)| from > 6 && until <= 6)
    }
}

// The day of a point, its year taken from the other end of the range, the sentence, or the plan.
pub(super) fn dated(
    point: Point,
    other: Point,
    context: &Context,
    said: Option<u32>,
    day: impl Fn(Point, u32) -> Option<Date>,
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
    /// The last day of a point in a year.
    fn last(self, year: u32) -> Option<Date> {
        match (self.unit, self.edge) {
            (Unit::Every | Unit::Span, _) | (_, Edge::Vague) => None,
            (Unit::Day(month, day), _) => Date::new(year, month, day),
            (Unit::Month(month), Edge::Third(third @ 1..=2)) => Date::new(year, month, third * 10),
            (Unit::Month(month), _) => Date::month_end(year, month),
            (Unit::Quarter(quarter), _) => Date::month_end(year, quarter * 3),
            (Unit::Half(half), _) => Date::month_end(year, half * 6),
            (Unit::Year, _) => Date::month_end(year, 12),
        }
    }

    /// The first day of a point in a year.
    fn first(self, year: u32) -> Option<Date> {
        match (self.unit, self.edge) {
            (Unit::Month(month), Edge::Third(third)) => Date::new(year, month, third * 10 - 9),
            (_, Edge::End | Edge::Third(_)) | (Unit::Every | Unit::Span | Unit::Day(..), _) => {
                self.last(year)
            }
            (_, Edge::Vague) => None,
            (Unit::Month(month), _) => Date::new(year, month, 1),
            (Unit::Quarter(quarter), _) => Date::new(year, quarter * 3 - 2, 1),
            (Unit::Half(half), _) => Date::new(year, half * 6 - 5, 1),
            (Unit::Year, _) => Date::new(year, 1, 1),
        }
    }
}

/// A year in four figures at a place, in either writing, and where it ends.
pub(super) fn year_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let (year, end) = numeral::small(text, at)?;
    // Four figures, in either writing: 二〇二一, not 两千.
    let four = text[at..end].chars().count() == 4;
    (four && (1900..2200).contains(&year)).then_some((year, end))
}
