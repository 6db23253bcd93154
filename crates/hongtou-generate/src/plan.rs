//! A plan: what a notice is about, before anything decides how it is written.

use std::collections::BTreeSet;

use crate::fields::{FIELDS, Field};
use crate::numeral;
use crate::random::Random;
use crate::stock;

/// What a notice says, as its author knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed it was drawn from; layouts and damage draw from it too.
    pub seed: u64,
    /// Where it applies.
    pub place: Place,
    /// The office that issues it.
    pub issuer: String,
    /// `岚政办发〔2025〕7号`.
    pub document_number: String,
    /// The title of the notice.
    pub title: String,
    /// The title of the plan that it issues.
    pub plan_title: String,
    /// The year of the plan.
    pub year: u32,
    /// Year, month and day of issue.
    pub issued_on: (u32, u32, u32),
    /// Year, month and day of printing, where it is printed.
    pub printed_on: Option<(u32, u32, u32)>,
    /// Whom it is sent to, as printed.
    pub addressees: String,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A place and its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name without the level.
    pub name: &'static str,
    /// 省, 市, 县 or 区.
    pub level: &'static str,
}

/// A section: its title and items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Titles for groups of its items, as many as items.
    pub groups: Vec<String>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item: a heading, where it has one, and tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The topic sentence without its full stop.
    pub heading: Option<String>,
    /// What is to be done, each with those who answer for it.
    pub tasks: Vec<Task>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its words, with the final full stop.
    pub text: String,
    /// Who answers for it.
    pub duty: Duty,
    /// What is reached at a quarter, a half and three quarters of the time, and at its end.
    pub stages: [Option<String>; 4],
    /// When it must be done, as a table prints it.
    pub due: String,
}

/// Who answers for a task, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duty {
    /// One unit alone.
    Sole(String),
    /// Several, none above the others.
    Shared(Vec<String>),
    /// One or two lead, the others help.
    Led(Vec<String>, Vec<String>),
    /// One leads, some help, and a collective carries it out.
    Three(String, Vec<String>, String),
}

impl Duty {
    /// All units, those who lead first.
    pub fn units(&self) -> Vec<String> {
        match self {
            Duty::Sole(unit) => vec![unit.clone()],
            Duty::Shared(units) => units.clone(),
            Duty::Led(lead, others) => lead.iter().chain(others).cloned().collect(),
            Duty::Three(lead, others, local) => {
                let others = others.iter().chain([local]).cloned();
                std::iter::once(lead.clone()).chain(others).collect()
            }
        }
    }
}

impl Plan {
    /// How many tasks it has.
    pub fn tasks(&self) -> usize {
        self.sections.iter().flat_map(|section| &section.items).map(|item| item.tasks.len()).sum()
    }
}

/// Draws a plan of `size` tasks, at least one.
pub fn plan(seed: u64, size: usize) -> Plan {
    Author::new(seed).write(size.max(1))
}

/// The state while a plan is drawn.
struct Author {
    seed: u64,
    random: Random,
    place: Place,
    year: u32,
    /// Units of this place, drawn once, so that a notice speaks of a handful.
    units: Vec<String>,
    collectives: Vec<String>,
    /// Words already said; each task and heading is said once.
    said: BTreeSet<String>,
}

impl Author {
    fn new(seed: u64) -> Author {
        let mut random = Random::apart(seed, 1);
        let name = *random.pick(stock::CITIES);
        let level = match random.range(0, 9) {
            0 => "省",
            1..=6 => "市",
            7 | 8 => "县",
            _ => "区",
        };
        let year = random.range(2021, 2027);
        let mut author = Author {
            seed,
            random,
            place: Place { name, level },
            year,
            units: Vec::new(),
            collectives: Vec::new(),
            said: BTreeSet::new(),
        };
        author.draw_units();
        author
    }

    fn draw_units(&mut self) {
        let Place { name, level } = self.place;
        let bureaus = if level == "省" { stock::HALLS } else { stock::BUREAUS };
        let mut units = BTreeSet::new();
        for _ in 0..14 {
            units.insert(format!("{level}{}", self.random.pick(bureaus)));
        }
        for _ in 0..4 {
            units.insert(format!("{level}{}", self.random.pick(stock::BODIES)));
        }
        if self.random.chance(40) {
            let unit = self.random.pick(stock::BRACKETED).replace("{l}", level);
            // The plain name and the one with brackets would be two names of one bureau.
            let plain: String = unit.chars().take_while(|&c| c != '（').collect();
            units.retain(|other: &String| !other.contains(&plain));
            units.insert(format!("{level}{unit}"));
        }
        if level == "市" {
            for _ in 0..2 {
                units.insert(self.random.pick(stock::NAMED).replace("{c}", name));
            }
            if self.random.chance(30) {
                units.insert("团市委".to_owned());
            }
        }
        if level != "省" && self.random.chance(40) {
            units
                .insert(if level == "市" { "高新区管委会" } else { "经济开发区管委会" }.to_owned());
        }
        let rank = match level {
            "省" => 0,
            "市" => 1,
            _ => 2,
        };
        self.units = units.into_iter().collect();
        self.collectives.push((*self.random.pick(stock::COLLECTIVES[rank])).to_owned());
    }

