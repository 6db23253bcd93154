//! What mutation starts from.

use std::fs;
use std::path::{Path, PathBuf};

use crate::mutate::LARGEST;

/// The repository that this crate stands in.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Notices in text and Markdown: the seed, the fixtures, and a folder named at run time.
pub fn texts(more: Option<&Path>) -> Vec<Vec<u8>> {
    let mut found = files(&root().join("seeds"), &["md"]);
    found.extend(files(&root().join("fixtures"), &["md", "txt"]));
    found.extend(more.map(|folder| files(folder, &["md", "txt"])).unwrap_or_default());
    found
}

/// Web pages among the fixtures and in a folder named at run time.
pub fn pages(more: Option<&Path>) -> Vec<Vec<u8>> {
    let mut found = files(&root().join("fixtures"), &["html", "htm"]);
    found.extend(more.map(|folder| files(folder, &["html", "htm"])).unwrap_or_default());
    found
}

/// Files below a folder, by path, that have one of the endings and are no larger than what
/// mutation makes; notes about fixtures stay out.
fn files(folder: &Path, endings: &[&str]) -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            let notes = path
                .file_stem()
                .is_some_and(|name| name.to_string_lossy().chars().all(|c| c.is_ascii_uppercase()));
            if endings.contains(&ending) && !notes {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).filter(|b| b.len() <= LARGEST).collect()
}
