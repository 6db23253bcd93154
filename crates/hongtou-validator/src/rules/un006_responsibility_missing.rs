use std::collections::HashSet;
use std::ops::Range;

use hongtou_model::{
    ColumnKind, Confidence, ConventionKind, FurnitureKind, Role, Row, Span, UnitKind, UnitMention,
};

use crate::context::{ClauseAt, Context, TableAt};
use crate::coverage::is_around_the_tasks;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::sub_span;

rule! {
    /// A row or a clause names nobody who answers for it.
    ///
    /// ## What it checks
    /// Rows with empty cells in every column of units, or with none but who supports or guides, in a
    /// table where nearly all the other rows name somebody; and clauses without a responsibility
    /// whose rows name somebody, where nearly all the other clauses do; the only row of five and more whose column of who
    /// leads is empty; and the only clause without a row that names nobody
    /// in a section of four and more, one an item, where all others do, and which is not the last. And labels
    /// with nothing behind them (（牵头单位：；责任单位：市财政局）).
    ///
    /// ## Why it matters
    /// A task of nobody is not done.
    ///
    /// ## Example
    /// `5 | 完善工作机制。 | | ` in a table of 牵头单位 and 责任单位. After: a unit in one of them.
    ///
    /// ## What to do
    /// Name the unit; the message says whom the clause names.
    ///
    /// ## Stays silent
    /// Where more than a tenth of the rows, or of the clauses, (and more than one) name nobody: there it is
    /// the notice's way, or units are merged over rows in a way that reading did not see. Where the
    /// clause, too, names only who supports, or the task is to support others (配合省水利厅…); for clauses,
    /// where their words name who does it (各区各部门要…, 责任单位同上), and where the notice declares units
    /// for all.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行或正文一项任务没有写谁负责。

## 检查什么
各单位栏全空、或者只写了配合、指导单位的行，而同一张表几乎每行都写了；没有写责任单位的任务，而对应的行写了，其他任务也几乎都写了；没有对应的行，而同一部分四项以上任务只有它没有写、又不是最后一项的；五行以上的表中，只有一行的牵头单位一栏空着的。标签之后空着的（（牵头单位：；责任单位：市财政局）），也报。

## 为什么重要
没有人负责的任务没有人做。

## 示例
有牵头单位、责任单位两栏的表中：`5 | 完善工作机制。 | | `。改后：写上单位。

## 怎么办
写明单位；提示里给出正文写的单位。

## 何时不报
空着的超过一成（且不止一处）的不报：那是通知的写法，或者单位跨行合并而读取时没有看出。正文也只写配合单位的行，任务就是配合别人的（配合省水利厅……），任务文字里已经写到谁来做的（各区各部门要……，责任单位同上），以及统一规定了落实单位的通知中的任务，不报。

## 依据
惯例
"
    UN006 "responsibility-missing" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has_units) {
        let rows = &table.table.rows;
        let empty: Vec<_> = rows
            .iter()
            .filter(|row| {
                row.content.is_some() && row.number.is_some() && is_left(context, table, row)
            })
            .collect();
        if !is_exception(empty.len(), rows.len()) {
            continue;
        }
        for row in empty {
            let clause = row.clause.as_deref().and_then(|id| context.clause(id));
            let supports = row.units.iter().any(|unit| unit.role == Role::Support);
            let message = match (row.units.is_empty(), supports) {
                (true, _) => {
                    lang.pick("这一行没有写责任单位", "this row names nobody who answers for it")
                }
                (false, true) => lang.pick(
                    "这一行只写了配合单位，没有写谁负责",
                    "this row names only who supports it, and nobody who answers for it",
                ),
                (false, false) => lang.pick(
                    "这一行只写了指导单位，没有写谁负责",
                    "this row names only who guides it, and nobody who answers for it",
                ),
            };
            let mut draft = Draft::new(context.row_place(row), message.to_owned())
                .about(&format!("{}.units", row.id))
                .help(lang.pick("写明责任单位", "name the unit"));
            if let Some(at) = clause.filter(|at| !at.clause.units.is_empty()) {
                draft = draft.about(&at.clause.id).related(
                    crate::parties::responsibility_place(at.clause),
                    lang.pick("正文写的是", "the body names").to_owned(),
                );
            }
            sink.report(draft);
        }
    }
    for table in context.tables.iter().filter(|table| table.has(ColumnKind::Lead)) {
        lead(context, table, sink);
    }
    clauses(context, sink);
    alone(context, sink);
    labels(context, sink);
}

