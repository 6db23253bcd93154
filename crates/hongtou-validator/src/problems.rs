//! How many problems a notice says were found (反馈问题6个, 指出的3个问题), and how many its list of them has.

use std::collections::HashSet;
use std::ops::Range;

use hongtou_model::Table;
use hongtou_source::numeral;

use crate::context::Context;
use crate::sink::Place;
use crate::texts::TextKind;
use crate::words::{sentence_around, sub_span};

/// A count of problems that is not how many the list has.
pub(crate) struct Miscounted {
    pub(crate) place: Place,
    pub(crate) there: u32,
}

/// The counts that differ from the notice's only list of problems, where another count is right or the list says that it is
/// of what was found.
pub(crate) fn miscounted(context: &Context<'_>) -> Vec<Miscounted> {
    const NEAR: u32 = 3;
    let mut lists = context.tables.iter().filter(|table| lists_problems(table.table));
    let (Some(list), None) = (lists.next(), lists.next()) else { return Vec::new() };
    let counts = there(list.table);
    let Some(&there) = counts.iter().min() else { return Vec::new() };
    // A gap in the numbers is told as such.
    let numbers = || list.table.rows.iter().filter_map(|row| row.number);
    if numbers().max().is_some_and(|last| last as usize != numbers().collect::<HashSet<_>>().len())
    {
        return Vec::new();
    }
    let of_table = format!("{}.", list.table.id);
    let mut said = Vec::new();
    for text in &context.texts {
        let words = matches!(text.kind, TextKind::Words | TextKind::Title);
        if words && text.text.contains("问题") && !text.id().starts_with(&of_table) {
            said.extend(counted(text.text).into_iter().map(|(range, count)| (text, range, count)));
        }
    }
    let right = said.iter().any(|(.., count)| counts.contains(count));
    let sure = |count: u32| right || count.abs_diff(there) <= NEAR;
    let title = list.table.title.as_deref().unwrap_or_default();
    let wrong = said.into_iter().filter(|(text, range, count)| {
        !counts.contains(count) && sure(*count) && is_of_the_list(text.text, range, title)
    });
    // The same count said again is one count, and the list is rather wrong.
    let mut told = HashSet::new();
    let wrong = wrong.filter(|(.., count)| told.insert(*count));
    wrong
        .map(|(text, range, _)| Miscounted {
            place: text.narrowed(sub_span(text.span, range.clone()), &text.text[range]),
            there,
        })
        .collect()
}

/// Whether a count is surely of what a list by some title has: both name the same feedback, and the clause counts it alone
/// and all of it. A part of it (其中), what is done (已整改), what it touches and what others were told are counted otherwise.
fn is_of_the_list(text: &str, range: &Range<usize>, title: &str) -> bool {
    const FEEDBACK: [&str; 12] = [
        "督查", "督察", "巡察", "巡视", "审计", "检查", "考核", "评估", "验收", "信访", "反馈",
        "通报",
    ];
    const OTHERWISE: [&str; 12] = [
        "其中", "已", "涉及", "全市", "全省", "全国", "全县", "全区", "上年", "去年", "以来",
        "累计",
    ];
    let sentence = sentence_around(text, range.clone());
    let named: Vec<&str> = FEEDBACK.into_iter().filter(|word| sentence.contains(word)).collect();
    let same = !named.is_empty() && named.iter().any(|word| title.contains(word));
    // 审计反馈 and 督查反馈 are two.
    let others = |word: &&str| title.contains(*word) && !sentence.contains(*word);
    title.contains("问题")
        && same
        && !FEEDBACK[..10].iter().any(others)
        && !OTHERWISE.iter().any(|word| sentence.contains(word))
        && counts_of_problems(sentence) == 1
}

/// How many counts of problems a sentence has, whoever found them: 4个问题, 问题4个.
fn counts_of_problems(sentence: &str) -> usize {
    let number = |c: char| c.is_ascii_digit() || numeral::is_chinese(c);
    let ahead = sentence.match_indices(['个', '项', '条']);
    ahead.filter(|(at, _)| sentence[..*at].ends_with(number)).count()
}

