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
    found.extend(grown(old, new, [&old_words, &new_words], &found));
    found.sort_by_key(|pair| pair.1);
    found
}

/// How much of the shorter one the longer one must hold for a task that lost or gained a sentence.
const HELD: f64 = 0.7;

/// Fewer pairs of characters than this are in many a text.
const ENOUGH: usize = 4;

/// Of what is left, a task that is much longer or shorter now and holds its place: it has the number that
/// it had, or stands between the same neighbours.
fn grown(
    old: &[Task<'_>],
    new: &[Task<'_>],
    [old_words, new_words]: [&[String]; 2],
    found: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let new_of: HashMap<usize, usize> = found.iter().copied().collect();
    let old_of: HashMap<usize, usize> = found.iter().map(|&(a, b)| (b, a)).collect();
    let old_left: Vec<usize> = (0..old.len()).filter(|at| !new_of.contains_key(at)).collect();
    let new_left: Vec<usize> = (0..new.len()).filter(|at| !old_of.contains_key(at)).collect();
    let mut numbered: HashMap<u32, Vec<usize>> = HashMap::new();
    for &at in &old_left {
        if let Some(number) = old[at].number {
            numbered.entry(number).or_default().push(at);
        }
    }
    let mut in_new: HashMap<u32, usize> = HashMap::new();
    for number in new_left.iter().filter_map(|&at| new[at].number) {
        *in_new.entry(number).or_default() += 1;
    }
    let mut scored: Vec<(f64, usize, usize, usize)> = Vec::new();
    for &at in &new_left {
        let number = new[at].number.filter(|number| in_new[number] <= COMMON);
        let same = number.and_then(|number| numbered.get(&number));
        let same = same.filter(|places| places.len() <= COMMON).into_iter().flatten().copied();
        // Behind the task that the one before it was; in front of it at the beginning.
        let behind = match at.checked_sub(1) {
            Some(before) => old_of.get(&before).map(|&before| before + 1),
            None => Some(0),
        };
        let follows = |slot: &usize| {
            let next = (slot + 1 < old.len()).then(|| new_of.get(&(slot + 1)).copied());
            match next {
                Some(next) => next == Some(at + 1),
                None => at + 1 == new.len(),
            }
        };
        let behind = behind.filter(|slot| *slot < old.len() && !new_of.contains_key(slot));
        let mut slots: Vec<usize> = same.chain(behind.filter(follows)).collect();
        slots.sort_unstable();
        slots.dedup();
        let mine = grams(&new_words[at]);
        for slot in slots {
            let other = grams(&old_words[slot]);
            let shorter = mine.len().min(other.len());
            let held = mine.intersection(&other).count() as f64 / shorter.max(1) as f64;
            if shorter >= ENOUGH && held >= HELD {
                scored.push((held, slot.abs_diff(at), slot, at));
            }
        }
    }
    best(scored)
}

/// The best pairs first, each task once.
fn best(mut scored: Vec<(f64, usize, usize, usize)>) -> Vec<(usize, usize)> {
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
    best(scored)
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
