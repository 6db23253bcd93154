//! Cells that name parts of a body, in tables whose header says that such answer.

use hongtou_source::{GridForm, chars};

use super::super::headings::{Heading, ends_in_office, heading};
use super::cell::Cell;
use super::page::Page;
use crate::quantity::opens_with_action;

/// Tells the parts of a body, whose names no body stands before, by the header over them: 疾控处 in a table
/// with 责任处室.
pub(super) fn tell_offices(page: &mut Page<'_>) {
    let mut heads = page.header.iter().flatten().filter_map(Cell::words);
    if !heads.any(ends_in_office) {
        return;
    }
    // Places end as offices do, below headings of their own: 停车处.
    let answers: Vec<bool> =
        page.header_flows().iter().map(|flow| heads_offices(flow.text())).collect();
    for row in &mut page.rows {
        let lists = |cell: &Cell<'_>| cell.words().is_some_and(lists_offices);
        let own = row.iter().zip(&answers).any(|(cell, &answers)| answers && lists(cell));
        // What stands behind a cell that is not printed stands further left.
        let shifts = !own && page.form != GridForm::Cells;
        let lacking = if shifts { answers.len().saturating_sub(row.len()) } else { 0 };
        for (at, cell) in row.iter_mut().enumerate() {
            let answers = answers.iter().skip(at).take(lacking + 1).any(|&answers| answers);
            cell.office = answers && lists(cell);
        }
    }
}

/// Whether parts of a body may stand below a heading.
fn heads_offices(words: &str) -> bool {
    matches!(
        heading(words),
        Heading::Units(_) | Heading::Office | Heading::Contact | Heading::Blank
    )
}

/// Whether words list nothing but names of parts of a body: 疾控处、宣传科.
fn lists_offices(words: &str) -> bool {
    const LONGEST: usize = 8;
    // Other words that end likewise.
    const OTHERS: [&str; 18] = [
        "学科", "本科", "专科", "百科", "入股", "参股", "控股", "持股", "之处", "好处", "用处",
        "益处", "坏处", "难处", "长处", "短处", "深处", "住处",
    ];
    let office = |name: &str| {
        (3..=LONGEST).contains(&name.chars().count())
            && (name.ends_with(['处', '科', '股']) || name.ends_with("办公室"))
            && name.chars().all(chars::is_han)
            && !opens_with_action(name)
            && !OTHERS.iter().any(|other| name.ends_with(other))
    };
    words.split(['、', '，', ',']).all(|name| office(name.trim_matches(chars::is_space)))
}
