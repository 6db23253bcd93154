//! The table of planted faults: `cargo run --release -p hongtou-validator --example planted`.
//!
//! With `--zh` in Chinese; with `--verbose` it lists what was missed and what was found besides.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/plant/mod.rs"]
mod plant;

fn main() {
    let has = |name: &str| std::env::args().any(|argument| argument == name);
    let outcomes = plant::run_all(&plant::cases());
    print!("{}", plant::table(&outcomes, has("--zh")));
    if has("--verbose") {
        for (kind, outcome) in plant::KINDS.iter().zip(&outcomes) {
            outcome.missed.iter().for_each(|line| println!("missed {}: {line}", kind.name));
            outcome.extra.iter().for_each(|line| println!("extra {}: {line}", kind.name));
        }
    }
}
