use std::collections::{HashMap, HashSet};

use hongtou_model::{Item, Lang, Row, Table};

use crate::context::{ClauseAt, Context, target_id};
use crate::headings::{Heading, Level, alike, heading, headings, is_short_form, title_words};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// A row stands under another section than its clause.
    ///
    /// ## What it checks
    /// Ordinal and title of the row's section against the section of the clause that it carries out,
    /// or against its group or item where the table's titles are those of groups or items. Rows of one item
    /// are told together, and so are those that stand in each other's section, and two sections that have
    /// each other's title, or more whose titles are one off.
    ///
    /// ## Why it matters
    /// Progress is summed up section by section; the task is counted where it does not belong.
    ///
    /// ## Example
    /// The clause stands in 三、, its row under 四. After: the row under 三.
    ///
    /// ## What to do
    /// Move the row, or put right the section's cell.
    ///
    /// ## Stays silent
    /// For rows that print no part and whose own title went with a row that is missing (AL001), for tables without sections or with sections of their own, and where neither ordinal nor
    /// title is another section's of the body. Where the titles are those of the body's groups or
    /// items, and where the body has none of them, the ordinals are the table's own; so is that of a
    /// section whose title is not like the body's.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行所在的部分与正文任务所在的部分不同。

## 检查什么
行的部分序号和标题与对应任务所在部分比较；表中部分标题就是正文下一层标题的，与那一层比较；同一项的几行、互换位置的几行、标题互换的两部分、标题错位的几部分，各报一次。

## 为什么重要
进度按部分汇总，任务会被算到别的部分里。

## 示例
任务在正文第三部分，行却在表的第四部分。改后：行在第三部分。

## 怎么办
移动这一行，或改正部分一栏。

## 何时不报
部分标题随缺失的一行丢失、本行没有另写部分的（AL001），不报；表没有部分、另有一套部分，或者序号和标题都不是正文另一部分的，不报；部分标题是正文下一层的，或者正文全没有的，序号不作数；某一部分标题与正文同序号部分不相近的，它的序号也不作数。

## 依据
惯例
"
    AL008 "row-in-wrong-section" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for table in &context.tables {
        let parts = Parts::of(context, table.table);
        // Only a table that follows the body's sections can put a row under the wrong one.
        let mut agree = 0usize;
        let mut right = Vec::new();
        let mut wrong = Vec::new();
        for (nth, row) in table.table.rows.iter().enumerate() {
            let Some(at) = row.clause.as_deref().and_then(|id| context.clause(id)) else {
                continue;
            };
            match parts.place(row, &at) {
                Some(Stands::Right) => {
                    agree += 1;
                    right.extend(heading(&at, parts.level).map(|own| own.id));
                }
                Some(Stands::Under(other, own)) => {
                    let rows = &table.table.rows;
                    wrong.push(Wrong { row, rows, nth, from: Vec::new(), at, other, own });
                }
                None => {}
            }
        }
        look_back(context, &mut wrong);
        for parts in turned_titles(&wrong, &right) {
            let rows: Vec<&Wrong<'_, '_>> = parts.iter().map(|&at| &wrong[at]).collect();
            sink.report(titles(context, &rows, sink.lang()));
            let ids: Vec<String> = rows.iter().map(|row| row.own.id.clone()).collect();
            let before = wrong.len();
            wrong.retain(|row| !ids.contains(&row.own.id));
            agree += before - wrong.len();
        }
        if wrong.len() * 2 > agree + wrong.len() && wrong.len() > 1 {
            continue;
        }
        let printed: HashSet<String> = match wrong.is_empty() {
            true => HashSet::new(),
            false => printed(table.table).collect(),
        };
        let is_lost = |own: &Heading<'_>| {
            let stands = own.words.as_ref().is_none_or(|words| printed.contains(words));
            !stands && !right.contains(&own.id)
        };
        let mut groups = together(&wrong, &is_lost);
        while !groups.is_empty() {
            let first = groups.remove(0);
            let crosswise = |group: &&[Wrong<'_, '_>]| {
                group[0].own.is(first[0].other) && first[0].own.is(group[0].other)
            };
            let back = groups.iter().position(crosswise);
            // A row whose content is another's stands in the section of that.
            let own = |wrong: &Wrong<'_, '_>| {
                let back = context.put_back(wrong.row).and_then(|back| context.of(back).next());
                let back = back.and_then(|at| heading(&at, parts.level));
                back.is_some_and(|back| !back.is(wrong.other))
            };
            let lost = is_lost(&first[0].own);
            let draft = report(context, first, lost && first.len() > 1, sink.lang());
            let mut draft = draft.remains(first.iter().any(own));
            if lost
                && first.iter().all(Wrong::inherits)
                && let Some(head) = heads(context, &first[0].own, parts.level)
            {
                draft = draft.cause(lost_with(&head.clause.id));
            }
            sink.report(match back.map(|at| groups.remove(at)) {
                Some(back) => exchanged(context, draft, (first, back), sink.lang()),
                None => draft,
            });
        }
    }
}

