//! What is read for more rows than the one it is printed in: merged cells, 同上, times in front.

use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Role, Span};
use hongtou_source::counted;

use super::super::columns::Assigned;
use super::super::draft::{RowDraft, UnitsCell};
use super::super::grid::Cell;
use super::Reading;
use crate::flow::Flow;
use crate::record::head;
use crate::responsibility;

/// A merged cell that was read for rows below it.
pub(super) struct CarriedCell {
    span: Span,
    words: String,
    /// For how many.
    rows: u32,
    /// Whether one of them has fewer cells than the table and may have lost another one.
    short: bool,
    /// Whether nothing but the blanks below it tells that it is merged.
    told: bool,
}

impl CarriedCell {
    fn new(flow: &Flow<'_>) -> CarriedCell {
        let (span, words) = (flow.whole(), flow.text().to_owned());
        CarriedCell { span, words, rows: 0, short: false, told: false }
    }
}

impl<'s> Reading<'_, 's> {
    /// Whether a row with a task of its own has nothing in front of it where the units stand there:
    /// those of the row above hold for it too. Where it has, they are forgotten.
    pub(super) fn carries_units(&mut self, row: &[Cell<'s>], columns: &[Option<Assigned>]) -> bool {
        let is = |at: usize, of: fn(ColumnKind) -> bool| columns[at].is_some_and(|c| of(c.kind));
        let task = columns.iter().position(|c| c.is_some_and(|c| c.kind == ColumnKind::Content));
        let task = task.unwrap_or(0).min(row.len());
        let numbered = |kind| kind == ColumnKind::Number;
        let carries = row.get(task).is_some_and(|cell| cell.words().is_some())
            && (0..task).all(|at| is(at, numbered) || row[at].flow.is_empty());
        if !carries {
            self.state.front.clear();
        }
        self.state.front.retain(|(at, _)| *at < task);
        carries
    }

    /// 同上: the units of the row above.
    pub(super) fn as_above(&mut self, draft: &mut RowDraft<'s>, role: Role, mark: &Flow<'s>) {
        self.record.furniture(FurnitureKind::Mark, mark.whole());
        let above =
            self.rows.last().and_then(|row| row.units.iter().find(|cell| cell.role == role));
        let Some(cell) = above.cloned() else { return };
        self.stands_for(mark, &cell.flow);
        draft.units.push(cell);
    }

    /// A time in front of the number groups the rows, as what else stands there does: where nothing
    /// says which cells are merged, a blank one goes on with that above it.
    pub(super) fn time_in_front(
        &mut self,
        draft: &mut RowDraft<'s>,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) {
        let place = |kind| columns.iter().position(|c| c.is_some_and(|c| c.kind == kind));
        let (time, number) = (place(ColumnKind::Deadline), place(ColumnKind::Number));
        let in_front = time.is_some_and(|time| number.is_some_and(|number| time < number));
        let blank = time.and_then(|time| row.get(time)).is_some_and(|cell| cell.flow.is_empty());
        if self.drawn || self.state.fresh || !in_front || !blank || draft.number.is_none() {
            return;
        }
        let Some(above) = self.rows.last().and_then(|row| row.deadline.clone()) else { return };
        self.carried(&above);
        draft.deadline = Some(above);
    }

    /// 同上: the time of the row above.
    pub(super) fn time_above(&mut self, draft: &mut RowDraft<'s>, mark: &Flow<'s>) {
        self.record.furniture(FurnitureKind::Mark, mark.whole());
        let Some(time) = self.rows.last().and_then(|row| row.deadline.clone()) else { return };
        self.stands_for(mark, &time);
        draft.deadline = Some(time);
    }

    /// Records that a mark was read as the words of the row above.
    fn stands_for(&mut self, mark: &Flow<'s>, words: &Flow<'s>) {
        let words = words.text();
        self.record.repair(
            RepairKind::FilledMergedCell,
            mark.whole(),
            Confidence::Certain,
            || format!("“{}”即上一行的“{}”", mark.text(), head(words, 16)),
            || format!("“{}” stands for “{}” of the row above", mark.text(), head(words, 16)),
        );
    }

    /// A merged cell was read for one more row.
    pub(super) fn carried(&mut self, flow: &Flow<'s>) {
        if let Some(start) = flow.whole().start() {
            let cell = self.merged.entry(start).or_insert_with(|| CarriedCell::new(flow));
            cell.rows += 1;
            cell.short |= self.short_row;
        }
    }

    /// A cell was read for one more row, as blanks tell that it is merged.
    fn carried_by_blanks(&mut self, flow: &Flow<'s>) {
        if let Some(start) = flow.whole().start() {
            let cell = self.merged.entry(start).or_insert_with(|| CarriedCell::new(flow));
            cell.rows += 1;
            cell.told = true;
        }
    }

    /// Records which merged cells were read for the rows below them.
    pub(super) fn tell_carried(&mut self) {
        for CarriedCell { span, words, rows, short, told } in
            std::mem::take(&mut self.merged).into_values()
        {
            let words = head(&words, 16);
            // Which of its cells a short row lost is told by what fits.
            let confidence = match short {
                _ if self.inferred => Confidence::Unsure,
                true => Confidence::Likely,
                false if told => Confidence::Likely,
                false => Confidence::Certain,
            };
            let (zh, en) = if short {
                ("，其中有的行缺少单元格", ", some of which lack cells")
            } else {
                ("", "")
            };
            self.record.repair(
                RepairKind::FilledMergedCell,
                span,
                confidence,
                || format!("合并单元格“{words}”已填入其下{rows}行{zh}"),
                || {
                    let rows = counted(rows, "row", "rows");
                    format!("the merged cell “{words}” is carried down to {rows} below it{en}")
                },
            );
        }
    }

    /// A cell merged over the columns of several periods was read for each.
    pub(super) fn stretched(&mut self, flow: &Flow<'s>, count: usize) {
        let words = head(flow.text(), 16);
        self.record.repair(
            RepairKind::FilledMergedCell,
            flow.whole(),
            Confidence::Certain,
            || format!("合并单元格“{words}”已填入它跨过的{count}个时段"),
            || format!("the merged cell “{words}” is read for the {count} periods that it covers"),
        );
    }

    /// Where lines or bars leave open what is merged, and the units are blank in just those rows in which
    /// the action is, which goes on from above, the units of its first row hold for all of them.
    pub(super) fn units_beside_actions(&mut self) {
        let blank = |row: &RowDraft<'_>| row.units.is_empty();
        let alike = |row: &RowDraft<'_>| {
            row.content.is_some() && row.action.is_some() && row.action_printed != blank(row)
        };
        if self.drawn {
            return self.units_beside_lost_actions();
        }
        let blanks = self.rows.iter().filter(|row| blank(row)).count();
        if blanks < 2 || self.rows.len() - blanks < 2 || !self.rows.iter().all(alike) {
            return;
        }
        // So does the time where it is blank in just the same rows.
        let timed = self.rows.iter().all(|row| row.deadline.is_none() == blank(row));
        let mut above: Vec<UnitsCell<'s>> = Vec::new();
        let mut time: Option<Flow<'s>> = None;
        let mut carried: Vec<Flow<'s>> = Vec::new();
        for row in &mut self.rows {
            if !blank(row) {
                above.clone_from(&row.units);
                time = row.deadline.clone().filter(|_| timed);
                continue;
            }
            // 市财政局安排资金: the row says itself who answers.
            if row.content.as_ref().is_some_and(|flow| responsibility::opens_with_name(flow.text()))
            {
                continue;
            }
            row.units.clone_from(&above);
            for cell in &above {
                let Some(start) = cell.flow.whole().start() else { continue };
                let merged = || CarriedCell::new(&cell.flow);
                self.merged.entry(start).or_insert_with(merged).rows += 1;
            }
            if !row.content.as_ref().is_some_and(says_when)
                && let Some(time) = &time
            {
                row.deadline = Some(time.clone());
                carried.push(time.clone());
            }
        }
        carried.iter().for_each(|time| self.carried_by_blanks(time));
    }

    /// Where cells are drawn and a page cut one that is merged, nothing stands in the rest of it: the units of a row whose
    /// action is blank likewise, and goes on from above, are those of the row above.
    fn units_beside_lost_actions(&mut self) {
        let mut next = 0;
        for at in 1..self.rows.len() {
            if !self.page_tops.contains(&at) && next != at {
                continue;
            }
            let [above, row] = &mut self.rows[at - 1..=at] else { return };
            let same =
                || row.action.as_ref().map(Flow::text) == above.action.as_ref().map(Flow::text);
            let lost = row.units.is_empty()
                && row.action.is_some()
                && !(row.action_printed || row.action_merged)
                && same()
                && row.content.as_ref().is_some_and(|task| !says_who(task));
            if lost {
                next = at + 1;
                row.units.clone_from(&above.units);
                let cells: Vec<Flow<'s>> = row.units.iter().map(|of| of.flow.clone()).collect();
                cells.iter().for_each(|flow| self.carried_by_blanks(flow));
            }
        }
    }

    /// Where the name of the task is blank in a row that has the next number, its own units and its own targets, it is
    /// merged with that above.
    pub(super) fn contents_above(&mut self) {
        for at in 1..self.rows.len() {
            let [above, row] = &mut self.rows[at - 1..=at] else { return };
            let number = |row: &RowDraft<'s>| row.number.as_ref().map(|(number, _)| *number);
            let next = number(above).is_some_and(|above| number(row) == Some(above + 1));
            let blank = row.content.is_none() && row.action.is_none();
            if blank && next && !row.units.is_empty() && !row.targets.is_empty() {
                row.content = above.content.clone().filter(|_| above.action.is_none());
                let task = row.content.clone();
                task.iter().for_each(|flow| self.carried_by_blanks(flow));
            }
        }
    }

    /// Where lines or bars leave open what is merged, and who answers is blank in just those rows in which the title of
    /// the group or of the action is, it is merged as that is, and so is a time that is blank in the same rows. So is a
    /// time in front of the tasks, below which several numbered rows have none; behind them, a task may have none.
    pub(super) fn merged_beside_groups(&mut self) {
        let rows = &self.rows;
        if self.drawn || self.cut || rows.iter().any(|row| row.content.is_none()) {
            return;
        }
        let place = |kind| self.columns.drafts.iter().position(|((known, ..), _)| *known == kind);
        let section = |at: usize| rows[at].section.as_ref().map(Rc::as_ptr);
        let opens = |at: usize| at == 0 || section(at) != section(at - 1);
        let grouped = place(ColumnKind::Section).is_some();
        let acts = place(ColumnKind::Action).is_some();
        let blanks_alike = |blank: &dyn Fn(&RowDraft<'s>) -> bool| {
            let blanks = rows.iter().filter(|row| blank(row)).count();
            let all = |opens: &dyn Fn(usize) -> bool| {
                rows.iter().enumerate().all(|(at, row)| blank(row) != opens(at))
            };
            blanks > 1
                && rows.len() - blanks > 1
                && (grouped && all(&opens) || acts && all(&|at| rows[at].action_printed))
        };
        let lacks =
            |role: Role| move |row: &RowDraft<'s>| row.units.iter().all(|of| of.role != role);
        let merged = [Role::Lead, Role::Responsible].into_iter();
        let merged: Vec<Role> = merged.filter(|&role| blanks_alike(&lacks(role))).collect();
        let timeless = rows.iter().filter(|row| row.deadline.is_none()).count();
        let task = place(ColumnKind::Action).or(place(ColumnKind::Content));
        let in_front = place(ColumnKind::Deadline).is_some_and(|at| Some(at) < task)
            && timeless > 1
            && rows.len() - timeless > 1
            && rows.iter().all(|row| row.number.is_some());
        // Whom such a row names in another role answers for it alone, and so may whom its task names.
        let answered = |row: &RowDraft<'s>| {
            !row.units.is_empty() || row.content.as_ref().is_some_and(says_who)
        };
        let told =
            merged.iter().any(|&role| rows.iter().any(|row| lacks(role)(row) && answered(row)));
        let beside = !told && !merged.is_empty() && blanks_alike(&|row| row.deadline.is_none());
        for role in merged.into_iter().filter(|_| !told) {
            self.answered_as_above(role);
        }
        if in_front || beside {
            self.timed_as_above();
        }
    }

    /// Gives rows without those who answer in a role them of the row above.
    fn answered_as_above(&mut self, role: Role) {
        let mut above: Option<UnitsCell<'s>> = None;
        for at in 0..self.rows.len() {
            let row = &mut self.rows[at];
            if let Some(own) = row.units.iter().find(|own| own.role == role) {
                above = Some(own.clone());
                continue;
            }
            let Some(units) = above.clone() else { continue };
            row.units.insert(0, units.clone());
            self.carried_by_blanks(&units.flow);
        }
    }

    /// Gives rows without a time that of the row above in the same section, but where the task itself says when:
    /// 每月巡查1次.
    fn timed_as_above(&mut self) {
        for at in 1..self.rows.len() {
            let [above, row] = &mut self.rows[at - 1..=at] else { return };
            let section = |row: &RowDraft<'s>| row.section.as_ref().map(Rc::as_ptr);
            if row.deadline.is_none()
                && section(row) == section(above)
                && !row.content.as_ref().is_some_and(says_when)
                && let Some(time) = above.deadline.clone()
            {
                row.deadline = Some(time.clone());
                self.carried_by_blanks(&time);
            }
        }
    }
}

