use std::cmp::Ordering;
use std::ops::Range;

use hongtou_model::{Clause, Confidence, Item, Notice, Role, Row, Section, Span, Table, UnitKind};

use crate::context::{Context, TableAt, target_id};
use crate::figures::{compare, is_exact};
use crate::problems::{Miscounted, miscounted};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::totals::wrong_totals;
use crate::words::{offset_in, sub_span};
use hongtou_source::numeral;

rule! {
    /// A count or a total names another number than there are.
    ///
    /// ## What it checks
    /// A count of the row's own units (五家责任单位) against its units, and a count that a title gives of
    /// what stands below it （共5项, 3项） against its rows, or the body's items; and a count of those who issue the notice
    /// (市水利局等五部门关于…) against those who sign it, one more or less. A plan's title may count what it consists of
    /// (六项措施), where up to two fewer stand below it. In tables that are no lists of tasks the figures of a row of
    /// totals (合计) and of the rows that head groups, where they and the sums are a slip apart, and the counts that rows
    /// heading groups give (高速公路项目（2个）). A count of problems that were found (督查反馈问题6个) against the only list
    /// of problems, whose title names the same feedback. And a figure with the first of its parts (新增300个，其中城镇350个):
    /// the part is no more than the whole.
    ///
    /// ## Why it matters
    /// Either the count or the list was changed and the other forgotten.
    ///
    /// ## Example
    /// `协调五家责任单位` in a row of four. After: `四家`, or the fifth unit.
    ///
    /// ## What to do
    /// Put right the count or the list.
    ///
    /// ## Stays silent
    /// For totals that differ by no more than rounding explains, that have less than three digits or another number
    /// altogether, in tables with sums in between, rows that are part of others or rows below the total; counts of what
    /// is no row (甲镇（5个）), shares and the like, and columns with anything but figures. Where a title of the body
    /// counts what its items, their groups or their tasks come to, or the counts that all of these name themselves; for
    /// a count of problems whose sentence has another count, or says what is done (已), a part (其中), or whose it is
    /// otherwise (全市, 涉及); where a few sign for many, or some of the notice could not be
    /// read; for open lists, collectives, counts inside a citation (七部门印发的), and where a unit is on one
    /// side only (UN001).
    ///
    /// ## Authority
    /// practice
    zh "
写明的个数或合计与实际不同。

## 检查什么
行中对本行单位的计数（五家责任单位）与单位个数；标题对其下任务的计数（共5项、3项）与表的行数、正文的项数；标题对发文机关的计数（市水利局等五部门关于……）与落款署名的个数，相差一个的才报。方案标题也可以是“六项措施”的写法，其下少一两项的才报。任务表以外的表，看合计行、分组行的数字与各行之和（三位以上、只差一处笔误的：一个数字不同、多一个或少一个，相邻两个颠倒），以及分组行写明的个数（高速公路项目（2个））与其下的行数；反馈、指出的问题个数（督查反馈问题6个），与唯一一张标题写明同一反馈的问题清单的行数。总数与“其中”的第一部分（新增300个，其中城镇350个）：部分不超过总数。

## 为什么重要
改了名单没有改个数，或者相反。

## 示例
只有四个单位的行写 `协调五家责任单位`。改后：`四家`，或补上第五个单位。

## 怎么办
改正个数或名单。

## 何时不报
合计只差四舍五入之数的，相差不止一处笔误的，表中另有小计、其中、分级序号或者合计之下还有行的，分组行的个数不是行数的（甲镇（5个）），比率等不能相加的栏，以及栏中有数字以外文字的，不报；正文标题的个数与其下的项数、组数、任务数之一或者各组、各项自己写明的个数之和相同的，问题个数所在的句子另有个数或者写明其中、已整改、涉及、全市等的，只有几个代表署名的，文件有未读出的文字的，开放的名单、统称、引文中的个数（七部门印发的），以及单位只在一边的（UN001），不报。

## 依据
惯例
"
    NU005 "count-differs" Warning "practice" No check
}

