//! How findings are drawn; one file for each format.

mod github;
mod gitlab;
mod json;
mod rdjson;
mod sarif;
mod text;
mod unread;

use hongtou_model::{Agreements, Lang, Severity, Summary, Unread};

use crate::pipeline::{Covered, RuleInfo};
use crate::place::Reported;

/// Everything that one run of `check` has to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Results {
    /// The findings, those of the baseline included, by input, place and code.
    pub(crate) findings: Vec<Reported>,
    /// What agrees, over all inputs.
    pub(crate) agreements: Agreements,
    /// How much of each section the tables break down, over all inputs.
    pub(crate) coverage: Vec<Covered>,
    /// Inputs that could not be read.
    pub(crate) unread: Vec<Unread>,
    /// How many inputs were read.
    pub(crate) read: usize,
    /// In how many of them no task was read, so that there was nothing to check.
    pub(crate) without_tasks: usize,
    /// Entries of the baseline that nothing matches any more.
    pub(crate) stale: usize,
    /// Entries of the baseline that have expired while what they accept is still there.
    pub(crate) expired: usize,
}

impl Results {
    /// The findings that are not accepted by the baseline.
    pub(crate) fn open(&self) -> impl Iterator<Item = &Reported> {
        self.findings.iter().filter(|reported| reported.accepted.is_none())
    }

    /// How many open findings there are of each severity.
    pub(crate) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for reported in self.open() {
            match reported.finding.severity {
                Severity::Error => summary.error += 1,
                Severity::Warning => summary.warning += 1,
                Severity::Info => summary.info += 1,
            }
        }
        summary
    }
}

/// What drawing depends on besides the results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'r> {
    /// The language.
    pub(crate) lang: Lang,
    /// Whether to use colours.
    pub(crate) colour: bool,
    /// Whether `text` draws infos with their source lines too, not in a line each.
    pub(crate) infos_in_full: bool,
    /// Whether each input was read as a notice of its own.
    pub(crate) apart: bool,
    /// All rules, for formats that describe them.
    pub(crate) rules: &'r [RuleInfo],
}

pub(crate) use text::sums;

/// Draws the results in a format.
pub(crate) fn render(format: &str, results: &Results, style: Style<'_>) -> String {
    match format {
        "json" => json::render(results),
        "jsonl" => json::lines(results),
        "sarif" => sarif::render(results, style),
        "github" => github::render(results, style.lang),
        "gitlab" => gitlab::render(results),
        "rdjson" => rdjson::render(results),
        _ => text::render(results, style),
    }
}

/// Pretty JSON with a newline.
fn pretty<T: serde::Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .expect("findings have string keys, and a String takes all");
    text.push('\n');
    text
}

#[cfg(test)]
pub(crate) mod tests {
    use hongtou_model::{
        Confidence, Edit, Finding, Fix, Located, LocatedFragment, Related, Severity,
    };
    use hongtou_source::{Format, Source};

    use super::*;
    use crate::place::Places;

    /// The rules that the findings of [`results`] belong to.
    pub(crate) const RULES: [RuleInfo; 2] = [
        RuleInfo {
            code: "NU001",
            name: "quantity-differs",
            severity: Severity::Error,
            authority: "practice",
            fix: "no",
            summary: ["数字不一致", "a figure differs"],
            explanation: ["## 检查什么\n数字。", "## What it checks\nFigures."],
        },
        RuleInfo {
            code: "RF003",
            name: "document-number-form",
            severity: Severity::Warning,
            authority: "practice",
            fix: "no",
            summary: ["文号写法", "form of a document number"],
            explanation: ["## 检查什么\n文号。", "## What it checks\nNumbers."],
        },
    ];

    /// A text with astral characters and CRLF, and words that formats must not obey.
    pub(crate) const TEXT: &str =
        "𠮷市通知\r\n1．达到85%。（苏农[2021]3号）\r\n| 1 | 达到90% |\r\n";

    fn located(words: &str, id: &str) -> Located {
        let start = TEXT.find(words).expect("in the text") as u32;
        let end = start + words.len() as u32;
        let span = vec![LocatedFragment { start, end, ..LocatedFragment::default() }];
        Located { id: Some(id.to_owned()), span, text: words.to_owned(), written: None }
    }

    /// Two findings in [`TEXT`], the second with a fix.
    pub(crate) fn results() -> Results {
        let number = located("[2021]", "i1.c1");
        let at = number.span[0].start;
        let edit = |start, text: &str| Edit { start, end: start + 1, text: text.to_owned() };
        let findings = vec![
            Finding {
                document: "通知.md".into(),
                rule: "quantity-differs".into(),
                code: "NU001".into(),
                severity: Severity::Error,
                confidence: Confidence::Certain,
                message: "正文 85%，表格 90%\n::error::不是命令 \u{1b}[31m".into(),
                at: located("85%", "i1.c1"),
                related: vec![Related {
                    note: "表格里是 90%".into(), at: located("90%", "t1.r1")
                }],
                help: Some("改成一样".into()),
                fix: None,
                fingerprint: "00000000000000aa".into(),
            },
            Finding {
                document: "通知.md".into(),
                rule: "document-number-form".into(),
                code: "RF003".into(),
                severity: Severity::Warning,
                confidence: Confidence::Certain,
                message: "年份用六角括号".into(),
                at: number,
                related: vec![],
                help: None,
                fix: Some(Fix { safe: true, edits: vec![edit(at, "〔"), edit(at + 5, "〕")] }),
                fingerprint: "00000000000000bb".into(),
            },
        ];
        let sources = [Source::from_text("通知.md", Format::Markdown, TEXT)];
        let places = Places::new(&sources, &[("docs/通知, 1.md".into(), false)]);
        Results {
            findings: findings.into_iter().map(|finding| places.report(finding)).collect(),
            read: 1,
            ..Results::default()
        }
    }

    /// An input in a folder that could not be read.
    pub(crate) fn unread() -> Vec<Unread> {
        let [document, path, message] = ["坏.pdf", "b/坏.pdf", "PDF"].map(str::to_owned);
        vec![Unread { document, path, message }]
    }

    pub(crate) fn style() -> Style<'static> {
        Style { lang: Lang::Zh, colour: false, infos_in_full: false, apart: true, rules: &RULES }
    }
}
