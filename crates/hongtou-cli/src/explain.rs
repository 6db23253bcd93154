//! `hongtou explain` and `hongtou rules`.

use clap::ArgMatches;
use hongtou_model::{Lang, Severity};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::batch::deliver;
use crate::pipeline::{self, RuleInfo};
use crate::{Exit, Languages, select, term};

/// Explains one rule.
pub(crate) fn explain(matches: &ArgMatches, languages: Languages) -> Exit {
    let lang = languages.text;
    let asked = matches.get_one::<String>("RULE").map_or("", String::as_str);
    let rules = pipeline::rules();
    let found =
        rules.iter().find(|rule| rule.code.eq_ignore_ascii_case(asked) || rule.name == asked);
    let Some(rule) = found else {
        term::say(&format!(
            "{}{}",
            lang.pick("错误：", "error: "),
            select::unknown(asked, &rules, lang)
        ));
        return Exit::Usage;
    };
    let mut text = format!("{} {}（{}）\n\n", rule.code, rule.name, severity(rule.severity, lang),);
    if lang == Lang::En {
        text = text.replace('（', " (").replace('）', ")");
    }
    for line in pick(rule.explanation, lang).trim().lines() {
        // Doc comments keep the space after their slashes.
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        text.push('\n');
    }
    print(&text, lang)
}

/// Lists all rules.
#[inline(never)]
pub(crate) fn rules(matches: &ArgMatches, languages: Languages) -> Exit {
    let rules = pipeline::rules();
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let listed: Vec<Listed<'_>> =
            rules.iter().map(|rule| Listed::of(rule, languages.machine)).collect();
        let text = serde_json::to_string_pretty(&listed).unwrap_or_default();
        return print(&format!("{text}\n"), languages.text);
    }
    let lang = languages.text;
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in &rules {
        let severity = severity(rule.severity, lang);
        let pad = " ".repeat(8usize.saturating_sub(severity.width()));
        text.push_str(&format!(
            "{} {:widest$} {severity}{pad}{}\n",
            rule.code,
            rule.name,
            pick(rule.summary, lang)
        ));
    }
    print(&text, lang)
}

#[derive(Serialize)]
struct Listed<'r> {
    code: &'r str,
    name: &'r str,
    severity: Severity,
    authority: &'r str,
    fix: &'r str,
    summary: &'r str,
    explanation: String,
}

impl<'r> Listed<'r> {
    fn of(rule: &'r RuleInfo, lang: Lang) -> Listed<'r> {
        let lines = pick(rule.explanation, lang).trim().lines();
        Listed {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            authority: rule.authority,
            fix: rule.fix,
            summary: pick(rule.summary, lang),
            explanation: lines
                .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

fn pick([zh, en]: [&'static str; 2], lang: Lang) -> &'static str {
    lang.pick(zh, en)
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Info => lang.pick("提示", "info"),
    }
}

fn print(text: &str, lang: Lang) -> Exit {
    deliver(text, Exit::Clean, lang)
}
