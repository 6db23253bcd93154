//! Labels before a colon or in brackets of their own, and keys that name no unit.

use super::super::glyphs::Glyphs;
use super::super::lexicon::WORDS;
use super::super::list::label_role_of;
use super::super::names::{self, LIKELY, SURE, ends_with, is, lead_in};
use super::super::verbs::{is_level, tail};
use super::{Place, Reader};
use hongtou_model::Role;
use smallvec::SmallVec;
use std::ops::Range;

/// What the words after a label are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Units,
    Scope,
    Deadline,
    /// Who leads or answers in person.
    Person,
    Other,
}

impl<'g> Reader<'g> {
    /// What stands before a colon: a label, with words before it that belong to the part before.
    pub(super) fn at_colon(&mut self, from: usize, at: usize) {
        let words = self.c(from..at);
        if let Some((start, role)) = label_before(self.g, from..at) {
            self.part(from..start);
            self.set_label(Some(role), Key::Units);
            self.out.labels += 1;
            // 责任单位及责任人：A，张三
            self.doubtful = with_a_key(words).is_some();
            return;
        }
        // 主办：A　协办：B: white space parts a label from the units before it.
        let own = (from + 1..at).rev().find(|&i| self.g.gap(i)).unwrap_or(from);
        if let Some(role) = verb_label(self.c(own..at)) {
            if own > from {
                self.part(from..own);
            }
            // 总牵头：张某某 names who leads in person.
            if self.persons_behind(at + 1) {
                self.set_label(None, Key::Other);
                return;
            }
            self.set_label(Some(role), Key::Units);
            self.out.labels += 1;
            return;
        }
        const KEYS: [(&str, Key); 18] = [
            ("范围", Key::Scope),
            ("地区", Key::Scope),
            ("区域", Key::Scope),
            ("对象", Key::Scope),
            ("时限", Key::Deadline),
            ("时间", Key::Deadline),
            ("期限", Key::Deadline),
            ("节点", Key::Deadline),
            ("时间要求", Key::Deadline),
            ("时限要求", Key::Deadline),
            ("进度要求", Key::Deadline),
            ("时间安排", Key::Deadline),
            ("人", Key::Person),
            ("领导", Key::Person),
            ("电话", Key::Other),
            ("备注", Key::Other),
            ("目标", Key::Other),
            ("注", Key::Other),
        ];
        // 市教育局 完成时限：: the key begins where its words do, or after the white space.
        let start = due_key(words)
            .or_else(|| {
                OTHER_KEYS.iter().find(|key| ends_with(words, key)).map(|key| key.chars().count())
            })
            .map(|len| qualified(self.g, from..at - len))
            .or_else(|| (from + 1..at).rev().find(|&i| self.g.gap(i)))
            .unwrap_or(from);
        let words = self.c(start..at);
        let key = KEYS.iter().find(|(end, _)| ends_with(words, end));
        if let Some(&(_, key)) = key
            && words.len() <= 8
        {
            self.part(from..start);
            self.set_label(None, key);
            if key == Key::Scope {
                self.out.scope = Some(at + 1..at + 1);
            }
        } else if (2..=8).contains(&(at - from))
            && names::score(self.c(from..at)) < SURE
            && self.persons_behind(at + 1)
        {
            // 安全总监：李某
            self.set_label(None, Key::Person);
        } else if !self.unknown_label(from..at) {
            self.part(from..at);
        }
    }

    /// A label that no list knows, `；督学单位：`, and whatever else opens a part before a colon and is
    /// no name: it says how the words behind it are meant and is none of them.
    fn unknown_label(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let clean = words.iter().all(|&c| hongtou_source::chars::is_han(c));
        if !(2..=8).contains(&words.len()) || !clean || names::score(words) >= SURE {
            return false;
        }
        if is_acted_on(words) {
            self.set_label(None, Key::Other);
            return true;
        }
        if ends_in_a_body(words) || self.heads_offices_of_level(range.clone()) {
            self.set_label(label_role_of(words).or(Some(Role::Responsible)), Key::Units);
            self.out.unlisted_labels += 1;
            return true;
        }
        let opens = match range.start.checked_sub(1) {
            Some(mark) => matches!(self.g.chars[mark], ';' | ','),
            None => self.place == Place::Bracket,
        };
        // 教务处：… may be the task of an office.
        let opens = opens && !(self.place == Place::Bracket && names::is_office(words));
        if !opens || OPENINGS.iter().any(|word| is(words, word)) {
            return false;
        }
        self.set_label(None, Key::Units);
        self.doubtful = true;
        self.out.prose.push(range);
        true
    }

