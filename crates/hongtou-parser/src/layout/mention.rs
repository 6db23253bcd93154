//! What one line of a page may be: the opening of an attachment, its entry in the list, a title.

use hongtou_source::{chars, numeral};

use super::ends_like_table;
use crate::lines::Line;
use crate::marker::marker;
use crate::{header, words};

/// What opens an attachment, or names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mention {
    /// 附件 / 附件1 on a line of its own, above the attachment; the title may follow on the line.
    Head { number: Option<u32>, title: Option<std::ops::Range<usize>>, label: usize },
    /// 附件：1.… in the notice's list.
    List { title: std::ops::Range<usize>, label: usize },
}

/// Reads a line as opening or naming an attachment.
pub(crate) fn mention(line: &Line<'_>) -> Option<Mention> {
    let text = line.text();
    let start = text.len() - chars::trim_start(text).len();
    let mut rest = &text[start..];
    let word = ["附件", "附 件", "附　件", "附表", "附录"]
        .into_iter()
        .find(|word| rest.starts_with(word))
        .or_else(|| ["附：", "附:"].iter().any(|opens| rest.starts_with(opens)).then_some("附"))?;
    rest = &rest[word.len()..];
    let spaced = rest.trim_start_matches(chars::is_space);
    let number_len: usize = spaced
        .chars()
        .take_while(|&c| chars::digit(c).is_some() || numeral::is_to_ten(c))
        .map(char::len_utf8)
        .sum();
    let numeral = &spaced[..number_len];
    let number = match numeral::digits(numeral, 0) {
        Some((value, end)) if end == numeral.len() => u32::try_from(value).ok(),
        _ => numeral::ordinal(numeral),
    };
    let mut after = &spaced[number_len..];
    let spaces = after.len() - after.trim_start_matches(chars::is_space).len();
    after = &after[spaces..];
    let colon =
        after.chars().next().filter(|&c| chars::narrow(c) == ':' || matches!(c, '.' | '．' | '、'));
    let label_end = text.len() - after.len() + colon.map_or(0, char::len_utf8);
    after = after[colon.map_or(0, char::len_utf8)..].trim_start_matches(chars::is_space);
    // A page that draws its tables with bars may end the line with one.
    if after.trim_matches(|c| chars::is_space(c) || c == '|').is_empty() {
        return Some(Mention::Head { number, title: None, label: label_end });
    }
    if after.chars().count() > 80 || after.ends_with('。') && after.contains(['，', '；']) {
        return None;
    }
    // 附件1：… may be either; 附件：1.… and 附件：… are the list, unless set as a heading;
    // 附件中所列… is a sentence.
    let headed = line.level > 0 && colon.is_some() && marker(after).is_none();
    // 附件1重点任务分解表 and 附件 重点任务分解表, but not 附件1中的任务清单.
    let glued = || {
        ends_like_table(after)
            && number.is_none_or(|number| number < 100)
            && !after.starts_with(['中', '所', '的', '内', '之', '年'])
            && !after.contains(['，', '。', '；'])
    };
    let title = text.len() - after.len()..text.trim_end().len();
    let parted = number.is_some() && (colon.is_some() || spaces > 0);
    if headed || parted || colon.is_none() && word == "附件" && glued() {
        return Some(Mention::Head { number, title: Some(title), label: label_end });
    }
    (colon.is_some()).then_some(Mention::List { title, label: label_end })
}

/// Whether a line reads like a title: short, no sentence, no label.
pub(crate) fn is_title_like(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    line.marker.is_none()
        && (text.chars().count() <= 70 || is_joint_title(text))
        && !text.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，', '、', '↓', '👇'])
        && text.chars().any(chars::is_han)
        && !words::is_date_line(text)
        && words::disclosure(text).is_none()
        && !words::is_label_line(text)
        // At the top of all it is the only one that says the title.
        && (line.flow.start_of_one_piece() == Some(0) || !labels_title(text))
        && !is_column_line(text)
}

/// Whether a line is a label with the title behind it, as a block of metadata has it: 标题 云溪市工作计划.
fn labels_title(text: &str) -> bool {
    let text = text.trim_start_matches(chars::is_space);
    let behind = ["标题", "题名"].iter().find_map(|label| text.strip_prefix(label));
    behind.is_some_and(|title| title.starts_with(chars::is_space) && header::complete_title(title))
}

/// Whether a line says of which year the title below it is, and of whom: 云溪市2026年度.
pub(super) fn ends_in_year(text: &str) -> bool {
    let words = text.trim_end_matches(chars::is_space);
    let year = words.strip_suffix("年度").or_else(|| words.strip_suffix('年'));
    year.is_some_and(|year| {
        let who = year.trim_end_matches(|c| chars::digit(c).is_some());
        year[who.len()..].chars().count() == 4
    })
}

/// The headings of a table whose cells were set on one line: 序号 重点任务 牵头单位.
pub(super) fn is_column_line(text: &str) -> bool {
    const LONGEST: usize = 12;
    let mut cells = text.split(chars::is_space).filter(|cell| !cell.is_empty());
    cells.next() == Some("序号")
        && cells.clone().count() >= 2
        && cells.all(|cell| cell.chars().count() <= LONGEST)
}

/// Whether a long line is the title of a notice of many issuers: A B C 关于印发…的通知.
fn is_joint_title(text: &str) -> bool {
    ["的通知", "的意见", "的决定", "的公告", "的通告"].iter().any(|end| text.ends_with(end))
        && text.contains("关于")
        && text.chars().count() <= 240
        && !text.contains(['，', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_columns_on_one_line_are_no_title() {
        assert!(is_column_line("序号 重点任务 工作措施 完成时限 牵头部门"));
        assert!(is_column_line("序号\u{3000}任务\u{3000}责任单位"));
        for text in ["序号管理办法", "云溪市 重点任务 分解表", "序号 一"] {
            assert!(!is_column_line(text), "{text}");
        }
    }
}
