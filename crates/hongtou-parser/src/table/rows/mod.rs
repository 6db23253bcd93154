//! Rows out of pages: merged cells carried down, numbers set free, cut rows put together.

mod answering;
mod carried;
mod continued;
mod header;
mod numbers;
mod row;
mod sections;
mod shifted;
mod wider;

use std::collections::BTreeMap;
use std::rc::Rc;

use hongtou_model::{ColumnKind, FurnitureKind, ProseRole, Role};
use hongtou_source::{GridForm, chars};

use super::ColumnDraft;
use super::columns::{Assigned, Known};
use super::draft::{RowDraft, SectionCell, UnitsCell, task_number};
use super::grid::{Cell, Page};
use super::headings::Heading;
use super::lined;
use super::pages::{
    Columns, PageColumns, Shape, assign_pages, headers, is_points, leaves_groups_out, samples,
    seen_kinds, spanning, told_by_cells, used_width,
};
use super::periods::part_targets;
use super::profile::{BodyHints, key};
use super::rest::{Cut, cut_cells};
use super::spilled;
use super::tail::CutCell;
use super::two_roles;
use crate::flow::Flow;
use crate::marker::Form;
use crate::record::Record;
use crate::{responsibility, sentence};

use self::answering::AnsweringLines;
use self::carried::CarriedCell;
use self::numbers::Counting;
pub(crate) use self::sections::before_count;
use self::sections::title_under_number;

/// What the pages of a task table hold.
pub(crate) struct Read<'s> {
    pub(super) columns: Vec<ColumnDraft<'s>>,
    pub(super) rows: Vec<RowDraft<'s>>,
    /// Notes in rows of the grid.
    pub(super) notes: Vec<Flow<'s>>,
    /// Whether the words of a group stand in the middle of its rows.
    pub(super) in_middle: bool,
}

/// Whether cells of a page are merged that stand on lines of their own, where no container says so.
fn infers_merged(page: &Page<'_>) -> bool {
    page.form == GridForm::Tabs && page.rows.iter().flatten().any(|cell| cell.reaches_down)
}

/// Reads the pages of a task table.
pub(crate) fn read<'s>(
    mut pages: Vec<Page<'s>>,
    hints: &BodyHints,
    record: &mut Record,
) -> Read<'s> {
    continued::set_marks_aside(&mut pages, hints, record);
    shifted::drop_extra_blanks(&mut pages, record);
    wider::join_cut_cells(&mut pages, hints, record);
    lined::join(&mut pages, hints, record);
    numbers::free_all(&mut pages, record);
    spilled::part_groups(&mut pages, hints, record);
    let in_middle = spilled::join_groups(&mut pages, hints, record);
    let headers = headers(&pages);
    let leads_and_others =
        headers.print(&[Heading::Units(Role::Lead), Heading::Units(Role::Responsible)]);
    let mut reading = Reading {
        leads_and_others,
        titles_under_number: false,
        headed_by_titles: false,
        last_page: false,
        has_number: false,
        numbered_actions: false,
        drawn: pages.iter().any(|page| page.form == GridForm::Cells),
        cut: pages.iter().any(|page| page.glued),
        answering: AnsweringLines::default(),
        inferred: pages.iter().any(infers_merged),
        bodies: Vec::new(),
        notes: Vec::new(),
        columns: Columns::default(),
        rows: Vec::new(),
        state: State::default(),
        merged: BTreeMap::new(),
        short_row: false,
        page_tops: Vec::new(),
        last: Vec::new(),
        hints,
        record,
    };
    let samples = samples(&pages, &headers, hints);
    let (headers, told) = told_by_cells(headers, &samples);
    for (page, told) in told {
        told.record(&pages[page], reading.record);
    }
    let seen = seen_kinds(&samples, &headers);
    let mut columns = assign_pages(&samples, &headers, &seen);
    numbers::give_groups_theirs(&pages, &mut columns, reading.record);
    reading.rows.reserve_exact(pages.iter().map(|page| page.rows.len()).sum());
    let last = pages.len().saturating_sub(1);
    let titles = pages.iter().zip(&columns).enumerate().flat_map(|(at, (page, assigned))| {
        let end = if at == last { last_full(page) } else { page.rows.len() };
        page.rows[..end].iter().filter(|row| title_under_number(row, &assigned[0]).is_some())
    });
    reading.titles_under_number = titles.take(2).count() > 1;
    let numbers = |column: &Assigned| column.kind == ColumnKind::Number;
    reading.has_number = columns.iter().any(|page| page[0].iter().flatten().any(numbers));
    reading.numbered_actions = !reading.has_number && numbers_actions(&pages, &columns);
    for (at, (mut page, assigned)) in pages.into_iter().zip(&columns).enumerate() {
        for copy in &page.copies {
            reading.record.furniture(FurnitureKind::RepeatedHeader, copy.whole());
        }
        // A header that blank lines part from its rows has the columns of these.
        let below = columns.get(at + 1).filter(|_| assigned[0].is_empty() && headers.goes_on(at));
        reading.header(&page, headers.over(at), &below.unwrap_or(assigned)[0], at > 0);
        reading.last_page = at == last;
        reading.page(&mut page, headers.over(at), assigned, &seen);
    }
    Read { in_middle, ..reading.finish() }
}

