//! What pages print at their heads and feet between two pieces of one table.
//!
//! A line outside the grid may be the rest of a cell, a title of the rows below it, or the title of
//! another table. The name of who issues the notice with 文件 behind it, that of a gazette, the title of
//! the notice or of its plan, and what stands between other pieces as well, is none of these.

use std::collections::BTreeMap;

use hongtou_source::{chars, fold};

use super::RUNNING;
use crate::lines::{Element, Line};
use crate::table::{self, grid};
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
    if gaps.is_empty() {
        return;
    }
    let head = Head::of(raw);
    let often = often(raw, &gaps);
    for gap in &gaps {
        let lines = || gap.above + 1..gap.below;
        let runs_here = |at: usize| {
            may_run(&raw[at])
                .is_some_and(|words| head.prints(words) || often.contains(&words))
        };
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
        let grid = |at: usize| match &raw[at] {
            Element::Table(grid) => Some(grid),
            _ => None,
        };
        let Some(below) = grid(self.below) else { return false };
        let own = grid::pages(below, None);
        let Some(own) = own.first().filter(|page| !page.header.is_empty()) else { return true };
        let above = (self.first..=self.above).rev().filter_map(grid);
        let headed = above.filter_map(|grid| {
            grid::pages(grid, None).into_iter().rfind(|page| !page.header.is_empty())
        });
        headed.take(1).any(|page| grid::same_header(&page, own))
    }
}

/// The lines between tables that stand there again: all that do, or each beside a page's number.
fn often<'l>(raw: &'l [Element<'_>], gaps: &[Gap]) -> Vec<&'l str> {
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

/// What the notice prints of itself above its text.
struct Head {
    /// Its lines, folded.
    lines: Vec<String>,
}

impl Head {
    fn of(raw: &[Element<'_>]) -> Head {
        let text = |element: &Element<'_>| match element {
            Element::Line(Line { marker: Some(_), .. }) | Element::Table(_) => None,
            other => Some(may_run(other).map(fold).unwrap_or_default()),
        };
        let lines = raw.iter().take(HEAD).map_while(text).filter(|line| !line.is_empty());
        Head { lines: lines.collect() }
    }

    /// Whether words are its own: one of its lines, a part of its title, or the name of the file or
    /// the gazette that it is printed in.
    fn prints(&self, words: &str) -> bool {
        let own = fold(words);
        let part = own.chars().count() >= PART;
        let titled = |line: &String| part && header::complete_title(line) && line.contains(&own);
        is_file(words) || self.lines.iter().any(|line| *line == own || titled(line))
    }
}

/// Whether words are the mark over an issuer's notices, or the name of a gazette: 云溪市人民政府文件,
/// 云溪市人民政府公报 2026年第3期.
fn is_file(words: &str) -> bool {
    if !words.contains("文件") && !words.contains("公报") {
        return false;
    }
    let squeezed = words::squeeze(words);
    let issue = |c: char| chars::digit(c).is_some() || "年月第期总（）()·.".contains(c);
    let name = squeezed.trim_matches(issue);
    let issuer = ["文件", "公报"].iter().find_map(|kind| name.strip_suffix(kind));
    issuer.is_some_and(header::is_issuer)
}
