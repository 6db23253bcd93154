//! Source text, places in it, and what the page looks like.
//!
//! The lowest crate: it knows bytes, lines, columns, numerals, blocks and grids, and
//! nothing about notices, tasks or rules. A container reader makes a
//! [`Document`]: the text that all offsets count in, and its blocks; the
//! parser turns that into a model.

mod audit;
mod block;
pub mod chars;
mod fold;
mod lang;
pub mod numeral;
mod range;
mod source;

pub use block::{
    Align, Block, BlockKind, Cell, Document, Grid, GridForm, GridRow, Ignored, Paragraph, Pieces,
};
pub use fold::{fingerprint, fold, fold_into, hex, is_folded};
pub use lang::{Lang, counted};
pub use range::TextRange;
pub use source::{Format, LineCol, LineIndex, Place, PlaceMap, Source};
