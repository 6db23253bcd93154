//! The notice model as JSON, and back.

mod compact;
mod later;

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use hongtou_model::{Lang, Notice, SCHEMA_VERSION};
use serde::Serialize;

/// Writes the model as one JSON document and ends it with a newline.
///
/// It goes to the writer in pieces of some tens of kilobytes.
pub fn write(notice: &Notice, mut writer: impl Write, pretty: bool) -> io::Result<()> {
    match pretty {
        true => write_indented(notice, &mut writer),
        false => compact::write::<false>(notice, &mut writer),
    }
}

/// Writes a value of no other kinds than the model has, indented, as [`write()`] does.
pub(crate) fn write_indented(value: &impl Serialize, writer: &mut dyn Write) -> io::Result<()> {
    compact::write::<true>(value, writer)
}

/// Writes any value (findings, a schema) in the form of [`write()`], unbuffered: hand in a `Vec<u8>` or a
/// `BufWriter`.
pub fn write_value<T: Serialize + ?Sized>(
    value: &T,
    mut writer: impl Write,
    pretty: bool,
) -> io::Result<()> {
    if pretty {
        serde_json::to_writer_pretty(&mut writer, value)?;
    } else {
        serde_json::to_writer(&mut writer, value)?;
    }
    writer.write_all(b"\n")
}

/// The model as compact JSON with its newline.
pub fn to_vec(notice: &Notice) -> Vec<u8> {
    // A notice's JSON has four to five times its bytes; growing to that copies it twice over.
    let about = usize::try_from(notice.source.bytes).unwrap_or(0).saturating_mul(5);
    compact::to_vec(notice, about.clamp(16 * 1024, 4 * 1024 * 1024))
        .expect("a Vec takes all bytes, and the model has string keys")
}

/// Reads a model back; [`write()`] makes the same bytes of it again.
///
/// Fields and kinds of a later minor version are left out, so that what is left is a model of this version; another
/// major version is refused, and so is a model that contradicts itself: what others changed may be
/// anything, and tables that join by ids must hold.
pub fn from_slice(json: &[u8]) -> Result<Notice, ModelError> {
    let read = serde_json::from_slice(json);
    let mut notice: Notice = match read {
        Ok(notice) => notice,
        Err(error) => later::notice(json).ok_or(ModelError::NotTheModel(error))?,
    };
    if major(&notice.schema_version) != major(SCHEMA_VERSION) {
        return Err(ModelError::OtherVersion(notice.schema_version));
    }
    SCHEMA_VERSION.clone_into(&mut notice.schema_version);
    if let Some(flaw) = flaw(&notice) {
        return Err(ModelError::Flawed(flaw));
    }
    // All that reads a span trusts that it ends after it begins.
    let mut backwards = false;
    notice.visit_spans(&mut |_, span| {
        backwards |= span.fragments().iter().any(|fragment| fragment.end < fragment.start);
    });
    if backwards {
        return Err(ModelError::Flawed(Flaw::Backwards));
    }
    Ok(notice)
}

/// What contradicts itself in a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A figure whose value is no decimal: where, and the value.
    NoDecimal(String, String),
    /// An id that two parts have.
    Twice(String),
    /// A row that carries out a clause which is not there: the row, and the clause.
    NoClause(String, String),
    /// A span that ends before it begins.
    Backwards,
}

impl Flaw {
    /// What is wrong, in one line.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Flaw::NoDecimal(id, value), Lang::Zh) => {
                format!("{id} 的数值 {value:?} 不是十进制数")
            }
            (Flaw::NoDecimal(id, value), Lang::En) => {
                format!("the value {value:?} in {id} is no decimal")
            }
            (Flaw::Backwards, lang) => {
                lang.pick("有一处 span 的终点在起点之前", "a span ends before it begins").to_owned()
            }
            (Flaw::Twice(id), Lang::Zh) => format!("编号 {id} 重复"),
            (Flaw::Twice(id), Lang::En) => format!("the id {id} is there twice"),
            (Flaw::NoClause(row, clause), Lang::Zh) => {
                format!("表行 {row} 落实的条款 {clause} 不存在")
            }
            (Flaw::NoClause(row, clause), Lang::En) => {
                format!("row {row} carries out clause {clause}, which is not there")
            }
        }
    }
}

