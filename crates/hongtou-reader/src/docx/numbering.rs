//! Automatic numbers, which a DOCX keeps apart from its words.

use std::collections::BTreeMap;

/// Levels that a list can have.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// Abstract lists by id.
    pub(crate) lists: BTreeMap<u32, Vec<Level>>,
    /// Lists in use: abstract id, and starts that override its own.
    pub(crate) used: BTreeMap<u32, Used>,
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
}

/// A list in use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Used {
    pub(crate) list: u32,
    /// By level; taken once, where the list first comes to that level.
    pub(crate) starts: [Option<u32>; LEVELS],
}

/// One level of a list.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub(crate) start: u32,
    pub(crate) format: String,
    /// `（%1）`, `%1.%2`.
    pub(crate) text: String,
    /// Whether nothing stands between number and words.
    pub(crate) tight: bool,
    /// Whether all numbers in it are Arabic.
    pub(crate) legal: bool,
    /// The level, counted from 1, whose use begins this one again: by default each above it, 0 none.
    pub(crate) restart: Option<u32>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
            tight: false,
            legal: false,
            restart: None,
        }
    }
}

impl Level {
    /// Whether a number of level `used` begins this one again, which is deeper.
    fn begins_again(&self, used: usize) -> bool {
        self.restart.is_none_or(|after| used < after as usize)
    }
}

impl Numbering {
    /// The number of the next paragraph at a level of a list, with the space after it.
    pub(crate) fn next(&mut self, used: u32, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let list = self.used.get_mut(&used)?;
        let levels = self.lists.get(&list.list)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(list.list).or_default();
        let next = || counts[level].map_or(own.start, |count| count.saturating_add(1));
        counts[level] = Some(list.starts[level].take().unwrap_or_else(next));
        for (count, deeper) in counts.iter_mut().zip(levels).skip(level + 1) {
            if deeper.begins_again(level) {
                *count = None;
            }
        }
        if own.format == "bullet" || own.format == "none" && !own.text.contains('%') {
            return None;
        }
        let mut out = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            let of = match (c, chars.clone().next().and_then(|next| next.to_digit(10))) {
                ('%', Some(of @ 1..=9)) => of as usize - 1,
                _ => {
                    out.push(c);
                    continue;
                }
            };
            chars.next();
            let Some(named) = levels.get(of) else { continue };
            let count = *counts[of].get_or_insert(named.start);
            let format = if own.legal { "decimal" } else { &named.format };
            out.push_str(&number(count, format));
        }
        if out.is_empty() {
            return None;
        }
        // `一、` and `（一）` bring their own space.
        if !own.tight && out.ends_with(|c: char| c.is_ascii()) {
            out.push(' ');
        }
        Some(out)
    }
}

/// A number as a numbering format of Office Open XML prints it.
fn number(n: u32, format: &str) -> String {
    let table = |first: char, most: u32| {
        (1..=most)
            .contains(&n)
            .then(|| char::from_u32(first as u32 + n - 1))
            .flatten()
            .map(String::from)
    };
    let listed = |signs: &str| signs.chars().nth((n as usize).wrapping_sub(1)).map(String::from);
    let special = match format {
        "decimalZero" => Some(format!("{n:02}")),
        "upperLetter" => letters(n, b'A'),
        "lowerLetter" => letters(n, b'a'),
        "upperRoman" => Some(roman(n)),
        "lowerRoman" => Some(roman(n).to_lowercase()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => Some(chinese(n, "〇一二三四五六七八九", "十百千万")),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            Some(chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万"))
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            Some(digits(n, '〇', &['一', '二', '三', '四', '五', '六', '七', '八', '九']))
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            if n <= 20 {
                table('①', 20)
            } else {
                (n <= 35).then(|| char::from_u32('㉑' as u32 + n - 21)).flatten().map(String::from)
            }
        }
        "decimalEnclosedParen" => table('⑴', 20),
        "decimalEnclosedFullstop" => table('⒈', 20),
        "ideographEnclosedCircle" => table('㊀', 10),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(n.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect())
        }
        "ideographTraditional" => listed("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => listed("子丑寅卯辰巳午未申酉戌亥"),
        "none" => Some(String::new()),
        _ => None,
    };
    special.unwrap_or_else(|| n.to_string())
}

fn letters(n: u32, first: u8) -> Option<String> {
    let n = n.checked_sub(1)?;
    // After z come aa, bb, cc.
    let letter = char::from(first + (n % 26) as u8);
    Some(std::iter::repeat_n(letter, (n / 26 + 1).min(30) as usize).collect())
}

fn roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n > 9999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

fn digits(n: u32, zero: char, others: &[char; 9]) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(d @ 1..=9) => others[d as usize - 1],
        _ => zero,
    };
    n.to_string().chars().map(digit).collect()
}

