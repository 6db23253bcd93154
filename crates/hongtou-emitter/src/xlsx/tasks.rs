//! The sheets of tasks: all of them, and those of one unit.

use std::collections::HashMap;

use hongtou_model::{Date, Role, TableKind};
use hongtou_source::numeral;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula,
    DataValidation, ExcelDateTime, Format, Worksheet, XlsxError,
};

use super::layout::{self, Styles};
use crate::tables::{LedgerColumn, LedgerLine, TableSet, Tables, Value};

/// The row of the headings.
const HEADING: u32 = 1;

/// The row of the first task.
pub(super) const FIRST: u32 = 2;

/// What 状态 can be.
const STATES: [&str; 4] = ["未开始", "进行中", "已完成", "已逾期"];

/// A column of the sheets of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Document,
    Role,
    Section,
    Group,
    Action,
    Number,
    Content,
    Target(LedgerColumn),
    Deadline,
    Due,
    Units(Role),
    State,
    Progress,
    Other,
    Id,
    Line,
}

impl Field {
    fn heading(self) -> String {
        let heading = match self {
            Field::Document => "文件",
            Field::Role => "角色",
            Field::Section => "部分",
            Field::Group => "组",
            Field::Action => "重点工作",
            Field::Number => "序号",
            Field::Content => "工作内容",
            Field::Target(column) => return column.heading(),
            Field::Deadline => "完成时限",
            Field::Due => "到期日",
            Field::Units(Role::Lead) => "牵头单位",
            Field::Units(Role::Responsible) => "责任单位",
            Field::Units(Role::Support) => "配合单位",
            Field::Units(Role::Guide) => "指导单位",
            Field::Units(Role::Implement) => "落实单位",
            Field::State => "状态",
            Field::Progress => "进展",
            Field::Other => "备注",
            Field::Id => "编号",
            Field::Line => "行",
        };
        heading.to_owned()
    }

    /// Width in characters of the typewriter.
    fn width(self) -> f64 {
        match self {
            Field::Document | Field::Group => 16.0,
            Field::Section => 14.0,
            Field::Role | Field::State => 9.0,
            Field::Action | Field::Units(_) => 18.0,
            Field::Number | Field::Line => 6.0,
            Field::Content => 44.0,
            Field::Target(_) | Field::Progress | Field::Other => 24.0,
            Field::Deadline => 14.0,
            Field::Due => 11.0,
            Field::Id => 10.0,
        }
    }

    /// Whether many neighbours have the same words.
    fn is_group(self) -> bool {
        matches!(self, Field::Document | Field::Section | Field::Group | Field::Action)
    }

    /// Whether the column stays where no task has anything in it.
    pub(super) fn always(self) -> bool {
        matches!(
            self,
            Field::Number
                | Field::Content
                | Field::Units(Role::Responsible)
                | Field::State
                | Field::Progress
                | Field::Id
        )
    }

    fn style(self, styles: &Styles) -> &Format {
        match self {
            Field::Document | Field::Section | Field::Group | Field::Action => &styles.group,
            Field::Role | Field::Number | Field::Deadline | Field::Id | Field::Line => {
                &styles.centre
            }
            Field::Due => &styles.day,
            Field::State | Field::Progress => &styles.input,
            _ => &styles.text,
        }
    }
}

/// One task, ready to be written.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) cells: Vec<String>,
    /// Unit and the parts it takes, in the order of the notice.
    pub(super) units: Vec<(String, Role)>,
}

impl Task {
    /// Its units, each once: one of several roles has one line.
    pub(super) fn each_unit(&self) -> impl Iterator<Item = &str> {
        let new = |at: usize, unit: &str| self.units[..at].iter().all(|(before, _)| before != unit);
        let units = self.units.iter().enumerate();
        units.filter_map(move |(at, (unit, _))| new(at, unit).then_some(&**unit))
    }

