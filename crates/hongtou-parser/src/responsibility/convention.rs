//! What a notice declares once for all its responsibilities.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use hongtou_model::{Convention, ConventionKind, Role, UnitMention};
use hongtou_source::{Source, TextRange, chars};

use super::Standing;
use super::glyphs::Glyphs;
use super::names::{ends_with, find, holds, starts_with};
use super::reading::{Reading, is_ticking};
use super::signs::Signs;
use crate::flow::Flow;
use crate::lookup::Lookup;

/// The conventions that hold from here on, and what the brackets met so far are read as.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conventions<'s> {
    declared: Vec<Convention>,
    // What marks mean by them.
    marks: Vec<(char, Role)>,
    // Whether the notice's habit is brackets with names alone.
    bare: bool,
    // Whether such a bracket was met since somebody asked.
    met_bare: bool,
    // By the words in them: few bodies answer for the many tasks of a notice.
    read: Rc<RefCell<BTreeMap<String, Reading>>>,
    // Names with a level in front, and whether the notice prints them so.
    printed: Rc<RefCell<BTreeMap<String, bool>>>,
    // The notice itself, and what stands in it as names in lists do, once somebody asked.
    sources: &'s [Source],
    listed: Rc<OnceCell<Lookup<&'s str, ()>>>,
}

/// So many brackets are kept, of so many bytes: those that come again come early.
const MOST_KEPT: usize = 512;
const LONGEST_KEPT: usize = 300;

