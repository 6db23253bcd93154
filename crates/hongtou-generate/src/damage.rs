//! Damage: what scanning, paging and conversion do to a notice.

use crate::layout::{Column, DutyForm, Form, Layout};

/// One kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// The header of the table again on each page.
    RepeatedHeader,
    /// A row cut in two by a page.
    RowCut,
    /// Lines with page numbers, in the body and in the table.
    PageNumbers,
    /// A sentence of the body cut by a page.
    SentenceCut,
    /// A responsibility cut by a page.
    ParenthesisCut,
    /// Merged cells written once, blank below; else they are repeated.
    MergedBlank,
    /// Merged cells of an HTML table as `rowspan`.
    Rowspan,
    /// At the top of a page the section's title stands in the cell of the action.
    SpilledGroup,
    /// The row's number stands in the cell of the task.
    GluedNumber,
    /// Commas, semicolons, colons and round brackets of some paragraphs are narrow.
    HalfWidth,
    /// Spaces inside words.
    OcrSpaces,
    /// The header on the first page only.
    DroppedHeader,
    /// On later pages a torn remainder of the header.
    TornHeader,
    /// The plan's title again at the top of pages.
    RunningHead,
    /// At the top of a page the cells of a group that goes on are blank.
    GroupNotRewritten,
    /// Blank cells at both ends of a row are left out, so that the rest stands under other headers.
    ShortRows,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 16] = [
        Kind::RepeatedHeader,
        Kind::RowCut,
        Kind::PageNumbers,
        Kind::SentenceCut,
        Kind::ParenthesisCut,
        Kind::MergedBlank,
        Kind::Rowspan,
        Kind::SpilledGroup,
        Kind::GluedNumber,
        Kind::HalfWidth,
        Kind::OcrSpaces,
        Kind::DroppedHeader,
        Kind::TornHeader,
        Kind::RunningHead,
        Kind::GroupNotRewritten,
        Kind::ShortRows,
    ];

    /// Whether it can strike a notice of this layout at all.
    pub fn strikes(self, layout: &Layout) -> bool {
        let table = layout.table.as_ref();
        let has = |column: Column| table.is_some_and(|table| table.has(column));
        match self {
            Kind::PageNumbers
            | Kind::SentenceCut
            | Kind::HalfWidth
            | Kind::OcrSpaces
            | Kind::RunningHead => true,
            Kind::ParenthesisCut => layout.duty != DutyForm::OwnLines,
            Kind::RepeatedHeader | Kind::RowCut | Kind::DroppedHeader | Kind::TornHeader => {
                table.is_some()
            }
            Kind::MergedBlank | Kind::Rowspan => {
                let html = table.is_some_and(|table| table.form == Form::Html);
                let group = [Column::Section, Column::MarkedSection, Column::Action];
                (self == Kind::MergedBlank || html) && group.into_iter().any(has)
            }
            Kind::GroupNotRewritten => {
                [Column::Section, Column::MarkedSection, Column::Action].into_iter().any(has)
            }
            Kind::ShortRows => table.is_some_and(|table| table.form != Form::Html),
            Kind::SpilledGroup => has(Column::Section) && has(Column::Action),
            Kind::GluedNumber => table.is_some_and(|table| {
                table
                    .columns
                    .windows(2)
                    .any(|pair| (pair[0].0, pair[1].0) == (Column::Number, Column::Content))
            }),
        }
    }

    /// Its name in tables of rates.
    pub fn name(self) -> &'static str {
        match self {
            Kind::RepeatedHeader => "repeated-header",
            Kind::RowCut => "row-cut",
            Kind::PageNumbers => "page-numbers",
            Kind::SentenceCut => "sentence-cut",
            Kind::ParenthesisCut => "parenthesis-cut",
            Kind::MergedBlank => "merged-blank",
            Kind::Rowspan => "rowspan",
            Kind::SpilledGroup => "spilled-group",
            Kind::GluedNumber => "glued-number",
            Kind::HalfWidth => "half-width",
            Kind::OcrSpaces => "ocr-spaces",
            Kind::DroppedHeader => "dropped-header",
            Kind::TornHeader => "torn-header",
            Kind::RunningHead => "running-head",
            Kind::GroupNotRewritten => "group-not-rewritten",
            Kind::ShortRows => "short-rows",
        }
    }
}

/// A set of kinds, each on or off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage(u32);

impl Damage {
    /// None at all.
    pub const NONE: Damage = Damage(0);

    /// The set that these bits say, the first kind the lowest.
    pub fn from_bits(bits: u32) -> Damage {
        Damage(bits & ((1 << Kind::ALL.len()) - 1))
    }

    /// This set and one kind more.
    #[must_use]
    pub fn with(self, kind: Kind) -> Damage {
        Damage(self.0 | 1 << kind as u8)
    }

    /// Whether this kind is on.
    pub fn has(self, kind: Kind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }

    /// The kinds that are on.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |&kind| self.has(kind))
    }
}