/// Whether a task may say itself who answers: 市财政局安排资金, 由市财政局安排资金.
fn says_who(task: &Flow<'_>) -> bool {
    let text = task.text();
    responsibility::opens_with_name(text)
        || ["由", "负责", "牵头", "责任"].iter().any(|word| text.contains(word))
}

/// Whether a task may say itself by when it is done, or how often.
fn says_when(task: &Flow<'_>) -> bool {
    const TIMES: [&str; 9] = ["月", "年", "季度", "日前", "每", "长期", "常态", "持续", "周"];
    TIMES.iter().any(|time| task.text().contains(time))
}

/// Whether a cell only says that it holds the same as the one above it.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(text, "同上" | "同前" | "〃" | "″")
}

#[cfg(test)]
mod tests {
    use super::super::super::profile::BodyHints;
    use crate::fixtures;

    /// The deadline and who leads of each row of a table.
    fn merged(header: &str, rows: &[&str]) -> Vec<String> {
        let text = format!("云溪县任务分解表\n{header}\n{}", rows.join("\n"));
        let notice = fixtures::notice_with_tables(&text);
        let row = |row: &hongtou_model::Row| {
            let deadline = row.deadline.as_ref().map_or("", |deadline| deadline.text.as_str());
            let lead = row.units.iter().find(|of| of.role == hongtou_model::Role::Lead);
            format!("{deadline} {}", lead.map_or("", |lead| lead.name.as_str()))
        };
        notice.tables[0].rows.iter().map(row).collect()
    }

