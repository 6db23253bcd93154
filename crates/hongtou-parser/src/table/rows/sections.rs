//! The sections and actions that rows stand under, and the rows that only name them.

use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Role};
use hongtou_source::{chars, fold};

use super::super::columns::Assigned;
use super::super::draft::{
    RowDraft, SectionCell, UnitsCell, ordinal_form, units_of_title, without_heading_marks,
};
use super::super::grid::{Cell, Page};
use super::super::profile::{is_none_mark, is_number, is_ordinal, key, printed_number};
use super::Reading;
use crate::flow::{Flow, trim};
use crate::marker::{Form, marker};
use crate::record::head;
use crate::{responsibility, sentence};

impl<'s> Reading<'_, 's> {
    /// Whether a page's first row is the rest of a section's title that the page before ends with.
    pub(super) fn rest_of_section(&mut self, row: &[Cell<'s>]) -> bool {
        let mut filled = row.iter().filter(|cell| cell.words().is_some());
        let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
        let text = cell.flow.text();
        if !self.state.fresh || marker(text).is_some() || sentence::is_sentence(text) {
            return false;
        }
        let section = self.state.section.as_mut();
        let Some(title) = section.and_then(|section| Rc::make_mut(section).title.as_mut()) else {
            return false;
        };
        let known = |words: &str| self.hints.sections.contains(&key(words));
        if known(title.text()) || text.chars().count() > 30 {
            return false;
        }
        title.append(&cell.flow);
        self.record.furniture(FurnitureKind::Label, cell.flow.whole());
        let title = title.text().to_owned();
        // The body has the whole title, or nothing but the break says that it goes on.
        let confidence = if known(&title) { Confidence::Certain } else { Confidence::Likely };
        self.record.repair(
            RepairKind::StitchedRow,
            cell.flow.whole(),
            confidence,
            || format!("一组的标题被换页截断，已接回：“{}”", head(&title, 16)),
            || format!("a section's title was cut by a page and is joined: “{}”", head(&title, 16)),
        );
        true
    }

    pub(super) fn section_row(&mut self, cells: &[&Cell<'s>]) {
        if let [cell] = cells
            && self.answering_row(&cell.flow)
        {
            return;
        }
        // Where no row stands below it, its words are still accounted for.
        for cell in cells {
            self.record.furniture(FurnitureKind::Label, cell.flow.whole());
        }
        let bare = without_heading_marks(&cells[0].flow);
        let first = bare.as_ref().unwrap_or(&cells[0].flow);
        let mut section = SectionCell::default();
        let mut label = first.clone();
        let ordinal = is_ordinal(first.text()).or_else(|| is_number(first.text()));
        if let ([_, title, ..], Some(ordinal)) = (cells, ordinal) {
            section.ordinal = Some((ordinal, first.clone()));
            section.form = ordinal_form(first.text());
            section.title = Some(title.flow.clone());
        } else if let Some(found) = marker(first.text()) {
            section.ordinal = Some((found.number, first.slice(found.numeral.clone())));
            section.form = Some(found.form);
            label = first.slice(trim(first.text(), 0..found.end));
            let range = trim(first.text(), found.end..first.text().len());
            section.title = (!range.is_empty()).then(|| first.slice(range));
        } else {
            section.title = Some(first.clone());
        }
        units_of_title(&mut section);
        section.spans = true;
        let group = (label, section.title.clone());
        if let Some(below) = self.below_section(section.form, group) {
            section = below;
        }
        self.state.section = Some(Rc::new(section));
        self.state.action = None;
        self.state.front.clear();
        self.state.fresh = true;
        self.state.section_from = self.rows.len();
        if self.answering.above.as_ref().is_some_and(|line| line.of_section) {
            self.answers_no_more();
        }
    }

    /// Takes the ordinal of the section that follows the one before, and its title, where the row says a task
    /// beside them: 三、 | 改善水质 | 15 | 划定禁养区。. Gives back the row without its number, as only figures
    /// number tasks there.
    pub(super) fn titles_below(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Cell<'s>>> {
        let [ordinal, title, ..] = row else { return None };
        let number = is_ordinal(ordinal.words()?)?;
        let known = self.state.section.as_ref()?;
        let form = ordinal_form(ordinal.flow.text());
        let next =
            known.form == form && known.ordinal.as_ref().map(|known| known.0 + 1) == Some(number);
        let words = title.words()?;
        // Who does it and by when is said of the title itself, where nothing else is.
        let says_task = |(cell, column): (&Cell<'_>, &Option<Assigned>)| {
            let kind = column.map(|column| column.kind);
            matches!(kind, Some(ColumnKind::Action | ColumnKind::Content))
                && cell.words().is_some_and(|words| !is_none_mark(words))
        };
        let mut beside = row.iter().zip(columns).skip(2);
        if !next || words.chars().count() > 40 || words.contains('。') || !beside.any(says_task) {
            return None;
        }
        self.section_row(&[ordinal, title]);
        let mut row = row.to_vec();
        row[..2].fill_with(Cell::default);
        Some(row)
    }

    /// Whether ordinals in Chinese stand where the numbers do, and count apart from the figures there: 一 | 1 |
    /// 2 | 二 | 3, or 1 once more below 二. They number what the rows below them are part of.
    pub(super) fn counts_parts(&self, page: &Page<'s>, columns: &[Option<Assigned>]) -> bool {
        if columns.first().copied().flatten().is_none_or(|column| column.kind != ColumnKind::Number)
        {
            return false;
        }
        let known = self.state.section.as_ref().and_then(|section| section.ordinal.as_ref());
        let mut part = known.map_or(0, |known| known.0);
        let mut number = self.state.number.unwrap_or(0);
        let (mut parts, mut headed) = (0, false);
        for first in page.rows.iter().filter_map(|row| row.first()?.words()) {
            if let Some(found) = is_number(first) {
                if found != number + 1 && !(headed && found == 1) {
                    return false;
                }
                (number, headed) = (found, false);
            } else if ordinal_form(first) == Some(Form::Han) {
                if headed || is_ordinal(first) != Some(part + 1) {
                    return false;
                }
                (part, parts, headed) = (part + 1, parts + 1, true);
            }
        }
        parts > 0 && !headed
    }

    /// Takes the ordinal and the title of a part of the table that somebody answers for: 二 | 改善水质 | 市水利局
    /// above 3 | 划定禁养区 | 市农业局. Gives back the row without its number, as it is one of work all the same.
    pub(super) fn heads_part(
        &mut self,
        row: &[Cell<'s>],
        columns: &[Option<Assigned>],
    ) -> Option<Vec<Cell<'s>>> {
        let [ordinal, title, ..] = row else { return None };
        let named = columns.get(1).copied().flatten()?.kind;
        let titled = matches!(named, ColumnKind::Action | ColumnKind::Content)
            && title
                .words()
                .is_some_and(|words| words.chars().count() <= 40 && !words.contains('。'));
        if !titled || ordinal_form(ordinal.words()?) != Some(Form::Han) {
            return None;
        }
        self.section_row(&[ordinal, title]);
        let mut row = row.to_vec();
        row[0] = Cell::default();
        Some(row)
    }

    /// The section that the rows stand under, with the level below it that an ordinal of the form
    /// begins.
    pub(super) fn below_section(
        &self,
        form: Option<Form>,
        group: (Flow<'s>, Option<Flow<'s>>),
    ) -> Option<SectionCell<'s>> {
        self.state.section.as_ref()?.with_group(form, group)
    }

    pub(super) fn settle_section(
        &mut self,
        draft: &mut RowDraft<'s>,
        section: SectionCell<'s>,
        printed: bool,
    ) {
        if printed && !self.rest_of_title(&section) {
            let same = self.state.section.as_ref().is_some_and(|known| {
                let title =
                    |cell: &SectionCell<'_>| cell.title.as_ref().map(|title| fold(title.text()));
                (title(known) == title(&section) || section.title.is_none())
                    && known.ordinal.as_ref().map(|o| o.0) == section.ordinal.as_ref().map(|o| o.0)
            });
            if !same {
                self.state.action = None;
            }
            // An ordinal or a title alone goes on with the other half of the section before.
            let mut section = section;
            if section.title.is_none() && section.ordinal.is_some() && same {
                section.title = self.state.section.as_ref().and_then(|known| known.title.clone());
            }
            self.state.section = Some(Rc::new(section));
        } else if let Some(title) =
            self.state.section.as_ref().and_then(|known| known.title.clone())
        {
            self.carried(&title);
        }
        draft.section = self.state.section.clone();
        // Where no column says who leads, the group's lead is each row's. One on a row of its own may say no more than
        // the rows do that name somebody.
        if let Some(section) = &draft.section
            && let Some(units) = &section.units
            && !draft
                .units
                .iter()
                .any(|cell| cell.role == units.role || section.spans && cell.role != Role::Support)
        {
            draft.units.insert(0, (**units).clone());
        }
        self.answered_from_above(draft);
    }

    pub(super) fn settle_action(&mut self, draft: &mut RowDraft<'s>, has_action: bool) {
        if !has_action {
            self.state.action = None;
            return;
        }
        let title = draft
            .section
            .as_ref()
            .and_then(|section| section.title.as_ref())
            .map(|title| fold(title.text()));
        if let Some(action) = &draft.action
            && title.is_some_and(|title| title == fold(action.text()))
        {
            // The group cell beside it spilled over.
            draft.spilled = draft.action.take().map(Box::new);
            draft.spilled_printed = std::mem::take(&mut draft.action_printed);
        }
        match &draft.action {
            Some(action) => self.state.action = Some(action.clone()),
            None => {
                if let Some(action) = self.state.action.clone().filter(|_| !self.cut) {
                    if draft.spilled.is_none() && draft.content.is_some() {
                        self.carried(&action);
                    }
                    draft.action = Some(action);
                }
            }
        }
    }

    /// Where no column says who answers, and all rows stand under titles that are units' names, those
    /// answer: 教务处（4项） over its tasks.
    pub(super) fn answered_by_title(&mut self) {
        if self.has_column_of_units() {
            return;
        }
        let mut titles: Vec<(Rc<SectionCell<'s>>, UnitsCell<'s>)> = Vec::new();
        for row in &self.rows {
            let Some(section) = &row.section else { return };
            if titles.last().is_some_and(|(known, _)| Rc::ptr_eq(known, section)) {
                continue;
            }
            let Some(title) = &section.title else { return };
            let units = UnitsCell::new(
                Role::Responsible,
                title.slice(0..before_count(title.text())),
                Vec::new(),
            );
            if !responsibility::names_alone(&units.flow) {
                return;
            }
            titles.push((section.clone(), units));
        }
        // 学校, 医院: kinds of bodies are what the tasks are about.
        let offices = titles.iter().filter(|(_, units)| is_office(units.flow.text())).count();
        if titles.len() < 2 || offices * 2 <= titles.len() {
            return;
        }
        for (_, units) in &titles {
            self.record.repair(
                RepairKind::ChosenReading,
                units.flow.whole(),
                Confidence::Likely,
                || format!("没有责任单位列，“{}”作其下各行的责任单位", head(units.flow.text(), 16)),
                || {
                    format!(
                        "no column says who answers; “{}” is taken for who does in the rows below it",
                        head(units.flow.text(), 16)
                    )
                },
            );
        }
        let mut titles = titles.into_iter().peekable();
        let mut current = titles.next();
        for row in &mut self.rows {
            let Some(section) = &row.section else { continue };
            if let Some(next) = titles.next_if(|(known, _)| Rc::ptr_eq(known, section)) {
                current = Some(next);
            }
            if let Some((_, units)) = &current {
                row.units.insert(0, units.clone());
            }
        }
    }
}

