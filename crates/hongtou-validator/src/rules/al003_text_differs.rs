use std::cell::OnceCell;
use std::ops::Range;

use hongtou_model::{Confidence, Lang, Quantity, Row, Severity};

use super::nu001_quantity_differs::{in_parts, is_in_parts};
use super::rf005_brackets_unbalanced::{lost_bracket, unbalanced};
use crate::context::{Compared, Context, Match, TableAt};
use crate::diff::Difference;
use crate::figures::places;
use crate::parties::hardly_any_differs;
use crate::rule::rule;
use crate::sink::{Draft, Sink, replace};
use crate::why::{Why, explained, show, words_of};
use crate::words::{is_punctuation, plain, without_figures};

rule! {
    /// The words of a clause and of its row differ.
    ///
    /// ## What it checks
    /// Clause and row are compared after folding of widths, spaces, quotes and brackets; the
    /// message shows the smallest words that differ.
    ///
    /// ## Why it matters
    /// Two wordings of one task can be held against each other, and one of them was not decided.
    ///
    /// ## Example
    /// Body: `落实国务院和省政府要求`. Table: `落实国务院和省人民政府要求`. After: one wording in both.
    ///
    /// ## What to do
    /// Say it in the same words on both sides; the fix (not safe) copies the body's words.
    ///
    /// ## Stays silent
    /// Where a figure (NU001, NU003), a date (DT001) or punctuation (AL007) is the whole
    /// difference; where both sides write one figure in their own way (20万, 二十万); where one side
    /// numbers its parts (一是), or says in its words the day or the unit that the
    /// other has beside them, in a column or a bracket; for a table that does not say the body's
    /// words again it is an info, and only where most words agree. A row that gives a part of the
    /// clause, word for word, is an info where a third of the table's rows do, and where it is what the
    /// clause begins with, unless hardly any other row differs from its clause, no other is cut, or what is
    /// lost has a figure; so is what a row opens with before the clause's words (修订贷款办法，…) but for what undoes it or puts it off (暂缓实施), how the
    /// clause opens where others are not word for word either, and a part whose figure the row's goals
    /// have; so is a task whose rows have a part of its figure each, and nothing, where they do
    /// not add up (NU001); so is each where half of
    /// the rows, and more than three, are in words of their own, or three of four.
    ///
    /// ## Authority
    /// practice
    zh "
正文任务与表中对应行的文字不一致。

## 检查什么
两边统一全半角、空格、引号、括号之后比较，提示给出最小的不同词语。

## 为什么重要
同一任务两种说法，执行时各执一词，其中一种未经审定。

## 示例
正文：`落实国务院和省政府要求`；表：`落实国务院和省人民政府要求`。改后：两处一致。

## 怎么办
统一两处文字；修正（不安全）把正文的文字抄进表格。

## 何时不报
差异全是数字（NU001、NU003）、日期（DT001）或标点（AL007）的，两边只是同一数字写法不同（20万、二十万）的，不报；只有一边写序号（一是），或一边写在文中的期限、单位另一边写在时限栏、单位栏、括号里的，不报；不复述正文的表只提示，且仅在大部分文字相同时提示。表中三分之一以上的行都逐字摘录条款的一部分时，摘录的行只提示；只写条款开头几句的也只提示，其他行几乎都与条款一致、别的行都没有节略或者丢掉的文字带数字的除外；行在条款原文之前另写自己一步的（修订贷款办法，……；取消、暂缓的除外），条款开头几句没有写而别的行也不是逐字复述的，没有写的部分其数字见于该行目标的，都只提示；一项任务分作几行、每行各有其数字一部分的，只提示，合计不符的归 NU001；一半以上（且多于三行）或四分之三以上（三行起）的行都另有措辞的，只提示。

## 依据
惯例
"
    AL003 "text-differs" Warning "practice" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    // The rows of a table follow each other.
    let mut ways: Option<(&TableAt<'_>, Ways)> = None;
    for (of, found) in context.matches() {
        let compared = context.compared(found);
        if compared.differences.is_empty()
            || compared.table.text.is_empty()
            || !found.restates && compared.likeness() < 0.6
        {
            continue;
        }
        let rest: Vec<&Difference> = explained(context, found)
            .into_iter()
            .zip(&compared.differences)
            .filter(|(why, _)| *why == Why::Words)
            .map(|(_, difference)| difference)
            .collect();
        if rest.is_empty() {
            continue;
        }
        if ways.as_ref().is_none_or(|(known, _)| !std::ptr::eq(*known, of)) {
            ways = None;
        }
        let (_, ways) = ways.get_or_insert_with(|| (of, Ways::default()));
        let extract = || *ways.extracts.get_or_init(|| gives_extracts(context, of));
        // The row itself says nothing of the others.
        let whole = || {
            let (same, all) = *ways.whole.get_or_init(|| context.said_whole(of));
            let cuts = || *ways.cuts.get_or_init(|| extracts(context, of));
            hardly_any_differs(same, all - 1) || all > LEAST_OTHERS && cuts() < 2
        };
        let own = || *ways.own.get_or_init(|| has_own_words(context, of));
        let others = || {
            let (same, all) = *ways.whole.get_or_init(|| context.said_whole(of));
            same + 1 < all
        };
        // What the row says besides comes behind what it says otherwise.
        let (steps, mut told): (Vec<&Difference>, Vec<&Difference>) = rest.iter().partition(|d| {
            adds_a_step(context, found, d) || is_said_elsewhere(context, (of, found), d, others())
        });
        let only_steps = told.is_empty();
        told.extend(steps);
        let mut draft = draft(context, found, &told, lang);
        // The opening words of a clause are a part of it; where every other row says the whole, the end is lost.
        let part = || match is_extract(context, found) {
            Some(Extract::Opening) => extract() || !whole() && !lost_figure(context, of, found),
            Some(Extract::Other) => extract(),
            None => false,
        };
        // Of a task broken down by its figure each row says its part.
        let parted = || found.rows.len() > 1 && is_in_parts(context, of, found);
        if parted() {
            let clause = context.clauses[found.clauses[0]].clause;
            draft = draft.cause(in_parts(&clause.id)).at_most(Severity::Info);
        }
        if !found.restates || own() || part() || only_steps {
            draft = draft.at_most(Severity::Info).confidence(Confidence::Likely);
        }
        sink.report(draft);
    }
}

/// How a table says the body's tasks; worked out where it matters.
#[derive(Default)]
struct Ways {
    /// Whether it gives extracts of them.
    extracts: OnceCell<bool>,
    /// How many extracts it gives.
    cuts: OnceCell<usize>,
    /// How many clauses are said word for word, and of how many.
    whole: OnceCell<(usize, usize)>,
    /// Whether it has its own words.
    own: OnceCell<bool>,
}

/// What is told of a task whose words differ in some places.
fn draft<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    differences: &[&Difference],
    lang: Lang,
) -> Draft {
    let compared = context.compared(found);
    let first = differences.first().and_then(|first| compared.row_at(&first.right));
    let row = first.unwrap_or(found.rows[0]);
    let clause = context.clauses[found.clauses[0]].clause;
    let in_row = |shown: &Shown<'_>| {
        let span = compared.table.span(shown.right.clone());
        context.row_place(shown.row).narrowed(span, shown.table)
    };
    let mut all = differences.iter().map(|d| Shown::of(context, compared, d, row));
    let nothing = Shown { row, left: 0..0, right: 0..0, body: "", table: "" };
    let first = all.next().unwrap_or(nothing);
    let mut draft = Draft::new(in_row(&first), message(compared, differences, &first, lang))
        .related(
            context.clause_place(clause).narrowed(compared.body.span(first.left), first.body),
            lang.pick("正文在这里", "the body says").to_owned(),
        )
        .help(lang.pick("统一两处文字", "use the same words on both sides"))
        .about(&clause.id)
        .about(&format!("{}.content", row.id))
        .quote(first.body)
        .quote(first.table);
    for (nth, more) in all.enumerate() {
        draft = draft.quote(more.body).quote(more.table);
        if nth < MOST_MORE {
            draft = draft.related(in_row(&more), more.both_sides(compared, lang));
        }
    }
    // Units that a lost bracket left among the words (RF005).
    if let [only] = differences
        && unbalanced(&compared.body.text[only.left.clone()]).is_some()
    {
        draft = draft.cause(lost_bracket(&clause.id));
    }
    if found.rows.len() == 1 && row.content.is_some() {
        draft = draft.fix(false, replace(&row.spans.content, &compared.body.text));
    }
    draft
}

