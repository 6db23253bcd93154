use std::cell::OnceCell;

use hongtou_model::{ColumnKind, Confidence, Lang, Role, Row, Severity, Table, UnitKind};

use crate::context::{Context, TableAt, target_id};
use crate::exchanges::Exchange;
use crate::parties::{
    Help, Owner, Parties, Side, hardly_any_differs, is_other_lead, named_again, parties,
};
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::units::{LEVELS, Unit, is_former_name, is_of_places};
use crate::words::plain;

rule! {
    /// A unit is named on one side only.
    ///
    /// ## What it checks
    /// The units of a clause against those of the rows that carry it out, whatever part they take. Two rows
    /// that have each other's units, or each other's tasks, are told once; so is a unit named twice where the
    /// other side has another once.
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
    /// the lead (a table whose only column is 牵头单位, also where it names one of those that share the task),
    /// for units of another level in a column of their own (省牵头单位) where the body names none of that level,
    /// where a list is open (等) and the unit may be in it, where another lead is the whole difference (UN002),
    /// for two names of one unit (UN003), for units that the notice declares for all tasks (以下均需…落实，不再列出), and for a lead
    /// that the table names once for a group of rows where the clause names none. Where a
    /// collective (有关部门) stands against names, but for one of places (各县区) against departments, where two names may be one unit's (城关镇,
    /// 城关镇人民政府), for tables in other words whose other rows do not agree either, and where rows that break a task down
    /// have others help with a part of it, or name the unit beside all of this one's, it is an info; one that
    /// helps where another row names somebody else, or where hardly any other task has such help, is a warning, as is a row that refers to its
    /// task by a number, says it in its words and names none of its units, as the other rows do, and a department's name of before a reform beside today's (市农业局, 市农业农村局).
    ///
    /// ## Authority
    /// practice
    zh "
某个单位只在正文或只在表中出现。

## 检查什么
任务的责任单位与对应行的单位比较，不论牵头还是配合；两行的单位或者任务互换的，一边把某单位写了两次、另一边其中一处是别的单位的，只报一次。

## 为什么重要
表里漏掉的单位不会报进度，表里多出的单位并未接到任务。

## 示例
正文：`（市司法局牵头，市教育局配合）`；表中只有 `市司法局`。改后：表中也写 `市教育局`。

## 怎么办
两边写同样的单位。

## 何时不报
一边没有写单位的，一边通篇不写配合、指导等某类单位的（如表中只有“牵头单位”一栏，正文几个单位共同负责而表中只写其中一个的也是），另一级单位单列一栏（省牵头单位）而正文不写这一级单位的，名单以“等”字开放的，差异全在牵头单位（UN002）的，同一单位两种叫法（UN003）的，通知统一规定落实单位（以下均需…落实，不再列出）的，不报；
统称（有关部门）与具体名单相对的（各县区之类与部门相对的除外），两个名称可能是同一单位的（城关镇、城关镇人民政府），不复述正文、其他行的单位也对不上的表，一项任务分作几行、有的行另有配合单位的（占了别的行所写单位位置的，以及其他任务的单位几乎都一致的，为警告），以及另一行连同本行各单位写了所缺单位的，只提示（以序号对应正文、照写正文任务，单位却全不是正文所写而其他行都是的，为警告）；机构改革前后的两个名称（市农业局、市农业农村局），作警告。

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
        let Some(both) = parties(context, table, found) else { continue };
        all += 1;
        let (left, right) = beyond(context, table, &both);
        same += usize::from(left.is_empty() && right.is_empty());
    }
    hardly_any_differs(same, all)
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // The rows of a table follow each other.
    let mut known: Option<Rows<'_, '_>> = None;
    for exchange in context.exchanges() {
        let table = &context.tables[exchange.table];
        sink.report(exchanged(context, sink, table, exchange));
    }
    for (table, found) in context.matches().filter(|(table, _)| table.has_units) {
        if context.is_exchanged(found.rows[0]) {
            continue;
        }
        let Some(both) = parties(context, table, found) else { continue };
        let (left, right) = beyond(context, table, &both);
        if left.is_empty() && right.is_empty() {
            both.renamed.iter().for_each(|&names| report_names(context, sink, &both, names));
            continue;
        }
        if is_another_lead(context, table, &both, &left, &right) {
            continue;
        }
        if known.as_ref().is_none_or(|rows| !std::ptr::eq(rows.table, table)) {
            known = Some(Rows::of(table));
        }
        let agree = || known.as_ref().is_some_and(|rows| rows.agree(context));
        let names_none = || {
            both.all.len() == 1
                && is_apart(&both)
                && says_its_task(context, both.row)
                && known.as_ref().is_some_and(|rows| rows.one_is_apart(context))
        };
        let breaks_down = || both.all.len() > 1 || others(context, table, &both).next().is_some();
        let mut draft = draft(context, sink, &both, &left, &right);
        let in_another_row = || {
            let names = |row: &Row| row.units.iter().any(|u| left.contains(&context.units.of(u)));
            right.is_empty() && others(context, table, &both).any(names)
        };
        let help = left.is_empty() && breaks_down();
        let help = if help { both.rows_only_help(&right) } else { None };
        let unsure = !(found.restates || agree())
            || help == Some(Help::Beside) && !(found.restates && agree());
        if unsure && !names_none()
            || in_another_row()
            || may_stand_for(context, &left, &right)
            || may_stand_for(context, &right, &left)
        {
            draft = draft.at_most(Severity::Info).confidence(Confidence::Unsure);
        } else if !found.restates || help.is_some() {
            draft = draft.at_most(Severity::Warning).confidence(Confidence::Likely);
        }
        sink.report(draft);
    }
}

