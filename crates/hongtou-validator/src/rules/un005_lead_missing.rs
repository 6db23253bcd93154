use hongtou_model::{Role, UnitMention};

use crate::context::Context;
use crate::parties::{Owner, responsibility_place};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::units::is_single;

rule! {
    /// Several units answer for a task and none leads.
    ///
    /// ## What it checks
    /// Clauses, and rows that carry out none, for which two or more departments answer and none
    /// leads, in a notice that names leads for other tasks. And lists that begin without a label where all others
    /// have one (（市教育局，配合单位：市财政局）).
    ///
    /// ## Why it matters
    /// Where all are responsible (按职责分工负责) nobody calls the meeting.
    ///
    /// ## Example
    /// `（市公安局、市商务局按职责分工负责）`. After: `（市公安局牵头，市商务局配合）`.
    ///
    /// ## What to do
    /// Name a lead, where one is meant.
    ///
    /// ## Stays silent
    /// Where the notice nowhere names a lead beside other departments (A牵头负责 alone, and
    /// A会同有关部门, are none beside others), or declares one for all its lists; where one alone
    /// answers and the others support, guide or carry it out.
    ///
    /// ## Authority
    /// heuristic: a division of duties without a lead is a choice that many notices make.
    zh "
几个单位负责一项任务，没有牵头单位。

## 检查什么
有两个以上部门而无人牵头的任务（或没有对应任务的行），且通知的其他任务写了牵头单位。其他任务都以标签开头，只有一项没有的（（市教育局，配合单位：市财政局）），也报。

## 为什么重要
都负责（按职责分工负责），就没有人召集。

## 示例
`（市公安局、市商务局按职责分工负责）`。改后：`（市公安局牵头，市商务局配合）`。

## 怎么办
需要牵头的，写明牵头单位。

## 何时不报
通知从不在其他部门之外另写牵头单位的（只有“某某牵头负责”“某某会同有关部门”不算），统一约定了牵头单位的，只有一个单位负责、其他单位配合、指导或落实的，不报。

## 依据
经验判断：按职责分工而不设牵头，是许多通知有意的安排。
"
    UN005 "lead-missing" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    first_label_missing(context, sink);
    let lang = sink.lang();
    let missing = |units: &[UnitMention]| {
        let mut first = None;
        let mut several = false;
        for unit in units {
            if unit.role == Role::Lead {
                return false;
            }
            if unit.role != Role::Responsible {
                continue;
            }
            let id = context.units.of(unit);
            several |= *first.get_or_insert(id) != id;
        }
        several
    };
    let mut report = |place: Place, units: &[UnitMention]| {
        let count = units.iter().filter(|unit| unit.role == Role::Responsible).count();
        let message = lang.pick(
            format!("{count}个单位负责，没有牵头单位"),
            format!("{count} units answer for it and none leads"),
        );
        sink.report(
            Draft::new(place, message)
                .help(lang.pick("需要牵头的，写明牵头单位", "name a lead, where one is meant")),
        );
    };
    // 甲局牵头负责 alone names no lead among several, nor does 甲局会同有关部门.
    let led = |units: &[UnitMention]| {
        units.iter().any(|unit| unit.role == Role::Lead)
            && units.iter().any(|unit| unit.role != Role::Lead && unit.kind.is_none_or(is_single))
    };
    if context.clauses.iter().any(|at| led(&at.clause.units)) {
        for at in context.clauses.iter().filter(|at| missing(&at.clause.units)) {
            report(responsibility_place(at.clause), &at.clause.units);
        }
    }
    for table in context.tables.iter().filter(|table| table.has_lead) {
        for row in table.table.rows.iter().filter(|row| row.clause.is_none() && missing(&row.units))
        {
            report(Owner::Row(row).place(&row.units[0]), &row.units);
        }
    }
}

/// Tells of the one list whose first units have no label, where it has one for others and all other lists begin with
/// one: a label was lost with the role that it names.
fn first_label_missing(context: &Context<'_>, sink: &mut Sink<'_>) {
    const LEAST: usize = 3;
    const COLONS: [char; 2] = ['：', ':'];
    let opening = |text: &str| text.find(['，', ',', '；', ';', '。']).unwrap_or(text.len());
    let labelled = |text: &str| text[..opening(text)].contains(COLONS);
    let label = |text: &str| {
        text.split(COLONS)
            .rev()
            .skip(1)
            .any(|words| words.ends_with("单位") || words.ends_with("部门"))
    };
    let duties = || {
        context.clauses.iter().filter_map(|at| {
            let duty = at.clause.responsibility.as_ref()?;
            Some((at.clause, duty.text.as_str())).filter(|(_, text)| label(text))
        })
    };
    let mut without = duties().filter(|(_, text)| !labelled(text));
    let (Some((clause, text)), None) = (without.next(), without.next()) else { return };
    if duties().filter(|(_, text)| labelled(text)).count() < LEAST {
        return;
    }
    let lang = sink.lang();
    let first = &text[..opening(text)];
    let message = lang.pick(
        format!("“{first}”之前没有标签，其他任务都有"),
        format!("no label stands before {first}, unlike in the other tasks"),
    );
    sink.report(
        Draft::new(responsibility_place(clause), message)
            .quote(first)
            .help(lang.pick("补上标签", "put the label in")),
    );
}
