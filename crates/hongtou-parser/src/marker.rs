//! Ordinals at the start of a paragraph: 一、 （一） 1. （1） ① 第一条, and their typographic variants.
//!
//! GB/T 9704-2012, 7.3.3 gives the order 一、 （一） 1. （1）; real notices use every subset of it.
//! This file tells the form and the number only; what level a form is, the outline decides.

use std::ops::{Range, RangeInclusive};

use hongtou_source::{chars, numeral};
use smallvec::SmallVec;

/// The forms of ordinals, outermost first by GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// 第一部分, 第一章, 第一编; 第一节 below a chapter.
    Chapter,
    /// 第一条.
    Article,
    /// 一、
    Han,
    /// （一） ㈠
    HanBracket,
    /// 1. 1． 1、
    Digit,
    /// （1） ⑴ 1）
    DigitBracket,
    /// ①
    Circle,
}

/// An ordinal at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) form: Form,
    pub(crate) number: u32,
    /// The numeral alone.
    pub(crate) numeral: Range<usize>,
    /// The whole ordinal with brackets and stop, and the space after it.
    pub(crate) end: usize,
    /// Whether what follows could also be a part of the number: `19.2021年`, `1.5`.
    pub(crate) doubtful: bool,
}

/// The largest number taken for an ordinal by itself: beyond it stand years and postcodes.
const LARGEST: u32 = 999;

/// So many numbers of a long count may be missing before the next.
const MISSING: u32 = 9;

/// Reads the ordinal that `text` starts with, white space before it allowed.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    any_marker(text).filter(|found| found.number <= LARGEST)
}

/// Reads an ordinal too large to be told from a year by itself, where a count has come to it.
///
/// `last` holds the number before it, by form.
pub(crate) fn marker_of_count(text: &str, last: &[Option<u32>; 8]) -> Option<Marker> {
    let long = |last: &Option<u32>| last.is_some_and(|last| last + MISSING >= LARGEST);
    if !last.iter().any(long) {
        return None;
    }
    any_marker(text).filter(|found| {
        found.number > LARGEST
            && last[found.form as usize]
                .is_some_and(|last| (1..=MISSING + 1).contains(&found.number.saturating_sub(last)))
    })
}

fn any_marker(text: &str) -> Option<Marker> {
    let rest = chars::trim_start(text);
    let start = text.len() - rest.len();
    let first = rest.chars().next()?;
    let found = match first {
        '第' => article(rest),
        '①'..='⑳' => single(rest, Form::Circle, first as u32 - '①' as u32 + 1),
        '⑴'..='⒇' => single(rest, Form::DigitBracket, first as u32 - '⑴' as u32 + 1),
        '⒈'..='⒛' => single(rest, Form::Digit, first as u32 - '⒈' as u32 + 1),
        '㈠'..='㈩' => single(rest, Form::HanBracket, first as u32 - '㈠' as u32 + 1),
        '（' | '(' | '〔' | '【' => bracketed(rest),
        _ if chars::digit(first).is_some() => digits(rest),
        _ if numeral::is_ordinal(first) => han(rest),
        '任' | '行' | '工' | '措' | '专' | '举' | '项' | '事' | '重' | '问' => {
            counted(rest)
        }
        '—' | '-' => behind_dash(rest),
        _ => None,
    }?;
    let after = text[start + found.end..].trim_start_matches(chars::is_space);
    Some(Marker {
        numeral: start + found.numeral.start..start + found.numeral.end,
        end: text.len() - after.len(),
        ..found
    })
}

fn single(text: &str, form: Form, number: u32) -> Option<Marker> {
    let width = text.chars().next()?.len_utf8();
    let mut end = width;
    // ①、 and ⒈、 are met as well.
    if let Some(stop) =
        text[width..].chars().next().filter(|&c| matches!(c, '、' | '.' | '．' | '﹒'))
    {
        end += stop.len_utf8();
    }
    Some(Marker { form, number, numeral: 0..width, end, doubtful: false })
}

