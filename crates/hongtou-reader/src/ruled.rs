//! Tables that a text draws with rules: ┌──┬──┐, │ a │ b │, ├──┼──┤, └──┴──┘.

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange};

use crate::lines::{self, Line};

/// What begins the upper border of a table.
const TOPS: [char; 4] = ['┌', '┏', '╔', '╭'];
/// What parts the cells of a line.
const BARS: [char; 3] = ['│', '┃', '║'];

/// A cell goes on for so many rows at most: its words are read again for each of them.
const LONGEST: usize = 400;

/// Whether a text has such a table at all.
pub(crate) fn may_stand_in(text: &str) -> bool {
    TOPS.iter()
        .any(|top| memchr::memmem::find(text.as_bytes(), top.to_string().as_bytes()).is_some())
}

/// How many of the first lines, one at least, none such table begins in.
pub(crate) fn prose(text: &str, chunk: &[Line]) -> usize {
    let top = |line: &&Line| printed(text, line).starts_with(TOPS);
    1 + chunk.iter().skip(1).take_while(|line| !top(line)).count()
}

/// How many of the first lines are one such table; none where they are not.
pub(crate) fn table(text: &str, chunk: &[Line]) -> Option<usize> {
    let first = chunk.first().map(|line| printed(text, line))?;
    if !first.starts_with(TOPS) || !is_border(first) {
        return None;
    }
    let drawn = |line: &&Line| printed(text, line).starts_with(is_drawn);
    // The next upper border begins the next table.
    let next = |line: &&Line| !printed(text, line).starts_with(TOPS);
    let len = 1 + chunk[1..].iter().take_while(drawn).take_while(next).count();
    let rows = chunk[1..len].iter().filter(|line| !is_border(printed(text, line))).count();
    (rows > 0).then_some(len)
}

/// Cuts the lines of such a table into cells; the lines between two borders are one row.
///
/// A cell that a border does not pass below goes on in the next row: │ │ ├──┤.
pub(crate) fn grid(text: &str, lines: &[Line]) -> Grid {
    let mut drawing =
        Drawing { grid: Grid { rows: Vec::new(), form: GridForm::Pipes }, row: Vec::new() };
    for line in lines {
        let words = printed(text, line);
        let parts = parts(text, line, is_joint);
        let ruled = |column: usize| is_ruled(&text[parts[column].0..parts[column].1]);
        let count = (0..parts.len()).filter(|&column| ruled(column)).count();
        let joined = words.contains(|c| is_joint(c) && !is_bar(c));
        // A border of other columns parts all cells.
        if joined && (1..parts.len()).contains(&count) && parts.len() == drawing.row.len() {
            let words = (0..).zip(parts.iter().copied());
            drawing.take(words.filter(|&(column, _)| !ruled(column)));
            drawing.end(|column| !ruled(column));
        } else if is_border(words) {
            drawing.end(|_| false);
        } else {
            drawing.take((0..).zip(self::parts(text, line, is_bar)));
        }
    }
    drawing.end(|_| false);
    drawing.grid
}

/// A table as far as it was read.
struct Drawing {
    grid: Grid,
    /// By column, the cell of the row that is being read.
    row: Vec<Place>,
}

/// A cell, or the row and the index of one above that goes on.
enum Place {
    Own(Cell),
    Above(usize, usize),
}

impl Drawing {
    /// Takes the words of one line by their columns.
    fn take(&mut self, words: impl Iterator<Item = (usize, (usize, usize))>) {
        for (column, (from, to)) in words {
            let blank = |column| Place::Own(Cell { column: column as u32, ..Cell::default() });
            self.row.extend((self.row.len()..=column).map(blank));
            if from < to {
                let pieces = match &mut self.row[column] {
                    Place::Own(cell) => &mut cell.pieces,
                    Place::Above(row, cell) => &mut self.grid.rows[*row].cells[*cell].pieces,
                };
                pieces.push(TextRange::at(from, to));
            }
        }
    }

    /// Ends a row; the cells of columns that the border leaves open go on in the next one.
    fn end(&mut self, open: impl Fn(usize) -> bool) {
        let says = |place: &Place| matches!(place, Place::Own(cell) if !cell.pieces.is_empty());
        let at = self.grid.rows.len();
        if self.row.iter().any(says) {
            let mut cells: Vec<Cell> = Vec::with_capacity(self.row.len());
            for place in &mut self.row {
                match std::mem::replace(place, Place::Above(at, cells.len())) {
                    Place::Own(cell) => cells.push(cell),
                    Place::Above(row, cell) => {
                        self.grid.rows[row].cells[cell].rowspan += 1;
                        *place = Place::Above(row, cell);
                    }
                }
            }
            self.grid.rows.push(GridRow { cells, ..GridRow::default() });
        }
        let columns = self.row.len();
        let closed = |(column, place): &(usize, &mut Place)| {
            !open(*column) || matches!(place, Place::Above(row, _) if at - row >= LONGEST)
        };
        for (column, place) in self.row.iter_mut().enumerate().filter(closed) {
            *place = Place::Own(Cell { column: column as u32, ..Cell::default() });
        }
        if !(0..columns).any(open) {
            self.row.clear();
        }
    }
}

