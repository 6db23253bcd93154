//! What a rule is, and the macro that declares one.

use hongtou_model::{Lang, Severity};

use crate::context::Context;
use crate::sink::Sink;

/// Something that `check` looks for.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The code, never reused: `AL001`.
    pub code: &'static str,
    /// The name, which says what is wrong: `clause-missing-from-table`.
    pub name: &'static str,
    /// How much a finding matters unless the configuration says otherwise.
    pub severity: Severity,
    /// The clause of a standard that it rests on, or `practice`, or `heuristic`.
    pub authority: &'static str,
    /// Whether it offers mends.
    pub fixable: Fixable,
    /// The explanation in English: a line, then the headings that every rule has.
    pub explanation_en: &'static str,
    /// The explanation in Chinese.
    pub explanation_zh: &'static str,
    pub(crate) check: fn(&Context<'_>, &mut Sink<'_>),
}

/// Whether a rule's findings can be mended by machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// By hand only.
    No,
    /// By a mend that changes no meaning.
    Safe,
    /// By a mend that somebody has to look at.
    Unsafe,
}

impl Rule {
    /// The explanation in a language.
    pub fn explanation(&self, lang: Lang) -> &'static str {
        lang.pick(self.explanation_zh, self.explanation_en)
    }

    /// One line that says what the rule finds.
    pub fn summary(&self, lang: Lang) -> &'static str {
        self.explanation(lang).trim_start().lines().next().unwrap_or_default().trim()
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.code, self.name)
    }
}

/// Declares a rule; its doc comment is the English explanation, the text after `zh` the Chinese one.
macro_rules! rule {
    (
        $(#[doc = $line:literal])+
        zh $zh:literal
        $code:ident $name:literal $severity:ident $authority:literal $fixable:ident $check:ident
    ) => {
        $(#[doc = $line])+
        pub(crate) const $code: $crate::Rule = $crate::Rule {
            code: stringify!($code),
            name: $name,
            severity: hongtou_model::Severity::$severity,
            authority: $authority,
            fixable: $crate::Fixable::$fixable,
            explanation_en: concat!($($line, "\n"),+),
            explanation_zh: $zh,
            check: $check,
        };
    };
}
pub(crate) use rule;
