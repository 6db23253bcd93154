//! Ordinals that only their count shows: 第一，…, 壹、…, Ⅰ. …, A. ….
//!
//! One such opening by itself may be any word of a sentence; where the next of them opens a line as well
//! and nothing from further out stands between the two, both are ordinals. What level they are depends on
//! what stands above and below them.

use std::ops::Range;

use hongtou_source::{chars, numeral};

use crate::lines::{Element, Line, bold_prefix};
use crate::marker::{Form, Marker};

/// The ways of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// 第一，
    Ordinal,
    /// 壹、
    Formal,
    /// Ⅰ. and IV.
    Roman,
    /// A.
    Latin,
}

const STYLES: [Style; 4] = [Style::Ordinal, Style::Formal, Style::Roman, Style::Latin];

/// An opening of a line that may be an ordinal.
#[derive(Clone, Debug)]
struct Opening {
    number: u32,
    numeral: Range<usize>,
    /// Where the words begin.
    end: usize,
}

/// Reads the ordinals of lines that count on in one of the styles.
pub(crate) fn number<'s>(mut raw: Vec<Element<'s>>) -> Vec<Element<'s>> {
    let known: Vec<Form> = FORMS
        .into_iter()
        .filter(|&form| raw.iter().any(|element| form_of(element) == Some(form)))
        .collect();
    let mut counts: Vec<Count> = Vec::new();
    // The levels that what comes stands below, from the outermost on.
    let mut above: Vec<Form> = Vec::new();
    for at in 0..raw.len() {
        let read = STYLES.into_iter().find_map(|s| Some((s, opening(&raw[at], s)?)));
        if let Some((style, found)) = read {
            // 第四，goes on behind 第三，and what stands below it.
            let outer = |form: Form| above.iter().rev().find(|&&known| known < form).copied();
            let of = |count: &&mut Count| count.style == style && count.outer == outer(count.form);
            let last = counts.iter_mut().rev().find(of);
            if let Some(count) = last.filter(|count| found.number == count.last + 1) {
                count.last = found.number;
                mark(&mut raw[at], count.form, found);
            } else if let Some((form, members)) =
                run(&raw[at..], style, above.last().copied(), &known)
            {
                let outer = outer(form);
                counts.retain(|count| count.style != style || count.outer != outer);
                counts.push(Count { style, outer, form, last: members.len() as u32 });
                for (nth, found) in members {
                    mark(&mut raw[at + nth], form, found);
                }
            }
        }
        if let Some(form) = form_of(&raw[at]) {
            above.truncate(above.partition_point(|&known| known < form));
            above.push(form);
        }
    }
    raw
}

/// A count that may go on below the next title.
struct Count {
    style: Style,
    outer: Option<Form>,
    form: Form,
    last: u32,
}

fn mark(element: &mut Element<'_>, form: Form, found: Opening) {
    let Element::Line(line) = element else { return };
    let Opening { number, numeral, end } = found;
    line.marker = Some(Marker { form, number, numeral, end, doubtful: false });
    line.bold = bold_prefix(line, &line.bold_ranges);
}

fn form_of(element: &Element<'_>) -> Option<Form> {
    match element {
        Element::Line(line) => line.form(),
        _ => None,
    }
}

