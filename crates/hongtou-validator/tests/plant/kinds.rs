//! The kinds of faults.

use std::collections::BTreeSet;

use hongtou_model::{ColumnKind, Quantity, Role, Row, Span, UnitKind, UnitMention};

use super::{Case, Change, Kind, Plant};

/// Every kind, with the rule that must find it.
pub(crate) const KINDS: &[Kind] = &[
    Kind { name: "row dropped", expected: &["AL001"], companions: &["ST003"], plants: row_dropped },
    Kind {
        name: "clause dropped",
        expected: &["AL002"],
        companions: &["ST002"],
        plants: clause_dropped,
    },
    Kind {
        name: "word changed in a row",
        expected: &["AL003"],
        companions: &[],
        plants: word_changed,
    },
    Kind {
        name: "rows swapped",
        expected: &["AL004"],
        companions: &["ST003"],
        plants: rows_swapped,
    },
    Kind {
        name: "section renamed in the body",
        expected: &["AL005"],
        companions: &[],
        plants: section_renamed,
    },
    Kind {
        name: "action renamed in the table",
        expected: &["AL006"],
        companions: &[],
        plants: action_renamed,
    },
    Kind {
        name: "comma changed in a row",
        expected: &["AL007"],
        companions: &[],
        plants: comma_changed,
    },
    Kind {
        name: "row pasted twice",
        expected: &["AL009"],
        companions: &["ST004", "RF003", "TY004", "UN004"],
        plants: row_pasted,
    },
    Kind {
        name: "unit swapped",
        expected: &["UN001", "UN002"],
        companions: &["NU005"],
        plants: unit_swapped,
    },
    Kind { name: "unit added", expected: &["UN001"], companions: &["NU005"], plants: unit_added },
    Kind {
        name: "unit removed",
        expected: &["UN001"],
        companions: &["NU005"],
        plants: unit_removed,
    },
    Kind { name: "lead swapped", expected: &["UN002"], companions: &[], plants: lead_swapped },
    Kind {
        name: "unit named by its short form",
        expected: &["UN003"],
        companions: &[],
        plants: unit_short,
    },
    Kind {
        name: "unit written twice",
        expected: &["UN004"],
        companions: &["NU005"],
        plants: unit_twice,
    },
    Kind {
        name: "digit changed in a clause",
        expected: &["NU001"],
        companions: &["QT001"],
        plants: digit_in_clause,
    },
    Kind {
        name: "digit changed in a row",
        expected: &["NU001"],
        companions: &["QT001"],
        plants: digit_in_row,
    },
    Kind {
        name: "measure changed",
        expected: &["NU003"],
        companions: &[],
        plants: measure_changed,
    },
    Kind {
        name: "rate above the whole",
        expected: &["NU004"],
        companions: &["QT002"],
        plants: rate_above,
    },
    Kind {
        name: "last target lowered",
        expected: &["QT001"],
        companions: &[],
        plants: last_lowered,
    },
    Kind {
        name: "cumulative targets swapped",
        expected: &["QT001", "QT002"],
        companions: &[],
        plants: targets_swapped,
    },
    Kind {
        name: "another quarter named in a target",
        expected: &["QT006"],
        companions: &[],
        plants: quarter_named,
    },
    Kind {
        name: "deadline moved in a clause",
        expected: &["DT001"],
        companions: &["DT002"],
        plants: deadline_moved,
    },
    Kind {
        name: "deadline moved in its column",
        expected: &["DT001"],
        companions: &["DT002"],
        plants: deadline_column,
    },
    Kind {
        name: "printed before issued",
        expected: &["DT003"],
        companions: &[],
        plants: printed_before,
    },
    Kind {
        name: "year changed in number or title",
        expected: &["DT004"],
        companions: &["RF001"],
        plants: year_changed,
    },
    Kind {
        name: "year of issue changed",
        expected: &["DT004"],
        companions: &["DT003"],
        plants: issue_year,
    },
    Kind {
        name: "attachment retitled",
        expected: &["RF001"],
        companions: &[],
        plants: attachment_retitled,
    },
    Kind {
        name: "square brackets in a number",
        expected: &["RF003"],
        companions: &[],
        plants: square_brackets,
    },
    Kind {
        name: "bracket dropped",
        expected: &["RF005"],
        companions: &["AL003"],
        plants: bracket_dropped,
    },
    Kind {
        name: "plan renamed in the letter",
        expected: &["RF006"],
        companions: &[],
        plants: plan_renamed,
    },
    Kind {
        name: "section number skipped",
        expected: &["ST001"],
        companions: &[],
        plants: section_skipped,
    },
    Kind {
        name: "item number skipped",
        expected: &["ST002"],
        companions: &[],
        plants: item_skipped,
    },
    Kind { name: "row number skipped", expected: &["ST003"], companions: &[], plants: row_skipped },
    Kind {
        name: "number repeated",
        expected: &["ST004"],
        companions: &["ST002", "ST003"],
        plants: number_repeated,
    },
    Kind { name: "half-width comma", expected: &["TY001"], companions: &[], plants: half_width },
    Kind {
        name: "variant word",
        expected: &["TY003"],
        companions: &["AL003"],
        plants: variant_word,
    },
    Kind { name: "mistyped word", expected: &["TY004"], companions: &["AL003"], plants: mistyped },
];