    /// Whether a level before a colon heads offices of that level, 市级：市水利局；县级：县水利局, or stands in what a
    /// label says: 责任单位：市级：…. Other words of a level are rated by it: 省级：东山镇.
    fn heads_offices_of_level(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        if words.last() != Some(&'级') || !is_level(words) {
            return false;
        }
        let from = range.end + 1;
        let behind = &self.g.chars[from.min(self.g.len())..];
        let end = behind.iter().position(|c| matches!(c, ';' | ':')).unwrap_or(behind.len());
        let mut names = behind[..end].split(|c| matches!(c, '、' | ','));
        let office = |name: &[char]| {
            let name = tail(name).map_or(name, |(len, _)| &name[..len]);
            name.first() == words.first()
                && names::score(name) >= SURE
                && names::is_of_government(name)
        };
        let offices = names.all(office);
        self.out.levels |= offices;
        offices || self.out.labels > 0
    }

    /// Whether nothing but names of persons stands at a place, up to the next mark.
    fn persons_behind(&self, from: usize) -> bool {
        let end = (from..self.g.len())
            .find(|&at| matches!(self.g.chars[at], ';' | ',' | ':' | ')') || self.g.is_stop(at))
            .unwrap_or(self.g.len());
        self.c(from..end).split(|&c| c == '、').all(is_person)
    }

    pub(super) fn set_label(&mut self, label: Option<Role>, key: Key) {
        self.flush_rest();
        self.label = label;
        self.key = key;
        self.adjacent = false;
        self.with = false;
        self.doubtful = false;
    }

    /// Takes a label without colon off the beginning of a part.
    pub(super) fn bare_label(&mut self, range: Range<usize>) -> Range<usize> {
        let words = self.c(range.clone());
        let level = (1..=2).find(|&n| words.len() > n && is_level(&words[..n])).unwrap_or(0);
        let found = WORDS.label_starts.starts(words).or_else(|| {
            Some(WORDS.label_starts.starts(&words[level..])?).map(|(l, r)| (l + level, r))
        });
        let Some((len, role)) = found else { return range };
        let len = len + usize::from(words.get(len).is_some_and(|&c| stands_for_colon(c)));
        let rest = &words[len..];
        // 牵头单位是指市教育局 explains a word.
        if rest.first() == Some(&'指') {
            return range;
        }
        // 责任单位市财政局; a sentence about 责任单位 goes on with other words.
        let named =
            names::own_level(rest).is_some() || lead_in(rest) > 0 || names::score(rest) >= SURE;
        // 责任单位宣传推广科
        let named = named || self.place == Place::Bracket && names::is_office(rest);
        if !named || names::is_class(words) {
            return range;
        }
        self.set_label(Some(role), Key::Units);
        self.out.bare_labels += 1;
        range.start + len..range.end
    }
}

/// Whether words are the name of a person, as far as their form tells.
pub(crate) fn is_person(name: &[char]) -> bool {
    (2..=3).contains(&name.len())
        && WORDS.surnames.has(name[0])
        // 高校, 高新, 高速, 林业, 林场
        && !matches!(name, ['高' | '林', '校' | '新' | '中' | '速' | '铁' | '业' | '场' | '区', ..])
        && name.iter().all(|&c| hongtou_source::chars::is_han(c))
        && names::score(name) == 0
        && !names::is_office(name)
        && !names::is_field(name)
}

/// What places end in that begin as persons' names do.
const PLACES: &str = "坝沟庄村湾岭河桥店铺屯寨坪塘岗集口峪垸山湖江洲滩坡埠渡港岛镇营堡墩冲";

/// Whether words beside a body are the name of a person, 刘洋, and no place: 江北, 龙岗.
pub(super) fn is_person_beside(name: &[char]) -> bool {
    let place = |&c: &char| PLACES.contains(c) || "东西南北中州城县区".contains(c);
    is_person(name) && !name.last().is_some_and(place)
}

/// Whether words are the name of a person where nothing beside them tells: 张某, 张建国. Most places have two
/// characters, or end as places do: 龙岗, 王家坝.
pub(super) fn is_person_alone(name: &[char]) -> bool {
    is_person(name) && (hides_a_name(name) || name.len() == 3 && !PLACES.contains(name[2]))
}

/// Whether a sign stands for a part of a person's name: 张某, 张××.
pub(super) fn hides_a_name(name: &[char]) -> bool {
    name.iter().skip(1).any(|c| matches!(c, '某' | '×'))
}

