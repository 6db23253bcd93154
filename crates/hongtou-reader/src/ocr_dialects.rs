//! What is known of each tool that writes JSON: where its pages and blocks are, and under which keys.
//!
//! A tool that is like one of these needs a line here, and no reader of its own. What the tools write is told in
//! MinerU's `output_files.md`, in the sources of PaddleOCR (`paddlex/inference/pipelines`), marker
//! (`renderers/json.py`), dots.ocr, olmOCR and Docling, and in Mistral's reference of its API.

use hongtou_source::Format;

/// One way to write a result.
pub(crate) struct Dialect {
    /// What the model calls it.
    pub(crate) format: Format,
    /// Keys that, quoted, stand in every file of it and together in no other.
    pub(crate) told_by: &'static [&'static str],
    /// How it begins, white space apart.
    pub(crate) opens: &'static str,
    /// Keys from the outermost value down to the pages; `*` is each value there.
    pub(crate) pages: &'static [&'static str],
    /// What a page holds.
    pub(crate) page: Page,
}

/// What a page holds.
#[derive(Clone, Copy)]
pub(crate) enum Page {
    /// DoclingDocument: parts that name each other.
    Docling,
    /// The words in Markdown, under a key, or themselves.
    Markdown(Option<&'static str>),
    /// Blocks, under these keys in turn, or the page is the list of them.
    Blocks {
        /// Keys of lists of blocks.
        lists: &'static [&'static str],
        /// Key of a block under which its kind stands.
        kind: &'static str,
        /// Key of its box.
        bounds: &'static str,
    },
}

const MINERU: Page = Page::Blocks { lists: &[], kind: "type", bounds: "bbox" };
const MIDDLE: Page =
    Page::Blocks { lists: &["para_blocks", "discarded_blocks"], kind: "type", bounds: "bbox" };
const PADDLE: Page =
    Page::Blocks { lists: &["parsing_res_list"], kind: "block_label", bounds: "block_bbox" };
const DOTS: Page = Page::Blocks { lists: &[], kind: "category", bounds: "bbox" };
const MARKER: Page = Page::Blocks { lists: &["children"], kind: "block_type", bounds: "bbox" };

/// Each in turn: the first that fits is it.
pub(crate) const DIALECTS: &[Dialect] = &[
    // Docling, and what docling-serve answers.
    Dialect {
        format: Format::DoclingJson,
        told_by: &["DoclingDocument", "json_content"],
        opens: "{",
        pages: &["document", "json_content"],
        page: Page::Docling,
    },
    Dialect {
        format: Format::DoclingJson,
        told_by: &["document", "md_content"],
        opens: "{",
        pages: &["document", "md_content"],
        page: Page::Markdown(None),
    },
    Dialect {
        format: Format::DoclingJson,
        told_by: &["DoclingDocument"],
        opens: "{",
        pages: &[],
        page: Page::Docling,
    },
    // MinerU: content_list.json, content_list_v2.json and model.json, middle.json, and its API.
    Dialect {
        format: Format::MineruJson,
        told_by: &["page_idx", "type"],
        opens: "[{",
        pages: &[],
        page: MINERU,
    },
    Dialect {
        format: Format::MineruJson,
        told_by: &["type", "content"],
        opens: "[[{",
        pages: &["*"],
        page: MINERU,
    },
    Dialect {
        format: Format::MineruJson,
        told_by: &["pdf_info"],
        opens: "{",
        pages: &["pdf_info", "*"],
        page: MIDDLE,
    },
    Dialect {
        format: Format::MineruJson,
        told_by: &["results", "content_list"],
        opens: "{",
        pages: &["results", "*", "content_list"],
        page: MINERU,
    },
    Dialect {
        format: Format::MineruJson,
        told_by: &["results", "md_content"],
        opens: "{",
        pages: &["results", "*", "md_content"],
        page: Page::Markdown(None),
    },
    Dialect {
        format: Format::MineruJson,
        told_by: &["md_content"],
        opens: "{",
        pages: &["md_content"],
        page: Page::Markdown(None),
    },
    // PaddleOCR: PP-StructureV3 and PaddleOCR-VL, a page, all of them, and what it serves.
    Dialect {
        format: Format::OcrJson,
        told_by: &["layoutParsingResults", "parsing_res_list"],
        opens: "{",
        pages: &["result", "layoutParsingResults", "*", "prunedResult"],
        page: PADDLE,
    },
    Dialect {
        format: Format::OcrJson,
        told_by: &["parsing_res_list"],
        opens: "[{",
        pages: &["*"],
        page: PADDLE,
    },
    Dialect {
        format: Format::OcrJson,
        told_by: &["res", "parsing_res_list"],
        opens: "{",
        pages: &["res"],
        page: PADDLE,
    },
    Dialect {
        format: Format::OcrJson,
        told_by: &["parsing_res_list"],
        opens: "{",
        pages: &[],
        page: PADDLE,
    },
    // dots.ocr: a page, and pages put together.
    Dialect {
        format: Format::OcrJson,
        told_by: &["category", "bbox", "text"],
        opens: "[[{",
        pages: &["*"],
        page: DOTS,
    },
    Dialect {
        format: Format::OcrJson,
        told_by: &["category", "bbox", "text"],
        opens: "[{",
        pages: &[],
        page: DOTS,
    },
    // marker.
    Dialect {
        format: Format::OcrJson,
        told_by: &["block_type", "children"],
        opens: "{",
        pages: &["children", "*"],
        page: MARKER,
    },
    // Mistral OCR.
    Dialect {
        format: Format::OcrJson,
        told_by: &["pages", "markdown", "index"],
        opens: "{",
        pages: &["pages", "*"],
        page: Page::Markdown(Some("markdown")),
    },
    // olmOCR, in the form of Dolma.
    Dialect {
        format: Format::OcrJson,
        told_by: &["text", "olmocr-version"],
        opens: "{",
        pages: &[],
        page: Page::Markdown(Some("text")),
    },
];

