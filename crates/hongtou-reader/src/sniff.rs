//! What a file is, by its content.

use hongtou_source::Format;

use crate::ocr_dialects as dialects;
use crate::{ReadError, Unsupported, encoding, markdown};

/// What a file is, by its content alone; an error where it is nothing that is read.
pub fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    if let Some(format) = container(bytes)? {
        return Ok(format);
    }
    if holds_paragraphs(bytes) {
        return Ok(Format::Html);
    }
    let text = encoding::decode(bytes)?.text;
    Ok(if markdown::is_likely(&text) { Format::Markdown } else { Format::Text })
}

/// Whether a file's name says Markdown.
pub(crate) fn is_markdown_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The container that the bytes are, `None` for text; known formats that are not read are errors.
pub(crate) fn container(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let refuse = |what| Err(ReadError::Unsupported(what));
    match bytes {
        [] => Err(ReadError::Empty),
        [b'%', b'P', b'D', b'F', b'-', ..] => refuse(Unsupported::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => refuse(Unsupported::Rtf),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => ole(bytes),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip(bytes),
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'I', b'I', b'*', 0, ..]
        | [b'M', b'M', 0, b'*', ..] => refuse(Unsupported::Image),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => refuse(Unsupported::Image),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            refuse(Unsupported::Image)
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [0x1f, 0x8b, ..] => {
            refuse(Unsupported::Archive)
        }
        _ => text_container(bytes),
    }
}

/// Web pages and JSON, which are text.
fn text_container(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let body = body.trim_ascii_start();
    match body.first() {
        Some(b'{' | b'[') => json(body),
        Some(b'<') => markup(body),
        // Each word a row.
        Some(b'l') if body.starts_with(b"level\tpage_num\t") => {
            Err(ReadError::Unsupported(Unsupported::WordTable))
        }
        _ => Ok(None),
    }
}

/// A page says so at its head; a table alone is Markdown's.
fn markup(body: &[u8]) -> Result<Option<Format>, ReadError> {
    let head = &body[..body.len().min(2048)].to_ascii_lowercase();
    let has = |words: &[u8]| memchr::memmem::find(head, words).is_some();
    if has(b"<html") || has(b"<!doctype html") || has(b"<head") || has(b"<body") || has(b"<meta") {
        return Ok(Some(Format::Html));
    }
    if head.starts_with(b"<?xml") {
        return Err(ReadError::Unsupported(Unsupported::Xml));
    }
    if has(b"<loc_") {
        return Err(ReadError::Unsupported(Unsupported::DocTags));
    }
    Ok(FRAGMENTS.iter().any(|tag| starts_with_tag(head, tag)).then_some(Format::Html))
}

/// Tags that a piece of a page begins with.
const FRAGMENTS: &[&str] = &[
    "article", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "main", "p", "section", "span",
];

/// Whether lower-case text begins with a tag: its name and then no further letter.
fn starts_with_tag(text: &[u8], name: &str) -> bool {
    let rest = text.strip_prefix(b"<").and_then(|rest| rest.strip_prefix(name.as_bytes()));
    rest.and_then(<[u8]>::first)
        .is_some_and(|c| matches!(c, b'>' | b'/') || c.is_ascii_whitespace())
}

/// Whether the first tag of a piece of a page is a heading's.
pub(crate) fn opens_with_heading(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(body, [b'<', b'h' | b'H', b'1'..=b'6', ..])
}

/// Whether a text that begins as plain lines is a piece of a page from its first tag on: what a program kept
/// of a page beside the fields of its own, 文号：… above <p>…</p><p>…</p>.
///
/// Each paragraph is closed, and hardly any word stands between two of them; a text that speaks of tags has
/// none of both. What stands around them are labels with their values: a title there, a table or the tasks
/// would be lost where the paragraphs are taken for the article, and so would all in front of a block of them.
pub(crate) fn holds_paragraphs(bytes: &[u8]) -> bool {
    const FEWEST: usize = 3;
    /// As much as is looked at of a tag: </table>, <section >.
    const LONGEST: usize = 9;
    const ENDS: [&str; 2] = ["</p>", "</table>"];
    /// What holds an article as a whole.
    const BLOCKS: [&str; 4] = ["article", "div", "main", "section"];
    let Some(first) = memchr::memchr(b'<', bytes) else { return false };
    let tag = |at: usize| bytes[at..bytes.len().min(at + LONGEST)].to_ascii_lowercase();
    if !FRAGMENTS.iter().any(|name| starts_with_tag(&tag(first), name))
        || !are_fields(&bytes[..first])
    {
        return false;
    }
    let (mut opened, mut closed, mut between, mut last) = (0, 0, 0, first);
    for at in memchr::memchr_iter(b'<', bytes) {
        let tag = &tag(at);
        if BLOCKS.iter().any(|name| starts_with_tag(tag, name)) {
            return false;
        }
        opened += usize::from(starts_with_tag(tag, "p"));
        let Some(end) = ENDS.iter().find(|end| tag.starts_with(end.as_bytes())) else { continue };
        closed += usize::from(*end != "</table>");
        let behind = &bytes[at + end.len()..];
        between += usize::from(!matches!(behind.trim_ascii_start(), [] | [b'<', ..]));
        last = bytes.len() - behind.len();
    }
    closed >= FEWEST && opened == closed && between <= 1 && are_fields(&bytes[last..])
}

