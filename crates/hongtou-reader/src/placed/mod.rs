//! Tables that a program for PDF prints by place, under a header with the numbers of the rows.
//!
//! `pdftotext -layout` and its like set each line of a cell where it stands on the page. Most programs count
//! a wide character as one place, as they do a narrow one, and where cells are full a single blank parts
//! them; so columns are told by the header and by how their lines stand below each other. Cells may stand in
//! the middle of their rows, between the lines of others. What says where rows begin is 序号: each row has a
//! number, and its cells stand about that or begin with it.

mod columns;
mod elsewhere;
mod follows;
mod head;
mod rows;

use std::cmp::Reverse;
use std::ops::Range;

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange};

use crate::lines::{self, Line};
use crate::tables;
use columns::{Columns, Weight, Word};
use elsewhere::Elsewhere;
use head::Head;
pub(crate) use head::{breaks_numbers, is_serial, may_begin};
use rows::{Row, Rows};

/// Lines of one table; what stands behind them is one more without a header.
const LONGEST: usize = 300;
/// Lines between the numbers of two rows.
const TALLEST: usize = 40;
/// Lines between two pages of one.
const MOST_BETWEEN_PAGES: usize = 8;
/// Blank lines inside a table.
const MOST_BLANK: usize = 3;
/// What a line may cost by its places.
const OFF_PLACE: usize = 3;
const OFF_PLACE_TOLD: usize = 6;
/// How many lines there are to one with words that stand below another column more than below their own.
const MOST_BETWEEN: usize = 10;
const MOST_BETWEEN_TOLD: usize = 4;
/// Cells of the screen that a full line may lack, where what follows does not fit: two wide characters.
const ROOM: usize = 4;

/// How a program counts the places of a wide character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Characters,
    Cells,
}

/// A table and the lines that it takes.
pub(crate) struct Placed {
    pub(crate) grid: Grid,
    pub(crate) len: usize,
    pub(crate) page: Page,
}

/// What is known of a page of a table for the next one.
pub(crate) struct Page {
    columns: Columns,
    measure: Measure,
    above: Above,
    /// The lines of its header, without blanks.
    header: Vec<String>,
}

/// What is known of the rows above a page.
#[derive(Clone, Debug, Default)]
struct Above {
    /// The number of its first row, where the page has no header.
    next: Option<u32>,
    /// What the cells of the last row above it say.
    ends: Vec<String>,
    /// Whether no stop ends what that row says, as one ends all others.
    open: bool,
    /// Whether stops end what rows say.
    stopping: bool,
}

/// Whether a text may hold such a table at all.
pub(crate) fn may_stand_in(text: &str) -> bool {
    head::is_numbered(text) && text.bytes().any(|b| b.is_ascii_digit())
}

/// The table that begins with the first of some lines; a page of it may stand above.
pub(crate) fn table(text: &str, lines: &[Line], page: Option<&Page>) -> Option<Placed> {
    if !may_begin(text, lines) {
        return None;
    }
    let follows = page.is_some();
    let elsewhere = Elsewhere::above(text, lines[0].start);
    let read = |way: Way| {
        let mut head = Head::read(text, lines, way.measure)?;
        if let Some(page) = page {
            head.read_again(text, lines, way.measure, &page.header);
        }
        let same = |page: &&Page| page.columns.len() == head.columns().len();
        let above = page.filter(same).map(|page| Above { next: None, ..page.above.clone() });
        Table::read(text, lines, head, way, &elsewhere, above.as_ref())
    };
    let Some(table) = best(WAYS, read) else {
        return header(text, lines);
    };
    // A header with no row below it, or one, is that of a page which others follow or which follows others.
    let sure = match table.rows.numbered() {
        0 => follows && table.rows.told && table.rows.is_rest(),
        1 => follows || breaks_numbers(&text[lines[0].start..lines[0].end]),
        _ => true,
    };
    let sure = sure || prints_again(text, lines);
    let table = table.placed(text)?;
    (sure || goes_on(text, lines, &table)).then_some(table)
}

/// Whether the page below a table goes on with it.
fn goes_on(text: &str, lines: &[Line], table: &Placed) -> bool {
    let below = &lines[table.len..];
    let between = |at: &usize| {
        let line = &below[*at];
        line.blank || ends_at(text, below, *at) && !starts_page(text, line)
    };
    let between = (0..below.len()).take_while(between).count();
    let page = || more(text, &below[between..], &table.page);
    let apart = between > 0 || below.first().is_some_and(|line| starts_page(text, line));
    apart && between <= MOST_BETWEEN_PAGES && page().is_some()
}

/// Whether the first line of a page says something.
fn starts_page(text: &str, line: &Line) -> bool {
    let words = &text[line.start..line.end];
    let own = words.trim_matches(hongtou_source::chars::is_space);
    words.starts_with('\u{c}') && !own.is_empty() && !lines::is_page_number(own)
}

