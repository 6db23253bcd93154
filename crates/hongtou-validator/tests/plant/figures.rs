//! Faults in figures, targets and deadlines.

use std::collections::BTreeSet;

use hongtou_model::{Period, Quantity, Row, Span, Target};

use super::edits::*;
use super::{Case, Change, Plant};

pub(super) fn digit_in_clause(case: &Case) -> Vec<Plant> {
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

pub(super) fn digit_in_row(case: &Case) -> Vec<Plant> {
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

pub(super) fn measure_changed(case: &Case) -> Vec<Plant> {
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

pub(super) fn rate_above(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for target in &row.targets {
            for q in &target.quantities {
                let rate = q.metric.as_deref().is_some_and(|m| {
                    m.ends_with("合格率") || m.ends_with("覆盖率") || m.ends_with("处置率")
                });
                if q.measure.as_deref() == Some("%")
                    && rate
                    && q.text.contains(&*q.value)
                    && q.value.len() == 2
                {
                    let text = q.text.replace(&*q.value, &format!("{}0", q.value));
                    out.extend(set(&q.span, &text).map(|change| plant(&row.id, vec![change])));
                }
            }
        }
    }
    out
}

pub(super) fn last_lowered(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for points in totals(row) {
            let Some((_, last)) = points.last() else { continue };
            // Steps that add up to the goal are no running totals that miss it.
            let value = |q: &Quantity| q.value.parse::<f64>().unwrap_or(0.0);
            let sum: f64 = points.iter().map(|(_, q)| value(q)).sum();
            if points.len() == 2 && sum - 1.0 <= value(last) {
                continue;
            }
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

pub(super) fn targets_swapped(case: &Case) -> Vec<Plant> {
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
                && two[0].text.replace(&*a.text, "") == two[1].text.replace(&*b.text, "")
                && !row.quantities.iter().any(|q| q.measure == a.measure)
            {
                out.extend(swap(row, a, b));
            }
        }
    }
    out
}

pub(super) fn quarter_named(case: &Case) -> Vec<Plant> {
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

pub(super) fn deadline_moved(case: &Case) -> Vec<Plant> {
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

pub(super) fn deadline_column(case: &Case) -> Vec<Plant> {
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

/// Changes the figures of rows whose clause has as many.
fn figures(case: &Case, edit: impl Fn(&Quantity, &str) -> Option<String>) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        if pair.row.quantities.len() != pair.clause.quantities.len() {
            continue;
        }
        for q in &pair.row.quantities {
            // The sign that says which side of the figure is meant may stand around it.
            if let Some((start, end)) = range(&q.span) {
                let text = edit(q, &case.text[start..end]);
                out.extend(text.map(|text| plant(&pair.row.id, vec![change(start, end, &text)])));
            }
        }
    }
    out
}

pub(super) fn digits_exchanged(case: &Case) -> Vec<Plant> {
    figures(case, |_, text| {
        let at = text.as_bytes().windows(2).position(|two| {
            two.iter().all(u8::is_ascii_digit) && two[0] != two[1] && two[1] != b'0'
        })?;
        let (a, b) = (&text[at..at + 1], &text[at + 1..at + 2]);
        Some(format!("{}{b}{a}{}", &text[..at], &text[at + 2..]))
    })
}

pub(super) fn wan_dropped(case: &Case) -> Vec<Plant> {
    figures(case, |_, text| text.contains('万').then(|| text.replacen('万', "", 1)))
}

pub(super) fn permille(case: &Case) -> Vec<Plant> {
    figures(case, |_, text| text.contains('%').then(|| text.replacen('%', "‰", 1)))
}

pub(super) fn side_turned(case: &Case) -> Vec<Plant> {
    const SIDES: [(&str, &str); 8] = [
        ("不低于", "不高于"),
        ("不少于", "不超过"),
        ("不超过", "不少于"),
        ("以上", "以下"),
        ("以下", "以上"),
        ("以内", "以上"),
        ("≥", "≤"),
        ("≤", "≥"),
    ];
    let mut out = Vec::new();
    for pair in case.pairs() {
        let (Some(content), Some((start, _))) = (&pair.row.content, range(&pair.row.spans.content))
        else {
            continue;
        };
        for q in &pair.row.quantities {
            let Some((from, to)) = range(&q.span) else { continue };
            let from = from.saturating_sub(9).max(start) - start;
            let to = (to + 6 - start).min(content.len());
            let from = (from..content.len()).find(|&at| content.is_char_boundary(at)).unwrap_or(0);
            let to = (0..=to).rev().find(|&at| content.is_char_boundary(at)).unwrap_or(to);
            let near = &content[from..to];
            if let Some((word, other)) = SIDES.iter().find(|(word, _)| near.contains(word))
                && let Some(at) = near.find(word)
                && content.matches(word).count() == 1
                && pair.clause.text.contains(word)
            {
                let at = start + from + at;
                out.push(plant(&pair.row.id, vec![change(at, at + word.len(), other)]));
            }
        }
    }
    out
}

pub(super) fn deadline_moved_in_row(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        if pair.row.deadlines.len() != pair.clause.deadlines.len() {
            continue;
        }
        for deadline in pair.row.deadlines.iter().filter(|d| d.date.is_some()) {
            let moved = later(&deadline.text).and_then(|text| set(&deadline.span, &text));
            out.extend(moved.map(|change| plant(&pair.row.id, vec![change])));
        }
    }
    out
}

pub(super) fn deadline_year(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let own = pair.row.deadlines.iter().chain(&pair.row.deadline);
        for deadline in own.filter(|d| d.date.is_some()) {
            let said = pair.clause.deadlines.iter().any(|other| other.date == deadline.date);
            if said {
                out.extend(year_before(case, &deadline.span).map(|c| plant(&pair.row.id, vec![c])));
            }
        }
    }
    out
}

pub(super) fn no_such_day(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let mut add = |id: &str, text: &str, span: &Span| {
        let Some((start, _)) = range(span) else { return };
        let Some(end) = text.find('月') else { return };
        let width = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
        if width > 0 {
            out.push(plant(id, vec![change(start + end - width, start + end, "13")]));
        }
    };
    for clause in case.clauses() {
        clause.deadlines.iter().for_each(|d| add(&clause.id, &d.text, &d.span));
    }
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        row.deadline.iter().for_each(|d| add(&row.id, &d.text, &d.span));
    }
    out
}