fn plant(at: &str, changes: Vec<Change>) -> Plant {
    Plant { at: at.to_owned(), changes }
}

fn change(start: usize, end: usize, text: &str) -> Change {
    Change { start, end, text: text.to_owned() }
}

/// The one stretch that a span covers.
fn range(span: &Span) -> Option<(usize, usize)> {
    match span.fragments() {
        [one] => Some((one.start as usize, one.end as usize)),
        _ => None,
    }
}

/// Replaces the one stretch that a span covers.
fn set(span: &Span, text: &str) -> Option<Change> {
    let (start, end) = range(span)?;
    Some(change(start, end, text))
}

/// The line that holds all of a row, where the row is printed on one line with nothing shared.
fn own_line(case: &Case, row: &Row) -> Option<(usize, usize)> {
    let first = row.span.fragments().first()?.start as usize;
    let last = row.span.fragments().last()?.end as usize;
    let start = case.text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = case.text[first..].find('\n').map_or(case.text.len(), |at| first + at + 1);
    let others =
        case.notice.tables.iter().flat_map(|table| &table.rows).filter(|other| other.id != row.id);
    let mut shared = others.flat_map(|other| {
        [
            &other.spans.section_title,
            &other.spans.action,
            &other.spans.number,
            &other.spans.units,
            &other.spans.section_ordinal,
        ]
        .into_iter()
        .chain(other.units.iter().map(|unit| &unit.span))
    });
    let inside =
        |span: &Span| span.start().is_some_and(|(_, at)| (start..end).contains(&(at as usize)));
    (last <= end && !shared.any(inside) && !case.text[start..end].contains("<t"))
        .then_some((start, end))
}

fn row_dropped(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let (start, end) = own_line(case, pair.row)?;
            Some(plant(&pair.row.id, vec![change(start, end, "")]))
        })
        .collect()
}

fn row_pasted(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let (start, end) = own_line(case, pair.row)?;
            pair.row.content.as_ref().filter(|content| content.chars().count() >= 4)?;
            Some(plant(&pair.row.id, vec![change(start, start, &case.text[start..end])]))
        })
        .collect()
}

fn rows_swapped(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .windows(2)
        .filter_map(|two| {
            let (a, b) = (own_line(case, two[0].row)?, own_line(case, two[1].row)?);
            let together =
                two[0].row.section == two[1].row.section && two[0].row.action == two[1].row.action;
            (together && a.1 == b.0).then(|| {
                let moved = case.text[b.0..b.1].to_owned();
                plant(&two[0].row.id, vec![change(a.0, a.0, &moved), change(b.0, b.1, "")])
            })
        })
        .collect()
}

fn clause_dropped(case: &Case) -> Vec<Plant> {
    let linked: BTreeSet<&str> = case.pairs().iter().map(|pair| pair.clause.id.as_str()).collect();
    let mut out = Vec::new();
    for item in case.notice.sections.iter().flat_map(|section| &section.items) {
        if item.clauses.len() < 2 {
            continue;
        }
        for clause in item.clauses.iter().filter(|clause| linked.contains(clause.id.as_str())) {
            let (Some(first), Some(duty)) = (clause.span.start(), &clause.responsibility) else {
                continue;
            };
            let Some(end) = duty.span.end() else { continue };
            let close = case.text[end.1 as usize..].chars().next().map_or(0, char::len_utf8);
            out.push(plant(&clause.id, vec![change(first.1 as usize, end.1 as usize + close, "")]));
        }
    }
    out
}

