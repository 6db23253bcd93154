//! Cells that hold what belongs to their neighbours: a time behind units, a title cut over rows.

use std::collections::BTreeSet;
use std::ops::{Bound, Range};
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, RepairKind, Role};
use hongtou_source::chars;
use smallvec::SmallVec;

use super::draft::{RowDraft, SectionCell, UnitsCell};
use super::grid::{Cell, Page};
use super::headings::Heading;
use super::pages::{Slot, used_width};
use super::profile::{BodyHints, key, names_one};
use super::rows::Reading;
use crate::date;
use crate::flow::{Flow, trim};
use crate::record::{Record, head};
use crate::{responsibility, sentence};

/// Units and the time that a lost separator left behind them: 市水务局 2024年9月底前.
pub(super) fn time_behind(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    time_behind_units(text, text.find(|c| chars::digit(c).is_some())?)
}

/// The same where the first digit is known.
pub(super) fn time_behind_units(text: &str, digit: usize) -> Option<(Range<usize>, Range<usize>)> {
    // A name has no figures, and what stands in brackets is theirs.
    let begins = |at: usize| {
        let time = &text[at..];
        date::says_when(time)
            && time.chars().count() <= 16
            && time.ends_with(['前', '底', '日', '月', '末', '内', '度', '年'])
            && !time.contains(['、', '（', '('])
    };
    let at = if begins(digit) {
        digit
    } else {
        let gap = text.rfind(chars::is_space).filter(|&gap| gap < digit)?;
        let at = text.len() - text[gap..].trim_start_matches(chars::is_space).len();
        begins(at).then_some(at)?
    };
    let units = trim(text, 0..at);
    let open = text[units.clone()].ends_with(['、', '，', ',', '（', '(', '：', ':', '第']);
    (!units.is_empty() && !open).then_some((units, at..text.len()))
}

/// Joins the words of a group that stand on the rows of the group, a piece on each: 改善供水 beside the first
/// row and 设施条件 beside the second, where the body has them whole. Whether there were some: then cells that reach
/// over rows have their words in the middle.
pub(super) fn join_groups(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) -> bool {
    /// As many columns stand left of the tasks.
    const LEFT: usize = 4;
    let mut found = false;
    for page in pages {
        for column in 0..LEFT {
            let mut at = 0;
            while at + 1 < page.rows.len() {
                let Some((whole, count, as_said)) = joined(&page.rows[at..], column, hints) else {
                    at += 1;
                    continue;
                };
                let confidence = if as_said { Confidence::Certain } else { Confidence::Likely };
                tell_joined(record, &whole, whole.text(), confidence);
                for row in &mut page.rows[at..at + count] {
                    row[column] = Cell::default();
                }
                page.rows[at][column] = Cell::across(whole);
                at += count;
                found = true;
            }
        }
    }
    found
}

/// Sets apart the title of a section and the heading of an item that stand in one cell, where the body has both and
/// the cell beside it is blank, 岸线整治拆除码头, or the row has a cell less than the table. Both columns hold them: what
/// is blank under 配合单位 is nobody.
pub(super) fn part_groups(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) {
    /// As many columns stand left of the tasks.
    const LEFT: usize = 4;
    if hints.sections.is_empty() {
        return;
    }
    // A page that goes on may print no header; few tables have such a cell.
    let mut headed = 0;
    let mut headings: Option<Vec<Heading>> = None;
    for at in 0..pages.len() {
        if !pages[at].header.is_empty() {
            (headed, headings) = (at, None);
        }
        let width = pages[headed].width();
        let groups: Vec<(usize, Group)> = (pages[at].rows.iter().enumerate())
            .flat_map(|(row, cells)| (0..LEFT).map(move |left| (row, cells, left)))
            .filter_map(|(row, cells, left)| Some((row, Group::of(cells, left, width, hints)?)))
            .collect();
        if groups.is_empty() {
            continue;
        }
        let headings = &*headings.get_or_insert_with(|| pages[headed].headings());
        let mut parted = None;
        for (row, group) in groups {
            let title = matches!(headings.get(group.left), Some(Heading::Section | Heading::Name));
            let task =
                matches!(headings.get(group.left + 1), Some(Heading::Name | Heading::Detail));
            let cells = &pages[at].rows[row];
            // One cell is parted once, whichever of its neighbours is blank.
            if title && task && parted != Some(row) && group.lacks_cell(cells, headings) {
                parted = Some(row);
                group.part(&mut pages[at].rows[row], record);
            }
        }
    }
}

