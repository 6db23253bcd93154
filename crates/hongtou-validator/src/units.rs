//! Which names mean one unit.
//!
//! Two names are one unit where they differ only in what names of units are customarily
//! shortened by, where the notice's own registry says so, or where the caller does.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use hongtou_model::{KINDS_OF_PLACES, Notice, UnitKind, UnitMention};
use hongtou_source::fold;

use crate::Options;
use crate::context::{ClauseAt, TableAt};
use crate::words::plain;

const DEPARTMENTS: &str = include_str!("../data/departments.txt");

const FORMER: &str = include_str!("../data/former_departments.txt");

/// Short stems of department names, and the stem that stands for all of a line.
static STEMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = DEPARTMENTS.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let first = line.split(' ').next().unwrap_or(line);
            line.split(' ').map(move |stem| (stem, first))
        })
        .collect()
});

// Endings of unit names and the one that stands for them; longer ones first.
const ENDINGS: &[(&str, &str)] = &[
    ("委员会", "委"),
    ("办公室", "办"),
    ("委", "委"),
    ("办", "办"),
    ("局", "局"),
    ("厅", "厅"),
    ("部", "部"),
    ("中心", "中心"),
    ("", ""),
];

/// The levels that a name may begin with and leave out.
pub(crate) const LEVELS: [char; 6] = ['省', '市', '县', '区', '州', '旗'];

/// A unit of the notice: the names it goes by.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'a> {
    /// The name used most, the first of them on a draw.
    pub(crate) name: &'a str,
    /// All names, folded ones once, in order of first mention, with how often each stands.
    pub(crate) names: Vec<(&'a str, u32)>,
    /// What sort of body it is.
    pub(crate) kind: UnitKind,
}

impl Unit<'_> {
    /// Whether it may be another unit of the notice, by one of the names that either goes by: 市老龄办 may
    /// be 市民政局（市老龄办）, which mostly is called 市民政局.
    pub(crate) fn may_be(&self, other: &Unit<'_>) -> bool {
        let names = |&(a, _): &(_, _)| other.names.iter().any(|&(b, _)| may_be_one(a, b));
        self.names.iter().any(names)
    }
}

/// The units of a notice.
pub(crate) struct Units<'a> {
    list: Vec<Unit<'a>>,
    by_name: HashMap<&'a str, usize>,
}

