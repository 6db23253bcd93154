//! Tables written as tab-separated lines and as pipe tables.

use std::ops::Range;

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange, chars, numeral};

use crate::lines::{self, Line};
use crate::ruled;
use crate::{aligned, inline, placed};

/// A cell with line breaks has so many lines at most; further down nobody reads one.
pub(crate) const MOST_LINES: usize = 50;

/// What the first lines of a chunk are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    /// So many of them are one table.
    Table(usize),
    /// No table begins in so many of them.
    Prose(usize),
}

/// Whether `chunk` begins with a tab-separated table.
///
/// `chunk` holds no blank line. A stray tab in running text makes no table: it takes four filled
/// cells in one line, or several lines that agree, or a line as wide as the table before it
/// (`columns`; 0 where there was none), whose rest it then is.
pub(crate) fn tab_table(text: &str, chunk: &[Line], columns: usize) -> Begins {
    let run = tab_run(chunk);
    if run == 0 {
        return Begins::Prose(chunk.iter().take_while(|line| line.tabs == 0).count());
    }
    // A line without tabs between two lines of a table is a row of one cell (a section row), but
    // a page number or a rule ends the table.
    let mut len = run;
    while let Some(next) = chunk.get(len + 1)
        && next.tabs > 0
        && !is_page_or_rule(text, &chunk[len])
    {
        len += 1 + tab_run(&chunk[len + 1..]);
    }
    let mut agreeing = 0;
    for line in chunk[..len].iter().filter(|line| line.tabs > 0) {
        let inner = inner(text, line);
        agreeing += usize::from(line.tabs >= 2 && inner >= 1);
        let continues =
            columns >= 3 && line.tabs >= 2 && columns.abs_diff(line.tabs as usize + 1) <= 1;
        if agreeing >= 2 || inner >= 3 || continues {
            return Begins::Table(len);
        }
    }
    let first = &chunk[..run];
    let two_columns = run >= 3
        && first.iter().all(|line| line.tabs == 1 && inner(text, line) == 1)
        && first.iter().filter(|line| starts_with_ordinal(text, line)).count() * 2 < run;
    if two_columns { Begins::Table(run) } else { Begins::Prose(len) }
}

/// Whether the first of some lines is the rest of the last row of a tab table, all that a page holds of it: its number
/// alone stands between, and no line with a tab right below. The row has lost the blank cells before its words, and not
/// those between them. What stands at the foot of a table goes on with no cell.
pub(crate) fn is_rest_of_row(text: &str, above: &[Line], between: &[Line], below: &[Line]) -> bool {
    let [rest, after @ ..] = below else { return false };
    let words = &text.as_bytes()[rest.start..rest.end];
    after.first().is_none_or(|line| line.blank)
        && words.first() != Some(&b'\t')
        && words.windows(2).any(|two| two == b"\t\t")
        && inner(text, rest) >= 1
        && between.iter().any(|line| !line.blank)
        && between.iter().all(|line| line.blank || is_page_or_rule(text, line))
        && goes_on(text, above, rest)
}

/// Whether each cell of a line goes on with one of the last row above it, the first with none of its own, and one of
/// them surely.
fn goes_on(text: &str, above: &[Line], rest: &Line) -> bool {
    const LABELS: [&str; 6] = ["注", "备注", "说明", "附件", "附表", "制表"];
    let cells = |line: &Line| -> Vec<&str> {
        text[line.start..line.end].split('\t').map(chars::trim).collect()
    };
    let [.., before, row] = above else { return false };
    let (before, row, mut rest) = (cells(before), cells(row), cells(rest));
    while rest.last().is_some_and(|cell| cell.is_empty()) {
        rest.pop();
    }
    let labelled = |cell: &&str| {
        cell.contains(['：', ':']) || LABELS.iter().any(|label| cell.starts_with(label))
    };
    if before.len() != row.len() || row.len() <= rest.len() || rest.iter().any(labelled) {
        return false;
    }
    (1..=row.len() - rest.len()).any(|lost| {
        let places = before[lost..].iter().zip(&row[lost..]).zip(&rest);
        let mut joins = places
            .filter(|(_, rest)| !rest.is_empty())
            .map(|((before, cell), rest)| Joins::of(before, cell, rest));
        let mut surely = false;
        joins.all(|joins| {
            surely |= joins == Joins::Surely;
            joins != Joins::No
        }) && surely
    })
}

/// Whether words go on with those of a cell that a page may have cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    No,
    Maybe,
    Surely,
}

impl Joins {
    /// `before` stands in the row before the cut one. Where it ends as the cell does, the cell is whole; where it ends as
    /// the rest does, and a sentence or a name ends so, this is the end of the cell.
    fn of(before: &str, cell: &str, rest: &str) -> Joins {
        let name = |c: char| "局委办府厅处所院校部室会站队司心".contains(c);
        let end = |words: &str| words.chars().next_back();
        let Some(last) = end(cell).filter(|&last| !chars::ends_sentence(last) && !name(last))
        else {
            return Joins::No;
        };
        let ends = |kind: &dyn Fn(char) -> bool| {
            (end(before).is_some_and(kind), end(rest).is_some_and(kind))
        };
        let sentence = ends(&chars::ends_sentence);
        match (sentence, ends(&name)) {
            _ if matches!(last, '，' | '、') => Joins::Surely,
            _ if end(before) == Some(last) => Joins::No,
            ((true, true), _) | (_, (true, true)) => Joins::Surely,
            (_, (true, false)) => Joins::No,
            _ => Joins::Maybe,
        }
    }
}

/// How many of the first lines have a tab.
fn tab_run(chunk: &[Line]) -> usize {
    chunk.iter().take_while(|line| line.tabs > 0).count()
}

/// Whether a line is a page number or a rule, which ends a table.
pub(crate) fn is_page_or_rule(text: &str, line: &Line) -> bool {
    let words = &text[line.start..line.end];
    lines::is_page_number(words)
        || lines::is_rule(words)
        || words.trim_matches(chars::is_space).chars().all(|c| c.is_ascii_digit())
}

/// Tabs with words on both sides.
fn inner(text: &str, line: &Line) -> usize {
    let (from, to) = lines::trim(text, line.start, line.end);
    let words = &text.as_bytes()[from..to];
    let mut count = 0;
    let mut last = usize::MAX;
    for at in memchr::memchr_iter(b'\t', words) {
        // Tabs side by side stand around an empty cell; they part words once.
        count += usize::from(last == usize::MAX || at != last + 1);
        last = at;
    }
    count
}

