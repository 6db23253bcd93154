//! The text that the model's offsets count in.

use std::io::{self, Write};

use hongtou_source::Source;

/// Writes the text of a source byte for byte, adding nothing, so that offsets hold.
pub fn write(source: &Source, mut writer: impl Write) -> io::Result<()> {
    writer.write_all(source.text.as_bytes())
}
