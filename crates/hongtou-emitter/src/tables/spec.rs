//! What a table is, apart from what it holds.

use std::borrow::Cow;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Words.
    Text,
    /// A whole number, never negative.
    Number,
    /// An exact decimal of any length.
    Decimal,
    /// `true` or `false`.
    Flag,
    /// A day, `2021-04-23`.
    Day,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The name that programs use.
    pub name: Cow<'static, str>,
    /// What its cells are.
    pub kind: ColumnType,
    /// Whether every row has a value.
    pub required: bool,
    /// A short Chinese heading.
    pub heading: Cow<'static, str>,
    /// What it means, in Chinese.
    pub zh: Cow<'static, str>,
    /// What it means, in English.
    pub en: Cow<'static, str>,
}

/// Columns that name a row of another table by columns of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns, here and there.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
}

/// A table without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// Name of the table, and of its file without ending.
    pub name: &'static str,
    /// What its rows are, in Chinese.
    pub zh: &'static str,
    /// What its rows are, in English.
    pub en: &'static str,
    /// The columns, in order.
    pub columns: Cow<'static, [ColumnSpec]>,
    /// The columns that tell rows apart.
    pub primary_key: &'static [&'static str],
    /// What refers to other tables.
    pub foreign_keys: &'static [ForeignKey],
}
