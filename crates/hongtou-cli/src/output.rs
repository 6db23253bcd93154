//! What `convert` writes, format by format.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write};
use std::mem;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hongtou_model::{Lang, Notice};
use hongtou_source::counted;

use hongtou_emitter::batch::{BatchWriter, Rendered};
use hongtou_emitter::xlsx::{self, BatchWorkbook};

use crate::atomic::{self, Part};
use crate::batch::make_folder;
use crate::columnar;
use crate::defect;
use crate::inputs::{From, Input};
use crate::pipeline::{self, Read, Reading};

/// So much of a file tells whose it is.
const HEAD: u64 = 1024;

/// The formats asked for, and how they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formats {
    pub(crate) json: bool,
    pub(crate) csv: bool,
    pub(crate) text: bool,
    pub(crate) jsonl: bool,
    pub(crate) xlsx: bool,
    pub(crate) parquet: bool,
    pretty: bool,
    excel: bool,
}

impl Formats {
    /// What the options say; `json` and `csv` where they say nothing, `json` alone to standard output.
    pub(crate) fn of(matches: &ArgMatches) -> Formats {
        let mut formats = Formats {
            pretty: matches.get_flag("pretty"),
            excel: matches.get_flag("excel"),
            ..Formats::default()
        };
        let Some(asked) = matches.get_many::<String>("to") else {
            let to_stdout =
                matches.get_one::<PathBuf>("output").is_some_and(|path| path.as_os_str() == "-");
            return Formats { json: true, csv: !to_stdout, ..formats };
        };
        for format in asked {
            match format.as_str() {
                "csv" => formats.csv = true,
                "text" => formats.text = true,
                "jsonl" => formats.jsonl = true,
                "xlsx" => formats.xlsx = true,
                "parquet" => formats.parquet = true,
                _ => formats.json = true,
            }
        }
        formats
    }

    fn names(&self) -> Vec<&'static str> {
        let all = [
            (self.json, "json"),
            (self.csv, "csv"),
            (self.text, "text"),
            (self.jsonl, "jsonl"),
            (self.xlsx, "xlsx"),
            (self.parquet, "parquet"),
        ];
        all.into_iter().filter_map(|(asked, name)| asked.then_some(name)).collect()
    }

    /// The format, where there is only one.
    pub(crate) fn only(&self) -> Option<&'static str> {
        match self.names()[..] {
            [name] => Some(name),
            _ => None,
        }
    }

    /// Whether a notice has files of its own.
    pub(crate) fn one_by_one(&self, together: bool) -> bool {
        let tables = self.csv || self.parquet || self.xlsx;
        self.json || self.text || (tables && !together)
    }

    /// The files that a notice has beside its tables.
    pub(crate) fn files(&self, base: &Path, together: bool) -> Vec<PathBuf> {
        let files = [(self.json, "json"), (self.text, "txt"), (self.xlsx && !together, "xlsx")];
        files.iter().filter(|file| file.0).map(|file| ending_on(base, file.1)).collect()
    }

    /// The files of a batch that could be read as a notice.
    pub(crate) fn shared(&self, folder: &Path, together: bool) -> Vec<PathBuf> {
        let files = [(self.xlsx && together, WORKBOOK), (self.jsonl, LINES)];
        files.iter().filter(|file| file.0).map(|file| folder.join(file.1)).collect()
    }

    /// Everything that changes the bytes written, in one line.
    pub(crate) fn describe(&self, reading: &Reading, together: bool) -> String {
        format!(
            "{} pretty={} excel={} together={together} lang={}",
            self.names().join(","),
            self.pretty,
            self.excel,
            reading.lang.pick("zh", "en"),
        )
    }

    /// Whether any file of a notice is there.
    pub(crate) fn are_any(&self, base: &Path, together: bool) -> bool {
        self.files(base, together).iter().any(|file| file.is_file()) || base.join(PACKAGE).is_file()
    }

    /// A file that is there, would be written over, and is nothing that this program wrote; of texts and workbooks
    /// nothing says it.
    pub(crate) fn not_ours(&self, base: &Path, together: bool) -> Option<PathBuf> {
        type Ours = fn(&[u8]) -> bool;
        let json = self.json.then(|| (ending_on(base, "json"), pipeline::is_model as Ours));
        let tables =
            (self.csv && !together).then(|| (base.join(PACKAGE), pipeline::is_package as Ours));
        let stands = |(path, ours): &(PathBuf, Ours)| {
            let mut head = Vec::new();
            let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
            matches!(read, Ok(1..)) && !ours(&head)
        };
        json.into_iter().chain(tables).find(stands).map(|(path, _)| path)
    }

    /// Whether tables that were made of the notice's text would be written over: their cells say lines.
    pub(crate) fn over_tables_of_text(&self, base: &Path, together: bool) -> bool {
        let lined = |name: &str| {
            let table = fs::read_to_string(base.join(name)).unwrap_or_default();
            let mut rows = table.lines().map(|row| row.rsplit(','));
            // From the end: no cell behind it holds a comma, as those before it may.
            let at = rows.next().and_then(|mut heads| heads.position(|head| head == "line"));
            let number = |cell: &str| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
            at.is_some_and(|at| rows.any(|mut row| row.nth(at).is_some_and(number)))
        };
        self.csv && !together && ["clauses.csv", "cells.csv"].iter().any(|name| lined(name))
    }

    /// Whether the files of a notice are there; the JSON, written last, stands for them all.
    pub(crate) fn are_there(&self, base: &Path, together: bool) -> bool {
        self.files(base, together).iter().all(|file| file.is_file())
            && (together || !self.csv || tables_are_there(base))
            && (together || !self.parquet || base.join("ledger.parquet").is_file())
            && !self.jsonl
    }
}

