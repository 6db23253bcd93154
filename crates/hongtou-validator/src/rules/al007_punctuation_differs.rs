use std::collections::{BTreeMap, BTreeSet};

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::why::{Why, explained, is_stop};
use crate::words::shorten;

rule! {
    /// Clause and row differ in punctuation only.
    ///
    /// ## What it checks
    /// Stops, commas and other marks where all the words agree.
    ///
    /// ## Why it matters
    /// It seldom changes what is ordered, but it shows that one side was edited and the other not.
    ///
    /// ## Example
    /// Body: `甲行动，乙行动。`. Table: `甲行动、乙行动。`. After: the same mark.
    ///
    /// ## What to do
    /// Use the same marks on both sides.
    ///
    /// ## Stays silent
    /// For widths (TY001), for a final stop that table cells leave out, for the stop of each of several
    /// rows of one task where that goes on behind a comma, where words differ too (AL003), and where the mark between quotes is the whole difference (TY002). Where most rows
    /// have one mark for another it is told once.
    ///
    /// ## Authority
    /// practice; the marks themselves: GB/T 15834-2011.
    zh "
正文与表只有标点不同。

## 检查什么
文字全部相同而标点不同之处。

## 为什么重要
多半不影响任务本身，但说明只改了一边。

## 示例
正文：`甲行动，乙行动。`；表：`甲行动、乙行动。`。改后：标点一致。

## 怎么办
两处用同样的标点。

## 何时不报
全半角不同归 TY001；单元格末尾省去句号的，一项任务分作几行、行末的句号与正文那里的逗号不同的，不报；文字也不同的归 AL003；只差引号之间顿号的归 TY002；多数行都是同一种差别的，只报一次。

## 依据
惯例；标点用法见 GB/T 15834-2011。
"
    AL007 "punctuation-differs" Info "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut held = 0usize;
    let mut found = Vec::new();
    for (_, link) in context.matches().filter(|(_, link)| link.restates) {
        held += 1;
        let compared = context.compared(link);
        if compared.differences.is_empty() {
            continue;
        }
        let why = explained(context, link);
        if why.contains(&Why::Words) {
            continue;
        }
        let (body, table) = (&compared.body.text, &compared.table.text);
        let marks: Vec<_> = compared
            .differences
            .iter()
            .zip(&why)
            .filter(|(d, why)| {
                let last = d.left.end == body.len() && d.right.end == table.len();
                // A row of a part ends in a stop of its own, or in none.
                let cut = (1..table.len()).contains(&d.right.end)
                    && compared.opens_a_row(d.right.end)
                    && is_stop(&body[d.left.clone()])
                    && is_stop(&table[d.right.clone()]);
                **why == Why::Punctuation
                    && !cut
                    && !(last && (d.left.is_empty() || d.right.is_empty()))
            })
            .map(|(d, _)| d)
            .collect();
        if !marks.is_empty() {
            found.push((link, compared, marks));
        }
    }
    // Where most rows have one mark for another, the table has its own way, and that is told once.
    let pair = |at: usize| -> Option<(&str, &str)> {
        let (_, compared, marks) = &found[at];
        let pairs = marks.iter().map(|d| {
            let (body, table) = (&compared.body.text, &compared.table.text);
            (body[d.left.clone()].trim(), table[d.right.clone()].trim())
        });
        let first = pairs.clone().next()?;
        pairs.clone().all(|pair| pair == first).then_some(first)
    };
    let pairs: Vec<_> = (0..found.len()).map(pair).collect();
    let mut rows = BTreeMap::new();
    for pair in pairs.iter().flatten() {
        *rows.entry(*pair).or_insert(0usize) += 1;
    }
    let mut told = BTreeSet::new();
    for (at, (link, compared, marks)) in found.iter().enumerate() {
        let same = pairs[at].and_then(|pair| rows.get(&pair).copied()).unwrap_or(1);
        let habit = same >= 3 && same * 2 >= held;
        if habit && !told.insert(pairs[at]) {
            continue;
        }
        let Some(first) = marks.first() else { continue };
        let (body, table) = (&compared.body.text, &compared.table.text);
        let around = |text: &str, range: &std::ops::Range<usize>| {
            let left: usize = text[..range.start].chars().rev().take(2).map(char::len_utf8).sum();
            let right: usize = text[range.end..].chars().take(2).map(char::len_utf8).sum();
            text[range.start - left..range.end + right].to_owned()
        };
        let (a, b) = (around(body, &first.left), around(table, &first.right));
        let (row, clause) = (link.rows[0], context.clauses[link.clauses[0]].clause);
        let more = marks.len() - 1;
        let mut message = lang.pick(
            format!("标点不一致：正文“{}”，表中“{}”", shorten(&a, 20), shorten(&b, 20)),
            format!(
                "punctuation differs: {} in the body, {} in the table",
                shorten(&a, 20),
                shorten(&b, 20)
            ),
        );
        if habit {
            message.push_str(
                &lang.pick(format!("，{same} 行都这样"), format!(", and so in {same} rows")),
            );
        } else if more > 0 {
            message.push_str(&lang.pick(format!("，另有 {more} 处"), format!(", and {more} more")));
        }
        sink.report(
            Draft::new(
                context.row_place(row).narrowed(compared.table.span(first.right.clone()), &b),
                message,
            )
            .quote(&a)
            .quote(&b)
            .about(&clause.id)
            .related(
                context.clause_place(clause).narrowed(compared.body.span(first.left.clone()), &a),
                lang.pick("正文在这里", "the body says").to_owned(),
            )
            .help(lang.pick("两处用同样的标点", "use the same marks on both sides")),
        );
    }
}
