//! A row below a header that counts the columns and says nothing else: （1） | （2） | （3）.

use hongtou_source::{chars, numeral};

use super::grid::Cell;
use super::headings::{Heading, heading};
use crate::marker::{self, marker};

/// How the columns are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// 1, 01
    Bare,
    /// 一
    Han,
    /// 甲
    Stem,
    /// A, a
    Letter,
    /// （1）, ①, 1.
    Marked(marker::Form),
}

/// Whether a row right below a header counts its columns; `next` is the row below it.
///
/// A row of figures may run so as well, and a list count on from it: the next row does not.
pub(super) fn counts_columns(
    header: &[Cell<'_>],
    row: &[Cell<'_>],
    next: Option<&Vec<Cell<'_>>>,
) -> bool {
    const FEWEST: usize = 3;
    // Most rows do not begin so.
    let first = row.first().and_then(Cell::words).and_then(number);
    let Some((form, 1)) = first else { return false };
    let mut last = (form, 0);
    // 甲 | 乙 | 1 | 2: what is told, and what is counted of it.
    let counts_on = |cell: &Cell<'_>| {
        let found = cell.words().and_then(number);
        let again = last.0 == Form::Stem && found == Some((Form::Bare, 1));
        let counts = again || found == Some((last.0, last.1 + 1));
        last = found.unwrap_or(last);
        counts
    };
    if row.len() < FEWEST || row.len() != header.len() || !row.iter().all(counts_on) {
        return false;
    }
    let Some((next, figures)) = next.and_then(|next| next.split_first()) else { return false };
    if next.words().and_then(number) == Some((form, 2)) {
        return false;
    }
    // Above nothing but figures, and what they come to, are figures.
    let counted = |words: &str| words.chars().all(|c| chars::digit(c).is_some() || c == '.');
    form != Form::Bare
        || next.words().is_some_and(|words| !is_total(words))
            && heading(header[0].flow.text()) == Heading::Serial
            && !figures.iter().filter_map(Cell::words).all(counted)
}

/// Whether words say that a row sums up or evens out those above it.
fn is_total(words: &str) -> bool {
    ["合计", "总计", "共计", "小计", "平均"].iter().any(|total| words.starts_with(total))
}

/// The number that a cell is.
fn number(text: &str) -> Option<(Form, u32)> {
    const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
    const LONGEST: usize = 4 * 4;
    let text = chars::trim(text);
    if text.len() > LONGEST {
        return None;
    }
    let first = text.chars().next()?;
    if first.len_utf8() == text.len() {
        let narrow = chars::narrow(first);
        if narrow.is_ascii_alphabetic() {
            let number = narrow.to_ascii_lowercase() as u32 - 'a' as u32 + 1;
            return Some((Form::Letter, number));
        }
        if let Some(at) = STEMS.chars().position(|stem| stem == first) {
            return Some((Form::Stem, at as u32 + 1));
        }
    }
    if text.chars().all(|c| chars::digit(c).is_some()) {
        let number = numeral::count(text)?;
        return Some((Form::Bare, number));
    }
    if let Some(number) = numeral::ordinal(text) {
        return Some((Form::Han, number));
    }
    let found = marker(text)?;
    (found.end == text.len()).then_some((Form::Marked(found.form), found.number))
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source};

    use super::*;
    use crate::fixtures;

    #[test]
    fn a_row_that_counts_the_columns_is_one_of_the_header() {
        let found = |lines: &[&str]| {
            let source = Source::from_text("n", Format::Text, &lines.join("\n"));
            let rows = fixtures::rows(&source);
            counts_columns(&rows[0], &rows[1], rows.get(2))
        };
        let header = "序号|工作任务|责任单位|完成时限";
        let first = "1|修渠|县水利局|6月底";
        for row in
            ["1|2|3|4", "（1）|（2）|（3）|（4）", "①|②|③|④", "A|B|C|D", "一|二|三|四", "甲|乙|1|2"]
        {
            assert!(found(&[header, row, first]), "{row}");
            // The next page goes on with its rows.
            assert!(found(&[header, row, "7|植树|县林业局|9月底"]), "{row}");
        }
        // Three columns are enough, and letters count whatever heads them.
        assert!(found(&["序号|工作任务|责任单位", "1|2|3", "1|修渠|县水利局"]));
        assert!(found(&["指标|单位|上年|今年", "甲|乙|1|2", "粮食|吨|6|7"]));
        for rows in [
            &["序号|工作任务", "1|2", "1|修渠"][..],
            &["工作任务|责任单位|完成时限", "1|2|3", "修渠|县水利局|6月底"],
            &[header, "1|2|3", first],
            &[header, "1|2|3|4|5", first],
            // Only behind letters do figures begin again, and nothing else goes on behind them.
            &[header, "1|2|1|2", first],
            &[header, "甲|乙|丙|6月底", first],
            // A row of figures, and the next one.
            &["序号|新建|改建|合计", "1|2|3|4", "2|5|6|11"],
            &["序号|新建|改建|合计", "1|2|3|4"],
            &["新建|改建|合计", "1|2|3", "2|5|7"],
            &["序号|新建|改建|扩建", "1|2|3|4", "合计|2座|3座|4座"],
            &["序号|新建|改建|扩建", "1|2|3|4", "城东镇|12|0|4.5"],
            &[header, "1|2|3|", first],
            &[header, "甲|1|3|4", first],
            &[header, "1|2|3|6月底", first],
            &[header, "1|修渠|3|4", first],
        ] {
            assert!(!found(rows), "{rows:?}");
        }
    }
}