/// Whether all lines are short labels with their values, or empty: 文号：云档发〔2024〕3号.
fn are_fields(lines: &[u8]) -> bool {
    /// In bytes, as a label of six characters and a title behind it.
    const LONGEST: usize = 200;
    const LONGEST_LABEL: usize = 18;
    let field = |line: &[u8]| {
        let line = line.trim_ascii();
        let colon = || {
            let found = ["：", ":"].map(|colon| memchr::memmem::find(line, colon.as_bytes()));
            found.into_iter().flatten().min()
        };
        line.is_empty()
            || line.len() <= LONGEST && colon().is_some_and(|at| (1..=LONGEST_LABEL).contains(&at))
    };
    lines.split(|&b| b == b'\n').all(field)
}

/// Whether a text whose content does not say what it is is a page by its name and its first tag.
pub(crate) fn is_html_name(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let tag = body.strip_prefix(b"<").and_then(<[u8]>::first);
    ["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        && tag.is_some_and(|c| c.is_ascii_alphabetic() || *c == b'!')
}

/// JSON by the keys that its writers use. Whatever is JSON is no text.
fn json(body: &[u8]) -> Result<Option<Format>, ReadError> {
    let has = |words: &[u8]| memchr::memmem::find(body, words).is_some();
    // `[已废止]` and `{一}` are words; `{"` and `[{` begin data, though it be cut off.
    let begins = ["{\"", "[{", "[[{", "[[["].iter().any(|with| dialects::opens(body, with));
    if !begins && !is_json(body) {
        return Ok(None);
    }
    if body.starts_with(b"{") && has(b"\"schema_version\"") && has(b"\"sections\"") {
        return Ok(Some(Format::Model));
    }
    match dialects::of(body) {
        Some(dialect) => Ok(Some(dialect.format)),
        None => Err(ReadError::Unsupported(Unsupported::Json)),
    }
}

/// Whether all of some bytes are values of JSON, one or several.
#[cfg(feature = "ocr")]
fn is_json(body: &[u8]) -> bool {
    let values = serde_json::Deserializer::from_slice(body).into_iter::<serde::de::IgnoredAny>();
    values.into_iter().all(|value| value.is_ok())
}

#[cfg(not(feature = "ocr"))]
fn is_json(_: &[u8]) -> bool {
    false
}

/// What a model that reads pictures wrote, without the fences in which it set its answer: a page or JSON, of
/// which each page may have a fence.
pub(crate) fn unfenced(bytes: &[u8]) -> Option<Vec<u8>> {
    const FENCE: &[u8] = b"```";
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let named = body.strip_prefix(FENCE)?;
    let end = memchr::memchr(b'\n', named)?;
    let name = named[..end].trim_ascii().to_ascii_lowercase();
    if !matches!(&name[..], b"html" | b"json") {
        return None;
    }
    let lines = body.split_inclusive(|&byte| byte == b'\n');
    let kept: Vec<&[u8]> = lines.filter(|line| !line.trim_ascii().starts_with(FENCE)).collect();
    Some(kept.concat())
}

/// An OLE file, by the names in its directory, which are UTF-16.
fn ole(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    let refuse = |what| Err(ReadError::Unsupported(what));
    if has("EncryptedPackage") {
        refuse(Unsupported::Encrypted)
    } else if has("WordDocument") {
        // Whichever program saved it: WPS writes the same format.
        refuse(Unsupported::Doc)
    } else if has("WpsDocument") {
        refuse(Unsupported::Wps)
    } else if has("Workbook") || has("Book") {
        Ok(Some(Format::Xls))
    } else if has("PowerPoint Document") {
        refuse(Unsupported::Slides)
    } else {
        refuse(Unsupported::Ole)
    }
}

/// A package, by the names of its parts, which stand in its directory as they are.
fn zip(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let has = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    let refuse = |what| Err(ReadError::Unsupported(what));
    if has("word/document.xml") {
        Ok(Some(Format::Docx))
    } else if has("xl/workbook.xml") || has("xl/workbook.bin") {
        Ok(Some(Format::Xlsx))
    } else if has("OFD.xml") {
        refuse(Unsupported::Ofd)
    } else if has("ppt/presentation.xml") {
        refuse(Unsupported::Slides)
    } else if has("opendocument") {
        refuse(Unsupported::OpenDocument)
    } else if has("[Content_Types].xml") && has("word/") {
        // A text document without its text: its reader says what is missing.
        Ok(Some(Format::Docx))
    } else if !has("PK\u{5}\u{6}") {
        // Every archive ends with its directory, and the names are in that.
        Err(ReadError::CutShort)
    } else {
        refuse(Unsupported::Archive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_not_the_name() {
        assert_eq!(sniff("# 通知\n\n正文".as_bytes()), Ok(Format::Markdown));
        assert_eq!(sniff("关于…的通知\n正文".as_bytes()), Ok(Format::Text));
        assert_eq!(sniff(b"\xef\xbb\xbf <!DOCTYPE html><html>"), Ok(Format::Html));
        assert_eq!(sniff("<h1>方案</h1>\n<p>正文</p>".as_bytes()), Ok(Format::Html));
        assert_eq!(sniff("<p\nalign=left>正文</p>".as_bytes()), Ok(Format::Html));
        assert_eq!(sniff("<pre>正文</pre>".as_bytes()), Ok(Format::Text));
        assert_eq!(sniff(b"<table><tr><td>1</td></tr></table>"), Ok(Format::Markdown));
        assert_eq!(sniff(b"{\"schema_version\": \"1.0\", \"sections\": []}"), Ok(Format::Model));
        assert_eq!(sniff(b"[{\"type\": \"text\", \"page_idx\": 0}]"), Ok(Format::MineruJson));
        assert_eq!(sniff(b"%PDF-1.7"), Err(ReadError::Unsupported(Unsupported::Pdf)));
        assert_eq!(sniff(b"{\"a\": 1}"), Err(ReadError::Unsupported(Unsupported::Json)));
        assert_eq!(sniff("[已废止] 关于…的通知".as_bytes()), Ok(Format::Text));
        assert_eq!(sniff(b""), Err(ReadError::Empty));
    }

    #[test]
    fn a_text_that_a_page_begins_in_is_one() {
        let paragraphs =
            "<p>各镇：</p> <p style=\"text-align: left\">每月<b>归档</b>。</p>\n<p>报送进展。</p>";
        for text in [
            format!("文号：云档发〔2024〕3号\n{paragraphs}"),
            format!("标题：关于归档的通知\n\n{paragraphs}\n附件：清单"),
        ] {
            assert_eq!(sniff(text.as_bytes()), Ok(Format::Html), "{text}");
        }
        for text in [
            "段落写成<p>…</p>，标题写成<h1>…</h1>。\n<p>例</p>再<p>例</p>又<p>例</p>止。",
            "关于归档的通知\n<p>各镇：</p><p>每月归档。</p>",
            "关于归档的通知\n<p>各镇：<p>每月归档。<p>报送进展。",
            "关于归档的通知\n<b>各镇</b>：<p>1</p><p>2</p><p>3</p>",
        ] {
            assert_eq!(sniff(text.as_bytes()), Ok(Format::Text), "{text}");
        }
        // A title and other words around them, a row of fields, a block that may be the article.
        for text in [
            format!("关于归档的通知\n{paragraphs}"),
            format!("标题,正文\n关于归档的通知,\"{paragraphs}\""),
            format!("文号：云档发〔2024〕3号\n{paragraphs}\n云溪市档案局"),
            format!("文号：云档发〔2024〕3号\n<div>{paragraphs}</div>"),
        ] {
            assert_eq!(sniff(text.as_bytes()), Ok(Format::Text), "{text}");
        }
        let heading = format!("# 关于归档的通知\n{paragraphs}");
        assert_eq!(sniff(heading.as_bytes()), Ok(Format::Markdown));
    }

    #[test]
    fn a_package_without_its_end_is_damaged_and_no_archive_to_unpack() {
        let head = b"PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml";
        assert_eq!(sniff(head), Err(ReadError::CutShort));
        let whole = [head.as_slice(), b"PK\x05\x06"].concat();
        assert_eq!(sniff(&whole), Err(ReadError::Unsupported(Unsupported::Archive)));
    }

    #[test]
    fn a_name_decides_where_the_first_tag_is_any() {
        assert!(opens_with_heading(b"<h1 align=\"center\">") && !opens_with_heading(b"<html>"));
        assert!(is_html_name("a.HTML", b"\xef\xbb\xbf\n<table><tr><td>1</td></tr></table>"));
        assert!(is_html_name("a.htm", b"<!-- page --><table>"));
        assert!(!is_html_name("a.md", b"<table><tr><td>1</td></tr></table>"));
        assert!(!is_html_name("a.html", "关于印发…的通知".as_bytes()));
    }

    #[test]
    fn a_word_document_is_one_whichever_program_saved_it() {
        let ole = |names: &[&str]| {
            let wide = names.iter().flat_map(|name| name.encode_utf16()).flat_map(u16::to_le_bytes);
            let magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
            sniff(&magic.into_iter().chain(wide).collect::<Vec<u8>>())
        };
        let refused = |what| Err(ReadError::Unsupported(what));
        assert_eq!(ole(&["WordDocument", "WPS Office"]), refused(Unsupported::Doc));
        assert_eq!(ole(&["WpsDocument"]), refused(Unsupported::Wps));
        assert_eq!(ole(&["Workbook"]), Ok(Format::Xls));
        assert_eq!(ole(&["Ole10Native"]), refused(Unsupported::Ole));
    }
}
