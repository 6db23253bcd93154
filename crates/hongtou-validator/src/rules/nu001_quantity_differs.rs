use crate::context::Context;
use crate::figures::{opposed, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::{Why, explained, figures, numbers};

rule! {
    /// Clause and row give another figure for the same thing.
    ///
    /// ## What it checks
    /// The figures of a clause against those of its row, paired by what they measure and by their
    /// place; also a floor (不低于) against a ceiling (不超过). In a table that says the body's words
    /// again, also numbers that count nothing, such as an age (80周岁).
    ///
    /// ## Why it matters
    /// The figure is what the task is judged by.
    ///
    /// ## Example
    /// Body: `合格率达到97%`. Table: `合格率达到95%`. After: one figure.
    ///
    /// ## What to do
    /// Find out which was decided, and put the other right.
    ///
    /// ## Stays silent
    /// For quarterly targets (QT001, QT002), for 达到 against ≥ (AL003 shows the words), and where
    /// only the measure differs (NU003).
    ///
    /// ## Authority
    /// practice
    zh "
正文与表对同一事项的数字不同。

## 检查什么
任务中的数字与对应行的数字，按所指事项和位置配对比较；也比较下限（不低于）与上限（不超过）。复述正文的表，还比较不计数的数字，如年龄（80周岁）。

## 为什么重要
考核看的就是这个数字。

## 示例
正文：`合格率达到97%`；表：`合格率达到95%`。改后：数字一致。

## 怎么办
查明哪个是审定的数字，改正另一处。

## 何时不报
季度目标归 QT001、QT002；“达到”与“≥”的差别归 AL003；只有计量单位不同的归 NU003。

## 依据
惯例
"
    NU001 "quantity-differs" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (_, found) in context.matches() {
        let compared = context.compared(found);
        if compared.differences.is_empty() {
            continue;
        }
        for (a, b) in figures(context, found).unequal {
            if same_value(a, b) && !opposed(a, b) {
                continue;
            }
            let clause = context
                .of(found)
                .find(|at| at.clause.quantities.iter().any(|q| std::ptr::eq(q, a)))
                .unwrap_or(context.clauses[found.clauses[0]]);
            let row = found
                .rows
                .iter()
                .find(|row| row.quantities.iter().any(|q| std::ptr::eq(q, b)))
                .unwrap_or(&found.rows[0]);
            let metric = a.metric.as_deref().or(b.metric.as_deref()).unwrap_or_default();
            let message = lang.pick(
                format!("{metric}数字不一致：正文{}，表中{}", a.text, b.text),
                format!(
                    "the figures differ: {metric} {} in the body, {} in the table",
                    a.text, b.text
                ),
            );
            sink.report(
                Draft::new(Place::new(&format!("{}.content", row.id), &b.span, &b.text), message)
                    .quote(&a.text)
                    .quote(&b.text)
                    .about(&clause.clause.id)
                    .related(
                        Place::new(&clause.clause.id, &a.span, &a.text),
                        lang.pick("正文写的是", "the body says").to_owned(),
                    )
                    .help(lang.pick(
                        "查明审定的数字，改正另一处",
                        "find out which was decided, and put the other right",
                    )),
            );
        }
        let mut before = None;
        for (why, difference) in explained(context, found).iter().zip(&compared.differences) {
            let Some((left, right)) = numbers(compared, difference).filter(|_| *why == Why::Number)
            else {
                continue;
            };
            // Two places of one number differ.
            if before.replace(left.clone()) == Some(left.clone()) {
                continue;
            }
            let clause = context.clauses[found.clauses[0]].clause;
            let (body, table) =
                (&compared.body.text[left.clone()], &compared.table.text[right.clone()]);
            let message = lang.pick(
                format!("数字不一致：正文{body}，表中{table}"),
                format!("the numbers differ: {body} in the body, {table} in the table"),
            );
            let place = context.row_place(found.rows[0]);
            sink.report(
                Draft::new(place.narrowed(compared.table.span(right), table), message)
                    .quote(body)
                    .quote(table)
                    .about(&clause.id)
                    .related(
                        context.clause_place(clause).narrowed(compared.body.span(left), body),
                        lang.pick("正文写的是", "the body says").to_owned(),
                    )
                    .help(lang.pick(
                        "查明哪个是审定的数字，改正另一处",
                        "find out which was decided, and put the other right",
                    )),
            );
        }
    }
}
