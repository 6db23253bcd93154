//! Lists of contents (目录): headings printed again before the body, with or without their pages.

use std::collections::BTreeMap;

use hongtou_model::FurnitureKind;
use hongtou_source::chars;

use crate::lines::{Element, Line};
use crate::record::Record;
use crate::words;

/// Fewer headings that are printed again make no list of contents: 目录 may head a table.
const LEAST: usize = 3;

/// Takes the lists of contents out; the headings themselves stand where they are printed again.
pub(crate) fn drop_lists<'s>(elements: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let Some(first) = elements.iter().position(|element| heads(element)) else { return elements };
    let last = last_places(&elements);
    let mut of_list = vec![false; elements.len()];
    let mut at = first;
    while at < elements.len() {
        if !heads(&elements[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let (mut found, mut paged) = (0, 0);
        let mut opens = None;
        while let Some(Element::Line(line)) = elements.get(end) {
            let mut entry = entry(line.text());
            // Its page may stand below it, as that of a page does.
            entry.paged |=
                matches!(elements.get(end + 1), Some(Element::Line(next)) if next.on_next_page);
            let printed_again = last.get(&entry.words).is_some_and(|&last| last > end);
            // The body may open as another plan below it does.
            let again = opens.as_ref() == Some(&entry.words);
            if !entry.paged && (!printed_again || again) {
                break;
            }
            opens.get_or_insert(entry.words);
            found += usize::from(printed_again);
            paged += usize::from(entry.paged);
            end += 1;
        }
        // Pages behind all of them are proof enough.
        let pages = paged > 1 && paged == end - at - 1;
        if found >= LEAST || found > 0 && pages {
            of_list[at..end].fill(true);
        }
        at = end;
    }
    let mut of_list = of_list.into_iter();
    elements
        .into_iter()
        .filter(|element| match (of_list.next(), element) {
            (Some(true), Element::Line(line)) => {
                record.furniture(FurnitureKind::Contents, line.flow.whole());
                false
            }
            _ => true,
        })
        .collect()
}

/// Whether a line heads a list of contents.
fn heads(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return false };
    let text = line.text();
    // Most lines are no such word, which their end tells.
    text.len() < 40
        && text.trim_end().ends_with(['录', '次', '】'])
        && matches!(&*words::printed(text).collect::<String>(), "目录" | "目次" | "【目录】")
}

/// The last line of each wording, by index: a heading, or the sentence that opens a paragraph.
#[inline(never)]
fn last_places(elements: &[Element<'_>]) -> BTreeMap<String, usize> {
    let mut last = BTreeMap::new();
    let lines = elements.iter().enumerate().filter_map(|(at, element)| match element {
        Element::Line(line) => Some((at, line)),
        _ => None,
    });
    for (at, line) in lines {
        last.insert(opening(line), at);
    }
    last
}

/// The words of a line before its first stop.
fn opening(line: &Line<'_>) -> String {
    let text = line.text();
    words::printed(text.split('。').next().unwrap_or(text)).collect()
}

/// A line of a list of contents.
struct Entry {
    words: String,
    /// Whether a page number stands behind it, past dots.
    paged: bool,
}

fn entry(text: &str) -> Entry {
    let leader = |c: char| matches!(c, '.' | '．' | '…' | '⋯' | '·' | '‧' | '-' | '—' | '_');
    let bare = text.trim_end_matches(|c| chars::is_space(c) || matches!(c, '）' | ')'));
    let head = bare.trim_end_matches(|c| chars::digit(c).is_some());
    let apart = head.trim_end_matches(|c| chars::is_space(c) || matches!(c, '（' | '('));
    let before = apart.trim_end_matches(|c| chars::is_space(c) || leader(c));
    let numbered = head.len() < bare.len() && before.len() < head.len();
    // Dots without a number have lost it.
    let dotted = apart.len() - before.len() > 4;
    let words = if numbered || dotted { before } else { text };
    Entry { words: words::printed(words).collect(), paged: dotted && !before.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn pages_are_no_part_of_an_entry() {
        let told = |text: &str| {
            let entry = entry(text);
            (entry.words, entry.paged)
        };
        assert_eq!(told("一、总体要求……………3"), ("一、总体要求".to_owned(), true));
        assert_eq!(told("（一） 指导思想 \t12"), ("（一）指导思想".to_owned(), false));
        assert_eq!(told("二、重点任务"), ("二、重点任务".to_owned(), false));
        assert_eq!(told("三、年度目标2025"), ("三、年度目标2025".to_owned(), false));
    }
}
