//! Numbers of sections, items and rows that do not follow each other.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use hongtou_model::{
    ColumnKind, Confidence, Item, Notice, Repair, RepairKind, Row, Section, Span, Table,
};

use crate::context::Context;
use crate::repeats::rows_again;
use crate::sink::Place;
use hongtou_source::{fold, numeral};

/// What is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Section,
    Item,
    Row,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gap {
    /// One or more are left out before it.
    Missing,
    /// It is the one before it again.
    Repeated,
    /// It is smaller than the one before it.
    Backwards,
    /// It is not printed, where all others are.
    Blank,
}

impl Gap {
    /// What is wrong with a number that does not follow the one before it.
    fn of(before: u32, now: u32) -> Gap {
        match now.cmp(&before) {
            Ordering::Equal => Gap::Repeated,
            Ordering::Greater => Gap::Missing,
            Ordering::Less => Gap::Backwards,
        }
    }
}

/// A number out of order.
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    pub(crate) gap: Gap,
    /// The number before it; 0 where it is the first.
    pub(crate) before_number: u32,
    pub(crate) number: u32,
    pub(crate) at: Place,
    pub(crate) before: Option<Place>,
    /// What stands on either side, to tell whether a missing task explains the gap.
    pub(crate) about: Vec<String>,
    /// Whether it is there, too, where all that moved is put back and what was pasted is left out.
    pub(crate) remains: bool,
    /// Whether the number after it is the same.
    pub(crate) again: bool,
}

impl Fault {
    /// The number as it is printed: 二 of a section; its value where the text is not at hand.
    pub(crate) fn printed(&self, context: &Context<'_>) -> String {
        printed(Some(&self.at), self.number, context)
    }

    /// The number before it as it is printed.
    pub(crate) fn printed_before(&self, context: &Context<'_>) -> String {
        printed(self.before.as_ref(), self.before_number, context)
    }
}

fn printed(at: Option<&Place>, number: u32, context: &Context<'_>) -> String {
    let words = at.map(|at| at.span.words(context.sources)).unwrap_or_default();
    // （三） of a group.
    let words = words.trim().trim_matches(['（', '）', '(', ')']);
    // What stands for a number that is put back or computed may be more than the number.
    let is_number = numeral::ordinal(words) == Some(number);
    if is_number { words.to_owned() } else { number.to_string() }
}

/// One number and where it stands.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    number: u32,
    span: &'a Span,
    id: &'a str,
    // The section and group it stands in: numbers may begin again with another one.
    part: (usize, &'a str),
    /// How it is printed, where the print is at hand.
    form: Option<Form>,
}

/// How a number is printed: in Chinese characters, between brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    han: bool,
    bracket: bool,
    /// 第三条: articles count through all chapters.
    article: bool,
}

impl Form {
    fn of(number: &str, before: Option<char>) -> Form {
        let bracket = matches!(before, Some('（' | '(' | '〔' | '【'));
        let han = number.chars().any(numeral::is_chinese);
        Form { han, bracket, article: before == Some('第') }
    }

    /// The form of a group's label: （三）.
    fn of_label(label: &str) -> Form {
        Form::of(label, label.chars().next())
    }

    /// The form of a number that is printed there.
    fn of_print(span: &Span, context: &Context<'_>) -> Option<Form> {
        let (source, start) = span.start()?;
        let above = context.sources.get(usize::from(source))?.text.get(..start as usize)?;
        let before = above.chars().rev().find(|c| !c.is_whitespace());
        Some(Form::of(&span.words(context.sources), before))
    }
}

/// Every number of the notice that is out of order.
pub(crate) fn faults(context: &Context<'_>) -> Vec<Fault> {
    let notice = context.notice;
    let order = OnceCell::new();
    let look = |numbers: &[Numbered<'_>], kind, out: &mut Vec<Fault>| {
        look_twice(numbers, kind, out, &|| order.get_or_init(|| Order::of(context)));
    };
    let mut out = Vec::new();
    if is_cut(notice) {
        return out;
    }
    look(&sections(notice), Kind::Section, &mut out);
    for groups in groups(notice) {
        let told = out.len();
        look(&groups, Kind::Section, &mut out);
        let unread: Vec<bool> =
            out.iter().map(|fault| is_printed_between(fault, context)).collect();
        let mut at = 0..;
        out.retain(|_| at.next().is_none_or(|at| at < told || !unread[at]));
    }
    let (whole, parts) = items(context);
    look(&whole, Kind::Item, &mut out);
    look(&parts, Kind::Item, &mut out);
    leave_lists_within(&mut out, notice);
    // A number that is missing may be that of a row that nobody could read.
    for (at, table) in context.tables.iter().enumerate().filter(|_| !has_unread_rows(notice)) {
        let rows = rows(&table.table.rows);
        // A table that goes on from the one before it begins where that one ends.
        if is_extract(&rows, at == 0) || has_numbers_of_items(table.table, context) {
            continue;
        }
        for rows in by_level(rows, context) {
            look(&rows, Kind::Row, &mut out);
        }
        if let Some((mut blank, next)) = blank(&table.table.rows, context) {
            let copies = &order.get_or_init(|| Order::of(context)).copies;
            blank.remains = blank.at.id.as_deref().is_none_or(|id| !copies.contains(id));
            // The number after it does not follow, since it is not there.
            out.retain(|fault| next.is_none() || fault.at.id.as_deref() != next);
            out.push(blank);
        }
        out.extend(group_faults(&table.table.rows, notice));
    }
    told_once(out, context)
}

