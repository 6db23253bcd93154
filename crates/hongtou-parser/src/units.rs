//! What sort of body a unit is, and the registry of all units of a notice.
//!
//! Two names are one unit only where the notice shows it: a short name that it introduces
//! (以下简称), or two writings of one department at one level (市卫健委, 市卫生健康委).

use std::collections::{BTreeMap, BTreeSet};

use hongtou_model::{KINDS_OF_PLACES, Notice, SmolStr, UnitEntry, UnitKind, UnitMention};
use hongtou_source::chars;
use smallvec::SmallVec;

use crate::flow::Flow;
use crate::lookup::Lookup;
use crate::responsibility::lexicon::WORDS;
use crate::responsibility::{
    RUN_PLACES, department, may_be_bare_place, own_level, without_brackets,
};

/// What sort of body a name stands for.
pub(crate) fn kind(name: &str) -> UnitKind {
    kind_of(&narrow(name))
}

/// The same, of characters in narrow form.
pub(crate) fn kind_of(name: &[char]) -> UnitKind {
    let bare = without_brackets(name);
    let each = bare.iter().enumerate().any(|(i, &c)| match c {
        '各' => true,
        '有' | '相' => bare.get(i + 1) == Some(&'关'),
        '其' => matches!(bare.get(i + 1), Some('他' | '它')),
        '所' => i == 0 && bare.get(1) == Some(&'有'),
        '成' => bare[i..].starts_with(&['成', '员', '单', '位']),
        _ => false,
    });
    // 区、县交通局: the offices of several levels.
    let level =
        |c: &char| matches!(c, '省' | '市' | '州' | '盟' | '县' | '区' | '旗' | '乡' | '镇');
    let levels = matches!(&*bare, [first, '、', next, ..] if level(first) && level(next));
    if each || levels {
        return UnitKind::Collective;
    }
    // 市委办公室 and 市委宣传部 are the Party's; 市委, 团市委 and 市委员会 have their own ends.
    let committee = bare.windows(3).any(|words| {
        matches!(words[0], '省' | '市' | '县' | '区' | '州' | '旗')
            && words[1] == '委'
            && words[2] != '员'
    });
    if committee && bare[0] != '团' && bare.last() != Some(&'委') {
        return UnitKind::Party;
    }
    WORDS.suffixes.ends(&bare).map_or(UnitKind::Other, |(_, (kind, _))| kind)
}

