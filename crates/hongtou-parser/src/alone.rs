//! The number of an item on a line of its own.
//!
//! A break may fall behind the number, `3．` above `加强…`, or before its stop, `3` above `．加强…`. Where
//! the count has come to it, it is the item's; else a number with a stop is that of a page.

use hongtou_model::{Confidence, FurnitureKind, RepairKind};
use hongtou_source::{chars, numeral};

use crate::lines::{Element, Line, bold_prefix, ends_closed, is_page_number};
use crate::marker::Form;
use crate::record::Record;
use crate::words;

/// The stops behind the number of an item.
const STOPS: [char; 3] = ['．', '.', '、'];

/// The largest number taken for an item's: longer ones are telephones and postcodes.
const LARGEST: u32 = 9999;

/// Whether a line is a number with a stop or without.
pub(crate) fn is_number(text: &str) -> bool {
    number(text).is_some()
}

/// The number that a line is, and whether its stop is on the line.
pub(crate) fn number(text: &str) -> Option<(u32, bool)> {
    // Most lines are longer.
    if text.len() > 16 {
        return None;
    }
    let text = text.trim_matches(chars::is_space);
    let bare = text.strip_suffix(STOPS).unwrap_or(text);
    let (value, end) = numeral::digits(bare, 0)?;
    let value = u32::try_from(value).ok().filter(|value| (1..=LARGEST).contains(value))?;
    (end == bare.len()).then_some((value, bare.len() < text.len()))
}

/// Puts such numbers before their items, and sets aside those of pages.
pub(crate) fn join<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    if !raw.iter().any(|element| matches!(element, Element::Line(line) if is_number(line.text()))) {
        return raw;
    }
    let below = below(&raw);
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    // The last number of an item.
    let mut last = 0;
    let mut gap = false;
    let mut raw = raw.into_iter().zip(below).peekable();
    while let Some((element, below)) = raw.next() {
        let Element::Line(mut line) = element else {
            out.push(element);
            continue;
        };
        line.gap |= std::mem::take(&mut gap);
        let Some((value, stopped)) = number(line.text()) else {
            if let Some(marker) = line.marker.as_ref().filter(|m| m.form == Form::Digit) {
                last = marker.number;
            }
            out.push(Element::Line(line));
            continue;
        };
        // A stop that a line begins with has lost its number; one behind a number may be a page's.
        let counts =
            !stopped || value == 1 || value == last + 1 || value > last && below == value + 1;
        let begins =
            |next: &Line<'_>| begins(next, stopped) && next.flow.source() == line.flow.source();
        // The line before is looked at last: it may be long, and stand before many numbers.
        // 7月底前 below `4.`: a figure may have been cut in its point, unless the line before is whole, or
        // a title that a blank line parts from the number.
        let figure = |next: &Line<'_>| {
            stopped
                && begins_with_figure(next)
                && next.flow.source() == line.flow.source()
                && matches!(out.last(), Some(Element::Line(before))
                    if ends_closed(before.text()) || line.gap && is_title(before))
        };
        let goes_before = |(next, _): &(Element<'_>, u32)| matches!(next, Element::Line(next) if begins(next) && !is_cut(out.last()) || figure(next));
        if counts && let Some((Element::Line(next), _)) = raw.next_if(goes_before) {
            report(&line, Confidence::Likely, record);
            last = value;
            out.push(Element::Line(joined(line, next)));
        } else if stopped && is_page_number(line.text()) {
            record.furniture(FurnitureKind::PageNumber, line.flow.whole());
            gap = true;
        } else {
            out.push(Element::Line(line));
        }
    }
    out
}