/// The verbs that stand for the colon of a label: 牵头单位为市财政局.
const FOR_COLON: [char; 2] = ['为', '是'];

fn stands_for_colon(c: char) -> bool {
    FOR_COLON.contains(&c)
}

/// The length of the label that some words open with and of the verb that stands for its colon.
pub(in crate::responsibility) fn label_with_verb(words: &[char]) -> Option<usize> {
    let (len, _) = WORDS.label_starts.starts(words)?;
    words.get(len).is_some_and(|&c| stands_for_colon(c)).then_some(len + 1)
}

/// Whether a label and the verb that stands for its colon are somewhere in a text.
pub(in crate::responsibility) fn holds_label_with_verb(text: &str) -> bool {
    // To look for one character is much quicker than to compare each with two.
    FOR_COLON.iter().flat_map(|&verb| text.match_indices(verb)).any(|(at, _)| {
        let from = text[..at].char_indices().rev().take(LONGEST_LABEL).last();
        let label: SmallVec<[char; LONGEST_LABEL]> =
            text[from.map_or(at, |(from, _)| from)..at].chars().collect();
        WORDS.labels.ends(&label).is_some()
    })
}

/// The longest label without the words that qualify it, in characters.
pub(in crate::responsibility) const LONGEST_LABEL: usize = 8;

/// Where the label ends that a key which names no unit is joined to: 责任单位 in 责任单位及责任人.
fn with_a_key(words: &[char]) -> Option<usize> {
    let joint = words.iter().rposition(|c| matches!(c, '及' | '和' | '与'))?;
    names_other_key(&words[joint + 1..]).then_some(joint)
}

/// The label that a part ends in before a colon: where it begins, and its role.
pub(in crate::responsibility) fn label_before(
    g: &Glyphs,
    part: Range<usize>,
) -> Option<(usize, Role)> {
    let words = &g.chars[part.clone()];
    if let Some(end) = with_a_key(words) {
        return label_before(g, part.start..part.start + end);
    }
    if let Some((len, role)) = label_at_end(words) {
        let start = qualified(g, part.start..part.end - len);
        if is_acted_on(&g.chars[start..part.end]) {
            return None;
        }
        // 牵头单位及配合单位：A、B does not say who of them leads.
        let other = words[..words.len() - len].strip_suffix(&['及']);
        let other = other.and_then(|other| WORDS.labels.ends(other));
        let role = other.map_or(role, |_| Role::Responsible);
        return Some((start, role));
    }
    let start = (part.start + 1..part.end).rev().find(|&at| g.gap(at)).unwrap_or(part.start);
    let words = &g.chars[start..part.end];
    Some((start, duty_of_a_body(words).or_else(|| duty_before_a_body(words))?))
}

/// The role of a label that the list does not know, by a word of duty before its body: 具体执行部门.
fn duty_before_a_body(words: &[char]) -> Option<Role> {
    let clean = words.iter().all(|&c| hongtou_source::chars::is_han(c));
    // 单位 and 部门 alone name no duty.
    let named = clean && ends_in_a_body(words) && !is_acted_on(words);
    if !(4..=8).contains(&words.len()) || !named {
        return None;
    }
    label_role_of(words).filter(|_| names::score(words) < LIKELY)
}

/// The label that some words end in, with the brackets in it or behind it that put it in another way:
/// 责任单位（部门）, 牵头（责任）单位.
fn label_at_end(words: &[char]) -> Option<(usize, Role)> {
    if let Some(found) = WORDS.labels.ends(words) {
        return Some(found);
    }
    let open = words.iter().rposition(|&c| c == '(')?;
    let close = open + words[open..].iter().position(|&c| c == ')')?;
    let inner = &words[open + 1..close];
    if !(1..=6).contains(&inner.len()) || names::score(inner) >= LIKELY {
        return None;
    }
    let bare = [&words[..open], &words[close + 1..]].concat();
    let (len, role) = WORDS.labels.ends(&bare)?;
    let behind = words.len() - close - 1;
    (len > behind).then_some((len + close + 1 - open, role))
}

/// The duties that labels name in front of a kind of body.
const DUTIES: [(&str, Role); 7] = [
    ("责任", Role::Responsible),
    ("承办", Role::Responsible),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("配合", Role::Support),
    ("协办", Role::Support),
    ("会办", Role::Support),
];

