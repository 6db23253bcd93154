//! Rows that one slip keeps from being known as a clause's: a figure, or the heading they stand under. A
//! figure may also make the words of a row that is linked no clause's.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use hongtou_model::{Clause, Item, Quantity, Row};

use crate::context::{ClauseAt, Context, TableAt};
use crate::figures::{places, same_measure, same_value};
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
/// The same, where a heading tells which it is.
const LEAST_UNDER_HEADING: usize = 5;

/// The rows that no clause orders, and that have one but for a slip.
pub(crate) fn lost<'a>(context: &Context<'a>) -> Vec<Lost<'a>> {
    let rows = &context.unlinked().rows;
    if rows.is_empty() {
        return Vec::new();
    }
    let figures = figures(context);
    // The rows of a table follow each other.
    let mut headed: Option<(usize, Option<Headed<'a>>)> = None;
    let mut found = Vec::new();
    for &(table, row, _) in rows {
        if headed.as_ref().is_none_or(|(known, _)| *known != table) {
            headed = Some((table, Headed::of(context, &context.tables[table])));
        }
        let headed = headed.as_ref().and_then(|(_, headed)| headed.as_ref());
        let renamed = || headed.filter(|_| row.clause.is_none())?.renamed(context, row);
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
        // A row under the task's own heading needs fewer.
        let under = row.clause.as_ref() == Some(&at.clause.id);
        let least = if under { LEAST_UNDER_HEADING } else { LEAST_WORDS };
        let long = words.chars().count() >= least && same_measure(own, q);
        (long && !same_value(own, q)).then_some((at, own, q))
    });
    let (at, own, q) = found.next()?;
    if found.next().is_some() || !shares_units(context, at.clause, row) {
        return None;
    }
    // All that the row says besides is the clause's.
    let known =
        |part: &str| places(part, &q.text).next().is_some() || at.clause.text.contains(part);
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

/// A table whose actions are the headings of the body's items.
struct Headed<'a> {
    /// The items with a heading, by the place of their first clause, and the heading's words.
    items: Vec<(usize, ClauseAt<'a>, Vec<char>)>,
    /// The items that have a row.
    done: HashSet<usize>,
    /// The place of each row in the table.
    places: HashMap<*const Row, usize>,
    /// The items of the nearest rows before and after each that have one.
    around: Vec<(Option<usize>, Option<usize>)>,
}

impl<'a> Headed<'a> {
    fn of(context: &Context<'a>, table: &TableAt<'a>) -> Option<Headed<'a>> {
        if !has_headings(context, table) {
            return None;
        }
        let mut first: HashMap<*const Item, usize> = HashMap::new();
        let mut items = Vec::new();
        for (place, &at) in context.clauses.iter().enumerate() {
            let Entry::Vacant(free) = first.entry(std::ptr::from_ref(at.item)) else { continue };
            free.insert(place);
            let heading = at.item.heading.as_deref();
            items.extend(heading.map(|heading| (place, at, plain(heading).chars().collect())));
        }
        let rows = &table.table.rows;
        let item = |row: &Row| {
            let at = context.clause(row.clause.as_deref()?)?;
            first.get(&std::ptr::from_ref(at.item)).copied()
        };
        let own: Vec<Option<usize>> = rows.iter().map(item).collect();
        let mut around = vec![(None, None); rows.len()];
        let (mut before, mut after) = (None, None);
        for at in 0..own.len() {
            around[at].0 = before;
            before = own[at].or(before);
        }
        for at in (0..own.len()).rev() {
            around[at].1 = after;
            after = own[at].or(after);
        }
        let places = rows.iter().enumerate().map(|(at, row)| (std::ptr::from_ref(row), at));
        Some(Headed {
            items,
            done: own.iter().flatten().copied().collect(),
            places: places.collect(),
            around,
        })
    }

    /// The item whose heading a row's action is but for a word, where its units and its place say so too.
    fn renamed(&self, context: &Context<'a>, row: &'a Row) -> Option<Lost<'a>> {
        let action = row.action.as_deref()?;
        let words: Vec<char> = plain(action).chars().collect();
        let content = row.content.as_deref().map(plain).unwrap_or_default();
        let mut items = self.items.iter().filter(|(.., heading)| {
            is_but_for_a_word(heading, &words) && !says_the_word(&content, heading, &words)
        });
        let &(place, at, _) = items.next()?;
        // Nobody named vouches for nothing.
        let named =
            !row.units.is_empty() && at.item.clauses.iter().any(|own| !own.units.is_empty());
        if items.next().is_some() || !named || !self.stands_there(row, place, &at) {
            return None;
        }
        let own = at.item.clauses.iter().find(|own| shares_units(context, own, row));
        let at = ClauseAt { clause: own?, ..at };
        Some(Lost { row, at, slip: Slip::Heading(at.item.heading.as_deref()?, action) })
    }

    /// Whether a row stands where those of an item do, beside one of them or where the item's only one
    /// would, and says more of its task: another task may have a heading nearly the same.
    fn stands_there(&self, row: &Row, own: usize, at: &ClauseAt<'_>) -> bool {
        let place = self.places.get(&std::ptr::from_ref(row));
        let Some(&(before, after)) = place.and_then(|&place| self.around.get(place)) else {
            return false;
        };
        let stands = match self.done.contains(&own) {
            true => before == Some(own) || after == Some(own),
            false => {
                before.is_none_or(|before| before < own) && after.is_none_or(|after| own < after)
            }
        };
        stands && shares_words(row, at.item)
    }
}

/// Whether what a row does is said with some of the words of an item's clauses.
fn shares_words(row: &Row, item: &Item) -> bool {
    let pairs = |text: &str| {
        let text = plain(text);
        text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>()
    };
    let said: Vec<_> = item.clauses.iter().flat_map(|own| pairs(&own.text)).collect();
    let content = pairs(row.content.as_deref().unwrap_or_default());
    content.iter().filter(|pair| said.contains(pair)).count() >= 2
}

/// Whether a row's task, too, is of what its name says in the place of a heading's word, and not of that: it is
/// no row under a wrong name.
fn says_the_word(content: &str, heading: &[char], name: &[char]) -> bool {
    let before = heading.iter().zip(name).take_while(|(a, b)| a == b).count();
    let rest = heading.len().min(name.len()) - before;
    let ends = heading.iter().rev().zip(name.iter().rev()).take(rest);
    let behind = ends.take_while(|(a, b)| a == b).count();
    let word = |text: &[char]| text[before..text.len() - behind].iter().collect::<String>();
    let (own, other) = (word(name), word(heading));
    own.chars().count() > 1 && content.contains(&own) && !content.contains(&other)
}

/// Whether one name is another but for a word in it: 整治经营性自建房, 整治经营性用房.
fn is_but_for_a_word(a: &[char], b: &[char]) -> bool {
    const WORD: usize = 3;
    if a.len().abs_diff(b.len()) > WORD {
        return false;
    }
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - before;
    let behind = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (common, changed) = (before + behind, a.len().max(b.len()) - before - behind);
    (1..=WORD).contains(&changed) && common >= WORD && changed <= common
}