/// A header at the end of a page, where the next one goes on with its first row.
fn header(text: &str, lines: &[Line]) -> Option<Placed> {
    let measure = Measure::Characters;
    let head = Head::read(text, lines, measure)?;
    let below = (head.len()..lines.len()).find(|at| !lines[*at].blank)?;
    if !ends_at(text, lines, below) {
        return None;
    }
    let columns = head.columns().clone();
    let above = Above { next: Some(1), ends: Vec::new(), open: false, stopping: false };
    let row = GridRow { cells: head.cells(), header: true, ..GridRow::default() };
    let grid = Grid { rows: vec![row], form: GridForm::Cells };
    let header = head.printed(text);
    let page = Page { columns, measure, above, header };
    let table = Placed { grid, len: head.len(), page };
    goes_on(text, lines, &table).then_some(table)
}

/// Whether a line with the same words as the first of some follows on the next page.
fn prints_again(text: &str, lines: &[Line]) -> bool {
    let words = |line: &Line| text[line.start..line.end].split_whitespace();
    let ends = |at: &usize| ends_at(text, lines, *at) && !lines[*at].blank;
    let Some(page) = (0..lines.len().min(TALLEST)).find(ends) else { return false };
    lines[page..].iter().take(TALLEST).any(|line| words(line).eq(words(&lines[0])))
}

/// What the page above goes on with on the next one, which prints no header.
pub(crate) fn more(text: &str, lines: &[Line], page: &Page) -> Option<Placed> {
    let elsewhere = Elsewhere::above(text, lines.first()?.start);
    // A page is as wide as its own words make it.
    let ends = |at: &usize| ends_at(text, lines, *at) && !starts_page(text, &lines[*at]);
    let own = (0..lines.len().min(LONGEST)).take_while(|at| !ends(at));
    let to = |at| columns::words(text, &lines[at], page.measure).last().map(|word| word.to);
    let widest = own.filter_map(to).max()?;
    let scaled = page.columns.scaled(widest);
    let ways = [
        (&page.columns, Weight::Length, false),
        (&scaled, Weight::Length, false),
        (&scaled, Weight::Usual, false),
        (&page.columns, Weight::Length, true),
        (&scaled, Weight::Length, true),
    ];
    let read = |(columns, weight, told): (&Columns, Weight, bool)| {
        let (head, above) = (Head::none(columns), Some(&page.above));
        let way = Way { measure: page.measure, weight, told };
        Table::read(text, lines, head, way, &elsewhere, above)
    };
    best(ways, read)?.placed(text)
}

fn better(one: Option<Table>, two: Option<Table>) -> Option<Table> {
    match (one, two) {
        (Some(one), Some(two)) if two.rank() < one.rank() => Some(two),
        (one, two) => one.or(two),
    }
}

/// How a table is read.
#[derive(Clone, Copy)]
struct Way {
    measure: Measure,
    weight: Weight,
    /// Whether the text above tells where words stand that places alone do not.
    told: bool,
}

impl Way {
    const fn new(measure: Measure, weight: Weight, told: bool) -> Way {
        Way { measure, weight, told }
    }
}

/// The ways to read one, the most usual first.
const WAYS: [Way; 6] = [
    Way::new(Measure::Characters, Weight::Length, false),
    Way::new(Measure::Cells, Weight::Length, false),
    Way::new(Measure::Characters, Weight::Usual, false),
    Way::new(Measure::Cells, Weight::Usual, false),
    Way::new(Measure::Characters, Weight::Length, true),
    Way::new(Measure::Cells, Weight::Length, true),
];

/// The best of the tables that some ways of reading give: one that holds, of these the first one that the text
/// above tells, and else the one against which the least speaks.
fn best<W>(ways: impl IntoIterator<Item = W>, read: impl Fn(W) -> Option<Table>) -> Option<Table> {
    let mut best: Option<Table> = None;
    for (nth, way) in ways.into_iter().enumerate() {
        // What two ways find no rows in has none.
        if nth > 1 && best.is_none() {
            break;
        }
        let table = read(way);
        best = match (best, table) {
            (Some(one), Some(two)) if !one.holds() && two.holds() => Some(two),
            (Some(one), Some(two)) if one.holds() && !two.holds() => Some(one),
            (one, two) => better(one, two),
        };
        // A second look is for tables that are in doubt.
        if best.as_ref().is_some_and(|table| table.holds() && table.is_plain()) {
            break;
        }
    }
    best
}

/// What a line of a table has in each column: from which word on to which.
type Cells = Vec<Option<(usize, usize)>>;

/// One line of a table.
#[derive(Debug)]
struct Printed {
    /// Which of the lines read it is.
    at: usize,
    words: Vec<Word>,
    cells: Cells,
    /// What the words cost where they stand.
    cost: usize,
}

/// A table that was read.
struct Table {
    head: Head,
    columns: Columns,
    body: Vec<Printed>,
    rows: Rows,
    page: (Measure, Option<u32>),
    /// Whether stops end what the rows above say.
    stopping: bool,
}