/// The first clause of a part, whose row has the title of it.
fn heads<'a>(context: &Context<'a>, part: &Heading<'_>, level: Level) -> Option<ClauseAt<'a>> {
    let own = |at: &&ClauseAt<'a>| heading(at, level).is_some_and(|own| own.is(part));
    context.clauses.iter().find(own).copied()
}

/// What a title that was lost with the row of a clause is called as the cause of what follows from it.
pub(crate) fn lost_with(clause: &str) -> String {
    format!("title with {clause}")
}

/// Finds where rows that went elsewhere came from.
fn look_back(context: &Context<'_>, wrong: &mut [Wrong<'_, '_>]) {
    // So many clauses away a row is no neighbour.
    const FAR: usize = 12;
    let Some(first) = wrong.first() else { return };
    let mut of_clause = HashMap::new();
    for row in first.rows {
        let clause = row.clause.as_deref().and_then(|id| context.clause_index(id));
        clause.map(|clause| of_clause.entry(clause).or_insert(row));
    }
    for wrong in wrong {
        let Some(own) = context.clause_index(&wrong.at.clause.id) else { continue };
        let row = |clause: usize| of_clause.get(&clause).copied();
        let before = (0..own).rev().take(FAR).find_map(row);
        let after = (own + 1..context.clauses.len()).take(FAR).find_map(row);
        wrong.from = before.into_iter().chain(after).collect();
    }
}

/// The titles over the rows of a table.
fn printed(table: &Table) -> impl Iterator<Item = String> {
    let sections = table.rows.iter().filter_map(|row| row.section.as_ref());
    sections.filter_map(|section| section.title.as_deref().map(title_words))
}

/// A row that stands under another part than its clause.
struct Wrong<'p, 'a> {
    row: &'a Row,
    /// The rows of its table, and its place among them.
    rows: &'a [Row],
    nth: usize,
    /// The rows of the clauses beside its own, between which it was.
    from: Vec<&'a Row>,
    at: ClauseAt<'a>,
    other: &'p Heading<'a>,
    own: Heading<'a>,
}

impl Wrong<'_, '_> {
    /// Whether the part that the row stands under is printed over the row before it and not beside it again.
    fn inherits(&self) -> bool {
        let printed = |row: &Row| {
            let spans = &row.spans;
            [&spans.section_ordinal, &spans.section_title].map(hongtou_model::Span::start)
        };
        let before = self.nth.checked_sub(1).map(|before| printed(&self.rows[before]));
        before.is_some_and(|before| before == printed(self.row))
    }
}

