//! Tables whose columns are dashes under or above their cells, as pandoc writes them: `---- ------ ---`.
//!
//! A cell stands below the first dash of its column, and ends before that of the next. The header stands
//! above the dashes, alone or below a rule of one piece, or there is none and a rule of as many pieces stands
//! above the first row. Rows are lines, or, where blank lines stand between any, what stands between those.

use std::ops::Range;

use hongtou_source::{Grid, GridForm, chars};

use crate::lines::{self, Line};
use crate::stacked::{Cells, Measure, Stack};

/// Lines of a header at most.
const HEADER: usize = 8;

/// Whether a text may have such a table.
pub(crate) fn may_stand_in(text: &str) -> bool {
    let has = |words: &[u8]| memchr::memmem::find(text.as_bytes(), words).is_some();
    let equals = || memchr::memchr(b'=', text.as_bytes()).is_some();
    // Dashes are few: what stands behind each tells.
    let (mut run, mut gap) = (false, false);
    for at in memchr::memchr_iter(b'-', text.as_bytes()) {
        run |= text[at..].starts_with("--");
        gap |= text[at..].starts_with("- -") || text[at..].starts_with("-  ");
    }
    run && gap || equals() && (has(b"= =") || has(b"=  ="))
}

/// A table that begins with the first of some lines.
pub(crate) struct Dashed {
    /// How many lines it takes.
    pub(crate) len: usize,
    /// The places that columns begin at and end behind.
    columns: Vec<Range<usize>>,
    header: Range<usize>,
    body: Range<usize>,
    /// Whether a rule stands above the header, or above the first row.
    topped: bool,
    measure: Measure,
}

/// Reads the table that some lines begin with.
pub(crate) fn table(text: &str, lines: &[Line]) -> Option<Dashed> {
    let mut table = outline(text, lines)?;
    let mut fits = |&measure: &Measure| {
        table.measure = measure;
        table.fits(text, lines)
    };
    Measure::ALL.iter().find(|measure| fits(measure))?;
    Some(table)
}

/// Which lines are what, by the dashes alone.
fn outline(text: &str, lines: &[Line]) -> Option<Dashed> {
    let rule = |at: usize| lines.get(at).and_then(|line| dashes(text, line));
    let next = |from: usize| (from..lines.len()).find(|&at| rule(at).is_some());
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.blank);
    let table = |columns, header, body: Range<usize>, len, topped| {
        let measure = Measure::Narrow;
        (!body.is_empty()).then_some(Dashed { len, columns, header, body, topped, measure })
    };
    let Some(first) = rule(0) else {
        let columns = rule(1).filter(|columns| columns.len() > 1)?;
        let len = (2..lines.len()).find(|&at| is_blank(at) || rule(at).is_some());
        let end = len.unwrap_or(lines.len());
        let closes = rule(end).is_some();
        return table(columns, 0..1, 2..end, end + usize::from(closes), false);
    };
    let width = |columns: &[Range<usize>]| columns.last().map_or(0, |last| last.end);
    let as_wide = |columns: &[Range<usize>]| {
        columns[0].start == first[0].start && width(columns).abs_diff(width(&first)) <= 2
    };
    let second = next(1)?;
    let columns = rule(second).filter(|columns| as_wide(columns))?;
    let header = second <= HEADER && !(1..second).any(is_blank) && !is_blank(second + 1);
    let third = if header && columns.len() > 1 { next(second + 1) } else { None };
    match third.filter(|&third| rule(third).is_some_and(|rule| as_wide(&rule))) {
        Some(end) => table(columns, 1..second, second + 1..end, end + 1, true),
        None if first.len() > 1 => table(first, 0..0, 1..second, second + 1, true),
        None => None,
    }
}

