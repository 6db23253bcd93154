//! Stretches of the plan year that a target column can name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::Date;

/// A period: written `Q1`…`Q4`, `H1`, `H2`, `M01`…`M12`, `Y2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A month, 1 to 12.
    Month(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// Half a year, 1 or 2.
    Half(u8),
    /// A calendar year.
    Year(u16),
}

impl Period {
    /// First and last month that the period holds; a year holds all.
    pub fn months(self) -> (u32, u32) {
        match self {
            Period::Month(m) => (m.into(), m.into()),
            Period::Quarter(q) => (u32::from(q) * 3 - 2, u32::from(q) * 3),
            Period::Half(h) => (u32::from(h) * 6 - 5, u32::from(h) * 6),
            Period::Year(_) => (1, 12),
        }
    }

    /// The last day of the period, in `year` where it names none itself.
    pub fn last_day(self, year: u32) -> Option<Date> {
        let year = if let Period::Year(own) = self { own.into() } else { year };
        Date::month_end(year, self.months().1)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Month(m) => write!(f, "M{m:02}"),
            Period::Quarter(q) => write!(f, "Q{q}"),
            Period::Half(h) => write!(f, "H{h}"),
            Period::Year(y) => write!(f, "Y{y}"),
        }
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Period, String> {
        let wrong = || format!("{text:?} is no period such as Q1, H2, M05 or Y2026");
        let number: u16 = text.get(1..).and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
        match (text.as_bytes()[0], number) {
            (b'M', 1..=12) => Ok(Period::Month(number as u8)),
            (b'Q', 1..=4) => Ok(Period::Quarter(number as u8)),
            (b'H', 1..=2) => Ok(Period::Half(number as u8)),
            (b'Y', 1900..2200) => Ok(Period::Year(number)),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Period, String> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

impl JsonSchema for Period {
    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^(Q[1-4]|H[12]|M(0[1-9]|1[0-2])|Y[0-9]{4})$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_the_contract_says() {
        for text in ["Q1", "H2", "M05", "Y2026"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert!("Q5".parse::<Period>().is_err());
        assert!("季".parse::<Period>().is_err());
        assert_eq!(Period::Quarter(2).last_day(2021), Date::new(2021, 6, 30));
    }
}