const NOUNS: &[(&str, Option<Role>)] = &[
    ("责任单位", Some(Role::Responsible)),
    ("责任部门", Some(Role::Responsible)),
    ("牵头单位", Some(Role::Lead)),
    ("牵头部门", Some(Role::Lead)),
    ("配合单位", Some(Role::Support)),
    ("配合部门", Some(Role::Support)),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for table in &context.tables {
        for row in &table.table.rows {
            units(context, row, sink);
        }
        let notice = context.notice;
        if !crate::numbering::is_cut(notice) && !crate::numbering::has_unread_rows(notice) {
            sections(table, sink);
        }
    }
    if !crate::numbering::is_cut(context.notice) {
        body(context.notice, sink);
    }
    issuers(context.notice, sink);
    for table in context.notice.tables.iter().filter(|table| !table.cells.is_empty()) {
        totals(table, sink);
    }
    if !crate::numbering::is_cut(context.notice)
        && !crate::numbering::has_unread_rows(context.notice)
    {
        problems(context, sink);
    }
    for at in &context.clauses {
        parts_of_a_whole(at.clause, sink);
    }
}

/// Counts of the problems that were found, against the list of them.
fn problems(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for Miscounted { place, there } in miscounted(context) {
        let words = place.text.clone();
        let message = lang.pick(
            format!("写的是“{words}”，表中列出{there}个"),
            format!("the notice says {words}, but the table lists {there}"),
        );
        sink.report(Draft::new(place, message).quote(&words).confidence(Confidence::Likely).help(
            lang.pick("改正个数或补上缺的问题", "put right the count, or add the missing problem"),
        ));
    }
}

/// Totals of a table that is no list of tasks, and counts of its rows.
fn totals(table: &Table, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for total in wrong_totals(table) {
        let words = &total.cell.text[total.range.clone()];
        let sum = &total.sum;
        let message = match total.heading {
            Some(heading) => lang.pick(
                format!("“{heading}”写的是{words}，各行合计{sum}"),
                format!("{words} under {heading}, but the rows add up to {sum}"),
            ),
            None => lang.pick(
                format!("“{words}”，其下有{sum}行"),
                format!("{words}, but there are {sum} rows"),
            ),
        };
        let id = format!("{}.cells", table.id);
        let place = Place::new(&id, &total.cell.span, &total.cell.text);
        let place = place.narrowed(sub_span(&total.cell.span, total.range.clone()), words);
        let draft =
            Draft::new(place, message).unanchored().quote(&table.id).quote(words).quote(sum);
        sink.report(draft.confidence(Confidence::Likely).help(lang.pick(
            "改正合计或其中的数字",
            "put right the total, or one of the figures that it sums up",
        )));
    }
}

/// The first part that 其中 names of the figure right before it, where it is more than that.
fn parts_of_a_whole(clause: &Clause, sink: &mut Sink<'_>) {
    // What runs through the year, or compares, is no part: 其中上半年200个.
    const OTHERWISE: [&str; 12] =
        ["季度", "半年", "年", "月", "累计", "比", "增", "占", "均", "人次", "达到", "以上"];
    // The first part stands near the word.
    const NEAR: usize = 60;
    let text = clause.text.as_str();
    let mut words = text.match_indices("其中").peekable();
    if words.peek().is_none() {
        return;
    }
    let figure = |figure| {
        let figure: &hongtou_model::Quantity = figure;
        let start = offset_in(&clause.span, &figure.span)?;
        Some((start, start + figure.text.len(), figure))
    };
    let mut figures: Vec<_> = clause.quantities.iter().filter_map(figure).collect();
    figures.sort_by_key(|(start, ..)| *start);
    for (at, word) in words {
        let before = text[..at].trim_end_matches([' ', '，', ',', '（', '(', '：', ':']).len();
        let from = at + word.len();
        let behind = figures.partition_point(|(start, ..)| *start < from);
        let Some(&(start, end, whole)) = behind
            .checked_sub(1)
            .and_then(|last| figures.get(last))
            .filter(|(_, end, _)| *end == before)
        else {
            continue;
        };
        let mut near = text[from..].char_indices().take(NEAR);
        let stop = near.find(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | ';' | '）' | ')'));
        let end_of_text =
            || text[from..].char_indices().nth(NEAR).is_none().then(|| text.len() - from);
        let Some(stop) = stop.map(|(stop, _)| stop).or_else(end_of_text) else { continue };
        let said = &text[from..from + stop];
        let first = figures.get(behind).filter(|(start, ..)| *start < from + stop);
        let more = first.filter(|(.., part)| {
            let order = compare(&part.value, &whole.value);
            order == Some(Ordering::Greater) && part.measure == whole.measure
        });
        let Some((.., part)) = more else { continue };
        if whole.measure.is_none()
            || !is_exact(whole)
            || !is_exact(part)
            || OTHERWISE.iter().any(|word| said.contains(word))
        {
            continue;
        }
        let lang = sink.lang();
        let words = &text[start..end];
        let total = &whole.text;
        let message = lang.pick(
            format!("“其中”的一部分超过总数{total}"),
            format!("a part is more than the whole, {total}"),
        );
        sink.report(
            Draft::new(Place::new(&clause.id, &sub_span(&clause.span, start..end), words), message)
                .confidence(Confidence::Likely)
                .quote(words)
                .help(lang.pick("改正总数或其中一部分", "put right the whole or a part")),
        );
    }
}

