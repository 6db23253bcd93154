//! Which sections of the body a table leaves out, and whether it means to.

use std::collections::HashSet;

use hongtou_model::{ProseRole, Section};

use crate::context::{Context, Expected};
use crate::words::plain;

/// A section with tasks none of which has a row.
pub(crate) struct LeftOut<'a> {
    pub(crate) section: &'a Section,
    /// Its tasks, by their places among all clauses.
    pub(crate) tasks: Vec<usize>,
    pub(crate) expected: Expected,
}

/// The tasks of one section, and how many of them have a row.
struct Part {
    section: usize,
    tasks: Vec<usize>,
    done: usize,
    /// Whether any clause of it has a row, one that names nobody too.
    linked: bool,
    /// Clauses with words, those that name nobody too.
    clauses: usize,
}

/// The sections that the tables leave out, where they break down most of the others.
///
/// `linked` says which clauses have a row, `counts` which are tasks that should; `told` are clauses
/// whose missing row is told already.
pub(crate) fn left_out<'a>(
    context: &Context<'a>,
    linked: &[bool],
    counts: &dyn Fn(usize) -> bool,
    told: &[usize],
) -> Vec<LeftOut<'a>> {
    let mut parts = parts(context, linked, counts);
    parts.retain(|part| !part.tasks.is_empty() && !part.tasks.iter().all(|at| told.contains(at)));
    let (have, mut left): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.linked);
    // A plan that no table belongs to is not broken down.
    let plan = |part: &Part| context.notice.sections[part.section].plan;
    left.retain(|part| have.iter().any(|known| plan(known) == plan(part)));
    let done: usize = have.iter().map(|part| part.done).sum();
    let all: usize = have.iter().map(|part| part.tasks.len()).sum();
    // A table of a part of the plan leaves most sections out, or most tasks of each.
    if left.is_empty() || left.len() > have.len() || done * 3 < all * 2 {
        return Vec::new();
    }
    let named = context.clauses.iter().any(|at| !at.clause.units.is_empty());
    // A table may leave a section out on purpose, and mostly the last, which says how the others are seen to: it is
    // said so that it is seen.
    let around = |part: &Part| is_around_the_tasks(&context.notice.sections[part.section]);
    let own = left.iter().filter(|part| !around(part)).count();
    let alone = own == 1 && have.len() > 1 && done == all && is_of_all(context, &have, &left);
    let between = |part: &Part| {
        let known = |test: &dyn Fn(usize) -> bool| have.iter().any(|known| test(known.section));
        let inside =
            known(&|section| section < part.section) && known(&|section| section > part.section);
        let title = context.notice.sections[part.section].title.as_deref().unwrap_or_default();
        let frames = title.is_empty() || FRAMES.iter().any(|word| title.contains(word));
        inside || !frames && has_the_others_units(context, part, &have)
    };
    let weigh = |part: &Part| {
        let around = around(part);
        // Of each of its tasks somebody answers, as in the others.
        let like_the_others = named && part.tasks.len() == part.clauses;
        match (around, named) {
            (true, false) => None,
            (false, _) if alone && like_the_others && between(part) => Some(Expected::Should),
            _ => Some(Expected::May),
        }
    };
    left.iter()
        .filter_map(|part| {
            Some(LeftOut {
                section: &context.notice.sections[part.section],
                tasks: part.tasks.clone(),
                expected: weigh(part)?,
            })
        })
        .collect()
}

/// Whether each task of a section is answered for by nobody but who has tasks in the others: how all of the plan
/// is seen to is mostly another's work.
fn has_the_others_units(context: &Context<'_>, part: &Part, have: &[Part]) -> bool {
    let units = |at: usize| context.clauses[at].clause.units.iter().map(|unit| &*unit.name);
    let others: HashSet<&str> =
        have.iter().flat_map(|part| &part.tasks).flat_map(|&at| units(at)).collect();
    part.tasks.iter().all(|&at| {
        let mut own = units(at).peekable();
        own.peek().is_some() && own.all(|name| others.contains(name))
    })
}

/// The sections with their tasks, in order.
fn parts(context: &Context<'_>, linked: &[bool], counts: &dyn Fn(usize) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, now) in context.clauses.iter().enumerate() {
        let section = now.section_index;
        if parts.last().is_none_or(|part| part.section != section) {
            parts.push(Part { section, tasks: Vec::new(), done: 0, linked: false, clauses: 0 });
        }
        let Some(part) = parts.last_mut() else { continue };
        part.linked |= linked[at];
        part.clauses += usize::from(!now.clause.text.is_empty());
        if counts(at) {
            part.tasks.push(at);
            part.done += usize::from(linked[at]);
        }
    }
    parts
}

/// Whether tables with a row for every task of some sections are to have the others' as well: their rows
/// say the body again, one by one, and nothing says that they are of a part.
fn is_of_all(context: &Context<'_>, have: &[Part], left: &[Part]) -> bool {
    let mut tables = context.tables.iter().filter(|table| table.linked);
    tables.all(|table| table.table.restates_body)
        && context.all_rows_linked()
        && !crate::numbering::has_unsure_rows(context.notice)
        && !is_of_a_part(context, have, left)
}

