use hongtou_model::{Lang, Quantity, Row, Target};

use crate::context::{Context, Match, target_id};
use crate::figures::{opposed, same_measure, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::{figures, measures};
use crate::words::plain;

rule! {
    /// Clause and row count the same figure in another measure.
    ///
    /// ## What it checks
    /// Figures of clause and row that pair and are equal, with what they are counted in. In a table in
    /// other words only whether those of one name count each time or each one (人次, 人). And a share
    /// whose measure is lost or an amount's (90%, 90元), and a goal in another measure of the kind than each of
    /// the row's other goals in the same words (40件, 60起, 80件).
    ///
    /// ## Why it matters
    /// 6 批次/千人 and 6 批次/万人 are not one goal.
    ///
    /// ## Example
    /// Body: `新建8个`. Table: `新建8家`. After: one measure.
    ///
    /// ## What to do
    /// Use the same measure on both sides.
    ///
    /// ## Stays silent
    /// Where the figure differs too (NU001), for widths and spaces, and in a table in other words for 场次 beside 场.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表数字相同而计量单位不同。

## 检查什么
配对且数值相等的数字的计量单位；不复述正文的表，只看同名数字是否按次计（人次、人）。比率丢掉计量单位或写成金额的（90%、90元），以及同一行各期目标文字相同、只有一期用了另一个同类量词的（40件、60起、80件）。

## 为什么重要
6 批次/千人与 6 批次/万人不是一个目标。

## 示例
正文：`新建8个`；表：`新建8家`。改后：单位一致。

## 怎么办
两边用同一计量单位。

## 何时不报
数值也不同的归 NU001；全半角和空格不算；不复述正文的表，场次与场不算。

## 依据
惯例
"
    NU003 "measure-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    check_alone(context, sink);
    let lang = sink.lang();
    for (_, found) in context.matches() {
        if found.restates && context.compared(found).differences.is_empty() {
            continue;
        }
        let pairs =
            if found.restates { figures(context, found).unequal } else { times(context, found) };
        for (a, b) in pairs {
            if !same_value(a, b) || opposed(a, b) || same_measure(a, b) {
                continue;
            }
            let (clause, row) = (context.clauses[found.clauses[0]].clause, found.rows[0]);
            let target = row
                .targets
                .iter()
                .position(|target| target.quantities.iter().any(|q| std::ptr::eq(q, b)));
            let place =
                target.map_or_else(|| format!("{}.content", row.id), |at| target_id(row, at));
            let at = Place::new(&place, &b.span, &b.text);
            sink.report(differs(lang, (a, &clause.id), at));
        }
    }
}

/// Tells of figures that the words around them do not tell to be the clause's: of a measure that is all that
/// differs, and of one that is not that of the row's other goals.
fn check_alone(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (_, found) in context.matches() {
        if found.restates {
            check_words(context, found, sink);
        }
    }
    for (_, row) in context.rows() {
        check_goals(row, sink);
    }
}

/// Finds measures that alone differ: 90%, 90元.
fn check_words<'a>(context: &Context<'a>, found: &Match<'a>, sink: &mut Sink<'_>) {
    let compared = context.compared(found);
    if compared.differences.is_empty() {
        return;
    }
    let known = figures(context, found).unequal;
    for d in &compared.differences {
        let Some((a, range)) = measures(context, found, d) else { continue };
        if known.iter().any(|(own, _)| std::ptr::eq(*own, a)) {
            continue;
        }
        let clause = context.clauses[found.clauses[0]].clause;
        let row = compared.row_at(&range).unwrap_or(found.rows[0]);
        let place = Place::new(
            &format!("{}.content", row.id),
            &compared.table.span(range.clone()),
            &compared.table.text[range],
        );
        sink.report(differs(sink.lang(), (a, &clause.id), place));
    }
}

/// Words that count the same things, so that one of them among others is a slip: 3期 beside 200人 is none.
const COUNTERS: [&[&str]; 4] = [
    &["件", "起", "宗", "例"],
    &["个", "处", "座", "所", "家"],
    &["人", "名", "位"],
    &["家", "户"],
];

