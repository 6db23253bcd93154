//! The header of a table set by place, whose headings may take several lines each.

use hongtou_source::{Cell, TextRange, chars};

use super::columns::{Column, Columns, Word, words};
use super::elsewhere::{Elsewhere, is_figure_beside};
use super::{LONGEST, MOST_BLANK, Measure, Printed, TALLEST, ends_at};
use crate::lines::Line;

/// Lines of a header.
const TALLEST_HEAD: usize = 9;
/// Places that two lines of a heading may be off each other, twice, and that a lower one may stand beside it.
const DRIFT: usize = 10;
const NEAR: usize = 2;
/// Lines from the upper half of a heading to the lower one.
const HALVES: usize = 2;
/// Columns of a table, and words of a line of it.
const MOST_COLUMNS: usize = 20;
const MOST_WORDS: usize = 60;
/// Characters of a heading's line, of a word of one that takes lines more than 序号, and of one alone there.
const LONGEST_HEADING: usize = 14;
const SHORT: usize = 4;
const NARROW: usize = 4;

/// Whether a line of a text has the heading of the numbers, or where that begins.
pub(super) fn is_numbered(text: &str) -> bool {
    // Few lines have one of these characters at all.
    ["序", "编"].iter().any(|word| lines_with(text, word).any(names_numbers))
}

/// The lines of a text that hold a word.
fn lines_with<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = &'t str> {
    let (bytes, finder) = (text.as_bytes(), memchr::memmem::Finder::new(word));
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(&bytes[from..])?;
        let start = memchr::memrchr(b'\n', &bytes[from..at]).map_or(from, |end| from + end + 1);
        from = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |end| at + end);
        Some(&text[start..from])
    })
}

/// Whether a line has the heading of the numbers, or where that begins.
pub(super) fn names_numbers(line: &str) -> bool {
    // Few lines have one of these characters at all.
    let told = chars::holds(line, '序') || chars::holds(line, '编');
    told && line.split(chars::is_space).any(is_number)
}

/// Whether a word heads the numbers of rows, or begins that heading.
fn is_number(word: &str) -> bool {
    is_whole(word) || is_upper(word)
}

/// Whether it is that heading: 序号, 编号, 任务编号.
fn is_whole(word: &str) -> bool {
    word == "序号" || is_short(word) && word.ends_with("编号")
}

/// Whether it is that heading without its last character: 序, 编, 任务编.
fn is_upper(word: &str) -> bool {
    is_short(word) && (word == "序" || word.ends_with('编'))
}

fn is_short(word: &str) -> bool {
    word.chars().nth(SHORT).is_none()
}

