//! Labels of metadata that have lost what parts them from their values: `时效性现行有效发布日期2023-05-10`,
//! as the elements of a web page run together in its bare text.
//!
//! Nothing but its value tells such a label from words of the notice: a day, a number, the name of a body.

use std::ops::Range;

use hongtou_source::chars;

use super::is_issuer;
use super::metadata::Pair;
use super::title::{complete_title, is_whole_title};
use crate::flow::trim;
use crate::lines::Line;
use crate::{date, reference, responsibility, words};

/// What the value of a label looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Day,
    Number,
    Code,
    State,
    Body,
    Disclosure,
    Title,
    /// Any words, which tell nothing.
    Words,
}

/// The labels and values of lines that nothing parts; none where fewer than two values look like those
/// of their labels. A value of any words is one beside others alone.
pub(super) fn unparted_lines(lines: &[Line<'_>]) -> Vec<Option<Vec<Pair>>> {
    // A title may begin with words that are a label as well, unless they say that one follows.
    let is_title = |line: &Line<'_>, pairs: &[Pair]| {
        let first = pairs.first().and_then(|(label, _)| kind(&line.text()[label.clone()]));
        first != Some(Kind::Title) && is_whole_title(line)
    };
    let read = |line: &Line<'_>| pairs(line.text()).filter(|pairs| !is_title(line, pairs));
    let mut found: Vec<Option<Vec<Pair>>> = lines.iter().map(read).collect();
    let is_sure = |line: &Line<'_>, (label, value): &Pair| {
        let text = line.text();
        !matches!(kind(&text[label.clone()]), Some(Kind::Words | Kind::Title)) && !value.is_empty()
    };
    let sure: Vec<usize> = lines
        .iter()
        .zip(&found)
        .map(|(line, pairs)| pairs.iter().flatten().filter(|pair| is_sure(line, pair)).count())
        .collect();
    if sure.iter().sum::<usize>() < 2 {
        found.fill(None);
        return found;
    }
    let mut kept: Vec<bool> = sure.iter().map(|&count| count > 0).collect();
    for at in (1..lines.len()).chain((0..lines.len().saturating_sub(1)).rev()) {
        let beside = at > 0 && kept[at - 1] || kept.get(at + 1) == Some(&true);
        kept[at] |= beside && found[at].is_some();
    }
    found.into_iter().zip(kept).map(|(pairs, kept)| pairs.filter(|_| kept)).collect()
}

/// The labels and values that a line consists of.
fn pairs(text: &str) -> Option<Vec<Pair>> {
    const LONGEST: usize = 900;
    let start = text.trim_start_matches(|c| chars::is_space(c) || words::BULLETS.contains(&c));
    let start = text.len() - start.len();
    if text.len() > LONGEST || label_at(text, start).is_none() {
        return None;
    }
    // From the end on: where a label begins from which the rest of the line is labels and values, its
    // value and where the next label begins.
    let mut read: Vec<(Range<usize>, Range<usize>, usize)> = Vec::new();
    let places: Vec<usize> = text[start..].char_indices().map(|(at, _)| start + at).collect();
    for at in places.into_iter().rev() {
        let Some(label) = label_at(text, at).filter(|label| at == start || is_long(text, label))
        else {
            continue;
        };
        let ends = read.iter().rev().map(|(label, ..)| label.start).chain([text.len()]);
        let fitting = ends.filter(|&end| end >= label.end).find_map(|end| {
            let value = trim(text, label.end..end);
            fits(&text[label.clone()], &text[value.clone()]).then_some((value, end))
        });
        if let Some((value, end)) = fitting {
            read.push((label, value, end));
        }
    }
    let mut out = Vec::new();
    let mut next = start;
    while next < text.len() {
        let (label, value, end) = read.iter().find(|(label, ..)| label.start == next)?;
        let value = if value.is_empty() { 0..0 } else { value.clone() };
        out.push((label.clone(), value));
        next = *end;
    }
    Some(out)
}

/// The label of metadata that begins at a place of a text: the longest.
fn label_at(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 7;
    let ends = text[at..].char_indices().map(|(from, c)| at + from + c.len_utf8());
    let ends: Vec<usize> = ends.take(LONGEST).collect();
    ends.into_iter().rev().map(|end| at..end).find(|label| kind(&text[label.clone()]).is_some())
}

/// Whether a label is longer than what a value may hold by chance, or is that of the number.
fn is_long(text: &str, label: &Range<usize>) -> bool {
    let label = &text[label.clone()];
    label.chars().count() > 2 || label == "文号"
}

