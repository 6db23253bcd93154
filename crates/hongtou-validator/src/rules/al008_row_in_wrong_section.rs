use std::collections::HashSet;

use hongtou_model::{Lang, Row, Table};

use crate::context::{ClauseAt, Context, rows_beside, target_id};
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
    /// each other's title.
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
    /// For tables without sections or with sections of their own, and where neither ordinal nor
    /// title is another section's of the body. Where the titles are those of the body's groups or
    /// items, and where the body has none of them, the ordinals are the table's own; so is that of a
    /// section whose title is not like the body's.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行所在的部分与正文任务所在的部分不同。

## 检查什么
行的部分序号和标题与对应任务所在部分比较；表中部分标题就是正文下一层标题的，与那一层比较；同一项的几行、互换位置的几行、标题互换的两部分，各报一次。

## 为什么重要
进度按部分汇总，任务会被算到别的部分里。

## 示例
任务在正文第三部分，行却在表的第四部分。改后：行在第三部分。

## 怎么办
移动这一行，或改正部分一栏。

## 何时不报
表没有部分、另有一套部分，或者序号和标题都不是正文另一部分的，不报；部分标题是正文下一层的，或者正文全没有的，序号不作数；某一部分标题与正文同序号部分不相近的，它的序号也不作数。

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
                    wrong.push(Wrong { row, rows, nth, at, other, own });
                }
                None => {}
            }
        }
        if let Some((a, b)) = exchanged_titles(&wrong, &right) {
            sink.report(titles(context, &wrong[a], &wrong[b], sink.lang()));
            let (a, b) = (wrong[a].own.id.clone(), wrong[b].own.id.clone());
            let rest = |row: &Wrong<'_, '_>| row.own.id != a && row.own.id != b;
            agree += wrong.iter().filter(|row| !rest(row)).count();
            wrong.retain(rest);
        }
        if wrong.len() * 2 > agree + wrong.len() && wrong.len() > 1 {
            continue;
        }
        let printed: HashSet<String> = match wrong.len() {
            0 | 1 => HashSet::new(),
            _ => printed(table.table).collect(),
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
            let lost = first.len() > 1 && is_lost(&first[0].own);
            let draft = report(context, first, lost, sink.lang()).remains(first.iter().any(own));
            sink.report(match back.map(|at| groups.remove(at)) {
                Some(back) => exchanged(context, draft, (first, back), sink.lang()),
                None => draft,
            });
        }
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
    at: ClauseAt<'a>,
    other: &'p Heading<'a>,
    own: Heading<'a>,
}

/// Two parts of several rows all of whose rows stand under the other's title, by a row of each.
fn exchanged_titles(wrong: &[Wrong<'_, '_>], right: &[String]) -> Option<(usize, usize)> {
    const LEAST: usize = 3;
    let under = |own: &Heading<'_>, other: &Heading<'_>| {
        let all = wrong.iter().filter(|row| row.own.id == own.id);
        !right.contains(&own.id) && all.clone().all(|row| row.other.is(other))
    };
    wrong.iter().enumerate().find_map(|(at, a)| {
        let back = wrong.iter().position(|b| b.own.is(a.other) && a.own.is(b.other))?;
        let b = &wrong[back];
        let rows = wrong.iter().filter(|row| row.own.id == a.own.id || row.own.id == b.own.id);
        let whole = under(&a.own, a.other) && under(&b.own, b.other);
        (whole && rows.count() >= LEAST).then_some((at, back))
    })
}

/// What is told of two parts that have each other's title on one side.
fn titles(context: &Context<'_>, a: &Wrong<'_, '_>, b: &Wrong<'_, '_>, lang: Lang) -> Draft {
    let (one, other) = (a.own.name(), b.own.name());
    let message = lang.pick(
        format!("“{one}”和“{other}”两部分的标题，正文与表正好互换"),
        format!("the titles of {one} and {other} are exchanged between body and table"),
    );
    let title = |own: &Heading<'_>| Place::new(&own.id, own.span, own.title.unwrap_or_default());
    Draft::new(title(&a.own), message)
        .unanchored()
        .quote(&one)
        .quote(&other)
        .related(title(&b.own), lang.pick("另一部分", "the other section").to_owned())
        .related(
            context.row_place(a.row),
            lang.pick("前一部分的任务在表中", "a row of the first").to_owned(),
        )
        .related(
            context.row_place(b.row),
            lang.pick("另一部分的任务在表中", "a row of the other").to_owned(),
        )
        .help(lang.pick("把标题换回来", "put the titles back in their places"))
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

/// What rows that went elsewhere explain: their numbers, which came along, do not follow those around them.
fn about(context: &Context<'_>, draft: Draft, rows: &[Wrong<'_, '_>]) -> Draft {
    rows.iter().fold(draft, |draft, wrong| {
        let Wrong { row, at, .. } = wrong;
        let draft = draft.about(&row.id).about(&at.clause.id).near(&at.item.id);
        let clause = context.clause_index(&at.clause.id);
        let items = clause.into_iter().flat_map(|clause| context.items_beside(clause));
        let draft = items.fold(draft, |draft, item| draft.near(&item.id));
        // Where it was, the numbers have a gap.
        rows_beside(wrong.rows, wrong.nth).fold(draft, |draft, row| {
            let at = row.clause.as_deref().and_then(|id| context.clause(id));
            at.iter().fold(draft.near(&row.id), |draft, at| draft.near(&at.item.id))
        })
    })
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