/// Whether the notice says that a table breaks down a part of the plan only: in the table's title, in its
/// notes, or where the plan speaks of the breakdown.
fn is_of_a_part(context: &Context<'_>, have: &[Part], left: &[Part]) -> bool {
    // Of what a table has, and what it has not.
    const PARTIAL: [&str; 9] =
        ["重点", "节选", "摘录", "量化", "主要", "部分", "项目", "仅列", "只列"];
    const ELSEWHERE: [&str; 10] = [
        "另行",
        "另有",
        "不再分解",
        "不分解",
        "仅分解",
        "不再列",
        "未列入",
        "不列入",
        "不纳入",
        "不在本表",
    ];
    let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let aside =
        |text: &str| says(text, &ELSEWHERE) || text.contains("列出") && text.contains("不在");
    let told = context.notice.prose.iter().any(|prose| {
        aside(&prose.text) || prose.role == ProseRole::Note && says(&prose.text, &PARTIAL)
    });
    // What the plan's own title says is of the plan: 重点工作安排, 重点工作任务分解表.
    let notice = context.notice;
    let plan = notice.plan.iter().filter_map(|plan| plan.title.as_deref());
    let own: Vec<&str> = plan.chain(notice.header.title.as_deref()).collect();
    let of_the_table = |word: &&&str| !own.iter().any(|title| title.contains(**word));
    let partial: Vec<&str> = PARTIAL.iter().filter(of_the_table).copied().collect();
    let tables = context.tables.iter().filter(|table| table.linked);
    let mut titles = tables.filter_map(|table| table.table.title.as_deref());
    told || titles.any(|title| says(title, &partial) || names_a_part(context, title, have, left))
        || context.clauses.iter().any(|at| aside(&at.clause.text))
}

/// Whether a table's title names what a section with rows is about and nothing else of the notice is:
/// 监测任务分解表 beside 加强监测 in a plan of water conservation.
fn names_a_part(context: &Context<'_>, title: &str, have: &[Part], left: &[Part]) -> bool {
    // What any table of tasks is called by.
    const KIND: &str = "重点工作任务分解推进责任清单台账项目目标表";
    const WHOLE_TITLE: usize = 4;
    let notice = context.notice;
    let of =
        |part: &Part| plain(notice.sections[part.section].title.as_deref().unwrap_or_default());
    let title = plain(title);
    let plan = notice.plan.iter().filter_map(|plan| plan.title.as_deref());
    let mut known: Vec<String> = plan.chain(notice.header.title.as_deref()).map(plain).collect();
    known.push(KIND.to_owned());
    known.extend(left.iter().map(of));
    let mut own = have.iter().map(of);
    own.any(|own| {
        let chars: Vec<char> = own.chars().collect();
        let whole = chars.len() >= WHOLE_TITLE && title.contains(&own);
        let pair = |pair: &[char]| {
            let pair: String = pair.iter().collect();
            title.contains(&pair) && !known.iter().any(|words| words.contains(&pair))
        };
        whole || chars.windows(2).any(pair)
    })
}

/// Words of a plan's first or last section, which may order what all of it needs: 强化统筹协调, 营造良好氛围.
const FRAMES: [&str; 22] = [
    "统筹", "协调", "组织", "落实", "实施", "推进", "要素", "氛围", "合力", "领导", "队伍", "人才",
    "资金", "监督", "监管", "政策", "服务", "体系", "基础", "能力", "责任", "管理",
];

/// Whether a section says how all the others are seen to, so that a table may well leave its only task out. One that
/// orders to look into things (督促检查) mostly has a row.
pub(crate) fn sees_to_the_others(section: &Section) -> bool {
    section.title.as_deref().is_some_and(title_sees_to_the_others)
}

/// Whole phrases alone: 社会保障, 要素保障, 宣传推广 and 营商环境评价 are the work of somebody.
fn title_sees_to_the_others(title: &str) -> bool {
    const FRAMES: [&str; 18] = [
        "保障措施",
        "保障机制",
        "组织保障",
        "考核评价",
        "督查考核",
        "督导考核",
        "督促考核",
        "监督考核",
        "考核督查",
        "考核问责",
        "考核奖惩",
        "绩效考核",
        "宣传引导",
        "宣传发动",
        "组织领导",
        "组织实施",
        "工作要求",
        "有关要求",
    ];
    FRAMES.iter().any(|phrase| title.contains(phrase))
}

/// Whether a section says how the tasks are seen to, and orders none itself: the parts around the tasks
/// that plans of all kinds have.
pub(crate) fn is_around_the_tasks(section: &Section) -> bool {
    const AROUND: [&str; 22] = [
        "保障",
        "支撑",
        "支持",
        "机制",
        "责任落实",
        "考核",
        "评价",
        "宣传",
        "督促",
        "督导",
        "组织领导",
        "组织实施",
        "工作要求",
        "有关要求",
        "总体要求",
        "目标",
        "范围",
        "指导思想",
        "基本原则",
        "工作步骤",
        "实施步骤",
        "时间安排",
    ];
    section.title.as_deref().is_some_and(|title| AROUND.iter().any(|word| title.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::title_sees_to_the_others;

    #[test]
    fn what_others_are_seen_to_by_is_a_whole_phrase() {
        for title in ["保障措施", "强化组织保障", "考核评价", "加强宣传引导", "组织领导"]
        {
            assert!(title_sees_to_the_others(title), "{title}");
        }
        for title in [
            "社会保障",
            "民生保障",
            "强化要素保障",
            "供水保障工程",
            "粮食安全保障",
            "宣传推广",
            "营商环境评价",
        ] {
            assert!(!title_sees_to_the_others(title), "{title}");
        }
    }
}