/// Rows of a task that are not held against its words: those under its heading that say what the clause
/// does not, and those that a slip keeps from being known.
fn others<'m, 'a>(
    context: &'m Context<'a>,
    table: &'m TableAt<'a>,
    both: &'m Parties<'a>,
) -> impl Iterator<Item = &'a Row> {
    let of = |clause: &str| both.all.iter().any(|own| own.clause.as_deref() == Some(clause));
    let under = move |row: &&Row| row.clause.as_deref().is_some_and(of);
    let lost = context.lost().iter().filter(move |lost| of(&lost.at.clause.id));
    table.strays.iter().copied().filter(under).chain(lost.map(|lost| lost.row))
}

/// Two rows whose units are each other's.
fn exchanged(
    context: &Context<'_>,
    sink: &Sink<'_>,
    table: &TableAt<'_>,
    exchange: &Exchange,
) -> Draft {
    let lang = sink.lang();
    let (a, b) = (&table.matches[exchange.pair.0], &table.matches[exchange.pair.1]);
    let (one, other) = (a.rows[0], b.rows[0]);
    let clauses = [a, b].map(|found| context.clauses[found.clauses[0]].clause);
    let units = |row: &Row| Side::default().place(context, row, &[]);
    let message = match exchange.contents {
        true => lang.pick(
            "这一行和后面一行的任务互换了：责任单位等是对方的".to_owned(),
            "the tasks of this row and a later one are exchanged: the units beside each are the other's"
                .to_owned(),
        ),
        false => lang.pick(
            "这一行和后面一行的责任单位互换了".to_owned(),
            "the units of this row and a later one are exchanged".to_owned(),
        ),
    };
    let (at, theirs) = match exchange.contents {
        true => (context.row_place(one), context.row_place(other)),
        false => (units(one), units(other)),
    };
    let mut draft = Draft::new(at, message)
        .about(&format!("{}.units", other.id))
        .related(theirs, lang.pick("后面一行", "the later row").to_owned())
        .help(lang.pick("换回来", "put each back in its place"));
    for clause in clauses {
        draft = draft.about(&clause.id).related(
            crate::parties::responsibility_place(clause),
            lang.pick("正文写的是", "the body names").to_owned(),
        );
    }
    if exchange.contents {
        for (row, clause) in [one, other].into_iter().zip(clauses) {
            draft = draft.near(&row.id).near(&clause.id);
            let cells = ["action", "deadline", "section"].map(|cell| format!("{}.{cell}", row.id));
            let targets = (0..row.targets.len()).map(|at| target_id(row, at));
            for cell in cells.into_iter().chain(targets) {
                draft = draft.near(&cell);
            }
        }
    }
    draft
}