impl<'s> Conventions<'s> {
    /// None yet, of a notice with these words.
    pub(crate) fn in_sources(sources: &'s [Source]) -> Conventions<'s> {
        Conventions { sources, ..Conventions::default() }
    }

    /// Whether the notice has a name in a column of units, in a list with a unit that is known, or says beside others
    /// in which part it has a task: 县水利局、红旗粮库, …，红旗粮库配合.
    pub(super) fn lists(&self, name: &str) -> bool {
        let listed = self.listed.get_or_init(|| {
            self.sources
                .iter()
                .flat_map(|source| listed_in(&source.text))
                .map(|name| (name, ()))
                .collect()
        });
        listed.contains_key(name)
    }

    /// What the words in a bracket are read as, by `read` where they are met for the first time.
    pub(super) fn reading(&self, words: &str, read: impl FnOnce() -> Reading) -> Reading {
        if words.len() > LONGEST_KEPT {
            return read();
        }
        if let Some(known) = self.read.borrow().get(words) {
            return known.clone();
        }
        let reading = read();
        let mut known = self.read.borrow_mut();
        if known.len() < MOST_KEPT {
            known.insert(words.to_owned(), reading.clone());
        }
        reading
    }

    /// Puts the level of its list before each unit that the notice names with it elsewhere: 旅发委 behind 区财金局, where
    /// 区旅发委 is printed as well. `standings` tells of each which level that would be.
    pub(crate) fn put_back_levels(&self, units: &mut [UnitMention], standings: &[Standing]) {
        for (unit, standing) in units.iter_mut().zip(standings) {
            let Some(level) = standing.level.filter(|_| unit.written.is_none()) else { continue };
            let whole = format!("{level}{}", unit.name);
            if self.prints(&whole) {
                unit.written = Some(std::mem::replace(&mut unit.name, whole.into()));
            }
        }
    }

    /// Whether the notice has a name where no word before it may be a part of it.
    fn prints(&self, name: &str) -> bool {
        // Each look goes through all of the notice, and few names need one.
        let mut printed = self.printed.borrow_mut();
        if let Some(&known) = printed.get(name) {
            return known;
        }
        if printed.len() >= MOST_KEPT {
            return false;
        }
        const LEADS: [char; 8] = ['由', '和', '及', '与', '向', '请', '同', '报'];
        let apart = |before: &str| {
            before.chars().next_back().is_none_or(|c| !chars::is_han(c) || LEADS.contains(&c))
        };
        let found = self
            .sources
            .iter()
            .any(|source| source.text.match_indices(name).any(|(at, _)| apart(&source.text[..at])));
        printed.insert(name.to_owned(), found);
        found
    }

    /// Adds a declaration; one that was made before is not added again.
    pub(crate) fn declare(&mut self, convention: Convention) {
        if self.declared.iter().any(|known| known.span == convention.span) {
            return;
        }
        if convention.kind == ConventionKind::MarkLeads {
            self.marks.extend(roles_of_marks(&convention.text));
        }
        self.declared.push(convention);
    }

    /// All declarations, in the order in which they were found.
    pub(crate) fn declared(&self) -> &[Convention] {
        &self.declared
    }

    /// The first declaration of a kind.
    pub(crate) fn of(&self, kind: ConventionKind) -> Option<&Convention> {
        self.declared.iter().find(|convention| convention.kind == kind)
    }

    /// The role that a mark means by what the notice declares of it: ★为牵头单位，☆为配合单位.
    pub(crate) fn role_of_mark(&self, mark: char) -> Option<Role> {
        self.marks.iter().find(|&&(of, _)| of == mark).map(|&(_, role)| role)
    }

    /// The role that the mark beside a unit gives it.
    fn role_by_mark(&self, unit: &Standing) -> Option<Role> {
        self.role_of_mark(unit.mark?)
    }

    /// Whether brackets that hold only names of some kind are taken for responsibilities.
    pub(crate) fn expect_bare_lists(&mut self, expected: bool) {
        self.bare = expected;
    }

    /// Notes a bracket of which the habit decides, and what is declared, whether it is one.
    pub(super) fn meet_bare_list(&mut self) {
        self.met_bare = true;
    }

    /// Whether such a bracket was met since the last time this was asked: where none was, and
    /// nothing is declared, the same words are read in the same way whatever is expected.
    pub(crate) fn has_met_bare_list(&mut self) -> bool {
        std::mem::take(&mut self.met_bare)
    }

    pub(super) fn expects_bare_lists(&self) -> bool {
        self.bare
    }

    /// Whether lists of units without any verb or label are what the notice announced.
    pub(super) fn announce_bare_lists(&self) -> bool {
        self.bare
            || self.of(ConventionKind::FirstListedLeads).is_some()
            || self.of(ConventionKind::BoldLeads).is_some()
            || self.of(ConventionKind::BeforeCommaLeads).is_some()
            || self.of(ConventionKind::MarkLeads).is_some()
    }

    /// Gives the units of one responsibility the roles that the conventions say.
    ///
    /// `standings` tells, for each unit, how it stands in its list. Where a unit leads by its own
    /// words, nothing changes.
    pub(crate) fn assign(
        &self,
        units: &mut [UnitMention],
        standings: &[Standing],
        bold: &[TextRange],
    ) {
        if self.declared.is_empty() || units.iter().any(|unit| unit.role == Role::Lead) {
            return;
        }
        if self.of(ConventionKind::BoldLeads).is_some() && !bold.is_empty() {
            for unit in units.iter_mut().filter(|unit| unit.role == Role::Responsible) {
                let in_bold = |range: TextRange| {
                    bold.iter().any(|b| b.start() <= range.start() && range.end() <= b.end())
                };
                if unit.span.fragments().iter().all(|fragment| in_bold(fragment.range())) {
                    unit.role = Role::Lead;
                }
            }
        } else if let Some(convention) = self.of(ConventionKind::MarkLeads)
            && standings.iter().any(|unit| self.role_by_mark(unit).is_some())
        {
            let others = others_help(&convention.text);
            let answering = units.iter_mut().zip(standings);
            for (unit, standing) in answering.filter(|(unit, _)| unit.role == Role::Responsible) {
                if let Some(role) = self.role_by_mark(standing) {
                    unit.role = role;
                } else if others {
                    unit.role = Role::Support;
                }
            }
        } else if let Some(convention) = self.of(ConventionKind::BeforeCommaLeads)
            && let Some(first) = standings.first().map(|unit| unit.tier)
            && standings.iter().any(|unit| unit.tier != first)
        {
            let help = those_behind_help(&convention.text);
            for (unit, standing) in units.iter_mut().zip(standings) {
                if unit.role != Role::Responsible {
                    continue;
                }
                if standing.tier == first {
                    unit.role = Role::Lead;
                } else if help {
                    unit.role = Role::Support;
                }
            }
        } else if let Some(convention) = self.of(ConventionKind::FirstListedLeads)
            && several_of_which_some_answer(units)
        {
            let answers = |unit: &UnitMention| unit.role == Role::Responsible;
            // 排第一位的部门为牵头部门: the governments that stand before the departments are none.
            let departments = says_first_department(&convention.text);
            let may = |unit: &UnitMention| answers(unit) && !(departments && governs(&unit.name));
            let first = units.iter().position(may).or_else(|| units.iter().position(answers));
            let help = others_help(&convention.text);
            for (at, unit) in units.iter_mut().enumerate().filter(|(_, unit)| answers(unit)) {
                if Some(at) == first {
                    unit.role = Role::Lead;
                } else if help {
                    unit.role = Role::Support;
                }
            }
        } else if self.of(ConventionKind::ResponsibleLeadsIfNone).is_some() {
            for unit in units.iter_mut().filter(|unit| unit.role == Role::Responsible) {
                unit.role = Role::Lead;
            }
        }
    }
}

/// Whether several units stand in a list and more than one of them answers, or the first, beside those who help by
/// their own words: 市A局，市B局参与.
fn several_of_which_some_answer(units: &[UnitMention]) -> bool {
    let answers = |unit: &UnitMention| unit.role == Role::Responsible;
    let beside = |unit: &UnitMention| answers(unit) || unit.role == Role::Support;
    match units.iter().filter(|unit| answers(unit)).count() {
        0 => false,
        1 => units.len() > 1 && answers(&units[0]) && units.iter().all(beside),
        _ => true,
    }
}

/// Words for what a unit does, as declarations use them.
const ROLES: [(&str, Role); 15] = [
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("主要责任", Role::Lead),
    ("总负责", Role::Lead),
    ("配合", Role::Support),
    ("参与", Role::Support),
    ("协办", Role::Support),
    ("会办", Role::Support),
    ("协同", Role::Support),
    ("协助", Role::Support),
    ("指导", Role::Guide),
    ("责任", Role::Responsible),
    ("负责", Role::Responsible),
    ("承办", Role::Responsible),
];

/// Words between a mark and what it means.
const IS: [&str; 3] = ["为", "是", "表示"];

/// Words for leading.
fn leads() -> impl Iterator<Item = &'static str> {
    ROLES.iter().filter(|(_, role)| *role == Role::Lead).map(|&(word, _)| word)
}

