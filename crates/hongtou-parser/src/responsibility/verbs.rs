//! The words around a list of units: what the units do, when it is due, how a label begins.

use std::ops::Range;

use hongtou_model::{Role, UnitKind};

use super::glyphs::Glyphs;
use super::lexicon::{Piece, WORDS};
use super::names::{self, LIKELY, SURE, holds, starts_with};
use super::signs::Signs;
use crate::date;
use crate::memo::Memo;
use hongtou_source::numeral;

/// A verb: what the units do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// The part they take.
    pub(super) role: Role,
    /// Whether several share it (按职责分工).
    pub(super) share: bool,
    /// Whether words follow that say what is done.
    pub(super) object: bool,
    /// Whether it only says that they do it, and not in which part.
    pub(super) act: bool,
}

impl Verb {
    /// What only says that they do it; `object` is whether words follow that say what.
    pub(super) fn act(object: bool) -> Verb {
        Verb { role: Role::Responsible, share: false, object, act: true }
    }
}

/// Whether words are a level of government, as labels have it in front (省级责任单位).
pub(super) fn is_level(words: &[char]) -> bool {
    matches!(
        words,
        ['省' | '市' | '县' | '区' | '州' | '镇']
            | ['省' | '市' | '县' | '区' | '州', '级']
            | ['国', '家']
            | ['国', '家', '级']
            | ['市' | '省', '直']
            | ['我', '市']
    )
}

/// Where 会同 stands and how long it is; what a bracket says of it, it says of those in it.
///
/// 联合, 商, 同 and 会 say the same between two names: 市教育局联合市财政局推进, 财政部商教育部, 人事处会财务处.
pub(super) fn together(g: &Glyphs, range: Range<usize>) -> Option<(usize, usize)> {
    let len = |at: usize| match g.chars[at..range.end] {
        ['商', ref right @ ..]
            if names::department(right).is_some()
                && names::score(&g.chars[range.start..at]) >= SURE =>
        {
            Some(1)
        }
        ['商', ..] if parts_names(g, range.start..at, at + 1..range.end) => Some(1),
        ['会' | '商', '同', ..] => Some(2),
        ['会', ..] if parts_offices(g, range.start..at, at + 1..range.end) => Some(1),
        ['联', '合', ..] if parts_names(g, range.start..at, at + 2..range.end) => Some(2),
        ['同', ..] if parts_names(g, range.start..at, at + 1..range.end) => Some(1),
        _ => None,
    };
    g.outside(range.clone()).find_map(|at| Some((at - range.start, len(at)?)))
}

/// Whether a name that is sure stands before what joins two of them, and one that opens as no part of a name
/// does behind it; not in 市公安局联合指挥中心, 市水利局同安区分局.
fn parts_names(g: &Glyphs, left: Range<usize>, right: Range<usize>) -> bool {
    let right = &g.chars[right];
    // 由市民政局商市财政局
    let left = left.start + usize::from(g.chars[left.start] == '由')..left.end;
    // 市公安局联合指挥中心会同市应急局: the level is that of another name.
    let right = &right[..names::find(right, "会同").unwrap_or(right.len())];
    names::opens_with_whose(right) && names::score(&g.chars[left]) >= SURE
}

