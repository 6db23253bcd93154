//! A printed grid as a rectangle of cells, cut at its header rows into pages.

use std::cell::OnceCell;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, RepairKind, Role, Span, UnitKind};
use hongtou_source::{GridForm, GridRow, chars, fold};

use super::counted;
use super::fitted;
use super::headings::{
    Heading, answers_for_work, are_times, divides_duties, duty, ends_in_office, heading,
    is_bare_time, is_header_row, is_heading_word, is_work, known_headings, say_tasks,
    says_measured_only, says_outcome, settle, squeeze,
};
use super::in_turn;
use super::matrix;
use super::narrow;
use super::pages::used_width;
use super::profile::{BodyHints, Packed, Profile, is_number, may_be_offices};
use super::reprint::is_damaged;
use super::torn;
use super::{GridRef, are_headings, says_it_goes_on};
use crate::as_one::ONE;
use crate::flow::{Flow, trim};
use crate::marker::marker;
use crate::quantity::opens_with_action;
use crate::record::Record;
use crate::responsibility::{self, UnitList};
use crate::sentence;
use crate::wordlist::{Words, words};

/// One place of the rectangle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell<'s> {
    /// The words, of the merged cell where one covers the place.
    pub(crate) flow: Flow<'s>,
    /// Whether the cell begins here, rather than covering the place from above or from the left.
    pub(crate) own: bool,
    /// Whether a cell above covers the place.
    pub(crate) from_above: bool,
    /// Where the container breaks the line, in bytes of the words.
    pub(crate) breaks: Vec<usize>,
    /// Columns that the cell covers.
    pub(crate) colspan: u32,
    /// Whether it reaches over rows below.
    pub(crate) reaches_down: bool,
    /// Whether it may be the title of rows below it: beside what is merged over those, and no wide cell
    /// like it follows.
    pub(crate) heads_below: bool,
    /// Whether the words are parts of a body, in a table whose header says that such answer.
    office: bool,
    /// What the words look like, once somebody asked.
    profile: OnceCell<Packed>,
    /// The units that the words list, once somebody asked; none where they cannot be a list.
    units: OnceCell<Option<Rc<UnitList>>>,
}

impl<'s> Cell<'s> {
    /// What the words look like; `hints` are the same for all cells of a notice.
    pub(crate) fn profile(&self, hints: &BodyHints) -> Profile {
        // Offices are no bodies by their names; several and nothing else answer all the same.
        let units = |several: bool| {
            let may = several && may_be_offices(self.flow.text());
            if may && self.names_offices() { 1.0 } else { self.unit_score() }
        };
        let read = || Profile::of(self.flow.text(), hints, units);
        self.profile.get_or_init(|| read().packed()).unpacked()
    }

    /// Takes over the profile of a cell of the same words, and the units in them.
    pub(super) fn looks_like(&self, known: &Cell<'_>) {
        if let Some(profile) = known.profile.get() {
            self.profile.get_or_init(|| *profile);
        }
        if let Some(Some(list)) = known.units.get()
            && let Some(list) = list.again(&known.flow, &self.flow)
        {
            self.units.get_or_init(|| Some(Rc::new(list)));
        }
    }

    /// Whether the words are nothing but names of units or of offices; they are read for their list as well.
    fn names_offices(&self) -> bool {
        let (alone, list) = responsibility::names_alone_and_list(&self.flow);
        self.units.get_or_init(|| list.map(Rc::new));
        alone
    }

    /// How much the words read like a list of units, 0 to 1.
    pub(crate) fn unit_score(&self) -> f32 {
        if self.office {
            return 1.0;
        }
        self.units().map_or(0.0, |list| list.score)
    }

    /// Whether the words say what is to be done, and no more: 编制公开目录, not 规划科 or 宣传科牵头.
    fn says_work(&self) -> bool {
        // 重点围绕…发布权威信息 opens with another word, and is no name for its length.
        const NAME: usize = 14;
        const SHORTEST: usize = 4;
        let text = chars::trim(self.flow.text());
        let text = marker(text).map_or(text, |m| chars::trim(&text[m.end..]));
        text.chars().nth(SHORTEST - 1).is_some()
            && (opens_with_action(text)
                || text.chars().nth(NAME).is_some()
                || sentence::is_sentence(text))
            && !responsibility::names_alone(&self.flow)
            && !responsibility::may_tell(text)
    }

    /// Whether the words tell how far the work is, by an adverb that no name holds: 已开工, 正在招标, 尚未启动.
    pub(super) fn tells_state(&self) -> bool {
        static ADVERBS: Words = words!(&["尚未", "已", "暂未", "正在", "目前", "还未", "预计"]);
        let text = chars::trim(self.flow.text());
        // 民生专班（已组建）
        let (words, _) = text.split_once(['（', '(']).unwrap_or((text, ""));
        let told = words.starts_with("完成") || ADVERBS.is_in(words);
        // 县水利局已…, 目前由县水利局代管
        let named = || {
            let list = responsibility::unit_list(&self.flow, &[], Role::Responsible);
            words.split("由于").any(|part| part.contains('由'))
                || responsibility::opens_with_name(words)
                || list.units.iter().any(|unit| unit.kind != Some(UnitKind::Other))
        };
        // 已移交县水利局
        let ends_in_name = words.ends_with(['局', '委', '厅', '镇', '乡'])
            || ["街道", "政府", "中心", "办公室"].iter().any(|name| words.ends_with(name));
        told && !ends_in_name && !named()
    }

    /// Whether the words tell of what is still to come, whatever state they name: 完成2座，力争年底前蓄水.
    fn lies_ahead(&self) -> bool {
        let text = self.flow.text();
        !text.contains('已')
            && ["力争", "确保", "底前", "月前"].iter().any(|word| text.contains(word))
    }

    /// The units of the words, where they may be a list; line breaks in them are not heeded.
    fn units(&self) -> Option<&Rc<UnitList>> {
        let read = || responsibility::likely_list(&self.flow).map(Rc::new);
        self.units.get_or_init(read).as_ref()
    }

