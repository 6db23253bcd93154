//! Tables whose cells stand on lines of their own and that nothing parts into rows.
//!
//! Below 序号 numbers count on, each on a line of its own: whatever stands between them is cells and no text, though
//! nobody knows the headings or the rows have more lines and fewer. So it is where there are no headings, and numbers
//! from 1 on stand as many lines apart. It is told, so that nobody takes it for text.

use std::ops::Range;

use super::super::profile::is_number;
use super::look::{
    Look, is_column_word, is_day_line, is_imprint, is_plain_word, is_section, one_source,
};
use super::{LONGEST_GAP, LONGEST_HEADER, LONGEST_LEAD, number_of, wrapped};
use crate::lines::Element;
use crate::{sentence, words};

/// The fewest numbers that count rows by no accident.
const FEWEST: usize = 3;
/// The fewest headings.
const FEWEST_HEADINGS: usize = 4;
/// So many lines a row has at most.
const LONGEST_ROW: usize = 3 * LONGEST_HEADER;

/// The lines of such tables, from their headings on.
#[inline(never)]
pub(super) fn numbered(raw: &[Element<'_>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..raw.len()).filter(|&at| may_begin(&raw[at])) {
        if out.last().is_none_or(|last| last.end <= at)
            && wrapped::begins_header(raw, at)
            && let Some(end) = end_of_rows(raw, at).or_else(|| end_of_bodies(raw, at))
            && (at + 1..end).filter(|&line| is_prose(&raw[line])).count() * 3 < 2 * (end - at - 1)
        {
            let floor = out.last().map_or(0, |last| last.end);
            let left = (floor..at).rev().take(LONGEST_LEAD);
            // A title above them is longer.
            let heads = |&at: &usize| is_column_word(raw, at) && is_plain_word(raw, at);
            let start = left.take_while(heads).last().unwrap_or(at);
            if one_source(&raw[start..end]) {
                out.push(start..end);
            }
        }
    }
    add_headless(raw, &mut out);
    out
}

