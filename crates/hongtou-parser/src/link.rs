//! Which clause a row carries out: the only place that decides it.
//!
//! Equal words first. What is left is compared by shared character pairs, but only with the clauses
//! that share the row's rarest character triples, so that a large notice never compares all with
//! all. Among near equals numbers, units, section and the order of the notice decide: tasks that
//! differ only in a number are not mixed up. Last come rows that say no more than a phrase of one
//! clause: several rows may carry out one, whether a better row has it or not.

mod phrase;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use hongtou_model::SmolStr;
use hongtou_source::chars;

pub use crate::marker::Form;

use crate::lookup::Lookup;

use words::{Ready, Words, shared};

/// A clause as the linker sees it.
#[derive(Debug, Default)]
pub struct ClauseKey {
    /// Folded words.
    pub text: String,
    /// Folded heading of its item where it is the first clause, else empty.
    pub heading: String,
    /// Folded heading of its item.
    pub topic: String,
    /// Its section's printed ordinal.
    pub ordinal: Option<u32>,
    /// Index of its item in the whole body.
    pub item: usize,
    /// Form and number of the item.
    pub number: Option<(Form, u32)>,
    /// Folded unit names.
    pub units: Vec<SmolStr>,
}

/// A row as the linker sees it.
#[derive(Debug, Default)]
pub struct RowKey {
    /// Folded words of the task.
    pub text: String,
    /// Folded action.
    pub action: String,
    /// Folded heading of the item that another column puts the row under: 对应任务.
    pub under: String,
    /// Folded words of what is to be reached, where no period of its own is named: 年度目标.
    pub goal: String,
    /// The ordinal of the section it stands under.
    pub ordinal: Option<u32>,
    /// Folded title of that section.
    pub section_title: String,
    /// Folded unit names.
    pub units: Vec<SmolStr>,
    /// Clauses that the row names by number.
    pub named: Vec<(Form, u32)>,
}

impl RowKey {
    /// What it says: the only column of tasks may be read as that of actions until its clause is
    /// known.
    fn words(&self) -> &str {
        if self.text.is_empty() { &self.action } else { &self.text }
    }

    /// What may be the heading of its item.
    fn heading(&self) -> &str {
        if self.under.is_empty() { &self.action } else { &self.under }
    }

    /// What it says, and what is to be reached.
    fn all_words(&self) -> Cow<'_, str> {
        match self.goal.as_str() {
            "" => Cow::Borrowed(self.words()),
            goal => Cow::Owned([self.words(), " ", goal].concat()),
        }
    }
}

/// The clause of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Index of the clause, where one was found.
    pub clause: Option<usize>,
    /// Further clauses that the row carries out.
    pub also: Vec<usize>,
    /// How alike the words are, 0 to 1.
    pub alike: f32,
}

/// Least likeness at which two texts are taken for one task.
const THRESHOLD: f32 = 0.46;
/// Least likeness of words, whatever else two tasks share, unless they stand under one heading.
const LIKELY: f32 = 0.3;
/// So few characters may be alike by chance.
const FEW: usize = 12;
/// Least likeness of so few words where none of the units is the same.
const STRANGERS: f32 = 0.7;
/// What equal numbers add to a likeness.
const SAME_NUMBERS: f32 = 0.08;
/// What one section adds to it.
const SAME_SECTION: f32 = 0.06;
/// What equal units add to it.
const SAME_UNITS: f32 = 0.08;
/// Clauses looked at for one row.
const CANDIDATES: usize = 10;
/// Postings read for one row.
const BUDGET: usize = 600;
/// Clauses under one heading that are looked at for a row of that heading, whatever their words.
const UNDER_HEADING: usize = 100;

