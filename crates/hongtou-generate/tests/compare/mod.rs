//! A notice read back, held against what it means.

use std::collections::BTreeMap;

use hongtou_generate::{Party, Truth};
use hongtou_model::{Notice, Row, SpanRole, UnitMention};
use hongtou_source::{Block, Document, chars};

/// Reads a generated notice.
pub(crate) fn read(name: &str, bytes: impl AsRef<[u8]>) -> (Document, Notice) {
    let options = hongtou_reader::Options::default();
    match hongtou_reader::read(name, bytes.as_ref(), &options) {
        Ok(document) => {
            let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
            (document, notice)
        }
        Err(error) => panic!("{name} is not read: {error:?}"),
    }
}

/// The narrow form of a mark that notices write in both widths.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        other => other,
    }
}

/// Words without white space, widths folded, without the final stop.
pub(crate) fn plain(words: &str) -> String {
    let words: String = words.chars().filter(|&c| !chars::is_space(c)).map(narrow).collect();
    words.trim_end_matches(['。', '.', ';', ',']).to_owned()
}

/// Where the model differs from the truth, in the order of the notice; empty where it is the same.
pub(crate) fn differences(truth: &Truth, notice: &Notice) -> Vec<String> {
    let mut out = Vec::new();
    let mut same = |what: &str, wanted: &str, got: &str| {
        let (wanted, got) = (plain(wanted), plain(got));
        if wanted != got {
            out.push(format!("{what}: {wanted} ≠ {got}"));
        }
    };
    let header = &notice.header;
    let number = header.document_number.as_ref().map_or("", |number| number.text.as_str());
    same("document_number", &truth.document_number, number);
    same("title", &truth.title, header.title.as_deref().unwrap_or_default());
    let issued = header.issued_on.map(|date| date.to_string()).unwrap_or_default();
    same("issued_on", &truth.issued_on, &issued);
    let printed = header.printed_on.map(|date| date.to_string()).unwrap_or_default();
    same("printed_on", truth.printed_on.as_deref().unwrap_or_default(), &printed);
    let title = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    same("plan.title", &truth.plan_title, title.unwrap_or_default());
    body(truth, notice, &mut same);
    table(truth, notice, &mut same);
    out
}

type Same<'f> = &'f mut dyn FnMut(&str, &str, &str);

fn body(truth: &Truth, notice: &Notice, same: Same<'_>) {
    let count = |numbers: (usize, usize)| (numbers.0.to_string(), numbers.1.to_string());
    let (wanted, got) = count((truth.sections.len(), notice.sections.len()));
    same("sections", &wanted, &got);
    for (at, (wanted, got)) in truth.sections.iter().zip(&notice.sections).enumerate() {
        let place = format!("s{}", at + 1);
        let ordinal = |ordinal: Option<u32>| ordinal.map(|n| n.to_string()).unwrap_or_default();
        same(&format!("{place} section.ordinal"), &ordinal(wanted.ordinal), &ordinal(got.ordinal));
        let (title, read) = (wanted.title.as_deref(), got.title.as_deref());
        same(
            &format!("{place} section.title"),
            title.unwrap_or_default(),
            read.unwrap_or_default(),
        );
        let (n, m) = count((wanted.items.len(), got.items.len()));
        same(&format!("{place} items"), &n, &m);
        for (wanted, got) in wanted.items.iter().zip(&got.items) {
            let place = &got.id;
            same(&format!("{place} item.number"), &wanted.number.to_string(), &ordinal(got.number));
            let (heading, read) = (wanted.heading.as_deref(), got.heading.as_deref());
            same(
                &format!("{place} item.heading"),
                heading.unwrap_or_default(),
                read.unwrap_or_default(),
            );
            let group = wanted.group.as_ref().map_or("", |(_, title)| title.as_str());
            let read = got.group.as_ref().and_then(|group| group.title.as_deref());
            same(&format!("{place} item.group"), group, read.unwrap_or_default());
            let (n, m) = count((wanted.clauses.len(), got.clauses.len()));
            same(&format!("{place} clauses"), &n, &m);
            for (wanted, got) in wanted.clauses.iter().zip(&got.clauses) {
                same(&format!("{} clause.text", got.id), &wanted.text, &got.text);
                let (wanted, got_units) = parties(&wanted.units, &got.units);
                same(&format!("{} clause.units", got.id), &wanted, &got_units);
            }
        }
    }
}

fn parties(wanted: &[Party], got: &[UnitMention]) -> (String, String) {
    // `sole` may be read either way.
    let wanted: Vec<String> = wanted
        .iter()
        .enumerate()
        .map(|(at, (name, role))| {
            let read = got.get(at).map_or("", |unit| unit.role.name());
            let either = *role == "sole" && ["lead", "responsible"].contains(&read);
            format!("{name} {}", if either { read } else { role })
        })
        .collect();
    let got = got.iter().map(|unit| format!("{} {}", unit.name, unit.role.name()));
    (wanted.join(" "), got.collect::<Vec<_>>().join(" "))
}