/// The words between the joints of a line, white space at their ends left out.
fn parts(text: &str, line: &Line, is_joint: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text[line.start..line.end].char_indices() {
        if !is_joint(c) {
            continue;
        }
        let at = line.start + at;
        if let Some(start) = start {
            out.push(lines::trim(text, start, at));
        }
        start = Some(at + c.len_utf8());
    }
    // A line whose last bar is lost.
    if let Some(start) = start {
        let (from, to) = lines::trim(text, start, line.end);
        if from < to {
            out.push((from, to));
        }
    }
    out
}

fn printed<'t>(text: &'t str, line: &Line) -> &'t str {
    let (from, to) = lines::trim(text, line.start, line.end);
    &text[from..to]
}

/// What tables are drawn with.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257f}')
}

fn is_bar(c: char) -> bool {
    BARS.contains(&c)
}

/// What is drawn between the joints of a border.
fn is_rule(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍')
}

/// Where the columns of a border meet.
fn is_joint(c: char) -> bool {
    is_drawn(c) && !is_rule(c)
}

/// Whether a rule is drawn between two joints.
fn is_ruled(words: &str) -> bool {
    words.contains(is_rule)
        && words.chars().all(|c| is_rule(c) || matches!(c, ' ' | '\u{3000}' | '-'))
}

/// Whether a line is nothing but rules.
fn is_border(words: &str) -> bool {
    !words.is_empty()
        && words.chars().all(|c| matches!(c, '\u{2500}'..='\u{257f}' | ' ' | '\u{3000}' | '-'))
        && words.chars().any(|c| !BARS.contains(&c) && matches!(c, '\u{2500}'..='\u{257f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let lines = lines::lines(text, 0, text.len());
        let len = table(text, &lines)?;
        let words = |cell: &Cell| {
            let print = |piece: &TextRange| &text[piece.start() as usize..piece.end() as usize];
            cell.pieces.iter().map(print).collect()
        };
        let grid = grid(text, &lines[..len]);
        Some(grid.rows.iter().map(|row| row.cells.iter().map(words).collect()).collect())
    }

    #[test]
    fn lines_between_two_borders_are_one_row() {
        let text = "┌──┬───┐\n│县 │目标任 │\n│  │务   │\n├──┼───┤\n│云溪│ 20口 │\n└──┴───┘\n说明";
        assert_eq!(read(text).expect("a table"), [vec!["县", "目标任务"], vec!["云溪", "20口"]]);
    }

    #[test]
    fn a_cell_that_no_border_passes_goes_on_in_the_next_row() {
        let text = "┌───┬──┬──┐\n│市教育局│1 │建校│\n│    ├──┼──┤\n│    │2 │── │\n├───┤云溪├──┤\n\
                    │市水利局│  │修渠│\n└───┴──┴──┘";
        let lines = lines::lines(text, 0, text.len());
        let grid = grid(text, &lines);
        let spans = |row: &GridRow| row.cells.iter().map(|cell| cell.rowspan).collect::<Vec<_>>();
        let rows = [vec!["市教育局", "1", "建校"], vec!["2云溪", "──"], vec!["市水利局", "修渠"]];
        assert_eq!(read(text).expect("a table"), rows);
        let spans: Vec<_> = grid.rows.iter().map(spans).collect();
        assert_eq!(spans, [vec![2, 1, 1], vec![2, 1], vec![1, 1]]);
    }

    #[test]
    fn a_cell_goes_on_for_so_many_rows() {
        let row = "│甲 │任务│\n│  ├──┤\n";
        let text = format!("┌──┬──┐\n{}└──┴──┘", row.repeat(LONGEST * 2 + 1));
        let lines = lines::lines(&text, 0, text.len());
        let rows = grid(&text, &lines).rows;
        let longest = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.rowspan).max();
        assert_eq!((rows.len(), longest), (LONGEST * 2 + 1, Some(LONGEST as u32 + 1)));
    }

    #[test]
    fn a_border_of_other_columns_parts_all_cells() {
        let text = "┌───┬──┐\n│县  │任务│\n├──┬┤ ├┤\n│云溪│20口│\n└───┴──┘";
        assert_eq!(read(text).expect("a table"), [vec!["县", "任务"], vec!["云溪", "20口"]]);
    }

    #[test]
    fn a_border_alone_is_no_table() {
        assert_eq!(read("┌──┬───┐\n说明"), None);
        assert_eq!(read("│云溪│ 20口 │"), None);
    }
}
