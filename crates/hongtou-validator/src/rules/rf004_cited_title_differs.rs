use std::collections::HashMap;

use hongtou_model::Reference;

use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;

rule! {
    /// One document number is cited with two titles, or one title with two numbers.
    ///
    /// ## What it checks
    /// All citations of the notice that have a title and a number, of a document or a standard.
    ///
    /// ## Why it matters
    /// One of the two leads to another document.
    ///
    /// ## Example
    /// `苏办〔2021〕3号《河道管护工作要点》` and `苏办〔2021〕5号《河道管护工作要点》`. After: one number.
    ///
    /// ## What to do
    /// Look the document up, and put the other citation right.
    ///
    /// ## Stays silent
    /// For short titles (《通知》), where one title is the other shortened, and for one title with the
    /// numbers of two agencies that differ in their figures as well (国发〔2015〕23号, 苏政发〔2015〕90号):
    /// each may issue its own.
    ///
    /// ## Authority
    /// practice; title before number when a document is cited comes from 国家行政机关公文处理办法
    /// (2000, superseded), article 25.
    zh "
同一文号配了两个标题，或同一标题配了两个文号。

## 检查什么
通知中同时写明标题和文号（或标准号）的所有引用。

## 为什么重要
两处之一会引到另一份文件。

## 示例
`苏办〔2021〕3号《河道管护工作要点》` 与 `苏办〔2021〕5号《河道管护工作要点》`。改后：文号一致。

## 怎么办
查对原文件，改正另一处。

## 何时不报
过短的标题（《通知》），一个标题是另一个简称的，以及同一标题而发文机关代字和年份序号都不同的（国发〔2015〕23号、苏政发〔2015〕90号，各有其文），不报。

## 依据
惯例；引用公文先引标题、后引发文字号，出自原《国家行政机关公文处理办法》（2000年）第二十五条。
"
    RF004 "cited-title-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut by_number: HashMap<String, (String, Place)> = HashMap::new();
    let mut by_title: HashMap<String, Vec<(String, Place)>> = HashMap::new();
    let mut reported: Vec<(String, String)> = Vec::new();
    each_reference(context, &mut |reference, id| {
        let number = reference.document_number.as_ref().or(reference.standard.as_ref());
        let (Some(title), Some(number)) = (&reference.title, number) else { return };
        let (title, number) = (plain(title), plain(number));
        if title.chars().count() < 6 {
            return;
        }
        let place = || Place::new(&id(), &reference.span, &reference.text);
        let clash = match by_number.get(&number) {
            Some((other, first))
                if *other != title
                    && !other.contains(&title)
                    && !title.contains(other.as_str()) =>
            {
                Some((first.clone(), true))
            }
            _ => {
                let known = by_title.get(&title).into_iter().flatten();
                let other = known.clone().find(|(other, _)| is_slip(&number, other));
                let other = other.filter(|_| known.clone().all(|(other, _)| *other != number));
                other.map(|(_, first)| (first.clone(), false))
            }
        };
        match clash {
            Some((first, titles)) if !reported.contains(&(title.clone(), number.clone())) => {
                reported.push((title.clone(), number.clone()));
                let message = if titles {
                    lang.pick(
                        "同一文号配了两个标题".to_owned(),
                        "one document number is cited with two titles".to_owned(),
                    )
                } else {
                    lang.pick(
                        "同一标题配了两个文号".to_owned(),
                        "one title is cited with two document numbers".to_owned(),
                    )
                };
                sink.report(
                    Draft::new(place(), message)
                        .quote(&reference.text)
                        .quote(&first.text)
                        .related(first, lang.pick("另一处", "the other citation").to_owned())
                        .help(lang.pick(
                            "查对原文件，改正一处",
                            "look the document up, and put one right",
                        )),
                );
            }
            _ => {}
        }
        by_number.entry(number.clone()).or_insert_with(|| (title.clone(), place()));
        by_title.entry(title).or_default().push((number, place()));
    });
}

/// Whether two numbers of one title are rather one of them mistaken than those of two agencies, which differ
/// in letters and figures.
fn is_slip(number: &str, other: &str) -> bool {
    // 国发 of 国发〔2015〕23号, GB of GB 2763-2021.
    let parts = |number: &str| {
        let end = number.find(|c: char| !c.is_alphabetic()).unwrap_or(number.len());
        let (agency, figures) = number.split_at(end);
        (agency.to_owned(), figures.to_owned())
    };
    let ((agency, figures), (others, other_figures)) = (parts(number), parts(other));
    (agency == others) != (figures == other_figures)
}

/// Calls `f` for every citation, with a way to make its id.
fn each_reference<'a>(
    context: &Context<'a>,
    f: &mut dyn FnMut(&'a Reference, &dyn Fn() -> String),
) {
    for at in &context.clauses {
        at.clause.references.iter().for_each(|r| f(r, &|| at.clause.id.to_string()));
    }
    for (_, row) in context.rows() {
        row.references.iter().for_each(|r| f(r, &|| format!("{}.content", row.id)));
        for (at, target) in row.targets.iter().enumerate() {
            target.references.iter().for_each(|r| f(r, &|| target_id(row, at)));
        }
    }
}
