use hongtou_model::{Clause, Item, Lang, Row};

use crate::context::{Context, target_id};
use crate::lost::{Lost, Slip};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink, replace};
use crate::words::plain;

rule! {
    /// The table's action is titled otherwise than the item in the body.
    ///
    /// ## What it checks
    /// The column of actions (重点工作) against the heading of the item whose clause the row
    /// carries out. A row without a clause, whose action is a heading but for a word, is of that item where
    /// its units and its place say so and the other actions are headings.
    ///
    /// ## Why it matters
    /// The heading is the task's name; under two names it is taken for two tasks.
    ///
    /// ## Example
    /// Body: `1.实施校园守护行动。`. Table: `校园河道管护守护行动`. After: the same heading.
    ///
    /// ## What to do
    /// Use the item's heading in the table.
    ///
    /// ## Stays silent
    /// Where only widths, spaces or punctuation differ, where the item has no heading or one that names
    /// who does it (市水务局。), where the action is the section's title, and where the table as a whole
    /// uses action titles of its own.
    ///
    /// ## Authority
    /// practice
    zh "
表中工作名称与正文该项的标题不同。

## 检查什么
表中“重点工作”一列与该行任务所在项的标题比较。没有对应任务的行，名称与某项标题只差一个词、单位和先后又都相符，而其他行都用正文标题的，视为该项的行。

## 为什么重要
标题就是任务的名称，两个名称会被当成两件事。

## 示例
正文：`1.实施校园守护行动。`；表：`校园河道管护守护行动`。改后：名称一致。

## 怎么办
表中改用正文的标题。

## 何时不报
只有全半角、空格、标点不同的，正文没有标题或标题只写由谁做（市水务局。）的，表中写的是部分标题的，或者整张表另有一套名称的，不报。

## 依据
惯例
"
    AL006 "action-title-differs" Warning "practice" Unsafe check
}

/// Whether a heading is nothing but names of the units of its clause.
fn names_who(heading: &str, clause: &Clause) -> bool {
    let names = clause.units.iter().map(|unit| unit.written.as_deref().unwrap_or(&unit.name));
    let mut rest = heading.to_owned();
    for name in names.filter(|name| heading.contains(name)) {
        rest = rest.replace(name, "");
    }
    rest.len() < heading.len()
        && plain(&rest).chars().all(|c| matches!(c, '、' | '和' | '及' | '与'))
}

/// Two rows whose actions are each other's.
fn exchanged(context: &Context<'_>, lang: Lang, (row, action): (&Row, &str), other: &Row) -> Draft {
    let place = |row: &Row| {
        let action = row.action.as_deref().unwrap_or_default();
        Place::new(&format!("{}.action", row.id), &row.spans.action, action)
    };
    let contents = context.put_back(row).is_some_and(|back| std::ptr::eq(back.rows[0], other));
    let message = match contents {
        true => lang.pick(
            "这一行和后面一行的任务互换了：工作名称是对方的".to_owned(),
            "the tasks of this row and a later one are exchanged: the action beside each is the other's"
                .to_owned(),
        ),
        false => lang.pick(
            "这一行和后面一行的工作名称与任务不对应，互换了".to_owned(),
            "the actions of this row and a later one are exchanged, or their tasks".to_owned(),
        ),
    };
    let mut draft = Draft::new(place(row), message)
        .quote(action)
        .about(&format!("{}.action", other.id))
        .related(place(other), lang.pick("后面一行", "the later row").to_owned())
        .related(context.row_place(row), lang.pick("这一行的任务", "the task").to_owned())
        .help(lang.pick("换回来", "put each back in its place"));
    // Where the tasks were exchanged, they stand in another order than the body's.
    for row in [row, other] {
        draft = draft.near(&row.id);
        if contents {
            let targets = (0..row.targets.len()).map(|at| target_id(row, at));
            let cells = ["deadline", "section"].map(|cell| format!("{}.{cell}", row.id));
            draft = cells.into_iter().chain(targets).fold(draft, |draft, cell| draft.near(&cell));
        }
        if let Some(clause) = &row.clause {
            draft = draft.near(clause);
        }
    }
    draft
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has_action) {
        let mut agree = 0;
        let mut differ = Vec::new();
        for found in &table.matches {
            let Some(clause) = context.of(found).next() else { continue };
            let (Some(heading), row) = (&clause.item.heading, found.rows[0]) else { continue };
            let Some(action) = &row.action else { continue };
            if action == heading {
                agree += 1;
                continue;
            }
            // 市水务局。查处违法取水: the heading says who, the action what.
            if names_who(heading, clause.clause) {
                continue;
            }
            let (a, b) = (plain(action), plain(heading));
            let section = clause.section.title.as_deref().map(plain);
            let group = clause.item.group.as_ref().and_then(|g| g.title.as_deref()).map(plain);
            if a == b {
                agree += 1;
            } else if Some(&a) != section.as_ref()
                && Some(&a) != group.as_ref()
                && row.content.is_some()
            {
                differ.push((row, action, clause, heading));
            }
        }
        // Mostly other titles: the column is no column of headings.
        if differ.len() > agree {
            continue;
        }
        let mut last = None;
        let mut told = Vec::new();
        for (nth, &(row, action, clause, heading)) in differ.iter().enumerate() {
            if told.contains(&nth) {
                continue;
            }
            let other = differ.iter().enumerate().skip(nth + 1).find(|(at, other)| {
                !told.contains(at)
                    && plain(other.1) == plain(heading)
                    && plain(action) == plain(other.3)
            });
            if let Some((at, &(other, ..))) = other {
                told.push(at);
                sink.report(exchanged(context, lang, (row, action), other));
                continue;
            }
            let start = row.spans.action.start();
            if last == Some(start) && start.is_some() {
                continue;
            }
            last = Some(start);
            let back = context.put_back(row).and_then(|back| context.of(back).next());
            let theirs = back.and_then(|at| at.item.heading.as_deref());
            let remains = theirs.is_some_and(|theirs| plain(theirs) != plain(action));
            sink.report(draft(lang, row, action, clause.item, heading).remains(remains));
        }
    }
    // The heading was what the row would have been known by.
    let mut last = None;
    for Lost { row, at, slip } in context.lost() {
        let &Slip::Heading(heading, action) = slip else { continue };
        let start = row.spans.action.start();
        if start.is_none() || last.replace(start) != Some(start) {
            sink.report(draft(lang, row, action, at.item, heading));
        }
    }
}

/// What is told of a row whose action is not its item's heading.
fn draft(lang: Lang, row: &Row, action: &str, item: &Item, heading: &str) -> Draft {
    let message = lang.pick(
        format!("表中工作名称“{action}”，正文是“{heading}”"),
        format!("the table's action is titled {action}, the body's item {heading}"),
    );
    Draft::new(Place::new(&format!("{}.action", row.id), &row.spans.action, action), message)
        .unanchored()
        .quote(action)
        .quote(heading)
        .related(
            Place::new(&format!("{}.heading", item.id), &item.spans.heading, heading),
            lang.pick("正文的标题", "the body's heading").to_owned(),
        )
        .help(lang.pick("改用正文的标题", "use the body's heading"))
        .fix(false, replace(&row.spans.action, heading))
}
