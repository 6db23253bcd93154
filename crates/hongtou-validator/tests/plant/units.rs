//! Faults in who answers for a task.

use hongtou_model::Role;

use super::edits::*;
use super::{Case, Pair, Plant};

pub(super) fn unit_swapped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in agreeing(case) {
        for unit in pair.row.units.iter().filter(|unit| is_plain(unit)) {
            if let (Some(other), Some(_)) = (stranger(case, &pair), range(&unit.span)) {
                out.extend(set(&unit.span, other).map(|change| plant(&pair.row.id, vec![change])));
            }
        }
    }
    out
}

pub(super) fn unit_added(case: &Case) -> Vec<Plant> {
    let add = |pair: &Pair<'_>| {
        let last = pair.row.units.last()?;
        let (_, end) = range(&last.span)?;
        let other = stranger(case, pair)?;
        // After a lead that stands alone the column is that of leads.
        (last.role != Role::Lead || pair.row.units.len() == 1)
            .then(|| plant(&pair.row.id, vec![change(end, end, &format!("、{other}"))]))
    };
    agreeing(case).iter().filter_map(add).collect()
}

pub(super) fn unit_removed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in agreeing(case) {
        for (at, unit) in pair.row.units.iter().enumerate().skip(1) {
            let (Some(before), Some(own)) =
                (range(&pair.row.units[at - 1].span), range(&unit.span))
            else {
                continue;
            };
            let between = &case.text[before.1..own.0];
            if matches!(between, "、" | "，" | ",") && is_plain(unit) {
                out.push(plant(&pair.row.id, vec![change(before.1, own.1, "")]));
            }
        }
    }
    out
}

pub(super) fn lead_swapped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in agreeing(case) {
        let leads: Vec<_> = pair.row.units.iter().filter(|unit| unit.role == Role::Lead).collect();
        let clause_leads = pair.clause.units.iter().filter(|unit| unit.role == Role::Lead).count();
        let other = pair.row.units.iter().find(|unit| unit.role != Role::Lead && is_plain(unit));
        if let ([lead], 1, Some(other)) = (leads.as_slice(), clause_leads, other)
            && let (Some(a), Some(b)) = (set(&lead.span, &other.name), set(&other.span, &lead.name))
        {
            out.push(plant(&pair.row.id, vec![a, b]));
        }
    }
    out
}

pub(super) const SHORT: &[(&str, &str)] = &[
    ("卫生健康委", "卫健委"),
    ("发展改革委", "发改委"),
    ("市场监管局", "市场监督管理局"),
    ("人力资源社会保障局", "人社局"),
    ("住房城乡建设局", "住建局"),
    ("自然资源和规划局", "自然资源规划局"),
    ("文化广电和旅游局", "文化广电旅游局"),
    ("供销合作总社", "供销社"),
    ("文化和旅游局", "文旅局"),
    ("残联", "残疾人联合会"),
];

pub(super) fn unit_short(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in agreeing(case) {
        for unit in pair.row.units.iter().filter(|unit| is_plain(unit)) {
            let Some((long, short)) = SHORT.iter().find(|(long, _)| unit.name.ends_with(long))
            else {
                continue;
            };
            let name = unit.name.replace(long, short);
            let known = case.clauses().flat_map(|c| &c.units).any(|u| u.name == name);
            if !known {
                out.extend(set(&unit.span, &name).map(|change| plant(&pair.row.id, vec![change])));
            }
        }
    }
    out
}

pub(super) fn unit_twice(case: &Case) -> Vec<Plant> {
    let twice = |pair: &Pair<'_>| {
        let last = pair.row.units.last().filter(|unit| is_plain(unit))?;
        let (_, end) = range(&last.span)?;
        Some(plant(&pair.row.id, vec![change(end, end, &format!("、{}", last.name))]))
    };
    agreeing(case).iter().filter_map(twice).collect()
}

/// A list of units in a clause's responsibility that reads as a list.
fn in_clause(case: &Case) -> Vec<Pair<'_>> {
    let mut pairs = agreeing(case);
    pairs.retain(|pair| {
        let duty = pair.clause.responsibility.as_ref();
        let of_group = duty.is_some_and(|duty| duty.of_group || duty.span.fragments().len() != 1);
        let shared = case.clauses().filter(|other| {
            other.responsibility.as_ref().map(|r| r.span.start())
                == duty.map(|duty| duty.span.start())
        });
        duty.is_some()
            && !of_group
            && shared.count() == 1
            && pair.clause.units.iter().all(|unit| unit.written.is_none())
    });
    pairs
}

pub(super) fn unit_swapped_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in in_clause(case) {
        for unit in pair.clause.units.iter().filter(|unit| is_plain(unit)) {
            if let Some(other) = stranger(case, &pair) {
                out.extend(
                    set(&unit.span, other).map(|change| plant(&pair.clause.id, vec![change])),
                );
            }
        }
    }
    out
}

