use hongtou_model::{Clause, ColumnKind, Confidence, Lang, Role, Row, Severity, UnitMention};

use crate::context::{Context, Match, TableAt};
use crate::exchanges::{exchangeable, headings_are_exchanged};
use crate::parties::{Member, Parties, Side, hardly_any_differs, is_other_lead, parties};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// A unit leads on one side and not on the other.
    ///
    /// ## What it checks
    /// Who leads (牵头) according to the clause, against the lead of its rows; and units that answer on
    /// one side and only support or guide on the other, where nobody answers, or those that help on the first. Headings over the units that
    /// are each other's are told once. A row that names the lead and does not say that it leads is a warning, where no column says it and all other
    /// rows of several units do.
    ///
    /// ## Why it matters
    /// The lead is the one who is asked; two leads mean none.
    ///
    /// ## Example
    /// Body: `（市司法局牵头，市教育局配合）`. Table: lead `市教育局`, responsible `市司法局`. After: the
    /// same lead.
    ///
    /// ## What to do
    /// Name the same lead on both sides.
    ///
    /// ## Stays silent
    /// Where one unit stands alone and answers (it leads in one, also where others only support or
    /// guide it), where all lead on one side and all answer on the other, where body or table has no way to
    /// say who leads, and where the unit is missing on the other side altogether and the units are told to
    /// differ (UN001). Where the clause shares the task among several and the table says which of
    /// them leads, nothing contradicts: it is an info, as it is where one of several rows has a lead of its own. So it is for tables in other words, unless hardly any
    /// of their rows has another lead than its clause: then it is a warning.
    ///
    /// ## Authority
    /// practice
    zh "
某单位在一边是牵头单位，在另一边不是。

## 检查什么
正文的牵头单位与对应行的牵头单位比较；在一边负责、在另一边只配合而那一边无人负责的单位，或者两边的负责与配合正相反的；两栏标题互换的，只报一次。没有牵头单位一栏、其他各行都写明牵头而一行只写了这个单位的，为警告。

## 为什么重要
牵头单位是被问责的一方，两个牵头等于没有牵头。

## 示例
正文：`（市司法局牵头，市教育局配合）`；表：牵头单位 `市教育局`，责任单位 `市司法局`。改后：牵头单位一致。

## 怎么办
两边写同一个牵头单位。

## 何时不报
只有一个单位的（既负责又牵头，其他单位只配合、指导的也是），一边都牵头、另一边都负责的，正文或表没有办法写明牵头的，某单位在另一边完全没有、已报单位不一致的（UN001），不报；
正文写明几个单位共同负责、表中写明其中哪个牵头的，两边并不矛盾，只提示；一项任务分作几行、有的行另有牵头单位的，只提示；不复述正文的表也只提示，但其他行的牵头单位几乎都与正文一致的，作警告。

## 依据
惯例
"
    UN002 "lead-unit-differs" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let turned: Vec<bool> =
        context.tables.iter().map(|table| headings_are_exchanged(context, table)).collect();
    for (table, _) in context.tables.iter().zip(&turned).filter(|(_, turned)| **turned) {
        headings(table, sink);
    }
    let right = || {
        let tables = context.tables.iter().zip(&turned).filter(|(_, turned)| !**turned);
        let matches =
            tables.flat_map(|(table, _)| table.matches.iter().map(move |found| (table, found)));
        matches.filter(|(_, found)| !context.is_exchanged(found.rows[0]))
    };
    answers_on_one_side(context, right().filter(|(table, _)| table.has_units), sink);
    if !context.body_names_leads {
        return;
    }
    for (table, found) in right().filter(|(table, _)| table.has_lead) {
        let Some(both) = parties(context, table, found) else { continue };
        let Some(leads) = Leads::told(context, table, &both) else { continue };
        let draft = if leads.only_left.is_empty() && leads.only_right.is_empty() {
            leads.unsaid(context, table, found, lang)
        } else if leads.names_differ(context) {
            None
        } else {
            Some(leads.differ(context, table, found, lang))
        };
        if let Some(draft) = draft {
            sink.report(draft);
        }
    }
}

