//! Tables whose parts stand otherwise on the page than they are read: cards, and parts side by side.

use hongtou_source::chars;

use super::super::headings::{Heading, heading, is_bare_time, is_heading_word, squeeze};
use super::super::profile::is_number;
use super::cell::Cell;
use super::page::Page;
use super::words;
use crate::flow::Flow;

/// Turns a card, whose headings stand one below the other and each beside its words, into a header and
/// a row: 任务 | 建设学校, 责任单位 | 市教育局. Gives back the headings of further cards below it.
pub(super) fn turn<'s>(rows: &mut Vec<Vec<Cell<'s>>>) -> Option<Vec<Flow<'s>>> {
    // Most tables have more columns.
    if rows.len() < 2 || rows.iter().any(|row| row.len() > 2) {
        return None;
    }
    let beside = |row: &[Cell<'_>]| {
        let mut words = words(row);
        let (key, said) = (words.next(), words.next());
        let known = key.is_some_and(is_heading_word);
        // 9月底前 beside 完成时限 heads no column.
        let heads = said.is_some_and(|said| is_heading_word(said) && !is_bare_time(said));
        let labels = known || key.is_some_and(is_label);
        (row.len() == 2 && labels && !heads).then_some(known)
    };
    // A label may stand in a row of its own above what it says.
    let alone = |row: &[Cell<'_>]| row.len() == 1 && row[0].words().is_some();
    let labelled = |two: &[Vec<Cell<'_>>]| {
        let label = || ends_with_colon(two[0][0].flow.text()) && is_label(two[0][0].flow.text());
        alone(&two[0]) && alone(&two[1]) && label() && !ends_with_colon(two[1][0].flow.text())
    };
    let (mut known, mut below) = (0, Vec::new());
    let mut at = 0;
    while at < rows.len() {
        match beside(&rows[at]) {
            Some(heading) => known += usize::from(heading),
            None if rows.get(at..at + 2).is_some_and(labelled) => {
                below.push(at + 1);
                at += 1;
            }
            None => return None,
        }
        at += 1;
    }
    // Of labels that say nothing known there are fewer than of others.
    let count = rows.len() - below.len();
    if known < 2 || known * 2 <= count {
        return None;
    }
    let keys = rows.iter().enumerate().filter(|(at, _)| !below.contains(at));
    let keys: Vec<&str> = keys.map(|(_, row)| row[0].flow.text()).collect();
    let places = places_on_cards(&keys)?;
    let width = places.iter().map(|&(_, column)| column + 1).max()?;
    let mut header = vec![Cell::default(); width];
    let (mut repeated, mut turned) = (Vec::new(), Vec::new());
    for at in below.into_iter().rev() {
        let said = rows.remove(at);
        rows[at - 1].extend(said);
    }
    for (row, (card, column)) in std::mem::take(rows).into_iter().zip(places) {
        let mut cells = row.into_iter();
        if card == turned.len() {
            turned.push(vec![Cell::default(); width]);
        }
        match cells.next() {
            Some(key) if header[column].words().is_none() => header[column] = key,
            Some(key) => repeated.push(key.flow),
            None => {}
        }
        if let Some(said) = cells.next() {
            turned[card][column] = said;
        }
    }
    rows.push(header);
    rows.append(&mut turned);
    Some(repeated)
}

/// Whether words may label what stands beside them on a card, whatever they say: 进展情况：. Without a
/// colon a task or a body looks alike, 学校检查 or 教育局, so that the end of the words must tell.
fn is_label(text: &str) -> bool {
    const LONGEST: usize = 24;
    const LONGEST_BARE: usize = 8;
    const ENDS: &[&str] =
        &["情况", "进展", "进度", "问题", "困难", "事项", "说明", "建议", "原因", "依据"];
    let bare = text.trim_end_matches(|c| chars::is_space(c) || matches!(c, '：' | ':'));
    let colon = ends_with_colon(text);
    let count = bare.chars().count();
    let most = if colon { LONGEST } else { LONGEST_BARE };
    (2..=most).contains(&count)
        && bare.chars().all(|c| chars::is_han(c) || chars::is_space(c) || c == '、')
        && (colon || ENDS.iter().any(|end| bare.ends_with(end)))
}