/// The count of those who issue the notice together, in its title, against those who sign it.
fn issuers(notice: &Notice, sink: &mut Sink<'_>) {
    const LEAST: usize = 3;
    let header = &notice.header;
    let names = &header.signatories;
    // A few may sign for all of them, and what nothing holds may be another.
    if names.len() < LEAST || !notice.residual.is_empty() {
        return;
    }
    let Some((title, (range, said))) =
        header.title.as_deref().and_then(|title| Some((title, issuers_counted(title)?)))
    else {
        return;
    };
    let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let there = known.len() as u32;
    if there.abs_diff(said) != 1 || names.iter().any(|name| name.contains('等')) {
        return;
    }
    let lang = sink.lang();
    let words = &title[range.clone()];
    let message = lang.pick(
        format!("标题写明“{words}”，落款有{there}个"),
        format!("the title says {words}, but {there} sign the notice"),
    );
    let mut draft = Draft::new(
        Place::new("header.title", &sub_span(&header.spans.title, range.clone()), words),
        message,
    )
    .quote(words)
    .help(lang.pick("改正个数或补上缺的署名", "put right the count, or add the missing signature"));
    if let Some(span) = header.spans.signatories.first() {
        let place = Place::new("header.signatories", span, &names[0]);
        draft = draft.related(place, lang.pick("落款", "the signatures").to_owned());
    }
    sink.report(draft);
}

/// How many the title of a notice says issue it, where it is they and nobody cited: 等五部门 of 市水利局等五部门关于….
fn issuers_counted(title: &str) -> Option<(Range<usize>, u32)> {
    let (before, _) = title.split_once("关于")?;
    let at = before.rfind('等')?;
    let rest = &before[at + '等'.len_utf8()..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || numeral::is_chinese(c) || c == ' '))?;
    let nouns = ["部门", "单位", "部委", "机关"];
    let noun = rest[end..].trim_start_matches(['个', '家']);
    let whole = nouns.iter().any(|of| noun.trim() == *of);
    let cited = before.contains("转发") || before.contains("印发");
    let count = numeral::count(rest[..end].trim()).filter(|_| whole && !cited && at > 0)?;
    Some((at..before.trim_end().len(), count))
}

/// Counts that titles of the body give of what stands below them.
fn body(notice: &Notice, sink: &mut Sink<'_>) {
    for section in &notice.sections {
        let id = format!("{}.title", section.id);
        let title = section.title.as_deref().unwrap_or_default();
        title_of_body(&id, title, &section.spans.title, std::slice::from_ref(section), sink);
    }
    // Of several plans each counts its own sections, which only the first can be told of.
    let plan = notice.plan.as_ref().filter(|_| notice.plans.is_empty());
    let header = Some(&notice.header).filter(|_| notice.plan.is_none());
    let title = plan
        .and_then(|plan| Some(("plan.title", plan.title.as_deref()?, &plan.spans.title)))
        .or_else(|| {
            let header = header?;
            Some(("header.title", header.title.as_deref()?, &header.spans.title))
        });
    if let Some((id, title, span)) = title {
        // What is far from it is an excerpt, or is counted otherwise.
        const NEAR: u32 = 2;
        let there = notice.sections.iter().map(|section| section.items.len() as u32).sum::<u32>();
        // A number that is left out before the last one is a gap (ST001, ST002).
        let last = notice.sections.last();
        let numbers =
            [last.and_then(|last| last.ordinal), last.and_then(|last| last.items.last()?.number)];
        let near = |counted: &(_, u32)| {
            // Measures may consist of several items each, and so more items stand there.
            counted.1 > there && counted.1 - there <= NEAR && !numbers.contains(&Some(counted.1))
        };
        let counted = items(title).or_else(|| measures(title).filter(near));
        let all = items(title).is_some();
        title_of_body_counted((id, title, span), &notice.sections, (counted, all), sink);
    }
}

