//! Which clauses share the rarest words of a row, found without comparing all with all.

use std::borrow::Cow;

use hongtou_source::chars;

use super::ClauseKey;
use crate::lookup::Lookup;

/// Clauses looked at for one row.
const CANDIDATES: usize = 10;

/// Postings read for one row.
const BUDGET: usize = 600;

/// An index of clauses by their character triples: for each triple the clauses that hold it, all
/// lists in one piece.
pub(super) struct Index {
    // The triples of the texts to look for, text after text, and where each text's end.
    sought: Vec<u32>,
    ends: Vec<u32>,
    // Where the list of each triple begins, and one past the last.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// What is counted for one row, kept for the next.
#[derive(Default)]
pub(super) struct Votes {
    rarest: Vec<(u32, u32, u32)>,
    // For each clause how many of the row's triples it has; zero between rows.
    votes: Vec<u16>,
    touched: Vec<u32>,
}

impl Votes {
    /// None for each of so many clauses.
    pub(super) fn on(clauses: usize) -> Votes {
        Votes { votes: vec![0; clauses], ..Votes::default() }
    }
}

/// Three characters in one number.
pub(super) fn triples(text: impl Iterator<Item = char>) -> impl Iterator<Item = u64> {
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
    pub(super) fn new<'t>(
        clauses: &[ClauseKey],
        texts: impl Iterator<Item = Cow<'t, str>>,
    ) -> Index {
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
    pub(super) fn holders(&self, triple: u32) -> &[u32] {
        let triple = triple as usize;
        &self.postings[self.starts[triple] as usize..self.starts[triple + 1] as usize]
    }

    /// The triples of a text, the text by its place among those sought, in their order.
    pub(super) fn triples(&self, text: usize) -> &[u32] {
        let from = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sought[from as usize..self.ends[text] as usize]
    }

    /// The triples of a text which some clauses hold, rarest first: how many hold it, its place in
    /// the text, the triple.
    pub(super) fn rarest(&self, text: usize, into: &mut Vec<(u32, u32, u32)>) {
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
    pub(super) fn candidates(
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