/// Whether 会 stands between two names of which neither needs it: 人事处会财务处, 市乙局会市财政局; not in
/// 县工会办公室, 市乙局会计核算中心, 市安委会办公室.
fn parts_offices(g: &Glyphs, left: Range<usize>, right: Range<usize>) -> bool {
    // What a word may begin with 会 and go on: 会计, 会议, 会展.
    const WORDS_OF_MEETING: &str = "计议展员务商长场见签审诊馆所址客话费合考办";
    let (left, right) = (&g.chars[left], &g.chars[right]);
    let ends = matches!(left.last(), Some('局' | '厅' | '处' | '科' | '股' | '室' | '办' | '部'))
        || names::ends_with(left, "中心")
        // 市发改委会市财政局: of 市安委会 no list has the 市安委.
        || names::level_of_department(left)
            .is_some_and(|(level, (_, len))| level.end + len == left.len());
    let opens = right.first().is_some_and(|c| !WORDS_OF_MEETING.contains(*c))
        || starts_with(right, "办公室");
    if !ends || !opens {
        return false;
    }
    let name = tail(right).map_or(right, |(len, _)| &right[..len]);
    let whole = || names::department(name).is_some_and(|(_, len)| len == name.len());
    names::is_office(left) && names::is_office(name)
        || names::score(left) >= SURE && (names::opens_with_whose(name) || whole())
}

/// What the pieces of a verb say together.
#[derive(Clone, Copy, Default)]
struct Said {
    roles: [bool; 5],
    share: bool,
    act: bool,
}

impl Said {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Role(role) => self.roles[role as usize] = true,
            Piece::Share => self.share = true,
            Piece::Act => self.act = true,
            Piece::Filler => {}
        }
    }
}

thread_local! {
    static TAILS: Memo<char, Option<(usize, Verb)>, 16, 128> = const { Memo::new() };
}

/// The verb that a part ends in: how many characters stand before it, and what it says.
pub(super) fn tail(words: &[char]) -> Option<(usize, Verb)> {
    TAILS.with(|known| known.get(words, || tail_of(words)))
}

fn tail_of(words: &[char]) -> Option<(usize, Verb)> {
    if let Some(found) = is_the_label(words) {
        return Some(found);
    }
    let mut at = words.len();
    let mut said = Said::default();
    loop {
        if let Some(from) = manner(&words[..at]) {
            said.share |=
                ["职责", "职能", "分工", "各自"].iter().any(|w| holds(&words[from..at], w));
            at = from;
            continue;
        }
        let Some((len, piece)) = verb_at_end(&words[..at]) else { break };
        // 各属地 and 各职能 are who does it.
        if is_organisation(&words[..at])
            || names::is(&words[..at - len], "各")
            || begins_in_a_name(&words[..at], len)
            || ends_a_short_name(&words[..at], len)
            || wants_a_sure_name(&words[..at - len], &words[at - len..at])
            || piece == Piece::Share && at == words.len() && is_a_duty(words, len)
        {
            break;
        }
        said.add(piece);
        at -= len;
    }
    if at < words.len()
        && let Some(from) = by_parts(&words[..at])
    {
        (at, said.share) = (from, true);
    }
    let act = || {
        let name = &words[..at];
        let doing = said.act && is_named(name) && !is_passive(name) && !is_a_name(words);
        (doing && !names::is_field(words)).then_some(Role::Responsible)
    };
    let told = weigh(said.roles).or((said.share && at < words.len()).then_some(Role::Responsible));
    let role = told.or_else(act)?;
    Some((at, Verb { role, share: said.share, object: false, act: told.is_none() }))
}

/// Whether the last characters of some words are the duty of whom they name, and no part of a verb that
/// several share: 承担县水利局职责, but 县水利局依职责, 县水利局按照工作职责.
fn is_a_duty(words: &[char], len: usize) -> bool {
    let (before, duty) = words.split_at(words.len() - len);
    ["职责", "职能", "工作职责"].iter().any(|noun| names::is(duty, noun))
        && WORDS.suffixes.ends(before).is_some()
}

