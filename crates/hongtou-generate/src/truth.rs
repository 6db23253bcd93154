//! A plan arranged in a layout: what a careful reader takes from the notice.

use crate::duty::{self, ByColumn, Habit, Party};
use crate::layout::{Column, DutyForm, Layout, Outline, TableLayout};
use crate::numeral;
use crate::plan::{Item, Plan};
use crate::random::Random;

/// What the notice means when a plan is written in a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// `岚政办发〔2025〕7号`.
    pub document_number: String,
    /// The title of the notice.
    pub title: String,
    /// The title of the plan.
    pub plan_title: String,
    /// `2025-03-07`.
    pub issued_on: String,
    /// The same of the printing, where it is printed.
    pub printed_on: Option<String>,
    /// Sections; one without ordinal and title where the layout has none.
    pub sections: Vec<TruthSection>,
    /// The title of the table and its rows, where there is one.
    pub table: Option<(String, Vec<TruthRow>)>,
}

/// A section as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthSection {
    /// 1 for `一、`.
    pub ordinal: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// Its items.
    pub items: Vec<TruthItem>,
}

/// An item as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthItem {
    /// The printed number.
    pub number: u32,
    /// Label and title of its group, at the first item of each.
    pub group: Option<(u32, String)>,
    /// Whether this item begins the group.
    pub begins_group: bool,
    /// Its heading without the full stop.
    pub heading: Option<String>,
    /// Its clauses.
    pub clauses: Vec<TruthClause>,
}

/// A clause as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthClause {
    /// Its words.
    pub text: String,
    /// The units and their roles.
    pub units: Vec<Party>,
    /// The printed parts of the responsibility, without brackets.
    pub(crate) printed: Vec<String>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthRow {
    /// The printed number.
    pub number: u32,
    /// The ordinal of its section, where the table says it.
    pub section: Option<u32>,
    /// The section's title, for printing.
    pub(crate) section_title: String,
    /// The heading, where the table has a column for it and the item has one.
    pub action: Option<String>,
    /// The task.
    pub content: String,
    /// Period and words.
    pub targets: Vec<(String, String)>,
    /// The deadline, where the table has a column for it.
    pub deadline: Option<String>,
    /// The units and their roles, in the order of the columns.
    pub units: Vec<Party>,
    /// Whether table or notice tell who leads.
    pub split_columns: bool,
    /// The clause it carries out: item and clause in the whole notice, from 1.
    pub clause: (usize, usize),
    pub(crate) cells: ByColumn,
}

impl Truth {
    /// Arranges a plan in a layout.
    pub fn new(plan: &Plan, layout: &Layout) -> Truth {
        let mut random = Random::apart(plan.seed, 3);
        let semicolons = random.chance(60);
        // The rule about who leads speaks of 责任单位 by this name.
        let conventional = matches!(layout.duty, DutyForm::FirstLeads | DutyForm::CommaLeads);
        let other_words = (layout.other_words && !conventional).then_some(plan.seed);
        let habit = Habit {
            form: layout.duty,
            semicolons,
            other_words,
            open_lists: layout.open_lists,
            prefix_once: layout.prefix_once.then_some(plan.place.level),
        };
        let mut sections = sections(plan, layout, habit, &mut random);
        if layout.default_units {
            declare(&mut sections, plan.place.level);
        }
        let table = layout.table.as_ref().map(|table| {
            let kind = *random.pick(&["推进表", "任务分工表", "任务清单", "重点任务分解表"]);
            (format!("{}{kind}", plan.plan_title), rows(plan, layout, table))
        });
        Truth {
            document_number: plan.document_number.clone(),
            title: plan.title.clone(),
            plan_title: plan.plan_title.clone(),
            issued_on: iso(plan.issued_on),
            printed_on: plan.printed_on.map(iso),
            sections,
            table,
        }
    }

    /// How many clauses it has.
    pub fn clauses(&self) -> usize {
        let items = self.sections.iter().flat_map(|section| &section.items);
        items.map(|item| item.clauses.len()).sum()
    }
}

