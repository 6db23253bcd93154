//! How fast hongtou is.
//!
//! Here are the stages, each callable alone, and the notices they are run on; what is measured and
//! printed stands in `benches/` and `peers/`.

pub mod input;
pub mod stage;
pub mod tasks;
