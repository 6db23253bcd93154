//! The block of metadata that portals print before the text, as a table or as loose lines.

use hongtou_model::{Header, Metadata, ProseRole};
use hongtou_source::TextRange;

use super::Head;
use crate::flow::{Flow, trim};
use crate::lines::Line;
use crate::record::Record;
use crate::table::GridRef;
use crate::{date, reference, words};

/// Whether a grid is a block of metadata: labels that such blocks use, each before its value.
pub(crate) fn is_metadata_grid(at: &GridRef<'_>) -> bool {
    if at.grid.rows.len() > 20 {
        return false;
    }
    let cells = at.grid.rows.iter().flat_map(|row| &row.cells);
    let labels = cells
        .filter(|cell| {
            metadata_label(Flow::new(at.source, at.index, &cell.pieces).text()).is_some()
        })
        .count();
    labels >= 2 && labels >= at.grid.rows.len().min(3)
}

/// A label of metadata without its colon and inner spaces, where the words are one.
fn metadata_label(text: &str) -> Option<String> {
    let squeezed: String = words::printed(text).collect();
    let bare = squeezed.trim_matches(['：', ':', '∶', '【', '】', '[', ']']);
    words::METADATA.contains(&bare).then(|| bare.to_owned())
}

pub(super) fn metadata_grid(header: &mut Header, at: &GridRef<'_>, record: &mut Record) {
    let mut label: Option<String> = None;
    for cell in at.grid.rows.iter().flat_map(|row| &row.cells) {
        let flow = Flow::new(at.source, at.index, &cell.pieces);
        let text = flow.text();
        if let Some(found) = metadata_label(text) {
            record.label(&flow, 0..text.len());
            label = Some(found);
            continue;
        }
        // Label and value in one cell.
        if let Some(colon) = text.find([':', '：', '∶'])
            && let Some(found) = metadata_label(&text[..colon])
        {
            let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
            record.label(&flow, 0..after);
            let value = flow.slice(trim(text, after..text.len()));
            if !value.is_empty() {
                push_metadata(header, found, &value);
            }
            continue;
        }
        let value = flow.slice(trim(text, 0..text.len()));
        if value.is_empty() {
            continue;
        }
        match label.take() {
            Some(label) => push_metadata(header, label, &value),
            None => record.prose(ProseRole::Note, &value),
        }
    }
}

/// 索引号：… lines at the top: label and value on one line, or the value on the next.
pub(super) fn metadata_lines<'s>(
    head: &mut Head<'s>,
    lines: &mut Vec<Line<'s>>,
    record: &mut Record,
) {
    let split = |line: &Line<'_>| -> Option<(String, usize)> {
        let text = line.text();
        if let Some(colon) = text.find(['：', ':', '∶']) {
            let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
            return metadata_label(&text[..colon]).map(|label| (label, after));
        }
        metadata_label(text)
            .filter(|label| label.chars().count() >= 3)
            .map(|label| (label, text.len()))
    };
    let found: Vec<bool> = lines
        .iter()
        .map(|line| line.text().chars().count() < 200 && split(line).is_some())
        .collect();
    if found.iter().filter(|&&is| is).count() < 2 {
        return;
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let Some((label, after)) = split(line).filter(|_| found[at]) else {
            kept.push(line.clone());
            at += 1;
            continue;
        };
        record.label(&line.flow, 0..after);
        let text = line.text();
        let value = trim(text, after..text.len());
        at += 1;
        let flow = if value.is_empty() {
            match lines.get(at) {
                Some(next)
                    if !found[at]
                        && next.text().chars().count() < 120
                        && !next.text().contains('。') =>
                {
                    at += 1;
                    next.flow.slice(trim(next.text(), 0..next.text().len()))
                }
                _ => continue,
            }
        } else {
            line.flow.slice(value)
        };
        push_metadata(&mut head.header, label, &flow);
    }
    *lines = kept;
}

fn push_metadata(header: &mut Header, label: String, flow: &Flow<'_>) {
    header.metadata.push(Metadata { label, value: flow.text().to_owned(), span: flow.whole() });
}

/// What the metadata block knows and the notice itself does not print.
pub(crate) fn fill_from_metadata(header: &mut Header) {
    let find = |labels: &[&str]| {
        header.metadata.iter().find(|entry| labels.contains(&entry.label.as_str())).cloned()
    };
    if header.document_number.is_none()
        && let Some(entry) = find(&["发文字号", "文号", "字号", "发布文号"])
        && let Some((_, number)) = reference::document_number(&entry.value)
    {
        header.spans.document_number = part_of(&entry, &number.text);
        header.document_number = Some(number);
    }
    if header.title.is_none()
        && let Some(entry) = find(&["标题", "名称", "题名", "文件名称", "信息名称"])
    {
        header.spans.title = entry.span;
        header.title = Some(entry.value);
    }
    if header.issued_on.is_none()
        && let Some(entry) = find(&["成文日期", "成文时间", "发文日期", "签发日期", "签署日期"])
        && let Some((range, date)) = date::full_date(&entry.value)
    {
        header.spans.issued_on = part_of(&entry, &entry.value[range]);
        header.issued_on = Some(date);
    }
}

/// Where words of a metadata value are printed.
fn part_of(entry: &Metadata, words: &str) -> hongtou_model::Span {
    match (entry.value.find(words), entry.span.fragments()) {
        (Some(at), [fragment]) => {
            let start = fragment.start as usize + at;
            hongtou_model::Span::one(fragment.source, TextRange::at(start, start + words.len()))
        }
        _ => entry.span.clone(),
    }
}
