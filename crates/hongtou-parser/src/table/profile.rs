//! What cells look like: a number, a date, units, a task, words of the body.

use hongtou_model::ColumnKind;
use hongtou_source::chars;

use crate::flow::Flow;
use crate::marker::{Form, han_number, marker};
use crate::{date, responsibility};

use ColumnKind as K;

/// What the cells of one printed column look like; counts of non-empty cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(super) filled: f32,
    pub(super) ordinal: f32,
    number: f32,
    units: f32,
    date: f32,
    short: f32,
    long: f32,
    name: f32,
    phone: f32,
    clause: f32,
    is_section: f32,
    is_heading: f32,
    pub(super) is_clause: f32,
}

/// What the body says, folded, to know a section's title from an action and a task.
#[derive(Debug, Default)]
pub(crate) struct BodyHints {
    pub(crate) sections: std::collections::HashSet<String>,
    pub(crate) headings: std::collections::HashSet<String>,
    /// In order, to find the one that begins with given words.
    pub(crate) clauses: std::collections::BTreeSet<String>,
    /// Names of units, as printed.
    pub(crate) units: std::collections::HashSet<String>,
}

impl BodyHints {
    /// Whether a task of the body begins with the words.
    pub(super) fn begins_task(&self, words: &str) -> bool {
        let from = (std::ops::Bound::Included(words), std::ops::Bound::Unbounded);
        self.clauses.range::<str, _>(from).next().is_some_and(|first| first.starts_with(words))
    }
}

/// How well a column fits each kind, by the kind's place in its list.
pub(super) type Fits = [f32; KINDS.len()];

const KINDS: [ColumnKind; 16] = [
    K::SectionOrdinal,
    K::Section,
    K::Action,
    K::Number,
    K::Content,
    K::Target,
    K::Deadline,
    K::Lead,
    K::Responsible,
    K::Support,
    K::Guide,
    K::ClauseReference,
    K::Person,
    K::Contact,
    K::Remark,
    K::Other,
];

impl Profile {
    /// What one cell looks like.
    pub(crate) fn of(flow: &Flow<'_>, hints: &BodyHints) -> Profile {
        let mut profile = Profile::default();
        profile.look(flow, hints);
        profile
    }

    /// Adds another column's cells.
    pub(crate) fn add(&mut self, other: &Profile) {
        self.filled += other.filled;
        self.ordinal += other.ordinal;
        self.number += other.number;
        self.units += other.units;
        self.date += other.date;
        self.short += other.short;
        self.long += other.long;
        self.name += other.name;
        self.phone += other.phone;
        self.clause += other.clause;
        self.is_section += other.is_section;
        self.is_heading += other.is_heading;
        self.is_clause += other.is_clause;
    }

    /// The profile as it is where the body is not asked.
    pub(super) fn without_body(&self) -> Profile {
        Profile { is_section: 0.0, is_heading: 0.0, is_clause: 0.0, ..self.clone() }
    }

    /// How well the column fits each kind.
    pub(super) fn fits(&self) -> Fits {
        let mut fits = Fits::default();
        for kind in KINDS {
            fits[kind as usize] = self.fit(kind);
        }
        fits
    }

    fn look(&mut self, flow: &Flow<'_>, hints: &BodyHints) {
        let text = flow.text().trim_matches(chars::is_space);
        if text.is_empty() || is_none_mark(text) {
            return;
        }
        self.filled += 1.0;
        let count = text.chars().count();
        let folded = key(text);
        if hints.sections.contains(&folded) {
            self.is_section += 1.0;
        }
        if hints.headings.contains(&folded) {
            self.is_heading += 1.0;
        }
        if hints.clauses.contains(&folded) {
            self.is_clause += 1.0;
        }
        if row_number(text).is_some() {
            self.number += 1.0;
            return;
        }
        if is_ordinal(text).is_some() {
            self.ordinal += 1.0;
            return;
        }
        if count <= 12
            && marker(text).is_some_and(|m| m.end == text.len() || text[m.end..].trim().is_empty())
            || count <= 10 && text.starts_with('第')
        {
            self.clause += 1.0;
        }
        if count <= 24 && is_date(flow) {
            self.date += 1.0;
        }
        self.units += responsibility::unit_score(flow);
        let digits = text.chars().filter(|&c| chars::digit(c).is_some()).count();
        if digits >= 7 {
            self.phone += 1.0;
        }
        // 李某某, 李某某（副市长）
        let bare = text.find(['（', '(', ' ', '\u{3000}']).map_or(text, |at| &text[..at]);
        if (2..=4).contains(&bare.chars().count()) && bare.chars().all(chars::is_han) {
            self.name += 1.0;
        }
        if count > 30 || text.contains(['。', '；']) {
            self.long += 1.0;
        } else {
            self.short += 1.0;
        }
    }