/// Whether what looks like a verb at the end of some words begins within a name: 协办 in 县政协办, the
/// office of 县政协. 协办 in 局人事科协办 stands behind one.
fn begins_in_a_name(words: &[char], len: usize) -> bool {
    let start = words.len() - len;
    // 市安委会办 is an office; what 市发改委会办 says is what a department does.
    let (before, verb) = words.split_at(start);
    if names::is(verb, "会办") && before.last() == Some(&'委') {
        return names::level_of_department(before).is_none() && names::department(before).is_none();
    }
    let named = |words: &[char]| names::score(words) >= SURE;
    (1..len).any(|within| {
        let (name, rest) = words.split_at(start + within);
        WORDS.suffixes.ends(rest).is_some_and(|(end, _)| end == rest.len())
            && WORDS.suffixes.ends(name).is_some_and(|(end, _)| end > within)
            && named(name)
    }) && !names::is_office(before)
        && !named(before)
}

/// Whether what looks like a verb is the end of an office's short name, of which one character stands
/// behind whose office it is: 督办 in 县目督办 and 县政府目督办, but not in 县财政局督办, 县长督办. What is
/// 主办, 承办 and 协办 ends no name: 县社主办, 县台承办.
fn ends_a_short_name(words: &[char], len: usize) -> bool {
    // The end of another word, as that of a body is: 县里督办, 县政府等督办, 县社督办.
    const OTHERS: &str = "长里上级直内中外等均都再来亲共同";
    let (before, verb) = words.split_at(words.len() - len);
    let [whose @ .., first] = before else { return false };
    let bodies = || ["市委", "县委", "区委", "州委", "旗委", "省委", "政府"];
    names::is(verb, "督办")
        && !OTHERS.contains(*first)
        && !WORDS.suffixes.has(*first)
        && (matches!(whose, [level] if names::place_rank(*level).is_some())
            || bodies().iter().any(|body| names::ends_with(whose, body)))
}

/// Whether what looks like a verb is one only behind a name that is sure without it, and such a name does not
/// stand there: 主导 in 特色主导 and 由政府主导, 会办 in 进博会办, an office of the fair.
fn wants_a_sure_name(before: &[char], verb: &[char]) -> bool {
    if !names::is(verb, "主导") && !names::is(verb, "会办") {
        return false;
    }
    let name = names::by_whom(before).map_or(before, |by| &before[by + 1..]);
    let name = without_verbs(name).0;
    // 县国资委党委会 meets.
    let meets = names::is(verb, "会办") && names::ends_with(name, "党委");
    // 医院, 政府: a kind of body, and none of them.
    let kind = || WORDS.suffixes.ends(name).is_some_and(|(len, _)| len == name.len());
    !name.is_empty() && (meets || names::is_anybody(name) || kind() || !is_named(name))
}

/// Where the words begin behind a name that say by what several share a task: 市乙局分领域 before 牵头.
fn by_parts(words: &[char]) -> Option<usize> {
    const PARTS: [&str; 12] =
        ["领域", "行业", "条线", "战线", "线", "片区", "片", "块", "类别", "类", "区域", "阶段"];
    // No part is longer.
    let ([.., '分', _] | [.., '分', _, _]) = words else { return None };
    let part = PARTS.iter().find(|part| names::ends_with(words, part))?;
    let name = words[..words.len() - part.chars().count()].strip_suffix(&['分'])?;
    (names::score(name) >= SURE).then_some(name.len())
}

/// Whether words say of something else by whom it is done or where it goes: 数据由市统计局, 报市统计局,
/// 经市统计局, 来源于市统计局.
fn is_passive(words: &[char]) -> bool {
    let at = |at: usize| match words[at] {
        '由' => at > 0 && names::by_whom(words) == Some(at),
        '于' => at > 1,
        '经' | '报' | '送' | '交' | '按' | '据' => at == 0,
        _ => false,
    };
    (0..words.len()).any(|mark| {
        at(mark) && (words[mark] == '由' || names::opens_with_whose(&words[mark + 1..]))
    })
}

/// Whether words say that somebody does it and nothing else: 共同推进, 认真抓好.
pub(super) fn acts_alone(words: &[char]) -> bool {
    let (before, said) = without_verbs(words);
    before.is_empty() && said.act
}

