use std::collections::BTreeSet;

use hongtou_model::UnitMention;
use hongtou_source::{counted, fold};

use crate::context::Context;
use crate::parties::{Owner, each_responsibility};
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::units::{LEVELS, is_one_place, is_single};

rule! {
    /// One department goes by several names.
    ///
    /// ## What it checks
    /// Names in the responsibilities of the notice that are one unit: a level left out, a customary
    /// short form, or names that the notice itself uses for one. One finding for each other name.
    ///
    /// ## Why it matters
    /// A list sorted or filtered by unit shows half of its tasks under each name.
    ///
    /// ## Example
    /// `市卫生健康委` in one place, `市卫健委` in another. After: `市卫生健康委` throughout.
    ///
    /// ## What to do
    /// Use the name that stands most often, or the full one.
    ///
    /// ## Stays silent
    /// For governments, collectives and companies, for a second name in brackets, for a place without its
    /// kind, where two levels have a department of that name, and for names in running text.
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.2.4 and 7.3.2 ask for full or standardised short names of agencies; one name
    /// throughout is practice.
    zh "
同一部门在责任单位中有几种叫法。

## 检查什么
通知的责任单位中，名称不同而实为同一单位的：省略层级、习惯简称，或通知本身当作同一单位的。每个别名报一次。

## 为什么重要
按单位排序或筛选时，任务会分散在几个名称下。

## 示例
一处写 `市卫生健康委`，一处写 `市卫健委`。改后：全文写 `市卫生健康委`。

## 怎么办
改用出现最多的名称，或用全称。

## 何时不报
政府、统称和企业，括号里的加挂名称，地名省去“镇”“区”等字，两级都有同名部门的，以及正文叙述中的名称，不报。

## 依据
GB/T 9704-2012 第7.2.4、7.3.2条要求机关名称用全称或规范化简称；前后一致属惯例。
"
    UN003 "unit-name-inconsistent" Warning "GB/T 9704-2012, 7.2.4, 7.3.2; practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let several: Vec<usize> = context
        .units
        .list()
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.names.len() > 1 && is_single(unit.kind))
        .map(|(at, _)| at)
        .collect();
    if several.is_empty() {
        return;
    }
    let lang = sink.lang();
    for at in several {
        let unit = &context.units.list()[at];
        let mut first: Vec<(String, &UnitMention, Owner<'_>)> = Vec::new();
        // How each name is printed: 省财政厅 as 财政厅, where the list leaves the level out.
        let mut printed: BTreeSet<(String, String)> = BTreeSet::new();
        each_responsibility(context, &mut |mentions, owner| {
            for mention in mentions.iter().filter(|mention| context.units.of(mention) == at) {
                let name = fold(&mention.name);
                let words = mention.written.as_deref().map_or_else(|| name.clone(), fold);
                printed.insert((name.clone(), words));
                if !first.iter().any(|(known, _, _)| *known == name) {
                    first.push((name, mention, owner));
                }
            }
        });
        let main = fold(unit.name);
        let Some((_, main_mention, main_owner)) = first.iter().find(|(name, _, _)| *name == main)
        else {
            continue;
        };
        for (name, mention, owner) in first.iter().filter(|(name, _, _)| *name != main) {
            let count = |wanted: &str| {
                unit.names.iter().find(|(n, _)| fold(n) == wanted).map_or(0, |&(_, count)| count)
            };
            let (often, seldom) = (count(&main), count(name));
            let message = lang.pick(
                format!("同一单位两种叫法：“{}”{seldom}次，“{}”{often}次", mention.name, unit.name),
                format!(
                    "one unit under two names: {} ({}) and {} ({})",
                    mention.name,
                    counted(seldom, "time", "times"),
                    unit.name,
                    counted(often, "time", "times"),
                ),
            );
            // 市数据局 and 市数据局（市人工智能局): the second name of one body, told once.
            let plaque = |long: &str, short: &str| {
                long.strip_prefix(short).is_some_and(|rest| rest.starts_with('('))
            };
            // The notice writes one name, of which its lists tell the level now and then.
            let always = |name: &str, words: &str| {
                printed.iter().filter(|(known, _)| known == name).all(|(_, known)| known == words)
            };
            if plaque(name, &main)
                || plaque(&main, name)
                || is_one_place(name, &main)
                || always(name, &main)
                || always(&main, name)
            {
                continue;
            }
            let evidence = evidence(context, at, name, &main);
            let which = match often > seldom {
                true => lang.pick("常用的名称", "the name used most"),
                false => lang.pick("另一种叫法", "the other name"),
            };
            let (here, usual) = (owner.place(mention), main_owner.place(main_mention));
            let known = [here.span.clone(), usual.span.clone()];
            let mut draft = Draft::new(here, message)
                .unanchored()
                .quote(&mention.name)
                .quote(unit.name)
                .related(usual, which.to_owned())
                .help(&lang.pick(
                    format!("统一写作“{}”；依据：{}", unit.name, evidence.0),
                    format!("write {} throughout; they are one because {}", unit.name, evidence.1),
                ));
            let (body, table) = (
                lang.pick("同一任务，正文写作", "for one task, the body has"),
                lang.pick("表中写作", "and the table"),
            );
            let pair = linked(context, at, name, &main)
                .map(|(clause, row)| [(clause, body), (row, table)]);
            // The places that the finding shows already are not shown again.
            for (place, note) in
                pair.into_iter().flatten().filter(|(p, _)| !known.contains(&p.span))
            {
                draft = draft.related(place, note.to_owned());
            }
            sink.report(draft);
        }
    }
}

/// Why two names are one unit, in both languages.
fn evidence(
    context: &Context<'_>,
    unit: usize,
    name: &str,
    main: &str,
) -> (&'static str, &'static str) {
    let mut groups = context.options.aliases.iter();
    let has = |group: &[String], wanted: &str| group.iter().any(|known| fold(known) == wanted);
    if groups.any(|group| has(group, name) && has(group, main)) {
        return ("配置中写明", "the configuration says so");
    }
    if linked(context, unit, name, main).is_some() {
        return ("同一任务正文与表各写一种", "body and table use one each for the same task");
    }
    let level = |long: &str, short: &str| long.strip_prefix(LEVELS) == Some(short);
    if level(name, main) || level(main, name) {
        return (
            "只差层级一字，别无同名单位",
            "only the level is left out, and no other unit has the name",
        );
    }
    ("习惯简称", "one is the customary short form of the other")
}

/// A clause and its row that use one name each.
fn linked(
    context: &Context<'_>,
    unit: usize,
    name: &str,
    main: &str,
) -> Option<(crate::sink::Place, crate::sink::Place)> {
    for (_, found) in context.matches() {
        let Some(clause) = context.of(found).next() else { continue };
        let find = |mentions: &'_ [UnitMention]| -> Option<(String, usize)> {
            mentions
                .iter()
                .position(|m| context.units.of(m) == unit)
                .map(|at| (fold(&mentions[at].name), at))
        };
        let row = found.rows[0];
        let (Some((a, left)), Some((b, right))) = (find(&clause.clause.units), find(&row.units))
        else {
            continue;
        };
        if (a == name && b == main) || (a == main && b == name) {
            return Some((
                Owner::Clause(clause.clause).place(&clause.clause.units[left]),
                Owner::Row(row).place(&row.units[right]),
            ));
        }
    }
    None
}