/// The lines that count on from the first, and the level they stand on; `outer` is that of the last
/// ordinal above them.
fn run(
    raw: &[Element<'_>],
    style: Style,
    outer: Option<Form>,
    known: &[Form],
) -> Option<(Form, Vec<(usize, Opening)>)> {
    // What is said to be the first of something below no title is rather a speech, and below an item a part
    // of its words.
    if style == Style::Ordinal && outer.is_none_or(|outer| outer > Form::Han) {
        return None;
    }
    if opening(raw.first()?, style)?.number != 1 {
        return None;
    }
    let mut members: Vec<(usize, Opening)> = Vec::new();
    let mut below = None;
    for (at, element) in raw.iter().enumerate() {
        match (form_of(element), opening(element, style)) {
            (Some(form), _) if Some(form) <= outer => break,
            (Some(form), _) => below = Some(below.map_or(form, |known: Form| known.min(form))),
            (None, Some(found)) if found.number == members.len() as u32 + 1 => {
                members.push((at, found));
            }
            // Another count begins.
            (None, Some(found)) if found.number == 1 => break,
            _ => {}
        }
    }
    if members.len() < 2 {
        return None;
    }
    Some((level(outer, below, style, known)?, members))
}

/// All levels but that of articles.
const FORMS: [Form; 6] =
    [Form::Chapter, Form::Han, Form::HanBracket, Form::Digit, Form::DigitBracket, Form::Circle];

/// The level between what stands above and what stands below, rather one that is known elsewhere.
fn level(outer: Option<Form>, below: Option<Form>, style: Style, known: &[Form]) -> Option<Form> {
    let mut free = FORMS
        .into_iter()
        .filter(|&form| Some(form) > outer && below.is_none_or(|below| form < below));
    match (outer, below) {
        (None, Some(_)) => free.next_back(),
        (None, None) if style == Style::Latin => Some(Form::Digit),
        (None, None) => Some(Form::Han),
        _ => free.clone().find(|form| known.contains(form)).or_else(|| free.next()),
    }
}

fn opening(element: &Element<'_>, style: Style) -> Option<Opening> {
    match element {
        Element::Line(line) if line.marker.is_none() => read(line, style),
        _ => None,
    }
}

fn read(line: &Line<'_>, style: Style) -> Option<Opening> {
    let text = line.text();
    let start = text.len() - chars::trim_start(text).len();
    let first = text[start..].chars().next()?;
    let holds = |c: char| match style {
        Style::Ordinal => numeral::is_ordinal(c),
        Style::Formal => FORMAL.contains(c),
        Style::Roman => ('Ⅰ'..='Ⅻ').contains(&c) || matches!(c, 'I' | 'V' | 'X'),
        Style::Latin => c.is_ascii_uppercase(),
    };
    let from = match style {
        Style::Ordinal if first != '第' => return None,
        Style::Ordinal => start + first.len_utf8(),
        _ => start,
    };
    let len: usize = text[from..].chars().take_while(|&c| holds(c)).map(char::len_utf8).sum();
    let (numeral, stop) = (from..from + len, text[from + len..].chars().next()?);
    let number = value(&text[numeral.clone()], style)?;
    let stops = match style {
        Style::Ordinal => matches!(stop, '，' | ',' | '、' | '：' | ':'),
        _ => matches!(stop, '、' | '.' | '．'),
    };
    let behind = &text[numeral.end + stop.len_utf8()..];
    let words = behind.trim_start_matches(chars::is_space);
    // 第一、二季度 and 第一、第二产业 count on, and A.B are names.
    let opens =
        words.starts_with(|c| chars::is_han(c) && !numeral::is_ordinal(c) && c != '第' || c == '“');
    (stops && opens).then_some(Opening { number, numeral, end: text.len() - words.len() })
}

/// The numerals that are written where none may be altered, from one on.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";

fn value(numeral: &str, style: Style) -> Option<u32> {
    let mut all = numeral.chars();
    match style {
        Style::Ordinal => numeral::ordinal(numeral),
        Style::Formal => {
            let plain =
                |c| FORMAL.chars().position(|own| own == c).and_then(|at| HAN.chars().nth(at));
            numeral::ordinal(&all.map(plain).collect::<Option<String>>()?)
        }
        Style::Latin => match (all.next()?, all.next()) {
            (letter, None) => Some(letter as u32 - 'A' as u32 + 1),
            _ => None,
        },
        Style::Roman => match (all.next()?, all.next()) {
            (letter @ 'Ⅰ'..='Ⅻ', None) => Some(letter as u32 - 'Ⅰ' as u32 + 1),
            _ => ROMAN.iter().position(|own| *own == numeral).map(|at| at as u32 + 1),
        },
    }
}

const HAN: &str = "一二三四五六七八九十";
const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[track_caller]
    fn check(text: &str, expected: &[(Option<Form>, u32, &str)]) {
        assert_eq!(fixtures::ordinals(text, number), fixtures::owned(expected), "{text}");
    }

    #[test]
    fn what_is_said_to_be_the_first_and_the_second_stands_below_its_title() {
        use Form::{Digit, Han, HanBracket};
        check(
            "一、造林\n第一，育苗。\n每县一处。\n第二，栽树。\n二、修路\n（一）选线。\n第一、勘测。\n第二、绘图。\n1.测量\n第一，买尺。\n第二，量地。\n三、投产\n第一、第二产业并进。\n第二、第三产业并进。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (None, 0, "每县一处。"),
                (Some(HanBracket), 2, "栽树。"),
                (Some(Han), 2, "修路"),
                (Some(HanBracket), 1, "选线。"),
                (None, 0, "第一、勘测。"),
                (None, 0, "第二、绘图。"),
                (Some(Digit), 1, "测量"),
                (None, 0, "第一，买尺。"),
                (None, 0, "第二，量地。"),
                (Some(Han), 3, "投产"),
                (None, 0, "第一、第二产业并进。"),
                (None, 0, "第二、第三产业并进。"),
            ],
        );
    }

    #[test]
    fn a_count_may_go_on_below_the_next_title() {
        use Form::{Han, HanBracket};
        check(
            "一、造林\n第一，育苗。\n第二，栽树。\n二、修路\n第三，选线。\n第五，铺路。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (Some(HanBracket), 2, "栽树。"),
                (Some(Han), 2, "修路"),
                (Some(HanBracket), 3, "选线。"),
                (None, 0, "第五，铺路。"),
            ],
        );
        // So does each that follows it in its section.
        check(
            "一、造林\n第一，育苗。\n第二，栽树。\n二、修路\n第三，选线。\n第四，铺路。\n三、治水\n第五，清淤。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (Some(HanBracket), 2, "栽树。"),
                (Some(Han), 2, "修路"),
                (Some(HanBracket), 3, "选线。"),
                (Some(HanBracket), 4, "铺路。"),
                (Some(Han), 3, "治水"),
                (Some(HanBracket), 5, "清淤。"),
            ],
        );
    }

    #[test]
    fn other_numerals_head_what_stands_below_them() {
        use Form::{Chapter, Digit, Han, HanBracket};
        check(
            "壹、造林\n一、育苗\n二、栽树\n贰、修路\n一、选线",
            &[
                (Some(Chapter), 1, "造林"),
                (Some(Han), 1, "育苗"),
                (Some(Han), 2, "栽树"),
                (Some(Chapter), 2, "修路"),
                (Some(Han), 1, "选线"),
            ],
        );
        check(
            "Ⅰ.造林\nA.育苗。\nB.栽树。\nⅡ.修路\nA.选线。\nB.铺路。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (Some(HanBracket), 2, "栽树。"),
                (Some(Han), 2, "修路"),
                (Some(HanBracket), 1, "选线。"),
                (Some(HanBracket), 2, "铺路。"),
            ],
        );
        check("A.育苗。\nB.栽树。", &[(Some(Digit), 1, "育苗。"), (Some(Digit), 2, "栽树。")]);
    }

    #[test]
    fn one_opening_alone_is_no_ordinal() {
        for text in [
            "一、造林\n第一，育苗。\n第三，栽树。",
            "一、造林\n第一、二季度育苗。\n第二、三季度栽树。",
            "第一，育苗。\n第二，栽树。",
            "一、造林\n第一，育苗。\n二、修路\n第二，选线。",
            "A.育苗。\nC.栽树。",
            "A.B林场\nB.C林场",
            "一、造林\n第一批育苗。\n第二批栽树。",
        ] {
            let lines: Vec<_> = text
                .split('\n')
                .map(|line| match line.split_once('、') {
                    Some((number @ ("一" | "二"), rest)) => {
                        (Some(Form::Han), numeral::ordinal(number).unwrap_or_default(), rest)
                    }
                    _ => (None, 0, line),
                })
                .collect();
            check(text, &lines);
        }
    }
}