#[derive(Default)]
pub(super) struct State<'s> {
    pub(super) section: Option<Rc<SectionCell<'s>>>,
    pub(super) action: Option<Flow<'s>>,
    pub(super) number: Option<u32>,
    /// The number that the last printed action begins with.
    pub(super) action_number: Option<u32>,
    /// Whether a row of a section stands between that number and here, so that 1 may follow.
    fresh: bool,
    /// The units of the columns in front of the task, each with its column.
    front: Vec<(usize, UnitsCell<'s>)>,
    /// How many rows there were above the title of the section.
    section_from: usize,
}

pub(super) struct Reading<'r, 's> {
    /// Whether the header names both who leads and who answers.
    leads_and_others: bool,
    /// Whether rows with words alone where the numbers stand are met again and again.
    titles_under_number: bool,
    /// Whether titles of the body beside a blank number head the rows of the pages read so far.
    headed_by_titles: bool,
    /// Whether the page that is read is the last one.
    last_page: bool,
    /// Whether a page has a column of numbers.
    has_number: bool,
    /// Whether the name of each row's task begins with the row's number.
    numbered_actions: bool,
    /// Whether a page says itself which cells are merged.
    drawn: bool,
    /// Whether rows without separators were cut: a blank cell of theirs was not found, and is not merged.
    cut: bool,
    /// The lines that say nothing but who answers.
    answering: AnsweringLines<'s>,
    /// Whether merged cells are told by nothing but the lines that rows below them lack.
    inferred: bool,
    /// The bodies that head columns of their own, with the heading that each is.
    bodies: Vec<(usize, Flow<'s>)>,
    /// Notes in rows of the grid.
    notes: Vec<Flow<'s>>,
    pub(super) columns: Columns<'s>,
    pub(super) rows: Vec<RowDraft<'s>>,
    pub(super) state: State<'s>,
    /// Merged cells that were carried down, by where they are printed.
    merged: BTreeMap<(u16, u32), CarriedCell>,
    /// Whether the row that is read has fewer cells than the table, and which it lost is open.
    short_row: bool,
    /// Before which rows a page ends.
    page_tops: Vec<usize>,
    /// The cells of the last row, for what a page cut off it.
    pub(super) last: Vec<CutCell<'s>>,
    pub(super) hints: &'r BodyHints,
    pub(super) record: &'r mut Record,
}

/// What is the same for all rows of a page.
struct PageRead<'p> {
    headings: &'p [Heading],
    assigned: &'p [Option<Assigned>],
    /// The columns of rows of other widths.
    others: &'p [Vec<Option<Assigned>>],
    /// What other pages showed of their columns.
    seen: &'p [(Known, ColumnKind, f32)],
    shape: Shape,
    /// Whether ordinals in Chinese count what its rows are part of, apart from the figures that count those.
    parts: bool,
    /// From which row on there is nothing to be the title of: below the last row of the table.
    titles_end: usize,
    /// Whether its rows begin with numbers.
    numbered: bool,
    /// Whether its rows leave out the merged cells of their groups.
    left_out: bool,
}

