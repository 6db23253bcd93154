//! Dependencies between the crates point one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may depend on whom. The same picture is in crates/ARCHITECTURE.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("hongtou-source", &[]),
    ("hongtou-model", &["hongtou-source"]),
    ("hongtou-reader", &["hongtou-source"]),
    ("hongtou-parser", &["hongtou-source", "hongtou-model"]),
    ("hongtou-validator", &["hongtou-source", "hongtou-model"]),
    ("hongtou-emitter", &["hongtou-source", "hongtou-model"]),
    ("hongtou-diff", &["hongtou-source", "hongtou-model"]),
    // It must not share a mistake with what it tests, so it uses none of ours.
    ("hongtou-generate", &[]),
];

/// At the end of the line: these may use everything, and nobody may use them.
const ENDS: &[&str] = &["hongtou", "hongtou-cli", "hongtou-bench", "hongtou-fuzz"];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates/").to_owned()
}

fn used(name: &str) -> BTreeSet<String> {
    let manifest = crates().join(name).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("every crate has a manifest");
    let Some((_, after)) = manifest.split_once("[dependencies]") else { return BTreeSet::new() };
    let table = after.split("\n[").next().unwrap_or(after);
    let keys = table.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    keys.filter(|key| key.starts_with("hongtou")).map(str::to_owned).collect()
}

#[test]
fn crates_only_depend_downwards() {
    for (name, allowed) in ARROWS {
        let allowed: BTreeSet<String> = allowed.iter().map(|&name| name.to_owned()).collect();
        let used = used(name);
        assert!(used.is_subset(&allowed), "{name} may use {allowed:?}, but uses {used:?}");
    }
}

#[test]
fn every_crate_is_in_the_picture() {
    let architecture =
        fs::read_to_string(crates().join("ARCHITECTURE.md")).expect("crates/ARCHITECTURE.md");
    for entry in fs::read_dir(crates()).expect("crates/").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().join("Cargo.toml").is_file() {
            continue;
        }
        let known = ENDS.contains(&name.as_str()) || ARROWS.iter().any(|(other, _)| *other == name);
        assert!(known, "{name} has no arrows");
        assert!(architecture.contains(&format!("`{name}`")), "{name} is not in ARCHITECTURE.md");
    }
}
