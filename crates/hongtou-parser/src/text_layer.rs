//! The text layer of a page, of which each number and each mark beside it may be a line of its own: its
//! dates, numbers, 目录 and whom to ask are put together again.
//!
//! A number alone may be that of a row or of a page. It belongs to a sentence where what stands below it
//! says so, 年 below a year, 〕 below what a bracket opens, and no blank line parts them.

use std::ops::RangeInclusive;

use hongtou_model::Confidence;

use crate::header;
use crate::lines::{Element, Line, closes_before, ends_closed, open_bracket, tail};
use crate::record::Record;
use crate::words;

/// The years that notices name.
const YEARS: RangeInclusive<u32> = 1900..=2099;

/// Puts the pieces of numbers, dates, 目录, and of whom to ask together.
pub(crate) fn put_together<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let is = |element: &Element<'_>| matches!(element, Element::Line(line) if number(line).is_some() || line.text() == "目" || opens_contact(line));
    if !raw.iter().any(is) {
        return raw;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut raw = raw.into_iter();
    while let Some(element) = raw.next() {
        if heads_table(&element) {
            out.push(element);
            out.extend(raw);
            break;
        }
        let Element::Line(mut line) = element else {
            out.push(element);
            continue;
        };
        let contact = lines_of_contact(&line, raw.as_slice());
        for next in raw.by_ref().take(contact) {
            append(&mut line, next, Confidence::Certain, record);
        }
        let next = next_of(&line, raw.as_slice());
        if next.is_some_and(|next| are_halves(&line, next)) {
            if let Some(Element::Line(half)) = raw.next() {
                line.flow.append(&half.flow);
                record.closed_spaces(&line.flow);
            }
            out.push(Element::Line(line));
            continue;
        }
        let before = match out.last_mut() {
            Some(Element::Line(before)) if same_paragraph(before, &line) => Some(before),
            _ => None,
        };
        let tie = next.map_or(Tie::None, |next| tie(before.as_deref(), &line, next));
        let below = raw.by_ref().take(usize::from(matches!(tie, Tie::Below | Tie::Both)));
        match before.filter(|_| matches!(tie, Tie::Above | Tie::Both)) {
            Some(before) => std::iter::once(Element::Line(line))
                .chain(below)
                .for_each(|next| append(before, next, Confidence::Likely, record)),
            None => {
                below.for_each(|next| append(&mut line, next, Confidence::Likely, record));
                out.push(Element::Line(line));
            }
        }
    }
    out
}

/// Takes an element, which is a line, into the line before it.
fn append<'s>(line: &mut Line<'s>, next: Element<'s>, sure: Confidence, record: &mut Record) {
    let Element::Line(mut next) = next else { return };
    record.joined(line, &next, sure);
    line.bold_ranges.append(&mut next.bold_ranges);
    line.flow.append(&next.flow);
    line.cells = next.cells;
}

fn same_paragraph(line: &Line<'_>, next: &Line<'_>) -> bool {
    !next.gap && next.flow.source() == line.flow.source()
}