/// Who leads a task by the body, and by its rows.
struct Leads<'b, 'a> {
    both: &'b Parties<'a>,
    /// The leads of the body, and those of the rows.
    left: Vec<usize>,
    right: Vec<usize>,
    /// Those that lead on one side and not on the other.
    only_left: Vec<usize>,
    only_right: Vec<usize>,
}

impl<'b, 'a> Leads<'b, 'a> {
    /// The leads of both sides, where each of them tells who leads.
    fn told(
        context: &Context<'a>,
        table: &TableAt<'a>,
        both: &'b Parties<'a>,
    ) -> Option<Leads<'b, 'a>> {
        let Parties { body, rows, .. } = both;
        if (body.alone() || rows.alone()) && !is_other_lead(context, table, both) {
            return None;
        }
        // All of them lead on one side and all answer on the other: nobody is singled out, whoever helps.
        let all_led = |side: &Side<'_>, by: &Side<'_>| {
            side.lead_units().is_empty()
                && (by.all_lead() || side.members.iter().all(|m| by.leads(m.unit)))
        };
        if all_led(body, rows) || all_led(rows, body) {
            return None;
        }
        let (left, right) = (body.heads(), rows.heads());
        let only_left = left.iter().copied().filter(|u| !right.contains(u)).collect();
        let only_right = right.iter().copied().filter(|u| !left.contains(u)).collect();
        Some(Leads { both, left, right, only_left, only_right })
    }

    /// What is told of leads that are the same, where the row alone does not say that they lead.
    fn unsaid(
        &self,
        context: &Context<'a>,
        table: &TableAt<'a>,
        found: &Match<'a>,
        lang: Lang,
    ) -> Option<Draft> {
        let Parties { body, rows, clause, .. } = self.both;
        let lost = !body.lead_units().is_empty()
            && rows.lead_units().is_empty()
            && others_say_who_leads(table, found)
            && lost_its_label(context, clause.clause, found.rows[0], &self.left);
        lost.then(|| without_label(context, self.both, &self.left, lang))
    }

    /// Whether the names differ first (UN001): a lead that the other side does not name at all, with nobody in its
    /// place, or more units missing than the lead.
    fn names_differ(&self, context: &Context<'a>) -> bool {
        let Parties { body, rows, .. } = self.both;
        let (left, right) = (absent(&self.only_left, rows), absent(&self.only_right, body));
        if left && self.only_right.is_empty() || right && self.only_left.is_empty() {
            return true;
        }
        left && right && {
            let named = |m: &&Member<'_>| !rows.has(m.unit) && !body.is_default(context, m.unit);
            let missing = body.members.iter().filter(named).count()
                + rows.members.iter().filter(|m| !body.has(m.unit)).count();
            missing > 2
        }
    }

    /// What is told of leads that differ.
    fn differ(
        &self,
        context: &Context<'a>,
        table: &TableAt<'a>,
        found: &Match<'a>,
        lang: Lang,
    ) -> Draft {
        let Leads { both, left, right, only_left, only_right } = self;
        let Parties { body, rows, clause, .. } = both;
        let (l, r) = (context.units.names(left), context.units.names(right));
        let message = match (left.is_empty(), right.is_empty()) {
            (false, true) => lang.pick(
                format!("牵头单位不一致：正文是{l}，表中没有牵头单位"),
                format!("the lead differs: {l} in the body, nobody in the table"),
            ),
            (true, false) => lang.pick(
                format!("牵头单位不一致：正文没有牵头单位，表中是{r}"),
                format!("the lead differs: nobody in the body, {r} in the table"),
            ),
            _ => lang.pick(
                format!("牵头单位不一致：正文是{l}，表中是{r}"),
                format!("the lead differs: {l} in the body, {r} in the table"),
            ),
        };
        // One that leads here may help there.
        let led = both.led(only_right);
        let row = both.row_with(&led, only_right);
        let draft = Draft::new(led.place(context, row, only_right), message)
            .quote(&l)
            .quote(&r)
            .about(&clause.clause.id)
            .related(
                body.clause_place(clause.clause, only_left),
                lang.pick("正文写的是", "the body says").to_owned(),
            )
            .help(lang.pick("两边写同一个牵头单位", "name the same lead on both sides"))
            // A lead that is lost or another unit altogether is a unit that one side alone names (UN001). Of
            // those that both name, nothing but this tells who leads.
            .stands(!absent(only_left, rows) && !absent(only_right, body));
        self.weigh(draft, row, context, table, found)
    }

