use hongtou_model::{Confidence, Severity};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink, replace};
use crate::why::{Why, explained, show};

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
    /// difference; where one side numbers its parts (一是), or says in its words the day that the
    /// other has beside them, in a column or a bracket; for a table that does not say the body's
    /// words again it is an info, and only where most words agree.
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
差异全是数字（NU001、NU003）、日期（DT001）或标点（AL007）的不报；只有一边写序号（一是），或一边写在文中的期限另一边写在时限栏、括号里的，不报；不复述正文的表只提示，且仅在大部分文字相同时提示。

## 依据
惯例
"
    AL003 "text-differs" Warning "practice" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (_, found) in context.matches() {
        let compared = context.compared(found);
        if compared.differences.is_empty() || compared.table.text.is_empty() {
            continue;
        }
        if !found.restates && compared.likeness() < 0.6 {
            continue;
        }
        let rest: Vec<_> = explained(context, found)
            .into_iter()
            .zip(&compared.differences)
            .filter(|(why, _)| *why == Why::Words)
            .map(|(_, difference)| difference)
            .collect();
        let Some(first) = rest.first() else { continue };
        let (left, right) = show(context, compared, first);
        let (body, table) =
            (&compared.body.text[left.clone()], &compared.table.text[right.clone()]);
        let more = rest.len() - 1;
        let mut message = match (first.left.is_empty(), first.right.is_empty()) {
            (false, true) if body == compared.body.text.as_str() => lang.pick(
                "文字不一致：表中没有这些文字".to_owned(),
                "the words differ: the table has none of them".to_owned(),
            ),
            _ => lang.pick(
                format!("文字不一致：正文“{}”，表中“{}”", clip(body), clip(table)),
                format!(
                    "the words differ: {} in the body, {} in the table",
                    clip(body),
                    clip(table)
                ),
            ),
        };
        if more > 0 {
            message.push_str(&lang.pick(format!("，另有 {more} 处"), format!(", and {more} more")));
        }
        let row = found.rows[0];
        let first_clause = found.clauses[0];
        let clause = context.clauses[first_clause].clause;
        let (row_span, clause_span) =
            (compared.table.span(right.clone()), compared.body.span(left.clone()));
        let mut draft = Draft::new(context.row_place(row).narrowed(row_span, table), message)
            .related(
                context.clause_place(clause).narrowed(clause_span, body),
                lang.pick("正文在这里", "the body says").to_owned(),
            )
            .help(lang.pick("统一两处文字", "use the same words on both sides"))
            .about(&clause.id);
        for difference in &rest {
            let (left, right) = show(context, compared, difference);
            draft = draft.quote(&compared.body.text[left]).quote(&compared.table.text[right]);
        }
        for difference in rest.iter().skip(1).take(4) {
            let (left, right) = show(context, compared, difference);
            let (body, table) = (&compared.body.text[left], &compared.table.text[right.clone()]);
            draft = draft.related(
                context.row_place(row).narrowed(compared.table.span(right), table),
                lang.pick(
                    format!("正文“{}”，表中“{}”", clip(body), clip(table)),
                    format!("{} in the body, {} in the table", clip(body), clip(table)),
                ),
            );
        }
        if found.rows.len() == 1 && row.content.is_some() {
            draft = draft.fix(false, replace(&row.spans.content, &compared.body.text));
        }
        if !found.restates {
            draft = draft.at_most(Severity::Info).confidence(Confidence::Likely);
        }
        sink.report(draft);
    }
}

fn clip(words: &str) -> String {
    crate::words::shorten(words, 30)
}