/// Reports a count of a part's title that is no count of what stands below it.
fn title_of_body(id: &str, title: &str, span: &Span, sections: &[Section], sink: &mut Sink<'_>) {
    title_of_body_counted((id, title, span), sections, (items(title), true), sink);
}

/// The count of what a plan consists of, in its title: 关于优化服务的六项措施, 二十条意见的通知. What it carries out or
/// passes on has its own count.
fn measures(title: &str) -> Option<(Range<usize>, u32)> {
    const KINDS: [&str; 7] = ["政策措施", "措施", "举措", "意见", "规定", "禁令", "承诺"];
    const OTHERS: [&str; 9] =
        ["贯彻", "落实", "执行", "转发", "根据", "学习", "分工", "实施", "方案"];
    let title = title.trim_end();
    let end = title.strip_suffix("的通知").unwrap_or(title);
    let end = match end.ends_with(['）', ')', '》']) {
        true => &end[..end.rfind(['（', '(', '》'])?],
        false => end,
    };
    let before = KINDS.iter().find_map(|kind| end.strip_suffix(kind))?;
    let number = before.strip_suffix(['项', '条'])?;
    let start =
        number.trim_end_matches(|c: char| c.is_ascii_digit() || numeral::is_chinese(c)).len();
    let count = numeral::count(&number[start..]).filter(|count| *count > 1)?;
    let own = !OTHERS.iter().any(|word| title.contains(word));
    own.then_some((start..before.len(), count))
}

/// Reports a count of a title that is no count of what stands below it.
fn title_of_body_counted(
    (id, title, span): (&str, &str, &Span),
    sections: &[Section],
    (counted, with_clauses): (Option<(Range<usize>, u32)>, bool),
    sink: &mut Sink<'_>,
) {
    let Some((range, said)) = counted else { return };
    let all: Vec<&Item> = sections.iter().flat_map(|section| &section.items).collect();
    let groups = all.chunk_by(|a, b| a.group == b.group).filter(|run| run[0].group.is_some());
    let there = all.len() as u32;
    let several = Some(sections.len() as u32).filter(|&count| count > 1);
    let counts = [
        Some(there),
        Some(groups.count() as u32),
        // Measures are counted by their numbers, and not by who answers for which part.
        with_clauses.then(|| all.iter().map(|item| item.clauses.len() as u32).sum()),
        several,
    ];
    // One item may name its parts in its words.
    if there < 2 || counts.contains(&Some(said)) {
        return;
    }
    // Counts that the parts name themselves are those that the title sums up.
    let there = counts_below(sections).unwrap_or(there);
    if there == said {
        return;
    }
    let lang = sink.lang();
    let words = &title[range.clone()];
    let message = lang.pick(
        format!("标题写明{said}项，其下有{there}项"),
        format!("the title counts {said}, but {there} stand below it"),
    );
    sink.report(
        Draft::new(Place::new(id, &sub_span(span, range.clone()), words), message)
            .quote(words)
            .help(
                lang.pick("改正个数或补上缺的任务", "put right the count, or add the missing task"),
            ),
    );
}

/// The sum of the counts that all sections, groups or items name: （一）产权保护方面2项：….
fn counts_below(sections: &[Section]) -> Option<u32> {
    let items: Vec<&Item> = sections.iter().flat_map(|section| &section.items).collect();
    let titled = |title: Option<&str>| named_count(title?);
    let of_item = |item: &&Item| {
        let text = item.clauses.first().map(|clause| clause.text.as_str());
        titled(item.heading.as_deref()).or_else(|| titled(text))
    };
    let groups = items.chunk_by(|a, b| a.group == b.group);
    let of_group = |run: &[&Item]| titled(run[0].group.as_ref()?.title.as_deref());
    let of_section = |section: &Section| titled(section.title.as_deref());
    let several = sections.len() > 1;
    let sum = |counts: Option<Vec<u32>>| Some(counts?.iter().sum());
    sum(several.then(|| sections.iter().map(of_section).collect()).flatten())
        .or_else(|| sum(groups.map(of_group).collect()))
        .or_else(|| sum(items.iter().map(of_item).collect()))
}

