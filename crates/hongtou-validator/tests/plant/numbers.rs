//! Faults in the numbers of sections, items and rows.

use hongtou_model::ColumnKind;

use super::edits::*;
use super::{Case, Plant};

pub(super) const ORDINALS: [&str; 13] =
    ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

pub(super) fn section_skipped(case: &Case) -> Vec<Plant> {
    if is_cut(case) {
        return Vec::new();
    }
    let Some(last) = case.notice.sections.last() else { return Vec::new() };
    let next = last.ordinal.and_then(|n| ORDINALS.get(n as usize + 1));
    let rest: Vec<_> = case.notice.sections.iter().filter(|s| s.ordinal.is_some()).collect();
    match next.and_then(|next| set(&last.spans.ordinal, next)) {
        Some(change) if rest.len() > 1 && last.ordinal == Some(rest.len() as u32) => {
            // The table's ordinals go with it, so that nothing else is at odds.
            vec![plant(&last.id, vec![change])]
        }
        _ => Vec::new(),
    }
}

pub(super) fn item_skipped(case: &Case) -> Vec<Plant> {
    if is_cut(case) {
        return Vec::new();
    }
    let items: Vec<_> = case.notice.sections.iter().flat_map(|s| &s.items).collect();
    let Some(last) = items.last() else { return Vec::new() };
    let (Some(number), Some((start, end))) = (last.number, range(&last.spans.number)) else {
        return Vec::new();
    };
    let digits = case.text[start..end].bytes().all(|b| b.is_ascii_digit());
    if items.len() < 2 || number < 2 || !digits {
        return Vec::new();
    }
    vec![plant(&last.id, vec![change(start, end, &(number + 1).to_string())])]
}

pub(super) fn row_skipped(case: &Case) -> Vec<Plant> {
    if is_cut(case) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for table in case.notice.tables.iter().filter(|table| table.restates_body) {
        let Some(last) = table.rows.last().filter(|_| table.rows.len() > 2) else { continue };
        if let (Some(number), Some((start, end))) = (last.number, range(&last.spans.number))
            && number > 2
            && case.text[start..end].bytes().all(|b| b.is_ascii_digit())
        {
            out.push(plant(&last.id, vec![change(start, end, &(number + 1).to_string())]));
        }
    }
    out
}

pub(super) fn number_repeated(case: &Case) -> Vec<Plant> {
    if is_cut(case) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let items = case
        .notice
        .sections
        .iter()
        .flat_map(|s| &s.items)
        .map(|i| (&i.id, i.number, &i.spans.number));
    let rows = case
        .notice
        .tables
        .iter()
        .filter(|table| {
            table.restates_body && table.columns.iter().any(|c| c.kind == ColumnKind::Content)
        })
        .flat_map(|table| &table.rows)
        .map(|row| (&row.id, row.number, &row.spans.number));
    let mut last: Option<u32> = None;
    for (id, number, span) in items.chain(rows) {
        if let (Some(number), Some(before), Some((start, end))) = (number, last, range(span))
            && number == before + 1
            && number > 2
            && case.text[start..end].bytes().all(|b| b.is_ascii_digit())
        {
            out.push(plant(id, vec![change(start, end, &before.to_string())]));
        }
        last = number;
    }
    out
}

/// Whether the notice says that parts of it are left out: its numbers have gaps by intention.
fn is_cut(case: &Case) -> bool {
    ["删减", "略去", "节选"].iter().any(|word| case.text.contains(word))
}
