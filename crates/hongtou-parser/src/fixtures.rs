//! The texts of all fixtures, for tests that a shorter way tells the same as the whole one.

use std::fs;
use std::path::{Path, PathBuf};

/// The plain texts among the fixtures and the seeds.
pub(crate) fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<PathBuf> = vec![root.join("fixtures"), root.join("seeds")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folders are there") {
            let path = entry.expect("entries can be read").path();
            let plain = path.extension().is_some_and(|end| end == "md" || end == "txt");
            if path.is_dir() {
                folders.push(path);
            } else if plain && let Ok(text) = fs::read_to_string(&path) {
                texts.push(text);
            }
        }
    }
    assert!(texts.len() > 100, "{}", texts.len());
    texts
}

/// What stands between line ends, tabs and bars: the lines and cells of a text, roughly.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\t', '|']).filter(|piece| !piece.trim().is_empty())
}
