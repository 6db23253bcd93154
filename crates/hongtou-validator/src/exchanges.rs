//! Cells of two rows that stand in each other's place.

use std::collections::{BTreeSet, HashMap, VecDeque};

use hongtou_model::{ColumnKind, Role, Row, UnitMention};

use crate::context::{Context, Match, TableAt};
use crate::words::plain;

/// Two rows of a table whose units are each other's, by what the body says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    /// The table, by its place among the task tables.
    pub(crate) table: usize,
    /// The two rows, by the places of their matches, the first row first.
    pub(crate) pair: (usize, usize),
    /// Whether the rows are in the other's place by the order of the body, too: it is their contents that
    /// were exchanged, and all other cells stand beside the wrong one.
    pub(crate) contents: bool,
    /// Whether all units are the other's, and not only those that lead or those that do not.
    pub(crate) whole: bool,
}

/// What tells that the contents of two rows were exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The units beside them are the other's.
    Units,
    /// The actions beside them are the headings of the other's item.
    Actions,
    /// They alone stand in each other's place by the order of the body.
    Order,
}

/// Where the content of a row belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Back {
    /// The table, by its place among the task tables.
    pub(crate) table: usize,
    /// The row that has what belongs here, by the place of its match.
    pub(crate) other: usize,
    pub(crate) by: By,
}

/// All exchanges, and which rows have a part in which.
#[derive(Default)]
pub(crate) struct Exchanges {
    pub(crate) list: Vec<Exchange>,
    of_rows: HashMap<*const Row, usize>,
    backs: HashMap<*const Row, Back>,
}

impl Exchanges {
    /// The exchange that a row has a part in.
    pub(crate) fn of(&self, row: &Row) -> Option<&Exchange> {
        self.of_rows.get(&std::ptr::from_ref(row)).map(|&at| &self.list[at])
    }

    /// Where the content of a row belongs, if it was exchanged with another's.
    pub(crate) fn back(&self, row: &Row) -> Option<Back> {
        self.backs.get(&std::ptr::from_ref(row)).copied()
    }

    /// Keeps that two rows of a table have each other's content, by their matches.
    fn put_back(&mut self, matches: &[Match<'_>], table: usize, (a, b): (usize, usize), by: By) {
        let rows = [a, b].map(|at| std::ptr::from_ref(matches[at].rows[0]));
        if !rows.iter().any(|row| self.backs.contains_key(row)) {
            self.backs.insert(rows[0], Back { table, other: b, by });
            self.backs.insert(rows[1], Back { table, other: a, by });
        }
    }
}

/// The units of one side: those that lead, or answer where nobody leads, and those that help them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    heads: BTreeSet<usize>,
    helpers: BTreeSet<usize>,
}

impl Parts {
    fn of(context: &Context<'_>, units: &[UnitMention]) -> Parts {
        let led = units.iter().any(|unit| unit.role == Role::Lead);
        Parts::parted(context, units, led)
    }

    /// The units of the cell for those who lead, and all others, as a table has them.
    fn of_cells(context: &Context<'_>, units: &[UnitMention]) -> Parts {
        Parts::parted(context, units, true)
    }

    fn parted(context: &Context<'_>, units: &[UnitMention], led: bool) -> Parts {
        let mut parts = Parts::default();
        for unit in units {
            let heads = match unit.role {
                Role::Lead => true,
                Role::Responsible => !led,
                _ => false,
            };
            let part = if heads { &mut parts.heads } else { &mut parts.helpers };
            part.insert(context.units.of(unit));
        }
        parts
    }

    fn is_empty(&self) -> bool {
        self.heads.is_empty() && self.helpers.is_empty()
    }

    /// Whether these are the same units in the same parts, or one side tells of nobody who leads.
    fn agrees(&self, other: &Parts) -> bool {
        let all = |parts: &Parts| -> BTreeSet<usize> {
            parts.heads.union(&parts.helpers).copied().collect()
        };
        let untold = self.helpers.is_empty() || other.helpers.is_empty();
        all(self) == all(other) && (untold || self.heads == other.heads)
    }
}

