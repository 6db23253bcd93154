use std::collections::HashSet;
use std::ops::Range;

use hongtou_model::{
    ColumnKind, Confidence, ConventionKind, FurnitureKind, Role, Row, UnitKind, UnitMention,
};

use hongtou_source::{chars, numeral};

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
    /// with nothing behind them (（牵头单位：；责任单位：市财政局）), on a line of their own before the next label or number.
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
    /// where their words name who does it (各区各部门要…, 责任单位同上), of the only one of a section also where
    /// they or what stands right behind may (同第1项, 专班, a bracket); where towns answer for a row, or a mark (—, 无) says that it has no lead; and where the notice declares units
    /// for all.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行或正文一项任务没有写谁负责。

## 检查什么
各单位栏全空、或者只写了配合、指导单位的行，而同一张表几乎每行都写了；没有写责任单位的任务，而对应的行写了，其他任务也几乎都写了；没有对应的行，而同一部分四项以上任务只有它没有写、又不是最后一项的；五行以上的表中，只有一行的牵头单位一栏空着的。标签之后空着的（（牵头单位：；责任单位：市财政局）），包括单独成行而下面就是另一标签或序号的，也报。

## 为什么重要
没有人负责的任务没有人做。

## 示例
有牵头单位、责任单位两栏的表中：`5 | 完善工作机制。 | | `。改后：写上单位。

## 怎么办
写明单位；提示里给出正文写的单位。

