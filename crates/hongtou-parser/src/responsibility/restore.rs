//! What a list of units leaves out, put back where the list itself shows it.
//!
//! `省A厅、B厅` is `省A厅` and `省B厅`, `各县（市）区党委、政府` has two bodies of the same places. What is
//! put back are always printed characters of the same list; nothing is supplied from elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::KINDS_OF_PLACES;
use hongtou_source::{chars, numeral};

use super::glyphs::Glyphs;
use super::lexicon::{Stem, WORDS};
use super::names::{self, LIKELY, RUN_PLACES, ends_with, is, lead_in, starts_with};
use super::reading::Found;
use super::verbs::{is_numeral, tail};
use crate::wordlist::Chars;

/// Bodies that stand alone only after another body of the same place.
const HEADS: [&str; 9] =
    ["人民政府", "政府", "管委会", "管理委员会", "党委", "党工委", "办事处", "街道办事处", "纪委"];

/// What they end in, as few names do.
static ENDS_OF_HEADS: Chars = Chars::ends(&HEADS);

/// Whether words are one of these.
pub(super) fn is_head(words: &[char]) -> bool {
    ENDS_OF_HEADS.may_end(words) && HEADS.iter().any(|head| is(words, head))
}

/// Whether 、 joins bodies of the same places, of which only the first says which: 各县（市、区）财政局、
/// 教育局, 各乡镇党委、政府（办事处）, 市各委、办、局, 县直各部门、单位.
pub(crate) fn shares_place(before: &[char], next: &[char]) -> bool {
    if shares_each(before, next) || names::is_bare_class(next) && names::holds(before, "各") {
        return true;
    }
    lead_in(before) > 0
        && (is_head(&names::without_brackets(next)) && !starts_with(next, "街道")
            || (names::department(next).is_some() || is_bare_league(next))
                && (names::level_of_department(before).is_some() || is_party_department(before)))
}

/// Whether 、 joins kinds of bodies of which the same words say which: 市直各委、办、局, 县直各部门、单位,
/// 市直有关部门、单位.
pub(super) fn shares_each(before: &[char], next: &[char]) -> bool {
    // 区政府相关委、办、局
    let related = || before.windows(2).rposition(|two| matches!(two, ['相' | '有', '关']));
    let each = before.iter().rposition(|&c| c == '各').or_else(|| Some(related()? + 1));
    if names::is_bare_class(next) {
        // 市直有关部门、单位: what says which ones stands before both.
        let kinds = each.map_or(before, |each| &before[each + 1..]);
        return names::is_class(kinds) && (each.is_some() || !names::is_bare_class(kinds));
    }
    let Some(each) = each else { return false };
    // 各委、办、局（公司）、中心: what is in brackets stands for the kind before it.
    let kinds = names::without_brackets(&before[each + 1..]);
    // 委办局 may stand together; a 科室 is none of the kinds 科 and 室.
    let kind = |words: &[char]| {
        let of_government = |c: &char| matches!(c, '委' | '办' | '局' | '部' | '厅' | '处' | '室');
        matches!(
            words,
            ['院' | '系' | '所' | '科' | '站' | '股' | '队'] | ['中', '心'] | ['公', '司']
        ) || !words.is_empty() && words.iter().all(of_government)
    };
    (1..=12).contains(&kinds.len())
        && kinds.split(|&c| c == '、').all(kind)
        && kind(&names::without_brackets(next))
}

/// Whether words are a body that each place has one of, without a place.
fn is_bare_league(words: &[char]) -> bool {
    ["总工会", "工会", "妇联", "团委", "残联", "科协", "工商联"].iter().any(|name| is(words, name))
}

/// Whether words begin with a department of the party in some places: 各县（市、区）党委宣传部.
fn is_party_department(words: &[char]) -> bool {
    (lead_in(words)..words.len().min(12)).any(|at| {
        let first = words[at..].split(|&c| c == '、').next().unwrap_or_default();
        starts_with(first, "党委")
            && names::is_place(&words[..at])
            && names::department(&first[2..]).is_some()
    })
}

/// Puts back what the list leaves out; `told` is whether a verb or a label says that it is one.
pub(super) fn put_back(g: &Glyphs, units: &mut [Found], told: bool) {
    if units.len() < 2 {
        return;
    }
    shared_kind_of_place(g, units, told);
    shared_place(g, units);
    shared_each(g, units);
    shared_end(g, units);
    shared_class(g, units);
    shared_organ(g, units);
    shared_tail(g, units);
    shared_number(g, units);
    shared_field(g, units);
    shared_kind(g, units);
    shared_level(g, units);
    shared_body(g, units);
}

/// 市局预警处、危化处: the body of the office before.
fn shared_body(g: &Glyphs, units: &mut [Found]) {
    let office = |name: &[char]| matches!(name.last(), Some('处' | '科' | '股'));
    for k in 1..units.len() {
        let name = &g.chars[units[k].range.clone()];
        if !units[k].adjacent || !units[k].before.is_empty() || !office(name) || name.len() > 10 {
            continue;
        }
        let previous = &units[k - 1];
        let before = &g.chars[previous.range.clone()];
        let body = if !previous.before.is_empty() {
            office(before).then(|| previous.before.clone())
        } else {
            // 市局, 省厅: a level and what stands for the body that the notice is of.
            matches!(
                before,
                [
                    '省' | '市' | '县' | '区' | '州',
                    '局' | '厅' | '委',
                    _,
                    _,
                    ..,
                    '处' | '科' | '股'
                ]
            )
            .then(|| previous.range.start..previous.range.start + 2)
        };
        // 市局危化处 after 市局预警处 says it itself.
        let Some(body) = body.filter(|body| body.len() == 2 && g.chars[body.clone()] != name[..2])
        else {
            continue;
        };
        if names::own_level(name).is_none() {
            units[k].before = body;
        }
    }
}

