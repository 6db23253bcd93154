//! Limits that keep reading bounded, whatever the file holds.

/// Limits of one reading.
///
/// Each has the name of the command-line option that raises it (see [`Limit`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Largest file, in bytes.
    pub max_input_bytes: u64,
    /// Largest size of all parts of a package together, unpacked.
    pub max_unpacked_bytes: u64,
    /// Most bytes that one packed byte may unpack to.
    pub max_zip_ratio: u64,
    /// Most parts in a package.
    pub max_zip_entries: u64,
    /// Deepest nesting of tags or elements.
    pub max_nesting: u64,
    /// Most cells in all tables of a file.
    pub max_table_cells: u64,
    /// Most steps of work, as [`Document::steps`](hongtou_source::Document::steps) counts them.
    pub max_steps: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            max_input_bytes: 256 << 20,
            max_unpacked_bytes: 512 << 20,
            max_zip_ratio: 200,
            max_zip_entries: 10_000,
            max_nesting: 2_000,
            max_table_cells: 1_000_000,
            max_steps: 1_000_000_000,
        }
    }
}

/// A limit that a file went beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Options::max_input_bytes`].
    InputBytes,
    /// [`Options::max_unpacked_bytes`].
    UnpackedBytes,
    /// [`Options::max_zip_ratio`].
    ZipRatio,
    /// [`Options::max_zip_entries`].
    ZipEntries,
    /// [`Options::max_nesting`].
    Nesting,
    /// [`Options::max_table_cells`].
    TableCells,
    /// [`Options::max_steps`].
    Steps,
}

impl Limit {
    /// The option that raises it, without dashes: `max-input-bytes`.
    pub fn option(self) -> &'static str {
        match self {
            Limit::InputBytes => "max-input-bytes",
            Limit::UnpackedBytes => "max-unpacked-bytes",
            Limit::ZipRatio => "max-zip-ratio",
            Limit::ZipEntries => "max-zip-entries",
            Limit::Nesting => "max-nesting",
            Limit::TableCells => "max-table-cells",
            Limit::Steps => "max-steps",
        }
    }
}