/// The marks of a declaration, and the role that it gives each: what is said behind them, ★为牵头单位,
/// or in front of them where the first of them stands there, 牵头单位标★.
fn roles_of_marks(text: &str) -> Vec<(char, Role)> {
    let role = |words: &str| ROLES.iter().find(|(word, _)| words.starts_with(word));
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut roles: Vec<(usize, Role)> = Vec::new();
    let mut covered = 0;
    for (at, c) in text.char_indices() {
        if is_ticking(c) {
            marks.push((at, c));
        } else if at >= covered
            && let Some(&(word, role)) = role(&text[at..])
        {
            covered = at + word.len();
            roles.push((at, role));
        }
    }
    // 责任单位中标★的为牵头单位 says it behind the mark as well.
    let said_behind = marks.first().is_some_and(|&(at, mark)| {
        let words = text[at + mark.len_utf8()..]
            .trim_start_matches(['”', '"', '’', '」', '号', '的', '者']);
        IS.iter().any(|is| words.starts_with(is))
    });
    let behind =
        said_behind || marks.first().map(|first| first.0) < roles.first().map(|first| first.0);
    let near = |&(at, mark): &(usize, char)| {
        let (_, role) = match behind {
            true => roles.iter().find(|&&(of, _)| of > at)?,
            false => roles.iter().rfind(|&&(of, _)| of < at)?,
        };
        Some((mark, *role))
    };
    marks.iter().filter_map(near).collect()
}

/// Whether a declaration says of all but the first that they help: 列第一位的为牵头单位，其他列入单位为参与单位.
fn others_help(text: &str) -> bool {
    let others = ["其他", "其余", "其它"].iter().filter_map(|word| text.find(word)).min();
    others.is_some_and(|at| says_help(&text[at..]))
}

/// Whether a declaration of who stands before a comma says that those behind it help: 逗号前面的为牵头单位，后面的为配合单位.
fn those_behind_help(text: &str) -> bool {
    let lead = leads().filter_map(|word| text.find(word)).min();
    let behind = lead.and_then(|at| Some(at + text[at..].find('后')?));
    let part =
        |at: usize| text[at..].split(['，', ',', '；', ';', '。']).next().unwrap_or_default();
    match behind.map(part) {
        Some(words) if says_help(words) => true,
        // 后面的为责任单位，其他单位配合
        Some(words) if words.contains("为责任") => false,
        _ => others_help(text),
    }
}