/// How the finding of a task opens: with the first place that differs, and how many more there are.
fn message(
    compared: &Compared<'_>,
    differences: &[&Difference],
    first: &Shown<'_>,
    lang: Lang,
) -> String {
    let lost = differences.first().is_some_and(|d| !d.left.is_empty() && d.right.is_empty());
    let mut message = match lost && first.body == compared.body.text {
        true => lang.pick(
            "文字不一致：表中没有这些文字".to_owned(),
            "the words differ: the table has none of them".to_owned(),
        ),
        false => {
            lang.pick("文字不一致：", "the words differ: ").to_owned()
                + &first.both_sides(compared, lang)
        }
    };
    let more = differences.len().saturating_sub(1);
    if more > 0 {
        message.push_str(&lang.pick(format!("，另有 {more} 处"), format!(", and {more} more")));
    }
    message
}

/// A difference as it is shown: the words of both sides, and where they stand.
struct Shown<'c> {
    row: &'c Row,
    left: Range<usize>,
    right: Range<usize>,
    body: &'c str,
    table: &'c str,
}

impl<'c> Shown<'c> {
    /// The difference with words around it that let it be read; `row` where no row has it.
    fn of(
        context: &Context<'_>,
        compared: &'c Compared<'_>,
        difference: &Difference,
        row: &'c Row,
    ) -> Shown<'c> {
        let (mut left, mut right) = show(context, compared, difference);
        let row = compared.row_at(&difference.right).unwrap_or(row);
        let (body, table) = (&compared.body.text, &compared.table.text);
        // What belongs to the row before it is not shown, nor the words around a whole part that one side lacks.
        right.start = right.start.max(compared.start_of(row).min(right.end));
        let mark =
            |range: &Range<usize>, text: &str| text[range.clone()].chars().all(is_punctuation);
        // A part that the other side has elsewhere is not said to be missing there.
        let lacks = |other: &str, words: &str| !other.contains(words.trim_matches(is_punctuation));
        if mark(&difference.left, body)
            && is_part(table, &difference.right, compared.start_of(row))
            && lacks(body, &table[difference.right.clone()])
        {
            left = difference.left.start..difference.left.start;
            right = words_of(table, &difference.right);
        } else if mark(&difference.right, table)
            && is_part(body, &difference.left, 0)
            && lacks(table, &body[difference.left.clone()])
        {
            left = words_of(body, &difference.left);
            right = difference.right.start..difference.right.start;
        }
        Shown { row, body: &body[left.clone()], table: &table[right.clone()], left, right }
    }

    /// What each side says there.
    fn both_sides(&self, compared: &Compared<'_>, lang: Lang) -> String {
        let (left, right) = (&compared.body.text, &compared.table.text);
        let has = |text: &str, words: &str| text.contains(words.trim_matches(is_punctuation));
        let elsewhere = self.body.is_empty() && has(left, self.table)
            || self.table.is_empty() && has(right, self.body);
        let side = |zh: &str, words: &str, en: &str| match words.is_empty() {
            true if elsewhere => lang.pick(format!("{zh}此处没有"), format!("nothing here {en}")),
            true => lang.pick(format!("{zh}没有"), format!("nothing {en}")),
            false => {
                let words = clip(words);
                lang.pick(format!("{zh}“{words}”"), format!("{words} {en}"))
            }
        };
        let body = side("正文", self.body, "in the body");
        let table = side("表中", self.table, "in the table");
        lang.pick(format!("{body}，{table}"), format!("{body}, {table}"))
    }
}

