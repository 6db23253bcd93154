//! The tables as CSV.
//!
//! RFC 4180 in UTF-8: commas, a header line, CRLF after every record as the
//! RFC has it, quotes only where a field needs them. A missing value and an
//! empty one are both an empty field.

use std::io::{self, Write};

use hongtou_model::Lang;

use crate::bytes;
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

/// Writes one table of one notice with its header line; the writer need not be buffered.
pub fn write_table(
    tables: &Tables<'_>,
    set: &TableSet,
    table: TableName,
    options: CsvOptions,
    mut writer: impl Write,
) -> io::Result<()> {
    Csv::new(options).pour(tables, set, table, &mut writer)
}

/// Bytes that wait before they are passed on.
const PIECE: usize = 32 * 1024;

/// Records of a table, rendered.
///
/// Written by hand: a table has thousands of short cells, and a general writer's state machine
/// costs several times what the cells themselves do. Tests read it back with a general reader.
#[derive(Clone, Debug)]
pub struct Csv {
    options: CsvOptions,
    bytes: Vec<u8>,
}

impl Csv {
    /// Nothing yet.
    pub fn new(options: CsvOptions) -> Csv {
        Csv { options, bytes: Vec::new() }
    }

    /// What was rendered.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What was rendered, to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Forgets what was rendered; its memory serves for what comes.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Writes a table with its header, piece by piece; what was rendered before is forgotten.
    pub(crate) fn pour(
        &mut self,
        tables: &Tables<'_>,
        set: &TableSet,
        table: TableName,
        writer: &mut dyn Write,
    ) -> io::Result<()> {
        self.clear();
        self.header(&set.table(table));
        tables.rows(set, table, &mut |row| {
            self.row(row);
            if self.bytes.len() >= PIECE {
                writer.write_all(&self.bytes)?;
                self.bytes.clear();
            }
            Ok(())
        })?;
        writer.write_all(&self.bytes)?;
        writer.flush()
    }

    /// Adds the header line, after the byte order mark where there is one.
    pub fn header(&mut self, spec: &TableSpec) {
        if self.options.bom {
            self.bytes.extend_from_slice("\u{feff}".as_bytes());
        }
        for column in spec.columns.iter() {
            let heading = match self.options.headings {
                Some(Lang::Zh) => &*column.heading,
                Some(Lang::En) | None => &*column.name,
            };
            self.words(heading);
            self.bytes.push(b',');
        }
        self.end_row();
    }

    /// Adds one record.
    pub fn row(&mut self, row: &[Value<'_>]) {
        for value in row {
            match *value {
                Value::Missing => {}
                Value::Text(text) if self.options.guard && runs_as_formula(text) => {
                    self.words(&format!("'{text}"));
                }
                Value::Text(text) | Value::Decimal(text) => self.words(text),
                Value::Number(number) => {
                    self.bytes.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
                }
                Value::Flag(flag) => {
                    self.bytes.extend_from_slice(if flag { b"true" } else { b"false" });
                }
                Value::Day(date) => self.words(&date.to_string()),
            }
            self.bytes.push(b',');
        }
        self.end_row();
    }

    /// Writes a cell, in quotes where it holds a comma, a quote or a line break.
    fn words(&mut self, text: &str) {
        if !needs_quotes(text) {
            self.bytes.extend_from_slice(text.as_bytes());
        } else {
            self.quoted(text);
        }
    }

    #[cold]
    fn quoted(&mut self, text: &str) {
        self.bytes.push(b'"');
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.bytes.extend_from_slice(b"\"\"");
            }
            self.bytes.extend_from_slice(part.as_bytes());
        }
        self.bytes.push(b'"');
    }

    fn end_row(&mut self) {
        // Behind the last cell stands a comma, for every table has columns.
        self.bytes.pop();
        self.bytes.extend_from_slice(b"\r\n");
    }
}

/// Whether a cell holds a comma, a quote or a line break.
fn needs_quotes(cell: &str) -> bool {
    // All four are at most a comma, which few cells have anything of: that is one comparison.
    bytes::any(cell.as_bytes(), |bytes| {
        bytes::one(bytes, |byte| byte <= b',')
            && bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(options: CsvOptions, row: &[Value<'_>]) -> String {
        let mut csv = Csv::new(options);
        csv.row(row);
        String::from_utf8(csv.into_bytes()).expect("UTF-8")
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
