//! Clauses and rows, seen alike.

use std::borrow::Cow;

use hongtou_model::{Deadline, Notice, Quantity, TableKind, Target, UnitMention};

use crate::Part;

/// A clause of the body or a row of a table.
pub(crate) struct Task<'n> {
    pub(crate) part: Part,
    pub(crate) id: &'n str,
    /// The id that carries the number: the item's, or the row's own.
    pub(crate) numbered: &'n str,
    pub(crate) number: Option<u32>,
    /// Which section or table it stands in, by position.
    pub(crate) group: usize,
    /// Which item of the notice, by position; rows have none.
    pub(crate) item: Option<usize>,
    pub(crate) text: Cow<'n, str>,
    pub(crate) quantities: &'n [Quantity],
    pub(crate) deadlines: Vec<&'n Deadline>,
    pub(crate) units: &'n [UnitMention],
    pub(crate) targets: &'n [Target],
}

impl Task<'_> {
    /// The first words, for people.
    pub(crate) fn about(&self) -> String {
        let mut about: String = self.text.chars().take(24).collect();
        if about.len() < self.text.len() {
            about.push('…');
        }
        about
    }
}

/// The clauses, in order.
pub(crate) fn of_body(notice: &Notice) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    let mut position = 0;
    for (group, section) in notice.sections.iter().enumerate() {
        for item in &section.items {
            tasks.extend(item.clauses.iter().map(|clause| Task {
                part: Part::Body,
                id: &clause.id,
                numbered: &item.id,
                number: item.number,
                group,
                item: Some(position),
                text: Cow::Borrowed(&clause.text),
                quantities: &clause.quantities,
                deadlines: clause.deadlines.iter().collect(),
                units: &clause.units,
                targets: &[],
            }));
            position += 1;
        }
    }
    tasks
}

/// The rows of task and indicator tables, in order.
pub(crate) fn of_tables(notice: &Notice) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    let tables = notice.tables.iter().filter(|table| table.kind != TableKind::Other);
    for (group, table) in tables.enumerate() {
        tasks.extend(table.rows.iter().map(|row| Task {
            part: Part::Table,
            id: &row.id,
            numbered: &row.id,
            number: row.number,
            group,
            item: None,
            text: match (&row.action, &row.content) {
                (None, Some(text)) | (Some(text), None) => Cow::Borrowed(text.as_str()),
                (Some(action), Some(content)) => Cow::Owned(format!("{action} {content}")),
                (None, None) => Cow::Borrowed(""),
            },
            quantities: &row.quantities,
            deadlines: row.deadline.iter().chain(&row.deadlines).collect(),
            units: &row.units,
            targets: &row.targets,
        }));
    }
    tasks
}
