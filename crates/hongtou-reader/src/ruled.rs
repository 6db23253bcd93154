//! Tables that a text draws with rules: ┌──┬──┐, │ a │ b │, ├──┼──┤, └──┴──┘, or `+---+---+`, `| a | b |`.

use std::ops::Range;

use hongtou_source::{Grid, GridForm};

use crate::lines::{self, Line};
use crate::stacked::{self, Cells, Measure, Stack};

/// What begins the upper border of a table.
const TOPS: [char; 4] = ['┌', '┏', '╔', '╭'];
/// The bytes that each of these begins with.
const TOP_PAIRS: [[u8; 2]; 2] = [pair('┌'), pair('╔')];
const _: () = {
    let mut at = 0;
    while at < TOPS.len() {
        let [one, other] = pair(TOPS[at]);
        let [[a, b], [c, d]] = TOP_PAIRS;
        assert!(one == a && other == b || one == c && other == d, "a border without its bytes");
        at += 1;
    }
};

/// The first two bytes of a character.
const fn pair(c: char) -> [u8; 2] {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    [bytes[0], bytes[1]]
}

/// What parts the cells of a line.
const BARS: [char; 3] = ['│', '┃', '║'];

/// A cell goes on for so many rows at most: its words are read again for each of them.
const LONGEST: usize = 400;

/// What a line must leave of its cell to be no full one: a wide character, and space on both sides.
const SPARE: usize = 4;

/// What a table is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strokes {
    /// `┌─┬─┐`
    Lines,
    /// `+---+`
    Signs,
}

/// Whether a text has such a table at all.
pub(crate) fn may_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Most texts have few signs that could begin a border, and what stands behind each tells.
    let signs = || {
        memchr::memchr_iter(b'+', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'-' | b'=')))
    };
    let drawn = || TOP_PAIRS.iter().any(|pair| memchr::memmem::find(bytes, pair).is_some());
    signs() || drawn() && text.contains(TOPS)
}

/// Whether the upper border of such a table may be, or one of its lines.
pub(crate) fn is_drawn_line(text: &str, line: &Line) -> bool {
    printed(text, line).starts_with(|c| is_drawn(c) || matches!(c, '+' | '|'))
}

/// Whether a line is nothing but `+---+---+`.
pub(crate) fn is_sign_rule(words: &str) -> bool {
    let inner = words.strip_prefix('+').and_then(|rest| rest.strip_suffix('+'));
    inner.is_some_and(|inner| {
        inner.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
            && inner.split('+').all(|part| part.contains(['-', '=']))
    })
}

/// How many of the first lines, one at least, none such table begins in.
pub(crate) fn prose(text: &str, chunk: &[Line]) -> usize {
    let top = |line: &&Line| strokes(printed(text, line)).is_some();
    1 + chunk.iter().skip(1).take_while(|line| !top(line)).count()
}

/// What an upper border is drawn with.
fn strokes(words: &str) -> Option<Strokes> {
    if words.starts_with(TOPS) && is_border(words) {
        return Some(Strokes::Lines);
    }
    is_sign_rule(words).then_some(Strokes::Signs)
}

/// How many of the first lines are one such table; none where they are not.
pub(crate) fn table(text: &str, chunk: &[Line]) -> Option<usize> {
    let first = chunk.first().map(|line| printed(text, line))?;
    let drawn = |line: &&Line| is_drawn_line(text, line) && line.tabs == 0;
    match strokes(first)? {
        Strokes::Lines => {
            let drawn = |line: &&Line| printed(text, line).starts_with(is_drawn);
            // The next upper border begins the next table.
            let next = |line: &&Line| !printed(text, line).starts_with(TOPS);
            let len = 1 + chunk[1..].iter().take_while(drawn).take_while(next).count();
            let rows = chunk[1..len].iter().filter(|line| !is_border(printed(text, line))).count();
            (rows > 0).then_some(len)
        }
        Strokes::Signs => {
            let is_rule = |line: &Line| is_sign_rule(printed(text, line));
            if chunk.get(1).is_none_or(is_rule) {
                return None;
            }
            let len = 1 + chunk[1..].iter().take_while(drawn).count();
            // Below the last rule no row ends.
            let last = chunk[..len].iter().rposition(is_rule)?;
            (last > 0).then_some(last + 1)
        }
    }
}

