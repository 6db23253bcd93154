use std::collections::{BTreeSet, HashMap};

use hongtou_model::{Confidence, Lang, Severity, UnitKind, UnitMention};
use hongtou_source::{chars, counted, fold};

use crate::context::Context;
use crate::parties::{Owner, each_responsibility};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::units::{LEVELS, Unit, is_former_name, is_one_place, is_single};

rule! {
    /// One department goes by several names.
    ///
    /// ## What it checks
    /// Names in the responsibilities of the notice that are one unit: a level left out, a customary
    /// short form, or names that the notice itself uses for one. One finding for each other name. And a long name
    /// that stands once and has one character otherwise than one that stands three times or more: an info, as there may be
    /// both.
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
通知的责任单位中，名称不同而实为同一单位的：省略层级、习惯简称，或通知本身当作同一单位的。每个别名报一次。只出现一次的较长名称，与出现三次以上的另一名称只差一个字的，也提示（可能确有两个单位）。

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
    let units = context.units.list().iter().enumerate();
    for (at, _) in units.filter(|(_, unit)| unit.names.len() > 1 && is_single(unit.kind)) {
        let names = Names::of(context, at);
        let Some(main) = names.first.iter().find(|known| known.name == names.main) else {
            continue;
        };
        let others = names.first.iter().filter(|known| known.name != names.main);
        for other in others.filter(|other| !names.is_same(&other.name)) {
            sink.report(names.draft(context, other, main, sink.lang()));
        }
    }
    misprints(context, sink);
}

/// How often a name stands at least that another one is a misprint of.
const OFTEN: u32 = 3;

/// Tells of names that stand once and are, but for one character, one that stands often: 市科枝和信息化局.
fn misprints(context: &Context<'_>, sink: &mut Sink<'_>) {
    let count = |unit: &Unit<'_>| unit.names.iter().map(|(_, count)| count).sum::<u32>();
    let units = || {
        let list = context.units.list().iter().enumerate();
        list.filter(|(_, unit)| unit.kind == UnitKind::Department)
    };
    // Names that stand often, by all of their characters but one, so that not each is held against each.
    let mut often: HashMap<Vec<char>, Vec<(usize, String)>> = HashMap::new();
    for (at, unit) in units() {
        for (known, _) in unit.names.iter().filter(|(_, count)| *count >= OFTEN) {
            let known = fold(known);
            for but_one in all_but_one(&known) {
                often.entry(but_one).or_default().push((at, known.clone()));
            }
        }
    }
    for (at, odd) in units().filter(|(_, unit)| count(unit) == 1) {
        let name = fold(odd.name);
        let like = all_but_one(&name).filter_map(|but_one| often.get(&but_one)).flatten();
        let like = like.filter(|(_, known)| is_misprint(&name, known)).map(|(unit, _)| *unit);
        let like: BTreeSet<usize> = like.collect();
        let (Some(&usual), 1) = (like.first(), like.len()) else { continue };
        let unit = &context.units.list()[usual];
        let (here, there) = (first(context, at), first(context, usual));
        let (Some(here), Some(there)) = (here, there) else { continue };
        let lang = sink.lang();
        let message = lang.pick(
            format!("“{}”与出现{}次的“{}”只差一个字，疑为误写", odd.name, count(unit), unit.name),
            format!(
                "{} is but for one character {}, which stands {}",
                odd.name,
                unit.name,
                counted(count(unit), "time", "times"),
            ),
        );
        sink.report(
            Draft::new(here, message)
                .at_most(Severity::Info)
                .confidence(Confidence::Unsure)
                .quote(odd.name)
                .quote(unit.name)
                .related(there, lang.pick("常用的名称", "the name used most").to_owned())
                .help(lang.pick("核对单位名称", "look the name up")),
        );
    }
}

/// A name with each of its characters left blank in turn.
fn all_but_one(name: &str) -> impl Iterator<Item = Vec<char>> {
    const BLANK: char = '\0';
    let chars: Vec<char> = name.chars().collect();
    (0..chars.len()).map(move |at| {
        let mut but_one = chars.clone();
        but_one[at] = BLANK;
        but_one
    })
}

/// Where a unit stands first.
fn first(context: &Context<'_>, unit: usize) -> Option<Place> {
    let mut found = None;
    each_responsibility(context, &mut |mentions, owner| {
        let mut own = mentions.iter().filter(|mention| context.units.of(mention) == unit);
        if let (None, Some(mention)) = (&found, own.next()) {
            found = Some(owner.place(mention));
        }
    });
    found
}