/// Puts ordinals in brackets that stand on lines of their own before the words below them, where
/// they are the next in their count: a line that is set out to the width comes apart behind them.
pub(crate) fn join_ordinals<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    if !raw.iter().any(|element| ordinal(element).is_some()) {
        return raw;
    }
    let mut last = [0; 8];
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut raw = raw.into_iter().peekable();
    while let Some(element) = raw.next() {
        let found = ordinal(&element);
        let Element::Line(line) = element else {
            out.push(element);
            continue;
        };
        let counts = line.marker.as_ref().is_some_and(|marker| {
            let last = std::mem::replace(&mut last[marker.form as usize], marker.number);
            marker.number == 1 || marker.number == last + 1
        });
        let goes_before = |next: &Element<'_>| {
            matches!(next, Element::Line(next) if begins(next, true)
                && next.flow.source() == line.flow.source()
                && !words::is_label_line(next.text())
                && !words::is_date_line(next.text()))
        };
        // （二） inside of a sentence that a break cuts points to what it counts.
        let joins = found.is_some() && counts && !is_cut(out.last());
        match raw.next_if(|next| joins && goes_before(next)) {
            Some(Element::Line(next)) => {
                report(&line, how_sure(out.last()), record);
                out.push(Element::Line(joined(line, next)));
            }
            _ => out.push(Element::Line(line)),
        }
    }
    out
}

/// The form of an ordinal that is all of its line.
fn ordinal(element: &Element<'_>) -> Option<Form> {
    let Element::Line(line) = element else { return None };
    // Most lines are longer.
    let marker = line.marker.as_ref().filter(|_| line.text().len() <= 24)?;
    let form = Some(marker.form);
    form.filter(|form| {
        matches!(form, Form::HanBracket | Form::DigitBracket)
            && !line.rest().contains(|c| !chars::is_space(c))
    })
}

