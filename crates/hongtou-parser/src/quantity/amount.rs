//! The number of a figure: its digits and numerals, what multiplies them, and where a range of two ends.

use std::ops::Range;

use hongtou_model::SmolStr;
use hongtou_source::{chars, numeral};

use super::{is_extent, measure, names_a_thing, tells_how_much};
use crate::token::{self, eat, skip};

/// A number and its multiplier.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) digits: Range<usize>,
    // Chinese numerals are small enough for a number.
    pub(super) spoken: Option<u64>,
    // Powers of ten: 万 is 4.
    pub(super) power: u32,
    // What is counted in smaller powers behind it, its digits and their power: 3000万 of 2亿3000万.
    rest: Option<(Range<usize>, u32)>,
}

impl Amount {
    // Whether it is one digit.
    pub(super) fn is_below_ten(&self) -> bool {
        self.power == 0 && self.spoken.map_or(self.digits.len() == 1, |value| value < 10)
    }

    pub(super) fn times_ten(self) -> Amount {
        Amount { spoken: self.spoken.map(|value| value * 10), power: self.power + 1, ..self }
    }

    pub(super) fn value(&self, text: &str) -> SmolStr {
        match self.spoken {
            Some(value) => value.to_string().into(),
            None => match &self.rest {
                None => decimal(&text[self.digits.clone()], self.power),
                Some((rest, power)) => {
                    let (high, low) = (&text[self.digits.clone()], &text[rest.clone()]);
                    let room = (self.power - power) as usize;
                    let whole = low.find(['.', '．']).unwrap_or(low.len());
                    let zeros = "0".repeat(room - low[..whole].chars().count().min(room));
                    decimal(&format!("{high}{zeros}{low}"), *power)
                }
            },
        }
    }
}

// The number at `at` with its multiplier.
pub(super) fn amount(text: &str, at: usize) -> Option<(Amount, usize)> {
    let first = text[at..].chars().next()?;
    if !token::is_digit(first) {
        // 百分之八十五
        if let Some(rest) = text[at..].strip_prefix("百分之") {
            // Only one may stand there: a million in a row are no number.
            if rest.starts_with("百分之") {
                return None;
            }
            let next = text.len() - rest.len();
            // 百分之百: the hundred without 一 before it.
            if let Some(after) = rest.strip_prefix('百') {
                let end = text.len() - after.len();
                return Some((
                    Amount { digits: at..end, spoken: Some(100), power: 0, rest: None },
                    end,
                ));
            }
            let (mut amount, end) = amount(text, next)?;
            amount.digits.start = at;
            if amount.spoken.is_none() {
                amount.digits = next..amount.digits.end;
            }
            return Some((amount, end));
        }
        let (value, end) = numeral::chinese(text, at)?;
        return Some((Amount { digits: at..end, spoken: Some(value), power: 0, rest: None }, end));
    }
    let digit = token::is_digit;
    let run = |from: usize| text.len() - text[from..].trim_start_matches(digit).len();
    let mut end = run(at);
    // 1,000 and 1,000,000: groups of three behind one to three.
    if (1..=3).contains(&text[at..end].chars().count()) {
        while let Some((3, group)) = eat(text, end, &[","]).map(|group| digits_at(text, group)) {
            end = group;
        }
        end = set_apart(text, at, end).unwrap_or(end);
    }
    if let Some(dot) = eat(text, end, &[".", "．"]).filter(|&dot| run(dot) > dot) {
        end = run(dot);
        if eat(text, end, &[".", "．"]).is_some_and(|dot| run(dot) > dot) {
            return None;
        }
    }
    let digits = at..end;
    let (power, end) = multiplier(text, end)?;
    let rest = smaller(text, &digits, power, end);
    let end = rest.as_ref().map_or(end, |&(_, _, end)| end);
    let rest = rest.map(|(digits, power, _)| (digits, power));
    Some((Amount { digits, spoken: None, power, rest }, end))
}

// The powers of ten that stand behind the digits that end at `end`, and where they end; none where they are no
// figure that anybody means: 万万万….
pub(super) fn multiplier(text: &str, mut end: usize) -> Option<(u32, usize)> {
    let mut power = 0;
    let mut next = skip(text, end);
    // 千瓦, 千克 and 百分点 are measures; their first character multiplies nothing.
    while !measure::holds(text, next) {
        let Some(c) = text[next..].chars().next() else { break };
        power += match c {
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => break,
        };
        if power > 24 {
            return None;
        }
        next += c.len_utf8();
        end = next;
    }
    Some((power, end))
}

