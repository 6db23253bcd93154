use hongtou_model::{Lang, Row, RowSection, Section, Table};
use hongtou_source::{fold, numeral};

use crate::context::{ClauseAt, Context};
use crate::headings::{Level, alike, headings, is_short_form, title_words, without_count};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink, replace};

rule! {
    /// The table names a section otherwise than the body.
    ///
    /// ## What it checks
    /// The title of the section in the table against that of the section with the same ordinal,
    /// or, without ordinals, of the section that the row's clause stands in; and a title of the table that
    /// the body lost.
    ///
    /// ## Why it matters
    /// The section is how a reader finds the task on the other side.
    ///
    /// ## Example
    /// Body: `三、加强食品源头污染治理`. Table: `三 | 加强源头污染治理`. After: the same title.
    ///
    /// ## What to do
    /// Use the body's title in the table.
    ///
    /// ## Stays silent
    /// Where only widths, spaces or punctuation differ, and where a count such as （共5项） follows the
    /// title; where the table shortens the titles of all its sections, which is its way to name them;
    /// and for titles of the body's groups and items. A title that is another section's own is AL008's.
    ///
    /// ## Authority
    /// practice
    zh "
表中部分标题与正文不同。

## 检查什么
表中部分标题与正文同一序号的标题比较；没有序号的，与该行任务所在部分的标题比较；表中有、正文丢了的标题。

## 为什么重要
读者靠部分标题在两边对照。

## 示例
正文：`三、加强食品源头污染治理`；表：`三 | 加强源头污染治理`。改后：标题一致。

## 怎么办
表中改用正文的标题。

## 何时不报
只有全半角、空格、标点不同，或者标题后带（共5项）之类计数的不报；表中各部分标题都是正文标题的简称的，或者就是正文下一层标题的，不报；写成另一部分标题的归 AL008。

## 依据
惯例
"
    AL005 "section-title-differs" Warning "practice" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    tables_of_sections(context, sink);
    let titles = context.notice.sections.iter().map(|section| &section.title);
    let titles: Vec<String> =
        titles.map(|title| title.as_deref().map(title_words).unwrap_or_default()).collect();
    for table in &context.tables {
        titles_of_rows(context, table.table, &titles, sink);
    }
}

/// The titles over the rows of a table, each where it is printed first; `titles` are the body's.
fn titles_of_rows(context: &Context<'_>, table: &Table, titles: &[String], sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut seen: Vec<(Option<u32>, String)> = Vec::new();
    // Whether the table's groups are the body's sections at all.
    let printed = table.rows.iter().filter_map(|row| row.section.as_ref()?.title.as_deref());
    let same = |title| titles.contains(&title_words(title));
    let grouped_alike = table.restates_body || printed.into_iter().any(same);
    let shortens = shortens(context, table);
    for row in &table.rows {
        let Some(section) = &row.section else { continue };
        let Some(title) = &section.title else { continue };
        let Some(clause) = row.clause.as_deref().and_then(|id| context.clause(id)) else {
            continue;
        };
        let key = (section.ordinal, fold(title));
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if is_lost(context, table, section, &clause, titles) {
            sink.report(lost(context, row, &clause, lang));
            continue;
        }
        // The ordinal says which section is meant; one plan's ordinals are told by the clause.
        let own = clause.section;
        if section.ordinal.is_some_and(|ordinal| own.ordinal != Some(ordinal)) {
            continue;
        }
        let Some(expected) = &own.title else { continue };
        let words = title_words(without_count(title));
        if words == title_words(expected) || titles.contains(&words) {
            continue;
        }
        if shortens && is_short_form(&words, &title_words(expected)) {
            continue;
        }
        // A table that groups its rows otherwise (by field, by unit) has titles of its own.
        let told = section.ordinal.is_some() && grouped_alike;
        if !told && !alike(&words, &title_words(expected)) || parts(context, table, own) {
            continue;
        }
        // 一、 of the table may be a group of the body: （一）.
        let lower = |level| headings(context, level).into_iter().filter_map(|h| h.words);
        if [Level::Group, Level::Item].into_iter().flat_map(lower).any(|title| title == words) {
            continue;
        }
        sink.report(differs(row, title, own, expected, lang));
    }
}