/// The title of a section and the heading of an item in one cell of a row.
struct Group {
    /// The column of the title; that of the heading stands right of it.
    left: usize,
    /// The one of both that holds all.
    full: usize,
    /// Where the heading begins in it.
    at: usize,
    /// The width of the table where the row lacks a cell, and those behind belong a column further to the right.
    short: Option<usize>,
}

impl Group {
    fn of(row: &[Cell<'_>], left: usize, width: usize, hints: &BodyHints) -> Option<Group> {
        let (full, short) = match [row.get(left)?.words(), row.get(left + 1)?.words()] {
            [Some(_), None] => (left, None),
            [None, Some(_)] => (left + 1, None),
            [Some(title), Some(task)] if used_width(row) < width => {
                // The task has its name beside the title, and the words are of another group.
                let named = || hints.headings.contains(&key(task));
                (hints.may_open_section(title) && !named()).then_some((left, Some(width)))?
            }
            _ => return None,
        };
        let at = title_and_heading(row[full].flow.text(), hints)?;
        Some(Group { left, full, at, short })
    }

    /// Whether the cells of a row that is short stand left of their headings: what is to be done below its name, and
    /// who does it below what is to be done or reached.
    fn lacks_cell(&self, row: &[Cell<'_>], headings: &[Heading]) -> bool {
        let behind = self.left + 2;
        let said = matches!(headings.get(behind), Some(Heading::Name | Heading::Detail));
        let units = |heading: &Heading| matches!(heading, Heading::Units(_));
        let units = || headings.iter().skip(behind).position(units).map(|at| behind + at - 1);
        let moved = |at: usize| row.get(at).is_some_and(|cell| cell.unit_score() >= 0.5);
        self.short.is_none() || said && units().is_some_and(moved)
    }

    /// Sets the heading apart from the title.
    fn part<'s>(&self, row: &mut Vec<Cell<'s>>, record: &mut Record) {
        let &Group { left, full, at, short } = self;
        let flow = &row[full].flow;
        let [title, heading] =
            [0..at, at..flow.text().len()].map(|part| flow.slice(flow.trim(part)));
        let words = head(title.text(), 16);
        record.repair(
            RepairKind::MovedCells,
            flow.whole(),
            Confidence::Likely,
            || format!("组的标题“{words}”粘在任务前面，已分开"),
            || format!("the section's title “{words}” stood before the task and is set apart"),
        );
        if let Some(width) = short {
            row.insert(left + 1, Cell::default());
            row.truncate(width);
        }
        (row[left], row[left + 1]) = (Cell::across(title), Cell::across(heading));
    }
}

/// Where words are parted that are the title of a section of the body and the heading of an item.
fn title_and_heading(words: &str, hints: &BodyHints) -> Option<usize> {
    /// In bytes.
    const LONGEST: usize = 180;
    if words.len() > LONGEST {
        return None;
    }
    let whole = key(words);
    // The titles of two sections are another matter.
    let heading = |rest: &&str| hints.headings.contains(*rest) && !hints.sections.contains(*rest);
    let behind = |title: &String| whole.strip_prefix(title.as_str()).filter(heading);
    if hints.headings.contains(&whole) || hints.sections.contains(&whole) {
        return None;
    }
    let rest = hints.sections.iter().find_map(behind)?;
    let ends = words.char_indices().map(|(at, _)| at).skip(1);
    ends.into_iter().find(|&at| key(&words[at..]) == rest)
}

/// The words of a group whose first piece stands in a column of the first row, how many rows have one, and
/// whether the body says just these words.
fn joined<'s>(
    rows: &[Vec<Cell<'s>>],
    column: usize,
    hints: &BodyHints,
) -> Option<(Flow<'s>, usize, bool)> {
    /// As many rows may a group's words stand on.
    const MOST: usize = 5;
    let short = |cell: &Cell<'_>, least: usize| {
        let title = |words: &str| {
            (least..=90).contains(&words.len())
                && words.starts_with(chars::is_han)
                && !sentence::is_sentence(words)
        };
        cell.words().is_some_and(title) && cell.colspan <= 1 && !cell.reaches_down
    };
    // One letter may be left for the last row, but is seldom a title's first.
    let begins = rows[0].get(column).is_some_and(|cell| short(cell, 4));
    if !begins {
        return None;
    }
    let pieces = rows.iter().map_while(|row| row.get(column).filter(|cell| short(cell, 3)));
    let pieces: SmallVec<[&Cell<'s>; MOST]> = pieces.take(MOST).collect();
    let as_said = pieces_of_title(&pieces, hints);
    let count = as_said.or_else(|| pieces_like_title(&pieces, hints))?;
    let mut whole = pieces[0].flow.clone();
    pieces[1..count].iter().for_each(|piece| whole.append(&piece.flow));
    Some((whole, count, as_said.is_some()))
}

/// How many cells below each other have the pieces of one title of the body, which none of them has whole.
fn pieces_of_title(cells: &[&Cell<'_>], hints: &BodyHints) -> Option<usize> {
    let (first, rest) = cells.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut words = first.words()?.to_owned();
    let titles = [&hints.sections, &hints.headings];
    let begun = key(&words);
    let known = titles.iter().any(|titles| titles.contains(&begun));
    let opens = |titles: &&BTreeSet<String>| {
        let next = titles.range::<str, _>((Bound::Included(&*begun), Bound::Unbounded)).next();
        next.is_some_and(|title| title.starts_with(&begun))
    };
    if begun.is_empty() || known || !titles.iter().any(opens) {
        return None;
    }
    for (at, cell) in rest.iter().enumerate() {
        words.push_str(cell.words()?);
        let whole = key(&words);
        if titles.iter().any(|titles| titles.contains(&whole)) {
            return Some(at + 2);
        }
    }
    None
}

/// How many cells below each other have the pieces of what the body words a little otherwise: 实施人才引 above
/// 育工程 for 实施人才强校工程. Both begin and end alike, and are as long but for a character; and none of the pieces is
/// as like any title.
fn pieces_like_title(cells: &[&Cell<'_>], hints: &BodyHints) -> Option<usize> {
    const FEWEST_BEFORE: usize = 3;
    const FEWEST_BEHIND: usize = 2;
    const MOST_OTHERS: usize = 3;
    const NAME: usize = 4;
    let (first, rest) = cells.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let begun = key(first.words()?);
    // Words that are long enough are names of their own: 农村道路 | 桥梁管护.
    let is_name =
        |cell: &&Cell<'_>| cell.words().is_some_and(|words| key(words).chars().count() >= NAME);
    if cells.iter().take(2).all(is_name) {
        return None;
    }
    let like = |words: &str, title: &str| {
        let (count, of) = (words.chars().count(), title.chars().count());
        let before = words.chars().zip(title.chars()).take_while(|(a, b)| a == b).count();
        let behind = words.chars().rev().zip(title.chars().rev()).take_while(|(a, b)| a == b);
        let behind = behind.count().min(count.min(of).saturating_sub(before));
        count.abs_diff(of) <= 1
            && before >= FEWEST_BEFORE
            && behind >= FEWEST_BEHIND
            && before + behind + MOST_OTHERS >= of
    };
    // The title that begins most like the piece stands beside it in their order.
    let of = |titles: &'_ BTreeSet<String>| -> SmallVec<[String; 2]> {
        let above =
            titles.range::<str, _>((Bound::Unbounded, Bound::Excluded(&*begun))).next_back();
        let below = titles.range::<str, _>((Bound::Included(&*begun), Bound::Unbounded)).next();
        above.into_iter().chain(below).cloned().collect()
    };
    let alike = |title: &String| {
        begun.chars().zip(title.chars()).take_while(|(a, b)| a == b).count() >= FEWEST_BEFORE
    };
    let titles: SmallVec<[String; 4]> =
        [&hints.sections, &hints.headings].into_iter().flat_map(of).filter(alike).collect();
    let said = |words: &str| titles.iter().any(|title| like(words, title) || *title == words);
    if titles.is_empty() || said(&begun) {
        return None;
    }
    let mut words = begun.clone();
    for (at, cell) in rest.iter().enumerate() {
        let piece = key(cell.words()?);
        // A title of its own.
        if hints.sections.contains(&piece) || hints.headings.contains(&piece) {
            return None;
        }
        words.push_str(&piece);
        if said(&words) {
            return Some(at + 2);
        }
    }
    None
}

fn tell_joined(record: &mut Record, flow: &Flow<'_>, whole: &str, confidence: Confidence) {
    let words = head(whole, 16);
    record.repair(
        RepairKind::StitchedRow,
        flow.whole(),
        confidence,
        || format!("一组的标题分在几行里，已接回：“{words}”"),
        || format!("a section's title stood in several rows and is joined: “{words}”"),
    );
}

/// Marks that may stand between a unit and a person's name.
const BEFORE_NAME: [char; 4] = ['/', '／', '：', ':'];

/// Where persons stand in a cell of units: what is not the units', and the name in it.
///
/// In brackets behind a unit, or behind it on a line or after a blank: 市水务局（张某）, 市水务局 张某.
fn persons(flow: &Flow<'_>, breaks: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
    let text = flow.text();
    let is_unit =
        |range: &Range<usize>| responsibility::unit_score(&flow.slice(range.clone())) > 0.0;
    let (mut brackets, mut names) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some((open, bracket)) = find(text, from, ['（', '('])
        && let Some((close, end)) = find(text, bracket, ['）', ')'])
    {
        let inner = trim(text, bracket..close);
        // 各镇（街道）, 市数据局（市人工智能局）: levels and names of units stay.
        let levels = ['市', '县', '区', '道', '镇', '乡', '州', '旗'];
        if !is_unit(&inner) && !text[inner.clone()].ends_with(levels) {
            brackets.push((open..end, inner));
        }
        from = end;
    }
    let mut at = 0;
    // 市水务局/张某；市林业局：李某.
    let parts = |c: char| chars::is_space(c) || BEFORE_NAME.contains(&c) || "；;，,".contains(c);
    let ends = text.char_indices().filter(|&(_, c)| parts(c)).map(|(at, _)| at);
    let mut cuts: Vec<usize> = ends.chain(breaks.iter().copied()).collect();
    cuts.sort_unstable();
    cuts.push(text.len());
    for cut in cuts {
        let part = trim(text, at..cut);
        at = cut;
        let named =
            |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(chars::is_han);
        // What stands in a bracket is taken with it: （ 张某 ）.
        let bracketed = brackets
            .get(brackets.partition_point(|(range, _)| range.end <= part.start))
            .is_some_and(|(range, _)| range.start <= part.start);
        let words = text[part.clone()].trim_start_matches(BEFORE_NAME);
        let name = trim(text, part.end - words.len()..part.end);
        // 各镇/街道: what ends as names of units do is none of a person.
        let level = name.start > part.start && names_one(words);
        if part.start > 0
            && !bracketed
            && text[name.clone()].split('、').all(named)
            && !is_unit(&name)
            && !level
        {
            names.push((part, name));
        }
    }
    let mut out = [brackets, names].concat();
    out.sort_unstable_by_key(|(range, _)| range.start);
    out
}

/// Brackets in a cell of units with what is not theirs: when, and under which number to reach them.
fn asides(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    if !text.contains(|c| chars::digit(c).is_some()) {
        return out;
    }
    let mut from = 0;
    while let Some((open, bracket)) = find(text, from, ['（', '('])
        && let Some((close, end)) = find(text, bracket, ['）', ')'])
    {
        let inner = trim(text, bracket..close);
        let words = &text[inner.clone()];
        let digits = words.chars().filter(|&c| chars::digit(c).is_some()).count();
        if digits >= 7 || digits > 0 && date::says_when(words) {
            out.push((open..end, inner));
        }
        from = end;
    }
    out
}

/// Where the first of some marks from `at` on begins and ends.
fn find(text: &str, at: usize, marks: [char; 2]) -> Option<(usize, usize)> {
    let (found, mark) = chars::besides_han(&text[at..]).find(|(_, c)| marks.contains(c))?;
    Some((at + found, at + found + mark.len_utf8()))
}

impl<'s> Reading<'_, 's> {
    /// A cell of units without what stands in brackets behind them and is not theirs, and below
    /// 责任单位（责任人） without the persons.
    pub(super) fn units_alone(
        &self,
        draft: &mut RowDraft<'s>,
        slot: Slot,
        role: Role,
        cell: &Cell<'s>,
        timed: bool,
    ) -> UnitsCell<'s> {
        let text = cell.flow.text();
        let mut others = asides(text);
        // A time behind all of them is when they are to have done it.
        let mut due = None;
        if let [(range, time)] = &others[..]
            && !timed
            && draft.deadline.is_none()
            && range.end == text.len()
            && date::says_when(&text[time.clone()])
        {
            draft.deadline = Some(cell.flow.slice(time.clone()));
            due = Some(time.clone());
        }
        if self.columns.names_persons(slot) {
            others = persons(&cell.flow, &cell.breaks);
        }
        if others.is_empty() {
            return UnitsCell::of(role, cell);
        }
        let (mut kept, mut breaks) = (Flow::default(), Vec::new());
        let (mut from, mut taken) = (0, 0);
        let mut cell_breaks = cell.breaks.iter().peekable();
        let mut keep = |kept: &mut Flow<'s>, range: Range<usize>, taken: usize| {
            while let Some(&at) = cell_breaks.next_if(|at| **at <= range.end) {
                // What broke inside a bracket breaks behind what was kept before it.
                breaks.push(at.saturating_sub(taken).max(kept.text().len()));
            }
            kept.append(&cell.flow.slice(range));
        };
        for (range, name) in others {
            keep(&mut kept, from..range.start, taken);
            if cell.own && !name.is_empty() && due.as_ref() != Some(&name) {
                draft.put_other(self.columns.index(slot), cell.flow.slice(name));
            }
            (from, taken) = (range.end, taken + range.len());
        }
        keep(&mut kept, from..text.len(), taken);
        UnitsCell::new(role, kept, breaks)
    }

    /// The units of a cell and the time behind them.
    pub(super) fn parted(&mut self, cell: &Cell<'s>) -> Option<(Cell<'s>, Flow<'s>)> {
        let (units, time) = time_behind(cell.flow.text())?;
        let mut part = Cell::across(cell.flow.slice(units.clone()));
        if part.unit_score() <= 0.5 {
            return None;
        }
        let time = cell.flow.slice(time);
        // A cell merged over several rows is met in each of them.
        if cell.own {
            self.record.repair(
                RepairKind::MovedCells,
                time.whole(),
                Confidence::Likely,
                || format!("时限“{}”粘在单位后面，已分开", head(time.text(), 16)),
                || {
                    format!(
                        "the deadline “{}” stood behind the units and is set apart",
                        head(time.text(), 16)
                    )
                },
            );
        }
        part.breaks = cell.breaks.iter().copied().filter(|&at| at < units.end).collect();
        Some((part, time))
    }

    /// Sets apart an action that stands before the task in one cell, where the body heads an item so.
    pub(super) fn action_before(&mut self, draft: &mut RowDraft<'s>) {
        let mut drafts = self.columns.drafts.iter();
        if draft.action.is_some() || !drafts.any(|((kind, ..), _)| *kind == ColumnKind::Action) {
            return;
        }
        let Some(content) = &draft.content else { return };
        let text = content.text();
        let Some((end, _)) = chars::besides_han(text).find(|&(_, c)| chars::is_space(c)) else {
            return;
        };
        if !self.hints.headings.contains(&key(&text[..end])) {
            return;
        }
        let (action, task) = (content.slice(0..end), content.slice(trim(text, end..text.len())));
        self.record.repair(
            RepairKind::MovedCells,
            action.whole(),
            Confidence::Certain,
            || format!("工作名称“{}”粘在内容前面，已分开", head(action.text(), 16)),
            || {
                format!(
                    "the action “{}” stood before the task and is set apart",
                    head(action.text(), 16)
                )
            },
        );
        (draft.action, draft.action_printed, draft.content) = (Some(action), true, Some(task));
    }

    /// A section's title whose lines stand in several rows, joined where the body has it whole.
    pub(super) fn rest_of_title(&mut self, section: &SectionCell<'s>) -> bool {
        let (None, Some(more)) = (&section.ordinal, &section.title) else { return false };
        let Some(known) = self.state.section.clone() else { return false };
        let Some(title) = &known.title else { return false };
        let whole = [title.text(), more.text()].concat();
        let begun = |words: &str| {
            let key = key(words);
            let from = self.hints.sections.range(key.clone()..).next();
            from.is_some_and(|section| section.starts_with(&key))
        };
        let complete = |words: &str| self.hints.sections.contains(&key(words));
        if complete(title.text()) || complete(more.text()) || !begun(&whole) {
            return false;
        }
        let mut joined = SectionCell::clone(&known);
        if let Some(title) = &mut joined.title {
            title.append(more);
        }
        let joined = Rc::new(joined);
        let rows = self.rows.iter_mut().rev();
        for row in rows.take_while(|row| {
            row.section.as_ref().is_some_and(|section| Rc::ptr_eq(section, &known))
        }) {
            row.section = Some(Rc::clone(&joined));
        }
        self.state.section = Some(joined);
        tell_joined(self.record, more, &whole, Confidence::Certain);
        true
    }
}