/// Whether it has only the first character of that, above the other one.
pub(crate) fn breaks_numbers(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.any(is_upper) && words.next() != Some("号")
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
    let words = said(first).trim_matches(chars::is_space);
    let alone = words.split_whitespace().nth(1).is_none();
    // The first line of the highest heading stands alone above the others.
    let above = |below: &Line| {
        let begins = words.chars().nth(NARROW).is_none();
        begins && names_numbers(said(below)) && said(below).split_whitespace().nth(1).is_some()
    };
    if ends_at(text, lines, 0) && !said(first).starts_with('\u{c}')
        || alone && !is_number(words) && !lines.get(1).is_some_and(above)
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
            if at > 0 && (ends_at(text, lines, at) || first_number(&words))
                || printed.len() > TALLEST_HEAD
            {
                break;
            }
            printed.push((at, words));
        }
        let find = |heads: fn(&str) -> bool| {
            let at = |line: &(usize, Vec<Word>)| line.1.iter().position(|own| heads(said(own)));
            printed.iter().enumerate().find_map(|(nth, line)| Some((nth, line.1[at(line)?])))
        };
        let (top, serial, bottom) = match find(is_whole) {
            Some((nth, word)) => {
                // The lower half of 任务编号, right below the other one or with lines of others between. What stands
                // above 序号 is no part of it, and may be the table's title.
                let upper = |above: &Word| {
                    let whole = || is_whole(&[said(above), said(&word)].concat());
                    above.overlaps(word.from, word.to) && said(&word) != "序号" && whole()
                };
                let half = (nth.saturating_sub(HALVES)..nth)
                    .rev()
                    .find(|&above| printed[above].1.iter().any(upper));
                (half.unwrap_or(nth), word, nth)
            }
            None => {
                let (nth, word) = find(is_upper)?;
                let below = |line: &(usize, Vec<Word>)| {
                    line.1.iter().any(|own| {
                        said(own) == "号" && own.center().abs_diff(word.center()) <= DRIFT
                    })
                };
                let bottom = (nth + 1..printed.len()).find(|&nth| below(&printed[nth]))?;
                (nth, word, bottom)
            }
        };
        let middle = bottom + top;
        // What stands above 序 stands as far below it, and is no line above the table; a heading over several
        // has more below it.
        let short =
            |words: &[Word]| words.iter().all(|word| said(word).chars().nth(SHORT).is_none());
        let matches = |nth: usize| {
            let (above, below) = (&printed[nth].1, &printed[middle - nth].1);
            above.len() == below.len() || above.len() < below.len() && short(above) && short(below)
        };
        // Or 序号 stands with the last line of all others.
        let at_foot = |nth: usize| {
            printed[nth].1.len() + 1 == printed[bottom].1.len() && short(&printed[nth].1)
        };
        let last = if middle < printed.len() && (0..top).all(matches) {
            middle
        } else if serial.bytes.0 == printed[bottom].1[0].bytes.0 && (0..bottom).all(at_foot) {
            bottom
        } else {
            return None;
        };
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

    /// Its lines, without blanks.
    pub(super) fn printed(&self, text: &str) -> Vec<String> {
        let words = self.headings.iter().flat_map(|heading| &heading.words);
        let mut words: Vec<(usize, TextRange)> =
            words.map(|&(line, word)| (line, TextRange::at(word.bytes.0, word.bytes.1))).collect();
        words.sort_unstable_by_key(|(_, word)| word.start());
        let mut out: Vec<(usize, String)> = Vec::new();
        for (line, word) in words {
            let said = squeezed(&text[word.bytes()]);
            match out.last_mut() {
                Some((last, before)) if *last == line => before.push_str(&said),
                _ => out.push((line, said)),
            }
        }
        out.into_iter().map(|(_, line)| line).collect()
    }

    /// Takes the rest of a header that the page above prints with the same first lines; what stands below it
    /// may be the rest of a row.
    pub(super) fn read_again(
        &mut self,
        text: &str,
        lines: &[Line],
        measure: Measure,
        above: &[String],
    ) {
        let own = self.printed(text);
        let Some(rest) = above.strip_prefix(&own[..]).filter(|rest| !rest.is_empty()) else {
            return;
        };
        let below = lines.iter().enumerate().skip(self.start).filter(|(_, line)| !line.blank);
        let below: Vec<(usize, &Line)> = below.take(rest.len()).collect();
        let same = |((_, line), known): (&(usize, &Line), &String)| {
            squeezed(&text[line.start..line.end]) == *known
        };
        if below.len() < rest.len() || !below.iter().zip(rest).all(same) {
            return;
        }
        for (at, line) in below {
            let words = words(text, line, measure);
            let mut printed = vec![Printed { at, words, cells: Vec::new(), cost: 0 }];
            self.columns.place(&mut printed, &[]);
            self.take(&printed[0]);
            self.start = at + 1;
        }
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

    /// The lines below it that may be the table's, and whether a page ends them.
    pub(super) fn body(
        &self,
        text: &str,
        lines: &[Line],
        measure: Measure,
        elsewhere: &Elsewhere<'_>,
    ) -> (Vec<Printed>, bool) {
        let mut body: Vec<Printed> = Vec::new();
        let (mut blank, mut since) = (0, 0);
        for (at, line) in lines.iter().enumerate().skip(self.start).take(LONGEST) {
            if line.blank {
                blank += 1;
                continue;
            }
            let again = names_numbers(&text[line.start..line.end]);
            if at > 0 && ends_at(text, lines, at) || again {
                return (body, true);
            }
            if blank > MOST_BLANK || since > TALLEST || names_receivers(&text[line.start..line.end])
            {
                break;
            }
            let words = closed(text, words(text, line, measure), elsewhere);
            if words.len() > MOST_WORDS {
                break;
            }
            let mut printed = vec![Printed { at, words, cells: Vec::new(), cost: 0 }];
            self.columns.place(&mut printed, &[]);
            let numbered = self.columns.number(text, &printed[0]).is_some();
            body.append(&mut printed);
            since = if numbered { 0 } else { since + 1 };
            blank = 0;
        }
        (body, false)
    }
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|&c| !chars::is_space(c)).collect()
}