/// An index of clauses by their character triples: for each triple the clauses that hold it, all
/// lists in one piece.
struct Index {
    // The triples of the texts to look for, text after text, and where each text's end.
    sought: Vec<u32>,
    ends: Vec<u32>,
    // Where the list of each triple begins, and one past the last.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// What is counted for one row, kept for the next.
#[derive(Default)]
struct Votes {
    rarest: Vec<(u32, u32, u32)>,
    // For each clause how many of the row's triples it has; zero between rows.
    votes: Vec<u16>,
    touched: Vec<u32>,
}

/// Three characters in one number.
fn triples(text: impl Iterator<Item = char>) -> impl Iterator<Item = u64> {
    let mut window = 0u64;
    let mut seen = 0;
    text.filter(|&c| chars::is_word(c)).filter_map(move |c| {
        window = (window << 21 | u64::from(c as u32)) & ((1 << 63) - 1);
        seen += 1;
        (seen >= 3).then_some(window)
    })
}

impl Index {
    /// Indexes clauses by those of their triples that some texts have, which are the rows left to
    /// link: most rows say their clause word by word.
    fn new<'t>(clauses: &[ClauseKey], texts: impl Iterator<Item = Cow<'t, str>>) -> Index {
        let mut ids: Lookup<u64, u32> = Lookup::default();
        let (mut sought, mut ends) = (Vec::new(), Vec::new());
        for text in texts {
            for triple in triples(text.chars()) {
                let next = ids.len() as u32;
                sought.push(*ids.entry(triple).or_insert(next));
            }
            ends.push(sought.len() as u32);
        }
        // For each triple how many clauses hold it, and the last of them.
        let mut counts: Vec<(u32, u32)> = vec![(0, u32::MAX); ids.len()];
        let mut held: Vec<(u32, u32)> = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            let text = clause.heading.chars().chain(clause.text.chars());
            for id in triples(text).filter_map(|triple| ids.get(&triple).copied()) {
                let (count, last) = &mut counts[id as usize];
                if *last != at as u32 {
                    (*count, *last) = (*count + 1, at as u32);
                    held.push((id, at as u32));
                }
            }
        }
        let mut starts: Vec<u32> = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for &(count, _) in &counts {
            starts.push(sum);
            sum += count;
        }
        starts.push(sum);
        let mut free = starts.clone();
        let mut postings = vec![0; held.len()];
        for (id, clause) in held {
            postings[free[id as usize] as usize] = clause;
            free[id as usize] += 1;
        }
        Index { sought, ends, starts, postings }
    }

    /// The clauses that hold a triple.
    fn holders(&self, triple: u32) -> &[u32] {
        let triple = triple as usize;
        &self.postings[self.starts[triple] as usize..self.starts[triple + 1] as usize]
    }

    /// The triples of a text, the text by its place among those sought, in their order.
    fn triples(&self, text: usize) -> &[u32] {
        let from = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sought[from as usize..self.ends[text] as usize]
    }

    /// The triples of a text which some clauses hold, rarest first: how many hold it, its place in
    /// the text, the triple.
    fn rarest(&self, text: usize, into: &mut Vec<(u32, u32, u32)>) {
        let counted = (0..).zip(self.triples(text)).map(|(at, &triple)| {
            (self.starts[triple as usize + 1] - self.starts[triple as usize], at, triple)
        });
        into.clear();
        into.extend(counted.filter(|&(count, ..)| count > 0));
        into.sort_unstable();
    }

    /// The clauses that share most of the rarest triples of a text, best first.
    ///
    /// Where even the rarest triple is in more clauses than may be looked at, those around `near`
    /// are: between so many equals only the order of the notice can decide.
    fn candidates(
        &self,
        text: usize,
        near: usize,
        Votes { rarest, votes, touched }: &mut Votes,
    ) -> Vec<usize> {
        self.rarest(text, rarest);
        let mut read = 0;
        touched.clear();
        for &(.., triple) in rarest.iter() {
            let mut list = self.holders(triple);
            if read > 0 && read + list.len() > BUDGET {
                break;
            }
            if list.len() > BUDGET {
                let at = list.partition_point(|&clause| (clause as usize) < near);
                let from = at.saturating_sub(BUDGET / 2).min(list.len() - BUDGET);
                list = &list[from..from + BUDGET];
            }
            read += list.len();
            for &clause in list {
                if votes[clause as usize] == 0 {
                    touched.push(clause);
                }
                votes[clause as usize] = votes[clause as usize].saturating_add(1);
            }
        }
        let best_first =
            |&a: &u32, &b: &u32| votes[b as usize].cmp(&votes[a as usize]).then(a.cmp(&b));
        let kept = touched.len().min(CANDIDATES);
        if touched.len() > CANDIDATES {
            touched.select_nth_unstable_by(CANDIDATES, best_first);
        }
        touched[..kept].sort_unstable_by(best_first);
        let best = touched[..kept].iter().map(|&clause| clause as usize).collect();
        for &clause in touched.iter() {
            votes[clause as usize] = 0;
        }
        best
    }
}

/// Links each row to the clause that it carries out.
pub fn link(clauses: &[ClauseKey], rows: &[RowKey]) -> Vec<Link> {
    linked(clauses, rows, false)
}

/// [`link`] with each row compared with every clause: what the index is held against.
///
/// Takes a time that grows with the square of the notice.
pub fn link_all_pairs(clauses: &[ClauseKey], rows: &[RowKey]) -> Vec<Link> {
    linked(clauses, rows, true)
}

fn linked(clauses: &[ClauseKey], rows: &[RowKey], all_pairs: bool) -> Vec<Link> {
    let mut links: Vec<Link> = vec![Link::default(); rows.len()];
    let mut taken: Vec<bool> = vec![false; clauses.len()];
    equal_words(clauses, rows, &mut links, &mut taken);
    if links.iter().all(|link| link.clause.is_some()) {
        return links;
    }
    let left = Left::new(clauses, rows, &links);
    let said = taken.clone();
    let pairs = like_words(clauses, rows, &mut links, (&left, &mut taken), all_pairs);
    left.unlink_others(clauses, rows, &mut links, &said);
    by_number(clauses, rows, &mut links, &pairs);
    by_heading(clauses, rows, &mut links);
    by_name(clauses, rows, &mut links);
    phrase::link(clauses, rows, &mut links, &left);
    left.unlink_others(clauses, rows, &mut links, &said);
    links
}

/// Whether words are others but for a noun, wherever it stands: 整治沿街老旧厂房, 整治沿街老旧店铺.
fn is_of_another_thing(words: &str, others: &str) -> bool {
    const NOUN: usize = 4;
    let plain = |text: &str| text.chars().filter(|&c| chars::is_word(c)).collect::<Vec<char>>();
    let (a, b) = (plain(words), plain(others));
    if a.len().abs_diff(b.len()) > b.len() / 2 {
        return false;
    }
    let from = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let noun = |text: &[char], length: usize| {
        let noun = text.get(from..from + length)?;
        noun.iter().all(|&c| chars::is_han(c)).then(|| noun.to_vec())
    };
    // What is done to it, and all else, is the same.
    let replaced = |own: &[char], other: &[char]| {
        let (mut at, mut out) = (0, Vec::with_capacity(b.len()));
        while at < a.len() {
            let here = a[at..].starts_with(own);
            out.extend_from_slice(if here { other } else { &a[at..=at] });
            at += if here { own.len() } else { 1 };
        }
        out == b
    };
    from >= 2
        && (1..=NOUN).any(|own| {
            noun(&a, own).is_some_and(|own| {
                let own_len = own.len();
                (1..=NOUN).any(|other| {
                    let common = a.len() >= 2 * own_len && b.len() >= 2 * other;
                    common && noun(&b, other).is_some_and(|other| replaced(&own, &other))
                })
            })
        })
}

/// The rows that say no clause word by word.
struct Left {
    rows: Vec<usize>,
    /// For every row whether only its action tells which task is meant.
    told_apart: Vec<bool>,
    /// The clauses by the words of these rows, and by their actions.
    index: Index,
}