/// 十, 二十三, 一百零五.
fn chinese(n: u32, digits: &str, units: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let units: Vec<char> = units.chars().collect();
    if n == 0 || n > 9999 {
        return if n == 0 { digits[0].to_string() } else { n.to_string() };
    }
    let places = [(n / 1000, 3), (n / 100 % 10, 2), (n / 10 % 10, 1), (n % 10, 0)];
    let mut out = String::new();
    let mut gap = false;
    for (digit, unit) in places {
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十, not 一十.
        if !(digit == 1 && unit == 1 && out.is_empty() && digits[1] == '一') {
            out.push(digits[digit as usize]);
        }
        if unit > 0 {
            out.push(units[unit - 1]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_their_formats_do() {
        let cases = [
            (10, "chineseCounting", "十"),
            (23, "chineseCountingThousand", "二十三"),
            (105, "chineseCounting", "一百零五"),
            (110, "chineseCounting", "一百一十"),
            (20, "ideographDigital", "二〇"),
            (3, "decimalEnclosedCircle", "③"),
            (2, "ideographTraditional", "乙"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (12, "decimalFullWidth", "１２"),
            (7, "unheardOf", "7"),
        ];
        for (n, format, expected) in cases {
            assert_eq!(number(n, format), expected, "{n} {format}");
        }
    }

    #[test]
    fn deeper_levels_begin_again_and_overrides_hold_once() {
        let level = |format: &str, text: &str| Level {
            format: format.into(),
            text: text.into(),
            ..Level::default()
        };
        let mut numbering = Numbering::default();
        numbering.lists.insert(
            0,
            vec![
                level("chineseCounting", "%1、"),
                level("decimal", "%2."),
                level("decimal", "%1.%3"),
            ],
        );
        numbering.used.insert(1, Used::default());
        let mut starts = [None; LEVELS];
        starts[1] = Some(7);
        numbering.used.insert(2, Used { list: 0, starts });
        let said: Vec<String> = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 1), (2, 1), (1, 2)]
            .iter()
            .filter_map(|&(used, level)| numbering.next(used, level))
            .collect();
        assert_eq!(said, ["一、", "1. ", "2. ", "二、", "1. ", "7. ", "8. ", "二.1 "]);
    }

    #[test]
    fn a_level_may_run_on_under_the_next_heading() {
        let level = |text: &str, restart: Option<u32>| Level {
            text: text.into(),
            restart,
            ..Level::default()
        };
        let mut numbering = Numbering::default();
        let levels = vec![level("%1、", None), level("（%2）", None), level("%3.", Some(1))];
        numbering.lists.insert(0, levels.clone());
        let mut running = levels;
        running[2].restart = Some(0);
        numbering.lists.insert(1, running);
        numbering.used.insert(1, Used::default());
        numbering.used.insert(2, Used { list: 1, ..Used::default() });
        let mut said = |list| -> Vec<String> {
            [0, 1, 2, 2, 1, 2, 0, 1, 2]
                .iter()
                .filter_map(|&level| numbering.next(list, level))
                .collect()
        };
        // The third level begins again under the first alone, or never.
        assert_eq!(said(1), ["1、", "（1）", "1. ", "2. ", "（2）", "3. ", "2、", "（1）", "1. "]);
        assert_eq!(said(2), ["1、", "（1）", "1. ", "2. ", "（2）", "3. ", "2、", "（1）", "4. "]);
    }
}
