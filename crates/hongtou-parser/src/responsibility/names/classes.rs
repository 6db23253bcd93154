//! Classes of units, which are named by their kind, part or field: 有关部门, 成员单位, 公安部门.

use hongtou_source::chars;
use smallvec::SmallVec;

use super::super::lexicon::WORDS;
use super::super::verbs::is_numeral;
use super::departments::{department, level_of_department};
use super::levels::places_behind_deng;
use super::{
    ends_with, holds, is, is_office, lead_in, looks_like_one, starts_with, without_brackets,
};
use crate::wordlist::Chars;

/// What classes of units are called.
const CLASSES: [&str; 9] = ["部门", "单位", "部委", "机构", "企业", "高校", "院校", "地区", "地方"];

/// Whether some words are the bare name of a class, of which only the words before say which units:
/// 县直各部门、单位.
pub(in crate::responsibility) fn is_bare_class(words: &[char]) -> bool {
    CLASSES.iter().any(|class| is(words, class))
}

/// Whether some words name a class of units by their field: 公安部门, but not 有关部门 nor 用人部门, which is
/// whoever employs.
pub(in crate::responsibility) fn is_class_by_field(words: &[char]) -> bool {
    let generic = |field: &[char]| is(field, "用人") || PIECES.iter().any(|piece| is(field, piece));
    words.strip_suffix(&['部', '门']).is_some_and(|field| field.len() >= 2 && !generic(field))
}

/// Whether words begin with a department's name and end as none of its offices does: 市教育局抓学校.
pub(in crate::responsibility) fn goes_on_behind_a_department(words: &[char]) -> bool {
    let end = match department(words) {
        Some((_, len)) => Some(len),
        None => level_of_department(words).map(|(level, (_, len))| level.end + len),
    };
    let behind = end.map_or(&[][..], |end| &words[end..]);
    behind.first().is_some_and(|&c| chars::is_han(c)) && !is_office(behind)
}

/// Whether some words open with a class of bodies, 其他各单位 or 财政、统计等有关部门, and go on with what they do.
pub(in crate::responsibility) fn class_that_acts(words: &[char]) -> bool {
    const LONGEST: usize = 12;
    const DOES: [&str; 15] = [
        "要",
        "应",
        "须",
        "必须",
        "需",
        "按",
        "依",
        "根据",
        "结合",
        "协同",
        "配合",
        "共同",
        "积极",
        "做好",
        "在各自",
    ];
    let deng =
        words.iter().take_while(|&&c| chars::is_han(c) || c == '、').position(|&c| c == '等');
    // 完成学校等单位的改造: what is done stands first.
    let acts = || WORDS.tasks.starts(words).is_some() || WORDS.verb_starts.starts(words).is_some();
    let listed = deng.filter(|&at| at > 1 && !acts()).map(|at| at + 1);
    let lead = Some(lead_in(words)).filter(|&lead| lead > 0);
    let Some(from) = lead.or(listed) else { return false };
    let rest = &words[from..];
    // 各项工作要完成, 所有学校须达标: what is worked on.
    let things = matches!(words, ['各', '项' | '类' | '种', ..] | ['所', '有', ..]);
    let is_class = |end: usize| {
        !things
            && (ends_as_class_of_list(&rest[..end])
                || lead.is_some() && looks_like_one(&words[..from + end]))
    };
    (2..=rest.len().min(LONGEST))
        .any(|end| DOES.iter().any(|verb| starts_with(&rest[end..], verb)) && is_class(end))
}

/// What the names of classes are made of.
const PIECES: [&str; 51] = [
    "有关",
    "相关",
    "各有关",
    "各相关",
    "各",
    "市直",
    "省直",
    "县直",
    "区直",
    "州直",
    "市级",
    "省级",
    "县级",
    "区级",
    "州级",
    "国家级",
    "国家",
    "中央",
    "部门",
    "单位",
    "部委",
    "机构",
    "企业",
    "职能",
    "主管",
    "行业",
    "责任",
    "成员",
    "配合",
    "参与",
    "和",
    "及",
    "与",
    "、",
    "个",
    "家",
    "多",
    "直属",
    "驻",
    "高校",
    "院校",
    "地区",
    "地方",
    "政府",
    "以及",
    "中省",
    "国务院",
    "其他",
    "多个",
    "级",
    "直",
];

