//! Mends applied to the text of an input.

use std::fs;
use std::io;
use std::path::Path;

use hongtou_model::{Edit, Finding};
use hongtou_source::{Format, Source};

use crate::atomic;

/// What came of mending a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    /// The new bytes, and how many findings they mend.
    Yes { bytes: Vec<u8>, count: usize },
    /// There is nothing to mend.
    Nothing,
    /// The file's bytes are not the text that offsets count in.
    NotText,
}

/// Applies the fixes of some findings to a file's bytes; edits that meet another are left out.
pub(crate) fn mend(
    source: &Source,
    bytes: &[u8],
    findings: &[&Finding],
    unsafe_too: bool,
) -> Mended {
    let wanted: Vec<&[Edit]> = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| (fix.safe || unsafe_too) && !fix.edits.is_empty())
        .map(|fix| fix.edits.as_slice())
        .collect();
    if wanted.is_empty() {
        return Mended::Nothing;
    }
    let Some(mark) = offset_in_file(source, bytes) else { return Mended::NotText };
    let mut chosen: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for edits in wanted {
        let free = |edit: &Edit| {
            chosen
                .iter()
                .all(|other| *other == edit || edit.end <= other.start || other.end <= edit.start)
        };
        let fits = |edit: &Edit| source.text.get(edit.start as usize..edit.end as usize).is_some();
        // All edits of one fix, or none of them.
        if edits.iter().all(|edit| fits(edit) && free(edit)) {
            chosen.extend(edits);
            count += 1;
        }
    }
    if count == 0 {
        return Mended::Nothing;
    }
    chosen.sort_by_key(|edit| (edit.start, edit.end));
    chosen.dedup();
    let mut out = Vec::with_capacity(bytes.len() + 64);
    out.extend_from_slice(&bytes[..mark]);
    let mut at = 0;
    for edit in chosen {
        out.extend_from_slice(&bytes[mark + at..mark + edit.start as usize]);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.end as usize;
    }
    out.extend_from_slice(&bytes[mark + at..]);
    Mended::Yes { bytes: out, count }
}

/// Whether a file's own bytes can be mended.
pub(crate) fn is_in_reach(source: &Source, bytes: &[u8]) -> bool {
    offset_in_file(source, bytes).is_some()
}

/// Where the text begins in the file, after the byte order mark, if the file is the text, or all of the text
/// stands where it stood: an ideograph for which the file has a radical.
fn offset_in_file(source: &Source, bytes: &[u8]) -> Option<usize> {
    if !matches!(source.format, Format::Markdown | Format::Text) {
        return None;
    }
    let text = source.text.as_bytes();
    let mark = bytes.len().checked_sub(text.len())?;
    let stands =
        |offset: usize| source.places.raw_offset(offset as u32) == Some((mark + offset) as u32);
    let is_text =
        &bytes[mark..] == text || source.encoding == "utf-8" && stands(0) && stands(text.len());
    (is_text && (mark == 0 || bytes.starts_with(b"\xef\xbb\xbf") && mark == 3)).then_some(mark)
}

/// Writes mended bytes back, unless the file is no longer what was read.
pub(crate) fn write_back(path: &Path, read: &[u8], mended: &[u8]) -> io::Result<bool> {
    if fs::read(path)? != read {
        return Ok(false);
    }
    // A link stays a link: what it points to is written.
    let path = fs::canonicalize(path)?;
    // A file is replaced by another of its name, which its folder would allow even so.
    if fs::metadata(&path)?.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    atomic::write(&path, mended)?;
    Ok(true)
}

/// The change as a unified diff.
pub(crate) fn diff(path: &str, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let path = crate::term::clean(path);
    similar::TextDiff::from_lines(&*old, &*new)
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::{TEXT, results};

    #[test]
    fn edits_land_in_the_file_behind_its_mark_and_line_ends_stay() {
        let source = Source::from_text("n.md", Format::Markdown, TEXT);
        let bytes = [b"\xef\xbb\xbf".as_slice(), TEXT.as_bytes()].concat();
        let results = results();
        let findings: Vec<&Finding> =
            results.findings.iter().map(|reported| &reported.finding).collect();
        let Mended::Yes { bytes, count } = mend(&source, &bytes, &findings, false) else {
            panic!("something to mend")
        };
        assert_eq!(count, 1);
        let expected = format!("\u{feff}{}", TEXT.replace("[2021]", "〔2021〕"));
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
    }

    #[test]
    fn what_the_reader_reads_otherwise_stays_in_the_file() {
        // The file has a radical for one character of the text.
        let mut source = Source::from_text("n.md", Format::Markdown, &format!("{TEXT}\n月"));
        source.places.push_char(0, 3, 1, 1);
        let bytes = format!("\u{feff}{TEXT}\n⽉");
        let results = results();
        let findings: Vec<&Finding> =
            results.findings.iter().map(|reported| &reported.finding).collect();
        let Mended::Yes { bytes, .. } = mend(&source, bytes.as_bytes(), &findings, false) else {
            panic!("something to mend")
        };
        let expected = format!("\u{feff}{}\n⽉", TEXT.replace("[2021]", "〔2021〕"));
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
    }

    #[test]
    fn a_file_in_another_encoding_is_left_alone() {
        let source = Source::from_text("n.md", Format::Markdown, TEXT);
        let results = results();
        let findings: Vec<&Finding> =
            results.findings.iter().map(|reported| &reported.finding).collect();
        assert_eq!(mend(&source, b"other bytes", &findings, false), Mended::NotText);
    }
}
