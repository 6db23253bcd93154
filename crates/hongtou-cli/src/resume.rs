//! What a batch has done, so that an interrupted one can go on.
//!
//! Each batch keeps a list of its inputs beside its output, in input order: one JSON line for
//! each. While it runs the list has a temporary name; what it says is true at any moment.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
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
    /// The options of earlier runs into the same folder: what they wrote is still there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    earlier: BTreeSet<String>,
}

impl Head {
    /// That of a run with such options into a folder.
    fn of(folder: &Path, options: &str) -> Head {
        let mut earlier = first_line(folder).map_or_else(BTreeSet::new, |before| {
            before.earlier.into_iter().chain([before.options]).collect()
        });
        earlier.remove(options);
        let hongtou = env!("CARGO_PKG_VERSION").to_owned();
        Head { hongtou, options: options.to_owned(), earlier }
    }

    /// Whether a run like this one made what stands below.
    fn is_of(&self, options: &str) -> bool {
        self.hongtou == env!("CARGO_PKG_VERSION") && self.options == options
    }
}

/// What the list in a folder says of the run that made it.
fn first_line(folder: &Path) -> Option<Head> {
    let mut line = String::new();
    BufReader::new(File::open(folder.join(FILE_NAME)).ok()?).read_line(&mut line).ok()?;
    serde_json::from_str(&line).ok()
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
        log.line(&Head::of(folder, options))?;
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

/// What earlier runs into the folder did with the same version and options.
pub(crate) fn done(folder: &Path, options: &str) -> Done {
    let mut done = Done::new();
    for name in [FILE_NAME, RUNNING] {
        let Ok(text) = fs::read_to_string(folder.join(name)) else { continue };
        let mut lines = text.lines();
        let same = lines.next().and_then(|line| serde_json::from_str::<Head>(line).ok());
        if !same.is_some_and(|head| head.is_of(options)) {
            continue;
        }
        // A line cut off by the interruption is no entry: its input is done again.
        let entries = lines.filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        done.extend(entries.map(|entry| (entry.input.clone(), entry)));
    }
    done
}

/// Where earlier runs into the folder put each notice, whatever their options.
pub(crate) fn outputs(folder: &Path) -> HashMap<String, String> {
    let Ok(text) = fs::read_to_string(folder.join(FILE_NAME)) else { return HashMap::new() };
    let entries = text.lines().skip(1).filter_map(|line| serde_json::from_str::<Entry>(line).ok());
    entries.filter_map(|entry| entry.output.map(|output| (entry.input, output))).collect()
}

/// The files that a list says were written, each with the notice of it where that was converted beside itself.
pub(crate) type Written = HashMap<PathBuf, PathBuf>;

/// The files of notices, and of all of them together, that the list in a folder says were written there.
pub(crate) fn written(folder: &Path) -> Written {
    let mut written = Written::new();
    let Ok(text) = fs::read_to_string(folder.join(FILE_NAME)) else { return written };
    let mut lines = text.lines();
    let Some(Ok(head)) = lines.next().map(serde_json::from_str::<Head>) else { return written };
    let runs = || head.earlier.iter().chain([&head.options]);
    let endings: BTreeSet<&str> = runs().flat_map(|options| endings(options)).collect();
    let workbook = runs().any(|options| asked(options, "xlsx") && is_together(options));
    let entries = lines.filter_map(|line| serde_json::from_str::<Entry>(line).ok());
    let mut notices = Vec::new();
    for Entry { input, output, .. } in entries {
        notices.push(folder.join(&input));
        let Some(output) = output else { continue };
        let base = folder.join(&output);
        let name = Path::new(&input).file_name().unwrap_or_default();
        let notice = base.with_file_name(name);
        if workbook {
            written.entry(folder.join(WORKBOOK)).or_insert_with(|| notice.clone());
        }
        for ending in &endings {
            written.insert(folder.join(format!("{output}.{ending}")), notice.clone());
        }
        notices.push(notice);
    }
    // Where notices are converted beside themselves.
    notices.iter().for_each(|notice| drop(written.remove(notice)));
    written
}

fn asked(options: &str, name: &str) -> bool {
    let formats = options.split(' ').next().unwrap_or_default();
    formats.split(',').any(|format| format == name)
}

fn is_together(options: &str) -> bool {
    options.contains(" together=true ")
}

/// The endings of the files that a run with such options writes of each notice.
fn endings(options: &str) -> impl Iterator<Item = &'static str> {
    [("json", "json"), ("text", "txt"), ("xlsx", "xlsx")]
        .into_iter()
        .filter(|(name, _)| asked(options, name) && !(*name == "xlsx" && is_together(options)))
        .map(|(_, ending)| ending)
}

/// SHA-256 of some bytes, hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hongtou_source::hex(&Sha256::digest(bytes))
}