impl Table {
    fn read(
        text: &str,
        lines: &[Line],
        mut head: Head,
        Way { measure, weight, told }: Way,
        elsewhere: &Elsewhere<'_>,
        above: Option<&Above>,
    ) -> Option<Table> {
        let mut columns = head.columns().clone();
        let (mut body, at_page) = head.body(text, lines, measure, elsewhere);
        let follows = |body: &[Printed]| match told {
            true => follows::follows(text, elsewhere, body),
            false => Vec::new(),
        };
        let found = follows(&body);
        for _ in 0..2 {
            columns.place(&mut body, &found);
            columns.place_full(&mut body);
            let fits: Vec<bool> =
                body.iter().map(|line| columns.fits(line) && !rows::is_title(text, line)).collect();
            let fitting = body.iter().zip(fits).filter(|(_, fits)| *fits).map(|(line, _)| line);
            let fitting: Vec<&Printed> = fitting.collect();
            columns.learn(&head, &fitting, weight);
        }
        body = columns.unwound(body);
        let found = follows(&body);
        columns.place(&mut body, &found);
        follows::divide(text, elsewhere, columns.serial, &mut body);
        let end = body.iter().position(|line| !columns.fits(line) && !rows::is_title(text, line));
        let printed: Vec<usize> = body.iter().map(|line| line.at).collect();
        if end == Some(0) {
            return None;
        }
        body.truncate(end.unwrap_or(body.len()));
        let numbers: Vec<usize> =
            (0..body.len()).filter(|&at| columns.number(text, &body[at]).is_some()).collect();
        let rows = Rows::read(
            text,
            (elsewhere, above),
            &columns,
            &body,
            &numbers,
            at_page && end.is_none(),
        )?;
        // A page of titles ends with them, and a row alone goes on with a line right below it that is no cell's.
        let cut = end.is_some_and(|end| printed[end] == printed[end - 1] + 1);
        if rows.numbered() == 0 && end.is_some() || rows.numbered() == 1 && cut {
            return None;
        }
        let last = numbers.last().and_then(|&at| columns.number(text, &body[at]));
        body[..rows.head].iter().for_each(|line| head.take(line));
        let next = match last {
            Some(last) => Some(last + 1),
            None => above.map_or(Some(1), |above| above.next),
        };
        let stopping = above.is_some_and(|above| above.stopping);
        Some(Table { head, columns, body, rows, page: (measure, next), stopping })
    }

    /// Fewer rows are worse, then ones that the text above does not tell, then what they cost.
    fn rank(&self) -> (Reverse<usize>, bool, usize) {
        (Reverse(self.rows.numbered()), !self.rows.told, self.cost())
    }

    /// What speaks against the places and the rows.
    fn cost(&self) -> usize {
        let body = &self.body[..self.rows.end()];
        self.rows.cost * 4 + body.iter().map(|line| line.cost).sum::<usize>()
    }

    /// Whether next to nothing speaks against it.
    fn is_plain(&self) -> bool {
        self.cost() <= self.rows.numbered()
    }

    /// Whether its words stand in its columns and its lines in its rows.
    fn holds(&self) -> bool {
        let lines = &self.body[self.rows.head..self.rows.end().max(self.rows.head)];
        let off: usize = lines.iter().map(|line| self.columns.off(line)).sum();
        // Where words tell the rows, places are less in doubt.
        let most_between = if self.rows.told { MOST_BETWEEN_TOLD } else { MOST_BETWEEN };
        let off_place = if self.rows.told { OFF_PLACE_TOLD } else { OFF_PLACE };
        let between = lines.iter().filter(|line| self.columns.stands_between(line)).count();
        self.rows.is_sound(self.columns.len())
            && off <= off_place * lines.len()
            && between * most_between <= lines.len()
    }

    fn placed(&self, text: &str) -> Option<Placed> {
        if !self.holds() {
            return None;
        }
        let mut grid = Grid { rows: Vec::new(), form: GridForm::Cells };
        if !self.head.is_none() {
            grid.rows.push(GridRow {
                cells: self.head.cells(),
                header: true,
                ..GridRow::default()
            });
        }
        for (nth, row) in self.rows.rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(self.columns.len());
            for (column, merged) in self.rows.cells.iter().enumerate() {
                let Some(cell) = merged.iter().find(|cell| cell.rows.contains(&nth)) else {
                    cells.push(Cell { column: column as u32, ..Cell::default() });
                    continue;
                };
                if cell.rows.start != nth {
                    continue;
                }
                let rowspan = cell.rows.len() as u32;
                cells.push(Cell { rowspan, ..self.cell(text, cell.lines.clone(), column) });
            }
            if row.title {
                let pieces = self.title(row.lines.clone());
                let colspan = self.columns.len() as u32;
                cells = vec![Cell { pieces, colspan, ..Cell::default() }];
            }
            let begins_above = !row.title && !row.rest && !row.begins_with_number;
            let doubtful = !row.title && (row.doubtful || self.rows.is_doubtful());
            grid.rows.push(GridRow { cells, begins_above, doubtful, ..GridRow::default() });
        }
        let len = self.body[..self.rows.end()].last().map_or(self.head.len(), |line| line.at + 1);
        let (measure, next) = self.page;
        let above = self.last_row(text, next);
        let (columns, header) = (self.columns.clone(), self.head.printed(text));
        Some(Placed { grid, len, page: Page { columns, measure, above, header } })
    }

    /// What a page below needs to know of the last row.
    fn last_row(&self, text: &str, next: Option<u32>) -> Above {
        let Some((last, others)) = self.rows.rows.split_last() else {
            return Above { next, ..Above::default() };
        };
        let said = |column: usize| {
            let pieces = self.cell(text, last.lines.clone(), column).pieces;
            pieces.iter().map(|piece| &text[piece.bytes()]).collect()
        };
        let stops = |row: &Row| {
            let lines = self.body[row.lines.clone()].iter().rev();
            let last = lines.filter_map(|line| Some(&line.words[line.cells[self.rows.most]?.1]));
            last.take(1).any(|word| text[..word.bytes.1].ends_with(rows::STOPS))
        };
        let mut others = others.iter().filter(|row| !row.title).peekable();
        let stopping = match others.peek() {
            Some(_) => others.all(stops),
            None => self.stopping,
        };
        let ends = (0..self.columns.len()).map(said).collect();
        Above { next, ends, open: stopping && !stops(last), stopping }
    }

    fn title(&self, lines: Range<usize>) -> hongtou_source::Pieces {
        let words =
            self.body[lines].iter().flat_map(|line| line.words.first().zip(line.words.last()));
        words.map(|(first, last)| TextRange::at(first.bytes.0, last.bytes.1)).collect()
    }

    /// The cell of some lines in a column.
    fn cell(&self, text: &str, lines: Range<usize>, column: usize) -> Cell {
        let cell = |line: &Printed| {
            let (first, last) = line.cells[column]?;
            Some((line.words[first].bytes.0, line.words[last].bytes.1))
        };
        let width = |(from, to): (usize, usize)| -> usize {
            text[from..to].chars().map(|c| 1 + usize::from(!c.is_ascii())).sum()
        };
        let widest = self.body.iter().filter_map(cell).map(width).max().unwrap_or(0);
        let mut out = Cell { column: column as u32, ..Cell::default() };
        let mut room = false;
        for (from, to) in self.body[lines].iter().filter_map(cell) {
            let word = text[from..to].starts_with(|c: char| c.is_ascii());
            // A cell goes on where its line is full; else its writer broke it.
            if room && !word && column != self.rows.most {
                out.breaks.push(out.pieces.len() as u16);
            }
            room = width((from, to)) + ROOM < widest;
            out.pieces.push(TextRange::at(from, to));
        }
        out
    }
}

