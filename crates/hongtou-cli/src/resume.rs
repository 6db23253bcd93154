//! What a batch has done, so that an interrupted one can go on.
//!
//! Each batch keeps a list of its inputs beside its output, in input order: one JSON line for
//! each. While it runs the list has a temporary name; what it says is true at any moment.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::output::WORKBOOK;

/// Name of the list.
pub(crate) const FILE_NAME: &str = "hongtou-batch.jsonl";

/// Its name while the batch runs.
const RUNNING: &str = ".hongtou-batch.jsonl";

/// The first line: what made the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    hongtou: String,
    options: String,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// As named on the command line, or relative to the folder given.
    pub(crate) input: String,
    /// Of its bytes; empty where they could not be read.
    pub(crate) sha256: String,
    /// What came of it.
    pub(crate) outcome: Outcome,
    /// How many repairs reading made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) repairs: Option<u64>,
    /// Its output below the output folder, without the ending; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<String>,
    /// Why it was not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// What came of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// Read and written.
    Done,
    /// Found in a folder, and no notice.
    NoNotice,
    /// Not readable, or not writable.
    Refused,
}

/// The list in the making.
#[derive(Debug)]
pub(crate) struct Log {
    file: BufWriter<File>,
    folder: PathBuf,
}

/// What earlier runs did: by input.
pub(crate) type Done = HashMap<String, Entry>;

impl Log {
    /// Begins a list in the output folder.
    pub(crate) fn begin(folder: &Path, options: &str) -> io::Result<Log> {
        let file = File::create(folder.join(RUNNING))?;
        let mut log = Log { file: BufWriter::new(file), folder: folder.to_owned() };
        log.line(&head(options))?;
        Ok(log)
    }

    /// Adds an input.
    pub(crate) fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.line(entry)
    }

    fn line<T: Serialize>(&mut self, value: &T) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, value)?;
        self.file.write_all(b"\n")?;
        self.file.flush()
    }

    /// Puts the list in its place.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        fs::rename(self.folder.join(RUNNING), self.folder.join(FILE_NAME))
    }
}

fn head(options: &str) -> Head {
    Head { hongtou: env!("CARGO_PKG_VERSION").to_owned(), options: options.to_owned() }
}

/// What earlier runs into the folder did with the same version and options.
pub(crate) fn done(folder: &Path, options: &str) -> Done {
    let mut done = Done::new();
    for name in [FILE_NAME, RUNNING] {
        let Ok(text) = fs::read_to_string(folder.join(name)) else { continue };
        let mut lines = text.lines();
        let same = lines.next().and_then(|line| serde_json::from_str::<Head>(line).ok());
        if same.as_ref() != Some(&head(options)) {
            continue;
        }
        // A line cut off by the interruption is no entry: its input is done again.
        let entries = lines.filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        done.extend(entries.map(|entry| (entry.input.clone(), entry)));
    }
    done
}

/// The files of notices, and of all of them together, that the list in a folder says were written there.
pub(crate) fn written(folder: &Path) -> HashSet<PathBuf> {
    let mut written = HashSet::new();
    let Ok(text) = fs::read_to_string(folder.join(FILE_NAME)) else { return written };
    let mut lines = text.lines();
    let Some(Ok(head)) = lines.next().map(serde_json::from_str::<Head>) else { return written };
    let formats = head.options.split(' ').next().unwrap_or_default();
    let asked = |name: &str| formats.split(',').any(|format| format == name);
    let together = head.options.contains(" together=true ");
    let endings = [("json", "json"), ("text", "txt"), ("xlsx", "xlsx")];
    let endings =
        endings.into_iter().filter(|(name, _)| asked(name) && !(*name == "xlsx" && together));
    let endings: Vec<&str> = endings.map(|(_, ending)| ending).collect();
    if together && asked("xlsx") {
        written.insert(folder.join(WORKBOOK));
    }
    let entries: Vec<Entry> =
        lines.filter_map(|line| serde_json::from_str::<Entry>(line).ok()).collect();
    for output in entries.iter().filter_map(|entry| entry.output.as_deref()) {
        written.extend(endings.iter().map(|ending| folder.join(format!("{output}.{ending}"))));
    }
    // Where notices are converted beside themselves.
    entries.iter().for_each(|entry| drop(written.take(&folder.join(&entry.input))));
    written
}

/// SHA-256 of some bytes, hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hongtou_source::hex(&Sha256::digest(bytes))
}
