//! A notice in lines that a person can hold against the print.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display, Write};

use hongtou_model::{
    Deadline, Notice, OtherCell, Quantity, Reference, Row, Section, Table, UnitMention,
};

/// Writes what a notice was read as.
pub(crate) fn outline(notice: &Notice) -> String {
    let mut out = String::new();
    write_notice(&mut out, notice).expect("a String takes all");
    out
}

/// Writes what the notice orders: header, sections and rows, without where and how it is printed.
pub(crate) fn orders(notice: &Notice) -> String {
    let mut out = String::new();
    let write = |out: &mut String| -> fmt::Result {
        header(out, notice)?;
        notice.sections.iter().try_for_each(|part| section(out, part))?;
        notice.tables.iter().try_for_each(|part| table(out, part))
    };
    write(&mut out).expect("a String takes all");
    out
}

fn write_notice(out: &mut String, notice: &Notice) -> fmt::Result {
    header(out, notice)?;
    for plan in notice.plan.iter().filter(|_| notice.plans.is_empty()).chain(&notice.plans) {
        writeln!(out, "plan: {}", plan.title.as_deref().unwrap_or("-"))?;
        if let Some(preamble) = &plan.preamble {
            writeln!(out, "  preamble: {}", one_line(preamble))?;
        }
    }
    for convention in &notice.conventions {
        writeln!(out, "convention {}: {}", named(&convention.kind), one_line(&convention.text))?;
    }
    for prose in &notice.prose {
        writeln!(out, "{} {}: {}", prose.id, named(&prose.role), one_line(&prose.text))?;
    }
    for part in &notice.sections {
        section(out, part)?;
    }
    for part in &notice.tables {
        table(out, part)?;
    }
    let mut repairs: BTreeMap<String, u32> = BTreeMap::new();
    for repair in &notice.repairs {
        let note =
            format!("{} ({}): {}", named(&repair.kind), named(&repair.confidence), repair.note);
        *repairs.entry(note).or_default() += 1;
    }
    for (repair, count) in repairs {
        writeln!(out, "repair {repair}{}", times(count))?;
    }
    let mut furniture: BTreeMap<String, u32> = BTreeMap::new();
    for part in &notice.furniture {
        *furniture.entry(named(&part.kind)).or_default() += 1;
    }
    let furniture: Vec<String> =
        furniture.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    writeln!(out, "furniture: {}", furniture.join(", "))?;
    for residual in &notice.residual {
        writeln!(out, "residual: {}", one_line(&residual.text))?;
    }
    Ok(())
}

fn header(out: &mut String, notice: &Notice) -> fmt::Result {
    let header = &notice.header;
    let mut part = |label: &str, value: Option<String>| match value {
        Some(value) => writeln!(out, "{label}: {}", one_line(&value)),
        None => Ok(()),
    };
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join(" | "));
    part("issuer mark", header.issuer_mark.clone())?;
    part("document number", header.document_number.as_ref().map(|number| number.text.clone()))?;
    part("title", header.title.clone())?;
    part("addressees", list(&header.addressees))?;
    part("signatories", list(&header.signatories))?;
    part("issued on", header.issued_on.map(|date| date.to_string()))?;
    part("disclosure", header.disclosure.clone())?;
    for attachment in &header.attachments {
        let number = attachment.number.map(|number| number.to_string()).unwrap_or_default();
        let attached = if attachment.attached { " (attached)" } else { "" };
        part("attachment", Some(format!("{number} {}{attached}", attachment.title)))?;
    }
    part("copied to", list(&header.copied_to))?;
    part("printed by", header.printed_by.clone())?;
    part("printed on", header.printed_on.map(|date| date.to_string()))?;
    part("marks", list(&header.marks))?;
    for entry in &header.metadata {
        part("metadata", Some(format!("{} = {}", entry.label, entry.value)))?;
    }
    Ok(())
}

fn section(out: &mut String, section: &Section) -> fmt::Result {
    let ordinal = section.ordinal.map(|ordinal| format!(" {ordinal}.")).unwrap_or_default();
    let plan = section.plan.map(|plan| format!(" (plan {})", plan + 1)).unwrap_or_default();
    let title = section.title.as_deref().unwrap_or("-");
    writeln!(out, "{}{ordinal}{plan} {title}", section.id)?;
    let mut group = None;
    for item in &section.items {
        if item.group.as_ref().map(|group| &group.spans) != group {
            group = item.group.as_ref().map(|group| &group.spans);
            if let Some(group) = &item.group {
                writeln!(out, "  group {} {}", group.label, group.title.as_deref().unwrap_or("-"))?;
            }
        }
        let number = item.number.map(|number| format!(" {number}.")).unwrap_or_default();
        let heading =
            item.heading.as_ref().map(|text| format!(" {}", one_line(text))).unwrap_or_default();
        writeln!(out, "  {}{number}{heading}", item.id)?;
        for clause in &item.clauses {
            writeln!(out, "    {}: {}", clause.id, one_line(&clause.text))?;
            if let Some(duty) = &clause.responsibility {
                let open = if duty.open { " (open)" } else { "" };
                let group = if duty.of_group { " (of the group)" } else { "" };
                writeln!(out, "      <{}>{open}{group}", one_line(&duty.text))?;
            }
            units(out, "      ", &clause.units)?;
            values(out, "      ", &clause.quantities, &clause.deadlines, &clause.references)?;
        }
    }
    Ok(())
}

