//! The tables of many notices in one set of files, in the order in which they come.
//!
//! The caller opens the files (and renames them when all is done); here is only what goes into
//! them. Rows of one notice are rendered apart from writing, so that threads can render while one
//! of them appends in input order.

use std::io::{self, Write};

use crate::csv::{Csv, CsvOptions};
use crate::tables::{TableName, TableSet, TableSpec, Tables};

/// The rows of one notice, rendered: one piece of CSV for each table, without headers.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    pieces: Vec<Vec<u8>>,
}

impl Rendered {
    /// How many bytes it holds, to bound what waits to be appended.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// Whether it holds no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How all CSV files of a batch are written; cheap to share between threads.
#[derive(Clone, Debug)]
pub struct BatchFormat {
    set: TableSet,
    options: CsvOptions,
}

impl BatchFormat {
    /// The same columns for every notice that may come.
    pub fn new(options: CsvOptions) -> BatchFormat {
        BatchFormat { set: TableSet::fixed(), options }
    }

    /// Columns and keys of the tables.
    pub fn set(&self) -> &TableSet {
        &self.set
    }

    /// Renders the rows of one notice.
    pub fn render(&self, tables: &Tables<'_>) -> io::Result<Rendered> {
        let mut pieces = Vec::with_capacity(TableName::ALL.len());
        for table in TableName::ALL {
            let mut csv = Csv::new(self.options);
            tables.rows(&self.set, table, &mut |row| {
                csv.row(row);
                Ok(())
            })?;
            pieces.push(csv.into_bytes());
        }
        Ok(Rendered { pieces })
    }
}

/// One set of CSV files that grows notice by notice.
pub struct BatchWriter<W: Write> {
    format: BatchFormat,
    files: Vec<(TableName, W)>,
}

impl<W: Write> BatchWriter<W> {
    /// Opens a file for each table by `open` and writes the header lines.
    ///
    /// The files should be buffered: a notice adds a small piece to each.
    pub fn new(
        format: BatchFormat,
        mut open: impl FnMut(&TableSpec) -> io::Result<W>,
    ) -> io::Result<BatchWriter<W>> {
        let mut files = Vec::with_capacity(TableName::ALL.len());
        for table in TableName::ALL {
            let spec = format.set.table(table);
            let mut header = Csv::new(format.options);
            header.header(&spec);
            let mut file = open(&spec)?;
            file.write_all(header.as_bytes())?;
            files.push((table, file));
        }
        Ok(BatchWriter { format, files })
    }

    /// Appends one notice.
    pub fn append(&mut self, tables: &Tables<'_>) -> io::Result<()> {
        let rendered = self.format.render(tables)?;
        self.append_rendered(&rendered)
    }

    /// Appends what [`BatchFormat::render`] made, perhaps in another thread.
    pub fn append_rendered(&mut self, rendered: &Rendered) -> io::Result<()> {
        for ((_, file), piece) in self.files.iter_mut().zip(&rendered.pieces) {
            file.write_all(piece)?;
        }
        Ok(())
    }

    /// Flushes and hands the files back, in the order of [`TableName::ALL`].
    pub fn finish(mut self) -> io::Result<Vec<(TableName, W)>> {
        for (_, file) in &mut self.files {
            file.flush()?;
        }
        Ok(self.files)
    }
}

/// All tables of one notice, each with its header: what `convert` writes beside the JSON.
///
/// `each` gets every table with the means to write it, in pieces, into what it opens for it.
pub fn tables_of_one(
    tables: &Tables<'_>,
    options: CsvOptions,
    mut each: impl FnMut(TableName, &mut Pour<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let set = TableSet::of(tables.notice());
    let mut csv = Csv::new(options);
    for table in TableName::ALL {
        each(table, &mut |writer| csv.pour(tables, &set, table, writer))?;
    }
    Ok(())
}

/// Writes one table into a writer, which need not be buffered.
pub type Pour<'t> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 't;