/// The units of a notice, in order of first mention, other names of one unit under its first entry.
///
/// `short` are the short names that the notice introduces, from [`short_names`].
pub(crate) fn registry<'m>(
    mentions: impl Iterator<Item = &'m UnitMention>,
    short: &[(String, String)],
) -> Vec<UnitEntry> {
    // Names in order of first mention, with their counts.
    let mut names: Vec<(&str, u32)> = Vec::new();
    let mut index: Lookup<&str, usize> = Lookup::default();
    for mention in mentions {
        let at = *index.entry(&mention.name).or_insert_with(|| {
            names.push((&mention.name, 0));
            names.len() - 1
        });
        names[at].1 += 1;
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_key: BTreeMap<Identity, usize> = BTreeMap::new();
    // Departments without a level join the one of that kind, if there is one level only.
    let mut levels: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    let identities: Vec<Identity> = names.iter().map(|(name, _)| identity(name, short)).collect();
    for identity in &identities {
        if let Identity::Department { level: Some(level), id } = identity {
            let known = levels.entry(*id).or_default();
            if !known.contains(level) {
                known.push(level.clone());
            }
        }
    }
    for (at, identity) in identities.into_iter().enumerate() {
        let identity = match identity {
            Identity::Department { level: None, id } => {
                let level =
                    levels.get(&id).filter(|known| known.len() == 1).map(|known| known[0].clone());
                Identity::Department { level, id }
            }
            other => other,
        };
        let group = *by_key.entry(identity).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
    }
    groups
        .into_iter()
        .enumerate()
        .map(|(n, members)| {
            // The name mentioned most often, the first of them on a draw.
            let mut best = members[0];
            for &member in &members {
                if names[member].1 > names[best].1 {
                    best = member;
                }
            }
            let name = names[best].0.to_owned();
            UnitEntry {
                id: format!("u{}", n + 1),
                aliases: members
                    .iter()
                    .filter(|&&m| m != best)
                    .map(|&m| names[m].0.to_owned())
                    .collect(),
                kind: kind(&name),
                mentions: members.iter().map(|&m| names[m].1).sum(),
                name,
            }
        })
        .collect()
}

/// Puts back the level that a list says once and leaves out before a name that begins with the same
/// character (市司法局、市场监管局), where the notice has the whole name elsewhere (市市场监管局).
///
/// A notice that says the level with each other name has lost it there, and that is for the reader to see.
pub(crate) fn put_back_levels(notice: &mut Notice) {
    let lists = lists(notice);
    let units = || lists.iter().flat_map(|list| list.iter());
    let of_a_level = |unit: &UnitMention| own_level(&narrow(&unit.name)).is_some();
    let leaves_out = |unit: &UnitMention| {
        let written = unit.written.as_deref();
        written.is_some_and(|w| department(&narrow(w)).is_some()) && of_a_level(unit)
    };
    if !units().any(leaves_out) {
        return;
    }
    let named: BTreeSet<SmolStr> =
        units().filter(|unit| of_a_level(unit)).map(|unit| unit.name.clone()).collect();
    for list in lists {
        for at in 1..list.len() {
            let whole = whole_name(&list[..at], &list[at]).filter(|whole| named.contains(whole));
            // A list that has the whole name as well may mean another body.
            if let Some(whole) = whole.filter(|whole| list.iter().all(|unit| unit.name != *whole)) {
                let written = std::mem::replace(&mut list[at].name, whole);
                list[at].written = Some(written);
            }
        }
    }
}

/// Takes back the level that a list gave to departments behind one that says it (省发展改革委、农业农村厅),
/// where the notice names such departments without it wherever they stand (商务厅 alone): a 厅 is a
/// province's in any case, and nothing was left out.
pub(crate) fn take_back_levels(notice: &mut Notice) {
    let of_province = |name: &str| name.ends_with('厅') && !name.ends_with("办公厅");
    let mut bare = false;
    let mut lists = lists(notice);
    for unit in lists.iter().flat_map(|list| list.iter()) {
        if unit.written.is_none() && of_province(&unit.name) {
            let name = narrow(&unit.name);
            if own_level(&name).is_some() {
                return;
            }
            bare |= department(&name).is_some();
        }
    }
    if !bare {
        return;
    }
    for unit in lists.iter_mut().flat_map(|list| list.iter_mut()) {
        let given =
            |written: &mut SmolStr| of_province(written) && department(&narrow(written)).is_some();
        if let Some(written) = unit.written.take_if(given) {
            unit.name = written;
        }
    }
}

/// The lists of units of a notice.
fn lists(notice: &mut Notice) -> Vec<&mut [UnitMention]> {
    let mut lists: Vec<&mut [UnitMention]> = Vec::new();
    let items = notice.sections.iter_mut().flat_map(|section| &mut section.items);
    for clause in items.flat_map(|item| &mut item.clauses) {
        lists.push(&mut clause.units);
    }
    for row in notice.tables.iter_mut().flat_map(|table| &mut table.rows) {
        // Each column of the row is a list of its own.
        lists.extend(row.units.chunk_by_mut(|a, b| a.role == b.role));
    }
    lists
}

/// Puts back what kind of places a list names that says it once, with the last of them (东山、西湖、南城区),
/// where the texts have the whole name elsewhere (东山区).
///
/// By themselves the words may be names of another sort: 水投、城投、南城区.
pub(crate) fn put_back_kinds_of_places(notice: &mut Notice, texts: &[&str]) {
    let mut lists = lists(notice);
    let named = named_places(&lists, texts);
    if named.is_empty() {
        return;
    }
    for list in &mut lists {
        for last in 1..list.len() {
            let (before, last) = list.split_at_mut(last);
            let Some(end) = end_of_place(&last[0]) else { continue };
            let role = last[0].role;
            let bare =
                before.iter_mut().rev().take_while(|unit| unit.role == role && is_bare(unit));
            for unit in bare {
                if named.contains(&*format!("{}{}", unit.name, end.kind)) {
                    let written = unit.name.clone();
                    unit.name = format!("{written}{}", end.whole).into();
                    unit.written = Some(written);
                    unit.kind = Some(kind(&unit.name));
                }
            }
        }
    }
}

/// What the name of an area's government ends in.
const GOVERNMENTS: [&str; 2] = ["人民政府", "政府"];

/// Whether texts name the government of an area, and no committee that runs it: not in 云溪新区政府采购.
fn has_government(area: &str, texts: &[&str]) -> bool {
    const COMMITTEES: [&str; 2] = ["管委会", "管理委员会"];
    const GOES_ON: [&str; 12] =
        ["负责", "牵头", "要", "应", "等", "和", "与", "及", "组织", "配合", "办公", "分别"];
    let behind = |word: &str| {
        let texts = texts.iter();
        let found = texts.flat_map(|text| text.match_indices(area).map(|(at, _)| &text[at..]));
        let mut found = found.filter_map(|text| text[area.len()..].strip_prefix(word));
        found.any(|rest| {
            !rest.starts_with(chars::is_han) || GOES_ON.iter().any(|go| rest.starts_with(go))
        })
    };
    let committee = |word: &&str| {
        let whole = format!("{area}{word}");
        texts.iter().any(|text| text.contains(&whole))
    };
    GOVERNMENTS.into_iter().any(behind) && !COMMITTEES.iter().any(committee)
}

/// Puts back the government of a new area in a list of places that says it once, with the last of them
/// (云溪新区、东山区、南城区政府), where the texts have it elsewhere (云溪新区政府).
///
/// Most such areas have a committee and no government.
pub(crate) fn put_back_governments(notice: &mut Notice, texts: &[&str]) {
    // A name stands in many lists, and the texts are long.
    let mut known: BTreeMap<SmolStr, bool> = BTreeMap::new();
    let area = |unit: &UnitMention| unit.written.is_none() && unit.name.ends_with("新区");
    for list in &mut lists(notice) {
        for last in 1..list.len() {
            let (before, last) = list.split_at_mut(last);
            let (role, last) = (last[0].role, &last[0]);
            let body = GOVERNMENTS.iter().find(|body| last.name.ends_with(**body));
            let Some(body) = body.filter(|_| last.written.is_none()) else { continue };
            let elliptic = |unit: &UnitMention| {
                unit.written.is_some() && unit.name.ends_with(body) || area(unit)
            };
            let of_list = before.iter_mut().rev().take_while(|u| u.role == role && elliptic(u));
            for unit in of_list.filter(|unit| area(unit)) {
                let has = match known.get(&unit.name) {
                    Some(&has) => has,
                    None => {
                        let has = has_government(&unit.name, texts);
                        known.insert(unit.name.clone(), has);
                        has
                    }
                };
                if has {
                    let written = unit.name.clone();
                    unit.name = format!("{written}{body}").into();
                    unit.written = Some(written);
                    unit.kind = Some(kind(&unit.name));
                }
            }
        }
    }
}

/// What a name says behind a place's own, and the kind of place of it: 区政府 in 南城区政府, and 区.
struct EndOfPlace {
    whole: String,
    kind: &'static str,
}

fn end_of_place(unit: &UnitMention) -> Option<EndOfPlace> {
    let place =
        RUN_PLACES.iter().find_map(|body| unit.name.strip_suffix(body)).unwrap_or(&unit.name);
    let (own, kind) =
        KINDS_OF_PLACES.into_iter().find_map(|kind| Some((place.strip_suffix(kind)?, kind)))?;
    let whole = unit.written.is_none() && is_own_name(own);
    whole.then(|| EndOfPlace { whole: unit.name[own.len()..].to_owned(), kind })
}

/// Whether a unit has the form of a place's own name, without what kind of place it is.
fn is_bare(unit: &UnitMention) -> bool {
    unit.written.is_none() && is_own_name(&unit.name) && may_be_bare_place(&narrow(&unit.name))
}

/// Whether words have the form of a place's own name.
fn is_own_name(words: &str) -> bool {
    (2..=3).contains(&words.chars().count()) && words.chars().all(chars::is_han)
}

/// The names of places with their kinds that stand in the texts, of those that the lists name without.
fn named_places(lists: &[&mut [UnitMention]], texts: &[&str]) -> BTreeSet<SmolStr> {
    let mut named = BTreeSet::new();
    let units = lists.iter().flat_map(|list| list.iter());
    let bare: BTreeSet<&str> =
        units.filter(|unit| is_bare(unit)).map(|unit| unit.name.as_str()).collect();
    if bare.is_empty() {
        return named;
    }
    for text in texts {
        for (kind, at) in KINDS_OF_PLACES
            .iter()
            .flat_map(|kind| text.match_indices(kind).map(move |(at, _)| (kind, at)))
        {
            let end = at + kind.len();
            if !ends_name_of_place(&text[end..]) {
                continue;
            }
            // The two or three characters before it.
            let own = text[..at].char_indices().rev().skip(1).take(2).map(|(from, _)| from);
            let own = own.filter(|&from| bare.contains(&text[from..at]));
            named.extend(own.map(|from| SmolStr::new(&text[from..end])));
        }
    }
    named
}

/// Whether a place's name ends before some words: not in 东山区域, 东山市政道路, 东山县供电公司.
fn ends_name_of_place(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| !chars::is_han(next) || next == '委')
        || RUN_PLACES.iter().any(|body| rest.starts_with(body))
}