fn word_changed(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let content = pair.row.content.as_ref()?;
            let (start, _) = range(&pair.row.spans.content)?;
            // Two characters in the first long run of plain words, away from figures and dates.
            let busy = |at: usize| {
                let at = (start + at) as u32;
                let spans = pair
                    .row
                    .quantities
                    .iter()
                    .map(|q| &q.span)
                    .chain(pair.row.deadlines.iter().map(|d| &d.span));
                spans.flat_map(|span| span.fragments()).any(|f| (f.start..f.end).contains(&at))
            };
            let chars: Vec<(usize, char)> = content.char_indices().collect();
            let at = chars.windows(6).position(|six| {
                six.iter().all(|(at, c)| ('\u{4e00}'..='\u{9fff}').contains(c) && !busy(*at))
            })?;
            let (from, to) = (chars[at + 2].0, chars[at + 4].0);
            (&content[from..to] != "另行")
                .then(|| plant(&pair.row.id, vec![change(start + from, start + to, "另行")]))
        })
        .collect()
}

fn comma_changed(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let content = pair.row.content.as_ref()?;
            let (start, _) = range(&pair.row.spans.content)?;
            if hongtou_source::fold(content) != hongtou_source::fold(&pair.clause.text) {
                return None;
            }
            let at = content.find('，')?;
            Some(plant(&pair.row.id, vec![change(start + at, start + at + 3, "；")]))
        })
        .collect()
}

fn section_renamed(case: &Case) -> Vec<Plant> {
    let titled = case.notice.tables.iter().flat_map(|table| &table.rows);
    let titles: BTreeSet<&str> = titled
        .filter(|row| row.clause.is_some())
        .filter_map(|row| row.section.as_ref()?.title.as_deref())
        .collect();
    let sections = case.notice.sections.iter();
    sections
        .filter_map(|section| {
            let title = section.title.as_ref().filter(|title| titles.contains(title.as_str()))?;
            let (start, _) = range(&section.spans.title)?;
            let two: usize = title.chars().take(2).map(char::len_utf8).sum();
            Some(plant(&section.id, vec![change(start, start + two, "统筹")]))
        })
        .collect()
}

fn action_renamed(case: &Case) -> Vec<Plant> {
    let mut seen = BTreeSet::new();
    let headings: Vec<(&str, &str)> = case
        .notice
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .filter_map(|item| Some((item.clauses.first()?.id.as_str(), item.heading.as_deref()?)))
        .collect();
    let pairs = case.pairs();
    let agree = pairs
        .iter()
        .filter(|p| {
            headings.iter().any(|h| h.0 == p.clause.id && Some(h.1) == p.row.action.as_deref())
        })
        .count();
    if agree < 3 {
        return Vec::new();
    }
    pairs
        .iter()
        .filter_map(|pair| {
            let action = pair.row.action.as_ref()?;
            let (start, _) = range(&pair.row.spans.action)?;
            let heading = headings.iter().find(|(id, _)| *id == pair.clause.id)?.1;
            let once =
                pair.table.rows.iter().filter(|row| row.action.as_ref() == Some(action)).count()
                    == 1;
            let two: usize = action.chars().take(2).map(char::len_utf8).sum();
            (once && heading == action && seen.insert(start))
                .then(|| plant(&pair.row.id, vec![change(start, start + two, "统筹")]))
        })
        .collect()
}

/// The rows whose units agree with their clause, name by name.
fn agreeing(case: &Case) -> Vec<super::Pair<'_>> {
    let names = |units: &[UnitMention]| {
        units.iter().map(|u| hongtou_source::fold(&u.name)).collect::<BTreeSet<_>>()
    };
    let mut pairs = case.pairs();
    pairs.retain(|pair| {
        let open = pair.row.open || pair.clause.responsibility.as_ref().is_some_and(|r| r.open);
        !open
            && !pair.row.units.is_empty()
            && names(&pair.row.units) == names(&pair.clause.units)
            && names(&pair.row.units).len() == pair.row.units.len()
            && pair.row.units.iter().all(|unit| unit.written.is_none())
    });
    pairs
}

fn is_plain(unit: &UnitMention) -> bool {
    matches!(unit.kind, None | Some(UnitKind::Department | UnitKind::Party))
}

