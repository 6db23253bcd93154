//! The header of a table whose lines lost their cells: headings that a gap, a comma or nothing parts.

use hongtou_source::chars;

use super::super::headings::{Heading, heading, is_heading_word, says_work};
use super::cells::{are_commas, between_commas, cells};
use crate::flow::Flow;
use crate::lines::Line;

/// The headings of a line that is nothing else, and whether they are glued together.
pub(super) fn header<'s>(line: &Line<'s>) -> Option<(Vec<Flow<'s>>, bool)> {
    let text = line.text();
    // Headings are parted by white space, or the first of them is 序号.
    let numbered = begins_with_number(text);
    let spaces = || chars::besides_han(text).filter(|&(_, c)| chars::is_space(c));
    if text.len() > LONGEST_HEADER * 4
        || text.chars().count() > LONGEST_HEADER
        || !numbered && spaces().nth(1).is_none()
    {
        return None;
    }
    let mut spaced =
        if are_commas(text) { between_commas(line) } else { close_letters(cells(line, 0)) };
    let known = |header: &[Flow<'_>]| {
        let words = header.iter().filter(|flow| is_heading_word(flow.text())).count();
        header.len() >= 3 && words * 4 >= header.len() * 3
    };
    // Years stand beside other headings: 重点任务 2025年目标 2026年目标.
    let apart = close_letters(cells(line, usize::MAX));
    let heads = |flow: &Flow<'_>| is_heading_word(flow.text()) && !flow.text().ends_with('年');
    if apart.len() > spaced.len() && apart.iter().all(heads) {
        spaced = apart;
    }
    if !known(&spaced) && !are_commas(text) {
        spaced = close_letters(cells(line, usize::MAX));
    }
    if known(&spaced) {
        return Some((spaced, false));
    }
    if spaced.len() > 1 || !numbered {
        return None;
    }
    let glued = headings_end_to_end(&line.flow);
    known(&glued).then_some((glued, true))
}

/// Whether the first of some headings is 序号.
pub(super) fn begins_with_number(text: &str) -> bool {
    chars::trim_start(text).starts_with("序号")
}

/// Headings printed with a space between their characters, put together: 工 作 任 务.
fn close_letters(cells: Vec<Flow<'_>>) -> Vec<Flow<'_>> {
    let is_letter = |flow: &Flow<'_>| {
        let mut chars = flow.text().chars();
        chars.next().is_some_and(chars::is_han) && chars.next().is_none()
    };
    let mut out = Vec::with_capacity(cells.len());
    let mut cells = cells.into_iter().peekable();
    while let Some(mut cell) = cells.next() {
        if !is_letter(&cell) {
            out.push(cell);
            continue;
        }
        while let Some(letter) = cells.next_if(is_letter) {
            cell.append(&letter);
        }
        out.extend(headings_end_to_end(&cell));
    }
    out
}

/// A header has a dozen columns at most.
const LONGEST_HEADER: usize = 100;

/// The headings inside a longer line, nothing between them, that say the work and who answers, above the
/// number of a row.
pub(super) fn header_in_text<'s>(line: &Flow<'s>) -> Option<Flow<'s>> {
    let text = line.text();
    // A header alone is shorter.
    if text.len() <= LONGEST_HEADER * 3 {
        return None;
    }
    let at = text.find("序号")?;
    let end = text[at..].char_indices().nth(LONGEST_HEADER).map_or(text.len(), |(to, _)| at + to);
    let parts = headings_end_to_end(&line.slice(at..end));
    let known = parts.iter().take_while(|part| is_heading_word(part.text())).count();
    let says = |is: fn(Heading) -> bool| parts[..known].iter().any(|part| is(heading(part.text())));
    let units = says(|heading| matches!(heading, Heading::Units(_)));
    let whole = known > 2 && units && parts[..known].iter().any(|part| says_work(part.text()));
    let length: usize = parts[..known].iter().map(|part| part.text().len()).sum();
    // The number of a row stands behind it; running text goes on with other words.
    let numbered = chars::trim_start(&text[at + length..]).chars().next().and_then(chars::digit);
    (whole && numbered.is_some()).then(|| line.slice(at..at + length))
}

/// Words that headings end in.
const ENDS: &[&str] = &[
    "序号",
    "名称",
    "内容",
    "任务",
    "工作",
    "工程",
    "举措",
    "措施",
    "目标",
    "领导",
    "责任人",
    "单位",
    "部门",
    "时限",
    "期限",
    "时间",
    "节点",
    "类别",
    "领域",
    "备注",
    "处室",
    "联系人",
    "电话",
];

/// Headings that run together, cut behind the words that headings end in: 项目名称|主要内容|牵头单位.
pub(in super::super) fn headings_end_to_end<'s>(flow: &Flow<'s>) -> Vec<Flow<'s>> {
    let text = flow.text();
    let mut cuts: Vec<usize> = Vec::new();
    let number = if text.starts_with("序号") { "序号".len() } else { 0 };
    let mut at = 0;
    while at < text.len() {
        let Some(end) = ENDS.iter().find(|end| text[at..].starts_with(**end)) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        // 工作任务, 任务内容, 工作目标: one heading that ends twice.
        if cuts.last() == Some(&at) && at > number && !matches!(*end, "序号" | "备注") {
            cuts.pop();
        }
        at += end.len();
        cuts.push(at);
    }
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts {
        out.push(flow.slice(start..cut));
        start = cut;
    }
    if start < text.len() {
        out.push(flow.slice(start..text.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[test]
    fn headings_that_run_together() {
        for (text, headings) in [
            (
                "序号项目名称主要内容区政府分管领导牵头单位配合单位",
                "序号|项目名称|主要内容|区政府分管领导|牵头单位|配合单位",
            ),
            ("序号工作任务完成时限责任单位", "序号|工作任务|完成时限|责任单位"),
            ("序号重点工作具体内容牵头单位备注", "序号|重点工作|具体内容|牵头单位|备注"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let cut: Vec<String> =
                headings_end_to_end(&flow).iter().map(|flow| flow.text().to_owned()).collect();
            assert_eq!(cut.join("|"), headings);
        }
    }
}
