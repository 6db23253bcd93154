//! Departments in names: their fields, the words that end them, and the levels before them.

use std::ops::Range;

use hongtou_source::chars;

use super::super::lexicon::{Stem, WORDS};
use super::levels::place_rank;
use super::{SURE, ends_with, is, is_level, is_other_word, is_place, lead_in, score, starts_with};

/// The department that a name without a level begins with: `财政厅`, `市场监管（知识产权）局`.
pub(crate) fn department(name: &[char]) -> Option<(Stem, usize)> {
    WORDS.stems.find_start(name, |len, stem| {
        let mut rest = &name[len..];
        if !stem.open {
            let ends = rest.first().is_none_or(|&c| matches!(c, '(' | '['));
            return ends.then_some((stem, len));
        }
        // The knowledge in brackets may stand between stem and end.
        if rest.first() == Some(&'(') {
            rest = &rest[rest.iter().position(|&c| c == ')')? + 1..];
        }
        let end = match rest {
            ['委', '员', '会', ..] | ['办', '公', '室', ..] => 3,
            ['总' | '分', '局', ..] => 2,
            ['局' | '委' | '厅' | '部' | '署' | '办', ..] => 1,
            _ => return None,
        };
        let after = rest.get(end);
        // 教育局 ends there, or goes on with the name of a branch or in brackets.
        let goes_on = after.is_some_and(|&c| matches!(c, '长' | '门' | '署' | '员'));
        (!goes_on).then_some((stem, len + end))
    })
}

/// The same of a department that two were joined to: 教育和体育局, 教育体育局. It is neither of the two.
pub(in crate::responsibility) fn joint_department(name: &[char]) -> Option<(Stem, usize)> {
    let han = |words: &[char]| words.iter().all(|&c| chars::is_han(c));
    let whole = |words: &[char]| department(words).filter(|found| found.1 == words.len());
    let joined = WORDS.stems.find_start(name, |len, stem| {
        let rest = &name[len..];
        let and = matches!(rest.first(), Some('和' | '与'));
        let second = &rest[usize::from(and)..];
        // 民政和老年事业局: with 和 between the two the second need not be known.
        let named = and
            && (3..=8).contains(&second.len())
            && han(second)
            && matches!(second.last(), Some('局' | '委'))
            && level_of_department(second).is_none();
        (stem.open && !stem.party && (named || whole(second).is_some())).then_some(stem)
    });
    // 文体广电和旅游局: nor need the first.
    let second = || {
        let at = name.iter().position(|c| matches!(c, '和' | '与'))?;
        let first = &name[..at];
        let level = || first.iter().any(|&c| place_rank(c).is_some());
        let named = (2..=6).contains(&at) && han(first) && score(first) == 0 && !level();
        whole(&name[at + 1..]).filter(|_| named).map(|found| found.0)
    };
    joined.or_else(second).filter(|stem| !stem.party).map(|stem| (stem, name.len()))
}

/// Whether words are a field and what the centre is called that a government keeps for it, without a
/// level or a place: 公路事务中心, 融媒体中心.
pub(in crate::responsibility) fn is_centre_of_field(name: &[char]) -> bool {
    // Fields that have a centre and no department.
    const FIELDS: [&str; 6] = ["融媒体", "不动产登记", "城市运行", "就业", "疾控", "招商"];
    const WORK: [&str; 9] =
        ["", "服务", "事务", "发展", "促进", "管理", "保障", "事业发展", "运行"];
    let work = |words: &[char]| WORK.iter().any(|work| is(words, work));
    let Some(name) = ends_with(name, "中心").then(|| &name[..name.len() - 2]) else {
        return false;
    };
    let field =
        FIELDS.iter().any(|field| starts_with(name, field) && work(&name[field.chars().count()..]));
    let stem = |len: usize, stem: Stem| (stem.open && work(&name[len..])).then_some(());
    field || WORDS.stems.find_start(name, stem).is_some()
}

