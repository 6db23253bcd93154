//! Places in the source, as the model carries them.

use std::borrow::Cow;

use hongtou_source::{Source, TextRange};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use smallvec::SmallVec;

/// A stretch of source text without a break: byte offsets, end exclusive.
///
/// A model has some dozens of them for each task, and most stand in the first source, whose offsets
/// count in the file itself: what the others have besides costs those nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "Written")]
pub struct Fragment {
    /// First byte in the UTF-8 text that `convert --to text` prints.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    // None in the first source without places, so that equal fragments are equal.
    more: Option<Box<More>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct More {
    source: u16,
    places: Vec<String>,
}

/// A stretch of source text without a break: byte offsets, end exclusive.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Fragment")]
struct Written {
    /// First byte in the UTF-8 text that `convert --to text` prints.
    start: u32,
    /// One past the last byte.
    end: u32,
    /// Index into the notice's `sources`; left out for the first.
    #[serde(default, skip_serializing_if = "is_zero")]
    source: u16,
    /// Where the text stands in the file (`p12`, `table 1, row 3, cell 2`, `Sheet1!B7`, `page 9`,
    /// `bytes 120-180`); left out where offsets count in the file itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
}

fn is_zero(n: &u16) -> bool {
    *n == 0
}

impl From<Written> for Fragment {
    fn from(written: Written) -> Fragment {
        let Written { start, end, source, places } = written;
        Fragment { start, end, more: More { source, places }.boxed() }
    }
}

impl More {
    #[cold]
    fn boxed(self) -> Option<Box<More>> {
        (self.source > 0 || !self.places.is_empty()).then(|| Box::new(self))
    }
}

impl Serialize for Fragment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (source, places) = (self.source(), self.places());
        let fields = 2 + usize::from(source > 0) + usize::from(!places.is_empty());
        let mut fragment = serializer.serialize_struct("Fragment", fields)?;
        fragment.serialize_field("start", &self.start)?;
        fragment.serialize_field("end", &self.end)?;
        if self.more.is_some() {
            if source > 0 {
                fragment.serialize_field("source", &source)?;
            }
            if !places.is_empty() {
                fragment.serialize_field("places", places)?;
            }
        }
        fragment.end()
    }
}

impl JsonSchema for Fragment {
    fn schema_name() -> Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Written::json_schema(generator)
    }
}

impl Fragment {
    /// A range of a source's text.
    #[inline]
    pub fn new(source: u16, range: TextRange) -> Fragment {
        let more = if source == 0 { None } else { More { source, places: Vec::new() }.boxed() };
        Fragment { start: range.start(), end: range.end(), more }
    }

    /// Index into the notice's `sources`.
    #[inline]
    pub fn source(&self) -> u16 {
        self.more.as_ref().map_or(0, |more| more.source)
    }

    /// Where the text stands in the file; empty where offsets count in the file itself.
    #[inline]
    pub fn places(&self) -> &[String] {
        self.more.as_ref().map_or(&[], |more| &more.places)
    }

    /// Says where the text stands in the file.
    pub fn set_places(&mut self, places: Vec<String>) {
        self.more = More { source: self.source(), places }.boxed();
    }

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
        match range.is_empty() {
            true => Span::default(),
            false => Span(SmallVec::from_buf([Fragment::new(source, range)])),
        }
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
            && last.source() == source
            && last.end == range.start()
        {
            last.end = range.end();
            return;
        }
        self.0.push(Fragment::new(source, range));
    }

    /// Adds a part of a fragment, which stands in the file where the fragment does.
    pub fn push_part(&mut self, of: &Fragment, range: TextRange) {
        let joins = |last: &Fragment| last.source() == of.source() && last.end == range.start();
        let joined = self.0.last().is_some_and(joins);
        self.push(of.source(), range);
        if of.places().is_empty() || range.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut() {
            let before = if joined { last.places() } else { &[] };
            let new = of.places().iter().filter(|place| !before.contains(place));
            let places = before.iter().chain(new).cloned().collect();
            last.set_places(places);
        }
    }

    /// Adds the fragments of another span, each with its places.
    pub fn extend(&mut self, other: &Span) {
        for fragment in &other.0 {
            self.push_part(fragment, fragment.range());
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
        self.0.first().map(|fragment| (fragment.source(), fragment.start))
    }

    /// One past the last byte, and its source.
    pub fn end(&self) -> Option<(u16, u32)> {
        self.0.last().map(|fragment| (fragment.source(), fragment.end))
    }

    /// The printed words: the bytes of the fragments, joined.
    pub fn words(&self, sources: &[Source]) -> String {
        let piece = |fragment: &Fragment| {
            let text = &sources.get(usize::from(fragment.source()))?.text;
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
