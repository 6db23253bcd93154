//! Layouts: how a notice is written.

use crate::random::Random;

/// How a notice is written, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// A short name, for tables of rates; `drawn` where the parts were drawn by chance.
    pub name: &'static str,
    /// The container of the text.
    pub container: Container,
    /// Marks of sections and items.
    pub outline: Outline,
    /// Whether an item's heading has a line of its own.
    pub heading_line: bool,
    /// How it is said who answers for a task.
    pub duty: DutyForm,
    /// The brackets around that.
    pub brackets: Brackets,
    /// The table of tasks, where there is one.
    pub table: Option<TableLayout>,
    /// Whether labels and headers are worded otherwise than most notices do.
    pub other_words: bool,
    /// Whether some lists of units in the body are open: `A、B等`.
    pub open_lists: bool,
    /// Whether units of one level in a list say the level once: `省教育厅、财政厅`.
    pub prefix_once: bool,
    /// Whether the first responsibility declares who carries out all tasks, `以下均需…落实`.
    pub default_units: bool,
}

/// What the text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Markdown, with heading marks.
    Markdown,
    /// Plain text, a blank line after each paragraph.
    Text,
    /// Plain text, one paragraph a line.
    Lines,
    /// A web page, a `p` for each paragraph.
    Html,
}

/// Marks of sections and items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// `一、` → `1.`, the numbers running on through the notice.
    Running,
    /// `一、` → `1.`, beginning again in each section.
    Restarting,
    /// `一、` → `1．`, running on.
    WideDot,
    /// `一、` → `1、`, running on.
    Dun,
    /// `一、` → `（一）` → `1.`, beginning again in each group.
    Groups,
    /// `一、` → `（一）`, beginning again in each section.
    Parenthesised,
    /// `一、` → `（一）`, running on.
    ParenthesisedRunning,
    /// `（一）` alone.
    ParenthesisedOnly,
    /// `第一条` alone.
    Articles,
    /// `一、` alone.
    OneLevel,
}

impl Outline {
    /// Whether there are sections above the items.
    pub fn has_sections(self) -> bool {
        !matches!(self, Outline::ParenthesisedOnly | Outline::Articles | Outline::OneLevel)
    }
}

/// How it is said who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyForm {
    /// `A负责`, `A、B按职责分工负责`, `A牵头，B配合`.
    Verbs,
    /// `责任单位：A、B`.
    Label,
    /// `牵头单位：A；责任单位：B`.
    LeadAndResponsible,
    /// `牵头单位：A；配合单位：B`.
    LeadAndSupport,
    /// `牵头单位：A，配合单位：B，责任单位：C`.
    ThreeLabels,
    /// The labels on lines of their own, without brackets.
    OwnLines,
    /// `责任单位：A、B`, and once: the first is the lead.
    FirstLeads,
    /// `责任单位：A，B、C`, and once: those before the comma lead.
    CommaLeads,
}

/// Brackets around responsibilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// `（…）`
    Round,
    /// `(…)`
    Half,
    /// `〔…〕`
    Tortoise,
    /// `[…]`
    Square,
    /// `【…】`
    Lenticular,
}

impl Brackets {
    /// The pair.
    pub fn pair(self) -> (char, char) {
        match self {
            Brackets::Round => ('（', '）'),
            Brackets::Half => ('(', ')'),
            Brackets::Tortoise => ('〔', '〕'),
            Brackets::Square => ('[', ']'),
            Brackets::Lenticular => ('【', '】'),
        }
    }
}

/// How the table of tasks is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLayout {
    /// Its columns and their headers.
    pub columns: Vec<(Column, &'static str)>,
    /// What its lines are made of.
    pub form: Form,
    /// Whether titles of sections stand in rows of their own.
    pub section_rows: bool,
    /// Whether the row numbers begin again in each section.
    pub restarting: bool,
}

impl TableLayout {
    /// Whether it has this column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(other, _)| *other == column)
    }
}

/// What a table's lines are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cells parted by tabs.
    Tab,
    /// A Markdown table.
    Pipe,
    /// An HTML table.
    Html,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The section's ordinal, `一`.
    Ordinal,
    /// The section's title.
    Section,
    /// The section with its mark, `一、…`.
    MarkedSection,
    /// The item's heading.
    Action,
    /// The row's number.
    Number,
    /// The task.
    Content,
    /// What is reached by a period: its name in the model, and the stage from 0 to 3.
    Target(&'static str, usize),
    /// When it must be done.
    Deadline,
    /// Units that lead.
    Lead,
    /// Units that answer.
    Responsible,
    /// Units that help.
    Support,
}

