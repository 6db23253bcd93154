//! The sheets beside the tasks: what a check found, and what the workbook is.

use hongtou_model::{Confidence, Finding, Severity};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::layout::{self, Styles};
use crate::tables::{TableName, TableSet, Tables, Value};

/// The columns of the sheet 问题, and how wide they are.
const COLUMNS: [(&str, f64); 9] = [
    ("级别", 8.0),
    ("代码", 8.0),
    ("问题", 48.0),
    ("行", 6.0),
    ("编号", 12.0),
    ("原文", 44.0),
    ("对照", 44.0),
    ("建议", 36.0),
    ("文件", 20.0),
];

/// The sheet 问题.
pub(super) fn write_findings(
    sheet: &mut Worksheet,
    findings: Option<&[Finding]>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    begin_findings(sheet, styles)?;
    let all = findings.unwrap_or_default();
    for (row, finding) in (1..).zip(all) {
        write_finding(sheet, row, finding, styles)?;
    }
    end_findings(sheet, all.len() as u32, findings.is_some(), styles)
}

/// The headings of the sheet 问题.
pub(super) fn begin_findings(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 24)?;
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &styles.heading)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    layout::page(sheet, 0)
}

/// One finding.
pub(super) fn write_finding(
    sheet: &mut Worksheet,
    row: u32,
    finding: &Finding,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let line = finding.at.span.first().and_then(|fragment| fragment.line);
    let related: Vec<String> =
        finding.related.iter().map(|r| format!("{}：{}", r.note, r.at.text)).collect();
    let cells = [
        severity(finding.severity).to_owned(),
        finding.code.clone(),
        finding.message.clone(),
        line.map_or_else(String::new, |line| line.to_string()),
        finding.at.id.clone().unwrap_or_default(),
        finding.at.text.clone(),
        related.join("\n"),
        finding.help.clone().unwrap_or_default(),
        finding.document.clone(),
    ]
    .map(|cell| layout::clean(&cell));
    let highest = cells.iter().zip(COLUMNS).map(|(text, (_, width))| layout::lines(text, width));
    sheet.set_row_height(row, layout::height(highest.max().unwrap_or(1)))?;
    for (column, cell) in (0..).zip(cells) {
        match (column, line) {
            (3, Some(line)) => sheet.write_number_with_format(row, column, line, &styles.centre)?,
            (0 | 1 | 3 | 4, _) => {
                sheet.write_string_with_format(row, column, cell, &styles.centre)?
            }
            _ => sheet.write_string_with_format(row, column, cell, &styles.text)?,
        };
    }
    Ok(())
}