/// A department of the notice that neither side of a pair names.
fn stranger<'a>(case: &'a Case, pair: &super::Pair<'_>) -> Option<&'a str> {
    let named = |name: &str| {
        let has = |units: &[UnitMention]| {
            units.iter().any(|u| u.name.contains(name) || name.contains(&u.name))
        };
        has(&pair.row.units) || has(&pair.clause.units)
    };
    let mut all = case.clauses().flat_map(|clause| &clause.units);
    all.find(|unit| {
        is_plain(unit)
            && unit.written.is_none()
            && !named(&unit.name)
            && !unit.name.starts_with("市场")
    })
    .map(|unit| unit.name.as_str())
}

fn unit_swapped(case: &Case) -> Vec<Plant> {
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

fn unit_added(case: &Case) -> Vec<Plant> {
    let add = |pair: &super::Pair<'_>| {
        let last = pair.row.units.last()?;
        let (_, end) = range(&last.span)?;
        let other = stranger(case, pair)?;
        // After a lead that stands alone the column is that of leads.
        (last.role != Role::Lead || pair.row.units.len() == 1)
            .then(|| plant(&pair.row.id, vec![change(end, end, &format!("、{other}"))]))
    };
    agreeing(case).iter().filter_map(add).collect()
}

fn unit_removed(case: &Case) -> Vec<Plant> {
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

fn lead_swapped(case: &Case) -> Vec<Plant> {
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

const SHORT: &[(&str, &str)] = &[
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

fn unit_short(case: &Case) -> Vec<Plant> {
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

fn unit_twice(case: &Case) -> Vec<Plant> {
    let twice = |pair: &super::Pair<'_>| {
        let last = pair.row.units.last().filter(|unit| is_plain(unit))?;
        let (_, end) = range(&last.span)?;
        Some(plant(&pair.row.id, vec![change(end, end, &format!("、{}", last.name))]))
    };
    agreeing(case).iter().filter_map(twice).collect()
}

/// A figure with its first digit raised or, from nine, lowered.
fn other_digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let digit = text.as_bytes()[at] - b'0';
    let new = if digit == 9 { 8 } else { digit + 1 };
    Some(format!("{}{new}{}", &text[..at], &text[at + 1..]))
}

fn digit_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        if pair.row.quantities.len() == pair.clause.quantities.len() {
            for q in &pair.clause.quantities {
                let changed = other_digit(&q.text).and_then(|text| set(&q.span, &text));
                out.extend(changed.map(|change| plant(&pair.clause.id, vec![change])));
            }
        }
    }
    out
}

fn digit_in_row(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        if pair.row.quantities.len() == pair.clause.quantities.len() {
            for q in &pair.row.quantities {
                let changed = other_digit(&q.text).and_then(|text| set(&q.span, &text));
                out.extend(changed.map(|change| plant(&pair.row.id, vec![change])));
            }
        }
    }
    out
}

fn measure_changed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        for q in &pair.clause.quantities {
            let other = match q.measure.as_deref() {
                Some("个") => "家",
                Some("家") => "个",
                Some("台") => "套",
                Some("公里") => "千米",
                Some("名") => "人",
                _ => continue,
            };
            let measure = q.measure.as_deref().unwrap_or_default();
            if q.text.matches(measure).count() == 1 {
                let text = q.text.replace(measure, other);
                out.extend(set(&q.span, &text).map(|change| plant(&pair.clause.id, vec![change])));
            }
        }
    }
    out
}

fn rate_above(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for target in &row.targets {
            for q in &target.quantities {
                let rate = q.metric.as_deref().is_some_and(|m| {
                    m.ends_with("合格率") || m.ends_with("覆盖率") || m.ends_with("处置率")
                });
                if q.measure.as_deref() == Some("%")
                    && rate
                    && q.text.contains(&q.value)
                    && q.value.len() == 2
                {
                    let text = q.text.replace(&q.value, &format!("{}0", q.value));
                    out.extend(set(&q.span, &text).map(|change| plant(&row.id, vec![change])));
                }
            }
        }
    }
    out
}