/// `各县（市）区党委、政府`, `各县区人民政府、管委会`: the place of the one before.
fn shared_place(g: &Glyphs, units: &mut [Found]) {
    for k in 1..units.len() {
        let words = &g.chars[units[k].range.clone()];
        // A body with its place before it ends as the body does.
        if !ENDS_OF_HEADS.may_end(words) {
            continue;
        }
        let previous = &units[k - 1];
        if let Some(place) = place_of_committee(g, previous).filter(|_| units[k].adjacent)
            && words.first() == Some(&g.chars[place.end])
            && is_head(&words[1..])
        {
            units[k].before = place;
            continue;
        }
        if !units[k].adjacent || !is_head(words) {
            continue;
        }
        let name = &g.chars[previous.range.clone()];
        let place = if !previous.before.is_empty() {
            Some(previous.before.clone())
        } else if let Some(head) = HEADS.iter().find(|head| ends_with(name, head)) {
            let end = previous.range.end - head.chars().count();
            (end > previous.range.start).then_some(previous.range.start..end)
        } else if name.len() >= 2
            && ends_with(name, "委")
            && ("省市县区州旗".contains(name[name.len() - 2])
                || name[name.len() - 2] == ')' && lead_in(name) > 0)
        {
            Some(previous.range.start..previous.range.end - 1)
        } else {
            None
        };
        // 街道办事处 follows a town of any kind (各镇人民政府、街道办事处): only 各 is shared.
        let place = match place {
            Some(_) if is(words, "街道办事处") => each(name, previous),
            other => other,
        };
        if let Some(place) = place {
            units[k].before = place;
            units[k].score = units[k].score.max(80);
        }
    }
}

/// The place in 东山县委, which 、县政府 behind it is of as well, and 各 in 各县委.
fn place_of_committee(g: &Glyphs, unit: &Found) -> Option<Range<usize>> {
    let name = &g.chars[unit.range.clone()];
    let [place @ .., '省' | '市' | '县' | '区' | '州' | '旗', '委'] = name else {
        return None;
    };
    let place = match lead_in(name) {
        0 => (2..=6).contains(&place.len()).then_some(place.len())?,
        lead => (lead == place.len()).then_some(lead)?,
    };
    let named = unit.before.is_empty() && !starts_with(name, "中共");
    named.then(|| unit.range.start..unit.range.start + place)
}

fn each(name: &[char], unit: &Found) -> Option<Range<usize>> {
    let lead = lead_in(name);
    (lead > 0).then(|| unit.range.start..unit.range.start + lead)
}

/// `各镇、街道`: the 各 of the one before.
fn shared_each(g: &Glyphs, units: &mut [Found]) {
    for k in 1..units.len() {
        if !units[k].adjacent || !units[k].before.is_empty() {
            continue;
        }
        let words = &g.chars[units[k].range.clone()];
        if !may_be_of_level(words) {
            continue;
        }
        let bare = names::without_brackets(words);
        let previous = &units[k - 1];
        // 各盟行政公署、市人民政府: the governments of places of another kind.
        let beside_office = ends_with(&g.chars[previous.range.clone()], "行政公署")
            && BESIDE_OFFICES.iter().any(|name| is(words, name));
        let of_level = is_office_of_places(words, &g.chars[previous.range.clone()]);
        if !is_level(&bare) && !beside_office && !of_level {
            continue;
        }
        let lead = if previous.before.is_empty() {
            let name = &g.chars[previous.range.clone()];
            let lead = lead_in(name);
            let each_has = is(words, "街道办事处") || beside_office || of_level;
            if lead == 0 || !(names::is_place(name) || each_has) {
                continue;
            }
            previous.range.start..previous.range.start + lead
        } else if lead_in(&g.chars[previous.before.clone()]) == previous.before.len() {
            previous.before.clone()
        } else {
            continue;
        };
        units[k].before = lead;
        units[k].score = units[k].score.max(80);
    }
}

/// Governments that stand beside offices which the state sends to places: 各盟行政公署、市人民政府.
const BESIDE_OFFICES: [&str; 3] = ["市人民政府", "市政府", "州人民政府"];

/// What offices of places are called.
const OFFICES_OF_PLACES: [&str; 5] = ["人民政府", "政府", "管委会", "管理委员会", "办事处"];

/// Whether words end as levels and offices of places do, or hold a bracket, behind which another end may stand.
fn may_be_of_level(words: &[char]) -> bool {
    static ENDS: Chars = Chars::ends(&SHORT_LEVELS)
        .or(Chars::ends(&LEVELS))
        .or(Chars::ends(&BESIDE_OFFICES))
        .or(Chars::ends(&OFFICES_OF_PLACES));
    ENDS.may_end(words) || words.iter().any(|&c| names::opens_bracket(c))
}

/// Whether words are the office of places of a level, beside that of places no lower: 各街道办事处、镇人民政府,
/// 各区人民政府、开发区管委会.
///
/// The government of a higher level is one: 各乡镇人民政府、区人民政府.
fn is_office_of_places(words: &[char], before: &[char]) -> bool {
    fn places(words: &[char]) -> Option<Cow<'_, [char]>> {
        let office = OFFICES_OF_PLACES.iter().find(|office| ends_with(words, office))?;
        Some(names::without_brackets(&words[..words.len() - office.chars().count()]))
    }
    let (Some(own), Some(before)) = (places(words), places(before)) else { return false };
    let townships = matches!(own[..], ['镇' | '乡'] | ['乡', '镇'] | ['街', '道']);
    // A park or a new area may be the only one: 各县人民政府、园区管委会.
    let counties = matches!(
        own[..],
        ['县' | '区' | '旗'] | ['县', '区'] | ['开', '发', '区'] | ['功', '能', '区']
    );
    let park =
        |words: &[char]| matches!(words, [.., '园' | '发' | '能' | '新' | '济' | '景', '区']);
    match before.last() {
        Some('乡' | '镇' | '道') => townships,
        // A park lies in the district whose government may stand beside it.
        Some('区') if park(&before) => park(&own),
        Some('县' | '区' | '市' | '旗') => townships || counties,
        _ => false,
    }
}