/// The numbers of the sections.
fn sections(notice: &Notice) -> Vec<Numbered<'_>> {
    let sections = notice.sections.iter().filter_map(|section| {
        Some(Numbered {
            number: section.ordinal?,
            span: &section.spans.ordinal,
            id: &section.id,
            part: (section.plan.unwrap_or(0) as usize, ""),
            form: None,
        })
    });
    sections.collect()
}

/// The numbers of the groups （一）, （二） in the sections that are nothing but groups: beside an item of their own
/// level they count with it.
fn groups(notice: &Notice) -> Vec<Vec<Numbered<'_>>> {
    let mut out = Vec::new();
    for (at, section) in notice.sections.iter().enumerate() {
        let mut numbers: Vec<Numbered<'_>> = Vec::new();
        let same = |a: &Item, b: &Item| {
            let name = |item: &Item| {
                let group = item.group.as_ref();
                group.map(|group| (group.label.clone(), group.title.clone()))
            };
            name(a) == name(b)
        };
        for run in section.items.chunk_by(|a, b| same(a, b)) {
            let group = run[0].group.as_ref();
            let numbered = group.and_then(|group| {
                // A title is told by its words; what has none may be a list within the words of an item.
                group.title.as_ref()?;
                let form = Form::of_label(&group.label);
                (form.han && form.bracket).then_some(())?;
                Some(Numbered {
                    number: ordinal(&group.label)?,
                    span: &group.spans.label,
                    id: &run[0].id,
                    part: (at, ""),
                    form: Some(form),
                })
            });
            let Some(numbered) = numbered else {
                numbers.clear();
                break;
            };
            numbers.push(numbered);
        }
        // Where the groups of an earlier section go on, its own items may stand between them.
        if numbers.len() > 1 && numbers[0].number == 1 {
            out.push(numbers);
        }
    }
    out
}

/// Whether the group that a gap leaves out is printed there, so that only reading left it out.
fn is_printed_between(fault: &Fault, context: &Context<'_>) -> bool {
    let before = fault.before.as_ref().and_then(|before| before.span.end());
    let (Some((source, from)), Some((_, to))) = (before, fault.at.span.start()) else {
        return false;
    };
    let text = context.sources.get(usize::from(source)).map(|source| &*source.text);
    let between = text.and_then(|text| text.get(from as usize..to as usize)).unwrap_or_default();
    between.split(['（', '(']).skip(1).any(|words| {
        let label = words.split(['）', ')']).next().unwrap_or_default();
        label.chars().any(numeral::is_chinese)
            && numeral::ordinal(label.trim()) == Some(fault.before_number + 1)
    })
}

