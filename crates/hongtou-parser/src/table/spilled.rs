//! Cells that hold what belongs to their neighbours: a time behind units, a title cut over rows.

use std::ops::Range;
use std::rc::Rc;

use hongtou_model::{Confidence, RepairKind};
use hongtou_source::chars;

use super::draft::SectionCell;
use super::grid::Cell;
use super::profile::key;
use super::rows::Reading;
use crate::date;
use crate::flow::{Flow, trim};
use crate::record::head;

/// Units and the time that a lost separator left behind them: 市水务局 2024年9月底前.
pub(super) fn time_behind(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    // A name has no figures, and what stands in brackets is theirs.
    let digit = text.find(|c| chars::digit(c).is_some())?;
    let begins = |at: usize| {
        let time = &text[at..];
        date::says_when(time)
            && time.chars().count() <= 16
            && time.ends_with(['前', '底', '日', '月', '末', '内', '度', '年'])
            && !time.contains(['、', '（', '('])
    };
    let at = if begins(digit) {
        digit
    } else {
        let gap = text.rfind(chars::is_space).filter(|&gap| gap < digit)?;
        let at = text.len() - text[gap..].trim_start_matches(chars::is_space).len();
        begins(at).then_some(at)?
    };
    let units = trim(text, 0..at);
    let open = text[units.clone()].ends_with(['、', '，', ',', '（', '(', '：', ':', '第']);
    (!units.is_empty() && !open).then_some((units, at..text.len()))
}

impl<'s> Reading<'_, 's> {
    /// The units of a cell and the time behind them.
    pub(super) fn parted(&mut self, cell: &Cell<'s>) -> Option<(Cell<'s>, Flow<'s>)> {
        let (units, time) = time_behind(cell.flow.text())?;
        let mut part = Cell::across(cell.flow.slice(units.clone()));
        if part.unit_score() <= 0.5 {
            return None;
        }
        let time = cell.flow.slice(time);
        self.record.repair(
            RepairKind::MovedCells,
            time.whole(),
            Confidence::Likely,
            || format!("时限“{}”粘在单位后面，已分开", head(time.text(), 16)),
            || format!("the deadline “{}” stood behind the units and is set apart", head(time.text(), 16)),
        );
        part.breaks = cell.breaks.iter().copied().filter(|&at| at < units.end).collect();
        Some((part, time))
    }

    /// A section's title whose lines stand in several rows, joined where the body has it whole.
    pub(super) fn rest_of_title(&mut self, section: &SectionCell<'s>) -> bool {
        let (None, Some(more)) = (&section.ordinal, &section.title) else { return false };
        let Some(known) = self.state.section.clone() else { return false };
        let Some(title) = &known.title else { return false };
        let whole = [title.text(), more.text()].concat();
        let begun = |words: &str| {
            let key = key(words);
            let from = self.hints.sections.range(key.clone()..).next();
            from.is_some_and(|section| section.starts_with(&key))
        };
        let complete = |words: &str| self.hints.sections.contains(&key(words));
        if complete(title.text()) || complete(more.text()) || !begun(&whole) {
            return false;
        }
        let mut joined = SectionCell::clone(&known);
        if let Some(title) = &mut joined.title {
            title.append(more);
        }
        let joined = Rc::new(joined);
        let rows = self.rows.iter_mut().rev();
        for row in rows.take_while(|row| {
            row.section.as_ref().is_some_and(|section| Rc::ptr_eq(section, &known))
        }) {
            row.section = Some(Rc::clone(&joined));
        }
        self.state.section = Some(joined);
        self.record.repair(
            RepairKind::StitchedRow,
            more.whole(),
            Confidence::Certain,
            || format!("一组的标题分在几行里，已接回：“{}”", head(&whole, 16)),
            || format!("a section's title stood in several rows and is joined: “{}”", head(&whole, 16)),
        );
        true
    }
}

#[cfg(test)]
mod tests {
    use super::time_behind;

    #[test]
    fn a_time_behind_units() {
        for (text, parts) in [
            ("市水务局、市统计局 2024年9月底前", Some(("市水务局、市统计局", "2024年9月底前"))),
            ("市水务局2024年9月底前", Some(("市水务局", "2024年9月底前"))),
            ("各县区 每月15日前", Some(("各县区", "每月15日前"))),
            ("市水务局", None),
            ("2024年9月底前", None),
            ("国网12供电所", None),
            ("市水务局（2024年9月底前）", None),
        ] {
            let found = time_behind(text).map(|(units, time)| (&text[units], &text[time]));
            assert_eq!(found, parts, "{text}");
        }
    }
}
