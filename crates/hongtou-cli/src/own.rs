//! What this program wrote itself: met in a folder it is not read again, as if it were a notice of its own.
//!
//! A notice and its model would be counted twice. What is named on the command line is read.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::inputs::{From, Input, Inputs};
use crate::pipeline;
use crate::resume;

/// The folder that `convert` writes into unless told otherwise.
pub(crate) const FOLDER: &str = "hongtou-out";

/// So much of a model tells what it was made of.
const HEAD: u64 = 8 * 1024;

/// The file that a model was made of.
#[derive(Debug, Deserialize)]
struct Origin {
    name: String,
    sha256: String,
}

/// Takes our outputs out of what was found in folders, and counts them.
pub(crate) fn pass_over(found: &mut Inputs) {
    // Most folders hold nothing that could be ours.
    if !found.inputs.iter().any(|input| input.found && looks_own(input)) {
        return;
    }
    let mut known = Known::default();
    for input in &found.inputs {
        if let From::File(path) = &input.from {
            known.files.entry(input.file_name()).or_default().push(path);
        }
    }
    let files = found.inputs.iter().filter(|input| input.found && looks_own(input));
    let own: HashSet<PathBuf> = files
        .filter_map(|input| match &input.from {
            From::File(path) if known.is_own(path) => Some(path.clone()),
            _ => None,
        })
        .collect();
    found.inputs.retain(
        |input| !matches!(&input.from, From::File(path) if input.found && own.contains(path)),
    );
    found.own += own.len() as u64;
}

/// Whether `convert` writes files with such an ending.
fn looks_own(input: &Input) -> bool {
    let From::File(path) = &input.from else { return false };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    matches!(ending.as_deref(), Some("json" | "xlsx" | "txt"))
}

/// What is known of the files at hand; each is looked into once at most.
#[derive(Default)]
struct Known<'i> {
    /// The inputs by their names without folders.
    files: HashMap<String, Vec<&'i Path>>,
    /// What the lists of batches name, by the folders that they stand in.
    listed: HashMap<PathBuf, HashSet<PathBuf>>,
    /// The hashes of all inputs of one name.
    sums: HashMap<String, HashSet<String>>,
}

impl Known<'_> {
    fn is_own(&mut self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(Path::new(""));
        self.is_listed(path, folder) || self.is_ours(path)
    }

    /// Whether the list of a batch, in the folder of a file or above it, says that it was written then.
    fn is_listed(&mut self, path: &Path, folder: &Path) -> bool {
        // Above a folder that was named by itself nothing was found.
        let above = folder.ancestors().filter(|above| !above.as_os_str().is_empty());
        above.chain(folder.as_os_str().is_empty().then_some(folder)).any(|above| {
            let list = self.listed.entry(above.to_owned());
            list.or_insert_with(|| resume::written(above)).contains(path)
        })
    }

    /// Whether a file is a model of another one here, or describes our tables.
    fn is_ours(&mut self, path: &Path) -> bool {
        if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("json")) {
            return false;
        }
        let mut head = Vec::new();
        let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
        if read.is_err() {
            return false;
        }
        if pipeline::is_package(&head) {
            return true;
        }
        let Some(origin) = pipeline::is_model(&head).then(|| origin(&head)).flatten() else {
            return false;
        };
        let Some(files) = self.files.get(&origin.name) else { return false };
        // Beside its notice it is that one's, even where the notice was changed since.
        let beside = |file: &&Path| *file != path && file.parent() == path.parent();
        let sum = |file: &&Path| fs::read(file).ok().map(|bytes| resume::sha256(&bytes));
        files.iter().any(beside)
            || self
                .sums
                .entry(origin.name)
                .or_insert_with(|| files.iter().filter_map(sum).collect())
                .contains(&origin.sha256)
    }
}

/// What the beginning of a model says of the file that it was made of.
fn origin(head: &[u8]) -> Option<Origin> {
    let head = String::from_utf8_lossy(head);
    let (_, rest) = head.split_once("\"source\":")?;
    let end = rest.find('}')? + 1;
    serde_json::from_str(rest[..end].trim_start()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_says_what_it_was_made_of() {
        for head in [
            r#"{"schema_version":"1.0","source":{"name":"a.md","format":"markdown","bytes":3,"sha256":"0f"},"header":{"#,
            "{\n  \"schema_version\": \"1.0\",\n  \"source\": {\n    \"name\": \"a.md\",\n    \"sha256\": \"0f\"\n  },",
        ] {
            let origin = origin(head.as_bytes()).expect("a source");
            assert_eq!((&*origin.name, &*origin.sha256), ("a.md", "0f"));
        }
        assert!(origin(b"{\"schema_version\":\"1.0\"}").is_none());
    }
}
