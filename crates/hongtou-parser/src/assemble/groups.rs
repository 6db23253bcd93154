//! Groups whose words stand in the middle or at the end of their merged cell, as they do where the lines of a
//! page are read one by one: the rows above them are theirs as well.

use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, RepairKind};

use super::settle::ClausePlace;
use crate::link::Link;
use crate::outline::SectionDraft;
use crate::record::{Record, head};
use crate::table::{RowDraft, SectionCell, TableDraft, key};

/// Gives the rows above the words of their group that group, where the clauses that all rows carry out say so.
pub(super) fn settle(
    tables: &mut [TableDraft<'_>],
    links: &[Link],
    (sections, places): (&[SectionDraft<'_>], &[ClausePlace]),
    record: &mut Record,
) {
    let mut at = 0;
    for table in tables {
        let links = &links[at..at + table.rows.len()];
        at += table.rows.len();
        let grouped = table.columns.iter().any(|column| column.kind == ColumnKind::Section);
        let of = |link: &Link| link.clause.map(|clause| places[clause].0);
        let carried_out: Vec<Option<usize>> = links.iter().map(of).collect();
        // Seldom does a row that prints no group carry out what another section orders than the row above.
        let strays = |at: usize| {
            carried_out[at].is_some()
                && !prints_group(&table.rows, at)
                && (at == 0 || carried_out[at - 1] != carried_out[at])
        };
        if grouped && (0..links.len()).any(strays) {
            reach_up(table, &carried_out, sections, record);
        }
    }
}

/// Whether the words of a row's group stand beside it, and are not those of the row above.
fn prints_group(rows: &[RowDraft<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| rows[above].section.as_ref());
    let own = rows[at].section.as_ref();
    own.is_some_and(|own| !above.is_some_and(|above| Rc::ptr_eq(own, above)))
}

fn reach_up<'s>(
    table: &mut TableDraft<'s>,
    carried_out: &[Option<usize>],
    sections: &[SectionDraft<'_>],
    record: &mut Record,
) {
    let (rows, in_middle) = (&mut table.rows, table.in_middle);
    let titles: Vec<Option<String>> = sections
        .iter()
        .map(|section| section.title.as_ref().map(|title| key(title.text())))
        .collect();
    let mut own: Vec<Option<Rc<SectionCell<'s>>>> =
        rows.iter().map(|row| row.section.clone()).collect();
    let says = |section: &Option<Rc<SectionCell<'_>>>, at: usize| {
        let title = section.as_ref().and_then(|section| section.title.as_ref());
        let body = carried_out[at].and_then(|at| titles[at].as_deref());
        title.zip(body).is_some_and(|(title, body)| key(title.text()) == body)
    };
    let mut reached: Vec<usize> = Vec::new();
    for at in (0..rows.len().saturating_sub(1)).rev() {
        if !prints_group(rows, at) && !says(&own[at], at) && says(&own[at + 1], at) {
            own[at] = own[at + 1].clone();
            reached.extend(carried_out[at].filter(|at| !reached.contains(at)));
        }
    }
    // Where words head their groups, the first row has some; and one row that says otherwise may as well stand
    // in a wrong place, unless the words of another group stand in the middle of its rows.
    let headed = !in_middle && rows.first().is_some_and(|row| row.section.is_some());
    let settled = |at: usize| says(&own[at], at) || carried_out[at].is_none() && own[at].is_some();
    if reached.len() < 1 + usize::from(headed) || !(0..rows.len()).all(settled) {
        return;
    }
    for (row, section) in rows.iter_mut().zip(own) {
        let Some(section) = section else { continue };
        if row.section.as_ref().is_some_and(|known| Rc::ptr_eq(known, &section)) {
            continue;
        }
        if let (Some(title), Some(content)) = (&section.title, &row.content) {
            let (words, row) = (head(title.text(), 16), content.whole());
            record.repair(
                RepairKind::CorrectedGroup,
                row,
                Confidence::Likely,
                || format!("分组单元格“{words}”印在本组中间，按正文本行也属这一组"),
                || {
                    format!(
                        "the group cell “{words}” stands in the middle of its rows; by the body this row \
                         belongs to it as well"
                    )
                },
            );
        }
        row.section = Some(section);
    }
}