/// The few words that a row with all its blank cells printed has alone where the numbers stand: where
/// there are more such rows, or the words count the rows below, the title of these.
pub(super) fn title_under_number<'r>(
    row: &'r [Cell<'_>],
    columns: &[Option<Assigned>],
) -> Option<&'r str> {
    let words = row.first().and_then(Cell::words)?;
    // （续）, 填报人：…, 小计: said of the table.
    let aside = words.starts_with(['（', '(']) && marker(words).is_none()
        || words.contains(['：', ':'])
        || matches!(words, "合计" | "总计" | "共计" | "小计");
    (row.len() > 2
        && row.len() == columns.len()
        && columns[0].is_some_and(|column| column.kind == ColumnKind::Number)
        && row[1..].iter().all(|cell| cell.words().is_none() && !cell.from_above)
        && words.chars().count() <= 40
        && !words.starts_with(|c| chars::digit(c).is_some())
        && printed_number(words).is_none()
        && !is_none_mark(words)
        && !aside
        && !sentence::is_sentence(words))
    .then_some(words)
}

/// Whether each name of a title is an office's or a department's: 教务处, 学生工作处、团委.
fn is_office(title: &str) -> bool {
    title.split(['、', '，', ',']).all(|name| {
        let name = name.trim_matches(chars::is_space);
        let kinds = ["各部门", "各科室", "各处室", "相关部门", "有关部门"];
        name.ends_with(['局', '处', '科', '办', '委', '室', '部', '厅', '股', '署'])
            && !kinds.contains(&name)
            || name.ends_with("政府")
    })
}

