//! Rows that a page cut in two, put together again.

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Span};
use hongtou_source::{GridForm, chars};

use super::columns::Assigned;
use super::draft::{RowDraft, closed, leading_number, names_units, numeral_range, task_number};
use super::grid::{Cell, Page};
use super::pages::{slot, used_width};
use super::profile::{is_none_mark, key, names_one, printed_number};
use super::rows::Reading;
use super::tail::{self, Aligned, CutCell};
use crate::marker::marker;
use crate::record::tail as end_of;
use crate::{date, responsibility};

/// What cut a row in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The end of a page: the rest is the first of the next.
    AtTop,
    /// The end of a page that nothing shows.
    Within,
    /// A line break inside one of its cells.
    Cell,
}

impl Cut {
    pub(super) fn page(at_top: bool) -> Cut {
        if at_top { Cut::AtTop } else { Cut::Within }
    }
}

/// Score of pieces that the body shows to belong to the row before.
const SURE: f32 = 4.0;

impl<'s> Reading<'_, 's> {
    /// A row that is the rest of the row before, cut off by a page.
    pub(super) fn rest(
        &self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        at_top: bool,
        has_number: bool,
    ) -> Option<Aligned> {
        if let Some(rest) = self.rest_beside_number(row, columns).filter(|_| at_top) {
            return Some(rest);
        }
        // The number of the row before may be written again beside the rest of it.
        let mut again = false;
        for (cell, column) in row.iter().zip(columns) {
            if cell.from_above {
                return None;
            }
            let numbers = column.is_some_and(|column| column.kind == ColumnKind::Number);
            if let Some(number) = cell.words().filter(|_| numbers).and_then(printed_number) {
                if Some(number) != self.state.number {
                    return None;
                }
                again = true;
            }
        }
        // Nor has the rest of a task the next number of a count that stands in the tasks themselves.
        let is_task = |column: &Option<Assigned>| {
            column.is_some_and(|column| column.kind == ColumnKind::Content)
        };
        let task = row.iter().zip(columns).find(|(_, column)| is_task(column));
        if !has_number
            && task
                .and_then(|(cell, _)| cell.words())
                .is_some_and(|task| self.counts_on(task, ColumnKind::Content))
        {
            return None;
        }
        // No page cuts every cell of a row.
        let last = self.last.iter().map(|cell| (cell.column, !cell.flow.is_empty()));
        let own = row.iter().zip(columns).map(|(cell, own)| (*own, cell.words().is_some()));
        if !has_number && is_whole(last) && is_whole(own) {
            return None;
        }
        if !at_top && self.stands_alone(row, columns) {
            return None;
        }
        // A numbered table has no row of its own without a number at the top of a page.
        let cut = has_number && !again && at_top;
        if has_number && !again && self.fills_blanks(row, columns) {
            let columns = row.iter().zip(columns).map(|(cell, own)| cell.words().and(*own));
            return Some(Aligned { columns: columns.collect(), score: SURE, clear: true });
        }
        if self.says_nothing_alone(row, columns) {
            let columns = row.iter().zip(columns).map(|(cell, own)| cell.words().and(*own));
            return Some(Aligned { columns: columns.collect(), score: SURE, clear: true });
        }
        let found = tail::align(row, &self.last, self.hints, cut)?;
        let least = match (has_number && !again, at_top) {
            (true, true) => 0.2,
            (true, false) => 1.2,
            (false, true) => 1.2,
            (false, false) => 2.4,
        };
        // The next number, glued to the words of a row of its own.
        let next = has_number.then(|| self.state.number.map_or(1, |last| last + 1));
        let begins = |text: &str| leading_number(text).map(|found| found.0) == next;
        let glued = next.is_some()
            && (row.iter().find_map(Cell::words).is_some_and(begins)
                || row.iter().zip(columns).any(|(cell, column)| {
                    column.is_some_and(|column| {
                        matches!(column.kind, ColumnKind::Action | ColumnKind::Content)
                    }) && cell.words().is_some_and(begins)
                }));
        let least = if glued { SURE } else { least };
        (found.score >= least).then_some(found)
    }

    /// A row that has the number of the row before it and the rest of its task: a page cut the row above its
    /// number, which stands halfway down.
    fn rest_beside_number(
        &self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> Option<Aligned> {
        let (last, above) = self.rows.split_last()?;
        let task = last.content.as_ref().filter(|_| last.number.is_none())?;
        let number = columns.iter().position(|column| is(column, ColumnKind::Number))?;
        let found = row.get(number)?.words().and_then(printed_number)?;
        // Where no task stops, none is cut for want of a stop.
        let mut tasks = above.iter().filter_map(|row| row.content.as_ref()).peekable();
        let stops = tasks.peek().is_some() && tasks.all(|task| closed(task.text()));
        if found != self.state.number.map_or(1, |last| last + 1)
            || closed(task.text())
            || !stops
            || row.len() != columns.len()
            || !columns.iter().eq(self.last.iter().map(|cell| &cell.column))
        {
            return None;
        }
        let goes_on = |(cell, last): (&Cell<'s>, &CutCell<'s>)| {
            let Some(column) = last.column.filter(|_| cell.words().is_some()) else { return true };
            match column.kind {
                ColumnKind::Number | ColumnKind::Content | ColumnKind::Target => true,
                ColumnKind::Deadline => !last.flow.is_empty(),
                kind if names_units(kind) => {
                    tail::units(&last.flow, &cell.flow, self.hints).is_some_and(|fit| fit >= 1.0)
                }
                _ => false,
            }
        };
        let told = row.iter().zip(columns).any(|(cell, column)| {
            is(column, ColumnKind::Content) && cell.words().is_some_and(closed)
        });
        (told && row.iter().zip(&self.last).all(goes_on)).then(|| {
            let columns = row.iter().zip(columns).map(|(cell, own)| cell.words().and(*own));
            Aligned { columns: columns.collect(), score: SURE, clear: false }
        })
    }

    /// Whether a row that prints its blank cells has nothing but what stands beside a task, each of it below
    /// words of the row before: the lower line of 河湖 | 张某, whose offices are 河湖管理科.
    fn says_nothing_alone(&self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
        let mut filled =
            row.iter().zip(columns).zip(&self.last).filter(|((cell, _), _)| cell.words().is_some());
        let beside = |((_, column), last): ((&Cell<'s>, &Option<Assigned>), &CutCell<'s>)| {
            let kind = column.map(|column| column.kind);
            matches!(kind, Some(ColumnKind::Person | ColumnKind::Contact | ColumnKind::Other))
                && *column == last.column
                && !last.flow.is_empty()
        };
        row.len() == columns.len()
            && columns.len() == self.last.len()
            && row[0].words().is_none()
            && filled.all(beside)
    }

    /// Whether a task, or the name of one, has the number after the one of the row before: 1.发放…,
    /// 2.开展….
    pub(super) fn counts_on(&self, task: &str, kind: ColumnKind) -> bool {
        let number = |text: &str| task_number(text).map(|found| found.number);
        let is_task = |column: Option<Assigned>| column.is_some_and(|column| column.kind == kind);
        let last = self.last.iter().find(|cell| is_task(cell.column));
        let last = match kind {
            // An action is kept without its number.
            ColumnKind::Action => self.state.action_number,
            _ => last.and_then(|last| number(last.flow.text())),
        };
        last.is_some_and(|last| number(task) == Some(last + 1))
    }

    /// Whether a row that prints its blank cells is a further one under the merged cells above it
    /// rather than a rest: it has a task and a unit, both whole, below a task and a unit as whole.
    ///
    /// A list names no unit twice; and where all tasks of a table end without a stop, the one above
    /// need not go on.
    fn stands_alone(&self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
        let outer = |at: usize| {
            columns[at].is_none_or(|column| {
                matches!(
                    column.kind,
                    ColumnKind::SectionOrdinal
                        | ColumnKind::Section
                        | ColumnKind::Action
                        | ColumnKind::Number
                )
            })
        };
        let task = columns.iter().position(|c| c.is_some_and(|c| c.kind == ColumnKind::Content));
        let Some(task) = task.filter(|&at| at > 0 && (0..at).all(outer)) else { return false };
        let printed = columns == self.last.iter().map(|cell| cell.column).collect::<Vec<_>>()
            && row.len() == columns.len()
            && row[..task].iter().all(|cell| cell.words().is_none())
            && row[task].words().is_some();
        let units = columns.iter().position(|c| c.is_some_and(|c| names_units(c.kind)));
        let Some(units) = units.filter(|_| printed) else { return false };
        let (above, own) = (self.last[units].flow.text(), row[units].words().unwrap_or_default());
        // What goes on with words begins or ends at a mark between them, or with one that joins.
        let mark = |c: char| matches!(c, '，' | '、' | '；' | '。' | '：' | ',' | '）' | ')');
        let joins = |own: &str| ["和", "及", "与", "以及", "并"].iter().any(|w| own.starts_with(w));
        let joined =
            |above: &str, own: &str| above.ends_with(mark) || own.starts_with(mark) || joins(own);
        if joined(above, own)
            || joined(
                self.last[task].flow.text().trim_end_matches(['。', '；']),
                row[task].flow.text(),
            )
        {
            return false;
        }
        let whole = row[units].unit_score() > 0.5 && names_one(above) && names_one(own);
        let stops = |row: &RowDraft<'_>| row.content.as_ref().is_some_and(|c| closed(c.text()));
        let before = self.rows.len().saturating_sub(1);
        let unstopped = before > 0 && !self.rows[..before].iter().any(stops);
        // 10% above 30亿元: each task has a figure of its own.
        let digit = |c: char| chars::digit(c).is_some();
        let figures = self.last.iter().zip(row).zip(columns).any(|((above, own), column)| {
            let above = above.flow.text();
            column.is_some_and(|c| c.kind == ColumnKind::Target)
                && own.words().is_some_and(|own| own.starts_with(digit))
                && above.starts_with(digit)
                && !above.ends_with(digit)
        });
        !own.is_empty() && (above == own || whole && (unstopped || figures))
    }

    /// Whether a row that prints its blank cells fills just what the row before leaves blank at its
    /// end: a row cut between two cells.
    fn fills_blanks(&self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
        let Some(first) = row.iter().position(|cell| cell.words().is_some()) else { return false };
        let is = |at: usize, kind| columns[at].is_some_and(|column| column.kind == kind);
        // What the cells before it leave out names the row: it has none of its own.
        row.len() == columns.len()
            && columns == self.last.iter().map(|cell| cell.column).collect::<Vec<_>>()
            && (0..first).any(|at| is(at, ColumnKind::Content))
            && row.iter().skip(first).filter(|cell| cell.words().is_some()).count() > 1
            && self.last[first..].iter().all(|cell| cell.flow.is_empty())
            && self.last[..first].iter().any(|cell| !cell.flow.is_empty())
    }

    /// The columns of a line that goes on with the row before, since a line break stands inside one
    /// of its cells: the row ends with that cell, and the line has the rest of it and what follows.
    pub(super) fn broken_cell(
        &self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let (width, cut) = (used_width(row), used_width_of(&self.last));
        // The last column may be empty, or the last two.
        let whole = columns.len().saturating_sub(2)..=columns.len();
        if page.form == GridForm::Cells
            || width < 2
            || cut == 0
            || !whole.contains(&(cut + width - 1))
            || columns != self.last.iter().map(|cell| cell.column).collect::<Vec<_>>()
            || row.iter().take(width).any(|cell| cell.words().is_none())
            || row.first().and_then(Cell::words).and_then(printed_number).is_some()
        {
            return None;
        }
        let kinds = columns[cut - 1..].iter().map(|column| column.map(|column| column.kind));
        let mut told = false;
        for (at, (cell, kind)) in row.iter().take(width).zip(kinds).enumerate() {
            let words = cell.words()?;
            let fits = match kind? {
                ColumnKind::Content | ColumnKind::Target | ColumnKind::Action if at == 0 => true,
                kind if at == 0 => {
                    told = names_units(kind) && self.goes_on_with_names(cell, columns);
                    told
                }
                ColumnKind::Deadline => date::says_when(words),
                kind if names_units(kind) => {
                    told |= cell.unit_score() > 0.5;
                    cell.unit_score() > 0.5 || is_none_mark(words)
                }
                _ => true,
            };
            if !fits {
                return None;
            }
        }
        let moved = columns[cut - 1..].iter().copied().chain(std::iter::repeat(None));
        told.then(|| moved.take(row.len()).collect())
    }

    /// The column of words alone that go on with the list of units of the row before, which ends in 、.
    pub(super) fn rest_of_list(
        &self,
        page: &Page<'s>,
        row: &[Cell<'s>],
    ) -> Option<Vec<Option<Assigned>>> {
        const LONGEST: usize = 30;
        let [line] = row else { return None };
        let words = line.words().filter(|_| page.form == GridForm::Tabs)?;
        let open = self.last.iter().rfind(|known| !known.flow.is_empty())?;
        let column = open.column.filter(|column| names_units(column.kind))?;
        let names = words.chars().take(LONGEST + 1).count() <= LONGEST
            && marker(words).is_none()
            && !words.contains(['。', '，', '；', '：']);
        (names && open.flow.text().ends_with('、')).then(|| vec![Some(column)])
    }

    /// The columns of a line that begins with a tab, since the break stands between two cells of the row
    /// before: the line has those that follow.
    pub(super) fn broken_between(
        &self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let (width, cut) = (used_width(row), used_width_of(&self.last));
        let begins = row.first().is_some_and(|cell| cell.words().is_none());
        if !self.may_go_on(page, columns) || !begins || width < 2 || cut + width - 1 > columns.len()
        {
            return None;
        }
        let fits = |(cell, column): (&Cell<'s>, &Option<Assigned>)| {
            let (Some(words), Some(column)) = (cell.words(), column) else { return false };
            match column.kind {
                ColumnKind::Deadline => date::says_when(words),
                kind if names_units(kind) => cell.unit_score() > 0.5 || is_none_mark(words),
                _ => false,
            }
        };
        let fit = row[1..width].iter().zip(&columns[cut..]).all(fits);
        let moved = std::iter::once(None).chain(columns[cut..].iter().copied());
        fit.then(|| moved.chain(std::iter::repeat(None)).take(row.len()).collect())
    }

    /// The columns of a line that is nothing but more of the last cell of the row before, which goes on
    /// with `next`, since that has no number either.
    pub(super) fn line_of_cell(
        &self,
        page: &Page<'s>,
        row: &[Cell<'s>],
        next: Option<&Vec<Cell<'s>>>,
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Option<Assigned>>> {
        let cut = used_width_of(&self.last);
        let words = row.first()?.words()?;
        if !self.may_go_on(page, columns)
            || used_width(row) != 1
            || cut == 0
            || cut == columns.len()
        {
            return None;
        }
        let numbered = |text: &str| printed_number(text).is_some() || marker(text).is_some();
        let more = |next: &Vec<Cell<'s>>| {
            next.first().and_then(Cell::words).is_some_and(|text| !numbered(text))
        };
        let (before, column) = (self.last[cut - 1].flow.text(), columns[cut - 1]?);
        let fits = match column.kind {
            ColumnKind::Content | ColumnKind::Target => !closed(before),
            kind if names_units(kind) => before.ends_with('、') && row[0].unit_score() > 0.5,
            _ => false,
        };
        (fits && !numbered(words) && next.is_some_and(more)).then(|| vec![Some(column)])
    }

    /// Whether lines without a number may go on with the row before: lines of tabs, of which each row
    /// has its number.
    fn may_go_on(&self, page: &Page<'s>, columns: &[Option<Assigned>]) -> bool {
        page.form == GridForm::Tabs
            && columns
                .first()
                .is_some_and(|first| first.is_some_and(|c| c.kind == ColumnKind::Number))
            && columns == self.last.iter().map(|cell| cell.column).collect::<Vec<_>>()
    }

    /// Whether a cell goes on with the units that the row before ends with: 市教育局、 with the next
    /// name, and where every row has its number a name that the break cut in two, 市财 | 政局.
    fn goes_on_with_names(&self, cell: &Cell<'s>, columns: &[Option<Assigned>]) -> bool {
        let Some(known) = self.last.iter().rfind(|known| !known.flow.is_empty()) else {
            return false;
        };
        if known.flow.text().ends_with('、') {
            return cell.unit_score() > 0.5;
        }
        let numbered = columns[0].is_some_and(|column| column.kind == ColumnKind::Number);
        let mut joined = known.flow.clone();
        joined.append(&cell.flow);
        numbered && responsibility::unit_score(&joined) > 0.8
    }

    /// Puts the rest of a cut row back, piece by piece.
    pub(super) fn put_back(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
        cut: Cut,
        moved: bool,
    ) {
        let Some(last) = self.rows.last_mut() else { return };
        let mut sure = true;
        let mut span = Span::default();
        for (cell, column) in row.iter().zip(columns) {
            let (Some(_), Some(column)) = (cell.words(), column) else { continue };
            if column.kind == ColumnKind::Number
                && last.number.is_none()
                && let Some(number) = printed_number(cell.flow.text())
            {
                last.number = Some((number, cell.flow.slice(numeral_range(cell.flow.text()))));
                self.state.number = Some(number);
                span.extend(&cell.flow.whole());
                continue;
            }
            let is = |known: &CutCell<'s>| known.column == Some(*column);
            let Some(at) = self.last.iter().position(is) else { continue };
            let before: Vec<_> = self.last[..=at].iter().map(|known| known.column).collect();
            let other = slot(&before, at).map_or(0, |slot| self.columns.index(slot));
            let known = &mut self.last[at];
            let more = &cell.flow;
            let outer = matches!(
                column.kind,
                ColumnKind::SectionOrdinal
                    | ColumnKind::Section
                    | ColumnKind::Action
                    | ColumnKind::Number
            );
            if outer && key(known.flow.text()) == key(more.text()) {
                // Written again at the top of the page.
                self.record.furniture(FurnitureKind::RepeatedHeader, more.whole());
                continue;
            }
            sure &= !known.flow.is_empty() && !closed(known.flow.text());
            span.extend(&more.whole());
            last.go_on((column, &known.flow, other), more, &cell.breaks);
            known.flow.append(more);
        }
        if let Some(action) = &last.action {
            self.state.action = Some(action.clone());
        }
        if last.section.is_some() {
            self.state.section = last.section.clone();
        }
        if span.is_empty() {
            return;
        }
        last.span.extend(&span);
        self.stitched(span, sure && !moved, cut);
    }

    pub(super) fn stitched(&mut self, at: Span, sure: bool, cut: Cut) {
        let Some(last) = self.rows.last() else { return };
        let number = last.number.as_ref().map(|(number, _)| *number);
        let broken = last
            .content
            .as_ref()
            .map(|content| end_of(content.text(), 6).to_owned())
            .unwrap_or_default();
        let confidence = match (sure, cut) {
            (true, Cut::AtTop) => Confidence::Certain,
            (true, Cut::Within) | (false, Cut::AtTop) | (_, Cut::Cell) => Confidence::Likely,
            (false, Cut::Within) => Confidence::Unsure,
        };
        if cut == Cut::Cell {
            self.record.repair(
                RepairKind::StitchedRow,
                at,
                confidence,
                || format!("一行在单元格内换行，已逐格接回：“…{broken}”"),
                || {
                    format!(
                        "a line break inside a cell cut a row, which is stitched cell by cell: “…{broken}”"
                    )
                },
            );
            return;
        }
        self.record.repair(
            RepairKind::StitchedRow,
            at,
            confidence,
            || match number {
                Some(number) => format!("第{number}行被换页截断，已逐格接回"),
                None => format!("一行被换页截断，已逐格接回：“…{broken}”"),
            },
            || match number {
                Some(number) => {
                    format!("row {number} was cut by a page and is stitched cell by cell")
                }
                None => {
                    format!("a row was cut by a page and is stitched cell by cell: “…{broken}”")
                }
            },
        );
    }

    /// A row without a number at the top of a page: a row of its own, or a rest that goes on with
    /// nothing.
    pub(super) fn left_apart(&mut self, draft: &RowDraft<'s>) {
        self.record.repair(
            RepairKind::LeftApart,
            draft.span.clone(),
            Confidence::Unsure,
            || "页首这一行没有序号，也接不上前一行，作为单独一行".to_owned(),
            || "this row at the top of a page has no number and goes on with nothing; it stands as a row of its own".to_owned(),
        );
    }
}

/// Whether a column is of a kind.
fn is(column: &Option<Assigned>, kind: ColumnKind) -> bool {
    column.is_some_and(|column| column.kind == kind)
}

/// Whether a row fills each of its columns that no merged cell may leave blank, and no remark.
fn is_whole(cells: impl Iterator<Item = (Option<Assigned>, bool)>) -> bool {
    let mut count = 0;
    for (column, filled) in cells {
        let Some(column) = column else { continue };
        let outer = matches!(
            column.kind,
            ColumnKind::SectionOrdinal | ColumnKind::Section | ColumnKind::Action
        );
        // 备注, 完成情况: few rows have a word there.
        let seldom = matches!(column.kind, ColumnKind::Remark | ColumnKind::Other);
        if !filled && seldom {
            continue;
        }
        if !filled && !outer {
            return false;
        }
        count += usize::from(!outer);
    }
    count > 2
}

/// The cells of a row up to the last that is filled.
fn used_width_of(row: &[CutCell<'_>]) -> usize {
    row.iter().rposition(|cell| !cell.flow.is_empty()).map_or(0, |at| at + 1)
}

/// The cells of a row as the next page may go on with them.
pub(super) fn cut_cells<'s>(
    row: &[Cell<'s>],
    columns: &[Option<Assigned>],
    draft: &RowDraft<'s>,
) -> Vec<CutCell<'s>> {
    let section = draft.section.as_ref();
    columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let flow = match column.map(|column| column.kind) {
                Some(ColumnKind::Content) => draft.content.clone(),
                Some(ColumnKind::Action) => draft.action.clone(),
                Some(ColumnKind::Section) => section.and_then(|section| section.title.clone()),
                Some(ColumnKind::SectionOrdinal) => {
                    section.and_then(|section| Some(section.ordinal.as_ref()?.1.clone()))
                }
                _ => row
                    .get(at)
                    .filter(|cell| cell.own || cell.from_above)
                    .map(|cell| cell.flow.clone()),
            };
            CutCell { column: *column, flow: flow.unwrap_or_default() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::BodyHints;
    use crate::fixtures::{notice_with_tables, task_rows};

    /// The rows of a table with two columns of one role, cut by a page behind the second row.
    fn cut(first: &str, second: &str, rest: &str) -> Vec<String> {
        let header = "序号|任务名称|任务内容|国家部委|省级部门|责任处室";
        let next = "3|绿化|栽植行道树900株。|林草局|省林业局|绿化处";
        task_rows(&[header, first, second, "-", rest, next], &BodyHints::default())
    }

    #[test]
    fn what_a_page_cut_off_a_row_has_no_vote_on_which_numbers_are_the_rows() {
        let header = "类别|重点任务|主要内容|责任单位|完成时限";
        let numbers = |rest: &str| -> Vec<Option<u32>> {
            let notice = notice_with_tables(&format!(
                "云溪县供水任务分解表\n{header}\n\
                 供水保障|1.改造管网|（1）更换老旧管道9公里。|县水利局|6月底前\n\
                 ||（2）改造入户管道。|县水利局|6月底前\n\
                 |2.保护水源|（3）划定保护区2处，|县生态环境局|10月底前\n{header}\n{rest}\
                 |3.建设泵站|（4）新建泵站3座。|县住建局|9月底前\n\
                 |4.节约用水|（5）更换水表2万只。|县住建局|9月底前"
            ));
            notice.tables[0].rows.iter().map(|row| row.number).collect()
        };
        let inner = [1, 2, 3, 4, 5].map(Some);
        assert_eq!(numbers(""), inner);
        assert_eq!(numbers("供水保障||设立界碑。||\n"), inner);
    }

    #[test]
    fn of_two_columns_of_a_role_the_rest_goes_to_its_own() {
        let first = "1|供水|改造供水管网12公里。|水利部|省水利厅、省财政厅|供水处";
        let second = "2|金融|设立基金50亿元。|人民银行、金融监|省金融|金融处";
        let told = "2|金融|设立基金50亿元。|人民银行、金融监管总局|省金融办、省财政厅";
        assert_eq!(cut(first, second, "|||管总局|办、省财政厅|")[1], told);
        let second = "2|金融|设立基金50亿元。|人民银行、金融监|省金融办、省财政厅|金融处";
        assert_eq!(cut(first, second, "|||管总局||")[1], told);
        let second = "2|金融|设立基金50亿元。|人民银行、金融监管总局|省金融|金融处";
        assert_eq!(cut(first, second, "||||办、省财政厅|")[1], told);
    }

    #[test]
    fn a_number_may_stand_beside_the_rest_of_its_row() {
        let rows = |second: &str, rest: &str| {
            let header = "序号|任务名称|任务内容|牵头单位|配合单位";
            let first = "1|供水|改造供水管网12公里。|县水利局|县财政局";
            let next = "3|绿化|栽植行道树900株。|县林业局|各乡镇";
            let mut hints = BodyHints::default();
            hints.units.insert("县林业局".into());
            task_rows(&[header, first, second, "-", rest, next], &hints)
        };
        let whole = "2|护岸|修建护岸12公里，建平台6处。|县住建局|县林业局";
        assert_eq!(rows("|护岸|修建护岸12|县住建局|县林业局", "2||公里，建平台6处。||")[1], whole);
        assert_eq!(rows("|护岸|修建护岸12|县住建局|县林", "2||公里，建平台6处。||业局")[1], whole);
        // No row above says whether tasks stop.
        let header = "序号|任务名称|任务内容|牵头单位|配合单位";
        let alone = [header, "|护岸|修建护岸12|县住建局|", "-", "1||公里，建平台6处。||"];
        assert_eq!(task_rows(&alone, &BodyHints::default()).len(), 2);
        // A row of its own.
        assert_eq!(rows("|护岸|修建护岸12公里。|县住建局|", "2||建平台6处。|县林业局|").len(), 4);
        assert_eq!(rows("|护岸|修建护岸12公里|县住建局|", "2|平台|建平台6处。|县林业局|").len(), 4);
    }

    #[test]
    fn what_tells_a_task_may_be_a_sentence_that_a_page_cuts() {
        let rows = |second: &str, rest: &str| {
            let header = "序号|具体问题|整改措施|责任单位";
            let first = "1|河道淤积。|疏浚干渠12公里。|县水利局";
            task_rows(&[header, first, second, "-", rest], &BodyHints::default())
        };
        let whole = "2|护岸破损。|修建护岸12公里。|县住建局";
        assert_eq!(rows("2|护岸|修建护岸12公|县住建局", "|破损。|里。|")[1..], [whole]);
        assert_eq!(rows("2|护岸破|修建护岸12公里。|县住建局", "|损。||")[1..], [whole]);
        assert_eq!(rows("2|护岸破损。|修建护岸。|县住建局", "|渠道破损。|修渠。|").len(), 3);
        // A row of its own has what is done, or who answers, whole as well.
        let second = "2|绿化不足|造林3万亩。|县林业局";
        assert_eq!(rows(second, "|执法不严。|开展检查6次。|").len(), 3);
        assert_eq!(rows(second, "|执法不严。||县公安局").len(), 3);
        // But a list of units that stops at its comma was cut.
        let cut = rows("2|护岸破|修建护岸12公里。|县住建局、", "|损。|植树。|县林业局");
        assert_eq!(cut[1..], ["2|护岸破损。|修建护岸12公里。植树。|县住建局、县林业局"]);
    }

    #[test]
    fn the_rest_of_what_stands_beside_the_task_is_no_row() {
        let first = "1|供水|改造供水管网12公里。|水利部|省水利厅|供水";
        let second = "2|金融|设立基金50亿元。|金融监管总局|省金融办|金融监";
        let rows = cut(first, second, "|||||管处");
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], "2|金融|设立基金50亿元。|金融监管总局|省金融办");
    }
}