/// Whether a line begins as lists do, up to its tab: `1.`, `一、`, `（一）`, a bullet.
fn starts_with_ordinal(text: &str, line: &Line) -> bool {
    let words = text[line.start..line.end].trim_start_matches(chars::is_space);
    let first = words.split('\t').next().unwrap_or("").trim_end_matches(chars::is_space);
    if matches!(first, "-" | "*" | "•" | "·" | "●" | "◆" | "■") {
        return true;
    }
    let number = first.trim_start_matches(['（', '(', '第']);
    let mark = number.trim_start_matches(|c| chars::digit(c).is_some() || numeral::is_ordinal(c));
    mark.len() < number.len() && matches!(mark, "." | "．" | "、" | "）" | ")" | "）、" | "条")
}

/// Cuts lines into cells at their tabs; leading tabs are empty cells. `headed` says that `#` before a row is the mark of
/// a heading.
pub(crate) fn tab_grid(text: &str, rows: &[Line], marks: bool, headed: bool) -> Grid {
    let mut grid = Grid { rows: Vec::with_capacity(rows.len()), form: GridForm::Tabs };
    for line in rows {
        let mut cells = Vec::with_capacity(line.tabs as usize + 1);
        let bytes = &text.as_bytes()[line.start..line.end];
        let mut start = line.start + if headed { heading_mark(bytes) } else { 0 };
        let breaks = has_breaks(bytes);
        for at in memchr::memchr_iter(b'\t', bytes).chain([bytes.len()]) {
            cells.push(cell(text, start..line.start + at, cells.len(), breaks, marks));
            start = line.start + at + 1;
        }
        grid.rows.push(GridRow { cells, ..GridRow::default() });
    }
    grid
}

/// The length of the mark of a heading that a program set before a row of cells: `## 2`, tab, ….
fn heading_mark(row: &[u8]) -> usize {
    let marks = row.iter().take_while(|&&b| b == b'#').count();
    let spaces = row[marks..].iter().take_while(|&&b| b == b' ').count();
    if (1..=6).contains(&marks) && spaces > 0 { marks + spaces } else { 0 }
}

/// Puts lines together that a cell in quotes holds, as spreadsheets copy one with line breaks.
///
/// A quote opens a cell right behind a tab or at the start of a row, and closes it before the next
/// tab or the end of a line; one that nothing closes is a quote.
#[inline(never)]
pub(crate) fn join_quoted(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut quotes = memchr::memchr_iter(b'"', bytes).filter_map(|at| at.checked_sub(1));
    if !quotes.any(|before| matches!(bytes[before], b'\t' | b'\n')) {
        return lines;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(&first) = lines.get(at) {
        let mut line = first;
        at += 1;
        while first.tabs > 0 && ends_in_quote(text, &line) {
            let closes = |next: &Line| closes_quote(&text[next.start..next.end]);
            let Some(more) = lines[at..].iter().take(MOST_LINES).position(closes) else { break };
            for next in &lines[at..=at + more] {
                line = Line { end: next.end, tabs: line.tabs + next.tabs, ..line };
            }
            at += more + 1;
        }
        out.push(line);
    }
    out
}

/// Whether a quote opens the last cell of a line and nothing closes it.
fn ends_in_quote(text: &str, line: &Line) -> bool {
    let cell = text[line.start..line.end].rsplit('\t').next().unwrap_or_default();
    cell.starts_with('"') && cell.matches('"').count() % 2 == 1
}

/// Whether a line goes on in a cell in quotes and closes it.
fn closes_quote(words: &str) -> bool {
    let cell = words.split('\t').next().unwrap_or_default();
    cell.ends_with('"') && cell.matches('"').count() % 2 == 1
}

/// Puts lines together that a cell between bars holds.
///
/// Text out of web pages prints a row as `1 | … | … |`, and a cell's line breaks with it. A bar ends the
/// row: so a header that ends with one says how many bars a row has, and a line with fewer goes on in the
/// next, up to one that ends with a bar. A row below another may lack the cells merged with those above it.
/// Where the bars do not come out even, nothing is put together, and below a delimiter row only where no bar
/// stands at the ends of a row, since else rows are lines.
#[inline(never)]
pub(crate) fn join_barred(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let (first, taken) = header_over_lines(text, &lines[at..]).unwrap_or((lines[at], 1));
        out.push(first);
        at += taken;
        let is_delimiter = is_delimiter(text, &first);
        if is_delimiter || ruled::is_sign_rule(text[first.start..first.end].trim()) {
            let table = lines[at..].iter().take_while(|line| !line.blank).count();
            let rows = &lines[at..at + table];
            if is_delimiter {
                join_header(text, &mut out);
            }
            let header = out.len().checked_sub(2).map(|at| out[at]);
            match header.filter(|header| is_delimiter && has_no_edge(text, header)) {
                Some(_) => out.extend(rows_below(text, rows, pipes(text, &first))),
                None => out.extend(rows),
            }
            at += table;
            continue;
        }
        let bars = pipes(text, &first);
        if bars < 3 || !ends_with_bar(text, &first) {
            continue;
        }
        let (mut rows, mut full, mut short, mut end) = (Vec::new(), 0, 0, at);
        let any =
            |lines: &[Line]| barred_row(text, lines, bars).or_else(|| short_row(text, lines, bars));
        loop {
            if let Some((row, taken)) = barred_row(text, &lines[end..], bars) {
                rows.push(row);
                full += 1;
                end += taken;
            } else if let [title, below @ ..] = &lines[end..]
                && pipes(text, title) == 1
                && ends_with_bar(text, title)
                && any(below).is_some()
            {
                // What heads the rows below it has one cell.
                rows.push(*title);
                end += 1;
            } else if full > 0
                && let Some((row, taken)) = short_row(text, &lines[end..], bars)
            {
                rows.push(row);
                short += 1;
                end += taken;
            } else {
                break;
            }
        }
        // One row alone may be anything; rows that are lines need no help.
        if full > 0 && full + short > 1 && end - at > rows.len() {
            out.append(&mut rows);
            at = end;
        } else if full > 0 && full == end - at {
            // From each of these lines on, the others would be found to be rows again.
            let header = (at..end).find(|&at| header_over_lines(text, &lines[at..]).is_some());
            let next = header.unwrap_or(end);
            out.extend(&lines[at..next]);
            at = next;
        }
    }
    out
}

