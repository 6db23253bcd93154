//! Blocks of a notice parsed into the typed model.
//!
//! Parsing never fails: what is broken becomes a repair, what is not understood becomes residual
//! text. The crate works on blocks from any container, reads no file, and makes no findings.

mod account;
mod assemble;
mod cuts;
mod date;
mod displaced;
#[cfg(test)]
mod fixtures;
mod flow;
mod header;
mod heads;
mod layout;
mod lines;
pub mod link;
mod marker;
mod numeral;
mod outline;
mod period;
mod quantity;
mod record;
mod reference;
mod responsibility;
mod sentence;
mod split;
mod table;
mod token;
mod units;
mod values;
mod wordlist;
mod words;
mod wrap;

use hongtou_model::{Lang, Notice};
use hongtou_source::Document;

/// How a notice is parsed.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the notes on repairs.
    pub lang: Lang,
}

/// Parses one notice: what is broken becomes a repair, what is not understood residual text.
pub fn parse(document: &Document, options: &Options) -> Notice {
    assemble::parse(document, options)
}
