//! Which task of the old version is which of the new one.
//!
//! Equal words first, then the nearest words. Candidates come from an index over rare pairs of
//! characters, so that large notices do not compare all with all.

use std::collections::{HashMap, HashSet};

use hongtou_source::fold;

use crate::task::Task;

/// How alike two tasks must be to be one task whose words changed.
const ALIKE: f64 = 0.5;

/// Pairs of characters in more tasks than this tell nothing.
const COMMON: usize = 40;

type Gram = (char, char);

/// The matched pairs, by position in both lists, in the order of the new one.
pub(crate) fn pairs(old: &[Task<'_>], new: &[Task<'_>]) -> Vec<(usize, usize)> {
    let folded = |tasks: &[Task<'_>]| tasks.iter().map(|task| fold(&task.text)).collect();
    let (old_words, new_words): (Vec<String>, Vec<String>) = (folded(old), folded(new));
    let mut found = equal(&old_words, &new_words);
    let old_taken: HashSet<usize> = found.iter().map(|pair| pair.0).collect();
    let new_taken: HashSet<usize> = found.iter().map(|pair| pair.1).collect();
    let old_left: Vec<usize> = (0..old.len()).filter(|at| !old_taken.contains(at)).collect();
    let new_left: Vec<usize> = (0..new.len()).filter(|at| !new_taken.contains(at)).collect();
    found.extend(alike(&old_words, &new_words, &old_left, &new_left));
    found.sort_by_key(|pair| pair.1);
    found
}

/// Tasks of the same words; the first with the first, where there are several.
fn equal(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in old.iter().enumerate().rev() {
        places.entry(words).or_default().push(at);
    }
    let pair = |(at, words): (usize, &String)| Some((places.get_mut(words.as_str())?.pop()?, at));
    new.iter().enumerate().filter_map(pair).collect()
}

/// The nearest of what is left, best pairs first; on a draw the nearest in order, then the first.
///
/// Both lists are treated alike, so that a comparison the other way round pairs the same tasks.
fn alike(
    old: &[String],
    new: &[String],
    old_left: &[usize],
    new_left: &[usize],
) -> Vec<(usize, usize)> {
    let old_grams: Vec<HashSet<Gram>> = old_left.iter().map(|&at| grams(&old[at])).collect();
    let mut index: HashMap<Gram, Vec<usize>> = HashMap::new();
    for (slot, words) in old_left.iter().enumerate() {
        for gram in ordered_grams(&old[*words]) {
            let slots = index.entry(gram).or_default();
            if slots.last() != Some(&slot) {
                slots.push(slot);
            }
        }
    }
    let new_grams: Vec<HashSet<Gram>> = new_left.iter().map(|&at| grams(&new[at])).collect();
    let mut in_new: HashMap<Gram, usize> = HashMap::new();
    for &gram in new_grams.iter().flatten() {
        *in_new.entry(gram).or_default() += 1;
    }
    let mut scored: Vec<(f64, usize, usize, usize)> = Vec::new();
    for (&at, mine) in new_left.iter().zip(&new_grams) {
        let mut candidates: Vec<usize> = ordered_grams(&new[at])
            .filter(|gram| in_new[gram] <= COMMON)
            .filter_map(|gram| index.get(&gram))
            .filter(|slots| slots.len() <= COMMON)
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        for slot in candidates {
            let shared = mine.intersection(&old_grams[slot]).count();
            let score = 2.0 * shared as f64 / (mine.len() + old_grams[slot].len()) as f64;
            if score >= ALIKE {
                scored.push((score, old_left[slot].abs_diff(at), old_left[slot], at));
            }
        }
    }
    // Two pairs of one score, distance and sum are (x, y) and (y, x), which keep out of each
    // other's way.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2 + a.3).cmp(&(b.1, b.2 + b.3))));
    let (mut old_taken, mut new_taken) = (HashSet::new(), HashSet::new());
    let mut found = Vec::new();
    for (_, _, a, b) in scored {
        if !old_taken.contains(&a) && !new_taken.contains(&b) {
            old_taken.insert(a);
            new_taken.insert(b);
            found.push((a, b));
        }
    }
    found
}

fn ordered_grams(words: &str) -> impl Iterator<Item = Gram> {
    words.chars().zip(words.chars().skip(1))
}

fn grams(words: &str) -> HashSet<Gram> {
    ordered_grams(words).collect()
}

/// The positions, of some numbers in order, that stand out of the longest rising row of them.
pub(crate) fn out_of_order(numbers: &[usize]) -> Vec<usize> {
    // Patience sorting: `tails[k]` is where the best row of length k + 1 ends.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = tails.partition_point(|&tail| numbers[tail] < *number);
        before[at] = length.checked_sub(1).map(|shorter| tails[shorter]);
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut next = tails.last().copied();
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    (0..numbers.len()).filter(|&at| !kept[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_moved_stands_out() {
        assert_eq!(out_of_order(&[0, 1, 4, 2, 3]), [2]);
        assert!(out_of_order(&[0, 1, 2]).is_empty());
        assert!(out_of_order(&[]).is_empty());
    }

    #[test]
    fn near_words_are_one_task_and_others_are_not() {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let old = owned(&["新建停车泊位五百个", "整治背街小巷"]);
        let new = owned(&["推进老旧小区改造", "新建停车泊位八百个"]);
        assert_eq!(alike(&old, &new, &[0, 1], &[0, 1]), [(0, 1)]);
    }
}