/// Whether some words are a class of units and no unit by itself: what follows 等 (`等有关部门和单位`).
pub(in crate::responsibility) fn is_class(words: &[char]) -> bool {
    CLASSES.iter().any(|end| ends_with(words, end)) && is_made_of(words, &PIECES, &[])
}

/// Whether some words are a class whose words say whose part it takes in the task: 行业主管部门, 职能部门,
/// 成员单位, 高校. Among the names of a list those are meant whom it is said of, as by 相关部门.
pub(in crate::responsibility) fn is_class_by_duty(words: &[char]) -> bool {
    const PARTS: [&str; 4] = ["主管", "职能", "行业", "成员"];
    static STARTS: Chars = Chars::starts(&PARTS);
    // One look at each character.
    let told =
        words.iter().any(|&c| STARTS.may_be(c)) && PARTS.iter().any(|word| holds(words, word));
    let schools = is(words, "高校") || is(words, "院校");
    (told || schools) && is_class(words) && !ends_with(words, "责任单位")
}

/// Whether bodies are called by their part in the task alone, which says nothing of who they are: 各牵头单位.
pub(in crate::responsibility) fn is_called_by_part(name: &[char]) -> bool {
    let part = &name[lead_in(name)..];
    WORDS.labels.ends(part).is_some_and(|(len, _)| len == part.len())
}

/// Whether some words behind 等 say what kind of bodies the list is of: 有关部门, 群团组织, 金融机构.
/// Elsewhere they may be one of those who answer.
pub(in crate::responsibility) fn is_class_of_list(words: &[char]) -> bool {
    const ENDS: [&str; 10] =
        ["机关", "组织", "团体", "银行", "学校", "医院", "乡镇", "街道", "镇街", "媒体"];
    const KINDS: [&str; 18] = [
        "群团", "社会", "人民", "金融", "监管", "党政", "事业", "医疗", "卫生", "科研", "教育",
        "行政", "执法", "国有", "商业", "新闻", "司法", "政法",
    ];
    let kinds = || KINDS.iter().chain(&ENDS).copied().collect::<SmallVec<[&str; 32]>>();
    // 群团组织及各乡镇: the places go on with the list.
    let one = || !words.iter().any(|c| matches!(c, '和' | '及' | '与' | '、'));
    is_class(words)
        || one()
            && CLASSES.iter().chain(&ENDS).any(|end| ends_with(words, end))
            && is_made_of(words, &PIECES, &kinds())
}

/// Whether some words behind 等 end as a class does, whatever they say of it: 涉农部门, 医技科室, 沿江乡镇.
/// What ends so may be a name as well: there must be names before 等.
pub(in crate::responsibility) fn ends_as_class_of_list(words: &[char]) -> bool {
    const BODIES: [&str; 8] = ["部门", "单位", "机构", "企业", "科室", "处室", "部室", "组织"];
    const OTHERS: [&str; 10] =
        ["学校", "院校", "医院", "银行", "乡镇", "镇街", "街道", "县区", "区县", "媒体"];
    const LONGEST: usize = 12;
    let bare = without_brackets(words);
    let ends = |list: &[&str]| list.iter().any(|end| ends_with(&bare, end));
    // 等县人民医院 is one more of the list, 等县属医院 what they are; 等4个县 counts places.
    let of_level = matches!(*bare, ['省' | '市' | '州' | '县' | '区' | '镇' | '乡', next, ..]
        if !matches!(next, '直' | '级' | '属' | '管'));
    let counted = matches!(*bare, [.., '县' | '区' | '市' | '旗' | '镇' | '乡' | '村'])
        && places_behind_deng(&[&bare[..], &['政', '府']].concat()).is_some();
    (2..=LONGEST).contains(&bare.len())
        && bare.iter().all(|&c| chars::is_han(c) || c.is_ascii_digit())
        && !bare.iter().any(|c| matches!(c, '和' | '及' | '与' | '各' | '等'))
        && (ends(&BODIES) || !of_level && ends(&OTHERS) || bare.len() > 1 && counted)
}

/// Whether some words are nothing but pieces of two lists, levels and numbers.
pub(super) fn is_made_of(words: &[char], pieces: &[&str], more: &[&str]) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let Some(len) = pieces
            .iter()
            .chain(more)
            .filter(|piece| starts_with(rest, piece))
            .map(|piece| piece.chars().count())
            .max()
            .or_else(|| {
                (is_numeral(rest[0]) || matches!(rest[0], '市' | '省' | '县' | '区')).then_some(1)
            })
        else {
            return false;
        };
        rest = &rest[len..];
    }
    true
}
