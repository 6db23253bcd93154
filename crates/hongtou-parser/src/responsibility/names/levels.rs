//! Levels and places in the names of collectives, and which of them 、 joins: 各市、县人民政府.

use hongtou_model::UnitKind;

use super::super::lexicon::WORDS;
use super::super::restore;
use super::super::verbs::{self};
use super::classes::is_made_of;
use super::departments::{department, is_field, own_level};
use super::{
    LIKELY, RUN_PLACES, SURE, counted, ends_with, is, is_other_word, is_place, lead_in, opening,
    score, starts_with, without_brackets,
};

/// Whether 、 between two parts joins levels of one collective: `各市、县人民政府`, `各省、自治区、直辖市`.
pub(crate) fn one_collective(before: &[char], next: &[char]) -> bool {
    if let [first, ..] = before
        && first.is_ascii_digit()
    {
        return counted(before) > 0 && counted(&[before, &['、'], next].concat()) > 0;
    }
    // 国家税务总局各市、州税务局: whose they are stands before 各, or another name and what joins it.
    let named = |at: &usize| {
        let name = &before[..*at];
        let joints = ["以及", "会同", "和", "及", "与"];
        let joint = joints.iter().find(|joint| ends_with(name, joint));
        score(&name[..name.len() - joint.map_or(0, |joint| joint.chars().count())]) >= SURE
            || joint.is_some() && name.contains(&'等')
    };
    let whose = match lead_in(before) {
        0 => before.iter().position(|&c| c == '各').filter(named),
        _ => Some(0),
    };
    let Some(before) = whose.map(|at| &before[at..]) else { return false };
    if before.len() > 16 || !(is_place(before) || is(before, "各省")) {
        return false;
    }
    let bare = without_brackets(next);
    // 各市、特区、区人民政府: kinds of counties that stand beside the others.
    if matches!(bare[..], ['特' | '林', '区']) {
        return true;
    }
    if let [level] = bare[..] {
        // A level alone has no other reading: 各县（市）、区. 街道 is a body of its own beside the towns.
        return "市县区旗州盟".contains(level)
            || "乡镇街".contains(level) && !ends_with(before, "街道");
    }
    // 各乡、民族乡、镇人民政府, 各区、县级市; not 各县、镇安县人民政府.
    for level in ["乡", "镇", "民族乡", "县级市"] {
        if starts_with(&bare, level) {
            let head = &bare[level.chars().count()..];
            let places = level == "县级市" || !ends_with(before, "街道");
            return places && (head.is_empty() || restore::is_head(head));
        }
    }
    let level = next.first().is_some_and(|c| "市县区旗州盟".contains(*c)) && !is_other_word(next)
        || ["自治", "直辖市", "省直管", "省直辖", "直管", "计划单列"]
            .iter()
            .any(|open| starts_with(next, open));
    // 直辖市邮政管理局 is no bureau of a 市.
    // Nor is 州退役军人事务局 one of a 州 of its own behind 各市.
    // 直管市 is a kind as well: 各市、州、直管市税务局.
    let kind = ["自治", "直辖市", "直管市", "省直管", "计划单列市"]
        .iter()
        .any(|open| starts_with(next, open))
        || next.first() == Some(&'州')
            && next.get(1) != Some(&'委')
            && ends_with(&without_brackets(before), "市");
    // 各县区、县人民检察院: the level is there already.
    let again = !kind
        && next.first().is_some_and(|&c| {
            // 特区 and 林区 are kinds of their own beside the 区.
            let own = |at: usize| at > 0 && c == '区' && matches!(before[at - 1], '特' | '林');
            (0..before.len()).any(|at| before[at] == c && !own(at))
        });
    // 各区、县(市)人民政府 is one; in 各镇、街道 the 各 is put back.
    level
        && !again
        && (kind || own_level(next).is_none() || !names_above(before, next))
        && !is_body_beside(before, next, kind)
        && !["市直", "县直", "区直", "市有关", "市相关", "市级", "县级", "区级"]
            .iter()
            .any(|open| starts_with(next, open))
}

/// Whether some words behind 各 and places open with one body of a level, and not with what each place
/// has: 各县区、市水务集团, 各镇、县安委会成员单位; but 各市、县人民政府, 各市、县有关部门. `kind` is whether
/// they open with a kind of places that stand beside those, whatever their rank.
fn is_body_beside(before: &[char], next: &[char], kind: bool) -> bool {
    let joint = next.iter().position(|c| matches!(c, '和' | '及' | '与')).unwrap_or(next.len());
    let words = &next[..joint];
    let name = match verbs::tail(words) {
        Some((len, _)) => &words[..len],
        None if score(words) >= LIKELY => words,
        None => &words[..opening(words).unwrap_or(0)],
    };
    let head = name.iter().take_while(|&&c| place_rank(c).is_some()).count();
    let body = without_brackets(&name[head..]);
    if body.is_empty() || restore::is_head(&body) {
        return false;
    }
    // 各县区、市重点办: what stands above the places is of no place among them.
    !kind && names_above(before, next)
        || WORDS.suffixes.ends(&body).is_some_and(|(_, (kind, _))| {
            kind == UnitKind::Enterprise || ends_with(&body, "成员单位")
        })
}

/// Whether some words open with a level above the places that a collective names.
fn names_above(places: &[char], next: &[char]) -> bool {
    let own = next.first().and_then(|&c| place_rank(c));
    lowest_rank(places).zip(own).is_some_and(|(lowest, own)| own > lowest)
}

