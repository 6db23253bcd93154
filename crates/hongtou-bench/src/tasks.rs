//! Clauses and rows for measuring the linker alone, in three characters.
//!
//! - distinct: each task has words of its own;
//! - shuffled: the same, and the rows stand in another order than the clauses;
//! - boilerplate: tasks share most of their phrases and differ in a place and a number.
//!
//! Every row is a clause with words dropped, added or changed, so that no row is found by equal
//! words alone; the row's true clause is known.

use hongtou_generate::{Random, plan};
use hongtou_parser::link::{ClauseKey, RowKey};
use hongtou_source::fold;

/// What the tasks are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Character {
    /// Words of their own, rows in the clauses' order.
    Distinct,
    /// Words of their own, rows in another order.
    Shuffled,
    /// Mostly the same words.
    Boilerplate,
}

impl Character {
    /// All of them.
    pub const ALL: [Character; 3] =
        [Character::Distinct, Character::Shuffled, Character::Boilerplate];

    /// What the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Character::Distinct => "distinct",
            Character::Shuffled => "shuffled",
            Character::Boilerplate => "boilerplate",
        }
    }
}

/// Clauses, rows, and the clause of each row.
#[derive(Debug, Default)]
pub struct Tasks {
    /// What the body says.
    pub clauses: Vec<ClauseKey>,
    /// What the table says.
    pub rows: Vec<RowKey>,
    /// For each row the index of the clause that it was made of.
    pub truth: Vec<usize>,
}

/// Draws as many clauses as rows.
pub fn draw(character: Character, count: usize) -> Tasks {
    let mut random = Random::new(7);
    let texts = match character {
        Character::Boilerplate => (0..count).map(|at| boilerplate(at, &mut random)).collect(),
        _ => distinct(count),
    };
    let mut order: Vec<usize> = (0..count).collect();
    if character != Character::Distinct {
        for at in (1..count).rev() {
            order.swap(at, random.below(at + 1));
        }
    }
    let clause = |(item, text): (usize, &String)| ClauseKey {
        text: fold(text),
        item,
        ..ClauseKey::default()
    };
    let clauses = texts.iter().enumerate().map(clause).collect();
    let row = |&at: &usize| RowKey {
        text: fold(&reworded(&texts[at], &mut random)),
        ..RowKey::default()
    };
    let rows = order.iter().map(row).collect();
    Tasks { clauses, rows, truth: order }
}

/// Tasks of an invented plan.
fn distinct(count: usize) -> Vec<String> {
    let plan = plan(3, count);
    let items = plan.sections.iter().flat_map(|section| &section.items);
    items.flat_map(|item| &item.tasks).map(|task| task.text.clone()).collect()
}

/// One of many tasks that differ in a place and in figures only.
fn boilerplate(at: usize, random: &mut Random) -> String {
    const PLACES: [&str; 10] = ["东", "西", "南", "北", "中", "上", "下", "新", "古", "长"];
    const ENDS: [&str; 10] = ["河", "湖", "山", "桥", "塘", "湾", "坪", "溪", "岭", "港"];
    let place =
        |n: usize| format!("{}{}{}", PLACES[n % 10], PLACES[n / 10 % 10], ENDS[n / 100 % 10]);
    format!(
        "加强{}镇农村公路建设养护管理，完成新建改建农村公路{}公里，实施危桥改造{}座，确保年底前全部完成并通过验收。",
        place(at),
        10 + at / 1000 * 7 + random.below(5),
        1 + at % 13,
    )
}

/// The words of a task as a table says them again: some dropped, some put in.
fn reworded(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let last = chars.len() - 1;
    match random.below(3) {
        0 => {
            // The stop at the end stays: it is no word.
            let at = random.below(last.max(1));
            let to = (at + 2).min(last);
            chars.drain(at..to);
        }
        1 => {
            let at = random.below(last.max(1));
            chars.splice(at..at, "切实".chars());
        }
        _ => {
            chars.splice(0..0, "持续".chars());
        }
    }
    chars.into_iter().collect()
}