/// Parts all of whose rows stand under the title of the next of them, and those of the last under the
/// first's: two that have each other's title, or several that are one off. Each by a row of it.
fn turned_titles(wrong: &[Wrong<'_, '_>], right: &[String]) -> Vec<Vec<usize>> {
    const LEAST: usize = 3;
    let right: HashSet<&str> = right.iter().map(String::as_str).collect();
    // The first row of each part, how many it has, and the part whose title is over all of them.
    let mut parts: HashMap<&str, (usize, usize, Option<&str>)> = HashMap::new();
    for (at, row) in wrong.iter().enumerate().filter(|(_, row)| !right.contains(&*row.own.id)) {
        let (_, rows, other) =
            parts.entry(&row.own.id).or_insert((at, 0, Some(row.other.id.as_str())));
        *rows += 1;
        *other = other.filter(|other| *other == row.other.id);
    }
    let mut out = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for (at, row) in wrong.iter().enumerate() {
        let first = row.own.id.as_str();
        if parts.get(first).is_none_or(|part| part.0 != at) || !seen.insert(first) {
            continue;
        }
        let mut next = parts[first].2;
        let mut of_one = vec![(at, parts[first].1)];
        while let Some((own, part)) = next.and_then(|own| Some((own, parts.get(own)?)))
            && seen.insert(own)
        {
            of_one.push((part.0, part.1));
            next = part.2;
        }
        let rows: usize = of_one.iter().map(|(_, rows)| rows).sum();
        if next == Some(first) && of_one.len() > 1 && rows >= LEAST {
            out.push(of_one.into_iter().map(|(at, _)| at).collect());
        }
    }
    out
}

/// What is told of parts that have each other's title on one side, by a row of each.
fn titles(context: &Context<'_>, parts: &[&Wrong<'_, '_>], lang: Lang) -> Draft {
    let names: Vec<String> = parts.iter().map(|part| part.own.name()).collect();
    let message = match names.as_slice() {
        [one, other] => lang.pick(
            format!("“{one}”和“{other}”两部分的标题，正文与表正好互换"),
            format!("the titles of {one} and {other} are exchanged between body and table"),
        ),
        _ => lang.pick(
            format!("{}个部分的标题，正文与表错了位：“{}”", names.len(), names.join("”、“")),
            format!(
                "the titles of {} sections stand over each other's rows in the table: {}",
                names.len(),
                names.join(", ")
            ),
        ),
    };
    let title = |own: &Heading<'_>| Place::new(&own.id, own.span, own.title.unwrap_or_default());
    let mut draft = Draft::new(title(&parts[0].own), message)
        .unanchored()
        .help(lang.pick("把标题换回来", "put the titles back in their places"));
    for (part, name) in parts.iter().zip(&names) {
        draft = draft.quote(name);
        if !part.own.is(&parts[0].own) {
            draft = draft
                .related(title(&part.own), lang.pick("另一部分", "the other section").to_owned());
        }
    }
    for (at, part) in parts.iter().enumerate() {
        let note = match at {
            0 => lang.pick("前一部分的任务在表中", "a row of the first"),
            _ => lang.pick("另一部分的任务在表中", "a row of the other"),
        };
        draft = draft.related(context.row_place(part.row), note.to_owned());
    }
    draft
}

/// Rows of one item that stand under one part: they went there together. So do all those of a part that
/// the table lost the title of.
fn together<'w, 'p, 'a>(
    wrong: &'w [Wrong<'p, 'a>],
    is_lost: &dyn Fn(&Heading<'a>) -> bool,
) -> Vec<&'w [Wrong<'p, 'a>]> {
    let same = |a: &Wrong<'_, 'a>, b: &Wrong<'_, 'a>| {
        let of_one = a.at.item.id == b.at.item.id || a.own.is(&b.own) && is_lost(&a.own);
        of_one && std::ptr::eq(a.other, b.other)
    };
    wrong.chunk_by(same).collect()
}

/// The titles that the sections of a table are compared with.
struct Parts<'a> {
    level: Level,
    titles: Vec<Heading<'a>>,
    /// Whether the table counts its sections as the body does.
    counted_alike: bool,
}