    /// A draft as sure as it is that the two sides contradict each other.
    fn weigh(
        &self,
        mut draft: Draft,
        row: &Row,
        context: &Context<'a>,
        table: &TableAt<'a>,
        found: &Match<'a>,
    ) -> Draft {
        let Leads { both: Parties { body, rows, .. }, left, right, only_left, .. } = self;
        // The body shares the task among several, and the table says who of them leads.
        let named = left.is_empty() && right.iter().all(|&unit| body.has(unit));
        if named && rows.members.iter().all(|m| body.has(m.unit)) {
            draft = draft.at_most(Severity::Info).confidence(Confidence::Likely);
        }
        // A row that breaks the task down may have its part led by somebody else.
        if found.rows.len() > 1 && only_left.is_empty() {
            let turned = self.are_turned(row, context, found);
            let most = if turned { Severity::Warning } else { Severity::Info };
            draft = draft.at_most(most).confidence(Confidence::Likely);
        }
        if found.restates {
            return draft;
        }
        // One of several rows may give a part of the task to somebody else.
        let alone = found.rows.len() == 1;
        match alone && leads_agree(context, table) {
            true => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
            false => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
        }
    }

    /// Whether the body's own lead helps another one in a row, so that they are rather exchanged, or leads all the
    /// other rows, so that it has rather been replaced.
    fn are_turned(&self, row: &Row, context: &Context<'a>, found: &Match<'a>) -> bool {
        let own = |unit: &UnitMention| self.left.contains(&context.units.of(unit));
        let led = |row: &&&Row| row.units.iter().any(|unit| unit.role == Role::Lead && own(unit));
        let others = found.rows.len() - 1;
        row.units.iter().any(|unit| helps(unit) && own(unit))
            || others > 1 && found.rows.iter().filter(led).count() == others
    }
}

/// Whether a side names none of some units.
fn absent(units: &[usize], side: &Side<'_>) -> bool {
    !units.is_empty() && units.iter().all(|&unit| !side.has(unit))
}

/// Whether a table that has no column of leads says in all its rows of several units but one who leads them.
fn others_say_who_leads(table: &TableAt<'_>, found: &Match<'_>) -> bool {
    const LEAST: usize = 3;
    let [row] = found.rows.as_slice() else { return false };
    let mut others =
        table.table.rows.iter().filter(|other| other.units.len() > 1 && other.id != row.id);
    let leads = |row: &Row| row.units.iter().any(|unit| unit.role == Role::Lead);
    !table.has(ColumnKind::Lead) && others.clone().nth(LEAST - 1).is_some() && others.all(leads)
}

