//! The parts of a notice around its text, as GB/T 9704-2012 clause 7 names them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Date, Span};

/// Head and foot of the notice (版头, 主体's formal parts, 版记).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Header {
    /// Issuer mark, 发文机关标志 (GB/T 9704-2012, 7.2.4).
    pub issuer_mark: Option<String>,
    /// Document number, 发文字号 (7.2.5).
    pub document_number: Option<DocumentNumber>,
    /// Title, 标题 (7.3.1).
    pub title: Option<String>,
    /// Addressees, 主送机关 (7.3.2).
    pub addressees: Vec<String>,
    /// Signatories, 发文机关署名 (7.3.5).
    pub signatories: Vec<String>,
    /// Date of issue, 成文日期 (7.3.5).
    pub issued_on: Option<Date>,
    /// Disclosure mark, 公开属性, of the notes, 附注 (7.3.6).
    pub disclosure: Option<String>,
    /// Attachments that the notice names, 附件说明 (7.3.4).
    pub attachments: Vec<Attachment>,
    /// Copied to, 抄送机关 (7.4.2).
    pub copied_to: Vec<String>,
    /// Printed by, 印发机关 (7.4.3).
    pub printed_by: Option<String>,
    /// Printed on, 印发日期 (7.4.3).
    pub printed_on: Option<Date>,
    /// Marks of a draft or a state in the title: 征求意见稿, 已废止.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// The metadata block of the site or of the disclosure system, in order: 索引号, 发文机关, ….
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Where the values above are printed.
    #[serde(skip_serializing_if = "HeaderSpans::is_empty")]
    pub spans: HeaderSpans,
}

/// A document number, 发文字号 (GB/T 9704-2012, 7.2.5): `云爱卫委〔2021〕1号`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentNumber {
    /// As printed.
    pub text: String,
    /// The agency's short name, 机关代字.
    pub agency: String,
    /// The year.
    pub year: Option<u32>,
    /// The serial number, 发文顺序号.
    pub serial: Option<u32>,
}

/// An attachment that the notice names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// Its number in the list (`附件：1.…`), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its title as the list names it.
    pub title: String,
    /// The title that stands over the attachment itself, where it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached_title: Option<String>,
    /// Whether the attachment itself is in the input.
    #[serde(default)]
    pub attached: bool,
    /// Where the title is named.
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub span: Span,
    /// Where the attachment's own title is printed.
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub attached_span: Span,
}

/// One line of a metadata block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// The label as printed, without its colon and inner spaces: `索引号`.
    pub label: String,
    /// The value as printed.
    pub value: String,
    /// Where the value is printed.
    pub span: Span,
}

/// Where the header's values are printed; lists have one span for each entry, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HeaderSpans {
    /// Of the issuer mark.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub issuer_mark: Span,
    /// Of the document number.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub document_number: Span,
    /// Of the title.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub title: Span,
    /// Of the addressees.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<Span>,
    /// Of the signatories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Span>,
    /// Of the date of issue.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub issued_on: Span,
    /// Of the disclosure mark.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub disclosure: Span,
    /// Of the copied-to list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copied_to: Vec<Span>,
    /// Of the printing office.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub printed_by: Span,
    /// Of the printing date.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub printed_on: Span,
    /// Of the marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Span>,
    /// Further values by name, for parts added later.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub other: BTreeMap<String, Span>,
}

impl HeaderSpans {
    /// Whether nothing of the header is printed.
    pub fn is_empty(&self) -> bool {
        *self == HeaderSpans::default()
    }
}
