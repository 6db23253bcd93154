//! Workbooks, XLSX and XLS: each sheet a table, the title rows over it paragraphs.
//!
//! Cells say what the sheet shows, so dates and percentages are formatted. Hidden sheets are set
//! aside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetVisible, Xls, Xlsx};
use hongtou_source::{Document, Format, Ignored, Place};

use crate::package::Package;
use crate::write::{CellText, Line, Style, Writer};
use crate::{Limit, Options, ReadError};

/// One sheet: its words by row and column, and its merged regions.
struct Sheet {
    name: String,
    hidden: bool,
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Dimensions>,
}

/// Reads a workbook.
pub(crate) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Document, ReadError> {
    let sheets = if format == Format::Xlsx {
        Package::open(bytes, format, options)?.check_all()?;
        xlsx(bytes, options)?
    } else {
        xls(bytes, options)?
    };
    let mut writer = Writer::new(options);
    let shown = |sheet: &&Sheet| !sheet.hidden && !sheet.cells.is_empty();
    let several = sheets.iter().filter(shown).count() > 1;
    for sheet in sheets {
        if several && shown(&&sheet) && !is_default_name(&sheet.name) {
            let name = Line::plain(sheet.name.replace(['\n', '\r', '\t'], " "));
            writer.ignored(&name, Ignored::Sheet, Place::Part(format!("sheet {}", sheet.name)));
        }
        write(&sheet, options, &mut writer)?;
    }
    writer.finish(format, name, bytes)
}

/// Whether a sheet is called as programs call a new one: Sheet1, 工作表2, Sheet1 (2).
fn is_default_name(name: &str) -> bool {
    let counted = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '（' | '）');
    let bare = name.trim_end_matches(counted);
    matches!(bare.to_ascii_lowercase().as_str(), "" | "sheet" | "工作表" | "表")
}

fn broken(format: Format, part: &str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken { format, part: part.to_owned(), offset: None, detail: error.to_string() }
}

fn too_many(options: &Options, part: &str) -> ReadError {
    let (limit, allowed) = (Limit::TableCells, options.max_table_cells);
    ReadError::Limit { limit, allowed, part: part.to_owned() }
}

fn xlsx(bytes: &[u8], options: &Options) -> Result<Vec<Sheet>, ReadError> {
    let format = Format::Xlsx;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(format, "", &error))?;
    let mut out = Vec::new();
    let metadata = book.sheets_metadata().to_vec();
    for sheet in metadata {
        let name = sheet.name;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells = BTreeMap::new();
        // Chart sheets have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        // Cell by cell: a sheet may have two filled cells a billion apart.
        while let Some((cell, style)) =
            reader.next_cell_with_style_id().map_err(|error| broken(format, &name, &error))?
        {
            let code = reader
                .styles()
                .get(style)
                .and_then(|style| style.number_format.as_ref())
                .map_or("", |format| format.format_code.as_str());
            let words = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::SharedString(words) => (*words).to_owned(),
                DataRef::String(words)
                | DataRef::DateTimeIso(words)
                | DataRef::DurationIso(words) => words.clone(),
                DataRef::Int(n) => number(*n as f64, code),
                DataRef::Float(n) => number(*n, code),
                DataRef::Bool(on) => if *on { "TRUE" } else { "FALSE" }.to_owned(),
                DataRef::DateTime(time) => date(time, code),
                DataRef::Error(error) => error.to_string(),
            };
            if !words.trim().is_empty() {
                cells.insert(cell.get_position(), words);
            }
            if cells.len() as u64 > options.max_table_cells {
                return Err(too_many(options, &name));
            }
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        out.push(Sheet { name, hidden, cells, merged });
    }
    Ok(out)
}