impl<'a> Units<'a> {
    pub(crate) fn new(
        clauses: &[ClauseAt<'a>],
        tables: &[TableAt<'a>],
        notice: &'a Notice,
        options: &Options,
    ) -> Units<'a> {
        // Names as printed, in order of first mention.
        let mut names: Vec<(&'a str, u32, UnitKind)> = Vec::new();
        let mut position: HashMap<&'a str, usize> = HashMap::new();
        let rows = tables.iter().flat_map(|table| &table.table.rows);
        let mentions =
            clauses.iter().flat_map(|c| &c.clause.units).chain(rows.flat_map(|row| &row.units));
        for UnitMention { name, kind, .. } in mentions {
            let at = *position.entry(name).or_insert_with(|| {
                names.push((name, 0, kind.unwrap_or(UnitKind::Department)));
                names.len() - 1
            });
            names[at].1 += 1;
        }
        let lists = clauses.iter().map(|c| c.clause.units.as_slice());
        let lists =
            lists.chain(tables.iter().flat_map(|t| &t.table.rows).map(|row| row.units.as_slice()));
        let keys = keys(&names, &two_in_a_list(lists));
        let mut classes = Classes::new(names.len());
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            let same = *first.entry(key).or_insert(at);
            classes.join(same, at);
        }
        for entry in &notice.units {
            for alias in &entry.aliases {
                if let (Some(&a), Some(&b)) =
                    (position.get(entry.name.as_str()), position.get(alias.as_str()))
                    && shortens(&keys[a], &keys[b])
                {
                    classes.join(a, b);
                }
            }
        }
        for group in &options.aliases {
            let group: Vec<String> = group.iter().map(|name| fold(name)).collect();
            let mut members = (0..names.len()).filter(|&at| group.contains(&fold(names[at].0)));
            if let Some(first) = members.next() {
                members.for_each(|other| classes.join(first, other));
            }
        }
        let mut list: Vec<Unit<'a>> = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        let mut by_name = HashMap::new();
        for (at, &(name, count, kind)) in names.iter().enumerate() {
            let root = classes.root(at);
            let unit = *place.entry(root).or_insert_with(|| {
                list.push(Unit { name, names: Vec::new(), kind });
                list.len() - 1
            });
            by_name.insert(name, unit);
            let unit = &mut list[unit];
            match unit
                .names
                .iter_mut()
                .find(|(known, _)| *known == name || fold(known) == fold(name))
            {
                Some((_, known)) => *known += count,
                None => unit.names.push((name, count)),
            }
        }
        for unit in &mut list {
            // Of names that stand as often the full one; the first of several as long.
            let rank = |&(name, count): &(&str, u32)| (count, name.chars().count());
            if let Some(&(name, _)) = unit.names.iter().rev().max_by_key(|name| rank(name)) {
                unit.name = name;
            }
        }
        Units { list, by_name }
    }

    /// Number of the unit that a mention means.
    pub(crate) fn of(&self, mention: &UnitMention) -> usize {
        self.by_name.get(mention.name.as_str()).copied().unwrap_or(usize::MAX)
    }

    /// All units, in order of first mention.
    pub(crate) fn list(&self) -> &[Unit<'a>] {
        &self.list
    }

    /// The names of some units, as a notice lists them.
    pub(crate) fn names(&self, units: &[usize]) -> String {
        units.iter().map(|&unit| self.list[unit].name).collect::<Vec<_>>().join("、")
    }

    /// What sort of body a mention is.
    pub(crate) fn kind(&self, mention: &UnitMention) -> UnitKind {
        mention.kind.unwrap_or(UnitKind::Department)
    }
}

/// Whether one name is the other with characters left out and the same end: a ministry and the
/// provincial department of its field are two.
fn shortens(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
        && short.chars().next_back() == long.chars().next_back()
}

/// Whether two names of units that answer for one task may be one unit's, though nothing in the
/// notice says so: one is the other with words left out (各镇 and 各镇人民政府, 县供电公司 and
/// 国网甲县供电公司) or set in another order (甲县生态环境分局 and 市生态环境局甲县分局).
///
/// A body within another (县公安局, 县公安局交警大队) and one beside it (县委, 县委办) are no such pair.
pub(crate) fn may_be_one(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    if short == long {
        return true;
    }
    let mut left: Vec<char> = long.chars().collect();
    let contained = short.chars().all(|c| {
        left.iter().position(|&other| other == c).map(|at| left.swap_remove(at)).is_some()
    });
    // 各镇街 and 各乡镇（街道）, but not 各镇小学.
    let places = |name: &str| name.starts_with('各');
    if places(short) || places(long) {
        let more = |&c: &char| "省市州县区旗乡镇街道村居社".contains(c);
        return contained && places(short) && places(long) && left.iter().all(more);
    }
    // 县财政局 and 县高新区财政局 are of two levels.
    let level = |name: &str| name.chars().next().filter(|&c| "省市州县区旗".contains(c));
    if contained
        && level(short).is_some()
        && level(short) == level(long)
        && left.iter().any(|&c| "县区旗镇乡街".contains(c))
    {
        return false;
    }
    // 县委办 is the committee's own office, 县委编办 one beside it.
    let own_office = ["办公室", "办"].iter().find_map(|office| short.strip_suffix(office));
    if own_office.is_some_and(|body| body.ends_with(['委', '府']) && long.starts_with(body)) {
        return false;
    }
    let last = |name: &str| name.chars().next_back();
    // 县医院 and 县中医院 are two: what more is said of a school or a hospital tells it from others.
    let court = short.ends_with("法院") || short.ends_with("检察院");
    if matches!(last(short), Some('院' | '校' | '学' | '园')) && !court {
        return false;
    }
    let within = long.starts_with(short.as_str());
    contained && short.chars().count() >= 3 && !within && last(short) == last(long)
}

/// Whether one of two names is the other department's before a reform: 市农业局, 市农业农村局.
pub(crate) fn is_former_name(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let stem = |name: &str| -> Option<(String, char)> {
        let name = name.trim_start_matches(LEVELS);
        let ending = name.chars().next_back().filter(|c| "局委厅".contains(*c))?;
        let stem = name.trim_end_matches(ending);
        Some((STEMS.get(stem).copied().unwrap_or(stem).to_owned(), ending))
    };
    let (Some((a, ending)), Some((b, other))) = (stem(&a), stem(&b)) else { return false };
    ending == other
        && FORMER.lines().filter(|line| !line.starts_with('#')).any(|line| {
            let mut stems = line.split(' ');
            let today = stems.next().map(|stem| STEMS.get(stem).copied().unwrap_or(stem));
            let was = |name: &str| stems.clone().any(|stem| stem == name);
            today == Some(a.as_str()) && was(&b) || today == Some(b.as_str()) && was(&a)
        })
}

/// Whether a collective is of places and not of departments: 各县（市、区）人民政府, 各街道办事处.
pub(crate) fn is_of_places(name: &str) -> bool {
    let name = bare(name);
    let level = |c: char| "省市州县区旗乡镇街道村居社".contains(c);
    name.strip_prefix('各').is_some_and(|places| !places.is_empty() && places.chars().all(level))
}

/// A name without the words that name the office of a place, and without what joins words.
fn bare(name: &str) -> String {
    const OFFICES: &[&str] =
        &["人民政府", "政府", "办事处", "管理委员会", "管委会", "党工委", "党委"];
    let mut name = concerned(&plain(name)).replace(['和', '与', '及', '、', '(', ')'], "");
    // 各镇街 are 各镇、各街道.
    if name.starts_with('各') && name.ends_with('街') {
        name.push('道');
    }
    // 市人民政府 is no place without its office.
    while let Some(place) = OFFICES.iter().find_map(|office| name.strip_suffix(office))
        && place.chars().count() >= 2
    {
        name = place.to_owned();
    }
    name
}

/// The bodies of which a list has several under second names, or with one and without: 市甲委（市乙局）、
/// 市甲委（市丙局） are two offices of one body.
fn two_in_a_list<'a>(lists: impl Iterator<Item = &'a [UnitMention]>) -> HashSet<String> {
    let mut found = HashSet::new();
    for list in lists {
        for (at, unit) in list.iter().enumerate() {
            let kind = unit.kind.unwrap_or(UnitKind::Department);
            let Some((body, _)) = two_names(&unit.name, kind) else { continue };
            let body = key(&body, kind);
            let same = |other: &UnitMention| {
                let kind = other.kind.unwrap_or(UnitKind::Department);
                let of = two_names(&other.name, kind).map(|(body, _)| body);
                fold(&other.name) != fold(&unit.name)
                    && key(of.as_deref().unwrap_or(&other.name), kind) == body
            };
            if list.iter().enumerate().any(|(other, name)| other != at && same(name)) {
                found.insert(body);
            }
        }
    }
    found
}