fn table(out: &mut String, table: &Table) -> fmt::Result {
    let restates = if table.restates_body { ", restates the body" } else { "" };
    let title = table.title.as_deref().unwrap_or("-");
    writeln!(out, "{} {}{restates}: {}", table.id, named(&table.kind), one_line(title))?;
    let columns = table.columns.iter().map(|column| {
        let period = column.period.map(|period| format!(" {period}")).unwrap_or_default();
        format!("{}{period} <{}>", named(&column.kind), one_line(&column.header))
    });
    writeln!(out, "  columns: {}", columns.collect::<Vec<_>>().join(" | "))?;
    for part in &table.rows {
        row(out, part)?;
    }
    for cells in &table.cells {
        writeln!(out, "  {}", other(cells))?;
    }
    Ok(())
}

fn row(out: &mut String, row: &Row) -> fmt::Result {
    let number = row.number.map(|number| format!(" {number}.")).unwrap_or_default();
    write!(out, "  {}{number} → {}", row.id, row.clause.as_deref().unwrap_or("-"))?;
    for also in &row.also {
        write!(out, ", {also}")?;
    }
    writeln!(out)?;
    if let Some(section) = &row.section {
        let ordinal = section.ordinal.map(|ordinal| format!("{ordinal}. ")).unwrap_or_default();
        writeln!(out, "    section: {ordinal}{}", section.title.as_deref().unwrap_or("-"))?;
    }
    for (label, text) in [("action", &row.action), ("content", &row.content)] {
        if let Some(text) = text {
            writeln!(out, "    {label}: {}", one_line(text))?;
        }
    }
    values(out, "      ", &row.quantities, &row.deadlines, &row.references)?;
    for target in &row.targets {
        let period = target.period.map_or("target".to_owned(), |period| period.to_string());
        writeln!(out, "    {period}: {}", one_line(&target.text))?;
        values(out, "      ", &target.quantities, &target.deadlines, &target.references)?;
    }
    if let Some(deadline) = &row.deadline {
        writeln!(out, "    deadline: {}", of_deadline(deadline))?;
    }
    units(out, "    ", &row.units)?;
    if row.open {
        writeln!(out, "    (open)")?;
    }
    if !row.other.is_empty() {
        writeln!(out, "    other: {}", other(&row.other))?;
    }
    Ok(())
}

fn other(cells: &[OtherCell]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("[{}] {}", cell.column, one_line(&cell.text))).collect();
    cells.join(" ")
}

fn units(out: &mut String, indent: &str, units: &[UnitMention]) -> fmt::Result {
    let mut rest = units;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|unit| unit.role == first.role).count();
        let names: Vec<String> = rest[..count]
            .iter()
            .map(|unit| match &unit.written {
                Some(written) => format!("{} (written {written})", unit.name),
                None => unit.name.to_string(),
            })
            .collect();
        writeln!(out, "{indent}{}: {}", first.role.name(), names.join(" | "))?;
        rest = &rest[count..];
    }
    Ok(())
}

fn values(
    out: &mut String,
    indent: &str,
    quantities: &[Quantity],
    deadlines: &[Deadline],
    references: &[Reference],
) -> fmt::Result {
    for quantity in quantities {
        let max = quantity.value_max.as_ref().map(|max| format!("–{max}")).unwrap_or_default();
        writeln!(
            out,
            "{indent}quantity {}: {} {}{max} {} of {}",
            one_line(&quantity.text),
            named(&quantity.comparator),
            quantity.value,
            quantity.measure.as_deref().unwrap_or("-"),
            quantity.metric.as_deref().unwrap_or("-")
        )?;
    }
    for deadline in deadlines {
        writeln!(out, "{indent}deadline {}", of_deadline(deadline))?;
    }
    for reference in references {
        writeln!(
            out,
            "{indent}reference {}: {} {} {}",
            one_line(&reference.text),
            reference.title.as_deref().unwrap_or("-"),
            reference.document_number.as_deref().unwrap_or("-"),
            reference.standard.as_deref().unwrap_or("-")
        )?;
    }
    Ok(())
}

fn of_deadline(deadline: &Deadline) -> String {
    let date = deadline.date.map(|date| format!(" {date}")).unwrap_or_default();
    format!("{} ({}{date})", one_line(&deadline.text), named(&deadline.kind))
}

/// The name that the model's JSON has for a value.
fn named<T: serde::Serialize + Debug>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => panic!("{value:?} has no name in JSON: {other:?}"),
    }
}

fn one_line(text: impl Display) -> String {
    text.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn times(count: u32) -> String {
    if count > 1 { format!(" ×{count}") } else { String::new() }
}
