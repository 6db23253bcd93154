//! Rows of a table under one printing of its header, and what its columns are.

use std::cell::OnceCell;

use hongtou_model::{ColumnKind, Role};
use hongtou_source::{GridForm, fold};

use super::super::headings::{
    Heading, answers_for_work, divides_duties, heading, is_work, say_tasks, says_measured_only,
    says_outcome, settle, squeeze,
};
use super::super::matrix;
use super::super::narrow;
use super::super::profile::is_number;
use super::super::reprint::is_damaged;
use super::cell::Cell;
use super::words;
use crate::flow::Flow;
use crate::words;

/// What headings of the kind of a task end in.
const KINDS: [&str; 2] = ["类型", "类别"];

/// Rows of a table under one printing of its header.
#[derive(Debug)]
pub(crate) struct Page<'s> {
    pub(crate) form: GridForm,
    /// The name of the sheet that it begins.
    pub(crate) name: Option<Flow<'s>>,
    /// Header rows; none on a page that goes on without one.
    pub(crate) header: Vec<Vec<Cell<'s>>>,
    pub(crate) rows: Vec<Vec<Cell<'s>>>,
    /// Words of merged cells that the converter wrote into each place of a row, and numbers of the columns.
    pub(crate) copies: Vec<Flow<'s>>,
    /// Whether the rows are not cut into cells yet, since nothing separates them.
    pub(crate) glued: bool,
    /// Whether the header was torn, and is put together.
    pub(crate) torn: bool,
    /// Whether its headings were printed one below the other, each beside its cell.
    pub(crate) turned: bool,
    /// Whether the title says that tasks are divided.
    pub(crate) of_tasks: bool,
    /// Whether the body of its notice has tasks.
    pub(crate) beside_tasks: bool,
    /// Whether it says that the table reports what is done.
    pub(crate) reports: bool,
    /// Whether the kinds of its tasks are titles of the body's sections.
    pub(crate) kinds_are_sections: bool,
    /// Whether titles in rows of their own stand above the kinds of its tasks.
    pub(crate) kinds_below_titles: bool,
    /// Whether the header names bodies whose columns say what they have to do.
    pub(crate) heads_bodies: bool,
    /// The columns of those bodies, once somebody asked.
    pub(in crate::table) bodies: OnceCell<Vec<usize>>,
}