/// The description of the tables of a notice, written behind them.
const PACKAGE: &str = "datapackage.json";

/// Whether all tables of a notice are there that their description names, each with its heads.
fn tables_are_there(base: &Path) -> bool {
    let read = || {
        let package = fs::read(base.join(PACKAGE)).ok()?;
        serde_json::from_slice::<serde_json::Value>(&package).ok()
    };
    let Some(package) = read() else { return false };
    let whole = |table: &serde_json::Value| {
        let path = table["path"].as_str()?;
        let file = File::open(base.join(path)).ok()?;
        let mut heads = String::new();
        BufReader::new(file).read_line(&mut heads).ok()?;
        let fields = table["schema"]["fields"].as_array()?;
        let names = fields.iter().map(|field| field["name"].as_str().unwrap_or_default());
        let heads = heads.trim_start_matches('\u{feff}').trim_end();
        names.eq(heads.split(',')).then_some(())
    };
    let tables = package["resources"].as_array();
    tables.is_some_and(|tables| tables.iter().all(|table| whole(table).is_some()))
}

/// Whether an input is the JSON of the notice whose tables stand at `base`.
pub(crate) fn is_beside(input: &From, base: &Path) -> bool {
    let From::File(path) = input else { return false };
    let paths = [path, &ending_on(base, "json")].map(fs::canonicalize);
    matches!(paths, [Ok(input), Ok(beside)] if input == beside)
}

/// A path with an ending put after it; what looks like an ending already stays.
fn ending_on(base: &Path, ending: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Some figures of a notice, for the line that says it was written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    sections: usize,
    items: usize,
    clauses: usize,
    rows: usize,
    repairs: usize,
    residual: usize,
}

impl Counts {
    /// Counts what is in a notice.
    pub(crate) fn of(notice: &Notice) -> Counts {
        let items = || notice.sections.iter().flat_map(|section| &section.items);
        Counts {
            sections: notice.sections.len(),
            items: items().count(),
            clauses: items().map(|item| item.clauses.len()).sum(),
            rows: notice.tables.iter().map(|table| table.rows.len()).sum(),
            repairs: notice.repairs.len(),
            residual: notice.residual.len(),
        }
    }