/// Whether a stretch of some words is all of one part or more, from one mark to the next; of a row's words,
/// which begin at a place.
fn is_part(text: &str, range: &Range<usize>, start: usize) -> bool {
    let words = &text[range.clone()];
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let inner = words.trim_matches(is_punctuation);
    let from = range.end - words.trim_start_matches(is_punctuation).len();
    let opens = words.starts_with(END_PART) || before.ends_with(END_PART) || from <= start;
    let ends = words.ends_with(END_PART) || behind.is_empty() || behind.starts_with(END_PART);
    opens && ends && inner.chars().count() >= LEAST_PART
}

/// Fewer characters between two marks are shown with the words around them.
const LEAST_PART: usize = 4;

/// How many places are shown beside the first.
const MOST_MORE: usize = 4;

/// Whether half of a table's rows, and more than three, or three of four differ from their clauses in
/// words: what differs in one of them is nobody's slip.
fn has_own_words<'a>(context: &Context<'a>, table: &TableAt<'a>) -> bool {
    let matches = table.matches.iter();
    let own = matches.filter(|found| explained(context, found).contains(&Why::Words)).count();
    let all = table.matches.len();
    own > 3 && own * 2 >= all || own >= 3 && own * 4 >= all * 3
}

/// Whether a third of a table's rows, and more than one, give a part of their clauses.
fn gives_extracts(context: &Context<'_>, table: &TableAt<'_>) -> bool {
    let extracts = extracts(context, table);
    extracts > 1 && extracts * 3 >= table.matches.len()
}

