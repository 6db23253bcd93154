//! Every fixture and the seed, through the whole pipeline.
//!
//! - [`gold`]: what is read, held field by field against what a careful reader takes from the notice;
//! - [`invariants`]: spans, accounting, and the same bytes twice;
//! - [`variants`]: the table in `fixtures/VARIANTS.md` says what is measured;
//! - [`containers`]: one notice in several containers says the same;
//! - [`findings`]: what is found in the seed, in both languages;
//! - [`outlines`]: what is read, kept as text for people to review.

#![allow(clippy::expect_used, missing_docs)]

mod cases;
mod containers;
mod findings;
mod gold;
mod invariants;
mod outline;
mod outlines;
mod variants;
