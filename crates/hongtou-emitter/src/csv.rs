//! The tables as CSV.
//!
//! RFC 4180 in UTF-8: commas, a header line, CRLF after every record as the
//! RFC has it, quotes only where a field needs them. A missing value and an
//! empty one are both an empty field.

use std::io::{self, Write};

use hongtou_model::Lang;

use crate::tables::{TableName, TableSet, TableSpec, Tables, Value};

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CsvOptions {
    /// Begins with a byte order mark, without which Excel takes UTF-8 for another encoding.
    pub bom: bool,
    /// Puts `'` before a cell that a spreadsheet would run as a formula.
    pub guard: bool,
    /// Headings for people in that language, instead of column names.
    pub headings: Option<Lang>,
}

impl CsvOptions {
    /// For programs: the bytes of the notice, column names as documented.
    pub const PLAIN: CsvOptions = CsvOptions { bom: false, guard: false, headings: None };

    /// For a double click in a spreadsheet: byte order mark and guarded cells.
    pub const EXCEL: CsvOptions = CsvOptions { bom: true, guard: true, headings: None };

    /// The options with headings for people.
    pub const fn with_headings(self, lang: Lang) -> CsvOptions {
        CsvOptions { headings: Some(lang), ..self }
    }
}

/// Writes one table of one notice with its header line.
pub fn write_table(
    tables: &Tables<'_>,
    set: &TableSet,
    table: TableName,
    options: CsvOptions,
    writer: impl Write,
) -> io::Result<()> {
    let mut csv = CsvWriter::new(writer, options);
    csv.header(&set.table(table))?;
    tables.rows(set, table, &mut |row| csv.row(row))?;
    csv.finish().map(drop)
}

/// One CSV file in the making.
pub struct CsvWriter<W: Write> {
    inner: ::csv::Writer<W>,
    options: CsvOptions,
    scratch: String,
}

impl<W: Write> CsvWriter<W> {
    /// A writer without a header line yet; it buffers by itself.
    pub fn new(writer: W, options: CsvOptions) -> CsvWriter<W> {
        let inner = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .has_headers(false)
            .from_writer(writer);
        CsvWriter { inner, options, scratch: String::new() }
    }

    /// Writes the header line, after the byte order mark where there is one.
    pub fn header(&mut self, spec: &TableSpec) -> io::Result<()> {
        let mut bom = if self.options.bom { "\u{feff}" } else { "" };
        for column in spec.columns.iter() {
            let heading = match self.options.headings {
                Some(Lang::Zh) => &*column.heading,
                Some(Lang::En) | None => &*column.name,
            };
            self.scratch.clear();
            self.scratch.push_str(bom);
            self.scratch.push_str(heading);
            bom = "";
            self.inner.write_field(&self.scratch)?;
        }
        self.end_row()
    }

    /// Writes one record.
    pub fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        for value in row {
            match *value {
                Value::Missing => self.inner.write_field(b"")?,
                Value::Text(text) if self.options.guard && runs_as_formula(text) => {
                    self.scratch.clear();
                    self.scratch.push('\'');
                    self.scratch.push_str(text);
                    self.inner.write_field(&self.scratch)?;
                }
                Value::Text(text) | Value::Decimal(text) => self.inner.write_field(text)?,
                Value::Number(number) => {
                    self.inner.write_field(Digits::new(number).as_bytes())?;
                }
                Value::Flag(flag) => self.inner.write_field(if flag { "true" } else { "false" })?,
                Value::Day(date) => self.inner.write_field(date.to_string())?,
            }
        }
        self.end_row()
    }

    /// Flushes and gives the writer back.
    pub fn finish(self) -> io::Result<W> {
        self.inner.into_inner().map_err(|error| error.into_error())
    }

    /// Flushes what is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.inner.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

/// Whether a spreadsheet would take the cell for a formula or a command.
///
/// `=`, `+`, `-` and `@` start one, also full width (Excel folds widths in some locales) and also
/// after spaces; a tab or a line break at the start hides one.
pub(crate) fn runs_as_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A number's decimal digits on the stack.
struct Digits {
    bytes: [u8; 20],
    start: usize,
}

impl Digits {
    fn new(mut number: u64) -> Digits {
        let mut digits = Digits { bytes: [b'0'; 20], start: 20 };
        loop {
            digits.start -= 1;
            digits.bytes[digits.start] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                return digits;
            }
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(options: CsvOptions, row: &[Value<'_>]) -> String {
        let mut csv = CsvWriter::new(Vec::new(), options);
        csv.row(row).expect("a Vec takes all");
        String::from_utf8(csv.finish().expect("a Vec takes all")).expect("UTF-8")
    }

    #[test]
    fn quotes_stand_only_where_a_field_needs_them() {
        let row =
            [Value::Text("一,二"), Value::Text("“三”"), Value::Text("a\"b"), Value::Text("c\nd")];
        assert_eq!(written(CsvOptions::PLAIN, &row), "\"一,二\",“三”,\"a\"\"b\",\"c\nd\"\r\n");
    }

    #[test]
    fn cells_that_run_are_guarded_for_spreadsheets_only() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1"] {
            let row = [Value::Number(0), Value::Text(cell)];
            assert!(written(CsvOptions::EXCEL, &row).contains(&format!("'{cell}")), "{cell:?}");
            assert!(!written(CsvOptions::PLAIN, &row).contains('\''), "{cell:?}");
        }
        // A figure is a figure, and a dash inside words runs nothing.
        let row = [Value::Decimal("-3"), Value::Text("1-3月"), Value::Text("—")];
        assert_eq!(written(CsvOptions::EXCEL, &row), "-3,1-3月,—\r\n");
    }

    #[test]
    fn numbers_are_written_in_full() {
        let row = [Value::Number(0), Value::Number(u64::MAX), Value::Flag(true), Value::Missing];
        assert_eq!(written(CsvOptions::PLAIN, &row), "0,18446744073709551615,true,\r\n");
    }
}
