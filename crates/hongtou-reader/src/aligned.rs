//! Tables set with spaces: columns that stand under each other in lines of text.
//!
//! That is how a PDF comes out of a converter that keeps its layout. A cell that takes several lines
//! goes on below itself, so a line whose first column is blank belongs to the row above it.

use hongtou_source::{Cell, Grid, GridForm, GridRow, TextRange, chars, numeral};

use crate::lines::{self, Line};
use crate::middle::{self, Place, Places};
use crate::tables;

/// Words of a line between wide gaps: from which place on it to which, in cells of the screen, and
/// their bytes, and whether they end with a stop.
#[derive(Clone, Copy, Debug)]
struct Words {
    from: usize,
    to: usize,
    bytes: (usize, usize),
    stops: bool,
}

/// A table of aligned columns that begins with a chunk's first line.
pub(crate) struct Aligned {
    /// Where each column begins and ends.
    columns: Vec<(usize, usize)>,
    lines: Vec<Vec<Words>>,
    /// The lines that are titles by their ordinals, wherever they begin.
    titles: Vec<usize>,
    /// The lines that rows begin with, where the numbers stand in the middle of their rows.
    starts: Option<Vec<usize>>,
}

/// Whether a line has three cells or more, parted by wide gaps.
pub(crate) fn may_begin(text: &str, line: &Line) -> bool {
    let (from, to) = lines::trim(text, line.start, line.end);
    memchr::memmem::find(&text.as_bytes()[from..to], b"  ").is_some()
        && words(text, line).len() >= 3
}

/// Lines that show whether a table begins.
const HEAD: usize = 12;
/// Lines of one table; what goes on behind them is one more without a header.
const LONGEST: usize = 300;

/// Places that half-width marks in its line shift a cell against those above it.
const SHIFT: usize = 2;

/// The column that some words begin in, or right beside.
fn place(word: &Words, columns: &[(usize, usize)]) -> Option<usize> {
    let within = columns.iter().position(|c| (c.0..c.1).contains(&word.from));
    within.or_else(|| columns.iter().position(|c| c.0.abs_diff(word.from) <= SHIFT))
}

/// The column of words that are alone on their line; they may run on from the first over all of them, and
/// where they begin with another, as far as they need: a name longer than those above it.
fn place_alone(word: &Words, columns: &[(usize, usize)]) -> Option<usize> {
    let fits = |at: usize| {
        let off = word.from.abs_diff(columns[at].0);
        let begins = off <= SHIFT;
        let room = match columns.get(at + 1) {
            // A title in the middle of the page has no stop, and from the second column on it reaches
            // over more of them.
            Some(_) if word.stops && off == 0 => usize::MAX,
            Some(next) if at > 1 => next.1,
            Some(next) => next.0,
            None => usize::MAX,
        };
        word.to <= columns[at].1 + SHIFT || begins && word.to <= room
    };
    place(word, columns).filter(|&at| at == 0 || fits(at))
}

/// Reads the table that `chunk` begins with, which holds no blank line; `apart` says that no other line
/// stands right above it.
pub(crate) fn table(text: &str, chunk: &[Line], apart: bool) -> Option<Aligned> {
    let page = chunk
        .iter()
        .take(LONGEST)
        .position(|line| line.tabs > 0 || tables::is_page_or_rule(text, line));
    let chunk = &chunk[..page.unwrap_or(chunk.len())];
    // Most lines with wide gaps begin none, which the next few tell.
    let begins = read(text, &chunk[..chunk.len().min(HEAD)], 1, apart);
    begins
        .and_then(|_| read(text, &chunk[..chunk.len().min(LONGEST)], 2, apart))
        .or_else(|| counted(text, &chunk[..chunk.len().min(LONGEST)]))
}