    fn write(mut self, size: usize) -> Plan {
        let field = self.random.below(FIELDS.len());
        let sections = self.sections(field, size);
        let Place { name, level } = self.place;
        let topic = if size > 60 { "经济社会发展" } else { FIELDS[field].topic };
        let kind =
            *self.random.pick(&["重点工作安排", "工作要点", "行动方案", "实施方案", "重点任务"]);
        let year = self.year;
        let plan_title = match self.random.range(0, 2) {
            0 => format!("{year}年{name}{level}{topic}{kind}"),
            1 => format!("{name}{level}{topic}{year}年{kind}"),
            _ => format!("{name}{level}{year}年{topic}{kind}"),
        };
        let office = *self.random.pick(&["人民政府", "人民政府办公室"]);
        let issuer = format!("{name}{level}{office}");
        let title = if self.random.chance(50) {
            format!("{issuer}关于印发《{plan_title}》的通知")
        } else {
            format!("{issuer}关于印发{plan_title}的通知")
        };
        let first: String = name.chars().take(1).collect();
        let kind = if office.ends_with("办公室") { "政办发" } else { "政发" };
        let document_number = format!("{first}{kind}〔{year}〕{}号", self.random.range(1, 120));
        let issued_on = (year, self.random.range(1, 5), self.random.range(1, 27));
        let printed_on =
            self.random.chance(40).then_some((issued_on.0, issued_on.1, issued_on.2 + 1));
        let local = self.collectives[0].clone();
        let addressees = format!("{local}，{level}政府各部门、各直属机构：");
        Plan {
            seed: self.seed,
            place: self.place,
            issuer,
            document_number,
            title,
            plan_title,
            year,
            issued_on,
            printed_on,
            addressees,
            sections,
        }
    }

    fn sections(&mut self, field: usize, size: usize) -> Vec<Section> {
        // Small plans keep to one field and its sections, great ones go through all of them.
        let headed = self.random.range(0, 2);
        let mut left = size;
        let mut titles: Vec<(usize, String)> = Vec::new();
        if size <= 60 {
            titles.extend(FIELDS[field].sections.iter().map(|&title| (field, title.to_owned())));
        } else {
            let wanted = size / 30 + 1;
            let all: Vec<(usize, &str)> = FIELDS
                .iter()
                .enumerate()
                .flat_map(|(f, field)| field.sections.iter().map(move |&title| (f, title)))
                .collect();
            for round in 0..wanted.div_ceil(all.len()) {
                for &(f, title) in &all {
                    let title = match round {
                        0 => title.to_owned(),
                        _ => format!("{title}（第{}批）", numeral::chinese(round as u32 + 1)),
                    };
                    titles.push((f, title));
                }
            }
            titles.truncate(wanted);
        }
        let count = if size <= 60 { titles.len().min(size.div_ceil(2)) } else { titles.len() };
        let mut sections = Vec::new();
        for (at, (field, title)) in titles.into_iter().take(count).enumerate() {
            let share = left.div_ceil(count - at);
            left -= share;
            sections.push(self.section(&FIELDS[field], title, share, headed));
        }
        sections
    }

    fn section(&mut self, field: &Field, title: String, size: usize, headed: u32) -> Section {
        let mut items = Vec::new();
        let mut left = size;
        while left > 0 {
            let tasks = match self.random.range(0, 9) {
                0..=4 => 1,
                5..=7 => 2,
                _ => 3,
            };
            let tasks = tasks.min(left);
            left -= tasks;
            let with_heading = match headed {
                0 => false,
                1 => true,
                _ => self.random.chance(60),
            };
            let heading = with_heading.then(|| self.heading(field));
            let tasks = (0..tasks).map(|_| self.task(field)).collect();
            items.push(Item { heading, tasks });
        }
        let groups = items.iter().map(|_| self.heading(field)).collect();
        Section { title, groups, items }
    }

    fn heading(&mut self, field: &Field) -> String {
        for round in 0.. {
            let verb = self.random.pick(stock::HEADING_VERBS);
            let matter = self.random.pick(field.matters);
            let end = self.random.pick(stock::HEADING_ENDS);
            let heading = match round {
                0..20 => format!("{verb}{matter}{end}"),
                _ => format!("{verb}{}{matter}{end}", self.town()),
            };
            if self.said.insert(heading.clone()) {
                return heading;
            }
        }
        String::new()
    }