/// A department's name with the level of the last one before it that has one, where it begins with the
/// character of that level.
fn whole_name(before: &[UnitMention], unit: &UnitMention) -> Option<SmolStr> {
    let name = narrow(&unit.name);
    let (stem, _) = department(&name)?;
    let level = before.iter().rev().find_map(|other| {
        let other = narrow(&other.name);
        let (range, _) = own_level(&other)?;
        Some(other[range].to_vec())
    })?;
    let shared = unit.written.is_none() && !stem.party && level.last() == name.first();
    shared.then(|| level.iter().collect::<String>() + &unit.name).map(SmolStr::from)
}

/// The characters of a name in narrow form, white space left out.
fn narrow(name: &str) -> SmallVec<[char; 24]> {
    name.chars().filter(|&c| !chars::is_space(c)).map(chars::narrow).collect()
}

/// What makes two names one unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// A known department of a level.
    Department { level: Option<String>, id: u16 },
    /// A name by its folded words.
    Name(String),
}

fn identity(name: &str, short: &[(String, String)]) -> Identity {
    let full = short.iter().find(|(_, alias)| alias == name).map_or(name, |(full, _)| full);
    let chars = narrow(full);
    let whole = |len: usize, from: usize| {
        // 市教育局 and 市教育局（市语委） are one; 市教育局某分局 is another.
        chars.get(from + len).is_none_or(|&c| c == '(')
    };
    if let Some((stem, len)) = department(&chars)
        && whole(len, 0)
    {
        return Identity::Department { level: None, id: stem.id };
    }
    if let Some((level, (stem, len))) = own_level(&chars) {
        let from = chars.len() - chars[level.end..].len();
        let from = if chars[from..].starts_with(&['政', '府']) { from + 2 } else { from };
        if whole(len, from) {
            let level: String = chars[level].iter().filter(|&&c| c != '委').collect();
            return Identity::Department { level: Some(level), id: stem.id };
        }
    }
    Identity::Name(hongtou_source::fold(full))
}