/// Where a row stands, and what was found of it before it is read.
struct RowAt {
    at: usize,
    /// Whether no row of the page was read before it.
    at_top: bool,
    /// Whether the table has a column of numbers.
    has_number: bool,
    /// Whether it is an ordinal and a title that head no row.
    alone: bool,
    /// Whether a merged cell of other rows answers for it.
    unanswered: bool,
}

impl<'s> Reading<'_, 's> {
    /// Takes the rows of a page; each is given back as soon as it was read.
    fn page(
        &mut self,
        page: &mut Page<'s>,
        headings: &[Heading],
        columns: &[Vec<Option<Assigned>>],
        seen: &[(Known, ColumnKind, f32)],
    ) {
        let Some((assigned, others)) = columns.split_first() else { return };
        self.page_tops.push(self.rows.len());
        let shape = Shape::of(page, self.hints, self.headed_by_titles);
        self.headed_by_titles = shape.headed_by_titles;
        let of = PageRead {
            headings,
            assigned,
            others,
            seen,
            shape,
            parts: shape.counts_in_figures && self.counts_parts(page, assigned),
            titles_end: if self.last_page { last_full(page) } else { page.rows.len() },
            numbered: page.begins_with_numbers(),
            left_out: leaves_groups_out(page),
        };
        let mut at_top = true;
        for at in 0..page.rows.len() {
            let row = std::mem::take(&mut page.rows[at]);
            at_top = self.page_row(page, &of, at, &row, at_top);
        }
    }

    /// Reads one row of a page; whether the next one still stands at the page's top.
    fn page_row(
        &mut self,
        page: &mut Page<'s>,
        of: &PageRead<'_>,
        at: usize,
        row: &[Cell<'s>],
        at_top: bool,
    ) -> bool {
        let has_number = self.has_number || self.has_met_number();
        if self.aside(row, &page.rows[at + 1..], of.numbered)
            || self.answering_cells(row, of.assigned)
        {
            return false;
        }
        let alone = of.shape.heads_none(row, page.rows.get(at + 1), self.last_page, self.hints);
        if !alone && self.spanning_title(row, of) || self.part_of_row_above(page, of, at, row) {
            return false;
        }
        let parted = self
            .number_apart(page, row, of.assigned)
            .or_else(|| self.number_beside_blank(row, of.assigned));
        let row = parted.as_deref().unwrap_or(row);
        let beside = self.beside_merged_units(page, row, of.headings, of.assigned);
        let unanswered = beside.is_some();
        let own = beside.or_else(|| self.own_columns(page, of, row));
        let columns = own.as_deref().unwrap_or(of.assigned);
        if at_top && self.rest_of_section(row) {
            return true;
        }
        let titled = at < of.titles_end
            && title_under_number(row, of.assigned)
                .is_some_and(|title| self.titles_under_number || before_count(title) < title.len());
        let row_at = RowAt { at, at_top, has_number, alone, unanswered };
        if titled && !at_top {
            self.section_row(&[&row[0]]);
        } else if self.rest_of_row_above(page, &row_at, row, columns) {
            // It is put back.
        } else if titled {
            self.section_row(&[&row[0]]);
        } else if !self.line_alone(page, of, at, row) {
            self.task(page, of, &row_at, row, own.as_deref());
        }
        false
    }

    /// Takes a row that is a title over all columns.
    fn spanning_title(&mut self, row: &[Cell<'s>], of: &PageRead<'_>) -> bool {
        let Some(cells) = spanning(row, of.shape, self.hints) else { return false };
        if says_targets(row, &cells, of.assigned) {
            return false;
        }
        self.section_row(&cells);
        true
    }

    /// Puts back a row that is only what a break in a cell of the row above left of it.
    fn part_of_row_above(
        &mut self,
        page: &Page<'s>,
        of: &PageRead<'_>,
        at: usize,
        row: &[Cell<'s>],
    ) -> bool {
        let broken = self
            .broken_cell(page, row, of.assigned)
            .or_else(|| self.broken_between(page, row, of.assigned))
            .or_else(|| self.line_of_cell(page, row, page.rows.get(at + 1), of.assigned));
        let list = self.rest_of_list(page, row);
        let moved = list.is_some();
        let Some(rest) = list.or(broken) else { return false };
        self.put_back(row, &rest, Cut::Cell, moved);
        true
    }

    /// The columns of the cells of a row that stand elsewhere than the page's.
    fn own_columns(
        &mut self,
        page: &Page<'s>,
        of: &PageRead<'_>,
        row: &[Cell<'s>],
    ) -> Option<Vec<Option<Assigned>>> {
        let PageRead { headings, assigned, others, seen, .. } = *of;
        self.behind_lost_blank(page, row, assigned)
            .or_else(|| of.left_out.then(|| self.behind_merged_groups(row, assigned)).flatten())
            .or_else(|| self.behind_groups_before_blank(page, row, assigned))
            .or_else(|| self.behind_lost_cells(page, row, assigned))
            .or_else(|| self.behind_glued_number(page, row, assigned))
            .or_else(|| self.behind_merged_cells(page, row, assigned, others))
            .or_else(|| self.of_other_rows(row, assigned, others))
            .or_else(|| self.realign(page, row, headings, assigned, seen))
    }

    /// Puts back a row that is what a page's end cut off the row above it.
    fn rest_of_row_above(
        &mut self,
        page: &mut Page<'s>,
        row_at: &RowAt,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> bool {
        let RowAt { at, at_top, has_number, .. } = *row_at;
        let Some(rest) = self.rest(row, columns, at_top, has_number) else { return false };
        let mut pieces = rest.columns.iter().zip(columns);
        let moved = pieces.any(|(own, page)| own.is_some() && own != page);
        self.put_back(row, &rest.columns, Cut::page(at_top), moved || !rest.clear);
        self.rest_reaches_down(row, &rest.columns, &mut page.rows[at + 1..]);
        true
    }

    /// Takes a row of one cell that goes on with nothing: it heads the rows below it, or is a sentence on them.
    fn line_alone(
        &mut self,
        page: &Page<'s>,
        of: &PageRead<'_>,
        at: usize,
        row: &[Cell<'s>],
    ) -> bool {
        let below = page.rows.get(at + 1).and_then(|below| below.first());
        // What is merged with the cell below it is no line of its own.
        let merged = || below.is_some_and(|below| below.from_above);
        let [line] = row else { return false };
        if of.assigned.len() <= 2 || merged() {
            return false;
        }
        if sentence::is_sentence(line.flow.text()) {
            self.record.prose(ProseRole::Note, &line.flow);
        } else {
            self.section_row(&[line]);
        }
        true
    }

    /// Reads the row of a task, whose cells may stand in columns of their `own`.
    fn task(
        &mut self,
        page: &Page<'s>,
        of: &PageRead<'_>,
        row_at: &RowAt,
        row: &[Cell<'s>],
        own: Option<&[Option<Assigned>]>,
    ) {
        let (assigned, columns) = (of.assigned, own.unwrap_or(of.assigned));
        // 三、 | … | with a task of its own is the title of the rows below it all the same.
        let unnumbered =
            of.shape.counts_in_figures.then(|| self.titles_below(row, columns)).flatten();
        let part = (of.parts || row_at.alone) && unnumbered.is_none();
        let part = part.then(|| self.heads_part(row, columns)).flatten();
        let says_title = part.is_some();
        let unnumbered = unnumbered.or(part);
        let row = unnumbered.as_deref().unwrap_or(row);
        let below = &page.rows[row_at.at + 1..];
        let has_number = row_at.has_number;
        let parted = has_number.then(|| self.number_beside_group(row, below, columns)).flatten();
        let row = parted.as_deref().unwrap_or(row);
        // A row may have lost the cell that is merged with the one above it.
        let lost = own.is_some() && used_width(row) < assigned.len();
        let has_action =
            lost && assigned.iter().flatten().any(|column| column.kind == ColumnKind::Action);
        self.short_row = lost && !self.lost_first_cells(row, columns, assigned);
        let mut draft = self.row(row, columns, has_number, has_action);
        if row_at.unanswered {
            self.answered_by_merged(&mut draft, columns, assigned);
        }
        self.short_row = false;
        if says_title && draft.content.is_none() {
            draft.content = draft.spilled.take().map(|title| *title);
        }
        if !draft.says_something() && draft.number.is_none() {
            return;
        }
        if let Some((number, _)) = &draft.number {
            self.state.number = Some(*number);
            self.state.fresh = false;
        }
        if has_number && row_at.at_top && draft.number.is_none() && !self.rows.is_empty() {
            self.left_apart(&draft);
        }
        self.last = cut_cells(row, columns, &draft);
        // The next page may print the cells that the row lost at its beginning.
        if own.is_some() && columns.len() < assigned.len() && assigned.ends_with(columns) {
            let lost = &assigned[..assigned.len() - columns.len()];
            self.last.splice(..0, cut_cells(&[], lost, &draft));
        }
        self.rows.push(draft);
    }

    /// Leaves the places blank that the rest of a group's title covers, as it is no title by itself: 商贸领域 merged
    /// over rows below a page's end, above which stands 工矿. The body has both as one.
    fn rest_reaches_down(
        &self,
        rest: &[Cell<'s>],
        columns: &[Option<Assigned>],
        below: &mut [Vec<Cell<'s>>],
    ) {
        let is_title = |column: &Option<Assigned>| {
            let mut last = self.last.iter().filter(|known| known.column == *column);
            let title = last.next().map(|known| key(known.flow.text()));
            let told =
                |title| self.hints.sections.contains(title) || self.hints.headings.contains(title);
            column.is_some() && title.as_ref().is_some_and(told)
        };
        for (at, (cell, column)) in rest.iter().zip(columns).enumerate() {
            let outer = column.is_some_and(|column| {
                matches!(column.kind, ColumnKind::Section | ColumnKind::Action)
            });
            if outer && cell.reaches_down && cell.words().is_some() && is_title(column) {
                let covered =
                    below.iter_mut().map_while(|row| row.get_mut(at).filter(|c| c.from_above));
                covered.for_each(|place| *place = Cell::default());
            }
        }
    }

    /// Whether a row of another width than its page had a column of numbers.
    pub(super) fn has_met_number(&self) -> bool {
        self.columns.drafts.iter().any(|((kind, ..), _)| *kind == ColumnKind::Number)
    }

    /// Notes and totals in a row of the grid are no tasks: 注：…, 合计; nor are the rows that sign a form, below
    /// all others.
    fn aside(&mut self, row: &[Cell<'s>], below: &[Vec<Cell<'s>>], numbered: bool) -> bool {
        /// Rows that sign a form.
        const MOST: usize = 4;
        let at_foot = || below.len() < MOST && below.iter().all(|row| is_aside(row, numbered));
        if !is_aside(row, numbered) || signs_form(row) && !at_foot() {
            return false;
        }
        for cell in row.iter().filter(|cell| cell.words().is_some()) {
            self.record.prose(ProseRole::Note, &cell.flow);
            self.notes.push(cell.flow.clone());
        }
        true
    }

    fn finish(mut self) -> Read<'s> {
        self.answered_from_below();
        if !self.columns.of_two_roles.is_empty() {
            two_roles::part(self.rows.iter_mut().map(|row| &mut row.units), self.record);
        }
        part_targets(&mut self.rows, self.record);
        self.number_tasks();
        self.answered_by_title();
        self.units_beside_actions();
        self.contents_above();
        self.merged_beside_groups();
        self.tell_carried();
        let columns = self
            .columns
            .drafts
            .into_iter()
            .map(|((kind, period, _), header)| ColumnDraft { kind, period, header })
            .collect();
        Read { columns, rows: self.rows, notes: self.notes, in_middle: false }
    }
}

/// Whether a row says something of the whole table: 注：…, 合计, or where rows are `numbered` 备注 beside a cell
/// of words.
pub(super) fn is_aside(row: &[Cell<'_>], numbered: bool) -> bool {
    const LABELS: [&str; 4] = ["注", "备注", "说明", "填表说明"];
    let mut words = row.iter().filter_map(Cell::words);
    let Some(first) = words.next() else { return false };
    let (second, third) = (words.next(), words.next());
    let bare = first.trim_start_matches(['（', '(']);
    let note = || {
        LABELS.iter().any(|label| {
            bare.strip_prefix(label).is_some_and(|rest| match second {
                None => rest.starts_with(['：', ':', '.']),
                // The label stands where the numbers do.
                Some(_) => {
                    numbered
                        && row.len() > 2
                        && row[0].words().is_some()
                        && matches!(rest, "" | "：" | ":")
                }
            })
        })
    };
    let total = || matches!(&first[..before_count(first)], "合计" | "总计" | "共计" | "小计");
    let points = || first == "总分" && row.iter().filter_map(Cell::words).skip(1).all(is_points);
    third.is_none() && note() || total() || points() || signs_form(row)
}

/// Whether words say what somebody has to do: 每月调度1次.
fn says_work(words: &str) -> bool {
    const WORK: [&str; 9] = ["每", "明确", "研究", "调度", "负责", "组织", "督促", "落实", "开展"];
    WORK.iter()
        .any(|work| words.match_indices(work).any(|(at, _)| !ends_body(&words[at + work.len()..])))
}

/// Whether words end the name of a body, with nothing behind it but a person of it: 部 of 组织部, 部部长李某.
fn ends_body(words: &str) -> bool {
    const OFFICES: [&str; 6] = ["部长", "科长", "处长", "主任", "干事", "委员"];
    let body = words.strip_prefix(['部', '室', '院', '所', '处', '科', '股']);
    // 组织委员李某
    let officer = OFFICES[4..].iter().any(|office| words.starts_with(office)).then_some(words);
    let Some(rest) = body.or(officer) else { return false };
    let rest = OFFICES.iter().find_map(|office| rest.strip_prefix(office)).unwrap_or(rest);
    let name: Vec<char> = rest.chars().take_while(|&c| chars::is_han(c)).collect();
    // Whom 组织委员 names is a person without a surname that is known, too.
    name.is_empty() || responsibility::is_person(&name) || officer.is_some() && name.len() <= 3
}

/// Whether a row is the foot of a form: who filled it in, who looked it through, how to reach them.
fn signs_form(row: &[Cell<'_>]) -> bool {
    const LABELS: [&str; 23] = [
        "填表单位",
        "填报单位",
        "制表单位",
        "填表人",
        "填报人",
        "制表人",
        "编制人",
        "经办人",
        "审核人",
        "审核",
        "审定",
        "复核",
        "复核人",
        "审批人",
        "分管领导",
        "主要领导",
        "单位负责人",
        "日期",
        "填表日期",
        "填报日期",
        "填报时间",
        "联系人",
        "联系电话",
    ];
    /// The longest that a label of a person or a day says.
    const LONGEST: usize = 24;
    let mut behind = false;
    let mut labels = 0;
    // Names, a date, a telephone: behind a label of persons and days nothing else is said, and behind those that
    // are steps of work as well only what no work is.
    let says = |label: &str, words: &str| {
        let is_date = crate::words::is_date_line(words);
        // What fills in a form is a body, whatever its name says.
        let work = !label.ends_with("单位") && says_work(words);
        let words: Vec<char> = crate::words::printed(words).collect();
        let digits = words.iter().filter(|&&c| chars::digit(c).is_some()).count();
        let is_step = matches!(label, "审核" | "审定" | "复核");
        let is_phone = || words.split(|&c| chars::digit(c).is_none()).any(|run| run.len() > 6);
        digits >= 4
            && (!is_step || is_date || is_phone())
            && !words.iter().any(|&c| chars::ends_sentence(c))
            || !is_step && words.len() <= LONGEST && !work
            || words.split(|&c| c == '、').all(responsibility::is_person)
    };
    let mut labelled = |words: &str| {
        let label = words.split_once(['：', ':', '∶']);
        let label = label.map(|(label, rest)| (crate::words::squeeze(label), rest.trim()));
        if let Some((label, rest)) = label.filter(|(label, _)| LABELS.contains(&&**label)) {
            labels += 1;
            behind = rest.is_empty();
            return behind || says(&label, rest);
        }
        // What a label says may stand in the next cell, and the day behind all of them without one.
        std::mem::take(&mut behind) && says("审核", words)
            || labels > 0 && crate::words::is_date_line(words)
    };
    row.iter().filter_map(Cell::words).all(&mut labelled) && labels > 0
}

/// Whether the names of the tasks begin with numbers that count on from row to row: 14.改造…, 15.新建…. Some rows
/// may share the name of the one above, and some numbers be left out or misprinted.
fn numbers_actions(pages: &[Page<'_>], columns: &[PageColumns]) -> bool {
    let (mut counting, mut count, mut shared, mut fresh) = (Counting::default(), 0, 0, false);
    let mut above = None;
    // 1、改善… | （1）建设…: the inner number is the row's.
    let mut inner = !pages.is_empty();
    for (page, assigned) in pages.iter().zip(columns) {
        let is_action = |column: &Option<Assigned>| {
            column.is_some_and(|column| column.kind == ColumnKind::Action)
        };
        let Some(at) = assigned[0].iter().position(is_action) else { return false };
        for row in &page.rows {
            let mut filled = row.iter().filter(|cell| cell.words().is_some());
            // The title of a section may begin the count again.
            if (filled.next(), filled.next()).1.is_none() {
                fresh = true;
                continue;
            }
            let number = |at: usize| {
                let cell = row.get(at).filter(|cell| cell.own)?;
                task_number(cell.flow.text())
            };
            let blank = row.get(at).is_some_and(|cell| !cell.own || cell.words().is_none());
            // What a page cut off a row says nothing of numbers, though its group is printed again.
            let behind = row.iter().skip(at + 1).filter(|cell| cell.words().is_some()).count();
            if blank && behind == 1 && assigned[0].len() > at + 2 && number(at + 1).is_none() {
                continue;
            }
            inner &= number(at + 1).is_some_and(|found| found.form == Form::DigitBracket);
            // A row that lost the cells before it has it further to the left.
            let lost = assigned[0].len().saturating_sub(used_width(row));
            let moved = || number(at.checked_sub(lost).filter(|_| lost > 0)?);
            let found = number(at).or_else(moved);
            if found.is_none() && blank && count > 0 && !fresh {
                shared += 1;
                continue;
            }
            // A name that is printed in each of its rows numbers none of them.
            let words = row.get(at).and_then(Cell::words);
            let same = above.is_some() && above == words;
            if found.is_none() && (blank || count == 0) || same {
                return false;
            }
            counting.take(found.map(|found| found.number), std::mem::take(&mut fresh));
            (above, count) = (words, count + 1);
        }
    }
    // Where most rows share a name, its number is none of a row.
    count > 1 && count > shared && !inner && counting.holds()
}

/// Whether figures in the row of a section are what is to be reached, and not its points: they stand
/// where targets do.
fn says_targets(row: &[Cell<'_>], spanning: &[&Cell<'_>], columns: &[Option<Assigned>]) -> bool {
    let target =
        |column: &Option<Assigned>| column.is_some_and(|column| column.kind == ColumnKind::Target);
    let mut cells = row.iter().zip(columns).skip(1);
    spanning.len() > 2 && cells.any(|(cell, column)| cell.words().is_some() && target(column))
}

/// Where the last row of a page with more than one cell filled stands.
fn last_full(page: &Page<'_>) -> usize {
    let filled = |row: &[Cell<'_>]| row.iter().filter(|cell| cell.words().is_some()).count();
    page.rows.iter().rposition(|row| filled(row) > 1).unwrap_or(0)
}