/// Whether words say of somebody that they help: 为配合单位, 为主要配合单位.
fn says_help(words: &str) -> bool {
    const HOW: [&str; 2] = ["责任", "主要"];
    let called = words.match_indices('为').any(|(at, is)| {
        let rest = &words[at + is.len()..];
        let rest = HOW.iter().find_map(|how| rest.strip_prefix(how)).unwrap_or(rest);
        HELPS.iter().any(|verb| rest.starts_with(verb))
    });
    // 其他有关单位按职责分工配合
    let part = words.split(['，', ',', '；', ';', '。']).next().unwrap_or_default();
    called || HELPS.iter().any(|verb| part.ends_with(verb))
}

/// Whether a declaration says of departments that the first of them leads: 排在第一位的部门为牵头部门.
fn says_first_department(text: &str) -> bool {
    let mut behind = ["位", "第一", "首"].iter().filter_map(|first| text.split_once(first));
    behind.any(|(_, rest)| rest.trim_start_matches(['位', '的']).starts_with("部门"))
}

/// Whether a unit is the government of a place or of each of several.
fn governs(name: &str) -> bool {
    name.ends_with("人民政府") || name.starts_with('各') && name.ends_with("政府")
}

/// Whether words say that a mark means who leads: 标★的为牵头单位, 牵头单位标★; not 市水利局★牵头.
fn says_what_a_mark_means(words: &[char]) -> bool {
    let leads = |words: &[char]| self::leads().any(|lead| starts_with(words, lead));
    let Some(mark) = words.iter().position(|&c| is_ticking(c)) else { return false };
    let behind = words[mark + 1..].iter().position(|&c| !matches!(c, '"' | '号' | '的' | '者'));
    let behind = &words[behind.map_or(words.len(), |skipped| mark + 1 + skipped)..];
    let is = IS.iter().find(|is| starts_with(behind, is));
    let forward = is.is_some_and(|is| leads(&behind[is.chars().count()..]));
    forward || leads(words) && ends_marked(words)
}

/// Whether words end in a mark and say of somebody that it stands beside him: 配合单位标☆.
fn ends_marked(words: &[char]) -> bool {
    let Some(mark) = words.iter().position(|&c| is_ticking(c)) else { return false };
    let (before, behind) = (&words[..mark], &words[mark + 1..]);
    let before = before.iter().rev().find(|&&c| c != '"');
    behind.iter().all(|c| matches!(c, '"' | '号' | '的' | '者'))
        && matches!(before, Some('标' | '注' | '加' | '带'))
}

/// Whether words are a mark and the bodies that lead, and nothing else: ★牵头单位.
fn is_legend(words: &[char]) -> bool {
    let bare: Vec<char> = words.iter().copied().filter(|&c| c != '"').collect();
    let [mark, rest @ ..] = &bare[..] else { return false };
    let lead = leads().find(|lead| starts_with(rest, lead));
    is_ticking(*mark)
        && lead.is_some_and(|lead| {
            let class = &rest[lead.chars().count()..];
            ["单位", "部门", "科室", "处室"].iter().any(|body| super::names::is(class, body))
        })
}