/// Puts the lines of a header together that stands above the delimiter row, the last of some lines: line breaks in
/// its cells part them, 序⏎号| 任务| 完成⏎时限.
fn join_header(text: &str, lines: &mut Vec<Line>) {
    const MOST: usize = 6;
    let Some((delimiter, above)) = lines.split_last() else { return };
    let bars = pipes(text, delimiter);
    let breaks =
        |line: &Line| !line.blank && line.tabs == 0 && text[line.start..line.end].ends_with("  ");
    let (mut from, mut found) = (above.len(), 0);
    while found < bars && above.len() - from < MOST {
        let Some(line) = from.checked_sub(1).map(|at| &above[at]).filter(|line| breaks(line))
        else {
            return;
        };
        found += pipes(text, line);
        from -= 1;
    }
    if found != bars || bars < 2 {
        return;
    }
    let first = first_cell(text, &above[from]);
    let begins = |line: &Line| {
        let words = text[line.start..line.end].trim_matches(chars::is_space);
        breaks(line) && pipes(text, line) == 0 && placed::is_serial(&[words, first].concat())
    };
    if from > 0 && !placed::is_serial(first) && begins(&above[from - 1]) {
        from -= 1;
    }
    let (delimiter, end) = (*delimiter, above[above.len() - 1].end);
    let whole = Line { end, ..above[from] };
    lines.truncate(from);
    lines.extend([whole, delimiter]);
}

/// Puts lines together below a delimiter row without bars at its ends.
///
/// A row goes on behind the line of its number until it has all bars, and its last cell in lines that a
/// break ends before. What stands there without a bar and heads the rows below it has an ordinal, or all
/// such lines do, where the first stands above all rows.
fn rows_below(text: &str, lines: &[Line], bars: usize) -> Vec<Line> {
    let more =
        lines.first().filter(|first| numbers(text, first) == 0).map(|first| pipes(text, first));
    let found = joined_rows(text, lines, bars);
    // A second row of the header names the columns below one cell of the first.
    match more.filter(|more| (1..bars).contains(more)) {
        Some(more) => {
            let other = joined_rows(text, lines, bars + more);
            // Where both come out even, the longer rows leave fewer lines.
            if other.1 > 0 && other.1 >= found.1 { other.0 } else { found.0 }
        }
        None => found.0,
    }
}

/// Rows of so many bars, and how many have a number and all of them.
fn joined_rows(text: &str, lines: &[Line], bars: usize) -> (Vec<Line>, usize) {
    let words = |line: &Line| text[line.start..line.end].trim_start_matches(chars::is_space);
    let is_title = |line: &Line| pipes(text, line) == 0 && aligned::is_ordinal(words(line));
    let header = lines.iter().take_while(|line| numbers(text, line) == 0 && pipes(text, line) > 0);
    let titled = lines.get(header.count()).is_some_and(|line| pipes(text, line) == 0);
    // Two blanks end a row, also behind a cell without words. What stands below all rows is rather of the notice.
    let last_row = lines.iter().rposition(|line| pipes(text, line) > 0).unwrap_or(0);
    let is_cell = |nth: usize| {
        text[..lines[nth].end].ends_with("  ") || is_short_cell(words(&lines[nth]), nth < last_row)
    };
    let (mut out, mut full): (Vec<Line>, usize) = (Vec::with_capacity(lines.len()), 0);
    let mut whole = false;
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        let own = pipes(text, &line);
        at += 1;
        let goes_on = own == 0 && whole && !is_title(&line) && !is_page_or_rule(text, &line);
        if let Some(last) = out.last_mut()
            && goes_on
            && (text[..last.end].ends_with('|') && (at <= last_row || is_cell(at - 1))
                || !titled && text[..last.end].ends_with("  "))
        {
            last.end = line.end;
            continue;
        }
        let mut row = line;
        let mut found = own;
        if numbers(text, &line) == 1 {
            let mut more = 0;
            for next in &lines[at..] {
                if found >= bars || numbers(text, next) > 0 || is_title(next) {
                    break;
                }
                found += pipes(text, next);
                more += 1;
            }
            if found == bars {
                row.end = lines[at + more - 1].end;
                full += 1;
                at += more;
            } else if found * 2 > bars {
                // A cell merged with the one above is left out. A bar at the end is no edge: the line breaks there.
                let wrapped = |nth: &usize| {
                    let above = &text[..lines[at + nth - 1].end];
                    match pipes(text, &lines[at + nth]) {
                        0 => above.ends_with('|') && is_cell(at + nth),
                        _ => !words(&lines[at + nth]).starts_with('|'),
                    }
                };
                more = (0..more).rfind(wrapped).map_or(0, |nth| nth + 1);
                row.end = lines[at + more - 1].end;
                at += more;
            }
        }
        whole = found == bars;
        out.push(row);
    }
    (out, full)
}

/// Whether words are what a last cell may say and a line of the notice is not: a time, and above other rows the
/// name of a body; below them that and a whole day sign the notice.
fn is_short_cell(words: &str, above_rows: bool) -> bool {
    const TIMES: &str = "年月日底末前后初上中下旬季度全按时完成持续长期常态化坚推进—-至.";
    const LONGEST: usize = 12;
    let words = words.trim_matches(chars::is_space);
    let time = words.chars().all(|c| chars::digit(c).is_some() || TIMES.contains(c));
    let figures = words.split(|c| chars::digit(c).is_none()).filter(|part| !part.is_empty());
    let signs = figures.count() > 2 && !words.contains(['前', '底', '末']);
    let digits = words.chars().all(|c| chars::digit(c).is_some());
    let body = words.ends_with(['局', '委', '办', '府', '会', '院'])
        && !words.contains(['：', ':', '（', '(', '。', '，']);
    (time && !digits && (above_rows || !signs) || body && above_rows)
        && words.chars().count() <= LONGEST
}

/// The cells of a line that say nothing but a number.
fn numbers(text: &str, line: &Line) -> usize {
    let is_number = |cell: &&str| {
        let cell = cell.trim_matches(chars::is_space);
        !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit())
    };
    text[line.start..line.end].split('|').filter(is_number).count()
}

/// The words in front of the first bar of a line.
pub(crate) fn first_cell<'t>(text: &'t str, line: &Line) -> &'t str {
    let words = &text[line.start..line.end];
    words.split('|').next().unwrap_or_default().trim_matches(chars::is_space)
}

/// Whether no bar stands at either end of a line.
fn has_no_edge(text: &str, line: &Line) -> bool {
    let (from, to) = lines::trim(text, line.start, line.end);
    !text[from..to].starts_with('|') && !text[from..to].ends_with('|')
}

/// The row that begins with the first line and has so many bars, and the lines that it takes.
fn barred_row(text: &str, lines: &[Line], bars: usize) -> Option<(Line, usize)> {
    let first = *lines.first()?;
    let mut found = 0;
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        let own = pipes(text, line);
        if line.blank || line.tabs > 0 || at == 0 && own == 0 || is_delimiter(text, line) {
            return None;
        }
        found += own;
        if found > bars {
            return None;
        }
        if found == bars {
            let row = Line { end: line.end, ..first };
            return ends_with_bar(text, line).then_some((row, at + 1));
        }
    }
    None
}