fn flaw(notice: &Notice) -> Option<Flaw> {
    let items = || notice.sections.iter().flat_map(|section| &section.items);
    let clauses = || items().flat_map(|item| &item.clauses);
    let rows = || notice.tables.iter().flat_map(|table| &table.rows);
    let mut seen: HashSet<&str> = HashSet::new();
    let ids = (notice.prose.iter().map(|one| &*one.id))
        .chain(notice.sections.iter().map(|one| &*one.id))
        .chain(items().map(|one| &*one.id))
        .chain(clauses().map(|one| &*one.id))
        .chain(notice.tables.iter().map(|one| &*one.id))
        .chain(rows().map(|one| &*one.id))
        .chain(notice.units.iter().map(|one| &*one.id));
    if let Some(id) = ids.filter(|id| !id.is_empty()).find(|id| !seen.insert(id)) {
        return Some(Flaw::Twice(id.to_owned()));
    }
    let known: HashSet<&str> = clauses().map(|clause| &*clause.id).collect();
    for row in rows() {
        if let Some(id) = row.clause.iter().chain(&row.also).find(|id| !known.contains(id.as_str()))
        {
            return Some(Flaw::NoClause(row.id.to_string(), id.to_string()));
        }
    }
    let of_clauses =
        clauses().flat_map(|clause| clause.quantities.iter().map(|q| (&*clause.id, q)));
    let of_rows = rows().flat_map(|row| {
        let targets = row.targets.iter().flat_map(|target| &target.quantities);
        row.quantities.iter().chain(targets).map(|quantity| (&*row.id, quantity))
    });
    of_clauses.chain(of_rows).find_map(|(id, quantity)| {
        let mut values = std::iter::once(&quantity.value).chain(&quantity.value_max);
        let value = values.find(|value| !is_decimal(value))?;
        Some(Flaw::NoDecimal(id.to_owned(), value.to_string()))
    })
}

/// `-12.5`: digits, with a point among them at most, and a sign before them at most.
fn is_decimal(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = value.strip_prefix('-').unwrap_or(value);
    let (whole, rest) = value.split_once('.').unwrap_or((value, "0"));
    digits(whole) && digits(rest)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

/// Why some JSON could not be read as a notice model.
#[derive(Debug)]
pub enum ModelError {
    /// It is no JSON, or lacks what every model has.
    NotTheModel(serde_json::Error),
    /// It is of another major version of the schema.
    OtherVersion(String),
    /// It contradicts itself.
    Flawed(Flaw),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::NotTheModel(_) => f.write_str("not a hongtou notice model"),
            ModelError::Flawed(flaw) => f.write_str(&flaw.message(Lang::En)),
            ModelError::OtherVersion(version) => write!(
                f,
                "the model has schema version {version:?}, this program reads {SCHEMA_VERSION}"
            ),
        }
    }
}

impl std::error::Error for ModelError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ModelError::NotTheModel(error) => Some(error),
            ModelError::OtherVersion(_) | ModelError::Flawed(_) => None,
        }
    }
}

/// JSON Lines: one notice a line.
///
/// ```
/// let notice = hongtou_model::Notice::default();
/// let mut lines = hongtou_emitter::json::Lines::new(Vec::new());
/// lines.append(&notice)?;
/// lines.append(&notice)?;
/// assert_eq!(lines.into_inner().split(|&b| b == b'\n').count(), 3);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines<W> {
    writer: W,
}

impl<W: Write> Lines<W> {
    /// Lines into a writer, which should be buffered.
    pub fn new(writer: W) -> Lines<W> {
        Lines { writer }
    }

    /// Writes one notice as one line.
    pub fn append(&mut self, notice: &Notice) -> io::Result<()> {
        // Compact JSON holds no line feed: serde_json escapes those inside strings.
        write(notice, &mut self.writer, false)
    }

    /// Writes a line made before by [`to_vec`], perhaps by another thread.
    pub fn append_line(&mut self, line: &[u8]) -> io::Result<()> {
        debug_assert!(line.ends_with(b"\n"));
        self.writer.write_all(line)
    }

    /// Passes on what is buffered below.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// The writer, not flushed.
    pub fn into_inner(self) -> W {
        self.writer
    }
}
