//! The rows of the tidy tables, in the order of the notice.

use std::borrow::Cow;
use std::io;

use hongtou_model::{
    Clause, Column, Deadline, OtherCell, Period, Quantity, Reference, Row, Span, Table, TableKind,
    Target, UnitMention,
};

use super::{Carried, RowSink, Tables, Value, joined, names, within};

/// The part of the notice that a value is named in.
struct Owner<'n> {
    part: Part<'n>,
    /// Whether its table is one of tasks, whose rows are lines of the ledger; so are all clauses.
    of_tasks: bool,
    quantities: &'n [Quantity],
    deadlines: &'n [Deadline],
    references: &'n [Reference],
}

#[derive(Clone, Copy)]
enum Part<'n> {
    Clause(&'n Clause),
    Content(&'n Row),
    Deadline(&'n Row),
    /// A target by its position in the row.
    Target(&'n Row, usize),
}

impl<'n> Part<'n> {
    /// `clause`, `content`, `deadline` or `target`.
    fn name(self) -> &'static str {
        match self {
            Part::Clause(_) => "clause",
            Part::Content(_) => "content",
            Part::Deadline(_) => "deadline",
            Part::Target(..) => "target",
        }
    }

    /// Its address: `i1.c1`, `t1.r18.content`, `t1.r18.Q1`.
    fn id(self) -> Cow<'n, str> {
        match self {
            Part::Clause(clause) => Cow::Borrowed(&clause.id),
            Part::Content(row) | Part::Deadline(row) => {
                Cow::Owned([&row.id, ".", self.name()].concat())
            }
            Part::Target(row, position) => Cow::Owned(target_id(row, position)),
        }
    }

    fn clause(self) -> Option<&'n Clause> {
        if let Part::Clause(clause) = self { Some(clause) } else { None }
    }

    fn row(self) -> Option<&'n Row> {
        match self {
            Part::Clause(_) => None,
            Part::Content(row) | Part::Deadline(row) | Part::Target(row, _) => Some(row),
        }
    }

    fn period(self) -> Option<Cow<'static, str>> {
        let Part::Target(row, position) = self else { return None };
        row.targets[position].period.map(Period::name)
    }
}

/// The line of the ledger that a row has, in a table of tasks.
fn line_of_row(row: &Row, of_tasks: bool) -> Value<'_> {
    if of_tasks { Value::Text(&row.id) } else { Value::Missing }
}