/// How many clauses a table gives a part of.
fn extracts(context: &Context<'_>, table: &TableAt<'_>) -> usize {
    table.matches.iter().filter(|found| is_extract(context, found).is_some()).count()
}

/// So many other rows, none of which is cut off, tell that the end of one is lost.
const LEAST_OTHERS: usize = 4;

/// What part of a clause a row gives, word for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extract {
    /// What it begins with.
    Opening,
    Other,
}

/// Whether rows give a part of their clause each, word for word, from one mark to another: its
/// figure (新增产值20亿元), or the noun of one with the measure behind it (核桃基地（万亩）).
fn is_extract(context: &Context<'_>, found: &Match<'_>) -> Option<Extract> {
    let bounds = |c: char| c.is_ascii_punctuation() || matches!(c, '、' | '。' | '“' | '”');
    let of_row = |row: &&Row| {
        let content = without_figures(row.content.as_ref()?);
        let noun = content.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
        let words = noun.map_or(content.as_str(), |(noun, _)| noun).trim_end_matches(bounds);
        let within = |at: &usize| {
            let clause = without_figures(&context.clauses[*at].clause.text);
            let from = clause.find(words)?;
            let (before, after) = (&clause[..from], &clause[from + words.len()..]);
            let whole = before.is_empty() && after.trim_end_matches(bounds).is_empty();
            // The verb before a noun and the figure behind it are what the columns say.
            let parted = before.is_empty() || before.ends_with(bounds);
            let part = !whole
                && (noun.is_some() || parted && (after.is_empty() || after.starts_with(bounds)));
            part.then_some(if before.is_empty() { Extract::Opening } else { Extract::Other })
        };
        if words.chars().count() < 4 { None } else { found.clauses.iter().find_map(within) }
    };
    let mut parts = found.rows.iter().map(of_row);
    let first = parts.next()??;
    let all = parts.all(|part| part.is_some());
    let opens = first == Extract::Opening && found.rows.len() == 1;
    all.then_some(if opens { Extract::Opening } else { Extract::Other })
}

/// Whether a row opens with a step of its own and goes on with the clause's words (修订贷款办法，…), or with a word
/// for what its goals say (提高普及率, beside 85% and 88%).
fn adds_a_step<'a>(context: &Context<'a>, found: &Match<'a>, d: &Difference) -> bool {
    const OPENERS: [&str; 6] = ["提高", "提升", "实现", "完成", "推动", "推进"];
    // What undoes the task or puts it off is no step to it.
    const CONTRARY: [&str; 8] = ["取消", "撤销", "暂缓", "暂停", "停止", "终止", "不再", "推迟"];
    let compared = context.compared(found);
    let (body, table) = (&compared.body.text, &compared.table.text);
    let added = &table[d.right.clone()];
    // A stop at the end of the row above may stand where the clause has another mark.
    let words = added.trim_start_matches(is_punctuation);
    let from = d.right.end - words.len();
    // One of several rows may go on with it, too.
    let last = || found.rows.len() > 1 && compared.opens_a_row(d.right.end);
    let at_an_end = compared.opens_a_row(from) || words.len() < added.len() && last();
    if CONTRARY.iter().any(|word| words.starts_with(word)) {
        return false;
    }
    if !body[d.left.clone()].chars().all(is_punctuation) || !at_an_end {
        return false;
    }
    let behind = &table[d.right.end..];
    let closed = words.ends_with(END_PART)
        || from > d.right.start && (behind.starts_with(END_PART) || last());
    let goals = || compared.row_at(&d.right).is_some_and(|row| !row.targets.is_empty());
    closed && !context.is_like_heading(found, words) || OPENERS.contains(&words) && goals()
}