/// Finds a goal of a row in another measure than its other goals, which are else in the same words: 40件, 60起,
/// 80件.
fn check_goals(row: &Row, sink: &mut Sink<'_>) {
    const LEAST: usize = 2;
    if row.targets.len() <= LEAST {
        return;
    }
    let all = || row.targets.iter().enumerate();
    for (at, target) in all() {
        let Some((b, words, measure)) = counted(target) else { continue };
        let mut rest = all().filter(|(other, _)| *other != at).map(|(_, target)| counted(target));
        let Some(Some((first, _, other))) = rest.next() else { continue };
        let alike = rest.all(|rest| rest.is_some_and(|(.., measure)| measure == other));
        let like = |of: &&[&str]| of.contains(&measure) && of.contains(&other);
        let same_words = all().all(|(_, target)| counted(target).is_some_and(|own| own.1 == words));
        if measure == other || !alike || !same_words || !COUNTERS.iter().any(like) {
            continue;
        }
        let place = Place::new(&target_id(row, at), &b.span, &b.text);
        let message = sink.lang().pick(
            format!("计量单位不一致：这一期{}，其他各期如{}", b.text, first.text),
            format!("the measures differ: {} here, {} in another period", b.text, first.text),
        );
        let nth = all().find(|(_, t)| t.quantities.iter().any(|q| std::ptr::eq(q, first)));
        let near = Place::new(
            &nth.map_or_else(|| row.id.to_string(), |(nth, _)| target_id(row, nth)),
            &first.span,
            &first.text,
        );
        sink.report(
            Draft::new(place, message)
                .quote(&b.text)
                .quote(&first.text)
                .related(near, sink.lang().pick("另一期", "another period").to_owned())
                .help(
                    sink.lang().pick("各期用同一计量单位", "use the same measure in all periods"),
                ),
        );
    }
}

/// The one figure of a target, with the words around it and what it counts.
fn counted(target: &Target) -> Option<(&Quantity, String, &str)> {
    let [q] = target.quantities.as_slice() else { return None };
    let (before, behind) = target.text.split_once(q.text.as_str())?;
    Some((q, format!("{}|{}", plain(before), plain(behind)), q.measure.as_deref()?))
}

/// What is said of two measures of one figure: the body's with its clause, and the table's place.
fn differs(lang: Lang, (a, clause): (&Quantity, &str), at: Place) -> Draft {
    let message = lang.pick(
        format!("计量单位不一致：正文{}，表中{}", a.text, at.text),
        format!("the measures differ: {} in the body, {} in the table", a.text, at.text),
    );
    let theirs = at.text.clone();
    Draft::new(at, message)
        .quote(&a.text)
        .quote(&theirs)
        .about(clause)
        .related(
            Place::new(clause, &a.span, &a.text),
            lang.pick("正文写的是", "the body says").to_owned(),
        )
        .help(lang.pick("两边用同一计量单位", "use the same measure on both sides"))
}

/// Figures of a row in other words that are the clause's but for what they count: each time (人次), or
/// each one (人).
fn times<'a>(context: &Context<'a>, found: &Match<'a>) -> Vec<(&'a Quantity, &'a Quantity)> {
    let ([row], [clause]) = (&found.rows[..], &found.clauses[..]) else { return Vec::new() };
    let goals = row.targets.iter().filter(|target| target.period.is_none());
    let right: Vec<&Quantity> =
        row.quantities.iter().chain(goals.flat_map(|target| &target.quantities)).collect();
    let left = &context.clauses[*clause].clause.quantities;
    let of_times = |a: &Quantity, b: &Quantity| {
        let measures = a.measure.as_deref().zip(b.measure.as_deref());
        // 场次 and 批次 are what 场 and 批 are.
        measures.is_some_and(|(a, b)| {
            a.strip_suffix('次') == Some(b) && matches!(b, "人" | "户" | "家")
        })
    };
    let both = |a: &Quantity, b: &Quantity| {
        same_value(a, b) && (of_times(a, b) || of_times(b, a)) && ends_alike(a, b)
    };
    let alone = |q: &Quantity| {
        let of_value = |other: &&Quantity| same_value(other, q);
        left.iter().filter(of_value).count() == 1
            && right.iter().copied().filter(|other| of_value(other)).count() == 1
    };
    left.iter()
        .flat_map(|a| right.iter().map(move |&b| (a, b)))
        .filter(|&(a, b)| both(a, b) && alone(a))
        .collect()
}

/// Whether two figures are of things whose names end in the same word.
fn ends_alike(a: &Quantity, b: &Quantity) -> bool {
    let (Some(a), Some(b)) = (&a.metric, &b.metric) else { return false };
    let common = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y);
    common.count() > 1
}