/// Names of levels and of nothing else.
const SHORT_LEVELS: [&str; 13] =
    ["镇", "乡", "县", "区", "市", "村", "街", "街道", "乡镇", "镇街", "县区", "街办", "街道办"];

/// What else follows a level with 各.
const LEVELS: [&str; 8] =
    ["园区", "新区", "社区", "开发区", "功能区", "管委会", "街道办事处", "办事处"];

/// Whether words are a level of places, which follows one with 各.
fn is_level(words: &[char]) -> bool {
    is_short_level(words) || LEVELS.iter().any(|level| is(words, level))
}

/// Whether words are the name of a level and of nothing else.
fn is_short_level(words: &[char]) -> bool {
    SHORT_LEVELS.iter().any(|level| is(words, level))
}

/// Whether 、 joins what is one addressee, for the words on one of its sides are none: 各镇、街道,
/// 市直、驻市各单位, 安宁县委、县政府.
pub(crate) fn needs_the_other(before: &[char], next: &[char]) -> bool {
    let levels = lead_in(before) > 0 && names::is_place(before) && is_short_level(next);
    let attribute = matches!(before, [level, '直' | '属'] if "国部省市县区州旗".contains(*level))
        || matches!(before, ['中', '央' | '直'] | ['省' | '市' | '县' | '区' | '州' | '旗']);
    let committee = match before {
        [_, .., level, '委'] => {
            next.split_first().is_some_and(|(first, head)| first == level && is_head(head))
                && before.len() > 3
        }
        _ => false,
    };
    levels || attribute || committee
}

/// `马尾区、闽侯县人民政府`: the end of the one after.
fn shared_end(g: &Glyphs, units: &mut [Found]) {
    const BODIES: [&str; 4] = ["人民政府", "政府", "管委会", "管理委员会"];
    static ENDS: Chars = Chars::ends(&BODIES);
    for k in (1..units.len()).rev() {
        if !units[k].adjacent {
            continue;
        }
        let next = &g.chars[units[k].range.clone()];
        let end = if !units[k].after.is_empty() {
            Some(units[k].after.clone())
        } else if !ENDS.may_end(next) {
            // Most names end in another character than these bodies do.
            None
        } else {
            BODIES
                .iter()
                .find(|end| ends_with(next, end))
                .map(|end| units[k].range.end - end.chars().count()..units[k].range.end)
        };
        let Some(end) = end else { continue };
        let name = &g.chars[units[k - 1].range.clone()];
        let stem_end = if units[k].after.is_empty() { end.start } else { units[k].range.end };
        let stem = &g.chars[units[k].range.start..stem_end];
        let zone = |words: &[char]| {
            ["开发区", "高新区", "经开区", "新区", "园区", "港务区", "保税区", "示范区", "合作区"]
                .iter()
                .any(|z| ends_with(words, z))
        };
        let county = |words: &[char]| {
            words.last().is_some_and(|c| "市县区旗".contains(*c))
                && !zone(words)
                && words.len() >= 2
        };
        let manages = starts_with(&g.chars[end.clone()], "管");
        let alike = if manages { zone(name) && zone(stem) } else { county(name) && county(stem) };
        if alike && lead_in(name) == 0 && lead_in(stem) == 0 && name.len() <= 14 {
            units[k - 1].after = end;
            units[k - 1].score = units[k - 1].score.max(80);
        }
    }
}

/// `县委、县政府各部门`, `县委、县政府督查室`: what stands behind the last of the organs of one place, said
/// of all of them.
fn shared_class(g: &Glyphs, units: &mut [Found]) {
    for k in (1..units.len()).rev() {
        let next = &g.chars[units[k].range.clone()];
        let Some((level, len)) = organ(next) else { continue };
        let own = &next[len..];
        let class = match own {
            [] => units[k].after.clone(),
            _ => units[k].range.start + len..units[k].range.end,
        };
        let words = &g.chars[class.clone()];
        let shared = lead_in(words) > 0 && names::is_class(words) || is_office_of_an_organ(words);
        let before = &units[k - 1];
        let name = &g.chars[before.range.clone()];
        let beside = organ(name) == Some((level, name.len()))
            && before.after.is_empty()
            && *name != next[..len];
        // 县人大、县政府办公室、县政协: the organs are named for themselves.
        let alone = |unit: &Found| {
            let name = &g.chars[unit.range.clone()];
            unit.after.is_empty() && organ(name) == Some((level, name.len()))
        };
        let itself = units[k + 1..].iter().take_while(|unit| unit.adjacent).any(alone);
        if units[k].adjacent && shared && beside && !itself {
            units[k - 1].after = class;
        }
    }
}

