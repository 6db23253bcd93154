//! What the kinds of faults edit with.

use std::collections::BTreeSet;

use hongtou_model::{Quantity, Row, Span, UnitKind, UnitMention};

use super::{Case, Change, Pair, Plant};

pub(super) fn plant(at: &str, changes: Vec<Change>) -> Plant {
    Plant { at: at.to_owned(), changes }
}

pub(super) fn change(start: usize, end: usize, text: &str) -> Change {
    Change { start, end, text: text.to_owned() }
}

/// The one stretch that a span covers.
pub(super) fn range(span: &Span) -> Option<(usize, usize)> {
    match span.fragments() {
        [one] => Some((one.start as usize, one.end as usize)),
        _ => None,
    }
}

/// Replaces the one stretch that a span covers.
pub(super) fn set(span: &Span, text: &str) -> Option<Change> {
    let (start, end) = range(span)?;
    Some(change(start, end, text))
}

/// The line that holds all of a row, where the row is printed on one line with nothing shared.
pub(super) fn own_line(case: &Case, row: &Row) -> Option<(usize, usize)> {
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

pub(super) fn is_plain(unit: &UnitMention) -> bool {
    matches!(unit.kind, None | Some(UnitKind::Department | UnitKind::Party))
}

/// A department of the notice that neither side of a pair names.
pub(super) fn stranger<'a>(case: &'a Case, pair: &Pair<'_>) -> Option<&'a str> {
    let named = |name: &str| {
        let has = |units: &[UnitMention]| {
            units.iter().any(|u| u.name.contains(name) || name.contains(&*u.name))
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

/// The rows whose units agree with their clause, name by name.
pub(super) fn agreeing(case: &Case) -> Vec<Pair<'_>> {
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

/// A figure with its first digit raised or, from nine, lowered.
pub(super) fn other_digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let digit = text.as_bytes()[at] - b'0';
    let new = if digit == 9 { 8 } else { digit + 1 };
    Some(format!("{}{new}{}", &text[..at], &text[at + 1..]))
}

/// A date one month later in its words, where they name a month before December.
pub(super) fn later(text: &str) -> Option<String> {
    let end = text.find('月')?;
    let width = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let month: u32 = text[end - width..end].parse().ok()?;
    let moved = if month < 12 { month + 1 } else { month - 1 };
    (month > 0).then(|| format!("{}{moved}{}", &text[..end - width], &text[end..]))
}

/// Changes a year to the one before it in a stretch of text.
pub(super) fn year_before(case: &Case, span: &Span) -> Option<Change> {
    let (start, end) = range(span)?;
    let text = &case.text[start..end];
    let at = text.char_indices().find(|(at, _)| {
        text.get(*at..at + 4)
            .is_some_and(|four| four.starts_with("20") && four.bytes().all(|b| b.is_ascii_digit()))
    })?;
    let year: u32 = text[at.0..at.0 + 4].parse().ok()?;
    Some(change(start + at.0, start + at.0 + 4, &(year - 1).to_string()))
}

/// Targets of a row that give running totals of one thing which ends at the content's figure.
pub(super) fn totals<'a>(row: &'a Row) -> Vec<Vec<(usize, &'a Quantity)>> {
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

pub(super) fn insert(case: &Case, word: &str) -> Vec<Plant> {
    let put = |pair: &Pair<'_>| {
        let target = pair.row.targets.first()?;
        let (start, _) = range(&target.span)?;
        Some(plant(&pair.row.id, vec![change(start, start, word)]))
    };
    case.pairs().iter().filter_map(put).collect()
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The lines or the element that print a row and nothing of another row.
pub(super) fn own_lines(case: &Case, row: &Row) -> Option<Vec<(usize, usize)>> {
    if let Some(line) = own_line(case, row) {
        return Some(vec![line]);
    }
    let first = row.span.fragments().first()?.start as usize;
    let last = row.span.fragments().last()?.end as usize;
    let start = case.text[..first].rfind("<tr")?;
    let end = start + case.text[start..].find("</tr>")? + "</tr>".len();
    let element = &case.text[start..end];
    // A cell that another row prints for this one goes with that row.
    let spans = &row.spans;
    let own = [&spans.number, &spans.section_title, &spans.action, &spans.content, &spans.units]
        .into_iter()
        .chain(row.units.iter().map(|unit| &unit.span))
        .chain(row.targets.iter().map(|target| &target.span))
        .all(|span| span.start().is_none_or(|(_, at)| (start..end).contains(&(at as usize))));
    (own && last <= end && !element.contains("rowspan") && !element.contains("ROWSPAN"))
        .then(|| vec![(start, end)])
}

/// A stretch of plain characters, away from figures and dates, of which the middle is changed.
pub(super) fn plain_run(text: &str, start: usize, busy: &[&Span], length: usize) -> Option<usize> {
    let is_busy = |at: usize| {
        let at = (start + at) as u32;
        busy.iter().flat_map(|span| span.fragments()).any(|f| (f.start..f.end).contains(&at))
    };
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = chars
        .windows(length)
        .position(|run| run.iter().all(|(at, c)| is_han(*c) && !is_busy(*at)))?;
    Some(chars[at].0)
}

/// The spans of figures and dates of a row's content.
pub(super) fn busy_row(row: &Row) -> Vec<&Span> {
    row.quantities.iter().map(|q| &q.span).chain(row.deadlines.iter().map(|d| &d.span)).collect()
}

/// The stretch that some mentions cover, where nothing but separators stands between them.
pub(super) fn stretch(case: &Case, units: &[UnitMention]) -> Option<(usize, usize)> {
    let mut at: Option<(usize, usize)> = None;
    for unit in units {
        let (start, end) = range(&unit.span)?;
        at = Some(match at {
            None => (start, end),
            Some((first, last)) => {
                let between = case.text.get(last..start)?;
                if between.contains(['|', '<', '\t', '\n', '：', ':', '；', '（', '(']) {
                    return None;
                }
                (first, end)
            }
        });
    }
    at
}
