//! Parquet, where this build has it (feature `parquet`).

#[cfg(feature = "parquet")]
pub(crate) use built_in::{Together, tables};
#[cfg(not(feature = "parquet"))]
pub(crate) use left_out::{Together, tables};

/// Whether this build writes Parquet.
pub(crate) const BUILT_IN: bool = cfg!(feature = "parquet");

#[cfg(feature = "parquet")]
mod built_in {
    use std::io::{self, BufWriter, Write as _};
    use std::path::Path;

    use hongtou_emitter::parquet::{self, ParquetSet};
    use hongtou_emitter::tables::{TableName, TableSet, Tables};

    use crate::atomic::Part;
    use crate::pipeline::{self, Read, TableFile};

    /// The tables of one notice.
    pub(crate) fn tables(read: &Read, document: &str) -> io::Result<Vec<TableFile>> {
        let lines = pipeline::lines(read);
        let (tables, set) =
            (Tables::new(document, &read.notice, &lines), TableSet::of(&read.notice));
        let mut files = Vec::with_capacity(TableName::ALL.len());
        for table in TableName::ALL {
            let mut bytes = Vec::new();
            parquet::write_table(&tables, &set, table, &mut bytes)?;
            files.push((format!("{}.parquet", table.name()), bytes));
        }
        Ok(files)
    }

    /// The tables of a whole batch.
    pub(crate) struct Together(ParquetSet<BufWriter<Part>>);

    impl Together {
        /// Opens a file for each table.
        pub(crate) fn begin(folder: &Path) -> io::Result<Together> {
            let open = |name: &str| Part::create(&folder.join(format!("{name}.parquet")));
            ParquetSet::new(TableSet::fixed(), |table| open(table.name).map(BufWriter::new))
                .map(Together)
        }

        /// Adds one notice.
        pub(crate) fn append(&mut self, read: &Read, document: &str) -> io::Result<()> {
            let lines = pipeline::lines(read);
            self.0.append(&Tables::new(document, &read.notice, &lines))
        }

        /// Puts the files in their places.
        pub(crate) fn finish(self) -> io::Result<()> {
            for (_, mut file) in self.0.finish()? {
                file.flush()?;
                file.into_inner().map_err(io::IntoInnerError::into_error)?.finish()?;
            }
            Ok(())
        }
    }
}

#[cfg(not(feature = "parquet"))]
mod left_out {
    use std::io;
    use std::path::Path;

    use crate::pipeline::{Read, TableFile};

    fn unsupported<T>() -> io::Result<T> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never asked for: the command line refuses the format first.
    pub(crate) fn tables(_: &Read, _: &str) -> io::Result<Vec<TableFile>> {
        unsupported()
    }

    /// Never made.
    pub(crate) enum Together {}

    impl Together {
        pub(crate) fn begin(_: &Path) -> io::Result<Together> {
            unsupported()
        }

        pub(crate) fn append(&mut self, _: &Read, _: &str) -> io::Result<()> {
            match *self {}
        }

        pub(crate) fn finish(self) -> io::Result<()> {
            match self {}
        }
    }
}
