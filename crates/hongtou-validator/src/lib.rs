//! Rules that hold the body of a notice against its table.
//!
//! [`check`] takes a model from anywhere and says what no longer agrees, each time with the other
//! side of the comparison. The crate reads no file, draws nothing, and does not know how the model
//! was found; given the source texts, it also says lines and columns.

pub mod baseline;
mod context;
mod coverage;
mod diff;
mod doubts;
mod exchanges;
mod figures;
mod headings;
mod indicators;
mod lost;
mod numbering;
mod options;
mod order;
mod parties;
mod problems;
mod repeats;
mod rule;
mod rules;
mod scan;
mod seasons;
mod series;
mod signs;
mod sink;
mod texts;
mod totals;
mod units;
mod unlinked;
mod why;
mod words;
mod years;

use hongtou_model::{Agreements, Finding, Notice, Summary};
use hongtou_source::Source;

pub use options::Options;
pub use order::{SILENCED, Same, Silenced};
pub use rule::{Fixable, Rule};
pub use rules::{RULES, rule};

/// What `check` found, and what agrees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What somebody should look at, by place, then code.
    pub findings: Vec<Finding>,
    /// What was compared and agrees.
    pub agreements: Agreements,
}

impl Report {
    /// How many findings there are of each severity.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for finding in &self.findings {
            match finding.severity {
                hongtou_model::Severity::Error => summary.error += 1,
                hongtou_model::Severity::Warning => summary.warning += 1,
                hongtou_model::Severity::Info => summary.info += 1,
            }
        }
        summary
    }
}

/// Checks one notice.
///
/// `sources` are the texts that its spans count in; with none, rules that look at the print
/// around the values are silent and findings have no lines.
pub fn check(notice: &Notice, sources: &[Source], options: &Options) -> Report {
    let context = context::Context::new(notice, sources, options);
    let mut sink = sink::Sink::new(&context, &RULES[0]);
    for rule in RULES {
        sink.enter(rule);
        (rule.check)(&context, &mut sink);
    }
    Report { findings: sink.finish(), agreements: rules::agreements(&context) }
}
