//! Attached tables: pages put together, columns told, rows stitched.
//!
//! - [`grid`]: a printed grid as a rectangle of cells, cut at its header rows into pages;
//! - [`headings`]: what a heading says its column is;
//! - [`profile`]: what the cells of a column look like;
//! - [`columns`]: which column is what, by both;
//! - [`matrix`]: columns that a body heads, with marks for what it has to do;
//! - [`torn`]: headers torn by pages and line breaks, put together;
//! - [`fitted`]: headers with a heading less or more than rows have cells;
//! - [`pages`]: the columns of each page of a table;
//! - [`reprint`]: headers that a page prints again with damage;
//! - [`rows`]: rows out of pages, with merged cells carried down;
//! - [`spilled`]: cells that hold what belongs to their neighbours;
//! - [`periods`]: targets of several periods out of one cell;
//! - [`stacked`] and [`flattened`]: tables whose lines lost their cells;
//! - [`broken`]: rows that line breaks inside their cells cut into several lines;
//! - [`lined`]: rows of pipe tables cut into their lines;
//! - [`narrow`]: the column of numbers and the next one, taken for one;
//! - [`cards`]: tasks in blocks of labelled lines;
//! - [`split_header`]: headings that break over lines;
//! - [`numbered`]: rows whose number stands on a line above them;
//! - [`told`]: columns that their cells tell, where no heading does;
//! - [`two_roles`]: columns whose heading names two roles;
//! - [`rest`] and [`tail`]: rows that a page cut in two, and which cells their pieces go on with.

pub(crate) mod broken;
pub(crate) mod cards;
mod columns;
mod counted;
mod draft;
mod fitted;
pub(crate) mod flattened;
pub(crate) mod grid;
mod headings;
mod in_turn;
mod lined;
mod matrix;
mod narrow;
pub(crate) mod numbered;
mod pages;
mod periods;
mod profile;
mod reprint;
mod rest;
mod rows;
mod spilled;
pub(crate) mod split_header;
pub(crate) mod stacked;
mod tail;
mod told;
mod torn;
mod two_roles;

use std::borrow::Cow;

use hongtou_model::{
    ColumnKind, Confidence, FurnitureKind, Period, ProseRole, RepairKind, Role, Span, TableKind,
};
use hongtou_source::{Grid, Source, chars, fold, numeral};

use crate::flow::Flow;
use crate::lines::{Line, is_page_number};
use crate::marker::{Form, marker};
use crate::record::Record;
use crate::{header, words};

pub(crate) use draft::{Alone, RowDraft, SectionCell, UnitsCell};
pub(crate) use headings::{is_header_row, is_heading_word};
pub(crate) use profile::{BodyHints, key};
pub(crate) use rows::before_count;

/// A printed grid and the source it stands in.
#[derive(Clone, Debug)]
pub(crate) struct GridRef<'s> {
    pub(crate) grid: Cow<'s, Grid>,
    pub(crate) index: u16,
    pub(crate) source: &'s Source,
    /// The name of the sheet that it stands on, where a workbook has several.
    pub(crate) sheet: Option<Flow<'s>>,
}

impl<'s> GridRef<'s> {
    /// Cuts a grid in two above a row.
    pub(crate) fn cut(self, row: usize) -> [GridRef<'s>; 2] {
        let GridRef { grid, index, source, sheet } = self;
        let mut top = grid.into_owned();
        let below = Grid { rows: top.rows.split_off(row), form: top.form };
        [top, below].map(|grid| GridRef {
            grid: Cow::Owned(grid),
            index,
            source,
            sheet: sheet.clone(),
        })
    }
}

/// Grids that stand together under one title.
#[derive(Debug)]
pub(crate) struct Run<'s> {
    pub(crate) title: Option<Flow<'s>>,
    /// Number of the attachment it stands in.
    pub(crate) attachment: Option<u32>,
    /// Whether a caption below it ends it, so that what follows is another table.
    pub(crate) closed: bool,
    /// The pages of its grids, and lines that head the rows below them.
    pub(crate) pages: Vec<grid::Page<'s>>,
    /// Lines inside a grid above its header that are no title.
    notes: Vec<Flow<'s>>,
}

impl<'s> Run<'s> {
    /// A run that begins with a title.
    pub(crate) fn new(title: Option<Flow<'s>>, attachment: Option<u32>) -> Run<'s> {
        Run { title, attachment, closed: false, pages: Vec::new(), notes: Vec::new() }
    }

    /// Takes the rows above a grid's header, which hold the table's title and not its rows, and who
    /// fills it in: 填报单位：市应急局 beside 单位：项.
    fn caption(&mut self, pages: &mut Vec<grid::Page<'s>>) {
        let alone = |row: &Vec<grid::Cell<'_>>| {
            let mut filled = row.iter().filter_map(grid::Cell::words);
            let Some(first) = filled.next() else { return false };
            match filled.next() {
                None => first.chars().count() <= 60,
                Some(second) => [first, second].into_iter().chain(filled).all(words::is_form_line),
            }
        };
        let [first, second, ..] = &pages[..] else { return };
        if !self.pages.is_empty()
            || !first.header.is_empty()
            || second.header.is_empty()
            || first.rows.len() > 3
            || !first.rows.iter().all(alone)
        {
            return;
        }
        let mut first = pages.remove(0);
        let mut copies = std::mem::take(&mut first.copies);
        let mut heads = Vec::new();
        for cell in first.rows.into_iter().flatten().filter(|cell| cell.words().is_some()) {
            let text = cell.flow.text();
            let label = after_attachment_label(text);
            match self.title {
                // What the attachment is called stands in the next row.
                None if is_attachment_label(text) => copies.push(cell.flow),
                None if label > 0 => {
                    self.title = Some(cell.flow.slice(label..text.len()));
                    copies.push(cell.flow.slice(cell.flow.trim(0..label)));
                }
                _ if words::is_form_line(text) => self.notes.push(cell.flow),
                // 一、… above the header heads the rows below it, as 二、… does further down.
                _ if heads_rows(text, (self.title.is_some(), &pages[0])) => {
                    heads.push(vec![grid::Cell::across(cell.flow)]);
                }
                None => self.title = Some(cell.flow),
                Some(_) => copies.push(cell.flow),
            }
        }
        pages[0].copies.extend(copies);
        pages[0].rows.splice(0..0, heads);
    }

