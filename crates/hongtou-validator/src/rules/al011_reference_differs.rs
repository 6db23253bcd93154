use std::collections::{HashMap, HashSet};
use std::fmt;

use hongtou_model::{
    Clause, ColumnKind, Confidence, Item, Lang, OtherCell, Row, Section, Severity, Table,
};
use hongtou_source::numeral;

use crate::context::{ClauseAt, Context};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;

rule! {
    /// A row refers to another task than the one it says.
    ///
    /// ## What it checks
    /// The number in a column that refers to the body (对应任务, 对应条目, 对应方案序号) against that of the task whose words
    /// the row says.
    ///
    /// ## Why it matters
    /// Who looks up the task by its number reads another one, or none.
    ///
    /// ## Example
    /// Body: `2.推广节水灌溉`. Table: `第3条 | 推广节水灌溉`. After: `第2条`.
    ///
    /// ## What to do
    /// Put the number right.
    ///
    /// ## Stays silent
    /// Where the heading names no task (对应条款, unless its cells name section and task as the body prints them: 一、3, 一（二）3) or those of others (对应省方案任务), where a cell is more than
    /// one number (第1、2条, 第二条第1款; 2-3 is the third task of the second section, where the tasks of each are counted from 1, and 2.1 may be the tenth as a spreadsheet writes it), where two tasks have one number or none has any, and unless each of the
    /// other rows, three or more, has its task's number. A number that some task has is a warning where the row is
    /// in other words than its task.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行写的对应任务，不是它所写的那一项。

## 检查什么
对应任务、对应条目、对应方案序号一栏的序号，与这一行文字所属的正文任务的序号比较。

## 为什么重要
按序号去找任务的人，看到的是另一项，或者什么也找不到。

## 示例
正文：`2.推广节水灌溉`；表：`第3条 | 推广节水灌溉`。改后：`第2条`。

## 怎么办
改正序号。

## 何时不报
标题没有说是任务的（对应条款；各格都照正文的写法写“一、3”“一（二）3”的除外）或说的是别处任务的（对应省方案任务），有一格不只是一个序号的（第1、2条，第二条第1款；2-3是第二部分第3项，仅限各部分任务都从1数起的；2.10在电子表格中会变成2.1，不报），正文任务没有序号或者序号重复的，以及其他各行（三行以上）没有都与任务对上的，不报；序号另有其项而行的文字不是逐字复述的，为警告。

## 依据
惯例
"
    AL011 "reference-differs" Error "practice" No check
}

/// So many rows tell what a column counts.
const LEAST_RIGHT: usize = 3;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for table in &context.tables {
        if let Some(column) = references(context, table.table)
            && let [wrong] = &column.wrong()[..]
        {
            sink.report(column.told(context, wrong, sink.lang()));
        }
    }
}

/// The column of a table that says which task of the body each row is about.
struct Column<'c> {
    /// Where it stands in its table.
    at: usize,
    /// The tasks of the body, as its cells name them.
    items: HashMap<Reference, &'c Item>,
    /// The cells that could be held against their row's task.
    cells: Vec<Named<'c>>,
}

/// A cell that names a task, and the task that its row says.
struct Named<'c> {
    row: &'c Row,
    cell: &'c OtherCell,
    clause: &'c Clause,
    /// How a cell names the row's task.
    own: Reference,
    /// What the cell names.
    named: Reference,
    /// Whether the two are one.
    fits: bool,
}

