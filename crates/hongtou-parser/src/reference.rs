//! What a text cites: titles in 《》, document numbers, standards.

use std::ops::Range;

use hongtou_model::{DocumentNumber, Reference};
use hongtou_source::{chars, numeral};

use crate::flow::Flow;
use crate::responsibility;
use crate::token::{Token, TokenKind, eat, skip};
use crate::wordlist::{self, Words, words};

/// The references in a range of running text.
///
/// A title and the number beside it are one reference, whose text covers both:
/// `《…》（苏土治办[2021]3号）`, `苏农办质[2017]5号《…》`, `《…》（GB31605-2020）`.
#[cfg(test)]
pub(crate) fn references(flow: &Flow<'_>, range: Range<usize>) -> Vec<Reference> {
    let tokens = crate::token::tokens(&flow.text()[range.clone()]);
    from_tokens(flow, range, &tokens)
}

/// The references among the tokens of a range.
pub(crate) fn from_tokens(
    flow: &Flow<'_>,
    range: Range<usize>,
    tokens: &[Token],
) -> Vec<Reference> {
    let text = &flow.text()[range.clone()];
    let cut = |part: &Option<Range<usize>>| part.clone().map(|part| text[part].to_owned());
    tokens
        .iter()
        .filter_map(|token| {
            let TokenKind::Cited(cited) = &token.kind else { return None };
            let place = range.start + token.range.start..range.start + token.range.end;
            Some(Reference {
                text: flow.text()[place.clone()].to_owned(),
                title: cut(&cited.title),
                document_number: cut(&cited.number),
                standard: cut(&cited.standard),
                span: flow.span(place),
            })
        })
        .collect()
}

/// What was cited, as places in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cited {
    title: Option<Range<usize>>,
    number: Option<Range<usize>>,
    standard: Option<Range<usize>>,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Cited {
    /// Whether the number before a title stands right beside it.
    pub(crate) fn joins(&self, text: &str, at: usize, before: &Token) -> bool {
        let TokenKind::Cited(number) = &before.kind else { return false };
        number.title.is_none()
            && self.number.is_none()
            && self.standard.is_none()
            && skip(text, before.range.end) == at
    }

    /// The title with the number before it.
    pub(crate) fn with_number(self, before: Cited) -> Cited {
        Cited { number: before.number, standard: before.standard, ..self }
    }
}

/// The longest title, in characters.
pub(crate) const TITLE: usize = 200;

/// The title whose 《 stands at `at`, with the number that follows it.
pub(crate) fn title(text: &str, at: usize) -> Option<Cited> {
    let from = at + '《'.len_utf8();
    let mut depth = 0;
    let mut close = None;
    let mut last = None;
    for (i, c) in text[from..].char_indices().take(TITLE) {
        match c {
            '《' => depth += 1,
            '》' if depth > 0 => {
                depth -= 1;
                last = Some(from + i);
            }
            '》' => {
                close = Some(from + i);
                break;
            }
            _ => {}
        }
    }
    // `《A《B》` has one mark too few; the title ends where the marks do.
    let close = close.or(last)?;
    let end = close + '》'.len_utf8();
    let mut cited = Cited { title: Some(from..close), end, ..Cited::default() };
    let open = skip(text, end);
    if let Some(inside) = eat(text, open, &["（", "(", "〔", "["]) {
        let inside = skip(text, inside);
        // 《…》（文号：云财发〔2020〕1号）
        let inside = eat(text, inside, &["发文字号", "文号"])
            .map_or(inside, |label| skip(text, eat(text, label, &["：", ":"]).unwrap_or(label)));
        if let Some(standard) = standard(text, inside) {
            cited.end = bracket(text, standard.end);
            cited.standard = standard.standard;
        } else if let Some((number, _)) = number_from(text, inside) {
            cited.end = bracket(text, number.end);
            cited.number = Some(number);
        }
    } else if let Some((number, _)) = number_from(text, open).filter(|_| open < text.len()) {
        cited.end = number.end;
        cited.number = Some(number);
    }
    Some(cited)
}

// Past the bracket that closes right behind a number.
fn bracket(text: &str, at: usize) -> usize {
    eat(text, skip(text, at), &["）", ")", "〕", "]"]).unwrap_or(at)
}

