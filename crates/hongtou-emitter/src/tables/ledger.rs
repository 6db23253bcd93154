//! The ledger: one wide line for each task, for people who never join.
//!
//! A line stands for a row of a task table, or for a clause of the body that no such row carries
//! out; a notice without a table so has its ledger too.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use hongtou_model::{
    Clause, Date, Deadline, DeadlineKind, Item, Notice, Period, Role, Row, Span, Table, TableKind,
    Target, UnitMention,
};

use super::{RowSink, Tables, Value, Within, joined, within};

/// A column of the ledger that holds targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerColumn {
    /// The targets of one period.
    Period(Period),
    /// The targets of all years, each with its year before it (`2026：…`): years have no end, and
    /// a header that is fixed before the notices are read must have one.
    Years,
    /// Targets whose column names no period.
    Unnamed,
}

impl LedgerColumn {
    /// The column's name: `Q1`, `years`, `target`.
    pub fn name(self) -> String {
        match self {
            LedgerColumn::Period(period) => period.to_string(),
            LedgerColumn::Years => "years".to_owned(),
            LedgerColumn::Unnamed => "target".to_owned(),
        }
    }

    /// The heading for people: `一季度`, `各年度`, `目标`.
    pub fn heading(self) -> String {
        match self {
            LedgerColumn::Period(Period::Quarter(n)) => format!("{}季度", han(n)),
            LedgerColumn::Period(Period::Half(1)) => "上半年".to_owned(),
            LedgerColumn::Period(Period::Half(_)) => "下半年".to_owned(),
            LedgerColumn::Period(Period::Month(month)) => format!("{month}月"),
            LedgerColumn::Period(Period::Year(year)) => format!("{year}年"),
            LedgerColumn::Years => "各年度".to_owned(),
            LedgerColumn::Unnamed => "目标".to_owned(),
        }
    }

    fn holds(self, target: &Target) -> bool {
        match self {
            LedgerColumn::Period(period) => target.period == Some(period),
            LedgerColumn::Years => matches!(target.period, Some(Period::Year(_))),
            LedgerColumn::Unnamed => target.period.is_none(),
        }
    }
}

fn han(quarter: u8) -> char {
    match quarter {
        1 => '一',
        2 => '二',
        3 => '三',
        _ => '四',
    }
}

/// Quarters first, as most notices have them, then halves, months and years.
fn rank(period: Period) -> (u8, u16) {
    match period {
        Period::Quarter(n) => (0, n.into()),
        Period::Half(n) => (1, n.into()),
        Period::Month(n) => (2, n.into()),
        Period::Year(n) => (3, n),
    }
}

fn task_rows(notice: &Notice) -> impl Iterator<Item = (&Table, &Row)> {
    let tasks = notice.tables.iter().filter(|table| table.kind == TableKind::Task);
    tasks.flat_map(|table| table.rows.iter().map(move |row| (table, row)))
}

/// A column for each period that a task table has a column for or a row a target in.
pub(super) fn columns_of(notices: &[&Notice]) -> Vec<LedgerColumn> {
    let printed = notices
        .iter()
        .flat_map(|notice| &notice.tables)
        .filter(|table| table.kind == TableKind::Task)
        .flat_map(|table| table.columns.iter().filter_map(|column| column.period));
    let rows = || notices.iter().flat_map(|notice| task_rows(notice));
    let targets = || rows().flat_map(|(_, row)| &row.targets);
    let mut periods: Vec<Period> = printed
        .chain(targets().filter_map(|target| target.period))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    periods.sort_by_key(|&period| rank(period));
    let mut columns: Vec<_> = periods.into_iter().map(LedgerColumn::Period).collect();
    if targets().any(|target| target.period.is_none()) {
        columns.push(LedgerColumn::Unnamed);
    }
    columns
}

/// A column for every period that there can be.
pub(super) fn columns_of_all() -> Vec<LedgerColumn> {
    let periods = (1..=4).map(Period::Quarter);
    let periods = periods.chain((1..=2).map(Period::Half)).chain((1..=12).map(Period::Month));
    let columns = periods.map(LedgerColumn::Period);
    columns.chain([LedgerColumn::Years, LedgerColumn::Unnamed]).collect()
}