impl Left {
    fn new(clauses: &[ClauseKey], rows: &[RowKey], links: &[Link]) -> Left {
        let left: Vec<usize> = (0..rows.len()).filter(|&at| links[at].clause.is_none()).collect();
        let texts = |&at: &usize| [rows[at].all_words(), Cow::Borrowed(rows[at].action.as_str())];
        let index = Index::new(clauses, left.iter().flat_map(texts));
        Left { rows: left, told_apart: told_by_action(rows), index }
    }

    /// Takes back what likeness found where another row says the clause word by word, and this one says it of
    /// another thing: no part of a task that is said whole, but a like task whose own clause is not there.
    ///
    /// `said` are the clauses that rows say word by word.
    fn unlink_others(
        &self,
        clauses: &[ClauseKey],
        rows: &[RowKey],
        links: &mut [Link],
        said: &[bool],
    ) {
        for &at in &self.rows {
            let (row, link) = (&rows[at], &mut links[at]);
            let Some(clause) = link.clause.filter(|&clause| said[clause]) else { continue };
            let key = &clauses[clause];
            let named = row.named.iter().any(|own| key.number == Some(*own))
                || !row.heading().is_empty() && row.heading() == key.topic;
            let of_another = |words: &str| is_of_another_thing(row.words(), words);
            if !named && (of_another(&key.text) || of_another(&key.heading)) {
                *link = Link::default();
            }
        }
    }

    /// The place in the index of the words of the nth of these rows.
    fn words_of(nth: usize) -> usize {
        2 * nth
    }

    /// The place of its action.
    fn action_of(nth: usize) -> usize {
        2 * nth + 1
    }
}

/// Rows whose action a clause names among others: `下列方面共5项：…；…；…。`, spelt out by the table.
fn by_name(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link]) {
    let alone = |(row, link): (&RowKey, &Link)| link.clause.is_none() && is_name(&row.action);
    if !rows.iter().zip(links.iter()).any(alone) {
        return;
    }
    // None where several clauses name it.
    let mut named: Lookup<&str, Option<usize>> = Lookup::default();
    for (at, clause) in clauses.iter().enumerate() {
        for name in clause.text.split([':', ';', '.']).filter(|name| is_name(name)) {
            let known = named.entry(name).or_insert(Some(at));
            if *known != Some(at) {
                *known = None;
            }
        }
    }
    for (row, link) in rows.iter().zip(links).filter(|(_, link)| link.clause.is_none()) {
        if is_name(&row.action)
            && let Some(&Some(at)) = named.get(row.action.as_str())
        {
            *link = Link { clause: Some(at), also: Vec::new(), alike: 0.0 };
        }
    }
}

/// Whether words are long enough to be the name of a task and of nothing else.
fn is_name(words: &str) -> bool {
    words.chars().count() >= SHORTEST_NAME
}

/// Names shorter than this are said of many tasks.
const SHORTEST_NAME: usize = 8;

/// Rows that have an item's heading for their action, or in a column of its own, where the task says
/// the item in other words.
///
/// Of an item with several clauses the one is taken whose units the row names.
fn by_heading(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link]) {
    if links.iter().all(|link| link.clause.is_some()) {
        return;
    }
    let mut by_topic: Lookup<&str, Vec<usize>> = Lookup::default();
    for (at, clause) in clauses.iter().enumerate().filter(|(_, clause)| !clause.topic.is_empty()) {
        by_topic.entry(&clause.topic).or_default().push(at);
    }
    for (row, link) in rows.iter().zip(links).filter(|(_, link)| link.clause.is_none()) {
        // A table of task names alone has the heading for the task.
        let named = if row.heading().is_empty() { &row.text } else { row.heading() };
        let found = by_topic.get(named);
        let Some(found) = found.filter(|found| found.len() <= UNDER_HEADING) else { continue };
        let named: Vec<usize> =
            found.iter().copied().filter(|&at| same_section(&clauses[at], row)).collect();
        let one = match named[..] {
            [one] => Some(one),
            _ => {
                let mut same = named.iter().filter(|&&at| same_units(&clauses[at], row));
                same.next().copied().filter(|_| same.next().is_none())
            }
        };
        if one.is_some() {
            *link = Link { clause: one, also: Vec::new(), alike: 0.0 };
        }
    }
}

/// Rows whose words are a clause's, with or without the heading.
fn equal_words(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link], taken: &mut [bool]) {
    let mut by_text: Lookup<&str, Alike> =
        Lookup::with_capacity_and_hasher(clauses.len(), Default::default());
    let with_heading: Vec<String> = clauses
        .iter()
        .map(|clause| {
            if clause.heading.is_empty() {
                String::new()
            } else {
                [&clause.heading, ".", &clause.text].concat()
            }
        })
        .collect();
    for (at, clause) in clauses.iter().enumerate() {
        for text in [clause.text.as_str(), with_heading[at].as_str()] {
            if !text.is_empty() {
                by_text.entry(text).or_default().all.list.push(at);
            }
        }
    }
    for (at, row) in rows.iter().enumerate() {
        if row.text.is_empty() {
            continue;
        }
        let Some(found) = by_text.get_mut(row.text.as_str()) else { continue };
        if let Some(clause) = found.best(clauses, row, taken) {
            taken[clause] = true;
            links[at] = Link { clause: Some(clause), also: Vec::new(), alike: 1.0 };
        }
    }
}

/// Clauses that have the same words.
#[derive(Default)]
struct Alike<'c> {
    all: Queue,
    // The same by section and units, by section, by units; made where they are many.
    sorted: Option<Box<Sorted<'c>>>,
}

#[derive(Default)]
struct Sorted<'c> {
    by_both: BTreeMap<(Option<u32>, &'c [SmolStr]), Queue>,
    by_section: BTreeMap<Option<u32>, Queue>,
    by_units: BTreeMap<&'c [SmolStr], Queue>,
}

/// Clauses in order; those before `next` are taken.
#[derive(Default)]
struct Queue {
    list: Vec<usize>,
    next: usize,
}

impl Queue {
    /// The first clause that is not taken.
    fn free(&mut self, taken: &[bool]) -> Option<usize> {
        while self.list.get(self.next).is_some_and(|&clause| taken[clause]) {
            self.next += 1;
        }
        self.list.get(self.next).copied()
    }