/// What the value of a label looks like; `None` for other words and for labels that text out of a table
/// of tasks may hold as well.
fn kind(label: &str) -> Option<Kind> {
    if !words::is_metadata(label) || responsibility::label_role(label).is_some() {
        return None;
    }
    Some(match label {
        _ if words::names_number(label) => Kind::Number,
        "标题" | "题名" | "信息名称" | "文件名称" => Kind::Title,
        "来源" | "信息来源" => Kind::Body,
        "公开方式" | "公开形式" | "公开类别" => Kind::Disclosure,
        "时效性" | "公文时效" | "有效性" | "信息有效性" | "是否有效" | "有效状态" | "效力状态"
        | "文件状态" => Kind::State,
        _ if label.ends_with(['号']) => Kind::Code,
        _ if label.ends_with("日期") || label.ends_with("时间") => Kind::Day,
        _ if ["机关", "机构", "单位", "部门"].iter().any(|end| label.ends_with(end)) => {
            Kind::Body
        }
        // 城市, 主题, 类别 and the like begin words of every kind.
        _ if label.chars().count() < 3 => return None,
        _ => Kind::Words,
    })
}

/// Whether words can be the value of a label, which may be empty.
fn fits(label: &str, value: &str) -> bool {
    const LONGEST: usize = 40;
    let Some(kind) = kind(label) else { return false };
    if value.is_empty() || value == "无" {
        return true;
    }
    match kind {
        Kind::Day => date::whole_day(value).is_some_and(|day| day.start == 0),
        Kind::Number => {
            reference::document_number(value).is_some_and(|(range, _)| range == (0..value.len()))
        }
        Kind::Code => {
            value.contains(|c: char| c.is_ascii_digit())
                && value.chars().all(|c| c.is_ascii_alphanumeric() || c.is_ascii_punctuation())
        }
        // As the database of rules and the sites that follow it name the state of a document.
        Kind::State => {
            matches!(
                value,
                "是" | "否"
                    | "有效"
                    | "现行有效"
                    | "继续有效"
                    | "部分有效"
                    | "尚未生效"
                    | "已修改"
                    | "已被修改"
                    | "失效"
                    | "已失效"
                    | "废止"
                    | "已废止"
                    | "无效"
            )
        }
        // 发布机构和主管单位 goes on.
        Kind::Body => is_issuer(value) && !value.starts_with(['和', '及', '与']),
        Kind::Disclosure => words::is_disclosure(value),
        Kind::Title => complete_title(value),
        Kind::Words => {
            value.chars().count() <= LONGEST
                && !value.contains(['。', '；', '，', '：', '？', '！', '《', '|'])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values_that_nothing_parts() {
        let check = |text: &str, expected: Option<&str>| {
            let said = pairs(text).map(|pairs| {
                let said = |(label, value): Pair| format!("{}={}", &text[label], &text[value]);
                pairs.into_iter().map(said).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(said.as_deref(), expected, "{text}");
        };
        for (text, read) in [
            ("时效性现行有效", "时效性=现行有效"),
            ("• 成文日期2023年05月10日", "成文日期=2023年05月10日"),
            ("发布时间2023-05-10 16:34", "发布时间=2023-05-10 16:34"),
            ("发文字号 云政办发〔2023〕5号", "发文字号=云政办发〔2023〕5号"),
            ("主题分类发文字号无", "主题分类= 发文字号=无"),
            ("主题分类城市管理、时间银行", "主题分类=城市管理、时间银行"),
            (
                "索引号0142/2023-7主题分类综合政务发布机构云溪市人民政府办公室有效性有效",
                "索引号=0142/2023-7 主题分类=综合政务 发布机构=云溪市人民政府办公室 有效性=有效",
            ),
            (
                "标题云溪市护林工作方案文号云府〔2023〕5号",
                "标题=云溪市护林工作方案 文号=云府〔2023〕5号",
            ),
        ] {
            check(text, Some(read));
        }
        for text in [
            "发布日期以公告为准",
            "时效性强的信息应当及时公开",
            "发布机构应当核对信息",
            "发布机构和主管单位云溪市林业局",
            "成文日期2023年05月10日前的文件继续有效",
            "城市更新工作方案",
            "主题分类应当按照目录确定。",
            "责任部门市教育局",
            "有效期内的文件，继续执行",
        ] {
            check(text, None);
        }
    }
}
