//! What has no counterpart on the other side: clauses that no row carries out, rows that no clause orders.

use std::cell::OnceCell;

use hongtou_model::Row;

use crate::context::{ClauseAt, Context, Expected, Match, TableAt};
use crate::coverage::{LeftOut, left_out, sees_to_the_others};
use crate::numbering;
use crate::parties::hardly_any_differs;
use crate::repeats::Repeat;
use crate::words::plain;

/// What has no counterpart on the other side.
#[derive(Default)]
pub(crate) struct Unlinked<'a> {
    /// Clauses that no row carries out, with how sure it is that one should.
    pub(crate) clauses: Vec<(usize, Expected)>,
    /// Sections none of whose tasks has a row.
    pub(crate) sections: Vec<LeftOut<'a>>,
    /// Rows that no clause orders, by table, with how sure it is that one should.
    pub(crate) rows: Vec<(usize, &'a Row, Expected)>,
}

/// Words so much alike are one task's.
const LIKE_ITS_CLAUSE: f64 = 0.75;

/// So many rows that follow the body tell of one that does not.
const LEAST_RUN: usize = 5;

/// Finds what has no counterpart in the tables of which some row carries out a clause.
pub(crate) fn unlinked<'a>(context: &Context<'a>) -> Unlinked<'a> {
    if !context.tables.iter().any(|table| table.linked) {
        return Unlinked::default();
    }
    let coverage = Coverage::of(context);
    let clauses = coverage.clauses();
    let told: Vec<usize> = clauses.iter().map(|(at, _)| *at).collect();
    let counts = |at: usize| coverage.counts[at];
    let mut sections = left_out(context, &coverage.linked, &counts, &told);
    for section in &mut sections {
        section.expected = coverage.at_most(section.expected);
    }
    let tables = context.tables.iter().enumerate().filter(|(_, table)| table.linked);
    let rows = tables.flat_map(|(index, table)| {
        let own = OwnRows::of(context, table).list();
        let less = |expected: Expected| if coverage.cut { expected.less() } else { expected };
        own.into_iter().map(move |(row, expected)| (index, row, less(expected)))
    });
    Unlinked { rows: rows.collect(), clauses, sections }
}

/// How much of the body the tables carry out.
struct Coverage<'c, 'a> {
    context: &'c Context<'a>,
    /// Whether a row carries out each clause.
    linked: Vec<bool>,
    /// Whether each clause is a task that should have a row.
    counts: Vec<bool>,
    /// How many tasks of all that count have a row, and how many there are.
    found: usize,
    all: usize,
    /// 本文有删减: what is missing may be among what was cut.
    cut: bool,
    /// A row that nobody could read may be the one that is missing.
    unread: bool,
}

impl<'c, 'a> Coverage<'c, 'a> {
    fn of(context: &'c Context<'a>) -> Coverage<'c, 'a> {
        let linked = context.linked();
        // A task written twice is one task (AL010). Two sections may each have it as theirs, but for a
        // section copied whole.
        let section = |at: usize| context.clauses[at].section_index;
        let one = |repeat: &&Repeat| {
            linked[repeat.before] && (repeat.whole || section(repeat.at) == section(repeat.before))
        };
        let named = some_units(context);
        let mut counts: Vec<bool> = context.clauses.iter().map(|at| is_task(at, named)).collect();
        context.repeats().iter().filter(one).for_each(|repeat| counts[repeat.at] = false);
        let having = counts.iter().zip(&linked).filter(|(counts, _)| **counts);
        let found = having.clone().filter(|(_, linked)| **linked).count();
        let all = having.count();
        let cut = numbering::is_cut(context.notice);
        let unread = numbering::has_unread_rows(context.notice);
        Coverage { context, linked, counts, found, all, cut, unread }
    }

    /// What may be told of a gap for which the tables alone speak as this says.
    fn at_most(&self, expected: Expected) -> Expected {
        match expected {
            _ if self.unread => Expected::May,
            expected if self.cut => expected.less(),
            expected => expected,
        }
    }

    /// Clauses that no row carries out, but for those of sections that have none at all.
    fn clauses(&self) -> Vec<(usize, Expected)> {
        let Coverage { context, found, all, .. } = *self;
        let mut section_linked = vec![false; context.notice.sections.len()];
        let mut section_size = vec![0usize; context.notice.sections.len()];
        for (at, clause) in context.clauses.iter().enumerate() {
            section_linked[clause.section_index] |= self.linked[at];
            section_size[clause.section_index] += usize::from(self.counts[at]);
        }
        let restating = context.tables.iter().any(|at| at.table.restates_body && at.linked);
        let some_units = some_units(context);
        // A table may break down a part of the plan only; where it covers most of it, a gap is one.
        let covered = found * 3 >= all * 2;
        // One in other words, too, where hardly any task lacks its row.
        let nearly = found >= 4 && found * 5 >= all * 4;
        // Where each row says a task of the body again, and a few tasks of a short plan have none.
        // Of rows put together from broken cells there may have been more.
        let few = restating
            && found * 2 > all
            && all - found <= 3
            && context.all_rows_linked()
            && !numbering::has_unsure_rows(context.notice);
        let mut out = Vec::new();
        for (at, clause) in context.clauses.iter().enumerate() {
            if self.linked[at] || clause.clause.text.is_empty() {
                continue;
            }
            let (section, counts) = (clause.section_index, self.counts[at]);
            // How the others are seen to is told as that section's, of one task as of several.
            let frames = || sees_to_the_others(&context.notice.sections[section]);
            let alone = (covered || few) && section_size[section] <= 1 && !frames();
            let inside = section_linked[section] || alone;
            let must = restating && covered && inside && counts;
            let should = (nearly || few) && inside && counts;
            if must || should || (section_linked[section] && (counts || !some_units)) {
                let expected = match (must, should) {
                    (true, _) => Expected::Must,
                    (false, true) => Expected::Should,
                    (false, false) => Expected::May,
                };
                out.push((at, self.at_most(expected)));
            }
        }
        out
    }
}