## 何时不报
空着的超过一成（且不止一处）的不报：那是通知的写法，或者单位跨行合并而读取时没有看出。正文也只写配合单位的行，任务就是配合别人的（配合省水利厅……），任务文字里已经写到谁来做的（各区各部门要……，责任单位同上），一部分中只有它没有写而文字或者紧接其后可能写了的（同第1项、专班、括号），由乡镇、街道负责或者用“—”“无”标明没有牵头单位的行，以及统一规定了落实单位的通知中的任务，不报。

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
    let towns = row.units.iter().all(|unit| is_of_a_town(&unit.name));
    let others = row.open || row.units.iter().any(collective) || towns;
    if row.units.is_empty() || others || same || has_a_mark(context, row) {
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

/// Whether a name is that of a town, a village or what is a town's.
fn is_of_a_town(name: &str) -> bool {
    const TOWNS: [&str; 7] =
        ["镇", "乡", "街道", "街道办", "街道办事处", "镇人民政府", "乡人民政府"];
    const SHORT: [&str; 4] = ["镇政府", "乡政府", "村", "社区"];
    TOWNS.iter().chain(&SHORT).any(|kind| name.ends_with(kind))
}

/// Whether a cell of a row says by a mark that it has nobody: —, /, 无.
fn has_a_mark(context: &Context<'_>, row: &Row) -> bool {
    const NOBODY: &str = "—–－-─/／\\无";
    let (Some((source, start)), Some((other, end))) = (row.span.start(), row.span.end()) else {
        return false;
    };
    let text = context.sources.get(usize::from(source)).filter(|_| source == other);
    let text = text.and_then(|text| text.text.get(start as usize..end as usize));
    let mut cells = text.unwrap_or_default().split(['|', '\t', '\n', '\r']).map(str::trim);
    cells.any(|cell| !cell.is_empty() && cell.chars().all(|c| NOBODY.contains(c)))
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
    let silent = |at: &ClauseAt<'_>| {
        !says_who(&at.clause.text) && !names_somebody(context, at) && !may_say_who(context, at)
    };
    let Some(at) = found.filter(silent) else { return };
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

/// Whether a clause, its heading or what stands right behind it has words that may say who does it, in whatever way: 同第1项,
/// 专班牵头, a bracket, a dash.
fn may_say_who(context: &Context<'_>, at: &ClauseAt<'_>) -> bool {
    const WORDS: [&str; 12] =
        ["同第", "同上", "单位", "部门", "专班", "乡镇", "街道", "（", "(", "【", "[", "——"];
    let says = |text: &str| WORDS.iter().any(|word| text.contains(word));
    let behind = at.clause.span.end().and_then(|(source, end)| {
        let text = context.sources.get(usize::from(source))?.text.get(end as usize..)?;
        let same = text.lines().next().unwrap_or_default();
        let next = text.trim_start().lines().next().unwrap_or_default();
        let another = same.trim().is_empty() && opens_with_a_number(next);
        (!another).then_some(next)
    });
    says(&at.clause.text)
        || at.item.heading.as_deref().is_some_and(says)
        || behind.is_some_and(says)
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

/// Labels on a line of their own that have nothing behind them: the next line opens with another label or with the next
/// task's number, or there is none. Anything else may well be who does it, though reading did not see it.
fn own_lines(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut known: Option<(Values, Vec<Start<'_>>)> = None;
    for furniture in context.notice.furniture.iter().filter(|f| f.kind == FurnitureKind::Label) {
        let [one] = furniture.span.fragments() else { continue };
        let Some(source) = context.sources.get(usize::from(one.source())) else { continue };
        let words = furniture.span.words(context.sources);
        if !LABELS.iter().any(|label| words.trim_end_matches(COLONS) == *label) {
            continue;
        }
        let text = &source.text[one.end as usize..];
        let behind = text.trim_start_matches([' ', '\u{3000}', '\t']);
        if !behind.is_empty() && !behind.starts_with(['\r', '\n']) || !ends_a_task(text) {
            continue;
        }
        let (values, above) = known.get_or_insert_with(|| {
            let starts = context
                .clauses
                .iter()
                .filter_map(|at| Some((at.clause.span.start()?, at.clause.id.as_str())));
            let mut starts: Vec<_> = starts.collect();
            starts.sort_unstable();
            (Values::of(context), starts)
        });
        let next = one.end as usize + (text.len() - text.trim_start().len());
        if values.have(one.source(), next as u32) {
            continue;
        }
        let at = above.partition_point(|(start, _)| *start < (one.source(), one.start));
        let Some((_, clause)) = at.checked_sub(1).map(|at| above[at]) else { continue };
        report_label(
            Place::new(&format!("{clause}.responsibility"), &furniture.span, &words),
            sink,
        );
    }
}

/// Where a clause begins, with its source, and its id.
type Start<'a> = ((u16, u32), &'a str);

/// Where units and responsibilities of clauses are printed.
struct Values {
    /// Source, start and the furthest end of it and all before, by start.
    list: Vec<(u16, u32, u32)>,
}

impl Values {
    fn of(context: &Context<'_>) -> Values {
        let spans = context.clauses.iter().flat_map(|at| {
            let duty = at.clause.responsibility.iter().map(|duty| &duty.span);
            duty.chain(at.clause.units.iter().map(|unit| &unit.span))
        });
        let fragments = spans.flat_map(|span| span.fragments());
        let mut list: Vec<_> = fragments.map(|f| (f.source(), f.start, f.end)).collect();
        list.sort_unstable();
        for at in 1..list.len() {
            if list[at].0 == list[at - 1].0 {
                list[at].2 = list[at].2.max(list[at - 1].2);
            }
        }
        Values { list }
    }

    /// Whether one of them holds a position.
    fn have(&self, source: u16, position: u32) -> bool {
        let behind =
            self.list.partition_point(|(of, start, _)| (*of, *start) <= (source, position));
        let last = behind.checked_sub(1).map(|at| self.list[at]);
        last.is_some_and(|(of, _, end)| of == source && position < end)
    }
}

/// Whether what stands behind a label is another label or the number of what comes next, or nothing.
fn ends_a_task(text: &str) -> bool {
    // What a label ends with: 配合单位, 完成时限, 分管领导, 联系人.
    const KINDS: [&str; 8] = ["单位", "部门", "时限", "时间", "领导", "责任人", "联系人", "目标"];
    const LONGEST: usize = 8;
    let next = text.trim_start().lines().next().unwrap_or_default();
    let label = next.split_once(COLONS).map(|(label, _)| label.trim());
    let label = label.is_some_and(|label| {
        label.chars().count() <= LONGEST && KINDS.iter().any(|kind| label.ends_with(kind))
    });
    next.is_empty() || label || opens_with_a_number(next)
}

/// Whether a line opens with an ordinal: 3., （三）, 三、, ③, 第三章; with what marks a heading in front or not.
fn opens_with_a_number(line: &str) -> bool {
    let line = line.trim_start_matches(['#', '*', ' ', '\u{3000}', '\t']);
    if line.starts_with(|c| ('①'..='⓿').contains(&c) || ('⒈'..='⒛').contains(&c)) {
        return true;
    }
    let inner = line.trim_start_matches(['（', '(', '第']);
    let number = |c: char| chars::digit(c).is_some() || numeral::is_chinese(c);
    let rest = inner.trim_start_matches(number);
    let mark = rest.strip_prefix(['.', '．', '、', '）', ')', '章', '节', '条']);
    rest.len() < inner.len()
        && mark.is_some_and(|behind| !behind.starts_with(|c| chars::digit(c).is_some()))
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