    /// Whether folded words are those of a header in it, on whatever lines: a page sets it off from its rows.
    pub(crate) fn prints_header(&self, folded: &str) -> bool {
        let words =
            |text: &str| -> Vec<char> { text.chars().filter(|&c| !chars::is_space(c)).collect() };
        let own = words(folded);
        !own.is_empty()
            && self.pages.iter().rev().any(|page| {
                let header = page.header.iter().flatten().filter_map(grid::Cell::words);
                header.flat_map(|text| words(&fold(text))).eq(own.iter().copied())
            })
    }

    /// Whether a grid goes on with the table below a folded line that is its title in other words or the notice's own:
    /// its first number is the next one, and it prints the header again or has none and as many columns, or but for that
    /// of groups.
    pub(crate) fn counts_on(&self, grid: &GridRef<'s>, line: &str, notice: &str) -> bool {
        /// The rest of a cut row may stand above the first number.
        const FIRST: usize = 2;
        if !(self.is_titled(line) || !line.is_empty() && fold(notice) == line) {
            return false;
        }
        let Some(above) = self.pages.last() else { return false };
        let pages = grid::pages(grid, Some(above));
        let Some(next) = pages.first() else { return false };
        let again = !next.header.is_empty();
        let printed = || self.pages.iter().any(|page| page.prints_same_header(next));
        if again && !printed() {
            return false;
        }
        let Some(lost) = above.width().checked_sub(next.width()).filter(|lost| *lost < 2) else {
            return false;
        };
        let headed = self.pages.iter().rev().find(|page| !page.header.is_empty());
        let serial = |page: &grid::Page<'_>| {
            page.headings().iter().position(|&heading| heading == headings::Heading::Serial)
        };
        let Some(at) = headed.and_then(serial) else { return false };
        let number =
            |row: &Vec<grid::Cell<'_>>, at: usize| profile::is_number(row.get(at)?.words()?);
        let last =
            self.pages.iter().flat_map(|page| &page.rows).rev().find_map(|row| number(row, at));
        let first = at
            .checked_sub(lost)
            .and_then(|at| next.rows.iter().take(FIRST).find_map(|row| number(row, at)));
        last.is_some_and(|last| first == Some(last + 1))
    }

    /// Whether a folded line names the matter of the table's title, of which place, and nothing but a list of tasks
    /// behind it: 云溪县校车整治任务清单 for 校车整治责任清单, and not 校车整治项目清单.
    fn is_titled(&self, line: &str) -> bool {
        /// 责任清单
        const KIND: usize = 4;
        const KINDS: [&str; 8] = ["工作", "重点", "任务", "责任", "分工", "分解", "清单", "表"];
        const PLACES: [char; 8] = ['省', '州', '市', '县', '区', '旗', '镇', '乡'];
        let Some(title) = &self.title else { return false };
        let title = fold(title.text());
        let matter = title.char_indices().rev().nth(KIND - 1).map_or("", |(end, _)| &title[..end]);
        let Some((before, mut kind)) = line.split_once(matter) else { return false };
        while let Some(rest) = KINDS.iter().find_map(|word| kind.strip_prefix(word)) {
            kind = rest;
        }
        matter.chars().count() >= KIND
            && kind.is_empty()
            && (before.is_empty() || before.ends_with(PLACES))
    }

    /// Adds a grid that goes on without a header; what stands in lines of its own above it may be
    /// the rest of the row before.
    pub(crate) fn push_rest(&mut self, grid: &GridRef<'s>, lines: Vec<Line<'s>>) {
        let mut pages = grid::pages(grid, self.pages.last());
        if let Some(first) = pages.first_mut() {
            let rows = lines.into_iter().map(|line| vec![grid::Cell::across(line.flow)]);
            first.rows.splice(0..0, rows);
        }
        self.pages.extend(pages);
    }

    /// Adds a page read elsewhere.
    pub(crate) fn push_page(&mut self, page: grid::Page<'s>) {
        self.pages.push(page);
    }

    /// Adds a grid; `headings` are lines of their own above it that head its rows: 一、…, （一）….
    pub(crate) fn push(&mut self, grid: &GridRef<'s>, headings: Vec<Flow<'s>>) {
        let mut pages = grid::pages(grid, self.pages.last());
        if let Some(first) = pages.first_mut()
            && grid.grid.rows.first().is_some_and(|row| row.header)
        {
            self.head_apart(first, !headings.is_empty());
        }
        self.caption(&mut pages);
        if let Some(first) = pages.first_mut() {
            first.name.clone_from(&grid.sheet);
            let rows = headings.into_iter().map(|heading| vec![grid::Cell::across(heading)]);
            first.rows.splice(0..0, rows);
        }
        self.pages.extend(pages);
    }
}

impl Run<'_> {
    /// A first row that the container calls a header is one, whatever its words, where the table
    /// before has another number of columns, and a line of its own stands above it or none of its
    /// words names a unit, as the rest of a row that a page cut would.
    fn head_apart(&self, page: &mut grid::Page<'_>, headed: bool) {
        let width = self.pages.last().map(grid::Page::width);
        let heads = page.header.is_empty()
            && page.rows.first().is_some_and(|row| {
                width.is_some_and(|width| width != row.len())
                    && filled(row) == row.len()
                    && are_headings(row)
                    && (headed || row.len() > 2 && row.iter().all(|cell| cell.unit_score() < 0.5))
            });
        if heads && page.rows.len() > 1 {
            page.header.push(page.rows.remove(0));
        }
    }
}

