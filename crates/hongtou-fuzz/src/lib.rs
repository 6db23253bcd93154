//! Inputs made up and broken on purpose, held against what must always hold.
//!
//! Coverage-guided fuzzers need a nightly compiler; this one runs under the stable compiler that
//! builds the project, everywhere, and offline. It mutates what is known to be read well (the
//! fixtures, the seed, small notices written from a grammar, and any folder named at run time),
//! and keeps an input for further mutation when the model made of it shows something that no
//! input before it showed: another kind of repair, column, role, finding or error. Everything
//! follows from one number, so that a run can be repeated.
//!
//! ```text
//! cargo run --profile fuzz -p hongtou-fuzz -- --target all --executions 20000 --seed 1
//! ```
//!
//! The profile `fuzz` is `release` with unwinding, overflow checks and debug assertions. What
//! breaks an invariant is made small and written into a folder; mended, it becomes a fixture
//! under `fixtures/hostile/`, which the tests read from then on.

pub mod corpus;
pub mod drive;
pub mod grammar;
pub mod invariants;
pub mod json;
pub mod mutate;
pub mod page;
pub mod random;
pub mod targets;

pub use drive::{Options, Outcome, run};
pub use targets::Target;
