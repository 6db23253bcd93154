//! Headers that a page or a line break tore, put together again before they are read.
//!
//! - cell by cell, where the next row has the ends of the headings: 牵头 | 完成 over 单位 | 时限;
//! - end to end, where a line of tab-separated text breaks inside a heading or between two;
//! - apart, where one cell holds the headings of several columns: 责任单位 完成时限.
//!
//! What is joined reads as headings, and what is left over does not: 单位, 时限, 目标 end headings
//! and are no words of a row.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::{GridForm, chars, fold};

use super::grid::{Cell, Page, words};
use super::headings::{Heading, heading, is_heading_word, squeeze};
use super::pages::used_width;
use super::profile::is_number;
use super::{in_turn, is_heading_run};
use crate::record::Record;
use crate::{date, period, sentence};

/// Joins to a header row what the first row below it has of it; says whether it has something.
///
/// `known` is a header printed before.
pub(super) fn goes_on<'s>(
    form: GridForm,
    header: &mut Vec<Cell<'s>>,
    rows: &mut [Vec<Cell<'s>>],
    known: Option<&Vec<Cell<'s>>>,
) -> bool {
    let Some((next, below)) = rows.split_first_mut() else { return false };
    // Rows are long and headings short: most are told apart here.
    if words(next).any(|words| words.len() > 60) {
        return false;
    }
    says_the_rest(form, header, next, below, known)
}

