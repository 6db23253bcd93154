//! Years that titles name.

/// The years that a text names (`2021年`, `2020—2021年`, `2026年度`), smallest first, once each.
pub(crate) fn years(text: &str) -> Vec<(u32, std::ops::Range<usize>)> {
    let chars: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !hongtou_source::chars::is_space(*c)).collect();
    let digit = |at: usize| chars.get(at).and_then(|(_, c)| hongtou_source::chars::digit(*c));
    let mut out = Vec::new();
    let mut at = 0;
    while at + 4 <= chars.len() {
        let number = (0..4).try_fold(0u32, |n, k| Some(n * 10 + digit(at + k)?));
        let alone = (at == 0 || digit(at - 1).is_none()) && digit(at + 4).is_none();
        let Some(year) = number.filter(|year| alone && (1949..2200).contains(year)) else {
            at += 1;
            continue;
        };
        let next = chars.get(at + 4).map(|(_, c)| *c);
        // 2025—2026学年 is of two years, as 2025—2026年 is; 2025学年 alone ends in another than it says.
        let to = |c: char| matches!(c, '-' | '—' | '–' | '－' | '～' | '~' | '至');
        let school = || {
            let behind = chars.get(at + 5).map(|(_, c)| *c);
            at > 0 && to(chars[at - 1].1) && next == Some('学') && behind == Some('年')
        };
        if next.is_some_and(|c| c == '年' || to(c)) || school() {
            let end = chars.get(at + 4).map_or(text.len(), |(end, _)| *end);
            out.push((year, chars[at].0..end));
        }
        at += 4;
    }
    out
}

/// The years of a text without where they stand, in order, once each.
pub(crate) fn year_set(text: &str) -> Vec<u32> {
    let mut set: Vec<u32> = years(text).into_iter().map(|(year, _)| year).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// What the year that a part of the notice says, and another in its place, are called as the cause of what
/// differs by them.
pub(crate) fn two_years(part: &str, said: u32, other: u32) -> String {
    format!("{part} {said} {other}")
}

/// The parts that may say the year of the plan, by which days without a year are read.
pub(crate) const SAY_THE_YEAR: [&str; 3] = ["header.issued_on", "header.title", "plan.title"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_other_numbers() {
        assert_eq!(year_set("关于印发2021 年白州市重点工作安排的通知"), [2021]);
        assert_eq!(year_set("三年行动方案（2024—2026年）"), [2024, 2026]);
        assert_eq!(year_set("2025—2026学年校园安全工作方案"), [2025, 2026]);
        assert!(year_set("“昆仑2021”行动，编号20210年").is_empty());
        assert_eq!(year_set("２０２２年度要点"), [2022]);
    }
}