// A document number that starts at `at`, past an agency's short name of at most 20 characters.
fn number_from(text: &str, at: usize) -> Option<(Range<usize>, Parts)> {
    let name = |c: char| chars::is_han(c) || c.is_ascii_alphabetic() || chars::is_space(c);
    let (length, _) = text[at..].char_indices().take(20).find(|&(_, c)| !name(c))?;
    let open = at + length;
    let c = text[open..].chars().next()?;
    let inside = if opens_year(c) { skip(text, open + c.len_utf8()) } else { open };
    let parts = number_parts(text, inside, at)?;
    (parts.start == at).then_some((parts.start..parts.end, parts))
}

/// Whether a document number can have its digits at `at`, by what stands beside them.
pub(crate) fn may_number(text: &str, at: usize, follows: Option<char>) -> bool {
    let head = text[..at].trim_end_matches(chars::is_space);
    follows == Some('年') || head.ends_with(|c| c == '第' || opens_year(c))
}

/// The document number whose year or serial number stands at `at`; gives its start as well.
///
/// Nothing before `floor` belongs to it.
pub(crate) fn number_at(text: &str, at: usize, floor: usize) -> Option<(usize, Cited)> {
    let parts = number_parts(text, at, floor)?;
    let number = parts.start..parts.end;
    Some((parts.start, Cited { number: Some(number), end: parts.end, ..Cited::default() }))
}

/// The first document number in `text`, whole with joint issuers' short names, for the header.
pub(crate) fn document_number(text: &str) -> Option<(Range<usize>, DocumentNumber)> {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c| chars::digit(c).is_some()) {
        let from = at + found;
        if let Some(parts) = number_parts(text, from, 0) {
            let range = parts.start..parts.end;
            let number = DocumentNumber {
                text: text[range.clone()].to_owned(),
                agency: text[parts.agency].chars().filter(|&c| !chars::is_space(c)).collect(),
                year: parts.year,
                serial: parts.serial,
            };
            return Some((range, number));
        }
        at = from + text[from..].find(|c| chars::digit(c).is_none()).unwrap_or(text.len() - from);
    }
    None
}

struct Parts {
    start: usize,
    agency: Range<usize>,
    year: Option<u32>,
    serial: Option<u32>,
    end: usize,
}

/// A year in which a letter stands for a nought, as OCR has it: 2O24.
fn misread_year(text: &str, at: usize) -> Option<(u64, usize)> {
    let is_nought = |c| matches!(c, 'O' | 'o');
    let year = text.get(at..at + 4)?;
    if !year.contains(is_nought) || !year.starts_with(['1', '2']) {
        return None;
    }
    Some((year.replace(is_nought, "0").parse().ok()?, at + 4))
}

fn opens_year(c: char) -> bool {
    matches!(c, '〔' | '[' | '［' | '【' | '（' | '(' | '{' | '〈' | '﹝' | '「')
}

// The number around the digits at `at`: `X〔2021〕3号`, `第12号令`, `公告2021年第5号`.
fn number_parts(text: &str, at: usize, floor: usize) -> Option<Parts> {
    let (value, after) = numeral::digits(text, at)?;
    let head = text[floor..at].trim_end_matches(chars::is_space);
    if let Some(open) = head.chars().next_back().filter(|&c| opens_year(c)) {
        let (value, after) = misread_year(text, at).unwrap_or((value, after));
        return year_number(text, at, value, after, open, floor);
    }
    order_number(text, at, value, after, floor)
}

fn year_number(
    text: &str,
    at: usize,
    year: u64,
    after: usize,
    open: char,
    floor: usize,
) -> Option<Parts> {
    if !(1949..2200).contains(&year) || text[at..after].chars().count() != 4 {
        return None;
    }
    let close = text[skip(text, after)..].chars().next()?;
    if !matches!(close, '〕' | ']' | '］' | '】' | '）' | ')' | '}' | '〉' | '﹞' | '」') {
        return None;
    }
    let mut next = skip(text, skip(text, after) + close.len_utf8());
    next = eat(text, next, &["第", "字第"]).map_or(next, |end| skip(text, end));
    let serial = numeral::digits(text, next);
    let end = serial.and_then(|(_, end)| eat(text, skip(text, end), &["号"]));
    let open_at = text[..at].rfind(open).expect("stands before the year");
    let agency = agency(text, open_at, floor);
    let named = !agency.is_empty();
    let tortoise = matches!(open, '〔' | '﹝' | '【' | '[' | '［');
    // `函〔2016〕` names no serial number; `通知（2016）` is no number.
    let end = match end {
        Some(end) if named || tortoise => end,
        None if named && tortoise && serial.is_none() => skip(text, after) + close.len_utf8(),
        _ => return None,
    };
    Some(Parts {
        start: if named { agency.start } else { open_at },
        agency,
        year: Some(year as u32),
        serial: serial.and_then(|(serial, _)| u32::try_from(serial).ok()),
        end,
    })
}