/// （一） (一) （1） 〔一〕, spaces inside allowed.
fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next()?;
    let inner_start = open.len_utf8();
    // Most brackets hold words.
    let first = chars::trim_start(&text[inner_start..]).chars().next()?;
    let numbered = chars::digit(first).is_some() || numeral::is_ordinal(first);
    // （三）至（五）项由…
    if !numbered || tells_of_items(text).is_some() {
        return None;
    }
    let close_at = text.char_indices().skip(1).take(8).find(|&(_, c)| chars::closes(open, c))?.0;
    let close = text[close_at..].chars().next()?;
    let inner = &text[inner_start..close_at];
    let kept: String = inner.chars().filter(|&c| !chars::is_space(c)).collect();
    let (form, number) = match kept.chars().next()? {
        c if chars::digit(c).is_some() => (Form::DigitBracket, ascii_number(&kept)?),
        _ => (Form::HanBracket, numeral::ordinal(&kept)?),
    };
    let lead = inner.len() - inner.trim_start_matches(chars::is_space).len();
    let numeral = inner_start + lead..inner_start + inner.trim_end_matches(chars::is_space).len();
    let mut end = close_at + close.len_utf8();
    // （一）、 is met.
    if text[end..].starts_with('、') {
        end += '、'.len_utf8();
    }
    Some(Marker { form, number, numeral, end, doubtful: false })
}

/// 任务一：, 专项行动3、: a word for the task stands before the number.
fn counted(text: &str) -> Option<Marker> {
    const TASKS: [&str; 10] =
        ["重点任务", "专项行动", "任务", "行动", "工程", "措施", "举措", "项目", "事项", "问题"];
    let word = TASKS.iter().find(|word| text.starts_with(**word))?;
    let rest = &text[word.len()..];
    let width: usize = rest
        .chars()
        .take_while(|&c| chars::digit(c).is_some() || numeral::is_ordinal(c))
        .map(char::len_utf8)
        .sum();
    let number = ascii_number(&rest[..width]).or_else(|| numeral::ordinal(&rest[..width]))?;
    let stop = rest[width..]
        .chars()
        .next()
        .filter(|&c| matches!(c, '：' | ':' | '、' | '．' | '.') || chars::is_space(c))?;
    let end = word.len() + width + stop.len_utf8();
    let after = rest[width + stop.len_utf8()..].chars().next();
    if !after.is_some_and(|c| chars::is_han(c) || matches!(c, '“' | '《') || chars::is_space(c))
    {
        return None;
    }
    let numeral = word.len()..word.len() + width;
    Some(Marker { form: Form::HanBracket, number, numeral, end, doubtful: false })
}

/// ——任务1：, a dash before the word.
fn behind_dash(text: &str) -> Option<Marker> {
    let words = text.trim_start_matches(['—', '-']);
    let dash = text.len() - words.len();
    let found = if dash > 1 { counted(words)? } else { return None };
    let numeral = dash + found.numeral.start..dash + found.numeral.end;
    Some(Marker { numeral, end: dash + found.end, ..found })
}

/// 1. 1． 1、 1） and the full-width digits.
fn digits(text: &str) -> Option<Marker> {
    let width: usize =
        text.chars().take_while(|&c| chars::digit(c).is_some()).map(char::len_utf8).sum();
    let number = ascii_number(&text[..width])?;
    let spaced = text[width..].trim_start_matches(' ');
    let stop_at = text.len() - spaced.len();
    let stop = spaced.chars().next()?;
    let after = spaced[stop.len_utf8()..].chars().next();
    let form = match stop {
        '.' | '．' | '﹒' | '、' | '丶' | '､' | '，' | ',' | '｡' | '·' => Form::Digit,
        '）' | ')' => Form::DigitBracket,
        _ => return None,
    };
    // A comma after a number is an ordinal only where a Chinese word follows: 1，加强… not 1,000.
    if matches!(stop, '，' | ',') && !after.is_some_and(chars::is_han) {
        return None;
    }
    let doubtful = stop != '、' && after.is_some_and(|c| chars::digit(c).is_some());
    Some(Marker { form, number, numeral: 0..width, end: stop_at + stop.len_utf8(), doubtful })
}

