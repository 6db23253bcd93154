//! What stands above the tables, to know a task again whose lines are broken.

use std::cell::Cell;

use hongtou_source::chars;

use crate::lines::Element;

/// The words above the first table, without white space.
pub(super) struct Body {
    text: String,
    /// Where what was looked for last stands: rows follow the order of the body.
    at: Cell<usize>,
    /// How many bytes may still be looked through, so that long tables below long notices stay linear.
    budget: Cell<usize>,
    /// How many more ways to fill a cell may be tried in the whole notice.
    ways: Cell<usize>,
}

/// How some words stand in the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// Whether a sentence or a part of one begins with them.
    pub(super) begins: bool,
    /// Whether one ends with them.
    pub(super) ends: bool,
}

/// So many times the whole body may be looked through.
const LOOKS: usize = 64;
/// So many ways to fill a cell are tried in one notice: a few thousand rows.
const WAYS: usize = 8_000_000;
/// The fewest characters that are looked for.
const LEAST: usize = 4;
/// So many characters tell that words begin alike.
const BEGINS: usize = 2;

impl Body {
    /// The words of some lines.
    pub(super) fn of(raw: &[Element<'_>]) -> Body {
        let mut text = String::new();
        for element in raw {
            if let Element::Line(line) = element {
                text.extend(printed(line.text()));
            }
        }
        let budget = Cell::new(LOOKS * text.len());
        Body { text, at: Cell::new(0), budget, ways: Cell::new(WAYS) }
    }

    /// Whether so many ways to fill a cell may be tried, and counts them.
    pub(super) fn may_try(&self, ways: usize) -> bool {
        let left = self.ways.get().checked_sub(ways);
        self.ways.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Where some words stand, first behind those that were found last.
    pub(super) fn find(&self, words: &str) -> Option<usize> {
        let words: String = printed(words).collect();
        if words.chars().count() < LEAST || self.budget.get() == 0 {
            return None;
        }
        let from = self.at.get();
        let ahead = self.text[from..].find(&words).map(|at| from + at);
        let found = ahead.or_else(|| self.text.find(&words));
        let looked = found.map_or(self.text.len(), |at| at.abs_diff(from));
        self.budget.set(self.budget.get().saturating_sub(looked));
        if let Some(at) = ahead {
            self.at.set(at);
        }
        found
    }

    /// What a bracket says that opens right behind some words, up to where it closes: who answers for a task.
    pub(super) fn bracket_behind(&self, words: &str) -> Option<&str> {
        let at = self.find(words)?;
        let rest = &self.text[at + printed(words).map(char::len_utf8).sum::<usize>()..];
        let rest = rest.trim_start_matches(chars::ends_sentence);
        let mut depth = 0usize;
        for (at, c) in rest.char_indices() {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return (at > 0).then(|| &rest[..at]);
            }
        }
        None
    }

    /// Whether what stands at a place goes on, behind some words, with the first of others.
    pub(super) fn goes_on(&self, at: usize, words: &str, more: &str) -> bool {
        let mut rest = self.text[at..].chars();
        let mut before = None;
        let said = printed(words).all(|c| {
            before = Some(c);
            rest.next() == Some(c)
        });
        let mut first = printed(more).take(BEGINS).peekable();
        let opens = |c: &char| chars::is_han(*c) || chars::is_open(*c);
        said && before.is_some_and(chars::is_han)
            && first.peek().is_some_and(opens)
            && first.all(|c| rest.next() == Some(c))
    }

    /// How some words stand at a place; none where other words do.
    pub(super) fn says(&self, at: usize, words: &str) -> Option<Said> {
        let stop = |c: char| chars::ends_sentence(c) || matches!(c, '；' | ';');
        let opens = |c: char| {
            stop(c)
                || matches!(c, '.' | '．' | '、' | '）' | ')' | '：' | ':')
                || chars::is_space(c)
        };
        let begins = self.text[..at].chars().next_back().is_none_or(opens);
        let mut rest = self.text[at..].chars();
        let mut last = None;
        for c in printed(words) {
            last = rest.next().filter(|&said| said == c);
            last?;
        }
        let behind = |c: char| stop(c) || matches!(c, '（' | '(');
        let ends = last.is_some_and(stop) || rest.next().is_none_or(behind);
        Some(Said { begins, ends })
    }
}

/// The characters of some words without white space.
fn printed(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|&c| !chars::is_space(c))
}