/// The column of references of a table, if all of its cells are read one way and the body's tasks can be named so.
fn references<'c>(context: &'c Context<'_>, table: &'c Table) -> Option<Column<'c>> {
    let at = table.columns.iter().position(|column| {
        let named = names_a_task(&column.header) || names_a_place(&column.header);
        column.kind == ColumnKind::ClauseReference && named
    })?;
    let cells = table
        .rows
        .iter()
        .filter_map(|row| Some((row, row.other.iter().find(|cell| cell.column as usize == at)?)));
    // A cell of another kind says that the column counts something else.
    let kinds: &[fn(&str) -> Option<Reference>] = match names_a_task(&table.columns[at].header) {
        true => &[only_number, section_and_number, path],
        false => &[path],
    };
    let all = |read: &fn(&str) -> Option<Reference>| {
        cells.clone().all(|(_, cell)| read(&cell.text).is_some())
    };
    let read = kinds.iter().find(|read| all(read))?;
    let in_section = cells.clone().any(|(_, cell)| only_number(&cell.text).is_none());
    let printed = cells.clone().all(|(_, cell)| path(&cell.text).is_some());
    // Numbers that start again in each section are counted in more than one way.
    let items = items(context, in_section, printed)?;
    let named = |(row, cell): (&'c Row, &'c OtherCell)| {
        let clause = row.clause.as_deref().and_then(|id| context.clause(id))?;
        let named = read(&cell.text)?;
        let reference = |at: ClauseAt<'_>| {
            let own = reference(at, in_section)?;
            let group = named.group.and_then(|_| Some(group_of(at)?.item));
            Some(Reference { group, path: named.path, ..own })
        };
        let own = reference(clause)?;
        let is = |own: Reference| named == own || is_without_its_zero(&cell.text, named, own);
        // A row may carry out several tasks.
        let mut further = row.also.iter().filter_map(|id| context.clause(id));
        let mut also = || further.any(|at| reference(at).is_some_and(is));
        // Of 1-3 in a section with groups the 3 may be the group's: 第一部分第（三）项.
        let in_group = || in_section && group_of(clause) == Some(named);
        let fits = is(own) || also() || in_group();
        Some(Named { row, cell, clause: clause.clause, own, named, fits })
    };
    Some(Column { at, items, cells: cells.filter_map(named).collect() })
}

impl<'c> Column<'c> {
    /// The cells that name another task than their row's, where enough others show what the column counts.
    fn wrong(&self) -> Vec<&Named<'c>> {
        // A merged cell is one, and right where one of its rows is.
        let place = |named: &Named<'_>| named.cell.span.start();
        let right: HashSet<_> = self.cells.iter().filter(|named| named.fits).map(place).collect();
        if right.len() < LEAST_RIGHT {
            return Vec::new();
        }
        let mut wrong: Vec<&Named<'_>> =
            self.cells.iter().filter(|named| !right.contains(&place(named))).collect();
        wrong.dedup_by_key(|named| place(named));
        wrong
    }

    /// What is told of a cell that names another task than its row's.
    fn told(&self, context: &Context<'_>, wrong: &Named<'_>, lang: Lang) -> Draft {
        let Named { row, cell, clause, own, named, .. } = wrong;
        let text = &cell.text;
        let (zh, en) = match own.path {
            true => (format!("正文{own}"), own.to_string()),
            false => (format!("正文第{own}项"), format!("task {own}")),
        };
        let message = match self.items.contains_key(&named.plain()) {
            true => lang.pick(
                format!("对应任务写的是“{text}”，这一行说的是{zh}"),
                format!("the row refers to {text}, and says {en} of the body"),
            ),
            false => lang.pick(
                format!("对应任务写的是“{text}”，正文没有这一项；这一行说的是{zh}"),
                format!("the row refers to {text}, which the body does not have; it says {en}"),
            ),
        };
        let place = Place::new(&format!("{}.cell{}", row.id, self.at + 1), &cell.span, text);
        let draft = Draft::new(place, message)
            .quote(text)
            .about(&row.id)
            .about(&clause.id)
            .about(context.clause(&clause.id).map_or("", |at| &at.item.id))
            .related(
                context.clause_place(clause),
                lang.pick("这一行说的任务", "the task that the row says").to_owned(),
            )
            .help(lang.pick("改正对应任务的序号", "put the number right"));
        let Some(meant) = self.items.get(&named.plain()).and_then(|item| item.clauses.first())
        else {
            return draft;
        };
        let note = lang.pick("所写序号的任务", "the task with that number").to_owned();
        let draft = draft.related(context.clause_place(meant), note);
        match says_its_task(row, &clause.text) {
            true => draft,
            false => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
        }
    }
}