    /// The parts that a unit takes in it.
    pub(super) fn roles(&self, unit: &str) -> String {
        let mut roles: Vec<&str> = Vec::new();
        for (_, role) in self.units.iter().filter(|(name, _)| name == unit) {
            let role = role_name(*role);
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles.join("、")
    }
}

/// The columns of the sheet of all tasks, with one for the notice where there are several.
pub(super) fn fields(set: &TableSet, several: bool) -> Vec<Field> {
    let mut fields: Vec<Field> = several.then_some(Field::Document).into_iter().collect();
    fields.extend([Field::Section, Field::Group, Field::Action, Field::Number, Field::Content]);
    fields.extend(set.ledger_columns().iter().map(|&column| Field::Target(column)));
    fields.extend([Field::Deadline, Field::Due]);
    fields.extend(
        [Role::Lead, Role::Responsible, Role::Support, Role::Guide, Role::Implement]
            .map(Field::Units),
    );
    fields.extend([Field::State, Field::Progress, Field::Other, Field::Id, Field::Line]);
    fields
}

/// The columns of the sheet of one unit.
pub(super) fn with_role(fields: &[Field]) -> Vec<Field> {
    std::iter::once(Field::Role).chain(fields.iter().copied()).collect()
}

/// The tasks of one notice.
pub(super) fn of_notice(tables: &Tables<'_>, fields: &[Field]) -> Vec<Task> {
    tables.ledger_lines().map(|line| task(tables, &line, fields)).collect()
}

/// The tasks of all notices.
pub(super) struct Tasks {
    fields: Vec<Field>,
    tasks: Vec<Task>,
    units: Vec<String>,
    of_unit: HashMap<String, Vec<usize>>,
}

impl Tasks {
    pub(super) fn of(notices: &[Tables<'_>]) -> Tasks {
        let all: Vec<_> = notices.iter().map(|tables| tables.notice()).collect();
        let set = TableSet::of_all(&all);
        let mut fields = fields(&set, notices.len() > 1);
        let mut tasks: Vec<Task> =
            notices.iter().flat_map(|tables| of_notice(tables, &fields)).collect();
        drop_empty(&mut fields, &mut tasks);
        let mut units = Vec::new();
        let mut of_unit: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, task) in tasks.iter().enumerate() {
            for unit in task.each_unit() {
                let list = of_unit.entry(unit.to_owned()).or_insert_with(|| {
                    units.push(unit.to_owned());
                    Vec::new()
                });
                list.push(index);
            }
        }
        Tasks { fields, tasks, units, of_unit }
    }

    /// The units, in order of first mention.
    pub(super) fn units(&self) -> &[String] {
        &self.units
    }

    /// The sheet of all tasks.
    pub(super) fn write_all(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let rows: Vec<_> = (0..self.tasks.len()).map(|task| (task, None)).collect();
        self.write_sheet(sheet, title, &self.fields, &rows, styles)
    }

    /// The sheet of one unit, with its part in each task.
    pub(super) fn write_unit(
        &self,
        sheet: &mut Worksheet,
        unit: &str,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        let fields = with_role(&self.fields);
        let rows: Vec<(usize, Option<String>)> = self
            .of_unit
            .get(unit)
            .into_iter()
            .flatten()
            .map(|&task| (task, Some(self.tasks[task].roles(unit))))
            .collect();
        let title = format!("{unit}（{}项）", rows.len());
        self.write_sheet(sheet, &title, &fields, &rows, styles)
    }

    fn write_sheet(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        fields: &[Field],
        rows: &[(usize, Option<String>)],
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        begin(sheet, title, fields, styles)?;
        for (at, (task, role)) in (FIRST..).zip(rows) {
            write_row(sheet, at, &self.cells_of(*task, role.as_deref(), fields), fields, styles)?;
        }
        end(sheet, fields, rows.len() as u32, styles)
    }

    fn cells_of<'t>(
        &'t self,
        task: usize,
        role: Option<&'t str>,
        fields: &[Field],
    ) -> Vec<&'t str> {
        let own = self.tasks[task].cells.iter().map(String::as_str);
        let cells: Vec<&str> = role.into_iter().chain(own).collect();
        debug_assert_eq!(cells.len(), fields.len());
        cells
    }
}

/// Title, headings, and what holds for the sheet as a whole.
pub(super) fn begin(
    sheet: &mut Worksheet,
    title: &str,
    fields: &[Field],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let last_column = fields.len().saturating_sub(1) as u16;
    sheet.set_row_height(0, 30)?;
    sheet.merge_range(0, 0, 0, last_column, &layout::clean(title), &styles.title)?;
    sheet.set_row_height(HEADING, 24)?;
    for (column, field) in (0..).zip(fields) {
        sheet.set_column_width(column, field.width())?;
        sheet.write_string_with_format(HEADING, column, field.heading(), &styles.heading)?;
    }
    sheet.set_freeze_panes(FIRST, 0)?;
    layout::page(sheet, HEADING)
}

/// One task.
pub(super) fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    cells: &[&str],
    fields: &[Field],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let lines = cells.iter().zip(fields).map(|(text, field)| layout::lines(text, field.width()));
    sheet.set_row_height(at, layout::height(lines.max().unwrap_or(1)))?;
    for (column, (text, field)) in (0..).zip(cells.iter().zip(fields)) {
        write_cell(sheet, at, column, text, *field, styles)?;
    }
    Ok(())
}

/// What is put over the tasks when all are written: filter, list of states, grey repetitions.
pub(super) fn end(
    sheet: &mut Worksheet,
    fields: &[Field],
    rows: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    if rows == 0 {
        return Ok(());
    }
    let last = FIRST + rows - 1;
    sheet.autofilter(HEADING, 0, last, fields.len().saturating_sub(1) as u16)?;
    if let Some(column) = fields.iter().position(|&field| field == Field::State) {
        choice_list(sheet, FIRST, last, column as u16)?;
    }
    grey_repetitions(sheet, fields, last, styles)
}