/// The header that begins with the first line, 序号 its first heading, and goes on in the next ones, and the
/// lines that it takes: a numbered row of as many bars stands below it, and nothing or another number behind
/// that. One empty cell more at its end is none of the rows'.
fn header_over_lines(text: &str, lines: &[Line]) -> Option<(Line, usize)> {
    // Cells on lines of their own are no rows.
    let several = |first: &&Line| !first.blank && first.tabs == 0 && pipes(text, first) > 1;
    let first = lines.first().filter(several)?;
    let cell = |line: &Line| {
        let words = &text[line.start..line.end];
        words.split_once('|').map(|(cell, _)| cell.trim_matches(chars::is_space))
    };
    cell(first).filter(|cell| placed::is_serial(cell))?;
    let numbered = |line: &Line| {
        cell(line).is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()))
    };
    let taken = lines.iter().take(MOST_LINES).position(numbered).filter(|&taken| taken > 1)?;
    let (header, below) = lines.split_at(taken);
    let last = &header[taken - 1];
    let plain = |line: &Line| {
        !line.blank && line.tabs == 0 && !text[line.start..line.end].contains(['。', '；'])
    };
    if !header.iter().all(plain) || !ends_with_bar(text, last) {
        return None;
    }
    let bars: usize = header.iter().map(|line| pipes(text, line)).sum();
    let empty = text[last.start..last.end].trim_end_matches(chars::is_space).strip_suffix('|');
    let empty = empty.is_some_and(|words| words.trim_end_matches(chars::is_space).ends_with('|'));
    let fits = |bars: usize| {
        let (_, row) = barred_row(text, below, bars)?;
        below.get(row).is_none_or(|next| next.blank || numbered(next)).then_some(())
    };
    // Rows of as many bars as its first line has: each line is a row, 责任清单 above 责任领导.
    if header.iter().all(|line| pipes(text, line) == pipes(text, first))
        && are_names_below(text, first, &header[1])
        && fits(pipes(text, first)).is_some()
    {
        return None;
    }
    let header = |end| (Line { end, ..*first }, taken);
    if fits(bars).is_some() {
        return Some(header(last.end));
    }
    fits(bars.checked_sub(1).filter(|_| empty)?)?;
    let (_, end) = lines::trim(text, last.start, last.end);
    Some(header(end - 1))
}

/// Whether cells surely name columns of the headings above them: there is one below each heading, or those without words
/// stand below headings with a column of their own and each run of the others below one, or one heading alone begins as
/// the first name does.
fn are_names_below(text: &str, header: &Line, names: &Line) -> bool {
    let cells = |line: &Line| -> Vec<&str> {
        let (from, to) = lines::trim(text, line.start, line.end);
        let words = text[from..to].strip_suffix('|').unwrap_or(&text[from..to]);
        words.split('|').map(|cell| cell.trim_matches(chars::is_space)).collect()
    };
    let (mut heads, names) = (cells(header), cells(names));
    heads.truncate(heads.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    if names[0].is_empty() {
        let groups = names.chunk_by(|one, other| !one.is_empty() && !other.is_empty());
        return heads.len() == names.len() || groups.count() == heads.len();
    }
    let begin = |cell: &str| cell.chars().take(2).collect::<String>();
    heads.iter().filter(|head| begin(head) == begin(names[0])).count() == 1
}

/// The row that begins with the first line and lacks less than half of the bars, since cells merged with
/// those above are left out, and the lines that it takes.
fn short_row(text: &str, lines: &[Line], bars: usize) -> Option<(Line, usize)> {
    let ends = |line: &Line| line.blank || ends_with_bar(text, line);
    let last = lines.iter().take(MOST_LINES).position(ends)?;
    let found: usize = lines[..=last].iter().map(|line| pipes(text, line)).sum();
    let row = barred_row(text, lines, found)?;
    (found < bars && found * 2 > bars).then_some(row)
}

pub(crate) fn ends_with_bar(text: &str, line: &Line) -> bool {
    text[line.start..line.end].trim_end_matches(chars::is_space).ends_with('|')
}

/// The lines inside the quotes of a cell that holds several.
fn quoted(text: &str, from: usize, to: usize) -> Option<Vec<Line>> {
    let inner = text[from..to].strip_prefix('"')?.strip_suffix('"')?;
    let several = inner.contains(['\n', '\r']);
    several.then(|| lines::lines(text, from + 1, to - 1))
}

/// The lines of a cell that line breaks part.
fn broken(text: &str, from: usize, to: usize) -> Option<Vec<Line>> {
    has_breaks(&text.as_bytes()[from..to]).then(|| lines::lines(text, from, to))
}

/// Whether line breaks stand in a row, as they do in few.
fn has_breaks(bytes: &[u8]) -> bool {
    memchr::memchr2(b'\n', b'\r', bytes).is_some()
}

/// A cell; `breaks` is whether its row has line breaks in it, `marks` whether it may have marks of Markdown.
fn cell(
    text: &str,
    Range { start: from, end: to }: Range<usize>,
    column: usize,
    breaks: bool,
    marks: bool,
) -> Cell {
    if from == to {
        return Cell { column: column as u32, ..Cell::default() };
    }
    let lines = || quoted(text, from, to).or_else(|| broken(text, from, to));
    if let Some(lines) = if breaks { lines() } else { None } {
        let mut cell = Cell { column: column as u32, ..Cell::default() };
        for line in lines.iter().filter(|line| !line.blank) {
            let (from, to) = lines::trim(text, line.start, line.end);
            if !cell.pieces.is_empty() {
                cell.breaks.push(cell.pieces.len() as u16);
            }
            cell.pieces.push(TextRange::at(from, to));
        }
        return cell;
    }
    if marks {
        let mut cell = Cell { column: column as u32, ..Cell::default() };
        inline::words(text, from, to).into_cell(&mut cell);
        return cell;
    }
    let (from, to) = lines::trim(text, from, to);
    Cell::plain(column as u32, TextRange::at(from, to))
}

/// Whether `chunk` begins with a pipe table.
///
/// Lines agree in their number of pipes or begin with one; a delimiter row settles it.
pub(crate) fn pipe_table(text: &str, chunk: &[Line]) -> Begins {
    let len = pipe_run(text, chunk);
    let run = &chunk[..len];
    let Some(first) = run.first() else {
        return Begins::Prose(chunk.iter().take_while(|line| pipes(text, line) == 0).count());
    };
    if run.iter().take(3).any(|line| is_delimiter(text, line)) {
        return Begins::Table(len);
    }
    let pipes = pipes(text, first);
    // What heads the rows below it has one cell, and tells nothing of theirs.
    let titles = (1..len).filter(|&at| heads_rows(text, &run[at - 1..], pipes)).count();
    let edged = run.iter().filter(|line| has_edges(text, line)).count();
    let alike = run.iter().filter(|line| self::pipes(text, line) == pipes).count();
    let told = len - titles;
    let several = told >= 2 && pipes >= 2 && (alike * 2 > told || edged * 2 > told);
    let one = len == 1 && edged == 1 && pipes >= 3;
    if several || one {
        return Begins::Table(len);
    }
    let bar = |line: &&Line| self::pipes(text, line) == pipes && ends_with_bar(text, line);
    let own = run.iter().take_while(bar).count();
    // Below a row with all its cells, others lack those merged with it.
    let merged = |line: &Line| {
        let own = self::pipes(text, line);
        own <= pipes && own * 2 > pipes && ends_with_bar(text, line)
    };
    let is_row = |at: usize| merged(&run[at]) || at > 0 && heads_rows(text, &run[at - 1..], pipes);
    let full = run.iter().filter(bar).count();
    let [_, rows @ ..] = run else { return Begins::Prose(len) };
    // Each row may lack its last cells, where those are empty.
    let is_number = |words: &str| !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
    let numbered = own == 1
        && !rows.is_empty()
        && placed::is_serial(first_cell(text, first))
        && rows.iter().all(|row| is_number(first_cell(text, row)));
    let begun = own >= 2 || own == 1 && titles > 0 && full >= 2 || numbered;
    if begun && pipes >= 3 && (0..len).all(is_row) {
        return Begins::Table(len);
    }
    // A header of groups has fewer bars than its rows.
    if placed::is_serial(first_cell(text, first)) && rows_are_alike(text, first, rows) {
        return Begins::Table(len);
    }
    // Rows of one width above those of another: a block of metadata above its table.
    if own >= 2 && pipes >= 3 { Begins::Table(own) } else { Begins::Prose(len) }
}

/// Whether the second of some lines is a row of one cell between others of a table with so many pipes a row, and heads
/// those below it: `一、完善体系 |`.
fn heads_rows(text: &str, lines: &[Line], bars: usize) -> bool {
    let [above, title, below, ..] = lines else { return false };
    bars >= 3
        && pipes(text, title) == 1
        && ends_with_bar(text, title)
        && aligned::is_ordinal(first_cell(text, title))
        && [above, below].into_iter().all(|row| pipes(text, row) >= 2 && ends_with_bar(text, row))
}

/// Whether rows below a header have as many pipes each, several of them, and begin with numbers but for the first,
/// which may go on with the header.
fn rows_are_alike(text: &str, header: &Line, below: &[Line]) -> bool {
    let is_number = |line: &Line| {
        let words = first_cell(text, line);
        !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
    };
    let [first, rows @ ..] = below else { return false };
    let own = pipes(text, first);
    own >= 3
        && are_names_below(text, header, first)
        && !rows.is_empty()
        && rows
            .iter()
            .all(|row| pipes(text, row) == own && is_number(row) && ends_with_bar(text, row))
}

/// How many of the first lines have a pipe.
///
/// Below a delimiter row, a line without one between two others is a row of one cell.
fn pipe_run(text: &str, chunk: &[Line]) -> usize {
    let run = |lines: &[Line]| lines.iter().take_while(|line| pipes(text, line) > 0).count();
    let mut len = run(chunk);
    if !chunk[..len].iter().any(|line| is_delimiter(text, line)) {
        return len;
    }
    while let Some(title) = chunk.get(len)
        && !is_page_or_rule(text, title)
        && chunk.get(len + 1).is_some_and(|next| pipes(text, next) > 0)
        && !chunk.get(len + 2).is_some_and(|below| is_delimiter(text, below))
    {
        len += 1 + run(&chunk[len + 1..]);
    }
    len
}

/// Unescaped pipes of a line.
pub(crate) fn pipes(text: &str, line: &Line) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'|', &bytes[line.start..line.end])
        .filter(|&at| !is_escaped(bytes, line.start, line.start + at))
        .count()
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], from: usize, at: usize) -> bool {
    bytes[from..at].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
}