pub(super) fn unit_added_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in in_clause(case) {
        let (Some(unit), Some(other)) = (pair.clause.units.last(), stranger(case, &pair)) else {
            continue;
        };
        if let (true, Some((_, end))) = (is_plain(unit), range(&unit.span)) {
            let added = format!("、{other}");
            out.push(plant(&pair.clause.id, vec![change(end, end, &added)]));
        }
    }
    out
}

pub(super) fn unit_removed_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in in_clause(case) {
        for two in pair.clause.units.windows(2) {
            let (Some(before), Some(own)) = (range(&two[0].span), range(&two[1].span)) else {
                continue;
            };
            if matches!(case.text.get(before.1..own.0), Some("、")) && is_plain(&two[1]) {
                out.push(plant(&pair.clause.id, vec![change(before.1, own.1, "")]));
            }
        }
    }
    out
}

pub(super) fn lead_swapped_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in in_clause(case) {
        let units = &pair.clause.units;
        let leads: Vec<_> = units.iter().filter(|unit| unit.role == Role::Lead).collect();
        let told = pair.row.units.iter().any(|unit| unit.role == Role::Lead);
        let other = units.iter().find(|unit| unit.role != Role::Lead && is_plain(unit));
        if let ([lead], true, Some(other)) = (leads.as_slice(), told, other)
            && let (Some(a), Some(b)) = (set(&lead.span, &other.name), set(&other.span, &lead.name))
        {
            out.push(plant(&pair.clause.id, vec![a, b]));
        }
    }
    out
}

pub(super) fn units_exchanged(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for two in agreeing(case).windows(2) {
        let (a, b) = (two[0].row, two[1].row);
        let apart = a.units.iter().any(|unit| !b.units.iter().any(|other| other.name == unit.name));
        if let (true, Some(x), Some(y)) = (apart, stretch(case, &a.units), stretch(case, &b.units))
            && x.1 <= y.0
        {
            out.push(plant(
                &a.id,
                vec![
                    change(x.0, x.1, &case.text[y.0..y.1]),
                    change(y.0, y.1, &case.text[x.0..x.1]),
                ],
            ));
        }
    }
    out
}

pub(super) fn units_emptied(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    // Where cells say 同上, the rows below lose their units with this one.
    if case.text.contains("同上") {
        return out;
    }
    for pair in agreeing(case) {
        let all = pair.table.rows.iter().all(|row| !row.units.is_empty());
        if let (true, Some((start, end))) = (all, stretch(case, &pair.row.units))
            && pair.table.rows.len() > 2
        {
            out.push(plant(&pair.row.id, vec![change(start, end, "")]));
        }
    }
    out
}

pub(super) fn responsibility_struck(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let all = case.clauses().all(|clause| !clause.units.is_empty());
    // The first item of a section may be a part of what the next one's responsibility closes.
    for item in case.notice.sections.iter().flat_map(|section| section.items.iter().skip(1)) {
        // Of several clauses the next one's responsibility would govern the words of both.
        let [clause] = item.clauses.as_slice() else { continue };
        let told = case.pairs().iter().any(|pair| {
            pair.clause.id == clause.id && pair.row.content.is_some() && !pair.row.units.is_empty()
        });
        let duty = clause.responsibility.as_ref().filter(|duty| !duty.of_group);
        let Some((start, end)) = duty.and_then(|duty| range(&duty.span)) else { continue };
        let (before, behind) = (&case.text[..start], &case.text[end..]);
        let bracket = before.ends_with('（') && behind.starts_with('）');
        let shared = case.clauses().filter(|other| {
            other.responsibility.as_ref().and_then(|duty| range(&duty.span)) == Some((start, end))
        });
        if told && all && bracket && shared.count() == 1 && case.clauses().count() > 2 {
            let mark = '（'.len_utf8();
            out.push(plant(&clause.id, vec![change(start - mark, end + mark, "")]));
        }
    }
    out
}

pub(super) fn bracket_of_responsibility_dropped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in in_clause(case) {
        let duty = pair.clause.responsibility.as_ref();
        let Some((start, end)) = duty.and_then(|duty| range(&duty.span)) else { continue };
        let mark = '（'.len_utf8();
        // Between two sentences a half bracket may belong to the words on either side.
        let last = case.text[end..].strip_prefix('）').is_some_and(|rest| rest.starts_with('\n'));
        if last && case.text[..start].ends_with("。（") {
            out.push(plant(&pair.clause.id, vec![change(end, end + mark, "")]));
            out.push(plant(&pair.clause.id, vec![change(start - mark, start, "")]));
        }
    }
    out
}
