//! The tables as Parquet, so that a database reads an archive at once.
//!
//! Types are those of the columns: whole numbers are `INT64`, days `DATE`, flags `BOOLEAN`, words
//! and exact decimals strings (a decimal has no length that a fixed type could hold). Rows are
//! written in groups, so that memory does not grow with the number of notices.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use hongtou_model::{Date, SCHEMA_VERSION};

use crate::tables::{
    ColumnSpec, ColumnType, RowSink, TableName, TableSet, TableSpec, Tables, Value,
};

/// A row group is written when it has this many rows …
const GROUP_ROWS: usize = 64 * 1024;
/// … or this many bytes of text.
const GROUP_BYTES: usize = 8 * 1024 * 1024;

/// A set of Parquet files, one for each table, that grows notice by notice.
pub struct ParquetSet<W: Write + Send> {
    set: TableSet,
    files: Vec<(TableName, ParquetWriter<W>)>,
}

impl<W: Write + Send> ParquetSet<W> {
    /// Opens a file for each table by `open`.
    ///
    /// `set` is [`TableSet::of`] for one notice and [`TableSet::fixed`] for many.
    pub fn new(
        set: TableSet,
        mut open: impl FnMut(&TableSpec) -> io::Result<W>,
    ) -> io::Result<ParquetSet<W>> {
        let mut files = Vec::with_capacity(TableName::ALL.len());
        for table in TableName::ALL {
            let spec = set.table(table);
            let file = open(&spec)?;
            files.push((table, ParquetWriter::new(file, &spec)?));
        }
        Ok(ParquetSet { set, files })
    }

    /// Appends one notice.
    pub fn append(&mut self, tables: &Tables<'_>) -> io::Result<()> {
        for (table, file) in &mut self.files {
            tables.rows(&self.set, *table, &mut |row| file.row(row))?;
        }
        Ok(())
    }

    /// Writes what is buffered and the footers, and hands the files back.
    pub fn finish(self) -> io::Result<Vec<(TableName, W)>> {
        self.files.into_iter().map(|(table, file)| Ok((table, file.finish()?))).collect()
    }
}