/// Targets of a row that give running totals of one thing which ends at the content's figure.
fn totals<'a>(row: &'a Row) -> Vec<Vec<(usize, &'a Quantity)>> {
    let mut out = Vec::new();
    for goal in &row.quantities {
        let points: Vec<(usize, &Quantity)> = row
            .targets
            .iter()
            .enumerate()
            .filter_map(|(at, target)| {
                let mut same = target.quantities.iter().filter(|q| {
                    let name = |q: &'a Quantity| q.metric.as_deref().unwrap_or_default();
                    q.measure == goal.measure
                        && q.metric.is_some()
                        && (name(goal).ends_with(name(q)) || name(q).ends_with(name(goal)))
                });
                let one = same.next()?;
                same.next().is_none().then_some((at, one))
            })
            .collect();
        let value = |q: &Quantity| q.value.parse::<f64>().unwrap_or(0.0);
        let last = points
            .last()
            .is_some_and(|(at, q)| *at + 1 == row.targets.len() && q.value == goal.value);
        let rising = points.windows(2).all(|two| value(two[0].1) <= value(two[1].1));
        if points.len() >= 2 && last && rising {
            out.push(points);
        }
    }
    out
}

fn last_lowered(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for points in totals(row) {
            let Some((_, last)) = points.last() else { continue };
            let at = last.text.find(|c: char| c.is_ascii_digit());
            let Some(at) = at.filter(|&at| last.text.as_bytes()[at] > b'1') else { continue };
            let lower = format!(
                "{}{}{}",
                &last.text[..at],
                char::from(last.text.as_bytes()[at] - 1),
                &last.text[at + 1..]
            );
            out.extend(set(&last.span, &lower).map(|change| plant(&row.id, vec![change])));
        }
    }
    out
}

fn targets_swapped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let swap = |row: &Row, a: &Quantity, b: &Quantity| {
        Some(plant(&row.id, vec![set(&a.span, &b.text)?, set(&b.span, &a.text)?]))
    };
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for points in totals(row) {
            for two in points.windows(2).filter(|two| two[0].1.value != two[1].1.value) {
                out.extend(swap(row, two[0].1, two[1].1));
            }
        }
        // 30% → 60% → 90% of one task, whose words are the same but for the figure.
        for two in row.targets.windows(2) {
            if let ([a], [b]) = (two[0].quantities.as_slice(), two[1].quantities.as_slice())
                && a.measure.as_deref() == Some("%")
                && a.value != b.value
                && two[0].text.replace(&a.text, "") == two[1].text.replace(&b.text, "")
                && !row.quantities.iter().any(|q| q.measure == a.measure)
            {
                out.extend(swap(row, a, b));
            }
        }
    }
    out
}

fn quarter_named(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for target in row.targets.iter().take(2) {
            let Some((start, _)) = range(&target.span) else { continue };
            for (own, other) in [("一季度", "三季度"), ("二季度", "四季度")] {
                let planning = ["部署", "准备", "安排", "制定", "筹备"]
                    .iter()
                    .any(|w| target.text.contains(w));
                if let (Some(at), false) = (target.text.find(own), planning)
                    && target.text.matches("季度").count() == 1
                {
                    out.push(plant(
                        &row.id,
                        vec![change(start + at, start + at + own.len(), other)],
                    ));
                }
            }
        }
    }
    out
}

/// A date one month later in its words, where they name a month before December.
fn later(text: &str) -> Option<String> {
    let end = text.find('月')?;
    let width = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let month: u32 = text[end - width..end].parse().ok()?;
    let moved = if month < 12 { month + 1 } else { month - 1 };
    (month > 0).then(|| format!("{}{moved}{}", &text[..end - width], &text[end..]))
}

fn deadline_moved(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        if pair.row.deadlines.len() != pair.clause.deadlines.len() {
            continue;
        }
        for deadline in pair.clause.deadlines.iter().filter(|d| d.date.is_some()) {
            let moved = later(&deadline.text).and_then(|text| set(&deadline.span, &text));
            out.extend(moved.map(|change| plant(&pair.clause.id, vec![change])));
        }
    }
    out
}

fn deadline_column(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let [own] = pair.clause.deadlines.as_slice() else { continue };
        let Some(deadline) =
            pair.row.deadline.as_ref().filter(|d| d.date.is_some() && d.date == own.date)
        else {
            continue;
        };
        let within = own.kind == hongtou_model::DeadlineKind::Within;
        let moved = later(&deadline.text).and_then(|text| set(&deadline.span, &text));
        if !within {
            out.extend(moved.map(|change| plant(&pair.row.id, vec![change])));
        }
    }
    out
}

