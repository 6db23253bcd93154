//! Dates and deadlines.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::Span;

/// A day of the calendar; written `2021-04-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    // Invariant: a day that exists; years 1900 to 2199.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, where there is such a day between 1900 and 2199.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        if !(1900..2200).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day < 1 || day > days_in(year, month) {
            return None;
        }
        Some(Date { year: year as u16, month: month as u8, day: day as u8 })
    }

    /// The last day of a month.
    pub fn month_end(year: u32, month: u32) -> Option<Date> {
        if !(1..=12).contains(&month) {
            return None;
        }
        Date::new(year, month, days_in(year, month))
    }

    /// As a Chinese sentence says it: 2026年3月4日.
    pub fn in_chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.year.into()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month.into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day.into()
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Date, String> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
        let mut next = || parts.next().flatten();
        let date = (|| Date::new(next()?, next()?, next()?))();
        date.ok_or_else(|| format!("{text:?} is not a date such as 2021-04-23"))
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Date, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

/// When a task is due: `2021年12月1日前`, `持续推进`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// The printed words.
    pub text: String,
    /// The last day that fulfils it; null where the words name none (每周, 长期坚持) or the year is not known.
    pub date: Option<Date>,
    /// How the date binds.
    pub kind: DeadlineKind,
    /// Where it is printed.
    pub span: Span,
}

/// How a deadline's date binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// Up to and including the date: 前, 底前, 年底, 之前.
    By,
    /// On that day or in that month: 5月份, 12月.
    On,
    /// In the course of a period that ends on the date: 年内, 第一季度.
    Within,
    /// From the date on: 起.
    From,
    /// Without end: 长期坚持, 持续推进, 每周.
    Standing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(Date::new(2023, 2, 29), None);
        assert_eq!(Date::new(2024, 2, 29).map(|d| d.to_string()), Some("2024-02-29".into()));
        assert_eq!("2021-04-23".parse(), Ok(Date::new(2021, 4, 23).expect("a day")));
        assert!("2021-13-01".parse::<Date>().is_err());
        assert_eq!(Date::month_end(2026, 8), Date::new(2026, 8, 31));
    }
}
