//! The header of a table set by place, whose headings may take several lines each.

use hongtou_source::{Cell, TextRange, chars};

use super::columns::{Column, Columns, Word, words};
use super::{LONGEST, MOST_BLANK, Measure, Printed, TALLEST, ends_at};
use crate::lines::Line;

/// Lines of a header.
const TALLEST_HEAD: usize = 9;
/// Places that two lines of a heading may be off each other, twice, and that a lower one may stand beside it.
const DRIFT: usize = 10;
const NEAR: usize = 2;
/// Columns of a table, and words of a line of it.
const MOST_COLUMNS: usize = 20;
const MOST_WORDS: usize = 60;
/// Characters of a heading's line.
const LONGEST_HEADING: usize = 14;

/// Whether a line has the heading of the numbers, or where that begins.
pub(super) fn names_numbers(line: &str) -> bool {
    let at = memchr::memmem::find(line.as_bytes(), "序".as_bytes());
    at.is_some_and(|at| is_serial(line[at..].split_whitespace().next().unwrap_or_default()))
}

/// Whether it has only the first character of that, above the other one.
pub(crate) fn breaks_numbers(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.any(|word| word == "序") && words.next() != Some("号")
}

/// Whether a word heads the numbers of rows.
pub(crate) fn is_serial(word: &str) -> bool {
    matches!(word, "序" | "序号")
}

/// Whether a header may begin with the first of some lines: two headings, and 序 there or right below.
pub(crate) fn may_begin(text: &str, lines: &[Line]) -> bool {
    let said = |line: &Line| &text[line.start..line.end];
    let Some(first) = lines.first() else { return false };
    if !has_short_words(said(first)) || said(first).contains(['|', '｜', '│', '┃', '\t']) {
        return false;
    }
    let alone = said(first).split_whitespace().nth(1).is_none();
    if ends_at(text, first) && !said(first).starts_with('\u{c}')
        || alone && !is_serial(said(first).trim_matches(chars::is_space))
    {
        return false;
    }
    let mut below = lines.iter().filter(|line| !line.blank).take(TALLEST_HEAD / 2 + 1);
    below.any(|line| names_numbers(said(line)))
}

/// Whether no word of a line is longer than that of a heading.
fn has_short_words(line: &str) -> bool {
    // Nearly every line begins with a longer one, behind which it need not be read.
    let mut len = 0;
    line.chars().all(|c| {
        len = if c.is_whitespace() { 0 } else { len + 1 };
        len <= LONGEST_HEADING
    })
}

/// A heading: its words, line by line.
#[derive(Clone, Debug)]
struct Heading {
    words: Vec<(usize, Word)>,
}

impl Heading {
    fn column(&self) -> Column {
        let from = self.words.iter().map(|word| word.1.from).min().unwrap_or(0);
        let to = self.words.iter().map(|word| word.1.to).max().unwrap_or(0);
        Column { from, to }
    }
}

/// The header of a table.
#[derive(Debug)]
pub(super) struct Head {
    /// None on a page that goes on without one.
    headings: Vec<Heading>,
    columns: Columns,
    /// The first line below it.
    start: usize,
}

impl Head {
    pub(super) fn read(text: &str, lines: &[Line], measure: Measure) -> Option<Head> {
        let said = |word: &Word| &text[word.bytes.0..word.bytes.1];
        let mut printed: Vec<(usize, Vec<Word>)> = Vec::new();
        let mut blank = 0;
        let first_number = |words: &[Word]| words.iter().any(|word| is_digits(said(word)));
        for (at, line) in lines.iter().enumerate() {
            if line.blank {
                blank += 1;
                if blank > MOST_BLANK {
                    break;
                }
                continue;
            }
            blank = 0;
            let words = joined(text, words(text, line, measure));
            if words.len() > MOST_WORDS {
                break;
            }
            if at > 0 && (ends_at(text, line) || first_number(&words))
                || printed.len() > TALLEST_HEAD
            {
                break;
            }
            printed.push((at, words));
        }
        let find = |word: &str| {
            let at = |line: &(usize, Vec<Word>)| line.1.iter().position(|own| said(own) == word);
            printed.iter().enumerate().find_map(|(nth, line)| Some((nth, line.1[at(line)?])))
        };
        let (top, serial, bottom) = match find("序号") {
            Some((nth, word)) => (nth, word, nth),
            None => {
                let (nth, word) = find("序")?;
                let below = |line: &(usize, Vec<Word>)| {
                    line.1.iter().any(|own| {
                        said(own) == "号" && own.center().abs_diff(word.center()) <= DRIFT
                    })
                };
                let bottom = (nth + 1..printed.len()).find(|&nth| below(&printed[nth]))?;
                (nth, word, bottom)
            }
        };
        let last = bottom + top;
        if last >= printed.len() {
            return None;
        }
        // What stands above 序 stands as far below it, and is no line above the table.
        if (0..top).any(|nth| printed[nth].1.len() != printed[last - nth].1.len()) {
            return None;
        }
        let mut headings: Vec<Heading> = Vec::new();
        for (nth, (at, words)) in printed[..=last].iter().enumerate() {
            if words.iter().any(|word| said(word).chars().count() > LONGEST_HEADING) {
                return None;
            }
            // A heading of two lines has one above the middle of the header and one as far below it.
            let other =
                last.checked_sub(nth).filter(|&other| other < nth).map(|other| &printed[other]);
            let other = other.filter(|other| other.1.len() == words.len());
            for (at_word, word) in words.iter().enumerate() {
                let other = other.map(|other| other.1[at_word]);
                add(&mut headings, *at, *word, other, 2 * nth > last);
            }
        }
        headings.sort_unstable_by_key(|heading| heading.column().from);
        let of =
            |heading: &Heading| heading.words.iter().any(|word| word.1.bytes.0 == serial.bytes.0);
        let serial = headings.iter().position(of)?;
        let columns = Columns { all: headings.iter().map(Heading::column).collect(), serial };
        ((3..=MOST_COLUMNS).contains(&headings.len()) && serial < 3).then_some(Head {
            headings,
            columns,
            start: printed[last].0 + 1,
        })
    }

