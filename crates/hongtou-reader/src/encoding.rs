//! Bytes decoded to text, with the way back to the bytes.
//!
//! UTF-8 with or without byte order mark, UTF-16, GB18030 and Big5. A file that is UTF-8 but for a
//! few broken bytes is read with U+FFFD in their place.

use chardetng::EncodingDetector;
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use hongtou_source::{PlaceMap, chars};

use crate::ReadError;

/// Text, what it was decoded from, and where each character stood.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) places: PlaceMap,
}

/// Decodes a text file, by its byte order mark or by what its bytes can be.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (body, from) = match bytes {
        [0xef, 0xbb, 0xbf, body @ ..] => (body, Some("utf-8")),
        [0xff, 0xfe, ..] => return utf16(bytes, 2, false),
        [0xfe, 0xff, ..] => return utf16(bytes, 2, true),
        _ => (bytes, None),
    };
    if let Ok(text) = simdutf8::basic::from_utf8(body) {
        if memchr::memchr(0, body).is_some()
            && let Some(big) = looks_like_utf16(bytes)
        {
            return utf16(bytes, 0, big);
        }
        refuse_binary(text, bytes.len() - body.len())?;
        let text = text.to_owned();
        return Ok(Decoded { text, encoding: "utf-8", places: PlaceMap::default() });
    }
    if let Some(big) = looks_like_utf16(bytes) {
        return utf16(bytes, 0, big);
    }
    if let Some(at) = memchr::memchr(0, body) {
        return Err(ReadError::Binary { offset: at as u64 });
    }
    if from.is_some() || mostly_utf8(body) {
        return Ok(lossy(body, bytes.len() - body.len()));
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(body, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    let order: &[&'static Encoding] =
        if guess == BIG5 { &[BIG5, GB18030] } else { &[GB18030, BIG5] };
    for &encoding in order {
        if let Some(decoded) = legacy(body, encoding) {
            return Ok(decoded);
        }
    }
    let offset = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), |_| 0) as u64;
    let guess = if guess == GBK { "gb18030".into() } else { guess.name().to_ascii_lowercase() };
    Err(ReadError::Encoding { offset, guess })
}

/// Decodes with the encoding that a page declares, where its bytes agree.
#[cfg(feature = "html")]
pub(crate) fn decode_declared(bytes: &[u8], label: &str) -> Option<Decoded> {
    let encoding = match Encoding::for_label(label.as_bytes())? {
        encoding if encoding == GBK || encoding == GB18030 => GB18030,
        encoding if encoding == BIG5 => BIG5,
        _ => return None,
    };
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return None;
    }
    legacy(bytes, encoding)
}

/// Control characters that no text holds: more than a stray one makes the file binary.
fn refuse_binary(text: &str, skipped: usize) -> Result<(), ReadError> {
    let odd = |byte: u8| (byte < 0x20) & (byte.wrapping_sub(9) > 4) | (byte == 0x7f);
    let bytes = text.as_bytes();
    // Without a branch in it, the pass over a file takes a microsecond; only a file that has
    // control characters is looked at again.
    let (blocks, rest) = bytes.as_chunks::<64>();
    let in_block = |block: &[u8]| block.iter().fold(false, |seen, &byte| seen | odd(byte));
    if !blocks.iter().any(|block| in_block(block)) && !in_block(rest) {
        return Ok(());
    }
    let seen = bytes.iter().filter(|&&byte| odd(byte)).count();
    let first = bytes.iter().position(|&b| odd(b)).unwrap_or(0);
    if memchr::memchr(0, bytes).is_some() || seen * 200 > bytes.len() {
        return Err(ReadError::Binary { offset: (first + skipped) as u64 });
    }
    Ok(())
}

/// Whether bytes without a mark read as UTF-16, and then whether big-endian.
fn looks_like_utf16(bytes: &[u8]) -> Option<bool> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(8192)];
    let plausible = |big: bool| {
        let units = sample
            .as_chunks::<2>()
            .0
            .iter()
            .map(|&pair| if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
        let (mut good, mut ascii, mut all) = (0_usize, 0_usize, 0_usize);
        for unit in units {
            all += 1;
            let is_ascii = matches!(unit, 9 | 10 | 13 | 0x20..=0x7e);
            ascii += usize::from(is_ascii);
            good += usize::from(
                is_ascii
                    || matches!(unit, 0x2010..=0x2030 | 0x3000..=0x3020 | 0x4e00..=0x9fff | 0xff01..=0xff5e),
            );
        }
        // Legacy Chinese bytes read as UTF-16 give few plain characters, and no line ends.
        good * 100 >= all * 95 && ascii > 0
    };
    match (plausible(false), plausible(true)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

fn utf16(bytes: &[u8], skip: usize, big: bool) -> Result<Decoded, ReadError> {
    let units = bytes[skip..]
        .as_chunks::<2>()
        .0
        .iter()
        .map(|&pair| if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut places = PlaceMap::default();
    let mut raw = skip as u32;
    for unit in char::decode_utf16(units) {
        let (c, width) = match unit {
            Ok(c) => (c, c.len_utf16() as u8 * 2),
            Err(_) => ('\u{fffd}', 2),
        };
        if c == '\0' {
            return Err(ReadError::Binary { offset: u64::from(raw) });
        }
        places.push_char(text.len() as u32, raw, c.len_utf8() as u8, width);
        text.push(c);
        raw += u32::from(width);
    }
    let encoding = if big { UTF_16BE } else { UTF_16LE };
    Ok(Decoded {
        text,
        encoding: if encoding == UTF_16BE { "utf-16be" } else { "utf-16le" },
        places,
    })
}

/// Whether all but a few bytes are UTF-8, and more than ASCII of it.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Chinese in a legacy encoding breaks at nearly every character; some of its pairs pass for
    // two-byte characters, so a handful of good ones proves nothing.
    wide > 0 && broken * 10 <= wide
}

fn lossy(bytes: &[u8], skipped: usize) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut places = PlaceMap::default();
    let mut raw = skipped as u32;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let width = c.len_utf8() as u8;
            places.push_char(text.len() as u32, raw, width, width);
            text.push(c);
            raw += u32::from(width);
        }
        if !chunk.invalid().is_empty() {
            let width = chunk.invalid().len() as u8;
            places.push_char(text.len() as u32, raw, 3, width);
            text.push('\u{fffd}');
            raw += u32::from(width);
        }
    }
    Decoded { text, encoding: UTF_8.name_lower(), places }
}