/// Whether the body says of units that they lead (牵头), and a row's cell begins with one of which it says nothing, beside
/// others that help: 市林业局；配合：市城管局. 责任：市林业局, 市林业局会同市城管局 say it in other words.
fn lost_its_label(context: &Context<'_>, clause: &Clause, row: &Row, leads: &[usize]) -> bool {
    let is_lead = |unit: &UnitMention| leads.contains(&context.units.of(unit));
    let said = || clause.responsibility.as_ref().is_some_and(|own| own.text.contains("牵头"));
    let Some(first) = row.units.first().filter(|first| is_lead(first) && said()) else {
        return false;
    };
    let others = row.units.iter().filter(|unit| !is_lead(unit));
    let cell = row.spans.units.words(context.sources);
    let behind = cell.strip_prefix(&first.span.words(context.sources));
    let marks = ['、', '，', '；', ',', ';', ' ', '\n'];
    others.clone().next().is_some()
        && others.clone().all(|unit| unit.role == Role::Support)
        && behind.is_some_and(|behind| behind.starts_with(marks))
}

/// What is told of a row that names the body's leads and does not say that they lead.
fn without_label(context: &Context<'_>, both: &Parties<'_>, leads: &[usize], lang: Lang) -> Draft {
    let names = context.units.names(leads);
    let message = lang.pick(
        format!("牵头单位不一致：正文由{names}牵头，表中这一行没有写明，其他各行都写明"),
        format!("the body has {names} lead, this row does not say so, as all the others do"),
    );
    Draft::new(both.rows.place(context, both.row_of(leads), leads), message)
        .quote(&names)
        .about(&both.clause.clause.id)
        .related(
            both.body.clause_place(both.clause.clause, leads),
            lang.pick("正文写的是", "the body says").to_owned(),
        )
        .help(lang.pick("在表中写明牵头单位", "say in the row who leads"))
        .at_most(Severity::Warning)
        .confidence(Confidence::Likely)
}

/// Headings over the units that are each other's.
fn headings(table: &TableAt<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let columns = table.table.columns.iter().enumerate();
    let Some((lead, other)) = exchangeable(table) else { return };
    let place = |kind: ColumnKind| {
        columns.clone().find(|(_, column)| column.kind == kind).map(|(at, column)| {
            let id = format!("{}.columns.{}", table.table.id, at + 1);
            Place::new(&id, &column.span, &column.header)
        })
    };
    let (Some(lead), Some(other)) = (place(lead), place(other)) else { return };
    let message = lang.pick(
        format!("“{}”和“{}”两栏互换了：各行与正文都相反", lead.text, other.text),
        format!(
            "the columns {} and {} are exchanged: every row is the other way round than the body",
            lead.text, other.text
        ),
    );
    let quoted = lead.text.clone();
    sink.report(
        Draft::new(lead, message)
            .unanchored()
            .quote(&table.table.id)
            .quote(&quoted)
            .related(other, lang.pick("另一栏", "the other column").to_owned())
            .help(lang.pick("换回标题或两栏", "put the headings right, or the cells")),
    );
}

/// Units that answer on one side and only support or guide on the other, where nobody answers.
///
/// Where both sides name several units, their leads tell it.
fn answers_on_one_side<'c, 'a: 'c>(
    context: &'c Context<'a>,
    matches: impl Iterator<Item = (&'c TableAt<'a>, &'c Match<'a>)>,
    sink: &mut Sink<'_>,
) {
    let lang = sink.lang();
    let in_body = context.clauses.iter().any(|at| answer(&at.clause.units));
    for (table, found) in matches {
        let in_table = || table.has(ColumnKind::Lead) || table.has(ColumnKind::Responsible);
        let (body, rows) = (context.of(found), found.rows.iter());
        let (body, rows) = (
            body.map(|at| answer(&at.clause.units)).fold(false, |a, b| a | b),
            rows.map(|row| answer(&row.units)).fold(false, |a, b| a | b),
        );
        if body && rows && !table.has_lead && table.has(ColumnKind::Support) {
            turned_parts(context, table, found, sink);
        }
        if body == rows || !in_body || !in_table() {
            continue;
        }
        let Some(both) = parties(context, table, found) else { continue };
        let (one, other) = if body { (&both.body, &both.rows) } else { (&both.rows, &both.body) };
        let told =
            !both.body.alone() && !both.rows.alone() && context.body_names_leads && table.has_lead;
        let units: Vec<usize> = one
            .members
            .iter()
            .filter(|m| !helps(m.mention) && other.has(m.unit))
            .map(|m| m.unit)
            .collect();
        if told || units.is_empty() {
            continue;
        }
        let names = context.units.names(&units);
        let message = match body {
            true => lang.pick(
                format!("责任不一致：正文由{names}负责，表中只写其配合，无人负责"),
                format!("the body has {names} answer, the table only support, and nobody answers"),
            ),
            false => lang.pick(
                format!("责任不一致：表中由{names}负责，正文只写其配合，无人负责"),
                format!("the table has {names} answer, the body only support, and nobody answers"),
            ),
        };
        let draft = Draft::new(both.rows.place(context, both.row_of(&units), &units), message)
            .quote(&names)
            .stands(true)
            .about(&both.clause.clause.id)
            .related(
                both.body.clause_place(both.clause.clause, &units),
                lang.pick("正文写的是", "the body says").to_owned(),
            )
            .help(lang.pick("两边写同样的责任", "give it the same part on both sides"));
        sink.report(weighed(found, draft));
    }
}