// `国务院令第721号`, `第12号令`, `公告2021年第5号`, `2021年第5号公告`.
fn order_number(text: &str, at: usize, value: u64, after: usize, floor: usize) -> Option<Parts> {
    const KINDS: &[&str] = &["令", "公告", "通告", "公报", "决定", "命令"];
    let mut year = None;
    let mut first = at;
    let (mut serial, mut end) = (value, after);
    if let Some(next) = eat(text, skip(text, after), &["年"])
        && (1949..2200).contains(&value)
    {
        let next = skip(text, eat(text, skip(text, next), &["第"])?);
        (serial, end) = numeral::digits(text, next)?;
        year = Some(value as u32);
    } else {
        let head = text[floor..at].trim_end_matches(chars::is_space);
        let head = head.strip_suffix('第')?;
        first = floor + head.len();
    }
    let end = eat(text, skip(text, end), &["号"])?;
    let head = text[floor..first].trim_end_matches(chars::is_space);
    let before = KINDS.iter().find(|kind| head.ends_with(**kind));
    let behind = eat(text, skip(text, end), KINDS);
    let (start, agency) = match before {
        Some(kind) => {
            let agency = agency(text, floor + head.len() - kind.len(), floor);
            let start =
                if agency.is_empty() { floor + head.len() - kind.len() } else { agency.start };
            (start, start..floor + head.len())
        }
        None => {
            behind?;
            let agency = agency(text, first, floor);
            (if agency.is_empty() { first } else { agency.start }, agency)
        }
    };
    Some(Parts {
        start,
        agency,
        year,
        serial: u32::try_from(serial).ok(),
        end: behind.unwrap_or(end),
    })
}

/// Words that lead to a number and are not part of the agency's short name, in code point order.
static LEADS: Words = words!(&[
    "以及",
    "依据",
    "依照",
    "公文字号",
    "关于",
    "印发",
    "参照",
    "发布",
    "发文号",
    "发文字号",
    "发文序号",
    "对照",
    "执行",
    "按照",
    "文件",
    "文件字号",
    "文号",
    "机关",
    "根据",
    "的",
    "结合",
    "编号",
    "落实",
    "见",
    "贯彻",
    "转发",
    "通知",
    "遵照",
]);

// The agency's short name that ends at `end`: `苏农办质`, `京财〔…〕` only the part of one issuer.
fn agency(text: &str, end: usize, floor: usize) -> Range<usize> {
    let head = &text[floor..end];
    let mut start = head.len();
    let mut count = 0;
    for (i, c) in head.char_indices().rev() {
        let part = chars::is_han(c) || c.is_ascii_alphabetic() || chars::is_space(c);
        if !part || numeral_before_han(c) || count >= 24 {
            break;
        }
        (start, count) = (i, count + 1);
    }
    let run = &head[start..];
    // A date may stand before the number: 2024年3月5日 云政办发〔2024〕1号.
    let day = run.rmatch_indices('日').map(|(at, _)| at).find(|&at| {
        let before = head[..start + at].trim_end_matches(chars::is_space).chars().next_back();
        before.is_some_and(|c| chars::digit(c).is_some() || numeral::is_to_ten(c))
    });
    let dated = day.map_or(0, |at| at + '日'.len_utf8());
    let cut = LEADS.last_end(run, |_| true).unwrap_or(0).max(dated);
    // 和 and 与 join two numbers, unless the name starts with them (和政发).
    let opens = cut == 0 && !(start == 0 && floor > 0);
    let join = run[cut..]
        .rmatch_indices(['和', '与', '及', '、'])
        .map(|(at, _)| at)
        .find(|&at| !stands_in_department(&run[cut..], at))
        .filter(|&at| at > 0 || !opens);
    let cut = cut + join.map_or(0, |at| at + '和'.len_utf8());
    let cut = cut + behind_buttons(&run[cut..]);
    let cut = cut + behind_urgency(&run[cut..]);
    let from = floor + start + cut;
    let from = skip(text, from).min(end);
    let to = from + text[from..end].trim_end_matches(chars::is_space).len();
    from..to
}

