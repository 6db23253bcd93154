//! Word lists, looked up by their beginning or their end.

use hongtou_model::{Role, UnitKind};

use super::signs::{SignTable, Signs};
use crate::tree::{Lexicon, Tree, cut, first};

/// What a piece of the words after a list of units says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What the units do.
    Role(Role),
    /// That they share it (按职责分工).
    Share,
    /// That they do it, and not in which part (推进, 组织).
    Act,
    /// Nothing by itself (具体, 认真).
    Filler,
}

/// A department's words: which department, and how its name goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stem {
    /// Line of the table: words of one department share it.
    pub(crate) id: u16,
    /// Whether 局, 委, 厅 or the like follows.
    pub(crate) open: bool,
    /// Whether it is a body of the Party, which follows 市委.
    pub(crate) party: bool,
}

/// The word lists of this module.
pub(crate) struct Words {
    /// Labels, by their end.
    pub(super) labels: Lexicon<Role>,
    /// Labels, by their beginning.
    pub(super) label_starts: Lexicon<Role>,
    /// Pieces of the words after a list, by their end.
    pub(super) verbs: Lexicon<Piece>,
    /// The same, by their beginning.
    pub(super) verb_starts: Lexicon<Piece>,
    /// Ends of unit names, with kind and weight in percent.
    pub(crate) suffixes: Lexicon<(UnitKind, u8)>,
    /// Departments, by the beginning of their words.
    pub(crate) stems: Lexicon<Stem>,
    /// Verbs that tasks open with.
    pub(super) tasks: Lexicon<()>,
    /// What words open with that say when something is due.
    pub(super) times: Lexicon<()>,
    /// What words end in that say how something is done.
    pub(super) manners: Lexicon<()>,
    /// The commonest surnames but those that open names of bodies as well (石化, 金融, 安监).
    pub(super) surnames: Lexicon<()>,
    /// Characters that words of some sort cannot do without.
    pub(super) signs: SignTable,
}

/// The word lists, grown while the program is built: no start pays for them.
pub(crate) static WORDS: Words = Words {
    labels: LABELS.lexicon(),
    label_starts: LABEL_STARTS.lexicon(),
    verbs: VERBS.lexicon(),
    verb_starts: VERB_STARTS.lexicon(),
    suffixes: SUFFIXES.lexicon(),
    stems: STEMS.lexicon(),
    tasks: TASK_STARTS.lexicon(),
    times: TIME_STARTS.lexicon(),
    manners: MANNER_ENDS.lexicon(),
    surnames: SURNAME_STARTS.lexicon(),
    signs: signs(),
};

static LABELS: Tree<Role, 2048> = labels(Tree::by_end());
static LABEL_STARTS: Tree<Role, 2048> = labels(Tree::by_start());
static VERBS: Tree<Piece, 512> = verbs(Tree::by_end(), true);
static VERB_STARTS: Tree<Piece, 512> = verbs(Tree::by_start(), false);
static SUFFIXES: Tree<(UnitKind, u8), 1024> = suffixes(Tree::by_end());
static STEMS: Tree<Stem, 2048> = stems(Tree::by_start());
static TASK_STARTS: Tree<(), 128> = all_of(&TASKS, Tree::by_start());
static TIME_STARTS: Tree<(), 256> = all_of(&TIMES, Tree::by_start());
static MANNER_ENDS: Tree<(), 64> = all_of(&MANNERS, Tree::by_end());
static SURNAME_STARTS: Tree<(), 256> = each_of(SURNAMES, Tree::by_start());

const LABEL_LIST: &str = include_str!("../../data/labels.tsv");
const VERB_LIST: &str = include_str!("../../data/verbs.tsv");
const SUFFIX_LIST: &str = include_str!("../../data/suffixes.tsv");
const DEPARTMENT_LIST: &str = include_str!("../../data/departments.tsv");

/// The next line of a list that is no comment, and the lines behind it.
const fn line(mut list: &[u8]) -> Option<(&[u8], &[u8])> {
    while !list.is_empty() {
        let (line, rest) = cut(list, b'\n');
        if !matches!(line, [b'#', ..]) {
            return Some((line, rest));
        }
        list = rest;
    }
    None
}

const fn role(name: &[u8]) -> Role {
    match name {
        b"lead" => Role::Lead,
        b"responsible" => Role::Responsible,
        b"support" => Role::Support,
        b"guide" => Role::Guide,
        b"implement" => Role::Implement,
        _ => panic!("no role has this name"),
    }
}