/// Where a row stands that its clause's part is known of.
enum Stands<'p, 'a> {
    Right,
    /// The part it stands under, and its clause's own.
    Under(&'p Heading<'a>, Heading<'a>),
}

impl<'a> Parts<'a> {
    /// The level of the body that has most of the titles of the table's sections.
    fn of(context: &Context<'a>, table: &Table) -> Parts<'a> {
        let sections = table.rows.iter().filter_map(|row| row.section.as_ref());
        let mut printed: Vec<(Option<u32>, String)> =
            sections.filter_map(|s| Some((s.ordinal, title_words(s.title.as_deref()?)))).collect();
        printed.sort_unstable();
        printed.dedup();
        let known = |titles: &[Heading<'_>]| {
            let has =
                |words: &String| titles.iter().any(|title| title.words.as_ref() == Some(words));
            printed.iter().filter(|(_, words)| has(words)).count()
        };
        let mut titles = headings(context, Level::Section);
        let (mut level, mut most) = (Level::Section, known(&titles));
        for lower in [Level::Group, Level::Item] {
            if most == printed.len() {
                break;
            }
            let others = headings(context, lower);
            let count = known(&others);
            // One title of several may be alike by chance.
            if count > most && count > 1 && count * 2 > printed.len() {
                (level, most, titles) = (lower, count, others);
            }
        }
        // Titles of their own have numbers of their own.
        let pairs = || {
            let same = |n: u32| titles.iter().find(|title| title.ordinal == Some(n));
            printed.iter().filter_map(move |(n, words)| Some((same((*n)?)?.words.as_ref()?, words)))
        };
        let near =
            pairs().filter(|(body, own)| alike(own, body) || is_short_form(own, body)).count();
        let all = pairs().count();
        let counted_alike = level == Level::Section && (all == 0 || near * 2 > all);
        Parts { level, titles, counted_alike }
    }

    /// Where a row stands: by the title of its section, else by the ordinal.
    fn place<'p>(&'p self, row: &Row, at: &ClauseAt<'a>) -> Option<Stands<'p, 'a>> {
        let section = row.section.as_ref()?;
        let own = heading(at, self.level)?;
        let words = section.title.as_deref().map(title_words);
        if words.is_some() && words == own.words {
            return Some(Stands::Right);
        }
        let titled = words
            .as_ref()
            .and_then(|words| self.titles.iter().find(|title| title.words.as_ref() == Some(words)));
        let ordinal = section.ordinal.filter(|_| self.counted_alike);
        if titled.is_none() && ordinal.is_some() && ordinal == own.ordinal {
            return Some(Stands::Right);
        }
        // A section of another title beside those of the body is the table's own, whatever its number.
        let fits = |body: &Heading<'_>| match (&words, &body.words) {
            (Some(own), Some(body)) => alike(own, body) || is_short_form(own, body),
            _ => true,
        };
        let same = |title: &&Heading<'_>| title.ordinal.is_some() && title.ordinal == ordinal;
        let numbered = || self.titles.iter().find(same).filter(|title| fits(title));
        let other = titled.or_else(numbered).filter(|other| !other.is(&own))?;
        Some(Stands::Under(other, own))
    }
}

/// What is told of rows that stand under another part than their clauses.
///
/// `lost` says that the title of that part stands over no row of the table.
fn report(context: &Context<'_>, rows: &[Wrong<'_, '_>], lost: bool, lang: Lang) -> Draft {
    let Wrong { row, at, other, own, .. } = &rows[0];
    let printed = row.section.as_ref().and_then(|section| section.title.as_deref());
    let there = printed.map_or_else(|| other.name(), |title| other.name_as(title));
    let here = own.name();
    let message = match rows.len() {
        1 => lang.pick(
            format!("行在“{there}”部分，对应任务在正文“{here}”部分"),
            format!("the row stands under section {there}, its clause in section {here}"),
        ),
        count => lang.pick(
            format!("从这一行起的{count}行在“{there}”部分，对应任务在正文“{here}”部分"),
            format!(
                "these {count} rows stand under section {there}, their clauses in section {here}"
            ),
        ),
    };
    let message = match lost {
        true => lang.pick(
            format!("{message}；表中没有“{here}”这个标题"),
            format!("{message}, of which the table has no title"),
        ),
        false => message,
    };
    let help = match lost {
        true => lang.pick(
            "补上表中这一部分的标题，或移动这些行",
            "put the section's title back in the table, or move the rows",
        ),
        false => lang.pick("移动这一行，或改正部分一栏", "move the row, or put right its section"),
    };
    let draft = Draft::new(context.row_place(row), message)
        .related(
            context.clause_place(at.clause),
            lang.pick("正文的任务在这里", "the clause is here").to_owned(),
        )
        .related(
            Place::new(&own.id, own.span, own.title.unwrap_or_default()),
            lang.pick("它所在的部分", "the section it stands in").to_owned(),
        )
        .help(help);
    about(context, draft, rows)
}

