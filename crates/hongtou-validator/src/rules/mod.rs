//! The rules, one file each, and what they share.

mod al001_clause_missing_from_table;
mod al002_row_missing_from_body;
mod al003_text_differs;
mod al004_order_differs;
mod al005_section_title_differs;
mod al006_action_title_differs;
mod al007_punctuation_differs;
mod al008_row_in_wrong_section;
mod al009_row_repeated;
mod al010_clause_repeated;
mod al011_reference_differs;
mod dt001_deadline_differs;
mod dt002_deadline_outside_plan_year;
mod dt003_date_order;
mod dt004_year_differs;
mod dt005_date_impossible;
mod dt006_deadline_missing;
mod nu001_quantity_differs;
mod nu002_quantity_only_in_table;
mod nu003_measure_differs;
mod nu004_percentage_out_of_range;
mod nu005_count_differs;
mod oc001_table_repaired;
mod oc002_text_unaccounted;
mod qt001_target_misses_goal;
mod qt002_target_not_monotonic;
mod qt003_target_missing;
mod qt004_target_repeated;
mod qt005_target_period_past;
mod qt006_period_mismatch;
mod qt007_periods_disordered;
mod rf001_attachment_title_differs;
mod rf002_attachment_missing;
mod rf003_document_number_form;
mod rf004_cited_title_differs;
mod rf005_brackets_unbalanced;
mod rf006_issued_title_differs;
mod st001_section_number_gap;
mod st002_item_number_gap;
mod st003_row_number_gap;
mod st004_number_repeated;
mod st005_numbering_form;
mod ty001_halfwidth_punctuation;
mod ty002_enumeration_comma_between_quotes;
mod ty003_variant_word;
mod ty004_known_typo;
mod ty005_stray_space;
mod ty006_mark_repeated;
mod ty007_word_repeated;
mod un001_units_differ;
mod un002_lead_unit_differs;
mod un003_unit_name_inconsistent;
mod un004_unit_repeated;
mod un005_lead_missing;
mod un006_responsibility_missing;

use hongtou_model::{Agreements, Notice, Plan};

pub(crate) use nu001_quantity_differs::rows_of_parts;

use crate::Rule;
use crate::context::Context;
use crate::parties::parties;
use crate::words::plain;
use crate::years::{year_set, years};

/// Every rule, in the order of the codes' groups.
pub const RULES: &[Rule] = &[
    al001_clause_missing_from_table::AL001,
    al002_row_missing_from_body::AL002,
    al003_text_differs::AL003,
    al004_order_differs::AL004,
    al005_section_title_differs::AL005,
    al006_action_title_differs::AL006,
    al007_punctuation_differs::AL007,
    al008_row_in_wrong_section::AL008,
    al009_row_repeated::AL009,
    al010_clause_repeated::AL010,
    al011_reference_differs::AL011,
    un001_units_differ::UN001,
    un002_lead_unit_differs::UN002,
    un003_unit_name_inconsistent::UN003,
    un004_unit_repeated::UN004,
    un005_lead_missing::UN005,
    un006_responsibility_missing::UN006,
    nu001_quantity_differs::NU001,
    nu002_quantity_only_in_table::NU002,
    nu003_measure_differs::NU003,
    nu004_percentage_out_of_range::NU004,
    nu005_count_differs::NU005,
    qt001_target_misses_goal::QT001,
    qt002_target_not_monotonic::QT002,
    qt003_target_missing::QT003,
    qt004_target_repeated::QT004,
    qt005_target_period_past::QT005,
    qt006_period_mismatch::QT006,
    qt007_periods_disordered::QT007,
    dt001_deadline_differs::DT001,
    dt002_deadline_outside_plan_year::DT002,
    dt003_date_order::DT003,
    dt004_year_differs::DT004,
    dt005_date_impossible::DT005,
    dt006_deadline_missing::DT006,
    rf001_attachment_title_differs::RF001,
    rf002_attachment_missing::RF002,
    rf003_document_number_form::RF003,
    rf004_cited_title_differs::RF004,
    rf005_brackets_unbalanced::RF005,
    rf006_issued_title_differs::RF006,
    st001_section_number_gap::ST001,
    st002_item_number_gap::ST002,
    st003_row_number_gap::ST003,
    st004_number_repeated::ST004,
    st005_numbering_form::ST005,
    ty001_halfwidth_punctuation::TY001,
    ty002_enumeration_comma_between_quotes::TY002,
    ty003_variant_word::TY003,
    ty004_known_typo::TY004,
    ty005_stray_space::TY005,
    ty006_mark_repeated::TY006,
    ty007_word_repeated::TY007,
    oc001_table_repaired::OC001,
    oc002_text_unaccounted::OC002,
];