/// `t1.r18.Q1`, or `t1.r18.target` where the column names no period; a second one has `-2`.
fn target_id(row: &Row, position: usize) -> String {
    let Target { period, .. } = &row.targets[position];
    let before = row.targets[..position].iter().filter(|other| other.period == *period).count();
    let name = period.map_or(Cow::Borrowed("target"), Period::name);
    if before == 0 {
        [&row.id, ".", &*name].concat()
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
            let group = row.group.as_ref();
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
                Value::text(group.map(|group| group.label.as_str())),
                Value::text(group.and_then(|group| group.title.as_deref())),
            ])?;
        }
        Ok(())
    }

    pub(super) fn targets(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        for (_, _, row) in self.rows_of_tables() {
            for (index, target) in row.targets.iter().enumerate() {
                let [line, start, end, source] = self.place(&target.span);
                let period = target.period.map(Period::name);
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
            let clause = place.clause;
            let line = self.line_of_clause(clause, |carried| carried.units);
            self.mentions(Some(&clause.id), None, &clause.units, line, sink)?;
        }
        for (table, _, row) in self.rows_of_tables() {
            let line = line_of_row(row, table.kind == TableKind::Task);
            self.mentions(None, Some(&row.id), &row.units, line, sink)?;
        }
        Ok(())
    }

    fn mentions(
        &self,
        clause: Option<&str>,
        row: Option<&str>,
        units: &[UnitMention],
        ledger_line: Value<'_>,
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
                ledger_line,
            ])?;
        }
        Ok(())
    }

    /// Every part that can name figures, deadlines and citations, in order.
    fn owners(&self) -> impl Iterator<Item = Owner<'n>> + use<'n> {
        let clauses = within(self.notice).map(|place| Owner {
            part: Part::Clause(place.clause),
            of_tasks: true,
            quantities: &place.clause.quantities,
            deadlines: &place.clause.deadlines,
            references: &place.clause.references,
        });
        clauses.chain(self.rows_of_tables().flat_map(|(table, _, row)| owners_in(table, row)))
    }

    pub(super) fn quantities(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        let span = |quantity: &'n Quantity| &quantity.span;
        self.owned(
            |owner| owner.quantities,
            |carried| carried.quantities,
            span,
            sink,
            |quantity| {
                [
                    Value::Text(&quantity.text),
                    Value::Decimal(&quantity.value),
                    quantity.value_max.as_deref().map_or(Value::Missing, Value::Decimal),
                    Value::text(quantity.measure.as_deref()),
                    Value::Text(names::comparator(quantity.comparator)),
                    Value::text(quantity.metric.as_deref()),
                ]
            },
        )
    }

    pub(super) fn deadlines(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        let span = |deadline: &'n Deadline| &deadline.span;
        self.owned(
            |owner| owner.deadlines,
            |carried| carried.deadlines,
            span,
            sink,
            |deadline| {
                [
                    Value::Text(&deadline.text),
                    Value::day(deadline.date),
                    Value::Text(names::deadline_kind(deadline.kind)),
                ]
            },
        )
    }

    pub(super) fn references(&self, sink: &mut RowSink<'_>) -> io::Result<()> {
        let span = |reference: &'n Reference| &reference.span;
        self.owned(
            |owner| owner.references,
            |carried| carried.references,
            span,
            sink,
            |reference| {
                [
                    Value::Text(&reference.text),
                    Value::text(reference.title.as_deref()),
                    Value::text(reference.document_number.as_deref()),
                    Value::text(reference.standard.as_deref()),
                ]
            },
        )
    }

    /// The rows of a table of owned values: whose each is, what it is, where it is printed.
    fn owned<T: 'n, const OWN: usize>(
        &self,
        values: impl Fn(&Owner<'n>) -> &'n [T],
        row: impl Fn(&Carried<'n>) -> Option<&'n Row>,
        span: impl Fn(&'n T) -> &'n Span,
        sink: &mut RowSink<'_>,
        own: impl Fn(&'n T) -> [Value<'n>; OWN],
    ) -> io::Result<()> {
        for owner in self.owners() {
            let values = values(&owner);
            // Most parts name nothing of a kind: their address is not made.
            if values.is_empty() {
                continue;
            }
            let part = owner.part;
            let (id, period) = (part.id(), part.period());
            let line = match (part.row(), part.clause()) {
                (Some(row), _) => line_of_row(row, owner.of_tasks),
                (None, Some(clause)) => self.line_of_clause(clause, &row),
                (None, None) => Value::Missing,
            };
            for (index, value) in values.iter().enumerate() {
                let whose = [
                    Value::Text(self.document),
                    Value::Text(&id),
                    Value::count(index + 1),
                    Value::Text(if part.row().is_some() { "table" } else { "body" }),
                    Value::Text(part.name()),
                    Value::text(part.clause().map(|clause| &*clause.id)),
                    Value::text(part.row().map(|row| &*row.id)),
                    Value::text(period.as_deref()),
                ];
                // Eight columns before, at most six own, five after.
                let mut row = [Value::Missing; 19];
                let place = 8 + OWN;
                row[..8].copy_from_slice(&whose);
                row[8..place].copy_from_slice(&own(value));
                row[place..place + 4].copy_from_slice(&self.place(span(value)));
                row[place + 4] = line;
                sink(&row[..place + 5])?;
            }
        }
        Ok(())
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

/// The parts of a row that can name something: content, deadline column, targets.
fn owners_in<'n>(table: &Table, row: &'n Row) -> impl Iterator<Item = Owner<'n>> + use<'n> {
    let of_tasks = table.kind == TableKind::Task;
    let content = Owner {
        part: Part::Content(row),
        of_tasks,
        quantities: &row.quantities,
        deadlines: &row.deadlines,
        references: &row.references,
    };
    let deadline = row.deadline.as_ref().map(|deadline| Owner {
        part: Part::Deadline(row),
        of_tasks,
        quantities: &[],
        deadlines: std::slice::from_ref(deadline),
        references: &[],
    });
    let targets = row.targets.iter().enumerate().map(move |(index, target)| Owner {
        part: Part::Target(row, index),
        of_tasks,
        quantities: &target.quantities,
        deadlines: &target.deadlines,
        references: &target.references,
    });
    std::iter::once(content).chain(deadline).chain(targets)
}