fn printed_before(case: &Case) -> Vec<Plant> {
    let spans = &case.notice.header.spans;
    let Some((start, end)) = range(&spans.printed_on) else { return Vec::new() };
    let text = &case.text[start..end];
    let (Some(month), Some(day)) = (text.find('月'), text.find('日')) else { return Vec::new() };
    let first = change(start + month + 3, start + day, "1");
    let issued = case.notice.header.issued_on.is_some_and(|date| date.day() > 1);
    let same = case.notice.header.issued_on.zip(case.notice.header.printed_on);
    let month = same.is_some_and(|(a, b)| a.month() == b.month());
    if issued && month { vec![plant("printed_on", vec![first])] } else { Vec::new() }
}

/// Changes a year to the one before it in a stretch of text.
fn year_before(case: &Case, span: &Span) -> Option<Change> {
    let (start, end) = range(span)?;
    let text = &case.text[start..end];
    let at = text.char_indices().find(|(at, _)| {
        text.get(*at..at + 4)
            .is_some_and(|four| four.starts_with("20") && four.bytes().all(|b| b.is_ascii_digit()))
    })?;
    let year: u32 = text[at.0..at.0 + 4].parse().ok()?;
    Some(change(start + at.0, start + at.0 + 4, &(year - 1).to_string()))
}

fn year_changed(case: &Case) -> Vec<Plant> {
    let header = &case.notice.header;
    let mut out = Vec::new();
    let dated = header.issued_on.is_some_and(|date| (2..=11).contains(&date.month()));
    if header.document_number.is_some() && dated {
        out.extend(
            year_before(case, &header.spans.document_number)
                .map(|c| plant("document_number", vec![c])),
        );
    }
    let one_year = |text: Option<&String>| text.is_some_and(|text| text.matches("20").count() == 1);
    if let Some(plan) = &case.notice.plan
        && one_year(header.title.as_ref())
        && one_year(plan.title.as_ref())
    {
        out.extend(year_before(case, &header.spans.title).map(|c| plant("title", vec![c])));
        out.extend(year_before(case, &plan.spans.title).map(|c| plant("plan", vec![c])));
    }
    out
}

fn issue_year(case: &Case) -> Vec<Plant> {
    let header = &case.notice.header;
    let dated = header.issued_on.is_some_and(|date| (3..=10).contains(&date.month()));
    let number = header.document_number.as_ref().is_some_and(|n| n.year.is_some());
    let mut out = Vec::new();
    if dated && number {
        out.extend(year_before(case, &header.spans.issued_on).map(|c| plant("issued_on", vec![c])));
    }
    out
}

fn attachment_retitled(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for attachment in case.notice.header.attachments.iter().filter(|a| a.attached_title.is_some()) {
        let Some((start, end)) = range(&attachment.attached_span) else { continue };
        let two: usize = case.text[start..end].chars().rev().take(3).map(char::len_utf8).sum();
        out.push(plant(&attachment.title, vec![change(end - two, end, "一览表")]));
    }
    out
}

fn square_brackets(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let Some((start, end)) = range(&case.notice.header.spans.document_number) else { return out };
    let text = &case.text[start..end];
    if let (Some(a), Some(b)) = (text.find('〔'), text.find('〕')) {
        out.push(plant(
            "document_number",
            vec![change(start + a, start + a + 3, "["), change(start + b, start + b + 3, "]")],
        ));
    }
    out
}

fn bracket_dropped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let mut from = |id: &str, text: &str, span: &Span| {
        let Some((start, _)) = range(span) else { return };
        for mark in ["》", "”", "《", "“"] {
            if let Some(at) = text.find(mark) {
                out.push(plant(id, vec![change(start + at, start + at + mark.len(), "")]));
            }
        }
    };
    for pair in case.pairs() {
        if let Some(content) = &pair.row.content {
            from(&pair.row.id, content, &pair.row.spans.content);
        }
        for target in &pair.row.targets {
            from(&pair.row.id, &target.text, &target.span);
        }
    }
    out
}