/// What one part of a sentence declares, which holds some signs.
pub(super) fn kind(words: &[char], signs: Signs) -> Option<ConventionKind> {
    if !signs.hold(Signs::DECLARES) {
        return None;
    }
    if is_legend(words) {
        return Some(ConventionKind::MarkLeads);
    }
    if words.len() < 6 {
        return None;
    }
    let leads = self::leads().any(|word| holds(words, word));
    let first = ["第一", "首位", "首个", "居首", "排首", "列首", "最前", "首列", "前位"];
    // 列第一位的为牵头单位, 牵头单位为列第一位的单位; not 牵头单位要把安全放在第一位.
    let first = first.iter().filter_map(|word| find(words, word)).min();
    // 市第一中学牵头
    let first = first.filter(|&at| super::names::opening(words).is_none_or(|name| at >= name));
    // 除标注“分别牵头”外，列第一位为牵头单位: the last one counts.
    let leads_at = |&at: &usize| self::leads().any(|word| starts_with(&words[at..], word));
    let lead = first.and_then(|_| (0..words.len()).rev().find(leads_at));
    if let (Some(first), Some(lead)) = (first, lead)
        && (first < lead
            || ["牵头单位为", "牵头部门为", "牵头单位是", "牵头部门是"]
                .iter()
                .any(|word| holds(words, word)))
        && !["季度", "个逗号", "个分号"].iter().any(|word| holds(words, word))
    {
        return Some(ConventionKind::FirstListedLeads);
    }
    let comma = ["逗号前", "逗号之前", "\",\"前", "分号前", "分号之前", "逗号以前"];
    if leads && comma.iter().any(|word| holds(words, word)) {
        return Some(ConventionKind::BeforeCommaLeads);
    }
    if leads && ["黑体", "加粗", "粗体", "黑字"].iter().any(|word| holds(words, word)) {
        return Some(ConventionKind::BoldLeads);
    }
    if leads && says_what_a_mark_means(words) {
        return Some(ConventionKind::MarkLeads);
    }
    let none = [
        "未明确",
        "没有明确",
        "未注明",
        "未标注",
        "未列",
        "未指定",
        "未写明",
        "未确定",
        "没有列",
        "未设",
        "无牵头",
        "没有牵头",
        "未单独",
        "未标明",
        "不明确",
    ];
    if leads && none.iter().any(|word| holds(words, word)) {
        return Some(ConventionKind::ResponsibleLeadsIfNone);
    }
    if declares_default_units(words) && includes_bodies(words) {
        return Some(ConventionKind::DefaultUnits);
    }
    if declares_default_units(words) && DOES.iter().any(|word| holds(words, word)) {
        return Some(ConventionKind::DefaultUnits);
    }
    None
}

/// What default units do: 落实, 负责, 配合.
const DOES: [&str; 9] = ["落实", "负责", "实施", "执行", "推进", "责任", "配合", "协助", "参与"];

/// 以下任务均包括各县（市、区）: the units stand behind the word.
const INCLUDES: [&str; 4] = ["均包括", "均包含", "均含", "均涉及"];

/// Whether bodies are what is included: 均包括各县（市、区）, or, later, 均包括：; not 均含当日.
fn includes_bodies(words: &[char]) -> bool {
    let Some(from) =
        INCLUDES.iter().find_map(|word| Some(find(words, word)? + word.chars().count()))
    else {
        return false;
    };
    let mut names = words[from..].split(|c| matches!(c, '、' | ',' | '和' | '及'));
    words.len() == from
        || names.any(|name| name.first() == Some(&'各') || super::name_score(name) >= 40)
}

fn declares_default_units(words: &[char]) -> bool {
    let below = matches!(
        words,
        ['以', '下' | '上', ..] | ['下', '列' | '文', ..] | ['后', '续', ..] | ['其', '余', ..]
    );
    // 具体任务均涉及…: of all tasks, wherever they stand.
    let tasks = matches!(words, ['具', '体', ..] | ['各', '项', ..] | ['上', '述', ..])
        && INCLUDES.iter().any(|word| holds(words, word));
    if !below && !tasks || says_who_leads(words) {
        return false;
    }
    let all = ["均需", "均由", "均须", "都需", "都由", "均应", "均要", "均为", "皆由"];
    INCLUDES.iter().chain(&all).any(|word| holds(words, word))
}

/// Whether words say who leads, which is no part of default units: 以下工作均由县水利局牵头，县财政局配合. 牵头单位
/// are bodies.
fn says_who_leads(words: &[char]) -> bool {
    let bodies = |rest: &[char]| ["单位", "部门"].iter().any(|body| starts_with(rest, body));
    (0..words.len()).any(|at| {
        ["牵头", "主办"].iter().any(|verb| starts_with(&words[at..], verb))
            && !bodies(&words[at + 2..])
    })
}

/// Whether a part opens a declaration of default units that says later what they do.
pub(super) fn begins_default_units(words: &[char]) -> bool {
    declares_default_units(words) && !DOES.iter().chain(&INCLUDES).any(|word| holds(words, word))
}

/// Whether words only say that the same holds below: 下同.
pub(super) fn says_same_below(words: &[char]) -> bool {
    let same = ["下同", "以下同", "后同", "以下皆同", "以下均同", "以下相同"];
    words.last() == Some(&'同') && same.iter().any(|word| super::names::is(words, word))
}

