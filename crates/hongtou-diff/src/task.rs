//! Clauses and rows, seen alike.

use std::borrow::Cow;

use hongtou_model::{Deadline, Notice, Quantity, Row, Table, TableKind, Target, UnitMention};

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
    /// What that is called: its title, else its id.
    pub(crate) within: &'n str,
    /// Whether that is a section with a title: where the title is gone, it is told.
    pub(crate) titled: bool,
    /// Which item of the notice, by position; rows have none.
    pub(crate) item: Option<usize>,
    /// The heading of the item that it opens.
    pub(crate) heading: Option<&'n str>,
    pub(crate) text: Cow<'n, str>,
    /// Where its own words begin in the text, behind the heading that rows share.
    pub(crate) own: usize,
    pub(crate) quantities: &'n [Quantity],
    pub(crate) deadlines: Vec<&'n Deadline>,
    pub(crate) units: &'n [UnitMention],
    pub(crate) targets: &'n [Target],
    /// The responsibility as printed.
    pub(crate) responsibility: Option<&'n str>,
    /// What the responsibility declares beside its units: 列第一位的为牵头单位.
    pub(crate) declared: Option<&'n str>,
    /// Whether its list of units is open (等).
    pub(crate) open: bool,
    /// What it stands under beside its section: the group of an item, the section column of a row.
    pub(crate) under: Option<&'n str>,
    /// Cells that are no value of a task, with their headers.
    pub(crate) cells: Vec<(&'n str, &'n str)>,
}

impl<'n> Task<'n> {
    /// Words that are no task.
    fn words(part: Part, id: &'n str, text: impl Into<Cow<'n, str>>) -> Task<'n> {
        Task {
            part,
            id,
            numbered: id,
            number: None,
            group: 0,
            within: "",
            titled: false,
            item: None,
            heading: None,
            text: text.into(),
            own: 0,
            quantities: &[],
            deadlines: Vec::new(),
            units: &[],
            targets: &[],
            responsibility: None,
            declared: None,
            open: false,
            under: None,
            cells: Vec::new(),
        }
    }

    /// The first words, for people.
    pub(crate) fn about(&self) -> String {
        let own = self.text.get(self.own..).unwrap_or(&self.text);
        let mut about: String = own.chars().take(24).collect();
        if about.len() < own.len() {
            about.push('…');
        }
        about
    }
}

/// The clauses, in order.
pub(crate) fn of_body(notice: &Notice) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    let mut position = 0;
    let declared = |words: &str| {
        let mut all = notice.conventions.iter().map(|one| one.text.as_str());
        all.find(|text| words.contains(text))
    };
    for (group, section) in notice.sections.iter().enumerate() {
        for item in &section.items {
            tasks.extend(item.clauses.iter().enumerate().map(|(at, clause)| Task {
                numbered: &item.id,
                number: item.number,
                group,
                within: section.title.as_deref().unwrap_or(&section.id),
                titled: section.title.is_some(),
                item: Some(position),
                heading: item.heading.as_deref().filter(|_| at == 0),
                quantities: &clause.quantities,
                deadlines: clause.deadlines.iter().collect(),
                units: &clause.units,
                responsibility: clause.responsibility.as_ref().map(|words| words.text.as_str()),
                declared: clause.responsibility.as_ref().and_then(|words| declared(&words.text)),
                open: clause.responsibility.as_ref().is_some_and(|words| words.open),
                under: item.group.as_ref().and_then(|group| group.title.as_deref()),
                ..Task::words(Part::Body, &clause.id, clause.text.as_str())
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
        tasks.extend(table.rows.iter().map(|row| {
            Task {
                number: row.number,
                group,
                within: table.title.as_deref().unwrap_or(&table.id),
                quantities: &row.quantities,
                deadlines: row.deadline.iter().chain(&row.deadlines).collect(),
                units: &row.units,
                targets: &row.targets,
                own: match (&row.action, &row.content) {
                    (Some(action), Some(_)) => action.len() + 1,
                    _ => 0,
                },
                open: row.open,
                under: row.section.as_ref().and_then(|section| section.title.as_deref()),
                cells: row
                    .other
                    .iter()
                    .map(|cell| (header(table, cell.column), cell.text.as_str()))
                    .collect(),
                ..Task::words(Part::Table, &row.id, words(row))
            }
        }));
    }
    tasks
}

fn header(table: &Table, column: u32) -> &str {
    table.columns.get(column as usize).map_or("", |column| column.header.as_str())
}

fn words(row: &Row) -> Cow<'_, str> {
    match (&row.action, &row.content) {
        (None, Some(text)) | (Some(text), None) => Cow::Borrowed(text.as_str()),
        (Some(action), Some(content)) => Cow::Owned(format!("{action} {content}")),
        (None, None) => Cow::Borrowed(""),
    }
}

/// The paragraphs that order nothing by themselves, and what reading did not understand.
pub(crate) fn of_prose(notice: &Notice) -> Vec<Task<'_>> {
    let plans = if notice.plans.is_empty() { notice.plan.as_slice() } else { &notice.plans };
    let preambles = plans.iter().filter_map(|plan| plan.preamble.as_deref());
    let preambles = preambles.map(|text| Task::words(Part::Prose, "plan.preamble", text));
    let prose = notice.prose.iter().map(|one| Task::words(Part::Prose, &one.id, one.text.as_str()));
    // Most declarations stand in words that are compared anyhow.
    let said = |text: &&str| {
        let clauses = notice.sections.iter().flat_map(|section| &section.items);
        let clauses = clauses.flat_map(|item| &item.clauses);
        plans.iter().filter_map(|plan| plan.preamble.as_deref()).any(|all| all.contains(text))
            || notice.prose.iter().any(|one| one.text.contains(text))
            || clauses.clone().any(|clause| {
                let words = clause.responsibility.as_ref().map(|words| words.text.as_str());
                clause.text.contains(text) || words.is_some_and(|words| words.contains(text))
            })
    };
    let conventions = notice.conventions.iter().map(|one| one.text.as_str());
    let conventions = conventions.filter(|text| !said(text));
    let rest = conventions.chain(notice.residual.iter().map(|one| one.text.as_str()));
    let rest = rest.map(|text| Task::words(Part::Prose, "", text));
    preambles.chain(prose).chain(rest).collect()
}

/// The titles of tables, and the rows of those that hold no tasks.
pub(crate) fn of_other_tables(notice: &Notice) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    for table in &notice.tables {
        let title = table.title.as_deref();
        tasks.extend(title.map(|title| Task::words(Part::Table, &table.id, title)));
        tasks.extend(table.cells.iter().map(|row| {
            let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            Task::words(Part::Table, &table.id, cells.join(" | "))
        }));
    }
    tasks
}