    fn first(&self) -> Option<usize> {
        self.list.first().copied()
    }
}

impl<'c> Alike<'c> {
    /// The best clause for a row: one not taken yet, in the row's section, with its units, the first.
    fn best(&mut self, clauses: &'c [ClauseKey], row: &'c RowKey, taken: &[bool]) -> Option<usize> {
        if self.all.list.len() <= 16 {
            return self.all.list.iter().copied().min_by_key(|&clause| {
                (
                    taken[clause],
                    !same_section(&clauses[clause], row),
                    !same_units(&clauses[clause], row),
                    clause,
                )
            });
        }
        // A notice may say the same words a thousand times over.
        let all = &mut self.all;
        let Sorted { by_both, by_section, by_units } =
            &mut **self.sorted.get_or_insert_with(|| {
                let mut sorted = Sorted::default();
                for &at in &all.list {
                    let (section, units) = (clauses[at].ordinal, &clauses[at].units[..]);
                    sorted.by_both.entry((section, units)).or_default().list.push(at);
                    sorted.by_section.entry(section).or_default().list.push(at);
                    sorted.by_units.entry(units).or_default().list.push(at);
                }
                Box::new(sorted)
            });
        let units = &row.units[..];
        let found = |map: Option<&mut Queue>| map.and_then(|queue| queue.free(taken));
        if row.ordinal.is_some() {
            let free = found(by_both.get_mut(&(row.ordinal, units)))
                .or_else(|| found(by_section.get_mut(&row.ordinal)));
            if free.is_some() {
                return free;
            }
        }
        found(by_units.get_mut(units)).or_else(|| all.free(taken)).or_else(|| {
            let section = row.ordinal.and_then(|_| {
                by_both
                    .get(&(row.ordinal, units))
                    .or_else(|| by_section.get(&row.ordinal))
                    .and_then(Queue::first)
            });
            section.or_else(|| by_units.get(units)?.first()).or_else(|| all.first())
        })
    }
}

fn same_section(clause: &ClauseKey, row: &RowKey) -> bool {
    row.ordinal.is_none() || row.ordinal == clause.ordinal
}

fn same_units(clause: &ClauseKey, row: &RowKey) -> bool {
    clause.units == row.units
}

/// A row and a clause that may be one task.
struct Pair {
    score: f32,
    /// How alike all of their words are, and the words of the shorter one.
    whole: f32,
    part: f32,
    /// How far the row says the clause's own words, not only its heading or its figures.
    said: f32,
    row: usize,
    clause: usize,
}

/// Rows whose words are close to a clause's.
fn like_words(
    clauses: &[ClauseKey],
    rows: &[RowKey],
    links: &mut [Link],
    (left, taken): (&Left, &mut [bool]),
    all_pairs: bool,
) -> Vec<Pair> {
    let mut pairs = pairs_alike(clauses, rows, left, all_pairs);
    // The order of the notice decides between equals: a row after the row before it.
    let mut expected = 0;
    let expected: Vec<usize> = links
        .iter()
        .map(|link| {
            let own = expected;
            expected = link.clause.map_or(expected, |clause| clause + 1);
            own
        })
        .collect();
    pairs.sort_unstable_by(|a, b| {
        let gap = |pair: &Pair| pair.clause.abs_diff(expected[pair.row]);
        let places = (a.row, a.clause).cmp(&(b.row, b.clause));
        b.score.total_cmp(&a.score).then_with(|| gap(a).cmp(&gap(b)).then(places))
    });
    for &Pair { said, row, clause, .. } in &pairs {
        if links[row].clause.is_none() && !taken[clause] {
            taken[clause] = true;
            links[row] = Link { clause: Some(clause), also: Vec::new(), alike: said };
        }
    }
    // Several rows may carry out one clause: where the row's words are part of the clause's.
    for &Pair { score, whole, part, said, row, clause } in &pairs {
        let broken_down = part >= 0.8
            || !rows[row].heading().is_empty()
                && rows[row].heading() == clauses[clause].topic
                && score >= 0.5;
        if links[row].clause.is_none() && broken_down {
            links[row] = Link { clause: Some(clause), also: Vec::new(), alike: whole.min(said) };
        }
    }
    by_shares(clauses, rows, links, &pairs);
    // One row may carry out several clauses: where a clause's words are part of the row's.
    for &Pair { part, said, row, clause, .. } in &pairs {
        let smaller = clauses[clause].text.len() < rows[row].text.len();
        if !taken[clause]
            && smaller
            && part >= 0.9
            && let Some(known) = links[row].clause.filter(|&known| known != clause)
        {
            taken[clause] = true;
            // Of an item's clauses that the row says whole it carries out the first, however long the others are.
            let first = clause < known
                && clauses[clause].item == clauses[known].item
                && rows[row].text.contains(&*clauses[known].text);
            let link = &mut links[row];
            if first {
                (link.clause, link.alike) = (Some(clause), said);
            }
            link.also.push(if first { known } else { clause });
        }
    }
    pairs
}

/// Rows that have a share of a clause's figure each, and add up to it: 东城区新建公交场站5座 and 西城区新建公交场站7座,
/// of 新建公交场站12座.
fn by_shares(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link], pairs: &[Pair]) {
    let mut groups: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| links[pair.row].clause.is_none()) {
        groups.entry(pair.clause).or_default().push((pair.row, pair.whole.min(pair.said)));
    }
    if groups.is_empty() {
        return;
    }
    let mut known: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, link) in links.iter().enumerate() {
        if let Some(clause) = link.clause {
            known.entry(clause).or_default().push(row);
        }
    }
    for (clause, mut group) in groups {
        group.retain(|&(row, _)| links[row].clause.is_none());
        let all = group.iter().map(|(row, _)| row).chain(known.get(&clause).into_iter().flatten());
        if add_up(&clauses[clause].text, all.map(|&row| rows[row].words())) {
            for (row, alike) in group {
                links[row] = Link { clause: Some(clause), also: Vec::new(), alike };
            }
        }
    }
}