/// Whether a name is another but for one character within what the department is for. In short names (市教育局,
/// 市体育局), in a place's name, at the end (局, 委) and by a number one character tells two units apart.
fn is_misprint(name: &str, usual: &str) -> bool {
    const LEAST: usize = 5;
    const TELLING: &str = "一二三四五六七八九十甲乙丙丁东南西北中上下大小新老国地";
    let (a, b): (Vec<char>, Vec<char>) = (name.chars().collect(), usual.chars().collect());
    if a.len() != b.len() {
        return false;
    }
    let mut other = (0..a.len()).filter(|&at| a[at] != b[at]);
    let (Some(at), None) = (other.next(), other.next()) else { return false };
    // 市场 and 市政 are no levels.
    let level = |at: usize| {
        "省市州县区旗镇乡街村".contains(b[at])
            && !(b[at] == '市' && matches!(b.get(at + 1), Some('场' | '政')))
    };
    let own = (0..b.len()).rev().find(|&at| level(at)).map_or(0, |at| at + 1);
    let han = [a[at], b[at]].iter().all(|c| chars::is_han(*c) && !TELLING.contains(*c));
    han && at >= own
        && at + 1 < b.len()
        && b.len() - own >= LEAST
        && !level_like(a[at])
        && !is_former_name(name, usual)
}

/// Whether a character is a level's, so that another place or level is meant.
fn level_like(c: char) -> bool {
    "省市州县区旗镇乡街村".contains(c)
}

/// The names that the notice has for one unit.
struct Names<'a> {
    /// The unit's place among all of them.
    unit: usize,
    /// The name used most, folded.
    main: String,
    /// Where each name stands first, in order.
    first: Vec<Known<'a>>,
    /// How each name is printed: 省财政厅 as 财政厅, where the list leaves the level out.
    printed: BTreeSet<(String, String)>,
}

/// A name, folded, and where it stands first.
struct Known<'a> {
    name: String,
    mention: &'a UnitMention,
    owner: Owner<'a>,
}

impl<'a> Names<'a> {
    fn of(context: &Context<'a>, unit: usize) -> Names<'a> {
        let mut first: Vec<Known<'a>> = Vec::new();
        let mut printed: BTreeSet<(String, String)> = BTreeSet::new();
        each_responsibility(context, &mut |mentions, owner| {
            for mention in mentions.iter().filter(|mention| context.units.of(mention) == unit) {
                let name = fold(&mention.name);
                let words = mention.written.as_deref().map_or_else(|| name.clone(), fold);
                printed.insert((name.clone(), words));
                if !first.iter().any(|known| known.name == name) {
                    first.push(Known { name, mention, owner });
                }
            }
        });
        Names { unit, main: fold(context.units.list()[unit].name), first, printed }
    }

    /// Whether another name is the main one in its other form: with the second name of one body, 市数据局（市人工智能局）,
    /// which is told once; without the kind of place; or with the level, which the lists tell now and then.
    fn is_same(&self, name: &str) -> bool {
        let plaque = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.starts_with('('))
        };
        let always = |name: &str, words: &str| {
            let mut printed = self.printed.iter().filter(|(known, _)| known == name);
            printed.all(|(_, known)| known == words)
        };
        let main = self.main.as_str();
        plaque(name, main)
            || plaque(main, name)
            || is_one_place(name, main)
            || always(name, main)
            || always(main, name)
    }

    /// What is told of another name beside the main one.
    fn draft(
        &self,
        context: &Context<'a>,
        other: &Known<'a>,
        main: &Known<'a>,
        lang: Lang,
    ) -> Draft {
        let unit = &context.units.list()[self.unit];
        let count = |wanted: &str| {
            unit.names.iter().find(|(n, _)| fold(n) == wanted).map_or(0, |&(_, count)| count)
        };
        let (often, seldom) = (count(&main.name), count(&other.name));
        let mention = other.mention;
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
        let evidence = evidence(context, self.unit, &other.name, &main.name);
        let which = match often > seldom {
            true => lang.pick("常用的名称", "the name used most"),
            false => lang.pick("另一种叫法", "the other name"),
        };
        let (here, usual) = (other.owner.place(mention), main.owner.place(main.mention));
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
        let pair = linked(context, self.unit, &other.name, &main.name)
            .map(|(clause, row)| [(clause, body), (row, table)]);
        // The places that the finding shows already are not shown again.
        for (place, note) in pair.into_iter().flatten().filter(|(p, _)| !known.contains(&p.span)) {
            draft = draft.related(place, note.to_owned());
        }
        draft
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_makes_a_misprint_of_a_long_name_only() {
        for (name, usual) in [
            ("市科枝和信息化局", "市科技和信息化局"),
            ("市市厂监管局", "市市场监管局"),
            ("县自然资原局", "县自然资源局"),
        ] {
            assert!(is_misprint(name, usual), "{name}");
        }
        for (name, usual) in [
            ("市教育局", "市体育局"),
            ("云溪市民政局", "云溪市财政局"),
            ("清河县人民医院", "清河县人民法院"),
            ("东风街道办事处", "东方街道办事处"),
            ("区自然资源局", "县自然资源局"),
            ("市农业农村委", "市农业农村局"),
            ("市人民医院第一分院", "市人民医院第二分院"),
        ] {
            assert!(!is_misprint(name, usual), "{name}");
        }
    }
}
