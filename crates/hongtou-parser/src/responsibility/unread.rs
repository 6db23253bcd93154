//! What a cell of units says that is neither a unit nor what units do: 详见附件2说明, 组织活动20场.

use std::ops::Range;

use hongtou_source::{chars, numeral};

use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::names;
use super::reading::{Reading, are_those_above, conjunction};
use super::verbs::tail;

/// The words in `inner` that a reading of it made nothing of, in bytes of the flow.
///
/// What stands between units is known by its words, and everything else is kept: a cell holds whatever its
/// author put there.
pub(super) fn unread(glyphs: &Glyphs, reading: &Reading, inner: Range<usize>) -> Vec<Range<usize>> {
    let units = reading.units.iter().map(|unit| unit.range.clone());
    let conventions = reading.conventions.iter().map(|(_, range)| range.clone());
    let mut read: Vec<Range<usize>> =
        units.chain(conventions).chain(reading.lost.iter().cloned()).collect();
    read.sort_unstable_by_key(|range| range.start);
    let mut out = Vec::new();
    if read.is_empty() {
        // Where nothing is read, all of it is.
        between(glyphs, inner.clone(), &mut out);
        let all = if out.is_empty() { None } else { Some(glyphs.bytes(inner)) };
        return all.into_iter().collect();
    }
    let mut from = inner.start;
    for range in read.into_iter().chain(std::iter::once(inner.end..inner.end)) {
        if from < range.start {
            between(glyphs, from..range.start, &mut out);
        }
        from = from.max(range.end);
    }
    out.into_iter().map(|range| glyphs.bytes(range)).collect()
}

/// Takes the words between two units that do not say what units do; those which only marks part are one.
fn between(glyphs: &Glyphs, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    // 85% is one word; ① is no more than a mark.
    let word = |at: &usize| {
        let c = glyphs.chars[*at];
        (chars::is_word(c) && !matches!(c, '①'..='⑳')) || matches!(c, '%' | '‰' | '℃')
    };
    // Where the words that were taken last go on, if nothing but marks stands between.
    let mut goes_on = false;
    let mut at = range.start;
    while let Some(start) = (at..range.end).find(word) {
        let ends = |end: &usize| !word(end) || glyphs.gap(*end);
        let end = (start + 1..range.end).find(ends).unwrap_or(range.end);
        // 责任：市林业局: the key of the unit behind it.
        let keys = end + 1 == range.end && glyphs.chars[end] == ':';
        let known =
            keys || is_ordinal(glyphs, start..end) || says_what_units_do(&glyphs.chars[start..end]);
        match out.last_mut().filter(|_| goes_on) {
            Some(last) if !known => last.end = end,
            _ if !known => out.push(start..end),
            _ => {}
        }
        (goes_on, at) = (!known, end);
    }
}

/// Whether some characters count the unit behind them: 1.市园林局, （一）市水利局.
fn is_ordinal(glyphs: &Glyphs, range: Range<usize>) -> bool {
    let numeral =
        |c: &char| c.is_ascii_digit() || numeral::chinese_digit(*c).is_some() || *c == '十';
    let behind = glyphs.chars.get(range.end);
    (1..=2).contains(&range.len())
        && glyphs.chars[range].iter().all(numeral)
        && behind.is_some_and(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))
}

/// Whether words stand before or behind a unit and say nothing of it: 由, 请, 以 and 为主, 各5家.
fn says_nothing(words: &[char]) -> bool {
    const WORDS_BESIDE: [&str; 6] = ["由", "请", "以", "为主", "组织", "负责组织"];
    let each = |words: &[char]| {
        matches!(words, ['各', count @ .., '家' | '个' | '所' | '名' | '户' | '人']
            if !count.is_empty() && count.iter().all(|&c| chars::digit(c).is_some()))
    };
    WORDS_BESIDE.iter().any(|word| names::is(words, word)) || each(words)
}