/// Whether words say what is done and nothing of who or what it is done to: 落实, 监督检查.
pub(super) fn ends_in_act(words: &[char]) -> bool {
    !words.is_empty() && without_verbs(words).0.is_empty()
}

/// Some words without the verbs at their end, and what those say.
fn without_verbs(words: &[char]) -> (&[char], Said) {
    let (mut rest, mut said) = (words, Said::default());
    while let Some((len, piece)) = WORDS.verbs.ends(rest) {
        said.add(piece);
        rest = &rest[..rest.len() - len];
    }
    (rest, said)
}

/// How many characters of some words are the office inside a body that they say does something: 后勤处
/// in 后勤处保障.
pub(super) fn office_before_acts(words: &[char]) -> Option<usize> {
    let (office, said) = without_verbs(words);
    (said.act && names::is_office(office)).then_some(office.len())
}

/// Whether words end in that somebody has others inspected, which is a task and no part in one.
pub(super) fn organises_inspection(words: &[char]) -> bool {
    ["组织督查", "组织督导"].iter().any(|end| names::ends_with(words, end))
}

/// Whether words are a name whatever they hold, and 等 behind it: 市委组织部等.
fn is_a_name(words: &[char]) -> bool {
    names::score(words.strip_suffix(&['等']).unwrap_or(words)) >= LIKELY
}

/// How many characters of some words, which as a whole are no name, are the name that goes on with how or
/// what it does: 各县区政府 in 各县区政府具体抓好本地区.
pub(super) fn before_acts(words: &[char]) -> Option<usize> {
    if names::is_field(words) {
        return None;
    }
    let len = names::opening(words)?;
    let rest = &words[len..];
    let verb = WORDS.verb_starts.starts(rest).is_some() && !starts_with(rest, "工作");
    // 市直各单位于9月15日前完成自查
    let by_then = rest.first() == Some(&'于');
    (verb || by_then || WORDS.tasks.starts(rest).is_some()).then_some(len)
}

/// 市教育局为牵头单位: the label behind the name.
fn is_the_label(words: &[char]) -> Option<(usize, Verb)> {
    let (len, role) = WORDS.labels.ends(words)?;
    let name = match &words[..words.len() - len] {
        [name @ .., '作', '为'] | [name @ .., '为' | '是'] => name,
        _ => return None,
    };
    is_named(name).then_some((name.len(), Verb { role, share: false, object: false, act: false }))
}

/// Where the phrase begins that some words end in and that says how something is done: 按属地原则,
/// 在各自职责范围内, 结合本地实际.
fn manner(words: &[char]) -> Option<usize> {
    const OPENS: [&str; 10] =
        ["按照", "按", "依照", "依据", "根据", "遵照", "参照", "结合", "对照", "在"];
    WORDS.manners.ends(words)?;
    // The longest opening counts, and the last in the words.
    let opens = |from: &usize| OPENS.iter().any(|open| starts_with(&words[*from..], open));
    (words.len().saturating_sub(LONGEST_MANNER)..words.len()).rev().find(opens)
}

/// The longest phrase that says how something is done, in characters.
const LONGEST_MANNER: usize = 18;

/// How many characters of some words stand before what only says how something is done:
/// 各县区人民政府结合实际, 市教育局认真.
fn without_manner(words: &[char]) -> usize {
    let mut at = words.len();
    loop {
        let phrase = manner(&words[..at]);
        let piece = || match WORDS.verbs.ends(&words[..at]) {
            Some((len, Piece::Filler | Piece::Share)) => Some(at - len),
            _ => None,
        };
        let Some(from) = phrase.or_else(piece) else { return at };
        at = from;
    }
}

/// Whether words are a name that is sure, or one and a class behind it: 市教育局等部门, 市教育局等部门（单位）.
fn is_named(words: &[char]) -> bool {
    let opens = |&at: &usize| words[at] == '等' && names::leaves_open(words, at);
    let open = (0..words.len()).find(opens).unwrap_or(words.len());
    names::score(&words[..open]) >= SURE
        && (open == words.len() || names::is_class(&names::without_brackets(&words[open + 1..])))
}