/// Where the agency begins behind the buttons of a page: 微信 微博 云政办发.
fn behind_buttons(run: &str) -> usize {
    let mut rest = chars::trim_start(run);
    while let Some((word, behind)) = rest.split_once(chars::is_space) {
        if !crate::words::SITE_WHOLE.contains(&word) {
            break;
        }
        rest = chars::trim_start(behind);
    }
    run.len() - rest.len()
}

/// Where the agency begins behind the marks of a telegram, which a copy runs together with it:
/// 特急明电云政办发明电. Behind other words they are those of an agency: 云平急办发.
fn behind_urgency(run: &str) -> usize {
    const MARKS: [&str; 5] = ["特急", "特提", "加急", "平急", "明电"];
    let mut rest = chars::trim_start(run);
    while let Some(behind) = MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = chars::trim_start(behind);
    }
    // A place and an office are two signs at least: 特急办发.
    let names = rest.chars().filter(|&c| !chars::is_space(c)).nth(1).is_some();
    if names { run.len() - rest.len() } else { 0 }
}

/// Whether what stands at `at` is part of a department's name: the 和 of 住房和城乡建设部.
fn stands_in_department(run: &str, at: usize) -> bool {
    let name: Vec<char> = run.chars().filter(|&c| !chars::is_space(c)).collect();
    let at = run[..at].chars().filter(|&c| !chars::is_space(c)).count();
    (0..at).any(|from| {
        responsibility::department(&name[from..]).is_some_and(|(_, length)| from + length > at)
    })
}

fn numeral_before_han(c: char) -> bool {
    chars::digit(c).is_some()
}

/// Letters that open a standard's number: national, industry and international codes.
///
/// The list of industry codes is that of the National Standardization Administration.
const STANDARDS: &[&str] = &[
    "AQ", "BB", "CB", "CH", "CJ", "CJJ", "CY", "DA", "DL", "DZ", "EJ", "FZ", "GA", "GB", "GBJ",
    "GBT", "GBZ", "GF", "GH", "GM", "GY", "HB", "HG", "HJ", "HS", "HY", "IEC", "IEEE", "ISO",
    "ITU", "JB", "JC", "JG", "JGJ", "JJF", "JJG", "JR", "JT", "JTG", "JTJ", "JTS", "JY", "LB",
    "LD", "LS", "LY", "MH", "MT", "MZ", "NB", "NY", "QB", "QC", "QJ", "QX", "RB", "SB", "SC", "SF",
    "SH", "SJ", "SL", "SN", "SW", "SY", "TB", "TD", "TSG", "TY", "WB", "WH", "WJ", "WM", "WS",
    "WW", "XB", "XF", "YB", "YC", "YD", "YS", "YY", "YZ", "ZY",
];
/// Codes whose number stands without a year and without `/T`.
const BARE: &[&str] = &["GB", "IEC", "ISO"];
const _: () = assert!(wordlist::is_sorted(STANDARDS), "a code stands out of its place, or twice");