/// A table before it is written down.
#[derive(Debug)]
pub(crate) struct TableDraft<'s> {
    pub(crate) kind: TableKind,
    pub(crate) title: Option<Flow<'s>>,
    pub(crate) columns: Vec<ColumnDraft<'s>>,
    pub(crate) rows: Vec<RowDraft<'s>>,
    /// Cells row by row, for a table that is not about tasks.
    pub(crate) cells: Vec<Vec<(u32, Flow<'s>)>>,
    /// Notes in rows of a task table.
    pub(crate) notes: Vec<Flow<'s>>,
    /// Whether the words of a group stand in the middle of its rows.
    pub(crate) in_middle: bool,
}

/// A column before it is written down.
#[derive(Clone, Debug)]
pub(crate) struct ColumnDraft<'s> {
    pub(crate) kind: ColumnKind,
    pub(crate) period: Option<hongtou_model::Period>,
    pub(crate) header: Flow<'s>,
}

/// Whether a grid begins with a header of its own.
pub(crate) fn has_header(grid: &GridRef<'_>) -> bool {
    grid::pages(grid, None).first().is_some_and(|page| !page.header.is_empty())
}

/// Whether a grid begins with a header that says or names work: 工作任务, 重点项目.
pub(crate) fn heads_work(grid: &GridRef<'_>) -> bool {
    let says = |cell: &grid::Cell<'_>| cell.words().is_some_and(headings::says_work);
    let pages = grid::pages(grid, None);
    pages.first().is_some_and(|page| page.header.iter().flatten().any(says))
}