/// 一、 十二． 一, and 十 一、 with a stray space.
fn han(text: &str) -> Option<Marker> {
    let mut end = 0;
    for (at, c) in text.char_indices().take(7) {
        if numeral::is_ordinal(c) {
            end = at + c.len_utf8();
        } else if c != ' ' {
            break;
        }
    }
    let numeral = &text[..end];
    let number = match numeral.contains(' ') {
        true => numeral::ordinal(&numeral.replace(' ', "")),
        false => numeral::ordinal(numeral),
    }?;
    let spaced = text[end..].trim_start_matches(' ');
    let stop = spaced.chars().next()?;
    match stop {
        '、' | '.' | '．' | '﹒' | '﹑' | '丶' | '､' => {}
        // 一,加强领导: where a copy has ideographic commas narrow, before a title and nothing else.
        ',' if is_title(&spaced[stop.len_utf8()..]) => {}
        _ => return None,
    }
    if counts_members(number, &spaced[stop.len_utf8()..]) {
        return None;
    }
    let stop_at = text.len() - spaced.len();
    Some(Marker {
        form: Form::Han,
        number,
        numeral: 0..end,
        end: stop_at + stop.len_utf8(),
        doubtful: false,
    })
}

/// Whether what stands behind 一、 goes on to count: 一、二、三组单位. 二、三级联动机制 is a title.
fn counts_members(number: u32, after: &str) -> bool {
    let next = |text: &str, number: u32| {
        let len = text.chars().next().map(char::len_utf8)?;
        (numeral::ordinal(&text[..len]) == Some(number)).then_some(len)
    };
    let rest = next(after, number + 1).and_then(|len| after[len..].strip_prefix('、'));
    rest.is_some_and(|rest| {
        let behind = next(rest, number + 2).map(|len| &rest[len..]);
        behind.is_some_and(|rest| {
            rest.starts_with(['、', '组', '类', '级', '期', '批']) || rest.starts_with("季度")
        })
    })
}

/// Whether a few words of Chinese are all of a text, the first of them no numeral.
fn is_title(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    (4..=20).contains(&text.chars().count())
        && text.chars().all(chars::is_han)
        && !text.starts_with(numeral::is_ordinal)
}

/// 第一条, 第二章, 第三部分, 第1条.
fn article(text: &str) -> Option<Marker> {
    let start = '第'.len_utf8();
    let end = start
        + text[start..]
            .chars()
            .take_while(|&c| numeral::is_ordinal(c) || chars::digit(c).is_some() || c == ' ')
            .map(char::len_utf8)
            .sum::<usize>();
    let numeral: String = text[start..end].chars().filter(|&c| c != ' ').collect();
    let number = ascii_number(&numeral).or_else(|| numeral::ordinal(&numeral))?;
    let (form, word) = [
        (Form::Chapter, "部分"),
        (Form::Chapter, "章"),
        (Form::Chapter, "编"),
        (Form::Chapter, "节"),
        (Form::Article, "条"),
    ]
    .into_iter()
    .find(|(_, word)| text[end..].starts_with(word))?;
    let after = &text[end + word.len()..];
    // 第一条 opens a paragraph only before a space, a colon or directly its words; 第一章节 is no chapter.
    // 第二节课 neither: it stands before white space and the few words of a title.
    let title = |after: &str| {
        after.starts_with(chars::is_space)
            && after.chars().count() <= LONGEST_DIVISION
            && !after.contains(['。', '，', '；'])
    };
    if word == "章" && after.starts_with('节') || word == "节" && !title(after) {
        return None;
    }
    let stop =
        after.chars().next().filter(|c| matches!(c, '：' | ':' | '、')).map_or(0, char::len_utf8);
    Some(Marker {
        form,
        number,
        numeral: start..end,
        end: end + word.len() + stop,
        doubtful: false,
    })
}

/// The longest title of a division, in characters.
const LONGEST_DIVISION: usize = 24;

/// Items that words point at by their ordinals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Their numbers in the order of the words, first and last of each stretch.
    pub(crate) numbers: SmallVec<[RangeInclusive<u32>; 2]>,
    /// What they are called: 项, 条, 款 or 点.
    pub(crate) called: char,
    /// Where the words end, a noun for the tasks with them.
    pub(crate) end: usize,
}

impl Named {
    /// How many they are.
    pub(crate) fn count(&self) -> usize {
        self.numbers.iter().map(|stretch| (stretch.end() - stretch.start()) as usize + 1).sum()
    }
}

/// What the tasks are called that words point back at: 上述任务, 第3—5项工作.
pub(crate) const TASK_NOUNS: [&str; 5] = ["工作", "任务", "项目", "事项", "活动"];

