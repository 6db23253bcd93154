//! What is generated reads back, and stays what it is when only its dress changes.
//!
//! A random plan in a random layout with random damage is read back as that plan; what shrinks is
//! the number of tasks and the damage. Many more plans than here are read by
//! `cargo run --release -p hongtou-generate --example recovery`.

use hongtou_generate::{Damage, Kind, Layout, Truth, plan, render};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

mod compare;

/// The same cases on every run: what breaks here breaks for everybody.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|known| known as _),
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    TestRunner::new_with_rng(config, rng)
}

fn wrong(seed: u64, size: usize, layout: &Layout, damage: Damage) -> Vec<String> {
    let plan = plan(seed, size);
    let text = render(&plan, layout, &damage);
    let truth = Truth::new(&plan, layout);
    let (document, notice) = compare::read(&format!("notice.{}", layout.extension()), &text);
    let mut wrong = compare::differences(&truth, &notice);
    wrong.extend(compare::broken_promises(&document, &notice));
    wrong
}

#[test]
fn plans_without_damage_read_back_in_every_layout() {
    for layout in Layout::all() {
        for seed in 0..3 {
            let wrong =
                wrong(seed, 5 + 9 * usize::try_from(seed).unwrap_or(0), &layout, Damage::NONE);
            assert!(wrong.is_empty(), "{} seed {seed}: {wrong:#?}", layout.name);
        }
    }
}

#[test]
fn plans_read_back_in_drawn_layouts() {
    let cases = (any::<u32>(), 1usize..30);
    let result = runner(40).run(&cases, |(seed, size)| {
        let wrong = wrong(seed.into(), size, &Layout::draw(seed.into()), Damage::NONE);
        prop_assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
    result.expect("read back");
}

/// As many of each kind as show a fault that one plan in twenty has.
///
/// Known wrong: where no table says the words, nothing but their sense tells whether a sentence cut
/// in two is a heading and its text.
#[test]
fn plans_read_back_with_one_kind_of_damage() {
    for kind in Kind::ALL {
        let cases = (any::<u32>(), 1usize..25);
        let result = runner(60).run(&cases, |(seed, size)| {
            let layout = Layout::draw(seed.into());
            if kind.strikes(&layout) {
                let mut wrong = wrong(seed.into(), size, &layout, Damage::NONE.with(kind));
                if kind == Kind::SentenceCut && layout.table.is_none() {
                    let known = ["item.heading", "clause.text"];
                    wrong.retain(|line| !known.iter().any(|field| line.contains(field)));
                }
                prop_assert!(wrong.is_empty(), "{wrong:#?}");
            }
            Ok(())
        });
        result.unwrap_or_else(|broken| panic!("{}: {broken}", kind.name()));
    }
}

/// Whatever the damage, the promises hold: spans, accounting, the same model from the same bytes.
#[test]
fn promises_hold_under_any_damage() {
    let cases = (any::<u32>(), 1usize..25, any::<u32>());
    let result = runner(50).run(&cases, |(seed, size, bits)| {
        let layout = Layout::draw(seed.into());
        let text = render(&plan(seed.into(), size), &layout, &Damage::from_bits(bits));
        let name = format!("notice.{}", layout.extension());
        let (document, notice) = compare::read(&name, &text);
        let broken = compare::broken_promises(&document, &notice);
        prop_assert!(broken.is_empty(), "{broken:#?}");
        prop_assert_eq!(compare::read(&name, &text).1, notice, "the same bytes, another model");
        Ok(())
    });
    result.expect("promises hold");
}

#[test]
fn the_same_seed_gives_the_same_notice() {
    let layout = Layout::draw(5);
    let damage = Damage::from_bits(u32::MAX);
    assert_eq!(render(&plan(5, 30), &layout, &damage), render(&plan(5, 30), &layout, &damage));
    assert_ne!(plan(5, 30), plan(6, 30));
    assert_eq!(plan(5, 500).tasks(), 500);
}
