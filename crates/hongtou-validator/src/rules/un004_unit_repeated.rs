use std::collections::BTreeSet;

use hongtou_model::{ColumnKind, Lang, Role, UnitMention};

use crate::context::Context;
use crate::parties::{Owner, each_responsibility, named_again};
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A unit stands twice in one responsibility.
    ///
    /// ## What it checks
    /// The units of one clause, or of one row: the same one twice, or as lead and as responsible.
    ///
    /// ## Why it matters
    /// The second mention was meant for another unit, or for none.
    ///
    /// ## Example
    /// Table: lead `市市场监管局`, responsible `市市场监管局`. After: once, in the column that is meant.
    ///
    /// ## What to do
    /// Strike one, or name the unit that was meant.
    ///
    /// ## Stays silent
    /// For collectives and governments that stand under two roles (各县（市、区） both support and
    /// implement), for units that a convention adds everywhere, where most rows name their lead
    /// among those who answer as well, where a title names the lead of all tasks below it and a task
    /// names it again, where each part of a task has its own units (第1项…，第3项…), and where two
    /// columns of a table, or two labels of a block, ask for units of one role (主管部门, 实施机关;
    /// 督导单位, 验收单位) and name the same one. Where the other side has another unit in the place of the
    /// second mention, it is told there (UN001).
    ///
    /// ## Authority
    /// practice
    zh "
同一单位在一项责任中写了两次。

## 检查什么
一项任务或一行的单位中，重复出现或既牵头又负责的。

## 为什么重要
第二次多半是想写别的单位，或者不该写。

## 示例
表：牵头单位 `市市场监管局`，责任单位 `市市场监管局`。改后：只写一处。

## 怎么办
删去一处，或改成本来要写的单位。

## 何时不报
统称和政府在两种职责下各写一次的，按通知统一约定处处加上的单位，多数行的牵头单位都同时列为责任单位的表，标题统一写明牵头单位而任务后又列入的，分项列出单位的（第1项…，第3项…），以及同一职责分列两栏（主管部门、实施机关）或分写两个标签（督导单位、验收单位）而写同一单位的，不报；第二处在另一边写的是别的单位的，归 UN001。

## 依据
惯例
"
    UN004 "unit-repeated" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let ways =
        Ways { leads_answer: leads_answer_too(context), twofold: tables_of_twofold_roles(context) };
    each_responsibility(context, &mut |mentions, owner| {
        for (at, mention) in mentions.iter().enumerate() {
            let unit = context.units.of(mention);
            let Some(before) = mentions[..at].iter().find(|m| context.units.of(m) == unit) else {
                continue;
            };
            let twice = Twice { owner, before, mention };
            let meant = match before.role == mention.role {
                true => twice.answers_two_questions(context, &ways),
                false => twice.may_have_both_roles(context, &ways),
            };
            if !meant && !twice.is_of_two_parts(context) && !twice.is_one_print() {
                sink.report(twice.told(context, lang));
            }
        }
    });
}

/// What the tables of a notice do on purpose.
struct Ways<'a> {
    /// Whether who leads is named among those who answer as well.
    leads_answer: bool,
    /// The tables that ask in two columns for bodies of one role.
    twofold: BTreeSet<(&'a str, Role)>,
}

/// A unit that stands twice in one responsibility.
struct Twice<'a> {
    owner: Owner<'a>,
    before: &'a UnitMention,
    mention: &'a UnitMention,
}

impl Twice<'_> {
    /// Whether both are of one print, carried to two places.
    fn is_one_print(&self) -> bool {
        self.before.span == self.mention.span && !self.mention.span.is_empty()
    }

    /// Whether the second answers for a part of the task that the first has nothing to do with.
    fn is_of_two_parts(&self, context: &Context<'_>) -> bool {
        let own = part(context, self.mention);
        own.is_some() && own != part(context, self.before)
    }

    /// Whether a unit of one role was asked for twice.
    fn answers_two_questions(&self, context: &Context<'_>, ways: &Ways<'_>) -> bool {
        let Twice { owner, before, mention } = *self;
        // Each column was asked for its own, and both have one answer.
        let in_columns = || {
            matches!(owner, Owner::Row(row) if row.id.rsplit_once('.').is_some_and(|(table, _)| {
                ways.twofold.contains(&(table, mention.role))
                    && in_two_cells(context, before, mention)
            }))
        };
        in_columns() || asked_by_two_labels(context, before, mention)
    }

    /// Whether a unit may well stand in each of two roles.
    fn may_have_both_roles(&self, context: &Context<'_>, ways: &Ways<'_>) -> bool {
        let Twice { owner, before, mention } = *self;
        let single = crate::units::is_single(context.units.kind(mention));
        let added = |role: Role| role == Role::Implement || role == Role::Guide;
        if !single || added(before.role) || added(mention.role) {
            return true;
        }
        let Owner::Row(row) = owner else { return from_a_title(owner, before, mention) };
        // One cell of another row's stands beside the row's own (UN001).
        ways.leads_answer || context.exchange_of(row).is_some_and(|exchange| !exchange.whole)
    }

    /// What is told of it.
    fn told(&self, context: &Context<'_>, lang: Lang) -> Draft {
        let Twice { owner, before, mention } = *self;
        let name = &mention.name;
        let message = if before.role == mention.role {
            lang.pick(format!("{name}写了两次"), format!("{name} is named twice"))
        } else {
            let (first, second) = (role(before.role), role(mention.role));
            lang.pick(
                format!("{name}既是{}又是{}", first.0, second.0),
                format!("{name} is named as {} and as {}", first.1, second.1),
            )
        };
        Draft::new(owner.place(mention), message)
            .quote(name)
            .cause(named_again(&owner.id(), context.units.of(mention)))
            .related(owner.place(before), lang.pick("前一次", "the first mention").to_owned())
            .help(lang.pick(
                "删去一处，或改成本来要写的单位",
                "strike one, or name the unit that was meant",
            ))
    }
}

