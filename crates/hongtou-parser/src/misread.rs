//! Ordinals that a scan misread in a series: 2, for 2., l. for 1., —、 for 一、.
//!
//! Such an opening may be any words of a sentence; where the ordinals above and below run on around exactly
//! this line, it is the one that they lack.

use std::ops::Range;

use hongtou_model::{Confidence, RepairKind};
use hongtou_source::{chars, numeral};

use crate::lines::{self, Element, Line, bold_prefix};
use crate::marker::{Form, Marker};
use crate::record::{Record, head};
use crate::responsibility;

/// The longest misread number, in characters.
const LONGEST: usize = 3;
/// How long a title of a section may be that no section follows, in characters.
const TITLE: std::ops::RangeInclusive<usize> = 4..=20;

/// An opening of a line that may be an ordinal.
struct Opening {
    form: Form,
    /// What it looks like; none where nothing is left of the numeral.
    number: Option<u32>,
    numeral: Range<usize>,
    /// Where the words begin.
    end: usize,
}

/// Reads the misread ordinals that the series around them lack.
pub(crate) fn number<'s>(mut raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let open: Vec<(usize, Opening)> =
        raw.iter().enumerate().filter_map(|(at, element)| Some((at, opening(element)?))).collect();
    for (nth, (at, found)) in open.iter().enumerate() {
        let Some((number, around)) = lacking(&raw, *at, found) else { continue };
        // Two that look alike, and either may be the one.
        let alike = |(other, opening): &(usize, Opening)| {
            around.contains(other) && opening.form == found.form && fits(opening, number)
        };
        if open[..nth].iter().chain(&open[nth + 1..]).any(alike) {
            continue;
        }
        mark(&mut raw[*at], found, number, record);
    }
    raw
}

fn fits(opening: &Opening, number: u32) -> bool {
    opening.number.is_none_or(|looks| looks == number)
}