/// The standard whose first letter stands at `at`: `GB31605-2020`, `DB32/T 3771-2020`, `T/CAS 1-2020`.
pub(crate) fn standard(text: &str, at: usize) -> Option<Cited> {
    let letter = |c: char| chars::narrow(c).is_ascii_uppercase();
    let digit = |c: char| chars::digit(c).is_some();
    let run =
        |from: usize, of: fn(char) -> bool| text.len() - text[from..].trim_start_matches(of).len();
    if text[..at].chars().next_back().is_some_and(|c| chars::narrow(c).is_ascii_alphanumeric()) {
        return None;
    }
    let letters = run(at, letter);
    let mut code = String::new();
    code.extend(text[at..letters].chars().map(chars::narrow));
    let mut next = letters;
    let local = code == "DB" && text[next..].starts_with(digit);
    if local {
        next = run(next, digit);
    }
    let mut graded = false;
    if let Some(slash) = eat(text, next, &["/", "／"]) {
        let end = run(slash, letter);
        graded = end > slash;
        next = end;
    }
    // `T/CAS 1-2020` is a group's, `Q/ABC 1-2020` a company's.
    let known = local
        || STANDARDS.binary_search(&code.as_str()).is_ok()
        || (graded && matches!(code.as_str(), "T" | "Q"));
    if !known {
        return None;
    }
    next = skip(text, next);
    if let Some((_, end)) =
        Some(next).filter(|&n| text[n..].starts_with(digit)).and_then(|n| numeral::digits(text, n))
    {
        next = end;
    } else {
        return None;
    }
    while let Some(dot) = eat(text, next, &[".", "．"]) {
        let end = run(dot, digit);
        if end == dot {
            break;
        }
        next = end;
    }
    let mut end = next;
    let mut dated = false;
    if let Some(dash) = eat(text, skip(text, next), &["——", "—", "-", "–", "－", "―", ":", "："])
        && let Some((year, after)) = numeral::digits(text, skip(text, dash))
        && ((1949..2200).contains(&year) || (49..=99).contains(&year))
    {
        (end, dated) = (after, true);
    }
    let bare = BARE.contains(&code.as_str());
    (dated || graded || local || bare).then(|| Cited {
        standard: Some(at..end),
        end,
        ..Cited::default()
    })
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    // Each reference as `text|title|number|standard`.
    fn read(text: &str) -> Vec<String> {
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let found = references(&flow, 0..text.len());
        let told = |found: &Reference| {
            assert_eq!(found.span.words(std::slice::from_ref(&source)), found.text, "{text}");
            let or = |part: &Option<String>| part.clone().unwrap_or("-".into());
            format!(
                "{}|{}|{}|{}",
                found.text,
                or(&found.title),
                or(&found.document_number),
                or(&found.standard)
            )
        };
        found.iter().map(told).collect()
    }

    #[test]
    fn the_name_of_an_issuer_may_hold_what_joins_two_numbers() {
        for (text, expected) in [
            (
                "《租赁办法》（住房和城乡建设部令第11号）",
                &["《租赁办法》（住房和城乡建设部令第11号）|租赁办法|住房和城乡建设部令第11号|-"][..],
            ),
            (
                "《租赁办法》（文号：云财发〔2020〕1号）和《云溪条例》（发文字号工业和信息化部令第4号，有效）",
                &[
                    "《租赁办法》（文号：云财发〔2020〕1号）|租赁办法|云财发〔2020〕1号|-",
                    "《云溪条例》（发文字号工业和信息化部令第4号|云溪条例|工业和信息化部令第4号|-",
                ],
            ),
            (
                "按照云溪省人力资源和社会保障厅公告2021年第5号办理",
                &[
                    "云溪省人力资源和社会保障厅公告2021年第5号|-|云溪省人力资源和社会保障厅公告2021年第5号|-",
                ],
            ),
            (
                "财政部令第3号和住房和城乡建设部令第8号",
                &[
                    "财政部令第3号|-|财政部令第3号|-",
                    "住房和城乡建设部令第8号|-|住房和城乡建设部令第8号|-",
                ],
            ),
            (
                "云财发〔2020〕1号和云教发〔2020〕2号",
                &[
                    "云财发〔2020〕1号|-|云财发〔2020〕1号|-",
                    "云教发〔2020〕2号|-|云教发〔2020〕2号|-",
                ],
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn titles_numbers_and_standards() {
        let cases: &[(&str, &[&str])] = &[
            ("结合《安全生产法》，宣传", &["《安全生产法》|安全生产法|-|-"]),
            (
                "根据《土壤计划的通知》（苏土治办[2021]3号）要求",
                &["《土壤计划的通知》（苏土治办[2021]3号）|土壤计划的通知|苏土治办[2021]3号|-"],
            ),
            (
                "对照苏农办质[2017]5号《关于创建的通知》要求",
                &["苏农办质[2017]5号《关于创建的通知》|关于创建的通知|苏农办质[2017]5号|-"],
            ),
            (
                "《卫生规范》（GB31605-2020）",
                &["《卫生规范》（GB31605-2020）|卫生规范|-|GB31605-2020"],
            ),
            (
                "《服务规则》（JT/T1234-2019）。",
                &["《服务规则》（JT/T1234-2019）|服务规则|-|JT/T1234-2019"],
            ),
            (
                "《关于印发〈某某方案〉的通知》",
                &["《关于印发〈某某方案〉的通知》|关于印发〈某某方案〉的通知|-|-"],
            ),
            (
                "《关于印发《某某方案》的通知》和《办法》",
                &[
                    "《关于印发《某某方案》的通知》|关于印发《某某方案》的通知|-|-",
                    "《办法》|办法|-|-",
                ],
            ),
            (
                "按照国发〔2019〕3号和苏政办发〔2020〕12号要求",
                &[
                    "国发〔2019〕3号|-|国发〔2019〕3号|-",
                    "苏政办发〔2020〕12号|-|苏政办发〔2020〕12号|-",
                ],
            ),
            (
                "《条例》（国务院令第721号）",
                &["《条例》（国务院令第721号）|条例|国务院令第721号|-"],
            ),
            (
                "《意见》（苏政发〔2021〕3号，以下简称《意见》）",
                &["《意见》（苏政发〔2021〕3号|意见|苏政发〔2021〕3号|-", "《意见》|意见|-|-"],
            ),
            (
                "执行GB/T 9704—2012、DB32/T 3771-2020和T/CAS 1-2020",
                &[
                    "GB/T 9704—2012|-|-|GB/T 9704—2012",
                    "DB32/T 3771-2020|-|-|DB32/T 3771-2020",
                    "T/CAS 1-2020|-|-|T/CAS 1-2020",
                ],
            ),
            (
                "通过ISO 9001认证，GB/T 19001.1-2016",
                &["ISO 9001|-|-|ISO 9001", "GB/T 19001.1-2016|-|-|GB/T 19001.1-2016"],
            ),
            ("《方案（2020-2021年）》", &["《方案（2020-2021年）》|方案（2020-2021年）|-|-"]),
            ("研究起草《某某方案》", &["《某某方案》|某某方案|-|-"]),
        ];
        for &(text, want) in cases {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_reference() {
        for text in [
            "推广5G、A4",
            "GDP增长5%",
            "《没有结尾",
            "年产100吨（2021）",
            "COVID-19",
            "（2021年）",
            "做好SC认证3项",
            "第3号线",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn document_numbers() {
        type Number<'t> = (&'t str, &'t str, Option<u32>, Option<u32>);
        let cases: &[(&str, Option<Number<'_>>)] = &[
            ("云爱卫委〔2021〕1号", Some(("云爱卫委〔2021〕1号", "云爱卫委", Some(2021), Some(1)))),
            ("苏政发[2001]12号", Some(("苏政发[2001]12号", "苏政发", Some(2001), Some(12)))),
            ("苏政发(2021)3号", Some(("苏政发(2021)3号", "苏政发", Some(2021), Some(3)))),
            ("苏政发【2021】3号", Some(("苏政发【2021】3号", "苏政发", Some(2021), Some(3)))),
            (
                "苏政发〔２０２１〕３号",
                Some(("苏政发〔２０２１〕３号", "苏政发", Some(2021), Some(3))),
            ),
            (
                "特急 明电云政办发〔2021〕3号",
                Some(("云政办发〔2021〕3号", "云政办发", Some(2021), Some(3))),
            ),
            (
                "云平急办发〔2021〕3号",
                Some(("云平急办发〔2021〕3号", "云平急办发", Some(2021), Some(3))),
            ),
            (
                "云加急发电〔2021〕3号",
                Some(("云加急发电〔2021〕3号", "云加急发电", Some(2021), Some(3))),
            ),
            (
                "微信 微博 QQ空间 云政办发〔2021〕3号",
                Some(("云政办发〔2021〕3号", "云政办发", Some(2021), Some(3))),
            ),
            ("云政发〔2O21〕3号", Some(("云政发〔2O21〕3号", "云政发", Some(2021), Some(3)))),
            ("沪府函〔2016〕", Some(("沪府函〔2016〕", "沪府函", Some(2016), None))),
            (
                "文号：京 发 改 〔2021〕 第 15 号",
                Some(("京 发 改 〔2021〕 第 15 号", "京发改", Some(2021), Some(15))),
            ),
            ("第12号令", Some(("第12号令", "", None, Some(12)))),
            ("国务院令第 721 号", Some(("国务院令第 721 号", "国务院令", None, Some(721)))),
            ("公告2021年第5号", Some(("公告2021年第5号", "公告", Some(2021), Some(5)))),
            ("2021年第5号公告", Some(("2021年第5号公告", "", Some(2021), Some(5)))),
            ("和政发〔2021〕3号", Some(("和政发〔2021〕3号", "和政发", Some(2021), Some(3)))),
            ("关于印发2021年工作安排的通知", None),
            ("工作方案（2021）", None),
            ("2021年4月23日", None),
        ];
        for &(text, want) in cases {
            let got = document_number(text);
            let got =
                got.as_ref().map(|(_, n)| (n.text.as_str(), n.agency.as_str(), n.year, n.serial));
            assert_eq!(got, want, "{text}");
        }
    }
}