/// Whether a part of a sentence goes on with the declaration before it.
pub(super) fn goes_on(kind: ConventionKind, words: &[char]) -> bool {
    if says_same_below(words) {
        return true;
    }
    let not_again = ["不再", "不另", "不一一", "不重复", "不逐一"];
    match kind {
        ConventionKind::DefaultUnits => not_again.iter().any(|word| starts_with(words, word)),
        // ★表示牵头单位，☆表示参与单位; 牵头单位标★，配合单位标☆
        ConventionKind::MarkLeads
            if words.first().is_some_and(|&c| is_ticking(c) || c == '"') || ends_marked(words) =>
        {
            words.len() <= 24
        }
        // 未明确牵头单位的，责任单位为牵头单位; 列第一位的为牵头单位，其他为配合单位.
        _ => {
            let others = ["其他", "其余", "其它"].iter().any(|word| starts_with(words, word));
            let help = others && HELPS.iter().any(|verb| ends_with(words, verb));
            (holds(words, "单位") || holds(words, "部门") || holds(words, "配合"))
                && (holds(words, "为") || holds(words, "牵头") || help)
                && words.len() <= 24
        }
    }
}

/// Whether a declaration says all that its kind needs: 未明确牵头单位的 alone says nothing yet.
pub(super) fn complete(kind: ConventionKind, words: &[char]) -> bool {
    kind != ConventionKind::ResponsibleLeadsIfNone
        || (holds(words, "责任") || holds(words, "负责单位") || holds(words, "负责部门"))
            && (holds(words, "为")
                || holds(words, "即")
                || holds(words, "由")
                || holds(words, "视"))
}

/// What default units do that help.
const HELPS: [&str; 7] = ["协同配合", "协同", "配合", "协助", "参与", "参加", "协办"];

/// The part that default units take by what is said behind them: 均需各乡镇配合.
pub(super) fn role_of_default_units(behind: &[char]) -> Role {
    let helps = HELPS.iter().any(|word| starts_with(behind, word));
    if helps { Role::Support } else { Role::Implement }
}

/// Where in a declaration of default units the units stand, and where they end.
pub(super) fn default_units(words: &[char]) -> Option<std::ops::Range<usize>> {
    let behind = INCLUDES.iter().find_map(|word| Some(find(words, word)? + word.chars().count()));
    if let Some(from) = behind.filter(|&from| from < words.len()) {
        return Some(from..words.len());
    }
    let from = [
        "均需由",
        "均须由",
        "均应由",
        "均需",
        "均由",
        "均须",
        "都需",
        "都由",
        "均应",
        "均要",
        "皆由",
    ]
    .iter()
    .find_map(|word| Some(find(words, word)? + word.chars().count()))?;
    let len = [
        "负责落实",
        "具体落实",
        "抓好落实",
        "组织落实",
        "贯彻落实",
        "落实",
        "组织实施",
        "负责",
        "实施",
        "执行",
        "推进",
        "协同配合",
        "配合",
        "协助",
        "参与",
    ]
    .iter()
    .find_map(|word| find(&words[from..], word))?;
    // 均需各乡镇协助落实
    let units = &words[from..from + len];
    let helps = HELPS.iter().find(|word| ends_with(units, word));
    let len = len - helps.map_or(0, |word| word.chars().count());
    (len > 0).then_some(from..from + len)
}

/// Whether a text holds words that every declaration needs: one pass, since few texts do.
pub(crate) fn may_declare(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let hint = match c {
            '头' => before == '牵',
            '办' | '责' => before == '主',
            '要' => matches!(before, '主' | '均'),
            '负' => before == '总',
            '包' | '含' | '涉' => before == '均',
            '需' | '由' | '须' | '应' | '为' => matches!(before, '均' | '都' | '皆'),
            _ => false,
        };
        before = c;
        hint
    })
}