/// The count of tasks that ends the words which open a part, before it says what they are: （2项）, …方面2项.
/// 新建道路2条 is the work.
fn named_count(text: &str) -> Option<u32> {
    let opening = &text[..text.find(['：', ':', '。', '；', '，']).unwrap_or(text.len())];
    let before =
        opening.trim_end().trim_end_matches(['）', ')']).strip_suffix(['项', '条', '件'])?;
    let before = before.trim_end();
    let number = |c: char| c.is_ascii_digit() || numeral::is_chinese(c);
    let (of, count) = before.split_at(before.trim_end_matches(number).len());
    let of_tasks = of.ends_with(['（', '(', '共']) || of.ends_with("方面");
    numeral::count(count).filter(|_| of_tasks)
}

/// Counts of a row's own units.
fn units(context: &Context<'_>, row: &Row, sink: &mut Sink<'_>) {
    let collective = |kind: UnitKind| matches!(kind, UnitKind::Collective);
    if row.open
        || row.units.is_empty()
        || row.units.iter().any(|u| collective(context.units.kind(u)))
    {
        return;
    }
    let count = |role: Option<Role>| {
        row.units.iter().filter(|u| role.is_none_or(|role| u.role == role)).count() as u32
    };
    let mut reported = false;
    for (at, target) in row.targets.iter().enumerate() {
        let Some((range, said, role)) = counted(&target.text) else { continue };
        let (own, all) = (count(role), count(None));
        // 配合单位 may all stand in the responsible column, and the reverse.
        let rest = all - count(Some(Role::Lead));
        if said == own || said == all || said == rest || reported {
            continue;
        }
        reported = true;
        let lang = sink.lang();
        let words = &target.text[range.clone()];
        let message = lang
            .pick(format!("“{words}”，本行有{rest}家"), format!("{words}, but the row has {rest}"));
        sink.report(
            Draft::new(
                Place::new(&target_id(row, at), &sub_span(&target.span, range.clone()), words),
                message,
            )
            .quote(words)
            .help(lang.pick("改正个数或名单", "put right the count or the list")),
        );
    }
}

/// A count of units: `五家责任单位`, where nothing before it says that it is cited.
fn counted(text: &str) -> Option<(Range<usize>, u32, Option<Role>)> {
    if !text.contains("单位") && !text.contains("部门") {
        return None;
    }
    for (noun, role) in NOUNS {
        for (at, _) in text.match_indices(noun) {
            let before = text.get(..at)?;
            let Some(before) = before.strip_suffix(['家', '个']) else { continue };
            let digits: Vec<char> = before
                .chars()
                .rev()
                .take_while(|&c| numeral::is_chinese(c) || c.is_ascii_digit())
                .collect();
            let word: String = digits.iter().rev().collect();
            let start = before.len() - word.len();
            let cited = before.get(..start)?.ends_with('等');
            if let (Some(count), false) = (numeral::count(&word), cited) {
                return Some((start..at + noun.len(), count, *role));
            }
        }
    }
    None
}

/// Counts that a section's title gives of its own rows.
fn sections(table: &TableAt<'_>, sink: &mut Sink<'_>) {
    let rows = &table.table.rows;
    let mut at = 0;
    while at < rows.len() {
        let same = |row: &Row| {
            row.section == rows[at].section
                && row.spans.section_title.start() == rows[at].spans.section_title.start()
        };
        let end = at + rows[at..].iter().take_while(|row| same(row)).count();
        let title = rows[at].section.as_ref().and_then(|section| section.title.as_deref());
        if let Some((title, (range, said))) = title.and_then(|t| Some((t, items(t)?))) {
            let mut numbers: Vec<_> =
                rows[at..end].iter().map(|row| (row.spans.number.start(), row.number)).collect();
            numbers.dedup();
            let there = numbers.len() as u32;
            // One task may take several rows, of which the first has its number and its name.
            let numbered = numbers.iter().filter(|(_, number)| number.is_some()).count();
            let named = rows[at..end].chunk_by(|a, b| a.action == b.action).count();
            if ![there, numbered as u32, named as u32].contains(&said) {
                let lang = sink.lang();
                let words = &title[range.clone()];
                let place = Place::new(
                    &format!("{}.section", rows[at].id),
                    &sub_span(&rows[at].spans.section_title, range.clone()),
                    words,
                );
                let message = lang.pick(
                    format!("“{words}”，这一部分有{there}行"),
                    format!("{words}, but the section has {there} rows"),
                );
                sink.report(Draft::new(place, message).quote(words).help(
                    lang.pick(
                        "改正个数或补上缺的行",
                        "put right the count, or add the missing rows",
                    ),
                ));
            }
        }
        at = end.max(at + 1);
    }
}

