//! Rows that one slip keeps from being known as a clause's: a figure, or the heading they stand under. A
//! figure may also make the words of a row that is linked no clause's.

use std::collections::HashMap;

use hongtou_model::{Clause, Quantity, Row};

use crate::context::{ClauseAt, Context, TableAt};
use crate::figures::{same_measure, same_value};
use crate::why::around;
use crate::words::plain;

/// A row that no clause orders, and what its clause is but for the slip.
pub(crate) struct Lost<'a> {
    pub(crate) row: &'a Row,
    pub(crate) at: ClauseAt<'a>,
    pub(crate) slip: Slip<'a>,
}

/// What differs.
pub(crate) enum Slip<'a> {
    /// The clause's figure, and the row's.
    Figure(&'a Quantity, &'a Quantity),
    /// The item's heading, and the row's action.
    Heading(&'a str, &'a str),
}

/// Fewer characters around a figure do not tell which clause it is.
const LEAST_WORDS: usize = 8;

/// The rows that no clause orders, and that have one but for a slip.
pub(crate) fn lost<'a>(context: &Context<'a>) -> Vec<Lost<'a>> {
    let rows = &context.unlinked().rows;
    if rows.is_empty() {
        return Vec::new();
    }
    let figures = figures(context);
    let mut headed: Vec<(usize, bool)> = Vec::new();
    let mut found = Vec::new();
    for &(table, row, _) in rows {
        let at = match headed.last().copied() {
            Some((known, headed)) if known == table => headed,
            _ => {
                let own = has_headings(context, &context.tables[table]);
                headed.push((table, own));
                own
            }
        };
        let at = at && row.clause.is_none();
        let renamed = || at.then(|| renamed(context, &context.tables[table], row)).flatten();
        found.extend(but_for_a_figure(context, &figures, row).or_else(renamed));
    }
    found
}

/// The figures of clauses by the words around them; none for words that stand twice.
type Figures<'a> = HashMap<String, Option<(ClauseAt<'a>, &'a Quantity)>>;

fn figures<'a>(context: &Context<'a>) -> Figures<'a> {
    let mut found = Figures::new();
    for &at in &context.clauses {
        let clause: &Clause = at.clause;
        for q in &clause.quantities {
            if let Some(words) = around(&clause.text, &clause.quantities, q) {
                found.entry(words).and_modify(|known| *known = None).or_insert(Some((at, q)));
            }
        }
    }
    found
}

/// The clause that says a row's words but for one figure.
fn but_for_a_figure<'a>(
    context: &Context<'a>,
    figures: &Figures<'a>,
    row: &'a Row,
) -> Option<Lost<'a>> {
    let text = row.content.as_deref()?;
    let mut found = row.quantities.iter().filter_map(|q| {
        let words = around(text, &row.quantities, q)?;
        let &(at, own) = figures.get(&words)?.as_ref()?;
        let long = words.chars().count() >= LEAST_WORDS && same_measure(own, q);
        (long && !same_value(own, q)).then_some((at, own, q))
    });
    let (at, own, q) = found.next()?;
    if found.next().is_some() || !shares_units(context, at.clause, row) {
        return None;
    }
    // All that the row says besides is the clause's.
    let known = |part: &str| part.contains(q.text.as_str()) || at.clause.text.contains(part);
    let whole = text.split(['，', '。', '；', ',', ';']).all(known);
    whole.then_some(Lost { row, at, slip: Slip::Figure(own, q) })
}

/// Whether row and clause have a unit in common, or one of them names none.
fn shares_units(context: &Context<'_>, clause: &Clause, row: &Row) -> bool {
    let has = |unit| clause.units.iter().any(|own| context.units.of(own) == unit);
    clause.units.is_empty()
        || row.units.is_empty()
        || row.units.iter().any(|unit| has(context.units.of(unit)))
}

/// Whether a table's actions are the headings of the body's items, by three rows and more.
fn has_headings(context: &Context<'_>, table: &TableAt<'_>) -> bool {
    let same = |row: &&Row| {
        let at = row.clause.as_deref().and_then(|id| context.clause(id));
        let heading = at.and_then(|at| at.item.heading.as_deref());
        heading.zip(row.action.as_deref()).is_some_and(|(a, b)| plain(a) == plain(b))
    };
    let linked = table.table.rows.iter().filter(|row| row.clause.is_some()).count();
    let same = table.table.rows.iter().filter(same).count();
    same >= 2 && same * 4 >= linked * 3
}

/// The item whose heading a row's action is but for a word, where its units and its place say so too.
fn renamed<'a>(context: &Context<'a>, table: &TableAt<'a>, row: &'a Row) -> Option<Lost<'a>> {
    let action = row.action.as_deref()?;
    let words = plain(action);
    let fits = |at: &&ClauseAt<'a>| {
        let heading = at.item.heading.as_deref();
        heading.is_some_and(|heading| is_but_for_a_word(&plain(heading), &words))
    };
    let mut items = context.clauses.iter().filter(fits);
    let at = *items.next()?;
    let another = items.any(|other| !std::ptr::eq(other.item, at.item));
    // Nobody named vouches for nothing.
    let named = !row.units.is_empty() && at.item.clauses.iter().any(|own| !own.units.is_empty());
    let own = at.item.clauses.iter().find(|own| shares_units(context, own, row));
    if another || !named || !stands_there(context, table, row, &at) {
        return None;
    }
    let at = ClauseAt { clause: own?, ..at };
    Some(Lost { row, at, slip: Slip::Heading(at.item.heading.as_deref()?, action) })
}

/// Whether one name is another but for a word in it: 整治经营性自建房, 整治经营性用房.
fn is_but_for_a_word(a: &str, b: &str) -> bool {
    const WORD: usize = 3;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - before;
    let behind = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (common, changed) = (before + behind, a.len().max(b.len()) - before - behind);
    (1..=WORD).contains(&changed) && common >= WORD && changed <= common
}

/// Whether a row stands where those of an item do: beside one of them whose task it says more of, or where
/// the item's only one would.
fn stands_there(context: &Context<'_>, table: &TableAt<'_>, row: &Row, at: &ClauseAt<'_>) -> bool {
    let rows = &table.table.rows;
    let Some(place) = rows.iter().position(|other| std::ptr::eq(other, row)) else { return false };
    let first = |id: &str| context.clauses.iter().position(|at| at.item.id == id);
    let item = |row: &Row| {
        let id = row.clause.as_deref()?;
        first(&context.clause(id)?.item.id)
    };
    let Some(own) = first(&at.item.id) else { return false };
    let before = rows[..place].iter().rev().find_map(item);
    let after = rows[place + 1..].iter().find_map(item);
    if rows.iter().any(|row| item(row) == Some(own)) {
        let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>();
        let said: Vec<_> =
            at.item.clauses.iter().flat_map(|own| pairs(&plain(&own.text))).collect();
        let content = pairs(&plain(row.content.as_deref().unwrap_or_default()));
        let shared = content.iter().filter(|pair| said.contains(pair)).count();
        return (before == Some(own) || after == Some(own)) && shared >= 2;
    }
    before.is_none_or(|before| before < own) && after.is_none_or(|after| own < after)
}
