//! All values of a stretch of running text, in one pass.

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

/// The values of words that are known elsewhere, where both are printed in one piece: tables say the body's
/// tasks again, and the targets of one period those of another.
pub(crate) fn again(
    flow: &Flow<'_>,
    known: &Flow<'_>,
    values: impl FnOnce() -> Values,
) -> Option<Values> {
    if known.text() != flow.text() || !known.is_one_piece() || !flow.is_one_piece() {
        return None;
    }
    let mut values = values();
    let Values { quantities, deadlines, references } = &mut values;
    let spans = (quantities.iter_mut().map(|quantity| &mut quantity.span))
        .chain(deadlines.iter_mut().map(|deadline| &mut deadline.span))
        .chain(references.iter_mut().map(|reference| &mut reference.span));
    flow.take_over(known, spans)?;
    Some(values)
}

/// The values of running text.
///
/// Blanks that a text has inside its words are no part of a value: `不 少于30家` is 不少于30家.
pub(crate) fn values(flow: &Flow<'_>, context: &Context) -> Values {
    let closed = flow.close_words();
    let flow = closed.as_ref().unwrap_or(flow);
    let tokens = token::tokens(flow.text());
    if tokens.is_empty() && !date::may_stand_alone(flow.text()) {
        return Values::default();
    }
    let range = 0..flow.text().len();
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

#[cfg(test)]
mod tests {
    use hongtou_model::Comparator;

    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[test]
    fn blanks_inside_words_are_no_part_of_a_value() {
        let text = "等候 时间不 少于60人，6月 底 前完成；压缩至 40 个 工作日以 内";
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let values = values(&flow, &Context::default());
        let said = values.quantities.iter().map(|figure| (&*figure.text, figure.comparator));
        let expected =
            [("不少于60人", Comparator::AtLeast), ("40 个工作日以内", Comparator::AtMost)];
        assert!(said.eq(expected), "{:?}", values.quantities);
        assert_eq!(values.quantities[0].span.fragments().len(), 2);
        assert_eq!(values.deadlines[0].text, "6月底前");
    }

    #[test]
    fn the_same_words_elsewhere_have_the_same_values_there() {
        for text in crate::fixtures::texts() {
            for words in crate::fixtures::pieces(&text) {
                let twice = format!("{words}\t{words}");
                let source = Source::from_text("n", Format::Text, &twice);
                let flow = |at: usize, index: u16| {
                    Flow::new(&source, index, &[TextRange::at(at, at + words.len())])
                };
                let (first, second) = (flow(0, 0), flow(words.len() + 1, 1));
                let context = Context::default();
                let known = || values(&first, &context);
                let again = again(&second, &first, known).map(|values| format!("{values:?}"));
                assert_eq!(again, Some(format!("{:?}", values(&second, &context))), "{words}");
            }
        }
    }

    #[test]
    fn blanks_between_words_part_them() {
        for (text, figures, deadline) in [
            ("到2025年 初步建成书屋10个", &["10个"][..], "到2025年"),
            ("增长百分之五 十个镇全覆盖", &["百分之五", "十个"], ""),
            ("6月 底数清楚，建设书屋8家", &["8家"], "6月"),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let values = values(&flow, &Context::default());
            let said: Vec<_> = values.quantities.iter().map(|figure| &*figure.text).collect();
            assert_eq!(said, figures, "{text}");
            assert_eq!(values.deadlines.first().map_or("", |due| &due.text), deadline, "{text}");
        }
    }
}