/// Whether a cell is the number of a task as a spreadsheet writes it: 2.1 for 2.10.
fn is_without_its_zero(text: &str, number: Reference, own: Reference) -> bool {
    number.section == own.section
        && number.item.checked_mul(10) == Some(own.item)
        && text.contains(['.', '．'])
}

/// Whether a row is a clause's words, or a part of them.
fn says_its_task(row: &Row, clause: &str) -> bool {
    row.content.as_deref().is_some_and(|content| plain(clause).contains(&plain(content)))
}

/// Whether a heading says that its column counts the tasks of the notice itself: not those of a plan of others.
fn names_a_task(header: &str) -> bool {
    const TASKS: [&str; 4] = ["对应任务", "对应条目", "正文条目", "正文任务"];
    const OTHERS: [&str; 5] = ["省", "国", "上级", "文件", "条款"];
    // 对应方案序号 beside its own numbers: of others it would not be a column that refers to the body.
    const NUMBERS: [&str; 3] = ["对应正文", "正文", "对应"];
    let header = plain(header);
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let counts = header.ends_with("序号") && NUMBERS.iter().any(|word| header.starts_with(word));
    (has(&TASKS) && !has(&["方案"]) || counts) && !has(&OTHERS)
}

/// Whether a heading may say that its column names places of the notice itself (对应条款), if its cells do as the body
/// prints them.
fn names_a_place(header: &str) -> bool {
    const PLACES: [&str; 3] = ["条款", "条目", "任务"];
    const OTHERS: [&str; 4] = ["省", "国", "上级", "文件"];
    let header = plain(header);
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    header.starts_with("对应") && has(&PLACES) && !has(&OTHERS)
}

/// A task as a cell names it: by its number, and by that of its section where the numbers have two parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Reference {
    section: Option<u32>,
    /// The number of its group, where a cell names that as well.
    group: Option<u32>,
    item: u32,
    /// Whether the number is written as the body prints it: 一、3, 一（二）3.
    path: bool,
}

impl Reference {
    fn of_item(item: u32) -> Reference {
        Reference { section: None, group: None, item, path: false }
    }

    fn of_section(section: u32, item: u32) -> Reference {
        Reference { section: Some(section), ..Reference::of_item(item) }
    }

    /// The number as the items of the body are known by.
    fn plain(self) -> Reference {
        Reference { group: None, path: false, ..self }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reference { section, group, item, path } = *self;
        let printed = numeral::written;
        match (section, group) {
            (Some(section), Some(group)) => {
                write!(f, "{}（{}）{item}", printed(section), printed(group))
            }
            (Some(section), None) if path => write!(f, "{}、{item}", printed(section)),
            (Some(section), None) => write!(f, "{section}-{item}"),
            (None, _) => item.fmt(f),
        }
    }
}

/// The task of a clause as the cells of a column name it.
fn reference(at: ClauseAt<'_>, in_section: bool) -> Option<Reference> {
    let section = match in_section {
        true => Some(at.section.ordinal?),
        false => None,
    };
    Some(Reference { section, ..Reference::of_item(at.item.number?) })
}

/// The group of a clause as a cell of two parts names it.
fn group_of(at: ClauseAt<'_>) -> Option<Reference> {
    let label = at.item.group.as_ref()?.label.as_str();
    let item = numeral::ordinal(label.trim_matches(['（', '(', '）', ')']))?;
    Some(Reference::of_section(at.section.ordinal?, item))
}

/// The items of the body by their numbers; none where two have one number, or where the numbers of two parts are
/// not counted from each section's first.
///
/// Numbers that are `printed` so may go on through all sections.
fn items<'a>(
    context: &Context<'a>,
    in_section: bool,
    printed: bool,
) -> Option<HashMap<Reference, &'a Item>> {
    let first = |section: &Section| section.items.first().is_none_or(|item| item.number == Some(1));
    if in_section && !printed && !context.notice.sections.iter().all(first) {
        return None;
    }
    let mut items: HashMap<Reference, &Item> = HashMap::new();
    for at in &context.clauses {
        let Some(number) = reference(*at, in_section) else { continue };
        if items.insert(number, at.item).is_some_and(|known| known.id != at.item.id) {
            return None;
        }
    }
    Some(items)
}

