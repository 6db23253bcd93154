use hongtou_model::{Confidence, Lang, Row, Severity};

use crate::context::{Context, TableAt};
use crate::exchanges::{out_of_place, rows_in_order};
use crate::numbering::longest_rising;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// Rows follow another order than the clauses.
    ///
    /// ## What it checks
    /// The clauses that the rows carry out, from the first row to the last; the fewest rows that
    /// stand out of order are reported, those that moved together once, as are two that stand in each
    /// other's place. Sections that are whole on both sides and stand in another order
    /// are told once each.
    ///
    /// ## Why it matters
    /// Whoever reads both side by side loses the place, and a number cited from one side is
    /// another task on the other.
    ///
    /// ## Example
    /// Body: tasks 甲, 乙, 丙. Table: 甲, 丙, 乙. After: 甲, 乙, 丙.
    ///
    /// ## What to do
    /// Move the row, or the clause.
    ///
    /// ## Stays silent
    /// Where a whole row stands in the wrong section (AL008). For a table that does not say the
    /// body's words again it is an info.
    ///
    /// ## Authority
    /// practice
    zh "
表中各行的顺序与正文任务的顺序不同。

## 检查什么
从第一行到最后一行，看各行对应的正文任务是否依次排列，只报最少的几行，连在一起移动的几行和互换位置的两行只报一次；整个部分前后颠倒的，每个部分报一次。

## 为什么重要
两边对照时容易错行，按序号引用时会指到另一项任务。

## 示例
正文：甲、乙、丙；表：甲、丙、乙。改后：甲、乙、丙。

## 怎么办
调整行的位置，或调整正文。

## 何时不报
整行放错部分的（AL008）不再报；不复述正文的表只提示。

## 依据
惯例
"
    AL004 "order-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in &context.tables {
        // Rows of one match stand together; the order is that of the first clause of each row.
        let rows = rows_in_order(context, table);
        if rows.windows(2).all(|pair| pair[0].0 <= pair[1].0) {
            continue;
        }
        // Neighbours are one row that moved.
        if let Some(pair) = out_of_place(&rows).filter(|(a, b)| b > &(a + 1)) {
            sink.report(weigh(table, exchange(context, lang, &rows, pair)));
            continue;
        }
        let keep = longest_rising(&rows.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        let moved = keep.iter().filter(|keep| !**keep).count();
        // A table sorted by something else (by unit, by date) has no order to hold against the body.
        if moved * 4 > rows.len() && moved > 1 {
            sections(context, sink, table, &rows);
            continue;
        }
        let mut from = 0;
        while from < rows.len() {
            // Rows that moved together are told once.
            let together =
                |at: &usize| !keep[*at] && (*at == from || rows[at - 1].0 <= rows[*at].0);
            let to = (from..rows.len()).find(|at| !together(at)).unwrap_or(rows.len());
            if from < to {
                sink.report(weigh(table, stretch(context, lang, &rows, from..to)));
            }
            from = to.max(from + 1);
        }
    }
}

/// In a table that does not say the body's words again another order may be meant.
fn weigh(table: &TableAt<'_>, draft: Draft) -> Draft {
    if table.table.restates_body {
        return draft;
    }
    draft.at_most(Severity::Info).confidence(Confidence::Likely)
}

/// Rows with their clauses, in the order of the table.
type Rows<'r, 'n> = &'r [(usize, &'n Row)];

/// What stands around a row: numbers that moved with it run back and have gaps there.
fn about_near(mut draft: Draft, context: &Context<'_>, rows: Rows<'_, '_>, nth: usize) -> Draft {
    for (clause, near) in rows.iter().skip(nth.saturating_sub(1)).take(3) {
        let clause = &context.clauses[*clause];
        draft = draft.near(&near.id).near(&clause.item.id).near(&clause.section.id);
    }
    draft
}