/// `县人大办、政协办`, `市委办公室、政府办公室`: the level of the organ whose office stands before.
fn shared_organ(g: &Glyphs, units: &mut [Found]) {
    const ORGANS: [&str; 4] = ["人大常委会", "人大", "政府", "政协"];
    static STARTS: Chars = Chars::starts(&ORGANS);
    let office = |words: &[char]| ["办", "办公室", "办公厅"].iter().any(|office| is(words, office));
    for k in 1..units.len() {
        let (before, unit) = (&units[k - 1], &units[k]);
        if !unit.adjacent || !unit.before.is_empty() {
            continue;
        }
        let words = &g.chars[unit.range.clone()];
        if !STARTS.may_start(words) {
            continue;
        }
        let own = ORGANS.iter().find(|organ| starts_with(words, organ));
        if !own.is_some_and(|organ| office(&words[organ.chars().count()..])) {
            continue;
        }
        let name = &g.chars[before.range.clone()];
        let level = match organ(name).filter(|&(_, len)| office(&name[len..])) {
            Some((level, _)) => name
                .iter()
                .position(|&c| c == level)
                .map(|at| before.range.start..before.range.start + at + 1),
            // 人大办、政协办 behind 县委办
            None => (!before.before.is_empty() && own.is_some()).then(|| before.before.clone()),
        };
        if let Some(level) = level.filter(|level| is_level_alone(&g.chars[level.clone()])) {
            units[k].before = level;
        }
    }
}

/// Whether words end as the level of a place does.
fn is_level_alone(words: &[char]) -> bool {
    words.last().is_some_and(|c| "省市县区州旗镇乡".contains(*c))
}

/// The level of the place and the length of the organ of it that a name opens with: 县委, 县人大, 县人民政府,
/// 县政协.
fn organ(name: &[char]) -> Option<(char, usize)> {
    const ORGANS: [&str; 6] = ["委", "人大常委会", "人大", "人民政府", "政府", "政协"];
    static STARTS: Chars = Chars::starts(&ORGANS);
    let level =
        |at: &usize| matches!(name[*at], '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡');
    (0..name.len().min(7)).filter(level).find_map(|at| {
        let rest = &name[at + 1..];
        if !STARTS.may_start(rest) {
            return None;
        }
        let organ = ORGANS.iter().find(|organ| starts_with(rest, organ))?;
        let len = at + 1 + organ.chars().count();
        // 县委员会
        (!starts_with(rest, "委员")).then_some((name[at], len))
    })
}

/// Whether words are an office that each of the organs has for itself: 办公室, 督查室, 信访局, 接待办. Others
/// may be one organ's alone: 参事室, 驻京办, 提案办.
fn is_office_of_an_organ(words: &[char]) -> bool {
    const OFFICES: [&str; 10] = [
        "办",
        "办公室",
        "办公厅",
        "信访局",
        "信访办",
        "接待办",
        "接待办公室",
        "研究室",
        "政策研究室",
        "值班室",
    ];
    // 目标督查办公室, 督查考核办: who looks after what the organ has decided.
    let watches = || {
        words.len() <= 8
            && names::find(words, "督查").is_some()
            && matches!(words.last(), Some('室' | '办'))
    };
    OFFICES.iter().any(|office| is(words, office)) || watches()
}

/// A number in a name, counted in its characters: 第三检察部 has 第 and what stands before it, the
/// figures, and its head.
struct Numbered {
    /// Where 第 stands, or the figures where nothing of the kind does.
    from: usize,
    figures: Range<usize>,
}

impl Numbered {
    fn of(name: &[char]) -> Option<Numbered> {
        let figure = |c: &char| is_numeral(*c);
        let at = name.iter().position(figure)?;
        let len = name[at..].iter().take_while(|c| figure(c)).count();
        let from = at - usize::from(at > 0 && name[at - 1] == '第');
        // 12345热线, 120急救中心: numbers that count nothing.
        (len <= 2 && from <= 4).then_some(Numbered { from, figures: at..at + len })
    }

    /// Whether the name ends in its number, which leaves its head to one behind it.
    fn is_last(&self, name: &[char]) -> bool {
        self.figures.end == name.len()
    }

    /// Whether what stands behind the number is the head of a name, and no unit of measure.
    fn has_head(&self, name: &[char]) -> bool {
        let head = &name[self.figures.end..];
        const NO_HEADS: &str = "位项条款季月日批期阶类个次步轮届点名周天年至到和及与";
        (1..=8).contains(&head.len())
            && head.iter().all(|&c| chars::is_han(c))
            && !NO_HEADS.contains(head[0])
    }
}

/// Whether words are a number alone, behind which a list goes on to one that has a head: 一 and 二 in
/// 一、二、三车间.
pub(super) fn leaves_its_head(g: &Glyphs, range: Range<usize>) -> bool {
    let alone = |name: &[char]| Numbered::of(name).is_some_and(|found| found.is_last(name));
    if !alone(&g.chars[range.clone()]) || g.chars.get(range.end) != Some(&'、') {
        return false;
    }
    let rest = &g.chars[range.end + 1..];
    let end = rest.iter().position(|c| matches!(c, ',' | ';' | '.' | ':' | ')' | ']'));
    let mut parts = rest[..end.unwrap_or(rest.len())].split(|&c| c == '、');
    let Some(last) = parts.find(|part| !alone(part)) else { return false };
    let name = tail(last).map_or(last, |(len, _)| &last[..len]);
    let name = name.split(|c| matches!(c, '和' | '及' | '与')).next().unwrap_or_default();
    Numbered::of(name).is_some_and(|found| found.from <= 2 && found.has_head(name))
}

