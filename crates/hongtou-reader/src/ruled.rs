//! Tables that a text draws with rules: ┌──┬──┐, │ a │ b │, ├──┼──┤, └──┴──┘.

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange};

use crate::lines::{self, Line};

/// What begins the upper border of a table.
const TOPS: [char; 4] = ['┌', '┏', '╔', '╭'];
/// What parts the cells of a line.
const BARS: [char; 3] = ['│', '┃', '║'];

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
    let drawn = |line: &&Line| {
        let words = printed(text, line);
        is_border(words) || words.starts_with(BARS)
    };
    // The next upper border begins the next table.
    let next = |line: &&Line| !printed(text, line).starts_with(TOPS);
    let len = 1 + chunk[1..].iter().take_while(drawn).take_while(next).count();
    let rows = chunk[1..len].iter().filter(|line| !is_border(printed(text, line))).count();
    (rows > 0).then_some(len)
}

/// Cuts the lines of such a table into cells; the lines between two borders are one row.
pub(crate) fn grid(text: &str, lines: &[Line]) -> Grid {
    let mut grid = Grid { rows: Vec::new(), form: GridForm::Pipes };
    let mut row: Vec<Cell> = Vec::new();
    for line in lines {
        if is_border(printed(text, line)) {
            close(&mut grid, &mut row);
            continue;
        }
        for (column, (from, to)) in cells(text, line).into_iter().enumerate() {
            if row.len() <= column {
                row.push(Cell { column: column as u32, ..Cell::default() });
            }
            if from < to {
                row[column].pieces.push(TextRange::at(from, to));
            }
        }
    }
    close(&mut grid, &mut row);
    grid
}

fn close(grid: &mut Grid, row: &mut Vec<Cell>) {
    if row.iter().any(|cell| !cell.pieces.is_empty()) {
        grid.rows.push(GridRow { cells: std::mem::take(row), ..GridRow::default() });
    }
    row.clear();
}

/// The words between the bars of a line, white space at their ends left out.
fn cells(text: &str, line: &Line) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text[line.start..line.end].char_indices() {
        if !BARS.contains(&c) {
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
    fn a_border_alone_is_no_table() {
        assert_eq!(read("┌──┬───┐\n说明"), None);
        assert_eq!(read("│云溪│ 20口 │"), None);
    }
}