/// The items that words point at by their ordinals: （三）至（五）项, 第3—5项, 第一、三项工作.
pub(crate) fn items_named(text: &str) -> Option<Named> {
    const OPEN: [char; 2] = ['（', '('];
    let in_brackets = text.starts_with(OPEN);
    let mut numbers: SmallVec<[RangeInclusive<u32>; 2]> = SmallVec::new();
    let (mut at, mut onward) = (0, false);
    loop {
        // （一）3项 counts what stands below the first.
        if text[at..].starts_with(OPEN) != in_brackets {
            return None;
        }
        let (number, len) = item_named(&text[at..], at == 0)?;
        match numbers.last_mut() {
            Some(last) if onward => {
                let from = *last.start();
                let ascends = last.end() == &from && from < number && number - from < LARGEST;
                *last = ascends.then_some(from..=number)?;
            }
            _ => numbers.push(number..=number),
        }
        at += len;
        let rest = &text[at..];
        if let Some(called) = rest.chars().next().filter(|c| matches!(c, '项' | '条' | '款' | '点'))
        {
            at += called.len_utf8();
            let noun = TASK_NOUNS.iter().find(|noun| text[at..].starts_with(**noun));
            return Some(Named { numbers, called, end: at + noun.map_or(0, |noun| noun.len()) });
        }
        let behind = rest.trim_start_matches(numeral::RANGE_SIGNS);
        onward = behind.len() < rest.len();
        let joint = rest.strip_prefix(['、', '和', '及', '与']);
        // (1)(2)项
        let next = Some(rest).filter(|rest| in_brackets && rest.starts_with(OPEN));
        let behind = Some(behind).filter(|_| onward).or(joint).or(next)?;
        at = text.len() - behind.len();
    }
}

/// Whether words say of several items, by their ordinals, who answers for them: （三）至（五）项由….
pub(crate) fn tells_of_items(text: &str) -> Option<Named> {
    items_named(text).filter(|named| named.count() > 1 && text[named.end..].starts_with('由'))
}

/// The number that words open with, in brackets or behind 第, which only the first needs: （三）, 第3, 5.
fn item_named(text: &str, first: bool) -> Option<(u32, usize)> {
    let open = text.chars().next()?;
    let number = |numeral: &str| ascii_number(numeral).or_else(|| numeral::ordinal(numeral));
    if matches!(open, '（' | '(') {
        let closes = |&(_, c): &(usize, char)| chars::closes(open, c);
        let (close, c) = text.char_indices().skip(1).take(5).find(closes)?;
        return Some((number(&text[open.len_utf8()..close])?, close + c.len_utf8()));
    }
    let bare = text.strip_prefix('第');
    let from = text.len() - bare.or(Some(text).filter(|_| !first))?.len();
    let numeral = |&c: &char| chars::digit(c).is_some() || numeral::is_ordinal(c);
    let len: usize = text[from..].chars().take_while(numeral).map(char::len_utf8).sum();
    Some((number(&text[from..from + len])?, from + len))
}

