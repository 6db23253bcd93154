//! What this program wrote itself: met in a folder it is not read again, as if it were a notice of its own.
//!
//! A notice and its model would be counted twice. What is named on the command line is read: a file, what a
//! pattern fits, and a folder with the files in it. Only further down, in folders that nobody named, goes what
//! a list says was written there; in the folder that is named itself an output goes where its notice is
//! there too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use hongtou_model::Lang;
use serde::Deserialize;

use crate::inputs::{From, Input, Inputs, Passed};
use crate::pipeline::{self, Unreadable};
use crate::resume::{self, Written};

/// The folder that `convert` writes into unless told otherwise.
pub(crate) const FOLDER: &str = "hongtou-out";

/// So much of a model tells what it was made of.
const HEAD: u64 = 8 * 1024;

/// So many folders are named where all that is in them was passed over.
const NAMED: usize = 3;

/// The file that a model was made of.
#[derive(Debug, Deserialize)]
struct Origin {
    name: String,
    sha256: String,
}

/// Takes our outputs out of what was found in folders, and says so where a folder holds nothing else.
pub(crate) fn pass_over(found: &mut Inputs) {
    let own = own(&found.inputs);
    if !own.is_empty() {
        let own: HashSet<&Path> = own.iter().map(|passed| &*passed.path).collect();
        found.inputs.retain(|input| match (&input.from, &input.root) {
            (From::File(path), Some(_)) => !own.contains(&**path),
            _ => true,
        });
    }
    found.own.extend(own);
    tell_of_nothing_else(found);
}

/// Those of our outputs among some inputs.
fn own(inputs: &[Input]) -> Vec<Passed> {
    // Most folders hold nothing that could be ours.
    if !inputs.iter().any(|input| input.root.is_some() && looks_own(input)) {
        return Vec::new();
    }
    own_of_folders(inputs)
}

#[inline(never)]
fn own_of_folders(inputs: &[Input]) -> Vec<Passed> {
    let mut known = Known::default();
    for input in inputs {
        let From::File(path) = &input.from else { continue };
        known.here.insert(path);
        if let Some(root) = &input.root {
            known.files.entry((root, input.file_name())).or_default().push(path);
        }
    }
    let candidates = inputs.iter().filter(|input| looks_own(input));
    candidates
        .filter_map(|input| match (&input.from, &input.root) {
            (From::File(path), Some(root)) if known.is_own(path, root) => {
                Some(Passed { root: root.clone(), path: path.clone() })
            }
            _ => None,
        })
        .collect()
}

/// A folder that was named, and in which everything was passed over, is as good as empty.
fn tell_of_nothing_else(found: &mut Inputs) {
    let mut folders: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for Passed { root, path } in &found.own {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        folders.entry(root).or_default().insert(folder);
    }
    // What was passed over in one folder may be named itself beside it.
    folders.retain(|root, _| {
        let root = root.strip_prefix(".").unwrap_or(root);
        !found.inputs.iter().any(|input| match &input.from {
            From::File(path) => path.strip_prefix(".").unwrap_or(path).starts_with(root),
            From::Stdin => false,
        })
    });
    for (root, within) in folders {
        // Where it stands in the folder that was named itself, only the file can still be named.
        let here = within.iter().all(|folder| *folder == root);
        let shown: Vec<String> =
            within.iter().take(NAMED).map(|folder| folder.display().to_string()).collect();
        let more = within.len() > NAMED;
        let reason = Unreadable::new(|lang| {
            let reason = lang.pick(
                "文件夹里除了本程序自己写出的，没有能读的文件",
                "the folder holds no file that can be read beside what this program wrote",
            );
            match (here, lang) {
                (true, _) => reason.to_owned(),
                (_, Lang::Zh) => {
                    format!("{reason}：{}{}", shown.join("、"), if more { "等" } else { "" })
                }
                (_, Lang::En) => {
                    format!("{reason}: {}{}", shown.join(", "), if more { ", …" } else { "" })
                }
            }
        });
        let reason = reason.with_help(|lang| match here {
            true => lang.pick("要读其中的文件，请直接给出文件", "name a file of it to read it"),
            false => lang.pick(
                "要读那里的文件，请直接给出那个文件夹",
                "name that folder to read what is in it",
            ),
        });
        found.missing.push((root.to_string_lossy().into_owned(), reason));
    }
}

/// Whether `convert` writes files with such an ending.
fn looks_own(input: &Input) -> bool {
    let From::File(path) = &input.from else { return false };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    matches!(ending.as_deref(), Some("json" | "xlsx" | "txt"))
}

/// What is known of the files at hand.
#[derive(Default)]
struct Known<'i> {
    /// Every input.
    here: HashSet<&'i Path>,
    /// The inputs by the folder that was named and their names without folders.
    files: HashMap<(&'i Path, String), Vec<&'i Path>>,
    /// What the lists of batches name, by the folders that they stand in.
    listed: HashMap<PathBuf, Written>,
    /// The hashes of all inputs of one name below a folder that was named.
    sums: HashMap<(&'i Path, String), HashSet<String>>,
}

impl<'i> Known<'i> {
    fn is_own(&mut self, path: &Path, root: &'i Path) -> bool {
        let folder = path.parent().unwrap_or(Path::new(""));
        self.is_listed(path, folder, root) || self.is_ours(path, folder, root)
    }

    /// Whether the list of a batch says that a file was written then. Lists above the folder that was named
    /// are not asked.
    fn is_listed(&mut self, path: &Path, folder: &Path, root: &Path) -> bool {
        let mut below = folder.ancestors().take_while(|above| *above != root);
        if below.any(|above| self.list(above).contains_key(path)) {
            return true;
        }
        let notice = self.list(root).get(path).cloned();
        notice.is_some_and(|notice| notice != path && self.here.contains(&*notice))
    }

    fn list(&mut self, folder: &Path) -> &Written {
        self.listed.entry(folder.to_owned()).or_insert_with(|| resume::written(folder))
    }

    /// Whether a file is a model of another one here, or describes our tables.
    fn is_ours(&mut self, path: &Path, folder: &Path, root: &'i Path) -> bool {
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
        // Beside its notice it is that one's, even where the notice was changed since.
        let beside = folder.join(&origin.name);
        if beside != path && self.here.contains(&*beside) {
            return true;
        }
        let key = (root, origin.name);
        let Some(files) = self.files.get(&key).filter(|_| folder != root) else { return false };
        let sum = |file: &&Path| fs::read(file).ok().map(|bytes| resume::sha256(&bytes));
        let sums = self.sums.entry(key).or_insert_with(|| files.iter().filter_map(sum).collect());
        sums.contains(&origin.sha256)
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