    fn town(&mut self) -> String {
        let head = self.random.pick(stock::TOWN_HEADS);
        let tail = self.random.pick(stock::TOWN_TAILS);
        format!("{head}{tail}{}", self.random.pick(stock::TOWN_KINDS))
    }

    fn task(&mut self, field: &Field) -> Task {
        let mut stages = [None, None, None, None];
        let mut text = String::new();
        for _ in 0..1000 {
            (text, stages) = self.words(field);
            if self.said.insert(text.clone()) {
                break;
            }
        }
        for stage in &mut stages {
            if self.random.chance(15) {
                *stage = None;
            }
        }
        let due = match self.random.range(0, 9) {
            0 => "持续推进".to_owned(),
            1 => "长期坚持".to_owned(),
            2 | 3 => format!("{}年底前", self.year),
            4 => format!("{}月底前", self.random.range(3, 12)),
            5 => format!("{}年{}月30日前", self.year, self.random.pick(&[4, 6, 9, 11])),
            _ => format!("{}年{}月底前", self.year, self.random.range(3, 12)),
        };
        Task { text, duty: self.duty(), stages, due }
    }

    fn words(&mut self, field: &Field) -> (String, [Option<String>; 4]) {
        let place = match self.random.range(0, 9) {
            0..=3 => format!("在{}", self.town()),
            4 | 5 => format!("在{}、{}", self.town(), self.town()),
            _ => String::new(),
        };
        let mut stages: [Option<String>; 4] =
            std::array::from_fn(|at| Some((*self.random.pick(stock::STAGES[at])).to_owned()));
        let tail = *self.random.pick(stock::TAILS);
        let tail = tail.replace("{m}", &self.random.range(3, 12).to_string());
        let main = match self.random.range(0, 9) {
            0..=3 => {
                let (what, measure) = *self.random.pick(field.counts);
                let count = self.figure();
                for (at, stage) in stages.iter_mut().enumerate() {
                    let part = (count * (at as u32 + 1) / 4).max(1);
                    if self.random.chance(70) {
                        *stage = Some(format!("{what} {part} {measure}。"));
                    }
                }
                match self.random.range(0, 2) {
                    0 => format!("{place}{what} {count} {measure}以上"),
                    1 => format!("{place}{what}不少于 {count} {measure}"),
                    _ => format!("{place}{what} {count} {measure}"),
                }
            }
            4..=6 => {
                let what = self.random.pick(field.rates);
                let rate = self.random.range(60, 99);
                match self.random.range(0, 2) {
                    0 => format!("{place}{}，{what}达到 {rate}%", self.random.pick(field.works)),
                    1 => format!("{place}{}，{what}不低于 {rate}%", self.random.pick(field.works)),
                    _ => {
                        format!("{place}{}，{what}达到 {rate}% 以上", self.random.pick(field.works))
                    }
                }
            }
            _ => format!("{place}{}", self.random.pick(field.works)),
        };
        let mut text = format!("{main}，{tail}。");
        if self.random.chance(30) {
            let more = *self.random.pick(stock::SENTENCES);
            let more = more.replace("{n}", &self.figure().to_string());
            text.push_str(&more.replace("{r}", &self.random.range(70, 99).to_string()));
        }
        (text, stages)
    }

    fn figure(&mut self) -> u32 {
        match self.random.range(0, 3) {
            0 => self.random.range(2, 20),
            1 => self.random.range(2, 60) * 10,
            2 => self.random.range(11, 99),
            _ => self.random.range(2, 50) * 100,
        }
    }

    fn unit(&mut self, others: &[String]) -> String {
        loop {
            let unit = self.random.pick(&self.units);
            if !others.contains(unit) {
                return unit.clone();
            }
        }
    }

    fn duty(&mut self) -> Duty {
        let mut units: Vec<String> = Vec::new();
        let count = self.random.range(2, 5);
        for _ in 0..count {
            let unit = self.unit(&units);
            units.push(unit);
        }
        let local = self.collectives[0].clone();
        match self.random.range(0, 9) {
            0..=3 => {
                let unit = if self.random.chance(10) { local } else { units.swap_remove(0) };
                Duty::Sole(unit)
            }
            4 | 5 => {
                if self.random.chance(25) {
                    units.push(local);
                }
                Duty::Shared(units)
            }
            6..=8 => {
                let leads = if units.len() > 2 && self.random.chance(15) { 2 } else { 1 };
                let mut others = units.split_off(leads);
                if self.random.chance(30) {
                    others.push(local);
                }
                Duty::Led(units, others)
            }
            _ => {
                let others = units.split_off(1);
                Duty::Three(units.remove(0), others, local)
            }
        }
    }
}
