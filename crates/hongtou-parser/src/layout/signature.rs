//! Who signs a notice and when, where other lines look alike.

use hongtou_model::Header;
use hongtou_source::{chars, fold};

use super::is_answered_for;
use super::mention::mention;
use crate::lines::Element;
use crate::{header, responsibility, sentence, words};

/// Where the day stands that only who signs above it, or the end of the notice below, tells as one, in figures
/// or with the hour. Of several, each may be that of anything.
pub(super) fn lone_day(elements: &[Element<'_>], header: &Header) -> Option<usize> {
    let line = |at: usize| match &elements[at] {
        Element::Line(line) if line.marker.is_none() => Some(line.text()),
        _ => None,
    };
    let mut days = (0..elements.len())
        .filter(|&at| line(at).is_some_and(|text| header::signed_day(text).is_some()));
    let day = days.next().filter(|&at| at > 0 && days.next().is_none())?;
    // The last line of all is the date of a notice that nobody signs; below a title that is the day it
    // announces: 三、考试时间.
    let closes = || match &elements[day - 1] {
        Element::Line(above) => {
            let text = above.text();
            sentence::is_sentence(text)
                || words::closes_plan(text)
                || above.marker.is_none() && mention(above).is_some()
                || header::is_contact(text)
                || text.ends_with(['）', ')']) && text.trim_start().starts_with(['（', '('])
        }
        _ => false,
    };
    let plain = || !elements.iter().any(|element| matches!(element, Element::Table(_)));
    if day + 1 == elements.len() && header.issued_on.is_none() && closes() && plain() {
        return Some(day);
    }
    let name = line(day - 1)?;
    // The mark over the notice or its title may name a body that has no name of the usual form.
    let own = |known: &Option<String>| {
        known.as_ref().is_some_and(|known| fold(known).starts_with(&fold(name)))
    };
    let signs = header::is_issuer(name)
        || header::is_name(name) && (own(&header.issuer_mark) || own(&header.title));
    signs.then_some(day)
}

/// Whether the line at `at` is part of a signature: a date line, or a name right before one; `lone_day` is
/// one as well.
pub(super) fn is_signature(elements: &[Element<'_>], at: usize, lone_day: Option<usize>) -> bool {
    let Some(Element::Line(line)) = elements.get(at) else { return false };
    if line.marker.is_none() && header::dated_name(line.text()).is_some() {
        return true;
    }
    for step in 0..=header::LONGEST_SIGNATURE {
        let Some(Element::Line(next)) = elements.get(at + step) else { return false };
        if words::is_date_line(next.text()) || lone_day == Some(at + step) {
            // Who answers for the last task stands above who signs as well: （市水利局负责）. A name alone in
            // brackets right above the date signs.
            let text = line.text();
            if text.trim_start().starts_with(['（', '('])
                && (step > 1 || responsibility::ends_in_a_duty(text))
                && is_answered_for(line)
            {
                return false;
            }
            // Far above a date only lines of bodies sign.
            return step < 6
                || elements[at..at + step].iter().all(|element| {
                    matches!(element, Element::Line(line) if header::is_signed(line.text()))
                });
        }
        if next.marker.is_some() || !header::is_name(next.text()) {
            return false;
        }
    }
    false
}

/// Where the body stands that signs a letter whose date is lost or damaged: alone between the end of the
/// letter and its attachment, or above what is left of the date.
pub(super) fn undated_signature(elements: &[Element<'_>], opens: &[bool]) -> Option<usize> {
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    // 202559日: the words of a date are lost.
    let damaged = |at: usize| {
        line(at).is_some_and(|line| {
            let text = line.text().trim_matches(chars::is_space);
            text.len() <= 12 && text.starts_with("20") && text.ends_with('日')
        })
    };
    let opens = |at: usize| opens.get(at) == Some(&true);
    let signs = |&at: &usize| {
        let name = line(at).filter(|line| line.marker.is_none());
        name.is_some_and(|name| header::is_issuer(name.text()))
            && line(at - 1).is_some_and(header::closes_letter)
            && (opens(at + 1) || damaged(at + 1))
    };
    (1..elements.len()).find(signs)
}
