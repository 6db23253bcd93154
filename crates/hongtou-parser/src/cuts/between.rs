//! What pages print at their heads and feet between two pieces of one table.
//!
//! A line outside the grid may be the rest of a cell, a title of the rows below it, or the title of
//! another table. The name of who issues the notice with 文件 behind it, that of a gazette, the title of
//! the notice or of its plan, and what stands between other pieces as well, is none of these.

use std::collections::{BTreeMap, BTreeSet};

use hongtou_source::{chars, fold};

use super::RUNNING;
use crate::lines::{Element, Line};
use crate::table::{self, GridRef, grid};
use crate::{header, words};

/// The longest line that may run, in characters.
const LONGEST: usize = 70;
/// The fewest characters of a part of a title that tell it from any other words.
const PART: usize = 6;
/// So many lines of the notice are looked through for its titles.
const HEAD: usize = 60;

/// Marks the running heads between the pieces of tables; `pages` tells before which element a page's
/// number stands.
pub(super) fn mark(raw: &[Element<'_>], pages: &[usize], runs: &mut [bool]) {
    let mut last: Option<usize> = None;
    let mut gaps: Vec<Gap> = Vec::new();
    // The first table of several that may be one.
    let mut first = 0;
    for (at, element) in raw.iter().enumerate() {
        if !matches!(element, Element::Table(_)) {
            continue;
        }
        match last.replace(at).filter(|last| at - last <= RUNNING + 1) {
            Some(last) if at - last > 1 => {
                let lines = &raw[last + 1..at];
                if lines.iter().any(|line| may_run(line).is_some()) {
                    let page = pages.iter().any(|page| (last + 1..=at).contains(page));
                    gaps.push(Gap { first, above: last, below: at, page });
                }
            }
            Some(_) => {}
            None => first = at,
        }
    }
    masts(raw, pages, runs);
    if gaps.is_empty() {
        return;
    }
    let head = Head::of(raw, &gaps);
    let often = often(raw, &gaps);
    for gap in &gaps {
        let lines = || gap.above + 1..gap.below;
        let known = |words: &str| {
            head.prints(words, gap.page)
                || often.contains(words)
                || (gap.page && names_series(words) || header::is_mast(words)) && gap.counts_on(raw)
                || gap.page && names_series(words) && gap.cuts_row(raw)
        };
        let runs_here = |at: usize| may_run(&raw[at]).is_some_and(known);
        // A title of rows, or another's table, stands between no pieces of one.
        if lines().any(runs_here) && gap.is_inside(raw) {
            lines().for_each(|at| runs[at] |= runs_here(at));
        }
    }
}

/// The lines between two tables.
struct Gap {
    /// The first table that those above it may go on with.
    first: usize,
    above: usize,
    below: usize,
    /// Whether a page's number stands among them.
    page: bool,
}

impl Gap {
    /// Whether what stands below goes on with what stands above: it has no header, or the same.
    fn is_inside(&self, raw: &[Element<'_>]) -> bool {
        let Some(below) = grid_at(raw, self.below) else { return false };
        let own = grid::pages(below, None);
        let Some(own) = own.first().filter(|page| !page.header.is_empty()) else { return true };
        let above = (self.first..=self.above).rev().filter_map(|at| grid_at(raw, at));
        let headed = above.filter_map(|grid| {
            grid::pages(grid, None).into_iter().rfind(|page| !page.header.is_empty())
        });
        headed.take(1).any(|page| grid::same_header(&page, own))
    }
}

impl Gap {
    /// Whether what stands below has no header and begins with the rest of a row, without its first cell.
    fn cuts_row(&self, raw: &[Element<'_>]) -> bool {
        grid_at(raw, self.below).is_some_and(|below| {
            let first = below.grid.rows.first();
            let blank =
                first.and_then(|row| row.cells.first()).is_some_and(|c| c.pieces.is_empty());
            blank && !table::has_header(below)
        })
    }

    /// Whether the numbers of the rows below a header go on with those above it.
    fn counts_on(&self, raw: &[Element<'_>]) -> bool {
        let last = grid_at(raw, self.above).and_then(|grid| grid::numbers(grid).next_back());
        let headed = grid_at(raw, self.below).filter(|grid| table::has_header(grid));
        let first = headed.and_then(|grid| grid::numbers(grid).next());
        last.zip(first).is_some_and(|(last, first)| last + 1 == first)
    }
}

/// Whether words are the name of what a notice is printed in, whoever issues it: …文件汇编, 水利工作简报.
fn names_series(words: &str) -> bool {
    const SERIES: [&str; 7] = ["文件", "汇编", "简报", "公报", "动态", "专报", "专刊"];
    SERIES.iter().any(|series| words.ends_with(series))
}

/// Words without the number of the page behind them: …任务表 第3页.
fn without_page(words: &str) -> &str {
    let numbered = words.strip_suffix('页').and_then(|rest| {
        let digits = |c: char| chars::digit(c).is_some() || chars::is_space(c);
        rest.trim_end_matches(digits).strip_suffix('第')
    });
    numbered.map_or(words, |rest| rest.trim_end_matches(chars::is_space))
}

fn grid_at<'r, 's>(raw: &'r [Element<'s>], at: usize) -> Option<&'r GridRef<'s>> {
    match &raw[at] {
        Element::Table(grid) => Some(grid),
        _ => None,
    }
}

/// Marks the masts of issuers below the first ordinal: those beside the numbers of pages, and those of who
/// issues this notice, where they open no other.
fn masts(raw: &[Element<'_>], pages: &[usize], runs: &mut [bool]) {
    let body = raw.iter().position(|e| matches!(e, Element::Line(line) if line.marker.is_some()));
    let Some(body) = body else { return };
    let beside = |at: usize| super::is_beside(pages, at);
    let words = |at: usize| raw.get(at).and_then(may_run);
    let mut head: Option<BTreeSet<&str>> = None;
    for at in body + 1..raw.len() {
        let Element::Line(line) = &raw[at] else { continue };
        // Most lines end otherwise.
        if !line.text().ends_with(['件', '报', '期', '）']) {
            continue;
        }
        let Some(mast) = words(at).filter(|words| header::is_mast(words)) else { continue };
        let opens = words(at + 1).is_some_and(|next| header::whole_number(next).is_some());
        runs[at] |= beside(at)
            || !opens
                && issues(
                    head.get_or_insert_with(|| raw[..body].iter().filter_map(may_run).collect()),
                    mast,
                );
    }
}

/// Whether a line of the head begins with the whole name that a mast says: 县人民政府 is that of any county.
fn issues(head: &BTreeSet<&str>, mast: &str) -> bool {
    let end = mast.find("文件").or_else(|| mast.find("公报")).unwrap_or(mast.len());
    let name = chars::trim(&mast[..end]);
    head.range(name..).next().is_some_and(|line| line.starts_with(name))
}

/// The lines between tables that stand there again: all that do, or each beside a page's number.
fn often<'l>(raw: &'l [Element<'_>], gaps: &[Gap]) -> BTreeSet<&'l str> {
    let mut counts: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for gap in gaps {
        for words in raw[gap.above + 1..gap.below].iter().filter_map(may_run) {
            let (count, pages) = counts.entry(words).or_insert((0, true));
            *count += 1;
            *pages &= gap.page;
        }
    }
    counts.retain(|_, &mut (count, pages)| count > 1 && (pages || count == gaps.len()));
    counts.into_keys().collect()
}

/// The words of a line that a page may print at its head or its foot.
fn may_run<'l>(element: &'l Element<'_>) -> Option<&'l str> {
    let Element::Line(Line { flow, marker: None, .. }) = element else { return None };
    let words = flow.text().trim_matches(chars::is_space);
    let runs = (4..=LONGEST).contains(&words.chars().count())
        && !words.contains(['。', '；', '，', '：', ':'])
        && !words.starts_with('附')
        && !table::says_it_goes_on(words)
        && !words::is_date_line(words);
    runs.then_some(words)
}

/// What the notice prints of itself above its text, and above its tables.
struct Head<'l> {
    /// Its lines, as printed.
    printed: BTreeSet<&'l str>,
    /// Its lines and the titles of its tables, folded.
    lines: BTreeSet<String>,
    /// Its titles, folded.
    titles: Vec<String>,
}

impl<'l> Head<'l> {
    fn of(raw: &'l [Element<'_>], gaps: &[Gap]) -> Head<'l> {
        let text = |element: &'l Element<'_>| match element {
            Element::Line(Line { marker: Some(_), .. }) | Element::Table(_) => None,
            other => Some(may_run(other).unwrap_or_default()),
        };
        let printed: BTreeSet<&str> =
            raw.iter().take(HEAD).map_while(text).filter(|line| !line.is_empty()).collect();
        let titles = printed.iter().map(|line| fold(line));
        let titles = titles.filter(|line| header::complete_title(line)).collect();
        // Over the first table may stand what heads its rows, and other rows further down.
        let title =
            |words: &&str| words.ends_with(['表', '单', '账']) || header::complete_title(words);
        let firsts: BTreeSet<usize> = gaps.iter().map(|gap| gap.first).collect();
        let above = firsts.iter().filter_map(|first| may_run(&raw[first.checked_sub(1)?]));
        let lines = printed.iter().copied().chain(above.filter(title)).map(fold).collect();
        Head { printed, lines, titles }
    }

    /// Whether words are its own: one of its lines, a part of its title, or the name of the file or
    /// the gazette that it is printed in. Any words of a title may head rows that are about them, but for those
    /// beside a page's number.
    fn prints(&self, words: &str, page: bool) -> bool {
        let own = fold(without_page(words));
        let part = own.chars().count() >= PART;
        let ends = part && header::complete_title(&own);
        let titled = |line: &String| page && line.starts_with(&own) || ends && line.contains(&own);
        header::is_mast(words) && (page || issues(&self.printed, words))
            || self.lines.contains(&own)
            || part && self.titles.iter().any(titled)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use hongtou_source::{Cell, Format, Grid, GridForm, GridRow, Source, TextRange};

    use super::*;
    use crate::flow::Flow;

    /// Which lines run; lines with `|` make up a table, and `-3-` is the number of a page.
    fn running(text: &str) -> Vec<&str> {
        let source = Source::from_text("n", Format::Text, text);
        let (mut raw, mut pages, mut rows): (Vec<Element<'_>>, _, _) =
            (Vec::new(), Vec::new(), Vec::new());
        let mut at = 0;
        for line in text.split('\n').chain([""]) {
            let start = at;
            at += line.len() + 1;
            if line.contains('|') {
                let mut from = start;
                let mut cell = |(column, words): (usize, &str)| {
                    let range = TextRange::at(from, from + words.len());
                    from += words.len() + 1;
                    let pieces = (!words.is_empty()).then_some(range).into_iter().collect();
                    Cell { pieces, column: column as u32, ..Cell::default() }
                };
                let cells = line.split('|').enumerate().map(&mut cell).collect();
                rows.push(GridRow { cells, ..GridRow::default() });
                continue;
            }
            if !rows.is_empty() {
                let grid = Grid { rows: std::mem::take(&mut rows), form: GridForm::Pipes };
                let grid = Cow::Owned(grid);
                raw.push(Element::Table(GridRef { grid, index: 0, source: &source, sheet: None }));
            }
            if line.starts_with('-') {
                pages.push(raw.len());
            } else if !line.is_empty() {
                let flow = Flow::new(&source, 0, &[TextRange::at(start, start + line.len())]);
                raw.push(Element::Line(Line::new(flow, true)));
            }
        }
        let mut runs = vec![false; raw.len()];
        mark(&raw, &pages, &mut runs);
        let running = raw.iter().zip(&runs).filter(|(_, runs)| **runs);
        let texts = running.filter_map(|(element, _)| may_run(element));
        texts.map(|words| &text[text.rfind(words).expect("its words")..][..words.len()]).collect()
    }

    const HEAD: &str = "青岚县人民政府关于印发青岚县水利设施管护方案的通知\n一、管护\n1.整修山塘18座。\n任务分解表\n\
                        序号|工作任务|责任单位|完成时限\n1|整修山塘18|县水利局|5月\n";

    #[track_caller]
    fn check(between: &str, below: &str, expected: &[&str]) {
        let text = format!("{HEAD}{between}\n{below}");
        assert_eq!(running(&text), expected, "{between}");
    }

    #[test]
    fn who_else_issues_may_be_printed_where_the_count_goes_on_below_the_same_header() {
        let header = "序号|工作任务|责任单位|完成时限\n";
        for mast in ["青岚县水利局等五部门文件", "青岚县河湖“四乱”突出问题专项整治工作专班文件"]
        {
            check(mast, &format!("{header}2|疏浚沟渠。|县水利局|6月"), &[mast]);
            check(mast, &format!("{header}1|疏浚沟渠。|县水利局|6月"), &[]);
        }
        check("小型水库等五部分文件", &format!("{header}2|疏浚沟渠。|县水利局|6月"), &[]);
    }

    #[test]
    fn what_a_page_prints_of_the_notice_between_pieces() {
        let rest = "|座。||\n2|疏浚沟渠。|县水利局|6月";
        let next = "2|疏浚沟渠。|县水利局|6月";
        for below in [rest, next, &format!("序号|工作任务|责任单位|完成时限\n{rest}")]
        {
            for mast in ["青岚县人民政府文件", "青岚县人民政府公报 2026年第2期"]
            {
                check(mast, below, &[mast]);
                check(&format!("-3-\n{mast}"), below, &[mast]);
            }
            check("青岚县水利设施管护方案", below, &["青岚县水利设施管护方案"]);
            check("任务分解表", below, &["任务分解表"]);
        }
        // The title with the page, and the name of a series where the numbers go on below the header.
        let again = format!("序号|工作任务|责任单位|完成时限\n{next}");
        check("任务分解表 第3页\n-3-", &again, &["任务分解表 第3页"]);
        for series in ["水利工作简报", "岚江市政府文件汇编"] {
            check(&format!("{series}\n-3-"), &again, &[series]);
        }
        // And where the page cuts a row.
        check("水利工作动态\n-3-", rest, &["水利工作动态"]);
        // Twice, with the numbers of pages.
        let twice = format!("水利工作动态\n-4-\n{next}\n-5-\n水利工作动态");
        check(&twice, "3|建闸。|县水利局|7月", &["水利工作动态"; 2]);
    }

    #[test]
    fn other_lines_between_pieces_stay() {
        let rest = "|座。||\n2|疏浚沟渠。|县水利局|6月";
        let next = "2|疏浚沟渠。|县水利局|6月";
        for line in [
            "二、建设",
            "水利工作动态",
            "制定配套文件",
            "管护方案",
            "水利设施管护",
            "县人民政府办公室文件",
        ] {
            check(line, rest, &[]);
            check(line, next, &[]);
        }
        check("水利工作动态\n-3-", next, &[]);
        // A part of the title where no page ends heads rows.
        check("青岚县水利设施", next, &[]);
        // The rest of a cell: said in the text as well, or a time.
        check("整修山塘18\n-3-", rest, &[]);
        check("2026年12月底前\n-3-", rest, &[]);
        check("水利工作动态", rest, &[]);
        // One that counts anew.
        let anew = "序号|工作任务|责任单位|完成时限\n1|疏浚沟渠。|县水利局|6月";
        check("水利工作简报\n-3-", anew, &[]);
        // A table of its own.
        check("青岚县水利设施管护方案", "序号|项目|投资|地点\n1|水库|3亿元|东镇", &[]);
    }

    #[test]
    fn masts_below_the_first_ordinal() {
        let of = |lines: &str| running(&format!("{HEAD}{lines}\n2.疏浚沟渠。")).len();
        let running = |lines: &str| of(lines) == 1;
        assert!(running("\n青岚县人民政府文件"));
        // Another's, beside a page's number or not.
        assert!(running("\n岚江市水利局文件\n-3-"));
        assert!(running("\n-3-\n岚江市水利局文件"));
        assert!(!running("\n岚江市水利局文件"));
        // One that opens another notice.
        assert!(!running("\n青岚县人民政府文件\n青政发〔2026〕3号"));
        assert!(!running("\n修订配套文件"));
        // Any county's.
        assert!(!running("\n县人民政府文件"));
    }
}
