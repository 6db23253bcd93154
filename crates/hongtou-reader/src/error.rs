//! Why a file could not be turned into text.

use hongtou_source::{Format, Lang};

use crate::Limit;

/// Why a file could not be turned into text and blocks.
///
/// Only this: what the text says is never an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file has no byte, or nothing but white space.
    Empty,
    /// The file is no text and no container that is known.
    Binary {
        /// Offset of the first byte that no text holds.
        offset: u64,
    },
    /// The bytes fit no encoding that notices are written in.
    Encoding {
        /// Offset of the first byte that is not UTF-8.
        offset: u64,
        /// The encoding that comes nearest, in lower case.
        guess: String,
    },
    /// A format that is known and not read.
    Unsupported(Unsupported),
    /// A format that is read, but not by this build.
    NotBuilt(Format),
    /// The file is a notice model already.
    Model,
    /// The file goes beyond a limit.
    Limit {
        /// Which one.
        limit: Limit,
        /// Its value.
        allowed: u64,
        /// The part of the package, or empty for the file itself.
        part: String,
    },
    /// A text with both sides of a merge that git could not settle.
    Unmerged {
        /// The line, from 1, on which the first of its marks stands.
        line: u32,
    },
    /// A package of which the end is missing, and with it the list of its parts.
    CutShort,
    /// A package lacks a part that it needs.
    MissingPart {
        /// The format it claims to be.
        format: Format,
        /// Name of the part.
        part: String,
    },
    /// The container is damaged.
    Broken {
        /// The format.
        format: Format,
        /// The part of the package, or empty.
        part: String,
        /// Offset in the part, where known.
        offset: Option<u64>,
        /// What its library says.
        detail: String,
    },
    /// The container declares XML entities or a document type, which no notice needs.
    Doctype {
        /// The part of the package.
        part: String,
        /// Offset in the part.
        offset: u64,
    },
    /// The container holds no text at all.
    NoText(Format),
}

/// Formats that are told by their content and refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// Word 97–2003.
    Doc,
    /// WPS text.
    Wps,
    /// PDF.
    Pdf,
    /// OFD, the national fixed layout.
    Ofd,
    /// Rich text.
    Rtf,
    /// OpenDocument.
    OpenDocument,
    /// PowerPoint, old or new.
    Slides,
    /// A picture.
    Image,
    /// An archive of files.
    Archive,
    /// An OLE file of another kind.
    Ole,
    /// JSON that is no OCR result that is known, and no model.
    Json,
    /// Several records of an OCR tool, a file each.
    Records,
    /// Docling's DocTags.
    DocTags,
    /// What OCR writes with a word a row.
    WordTable,
    /// Text with a table of LaTeX.
    LatexTable,
    /// XML that is no web page.
    Xml,
    /// A package under a password.
    Encrypted,
    /// A copy whose words are interleaved with their sounds: 印發(yìn fā).
    Glossed,
    /// A copy in traditional characters.
    Traditional,
}