#[cfg(test)]
mod tests {
    use hongtou_model::RepairKind;
    use hongtou_source::{
        Block, BlockKind, Cell, Document, Format, Grid, GridForm, GridRow, Source, TextRange,
    };

    use super::super::profile::{BodyHints, key};
    use super::{persons, time_behind};
    use crate::fixtures;
    use crate::flow::Flow;

    #[test]
    fn a_time_behind_units_in_a_merged_cell_is_told_once() {
        let table = [
            &["序号", "工作内容", "工作措施", "责任单位"][..],
            &["1", "建站20个，推进整治", "开展检查。", "市水务局、市统计局 2024年9月底前"],
            &["2", "修路30条，推进整治", "开展检查。"],
            &["3", "清淤40处，推进整治", "开展检查。", "市公安局、市财政局"],
        ];
        let source = Source::from_text("n", Format::Html, &table.concat().concat());
        let mut at = 0;
        let row = |(row, words): (usize, &&[&str])| {
            let cells = words.iter().zip(0..).map(|(words, column)| {
                let start = at;
                at += words.len();
                let rowspan = if (row, column) == (1, 3) { 2 } else { 1 };
                let pieces = [TextRange::at(start, at)].into_iter().collect();
                Cell { pieces, column, rowspan, ..Cell::default() }
            });
            GridRow { cells: cells.collect(), ..GridRow::default() }
        };
        let rows = table.iter().enumerate().map(row).collect();
        let kind = BlockKind::Table(Grid { rows, form: GridForm::Cells });
        let document = Document { sources: vec![source], blocks: vec![Block { source: 0, kind }] };
        let notice = crate::parse(&document, &crate::Options::default());
        let rows = &notice.tables[0].rows;
        assert_eq!(rows.iter().filter(|row| row.deadline.is_some()).count(), 2);
        let moved = notice.repairs.iter().filter(|repair| repair.kind == RepairKind::MovedCells);
        assert_eq!(moved.count(), 1);
    }