/// Words of a group that the row above has too are printed in grey.
///
/// Ledgers are printed with one merged cell for each group, and that is what people draw by hand. But a
/// ledger is filtered and sorted by unit and day more than it is printed: Excel refuses to sort rows of
/// merged cells, and its filter keeps the first row of a group alone where the file was saved again.
/// So each row says its group, as those who keep ledgers are told to (取消合并、逐行填充), and the eye still
/// sees where one begins; the rule goes by the rows as they stand after sorting.
fn grey_repetitions(
    sheet: &mut Worksheet,
    fields: &[Field],
    last: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut same = String::new();
    for (column, _) in (0..).zip(fields).filter(|(_, field)| field.is_group()) {
        let name = rust_xlsxwriter::utility::column_number_to_name(column);
        if !same.is_empty() {
            same.push(',');
        }
        // A group ends with the group around it.
        same.push_str(&format!("${name}{}=${name}{}", FIRST + 1, FIRST));
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=AND({same})").as_str())
            .set_format(&styles.repeated);
        sheet.add_conditional_format(FIRST, column, last, column, &rule)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    field: Field,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let format = field.style(styles);
    if let Some(day) = (field == Field::Due).then(|| text.parse::<Date>().ok()).flatten() {
        let day = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
        sheet.write_datetime_with_format(row, column, &day, format)?;
        return Ok(());
    }
    let number = matches!(field, Field::Number | Field::Line).then(|| text.parse::<u32>().ok());
    match number.flatten() {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None if text.is_empty() => sheet.write_blank(row, column, format)?,
        None => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// The list behind 状态, and colours for what is done and what is late.
fn choice_list(sheet: &mut Worksheet, first: u32, last: u32, column: u16) -> Result<(), XlsxError> {
    let list = DataValidation::new()
        .allow_list_strings(&STATES)?
        .set_error_title("状态")?
        .set_error_message("请从列表中选择。")?;
    sheet.add_data_validation(first, column, last, column, &list)?;
    for (state, colour) in [(STATES[2], 0x00_61_00), (STATES[3], 0x9C_00_06)] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(state))
            .set_format(Format::new().set_font_color(Color::RGB(colour)));
        sheet.add_conditional_format(first, column, last, column, &rule)?;
    }
    Ok(())
}

fn task(tables: &Tables<'_>, line: &LedgerLine<'_>, fields: &[Field]) -> Task {
    let cells = fields.iter().map(|&field| layout::clean(&cell(tables, line, field))).collect();
    let units = line
        .units()
        .iter()
        .map(|unit| (tables.registered_name(&unit.name).to_owned(), unit.role))
        .collect();
    Task { cells, units }
}

fn cell(tables: &Tables<'_>, line: &LedgerLine<'_>, field: Field) -> String {
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    match field {
        Field::Document => tables.document().to_owned(),
        Field::Section => section_name(line.section_ordinal(), line.section()),
        Field::Group => line.group().unwrap_or_default(),
        Field::Action => line.action().unwrap_or_default().to_owned(),
        // Without a task table people call a task by the number that the body prints.
        Field::Number => number(line.number().or_else(|| {
            let tables = &tables.notice().tables;
            let rows = tables.iter().any(|table| table.kind == TableKind::Task);
            line.item_number().filter(|_| !rows)
        })),
        Field::Content => line.content().unwrap_or_default().to_owned(),
        Field::Target(column) => line.targets(column).into_owned(),
        Field::Deadline => line.deadline().into_owned(),
        Field::Due => line.due().map_or_else(String::new, |day| day.to_string()),
        Field::Units(role) => line.of_role(role).into_owned(),
        Field::Other => line.other(),
        Field::Id => line.id().to_owned(),
        Field::Line => match line.span().map(|span| tables.line(span)) {
            Some(Value::Number(line)) => line.to_string(),
            _ => String::new(),
        },
        Field::State | Field::Progress | Field::Role => String::new(),
    }
}

/// `四、严厉打击违法排污`.
fn section_name(ordinal: Option<u32>, title: Option<&str>) -> String {
    match (ordinal, title) {
        (Some(ordinal), title) => format!("{}、{}", numeral::written(ordinal), title.unwrap_or("")),
        (None, title) => title.unwrap_or("").to_owned(),
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Responsible => "负责",
        Role::Support => "配合",
        Role::Guide => "指导",
        Role::Implement => "落实",
    }
}

/// Takes out columns that no task has anything in.
fn drop_empty(fields: &mut Vec<Field>, tasks: &mut [Task]) {
    let keep: Vec<bool> = fields
        .iter()
        .enumerate()
        .map(|(column, field)| {
            let quarter = matches!(field, Field::Target(_));
            field.always() || quarter || tasks.iter().any(|task| !task.cells[column].is_empty())
        })
        .collect();
    let mut kept = keep.iter();
    fields.retain(|_| *kept.next().unwrap_or(&true));
    for task in tasks {
        let mut kept = keep.iter();
        task.cells.retain(|_| *kept.next().unwrap_or(&true));
    }
}