use Column::{
    Action, Content, Deadline, Lead, MarkedSection, Number, Ordinal, Responsible, Section, Support,
    Target,
};

/// The kinds of tables that real notices have.
const TABLES: &[&[(Column, &str)]] = &[
    // 0: quarters; the section's ordinal and title, numbers in a column without a name.
    &[
        (Ordinal, "序号"),
        (Section, "重点工作"),
        (Number, "具体内容"),
        (Content, ""),
        (Target("Q1", 0), "一季度目标"),
        (Target("Q2", 1), "二季度目标"),
        (Target("Q3", 2), "三季度目标"),
        (Target("Q4", 3), "四季度目标"),
        (Lead, "牵头单位"),
        (Responsible, "责任单位"),
    ],
    // 1: quarters, with actions.
    &[
        (Number, "序号"),
        (Section, "重点工作"),
        (Action, "行动名称"),
        (Content, "具体内容"),
        (Target("Q1", 0), "第一季度"),
        (Target("Q2", 1), "第二季度"),
        (Target("Q3", 2), "第三季度"),
        (Target("Q4", 3), "第四季度"),
        (Lead, "牵头单位"),
        (Responsible, "责任单位"),
    ],
    // 2: a deadline, no sections.
    &[
        (Number, "序号"),
        (Action, "重点举措"),
        (Content, "实施路径"),
        (Deadline, "完成时限"),
        (Responsible, "责任单位"),
        (Support, "配合单位"),
    ],
    // 3: rows of sections.
    &[(Number, "序号"), (Content, "具体工作"), (Responsible, "责任单位"), (Deadline, "完成时限")],
    // 4: one unit column, a time.
    &[(Number, "序号"), (Content, "任务内容"), (Responsible, "责任单位"), (Deadline, "时间节点")],
    // 5: half years.
    &[
        (Number, "序号"),
        (Section, "工作领域"),
        (Content, "工作任务"),
        (Target("H1", 1), "上半年目标"),
        (Target("H2", 3), "下半年目标"),
        (Lead, "牵头单位"),
        (Support, "配合单位"),
    ],
    // 6: lead units alone.
    &[(Number, "序号"), (Content, "具体任务"), (Lead, "牵头部门")],
    // 7: months.
    &[
        (Number, "序号"),
        (Content, "工作任务"),
        (Target("M03", 0), "3月目标"),
        (Target("M06", 1), "6月目标"),
        (Target("M09", 2), "9月目标"),
        (Target("M12", 3), "12月目标"),
        (Responsible, "责任单位"),
    ],
    // 8: marked sections, three kinds of units.
    &[
        (Number, "序号"),
        (MarkedSection, "工作领域"),
        (Action, "重点任务"),
        (Content, "具体举措"),
        (Lead, "牵头单位"),
        (Responsible, "责任单位"),
        (Deadline, "完成时限"),
    ],
    // 9: this year and the next.
    &[
        (Number, "序号"),
        (Section, "重点工程"),
        (Content, "工作内容"),
        (Target("Y+0", 1), "{y0}年目标"),
        (Target("Y+1", 3), "{y1}年目标"),
        (Lead, "牵头单位"),
    ],
    // 10: lead, support, and those who carry it out.
    &[
        (Number, "序号"),
        (Content, "重点任务"),
        (Lead, "牵头单位"),
        (Support, "配合单位"),
        (Responsible, "责任单位"),
        (Deadline, "完成时限"),
    ],
];

/// A table of a kind.
fn table(kind: usize, form: Form) -> TableLayout {
    let section_rows = kind == 3;
    TableLayout { columns: TABLES[kind].to_vec(), form, section_rows, restarting: section_rows }
}

