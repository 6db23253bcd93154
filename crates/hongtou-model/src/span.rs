//! Places in the source, as the model carries them.

use std::borrow::Cow;

use hongtou_source::{Source, TextRange};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// A stretch of source text without a break: byte offsets, end exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Fragment {
    /// First byte in the UTF-8 text that `convert --to text` prints.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index into the notice's `sources`; left out for the first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub source: u16,
    /// Where the text stands in the file (`p12`, `table 1, row 3, cell 2`, `Sheet1!B7`, `page 9`,
    /// `bytes 120-180`); left out where offsets count in the file itself.
    #[serde(default, skip_serializing_if = "is_nowhere")]
    #[schemars(with = "Vec<String>")]
    pub places: Places,
}

/// Places in a file, by name. A model has some dozens of fragments for each task, and most have
/// none: so it is one word wide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Places(
    #[expect(clippy::box_collection, reason = "a vector is three words wide, a box one")]
    Option<Box<Vec<String>>>,
);

impl From<Vec<String>> for Places {
    fn from(places: Vec<String>) -> Places {
        Places((!places.is_empty()).then(|| Box::new(places)))
    }
}

impl std::ops::Deref for Places {
    type Target = [String];

    fn deref(&self) -> &[String] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

fn is_nowhere(places: &Places) -> bool {
    places.is_empty()
}

fn is_zero(n: &u16) -> bool {
    *n == 0
}

impl Fragment {
    /// The fragment as a byte range of its source text.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }
}

/// Where a value is printed: its fragments in order.
///
/// Invariant: the bytes of the fragments, joined, are exactly the printed words. What a page or a
/// line break cuts in two has two fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(SmallVec<[Fragment; 1]>);

impl Span {
    /// A span of one fragment in a source.
    pub fn one(source: u16, range: TextRange) -> Span {
        let mut span = Span::default();
        span.push(source, range);
        span
    }

    /// A span without fragments, and with room for some.
    pub fn with_capacity(fragments: usize) -> Span {
        Span(SmallVec::with_capacity(fragments))
    }

    /// What several spans cover together, in their order.
    pub fn of<'s>(parts: impl Iterator<Item = &'s Span> + Clone) -> Span {
        // Thousands of fragments in a large table: room for just them.
        let mut span = Span::with_capacity(parts.clone().map(|part| part.0.len()).sum());
        parts.for_each(|part| span.extend(part));
        span.0.shrink_to_fit();
        span
    }

    /// Adds a fragment; one that begins where the last ends is joined to it, an empty one is dropped.
    pub fn push(&mut self, source: u16, range: TextRange) {
        if range.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut()
            && last.source == source
            && last.end == range.start()
        {
            last.end = range.end();
            return;
        }
        let (start, end) = (range.start(), range.end());
        self.0.push(Fragment { start, end, source, places: Places::default() });
    }

    /// Adds the fragments of another span.
    pub fn extend(&mut self, other: &Span) {
        for fragment in &other.0 {
            self.push(fragment.source, fragment.range());
        }
    }

    /// The fragments, in order.
    pub fn fragments(&self) -> &[Fragment] {
        &self.0
    }

    /// The fragments, to change in place.
    pub fn fragments_mut(&mut self) -> &mut [Fragment] {
        &mut self.0
    }

    /// Whether the span has no fragment: the value is printed nowhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Source and first byte, to order things by place.
    pub fn start(&self) -> Option<(u16, u32)> {
        self.0.first().map(|fragment| (fragment.source, fragment.start))
    }

    /// One past the last byte, and its source.
    pub fn end(&self) -> Option<(u16, u32)> {
        self.0.last().map(|fragment| (fragment.source, fragment.end))
    }

    /// The printed words: the bytes of the fragments, joined.
    pub fn words(&self, sources: &[Source]) -> String {
        let piece = |fragment: &Fragment| {
            let text = &sources.get(usize::from(fragment.source))?.text;
            text.get(fragment.range().bytes())
        };
        self.0.iter().filter_map(piece).collect()
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Vec::<Fragment>::json_schema(generator);
        schema.insert(
            "description".into(),
            "Where a value is printed. The bytes of the fragments, joined, are its printed words."
                .into(),
        );
        schema
    }
}