/// The dialect of some JSON, by how it begins and the keys in it.
pub(crate) fn of(body: &[u8]) -> Option<&'static Dialect> {
    DIALECTS.iter().find(|dialect| opens(body, dialect.opens) && dialect.is_told_in(body))
}

impl Dialect {
    fn is_told_in(&self, body: &[u8]) -> bool {
        self.told_by.iter().all(|key| {
            let quoted = format!("\"{key}\"");
            memchr::memmem::find(body, quoted.as_bytes()).is_some()
        })
    }
}

/// Whether bytes begin so, white space apart.
pub(crate) fn opens(body: &[u8], with: &str) -> bool {
    let mut signs = body.iter().filter(|byte| !byte.is_ascii_whitespace());
    with.bytes().all(|sign| signs.next() == Some(&sign))
}

/// What a block is to a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Words.
    Words,
    /// A heading of this level, where the tool tells none.
    Heading(u8),
    /// A line that the page prints around its words, or the words of a stamp over them.
    RunningHead,
    /// The number of the page.
    PageNumber,
}

/// What the tools call their blocks, in small letters and without what parts two words.
const KINDS: &[(&str, Role)] = &[
    ("asidetext", Role::RunningHead),
    ("discarded", Role::RunningHead),
    ("doctitle", Role::Heading(1)),
    ("footer", Role::RunningHead),
    ("footerimage", Role::RunningHead),
    ("header", Role::RunningHead),
    ("headerimage", Role::RunningHead),
    ("number", Role::PageNumber),
    ("pageaside", Role::RunningHead),
    ("pageasidetext", Role::RunningHead),
    ("pagefooter", Role::RunningHead),
    ("pagefootnote", Role::RunningHead),
    ("pageheader", Role::RunningHead),
    ("pagenumber", Role::PageNumber),
    ("paragraphtitle", Role::Heading(2)),
    ("seal", Role::RunningHead),
    ("sectionheader", Role::Heading(2)),
    ("title", Role::Heading(1)),
];

/// What a block of some kind is to a notice.
pub(crate) fn role(kind: &str) -> Role {
    let plain: String =
        kind.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    KINDS.binary_search_by_key(&&*plain, |&(kind, _)| kind).map_or(Role::Words, |at| KINDS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_in_the_spellings_of_the_tools() {
        assert!(KINDS.is_sorted_by_key(|(kind, _)| kind));
        assert_eq!(role("Section-header"), Role::Heading(2));
        assert_eq!(role("PageFooter"), Role::RunningHead);
        assert_eq!(role("page_number"), Role::PageNumber);
        assert_eq!(role("NarrativeText"), Role::Words);
    }

    #[test]
    fn a_dialect_is_told_by_how_it_begins_and_its_keys() {
        let format = |text: &str| of(text.as_bytes()).map(|dialect| dialect.format);
        assert_eq!(format(r#"[ [ {"type": "title", "content": {}}]]"#), Some(Format::MineruJson));
        assert_eq!(format(r#"{"parsing_res_list": []}"#), Some(Format::OcrJson));
        assert_eq!(format(r#"[{"label": "text", "content": "一"}]"#), None);
        assert_eq!(format("[已废止]"), None);
    }
}
