//! Which rules count, and how much.

use hongtou_model::{Lang, Severity};

use crate::config::{Config, FailLevel};
use crate::pipeline::{Checking, RuleInfo};

/// A rule's severity; none where it is off.
pub(crate) type Level = Option<Severity>;

/// What the options and the configuration say about rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// The configuration file, or an empty one.
    pub(crate) config: Config,
    /// `--select`.
    pub(crate) select: Vec<String>,
    /// `--ignore`.
    pub(crate) ignore: Vec<String>,
}

impl Selection {
    /// The severity a finding is reported with; none where its rule is off.
    ///
    /// The command line decides over the file; within each, `ignore` over `select`.
    pub(crate) fn level(&self, code: &str, name: &str, severity: Severity) -> Level {
        let matches = |list: &[String]| list.iter().any(|key| names(key, code, name));
        let mut severity = severity;
        if matches(&self.ignore) {
            return None;
        }
        let selected = matches(&self.select);
        if !self.select.is_empty() && !selected {
            return None;
        }
        let named = self.config.level(code, name);
        if let Some(level) = named {
            match level {
                Some(level) => severity = level,
                None if !selected => return None,
                None => {}
            }
        }
        if !selected && matches(&self.config.ignore) {
            return None;
        }
        if !selected && !self.config.select.is_empty() && !matches(&self.config.select) {
            return None;
        }
        Some(severity)
    }

    /// What to ask of the rules.
    pub(crate) fn checking(&self, rules: &[RuleInfo], lang: Lang) -> Checking {
        let mut checking = Checking { lang, ..Checking::default() };
        for rule in rules {
            match self.level(rule.code, rule.name, rule.severity) {
                None => checking.off.push(rule.code.to_owned()),
                Some(severity) if severity != rule.severity => {
                    checking.severities.insert(rule.code.to_owned(), severity);
                }
                Some(_) => {}
            }
        }
        for (name, others) in &self.config.units {
            checking.aliases.push(std::iter::once(name).chain(others).cloned().collect());
        }
        checking
    }
}

/// Whether a severity fails the run.
pub(crate) fn fails(severity: Severity, level: FailLevel) -> bool {
    match level {
        FailLevel::Error => severity >= Severity::Error,
        FailLevel::Warning => severity >= Severity::Warning,
        FailLevel::Info => true,
        FailLevel::Never => false,
    }
}

/// Whether a key names the rule: its code, its name, or the letters of its code.
fn names(key: &str, code: &str, name: &str) -> bool {
    key.eq_ignore_ascii_case(code)
        || key == name
        || (!key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphabetic())
            && code.trim_end_matches(|c: char| c.is_ascii_digit()).eq_ignore_ascii_case(key))
}

/// Whether a key is the code or the name of a rule.
pub(crate) fn names_one(key: &str, rules: &[RuleInfo]) -> bool {
    rules.iter().any(|rule| key == rule.code || key == rule.name)
}

/// Whether a key names at least one rule.
pub(crate) fn names_any(key: &str, rules: &[RuleInfo]) -> bool {
    rules.iter().any(|rule| names(key, rule.code, rule.name))
}

/// What to say of a key that names no rule.
pub(crate) fn unknown(key: &str, rules: &[RuleInfo], lang: Lang) -> String {
    let all = rules.iter().flat_map(|rule| [rule.code, rule.name]);
    match (lang, nearest(key, all)) {
        (Lang::Zh, Some(nearest)) => format!("没有规则 {key}；是不是 {nearest}？"),
        (Lang::Zh, None) => format!("没有规则 {key}；用 hongtou rules 查看所有规则"),
        (Lang::En, Some(nearest)) => format!("no rule {key}; did you mean {nearest}?"),
        (Lang::En, None) => format!("no rule {key}; hongtou rules lists them all"),
    }
}

/// What to say of a key that names several rules where one is wanted.
pub(crate) fn not_one(key: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("[rules] 要写一条规则的完整代码或名称，{key} 是一组：整组用 ignore 或 select")
        }
        Lang::En => {
            format!("[rules] takes one rule's code or name, {key} is several: use ignore or select")
        }
    }
}

/// The name that a mistyped one most likely means.
pub(crate) fn nearest<'n>(key: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let key = key.to_lowercase().replace('_', "-");
    names
        .map(|name| (distance(&key, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance * 3 <= name.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Edits between two words: insertions, deletions, replacements.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = replaced.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(select: &[&str], ignore: &[&str], config: &str) -> Level {
        let owned = |list: &[&str]| list.iter().map(|&key| key.to_owned()).collect();
        let selection = Selection {
            config: toml::from_str(config).expect("valid"),
            select: owned(select),
            ignore: owned(ignore),
        };
        selection.level("AL001", "clause-missing-from-table", Severity::Error)
    }

    #[test]
    fn the_command_line_decides_over_the_file() {
        assert_eq!(level(&[], &[], ""), Some(Severity::Error));
        assert_eq!(level(&["UN"], &[], ""), None);
        assert_eq!(level(&["al"], &[], "ignore = [\"AL001\"]"), Some(Severity::Error));
        assert_eq!(level(&["AL"], &["clause-missing-from-table"], ""), None);
        assert_eq!(level(&[], &[], "[rules]\nAL001 = \"info\""), Some(Severity::Info));
        assert_eq!(level(&[], &[], "[rules]\nAL001 = \"off\""), None);
        assert_eq!(level(&[], &[], "select = [\"UN\"]"), None);
    }

    #[test]
    fn the_nearest_name_is_found_within_reason() {
        let names = ["fail-level", "select", "ignore"];
        assert_eq!(nearest("fail_levle", names.into_iter()), Some("fail-level"));
        assert_eq!(nearest("colour", names.into_iter()), None);
    }
}
