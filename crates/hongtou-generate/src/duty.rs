//! Who answers for a task, as it is printed and as it is meant.

use crate::layout::{Column, DutyForm, TableLayout};
use crate::plan::Duty;
use crate::random::Random;
use crate::stock;

/// A unit and its role, by the model's names; `sole` may be read as `lead` or `responsible`.
pub type Party = (String, &'static str);

/// A responsibility in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Its parts: one in brackets, or one for each line.
    pub(crate) parts: Vec<String>,
    /// What they mean.
    pub(crate) parties: Vec<Party>,
}

fn parties(units: &[String], role: &'static str) -> Vec<Party> {
    units.iter().map(|unit| (unit.clone(), role)).collect()
}

/// How a notice words its responsibilities throughout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habit {
    pub(crate) form: DutyForm,
    /// Semicolons between labels, else commas.
    pub(crate) semicolons: bool,
    /// Which other words the labels have, where they have others.
    pub(crate) other_words: Option<u64>,
    /// Whether some lists are open.
    pub(crate) open_lists: bool,
    /// The level that a list says once, where it does.
    pub(crate) prefix_once: Option<&'static str>,
}

impl Habit {
    /// Units as a list has them.
    fn list(self, units: &[String]) -> String {
        let mut out = String::new();
        let mut said = false;
        for unit in units {
            if !out.is_empty() {
                out.push('、');
            }
            let bare = self.prefix_once.and_then(|level| unit.strip_prefix(level));
            // 市委宣传部 is no 委宣传部, and 市市场监管局 without 市 looks as if it had one.
            let droppable = bare.is_some_and(|bare| {
                ["厅", "局"].iter().any(|end| bare.ends_with(end))
                    && !bare.contains(['（', '委'])
                    && self.prefix_once.is_some_and(|level| !bare.starts_with(level))
            });
            out.push_str(if said && droppable { bare.unwrap_or(unit) } else { unit });
            said = bare.is_some();
        }
        out
    }

    /// 等, where a list stays open.
    fn open(self, random: &mut Random) -> &'static str {
        if self.open_lists && random.chance(40) { "等" } else { "" }
    }
}

/// Prints a responsibility.
pub(crate) fn print(duty: &Duty, habit: Habit, random: &mut Random) -> Printed {
    let mut printed = usual(duty, habit, random);
    if let Some(seed) = habit.other_words {
        for part in &mut printed.parts {
            for label in ["牵头单位", "责任单位", "配合单位"] {
                let other = stock::other_words(label, seed);
                *part = part.replace(&format!("{label}："), &format!("{other}："));
            }
        }
    }
    printed
}

fn usual(duty: &Duty, habit: Habit, random: &mut Random) -> Printed {
    let (form, semicolons) = (habit.form, habit.semicolons);
    match form {
        DutyForm::Verbs => verbs(duty, habit, random),
        DutyForm::Label => label(duty, habit, random),
        DutyForm::FirstLeads => first_leads(duty, habit),
        DutyForm::CommaLeads => comma_leads(duty, habit),
        DutyForm::LeadAndResponsible
        | DutyForm::OwnLines
        | DutyForm::LeadAndSupport
        | DutyForm::ThreeLabels => {
            let labelled = labelled(duty, form);
            let parties = labelled.iter().flat_map(|(_, role, units)| parties(units, role));
            let parties = parties.collect();
            let parts =
                labelled.iter().map(|(label, _, units)| format!("{label}：{}", habit.list(units)));
            let parts: Vec<String> = parts.collect();
            let parts = match form {
                DutyForm::OwnLines => parts,
                _ => vec![parts.join(if semicolons { "；" } else { "，" })],
            };
            Printed { parts, parties }
        }
    }
}

fn one(text: String, parties: Vec<Party>) -> Printed {
    Printed { parts: vec![text], parties }
}

fn verbs(duty: &Duty, habit: Habit, random: &mut Random) -> Printed {
    match duty {
        Duty::Sole(unit) => {
            let units = [unit.clone()];
            if random.chance(12) {
                one(format!("{unit}牵头负责"), parties(&units, "lead"))
            } else {
                one(format!("{unit}负责"), parties(&units, "responsible"))
            }
        }
        Duty::Shared(units) => {
            let tail = *random.pick(&[
                "按职责分工负责",
                "按职责分工负责",
                "负责",
                "按照职责分工负责",
                "分别负责",
            ]);
            let open = habit.open(random);
            one(format!("{}{open}{tail}", habit.list(units)), parties(units, "responsible"))
        }
        Duty::Led(lead, others) => {
            let b = format!("{}{}", habit.list(others), habit.open(random));
            let a = habit.list(lead);
            let (text, role) = match random.range(0, 6) {
                0 | 1 => (format!("{a}牵头，{b}按职责分工负责"), "responsible"),
                2 => (format!("{a}牵头，{b}负责"), "responsible"),
                3 => (format!("{a}牵头，{b}配合"), "support"),
                4 => (format!("{a}牵头，{b}参与"), "support"),
                5 => (format!("{a}负责，{b}配合"), "support"),
                _ => (format!("{a}会同{b}负责"), "support"),
            };
            let mut all = parties(lead, "lead");
            all.extend(parties(others, role));
            one(text, all)
        }
        Duty::Three(lead, others, local) => {
            let text = format!("{lead}牵头，{}配合，{local}负责落实", habit.list(others));
            let mut all = vec![(lead.clone(), "lead")];
            all.extend(parties(others, "support"));
            all.push((local.clone(), "implement"));
            one(text, all)
        }
    }
}