/// The table all of whose lines have as many words between wide gaps, below 序号 the numbers of its rows: where a
/// program counts places as no screen does, what stands in one column need not overlap.
fn counted(text: &str, chunk: &[Line]) -> Option<Aligned> {
    /// A header and two rows.
    const LEAST: usize = 3;
    let said = |word: &Words| &text[word.bytes.0..word.bytes.1];
    let first = chunk.first().filter(|_| chunk.len() >= LEAST)?;
    if !text[first.start..first.end].trim_start_matches(chars::is_space).starts_with("序号") {
        return None;
    }
    let mut all: Vec<Vec<Words>> = chunk.iter().map(|line| words(text, line)).collect();
    let width = all[0].len();
    let number = |line: &[Words]| said(&line[0]).parse::<usize>().ok();
    let counts = |(line, at): (&Vec<Words>, usize)| {
        line.len() == width
            && number(line).zip(number(&all[1])).is_some_and(|(own, one)| own == one + at)
    };
    let headed = said(all[0].first()?) == "序号" && all[1].len() == width;
    if width < 3 || !headed || !all[1..].iter().zip(0..).all(counts) {
        return None;
    }
    let columns: Vec<(usize, usize)> = (0..width).map(|at| (at * 8, at * 8 + 4)).collect();
    for (word, &(from, to)) in all.iter_mut().flat_map(|line| line.iter_mut().zip(&columns)) {
        (word.from, word.to) = (from, to);
    }
    Some(Aligned { columns, lines: all, titles: Vec::new(), starts: None })
}

/// The same; `least` rows begin with a number.
fn read(text: &str, chunk: &[Line], least: usize, apart: bool) -> Option<Aligned> {
    let mut all: Vec<Vec<Words>> = chunk.iter().map(|line| words(text, line)).collect();
    // A line with words below two headings is none of the table: who issues it, and when.
    let below_two = |line: &Vec<Words>| {
        let below = |word: &Words| {
            all[0].iter().filter(|head| (word.from..word.to).contains(&head.from)).count()
        };
        line.len() > 1 && line.iter().any(|word| below(word) > 1)
    };
    if let Some(end) = all.iter().position(below_two) {
        // Nothing stands aligned where rows do so.
        if all[end].len() > 2 {
            return None;
        }
        all.truncate(end);
    }
    // Up to the last line of several cells; what follows is judged by where it stands.
    let mut several = all.iter().rposition(|line| line.len() > 1).map_or(0, |at| at + 1);
    let mut columns = columns(&all[..several]);
    // A line of one cell heads the rows below it, or goes on with a cell above it.
    let fits = |line: &[Words], columns: &[(usize, usize)]| {
        let begins = |word: &Words| place(word, columns);
        match line {
            [alone] => place_alone(alone, columns).is_some(),
            _ => line.windows(2).all(|pair| begins(&pair[0]) < begins(&pair[1])),
        }
    };
    // A title in the middle of the page, right above a row: （续表）.
    let caption = |at: usize, columns: &[(usize, usize)]| {
        let below = all.get(at + 1).filter(|below| below.len() > 1 && fits(below, columns));
        let set_in = |word: &Words| columns.first().is_some_and(|first| word.from > first.1);
        at > 0 && below.is_some() && matches!(&all[at][..], [alone] if set_in(alone))
    };
    // Prose behind the table, or a page number, ends it.
    let ends = |&at: &usize| !fits(&all[at], &columns) && !caption(at, &columns);
    if let Some(end) = (0..several).find(ends) {
        // Cells of rows in one column: wide gaps alone part them, and nothing stands aligned.
        if all[end].len() > 2 {
            return None;
        }
        several = end;
        columns = self::columns(&all[..several]);
    }
    let goes_on = |line: &[Words]| {
        let below = |word: &Words, c: &(usize, usize)| {
            word.from.abs_diff(c.0) <= SHIFT && word.to <= c.1 + SHIFT
        };
        matches!(line, [word] if columns.iter().skip(1).any(|c| below(word, c)))
    };
    let more = all[several..].iter().take_while(|line| goes_on(line)).count();
    let len = several + more;
    all.truncate(len);
    let numbers = all.iter().filter(|line| line.len() > 1 && is_number(text, &line[0], &columns));
    if columns.len() < 3 || numbers.count() < least {
        return None;
    }
    let mut table = Aligned { columns, lines: all, titles: Vec::new(), starts: None };
    table.titles = table.titles_by_ordinal(text);
    if (0..table.lines.len()).any(|at| table.runs_over(text, at)) {
        return None;
    }
    let headed = table.lines.first().is_some_and(|line| !table.is_number(text, &line[0]));
    let at_top = table.begins_at_the_top(apart && !headed);
    if headed {
        table.starts = table.rows_about_numbers(text, at_top);
    }
    // The first lines may hold half a row.
    (at_top || table.starts.is_some() || headed && least == 1).then_some(table)
}