/// The rows of a table that no clause orders, and what the others say of them.
struct OwnRows<'c, 'a> {
    context: &'c Context<'a>,
    table: &'c TableAt<'a>,
    /// How many rows there are, and how many of them have no clause.
    rows: usize,
    without: usize,
    /// How many rows say their clauses again; worked out once.
    said: OnceCell<usize>,
    /// Whether hardly any clause is said in other words; worked out once.
    one_by_one: OnceCell<bool>,
}

impl<'c, 'a> OwnRows<'c, 'a> {
    fn of(context: &'c Context<'a>, table: &'c TableAt<'a>) -> OwnRows<'c, 'a> {
        let rows = &table.table.rows;
        let without = rows.iter().filter(|row| row.clause.is_none()).count();
        let (said, one_by_one) = (OnceCell::new(), OnceCell::new());
        OwnRows { context, table, rows: rows.len(), without, said, one_by_one }
    }

    /// The rows that no clause orders, with how sure it is that one should.
    fn list(&self) -> Vec<(&'a Row, Expected)> {
        let rows = &self.table.table.rows;
        let numbers = rows.iter().filter(|row| row.number.is_some()).count();
        let mut above: Option<&Row> = None;
        let mut out = Vec::new();
        for row in rows {
            if row.number.is_some() {
                above = Some(row);
            }
            // A part of the task numbered above it.
            let part = numbers > 1
                && row.number.is_none()
                && above.is_some_and(|above| above.clause.is_some());
            let empty = row.content.is_none() && row.action.is_none();
            let stray = self.table.strays.iter().any(|stray| stray.id == row.id);
            if (stray || (row.clause.is_none() && row.also.is_empty())) && !empty {
                out.push((row, if part { Expected::May } else { self.expected(row, stray) }));
            }
        }
        out
    }

    fn expected(&self, row: &Row, stray: bool) -> Expected {
        let restates = self.table.table.restates_body;
        // Whether a table says the body again may hang on one row: by more of them it is told for sure. One
        // with many rows of its own is meant to say more than the body.
        let firm = || self.said() * 3 >= self.rows * 2;
        let runs = || self.runs();
        if !(restates || firm() || runs()) || !self.is_ordered(row, stray) {
            return Expected::May;
        }
        let sure = || {
            self.without <= 1 || self.without * 5 <= self.rows && self.said() * 4 >= self.rows * 3
        };
        match () {
            () if stray => Expected::Must,
            () if firm() && restates && sure() => Expected::Must,
            () if firm() || self.is_likely() || runs() => Expected::Should,
            () => Expected::May,
        }
    }

    /// Whether a row is one that a clause should order.
    fn is_ordered(&self, row: &Row, stray: bool) -> bool {
        match stray {
            // It is linked by its heading: elsewhere rows say more of a task than the clause.
            true => *self.one_by_one.get_or_init(|| self.context.is_one_by_one(self.table)),
            false => self.context.introduced(row).is_none(),
        }
    }

    /// What no clause orders says nothing of how the others are said: one alone is rather a slip than a
    /// row of its own, where half of them are the body's, and several where hardly any is not.
    fn is_likely(&self) -> bool {
        let linked = self.rows - self.without;
        let alone =
            self.without == 1 && self.table.table.restates_body && self.table.strays.is_empty();
        hardly_any_differs(self.said(), linked) || alone && self.said() * 2 >= linked
    }

    /// In whatever words: where each other row has its clause, one after the other, the one that has none
    /// is no row that could not be known again.
    fn runs(&self) -> bool {
        self.without == 1
            && self.rows - self.without >= LEAST_RUN
            && runs_with_body(self.context, self.table)
    }

    fn said(&self) -> usize {
        *self.said.get_or_init(|| said_again(self.context, self.table))
    }
}

/// Whether any clause names units.
fn some_units(context: &Context<'_>) -> bool {
    context.clauses.iter().any(|at| !at.clause.units.is_empty())
}

/// Whether a clause is a task: it has words, and units where any has (`named`).
fn is_task(at: &ClauseAt<'_>, named: bool) -> bool {
    !at.clause.text.is_empty() && (!named || !at.clause.units.is_empty())
}

/// Whether a table's rows carry out the clauses in the order of the body, and leave none of the tasks out.
fn runs_with_body(context: &Context<'_>, table: &TableAt<'_>) -> bool {
    let clause = |row: &Row| context.clause_index(row.clause.as_deref()?);
    let rows = table.table.rows.iter().filter_map(clause);
    let named = some_units(context);
    let linked = context.linked();
    table.strays.is_empty()
        && rows.is_sorted()
        && context.clauses.iter().zip(linked).all(|(at, linked)| linked || !is_task(at, named))
}

/// How many of a table's rows have nothing but words of their clauses, or nearly all of them.
fn said_again<'a>(context: &Context<'a>, table: &TableAt<'a>) -> usize {
    let said = |row: &&&Row| {
        let at = row.clause.as_deref().and_then(|id| context.clause(id));
        let words = row.content.as_deref().or(row.action.as_deref());
        at.zip(words).is_some_and(|(at, words)| {
            at.clause.text.contains(words) || plain(&at.clause.text).contains(&plain(words))
        })
    };
    let of_match = |found: &Match<'a>| match found.rows.iter().filter(said).count() {
        0 if found.rows.len() == 1 => {
            usize::from(context.compared(found).likeness() >= LIKE_ITS_CLAUSE)
        }
        said => said,
    };
    table.matches.iter().map(of_match).sum()
}