pub(crate) fn has_edges(text: &str, line: &Line) -> bool {
    let (from, to) = lines::trim(text, line.start, line.end);
    text[from..to].starts_with('|') && text[from..to].ends_with('|')
}

/// Whether a line only parts the heading from the rest: `|---|:-:|`.
fn is_delimiter(text: &str, line: &Line) -> bool {
    let words = &text.as_bytes()[line.start..line.end];
    words.contains(&b'-')
        && words.contains(&b'|')
        && words.iter().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
        && words
            .split(|&b| b == b'|')
            .map(|cell| cell.trim_ascii())
            .all(|cell| cell.is_empty() || cell.contains(&b'-'))
}

/// How many bars the rows have where most begin with a cell and not with a bar, and all of those alike.
fn bare_width(text: &str, rows: &[Line]) -> Option<usize> {
    let begins = |line: &&Line| {
        let (from, _) = lines::trim(text, line.start, line.end);
        text.as_bytes()[from] != b'|'
    };
    let edged = rows.iter().filter(|line| !begins(line)).count();
    if edged == 0 || edged * 2 >= rows.len() {
        return None;
    }
    // A header of groups has fewer than its rows.
    let grouped = rows.len() > 3
        && placed::is_serial(first_cell(text, &rows[0]))
        && pipes(text, &rows[0]) < pipes(text, &rows[1]);
    let mut bars = rows[usize::from(grouped)..]
        .iter()
        .filter(begins)
        .filter(|line| !is_delimiter(text, line))
        .map(|line| pipes(text, line));
    let first = bars.next()?;
    bars.all(|own| own == first).then_some(first)
}