/// What rows that went elsewhere explain: their numbers, which came along, do not follow those around them. An item
/// whose number is in its place explains none beside it, and neither does a row that follows in the body's order.
fn about(context: &Context<'_>, draft: Draft, rows: &[Wrong<'_, '_>]) -> Draft {
    let clause = |row: &Row| row.clause.as_deref().and_then(|id| context.clause_index(id));
    rows.iter().fold(draft, |draft, wrong| {
        let Wrong { row, at, .. } = wrong;
        let mut draft = draft.about(&row.id).about(&at.clause.id).near(&at.item.id);
        let Some(own) = context.clause_index(&at.clause.id) else { return draft };
        let item_fits = |index: usize, number: u32| {
            let other = context.clauses[index].item.number;
            other.is_none_or(|other| match () {
                // Of two that have one number, one counts on from what stands beyond the other.
                () if other == number => counts_from_beyond(context, own, (index, number)),
                () if index < own => other < number,
                () => other > number,
            })
        };
        let items: Vec<&Item> = context.items_beside(own).collect();
        let first = |item: &Item| item.clauses.first().and_then(|c| context.clause_index(&c.id));
        let in_place = at.item.number.is_none_or(|number| {
            items.iter().filter_map(|item| first(item)).all(|index| item_fits(index, number))
        });
        if !in_place {
            draft = items.iter().fold(draft, |draft, item| draft.near(&item.id));
        }
        let follows = |(nth, row): (usize, &Row)| {
            clause(row).is_none_or(|other| (other < own) == (nth < wrong.nth))
        };
        let around = wrong.nth.saturating_sub(1)..(wrong.nth + 2).min(wrong.rows.len());
        let others = around.filter(|nth| *nth != wrong.nth).map(|nth| (nth, &wrong.rows[nth]));
        if others.clone().all(follows) && in_place {
            return draft;
        }
        // Where it was, the numbers have a gap.
        let beside = others.map(|(_, row)| row).chain(wrong.from.iter().copied());
        beside.fold(draft, |draft, row| {
            let at = row.clause.as_deref().and_then(|id| context.clause(id));
            at.iter().fold(draft.near(&row.id), |draft, at| {
                // By the order either of two neighbours may be the one that moved.
                let draft = draft.near(&at.clause.id);
                if in_place { draft } else { draft.near(&at.item.id) }
            })
        })
    })
}

/// Whether the number of an item follows that of the one beyond its neighbour, by two: 5 behind 3 and another 5.
fn counts_from_beyond(context: &Context<'_>, own: usize, (index, number): (usize, u32)) -> bool {
    let item = context.clauses[index].item;
    let beyond = match index < own {
        true => context.clauses[..index].iter().rev().find(|at| !std::ptr::eq(at.item, item)),
        false => context.clauses[index..].iter().find(|at| !std::ptr::eq(at.item, item)),
    };
    let wanted = if index < own { number.checked_sub(2) } else { number.checked_add(2) };
    beyond.is_some_and(|at| at.item.number.is_some() && at.item.number == wanted)
}

/// The same where others went the other way: they are in each other's place.
fn exchanged(
    context: &Context<'_>,
    mut draft: Draft,
    (first, back): (&[Wrong<'_, '_>], &[Wrong<'_, '_>]),
    lang: Lang,
) -> Draft {
    // What stands beside the contents of two rows is the other's.
    if let ([one], [other]) = (first, back)
        && context.put_back(one.row).is_some_and(|back| std::ptr::eq(back.rows[0], other.row))
    {
        for row in [one.row, other.row] {
            let targets = (0..row.targets.len()).map(|at| target_id(row, at));
            let cells = targets.chain([format!("{}.deadline", row.id)]);
            draft = cells.fold(draft, |draft, cell| draft.near(&cell));
        }
    }
    draft = draft.related(
        context.row_place(back[0].row),
        lang.pick(
            "这一行正好相反，两处互换了",
            "this row is the other way round: they are exchanged",
        )
        .to_owned(),
    );
    about(context, draft, back)
}