/// One line of the ledger: a row with the clause that it carries out, or a clause alone.
pub(crate) struct LedgerLine<'n> {
    /// The row, and the table it stands in.
    row: Option<(&'n Table, &'n Row)>,
    place: Option<Within<'n>>,
}

impl<'n> Tables<'n> {
    /// The lines of the ledger, rows first.
    pub(crate) fn ledger_lines(&self) -> impl Iterator<Item = LedgerLine<'n>> {
        let rows = task_rows(self.notice).map(|(table, row)| {
            let place = row.clause.as_deref().and_then(|id| self.clauses.get(id).copied());
            LedgerLine { row: Some((table, row)), place }
        });
        let rest = within(self.notice)
            .filter(|place| !self.carried_out.contains_key(&*place.clause.id))
            .map(|place| LedgerLine { row: None, place: Some(place) });
        rows.chain(rest)
    }

    pub(super) fn ledger(
        &self,
        columns: &[LedgerColumn],
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        for line in self.ledger_lines() {
            self.ledger_line(&line, columns, sink)?;
        }
        Ok(())
    }

    fn ledger_line(
        &self,
        line: &LedgerLine<'n>,
        columns: &[LedgerColumn],
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        let [lead, responsible, support, guide, implement] =
            [Role::Lead, Role::Responsible, Role::Support, Role::Guide, Role::Implement]
                .map(|role| line.of_role(role));
        let group = line.group();
        let deadline = line.deadline();
        let other = line.other();
        let clause = line.clause();
        let targets: Vec<Cow<'n, str>> =
            columns.iter().map(|&column| line.targets(column)).collect();

        let mut cells = Vec::with_capacity(22 + columns.len());
        cells.extend([
            Value::Text(self.document),
            Value::Text(line.id()),
            Value::Text(if line.row.is_some() { "table" } else { "body" }),
            Value::number(line.section_ordinal()),
            Value::text(line.section()),
            Value::text(group.as_deref()),
            Value::number(line.item_number()),
            Value::text(line.action()),
            Value::number(line.number()),
            Value::text(line.content()),
        ]);
        cells.extend(targets.iter().map(|text| Value::words(text)));
        cells.extend([
            Value::words(&deadline),
            Value::words(&lead),
            Value::words(&responsible),
            Value::words(&support),
            Value::words(&guide),
            Value::words(&implement),
            Value::text(clause.map(|clause| &*clause.id)),
            Value::text(clause.map(|clause| &*clause.text)),
            line.span().map_or(Value::Missing, |span| self.line(span)),
            line.span().map_or(Value::Missing, |span| self.source_name(span)),
            Value::words(&other),
            Value::day(line.due()),
        ]);
        sink(&cells)
    }
}

