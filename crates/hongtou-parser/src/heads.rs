//! Headings that stand for 一、 where a notice's sections have no ordinals.

use hongtou_source::{chars, numeral};

use crate::header;
use crate::layout::{is_title_like, mention};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::responsibility;
use crate::sentence;
use crate::words;

/// How a heading without an ordinal is set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// By the container.
    Level(u8),
    /// In bold throughout.
    Bold,
    /// 【交通整治】
    Framed,
    /// 交通整治方面
    Field,
    /// 7月
    Month,
    /// 一 交通整治
    Spaced,
    /// 专项一：交通整治, by the word before the number.
    Counted(String),
}

impl Kind {
    fn of(line: &Line<'_>) -> Option<Kind> {
        // 专项一：交通整治 looks like a label and its value.
        let title = is_title_like(line);
        let plain = line.level == 0 && line.bold == 0 && line.marker.is_none();
        if !title && plain && !sentence::is_sentence(line.text()) {
            return Kind::of_words(line.text()).filter(|kind| matches!(kind, Kind::Counted(_)));
        }
        match line.level {
            _ if !title => None,
            0 if line.bold > 0 && line.bold == line.text().len() => Some(Kind::Bold),
            0 => Kind::of_words(line.text()),
            level => Some(Kind::Level(level)),
        }
    }

    fn of_words(text: &str) -> Option<Kind> {
        let words = text.trim_matches(chars::is_space);
        if words.chars().count() > LONGEST {
            return None;
        }
        let framed = words.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
        if framed.is_some_and(|title| title.chars().all(chars::is_han)) {
            return Some(Kind::Framed);
        }
        if words::is_month(words) {
            return Some(Kind::Month);
        }
        if words.ends_with("方面") && words.chars().all(chars::is_han) {
            return Some(Kind::Field);
        }
        match numbered(words)? {
            ("", _, rest) => rest.starts_with(chars::is_space).then_some(Kind::Spaced),
            (word, _, rest) => {
                let title = rest.strip_prefix(['：', ':'])?;
                title.chars().any(chars::is_han).then(|| Kind::Counted(word.to_owned()))
            }
        }
    }

    /// Whether words alone make it a heading: then all of them must stand where headings do.
    fn by_words(&self) -> bool {
        !matches!(self, Kind::Level(_) | Kind::Bold)
    }
}

/// The longest heading that words alone make one, in characters.
const LONGEST: usize = 40;

/// The few words before a number in ideographs, the number, and what stands behind it.
fn numbered(words: &str) -> Option<(&str, u32, &str)> {
    let start = words.char_indices().take(4).find(|&(_, c)| numeral::is_ordinal(c))?.0;
    let rest = words[start..].trim_start_matches(numeral::is_ordinal);
    let word = &words[..start];
    let number = numeral::ordinal(&words[start..words.len() - rest.len()])?;
    let known = word.is_empty() || word.chars().count() > 1 && word.chars().all(chars::is_han);
    known.then_some((word, number, rest))
}

/// Marks the headings of sections without ordinals.
///
/// They are headings of one kind, of which at least two stand right above a numbered line; a notice that
/// has 一、 has its sections, but for those that lost their number behind it.
pub(crate) fn mark_heads(mut elements: Vec<Element<'_>>) -> Vec<Element<'_>> {
    let kind = |element: &Element<'_>| match element {
        Element::Line(line) => Kind::of(line),
        _ => None,
    };
    let outer = |element: &Element<'_>| {
        matches!(element, Element::Line(line)
            if matches!(line.form(), Some(Form::Han | Form::Chapter | Form::Article)))
    };
    let kinds: Vec<Option<Kind>> = elements.iter().map(kind).collect();
    let outers = elements.iter().filter(|element| outer(element)).take(2).count();
    if outers < 2 {
        for at in lost_numbers(&elements, outers) {
            if let Element::Line(line) = &mut elements[at] {
                line.head = true;
            }
        }
    }
    if kinds.iter().all(Option::is_none) || outers > 0 {
        return elements;
    }
    let above: Vec<(usize, &Kind)> = kinds
        .iter()
        .enumerate()
        .filter_map(|(at, kind)| Some((at, kind.as_ref()?)))
        .filter(|(at, kind)| stands_above_numbers(&elements[at + 1..], kind))
        .collect();
    let count = |kind: &Kind| above.iter().filter(|(_, other)| *other == kind).count();
    let stands = |kind: &Kind| {
        count(kind) >= 2 && (!kind.by_words() || counts_and_stands(&elements, &kinds, &above, kind))
    };
    let best = above
        .iter()
        .filter(|(_, kind)| stands(kind))
        .max_by_key(|(at, kind)| (count(kind), std::cmp::Reverse(*at)));
    let Some(&(first, best)) = best else { return elements };
    for (element, kind) in elements.iter_mut().zip(&kinds).skip(first) {
        if kind.as_ref() == Some(best)
            && let Element::Line(line) = element
        {
            line.head = mention(line).is_none();
        }
    }
    elements
}