fn iso((year, month, day): (u32, u32, u32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The items of a section as the layout can carry them.
///
/// Labels on lines of their own govern items. Where no table says whether a first sentence is a
/// heading or part of the task, an item without a heading begins with its only sentence.
fn items(planned: &[Item], layout: &Layout) -> Vec<Item> {
    let mut items = planned.to_vec();
    if layout.duty == DutyForm::OwnLines {
        items.clear();
        for item in planned {
            for (at, task) in item.tasks.iter().enumerate() {
                let heading = item.heading.clone().filter(|_| at == 0);
                items.push(Item { heading, tasks: vec![task.clone()] });
            }
        }
    }
    if layout.table.is_none() {
        for item in items.iter_mut().filter(|item| item.heading.is_none()) {
            if let Some(task) = item.tasks.first_mut()
                && let Some((first, _)) = task.text.split_once('。')
            {
                task.text = format!("{first}。");
            }
        }
    }
    items
}

fn sections(plan: &Plan, layout: &Layout, habit: Habit, random: &mut Random) -> Vec<TruthSection> {
    let mut sections: Vec<TruthSection> = Vec::new();
    let mut number = 0;
    for (ordinal, section) in (1..).zip(&plan.sections) {
        let restarts = matches!(
            layout.outline,
            Outline::Restarting | Outline::Groups | Outline::Parenthesised
        );
        if restarts {
            number = 0;
        }
        let mut group: Option<(u32, String)> = None;
        let mut left_in_group = 0;
        let mut arranged = Vec::new();
        for item in items(&section.items, layout) {
            let mut begins_group = false;
            if layout.outline == Outline::Groups {
                if left_in_group == 0 {
                    let label = group.as_ref().map_or(1, |(label, _)| label + 1);
                    let title = section.groups.get(label as usize - 1).cloned();
                    group = Some((label, title.unwrap_or_default()));
                    left_in_group = random.range(1, 3);
                    begins_group = true;
                    number = 0;
                }
                left_in_group -= 1;
            }
            number += 1;
            let mut clauses = Vec::new();
            for task in &item.tasks {
                let printed = duty::print(&task.duty, habit, random);
                let text = task.text.clone();
                clauses.push(TruthClause { text, units: printed.parties, printed: printed.parts });
            }
            let group = group.clone();
            arranged.push(TruthItem {
                number,
                group,
                begins_group,
                heading: item.heading,
                clauses,
            });
        }
        match sections.last_mut() {
            Some(only) if !layout.outline.has_sections() => only.items.extend(arranged),
            _ if !layout.outline.has_sections() => {
                sections.push(TruthSection { ordinal: None, title: None, items: arranged });
            }
            _ => sections.push(TruthSection {
                ordinal: Some(ordinal),
                title: Some(section.title.clone()),
                items: arranged,
            }),
        }
    }
    sections
}

/// The first responsibility says who carries out its task and all that follow.
fn declare(sections: &mut [TruthSection], level: &str) {
    let local = match level {
        "省" => "各市人民政府",
        "市" => "各县（市、区）人民政府",
        _ => "各镇人民政府",
    };
    let mut clauses =
        sections.iter_mut().flat_map(|s| &mut s.items).flat_map(|item| &mut item.clauses);
    if let Some(first) = clauses.next()
        && let Some(printed) = first.printed.last_mut()
        && !first.units.iter().any(|(unit, _)| unit.starts_with('各'))
    {
        printed.push_str(&format!("，{local}负责落实。以下均需{local}落实，不再列出"));
        first.units.push((local.to_owned(), "implement"));
    }
}

fn rows(plan: &Plan, layout: &Layout, table: &TableLayout) -> Vec<TruthRow> {
    let mut rows = Vec::new();
    let mut number = 0;
    let mut item_at = 0;
    let says_section = table.section_rows
        || [Column::Ordinal, Column::Section, Column::MarkedSection]
            .into_iter()
            .any(|column| table.has(column));
    let convention = matches!(layout.duty, DutyForm::FirstLeads | DutyForm::CommaLeads);
    for (ordinal, section) in (1..).zip(&plan.sections) {
        if table.restarting {
            number = 0;
        }
        for item in items(&section.items, layout) {
            item_at += 1;
            for (clause_at, task) in item.tasks.iter().enumerate() {
                number += 1;
                let cells = duty::by_column(&task.duty, table);
                let mut units: Vec<Party> = Vec::new();
                let mut targets = Vec::new();
                for (column, _) in &table.columns {
                    let (names, role) = match column {
                        Column::Lead => (&cells.lead, "lead"),
                        Column::Responsible => (&cells.responsible, "responsible"),
                        Column::Support => (&cells.support, "support"),
                        Column::Target(period, stage) => {
                            let period = match *period {
                                "Y+0" => format!("Y{}", plan.year),
                                "Y+1" => format!("Y{}", plan.year + 1),
                                period => period.to_owned(),
                            };
                            if let Some(words) = &task.stages[*stage] {
                                targets.push((period, words.clone()));
                            }
                            continue;
                        }
                        _ => continue,
                    };
                    units.extend(names.iter().map(|name| (name.clone(), role)));
                }
                if convention {
                    // The notice's rule holds for the table too.
                    let mut random = Random::new(0);
                    let habit = Habit {
                        form: layout.duty,
                        semicolons: true,
                        other_words: None,
                        open_lists: false,
                        prefix_once: None,
                    };
                    units = duty::print(&task.duty, habit, &mut random).parties;
                }
                rows.push(TruthRow {
                    number,
                    section: says_section.then_some(ordinal),
                    section_title: section.title.clone(),
                    action: item.heading.clone().filter(|_| table.has(Column::Action)),
                    content: task.text.clone(),
                    targets,
                    deadline: table.has(Column::Deadline).then(|| task.due.clone()),
                    units,
                    split_columns: convention
                        || table.has(Column::Lead)
                        || table.has(Column::Support),
                    clause: (item_at, clause_at + 1),
                    cells,
                });
            }
        }
    }
    rows
}

/// `一、`, with the title after it.
pub(crate) fn marked(ordinal: u32, title: &str) -> String {
    format!("{}、{title}", numeral::chinese(ordinal))
}
