//! Totals of tables that are no lists of tasks: what a row of totals (合计) says against what stands above it, and what a
//! group's row says of the rows below it.

use std::collections::HashSet;

use hongtou_model::{OtherCell, Table};
use hongtou_source::{fold, numeral};

use crate::figures::millionths;
use crate::words::plain;

/// A figure that is not what it sums up.
pub(crate) struct Total<'a> {
    pub(crate) cell: &'a OtherCell,
    /// Where in the cell's text the figure stands.
    pub(crate) range: std::ops::Range<usize>,
    /// What the figures come to, as it would be printed.
    pub(crate) sum: String,
    /// What is summed up: the heading of the column; none where rows are counted.
    pub(crate) heading: Option<&'a str>,
}

/// What a row of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One thing.
    Part,
    /// What several things below it have in common: 一, 二.
    Group,
    /// 合计.
    Total,
}

/// A row and what it is.
struct Line<'a> {
    kind: Kind,
    cells: &'a [OtherCell],
}

impl<'a> Line<'a> {
    /// The cell in a column; cells stand from left to right.
    fn cell(&self, column: u32) -> Option<&'a OtherCell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(at)
    }
}

/// The totals of a table that are not the sums of their parts.
pub(crate) fn wrong_totals(table: &Table) -> Vec<Total<'_>> {
    let Some(lines) = lines(table) else { return Vec::new() };
    let groups = groups(&lines);
    let mut out = counts(&lines, &groups);
    for (at, column) in table.columns.iter().enumerate() {
        // What is shared, compared or dated adds up to nothing.
        const APART: [&str; 14] = [
            "序号", "编号", "率", "比", "%", "％", "均", "年限", "年份", "时间", "单价", "电话",
            "增幅", "排名",
        ];
        if !APART.iter().any(|word| column.header.contains(word)) {
            out.extend(sums(&lines, &groups, at as u32, &column.header));
        }
    }
    out
}

/// The rows of a table, where one says that it is the total, or several head groups.
fn lines(table: &Table) -> Option<Vec<Line<'_>>> {
    let line = |cells: &'_ Vec<OtherCell>| -> Option<Kind> {
        let first = cells.iter().min_by_key(|cell| cell.column)?;
        Some(kind(&first.text))
    };
    let lines: Vec<Line<'_>> =
        table.cells.iter().filter_map(|cells| Some(Line { kind: line(cells)?, cells })).collect();
    let count = |kind: Kind| lines.iter().filter(|line| line.kind == kind).count();
    // Of several totals it is not known what each is of.
    let some = count(Kind::Total) == 1 || count(Kind::Total) == 0 && count(Kind::Group) > 0;
    (some && count(Kind::Part) > 1).then_some(lines)
}

/// What a row is by its first cell.
fn kind(first: &str) -> Kind {
    const TOTALS: [&str; 4] = ["合计", "总计", "共计", "总和"];
    let words = plain(first);
    // 一, （一）, 一、高速公路项目（2个）.
    let opening = first.split_once(['、', '）', ')']).map_or(&*words, |(opening, _)| opening);
    let ordinal = opening.trim().trim_start_matches(['(', '（']);
    match () {
        () if TOTALS.iter().any(|total| words == *total) => Kind::Total,
        () if !ordinal.is_empty() && ordinal.chars().all(numeral::is_chinese) => Kind::Group,
        () => Kind::Part,
    }
}

/// The rows of a group, or all that no group has.
struct Parts<'l, 'a> {
    head: &'l Line<'a>,
    parts: Vec<&'l Line<'a>>,
}

/// Each group with its rows.
fn groups<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<Parts<'l, 'a>> {
    let mut out: Vec<Parts<'l, 'a>> = Vec::new();
    for line in lines {
        match line.kind {
            Kind::Group => out.push(Parts { head: line, parts: Vec::new() }),
            Kind::Part => out.last_mut().into_iter().for_each(|group| group.parts.push(line)),
            Kind::Total => {}
        }
    }
    out
}

/// The sums of a column that are wrong: those of groups, and the whole.
fn sums<'a>(
    lines: &[Line<'a>],
    groups: &[Parts<'_, 'a>],
    column: u32,
    heading: &'a str,
) -> Vec<Total<'a>> {
    let mut out = Vec::new();
    let mut known = !groups.is_empty();
    for group in groups {
        let Some((cell, said)) = number_in(group.head, column) else {
            known = false;
            continue;
        };
        out.extend(wrong(cell, said, &group.parts, column, heading));
    }
    let Some(total) = lines.iter().find(|line| line.kind == Kind::Total) else { return out };
    let Some((cell, said)) = number_in(total, column) else { return out };
    let before = lines.iter().take_while(|line| line.kind != Kind::Group);
    let outside = before.filter(|line| line.kind == Kind::Part);
    let parts: Vec<&Line<'_>> = match known {
        true => outside.chain(groups.iter().map(|group| group.head)).collect(),
        false => lines.iter().filter(|line| line.kind == Kind::Part).collect(),
    };
    out.extend(wrong(cell, said, &parts, column, heading));
    out
}