/// The next number of an item, or that may be one's, below each element; 0 where there is none.
fn below(raw: &[Element<'_>]) -> Vec<u32> {
    let mut next = 0;
    let mut below = vec![0; raw.len()];
    for (element, below) in raw.iter().zip(&mut below).rev() {
        *below = next;
        let Element::Line(line) = element else { continue };
        let own = line.marker.as_ref().filter(|marker| marker.form == Form::Digit);
        let own = own.map(|marker| marker.number);
        next = own.or_else(|| number(line.text()).map(|(value, _)| value)).unwrap_or(next);
    }
    below
}

/// Whether a line begins with what stands behind a number: its words, or its stop and they.
fn begins(line: &Line<'_>, stopped: bool) -> bool {
    let text = line.text().trim_start_matches(chars::is_space);
    let words = if stopped { Some(text) } else { text.strip_prefix(STOPS) };
    let first = words.and_then(|words| words.trim_start_matches(chars::is_space).chars().next());
    line.marker.is_none() && first.is_some_and(|c| chars::is_han(c) || matches!(c, '“' | '《'))
}

/// Whether a line begins with a figure or a time in digits: 7月底前, 30个, 2026年.
fn begins_with_figure(line: &Line<'_>) -> bool {
    let text = line.text().trim_start_matches(chars::is_space);
    let behind = text.trim_start_matches(|c| chars::digit(c).is_some());
    line.marker.is_none() && behind.len() < text.len() && behind.starts_with(chars::is_han)
}

/// Whether a sentence stops in the middle: what stands below it is rather a page's.
fn is_cut(before: Option<&Element<'_>>) -> bool {
    let Some(Element::Line(line)) = before else { return false };
    !ends_closed(line.text()) && line.text().contains(['，', ','])
}

/// Whether a line is the title of a section, which no figure ends: 二、登记阶段.
fn is_title(line: &Line<'_>) -> bool {
    let heads = line.level > 0 || matches!(line.form(), Some(Form::Han | Form::Chapter));
    heads && !line.text().contains(['，', ',', '；', '。'])
}

/// How sure it is that an ordinal below an element opens a line: the element ends a sentence, or is a
/// heading of its own.
fn how_sure(before: Option<&Element<'_>>) -> Confidence {
    match before {
        Some(Element::Line(line)) if !ends_closed(line.text()) && line.marker.is_none() => {
            Confidence::Likely
        }
        _ => Confidence::Certain,
    }
}

fn report(number: &Line<'_>, confidence: Confidence, record: &mut Record) {
    let words = number.text().trim();
    record.repair(
        RepairKind::JoinedParagraph,
        number.flow.whole(),
        confidence,
        || format!("序号“{words}”单独成行，已接在下一行之前"),
        || format!("the number {words} stands on a line of its own and is joined to the next"),
    );
}

fn joined<'s>(number: Line<'s>, words: Line<'s>) -> Line<'s> {
    let mut flow = number.flow;
    flow.append(&words.flow);
    let mut bold = number.bold_ranges;
    bold.extend(&words.bold_ranges);
    let cells = number.cells + words.cells;
    let mut line = Line { marker: Line::new(flow.clone(), true).marker, flow, cells, ..words };
    (line.gap, line.indented) = (number.gap, number.indented);
    line.bold = bold_prefix(&line, &bold);
    line.bold_ranges = bold;
    line
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::fixtures;
    use crate::flow::Flow;
    use crate::lines;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        check_by(join, lines, expected);
    }

    #[track_caller]
    fn check_by(
        put: impl for<'s> Fn(Vec<Element<'s>>, &mut Record) -> Vec<Element<'s>>,
        lines: &[&str],
        expected: &[&str],
    ) {
        assert_eq!(fixtures::put_together(put, lines, true), expected);
    }

    #[test]
    fn a_number_goes_before_its_item() {
        check(&["1", "．建站。", "2．清淤。"], &["1．建站。", "2．清淤。"]);
        check(
            &["1．建站。", "2．", "清淤。", "3、", "巡查。"],
            &["1．建站。", "2．清淤。", "3、巡查。"],
        );
    }

    #[test]
    fn a_number_goes_before_an_item_that_begins_with_a_figure() {
        check(
            &["1．建站。", "2．", "7月底前清淤。", "3．巡查。"],
            &["1．建站。", "2．7月底前清淤。", "3．巡查。"],
        );
        check(&["1．建站。", "2.", "30个镇清淤。"], &["1．建站。", "2.30个镇清淤。"]);
        // A figure cut in its point, a page's number above the rest of an item.
        check(&["1．建站，增长", "2.", "5个百分点。"], &["1．建站，增长", "5个百分点。"]);
        check(&["1．建站。", "7.", "30个镇清淤。"], &["1．建站。", "30个镇清淤。"]);
    }

    #[test]
    fn a_number_goes_before_a_figure_below_a_title() {
        let lines = ["1．建站。", "二、清淤阶段", "2.", "7月底前清淤。"];
        let text = lines.concat();
        let source = Source::from_text("n", Format::Text, &text);
        for (gap, expected) in [
            (true, &["1．建站。", "二、清淤阶段", "2.7月底前清淤。"][..]),
            // The title may be a figure's, cut in its point.
            (false, &["1．建站。", "二、清淤阶段", "7月底前清淤。"]),
        ] {
            let mut at = 0;
            let raw = lines.iter().map(|words| {
                let start = at;
                at += words.len();
                let flow = Flow::new(&source, 0, &[TextRange::at(start, at)]);
                let mut line = Line::new(flow, true);
                line.gap = gap;
                Element::Line(line)
            });
            let found = join(raw.collect(), &mut Record::new(Lang::Zh));
            assert_eq!(lines::texts(&found), expected);
        }
    }

    #[test]
    fn an_ordinal_goes_before_its_words() {
        check_by(
            join_ordinals,
            &["一、绿化", "（一）造林。", "（二）", "育苗。", "每县一处。", "（1）", "选址。"],
            &["一、绿化", "（一）造林。", "（二）育苗。", "每县一处。", "（1）选址。"],
        );
        // Out of the count, before a label, a date, another ordinal, and what is no words.
        for lines in [
            ["（一）造林。", "（三）", "育苗。"],
            ["（一）造林。", "（二）", "责任单位：市林业局"],
            ["（一）造林。", "（二）", "2024年3月5日"],
            ["（一）造林。", "（二）", "1.育苗。"],
            ["（一）造林。", "（二）", "3万亩。"],
            ["（一）造林，按照本方案第三部分", "（二）", "的要求开展。"],
        ] {
            check_by(join_ordinals, &lines, &lines);
        }
    }

    #[test]
    fn the_number_of_a_page_is_none() {
        check(&["1．建站。", "5．", "各县区要认真落实。"], &["1．建站。", "各县区要认真落实。"]);
        check(
            &["1．建站，整治", "2.", "河道。", "2．清淤。"],
            &["1．建站，整治", "河道。", "2．清淤。"],
        );
        check(&["1．建站。", "2", "清淤。"], &["1．建站。", "2", "清淤。"]);
        // A telephone.
        check(&["1．建站。", "4294967295.", "清淤。"], &["1．建站。", "4294967295.", "清淤。"]);
    }
}