/// What a row leaves to the body is taken from the clause that it carries out.
impl<'n> LedgerLine<'n> {
    fn table_row(&self) -> Option<&'n Row> {
        self.row.map(|(_, row)| row)
    }

    fn item(&self) -> Option<&'n Item> {
        self.place.map(|place| place.item)
    }

    /// The clause.
    pub(crate) fn clause(&self) -> Option<&'n Clause> {
        self.place.map(|place| place.clause)
    }

    /// Id of the row, else of the clause.
    pub(crate) fn id(&self) -> &'n str {
        let row = self.table_row().map(|row| &*row.id);
        row.or(self.clause().map(|clause| &*clause.id)).unwrap_or("")
    }

    /// Where it is printed.
    pub(crate) fn span(&self) -> Option<&'n Span> {
        let row = self.table_row().map(|row| &row.span);
        row.or(self.clause().map(|clause| &clause.span))
    }

    /// Ordinal of the section.
    pub(crate) fn section_ordinal(&self) -> Option<u32> {
        let printed = self.table_row().and_then(|row| row.section.as_ref()?.ordinal);
        printed.or(self.place.and_then(|place| place.section.ordinal))
    }

    /// Title of the section.
    pub(crate) fn section(&self) -> Option<&'n str> {
        let printed = self.table_row().and_then(|row| row.section.as_ref()?.title.as_deref());
        printed.or(self.place.and_then(|place| place.section.title.as_deref()))
    }

    /// `（二）强化监管`.
    pub(crate) fn group(&self) -> Option<String> {
        let printed = self.table_row().and_then(|row| row.group.as_ref());
        let group = printed.or_else(|| self.item()?.group.as_ref())?;
        Some(format!("{}{}", group.label, group.title.as_deref().unwrap_or("")))
    }

    /// Heading of the item.
    pub(crate) fn action(&self) -> Option<&'n str> {
        let printed = self.table_row().and_then(|row| row.action.as_deref());
        printed.or(self.item().and_then(|item| item.heading.as_deref()))
    }

    /// Number of the item.
    pub(crate) fn item_number(&self) -> Option<u32> {
        self.item().and_then(|item| item.number)
    }

    /// Number of the row.
    pub(crate) fn number(&self) -> Option<u32> {
        self.table_row().and_then(|row| row.number)
    }

    /// The task's words.
    pub(crate) fn content(&self) -> Option<&'n str> {
        match self.table_row() {
            Some(row) => row.content.as_deref(),
            None => self.clause().map(|clause| &*clause.text),
        }
    }

    /// The row's units; the clause's, where the row names nobody.
    pub(crate) fn units(&self) -> &'n [UnitMention] {
        let of_row = self.table_row().map_or(&[][..], |row| &row.units);
        if of_row.is_empty() { self.clause().map_or(&[], |clause| &clause.units) } else { of_row }
    }

    /// The units of one role, joined by 、.
    pub(crate) fn of_role(&self, role: Role) -> Cow<'n, str> {
        let units = self.units().iter().filter(|unit| unit.role == role);
        joined(units.map(|unit| &*unit.name), "、")
    }

    /// That of the deadline column; else those that content or clause name.
    fn deadlines(&self) -> &'n [Deadline] {
        let row = self.table_row();
        if let Some(deadline) = row.and_then(|row| row.deadline.as_ref()) {
            return std::slice::from_ref(deadline);
        }
        let of_row = row.map_or(&[][..], |row| &row.deadlines);
        let of_clause = || self.clause().map_or(&[][..], |clause| &clause.deadlines);
        if of_row.is_empty() { of_clause() } else { of_row }
    }

    /// The day on which all of it is due: the last that its deadlines name. A day that something begins
    /// on is none.
    pub(crate) fn due(&self) -> Option<Date> {
        let ends = self.deadlines().iter().filter(|named| named.kind != DeadlineKind::From);
        ends.filter_map(|named| named.date).max()
    }

    /// The words of the deadline column; else those that content or clause name, each once.
    pub(crate) fn deadline(&self) -> Cow<'n, str> {
        let named = self.deadlines();
        let first = |index: usize| named.iter().position(|d| d.text == named[index].text);
        let once = (0..named.len()).filter(|&index| first(index) == Some(index));
        joined(once.map(|index| &*named[index].text), "、")
    }

    /// The targets of one column, joined by ；.
    pub(crate) fn targets(&self, column: LedgerColumn) -> Cow<'n, str> {
        let all = self.table_row().map_or(&[][..], |row| &row.targets);
        let mut out = Cow::Borrowed("");
        for target in all.iter().filter(|target| column.holds(target)) {
            let words = match (column, target.period) {
                (LedgerColumn::Years, Some(Period::Year(year))) => {
                    Cow::Owned(format!("{year}：{}", target.text))
                }
                _ => Cow::Borrowed(&*target.text),
            };
            if out.is_empty() {
                out = words;
            } else {
                out.to_mut().push('；');
                out.to_mut().push_str(&words);
            }
        }
        out
    }

    /// `备注：…；联系人：…`.
    pub(crate) fn other(&self) -> String {
        let mut out = String::new();
        let Some((table, row)) = self.row else { return out };
        for cell in &row.other {
            if !out.is_empty() {
                out.push('；');
            }
            let column = table.columns.get(cell.column as usize);
            let header = column.map_or("", |column| &column.header);
            if !header.is_empty() {
                out.push_str(header);
                out.push('：');
            }
            out.push_str(&cell.text);
        }
        out
    }
}