    /// The units of the words, line breaks heeded, where they were read so.
    pub(super) fn known_units(&self) -> Option<Rc<UnitList>> {
        self.units.get().filter(|_| self.breaks.is_empty())?.clone()
    }

    /// Words that are a cell by themselves: a row of a flattened table, a line above a grid.
    pub(crate) fn across(flow: Flow<'s>) -> Cell<'s> {
        Cell { flow, own: true, colspan: 1, ..Cell::default() }
    }

    /// The cell with the first of its words alone, or blank.
    pub(super) fn cut_to(&self, end: usize) -> Cell<'s> {
        if end == 0 {
            return Cell::default();
        }
        let breaks = self.breaks.iter().copied().filter(|&at| at < end).collect();
        let known = Cell { profile: OnceCell::new(), units: OnceCell::new(), ..self.clone() };
        Cell { flow: self.flow.slice(0..end), breaks, ..known }
    }

    /// The words that are printed here.
    pub(crate) fn words(&self) -> Option<&str> {
        (self.own && !self.flow.is_empty()).then(|| self.flow.text())
    }
}

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
    pub(super) bodies: OnceCell<Vec<usize>>,
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
    pub(super) fn begins_with_numbers(&self) -> bool {
        let headed = |row: &Vec<Cell<'_>>| {
            row.first().is_some_and(|cell| heading(cell.flow.text()) == Heading::Serial)
        };
        let numbered = |row: &Vec<Cell<'_>>| {
            row.first().and_then(Cell::words).is_some_and(|words| is_number(words).is_some())
        };
        self.header.iter().any(headed) || self.rows.iter().any(numbered)
    }

    /// The cells of its longest row.
    pub(super) fn width(&self) -> usize {
        self.header.iter().chain(&self.rows).map(Vec::len).max().unwrap_or_default()
    }

    /// Whether another page prints its header in the same places and words.
    pub(super) fn prints_same_header(&self, other: &Page<'_>) -> bool {
        let same = |(a, b): (&Cell<'_>, &Cell<'_>)| {
            (a.own, a.from_above, a.flow.text()) == (b.own, b.from_above, b.flow.text())
        };
        let rows = self.header.iter().zip(&other.header);
        self.form == other.form
            && self.header.len() == other.header.len()
            && rows.into_iter().all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(same))
    }

    /// Whether another page prints the upper rows of its header and leaves out the lower ones, or the lower alone.
    pub(super) fn prints_more_than(&self, other: &Page<'_>) -> bool {
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
        let of_kinds = |cell: &Cell<'_>| {
            let words = squeeze(cell.flow.text());
            KINDS.iter().any(|end| words.ends_with(end))
        };
        self.header.iter().find_map(|row| row.iter().position(of_kinds))
    }

    /// The words below the heading that says of which kind a task is.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        let below = self
            .column_of_kinds()
            .map(|at| self.rows.iter().filter_map(move |row| row.get(at)?.words()));
        below.into_iter().flatten()
    }

    /// Of which kind a task is, right of its name, heads no rows where a kind comes back below another: 任务名称 | 任务类型.
    fn settle_kinds(&self, headings: &mut [Heading], words: &[&str]) {
        let is = |at: usize, of: Heading, ends: &[&str]| {
            headings[at] == of && ends.iter().any(|end| squeeze(words[at]).ends_with(end))
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
    pub(super) fn titles_above_kinds(&self) -> Option<usize> {
        let kind = self.column_of_kinds()?;
        let titles = self.rows.windows(2).filter(|rows| is_alone_in_front(&rows[0]));
        let said = |rows: &[Vec<Cell<'_>>]| {
            rows[1].get(kind).and_then(Cell::words).is_some() && !is_alone_in_front(&rows[1])
        };
        titles.map(said).try_fold(0, |count, said| said.then_some(count + 1))
    }

    /// Whether a title in a row of its own stands first.
    pub(super) fn begins_with_title(&self) -> bool {
        self.rows.first().is_some_and(|row| is_alone_in_front(row))
    }

    /// Where titles in rows of their own head the others, of which kind a task is names it: 任务类型 | 序号 | 工作任务.
    fn settle_kinds_below_titles(&self, headings: &mut [Heading], words: &[&str]) {
        let is_kind = |at: &usize| {
            headings[*at] == Heading::Section
                && KINDS.iter().any(|end| squeeze(words[*at]).ends_with(end))
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
            headings[*at] == Heading::Units(Role::Responsible)
                && squeeze(words[*at]).ends_with("分工")
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
            headings[at] = match super::kind_of_indicators(words, at) {
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
    pub(super) fn bodies(&self) -> impl Iterator<Item = (usize, Flow<'s>)> {
        let heads = self.header.last();
        let body = move |&column: &usize| Some((column, heads?[column].flow.clone()));
        self.body_columns().iter().filter_map(body)
    }

    /// The rows, to be cut into cells.
    pub(super) fn rows_to_cut(&mut self) -> &mut Vec<Vec<Cell<'s>>> {
        self.bodies.take();
        &mut self.rows
    }

    /// Whether the words of a row are what its bodies have to do, which head columns elsewhere: 参与, 主办.
    fn is_row_of_matrix(&self, row: &[Cell<'_>]) -> bool {
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
pub(super) fn joined<'s>(rows: &[Vec<Cell<'s>>]) -> Vec<Flow<'s>> {
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

/// The numbers that rows of a grid begin with.
pub(crate) fn numbers(at: &GridRef<'_>) -> impl DoubleEndedIterator<Item = u32> {
    at.grid.rows.iter().filter_map(|row| {
        let first = row.cells.first().filter(|cell| cell.column == 0)?;
        is_number(cell_flow(at, first).text())
    })
}

/// Cuts a grid into pages at its header rows; `before` is the page before it.
pub(crate) fn pages<'s>(at: &GridRef<'s>, before: Option<&Page<'s>>) -> Vec<Page<'s>> {
    let form = at.grid.form;
    let mut rows = rectangle(at);
    let mut pages: Vec<Page<'s>> = Vec::new();
    let mut page = Page::new(form);
    if let Some(repeated) = turn(&mut rows) {
        page.turned = true;
        page.copies.extend(repeated);
    }
    let mut index = 0;
    while index < rows.len() {
        let mut row = std::mem::take(&mut rows[index]);
        page.copies.extend(merge_copies(&mut row));
        let marked = at.grid.rows[index].header && index == 0;
        let known = match before {
            Some(before) if page.header.is_empty() => &before.header,
            _ => &page.header,
        };
        // Most pages print the header of the page before, or a row of it, which need not be read again.
        let is_header = known.iter().any(|known| words(known).eq(words(&row)))
            || is_header_row(words(&row)) && !page.is_row_of_matrix(&row)
            || rows.get(index + 1).is_some_and(|below| heads_with(&row, below))
            || marked && is_plain_header(&row)
            || index == 0
                && (marked || before.is_none() && rows.len() > 2)
                && heads_beside_unknown(&row, marked && before.is_none())
            || index == 0 && before.is_none() && heads_figures(&row, &rows[1..])
            || index == 0 && torn::is_over_names(form, &row, &rows[1..])
            || before.is_none()
                && page.header.is_empty()
                && index < 3
                && in_turn::heads_times_first(words(&row))
            || page.header.is_empty() && index < 3 && heads_bodies(&row, &[], &rows[index + 1..]);
        if is_header {
            if !page.header.is_empty() || !page.rows.is_empty() {
                pages.push(std::mem::replace(&mut page, Page::new(form)));
            }
            let known = pages.last().or(before).and_then(|page| page.header.first());
            if torn::goes_on(form, &mut row, &mut rows[index + 1..], known) {
                page.torn = true;
                index += 1;
            }
            let wide = rows.get(index + 1).map_or(0, |below| used_width(below));
            page.torn |= torn::part(&mut row, wide);
            page.torn |= fitted::part_glued(&mut row, &rows[index + 1..]);
            page.torn |= fitted::drop_blank(&mut row, &rows[index + 1..]);
            page.header.push(row);
            // A second header row: below group headings, nothing but headings.
            while rows.get(index + 1).is_some_and(|next| {
                is_second_header(&page.header[0], next)
                    || names_duty_below(&page.header[0], next)
                    || heads_with(&page.header[0], next)
                    || heads_bodies(next, &page.header[..1], &rows[index + 2..])
            }) {
                let next = &mut rows[index + 1];
                page.copies.extend(drop_repeated(&page.header[0], next));
                page.header.push(std::mem::take(next));
                index += 1;
                if page.header.len() > 2 {
                    break;
                }
            }
            if rows.get(index + 1).is_some_and(|row| {
                counted::counts_columns(&page.header[0], row, rows.get(index + 2))
            }) {
                page.copies.extend(rows[index + 1].drain(..).map(|cell| cell.flow));
                index += 1;
            }
            let last = page.header.last();
            page.heads_bodies =
                last.is_some_and(|head| heads_bodies(head, &page.header[..1], &rows[index + 1..]));
        } else if words(&row).next().is_some() {
            page.rows.push(row);
        }
        index += 1;
    }
    if !page.header.is_empty() || !page.rows.is_empty() {
        pages.push(page);
    }
    pages.iter_mut().for_each(set_below);
    pages.iter_mut().for_each(tell_offices);
    pages
}

/// Tells the parts of a body, whose names no body stands before, by the header over them: 疾控处 in a table
/// with 责任处室.
fn tell_offices(page: &mut Page<'_>) {
    let mut heads = page.header.iter().flatten().filter_map(Cell::words);
    if !heads.any(ends_in_office) {
        return;
    }
    // Places end as offices do, below headings of their own: 停车处.
    let answers: Vec<bool> =
        page.header_flows().iter().map(|flow| heads_offices(flow.text())).collect();
    for row in &mut page.rows {
        let lists = |cell: &Cell<'_>| cell.words().is_some_and(lists_offices);
        let own = row.iter().zip(&answers).any(|(cell, &answers)| answers && lists(cell));
        // What stands behind a cell that is not printed stands further left.
        let shifts = !own && page.form != GridForm::Cells;
        let lacking = if shifts { answers.len().saturating_sub(row.len()) } else { 0 };
        for (at, cell) in row.iter_mut().enumerate() {
            let answers = answers.iter().skip(at).take(lacking + 1).any(|&answers| answers);
            cell.office = answers && lists(cell);
        }
    }
}

/// Whether parts of a body may stand below a heading.
fn heads_offices(words: &str) -> bool {
    matches!(
        heading(words),
        Heading::Units(_) | Heading::Office | Heading::Contact | Heading::Blank
    )
}

/// Whether words list nothing but names of parts of a body: 疾控处、宣传科.
fn lists_offices(words: &str) -> bool {
    const LONGEST: usize = 8;
    // Other words that end likewise.
    const OTHERS: [&str; 18] = [
        "学科", "本科", "专科", "百科", "入股", "参股", "控股", "持股", "之处", "好处", "用处",
        "益处", "坏处", "难处", "长处", "短处", "深处", "住处",
    ];
    let office = |name: &str| {
        (3..=LONGEST).contains(&name.chars().count())
            && (name.ends_with(['处', '科', '股']) || name.ends_with("办公室"))
            && name.chars().all(chars::is_han)
            && !opens_with_action(name)
            && !OTHERS.iter().any(|other| name.ends_with(other))
    };
    words.split(['、', '，', ',']).all(|name| office(name.trim_matches(chars::is_space)))
}

/// Turns a card, whose headings stand one below the other and each beside its words, into a header and
/// a row: 任务 | 建设学校, 责任单位 | 市教育局. Gives back the headings of further cards below it.
fn turn<'s>(rows: &mut Vec<Vec<Cell<'s>>>) -> Option<Vec<Flow<'s>>> {
    // Most tables have more columns.
    if rows.len() < 2 || rows.iter().any(|row| row.len() > 2) {
        return None;
    }
    let beside = |row: &[Cell<'_>]| {
        let mut words = words(row);
        let (key, said) = (words.next(), words.next());
        let known = key.is_some_and(is_heading_word);
        // 9月底前 beside 完成时限 heads no column.
        let heads = said.is_some_and(|said| is_heading_word(said) && !is_bare_time(said));
        let labels = known || key.is_some_and(is_label);
        (row.len() == 2 && labels && !heads).then_some(known)
    };
    // A label may stand in a row of its own above what it says.
    let alone = |row: &[Cell<'_>]| row.len() == 1 && row[0].words().is_some();
    let labelled = |two: &[Vec<Cell<'_>>]| {
        let label = || ends_with_colon(two[0][0].flow.text()) && is_label(two[0][0].flow.text());
        alone(&two[0]) && alone(&two[1]) && label() && !ends_with_colon(two[1][0].flow.text())
    };
    let (mut known, mut below) = (0, Vec::new());
    let mut at = 0;
    while at < rows.len() {
        match beside(&rows[at]) {
            Some(heading) => known += usize::from(heading),
            None if rows.get(at..at + 2).is_some_and(labelled) => {
                below.push(at + 1);
                at += 1;
            }
            None => return None,
        }
        at += 1;
    }
    // Of labels that say nothing known there are fewer than of others.
    let count = rows.len() - below.len();
    if known < 2 || known * 2 <= count {
        return None;
    }
    let keys = rows.iter().enumerate().filter(|(at, _)| !below.contains(at));
    let keys: Vec<&str> = keys.map(|(_, row)| row[0].flow.text()).collect();
    let places = places_on_cards(&keys)?;
    let width = places.iter().map(|&(_, column)| column + 1).max()?;
    let mut header = vec![Cell::default(); width];
    let (mut repeated, mut turned) = (Vec::new(), Vec::new());
    for at in below.into_iter().rev() {
        let said = rows.remove(at);
        rows[at - 1].extend(said);
    }
    for (row, (card, column)) in std::mem::take(rows).into_iter().zip(places) {
        let mut cells = row.into_iter();
        if card == turned.len() {
            turned.push(vec![Cell::default(); width]);
        }
        match cells.next() {
            Some(key) if header[column].words().is_none() => header[column] = key,
            Some(key) => repeated.push(key.flow),
            None => {}
        }
        if let Some(said) = cells.next() {
            turned[card][column] = said;
        }
    }
    rows.push(header);
    rows.append(&mut turned);
    Some(repeated)
}

/// Whether words may label what stands beside them on a card, whatever they say: 进展情况：. Without a
/// colon a task or a body looks alike, 学校检查 or 教育局, so that the end of the words must tell.
fn is_label(text: &str) -> bool {
    const LONGEST: usize = 24;
    const LONGEST_BARE: usize = 8;
    const ENDS: &[&str] =
        &["情况", "进展", "进度", "问题", "困难", "事项", "说明", "建议", "原因", "依据"];
    let bare = text.trim_end_matches(|c| chars::is_space(c) || matches!(c, '：' | ':'));
    let colon = ends_with_colon(text);
    let count = bare.chars().count();
    let most = if colon { LONGEST } else { LONGEST_BARE };
    (2..=most).contains(&count)
        && bare.chars().all(|c| chars::is_han(c) || chars::is_space(c) || c == '、')
        && (colon || ENDS.iter().any(|end| bare.ends_with(end)))
}

fn ends_with_colon(text: &str) -> bool {
    text.trim_end_matches(chars::is_space).ends_with(['：', ':'])
}

/// Which card each of some headings stands on, and for which column: cards begin with the same heading,
/// have those of the fullest in its order, and say what is to be done and who answers.
pub(super) fn places_on_cards(keys: &[&str]) -> Option<Vec<(usize, usize)>> {
    let keys: Vec<String> = keys.iter().map(|key| squeeze(key).into_owned()).collect();
    let begins: Vec<usize> = (0..keys.len()).filter(|&at| keys[at] == keys[0]).collect();
    let ends = begins.iter().skip(1).copied().chain([keys.len()]);
    let cards: Vec<&[String]> = begins.iter().zip(ends).map(|(&at, end)| &keys[at..end]).collect();
    let full = cards.iter().rev().max_by_key(|card| card.len())?;
    if (1..full.len()).any(|at| full[..at].contains(&full[at])) {
        return None;
    }
    let mut places = Vec::with_capacity(keys.len());
    for (nth, card) in cards.iter().enumerate() {
        let mut next = 0;
        for key in *card {
            let column = next + full[next..].iter().position(|known| known == key)?;
            places.push((nth, column));
            next = column + 1;
        }
    }
    let kinds: Vec<Heading> = full.iter().map(|key| heading(key)).collect();
    let work = |h: &Heading| matches!(h, Heading::Name | Heading::Detail | Heading::Goals);
    let units = |h: &Heading| matches!(h, Heading::Units(_));
    (full.len() > 1 && kinds.iter().any(work) && kinds.iter().any(units)).then_some(places)
}

/// Sets the parts of a table that stand side by side one below the other: 序号 | 任务 | 单位 | 序号 |
/// 任务 | 单位.
fn set_below(page: &mut Page<'_>) {
    let [header] = &mut page.header[..] else { return };
    let width = header.len();
    let repeats = |part: usize| {
        let own = |at: usize| header[at].words();
        width % part == 0
            && (0..width).all(|at| own(at).is_some() && own(at) == own(at % part))
            && (0..part).all(|at| (0..at).all(|other| own(other) != own(at)))
    };
    let Some(part) = (2..=width / 2).find(|&part| repeats(part)) else { return };
    let whole = |row: &Vec<Cell<'_>>| row.len() <= width && row.iter().all(|cell| !cell.from_above);
    if !page.rows.iter().all(whole) {
        return;
    }
    page.copies.extend(header.drain(part..).map(|cell| cell.flow));
    let mut block = Vec::new();
    for row in std::mem::take(&mut page.rows) {
        // 一、… across all parts stands over what follows in each of them.
        let across =
            row.first().is_some_and(|cell| cell.words().is_some()) && words(&row).nth(1).is_none();
        block.push(row);
        if across {
            let title = block.pop();
            page.rows.extend(one_below_the_other(std::mem::take(&mut block), part));
            page.rows.extend(title.map(|row| row.into_iter().take(part).collect()));
        }
    }
    page.rows.extend(one_below_the_other(block, part));
}

/// Cuts rows into parts of so many cells and sets them one below the other: part by part, or row by
/// row where the numbers count on so.
fn one_below_the_other<'s>(rows: Vec<Vec<Cell<'s>>>, part: usize) -> Vec<Vec<Cell<'s>>> {
    let pieces = rows.into_iter().flat_map(|mut row| {
        let mut pieces = Vec::new();
        while row.len() > part {
            let behind = row.split_off(part);
            pieces.push(std::mem::replace(&mut row, behind));
        }
        pieces.push(row);
        pieces.into_iter().enumerate()
    });
    let mut pieces: Vec<(usize, Vec<Cell<'s>>)> =
        pieces.filter(|(_, piece)| words(piece).next().is_some()).collect();
    let counts_on = {
        let number = |(_, piece): &(usize, Vec<Cell<'_>>)| piece[0].words().and_then(is_number);
        let numbers: Vec<Option<u32>> = pieces.iter().map(number).collect();
        numbers.iter().all(Option::is_some)
            && numbers.windows(2).all(|two| two[1] == two[0].map(|n| n + 1))
    };
    if !counts_on {
        pieces.sort_by_key(|&(at, _)| at);
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// The words that are printed in a row.
pub(super) fn words<'r>(row: &'r [Cell<'_>]) -> impl Iterator<Item = &'r str> + Clone {
    row.iter().filter_map(Cell::words)
}

/// Whether a row that the container calls a header may be one: Markdown calls every first row so,
/// also the rest of a row that the page before cut off.
fn is_plain_header(row: &[Cell<'_>]) -> bool {
    let words: Vec<&str> = row.iter().filter_map(Cell::words).collect();
    let known = words.iter().filter(|text| is_heading_word(text)).count();
    words.len() > 1
        && known * 2 > words.len()
        && !words.iter().any(|text| text.chars().count() > 24 || text.contains(['。', '；']))
}

/// Whether a row heads the work and something else of it, whatever its other words: 档次 | 级别 | 系数 |
/// 工作任务 | 责任部门. Where the container calls it no header, or it may be the rest of a row that a
/// page cut, it says who answers as well.
fn heads_beside_unknown(row: &[Cell<'_>], marked: bool) -> bool {
    let mut known: Vec<Heading> = Vec::new();
    for cell in row.iter().filter(|cell| cell.words().is_some()) {
        let text = cell.flow.text();
        if text.chars().count() > 16 || text.contains(['。', '；', '，']) {
            return false;
        }
        if is_heading_word(text) {
            known.push(heading(text));
        }
    }
    let work = |h: &Heading| matches!(h, Heading::Name | Heading::Detail | Heading::Goals);
    let units = |h: &Heading| matches!(h, Heading::Units(_));
    let answered = known.iter().any(units);
    let told = known.iter().any(work)
        && (answered || marked && known.iter().any(|heading| *heading != known[0]));
    // A row of its own has figures, or a unit, where a header has words of no list.
    let heads = |cell: &Cell<'_>| {
        cell.words().is_none_or(|text| {
            is_heading_word(text)
                || !text.contains(|c| chars::digit(c).is_some()) && cell.unit_score() < 0.5
        })
    };
    told && row.iter().all(heads)
}

/// Whether a row heads columns of bodies, whatever its other words: 市水利局, 市财政局 above √, ★.
///
/// `above` is the first row of its header; where either is printed again the next page begins.
fn heads_bodies(row: &[Cell<'_>], above: &[Vec<Cell<'_>>], below: &[Vec<Cell<'_>>]) -> bool {
    const ENOUGH: usize = 64;
    let again = |other: &Vec<Cell<'_>>| {
        let same = |head: &[Cell<'_>]| words(head).eq(words(other));
        same(row) || above.iter().any(|above| same(above))
    };
    let below = &below[..below.len().min(ENOUGH)];
    let end = below.iter().position(again).unwrap_or(below.len());
    !matrix::columns(row, below[..end].iter().map(Vec::as_slice)).is_empty()
}

/// Whether a first row heads columns of figures, whatever its words: 乡镇, 新建果园（亩） above 东山镇, 300.
fn heads_figures(row: &[Cell<'_>], below: &[Vec<Cell<'_>>]) -> bool {
    // 300, 12.5%, 300亩; 6月底前 is no figure.
    let is_figure = |text: &str| {
        let number =
            |c| chars::digit(c).is_some() || matches!(c, '.' | '-' | ',' | '/' | '%' | '％');
        let measure = text.trim_start_matches(number);
        measure.len() < text.len()
            && measure.chars().count() <= 3
            && !measure.contains(['年', '月', '日', '号', '、'])
    };
    let is_head = |cell: &Cell<'_>| {
        cell.words().is_some_and(|text| {
            text.chars().count() <= 16 && !is_figure(text) && !text.contains(['。', '；', '，'])
        })
    };
    if below.len() < 2 || row.len() < 3 || !row.iter().all(is_head) {
        return false;
    }
    let of_figures = |column: &usize| {
        let mut filled = below.iter().filter_map(|row| row.get(*column)?.words());
        filled.clone().count() > 1 && filled.all(is_figure)
    };
    (1..row.len()).filter(of_figures).count() > 1
}

/// One cell across the row where a converter wrote the words of a merged cell into each place.
fn merge_copies<'s>(row: &mut [Cell<'s>]) -> Vec<Flow<'s>> {
    let mut words = row.iter().map(Cell::words);
    let first = words.next().flatten();
    if row.len() < 3 || first.is_none() || words.any(|other| other != first) {
        return Vec::new();
    }
    row[0].colspan = row.len() as u32;
    row[1..]
        .iter_mut()
        .map(|cell| {
            cell.own = false;
            cell.flow.clone()
        })
        .collect()
}

/// Whether the row under a header row goes on with it.
fn is_second_header(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let heads = |text: &str| text.chars().nth(16).is_none() && !text.contains(['。', '，', '；']);
    if names_duty_below(first, second) || names_times_below(first, second) {
        return true;
    }
    // One cell alone is rather the rest of a row than half a header.
    if self::words(second).nth(1).is_none() || !self::words(second).all(heads) {
        return false;
    }
    let words: Vec<&str> = self::words(second).collect();
    // All that the header above does not reach down over stands below one of its wide cells: 水质目标
    // over 现状 and 目标.
    let covered =
        |(above, cell): (&Cell<'_>, &Cell<'_>)| cell.from_above || !above.own || above.colspan > 1;
    if first.len() == second.len()
        && second.iter().any(|cell| cell.from_above)
        && first.iter().zip(second).all(covered)
    {
        return true;
    }
    if known_headings(words.iter().copied()) * 5 < words.len() * 3 {
        return false;
    }
    // A repeated header has the same words; a second row has others, under groups or gaps.
    let above: Vec<&str> = first.iter().filter_map(Cell::words).collect();
    if words.iter().all(|text| above.contains(text)) {
        return false;
    }
    let again =
        first.iter().zip(second).any(|(a, b)| b.words().is_some() && a.words() == b.words());
    first.iter().any(|cell| cell.colspan > 1)
        || again
        || second.iter().any(|cell| cell.from_above)
        || second.first().is_some_and(|cell| cell.words().is_none())
}

/// Whether a row has nothing but the name of a duty, below one that asks who has it: 责任分工 over 责任单位.
fn names_duty_below(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let mut filled = (0..second.len()).filter(|&at| second[at].words().is_some());
    let (Some(at), None) = (filled.next().filter(|&at| at > 0), filled.next()) else {
        return false;
    };
    let asks = |cell: &Cell<'_>| {
        cell.words()
            .filter(|words| is_heading_word(words))
            .is_some_and(|words| matches!(heading(words), Heading::Units(_)))
    };
    // 配合单位 over （参与）
    let in_bracket = |cell: &Cell<'_>| {
        let words = cell.words().and_then(|words| words.strip_prefix(['（', '(']));
        words.and_then(|words| words.strip_suffix(['）', ')'])).and_then(duty).is_some()
    };
    first.len() == second.len()
        && (asks(&second[at]) || in_bracket(&second[at]))
        && asks(&first[at])
        && first[at].words() != second[at].words()
}

/// Whether a row has nothing but when work begins and when it ends, below one heading of both: 时间 over 开始 and 完成.
fn names_times_below(first: &[Cell<'_>], second: &[Cell<'_>]) -> bool {
    let mut filled = (0..second.len()).filter(|&at| second[at].words().is_some());
    let (Some(begin), Some(end), None) = (filled.next(), filled.next(), filled.next()) else {
        return false;
    };
    let word = |at: usize| second[at].flow.text();
    end == begin + 1
        && are_times(word(begin), word(end))
        && first.get(begin).is_some_and(|above| heading(above.flow.text()) == Heading::Deadline)
}

/// Whether two rows are one header, whatever the titles over several columns say: below each of those the
/// lower row has its headings, and nothing below 序号 and the other columns of one heading.
fn heads_with(upper: &[Cell<'_>], lower: &[Cell<'_>]) -> bool {
    let word = |row: &[Cell<'_>], at: usize| row.get(at).is_some_and(|cell| cell.words().is_some());
    // Most rows have a number below a number.
    if word(lower, 0) || !word(upper, 0) || upper.len() < 4 || lower.len() > upper.len() {
        return false;
    }
    let title = |at: usize| word(upper, at) && at + 1 < upper.len() && !word(upper, at + 1);
    let fills = |at: usize| word(lower, at) == (title(at) || !word(upper, at));
    if !(0..upper.len()).any(title)
        || !(0..upper.len()).all(fills)
        || heading(upper[0].flow.text()) != Heading::Serial
    {
        return false;
    }
    let heads = |at: usize| if word(lower, at) { lower[at].words() } else { upper[at].words() };
    let heads: Vec<&str> = (0..upper.len()).filter_map(heads).collect();
    heads.len() == upper.len() && are_headings(upper) && is_header_row(heads.into_iter())
}

/// Headings that span both header rows and that a converter wrote into each of them.
fn drop_repeated<'s>(first: &[Cell<'s>], second: &mut [Cell<'s>]) -> Vec<Flow<'s>> {
    let mut copies = Vec::new();
    for (above, cell) in first.iter().zip(second) {
        if cell.words().is_some() && above.words() == cell.words() {
            copies.push(cell.flow.clone());
            cell.own = false;
            cell.from_above = true;
        }
    }
    copies
}

/// The grid as a rectangle: every place says which cell covers it.
fn rectangle<'s>(at: &GridRef<'s>) -> Vec<Vec<Cell<'s>>> {
    let width = |row: &GridRow| row.cells.last().map_or(0, |cell| cell.column + cell.colspan);
    let mut rows: Vec<Vec<Cell<'s>>> =
        at.grid.rows.iter().map(|row| Vec::with_capacity(width(row) as usize)).collect();
    for (r, row) in at.grid.rows.iter().enumerate() {
        for cell in &row.cells {
            let (colspan, rowspan) = (cell.colspan as usize, cell.rowspan as usize);
            let whole = Cell {
                flow: cell_flow(at, cell),
                breaks: line_breaks(cell),
                own: true,
                colspan: cell.colspan,
                reaches_down: rowspan > 1,
                ..Cell::default()
            };
            let column = cell.column as usize;
            // Nearly all cells cover one place, the next one of their row.
            if (colspan, rowspan, column) == (1, 1, rows[r].len()) {
                rows[r].push(whole);
                continue;
            }
            for (down, target) in rows.iter_mut().skip(r).take(rowspan).enumerate() {
                if target.len() < column + colspan {
                    target.resize_with(column + colspan, Cell::default);
                }
                for (across, place) in target[column..column + colspan].iter_mut().enumerate() {
                    *place = Cell {
                        own: down == 0 && across == 0,
                        from_above: down > 0 && across == 0,
                        ..whole.clone()
                    };
                }
            }
        }
    }
    lines_of_one_row(at, &mut rows);
    let wide: Vec<usize> = (0..rows.len()).filter(|&at| heads_below(&rows[at..])).collect();
    wide.into_iter().for_each(|at| rows[at][0].heads_below = true);
    rows
}

/// Whether a row has one cell over several columns at its left, and else only what is merged with the
/// rows around it, 水环境治理 beside a deadline of all its rows, and the next row is one of those, or has
/// a title of the next level: not two tasks that are as wide.
fn heads_below(rows: &[Vec<Cell<'_>>]) -> bool {
    let wide = |row: &[Cell<'_>]| {
        row.first().filter(|cell| cell.own && !cell.reaches_down).map_or(0, |cell| cell.colspan)
    };
    let [row, next, ..] = rows else { return false };
    let width = wide(row) as usize;
    if width < 2 || row.len() <= width {
        return false;
    }
    let merged = |at: usize| match row[at].reaches_down && row[at].own {
        // What is said of the title is said of the row below it.
        true => next.get(at).is_some_and(|below| !below.own),
        false => !row[at].own,
    };
    let level = |row: &[Cell<'_>]| marker(row[0].flow.text()).map(|marker| marker.form);
    let deeper = || level(row).zip(level(next)).is_some_and(|(own, below)| own < below);
    (width..row.len()).all(merged) && (wide(next) as usize != width || deeper())
}

/// Records that nothing printed says where rows begin whose cells stand in the middle of their height.
pub(crate) fn record_borders(at: &GridRef<'_>, record: &mut Record) {
    for doubtful in [false, true] {
        let mut span = Span::default();
        let meant = |row: &&GridRow| row.doubtful == doubtful && (row.begins_above || doubtful);
        let rows = at.grid.rows.iter().filter(meant);
        for piece in rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.pieces) {
            span.extend(&Span::one(ONE, *piece));
        }
        if span.is_empty() {
            continue;
        }
        record.repair(
            RepairKind::StitchedRow,
            span,
            if doubtful { Confidence::Unsure } else { Confidence::Likely },
            || match doubtful {
                false => "序号在各行高度的正中，各行起止按此推定".to_owned(),
                true => "版面上分不清各行起止，按文字位置推定，也可能分错".to_owned(),
            },
            || match doubtful {
                false => "the numbers stand in the middle of their rows, and where these begin is worked out by that",
                true => "nothing printed says where these rows begin; it is worked out by where their words stand, and may be wrong",
            }
            .to_owned(),
        );
    }
}

/// Lines that go on with the row above them, put into its cells.
fn lines_of_one_row(at: &GridRef<'_>, rows: &mut [Vec<Cell<'_>>]) {
    let mut first = 0;
    for (r, row) in at.grid.rows.iter().enumerate() {
        if !row.goes_on {
            first = r;
            continue;
        }
        // （续表） stands in no column.
        let caption = {
            let mut said = words(&rows[r]);
            said.next().is_some_and(says_it_goes_on) && said.next().is_none()
        };
        if caption {
            continue;
        }
        let more = std::mem::take(&mut rows[r]);
        let row = &mut rows[first];
        for (column, cell) in
            more.into_iter().enumerate().filter(|(_, cell)| cell.words().is_some())
        {
            match row.get_mut(column) {
                Some(place) if place.words().is_some() => place.flow.append(&cell.flow),
                Some(place) => *place = cell,
                None => {
                    row.resize_with(column, Cell::default);
                    row.push(cell);
                }
            }
        }
    }
}

/// Where a cell's lines break, in bytes of its joined words.
fn line_breaks(cell: &hongtou_source::Cell) -> Vec<usize> {
    // Breaks are in order, so the pieces before them are added up once.
    let mut pieces = cell.pieces.iter();
    let (mut counted, mut at) = (0, 0);
    let mut until = |piece: u16| {
        let more = usize::from(piece).saturating_sub(counted);
        counted = counted.max(usize::from(piece));
        at += pieces.by_ref().take(more).map(|piece| piece.len()).sum::<usize>();
        at
    };
    cell.breaks.iter().map(|&piece| until(piece)).filter(|&at| at > 0).collect()
}

/// The words of a cell, line breaks taken out, white space at the ends left out.
fn cell_flow<'s>(at: &GridRef<'s>, cell: &hongtou_source::Cell) -> Flow<'s> {
    let flow = Flow::new(at.source, at.index, &cell.pieces);
    // The breaks in a cell are counted in its pieces.
    let flow = if cell.breaks.is_empty() { flow.close_digits() } else { flow };
    let text = flow.text();
    let words = trim(text, 0..text.len());
    if words.len() == text.len() { flow } else { flow.slice(words) }
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, GridForm, Source};

    use super::Page;
    use crate::fixtures;

    #[test]
    fn a_duty_alone_below_one_that_asks_for_it_is_of_the_header() {
        let second_of = |rows: &[&str]| {
            let source = Source::from_text("n", Format::Text, &rows.join("\n"));
            let rows = fixtures::rows(&source);
            super::names_duty_below(&rows[0], &rows[1])
        };
        let header = "序号|工作任务|责任分工|完成时限";
        assert!(second_of(&[header, "||责任单位|"]));
        for row in ["||市水利局|", "|清淤||", "||责任分工|", "|责任单位||"] {
            assert!(!second_of(&[header, row]), "{row}");
        }
    }

    #[test]
    fn when_work_begins_and_ends_stands_below_its_time() {
        let deadlines = |below: &str| {
            let text = format!(
                "云溪县任务分解表\n序号|工作任务|责任单位|时间|\n|||{below}\n\
                 1|建设桥梁5座。|县水利局|3月|6月底前\n2|造林30亩。|县林业局|4月|9月底前"
            );
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            let time = |row: &hongtou_model::Row| Some(row.deadline.as_ref()?.text.to_string());
            rows.map(time).collect::<Vec<_>>()
        };
        let ends = ["6月底前", "9月底前"].map(|time| Some(time.to_owned()));
        assert_eq!(deadlines("开始|完成"), ends);
        assert_eq!(deadlines("启动|结束"), ends);
    }

    #[test]
    fn kinds_of_named_tasks_head_rows_where_they_stand_together() {
        let sections = |kinds: [&str; 4]| {
            let row = |kind| format!("\n桥{kind}|{kind}|建设桥梁5座。|县水利局");
            let rows = kinds.map(row).concat();
            let text = format!("任务名称|任务类型|具体内容|责任单位{rows}");
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            rows.filter(|row| row.section.is_some()).count()
        };
        assert_eq!(sections(["民生", "民生", "生态", "生态"]), 4);
        assert_eq!(sections(["民生", "生态", "民生", "生态"]), 0);
        // 领域 is where a task belongs, in whatever order.
        let text = "任务名称|领域|具体内容|责任单位\n桥|民生|建设桥梁5座。|县水利局\n\
                    林|生态|造林30亩。|县林业局\n路|民生|修路30里。|县交通局";
        let notice = fixtures::notice_with_tables(text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        assert_eq!(rows.filter(|row| row.section.is_some()).count(), 3);
    }

    #[test]
    fn what_figures_are_counted_in_is_no_unit() {
        let units = |rows: &str| {
            let text = format!("云溪县任务分解表\n序号|工作任务|单位|目标|责任单位\n{rows}");
            let notice = fixtures::notice_with_tables(&text);
            let names = |row: &hongtou_model::Row| {
                let names = row.units.iter().map(|of| of.name.to_string());
                names.collect::<Vec<_>>().join(" ")
            };
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            rows.map(names).collect::<Vec<_>>()
        };
        // A row that lacks a cell has another column's words there.
        let lacks =
            "1|新建粮库|平方米|3|县水利局\n2|提高补助|万元/村|5|县财政局\n3|植树|县林业局|30";
        assert_eq!(units(lacks), ["县水利局", "县财政局", ""]);
        let schools = "1|新建学校|万所|3|县教育局\n2|提高补助|万元|5|县财政局";
        assert_eq!(units(schools), ["县教育局", "县财政局"]);
        let named = "1|新建病房|万人医院|3|县卫健局\n2|提高补助|元氏医院|5|县财政局";
        assert_eq!(units(named), ["万人医院 县卫健局", "元氏医院 县财政局"]);
    }

    #[test]
    fn a_duty_in_brackets_below_its_heading_ends_it() {
        let text = "云溪县任务分解表\n序号|工作任务|牵头单位|配合单位\n|||（参与）\n\
                    1|建设桥梁5座。|县水利局|县交通局\n2|造林30亩。|县林业局|县财政局";
        let notice = fixtures::notice_with_tables(text);
        assert_eq!(notice.tables[0].rows.len(), 2);
    }

    #[test]
    fn a_kind_in_the_wrong_row_leaves_the_others_their_sections() {
        let body =
            "云溪县工作方案\n一、民生类\n1.建设桥梁5座。\n二、生态类\n2.造林30亩。\n3.种草9亩。";
        let rows = "1|建桥|民生类|建设桥梁5座。|县水利局\n2|造林|生态类|造林30亩。|县林业局\n\
                    3|种草|民生类|种草9亩。|县林业局";
        let text =
            format!("{body}\n云溪县任务分解表\n序号|任务名称|任务类型|具体内容|责任单位\n{rows}");
        let notice = fixtures::notice_with_tables(&text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        assert_eq!(rows.filter(|row| row.section.is_some()).count(), 3);
    }

    #[test]
    fn below_titles_in_rows_of_their_own_kinds_name_the_tasks() {
        let actions = |rows: &str| {
            let text = format!("云溪县任务分解表\n任务类型|序号|工作任务|责任单位\n{rows}");
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables.iter().flat_map(|table| &table.rows);
            rows.filter(|row| row.action.is_some() && row.section.is_some()).count()
        };
        let bridge = "建桥|1|建设桥梁5座。|县水利局";
        let forest = "造林|2|造林30亩。|县林业局";
        assert_eq!(actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n{forest}")), 2);
        assert_eq!(actions(&format!("{bridge}\n{forest}")), 0);
        // Not where a title stands above another, or above a row without a kind.
        assert_eq!(
            actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n三、林业|||\n{forest}")),
            0
        );
        assert_eq!(
            actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n|2|造林30亩。|县林业局")),
            0
        );
    }

    #[test]
    fn a_page_may_print_some_rows_of_a_header_alone() {
        let texts = [
            "序号|工作任务|责任分工|\n||牵头单位|配合单位",
            "序号|工作任务|责任分工|",
            "||牵头单位|配合单位",
            "||牵头单位|责任单位",
        ];
        let sources = texts.map(|text| Source::from_text("n", Format::Text, text));
        let page =
            |at: usize| Page { header: fixtures::rows(&sources[at]), ..Page::new(GridForm::Tabs) };
        let printed = [1, 2, 3].map(|other| page(0).prints_more_than(&page(other)));
        assert_eq!(printed, [true, true, false]);
        assert!(!page(0).prints_more_than(&Page::new(GridForm::Tabs)));
    }

    #[test]
    fn titles_over_headings_need_no_known_words() {
        let one_header = |rows: &[&str]| {
            let source = Source::from_text("n", Format::Text, &rows.join("\n"));
            let rows = fixtures::rows(&source);
            super::heads_with(&rows[0], &rows[1])
        };
        for rows in [
            ["序号|走访中梳理出来的事||落实||完成时限", "|具体问题|解决措施|责任单位|责任领导|"],
            ["序号|现状|||牵头单位", "|工作任务|完成时限|配合单位|"],
        ] {
            assert!(one_header(&rows), "{rows:?}");
        }
        for rows in [
            // A row of the table.
            ["序号|工作任务||责任单位|时限", "|建站|修路|市交通局|"],
            ["序号|工作任务||责任单位|", "1|建站|修路|市交通局|5月"],
            // Nothing spans.
            ["序号|工作任务|责任单位|完成时限", "|||"],
            // Whole sentences are no titles.
            ["序号|建设学校，改造医院。||责任||完成时限", "|任务|措施|责任单位|配合单位|"],
        ] {
            assert!(!one_header(&rows), "{rows:?}");
        }
    }
}
