//! Rows of which a space stands inside a cell, or of which a cell is empty, fitted from both ends.

use std::collections::BTreeSet;

use hongtou_model::{Confidence, Role};
use hongtou_source::chars;

use super::super::headings::Heading;
use super::super::profile::is_none_mark;
use super::cells::{are_single_spaces, gaps, is_time};
use super::spaced::{MOST_LINES, Placed, Spaced};
use crate::flow::Flow;
use crate::lines::{Element, Line};
use crate::quantity::opens_with_action;
use crate::{responsibility, sentence, words};

/// A line with more parts is no row.
const MOST_PARTS: usize = 12;

/// How well words read as cells, and whether a row above says each cell that is put together.
struct Score {
    points: i32,
    said: bool,
}

/// What the rows of a table say in each column, each row taken once, when somebody first asks behind it.
#[derive(Default)]
pub(super) struct Said {
    rows: usize,
    columns: Vec<BTreeSet<String>>,
}

impl Said {
    fn add(&mut self, rows: &[Vec<Placed<'_>>]) {
        for (column, parts) in rows[self.rows..].iter().flatten() {
            let column = *column as usize;
            if column >= self.columns.len() {
                self.columns.resize_with(column + 1, BTreeSet::new);
            }
            self.columns[column].insert(parts.iter().map(Flow::text).collect());
        }
        self.rows = rows.len();
    }
}

impl<'s> Spaced<'_, 's> {
    /// How many parts of a row are the words of each column, where the row has more of them than columns:
    /// its number is the first, units and times are the last, and what is between belongs to the columns of
    /// words.
    pub(super) fn fitted_at_ends(&self, cells: &[Flow<'s>]) -> Option<(Vec<usize>, Confidence)> {
        if cells.len() <= self.headings.len() || cells.len() > MOST_PARTS {
            return None;
        }
        let (of_words, words) = self.words_between(cells)?;
        let right = cells.len() - 1 - words.len();
        let (parts, sure) = self.parts(words, of_words)?;
        let confidence = if sure { Confidence::Likely } else { Confidence::Unsure };
        Some(([&[1][..], &parts, &vec![1; right]].concat(), confidence))
    }

    /// How many columns of words stand between the number and the units and times at the right end, and the
    /// words of a row between its own.
    fn words_between<'c>(&self, cells: &'c [Flow<'s>]) -> Option<(usize, &'c [Flow<'s>])> {
        let width = self.headings.len();
        let told = |heading: &&Heading| matches!(heading, Heading::Units(_) | Heading::Deadline);
        let right = self.headings.iter().rev().take_while(told).count();
        let of_words = width.checked_sub(right + 1).filter(|&columns| columns > 0)?;
        let apart = right > 0 && !self.headings[1..=of_words].iter().any(|heading| told(&heading));
        if self.is_whole() || !apart || cells.len() < right + 2 {
            return None;
        }
        let (left, ends) = cells.split_at(cells.len() - right);
        let fits = |(cell, heading): (&Flow<'s>, &Heading)| match heading {
            Heading::Deadline => is_time(cell.text()) || is_none_mark(cell.text()),
            _ => may_answer(cell),
        };
        // A gap may part the units as well.
        let whole = ends.iter().zip(&self.headings[width - right..]).all(fits);
        (whole && !may_answer(left.last()?)).then_some((of_words, &left[1..]))
    }

    /// How many cells a row lacks behind its number, since they are merged with those above: what stands
    /// left of others is merged over more rows than they are.
    pub(super) fn merged_above(&self, cells: &[Flow<'s>]) -> Option<usize> {
        if cells.len() >= self.headings.len() {
            return None;
        }
        let (of_words, words) = self.words_between(cells)?;
        let lost = of_words.checked_sub(words.len()).filter(|&lost| lost > 0)?;
        let merged = self.headings[1..=lost]
            .iter()
            .all(|heading| matches!(heading, Heading::Section | Heading::Name));
        let (first, last) = (words.first().filter(|_| merged)?, words.last()?);
        let full = &self.rows[self.last_full?];
        // The last of the words says the task as those above do; a name alone may lack its task.
        let task = full.get(of_words).and_then(|(_, words)| words.last())?;
        let told = sentence::is_sentence(last.text());
        let named = self.headings[1..=lost].contains(&Heading::Name);
        let alike = told || !named && !sentence::is_sentence(task.text());
        // A group printed again, beside an empty cell, is one.
        (alike && !self.says_above(1, first.text())).then_some(lost)
    }

    /// How many of some words belong to each of some columns, and whether a row above says each cell that
    /// is put together, and no other division is nearly as good; none where another is as good.
    fn parts(&self, words: &[Flow<'s>], columns: usize) -> Option<(Vec<usize>, bool)> {
        let mut best: Option<(Vec<usize>, Score)> = None;
        let mut second = i32::MIN;
        for parts in divisions(words.len(), columns) {
            let Some(score) = self.score(words, &parts) else { continue };
            match &mut best {
                Some((_, high)) if score.points <= high.points => second = second.max(score.points),
                found => {
                    let beaten = found.replace((parts, score));
                    second = beaten.map_or(second, |(_, high)| high.points);
                }
            }
        }
        let (parts, high) = best.filter(|(_, high)| high.points > second)?;
        Some((parts, high.said && high.points > second.saturating_add(1)))
    }

    /// How well words read as cells so divided; none where an empty cell would be joined to words.
    ///
    /// A cell that is broken for its width has no line longer than the first one, and nothing that is whole
    /// stands before the break; a verb goes on with what it is done to. What is merged over several
    /// rows may be printed in each of them.
    fn score(&self, words: &[Flow<'s>], parts: &[usize]) -> Option<Score> {
        let mut rest = words;
        let mut score = Score { points: 0, said: true };
        for (column, &count) in (1..).zip(parts) {
            let (cell, behind) = rest.split_at(count);
            rest = behind;
            if let (Some(last), Some(next)) = (cell.last(), behind.first())
                && acts_on(last, next)
            {
                score.points -= if count > 1 { 4 } else { 1 };
            }
            if count == 1 {
                continue;
            }
            if cell.iter().any(Flow::is_empty) {
                return None;
            }
            let length = |flow: &Flow<'s>| flow.text().chars().count();
            for two in cell.windows(2) {
                let whole = sentence::is_sentence(two[0].text());
                let longer = length(&two[1]) > length(&two[0]) && !acts_on(&two[0], &two[1]);
                score.points -= 3 * i32::from(whole) + 2 * i32::from(longer);
                score.points -= i32::from(opens_with_action(two[1].text()));
                score.points += i32::from(length(&two[1]) <= 2);
            }
            let joined: String = cell.iter().map(Flow::text).collect();
            let said = self.says_above(column, &joined);
            score.points += 3 * i32::from(said);
            score.said &= said;
        }
        Some(score)
    }

    /// Whether a row above has the same words in a column.
    fn says_above(&self, column: u32, words: &str) -> bool {
        let mut said = self.said.borrow_mut();
        said.add(&self.rows);
        said.columns.get(column as usize).is_some_and(|said| said.contains(words))
    }

    /// The cells of a line below headings that single spaces part, where some are empty: each blank more
    /// between two words is one, and the last may be left out.
    pub(super) fn cells_beside_blanks(&self, line: &Line<'s>) -> Option<Vec<Flow<'s>>> {
        let text = line.text();
        if !self.single || self.is_whole() || are_single_spaces(text) {
            return None;
        }
        let most = self.headings.len();
        if gaps(text).any(|gap| gap.chars().nth(most).is_some()) {
            return None;
        }
        let mut cells: Vec<Flow<'s>> = Vec::new();
        let mut start = text.len() - chars::trim_start(text).len();
        let end = chars::trim(text).len() + start;
        let from = start;
        for (at, c) in text[from..end].char_indices().filter(|&(_, c)| chars::is_space(c)) {
            cells.push(line.flow.slice(start..from + at));
            start = from + at + c.len_utf8();
        }
        cells.push(line.flow.slice(start..end));
        let fits = if cells.len() > most {
            self.fitted_at_ends(&cells).is_some()
        } else {
            self.fit(&cells) && self.has_who_answers(&cells)
        };
        fits.then_some(cells)
    }

    /// Whether each column of those who answer, and not only help, has a cell that may name them: a blank more
    /// in front of it stands there by chance.
    fn has_who_answers(&self, cells: &[Flow<'s>]) -> bool {
        let answers = |heading: &Heading| matches!(heading, Heading::Units(role) if !matches!(role, Role::Support | Role::Guide));
        let mut of_units = (0..self.headings.len()).filter(|&at| answers(&self.headings[at]));
        of_units.all(|at| cells.get(at).is_some_and(may_answer))
    }

    /// How many cells a row has that lacks its last one, where the last two columns are of units: whose
    /// units on a line of their own are, nothing tells, and they do not go on with those of the row.
    pub(super) fn open_width(&self) -> Option<usize> {
        match &self.headings[..] {
            [.., Heading::Units(_), Heading::Units(_)] => Some(self.headings.len() - 1),
            _ => None,
        }
    }

    /// Whether such units stand behind the last row.
    pub(super) fn parts_units_behind(&self) -> bool {
        let Some((row, width)) = self.rows.last().zip(self.open_width()) else { return false };
        let whole = |(_, words): &Placed<'s>| words.last().is_some_and(|cell| !goes_on(cell));
        row.len() == width
            && row.last().is_some_and(whole)
            && self.elements.get(self.end).is_some_and(|line| units_alone(line).is_some())
    }

    /// The cells of the next row that lacks its last one, and how many lines it takes, where nothing but
    /// units stand on the lines up to the row behind it: those go on with its own, and from a line on that
    /// lists several, or a collective, they are the last cell.
    pub(super) fn row_of_units(&mut self, number: u32) -> Option<(Vec<Flow<'s>>, usize)> {
        let Some(Element::Line(first)) = self.elements.get(self.end) else { return None };
        let mut row = super::cells::cells(first, 1);
        let behind = self.behind(self.end + 1, number).filter(|&lines| lines > 0)?;
        let of_units = |at: usize| matches!(self.headings.get(at), Some(Heading::Units(_)));
        let open = row.len() + 1 == self.headings.len();
        if behind > MOST_LINES || !open || !of_units(row.len() - 1) || !of_units(row.len()) {
            return None;
        }
        let lines = &self.elements[self.end + 1..][..behind];
        let lines: Option<Vec<&Flow<'s>>> = lines.iter().map(units_alone).collect();
        let lines = lines.filter(|_| row.last().is_some_and(may_answer))?;
        let own = row.len() - 1;
        let open = |at: usize| goes_on(at.checked_sub(1).map_or(&row[own], |before| lines[before]));
        // Where no line lists any, nothing tells who leads from who helps.
        let last = (0..lines.len()).find(|&at| lists(lines[at].text()) && !open(at))?;
        let (beside, last) = lines.split_at(last);
        let join = |cell: &mut Flow<'s>, lines: &[&Flow<'s>]| {
            lines.iter().for_each(|line| cell.append(line));
        };
        join(&mut row[own], beside);
        let (first, more) = last.split_first()?;
        let mut cell = (*first).clone();
        join(&mut cell, more);
        row.push(cell);
        let mut span = row[own].whole();
        row[own + 1..].iter().for_each(|cell| span.extend(&cell.whole()));
        self.divided.push(span);
        Some((row, behind + 1))
    }
}

/// Sets lines of nothing but units apart that stand below a row of so many cells, which is set apart.
pub(super) fn part_units(elements: &[Element<'_>], from: usize, width: usize, apart: &mut [bool]) {
    let (mut open, mut between) = (false, 0);
    for (at, element) in elements.iter().enumerate().skip(from) {
        let Element::Line(line) = element else { return };
        if apart[at] {
            let row = super::cells::cells(line, 1);
            open = row.len() == width && row.last().is_some_and(|cell| !goes_on(cell));
            between = 0;
            continue;
        }
        let units = units_alone(element).filter(|_| open);
        apart[at] = units.is_some();
        open = units.is_some_and(|units| !goes_on(units));
        between += 1;
        if between > MOST_LINES {
            return;
        }
    }
}

/// Whether words are a verb of which the next words are the object, and no work of their own: 培训 before
/// 教师300人.
fn acts_on(verb: &Flow<'_>, object: &Flow<'_>) -> bool {
    const LONGEST: usize = 4;
    verb.text().chars().nth(LONGEST).is_none()
        && !opens_with_action(object.text())
        && opens_with_action(&[verb.text(), object.text()].concat())
}

/// The units of a line that has no other words.
fn units_alone<'e, 's>(element: &'e Element<'s>) -> Option<&'e Flow<'s>> {
    let Element::Line(line) = element else { return None };
    let alone = !words::holds_space(line.text()) && line.marker.is_none();
    (alone && may_answer(&line.flow)).then_some(&line.flow)
}

/// Whether the words of a cell may name who answers, or nobody.
fn may_answer(cell: &Flow<'_>) -> bool {
    is_none_mark(cell.text()) || responsibility::unit_score(cell) >= 0.5
}

/// Whether a list goes on behind the mark that ends a line.
fn goes_on(cell: &Flow<'_>) -> bool {
    cell.text().ends_with(['、', '，', ',', '；', '和', '及', '与'])
}

/// Whether words list several units, or name a collective of them.
fn lists(text: &str) -> bool {
    text.contains(['、', '，', ',', '；']) || text.starts_with('各') || text.contains("有关")
}

/// The ways of dividing so many words among so many columns, each of which has one at least.
fn divisions(words: usize, columns: usize) -> Vec<Vec<usize>> {
    match columns {
        0 => Vec::new(),
        1 => vec![vec![words]],
        _ => (1..=words.saturating_sub(columns - 1))
            .flat_map(|first| {
                let rest = divisions(words - first, columns - 1);
                rest.into_iter().map(move |rest| [&[first], &rest[..]].concat())
            })
            .collect(),
    }
}