fn ends_with_colon(text: &str) -> bool {
    text.trim_end_matches(chars::is_space).ends_with(['：', ':'])
}

/// Which card each of some headings stands on, and for which column: cards begin with the same heading,
/// have those of the fullest in its order, and say what is to be done and who answers.
pub(in crate::table) fn places_on_cards(keys: &[&str]) -> Option<Vec<(usize, usize)>> {
    let keys: Vec<String> = keys.iter().map(|key| squeeze(key).into_owned()).collect();
    let begins: Vec<usize> = (0..keys.len()).filter(|&at| keys[at] == keys[0]).collect();
    let ends = begins.iter().skip(1).copied().chain([keys.len()]);
    let cards: Vec<&[String]> = begins.iter().zip(ends).map(|(&at, end)| &keys[at..end]).collect();
    let full = cards.iter().rev().max_by_key(|card| card.len())?;
    if (1..full.len()).any(|at| full[..at].contains(&full[at])) {
        return None;
    }
    let mut places = Vec::with_capacity(keys.len());
    for (nth, card) in cards.iter().enumerate() {
        let mut next = 0;
        for key in *card {
            let column = next + full[next..].iter().position(|known| known == key)?;
            places.push((nth, column));
            next = column + 1;
        }
    }
    let kinds: Vec<Heading> = full.iter().map(|key| heading(key)).collect();
    let work = |h: &Heading| matches!(h, Heading::Name | Heading::Detail | Heading::Goals);
    let units = |h: &Heading| matches!(h, Heading::Units(_));
    (full.len() > 1 && kinds.iter().any(work) && kinds.iter().any(units)).then_some(places)
}

/// Sets the parts of a table that stand side by side one below the other: 序号 | 任务 | 单位 | 序号 |
/// 任务 | 单位.
pub(super) fn set_below(page: &mut Page<'_>) {
    let [header] = &mut page.header[..] else { return };
    let width = header.len();
    let repeats = |part: usize| {
        let own = |at: usize| header[at].words();
        width % part == 0
            && (0..width).all(|at| own(at).is_some() && own(at) == own(at % part))
            && (0..part).all(|at| (0..at).all(|other| own(other) != own(at)))
    };
    let Some(part) = (2..=width / 2).find(|&part| repeats(part)) else { return };
    let whole = |row: &Vec<Cell<'_>>| row.len() <= width && row.iter().all(|cell| !cell.from_above);
    if !page.rows.iter().all(whole) {
        return;
    }
    page.copies.extend(header.drain(part..).map(|cell| cell.flow));
    let mut block = Vec::new();
    for row in std::mem::take(&mut page.rows) {
        // 一、… across all parts stands over what follows in each of them.
        let across =
            row.first().is_some_and(|cell| cell.words().is_some()) && words(&row).nth(1).is_none();
        block.push(row);
        if across {
            let title = block.pop();
            page.rows.extend(one_below_the_other(std::mem::take(&mut block), part));
            page.rows.extend(title.map(|row| row.into_iter().take(part).collect()));
        }
    }
    page.rows.extend(one_below_the_other(block, part));
}

/// Cuts rows into parts of so many cells and sets them one below the other: part by part, or row by
/// row where the numbers count on so.
fn one_below_the_other<'s>(rows: Vec<Vec<Cell<'s>>>, part: usize) -> Vec<Vec<Cell<'s>>> {
    let pieces = rows.into_iter().flat_map(|mut row| {
        let mut pieces = Vec::new();
        while row.len() > part {
            let behind = row.split_off(part);
            pieces.push(std::mem::replace(&mut row, behind));
        }
        pieces.push(row);
        pieces.into_iter().enumerate()
    });
    let mut pieces: Vec<(usize, Vec<Cell<'s>>)> =
        pieces.filter(|(_, piece)| words(piece).next().is_some()).collect();
    let counts_on = {
        let number = |(_, piece): &(usize, Vec<Cell<'_>>)| piece[0].words().and_then(is_number);
        let numbers: Vec<Option<u32>> = pieces.iter().map(number).collect();
        numbers.iter().all(Option::is_some)
            && numbers.windows(2).all(|two| two[1] == two[0].map(|n| n + 1))
    };
    if !counts_on {
        pieces.sort_by_key(|&(at, _)| at);
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}
