//! Clauses that say an earlier clause's task again.

use std::collections::HashMap;

use hongtou_model::{Row, UnitMention};

use crate::context::{ClauseAt, Context};
use crate::words::plain;

/// A clause and the earlier one whose words and units it has, by their places among all clauses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeat {
    pub(crate) at: usize,
    pub(crate) before: usize,
    /// How many clauses say the task, the first of them too.
    pub(crate) copies: usize,
    /// Whether all tasks of its section are those of an earlier one, in the same order.
    pub(crate) whole: bool,
}

// Of fewer characters two tasks are alike by chance: 加强组织领导.
const SHORTEST: usize = 8;

// Of fewer characters two sections may order the same.
const SHORTEST_OF_TWO: usize = 20;

/// Every clause that repeats an earlier one.
///
/// In one section the same words are enough. Two sections may order the same thing of whoever they are
/// about, so that there the units must be named, and be the same, and the words be many, or the whole
/// section be the other's.
pub(crate) fn repeats(context: &Context<'_>) -> Vec<Repeat> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (at, now) in context.clauses.iter().enumerate() {
        if now.clause.text.chars().count() < SHORTEST {
            continue;
        }
        // Where the table decides what is heading and what is task, a copy may be read otherwise.
        let heading = now.item.heading.as_deref().filter(|_| opens_its_item(now));
        let mut words = heading.map(plain).unwrap_or_default();
        words.push_str(&plain(&now.clause.text));
        let earlier = known.entry(words).or_default();
        let before =
            earlier.iter().find(|&&before| same_task(context, &context.clauses[before], now));
        out.extend(before.map(|&before| Repeat { at, before, copies: 1, whole: false }));
        earlier.push(at);
    }
    count(context, &mut out);
    let of_two = |repeat: &Repeat| {
        let (now, before) = (&context.clauses[repeat.at], &context.clauses[repeat.before]);
        now.section_index != before.section_index
    };
    let long = |at: usize| context.clauses[at].clause.text.chars().count() >= SHORTEST_OF_TWO;
    out.retain(|repeat| !of_two(repeat) || repeat.whole || long(repeat.at));
    out
}

/// Counts the copies of each task, and finds the sections that are copied whole.
fn count(context: &Context<'_>, repeats: &mut [Repeat]) {
    if repeats.is_empty() {
        return;
    }
    let mut copies: HashMap<usize, usize> = HashMap::new();
    for repeat in repeats.iter() {
        *copies.entry(repeat.before).or_insert(1) += 1;
    }
    let mut tasks = vec![0usize; context.notice.sections.len()];
    for at in context.clauses.iter().filter(|at| !at.clause.text.is_empty()) {
        tasks[at.section_index] += 1;
    }
    let section = |at: usize| context.clauses[at].section_index;
    for of_one in repeats.chunk_by_mut(|a, b| section(a.at) == section(b.at)) {
        let (here, from) = (section(of_one[0].at), section(of_one[0].before));
        let whole = from != here
            && of_one.len() > 1
            && of_one.len() == tasks[here]
            && of_one.iter().all(|repeat| section(repeat.before) == from)
            && of_one.is_sorted_by(|a, b| a.before < b.before);
        for repeat in of_one {
            repeat.whole = whole;
            repeat.copies = copies[&repeat.before];
        }
    }
}

/// Whether two clauses of the same words are one task written twice.
fn same_task(context: &Context<'_>, before: &ClauseAt<'_>, now: &ClauseAt<'_>) -> bool {
    let units =
        |units: &[UnitMention]| units.iter().map(|unit| context.units.of(unit)).collect::<Vec<_>>();
    // What follows in its item is its task under the same heading only.
    let headings = (before.item.heading.as_deref(), now.item.heading.as_deref());
    let same = !matches!(headings, (Some(a), Some(b)) if plain(a) != plain(b));
    // One stretch of text that two readings share is printed once.
    before.clause.span.start() != now.clause.span.start()
        && (same || opens_its_item(now))
        && (before.section_index == now.section_index || !now.clause.units.is_empty())
        && units(&before.clause.units) == units(&now.clause.units)
}

/// Whether a clause is the first of its item, which the heading opens.
fn opens_its_item(at: &ClauseAt<'_>) -> bool {
    at.item.clauses.first().is_some_and(|first| first.id == at.clause.id)
}

/// A row that is an earlier one again in every cell.
pub(crate) struct RowAgain<'a> {
    pub(crate) row: &'a Row,
    pub(crate) before: &'a Row,
    /// The row right above it.
    pub(crate) above: Option<&'a Row>,
}

/// Every row that repeats an earlier one of its table.
pub(crate) fn rows_again<'a>(context: &Context<'a>) -> Vec<RowAgain<'a>> {
    let mut out = Vec::new();
    for table in &context.tables {
        let mut first: HashMap<&str, &Row> = HashMap::new();
        let mut above = None;
        for row in &table.table.rows {
            let above = above.replace(row);
            if row.content.as_deref().is_none_or(|content| content.chars().count() < 4) {
                continue;
            }
            match first.get(row.fingerprint.as_str()) {
                None => drop(first.insert(&row.fingerprint, row)),
                Some(&before) if is_again(context, row, before) => {
                    out.push(RowAgain { row, before, above });
                }
                Some(_) => {}
            }
        }
    }
    out
}

/// Whether two rows have the same words in every cell.
fn is_again(context: &Context<'_>, row: &Row, before: &Row) -> bool {
    let units = |row: &Row| row.units.iter().map(|u| context.units.of(u)).collect::<Vec<_>>();
    let targets = |row: &Row| row.targets.iter().map(|t| plain(&t.text)).collect::<Vec<_>>();
    // Cells of columns that say nothing about tasks tell the rows apart all the same.
    let others = |row: &Row| {
        let deadline = row.deadline.iter().map(|deadline| plain(&deadline.text));
        deadline.chain(row.other.iter().map(|cell| plain(&cell.text))).collect::<Vec<_>>()
    };
    let content = |row: &Row| row.content.as_deref().map(plain);
    // A cell merged over rows is printed once.
    let merged =
        row.spans.content.start() == before.spans.content.start() && !row.spans.content.is_empty();
    !merged
        && row.section == before.section
        && content(row) == content(before)
        && units(row) == units(before)
        && targets(row) == targets(before)
        && others(row) == others(before)
}