/// The last verb of some words. That of 各级党组织落实 is no 组织落实.
fn verb_at_end(words: &[char]) -> Option<(usize, Piece)> {
    let (len, piece) = WORDS.verbs.ends(words)?;
    let start = words.len() - len;
    if len > 2 && is_organisation(&words[..start + 2]) {
        return WORDS.verbs.ends(&words[start + 2..]);
    }
    Some((len, piece))
}

/// Whether 组织 at the end of some words is a noun: 社会组织, 基层党组织.
fn is_organisation(words: &[char]) -> bool {
    const KINDS: [&str; 12] = [
        "社会", "群团", "群众", "党", "团", "经济", "合作", "自治", "中介", "行业", "基层", "公益",
    ];
    let Some(kind) = words.strip_suffix(&['组', '织']) else { return false };
    // 村级组织; what a 省级 does may be 组织.
    matches!(kind, [.., '村' | '各' | '镇', '级'])
        || KINDS.iter().any(|end| names::ends_with(kind, end))
}

/// The role that several verb pieces say together: 牵头负责 leads, 负责落实 carries out.
fn weigh(roles: [bool; 5]) -> Option<Role> {
    [Role::Lead, Role::Support, Role::Guide, Role::Implement, Role::Responsible]
        .into_iter()
        .find(|&role| roles[role as usize])
}