    #[test]
    fn persons_behind_units_are_taken_once() {
        for (text, names) in [
            ("市水务局（张某）", &["张某"][..]),
            ("市水务局（ 张某 ）", &["张某"]),
            ("市水务局 张某", &["张某"]),
            ("市水务局（市河长办）", &[]),
        ] {
            let source = Source::from_text("n", Format::Text, text);
            let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
            let found = persons(&flow, &[]);
            let found: Vec<&str> = found.iter().map(|(_, name)| &text[name.clone()]).collect();
            assert_eq!(found, names, "{text}");
        }
    }

    #[test]
    fn a_time_behind_units() {
        for (text, parts) in [
            ("市水务局、市统计局 2024年9月底前", Some(("市水务局、市统计局", "2024年9月底前"))),
            ("市水务局2024年9月底前", Some(("市水务局", "2024年9月底前"))),
            ("各县区 每月15日前", Some(("各县区", "每月15日前"))),
            ("市水务局", None),
            ("2024年9月底前", None),
            ("国网12供电所", None),
            ("市水务局（2024年9月底前）", None),
        ] {
            let found = time_behind(text).map(|(units, time)| (&text[units], &text[time]));
            assert_eq!(found, parts, "{text}");
        }
    }

    #[test]
    fn a_name_on_several_rows_is_joined_where_the_body_words_it_a_little_otherwise() {
        let names = |heading: &str, first: &str, second: &str| {
            let mut hints = BodyHints::default();
            hints.headings.extend([key(heading), key("扩大规模")]);
            let rows = [
                "序号|工作任务|任务分解|牵头部门",
                &format!("1|{first}|引进博士25名。|县教育局"),
                &format!("2|{second}|选派教师60名。|县教育局"),
                "3|扩大规模|培训1.2万人次。|县人社局",
            ];
            let rows = fixtures::task_rows(&rows, &hints);
            rows.iter()
                .map(|row| row.split('|').nth(1).unwrap_or("").to_owned())
                .collect::<Vec<_>>()
        };
        let whole = "实施人才引育工程";
        for heading in [whole, "实施人才强校工程", "实施人才工程"] {
            let wanted = if heading == "实施人才工程" { "实施人才引" } else { whole };
            assert_eq!(names(heading, "实施人才引", "育工程")[0], wanted, "{heading}");
        }
        // Two names, each long enough for one.
        let two = ["农村道路", "桥梁管护"];
        assert_eq!(names("农村道路建设管护", two[0], two[1])[..2], two);
        // Two names, of which the heading has a part each.
        assert_eq!(names("加强管理执法", "加强管理", "加强执法")[..2], ["加强管理", "加强执法"]);
    }