/// Whether words above a table's header head its first rows: they count as a title of sections does,
/// and the table has a title or a next section.
fn heads_rows(text: &str, (titled, page): (bool, &grid::Page<'_>)) -> bool {
    let ordinal = |text: &str| {
        let found = marker(text).filter(|found| found.form == Form::Han && !found.doubtful)?;
        Some(found.number)
    };
    let next = |number: u32| {
        let first = |row: &Vec<grid::Cell<'_>>| ordinal(row.first()?.words()?);
        page.rows.iter().any(|row| first(row) == Some(number + 1))
    };
    ordinal(text).is_some_and(|number| titled || next(number))
}

/// Where a title begins after what attaches it: `附件1：…`, `附件：…`, `附件 …`; 0 where nothing does.
fn after_attachment_label(title: &str) -> usize {
    let words = title.trim_start_matches(chars::is_space);
    let Some(rest) = words.strip_prefix("附件") else { return 0 };
    let rest = rest.trim_start_matches(chars::is_space);
    let numeral = |c: char| chars::digit(c).is_some() || numeral::is_to_ten(c);
    let after = rest.trim_start_matches(numeral);
    let colon = |c: char| chars::narrow(c) == ':';
    let bare = after.trim_start_matches(|c: char| chars::is_space(c) || colon(c));
    let apart = rest.len() < words.len() - "附件".len();
    let parted = after.starts_with(colon)
        || after.len() < rest.len() && bare.len() < after.len()
        || after.len() == rest.len() && apart;
    if parted && !bare.is_empty() { title.len() - bare.len() } else { 0 }
}

/// Whether words say that an attachment begins, and not which: 附件, 附件1：.
fn is_attachment_label(text: &str) -> bool {
    let numeral = |c: char| chars::digit(c).is_some() || numeral::is_to_ten(c);
    let rest = chars::trim(text).strip_prefix("附件");
    rest.is_some_and(|rest| {
        rest.chars().all(|c| numeral(c) || chars::is_space(c) || chars::narrow(c) == ':')
    })
}

/// Where a table's title begins after its number: `表1 …`, `附表二：…`; 0 where it has none.
pub(crate) fn after_table_number(title: &str) -> usize {
    let words = title.trim_start_matches(chars::is_space);
    let Some(rest) = words.strip_prefix("附表").or_else(|| words.strip_prefix('表')) else {
        return 0;
    };
    let spaced = rest.trim_start_matches(chars::is_space);
    let numeral = |c: char| chars::digit(c).is_some() || numeral::is_to_ten(c);
    let after = spaced.trim_start_matches(numeral);
    let bare = after.trim_start_matches(|c: char| {
        chars::is_space(c) || matches!(c, '.' | '．' | '、' | '：' | ':')
    });
    if after.len() == spaced.len() || bare.is_empty() { 0 } else { title.len() - bare.len() }
}

/// Where a caption begins behind the mark that Markdown sets before one: `: …`, `Table: …`.
pub(crate) fn after_caption_mark(text: &str) -> Option<usize> {
    let words = text.trim_start_matches(chars::is_space);
    let rest = ["Table", "table"].iter().find_map(|word| words.strip_prefix(word)).unwrap_or(words);
    let caption = rest.strip_prefix(':')?;
    let bare = caption.trim_start_matches(chars::is_space);
    let marked = (bare.len() < caption.len() || rest.len() < words.len()) && !says_it_goes_on(bare);
    (marked && bare.starts_with(|c| chars::is_han(c) || chars::digit(c).is_some()))
        .then_some(text.len() - bare.len())
}

/// Whether lines between two pieces of a table are a torn header: nothing but heading words.
pub(crate) fn is_torn_header(lines: &[Line<'_>]) -> bool {
    !lines.is_empty()
        && lines.iter().all(|line| {
            let words: String = line.text().chars().filter(|&c| !chars::is_space(c)).collect();
            says_it_goes_on(&words) || is_heading_run(&words, 2)
        })
}

/// Whether words only say that the table of the page before goes on: （续）, 续表2, 接上表, 下转第3页.
pub(crate) fn says_it_goes_on(text: &str) -> bool {
    const LONGEST: usize = 24;
    let bracket = |c: char| matches!(c, '（' | '）' | '(' | ')' | '：' | ':');
    let figure = |c: char| chars::digit(c).is_some() || numeral::is_to_ten(c);
    if text.len() > LONGEST * 2 {
        return false;
    }
    let words: String = text.chars().filter(|&c| !chars::is_space(c)).collect();
    let words = words.trim_matches(bracket);
    let page = ["上接", "下接", "下转", "接上", "接下", "转下", "续上", "续前", "续"];
    let table = |rest: &str| {
        let rest = rest.trim_start_matches(['第', '表', '页']);
        rest.trim_matches(|c| bracket(c) || figure(c) || c == '页').is_empty()
    };
    words.len() <= LONGEST && page.iter().any(|word| words.strip_prefix(word).is_some_and(table))
}

/// A folded title without the mark of a page that goes on: …任务表（续）, 续表：….
pub(crate) fn without_continued(title: &str) -> &str {
    let inner = title.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
    if let Some((name, mark)) = inner
        && mark.starts_with('续')
        && mark.chars().count() <= 4
    {
        return name;
    }
    // 续建项目 is work.
    let bare = || title.strip_prefix('续').filter(|rest| rest.starts_with([':', '：']));
    let rest = title.strip_prefix("续表").or_else(bare);
    rest.map_or(title, |rest| rest.trim_start_matches([':', '：']))
}

/// How much of a cell's words stands before the mark of a page that goes on: 改善物业服务 of 改善物业服务（续）, and
/// nothing of 续上表.
fn before_continued(words: &str) -> Option<usize> {
    if !chars::holds(words, '续') && !chars::holds(words, '接') {
        return None;
    }
    // 续 alone may be a value: 新 | 续.
    if words != "续" && says_it_goes_on(words) {
        return Some(0);
    }
    let (name, mark) = words.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    says_it_goes_on(mark).then(|| chars::trim_end(name).len())
}

/// What a page prints in a row of the grid: its number, or, where a page begins or ends, who issues the notice. A
/// bare number may be that of a row, and the name of documents a title of rows.
fn of_page(words: &str, beside_end: bool) -> Option<FurnitureKind> {
    match is_framed_number(words) {
        true => Some(FurnitureKind::PageNumber),
        false => (beside_end && header::is_mast(words)).then_some(FurnitureKind::RunningHead),
    }
}

fn is_framed_number(words: &str) -> bool {
    !words.starts_with(|c| chars::digit(c).is_some()) && is_page_number(words)
}

/// Sets aside the rows that say nothing but the table's title again, that it goes on, or what a page prints
/// between two rows.
fn set_captions_aside(pages: &mut [grid::Page<'_>], title: &str, record: &mut Record) {
    let title = fold(title);
    let title = without_continued(&title);
    let again = |words: &str| {
        let folded = fold(words);
        let named = without_continued(&folded);
        // A page that goes on may print a shorter title: 任务分工（续）.
        !named.is_empty() && named.len() < folded.len() && title.ends_with(named)
            || says_it_goes_on(words)
    };
    let is_title = |words: &str| fold(words) == title;
    // Among titles of sections the table's own is one more.
    let sections = pages.iter().flat_map(|page| &page.rows);
    let mut sections = sections.filter_map(|row| words_alone(row));
    let parted = sections.any(|words| !again(words) && !is_title(words));
    let count = pages.len();
    for (nth, page) in pages.iter_mut().enumerate() {
        let mut rows = Vec::with_capacity(page.rows.len());
        let height = page.rows.len();
        let numbers: Vec<bool> =
            page.rows.iter().map(|row| words_alone(row).is_some_and(is_framed_number)).collect();
        let is_number = |at: Option<usize>| at.and_then(|at| numbers.get(at)) == Some(&true);
        for (at, row) in page.rows.drain(..).enumerate() {
            let Some(words) = words_alone(&row) else {
                rows.push(row);
                continue;
            };
            let headed = at + 1 == height && nth + 1 < count;
            let titled = headed || !parted && (nth, at) != (0, 0);
            let beside_end = headed
                || at == 0 && nth > 0
                || is_number(at.checked_sub(1))
                || is_number(Some(at + 1));
            let of_page = of_page(words, beside_end);
            let aside = again(words) || titled && is_title(words);
            let flows =
                row.iter().filter(|cell| cell.words().is_some()).map(|cell| cell.flow.clone());
            match of_page {
                Some(kind) => flows.for_each(|flow| record.furniture(kind, flow.whole())),
                None if aside => page.copies.extend(flows),
                None => rows.push(row),
            }
        }
        page.rows = rows;
    }
}

/// The words of a row that has nothing else.
fn words_alone<'t>(row: &'t [grid::Cell<'_>]) -> Option<&'t str> {
    let mut words = row.iter().filter_map(grid::Cell::words);
    let alone = words.next().filter(|_| words.next().is_none());
    alone.filter(|_| row.iter().all(|cell| !cell.from_above))
}

/// Whether at least some heading words are run together, and nothing else: 序号完成时限.
fn is_heading_run(text: &str, least: usize) -> bool {
    const WORDS: &[&str] = &[
        "序号",
        "编号",
        "重点",
        "工作",
        "任务",
        "具体",
        "主要",
        "内容",
        "牵头",
        "责任",
        "配合",
        "单位",
        "部门",
        "完成",
        "时限",
        "时间",
        "节点",
        "目标",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "备注",
        "措施",
        "举措",
        "落实",
        "领导",
        "主责",
        "主办",
        "承办",
        "协办",
        "参与",
        "要求",
        "期限",
        "事项",
        "办结",
        "第",
        "上半年",
        "下半年",
    ];
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) else {
            return false;
        };
        rest = &rest[word.len()..];
        count += 1;
    }
    count >= least
}

/// Reads a run of grids: one table, or several where the headers say so.
pub(crate) fn read<'s>(
    run: Run<'s>,
    hints: &BodyHints,
    record: &mut Record,
) -> Vec<TableDraft<'s>> {
    for note in &run.notes {
        record.prose(ProseRole::Note, note);
    }
    let mut pages = run.pages;
    pages.iter_mut().for_each(|page| head_by_name(page, hints));
    set_captions_aside(&mut pages, run.title.as_ref().map_or(&*hints.title, Flow::text), record);
    for page in pages.iter().filter(|page| page.torn) {
        torn::record(page, record);
    }
    for page in pages.iter().filter(|page| page.turned) {
        let mut span = Span::default();
        page.header.iter().flatten().for_each(|cell| span.extend(&cell.flow.whole()));
        record.repair(
            RepairKind::MovedCells,
            span,
            Confidence::Likely,
            || "表头竖排在各格左侧，已转成一行".to_owned(),
            || {
                "the headings stand beside their cells; they are read as a header over a row"
                    .to_owned()
            },
        );
    }
    let mut tables: Vec<TableDraft<'s>> = Vec::new();
    let mut group: Vec<grid::Page<'s>> = Vec::new();
    let mut title = run.title;
    for page in pages {
        // A page without a header, or with the same one, goes on with the table before.
        if let Some(first) = group.first()
            && !page.header.is_empty()
            && !grid::same_header(first, &page)
        {
            tables.push(table(std::mem::take(&mut group), title.take(), hints, record));
        }
        // A header set apart by a blank line is the header of what follows.
        if let Some(last) = group.last_mut()
            && last.rows.is_empty()
            && page.header.is_empty()
            && last.form == page.form
        {
            last.rows = page.rows;
            last.copies.extend(page.copies);
            last.glued |= page.glued;
            continue;
        }
        group.push(page);
    }
    if !group.is_empty() {
        tables.push(table(group, title, hints, record));
    }
    tables
}

