//! Half-open byte ranges of one source text.

/// A half-open range of bytes in the text of one [`Source`](crate::Source).
///
/// Invariant, kept by [`TextRange::new`]: `start <= end`. Both ends lie on
/// character boundaries of the text they were made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range from `start` to `end`, end exclusive.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: u32, end: u32) -> TextRange {
        assert!(start <= end, "a range may not end before it starts: {start}..{end}");
        TextRange { start, end }
    }

    /// The range between two byte offsets of a text under four gibibytes.
    ///
    /// # Panics
    /// When `start > end` or an offset does not fit (readers limit the input far below that).
    pub fn at(start: usize, end: usize) -> TextRange {
        let fit = |n: usize| u32::try_from(n).expect("readers refuse texts of 4 GiB and more");
        TextRange::new(fit(start), fit(end))
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range as what `str` can be indexed with.
    pub fn bytes(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: TextRange) -> TextRange {
        TextRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl std::fmt::Debug for TextRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
