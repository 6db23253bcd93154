//! Headings that stand for 一、 where a notice's sections have no ordinals.

use crate::layout::{is_title_like, mention};
use crate::lines::Element;
use crate::marker::Form;

/// Marks the headings of sections without ordinals.
///
/// They are headings of one kind, by the container's level or bold throughout, of which at least two
/// stand right above a numbered line; a notice that has 一、 has its sections.
pub(crate) fn mark_heads(mut elements: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let kind = |element: &Element<'_>| match element {
        Element::Line(line) if is_title_like(line) => match line.level {
            0 if line.bold > 0 && line.bold == line.text().len() => Some(9),
            0 => None,
            level => Some(level),
        },
        _ => None,
    };
    let outer = |element: &Element<'_>| {
        matches!(element, Element::Line(line)
            if matches!(line.form(), Some(Form::Han | Form::Chapter | Form::Article)))
    };
    if !elements.iter().any(|element| kind(element).is_some()) || elements.iter().any(outer) {
        return elements;
    }
    let above: Vec<(usize, u8)> = elements
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| matches!(&pair[1], Element::Line(next) if next.marker.is_some()))
        .filter_map(|(at, pair)| Some((at, kind(&pair[0])?)))
        .collect();
    let count = |kind: u8| above.iter().filter(|(_, other)| *other == kind).count();
    let Some(&(first, best)) =
        above.iter().max_by_key(|(at, kind)| (count(*kind), std::cmp::Reverse(*at)))
    else {
        return elements;
    };
    if count(best) < 2 {
        return elements;
    }
    for element in &mut elements[first..] {
        if kind(element) == Some(best)
            && let Element::Line(line) = element
        {
            line.head = mention(line).is_none();
        }
    }
    elements
}
