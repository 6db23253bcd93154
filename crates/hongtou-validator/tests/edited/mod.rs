//! A notice in text, what is found in it, and what one edit of it shows.

use hongtou_model::Severity;
use hongtou_validator::{Options, check};

/// The codes of what is found, with their severities.
pub(crate) fn found(text: &str) -> Vec<(String, Severity)> {
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let found = check(&notice, &document.sources, &Options::default()).findings;
    found.into_iter().map(|finding| (finding.code, finding.severity)).collect()
}

/// Holds what one edit of a notice shows; the notice itself shows nothing.
#[track_caller]
pub(crate) fn shows(text: &str, from: &str, to: &str, expected: &[(&str, Severity)]) {
    assert_eq!(found(text), [], "the notice itself");
    assert!(text.contains(from), "{from}");
    let found = found(&text.replacen(from, to, 1));
    let found: Vec<_> = found.iter().map(|(code, severity)| (code.as_str(), *severity)).collect();
    assert_eq!(found, expected, "{from} → {to}");
}