    #[test]
    fn leads_blank_where_the_group_is_are_merged_with_it() {
        let header = "序号|类别|工作任务|牵头单位|责任单位|完成时限";
        let rows = |second: &str, last: &str| {
            let rows = [
                "1|修建沟渠|疏浚干渠5条。|县水利局|各乡镇|6月底",
                &format!("2||{second}"),
                "3|种植林木|造林3万亩。|县林业局|各乡镇|10月底",
                &format!("4||补植苗木80株。|{last}"),
            ];
            merged(header, &rows)
        };
        // By when may be open.
        let whole = ["6月底 县水利局", " 县水利局", "10月底 县林业局", "11月底 县林业局"];
        assert_eq!(rows("加固堤坝2处。|||", "||11月底"), whole);
        // One blank alone may be open, too, and others may answer or be named.
        assert_eq!(rows("加固堤坝2处。|||", "县农业局||11月底")[1], " ");
        assert_eq!(rows("加固堤坝2处。||县应急局|7月底", "||11月底")[1], "7月底 ");
        assert_eq!(rows("由乡镇加固堤坝2处。|||", "||11月底")[1], " ");
    }

    #[test]
    fn a_time_blank_where_who_answers_is_blank_is_merged_as_that_is() {
        let header = "工作任务|序号|工作内容|完成时限|牵头单位";
        let rows = |last: &str| {
            let rows = [
                "修建沟渠|1|疏浚干渠5条。|6月底|县水利局",
                "|2|加固堤坝2处。||",
                "种植林木|3|造林3万亩。|10月底|县林业局",
                &format!("|4|补植苗木80株。|{last}|"),
            ];
            merged(header, &rows)
        };
        let whole = ["6月底 县水利局", "6月底 县水利局", "10月底 县林业局", "10月底 县林业局"];
        assert_eq!(rows(""), whole);
        // One of its own leaves open whose the blanks are.
        assert_eq!(rows("12月底")[1], " 县水利局");
    }

