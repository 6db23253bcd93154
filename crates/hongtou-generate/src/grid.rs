//! The table of tasks, page by page.

use crate::damage::{Damage, Kind};
use crate::layout::{Column, Container, Form, Layout, TableLayout};
use crate::numeral;
use crate::plan::Plan;
use crate::random::Random;
use crate::render::{letters, page_line, paragraph, place_to_cut};
use crate::stock;
use crate::truth::{TruthRow, marked};

/// One printed cell.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    /// Belongs to the cell above, which it may be merged with.
    same: bool,
}

/// One printed row.
#[derive(Clone, Debug)]
enum Line {
    /// The title of a section across the table.
    Section(u32, String),
    Task(Vec<Cell>),
}

/// Writes the table.
pub(crate) fn write(
    plan: &Plan,
    rows: &[TruthRow],
    layout: &Layout,
    damage: Damage,
    random: &mut Random,
    page: &mut u32,
) -> String {
    let Some(table) = &layout.table else { return String::new() };
    let other_words = layout.other_words;
    // Between the pages of a table, a line has blank lines around it.
    let between = match layout.container {
        Container::Lines => Container::Text,
        container => container,
    };
    let marked_rows = random.chance(50);
    let mut printer =
        Printer { plan, table, damage, random, text: String::new(), marked_rows, other_words };
    let pages = printer.pages(rows);
    for (at, lines) in pages.iter().enumerate() {
        if at > 0 {
            if damage.has(Kind::PageNumbers) {
                let line = page_line((plan.seed % 3) as u32, *page);
                *page += 1;
                paragraph(&mut printer.text, &line, between);
            }
            if damage.has(Kind::RunningHead) {
                paragraph(&mut printer.text, &plan.plan_title, between);
            }
        }
        let torn = at > 0 && damage.has(Kind::TornHeader);
        if torn {
            let headers = printer.headers();
            let ends = [headers.first(), headers.last()].into_iter().flatten();
            let ends: String = ends.cloned().collect();
            paragraph(&mut printer.text, &ends, between);
        }
        printer.page(lines, at == 0 || !(torn || damage.has(Kind::DroppedHeader)));
        printer.text.push('\n');
    }
    printer.text
}

struct Printer<'p> {
    plan: &'p Plan,
    table: &'p TableLayout,
    damage: Damage,
    random: &'p mut Random,
    text: String,
    marked_rows: bool,
    other_words: bool,
}