/// `共5项`, or `（5项）` at the end, with where it stands.
fn items(title: &str) -> Option<(Range<usize>, u32)> {
    let all = title.find('共').map(|at| at + '共'.len_utf8());
    let start = all.or_else(|| {
        let open = title.trim_end().strip_suffix(['）', ')'])?.rfind(['（', '('])?;
        let inner = &title[open..];
        Some(open + inner.chars().next().map_or(0, char::len_utf8))
    })?;
    let rest = title.get(start..)?;
    let end = rest.find(['项', '条', '件'])?;
    let count = numeral::count(rest.get(..end)?.trim())?;
    let behind = rest.get(end + '项'.len_utf8()..)?;
    // （3项重点任务） may count something else.
    let closed = all.is_some() || matches!(behind.trim_end(), "）" | ")");
    let from = start - all.map_or(0, |_| '共'.len_utf8());
    closed.then_some((from..start + end + '项'.len_utf8(), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_counts_the_measures_that_follow() {
        let counted = |title: &str| measures(title).map(|(range, n)| (title[range].to_owned(), n));
        for (title, words, count) in [
            ("关于优化服务的六项措施", "六项", 6),
            ("云溪市关于印发优化服务二十条意见的通知", "二十条", 20),
            ("优化服务10条政策措施（试行）", "10条", 10),
        ] {
            assert_eq!(counted(title), Some((words.to_owned(), count)), "{title}");
        }
        for title in [
            "关于贯彻落实省政府六项措施的通知",
            "关于优化服务的若干措施",
            "六项措施实施方案",
            "关于优化服务的措施",
        ] {
            assert_eq!(counted(title), None, "{title}");
        }
    }

    #[test]
    fn what_a_part_counts_stands_in_its_opening_words() {
        for (text, count) in [
            ("产权保护方面2项：集中管辖；调查官。", Some(2)),
            ("产权保护方面（共十二项）", Some(12)),
            ("推进项目建设", None),
            ("推进3项改革", None),
            ("推进项目建设。完成3项。", None),
        ] {
            assert_eq!(named_count(text), count, "{text}");
        }
    }

    #[test]
    fn issuers_are_counted_by_the_title_alone() {
        let counted =
            |title: &str| issuers_counted(title).map(|(range, n)| (title[range].to_owned(), n));
        for (title, words, count) in [
            ("云溪市水利局等五部门关于印发方案的通知", "等五部门", 5),
            ("云溪市水利局 等5个部门关于印发方案的通知", "等5个部门", 5),
            ("云溪市水利局等十二家单位关于加强管理的通知", "等十二家单位", 12),
        ] {
            assert_eq!(counted(title), Some((words.to_owned(), count)), "{title}");
        }
        for title in [
            "云溪市水利局等部门关于印发方案的通知",
            "云溪市水利局转发省水利厅等五部门关于加强管理的通知",
            "关于印发云溪市水利局等五部门职责的通知",
            "云溪市水利局关于五部门联合执法的通知",
            "云溪市水利局等五部门联席会议关于印发方案的通知",
        ] {
            assert_eq!(counted(title), None, "{title}");
        }
    }

    #[test]
    fn counts_are_read_in_both_scripts() {
        assert_eq!(counted("协调五家责任单位，结合").map(|(_, n, _)| n), Some(5));
        assert_eq!(counted("会同12个配合部门").map(|(_, n, _)| n), Some(12));
        assert_eq!(counted("督促责任单位"), None);
        let counted = |title: &str| items(title).map(|(range, n)| (title[range].to_owned(), n));
        assert_eq!(counted("压实责任（共5项）"), Some(("共5项".to_owned(), 5)));
        assert_eq!(counted("扩大投资（3项）"), Some(("3项".to_owned(), 3)));
        assert_eq!(counted("民生实事（共十件）"), Some(("共十件".to_owned(), 10)));
        for title in
            ["取消（3项许可）事项", "改革（3项许可）", "扩大投资（3个）", "共同富裕", "（3）改革"]
        {
            assert_eq!(counted(title), None, "{title}");
        }
    }
}
