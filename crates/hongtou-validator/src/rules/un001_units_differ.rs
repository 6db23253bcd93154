use hongtou_model::{Confidence, Role, Row, Severity, Table, UnitKind};

use crate::context::{Context, TableAt};
use crate::parties::{Parties, Side, hardly_any_differs, parties};
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::units::{LEVELS, is_former_name, is_of_places};

rule! {
    /// A unit is named on one side only.
    ///
    /// ## What it checks
    /// The units of a clause against those of the rows that carry it out, whatever part they take.
    ///
    /// ## Why it matters
    /// The unit that the table leaves out does not report; the one that it adds was never told.
    ///
    /// ## Example
    /// Body: `（市司法局牵头，市教育局配合）`. Table: `市司法局 | ` and nothing else. After: `市教育局`
    /// in the table too.
    ///
    /// ## What to do
    /// Name the same units on both sides.
    ///
    /// ## Stays silent
    /// Where a side names no unit at all, where it never says who supports, guides or answers beside
    /// the lead (a table whose only column is 牵头单位), where a list is open (等) and the unit may be in it, where
    /// another lead is the whole difference (UN002), for two names of one unit (UN003), for units that
    /// the notice declares for all tasks (以下均需…落实，不再列出), and for a lead
    /// that the table names once for a group of rows where the clause names none. Where a
    /// collective (有关部门) stands against names, but for one of places (各县区) against departments, where two names may be one unit's (城关镇,
    /// 城关镇人民政府), and for tables in other words whose other rows do not agree either, it is an info;
    /// a department's name of before a reform beside today's (市农业局, 市农业农村局) is a warning.
    ///
    /// ## Authority
    /// practice
    zh "
某个单位只在正文或只在表中出现。

## 检查什么
任务的责任单位与对应行的单位比较，不论牵头还是配合。

## 为什么重要
表里漏掉的单位不会报进度，表里多出的单位并未接到任务。

## 示例
正文：`（市司法局牵头，市教育局配合）`；表中只有 `市司法局`。改后：表中也写 `市教育局`。

## 怎么办
两边写同样的单位。

## 何时不报
一边没有写单位的，一边通篇不写配合、指导等某类单位的（如表中只有“牵头单位”一栏），名单以“等”字开放的，差异全在牵头单位（UN002）的，同一单位两种叫法（UN003）的，通知统一规定落实单位（以下均需…落实，不再列出）的，不报；
统称（有关部门）与具体名单相对的（各县区之类与部门相对的除外），两个名称可能是同一单位的（城关镇、城关镇人民政府），以及不复述正文、其他行的单位也对不上的表，只提示；机构改革前后的两个名称（市农业局、市农业农村局），作警告。

## 依据
惯例
"
    UN001 "units-differ" Error "practice" No check
}

/// Whether a unit leads by a cell that other rows with other clauses share.
fn leads_a_group(table: &Table, row: &Row, rows: &Side<'_>, unit: usize) -> bool {
    let mut mentions = rows.members.iter().filter(|m| m.unit == unit).map(|m| m.mention);
    mentions.any(|mention| {
        mention.role == Role::Lead
            && !mention.span.is_empty()
            && table.rows.iter().any(|other| {
                other.id != row.id
                    && other.clause != row.clause
                    && other.units.iter().any(|u| u.span == mention.span)
            })
    })
}

