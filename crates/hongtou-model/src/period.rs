//! Stretches of the plan year that a target column can name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};

use crate::Date;

/// A period: written `Q1`…`Q4`, `H1`, `H2`, `M01`…`M12`, `Y2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
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

const MONTHS: [&str; 12] =
    ["M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M12"];
const QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];
const HALVES: [&str; 2] = ["H1", "H2"];

impl Period {
    /// The name in the model; only that of a year is made anew.
    pub fn name(self) -> Cow<'static, str> {
        let (names, letter, number): (&[_], _, u16) = match self {
            Period::Month(m) => (&MONTHS, 'M', m.into()),
            Period::Quarter(q) => (&QUARTERS, 'Q', q.into()),
            Period::Half(h) => (&HALVES, 'H', h.into()),
            Period::Year(y) => (&[], 'Y', y),
        };
        let known = usize::from(number).checked_sub(1).and_then(|index| names.get(index));
        known.map_or_else(|| Cow::Owned(format!("{letter}{number}")), |&name| Cow::Borrowed(name))
    }

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
        f.write_str(&self.name())
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
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
        for text in ["Q1", "H2", "M05", "M12", "Y2026"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert!("Q5".parse::<Period>().is_err());
        assert!("季".parse::<Period>().is_err());
        assert_eq!(Period::Quarter(2).last_day(2021), Date::new(2021, 6, 30));
    }
}
