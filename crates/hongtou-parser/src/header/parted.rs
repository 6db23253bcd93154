//! The names of who signs together, told apart on a line that only white space parts.

use std::ops::Range;

use hongtou_source::chars;

use super::names::{is_issuer, run_together};
use crate::words;

/// What names of places end in.
const PLACES: [char; 8] = ['省', '市', '县', '区', '州', '旗', '镇', '乡'];

/// A name on a line of several, and whether nothing printed says where it ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parted {
    pub(super) range: Range<usize>,
    pub(super) chosen: bool,
}

/// The names on a line: 财政部 住房城乡建设部, 教 育 部 自 然 资 源 部.
pub(super) fn names(text: &str) -> Vec<Parted> {
    let words = words_of(text);
    let letter =
        |at: usize| words.get(at).is_some_and(|word| text[word.clone()].chars().nth(1).is_none());
    if !(1..words.len()).any(|at| letter(at - 1) && letter(at)) {
        let parts = wide(text).into_iter();
        return parts.map(|range| Parted { range, chosen: false }).collect();
    }
    let mut pieces: Vec<Parted> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = (at..words.len()).find(|&to| !letter(to)).unwrap_or(words.len());
        if end > at + 1 {
            letters(text, &words[at..end], &mut pieces);
        }
        let end = if end > at + 1 { end } else { at + 1 };
        if end == at + 1 {
            pieces.push(Parted { range: words[at].clone(), chosen: false });
        }
        at = end;
    }
    // A place, or the rest of a name, is whole only with what follows.
    let mut out: Vec<Parted> = Vec::new();
    for piece in pieces {
        match out
            .last_mut()
            .filter(|last| !ends(&text[last.range.clone()], &text[piece.range.clone()]))
        {
            Some(last) => last.range.end = piece.range.end,
            None => out.push(piece),
        }
    }
    out
}

/// Whether a line holds names of bodies and nothing else.
pub(crate) fn is_signed(text: &str) -> bool {
    let issues = |part: &Parted| {
        let name: String = words::printed(&text[part.range.clone()]).collect();
        run_together(&name).into_iter().all(|body| is_issuer(&name[body]))
    };
    names(text).iter().all(issues)
}

fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if chars::is_space(c) {
            if from < at {
                words.push(from..at);
            }
            from = at + c.len_utf8();
        }
    }
    words
}

/// Names whose characters no white space parts.
fn wide(text: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, c) in text.match_indices(['\u{3000}', ' ']) {
        if at > start && stands_alone(&text[start..at], &text[at..]) {
            parts.push(start..at);
        } else if at > start {
            continue;
        }
        start = at + c.len();
    }
    parts.push(start..text.len());
    parts
}

/// Whether a name is whole where white space follows it: 财政部 before 住房城乡建设部, and not the
/// place before its government or letters set apart.
fn stands_alone(name: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(chars::is_space);
    match name.chars().count() {
        4.. => true,
        3 => {
            is_issuer(name) && !name.ends_with(PLACES) && rest.split(chars::is_space).all(is_issuer)
        }
        _ => false,
    }
}

/// Whether a name is whole before the next piece of a line whose names are letter-spaced.
fn ends(name: &str, next: &str) -> bool {
    let (name, next): (String, String) =
        (words::printed(name).collect(), words::printed(next).collect());
    let length = name.chars().count();
    !name.ends_with(PLACES)
        && name != "国务院"
        && !next.starts_with("办公")
        && (length > 3 || length == 3 && is_issuer(&name))
}

/// Cuts single characters that white space parts into names: at wider space where a body ends, and
/// where a body ends that is known.
fn letters(text: &str, words: &[Range<usize>], out: &mut Vec<Parted>) {
    let gap = |at: usize| -> usize {
        let space = &text[words[at - 1].end..words[at].start];
        space.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    };
    let narrow = (1..words.len()).map(gap).min().unwrap_or_default();
    let mut from = 0;
    for at in 1..=words.len() {
        let here = || words[from..at].iter().map(|word| &text[word.clone()]).collect::<String>();
        if at < words.len() && !(gap(at) > narrow && ends_body(&here())) {
            continue;
        }
        let letters: Vec<char> = here().chars().collect();
        let mut start = 0;
        for end in bodies(&letters) {
            let range = words[from + start].start..words[from + end - 1].end;
            out.push(Parted { range, chosen: end < letters.len() || start > 0 });
            start = end;
        }
        from = at;
    }
}