/// Puts the name of a page's sheet over its rows, where the body has a section of that title and nothing on
/// the page says of which its rows are.
fn head_by_name<'s>(page: &mut grid::Page<'s>, hints: &BodyHints) {
    let is_title = |words: &str| hints.sections.contains(&key(words));
    let Some(name) = page.name.take().filter(|name| is_title(name.text())) else { return };
    let said = page.rows.iter().filter_map(|row| words_alone(row)).any(is_title);
    if !said && !page.headings().contains(&headings::Heading::Section) {
        page.rows.insert(0, vec![grid::Cell::across(name)]);
    }
}

/// A table read from its pages: what its columns are, and then row by row.
pub(crate) fn table<'s>(
    mut pages: Vec<grid::Page<'s>>,
    title: Option<Flow<'s>>,
    hints: &BodyHints,
    record: &mut Record,
) -> TableDraft<'s> {
    let titled = title.as_ref().map_or(&*hints.title, |title| title.text());
    let of_tasks = says_tasks(titled) && !is_of_money(titled);
    for page in &mut pages {
        page.of_tasks = of_tasks;
        page.beside_tasks = !hints.clauses.is_empty();
        page.reports = ["完成情况", "进展", "统计"].iter().any(|word| titled.contains(word));
        page.kinds_are_sections = !hints.sections.is_empty()
            && page.kinds().any(|kind| hints.sections.contains(&key(kind)));
    }
    if pages[0].begins_with_title()
        && let Some(titles) =
            pages.iter().map(grid::Page::titles_above_kinds).sum::<Option<usize>>()
        && titles > 1
    {
        pages.iter_mut().for_each(|page| page.kinds_below_titles = true);
    }
    for page in pages.iter_mut().filter(|page| page.glued) {
        flattened::cut_rows(page, hints, record);
    }
    narrow::part(&mut pages, record);
    let headings: Vec<headings::Heading> = pages[0].headings();
    let bare =
        headings.is_empty() && !is_of_money(titled) && other_header(&pages[0].rows).is_empty();
    let told = if bare { pages::tell_work(&pages[0], hints) } else { None };
    let sure = || names_work(titled) || repeats_clauses(&pages[0], hints);
    let kind = match kind_of(&pages, &headings, title.as_ref().map(Flow::text), hints) {
        TableKind::Other if told == Some(true) && sure() => TableKind::Task,
        kind => kind,
    };
    if told.is_some() {
        record_bare(&pages[0], kind == TableKind::Task, record);
    }
    let (cells, columns) = (Vec::new(), Vec::new());
    let mut draft = TableDraft {
        kind,
        title,
        columns,
        rows: Vec::new(),
        cells,
        notes: Vec::new(),
        in_middle: false,
    };
    if kind == TableKind::Task {
        let rows::Read { columns, rows, notes, in_middle } = rows::read(pages, hints, record);
        return TableDraft { columns, rows, notes, in_middle, ..draft };
    }
    let figures = if kind == TableKind::Indicator { &*headings } else { &[] };
    fill(&mut draft, &pages, figures, record);
    draft
}

/// Records that a table without a header was read by its cells, or left as it is.
fn record_bare(page: &grid::Page<'_>, read: bool, record: &mut Record) {
    let mut span = Span::default();
    page.rows.iter().take(1).flatten().for_each(|cell| span.extend(&cell.flow.whole()));
    let (kind, confidence, zh, en) = match read {
        true => (
            RepairKind::MovedCells,
            Confidence::Likely,
            "表格没有表头，按各格内容判断各列用途",
            "the table has no header; its cells tell what its columns hold",
        ),
        false => (
            RepairKind::LeftApart,
            Confidence::Unsure,
            "表格没有表头，各列用途不能确定，按原样保留",
            "the table has no header, and nothing tells surely what its columns hold; it is left as it is",
        ),
    };
    record.repair(kind, span, confidence, || zh.to_owned(), || en.to_owned());
}

