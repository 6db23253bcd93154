//! Rows of a table set with spaces whose cells stand in the middle of the row's height.
//!
//! The number stands beside the middle line of the longest cell, so that nothing printed says where a row
//! begins. Each row reaches as far below its number as above it, and the rows fill the table from the
//! header down: that leaves few borders, and of these the lines tell, since a cell goes on behind a full
//! line and ends with a short one or a stop. Where two ways are as good, none is taken.

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

/// Where the rows begin of which each has a number in the first column, or nothing where that cannot be
/// told.
pub(crate) fn rows(lines: &[Places], columns: &[(usize, usize)]) -> Option<Vec<usize>> {
    let numbers = (0..lines.len()).filter(|&at| lines[at][0].is_some());
    // By where the next row begins.
    let mut open = BTreeMap::from([(0, Way { off: 0, ways: 1, starts: Vec::new() })]);
    for number in numbers {
        let mut next: BTreeMap<usize, Way> = BTreeMap::new();
        for (start, way) in open {
            // As many lines below the number as above it, or one more or less.
            let end = (2 * number + 1).checked_sub(start).filter(|_| start <= number)?;
            for end in [end - 1, end, end + 1] {
                let own = lines.get(start..end).filter(|_| end > number);
                let fits = |own: &&[Places]| {
                    is_one_row(own)
                        && inside(own, columns) == 0
                        && !goes_on(own, lines.get(end), columns)
                };
                if own.filter(fits).is_none() {
                    continue;
                }
                let off = way.off + (start + end).abs_diff(2 * number + 1);
                let starts = way.starts.iter().copied().chain([start]).collect();
                let found = Way { off, ways: way.ways, starts };
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
    let way = open.remove(&lines.len())?;
    (way.ways == 1).then_some(way.starts)
}

/// The signs against rows that begin with their numbers: cells that go on behind a short line.
pub(crate) fn signs_against(
    lines: &[Places],
    starts: &[usize],
    columns: &[(usize, usize)],
) -> usize {
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(&start, end)| inside(&lines[start..end], columns)).sum()
}

/// How rows fill the lines.
struct Way {
    /// By how many half lines the numbers stand off the middle.
    off: usize,
    /// Ways that are as good.
    ways: usize,
    starts: Vec<usize>,
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

/// The column whose cells take most lines.
fn widest(columns: &[(usize, usize)]) -> usize {
    (1..columns.len()).max_by_key(|&at| columns[at].1 - columns[at].0).unwrap_or(0)
}

fn is_short(place: &Place, column: (usize, usize)) -> bool {
    place.to + SHORT < column.1
}

/// The cells of a row that go on behind a short line.
fn inside(lines: &[Places], columns: &[(usize, usize)]) -> usize {
    let column = widest(columns);
    let own: Vec<Place> = lines.iter().filter_map(|line| line[column]).collect();
    let short = |place: &&Place| !place.stops && is_short(place, columns[column]);
    own.iter().take(own.len().saturating_sub(1)).filter(short).count()
}

/// Whether a row ends with a full line where the next row has one as well.
fn goes_on(lines: &[Places], below: Option<&Places>, columns: &[(usize, usize)]) -> bool {
    let column = widest(columns);
    let last = lines.last().and_then(|line| line[column]);
    let full = |place: Place| !place.stops && !is_short(&place, columns[column]);
    last.is_some_and(full) && below.is_some_and(|below| below[column].is_some())
}
