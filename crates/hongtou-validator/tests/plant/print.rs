//! Faults in marks and words.

use hongtou_model::Span;

use super::edits::*;
use super::{Case, Pair, Plant};

pub(super) fn bracket_dropped(case: &Case) -> Vec<Plant> {
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

pub(super) fn half_width(case: &Case) -> Vec<Plant> {
    // A notice that is half-width already is told so once.
    if case.text.matches(',').count() > 5 {
        return Vec::new();
    }
    let comma = |pair: &Pair<'_>| {
        let content = pair.row.content.as_ref()?;
        let (start, _) = range(&pair.row.spans.content)?;
        let at = content.find('，')?;
        Some(plant(&pair.row.id, vec![change(start + at, start + at + 3, ",")]))
    };
    case.pairs().iter().filter_map(comma).collect()
}

pub(super) fn variant_word(case: &Case) -> Vec<Plant> {
    insert(case, "完善台帐，")
}

pub(super) fn mistyped(case: &Case) -> Vec<Plant> {
    insert(case, "差缺补漏，")
}

pub(super) fn bracket_dropped_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for clause in case.clauses() {
        let Some((start, end)) = range(&clause.span) else { continue };
        let text = &case.text[start..end];
        for mark in ["》", "”", "《", "“"] {
            if let Some(at) = text.find(mark) {
                out.push(plant(&clause.id, vec![change(start + at, start + at + mark.len(), "")]));
            }
        }
    }
    out
}

pub(super) fn title_marks_dropped(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let (Some(content), Some((start, _))) = (&pair.row.content, range(&pair.row.spans.content))
        else {
            continue;
        };
        if let (Some(open), Some(close)) = (content.find('《'), content.find('》'))
            && open < close
        {
            out.push(plant(
                &pair.row.id,
                vec![
                    change(start + open, start + open + 3, ""),
                    change(start + close, start + close + 3, ""),
                ],
            ));
        }
    }
    out
}

pub(super) fn mark_doubled(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for clause in case.clauses() {
        let Some((start, end)) = range(&clause.span) else { continue };
        if let Some(at) = case.text[start..end].find('，') {
            out.push(plant(&clause.id, vec![change(start + at, start + at, "，")]));
        }
    }
    out
}

pub(super) fn word_doubled(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for clause in case.clauses() {
        let Some((start, end)) = range(&clause.span) else { continue };
        let busy: Vec<&Span> = clause.quantities.iter().map(|q| &q.span).collect();
        let text = &case.text[start..end];
        let Some(at) = plain_run(text, start, &busy, 4) else { continue };
        let word = &text[at..at + 6];
        let numeral = |c| "一二三四五六七八九十百千万亿两几每逐".contains(c);
        if !word.contains(numeral) && word[..3] != word[3..] {
            out.push(plant(&clause.id, vec![change(start + at, start + at, word)]));
        }
    }
    out
}
