//! JSON broken by its structure: values taken out, put twice, exchanged, or made another kind.

use serde_json::Value;

use crate::mutate;
use crate::random::Random;

/// Changes a JSON text a few times over, mostly so that it stays JSON.
pub fn mutate(input: &[u8], others: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(input) else {
        return mutate::text(input, others, mutate::WORDS, random);
    };
    for _ in 0..random.length(6) {
        let size = count(&value);
        let mut at = random.below(size);
        walk(&mut value, &mut at, &mut |value, random| change(value, random), random);
    }
    let mut bytes = serde_json::to_vec(&value).unwrap_or_default();
    if random.one_in(20) {
        bytes = mutate::text(&bytes, others, mutate::WORDS, random);
    }
    bytes
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(values) => values.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Calls `f` with the value that `at` counts down to.
fn walk(
    value: &mut Value,
    at: &mut usize,
    f: &mut dyn FnMut(&mut Value, &mut Random),
    random: &mut Random,
) -> bool {
    if *at == 0 {
        f(value, random);
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(values) => values.iter_mut().any(|value| walk(value, at, f, random)),
        Value::Object(values) => values.values_mut().any(|value| walk(value, at, f, random)),
        _ => false,
    }
}

fn change(value: &mut Value, random: &mut Random) {
    match value {
        Value::String(words) if !random.one_in(6) => {
            *words = String::from_utf8_lossy(&mutate::text(
                words.as_bytes(),
                &[],
                mutate::WORDS,
                random,
            ))
            .into_owned();
        }
        Value::Number(number) if !random.one_in(6) => {
            let old = number.as_i64().unwrap_or(0);
            *value = match random.below(6) {
                0 => Value::from(old.wrapping_add(1)),
                1 => Value::from(old.wrapping_sub(1)),
                2 => Value::from(0),
                3 => Value::from(-1),
                4 => Value::from(u64::MAX),
                _ => Value::from(random.below(100_000)),
            };
        }
        Value::Array(values) if !values.is_empty() && !random.one_in(8) => {
            let (a, b) = (random.below(values.len()), random.below(values.len()));
            match random.below(3) {
                0 => drop(values.remove(a)),
                1 if values.len() < 500 => values.insert(b, values[a].clone()),
                _ => values.swap(a, b),
            }
        }
        Value::Object(values) if !values.is_empty() && !random.one_in(8) => {
            let keys: Vec<String> = values.keys().cloned().collect();
            let (a, b) = (random.pick(&keys), random.pick(&keys));
            match random.below(3) {
                0 => drop(values.remove(&a)),
                1 => {
                    let (x, y) = (values[&a].clone(), values[&b].clone());
                    values.insert(a, y);
                    values.insert(b, x);
                }
                _ => drop(values.insert("more".to_owned(), Value::Bool(true))),
            }
        }
        _ => {
            *value = match random.below(8) {
                0 => Value::Null,
                1 => Value::Bool(random.one_in(2)),
                2 => Value::from(random.below(9999)),
                3 => Value::from(random.pick(mutate::WORDS).to_owned()),
                4 => Value::Array(Vec::new()),
                5 => Value::from("Q1"),
                6 => Value::from("9999-12-31"),
                _ => serde_json::json!({"start": 3, "end": 1}),
            }
        }
    }
}