/// Where a section's title ends before the count of its rows: 教务处（4项）.
pub(crate) fn before_count(title: &str) -> usize {
    let counts = |inner: &str| {
        inner.ends_with(['项', '条', '件', '个'])
            && inner.chars().any(|c| chars::digit(c).is_some())
    };
    let bracket =
        title.trim_end().strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '(']));
    bracket
        .filter(|(_, inner)| counts(inner))
        .map_or(title.len(), |(name, _)| name.trim_end().len())
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, GridForm, Source};

    use crate::fixtures;
    use crate::record::Record;
    use crate::table::grid::Page;
    use crate::table::{self, BodyHints, key};

    /// The rows of a table of tasks, each as its section's ordinal and title and its own number; the first line is
    /// the header, and `|` parts the cells.
    fn sections(lines: &[&str]) -> Vec<String> {
        sections_as_told(lines, &BodyHints::default())
    }

    fn sections_as_told(lines: &[&str], hints: &BodyHints) -> Vec<String> {
        let source = Source::from_text("n", Format::Text, &lines.join("\n"));
        let mut rows = fixtures::rows(&source).into_iter();
        let mut page = Page::new(GridForm::Cells);
        page.header.extend(rows.next());
        page.rows.extend(rows);
        let table = table::table(vec![page], None, hints, &mut Record::new(Lang::Zh));
        let row = |row: &crate::table::RowDraft<'_>| {
            let section = row.section.as_ref();
            let ordinal = section.and_then(|section| section.ordinal.as_ref());
            let title = section.and_then(|section| section.title.as_ref());
            let number = row.number.as_ref().map_or(0, |number| number.0);
            format!("{} {} {number}", ordinal.map_or(0, |o| o.0), title.map_or("", |t| t.text()))
        };
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn an_ordinal_and_a_title_head_rows_beside_one_column_of_units() {
        for numbers in [["1", "2", "3"], ["（一）", "（二）", "（三）"]] {
            let rows = [
                "序号|工作任务|责任单位",
                "一|修建沟渠|",
                &format!("{}|疏浚干渠5条。|县水利局", numbers[0]),
                &format!("{}|加固堤坝2处。|县应急局", numbers[1]),
                "二|种植林木|",
                &format!("{}|造林3万亩。|县林业局", numbers[2]),
            ];
            assert_eq!(sections(&rows), ["1 修建沟渠 1", "1 修建沟渠 2", "2 种植林木 3"]);
        }
        // Rows that are numbered alike are rows, whoever answers for them.
        let rows =
            ["序号|工作任务|责任单位", "一|修建沟渠|", "二|种植林木|县林业局", "三|育苗|县林业局"];
        assert_eq!(sections(&rows), ["0  1", "0  2", "0  3"]);
        // A title at the end of the table or above another is a task as well, and the others head rows.
        let heads = ["序号|工作任务|责任单位", "一|水利|", "1|疏浚干渠|县水利局"];
        let ends = [heads[0], heads[1], heads[2], "二|保障用水20户|"];
        assert_eq!(sections(&ends), ["1 水利 1", "2 保障用水20户 0"]);
        for task in ["新建绿道12km", "新建5G基站", "改造2号桥、3号桥", "6月底前建成水厂"]
        {
            let row = format!("二|{task}|");
            let ends = [heads[0], heads[1], heads[2], &row];
            assert_eq!(sections(&ends), ["1 水利 1", &format!("2 {task} 0")]);
        }
        let amid =
            [heads[0], heads[1], heads[2], "二|保障用水20户|", "三|交通|", "2|修路|县交通局"];
        assert_eq!(sections(&amid), ["1 水利 1", "2 保障用水20户 0", "3 交通 2"]);
        for label in [
            "二|保障措施|",
            "二|合计3项|",
            "二|2031年重点项目|",
            "二|“5+2”重点项目|",
            "二|0510-81234567|",
        ] {
            assert_eq!(sections(&[heads[0], heads[1], heads[2], label]), ["1 水利 1"], "{label}");
        }
        let above = [heads[0], heads[1], heads[2], "二|林业（略）|", "三|交通|", "2|修路|县交通局"];
        assert_eq!(sections(&above), ["1 水利 1", "3 交通 2"]);
        // So they are though figures or brackets number others.
        for other in ["1|育苗|县林业局", "（一）|育苗|县林业局"] {
            for second in ["二|种植林木|县林业局", "二|种植林木|"] {
                let rows = ["序号|工作任务|责任单位", "一|修建沟渠|", second, other];
                assert_eq!(sections(&rows).len(), 3, "{rows:?}");
            }
        }
    }

    #[test]
    fn a_title_of_the_body_beside_a_blank_number_heads_the_rows_below_it() {
        let mut hints = BodyHints::default();
        let table = |title: &str| {
            let rows = [
                "序号|工作任务|具体内容|责任单位",
                "|修建沟渠||",
                "1|疏浚|疏浚干渠5条。|县水利局",
                title,
                "2|造林|造林3万亩。|县林业局",
            ];
            rows.map(str::to_owned)
        };
        let mut read = |title: &str, told: bool| {
            hints.sections.clear();
            hints.sections.extend(["修建沟渠", "种植林木"].iter().filter(|_| told).map(|t| key(t)));
            let rows = table(title);
            sections_as_told(&rows.each_ref().map(String::as_str), &hints)
        };
        for title in ["|种植林木||", "||种植林木|"] {
            assert_eq!(read(title, true), ["0 修建沟渠 1", "0 种植林木 2"], "{title}");
        }
        assert_eq!(read("|种植林木（1项）||", true)[1], "0 种植林木（1项） 2");
        // Where the body has no such title, or somebody answers for it, it is a task.
        assert_eq!(read("|种植林木||", false).len(), 4);
        assert_eq!(read("|种植林木||县林业局", true).len(), 3);
        assert_eq!(read("|育苗||", true).len(), 3);
    }

    #[test]
    fn below_a_row_the_words_of_a_section_may_be_part_of_it() {
        let mut hints = BodyHints::default();
        hints.sections.extend(["修建沟渠", "种植林木"].map(key));
        let header = "序号|工作任务|具体内容|责任单位";
        let first = "1|疏浚|疏浚干渠5条。|县水利局";
        let last = "2|造林|造林3万亩。|县林业局";
        let marked = "一、修建沟渠|||";
        for row in ["||种植林木|", "|种植林木||"] {
            // Nothing heads the first row, or something else does.
            for rows in [&[header, first, row, last][..], &[header, marked, first, row, last]] {
                let found = sections_as_told(rows, &hints);
                assert!(found.iter().all(|row| !row.contains("种植林木")), "{found:?}");
            }
        }
        assert_eq!(sections_as_told(&[header, first, "||种植林木|", last], &hints).len(), 3);
        assert_eq!(sections_as_told(&[header, first, last, "||种植林木|"], &hints).len(), 3);
    }

    #[test]
    fn who_answers_for_a_group_is_no_part_of_its_title() {
        let rows = [
            "序号|工作任务|责任单位",
            "一、修建沟渠（牵头单位：县水利局）||",
            "1|疏浚干渠5条。|县水利局",
            "二、种植林木（含果树）||",
            "2|造林3万亩。|县林业局",
        ];
        assert_eq!(sections(&rows), ["1 修建沟渠 1", "2 种植林木（含果树） 2"]);
    }

    #[test]
    fn who_answers_for_a_group_answers_for_rows_that_have_nobody() {
        let units = |title: &str, row: &str| {
            let header = "序号|工作任务|牵头单位|责任单位|配合单位";
            let first = "1|疏浚干渠5条。|县水利局||县财政局";
            let source =
                Source::from_text("n", Format::Text, &[header, title, first, row].join("\n"));
            let mut page = Page::new(GridForm::Cells);
            let mut rows = fixtures::rows(&source).into_iter();
            page.header.extend(rows.next());
            page.rows.extend(rows);
            let hints = BodyHints::default();
            let table = table::table(vec![page], None, &hints, &mut Record::new(Lang::Zh));
            let row = table.rows.last().expect("a row");
            let units = row.units.iter().filter(|cell| !cell.flow.text().is_empty());
            units.map(|cell| format!("{:?} {}", cell.role, cell.flow.text())).collect::<Vec<_>>()
        };
        let title = "一、修建沟渠（责任单位：县农业局）||||";
        let own = ["Lead 县林业局", "Support 县财政局"];
        assert_eq!(units(title, "2|造林3万亩。|县林业局||县财政局"), own);
        assert_eq!(units(title, "2|造林3万亩。||县林业局|"), ["Responsible 县林业局"]);
        let group = ["Responsible 县农业局", "Support 县财政局"];
        assert_eq!(units(title, "2|造林3万亩。|||县财政局"), group);
        let led = title.replace("责任", "牵头");
        assert_eq!(units(&led, "2|造林3万亩。||县林业局|"), ["Responsible 县林业局"]);
        assert_eq!(units(&led, "2|造林3万亩。|||"), ["Lead 县农业局"]);
    }

    #[test]
    fn headings_above_a_title_alone_are_those_of_the_rows_on_the_next_page() {
        let text = "序号|工作任务|责任单位\n一、修建沟渠||\n1|疏浚干渠5条。|县水利局";
        let source = Source::from_text("n", Format::Text, text);
        let mut rows = fixtures::rows(&source).into_iter();
        let mut first = Page::new(GridForm::Pipes);
        first.header.extend(rows.next());
        first.rows.extend(rows.next());
        let second = Page { rows: rows.collect(), ..Page::new(GridForm::Pipes) };
        let pages = vec![first, second];
        let table = table::table(pages, None, &BodyHints::default(), &mut Record::new(Lang::Zh));
        let headers: Vec<&str> = table.columns.iter().map(|column| column.header.text()).collect();
        assert_eq!(headers, ["序号", "工作任务", "责任单位"]);
    }

    #[test]
    fn ordinals_in_brackets_number_the_rows_of_sections_that_others_count() {
        let rows = [
            "序号|重点任务|工作内容|牵头单位|配合单位",
            "一|修建沟渠|||",
            "（一）|清淤|疏浚干渠5条。|县水利局|各乡镇",
            "（二）|固堤|加固堤坝2处。|县应急局|县水利局",
            "||巡查堤坝。|县水利局|各乡镇",
            "二|种植林木|||",
            "（一）|造林|造林3万亩。|县林业局|各乡镇",
        ];
        let found = ["1 修建沟渠 1", "1 修建沟渠 2", "1 修建沟渠 0", "2 种植林木 1"];
        assert_eq!(sections(&rows), found);
    }

    #[test]
    fn marks_of_headings_are_no_part_of_a_title() {
        for title in [
            "## 水利工作",
            "水利工作##",
            "# 一、水利工作",
            "#3#机组",
            "#3机组",
            "## 水利工作（5项）",
        ] {
            let rows = [
                "序号|工作任务|内容|责任单位",
                &format!("{title}|||"),
                "1|修渠|修建沟渠|县水利局",
                "二、林业工作|||",
                "2|造林|种植林木|县林业局",
            ];
            let bare = match title {
                "#3#机组" | "#3机组" => title,
                "## 水利工作（5项）" => "水利工作（5项）",
                _ => "水利工作",
            };
            assert!(sections(&rows)[0].contains(&format!(" {bare} ")), "{title}");
        }
    }

    #[test]
    fn what_says_work_signs_no_form() {
        let count = |last: &str| {
            let rows = [
                "序号|工作任务|责任单位",
                "1|疏浚干渠5条。|县水利局",
                "2|造林3万亩。|县林业局",
                last,
            ];
            sections(&rows).len()
        };
        assert_eq!(count("|主要领导：张某|联系人：李某"), 2);
        assert_eq!(count("|填表人：张某|联系人：县委组织部李某"), 2);
        assert_eq!(count("|联系人：县政府研究室王某|"), 2);
        assert_eq!(count("|填报单位：县委组织部|"), 2);
        assert_eq!(count("|联系人：县委组织部李某某、张某|"), 2);
        assert_eq!(count("填报单位：县妇联|审核人：李某|2031年2月6日"), 2);
        assert_eq!(count("|填报人：组织干事培某|"), 2);
        assert_eq!(count("|填报人：组织各镇报送并落实审核责任|"), 3);
        assert_eq!(count("|联系人：县委组织部部长李某|"), 2);
        assert_eq!(count("|审核人：组织开展审核工作|"), 3);
        assert_eq!(count("|审核人：组织处置到位|"), 3);
        assert_eq!(count("审核：2031年规划2031版|2031年6月|"), 3);
        assert_eq!(count("|主要领导：每季度专题研究1次|"), 3);
        assert_eq!(count("|联系人：各乡镇明确1名联络员|"), 3);
    }
}