/// What a table is for, by its headings, its title, else the notice's, and its cells.
fn kind_of(
    pages: &[grid::Page<'_>],
    headings: &[headings::Heading],
    title: Option<&str>,
    hints: &BodyHints,
) -> TableKind {
    let titled = title.unwrap_or(&hints.title);
    let restates = || {
        pages.iter().flat_map(|page| &page.rows).flatten().any(|cell| {
            cell.words().is_some_and(|text| text.len() > 24 && hints.clauses.contains(&key(text)))
        })
    };
    // Of a table without known headings only its own title tells that it is one of tasks.
    let named = || {
        headings.is_empty()
            && title.is_some_and(|title| title.contains("任务"))
            && !mostly_figures(pages)
    };
    // Who is to reach how much of what: 设区市 | 新增企业（家） below …指标分解表.
    let shares = || {
        ["指标", "任务", "目标"].iter().any(|word| titled.contains(word))
            && !is_of_money(titled)
            && !headings.contains(&headings::Heading::Thing)
            && mostly_figures(pages)
    };
    let header = pages[0].header_flows();
    let judges = || headings::only_scores(header.iter().map(Flow::text), headings);
    if headings::task_votes(headings) >= 2 && !judges() || named() || restates() {
        TableKind::Task
    } else if headings.contains(&headings::Heading::Indicator) || shares() {
        TableKind::Indicator
    } else {
        TableKind::Other
    }
}

/// Puts the cells of a table of another kind below its headings, as they are; `figures` are the headings
/// of a table of indicators.
fn fill<'s>(
    draft: &mut TableDraft<'s>,
    pages: &[grid::Page<'s>],
    figures: &[headings::Heading],
    record: &mut Record,
) {
    for (at, page) in pages.iter().enumerate() {
        for copy in &page.copies {
            record.furniture(FurnitureKind::RepeatedHeader, copy.whole());
        }
        let mut flows = page.header_flows();
        // A table of another kind has other headings: its first full row of short words, or two rows
        // that fill each other up.
        let headed = if at == 0 && flows.is_empty() { other_header(&page.rows) } else { 0..0 };
        if !headed.is_empty() {
            flows = grid::joined(&page.rows[headed.clone()]);
        }
        // What stands alone above the header is the table's title.
        let alone = |row: &[grid::Cell<'s>]| {
            let mut filled = row.iter().filter(|cell| cell.words().is_some());
            let (first, second) = (filled.next()?, filled.next());
            let words = first.flow.text();
            let title = !words::is_form_line(words) && words.chars().count() <= 60;
            (second.is_none() && title).then(|| first.flow.clone())
        };
        let titled = headed.start == 1 && draft.title.is_none();
        let above = titled.then(|| alone(&page.rows[0])).flatten();
        // 一、… heads the rows below it, as 二、… does further down.
        let above =
            above.filter(|above| !pages.iter().any(|page| heads_rows(above.text(), (false, page))));
        let first = usize::from(above.is_some());
        draft.title = draft.title.take().or(above);
        if at == 0 {
            let headers: Vec<&str> = flows.iter().map(Flow::text).collect();
            let column = |(column, header): (usize, &Flow<'s>)| {
                let (kind, period) = figure_column(figures, &headers, column);
                ColumnDraft { kind, period, header: header.clone() }
            };
            draft.columns = flows.iter().enumerate().map(column).collect();
            let width = page.rows.iter().map(Vec::len).max().unwrap_or(0);
            let bare =
                || ColumnDraft { kind: ColumnKind::Other, period: None, header: Flow::default() };
            draft.columns.resize_with(width.max(draft.columns.len()), bare);
        } else {
            for flow in flows {
                record.furniture(FurnitureKind::RepeatedHeader, flow.whole());
            }
        }
        let rows = page.rows.iter().enumerate().skip(first);
        for (_, row) in rows.filter(|(row, _)| !headed.contains(row)) {
            // The header once more, above the rows that the next heading stands over.
            if at > 0 && is_header_again(row, &draft.columns) {
                row.iter().for_each(|cell| {
                    record.furniture(FurnitureKind::RepeatedHeader, cell.flow.whole())
                });
                continue;
            }
            let cells: Vec<(u32, Flow<'s>)> = row
                .iter()
                .enumerate()
                .filter(|(_, cell)| cell.own && !cell.flow.is_empty())
                .map(|(column, cell)| (column as u32, cell.flow.clone()))
                .collect();
            if !cells.is_empty() {
                draft.cells.push(cells);
            }
        }
    }
}

/// Whether a row prints the headings of a table once more, word by word.
fn is_header_again(row: &[grid::Cell<'_>], columns: &[ColumnDraft<'_>]) -> bool {
    let again = |(cell, column): (&grid::Cell<'_>, &ColumnDraft<'_>)| {
        cell.words().is_some_and(|words| words == column.header.text())
    };
    row.len() > 1 && row.len() == columns.len() && row.iter().zip(columns).all(again)
}

/// What a column of a table of figures to reach holds, and of what time, by its heading.
fn figure_column(
    headings: &[headings::Heading],
    headers: &[&str],
    column: usize,
) -> (ColumnKind, Option<Period>) {
    use headings::Heading;
    let kind = match headings.get(column) {
        Some(Heading::Serial) => ColumnKind::Number,
        Some(Heading::Section) => ColumnKind::Section,
        Some(Heading::Indicator) => kind_of_indicators(headers, column),
        Some(Heading::Target(period)) => return (ColumnKind::Target, *period),
        Some(Heading::Goals) => ColumnKind::Target,
        Some(Heading::Deadline) => ColumnKind::Deadline,
        // 单位 alone is what is counted in.
        Some(Heading::Units(_)) if headings::squeeze(headers[column]) == "单位" => {
            ColumnKind::Other
        }
        Some(Heading::Units(Role::Lead)) => ColumnKind::Lead,
        Some(Heading::Units(Role::Support)) => ColumnKind::Support,
        Some(Heading::Units(Role::Guide)) => ColumnKind::Guide,
        Some(Heading::Units(Role::Responsible | Role::Implement)) => ColumnKind::Responsible,
        Some(Heading::Person) => ColumnKind::Person,
        Some(Heading::Contact) => ColumnKind::Contact,
        Some(Heading::Remark) => ColumnKind::Remark,
        _ => ColumnKind::Other,
    };
    (kind, None)
}

/// What one of several columns of indicators holds: 一级指标 | 二级指标 | 三级指标, of which the last is
/// measured. Other headings name them, and 指标值 beside its name is what they are to reach.
fn kind_of_indicators(headers: &[&str], column: usize) -> ColumnKind {
    let is_level = |text: &&str| {
        let text = &*headings::squeeze(text);
        text.contains("指标")
            && ["一级", "二级", "三级", "四级"].iter().any(|n| text.starts_with(n))
    };
    let text = headers[column];
    if headings::squeeze(text).starts_with("指标值") {
        return ColumnKind::Target;
    }
    let levels = |side: &[&str]| side.iter().filter(|text| is_level(text)).count();
    match (levels(&headers[..column]), levels(&headers[column + 1..])) {
        _ if !is_level(&text) => ColumnKind::Content,
        (_, 0) => ColumnKind::Content,
        (0, _) => ColumnKind::Section,
        _ => ColumnKind::Action,
    }
}

/// Whether a title says that a table divides tasks: 任务清单, 责任分解表, 分工方案.
fn says_tasks(title: &str) -> bool {
    ["任务", "责任分解", "分工"].iter().any(|word| title.contains(word))
}

/// Whether a title says that a table lists work to be done, where nothing else does: a list of what was found, asked or
/// answered has sentences and bodies as well.
fn names_work(title: &str) -> bool {
    const WORK: [&str; 9] =
        ["任务", "分工", "责任分解", "工作分解", "重点工作", "要点", "实事", "清单", "台账"];
    const OTHER: [&str; 12] = [
        "建议",
        "提案",
        "表彰",
        "表扬",
        "问题",
        "答复",
        "回复",
        "处罚",
        "名单",
        "案例",
        "通报",
        "办理情况",
    ];
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&WORK) && !has(&OTHER)
}

/// Whether rows have cells that say what clauses of the body do.
fn repeats_clauses(page: &grid::Page<'_>, hints: &BodyHints) -> bool {
    const LEAST: usize = 2;
    let says = |cell: &grid::Cell<'_>| {
        cell.words().is_some_and(|words| hints.clauses.contains(&key(words)))
    };
    !hints.clauses.is_empty()
        && page.rows.iter().filter(|row| row.iter().any(says)).take(LEAST).count() == LEAST
}