/// The role of a label that the list does not know with its kind of body: 责任站办, 牵头银行.
fn duty_of_a_body(words: &[char]) -> Option<Role> {
    let level = (1..=2).find(|&n| words.len() > n + 2 && is_level(&words[..n])).unwrap_or(0);
    let words = &words[level..];
    let (duty, role) = DUTIES.into_iter().find(|(duty, _)| names::starts_with(words, duty))?;
    let body = &words[duty.chars().count()..];
    let last = *body.last()?;
    // 责任区, 责任体系
    let names_bodies = WORDS.suffixes.has(last) && last != '系' || matches!(last, '居' | '队');
    ((2..=3).contains(&body.len()) && names_bodies && !names_other_key(words)).then_some(role)
}

/// Where a label or key begins with the words that qualify it, from the beginning of its part to the
/// label: 省级责任单位, 次要责任单位, 改革事项牵头单位. A name before it is none of its words.
fn qualified(g: &Glyphs, before: Range<usize>) -> usize {
    let label = before.end;
    if before.is_empty() || g.gap(label) {
        return label;
    }
    let from = (before.start + 1..label).rev().find(|&at| g.gap(at)).unwrap_or(before.start);
    let words = &g.chars[from..label];
    let bare = match words {
        [bare @ .., '及' | '和' | '与'] => bare,
        bare => bare,
    };
    // 公办学校责任单位: schools of a kind are none by name.
    let is_name = |words: &[char]| {
        let score = names::score(words);
        score >= SURE || score >= LIKELY && lead_in(words) > 0 || names::is_office(words)
    };
    let levels = words.len() <= 3 && words.iter().all(|&c| "省市县区州镇乡村".contains(c));
    let told = tail(bare).is_some_and(|(len, _)| is_name(&bare[..len]));
    let clean = words.iter().all(|&c| hongtou_source::chars::is_han(c));
    let qualifies = words.len() <= 8 && clean && words[0] != '各' && !is_name(bare) && !told;
    if is_level(words) || levels || qualifies { from } else { label }
}

/// The role that a label without a body names: 牵头：A；配合：B.
fn verb_label(words: &[char]) -> Option<Role> {
    let verb = tail(words).filter(|(before, _)| *before == 0 && words.len() <= LONGEST_VERB);
    if let Some((_, verb)) = verb {
        return Some(verb.role);
    }
    let keys = |keys: &[&str]| keys.iter().any(|key| is(words, key));
    if keys(&["监管责任", "监督责任", "指导责任", "督导责任", "业务指导", "技术指导"])
    {
        Some(Role::Guide)
    } else if is_duty(words) {
        Some(Role::Responsible)
    } else {
        None
    }
}

/// Whether a label says who answers, or has which part: 主体责任, 部门分工. 社会责任 and 法律责任 say of what
/// kind it is.
fn is_duty(words: &[char]) -> bool {
    const WHOSE: [&str; 10] =
        ["", "主体", "属地", "行业", "直接", "部门", "领导", "工作", "管理", "安全"];
    let shared = ends_with(words, "分工")
        && words.len() <= LONGEST_VERB
        && words.iter().all(|&c| hongtou_source::chars::is_han(c));
    let duty = words.strip_suffix(&['责', '任']);
    shared || duty.is_some_and(|whose| WHOSE.iter().any(|known| is(whose, known)))
}

/// A [`verb_label`] that opens a list outside brackets, where nothing but units stands behind it.
pub(in crate::responsibility) fn opens_list(words: &[char]) -> bool {
    verb_label(words).is_some()
}

/// The longest [`verb_label`], in characters.
pub(in crate::responsibility) const LONGEST_VERB: usize = 6;

/// A label in brackets of its own (`【牵头单位】`): where they close and its role, none for a key that
/// names no unit.
pub(in crate::responsibility) fn bracket_label(
    glyphs: &Glyphs,
    at: usize,
) -> Option<(usize, Option<Role>)> {
    let close = glyphs.close_of(at).filter(|&close| close > at + 2 && close <= at + 12)?;
    // 市教育局（牵头单位）、…: a mark behind the name.
    if glyphs.chars.get(close + 1).is_none_or(|c| matches!(c, '、' | ',' | ';' | '.' | ')' | ']'))
    {
        return None;
    }
    let inner = &glyphs.chars[at + 1..close];
    let role = WORDS.labels.ends(inner).filter(|(len, _)| *len == inner.len());
    let role = role.map(|(_, role)| role);
    match role.or_else(|| verb_label(inner).filter(|_| glyphs.chars[at] == '[')) {
        Some(role) => Some((close, Some(role))),
        None => {
            let framed = glyphs.chars[at] == '[' && names_other_key(inner);
            (framed || due_key(inner) == Some(inner.len())).then_some((close, None))
        }
    }
}

