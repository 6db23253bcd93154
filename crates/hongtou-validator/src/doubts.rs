//! How sure it is what the cells of a row are: where cells were moved, the repair says.

use std::collections::HashMap;

use hongtou_model::{Confidence, Notice, RepairKind};

/// A place in the sources.
type At = (u16, u32);

/// The rows whose cells were moved by a repair that is less than certain, and how sure that is.
pub(crate) struct Doubts<'a> {
    rows: HashMap<&'a str, Confidence>,
}

impl<'a> Doubts<'a> {
    pub(crate) fn new(notice: &'a Notice) -> Doubts<'a> {
        let mut moved: Vec<(At, Confidence)> = Vec::new();
        for repair in &notice.repairs {
            if repair.kind == RepairKind::MovedCells && repair.confidence != Confidence::Certain {
                moved.extend(repair.at.start().map(|at| (at, repair.confidence)));
            }
        }
        moved.sort_unstable_by_key(|&(at, _)| at);
        let within = |from: Option<At>, until: Option<At>| {
            let (Some(from), Some(until)) = (from, until) else { return None };
            let from = moved.partition_point(|&(at, _)| at < from);
            let here = moved[from..].iter().take_while(|&&(at, _)| at < until);
            here.map(|&(_, confidence)| confidence).max()
        };
        let mut rows = HashMap::new();
        let tables = notice.tables.iter().filter(|_| !moved.is_empty());
        for table in tables {
            // What moved the cells of all rows stands at the header.
            let heads = || table.columns.iter().filter(|column| !column.span.is_empty());
            let (first, last) = (heads().next(), heads().next_back());
            let all = within(
                first.and_then(|column| column.span.start()),
                last.and_then(|column| column.span.end()),
            );
            for row in &table.rows {
                let own = within(row.span.start(), row.span.end());
                if let Some(confidence) = own.into_iter().chain(all).max() {
                    rows.insert(row.id.as_str(), confidence);
                }
            }
        }
        Doubts { rows }
    }

    /// How sure the row is that a part of the model belongs to, where it is less than certain: `t1.r2` of
    /// `t1.r2.units`.
    pub(crate) fn of(&self, id: &str) -> Option<Confidence> {
        let end = id.match_indices('.').nth(1).map_or(id.len(), |(at, _)| at);
        self.rows.get(&id[..end]).copied()
    }
}