impl Layout {
    /// Layouts that differ in all that matters, each with a name.
    pub fn all() -> Vec<Layout> {
        use Brackets::{Half, Lenticular, Round, Square, Tortoise};
        use Container::{Lines, Markdown, Text};
        use DutyForm::{
            CommaLeads, FirstLeads, Label, LeadAndResponsible, LeadAndSupport, OwnLines,
            ThreeLabels, Verbs,
        };
        use Form::{Html, Pipe, Tab};
        use Outline::{
            Articles, Dun, Groups, OneLevel, Parenthesised, ParenthesisedOnly,
            ParenthesisedRunning, Restarting, Running, WideDot,
        };
        type Line =
            (&'static str, Container, Outline, bool, DutyForm, Brackets, Option<(usize, Form)>);
        let lines: [Line; 18] = [
            ("quarters-tab", Markdown, Running, false, Verbs, Round, Some((0, Tab))),
            ("quarters-html", Markdown, Running, false, Verbs, Round, Some((1, Html))),
            ("quarters-pipe", Markdown, Dun, false, LeadAndResponsible, Round, Some((1, Pipe))),
            ("deadline-tab", Text, WideDot, false, Label, Round, Some((2, Tab))),
            (
                "deadline-pipe",
                Markdown,
                ParenthesisedRunning,
                true,
                LeadAndSupport,
                Tortoise,
                Some((10, Pipe)),
            ),
            ("section-rows", Text, Running, false, Label, Half, Some((3, Tab))),
            ("section-rows-html", Markdown, Restarting, false, Verbs, Round, Some((3, Html))),
            ("plain-list", Lines, Parenthesised, false, Label, Round, Some((4, Tab))),
            ("halves", Text, Running, false, LeadAndSupport, Square, Some((5, Tab))),
            ("lead-only", Markdown, OneLevel, false, Verbs, Half, Some((6, Pipe))),
            ("months", Text, Restarting, false, Label, Lenticular, Some((7, Tab))),
            ("groups-html", Text, Groups, false, Verbs, Round, Some((8, Html))),
            ("years", Markdown, Parenthesised, true, ThreeLabels, Round, Some((9, Html))),
            ("articles", Text, Articles, false, Verbs, Round, Some((10, Tab))),
            ("own-lines", Lines, Running, false, OwnLines, Round, None),
            ("first-leads", Text, ParenthesisedOnly, false, FirstLeads, Round, Some((4, Pipe))),
            ("comma-leads", Text, Parenthesised, false, CommaLeads, Round, None),
            ("no-table", Markdown, Groups, false, LeadAndSupport, Round, None),
        ];
        let lines = lines.into_iter();
        lines
            .map(|(name, container, outline, heading_line, duty, brackets, kind)| Layout {
                name,
                container,
                outline,
                heading_line,
                duty,
                brackets,
                table: kind.map(|(kind, form)| table(kind, form)),
                other_words: false,
                open_lists: false,
                prefix_once: false,
                default_units: false,
            })
            .collect()
    }

    /// A layout whose parts are drawn apart, within what a notice may do.
    pub fn draw(seed: u64) -> Layout {
        let mut random = Random::apart(seed, 2);
        let all = Layout::all();
        let mut part = || all[random.below(all.len())].clone();
        let (outline, duty, table_of) = (part(), part(), part());
        let mut layout = Layout {
            name: "drawn",
            container: part().container,
            outline: outline.outline,
            heading_line: outline.heading_line,
            duty: duty.duty,
            brackets: part().brackets,
            table: table_of.table,
            other_words: random.chance(50),
            open_lists: random.chance(30),
            prefix_once: random.chance(30),
            default_units: false,
        };
        layout.default_units = layout.duty == DutyForm::Verbs && random.chance(30);
        if random.chance(15) {
            layout.container = Container::Html;
        }
        match layout.duty {
            // The rule is about a list of units in one column.
            DutyForm::FirstLeads if layout.table.is_some() => {
                layout.table = Some(table(*random.pick(&[3, 4]), Form::Tab));
            }
            DutyForm::CommaLeads => layout.table = None,
            _ => {}
        }
        if let Some(table) = &mut layout.table {
            table.form = *random.pick(&[Form::Tab, Form::Pipe, Form::Html]);
            if layout.container == Container::Html {
                table.form = Form::Html;
            }
            table.restarting = table.section_rows && random.chance(50);
            // A section that the body does not have cannot be a table's column.
            if !layout.outline.has_sections() {
                table.section_rows = false;
                table.restarting = false;
                if table.has(Column::Ordinal) {
                    table.columns = TABLES[7].to_vec();
                }
                let sections = [Column::Section, Column::MarkedSection];
                table.columns.retain(|(column, _)| !sections.contains(column));
            }
        }
        layout
    }

    /// The ending of a file of this layout.
    pub fn extension(&self) -> &'static str {
        match self.container {
            Container::Markdown => "md",
            Container::Text | Container::Lines => "txt",
            Container::Html => "html",
        }
    }
}