/// A row and its one clause.
struct Sides<'a> {
    body: Parts,
    row: Parts,
    /// The same by the cells that they stand in.
    cells: (Parts, Parts),
    clause: usize,
    own: &'a Row,
}

impl<'a> Sides<'a> {
    fn of(context: &Context<'a>, found: &Match<'a>) -> Option<Sides<'a>> {
        let (&[clause], &[own]) = (found.clauses.as_slice(), found.rows.as_slice()) else {
            return None;
        };
        let body = Parts::of(context, &context.clauses[clause].clause.units);
        let row = Parts::of(context, &own.units);
        let cells = (
            Parts::of_cells(context, &context.clauses[clause].clause.units),
            Parts::of_cells(context, &own.units),
        );
        Some(Sides { body, row, cells, clause, own })
    }
}

/// Which units lead and which help, or all of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Which {
    All,
    Heads,
    Helpers,
    HeadCell,
    OtherCell,
}

impl Which {
    const EACH: [Which; 5] =
        [Which::All, Which::Heads, Which::Helpers, Which::HeadCell, Which::OtherCell];

    /// These units of the body and of the row.
    fn of(self, sides: &Sides<'_>) -> (Vec<usize>, Vec<usize>) {
        let (body, row) = match self {
            Which::HeadCell | Which::OtherCell => (&sides.cells.0, &sides.cells.1),
            _ => (&sides.body, &sides.row),
        };
        let units = |parts: &Parts| match self {
            Which::All => parts.heads.union(&parts.helpers).copied().collect(),
            Which::Heads | Which::HeadCell => parts.heads.iter().copied().collect(),
            Which::Helpers | Which::OtherCell => parts.helpers.iter().copied().collect(),
        };
        (units(body), units(row))
    }
}

/// Every two rows that have each other's units, where each has but one clause and that one no other row.
pub(crate) fn exchanges(context: &Context<'_>) -> Exchanges {
    let mut out = Exchanges::default();
    for (at, table) in context.tables.iter().enumerate().filter(|(_, t)| t.has_units) {
        if !table.table.restates_body {
            continue;
        }
        let sides: Vec<(usize, Sides<'_>)> = table
            .matches
            .iter()
            .enumerate()
            .filter_map(|(nth, found)| Some((nth, Sides::of(context, found)?)))
            .filter(|(_, s)| !s.body.is_empty() && !s.row.is_empty() && !s.body.agrees(&s.row))
            .collect();
        for (a, b) in pairs(&sides) {
            let ((a, one), (b, other)) = (&sides[a], &sides[b]);
            let contents = one.clause > other.clause && is_before(one.own, other.own);
            let whole = all_are_exchanged(one, other);
            for row in [one.own, other.own] {
                out.of_rows.insert(std::ptr::from_ref(row), out.list.len());
            }
            out.list.push(Exchange { table: at, pair: (*a, *b), contents, whole });
            if contents {
                out.put_back(&table.matches, at, (*a, *b), By::Units);
            }
        }
    }
    for (at, table) in context.tables.iter().enumerate().filter(|(_, t)| t.table.restates_body) {
        let others = by_actions(context, table).into_iter().map(|pair| (pair, By::Actions));
        for (pair, by) in others.chain(by_order(context, table).map(|pair| (pair, By::Order))) {
            out.put_back(&table.matches, at, pair, by);
        }
    }
    out
}

/// The one clause of a match of one row.
fn only(found: &Match<'_>) -> Option<usize> {
    match (found.clauses.as_slice(), found.rows.as_slice()) {
        (&[clause], [_]) => Some(clause),
        _ => None,
    }
}

/// Rows that stand beside the heading of each other's item, in each other's place by the order of the body.
fn by_actions(context: &Context<'_>, table: &TableAt<'_>) -> Vec<(usize, usize)> {
    let mut known: HashMap<[String; 2], usize> = HashMap::new();
    let mut out = Vec::new();
    for (at, found) in table.matches.iter().enumerate().filter(|_| table.has_action) {
        let (Some(clause), action) = (only(found), found.rows[0].action.as_deref()) else {
            continue;
        };
        let heading = context.clauses[clause].item.heading.as_deref();
        let Some((action, heading)) = action.zip(heading).filter(|(a, b)| a != b) else { continue };
        let (action, heading) = (plain(action), plain(heading));
        if action == heading {
            continue;
        }
        match known.remove(&[heading.clone(), action.clone()]) {
            Some(before) if only(&table.matches[before]) > Some(clause) => out.push((before, at)),
            Some(_) => {}
            None => drop(known.insert([action, heading], at)),
        }
    }
    out
}

/// The two rows of a table that stand in each other's place, where all others stand as in the body.
fn by_order<'a>(context: &Context<'a>, table: &TableAt<'a>) -> Option<(usize, usize)> {
    let rows = rows_in_order(context, table);
    let (a, b) = out_of_place(&rows)?;
    let of = |row: &Row| {
        let own = |found: &Match<'_>| only(found).is_some() && std::ptr::eq(found.rows[0], row);
        table.matches.iter().position(own)
    };
    Some((of(rows[a].1)?, of(rows[b].1)?))
}