/// A key for each name, equal where two names mean one unit; `parted` are the bodies whose second names
/// stand for parts of them.
fn keys(names: &[(&str, u32, UnitKind)], parted: &HashSet<String>) -> Vec<String> {
    let mut keys: Vec<String> = names.iter().map(|&(name, _, kind)| key(name, kind)).collect();
    // 市民政局（市老龄办） is 市民政局 where the notice has no other second name for it.
    let mut seconds: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (at, &(name, _, kind)) in names.iter().enumerate() {
        if let Some((body, second)) = two_names(name, kind) {
            seconds.entry(key(&body, kind)).or_default().push((at, key(&second, kind)));
        }
    }
    for (body, names) in seconds {
        let one = names.iter().all(|(_, second)| *second == names[0].1);
        if one && !parted.contains(&body) {
            names.iter().for_each(|&(at, _)| keys[at].clone_from(&body));
        }
    }
    // A name without its level is that of the one unit of the notice that has it with a level.
    let with_level: Vec<(usize, String)> = keys
        .iter()
        .enumerate()
        .filter(|&(at, _)| is_single(names[at].2))
        .filter_map(|(at, key)| Some((at, key.strip_prefix(LEVELS)?.to_owned())))
        // 区县交通局 are those of two levels, and 县交通局 is none of a 区.
        .filter(|(at, rest)| {
            !rest.starts_with(LEVELS) || keys[*at].chars().next() == rest.chars().next()
        })
        .collect();
    let mut by_rest: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, rest) in &with_level {
        by_rest.entry(rest).or_default().push(*at);
    }
    let mut changed = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(full) = by_rest.get(key.as_str())
            && let [first, others @ ..] = full.as_slice()
            && others.iter().all(|&other| keys[other] == keys[*first])
            && is_single(names[at].2)
            && key.chars().count() >= 3
        {
            changed.push((at, keys[*first].clone()));
        }
    }
    changed.into_iter().for_each(|(at, key)| keys[at] = key);
    name_places(names, &mut keys);
    keys
}

/// A place's name without its kind, 东山, is that of the one place of the notice that has it with a kind,
/// 东山区.
fn name_places(names: &[(&str, u32, UnitKind)], keys: &mut [String]) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, &(name, ..)) in names.iter().enumerate() {
        if let Some(own) = without_kind(name) {
            places.entry(own).or_default().push(at);
        }
    }
    for (at, &(name, _, kind)) in names.iter().enumerate() {
        if kind == UnitKind::Other
            && let Some([place]) = places.get(name).map(Vec::as_slice)
        {
            keys[at] = keys[*place].clone();
        }
    }
}

