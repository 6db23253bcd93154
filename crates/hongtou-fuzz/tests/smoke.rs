//! A few inputs of every target: what a long run looks at, looked at in each test run.

use hongtou_fuzz::{Options, Target, run};

#[test]
fn invariants_hold() {
    let threads = Target::ALL.map(|target| {
        std::thread::spawn(move || run(target, &Options { executions: 150, seed: 7, corpus: None }))
    });
    for outcome in threads.map(|thread| thread.join().expect("a target does not panic")) {
        let said: Vec<_> = outcome
            .failures
            .values()
            .map(|f| (&f.broken, String::from_utf8_lossy(&f.input)))
            .collect();
        assert!(said.is_empty(), "{}: {said:#?}", outcome.target.name());
        assert_eq!(outcome.executions, 150);
    }
}
