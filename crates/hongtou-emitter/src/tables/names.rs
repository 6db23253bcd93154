//! The words that the model's JSON uses for its kinds, without going through JSON.

use hongtou_model::{
    ColumnKind, Comparator, Confidence, DeadlineKind, RepairKind, TableKind, UnitKind,
};

pub(crate) fn table_kind(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Task => "task",
        TableKind::Indicator => "indicator",
        TableKind::Other => "other",
    }
}

pub(crate) fn unit_kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Department => "department",
        UnitKind::Government => "government",
        UnitKind::Party => "party",
        UnitKind::Collective => "collective",
        UnitKind::Enterprise => "enterprise",
        UnitKind::Institution => "institution",
        UnitKind::Other => "other",
    }
}

pub(crate) fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Exactly => "exactly",
        Comparator::Reach => "reach",
        Comparator::AtLeast => "at-least",
        Comparator::AtMost => "at-most",
        Comparator::MoreThan => "more-than",
        Comparator::LessThan => "less-than",
        Comparator::About => "about",
        Comparator::Between => "between",
    }
}

pub(crate) fn deadline_kind(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::By => "by",
        DeadlineKind::On => "on",
        DeadlineKind::Within => "within",
        DeadlineKind::From => "from",
        DeadlineKind::Standing => "standing",
    }
}

pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "certain",
        Confidence::Likely => "likely",
        Confidence::Unsure => "unsure",
    }
}

pub(crate) fn repair_kind(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::FoldedHeader => "folded-header",
        RepairKind::StitchedRow => "stitched-row",
        RepairKind::JoinedParagraph => "joined-paragraph",
        RepairKind::FreedNumber => "freed-number",
        RepairKind::FilledMergedCell => "filled-merged-cell",
        RepairKind::MovedCells => "moved-cells",
        RepairKind::CorrectedGroup => "corrected-group",
        RepairKind::LeftApart => "left-apart",
        RepairKind::UnreadRow => "unread-row",
        RepairKind::SplitParagraph => "split-paragraph",
        RepairKind::ClosedSpaces => "closed-spaces",
        RepairKind::ChosenReading => "chosen-reading",
        RepairKind::ReplacedBytes => "replaced-bytes",
        RepairKind::ReplacedRadicals => "replaced-radicals",
        RepairKind::AcceptedChange => "accepted-change",
        RepairKind::WrittenNumbering => "written-numbering",
        RepairKind::SecondNotice => "second-notice",
        RepairKind::RestoredMarks => "restored-marks",
    }
}

pub(crate) fn column_kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::SectionOrdinal => "section-ordinal",
        ColumnKind::Section => "section",
        ColumnKind::Action => "action",
        ColumnKind::Number => "number",
        ColumnKind::Content => "content",
        ColumnKind::Target => "target",
        ColumnKind::Deadline => "deadline",
        ColumnKind::Lead => "lead",
        ColumnKind::Responsible => "responsible",
        ColumnKind::Support => "support",
        ColumnKind::Guide => "guide",
        ColumnKind::ClauseReference => "clause-reference",
        ColumnKind::Person => "person",
        ColumnKind::Contact => "contact",
        ColumnKind::Remark => "remark",
        ColumnKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json<T: serde::Serialize>(value: T) -> String {
        let json = serde_json::to_string(&value).expect("a kind is a JSON string");
        json.trim_matches('"').to_owned()
    }

    #[test]
    fn the_tables_use_the_words_of_the_json() {
        use hongtou_model::Role;
        assert_eq!(table_kind(TableKind::Indicator), json(TableKind::Indicator));
        assert_eq!(unit_kind(UnitKind::Collective), json(UnitKind::Collective));
        for kind in [Comparator::AtLeast, Comparator::MoreThan, Comparator::Between] {
            assert_eq!(comparator(kind), json(kind));
        }
        assert_eq!(deadline_kind(DeadlineKind::Standing), json(DeadlineKind::Standing));
        assert_eq!(confidence(Confidence::Unsure), json(Confidence::Unsure));
        for kind in [RepairKind::FilledMergedCell, RepairKind::WrittenNumbering] {
            assert_eq!(repair_kind(kind), json(kind));
        }
        for kind in [ColumnKind::ClauseReference, ColumnKind::SectionOrdinal] {
            assert_eq!(column_kind(kind), json(kind));
        }
        assert_eq!(Role::Implement.name(), json(Role::Implement));
    }
}