/// The labels of the list, and the same words for bodies of another kind: 配合科室 as 配合单位.
const fn labels<const STEPS: usize>(mut tree: Tree<Role, STEPS>) -> Tree<Role, STEPS> {
    let mut list = LABEL_LIST.as_bytes();
    while let Some((line, rest)) = line(list) {
        let (word, name) = cut(line, b'\t');
        tree.add(&[word], role(name));
        list = rest;
    }
    // What the list says itself was there first.
    let mut list = LABEL_LIST.as_bytes();
    while let Some((line, rest)) = line(list) {
        let (word, name) = cut(line, b'\t');
        let mut at = 0;
        while at < DUTIES.len() {
            let (duty, bodies) = DUTIES[at];
            if is_joined(word, duty.as_bytes(), "单位".as_bytes()) {
                tree = with_bodies(tree, duty, &BODIES, role(name));
                if bodies {
                    tree = with_bodies(tree, duty, &OTHERS, role(name));
                }
            }
            at += 1;
        }
        list = rest;
    }
    tree
}

const fn with_bodies<const STEPS: usize>(
    mut tree: Tree<Role, STEPS>,
    duty: &str,
    bodies: &[&str],
    role: Role,
) -> Tree<Role, STEPS> {
    let mut at = 0;
    while at < bodies.len() {
        tree.add(&[duty.as_bytes(), bodies[at].as_bytes()], role);
        at += 1;
    }
    tree
}

/// Whether a word is two others put together.
const fn is_joined(word: &[u8], first: &[u8], second: &[u8]) -> bool {
    if word.len() != first.len() + second.len() {
        return false;
    }
    let mut at = 0;
    while at < word.len() {
        let other = if at < first.len() { first[at] } else { second[at - first.len()] };
        if word[at] != other {
            return false;
        }
        at += 1;
    }
    true
}

const BODIES: [&str; 12] = [
    "部门", "科室", "处室", "股室", "部室", "庭室", "站所", "机构", "院系", "学院", "支部", "主体",
];
/// Who is no office but answers to one: 责任企业, 配合学校. Other duties of theirs are no labels
/// (参与企业 counts them).
const OTHERS: [&str; 6] = ["企业", "学校", "院校", "乡镇", "镇街", "区县"];
/// Words of duty that stand before any kind of body, and whether before [`OTHERS`] too.
///
/// 工作单位, 完成单位 and the like are labels as they are.
const DUTIES: [(&str, bool); 13] = [
    ("牵头", true),
    ("牵头责任", false),
    ("牵头负责", false),
    ("主要责任", false),
    ("主责", false),
    ("主办", false),
    ("责任", true),
    ("负责", false),
    ("承办", false),
    ("配合", true),
    ("协办", false),
    ("参与", false),
    ("落实", false),
];

/// Verbs that tasks open with.
const TASKS: [&str; 25] = [
    "加强", "安排", "开展", "推进", "推动", "建设", "组织", "制定", "完成", "实施", "建立", "召开",
    "支持", "引进", "培育", "改造", "巡查", "提升", "落实", "强化", "优化", "完善", "新建", "扩大",
    "迎接",
];

/// Surnames of one character, which is three bytes of each.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗郑梁谢宋唐许邓韩冯曹彭曾肖董袁潘蒋蔡余杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦付邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严赖覃洪武莫孔马高林";

/// What words end in that say how something is done.
const MANNERS: [&str; 17] = [
    "比例",
    "计划",
    "进度",
    "步骤",
    "时限",
    "原则",
    "要求",
    "规定",
    "实际",
    "程序",
    "权限",
    "标准",
    "部署",
    "方式",
    "内",
    "指导下",
    "领导下",
];

/// What words open with that say when something is due.
const TIMES: [&str; 46] = [
    "年底",
    "年内",
    "年末",
    "年中",
    "年初",
    "月底",
    "长期",
    "持续",
    "常态化",
    "全年",
    "常年",
    "每年",
    "每半年",
    "每学期",
    "每学年",
    "每月",
    "每季",
    "每周",
    "每日",
    "每天",
    "每旬",
    "每两",
    "立即",
    "立行",
    "即日",
    "即知",
    "近期",
    "当年",
    "次年",
    "今年",
    "今冬",
    "明年",
    "按时",
    "限期",
    "适时",
    "随时",
    "实时",
    "动态",
    "滚动",
    "上半年",
    "下半年",
    "分阶段",
    "分批",
    "分步",
    "逐年",
    "逐月",
];

const fn all_of<const STEPS: usize>(list: &[&str], mut tree: Tree<(), STEPS>) -> Tree<(), STEPS> {
    let mut at = 0;
    while at < list.len() {
        tree.add(&[list[at].as_bytes()], ());
        at += 1;
    }
    tree
}