/// The units that only the body names, and those that only the table names.
fn beyond<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    both: &Parties<'a>,
) -> (Vec<usize>, Vec<usize>) {
    let Parties { body, rows, row, .. } = both;
    let only = |a: &Side<'_>, b: &Side<'_>| if b.open { Vec::new() } else { a.units_beyond(b) };
    let (mut left, mut right) = (only(body, rows), only(rows, body));
    // 以下均需各市落实，不再列出: the table need not name them either.
    left.retain(|&unit| !body.is_default(context, unit));
    // Of a part alone, that is: a row with the same units besides may say who of them this one lacks.
    let whole = |row: &Row| {
        let has = |unit: usize| row.units.iter().any(|own| context.units.of(own) == unit);
        rows.members.iter().all(|m| has(m.unit))
    };
    let others: Vec<&Row> = others(context, table, both).filter(|row| !whole(row)).collect();
    let named = || others.iter().flat_map(|row| &row.units);
    left.retain(|&unit| !named().any(|own| context.units.of(own) == unit));
    // A lead that stands once for a group of rows is no unit of this clause, which names no lead.
    if body.lead_units().is_empty() {
        right.retain(|&unit| !leads_a_group(table.table, row, rows, unit));
    }
    (left, right)
}

/// What is known of all rows of a table, worked out once.
struct Rows<'m, 'a> {
    table: &'m TableAt<'a>,
    agree: OnceCell<bool>,
    one_apart: OnceCell<bool>,
}

impl<'m, 'a> Rows<'m, 'a> {
    fn of(table: &'m TableAt<'a>) -> Self {
        Self { table, agree: OnceCell::new(), one_apart: OnceCell::new() }
    }

    fn agree(&self, context: &Context<'a>) -> bool {
        *self.agree.get_or_init(|| agrees(context, self.table))
    }

    /// Whether of several rows that refer to their tasks one alone names none of its task's units.
    fn one_is_apart(&self, context: &Context<'a>) -> bool {
        *self.one_apart.get_or_init(|| {
            let mut columns = self.table.table.columns.iter();
            if !columns.any(|column| column.kind == ColumnKind::ClauseReference) {
                return false;
            }
            let all = self.table.matches.iter();
            let all = all.filter_map(|found| parties(context, self.table, found));
            let (all, apart) = all
                .fold((0, 0), |(all, apart), both| (all + 1, apart + usize::from(is_apart(&both))));
            all > 1 && apart == 1
        })
    }
}

/// Whether a row names units, and none of its task's.
fn is_apart(both: &Parties<'_>) -> bool {
    let (body, rows) = (&both.body, &both.rows);
    !rows.members.is_empty() && !body.members.iter().any(|m| rows.has(m.unit))
}

/// Whether a row says nothing but what its task does, and no part of it in other words.
fn says_its_task(context: &Context<'_>, row: &Row) -> bool {
    let clause = row.clause.as_deref().and_then(|id| context.clause(id));
    let content = row.content.as_deref().or(row.action.as_deref()).map(plain);
    clause.zip(content).is_some_and(|(at, content)| {
        !content.is_empty() && plain(&at.clause.text).contains(&content)
    })
}

/// Whether another lead stands in the place of the one: that is UN002's finding, whole.
fn is_another_lead<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    both: &Parties<'a>,
    left: &[usize],
    right: &[usize],
) -> bool {
    let leads = |side: &Side<'_>, list: &[usize]| list.iter().all(|&unit| side.leads(unit));
    context.body_names_leads
        && table.has_lead
        && !both.body.alone()
        && !both.rows.alone()
        && left.len() == 1
        && right.len() == 1
        && leads(&both.body, left)
        && leads(&both.rows, right)
        || is_other_lead(context, table, both) && left.len() == 1 && right.is_empty()
}

/// Whether a collective may stand for units named: 各街道办事处 may be any of the streets, and no department.
fn may_stand_for(context: &Context<'_>, all: &[usize], names: &[usize]) -> bool {
    let of = |all: &[usize], is: &dyn Fn(&Unit<'_>) -> bool| {
        !all.is_empty() && all.iter().all(|&at| is(&context.units.list()[at]))
    };
    let departments =
        of(names, &|unit| unit.kind == UnitKind::Department && unit.name.starts_with(LEVELS));
    of(all, &|unit| unit.kind == UnitKind::Collective)
        && of(names, &|unit| unit.kind != UnitKind::Collective)
        && !(of(all, &|unit| is_of_places(unit.name)) && departments)
}

