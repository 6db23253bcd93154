//! What a pattern fits, for shells that leave patterns alone.
//!
//! As a shell does it: `*` fits no name that begins with a dot, and `**` goes down into folders without following
//! links, which can lead in a circle.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern, PatternError};

/// Every folder below.
const DEEP: &str = "**";

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// One part of a pattern, between two slashes.
enum Part {
    Name(String),
    Wild(Pattern),
    Deep,
}

/// Whether a part of a path is a pattern.
pub(crate) fn is_wild(part: &str) -> bool {
    part.contains(['*', '?', '['])
}

/// The paths that a pattern fits, sorted.
///
/// # Errors
/// When a part of it is no pattern.
pub(crate) fn paths(pattern: &str) -> Result<BTreeSet<PathBuf>, PatternError> {
    let fixed = fixed_part(pattern);
    let rest = Path::new(pattern).components().skip(fixed.components().count());
    let part = |part: Component<'_>| {
        let name = part.as_os_str().to_string_lossy().into_owned();
        match name.as_str() {
            DEEP => Ok(Part::Deep),
            _ if is_wild(&name) => Pattern::new(&name).map(Part::Wild),
            _ => Ok(Part::Name(name)),
        }
    };
    let parts = rest.map(part).collect::<Result<Vec<Part>, PatternError>>()?;
    let mut found = BTreeSet::new();
    fit(&fixed, &parts, &mut found);
    Ok(found)
}

/// The folders of a pattern before its first wild card.
pub(crate) fn fixed_part(pattern: &str) -> PathBuf {
    Path::new(pattern)
        .components()
        .take_while(|part| !is_wild(&part.as_os_str().to_string_lossy()))
        .collect()
}

/// Adds what the parts fit in a folder.
fn fit(folder: &Path, parts: &[Part], found: &mut BTreeSet<PathBuf>) {
    let Some((part, rest)) = parts.split_first() else {
        found.insert(folder.to_owned());
        return;
    };
    match part {
        Part::Name(name) => {
            let path = folder.join(name);
            if path.exists() {
                fit(&path, rest, found);
            }
        }
        Part::Wild(pattern) => {
            for entry in entries(folder) {
                let name = entry.file_name();
                let fits = pattern.matches_with(&name.to_string_lossy(), OPTIONS);
                let path = folder.join(name);
                if fits && (rest.is_empty() || path.is_dir()) {
                    fit(&path, rest, found);
                }
            }
        }
        Part::Deep => {
            fit(folder, rest, found);
            // A folder at the end is searched as one that is named.
            if rest.is_empty() {
                return;
            }
            for entry in entries(folder) {
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                if !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    fit(&folder.join(entry.file_name()), parts, found);
                }
            }
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok)
}