/// Cuts the lines of such a table into cells; the lines between two borders are one row.
///
/// A cell that a border does not pass below goes on in the next row: │ │ ├──┤; a row without a bar below
/// a joint has one cell there. Which joint a bar stands below, its place tells, or, where places tell
/// nothing, how many bars stand before it.
pub(crate) fn grid(text: &str, lines: &[Line], marks: bool) -> Option<Grid> {
    let strokes = strokes(printed(text, lines.first()?))?;
    let read = |measure| Reading::new(text, lines, strokes, measure).grid(lines, marks);
    let by_place = Measure::ALL.iter().find_map(|&measure| read(Some(measure)));
    by_place.or_else(|| read(None))
}

/// Words or a rule between two joints of a line.
struct Part {
    columns: Range<usize>,
    /// From which byte to which, white space left out.
    words: (usize, usize),
    ruled: bool,
}

/// A joint or a bar of a line: its place, and its bytes.
struct Joint {
    place: usize,
    bytes: (usize, usize),
    bar: bool,
}

/// A table as it is read.
struct Reading<'t> {
    text: &'t str,
    strokes: Strokes,
    /// Nothing where bars are counted.
    measure: Option<Measure>,
    /// The places of the joints.
    borders: Vec<usize>,
    cells: Vec<Stack>,
    /// By its first column, the cell that may go on.
    open: Vec<Option<usize>>,
    row: usize,
    /// Whether a cell of the row at hand has words.
    says: bool,
    headers: usize,
}