/// Whether a table lists problems: a column of it is headed by them.
fn lists_problems(table: &Table) -> bool {
    const HEADINGS: [&str; 7] =
        ["存在问题", "反馈问题", "问题", "问题描述", "问题内容", "具体问题", "主要问题"];
    let heads = |header: &str| HEADINGS.contains(&header);
    // 问题及措施 may stand over it.
    let ends = |header: &str| header.ends_with("存在问题") || header.ends_with("反馈问题");
    let mut columns = table.columns.iter();
    columns.any(|column| heads(&column.header) || ends(&column.header)) && table.rows.len() > 1
}

/// In which ways the problems of a list may be counted: by their numbers, by their cells, and by rows.
fn there(table: &Table) -> Vec<u32> {
    let numbers: HashSet<u32> = table.rows.iter().filter_map(|row| row.number).collect();
    let with_action = table.rows.iter().filter(|row| row.action.is_some());
    let cells: HashSet<_> = with_action.map(|row| row.spans.action.start()).collect();
    let counts = [numbers.len(), cells.len(), table.rows.len()];
    counts.into_iter().filter(|count| *count > 1).map(|count| count as u32).collect()
}

/// The counts of problems found that a text gives, and where.
fn counted(text: &str) -> Vec<(Range<usize>, u32)> {
    const FOUND: [&str; 8] = ["反馈", "指出", "发现", "通报", "移交", "交办", "督办", "点名"];
    let found = |before: &str| FOUND.iter().any(|word| before.ends_with(word));
    let number = |c: char| c.is_ascii_digit() || numeral::is_chinese(c);
    let mut out = Vec::new();
    for (at, noun) in text.match_indices("问题") {
        // 反馈的6个问题, 指出的6个方面问题
        let before = &text[..at];
        let before = before.strip_suffix("方面").unwrap_or(before);
        if let Some(counted) = before.strip_suffix(['个', '项', '条']) {
            let start = counted.trim_end_matches(number).len();
            let ahead = &counted[..start];
            if found(ahead.strip_suffix('的').unwrap_or(ahead))
                && let Some(count) = numeral::count(&counted[start..])
            {
                out.push((start..at + noun.len(), count));
            }
        }
        // 反馈问题6个
        let behind = &text[at + noun.len()..];
        let digits = behind.find(|c| !number(c)).unwrap_or(behind.len());
        if found(&text[..at])
            && behind[digits..].starts_with(['个', '项', '条'])
            && let Some(count) = numeral::count(&behind[..digits])
        {
            let end = at + noun.len() + digits;
            let measure = text[end..].chars().next().map_or(0, char::len_utf8);
            out.push((at..end + measure, count));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_where_somebody_found_them() {
        for (text, words) in [
            ("督查组反馈问题6个。", vec!["问题6个"]),
            ("对督查反馈的6个问题逐项整改", vec!["6个问题"]),
            ("审计指出的十二个方面问题", vec!["十二个方面问题"]),
            ("已整改问题4个，解决2个问题", vec![]),
            ("反馈问题整改方案", vec![]),
        ] {
            let found: Vec<&str> = counted(text).into_iter().map(|(at, _)| &text[at]).collect();
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn a_count_is_of_a_list_that_names_the_same_feedback() {
        const TITLE: &str = "督查反馈问题整改清单";
        for (text, title, own) in [
            ("督查组反馈问题6个。", TITLE, true),
            ("对督查反馈的6个问题逐项整改", TITLE, true),
            ("对督查反馈的6个问题逐项整改", "整改任务表", false),
            ("审计指出的6个问题", TITLE, false),
            ("省督查组向全市反馈问题6个", TITLE, false),
            ("督查反馈的6个问题已整改", TITLE, false),
            ("督查反馈的6个问题涉及三个乡镇", TITLE, false),
            ("督查反馈问题6个，其中立行立改2个", TITLE, false),
            ("督查反馈问题6个、建议3条", TITLE, false),
        ] {
            let counted = counted(text);
            let range = &counted[0].0;
            assert_eq!(is_of_the_list(text, range, title), own, "{text}");
        }
    }
}