/// One row, or several one after the other, that stand elsewhere.
fn stretch(
    context: &Context<'_>,
    lang: Lang,
    rows: Rows<'_, '_>,
    of: std::ops::Range<usize>,
) -> Draft {
    let (at, row) = rows[of.start];
    let clause = context.clauses[at].clause;
    let message = match of.len() {
        1 => lang.pick(
            "这一行的先后与正文任务的先后不同".to_owned(),
            "this row does not stand where its clause stands in the body".to_owned(),
        ),
        count => lang.pick(
            format!("从这一行起的{count}行，先后与正文任务的先后不同"),
            format!("these {count} rows do not stand where their clauses stand in the body"),
        ),
    };
    let mut draft = Draft::new(context.row_place(row), message)
        .related(
            context.clause_place(clause),
            lang.pick("正文的任务在这里", "the clause is here").to_owned(),
        )
        .about(&clause.id)
        // Rows that moved together are not two that have each other's cells.
        .remains(of.len() > 1)
        .help(lang.pick("按正文顺序排列", "put the rows in the order of the body"));
    if let Some((_, before)) = of.start.checked_sub(1).and_then(|nth| rows.get(nth)) {
        draft = draft.related(
            context.row_place(before),
            lang.pick("表中的前一行", "the row before it").to_owned(),
        );
    }
    of.fold(draft, |draft, nth| about_near(draft, context, rows, nth))
}

/// Two rows that stand in each other's place.
fn exchange(
    context: &Context<'_>,
    lang: Lang,
    rows: Rows<'_, '_>,
    (a, b): (usize, usize),
) -> Draft {
    let ((at, row), (theirs, other)) = (rows[a], rows[b]);
    let clause = context.clauses[at].clause;
    let message = lang.pick(
        "这一行和后面一行，与正文任务的先后相比互换了位置".to_owned(),
        "this row and a later one stand in each other's place, by the order of the body".to_owned(),
    );
    let draft = Draft::new(context.row_place(row), message)
        .related(context.row_place(other), lang.pick("后面一行", "the later row").to_owned())
        .related(
            context.clause_place(clause),
            lang.pick("正文的任务在这里", "the clause is here").to_owned(),
        )
        .about(&clause.id)
        .about(&other.id)
        .about(&context.clauses[theirs].clause.id)
        .help(lang.pick("按正文顺序排列", "put the rows in the order of the body"));
    about_near(about_near(draft, context, rows, a), context, rows, b)
}

/// Tells of sections that the table has whole and in another order than the body.
fn sections(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    table: &TableAt<'_>,
    rows: &[(usize, &Row)],
) {
    let lang = sink.lang();
    let section = |at: usize| context.clauses[at].section_index;
    let runs: Vec<&[(usize, &Row)]> = rows.chunk_by(|a, b| section(a.0) == section(b.0)).collect();
    let order: Vec<usize> = runs.iter().map(|run| section(run[0].0)).collect();
    let rising = |run: &&[(usize, &Row)]| run.windows(2).all(|two| two[0].0 <= two[1].0);
    let whole = order.iter().enumerate().all(|(at, own)| !order[..at].contains(own));
    let keep = longest_rising(&order);
    let moved = keep.iter().filter(|keep| !**keep).count();
    // A table sorted by something else keeps no section together.
    if !whole || !runs.iter().all(rising) || moved * 2 > runs.len() || runs.len() == rows.len() {
        return;
    }
    // Where their numbers run back, the body is what was put in another order.
    let numbers: Vec<u32> = context.notice.sections.iter().filter_map(|s| s.ordinal).collect();
    let body = match numbers.is_sorted() {
        true => String::new(),
        false => {
            let sections = context.notice.sections.iter();
            let printed = sections.map(|s| s.spans.ordinal.words(context.sources));
            printed.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("、")
        }
    };
    let mut to = 0;
    for (run, keep) in runs.iter().zip(&keep) {
        let from = to;
        to += run.len();
        if *keep {
            continue;
        }
        let (clause, row) = run[0];
        let section = context.clauses[clause].section;
        let message = lang.pick(
            format!("从这一行起的{}行所属部分，先后与正文各部分的先后不同", run.len()),
            format!(
                "the section of these {} rows does not stand where it stands in the body",
                run.len()
            ),
        );
        let message = match body.is_empty() {
            true => message,
            false => lang.pick(
                format!("{message}：正文的顺序是{body}"),
                format!("{message}: there the order is {body}"),
            ),
        };
        let mut draft = Draft::new(context.row_place(row), message)
            .about(&section.id)
            .related(
                context.section_place(section),
                lang.pick("正文的这一部分在这里", "the section is here").to_owned(),
            )
            .help(lang.pick("按正文顺序排列", "put the sections in the order of the body"));
        for (clause, row) in *run {
            draft = draft.about(&row.id).about(&context.clauses[*clause].item.id);
        }
        let next = [from.checked_sub(1), Some(from + run.len())];
        for nth in next.into_iter().flatten().filter(|nth| *nth < rows.len()) {
            draft = about_near(draft, context, rows, nth);
        }
        sink.report(weigh(table, draft));
    }
}