/// A figure that is not the sum of its parts, but for what rounding may leave.
fn wrong<'a>(
    cell: &'a OtherCell,
    said: i128,
    parts: &[&Line<'a>],
    column: u32,
    heading: &'a str,
) -> Option<Total<'a>> {
    // A merged cell counts once.
    let mut seen = HashSet::new();
    let (mut sum, mut count, mut places) = (0, 0, 0);
    for line in parts {
        let Some(own) = line.cell(column) else { continue };
        let text = fold(&own.text);
        let text = text.trim();
        if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '—' | '－' | '/' | '–' | '一'))
        {
            continue;
        }
        let value = number(text)?;
        if !seen.insert(own.span.start()) {
            continue;
        }
        sum += value;
        count += 1;
        places = places.max(text.split_once('.').map_or(0, |(_, part)| part.len()));
    }
    if count < 2 && parts.len() > 1 || count == 0 {
        return None;
    }
    let unit = 10_i128.pow(6_u32.saturating_sub(u32::try_from(places).ok()?));
    // 万元 and the like are rounded, single things are counted.
    let rounded = places > 0 || ["万", "亿"].iter().any(|big| heading.contains(big));
    let slack = if rounded { unit * count / 2 } else { 0 };
    let range = 0..cell.text.len();
    ((sum - said).abs() > slack).then(|| Total {
        cell,
        range,
        sum: decimal(sum),
        heading: Some(heading),
    })
}

/// The number of a row in a column.
fn number_in<'a>(line: &Line<'a>, column: u32) -> Option<(&'a OtherCell, i128)> {
    let cell = line.cell(column)?;
    Some((cell, number(fold(&cell.text).trim())?))
}

/// A number that is all that a text says.
fn number(text: &str) -> Option<i128> {
    let text = text.replace([',', '，'], "");
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    millionths(&text).filter(|_| digits && !text.is_empty())
}

/// Counts that rows of groups (高速公路项目（2个）) and of totals (4个) give of the rows that they are of.
fn counts<'a>(lines: &[Line<'a>], groups: &[Parts<'_, 'a>]) -> Vec<Total<'a>> {
    let all = lines.iter().filter(|line| line.kind == Kind::Part).count();
    let heads = groups.iter().map(|group| (group.head, group.parts.len(), true));
    let total = lines.iter().find(|line| line.kind == Kind::Total);
    let counted = heads.chain(total.map(|line| (line, all, false)));
    let of = |(line, there, group): (&Line<'a>, usize, bool)| {
        let mut said = line.cells.iter().filter_map(|cell| {
            let (range, said) = count_in(&cell.text, group)?;
            Some((cell, range, said))
        });
        // Of two counts in a row it is not known which is of the rows.
        let (Some((cell, range, said)), None) = (said.next(), said.next()) else { return None };
        let sum = there.to_string();
        (there > 0 && said as usize != there).then_some(Total { cell, range, sum, heading: None })
    };
    counted.filter_map(of).collect()
}

/// A count of things in a cell: in brackets at its end for a group, alone in it for all.
fn count_in(text: &str, group: bool) -> Option<(std::ops::Range<usize>, u32)> {
    let words = text.trim_end();
    let (start, inner) = match group {
        true => {
            let inner = words.strip_suffix(['）', ')'])?;
            let open = inner.rfind(['（', '('])?;
            let start = open + inner[open..].chars().next().map_or(0, char::len_utf8);
            (start, &inner[start..])
        }
        false => (0, words),
    };
    let bare = inner.trim().trim_start_matches('共').trim_end_matches("项目");
    let count = bare.strip_suffix(['个', '项', '件', '家', '处', '所', '座', '宗'])?;
    Some((start..start + inner.len(), numeral::count(count.trim())?))
}

/// Millionths as a decimal.
fn decimal(millionths: i128) -> String {
    let (whole, part) = (millionths / 1_000_000, millionths % 1_000_000);
    let part = format!("{part:06}");
    match part.trim_end_matches('0') {
        "" => whole.to_string(),
        part => format!("{whole}.{part}"),
    }
}