fn plan_renamed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let Some(title) = case.notice.plan.as_ref().and_then(|plan| plan.title.as_ref()) else {
        return out;
    };
    let title = hongtou_source::fold(title);
    for prose in &case.notice.prose {
        let Some((start, _)) = range(&prose.span) else { continue };
        let (Some(open), Some(close)) = (prose.text.find('《'), prose.text.find('》')) else {
            continue;
        };
        let inside = &prose.text[open + 3..close];
        if prose.text.contains("印发给你们")
            && hongtou_source::fold(inside) == title
            && prose.text.matches('《').count() == 1
        {
            if !inside.ends_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                continue;
            }
            let two: usize = inside.chars().rev().take(2).map(char::len_utf8).sum();
            out.push(plant(&prose.id, vec![change(start + close - two, start + close, "纲要")]));
        }
    }
    out
}

const ORDINALS: [&str; 13] =
    ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

fn section_skipped(case: &Case) -> Vec<Plant> {
    let Some(last) = case.notice.sections.last() else { return Vec::new() };
    let next = last.ordinal.and_then(|n| ORDINALS.get(n as usize + 1));
    let rest: Vec<_> = case.notice.sections.iter().filter(|s| s.ordinal.is_some()).collect();
    match next.and_then(|next| set(&last.spans.ordinal, next)) {
        Some(change) if rest.len() > 1 && last.ordinal == Some(rest.len() as u32) => {
            // The table's ordinals go with it, so that nothing else is at odds.
            vec![plant(&last.id, vec![change])]
        }
        _ => Vec::new(),
    }
}

fn item_skipped(case: &Case) -> Vec<Plant> {
    let items: Vec<_> = case.notice.sections.iter().flat_map(|s| &s.items).collect();
    let Some(last) = items.last() else { return Vec::new() };
    let (Some(number), Some((start, end))) = (last.number, range(&last.spans.number)) else {
        return Vec::new();
    };
    let digits = case.text[start..end].bytes().all(|b| b.is_ascii_digit());
    if items.len() < 2 || number < 2 || !digits {
        return Vec::new();
    }
    vec![plant(&last.id, vec![change(start, end, &(number + 1).to_string())])]
}

fn row_skipped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for table in case.notice.tables.iter().filter(|table| table.restates_body) {
        let Some(last) = table.rows.last().filter(|_| table.rows.len() > 2) else { continue };
        if let (Some(number), Some((start, end))) = (last.number, range(&last.spans.number))
            && number > 2
            && case.text[start..end].bytes().all(|b| b.is_ascii_digit())
        {
            out.push(plant(&last.id, vec![change(start, end, &(number + 1).to_string())]));
        }
    }
    out
}

fn number_repeated(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let items = case
        .notice
        .sections
        .iter()
        .flat_map(|s| &s.items)
        .map(|i| (&i.id, i.number, &i.spans.number));
    let rows = case
        .notice
        .tables
        .iter()
        .filter(|table| {
            table.restates_body && table.columns.iter().any(|c| c.kind == ColumnKind::Content)
        })
        .flat_map(|table| &table.rows)
        .map(|row| (&row.id, row.number, &row.spans.number));
    let mut last: Option<u32> = None;
    for (id, number, span) in items.chain(rows) {
        if let (Some(number), Some(before), Some((start, end))) = (number, last, range(span))
            && number == before + 1
            && number > 2
            && case.text[start..end].bytes().all(|b| b.is_ascii_digit())
        {
            out.push(plant(id, vec![change(start, end, &before.to_string())]));
        }
        last = number;
    }
    out
}

fn half_width(case: &Case) -> Vec<Plant> {
    // A notice that is half-width already is told so once.
    if case.text.matches(',').count() > 5 {
        return Vec::new();
    }
    let comma = |pair: &super::Pair<'_>| {
        let content = pair.row.content.as_ref()?;
        let (start, _) = range(&pair.row.spans.content)?;
        let at = content.find('，')?;
        Some(plant(&pair.row.id, vec![change(start + at, start + at + 3, ",")]))
    };
    case.pairs().iter().filter_map(comma).collect()
}

fn insert(case: &Case, word: &str) -> Vec<Plant> {
    let put = |pair: &super::Pair<'_>| {
        let target = pair.row.targets.first()?;
        let (start, _) = range(&target.span)?;
        Some(plant(&pair.row.id, vec![change(start, start, word)]))
    };
    case.pairs().iter().filter_map(put).collect()
}

fn variant_word(case: &Case) -> Vec<Plant> {
    insert(case, "完善台帐，")
}

fn mistyped(case: &Case) -> Vec<Plant> {
    insert(case, "差缺补漏，")
}
