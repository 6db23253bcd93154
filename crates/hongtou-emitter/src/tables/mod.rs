//! The tidy tables: which there are, what their columns mean, and their rows.
//!
//! Formats (CSV, Parquet, the data package) know cells and columns and nothing
//! about notices; this module knows notices and nothing about formats. A row
//! is handed out as soon as it is made, so no table is ever held in memory.

mod columns;
mod ledger;
mod names;
mod rows;
mod spec;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use hongtou_model::{Clause, Date, Item, Notice, Row, Section, Span, TableKind};
use hongtou_source::LineIndex;

pub use ledger::LedgerColumn;
#[cfg(feature = "xlsx")]
pub(crate) use ledger::LedgerLine;
pub use spec::{ColumnSpec, ColumnType, ForeignKey, TableSpec};

/// The tables, in the order in which they are listed and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableName {
    /// One line for each notice.
    Documents,
    /// One line for each section.
    Sections,
    /// One line for each item.
    Items,
    /// One line for each clause.
    Clauses,
    /// One line for each attached table.
    Tables,
    /// One line for each row of a task or indicator table.
    Rows,
    /// One line for each row and period.
    Targets,
    /// One line for each cell that is no value of a row, and for each cell of other tables.
    Cells,
    /// One line for each unit of the notice.
    Units,
    /// One line for each clause or row and each unit that it names.
    Responsibilities,
    /// One line for each figure.
    Quantities,
    /// One line for each deadline.
    Deadlines,
    /// One line for each citation.
    References,
    /// One line for each row and clause that it carries out.
    Links,
    /// One line for each repair.
    Repairs,
    /// One wide line for each task, for people who never join.
    Ledger,
}

impl TableName {
    /// All tables, parents before children.
    pub const ALL: [TableName; 16] = [
        TableName::Documents,
        TableName::Sections,
        TableName::Items,
        TableName::Clauses,
        TableName::Tables,
        TableName::Rows,
        TableName::Targets,
        TableName::Cells,
        TableName::Units,
        TableName::Responsibilities,
        TableName::Quantities,
        TableName::Deadlines,
        TableName::References,
        TableName::Links,
        TableName::Repairs,
        TableName::Ledger,
    ];

    /// The name of the table and of its file without ending: `clauses`.
    pub fn name(self) -> &'static str {
        match self {
            TableName::Documents => "documents",
            TableName::Sections => "sections",
            TableName::Items => "items",
            TableName::Clauses => "clauses",
            TableName::Tables => "tables",
            TableName::Rows => "rows",
            TableName::Targets => "targets",
            TableName::Cells => "cells",
            TableName::Units => "units",
            TableName::Responsibilities => "responsibilities",
            TableName::Quantities => "quantities",
            TableName::Deadlines => "deadlines",
            TableName::References => "references",
            TableName::Links => "links",
            TableName::Repairs => "repairs",
            TableName::Ledger => "ledger",
        }
    }
}

/// The columns of all tables; only the ledger's depend on what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSet {
    ledger: Vec<LedgerColumn>,
}

impl TableSet {
    /// For one notice: the ledger has a column for each period that occurs in it.
    pub fn of(notice: &Notice) -> TableSet {
        TableSet { ledger: ledger::columns_of(&[notice]) }
    }

    /// For several notices together: the ledger has a column for each period that occurs in one.
    pub fn of_all(notices: &[&Notice]) -> TableSet {
        TableSet { ledger: ledger::columns_of(notices) }
    }

    /// For any number of notices: the ledger has a column for every period that there can be.
    pub fn fixed() -> TableSet {
        TableSet { ledger: ledger::columns_of_all() }
    }

    /// The target columns of the ledger, in order.
    pub fn ledger_columns(&self) -> &[LedgerColumn] {
        &self.ledger
    }