/// What a key that names no unit says.
pub(super) fn key_of(words: &[char]) -> Key {
    let due = ["时限", "期限", "时间", "日期", "节点"].iter().any(|key| ends_with(words, key));
    if due { Key::Deadline } else { Key::Other }
}

/// The length of such a key that words open with, and of the verb that stands for its colon: 完成时限为12月底.
pub(super) fn due_key_with_verb(words: &[char]) -> Option<usize> {
    let (key, behind) = words.split_at_checked(4)?;
    let verb = behind.len() > 1 && stands_for_colon(behind[0]);
    (verb && due_key(key) == Some(key.len())).then_some(key.len() + 1)
}

/// The length of the key that says when a task is due, at the end of some words: 完成时限, 办结时间.
fn due_key(words: &[char]) -> Option<usize> {
    const WORK: [&str; 8] = ["完成", "办结", "整改", "办理", "工作", "落实", "推进", "实施"];
    const TIME: [&str; 4] = ["时限", "期限", "时间", "日期"];
    if ends_with(words, "时间节点") {
        return Some(4);
    }
    let before = words.len().checked_sub(2).map(|end| &words[..end])?;
    let due = TIME.iter().any(|time| is(&words[before.len()..], time))
        && WORK.iter().any(|work| ends_with(before, work));
    due.then_some(4)
}

/// Keys beside the units in a responsibility that name no unit, by their ends: 包抓县领导, 直接责任人.
const OTHER_KEYS: [&str; 14] = [
    "时间要求",
    "时限要求",
    "进度要求",
    "时间安排",
    "适用范围",
    "推广范围",
    "领导",
    "联系电话",
    "责任人",
    "负责人",
    "牵头人",
    "联系人",
    "联络人",
    "联络员",
];

/// The longest words that qualify a key on a line of its own: 分管院领导, 具体责任人.
const LONGEST_QUALIFIER: usize = 4;

/// Whether a label names those to whom something is done, who have not done it, or of whom it is said how
/// well they did: 被督导单位, 未达标单位, 落实较好单位.
pub(in crate::responsibility) fn is_acted_on(label: &[char]) -> bool {
    // 突出环境问题整改责任单位 says what is bad, and not who.
    const JUDGED: [&str; 13] = [
        "较好", "良好", "优秀", "优胜", "先进", "获奖", "突出", "较差", "不力", "滞后", "落后",
        "靠前", "靠后",
    ];
    let Some(before) = without_a_body(label) else { return false };
    let duty = DUTIES.iter().find(|(duty, _)| ends_with(before, duty));
    let before = &before[..before.len() - duty.map_or(0, |(duty, _)| duty.chars().count())];
    let judged = |before: &[char]| JUDGED.iter().any(|word| ends_with(before, word));
    // 落实较好的责任单位
    judged(before.strip_suffix(&['的']).unwrap_or(before))
        || match label {
            ['被' | '未', ..] => true,
            ['受', next, ..] => !matches!(next, '理' | '托' | '委'),
            _ => false,
        }
}

/// Words before a colon that open a list rather than say what stands in it.
const OPENINGS: [&str; 4] = ["其中", "另外", "同时", "包括"];

/// Whether words before a colon are of a body, whatever its duty: 督学单位, 建设主体.
pub(in crate::responsibility) fn ends_in_a_body(words: &[char]) -> bool {
    without_a_body(words).is_some()
}

/// What stands before the body that some words end in.
fn without_a_body(words: &[char]) -> Option<&[char]> {
    const BODIES: [&str; 8] = ["单位", "部门", "科室", "处室", "股室", "部室", "机构", "主体"];
    let body = BODIES.iter().find(|body| ends_with(words, body))?;
    Some(&words[..words.len() - body.chars().count()])
}

/// Whether words are a key that names no unit: 完成时限, 责任领导.
pub(in crate::responsibility) fn names_other_key(words: &[char]) -> bool {
    if !words.iter().all(|&c| hongtou_source::chars::is_han(c)) {
        return false;
    }
    due_key(words) == Some(words.len())
        || ["时限", "期限", "时间"].iter().any(|key| is(words, key))
        || OTHER_KEYS.iter().any(|key| {
            ends_with(words, key) && words.len() <= key.chars().count() + LONGEST_QUALIFIER
        })
}