/// Whether a table that says the tasks in other words names the same units all the same: three rows
/// or more do, and hardly any does not.
fn agrees<'a>(context: &Context<'a>, table: &TableAt<'a>) -> bool {
    let (mut same, mut all) = (0, 0);
    for found in &table.matches {
        let Some(Parties { body, rows, .. }) = parties(context, table, found) else { continue };
        all += 1;
        let within = |a: &Side<'_>, b: &Side<'_>| a.members.iter().all(|m| b.has(m.unit));
        same += usize::from(within(&body, &rows) && within(&rows, &body));
    }
    hardly_any_differs(same, all)
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    // The rows of a table follow each other.
    let mut known: Option<(*const TableAt<'_>, bool)> = None;
    for (table, found) in context.matches().filter(|(table, _)| table.has_units) {
        let Some(Parties { body, rows, clause, row, renamed }) = parties(context, table, found)
        else {
            continue;
        };
        let only = |a: &Side<'_>, b: &Side<'_>| -> Vec<usize> {
            if b.open {
                return Vec::new();
            }
            a.units_beyond(b)
        };
        let (mut left, mut right) = (only(&body, &rows), only(&rows, &body));
        // 以下均需各市落实，不再列出: the table need not name them either.
        left.retain(|&unit| !body.is_default(context, unit));
        // A lead that stands once for a group of rows is no unit of this clause, which names no lead.
        if body.lead_units().is_empty() {
            right.retain(|&unit| !leads_a_group(table.table, row, &rows, unit));
        }
        if left.is_empty() && right.is_empty() {
            for (l, r) in renamed {
                let (l, r) = (context.units.list()[l].name, context.units.list()[r].name);
                let message = lang.pick(
                    format!("单位名称不同，可能是同一单位：正文作{l}，表中作{r}"),
                    format!("two names that may be one unit's: {l} in the body, {r} in the table"),
                );
                let mut draft = Draft::new(rows.place(context, row, &[]), message)
                    .quote(l)
                    .quote(r)
                    .about(&clause.clause.id)
                    .related(
                        body.clause_place(clause.clause, &[]),
                        lang.pick("正文写的是", "the body names").to_owned(),
                    )
                    .help(lang.pick("两边写同样的单位", "name the same units on both sides"));
                draft = match is_former_name(l, r) {
                    true => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
                    false => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
                };
                sink.report(draft);
            }
            continue;
        }
        // Another lead in the place of the one: that is UN002's finding, whole.
        let leads = |side: &Side<'_>, list: &[usize]| list.iter().all(|&unit| side.leads(unit));
        if context.body_names_leads
            && table.has_lead
            && !body.alone()
            && !rows.alone()
            && left.len() == 1
            && right.len() == 1
            && leads(&body, &left)
            && leads(&rows, &right)
        {
            continue;
        }
        let (l, r) = (context.units.names(&left), context.units.names(&right));
        let message = match (left.is_empty(), right.is_empty()) {
            (false, true) => lang.pick(
                format!("责任单位不一致：只在正文的有{l}"),
                format!("the units differ: only the body names {l}"),
            ),
            (true, false) => lang.pick(
                format!("责任单位不一致：只在表中的有{r}"),
                format!("the units differ: only the table names {r}"),
            ),
            _ => lang.pick(
                format!("责任单位不一致：正文有{l}，表中有{r}"),
                format!("the units differ: {l} in the body, {r} in the table"),
            ),
        };
        let at = rows.place(context, row, &right);
        let mut draft = Draft::new(at, message)
            .quote(&l)
            .quote(&r)
            .about(&clause.clause.id)
            .related(
                body.clause_place(clause.clause, &left),
                lang.pick("正文写的是", "the body names").to_owned(),
            )
            .help(lang.pick("两边写同样的单位", "name the same units on both sides"));
        let collective = |list: &[usize]| {
            !list.is_empty()
                && list.iter().all(|&u| context.units.list()[u].kind == UnitKind::Collective)
        };
        let named = |list: &[usize]| {
            !list.is_empty()
                && list.iter().all(|&u| context.units.list()[u].kind != UnitKind::Collective)
        };
        let mut agree = || match known {
            Some((at, agree)) if std::ptr::eq(at, table) => agree,
            _ => {
                let agree = agrees(context, table);
                known = Some((std::ptr::from_ref(table), agree));
                agree
            }
        };
        // 各街道办事处 may be any of the streets, and no department.
        let may_stand_for = |all: &[usize], names: &[usize]| {
            let unit = |&at: &usize| &context.units.list()[at];
            let places = all.iter().map(unit).all(|unit| is_of_places(unit.name));
            let departments = names
                .iter()
                .map(unit)
                .all(|unit| unit.kind == UnitKind::Department && unit.name.starts_with(LEVELS));
            collective(all) && named(names) && !(places && departments)
        };
        if !(found.restates || agree())
            || may_stand_for(&left, &right)
            || may_stand_for(&right, &left)
        {
            draft = draft.at_most(Severity::Info).confidence(Confidence::Unsure);
        } else if !found.restates {
            draft = draft.at_most(Severity::Warning).confidence(Confidence::Likely);
        }
        sink.report(draft);
    }
}