/// `第一、二、三检察部`, `民一、民二、民三庭`: the head of the last, and what stands before the number of
/// the first.
fn shared_number(g: &Glyphs, units: &mut [Found]) {
    let name = |unit: &Found| &g.chars[unit.range.clone()];
    for last in (1..units.len()).rev() {
        let Some(found) = Numbered::of(name(&units[last])) else { continue };
        if !found.has_head(name(&units[last])) {
            continue;
        }
        let ends_in_number = |unit: &Found| {
            let words = name(unit);
            Numbered::of(words).is_some_and(|found| found.is_last(words))
        };
        let mut first = last;
        while first > 0 && units[first].adjacent && ends_in_number(&units[first - 1]) {
            first -= 1;
        }
        let Some(opening) = Numbered::of(name(&units[first])).filter(|_| first < last) else {
            continue;
        };
        let start = units[first].range.start;
        let head = units[last].range.start + found.figures.end..units[last].range.end;
        for (at, unit) in units[first..=last].iter_mut().enumerate() {
            if at < last - first {
                unit.after = head.clone();
            }
            let before = match g.chars[unit.range.start] {
                _ if at == 0 => 0,
                '第' => opening.from,
                c if Numbered::of(&[c]).is_some() => opening.figures.start,
                _ => 0,
            };
            if before > 0 {
                unit.before = start..start + before;
            }
            unit.score = unit.score.max(85);
        }
    }
}

/// `县教育、财政局`, `组织、宣传、统战部`, `公安、交通部门`: the end of the department after.
fn shared_field(g: &Glyphs, units: &mut [Found]) {
    for k in (1..units.len()).rev() {
        let next = units[k].range.clone();
        let words = &g.chars[next.clone()];
        // 规划局（国土局）: another name of it may stand in brackets.
        let whole = |&(stem, len): &(Stem, usize)| {
            matches!(words.get(len), None | Some('(')) && (stem.open || stem.party)
        };
        let department = names::department(words).filter(whole).map(|(_, len)| len);
        let given = &units[k].after;
        let end = if !given.is_empty() && names::is_field(words) {
            given.clone()
        } else if let Some(len) = department
            && matches!(words[len - 1], '局' | '部' | '厅' | '委')
        {
            next.start + len - 1..next.start + len
        } else if names::is_class_by_field(words)
            && (names::is_field(&words[..words.len() - 2]) || closes_fields(g, &units[..=k]))
        {
            next.end - 2..next.end
        } else {
            continue;
        };
        let field = |unit: &Found| names::is_field(&g.chars[unit.range.clone()]);
        let before =
            if g.chars[end.clone()] == ['局'] { behind_unknown(g, &units[..=k]) } else { k };
        if units[before].adjacent && field(&units[before - 1]) {
            units[before - 1].after = end;
            units[before - 1].score = units[before - 1].score.max(85);
        }
    }
}

/// Whether the last of some units is the class of a field that no list knows, behind two that are known:
/// 信息化部门 in 公安、质监、信息化部门. 行业主管部门, 有关部门 and their like are of no field.
fn closes_fields(g: &Glyphs, units: &[Found]) -> bool {
    // Neither what they do in a task, nor which of them there are, is a field.
    const NO_FIELDS: [&str; 14] = [
        "行业", "主管", "监管", "监督", "业务", "党政", "有关", "相关", "职能", "责任", "管理",
        "成员", "其他", "执法",
    ];
    let [.., first, second, last] = units else { return false };
    let field = |unit: &Found| names::is_field(&g.chars[unit.range.clone()]);
    let name = &g.chars[last.range.clone()];
    let no_field = NO_FIELDS.iter().any(|words| names::holds(name, words));
    last.adjacent
        && second.adjacent
        && field(first)
        && field(second)
        && name.len() <= 6
        && !no_field
}

/// Where the words begin that nothing is known of and that stand before the last of some units, behind fields
/// of which the first has a level: 粮油 in 市财政、粮油、物价局, which show the end of 市财政.
///
/// They stay as they are: they may be another field, and as well a bank, a company, a place (农行, 京东, 云溪).
fn behind_unknown(g: &Glyphs, units: &[Found]) -> usize {
    let last = units.len() - 1;
    let mut from = last;
    while from > 1 && units[from].adjacent && is_unknown(g, &units[from - 1]) {
        from -= 1;
    }
    if from < last && ends_in_field_of_level(g, &units[..from]) { from } else { last }
}

/// Whether some units end in fields of which the first has a level: 市财政、民政.
fn ends_in_field_of_level(g: &Glyphs, units: &[Found]) -> bool {
    for unit in units.iter().rev() {
        match names::field_start(&g.chars[unit.range.clone()]) {
            Some(0) if unit.adjacent => {}
            from => return from.is_some_and(|from| from > 0),
        }
    }
    false
}

/// Whether a unit is a short word that nothing is known of.
fn is_unknown(g: &Glyphs, unit: &Found) -> bool {
    let name = &g.chars[unit.range.clone()];
    (2..=4).contains(&name.len())
        && unit.after.is_empty()
        && name.iter().all(|&c| chars::is_han(c))
        && names::score(name) == 0
        && !names::is_field(name)
        && lead_in(name) == 0
}

/// Whether words are the short name of a company: 电信, 城投, 供电.
fn is_company(name: &[char]) -> bool {
    OPERATORS.iter().any(|operator| is(name, operator))
        // 水投, 城投: who invests for the place.
        || matches!(name, [.., '投'] | ['供', '电' | '水' | '气' | '热'])
}

/// What kind of offices or schools some are.
const KINDS_OF_OFFICES: [&str; 22] = [
    "公办", "民办", "职能", "业务", "行政", "党群", "后勤", "教学", "教辅", "科研", "临床", "医技",
    "护理", "门诊", "辅助", "管理", "机关", "直属", "内设", "生产", "服务", "医疗",
];

/// What those of some kind are called together.
const OFFICES: [&str; 13] = [
    "学校",
    "幼儿园",
    "医院",
    "科室",
    "处室",
    "股室",
    "部室",
    "庭室",
    "部门",
    "单位",
    "机构",
    "车间",
    "学院",
];

