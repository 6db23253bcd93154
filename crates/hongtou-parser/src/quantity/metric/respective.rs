//! Figures that a clause shares out among nouns: `甲、乙浓度分别下降15%、10%`.

use std::ops::Range;

use hongtou_model::{Comparator, Quantity, SmolStr};
use hongtou_source::{chars, numeral};

use super::super::measure::is_time;
use super::super::{BEHIND, without_rates};
use super::words::ACTIONS;
use super::{cut_end, cut_start, plain};
use crate::token::{self, Token, TokenKind};

/// The word that shares figures out.
const WORD: &str = "分别";

/// Gives each figure of a list behind 分别 the noun that stands at its place, or none where nouns
/// and figures are not as many. `found` are the figures of `tokens`, in order.
pub(in crate::quantity) fn share_out(text: &str, tokens: &[Token], found: &mut [Quantity]) {
    if !found.is_empty() && text.contains(WORD) {
        share_at_their_places(text, tokens, found);
    }
}

#[inline(never)]
fn share_at_their_places(text: &str, tokens: &[Token], found: &mut [Quantity]) {
    let places: Vec<&Range<usize>> = tokens
        .iter()
        .filter(|token| matches!(&token.kind, TokenKind::Figure(figure) if !figure.base))
        .map(|token| &token.range)
        .collect();
    let mut at = 0;
    while at < found.len() {
        let floor = at.checked_sub(1).map_or(0, |last| places[last].end);
        let Some(head) = head(text, floor, places[at].start) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < found.len() && goes_on(&text[places[end - 1].end..places[end].start]) {
            end += 1;
        }
        if end > at + 1 {
            // 甲、乙分别新建3所、4所学校: what is built stands behind the last.
            let behind = found[end - 1].metric.clone().filter(|_| ACTIONS.holds(head.verb));
            let nouns = match behind {
                Some(noun) => Some(vec![Some(noun); end - at]),
                None => {
                    let last = found[end - 1].measure.as_deref();
                    let alike: Vec<bool> = found[at..end]
                        .iter()
                        .map(|quantity| measured_alike(quantity.measure.as_deref(), last))
                        .collect();
                    nouns(&head, &alike)
                        .or_else(|| of_those_before(&head, text, floor, &found[..at], end - at))
                }
            };
            for (i, quantity) in found[at..end].iter_mut().enumerate() {
                quantity.metric = nouns.as_ref().and_then(|nouns| nouns[i].clone());
            }
            bind_all(&mut found[at..end]);
            measure_all(&mut found[at..end]);
        } else if head.nouns.is_empty() {
            found[at].metric = None;
        }
        at = end;
    }
}

// 接待游客9万人次，旅游收入5亿元，分别增长15%、18%: what grows are the figures before, as many of them.
fn of_those_before(
    head: &Head<'_>,
    text: &str,
    floor: usize,
    before: &[Quantity],
    count: usize,
) -> Option<Vec<Option<SmolStr>>> {
    let verb = cut_end(head.verb).0;
    let at = text[floor..].find(WORD)?;
    let between = text[floor..floor + at].trim_matches(chars::is_space);
    let between = between.trim_end_matches("同比").trim_end_matches("环比");
    let joined = matches!(between, "，" | "," | "、");
    let those = before.get(before.len().checked_sub(count)?..)?;
    let all = those.iter().map(|one| Some(format!("{}{verb}", one.metric.as_ref()?).into()));
    let all: Vec<Option<SmolStr>> = all.collect();
    (joined && CHANGES.contains(&verb) && all.iter().all(Option::is_some)).then_some(all)
}

// 分别达到95%、90%以上: the word behind the last figure binds each of them.
fn bind_all(list: &mut [Quantity]) {
    let Some((last, before)) = list.split_last_mut() else { return };
    let own = |quantity: &Quantity| {
        !matches!(quantity.comparator, Comparator::Exactly | Comparator::Reach)
    };
    if BEHIND.iter().any(|(word, _)| last.text.ends_with(word)) && !before.iter().any(own) {
        before.iter_mut().for_each(|quantity| quantity.comparator = last.comparator);
    }
}