    #[test]
    fn a_title_before_the_heading_of_an_item_is_set_apart() {
        let rows = |third: &str| {
            let mut hints = BodyHints::default();
            hints.sections.extend(["水源保护", "岸线整治"].map(key));
            hints.headings.extend(["封闭排口", "清理养殖", "拆除码头"].map(key));
            let rows = [
                "序号|类别|任务|内容|牵头单位",
                "1|水源保护|封闭排口|封闭入河排口40处。|县水利局",
                "2||清理养殖|清退网箱养殖60亩。|县农业局",
                third,
            ];
            fixtures::task_rows(&rows, &hints).pop()
        };
        let wanted = Some("3|拆除码头|拆除非法码头7座。|县交通局".to_owned());
        for cells in ["岸线整治拆除码头|", "|岸线整治拆除码头", "岸线整治 拆除码头|"]
        {
            assert_eq!(rows(&format!("3|{cells}|拆除非法码头7座。|县交通局")), wanted, "{cells}");
        }
        // A blank cell is none that the row lacks.
        let named = rows("3|岸线整治|拆除码头|拆除非法码头7座。|");
        assert_eq!(named, Some("3|拆除码头|拆除非法码头7座。".to_owned()));
        let merged = rows("3|岸线整治 拆除码头|拆除非法码头7座。|年底前拆完。|");
        assert!(
            merged.is_some_and(|row| !row.starts_with("3|拆除码头|")),
            "a row of all its cells"
        );
        // A cell less than the table has, with the last one printed blank or not.
        for cells in [
            "岸线整治 拆除码头|拆除非法码头7座。|县交通局",
            "岸线整治拆除码头|拆除非法码头7座。|县交通局|",
        ] {
            assert_eq!(rows(&format!("3|{cells}")), wanted, "{cells}");
        }
        // Nobody helps, and the column of who does holds no heading.
        let mut hints = BodyHints::default();
        hints.sections.insert(key("岸线整治"));
        hints.headings.insert(key("拆除码头"));
        let helped = ["序号|工作任务|配合单位|牵头单位", "1|岸线整治拆除码头||县交通局"];
        let wanted = Some("1||岸线整治拆除码头|县交通局".to_owned());
        assert_eq!(fixtures::task_rows(&helped, &hints).pop(), wanted);
        let helped = ["序号|配合单位|工作任务|牵头单位", "1||岸线整治拆除码头|县交通局"];
        assert_eq!(fixtures::task_rows(&helped, &hints).pop(), wanted);
    }
}
