//! Runs a target many times, keeps what is new, and makes small what breaks.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Once;
use std::time::Instant;

use crate::Target;
use crate::invariants::{Broken, Seen};
use crate::random::Random;

/// Most inputs in a pool.
const POOL: usize = 4000;
/// Most runs spent on making one failure small.
const SHRINKING: usize = 4000;

/// How long and from where.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many inputs each target gets.
    pub executions: u64,
    /// What everything follows from.
    pub seed: u64,
    /// A folder of more notices to start from.
    pub corpus: Option<PathBuf>,
}

/// An invariant that did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What is wrong.
    pub broken: Broken,
    /// The smallest input found that shows it.
    pub input: Vec<u8>,
    /// How many inputs showed it.
    pub times: u64,
}

/// What came of a target.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Which.
    pub target: Target,
    /// How many inputs ran.
    pub executions: u64,
    /// How many were kept because they showed something new.
    pub kept: usize,
    /// How many different things were shown.
    pub shown: usize,
    /// Invariants that did not hold, by what is wrong.
    pub failures: BTreeMap<String, Failure>,
    /// How long it took.
    pub seconds: f64,
    /// The longest that one input took, and the input.
    pub slowest: (f64, Vec<u8>),
}

thread_local! {
    /// Where the last panic of this thread was, while an input runs; `None` outside.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Panics while an input runs are kept, not printed; all others stay as they were.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
            let said = info.payload_as_str().unwrap_or_default();
            let kept = PANIC.with_borrow_mut(|last| match last {
                Some(last) => {
                    *last = format!("panic: {} {said}", place.unwrap_or_default());
                    true
                }
                None => false,
            });
            if !kept {
                before(info);
            }
        }));
    });
}

/// Runs one input; a panic is a broken invariant like any other.
pub fn once(target: Target, input: &[u8], seen: &mut Seen) -> Result<(), Broken> {
    listen();
    PANIC.with_borrow_mut(|last| *last = Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(|| target.run(input, seen)));
    let said = PANIC.with_borrow_mut(Option::take).unwrap_or_default();
    result.unwrap_or(Err(said))
}

/// Failures of one kind: a panic by its place, an invariant by its name.
fn key(broken: &str) -> String {
    match broken.strip_prefix("panic: ") {
        Some(rest) => format!("panic: {}", rest.split(' ').next().unwrap_or_default()),
        None => {
            let mut words = broken.split(':');
            let first = words.next().unwrap_or_default();
            // Which of several ways an invariant breaks in: letters only, values out.
            let more: String = words
                .next()
                .unwrap_or_default()
                .chars()
                .filter(char::is_ascii_lowercase)
                .take(40)
                .collect();
            format!("{first}: {more}")
        }
    }
}

/// Runs a target.
pub fn run(target: Target, options: &Options) -> Outcome {
    let start = Instant::now();
    let mut random = Random::new(options.seed ^ (target as u64 + 1).wrapping_mul(0x51_7cc1_b727));
    let mut pool = target.seeds(options.corpus.as_deref());
    let seeds = pool.clone();
    let mut seen = Seen::new();
    let mut outcome = Outcome {
        target,
        executions: 0,
        kept: 0,
        shown: 0,
        failures: BTreeMap::new(),
        seconds: 0.0,
        slowest: (0.0, Vec::new()),
    };
    let mut broken_inputs: Vec<(String, Broken, Vec<u8>)> = Vec::new();
    for index in 0..options.executions {
        let input = match seeds.get(index as usize) {
            Some(seed) => seed.clone(),
            None => target.input(&pool, &mut random),
        };
        let begin = Instant::now();
        let shown = seen.len();
        let result = once(target, &input, &mut seen);
        let took = begin.elapsed().as_secs_f64();
        outcome.executions += 1;
        if took > outcome.slowest.0 {
            outcome.slowest = (took, input.clone());
        }
        match result {
            Ok(()) if seen.len() > shown && index as usize >= seeds.len() => {
                outcome.kept += 1;
                if pool.len() < POOL {
                    pool.push(input);
                } else {
                    let at = random.below(pool.len());
                    pool[at] = input;
                }
            }
            Ok(()) => {}
            Err(broken) => {
                let key = key(&broken);
                if let Some(known) = outcome.failures.get_mut(&key) {
                    known.times += 1;
                } else {
                    let failure = Failure { broken: broken.clone(), input: Vec::new(), times: 1 };
                    outcome.failures.insert(key.clone(), failure);
                    broken_inputs.push((key, broken, input));
                }
            }
        }
    }
    outcome.seconds = start.elapsed().as_secs_f64();
    outcome.shown = seen.len();
    for (key, _, input) in broken_inputs {
        let (input, broken) = shrink(target, &key, input);
        if let Some(failure) = outcome.failures.get_mut(&key) {
            failure.input = input;
            failure.broken = broken.unwrap_or_else(|| failure.broken.clone());
        }
    }
    outcome
}

/// Takes out of an input what its failure does not need.
fn shrink(target: Target, wanted: &str, input: Vec<u8>) -> (Vec<u8>, Option<Broken>) {
    let mut runs = 0;
    let mut last = None;
    let mut fails = |input: &[u8], last: &mut Option<Broken>| {
        runs += 1;
        match once(target, input, &mut Seen::new()) {
            Err(broken) if key(&broken) == wanted => {
                *last = Some(broken);
                true
            }
            _ => false,
        }
    };
    // Characters where the input is text, else bytes.
    let mut pieces: Vec<Vec<u8>> = match std::str::from_utf8(&input) {
        Ok(text) => text.chars().map(|c| c.to_string().into_bytes()).collect(),
        Err(_) => input.iter().map(|&byte| vec![byte]).collect(),
    };
    let mut size = pieces.len().div_ceil(2).max(1);
    let mut left = SHRINKING;
    while left > 0 && !pieces.is_empty() {
        let mut at = 0;
        let mut removed = false;
        while at < pieces.len() && left > 0 {
            left -= 1;
            let end = (at + size).min(pieces.len());
            let rest: Vec<u8> =
                pieces[..at].iter().chain(&pieces[end..]).flatten().copied().collect();
            if fails(&rest, &mut last) {
                pieces.drain(at..end);
                removed = true;
            } else {
                at = end;
            }
        }
        if size == 1 && !removed {
            break;
        }
        size = size.div_ceil(2).max(1);
        if size == 1 && !removed && pieces.len() == 1 {
            break;
        }
    }
    (pieces.concat(), last)
}