// 时间分别压减至2个、3个工作日: both are counted in working days, as two steps would not be.
fn measure_all(list: &mut [Quantity]) {
    const TIMES: [&str; 5] = ["时间", "时限", "时长", "周期", "天数"];
    for i in (1..list.len()).rev() {
        let measure = list[i].measure.clone().filter(|measure| {
            let unit = measure.strip_prefix('个');
            unit.is_some_and(|unit| unit == "百分点" || is_time(measure))
        });
        let before = &mut list[i - 1];
        let of_time = measure.as_deref() == Some("个百分点")
            || before
                .metric
                .as_ref()
                .is_some_and(|noun| TIMES.iter().any(|end| noun.ends_with(end)));
        if before.measure.as_deref() == Some("个") && measure.is_some() && of_time {
            before.measure = measure;
        }
    }
}

// Whether two figures are counted by the same, as 4个、5个工作日 are. 500万人次、30亿元 are not of one measure,
// which their nouns could share.
fn measured_alike(one: Option<&str>, other: Option<&str>) -> bool {
    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
    one.starts_with(other) || other.starts_with(one)
}

// What a clause says before a figure: nouns, 分别, a verb.
struct Head<'t> {
    nouns: &'t str,
    verb: &'t str,
}

fn head(text: &str, floor: usize, at: usize) -> Option<Head<'_>> {
    const LONGEST_VERB: usize = 10;
    let before = &text[floor..at];
    let word = before.rfind(WORD)?;
    let verb = before[word + WORD.len()..].trim_matches(chars::is_space);
    if verb.chars().count() > LONGEST_VERB || verb.contains(token::ends_clause) {
        return None;
    }
    let nouns = &before[..word];
    // The stop of PM2.5 ends nothing, 、 parts the nouns, and a bracket inside them goes with them.
    let mut depth = 0usize;
    let ends = |&(_, c): &(usize, char)| {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth > 0 => depth -= 1,
            _ => return depth == 0 && !matches!(c, '、' | '.' | '·') && token::ends_clause(c),
        }
        false
    };
    let start = nouns.char_indices().rev().find(ends).map_or(0, |(i, c)| i + c.len_utf8());
    Some(Head { nouns: without_base(&nouns[start..]), verb })
}

// 比2015年, 较上年: what the change is measured against.
fn without_base(nouns: &str) -> &str {
    const LONGEST: usize = 10;
    let near = nouns.char_indices().rev().take(LONGEST);
    let at = near.filter(|&(_, c)| matches!(c, '比' | '较')).last().map(|(at, _)| at);
    match at {
        Some(at) if nouns[at..].contains(['年', '期', '季', '月']) => &nouns[..at],
        _ => nouns,
    }
}

// Whether the list of figures goes on between two of them: nothing but a mark.
fn goes_on(between: &str) -> bool {
    // 每人每月600元、每人每年9000元
    let between = without_rates(between).trim_matches(chars::is_space);
    matches!(between, "、" | "和" | "及" | "与" | "以及")
}

/// Verbs that are part of what is measured, as 达到 is not.
const CHANGES: &[&str] =
    &["上升", "上调", "下调", "下降", "减少", "增加", "增长", "提升", "提高", "降低"];

