//! The notice model as JSON, and back.

mod compact;

use std::fmt;
use std::io::{self, Write};

use hongtou_model::{Notice, SCHEMA_VERSION};
use serde::Serialize;

/// Writes the model as one JSON document and ends it with a newline.
///
/// The writer of pretty JSON is not buffered here: hand in a `Vec<u8>` or a `BufWriter`. Compact
/// JSON goes to it in pieces of some tens of kilobytes.
pub fn write(notice: &Notice, mut writer: impl Write, pretty: bool) -> io::Result<()> {
    if pretty { write_value(notice, writer, pretty) } else { compact::write(notice, &mut writer) }
}

/// Writes any value of the model (findings, a schema) in the form of [`write()`], unbuffered.
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
/// Fields of a later minor version are ignored; another major version is refused.
pub fn from_slice(json: &[u8]) -> Result<Notice, ModelError> {
    let mut notice: Notice = serde_json::from_slice(json).map_err(ModelError::NotTheModel)?;
    if major(&notice.schema_version) != major(SCHEMA_VERSION) {
        return Err(ModelError::OtherVersion(notice.schema_version));
    }
    // What others changed may be anything; all that reads a span trusts that it ends after it begins.
    let mut backwards = false;
    notice.visit_spans(&mut |_, span| {
        backwards |= span.fragments().iter().any(|fragment| fragment.end < fragment.start);
    });
    if backwards {
        let error = <serde_json::Error as serde::de::Error>::custom("a span ends before it begins");
        return Err(ModelError::NotTheModel(error));
    }
    Ok(notice)
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
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::NotTheModel(_) => f.write_str("not a hongtou notice model"),
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
            ModelError::OtherVersion(_) => None,
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
