//! Numbers of items that lost their stop: 1优化服务, 2 培育主体, 03加强培训.
//!
//! A figure may open a line as well, and so may the number of a row. So the count decides, and what is said
//! below: it is the number of an item where it goes on from one, or others go on from it, and the lines down
//! to the next number say who answers.

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::chars;

use crate::lines::{Element, Line, bold_prefix, ends_closed};
use crate::marker::{Form, Marker};
use crate::record::{Record, head};
use crate::responsibility;
use crate::token::{self, TokenKind};
use crate::words;

/// The longest such number, in digits.
const LONGEST: usize = 3;
/// So many characters behind a number tell what it is of.
const AROUND: usize = 12;
/// So many lines of an item are looked at for who answers.
const FAR: usize = 24;

/// A number that opens a line without a stop.
#[derive(Clone, Debug)]
struct Opening {
    number: u32,
    numeral: Range<usize>,
    /// Where the words begin.
    end: usize,
    /// Whether the words may be what it counts: 2区域协同.
    doubtful: bool,
}

/// Reads such numbers.
pub(crate) fn number<'s>(mut raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let open: Vec<usize> = (0..raw.len()).filter(|&at| opening(&raw[at]).is_some()).collect();
    // The last number of an item above.
    let mut last = None;
    let mut from = 0;
    let mut freed: Vec<Freed> = Vec::new();
    for at in open {
        last = raw[from..at].iter().fold(last, counted);
        from = at;
        let item = |found: &Opening| {
            is_answered(&raw[at..])
                && !goes_on_with_line(&raw, at)
                && !is_told_again(&raw[at + 1..], found.number)
        };
        let Some(found) = opening(&raw[at]).filter(item) else { continue };
        let on = last.is_some_and(|last: u32| last + 1 == found.number);
        if on || found.number == 1 && goes_on(&raw[at..], found.doubtful) {
            freed.extend(mark(&mut raw[at], found));
        }
    }
    report(&freed, record);
    raw
}