/// The only row whose column of who leads is empty, though others answer for it.
fn lead(context: &Context<'_>, table: &TableAt<'_>, sink: &mut Sink<'_>) {
    const LEAST: usize = 5;
    let lang = sink.lang();
    let rows = &table.table.rows;
    let leads = |units: &[UnitMention]| units.iter().any(|unit| unit.role == Role::Lead);
    let mut empty = rows.iter().filter(|row| !leads(&row.units));
    let (Some(row), None, true) = (empty.next(), empty.next(), rows.len() >= LEAST) else { return };
    // Towns that all do it have nobody to lead them, and the body may name nobody either.
    let collective = |unit: &UnitMention| context.units.kind(unit) == UnitKind::Collective;
    let clause = row.clause.as_deref().and_then(|id| context.clause(id));
    let same = clause.is_some_and(|at| !leads(&at.clause.units));
    if row.units.is_empty() || row.open || row.units.iter().any(collective) || same {
        return;
    }
    let message = lang
        .pick("这一行的牵头单位一栏空着，其他各行都有", "this row names no lead, as all others do");
    sink.report(
        Draft::new(context.row_place(row), message.to_owned())
            .about(&format!("{}.units", row.id))
            .confidence(Confidence::Likely)
            .help(lang.pick("写明牵头单位", "name the lead")),
    );
}

