//! Chinese government notices read into a typed model, and their body held against their table.
//!
//! One call reads a notice, one checks it:
//!
//! ```
//! # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/xuzhou-2021-food-safety.md");
//! let notice = hongtou::read(path)?;
//! for section in &notice.model().sections {
//!     println!("{:?}: {} items", section.title, section.items.len());
//! }
//! for finding in notice.check().findings {
//!     println!("{} {}", finding.code, finding.message);
//! }
//! # Ok::<(), hongtou::Error>(())
//! ```
//!
//! The stages stand behind it as crates of their own, re-exported here: [`reader`], [`parser`],
//! [`validator`], [`emitter`], [`diff`] and the [`model`] they share. This crate adds nothing to
//! them but files.

pub use hongtou_diff as diff;
pub use hongtou_emitter as emitter;
pub use hongtou_model as model;
pub use hongtou_parser as parser;
pub use hongtou_reader as reader;
pub use hongtou_source as source;
pub use hongtou_validator as validator;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use hongtou_model::Lang;

/// A notice that was read: its model, and the texts that the model's offsets count in.
#[derive(Clone, Debug)]
pub struct Notice {
    model: hongtou_model::Notice,
    sources: Vec<hongtou_source::Source>,
    lang: Lang,
}

impl Notice {
    /// The model.
    pub fn model(&self) -> &hongtou_model::Notice {
        &self.model
    }

    /// The model, without the texts.
    pub fn into_model(self) -> hongtou_model::Notice {
        self.model
    }

    /// The texts.
    pub fn sources(&self) -> &[hongtou_source::Source] {
        &self.sources
    }

    /// Holds the body against the tables, by all rules at their own severities.
    pub fn check(&self) -> hongtou_validator::Report {
        let document = self.model.source.name.clone();
        let options =
            hongtou_validator::Options { lang: self.lang, document, ..Default::default() };
        hongtou_validator::check(&self.model, &self.sources, &options)
    }

    /// The model as one line of JSON.
    pub fn to_json(&self) -> Vec<u8> {
        hongtou_emitter::json::to_vec(&self.model)
    }
}

/// Reads a notice from a file, with messages in Chinese and the usual limits.
///
/// # Errors
/// When the file cannot be opened, or is of a kind that cannot be read. What its text says is
/// never an error.
pub fn read(path: impl AsRef<Path>) -> Result<Notice, Error> {
    let path = path.as_ref();
    let bytes = fs::read(path).map_err(|error| Error::Io(path.to_owned(), error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read_bytes(&name, &bytes, Lang::Zh, &hongtou_reader::Options::default())
}

/// Reads a notice from bytes; `name` is the file's name without its folder.
///
/// # Errors
/// When the bytes are of a kind that cannot be read, or go beyond a limit.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    lang: Lang,
    limits: &hongtou_reader::Options,
) -> Result<Notice, Error> {
    let document = hongtou_reader::read(name, bytes, limits).map_err(Error::Read)?;
    let model = hongtou_parser::parse(&document, &hongtou_parser::Options { lang });
    Ok(Notice { model, sources: document.sources, lang })
}

/// Why a notice could not be read.
#[derive(Debug)]
pub enum Error {
    /// The file could not be opened.
    Io(PathBuf, io::Error),
    /// The bytes could not be turned into text.
    Read(hongtou_reader::ReadError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io(path, _) => write!(f, "cannot read {}", path.display()),
            Error::Read(_) => f.write_str("cannot read the notice"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io(_, error) => Some(error),
            Error::Read(error) => Some(error),
        }
    }
}
