//! Tables of indicators: what each row measures, in what, and the figures that its columns give.

use std::collections::HashMap;

use hongtou_model::{ColumnKind, OtherCell, Quantity, Table, TableKind};
use hongtou_source::fold;

use crate::context::{ClauseAt, Context};
use crate::figures::{around, decimal, is_exact, is_slip, millionths};
use crate::words::plain;
use crate::years::years;

/// A row of a table of indicators.
pub(crate) struct Indicator<'a> {
    pub(crate) table: &'a Table,
    /// What is measured.
    pub(crate) name: &'a str,
    /// In what: 个 of 万个, and by how much more that counts.
    measure: String,
    scale: i128,
    /// The figures of its columns, in millionths.
    pub(crate) values: Vec<(&'a OtherCell, i128)>,
    /// How many of these, from the first on, only say what was reached before.
    past: usize,
}

impl<'a> Indicator<'a> {
    /// The figures that are to be reached.
    pub(crate) fn goals(&self) -> &[(&'a OtherCell, i128)] {
        &self.values[self.past..]
    }

    pub(crate) fn is_percent(&self) -> bool {
        self.measure == "%"
    }
}

/// The indicators of all tables that have a column for their measures.
pub(crate) fn indicators<'a>(context: &Context<'a>) -> Vec<Indicator<'a>> {
    let tables = context.notice.tables.iter().filter(|table| table.kind == TableKind::Indicator);
    tables.flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<Indicator<'_>> {
    const PAST: [&str; 8] = ["实际", "完成", "基准", "基数", "现状", "上年", "去年", "达到"];
    const MEASURES: [&str; 4] = ["单位", "计量单位", "指标单位", "量纲"];
    let place = |is: &dyn Fn(&hongtou_model::Column) -> bool| {
        table.columns.iter().position(is).map(|at| at as u32)
    };
    let name = place(&|column| {
        matches!(column.kind, ColumnKind::Content | ColumnKind::Action)
            || column.header.contains("指标名称")
    });
    let measure = place(&|column| MEASURES.contains(&column.header.trim()));
    let (Some(name), Some(measure)) = (name, measure) else { return Vec::new() };
    let of_row = |cells| -> Option<Indicator<'_>> {
        let cells: &Vec<OtherCell> = cells;
        let cell = |at: u32| cells.iter().find(|cell| cell.column == at);
        let (name, measure) = (cell(name)?, cell(measure)?);
        let (measure, scale) = parted(&measure.text);
        let is_target = |cell: &&OtherCell| {
            let column = table.columns.get(cell.column as usize);
            column.is_some_and(|column| column.kind == ColumnKind::Target)
        };
        let value = |cell| Some((cell, figure(cell)?));
        let values: Vec<_> = cells.iter().filter(is_target).filter_map(value).collect();
        let values = (!values.is_empty()).then_some(values)?;
        // A heading printed again has no figures, and a name says what is measured.
        let named = plain(&name.text).chars().nth(3).is_some();
        let is_past = |(cell, _): &&(&OtherCell, i128)| {
            let column = table.columns.get(cell.column as usize);
            column.is_none_or(|column| PAST.iter().any(|word| column.header.contains(word)))
        };
        let past = values.iter().take_while(is_past).count();
        named.then_some(Indicator { table, name: &name.text, measure, scale, values, past })
    };
    table.cells.iter().filter_map(of_row).collect()
}

/// The figure of a cell that says nothing else: 62, ≥62, 62%, 62以上.
fn figure(cell: &OtherCell) -> Option<i128> {
    let folded = fold(&cell.text);
    let words = folded.trim().trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '约']);
    let words = words.trim_end_matches("以上").trim_end_matches("以内").trim_end_matches("左右");
    let words = words.trim().trim_end_matches(['%', '％']).replace(',', "");
    let digits = words.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    millionths(&words).filter(|_| digits && !words.is_empty())
}

/// A measure without the number that it is counted in: 万人.
fn parted(measure: &str) -> (String, i128) {
    const SCALES: [(&str, i128); 4] =
        [("万亿", 1_000_000_000_000), ("亿", 100_000_000), ("万", 10_000), ("千", 1_000)];
    let folded = fold(measure);
    let folded = folded.trim().replace('％', "%");
    // 千瓦, 千克 and 千米 are measures themselves.
    let own = ["千瓦", "千克", "千米", "千伏"].iter().any(|own| folded.starts_with(own));
    let scale = SCALES.iter().find(|(word, _)| !own && folded.starts_with(word));
    match scale {
        Some((word, scale)) => (folded[word.len()..].to_owned(), *scale),
        None => (folded, 1),
    }
}

/// The body's figures by what they measure.
pub(crate) struct Figures<'a>(HashMap<String, Vec<(ClauseAt<'a>, &'a Quantity)>>);

impl<'a> Figures<'a> {
    pub(crate) fn of(context: &Context<'a>) -> Figures<'a> {
        let mut out: HashMap<String, Vec<_>> = HashMap::new();
        for at in &context.clauses {
            for q in &at.clause.quantities {
                let name = q.metric.as_deref().map(plain).unwrap_or_default();
                out.entry(name).or_default().push((*at, q));
            }
        }
        Figures(out)
    }
}

/// The only figure of the body that has an indicator's name and measure, where none of the row's figures is it and one
/// slip made it of the only goal. Both are plain numbers, and the body says no other time beside it.
pub(crate) fn contradicted<'a>(
    figures: &Figures<'a>,
    indicator: &Indicator<'_>,
) -> Option<(ClauseAt<'a>, &'a Quantity)> {
    let is = |(_, q): &&(ClauseAt<'a>, &'a Quantity)| {
        let measure = q.measure.as_deref().map(fold).unwrap_or_default();
        measure.trim() == indicator.measure && is_exact(q)
    };
    let mut figures = figures.0.get(&plain(indicator.name))?.iter().filter(is);
    let (Some((at, q)), None) = (figures.next(), figures.next()) else { return None };
    let value = millionths(&q.value)?;
    // A goal in words (完成省下达目标) contradicts nothing.
    let goals = indicator.goals();
    let same = |(_, own): &(&OtherCell, i128)| own.checked_mul(indicator.scale) == Some(value);
    let [(cell, goal)] = goals else { return None };
    let header = indicator.table.columns.get(cell.column as usize).map(|column| &*column.header);
    let slip = is_number(&cell.text)
        && is_slip(&q.value, &decimal(goal.checked_mul(indicator.scale)?))
        && !says_other_time(at, q, header.unwrap_or_default());
    (slip && !indicator.values.iter().any(same)).then_some((*at, *q))
}

/// Whether a cell has a number and nothing that makes it a floor or a rough one.
fn is_number(text: &str) -> bool {
    let folded = fold(text);
    let number = folded.trim().trim_end_matches(['%', '％']);
    number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// Whether the sentence of a figure names a part of the year, or a year that the heading of the goal does not.
fn says_other_time(at: &ClauseAt<'_>, q: &Quantity, header: &str) -> bool {
    const PARTS: [&str; 6] = ["半年", "季度", "月", "期间", "年均", "每年"];
    let ends = ['。', '；', ';'];
    let Some((before, behind)) = around(&at.clause.text, &at.clause.span, q) else { return true };
    let before = before.rsplit(ends).next().unwrap_or_default();
    let behind = behind.split(ends).next().unwrap_or_default();
    let own = years(header);
    let other = |words: &str| {
        PARTS.iter().any(|part| words.contains(part))
            || years(words).iter().any(|(year, _)| !own.iter().any(|(own, _)| own == year))
    };
    other(before) || other(behind)
}
