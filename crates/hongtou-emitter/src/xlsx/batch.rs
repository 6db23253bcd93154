//! One workbook of many notices, in the order in which they come.
//!
//! No sheet is held in memory: each grows in a file without a name, row by row, and is packed at the end.
//! Rows of one notice are made apart from writing, so that threads can make them while one of them appends
//! in input order.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use hongtou_model::{Date, Finding};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::layout::Styles;
use super::notes::{self, Line};
use super::sheet_names::SheetNames;
use super::tasks::{self, Field, Task};
use super::{properties, wrong};
use crate::tables::{TableSet, Tables};

/// Units beyond this number get no sheet of their own: each that grows is an open file, and a process has
/// 256 of them on some systems, for the other formats of a batch and its inputs too.
const MOST_GROWING: usize = 96;

/// What one notice adds to the workbook of a batch.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    tasks: Vec<Task>,
    findings: Vec<Finding>,
    about: Vec<Line>,
    repairs: Vec<(String, String)>,
    issued_on: Option<Date>,
}

impl Rows {
    /// The rows of one notice, with what a check found in it.
    pub fn of(tables: &Tables<'_>, findings: Vec<Finding>) -> Rows {
        let mut about = Vec::new();
        notes::about_notice(tables, &mut about);
        about.push(("", String::new()));
        Rows {
            tasks: tasks::of_notice(tables, &fields()),
            findings,
            about,
            repairs: notes::repairs(tables),
            issued_on: tables.notice().header.issued_on,
        }
    }
}

/// The columns are fixed before the first notice is read; those that nothing came into are hidden.
fn fields() -> Vec<Field> {
    tasks::fields(&TableSet::fixed(), true)
}

/// A sheet of tasks that grows.
struct Growing {
    sheet: Worksheet,
    fields: Vec<Field>,
    /// Whether something stands in a column.
    filled: Vec<bool>,
    rows: u32,
}

impl Growing {
    fn new(
        mut sheet: Worksheet,
        title: &str,
        fields: Vec<Field>,
        styles: &Styles,
    ) -> Result<Growing, XlsxError> {
        tasks::begin(&mut sheet, title, &fields, styles)?;
        let filled = fields.iter().map(|field| field.always()).collect();
        Ok(Growing { sheet, fields, filled, rows: 0 })
    }

    fn add(&mut self, cells: &[&str], styles: &Styles) -> Result<(), XlsxError> {
        let at = tasks::FIRST + self.rows;
        tasks::write_row(&mut self.sheet, at, cells, &self.fields, styles)?;
        for (filled, cell) in self.filled.iter_mut().zip(cells) {
            *filled |= !cell.is_empty();
        }
        self.rows += 1;
        Ok(())
    }

    fn finish(mut self, styles: &Styles) -> Result<Worksheet, XlsxError> {
        tasks::end(&mut self.sheet, &self.fields, self.rows, styles)?;
        close(&mut self.sheet, tasks::FIRST + self.rows, styles)?;
        for (column, _) in (0..).zip(&self.filled).filter(|(_, filled)| !**filled) {
            self.sheet.set_column_hidden(column)?;
        }
        Ok(self.sheet)
    }
}

/// Puts an empty cell below the last row of a sheet that grows: when the sheet is packed, a last row that
/// was given a height is written twice (rust_xlsxwriter 0.102), which Excel takes for damage.
fn close(sheet: &mut Worksheet, below: u32, styles: &Styles) -> Result<(), XlsxError> {
    sheet.write_blank(below, 0, &styles.plain)?;
    Ok(())
}

/// A workbook that grows notice by notice.
pub struct BatchWorkbook {
    workbook: Workbook,
    styles: Styles,
    names: SheetNames,
    all: Growing,
    units: Vec<Growing>,
    of_unit: HashMap<String, usize>,
    /// Units beyond the number of sheets, in order of first mention.
    without: Vec<String>,
    findings: (Worksheet, u32),
    about: (Worksheet, u32),
    latest: Option<Date>,
}

impl BatchWorkbook {
    /// Begins one; what is not packed yet stands in files without names in `folder`.
    pub fn new(folder: &Path) -> io::Result<BatchWorkbook> {
        BatchWorkbook::begin(folder).map_err(wrong)
    }