impl Unsupported {
    /// What the format is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Unsupported::Doc => {
                lang.pick("Word 97–2003 文档（DOC）", "a Word 97–2003 document (DOC)")
            }
            Unsupported::Wps => lang.pick("WPS 文字文档", "a WPS text document"),
            Unsupported::Pdf => "PDF",
            Unsupported::Ofd => lang.pick("OFD 版式文件", "an OFD document"),
            Unsupported::Rtf => lang.pick("RTF 文档", "an RTF document"),
            Unsupported::OpenDocument => lang.pick("OpenDocument 文档", "an OpenDocument file"),
            Unsupported::Slides => lang.pick("演示文稿", "a slide show"),
            Unsupported::Image => lang.pick("图片", "a picture"),
            Unsupported::Archive => lang.pick("压缩包", "an archive"),
            Unsupported::Ole => lang.pick("OLE 复合文件", "an OLE compound file"),
            Unsupported::Json => lang.pick(
                "JSON，但不是已知的 OCR 结果，也不是通知模型",
                "JSON that is neither a known OCR result nor a notice model",
            ),
            Unsupported::Records => {
                lang.pick("含有多份文件的 OCR 结果", "an OCR result of several documents")
            }
            Unsupported::DocTags => "DocTags",
            Unsupported::WordTable => {
                lang.pick("逐词列出的 OCR 结果（TSV）", "an OCR result with a word a row (TSV)")
            }
            Unsupported::LatexTable => {
                lang.pick("含有 LaTeX 表格的文本", "text with a table in LaTeX")
            }
            Unsupported::Xml => lang.pick("不是网页的 XML", "XML that is no web page"),
            Unsupported::Encrypted => lang.pick("加密文件", "a file under a password"),
            Unsupported::Glossed => {
                lang.pick("夹注拼音的转抄件", "a copy with pinyin between its words")
            }
            Unsupported::Traditional => {
                lang.pick("繁体字转抄件", "a copy in traditional characters")
            }
        }
    }

    /// What to do about it.
    pub fn advice(self, lang: Lang) -> &'static str {
        match self {
            Unsupported::Doc | Unsupported::Wps | Unsupported::Rtf | Unsupported::OpenDocument => {
                lang.pick("请另存为 DOCX 后再读", "save it as DOCX and read that")
            }
            Unsupported::Pdf => lang.pick(
                "有文字层的，用 pdftotext -layout 取出文字再读；扫描件请先用 OCR 工具（MinerU、Docling、PaddleOCR 等）转换为 Markdown 或 JSON，或使用发文机关网站的网页、DOCX 版本",
                "where it has a text layer, take the text with pdftotext -layout and read that; for a scan run an OCR tool (MinerU, Docling, PaddleOCR or the like) and read its Markdown or JSON, or take the issuer's web page or DOCX",
            ),
            Unsupported::Ofd | Unsupported::Image => lang.pick(
                "请先用 OCR 工具（MinerU、Docling、PaddleOCR 等）转换为 Markdown 或 JSON，或使用发文机关网站的网页、DOCX 版本",
                "run an OCR tool (MinerU, Docling, PaddleOCR or the like) and read its Markdown or JSON, or take the issuer's web page or DOCX",
            ),
            Unsupported::Archive => {
                lang.pick("请先解压，再逐个读取其中的文件", "unpack it and read the files in it")
            }
            Unsupported::Glossed | Unsupported::Traditional => lang.pick(
                "转抄件不是原文，请读取发文机关发布的版本",
                "a copy is not the notice: read what its issuer published",
            ),
            Unsupported::Encrypted => {
                lang.pick("请先去除密码再读", "take the password off and read that")
            }
            Unsupported::Json => lang.pick(
                "能读的 OCR 结果：MinerU、Docling、PaddleOCR、marker、dots.ocr、olmOCR、Mistral OCR 的 JSON；其他工具请改读它同时输出的 Markdown（.md）或 HTML",
                "OCR results that are read: JSON of MinerU, Docling, PaddleOCR, marker, dots.ocr, olmOCR, Mistral OCR; of another tool read the Markdown (.md) or HTML that it writes beside",
            ),
            Unsupported::Records => {
                lang.pick("请拆成每份一个文件再读", "split it into a file each and read those")
            }
            Unsupported::DocTags | Unsupported::WordTable | Unsupported::LatexTable => lang.pick(
                "请改读该工具输出的 Markdown（表格为 HTML 或竖线表格）或 JSON",
                "read the tool's Markdown (tables as HTML or with bars) or its JSON",
            ),
            Unsupported::Slides | Unsupported::Ole | Unsupported::Xml => lang.pick(
                "请提供通知的 Markdown、文本、HTML、DOCX 或 XLSX 文件",
                "give the notice as Markdown, text, HTML, DOCX or XLSX",
            ),
        }
    }
}

impl ReadError {
    /// What is wrong, where, and what to do; one line without a final full stop.
    pub fn message(&self, lang: Lang) -> String {
        // Names of parts and what a library quotes are the file's own words: they break no line.
        self.said(lang).replace(|c: char| c.is_control(), " ")
    }