/// One Parquet file in the making.
pub struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Buffer>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A file with the columns of a table.
    pub fn new(writer: W, spec: &TableSpec) -> io::Result<ParquetWriter<W>> {
        let fields = spec.columns.iter().map(|column| Ok(Arc::new(field(column)?)));
        let fields = fields.collect::<Result<Vec<_>, ParquetError>>().map_err(to_io)?;
        let schema = Type::group_type_builder(spec.name).with_fields(fields).build();
        let about = [
            ("hongtou.schema_version", SCHEMA_VERSION.to_owned()),
            ("hongtou.table", spec.name.to_owned()),
            ("description", format!("{} {}", spec.zh, spec.en)),
        ];
        let about = about.map(|(key, value)| KeyValue::new(key.to_owned(), value));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(about.to_vec()))
            .build();
        let schema = Arc::new(schema.map_err(to_io)?);
        let file = SerializedFileWriter::new(writer, schema, Arc::new(properties));
        Ok(ParquetWriter {
            file: file.map_err(to_io)?,
            columns: spec.columns.iter().map(Buffer::new).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    /// Adds one row.
    pub fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        debug_assert_eq!(row.len(), self.columns.len());
        for (buffer, value) in self.columns.iter_mut().zip(row) {
            self.bytes += buffer.push(value)?;
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()
        } else {
            Ok(())
        }
    }

    /// Writes what is buffered and the footer, and hands the file back.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.file.into_inner().map_err(to_io)
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        self.group().map_err(to_io)?;
        self.rows = 0;
        self.bytes = 0;
        Ok(())
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        let mut buffers = self.columns.iter_mut();
        while let Some(mut column) = group.next_column()? {
            let Some(buffer) = buffers.next() else { break };
            let levels = mem::take(&mut buffer.levels);
            let levels = buffer.optional.then_some(&*levels);
            match (column.untyped(), &mut buffer.values) {
                (ColumnWriter::ByteArrayColumnWriter(to), Values::Words(from)) => {
                    to.write_batch(&mem::take(from), levels, None)?
                }
                (ColumnWriter::Int64ColumnWriter(to), Values::Numbers(from)) => {
                    to.write_batch(&mem::take(from), levels, None)?
                }
                (ColumnWriter::Int32ColumnWriter(to), Values::Days(from)) => {
                    to.write_batch(&mem::take(from), levels, None)?
                }
                (ColumnWriter::BoolColumnWriter(to), Values::Flags(from)) => {
                    to.write_batch(&mem::take(from), levels, None)?
                }
                _ => return Err(ParquetError::General("column of another type".to_owned())),
            };
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// The values of one column that wait for their row group.
struct Buffer {
    values: Values,
    /// 1 for a value, 0 for none; not kept for a column that always has one.
    levels: Vec<i16>,
    optional: bool,
}

enum Values {
    Words(Vec<ByteArray>),
    Numbers(Vec<i64>),
    Days(Vec<i32>),
    Flags(Vec<bool>),
}

impl Buffer {
    fn new(column: &ColumnSpec) -> Buffer {
        let values = match column.kind {
            ColumnType::Text | ColumnType::Decimal => Values::Words(Vec::new()),
            ColumnType::Number => Values::Numbers(Vec::new()),
            ColumnType::Day => Values::Days(Vec::new()),
            ColumnType::Flag => Values::Flags(Vec::new()),
        };
        Buffer { values, levels: Vec::new(), optional: !column.required }
    }

    /// Adds a value and tells the bytes that it takes.
    fn push(&mut self, value: &Value<'_>) -> io::Result<usize> {
        let size = match (&mut self.values, *value) {
            (_, Value::Missing) if self.optional => {
                self.levels.push(0);
                return Ok(2);
            }
            (Values::Words(values), Value::Text(text) | Value::Decimal(text)) => {
                values.push(ByteArray::from(text));
                text.len() + mem::size_of::<ByteArray>()
            }
            (Values::Numbers(values), Value::Number(number)) => {
                values.push(i64::try_from(number).map_err(io::Error::other)?);
                8
            }
            (Values::Days(values), Value::Day(date)) => {
                values.push(days_since_1970(date));
                4
            }
            (Values::Flags(values), Value::Flag(flag)) => {
                values.push(flag);
                1
            }
            _ => return Err(io::Error::other("a cell is not of its column's type")),
        };
        if self.optional {
            self.levels.push(1);
        }
        Ok(size + 2)
    }
}

fn field(column: &ColumnSpec) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        ColumnType::Text | ColumnType::Decimal => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ColumnType::Number => (Physical::INT64, None),
        ColumnType::Day => (Physical::INT32, Some(LogicalType::Date)),
        ColumnType::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()
}

/// Days of the Gregorian calendar since 1970-01-01.
fn days_since_1970(date: Date) -> i32 {
    // Years that begin in March put the leap day last.
    let (year, month, day) = (date.year() as i32, date.month() as i32, date.day() as i32);
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    const TO_1970: i32 = 719_468;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - TO_1970
}

fn to_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// Writes one table of one notice.
pub fn write_table(
    tables: &Tables<'_>,
    set: &TableSet,
    table: TableName,
    writer: impl Write + Send,
) -> io::Result<()> {
    let mut file = ParquetWriter::new(writer, &set.table(table))?;
    let sink: &mut RowSink<'_> = &mut |row| file.row(row);
    tables.rows(set, table, sink)?;
    file.finish().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let days = |y, m, d| days_since_1970(Date::new(y, m, d).expect("a day"));
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(days(2021, 12, 31), 18_992);
        assert_eq!(days(1900, 1, 1), -25_567);
    }

    #[test]
    fn many_rows_make_several_groups_and_keep_their_number() {
        let spec = TableSet::fixed().table(TableName::Units);
        let mut file = ParquetWriter::new(Vec::new(), &spec).expect("a file");
        let long = "长".repeat(1000);
        for id in 0..5000 {
            let row = [
                Value::Text("a.md"),
                Value::Text(&long),
                Value::Text("水务局"),
                Value::Missing,
                Value::Text("department"),
                Value::Number(id),
            ];
            file.row(&row).expect("a Vec takes all");
        }
        let bytes = file.finish().expect("a Vec takes all");
        let reader = ::parquet::file::reader::SerializedFileReader::new(bytes::Bytes::from(bytes))
            .expect("a Parquet file");
        use ::parquet::file::reader::FileReader;
        assert!(reader.num_row_groups() > 1);
        assert_eq!(reader.metadata().file_metadata().num_rows(), 5000);
    }
}