    fn begin(folder: &Path) -> Result<BatchWorkbook, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        let styles = Styles::new();
        let mut names = SheetNames::default();
        let mut named = |wanted: &str| -> Result<Worksheet, XlsxError> {
            let mut sheet = workbook.new_worksheet_with_constant_memory()?;
            sheet.set_name(names.take(wanted))?;
            Ok(sheet)
        };
        let [all, mut findings, mut about] = [named("全部")?, named("问题")?, named("说明")?];
        let all = Growing::new(all, TITLE, fields(), &styles)?;
        notes::begin_findings(&mut findings, &styles)?;
        notes::set_widths(&mut about)?;
        notes::fit(&mut about);
        let mut lines = notes::about_sheets();
        lines.push(("", String::new()));
        let row = notes::write_lines(&mut about, 0, &lines, &styles)?;
        Ok(BatchWorkbook {
            workbook,
            styles,
            names,
            all,
            units: Vec::new(),
            of_unit: HashMap::new(),
            without: Vec::new(),
            findings: (findings, 1),
            about: (about, row),
            latest: None,
        })
    }

    /// Appends one notice.
    pub fn append(&mut self, rows: &Rows) -> io::Result<()> {
        self.add(rows).map_err(wrong)
    }

    fn add(&mut self, rows: &Rows) -> Result<(), XlsxError> {
        for task in &rows.tasks {
            let cells: Vec<&str> = task.cells.iter().map(String::as_str).collect();
            self.all.add(&cells, &self.styles)?;
            for unit in task.each_unit() {
                self.add_to_unit(unit, task, &cells)?;
            }
        }
        let (sheet, row) = &mut self.findings;
        for finding in &rows.findings {
            notes::write_finding(sheet, *row, finding, &self.styles)?;
            *row += 1;
        }
        let (sheet, row) = &mut self.about;
        *row = notes::write_lines(sheet, *row, &rows.about, &self.styles)?;
        if !rows.repairs.is_empty() {
            *row = notes::write_repairs(sheet, &rows.repairs, *row, &self.styles)? + 1;
        }
        self.latest = self.latest.max(rows.issued_on);
        Ok(())
    }

    fn add_to_unit(&mut self, unit: &str, task: &Task, cells: &[&str]) -> Result<(), XlsxError> {
        let at = match self.of_unit.get(unit) {
            Some(&at) => at,
            None => {
                let at = self.units.len();
                if at < MOST_GROWING {
                    let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
                    sheet.set_name(self.names.take(unit))?;
                    let fields = tasks::with_role(&self.all.fields);
                    self.units.push(Growing::new(sheet, unit, fields, &self.styles)?);
                } else {
                    self.without.push(unit.to_owned());
                }
                self.of_unit.insert(unit.to_owned(), at);
                at
            }
        };
        let Some(growing) = self.units.get_mut(at) else { return Ok(()) };
        let role = task.roles(unit);
        let cells: Vec<&str> = std::iter::once(&*role).chain(cells.iter().copied()).collect();
        growing.add(&cells, &self.styles)
    }

    /// Packs the sheets: all tasks, units in order of first mention, findings, notes.
    pub fn finish(self, writer: impl Write + Send) -> io::Result<()> {
        self.pack(writer).map_err(wrong)
    }

    fn pack(mut self, writer: impl Write + Send) -> Result<(), XlsxError> {
        let styles = &self.styles;
        self.workbook.set_properties(&properties(TITLE, self.latest)?);
        self.workbook.push_worksheet(self.all.finish(styles)?);
        for unit in self.units {
            self.workbook.push_worksheet(unit.finish(styles)?);
        }
        let (mut findings, row) = self.findings;
        notes::end_findings(&mut findings, row - 1, true, styles)?;
        close(&mut findings, row.max(2), styles)?;
        self.workbook.push_worksheet(findings);
        let (mut about, mut row) = self.about;
        if !self.without.is_empty() {
            let line = [("未单列的单位", self.without.join("、"))];
            row = notes::write_lines(&mut about, row, &line, styles)?;
        }
        close(&mut about, row, styles)?;
        self.workbook.push_worksheet(about);
        self.workbook.save_to_writer(writer)
    }
}

/// How many notices there are is not known when the first row is written.
const TITLE: &str = "工作台账";