/// Whether some texts have a share of each figure of a whole, or each the figure itself, and not all of them that.
fn add_up<'t>(whole: &str, parts: impl Iterator<Item = &'t str>) -> bool {
    let Some(whole) = amounts(whole) else { return false };
    let mut sums = vec![0; whole.len()];
    let (mut same, mut texts) = (vec![true; whole.len()], 0);
    for part in parts {
        let Some(part) = amounts(part).filter(|part| part.len() == whole.len()) else {
            return false;
        };
        texts += 1;
        for (at, amount) in part.into_iter().enumerate() {
            sums[at] = u64::saturating_add(sums[at], amount);
            same[at] &= amount == whole[at];
        }
    }
    let added = |at: usize| sums[at] == whole[at];
    let mut places = 0..whole.len();
    texts > 1 && places.clone().all(|at| same[at] || added(at)) && places.any(added)
}

/// The figures of a folded text in their order, in ten thousandths; none where one is no such number.
fn amounts(text: &str) -> Option<Vec<u64>> {
    const PLACES: usize = 4;
    let figures = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    let amount = |figure: &str| {
        let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
        let fits = whole.len() <= 12 && part.len() <= PLACES;
        fits.then(|| format!("{whole}{part:0<PLACES$}").parse().ok()).flatten()
    };
    figures.map(|figure| figure.trim_matches('.')).filter(|f| !f.is_empty()).map(amount).collect()
}