/// The number of the part of the task that stands right before a unit: 第1项市民政局, ②市民政局.
fn part<'t>(context: &'t Context<'_>, mention: &UnitMention) -> Option<&'t str> {
    let fragment = mention.span.fragments().first()?;
    let source = context.sources.get(usize::from(fragment.source()))?;
    let before = source.text.get(..fragment.range().start() as usize)?;
    let last = before.char_indices().next_back()?;
    if matches!(last.1, '①'..='⑳') {
        return Some(&before[last.0..]);
    }
    let near = before.char_indices().rev().nth(8).map_or(before, |(at, _)| &before[at..]);
    let (_, number) = near.rsplit_once('第')?;
    number.ends_with(['项', '条', '款']).then_some(number)
}

/// Whether who leads is said before the task, for all tasks below a title, and who answers behind it.
fn from_a_title(owner: Owner<'_>, before: &UnitMention, mention: &UnitMention) -> bool {
    let Owner::Clause(clause) = owner else { return false };
    before.role == Role::Lead
        && before.span.end() <= clause.span.start()
        && mention.span.start() >= clause.span.start()
}

/// Whether most rows with a lead name it among those who answer as well: then it is the table's way.
fn leads_answer_too(context: &Context<'_>) -> bool {
    let (mut both, mut all) = (0usize, 0usize);
    for (_, row) in context.rows() {
        let of = |lead: bool| row.units.iter().filter(move |u| (u.role == Role::Lead) == lead);
        if of(true).next().is_some() && of(false).next().is_some() {
            all += 1;
            let named = |lead: &UnitMention| {
                of(false).any(|unit| context.units.of(unit) == context.units.of(lead))
            };
            both += usize::from(of(true).any(named));
        }
    }
    both > 1 && both * 2 > all
}

/// The ids of tables with several columns of units of one role, and the role.
fn tables_of_twofold_roles<'t>(context: &'t Context<'_>) -> BTreeSet<(&'t str, Role)> {
    let mut out = BTreeSet::new();
    for at in &context.tables {
        for (kind, role) in [
            (ColumnKind::Lead, Role::Lead),
            (ColumnKind::Responsible, Role::Responsible),
            (ColumnKind::Support, Role::Support),
            (ColumnKind::Guide, Role::Guide),
        ] {
            if at.table.columns.iter().filter(|column| column.kind == kind).count() > 1 {
                out.insert((at.table.id.as_str(), role));
            }
        }
    }
    out
}

/// Whether what parts cells stands between two mentions.
fn in_two_cells(context: &Context<'_>, before: &UnitMention, mention: &UnitMention) -> bool {
    let (Some(first), Some(second)) =
        (before.span.fragments().last(), mention.span.fragments().first())
    else {
        return false;
    };
    if first.source() != second.source() {
        return true;
    }
    let between = context
        .sources
        .get(usize::from(first.source()))
        .and_then(|s| s.text.get(first.range().end() as usize..second.range().start() as usize));
    // The first of them ends the search: a merged cell may stand far above.
    between.is_some_and(|words| {
        words
            .char_indices()
            .any(|(at, c)| matches!(c, '|' | '\t' | '\n') || words[at..].starts_with("</t"))
    })
}

/// Whether other labels stand before the two mentions: 督导单位：A, 验收单位：A.
fn asked_by_two_labels(context: &Context<'_>, before: &UnitMention, mention: &UnitMention) -> bool {
    let label = |mention: &UnitMention| {
        let fragment = mention.span.fragments().first()?;
        let source = context.sources.get(usize::from(fragment.source()))?;
        let above = source.text.get(..fragment.range().start() as usize)?;
        let line = above.rsplit('\n').next()?;
        let (before, _) = line.rsplit_once(['：', ':'])?;
        let marks = ['；', ';', '，', ',', '。', '、', '（', '(', '〔', '[', '【', '|', '>'];
        before.rsplit(marks).next().map(str::trim)
    };
    matches!((label(before), label(mention)), (Some(first), Some(second)) if first != second)
}

fn role(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Lead => ("牵头单位", "lead"),
        Role::Responsible => ("责任单位", "responsible"),
        Role::Support => ("配合单位", "support"),
        Role::Guide => ("指导单位", "guide"),
        Role::Implement => ("落实单位", "implementing unit"),
    }
}