fn xls(bytes: &[u8], options: &Options) -> Result<Vec<Sheet>, ReadError> {
    let format = Format::Xls;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| broken(format, "", &error))?;
    let mut out = Vec::new();
    let metadata = book.sheets_metadata().to_vec();
    for sheet in metadata {
        let name = sheet.name;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = BTreeMap::new();
        for (row, column, value) in range.used_cells() {
            let words = match value {
                Data::Empty => continue,
                Data::String(words) | Data::DateTimeIso(words) | Data::DurationIso(words) => {
                    words.clone()
                }
                Data::Int(n) => number(*n as f64, ""),
                Data::Float(n) => number(*n, ""),
                Data::Bool(on) => if *on { "TRUE" } else { "FALSE" }.to_owned(),
                Data::DateTime(time) => date(time, ""),
                Data::Error(error) => error.to_string(),
            };
            if !words.trim().is_empty() {
                cells.insert((top + row as u32, left + column as u32), words);
            }
            if cells.len() as u64 > options.max_table_cells {
                return Err(too_many(options, &name));
            }
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        out.push(Sheet { name, hidden, cells, merged });
    }
    Ok(out)
}

/// Writes a sheet: title rows, then one table for each run of rows without a blank one between.
fn write(sheet: &Sheet, options: &Options, writer: &mut Writer) -> Result<(), ReadError> {
    let place = |row: u32, column: u32| Place::Sheet {
        sheet: sheet.name.clone(),
        row: row.saturating_add(1),
        column: column.saturating_add(1),
    };
    if sheet.hidden {
        for (&(row, column), words) in &sheet.cells {
            writer.ignored(
                &Line::plain(words.replace(['\n', '\r', '\t'], " ")),
                Ignored::Site,
                place(row, column),
            );
        }
        return Ok(());
    }
    let columns = columns(sheet);
    let mut rows: BTreeMap<u32, u64> = BTreeMap::new();
    for &(row, _) in sheet.cells.keys() {
        *rows.entry(row).or_default() += 1;
    }
    if rows.len() as u64 * columns.len() as u64 > options.max_table_cells {
        return Err(too_many(options, &sheet.name));
    }
    // Merged regions by their first cell, and the cells that they cover.
    let mut spans: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
    for region in &sheet.merged {
        let (width, height) = (
            region.end.1.saturating_sub(region.start.1) + 1,
            region.end.0.saturating_sub(region.start.0) + 1,
        );
        spans.insert(region.start, (width, height));
    }
    let mut table: Vec<Vec<CellText>> = Vec::new();
    // For each column, the row up to which a region from above covers it.
    let mut covered = vec![0_u32; columns.len()];
    let mut last = None;
    for (&row, &filled) in &rows {
        let reaches = covered.iter().any(|&until| until > row);
        if last.is_some_and(|last: u32| last + 1 < row) && !reaches && !table.is_empty() {
            writer.table(std::mem::take(&mut table))?;
        }
        last = Some(row);
        if table.is_empty() && filled == 1 && !reaches {
            // A title over the table, or a sheet of lines.
            let line = sheet.cells.range((row, 0)..=(row, u32::MAX)).next();
            if let Some((&(row, column), words)) = line {
                let mut gap = true;
                for words in words.split(['\n', '\r']) {
                    writer.paragraph(
                        &Line::plain(words.replace('\t', " ")),
                        Style { gap, ..Style::default() },
                        place(row, column),
                    );
                    gap = false;
                }
            }
            continue;
        }
        let mut cells = Vec::new();
        let mut at = 0;
        while let Some(&column) = columns.get(at) {
            if covered[at] > row {
                at += 1;
                continue;
            }
            let (width, height) = spans.get(&(row, column)).copied().unwrap_or((1, 1));
            let beyond = column.saturating_add(width);
            let width = columns[at..].partition_point(|&inner| inner < beyond).max(1);
            // Blank rows are not in the table: a region covers the rows that are.
            let bottom = row.saturating_add(height);
            let height = rows.range(row..bottom).count() as u32;
            covered[at..at + width].fill(bottom);
            let words = sheet.cells.get(&(row, column)).map_or("", String::as_str);
            cells.push(CellText {
                lines: words
                    .split(['\n', '\r'])
                    .map(|line| Line::plain(line.replace('\t', " ")))
                    .collect(),
                colspan: width as u32,
                rowspan: height.max(1),
                place: Some(place(row, column)),
                ..CellText::default()
            });
            at += width;
        }
        table.push(cells);
    }
    if table.is_empty() { Ok(()) } else { writer.table(table) }
}

