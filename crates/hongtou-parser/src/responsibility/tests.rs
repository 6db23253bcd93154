use hongtou_source::{Format, Source};

use super::*;

/// A paragraph with `|` where the container breaks it into pieces.
fn with_flow<T>(text: &str, use_flow: impl FnOnce(&Flow<'_>, &[Source]) -> T) -> T {
    let source = Source::from_text("n", Format::Text, text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for piece in text.split('|') {
        pieces.push(TextRange::at(at, at + piece.len()));
        at += piece.len() + 1;
    }
    let sources = [source];
    let flow = Flow::new(&sources[0], 0, &pieces);
    use_flow(&flow, &sources)
}

/// Units and roles in one line, after asserting that every span holds exactly the printed words.
fn show(units: &[UnitMention], sources: &[Source]) -> String {
    let mut shown = Vec::new();
    for unit in units {
        let printed = unit.written.as_ref().unwrap_or(&unit.name);
        assert_eq!(&unit.span.words(sources), printed);
        shown.push(format!("{}/{}", unit.name, unit.role.name()));
    }
    shown.join(" ")
}

fn read_all(text: &str) -> Vec<String> {
    with_flow(text, |flow, sources| {
        let mut conventions = Conventions::default();
        let duties = duties(flow, &mut conventions, &[]);
        for duty in &duties {
            assert_eq!(duty.responsibility.span.words(sources), duty.responsibility.text);
        }
        duties.iter().map(|duty| show(&duty.units, sources)).collect()
    })
}