/// Whether a table ends above a line: with the number of a page or its end.
fn ends_at(text: &str, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let words = &text[line.start..line.end];
    words.starts_with('\u{c}')
        || lines::is_page_number(words)
        || lines::is_rule(words)
        || line.tabs > 0
        || tables::is_page_or_rule(text, line)
            && !line.blank
            && is_page(words)
            && stands_apart(text, lines, at)
}

/// Whether a line stands apart from one beside it, as the number of a page does; a day alone on its line is
/// a cell's.
fn stands_apart(text: &str, lines: &[Line], at: usize) -> bool {
    let apart = |line: Option<&Line>| {
        line.is_none_or(|line| line.blank || text[line.start..line.end].starts_with('\u{c}'))
    };
    apart(lines.get(at + 1)) || at == 0 || apart(lines.get(at - 1))
}

/// Whether a number alone on its line is set where a table has none: a page's.
fn is_page(words: &str) -> bool {
    let indent = words.len() - words.trim_start().len();
    // A year alone on its line is a cell's.
    indent > 20 && words.trim().len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &Placed, text: &str) -> Vec<Vec<String>> {
        let cell = |cell: &Cell| {
            let words: String = cell.pieces.iter().map(|piece| &text[piece.bytes()]).collect();
            if cell.rowspan > 1 { format!("{words}*{}", cell.rowspan) } else { words }
        };
        table.grid.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
    }

    fn read(text: &str) -> Vec<Vec<String>> {
        let all = lines::lines(text, 0, text.len());
        table(text, &all, None).map_or(Vec::new(), |table| rows(&table, text))
    }

    /// A wide character takes one place, and cells stand between the lines of others.
    const CENTRED: &str = "\
\x20任务类别   序号            工作任务          完成时限   牵头单位      责任单位
                改造老旧小区46个，加装电梯120                  市财政局、市市场
改善居住条 1         部，惠及居民1.2万户。
                                    11月底   市住建局
                                                   监管局
  件
            2   筹集保障性住房900套。        9月底    市住建局    市自然资源局
                更新供水管网35公里，新建排水管
        3                           6月底    市城管局    市水务集团
                网28公里，消除易涝点6处。
                                                   市交通运输局、市
补齐设施短           新增停车泊位2600个，建成充电桩
            4                       12月底   市城管局    公安局、各县区人
  板             480个。
                                                   民政府
                                           市林业和园
            5   建成口袋公园18个。          10月底           各县区人民政府
                                           林局
";

    #[test]
    fn cells_in_the_middle_of_their_rows_stand_about_the_numbers() {
        let expected = [
            "任务类别|序号|工作任务|完成时限|牵头单位|责任单位",
            "改善居住条件*2|1|改造老旧小区46个，加装电梯120部，惠及居民1.2万户。|11月底|市住建局|市财政局、市市场监管局",
            "2|筹集保障性住房900套。|9月底|市住建局|市自然资源局",
            "补齐设施短板*3|3|更新供水管网35公里，新建排水管网28公里，消除易涝点6处。|6月底|市城管局|市水务集团",
            "4|新增停车泊位2600个，建成充电桩480个。|12月底|市城管局|市交通运输局、市公安局、各县区人民政府",
            "5|建成口袋公园18个。|10月底|市林业和园林局|各县区人民政府",
        ];
        let found: Vec<String> = read(CENTRED).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
        // Numbers that do not count on are no rows'.
        assert!(read(&CENTRED.replace("  4  ", "  6  ")).is_empty());
    }

    const TOP: &str = "\
序  工作任务             牵头单  配合单位
号                   位
1  整治河道18公里，修复    县水利  县财政局
   护岸6处。           局