/// The number that the series lacks at a line, if that may be its ordinal, and the lines between the numbers
/// above and below.
fn lacking(raw: &[Element<'_>], at: usize, found: &Opening) -> Option<(u32, Range<usize>)> {
    let same = |(_, marker): &(usize, &Marker)| marker.form == found.form;
    let marked = |at: usize| marker(&raw[at]).map(|marker| (at, marker));
    let above = (0..at).rev().filter_map(marked).find(same);
    let below = (at + 1..raw.len()).filter_map(marked).find(same);
    let from = above.map_or(0, |(above, _)| above + 1);
    let around = from..below.map_or(raw.len(), |(below, _)| below);
    // What stands further out may let the count begin again.
    let heads = |lines: &[Element<'_>]| {
        lines.iter().any(|line| marker(line).is_some_and(|marker| marker.form < found.form))
    };
    let begins = above.is_none() || heads(&raw[from..at]);
    let [above, below] = [above, below].map(|marked| marked.map(|(_, marker)| marker.number));
    let number = match (above, below) {
        (Some(above), Some(below)) if above + 2 == below => above + 1,
        (_, Some(2)) if begins => 1,
        (Some(above), None | Some(1)) if found.number == Some(above + 1) => {
            ends_a_series(raw, at, found).then_some(above + 1)?
        }
        _ => return None,
    };
    let apart = found.number.is_some() || is_parted(raw, at);
    (fits(found, number) && apart).then_some((number, around))
}

/// Whether nothing but a heading or the end of a sentence stands above a line.
fn is_parted(raw: &[Element<'_>], at: usize) -> bool {
    match at.checked_sub(1).map(|above| &raw[above]) {
        Some(Element::Line(above)) => {
            let heads = above.form().is_some_and(|form| form < Form::Digit);
            lines::ends_closed(above.text()) || heads && !above.text().contains(['，', ','])
        }
        _ => true,
    }
}

/// Whether a line that no ordinal follows is surely the last of a series: an item that says who answers, or a
/// title right above items.
fn ends_a_series(raw: &[Element<'_>], at: usize, found: &Opening) -> bool {
    let Element::Line(line) = &raw[at] else { return false };
    let words = chars::trim(&line.text()[found.end..]);
    match found.form {
        Form::Han => {
            let title = words.chars().all(chars::is_han) && TITLE.contains(&words.chars().count());
            let item = raw.get(at + 1).and_then(marker);
            title && item.is_some_and(|below| below.form > Form::Han)
        }
        _ => responsibility::ends_in_a_duty(lines::tail(words)),
    }
}

fn marker<'e>(element: &'e Element<'_>) -> Option<&'e Marker> {
    match element {
        Element::Line(line) => line.marker.as_ref(),
        _ => None,
    }
}

fn opening(element: &Element<'_>) -> Option<Opening> {
    match element {
        Element::Line(line) if line.marker.is_none() => read(line),
        _ => None,
    }
}

fn read(line: &Line<'_>) -> Option<Opening> {
    let text = line.text();
    let start = text.len() - text.trim_start_matches(chars::is_space).len();
    // Most lines begin with a word.
    let first = text[start..].chars().next()?;
    let (form, number, len) = if digit(first).is_some() {
        let digits = text[start..].chars().map_while(|c| Some((c, digit(c)?)));
        let digits: Vec<(char, u32)> = digits.take(LONGEST + 1).collect();
        let number = digits.iter().fold(0, |number, (_, digit)| number * 10 + digit);
        let len = digits.iter().map(|(c, _)| c.len_utf8()).sum::<usize>();
        (digits.len() <= LONGEST && number > 0).then_some((Form::Digit, Some(number), len))?
    } else if let Some(number) = stroke(first) {
        (Form::Han, Some(number), first.len_utf8())
    } else if numeral::is_ordinal(first) {
        let of = text[start..].chars().take_while(|&c| numeral::is_ordinal(c));
        let len = of.map(char::len_utf8).sum::<usize>();
        (Form::Han, Some(numeral::ordinal(&text[start..start + len])?), len)
    } else if first == '、' {
        (Form::Han, None, 0)
    } else {
        return None;
    };
    let numeral = start..start + len;
    let behind = &text[numeral.end..];
    let blank = behind.starts_with(chars::is_space);
    let behind = behind.trim_start_matches(chars::is_space);
    let stop = behind.chars().next().filter(|&c| is_stop(c));
    let words = behind[stop.map_or(0, char::len_utf8)..].trim_start_matches(chars::is_space);
    let stopped = match (form, stop) {
        // A stroke is a numeral before its own stop alone, and so is a letter.
        (Form::Han, Some(stop)) if stroke(first).is_some() => is_own_stop(stop),
        (Form::Han, Some('-' | '—' | '–' | ':' | '：')) => false,
        (Form::Han, None) => blank && stroke(first).is_none(),
        (Form::Han, Some(_)) => true,
        (_, Some(stop)) => is_own_stop(stop) || chars::digit(first).is_some(),
        (_, None) => false,
    };
    let opens = words.starts_with(|c: char| {
        (chars::is_han(c) && !numeral::is_ordinal(c)) || matches!(c, '“' | '《')
    });
    (stopped && opens).then_some(Opening { form, number, numeral, end: text.len() - words.len() })
}

/// The digit that a character is, or looks like.
fn digit(c: char) -> Option<u32> {
    match c {
        'l' | 'I' | '|' | '丨' => Some(1),
        'Z' | 'z' => Some(2),
        'S' | 's' => Some(5),
        'O' | 'o' => Some(0),
        'B' => Some(8),
        _ => chars::digit(c),
    }
}

/// The numeral that looks like a stroke.
fn stroke(c: char) -> Option<u32> {
    match c {
        '—' | '―' | '–' | '－' | '-' | 'ー' | '─' | '_' => Some(1),
        '=' | '＝' | 'ニ' => Some(2),
        '≡' => Some(3),
        'ハ' => Some(8),
        '+' | '＋' => Some(10),
        _ => None,
    }
}

/// What stands behind an ordinal.
fn is_own_stop(c: char) -> bool {
    matches!(c, '、' | '丶' | '､' | '﹑' | '.' | '．')
}

/// What stands behind an ordinal, or is read for that.
fn is_stop(c: char) -> bool {
    is_own_stop(c)
        || matches!(c, ',' | '，' | '。' | ':' | '：' | ';' | '；' | '·' | '•' | '-' | '—' | '–')
}

fn mark(element: &mut Element<'_>, found: &Opening, number: u32, record: &mut Record) {
    let Element::Line(line) = element else { return };
    let (numeral, end) = (found.numeral.clone(), found.end);
    record.repair(
        RepairKind::FreedNumber,
        line.flow.span(line.flow.trim(numeral.start..end)),
        Confidence::Likely,
        || format!("序号误识，按上下文的序号读作第{number}：“{}”", head(line.text(), 10)),
        || {
            format!(
                "a misread ordinal; by those above and below it is number {number}: “{}”",
                head(line.text(), 10)
            )
        },
    );
    line.marker = Some(Marker { form: found.form, number, numeral, end, doubtful: false });
    line.bold = bold_prefix(line, &line.bold_ranges);
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use crate::flow::Flow;

    use super::*;

    /// The ordinals of some lines.
    fn ordinals(text: &[&str]) -> Vec<Option<u32>> {
        let source = Source::from_text("n", Format::Text, &text.join("\n"));
        let mut at = 0;
        let line = |words: &&str| {
            let range = TextRange::at(at, at + words.len());
            at += words.len() + 1;
            Element::Line(Line::new(Flow::new(&source, 0, &[range]), true))
        };
        let raw = text.iter().map(line).collect();
        let raw = number(raw, &mut Record::new(Lang::Zh));
        raw.iter().map(|element| marker(element).map(|marker| marker.number)).collect()
    }

    #[test]
    fn one_that_the_series_lacks_is_read() {
        for second in ["2,护林。", "2。护林。", "2:护林。", "Z.护林。", "2-护林。"]
        {
            let read = ordinals(&["1.造林。", second, "3.育苗。"]);
            assert_eq!(read, [Some(1), Some(2), Some(3)], "{second}");
        }
        for first in ["l.造林。", "1。造林。", "I、造林。"] {
            let read = ordinals(&["一、任务", first, "2.护林。", "二、措施", "3.育苗。"]);
            assert_eq!(read, [1, 1, 2, 2, 3].map(Some), "{first}");
        }
        for first in ["—、扩大造林", "- 、扩大造林", "、扩大造林", "一 扩大造林", "一。扩大造林"]
        {
            let read = ordinals(&["制定本方案。", first, "1.造林。", "二、护林", "2.巡山。"]);
            assert_eq!(read, [None, Some(1), Some(1), Some(2), Some(2)], "{first}");
        }
        for last in ["二 管护现有林木", "=、管护现有林木"] {
            let read = ordinals(&["一、扩大造林", "1.造林。", last, "2.巡山。"]);
            assert_eq!(read, [1, 1, 2, 2].map(Some), "{last}");
        }
        let last = "2。护林。每周巡查。（责任单位：县林业局）";
        assert_eq!(ordinals(&["1.造林。", last]), [Some(1), Some(2)]);
    }

    #[test]
    fn what_the_series_does_not_lack_stays_as_it_is() {
        for lines in [
            &["1.造林。", "2。护林。", "2.育苗。"][..],
            &["1.造林。", "3:护林。", "3.育苗。"],
            &["1.造林。", "2:护林。", "2:护苗。", "3.育苗。"],
            &["1.造林。", "2:1的比例。", "3.育苗。"],
            &["1.造林。", "2。护林。"],
            &["一、造林", "—护林", "三、育苗"],
            &["一、造林和育苗，护", "、林场", "三、育苗"],
        ] {
            assert_eq!(ordinals(lines)[1], None, "{lines:?}");
        }
    }
}