/// The pieces of a line that is nothing but dashes.
fn dashes(text: &str, line: &Line) -> Option<Vec<Range<usize>>> {
    let words = text[line.start..line.end].trim_end_matches(chars::is_space);
    let dash = words.trim_start_matches(' ').chars().next().filter(|c| matches!(c, '-' | '='))?;
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in words.bytes().enumerate() {
        match out.last_mut() {
            _ if c == b' ' => {}
            _ if c != dash as u8 => return None,
            Some(last) if last.end == at => last.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    let least = if out.len() > 1 { 2 } else { 3 };
    out.iter().all(|dashes| dashes.len() >= least).then_some(out)
}

impl Dashed {
    /// Whether words stand in the columns: most lines of rows in several of them, and each in one line or none
    /// that runs over all.
    fn fits(&self, text: &str, lines: &[Line]) -> bool {
        let filled = |at: usize| {
            let parts = self.parts(text, &lines[at]).filter(|_| lines[at].tabs == 0)?;
            Some(parts.iter().filter(|(_, (from, to))| from < to).count())
        };
        if self.header.clone().any(|at| filled(at).is_none_or(|filled| filled == 0)) {
            return false;
        }
        if !self.header.is_empty() && self.header.clone().all(|at| filled(at) < Some(2)) {
            return false;
        }
        let (mut several, mut alone) = (0, 0);
        for rows in self.rows(text, lines) {
            let mut most = 0;
            for at in rows {
                let Some(filled) = filled(at) else { return false };
                most = most.max(filled);
            }
            *(if most > 1 { &mut several } else { &mut alone }) += 1;
        }
        several > alone
    }

    /// The lines of each row.
    fn rows(&self, text: &str, lines: &[Line]) -> Vec<Range<usize>> {
        let parted = self.body.clone().any(|at| lines[at].blank);
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut goes_on = false;
        for at in self.body.clone() {
            if lines[at].blank {
                goes_on = false;
                continue;
            }
            // No blank line parts one row from none.
            let first = || {
                self.parts(text, &lines[at])
                    .is_some_and(|parts| parts.first().is_some_and(|(_, (from, to))| from < to))
            };
            match out.last_mut() {
                Some(row) if goes_on && (parted || self.topped && !first()) => row.end = at + 1,
                _ => out.push(at..at + 1),
            }
            goes_on = true;
        }
        out
    }

    /// The words of a line by their columns, or nothing where they stand in none.
    fn parts(&self, text: &str, line: &Line) -> Option<Vec<(usize, (usize, usize))>> {
        let mut starts = self.columns.iter().skip(1).map(|column| column.start).peekable();
        let mut out = Vec::with_capacity(self.columns.len());
        let (mut place, mut from, mut after_space) = (0, line.start, true);
        for (at, c) in text[line.start..line.end].char_indices() {
            let at = line.start + at;
            while let Some(&start) = starts.peek()
                && place >= start
            {
                // Words run over the first dash.
                if !after_space {
                    return self.runs_over(text, line);
                }
                starts.next();
                out.push((out.len(), lines::trim(text, from, at)));
                from = at;
            }
            place += self.measure.of(c);
            after_space = chars::is_space(c);
            // A wide character may cover it.
            if starts.peek().is_some_and(|&start| place > start) && !after_space {
                return self.runs_over(text, line);
            }
        }
        out.push((out.len(), lines::trim(text, from, line.end)));
        out.extend((out.len()..self.columns.len()).map(|column| (column, (line.end, line.end))));
        Some(out)
    }

    /// The words of a line that heads the rows below it.
    fn runs_over(&self, text: &str, line: &Line) -> Option<Vec<(usize, (usize, usize))>> {
        let (from, to) = lines::trim(text, line.start, line.end);
        (!text[from..to].contains("  ")).then(|| vec![(0, (from, to))])
    }

    /// The table as a grid.
    #[inline(never)]
    pub(crate) fn grid(&self, text: &str, lines: &[Line], marks: bool) -> Grid {
        let header = (!self.header.is_empty()).then(|| self.header.clone());
        let headers = usize::from(header.is_some());
        let mut stacks: Vec<Stack> = Vec::new();
        for (row, lines_of) in header.into_iter().chain(self.rows(text, lines)).enumerate() {
            let first = stacks.len();
            for line in &lines[lines_of] {
                for (at, (column, words)) in
                    self.parts(text, line).unwrap_or_default().into_iter().enumerate()
                {
                    if stacks.len() == first + at {
                        let columns = column..column + 1;
                        stacks.push(Stack { columns, row, rows: 1, lines: Vec::new() });
                    }
                    stacks[first + at].lines.push(words);
                }
            }
        }
        // No wide character has room behind a full line.
        let room = |columns: &Range<usize>| self.columns[columns.start].len().saturating_sub(1);
        let full = Some((self.measure, room));
        Cells { text, form: GridForm::Pipes, marks, full }.grid(&stacks, headers)
    }
}

#[cfg(test)]
mod tests {
    use hongtou_source::Cell;

    use super::*;

    /// The rows of the table that a text begins with, `/` where a line breaks, and how many lines it takes.
    fn read(text: &str) -> Option<(usize, Vec<Vec<String>>)> {
        let lines = lines::lines(text, 0, text.len());
        let table = table(text, &lines)?;
        let words = |cell: &Cell| {
            let piece = |(at, piece): (usize, &hongtou_source::TextRange)| {
                let slash = if cell.breaks.contains(&(at as u16)) { "/" } else { "" };
                format!("{slash}{}", &text[piece.bytes()])
            };
            cell.pieces.iter().enumerate().map(piece).collect()
        };
        let grid = table.grid(text, &lines, true);
        Some((
            table.len,
            grid.rows.iter().map(|row| row.cells.iter().map(words).collect()).collect(),
        ))
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).map(|(_, rows)| rows).unwrap_or_default()
    }

    const ROWS: [[&str; 3]; 3] =
        [["序号", "任务", "单位"], ["1", "建站5座", "甲局"], ["2", "修渠", ""]];

    #[test]
    fn a_header_above_dashes_and_a_row_a_line() {
        let table = "  序号   任务      单位\n  ------ --------- ------\n  1      建站5座   甲局\n  2      修渠";
        assert_eq!(read(table), Some((4, rows(table))));
        assert_eq!(rows(table), ROWS);
        // A rule may end it, and a blank line does.
        let more = [table, "\n  ------ --------- ------\n正文"].concat();
        assert_eq!(read(&more), Some((5, rows(table))));
        assert_eq!(read(&[table, "\n\n正文"].concat()), Some((4, rows(table))));
    }

    #[test]
    fn dashes_above_the_first_row_and_below_the_last() {
        let rule = "  ------ --------- ------";
        let table = format!(
            "{rule}\n  序号   任务      单位\n  1      建站5座   甲局\n  2      修渠\n{rule}"
        );
        assert_eq!(read(&table), Some((5, rows(&table))));
        assert_eq!(rows(&table), ROWS);
        // A rule below the header too.
        let table = format!("{rule}\n  序号   任务      单位\n{rule}\n  1      建站5座   甲局\n  2      修渠\n{rule}").replace('-', "=");
        assert_eq!(read(&table), Some((6, rows(&table))));
        assert_eq!(rows(&table), ROWS);
        // Nothing ends it.
        assert_eq!(read(&format!("{rule}\n  1      建站5座   甲局\n")), None);
    }

    #[test]
    fn blank_lines_part_rows_of_several_lines() {
        let top = "  -----------------------------";
        let header = "  序号   任务      单位\n         摘要";
        let below = "  ------ --------- ------------";
        let body = "  1      建站5座   甲局\\\n                   乙局\n\n  2      修渠\n                   丙局";
        let table = format!("{top}\n{header}\n{below}\n{body}\n{top}\n\n正文");
        let expected =
            [["序号", "任务/摘要", "单位"], ["1", "建站5座", "甲局/乙局"], ["2", "修渠", "丙局"]];
        assert_eq!(read(&table), Some((10, rows(&table))));
        assert_eq!(rows(&table), expected);
        // The same without a header.
        let table = format!("{below}\n{body}\n{below}");
        assert_eq!(rows(&table), expected[1..]);
        // One row of several lines, which no blank line parts from another.
        let table = format!(
            "{top}\n  序号   任务      单位\n{below}\n  1      建站5座   甲局\\\n                   乙局\n{top}"
        );
        assert_eq!(
            rows(&table),
            [expected[0].map(|cell| cell.trim_end_matches("/摘要")), expected[1]]
        );
    }

    #[test]
    fn full_lines_are_wrapped() {
        let rule = "------ -------- ----------";
        let table = format!(
            "{rule}\n1      修渠     市农业农村\n                局\n\n2      建站5    甲局\n       座       乙局\n{rule}"
        );
        assert_eq!(rows(&table), [["1", "修渠", "市农业农村/局"], ["2", "建站5/座", "甲局/乙局"]]);
        let table = table.replace("甲局\n       座       乙局", "市住房建设\n       座       局");
        assert_eq!(rows(&table)[0][2], "市农业农村局");
    }

    #[test]
    fn places_are_those_of_the_program_that_wrote_them() {
        // Each character takes one.
        let table = "序号 任务    单位\n-- ----- --\n1  建站5座  甲局\n2  修渠    乙局";
        let expected = [["序号", "任务", "单位"], ["1", "建站5座", "甲局"], ["2", "修渠", "乙局"]];
        assert_eq!(rows(table), expected);
        // Words stand over the dashes, however they are measured.
        assert_eq!(read(&table.replace("2  修渠    乙局", "2  修渠乙  局  丙")), None);
    }

    #[test]
    fn a_title_runs_over_the_columns() {
        let table = "  序号   任务      单位\n  ------ --------- ------\n  一、农业农村方面的任务\n  1      建站5座   甲局\n  2      修渠      乙局";
        assert_eq!(rows(table)[1], ["一、农业农村方面的任务"]);
    }

    #[test]
    fn rules_about_prose_make_no_table() {
        let prose = "各乡镇人民政府要加强领导。\n县政府办公室负责督查。";
        for text in [
            format!("--- ---\n{prose}\n--- ---"),
            format!("----------\n{prose}\n----------"),
            format!("{prose}\n----------\n{prose}"),
            format!("----- -----\n\n{prose}\n\n----- -----"),
            format!("2026年任务分解表\n------ ------ ----\n{prose}"),
            format!("- - -\n{prose}\n- - -"),
        ] {
            assert_eq!(read(&text), None, "{text}");
        }
    }
}