/// The name of a place without the kind of place that it is.
fn without_kind(name: &str) -> Option<&str> {
    let own = KINDS_OF_PLACES.iter().find_map(|kind| name.strip_suffix(kind))?;
    (2..=3).contains(&own.chars().count()).then_some(own)
}

/// Whether two names are a place's with its kind and without: lists leave it out as they like.
pub(crate) fn is_one_place(a: &str, b: &str) -> bool {
    without_kind(a) == Some(b) || without_kind(b) == Some(a)
}

/// Whether a kind is one body with a proper name that can be shortened.
pub(crate) fn is_single(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Department | UnitKind::Party | UnitKind::Institution | UnitKind::Other)
}

/// A unit's name without what such names are customarily shortened by.
fn key(name: &str, kind: UnitKind) -> String {
    let mut name = plain(name);
    if name.contains("人民政府") {
        name = name.replace("人民政府", "政府");
    }
    if kind == UnitKind::Collective {
        let name = concerned(&name);
        // 各行业主管部门 are 行业主管部门.
        let class = ["部门", "单位", "高校", "院校"].iter().any(|class| name.ends_with(class));
        return name.strip_prefix('各').filter(|_| class).map(str::to_owned).unwrap_or(name);
    }
    if !is_single(kind) {
        return name;
    }
    let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
    for (ending, short) in ENDINGS {
        let Some(body) = name.strip_suffix(ending) else { continue };
        for &start in starts.iter().filter(|&&start| start < body.len()) {
            let (prefix, stem) = body.split_at(start);
            if let Some(long) = STEMS.get(stem) {
                return format!("{prefix}{long}{short}");
            }
        }
        if !ending.is_empty() {
            return format!("{body}{short}");
        }
    }
    name
}

/// A collective's name in one of the ways to say whom a task concerns: 市直有关部门, 市级各相关部门.
fn concerned(name: &str) -> String {
    let name = name.replace("相关", "有关").replace("各有关", "有关");
    match name.split_once("直有关").or_else(|| name.split_once("级有关")) {
        Some((level, rest))
            if level.chars().eq(level.chars().next().filter(|c| LEVELS.contains(c))) =>
        {
            format!("{level}有关{rest}")
        }
        _ => name,
    }
}

/// A body's name and the second name in a bracket behind it: 市民政局（市老龄办）.
fn two_names(name: &str, kind: UnitKind) -> Option<(String, String)> {
    let name = fold(name);
    let (body, other) = name.strip_suffix(')')?.split_once('(')?;
    (is_single(kind) && is_second_name(body, other)).then(|| (body.to_owned(), other.to_owned()))
}

/// Whether words in a bracket behind a body's name are another name of that body, and not a part of it:
/// 市老龄办, 市大数据中心, but 交警支队 and 云溪分局.
fn is_second_name(body: &str, words: &str) -> bool {
    const OFFICES: [&str; 5] = ["局", "委", "办", "厅", "办公室"];
    let ends = |ends: &[&str]| ends.iter().any(|end| words.ends_with(end));
    let level = words.chars().next().filter(|c| LEVELS.contains(c));
    let as_high = level.is_some() && level == body.chars().next();
    (ends(&OFFICES) || as_high && ends(&["中心", "院"]))
        && !words.ends_with("分局")
        && words.chars().count() >= 3
        && !words.contains(['、', '('])
}

/// Sets of positions that are joined pair by pair.
struct Classes(Vec<usize>);