impl Aligned {
    /// How many lines it takes.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether the first row may begin with its number, as where cells stand at the top of their row.
    /// Below a header the first row shows that, and on a page without one a number on its first line.
    fn begins_at_the_top(&self, headless: bool) -> bool {
        let left = self.columns.first().map_or(0, |first| first.1);
        let is_title = |at: usize| self.lines[at].len() == 1 && !self.is_inner(at);
        let lines = self.lines.iter().enumerate();
        let mut rows = lines.filter(|&(at, _)| at == 0 || !is_title(at)).map(|(_, line)| line);
        rows.by_ref().take(if headless { 1 } else { 2 }).all(|line| line[0].from < left)
    }

    fn is_number(&self, text: &str, word: &Words) -> bool {
        is_number(text, word, &self.columns)
    }

    /// Where rows begin whose numbers stand in the middle of their height, where that fits the lines and,
    /// where rows may begin with their numbers, nothing speaks against it and something against those.
    fn rows_about_numbers(&self, text: &str, at_top: bool) -> Option<Vec<usize>> {
        let column = |word: &Words| place(word, &self.columns).unwrap_or(0);
        // Titles of rows, and a header printed again, part the rows above from those below.
        let said = |line: &[Words]| -> Vec<_> {
            line.iter().map(|word| &text[word.bytes.0..word.bytes.1]).collect()
        };
        let header = said(&self.lines[0]);
        let parts = |at: usize| match &self.lines[at][..] {
            [_] => self.is_title(at),
            line => {
                said(line) == header || column(&line[0]) == 0 && !self.is_number(text, &line[0])
            }
        };
        let mut starts: Vec<usize> = (0..self.lines.len()).filter(|&at| parts(at)).collect();
        let places = |line: &Vec<Words>| {
            let mut places: Places = vec![None; self.columns.len()];
            for word in line {
                let stops = text[..word.bytes.1].ends_with(['。', '；', '：', ';', ':']);
                places[column(word)] = Some(Place { to: word.to, stops });
            }
            places
        };
        let ends = starts.iter().copied().chain([self.lines.len()]);
        let begins = [0].into_iter().chain(starts.iter().map(|at| at + 1));
        let runs = begins.zip(ends).map(|(begin, end)| &self.lines[begin..end]);
        let runs: Vec<Vec<Places>> = runs.map(|run| run.iter().map(places).collect()).collect();
        let found = middle::rows(&runs, &self.columns)?;
        let (mut against, mut more, mut at) = (0, false, 0);
        for (lines, rows) in runs.iter().zip(found) {
            let numbers: Vec<usize> =
                (0..lines.len()).filter(|&at| lines[at][0].is_some()).collect();
            if rows.starts != numbers {
                more = true;
                let signs = |starts| middle::signs_against(lines, starts, &self.columns);
                // Where both are possible, nothing may speak for the numbers.
                if at_top && rows.off > 0 {
                    return None;
                }
                let fewer = signs(&numbers).checked_sub(signs(&rows.starts));
                against += if at_top { fewer? } else { 0 };
            }
            starts.extend(rows.starts.into_iter().map(|start| start + at));
            at += lines.len() + 1;
        }
        starts.sort_unstable();
        (more && (!at_top || against > 0)).then_some(starts)
    }

