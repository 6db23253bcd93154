//! What a caller can ask of `check`.

use std::collections::BTreeMap;

use hongtou_model::{Lang, Severity};

use crate::Rule;

/// How to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of messages.
    pub lang: Lang,
    /// The document as findings name it.
    pub document: String,
    /// Severities that differ from the rules' own, by code or name.
    pub severities: BTreeMap<String, Severity>,
    /// Rules to run, by code, name or letters of the code (`AL`); all where empty.
    pub select: Vec<String>,
    /// Rules not to run, by the same names; they win over `select`.
    pub ignore: Vec<String>,
    /// Names that mean one unit, group by group.
    pub aliases: Vec<Vec<String>>,
    /// Cut differing words with jieba's dictionary; needs the `jieba` feature, costs 0.1 s once.
    pub words: bool,
}

impl Options {
    /// Whether findings of a rule are wanted.
    pub fn wants(&self, rule: &Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|name| names(name, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The severity that the configuration gives a rule, where it gives one.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.code).or_else(|| self.severities.get(rule.name)).copied()
    }
}

/// Whether `name` is the rule's code, its name, or the letters its code begins with.
fn names(name: &str, rule: &Rule) -> bool {
    let upper = name.to_ascii_uppercase();
    name == rule.name
        || upper == rule.code
        || (!upper.is_empty()
            && upper.bytes().all(|b| b.is_ascii_alphabetic())
            && rule.code.trim_end_matches(|c: char| c.is_ascii_digit()) == upper)
}