fn label(duty: &Duty, habit: Habit, random: &mut Random) -> Printed {
    let units = duty.units();
    let text = match units.split_last() {
        // The lower level after a comma, as many write it.
        Some((local, rest)) if local.starts_with('各') && !rest.is_empty() && random.chance(50) => {
            format!("责任单位：{}，{local}", habit.list(rest))
        }
        _ => format!("责任单位：{}{}", habit.list(&units), habit.open(random)),
    };
    one(text, parties(&units, "responsible"))
}

fn first_leads(duty: &Duty, habit: Habit) -> Printed {
    let units = duty.units();
    let text = format!("责任单位：{}", habit.list(&units));
    let roles = if units.len() == 1 { ["sole", ""] } else { ["lead", "responsible"] };
    let parties = units.into_iter().enumerate();
    one(text, parties.map(|(at, unit)| (unit, roles[at.min(1)])).collect())
}

fn comma_leads(duty: &Duty, habit: Habit) -> Printed {
    let units = duty.units();
    let leads = match duty {
        Duty::Led(lead, _) => lead.len(),
        _ => 1,
    };
    if units.len() == 1 {
        return one(format!("责任单位：{}", units[0]), parties(&units, "sole"));
    }
    let (lead, others) = units.split_at(leads);
    let mut all = parties(lead, "lead");
    all.extend(parties(others, "responsible"));
    one(format!("责任单位：{}，{}", habit.list(lead), habit.list(others)), all)
}

type Labelled = Vec<(&'static str, &'static str, Vec<String>)>;

fn labelled(duty: &Duty, form: DutyForm) -> Labelled {
    let lead = |units: &[String]| ("牵头单位", "lead", units.to_vec());
    let answer = |units: &[String]| ("责任单位", "responsible", units.to_vec());
    let help = |units: &[String]| ("配合单位", "support", units.to_vec());
    match (duty, form) {
        (Duty::Sole(unit), DutyForm::LeadAndSupport) => vec![lead(std::slice::from_ref(unit))],
        (Duty::Sole(unit), _) => vec![answer(std::slice::from_ref(unit))],
        (Duty::Shared(units), _) => vec![answer(units)],
        (Duty::Led(leads, others), DutyForm::LeadAndSupport | DutyForm::ThreeLabels) => {
            vec![lead(leads), help(others)]
        }
        (Duty::Led(leads, others), _) => vec![lead(leads), answer(others)],
        (Duty::Three(first, others, local), DutyForm::ThreeLabels) => {
            let (first, local) = (std::slice::from_ref(first), std::slice::from_ref(local));
            vec![lead(first), help(others), answer(local)]
        }
        (Duty::Three(first, ..), _) => {
            let rest = duty.units().split_off(1);
            let second = if form == DutyForm::LeadAndSupport { help(&rest) } else { answer(&rest) };
            vec![lead(std::slice::from_ref(first)), second]
        }
    }
}

/// The units of a row by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ByColumn {
    pub(crate) lead: Vec<String>,
    pub(crate) responsible: Vec<String>,
    pub(crate) support: Vec<String>,
}

/// Puts the units of a duty into the columns that a table has.
pub(crate) fn by_column(duty: &Duty, table: &TableLayout) -> ByColumn {
    let lead_column = table.has(Column::Lead);
    let answer_column = table.has(Column::Responsible);
    let help_column = table.has(Column::Support);
    let mut cells = ByColumn::default();
    let (leads, others, local) = match duty {
        Duty::Sole(unit) => (vec![unit.clone()], Vec::new(), None),
        Duty::Shared(units) => (units.clone(), Vec::new(), None),
        Duty::Led(leads, others) => (leads.clone(), others.clone(), None),
        Duty::Three(lead, others, local) => (vec![lead.clone()], others.clone(), Some(local)),
    };
    let alone = others.is_empty() && local.is_none();
    match (lead_column, answer_column, help_column) {
        (true, true, false) if alone => cells.responsible = leads,
        (true, true, false) => {
            cells.lead = leads;
            cells.responsible = others.into_iter().chain(local.cloned()).collect();
        }
        (true, true, true) => {
            cells.lead = leads;
            cells.support = others;
            cells.responsible = local.cloned().into_iter().collect();
        }
        (true, false, true) => {
            cells.lead = leads;
            cells.support = others.into_iter().chain(local.cloned()).collect();
        }
        (false, true, true) => {
            cells.responsible = leads;
            cells.support = others.into_iter().chain(local.cloned()).collect();
        }
        (true, false, false) => cells.lead = leads,
        _ => cells.responsible = duty.units(),
    }
    cells
}
