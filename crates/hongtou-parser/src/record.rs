//! What parsing notes down on the way: repairs, furniture, prose.

use hongtou_model::{
    Confidence, Furniture, FurnitureKind, Lang, Prose, ProseRole, Repair, RepairKind, Span,
};
use hongtou_source::TextRange;

use crate::as_one::ONE;
use crate::flow::Flow;
use crate::lines::Line;

/// The notes, in the order they were made.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) lang: Lang,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) furniture: Vec<Furniture>,
    pub(crate) prose: Vec<Prose>,
}

impl Record {
    pub(crate) fn new(lang: Lang) -> Record {
        Record { lang, ..Record::default() }
    }

    /// Notes what is no part of the text; a span of nothing is none.
    pub(crate) fn furniture(&mut self, kind: FurnitureKind, span: Span) {
        if !span.is_empty() {
            self.furniture.push(Furniture { kind, span });
        }
    }

    /// The same of a stretch of the one text.
    pub(crate) fn furniture_at(&mut self, kind: FurnitureKind, range: TextRange) {
        self.furniture(kind, Span::one(ONE, range));
    }

    /// The same of words that only say what stands behind or below them; `range` counts in the bytes of `flow`.
    pub(crate) fn label(&mut self, flow: &Flow<'_>, range: std::ops::Range<usize>) {
        self.furniture(FurnitureKind::Label, flow.span(range));
    }

    /// Notes text that belongs to no section, without the white space around it; no words are none.
    pub(crate) fn prose(&mut self, role: ProseRole, flow: &Flow<'_>) {
        let range = flow.trim(0..flow.text().len());
        if range.is_empty() {
            return;
        }
        self.prose.push(Prose {
            id: String::new(),
            role,
            text: flow.text()[range.clone()].to_owned(),
            span: flow.span(range),
        });
    }

    /// Notes a mend: what was read otherwise than it is printed, where, and how surely. The note is made in one language.
    pub(crate) fn repair(
        &mut self,
        kind: RepairKind,
        at: Span,
        confidence: Confidence,
        zh: impl FnOnce() -> String,
        en: impl FnOnce() -> String,
    ) {
        let note = match self.lang {
            Lang::Zh => zh(),
            Lang::En => en(),
        };
        self.repairs.push(Repair { kind, at, id: None, note, confidence });
    }

    /// Notes that words printed one character a line are one line.
    pub(crate) fn closed_spaces(&mut self, flow: &Flow<'_>) {
        self.repair(
            RepairKind::ClosedSpaces,
            flow.whole(),
            Confidence::Likely,
            || "逐字排印的文字已连成一行".to_owned(),
            || "words printed one character a line are read as one line".to_owned(),
        );
    }

    /// Notes that a line goes on with the one before it.
    pub(crate) fn joined(&mut self, before: &Line<'_>, next: &Line<'_>, confidence: Confidence) {
        let (end, start) = (tail(before.text(), 8), head(next.text(), 8));
        self.repair(
            RepairKind::JoinedParagraph,
            next.flow.whole(),
            confidence,
            || format!("句子被断开，已接回：“{end}”与“{start}”"),
            || format!("a sentence was cut and is joined again: “{end}” and “{start}”"),
        );
    }
}

/// The first `count` characters.
pub(crate) fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters.
pub(crate) fn tail(text: &str, count: usize) -> &str {
    // From the end: the text may be long, and this is asked once for every line joined to it.
    let mut starts = text.char_indices().rev();
    starts.nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}