/// Each character of a list as a word.
const fn each_of<const STEPS: usize>(list: &str, mut tree: Tree<(), STEPS>) -> Tree<(), STEPS> {
    let mut list = list.as_bytes();
    while let Some((word, rest)) = list.split_at_checked(3) {
        tree.add(&[word], ());
        list = rest;
    }
    tree
}

/// The verbs of the list; `last` is whether those count that are verbs only where no object follows.
const fn verbs<const STEPS: usize>(mut tree: Tree<Piece, STEPS>, last: bool) -> Tree<Piece, STEPS> {
    let mut list = VERB_LIST.as_bytes();
    while let Some((line, rest)) = line(list) {
        list = rest;
        let (word, line) = cut(line, b'\t');
        let (piece, place) = cut(line, b'\t');
        if !last && !place.is_empty() {
            continue;
        }
        let piece = match piece {
            b"share" => Piece::Share,
            b"act" => Piece::Act,
            b"-" => Piece::Filler,
            name => Piece::Role(role(name)),
        };
        tree.add(&[word], piece);
    }
    tree
}

const fn signs() -> SignTable {
    let mut signs = SignTable::new();
    let mut list = VERB_LIST.as_bytes();
    while let Some((line, rest)) = line(list) {
        let (_, place) = cut(cut(line, b'\t').1, b'\t');
        if let Some((c, _)) = first(line)
            && place.is_empty()
        {
            signs.add(c, Signs::VERB);
        }
        list = rest;
    }
    signs
}

/// What a school, a nursery or a hospital is called behind its number: 县一中, 东山第四小, 县二幼, 市一院.
const NUMBERED: [&str; 4] = ["中", "小", "幼", "院"];
/// What such a number may end in.
const NUMERALS: &str = "一二三四五六七八九十";

const fn suffixes<const STEPS: usize>(
    mut tree: Tree<(UnitKind, u8), STEPS>,
) -> Tree<(UnitKind, u8), STEPS> {
    let mut list = SUFFIX_LIST.as_bytes();
    while let Some((line, rest)) = line(list) {
        let (word, line) = cut(line, b'\t');
        let (kind, weight) = cut(line, b'\t');
        let kind = match kind {
            b"department" => UnitKind::Department,
            b"government" => UnitKind::Government,
            b"party" => UnitKind::Party,
            b"collective" => UnitKind::Collective,
            b"enterprise" => UnitKind::Enterprise,
            b"institution" => UnitKind::Institution,
            b"other" => UnitKind::Other,
            _ => panic!("no kind of unit has this name"),
        };
        let weight = match weight {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => (*tens - b'0') * 10 + *ones - b'0',
            b"100" => 100,
            _ => panic!("a weight is a whole number of percent from 10 to 100"),
        };
        tree.add(&[word], (kind, weight));
        list = rest;
    }
    let mut list = NUMERALS.as_bytes();
    while let Some((numeral, rest)) = list.split_at_checked(3) {
        let mut at = 0;
        while at < NUMBERED.len() {
            tree.add(&[numeral, NUMBERED[at].as_bytes()], (UnitKind::Institution, 40));
            at += 1;
        }
        list = rest;
    }
    tree
}