    /// Columns and keys of a table.
    pub fn table(&self, table: TableName) -> TableSpec {
        columns::spec(table, &self.ledger)
    }
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// There is none.
    Missing,
    /// Words.
    Text(&'v str),
    /// A count, an ordinal or an offset.
    Number(u64),
    /// An exact decimal, as written.
    Decimal(&'v str),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
}

impl<'v> Value<'v> {
    /// Words, where there are any.
    pub fn text(text: Option<&'v str>) -> Value<'v> {
        text.map_or(Value::Missing, Value::words)
    }

    /// Words, unless they are empty.
    pub fn words(text: &'v str) -> Value<'v> {
        if text.is_empty() { Value::Missing } else { Value::Text(text) }
    }

    /// A number, where there is one.
    pub fn number(number: Option<impl Into<u64>>) -> Value<'v> {
        number.map_or(Value::Missing, |number| Value::Number(number.into()))
    }

    /// A day, where there is one.
    pub fn day(date: Option<Date>) -> Value<'v> {
        date.map_or(Value::Missing, Value::Day)
    }

    fn count(count: usize) -> Value<'v> {
        Value::Number(count as u64)
    }
}

/// What takes the rows of a table, one by one.
pub type RowSink<'s> = dyn FnMut(&[Value<'_>]) -> io::Result<()> + 's;

/// A clause and what it stands in.
#[derive(Clone, Copy)]
struct Within<'n> {
    section: &'n Section,
    item: &'n Item,
    clause: &'n Clause,
}

/// The rows that carry a clause out and leave something to it: for each kind of value the first whose
/// line of the ledger goes by what the clause says.
///
/// All `None` where every row says it itself, or the clause is only a further one of a row.
#[derive(Clone, Copy, Default)]
struct Carried<'n> {
    units: Option<&'n Row>,
    deadlines: Option<&'n Row>,
    quantities: Option<&'n Row>,
    references: Option<&'n Row>,
}

impl<'n> Carried<'n> {
    fn by(&mut self, row: &'n Row) {
        let first = |seen: &mut Option<&'n Row>, silent: bool| {
            if silent && seen.is_none() {
                *seen = Some(row);
            }
        };
        let targets = &row.targets;
        first(&mut self.units, row.units.is_empty());
        // A step of a target is no deadline of the task.
        first(&mut self.deadlines, row.deadline.is_none() && row.deadlines.is_empty());
        let figures =
            row.quantities.len() + targets.iter().map(|t| t.quantities.len()).sum::<usize>();
        first(&mut self.quantities, figures == 0);
        let cited =
            row.references.len() + targets.iter().map(|t| t.references.len()).sum::<usize>();
        first(&mut self.references, cited == 0);
    }
}

/// One notice seen as tables.
pub struct Tables<'n> {
    document: &'n str,
    notice: &'n Notice,
    lines: &'n [LineIndex],
    unit_ids: HashMap<&'n str, &'n str>,
    clauses: HashMap<&'n str, Within<'n>>,
    carried_out: HashMap<&'n str, Carried<'n>>,
}

impl<'n> Tables<'n> {
    /// A notice, the key it goes by, and the lines of its sources in order.
    ///
    /// The key is the first column of every table: the file's name, or its path in a batch. Where
    /// the source texts are not at hand (a model read back), `lines` is empty and so are the
    /// `line` columns.
    pub fn new(document: &'n str, notice: &'n Notice, lines: &'n [LineIndex]) -> Tables<'n> {
        let mut unit_ids = HashMap::with_capacity(notice.units.len() * 2);
        for unit in &notice.units {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                unit_ids.entry(name.as_str()).or_insert(unit.id.as_str());
            }
        }
        // Reserved: a map that grows hashes all its keys again.
        let mut clauses = HashMap::with_capacity(within(notice).count());
        clauses.extend(within(notice).map(|place| (place.clause.id.as_str(), place)));
        let tasks = notice.tables.iter().filter(|table| table.kind == TableKind::Task);
        let mut carried_out: HashMap<&str, Carried<'n>> = HashMap::with_capacity(clauses.len());
        for row in tasks.flat_map(|table| &table.rows) {
            if let Some(id) = row.clause.as_deref() {
                carried_out.entry(id).or_default().by(row);
            }
            for id in &row.also {
                carried_out.entry(id).or_default();
            }
        }
        Tables { document, notice, lines, unit_ids, clauses, carried_out }
    }