    /// How well the column fits a kind, about -2 to 3; 0 for an empty column.
    pub(super) fn fit(&self, kind: ColumnKind) -> f32 {
        if self.filled == 0.0 {
            return match kind {
                // An empty column is more often a dropped lead or remark than the task itself.
                K::Content => -1.5,
                K::Number | K::Action | K::Section | K::SectionOrdinal => -0.2,
                _ => 0.0,
            };
        }
        let share = |count: f32| count / self.filled;
        let (units, date, long, short) =
            (share(self.units), share(self.date), share(self.long), share(self.short));
        let (number, ordinal) = (share(self.number), share(self.ordinal));
        match kind {
            K::SectionOrdinal => 2.0 * ordinal + 0.3 * number - 2.0 * (short + long),
            K::Number => {
                2.0 * number - 1.0 * ordinal - 1.5 * (short + long) + 0.8 * share(self.clause)
            }
            K::Section => {
                0.8 * short - 1.0 * long - 2.0 * (number + ordinal) - 0.8 * units
                    + 3.0 * share(self.is_section)
                    - 1.5 * share(self.is_heading)
                    - 2.0 * share(self.is_clause)
            }
            K::Action => {
                0.8 * short - 0.6 * long - 2.0 * (number + ordinal) - 0.8 * units
                    + 3.0 * share(self.is_heading)
                    - 1.5 * share(self.is_section)
                    - 2.0 * share(self.is_clause)
            }
            K::Content => {
                1.5 * long + 0.6 * short - 2.0 * (number + ordinal) - 1.2 * units - 1.0 * date
                    + 3.0 * share(self.is_clause)
                    - 1.5 * (share(self.is_section) + share(self.is_heading))
            }
            K::Target => {
                0.9 * long + 0.7 * short - 0.8 * units + 0.1 * number - 0.4 * share(self.name)
            }
            K::Deadline => 2.0 * date + 0.1 * short - 1.2 * long - 0.8 * units,
            K::Lead | K::Responsible | K::Support | K::Guide => {
                2.0 * units - 1.2 * (1.0 - units) + 0.3
            }
            K::Person => 1.5 * share(self.name) - 0.8 * long + 0.3 * short,
            K::Contact => 1.5 * share(self.phone) + 0.5 * share(self.name),
            K::ClauseReference => 1.8 * share(self.clause) + 1.5 * (number + ordinal) - 0.8 * long,
            K::Remark | K::Other => 0.2,
        }
    }
}

/// Whether a cell says when something is due.
pub(super) fn is_date(flow: &Flow<'_>) -> bool {
    let unknown = date::Context::default();
    date::cell_deadline(flow, &unknown).is_some_and(|found| {
        found.date.is_some()
            || found.kind == hongtou_model::DeadlineKind::Standing
            || found.text.contains(['月', '年', '底', '季'])
    })
}

/// Words as sections, headings and tasks are compared: folded, without ordinal and closing stop.
pub(crate) fn key(text: &str) -> String {
    let rest = marker(text).filter(|m| !m.doubtful).map_or(text, |m| &text[m.end..]);
    let mut folded = hongtou_source::fold(rest);
    while folded.ends_with(['.', ';', ',', ':']) {
        folded.pop();
    }
    folded
}

/// A number alone: `12`, `12.`, `（12）`.
pub(crate) fn is_number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '.' | '．' | '、' | '（' | '）' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().count() > 4 {
        return None;
    }
    bare.chars().try_fold(0u32, |n, c| Some(n * 10 + chars::digit(c)?))
}

/// The number of a row: `12`, or the last part of `1.2`, `3-4`, which count on in each section.
pub(crate) fn row_number(text: &str) -> Option<u32> {
    // A long table counts past 999.
    if let Some(number) = is_number(text) {
        return Some(number);
    }
    let parts = text.trim_matches(chars::is_space).split(['.', '．', '-', '—', '－']);
    let mut last = None;
    for part in parts.filter(|part| !part.is_empty()) {
        last = Some(is_number(part).filter(|&n| (1..1000).contains(&n))?);
    }
    last
}

/// The number of a row, in figures or in Chinese.
pub(crate) fn printed_number(text: &str) -> Option<u32> {
    row_number(text).or_else(|| is_ordinal(text))
}

/// A Chinese ordinal alone: `一`, `（二）`, `十三、`.
pub(crate) fn is_ordinal(text: &str) -> Option<u32> {
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '、' | '.' | '（' | '）' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().count() > 4 {
        return None;
    }
    han_number(bare)
}

/// `/`, `—`, `无`: the place is there and holds nothing.
pub(crate) fn is_none_mark(text: &str) -> bool {
    let mut bare = text.chars().filter(|&c| !chars::is_space(c));
    // No mark has more characters than four, and most cells do.
    let mark: [Option<char>; 5] = std::array::from_fn(|_| bare.next());
    match mark {
        [Some('无'), None, ..] | [Some('暂'), Some('无'), None, ..] => true,
        [None, ..] | [.., Some(_)] => false,
        _ => !mark.iter().flatten().any(|c| c.is_alphanumeric()),
    }
}

/// Whether a form can be a row's reference to a clause.
pub(crate) fn clause_forms(text: &str) -> Vec<(Form, u32)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let trimmed = rest.trim_start_matches(|c: char| {
            chars::is_space(c)
                || matches!(c, '、' | '，' | ',' | '；' | '第' | '条' | '项' | '和' | '及')
        });
        rest = trimmed;
        if let Some(found) = marker(rest) {
            out.push((found.form, found.number));
            rest = &rest[found.end..];
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        let run: usize = rest
            .chars()
            .take_while(|&c| chars::digit(c).is_some() || han_number(&c.to_string()).is_some())
            .map(char::len_utf8)
            .sum();
        if run > 0 {
            if let Some(number) = is_number(&rest[..run]) {
                out.push((Form::Digit, number));
            } else if let Some(number) = is_ordinal(&rest[..run]) {
                out.push((Form::Han, number));
            }
            rest = &rest[run..];
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_numbers() {
        for (text, number) in [
            ("12", Some(12)),
            ("12、", Some(12)),
            ("（3）", Some(3)),
            ("1.2", Some(2)),
            ("3-4", Some(4)),
            ("01", Some(1)),
            ("1203", Some(1203)),
            ("1.2亿", None),
            ("2024.12", None),
            ("-", None),
        ] {
            assert_eq!(row_number(text), number, "{text}");
        }
    }

    #[test]
    fn references_to_clauses() {
        assert_eq!(clause_forms("（三）"), [(Form::HanBracket, 3)]);
        assert_eq!(clause_forms("第3条、第5条"), [(Form::Digit, 3), (Form::Digit, 5)]);
    }
}
