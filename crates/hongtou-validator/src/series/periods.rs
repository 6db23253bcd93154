//! How the periods of a table's targets stand to each other and to the year.

use hongtou_model::{ColumnKind, Period, Row, Table, Target};

use super::Series;
use crate::words::plain;

/// Whether the last of a table's targets is due when the year is over: a column of the first half
/// alone says nothing of the year's goal.
pub(crate) fn ends_the_year(table: &Table) -> bool {
    if counts_from_january(table) {
        return true;
    }
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    // 全年目标 beside 上半年目标 names no period: it is a goal, and the first half is not the year's.
    let mut periods = targets.filter_map(|column| column.period).peekable();
    periods.peek().is_none() || periods.any(|period| period.months().1 == 12)
}

/// Whether the last of a table's targets ends the work, though the year is not over: all its rows but one reach their
/// goals there, each of which is told by its series.
pub(crate) fn ends_the_work<'s, 'a: 's>(
    table: &Table,
    rows: impl Iterator<Item = &'s [Series<'a>]>,
) -> bool {
    const LAST_MONTHS: std::ops::Range<u32> = 9..12;
    const LEAST: usize = 3;
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    let last = targets.filter_map(|column| column.period).next_back();
    if !last.is_some_and(|last| LAST_MONTHS.contains(&last.months().1)) {
        return false;
    }
    let (mut reached, mut missed) = (0, 0);
    for series in rows {
        let ends = series.iter().filter(|one| one.to_the_end && one.goal.is_some());
        let (short, ended) = ends.fold((0, 0), |(short, all), one| {
            (short + usize::from(one.misses().is_some()), all + 1)
        });
        missed += usize::from(short > 0);
        reached += usize::from(short == 0 && ended > 0);
    }
    missed == 1 && reached >= LEAST
}

/// The month that the last of a table's several targets is due in, before the year is over, where most rows surely end
/// there: they reach their goals, or the one that does not misses hardly anything.
pub(crate) fn last_month<'s, 'a: 's>(
    table: &Table,
    rows: impl Iterator<Item = &'s [Series<'a>]>,
) -> Option<u32> {
    const MANY: usize = 3;
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    let (count, last) = targets.fold((0, 0), |(count, last), column| {
        let month = column.period.map_or(12, |period| period.months().1);
        (count + 1, month.max(last))
    });
    if count < 2 || last >= 12 {
        return None;
    }
    let (mut reached, mut missed, mut nearly) = (0, 0, true);
    for series in rows {
        let ends = series.iter().filter(|one| one.to_the_end && one.goal.is_some());
        let (mut short, mut ended) = (false, false);
        for one in ends {
            ended = true;
            if one.misses().is_some() {
                short = true;
                nearly &= one.is_nearly_done();
            }
        }
        missed += usize::from(short);
        reached += usize::from(ended && !short);
    }
    let sure = if reached == 0 { nearly } else { missed == 1 || reached >= missed * MANY };
    (missed > 0 && sure && (missed == 1 || reached > 0)).then_some(last)
}

/// Whether the columns of a table's targets all count from the beginning of the year to its end: 一季度,
/// 上半年, 前三季度, 全年. What stands in them is a running total.
pub(crate) fn counts_from_january(table: &Table) -> bool {
    // Headings of which the model has no period, and the month they end with.
    const TO_DATE: [(&str, u32); 4] =
        [("前三季度", 9), ("前三个季度", 9), ("1—9月", 9), ("1-9月", 9)];
    // 全年, 年度目标, 本年任务
    const YEAR: [&str; 3] = ["全年", "年度", "本年"];
    let ends =
        table.columns.iter().filter(|column| column.kind == ColumnKind::Target).map(|column| {
            match column.period {
                Some(period) => {
                    Some(period.months()).filter(|months| months.0 == 1).map(|months| months.1)
                }
                None => {
                    let header = plain(&column.header);
                    let year = YEAR.iter().any(|year| header.starts_with(year));
                    let known = TO_DATE.iter().find(|(words, _)| header.ends_with(&*plain(words)));
                    known.map(|known| known.1).or(year.then_some(12))
                }
            }
        });
    let Some(ends) = ends.collect::<Option<Vec<u32>>>() else { return false };
    ends.len() > 1 && ends.is_sorted_by(|a, b| a < b) && ends.last() == Some(&12)
}

/// Whether a row has a target in each of its table's columns of them.
pub(crate) fn is_full(table: &Table, row: &Row) -> bool {
    let columns = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    columns.count() == row.targets.len()
}

/// The targets with their positions in the order of their periods, where these are all of one measure of
/// time and each stands once; of several measures none may begin before the one before it ends: 上半年, 10月, 12月.
///
/// The columns go on or back. Of any other order, their headings are exchanged (QT007), or they begin in
/// one year and end in the next: which is the last is not known.
pub(super) fn in_order(row: &Row) -> Option<Vec<(usize, &Target)>> {
    let mut targets: Vec<(u32, usize, &Target)> = Vec::new();
    let mut measure: Option<std::mem::Discriminant<Period>> = None;
    let mut before: Option<(u32, u32)> = None;
    let (mut apart, mut mixed) = (true, false);
    for (at, target) in row.targets.iter().enumerate() {
        // 年度目标 beside the quarters names none: it is their goal.
        let Some(period) = target.period else { continue };
        let kind = std::mem::discriminant(&period);
        let of_one = *measure.get_or_insert(kind) == kind;
        let (start, end) = match period {
            Period::Year(year) => (year.into(), year.into()),
            _ => period.months(),
        };
        apart &= before.is_none_or(|before| start > before.1 && (end > 12) == (before.1 > 12));
        if !of_one && !apart {
            return None;
        }
        mixed |= !of_one;
        before = Some((start, end));
        targets.push((end, at, target));
    }
    if mixed && !apart {
        return None;
    }
    if targets.windows(2).all(|two| two[0].0 > two[1].0) {
        targets.reverse();
    }
    let onward = targets.windows(2).all(|two| two[0].0 < two[1].0);
    (!targets.is_empty() && onward)
        .then(|| targets.into_iter().map(|(_, at, target)| (at, target)).collect())
}
