//! Cells of two rows that stand in each other's place.

use std::collections::BTreeSet;

use hongtou_model::{ColumnKind, Role, Row, UnitMention};

use crate::context::{Context, Match, TableAt};

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

/// Every two rows that have each other's units, where each has but one clause and that one no other row.
pub(crate) fn exchanges(context: &Context<'_>) -> Vec<Exchange> {
    let mut out = Vec::new();
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
        let mut taken = BTreeSet::new();
        for (nth, (a, one)) in sides.iter().enumerate() {
            let other = sides[nth + 1..]
                .iter()
                .find(|(b, other)| !taken.contains(b) && are_exchanged(one, other));
            if let Some((b, other)) = other.filter(|_| !taken.contains(a)) {
                taken.extend([*a, *b]);
                let contents = one.clause > other.clause && is_before(one.own, other.own);
                out.push(Exchange { table: at, pair: (*a, *b), contents });
            }
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
    let other = !a.body.agrees(&b.body);
    if other && a.body.agrees(&b.row) && b.body.agrees(&a.row) {
        return true;
    }
    is_one_cell((&a.body, &a.row), (&b.body, &b.row))
        || is_one_cell((&a.cells.0, &a.cells.1), (&b.cells.0, &b.cells.1))
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

/// Whether the headings over the units of a table are each other's: in every row those lead that only
/// help in the body, and the other way round.
pub(crate) fn headings_are_exchanged<'a>(context: &Context<'a>, table: &TableAt<'a>) -> bool {
    let leads = |kind: ColumnKind| kind == ColumnKind::Lead;
    let others = |kind: ColumnKind| matches!(kind, ColumnKind::Responsible | ColumnKind::Support);
    let has = |of: &dyn Fn(ColumnKind) -> bool| table.table.columns.iter().any(|c| of(c.kind));
    if !has(&leads) || !has(&others) {
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