/// Whether words are a department's field and no end says what kind of body it is: 财政, 市教育, 各级公安,
/// 市委宣传.
pub(crate) fn is_field(words: &[char]) -> bool {
    field_start(words).is_some()
}

/// Whether words are a department's field, or the class of those of it: 财政, 财政部门.
pub(in crate::responsibility) fn names_field(words: &[char]) -> bool {
    is_field(words.strip_suffix(&['部', '门']).unwrap_or(words))
}

/// Where the field stands in such words, behind its level: 教育 in 市教育.
pub(crate) fn field_start(words: &[char]) -> Option<usize> {
    let whole = |from: usize| {
        let rest = &words[from..];
        // 组织 and 宣传 are departments of the Party with 部 behind them.
        WORDS.stems.starts(rest).is_some_and(|(len, stem)| stem.open && len == rest.len())
            || WORDS
                .stems
                .starts_joined(rest, &['部'])
                .is_some_and(|(len, stem)| stem.party && len == rest.len() + 1)
    };
    let level = |end: usize| match words[end - 1] {
        '级' | '委' | '直' => end >= 2,
        // 各县（市、区）教育
        ')' => lead_in(words) > 0 && is_place(&words[..end]),
        c => is_level(c),
    };
    let behind_level = || (1..words.len().min(10)).find(|&from| level(from) && whole(from));
    if whole(0) { Some(0) } else { behind_level() }
}

/// Whether what departments are named after stands on both sides of a place in a name, right behind a level:
/// 新区科|技创新局.
pub(in crate::responsibility) fn is_field_over(name: &[char], at: usize) -> bool {
    const LONGEST: usize = 3;
    (at.saturating_sub(LONGEST).max(1)..at).any(|from| {
        let over = |len: usize, _| (from + len > at).then_some(());
        is_level(name[from - 1]) && WORDS.stems.find_start(&name[from..], over).is_some()
    })
}

/// The level that a department's name begins with, with its place (`市`, `白州市`, `自治区`), and the department.
pub(crate) fn own_level(name: &[char]) -> Option<(Range<usize>, (Stem, usize))> {
    // 市场监管局 has no level; 市市场监管局 has.
    if department(name).is_some() { None } else { level_of_department(name) }
}

/// The same, of a name that is known to begin with no department.
pub(in crate::responsibility) fn level_of_department(
    name: &[char],
) -> Option<(Range<usize>, (Stem, usize))> {
    let level = |i: usize| match name[i] {
        // The 州 of 白州海事局 is no level, that of 自治州 is.
        '州' => i == 0 || name[i - 1] == '治',
        // 各县（市、区）教育局
        ')' | ']' => lead_in(name) > 0 && is_place(&name[..=i]),
        c => is_level(c),
    };
    (0..name.len().min(8)).filter(|&i| level(i)).find_map(|i| {
        let rest = &name[i + 1..];
        if let Some(found) = department(rest) {
            return (!found.0.party).then_some((0..i + 1, found));
        }
        // 市委宣传部: what is shared with the next name is 市委.
        if rest.first() == Some(&'委') {
            let found = department(&rest[1..])?;
            return Some((0..i + 2, found));
        }
        if starts_with(rest, "政府") {
            let found = department(&rest[2..])?;
            return Some((0..i + 1, found));
        }
        // 自治区党委宣传部
        if starts_with(rest, "党委") && ends_with(&name[..=i], "自治区") {
            let found = department(&rest[2..])?;
            return Some((0..i + 3, found));
        }
        None
    })
}

/// How many characters of the name of a body that is no department are its level: `市大数据中心`,
/// `自治县文明办`.
pub(in crate::responsibility) fn level_of_body(name: &[char]) -> usize {
    let len = match name {
        ['省' | '市' | '县' | '区' | '州' | '旗', ..] => 1,
        ['自', '治', '区' | '州' | '县' | '旗', ..] => 3,
        _ => return 0,
    };
    let words = ["市政", "市民", "市区"];
    let other = is_other_word(name) || words.iter().any(|word| starts_with(name, word));
    if !other && score(name) >= SURE { len } else { 0 }
}
