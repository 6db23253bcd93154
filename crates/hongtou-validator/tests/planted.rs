//! Every kind of fault is found by the right rule, and causes no other finding of weight.
//!
//! The example of the same name prints the table.

#![allow(clippy::expect_used, missing_docs)]

mod plant;

#[test]
fn every_planted_fault_is_found() {
    let outcomes = plant::run_all(&plant::cases());
    let mut wrong = Vec::new();
    for (kind, outcome) in plant::KINDS.iter().zip(&outcomes) {
        if outcome.found < outcome.planted || !outcome.extra.is_empty() || outcome.planted == 0 {
            wrong.push(format!(
                "{}: {} of {} found, missed {:#?}, extra {:#?}",
                kind.name, outcome.found, outcome.planted, outcome.missed, outcome.extra
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_every_kind() {
    let outcomes = vec![plant::Outcome::default(); plant::KINDS.len()];
    for chinese in [false, true] {
        let table = plant::table(&outcomes, chinese);
        assert_eq!(table.lines().count(), plant::KINDS.len() + 3);
    }
}
