use crate::context::Context;
use crate::figures::{opposed, same_measure, same_value};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::why::figures;

rule! {
    /// Clause and row count the same figure in another measure.
    ///
    /// ## What it checks
    /// Figures of clause and row that pair and are equal, with what they are counted in.
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
    /// Where the figure differs too (NU001), and for widths and spaces.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表数字相同而计量单位不同。

## 检查什么
配对且数值相等的数字的计量单位。

## 为什么重要
6 批次/千人与 6 批次/万人不是一个目标。

## 示例
正文：`新建8个`；表：`新建8家`。改后：单位一致。

## 怎么办
两边用同一计量单位。

## 何时不报
数值也不同的归 NU001；全半角和空格不算。

## 依据
惯例
"
    NU003 "measure-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (_, found) in context.matches().filter(|(_, found)| found.restates) {
        if context.compared(found).differences.is_empty() {
            continue;
        }
        for (a, b) in figures(context, found).unequal {
            if !same_value(a, b) || opposed(a, b) || same_measure(a, b) {
                continue;
            }
            let (clause, row) = (context.clauses[found.clauses[0]].clause, found.rows[0]);
            let message = lang.pick(
                format!("计量单位不一致：正文{}，表中{}", a.text, b.text),
                format!("the measures differ: {} in the body, {} in the table", a.text, b.text),
            );
            sink.report(
                Draft::new(Place::new(&format!("{}.content", row.id), &b.span, &b.text), message)
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
