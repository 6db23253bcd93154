use hongtou_model::{Edit, Lang};
use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{first_source, sub_span};

rule! {
    /// A document number has the year in other brackets than 〔〕.
    ///
    /// ## What it checks
    /// Numbers such as `苏办[2021]3号` wherever they are printed, the notice's own included. One
    /// finding for each place. And those without their serial number (`苏办〔2021〕号`).
    ///
    /// ## Why it matters
    /// The form is fixed, and a search for the number misses the other one.
    ///
    /// ## Example
    /// `苏办[2021]3号`. After: `苏办〔2021〕3号`.
    ///
    /// ## What to do
    /// Use 〔〕; the fix does it.
    ///
    /// ## Stays silent
    /// For numbers without a year, numbers of orders (令第3号), and names of cases (（2021）苏01民终1号).
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.2.5: the year is written in full and enclosed in 〔〕.
    zh "
发文字号的年份没有用六角括号〔〕。

## 检查什么
文中各处的发文字号，如 `苏办[2021]3号`，包括本文的文号。每处报一次。没有顺序号的（`苏办〔2021〕号`），也报。

## 为什么重要
文号有固定格式，按规范格式检索会漏掉另一种写法。

## 示例
`苏办[2021]3号`。改后：`苏办〔2021〕3号`。

## 怎么办
改用〔〕；可自动修正。

## 何时不报
没有年份的编号、令号（令第3号）、案号（（2021）苏01民终1号），不报。

## 依据
GB/T 9704-2012 第7.2.5条：年份应标全称，用六角括号“〔〕”括入。
"
    RF003 "document-number-form" Warning "GB/T 9704-2012, 7.2.5" Safe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let header = &context.notice.header;
    if let Some(number) = &header.document_number {
        let place =
            || Place::new("header.document_number", &header.spans.document_number, &number.text);
        look(sink, &number.text, &place);
    }
    for text in context.texts.iter().filter(|text| text.signs.number) {
        look(sink, text.text, &|| text.place());
        for range in without_serial(text.text) {
            let words = &text.text[range.clone()];
            sink.report(lacking(text.narrowed(sub_span(text.span, range), words), sink.lang()));
        }
    }
    // What is no number is read as a note.
    if header.document_number.is_none() {
        for prose in context.notice.prose.iter().filter(|prose| lacks_number(&prose.text)) {
            sink.report(lacking(Place::new(&prose.id, &prose.span, &prose.text), sink.lang()));
        }
    }
}

/// What is told of a number that has no serial number.
fn lacking(place: Place, lang: Lang) -> Draft {
    let text = place.text.clone();
    let message = lang.pick(
        format!("文号“{text}”没有顺序号"),
        format!("the document number {text} has no serial number"),
    );
    Draft::new(place, message)
        .quote(&text)
        .help(lang.pick("补上顺序号", "put the serial number in"))
}

/// Where words cite a document by a number without its serial number: （云政发〔2026〕号）. A blank in its place is
/// for somebody to fill in.
fn without_serial(text: &str) -> Vec<std::ops::Range<usize>> {
    const LONGEST: usize = 12;
    let mut out = Vec::new();
    for (at, _) in text.match_indices("〕号") {
        let end = at + "〕号".len();
        let name = |open: usize| {
            let words = text[..open].chars().rev().take_while(|c| chars::is_han(*c)).take(LONGEST);
            words.map(char::len_utf8).sum::<usize>()
        };
        let Some(open) = text[..at].rfind('〔') else { continue };
        let start = open - name(open);
        // Alone it is the notice's own.
        if lacks_number(&text[start..end]) && !lacks_number(text) {
            out.push(start..end);
        }
    }
    out
}

/// Whether words are a document number but for its serial number: 云政发〔2026〕号.
fn lacks_number(text: &str) -> bool {
    let Some((before, year)) = text.trim().strip_suffix("〕号").and_then(|t| t.split_once('〔'))
    else {
        return false;
    };
    (2..=12).contains(&before.chars().count())
        && before.chars().all(chars::is_han)
        && year.chars().count() == 4
        && year.chars().all(|c| chars::digit(c).is_some())
}

fn look(sink: &mut Sink<'_>, text: &str, place: &dyn Fn() -> Place) {
    let lang = sink.lang();
    for found in numbers(text) {
        let place = place();
        let span = sub_span(&place.span, found.whole.clone());
        let words = &text[found.whole.clone()];
        let message = lang.pick(
            format!("文号“{words}”的年份应当用〔〕"),
            format!("the year in {words} should stand in 〔〕"),
        );
        let mut edits = Vec::new();
        for (at, mark) in [(found.open.clone(), "〔"), (found.close.clone(), "〕")] {
            let bracket = sub_span(&place.span, at);
            if let Some([one]) = first_source(&bracket) {
                edits.push(Edit { start: one.start, end: one.end, text: mark.to_owned() });
            }
        }
        if edits.len() != 2 {
            edits.clear();
        }
        sink.report(
            Draft::new(place.narrowed(span, words), message)
                .quote(words)
                .help(lang.pick("改用六角括号〔〕", "use 〔〕"))
                .fix(true, edits),
        );
    }
}

