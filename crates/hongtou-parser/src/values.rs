//! All values of a stretch of running text, in one pass.

use std::ops::Range;

use hongtou_model::{Deadline, Quantity, Reference};

use crate::date::Context;
use crate::flow::Flow;
use crate::{date, quantity, reference, token};

/// What a clause, a target or a cell says besides words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// The figures it names.
    pub(crate) quantities: Vec<Quantity>,
    /// When it is due.
    pub(crate) deadlines: Vec<Deadline>,
    /// What it cites.
    pub(crate) references: Vec<Reference>,
}

/// The values in a range of running text.
pub(crate) fn values(flow: &Flow<'_>, range: Range<usize>, context: &Context) -> Values {
    let tokens = token::tokens(&flow.text()[range.clone()]);
    if tokens.is_empty() && !date::may_stand_alone(&flow.text()[range.clone()]) {
        return Values::default();
    }
    let mut values = Values {
        quantities: quantity::from_tokens(flow, range.clone(), &tokens),
        deadlines: date::from_tokens(flow, range.clone(), &tokens, context),
        references: reference::from_tokens(flow, range, &tokens),
    };
    // Most stretches have one value of a kind, and a vector that grows has room for four.
    values.quantities.shrink_to_fit();
    values.deadlines.shrink_to_fit();
    values.references.shrink_to_fit();
    values
}
