//! Numerals as notices print them: Arabic digits of either width, and Chinese numerals.

use crate::chars;

/// What stands between the two ends of a range: 3—5, 三至五.
pub const RANGE_SIGNS: [char; 8] = ['—', '-', '–', '－', '~', '～', '至', '到'];

/// The value of a numeral that is the whole of `text`; white space inside is passed over.
///
/// Takes `二十三`, `一百二十`, `二〇二一`, `廿三`, `3百`, `12`. Refuses what has two readings
/// (`一百二`) and a unit without a digit before it (`百`), but for 十.
pub fn parse_chinese(text: &str) -> Option<u32> {
    whole(text, true)
}

/// The value of a count that is the whole of `text`: `12`, `二十三`. Runs of bare Chinese digits (`三五`)
/// are no counts and give none.
pub fn count(text: &str) -> Option<u32> {
    whole(text, false)
}

/// The value of an ordinal that is the whole of `text`, from one on: `十二`, `一百零五`.
pub fn ordinal(text: &str) -> Option<u32> {
    let number = text.chars().all(is_ordinal).then(|| count(text))?;
    number.filter(|&number| number > 0)
}

/// A number from 1 to 9999 as ordinals are printed: `十二`, `二十`, `一百零五`; any other in digits.
pub fn written(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let mut text = String::new();
    let mut rest = number;
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十")] {
        let digit = rest / unit;
        rest %= unit;
        if digit > 0 {
            if gap {
                text.push('零');
            }
            if !(unit == 10 && digit == 1 && text.is_empty()) {
                text.push_str(DIGITS[digit as usize % 10]);
            }
            text.push_str(name);
        }
        gap = !text.is_empty() && digit == 0;
    }
    if rest > 0 {
        if gap {
            text.push('零');
        }
        text.push_str(DIGITS[rest as usize]);
    }
    text
}

// `positional` is whether bare digits are read by their places: `二〇二一`.
fn whole(text: &str, positional: bool) -> Option<u32> {
    let mut reader = Reader::default();
    for c in text.chars().filter(|&c| !chars::is_space(c)) {
        reader.push(c)?;
    }
    u32::try_from(reader.finish(positional)?).ok()
}

/// The value of a run of digits at `at`, of either width, and the run's end; none above 18 digits.
pub fn digits(text: &str, at: usize) -> Option<(u64, usize)> {
    let mut value: u64 = 0;
    let mut count = 0;
    let mut end = at;
    for c in text[at..].chars() {
        let Some(digit) = chars::digit(c) else { break };
        count += 1;
        end += c.len_utf8();
        if count <= 18 {
            value = value * 10 + u64::from(digit);
        }
    }
    (1..=18).contains(&count).then_some((value, end))
}

/// A run of Chinese numerals at `at` that says its units (`二十万`), and the run's end.
///
/// Runs of bare digits (`三五`, `一二三`) are no counts and give none.
pub fn chinese(text: &str, at: usize) -> Option<(u64, usize)> {
    let end = chinese_end(text, at);
    let mut reader = Reader::default();
    for c in text[at..end].chars() {
        reader.push(c)?;
    }
    Some((reader.finish(false)?, end))
}

/// A small number at `at`, in digits or Chinese numerals, as dates have them, and its end.
pub fn small(text: &str, at: usize) -> Option<(u32, usize)> {
    let (value, end) = match text[at..].chars().next()? {
        c if chars::digit(c).is_some() => digits(text, at)?,
        c if is_chinese(c) => {
            let end = chinese_end(text, at);
            (parse_chinese(&text[at..end])?.into(), end)
        }
        _ => return None,
    };
    Some((u32::try_from(value).ok()?, end))
}