/// Whether the line at a place goes on with the one above it, which is no whole sentence, label or heading:
/// 全年举办不少于⏎4场招聘会.
fn goes_on_with_line(raw: &[Element<'_>], at: usize) -> bool {
    let (Some(Element::Line(above)), Element::Line(line)) =
        (at.checked_sub(1).and_then(|above| raw.get(above)), &raw[at])
    else {
        return false;
    };
    let text = above.text().trim_end_matches(chars::is_space);
    let heads = above.form().is_some_and(|form| form < Form::Digit) && !text.contains(['，', ',']);
    let ends = ends_closed(text) && !text.ends_with(['：', ':']);
    let cut = !line.gap || text.contains(['，', ',']) && !words::is_label_line(text);
    cut && !heads && !ends && !says_who(above)
}

/// Whether the next item with a stop behind its number has this number.
fn is_told_again(raw: &[Element<'_>], number: u32) -> bool {
    let marker = |element: &Element<'_>| match element {
        Element::Line(line) => line.marker.as_ref().map(|marker| (marker.form, marker.number)),
        _ => None,
    };
    let next = raw.iter().filter_map(marker).find(|&(form, _)| form <= Form::Digit);
    next == Some((Form::Digit, number))
}

/// The last number of an item behind a line; below a heading the count goes on or begins again.
fn counted(last: Option<u32>, element: &Element<'_>) -> Option<u32> {
    let Element::Line(Line { marker: Some(marker), .. }) = element else { return last };
    if marker.form == Form::Digit { Some(marker.number) } else { last }
}

/// Whether the next such number, or one with its stop, goes on from the first of the lines, before
/// anything begins that it stands in; where all of them are doubtful, none is.
fn goes_on(raw: &[Element<'_>], doubtful: bool) -> bool {
    let (mut last, mut sure) = (1, !doubtful);
    for (at, element) in raw.iter().enumerate().skip(1) {
        let Element::Line(line) = element else { continue };
        match &line.marker {
            Some(marker) if marker.form < Form::Digit => return false,
            Some(marker) if marker.form == Form::Digit => return marker.number == last + 1,
            Some(_) => {}
            None => match opening(element) {
                Some(found) if found.number == last + 1 => {
                    sure |= !found.doubtful;
                    let answered = is_answered(&raw[at..]);
                    if sure || !answered {
                        return answered;
                    }
                    last += 1;
                }
                Some(found) if found.number == 1 => return false,
                _ => {}
            },
        }
    }
    false
}

/// Whether the first of some lines, or one below it down to the next number, says who answers.
fn is_answered(raw: &[Element<'_>]) -> bool {
    for (at, element) in raw.iter().enumerate().take(FAR) {
        let Element::Line(line) = element else { return false };
        let item = line.form().is_some_and(|form| form <= Form::Digit);
        if at > 0 && (item || opening(element).is_some()) {
            return false;
        }
        if says_who(line) {
            return true;
        }
    }
    false
}

/// Whether a line is a label and those who answer, or ends in a bracket that says who they are.
fn says_who(line: &Line<'_>) -> bool {
    let text = line.text();
    let label = || {
        let (key, _) = text.split_once(['：', ':'])?;
        (key.len() < AROUND * 3).then(|| responsibility::label_role(key))?
    };
    label().is_some() || responsibility::ends_in_a_duty(crate::lines::tail(text))
}

fn opening(element: &Element<'_>) -> Option<Opening> {
    let Element::Line(line) = element else { return None };
    read(line).filter(|_| line.marker.is_none() && line.level == 0)
}

fn read(line: &Line<'_>) -> Option<Opening> {
    let text = line.text();
    let start = text.len() - text.trim_start_matches(chars::is_space).len();
    // Most lines begin with a word.
    chars::digit(text[start..].chars().next()?)?;
    let digits = text[start..].chars().map_while(|c| Some((c, chars::digit(c)?)));
    let digits: Vec<(char, u32)> = digits.take(LONGEST + 1).collect();
    let numeral = start..start + digits.iter().map(|(c, _)| c.len_utf8()).sum::<usize>();
    let number = digits.iter().fold(0, |number, (_, digit)| number * 10 + digit);
    let words = text[numeral.end..].trim_start_matches(chars::is_space);
    let opens = words.starts_with(|c| chars::is_han(c) || matches!(c, '“' | '《'));
    if digits.len() > LONGEST || number == 0 || !opens {
        return None;
    }
    let doubtful = match counted_in(&text[start..]) {
        Counted::Nothing => false,
        Counted::Word(measure) => {
            let begins = words.strip_prefix(&*measure)?.starts_with(chars::is_han);
            if !begins || measure.chars().count() > 1 || MEASURES.contains(&*measure) {
                return None;
            }
            true
        }
        Counted::Time => return None,
    };
    (!words.starts_with(OF_SEVERAL)).then(|| Opening {
        number,
        numeral,
        end: text.len() - words.len(),
        doubtful,
    })
}

/// Measures of one character that hardly begin another word.
const MEASURES: &str = "个家所座亩元篇艘辆栋幢株只";
/// What tells one of several, or is a part of a date: 1号工程.
const OF_SEVERAL: [char; 13] =
    ['号', '级', '季', '标', '型', '年', '月', '日', '岁', '周', '大', '成', '类'];

/// What a number at the start of a text counts.
enum Counted {
    Nothing,
    Time,
    Word(Cow<'static, str>),
}

fn counted_in(text: &str) -> Counted {
    let first = token::tokens(head(text, AROUND)).into_iter().next();
    match first.filter(|found| found.range.start == 0).map(|found| found.kind) {
        Some(TokenKind::Figure(figure)) => figure.measure.map_or(Counted::Nothing, Counted::Word),
        Some(TokenKind::Date(_) | TokenKind::Cited(_)) => Counted::Time,
        None => Counted::Nothing,
    }
}

/// A number that was read: where it stands, and the words it begins.
struct Freed {
    span: Span,
    start: String,
}

fn mark(element: &mut Element<'_>, found: Opening) -> Option<Freed> {
    let Element::Line(line) = element else { return None };
    let Opening { number, numeral, end, .. } = found;
    let freed =
        Freed { span: line.flow.span(numeral.clone()), start: head(line.text(), 10).to_owned() };
    line.marker = Some(Marker { form: Form::Digit, number, numeral, end, doubtful: false });
    line.bold = bold_prefix(line, &line.bold_ranges);
    Some(freed)
}

/// All of them are one repair: a copy loses the stops of a whole list.
fn report(freed: &[Freed], record: &mut Record) {
    let [Freed { span, start }, more @ ..] = freed else { return };
    let mut span = span.clone();
    more.iter().for_each(|freed| span.extend(&freed.span));
    let count = freed.len();
    record.repair(
        RepairKind::FreedNumber,
        span,
        Confidence::Likely,
        || format!("序号后没有标点，已与文字分开，共{count}处：“{start}”"),
        || format!("numbers without a stop behind them are set free, {count} in all: “{start}”"),
    );
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;

    use super::*;
    use crate::fixtures;

    /// The numbers of the lines of a text, 0 where a line has none.
    fn numbers(text: &str) -> Vec<u32> {
        let mut found = fixtures::ordinals(text, |raw| number(raw, &mut Record::new(Lang::Zh)));
        found.drain(..).map(|(_, number, _)| number).collect()
    }

    #[test]
    fn numbers_without_stops_that_count_on_are_those_of_items() {
        // With labels below them, with a blank, in two digits, and on below the next title.
        for form in ["1造林", "1 造林", "01造林", "１　造林"] {
            let text = format!(
                "一、绿化\n{form}\n牵头单位：市林业局\n完成情况：造林3万亩。\n2区域治水\n责任单位：市水利局\n二、修路\n3选线。由各县报送。\n（责任单位：市交通局）"
            );
            assert_eq!(numbers(&text), [1, 1, 0, 0, 2, 0, 2, 3, 0], "{text}");
        }
        // One among those that have theirs, and the first.
        assert_eq!(
            numbers("1.造林。（市林业局牵头）\n2户籍改革。（市公安局牵头）\n3.修路。"),
            [1, 2, 3]
        );
        assert_eq!(numbers("1造林。（市林业局牵头）\n2.治水。（市水利局牵头）"), [1, 2]);
        assert_eq!(
            numbers(
                "1组织培训。（市林业局牵头）\n2对接企业。（市商务局牵头）\n3造林。（市林业局牵头）"
            ),
            [1, 2, 3]
        );
        assert_eq!(
            numbers("1造林\n责任单位：市林业局\n（1）育苗\n2治水\n责任单位：市水利局"),
            [1, 0, 1, 2, 0]
        );
    }

    #[test]
    fn a_figure_behind_a_line_break_is_none() {
        for (above, below) in [
            ("3.全年举办不少于", "4场招聘会。（市人社局负责）\n4.落实补贴。（市财政局负责）"),
            ("3.托育服务，面向", "4岁以下婴幼儿。\n责任单位：市卫健委\n4.修路。"),
            ("3.开展培训。\n目标：", "4名专家驻点\n责任单位：市人社局\n4.修路。"),
            ("3.开展培训，重点做好", "4项工作。（市人社局负责）"),
        ] {
            let text = format!("{above}\n{below}");
            let read: Vec<u32> = numbers(&text).into_iter().filter(|&number| number > 0).collect();
            assert!(read == [3, 4] && below.contains("\n4.") || read == [3], "{text}: {read:?}");
        }
    }

    #[test]
    fn figures_and_numbers_of_other_things_are_none() {
        for [one, two] in [
            ["1个平台", "2个中心"],
            ["1月造林", "2月治水"],
            ["1 月底前造林", "2 月底前治水"],
            ["1号工程", "2号工程"],
            ["1家企业", "2家学校"],
            ["1年造林", "2年治水"],
            ["2024年造林", "2025年治水"],
            ["1期工程", "2期工程"],
            ["1万亩", "2万亩"],
            ["1处塌方", "2处滑坡"],
            ["1组专家", "2组专家"],
            ["1.5万亩", "2.5万亩"],
            // Out of the count.
            ["2造林", "3治水"],
            ["1造林", "3治水"],
            ["0造林", "1治水"],
            ["1234造林", "1235治水"],
            ["1+造林", "2+治水"],
        ] {
            let text = format!("{one}\n责任单位：市林业局\n{two}\n责任单位：市水利局");
            let found = numbers(&text);
            assert!(found == [0; 4] || one.contains("1.5"), "{text}: {found:?}");
        }
        assert_eq!(
            numbers("1造林\n责任单位：市林业局\n2个中心\n责任单位：市水利局\n3治水。"),
            [0; 5]
        );
        // Nobody answers for them, or for one of them.
        assert_eq!(numbers("1造林\n2治水\n3修路"), [0; 3]);
        assert_eq!(numbers("1造林\n2治水\n责任单位：市水利局"), [0; 3]);
        assert_eq!(
            numbers("1造林\n责任单位：市林业局\n2治水\n一、修路\n责任单位：市交通局"),
            [0, 0, 0, 1, 0]
        );
        assert_eq!(
            numbers("1造林\n责任单位：市林业局\n一、修路\n2治水\n责任单位：市水利局"),
            [0, 0, 1, 0, 0]
        );
    }
}
