//! Which rows of a grid are its header, by their words and by the rows below them.

use hongtou_source::chars;

use super::super::are_headings;
use super::super::headings::{
    Heading, are_times, duty, heading, is_header_row, is_heading_word, known_headings,
};
use super::super::matrix;
use super::cell::Cell;
use super::words;
use crate::flow::Flow;

/// Whether a row that the container calls a header may be one: Markdown calls every first row so,
/// also the rest of a row that the page before cut off.
pub(super) fn is_plain_header(row: &[Cell<'_>]) -> bool {
    let words: Vec<&str> = row.iter().filter_map(Cell::words).collect();
    let known = words.iter().filter(|text| is_heading_word(text)).count();
    words.len() > 1
        && known * 2 > words.len()
        && !words.iter().any(|text| text.chars().count() > 24 || text.contains(['。', '；']))
}

/// Whether a row heads the work and something else of it, whatever its other words: 档次 | 级别 | 系数 |
/// 工作任务 | 责任部门. Where the container calls it no header, or it may be the rest of a row that a
/// page cut, it says who answers as well.
pub(super) fn heads_beside_unknown(row: &[Cell<'_>], marked: bool) -> bool {
    let mut known: Vec<Heading> = Vec::new();
    for cell in row.iter().filter(|cell| cell.words().is_some()) {
        let text = cell.flow.text();
        if text.chars().count() > 16 || text.contains(['。', '；', '，']) {
            return false;
        }
        if is_heading_word(text) {
            known.push(heading(text));
        }
    }
    let work = |h: &Heading| matches!(h, Heading::Name | Heading::Detail | Heading::Goals);
    let units = |h: &Heading| matches!(h, Heading::Units(_));
    let answered = known.iter().any(units);
    let told = known.iter().any(work)
        && (answered || marked && known.iter().any(|heading| *heading != known[0]));
    // A row of its own has figures, or a unit, where a header has words of no list.
    let heads = |cell: &Cell<'_>| {
        cell.words().is_none_or(|text| {
            is_heading_word(text)
                || !text.contains(|c| chars::digit(c).is_some()) && cell.unit_score() < 0.5
        })
    };
    told && row.iter().all(heads)
}

/// Whether a row heads columns of bodies, whatever its other words: 市水利局, 市财政局 above √, ★.
///
/// `above` is the first row of its header; where either is printed again the next page begins.
pub(super) fn heads_bodies(
    row: &[Cell<'_>],
    above: &[Vec<Cell<'_>>],
    below: &[Vec<Cell<'_>>],
) -> bool {
    const ENOUGH: usize = 64;
    let again = |other: &Vec<Cell<'_>>| {
        let same = |head: &[Cell<'_>]| words(head).eq(words(other));
        same(row) || above.iter().any(|above| same(above))
    };
    let below = &below[..below.len().min(ENOUGH)];
    let end = below.iter().position(again).unwrap_or(below.len());
    !matrix::columns(row, below[..end].iter().map(Vec::as_slice)).is_empty()
}

/// Whether a first row heads columns of figures, whatever its words: 乡镇, 新建果园（亩） above 东山镇, 300.
pub(super) fn heads_figures(row: &[Cell<'_>], below: &[Vec<Cell<'_>>]) -> bool {
    // 300, 12.5%, 300亩; 6月底前 is no figure.
    let is_figure = |text: &str| {
        let number =
            |c| chars::digit(c).is_some() || matches!(c, '.' | '-' | ',' | '/' | '%' | '％');
        let measure = text.trim_start_matches(number);
        measure.len() < text.len()
            && measure.chars().count() <= 3
            && !measure.contains(['年', '月', '日', '号', '、'])
    };
    let is_head = |cell: &Cell<'_>| {
        cell.words().is_some_and(|text| {
            text.chars().count() <= 16 && !is_figure(text) && !text.contains(['。', '；', '，'])
        })
    };
    if below.len() < 2 || row.len() < 3 || !row.iter().all(is_head) {
        return false;
    }
    let of_figures = |column: &usize| {
        let mut filled = below.iter().filter_map(|row| row.get(*column)?.words());
        filled.clone().count() > 1 && filled.all(is_figure)
    };
    (1..row.len()).filter(of_figures).count() > 1
}

/// Whether the row under a header row goes on with it.
pub(super) fn is_second_header(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let heads = |text: &str| text.chars().nth(16).is_none() && !text.contains(['。', '，', '；']);
    if names_duty_below(first, second) || names_times_below(first, second) {
        return true;
    }
    // One cell alone is rather the rest of a row than half a header.
    if self::words(second).nth(1).is_none() || !self::words(second).all(heads) {
        return false;
    }
    let words: Vec<&str> = self::words(second).collect();
    // All that the header above does not reach down over stands below one of its wide cells: 水质目标
    // over 现状 and 目标.
    let covered =
        |(above, cell): (&Cell<'_>, &Cell<'_>)| cell.from_above || !above.own || above.colspan > 1;
    if first.len() == second.len()
        && second.iter().any(|cell| cell.from_above)
        && first.iter().zip(second).all(covered)
    {
        return true;
    }
    if known_headings(words.iter().copied()) * 5 < words.len() * 3 {
        return false;
    }
    // A repeated header has the same words; a second row has others, under groups or gaps.
    let above: Vec<&str> = first.iter().filter_map(Cell::words).collect();
    if words.iter().all(|text| above.contains(text)) {
        return false;
    }
    let again =
        first.iter().zip(second).any(|(a, b)| b.words().is_some() && a.words() == b.words());
    first.iter().any(|cell| cell.colspan > 1)
        || again
        || second.iter().any(|cell| cell.from_above)
        || second.first().is_some_and(|cell| cell.words().is_none())
}

/// Whether a row has nothing but the name of a duty, below one that asks who has it: 责任分工 over 责任单位.
pub(super) fn names_duty_below(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let mut filled = (0..second.len()).filter(|&at| second[at].words().is_some());
    let (Some(at), None) = (filled.next().filter(|&at| at > 0), filled.next()) else {
        return false;
    };
    let asks = |cell: &Cell<'_>| {
        cell.words()
            .filter(|words| is_heading_word(words))
            .is_some_and(|words| matches!(heading(words), Heading::Units(_)))
    };
    // 配合单位 over （参与）
    let in_bracket = |cell: &Cell<'_>| {
        let words = cell.words().and_then(|words| words.strip_prefix(['（', '(']));
        words.and_then(|words| words.strip_suffix(['）', ')'])).and_then(duty).is_some()
    };
    first.len() == second.len()
        && (asks(&second[at]) || in_bracket(&second[at]))
        && asks(&first[at])
        && first[at].words() != second[at].words()
}

/// Whether a row has nothing but when work begins and when it ends, below one heading of both: 时间 over 开始 and 完成.
fn names_times_below(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let mut filled = (0..second.len()).filter(|&at| second[at].words().is_some());
    let (Some(begin), Some(end), None) = (filled.next(), filled.next(), filled.next()) else {
        return false;
    };
    let word = |at: usize| second[at].flow.text();
    end == begin + 1
        && are_times(word(begin), word(end))
        && first.get(begin).is_some_and(|above| heading(above.flow.text()) == Heading::Deadline)
}

/// Whether two rows are one header, whatever the titles over several columns say: below each of those the
/// lower row has its headings, and nothing below 序号 and the other columns of one heading.
pub(super) fn heads_with(upper: &[Cell<'_>], lower: &[Cell<'_>]) -> bool {
    let word = |row: &[Cell<'_>], at: usize| row.get(at).is_some_and(|cell| cell.words().is_some());
    // Most rows have a number below a number.
    if word(lower, 0) || !word(upper, 0) || upper.len() < 4 || lower.len() > upper.len() {
        return false;
    }
    let title = |at: usize| word(upper, at) && at + 1 < upper.len() && !word(upper, at + 1);
    let fills = |at: usize| word(lower, at) == (title(at) || !word(upper, at));
    if !(0..upper.len()).any(title)
        || !(0..upper.len()).all(fills)
        || heading(upper[0].flow.text()) != Heading::Serial
    {
        return false;
    }
    let heads = |at: usize| if word(lower, at) { lower[at].words() } else { upper[at].words() };
    let heads: Vec<&str> = (0..upper.len()).filter_map(heads).collect();
    heads.len() == upper.len() && are_headings(upper) && is_header_row(heads.into_iter())
}

/// Headings that span both header rows and that a converter wrote into each of them.
pub(super) fn drop_repeated<'s>(first: &[Cell<'s>], second: &mut [Cell<'s>]) -> Vec<Flow<'s>> {
    let mut copies = Vec::new();
    for (above, cell) in first.iter().zip(second) {
        if cell.words().is_some() && above.words() == cell.words() {
            copies.push(cell.flow.clone());
            cell.own = false;
            cell.from_above = true;
        }
    }
    copies
}
