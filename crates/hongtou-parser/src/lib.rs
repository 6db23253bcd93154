//! Blocks of a notice parsed into the typed model.
//!
//! Parsing never fails: what is broken becomes a repair, what is not understood becomes residual
//! text. The crate works on blocks from any container, reads no file, and makes no findings.

mod date;
mod flow;
mod numeral;
mod period;
mod quantity;
mod reference;
mod responsibility;
mod token;
mod units;
mod values;
