//! Faults around the body: number, titles, dates, attachments.

use hongtou_model::TableKind;

use super::edits::*;
use super::{Case, Plant};

pub(super) fn printed_before(case: &Case) -> Vec<Plant> {
    let spans = &case.notice.header.spans;
    let Some((start, end)) = range(&spans.printed_on) else { return Vec::new() };
    let text = &case.text[start..end];
    let (Some(month), Some(day)) = (text.find('月'), text.find('日')) else { return Vec::new() };
    let first = change(start + month + 3, start + day, "1");
    let issued = case.notice.header.issued_on.is_some_and(|date| date.day() > 1);
    let same = case.notice.header.issued_on.zip(case.notice.header.printed_on);
    let month = same.is_some_and(|(a, b)| a.month() == b.month());
    if issued && month { vec![plant("printed_on", vec![first])] } else { Vec::new() }
}

pub(super) fn year_changed(case: &Case) -> Vec<Plant> {
    let header = &case.notice.header;
    let mut out = Vec::new();
    let dated = header.issued_on.is_some_and(|date| (2..=11).contains(&date.month()));
    if header.document_number.is_some() && dated {
        out.extend(
            year_before(case, &header.spans.document_number)
                .map(|c| plant("document_number", vec![c])),
        );
    }
    let one_year = |text: Option<&String>| text.is_some_and(|text| text.matches("20").count() == 1);
    if let Some(plan) = &case.notice.plan
        && one_year(header.title.as_ref())
        && one_year(plan.title.as_ref())
    {
        out.extend(year_before(case, &header.spans.title).map(|c| plant("title", vec![c])));
        out.extend(year_before(case, &plan.spans.title).map(|c| plant("plan", vec![c])));
    }
    out
}

pub(super) fn issue_year(case: &Case) -> Vec<Plant> {
    let header = &case.notice.header;
    let dated = header.issued_on.is_some_and(|date| (3..=10).contains(&date.month()));
    let number = header.document_number.as_ref().is_some_and(|n| n.year.is_some());
    let mut out = Vec::new();
    if dated && number {
        out.extend(year_before(case, &header.spans.issued_on).map(|c| plant("issued_on", vec![c])));
    }
    out
}

pub(super) fn attachment_retitled(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for attachment in case.notice.header.attachments.iter().filter(|a| a.attached_title.is_some()) {
        let Some((start, end)) = range(&attachment.attached_span) else { continue };
        if case.text[..end].ends_with(['）', ')']) {
            continue;
        }
        let two: usize = case.text[start..end].chars().rev().take(3).map(char::len_utf8).sum();
        out.push(plant(
            &attachment.title,
            vec![change(
                end - two,
                end,
                if case.text[..end].ends_with("一览表") { "汇总表" } else { "一览表" },
            )],
        ));
    }
    out
}

pub(super) fn square_brackets(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let Some((start, end)) = range(&case.notice.header.spans.document_number) else { return out };
    let text = &case.text[start..end];
    if let (Some(a), Some(b)) = (text.find('〔'), text.find('〕')) {
        out.push(plant(
            "document_number",
            vec![change(start + a, start + a + 3, "["), change(start + b, start + b + 3, "]")],
        ));
    }
    out
}

pub(super) fn plan_renamed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let Some(title) = case.notice.plan.as_ref().and_then(|plan| plan.title.as_ref()) else {
        return out;
    };
    let title = hongtou_source::fold(title);
    for prose in &case.notice.prose {
        let Some((start, _)) = range(&prose.span) else { continue };
        let (Some(open), Some(close)) = (prose.text.find('《'), prose.text.find('》')) else {
            continue;
        };
        let inside = &prose.text[open + 3..close];
        if prose.text.contains("印发给你们")
            && hongtou_source::fold(inside) == title
            && prose.text.matches('《').count() == 1
        {
            if !inside.ends_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                continue;
            }
            let two: usize = inside.chars().rev().take(2).map(char::len_utf8).sum();
            out.push(plant(&prose.id, vec![change(start + close - two, start + close, "纲要")]));
        }
    }
    out
}

pub(super) fn attachment_relisted(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for attachment in case.notice.header.attachments.iter().filter(|a| a.attached_title.is_some()) {
        let Some((start, end)) = range(&attachment.span) else { continue };
        let Some(at) = case.text[start..end].rfind(is_han) else { continue };
        let last = case.text[start + at..].chars().next().map_or(0, char::len_utf8);
        let before: usize =
            case.text[start..start + at].chars().rev().take(1).map(char::len_utf8).sum();
        out.push(plant(
            &attachment.title,
            vec![change(start + at - before, start + at + last, "一览")],
        ));
    }
    out
}

pub(super) fn table_year(case: &Case) -> Vec<Plant> {
    let title = case.notice.header.title.as_ref();
    let mut out = Vec::new();
    if title.is_none_or(|title| title.matches("20").count() != 1) {
        return out;
    }
    for table in case.notice.tables.iter().filter(|table| table.kind == TableKind::Task) {
        if table.title.as_ref().is_some_and(|title| title.matches("20").count() == 1) {
            out.extend(year_before(case, &table.spans.title).map(|c| plant(&table.id, vec![c])));
        }
    }
    out
}

pub(super) fn number_year_letter(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let Some(title) = case.notice.plan.as_ref().and_then(|plan| plan.title.as_ref()) else {
        return out;
    };
    if title.matches("20").count() != 1 {
        return out;
    }
    for prose in &case.notice.prose {
        let Some((start, end)) = range(&prose.span) else { continue };
        let text = &case.text[start..end];
        if let (Some(open), true) = (text.find(&format!("《{title}》")), text.contains("印发"))
            && let Some(at) = text[open..].find("20")
        {
            let at = start + open + at;
            let year: u32 = case.text[at..at + 4].parse().unwrap_or(2000);
            out.push(plant(&prose.id, vec![change(at, at + 4, &(year - 1).to_string())]));
        }
    }
    out
}
