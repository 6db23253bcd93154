use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hongtou_model::Lang;

use crate::context::{Compared, Context, Match};
use crate::diff::Difference;
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
    let held = context.matches().filter(|(_, link)| link.restates).count();
    let found: Vec<Marks<'_, '_>> = context
        .matches()
        .filter(|(_, link)| link.restates)
        .filter_map(|(_, link)| Marks::of(context, link))
        .collect();
    // Where most rows have one mark for another, the table has its own way, and that is told once.
    let mut rows = BTreeMap::new();
    for pair in found.iter().filter_map(Marks::pair) {
        *rows.entry(pair).or_insert(0usize) += 1;
    }
    let mut told = BTreeSet::new();
    for marks in &found {
        let pair = marks.pair();
        let same = pair.and_then(|pair| rows.get(&pair).copied()).unwrap_or(1);
        let habit = same >= 3 && same * 2 >= held;
        if habit && !told.insert(pair) {
            continue;
        }
        sink.report(marks.draft(context, habit.then_some(same), lang));
    }
}

/// The marks that a clause and its row have for each other.
struct Marks<'m, 'a> {
    link: &'m Match<'a>,
    compared: &'m Compared<'a>,
    first: &'m Difference,
    more: Vec<&'m Difference>,
}

impl<'m, 'a> Marks<'m, 'a> {
    /// Those of a clause and a row of the same words.
    fn of(context: &'m Context<'a>, link: &'m Match<'a>) -> Option<Marks<'m, 'a>> {
        let compared = context.compared(link);
        if compared.differences.is_empty() {
            return None;
        }
        let why = explained(context, link);
        if why.contains(&Why::Words) {
            return None;
        }
        let (body, table) = (&compared.body.text, &compared.table.text);
        let is_mark = |(d, why): &(&Difference, &Why)| {
            let last = d.left.end == body.len() && d.right.end == table.len();
            // A row of a part ends in a stop of its own, or in none.
            let cut = (1..table.len()).contains(&d.right.end)
                && compared.opens_a_row(d.right.end)
                && is_stop(&body[d.left.clone()])
                && is_stop(&table[d.right.clone()]);
            **why == Why::Punctuation
                && !cut
                && !(last && (d.left.is_empty() || d.right.is_empty()))
        };
        let mut marks = compared.differences.iter().zip(&why).filter(is_mark).map(|(d, _)| d);
        Some(Marks { link, compared, first: marks.next()?, more: marks.collect() })
    }

    /// The mark of the body and that of the table, where there are no others.
    fn pair(&self) -> Option<(&str, &str)> {
        let (body, table) = (&self.compared.body.text, &self.compared.table.text);
        let pair = |d: &Difference| (body[d.left.clone()].trim(), table[d.right.clone()].trim());
        let first = pair(self.first);
        self.more.iter().all(|d| pair(d) == first).then_some(first)
    }

    /// What is told of them; `rows` is how many rows have them so, where that is the table's habit.
    fn draft(&self, context: &Context<'_>, rows: Option<usize>, lang: Lang) -> Draft {
        let Marks { link, compared, first, more } = self;
        let around = |text: &str, range: &Range<usize>| {
            let left: usize = text[..range.start].chars().rev().take(2).map(char::len_utf8).sum();
            let right: usize = text[range.end..].chars().take(2).map(char::len_utf8).sum();
            text[range.start - left..range.end + right].to_owned()
        };
        let (a, b) =
            (around(&compared.body.text, &first.left), around(&compared.table.text, &first.right));
        let (short_a, short_b) = (shorten(&a, 20), shorten(&b, 20));
        let mut message = lang.pick(
            format!("标点不一致：正文“{short_a}”，表中“{short_b}”"),
            format!("punctuation differs: {short_a} in the body, {short_b} in the table"),
        );
        let more = more.len();
        if let Some(rows) = rows {
            message.push_str(
                &lang.pick(format!("，{rows} 行都这样"), format!(", and so in {rows} rows")),
            );
        } else if more > 0 {
            message.push_str(&lang.pick(format!("，另有 {more} 处"), format!(", and {more} more")));
        }
        let (row, clause) = (link.rows[0], context.clauses[link.clauses[0]].clause);
        let place = context.row_place(row).narrowed(compared.table.span(first.right.clone()), &b);
        let said =
            context.clause_place(clause).narrowed(compared.body.span(first.left.clone()), &a);
        Draft::new(place, message)
            .quote(&a)
            .quote(&b)
            .about(&clause.id)
            .related(said, lang.pick("正文在这里", "the body says").to_owned())
            .help(lang.pick("两处用同样的标点", "use the same marks on both sides"))
    }
}
