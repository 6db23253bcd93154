//! Which words of a line go on with words above them, by what the text above the table says.

use super::Printed;
use super::columns::Word;
use super::elsewhere::Elsewhere;

/// Lines between two of one cell, where others stand in half a line's height beside it.
const LINES: usize = 3;
/// Places that two lines of a cell may be off each other where full cells push them.
const DRIFT: usize = 6;

/// Word by word of each line, the line and the word there that it goes on with.
pub(super) type Follows = Vec<Vec<Option<(usize, usize)>>>;

/// What the words of lines go on with.
pub(super) fn follows(text: &str, elsewhere: &Elsewhere<'_>, body: &[Printed]) -> Follows {
    let mut out: Follows = Vec::with_capacity(body.len());
    for (at, line) in body.iter().enumerate() {
        let found = (0..line.words.len()).map(|word| {
            // What a blank beside a figure parts from the word before is no beginning of a line.
            if line.words[word].loose {
                return None;
            }
            let own = &text[line.words[word].bytes.0..line.words[end(&line.words, word)].bytes.1];
            let above = (at.saturating_sub(LINES)..at).rev();
            above
                .flat_map(|above| (0..body[above].words.len()).map(move |word| (above, word)))
                .find(|&(above, other)| {
                    let words = &body[above].words;
                    let last = other + 1 >= words.len() || !words[other + 1].loose;
                    let said = &text[words[start(words, other)].bytes.0..words[other].bytes.1];
                    last && near(&words[other], &line.words[word]) && elsewhere.joins(said, own)
                })
        });
        out.push(found.collect());
    }
    out
}

/// The last of the words that only blanks beside figures part from one.
fn end(words: &[Word], at: usize) -> usize {
    at + words[at + 1..].iter().take_while(|word| word.loose).count()
}

/// The first of them.
fn start(words: &[Word], at: usize) -> usize {
    at - words[..=at].iter().rev().take_while(|word| word.loose).count()
}

fn near(one: &Word, other: &Word) -> bool {
    one.from < other.to + DRIFT && other.from < one.to + DRIFT
}

/// Puts figures at the end of a cell to the empty one right of it where the text above has what stands before
/// them, and not them, right before the next line of that cell: a full cell pushed them against itself.
pub(super) fn divide(text: &str, elsewhere: &Elsewhere<'_>, serial: usize, body: &mut [Printed]) {
    for at in 0..body.len() {
        for column in serial + 1..body[at].cells.len().saturating_sub(1) {
            let Some((first, last)) = body[at].cells[column] else { continue };
            if first == last || body[at].cells[column + 1].is_some() {
                continue;
            }
            let below = |column: usize| {
                let lines = body.get(at + 1..(at + 1 + LINES).min(body.len()))?;
                lines.iter().find_map(|line| said(text, line, line.cells[column]?))
            };
            let pushed = |&to: &usize| {
                let words = &body[at].words;
                let pushed = words[to].from == words[to - 1].to + 1;
                let figures = text[words[to].bytes.0..].starts_with(|c: char| c.is_ascii_digit());
                let (Some(head), Some(tail), true, true) = (
                    said(text, &body[at], (first, to - 1)),
                    said(text, &body[at], (to, last)),
                    pushed,
                    figures,
                ) else {
                    return false;
                };
                let own = below(column).is_some_and(|below| {
                    elsewhere.joins(head, below) && !elsewhere.joins(tail, below)
                });
                own || below(column + 1).is_some_and(|below| elsewhere.joins(tail, below))
            };
            if let Some(to) = (first + 1..=last).find(pushed) {
                body[at].cells[column] = Some((first, to - 1));
                body[at].cells[column + 1] = Some((to, last));
            }
        }
    }
}

/// What some words of a line say.
fn said<'t>(text: &'t str, line: &Printed, (first, last): (usize, usize)) -> Option<&'t str> {
    text.get(line.words.get(first)?.bytes.0..line.words.get(last)?.bytes.1)
}