/// A draft as sure as the words of both sides are the same task's.
fn weighed(found: &Match<'_>, draft: Draft) -> Draft {
    match found.restates {
        true => draft,
        false => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
    }
}

/// Units that answer on one side and help on the other, and others the other way round, where no column says who leads.
fn turned_parts<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    found: &Match<'a>,
    sink: &mut Sink<'_>,
) {
    let lang = sink.lang();
    let Some(both) = parties(context, table, found) else { return };
    // Who answers on one side, and does nothing but help on the other.
    let turned = |one: &Side<'a>, other: &Side<'a>| -> Vec<usize> {
        let part = |m: &Member<'_>| (m.unit, helps(m.mention));
        let others: Vec<_> = other.members.iter().map(part).collect();
        let own = one.members.iter().map(part).filter(|(unit, helps)| {
            !helps && others.contains(&(*unit, true)) && !others.contains(&(*unit, false))
        });
        own.map(|(unit, _)| unit).collect()
    };
    let (left, right) = (turned(&both.body, &both.rows), turned(&both.rows, &both.body));
    if left.is_empty() || right.is_empty() {
        return;
    }
    let (l, r) = (context.units.names(&left), context.units.names(&right));
    let message = lang.pick(
        format!("责任不一致：正文由{l}负责、{r}配合，表中相反"),
        format!("the body has {l} answer and {r} support, the table the other way round"),
    );
    let draft = Draft::new(both.rows.place(context, both.row_of(&right), &right), message)
        .quote(&l)
        .quote(&r)
        .stands(true)
        .about(&both.clause.clause.id)
        .related(
            both.body.clause_place(both.clause.clause, &left),
            lang.pick("正文写的是", "the body says").to_owned(),
        )
        .help(lang.pick("两边写同样的责任", "give it the same part on both sides"));
    sink.report(weighed(found, draft));
}

/// Whether a unit supports or guides what others answer for.
fn helps(unit: &UnitMention) -> bool {
    matches!(unit.role, Role::Support | Role::Guide)
}

/// Whether somebody among some units answers.
fn answer(units: &[UnitMention]) -> bool {
    units.iter().any(|unit| !helps(unit))
}

/// Whether a table that says the tasks in other words names the same leads all the same: three rows
/// or more do, and hardly any does not.
fn leads_agree<'a>(context: &Context<'a>, table: &TableAt<'a>) -> bool {
    let (mut same, mut all) = (0, 0);
    for found in &table.matches {
        let Some(Parties { body, rows, .. }) = parties(context, table, found) else { continue };
        let (mut left, mut right) = (body.heads(), rows.heads());
        left.sort_unstable();
        right.sort_unstable();
        all += 1;
        same += usize::from(!left.is_empty() && left == right);
    }
    hardly_any_differs(same, all)
}