fn table(truth: &Truth, notice: &Notice, same: Same<'_>) {
    let rows: Vec<&Row> = notice.tables.iter().flat_map(|table| &table.rows).collect();
    let Some((title, wanted)) = &truth.table else {
        same("rows", "0", &rows.len().to_string());
        return;
    };
    let read = notice.tables.first().and_then(|table| table.title.as_deref());
    same("table.title", title, read.unwrap_or_default());
    same("tables", "1", &notice.tables.len().to_string());
    same("rows", &wanted.len().to_string(), &rows.len().to_string());
    // A clause's place by its id.
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    let items = notice.sections.iter().flat_map(|section| &section.items);
    for (i, item) in items.enumerate() {
        for (c, clause) in item.clauses.iter().enumerate() {
            places.insert(&clause.id, format!("{}.{}", i + 1, c + 1));
        }
    }
    for (wanted, got) in wanted.iter().zip(rows) {
        let id = &got.id;
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        same(&format!("{id} row.number"), &wanted.number.to_string(), &number(got.number));
        let section = got.section.as_ref().and_then(|section| section.ordinal);
        if wanted.section.is_some() {
            same(&format!("{id} row.section"), &number(wanted.section), &number(section));
        }
        let (action, read) = (wanted.action.as_deref(), got.action.as_deref());
        same(&format!("{id} row.action"), action.unwrap_or_default(), read.unwrap_or_default());
        same(
            &format!("{id} row.content"),
            &wanted.content,
            got.content.as_deref().unwrap_or_default(),
        );
        let targets =
            wanted.targets.iter().map(|(period, words)| format!("{period} {}", plain(words)));
        let targets: Vec<String> = targets.collect();
        let read = got.targets.iter().filter(|target| !target.text.is_empty()).map(|target| {
            let period = target.period.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{period} {}", plain(&target.text))
        });
        same(&format!("{id} row.targets"), &targets.join(" "), &read.collect::<Vec<_>>().join(" "));
        let deadline = wanted.deadline.as_deref().unwrap_or_default();
        let read = got.deadline.as_ref().map_or("", |deadline| deadline.text.as_str());
        same(&format!("{id} row.deadline"), deadline, read);
        let (units, read) = parties(&wanted.units, &got.units);
        same(&format!("{id} row.units"), &units, &read);
        let clause = got.clause.as_deref().and_then(|id| places.get(id));
        let place = format!("{}.{}", wanted.clause.0, wanted.clause.1);
        same(&format!("{id} row.clause"), &place, clause.map_or("", String::as_str));
    }
}

/// Files read as one notice.
#[allow(dead_code)]
pub(crate) fn read_as_one(name: &str, files: &[impl AsRef<[u8]>]) -> (Document, Notice) {
    let mut whole = Document::default();
    for (index, file) in (0..).zip(files) {
        let one = hongtou_reader::read(name, file.as_ref(), &hongtou_reader::Options::default());
        let Document { sources, blocks } = one.expect("readable");
        whole.sources.extend(sources);
        whole.blocks.extend(blocks.into_iter().map(|block| Block { source: index, ..block }));
    }
    let notice = hongtou_parser::parse(&whole, &hongtou_parser::Options::default());
    (whole, notice)
}

/// What every model must keep, whatever it was read from: the printed words stand at their spans,
/// and each character that is not white space is held once.
pub(crate) fn broken_promises(document: &Document, notice: &Notice) -> Vec<String> {
    let mut wrong = document.audit();
    let mut held: Vec<Vec<bool>> =
        document.sources.iter().map(|source| vec![false; source.text.len()]).collect();
    let mut copy = notice.clone();
    copy.visit_spans(&mut |role, span| {
        let words: String = span
            .fragments()
            .iter()
            .map(|f| &document.sources[usize::from(f.source())].text[f.range().bytes()])
            .collect();
        match role {
            SpanRole::Printed(text) | SpanRole::Prose(text) | SpanRole::Residual(text)
                if !span.fragments().is_empty() && words != text =>
            {
                wrong.push(format!("span says {words}, value {text}"));
            }
            _ => {}
        }
        if !matches!(role, SpanRole::Container | SpanRole::Repair) {
            for fragment in span.fragments() {
                held[usize::from(fragment.source())][fragment.range().bytes()].fill(true);
            }
        }
    });
    for (source, held) in document.sources.iter().zip(held) {
        let lost: String = source
            .text
            .char_indices()
            .filter(|&(at, c)| !chars::is_space(c) && !held[at])
            .map(|(_, c)| c)
            .collect();
        if !lost.is_empty() {
            wrong.push(format!("nothing holds: {lost}"));
        }
    }
    wrong
}
