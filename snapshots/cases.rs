//! The notices of the repository, read once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hongtou::Notice;

use crate::gold::Gold;

/// A notice, and what a careful reader takes from it.
pub(crate) struct Case {
    /// The folder's name, or the seed's.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) notice: Notice,
    pub(crate) gold: Option<Gold>,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Folders of `fixtures/PART`, by name.
pub(crate) fn folders(part: &str) -> Vec<PathBuf> {
    let folder = root().join("fixtures").join(part);
    let mut folders: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{folder:?}: {error}"))
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The name of a folder.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().expect("a folder").to_string_lossy().into_owned()
}

/// The notice in a folder; where it is there in several containers, the Markdown.
pub(crate) fn notice_in(folder: &Path) -> PathBuf {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "notice"))
        .collect();
    files.sort_by_key(|path| (path.extension().is_none_or(|end| end != "md"), path.clone()));
    files.into_iter().next().unwrap_or_else(|| panic!("{folder:?} holds no notice"))
}

/// Every layout fixture, and the seeds.
pub(crate) fn cases() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> = LazyLock::new(read);
    &CASES
}

fn read() -> Vec<Case> {
    let mut cases: Vec<Case> = folders("layouts")
        .into_iter()
        .map(|folder| {
            let path = notice_in(&folder);
            let gold = Some(Gold::of(&folder.join("gold.json")));
            Case { name: name(&folder), notice: notice(&path), path, gold }
        })
        .collect();
    let mut seeds: Vec<PathBuf> = fs::read_dir(root().join("seeds"))
        .expect("seeds/")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    seeds.sort();
    for path in seeds {
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        // Beside the tests, not beside the seed: a folder of seeds holds notices alone.
        let gold = root().join("snapshots").join(format!("{name}.gold.json"));
        let gold = gold.is_file().then(|| Gold::of(&gold));
        cases.push(Case { name, notice: notice(&path), path, gold });
    }
    assert!(cases.len() > 100, "the fixtures are found");
    cases
}

fn notice(path: &Path) -> Notice {
    hongtou::read(path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}
