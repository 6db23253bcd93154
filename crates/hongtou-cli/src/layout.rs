//! What output files are called.

use std::path::{Component, Path, PathBuf};

use hongtou_source::fingerprint;

/// Longest file name in bytes that every common file system takes.
const LONGEST: usize = 255;

/// Room left in a name for what is put after it (`.datapackage.json` and the like).
const ENDING: usize = 32;

/// A file name that is safe everywhere: no separators, no reserved names, not too long.
///
/// A name that had to be shortened ends in a hash of the whole, so that two long names stay apart.
pub(crate) fn safe_name(name: &str) -> String {
    let mut safe: String = name
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            c if crate::term::is_unsafe(c) || matches!(c, '\n' | '\t') => '_',
            c => c,
        })
        .collect();
    // Windows drops dots and spaces at the end, and `..` climbs.
    let kept = safe.trim_end_matches(['.', ' ']).len();
    safe.truncate(kept);
    if safe.is_empty() {
        safe.push('_');
    }
    let stem = safe.split('.').next().unwrap_or("").trim_end().to_ascii_uppercase();
    // Windows takes superscript figures for figures here.
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let reserved = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || port.is_some_and(|port| {
            let mut figures = port.chars();
            let one = figures.next().is_some_and(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'));
            one && figures.next().is_none()
        });
    if reserved {
        safe.insert(0, '_');
    }
    if safe.len() > LONGEST - ENDING {
        let hash = fingerprint(&[name]);
        let hash = &hash[..hash.len().min(8)];
        let mut end = LONGEST - ENDING - hash.len() - 1;
        while !safe.is_char_boundary(end) {
            end -= 1;
        }
        safe.truncate(end);
        safe.push('-');
        safe.push_str(hash);
    }
    safe
}

/// The folders of a relative path, made safe one by one; `..` and roots are left out.
pub(crate) fn safe_folder(path: &Path) -> PathBuf {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(safe_name(&name.to_string_lossy())),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_or_are_reserved_are_made_harmless() {
        for (name, safe) in [
            ("../../etc/passwd", ".._.._etc_passwd"),
            ("..", "_"),
            ("con", "_con"),
            ("Aux.md", "_Aux.md"),
            ("lpt1.tar", "_lpt1.tar"),
            ("comx", "comx"),
            ("com10", "com10"),
            ("COM²", "_COM²"),
            ("conin$", "_conin$"),
            ("a:b|c", "a_b_c"),
            ("通知. ", "通知"),
            ("", "_"),
            ("a\u{1b}[0m\n", "a_[0m_"),
        ] {
            assert_eq!(safe_name(name), safe);
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = "关于".repeat(100);
        let (one, two) = (safe_name(&format!("{long}一")), safe_name(&format!("{long}二")));
        assert!(one.len() <= LONGEST - ENDING && two.len() <= LONGEST - ENDING);
        assert_ne!(one, two);
    }

    #[test]
    fn a_folder_cannot_leave_the_output() {
        assert_eq!(safe_folder(Path::new("../a/./nul/b")), Path::new("a/_nul/b"));
        assert_eq!(safe_folder(Path::new("/etc/x")), Path::new("etc/x"));
    }
}