    /// The lines above a row that say nothing but 一、… or （一）…, where the row above does not list
    /// so what is to be done.
    fn titles_by_ordinal(&self, text: &str) -> Vec<usize> {
        let said = |word: &Words| &text[word.bytes.0..word.bytes.1];
        let ordinal = |at: usize| self.lines[at].iter().any(|word| is_ordinal(said(word)));
        let numbered = |line: &[Words]| line.len() > 1 && self.is_number(text, &line[0]);
        let mut titles = Vec::new();
        let mut listed = false;
        for (at, pair) in self.lines.windows(2).enumerate() {
            let [line, below] = pair else { break };
            let ends = |word: &Words| word.stops || said(word).ends_with(['：', ':']);
            let alone = matches!(&line[..], [alone] if ordinal(at) && !ends(alone));
            if alone && !listed && numbered(below) {
                titles.push(at);
            } else {
                listed = ordinal(at) || listed && !numbered(line);
            }
        }
        titles
    }

    /// Whether what stands alone on a line begins with a cell and runs over the next, and is no title by its
    /// words: a longer list than its column holds, or two cells that one space parts.
    fn runs_over(&self, text: &str, at: usize) -> bool {
        let [alone] = &self.lines[at][..] else { return false };
        let begins = self.columns.iter().skip(1).any(|c| c.0.abs_diff(alone.from) <= SHIFT);
        begins
            && !self.titles.contains(&at)
            && place_alone(alone, &self.columns).is_none()
            && text[alone.bytes.0..alone.bytes.1].contains(['，', '、'])
    }

    /// Whether a line is one of titles: alone, and in no cell, but at the left of the table, or set in.
    fn is_title(&self, at: usize) -> bool {
        let [alone] = &self.lines[at][..] else { return false };
        let column = place_alone(alone, &self.columns).filter(|_| self.is_inner(at));
        column.is_none_or(|column| alone.from > self.columns[column].0 + SHIFT)
    }

    /// Whether a line begins in a cell behind the first.
    fn is_inner(&self, at: usize) -> bool {
        match &self.lines[at][..] {
            [alone] => {
                let column = place_alone(alone, &self.columns);
                column.is_some_and(|at| at > 0) && !self.titles.contains(&at)
            }
            line => line.first().and_then(|first| place(first, &self.columns)) > Some(0),
        }
    }

    pub(crate) fn grid(&self) -> Grid {
        let mut grid = Grid { rows: Vec::with_capacity(self.lines.len()), form: GridForm::Tabs };
        for (at, line) in self.lines.iter().enumerate() {
            let piece = |word: &Words| TextRange::at(word.bytes.0, word.bytes.1);
            let column = |word: &Words| place(word, &self.columns).unwrap_or(0);
            let begins = self.starts.as_ref().map(|starts| starts.binary_search(&at).is_ok());
            let inner = self.is_inner(at) && !(begins == Some(true) && self.is_title(at));
            let goes_on = begins.map_or(inner, |begins| !begins);
            let cells = match &line[..] {
                [alone] if !inner => vec![Cell::plain(0, piece(alone))],
                _ => {
                    let blank = |column| Cell { column, ..Cell::default() };
                    let mut cells: Vec<Cell> = (0..self.columns.len() as u32).map(blank).collect();
                    for word in line {
                        let column = column(word);
                        cells[column] = Cell::plain(column as u32, piece(word));
                    }
                    cells
                }
            };
            let begins_above = inner && begins == Some(true);
            grid.rows.push(GridRow { cells, goes_on, begins_above, ..GridRow::default() });
        }
        grid
    }
}

