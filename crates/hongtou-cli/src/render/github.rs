//! GitHub Actions workflow commands: annotations on the changed lines.
//!
//! GitHub shows ten annotations of each kind a step; the most severe come first, and the last line
//! says how many there are in all.

use std::cmp::Reverse;

use hongtou_model::{Lang, Severity};
use hongtou_source::counted;

use super::{Results, unread};
use crate::place::Reported;
use crate::term::clean;

/// GitHub's cap for each kind of annotation in one step.
const CAP: usize = 10;

/// Draws the annotations.
pub(super) fn render(results: &Results, lang: Lang) -> String {
    let mut open: Vec<&Reported> = results.open().collect();
    open.sort_by_key(|reported| Reverse(reported.finding.severity));
    let mut out = String::new();
    let mut shown = [0usize; 3];
    // What was not read comes first: nothing else is said of it.
    for unread in results.unread.iter().take(CAP) {
        shown[0] += 1;
        let (path, message) = (property(&unread.path), data(&unread.message));
        out.push_str(&format!("::error file={path},title={}::{message}\n", unread::CODE));
    }
    for reported in &open {
        // One notice is kept for the summary.
        let (kind, cap, slot) = match reported.finding.severity {
            Severity::Error => ("error", CAP, 0),
            Severity::Warning => ("warning", CAP, 1),
            Severity::Info => ("notice", CAP - 1, 2),
        };
        if shown[slot] < cap {
            shown[slot] += 1;
            annotate(kind, reported, &mut out);
        }
    }
    let summary = results.summary();
    let left = open.len() + results.unread.len() - shown.iter().sum::<usize>();
    let mut line = match lang {
        Lang::Zh => {
            format!("错误 {}，警告 {}，提示 {}", summary.error, summary.warning, summary.info)
        }
        Lang::En => format!(
            "{}, {}, {}",
            counted(summary.error, "error", "errors"),
            counted(summary.warning, "warning", "warnings"),
            counted(summary.info, "info", "infos"),
        ),
    };
    let unread = results.unread.len();
    if unread > 0 {
        line.push_str(&match lang {
            Lang::Zh => format!("；读不了 {unread} 个"),
            Lang::En => format!("; {} not read", counted(unread, "input", "inputs")),
        });
    }
    if left > 0 {
        line.push_str(&match lang {
            Lang::Zh => format!("；另有 {left} 个未在此列出"),
            Lang::En => format!("; {left} more not listed here"),
        });
    }
    out.push_str(&format!("::notice title=hongtou::{}\n", data(&line)));
    out
}

fn annotate(kind: &str, reported: &Reported, out: &mut String) {
    let finding = &reported.finding;
    let path = reported.spot.as_ref().map_or(&reported.path, |spot| &spot.path);
    out.push_str(&format!("::{kind} file={}", property(path)));
    let mut message = finding.message.clone();
    match &reported.spot {
        Some(spot) if spot.in_file => {
            out.push_str(&format!(",line={},endLine={}", spot.start.line, spot.end.line));
            // Columns are only meant for one line.
            if spot.start.line == spot.end.line {
                out.push_str(&format!(",col={},endColumn={}", spot.start.chars, spot.end.chars));
            }
        }
        Some(spot) if !spot.places.is_empty() => {
            message = format!("{}: {message}", spot.places.join("; "));
        }
        _ => {}
    }
    for (related, spot) in finding.related.iter().zip(&reported.related) {
        let line = related.at.span.first().and_then(|fragment| fragment.line);
        // The file is called as in `file=`.
        let path = spot.as_ref().map_or(&reported.path, |spot| &spot.path);
        let line = line.map(|line| format!(" ({path}:{line})")).unwrap_or_default();
        message.push_str(&format!("\n{}{line}", related.note));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\n{help}"));
    }
    let title = format!("{} {}", finding.code, finding.rule);
    out.push_str(&format!(",title={}::{}\n", property(&title), data(&message)));
}

/// Text after `::`, which ends at a line break.
fn data(text: &str) -> String {
    clean(&text.replace('\r', "")).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::tests::results;
    use super::*;

    #[test]
    fn annotations_are_escaped_and_cannot_command() {
        let out = render(&results(), Lang::Zh);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines[0],
            "::error file=docs/通知%2C 1.md,line=2,endLine=2,col=5,endColumn=8,title=NU001 quantity-differs::正文 85%25，表格 90%25%0A::error::不是命令 \\u{1b}[31m%0A表格里是 90%25 (docs/通知, 1.md:3)%0A改成一样"
        );
        assert!(lines[1].starts_with("::warning file="), "{out}");
        assert_eq!(lines[2], "::notice title=hongtou::错误 1，警告 1，提示 0");
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn no_more_than_github_shows_and_the_rest_is_counted() {
        let mut many = results();
        let one = many.findings[1].clone();
        many.findings = vec![one; 15];
        let out = render(&many, Lang::En);
        assert_eq!(out.lines().filter(|line| line.starts_with("::warning")).count(), CAP);
        assert!(out.contains("5 more not listed here"), "{out}");
    }
}
