//! Which findings a change brought in or touched.

use std::collections::HashMap;

use hongtou_model::Finding;
use similar::{ChangeTag, TextDiff};

use crate::place::{Reported, Spot};

/// The lines of a new text that differ from the old one.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    // From 1, in order. A line that something was deleted before counts as changed.
    lines: Vec<u32>,
}

impl Changed {
    /// Compares two versions of a file.
    pub(crate) fn between(old: &[u8], new: &[u8]) -> Changed {
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
        let diff = TextDiff::from_lines(&*old, &*new);
        let mut changed = Changed::default();
        let mut next = 1;
        for change in diff.iter_all_changes() {
            match change.tag() {
                ChangeTag::Delete => changed.lines.push(next),
                ChangeTag::Insert => {
                    changed.lines.push(next);
                    next += 1;
                }
                ChangeTag::Equal => next += 1,
            }
        }
        changed.lines.dedup();
        changed
    }

    fn touches(&self, spot: &Spot) -> bool {
        let from = self.lines.partition_point(|&line| line < spot.start.line);
        self.lines.get(from).is_some_and(|&line| line <= spot.end.line)
    }
}

/// Keeps the findings that were not there before, and those that stand on changed lines.
pub(crate) fn keep(findings: &mut Vec<Reported>, before: &[Finding], changed: &[Changed]) {
    let key = |finding: &Finding| format!("{} {}", finding.code, finding.fingerprint);
    let mut known: HashMap<String, u32> = HashMap::new();
    for finding in before {
        *known.entry(key(finding)).or_default() += 1;
    }
    findings.retain(|reported| {
        let finding = &reported.finding;
        let is_new = match known.get_mut(&key(finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        };
        let spots = reported.spot.iter().chain(reported.related.iter().flatten());
        // The first file is the one that lines are told of most; a second one has its own lines.
        is_new
            || spots
                .filter(|spot| spot.in_file)
                .any(|spot| changed.first().is_some_and(|changed| changed.touches(spot)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::results;

    #[test]
    fn old_findings_on_untouched_lines_are_left_out() {
        let known: Vec<Finding> =
            results().findings.into_iter().map(|reported| reported.finding).collect();
        let kept = |old: &str, new: &str, known: &[Finding]| {
            let mut findings = results().findings;
            let changed = [Changed::between(old.as_bytes(), new.as_bytes())];
            keep(&mut findings, known, &changed);
            findings.iter().map(|reported| reported.finding.code.clone()).collect::<Vec<_>>()
        };
        assert!(kept("一\n二\n三\n", "一\n二\n三\n", &known).is_empty());
        assert_eq!(kept("一\n二\n三\n", "一\n二\n三\n", &known[..1]), ["RF003"]);
        // The other side of the first finding is on line 3.
        assert_eq!(kept("一\n二\n三\n", "一\n二\n叁\n", &known), ["NU001"]);
        assert_eq!(kept("一\n二\n三\n", "一\n贰\n三\n", &known), ["NU001", "RF003"]);
    }
}