// The nouns, one for each of the figures; `alike` is whether it is counted by the same as the last of them.
fn nouns(head: &Head<'_>, alike: &[bool]) -> Option<Vec<Option<SmolStr>>> {
    let count = alike.len();
    // 2024年、2025年分别新建学校3所、4所: what is built stands behind the verb.
    let object = ACTIONS.prefix(head.verb).map(|_| cut_start(cut_end(head.verb).0));
    if let Some(object) = object.filter(|object| !object.is_empty() && !ACTIONS.holds(object)) {
        return plain(object).map(|noun| vec![Some(noun); count]);
    }
    let verb = if CHANGES.contains(&cut_end(head.verb).0) { cut_end(head.verb).0 } else { "" };
    let whole = head.nouns;
    let head = cut_start(whole.trim_end_matches(chars::is_space));
    // 2022年对甲、乙: whom it is for, not what is measured.
    if head.contains('对') || head.starts_with(token::is_digit) {
        return None;
    }
    let marks: &[char] = &['、'];
    let words: &[char] = &['、', '和', '及', '与'];
    // 居民收入分别增长6%、9%: better the one subject for both than none, but not in 新建、改造面积.
    if !whole.contains(words) && measures(head) {
        return plain(&format!("{head}{verb}")).map(|noun| vec![Some(noun); count]);
    }
    let split = |by: &[char]| head.split(by).filter(|noun| !noun.is_empty()).count() == count;
    let by = [words, marks].into_iter().find(|by| split(by))?;
    // 甲、乙占全部的比重: what stands behind 的 is of both.
    if head.rsplit(by).next().is_some_and(|last| last.contains('的')) {
        return None;
    }
    let nouns: Vec<&str> = head.split(by).filter(|noun| !noun.is_empty()).collect();
    let (last, before) = nouns.split_last()?;
    let mut out = Vec::with_capacity(count);
    for (noun, &alike) in before.iter().zip(alike) {
        let shared = if alike { shared(noun, last, !verb.is_empty()) } else { Some("") };
        out.push(shared.and_then(|shared| plain(&format!("{noun}{shared}{verb}"))));
    }
    out.push(plain(&format!("{last}{verb}")));
    Some(out)
}

/// How nouns end that say what is measured, by themselves or with words before them.
const MEASURED: &[&str] = &[
    "率",
    "量",
    "额",
    "值",
    "比",
    "数",
    "度",
    "面积",
    "收入",
    "比例",
    "比重",
    "产能",
    "规模",
    "里程",
    "时间",
    "时限",
    "时长",
    "周期",
    "标准",
    "价格",
    "投资",
    "支出",
    "人口",
    "余额",
    "产量",
    "数量",
    "产值",
    "增加值",
    "总量",
    "总额",
    "总值",
    "人数",
    "户数",
    "人次",
    "占比",
    "满意度",
    "投入",
];

fn measures(noun: &str) -> bool {
    // 同比分别增长5%、8% does not say what grows.
    let compares = noun.ends_with("同比") || noun.ends_with("环比");
    !compares && MEASURED.iter().any(|end| noun.ends_with(end))
}