/// Whether words say nothing but which part units have in the task, or that a list of them goes on or is open:
/// 牵头, 按职责分工负责, 以及, 等有关部门.
fn says_what_units_do(words: &[char]) -> bool {
    // What `verbs::together` reads.
    const TOGETHER: [&str; 5] = ["会同", "商同", "联合", "商", "会"];
    let words = match conjunction(words) {
        Some(len) => &words[len..],
        None => words,
    };
    // 责任单位为市水利局
    let label = words.strip_suffix(&['为']).unwrap_or(words);
    let is_label = || WORDS.label_starts.starts(label).is_some_and(|(len, _)| len == label.len());
    let goes_on = |len: usize| opens(&words[1..len]) && says_what_units_do(&words[len..]);
    words.is_empty()
        || tail(words).is_some_and(|(before, _)| before == 0)
        || is_label()
        || says_nothing(words)
        || TOGETHER.iter().any(|word| names::is(words, word))
        || are_those_above(words)
        || words[0] == '等' && (1..=words.len()).rev().any(goes_on)
}

/// Whether words behind 等 are none, or say what kind of bodies the list is of.
fn opens(class: &[char]) -> bool {
    class.is_empty()
        || names::is_class_of_list(class)
        || names::ends_as_class_of_list(class)
        || names::places_behind_deng(class) == Some(class.len())
}

#[cfg(test)]
mod tests {
    use crate::fixtures::notice_with_tables;

    /// The units of a cell, what it says beside them, and how often that is told.
    fn told(cell: &str) -> (Vec<String>, Vec<String>, usize) {
        let notice = notice_with_tables(&format!(
            "云溪市重点任务分解表\n序号|工作任务|责任单位|完成时限\n1|新建公园5个。|市园林局|9月底前\n\
             2|举办展会3场。|{cell}|10月底前\n3|新建水厂。|市水利局、市财政局|年底前"
        ));
        let row = &notice.tables[0].rows[1];
        assert!(notice.residual.is_empty(), "{cell}: {:?}", notice.residual);
        (
            row.units.iter().map(|unit| unit.name.to_string()).collect(),
            row.other.iter().map(|cell| cell.text.clone()).collect(),
            notice.repairs.len(),
        )
    }

    #[test]
    fn what_is_no_unit_is_kept_and_told() {
        for (cell, units, other) in [
            ("待定", &[][..], "待定"),
            ("详见附件2说明。", &[], "详见附件2说明"),
            ("处置率85%。", &[], "处置率85%"),
            ("由主办方承担费用5万元", &[], "由主办方承担费用5万元"),
            ("市商务局牵头组织实施活动20场", &["市商务局"], "牵头组织实施活动20场"),
            ("市商务局负责组织，联系人王某", &["市商务局"], "联系人王某"),
            ("市商务局（牵头）、市文旅局（第1项）", &["市商务局", "市文旅局"], "第1项"),
        ] {
            let units: Vec<String> = units.iter().map(|&unit| unit.to_owned()).collect();
            assert_eq!(told(cell), (units, vec![other.to_owned()], 1), "{cell}");
        }
    }

    #[test]
    fn what_units_do_is_no_more_than_their_role() {
        for cell in [
            "市商务局等部门",
            "市商务局、市文旅局按职责分工负责",
            "市商务局牵头，市文旅局等有关部门配合",
            "市商务局、市文旅局以及各区人民政府",
            "市商务局等高校",
            "责任：市商务局；配合：市文旅局",
            "市商务局会同市文旅局",
            "①市商务局、市文旅局；②市商务局",
            "无",
            "1.市商务局；2.市文旅局",
            "（一）市商务局；（二）市文旅局",
            "(1)市商务局；(2)市文旅局",
            "由市商务局牵头，市文旅局配合",
            "请市商务局牵头",
            "以市商务局为主，市文旅局配合",
            "责任单位为市商务局",
            "市商务局组织",
            "市商务局、市文旅局 各5家",
        ] {
            let (_, other, repairs) = told(cell);
            assert_eq!((other, repairs), (Vec::new(), 0), "{cell}");
        }
    }

    #[test]
    fn a_bar_in_a_cell_parts_its_units() {
        // The bars of the fixture part its cells.
        assert_eq!(told("市商务局｜市文旅局").0, ["市商务局", "市文旅局"]);
    }
}