/// The filter over so many findings, or that there are none.
pub(super) fn end_findings(
    sheet: &mut Worksheet,
    count: u32,
    checked: bool,
    styles: &Styles,
) -> Result<(), XlsxError> {
    const LAST: u16 = COLUMNS.len() as u16 - 1;
    if count > 0 {
        sheet.autofilter(0, 0, count, LAST)?;
    } else {
        let said = if checked { "未发现问题。" } else { "未作检查。" };
        sheet.merge_range(1, 0, 1, LAST, said, &styles.text)?;
    }
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

/// The sheet 说明: the notices, how to read the sheets, and what reading had to mend.
pub(super) fn write_about(
    sheet: &mut Worksheet,
    notices: &[Tables<'_>],
    units_without_sheet: &[String],
    styles: &Styles,
) -> Result<(), XlsxError> {
    set_widths(sheet)?;
    let mut lines: Vec<Line> = Vec::new();
    for tables in notices {
        about_notice(tables, &mut lines);
        lines.push(("", String::new()));
    }
    lines.extend(about_sheets());
    if !units_without_sheet.is_empty() {
        lines.push(("未单列的单位", units_without_sheet.join("、")));
    }
    let mut row = write_lines(sheet, 0, &lines, styles)?;
    for tables in notices {
        row = write_repairs(sheet, &repairs(tables), row + 1, styles)?;
    }
    fit(sheet);
    Ok(())
}

/// A label and what stands beside it.
pub(super) type Line = (&'static str, String);

/// The widths of label and text.
const WIDTHS: [f64; 2] = [16.0, 100.0];

pub(super) fn set_widths(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// One page wide on paper.
pub(super) fn fit(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
}

/// How to read the sheets.
pub(super) fn about_sheets() -> Vec<Line> {
    vec![
        ("全部", "每行一项：任务表的一行，或没有表行落实的一个条款。".into()),
        ("各单位", "每个责任单位一张表，列出其任务和角色。".into()),
        ("问题", "正文与附表的核对结果。".into()),
        ("到期日", "完成时限的最后一日；长期任务、年份不明的为空。".into()),
        ("状态、进展", "留待填写；状态从列表中选择。".into()),
        ("编号", "t1.r23 为附表第1张第23行，i11.c2 为正文第11个事项的第2个条款。".into()),
        ("单位", "表行不列单位时，取所落实条款的单位。".into()),
        ("灰字", "与上一行同组的部分、组、重点工作；每行照写，便于筛选和排序。".into()),
    ]
}

/// Writes lines from a row on; the row behind them.
pub(super) fn write_lines(
    sheet: &mut Worksheet,
    first: u32,
    lines: &[Line],
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let mut row = first;
    for (label, text) in lines {
        let text = layout::clean(text);
        sheet.set_row_height(row, layout::height(layout::lines(&text, WIDTHS[1])))?;
        sheet.write_string_with_format(row, 0, *label, &styles.label)?;
        sheet.write_string_with_format(row, 1, text, &styles.plain)?;
        row += 1;
    }
    Ok(row)
}

/// What notice it is, and what of it could be read.
pub(super) fn about_notice(tables: &Tables<'_>, lines: &mut Vec<Line>) {
    let notice = tables.notice();
    let header = &notice.header;
    let mut add = |label, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            lines.push((label, text));
        }
    };
    add("通知", header.title.clone());
    add("发文字号", header.document_number.as_ref().map(|number| number.text.clone()));
    add("成文日期", header.issued_on.map(|date| date.to_string()));
    add("署名", Some(header.signatories.join("、")));
    add("文件", Some(tables.document().to_owned()));
    add("SHA-256", Some(notice.source.sha256.clone()));
    let mut counts = Vec::new();
    for (table, words) in
        [(TableName::Clauses, "个条款"), (TableName::Rows, "个表行"), (TableName::Links, "处对应")]
    {
        counts.push(format!("{}{words}", count(tables, table)));
    }
    add("内容", Some(counts.join("，")));
    let residual: String = notice.residual.iter().map(|rest| rest.text.as_str()).collect();
    add("未归文字", Some(residual));
}

fn count(tables: &Tables<'_>, table: TableName) -> usize {
    let mut rows = 0;
    let set = TableSet::of(tables.notice());
    let counted = tables.rows(&set, table, &mut |_| {
        rows += 1;
        Ok(())
    });
    debug_assert!(counted.is_ok(), "counting never fails");
    rows
}

/// The repairs of a notice, ready to be written: the id of the part, and what was done; first the title
/// over them, where there are any.
pub(super) fn repairs(tables: &Tables<'_>) -> Vec<(String, String)> {
    let repairs = &tables.notice().repairs;
    if repairs.is_empty() {
        return Vec::new();
    }
    let title = format!("读取时的修补（{}）", tables.document());
    let mut lines = vec![("修补".to_owned(), layout::clean(&title))];
    lines.extend(repairs.iter().map(|repair| {
        let line = match tables.line(&repair.at) {
            Value::Number(line) => format!("第{line}行 "),
            _ => String::new(),
        };
        let sure = match repair.confidence {
            Confidence::Certain => "",
            Confidence::Likely => "（较有把握）",
            Confidence::Unsure => "（请核对）",
        };
        let text = layout::clean(&format!("{line}{}{sure}", repair.note));
        (layout::clean(repair.id.as_deref().unwrap_or("")), text)
    }));
    lines
}

/// Writes what [`repairs`] made from a row on; the row behind them.
pub(super) fn write_repairs(
    sheet: &mut Worksheet,
    repairs: &[(String, String)],
    first: u32,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    for (row, (id, text)) in (first..).zip(repairs) {
        let style = if row == first { &styles.label } else { &styles.plain };
        sheet.set_row_height(row, layout::height(layout::lines(text, WIDTHS[1])))?;
        sheet.write_string_with_format(row, 0, id, style)?;
        sheet.write_string_with_format(row, 1, text, style)?;
    }
    Ok(first + repairs.len() as u32)
}