const fn stems<const STEPS: usize>(mut tree: Tree<Stem, STEPS>) -> Tree<Stem, STEPS> {
    let mut list = DEPARTMENT_LIST.as_bytes();
    let mut id = 0;
    while let Some((line, rest)) = line(list) {
        let (mut word, mut others) = cut(line, b'\t');
        let party = matches!(word, [b'@', ..]);
        loop {
            if let [b'@', bare @ ..] = word {
                word = bare;
            }
            let open = matches!(word, [.., b'*']);
            if let [bare @ .., b'*'] = word {
                word = bare;
            }
            if !word.is_empty() {
                tree.add(&[word], Stem { id, open, party });
            }
            if others.is_empty() {
                break;
            }
            (word, others) = cut(others, b' ');
        }
        id += 1;
        list = rest;
    }
    tree
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use hongtou_source::chars;

    use super::*;

    /// The lines of a list that are no comment, each cut at its tabs.
    fn lines(list: &str) -> impl Iterator<Item = Vec<&str>> {
        list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    fn narrow(word: &str) -> Vec<char> {
        word.chars().map(chars::narrow).collect()
    }

    fn stem_words() -> impl Iterator<Item = &'static str> {
        lines(DEPARTMENT_LIST)
            .flat_map(|line| line.into_iter().flat_map(|words| words.split(' ')))
            .map(|word| word.trim_start_matches('@').trim_end_matches('*'))
            .filter(|word| !word.is_empty())
    }

    #[test]
    fn every_word_of_every_list_is_found_and_none_stands_twice() {
        let first = |list| lines(list).map(|line| line[0]).collect::<Vec<_>>();
        let (labels, verbs, suffixes) = (first(LABEL_LIST), first(VERB_LIST), first(SUFFIX_LIST));
        let stems: Vec<&str> = stem_words().collect();
        let whole = |found: Option<usize>, word: &&&str| found == Some(narrow(word).len());
        let label = |word: &&&str| whole(WORDS.labels.ends(&narrow(word)).map(|w| w.0), word);
        let verb = |word: &&&str| whole(WORDS.verbs.ends(&narrow(word)).map(|w| w.0), word);
        let suffix = |word: &&&str| whole(WORDS.suffixes.ends(&narrow(word)).map(|w| w.0), word);
        let stem = |word: &&&str| whole(WORDS.stems.starts(&narrow(word)).map(|w| w.0), word);
        assert_eq!(labels.iter().filter(label).count(), labels.len());
        assert_eq!(verbs.iter().filter(verb).count(), verbs.len());
        assert_eq!(suffixes.iter().filter(suffix).count(), suffixes.len());
        assert_eq!(stems.iter().filter(stem).count(), stems.len());
        for words in [labels, verbs, suffixes, stems] {
            let mut seen = HashSet::new();
            let twice: Vec<_> = words.iter().filter(|&word| !seen.insert(word)).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }

    #[test]
    fn meanings_are_those_of_the_list() {
        let labels = |word| WORDS.labels.ends(&narrow(word)).map(|(_, role)| role);
        assert_eq!(labels("牵头单位"), Some(Role::Lead));
        assert_eq!(labels("牵头科室"), Some(Role::Lead), "as 牵头单位");
        assert_eq!(labels("配合学校"), Some(Role::Support), "as 配合单位");
        assert_eq!(labels("参与企业"), None, "a number of enterprises follows");
        let stem = |word| WORDS.stems.starts(&narrow(word)).map(|(_, stem)| stem);
        assert_eq!(stem("发改").map(|stem| stem.id), stem("发展和改革").map(|stem| stem.id));
        assert_ne!(stem("发改").map(|stem| stem.id), stem("公安").map(|stem| stem.id));
        let party = |word| stem(word).map(|stem| (stem.open, stem.party));
        assert_eq!(party("公安"), Some((true, false)));
        assert_eq!(party("宣传部"), Some((false, true)));
        let suffix = |word| WORDS.suffixes.ends(&narrow(word)).map(|(_, meaning)| meaning);
        assert_eq!(suffix("某某局"), Some((UnitKind::Department, 75)));
    }

    #[test]
    fn words_are_found_as_one_by_one() {
        let numbered =
            NUMERALS.chars().flat_map(|numeral| NUMBERED.map(|kind| format!("{numeral}{kind}")));
        let suffixes: Vec<Vec<char>> = lines(SUFFIX_LIST)
            .map(|line| narrow(line[0]))
            .chain(numbered.map(|s| narrow(&s)))
            .collect();
        let stems: Vec<Vec<char>> = stem_words().map(narrow).collect();
        let longest = |words: &[Vec<char>], holds: &dyn Fn(&[char]) -> bool| {
            let mut found: Vec<usize> =
                words.iter().filter(|word| holds(word)).map(Vec::len).collect();
            found.sort_unstable_by(|a, b| b.cmp(a));
            found
        };
        let mut met = (0, 0);
        for text in crate::fixtures::texts().iter().flat_map(|text| crate::fixtures::pieces(text)) {
            let text: Vec<char> = text.chars().take(12).map(chars::narrow).collect();
            let last = longest(&suffixes, &|word| text.ends_with(word));
            assert_eq!(WORDS.suffixes.ends(&text).map(|w| w.0), last.first().copied(), "{text:?}");
            let first = longest(&stems, &|word| text.starts_with(word));
            assert_eq!(WORDS.stems.starts(&text).map(|w| w.0), first.first().copied(), "{text:?}");
            let mut all = Vec::new();
            WORDS.stems.find_start(&text, |len, _| {
                all.push(len);
                None::<()>
            });
            assert_eq!(all, first, "{text:?}");
            met = (met.0 + last.len(), met.1 + first.len());
        }
        assert!(met.0 > 0 && met.1 > 0, "{met:?}");
    }

    #[test]
    fn the_longest_word_wins() {
        let text: Vec<char> = "市场监督管理局".chars().collect();
        assert_eq!(
            WORDS.stems.starts(&text).map(|found| found.0),
            Some("市场监督管理".chars().count())
        );
        assert_eq!(WORDS.suffixes.ends(&text).map(|found| found.0), Some("管理局".chars().count()));
    }
}