    /// One line about a notice that was written.
    pub(crate) fn sentence(&self, name: &str, place: &Path, lang: Lang) -> String {
        let Counts { sections, items, clauses, rows, repairs, residual } = self;
        let place = place.display();
        match lang {
            Lang::Zh => format!(
                "{name} → {place}：{sections} 节 {items} 项 {clauses} 条，表格 {rows} 行；修补 {repairs} 处，未读懂 {residual} 处"
            ),
            Lang::En => format!(
                "{name} → {place}: {}, {}, {}, {}; {}, {} not understood",
                counted(*sections, "section", "sections"),
                counted(*items, "item", "items"),
                counted(*clauses, "clause", "clauses"),
                counted(*rows, "table row", "table rows"),
                counted(*repairs, "repair", "repairs"),
                counted(*residual, "piece", "pieces"),
            ),
        }
    }
}

/// One notice as a line, which says what stands there: among many of one name each must be found again.
pub(crate) fn line(read: &mut Read, input: &Input) -> Vec<u8> {
    let path = (input.from != From::Stdin).then(|| input.path());
    let own =
        (read.notice.document.replace(input.key()), mem::replace(&mut read.notice.path, path));
    let line = pipeline::json(&read.notice);
    (read.notice.document, read.notice.path) = own;
    line
}

/// One notice in one format, for standard output.
pub(crate) fn print(
    read: &Read,
    document: &str,
    format: &str,
    formats: &Formats,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        "text" => read
            .sources
            .iter()
            .try_for_each(|source| hongtou_emitter::text::write(source, &mut *out)),
        "csv" => pipeline::ledger(read, document, formats.excel, out),
        _ => pipeline::write_json(&read.notice, formats.pretty, out),
    }
}

fn text(read: &Read) -> Vec<u8> {
    let texts = read.sources.iter().map(|source| source.text.as_bytes());
    texts.collect::<Vec<_>>().concat()
}

/// What one notice adds to the files of a batch.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    tables: Option<Rendered>,
    workbook: Option<xlsx::Rows>,
    /// Its line of JSON.
    pub(crate) line: Vec<u8>,
    // Parquet is written by columns: its rows cannot be rendered apart from the file.
    read: Option<Box<(Read, String)>>,
}

impl Pieces {
    /// Keeps the notice itself for the tables that are written from it.
    pub(crate) fn keep(&mut self, read: Read, document: String) {
        self.read = Some(Box::new((read, document)));
    }
}

/// Writes the files of one notice, its JSON last.
pub(crate) fn write(
    read: &Read,
    document: &str,
    base: &Path,
    formats: &Formats,
    together: bool,
) -> Result<Option<Pieces>, (PathBuf, io::Error)> {
    let put = |path: PathBuf, bytes: io::Result<Vec<u8>>| {
        bytes.and_then(|bytes| atomic::write(&path, &bytes)).map_err(|error| (path, error))
    };
    let mut pieces = Pieces::default();
    if (formats.csv || formats.parquet) && !together {
        make_folder(base).map_err(|error| (base.to_owned(), error))?;
    }
    if formats.csv && together {
        let rows = pipeline::csv_rows(read, document, formats.excel);
        pieces.tables = Some(rows.map_err(|error| (base.to_owned(), error))?);
    } else if formats.csv {
        let mut wrong = base.to_owned();
        pipeline::csv_tables(read, document, formats.excel, |name, pour| {
            wrong = base.join(name);
            let mut part = Part::create(&wrong)?;
            pour(&mut part)?;
            part.finish()
        })
        .map_err(|error| (wrong, error))?;
    }
    if formats.parquet && !together {
        let tables = columnar::tables(read, document).map_err(|error| (base.to_owned(), error))?;
        for (name, bytes) in tables {
            put(base.join(name), Ok(bytes))?;
        }
    }
    if formats.xlsx && together {
        pieces.workbook = Some(pipeline::workbook_rows(read, document));
    } else if formats.xlsx {
        put(ending_on(base, "xlsx"), pipeline::workbook(read, document))?;
    }
    if formats.text {
        put(ending_on(base, "txt"), Ok(text(read)))?;
    }
    if formats.json {
        // Streamed: the JSON of a large notice is several times the notice.
        let path = ending_on(base, "json");
        atomic::stream(&path, |out| pipeline::write_json(&read.notice, formats.pretty, out))
            .map_err(|error| (path, error))?;
    }
    Ok((together || formats.jsonl).then_some(pieces))
}

