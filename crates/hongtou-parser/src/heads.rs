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
    let lost = lost_numbers(&elements);
    if elements.iter().any(outer) {
        let groups = groups(&elements, &kinds);
        let elements = mark_all(elements, &lost, Form::Han);
        return mark_all(elements, &groups, Form::HanBracket);
    }
    if kinds.iter().all(Option::is_none) {
        return mark_all(elements, &lost, Form::Han);
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
    let Some(&(first, best)) = best else { return mark_all(elements, &lost, Form::Han) };
    for (element, kind) in elements.iter_mut().zip(&kinds).skip(first) {
        if kind.as_ref() == Some(best)
            && let Element::Line(line) = element
        {
            line.head = mention(line).is_none().then_some(Form::Han);
        }
    }
    elements
}

fn mark_all<'s>(mut elements: Vec<Element<'s>>, heads: &[usize], form: Form) -> Vec<Element<'s>> {
    for &at in heads {
        if let Some(Element::Line(line)) = elements.get_mut(at) {
            line.head = Some(form);
        }
    }
    elements
}

/// Headings without ordinals between sections and items, where no （一） stands between them: right below a
/// section's title, or between items that count on. One is a heading where its container or a frame marks it; bare
/// words are where others head the first items of the section. Below an item they may be a part of it.
fn groups(elements: &[Element<'_>], kinds: &[Option<Kind>]) -> Vec<usize> {
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    let form = |at: usize| line(at).and_then(Line::form);
    let (mut found, mut last, mut opened) = (Vec::new(), 0, false);
    for (at, kind) in kinds.iter().enumerate() {
        match form(at) {
            Some(Form::HanBracket | Form::Chapter | Form::Article) => return Vec::new(),
            Some(Form::Han) => opened = false,
            Some(Form::Digit) => {
                last = line(at).and_then(|line| Some(line.marker.as_ref()?.number)).unwrap_or(last);
            }
            _ => {}
        }
        // Most lines stand above no number, or bear one.
        let Some(next) = line(at + 1).and_then(|next| next.marker.as_ref()) else { continue };
        let Some(own) = line(at).filter(|own| own.marker.is_none()) else { continue };
        let Some(above) = at.checked_sub(1).and_then(line) else { continue };
        let titled = above.form() == Some(Form::Han) && !sentence::is_sentence(above.rest());
        let counts = next.number == last + 1 && last > 0 && closes(above);
        if next.form != Form::Digit || !titled && !counts || mention(own).is_some() {
            continue;
        }
        let framed = *kind == Some(Kind::Framed);
        let marked = framed || matches!(kind, Some(Kind::Level(_)));
        if (framed || is_bare_heading(own)) && (marked || titled || opened) {
            opened |= titled;
            found.push((at, counts));
        }
    }
    // A notice's own words may stand above its only list.
    if !found.iter().any(|&(_, counts)| counts) {
        return Vec::new();
    }
    found.into_iter().map(|(at, _)| at).collect()
}

/// Whether a line ends what it says.
fn closes(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    text.ends_with(['。', '！', '）', ')', '】'])
}

/// The headings whose 二、 was lost, since a container counted it or the text was cut: they stand between
/// the end of a sentence and （一）, or the next of its count, where the numbers that were kept leave room
/// for them; where none was kept, there are several.
fn lost_numbers(elements: &[Element<'_>]) -> Vec<usize> {
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    let count = |at: usize| line(at)?.marker.as_ref().map(|marker| marker.number);
    // What was kept of the count, with where it stands.
    let mut kept = Vec::new();
    for at in 0..elements.len() {
        match line(at).and_then(Line::form) {
            Some(Form::Han) => kept.extend(count(at).map(|number| (at, number))),
            Some(Form::Chapter | Form::Article) => return Vec::new(),
            _ => {}
        }
    }
    let counted = |at: usize| line(at).is_some_and(|line| line.form() == Some(Form::HanBracket));
    // The title of another document begins the count anew.
    let counts_on = |at: usize| {
        let last = (0..at).rev().find(|&before| counted(before)).and_then(count);
        last.is_some() && count(at + 1) == last.map(|last| last + 1)
    };
    let heads = |&at: &usize| {
        counted(at + 1)
            && line(at).is_some_and(is_bare_heading)
            && line(at - 1).is_some_and(closes)
            && line(at).is_some_and(|line| !is_title_of_another(line.text()) || counts_on(at))
    };
    if kept.is_empty() {
        // What stands right below the letter is the title of the plan.
        let below_letter = |at: usize| {
            !(0..at).any(counted)
                && line(at - 1).is_some_and(|line| {
                    line.text().contains("给你们") || line.text().trim_start().starts_with('请')
                })
        };
        let heads = (1..elements.len()).filter(heads).filter(|&at| !below_letter(at));
        let heads: Vec<usize> = heads.collect();
        return if heads.len() > 1 { heads } else { Vec::new() };
    }
    let mut found = Vec::new();
    let (mut from, mut last) = (1, 0);
    for &(at, number) in &kept {
        // No more headings than numbers are missing.
        let missing = number.saturating_sub(last + 1) as usize;
        if missing > 0 {
            let heads: Vec<usize> = (from..at).filter(heads).collect();
            if heads.len() <= missing {
                found.extend(heads);
            }
        }
        (from, last) = (at + 2, number);
    }
    if kept.len() == 1 {
        found.extend((from..elements.len()).filter(heads));
    }
    found
}

/// Whether a heading may be the title of another document; 保障措施 alone is a part of one.
fn is_title_of_another(text: &str) -> bool {
    const PARTS: [&str; 4] = ["措施", "举措", "安排", "分工"];
    let text = text.trim_matches(chars::is_space);
    let part = text.chars().count() <= 4 && PARTS.iter().any(|end| text.ends_with(end));
    !part && header::complete_title(text)
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

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::flow::Flow;

    /// The lines that head groups of items.
    fn heads(lines: &[&str], levels: &[usize]) -> Vec<String> {
        let text = lines.join("\n");
        let source = Source::from_text("n", Format::Text, &text);
        let mut at = 0;
        let line = |(nth, line): (usize, &&str)| {
            let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
            at += line.len() + 1;
            let mut line = Line::new(flow, true);
            line.level = if levels.contains(&nth) { 3 } else { 0 };
            Element::Line(line)
        };
        let elements = mark_heads(lines.iter().enumerate().map(line).collect());
        let head = |element: &Element<'_>| match element {
            Element::Line(line) if line.head == Some(Form::HanBracket) => {
                Some(line.text().to_owned())
            }
            _ => None,
        };
        elements.iter().filter_map(head).collect()
    }

    #[test]
    fn bare_words_between_items_that_count_on_head_those_below() {
        let plan = |first: &'static str, second: &'static str| {
            [
                "一、完善服务",
                "医养结合",
                "1.签约机构12家。（县卫健局负责）",
                first,
                "2.培训医生50人。",
                second,
                "3.拨付资金300万元。",
            ]
        };
        assert_eq!(heads(&plan("人才保障", "资金保障"), &[]), ["医养结合", "人才保障", "资金保障"]);
        assert_eq!(
            heads(&plan("【人才保障】", "【资金保障】"), &[]),
            ["医养结合", "【人才保障】", "【资金保障】"]
        );
        // Bare words below an item may be a part of it: when it is done, or how far it is.
        assert_eq!(heads(&plan("正在推进", "已经完成")[2..], &[]), [""; 0]);
        // What is said in sentences, of who answers, or by the only list of a section heads nothing.
        assert_eq!(heads(&plan("逐项核对名册。", "牵头单位：县人社局"), &[]), [""; 0]);
        let alone = ["一、完善服务", "医养结合", "1.签约机构12家。", "2.培训医生50人。"];
        assert_eq!(heads(&alone, &[]), [""; 0]);
        // One alone is told by the mark of its container.
        let marked = &plan("人才保障", "3个月内完成。")[2..5];
        let marked: Vec<&str> =
            std::iter::once("一、完善服务").chain(marked.iter().copied()).collect();
        assert_eq!(heads(&marked, &[2]), ["人才保障"]);
        assert_eq!(heads(&marked, &[]), [""; 0]);
    }
}