/// What is told of units that one side alone names.
fn draft(
    context: &Context<'_>,
    sink: &Sink<'_>,
    both: &Parties<'_>,
    left: &[usize],
    right: &[usize],
) -> Draft {
    let lang = sink.lang();
    let (l, r) = (context.units.names(left), context.units.names(right));
    let again = Retyped::of(both, left, right);
    let message = match (left.is_empty(), right.is_empty()) {
        _ if let Some(again) = &again => again.message(context, lang, left.is_empty()),
        (false, true) => lang.pick(
            format!("责任单位不一致：只在正文的有“{l}”"),
            format!("the units differ: only the body names {l}"),
        ),
        (true, false) => lang.pick(
            format!("责任单位不一致：只在表中的有“{r}”"),
            format!("the units differ: only the table names {r}"),
        ),
        _ => lang.pick(
            format!("责任单位不一致：正文有“{l}”，表中有“{r}”"),
            format!("the units differ: {l} in the body, {r} in the table"),
        ),
    };
    let draft = placed(context, sink, both, message, (left, right)).quote(&l).quote(&r);
    match again {
        Some(again) => draft.cause(named_again(&again.owner.id(), again.unit)),
        None => draft,
    }
}

/// A unit that one side names in the place of another, though it has it already: the lead written again
/// where who supports stood.
struct Retyped<'p> {
    /// The clause or the row that names it again.
    owner: Owner<'p>,
    unit: usize,
    instead_of: usize,
}

impl<'p> Retyped<'p> {
    fn of(both: &'p Parties<'_>, left: &[usize], right: &[usize]) -> Option<Retyped<'p>> {
        let [row] = both.all.as_slice() else { return None };
        let (side, other, owner, instead_of) = match (left, right) {
            (&[missing], []) => (&both.rows, &both.body, Owner::Row(row), missing),
            ([], &[missing]) => {
                (&both.body, &both.rows, Owner::Clause(both.clause.clause), missing)
            }
            _ => return None,
        };
        let times = |side: &Side<'_>, unit| side.members.iter().filter(|m| m.unit == unit).count();
        let again = |unit: &usize| times(side, *unit) > 1 && times(other, *unit) == 1;
        let unit = side.members.iter().map(|m| m.unit).find(again)?;
        // As many names on either side: one took the other's place.
        let as_many = side.members.len() == other.members.len();
        as_many.then_some(Retyped { owner, unit, instead_of })
    }

    fn message(&self, context: &Context<'_>, lang: Lang, in_body: bool) -> String {
        let name = |unit: usize| context.units.list()[unit].name;
        let (unit, other) = (name(self.unit), name(self.instead_of));
        match in_body {
            true => lang.pick(
                format!("责任单位不一致：正文把{unit}写了两次，表中其中一处是{other}"),
                format!("the units differ: the body names {unit} twice, the table {other} in one of the places"),
            ),
            false => lang.pick(
                format!("责任单位不一致：表中把{unit}写了两次，正文其中一处是{other}"),
                format!("the units differ: the table names {unit} twice, the body {other} in one of the places"),
            ),
        }
    }
}

/// Tells two names that may be one unit's.
fn report_names<'a>(
    context: &Context<'a>,
    sink: &mut Sink<'_>,
    both: &Parties<'a>,
    (l, r): (usize, usize),
) {
    // As clause and row print them: a unit may go by several names, and was made one with the other's.
    let printed = |side: &Side<'a>, unit: usize| {
        let own = side.members.iter().find(|m| m.unit == l).map(|m| m.mention.name.as_str());
        own.unwrap_or(context.units.list()[unit].name)
    };
    let (l, r) = (printed(&both.body, l), printed(&both.rows, r));
    let message = sink.lang().pick(
        format!("单位名称不同，可能是同一单位：正文作{l}，表中作{r}"),
        format!("two names that may be one unit's: {l} in the body, {r} in the table"),
    );
    let draft = placed(context, sink, both, message, (&[], &[])).quote(l).quote(r);
    sink.report(match is_former_name(l, r) {
        true => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
        false => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
    });
}

/// A finding at the units of the row, with those of the body beside it.
fn placed(
    context: &Context<'_>,
    sink: &Sink<'_>,
    both: &Parties<'_>,
    message: String,
    (left, right): (&[usize], &[usize]),
) -> Draft {
    let lang = sink.lang();
    let Parties { body, rows, clause, .. } = both;
    Draft::new(rows.place(context, both.row_of(right), right), message)
        .about(&clause.clause.id)
        .related(
            body.clause_place(clause.clause, left),
            lang.pick("正文写的是", "the body names").to_owned(),
        )
        .help(lang.pick("两边写同样的单位", "name the same units on both sides"))
}
