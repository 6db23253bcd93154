//! What bare figures of a table are counted in: a heading, a column or the task itself says it.

use hongtou_model::{Column, ColumnKind, Row};
use hongtou_source::chars;

use crate::quantity;

/// Gives the figures of a row's targets the measure that is printed elsewhere in the table:
/// 任务数（亩） over 500, 公里 in a column 计量单位, 建成基地（万亩） beside 70.
pub(super) fn give(row: &mut Row, columns: &[Column]) {
    let counted = row.other.iter().find(|cell| {
        columns.get(cell.column as usize).is_some_and(|column| is_of_measures(&column.header))
    });
    let counted = counted.map(|cell| cell.text.clone());
    let task = row.content.as_deref().and_then(in_bracket);
    for target in &mut row.targets {
        let [figure] = &mut target.quantities[..] else { continue };
        if figure.measure.is_some() {
            continue;
        }
        let mut heads = columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Target && column.period == target.period);
        // Of several columns of one period nothing says which is meant.
        let head = heads.next().filter(|_| heads.next().is_none());
        let head = head.and_then(|column| in_bracket(&column.header));
        let Some(measure) = head.or(counted.as_deref()).or(task) else { continue };
        let Some((value, word)) = quantity::counted_in(&figure.value, measure) else { continue };
        if let Some(most) = &mut figure.value_max {
            let Some((value, _)) = quantity::counted_in(most, measure) else { continue };
            *most = value;
        }
        (figure.value, figure.measure) = (value, Some(word));
    }
}

/// Whether the cells below a heading say what figures are counted in.
fn is_of_measures(header: &str) -> bool {
    let squeezed: String = header.chars().filter(|&c| !chars::is_space(c)).collect();
    matches!(squeezed.as_str(), "单位" | "计量单位" | "指标单位")
}

/// The words of the bracket that a text ends with, without 单位：.
fn in_bracket(text: &str) -> Option<&str> {
    let inner = text.trim_end_matches(chars::is_space).strip_suffix(['）', ')'])?;
    let (_, inner) = inner.rsplit_once(['（', '('])?;
    Some(inner.strip_prefix("单位").map_or(inner, |rest| rest.trim_start_matches(['：', ':'])))
}