/// What is told of a title over a row that is not the one `expected`, of its section.
fn differs(row: &Row, title: &str, section: &Section, expected: &str, lang: Lang) -> Draft {
    let printed = without_count(title);
    let message = lang.pick(
        format!("表中部分标题“{printed}”，正文是“{expected}”"),
        format!("the table's section is titled {printed}, the body's {expected}"),
    );
    let place = Place::new(&format!("{}.section", row.id), &row.spans.section_title, title);
    let other = Place::new(&format!("{}.title", section.id), &section.spans.title, expected);
    let fix = match printed == title {
        true => replace(&row.spans.section_title, expected),
        false => Vec::new(),
    };
    Draft::new(place, message)
        .unanchored()
        .quote(printed)
        .quote(expected)
        .related(other, lang.pick("正文的标题", "the body's title").to_owned())
        .help(lang.pick("改用正文的标题", "use the body's title"))
        .fix(false, fix)
}

/// Whether a title over rows is none of the body's, where the rows before them stand under the title of
/// the body's section: it was lost there. A gap in the body's ordinals tells it as well (ST001).
fn is_lost(
    context: &Context<'_>,
    table: &Table,
    section: &RowSection,
    clause: &ClauseAt<'_>,
    titles: &[String],
) -> bool {
    let words = |section: &RowSection| section.title.as_deref().map(title_words);
    let (Some(own), Some(body)) = (words(section), clause.section.title.as_deref()) else {
        return false;
    };
    let ordinals: Vec<u32> = context.notice.sections.iter().filter_map(|s| s.ordinal).collect();
    let whole = ordinals.iter().copied().eq(1..=titles.len() as u32);
    // A title that is lost before others leaves a gap in the ordinals; of the last section nothing tells that
    // another stood behind it.
    let last = context.notice.sections.last();
    let behind = section.ordinal.is_none_or(|ordinal| ordinal as usize == titles.len() + 1)
        && last.is_some_and(|last| std::ptr::eq(last, clause.section));
    let body = title_words(body);
    if !table.restates_body || !whole || !behind || titles.contains(&own) || alike(&own, &body) {
        return false;
    }
    // Every other title of the table is one of the body's, and the section's own stands over the first of
    // its rows.
    let mut printed = table.rows.iter().filter_map(|row| words(row.section.as_ref()?));
    let others = printed.all(|title| title == own || titles.contains(&title));
    let of_section = |row: &&Row| {
        let found = row.clause.as_deref().and_then(|id| context.clause(id));
        found.is_some_and(|at| std::ptr::eq(at.section, clause.section))
    };
    let mut rows = table.rows.iter().filter(of_section).filter_map(|row| row.section.as_ref());
    let first = rows.next().and_then(words);
    let lower = [Level::Group, Level::Item];
    let below = || lower.into_iter().flat_map(|level| headings(context, level));
    others
        && first.as_ref() == Some(&body)
        && rows
            .skip_while(|section| words(section).as_ref() == Some(&body))
            .all(|section| words(section).as_ref() == Some(&own))
        && !below().any(|heading| heading.words.as_ref() == Some(&own))
}

/// What is told of a title that the body lost.
fn lost(context: &Context<'_>, row: &Row, clause: &ClauseAt<'_>, lang: Lang) -> Draft {
    let title = row.section.as_ref().and_then(|section| section.title.as_deref());
    let title = title.unwrap_or_default();
    let place = Place::new(&format!("{}.section", row.id), &row.spans.section_title, title);
    let message = lang.pick(
        format!("表中有“{title}”部分，正文没有这个标题"),
        format!("the table has a section {title}, the body no such title"),
    );
    Draft::new(place, message)
        .unanchored()
        .quote(title)
        .related(
            context.clause_place(clause.clause),
            lang.pick("这些行的任务在正文从这里起", "the clause of its first row").to_owned(),
        )
        .help(lang.pick(
            "补上正文的标题，或改正表中部分一栏",
            "put the title back in the body, or put right the column",
        ))
}

