//! Clauses that say an earlier clause's task again.

use std::collections::HashMap;

use hongtou_model::UnitMention;

use crate::context::{ClauseAt, Context};
use crate::words::plain;

/// A clause and the earlier one whose words and units it has, by their places among all clauses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeat {
    pub(crate) at: usize,
    pub(crate) before: usize,
}

// Of fewer characters two tasks are alike by chance: 加强组织领导.
const SHORTEST: usize = 8;

/// Every clause that repeats an earlier one.
///
/// In one section the same words are enough. Two sections may order the same thing of whoever they are
/// about, so that there the units must be named, and be the same.
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
        out.extend(before.map(|&before| Repeat { at, before }));
        earlier.push(at);
    }
    out
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