/// A verb inside a part, after a name that is sure: where it stands, its length, what it says.
///
/// What only says that they do something counts where `acts` says so: 做好资金保障.
pub(super) fn infix(
    g: &Glyphs,
    range: Range<usize>,
    acts: bool,
    trust: Trust,
) -> Option<(usize, usize, Verb)> {
    let words = &g.chars[range.clone()];
    let mut depth = 0usize;
    let mut angle = 0usize;
    for at in 1..words.len().min(40) {
        if !g.signs_at(range.start + at).hold(Signs::VERB.and(Signs::BRACKET)) || at < angle {
            continue;
        }
        match words[at] {
            // < may stand alone, as less than.
            '〈' | '<' => angle = g.after(range.start + at) - range.start,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || at < 2 {
            continue;
        }
        let (len, piece) = match WORDS.verb_starts.starts(&words[at..]) {
            Some(found) => found,
            None => continue,
        };
        let (mut said, mut end) = (Said::default(), at);
        let mut next = Some((len, piece));
        while let Some((len, piece)) = next {
            said.add(piece);
            end += len;
            next = WORDS.verb_starts.starts(&words[end..]);
        }
        // 负责落实资金: what is carried out is the object of what they answer for.
        if end < words.len() && said.roles[Role::Responsible as usize] {
            said.roles[Role::Implement as usize] = false;
        }
        let act = || {
            let acts = acts
                && said.act
                && !is_a_name(words)
                && !names::is_field(words)
                && !words[end..].contains(&'的');
            acts.then_some(Role::Responsible)
        };
        let told = weigh(said.roles);
        let role = told.or_else(act);
        let rest = &words[end..];
        // 认真研究所负责的工作: what somebody is in charge of, and nobody is told to do it.
        let whose = words[at - 1] == '所' && rest.first() == Some(&'的');
        let names_office = || is_work_of_an_office(&words[..at], &words[at..end], rest);
        let answers = |role: &Role| {
            !whose && !is_person(rest) && !ends_an_office(rest, *role) && !names_office()
        };
        let Some(role) = role.filter(answers) else { continue };
        let from = match names::by_whom_outside(g, range.start..range.start + at) {
            Some(by) => by + 1 + names::which_of_all(&words[by + 1..at]),
            None => usize::from(words[0] == '请'),
        };
        let name = &words[from..at];
        let at = if is_named(name) { at } else { from + without_manner(name) };
        // 等市级主管部门 goes with what stands before it; elsewhere the words before must be a name.
        let answers = || matches!(words[at..end], ['负', '责', ..] | ['牵', '头', ..]);
        if is_named(&words[from..at]) || trust.takes(&words[from..at]) && answers() {
            let verb = Verb { role, share: said.share, object: true, act: told.is_none() };
            return Some((at, end - at, verb));
        }
    }
    None
}

/// Whether the words behind a verb make it a part of an office's name: 室 in 市政府督导室 and
/// 市政府督查室负责转办, 考核办 in 市委督查考核办.
fn ends_an_office(rest: &[char], role: Role) -> bool {
    let is_end = |len: usize| {
        let end = WORDS.suffixes.ends(&rest[..len]);
        end.is_some_and(|(whole, (kind, _))| kind == UnitKind::Department && whole == len)
    };
    let closes = |len: usize| len == rest.len() || WORDS.verb_starts.starts(&rest[len..]).is_some();
    let longer = || {
        let kind = WORDS.suffixes.ends(rest).map(|(_, (kind, _))| kind);
        kind == Some(UnitKind::Department) && names::score(rest) < SURE
    };
    // 办公室 is a name by itself: 县水利局协助办公室.
    (1..=rest.len().min(2)).any(|len| is_end(len) && closes(len))
        || role == Role::Guide && rest.len() <= 4 && longer()
}

/// Whether a verb and what stands behind it are what an office is there for and the end of its name: 督查考评中心
/// in 县委督查考评中心, 协作办公室 in 县东西部协作办公室.
///
/// Such verbs are few. 落实 in 各乡镇落实考核办公室 and 统筹 in 市水利局统筹管理中心 may be what the body does.
fn is_work_of_an_office(before: &[char], verb: &[char], rest: &[char]) -> bool {
    const VERBS: [&str; 5] = ["督查", "督办", "考核", "考评", "协作"];
    const WORK: [&str; 17] = [
        "督查", "督导", "督办", "考评", "考核", "绩效", "评价", "评估", "服务", "事务", "管理",
        "保障", "落实", "推进", "协调", "指挥", "调度",
    ];
    let Some(mut work) = ["中心", "办公室"].iter().find_map(|end| {
        names::ends_with(rest, end).then(|| &rest[..rest.len() - end.chars().count()])
    }) else {
        return false;
    };
    while let Some(word) = WORK.iter().find(|word| starts_with(work, word)) {
        work = &work[word.chars().count()..];
    }
    // 市督办 before 落实中心 is no name by itself.
    let goes_on = || {
        let whose = VERBS.iter().find_map(|word| {
            names::ends_with(before, word).then(|| &before[..before.len() - word.chars().count()])
        });
        matches!(whose, Some([level]) if names::place_rank(*level).is_some())
    };
    let mut verb = verb;
    while let Some(word) = VERBS.iter().find(|word| starts_with(verb, word)) {
        verb = &verb[word.chars().count()..];
    }
    work.is_empty() && (verb.is_empty() || goes_on())
}

/// How sure the name before a verb must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// By its own words.
    Sure,
    /// It may be an office inside a body: 教务处负责排课.
    Office,
    /// It may be whatever ends a list of units or stands behind 由: 县公安局、城管队负责清理.
    Listed,
}

impl Trust {
    fn takes(self, name: &[char]) -> bool {
        match self {
            Trust::Sure => false,
            Trust::Office => names::is_office(name),
            Trust::Listed => {
                names::is_office(name) || names::score(name) >= LIKELY || may_be_listed(name)
            }
        }
    }
}

/// Whether words in a list of units may be one of them, and are no task and no persons.
pub(super) fn may_be_listed(words: &[char]) -> bool {
    (2..=10).contains(&words.len())
        && WORDS.tasks.starts(words).is_none()
        && !matches!(words, [.., '人' | '员' | '长' | '者' | '师' | '理'])
        && !matches!(words, [.., '主', '任'] | [.., '书', '记'])
}