2  更新老旧公交车35辆。    县交通  县公安局、
                   局    县财政局
";

    #[test]
    fn cells_at_the_top_of_their_rows_begin_with_the_numbers() {
        let expected: [&[&str]; 3] = [
            &["序号", "工作任务", "牵头单位", "配合单位"],
            &["1", "整治河道18公里，修复护岸6处。", "县水利局", "县财政局"],
            &["2", "更新老旧公交车35辆。", "县交通局", "县公安局、县财政局"],
        ];
        assert_eq!(read(TOP), expected);
    }

    /// A program that sets a blank between figures and words.
    const LOOSE: &str = "\
序
       工 作 内 容        2031 年目标    3 月底前      牵头单位    配合单位
号
     整修灌渠 9000 米，带动全  完成 20 万     2031 年 12          县财政局
1                                            县水利局
     部村组。             方。          月底前                县农业局
     更换水表 700 只，覆盖两个  更换 300      2031 年 9
2                                            县水务公司   县财政局
     乡镇。              只。          月底前
     疏浚河道 40 公里，清淤 6  疏浚 8 公      2031 年 11
3                                            县水利局    县财政局
     万方。              里。          月底前
";

    #[test]
    fn a_blank_beside_a_figure_parts_no_cells() {
        let expected = [
            "序号|工 作 内 容|2031 年目标|3 月底前|牵头单位|配合单位",
            "1|整修灌渠 9000 米，带动全部村组。|完成 20 万方。|2031 年 12月底前|县水利局|县财政局县农业局",
            "2|更换水表 700 只，覆盖两个乡镇。|更换 300只。|2031 年 9月底前|县水务公司|县财政局",
            "3|疏浚河道 40 公里，清淤 6万方。|疏浚 8 公里。|2031 年 11月底前|县水利局|县财政局",
        ];
        let found: Vec<String> = read(LOOSE).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_numbers_heading_may_stand_with_the_last_line_of_all_others() {
        let text = TOP.replace(
            "序  工作任务             牵头单  配合单位\n号                   位\n",
            "    工作任              牵头单  配合单\n序号  务                位    位\n",
        );
        let header = read(&text).into_iter().next().unwrap_or_default();
        assert_eq!(header, ["序号", "工作任务", "牵头单位", "配合单位"]);
        assert_eq!(read(&text)[1..], read(TOP)[1..]);
    }

    #[test]
    fn a_header_printed_again_has_as_many_lines_above_the_rest_of_a_row() {
        let header = "\
序号  工作任             牵头单  配合单位
    务                位
";
        let rest = "\
   加固堤防3处，增设       局
   标识12块。
3  新建乡村驿站4个。      县文旅  县财政局
                   局
";
        let rows_of = TOP.lines().skip(2).collect::<Vec<_>>().join("\n");
        let first = format!("{header}{rows_of}\n");
        let page = table(&first, &lines::lines(&first, 0, first.len()), None).map(|t| t.page);
        let next = format!("{header}{rest}");
        let all = lines::lines(&next, 0, next.len());
        let found = table(&next, &all, page.as_ref()).map(|table| rows(&table, &next));
        let header = found.and_then(|rows| rows.into_iter().next()).unwrap_or_default();
        assert_eq!(header, ["序号", "工作任务", "牵头单位", "配合单位"]);
    }

    #[test]
    fn what_stands_above_and_below_a_table_is_none_of_its_cells() {
        let header = "序号  工作任务             牵头单  配合单位\n";
        let rows = TOP.lines().skip(2).collect::<Vec<_>>().join("\n");
        let table = format!("{header}{rows}\n");
        let all = read(&table);
        assert_eq!(all.len(), 3);
        assert_eq!(read(&format!("{table}抄送：县委办公室。\n")), all);
        // The title is no upper line of the headings.
        assert!(read(&format!("青禾县 2031 年重点任务分解表\n\n{table}")).is_empty());
    }

    #[test]
    fn a_page_without_a_header_goes_on_with_the_columns_above() {
        let all = lines::lines(TOP, 0, TOP.len());
        let page = table(TOP, &all, None).map(|table| table.page);
        let next = "\
3  新建乡村驿站4个。      县文旅  县财政局
                   局
4  改造农贸市场2个。      县商务  县住建局
                   局
";
        let below = |text: &str| {
            let all = lines::lines(text, 0, text.len());
            let table = page.as_ref().and_then(|page| more(text, &all, page))?;
            Some(rows(&table, text))
        };
        let row = ["3", "新建乡村驿站4个。", "县文旅局", "县财政局"];
        assert_eq!(below(next).and_then(|rows| rows.into_iter().next()).unwrap_or_default(), row);
        // It counts on.
        assert_eq!(below(&next.replace("3  ", "7  ")), None);
    }

    #[test]
    fn a_header_above_a_title_alone_is_one_where_the_next_page_prints_it_again() {
        let header = "\
序      重点任务      责任单位      完成时限
号
";
        let page = format!("{header}      一、补短板\n\n              - 1 -\n\u{c}{header}");
        let rows = "1     新建桥梁2座。    县交通局      9月底
";
        let both = format!("{page}{rows}");
        assert_eq!(read(&both).get(1).map(|row| row.concat()).unwrap_or_default(), "一、补短板");
        assert!(read(&both.replace('\u{c}', "\u{c}附件 ")).is_empty());
    }

    #[test]
    fn a_row_alone_above_lines_of_no_cell_is_no_table() {
        let text = "\
序 重点任务     第一 第二季  牵头  配合部
号          季度 度    部门  门
 1 新建高标准粮仓仓 完成 开工建  市粮  市发展
   容12.5万吨，维修 选  设。   食和  改革委
   改造仓房46栋。  址。      物资储备局
";
        assert_eq!(read(text), Vec::<Vec<String>>::new());
    }

    /// Lines that a program set off their places, below a text that says the same.
    const TOLD: &str = "\
一、改造老旧水厂3座，更换超期水表5200只，水质在线监测覆盖率达到90%以上。（县水务局牵头，县财政局、县卫健局配合）
二、新建村级蓄水池26口。（县农业农村局牵头，县水务局配合）
三、清理侵占河道的建筑物，问题销号率达到95%。（县水务局牵头，县自然资源局、县公安局配合）
附件
";
    const OFF: &str = "\
编 工作任务              牵头单  配合单位    完成时
号                   位            限
  改造老旧水厂3座，更换超期水表   县水务  县财政局、
1                                6月底
  5200只，水质在线监测覆盖率达到 局    县卫健局    前
  90%以上。
2 新建村级蓄水池26口。       县农业  县水务局    9月底
                    农村局          前
3 清理侵占河道的建筑物，问题销号   县水务  县自然资    10月
  率达到95%。           局    源局      底前
                         县公安局
";

    fn read_below(above: &str, table_text: &str) -> Vec<Vec<String>> {
        let text = format!("{above}{table_text}");
        let all = lines::lines(&text, above.len(), text.len());
        table(&text, &all, None).map_or(Vec::new(), |table| rows(&table, &text))
    }

    #[test]
    fn the_text_above_tells_which_lines_a_row_has() {
        let expected = [
            "编号|工作任务|牵头单位|配合单位|完成时限",
            "1|改造老旧水厂3座，更换超期水表5200只，水质在线监测覆盖率达到90%以上。|县水务局|县财政局、县卫健局|6月底前",
            "2|新建村级蓄水池26口。|县农业农村局|县水务局|9月底前",
            "3|清理侵占河道的建筑物，问题销号率达到95%。|县水务局|县自然资源局县公安局|10月底前",
        ];
        let found: Vec<String> = read_below(TOLD, OFF).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_that_nothing_tells_are_in_doubt() {
        // The first row's number has come far below its middle.
        let off = OFF
            .replace(
                "1                                6月底",
                "                                 6月底",
            )
            .replace("  90%以上。", "1 90%以上。");
        let doubtful = |above: &str| {
            let text = format!("{above}{off}");
            let all = lines::lines(&text, above.len(), text.len());
            table(&text, &all, None).map(|table| table.grid.rows.iter().any(|row| row.doubtful))
        };
        assert_eq!(doubtful(TOLD), Some(false));
        assert_ne!(doubtful(""), Some(false));
    }

    #[test]
    fn a_row_with_lines_that_are_nowhere_together_is_in_doubt() {
        // The text above names no such unit.
        let off = OFF.replace("县卫健局", "审计中心");
        let text = format!("{TOLD}{off}");
        let all = lines::lines(&text, TOLD.len(), text.len());
        let table = table(&text, &all, None);
        let doubts = |table: Placed| table.grid.rows.iter().map(|row| row.doubtful).collect();
        let found: Vec<bool> = table.map(doubts).unwrap_or_default();
        assert_eq!(found, [false, true, false, false]);
    }

    #[test]
    fn a_row_goes_on_above_the_first_one_of_the_next_page() {
        let header = "\
序 工作任务              牵头单  完成时
号                   位    限
";
        let first = "\
1 改造老旧水厂3座，更换超期水表   县水务  6月底
  5200只，水质在线监测覆盖率达到 局    前

               — 1 —
";
        let next = "\
\x20 90%以上。
2 新建村级蓄水池26口。       县农业  9月底
                    农村局  前
3 清理侵占河道的建筑物，问题销号   县水务  10月
  率达到95%。           局    底前
";
        let text = format!("{TOLD}{header}{first}{next}");
        let all = lines::lines(&text, TOLD.len(), text.len());
        let one = table(&text, &all, None);
        let start = TOLD.len() + header.len() + first.len();
        let all = lines::lines(&text, start, text.len());
        let two = one.as_ref().and_then(|one| more(&text, &all, &one.page));
        let rest = two.map(|two| rows(&two, &text)).unwrap_or_default();
        assert_eq!(rest.first().map(|row| row.concat()).as_deref(), Some("90%以上。"));
        assert_eq!(rest.len(), 3);
    }

    /// Pages that print the header again, where a row breaks over the end of one.
    const BROKEN: &str = "\
序 工作任务              牵头单  配合单位    完成时
号                   位            限
1 改造老旧水厂3座，更换超期水表   县水务  县财政局、  6月底

  5200只，水质在线监测覆盖率达到 局    县卫健局    前
\u{c}序 工作任务              牵头单  配合单位    完成时
号                   位            限
  95%以上。

2 新建村级蓄水池26口。       县农业  县水务局    9月底

                    农村局          前

3 清理侵占河道的建筑物，问题   县水务  县自然资源  10月
\u{c}序 工作任务              牵头单  配合单位    完成时
号                   位            限
  销号率达到95%。           局    局、县公安  底前

                         局
";

    fn pages(above: &str, text: &str) -> Vec<Vec<String>> {
        let text = format!("{above}{text}");
        let breaks = text.match_indices('\u{c}').map(|found| found.0);
        let (mut out, mut page) = (Vec::new(), None);
        for start in std::iter::once(above.len()).chain(breaks) {
            let all = lines::lines(&text, start, text.len());
            let Some(table) = table(&text, &all, page.as_ref()) else { break };
            out.extend(rows(&table, &text));
            page = Some(table.page);
        }
        out
    }

    #[test]
    fn a_row_broken_by_the_end_of_a_page_is_set_from_its_top() {
        let expected = [
            "1|改造老旧水厂3座，更换超期水表5200只，水质在线监测覆盖率达到|县水务局|县财政局、县卫健局|6月底前",
            "|95%以上。|||",
            "2|新建村级蓄水池26口。|县农业农村局|县水务局|9月底前",
            "3|清理侵占河道的建筑物，问题|县水务|县自然资源|10月",
            "|销号率达到95%。|局|局、县公安局|底前",
        ];
        let found: Vec<String> = pages(TOLD, BROKEN).iter().map(|row| row.join("|")).collect();
        let found: Vec<&String> = found.iter().filter(|row| !row.starts_with("序号")).collect();
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn figures_that_a_full_cell_pushed_are_of_the_next_column() {
        let above = "\
一、开发公益性岗位 640 个。（市人力资源社会保障局负责）
二、新建养老驿站 5 处。（市民政局、市残疾人联合会负责）
三、改造农村厕所共 900 户。（市农业农村委员会负责）
附件
";
        let text = "\
序号 工作任务       责任单位              完成时限
1  开发公益性岗    市人力资源社 12 月
   位 640 个。     会保障局               底前
2  新建养老驿站 5   市民政局、市残           9 月底
   处。         疾人联合会
3  改造农村厕所    市农业农村委             10 月
   共 900 户。     员会                 底前
";
        let expected = [
            "序号|工作任务|责任单位|完成时限",
            "1|开发公益性岗位 640 个。|市人力资源社会保障局|12 月底前",
            "2|新建养老驿站 5处。|市民政局、市残疾人联合会|9 月底",
            "3|改造农村厕所共 900 户。|市农业农村委员会|10 月底前",
        ];
        let found: Vec<String> = read_below(above, text).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_rest_of_a_row_alone_on_a_page_goes_on_with_it() {
        // The last page prints no header again.
        let (head, last) = BROKEN.rsplit_once('\u{c}').unwrap_or_default();
        let last = last.lines().skip(2).collect::<Vec<_>>().join("\n");
        let text = format!("{TOLD}{head}\u{c}");
        let start = text.len() - 1;
        let text = format!("{text}{last}\n");
        let before = TOLD.len() + head.rfind('\u{c}').unwrap_or(0);
        let all = lines::lines(&text, before, text.len());
        let page = table(&text, &all, None).map(|table| table.page);
        let all = lines::lines(&text, start, text.len());
        let rest = page.and_then(|page| more(&text, &all, &page));
        let found = rest.map(|rest| rows(&rest, &text)).unwrap_or_default();
        assert_eq!(found, [["", "销号率达到95%。", "局", "局、县公安局", "底前"]]);
    }

    /// What a page below a table goes on with.
    fn below(page: &str, next: &str) -> Vec<Vec<String>> {
        let text = format!("{page}\u{c}{next}");
        let all = lines::lines(&text, 0, text.len());
        let above = table(&text, &all, None).map(|table| table.page);
        let all = lines::lines(&text, page.len(), text.len());
        let next = above.and_then(|page| more(&text, &all, &page));
        next.map_or(Vec::new(), |next| rows(&next, &text))
    }

    #[test]
    fn what_stands_below_a_table_without_stops_is_no_row_of_it() {
        let page = "\
序号  工作任务              牵头单位      完成时限
1     新建桥梁2座           县交通局      9月底前
2     改造农贸市场4个       县商务局      10月底前
";
        for next in [
            "      南门市场              赵某          8800011\n      北门市场              钱某          8800022\n",
            "      联系人：赵某          电话：0000-8800011\n",
            "      填报单位：            填报时间：\n",
        ] {
            assert!(below(page, next).is_empty(), "{next}");
            // Nor is it where a stop is missing at the end of the page alone.
            let stops = page.replace("2座 ", "2座。");
            assert!(below(&stops, next).is_empty(), "{next}");
        }
    }

    #[test]
    fn a_sentence_open_at_the_end_of_a_page_goes_on_to_its_stop() {
        let page = "\
序号  工作任务              牵头单位      完成时限
1     新建桥梁2座。         县交通局      9月底前
2     改造农贸市场4个，     县商务局      10月底前
";
        let rest = [["", "增设摊位60个。", "", ""]];
        assert_eq!(below(page, "      增设摊位60个。\n"), rest);
        assert!(below(&page.replace("4个，", "4个。"), "      增设摊位60个。\n").is_empty());
    }

    #[test]
    fn halves_of_a_heading_stand_above_and_below_others() {
        let text = "\
任务               牵头单         完成时
    工作任务             配合单位
编号               位           限
1   新建桥梁2座。     县交通局  县财政局   9月底
2   改造农贸市场4个。   县商务局  县住建局   10月
";
        let found = read(text);
        let heads = ["任务编号", "工作任务", "牵头单位", "配合单位", "完成时限"];
        assert_eq!(found.first().map(Vec::as_slice).unwrap_or_default(), heads);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn a_header_right_above_the_end_of_a_page_is_that_of_the_next_one() {
        let text = "\
序号 工作任务        牵头单位   完成时限
\u{c}1  新建桥梁2座。    县交通局   9月底
2  改造农贸市场4个。  县商务局   10月
";
        assert_eq!(read(text), [["序号", "工作任务", "牵头单位", "完成时限"]]);
    }

    /// Cells so narrow that full ones push those behind them against themselves, and blanks beside figures.
    const NARROW: &str = "\
\x20         牵头单       完成时
序号 工作任务      责任单位
          位         限
1   新建改造农 县商务 县财政局、县 10 月
    贸市场3 座 局    供销社      底前
2   设立A 级旅 县文旅 县住建局    12 月
    游驿站5 个 局            底前
3   开通公交线 县交通 县公安局、县 9 月
    路2 条。  局    城管局     底前
";

    #[test]
    fn cells_that_full_ones_push_are_those_of_the_next_columns() {
        let above = "\
一、新建改造农贸市场 3 座。（县商务局牵头，县财政局、县供销社配合，10 月底前完成）
二、设立 A 级旅游驿站 5 个。（县文旅局牵头，县住建局配合，12 月底前完成）
三、开通公交线路 2 条。（县交通局牵头，县公安局、县城管局配合，9 月底前完成）
附件
";
        let expected = [
            "序号|工作任务|牵头单位|责任单位|完成时限",
            "1|新建改造农贸市场3 座|县商务局|县财政局、县供销社|10 月底前",
            "2|设立A 级旅游驿站5 个|县文旅局|县住建局|12 月底前",
            "3|开通公交线路2 条。|县交通局|县公安局、县城管局|9 月底前",
        ];
        let found: Vec<String> =
            read_below(above, NARROW).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_header_alone_at_the_end_of_a_page_is_that_of_the_next_one() {
        let text = "\
\x20                        完
序 工作任务              牵头单  成
号                   位    时
                         限

               — 1 —

1 改造老旧水厂3座，更换超期水表   县水务  6月底
  5200只。            局    前
2 新建村级蓄水池26口。       县农业  9月底
                    农村局  前
";
        let found = read(text);
        assert_eq!(found, [["序号", "工作任务", "牵头单位", "完成时限"]]);
        assert!(read(&text.replace("\n1 ", "\n4 ")).is_empty());
    }

    #[test]
    fn lines_that_a_program_ran_together_are_cut() {
        let off = OFF.replace("6月底\n", "6月底");
        assert_eq!(read_below(TOLD, &off), read_below(TOLD, OFF));
    }

    #[test]
    fn blanks_beside_figures_part_no_cells_where_the_text_has_them_too() {
        let above = "\
一、改造老旧水厂 3 座，更换超期水表 5200 只。（县水务局牵头）
二、新建村级蓄水池 26 口。（县农业农村局牵头，9 月底前完成）
三、清理侵占河道的建筑物，问题销号率达到 95%。（县水务局牵头）
附件
";
        let text = "\
序号 工作任务             牵头单位  完成时限
   改造老旧水厂 3 座，更换超   县水务   6 月底
1                   局     前
   期水表 5200 只。
2  新建村级蓄水池 26 口。    县农业   9 月底
                    农村局   前
3  清理侵占河道的建筑物，问     县水务   10 月
   题销号率达到 95%。      局     底前
";
        let expected = [
            "序号|工作任务|牵头单位|完成时限",
            "1|改造老旧水厂 3 座，更换超期水表 5200 只。|县水务局|6 月底前",
            "2|新建村级蓄水池 26 口。|县农业农村局|9 月底前",
            "3|清理侵占河道的建筑物，问题销号率达到 95%。|县水务局|10 月底前",
        ];
        let found: Vec<String> = read_below(above, text).iter().map(|row| row.join("|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_stands_right_of_all_columns_is_of_the_last_one() {
        let far = OFF.replace("6月底", "                              6月底");
        assert_eq!(read_below(TOLD, &far), read_below(TOLD, OFF));
    }

    #[test]
    fn prose_set_with_wide_blanks_is_no_table() {
        for text in [
            "序    言\n号召    全县    行动\n1    2    3\n",
            "甲县人民政府        乙县人民政府\n2025年3月1日        2025年3月2日\n",
            "序号    姓名    单位    电话\n张  三    县水利局\n李  四    县住建局\n",
            "有序    推进    各项    工作\n1. 建成    水库2座。\n2. 改造    学校3所。\n",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
