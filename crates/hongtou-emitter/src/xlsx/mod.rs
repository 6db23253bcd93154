//! A workbook to work with: the ledger (台账) as people keep it.
//!
//! One sheet with all tasks, one for each responsible unit, one with what a check found, one that
//! says what the workbook is. Same input, same bytes: the file carries no time of its making.

mod batch;
mod layout;
mod notes;
mod sheet_names;
mod tasks;

use std::fmt;
use std::io::{self, Write};

use hongtou_model::{Date, Finding};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub use batch::{BatchWorkbook, Rows};

use crate::tables::Tables;
use layout::Styles;
use sheet_names::SheetNames;
use tasks::Tasks;

/// Units beyond this number get no sheet of their own; their tasks stand in the first sheet.
const MOST_UNIT_SHEETS: usize = 200;

/// Writes the workbook of one notice, or of several together.
///
/// `findings` are those of a check; `None` says that none was made.
pub fn write(
    notices: &[Tables<'_>],
    findings: Option<&[Finding]>,
    writer: impl Write + Send,
) -> io::Result<()> {
    let mut workbook = build(notices, findings).map_err(wrong)?;
    workbook.save_to_writer(writer).map_err(wrong)
}

/// More rows than a sheet holds: what the [`io::Error`] is then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyRows;

impl fmt::Display for TooManyRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sheet holds no more than 1048576 rows")
    }
}

impl std::error::Error for TooManyRows {}

/// An error of the format as one of writing.
fn wrong(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        XlsxError::RowColumnLimitError => io::Error::other(TooManyRows),
        other => io::Error::other(other),
    }
}

fn build(notices: &[Tables<'_>], findings: Option<&[Finding]>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let title = title_of(notices);
    let latest = notices.iter().filter_map(|tables| tables.notice().header.issued_on).max();
    workbook.set_properties(&properties(&title, latest)?);
    let styles = Styles::new();
    let mut names = SheetNames::default();
    // Taken first, so that no unit gets the name of a sheet that is always there.
    let [all, problems, about] = ["全部", "问题", "说明"].map(|name| names.take(name));
    let tasks = Tasks::of(notices);
    tasks.write_all(workbook.add_worksheet().set_name(all)?, &title, &styles)?;
    let (with_sheet, without) = tasks.units().split_at(tasks.units().len().min(MOST_UNIT_SHEETS));
    for unit in with_sheet {
        let sheet = workbook.add_worksheet().set_name(names.take(unit))?;
        tasks.write_unit(sheet, unit, &styles)?;
    }
    notes::write_findings(workbook.add_worksheet().set_name(problems)?, findings, &styles)?;
    notes::write_about(workbook.add_worksheet().set_name(about)?, notices, without, &styles)?;
    Ok(workbook)
}

fn title_of(notices: &[Tables<'_>]) -> String {
    let [only] = notices else { return format!("{}件通知的工作台账", notices.len()) };
    let notice = only.notice();
    let plan = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    let title = plan.or(notice.header.title.as_deref()).unwrap_or(only.document());
    format!("{title}（台账）")
}

/// What the workbook says of itself. It must carry some day: that of the latest issue, since the clock
/// would differ at every run.
fn properties(title: &str, latest: Option<Date>) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = latest.map_or((2000, 1, 1), |d| (d.year(), d.month(), d.day()));
    let made_on = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title(layout::clean(title))
        .set_author("hongtou")
        .set_creation_datetime(&made_on))
}