    #[test]
    fn units_are_merged_over_a_page_as_the_action_beside_them() {
        let header = "序号|事项|工作措施|责任单位";
        let rows = |third: &str| {
            let first = "1|修缮沟渠|疏浚干渠5条。|县水利局";
            let lines = [header, first, "-", third, "3|种植林木|造林3万亩。|县林业局"];
            fixtures::task_rows(&lines, &BodyHints::default())[1].clone()
        };
        assert_eq!(rows("2||加固堤坝2处。|"), "2|修缮沟渠|加固堤坝2处。|县水利局");
        assert_eq!(rows("2||由乡镇加固堤坝2处。|"), "2|修缮沟渠|由乡镇加固堤坝2处。");
        assert_eq!(rows("2|加固堤坝|加固堤坝2处。|"), "2|加固堤坝|加固堤坝2处。");
    }

    #[test]
    fn the_name_of_a_task_is_merged_over_the_next_one_with_units_and_targets() {
        let header = "序号|内容|牵头部门|2025年工作任务|2026年工作计划";
        let second = |second: &str| {
            let first = "1|修缮库房屋面|库房科|修缮屋面3处。|修缮屋面2处。";
            let lines = [header, first, second, "3|更新消防设备|保卫科|更换30具。|更换20具。"];
            fixtures::task_rows(&lines, &BodyHints::default())[1].clone()
        };
        assert_eq!(second("2||财务科|落实经费。|结清经费。"), "2||修缮库房屋面|财务科");
        assert_eq!(second("||财务科|落实经费。|结清经费。").matches("修缮").count(), 0);
    }