impl<'t> Reading<'t> {
    fn new(
        text: &'t str,
        lines: &[Line],
        strokes: Strokes,
        measure: Option<Measure>,
    ) -> Reading<'t> {
        let mut reading = Reading {
            text,
            strokes,
            measure,
            borders: Vec::new(),
            cells: Vec::new(),
            open: Vec::new(),
            row: 0,
            says: false,
            headers: 0,
        };
        for line in lines {
            let joints = reading.joints(line);
            let ruled = joints.windows(2).filter(|pair| reading.is_ruled(&pair[0], &pair[1]));
            let places: Vec<usize> = ruled.flat_map(|p| [p[0].place, p[1].place]).collect();
            // All rules of most tables are alike.
            if places.iter().any(|place| reading.borders.binary_search(place).is_err()) {
                reading.borders.extend(places);
                reading.borders.sort_unstable();
                reading.borders.dedup();
            }
        }
        reading
    }

    fn grid(mut self, lines: &[Line], marks: bool) -> Option<Grid> {
        let rows_are_lines = self.rows_are_lines(lines);
        for (at, line) in lines.iter().enumerate() {
            let parts = self.parts(line)?;
            self.take(parts.iter().filter(|part| !part.ruled))?;
            if parts.iter().any(|part| part.ruled) {
                let beside = |a: &Part, b: &Part| a.ruled == b.ruled;
                let runs = parts.chunk_by(beside).filter(|run| run[0].ruled);
                let ends = |run: &[Part]| run[0].columns.start..run[run.len() - 1].columns.end;
                self.end(runs.map(ends))?;
                let is_double =
                    |part: &Part| part.ruled && self.text[part.words.0..part.words.1].contains('=');
                if parts.iter().any(is_double) && self.headers == 0 && at + 1 < lines.len() {
                    self.headers = self.row;
                }
            } else if rows_are_lines {
                self.end(std::iter::once(0..self.open.len()))?;
            }
        }
        self.end(std::iter::once(0..self.open.len()))?;
        let room = |columns: &Range<usize>| {
            let places = self.borders.get(columns.start).zip(self.borders.get(columns.end));
            places.map_or(0, |(from, to)| (to - from).saturating_sub(SPARE))
        };
        let cells = Cells {
            text: self.text,
            form: match self.strokes {
                Strokes::Lines => GridForm::Pipes,
                Strokes::Signs => GridForm::Cells,
            },
            marks,
            full: self.measure.map(|measure| (measure, room)),
        };
        Some(cells.grid(&self.cells, self.headers))
    }

    /// Whether no rules part the rows, each of which is a line: the prompt of a database prints so.
    fn rows_are_lines(&self, lines: &[Line]) -> bool {
        let rule = |line: &&Line| is_sign_rule(printed(self.text, line));
        if self.strokes == Strokes::Lines || lines.iter().filter(rule).count() > 3 {
            return false;
        }
        let says = |part: &&Part| !part.ruled && part.words.0 < part.words.1;
        let full = |line: &&Line| {
            let parts = self.parts(line).unwrap_or_default();
            parts.first().is_some_and(|first| says(&first))
                && parts.iter().filter(says).count() * 2 > parts.len()
        };
        // The header stands above a rule of its own.
        let rows = lines.iter().rev().skip(1).take_while(|line| !rule(line));
        rows.filter(full).count() > 1
    }

    /// Takes the words of one line.
    fn take<'p>(&mut self, parts: impl Iterator<Item = &'p Part>) -> Option<()> {
        for part in parts {
            let Range { start, end } = part.columns;
            if self.open.len() < end {
                self.open.resize(end, None);
            }
            let index = match self.open[start] {
                Some(index) => index,
                None => {
                    let columns = start..end;
                    let row = self.row;
                    self.cells.push(Stack { columns, row, rows: 1, lines: Vec::new() });
                    self.open[start] = Some(self.cells.len() - 1);
                    self.cells.len() - 1
                }
            };
            let cell = &mut self.cells[index];
            if cell.columns != part.columns {
                return None;
            }
            cell.lines.push(part.words);
            self.says |= cell.row == self.row && part.words.0 < part.words.1;
        }
        self.is_whole().then_some(())
    }

    /// Whether no two cells that go on stand in one column.
    fn is_whole(&self) -> bool {
        let mut to = 0;
        self.open.iter().enumerate().filter_map(|(at, open)| Some((at, (*open)?))).all(
            |(at, index)| {
                let free = to <= at;
                to = self.cells[index].columns.end;
                free
            },
        )
    }

    /// Ends a row below the columns of the rules; the cells of the others go on in the next one.
    fn end(&mut self, ruled: impl Iterator<Item = Range<usize>>) -> Option<()> {
        for columns in ruled {
            let columns = columns.start..columns.end.min(self.open.len());
            for at in columns.clone() {
                let Some(index) = self.open[at].take() else { continue };
                let cell = &mut self.cells[index];
                if cell.columns.end > columns.end {
                    return None;
                }
                // A row that says nothing is none.
                if !self.says && cell.row == self.row {
                    cell.rows = 0;
                }
            }
        }
        if self.open.iter().all(Option::is_none) {
            self.open.clear();
        }
        if !std::mem::take(&mut self.says) {
            return Some(());
        }
        self.row += 1;
        for open in &mut self.open {
            let Some(index) = *open else { continue };
            if self.row - self.cells[index].row > LONGEST {
                *open = None;
            } else {
                self.cells[index].rows += 1;
            }
        }
        Some(())
    }

    /// The parts of a line, or nothing where its bars stand elsewhere than the joints.
    fn parts(&self, line: &Line) -> Option<Vec<Part>> {
        match self.measure {
            Some(_) => self.parts_by_place(line),
            None => self.parts_by_count(line),
        }
    }

    fn parts_by_place(&self, line: &Line) -> Option<Vec<Part>> {
        let joints = self.joints(line);
        // Beside rules all signs are joints; else they may be words of a cell.
        let ruled = joints.windows(2).any(|pair| self.is_ruled(&pair[0], &pair[1]));
        let mut columns: Vec<(usize, &Joint)> = Vec::new();
        for joint in &joints {
            match self.borders.binary_search(&joint.place) {
                Ok(column) if joint.bar || ruled || self.strokes == Strokes::Lines => {
                    columns.push((column, joint));
                }
                _ if self.strokes == Strokes::Signs => {}
                _ => return None,
            }
        }
        let (first, last) = (columns.first()?, columns.last()?);
        let ends = last.1.bytes.1;
        if first.0 != 0 || last.0 + 1 != self.borders.len() || columns.len() < 2 {
            return None;
        }
        let part = |pair: &[(usize, &Joint)]| {
            let (from, to) = (pair[0].1, pair[1].1);
            Part {
                columns: pair[0].0..pair[1].0,
                words: lines::trim(self.text, from.bytes.1, to.bytes.0),
                ruled: self.is_ruled(from, to),
            }
        };
        stacked::is_blank(self.text, ends, line.end).then(|| columns.windows(2).map(part).collect())
    }

    fn parts_by_count(&self, line: &Line) -> Option<Vec<Part>> {
        let words = printed(self.text, line);
        let part = |(at, (words, ruled)): (usize, ((usize, usize), bool))| Part {
            columns: at..at + 1,
            words,
            ruled,
        };
        if self.strokes == Strokes::Signs {
            let count = self.borders.len().checked_sub(1)?;
            if is_sign_rule(words) {
                let words = (line.start, line.end);
                return Some(vec![Part { columns: 0..count, words, ruled: true }]);
            }
            let parts = parts(self.text, line, |c| c == '|');
            let fits = parts.len() == count || parts.len() == 1;
            let parts = parts.into_iter().map(|words| (words, false));
            return fits.then(|| parts.enumerate().map(part).collect());
        }
        let parts = parts(self.text, line, is_joint);
        let ruled: Vec<bool> = parts.iter().map(|&(a, b)| is_ruled(&self.text[a..b])).collect();
        let joined = words.contains(|c| is_joint(c) && !is_bar(c));
        let some = ruled.contains(&true) && ruled.contains(&false);
        // A border of other columns parts all cells.
        if joined && some && parts.len() == self.open.len() {
            return Some(parts.into_iter().zip(ruled).enumerate().map(part).collect());
        }
        if is_border(words) {
            let (columns, words) = (0..self.open.len(), (line.start, line.end));
            return Some(vec![Part { columns, words, ruled: true }]);
        }
        let parts = self::parts(self.text, line, is_bar).into_iter().map(|words| (words, false));
        Some(parts.enumerate().map(part).collect())
    }

    fn joints(&self, line: &Line) -> Vec<Joint> {
        let measure = self.measure.unwrap_or(Measure::Same);
        let mut place = 0;
        let mut out = Vec::new();
        for (at, c) in self.text[line.start..line.end].char_indices() {
            let joint = match self.strokes {
                Strokes::Lines => is_joint(c),
                Strokes::Signs => matches!(c, '+' | '|'),
            };
            if joint {
                let at = line.start + at;
                out.push(Joint {
                    place,
                    bytes: (at, at + c.len_utf8()),
                    bar: is_bar(c) || c == '|',
                });
            }
            place += measure.of(c);
        }
        out
    }

    /// Whether a rule stands between two joints; between bars it is what a cell says.
    fn is_ruled(&self, from: &Joint, to: &Joint) -> bool {
        let words = &self.text[from.bytes.1..to.bytes.0];
        match self.strokes {
            _ if from.bar && to.bar => false,
            Strokes::Lines => is_ruled(words),
            Strokes::Signs => {
                words.contains(['-', '=']) && words.bytes().all(|b| matches!(b, b'-' | b'=' | b':'))
            }
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
    use hongtou_source::{Cell, GridRow, TextRange};

    use super::*;

    fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let lines = lines::lines(text, 0, text.len());
        let len = table(text, &lines)?;
        let words = |cell: &Cell| {
            let print = |piece: &TextRange| &text[piece.start() as usize..piece.end() as usize];
            cell.pieces.iter().map(print).collect()
        };
        let grid = grid(text, &lines[..len], false)?;
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
        let grid = grid(text, &lines, false).expect("a table");
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
        let rows = grid(&text, &lines, false).expect("a table").rows;
        let longest = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.rowspan).max();
        assert_eq!((rows.len(), longest), (LONGEST * 2 + 1, Some(LONGEST as u32 + 1)));
    }

    #[test]
    fn a_border_of_other_columns_parts_all_cells() {
        let text = "┌───┬──┐\n│县  │任务│\n├──┬┤ ├┤\n│云溪│20口│\n└───┴──┘";
        assert_eq!(read(text).expect("a table"), [vec!["县", "任务"], vec!["云溪", "20口"]]);
    }

    const SIGNS: &str = "\
+------+------------+----------+
| 序号 | 任务       | 任务分工 |
|      |            +----+-----+
|      |            | 牵 | 协  |
+======+============+====+=====+
| 一、农业                     |
+------+------------+----+-----+
| 1    | 建站5座|个 | 甲 | 丁  |
|      |            |    |     |
|      |            |    | 戊  |
+------+            +    +-----+
| 2    |            |    | 己  |
+------+------------+    +-----+
| 3    | 5G+基站    |    | 庚  |
+------+------------+----+-----+";

    #[test]
    fn a_row_without_a_bar_below_a_joint_has_one_cell_there() {
        let lines = lines::lines(SIGNS, 0, SIGNS.len());
        assert_eq!(table(SIGNS, &lines), Some(lines.len()));
        let grid = grid(SIGNS, &lines, false).expect("a table");
        let cell = |cell: &Cell| {
            let words: String = cell.pieces.iter().map(|piece| &SIGNS[piece.bytes()]).collect();
            (words, cell.column, cell.colspan, cell.rowspan, cell.breaks.len())
        };
        let row = |row: &GridRow| row.cells.iter().map(cell).collect::<Vec<_>>();
        let plain = |words: &str, column| (words.to_owned(), column, 1, 1, 0);
        let spans = |words: &str, column, across, down| (words.to_owned(), column, across, down, 0);
        let expected = [
            vec![spans("序号", 0, 1, 2), spans("任务", 1, 1, 2), spans("任务分工", 2, 2, 1)],
            vec![plain("牵", 2), plain("协", 3)],
            vec![spans("一、农业", 0, 4, 1)],
            vec![
                plain("1", 0),
                spans("建站5座|个", 1, 1, 2),
                spans("甲", 2, 1, 3),
                ("丁戊".to_owned(), 3, 1, 1, 1),
            ],
            vec![plain("2", 0), plain("己", 3)],
            vec![plain("3", 0), plain("5G+基站", 1), plain("庚", 3)],
        ];
        assert_eq!(grid.rows.iter().map(row).collect::<Vec<_>>(), expected);
        let headers: Vec<bool> = grid.rows.iter().map(|row| row.header).collect();
        assert_eq!(headers, [true, true, false, false, false, false]);
    }

    #[test]
    fn places_are_those_of_the_program_that_drew_them() {
        // Each character takes one place, or some take none that can be told.
        for table in [
            "+----+------+\n| 序号 | 任务   |\n+----+------+\n| 1  | 建站5座 |\n+----+------+",
            "+--+-----+\n| 序号 | 任务 |\n+--+-----+\n| 1 | 建站5座 |\n+--+-----+",
        ] {
            assert_eq!(read(table).expect("a table"), [["序号", "任务"], ["1", "建站5座"]]);
        }
    }

    #[test]
    fn rows_that_no_rule_parts_are_lines() {
        let text = "+------+--------+\n| 序号 | 任务   |\n+------+--------+\n| 1    | 建站   |\n| 2    | 修渠   |\n+------+--------+\n正文";
        assert_eq!(read(text).expect("a table"), [["序号", "任务"], ["1", "建站"], ["2", "修渠"]]);
        // One row of several lines.
        let text = "+------+--------+\n| 序号 | 任务   |\n+------+--------+\n| 1    | 建站、 |\n|      | 修渠   |\n+------+--------+";
        assert_eq!(read(text).expect("a table"), [["序号", "任务"], ["1", "建站、修渠"]]);
    }

    #[test]
    fn signs_that_draw_no_table() {
        for text in [
            "+-----+-----+\n正文",
            "+-----+-----+\n| 甲 | 乙 |\n正文",
            "+-----+-----+\n| 甲  |\n| 乙  | 丙  | 丁  |\n+-----+-----+",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_border_alone_is_no_table() {
        assert_eq!(read("┌──┬───┐\n说明"), None);
        assert_eq!(read("│云溪│ 20口 │"), None);
    }
}