/// The declarations in some words that need not be a responsibility: a covering letter, a note.
pub(crate) fn find_conventions(flow: &Flow<'_>) -> Vec<Convention> {
    let text = flow.text();
    if !may_declare(text) {
        return Vec::new();
    }
    let glyphs = Glyphs::new(flow, 0..text.len(), &[]);
    let mut found: Vec<(ConventionKind, std::ops::Range<usize>)> = Vec::new();
    // The end of the part before, where it was a declaration or went on with one.
    let mut open = false;
    let mut at = 0;
    while at < glyphs.len() {
        let mut end = at;
        while end < glyphs.len()
            && (!matches!(glyphs.chars[end], ',' | ';' | '(' | ')' | '[' | ']' | ':')
                || levels_end(&glyphs, end).is_some())
            && !glyphs.is_stop(end)
        {
            end = levels_end(&glyphs, end).unwrap_or(end + 1);
        }
        let words = &glyphs.chars[at..end];
        if let Some(kind) = kind(words, glyphs.signs(at..end))
            && !(open && found.last().is_some_and(|(last, _)| *last == kind))
        {
            found.push((kind, at..end));
            open = true;
        } else if open && let Some((kind, range)) = found.last_mut() {
            open = goes_on(*kind, words);
            if open {
                range.end = end;
            }
        }
        open &= end >= glyphs.len() || !glyphs.is_stop(end);
        at = end + 1;
    }
    found.retain(|(kind, range)| complete(*kind, &glyphs.chars[range.clone()]));
    found.into_iter().map(|(kind, range)| told(flow, &glyphs, kind, range)).collect()
}

/// Where a bracket ends that is a part of a name, since it says nothing but levels: 各县（市、区）人民政府.
fn levels_end(glyphs: &Glyphs, at: usize) -> Option<usize> {
    const LEVELS: &str = "省市县区州盟旗镇乡、";
    let close = glyphs.close_of(at)?;
    let inner = &glyphs.chars[at + 1..close];
    let named = glyphs.chars.get(close + 1).is_some_and(|&c| chars::is_han(c));
    (named && !inner.is_empty() && inner.iter().all(|&c| LEVELS.contains(c))).then_some(close + 1)
}

/// A declaration as the model carries it.
pub(super) fn told(
    flow: &Flow<'_>,
    glyphs: &Glyphs,
    kind: ConventionKind,
    range: std::ops::Range<usize>,
) -> Convention {
    Convention {
        kind,
        text: glyphs.words(flow, range.clone()).into(),
        span: glyphs.span(flow, range),
    }
}

/// The words of a text that are names of units by where they stand: in a column whose heading says so, in a list with
/// a unit that is known, or before 牵头 and 配合 behind the mark of a list.
fn listed_in(text: &str) -> Vec<&str> {
    const MARKS: [char; 4] = ['、', '，', '；', ';'];
    let mut names = Vec::new();
    // The columns of units by the last header.
    let mut columns: Vec<usize> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split(['\t', '|']).map(chars::trim).collect();
        let headers = |(at, cell): (usize, &&str)| super::label_role(cell).is_some().then_some(at);
        let units: Vec<usize> = cells.iter().enumerate().filter_map(headers).collect();
        match cells.len() {
            1 => columns.clear(),
            _ if !units.is_empty() => columns = units,
            _ => {}
        }
        let in_columns = columns.iter().filter_map(|&at| cells.get(at));
        // A牵头，B配合 below 责任单位, and names that a slash or <br> parts.
        let parts = |c: char| MARKS.contains(&c) || "/／<>".contains(c);
        names.extend(in_columns.flat_map(|cell| cell.split(parts).map(chars::trim).map(name)));
        for words in line.split(|c| chars::is_space(c) || "。：:|<>（()）".contains(c)) {
            names.extend(words.split(MARKS).skip(1).filter(|part| says_part(part)).map(name));
            for list in words.split(['，', '；', ';']).filter(|list| list.contains('、')) {
                if list.split('、').any(|part| is_known(name(part))) {
                    names.extend(list.split('、').map(name));
                }
            }
        }
    }
    /// In bytes.
    const LONGEST: usize = 16 * 3;
    names.retain(|name| !name.is_empty() && name.len() <= LONGEST);
    names
}

/// Where words say in which part somebody has the task.
fn part_at(words: &str) -> Option<usize> {
    ["牵头", "配合"].iter().find_map(|verb| words.find(verb))
}

/// Whether words say it of somebody.
fn says_part(words: &str) -> bool {
    part_at(words).is_some_and(|at| at > 0)
}

/// Whom words say it of, or all of them.
fn name(words: &str) -> &str {
    &words[..part_at(words).unwrap_or(words.len())]
}

/// Whether words are surely the name of a unit or, by their end, of an office.
fn is_known(words: &str) -> bool {
    let words: Vec<char> = words.chars().map(chars::narrow).collect();
    super::names::looks_like_one(&words)
}
