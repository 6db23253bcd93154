//! Tables whose numbers tell the rows: as many cells below each, or cells that look like what their headings say.

use std::ops::Range;

use super::look::{Look, cell, is_heading, is_name, is_section, is_sentence, one_source};
use super::parts::{Part, parts};
use super::{Heading, LONGEST_HEADER, Merged, Number, Row, Stack, named, number_of, wrapped};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::table::draft::task_number;
use crate::{sentence, words};

impl Stack {
    /// A table of one row: as many cells as there are headings, each what its heading says, and nothing behind them
    /// that might be a cell.
    pub(super) fn single(raw: &[Element<'_>], first: usize, header: Range<usize>) -> Option<Stack> {
        let end = first + header.len();
        let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
        if !serial || header.end != first || end > raw.len() {
            return None;
        }
        let columns: Vec<Look> =
            (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
        let fits = |(at, column): (usize, &Look)| {
            let look = Look::of(raw, &(at..at + 1));
            // 6月底前 may head a column as well.
            let heads = look != Look::Day && is_heading(raw, at, |_| true);
            look == *column && !heads && number_of(&raw[at]).is_none()
        };
        let row = number_of(&raw[first]);
        // 2、清淤… below the row 1 is the next one.
        let is_next = |line: &Line<'_>| {
            let han = [Form::Han, Form::HanBracket, Form::Chapter];
            let marked = line.marker.as_ref().filter(|next| !han.contains(&next.form));
            let told = || Some(task_number(&line.text()[cell(line)])?.number);
            let next = marked.map(|next| next.number).or_else(told);
            next.is_some_and(|next| row.is_some_and(|row| next > row))
        };
        let stops = match raw.get(end) {
            Some(Element::Line(line)) => {
                !is_next(line)
                    && (line.marker.is_some()
                        || words::starts_part(line.text())
                        || words::is_date_line(line.text())
                        || words::is_form_line(line.text())
                        || sentence::is_sentence(line.text()))
            }
            _ => true,
        };
        let whole = columns.contains(&Look::Units) && (first + 1..end).zip(&columns).all(fits);
        let head: Row = (0..).zip(header).collect();
        let row = (0..).zip(first..end).collect();
        if whole && stops { Stack::even(raw, head, vec![row], end) } else { None }
    }

    /// A table whose rows have as many cells each, or cells that look like what their headings say.
    pub(super) fn told_by_numbers(
        raw: &[Element<'_>],
        numbers: &[Number],
        mut header: Range<usize>,
    ) -> Option<Stack> {
        let first = numbers.first()?.at;
        let timed = header.clone().any(|at| Look::below(raw, at) == Look::Day);
        let parts = parts(raw, numbers, header.len(), timed);
        let (_, others) = parts.split_last()?;
        let serial = is_heading(raw, header.start, |heading| heading == Heading::Serial);
        if serial && is_title_below(raw, &header, others.first()?) {
            header.end -= 1;
        }
        let count = others.first()?.cells.len();
        let even = others.iter().all(|part| part.cells.len() == count);
        if serial && even && count + 1 == first - header.start && goes_on(raw, &header, others) {
            header.end = first;
        }
        let stack = match serial {
            true if even && count < header.len() => Stack::counted(raw, header, first, parts),
            true => Stack::aligned(raw, header, first, parts),
            false => Stack::counted(raw, header, first, parts),
        }?;
        one_source(&raw[stack.start..stack.end]).then_some(stack)
    }

    /// A table whose rows have as many cells, or one more where a group stands left of the number.
    fn counted(
        raw: &[Element<'_>],
        header: Range<usize>,
        first: usize,
        parts: Vec<Part>,
    ) -> Option<Stack> {
        let counts: Vec<usize> = parts.iter().map(|part| part.cells.len()).collect();
        let (last, others) = counts.split_last()?;
        let usual = *others.iter().min()?;
        let even = others.iter().all(|&count| count == usual);
        if usual < 2
            || usual > header.len()
            || *last < usual.min(2)
            || others.iter().any(|&count| count > usual + 1)
        {
            return None;
        }
        let mut lead: Vec<usize> = (header.end..first).collect();
        let grouped = !even || lead.iter().any(|&at| !is_section(raw, at));
        let mut group = lead.pop_if(|at| !is_section(raw, *at)).map(|at| at..at + 1);
        let mut rows: Vec<Row> = lead.into_iter().map(|at| vec![(0, at)]).collect();
        let left = u32::from(grouped);
        let mut end = first;
        for (at, mut part) in parts.into_iter().enumerate() {
            let is_last = at == others.len();
            let mut row: Row = group.take().into_iter().flatten().map(|at| (0, at)).collect();
            row.push((left, part.number));
            if grouped && !is_last && part.cells.len() > usual {
                group = part.cells.pop();
            }
            part.cells.truncate(usual);
            end = part.cells.last().map_or(part.number + 1, |cell| cell.end);
            let lines = |(column, cell): (u32, Range<usize>)| cell.map(move |at| (column, at));
            row.extend((left + 1..).zip(part.cells).flat_map(lines));
            rows.push(row);
            if !is_last {
                rows.extend(part.sections.into_iter().map(|at| vec![(0, at)]));
            }
        }
        if header.clone().any(|at| Look::below(raw, at) == Look::Units) && !names_units(raw, &rows)
        {
            return None;
        }
        let start = header.start;
        let head = wrapped::head(raw, header, usual + 1);
        let merged = Vec::new();
        // 备注 may have no cell in any row.
        let columns = head.last().map_or(0, |last| last.0 + 1);
        let least = if !grouped && columns as usize == usual + 2 { columns } else { 0 };
        Some(Stack { start, end, head, rows, even: true, broken: false, least, merged })
    }

    /// A table whose rows have more cells and less: units one a line, merged cells left out. What a
    /// line looks like tells its column.
    pub(super) fn aligned(
        raw: &[Element<'_>],
        header: Range<usize>,
        first: usize,
        mut parts: Vec<Part>,
    ) -> Option<Stack> {
        let columns: Vec<Look> =
            (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
        if !columns.contains(&Look::Units) {
            return None;
        }
        let mut rows: Vec<Row> = (header.end..first).map(|at| vec![(0, at)]).collect();
        let (mut end, count) = (first, parts.len());
        let named = are_named(raw, &columns, &parts);
        let mut names = named::Names::of(raw, &header, first, &columns, &mut parts);
        let mut merged: Vec<Merged> = Vec::new();
        for (at, mut part) in parts.into_iter().enumerate() {
            let mut row: Row = vec![(0, part.number)];
            end = part.number + 1;
            let begins = rows.len();
            // A row without the name that it shares with those above begins with its task.
            let nameless = names.as_mut().is_some_and(|names| names.lacks(raw, begins, &part))
                || named && part.cells.first().is_some_and(|cell| is_sentence(raw, cell));
            let mut used = nameless.then_some(0);
            let mut told = true;
            if fits_each(raw, &columns, &part.cells) {
                end = part.cells.last().map_or(end, |cell| cell.end);
                let lines = |(column, cell): (u32, Range<usize>)| cell.map(move |at| (column, at));
                row.extend((1..).zip(part.cells).flat_map(lines));
                part.cells = Vec::new();
            }
            for lines in part.cells {
                let look = Look::of(raw, &lines);
                // 教务处 alone is no body by its name, but where one stands next it is.
                let next = used.and_then(|used| columns.get(used + 1));
                let office =
                    look == Look::Words && next == Some(&Look::Units) && is_name(raw, &lines);
                let look = if office { Look::Units } else { look };
                let column = match next_column(&columns, used, look) {
                    Some(column) => column,
                    // Behind the last row something else begins.
                    None if at + 1 == count => break,
                    // The number is that of several rows.
                    None => {
                        rows.push(std::mem::take(&mut row));
                        let task = is_sentence(raw, &lines);
                        told &= task;
                        // So is the name that stands before them.
                        next_column(&columns, (named && task).then_some(0), look)?
                    }
                };
                used = Some(column);
                end = lines.end;
                row.extend(lines.map(|line| (column as u32 + 1, line)));
            }
            rows.push(row);
            // Lines that are no task may be those of a broken cell.
            if told {
                merged.extend(units_of_several(&rows, begins, &columns));
            }
            if at + 1 < count {
                rows.extend(part.sections.into_iter().map(|at| vec![(0, at)]));
            }
        }
        if let Some(names) = names {
            merged.extend(names.merged(&rows, columns.len() as u32));
        }
        let start = header.start;
        let head = (0..).zip(header).collect();
        Some(Stack { start, end, head, rows, even: false, broken: false, least: 0, merged })
    }
}

/// Whether the first two columns are the name and the task of each row: those with both have words in the
/// first and a sentence in the second. Rows with a cell for each column tell, where there are some.
fn are_named(raw: &[Element<'_>], columns: &[Look], parts: &[Part]) -> bool {
    let words =
        |cells: &[Range<usize>]| cells.iter().all(|cell| Look::of(raw, cell) == Look::Words);
    let full = parts.iter().any(|part| part.cells.len() == columns.len());
    let told = parts.iter().filter(|part| !full || part.cells.len() == columns.len());
    let mut whole =
        told.filter_map(|part| part.cells.get(..2).filter(|cells| words(cells))).peekable();
    columns.starts_with(&[Look::Words, Look::Words])
        && whole.peek().is_some()
        && whole.all(|cells| !is_sentence(raw, &cells[0]) && is_sentence(raw, &cells[1]))
}

/// Whether a row has a cell for each column, and none that looks like what another column holds: 监考教师
/// below 责任部门 is no name of a body.
pub(super) fn fits_each(raw: &[Element<'_>], columns: &[Look], cells: &[Range<usize>]) -> bool {
    let fits = |(&column, cell): (&Look, &Range<usize>)| match (column, Look::of(raw, cell)) {
        (Look::Words, look) => look != Look::Units,
        (Look::Day, look) => look == Look::Day,
        (Look::Units, Look::Words) => cell.len() == 1 && !is_sentence(raw, cell),
        (Look::Units, look) => look == Look::Units,
    };
    cells.len() == columns.len() && columns.iter().zip(cells).all(fits)
}

/// The units of rows under one number, from a row on, that those below them without units share: a merged
/// cell has one line.
fn units_of_several(rows: &[Row], from: usize, columns: &[Look]) -> Vec<Merged> {
    let units = |column: u32| columns.get(column as usize - 1) == Some(&Look::Units);
    let mut out: Vec<Merged> = Vec::new();
    for (row, cells) in rows.iter().enumerate().skip(from) {
        let own: Vec<u32> =
            cells.iter().map(|&(column, _)| column).filter(|&c| c > 0 && units(c)).collect();
        if own.is_empty() {
            for cell in out.iter_mut().filter(|cell| cell.row + cell.rows as usize == row) {
                cell.rows += 1;
            }
        }
        out.extend(own.into_iter().map(|column| Merged { row, column, rows: 1 }));
    }
    out.retain(|cell| cell.rows > 1);
    out.dedup_by_key(|cell| (cell.row, cell.column));
    out
}

/// Whether most cells of some column name units.
fn names_units(raw: &[Element<'_>], rows: &[Row]) -> bool {
    let cells = |column: u32| rows.iter().flatten().filter(move |&&(of, _)| of == column);
    let named = |&&(_, at): &&(u32, usize)| Look::of(raw, &(at..at + 1)) == Look::Units;
    (0..=LONGEST_HEADER as u32).any(|column| {
        let (all, named) = (cells(column).count(), cells(column).filter(named).count());
        named * 3 > all * 2
    })
}

/// The column of a line, where `used` is that of the line before it in its row.
fn next_column(columns: &[Look], used: Option<usize>, look: Look) -> Option<usize> {
    let Some(used) = used else {
        // A row begins with its task, whatever that looks like.
        let first = columns.first().filter(|&&first| first == look);
        return first.map(|_| 0).or_else(|| columns.iter().position(|&c| c == Look::Words));
    };
    if look == Look::Units && columns[used] == Look::Units {
        // Of two columns of units each has one line before the last has more.
        return Some(used + usize::from(columns.get(used + 1) == Some(&Look::Units)));
    }
    let fits = |&at: &usize| columns[at] == look || columns[at] == Look::Words && look == Look::Day;
    (used + 1..columns.len()).find(fits)
}

/// Whether the line below the headings that are known is one of them: each row has a cell for it,
/// and its other cells look like what their headings say.
pub(super) fn goes_on(raw: &[Element<'_>], header: &Range<usize>, rows: &[Part]) -> bool {
    let columns: Vec<Look> =
        (header.start + 1..header.end).map(|at| Look::below(raw, at)).collect();
    let unlike = |look: Look| columns.last() != Some(&look) || look == Look::Words;
    !is_section(raw, header.end)
        && rows.iter().all(|row| {
            let mut looks = row.cells.iter().map(|cell| Look::of(raw, cell));
            let fits = |&column: &Look| {
                looks.next().is_some_and(|look| column == Look::Words || column == look)
            };
            columns.iter().all(fits) && looks.next().is_some_and(unlike)
        })
}

/// Whether the last of some headings is the title of the rows below it: it is longer than headings are, and the
/// first row has a cell for each of the others alone.
pub(super) fn is_title_below(raw: &[Element<'_>], header: &Range<usize>, row: &Part) -> bool {
    const LONGEST: usize = 6;
    let last = header.end - 1;
    let columns = || (header.start + 1..last).map(|at| Look::below(raw, at)).collect::<Vec<_>>();
    wrapped::words_of(&raw[last]).chars().nth(LONGEST).is_some()
        && Look::below(raw, last) == Look::Words
        && Look::below(raw, last - 1) != Look::Words
        && fits_each(raw, &columns(), &row.cells)
}
