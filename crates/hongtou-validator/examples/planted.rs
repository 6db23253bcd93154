//! The table of planted faults: `cargo run --release -p hongtou-validator --example planted`.
//!
//! With `--verbose` it lists what was missed and what was found besides.

#![allow(clippy::print_stdout, missing_docs)]

#[path = "../tests/plant/mod.rs"]
mod plant;

fn main() {
    let verbose = std::env::args().any(|argument| argument == "--verbose");
    let cases = plant::cases();
    println!("| fault | rule | planted | found | missed | extra | companions |");
    println!("|---|---|--:|--:|--:|--:|---|");
    for kind in plant::KINDS {
        let outcome = plant::run(kind, &cases);
        println!(
            "| {} | {} | {} | {} | {} | {} | {} |",
            kind.name,
            kind.expected.join(", "),
            outcome.planted,
            outcome.found,
            outcome.missed.len(),
            outcome.extra.len(),
            kind.companions.join(", "),
        );
        if verbose {
            outcome.missed.iter().for_each(|line| println!("    missed {line}"));
            outcome.extra.iter().for_each(|line| println!("    extra {line}"));
        }
    }
}