impl Printer<'_> {
    /// Whether the table goes over several pages.
    fn is_paged(&self) -> bool {
        [
            Kind::RepeatedHeader,
            Kind::RowCut,
            Kind::PageNumbers,
            Kind::SpilledGroup,
            Kind::DroppedHeader,
            Kind::TornHeader,
            Kind::RunningHead,
            Kind::GroupNotRewritten,
        ]
        .into_iter()
        .any(|kind| self.damage.has(kind))
    }

    fn pages(&mut self, rows: &[TruthRow]) -> Vec<Vec<Line>> {
        let mut pages: Vec<Vec<Line>> = vec![Vec::new()];
        let mut left = if self.is_paged() { self.random.range(3, 7) } else { u32::MAX };
        let mut before: Option<&TruthRow> = None;
        let mut at_top = false;
        for row in rows {
            if left == 0 {
                pages.push(Vec::new());
                left = self.random.range(3, 7);
                at_top = true;
            }
            left -= 1;
            let new_section = before.is_none_or(|other| other.section != row.section);
            let Some(page) = pages.last_mut() else { continue };
            if self.table.section_rows && new_section {
                let ordinal = row.section.unwrap_or_default();
                page.push(Line::Section(ordinal, row.section_title.clone()));
            }
            let cells = self.cells(row, before, at_top);
            let cut = left == 0 && self.damage.has(Kind::RowCut) && self.random.chance(70);
            let rest = if cut { self.cut(row, &cells) } else { None };
            let Some(page) = pages.last_mut() else { continue };
            match rest {
                Some((first, rest)) => {
                    page.push(Line::Task(first));
                    pages.push(vec![Line::Task(rest)]);
                    left = self.random.range(3, 7);
                    at_top = false;
                    // What follows on this page says its group again only where it changes.
                }
                None => {
                    page.push(Line::Task(cells));
                    at_top = false;
                }
            }
            before = Some(row);
        }
        pages
    }

    /// The cells of a row; `before` is the row above, `at_top` whether a page begins here.
    fn cells(&mut self, row: &TruthRow, before: Option<&TruthRow>, at_top: bool) -> Vec<Cell> {
        let same_section = before.is_some_and(|other| other.section == row.section);
        let same_item = before.is_some_and(|other| other.clause.0 == row.clause.0);
        let ordinal = row.section.unwrap_or_default();
        let mut cells: Vec<Cell> = Vec::new();
        for (column, _) in &self.table.columns {
            let (text, same) = match column {
                Column::Ordinal => (numeral::chinese(ordinal), same_section),
                Column::Section => (row.section_title.clone(), same_section),
                Column::MarkedSection => (marked(ordinal, &row.section_title), same_section),
                Column::Action => (row.action.clone().unwrap_or_default(), same_item),
                Column::Number => (row.number.to_string(), false),
                Column::Content => (row.content.clone(), false),
                Column::Target(period, _) => (self.target(row, period), false),
                Column::Deadline => (row.deadline.clone().unwrap_or_default(), false),
                Column::Lead => (row.cells.lead.join("、"), false),
                Column::Responsible => (row.cells.responsible.join("、"), false),
                Column::Support => (row.cells.support.join("、"), false),
            };
            let text = letters(&text, self.damage, self.random);
            let goes_on = at_top && same && self.damage.has(Kind::GroupNotRewritten);
            let text = if goes_on { String::new() } else { text };
            cells.push(Cell { text, same: same && !at_top });
        }
        if at_top && same_section && !self.damage.has(Kind::GroupNotRewritten) {
            self.spill(row, &mut cells);
        }
        self.glue(&mut cells);
        cells
    }

    fn target(&self, row: &TruthRow, period: &str) -> String {
        let period = match period {
            "Y+0" => format!("Y{}", self.plan.year),
            "Y+1" => format!("Y{}", self.plan.year + 1),
            period => period.to_owned(),
        };
        let target = row.targets.iter().find(|(other, _)| *other == period);
        target.map(|(_, words)| words.clone()).unwrap_or_default()
    }

    /// The section's title in the cell of the action.
    fn spill(&mut self, row: &TruthRow, cells: &mut [Cell]) {
        if !self.damage.has(Kind::SpilledGroup) || !self.table.has(Column::Section) {
            return;
        }
        for ((column, _), cell) in self.table.columns.iter().zip(cells) {
            if *column == Column::Action {
                cell.text.clone_from(&row.section_title);
            }
        }
    }

    /// The number in the cell of the task beside it.
    fn glue(&mut self, cells: &mut [Cell]) {
        if !self.damage.has(Kind::GluedNumber) || !self.random.chance(40) {
            return;
        }
        for at in 1..cells.len() {
            let pair = (self.table.columns[at - 1].0, self.table.columns[at].0);
            if pair == (Column::Number, Column::Content) {
                let number = std::mem::take(&mut cells[at - 1].text);
                cells[at].text = format!("{number} {}", cells[at].text);
            }
        }
    }

    /// Cuts a row in two: the task, and where it is long another cell.
    fn cut(&mut self, row: &TruthRow, cells: &[Cell]) -> Option<(Vec<Cell>, Vec<Cell>)> {
        let mut first = cells.to_vec();
        let mut rest = vec![Cell::default(); cells.len()];
        let again = self.random.chance(50);
        for (at, (column, _)) in self.table.columns.iter().enumerate() {
            let text = &cells[at].text;
            let strikes = match column {
                Column::Content => true,
                Column::Target(..) | Column::Lead | Column::Responsible | Column::Support => {
                    text.chars().count() > 10 && self.random.chance(30)
                }
                Column::Ordinal if again => {
                    rest[at].text = numeral::chinese(row.section.unwrap_or_default());
                    false
                }
                Column::Section if again => {
                    rest[at].text.clone_from(&row.section_title);
                    false
                }
                _ => false,
            };
            if !strikes {
                continue;
            }
            let Some(place) = place_to_cut(text, self.random) else {
                if *column == Column::Content {
                    return None;
                }
                continue;
            };
            rest[at].text = text[place..].to_owned();
            first[at].text.truncate(place);
        }
        Some((first, rest))
    }

    fn page(&mut self, lines: &[Line], with_header: bool) {
        match self.table.form {
            Form::Tab => self.lines(lines, with_header, "", "\t", ""),
            Form::Pipe => self.lines(lines, with_header, "| ", " | ", " |"),
            Form::Html => self.html(lines, with_header),
        }
    }

    fn headers(&self) -> Vec<String> {
        let year = |header: &str| {
            header
                .replace("{y0}", &self.plan.year.to_string())
                .replace("{y1}", &(self.plan.year + 1).to_string())
        };
        let words = |header: &'static str| match self.other_words {
            true => stock::other_words(header, self.plan.seed),
            false => header,
        };
        self.table.columns.iter().map(|(_, header)| year(words(header))).collect()
    }

    /// A section's row: ordinal and title in two cells, or both in one.
    fn section_row(&self, ordinal: u32, title: &str) -> Vec<String> {
        let mut row = vec![String::new(); self.table.columns.len()];
        if self.marked_rows {
            row[0] = marked(ordinal, title);
        } else {
            row[0] = numeral::chinese(ordinal);
            row[1] = title.to_owned();
        }
        row
    }

    fn lines(&mut self, lines: &[Line], with_header: bool, left: &str, middle: &str, right: &str) {
        let blank = self.damage.has(Kind::MergedBlank);
        let mut rows: Vec<Vec<String>> = Vec::new();
        if with_header {
            rows.push(self.headers());
        }
        for line in lines {
            rows.push(match line {
                Line::Section(ordinal, title) => self.section_row(*ordinal, title),
                Line::Task(cells) => {
                    let text =
                        |cell: &Cell| if cell.same && blank { "" } else { &cell.text }.to_owned();
                    cells.iter().map(text).collect()
                }
            });
        }
        for (at, row) in rows.iter().enumerate() {
            let row = self.kept(row, at == 0 && with_header);
            self.text.push_str(&format!("{left}{}{right}\n", row.join(middle)));
            if at == 0 && self.table.form == Form::Pipe {
                let rule = vec!["---"; row.len()].join(middle);
                self.text.push_str(&format!("{left}{rule}{right}\n"));
            }
        }
    }

    /// A row without the blank cells at its ends, where they are lost.
    fn kept<'r>(&self, row: &'r [String], header: bool) -> &'r [String] {
        let blank = |cell: &String| cell.is_empty();
        if header || !self.damage.has(Kind::ShortRows) {
            return row;
        }
        let from = row.iter().position(|cell| !blank(cell)).unwrap_or_default();
        let until = row.iter().rposition(|cell| !blank(cell)).map_or(from, |at| at + 1);
        &row[from..until]
    }

    fn html(&mut self, lines: &[Line], with_header: bool) {
        self.text.push_str("<table>\n");
        if with_header {
            let headers = self.headers().into_iter();
            let headers: String = headers.map(|header| format!("<td>{header}</td>")).collect();
            self.text.push_str(&format!("<tr>{headers}</tr>\n"));
        }
        for (at, line) in lines.iter().enumerate() {
            let row = match line {
                Line::Section(ordinal, title) => {
                    let columns = self.table.columns.len();
                    format!("<td colspan=\"{columns}\">{}</td>", marked(*ordinal, title))
                }
                Line::Task(cells) => {
                    let cells = cells.iter().enumerate();
                    cells
                        .map(|(column, cell)| self.html_cell(&lines[at..], at, column, cell))
                        .collect()
                }
            };
            self.text.push_str(&format!("<tr>{row}</tr>\n"));
        }
        self.text.push_str("</table>\n");
    }

    fn html_cell(&self, below: &[Line], at: usize, column: usize, cell: &Cell) -> String {
        if self.damage.has(Kind::Rowspan) {
            // On a page's first row nothing is above to be merged with.
            if cell.same && at > 0 {
                return String::new();
            }
            let goes_on = |line: &&Line| match line {
                Line::Task(cells) => cells[column].same,
                Line::Section(..) => false,
            };
            let more = below.iter().skip(1).take_while(goes_on).count();
            if more > 0 {
                return format!("<td rowspan=\"{}\">{}</td>", more + 1, cell.text);
            }
        } else if cell.same && self.damage.has(Kind::MergedBlank) {
            return "<td></td>".to_owned();
        }
        format!("<td>{}</td>", cell.text)
    }
}
