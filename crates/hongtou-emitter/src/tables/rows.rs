//! The rows of the tidy tables, in the order of the notice.

use std::borrow::Cow;
use std::io;

use hongtou_model::{
    Column, Deadline, OtherCell, Quantity, Reference, Row, Span, Table, TableKind, Target,
    UnitMention,
};

use super::{RowSink, Tables, Value, joined, names, within};

/// The part of the notice that a value is named in.
struct Owner<'n> {
    /// Its address: `i1.c1`, `t1.r18.content`, `t1.r18.Q1`.
    id: Cow<'n, str>,
    /// `clause`, `content`, `deadline` or `target`.
    part: &'static str,
    clause: Option<&'n str>,
    row: Option<&'n str>,
    period: Option<String>,
    quantities: &'n [Quantity],
    deadlines: &'n [Deadline],
    references: &'n [Reference],
}

impl Owner<'_> {
    /// The cells of the columns that say whose value it is, with the value's position.
    fn cells<'v>(&'v self, document: &'v str, position: usize) -> [Value<'v>; 8] {
        [
            Value::Text(document),
            Value::Text(&self.id),
            Value::count(position + 1),
            Value::Text(if self.row.is_some() { "table" } else { "body" }),
            Value::Text(self.part),
            Value::text(self.clause),
            Value::text(self.row),
            Value::text(self.period.as_deref()),
        ]
    }
}

/// `t1.r18.Q1`, or `t1.r18.target` where the column names no period; a second one has `-2`.
fn target_id(row: &Row, position: usize) -> String {
    let Target { period, .. } = &row.targets[position];
    let before = row.targets[..position].iter().filter(|other| other.period == *period).count();
    let name = period.map_or_else(|| "target".to_owned(), |period| period.to_string());
    if before == 0 {
        format!("{}.{name}", row.id)
    } else {
        format!("{}.{name}-{}", row.id, before + 1)
    }
}

impl<'n> Tables<'n> {
    pub(super) fn documents(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        let notice = self.notice;
        let header = &notice.header;
        let number = header.document_number.as_ref();
        let list = |values: &'n [String]| joined(values.iter().map(String::as_str), "、");
        let addressees = list(&header.addressees);
        let signatories = list(&header.signatories);
        let copied_to = list(&header.copied_to);
        let marks = list(&header.marks);
        let attachments = joined(header.attachments.iter().map(|a| a.title.as_str()), "；");
        let plans = joined(
            notice
                .plan
                .iter()
                .filter(|_| notice.plans.is_empty())
                .chain(&notice.plans)
                .filter_map(|plan| plan.title.as_deref()),
            "；",
        );
        let items: usize = notice.sections.iter().map(|section| section.items.len()).sum();
        let rows: usize = notice.tables.iter().map(|table| table.rows.len()).sum();
        let residual = notice.residual.iter().flat_map(|rest| rest.text.chars());
        sink(&[
            Value::Text(self.document),
            Value::words(&notice.source.name),
            Value::words(&notice.source.format),
            Value::words(&notice.source.encoding),
            Value::Number(notice.source.bytes),
            Value::words(&notice.source.sha256),
            Value::text(header.issuer_mark.as_deref()),
            Value::text(number.map(|number| number.text.as_str())),
            Value::text(number.map(|number| number.agency.as_str())),
            Value::number(number.and_then(|number| number.year)),
            Value::number(number.and_then(|number| number.serial)),
            Value::text(header.title.as_deref()),
            Value::words(&addressees),
            Value::words(&signatories),
            Value::day(header.issued_on),
            Value::text(header.disclosure.as_deref()),
            Value::words(&attachments),
            Value::words(&copied_to),
            Value::text(header.printed_by.as_deref()),
            Value::day(header.printed_on),
            Value::words(&marks),
            Value::words(&plans),
            Value::count(notice.sections.len()),
            Value::count(items),
            Value::count(self.clauses.len()),
            Value::count(rows),
            Value::count(notice.repairs.len()),
            Value::count(residual.filter(|c| !c.is_whitespace()).count()),
            Value::count(notice.sources.len().max(1)),
            Value::Text(&notice.schema_version),
        ])
    }