pub(super) fn cells_exchanged(case: &Case) -> Vec<Plant> {
    const OWN: [(Period, [&str; 4]); 4] = [
        (Period::Quarter(1), ["一季度", "1月", "2月", "3月"]),
        (Period::Quarter(2), ["二季度", "4月", "5月", "6月"]),
        (Period::Quarter(3), ["三季度", "7月", "8月", "9月"]),
        (Period::Quarter(4), ["四季度", "10月", "11月", "12月"]),
    ];
    let named = |target: &Target| {
        OWN.iter().any(|(period, names)| {
            target.period == Some(*period) && names.iter().any(|name| target.text.starts_with(name))
        })
    };
    let mut out = Vec::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        for two in row.targets.windows(2) {
            if named(&two[0])
                && named(&two[1])
                && let (Some(a), Some(b)) =
                    (set(&two[0].span, &two[1].text), set(&two[1].span, &two[0].text))
            {
                out.push(plant(&row.id, vec![a, b]));
            }
        }
    }
    out
}

pub(super) fn target_emptied(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for table in &case.notice.tables {
        let periods = table.columns.iter().filter(|column| column.period.is_some()).count();
        for row in table.rows.iter().filter(|row| row.targets.len() == periods && periods > 1) {
            let starts: BTreeSet<_> = row.targets.iter().map(|t| t.span.start()).collect();
            // Between tabs an empty cell cannot be told from a cell that is not there.
            let grid =
                row.targets.last().and_then(|last| range(&last.span)).is_some_and(|(at, _)| {
                    let start = case.text[..at].rfind('\n').map_or(0, |at| at + 1);
                    case.text[start..at].contains(['|', '<'])
                });
            if let (Some(last), true) = (row.targets.last(), grid && starts.len() == periods) {
                out.extend(set(&last.span, "").map(|change| plant(&row.id, vec![change])));
            }
        }
    }
    out
}

pub(super) fn rate_above_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for clause in case.clauses() {
        for q in clause.quantities.iter().filter(|q| q.measure.as_deref() == Some("%")) {
            let rate = ["合格率", "覆盖率", "处置率", "达标率", "利用率", "知晓率"];
            let is_rate = q.metric.as_deref().is_some_and(|m| rate.iter().any(|r| m.ends_with(r)));
            if is_rate && q.value.len() == 2 && q.text.contains(&*q.value) {
                let text = q.text.replace(&*q.value, &format!("{}0", q.value));
                out.extend(set(&q.span, &text).map(|change| plant(&clause.id, vec![change])));
            }
        }
    }
    out
}

pub(super) fn count_changed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    if case.text.contains("删减") {
        return out;
    }
    let mut seen = BTreeSet::new();
    for row in case.notice.tables.iter().flat_map(|table| &table.rows) {
        let Some((start, end)) = range(&row.spans.section_title) else { continue };
        let title = &case.text[start..end];
        if let (Some(at), true) = (title.find('共'), seen.insert(start))
            && title[at..].contains('项')
            && let Some(digit) = title[at..].find(|c: char| c.is_ascii_digit())
        {
            let at = start + at + digit;
            out.push(plant(&row.id, vec![change(at, at + 1, "9")]));
        }
    }
    out
}

pub(super) fn headings_exchanged(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for table in &case.notice.tables {
        let timed = |column: &&hongtou_model::Column| {
            column.kind == hongtou_model::ColumnKind::Target && column.period.is_some()
        };
        let columns: Vec<_> = table.columns.iter().filter(timed).collect();
        // 前三季度 between 上半年 and 全年 is of no measure of theirs.
        let alike = columns.windows(2).all(|two| {
            let measure =
                |of: &hongtou_model::Column| of.period.map(|p| std::mem::discriminant(&p));
            two[0].period < two[1].period && measure(two[0]) == measure(two[1])
        });
        let years = |column: &&hongtou_model::Column| {
            matches!(column.period, Some(hongtou_model::Period::Year(_)))
        };
        // Two that go back are an order that tables have.
        let few = columns.len() < 3;
        let of_years = columns.iter().any(years);
        if table.kind != hongtou_model::TableKind::Task || !alike || few || of_years {
            continue;
        }
        for two in columns.windows(2) {
            let (Some(a), Some(b)) =
                (set(&two[0].span, &two[1].header), set(&two[1].span, &two[0].header))
            else {
                continue;
            };
            let printed =
                |change: &Change, header: &str| case.text[change.start..change.end] == *header;
            if printed(&a, &two[0].header) && printed(&b, &two[1].header) {
                out.push(plant(&table.id, vec![a, b]));
            }
        }
    }
    out
}
