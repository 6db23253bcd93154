//! XML parts as plain events, without entities and document types.

use hongtou_source::Format;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::{Limit, Options, ReadError};

/// What a part says next.
pub(crate) enum Xml<'e> {
    /// An element begins; its name without prefix.
    Start(&'e BytesStart<'e>, &'e str),
    /// An element ends.
    End(&'e str),
    /// Words.
    Text(&'e str),
}

/// Calls `visit` with every element and text of a part.
pub(crate) fn walk(
    bytes: &[u8],
    format: Format,
    part: &str,
    options: &Options,
    mut visit: impl FnMut(Xml<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_u64;
    loop {
        let offset = reader.buffer_position();
        let event = reader.read_event().map_err(|error| ReadError::Broken {
            format,
            part: part.to_owned(),
            offset: Some(reader.error_position()),
            detail: error.to_string(),
        })?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > options.max_nesting {
                    let (limit, allowed) = (Limit::Nesting, options.max_nesting);
                    return Err(ReadError::Limit { limit, allowed, part: part.to_owned() });
                }
                visit(Xml::Start(&element, element.local_name().as_ref()))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visit(Xml::End(element.local_name().as_ref()))?;
            }
            Event::Text(words) => visit(Xml::Text(&words.into_inner()))?,
            Event::CData(words) => visit(Xml::Text(&words.into_inner()))?,
            Event::GeneralRef(entity) => {
                let known = match entity.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match entity.into_inner().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                // An entity that XML does not bring must have been declared.
                let Some(c) = known else {
                    return Err(ReadError::Doctype { part: part.to_owned(), offset });
                };
                visit(Xml::Text(c.encode_utf8(&mut [0; 4])))?;
            }
            Event::DocType(_) => return Err(ReadError::Doctype { part: part.to_owned(), offset }),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Explicit1_0)
                .map_or_else(|_| String::new(), |v| v.into_owned())
        })
}

/// The number that an attribute gives.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether a switch is on: `<w:b/>` and `<w:b w:val="1"/>` are, `<w:b w:val="false"/>` is not.
pub(crate) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