/// The rule with a code or a name, in any case.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| {
        rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name)
    })
}

/// The plan that the notice issues, with its title, where it issues one.
///
/// Of several the one that the notice's own title names; an attachment may read like a plan.
fn issued_plan(notice: &Notice) -> Option<(&Plan, &str)> {
    let undated =
        |text: &str| -> String { plain(text).chars().filter(|c| !c.is_ascii_digit()).collect() };
    let named = notice.header.title.as_deref().map(undated);
    let plans = if notice.plans.len() > 1 { &notice.plans[..] } else { notice.plan.as_slice() };
    let mut found = plans.iter().filter_map(|plan| Some((plan, plan.title.as_deref()?))).filter(
        |(_, title)| {
            plans.len() == 1 || named.as_ref().is_some_and(|named| named.contains(&undated(title)))
        },
    );
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// The one year that the plan's title names, or else the notice's.
pub(crate) fn plan_year(context: &Context<'_>) -> Option<u32> {
    let notice = context.notice;
    let plan = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    let titles = plan.into_iter().chain(notice.header.title.as_deref());
    for title in titles {
        // A plan of several years has no one year, even where its title names one (三年行动).
        if is_of_several_years(title) {
            return None;
        }
        match year_set(title).as_slice() {
            [] => {}
            [year] => return Some(*year),
            _ => return None,
        }
    }
    None
}

/// The years in which a plan is carried out whose title names one: what was found in a year is put right
/// when the notice is issued (2025年度考核反馈问题整改方案), where all that it sets a day for is; where some was done at
/// once, in both.
fn work_years(context: &Context<'_>, year: u32) -> (u32, u32) {
    let notice = context.notice;
    let plan = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    let mut titles = plan.into_iter().chain(notice.header.title.as_deref());
    let issued = notice.header.issued_on.map(hongtou_model::Date::year);
    let Some(issued) = issued.filter(|&issued| issued > year) else { return (year, year) };
    if !titles.any(|title| title.contains("整改")) {
        return (year, year);
    }
    let clauses = context.clauses.iter().flat_map(|at| &at.clause.deadlines);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    let rows = rows.flat_map(|row| row.deadline.iter().chain(&row.deadlines));
    let mut dates = clauses.chain(rows).filter_map(|due| due.date).map(|date| date.year());
    let (at_once, later) = dates.clone().fold((false, false), |(at_once, later), date| {
        (at_once || date == year, later || date == issued)
    });
    match (at_once, later) {
        (true, true) => (year, issued),
        (false, true) if dates.all(|date| date == issued) => (issued, issued),
        _ => (year, year),
    }
}

/// The first and the last year of the plan, where the titles name no others: 2025年, 2023—2025年.
pub(crate) fn plan_years(context: &Context<'_>) -> Option<(u32, u32)> {
    let notice = context.notice;
    let plan = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    let mut titles = plan.into_iter().chain(notice.header.title.as_deref());
    let stretch = |title: &str| match years(title).as_slice() {
        [(first, at), (last, to)] if first < last => {
            let between = title[at.end..to.start].trim_start_matches('年').trim();
            let to = |c| matches!(c, '-' | '—' | '–' | '－' | '～' | '~' | '至' | '到');
            (!between.is_empty() && between.chars().all(to)).then_some((*first, *last))
        }
        _ => None,
    };
    let one = plan_year(context).map(|year| work_years(context, year));
    one.or_else(|| titles.find_map(stretch))
}

/// Whether a title says that its plan lasts several years: 三年行动.
pub(crate) fn is_of_several_years(title: &str) -> bool {
    ["三年", "五年", "两年", "十四五", "十五五"].iter().any(|word| title.contains(word))
}

/// Whether the titles of plan and notice name any year.
pub(crate) fn names_years(context: &Context<'_>) -> bool {
    let notice = context.notice;
    let plan = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    plan.into_iter()
        .chain(notice.header.title.as_deref())
        .any(|title| !year_set(title).is_empty() || is_of_several_years(title))
}

/// What was compared and agrees.
pub(crate) fn agreements(context: &Context<'_>) -> Agreements {
    let mut out = Agreements {
        clauses: context.clauses.len() as u32,
        rows: context.tables.iter().map(|table| table.table.rows.len() as u32).sum(),
        ..Agreements::default()
    };
    let mut linked = vec![false; context.clauses.len()];
    for (table, found) in context.matches() {
        found.clauses.iter().for_each(|&at| linked[at] = true);
        let mut why = crate::why::explained(context, found).into_iter();
        // The number of a part is none of its words.
        let same = why.all(|why| why == crate::why::Why::Ordinal);
        out.texts_equal += u32::from(same);
        if table.has_units
            && let Some(both) = parties(context, table, found)
        {
            let within = |a: &crate::parties::Side<'_>, b: &crate::parties::Side<'_>| {
                a.members.iter().all(|m| b.has(m.unit))
            };
            out.units_equal +=
                u32::from(within(&both.body, &both.rows) && within(&both.rows, &both.body));
            let (mut left, mut right) = (both.body.lead_units(), both.rows.lead_units());
            left.sort_unstable();
            right.sort_unstable();
            out.leads_equal += u32::from(!left.is_empty() && left == right);
        }
        if same {
            out.quantities_equal +=
                context.of(found).map(|at| at.clause.quantities.len() as u32).sum::<u32>();
            out.deadlines_equal +=
                context.of(found).map(|at| at.clause.deadlines.len() as u32).sum::<u32>();
        } else {
            out.quantities_equal += crate::why::figures(context, found).equal.len() as u32;
            // A row says its day in its words or in a column of its own.
            let left: Vec<_> = context.of(found).flat_map(|at| &at.clause.deadlines).collect();
            let columns = found.rows.iter().filter_map(|row| row.deadline.as_ref());
            let words = found.rows.iter().flat_map(|row| &row.deadlines);
            let right: Vec<_> = words.chain(columns).collect();
            out.deadlines_equal += crate::figures::pair_dates(&left, &right).0;
        }
        for row in &found.rows {
            let mut with_goal =
                context.series(row).iter().filter(|s| s.goal.is_some() && s.to_the_end).peekable();
            out.goals_reached += u32::from(
                with_goal.peek().is_some() && with_goal.all(|series| series.misses().is_none()),
            );
        }
    }
    out.linked = linked.iter().filter(|linked| **linked).count() as u32;
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_say_what_is_wrong() {
        let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!((codes.len(), names.len()), (RULES.len(), RULES.len()));
        for name in names {
            assert!(!name.starts_with("no-") && !name.starts_with("check-"), "{name}");
        }
    }

    #[test]
    fn every_file_of_a_rule_is_in_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder of rules")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name != "mod.rs")
            .collect();
        files.sort();
        let mut expected: Vec<String> = RULES
            .iter()
            .map(|rule| format!("{}_{}.rs", rule.code.to_lowercase(), rule.name.replace('-', "_")))
            .collect();
        expected.sort();
        assert_eq!(files, expected);
    }

    #[test]
    fn every_rule_explains_itself_in_both_languages() {
        const EN: [&str; 6] = [
            "## What it checks",
            "## Why it matters",
            "## Example",
            "## What to do",
            "## Stays silent",
            "## Authority",
        ];
        const ZH: [&str; 6] =
            ["## 检查什么", "## 为什么重要", "## 示例", "## 怎么办", "## 何时不报", "## 依据"];
        for rule in RULES {
            for (text, headings) in [(rule.explanation_en, EN), (rule.explanation_zh, ZH)] {
                let mut at = 0;
                for heading in headings {
                    let found = text.get(at..).and_then(|rest| rest.find(heading));
                    let found =
                        found.unwrap_or_else(|| panic!("{rule:?} has no {heading:?} in order"));
                    at += found + heading.len();
                    let body = text.get(at..).unwrap_or_default().trim_start();
                    assert!(
                        !body.is_empty() && !body.starts_with("##"),
                        "{rule:?}: {heading} is empty"
                    );
                }
            }
            for lang in [hongtou_model::Lang::Zh, hongtou_model::Lang::En] {
                let summary = rule.summary(lang);
                assert!(!summary.is_empty() && !summary.starts_with('#'), "{rule:?}");
            }
            assert!(!rule.authority.is_empty());
        }
    }
}