/// Cuts lines into cells at their pipes; what stands above a delimiter row is heading.
pub(crate) fn pipe_grid(text: &str, rows: &[Line], marks: bool) -> Grid {
    let mut grid = Grid { rows: Vec::with_capacity(rows.len()), form: GridForm::Pipes };
    let bytes = text.as_bytes();
    let bare = bare_width(text, rows);
    for line in rows {
        if is_delimiter(text, line) {
            if grid.rows.len() <= 2 {
                grid.rows.iter_mut().for_each(|row| row.header = true);
            }
            continue;
        }
        let (mut start, mut end) = lines::trim(text, line.start, line.end);
        // As many bars as rows without one in front: it stands behind a cell without words.
        if bytes[start] == b'|' && bare != Some(pipes(text, line)) {
            start += 1;
        }
        if end > start && bytes[end - 1] == b'|' && !is_escaped(bytes, start, end - 1) {
            end -= 1;
        }
        let mut cells = Vec::new();
        let from = start;
        let breaks = has_breaks(&bytes[from..end]);
        for at in memchr::memchr_iter(b'|', &bytes[from..end]) {
            if is_escaped(bytes, from, from + at) {
                continue;
            }
            cells.push(cell(text, start..from + at, cells.len(), breaks, marks));
            start = from + at + 1;
        }
        cells.push(cell(text, start..end, cells.len(), breaks, marks));
        grid.rows.push(GridRow { cells, ..GridRow::default() });
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(text: &str) -> usize {
        match tab_table(text, &lines::lines(text, 0, text.len()), 0) {
            Begins::Table(rows) => rows,
            Begins::Prose(_) => 0,
        }
    }

    fn words(text: &str, grid: &Grid) -> Vec<Vec<String>> {
        let cell = |cell: &Cell| cell.pieces.iter().map(|p| &text[p.bytes()]).collect::<String>();
        grid.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
    }

    #[test]
    fn the_mark_of_a_heading_before_a_row_is_none() {
        let text = "1\t植树\t甲局\n## 2\t修渠\t乙局\n# \t清淤。\t\n#3\t建站\t丙局";
        let lines = lines::lines(text, 0, text.len());
        let rows = |headed: bool| words(text, &tab_grid(text, &lines, false, headed));
        let found = rows(true);
        assert_eq!([&found[1][0], &found[2][0], &found[3][0]], ["2", "", "#3"]);
        assert_eq!(found[2].len(), 3);
        assert_eq!(rows(false)[1][0], "## 2");
    }

    #[test]
    fn a_header_goes_on_until_it_has_the_bars_of_a_row() {
        let rows = |text: &str| {
            let rows = join_barred(text, lines::lines(text, 0, text.len()));
            let grid = pipe_grid(text, &rows, false);
            words(text, &grid).iter().map(|row| row.join("/")).collect::<Vec<_>>()
        };
        let below = "1 | 建站 | 甲局 | 80人 | 50% |  |\n2 | 修渠 | 乙局 | 3条 | 100% |  |\n";
        let wanted = [
            "序号/任务/单位/目标/1-8月完成率/备注",
            "1/建站/甲局/80人/50%/",
            "2/修渠/乙局/3条/100%/",
        ];
        for header in [
            "序号 | 任务 | 单位 | 目标 | 1-8月\n完成率 | 备注 |\n",
            "序号 | 任务 | 单位 |\n目标 | 1-8月完成率 |\n备注 |\n",
            "序号 | 任务 | 单位 | 目标 |\n1-8月完成率 | 备注 | |\n",
        ] {
            assert_eq!(rows(&format!("{header}{below}")), wanted, "{header}");
        }
        // One heading too many or too few, no number before them, a sentence, cells on lines of their own.
        for header in [
            "序号 |\n任务 |\n单位 |\n目标 |\n完成率 |\n备注 |\n",
            "序号 | 任务 | 单位 | 目标 |\n完成率 |\n",
            "序号 | 任务 | 单位 | 目标 |\n完成率 | 备注 | 说明 |\n",
            "任务 | 单位 | 目标 |\n完成率 | 备注 | 说明 |\n",
            "序号 | 任务。 | 单位 | 目标 |\n完成率 | 备注 |\n",
        ] {
            assert!(rows(&format!("{header}{below}")).len() > 3, "{header}");
        }
    }

    #[test]
    fn lines_of_one_number_of_bars_below_a_header_are_rows() {
        let rows = |text: &str| {
            let lines = join_barred(text, lines::lines(text, 0, text.len()));
            match pipe_table(text, &lines) {
                Begins::Table(rows) => pipe_grid(text, &lines[..rows], false).rows.len(),
                Begins::Prose(_) => 0,
            }
        };
        let below = "1 | 宣传水法。 | 李明 | 办公室 | 1.讲座;2.培训。 |\n2 | 宣传林法。 | 李明 | 办公室 | 1.讲座;2.培训。 |";
        let groups = "序号 | 内容清单 | 责任清单 | 标准清单 |";
        for names in ["| | 责任领导 | 责任处室 | |", "责任领导 | 责任处室 | | | |"]
        {
            assert_eq!(rows(&format!("{groups}\n{names}\n{below}")), 4, "{names}");
        }
        // Rows without numbers tell as little as none at all.
        let names = "| | 责任领导 | 责任处室 | |";
        let letters = below.replace("1 | 宣", "甲 | 宣").replace("2 | 宣", "乙 | 宣");
        assert_eq!(rows(&format!("{groups}\n{names}\n{letters}")), 0);
        assert_eq!(rows(&format!("{groups}\n{names}")), 0);
        // Numbers do where each row lacks its last cell.
        let short = "1 | 修渠 | 乙局 |\n2 | 修坝 | 乙局 |\n3 | 植树 | 乙局 |";
        assert_eq!(rows(&format!("序号 | 任务 | 单位 | 时限 |\n{short}")), 4);
        // Nothing tells over which columns two names stand side by side, or which heading begins as they do.
        let row = "1 | 建学校 | 教育局 | 发改局 | 3月 | 6月 |";
        let names = "| | 牵头单位 | 配合单位 | 起 | 止 |";
        let groups_of_two = "序号 | 任务 | 分工 | 时间 |";
        assert_eq!(rows(&format!("{groups_of_two}\n{names}\n{row}\n{row}\n{row}")), 0);
        // As many bars in each line: the rows are not those of a header over two lines.
        assert_eq!(rows(&format!("{groups}|\n责任领导 | 责任处室 | | | |\n{below}")), 4);
    }

    #[test]
    fn a_bar_in_front_of_a_row_stands_behind_an_empty_cell_where_others_have_none() {
        let read = |text: &str| {
            let lines = lines::lines(text, 0, text.len());
            words(text, &pipe_grid(text, &lines, false)).iter().map(|row| row.join("/")).collect()
        };
        let bare = "序号 | 任务 | 单位 |\n1 | 建站 | 甲局 |\n | 修渠 |  |\n2 | 植树 | 乙局 |\n";
        let rows: Vec<String> = read(bare);
        assert_eq!(rows, ["序号/任务/单位", "1/建站/甲局", "/修渠/", "2/植树/乙局"]);
        // A bar more is the edge of the row, and all may have one.
        let edged = bare.replace(" | 修渠 |  |", "|  | 修渠 |  |");
        assert_eq!(read(&edged), rows);
        assert_eq!(read("| 序号 | 任务 |\n|---|---|\n| 1 | 建站 |\n"), ["序号/任务", "1/建站"]);
    }

    #[test]
    fn a_stray_tab_makes_no_table() {
        assert_eq!(tabs("一、\t总体要求"), 0);
        assert_eq!(tabs("1.\t新增5家。\n2.\t建成3处。\n3.\t完成2项。"), 0);
        assert_eq!(tabs("\t\t市政府办公室\n\t\t2023年1月2日"), 0);
        assert_eq!(tabs("联系人：甲\t电话：123"), 0);
    }

    #[test]
    fn a_row_alone_below_the_number_of_a_page_is_the_rest_of_the_last() {
        let below = |row: &str, text: &str| {
            let text = format!("1\t植树\t植行道树200株。\t6月底前\t市林业局\t略\n{row}\n{text}");
            let lines = lines::lines(&text, 0, text.len());
            let at = lines.iter().rposition(|line| !line.blank).unwrap_or(0);
            is_rest_of_row(&text, &lines[..2], &lines[2..at], &lines[at..])
        };
        let cut = "2\t补植\t补植行道树\t9月底前\t市财\t略";
        let whole = "2\t补植\t补植行道树500株。\t9月底前\t市财政局\t略";
        let open = whole.replace('。', "");
        for rest in ["\n- 3 -\n\n500株。\t\t政局\n", "— 3 —\n500株。\t\t政局"] {
            assert!(below(cut, rest), "{rest:?}");
            assert!(!below(whole, rest) && !below(&open, rest), "{rest:?}");
        }
        assert!(below(&cut.replace("市财", "市水产"), "- 3 -\n500株。\t\t研究所"));
        assert!(below(&cut.replace("市财", "市财政局、"), "- 3 -\n500株。\t\t市水利局"));
        // What a mark joins ends as it will.
        assert!(below(&cut.replace("市财", "市财政局、"), "- 3 -\n500株。\t\t市一中"));
        // Blank cells at its end are none that it has too many; words in more cells than the row has are.
        assert!(below(cut, "- 3 -\n500株。\t\t政局\t\t\t"));
        assert!(!below(cut, "- 3 -\n500株。\t\t政局\t略\t略\t略\t略"));
        // The row above lacks a cell itself.
        assert!(!below(cut.trim_end_matches("\t略"), "- 3 -\n500株。\t\t政局"));
        for other in [
            "\n\n500株。\t\t政局",
            "- 3 -\n500株。\t政局",
            "- 3 -\n\t\t市政府办公室",
            "- 3 -\n\t500株。\t\t政局",
            "- 3 -\n联系人：李某\t\t政局",
            "- 3 -\n500株。\t\t",
            "注：略\n- 3 -\n500株。\t\t政局",
            "- 3 -\n注：略。\t\t市政府督查室",
            "- 3 -\n附件2\t\t市林业局",
            "- 3 -\n单位负责人（签字）\t\t填报单位（盖章）",
        ] {
            assert!(!below(cut, other), "{other:?}");
        }
        for foot in ["本表按季调度。\t\t市政府督查室", "制表人李某\t\t市政府督查室", "扫码\t\t下载"]
        {
            let foot = format!("- 3 -\n{foot}");
            assert!(!below(whole, &foot) && !below(&open, &foot), "{foot:?}");
        }
    }

    #[test]
    fn lines_that_agree_make_one() {
        assert_eq!(tabs("序号\t任务\t单位\n1\t扩面\t甲局\n\t\t乙局"), 3);
        assert_eq!(tabs("序号\t任务\n1\t扩面\n2\t提质"), 3);
        assert_eq!(tabs("序号\t任务\t一季度\t单位"), 1);
    }

    #[test]
    fn a_line_without_tabs_inside_is_a_row() {
        assert_eq!(tabs("序号\t任务\t单位\n一、农业方面\n1\t扩面\t甲局\n注：略"), 3);
        assert_eq!(tabs("序号\t任务\t单位\n1\t扩面\t甲局\n- 3 -\n2\t提质\t甲局"), 2);
    }

    #[test]
    fn empty_cells_stay_at_both_ends() {
        let text = "\t\t3\t任务 \t\t甲局\t";
        let grid = tab_grid(text, &lines::lines(text, 0, text.len()), false, false);
        assert_eq!(words(text, &grid), [["", "", "3", "任务", "", "甲局", ""]]);
    }

    #[test]
    fn a_cell_in_quotes_holds_line_breaks() {
        let read = |text: &str| {
            let rows = join_quoted(text, lines::lines(text, 0, text.len()));
            let grid = tab_grid(text, &rows, false, false);
            let cell = |cell: &Cell| {
                let pieces: Vec<&str> = cell.pieces.iter().map(|p| &text[p.bytes()]).collect();
                pieces.join("/")
            };
            let row = |row: &GridRow| row.cells.iter().map(cell).collect::<Vec<_>>();
            grid.rows.iter().map(row).collect::<Vec<_>>()
        };
        let text = "1\t\"一；\r\n二\"\t\"甲局\n乙局\n\n丙局\"\t年底\n2\t三\t丁局\t";
        assert_eq!(
            read(text),
            [vec!["1", "一；/二", "甲局/乙局/丙局", "年底"], vec!["2", "三", "丁局", ""]]
        );
        // What nothing closes, and what stands within a cell, is a quote.
        assert_eq!(read("1\t\"一\n2\t二").len(), 2);
        assert_eq!(read("1\t称\"一\n2\t二\"\t三").len(), 2);
    }

    #[test]
    fn a_cell_between_bars_holds_line_breaks() {
        let read = |text: &str| {
            let rows = join_barred(text, lines::lines(text, 0, text.len()));
            let lines = rows.len();
            match pipe_table(text, &rows) {
                Begins::Table(taken) => {
                    (lines, words(text, &pipe_grid(text, &rows[..taken], true)))
                }
                Begins::Prose(_) => (lines, Vec::new()),
            }
        };
        let text = "序号 | 任务 | 单位 |\n1 | 扩面，\r\n年底完成 | 甲局、\n乙局 |\n2 | 提质 | 甲局 |\n正文";
        let (lines, grid) = read(text);
        assert_eq!(lines, 4);
        assert_eq!(
            grid,
            [
                ["序号", "任务", "单位"],
                ["1", "扩面，年底完成", "甲局、乙局"],
                ["2", "提质", "甲局"]
            ]
        );
        let (_, grid) =
            read("序号 | 任务 | 单位 |\n一、农业 |\n1 | 扩\n面 | 甲局 |\n2 | 提质 | 甲局 |");
        assert_eq!(grid[1..3], [vec!["一、农业"], vec!["1", "扩面", "甲局"]]);
        // The cell merged with the one above is left out.
        let text = "类别 | 任务 | 单位 | 时限 |\n农业 | 扩面 | 甲局\n乙局 | 年底 |\n提质 | 甲局 | 年底 |\n2. 建站 | 丙局 | 年底 |";
        let (lines, grid) = read(text);
        assert_eq!(lines, 4);
        assert_eq!(grid[1], ["农业", "扩面", "甲局乙局", "年底"]);
        assert_eq!(grid[3], ["2. 建站", "丙局", "年底"]);
        // Bars that do not come out even, one row alone, and rows below a delimiter row.
        assert_eq!(
            read("序号 | 任务 | 单位 |\n1 | 扩\n面 | 甲局 | 乙局 |\n2 | 提\n质 | 甲局 |").0,
            5
        );
        assert_eq!(read("序号 | 任务 | 单位 |\n1 | 扩\n面 | 甲局 |\n正文").0, 4);
        assert_eq!(read("| 序号 | 任务 |\n|---|---|\n| 1 | 扩\n面 |\n| 2 | 提质 |").0, 5);
    }

    #[test]
    fn below_a_delimiter_row_without_edges_a_row_goes_on_behind_its_number() {
        let read = |text: &str| {
            let rows = join_barred(text, lines::lines(text, 0, text.len()));
            match pipe_table(text, &rows) {
                Begins::Table(taken) => words(text, &pipe_grid(text, &rows[..taken], true)),
                Begins::Prose(_) => Vec::new(),
            }
        };
        let head = "序号| 任务| 单位| 时限  \n---|---|---|---  \n";
        let rows =
            "1| 建站| 甲局  \n乙局| 年底  \n2| 修渠| 丙局| 6月底  \n另定  \n3| 植树| 丁局| 年底";
        let expected = [
            vec!["1", "建站", "甲局乙局", "年底"],
            vec!["2", "修渠", "丙局", "6月底另定"],
            vec!["3", "植树", "丁局", "年底"],
        ];
        assert_eq!(read(&[head, rows].concat())[1..], expected);
        // What heads the rows below it.
        let titled = rows.replace("2| 修", "二、水利  \n2| 修");
        assert_eq!(read(&[head, &titled].concat())[2..4], [vec!["二、水利"], expected[1].clone()]);
        let titled =
            read(&[head, "农业  \n1| 建站| 甲局| 年底  \n水利  \n2| 修渠| 丙局| 年底"].concat());
        assert_eq!([&titled[1], &titled[3]], [&["农业"], &["水利"]]);
        // A cell merged with the one above is left out, and no line below makes up for it.
        let merged = "1| 农业| 建站| 甲局  \n2| 修渠| 甲局  \n3| 植树| 乙局";
        assert_eq!(read(&[head, merged].concat()).len(), 4);
        let head = "序号| 类别| 任务| 单位| 时限  \n---|---|---|---|---  \n";
        let rows =
            "1| 农业| 建站|\n甲局| 年底  \n2| 修渠| 甲局|\n6月底  \n3| 植树| 甲局  \n乙局| 年底";
        let expected = [
            &["1", "农业", "建站", "甲局", "年底"][..],
            &["2", "修渠", "甲局", "6月底"],
            &["3", "植树", "甲局乙局", "年底"],
        ];
        assert_eq!(read(&[head, rows].concat())[1..], expected);
        // What stands below the table, or heads the rows below it, is none of its cells.
        for line in [
            "（此件公开发布）",
            "抄送：县委办公室。",
            "注：由县政府督办。",
            "附件2",
            "管网改造  ",
            "县政府\n2031年3月1日",
            "2031年3月1日",
        ] {
            let table =
                read(&[head, "1| 农业| 建站| 甲局| 年底  \n2| 修渠| 甲局|  \n", line].concat());
            assert_eq!(table[2].join("/").trim_end_matches('/'), "2/修渠/甲局", "{line}");
        }
        // A second row of the header.
        let head = "序号| 任务| 分工  \n---|---|---  \n牵头| 配合  \n";
        let table = read(&[head, "1| 建站| 甲局  \n乙局| 丙局  \n2| 修渠| 甲局| 乙局"].concat());
        assert_eq!(table[2], ["1", "建站", "甲局乙局", "丙局"]);
        // A header over several lines, and its second row.
        let head =
            "序  \n号| 任务| 分工| 完成  \n时限  \n---|---|---|---  \n牵头| 配合  \n一、水利  \n";
        let table = read(
            &[head, "1| 建站| 甲局| 乙局|\n年底  \n二、农业  \n2| 修渠| 甲局| 乙局| 年底"].concat(),
        );
        assert_eq!(table[0], ["序号", "任务", "分工", "完成时限"]);
        assert_eq!(table[3], ["1", "建站", "甲局", "乙局", "年底"]);
        // Prose below, and rows between edges.
        assert_eq!(read("序号| 任务\n---|---\n1| 建站\n正文").len(), 2);
        assert_eq!(read("| 序号 | 任务 |\n|---|---|\n| 1 | 建站 |  \n正文\n").len(), 2);
    }

    #[test]
    fn pipes_are_cut_with_and_without_a_delimiter_row() {
        let text = "| 序号 | 任务 |\n|---|:-:|\n| 1 | 甲\\|乙 |\n| 2 | |";
        let rows = lines::lines(text, 0, text.len());
        assert_eq!(pipe_table(text, &rows), Begins::Table(4));
        let grid = pipe_grid(text, &rows, true);
        assert!(grid.rows[0].header && !grid.rows[1].header);
        assert_eq!(words(text, &grid), [["序号", "任务"], ["1", "甲|乙"], ["2", ""]]);

        let text = "序号|任务|单位\n1|扩面|甲局";
        assert_eq!(pipe_table(text, &lines::lines(text, 0, text.len())), Begins::Table(2));
        // Rows of two widths are two tables; bars in text are none.
        let text = "文号 | 甲 | 日期 |\n分类 | 乙 | 主题 |\n1 | 扩面 | 甲局 | 年底 |\n2 | 提质 | 甲局 | 年底 |";
        assert_eq!(pipe_table(text, &lines::lines(text, 0, text.len())), Begins::Table(2));
        // Rows that lack a merged cell are those of the table above them.
        let text = "类别 | 任务 | 单位 | 时限 |\n农业 | 扩面 | 甲局 | 年底 |\n提质 | 甲局 | 年底 |\n建站 | 甲局 | 年底 |";
        assert_eq!(pipe_table(text, &lines::lines(text, 0, text.len())), Begins::Table(4));
        let text = "首页 | 公开 | 文件\n首页 | 甲 | 乙 | 丙\n上页 | 下页";
        assert_eq!(pipe_table(text, &lines::lines(text, 0, text.len())), Begins::Prose(3));

        let text = "来源：甲网|乙网\n正文";
        assert_eq!(pipe_table(text, &lines::lines(text, 0, text.len())), Begins::Prose(1));
    }
}