/// Whether a character is a Chinese numeral as small ordinals have them, one to ten.
#[inline]
pub fn is_to_ten(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether a character is one that Chinese ordinals are written in, up to nine hundred.
#[inline]
pub fn is_ordinal(c: char) -> bool {
    is_to_ten(c) || matches!(c, '〇' | '零' | '百')
}

/// The end of the run of Chinese numerals at `at`.
///
/// Letters and digits that stand for the zero of a year (二OO七年, 二o一0年) are part of the run.
pub fn chinese_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut rest = text[at..].chars().peekable();
    while let Some(c) = rest.next() {
        let mut inside = || {
            let next = rest.peek().copied();
            end > at && next.is_some_and(|c| c == '年' || is_zero(c) || chinese_digit(c).is_some())
        };
        if !(is_chinese(c) || is_zero(c) && inside()) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

// What is typed for 〇.
fn is_zero(c: char) -> bool {
    matches!(c, 'O' | 'o' | '0' | 'Ｏ' | 'ｏ' | '０' | '◯')
}

/// Whether a character is a Chinese numeral or one of its units.
#[inline]
pub fn is_chinese(c: char) -> bool {
    chinese_digit(c).is_some() || unit(c).is_some() || matches!(c, '廿' | '卅')
}

/// The value of 零 to 九, and of 两.
#[inline]
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

// Reads a numeral character by character.
#[derive(Default)]
struct Reader {
    total: u64,
    // Below the last 万 or 亿.
    section: u64,
    // The digits not yet taken by a unit.
    pending: Option<u64>,
    // Digits in a row.
    run: u32,
    last_unit: u64,
    zero: bool,
    units: bool,
    positional: bool,
}

impl Reader {
    fn push(&mut self, c: char) -> Option<()> {
        let letter = (is_zero(c) && self.run > 0).then_some(0);
        if let Some(digit) = chars::digit(c).or_else(|| chinese_digit(c)).or(letter) {
            let arabic = chinese_digit(c).is_none();
            match self.pending {
                // 零 between units only fills the gap.
                Some(0) if self.units => self.pending = Some(digit.into()),
                Some(before) => {
                    self.positional |= !arabic;
                    self.pending = Some(before.checked_mul(10)?.checked_add(digit.into())?);
                }
                None => self.pending = Some(digit.into()),
            }
            self.zero |= digit == 0;
            self.run += 1;
            return Some(());
        }
        let value = match c {
            '廿' | '卅' => {
                if self.pending.is_some() || self.units {
                    return None;
                }
                self.section = if c == '廿' { 20 } else { 30 };
                (self.units, self.last_unit) = (true, 10);
                return Some(());
            }
            _ => unit(c)?,
        };
        if self.positional {
            return None;
        }
        let times = match self.pending.take() {
            Some(0) if c == '十' => 1,
            Some(n) if n > 0 => n,
            None if c == '十' && (self.section == 0 || self.zero) => 1,
            None if value >= 10_000 && self.section.max(self.total) > 0 => 0,
            _ => return None,
        };
        if value >= 10_000 {
            let whole = self.total.checked_add(self.section)?.checked_add(times)?;
            self.total = whole.checked_mul(value)?;
            self.section = 0;
        } else {
            if self.section > 0 && value >= self.last_unit {
                return None;
            }
            self.section = self.section.checked_add(times.checked_mul(value)?)?;
        }
        (self.units, self.last_unit, self.run, self.zero) = (true, value, 0, false);
        Some(())
    }

    fn finish(self, positional: bool) -> Option<u64> {
        if !self.units {
            return self.pending.filter(|_| self.run == 1 || positional || !self.positional);
        }
        if self.positional {
            return None;
        }
        match self.pending {
            // 一百二 is 120 to some and a slip for 一百零二 to others.
            Some(n) if self.last_unit > 10 && !self.zero && n > 0 => None,
            rest => self.total.checked_add(self.section)?.checked_add(rest.unwrap_or(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        let cases: &[(&str, Option<u32>)] = &[
            ("一", Some(1)),
            ("十", Some(10)),
            ("十一", Some(11)),
            ("二十", Some(20)),
            ("九十九", Some(99)),
            ("一百二十", Some(120)),
            ("一百二十三", Some(123)),
            ("一百零五", Some(105)),
            ("一百一十", Some(110)),
            ("二〇二一", Some(2021)),
            ("二○二一", Some(2021)),
            ("廿三", Some(23)),
            ("卅", Some(30)),
            ("两千", Some(2000)),
            ("二十万", Some(200_000)),
            ("一万零三百", Some(10_300)),
            ("3百", Some(300)),
            ("１２", Some(12)),
            ("十 一", Some(11)),
            ("一一", Some(11)),
            ("一百二", None),
            ("百", None),
            ("十十", None),
            ("十百", None),
            ("", None),
            ("甲", None),
            ("九九九九九九九九九九九", None),
        ];
        for &(text, value) in cases {
            assert_eq!(parse_chinese(text), value, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        let cases = [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("三百二十一", 321),
        ];
        for (text, value) in cases {
            assert_eq!(ordinal(text), Some(value), "{text}");
        }
        for text in ["", "零", "百", "二一", "十十", "两", "12", "三千"] {
            assert_eq!(ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn counts_are_not_runs_of_bare_digits() {
        assert_eq!(chinese("三五家", 0), None);
        assert_eq!(chinese("五家", 0), Some((5, 3)));
        assert_eq!(chinese("二十万人", 0), Some((200_000, 9)));
        let counts = [("12", Some(12)), ("１２", Some(12)), ("二十三", Some(23)), ("三五", None)];
        for (text, value) in counts {
            assert_eq!(count(text), value, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_outlines_write_them() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (999, "九百九十九"),
            (1005, "一千零五"),
        ] {
            assert_eq!(written(number), text);
            assert_eq!(parse_chinese(text), Some(number));
        }
        assert_eq!([0, 10_000].map(written), ["0", "10000"]);
    }
}