/// The number that is all that a cell says: 6, 第6条, 第六项, 任务六.
fn only_number(text: &str) -> Option<Reference> {
    let folded = hongtou_source::fold(text);
    let words = folded.trim();
    let number = match words.strip_prefix('第') {
        Some(rest) => rest.strip_suffix(['条', '项'])?,
        None => words.strip_prefix("任务").unwrap_or(words),
    };
    let item = match number.bytes().all(|b| b.is_ascii_digit()) {
        true => number.parse().ok(),
        false if number.chars().all(numeral::is_ordinal) => numeral::ordinal(number),
        false => None,
    }?;
    Some(Reference::of_item(item))
}

/// The numbers of section and task that are all that a cell says: 2-3, 2.3.
fn section_and_number(text: &str) -> Option<Reference> {
    let folded = hongtou_source::fold(text);
    let (section, item) = folded.trim().split_once(['-', '.', '—', '–', '－', '．'])?;
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok());
    Some(Reference::of_section(number(section)??, number(item)??))
}

/// The way to a task that is all that a cell says, as the body prints its numbers: 一、3, 一（二）3, 一（3）.
fn path(text: &str) -> Option<Reference> {
    let folded = hongtou_source::fold(text);
    let words: String = folded.chars().filter(|c| !hongtou_source::chars::is_space(*c)).collect();
    let end = words.find(|c: char| !numeral::is_ordinal(c) || c.is_ascii_digit())?;
    let section = numeral::ordinal(&words[..end])?;
    let digits = |part: &str| {
        let number = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let rest = words[end..].trim_start_matches(['、', ',', '/', '.']);
    let rest = rest.trim_end_matches(['.', '、', '条', '项']);
    let (group, item) = match rest.strip_prefix(['(', '（']) {
        Some(inner) => {
            let (first, behind) = inner.split_once([')', '）'])?;
            match (behind, digits(first)) {
                ("", Some(item)) => (None, item),
                ("", None) => (None, numeral::ordinal(first)?),
                (behind, None) => {
                    (Some(numeral::ordinal(first)?), digits(behind.trim_start_matches('、'))?)
                }
                (_, Some(_)) => return None,
            }
        }
        None if end < words.len() => (None, digits(rest)?),
        None => return None,
    };
    Some(Reference { group, path: true, ..Reference::of_section(section, item) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_refers_to_one_number_or_to_none() {
        for (text, number) in [
            ("第6条", Some(6)),
            ("第十二项", Some(12)),
            ("任务5", Some(5)),
            ("5", Some(5)),
            ("二、5", None),
            ("第二条第1款", None),
            ("省方案第7条", None),
            ("市委一号文件", None),
            ("2026年新增", None),
            ("第1、2条", None),
            ("第3—5条", None),
            ("全部任务", None),
        ] {
            assert_eq!(only_number(text).map(|number| number.item), number, "{text}");
        }
    }

    #[test]
    fn a_path_names_section_group_and_task() {
        for (text, number) in [
            ("一、3", Some("一、3")),
            ("二（3）", Some("二、3")),
            ("一（二）3", Some("一（二）3")),
            ("十一（二）13", Some("十一（二）13")),
            ("一、（二）、3", Some("一（二）3")),
            ("一（二）", Some("一、2")),
            ("3", None),
            ("2-3", None),
            ("一", None),
            ("一、", None),
            ("二、三", None),
            ("第一部分", None),
            ("一、3、4", None),
        ] {
            let read = path(text).map(|read| read.to_string());
            assert_eq!(read.as_deref(), number, "{text}");
        }
    }

    #[test]
    fn a_number_of_two_parts_names_section_and_task() {
        for (text, number) in [
            ("2-3", Some((2, 3))),
            ("2.3", Some((2, 3))),
            ("2—13", Some((2, 13))),
            ("2-", None),
            ("1-2-3", None),
            ("3", None),
        ] {
            let read = section_and_number(text);
            let read = read.and_then(|read| Some((read.section?, read.item)));
            assert_eq!(read, number, "{text}");
        }
    }
}