    /// Hands the rows of a table to `sink`, cells in the order of the columns in `set`.
    pub fn rows(&self, set: &TableSet, table: TableName, sink: &mut RowSink<'_>) -> io::Result<()> {
        match table {
            TableName::Documents => self.documents(sink),
            TableName::Sections => self.sections(sink),
            TableName::Items => self.items(sink),
            TableName::Clauses => self.clauses(sink),
            TableName::Tables => self.tables(sink),
            TableName::Rows => self.table_rows(sink),
            TableName::Targets => self.targets(sink),
            TableName::Cells => self.cells(sink),
            TableName::Units => self.units(sink),
            TableName::Responsibilities => self.responsibilities(sink),
            TableName::Quantities => self.quantities(sink),
            TableName::Deadlines => self.deadlines(sink),
            TableName::References => self.references(sink),
            TableName::Links => self.links(sink),
            TableName::Repairs => self.repairs(sink),
            TableName::Ledger => self.ledger(&set.ledger, sink),
        }
    }

    /// The key of the notice.
    pub fn document(&self) -> &'n str {
        self.document
    }

    /// The notice.
    pub fn notice(&self) -> &'n Notice {
        self.notice
    }

    /// The registry's name of a unit, else the name itself.
    #[cfg(feature = "xlsx")]
    pub(crate) fn registered_name<'u>(&self, name: &'u str) -> &'u str
    where
        'n: 'u,
    {
        let id = self.unit_ids.get(name);
        let entry = id.and_then(|id| self.notice.units.iter().find(|unit| unit.id == **id));
        entry.map_or(name, |unit| &unit.name)
    }

    /// The cell of the column line.
    pub(crate) fn line(&self, span: &Span) -> Value<'static> {
        let line = span
            .start()
            .and_then(|(source, start)| Some(self.lines.get(usize::from(source))?.line(start)));
        Value::number(line)
    }

    /// The cells of the columns line, start, end and source.
    fn place(&self, span: &Span) -> [Value<'static>; 4] {
        let (Some((source, start)), Some((_, end))) = (span.start(), span.end()) else {
            return [Value::Missing; 4];
        };
        [
            self.line(span),
            Value::Number(start.into()),
            Value::Number(end.into()),
            Value::Number(source.into()),
        ]
    }

    /// The name of the file that a span stands in.
    fn source_name(&self, span: &Span) -> Value<'n> {
        let Some((source, _)) = span.start() else { return Value::Missing };
        let info = self.notice.sources.get(usize::from(source)).unwrap_or(&self.notice.source);
        Value::words(&info.name)
    }

    /// The line of the ledger that a value of a clause stands in: the clause's own, or that of the first
    /// row that leaves it to the clause.
    fn line_of_clause(
        &self,
        clause: &'n Clause,
        row: impl Fn(&Carried<'n>) -> Option<&'n Row>,
    ) -> Value<'n> {
        match self.carried_out.get(&*clause.id) {
            None => Value::Text(&clause.id),
            Some(carried) => Value::text(row(carried).map(|row| &*row.id)),
        }
    }

    /// The id of a unit by any of its names.
    fn unit_id(&self, name: &str) -> Value<'n> {
        Value::text(self.unit_ids.get(name).copied())
    }
}

/// Every clause with its section and item, in order.
fn within(notice: &Notice) -> impl Iterator<Item = Within<'_>> {
    notice.sections.iter().flat_map(|section| {
        section.items.iter().flat_map(move |item| {
            item.clauses.iter().map(move |clause| Within { section, item, clause })
        })
    })
}

/// Words of a list in one cell.
fn joined<'l>(parts: impl IntoIterator<Item = &'l str>, between: &str) -> Cow<'l, str> {
    let mut parts = parts.into_iter();
    let mut out = Cow::Borrowed(parts.next().unwrap_or(""));
    for part in parts {
        let out = out.to_mut();
        out.push_str(between);
        out.push_str(part);
    }
    out
}