/// Whether what follows a verb makes it a person's name: 主要负责人, but not 负责人员培训.
fn is_person(words: &[char]) -> bool {
    const THINGS: &str = "员才力工民口事社大居群数身";
    match words {
        ['人', next, ..] => !THINGS.contains(*next),
        ['人'] | ['同', '志', ..] => true,
        _ => false,
    }
}

/// Whether words say when something is due and nothing else.
pub(super) fn is_deadline(words: &[char]) -> bool {
    if words.len() > 24 || words.is_empty() {
        return false;
    }
    if WORDS.times.starts(words).is_some() || is_due_by_form(words) {
        // 动态监测专班, 常年驻村工作队: what goes on at all times is what they do.
        let going_on = ["动态", "实时", "滚动", "常年"].iter().any(|word| starts_with(words, word));
        let named = going_on
            && (names::is_office(words)
                || names::score(words) > 0
                || matches!(words.last(), Some('队' | '组' | '班')));
        return names::score(words) < SURE && !named && !says_how_much(words);
    }
    let starts = is_numeral(words[0])
        || matches!(words[0], '于' | '至' | '到' | '自' | '第')
        || matches!(words, ['确', '保', ..]);
    if !starts {
        return false;
    }
    let dated = words.windows(2).any(|pair| {
        matches!(pair[1], '年' | '月' | '日' | '季' | '周' | '天')
            && (is_numeral(pair[0]) || pair[0] == '〇')
    });
    // 第三批年底前完成
    let dated = dated || ["年底", "年内", "年末"].iter().any(|end| holds(words, end));
    dated && !holds(words, "负责") && !holds(words, "牵头")
}

/// Whether words that name nobody say by their form how something is done: 有序推进, 按月调度, 全程参与,
/// 确保按期完成.
pub(super) fn says_how(words: &[char]) -> bool {
    if !(3..=14).contains(&words.len()) || !words.iter().all(|&c| hongtou_source::chars::is_han(c))
    {
        return false;
    }
    let verb = tail(words);
    let before = verb.map_or(words, |(len, _)| &words[..len]);
    // 按职责分工负责 is said of those before it.
    opens_with_how(words)
        && !before.is_empty()
        && !acts_alone(words)
        && names::score(before) == 0
        && !names::opens_with_whose(before)
        && names::by_whom(words).is_none()
}

/// Whether words open as those do that say how something is done.
pub(super) fn opens_with_how(words: &[char]) -> bool {
    // Some times say so as well: 动态更新, 适时推进.
    const OPENS: [&str; 23] = [
        "按", "逐", "分", "与", "有序", "稳步", "压茬", "梯次", "定期", "及时", "全程", "同步",
        "统一", "力争", "确保", "贯穿", "纳入", "列入", "根据", "结合", "依托", "专人", "多方",
    ];
    WORDS.times.starts(words).is_some() || OPENS.iter().any(|open| starts_with(words, open))
}

/// Whether words say how much money or how many persons a year is for, and not by when: 今年投入3000万元,
/// 全年培训300人. What is built or done in a year is due then.
pub(super) fn says_how_much(words: &[char]) -> bool {
    let year = matches!(words, ['今' | '全' | '当' | '明', '年', ..]);
    let by_then = |c: &char| matches!(c, '前' | '底' | '末' | '内' | '半');
    year && matches!(words, [.., '元' | '人' | '名'])
        && words.iter().any(|&c| is_numeral(c))
        && !words.iter().any(by_then)
}

/// What is said behind a time by which something is done.
const DONE: [&str; 8] = ["完成", "到位", "完毕", "建成", "启动", "销号", "结束", "投入使用"];