/// Adds the lines of those without headings.
fn add_headless(raw: &[Element<'_>], out: &mut Vec<Range<usize>>) {
    let ones = (1..raw.len()).filter(|&at| count(&raw[at]) == Some(1));
    let mut floor = 0;
    for at in ones.collect::<Vec<_>>() {
        let known = out.iter().any(|lines| lines.contains(&at));
        if at < floor || known || !counts_evenly(raw, at) {
            continue;
        }
        if let Some(end) = end_of_rows(raw, at - 1).filter(|&end| one_source(&raw[at..end])) {
            out.push(at..end);
            floor = end;
        }
    }
}

/// Whether numbers count on from the first at a line, so many lines apart each that rows may be, and most lines
/// between them are no sentences.
fn counts_evenly(raw: &[Element<'_>], first: usize) -> bool {
    let number = |at: usize| raw.get(at).and_then(count);
    let Some(row) = (4..=LONGEST_HEADER).find(|&row| number(first + row) == Some(2)) else {
        return false;
    };
    let cells = first..first + 2 * row;
    number(cells.end) == Some(3)
        && cells.clone().filter(|&at| number(at).is_some()).count() == 2
        && cells.clone().filter(|&at| is_prose(&raw[at])).count() * 2 < cells.len()
}

/// Whether a line is a sentence, or a bracket with who answers below one.
fn is_prose(element: &Element<'_>) -> bool {
    let bracket = |text: &str| text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let Element::Line(line) = element else { return false };
    sentence::is_sentence(line.text()) || bracket(wrapped::words_of(element))
}

/// The number that a line is, whatever marks the row: *2.
fn count(element: &Element<'_>) -> Option<u32> {
    let marked = || wrapped::words_of(element).strip_prefix(['*', '＊', '★', '☆', '▲']);
    number_of(element).or_else(|| is_number(marked()?))
}

/// Whether a line may begin a header. Most lines are longer.
fn may_begin(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.text().len() <= 24 && line.text().contains(['序', '编']))
}

/// Where the rows end whose numbers count on below the headings that begin at a line: the last has no more lines than
/// the others.
fn end_of_rows(raw: &[Element<'_>], header: usize) -> Option<usize> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut last = 0;
    let (mut at, mut longest) = (header + 1, 0);
    while at < raw.len() && !is_end(raw, at) {
        let above = numbers.last().copied();
        let room = match above {
            Some(above) if numbers.len() < 2 => above + LONGEST_ROW,
            Some(above) => above + LONGEST_ROW.max(2 * longest),
            // Headings in pieces have more lines than columns.
            None => header + 2 * LONGEST_HEADER + LONGEST_LEAD,
        };
        if at > room {
            break;
        }
        let next = if numbers.is_empty() { 1..=1 } else { last + 1..=last + 1 + LONGEST_GAP };
        if let Some(number) = count(&raw[at]).filter(|number| next.contains(number)) {
            longest = longest.max(above.map_or(0, |above| at - above));
            numbers.push(at);
            last = number;
        }
        at += 1;
    }
    let row = numbers.windows(2).map(|two| two[1] - two[0]).max()?;
    // Numbers one below the other are a row of figures.
    let cells = numbers.windows(2).all(|two| two[1] - two[0] > 2);
    // Who printed the notice may begin on the line above the day.
    let words = |at: usize| wrapped::words_of(&raw[at]);
    let printed =
        raw.get(at).is_some() && is_imprint(words(at)) && !sentence::is_sentence(words(at - 1));
    let end = at - usize::from(printed);
    (numbers.len() >= FEWEST && cells).then(|| end.min(numbers[numbers.len() - 1] + row))
}

/// Where the rows end below headings from 序号 to the number 1, if bodies stand among them: their numbers may be those
/// of several rows.
fn end_of_bodies(raw: &[Element<'_>], header: usize) -> Option<usize> {
    let below = (header..raw.len()).take(LONGEST_HEADER + 1);
    let end = below.skip(1).find(|&at| count(&raw[at]).is_some() || is_end(raw, at))?;
    let known = (header..end).filter(|&at| is_column_word(raw, at)).count();
    let asks = (header..end).any(|at| Look::below(raw, at) == Look::Units);
    let headed = asks && known * 2 > end - header && end - header >= FEWEST_HEADINGS;
    if !headed || count(&raw[end]) != Some(1) {
        return None;
    }
    let width = end - header;
    let (mut last, mut bodies, mut at) = (end, 0, end);
    while at < raw.len() && at <= last + width && !is_end(raw, at) {
        if Look::of(raw, &(at..at + 1)) == Look::Units {
            (last, bodies) = (at, bodies + 1);
        }
        at += 1;
    }
    // Those who sign stand above the day.
    let signed = raw.get(at).is_some_and(is_day_line) && last + 1 == at;
    (bodies >= FEWEST && !signed).then_some(last + 1)
}

/// Whether a line is none of a table, or there is none.
fn is_end(raw: &[Element<'_>], at: usize) -> bool {
    let Some(Element::Line(line)) = raw.get(at) else { return true };
    let text = line.text();
    line.level > 0
        || is_section(raw, at) && number_of(&raw[at]).is_none()
        || words::starts_part(text)
        || is_imprint(text)
        || is_day_line(&raw[at])
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::notice;
    use hongtou_model::RepairKind;

    /// Whether a table below a title is told as unread, and how many words are left out then.
    fn unread(lines: &[&str]) -> (bool, usize) {
        let notice = notice(lines);
        let told = notice.repairs.iter().any(|repair| repair.kind == RepairKind::UnreadRow);
        (told, notice.residual.len())
    }

    #[test]
    fn cells_below_unknown_headings_are_told() {
        let head = ["松岭县造林指标分配表", "序号", "乡镇", "林地", "其中新造", "验收"];
        let rows =
            ["1", "东镇", "12.5", "3.5", "2", "西镇", "8.0", "1.5", "甲片", "3", "南镇", "6.5"];
        let lines = [&head[..], &rows].concat();
        assert_eq!(unread(&lines), (true, 1));
        // No numbers count on there.
        let lines = [&head[..], &["东镇", "西镇", "南镇"]].concat();
        assert_eq!(unread(&lines), (false, 0));
    }

    #[test]
    fn rows_below_one_number_are_told_by_the_bodies_among_them() {
        let head =
            ["松岭县联合抽查计划", "序号", "行业", "牵头部门", "任务名称", "联查部门", "备注"];
        let row = ["1", "民办学校", "县教育局", "办学抽查", "县教育局", "核对台账。", "县卫健局"];
        let more = ["餐饮检查", "登记检查", "县文旅局", "卫生检查"];
        assert_eq!(unread(&[&head[..], &row, &more].concat()), (true, 1));
        let head =
            ["松岭县重点工作的通知", "序号", "行业", "牵头部门", "任务名称", "联查部门", "备注"];
        let text = notice(&[&head[..], &row, &more].concat());
        assert!(text.header.title.is_some_and(|title| title.contains("通知")));
        let head = ["松岭县联合抽查计划", "序号", "行业", "牵头部门", "任务名称"];
        assert!(!unread(&[&head[..], &["1", "民办学校", "核对台账。"]].concat()).0);
    }

    #[test]
    fn cells_without_headings_are_told_by_their_numbers() {
        let row = |number, name| [number, name, "每千人的面积", "平方米", "县民政局"];
        let rows = [row("*1", "养老设施"), row("2", "托幼设施"), row("*3", "体育场地")];
        let lines = [&["松岭县水利局关于体检的通知"][..], &rows.concat()].concat();
        assert!(unread(&lines).0);
        let lines = [&["松岭县水利局关于体检的通知"][..], &rows[..2].concat()].concat();
        assert!(!unread(&lines).0);
    }

    #[test]
    fn numbered_sentences_are_text() {
        let row = |number, name| [number, name, "（县水利局牵头）", "成立专班，压实责任。"];
        let rows = [row("1", "加强领导"), row("2", "加强督查"), row("3", "加强宣传")];
        assert!(!unread(&[&["松岭县水利局关于体检的通知"][..], &rows.concat()].concat()).0);
        let row = |number| [number, "县水利局成立专班。", "县公安局开展检查。"];
        let rows = [row("1"), row("2"), row("3")].concat();
        assert!(!unread(&[&["松岭县水利局关于体检的通知", "编号"][..], &rows].concat()).0);
    }
}
