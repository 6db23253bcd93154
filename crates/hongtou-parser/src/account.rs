//! Every character of the source is in the model, in the furniture, or listed as residual.

use hongtou_model::{Furniture, FurnitureKind, Notice, Residual, Span, SpanRole};
use hongtou_source::{Document, TextRange, chars};

/// Takes from the furniture what values hold, and lists what nothing holds.
///
/// Between values stand stops and brackets: uncovered text without a letter or a digit is a mark.
pub(crate) fn settle(notice: &mut Notice, document: &Document) {
    let mut held: Vec<Vec<(u32, u32)>> = vec![Vec::new(); document.sources.len()];
    notice.visit_spans(&mut |role, span| {
        if matches!(role, SpanRole::Printed(_) | SpanRole::Normalised | SpanRole::Prose(_)) {
            for fragment in span.fragments() {
                if let Some(held) = held.get_mut(usize::from(fragment.source)) {
                    held.push((fragment.start, fragment.end));
                }
            }
        }
    });
    let held: Vec<Vec<(u32, u32)>> = held.into_iter().map(merge).collect();
    // What the furniture claims, values taken out.
    let mut furniture: Vec<Furniture> = Vec::with_capacity(notice.furniture.len());
    let mut claimed = held.clone();
    for Furniture { kind, span } in std::mem::take(&mut notice.furniture) {
        let mut kept = Span::default();
        for fragment in span.fragments() {
            let source = usize::from(fragment.source);
            for (start, end) in gaps(&held[source], fragment.start, fragment.end) {
                for word in words(&document.sources[source].text, start, end) {
                    kept.push(fragment.source, word);
                    claimed[source].push((word.start(), word.end()));
                }
            }
        }
        if !kept.is_empty() {
            furniture.push(Furniture { kind, span: kept });
        }
    }
    let mut residual: Vec<Residual> = Vec::new();
    for (index, source) in document.sources.iter().enumerate() {
        let claimed = merge(std::mem::take(&mut claimed[index]));
        for (start, end) in gaps(&claimed, 0, source.text.len() as u32) {
            let gap = &source.text[start as usize..end as usize];
            let span = |out: &mut Span| {
                words(&source.text, start, end).for_each(|word| out.push(index as u16, word))
            };
            let mut out = Span::default();
            span(&mut out);
            if out.is_empty() {
                continue;
            }
            if gap.chars().any(char::is_alphanumeric) {
                let text = out.words(&document.sources);
                residual.push(Residual { text, span: out });
            } else {
                furniture.push(Furniture { kind: FurnitureKind::Mark, span: out });
            }
        }
    }
    furniture.sort_by_key(|entry| (entry.span.start(), entry.kind));
    // A cell merged over several rows was met in each of them.
    furniture.dedup_by(|next, known| next.span == known.span);
    notice.furniture = furniture;
    notice.residual = residual;
}

/// Ranges sorted and joined where they touch.
fn merge(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// The parts of `from..to` that no range covers.
fn gaps(ranges: &[(u32, u32)], from: u32, to: u32) -> impl Iterator<Item = (u32, u32)> {
    let first = ranges.partition_point(|&(_, end)| end <= from);
    let mut at = from;
    let mut rest = ranges[first..].iter().take_while(move |&&(start, _)| start < to);
    let mut done = false;
    std::iter::from_fn(move || {
        while !done {
            match rest.next() {
                Some(&(start, end)) => {
                    let gap = (at, start.min(to));
                    at = end.max(at);
                    if gap.0 < gap.1 {
                        return Some(gap);
                    }
                }
                None => {
                    done = true;
                    if at < to {
                        return Some((at, to));
                    }
                }
            }
        }
        None
    })
}

/// The stretches of a range without white space; single spaces inside stay out as well.
fn words(text: &str, start: u32, end: u32) -> impl Iterator<Item = TextRange> {
    let base = start as usize;
    text[base..end as usize].split(chars::is_space).filter(|word| !word.is_empty()).map(
        move |word| {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            TextRange::at(at, at + word.len())
        },
    )
}
