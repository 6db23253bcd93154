use hongtou_model::Quantity;

use crate::context::{Context, target_id};
use crate::figures::{names_shorter, same_measure, same_metric, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::figures;

rule! {
    /// A figure that only the table gives.
    ///
    /// ## What it checks
    /// Figures of the row, its targets included, for something that the clause gives no figure for.
    /// One finding for a row.
    ///
    /// ## Why it matters
    /// The table sets a goal that the body did not decide, or the body forgot to say it.
    ///
    /// ## Example
    /// Body: `推进快检服务。`. Table, 二季度: `完成20万批次快检任务`. After: the figure in the body, or the
    /// knowledge that it was meant so.
    ///
    /// ## What to do
    /// Say the figure in the body, where it is a goal of the year.
    ///
    /// ## Stays silent
    /// For steps on the way to a figure that the clause gives, and for percentages of the task itself
    /// (完成全年任务的30%).
    ///
    /// ## Authority
    /// heuristic
    zh "
只有表里才有的数字。

## 检查什么
行的内容和目标里的数字，而正文任务对该事项没有给出数字。每行报一次。

## 为什么重要
表里定了正文没有定的指标，或者正文漏写。

## 示例
正文：`推进快检服务。`；表的二季度：`完成20万批次快检任务`。改后：正文也写明，或确认有意如此。

## 怎么办
属于全年指标的，写进正文。

## 何时不报
正文已有指标的分步数字，以及任务自身的百分比（完成全年任务的30%），不报。

## 依据
经验判断
"
    NU002 "quantity-only-in-table" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (_, found) in context.matches().filter(|(_, found)| found.restates) {
        let body: Vec<&Quantity> = context.of(found).flat_map(|c| &c.clause.quantities).collect();
        for row in &found.rows {
            let mut first: Option<Place> = None;
            let mut texts: Vec<&str> = Vec::new();
            let back = context.put_back(row);
            let mut remains = false;
            let mut add = |q: &'_ Quantity, id: String| {
                first.get_or_insert_with(|| Place::new(&id, &q.span, &q.text));
            };
            if !row.quantities.is_empty() && !context.compared(found).differences.is_empty() {
                for q in figures(context, found).right {
                    // 一次, which is no figure, is 1次 all the same.
                    let one = |measure: &str| {
                        let words = format!("一{measure}");
                        q.value == "1"
                            && context.of(found).any(|at| at.clause.text.contains(&words))
                    };
                    let said = q.measure.as_deref().is_some_and(one);
                    if !said && row.quantities.iter().any(|own| std::ptr::eq(own, q)) {
                        add(q, format!("{}.content", row.id));
                        texts.push(&q.text);
                    }
                }
            }
            for (at, target) in row.targets.iter().enumerate() {
                for q in &target.quantities {
                    // A share of the task itself is no figure of its own.
                    if q.measure.as_deref() == Some("%") && target.text.contains("任务") {
                        continue;
                    }
                    let is_its_goal = |b: &Quantity| {
                        same_measure(b, q)
                            && (same_metric(b, q)
                                || names_shorter(q, b)
                                || same_value(b, q)
                                || q.metric.is_none())
                    };
                    let known = body.iter().copied().chain(&row.quantities).any(is_its_goal);
                    if !known && !texts.contains(&q.text.as_str()) {
                        add(q, target_id(row, at));
                        // Beside the content that it belongs to it may be known.
                        let mut back = back.iter().flat_map(|back| context.of(back));
                        remains |= !back.any(|at| at.clause.quantities.iter().any(is_its_goal));
                        texts.push(&q.text);
                    }
                }
            }
            let Some(place) = first else { continue };
            let list = texts.join("、");
            let clause = context.clauses[found.clauses[0]].clause;
            let message = lang.pick(
                format!("只有表里有的数字：{list}"),
                format!("figures that only the table gives: {list}"),
            );
            sink.report(
                Draft::new(place, message)
                    .quote(&list)
                    .remains(remains)
                    .about(&clause.id)
                    .related(
                        context.clause_place(clause),
                        lang.pick("正文的任务", "the clause").to_owned(),
                    )
                    .help(lang.pick(
                        "属于全年指标的，写进正文",
                        "say it in the body, where it is a goal of the year",
                    )),
            );
        }
    }
}