    pub(super) fn sections(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for section in &self.notice.sections {
            let [line, start, end, source] = self.place(&section.span);
            let plan = section.plan.and_then(|plan| self.notice.plans.get(plan as usize));
            sink(&[
                Value::Text(self.document),
                Value::Text(&section.id),
                Value::number(section.ordinal),
                Value::text(section.title.as_deref()),
                Value::text(plan.and_then(|plan| plan.title.as_deref())),
                Value::words(&section.fingerprint),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }

    pub(super) fn items(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for section in &self.notice.sections {
            for item in &section.items {
                let [line, start, end, source] = self.place(&item.span);
                let group = item.group.as_ref();
                sink(&[
                    Value::Text(self.document),
                    Value::Text(&item.id),
                    Value::Text(&section.id),
                    Value::number(item.number),
                    Value::text(item.heading.as_deref()),
                    Value::text(group.map(|group| group.label.as_str())),
                    Value::text(group.and_then(|group| group.title.as_deref())),
                    line,
                    start,
                    end,
                    source,
                ])?;
            }
        }
        Ok(())
    }

    pub(super) fn clauses(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for place in within(self.notice) {
            let clause = place.clause;
            let [line, start, end, source] = self.place(&clause.span);
            let responsibility = clause.responsibility.as_ref();
            sink(&[
                Value::Text(self.document),
                Value::Text(&clause.id),
                Value::Text(&place.item.id),
                Value::Text(&place.section.id),
                Value::words(&clause.text),
                Value::text(responsibility.map(|words| words.text.as_str())),
                responsibility.map_or(Value::Missing, |words| Value::Flag(words.open)),
                responsibility.map_or(Value::Missing, |words| Value::Flag(words.of_group)),
                Value::text(responsibility.and_then(|words| words.scope.as_deref())),
                Value::words(&clause.fingerprint),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }

    pub(super) fn tables(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for table in &self.notice.tables {
            let [line, start, end, source] = self.place(&table.span);
            sink(&[
                Value::Text(self.document),
                Value::Text(&table.id),
                Value::Text(names::table_kind(table.kind)),
                Value::text(table.title.as_deref()),
                Value::Flag(table.restates_body),
                Value::count(table.columns.len()),
                Value::count(if table.kind == TableKind::Other {
                    table.cells.len()
                } else {
                    table.rows.len()
                }),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }

    fn rows_of_tables(&self) -> impl Iterator<Item = (&'n Table, usize, &'n Row)> + use<'n> {
        self.notice.tables.iter().flat_map(|table| {
            table.rows.iter().enumerate().map(move |(index, row)| (table, index + 1, row))
        })
    }

    pub(super) fn table_rows(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for (table, position, row) in self.rows_of_tables() {
            let [line, start, end, source] = self.place(&row.span);
            let section = row.section.as_ref();
            let deadline = row.deadline.as_ref();
            sink(&[
                Value::Text(self.document),
                Value::Text(&row.id),
                Value::Text(&table.id),
                Value::count(position),
                Value::number(row.number),
                Value::number(section.and_then(|section| section.ordinal)),
                Value::text(section.and_then(|section| section.title.as_deref())),
                Value::text(row.action.as_deref()),
                Value::text(row.content.as_deref()),
                Value::text(deadline.map(|deadline| deadline.text.as_str())),
                Value::day(deadline.and_then(|deadline| deadline.date)),
                Value::Flag(row.open),
                Value::text(row.clause.as_deref()),
                Value::words(&row.fingerprint),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }

    pub(super) fn targets(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for (_, _, row) in self.rows_of_tables() {
            for (index, target) in row.targets.iter().enumerate() {
                let [line, start, end, source] = self.place(&target.span);
                let period = target.period.map(|period| period.to_string());
                sink(&[
                    Value::Text(self.document),
                    Value::Text(&target_id(row, index)),
                    Value::Text(&row.id),
                    Value::count(index + 1),
                    Value::text(period.as_deref()),
                    Value::words(&target.text),
                    line,
                    start,
                    end,
                    source,
                ])?;
            }
        }
        Ok(())
    }

    pub(super) fn cells(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for table in &self.notice.tables {
            for (index, row) in table.rows.iter().enumerate() {
                for cell in &row.other {
                    self.cell(table, index, Some(&row.id), cell, sink)?;
                }
            }
            for (index, cells) in table.cells.iter().enumerate() {
                for cell in cells {
                    self.cell(table, index, None, cell, sink)?;
                }
            }
        }
        Ok(())
    }

    fn cell(
        &self,
        table: &Table,
        row: usize,
        row_id: Option<&str>,
        cell: &OtherCell,
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        let [line, start, end, source] = self.place(&cell.span);
        let column: Option<&Column> = table.columns.get(cell.column as usize);
        sink(&[
            Value::Text(self.document),
            Value::Text(&table.id),
            Value::count(row + 1),
            Value::Number(u64::from(cell.column) + 1),
            Value::text(row_id),
            Value::text(column.map(|column| names::column_kind(column.kind))),
            Value::words(column.map_or("", |column| &column.header)),
            Value::words(&cell.text),
            line,
            start,
            end,
            source,
        ])
    }

    pub(super) fn units(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for unit in &self.notice.units {
            sink(&[
                Value::Text(self.document),
                Value::Text(&unit.id),
                Value::Text(&unit.name),
                Value::words(&joined(unit.aliases.iter().map(String::as_str), "、")),
                Value::Text(names::unit_kind(unit.kind)),
                Value::Number(unit.mentions.into()),
            ])?;
        }
        Ok(())
    }

    pub(super) fn responsibilities(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for place in within(self.notice) {
            self.mentions(Some(&place.clause.id), None, &place.clause.units, sink)?;
        }
        for (_, _, row) in self.rows_of_tables() {
            self.mentions(None, Some(&row.id), &row.units, sink)?;
        }
        Ok(())
    }

    fn mentions(
        &self,
        clause: Option<&str>,
        row: Option<&str>,
        units: &[UnitMention],
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        for (index, unit) in units.iter().enumerate() {
            let [line, start, end, source] = self.place(&unit.span);
            sink(&[
                Value::Text(self.document),
                Value::text(row.or(clause)),
                Value::count(index + 1),
                Value::Text(if row.is_some() { "table" } else { "body" }),
                Value::text(clause),
                Value::text(row),
                Value::Text(&unit.name),
                self.unit_id(&unit.name),
                Value::Text(unit.role.name()),
                unit.kind.map_or(Value::Missing, |kind| Value::Text(names::unit_kind(kind))),
                Value::text(unit.written.as_deref()),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }

    /// Calls `f` for every part that can name figures, deadlines and citations.
    fn owners(&self, f: &mut dyn FnMut(&Owner<'n>) -> io::Result<()>) -> io::Result<()> {
        for place in within(self.notice) {
            let clause = place.clause;
            f(&Owner {
                id: Cow::Borrowed(&clause.id),
                part: "clause",
                clause: Some(&clause.id),
                row: None,
                period: None,
                quantities: &clause.quantities,
                deadlines: &clause.deadlines,
                references: &clause.references,
            })?;
        }
        for (_, _, row) in self.rows_of_tables() {
            if !(row.quantities.is_empty() && row.deadlines.is_empty() && row.references.is_empty())
            {
                f(&Owner {
                    id: Cow::Owned(format!("{}.content", row.id)),
                    part: "content",
                    clause: None,
                    row: Some(&row.id),
                    period: None,
                    quantities: &row.quantities,
                    deadlines: &row.deadlines,
                    references: &row.references,
                })?;
            }
            if let Some(deadline) = &row.deadline {
                f(&Owner {
                    id: Cow::Owned(format!("{}.deadline", row.id)),
                    part: "deadline",
                    clause: None,
                    row: Some(&row.id),
                    period: None,
                    quantities: &[],
                    deadlines: std::slice::from_ref(deadline),
                    references: &[],
                })?;
            }
            for (index, target) in row.targets.iter().enumerate() {
                if target.quantities.is_empty()
                    && target.deadlines.is_empty()
                    && target.references.is_empty()
                {
                    continue;
                }
                f(&Owner {
                    id: Cow::Owned(target_id(row, index)),
                    part: "target",
                    clause: None,
                    row: Some(&row.id),
                    period: target.period.map(|period| period.to_string()),
                    quantities: &target.quantities,
                    deadlines: &target.deadlines,
                    references: &target.references,
                })?;
            }
        }
        Ok(())
    }

    pub(super) fn quantities(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        self.owners(&mut |owner| {
            for (index, quantity) in owner.quantities.iter().enumerate() {
                let own = [
                    Value::Text(&quantity.text),
                    Value::Decimal(&quantity.value),
                    quantity.value_max.as_deref().map_or(Value::Missing, Value::Decimal),
                    Value::text(quantity.measure.as_deref()),
                    Value::Text(names::comparator(quantity.comparator)),
                    Value::text(quantity.metric.as_deref()),
                ];
                self.owned(owner, index, &own, &quantity.span, sink)?;
            }
            Ok(())
        })
    }

    pub(super) fn deadlines(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        self.owners(&mut |owner| {
            for (index, deadline) in owner.deadlines.iter().enumerate() {
                let own = [
                    Value::Text(&deadline.text),
                    Value::day(deadline.date),
                    Value::Text(names::deadline_kind(deadline.kind)),
                ];
                self.owned(owner, index, &own, &deadline.span, sink)?;
            }
            Ok(())
        })
    }

    pub(super) fn references(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        self.owners(&mut |owner| {
            for (index, reference) in owner.references.iter().enumerate() {
                let own = [
                    Value::Text(&reference.text),
                    Value::text(reference.title.as_deref()),
                    Value::text(reference.document_number.as_deref()),
                    Value::text(reference.standard.as_deref()),
                ];
                self.owned(owner, index, &own, &reference.span, sink)?;
            }
            Ok(())
        })
    }

    /// One row of a table of owned values: whose it is, what it is, where it is printed.
    fn owned(
        &self,
        owner: &Owner<'_>,
        index: usize,
        own: &[Value<'_>],
        span: &Span,
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        // Eight columns before, at most six own, four after.
        let mut row = [Value::Missing; 18];
        let width = 8 + own.len() + 4;
        row[..8].copy_from_slice(&owner.cells(self.document, index));
        row[8..width - 4].copy_from_slice(own);
        row[width - 4..width].copy_from_slice(&self.place(span));
        sink(&row[..width])
    }

    pub(super) fn links(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for (table, _, row) in self.rows_of_tables() {
            let all = row.clause.iter().map(|clause| ("main", clause));
            let all = all.chain(row.also.iter().map(|clause| ("also", clause)));
            for (relation, clause) in all {
                sink(&[
                    Value::Text(self.document),
                    Value::Text(&row.id),
                    Value::Text(clause),
                    Value::Text(relation),
                    Value::Text(&table.id),
                    Value::text(self.clauses.get(clause.as_str()).map(|place| &*place.item.id)),
                ])?;
            }
        }
        Ok(())
    }

    pub(super) fn repairs(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for (index, repair) in self.notice.repairs.iter().enumerate() {
            let [line, start, end, source] = self.place(&repair.at);
            sink(&[
                Value::Text(self.document),
                Value::count(index + 1),
                Value::Text(names::repair_kind(repair.kind)),
                Value::text(repair.id.as_deref()),
                Value::words(&repair.note),
                Value::Text(names::confidence(repair.confidence)),
                line,
                start,
                end,
                source,
            ])?;
        }
        Ok(())
    }
}
