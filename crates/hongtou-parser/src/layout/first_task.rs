//! Where the head of a notice ends and its tasks begin.

use hongtou_source::fold;

use super::is_answered_for;
use super::mention::{Mention, is_title_like, mention};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::{outline, responsibility, sentence, words};

/// The first numbered line that is no entry of the list of attachments.
pub(super) fn first_ordinal(elements: &[Element<'_>]) -> Option<usize> {
    let mut in_list = false;
    for (at, element) in elements.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        match mention(line) {
            Some(Mention::List { .. }) => in_list = true,
            Some(Mention::Head { title: None, .. })
                if line.text().trim_end().ends_with(['：', ':']) =>
            {
                in_list = true
            }
            _ => match &line.marker {
                Some(marker)
                    if in_list && marker.form == Form::Digit && !line.text().contains('。') => {}
                Some(_) => return Some(at),
                None if in_list && line.gap => in_list = false,
                None => {}
            },
        }
    }
    None
}

/// The first of several lines that are tasks without ordinals, in a notice that has none at all.
///
/// Most lines from it to the last of them end in who answers, or open with the name of who does it; or
/// they say one after the other who does what.
pub(super) fn first_task(elements: &[Element<'_>]) -> Option<usize> {
    let is_task = |line: &Line<'_>| {
        is_answered_for(line) && sentence::is_sentence(line.text())
            || outline::opens_with_name(&line.flow)
    };
    let first = |fewest: usize, is_task: &dyn Fn(&Line<'_>) -> bool| {
        let task = |at: &usize| matches!(&elements[*at], Element::Line(line) if is_task(line));
        // The title is none.
        let tasks: Vec<usize> = (1..elements.len()).filter(task).collect();
        let (first, last) = (*tasks.first()?, *tasks.last()?);
        (tasks.len() >= fewest && tasks.len() * 3 > (last - first + 1) * 2).then_some(first)
    };
    first(2, &is_task)
        .or_else(|| first(outline::FEWEST_TOLD, &|line| outline::tells_who(&line.flow)))
}

/// The first of several headings without ordinals, in a notice that has none at all: each stands above
/// labels that say who answers, with few sentences between.
pub(super) fn first_above_labels(elements: &[Element<'_>]) -> Option<usize> {
    const LONGEST: usize = 30;
    const MOST_SENTENCES: usize = 3;
    let line = |at: usize| match &elements[at] {
        Element::Line(line) => Some(line),
        _ => None,
    };
    let labelled = |at: usize| line(at).is_some_and(|line| words::is_label_line(line.text()));
    let answers = |at: &usize| {
        labelled(*at)
            && line(*at).is_some_and(|line| responsibility::answers_below(&line.flow).is_some())
    };
    // The label above those of one task that is the first of them.
    let top = |at: usize| (0..=at).rev().take_while(|&at| labelled(at)).last().unwrap_or(at);
    let mut tops: Vec<usize> = (0..elements.len()).filter(answers).map(top).collect();
    tops.dedup();
    let heads = |at: usize| {
        line(at).is_some_and(|line| {
            is_title_like(line)
                && !sentence::is_sentence(line.text())
                && line.text().chars().count() <= LONGEST
                && !line.text().ends_with("的通知")
        })
    };
    // A further task below the labels of another may have no heading: `None`.
    let above = |&top: &usize| -> Option<Option<usize>> {
        let said = |&at: &usize| line(at).is_some_and(|line| sentence::is_sentence(line.text()));
        let sentences = (0..top).rev().take(MOST_SENTENCES).take_while(said).count();
        let at = top.checked_sub(sentences + 1)?;
        let further = sentences > 0 && labelled(at) && tops[0] < top;
        if heads(at) { Some(Some(at)) } else { further.then_some(None) }
    };
    let headings: Vec<Option<usize>> = tops.iter().map_while(above).collect();
    let whole = headings.len() == tops.len() && tops.len() > 1;
    let first = headings.first().copied().flatten().filter(|_| whole)?;
    // The title of the notice or of what it issues heads none of its tasks.
    let own = fold(line(first)?.text());
    let titled = (0..first).filter_map(line).any(is_title_like);
    let named = (0..first).filter_map(line).any(|line| fold(line.text()).contains(&own));
    (titled && !named).then_some(first)
}