/// The words of a line between gaps of two cells and more.
fn words(text: &str, line: &Line) -> Vec<Words> {
    let mut out: Vec<Words> = Vec::new();
    let mut place = 0;
    let mut gap = usize::MAX;
    for (at, c) in text[line.start..line.end].char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if chars::is_space(c) {
            gap = gap.saturating_add(width);
            place += width;
            continue;
        }
        let (from, to) = (line.start + at, line.start + at + c.len_utf8());
        match out.last_mut() {
            Some(word) if gap < 2 => (word.to, word.bytes.1) = (place + width, to),
            _ => {
                let bytes = (from, to);
                out.push(Words { from: place, to: place + width, bytes, stops: false });
            }
        }
        if let Some(word) = out.last_mut() {
            word.stops = matches!(c, '。' | '；' | '，' | '、' | ';' | ',');
        }
        place += width;
        gap = 0;
    }
    out
}

/// The columns of lines: what no line of several cells covers stands between them.
fn columns(all: &[Vec<Words>]) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = all
        .iter()
        .filter(|line| line.len() > 1)
        .flatten()
        .map(|word| (word.from, word.to))
        .collect();
    words.sort_unstable();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (from, to) in words {
        match columns.last_mut() {
            Some(column) if from < column.1 + 1 => column.1 = column.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

/// Whether words begin with 一、 or （一）.
pub(crate) fn is_ordinal(words: &str) -> bool {
    let words = words.trim_start_matches(['（', '(']);
    let rest = words.trim_start_matches(numeral::is_to_ten);
    rest.len() < words.len() && rest.starts_with(['、', '）', ')'])
}

fn is_number(text: &str, word: &Words, columns: &[(usize, usize)]) -> bool {
    let words = &text[word.bytes.0..word.bytes.1];
    columns.first().is_some_and(|first| word.to <= first.1)
        && words.len() <= 3
        && words.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let all = lines::lines(text, 0, text.len());
        let Some(table) = table(text, &all, true) else { return Vec::new() };
        let cell = |cell: &Cell| cell.pieces.iter().map(|p| &text[p.bytes()]).collect::<String>();
        let row = |row: &GridRow| {
            let more = row.goes_on.then(|| "+".to_owned());
            more.into_iter().chain(row.cells.iter().map(cell)).collect()
        };
        table.grid().rows.iter().map(row).collect()
    }

    #[test]
    fn a_cell_goes_on_below_itself() {
        let text = "\
序号   工作任务               完成时限    牵头单位
一、产业标准化
1      制定团体标准 8 项，    10月底前    市工信局
       填补空白。
2      新增试点 2 个。        持续推进    市住房城乡
                                          建设局";
        let expected: [&[&str]; 6] = [
            &["序号", "工作任务", "完成时限", "牵头单位"],
            &["一、产业标准化"],
            &["1", "制定团体标准 8 项，", "10月底前", "市工信局"],
            &["+", "", "填补空白。", "", ""],
            &["2", "新增试点 2 个。", "持续推进", "市住房城乡"],
            &["+", "", "", "", "建设局"],
        ];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn numbers_in_the_middle_of_their_rows_tell_where_these_begin() {
        let text = "\
序号   工作任务               牵头单位      完成时限
       制定团体标准 8 项，
1      完善标准体系，推进产   市工信局      10月底前
       业发展。
一、质量提升
       新增试点 2 个，建设试  市住建局
2      点园区。               市财政局      持续推进
3      新增车位5个。          市公安局      6月底前";
        let expected: [&[&str]; 9] = [
            &["序号", "工作任务", "牵头单位", "完成时限"],
            &["", "制定团体标准 8 项，", "", ""],
            &["+", "1", "完善标准体系，推进产", "市工信局", "10月底前"],
            &["+", "", "业发展。", "", ""],
            &["一、质量提升"],
            &["", "新增试点 2 个，建设试", "市住建局", ""],
            &["+", "2", "点园区。", "市财政局", "持续推进"],
            &["3", "新增车位5个。", "市公安局", "6月底前"],
            &[],
        ];
        assert_eq!(rows(text), expected[..8]);
    }

    #[test]
    fn a_number_may_stand_between_two_lines_of_its_row() {
        let text = "\
序号    工作任务                    责任单位          完成时限
        建成快速路5公里，改造     市住房城乡建设局
  1     路口8个，提升主城区通     市交通运输局        6月底前
        行能力。                  市公安局
        整治河道12条，新建泵站    市水务局
        3座，清淤20公里，改善     市生态环境局
  2                                                   12月底前
        城区水质，消除黑臭水      市城管局
        体。                      各区人民政府
  3     新增供热面积50万平方      市发展改革委        10月底前
        米。";
        let begin = |rows: Vec<Vec<String>>| rows.iter().filter(|row| row[0] != "+").count();
        assert_eq!(begin(rows(text)), 4);
        // No cell goes on behind a line that lacks words.
        let other = text.replace("提升主城区通", "提升").replace("行能力。", "通行能力");
        assert_eq!(rows(&other), Vec::<Vec<String>>::new());
    }

    #[test]
    fn titles_are_told_by_their_ordinals_wherever_they_begin() {
        let table = |first: &str, second: &str| {
            let text = format!(
                "\
序号    工作任务                责任单位      完成时限
{first}1       新建学校3所，改造食     市教育局      10月底前
        堂12个。
{second}2       整治河道12条。          市水利局      12月底前
                                市财政局"
            );
            rows(&text).into_iter().filter(|row| row.len() == 1).flatten().collect::<Vec<_>>()
        };
        for indent in ["", "        ", "               "] {
            let [first, second] =
                ["一、教育事业", "二、水利事业"].map(|title| format!("{indent}{title}\n"));
            assert_eq!(table(&first, &second), ["一、教育事业", "二、水利事业"], "{indent:?}");
            assert_eq!(table("", &second), ["二、水利事业"], "{indent:?}");
        }
        // What a row lists is no title.
        let listed = "        （一）新建校舍\n        （二）改造食堂\n";
        assert_eq!(table("", listed), ["（一）新建校舍"; 0]);
    }

    #[test]
    fn a_name_longer_than_its_column_is_in_it() {
        let table = |name: &str| {
            let text = format!(
                "\
序号    工作任务                责任单位      完成时限
1       新建学校3所。           市教育局      10月底前
{name}
2       整治河道12条。          市水利局      12月底前
                                市财政局
3       更新图书5万册。         市文旅局      9月底前"
            );
            rows(&text).get(2).cloned().unwrap_or_default()
        };
        let cell = ["+", "", "", "市住房城乡建设局", ""];
        assert_eq!(table("                                市住房城乡建设局"), cell);
        // So is a sentence, and a list that runs over more columns leaves the lines text.
        assert_eq!(table("        改造食堂12个，建成宿舍楼2栋，新建公园5个。")[0], "+");
        let list = "                                市住房城乡建设局、市财政局、市民政局";
        assert!(table(list).is_empty());
        // A caption reaches over several columns.
        let caption = "云溪市重点任务责任分解表（续）";
        assert_eq!(table(&format!("                                {caption}")), [caption]);
    }

    #[test]
    fn lines_with_as_many_words_as_the_header_are_rows() {
        let text = "\
序号    重点任务      完成时限        责任单位
1     更新供水管网    2026 年 12 月底前   县水利局
2     改造供电线路    2026 年 9 月底前    县供电公司";
        let expected: [&[&str]; 3] = [
            &["序号", "重点任务", "完成时限", "责任单位"],
            &["1", "更新供水管网", "2026 年 12 月底前", "县水利局"],
            &["2", "改造供电线路", "2026 年 9 月底前", "县供电公司"],
        ];
        assert_eq!(rows(text), expected);
        assert!(rows(&text.replace("\n2 ", "\n7 ")).is_empty());
    }

    #[test]
    fn names_set_apart_make_no_table() {
        assert!(rows("市民政局    市财政局    市人社局\n2025年3月1日").is_empty());
        assert!(rows("联系人：甲    电话：123    邮箱：a@b\n1    2    3").is_empty());
    }
}
