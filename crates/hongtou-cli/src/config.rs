//! `hongtou.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hongtou_model::{Lang, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::baseline::absolute;
use crate::batch::read_reason;
use crate::pipeline::RuleInfo;
use crate::select::{self, Level};
use crate::toml_fault::said;

/// Name of the file that `check` looks for, from the input's folder upwards.
pub(crate) const FILE_NAME: &str = "hongtou.toml";

/// The configuration file: all keys may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "hongtou.toml")]
pub(crate) struct Config {
    /// Severity of rules, by code or name; `off` switches a rule off.
    pub(crate) rules: BTreeMap<String, RuleLevel>,
    /// Only these rules: codes, names, or the letters of codes.
    pub(crate) select: Vec<String>,
    /// Not these rules.
    pub(crate) ignore: Vec<String>,
    /// Exit code 1 from this severity on.
    pub(crate) fail_level: Option<FailLevel>,
    /// Units that have several names: the name, then the other names that mean the same unit.
    pub(crate) units: BTreeMap<String, Vec<String>>,
    /// The list of known findings, from the folder of this file.
    pub(crate) baseline: Option<PathBuf>,
    /// Who leads where a notice names several units, none as leading, and declares nothing about it.
    pub(crate) lead: Option<LeadConvention>,
}

/// The severity of a rule, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RuleLevel {
    /// Wrong.
    Error,
    /// Probably wrong.
    Warning,
    /// Good to know.
    Info,
    /// Not reported at all.
    Off,
}

impl RuleLevel {
    /// The severity, or none for off.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            RuleLevel::Error => Some(Severity::Error),
            RuleLevel::Warning => Some(Severity::Warning),
            RuleLevel::Info => Some(Severity::Info),
            RuleLevel::Off => None,
        }
    }
}

/// From which severity on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailLevel {
    /// Only errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Info,
    /// No finding.
    Never,
}

/// Who leads by convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LeadConvention {
    /// 列第一位的为牵头单位.
    FirstListed,
}

/// A configuration file that cannot be used; said in the user's language.
#[derive(Debug)]
pub(crate) struct ConfigError(pub(crate) String);

impl Config {
    /// Reads the file named.
    pub(crate) fn load(path: &Path, rules: &[RuleInfo], lang: Lang) -> Result<Config, ConfigError> {
        let text = fs::read_to_string(path).map_err(|error| {
            let shown = path.display();
            ConfigError(match lang {
                Lang::Zh => format!("读不了配置文件 {shown}：{}", read_reason(&error, lang)),
                Lang::En => format!(
                    "cannot read the configuration file {shown}: {}",
                    read_reason(&error, lang)
                ),
            })
        })?;
        let config = Config::parse(&text, rules, lang).map_err(|problem| {
            ConfigError(match lang {
                Lang::Zh => format!("{}：{problem}", path.display()),
                Lang::En => format!("{}: {problem}", path.display()),
            })
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Config {
            baseline: config.baseline.map(|list| shown_from_here(&folder.join(list))),
            ..config
        })
    }

    /// Reads the text of a configuration file.
    pub(crate) fn parse(text: &str, rules: &[RuleInfo], lang: Lang) -> Result<Config, String> {
        let table: toml::Table = toml::from_str(text).map_err(|error| said(text, &error, lang))?;
        for key in table.keys() {
            known(key, &KEYS, text, lang)?;
        }
        let config: Config = toml::from_str(text).map_err(|error| said(text, &error, lang))?;
        for key in config.rules.keys() {
            if !select::names_one(key, rules) {
                let problem = if select::names_any(key, rules) {
                    select::not_one(key, lang)
                } else {
                    select::unknown(key, rules, lang)
                };
                return Err(problem + &at(key, text, lang));
            }
        }
        for key in config.select.iter().chain(&config.ignore) {
            if !select::names_any(key, rules) {
                return Err(select::unknown(key, rules, lang) + &at(key, text, lang));
            }
        }
        Ok(config)
    }

    /// The severity that the file gives a rule, if it names it.
    pub(crate) fn level(&self, code: &str, name: &str) -> Option<Level> {
        let level = self.rules.get(code).or_else(|| self.rules.get(name))?;
        Some(level.severity())
    }
}

const KEYS: [&str; 7] = ["baseline", "fail-level", "ignore", "lead", "rules", "select", "units"];

fn known(key: &str, keys: &[&str], text: &str, lang: Lang) -> Result<(), String> {
    if keys.contains(&key) {
        return Ok(());
    }
    let place = at(key, text, lang);
    let nearest = select::nearest(key, keys.iter().copied());
    Err(match (lang, nearest) {
        (Lang::Zh, Some(nearest)) => format!("没有 {key} 这一项{place}；是不是 {nearest}？"),
        (Lang::Zh, None) => format!("没有 {key} 这一项{place}；可用的有 {}", keys.join("、")),
        (Lang::En, Some(nearest)) => format!("unknown key {key}{place}; did you mean {nearest}?"),
        (Lang::En, None) => format!("unknown key {key}{place}; there are {}", keys.join(", ")),
    })
}

/// Where a key stands, as ` (line 3)`.
fn at(key: &str, text: &str, lang: Lang) -> String {
    let line = text.lines().position(|line| line.contains(key));
    match (line, lang) {
        (Some(line), Lang::Zh) => format!("（第 {} 行）", line + 1),
        (Some(line), Lang::En) => format!(" (line {})", line + 1),
        (None, _) => String::new(),
    }
}

/// A path as it is shortest from the working folder.
fn shown_from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let below = here.and_then(|here| absolute(path).strip_prefix(here).ok().map(Path::to_owned));
    below.unwrap_or_else(|| path.to_owned())
}

/// Looks for the file from a folder upwards.
pub(crate) fn find(from: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(from).ok()?;
    start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [RuleInfo; 1] = [RuleInfo {
        code: "AL001",
        name: "clause-missing-from-table",
        severity: Severity::Error,
        authority: "practice",
        fix: "no",
        summary: ["", ""],
        explanation: ["", ""],
    }];

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, &RULES, Lang::En)
    }

    #[test]
    fn a_file_is_read() {
        let config = parse(
            "fail-level = \"error\"\nselect = [\"AL\"]\nlead = \"first-listed\"\n\
             [rules]\nAL001 = \"off\"\n[units]\n\"市卫生健康委\" = [\"市卫健委\"]\n",
        )
        .expect("valid");
        assert_eq!(config.fail_level, Some(FailLevel::Error));
        assert_eq!(config.level("AL001", "clause-missing-from-table"), Some(None));
        assert_eq!(config.units["市卫生健康委"], ["市卫健委"]);
    }

    #[test]
    fn unknown_keys_are_errors_with_a_suggestion() {
        for (text, expected) in [
            (
                "\nfail_level = \"error\"",
                "unknown key fail_level (line 2); did you mean fail-level?",
            ),
            (
                "[rules]\nclause-missing-from-tabel = \"off\"",
                "did you mean clause-missing-from-table?",
            ),
            (
                "[rules]\nAL = \"off\"",
                "[rules] takes one rule's code or name, AL is several: use ignore or select (line 2)",
            ),
            ("select = [\"XX\"]", "XX"),
            ("fail-level = \"high\"", "line 1: unknown variant `high`"),
            ("select = [", "line 1"),
        ] {
            let error = parse(text).expect_err("wrong");
            assert!(error.contains(expected), "{error}");
        }
    }
}