/// `各临床、医技科室`: the 各 of the one before and what those of the one after are called.
fn shared_kind(g: &Glyphs, units: &mut [Found]) {
    static ENDS: Chars = Chars::ends(&OFFICES);
    for k in (1..units.len()).rev() {
        let next = &g.chars[units[k].range.clone()];
        if !ENDS.may_end(next) {
            continue;
        }
        let called = OFFICES.iter().find(|class| ends_with(next, class));
        let head = match called.map(|class| next.len() - class.chars().count()) {
            Some(at) if at > 0 => units[k].range.start + at..units[k].range.end,
            _ => continue,
        };
        let kind = |unit: &Found| {
            let name = &g.chars[unit.range.clone()];
            KINDS_OF_OFFICES.iter().any(|kind| is(&name[lead_in(name)..], kind))
        };
        let mut first = k;
        while first > 0 && units[first].adjacent && kind(&units[first - 1]) {
            first -= 1;
        }
        let lead = lead_in(&g.chars[units[first].range.clone()]);
        if first == k || lead == 0 || lead_in(next) > 0 {
            continue;
        }
        let each = units[first].range.start..units[first].range.start + lead;
        for (at, unit) in units[first..=k].iter_mut().enumerate() {
            if at > 0 {
                unit.before = each.clone();
            }
            if first + at < k {
                unit.after = head.clone();
            }
            unit.score = unit.score.max(85);
        }
    }
}

/// `东山、西湖、南城三县人民政府`, `东山、西湖等两镇`: what kind of place those are that are counted, and what is
/// said of them.
///
/// Without the count the last may be the only place: 水投、城投、高新区. `told` is whether a verb or a label
/// says that the words are a list of units.
fn shared_kind_of_place(g: &Glyphs, units: &mut [Found], told: bool) {
    // No place ends in another character, and no body of one.
    static ENDS: Chars = Chars::ends(&KINDS_OF_PLACES)
        .or(Chars::ends(&RUN_PLACES))
        .or(Chars::each(&names::KINDS_OF_NAMED_PLACES));
    let bare = |unit: &Found| may_be_bare_place(&g.chars[unit.range.clone()]);
    for last in (1..units.len()).rev() {
        let name = &g.chars[units[last].range.clone()];
        if !ENDS.may_end(name) {
            continue;
        }
        let Some(places) = Places::of(name) else {
            // What is carried out may be things: 道路、桥梁、南城区实施.
            let behind = &g.chars[units[last].range.end..];
            let things = ["实施", "落实"].iter().any(|verb| starts_with(behind, verb));
            if !told || things || !names::is_named_place(name) {
                continue;
            }
            // 东山、西湖、南城区负责: whatever kind they are, they are those who answer.
            let place = |unit: &Found| {
                let words = &g.chars[unit.range.clone()];
                bare(unit) && WORDS.tasks.starts(words).is_none()
            };
            let mut first = last;
            while first > 0 && units[first].adjacent && place(&units[first - 1]) {
                first -= 1;
            }
            if first < last {
                for unit in &mut units[first..=last] {
                    unit.score = unit.score.max(LIKELY);
                }
            }
            continue;
        };
        let Some(first) = (last + 1).checked_sub(places.count) else { continue };
        let joined = |at: usize| units[at].adjacent && bare(&units[at - 1]);
        if !(first + 1..=last).all(joined) {
            continue;
        }
        let start = units[last].range.start;
        let kind = start + places.kind..units[last].range.end;
        units[last].range.end = start + places.name;
        for unit in &mut units[first..=last] {
            unit.after = kind.clone();
            if told {
                unit.score = unit.score.max(80);
            }
        }
    }
}

/// Whether words have the form of a place's own name, without what kind of place it is, and are nothing else.
pub(crate) fn may_be_bare_place(name: &[char]) -> bool {
    (2..=3).contains(&name.len())
        && name.iter().all(|&c| chars::is_han(c))
        && names::score(name) == 0
        && !names::is_field(name)
        && !is_company(name)
}

/// The last of several places in front of their number and kind, counted in its characters.
struct Places {
    /// Where what is the place's own ends.
    name: usize,
    /// How many places the kind is said of.
    count: usize,
    /// Where the kind stands, and what is said of the places behind it.
    kind: usize,
}

impl Places {
    fn of(name: &[char]) -> Option<Places> {
        let end = RUN_PLACES.iter().find(|body| ends_with(name, body));
        let end = name.len() - end.map_or(0, |body| body.chars().count());
        let kind = KINDS_OF_PLACES.iter().find(|kind| ends_with(&name[..end], kind))?;
        let kind = end - kind.chars().count();
        let (number, own) = name[..kind].split_last()?;
        let own = own.strip_suffix(&['等']).unwrap_or(own);
        let count = match number {
            '两' => 2,
            &c => usize::try_from(numeral::chinese_digit(c)?).ok()?,
        };
        (count >= 2 && (2..=3).contains(&own.len()) && lead_in(name) == 0).then_some(Places {
            name: own.len(),
            count,
            kind,
        })
    }
}

/// Who runs telecommunications: every place has a branch of each.
const OPERATORS: [&str; 5] = ["电信", "移动", "联通", "铁塔", "广电"];
static STARTS_OF_OPERATORS: Chars = Chars::starts(&OPERATORS);

