//! Blocks of a notice parsed into the typed model.
//!
//! Parsing never fails: what is broken becomes a repair, what is not understood becomes residual
//! text. The crate works on blocks from any container, reads no file, and makes no findings.

mod account;
mod alone;
mod articles;
mod as_one;
mod assemble;
mod contents;
mod cuts;
mod date;
mod decimal;
mod displaced;
#[cfg(test)]
mod fixtures;
mod flow;
mod footnotes;
mod glued;
mod header;
mod heads;
mod layout;
mod lines;
pub mod link;
mod lookup;
mod marker;
mod memo;
mod misread;
mod outline;
mod period;
mod quantity;
mod record;
mod reference;
mod responsibility;
mod run_on;
mod second;
mod sentence;
mod series;
mod site;
mod split;
mod table;
mod text_layer;
mod token;
mod tree;
mod twofold;
mod units;
mod unmarked;
mod values;
mod wordlist;
mod words;
mod wrap;

use std::borrow::Cow;

use hongtou_model::{Lang, Notice};
use hongtou_source::{Block, Document, Source};

/// How a notice is parsed.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the notes on repairs.
    pub lang: Lang,
}

/// Parses one notice: what is broken becomes a repair, what is not understood residual text.
pub fn parse(document: &Document, options: &Options) -> Notice {
    assemble::parse(&document.sources, Cow::Borrowed(&document.blocks), options)
}

/// Parses one notice whose blocks nobody needs afterwards.
///
/// As [`parse`], but each block is given back as soon as it was read: those of a large table take
/// more memory than its text.
pub fn parse_blocks(sources: &[Source], blocks: Vec<Block>, options: &Options) -> Notice {
    assemble::parse(sources, Cow::Owned(blocks), options)
}