/// Short names that a text introduces: `市安全生产委员会办公室（以下简称市安委办）`, as full and short name.
pub(crate) fn short_names(flow: &Flow<'_>) -> Vec<(String, String)> {
    let text = flow.text();
    let mut found = Vec::new();
    if !text.contains("以下") {
        return found;
    }
    for words in ["以下简称", "以下统称"] {
        for (at, _) in text.match_indices(words) {
            let before = text[..at].trim_end_matches(['（', '(', '〔', '[']);
            if before.len() == at {
                continue;
            }
            let after =
                text[at + words.len()..].trim_start_matches(['：', ':', '“', '"', '「', '为']);
            let Some(end) = after.find(['）', ')', '〕', ']', '”', '"', '，', ',']) else {
                continue;
            };
            let short = &after[..end];
            let start = before
                .char_indices()
                .rev()
                .take(24)
                .take_while(|&(_, c)| chars::is_han(c) || matches!(c, '（' | '）' | '(' | ')'))
                .last()
                .map_or(before.len(), |(i, _)| i);
            let full =
                before[start..].trim_start_matches(['由', '在', '和', '与', '经', '向', '报']);
            let unit = |name: &str| {
                let chars: Vec<char> = name.chars().map(chars::narrow).collect();
                crate::responsibility::name_score(&chars) >= 60
            };
            if unit(full) && unit(short) {
                found.push((full.to_owned(), short.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use hongtou_model::{Clause, Item, Role, Section, Span};
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[test]
    fn kinds_by_what_a_name_says() {
        use UnitKind::*;
        for (name, expected) in [
            ("市教育局", Department),
            ("省发展改革委", Department),
            ("市爱卫委办公室", Department),
            ("白州海关", Department),
            ("市国资委", Department),
            ("市委宣传部", Party),
            ("市委网信办", Party),
            ("各县（市）区人民政府", Collective),
            ("区、县交通局", Collective),
            ("市爱卫委成员单位", Collective),
            ("有关部门", Collective),
            ("其他相关部门", Collective),
            ("市人民政府", Government),
            ("高新技术产业开发区管委会", Government),
            ("鼓楼区", Government),
            ("国网青禾供电公司", Enterprise),
            ("人民银行岚江分行", Enterprise),
            ("市科协", Institution),
            ("团市委", Institution),
            ("澜山大学", Institution),
            ("市数据局（市人工智能局）", Department),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }

    #[test]
    fn a_level_that_a_list_says_once_is_put_back_where_the_notice_has_the_whole_name() {
        let list = |names: &[&str]| Clause {
            units: names
                .iter()
                .map(|&name| UnitMention {
                    name: name.trim_end_matches('*').into(),
                    // 市财政局*: the list leaves its level out.
                    written: name
                        .strip_suffix('*')
                        .and_then(|name| name.strip_prefix('市'))
                        .map(SmolStr::from),
                    role: Role::Responsible,
                    kind: None,
                    span: Span::default(),
                })
                .collect(),
            ..Clause::default()
        };
        let read = |lists: &[&[&str]]| {
            let clauses = lists.iter().map(|names| list(names)).collect();
            let items = vec![Item { clauses, ..Item::default() }];
            let sections = vec![Section { items, ..Section::default() }];
            let mut notice = Notice { sections, ..Notice::default() };
            put_back_levels(&mut notice);
            let units = notice.sections[0].items[0].clauses.iter().flat_map(|c| c.units.clone());
            units.map(|unit| (unit.name.to_string(), unit.written)).collect::<Vec<_>>()
        };
        let short = ["市司法局", "市场监管局"];
        let known = read(&[&short, &["市市场监管局", "市财政局*"]]);
        assert_eq!(known[1], ("市市场监管局".to_owned(), Some("市场监管局".into())));
        // Where no other list leaves a level out, where the notice does not have the name, where
        // another level or none stands before it, it stays.
        for lists in [
            &[&short[..], &["市市场监管局", "市财政局"]][..],
            &[&short, &["市公安局", "市财政局*"]],
            &[&["市场监管局"], &["市市场监管局", "市财政局*"]],
            &[&["县司法局", "市场监管局"], &["市市场监管局", "市财政局*"]],
            &[&["市市场监管局", "市场监管局"], &["市公安局", "市财政局*"]],
        ] {
            let read = read(lists);
            assert!(read.iter().any(|(name, _)| name == "市场监管局"), "{lists:?}: {read:?}");
        }
    }

    /// A unit as a list names it.
    fn unit(name: &str, written: Option<&str>) -> UnitMention {
        UnitMention {
            name: name.into(),
            written: written.map(SmolStr::from),
            role: Role::Responsible,
            kind: None,
            span: Span::default(),
        }
    }

    #[test]
    fn a_level_is_no_part_of_names_that_a_notice_gives_without_it() {
        let read = |alone: &str| {
            let list = vec![
                unit("省发展改革委", None),
                unit("省商务厅", Some("商务厅")),
                unit("省市场监管局", Some("市场监管局")),
            ];
            let clauses = vec![
                Clause { units: list, ..Clause::default() },
                Clause { units: vec![unit(alone, None)], ..Clause::default() },
            ];
            let items = vec![Item { clauses, ..Item::default() }];
            let sections = vec![Section { items, ..Section::default() }];
            let mut notice = Notice { sections, ..Notice::default() };
            take_back_levels(&mut notice);
            let units = &notice.sections[0].items[0].clauses[0].units;
            units.iter().map(|unit| unit.name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(read("财政厅"), ["省发展改革委", "商务厅", "省市场监管局"]);
        for alone in ["省财政厅", "省政府办公厅", "办公厅", "财政局", "省审计局"]
        {
            assert_eq!(read(alone), ["省发展改革委", "省商务厅", "省市场监管局"], "{alone}");
        }
    }

    #[test]
    fn a_new_area_has_the_government_that_the_texts_name() {
        let read = |text: &str| {
            let units = vec![
                unit("市交通局", None),
                unit("云溪新区", None),
                unit("东山区政府", Some("东山区")),
                unit("南城区政府", None),
            ];
            let items = vec![Item {
                clauses: vec![Clause { units, ..Clause::default() }],
                ..Item::default()
            }];
            let sections = vec![Section { items, ..Section::default() }];
            let mut notice = Notice { sections, ..Notice::default() };
            put_back_governments(&mut notice, &[text]);
            notice.sections[0].items[0].clauses[0].units[1].name.to_string()
        };
        assert_eq!(read("由云溪新区政府牵头。"), "云溪新区政府");
        assert_eq!(read("云溪新区人民政府："), "云溪新区政府");
        assert_eq!(read("云溪新区管委会："), "云溪新区");
        for other in
            ["执行云溪新区政府采购规定。", "云溪新区政府网站", "云溪新区政府：云溪新区管委会"]
        {
            assert_eq!(read(other), "云溪新区", "{other}");
        }
    }

    fn entries(names: &[&str], short: &[(String, String)]) -> Vec<(String, Vec<String>, u32)> {
        let mentions: Vec<UnitMention> = names
            .iter()
            .map(|&name| UnitMention {
                name: name.into(),
                written: None,
                role: Role::Responsible,
                kind: None,
                span: Span::default(),
            })
            .collect();
        registry(mentions.iter(), short)
            .into_iter()
            .map(|entry| (entry.name, entry.aliases, entry.mentions))
            .collect()
    }

    #[test]
    fn names_of_one_department_share_an_entry() {
        let got = entries(
            &["市市场监管局", "市卫生健康委", "市场监管局", "市卫健委", "市市场监管局", "市公安局"],
            &[],
        );
        assert_eq!(
            got,
            [
                ("市市场监管局".into(), vec!["市场监管局".into()], 3),
                ("市卫生健康委".into(), vec!["市卫健委".into()], 2),
                ("市公安局".into(), vec![], 1),
            ]
        );
    }

    #[test]
    fn one_department_at_two_levels_is_two_units() {
        let got = entries(&["省财政厅", "市财政局", "财政局"], &[]);
        assert_eq!(got.len(), 3);
        let got = entries(&["白州海关", "市教育局", "市教育局云龙分局"], &[]);
        assert_eq!(got.len(), 3);
    }

    #[test]
    fn a_short_name_that_the_text_introduces_is_an_alias() {
        let text = "由市安全生产委员会办公室（以下简称“市安委办”）统筹。市区（以下简称主城）";
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let short = short_names(&flow);
        assert_eq!(short, [("市安全生产委员会办公室".to_owned(), "市安委办".to_owned())]);
        assert_eq!(entries(&["市安委办", "市安全生产委员会办公室"], &short).len(), 1);
    }
}
