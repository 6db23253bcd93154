//! What holds of every notice, whatever it says.

use hongtou::Notice;
use hongtou_model::{Lang, SpanRole};
use hongtou_source::chars;

use crate::cases::cases;

/// Who holds a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Nobody,
    Value,
    Prose,
    Furniture,
    Residual,
}

#[test]
fn the_words_of_a_span_are_the_printed_value() {
    for case in cases() {
        let mut model = case.notice.model().clone();
        let sources = case.notice.sources();
        model.visit_spans(&mut |role, span| {
            let (SpanRole::Printed(text) | SpanRole::Prose(text) | SpanRole::Residual(text)) = role
            else {
                return;
            };
            // A value without a place was put back from elsewhere, and says so itself.
            if !span.is_empty() {
                assert_eq!(span.words(sources), text, "{}", case.name);
            }
        });
    }
}

#[test]
fn every_character_is_held_exactly_once() {
    for case in cases() {
        let twice = |holder, other| format!("{}: held by {holder:?} and by {other:?}", case.name);
        let sources = case.notice.sources();
        let mut held: Vec<Vec<Holder>> =
            sources.iter().map(|source| vec![Holder::Nobody; source.text.len()]).collect();
        let mut model = case.notice.model().clone();
        // A convention quotes words that stand in prose or in a responsibility.
        model.conventions.clear();
        model.visit_spans(&mut |role, span| {
            let holder = match role {
                SpanRole::Printed(_) | SpanRole::Normalised => Holder::Value,
                SpanRole::Prose(_) => Holder::Prose,
                SpanRole::Furniture => Holder::Furniture,
                SpanRole::Residual(_) => Holder::Residual,
                SpanRole::Container | SpanRole::Repair => return,
            };
            for fragment in span.fragments() {
                let source = usize::from(fragment.source());
                for at in fragment.range().bytes() {
                    let before = held[source][at];
                    let inside = before == Holder::Value && holder == Holder::Value;
                    let text = || &sources[source].text[fragment.range().bytes()];
                    assert!(
                        before == Holder::Nobody || inside,
                        "{}: {:?}",
                        twice(before, holder),
                        text()
                    );
                    held[source][at] = holder;
                }
            }
        });
        for (source, held) in sources.iter().zip(&held) {
            for (at, c) in source.text.char_indices() {
                assert!(
                    chars::is_space(c) || held[at] != Holder::Nobody,
                    "{}: nobody holds {c:?} at byte {at}",
                    case.name
                );
            }
        }
    }
}

/// What may stand in a cell of units beside their names, of which the model says what it means: their roles, and that
/// the list goes on or is open.
const BESIDE_UNITS: [&str; 12] = [
    "牵头",
    "负责",
    "配合",
    "参与",
    "落实",
    "指导",
    "按职责分工负责",
    "分工负责",
    "及",
    "和",
    "与",
    "以及",
];

#[test]
fn a_cell_of_units_says_nothing_else_that_no_value_holds() {
    for case in cases() {
        let model = case.notice.model();
        let sources = case.notice.sources();
        for row in model.tables.iter().flat_map(|table| &table.rows) {
            let units = row.units.iter().map(|unit| &unit.span);
            let declared = model.conventions.iter().map(|convention| &convention.span);
            let times = row.deadline.iter().map(|deadline| &deadline.span);
            let known: Vec<_> = units
                .chain(declared)
                .chain(times)
                .flat_map(|span| span.fragments())
                .map(|known| (known.source(), known.range().bytes()))
                .collect();
            for fragment in row.spans.units.fragments() {
                let range = fragment.range().bytes();
                let text = &sources[usize::from(fragment.source())].text[range.clone()];
                let rest: String = text
                    .char_indices()
                    .map(|(at, c)| {
                        let at = range.start + at;
                        let held = |(source, known): &(u16, std::ops::Range<usize>)| {
                            *source == fragment.source() && known.contains(&at)
                        };
                        if known.iter().any(held) { ' ' } else { c }
                    })
                    .collect();
                for words in rest.split(|c| !chars::is_word(c)).filter(|words| !words.is_empty()) {
                    assert!(
                        words.starts_with('等') || BESIDE_UNITS.contains(&words),
                        "{}: {}: {words:?} in {text:?}",
                        case.name,
                        row.id
                    );
                }
            }
        }
    }
}

#[test]
fn an_id_stands_once() {
    for case in cases() {
        let model = case.notice.model();
        let items = || model.sections.iter().flat_map(|section| &section.items);
        let mut ids: Vec<&str> = Vec::new();
        ids.extend(model.sections.iter().map(|part| part.id.as_str()));
        ids.extend(items().map(|part| part.id.as_str()));
        ids.extend(items().flat_map(|item| &item.clauses).map(|part| part.id.as_str()));
        ids.extend(model.tables.iter().map(|part| part.id.as_str()));
        ids.extend(model.tables.iter().flat_map(|table| &table.rows).map(|row| row.id.as_str()));
        ids.extend(model.prose.iter().map(|part| part.id.as_str()));
        ids.extend(model.units.iter().map(|part| part.id.as_str()));
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}", case.name);
    }
}

#[test]
fn nothing_is_left_over() {
    for case in cases() {
        let residual = &case.notice.model().residual;
        assert!(residual.is_empty(), "{}: {residual:#?}", case.name);
    }
}

#[test]
fn the_same_bytes_twice() {
    for case in cases() {
        let bytes = std::fs::read(&case.path).expect("it was read before");
        let name = case.path.file_name().expect("a file").to_string_lossy();
        let again = hongtou::read_bytes(&name, &bytes, Lang::Zh, &Default::default());
        let again = again.expect("it was read before");
        let json = |notice: &Notice| notice.to_json();
        assert!(json(&again) == json(&case.notice), "{}", case.name);
    }
}