// The smaller part behind a figure that is told in two powers of ten: 3000万 of 2亿3000万, 5千 of 2万5千; its
// digits, its power and its end.
fn smaller(
    text: &str,
    high: &Range<usize>,
    power: u32,
    end: usize,
) -> Option<(Range<usize>, u32, usize)> {
    if power < 4 || !text[end..].starts_with(token::is_digit) {
        return None;
    }
    let digits = |from: usize| text.len() - text[from..].trim_start_matches(token::is_digit).len();
    let whole = digits(end);
    let past = eat(text, whole, &[".", "．"]).map(digits).filter(|&past| past > whole + 1);
    let (low, after) = multiplier(text, past.unwrap_or(whole))?;
    // 投资3亿2026年 says two things, and so does 3.5亿2000万.
    let fits = (1..power).contains(&low)
        && text[end..whole].chars().count() <= (power - low) as usize
        && !text[high.clone()].contains(['.', '．']);
    fits.then(|| (end..past.unwrap_or(whole), low, after))
}

// What parts the groups of a figure besides a comma, and elsewhere whatever else.
pub(super) const GROUP_MARKS: [&str; 3] = ["，", " ", "\u{a0}"];

// Where a figure ends whose groups of three digits a full-width comma or one blank sets apart, which stand
// elsewhere as well: only right before a measure, and behind a word that says how much comes next: 投资1，200万元,
// 投资1 200万元. A noun may have a number of its own: 项目35，480户受益; but what is said of its extent and
// nothing more is one figure behind a comma: 改造道路1，200公里.
fn set_apart(text: &str, at: usize, first: usize) -> Option<usize> {
    const MOST: usize = 4;
    let mark = GROUP_MARKS.into_iter().find(|mark| text[first..].starts_with(mark))?;
    // 老旧小区12，000平方米: no number begins with 000.
    let how_much = tells_how_much(&text[..at])
        || mark == "，" && text[first + mark.len()..].starts_with("000");
    let thing = || mark == "，" && names_a_thing(&text[..at]);
    if text[at..].starts_with(['0', '０']) || !(how_much || thing()) {
        return None;
    }
    let three = |from: usize| {
        let (digits, end) = digits_at(text, from);
        (digits == 3).then_some(end)
    };
    let next = |end: usize| eat(text, end, &[mark]).and_then(three);
    let mut end = next(first)?;
    for _ in 1..MOST {
        end = next(end).unwrap_or(end);
    }
    // So many in a row are no figure.
    if next(end).is_some() {
        return None;
    }
    let found = measure::read(text, multiplier(text, end)?.1)?;
    let alone = || text[found.end..].chars().next().is_none_or(token::ends_clause);
    (how_much || is_extent(&found.word) && alone()).then_some(end)
}

// How many digits stand at a place, four at most, and where they end.
pub(super) fn digits_at(text: &str, from: usize) -> (usize, usize) {
    let digits = text[from..].chars().take(4).take_while(|&c| token::is_digit(c));
    digits.fold((0, from), |(count, end), c| (count + 1, end + c.len_utf8()))
}

// The other end of `30—40家`, past the dash.
pub(super) fn range_end(text: &str, at: usize) -> Option<(Amount, usize)> {
    let rest = &text[skip(text, at)..];
    // — comes out of other programs as ---, and —— as ------.
    let past = rest.trim_start_matches(['—', '-']);
    let next =
        if past.len() < rest.len() { past } else { rest.strip_prefix(numeral::RANGE_SIGNS)? };
    amount(text, skip(text, text.len() - next.len()))
}

// A run of digits in either width as an exact decimal, times a power of ten.
pub(super) fn decimal(digits: &str, power: u32) -> SmolStr {
    let power = power as usize;
    let mut whole = String::with_capacity(digits.len() + power);
    let mut fraction = String::new();
    let mut past = false;
    for c in digits.chars().map(chars::narrow) {
        match c {
            '.' => past = true,
            '0'..='9' if past => fraction.push(c),
            '0'..='9' => whole.push(c),
            _ => {}
        }
    }
    let moved = power.min(fraction.len());
    whole.push_str(&fraction[..moved]);
    whole.extend(std::iter::repeat_n('0', power - moved));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction[moved..].trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { SmolStr::new(whole) } else { format!("{whole}.{fraction}").into() }
}
