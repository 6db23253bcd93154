//! The columns of a table set by place, and the words of lines put to them.

use hongtou_source::chars;

use super::head::Head;
use super::{Measure, Printed};
use crate::lines::Line;

/// Words without a blank in them: from which place to which, and their bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) bytes: (usize, usize),
    /// Whether it is a number of a row by what it says.
    pub(super) number: bool,
    /// Whether one blank parts it from the word before, which the text sets between figures and words.
    pub(super) loose: bool,
    /// Whether its first and its last character are wide ones.
    pub(super) wide: (bool, bool),
}

impl Word {
    pub(super) fn center(&self) -> usize {
        self.from + self.to
    }

    /// Whether it is one character.
    pub(super) fn narrow(&self) -> bool {
        self.bytes.1 - self.bytes.0 <= 3 && self.to - self.from <= 2
    }

    /// Takes the next word of its line.
    pub(super) fn take(&mut self, next: &Word) {
        (self.to, self.bytes.1, self.wide.1) = (next.to, next.bytes.1, next.wide.1);
    }

    pub(super) fn overlaps(&self, from: usize, to: usize) -> bool {
        self.from < to && from < self.to
    }
}

/// The words of a line between blanks.
pub(super) fn words(text: &str, line: &Line, measure: Measure) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let (mut place, mut apart) = (0, true);
    for (at, c) in text[line.start..line.end].char_indices() {
        let wide = !c.is_ascii();
        let width = 1 + usize::from(wide && measure == Measure::Cells);
        let bytes = (line.start + at, line.start + at + c.len_utf8());
        let digit = c.is_ascii_digit();
        if c == '\u{c}' {
            continue;
        }
        match out.last_mut() {
            _ if chars::is_space(c) => apart = true,
            Some(word) if !apart => {
                (word.to, word.bytes.1, word.wide.1) = (place + width, bytes.1, wide);
                word.number &= digit && word.to - word.from <= 3;
            }
            _ => {
                out.push(Word {
                    from: place,
                    to: place + width,
                    bytes,
                    number: digit,
                    loose: false,
                    wide: (wide, wide),
                });
                apart = false;
            }
        }
        place += width;
    }
    out
}

/// Where a column's cells stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a line weighs that tells where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// A full line tells more.
    Length,
    /// A long line put to a narrow column may be its neighbour's.
    Usual,
}

/// The columns of a table, from the left.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    /// The one of the numbers.
    pub(super) serial: usize,
}