    #[test]
    fn a_time_in_front_of_the_tasks_is_that_of_the_rows_below() {
        let rows = [
            "1|3月|疏浚干渠5条。|县水利局",
            "2||加固堤坝2处。|县应急局",
            "3|6月|造林3万亩。|县林业局",
            "4||补植苗木80株。|县林业局",
        ];
        let found = merged("序号|月份|工作任务|牵头单位", &rows);
        assert_eq!(found, ["3月 县水利局", "3月 县应急局", "6月 县林业局", "6月 县林业局"]);
        // A row without a number may be a part of the one above it.
        let parts = rows.map(|row| row.trim_start_matches(['2', '4']));
        assert_eq!(merged("序号|月份|工作任务|牵头单位", &parts)[1], " 县应急局");
        // One of the task's own holds, and none goes over into the next group.
        let own = rows.map(|row| row.replace("加固堤坝2处", "每月巡堤2次"));
        let own: Vec<&str> = own.iter().map(|row| &**row).collect();
        assert_eq!(merged("序号|月份|工作任务|牵头单位", &own)[1], " 县应急局");
        let groups = [
            "1|修建沟渠|3月|疏浚干渠5条。|县水利局",
            "2||6月|加固堤坝2处。|县应急局",
            "3|种植林木||造林3万亩。|县林业局",
            "4|||补植苗木80株。|县林业局",
        ];
        let found = merged("序号|类别|月份|工作任务|牵头单位", &groups);
        assert_eq!(found[2..], [" 县林业局", " 县林业局"]);
        // Behind them nothing tells.
        let behind = rows.map(|row| {
            let mut cells: Vec<&str> = row.split('|').collect();
            cells.swap(1, 3);
            cells.join("|")
        });
        let behind: Vec<&str> = behind.iter().map(|row| &**row).collect();
        assert_eq!(merged("序号|牵头单位|工作任务|月份", &behind)[1], " 县应急局");
    }
}