fn ascii_number(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 6 {
        return None;
    }
    text.chars().try_fold(0u32, |n, c| Some(n * 10 + chars::digit(c)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Form, u32, &str)>) {
        let found = marker(text);
        let shown = found.as_ref().map(|m| (m.form, m.number, &text[m.end..]));
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn every_form_is_read() {
        check("一、总体要求", Some((Form::Han, 1, "总体要求")));
        check("一,加强组织领导", Some((Form::Han, 1, "加强组织领导")));
        check("十 一、附则", Some((Form::Han, 11, "附则")));
        check("一百二十、收尾", Some((Form::Han, 120, "收尾")));
        check("（二）加强", Some((Form::HanBracket, 2, "加强")));
        check("(十二)加强", Some((Form::HanBracket, 12, "加强")));
        check("㈢加强", Some((Form::HanBracket, 3, "加强")));
        check("（ 一 ）加强", Some((Form::HanBracket, 1, "加强")));
        check("3．加强", Some((Form::Digit, 3, "加强")));
        check("１２、加强", Some((Form::Digit, 12, "加强")));
        check("（1）加强", Some((Form::DigitBracket, 1, "加强")));
        check("1）加强", Some((Form::DigitBracket, 1, "加强")));
        check("②加强", Some((Form::Circle, 2, "加强")));
        check("第三条 本办法", Some((Form::Article, 3, "本办法")));
        check("第一章 总则", Some((Form::Chapter, 1, "总则")));
        check("第一节 筹备", Some((Form::Chapter, 1, "筹备")));
        check("第二节课后服务", None);
        check("第二节 课由王某讲授，全体参加。", None);
        check("　　一、加强", Some((Form::Han, 1, "加强")));
        check("任务一：建站", Some((Form::HanBracket, 1, "建站")));
        check("问题2：直排", Some((Form::HanBracket, 2, "直排")));
        check("问题2处：直排", None);
        check("专项行动12 整治", Some((Form::HanBracket, 12, "整治")));
    }

    #[test]
    fn what_goes_on_to_count_is_no_ordinal() {
        check("一、二、三组单位分别完成", None);
        check("一、二、三季度完成清查", None);
        check("二、三级联动机制", Some((Form::Han, 2, "三级联动机制")));
        check("一、二、三产融合", Some((Form::Han, 1, "二、三产融合")));
        check("一、二手房交易", Some((Form::Han, 1, "二手房交易")));
        check("二、二季度工作", Some((Form::Han, 2, "二季度工作")));
    }

    #[test]
    fn an_ordinal_and_a_date_stand_side_by_side() {
        check("19.2021年12月1日前报告", Some((Form::Digit, 19, "2021年12月1日前报告")));
        assert!(marker("19.2021年12月1日前").is_some_and(|m| m.doubtful));
    }

    #[test]
    fn words_that_begin_with_a_number_are_no_ordinals() {
        for text in [
            "2021年12月",
            "一是加强",
            "十四五",
            "三农工作",
            "（含本数）",
            "（园长）",
            "第三批",
            "1,000家",
            "12345热线",
            "2021.12.1",
            "工程一期",
            "任务二是加强",
            "项目1.5亿元",
            "二,三产业融合发展",
            "一,加强领导,明确分工",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn beyond_999_a_number_is_an_ordinal_where_the_count_has_come_to_it() {
        let number = |text: &str, last: Option<u32>| {
            let mut all = [None; 8];
            all[Form::Digit as usize] = last;
            marker_of_count(text, &all).map(|m| (m.number, text[m.end..].to_owned()))
        };
        assert!(marker("1000. 建站").is_none());
        assert_eq!(number("1000. 建站", Some(999)), Some((1000, "建站".to_owned())));
        assert_eq!(number("1002. 建站", Some(1000)), Some((1002, "建站".to_owned())));
        assert_eq!(number("10000、建站", Some(9999)), Some((10_000, "建站".to_owned())));
        for (text, last) in [
            ("1000. 建站", None),
            ("1000. 建站", Some(12)),
            ("2021.12.1", Some(999)),
            ("1000. 建站", Some(1000)),
            ("1000）建站", Some(999)),
            ("221000、邮编", Some(1000)),
        ] {
            assert_eq!(number(text, last), None, "{text} after {last:?}");
        }
    }

    #[test]
    fn items_are_pointed_at_by_their_ordinals() {
        for (text, numbers, rest) in [
            ("（三）至（五）项由", &[3..=5][..], "由"),
            ("第3—5项工作", &[3..=5], ""),
            ("第三至第五项", &[3..=5], ""),
            ("第一、三项", &[1..=1, 3..=3], ""),
            ("第一、三至五项", &[1..=1, 3..=5], ""),
            ("(1)(2)项任务由", &[1..=1, 2..=2], "由"),
            ("第12条", &[12..=12], ""),
        ] {
            let found = items_named(text).map(|named| (named.numbers, &text[named.end..]));
            assert_eq!(found, Some((numbers.into(), rest)), "{text}");
        }
        for text in [
            "第五至三项",
            "第一至三至五项",
            "3至5项",
            "第三批",
            "（三）加强",
            "第一、二季度",
            "项目",
            "第一3项",
            "（一）3项",
            "（一）、三项",
            "（一）至3项",
        ] {
            assert_eq!(items_named(text), None, "{text}");
        }
        check("（三）至（五）项由县农业局负责", None);
        check("（三）项目建设", Some((Form::HanBracket, 3, "项目建设")));
        // What is counted behind an ordinal is no ordinal.
        check("（二）三项重点任务", Some((Form::HanBracket, 2, "三项重点任务")));
        check("（三）5项民生实事", Some((Form::HanBracket, 3, "5项民生实事")));
        check("（四）一条主线", Some((Form::HanBracket, 4, "一条主线")));
        check(
            "（1）10条农村公路由县交通局改造",
            Some((Form::DigitBracket, 1, "10条农村公路由县交通局改造")),
        );
        check("（一）（二）项工程同步", Some((Form::HanBracket, 1, "（二）项工程同步")));
    }
}