/// The columns of a sheet that its table has: those with words, and of blank ones side by side the
/// first. A word that strayed to the far right of a sheet would widen each row by thousands of cells.
fn columns(sheet: &Sheet) -> Vec<u32> {
    let filled: BTreeSet<u32> = sheet.cells.keys().map(|&(_, column)| column).collect();
    let mut out: Vec<u32> = Vec::with_capacity(filled.len());
    for column in filled {
        if let Some(&last) = out.last()
            && last + 1 < column
        {
            out.push(last + 1);
        }
        out.push(column);
    }
    out
}

/// A number as its format shows it: `#,##0"万元"`, `0.0%`.
fn number(value: f64, code: &str) -> String {
    // Which of its parts shows a number is told by conditions in some: [<1]0.0%;0.
    if ["[<", "[>", "[="].iter().any(|condition| code.contains(condition)) {
        return general(value);
    }
    let mut sections = sections(code);
    let negative = value < 0.0 && sections.len() > 1;
    let chosen = match sections.len() {
        _ if negative => 1,
        3.. if value == 0.0 => 2,
        _ => 0,
    };
    // A section of its own for what is below nought shows no sign but what it prints.
    let value = if negative { -value } else { value };
    let shown =
        sections.get_mut(chosen).map(std::mem::take).and_then(|section| Shown::of(&section));
    shown.map_or_else(|| general(value), |shown| shown.print(value))
}

/// The parts of a format, for numbers above, below and at nought.
fn sections(code: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            out.push(String::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped && !quoted;
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out
}

/// How one part of a format shows a number.
#[derive(Debug, Default)]
struct Shown {
    before: String,
    after: String,
    /// Whether nothing says how many digits.
    general: bool,
    /// Digits behind the point: always, and at the most.
    decimals: (usize, usize),
    /// Digits before it, at the least.
    whole: usize,
    grouped: bool,
    /// How many times it is divided by a thousand.
    thousands: i32,
    percent: bool,
}

impl Shown {
    /// Reads a part of a format; none where it shows no number in the plain way.
    fn of(section: &str) -> Option<Shown> {
        let mut shown = Shown::default();
        let (mut met, mut point, mut commas) = (false, false, 0);
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            match c {
                '0' | '#' | '?' => {
                    if !shown.after.is_empty() {
                        return None;
                    }
                    shown.grouped |= commas > 0;
                    (met, commas) = (true, 0);
                    match (point, c) {
                        (true, '#' | '?') => shown.decimals.1 += 1,
                        (true, _) => shown.decimals = (shown.decimals.1 + 1, shown.decimals.1 + 1),
                        (false, '0') => shown.whole += 1,
                        (false, _) => {}
                    }
                }
                '.' if !point => point = true,
                ',' if met => commas += 1,
                '"' => {
                    let words: String = chars.by_ref().take_while(|&c| c != '"').collect();
                    shown.word(met, &words);
                }
                '\\' => shown.word(met, &chars.next().map(String::from).unwrap_or_default()),
                '_' => {
                    // As wide as the next character, and blank.
                    chars.next();
                }
                '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    // `[$¥-804]`, `[Red]`
                    let currency = inner.strip_prefix('$').map(|sign| sign.split('-').next());
                    shown.word(met, currency.flatten().unwrap_or_default());
                }
                '%' => {
                    shown.percent = true;
                    shown.word(met, "%");
                }
                'G' if chars.as_str().starts_with("eneral") => {
                    chars.nth("eneral".len() - 1);
                    (met, shown.general) = (true, true);
                }
                // A power of ten, a fraction, words in the place of the number.
                'E' | 'e' | '/' | '@' => return None,
                other => shown.word(met, other.encode_utf8(&mut [0; 4])),
            }
        }
        shown.thousands = commas;
        met.then_some(shown)
    }

    /// Adds words that are printed before or behind the number.
    fn word(&mut self, met: bool, words: &str) {
        if met { &mut self.after } else { &mut self.before }.push_str(words);
    }

    fn print(&self, value: f64) -> String {
        let scaled = value / 1000_f64.powi(self.thousands) * if self.percent { 100.0 } else { 1.0 };
        let number = if self.general { general(scaled.abs()) } else { self.digits(scaled.abs()) };
        let zero = !number.contains(|c: char| c.is_ascii_digit() && c != '0');
        let sign = if scaled < 0.0 && !zero { "-" } else { "" };
        format!("{sign}{}{number}{}", self.before, self.after)
    }

    fn digits(&self, value: f64) -> String {
        // A sheet rounds halves up, of the decimal number that the binary one stands for.
        let scale = 10_f64.powi(self.decimals.1.min(15) as i32);
        let scaled = value * scale;
        let value = if scaled < 1e14 { (scaled + scaled * 1e-15).round() / scale } else { value };
        let text = format!("{value:.*}", self.decimals.1);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let kept = fraction.trim_end_matches('0').len().max(self.decimals.0);
        // No digit is due where the format has but # and ?: it prints a sign in place of nought, "-"??.
        let whole = if whole == "0" && self.whole == 0 { "" } else { whole };
        let mut out = "0".repeat(self.whole.saturating_sub(whole.len()));
        for (at, digit) in whole.char_indices() {
            if self.grouped && at > 0 && (whole.len() - at) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        if kept > 0 {
            out.push('.');
            out.push_str(&fraction[..kept]);
        }
        out
    }
}