/// Rows without a clause, each with the clauses that are like enough to it.
fn pairs_alike(
    clauses: &[ClauseKey],
    rows: &[RowKey],
    Left { rows: left, told_apart, index }: &Left,
    all_pairs: bool,
) -> Vec<Pair> {
    let mut ready: Vec<Option<ClauseWords>> = vec![None; clauses.len()];
    let (mut words, mut own_words) = (Words::default(), Words::default());
    let mut votes = Votes { votes: vec![0; clauses.len()], ..Votes::default() };
    let mut by_topic: Lookup<&str, Vec<usize>> = Lookup::default();
    for (at, clause) in clauses.iter().enumerate() {
        if !clause.topic.is_empty() {
            by_topic.entry(&clause.topic).or_default().push(at);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (nth, &at) in left.iter().enumerate() {
        let row = &rows[at];
        let mut found = if all_pairs {
            (0..clauses.len()).collect()
        } else {
            let near = at * clauses.len() / rows.len();
            index.candidates(Left::words_of(nth), near, &mut votes)
        };
        // A row under an item's heading may say the clause in other words.
        let under = by_topic
            .get(row.heading())
            .filter(|under| !row.heading().is_empty() && under.len() <= UNDER_HEADING);
        for &clause in under.into_iter().flatten() {
            if !found.contains(&clause) {
                found.push(clause);
            }
        }
        if row.text.is_empty() && row.action.is_empty() {
            continue;
        }
        own_words.clear();
        let own = RowWords::new(row, told_apart[at], &mut own_words);
        for clause in found {
            let key = &clauses[clause];
            let other = *ready[clause].get_or_insert_with(|| ClauseWords::new(key, &mut words));
            let clause = (clause, key, &mut words);
            pairs.extend(own.rate((at, row, &mut own_words), clause, other));
        }
    }
    pairs
}

/// The words of a clause, and with its heading where it has one.
#[derive(Clone, Copy)]
struct ClauseWords {
    text: Ready,
    full: Option<Ready>,
    /// Characters of its heading.
    heading: u32,
}

impl ClauseWords {
    fn new<'t>(clause: &'t ClauseKey, words: &mut Words<'t>) -> ClauseWords {
        let text = words.add([&clause.text, "", ""]);
        let full =
            (!clause.heading.is_empty()).then(|| words.add([&clause.heading, &clause.text, ""]));
        let heading = clause.heading.chars().filter(|&c| chars::is_word(c)).count();
        ClauseWords { text, full, heading: heading as u32 }
    }
}

/// The words of a row, with its action where it has one, and with what it is to reach.
struct RowWords {
    own: Ready,
    full: Option<Ready>,
    goal: Option<Ready>,
    /// Whether its words are few beside what is to be reached: they name the task, and do not say it.
    names_alone: bool,
    /// Whether only the action tells which task is meant.
    told_apart: bool,
    /// What words alone must be alike, less a thousandth for what was rounded.
    least: f32,
}

impl RowWords {
    fn new<'t>(row: &'t RowKey, told_apart: bool, words: &mut Words<'t>) -> RowWords {
        let mut least = THRESHOLD - SAME_NUMBERS;
        least -= if row.ordinal.is_some() { SAME_SECTION } else { 0.0 };
        least -= if row.units.is_empty() { 0.0 } else { SAME_UNITS };
        let own = words.add([row.words(), "", ""]);
        let goal = || words.add([&row.action, &row.text, &row.goal]);
        let goal = (!row.goal.is_empty()).then(goal);
        let full = (!row.action.is_empty()).then(|| words.add([&row.action, &row.text, ""]));
        RowWords {
            names_alone: goal.is_some() && words.chars(own) < 12,
            own,
            full,
            goal,
            told_apart,
            least: least.max(LIKELY) - 0.001,
        }
    }

    /// The row and the clause, by their places, as a pair; none where they are not alike enough.
    fn rate(
        &self,
        (row_at, row, own_words): (usize, &RowKey, &mut Words<'_>),
        (clause_at, clause, words): (usize, &ClauseKey, &mut Words<'_>),
        ClauseWords { text, full, heading }: ClauseWords,
    ) -> Option<Pair> {
        let RowWords { own, told_apart, least, goal, names_alone, .. } = *self;
        let more = [full.map(|full| (own, full)), self.full.map(|row| (row, full.unwrap_or(text)))];
        let more = || more.into_iter().flatten();
        let full = full.unwrap_or(text);
        let same_topic = !row.heading().is_empty() && row.heading() == clause.topic;
        let may_be_like = |a, b| own_words.may_be_like(a, words, b, least);
        if !same_topic
            && !may_be_like(own, text)
            && !more().any(|(a, b)| may_be_like(a, b))
            && !goal.is_some_and(|goal| may_be_like(goal, full))
        {
            return None;
        }
        let (mut whole, mut part) =
            if told_apart { (0.0, 0.0) } else { own_words.likeness(own, words, text) };
        let mut said = if names_alone { whole } else { whole.max(part * 0.9) };
        for (a, b) in more().filter(|&(a, _)| !(told_apart && a == own)) {
            let (w, p) = own_words.likeness(a, words, b);
            whole = whole.max(w);
            said = said.max(w);
            let chars = own_words.chars(a);
            if chars >= 8 && words.chars(b) >= 8 {
                part = part.max(p);
                if !names_alone && chars > heading as usize + 2 {
                    said = said.max(p * 0.9);
                }
            }
        }
        if let Some(goal) = goal {
            let (w, p) = own_words.likeness(goal, words, full);
            (whole, part) = (whole.max(w), part.max(p));
        }
        let figures = match goal {
            Some(goal) if own_words.figures(own).is_empty() => own_words.figures(goal),
            _ => own_words.figures(own),
        };
        let numbers = if figures == words.figures(text) || figures == words.figures(full) {
            SAME_NUMBERS
        } else {
            let theirs = words.figures(full);
            let common = shared(figures, theirs);
            -0.06 * (figures.len().max(theirs.len()) - common).min(3) as f32
        };
        let mut score = whole.max(0.92 * part) + numbers;
        if same_topic {
            score += 0.22;
        }
        if row.ordinal.is_some() {
            score += if row.ordinal == clause.ordinal { SAME_SECTION } else { -0.08 };
        }
        let units = row.units.iter().filter(|unit| clause.units.contains(unit)).count();
        if !row.units.is_empty() && !clause.units.is_empty() {
            let share = units as f32 / row.units.len().max(clause.units.len()) as f32;
            score += (SAME_UNITS + 0.02) * share - 0.02;
        }
        let likely = whole.max(0.9 * part);
        // A few words are alike by what many tasks say: 建立健全…制度, 持续推进…工作. Of whom nothing is
        // the same, they are no task's.
        let strangers = units == 0 && !row.units.is_empty() && !clause.units.is_empty();
        let few = own_words.chars(own).min(words.chars(full)) <= FEW;
        if strangers && few && !same_topic && likely < STRANGERS {
            return None;
        }
        let enough = likely >= LIKELY || same_topic && (likely >= 0.12 || units > 0);
        let pair = Pair { score, whole, part, said, row: row_at, clause: clause_at };
        (score >= THRESHOLD && enough).then_some(pair)
    }
}

/// For each row whether its words are also those of a row with another action: of such rows only
/// the action tells which task is meant.
fn told_by_action(rows: &[RowKey]) -> Vec<bool> {
    // The action of the first row with these words, none where they have several.
    let mut actions: Lookup<&str, Option<&str>> = Lookup::default();
    for row in rows {
        let known = actions.entry(&row.text).or_insert(Some(&row.action));
        if *known != Some(&row.action) {
            *known = None;
        }
    }
    let several = |row: &RowKey| actions.get(row.text.as_str()) == Some(&None);
    rows.iter().map(|row| !row.text.is_empty() && !row.action.is_empty() && several(row)).collect()
}

/// Whether a row says a part of a clause with its figure, from one mark to the next: 年底前交付不少于3000套.
fn says_a_part(row: &str, clause: &str) -> bool {
    const LEAST: usize = 8;
    let parts = |text| str::split(text, |c: char| !chars::is_word(c));
    let tells =
        |part: &&str| part.contains(|c: char| c.is_ascii_digit()) && part.chars().count() >= LEAST;
    parts(row).filter(tells).any(|part| parts(clause).any(|own| own == part))
}

/// Rows that name their clause by its number, where words do not tell.
///
/// A part of another clause, word for word, tells: `pairs` are what is alike.
fn by_number(clauses: &[ClauseKey], rows: &[RowKey], links: &mut [Link], pairs: &[Pair]) {
    let mut numbered: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut alike: BTreeMap<usize, Vec<&Pair>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if links[at].clause.is_some() || row.named.is_empty() {
            continue;
        }
        if numbered.is_empty() {
            for pair in pairs.iter().filter(|pair| links[pair.row].clause.is_none()) {
                alike.entry(pair.row).or_default().push(pair);
            }
            for (clause, key) in clauses.iter().enumerate() {
                if let Some((_, number)) = key.number {
                    numbered.entry(number).or_default().push(clause);
                }
            }
        }
        let mut found: Vec<usize> = Vec::new();
        for &(form, number) in &row.named {
            let of_number = |clause: &ClauseKey, loose: bool| {
                let item =
                    clause.number.is_some_and(|(own, n)| n == number && (own == form || loose));
                let section = row.ordinal.is_none_or(|ordinal| Some(ordinal) == clause.ordinal);
                item && section && (row.section_title.is_empty() || row.ordinal.is_some() || loose)
            };
            let Some(own) = numbered.get(&number) else { continue };
            let of = |loose: bool| -> Vec<usize> {
                own.iter().copied().filter(|&c| of_number(&clauses[c], loose)).collect()
            };
            let exact = of(false);
            let loose: Vec<usize> = if exact.is_empty() { of(true) } else { exact };
            // The number must name one item only.
            if let Some(&first) = loose.first()
                && loose.iter().all(|&c| clauses[c].item == clauses[first].item)
            {
                found.extend(loose);
            }
        }
        found.dedup();
        if let Some((&first, more)) = found.split_first() {
            let own = alike.get(&at).into_iter().flatten();
            let mut said = own.filter(|pair| says_a_part(row.words(), &clauses[pair.clause].text));
            if let Some(pair) = said.next()
                && said.next().is_none()
                && clauses[pair.clause].item != clauses[first].item
            {
                let alike = pair.whole.min(pair.said);
                links[at] = Link { clause: Some(pair.clause), also: Vec::new(), alike };
                continue;
            }
            links[at] = Link { clause: Some(first), also: more.to_vec(), alike: 0.0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(text: &str, item: usize) -> ClauseKey {
        ClauseKey { text: text.into(), item, ..ClauseKey::default() }
    }

    fn row(text: &str) -> RowKey {
        RowKey { text: text.into(), ..RowKey::default() }
    }

    #[track_caller]
    fn check(clauses: &[&str], rows: &[&str], expected: &[Option<usize>]) {
        let clauses: Vec<ClauseKey> =
            clauses.iter().enumerate().map(|(at, text)| clause(text, at)).collect();
        let rows: Vec<RowKey> = rows.iter().map(|text| row(text)).collect();
        let found: Vec<Option<usize>> =
            link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_decide_in_whatever_order() {
        check(
            &[
                "完善河道巡查制度,推进重点河段清淤疏浚",
                "建设智慧停车平台,新增公共泊位",
                "开展老旧小区改造,惠及居民",
            ],
            &[
                "开展老旧小区改造,惠及更多居民",
                "完善河道巡查制度,推进河段清淤疏浚",
                "建设智慧停车平台,新增公共泊位",
            ],
            &[Some(2), Some(0), Some(1)],
        );
    }

    #[test]
    fn of_an_items_clauses_that_a_row_says_whole_it_carries_out_the_first() {
        let said = ["在岸线两侧植草绿化", "配套设置公共座椅1100张,投放点80处,公示牌40块"];
        let linked = |items: [usize; 2], text: &str| {
            let clauses = [clause(said[0], items[0]), clause(said[1], items[1])];
            let found = link(&clauses, &[row(text)]).remove(0);
            (found.clause, found.also)
        };
        let whole = said.join(".");
        assert_eq!(linked([0, 0], &whole), (Some(0), vec![1]));
        // Another item's words may stand in it by chance.
        assert_eq!(linked([0, 1], &whole), (Some(1), vec![0]));
        // Nor does it carry out the first of two where it says the other in words of its own.
        let own = whole.replace("公示牌40块", "公示牌45块");
        assert_eq!(linked([0, 0], &own), (Some(1), vec![0]));
    }

    #[test]
    fn rows_that_add_up_to_a_clause_carry_it_out() {
        let shared = |whole: &str, rows: &[&str], all: bool| {
            let other = "修缮历史建筑,设立保护标志牌";
            let of = all.then_some(0);
            let expected: Vec<Option<usize>> = rows.iter().map(|_| of).collect();
            let rows: Vec<&str> = rows.iter().copied().chain([other]).collect();
            let found: Vec<Option<usize>> = link(
                &[clause(whole, 0), clause(other, 1)],
                &rows.iter().map(|r| row(r)).collect::<Vec<_>>(),
            )
            .into_iter()
            .map(|link| link.clause)
            .collect();
            assert_eq!(found[..expected.len()] == expected, all, "{rows:?} {found:?}");
        };
        shared("新建公交场站12座", &["东城区新建公交场站5座", "西城区新建公交场站7座"], true);
        shared("新建公交场站12座", &["东城区新建公交场站5座", "西城区新建公交场站8座"], false);
        shared(
            "新建公交场站3.5万座,每座充电桩20个",
            &[
                "新建东城区公交场站1.2万座,每座充电桩20个",
                "新建西城区公交场站2.3万座,每座充电桩20个",
            ],
            true,
        );
    }

    #[test]
    fn a_part_with_its_figure_tells_more_than_a_number() {
        let numbered = |text: &str, item| ClauseKey {
            number: Some((Form::Digit, item as u32 + 1)),
            ..clause(text, item)
        };
        let clauses = [
            numbered("新筹集租赁住房5600套,盘活存量改建1200套,年底前竣工交付不少于3000套", 0),
            numbered("建立要素联动机制,编制住房供需分析报告", 1),
        ];
        let named = |number| RowKey {
            named: vec![(Form::Digit, number)],
            ..row("倒排在建项目工期,年底前竣工交付不少于3000套")
        };
        for number in [1, 2] {
            assert_eq!(link(&clauses, &[named(number)])[0].clause, Some(0), "{number}");
        }
    }

    #[test]
    fn tasks_that_differ_only_in_a_number_are_not_mixed_up() {
        check(
            &["完成农村公路建设30公里", "完成农村公路建设50公里"],
            &["全年完成农村公路建设50公里", "全年完成农村公路建设30公里"],
            &[Some(1), Some(0)],
        );
    }

    #[test]
    fn a_row_without_its_clause_stays_alone() {
        check(
            &["完善河道巡查制度,推进重点河段清淤疏浚"],
            &["完善河道巡查制度,推进重点河段清淤疏浚", "建设智慧停车平台,新增公共泊位"],
            &[Some(0), None],
        );
    }

    #[test]
    fn words_that_rows_of_several_actions_share_tell_no_task() {
        let clauses = [
            clause("列入名录的场馆必须履行公众参与、消防审查、集体讨论等程序", 0),
            clause("新建云溪体育馆,完成消防审查", 1),
        ];
        let row = |text: &str, action: &str| RowKey { action: action.into(), ..row(text) };
        let found = |rows: &[RowKey]| -> Vec<Option<usize>> {
            link(&clauses, rows).into_iter().map(|link| link.clause).collect()
        };
        let shared = "公开征求意见、消防审查、集体讨论";
        assert_eq!(
            found(&[row(shared, "城东球场方案"), row(shared, "城西泳池方案")]),
            [None, None]
        );
        // The action says which.
        assert_eq!(
            found(&[row("完成消防审查", "新建云溪体育馆"), row("完成消防审查", "城西泳池方案")]),
            [Some(1), None]
        );
        assert_eq!(found(&[row(shared, "城东球场方案")]), [Some(0)]);
    }

    #[test]
    fn a_clause_that_names_the_actions_is_theirs() {
        let clauses = [
            clause("流通方面2项:农村电商服务站点延伸机制;冷链设施共建共享模式", 0),
            clause("监管方面2项:包容审慎监管清单制度;冷链设施共建共享模式", 1),
        ];
        let row = |text: &str, action: &str| RowKey { action: action.into(), ..row(text) };
        let rows = [
            row("依托村委会设点,统一配送", "农村电商服务站点延伸机制"),
            row("列出轻微违法情形", "包容审慎监管清单制度"),
            row("企业共用冷库", "冷链设施共建共享模式"),
            row("另行安排", "监管方面2项"),
        ];
        let found: Vec<Option<usize>> =
            link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
        assert_eq!(found, [Some(0), Some(1), None, None]);
    }

    #[test]
    fn a_heading_tells_the_clause_that_a_row_says_in_other_words() {
        let topic = |text: &str, topic: &str, units: &[&str], item| ClauseKey {
            topic: topic.into(),
            units: units.iter().map(|&unit| unit.into()).collect(),
            ..clause(text, item)
        };
        let clauses = [
            topic("同一年度对同一企业的现场检查不超过2次", "规范涉企检查", &["市司法局"], 0),
            topic("热线设立企业服务专席", "畅通诉求渠道", &["市工商联"], 1),
            topic("诉求按时办结", "畅通诉求渠道", &["市政务服务中心"], 1),
        ];
        let row = |text: &str, action: &str, unit: &str| RowKey {
            action: action.into(),
            units: vec![unit.into()],
            ..row(text)
        };
        let rows = [
            row("建设备案系统,实行扫码留痕", "规范涉企检查", "市数据局"),
            row("建立回访制度", "畅通诉求渠道", "市政务服务中心"),
            row("组建专家库", "畅通诉求渠道", "市财政局"),
        ];
        let found: Vec<Option<usize>> =
            link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
        assert_eq!(found, [Some(0), Some(2), None]);
    }

    #[test]
    fn the_same_words_many_times_go_by_section_units_and_order() {
        let key = |at: usize| ClauseKey {
            text: "落实河长制各项任务".into(),
            ordinal: Some(at as u32 / 10),
            units: vec![format!("单位{}", at % 3).into()],
            item: at,
            ..ClauseKey::default()
        };
        let clauses: Vec<ClauseKey> = (0..40).map(key).collect();
        let row = |ordinal: Option<u32>, unit: usize| RowKey {
            text: "落实河长制各项任务".into(),
            ordinal,
            units: vec![format!("单位{unit}").into()],
            ..RowKey::default()
        };
        let mut rows = vec![row(Some(2), 1), row(Some(2), 1), row(None, 2), row(Some(9), 0)];
        rows.extend((0..40).map(|_| row(Some(1), 0)));
        let found: Vec<Option<usize>> =
            link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
        // 22 is the first of section 2 with unit 1; 2 the first with unit 2 in any section.
        assert_eq!(found[..4], [Some(22), Some(25), Some(2), Some(0)]);
        // Section 1 with unit 0 first, then the rest of section 1, then unit 0 elsewhere.
        assert_eq!(found[4..8], [Some(12), Some(15), Some(18), Some(10)]);
        // What is over carries out the best one again.
        assert_eq!(found[43], Some(12));
        assert_eq!(found.iter().flatten().collect::<std::collections::HashSet<_>>().len(), 40);
    }

    #[test]
    fn a_row_of_another_thing_is_no_part_of_what_a_row_says_whole() {
        let clauses = ["整治沿街老旧店铺,按月通报情况"];
        check(
            &clauses,
            &["整治沿街老旧厂房,按月通报情况", "整治沿街老旧店铺,按月通报情况"],
            &[None, Some(0)],
        );
        // Alone it may be the clause's in other words.
        check(&clauses, &["整治沿街老旧厂房,按月通报情况"], &[Some(0)]);
        // A part of it is one beside the whole, too.
        check(
            &clauses,
            &["整治沿街老旧店铺,按月通报情况", "整治沿街老旧店铺"],
            &[Some(0), Some(0)],
        );
    }

    #[test]
    fn a_few_words_that_many_tasks_say_tell_no_task_of_others() {
        let of = |units: &[&str]| units.iter().map(|&unit| unit.into()).collect::<Vec<SmolStr>>();
        let found = |text: &str, unit: &str| {
            let clause =
                ClauseKey { units: of(&["市司法局"]), ..clause("建立健全培训制度", 0) };
            link(&[clause], &[RowKey { units: of(&[unit]), ..row(text) }])[0].clause
        };
        assert_eq!(found("建立健全考核机制", "市委组织部"), None);
        // Where the units are the same, the words may have been changed.
        assert_eq!(found("建立健全考核机制", "市司法局"), Some(0));
        // Nearly the same words are the task's, whoever answers.
        assert_eq!(found("建立健全培训管理制度", "市委组织部"), Some(0));
        assert_eq!(found("健全培训制度", "市委组织部"), Some(0));
    }

    #[test]
    fn words_of_another_thing_differ_in_it_alone() {
        assert!(is_of_another_thing("排查老旧厂房,消除厂房隐患", "排查老旧店铺,消除店铺隐患"));
        assert!(is_of_another_thing("新建公共充电站", "新建公共停车场"));
        assert!(!is_of_another_thing("新建公共停车场30处", "新建公共停车场50处"));
        assert!(!is_of_another_thing("新建公共停车场", "新建公共停车场"));
        assert!(!is_of_another_thing("新建公共停车场", "新建公共停车场,完善标识"));
        assert!(!is_of_another_thing("开展巡查", "完善制度"));
    }

    #[test]
    fn several_rows_may_break_down_one_clause() {
        check(
            &["建设智慧停车平台并接入城市大脑,新增公共泊位一千个,推进错时共享停车"],
            &["建设智慧停车平台并接入城市大脑", "推进错时共享停车"],
            &[Some(0), Some(0)],
        );
    }
}