// What a noun of a list has in common with the last of it: 种植面积 in 小麦、玉米种植面积. Nothing where it says
// itself what is measured, and none where that cannot be told, as no list says where each word begins.
fn shared<'t>(noun: &str, last: &'t str, changes: bool) -> Option<&'t str> {
    // 省级、市级示范村
    if let Some(at) = last.find('级').filter(|_| noun.ends_with('级')) {
        return Some(&last[at + '级'.len_utf8()..]);
    }
    let kinds = |noun: &str| KINDS.iter().any(|kind| noun.ends_with(kind));
    let letters = !noun.chars().all(chars::is_han);
    if !measures(last) || measures(noun) || ALONE.iter().any(|alone| noun.ends_with(alone)) {
        return Some("");
    }
    // 税收、进口总额分别增长: what grows may be the noun itself.
    if letters {
        // PM2.5、PM10浓度
        let alike = last.starts_with(|c: char| c.is_ascii_alphabetic());
        return if alike { Some(&last[last.find(chars::is_han)?..]) } else { Some("") };
    }
    if changes && !kinds(noun) {
        return Some("");
    }
    // 一、二档补助标准
    if noun.ends_with(numeral::is_chinese) {
        return None;
    }
    // 环节、时间: there is no word before it to leave out.
    if last.chars().count() <= 2 {
        return Some("");
    }
    // 社保卡、电子社保卡持卡率
    if let Some(at) = last.find(noun) {
        return Some(&last[at + noun.len()..]);
    }
    // Of a list the words before what is measured are mostly of one length.
    let len = noun.chars().count();
    let modifier = last.char_indices().nth(len).map_or(last.len(), |(at, _)| at);
    let rest = &last[modifier..];
    // 稻谷、油菜籽产量, 县级文件、会议数量: the modifier may be a little longer than the noun, or shorter.
    let measure = MEASURED.iter().filter(|word| word.chars().count() > 1);
    let measure = measure.filter(|word| last.ends_with(**word)).max_by_key(|word| word.len());
    if let Some(measure) = measure
        && last.chars().count() <= len + 1 + measure.chars().count()
    {
        return Some(&last[last.len() - measure.len()..]);
    }
    // 政务服务、公共服务满意度, 县城、乡镇饮用水达标率
    let kin = noun.chars().next_back() == last[..modifier].chars().next_back();
    let both_kinds = kinds(noun) && kinds(&last[..modifier]);
    // 小学、初中辍学率, 大豆、花生种植面积: what is done with it, and how much.
    let deed = || ACTIONS.prefix(rest).is_some() || DONE.iter().any(|word| rest.starts_with(word));
    let done = rest.chars().count() == 3 || measure.is_some() && deed();
    (kin || both_kinds || done && !rest.starts_with(BOUND))
        .then_some(rest)
        .filter(|rest| rest.chars().count() > 1)
}

/// Nouns that statistics measure by themselves, as 增加值 or 总额 of them is left out: the headings of 国民经济和
/// 社会发展统计公报 that do not end in a measure, and pollutants without 浓度.
///
/// One that is missing is given the measure of the last noun of its list, 税收总额 for 税收; the others of
/// the list are read as they are.
const ALONE: &[&str] = &[
    "税收",
    "出口",
    "进口",
    "外贸",
    "外资",
    "消费",
    "存款",
    "贷款",
    "财政",
    "用电",
    "就业",
    "氨氮",
    "金",
    "费",
    "税",
    "产业",
    "工业",
    "服务业",
    "农业",
    "建筑业",
];
/// Words that say of which kind or place, and never what: the pairs that statistics divide all things by
/// (城镇 and 农村, 公办 and 民办), and who watches over water and air (国控, 省控).
///
/// Beside one that is missing the noun is left open where its words do not show it otherwise.
const KINDS: &[&str] = &[
    "城镇", "农村", "城市", "乡村", "乡镇", "县城", "城区", "国控", "省控", "市控", "县控", "公办",
    "民办", "一产", "二产", "三产",
];
/// What is done with things that are measured by how much of it is done, where no task opens with it, as
/// one does with [`ACTIONS`].
///
/// Without it the noun is left open, unless what is done and how much are three characters: 辍学率.
const DONE: &[&str] = &[
    "种植", "播种", "养殖", "装机", "报装", "审批", "办理", "接入", "从业", "就业", "参保", "补助",
    "补贴", "保障", "处理", "治理", "利用", "排放", "消费",
];
/// Characters that end a word rather than begin one: where the cut falls before one of them, it falls
/// inside a word, 大豆、油菜|籽产量.
///
/// They are the commonest ends of words of three characters (suffixes, and kinds of places and bodies). One
/// that is missing leaves a wrong cut only where the rest says by a verb, or in three characters, what is
/// measured.
const BOUND: [char; 34] = [
    '籽', '机', '车', '园', '品', '业', '县', '区', '市', '镇', '乡', '村', '户', '者', '员', '性',
    '化', '率', '量', '额', '值', '站', '所', '院', '校', '馆', '厂', '店', '行', '局', '部', '物',
    '料', '类',
];