/// `电信、移动、联通云川分公司`: the branch of the one after.
fn shared_tail(g: &Glyphs, units: &mut [Found]) {
    // 市电信, 中国电信: whose it is may stand before it.
    let operator = |name: &[char]| {
        let opens = |at: &usize| STARTS_OF_OPERATORS.may_be(name[*at]);
        let from = (0..name.len().min(3))
            .filter(opens)
            .find(|&at| OPERATORS.iter().any(|operator| starts_with(&name[at..], operator)))?;
        Some(from + 2)
    };
    for k in (1..units.len()).rev() {
        let next = units[k].range.clone();
        let Some(end) = operator(&g.chars[next.clone()]) else { continue };
        let tail = if units[k].after.is_empty() {
            next.start + end..next.end
        } else {
            units[k].after.clone()
        };
        let branch = ends_with(&g.chars[tail.clone()], "公司");
        let bare = &g.chars[units[k - 1].range.clone()];
        if branch && units[k].adjacent && operator(bare) == Some(bare.len()) {
            units[k - 1].after = tail;
            units[k - 1].score = units[k - 1].score.max(85);
        }
    }
}

/// Whether the words behind a department say that its branch sits in a place of the level or of one
/// above it: 外汇局云溪市分局 behind 市财政局.
fn sits_as_high(branch: &[char], level: char) -> bool {
    let place = BRANCHES
        .iter()
        .find(|end| ends_with(branch, end))
        .and_then(|end| branch[..branch.len() - end.chars().count()].last());
    let rank = place.and_then(|&place| names::place_rank(place));
    rank.zip(names::place_rank(level)).is_some_and(|(place, level)| place >= level)
}

/// Whether a name is that of a branch, which the body above sends: 生态环境分局 in a county.
fn is_branch(name: &[char]) -> bool {
    ends_with(name, "分局")
}

/// What the branches of a body in the places are called.
const BRANCHES: [&str; 5] = ["分局", "支局", "分公司", "支公司", "分中心"];

/// Whether a name is that of an office for some work of governments and stands behind another of a level:
/// 市信访办、双拥办. 高新办 and 城关办 are offices of a place.
fn are_offices_of(
    g: &Glyphs,
    level: Option<&Range<usize>>,
    office: Option<&Found>,
    name: &[char],
) -> bool {
    let Some((level, office)) = level.zip(office) else { return false };
    let own = if office.before.is_empty() { level.len() } else { 0 };
    let of_level = own == 0 || office.range.start == level.start;
    of_level
        && is_office_for_work(name)
        && is_office_for_work(&g.chars[office.range.start + own..office.range.end])
}

/// Whether words are the short name of an office that a government keeps for one work: 信访办, 双拥办.
fn is_office_for_work(words: &[char]) -> bool {
    const WORK: [&str; 30] = [
        "法制", "开发", "双拥", "创建", "创城", "创卫", "创文", "文明", "综治", "维稳", "防汛",
        "爱卫", "绿化", "食安", "安委", "河长", "林长", "减灾", "禁毒", "打私", "督查", "考核",
        "考评", "房改", "医改", "治超", "清欠", "侨务", "节能", "民宗",
    ];
    let Some(work) = words.strip_suffix(&['办']) else { return false };
    let department = names::department(words).filter(|&(_, len)| len == words.len());
    department.is_some_and(|(stem, _)| stem.open && !stem.party)
        || WORK.iter().any(|office| is(work, office))
}

/// `省A厅、B厅`, `市委组织部、宣传部`: the level of the one before.
fn shared_level(g: &Glyphs, units: &mut [Found]) {
    let mut said = Said::default();
    // 市公安、城管部门: what is put back behind the one before.
    let mut class: Option<Range<usize>> = None;
    for k in 0..units.len() {
        let (before, rest) = units.split_at_mut(k);
        let (previous, unit) = (before.last(), &mut rest[0]);
        let class = class.replace(unit.after.clone());
        said.one_list &= unit.adjacent;
        if !unit.before.is_empty() {
            continue;
        }
        let level = said.level.clone();
        let name = &g.chars[unit.range.clone()];
        let field = || names::field_start(name);
        if let Some(from) = (!unit.after.is_empty()).then(field).flatten() {
            said.field(g, unit, from);
        } else if let Some((stem, len)) =
            names::department(name).or_else(|| names::joint_department(name))
        {
            said.department(g, k, unit, stem, &name[..len]);
        } else if !said.gives_its_level(g, unit, previous, class) {
            said.learn(g, unit);
            if said.level == level {
                said.leave_open(g, k, unit);
            }
        }
        said.one_list |= said.level != level;
        said.beside_others =
            if said.level == level { said.beside_others || governs_a_place(name) } else { false };
    }
    if said.shown {
        for (k, from) in said.doubtful.into_iter().chain(said.strangers) {
            units[k].before = from;
        }
    }
}

/// Whether a name that no list of departments has ends as those of a government do that are called by their work, and
/// is too short for more: 旅发委, 财金局.
///
/// Longer ones may open with a place (云溪供电局, 东山水利局) or with whom they are of (国家能源局).
fn may_be_of_government(name: &[char]) -> bool {
    const STATE: [&str; 7] = ["国家", "国务", "中央", "国网", "中国", "中科", "全国"];
    (3..=4).contains(&name.len())
        && matches!(name.last(), Some('局' | '委'))
        && !is_branch(name)
        && !STATE.iter().any(|state| starts_with(name, state))
        && !ends_in_department(name)
}

/// Whether a known department stands behind other words in a name: 云溪农委.
fn ends_in_department(name: &[char]) -> bool {
    (1..name.len()).any(|from| names::department(&name[from..]).is_some())
}

/// Whether a name is that of a body that governs a place, whose own departments may stand behind it: 高新区管委会,
/// 县政府, 东山镇.
fn governs_a_place(name: &[char]) -> bool {
    const BODIES: [&str; 5] = ["管委会", "管理委员会", "政府", "街道", "办事处"];
    BODIES.iter().any(|body| ends_with(name, body))
        || matches!(name.last(), Some('区' | '县' | '市' | '旗' | '州' | '镇' | '乡'))
}

