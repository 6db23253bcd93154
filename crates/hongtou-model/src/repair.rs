//! What reading had to mend, and how sure it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// One mend of a broken source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// What was done.
    pub kind: RepairKind,
    /// Where: the text that was moved, joined or filled in.
    pub at: Span,
    /// The id of the part that holds the result; left out where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What was done and why, for people.
    pub note: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// The kinds of repairs; more may come.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RepairKind {
    /// A header printed again was taken as the first one's copy.
    FoldedHeader,
    /// A row cut by a page was put together again, cell by cell.
    StitchedRow,
    /// A sentence or bracket cut by a page or line break was joined.
    JoinedParagraph,
    /// A number glued to the text of its cell was set free.
    FreedNumber,
    /// A merged cell was carried down to the rows it stands for.
    FilledMergedCell,
    /// Cells printed under the wrong column were given to the right one.
    MovedCells,
    /// A group cell that spilled into its neighbour was put right.
    CorrectedGroup,
    /// Pieces that may belong together were left apart, since nothing decides it.
    LeftApart,
    /// A row of a table that nothing cuts into cells was left as text.
    UnreadRow,
    /// Text run together without line breaks was cut at its ordinals.
    SplitParagraph,
    /// Characters set apart by spaces were read as one word.
    ClosedSpaces,
    /// A reading was chosen where two are possible.
    ChosenReading,
    /// Bytes that are not valid in the encoding were read as replacement characters.
    ReplacedBytes,
    /// Radicals that a PDF's fonts put in the place of ideographs were read as those: ⽉ as 月.
    ReplacedRadicals,
    /// A tracked change of the container was taken as accepted.
    AcceptedChange,
    /// A numbering that the container generates was put into the text.
    WrittenNumbering,
    /// Marks that stood on a line of their own are put back into the gaps they left.
    RestoredMarks,
    /// A second notice in the file was left unread from its letterhead on.
    SecondNotice,
}

/// How sure a repair or a finding is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// No other reading fits.
    Certain,
    /// The better of several readings by a clear margin.
    Likely,
    /// A choice that a reader should look at.
    Unsure,
}