    /// That of a page which goes on with the columns of the one before it.
    pub(super) fn none(columns: &Columns) -> Head {
        Head { headings: Vec::new(), columns: columns.clone(), start: 0 }
    }

    pub(super) fn is_none(&self) -> bool {
        self.headings.is_empty()
    }

    /// How many lines it takes.
    pub(super) fn len(&self) -> usize {
        self.start
    }

    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Takes a line more, the words of which stand in its columns.
    pub(super) fn take(&mut self, line: &Printed) {
        for (heading, cell) in self.headings.iter_mut().zip(&line.cells) {
            let words = cell.map_or(&[][..], |(first, last)| &line.words[first..=last]);
            heading.words.extend(words.iter().map(|word| (line.at, *word)));
        }
    }

    pub(super) fn cells(&self) -> Vec<Cell> {
        let cell = |(column, heading): (usize, &Heading)| {
            let pieces =
                heading.words.iter().map(|word| TextRange::at(word.1.bytes.0, word.1.bytes.1));
            Cell { column: column as u32, pieces: pieces.collect(), ..Cell::default() }
        };
        self.headings.iter().enumerate().map(cell).collect()
    }

    /// The lines below it that may be the table's.
    pub(super) fn body(&self, text: &str, lines: &[Line], measure: Measure) -> Vec<Printed> {
        let mut body: Vec<Printed> = Vec::new();
        let (mut blank, mut since) = (0, 0);
        for (at, line) in lines.iter().enumerate().skip(self.start).take(LONGEST) {
            if line.blank {
                blank += 1;
                continue;
            }
            let again = names_numbers(&text[line.start..line.end]);
            if at > 0 && ends_at(text, line) || again || blank > MOST_BLANK || since > TALLEST {
                break;
            }
            let words = words(text, line, measure);
            if words.len() > MOST_WORDS {
                break;
            }
            let mut printed = vec![Printed { at, words, cells: Vec::new(), cost: 0 }];
            self.columns.place(&mut printed);
            let numbered = self.columns.number(text, &printed[0]).is_some();
            body.append(&mut printed);
            since = if numbered { 0 } else { since + 1 };
            blank = 0;
        }
        body
    }
}

/// Puts a word of a line to the heading that it goes on with, or makes it one; `other` stands as far above
/// the middle of the header as it stands below that.
fn add(headings: &mut Vec<Heading>, line: usize, word: Word, other: Option<Word>, below: bool) {
    let free = |heading: &&mut Heading| heading.words.iter().all(|own| own.0 != line);
    let pair = other.filter(|other| other.center().abs_diff(word.center()) <= DRIFT);
    let apart = |heading: &Heading| {
        let Column { from, to } = heading.column();
        word.from.saturating_sub(to).max(from.saturating_sub(word.to))
            + usize::from(!word.overlaps(from, to))
    };
    let fits = |heading: &&mut Heading| {
        let paired = pair.map(|pair| heading.words.iter().any(|own| own.1.bytes == pair.bytes));
        paired.unwrap_or(apart(heading) <= if below { NEAR } else { 0 })
    };
    let near = |heading: &&mut Heading| {
        let column = heading.column();
        (apart(heading), word.center().abs_diff(column.from + column.to))
    };
    match headings.iter_mut().filter(free).filter(fits).min_by_key(near) {
        Some(heading) => heading.words.push((line, word)),
        None => headings.push(Heading { words: vec![(line, word)] }),
    }
}

/// Puts characters together that stand apart to fill their cell: 序 号.
fn joined(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let said = |word: &Word| &text[word.bytes.0..word.bytes.1];
        match out.last_mut() {
            Some(last) if said(last) == "序" && said(&word) == "号" => {
                (last.to, last.bytes.1) = (word.to, word.bytes.1);
            }
            _ => out.push(word),
        }
    }
    out
}

fn is_digits(said: &str) -> bool {
    said.len() <= 3 && said.bytes().all(|b| b.is_ascii_digit())
}