/// A number in the format that cells have by themselves.
fn general(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    // A sheet shows what was typed, not the last binary digit of it.
    let whole = value.abs().max(1.0).log10() as usize + 1;
    let text = format!("{value:.*}", 15_usize.saturating_sub(whole).min(12));
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A date as its format shows it; without one, as ISO 8601 writes it.
fn date(time: &ExcelDateTime, code: &str) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let code = code.to_ascii_lowercase();
    let has = |sign: char| code.contains(sign);
    if time.is_duration() || time.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    let mut out = String::new();
    if has('年') || has('月') {
        if has('y') {
            out.push_str(&format!("{year}年"));
        }
        if has('m') {
            out.push_str(&format!("{month}月"));
        }
        if has('d') {
            out.push_str(&format!("{day}日"));
        }
        return out;
    }
    out = if !code.is_empty() && !has('d') && has('y') {
        format!("{year}-{month:02}")
    } else {
        format!("{year}-{month:02}-{day:02}")
    };
    if (hour, minute, second) != (0, 0, 0) {
        out.push_str(&format!(" {hour:02}:{minute:02}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_and_dates_are_as_shown() {
        assert_eq!(number(0.97, "0%"), "97%");
        assert_eq!(number(0.1 + 0.2, "General"), "0.3");
        assert_eq!(number(12.0, ""), "12");
        assert_eq!(number(4.5, "0.00"), "4.50");
        let cases = [
            (1_234_567.0, "#,##0\"万元\"", "1,234,567万元"),
            (12.0, "0\"万元\"", "12万元"),
            (12.0, "General\"家\"", "12家"),
            // The sign of a percentage in quotes is a word.
            (97.0, "0.0\"%\"", "97.0%"),
            (97.0, "0\\%", "97%"),
            (0.975, "0.0%", "97.5%"),
            (0.5, "#.##", ".5"),
            (3.0, "000", "003"),
            (-2.0, "0.0_);(0.0)", "(2.0)"),
            (-2.0, "0.0", "-2.0"),
            (0.0, "0;-0;\"无\"", "0"),
            (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
            (12_345_678.0, "#,##0,\"千元\"", "12,346千元"),
            (0.25, "# ?/?", "0.25"),
            (0.0, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"),
            (0.0, "#,##0.00_);(#,##0.00);\"-\"??", "-"),
            (0.5, "0.0??", "0.5"),
            (12.0, "[<1]0.0%;0", "12"),
            (12.0, "[Red]0.0", "12.0"),
            (1.5, "@", "1.5"),
            (0.125, "0%", "13%"),
            (1.005, "0.00", "1.01"),
            (1e15, "0", "1000000000000000"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(number(value, code), expected, "{value} {code}");
        }
        let day = ExcelDateTime::new(46265.0, ExcelDateTimeType::DateTime, false);
        assert_eq!(date(&day, "yyyy\"年\"m\"月\"d\"日\""), "2026年8月31日");
        assert_eq!(date(&day, "yyyy-mm-dd"), "2026-08-31");
    }
}