struct Number {
    whole: std::ops::Range<usize>,
    open: std::ops::Range<usize>,
    close: std::ops::Range<usize>,
}

/// Document numbers whose year stands in the wrong brackets.
fn numbers(text: &str) -> Vec<Number> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    for (at, &(end, c)) in chars.iter().enumerate() {
        if c != '号' {
            continue;
        }
        let back = |from: usize, test: &dyn Fn(char) -> bool| {
            let mut at = from;
            while at > 0 && test(chars[at - 1].1) {
                at -= 1;
            }
            at
        };
        let space = |c: char| chars::is_space(c);
        let digit = |c: char| chars::digit(c).is_some();
        let serial_end = back(at, &space);
        let serial = back(serial_end, &digit);
        if serial == serial_end || serial_end - serial > 5 {
            continue;
        }
        let close_end = back(serial, &space);
        if close_end == 0
            || !matches!(chars[close_end - 1].1, ']' | '］' | '】' | ')' | '）' | '〕' | '>' | '＞')
        {
            continue;
        }
        let close = close_end - 1;
        let year_end = back(close, &space);
        let year = back(year_end, &digit);
        let open_end = back(year, &space);
        if year_end - year != 4 || open_end == 0 {
            continue;
        }
        let open = open_end - 1;
        if !matches!(chars[open].1, '[' | '［' | '【' | '(' | '（' | '〔' | '<' | '＜') {
            continue;
        }
        if (chars[open].1, chars[close].1) == ('〔', '〕') {
            continue;
        }
        // The agency's short name stands before it.
        let name = |c: char| chars::is_han(c) && !"《》".contains(c);
        let mut agency = back(open, &name);
        if open - agency < 2 {
            // 榆 政 规 [2024] 3 号: a head whose characters are set apart.
            agency = back(open, &|c| name(c) || c == ' ' || c == '\u{3000}');
            agency += chars[agency..open].iter().take_while(|(_, c)| !name(*c)).count();
            let apart = chars[agency..open]
                .chunks(2)
                .all(|two| name(two[0].1) && two.get(1).is_none_or(|(_, c)| chars::is_space(*c)));
            if open - agency < 3 || !apart {
                continue;
            }
        }
        let first = agency.max(open.saturating_sub(8));
        let first = first + lead_in(&chars[first..open]);
        let stop = |at: usize| chars.get(at).map_or(text.len(), |(start, _)| *start);
        out.push(Number {
            whole: stop(first)..end + c.len_utf8(),
            open: stop(open)..stop(open + 1),
            close: stop(close)..stop(close + 1),
        });
    }
    out
}

/// How many characters before the agency's short name belong to the sentence: 对照苏农办质.
fn lead_in(words: &[(usize, char)]) -> usize {
    let pair = |at: usize| -> Option<[char; 2]> { Some([words.get(at)?.1, words.get(at + 1)?.1]) };
    let ends = [
        ['对', '照'],
        ['按', '照'],
        ['根', '据'],
        ['依', '据'],
        ['落', '实'],
        ['执', '行'],
        ['参', '照'],
    ];
    (0..words.len())
        .rev()
        .find(|&at| pair(at).is_some_and(|two| ends.contains(&two)) && words.len() - at > 3)
        .map_or(0, |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_its_serial_number_is_none() {
        assert!(lacks_number("云政发〔2026〕号"));
        for text in
            ["云政发〔2026〕3号", "〔2026〕号", "云政发〔2026〕 号", "见云政发〔2026〕号文件"]
        {
            assert!(!lacks_number(text), "{text}");
        }
        let found = |text: &str| -> Vec<String> {
            without_serial(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("《关于甲的意见》（云政发〔2026〕号）"), ["云政发〔2026〕号"]);
        assert_eq!(
            found("《甲》（云政发〔2026〕 号）、云政发〔2026〕3号，云政发〔2026〕号"),
            ["云政发〔2026〕号"]
        );
        assert_eq!(found("云政发〔2026〕号"), [""; 0]);
    }

    #[test]
    fn only_numbers_with_a_year_in_other_brackets_are_found() {
        let found = |text: &str| -> Vec<String> {
            numbers(text).iter().map(|n| text[n.whole.clone()].to_owned()).collect()
        };
        assert_eq!(found("对照苏农办质[2017]5号《关于》"), ["苏农办质[2017]5号"]);
        assert_eq!(found("（苏土治办〔2021〕3号）"), Vec::<String>::new());
        assert_eq!(found("榆 政 规 [2024] 3 号"), ["榆 政 规 [2024] 3 号"]);
        assert_eq!(found("国办发（2021） 3号"), ["国办发（2021） 3号"]);
        assert_eq!(found("(2021)苏01民终1号，令第3号，2021年3号，12315号"), Vec::<String>::new());
    }
}
