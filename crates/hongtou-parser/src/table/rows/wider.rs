//! Rows with a cell more than their header, since one was cut in two: `盘活土地3000亩 | 处置率达到85%。`.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::GridForm;

use super::super::draft::closed;
use super::super::grid::{Cell, Page};
use super::super::headings::{Heading, heading};
use super::super::profile::{BodyHints, is_none_mark, key, printed_number};
use crate::flow::Flow;
use crate::record::{Record, head};

/// How much a cell looks like units that surely names some, and below what it surely names none.
const NAMES: f32 = 0.5;
const NAMES_NONE: f32 = 0.2;

/// The places of a header of one row.
struct Header {
    width: usize,
    number: Option<usize>,
    /// Where the task stands.
    task: usize,
    /// Where the first column of units stands.
    units: usize,
}

impl Header {
    fn of(page: &Page<'_>) -> Option<Header> {
        let [row] = &page.header[..] else { return None };
        let headings: Vec<Heading> =
            row.iter().map(|cell| cell.words().map_or(Heading::Blank, heading)).collect();
        // Where a heading is lost, nothing tells how many cells a row has.
        if headings.contains(&Heading::Blank) {
            return None;
        }
        let number = headings.iter().position(|&of| of == Heading::Serial);
        let units = headings.iter().position(|of| matches!(of, Heading::Units(_)))?;
        let says = |of: &Heading| matches!(of, Heading::Name | Heading::Detail | Heading::Goals);
        let task = headings[..units].iter().rposition(says)?;
        Some(Header { width: row.len(), number, task, units })
    }

