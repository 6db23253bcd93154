//! Invented notices with their meaning, for tests and measurements.
//!
//! A [`Plan`] is drawn from a seed; a [`Layout`] says how it is written, [`Damage`] what befell the
//! writing; [`render`] gives the notice and [`Truth`] what a careful reader takes from it. The same
//! seed gives the same notice on every machine. All places are made up.
//!
//! The crate knows nothing of how notices are read, so that it cannot agree with a mistake.

mod damage;
mod duty;
mod fields;
mod gold;
mod grid;
mod layout;
mod numeral;
mod plan;
mod random;
mod render;
mod stock;
mod truth;

pub use damage::{Damage, Kind};
pub use duty::Party;
pub use gold::gold;
pub use layout::{Brackets, Column, Container, DutyForm, Form, Layout, Outline, TableLayout};
pub use plan::{Duty, Item, Place, Plan, Section, Task, plan};
pub use random::Random;
pub use render::render;
pub use truth::{Truth, TruthClause, TruthItem, TruthRow, TruthSection};