/// Whether a line says whom copies go to, as below the last row of a table: 抄送：县委办公室。
fn names_receivers(line: &str) -> bool {
    let words = line.trim_start_matches(chars::is_space);
    let named = ["抄送", "抄报"].iter().find_map(|label| words.strip_prefix(label));
    named.is_some_and(|rest| rest.starts_with(['：', ':']))
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
        // Characters that stand alone below each other are one heading's, a place beside each other as well.
        let letters = word.narrow() && heading.words.iter().all(|own| own.1.narrow());
        let near = if below { NEAR } else { usize::from(letters) };
        paired.unwrap_or(apart(heading) <= near)
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

/// Puts characters together that stand apart to fill their cell, as 主 要 内 容, and figures and the words that
/// they count, as 2026 年目标.
fn joined(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    // Whether the last one is such characters only.
    let mut halves = false;
    for word in words {
        let said = |word: &Word| &text[word.bytes.0..word.bytes.1];
        let half = is_half(said(&word));
        match out.last_mut() {
            Some(last)
                if (said(last), said(&word)) == ("序", "号")
                    || word.from == last.to + 1
                        && (halves && half || counts(said(last), said(&word))) =>
            {
                last.take(&word);
                halves &= half;
            }
            _ => {
                halves = half;
                out.push(word);
            }
        }
    }
    out
}

/// Whether a heading begins with figures that count the next word, or goes on with the month of its year: no
/// heading is figures alone.
fn counts(last: &str, next: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    let word = |c: char| !c.is_ascii() && c.is_alphabetic();
    let counted = last.ends_with(figure) && next.starts_with(word);
    last.starts_with(figure) && (counted || last.ends_with('年') && next.chars().all(figure))
}

/// Whether a word is one character, and none that stands above or below another one.
fn is_half(word: &str) -> bool {
    let mut all = word.chars();
    let one = all.next().filter(|_| all.next().is_none());
    one.is_some_and(|c| !c.is_ascii() && !matches!(c, '序' | '编' | '号'))
}

/// Puts figures together with the words beside them where a program sets a blank between them and the text
/// above the table has them as one.
fn closed(text: &str, words: Vec<Word>, elsewhere: &Elsewhere<'_>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let said = |word: &Word| &text[word.bytes.0..word.bytes.1];
        let sides = |last: &Word| said(last).chars().next_back().zip(said(&word).chars().next());
        let loose = out.last().is_some_and(|last| {
            word.from == last.to + 1
                && sides(last).is_some_and(|(one, other)| is_figure_beside(one, other))
        });
        match out.last_mut() {
            Some(last) if loose && !last.number && elsewhere.joins(said(last), said(&word)) => {
                last.take(&word);
            }
            Some(last)
                if loose && elsewhere.parts_figures() && is_date(said(last), said(&word)) =>
            {
                last.take(&word);
            }
            _ => {
                let loose = loose && elsewhere.parts_figures();
                out.push(Word { loose, ..word });
            }
        }
    }
    out
}

/// Whether a word is the month behind a year or the day behind a month.
fn is_date(last: &str, next: &str) -> bool {
    last.ends_with(['年', '月']) && next.len() <= 2 && is_digits(next)
}

fn is_digits(said: &str) -> bool {
    said.len() <= 3 && said.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_the_numbers_is_found_in_its_line() {
        for text in [
            "序号",
            "有序推进\n\n序号 任务\r\n1 建站",
            "程序\n任务\n编号\n",
            "序\n编\n号",
            "任务 编号\n序列",
            "程序、编制\n秩序",
            "\n\n",
            "",
        ] {
            assert_eq!(is_numbered(text), text.lines().any(names_numbers), "{text:?}");
        }
    }
}