/// Whether a name has neither a level nor a place of its own by the way it opens.
fn says_no_level(name: &[char]) -> bool {
    name.iter().all(|&c| chars::is_han(c))
        && !name.iter().any(|c| "省市区县州旗镇乡各".contains(*c))
        && lead_in(name) == 0
        && names::department(name).is_none()
        && names::score(name) > 0
}

/// What a list has said of levels so far.
#[derive(Default)]
struct Said {
    level: Option<Range<usize>>,
    committee: Option<Range<usize>>,
    /// Names that begin as the level does (市场监管局 after 市教育局) and may be whole as they are.
    doubtful: Vec<(usize, Range<usize>)>,
    /// Names behind the level that no list knows: all of one list have its level, or none.
    strangers: Vec<(usize, Range<usize>)>,
    /// Whether nothing but 、 stands between the name that says the level and this one.
    one_list: bool,
    /// Whether a body of another place stands behind the name that says the level: what stands behind that may be its.
    beside_others: bool,
    /// Whether a name showed that the list leaves levels out.
    shown: bool,
    /// 区公安分局、生态环境分局: the level of one branch is that of the next.
    of_branch: bool,
}

impl Said {
    /// 县教育、财政局: a field, which begins at `from` of its name; the name's end stands behind another.
    fn field(&mut self, g: &Glyphs, unit: &mut Found, from: usize) {
        let party = g.chars[unit.after.end - 1] == '部';
        let own = unit.range.start..unit.range.start + from;
        if from > 0 && party {
            self.level = Some(own.start..own.end - 1);
            self.committee = Some(own);
        } else if from > 0 {
            self.level = Some(own);
        } else if let Some(from) = if party { &self.committee } else { &self.level } {
            self.shown = true;
            unit.before = from.clone();
        }
    }

    /// A department without a level, `end` of which is known by its `stem`.
    fn department(&mut self, g: &Glyphs, k: usize, unit: &mut Found, stem: Stem, end: &[char]) {
        let from = if stem.party { &self.committee } else { &self.level };
        let Some(from) = from else { return };
        let name = &g.chars[unit.range.clone()];
        // 财政部 and 税务总局 are the state's; a 厅 is a province's.
        let state =
            !stem.party && (ends_with(end, "部") || ends_with(end, "总局") || ends_with(end, "署"));
        let level = g.chars[from.end - 1];
        let province = ends_with(end, "厅") && level != '省' && level != '区';
        if state
            || province
            || sits_as_high(&name[end.len()..], level)
            || is_branch(end) && !self.of_branch
        {
            return;
        }
        if !stem.party && name[0] == level {
            self.doubtful.push((k, from.clone()));
            return;
        }
        self.shown = true;
        unit.before = from.clone();
        unit.score = unit.score.max(85);
    }

    /// Puts the level before a name that is none of a department, where the list shows that it is left out.
    fn gives_its_level(
        &mut self,
        g: &Glyphs,
        unit: &mut Found,
        previous: Option<&Found>,
        class: Option<Range<usize>>,
    ) -> bool {
        let Some(level) = &self.level else { return false };
        let name = &g.chars[unit.range.clone()];
        let of_class = class.is_some_and(|class| class == (unit.range.end - 2..unit.range.end))
            && names::is_class_by_field(name)
            // What the fields before it share may end a field that no list knows: 信息化部门.
            && matches!(names::field_start(&name[..name.len() - 2]), None | Some(0));
        let shows = of_class || names::is_centre_of_field(name);
        // 港航局 among bare names: too short to have a place of its own. So is 双拥办 behind 市信访办.
        let bare = || {
            (self.shown || unit.adjacent && are_offices_of(g, Some(level), previous, name))
                && name.len() <= 4
                && !self.beside_others
                // 城关办 is of a street, wherever it stands.
                && (matches!(name.last(), Some('局' | '委')) || is_office_for_work(name))
                // 团市委 says its level, wherever it stands.
                && !name.iter().any(|c| "省市区县州旗各".contains(*c))
        };
        if !shows && !bare() {
            return false;
        }
        unit.before = level.clone();
        self.shown |= shows;
        true
    }

    /// Notes a name of which nothing tells whether the list leaves its level out: that another of the same list
    /// does so shows it, or the notice, where it prints the whole name elsewhere.
    fn leave_open(&mut self, g: &Glyphs, k: usize, unit: &mut Found) {
        let Some(level) = self
            .level
            .clone()
            .filter(|level| self.one_list && !self.beside_others && level.len() == 1)
        else {
            return;
        };
        let name = &g.chars[unit.range.clone()];
        if !says_no_level(name) {
            return;
        }
        unit.level = Some(g.chars[level.start]);
        if may_be_of_government(name) {
            self.strangers.push((k, level));
        }
    }

    /// Takes the level that a name says itself.
    fn learn(&mut self, g: &Glyphs, unit: &Found) {
        let name = &g.chars[unit.range.clone()];
        let Some((range, _)) = names::level_of_department(name) else {
            // 市大数据中心、交通运输局
            let len = names::level_of_body(name);
            if len > 0 {
                self.level = Some(unit.range.start..unit.range.start + len);
            }
            return;
        };
        self.of_branch = is_branch(name);
        let range = unit.range.start + range.start..unit.range.start + range.end;
        if g.chars[range.end - 1] == '委' {
            // 自治区党委 is of the 自治区, as 市委 is of the 市.
            let of_party = usize::from(g.chars[range.end - 2] == '党');
            self.level = Some(range.start..range.end - 1 - of_party);
            self.committee = Some(range);
        } else {
            self.level = Some(range);
        }
    }
}