    /// Whether the cells of a row stand one column too far to the right from some one in front of the units on: what
    /// is no unit stands in their column, and units behind it.
    fn is_passed_by(&self, row: &[Cell<'_>], hints: &BodyHints) -> bool {
        let words =
            |at: usize| row.get(at).and_then(Cell::words).filter(|words| !is_none_mark(words));
        let score = |at: usize| row.get(at).map_or(0.0, Cell::unit_score);
        let known = |at: usize| words(at).is_some_and(|name| hints.units.contains(name));
        let numbered =
            |at: usize| row.get(at).and_then(Cell::words).and_then(printed_number).is_some();
        // A row may leave out its blank last cell, where the body tells that its task is cut.
        (row.len() == self.width + 1
            || row.len() <= self.width
                && row.len() > self.units + 1
                && is_cut(row, self.task, hints))
            && row[self.task..].iter().all(|cell| !cell.from_above && cell.colspan <= 1)
            && self.number.map_or(!numbered(self.task + 1), numbered)
            && words(self.units).is_some()
            && score(self.units) < NAMES_NONE
            && !known(self.units)
            && (score(self.units + 1) >= NAMES || known(self.units + 1))
    }
}

/// Joins the cells that one was cut into, where something tells which; else what stands between the task and the
/// units is left apart, under no column.
pub(super) fn join_cut_cells(pages: &mut [Page<'_>], hints: &BodyHints, record: &mut Record) {
    let mut header = None;
    for page in pages {
        if !page.header.is_empty() {
            header = Header::of(page);
        }
        let Some(of) = header.as_ref().filter(|_| page.form != GridForm::Cells && !page.torn)
        else {
            continue;
        };
        let wide = |row: &&Vec<Cell<'_>>| of.is_passed_by(row, hints);
        // Where most rows have a cell more, the header has one too few.
        if 2 * page.rows.iter().filter(wide).count() > page.rows.len() {
            continue;
        }
        for row in &mut page.rows {
            if of.is_passed_by(row, hints) {
                match cut_cell(&row[of.task..=of.units], hints) {
                    Some(at) => join(row, of.task + at, record),
                    None => leave_apart(row, of, record),
                }
            }
        }
    }
}

/// Which of some cells goes on in the next one: by the words of the body, or as the only one without an end where the
/// others are complete.
fn cut_cell(cells: &[Cell<'_>], hints: &BodyHints) -> Option<usize> {
    let words = |at: usize| cells[at].words().unwrap_or_default();
    if is_cut(cells, 0, hints) {
        return Some(0);
    }
    let from = usize::from(hints.clauses.contains(&key(words(0))));
    let whole = |at: usize| words(at).is_empty() || closed(words(at));
    let goes_on = |&at: &usize| {
        let both = !words(at).is_empty() && !words(at + 1).is_empty();
        both && !closed(words(at))
            && (0..cells.len()).all(|other| other == at || other == at + 1 || whole(other))
    };
    let mut found = (from..cells.len() - 1).filter(goes_on);
    found.next().filter(|_| found.next().is_none())
}

/// Whether a task goes on in the next cell by the words of the body; the bar between the two may stand in the place of
/// a mark.
fn is_cut(cells: &[Cell<'_>], task: usize, hints: &BodyHints) -> bool {
    let [Some(task), Some(next)] = [task, task + 1].map(|at| cells[at].words()) else {
        return false;
    };
    let clause = |mark: &&str| hints.clauses.contains(&key(&[task, mark, next].concat()));
    ["", "，", "、", "；"].iter().any(clause)
}

fn join(row: &mut Vec<Cell<'_>>, at: usize, record: &mut Record) {
    let next = row.remove(at + 1).flow;
    let mut flow = row[at].flow.clone();
    let [first, second] = [&flow, &next].map(|flow| head(flow.text(), 12).to_owned());
    flow.append(&next);
    record.repair(
        RepairKind::MovedCells,
        flow.whole(),
        Confidence::Likely,
        || format!("一格被拆成两格，已接回：“{first}”与“{second}”"),
        || format!("a cell was cut in two, and is joined again: “{first}” and “{second}”"),
    );
    row[at] = Cell::across(flow);
}

fn leave_apart(row: &mut Vec<Cell<'_>>, of: &Header, record: &mut Record) {
    let between = of.task + 1..of.units + 1;
    let mut rest = Flow::default();
    let mut span = Span::default();
    for cell in &row[between.clone()] {
        span.extend(&cell.flow.whole());
        rest.append(&cell.flow);
    }
    let start = head(rest.text(), 12).to_owned();
    record.repair(
        RepairKind::LeftApart,
        span,
        Confidence::Unsure,
        || format!("本行比表头多一格，无法判断哪一格被拆开；“{start}”起各格照录在该行其他栏"),
        || {
            format!(
                "a row has a cell more than its header, and nothing tells which was cut; from “{start}” on they \
                 are kept among the row's other cells"
            )
        },
    );
    let blank = of.units - of.task - 1;
    row.splice(between, std::iter::repeat_with(Cell::default).take(blank));
    row.resize_with(of.width, Cell::default);
    row.push(Cell::across(rest));
}

#[cfg(test)]
mod tests {
    use crate::fixtures::notice_with_tables;

    const HEADER: &str = "序号|工作任务|一季度|二季度|三季度|四季度|牵头单位|配合单位\n\
        1|新建公园5个。|建成1个。|建成2个。|建成3个。|建成5个。|市园林局|市财政局\n\
        3|引进企业30家。|引进5家。|引进15家。|引进22家。|引进30家。|市商务局|\n";

    /// What a row below two others says, and how sure it is.
    fn told(row: &str) -> String {
        let notice = notice_with_tables(&format!("云溪市重点任务分解表\n{HEADER}{row}"));
        let row = &notice.tables[0].rows[2];
        let units = row.units.iter().map(|unit| format!("{}={:?}", unit.name, unit.role));
        let targets = row.targets.iter().map(|target| target.text.clone());
        let other = row.other.iter().map(|cell| cell.text.clone());
        let repairs = notice.repairs.iter().map(|repair| format!("{:?}", repair.kind));
        let parts = [row.content.clone().unwrap_or_default()].into_iter().chain(targets);
        let parts: Vec<Vec<String>> =
            vec![parts.collect(), units.collect(), other.collect(), repairs.collect()];
        parts.into_iter().map(|part| part.join("|")).collect::<Vec<_>>().join(" ; ")
    }

    #[test]
    fn a_cell_cut_in_two_is_joined_where_its_end_tells() {
        let units = "市规划局=Lead ;  ; MovedCells";
        assert_eq!(
            told(
                "4|盘活土地3000亩|处置率达到85%以上。|制定方案。|处置率40%。|处置率60%。|处置率85%。|市规划局|"
            ),
            format!(
                "盘活土地3000亩处置率达到85%以上。|制定方案。|处置率40%。|处置率60%。|处置率85%。 ; {units}"
            )
        );
        assert_eq!(
            told("4|盘活土地3000亩。|制定方案。|40%|处置率|处置率60%。|处置率85%。|市规划局|"),
            format!("盘活土地3000亩。|制定方案。|40%处置率|处置率60%。|处置率85%。 ; {units}")
        );
    }

    #[test]
    fn a_cell_cut_in_two_is_left_apart_where_nothing_tells() {
        assert_eq!(
            told("4|盘活土地3000亩|制定方案|处置率|40%|处置率60%|处置率85%|市规划局|"),
            "盘活土地3000亩 ; 市规划局=Lead ; 制定方案处置率40%处置率60%处置率85% ; LeftApart"
        );
    }

    #[test]
    fn words_in_a_column_of_units_shift_nothing() {
        let row = "4|盘活土地3000亩。|一。|二。|三。|四。|由主办方承担费用5万元|市规划局";
        assert!(
            told(row)
                .starts_with("盘活土地3000亩。|一。|二。|三。|四。 ; 市规划局=Support ; 由主办")
        );
    }
}