/// The rows of a table that carry out a clause, with that, in the order of the table.
pub(crate) fn rows_in_order<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
) -> Vec<(usize, &'a Row)> {
    let stray = |row: &Row| table.strays.iter().any(|stray| stray.id == row.id);
    let rows = table.table.rows.iter().filter(|row| !stray(row));
    rows.filter_map(|row| Some((context.clause_index(row.clause.as_deref()?)?, row))).collect()
}

/// The two rows that stand in each other's place, where all others stand as in the body.
pub(crate) fn out_of_place(rows: &[(usize, &Row)]) -> Option<(usize, usize)> {
    const LEAST: usize = 5;
    if rows.windows(2).all(|two| two[0].0 <= two[1].0) {
        return None;
    }
    let mut sorted: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
    sorted.sort_unstable();
    let mut differing = (0..rows.len()).filter(|&nth| rows[nth].0 != sorted[nth]);
    let (a, b, None) = (differing.next()?, differing.next()?, differing.next()) else {
        return None;
    };
    (rows.len() >= LEAST).then_some((a, b))
}

/// The two and two that are each other's, the first with the first that is left.
fn pairs(sides: &[(usize, Sides<'_>)]) -> Vec<(usize, usize)> {
    // Rows with the same units on both sides, of which others led by somebody else may not be the one.
    const MOST: usize = 32;
    // Whoever has a row's units exchanged has what its body says in the row, and the other way round.
    let mut known: HashMap<(Which, Vec<usize>, Vec<usize>), VecDeque<usize>> = HashMap::new();
    for (at, (_, side)) in sides.iter().enumerate() {
        for which in Which::EACH {
            let (body, row) = which.of(side);
            if body != row || which == Which::All {
                known.entry((which, body, row)).or_default().push_back(at);
            }
        }
    }
    let mut taken = vec![false; sides.len()];
    let mut out = Vec::new();
    for (at, (_, one)) in sides.iter().enumerate() {
        if std::mem::replace(&mut taken[at], true) {
            continue;
        }
        let mut first: Option<usize> = None;
        for which in Which::EACH {
            let (body, row) = which.of(one);
            let Some(others) = known.get_mut(&(which, row, body)) else { continue };
            while others.front().is_some_and(|&other| other < at || taken[other]) {
                others.pop_front();
            }
            let other = others
                .iter()
                .take(MOST)
                .find(|&&other| !taken[other] && are_exchanged(one, &sides[other].1));
            first = first.into_iter().chain(other.copied()).min();
        }
        if let Some(other) = first {
            taken[other] = true;
            out.push((at, other));
        }
    }
    out
}

fn is_before(a: &Row, b: &Row) -> bool {
    a.span.start() < b.span.start()
}

/// Whether two rows have each other's units: all of them, or those that lead or those that do not, and
/// the rest their own.
fn are_exchanged(a: &Sides<'_>, b: &Sides<'_>) -> bool {
    all_are_exchanged(a, b)
        || is_one_cell((&a.body, &a.row), (&b.body, &b.row))
        || is_one_cell((&a.cells.0, &a.cells.1), (&b.cells.0, &b.cells.1))
}

/// Whether two rows have all of each other's units.
fn all_are_exchanged(a: &Sides<'_>, b: &Sides<'_>) -> bool {
    !a.body.agrees(&b.body) && a.body.agrees(&b.row) && b.body.agrees(&a.row)
}

/// Whether one part of the units of each row is the other's, and the rest its own.
fn is_one_cell(a: (&Parts, &Parts), b: (&Parts, &Parts)) -> bool {
    let cell = |part: fn(&Parts) -> &BTreeSet<usize>, other: fn(&Parts) -> &BTreeSet<usize>| {
        part(a.0) != part(b.0)
            && part(a.0) == part(b.1)
            && part(b.0) == part(a.1)
            && other(a.0) == other(a.1)
            && other(b.0) == other(b.1)
    };
    cell(|p| &p.heads, |p| &p.helpers) || cell(|p| &p.helpers, |p| &p.heads)
}

/// The kind of the column over who answers, and of that over the others, which may stand in each other's place: where
/// nobody leads, those that are responsible answer.
pub(crate) fn exchangeable(table: &TableAt<'_>) -> Option<(ColumnKind, ColumnKind)> {
    use ColumnKind::{Lead, Responsible, Support};
    let columns = &table.table.columns;
    let found = columns.iter().find(|c| matches!(c.kind, Responsible | Support) && table.has(Lead));
    match found {
        Some(other) => Some((Lead, other.kind)),
        None => (table.has(Responsible) && table.has(Support)).then_some((Responsible, Support)),
    }
}

/// Whether the headings over the units of a table are each other's: in every row those lead that only
/// help in the body, and the other way round.
pub(crate) fn headings_are_exchanged<'a>(context: &Context<'a>, table: &TableAt<'a>) -> bool {
    if exchangeable(table).is_none() {
        return false;
    }
    let mut turned = 0;
    for Sides { body, row, .. } in
        table.matches.iter().filter_map(|found| Sides::of(context, found))
    {
        let (bodys, rows) = ((&body.heads, &body.helpers), (&row.heads, &row.helpers));
        if body.is_empty() || row.is_empty() || bodys == rows && row.helpers.is_empty() {
            continue;
        }
        if bodys != (rows.1, rows.0) {
            return false;
        }
        turned += 1;
    }
    turned > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_with_other_units_are_paired_at_once() {
        // By the square of them this would take minutes.
        const MANY: usize = 10_000;
        let row = Row::default();
        let parts = |unit: usize| Parts { heads: BTreeSet::from([unit]), ..Parts::default() };
        let sides = |units: &dyn Fn(usize) -> (usize, usize)| {
            let one = |at: usize| {
                let (body, own) = units(at);
                let (body, printed) = (parts(body), parts(own));
                let cells = (body.clone(), printed.clone());
                (at, Sides { body, row: printed, cells, clause: at, own: &row })
            };
            (0..MANY).map(one).collect::<Vec<_>>()
        };
        // Each names the next one's, one names all others', two and two have each other's.
        assert_eq!(pairs(&sides(&|at| (at, at + 1))), []);
        assert_eq!(pairs(&sides(&|at| (at, MANY))), []);
        let paired = pairs(&sides(&|at| if at % 2 == 0 { (1, 2) } else { (2, 1) }));
        assert_eq!((paired.len(), paired[0]), (MANY / 2, (0, 1)));
    }
}
