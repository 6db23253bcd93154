//! Totals of tables that are no lists of tasks: what a row of totals (合计) says against what stands above it, and what a
//! group's row says of the rows below it.

use std::collections::HashSet;

use hongtou_model::{OtherCell, Table};
use hongtou_source::{fold, numeral};

use crate::figures::{decimal, digits_of, is_slip, millionths};
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
    let mut out = counts(&groups);
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
    (some && count(Kind::Part) > 1 && is_flat(&lines)).then_some(lines)
}

/// Whether each row counts once: nothing is summed up in between or said to be part of another row, no ordinals stand
/// within others, all rows have one or none has, and nothing stands below the total.
fn is_flat(lines: &[Line<'_>]) -> bool {
    const WITHIN: [&str; 7] = ["小计", "其中", "含于", "计入", "加分", "扣分", "附加"];
    let within = |cell: &OtherCell| {
        let words = plain(&cell.text);
        WITHIN.iter().any(|word| words.contains(word))
    };
    let of = |kind: Kind| lines.iter().filter(move |line| line.kind == kind);
    // （一） stands within 一, (1) and 1.1 within 1; a row without an ordinal begins in another column.
    let level = |line: &Line<'_>| {
        let cell = line.cells.iter().min_by_key(|cell| cell.column)?;
        let first = fold(&cell.text).trim().to_owned();
        let ordinal = first.trim_end_matches(['.', '、']);
        let number = ordinal.starts_with(|c: char| c.is_ascii_digit());
        let inner = number && ordinal.contains(['.', '-']);
        Some((cell.column, first.is_empty(), first.starts_with(['(', '（']), inner))
    };
    let one_level = |kind: Kind| {
        let mut levels = of(kind).map(level);
        let first = levels.next();
        levels.all(|level| Some(level) == first)
    };
    let total = lines.iter().position(|line| line.kind == Kind::Total);
    let cells = lines.iter().flat_map(|line| line.cells);
    total.is_none_or(|at| at + 1 == lines.len())
        && one_level(Kind::Group)
        && one_level(Kind::Part)
        && !cells.into_iter().any(within)
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

/// A figure that is not the sum of its parts, but for what rounding may leave, and that one slip made of it. What differs
/// otherwise is summed up in another way.
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
    // A single row says what it is itself.
    if count < 2 {
        return None;
    }
    let unit = 10_i128.pow(6_u32.saturating_sub(u32::try_from(places).ok()?));
    // 万元 and the like are rounded, single things are counted.
    let rounded = places > 0 || ["万", "亿"].iter().any(|big| heading.contains(big));
    let slack = if rounded { unit * count / 2 } else { 0 };
    let range = 0..cell.text.len();
    // Of two digits one may differ by chance.
    const DIGITS: usize = 3;
    let there = decimal(sum);
    let printed = fold(&cell.text).trim().to_owned();
    let long = |number: &str| digits_of(number.as_bytes()) >= DIGITS;
    let slip = is_slip(&printed, &there) && long(&printed) && long(&there);
    ((sum - said).abs() > slack && slip).then_some(Total {
        cell,
        range,
        sum: there,
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

/// Counts that rows of groups (高速公路项目（2个）) give of the rows below them.
fn counts<'a>(groups: &[Parts<'_, 'a>]) -> Vec<Total<'a>> {
    let of = |group: &Parts<'_, 'a>| {
        let mut said = group.head.cells.iter().filter_map(|cell| {
            let (range, said) = count_in(&cell.text)?;
            Some((cell, range, said))
        });
        // Of two counts in a row it is not known which is of the rows.
        let (Some((cell, range, said)), None) = (said.next(), said.next()) else { return None };
        let there = group.parts.len();
        let wrong = there > 0 && said as usize != there && is_one_each(&group.parts, cell.column);
        wrong.then(|| Total { cell, range, sum: there.to_string(), heading: None })
    };
    groups.iter().filter_map(of).collect()
}

/// Whether each row is one thing, below a title in some column: none has a cell in common with another where things are
/// named, or names several (甲路、乙路).
fn is_one_each(parts: &[&Line<'_>], title: u32) -> bool {
    let mut seen = HashSet::new();
    // Where the title stands in the column of ordinals, the names stand beside it.
    let names = title.max(1)..=title + 1;
    parts.iter().all(|line| {
        let own = line.cells.iter().filter(|cell| cell.column <= title + 1);
        own.into_iter().all(|cell| {
            let several = names.contains(&cell.column) && cell.text.contains('、');
            let blank = cell.text.trim().is_empty();
            !several && (blank || seen.insert((cell.column, cell.span.start())))
        })
    })
}

/// A count of things in brackets at the end of a title that names what its rows are.
fn count_in(text: &str) -> Option<(std::ops::Range<usize>, u32)> {
    // 甲镇（5个） counts villages, or anything else.
    const ROWS: [&str; 6] = ["项目", "任务", "事项", "工程", "措施", "问题"];
    let inner = text.trim_end().strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let named = ROWS.iter().any(|name| inner[..open].trim_end().ends_with(name));
    let start = open + inner[open..].chars().next().map_or(0, char::len_utf8);
    let inner = &inner[start..];
    let bare = inner.trim().trim_start_matches('共').trim_end_matches("项目");
    let count = bare.strip_suffix(['个', '项', '件', '家', '处', '所', '座', '宗'])?;
    let count = numeral::count(count.trim()).filter(|_| named)?;
    Some((start..start + inner.len(), count))
}
