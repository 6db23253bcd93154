//! The ledger: one wide line for each task, for people who never join.
//!
//! A line stands for a row of a task table, or for a clause of the body that no such row carries
//! out; a notice without a table so has its ledger too.

use std::collections::BTreeSet;
use std::io;

use hongtou_model::{
    Clause, Deadline, Item, Notice, Period, Role, Row, Table, TableKind, Target, UnitMention,
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
pub(super) fn columns_of(notice: &Notice) -> Vec<LedgerColumn> {
    let printed = notice
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Task)
        .flat_map(|table| table.columns.iter().filter_map(|column| column.period));
    let targets = || task_rows(notice).flat_map(|(_, row)| &row.targets);
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

/// Where a line of the ledger comes from.
struct Line<'n> {
    row: Option<&'n Row>,
    table: Option<&'n Table>,
    place: Option<Within<'n>>,
}

impl<'n> Tables<'n> {
    pub(super) fn ledger(
        &self,
        columns: &[LedgerColumn],
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        for (table, row) in task_rows(self.notice) {
            let clause = row.clause.as_deref().and_then(|id| self.clauses.get(id).copied());
            let line = Line { row: Some(row), table: Some(table), place: clause };
            self.ledger_line(&line, columns, sink)?;
        }
        for place in within(self.notice) {
            if !self.carried_out.contains(&*place.clause.id) {
                let line = Line { row: None, table: None, place: Some(place) };
                self.ledger_line(&line, columns, sink)?;
            }
        }
        Ok(())
    }

    fn ledger_line(
        &self,
        line: &Line<'n>,
        columns: &[LedgerColumn],
        sink: &mut RowSink<'_>,
    ) -> io::Result<()> {
        let clause = line.place.map(|place| place.clause);
        let item = line.place.map(|place| place.item);
        let body = line.place.map(|place| place.section);
        let printed = line.row.and_then(|row| row.section.as_ref());
        // What the row leaves to the body is taken from the clause that it carries out.
        let ordinal = printed.and_then(|s| s.ordinal).or(body.and_then(|s| s.ordinal));
        let section =
            printed.and_then(|s| s.title.as_deref()).or(body.and_then(|s| s.title.as_deref()));
        let action = line
            .row
            .and_then(|row| row.action.as_deref())
            .or(item.and_then(|item| item.heading.as_deref()));
        let units = units_of(line.row, clause);
        let of_role = |role: Role| {
            joined(units.iter().filter(|unit| unit.role == role).map(|unit| &*unit.name), "、")
        };
        let [lead, responsible, support, guide, implement] =
            [Role::Lead, Role::Responsible, Role::Support, Role::Guide, Role::Implement]
                .map(of_role);
        let group = item.and_then(group_of);
        let deadline = deadline_of(line.row, clause);
        let other = other_cells(line.row, line.table);
        let (id, side, span, content) = match (line.row, clause) {
            (Some(row), _) => (&row.id, "table", &row.span, row.content.as_deref()),
            (None, Some(clause)) => (&clause.id, "body", &clause.span, Some(&*clause.text)),
            (None, None) => return Ok(()),
        };
        let targets: Vec<String> =
            columns.iter().map(|&column| targets_in(line.row, column)).collect();

        let mut cells = Vec::with_capacity(20 + columns.len());
        cells.extend([
            Value::Text(self.document),
            Value::Text(id),
            Value::Text(side),
            Value::number(ordinal),
            Value::text(section),
            Value::text(group.as_deref()),
            Value::number(item.and_then(|item| item.number)),
            Value::text(action),
            Value::number(line.row.and_then(|row| row.number)),
            Value::text(content),
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
            self.line(span),
            self.source_name(span),
            Value::words(&other),
        ]);
        sink(&cells)
    }
}

/// The row's units; the clause's, where the row names nobody.
fn units_of<'n>(row: Option<&'n Row>, clause: Option<&'n Clause>) -> &'n [UnitMention] {
    let of_row = row.map_or(&[][..], |row| &row.units);
    if of_row.is_empty() { clause.map_or(&[], |clause| &clause.units) } else { of_row }
}

/// `（二）强化监管`.
fn group_of(item: &Item) -> Option<String> {
    let group = item.group.as_ref()?;
    Some(format!("{}{}", group.label, group.title.as_deref().unwrap_or("")))
}

/// The words of the deadline column; else those that content or clause name, each once.
fn deadline_of(row: Option<&Row>, clause: Option<&Clause>) -> String {
    if let Some(deadline) = row.and_then(|row| row.deadline.as_ref()) {
        return deadline.text.clone();
    }
    let of_row = row.map_or(&[][..], |row| &row.deadlines);
    let named: &[Deadline] =
        if of_row.is_empty() { clause.map_or(&[], |clause| &clause.deadlines) } else { of_row };
    let mut words: Vec<&str> = Vec::with_capacity(named.len());
    for deadline in named {
        if !words.contains(&&*deadline.text) {
            words.push(&deadline.text);
        }
    }
    words.join("、")
}

fn targets_in(row: Option<&Row>, column: LedgerColumn) -> String {
    let mut out = String::new();
    for target in row.iter().flat_map(|row| &row.targets).filter(|target| column.holds(target)) {
        if !out.is_empty() {
            out.push('；');
        }
        if let (LedgerColumn::Years, Some(Period::Year(year))) = (column, target.period) {
            out.push_str(&format!("{year}："));
        }
        out.push_str(&target.text);
    }
    out
}

/// `备注：…；联系人：…`.
fn other_cells(row: Option<&Row>, table: Option<&Table>) -> String {
    let mut out = String::new();
    let (Some(row), Some(table)) = (row, table) else { return out };
    for cell in &row.other {
        if !out.is_empty() {
            out.push('；');
        }
        let header = table.columns.get(cell.column as usize).map_or("", |column| &column.header);
        if !header.is_empty() {
            out.push_str(header);
            out.push('：');
        }
        out.push_str(&cell.text);
    }
    out
}
