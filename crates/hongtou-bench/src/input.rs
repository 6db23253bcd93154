//! The notices that are measured: the seed, and invented ones of any size.

use hongtou_generate::{Damage, Layout, plan, render};

/// A notice to measure, and how it is called in the tables.
#[derive(Clone, Debug)]
pub struct Input {
    /// What the tables call it.
    pub label: &'static str,
    /// Its file name.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The notice that the project started from.
pub fn seed() -> Input {
    let bytes = include_bytes!("../../../seeds/xuzhou-2021-food-safety.md").to_vec();
    Input { label: "seed", name: "seed.md", bytes }
}

/// An invented notice of `tasks` clauses and as many rows, laid out as the seed is.
pub fn generated(label: &'static str, tasks: usize) -> Input {
    let layout = Layout::all().swap_remove(0);
    let bytes = render(&plan(1, tasks), &layout, &Damage::default()).into_bytes();
    Input { label, name: "generated.md", bytes }
}

/// The three sizes of the speed table.
pub fn all() -> Vec<Input> {
    vec![seed(), generated("500", 500), generated("5000", 5_000)]
}