/// The line right below another.
fn next_of<'e, 's>(line: &Line<'_>, below: &'e [Element<'s>]) -> Option<&'e Line<'s>> {
    match below.first() {
        Some(Element::Line(next)) if same_paragraph(line, next) => Some(next),
        _ => None,
    }
}

/// The number that is all of a line.
fn number(line: &Line<'_>) -> Option<u32> {
    let text = line.text();
    // Most lines are longer.
    let digits = text.len() <= 8 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Whether two lines are 目 and 录.
fn are_halves(line: &Line<'_>, next: &Line<'_>) -> bool {
    line.text() == "目" && matches!(next.text(), "录" | "次")
}

/// What a number or an opening bracket on a line of its own belongs to.
enum Tie {
    None,
    /// The line above it.
    Above,
    /// The line below it.
    Below,
    Both,
}

/// What a number in a sentence counts.
const NUMBERED: [&str; 4] = ["附件", "附录", "附表", "附图"];

/// What a line belongs to, by what stands above and below it.
fn tie(before: Option<&Line<'_>>, line: &Line<'_>, next: &Line<'_>) -> Tie {
    let text = before.map_or("", |before| tail(before.text()));
    let cut = || before.is_some() && !ends_closed(text);
    let Some(number) = number(line) else {
        let opens = line.text() == "〔" && self::number(next).is_some_and(|n| YEARS.contains(&n));
        return if opens && cut() { Tie::Above } else { Tie::None };
    };
    let Some(first) = next.text().chars().next() else { return Tie::None };
    let open = || open_bracket(text);
    let both = match first {
        '年' if !YEARS.contains(&number) => false,
        // 2026年 may open a line.
        '年' if open().is_none() && !(cut() && text.contains(['，', ','])) => return Tie::Below,
        '年' => true,
        '月' => ends_in_year(text),
        '日' => text
            .strip_suffix('月')
            .is_some_and(|text| ends_in_year(text.trim_end_matches(|c: char| c.is_ascii_digit()))),
        '号' => text.ends_with(['〕', ']', '】']) || open().is_some(),
        '〕' => text.ends_with('〔'),
        // The number of a footnote stands so behind any word.
        '，' | '；' | '。' | '：' | '）' => NUMBERED.iter().any(|name| text.ends_with(name)),
        _ => false,
    };
    if both { Tie::Both } else { Tie::None }
}

/// Whether words end in a year in digits.
fn ends_in_year(text: &str) -> bool {
    const DIGITS: usize = 4;
    let digits = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    text.strip_suffix('年').is_some_and(|year| digits(year) == DIGITS)
}

/// Whether a line heads a table whose cells stand on lines of their own, where a column breaks its days: 5月, 10, 日前.
fn heads_table(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.text().starts_with('序') && words::printed(line.text()).take(2).nth(1).is_none_or(|c| c == '号'))
}

/// Whether a line opens a bracket that says whom to ask.
fn opens_contact(line: &Line<'_>) -> bool {
    let text = line.text();
    text.starts_with(['（', '(']) && header::is_contact(text) && open_bracket(tail(text)).is_some()
}

/// How many lines below one that opens such a bracket are in it.
fn lines_of_contact(line: &Line<'_>, below: &[Element<'_>]) -> usize {
    const MOST: usize = 16;
    if !opens_contact(line) {
        return 0;
    }
    let mut before = line;
    for (at, element) in below.iter().take(MOST).enumerate() {
        let Element::Line(next) = element else { return 0 };
        if !same_paragraph(before, next) || next.marker.is_some() {
            return 0;
        }
        if closes_before('（', next.text()) {
            return at + 1;
        }
        before = next;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        assert_eq!(fixtures::put_together(put_together, lines, false), expected);
    }

    #[test]
    fn a_date_in_pieces_is_one_line() {
        check(
            &["特此通知。", "云溪县林业局", "2031", "年", "3", "月", "18", "日", "附件"],
            &["特此通知。", "云溪县林业局", "2031年3月18日", "附件"],
        );
    }

    #[test]
    fn a_number_in_a_bracket_or_a_sentence_belongs_to_it() {
        check(
            &[
                "按照《关于开展",
                "2031",
                "年造林的通知》（云林〔",
                "2031",
                "〕",
                "12",
                "号）要求，为做好",
                "2031",
                "年造林，现通知如下：",
            ],
            &[
                "按照《关于开展2031年造林的通知》（云林〔2031〕12号）要求，为做好2031年造林，现通知如下：",
            ],
        );
        check(&["云林", "〔", "2031", "〕", "2", "号附件"], &["云林〔2031〕2号附件"]);
        // The number of a page may stand in a sentence as well.
        check(
            &["加大投入，到", "2031", "年每镇新建", "2", "个苗圃。"],
            &["加大投入，到2031年每镇新建", "2", "个苗圃。"],
        );
        // Nor does a month say of which year it is.
        check(&["做好造林，", "3", "月底前完成。"], &["做好造林，", "3", "月底前完成。"]);
        check(&["附录", "2", "：苗木清单"], &["附录2：苗木清单"]);
    }

    #[test]
    fn a_number_of_a_row_or_of_an_item_stands_alone() {
        for lines in [
            &["序号", "1", "月度检查，每月一次", "12", "日常管护", "3"][..],
            &["1．造林，育苗", "2", "、护林。"],
            &["改造管网，漏损率下降7%", "1", "。"],
            &["5月", "10", "日", "前"],
            &["序号", "3", "2031", "年", "5月"],
            &["指标", "100", "年产值", "30", "号苗圃"],
        ] {
            check(lines, lines);
        }
    }

    #[test]
    fn whom_to_ask_goes_on_to_the_end_of_its_bracket() {
        check(
            &[
                "（联系人：造林科 王明",
                "联系电话：",
                "83600000",
                "；",
                "林场 李亮",
                "联系电话：",
                "24400000",
                "）",
                "（此件公开）",
            ],
            &[
                "（联系人：造林科 王明联系电话：83600000；林场 李亮联系电话：24400000）",
                "（此件公开）",
            ],
        );
        // A bracket that nobody closes.
        let lines = ["（联系人：王明", "联系电话：", "83600000", "一、造林"];
        check(&lines, &lines);
    }

    #[test]
    fn contents_in_two_lines() {
        check(&["造林细则", "目", "录", "一、造林"], &["造林细则", "目录", "一、造林"]);
        check(&["题", "目", "一、造林"], &["题", "目", "一、造林"]);
    }
}
