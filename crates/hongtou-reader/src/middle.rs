//! Rows of a table set with spaces whose cells stand in the middle of the row's height.
//!
//! The number stands beside the middle line of the longest cell, so that nothing printed says where a row
//! begins. Each row reaches as far below its number as above it, and the rows fill the table from the
//! header down: that leaves few borders, and of these the lines tell, since a cell goes on behind a full
//! line and ends with a short one or a stop. Where two ways are as good, none is taken.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a line has in each column.
pub(crate) type Places = Vec<Option<Place>>;

/// The words of a line in a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Where they end.
    pub(crate) to: usize,
    /// Whether a stop ends them, behind which a paragraph may.
    pub(crate) stops: bool,
}

/// Two wide characters: a line that lacks more is a short one.
const SHORT: usize = 4;

/// Rows about the numbers of their lines.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// The lines that they begin with.
    pub(crate) starts: Vec<usize>,
    /// By how many half lines cells stand off the middle of their rows.
    pub(crate) off: usize,
    /// Ways that are as good.
    ways: usize,
}

/// Where the rows begin of which each has a number in the first column, in each of some runs of lines, or
/// nothing where that cannot be told.
pub(crate) fn rows(runs: &[Vec<Places>], columns: &[(usize, usize)]) -> Option<Vec<Rows>> {
    // The middle of an even number of lines is one of two, and a layout takes the same throughout.
    let all = |half| -> Option<Vec<Rows>> {
        runs.iter().map(|lines| fill(lines, columns, half)).collect()
    };
    let off = |rows: &[Rows]| rows.iter().map(|rows| rows.off).sum::<usize>();
    let same = |a: &[Rows], b: &[Rows]| a.iter().zip(b).all(|(a, b)| a.starts == b.starts);
    let best = match (all(Half::Upper), all(Half::Lower)) {
        (Some(upper), Some(lower)) if same(&upper, &lower) => upper,
        (Some(upper), Some(lower)) => match off(&upper).cmp(&off(&lower)) {
            Ordering::Less => upper,
            Ordering::Equal => return None,
            Ordering::Greater => lower,
        },
        (upper, lower) => upper.or(lower)?,
    };
    best.iter().all(|rows| rows.ways == 1).then_some(best)
}

/// Which of the two middle lines a layout takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Upper,
    Lower,
}

/// The best way to fill the lines with rows that reach as far below their numbers as above them.
fn fill(lines: &[Places], columns: &[(usize, usize)], half: Half) -> Option<Rows> {
    let text = text_column(lines, columns);
    let numbers = (0..lines.len()).filter(|&at| lines[at][0].is_some());
    // By where the next row begins.
    let mut open = BTreeMap::from([(0, Rows { off: 0, ways: 1, starts: Vec::new() })]);
    for number in numbers {
        let mut next: BTreeMap<usize, Rows> = BTreeMap::new();
        for (start, rows) in open {
            let end = (2 * number + 1).checked_sub(start).filter(|_| start <= number)?;
            let other = if half == Half::Upper { end + 1 } else { end - 1 };
            for end in [end, other] {
                let own = lines.get(start..end).filter(|_| end > number);
                let below = lines.get(end);
                let fits = |own: &&[Places]| {
                    let told = text.is_none_or(|text| signs(own, below, text) == 0);
                    told && is_one_row(own)
                };
                let Some(own) = own.filter(fits) else { continue };
                let off = rows.off + off_the_middle(own, half);
                let starts = rows.starts.iter().copied().chain([start]).collect();
                let found = Rows { off, ways: rows.ways, starts };
                match next.get_mut(&end) {
                    Some(known) if known.off < off => {}
                    Some(known) if known.off == off => known.ways += found.ways,
                    _ => {
                        next.insert(end, found);
                    }
                }
            }
        }
        open = next;
    }
    open.remove(&lines.len())
}

/// By how many half lines the cells of a row stand off its middle.
fn off_the_middle(lines: &[Places], half: Half) -> usize {
    let off = |column: usize| {
        let filled = |at: &usize| lines[*at][column].is_some();
        let first = (0..lines.len()).find(filled)?;
        let last = (0..lines.len()).rfind(filled)?;
        let middle = match half {
            Half::Upper => [0, -1],
            Half::Lower => [0, 1],
        };
        let off = (first + last + 1) as isize - lines.len() as isize;
        (!middle.contains(&off)).then(|| off.unsigned_abs())
    };
    (0..lines[0].len()).filter_map(off).sum()
}

/// The signs against rows: cells that go on behind a short line, or end with a full one.
pub(crate) fn signs_against(
    lines: &[Places],
    starts: &[usize],
    columns: &[(usize, usize)],
) -> usize {
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let of_row = |(&start, end): (&usize, usize)| -> usize {
        let column = |at: usize| Column { at, end: columns[at].1 };
        (1..columns.len()).map(|at| signs(&lines[start..end], lines.get(end), column(at))).sum()
    };
    starts.iter().zip(ends).map(of_row).sum()
}

/// Whether lines have one number, and no cell that begins again; the number may stand between two lines.
fn is_one_row(lines: &[Places]) -> bool {
    let number = |line: &Places| line[0].is_some();
    let one = |column: usize| {
        let own = |&at: &usize| number(&lines[at]) || lines[at][column].is_some();
        let filled = |at: &usize| lines[*at][column].is_some();
        let (first, last) = ((0..lines.len()).find(filled), (0..lines.len()).rfind(filled));
        first.zip(last).is_none_or(|(first, last)| (first..=last).all(|at| own(&at)))
    };
    lines.iter().filter(|line| number(line)).count() == 1 && (1..lines[0].len()).all(one)
}

/// A column, and where it ends.
#[derive(Clone, Copy)]
struct Column {
    at: usize,
    end: usize,
}

impl Column {
    fn is_short(self, place: Place) -> bool {
        place.to + SHORT < self.end
    }
}

/// The column whose cells are sentences: more lines of it than of any other end with a stop.
fn text_column(lines: &[Places], columns: &[(usize, usize)]) -> Option<Column> {
    let stops = |at: usize| lines.iter().filter_map(|line| line[at]).filter(|p| p.stops).count();
    let most = (1..columns.len()).max_by_key(|&at| stops(at)).filter(|&at| stops(at) > 0)?;
    Some(Column { at: most, end: columns[most].1 })
}

/// The signs in a column against lines as a row, above the next one.
fn signs(lines: &[Places], below: Option<&Places>, column: Column) -> usize {
    let own: Vec<Place> = lines.iter().filter_map(|line| line[column.at]).collect();
    let short = |place: &&Place| !place.stops && column.is_short(**place);
    let inside = own.iter().take(own.len().saturating_sub(1)).filter(short).count();
    let last = lines.last().and_then(|line| line[column.at]);
    let goes_on = last.is_some_and(|last| !last.stops && !column.is_short(last))
        && below.is_some_and(|below| below[column.at].is_some());
    inside + usize::from(goes_on)
}
