use hongtou_model::Quantity;

use crate::context::{Context, Match, target_id};
use crate::figures::{opposed, same_measure, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::figures;

rule! {
    /// Clause and row count the same figure in another measure.
    ///
    /// ## What it checks
    /// Figures of clause and row that pair and are equal, with what they are counted in. In a table in
    /// other words only whether those of one name count each time or each one (人次, 人).
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
配对且数值相等的数字的计量单位；不复述正文的表，只看同名数字是否按次计（人次、人）。

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
            let message = lang.pick(
                format!("计量单位不一致：正文{}，表中{}", a.text, b.text),
                format!("the measures differ: {} in the body, {} in the table", a.text, b.text),
            );
            sink.report(
                Draft::new(Place::new(&place, &b.span, &b.text), message)
                    .quote(&a.text)
                    .quote(&b.text)
                    .about(&clause.id)
                    .related(
                        Place::new(&clause.id, &a.span, &a.text),
                        lang.pick("正文写的是", "the body says").to_owned(),
                    )
                    .help(lang.pick("两边用同一计量单位", "use the same measure on both sides")),
            );
        }
    }
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