/// Whether words end in what is said of a thing, and not of who does it: 年底前建成, 6月底前到位.
pub(super) fn comes_about(words: &[char]) -> bool {
    const OF_THINGS: [&str; 5] = ["建成", "到位", "启动", "销号", "投入使用"];
    OF_THINGS.iter().any(|done| names::ends_with(words, done))
}

/// Where the time begins that some other words end in, with nothing behind it but that something is done:
/// 县住建局6月底前完成, 县住建局年底前. What is a day or a month and no time by which may be when somebody wrote
/// something: it is taken where `labelled`.
pub(super) fn time_at_the_end(words: &[char], labelled: bool) -> Option<usize> {
    const OF_TIMES: &str = "年月日号季度第上下半旬底末初前内今本当明每汛之以";
    let done = DONE.iter().find(|done| names::ends_with(words, done));
    let time = &words[..words.len() - done.map_or(0, |done| done.chars().count())];
    let last = *time.last()?;
    let by_then = "前底末内".contains(last);
    if !(by_then || (done.is_some() || labelled) && "日月年度".contains(last)) {
        return None;
    }
    let of_time = |c: &char| is_numeral(*c) || *c == '〇' || OF_TIMES.contains(*c);
    let mut at = time.len() - time.iter().rev().take_while(|c| of_time(c)).count();
    // 6月中旬前; what stands before it in 市一中9月前 is a name's.
    if at > 0 && time[at - 1] == '中' && time.get(at) == Some(&'旬') {
        at -= 1;
        at -= time[..at].iter().rev().take_while(|c| of_time(c)).count();
    }
    // 县住建局于6月底前完成
    let by = at.checked_sub(1).filter(|&by| words[by] == '于').unwrap_or(at);
    // 县水利局以前 names no time.
    let named = !matches!(time[at], '以' | '之');
    (by > 1 && named && is_deadline(&words[at..])).then_some(by)
}

/// Whether words say by their form when something is due, whatever time they name: 汛前完成, 按季度推进.
fn is_due_by_form(words: &[char]) -> bool {
    const GOES_ON: [&str; 6] = ["推进", "开展", "实施", "落实", "进行", "完成"];
    const TIMES: [&str; 9] = ["季度", "月", "年度", "计划", "进度", "时序", "节点", "时限", "期"];
    let words = if starts_with(words, "确保") { &words[2..] } else { words };
    // Most words have neither of the three that say so.
    if !matches!(words, ['按' | '待', ..]) && !words.contains(&'前') {
        return false;
    }
    let done = DONE.iter().find(|done| names::ends_with(words, done));
    let time = &words[..words.len() - done.map_or(0, |done| done.chars().count())];
    // 汛前, 采暖季前完成, 国庆节前全部完成; 提前 and 目前 name no time.
    let manner = ["全面", "全部", "基本", "力争"].iter().find(|word| names::ends_with(time, word));
    let time = &time[..time.len() - manner.map_or(0, |word| word.chars().count())];
    let before = matches!(time, [.., noun, '前'] if !"提目当面跟先超空门".contains(*noun));
    // 按省定时限完成, 按计划推进; 按职责分工落实 says who.
    // 按月调度, 确保按期完成
    let timed = match words {
        ['按', time, rest @ ..] => date::is_pace(*time, rest.first().copied()),
        _ => false,
    };
    let paced = words.first() == Some(&'按')
        && GOES_ON.iter().any(|verb| names::ends_with(words, verb))
        && TIMES.iter().any(|time| names::ends_with(&words[..words.len() - 2], time));
    // 待上级文件印发后实施
    let awaits = words.first() == Some(&'待') && holds(words, "后");
    (before && words.len() <= 14) || timed && words.len() <= 6 || paced || awaits
}

/// A digit, or a Chinese numeral up to ten.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || numeral::is_to_ten(c)
}

/// A digit, or a digit in a ring.
pub(super) fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('①'..='⑳').contains(&c)
}
