//! Every kind of fault is found by the right rule, and causes no other finding of weight.

#![allow(clippy::expect_used, missing_docs)]

mod plant;

#[test]
fn every_planted_fault_is_found() {
    let cases = plant::cases();
    let mut wrong = Vec::new();
    for kind in plant::KINDS {
        let outcome = plant::run(kind, &cases);
        if outcome.found < outcome.planted || !outcome.extra.is_empty() || outcome.planted == 0 {
            wrong.push(format!(
                "{}: {} of {} found, missed {:#?}, extra {:#?}",
                kind.name, outcome.found, outcome.planted, outcome.missed, outcome.extra
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