/// What it costs to take words that a blank parts for those of one cell, and two blanks, and more.
const JOINED: [usize; 3] = [8, 12, 24];
/// That one blank parts wide characters, which take none inside a cell.
const PACKED: usize = 14;
/// That a column begins between a figure and what it counts.
const BOUND: usize = 4;
/// The same where the figure is itself parted so from the word before it, or is all that stands behind that:
/// 录入气瓶 20 万, 2026 年 12.
const TIED: usize = 16;
/// Bytes of what a figure counts: 万, 只。
const COUNTED: usize = 6;
/// That a word stands left of its column where one blank parts it from the cell before.
const PUSHED: usize = 1;
/// That a word stands in another column than what it goes on with.
const ELSEWHERE: usize = 8;
/// Lines that a cell goes on over.
const NEAR: usize = 2;
/// That of two characters.
const SPREAD: usize = 2;
/// What it costs that a word under the heading of the numbers is none.
const NO_NUMBER: usize = 24;
/// What a word costs at most that stands well.
const WELL: usize = 3;
/// What it costs at most that a word stands right of the last column.
const BEYOND: usize = 6;
/// That a number stands under the heading right of that.
const BESIDE: usize = 4;
/// What a line costs at most by the places of one of its words.
const TOO_FAR: usize = 30;

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// What it costs that a word stands in a column; `shifted` says that a single blank parts it from the
    /// one before it, where a program for PDF may set both too far to the left.
    fn cost(&self, word: &Word, column: usize, shifted: bool, above: Option<Column>) -> usize {
        let Column { from, to } = self.all[column];
        let apart = match word.overlaps(from, to) {
            true => 0,
            false if word.to <= from => (from - word.to + 1) * if shifted { 1 } else { 2 },
            false => (word.from - to + 1) * 2,
        };
        let center = word.center().abs_diff(from + to) / 2;
        let aligned = center.min(word.from.abs_diff(from)).min(word.to.abs_diff(to));
        let number = column == self.serial && !word.number;
        let number = number || word.number && column < self.serial;
        let beside = word.number && column == self.serial + 1;
        // A cell goes on below itself, wherever its row was set.
        let below = above.map(|above| {
            let center = word.center().abs_diff(above.from + above.to) / 2;
            2 * center.min(word.from.abs_diff(above.from))
        });
        // Right of all columns is none but the last.
        let beyond = column + 1 == self.len() && word.from >= to;
        let beyond = if beyond { BEYOND } else { usize::MAX };
        (apart + aligned).min(below.unwrap_or(usize::MAX)).min(beyond)
            + NO_NUMBER * usize::from(number)
            + BESIDE * usize::from(beside)
    }

    /// Puts the words of lines to the columns where they cost least; what they go on with may be known.
    pub(super) fn place(&self, body: &mut [Printed], follows: &[Vec<Option<(usize, usize)>>]) {
        let mut above: Vec<Option<(usize, Column)>> = vec![None; self.len()];
        for at in 0..body.len() {
            let near = |above: &Option<(usize, Column)>| {
                above.filter(|above| above.0 + NEAR >= at).map(|above| above.1)
            };
            let known: Vec<Option<Column>> = above.iter().map(near).collect();
            let of = |&(line, word): &(usize, usize)| {
                let inside = |cell: &Option<(usize, usize)>| {
                    cell.is_some_and(|(first, last)| (first..=last).contains(&word))
                };
                body[line].cells.iter().position(inside)
            };
            let told = follows.get(at).map_or(&[][..], Vec::as_slice);
            let told: Vec<Option<usize>> =
                told.iter().map(|found| found.as_ref().and_then(of)).collect();
            let line = &mut body[at];
            (line.cells, line.cost) = self.cells(&line.words, &known, &told);
            for (column, cell) in line.cells.iter().enumerate() {
                if let &Some((first, last)) = cell {
                    let (from, to) = (line.words[first].from, line.words[last].to);
                    above[column] = Some((at, Column { from, to }));
                }
            }
        }
    }

    /// Puts the words of full lines to the columns in order: with a number and a word for each column they tell
    /// where the columns of a page stand that its header stands off from.
    pub(super) fn place_full(&self, body: &mut [Printed]) {
        for line in body {
            let begins: Vec<usize> =
                (0..line.words.len()).filter(|&at| at == 0 || !line.words[at].loose).collect();
            if begins.len() != self.len() || !line.words[begins[self.serial]].number {
                continue;
            }
            let ends = begins.iter().skip(1).map(|next| next - 1).chain([line.words.len() - 1]);
            line.cells = begins.iter().copied().zip(ends).map(Some).collect();
            line.cost = 0;
        }
    }

    fn cells(
        &self,
        words: &[Word],
        above: &[Option<Column>],
        told: &[Option<usize>],
    ) -> (super::Cells, usize) {
        let width = self.len();
        let mut cells = vec![None; width];
        // What the words up to one cost where it stands in a column, and where the one before it stands.
        let mut best: Vec<Vec<(usize, usize)>> = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let row = (0..width).map(|column| {
                let gap =
                    at.checked_sub(1).map(|before| word.from.saturating_sub(words[before].to));
                let own = match told.get(at).copied().flatten() {
                    Some(own) if own == column => 0,
                    Some(_) => self.cost(word, column, gap == Some(1), above[column]) + ELSEWHERE,
                    None => self.cost(word, column, gap == Some(1), above[column]),
                };
                let Some(before) = at.checked_sub(1).map(|at| (&best[at], &words[at])) else {
                    return (own, column);
                };
                let gap = word.from.saturating_sub(before.1.to).clamp(1, JOINED.len());
                let tight = gap == 1 && word.wide.0 && before.1.wide.1;
                // The characters of a name stand apart where it has two.
                let alone = gap == 1 && (word.narrow() && before.1.narrow() || word.loose);
                let joined = match gap {
                    _ if alone => SPREAD,
                    _ if tight => PACKED,
                    _ => JOINED[gap - 1],
                };
                let same = before.0[column].0 + joined;
                // A figure counts what stands behind it, not the words before it.
                let bound = word.loose && !before.1.wide.1;
                // Behind a figure that goes on with words, a short one is what it counts.
                let counted = word.narrow() || word.bytes.1 - word.bytes.0 <= COUNTED;
                let inside = !bound || (before.1.loose || before.1.wide.0) && counted;
                let tied = word.loose && inside && !goes_on(words, at);
                let tied = tied && word.from < self.all[column].from;
                // One blank leaves no room for a column: what stands left of its own, pushed against a full
                // cell, is of the next one.
                let pushed = tight && word.from < self.all[column].from;
                let other = (0..column).map(|other| {
                    let torn = match other != self.serial {
                        true if tied => TIED,
                        true if bound => BOUND,
                        _ => 0,
                    };
                    let next = pushed && other + 1 == column && other != self.serial;
                    let own = if next { own.min(PUSHED) } else { own };
                    (before.0[other].0 + torn + own, other)
                });
                other.chain([(same + own, column)]).min().unwrap_or((same + own, column))
            });
            let row = row.collect();
            best.push(row);
        }
        let Some(last) = best.last() else { return (cells, 0) };
        let (cost, mut column) =
            (0..width).map(|column| (last[column].0, column)).min().unwrap_or((0, 0));
        for at in (0..words.len()).rev() {
            let last = cells[column].map_or(at, |(_, last)| last);
            cells[column] = Some((at, last));
            column = best[at][column].1;
        }
        (cells, cost)
    }

    /// What a line costs besides the blanks that its text sets beside figures, which say nothing about places.
    pub(super) fn off(&self, line: &Printed) -> usize {
        let inside = |&(first, last): &(usize, usize)| {
            line.words[first + 1..=last].iter().filter(|word| word.loose).count()
        };
        let loose: usize = line.cells.iter().flatten().map(inside).sum();
        line.cost.saturating_sub(loose * SPREAD)
    }

    /// The same columns on a page that a program sets wider or narrower, up to a place.
    pub(super) fn scaled(&self, to: usize) -> Columns {
        let own = self.all.last().map_or(1, |column| column.to).max(1);
        let scaled = |place: usize| (place * to + own / 2) / own;
        let all = self.all.iter().map(|column| {
            let (from, to) = (scaled(column.from), scaled(column.to));
            Column { from, to: to.max(from + 1) }
        });
        Columns { all: all.collect(), serial: self.serial }
    }

    /// Learns where the columns stand from the lines that were put to them.
    pub(super) fn learn(&mut self, head: &Head, body: &[&Printed], weight: Weight) {
        let serial = self.serial;
        let before = self.all.clone();
        for (at, column) in self.all.iter_mut().enumerate() {
            let found = body.iter().filter_map(|line| {
                let (first, last) = line.cells[at]?;
                let own = at != serial || line.words[first].number;
                own.then(|| (line.words[first].from, line.words[last].to))
            });
            let found: Vec<(usize, usize)> = found.collect();
            if found.is_empty() {
                continue;
            }
            let own = *head
                .columns()
                .all
                .get(at)
                .filter(|_| !head.is_none())
                .unwrap_or(&Column { from: usize::MAX, to: 0 });
            let mut widths: Vec<usize> = found.iter().map(|(from, to)| to - from).collect();
            widths.sort_unstable();
            let most = match weight {
                Weight::Length => usize::MAX,
                Weight::Usual => widths[widths.len() / 2],
            };
            let from = found.iter().map(|&(from, to)| (from, (to - from).min(most)));
            let to = found.iter().map(|&(from, to)| (to, (to - from).min(most)));
            // The outermost words may be others'.
            column.from = quantile(from, 1).min(own.from);
            column.to = quantile(to, 7).max(own.to);
        }
        for at in 1..self.all.len() {
            let next = self.all[at].from;
            let own = if head.is_none() { 0 } else { head.columns().all[at - 1].to };
            self.all[at - 1].to = self.all[at - 1].to.min(next.max(own));
        }
        // Words of others tell nothing where they leave no room for a column.
        for (column, before) in self.all.iter_mut().zip(before) {
            if column.to <= column.from {
                *column = before;
            }
        }
    }

    /// Whether the words of a line stand in columns.
    pub(super) fn fits(&self, line: &Printed) -> bool {
        // Words over two columns and more are no cell.
        let over = |cell: &(usize, usize)| {
            let (from, to) = (line.words[cell.0].from, line.words[cell.1].to);
            let inside = |column: &&Column| from <= column.from && column.to <= to;
            self.all.iter().filter(inside).count() > 1
        };
        line.cost <= TOO_FAR * line.words.len() && !line.cells.iter().flatten().any(over)
    }

    /// The same lines, where one that a program ran together with the next is cut: behind the last word of the
    /// first one, blanks lead to where the second begins.
    pub(super) fn unwound(&self, body: Vec<Printed>) -> Vec<Printed> {
        let mut out = Vec::with_capacity(body.len());
        for line in body {
            match self.cut(&line) {
                Some((above, below)) => out.extend([above, below]),
                None => out.push(line),
            }
        }
        out
    }

    fn cut(&self, line: &Printed) -> Option<(Printed, Printed)> {
        if line.cost <= TOO_FAR {
            return None;
        }
        let alone = vec![None; self.len()];
        let placed = |words: Vec<Word>| {
            let (cells, cost) = self.cells(&words, &alone, &[]);
            Printed { at: line.at, words, cells, cost }
        };
        let cut = |behind: usize| {
            let start = line.words[behind - 1].to;
            let back = |word: &Word| Word { from: word.from - start, to: word.to - start, ..*word };
            let above = placed(line.words[..behind].to_vec());
            let below = placed(line.words[behind..].iter().map(back).collect());
            (above, below)
        };
        let wide = |behind: &usize| line.words[*behind].from > line.words[behind - 1].to + 1;
        let cuts = (1..line.words.len()).filter(wide).map(cut);
        cuts.filter(|(above, below)| above.cost + below.cost <= WELL * line.words.len())
            .min_by_key(|(above, below)| above.cost + below.cost)
    }

    /// Whether words of a line stand below another column more than below their own.
    pub(super) fn stands_between(&self, line: &Printed) -> bool {
        let below = |word: &Word, column: &Column| {
            word.to.min(column.to).saturating_sub(word.from.max(column.from))
        };
        let between = |(own, cell): (usize, &Option<(usize, usize)>)| {
            // What a full cell pushed stands where that left room.
            let pushed =
                |first: usize| first > 0 && line.words[first].from == line.words[first - 1].to + 1;
            let cell = cell.filter(|cell| !pushed(cell.0));
            let words = cell.map_or(&[][..], |(first, last)| &line.words[first..=last]);
            words.iter().any(|word| {
                let most = below(word, &self.all[own]);
                let other = |(at, column)| at != own && below(word, column) > most;
                self.all.iter().enumerate().any(other)
            })
        };
        line.cells.iter().enumerate().any(between)
    }

    /// The number of the row that a line has.
    pub(super) fn number(&self, text: &str, line: &Printed) -> Option<u32> {
        let (first, last) = line.cells[self.serial]?;
        let said = &text[line.words[first].bytes.0..line.words[last].bytes.1];
        let digits =
            !said.is_empty() && said.len() <= 3 && said.bytes().all(|b| b.is_ascii_digit());
        said.parse().ok().filter(|_| digits)
    }
}

/// Whether one blank alone parts a word from the next, which may begin a cell with it.
fn goes_on(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.from <= words[at].to + 1)
}

/// The place with so many eighths of the weight up to it, where each place has one.
fn quantile(places: impl Iterator<Item = (usize, usize)>, eighths: usize) -> usize {
    let mut places: Vec<(usize, usize)> = places.collect();
    places.sort_unstable();
    let all: usize = places.iter().map(|place| place.1).sum();
    let mut before = 0;
    let upto = |place: &&(usize, usize)| {
        before += place.1;
        before * 8 >= all * eighths
    };
    places.iter().find(upto).map_or(0, |place| place.0)
}