/// The headings whose 二、 was lost, since a container counted it: below 一、 without any other, they stand
/// between the end of a sentence and （一）, or the next of its count.
fn lost_numbers(elements: &[Element<'_>], outers: usize) -> Vec<usize> {
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    let numbered = |form: Form| move |at: &usize| line(*at).is_some_and(|l| l.form() == Some(form));
    let Some(first) = (0..elements.len()).find(numbered(Form::Han)).filter(|_| outers == 1) else {
        return Vec::new();
    };
    let closes = |line: &Line<'_>| {
        let text = line.text().trim_end_matches(chars::is_space);
        text.ends_with(['。', '！', '）', ')', '】'])
    };
    let count = |at: usize| line(at)?.marker.as_ref().map(|marker| marker.number);
    // The title of another document begins the count anew.
    let counts_on = |at: usize| {
        let last = (first..at).rev().find(numbered(Form::HanBracket)).and_then(count);
        last.is_some() && count(at + 1) == last.map(|last| last + 1)
    };
    let heads = |&at: &usize| {
        numbered(Form::HanBracket)(&(at + 1))
            && line(at).is_some_and(is_bare_heading)
            && line(at - 1).is_some_and(closes)
            && line(at).is_some_and(|line| !header::complete_title(line.text()) || counts_on(at))
    };
    (first + 2..elements.len()).filter(heads).collect()
}

/// Whether a line is a few words that no mark parts, and names nobody.
fn is_bare_heading(line: &Line<'_>) -> bool {
    let text = line.text().trim_matches(chars::is_space);
    (3..=LONGEST).contains(&text.chars().count())
        && text.chars().all(|c| chars::is_han(c) || matches!(c, '“' | '”' | '、'))
        && is_title_like(line)
        && mention(line).is_none()
        && !header::is_issuer(text)
}

/// Whether the elements behind a heading begin with a numbered line; behind one that words make, lines may
/// say before it who answers.
fn stands_above_numbers(below: &[Element<'_>], kind: &Kind) -> bool {
    let label = |element: &&Element<'_>| {
        let Element::Line(line) = element else { return false };
        let key = line.text().split(['：', ':']).next().unwrap_or_default();
        line.marker.is_none()
            && key.len() < line.text().len()
            && responsibility::label_role(key).is_some()
    };
    let skipped =
        if kind.by_words() { below.iter().take(LABELS).take_while(label).count() } else { 0 };
    matches!(below.get(skipped), Some(Element::Line(next)) if next.marker.is_some())
}

/// So many lines of labels may stand below a heading.
const LABELS: usize = 4;

/// Whether all headings of a kind that words make stand above numbered lines, and count on where they count.
fn counts_and_stands(
    elements: &[Element<'_>],
    kinds: &[Option<Kind>],
    above: &[(usize, &Kind)],
    kind: &Kind,
) -> bool {
    let of_kind = |at: &usize| kinds[*at].as_ref() == Some(kind);
    let numbers = || {
        (0..kinds.len()).filter(of_kind).filter_map(|at| match &elements[at] {
            Element::Line(line) => Some(numbered(line.text().trim_matches(chars::is_space))?.1),
            _ => None,
        })
    };
    let counted = matches!(kind, Kind::Spaced | Kind::Counted(_));
    let form = |element: &Element<'_>| match element {
        Element::Line(line) => line.form(),
        _ => None,
    };
    // 1. …, 步骤一：…, （1）…: a line of an outer level holds the headings.
    let below = above.iter().filter(|(_, other)| *other == kind);
    let below =
        below.filter_map(|(at, _)| elements[at + 1..].iter().take(LABELS + 1).find_map(form)).min();
    if elements.iter().filter_map(form).min() < below {
        return false;
    }
    (0..kinds.len()).filter(of_kind).all(|at| above.iter().any(|(known, _)| *known == at))
        && (!counted || numbers().eq(1..=numbers().count() as u32))
}
