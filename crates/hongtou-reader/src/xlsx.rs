//! Workbooks, XLSX and XLS: each sheet a table, the title rows over it paragraphs.
//!
//! Cells say what the sheet shows, so dates and percentages are formatted. Hidden sheets are set
//! aside.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetVisible, Xls, Xlsx};
use hongtou_source::{Document, Format, Ignored, Place};

use crate::package::Package;
use crate::write::{CellText, Line, Style, Writer};
use crate::{Limit, Options, ReadError};

/// Most columns that a sheet has.
const MAX_COLUMNS: u32 = 16_384;

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
    for sheet in sheets {
        write(&sheet, options, &mut writer)?;
    }
    writer.finish(format, name, bytes)
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
    let (Some(left), Some(right)) = (
        sheet.cells.keys().map(|&(_, column)| column).min(),
        sheet.cells.keys().map(|&(_, column)| column.min(MAX_COLUMNS)).max(),
    ) else {
        return Ok(());
    };
    let mut rows: BTreeMap<u32, u64> = BTreeMap::new();
    for &(row, _) in sheet.cells.keys() {
        *rows.entry(row).or_default() += 1;
    }
    if rows.len() as u64 * u64::from(right - left + 1) > options.max_table_cells {
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
    let mut covered = vec![0_u32; (right - left + 1) as usize];
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
        let mut column = left;
        while column <= right {
            if covered[(column - left) as usize] > row {
                column += 1;
                continue;
            }
            let (width, height) = spans.get(&(row, column)).copied().unwrap_or((1, 1));
            let width = width.min(right - column + 1);
            // Blank rows are not in the table: a region covers the rows that are.
            let bottom = row.saturating_add(height);
            let height = rows.range(row..bottom).count() as u32;
            covered[(column - left) as usize..(column - left + width) as usize].fill(bottom);
            let words = sheet.cells.get(&(row, column)).map_or("", String::as_str);
            cells.push(CellText {
                lines: words
                    .split(['\n', '\r'])
                    .map(|line| Line::plain(line.replace('\t', " ")))
                    .collect(),
                colspan: width,
                rowspan: height.max(1),
                place: Some(place(row, column)),
                ..CellText::default()
            });
            column += width;
        }
        table.push(cells);
    }
    if table.is_empty() { Ok(()) } else { writer.table(table) }
}

/// A number as its format shows it.
fn number(value: f64, code: &str) -> String {
    let code = code.split(';').next().unwrap_or("");
    let shown = code.trim_end_matches(['%', '_', ' ', ')']);
    let decimals = shown
        .split_once('.')
        .map_or(0, |(_, after)| after.bytes().take_while(|&b| b == b'0').count());
    if code.contains('%') {
        return format!("{:.decimals$}%", value * 100.0);
    }
    let plain = !shown.is_empty() && shown.bytes().all(|b| matches!(b, b'0' | b'#' | b',' | b'.'));
    if plain && shown.contains('0') {
        return format!("{value:.decimals$}");
    }
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
        let day = ExcelDateTime::new(46265.0, ExcelDateTimeType::DateTime, false);
        assert_eq!(date(&day, "yyyy\"年\"m\"月\"d\"日\""), "2026年8月31日");
        assert_eq!(date(&day, "yyyy-mm-dd"), "2026-08-31");
    }
}