impl Classes {
    fn new(n: usize) -> Classes {
        Classes((0..n).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        let names = [(a, 1, UnitKind::Department), (b, 1, UnitKind::Department)];
        let keys = keys(&names, &HashSet::new());
        keys[0] == keys[1]
    }

    #[test]
    fn names_that_differ_in_customary_ways_are_one() {
        for (a, b) in [
            ("市卫健委", "市卫生健康委"),
            ("市卫生健康委员会", "市卫健委"),
            ("市场监管局", "市市场监管局"),
            ("省发改委", "省发展和改革委员会"),
            ("市政府办", "市人民政府办公室"),
            ("团市委", "团 市委"),
            ("县住建局", "县住房和城乡建设局"),
            ("市民政局（市老龄办）", "市民政局"),
            ("市数据局(市人工智能局)", "市数据局"),
            ("市数据局（市大数据中心）", "市数据局"),
        ] {
            assert!(one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn offices_of_two_levels_are_not_one_of_them() {
        assert!(!one("区县交通局", "县交通局"));
        assert!(one("市交通局", "交通局"));
    }

    #[test]
    fn a_class_is_one_with_each_of_it() {
        let key = |name| key(name, UnitKind::Collective);
        assert_eq!(key("各行业主管部门"), key("行业主管部门"));
        assert_eq!(key("各相关部门"), key("有关部门"));
        assert_ne!(key("各行业主管部门"), key("各部门"));
        assert_ne!(key("各乡镇"), key("乡镇"), "some of them may be meant");
    }

    #[test]
    fn names_with_words_left_out_may_be_one() {
        for (a, b) in [
            ("城关镇", "城关镇人民政府"),
            ("各乡镇", "各乡镇人民政府"),
            ("各镇街", "各乡镇（街道）"),
            ("各街道办事处", "各乡镇（街道）"),
            ("各街道办事处", "各镇街"),
            ("各镇人民政府", "各镇街"),
            ("县水利湖泊局", "县水利和湖泊局"),
            ("甲县生态环境分局", "市生态环境局甲县分局"),
            ("县税务局", "国家税务总局甲县税务局"),
            ("县供电公司", "国网甲县供电公司"),
            ("县交警大队", "县公安局交警大队"),
            ("消防大队", "县消防救援大队"),
            ("经开区", "经济开发区管委会"),
            ("县机关事务中心", "县机关事务服务中心"),
            ("县检察院", "县人民检察院"),
            ("相关部门", "市直有关部门"),
            ("有关部门", "市级各有关部门"),
        ] {
            assert!(may_be_one(a, b), "{a} {b}");
            assert!(may_be_one(b, a), "{b} {a}");
        }
        for (a, b) in [
            ("县委", "县委办"),
            ("县委宣传部", "县委"),
            ("县公安局", "县公安局交警大队"),
            ("市生态环境局", "市生态环境局甲县分局"),
            ("市教育局", "县教育局"),
            ("市安委会", "市安委会办公室"),
            ("市政府", "市政府办公室"),
            ("各县区", "市教育局"),
            ("各镇", "城关镇"),
            ("甲镇人民政府", "乙镇人民政府"),
            ("市人民政府", "市政府研究室"),
            ("县人民法院", "县人民检察院"),
            ("各镇人民政府", "各村"),
            ("各镇", "各镇小学"),
            ("县医院", "县中医院"),
            ("县财政局", "县高新区财政局"),
            ("县委办", "县委编办"),
            ("县委办公室", "县委网信办公室"),
            ("市直有关部门", "县直有关部门"),
            ("有关部门", "有关企业"),
            ("市直有关单位", "市直有关部门"),
        ] {
            assert!(!may_be_one(a, b), "{a} {b}");
            assert!(!may_be_one(b, a), "{b} {a}");
        }
    }

    #[test]
    fn a_department_has_had_other_names() {
        assert!(is_former_name("市农业局", "市农业农村局"));
        assert!(is_former_name("市自然资源规划局", "市规划局"));
        assert!(is_former_name("县旅游局", "县文旅局"));
        assert!(!is_former_name("县供电公司", "国网甲县供电公司"));
        assert!(!is_former_name("县水利湖泊局", "县水利和湖泊局"));
        assert!(!is_former_name("市农业局", "市农业农村委"));
    }

    #[test]
    fn names_of_two_units_stay_two() {
        for (a, b) in [
            ("市公安局", "区公安局"),
            ("市水务局", "市水利局"),
            ("市委宣传部", "市委统战部"),
            ("市科协", "市科技局"),
            ("市商务局", "市商务集团"),
            ("市安委会", "市安委会办公室"),
            ("省公安厅", "市公安局"),
            ("市公安局（交警支队）", "市公安局"),
            ("市甲委（市粮食局）", "市甲委（市能源局）"),
            ("市公安局（指挥中心）", "市公安局"),
            ("市生态环境局（云溪分局）", "市生态环境局"),
        ] {
            assert!(!one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_name_without_level_that_two_levels_have_is_neither() {
        let kind = UnitKind::Department;
        let names = [("商务局", 1, kind), ("市商务局", 1, kind), ("区商务局", 1, kind)];
        let keys = keys(&names, &HashSet::new());
        assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
    }

    #[test]
    fn the_department_list_is_sorted_and_no_stem_stands_twice() {
        let lines: Vec<&str> = DEPARTMENTS.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.is_sorted_by(|a, b| a < b));
        let mut stems: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
        let all = stems.len();
        stems.sort_unstable();
        stems.dedup();
        assert_eq!(stems.len(), all);
    }
}