#[inline(never)]
fn says_the_rest<'s>(
    form: GridForm,
    header: &mut Vec<Cell<'s>>,
    next: &mut Vec<Cell<'s>>,
    below: &mut [Vec<Cell<'s>>],
    known: Option<&Vec<Cell<'s>>>,
) -> bool {
    // 序号 over 序号: a merged cell that a converter wrote into both rows of a header.
    let first = |row: &[Cell<'_>]| row.first().and_then(Cell::words).map(fold);
    if first(header).is_some() && first(header) == first(next) {
        return false;
    }
    let flat = form != GridForm::Cells;
    if flat && (names_below_blanks(header, next, below) || names_below(header, next, below))
        || (flat || lacks_spans(header, below)) && names_below_several(header, next, below)
    {
        return true;
    }
    let below = below.first();
    let again =
        form == GridForm::Pipes && known.is_some_and(|known| says_again(header, next, known));
    let known = known.map(|known| filled(known));
    if again || ends_below(header, next, known.as_deref()) {
        for (cell, end) in header.iter_mut().zip(&*next) {
            if end.words().is_some() {
                cell.flow.append(&end.flow);
            }
        }
        return true;
    }
    let behind = match form {
        GridForm::Tabs => ends_behind(header, next, below, known.as_deref()),
        _ => None,
    };
    let Some(behind) = behind else { return false };
    let width = used_width(header);
    header.truncate(width);
    next.truncate(used_width(next));
    let mut next = next.drain(..);
    if behind == Behind::InCell
        && let (Some(last), Some(first)) = (header.last_mut(), next.next())
    {
        last.flow.append(&first.flow);
    }
    header.extend(next);
    true
}

/// Whether two rows say together the letters of the header above, whose lines another page breaks elsewhere:
/// 序 | 工作任务 over 号⏎类别 | below 序⏎号⏎类别 | 工作任务.
fn says_again(header: &[Cell<'_>], next: &[Cell<'_>], known: &[Cell<'_>]) -> bool {
    header.len() == next.len()
        && words(next).next().is_some()
        && letters(words(header).chain(words(next))) == letters(words(known))
}

/// The letters of some words, in order.
pub(super) fn letters<'w>(words: impl Iterator<Item = &'w str>) -> Vec<char> {
    let folded: Vec<String> = words.map(fold).collect();
    let mut all: Vec<char> = folded.iter().flat_map(|words| words.chars()).collect();
    all.retain(|&c| !chars::is_space(c));
    all.sort_unstable();
    all
}

/// Puts the cells of a row where blank cells behind the headings of the row above say that several columns
/// stand below one, 责任单位 | | 完成时限 over 牵头单位 | 配合单位: the lower row has so many cells and no more.
fn names_below_blanks<'s>(
    header: &mut [Cell<'s>],
    next: &mut Vec<Cell<'s>>,
    below: &[Vec<Cell<'s>>],
) -> bool {
    let more = used_width(next);
    let cells = below.iter().take(8).map(|row| used_width(row)).max();
    let blank = |cell: &Cell<'_>| cell.words().is_none();
    let beside_blank = |at: usize| header.get(at + 1).is_some_and(blank);
    // 牵头单位 below 序号, which is over no other column.
    let apart = !header.first().is_none_or(blank) && !beside_blank(0);
    if !apart || more < 2 || more >= header.len() || next[..more].iter().any(blank) {
        return false;
    }
    let places: Vec<usize> =
        (0..header.len()).filter(|&at| blank(&header[at]) || beside_blank(at)).collect();
    let headings = header.iter().chain(&*next).all(|cell| cell.colspan <= 1)
        && words(next).all(|text| text.chars().count() <= 16)
        && known(&next[..more]) * 5 >= more * 3;
    // Blank cells at the end of a row may be no more than its bars.
    let elsewhere = || {
        let over = over_alike(header, next);
        over.is_some_and(|over| places.first().is_some_and(|&first| over < first))
    };
    if places.len() != more || cells != Some(header.len()) || !headings || elsewhere() {
        return false;
    }
    for (name, at) in next.drain(..more).zip(places) {
        match header[at].words() {
            Some(_) => header[at].flow.append(&name.flow),
            None => header[at] = name,
        }
    }
    next.clear();
    true
}

/// The heading that begins as the first name below it does, where one alone is such: 责任清单 over 责任领导 and 责任处室.
fn over_alike(header: &[Cell<'_>], next: &[Cell<'_>]) -> Option<usize> {
    let begin = |cell: &Cell<'_>| cell.words().map(|text| text.chars().take(2).collect::<String>());
    let first = begin(next.first()?)?;
    let mut over = (1..header.len()).filter(|&at| begin(&header[at]).as_ref() == Some(&first));
    over.next().filter(|_| over.next().is_none())
}

/// Puts the cells of a row in place of the heading that stands over their columns: 任务分工 over 牵头单位 and
/// 责任单位, where neither row says which column a cell is in, and the rows below have a cell for each.
fn names_below<'s>(
    header: &mut Vec<Cell<'s>>,
    next: &mut Vec<Cell<'s>>,
    below: &[Vec<Cell<'s>>],
) -> bool {
    let (width, more) = (used_width(header), used_width(next));
    let cells = below.iter().take(8).map(|row| used_width(row)).max().unwrap_or(0);
    let filled =
        |row: &[Cell<'_>]| row.iter().all(|cell| cell.words().is_some() && cell.colspan <= 1);
    if more < 2
        || more >= width
        || cells + 1 != width + more
        || !filled(&header[..width])
        || !filled(&next[..more])
        || !words(next).all(is_heading_word)
    {
        return false;
    }
    let one = |fits: &dyn Fn(Heading) -> bool| {
        let mut found = (0..width).filter(|&at| fits(heading(header[at].flow.text())));
        found.next().filter(|_| found.next().is_none())
    };
    let over = over_alike(header, next);
    let over = over.or_else(|| one(&|heading| heading == Heading::Unknown));
    let units = |heading| matches!(heading, Heading::Units(_));
    let over = over.or_else(|| {
        let all = next[..more].iter().all(|cell| units(heading(cell.flow.text())));
        if all { one(&units) } else { None }
    });
    let Some(over) = over else { return false };
    next.truncate(more);
    header.truncate(width);
    let mut spanned = header.remove(over);
    spanned.flow.append(&next[0].flow);
    header.splice(over..over, std::iter::once(spanned).chain(next.drain(..).skip(1)));
    true
}

/// Whether a row is the upper one of a header of two, which stands over several columns in some places.
pub(super) fn is_over_names(form: GridForm, header: &[Cell<'_>], rows: &[Vec<Cell<'_>>]) -> bool {
    let numbered = header.first().and_then(Cell::words).map(heading) == Some(Heading::Serial);
    let Some((next, below)) = rows.split_first().filter(|_| numbered) else { return false };
    let flat = form != GridForm::Cells || lacks_spans(header, below);
    flat && names_of(header, next, below).is_some()
}

/// Whether a copy lost which cells are merged: the first row reaches over none, and the rows below are wider.
fn lacks_spans(header: &[Cell<'_>], below: &[Vec<Cell<'_>>]) -> bool {
    let wide = below.iter().take(8).map(|row| used_width(row)).max();
    header.iter().all(|cell| cell.colspan <= 1 && !cell.reaches_down)
        && wide > Some(used_width(header))
}

/// Puts the cells of a row in place of the headings that stand over their columns, where there are several:
/// 责任清单 over 责任领导 and 责任处室, 措施清单 over 对象 and 载体.
fn names_below_several<'s>(
    header: &mut Vec<Cell<'s>>,
    next: &mut Vec<Cell<'s>>,
    below: &[Vec<Cell<'s>>],
) -> bool {
    let Some(counts) = names_of(header, next, below) else { return false };
    let mut names = next.drain(..).filter(|cell| cell.words().is_some());
    let heads = std::mem::take(header);
    for (mut head, count) in heads.into_iter().zip(counts) {
        let mut own = names.by_ref().take(count);
        if let Some(first) = own.next() {
            head.flow.append(&first.flow);
        }
        header.push(head);
        header.extend(own);
    }
    true
}

/// How many cells of the next row stand below each heading where that row has as many cells as those below it, and
/// those without words tell which columns have a heading of their own: names side by side stand below one.
fn names_at_places(
    heads: &[Cell<'_>],
    next: &[Cell<'_>],
    below: &[Vec<Cell<'_>>],
) -> Option<Vec<usize>> {
    let serial = heading(heads[0].words()?) == Heading::Serial;
    let blank = |at: &usize| next[*at].words().is_none();
    if !serial || !blank(&0) || below.is_empty() || below.iter().any(|row| row.len() != next.len())
    {
        return None;
    }
    let mut counts: Vec<usize> = Vec::new();
    for at in 0..next.len() {
        match counts.last_mut() {
            _ if blank(&at) => counts.push(0),
            Some(count) if !blank(&(at - 1)) => *count += 1,
            _ => counts.push(1),
        }
    }
    (counts.len() == heads.len() && counts.iter().any(|&count| count > 1)).then_some(counts)
}

/// How many cells of the next row stand below each heading of one that says what columns are about in
/// common, none where the heading has a column of its own; `None` where the rows below do not tell.
///
/// Neither row says which column a cell is in. The rows below have as many cells as both say together, or
/// the blank cells behind the headings tell; and below each word stands what it says.
fn names_of(header: &[Cell<'_>], next: &[Cell<'_>], below: &[Vec<Cell<'_>>]) -> Option<Vec<usize>> {
    const MOST: usize = 12;
    const GROUPS: usize = 3;
    const ROWS: usize = 8;
    let (width, more) = (used_width(header), used_width(next));
    if !(3..=MOST).contains(&width) || !(2..=MOST).contains(&more) {
        return None;
    }
    let says = |cell: &Cell<'_>| {
        let short = |text: &str| {
            text.chars().count() <= 10
                && !text.contains(['。', '，', '；'])
                // Figures name a period, or are those of a row: 4月底, 2026年.
                && (!text.contains(|c| chars::digit(c).is_some()) || names_period(text))
        };
        cell.colspan <= 1 && cell.words().is_some_and(short)
    };
    let (heads, names) = (&header[..width], &next[..more]);
    if known(next) > 1
        && let Some(counts) = names_at_places(heads, next, below)
    {
        return Some(counts);
    }
    if heading(header[0].words()?) != Heading::Serial
        || !heads.iter().chain(names).all(says)
        || known(names) < 2
    {
        return None;
    }
    // Titles of rows stand between them, and a row lacks the cell of a task that goes on from the one above.
    let titles = |row: &&Vec<Cell<'_>>| words(row).nth(1).is_some();
    let rows: Vec<&Vec<Cell<'_>>> = below.iter().take(ROWS).filter(titles).collect();
    let numbered = |row: &&Vec<Cell<'_>>| row[0].words().and_then(is_number).is_some();
    if !rows.iter().all(numbered) {
        return None;
    }
    let cells = rows.iter().map(|row| used_width(row)).max()?;
    let rows: Vec<&Vec<Cell<'_>>> =
        rows.into_iter().filter(|row| used_width(row) == cells).take(4).collect();
    let printed = Some(header.len()).filter(|&len| len > cells && len == next.len());
    let mut found: Vec<(i32, Vec<usize>)> = Vec::new();
    for columns in [Some(cells), printed].into_iter().flatten() {
        let groups = (width + more).saturating_sub(columns);
        if (1..=GROUPS).contains(&groups) {
            let mut counts = vec![0; width];
            each_way(&mut counts, 1, (more, groups), &mut |counts| {
                if let Some(fit) = fit(counts, (heads, names), &rows) {
                    found.push((fit, counts.to_vec()));
                }
            });
        }
    }
    let best = found.iter().map(|(fit, _)| *fit).max()?;
    let mut best = found.into_iter().filter(|(fit, _)| *fit == best).map(|(_, counts)| counts);
    let first = best.next()?;
    let order = |counts: &[usize]| columns_of(counts).take(cells).collect::<Vec<_>>();
    let same = order(&first);
    best.all(|other| order(&other) == same).then_some(first)
}

/// Whether words that have figures head a column of what is to be reached in a period.
fn names_period(text: &str) -> bool {
    matches!(heading(text), Heading::Target(_)) && is_heading_word(text) || in_turn::is_time(text)
}

/// How many of some cells are headings that are known.
fn known(cells: &[Cell<'_>]) -> usize {
    cells.iter().filter(|cell| cell.words().is_some_and(is_heading_word)).count()
}

/// Puts so many names below so many of the headings from one on, two or more below each, in every way.
fn each_way(
    counts: &mut [usize],
    at: usize,
    (names, groups): (usize, usize),
    found: &mut impl FnMut(&[usize]),
) {
    if groups == 0 {
        if names == 0 {
            found(counts);
        }
        return;
    }
    for head in at..counts.len() {
        for count in 2..=names.saturating_sub(2 * (groups - 1)) {
            counts[head] = count;
            each_way(counts, head + 1, (names - count, groups - 1), found);
        }
        counts[head] = 0;
    }
}

/// What heads each column: a heading of the upper row, or a name of the lower one and the heading over it.
fn columns_of(counts: &[usize]) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let mut names = 0;
    counts.iter().enumerate().flat_map(move |(head, &count)| {
        let first = names;
        names += count;
        let own = (count == 0).then_some((Some(head), None));
        own.into_iter().chain((first..names).map(|name| (None, Some(name))))
    })
}

/// How well the cells of some rows fit below their headings; `None` where some do not.
fn fit(
    counts: &[usize],
    (heads, names): (&[Cell<'_>], &[Cell<'_>]),
    rows: &[&Vec<Cell<'_>>],
) -> Option<i32> {
    let mut sum = 0;
    for (column, (head, name)) in columns_of(counts).enumerate() {
        let text = head.map(|at| &heads[at]).or(name.map(|at| &names[at]))?.words()?;
        let cells = rows.iter().filter_map(|row| row.get(column));
        let fit: i32 = cells.map(|cell| fits_below(text, cell)).sum();
        if fit < 0 {
            return None;
        }
        sum += fit;
    }
    let mut from = 0;
    for (head, &count) in heads.iter().zip(counts) {
        let own = names[from..from + count].iter().filter_map(Cell::words);
        let head = head.words()?;
        sum += own.filter(|name| belongs_below(head, name)).count() as i32;
        from += count;
    }
    Some(sum)
}

/// Whether a name says some of what the heading over it is about: 责任清单 over 责任领导, 任务分工 over
/// 牵头单位 and 分管领导, 进度安排 over 上半年.
fn belongs_below(head: &str, name: &str) -> bool {
    let who = |heading| matches!(heading, Heading::Units(_) | Heading::Office | Heading::Person);
    let target = |heading| matches!(heading, Heading::Target(_));
    let said: String = head.chars().take(2).collect();
    let (head, of) = (heading(head), heading(name));
    name.contains(&said) || who(head) && who(of) || target(head) && target(of)
}

/// Whether a cell holds what the heading above it says.
fn fits_below(text: &str, cell: &Cell<'_>) -> i32 {
    let Some(words) = cell.words() else { return 0 };
    let units = || cell.unit_score() >= 0.5;
    let person = || words.chars().count() <= 4 && !units();
    let time = || date::says_when(words) && !sentence::is_sentence(words);
    let fits = match heading(text) {
        Heading::Serial => is_number(words).is_some(),
        Heading::Units(_) | Heading::Office => units(),
        Heading::Person => person(),
        Heading::Deadline => time(),
        // Anything may be said in words, but what belongs elsewhere less likely.
        _ => return i32::from(!units() && !time() && words.chars().count() > 4),
    };
    if fits { 3 } else { -3 }
}

/// The words of a header, as they are compared.
fn filled(row: &[Cell<'_>]) -> Vec<String> {
    words(row).map(|words| squeeze(&fold(words)).into_owned()).collect()
}

/// Whether each cell of a row ends the heading above it.
fn ends_below(header: &[Cell<'_>], next: &[Cell<'_>], known: Option<&[String]>) -> bool {
    let mut ends = 0;
    let mut begun = false;
    for (at, end) in next.iter().enumerate() {
        let Some(end) = end.words() else { continue };
        let above = header.get(at).filter(|cell| cell.colspan <= 1).and_then(Cell::words);
        let Some(above) = above else { return false };
        let whole = [above, end].concat();
        if !is_end(end) && !ends_period(end, &whole) || !is_heading_word(&whole) {
            return false;
        }
        ends += 1;
        begun |= !is_heading_word(above);
    }
    if ends == 0 {
        return false;
    }
    let printed = |known: &[String]| {
        let whole = header.iter().enumerate().filter_map(|(at, cell)| {
            let end = next.get(at).and_then(Cell::words).unwrap_or_default();
            Some(squeeze(&fold(&[cell.words()?, end].concat())).into_owned())
        });
        whole.eq(known.iter().cloned())
    };
    // One cell alone may be the rest of a row, and what it ends is no heading without it.
    ends > 1 || begun || known.is_some_and(printed)
}

/// Where a line of tab-separated headings breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    /// Inside a heading.
    InCell,
    /// Between two.
    Between,
}

/// How a line goes on with the headings of the line before, where it does.
fn ends_behind(
    header: &[Cell<'_>],
    next: &[Cell<'_>],
    below: Option<&Vec<Cell<'_>>>,
    known: Option<&[String]>,
) -> Option<Behind> {
    let (width, more) = (used_width(header), used_width(next));
    let (begin, end) = (header[..width].last()?.words()?, next.first()?.words()?);
    if next[..more].iter().skip(1).any(|cell| !cell.words().is_some_and(is_heading_word)) {
        return None;
    }
    let one = [begin, end].concat();
    let whole = |between: bool| {
        let mut all = filled(header);
        let mut rest = filled(next).into_iter();
        if !between && let (Some(last), Some(first)) = (all.last_mut(), rest.next()) {
            last.push_str(&first);
        }
        all.extend(rest);
        all
    };
    if let Some(known) = known
        && let Some(cut) = [Behind::InCell, Behind::Between]
            .into_iter()
            .find(|&cut| whole(cut == Behind::Between) == known)
    {
        return Some(cut);
    }
    // The rows below have a cell for each heading.
    let cells = below.map_or(0, |below| used_width(below));
    if cells == width + more {
        return (more == 1 && is_heading_word(end)).then_some(Behind::Between);
    }
    (is_end(end) && is_heading_word(&one)).then_some(Behind::InCell)
}

/// Whether words end a heading and say nothing by themselves: 目标, 单位, 时限.
pub(super) fn is_end(words: &str) -> bool {
    let folded = fold(words);
    folded.chars().count() <= 4
        && (is_heading_run(&folded, 1) || matches!(&*folded, "人" | "值" | "名称" | "及时限"))
}

/// Whether a few characters end a heading that names a period: 度 below 一季, 月 below 1—3.
fn ends_period(end: &str, whole: &str) -> bool {
    let end = squeeze(end);
    matches!(&*end, "度" | "季" | "季度" | "月" | "月份" | "月底" | "年" | "年度" | "半年" | "年底")
        && period::column_period(whole).is_some()
}

/// Parts cells that hold the headings of several columns; says whether there are some.
///
/// `wide` is how many cells the rows below have.
pub(super) fn part(header: &mut Vec<Cell<'_>>, wide: usize) -> bool {
    let printed = used_width(header);
    let mut parted = false;
    let mut at = 0;
    while at < header.len() {
        let cell = &header[at];
        let spans = cell.colspan.max(1) as usize;
        let parts = match cell.words() {
            Some(words) if words.contains([' ', '\u{3000}']) => parts(words),
            _ => Vec::new(),
        };
        let covered = spans == parts.len();
        if parts.len() < 2 || !(covered || spans == 1 && printed + parts.len() - 1 == wide) {
            at += 1;
            continue;
        }
        let cells: Vec<Cell<'_>> =
            parts.iter().map(|part| Cell::across(cell.flow.slice(part.clone()))).collect();
        let end = at + if covered { spans } else { 1 };
        let count = cells.len();
        header.splice(at..end.min(header.len()), cells);
        at += count;
        parted = true;
    }
    parted
}

/// The headings that white space parts, where each is of another kind; none otherwise.
///
/// White space is a line break or letter-spacing as well: 工作 内容, 责 任 单 位.
fn parts(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut kinds = Vec::new();
    for part in words.split([' ', '\u{3000}']).filter(|part| !part.is_empty()) {
        let kind = heading(part);
        let short = part.chars().count() < 3 && fold(part) != "序号";
        if short || !is_heading_word(part) || kinds.contains(&kind) {
            return Vec::new();
        }
        let from = part.as_ptr() as usize - words.as_ptr() as usize;
        out.push(from..from + part.len());
        kinds.push(kind);
    }
    out
}

/// Records that a page's header is put together.
pub(super) fn record(page: &Page<'_>, record: &mut Record) {
    let mut span = Span::default();
    page.header_flows().iter().for_each(|flow| span.extend(&flow.whole()));
    record.repair(
        RepairKind::StitchedRow,
        span,
        Confidence::Likely,
        || "表头断开或粘连，已逐格复原".to_owned(),
        || "a header that was torn or run together is put right cell by cell".to_owned(),
    );
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source};

    use super::*;
    use crate::fixtures;

    /// What the columns of a table are called once its header is whole.
    fn columns(form: GridForm, lines: &[&str]) -> Option<Vec<String>> {
        let source = Source::from_text("n", Format::Text, &lines.join("\n"));
        let mut rows = fixtures::rows(&source);
        let mut header = rows.remove(0);
        let joined = goes_on(form, &mut header, &mut rows, None);
        joined.then(|| header.iter().map(|cell| cell.flow.text().to_owned()).collect())
    }

    #[test]
    fn names_stand_below_the_heading_that_their_places_or_words_tell() {
        let wanted = ["序号", "内容清单", "责任清单责任领导", "责任处室", "标准清单"];
        let rows =
            ["1|重点宣传水法。|李明|办公室|资料齐全。", "2|重点宣传林法。|李明|办公室|资料齐全。"];
        let lines = ["序号|内容清单|责任清单|标准清单", "||责任领导|责任处室|", rows[0], rows[1]];
        assert_eq!(columns(GridForm::Pipes, &lines).unwrap_or_default(), wanted);
        let lines = ["序号|内容清单|责任清单|标准清单|", "责任领导|责任处室|||", rows[0], rows[1]];
        assert_eq!(columns(GridForm::Pipes, &lines).unwrap_or_default(), wanted);
    }

    #[test]
    fn the_end_of_a_period_stands_below_its_beginning() {
        let row = "1|修桥|修成一座|修成两座|县交通局";
        for (above, below) in [
            ("序号|工作|一季|二季|牵头", "|任务|度|度|单位"),
            ("序号|工作|2026|2027|牵头", "|任务|年|年|单位"),
        ] {
            let found = columns(GridForm::Pipes, &[above, below, row]).unwrap_or_default();
            assert_eq!(found[1], "工作任务");
            assert!(found[2].ends_with(['度', '年']) && found[4] == "牵头单位", "{found:?}");
        }
        let figures = ["序号|工作|一季|二季|牵头", "|任务|3|度|单位", row];
        assert!(columns(GridForm::Pipes, &figures).is_none());
    }

    #[test]
    fn periods_of_any_kind_stand_below_what_is_over_them() {
        let whole = "序号|工作任务|具体举措|进度安排|责任分工";
        let row = "1|修桥|修桥两座，加固桥墩。|完成选址|修成一座|修成两座|县交通局|县财政局";
        for periods in [
            "4月底|8月底|12月底",
            "1—4月|5—8月|年底前",
            "2026年|2027年|2028年",
            "上半年|三季度|年内",
            "3月31日前|6月30日前|12月31日前",
        ] {
            let names = format!("{periods}|牵头单位|配合单位");
            let found = columns(GridForm::Pipes, &[whole, &names, row]).unwrap_or_default();
            let below: Vec<&str> = periods.split('|').collect();
            let first = format!("进度安排{}", below[0]);
            let wanted = [
                "序号",
                "工作任务",
                "具体举措",
                &first,
                below[1],
                below[2],
                "责任分工牵头单位",
                "配合单位",
            ];
            assert_eq!(found, wanted, "{periods}");
        }
        let names = "4月底|8月底|12月底|牵头单位|配合单位";
        // Titles of rows, and rows that lack the cell of a merged task.
        let short = "2|加固桥墩。|完成选址|修成一座|修成两座|县交通局|县财政局";
        assert!(columns(GridForm::Pipes, &[whole, names, "一、交通", row, short]).is_some());
        // A copy of the cells without their spans.
        assert!(columns(GridForm::Cells, &[whole, names, row]).is_some());
        // Figures are those of a row.
        assert!(
            columns(GridForm::Pipes, &[whole, "4座|8座|12座|牵头单位|配合单位", row]).is_none()
        );
    }
}