impl<'s> Page<'s> {
    pub(crate) fn new(form: GridForm) -> Page<'s> {
        Page {
            form,
            name: None,
            header: Vec::new(),
            rows: Vec::new(),
            copies: Vec::new(),
            glued: false,
            torn: false,
            turned: false,
            of_tasks: false,
            beside_tasks: false,
            reports: false,
            kinds_are_sections: false,
            kinds_below_titles: false,
            heads_bodies: false,
            bodies: OnceCell::new(),
        }
    }

    /// Whether its rows begin with numbers.
    pub(in crate::table) fn begins_with_numbers(&self) -> bool {
        let headed = |row: &Vec<Cell<'_>>| {
            row.first().is_some_and(|cell| heading(cell.flow.text()) == Heading::Serial)
        };
        let numbered = |row: &Vec<Cell<'_>>| {
            row.first().and_then(Cell::words).is_some_and(|words| is_number(words).is_some())
        };
        self.header.iter().any(headed) || self.rows.iter().any(numbered)
    }

    /// The cells of its longest row.
    pub(in crate::table) fn width(&self) -> usize {
        self.header.iter().chain(&self.rows).map(Vec::len).max().unwrap_or_default()
    }

    /// Whether another page prints its header in the same places and words.
    pub(in crate::table) fn prints_same_header(&self, other: &Page<'_>) -> bool {
        let same = |(a, b): (&Cell<'_>, &Cell<'_>)| {
            (a.own, a.from_above, a.flow.text()) == (b.own, b.from_above, b.flow.text())
        };
        let rows = self.header.iter().zip(&other.header);
        self.form == other.form
            && self.header.len() == other.header.len()
            && rows.into_iter().all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(same))
    }

    /// Whether another page prints the upper rows of its header and leaves out the lower ones, or the lower alone.
    pub(in crate::table) fn prints_more_than(&self, other: &Page<'_>) -> bool {
        let Some(more) = self.header.len().checked_sub(other.header.len()).filter(|&more| more > 0)
        else {
            return false;
        };
        let prints = |from: usize| {
            let rows = self.header[from..].iter().zip(&other.header);
            rows.into_iter().all(|(a, b)| words(a).eq(words(b)))
        };
        !other.header.is_empty() && self.form == other.form && (prints(0) || prints(more))
    }

    /// The most specific heading over each printed column.
    pub(crate) fn headings(&self) -> Vec<Heading> {
        let out = self.header_flows().iter().map(|flow| heading(flow.text())).collect();
        self.settled(out)
    }

    /// The words over each printed column, the rows of a two-row header joined.
    pub(crate) fn header_flows(&self) -> Vec<Flow<'s>> {
        joined(&self.header)
    }

    /// What each printed column is, where two header rows say it together.
    pub(crate) fn column_headings(&self) -> Vec<Heading> {
        let width = self.header.iter().map(Vec::len).max().unwrap_or(0);
        let out = (0..width)
            .map(|column| {
                let mut found = Heading::Blank;
                for row in self.header.iter().rev() {
                    let Some(cell) = row.get(column) else { continue };
                    let text = cell.flow.text();
                    let own = if cell.own || cell.from_above || self.form == GridForm::Cells {
                        heading(text)
                    } else {
                        Heading::Blank
                    };
                    match (found, own) {
                        (Heading::Blank | Heading::Unknown, other) if other != Heading::Blank => {
                            found = other
                        }
                        _ => {}
                    }
                }
                found
            })
            .collect();
        self.settled(out)
    }

    /// 单位 beside 责任单位 is what figures are counted in, where no cell below it names a unit.
    fn settle_measures(&self, headings: &mut [Heading], words: &[&str]) {
        let answers = |heading: &Heading| matches!(heading, Heading::Units(_));
        let bare = |at: &usize| squeeze(words[*at]) == "单位";
        let all = 0..headings.len().min(words.len());
        let Some(at) = all.clone().find(|at| answers(&headings[*at]) && bare(at)) else { return };
        if !all.clone().any(|other| other != at && answers(&headings[other])) {
            return;
        }
        // A row that lacks a cell may have another column's words there.
        let longest = self.rows.iter().map(Vec::len).max();
        let whole = self.rows.iter().filter(|row| Some(row.len()) == longest);
        let mut cells = whole.filter_map(|row| row.get(at)).filter(|c| c.words().is_some());
        // 万元/人 names a body by its end only.
        let short = |part: &str| part.chars().count() <= 3;
        let counts = |words: &str| words.starts_with(['万', '亿', '元']);
        let measure = |cell: &Cell<'_>| {
            cell.words().is_some_and(|words| {
                words.split(['/', '／']).all(short) && (counts(words) || cell.unit_score() < 0.3)
            })
        };
        if cells.clone().next().is_some() && cells.all(measure) {
            headings[at] = Heading::Aside;
        }
    }

    fn column_of_kinds(&self) -> Option<usize> {
        let of_kinds = |cell: &Cell<'_>| KINDS.iter().any(|end| words::ends(cell.flow.text(), end));
        self.header.iter().find_map(|row| row.iter().position(of_kinds))
    }

    /// The words below the heading that says of which kind a task is.
    pub(in crate::table) fn kinds(&self) -> impl Iterator<Item = &str> {
        let below = self
            .column_of_kinds()
            .map(|at| self.rows.iter().filter_map(move |row| row.get(at)?.words()));
        below.into_iter().flatten()
    }

    /// Of which kind a task is, right of its name, heads no rows where a kind comes back below another: 任务名称 | 任务类型.
    fn settle_kinds(&self, headings: &mut [Heading], words: &[&str]) {
        let is = |at: usize, of: Heading, ends: &[&str]| {
            headings[at] == of && ends.iter().any(|end| words::ends(words[at], end))
        };
        let mut all = 0..headings.len().min(words.len());
        if !all.any(|at| is(at, Heading::Name, &["名称"])) {
            return;
        }
        let Some(kind) = all.find(|&at| is(at, Heading::Section, &KINDS)) else {
            return;
        };
        // Below the body's own titles the kind that comes back stands in the wrong row.
        if self.kinds_are_sections {
            return;
        }
        let mut kinds: Vec<&str> =
            self.rows.iter().filter_map(|row| row.get(kind)?.words()).collect();
        kinds.dedup();
        let runs = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() < runs {
            headings[kind] = Heading::Aside;
        }
    }

    /// How many titles in rows of their own stand right above rows with a kind; none where one stands elsewhere.
    pub(in crate::table) fn titles_above_kinds(&self) -> Option<usize> {
        let kind = self.column_of_kinds()?;
        let titles = self.rows.windows(2).filter(|rows| is_alone_in_front(&rows[0]));
        let said = |rows: &[Vec<Cell<'_>>]| {
            rows[1].get(kind).and_then(Cell::words).is_some() && !is_alone_in_front(&rows[1])
        };
        titles.map(said).try_fold(0, |count, said| said.then_some(count + 1))
    }

    /// Whether a title in a row of its own stands first.
    pub(in crate::table) fn begins_with_title(&self) -> bool {
        self.rows.first().is_some_and(|row| is_alone_in_front(row))
    }

    /// Where titles in rows of their own head the others, of which kind a task is names it: 任务类型 | 序号 | 工作任务.
    fn settle_kinds_below_titles(&self, headings: &mut [Heading], words: &[&str]) {
        let is_kind = |at: &usize| {
            headings[*at] == Heading::Section
                && KINDS.iter().any(|end| words::ends(words[*at], end))
        };
        let one_task = || headings.iter().filter(|heading| is_work(**heading)).count() == 1;
        if self.kinds_below_titles
            && let Some(kind) = (0..headings.len().min(words.len())).find(is_kind)
            && one_task()
        {
            headings[kind] = Heading::Name;
        }
    }

    /// 落实 heads who does it, where some cell below it names a unit: not 完成60%.
    fn settle_duty(&self, headings: &mut [Heading], words: &[&str]) {
        let bare = |at: &usize| {
            headings[*at] == Heading::Units(Role::Implement) && squeeze(words[*at]) == "落实"
        };
        let Some(at) = (0..headings.len().min(words.len())).find(bare) else { return };
        let mut cells = self.rows.iter().filter_map(|row| row.get(at));
        if !cells.any(|cell| cell.unit_score() >= 0.5) {
            headings[at] = Heading::Unknown;
        }
    }

    /// 细化分工 beside 责任单位 heads those who divide the work, or what each part of it is: what stands below
    /// it tells.
    fn settle_division(&self, headings: &mut [Heading], words: &[&str]) {
        let divides = |at: &usize| {
            headings[*at] == Heading::Units(Role::Responsible) && words::ends(words[*at], "分工")
        };
        let all = 0..headings.len().min(words.len());
        let Some(at) = all.clone().find(divides) else { return };
        let answers = |other: usize| {
            other != at && matches!(headings[other], Heading::Units(_) | Heading::Office)
        };
        if !all.clone().any(answers) {
            return;
        }
        // A row that lacks a cell may have another column's words there.
        let longest = self.rows.iter().map(Vec::len).max();
        let whole = self.rows.iter().filter(|row| Some(row.len()) == longest);
        let (mut filled, mut work) = (0, 0);
        for cell in whole.filter_map(|row| row.get(at)).filter(|cell| cell.words().is_some()) {
            if cell.unit_score() >= 0.5 {
                return;
            }
            filled += 1;
            work += usize::from(cell.says_work());
        }
        // Offices, groups and persons are no bodies by their names, and do the work all the same.
        if work * 2 > filled {
            headings[at] = Heading::Detail;
        }
    }

    /// Whether most of the words in a column are such.
    fn mostly(&self, at: usize, is: impl Fn(&Cell<'s>) -> bool) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        let (mut filled, mut such) = (0, 0);
        for cell in cells.filter(|cell| cell.words().is_some()) {
            filled += 1;
            such += usize::from(is(cell));
        }
        such * 2 > filled
    }

    /// What is measured says the task where somebody answers for it and nothing else says it, in a notice
    /// without tasks beside the table, whose words it would not be: 指标名称 | 目标值 | 责任单位. Whose
    /// figures they are, and who knows them, 单位 and 数据来源部门, answer for none.
    fn settle_measured(&self, headings: &mut [Heading], words: &[&str]) {
        if self.beside_tasks || !says_measured_only(headings) {
            return;
        }
        let named = |at: usize| self.mostly(at, |cell| cell.unit_score() >= 0.5);
        let all = 0..headings.len().min(words.len());
        if !all.clone().any(|at| answers_for_work(headings[at], words[at]) && named(at)) {
            return;
        }
        let mut told = false;
        for at in all.filter(|&at| headings[at] == Heading::Indicator).collect::<Vec<_>>() {
            headings[at] = match super::super::kind_of_indicators(words, at) {
                ColumnKind::Section => Heading::Section,
                ColumnKind::Action => Heading::Name,
                ColumnKind::Target => Heading::Target(None),
                _ if std::mem::replace(&mut told, true) => Heading::Aside,
                _ => Heading::Detail,
            };
        }
    }

    /// 职责分工 heads what each body has to do, unless what stands below it is who does it: 县水利局牵头，县财政局配合.
    fn settle_duties(&self, headings: &mut [Heading], words: &[&str]) {
        let divides =
            |at: &usize| headings[*at] == Heading::Detail && divides_duties(&squeeze(words[*at]));
        let Some(at) = (0..headings.len().min(words.len())).find(divides) else { return };
        if self.mostly(at, |cell| cell.unit_score() >= 0.5 && !cell.says_work()) {
            headings[at] = Heading::Units(Role::Responsible);
        }
    }

    /// What has come of the work is not the work, where another heading says that and the words below tell
    /// that it has come: 重点工作 | 工作成效 above 已建成3座. What lies ahead stays what is to be done.
    fn settle_outcomes(&self, headings: &mut [Heading], words: &[&str]) {
        let len = headings.len().min(words.len());
        let outcome = |at: &usize| match headings[*at] {
            Heading::Name | Heading::Detail | Heading::Target(None) | Heading::Unknown => {
                says_outcome(words[*at])
            }
            _ => false,
        };
        let outcomes: Vec<usize> = (0..len).filter(outcome).collect();
        let work = |at: usize| is_work(headings[at]) && !outcomes.contains(&at);
        if outcomes.is_empty() || !(0..len).any(work) {
            return;
        }
        let has_come = |cell: &Cell<'s>| cell.tells_state() && !cell.lies_ahead();
        for at in outcomes {
            if self.mostly(at, has_come) {
                headings[at] = Heading::Aside;
            }
        }
    }

    /// The columns that bodies head, where the page is a matrix of tasks and bodies; its rows stay as they
    /// are from then on.
    fn body_columns(&self) -> &[usize] {
        let head = self.header.last().filter(|_| !self.reports);
        let rows = self.rows.iter().map(Vec::as_slice);
        self.bodies.get_or_init(|| head.map_or_else(Vec::new, |head| matrix::columns(head, rows)))
    }

    /// The bodies that head columns of their own, where the page is a matrix of tasks and bodies.
    pub(in crate::table) fn bodies(&self) -> impl Iterator<Item = (usize, Flow<'s>)> {
        let heads = self.header.last();
        let body = move |&column: &usize| Some((column, heads?[column].flow.clone()));
        self.body_columns().iter().filter_map(body)
    }

    /// The rows, to be cut into cells.
    pub(in crate::table) fn rows_to_cut(&mut self) -> &mut Vec<Vec<Cell<'s>>> {
        self.bodies.take();
        &mut self.rows
    }

    /// Whether the words of a row are what its bodies have to do, which head columns elsewhere: 参与, 主办.
    pub(super) fn is_row_of_matrix(&self, row: &[Cell<'_>]) -> bool {
        self.heads_bodies && words(row).filter(|text| matrix::said(text).is_some()).count() > 1
    }

    /// What a heading says that stands over bodies: 牵头单位 over 市水利局 and 市财政局. Nearly all of them
    /// stand alone, and answer.
    fn heading_over_body(&self, column: usize) -> Heading {
        let upper = self.header.iter().rev().skip(1);
        let over = upper.filter_map(|row| {
            let cells = &row[..row.len().min(column + 1)];
            cells.iter().rev().find(|cell| !cell.flow.is_empty())
        });
        let mut told = over.map(|cell| heading(cell.flow.text()));
        let found = told.find(|heading| matches!(heading, Heading::Units(_)));
        found.unwrap_or(Heading::Units(Role::Responsible))
    }

    /// What the headings say together.
    fn settled(&self, mut headings: Vec<Heading>) -> Vec<Heading> {
        let flows = self.header_flows();
        let words: Vec<&str> = flows.iter().map(Flow::text).collect();
        // What towns may do or have, 职权名称 | 东河镇 | 西河镇, is no task of theirs.
        let tasks = self.of_tasks || say_tasks(&headings, &words);
        let bodies = self.body_columns().iter().filter(|&&at| tasks && at < headings.len());
        let bodies: Vec<(usize, Heading)> =
            bodies.map(|&column| (column, self.heading_over_body(column))).collect();
        let give = |headings: &mut Vec<Heading>| {
            bodies.iter().for_each(|&(column, heading)| headings[column] = heading);
        };
        self.settle_duty(&mut headings, &words);
        self.settle_division(&mut headings, &words);
        self.settle_duties(&mut headings, &words);
        self.settle_measured(&mut headings, &words);
        self.settle_outcomes(&mut headings, &words);
        // Bodies that head columns answer beside the offices, and not instead of them.
        let answers = |heading: &Heading| matches!(heading, Heading::Units(_));
        let alone = !bodies.is_empty() && !headings.iter().any(answers);
        for heading in headings.iter_mut().filter(|heading| alone && **heading == Heading::Office) {
            *heading = Heading::Units(Role::Responsible);
        }
        give(&mut headings);
        settle(&mut headings, &words, self.of_tasks);
        self.settle_measures(&mut headings, &words);
        self.settle_kinds(&mut headings, &words);
        self.settle_kinds_below_titles(&mut headings, &words);
        // A second body has no words of the heading that stands over both.
        give(&mut headings);
        headings
    }
}

