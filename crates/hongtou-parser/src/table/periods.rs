//! Several periods in one cell: 一季度：…；二季度：….
//!
//! A cell is parted only where each part begins with a period and a colon and the periods follow each
//! other; what a heading says of its whole column, `headings` reads.

use std::collections::BTreeSet;
use std::ops::Range;

use hongtou_model::Period;
use hongtou_source::chars;

use super::draft::RowDraft;
use crate::flow::{Flow, trim};
use crate::period;
use crate::record::Record;

/// 一季度：…；二季度：… in one cell of a column that names no period: a target for each.
pub(super) fn part_targets<'s>(rows: &mut [RowDraft<'s>], record: &mut Record) {
    let mut seen = BTreeSet::new();
    for row in rows {
        if !row.targets.iter().any(|(period, flow)| period.is_none() && names_periods(flow)) {
            continue;
        }
        for (period, flow) in std::mem::take(&mut row.targets) {
            let parts = if period.is_none() { periods_of(flow.text()) } else { Vec::new() };
            if parts.len() < 2 {
                row.targets.push((period, flow));
                continue;
            }
            // A merged cell says the same of several rows, and is printed once.
            let printed = seen.insert(flow.whole().start());
            for (period, label, words) in parts {
                if printed {
                    record.label(&flow, label);
                }
                row.targets.push((period, flow.slice(words)));
            }
        }
    }
}

/// Whether words say what is to be reached in several periods, the first of which opens them: 一季度…；二季度….
/// `labelled` is whether they have more colons than one.
pub(super) fn names_stages(text: &str, labelled: bool) -> bool {
    // Most cells do not open with a part of a year.
    let opens = text.chars().take(3).any(|c| matches!(c, '季' | '半'));
    let near = || text.char_indices().take(3).map(|(at, _)| &text[at..]);
    let at_start = |word: &str| near().any(|words| words.starts_with(word));
    let twice = |word: &str| at_start(word) && text.matches(word).nth(1).is_some();
    opens && (twice("季度") || twice("半年"))
        || labelled && chars::holds(text, '月') && periods_of(text).len() > 1
}

/// Whether a cell begins with a period and a colon: 一季度：….
fn names_periods(flow: &Flow<'_>) -> bool {
    let label = flow.text().split(['：', ':']).next().unwrap_or_default();
    label.len() < flow.text().len() && label_period(label).is_some()
}

/// The months of a label that names a part of the year and nothing else (一季度, 上半年, 6月底前), and its
/// period; 前三季度, 1—9月 and 全年 are none of the model's.
fn label_period(label: &str) -> Option<((u32, u32), Option<Period>)> {
    let part = |c: char| {
        chars::is_space(c)
            || chars::digit(c).is_some()
            || "第一二三四五六七八九十上下半年季度月份底末前—-～至全".contains(c)
    };
    let short = label.chars().take(11).count() <= 10;
    if !short || !label.chars().all(part) {
        return None;
    }
    let period = period::column_period(label).map(|period| (period.months(), Some(period)));
    period.or_else(|| Some(((1, period::to_date(label)?), None)))
}

/// What stands in a cell for one period: the period, its label, and what is to be reached.
type Part = (Option<Period>, Range<usize>, Range<usize>);

/// The periods that a cell names one after the other, with the words of their labels and what is to
/// be reached in each; empty where something else stands in it.
fn periods_of(text: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut from = 0;
    let mut before = (0, 0);
    for (at, c) in text.char_indices().filter(|&(_, c)| matches!(c, '：' | ':')) {
        // The label begins behind the mark before it.
        let start = text[..at]
            .rfind(['；', ';', '。', '，', ',', '：', ':'])
            .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8))
            .max(from);
        let Some((months, period)) = label_period(&text[start..at]) else { continue };
        match out.last_mut() {
            None if !text[..start].trim().is_empty() => return Vec::new(),
            Some(last) => {
                last.2 = trim(text, last.2.start..start);
                if before >= months || last.2.is_empty() {
                    return Vec::new();
                }
            }
            None => {}
        }
        from = at + c.len_utf8();
        before = months;
        out.push((period, trim(text, start..from), from..text.len()));
    }
    if let Some(last) = out.last_mut() {
        last.2 = trim(text, last.2.clone());
        if last.2.is_empty() {
            return Vec::new();
        }
    }
    out
}