    fn said(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        match self {
            ReadError::Empty => lang.pick("文件是空的", "the file is empty").to_owned(),
            ReadError::Binary { offset } if zh => {
                format!("不是文本，也不是能识别的文件格式（第 {offset} 字节处有二进制内容）")
            }
            ReadError::Binary { offset } => {
                format!("neither text nor a known format (binary content at byte {offset})")
            }
            ReadError::Encoding { offset, guess } if zh => format!(
                "无法识别文字编码：第 {offset} 字节起不是 UTF-8，最接近 {guess}；请另存为 UTF-8 后再读"
            ),
            ReadError::Encoding { offset, guess } => format!(
                "unknown text encoding: not UTF-8 from byte {offset} on, nearest to {guess}; save it as UTF-8 and read that"
            ),
            ReadError::Unsupported(what) if zh => {
                format!("不读取此格式：{}；{}", what.name(lang), what.advice(lang))
            }
            ReadError::Unsupported(what) => {
                format!("this format is not read: {}; {}", what.name(lang), what.advice(lang))
            }
            ReadError::NotBuilt(format) if zh => {
                format!("这一版程序编译时未包含 {} 格式", format.name())
            }
            ReadError::NotBuilt(format) => {
                format!("this build leaves out the format {}", format.name())
            }
            ReadError::Model => lang
                .pick("文件已经是通知模型，无需再读", "the file is a notice model already")
                .to_owned(),
            ReadError::Limit { limit, allowed, part } => {
                let option = limit.option();
                match (zh, part.is_empty()) {
                    (true, true) => format!("超出上限 --{option}（{allowed}）"),
                    (true, false) => format!("{part}：超出上限 --{option}（{allowed}）"),
                    (false, true) => format!("beyond the limit --{option} ({allowed})"),
                    (false, false) => format!("{part}: beyond the limit --{option} ({allowed})"),
                }
            }
            ReadError::Unmerged { line } if zh => {
                format!("第 {line} 行起有未解决的合并冲突（<<<<<<< 到 >>>>>>>）；请先解决冲突再读")
            }
            ReadError::Unmerged { line } => format!(
                "a merge conflict is left unsettled from line {line} on (<<<<<<< to >>>>>>>); settle it and read that"
            ),
            ReadError::CutShort => lang
                .pick(
                    "文件已损坏或不完整（DOCX、XLSX 等压缩格式，缺少结尾）；请重新下载或另存",
                    "the file is damaged or incomplete (a packed format such as DOCX or XLSX, without its end); download or save it again",
                )
                .to_owned(),
            ReadError::MissingPart { format, part } if zh => {
                format!("{} 文件缺少 {part}；请用办公软件重新保存", format.name())
            }
            ReadError::MissingPart { format, part } => {
                format!(
                    "the {} file lacks {part}; save it again from the office program",
                    format.name()
                )
            }
            ReadError::Broken { format, part, offset, detail } => {
                let place = match (part.is_empty(), offset) {
                    (true, None) => String::new(),
                    (true, Some(at)) if zh => format!("，第 {at} 字节"),
                    (true, Some(at)) => format!(", byte {at}"),
                    (false, None) if zh => format!("，{part}"),
                    (false, None) => format!(", {part}"),
                    (false, Some(at)) if zh => format!("，{part} 第 {at} 字节"),
                    (false, Some(at)) => format!(", {part} byte {at}"),
                };
                if zh {
                    format!("{} 文件已损坏{place}：{detail}", format.name())
                } else {
                    format!("the {} file is damaged{place}: {detail}", format.name())
                }
            }
            ReadError::Doctype { part, offset } if zh => {
                format!("{part} 第 {offset} 字节：含有文档类型或实体声明，为安全起见不读取")
            }
            ReadError::Doctype { part, offset } => {
                format!(
                    "{part} byte {offset}: declares a document type or entities, refused for safety"
                )
            }
            ReadError::NoText(format) if zh => format!("{} 文件中没有文字", format.name()),
            ReadError::NoText(format) => format!("the {} file holds no text", format.name()),
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for ReadError {}