/// The only clause of the notice that names nobody in a section where all others do, and has no row that could say who.
fn alone(context: &Context<'_>, sink: &mut Sink<'_>) {
    // Beside two others that name somebody it may still be their way that is new.
    const LEAST: usize = 3;
    let lang = sink.lang();
    let notice = context.notice;
    let declared = notice.conventions.iter().any(|c| c.kind == ConventionKind::DefaultUnits);
    let unread = !notice.residual.is_empty() || crate::numbering::is_cut(notice);
    if declared || unread {
        return;
    }
    let named =
        |at: &ClauseAt<'_>| !at.clause.units.is_empty() || at.clause.responsibility.is_some();
    let linked = context.linked();
    let all: Vec<(ClauseAt<'_>, bool)> = context.clauses.iter().copied().zip(linked).collect();
    let mut found: Option<ClauseAt<'_>> = None;
    for own in all.chunk_by(|(a, _), (b, _)| a.section_index == b.section_index) {
        let tasks = || own.iter().filter(|(at, _)| !at.clause.text.is_empty());
        let count = tasks().filter(|(at, _)| named(at)).count();
        let empty: Vec<_> = tasks().filter(|(at, _)| !named(at)).collect();
        if count == 0 || empty.is_empty() {
            continue;
        }
        let [(at, false)] = empty.as_slice() else { return };
        // Each item says its task once and who does it.
        let plain = at.section.items.iter().all(|item| item.clauses.len() == 1);
        let frames = is_around_the_tasks(at.section);
        if !plain || at.item.number.is_none() || count < LEAST || found.is_some() || frames {
            return;
        }
        found = Some(*at);
    }
    let Some(at) = found.filter(|at| !says_who(&at.clause.text) && !names_somebody(context, at))
    else {
        return;
    };
    let message = lang.pick(
        "这项任务没有写责任单位，其他任务都写了",
        "this clause names nobody who answers for it, unlike the others",
    );
    // What ends a section may be said of all of it: from when it holds, who else is to help.
    if at.section.items.last().is_some_and(|item| item.id == at.item.id) {
        return;
    }
    sink.report(
        Draft::new(context.clause_place(at.clause), message.to_owned())
            .confidence(Confidence::Likely)
            .help(lang.pick("写明责任单位", "name the unit")),
    );
}

/// Whether the words of a clause have the name of a body that answers elsewhere, or say that all or any do it.
fn names_somebody(context: &Context<'_>, at: &ClauseAt<'_>) -> bool {
    let text = &at.clause.text;
    let known = context.clauses.iter().flat_map(|other| &other.clause.units);
    let heading = at.item.heading.as_deref().unwrap_or_default();
    ["各部门", "各单位", "各级", "有关部门", "相关部门", "各地", "牵头", "负责", "交办"]
        .iter()
        .any(|word| text.contains(word))
        || known.clone().any(|unit| text.contains(&*unit.name) || heading.contains(&*unit.name))
}

/// Labels of units that have nothing behind them, in a responsibility or in brackets of the text.
fn labels(context: &Context<'_>, sink: &mut Sink<'_>) {
    for at in &context.clauses {
        let duty = at.clause.responsibility.as_ref();
        let id = format!("{}.responsibility", at.clause.id);
        let texts = [
            Some((at.clause.id.to_string(), at.clause.text.as_str(), &at.clause.span, false)),
            duty.map(|duty| (id, duty.text.as_str(), &duty.span, true)),
        ];
        for (id, text, span, of_duty) in texts.into_iter().flatten() {
            for range in empty_labels(text, of_duty) {
                report_label(Place::new(&id, &sub_span(span, range.clone()), &text[range]), sink);
            }
        }
    }
    own_lines(context, sink);
}

fn report_label(place: Place, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let label = place.text.trim_end_matches(COLONS).to_owned();
    let message = lang.pick(
        format!("“{label}”之后没有写单位"),
        format!("nothing stands behind the label {label}"),
    );
    sink.report(
        Draft::new(place, message)
            .quote(&label)
            .help(lang.pick("写明单位，或删去标签", "name the unit, or strike the label")),
    );
}

const COLONS: [char; 2] = ['：', ':'];
/// What labels of units end with, and what stands before it.
const LABELS: [&str; 8] = [
    "牵头单位",
    "责任单位",
    "配合单位",
    "牵头部门",
    "责任部门",
    "配合部门",
    "主办单位",
    "协办单位",
];

/// Where labels of units stand with nothing behind them but a mark or, in a responsibility, its end.
fn empty_labels(text: &str, of_duty: bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for label in LABELS {
        for (at, _) in text.match_indices(label) {
            let behind = &text[at + label.len()..];
            let Some(rest) = behind.strip_prefix(COLONS) else { continue };
            let colon = behind.len() - rest.len();
            let rest = rest.trim_start();
            let ends = rest.starts_with(['；', ';', '，', ',', '。', '）', ')', '】'])
                || of_duty && rest.is_empty();
            // In running text only brackets hold a label.
            let opened = text[..at].trim_end().ends_with(['（', '(', '【', '；', ';']);
            if ends && (of_duty || opened) {
                out.push(at..at + label.len() + colon);
            }
        }
    }
    out.sort_by_key(|range| range.start);
    out
}

/// Labels on a line of their own that have nothing behind them, where the next line names no unit, either.
fn own_lines(context: &Context<'_>, sink: &mut Sink<'_>) {
    let clauses = || context.clauses.iter().map(|at| at.clause);
    for furniture in &context.notice.furniture {
        let ([one], FurnitureKind::Label) = (furniture.span.fragments(), furniture.kind) else {
            continue;
        };
        let Some(source) = context.sources.get(usize::from(one.source())) else { continue };
        let words = furniture.span.words(context.sources);
        if !LABELS.iter().any(|label| words.trim_end_matches(COLONS) == *label) {
            continue;
        }
        let text = &source.text[one.end as usize..];
        let behind = text.trim_start_matches([' ', '\u{3000}', '\t']);
        let next = one.end as usize + (text.len() - text.trim_start().len());
        let value = |span: &Span| {
            let holds = |f: &hongtou_model::Fragment| {
                f.source() == one.source() && (f.start..f.end).contains(&(next as u32))
            };
            span.fragments().iter().any(holds)
        };
        let named = clauses().any(|clause| {
            clause.responsibility.as_ref().is_some_and(|duty| value(&duty.span))
                || clause.units.iter().any(|unit| value(&unit.span))
        });
        if !behind.starts_with(['\r', '\n']) || named {
            continue;
        }
        let mut above = clauses().filter(|clause| {
            clause.span.start().is_some_and(|start| start < (one.source(), one.start))
        });
        let Some(clause) = above.next_back() else { continue };
        let id = format!("{}.responsibility", clause.id);
        report_label(Place::new(&id, &furniture.span, &words), sink);
    }
}

/// Whether so few of so many name nobody that it is a slip and no way of writing.
fn is_exception(empty: usize, all: usize) -> bool {
    empty > 0 && (empty == 1 || empty * 10 <= all) && all >= 3
}

/// Whether a row leaves open who answers for it: it names nobody, or only who supports or guides, where
/// the table has a column for more and the clause does not say the same.
fn is_left(context: &Context<'_>, table: &TableAt<'_>, row: &Row) -> bool {
    if answers(&row.units) {
        return false;
    }
    let clause = row.clause.as_deref().and_then(|id| context.clause(id));
    let same =
        || clause.is_some_and(|at| !at.clause.units.is_empty() && !answers(&at.clause.units));
    let columns = || table.has(ColumnKind::Lead) || table.has(ColumnKind::Responsible);
    // 配合省水利厅改造堤防: those who answer are others, and these support them.
    let others = || row.content.as_deref().is_some_and(supports_others);
    row.units.is_empty() || columns() && !same() && !others()
}

/// Whether a task is to support others with what they do.
fn supports_others(text: &str) -> bool {
    ["配合", "协助", "协同"].iter().any(|word| text.starts_with(word))
}

/// Whether the words of a clause say who does it: it opens with supporting others or with those who are to
/// (各区各部门要), or points at the units of the one before (责任单位同上).
fn says_who(text: &str) -> bool {
    const LONGEST: usize = 16;
    let opening = text.split(['，', ',', '。', '；', '：']).next().unwrap_or_default();
    let whose =
        ["要", "应", "须", "负责", "牵头"].iter().filter_map(|verb| opening.find(verb)).min();
    let all = opening.starts_with('各')
        && whose.is_some_and(|at| opening[..at].chars().count() <= LONGEST);
    all || supports_others(text) || text.contains("同上")
}

/// Whether one of some units does more than to support or to guide.
fn answers(units: &[UnitMention]) -> bool {
    units.iter().any(|unit| !matches!(unit.role, Role::Support | Role::Guide))
}

/// One clause without a row that names nobody is suffered beside so many that have a row and name somebody.
const FEW: usize = 4;

/// Clauses that name nobody, unlike nearly all others, though their rows do.
fn clauses(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    // What no row carries out is held against none: a sentence that closes the plan names nobody.
    let linked = context.linked();
    let all = context.clauses.iter().zip(&linked).filter(|(at, _)| !at.clause.text.is_empty());
    let tasks = all.clone().filter(|(_, linked)| **linked).map(|(at, _)| at);
    let empty = tasks.clone().filter(|at| at.clause.units.is_empty());
    // Where more than a few of the same sections name nobody, it is their way.
    let sections: HashSet<usize> = tasks.clone().map(|at| at.section_index).collect();
    let others = all.filter(|(at, linked)| {
        !**linked && at.clause.units.is_empty() && sections.contains(&at.section_index)
    });
    let others = others.count();
    let named = tasks.clone().count() - empty.clone().count();
    if others * FEW > named {
        return;
    }
    // Units declared for all tasks need not be named again.
    let declared =
        context.notice.conventions.iter().any(|c| c.kind == ConventionKind::DefaultUnits);
    if declared || !is_exception(empty.clone().count(), tasks.clone().count()) {
        return;
    }
    for at in empty.clone().filter(|at| at.clause.responsibility.is_none()) {
        let row = context.rows().map(|(_, row)| row).find(|row| {
            !row.units.is_empty() && row.clause.as_deref() == Some(at.clause.id.as_str())
        });
        // 由市民政局牵头建设…: the words of the task say who does it.
        let unsaid = |row: &&Row| {
            !row.units.iter().any(|unit| at.clause.text.contains(&*unit.name))
                && !says_who(&at.clause.text)
        };
        let Some(row) = row.filter(unsaid) else { continue };
        let message = match others > 0 || empty.clone().nth(1).is_some() {
            false => lang.pick(
                "这项任务没有写责任单位，其他任务都写了",
                "this clause names nobody who answers for it, unlike the others",
            ),
            true => lang.pick(
                "这项任务没有写责任单位，其他任务大多写了",
                "this clause names nobody who answers for it, unlike most others",
            ),
        };
        let names: Vec<&str> = row.units.iter().map(|unit| &*unit.name).collect();
        sink.report(
            Draft::new(context.clause_place(at.clause), message.to_owned())
                .about(&row.id)
                .related(
                    Place::new(&format!("{}.units", row.id), &row.spans.units, &names.join("、")),
                    lang.pick("表中写的是", "the table names").to_owned(),
                )
                .help(lang.pick("写明责任单位", "name the unit")),
        );
    }
}