/// The numbers of the items, in two runs: （一） that is answered for as a whole stands beside the parts 1. 2. of
/// its section's groups. Without groups in its section an item is counted as the notice counts.
fn items<'a>(context: &Context<'a>) -> (Vec<Numbered<'a>>, Vec<Numbered<'a>>) {
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for (at, section) in context.notice.sections.iter().enumerate() {
        // Below a heading without an ordinal the items count on.
        let grouped = section.items.iter().any(|item| group_label(item).is_some());
        let mut within: Option<&str> = None;
        // 4.1 above 4.1.1 stands beside 4.2, which nothing stands below.
        let beside = section.items.iter().filter(|item| group_label(item).is_none());
        let beside: Vec<Form> =
            beside.filter_map(|item| Form::of_print(&item.spans.number, context)).collect();
        let goes_on = !grouped && goes_on(section, whole.last(), context);
        for item in &section.items {
            // Between items that are answered for as a whole a group counts as one of them.
            let group = group_label(item);
            let ordinal = group.filter(|_| within != group).and_then(ordinal);
            within = group;
            let form = group.map(Form::of_label);
            let alike = form.is_some_and(|form| form.article || beside.contains(&form));
            // （一） that is answered for itself and by its parts is an item and their group.
            let last = whole.last().filter(|last: &&Numbered<'_>| last.part.0 == at);
            let follows = |number: u32| match last {
                Some(last) => last.number < number || alike && last.number > number,
                None => alike,
            };
            let (span, id) = (&item.spans.number, item.id.as_str());
            if let Some(number) = ordinal.filter(|&number| follows(number)) {
                whole.push(Numbered { number, span, id, part: (at, ""), form });
            }
            let Some(number) = item.number else { continue };
            let print = Form::of_print(span, context);
            let article = print.is_some_and(|form| form.article);
            let counts_as_whole = article || group.is_none() && (grouped || goes_on);
            let form = print.filter(|_| counts_as_whole);
            let run = if counts_as_whole { &mut whole } else { &mut parts };
            run.push(Numbered { number, span, id, part: (at, group.unwrap_or_default()), form });
        }
    }
    (whole, parts)
}

/// Whether a section without groups goes on where an earlier one with groups ends.
fn goes_on(section: &Section, last: Option<&Numbered<'_>>, context: &Context<'_>) -> bool {
    let first = section.items.iter().find(|item| item.number.is_some());
    let (Some(first), Some(last)) = (first, last) else { return false };
    first.number == Some(last.number + 1)
        && last.form.is_some()
        && last.form == Form::of_print(&first.spans.number, context)
}

/// Leaves the numbers out that are repeated below an item that counts on within itself: there another such list
/// begins.
fn leave_lists_within(faults: &mut Vec<Fault>, notice: &Notice) {
    if !faults.iter().any(|fault| fault.gap == Gap::Repeated) {
        return;
    }
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let counting: HashSet<&str> =
        items.filter(|item| counts_on_within(item)).map(|item| item.id.as_str()).collect();
    faults.retain(|fault| {
        let first = fault.about.first().is_some_and(|id| counting.contains(id.as_str()));
        fault.gap != Gap::Repeated || !first
    });
}

/// The ordinal that alone is wrong among those of the groups of a table's rows, which count from one; none where the
/// body numbers that section so as well.
fn group_faults(rows: &[Row], notice: &Notice) -> Option<Fault> {
    let mut groups: Vec<(u32, &str, &Row)> = Vec::new();
    for row in rows {
        let Some(section) = &row.section else { continue };
        let (Some(ordinal), Some(title)) = (section.ordinal, section.title.as_deref()) else {
            return None;
        };
        let printed = !row.spans.section_ordinal.is_empty();
        // A page prints the title again, or rows of it stand apart.
        if printed && !groups.iter().any(|known| (known.0, known.1) == (ordinal, title)) {
            groups.push((ordinal, title, row));
        }
    }
    let due = |at: usize| at as u32 + 1;
    let mut wrong = (0..groups.len()).filter(|&at| groups[at].0 != due(at));
    let (at, None) = (wrong.next()?, wrong.next()) else { return None };
    let (number, title, row) = groups[at];
    let key = fold(title);
    let of_body =
        |section: &&Section| section.title.as_deref().is_some_and(|title| fold(title) == key);
    let body = notice.sections.iter().find(of_body).and_then(|section| section.ordinal);
    // Of two, or of the last, another group may be left out: the body says that none is.
    let inner = at + 1 < groups.len() && groups.len() > 2;
    if body == Some(number) || body != Some(due(at)) && !inner {
        return None;
    }
    let place = |(number, _, row): (u32, &str, &Row)| {
        Place::new(&format!("{}.section", row.id), &row.spans.section_ordinal, &number.to_string())
    };
    let before = at.checked_sub(1).map(|before| groups[before]);
    let before_number = before.map_or(0, |before| before.0);
    Some(Fault {
        kind: Kind::Section,
        gap: Gap::of(before_number, number),
        before_number,
        number,
        at: place((number, title, row)),
        before: before.map(place),
        about: Vec::new(),
        remains: true,
        again: false,
    })
}

/// Whether an item holds the number after its own: 1.检查数据；2.检查资料, the words of a cell whose table was
/// not put together.
fn counts_on_within(item: &Item) -> bool {
    let Some(next) = item.number.map(|number| (number + 1).to_string()) else { return false };
    item.clauses.iter().any(|clause| {
        clause.text.match_indices(&next).any(|(at, _)| {
            let behind = clause.text[at + next.len()..].strip_prefix(['.', '．', '、']);
            clause.text[..at].ends_with(['；', ';', '。', '，', ','])
                && behind.is_some_and(|words| !words.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

/// Leaves out the gaps of rows that the items which they carry out have as well: a number that both leave
/// out is told where the body does.
fn told_once(mut faults: Vec<Fault>, context: &Context<'_>) -> Vec<Fault> {
    let missing = |fault: &Fault, kind| fault.kind == kind && fault.gap == Gap::Missing;
    let gaps: HashSet<(Option<String>, u32, u32)> = faults
        .iter()
        .filter(|fault| missing(fault, Kind::Item))
        .map(|fault| (fault.at.id.clone(), fault.before_number, fault.number))
        .collect();
    if gaps.is_empty() {
        return faults;
    }
    let item = |row: &Row| context.clause(row.clause.as_deref()?).map(|at| at.item.id.to_string());
    let items: HashMap<&str, Option<String>> =
        context.rows().map(|(_, row)| (row.id.as_str(), item(row))).collect();
    faults.retain(|fault| {
        let item = || items.get(fault.at.id.as_deref()?).cloned().flatten();
        let told = || {
            item()
                .is_some_and(|item| gaps.contains(&(Some(item), fault.before_number, fault.number)))
        };
        !(missing(fault, Kind::Row) && told())
    });
    faults
}

/// The label of an item's group, where it has an ordinal: below a heading without one the items count on.
fn group_label(item: &Item) -> Option<&str> {
    item.group.as_ref().map(|group| group.label.as_str()).filter(|label| !label.is_empty())
}

/// The number of a group's label: 二、, （三）, 第四条; 3 in 1.3.
fn ordinal(label: &str) -> Option<u32> {
    let marks = |c: char| matches!(c, '（' | '）' | '(' | ')' | '、' | '.' | '．' | '第' | '条');
    let number = label.trim_matches(marks);
    let own = number.rsplit(['.', '．']).next().unwrap_or(number);
    numeral::count(own).filter(|&number| number > 0)
}

/// Whether rows of its tables were left as text, since nothing cuts them into cells.
pub(crate) fn has_unread_rows(notice: &Notice) -> bool {
    notice.repairs.iter().any(|repair| repair.kind == RepairKind::UnreadRow)
}

/// Whether the cells of some rows were put together with doubts.
pub(crate) fn has_unsure_rows(notice: &Notice) -> bool {
    let unsure = |repair: &Repair| {
        repair.kind == RepairKind::MovedCells && repair.confidence == Confidence::Unsure
    };
    notice.repairs.iter().any(unsure)
}

/// Whether the notice says that parts of it are left out.
pub(crate) fn is_cut(notice: &Notice) -> bool {
    let cut = |text: &str| text.contains("删减") || text.contains("略去") || text.contains("节选");
    // A mark of its own, not a sentence about what is cut.
    let mark = |text: &str| {
        let text = text.trim();
        let alone =
            text.starts_with(['（', '(', '〔', '【']) || !text.contains(['，', '。', '：', '、']);
        alone && text.chars().count() < 40 && cut(text)
    };
    notice.header.disclosure.as_deref().is_some_and(cut)
        || notice.header.marks.iter().any(|mark| cut(mark))
        || notice.prose.iter().any(|prose| mark(&prose.text))
}

fn rows(rows: &[Row]) -> Vec<Numbered<'_>> {
    let mut part = 0;
    let mut out: Vec<Numbered<'_>> = Vec::new();
    let mut before: Option<&Row> = None;
    for row in rows {
        if let Some(before) = before
            && before.section != row.section
        {
            part += 1;
        }
        before = Some(row);
        let Some(number) = row.number else { continue };
        // One number over several rows is printed once, or again and again beside the same action.
        if let Some(last) = out.last()
            && last.number == number
            && !row.spans.number.is_empty()
            && last.span.start() == row.spans.number.start()
        {
            continue;
        }
        let (span, id) = (&row.spans.number, row.id.as_str());
        out.push(Numbered { number, span, id, part: (part, ""), form: None });
    }
    out
}

/// The one row of a table without a number, where those around it leave one out for it, and the row after it.
fn blank<'a>(rows: &'a [Row], context: &Context<'_>) -> Option<(Fault, Option<&'a str>)> {
    const LEAST: usize = 3;
    let mut without = rows.iter().enumerate().filter(|(_, row)| row.number.is_none());
    let ((at, row), None) = (without.next()?, without.next()) else { return None };
    let (before, next) = (rows[..at].last()?, rows.get(at + 1));
    let due = before.number? + 1;
    let fits = next.is_none_or(|next| next.number == Some(due + 1));
    // A part of the task above it has no number of its own.
    let own = row.clause.is_some() && row.clause != before.clause && row.section == before.section;
    let steps = |two: &[Row]| two[0].number.map(|number| number + 1) == two[1].number;
    let counted = rows[..at].windows(2).all(steps);
    (rows.len() > LEAST && fits && own && counted).then(|| {
        let fault = Fault {
            kind: Kind::Row,
            gap: Gap::Blank,
            before_number: due - 1,
            number: due,
            at: context.row_place(row),
            before: Some(Place::new(&before.id, &before.spans.number, &(due - 1).to_string())),
            about: vec![before.id.to_string()],
            remains: true,
            again: false,
        };
        (fault, next.map(|next| next.id.as_str()))
    })
}

/// Numbers of several parts, 1.1, 1.2, 2.1, 2.1.1, each with those under the same number: 1.1 follows 1
/// and is not 1 again.
fn by_level<'a>(rows: Vec<Numbered<'a>>, context: &Context<'_>) -> Vec<Vec<Numbered<'a>>> {
    let mut levels: Vec<Vec<Numbered<'a>>> = Vec::new();
    let mut known: HashMap<(usize, String), usize> = HashMap::new();
    for row in rows {
        let print = row.span.words(context.sources);
        let above = print.trim_end_matches(['.', '．']).rsplit_once(['.', '．']);
        let above = above.map_or("", |(above, _)| above).to_owned();
        // Rows that count on from section to section are one count.
        let level = (if above.is_empty() { 0 } else { row.part.0 }, above);
        let at = *known.entry(level).or_insert(levels.len());
        match levels.get_mut(at) {
            Some(rows) => rows.push(row),
            None => levels.push(vec![row]),
        }
    }
    levels
}

/// Whether rows keep the numbers that they have in a longer table, of which a department publishes its
/// share: 12, 13, 37, 41. `first` says that no table of the notice stands before theirs.
///
/// They count upwards, and begin within the other table, or more numbers are missing than are there.
fn is_extract(rows: &[Numbered<'_>], first: bool) -> bool {
    let steps = || rows.windows(2).map(|pair| (pair[0].number, pair[1].number));
    let (Some(begin), Some(end)) = (rows.first(), rows.last()) else { return false };
    let gaps = steps().filter(|(before, now)| before + 1 < *now).count();
    let ascends = steps().all(|(before, now)| before < now);
    // A table that begins with 2 lost 1.
    let begins_within = first && begin.number > 2;
    let missing = || (end.number - begin.number + 1) as usize - rows.len();
    ascends && (begins_within && gaps > 0 || gaps > 1 && missing() > rows.len())
}

/// Whether the tasks of a table without a column of numbers were taken out of the body with the numbers that they have
/// there: 1.修渠, 2.固堤, 4.补植. They count its items, and a table may have a share of those.
fn has_numbers_of_items(table: &Table, context: &Context<'_>) -> bool {
    if table.columns.iter().any(|column| column.kind == ColumnKind::Number) {
        return false;
    }
    let item = |row: &Row| context.clause(row.clause.as_deref()?)?.item.number;
    let mut numbered = table.rows.iter().filter(|row| row.number.is_some()).peekable();
    numbered.peek().is_some() && numbered.all(|row| item(row) == row.number)
}

/// Where what is numbered would stand by the other side of the notice: items and sections as their rows do,
/// rows as their clauses do.
struct Order<'a> {
    places: HashMap<&'a str, usize>,
    /// What was put in: rows, items and sections that are earlier ones again, and those of which the other
    /// side has none.
    copies: HashSet<&'a str>,
}

impl<'a> Order<'a> {
    fn of(context: &Context<'a>) -> Order<'a> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for table in &context.tables {
            let strays: HashSet<&str> = table.strays.iter().map(|row| row.id.as_str()).collect();
            for row in table.table.rows.iter().filter(|row| !strays.contains(row.id.as_str())) {
                let clause = row.clause.as_deref().and_then(|id| context.clause_index(id));
                let Some(clause) = clause else { continue };
                let (at, next) = (context.clauses[clause], places.len());
                places.entry(&at.item.id).or_insert(next);
                places.entry(&at.section.id).or_insert(next);
                places.insert(&row.id, clause);
            }
        }
        let mut copies: HashSet<&str> =
            rows_again(context).into_iter().map(|again| again.row.id.as_str()).collect();
        let repeats = context.repeats();
        for of_item in repeats
            .chunk_by(|a, b| std::ptr::eq(context.clauses[a.at].item, context.clauses[b.at].item))
        {
            let at = context.clauses[of_item[0].at];
            let said = at.item.clauses.iter().filter(|clause| !clause.text.is_empty()).count();
            if said == of_item.len() {
                copies.insert(&at.item.id);
            }
            if of_item[0].whole {
                copies.insert(&at.section.id);
            }
        }
        let unlinked = context.unlinked();
        copies.extend(unlinked.rows.iter().map(|(_, row, _)| row.id.as_str()));
        let clauses = unlinked.clauses.iter().map(|&(at, _)| context.clauses[at]);
        let missing: Vec<_> = clauses.collect();
        for of_item in missing.chunk_by(|a, b| std::ptr::eq(a.item, b.item)) {
            let said = of_item[0].item.clauses.iter().filter(|clause| !clause.text.is_empty());
            if said.count() == of_item.len() {
                copies.insert(&of_item[0].item.id);
            }
        }
        Order { places, copies }
    }

    /// Numbers as they stand where all that moved is put back and what was pasted is left out. What has no
    /// counterpart stays behind what it stands behind.
    fn mended<'n>(&self, numbers: &[Numbered<'n>]) -> Vec<Numbered<'n>> {
        let own: Vec<Numbered<'n>> =
            numbers.iter().filter(|n| !self.copies.contains(n.id)).copied().collect();
        let linked: Vec<usize> =
            own.iter().filter_map(|n| self.places.get(n.id).copied()).collect();
        let stay = longest_rising(&linked);
        let fixed: Vec<usize> =
            linked.iter().zip(&stay).filter(|(_, stays)| **stays).map(|(at, _)| *at).collect();
        // What moved goes right behind what stayed before its place, and before what that has behind it.
        let mut linked = linked.iter().zip(&stay);
        let mut last = 0;
        let mut placed: Vec<((usize, u8, usize), Numbered<'n>)> = Vec::new();
        for number in own {
            let link = if self.places.contains_key(number.id) { linked.next() } else { None };
            let key = match link {
                Some((&at, true)) => {
                    last = at + 1;
                    (last, 0, 0)
                }
                Some((&at, false)) => {
                    let before = fixed[..fixed.partition_point(|&other| other <= at)].last();
                    (before.map_or(0, |before| before + 1), 1, at)
                }
                None => (last, 2, 0),
            };
            placed.push((key, number));
        }
        placed.sort_by_key(|(key, _)| *key);
        let moved: Vec<bool> = placed.iter().map(|((_, kind, _), _)| *kind == 1).collect();
        let mut mended: Vec<Numbered<'n>> = placed.into_iter().map(|(_, number)| number).collect();
        // What went to another part is back in its own: at its end or its beginning in the one that it counts
        // on in.
        for at in 0..mended.len() {
            let before = at.checked_sub(1).map(|before| mended[before]);
            let (own, after) = (mended[at].number, mended.get(at + 1).copied());
            let follows = |before: &Numbered<'_>| moved[at] && before.number + 1 == own;
            let precedes = |after: &Numbered<'_>| moved[at] && own + 1 == after.number;
            let part = match (before, after) {
                (Some(before), Some(after)) if before.part == after.part => Some(before.part),
                (_, Some(after)) if precedes(&after) => Some(after.part),
                (Some(before), _) if follows(&before) => Some(before.part),
                _ => None,
            };
            mended[at].part = part.unwrap_or(mended[at].part);
        }
        mended
    }
}

/// Finds the numbers that are out of order, and which of them would be in any case.
fn look_twice<'o, 'a: 'o>(
    numbers: &[Numbered<'_>],
    kind: Kind,
    out: &mut Vec<Fault>,
    order: &dyn Fn() -> &'o Order<'a>,
) {
    let from = out.len();
    look(numbers, kind, out);
    if out.len() == from {
        return;
    }
    let mut left = Vec::new();
    look(&order().mended(numbers), kind, &mut left);
    // A number is wrong in any case where something of its kind is wrong beside it or with what stood
    // before it.
    let ids = |fault: &Fault| fault.at.id.iter().chain(&fault.about).cloned().collect::<Vec<_>>();
    let left: HashSet<(Gap, String)> =
        left.iter().flat_map(|fault| ids(fault).into_iter().map(|id| (fault.gap, id))).collect();
    for fault in &mut out[from..] {
        fault.remains = ids(fault).into_iter().any(|id| left.contains(&(fault.gap, id)));
    }
}

/// Finds the numbers that are out of order.
fn look(numbers: &[Numbered<'_>], kind: Kind, out: &mut Vec<Fault>) {
    let mut look = Look {
        numbers,
        kind,
        restarts: begin_again(numbers),
        last_of: OnceCell::new(),
        due: None,
        mixed_to: 0,
        out,
    };
    let Some(first) = numbers.first() else { return };
    look.begin(first);
    for (at, pair) in (1..).zip(numbers.windows(2)) {
        look.step(at, &pair[0], &pair[1]);
    }
}

/// Whether the notice goes from one part to the next with 1, rather than on.
fn begin_again(numbers: &[Numbered<'_>]) -> bool {
    let (mut on, mut again) = (0, 0);
    for pair in numbers.windows(2).filter(|pair| pair[0].part != pair[1].part) {
        on += u32::from(pair[1].number == pair[0].number + 1);
        again += u32::from(pair[1].number == 1);
    }
    again > on
}

/// Numbers that are gone through in order.
struct Look<'n, 'a> {
    numbers: &'n [Numbered<'a>],
    kind: Kind,
    /// Whether each part begins with 1.
    restarts: bool,
    /// Where each number stands last, once somebody asked.
    last_of: OnceCell<HashMap<u32, usize>>,
    /// The number that the count is at, where another is printed: one that alone is wrong leaves the count as
    /// it should be.
    due: Option<u32>,
    /// Where numbers that are all there stand in another order, up to which one.
    mixed_to: usize,
    out: &'n mut Vec<Fault>,
}

impl Look<'_, '_> {
    /// The first number of all.
    fn begin(&mut self, now: &Numbered<'_>) {
        // All of them are there, in another order: 二, 一, 三.
        if now.number > 1 && self.follows(1, 0) && self.in_another_order(0, 0) {
            return;
        }
        // Where an excerpt begins is its own affair; a plan that begins with 二 lost 一.
        if now.number == 2 && self.numbers.len() > 2 {
            self.fault(Gap::Missing, None, now, false);
        }
    }

    /// The number at a place, and the one before it.
    fn step(&mut self, at: usize, before: &Numbered<'_>, now: &Numbered<'_>) {
        if at < self.mixed_to {
            if now.number < before.number {
                self.fault(Gap::Backwards, Some(before), now, false);
            }
            return;
        }
        let last = self.due.take().unwrap_or(before.number);
        let skips = now.number > last + 1 && self.follows(last + 1, at);
        if skips && self.in_another_order(last, at) {
            return;
        }
        let next = self.numbers.get(at + 1);
        let border = before.part != now.part;
        let begins = border && self.restarts;
        if !begins && is_alone_wrong(last, now, next, self.restarts) {
            let again = next.is_some_and(|next| next.number == now.number);
            self.fault(Gap::of(before.number, now.number), Some(before), now, again);
            self.due = Some(last + 1);
        } else if !border && is_extra(last, now, next) {
            self.fault(Gap::Backwards, Some(before), now, false);
            self.due = Some(last);
        } else if now.number == last + 1 && !(begins && now.number > 2)
            || now.number == 1 && (border || last > 1)
        {
            // It goes on, or begins again.
        } else if begins && now.number == last + 2 && self.is_told_again(before) {
            // 1, 2, 2 | 4: it goes on, as if the one that stands twice had its own number.
        } else if begins {
            // In a notice that begins again: the first of the part is missing.
            if now.number == 2 || now.number != last + 1 {
                self.fault(Gap::Missing, None, now, false);
            }
        } else {
            self.fault(Gap::of(last, now.number), Some(before), now, false);
        }
    }

    /// Whether a number was told to stand twice.
    fn is_told_again(&self, number: &Numbered<'_>) -> bool {
        let last = self.out.last();
        last.is_some_and(|last| {
            last.gap == Gap::Repeated && last.at.id.as_deref() == Some(number.id)
        })
    }

    /// Whether a number stands at a place or further down, so that it may have been moved.
    fn follows(&self, number: u32, at: usize) -> bool {
        let places = |(at, numbered): (usize, &Numbered<'_>)| (numbered.number, at);
        let read = || self.numbers.iter().enumerate().map(places).collect();
        self.last_of.get_or_init(read).get(&number).is_some_and(|&last| last >= at)
    }

    /// Passes over numbers from a place on that are all there behind `last`, in another order, if they are.
    fn in_another_order(&mut self, last: u32, at: usize) -> bool {
        let Some(mixed) = mixed(last, &self.numbers[at..], self.restarts) else { return false };
        self.mixed_to = at + mixed;
        self.due = Some(last + mixed as u32);
        true
    }

    fn fault(&mut self, gap: Gap, before: Option<&Numbered<'_>>, now: &Numbered<'_>, again: bool) {
        let place = |n: &Numbered<'_>| Place::new(n.id, n.span, &n.number.to_string());
        self.out.push(Fault {
            kind: self.kind,
            gap,
            before_number: before.map_or(0, |n| n.number),
            number: now.number,
            at: place(now),
            before: before.map(place),
            about: before.iter().map(|n| n.id.to_owned()).collect(),
            remains: true,
            again,
        });
    }
}

/// How many of the numbers are those that are due, none left out, in another order: 3, 2 after 1. They were
/// moved with what they count, so that the steps back alone are wrong.
///
/// `restarts` says that each part begins again, so that no count goes on into the next.
fn mixed(before: u32, numbers: &[Numbered<'_>], restarts: bool) -> Option<usize> {
    // Of so many that are waited for none was moved. Each gap that stays open is one of them to every search
    // that began before it, so that all searches together are as long as the numbers, so many times.
    const MOST: usize = 100;
    let first = numbers.first().filter(|now| now.number > before + 1)?;
    let mut seen = HashSet::new();
    let mut highest = 0;
    for now in numbers {
        let here = !restarts || now.part == first.part;
        let own = here && now.number > before && seen.insert(now.number);
        if !own {
            return None;
        }
        highest = highest.max(now.number);
        match (highest - before) as usize - seen.len() {
            0 => return Some(seen.len()),
            waiting if waiting > MOST => return None,
            _ => {}
        }
    }
    None
}

/// Whether the number after one out of order goes on as if it were the right one, so that nothing is
/// missing and nothing stands twice: 5, 7, 7 and 2, 8, 4.
fn is_alone_wrong(
    before: u32,
    now: &Numbered<'_>,
    next: Option<&Numbered<'_>>,
    restarts: bool,
) -> bool {
    let goes_on =
        |next: &Numbered<'_>| next.number == before + 2 && (!restarts || next.part == now.part);
    now.number != before + 1 && next.is_some_and(goes_on)
}

/// Whether a smaller number alone stands where the next one goes on: 1, 2, 3, 2, 4, a copy of an earlier one.
fn is_extra(before: u32, now: &Numbered<'_>, next: Option<&Numbered<'_>>) -> bool {
    let goes_on = |next: &Numbered<'_>| next.number == before + 1 && next.part == now.part;
    // 1, 2, 1, 3 may be another count, and 4, 3, 5 two that changed places.
    (2..before).contains(&now.number) && next.is_some_and(goes_on)
}

/// Which members of a sequence belong to its longest rising part (equal neighbours rise).
pub(crate) fn longest_rising(values: &[usize]) -> Vec<bool> {
    // Patience: `tails[k]` is the position whose value is the smallest end of a part of length k + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; values.len()];
    for (at, value) in values.iter().enumerate() {
        let length = tails.partition_point(|&tail| values[tail] <= *value);
        if length > 0 {
            before[at] = tails[length - 1];
        }
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut keep = vec![false; values.len()];
    let mut at = tails.last().copied();
    while let Some(position) = at {
        keep[position] = true;
        at = (before[position] != usize::MAX).then(|| before[position]);
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered<'a>(numbers: &[(u32, usize)], span: &'a Span) -> Vec<Numbered<'a>> {
        let one = |&(number, part)| Numbered { number, span, id: "", part: (part, ""), form: None };
        numbers.iter().map(one).collect()
    }

    fn gaps(numbers: &[(u32, usize)]) -> Vec<(Gap, u32)> {
        let mut out = Vec::new();
        look(&numbered(numbers, &Span::default()), Kind::Item, &mut out);
        out.into_iter().map(|fault| (fault.gap, fault.number)).collect()
    }

    #[test]
    fn numbers_may_run_on_or_begin_again() {
        assert_eq!(gaps(&[(1, 0), (2, 0), (3, 1), (4, 1), (5, 2)]), []);
        assert_eq!(gaps(&[(1, 0), (2, 0), (1, 1), (2, 1), (1, 2)]), []);
        assert_eq!(gaps(&[(1, 0), (2, 0), (1, 0), (2, 0)]), []);
    }

    #[test]
    fn an_extract_keeps_the_numbers_of_the_longer_table() {
        let extract = |numbers: &[u32], first| {
            let numbers: Vec<(u32, usize)> = numbers.iter().map(|&number| (number, 0)).collect();
            is_extract(&numbered(&numbers, &Span::default()), first)
        };
        assert!(extract(&[12, 13, 37, 41], true));
        assert!(extract(&[1, 5, 9], true));
        assert!(extract(&[3, 4, 5, 6, 40], true));
        // A row was lost, the table goes on from another, or a number is wrong.
        assert!(!extract(&[1, 3], true));
        assert!(!extract(&[1, 2, 4, 5, 7], true));
        assert!(!extract(&[2, 3, 5], true));
        assert!(!extract(&[11, 12, 14], false));
        assert!(!extract(&[3, 4, 60, 5, 6], true));
        assert!(!extract(&[3, 4, 5], true));
    }

    #[test]
    fn gaps_doubles_and_steps_back_are_told_apart() {
        assert_eq!(gaps(&[(1, 0), (3, 0), (4, 1)]), [(Gap::Missing, 3)]);
        assert_eq!(gaps(&[(1, 0), (2, 0), (2, 0), (3, 0)]), [(Gap::Repeated, 2)]);
        assert_eq!(gaps(&[(1, 0), (2, 1), (4, 2), (5, 3)]), [(Gap::Missing, 4)]);
        assert_eq!(gaps(&[(1, 0), (2, 0), (2, 1), (1, 2), (1, 3)]), [(Gap::Missing, 2)]);
        assert_eq!(
            gaps(&[(1, 0), (2, 0), (5, 0), (6, 0), (4, 0)]),
            [(Gap::Missing, 5), (Gap::Backwards, 4)]
        );
    }

    #[test]
    fn numbers_that_are_all_there_run_back_once() {
        let one =
            |numbers: &[u32]| gaps(&numbers.iter().map(|&number| (number, 0)).collect::<Vec<_>>());
        assert_eq!(one(&[1, 3, 2, 4]), [(Gap::Backwards, 2)]);
        assert_eq!(one(&[1, 2, 6, 3, 4, 5, 7]), [(Gap::Backwards, 3)]);
        assert_eq!(one(&[2, 1, 3]), [(Gap::Backwards, 1)]);
        assert_eq!(one(&[2, 3, 4]), [(Gap::Missing, 2)]);
        assert_eq!(one(&[1, 4, 3, 2, 5]), [(Gap::Backwards, 3), (Gap::Backwards, 2)]);
        // One is lost besides, before them, among them or behind them.
        assert_eq!(one(&[1, 3, 2, 4, 6]), [(Gap::Backwards, 2), (Gap::Missing, 6)]);
        assert_eq!(one(&[1, 3, 4, 6, 5]).first(), Some(&(Gap::Missing, 3)));
    }

    #[test]
    fn gaps_without_end_are_looked_for_once() {
        // By the square of them this would take minutes.
        const MANY: u32 = 20_000;
        let odd: Vec<(u32, usize)> = (0..MANY).map(|at| (2 * at + 1, 0)).collect();
        assert_eq!(gaps(&odd).len(), MANY as usize - 1);
        // All that is left out stands at the end, but for the last.
        let even = (1..MANY - 1).map(|at| (2 * at, 0));
        let numbers: Vec<(u32, usize)> = odd.iter().copied().chain(even).collect();
        assert!(gaps(&numbers).len() > MANY as usize / 2);
    }

    #[test]
    fn a_number_that_alone_is_wrong_is_one_fault() {
        let one = |numbers: [u32; 5]| gaps(&numbers.map(|number| (number, 0)));
        assert_eq!(one([4, 5, 7, 7, 8]), [(Gap::Missing, 7)]);
        assert_eq!(one([4, 5, 5, 7, 8]), [(Gap::Repeated, 5)]);
        assert_eq!(one([4, 5, 60, 7, 8]), [(Gap::Missing, 60)]);
        assert_eq!(one([4, 5, 3, 7, 8]), [(Gap::Backwards, 3)]);
        assert_eq!(one([4, 5, 1, 7, 8]), [(Gap::Backwards, 1)]);
        assert_eq!(one([4, 5, 6, 5, 7]), [(Gap::Backwards, 5)]);
        // One is missing, and one stands twice elsewhere.
        assert_eq!(one([4, 6, 7, 7, 8]), [(Gap::Missing, 6), (Gap::Repeated, 7)]);
        assert_eq!(one([1, 2, 1, 2, 3]), []);
        // The next part begins again, and lost its second.
        let parts = [(1, 0), (2, 0), (1, 1), (1, 2), (3, 2)];
        assert_eq!(gaps(&parts), [(Gap::Missing, 3)]);
        // Numbers that run on through the parts.
        let on = [(1, 0), (9, 0), (3, 1), (4, 1), (5, 2)];
        assert_eq!(gaps(&on), [(Gap::Missing, 9)]);
        let on = [(1, 0), (3, 0), (2, 1), (4, 1), (5, 2)];
        assert_eq!(gaps(&on), [(Gap::Backwards, 2)]);
        let on = [(1, 0), (2, 0), (3, 1), (4, 1), (6, 2), (6, 2), (7, 2)];
        assert_eq!(gaps(&on), [(Gap::Missing, 6)]);
    }

    #[test]
    fn the_fewest_members_are_out_of_order() {
        assert_eq!(longest_rising(&[1, 5, 2, 3, 4]), [true, false, true, true, true]);
        assert_eq!(longest_rising(&[1, 1, 2]), [true, true, true]);
    }
}
