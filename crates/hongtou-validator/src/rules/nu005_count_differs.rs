use hongtou_model::{Role, Row, UnitKind};

use crate::context::{Context, TableAt, target_id};
use crate::numbering::{numeral, small_number};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::sub_span;

rule! {
    /// A count names another number than there are.
    ///
    /// ## What it checks
    /// A count of the row's own units (五家责任单位) against its units, and a count of the section's own
    /// rows （共5项） against its rows.
    ///
    /// ## Why it matters
    /// Either the count or the list was changed and the other forgotten.
    ///
    /// ## Example
    /// `协调五家责任单位` in a row of four. After: `四家`, or the fifth unit.
    ///
    /// ## What to do
    /// Put right the count or the list.
    ///
    /// ## Stays silent
    /// For open lists, collectives, counts inside a citation (七部门印发的), and where a unit is on one
    /// side only (UN001).
    ///
    /// ## Authority
    /// practice
    zh "
写明的个数与实际个数不同。

## 检查什么
行中对本行单位的计数（五家责任单位）与单位个数；对本部分任务的计数（共5项）与行数。

## 为什么重要
改了名单没有改个数，或者相反。

## 示例
只有四个单位的行写 `协调五家责任单位`。改后：`四家`，或补上第五个单位。

## 怎么办
改正个数或名单。

## 何时不报
开放的名单、统称、引文中的个数（七部门印发的），以及单位只在一边的（UN001），不报。

## 依据
惯例
"
    NU005 "count-differs" Warning "practice" No check
}

const NOUNS: &[(&str, Option<Role>)] = &[
    ("责任单位", Some(Role::Responsible)),
    ("责任部门", Some(Role::Responsible)),
    ("牵头单位", Some(Role::Lead)),
    ("牵头部门", Some(Role::Lead)),
    ("配合单位", Some(Role::Support)),
    ("配合部门", Some(Role::Support)),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for table in &context.tables {
        for row in &table.table.rows {
            units(context, row, sink);
        }
        let notice = context.notice;
        if !crate::numbering::is_cut(notice) && !crate::numbering::has_unread_rows(notice) {
            sections(table, sink);
        }
    }
}

/// Counts of a row's own units.
fn units(context: &Context<'_>, row: &Row, sink: &mut Sink<'_>) {
    let collective = |kind: UnitKind| matches!(kind, UnitKind::Collective);
    if row.open
        || row.units.is_empty()
        || row.units.iter().any(|u| collective(context.units.kind(u)))
    {
        return;
    }
    let count = |role: Option<Role>| {
        row.units.iter().filter(|u| role.is_none_or(|role| u.role == role)).count() as u32
    };
    let mut reported = false;
    for (at, target) in row.targets.iter().enumerate() {
        let Some((range, said, role)) = counted(&target.text) else { continue };
        let (own, all) = (count(role), count(None));
        // 配合单位 may all stand in the responsible column, and the reverse.
        let rest = all - count(Some(Role::Lead));
        if said == own || said == all || said == rest || reported {
            continue;
        }
        reported = true;
        let lang = sink.lang();
        let words = &target.text[range.clone()];
        let message = lang
            .pick(format!("“{words}”，本行有{rest}家"), format!("{words}, but the row has {rest}"));
        sink.report(
            Draft::new(
                Place::new(&target_id(row, at), &sub_span(&target.span, range.clone()), words),
                message,
            )
            .quote(words)
            .help(lang.pick("改正个数或名单", "put right the count or the list")),
        );
    }
}

/// A count of units: `五家责任单位`, where nothing before it says that it is cited.
fn counted(text: &str) -> Option<(std::ops::Range<usize>, u32, Option<Role>)> {
    if !text.contains("单位") && !text.contains("部门") {
        return None;
    }
    for (noun, role) in NOUNS {
        for (at, _) in text.match_indices(noun) {
            let before = text.get(..at)?;
            let Some(before) = before.strip_suffix(['家', '个']) else { continue };
            let digits: Vec<char> = before
                .chars()
                .rev()
                .take_while(|c| numeral(*c).is_some() || c.is_ascii_digit() || *c == '十')
                .collect();
            let word: String = digits.iter().rev().collect();
            let start = before.len() - word.len();
            let cited = before.get(..start)?.ends_with('等');
            if let (Some(count), false) = (small_number(&word), cited) {
                return Some((start..at + noun.len(), count, *role));
            }
        }
    }
    None
}

/// Counts that a section's title gives of its own rows.
fn sections(table: &TableAt<'_>, sink: &mut Sink<'_>) {
    let rows = &table.table.rows;
    let mut at = 0;
    while at < rows.len() {
        let same = |row: &Row| {
            row.section == rows[at].section
                && row.spans.section_title.start() == rows[at].spans.section_title.start()
        };
        let end = at + rows[at..].iter().take_while(|row| same(row)).count();
        let title = rows[at].section.as_ref().and_then(|section| section.title.as_deref());
        if let Some((title, (range, said))) = title.and_then(|t| Some((t, items(t)?))) {
            let mut numbers: Vec<_> =
                rows[at..end].iter().map(|row| (row.spans.number.start(), row.number)).collect();
            numbers.dedup();
            let there = numbers.len() as u32;
            if said != there {
                let lang = sink.lang();
                let words = &title[range.clone()];
                let place = Place::new(
                    &format!("{}.section", rows[at].id),
                    &sub_span(&rows[at].spans.section_title, range.clone()),
                    words,
                );
                let message = lang.pick(
                    format!("“{words}”，这一部分有{there}行"),
                    format!("{words}, but the section has {there} rows"),
                );
                sink.report(Draft::new(place, message).quote(words).help(
                    lang.pick(
                        "改正个数或补上缺的行",
                        "put right the count, or add the missing rows",
                    ),
                ));
            }
        }
        at = end.max(at + 1);
    }
}

/// `共5项`, with where it stands.
fn items(title: &str) -> Option<(std::ops::Range<usize>, u32)> {
    let start = title.find('共')?;
    let rest = title.get(start + '共'.len_utf8()..)?;
    let end = rest.find(['项', '条'])?;
    let count = small_number(rest.get(..end)?.trim())?;
    Some((start..start + '共'.len_utf8() + end + '项'.len_utf8(), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_in_both_scripts() {
        assert_eq!(counted("协调五家责任单位，结合").map(|(_, n, _)| n), Some(5));
        assert_eq!(counted("会同12个配合部门").map(|(_, n, _)| n), Some(12));
        assert_eq!(counted("督促责任单位"), None);
        assert_eq!(small_number("二十三"), Some(23));
        assert_eq!(items("压实责任（共5项）").map(|(_, n)| n), Some(5));
    }
}