/// Whether words end in what bodies of the state are called by.
fn ends_body(name: &str) -> bool {
    name.chars().nth(1).is_some()
        && name.ends_with(['部', '委', '局', '办', '署', '会', '行', '厅', '院', '室'])
}

/// Where the names end that run together in letters: 教育部|自然资源部.
fn bodies(letters: &[char]) -> Vec<usize> {
    let text: String = letters.iter().collect();
    let known = run_together(&text);
    if known.len() > 1 {
        let length = |part: &Range<usize>| text[..part.end].chars().count();
        return known.iter().map(length).collect();
    }
    let mut cuts = Vec::new();
    let mut from = 0;
    for at in 1..letters.len() {
        if is_cut(&letters[from..at], &letters[at..]) {
            cuts.push(at);
            from = at;
        }
    }
    // What is left of a name that no cut explains: all of it is one.
    let whole = |from: usize| ends_body(&letters[from..].iter().collect::<String>());
    if !whole(from) {
        cuts.clear();
    }
    cuts.push(letters.len());
    cuts
}

/// Whether a name ends before others: 税务总局 before 银保监会.
fn is_cut(name: &[char], rest: &[char]) -> bool {
    let ends = match name {
        // 社会保障部, 省委宣传部, 银行业协会.
        [.., '社', '会'] | [.., '市' | '省' | '县' | '区' | '工' | '党' | '军', '委'] => {
            false
        }
        [.., '人', '民', '银', '行'] => true,
        [.., '部' | '局' | '委' | '办' | '署' | '会' | '厅'] | [.., '办', '公', '室'] => {
            true
        }
        _ => false,
    };
    // 办公厅, 委员会, 新会区, 财政局分局 go on.
    let goes_on = match rest {
        ['办', '公', ..] | ['公', '厅' | '室', ..] | ['员', ..] | ['驻' | '分', ..] => true,
        [first, ..] => PLACES.contains(first),
        [] => true,
    };
    let branch = |words: &[char]| {
        words.windows(2).any(|two| matches!(two, ['分' | '支', '局' | '署' | '行' | '队']))
    };
    let issues = |words: &[char]| is_issuer(&words.iter().collect::<String>());
    ends && !goes_on
        && name.len() > 2
        && rest.len() > 2
        && !branch(rest)
        && issues(name)
        && issues(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let name = |part: Parted| words::printed(&text[part.range]).collect::<String>();
        assert_eq!(names(text).into_iter().map(name).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn names_of_single_letters_beside_others() {
        check("国家林草局 中 央 网 信 办", &["国家林草局", "中央网信办"]);
        check("教 育 部 工业和信息化部", &["教育部", "工业和信息化部"]);
        check("自 然 资 源 部 住房城乡建设部", &["自然资源部", "住房城乡建设部"]);
        check("税 务 总 局 银 保 监 会", &["税务总局", "银保监会"]);
        check("国家卫生健康委 人 民 银 行", &["国家卫生健康委", "人民银行"]);
        check("交 通 运 输 部 农 业 农 村 部", &["交通运输部", "农业农村部"]);
        check("国 家 医 保 局 国 家 版 权 局", &["国家医保局", "国家版权局"]);
        check("人 力 资 源 社 会 保 障 部 财 政 部", &["人力资源社会保障部", "财政部"]);
        check("银 保 监 会 证 监 会", &["银保监会", "证监会"]);
        check("国家林草局  教 育 部  自 然 资 源 部", &["国家林草局", "教育部", "自然资源部"]);
        check("科 技 部　　　审 计 署", &["科技部", "审计署"]);
        check("省 财 政 厅 省 水 利 厅", &["省财政厅", "省水利厅"]);
    }

    #[test]
    fn one_name_of_single_letters() {
        for text in [
            "岚 江 市 人 民 政 府",
            "岚 江 市  人 民 政 府",
            "岚 江 市 人民政府办公室",
            "岚江市 教 育 局",
            "岚江市人民政府 办 公 室",
            "中 国 人民银行",
            "人 力 资 源 社 会 保 障 部",
            "岚 江 省 委 宣 传 部",
            "岚 江 市 新 会 区 教 育 局",
            "岚 江 市 机 构 编 制 委 员 会 办 公 室",
            "国 务 院 扶 贫 办",
            "岚 江 市 教 育 局 石 桥 分 局",
            "财 政 部 办 公 厅",
            "中 国 银 行 业 协 会",
            "财  政  部",
            "岚 江 市 财 政 局 会 计 处",
        ] {
            let name: String = words::printed(text).collect();
            check(text, &[&name]);
        }
    }
}