/// The workbook of a whole batch.
pub(crate) const WORKBOOK: &str = "notices.xlsx";

/// The notices of a whole batch, a line each.
const LINES: &str = "notices.jsonl";

/// Writes into the growing sheets. Their library panics where the disk takes no more of a sheet's file;
/// that is no defect, and is told as what it is.
fn growing(write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    defect::watched(write).unwrap_or_else(|problem| {
        let said = problem.message(Lang::En);
        Err(match said.contains("Couldn't write to xml file") {
            true => io::ErrorKind::StorageFull.into(),
            false => io::Error::other(said.to_owned()),
        })
    })
}

/// The files that a whole batch shares.
pub(crate) struct Together {
    tables: Option<BatchWriter<BufWriter<Part>>>,
    // Boxed: it is many times what the others are.
    workbook: Option<Box<(BatchWorkbook, PathBuf)>>,
    lines: Option<BufWriter<Part>>,
    parquet: Option<columnar::Together>,
    more: Vec<(PathBuf, Vec<u8>)>,
}

impl Together {
    /// Opens them, with their headers.
    pub(crate) fn begin(folder: &Path, formats: &Formats, together: bool) -> io::Result<Together> {
        let mut all =
            Together { tables: None, workbook: None, lines: None, parquet: None, more: Vec::new() };
        let open = |name: &str| Part::create(&folder.join(name)).map(BufWriter::new);
        if formats.csv && together {
            let format = pipeline::batch_format(formats.excel);
            let writer = BatchWriter::new(format, |table| open(&format!("{}.csv", table.name)))?;
            all.tables = Some(writer);
            let (name, bytes) = pipeline::batch_package(formats.excel)?;
            all.more.push((folder.join(name), bytes));
        }
        if formats.xlsx && together {
            let path = folder.join(WORKBOOK);
            all.workbook = Some(Box::new((BatchWorkbook::new(folder)?, path)));
        }
        if formats.parquet && together {
            all.parquet = Some(columnar::Together::begin(folder)?);
        }
        if formats.jsonl {
            all.lines = Some(open(LINES)?);
        }
        Ok(all)
    }

    /// Adds one notice.
    pub(crate) fn append(&mut self, pieces: &Pieces) -> io::Result<()> {
        if let (Some(tables), Some(rows)) = (&mut self.tables, &pieces.tables) {
            tables.append_rendered(rows)?;
        }
        if let (Some(workbook), Some(rows)) = (&mut self.workbook, &pieces.workbook) {
            growing(|| workbook.0.append(rows))?;
        }
        if let (Some(parquet), Some(notice)) = (&mut self.parquet, &pieces.read) {
            parquet.append(&notice.0, &notice.1)?;
        }
        self.lines.as_mut().map_or(Ok(()), |part| part.write_all(&pieces.line))
    }

    /// Puts them in their places.
    pub(crate) fn finish(self) -> io::Result<()> {
        let tables = self.tables.map(BatchWriter::finish).transpose()?.unwrap_or_default();
        for part in tables.into_iter().map(|(_, part)| part).chain(self.lines) {
            part.into_inner().map_err(io::IntoInnerError::into_error)?.finish()?;
        }
        if let Some(workbook) = self.workbook {
            let (workbook, path) = *workbook;
            growing(|| atomic::stream(&path, |out| workbook.finish(out)))?;
        }
        self.parquet.map_or(Ok(()), columnar::Together::finish)?;
        for (path, bytes) in self.more {
            atomic::write(&path, &bytes)?;
        }
        Ok(())
    }
}
