//! The file of known findings, `hongtou-baseline.toml`, and the day that its entries are held to.

use std::fs;
use std::io;
use std::path::Path;

use hongtou_model::{Date, Lang};
use hongtou_validator::baseline::{Baseline, VERSION};

/// Reads a list; one that is not there is empty where that is allowed.
pub(crate) fn load(path: &Path, allow_missing: bool, lang: Lang) -> Result<Baseline, String> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if allow_missing && error.kind() == io::ErrorKind::NotFound => {
            return Ok(Baseline::default());
        }
        Err(error) => {
            return Err(match lang {
                Lang::Zh => format!("读不了清单 {shown}：{error}"),
                Lang::En => format!("cannot read the baseline {shown}: {error}"),
            });
        }
    };
    parse(&text, lang).map_err(|problem| match lang {
        Lang::Zh => format!("清单 {shown} 有误：{problem}"),
        Lang::En => format!("the baseline {shown} is not valid: {problem}"),
    })
}

/// Reads the text of a list.
pub(crate) fn parse(text: &str, lang: Lang) -> Result<Baseline, String> {
    let baseline: Baseline = toml::from_str(text).map_err(|error| error.to_string())?;
    if baseline.version != VERSION {
        return Err(match lang {
            Lang::Zh => format!("版本是 {}，这里读 {VERSION}", baseline.version),
            Lang::En => {
                format!("it has version {}, this program reads {VERSION}", baseline.version)
            }
        });
    }
    Ok(baseline)
}

/// The file's text, entries in a fixed order.
pub(crate) fn text(baseline: &Baseline) -> String {
    let mut sorted = baseline.clone();
    sorted.entries.sort();
    toml::to_string_pretty(&sorted).expect("entries are strings under plain keys")
}

/// The day that expiry counts from: `SOURCE_DATE_EPOCH` where it is set, else the clock's.
pub(crate) fn today() -> Date {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|value| value.parse().ok());
    let seconds = set.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |since| since.as_secs())
    });
    day_of(seconds / 86_400)
}

/// The civil day of a number of days since 1970-01-01.
fn day_of(days: u64) -> Date {
    // Eras of 400 years from 0000-03-01, as in Howard Hinnant's chrono-compatible algorithms.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let first = Date::new(1970, 1, 1).expect("the first of January is a day");
    Date::new(year as u32, month as u32, day as u32).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use hongtou_validator::baseline::Entry;

    use super::*;

    #[test]
    fn the_file_reads_back() {
        let entry = |fingerprint: &str| Entry {
            document: "a.md".into(),
            rule: "AL001".into(),
            fingerprint: fingerprint.into(),
            message: String::new(),
            reason: "known".into(),
            owner: None,
            expires: None,
        };
        let baseline = Baseline { entries: vec![entry("2"), entry("1")], ..Baseline::default() };
        let written = text(&baseline);
        let again = parse(&written, Lang::En).expect("valid");
        assert_eq!(text(&again), written);
        assert!(written.starts_with("version = 1\n\n[[accepted]]\n"), "{written}");
    }

    #[test]
    fn days_are_counted_right() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_514, "2026-03-02")] {
            assert_eq!(day_of(days).to_string(), day);
        }
    }
}