/// Whether a row has words in its first cell and in no other.
fn is_alone_in_front(row: &[Cell<'_>]) -> bool {
    let mut filled = row.iter().map(|cell| cell.words().is_some());
    row.len() > 2 && filled.next() == Some(true) && !filled.any(|filled| filled)
}

/// The words that rows print in each column, those of one below the other joined.
pub(in crate::table) fn joined<'s>(rows: &[Vec<Cell<'s>>]) -> Vec<Flow<'s>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = vec![Flow::default(); width];
    for (column, joined) in out.iter_mut().enumerate() {
        for cell in rows.iter().filter_map(|row| row.get(column)).filter(|cell| cell.own) {
            joined.append(&cell.flow);
        }
    }
    out
}

/// Whether two pages stand under the same header.
pub(crate) fn same_header(first: &Page<'_>, other: &Page<'_>) -> bool {
    if first.prints_same_header(other) || first.prints_more_than(other) {
        return true;
    }
    // A page may print in two rows what another has in one.
    let columns = |page: &Page<'_>| -> Vec<String> {
        page.header_flows().iter().map(|flow| fold(flow.text())).collect()
    };
    if first.header.len() != other.header.len() && columns(first) == columns(other)
        || narrow::same_letters(first, other)
    {
        return true;
    }
    let words = |page: &Page<'_>| -> Vec<String> {
        page.header.iter().flatten().filter_map(Cell::words).map(fold).collect()
    };
    let (a, b) = (words(first), words(other));
    let shared = b.iter().filter(|word| a.contains(word)).count();
    if shared * 10 >= b.len() * 7 && shared * 2 >= a.len() {
        return true;
    }
    let (a, b) = (columns(first), columns(other));
    is_damaged(&b, &a, |_| true) || is_damaged(&a, &b, |_| true)
}
