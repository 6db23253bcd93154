//! What is to be reached in several periods, each in a cell of as many lines that begins with the same words.
//!
//! 较2025年下降 | 3.5% | 较2025年下降 | 7% are two cells below two periods. Nothing but that tells where the second one
//! begins, and all of it below one period would say what the notice does not.

use std::ops::RangeInclusive;

use super::super::headings::{Heading, heading};
use super::{Stack, wrapped};
use crate::lines::Element;

/// Gives the lines of such cells to their periods.
pub(super) fn put_right(stack: &mut Stack, raw: &[Element<'_>]) {
    let Some(columns) = of_periods(stack, raw) else { return };
    let count = (columns.end() - columns.start() + 1) as usize;
    for row in &mut stack.rows {
        let lines: Vec<&str> = row
            .iter()
            .filter(|(column, _)| columns.contains(column))
            .map(|&(_, at)| wrapped::words_of(&raw[at]))
            .collect();
        let height = lines.len() / count;
        if height < 2 || !lines.len().is_multiple_of(count) {
            continue;
        }
        let alike = lines.iter().step_by(height).all(|first| first == &lines[0]);
        // A line that stands again inside of a cell tells nothing.
        let once = lines.iter().filter(|line| *line == &lines[0]).count() == count;
        if alike && once {
            let own = row.iter_mut().filter(|(column, _)| columns.contains(column));
            for (nth, (column, _)) in own.enumerate() {
                *column = columns.start() + (nth / height) as u32;
            }
        }
    }
}

/// The columns of periods, where there are several, one beside the other.
fn of_periods(stack: &Stack, raw: &[Element<'_>]) -> Option<RangeInclusive<u32>> {
    let asks = |column: &u32| {
        let lines = stack.head.iter().filter(|(of, _)| of == column);
        let words: String = lines.map(|&(_, at)| wrapped::words_of(&raw[at])).collect();
        matches!(heading(&words), Heading::Target(Some(_)))
    };
    let last = (0..=stack.head.last()?.0).rev().find(asks)?;
    let first = (0..=last).rev().take_while(asks).last()?;
    (first < last).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    /// What the first row says of each period.
    fn targets(lines: &str) -> Vec<String> {
        let text = format!(
            "松岭县2026年工作方案/一、节水/1.推广滴灌，降低亩均用水量。（责任单位：县农业农村局）\
             /2.改造中型灌区渠道。（责任单位：县水务局）/3.更换老旧水表。（责任单位：县供水公司）\
             /松岭县任务分解表/序号/工作任务/2026年目标/2027年目标/责任单位/1/推广滴灌，降低亩均用水量。/{lines}\
             /县农业农村局/2/改造中型灌区渠道。/10公里/46公里/县水务局/3/更换老旧水表。/1万只/2.4万只/县供水公司"
        );
        let notice = fixtures::notice_of_lines(&text.replace('/', "\n"), false);
        let row = notice.tables.first().and_then(|table| table.rows.first());
        row.into_iter().flat_map(|row| &row.targets).map(|target| target.text.to_string()).collect()
    }

    #[test]
    fn cells_that_begin_alike_are_parted_there() {
        let wanted = ["较2025年下降3.5%", "较2025年下降7%"];
        assert_eq!(targets("较2025年下降/3.5%/较2025年下降/7%"), wanted);
        assert_eq!(targets("较2025年下降3.5%/较2025年下降7%"), wanted);
    }
}