/// Whether a title says that a table divides money, whatever tasks it is given for: 补助资金任务清单安排表.
fn is_of_money(title: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&["补助", "奖补", "经费", "预算", "拨款"])
        || has(&["资金"]) && has(&["安排", "分配", "下达", "拨付"])
}

/// Whether most cells behind the first of each row are figures: who is to reach how much.
fn mostly_figures(pages: &[grid::Page<'_>]) -> bool {
    let rows = pages.iter().flat_map(|page| &page.rows);
    let (mut figures, mut all) = (0, 0);
    for text in rows.flat_map(|row| row.iter().skip(1).filter_map(grid::Cell::words)) {
        all += 1;
        let part = |c: char| chars::digit(c).is_some() || matches!(c, '.' | ',' | '%' | '％' | ' ');
        figures += usize::from(text.chars().all(part));
    }
    figures * 2 > all
}

/// The rows among the first that head a table whose headings no list knows; none where none do.
fn other_header(rows: &[Vec<grid::Cell<'_>>]) -> std::ops::Range<usize> {
    for at in 0..rows.len().min(3) {
        if is_headed(&rows[at]) {
            return at..at + 1;
        }
        // Below headings two rows that fill each other up are rows.
        let first = rows[..at].iter().all(|row| filled(row) < 2);
        if first && rows.get(at + 1).is_some_and(|below| is_headed_twice(&rows[at], below)) {
            return at..at + 2;
        }
    }
    0..0
}

/// Whether every cell of a row is filled with a few words of its own: headings that no list knows.
fn is_headed(row: &Vec<grid::Cell<'_>>) -> bool {
    row.len() >= 3 && filled(row) == row.len() && are_headings(row)
}

/// The cells of a row that have words of their own.
fn filled(row: &[grid::Cell<'_>]) -> usize {
    row.iter().filter_map(grid::Cell::words).count()
}

/// Whether two rows are one header: the upper one has headings over several columns, and the lower
/// one says what stands below each of those.
fn is_headed_twice(upper: &[grid::Cell<'_>], lower: &[grid::Cell<'_>]) -> bool {
    if upper.len() < 3 || upper.len() != lower.len() || filled(upper) < 2 || filled(lower) < 2 {
        return false;
    }
    // Below a heading of one column the lower row has nothing, unless it begins with nothing.
    let open = upper[0].words().is_some() && lower[0].words().is_none();
    let fill = upper.iter().enumerate().all(|(at, above)| {
        let right = upper.get(at + 1);
        let wide = above.words().is_none() || right.is_some_and(|cell| cell.words().is_none());
        let below = lower[at].words().is_some();
        below == wide || below && open
    });
    fill && are_headings(upper) && are_headings(lower)
}

/// Whether the words of a row are few in each cell, and count nothing.
fn are_headings(row: &[grid::Cell<'_>]) -> bool {
    row.iter().filter_map(grid::Cell::words).all(|text| {
        text.chars().count() <= 16
            && !text.chars().any(|c| chars::digit(c).is_some())
            && !text.contains(['。', '，', '；'])
    })
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, GridForm, Source};

    use super::grid::Page;
    use super::{BodyHints, Record, TableDraft, after_table_number, is_of_money};
    use crate::fixtures;

    /// A table of the rows, whose cells `|` parts; `check` looks at it.
    fn other_table(rows: &[&str], check: impl FnOnce(TableDraft<'_>)) {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let page = Page { rows: fixtures::rows(&source), ..Page::new(GridForm::Cells) };
        check(super::table(vec![page], None, &BodyHints::default(), &mut Record::default()));
    }

    #[test]
    fn two_rows_head_a_table_of_other_things() {
        let rows =
            ["办件名册", "序号|办件||人群|层级|", "|大类|小类||区里|镇里", "1|养老|高龄||√|"];
        let headers = ["序号", "办件大类", "小类", "人群", "层级区里", "镇里"];
        for above in [0, 1] {
            other_table(&rows[above..], |table| {
                let found: Vec<&str> = table.columns.iter().map(|c| c.header.text()).collect();
                assert_eq!(found, headers);
                let title = table.title.as_ref().map(|title| title.text());
                assert_eq!(title, (above == 0).then_some("办件名册"));
                assert_eq!(table.cells.len(), 1, "the header is no row");
            });
        }
        // The last heading may stand over one column, where the lower row begins with nothing.
        other_table(&["序号|人群||层级", "|老人|儿童|区里", "1|√||√"], |table| {
            assert_eq!(table.columns[3].header.text(), "层级区里");
        });
    }

    #[test]
    fn rows_that_fill_each_other_up_are_no_header() {
        for rows in [
            &["地段|名目||附注", "东镇|甲||好", "|乙|丙|好"][..],
            &["甲|乙|丙", "教育|小学|", "|中学|高中"],
            &["地段|名目|", "东镇|甲|乙"],
        ] {
            other_table(rows, |table| {
                let own = table.columns.iter().all(|c| !c.header.text().contains("小学"));
                assert!(own, "{rows:?}");
                assert!(table.cells.len() >= rows.len() - 1, "{rows:?}");
                assert_eq!(table.title.map(|title| title.text().to_owned()), None, "{rows:?}");
            });
        }
    }

    #[test]
    fn the_last_of_several_levels_of_indicators_is_measured() {
        use hongtou_model::ColumnKind::{Action, Content, Section, Target};
        for (headers, kinds) in [
            (&["一级指标", "二级指标", "三级指标"][..], &[Section, Action, Content][..]),
            (&["一级指标", "三级指标", "指标值"], &[Section, Content, Target]),
            // Others are no levels.
            (&["指标名称", "指标值（%）"], &[Content, Target]),
            (&["考核指标", "指标解释", "指标"], &[Content, Content, Content]),
        ] {
            let found = (0..headers.len()).map(|at| super::kind_of_indicators(headers, at));
            assert_eq!(found.collect::<Vec<_>>(), kinds, "{headers:?}");
        }
    }

    #[test]
    fn what_a_page_prints_in_a_row_of_the_grid_is_no_section() {
        let tasks = |between: &str| {
            let text = format!(
                "序号|工作任务|责任单位\n1|造林3万亩。|县林业局\n{between}\n2|修渠。|县水利局"
            );
            let source = Source::from_text("n", Format::Text, &text);
            let mut rows = fixtures::rows(&source);
            let header = vec![rows.remove(0)];
            let page = Page { header, rows, ..Page::new(GridForm::Cells) };
            let run = super::Run { pages: vec![page], ..super::Run::new(None, None) };
            let tables = super::read(run, &BodyHints::default(), &mut Record::default());
            let sections = tables[0].rows.iter().filter(|row| row.section.is_some()).count();
            (tables[0].rows.len(), sections)
        };
        for page in ["— 3 —", "第3页", "— 3 —\n青岚县人民政府文件", "青岚县人民政府公报||\n第3页"]
        {
            assert_eq!(tasks(&page.replace('\n', "||\n")), (2, 0), "{page}");
            assert_eq!(tasks(page), (2, 0), "{page}");
        }
        // No page ends there.
        assert_eq!(tasks("县人民政府文件"), (2, 1));
        assert_eq!(tasks("二、修建水渠"), (2, 1));
    }

    #[test]
    fn titles_of_tables_of_money() {
        for title in ["中央财政补助资金任务清单安排情况表", "任务清单资金分配表"]
        {
            assert!(is_of_money(title), "{title}");
        }
        for title in ["危房改造任务分解表", "造林任务安排表", "到位资金指标分解表"]
        {
            assert!(!is_of_money(title), "{title}");
        }
    }

    #[test]
    fn titles_after_their_number() {
        for (title, rest) in [
            ("表2 丰富赛事活动供给", "丰富赛事活动供给"),
            ("附表一：重点任务", "重点任务"),
            ("表 3.分工", "分工"),
            ("重点任务分解表", "重点任务分解表"),
            ("表彰名单", "表彰名单"),
            ("表2", "表2"),
        ] {
            assert_eq!(&title[after_table_number(title)..], rest, "{title}");
        }
    }

    #[test]
    fn a_table_goes_on_where_its_numbers_do() {
        const HEADER: &str = "类别|序号|任务|内容|牵头单位";
        let tables = |first: &str, between: &str, below: &str| {
            let text = format!(
                "云溪县校车整治方案\n附件\n{first}\n{HEADER}\n车辆治理|1|淘汰旧车|报废旧车71辆。|县教育局\n\
                 |2|严查黑车|查处黑车150起。|县公安局\n{between}\n{below}"
            );
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables.iter().map(|table| table.rows.len());
            let last = notice.tables.last().and_then(|table| table.rows.last().cloned());
            let section = last.and_then(|row| row.section).and_then(|section| section.title);
            (rows.collect::<Vec<_>>(), section.unwrap_or_default())
        };
        let (title, head) = ("校车整治责任清单", "云溪县校车整治任务清单");
        let rows = "|3|优化线路|勘验线路188条。|县交通局\n|4|开展演练|组织演练96场。|县消防队";
        let again = format!("{HEADER}\n{rows}");
        let whole = (vec![4], "车辆治理".to_owned());
        assert_eq!(tables(title, head, rows), whole);
        assert_eq!(tables(title, head, &again), whole);
        // Below the title of a section, or of another list on the matter, it is another.
        for line in ["线路治理", "校车整治遗留问题清单", "校车整治先进单位名单"]
        {
            assert_eq!(tables(title, line, &again).0, [2, 2], "{line}");
        }
        // Another list of the same form, which counts on.
        let other = format!("{HEADER}\n应急保障|3|开展演练|组织演练96场。|县消防队");
        let series = tables("车辆治理任务清单", "应急保障任务清单", &other);
        assert_eq!(series.0, [2, 1]);
        // Numbers that are not due.
        assert_eq!(
            tables(title, head, &again.replace("|3|", "|5|").replace("|4|", "|6|")).0,
            [2, 2]
        );
    }

    #[test]
    fn words_of_a_list_that_may_be_a_unit_and_are_read_as_none_are_residual() {
        let lost = "老旧小区改造和加装电梯协调推进小组";
        let text = format!(
            "云溪县任务分解表\n序号|任务|责任单位\n1|加装电梯20部。|县住建局、{lost}、县财政局\n\
             2|改造管网30公里。|县水利局"
        );
        let notice = fixtures::notice_with_tables(&text);
        assert_eq!(notice.tables[0].rows[0].units.len(), 2);
        let residual: Vec<&str> = notice.residual.iter().map(|rest| rest.text.as_str()).collect();
        assert_eq!(residual, [lost]);
    }
}