/// Decodes a two-byte encoding, if all of it is valid and reads as Chinese.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    let (mut han, mut other) = (0_usize, 0_usize);
    for c in text.chars() {
        if chars::is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}') {
            han += 1;
        } else if !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{2026}' | '\u{2460}'..='\u{249b}') {
            other += 1;
        } else if c.is_control() && !c.is_whitespace() {
            return None;
        }
    }
    if han == 0 || other * 5 > han {
        return None;
    }
    let mut places = PlaceMap::default();
    let (mut raw, mut at) = (0, 0);
    for c in text.chars() {
        let width = unit_width(&bytes[raw.min(bytes.len())..], encoding);
        places.push_char(at, raw as u32, c.len_utf8() as u8, width);
        raw += usize::from(width);
        at += c.len_utf8() as u32;
    }
    // Four Big5 codes give two characters each; then the way back is not known.
    let places = if raw == bytes.len() { places } else { PlaceMap::default() };
    Some(Decoded { text, encoding: encoding.name_lower(), places })
}

/// Bytes of the first character.
fn unit_width(bytes: &[u8], encoding: &'static Encoding) -> u8 {
    match bytes {
        [0..=0x80, ..] | [_] | [] => 1,
        [_, b'0'..=b'9', ..] if encoding == GB18030 => 4,
        _ => 2,
    }
}

/// The name that the model gives an encoding.
trait NameLower {
    fn name_lower(&'static self) -> &'static str;
}

impl NameLower for Encoding {
    fn name_lower(&'static self) -> &'static str {
        match self {
            encoding if encoding == GB18030 => "gb18030",
            encoding if encoding == BIG5 => "big5",
            _ => "utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use hongtou_source::TextRange;

    use super::*;

    const TEXT: &str =
        "关于印发《2023年示例市工作要点》的通知\r\n\r\n一、总体要求\n1.新增5家。（市甲局负责）\n";

    fn place(decoded: &Decoded, words: &str) -> Vec<String> {
        let at = decoded.text.find(words).expect("in the text");
        decoded.places.of(TextRange::at(at, at + words.len()))
    }

    #[test]
    fn gb18030_is_told_and_its_offsets_are_kept() {
        let (bytes, _, _) = GB18030.encode(TEXT);
        let decoded = decode(&bytes).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, "gb18030"));
        let (before, _, _) = GB18030.encode(&TEXT[..TEXT.find("总体").expect("there")]);
        assert_eq!(
            place(&decoded, "总体"),
            [format!("bytes {}-{}", before.len(), before.len() + 4)]
        );
    }

    #[test]
    fn utf16_is_told_with_and_without_its_mark() {
        for big in [false, true] {
            for mark in [false, true] {
                let text = format!("{}{TEXT}", if mark { "\u{feff}" } else { "" });
                let bytes: Vec<u8> = text
                    .encode_utf16()
                    .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                    .collect();
                let decoded = decode(&bytes).expect("text");
                assert_eq!(decoded.text, TEXT, "big {big}, mark {mark}");
                let start = if mark { 2 } else { 0 };
                assert_eq!(place(&decoded, "关于"), [format!("bytes {start}-{}", start + 4)]);
            }
        }
    }

    #[test]
    fn a_byte_order_mark_is_not_text() {
        let decoded = decode(format!("\u{feff}{TEXT}").as_bytes()).expect("text");
        assert_eq!(decoded.text, TEXT);
        assert!(decoded.places.is_empty());
    }

    #[test]
    fn broken_bytes_in_utf8_are_replaced_where_they_stand() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.splice(9..11, [0xff]);
        let decoded = decode(&bytes).expect("text");
        assert!(decoded.text.contains('\u{fffd}'));
        assert_eq!(decoded.encoding, "utf-8");
        let at = TEXT.len() - "市甲局负责）\n".len() - 1;
        assert_eq!(place(&decoded, "市甲局"), [format!("bytes {at}-{}", at + 9)]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"\x01\x02\x03\x00abc").err(), Some(ReadError::Binary { offset: 0 }));
        assert!(matches!(decode(&[0x81, 0xff, 0xfe, 0x80, 0x81]), Err(ReadError::Encoding { .. })));
    }
}