/// How high the places of a level stand, towns lowest.
pub(in crate::responsibility) fn place_rank(level: char) -> Option<u8> {
    match level {
        '镇' | '乡' | '街' | '村' => Some(0),
        '县' | '区' | '旗' => Some(1),
        '市' | '州' | '盟' => Some(2),
        '省' => Some(3),
        _ => None,
    }
}

/// Whether words are levels of places and nothing else, as they stand behind a place of which they are other
/// kinds: 市、区 in 各县（市、区）.
pub(in crate::responsibility) fn are_levels(words: &[char]) -> bool {
    let level = |part: &[char]| match part {
        [] => false,
        ['街', '道'] | ['乡' | '镇', '街', '道'] => true,
        part => part.iter().all(|&c| place_rank(c).is_some()),
    };
    words.split(|c| matches!(c, '、' | ',' | '/')).all(level)
}

/// The rank of the lowest places that a collective names: 各县（市、区）, 各乡镇, 各设区市.
fn lowest_rank(places: &[char]) -> Option<u8> {
    let bare = without_brackets(places);
    let end = bare.len() - usize::from(ends_with(&bare, "街道"));
    // 社区, 园区, 景区: no districts.
    if let [.., kind, '区'] = bare[..end]
        && place_rank(kind).is_none()
        && !matches!(kind, '各' | '、' | '城' | '治' | '政' | '辖')
    {
        return Some(0);
    }
    let levels = bare[..end].iter().rev().map_while(|&c| place_rank(c));
    let districts = ends_with(&bare, "设区市") || ends_with(&bare, "设区的市");
    let inside = places.iter().skip_while(|&&c| c != '(').filter_map(|&c| place_rank(c));
    if districts { Some(2) } else { levels.chain(inside).min() }
}

/// Levels of government that a collective names beside others: 中央、省驻县各单位.
const LEVELS: [&str; 11] =
    ["中央", "中", "国家", "部", "省", "自治区", "市", "州", "区", "县", "中省"];

/// Whether 、 joins levels of one collective, of which only the last says whose the bodies are:
/// 中央、省驻县各单位, 县直和省、市驻县各单位.
pub(crate) fn joins_levels(before: &[char], next: &[char]) -> bool {
    let of_level = |level: &str| {
        let rest = starts_with(next, level).then(|| &next[level.chars().count()..]);
        rest.is_some_and(|rest| matches!(rest, [] | ['驻' | '属' | '直' | '级' | '管', ..]))
    };
    // Behind most marks of a list stands a name, whatever stands before them.
    if !LEVELS.iter().any(|level| of_level(level)) {
        return false;
    }
    let is_level = |words: &[char]| LEVELS.iter().any(|level| is(words, level));
    let last = before.rsplit(|&c| c == '、').next().unwrap_or_default();
    // 各中央、省属驻市企业
    let last = last.strip_prefix(&['各']).filter(|level| starts_with(level, "中")).unwrap_or(last);
    // 县直和省: 和 joins the level to what says whose the bodies are.
    let joint = last.iter().rposition(|c| matches!(c, '和' | '及' | '与'));
    let joined = joint.is_some_and(|at| {
        let whose = &last[..at];
        (matches!(whose, [.., '直' | '属' | '级' | '管']) || ends_with(whose, "部门"))
            && is_level(&last[at + 1..])
    });
    joined || is_level(last)
}

/// Whether 、 joins levels whose offices of one kind are meant: 市、县（区）教育局, 省、市、县三级财政部门.
pub(in crate::responsibility) fn one_office(before: &[char], next: &[char]) -> bool {
    let level = |words: &[char]| match *without_brackets(words) {
        [level] => place_rank(level),
        _ => None,
    };
    let mut levels = before.split(|&c| c == '、').map(level);
    let Some(first) = levels.next().flatten() else { return false };
    let Some(lowest) = levels.try_fold(first, |above, level| level.filter(|&l| l < above)) else {
        return false;
    };
    // 区、县交通局: two kinds of places of one rank.
    let other_kind =
        |own: u8| own == lowest && own > 0 && before.len() == 1 && next[0] != before[0];
    let own = next.first().and_then(|&c| place_rank(c));
    let Some(own) = own.filter(|&own| own < lowest || other_kind(own)) else { return false };
    let mut rest = &next[1..];
    if matches!(rest.first(), Some('(' | '[')) {
        let close = rest.iter().position(|&c| matches!(c, ')' | ']')).unwrap_or(0);
        rest = &rest[close + 1..];
    }
    let graded = matches!(rest, ['两' | '三' | '四' | '各', '级', ..]);
    if graded {
        rest = &rest[2..];
    }
    let body = rest.split(|&c| matches!(c, '和' | '及' | '与')).next().unwrap_or_default();
    let body = verbs::tail(body).map_or(body, |(len, _)| &body[..len]);
    restore::is_head(body)
        || graded && score(body) > 0
        || own > 0
            && (body.is_empty()
                || is_field(body)
                || department(body).is_some()
                || ["部门", "机关"].iter().any(|end| ends_with(body, end)))
}

/// How many characters of the words behind 等 are the end that all places of the list have:
/// 等试点县区人民政府, 等地.
pub(in crate::responsibility) fn places_behind_deng(words: &[char]) -> Option<usize> {
    const KINDS: [&str; 12] =
        ["试点", "有关", "相关", "重点", "沿江", "沿海", "县", "区", "市", "乡镇", "街道", "个"];
    if is(words, "地") || is(words, "地区") {
        return Some(0);
    }
    let end = RUN_PLACES.iter().find(|end| ends_with(words, end))?;
    let kind: Vec<char> = without_brackets(&words[..words.len() - end.chars().count()]).into();
    is_made_of(&kind, &KINDS, &["镇", "乡", "旗"]).then(|| end.chars().count())
}