/// Marks that end a part of a sentence.
const END_PART: [char; 6] = ['，', ',', '。', '；', ';', '：'];

/// Whether what a task's rows leave out has no figure but those that they name beside their words, in a goal;
/// or, where others are not word for word either, is how the task opens.
fn is_said_elsewhere<'a>(
    context: &Context<'a>,
    (table, found): (&TableAt<'a>, &Match<'a>),
    d: &Difference,
    others: bool,
) -> bool {
    let compared = context.compared(found);
    let (body, rows) = (&compared.body.text, &compared.table.text);
    let lost = &body[d.left.clone()];
    if !rows[d.right.clone()].chars().all(is_punctuation) {
        return false;
    }
    let (before, behind) = (&body[..d.left.start], &body[d.left.end..]);
    let begins = before.is_empty() || before.ends_with(END_PART) || lost.starts_with(END_PART);
    let whole =
        begins && (lost.ends_with(END_PART) || behind.is_empty() || behind.starts_with(END_PART));
    let goals = rows_with_goals(context, table, found);
    // 40座 among the steps of 新建公厕 is not that of 改造公厕.
    let named = |at: usize| {
        let before = &lost[..at];
        let name = before.rfind(is_punctuation).map_or(before, |mark| &before[mark..]);
        let name = plain(name);
        goals.iter().any(|words| plain(words).contains(name.trim_end_matches("达到")))
    };
    let said = |q: &&Quantity| {
        goals.iter().any(|words| places(words, &q.text).next().is_some())
            && places(lost, &q.text).next().is_none_or(named)
    };
    let own = context.of(found).flat_map(|at| &at.clause.quantities);
    let figures: Vec<&Quantity> = own.filter(|q| places(lost, &q.text).next().is_some()).collect();
    if figures.is_empty() {
        let opens = before.chars().all(is_punctuation) && compared.opens_a_row(d.right.start);
        return others && whole && opens;
    }
    // 达到88%, where the goal says so.
    let bare = || {
        let all: usize = figures.iter().map(|q| plain(&q.text).chars().count()).sum();
        plain(lost).chars().count() <= all + "达到".chars().count()
    };
    figures.iter().all(said) && (whole || bare())
}

/// What the rows of a task say, in their goals too.
fn rows_with_goals<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    found: &Match<'a>,
) -> Vec<&'a str> {
    let goals = |row: &'a Row| row.targets.iter().map(|target| target.text.as_str());
    let rows = context.rows_of(table, found).into_iter();
    rows.flat_map(|row| row.content.as_deref().into_iter().chain(goals(row))).collect()
}

/// Whether what rows leave out of a clause has a figure: 引进医师20名 is a task of its own.
fn lost_figure<'a>(context: &Context<'a>, table: &TableAt<'a>, found: &Match<'a>) -> bool {
    let said = |words: &str, q: &Quantity| places(words, &q.text).next().is_some();
    let own = context.of(found).flat_map(|at| &at.clause.quantities);
    // A row that no clause orders may have it.
    let without = table.table.rows.iter().filter(|row| row.clause.is_none());
    let rows: Vec<&Row> = context.rows_of(table, found).into_iter().chain(without).collect();
    let rows = || rows.iter().filter_map(|row| row.content.as_deref());
    own.filter(|q| q.measure.is_some()).any(|q| !rows().any(|words| said(words, q)))
}

fn clip(words: &str) -> String {
    crate::words::shorten(words, 30)
}