/// Whether a table parts the tasks of a section under several titles, none of which is the section's:
/// it has groups of its own. One that prints the title as well slipped where it prints another.
fn parts(context: &Context<'_>, table: &Table, section: &Section) -> bool {
    let of_section =
        |id: &str| context.clause(id).is_some_and(|clause| std::ptr::eq(clause.section, section));
    let rows = table.rows.iter().filter(|row| row.clause.as_deref().is_some_and(of_section));
    let mut titles: Vec<String> =
        rows.filter_map(|row| row.section.as_ref()?.title.as_deref()).map(title_words).collect();
    titles.sort_unstable();
    titles.dedup();
    let known = section.title.as_deref().map(title_words).unwrap_or_default();
    titles.len() > 1 && !titles.contains(&known)
}

/// Whether a table names two or more sections by a part of their title, and none by the whole.
fn shortens(context: &Context<'_>, table: &Table) -> bool {
    let mut short: Option<&str> = None;
    let mut several = false;
    for row in &table.rows {
        let title = row.section.as_ref().and_then(|section| section.title.as_deref());
        let clause = row.clause.as_deref().and_then(|id| context.clause(id));
        let (Some(title), Some(clause)) = (title, clause) else { continue };
        let Some(expected) = &clause.section.title else { continue };
        let words = title_words(title);
        if words == title_words(expected) {
            return false;
        }
        if is_short_form(&words, &title_words(expected)) {
            several |= short.is_some_and(|known| known != title);
            short = short.or(Some(title));
        }
    }
    several
}

/// Tables of one section each, titled by it: `表2 丰富赛事活动供给`.
fn tables_of_sections(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut agree = 0;
    let mut differ = Vec::new();
    for table in &context.tables {
        let Some(title) = &table.table.title else { continue };
        let mut of = table.matches.iter().flat_map(|found| context.of(found));
        let Some(first) = of.next() else { continue };
        let Some(expected) = &first.section.title else { continue };
        if of.any(|other| other.section_index != first.section_index) {
            continue;
        }
        let own = title_words(without_number(title));
        if own == title_words(expected) {
            agree += 1;
        } else if alike(&own, &title_words(expected)) {
            differ.push((table.table, title, first.section, expected));
        }
    }
    // One table of one section alone may well have a title of its own.
    if agree == 0 {
        return;
    }
    for (table, title, section, expected) in differ {
        let message = lang.pick(
            format!("表的标题“{title}”，正文这一部分是“{expected}”"),
            format!("the table is titled {title}, the body's section {expected}"),
        );
        let place = |id: &str, span, text: &str| Place::new(&format!("{id}.title"), span, text);
        sink.report(
            Draft::new(place(&table.id, &table.spans.title, title), message)
                .unanchored()
                .quote(title)
                .quote(expected)
                .related(
                    place(&section.id, &section.spans.title, expected),
                    lang.pick("正文的标题", "the body's title").to_owned(),
                )
                .help(lang.pick("改用正文的标题", "use the body's title")),
        );
    }
}

/// A table's title without its number: `表2 丰富赛事活动供给`.
fn without_number(title: &str) -> &str {
    let Some(rest) = title.strip_prefix('表') else { return title };
    let number = |c: char| c.is_ascii_digit() || numeral::is_to_ten(c);
    let after = rest.trim_start_matches(number);
    if after.len() == rest.len() {
        return title;
    }
    after.trim_start_matches([' ', '\u{3000}', '：', ':', '.', '．', '、'])
}
