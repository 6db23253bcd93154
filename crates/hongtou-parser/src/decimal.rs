//! Ordinals in decimals: 1.1 below 一、 or below 1, 1.1.1 below that, with and without a stop; written
//! 1-1, （1-1） and A1 as well.
//!
//! A number with a point is a figure as well, and 1. may stand before words that begin with one:
//! `1.2条道路`. So the count decides: numbers that go on by themselves, `1.1`, `1.2`, `2.1`, are
//! ordinals, and those below which it begins are their titles: `1总则`. What level they are depends
//! on what stands above them.

use std::ops::Range;

use hongtou_source::chars;

use crate::lines::{Element, Line, bold_prefix};
use crate::marker::{Form, Marker};
use crate::quantity::opens_with_action;
use crate::sentence;

/// The deepest number: 1.1.1.1.
const DEEPEST: usize = 4;
/// So many numbers of a count may be missing before the next.
const MISSING: u32 = 2;
/// The longest title of a number without a point.
const LONGEST_TITLE: usize = 30;

/// A number of one part or more at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    parts: Vec<u32>,
    written: Written,
    /// Whether a stop or a bracket sets it apart from the words, as no name is: A1、, （1-1）.
    apart: bool,
    /// Where its digits stand.
    digits: Range<usize>,
    /// Where the words begin.
    end: usize,
}

impl Number {
    /// Whether it may be a range of numbers, which rises: 1-3, and not 1-1 or 2-1.
    fn may_span(&self) -> bool {
        matches!(self.parts[..], [from, to] if from < to)
    }
}

/// How the parts of a number are set apart; a text counts in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// 1.2
    Points,
    /// 1-2, with a blank, a stop or a bracket before the words
    Dashes,
    /// 1-2 before the words, as ranges stand
    Glued,
    /// A2
    Letter,
}

/// Reads the ordinals of lines that count in decimals.
pub(crate) fn number<'s>(mut raw: Vec<Element<'s>>) -> Vec<Element<'s>> {
    let (found, goes_on) = counted(&raw);
    let Some(first) = found.iter().position(Option::is_some) else { return raw };
    let titles = titles(&raw, &found);
    // 1. before `1条`, then 2. before `1处`: none of them counts on, nor has a title.
    let heads = |(element, title): (&Element<'_>, &Option<Title>)| matches!(element, Element::Line(line) if title.is_some() && line.marker.is_none());
    if !goes_on && raw.iter().zip(&titles).filter(|&pair| heads(pair)).count() < 2 {
        return raw;
    }
    let levels = levels(&raw, first, &found, &titles);
    // The number of the list that the lines stand in.
    let mut listed = None;
    for ((element, found), title) in raw.iter_mut().zip(found).zip(titles) {
        let Element::Line(line) = element else { continue };
        let before = listed;
        if line.marker.is_some() || found.is_some() {
            let number = |m: &Marker| (m.form == Form::Digit).then_some(m.number);
            listed = line.marker.as_ref().and_then(number).filter(|_| found.is_none());
        }
        let (number, depth) = match (found, title) {
            (Some(number), _) => (Some(number.clone()), number.parts.len()),
            (None, Some(Title::Words)) => (bare(line), 1),
            _ => {
                // Where decimals are ordinals, 3.1 before Ⅰ级响应 is no 3. before 1, unless 2. stands
                // before it.
                line.marker.take_if(|found| {
                    found.doubtful
                        && before.is_none_or(|number| number + 1 != found.number)
                        && !counts(&line.flow.text()[found.end..])
                });
                continue;
            }
        };
        let (Some(number), Some(&form)) = (number, levels.get(depth - 1)) else { continue };
        let Some(&last) = number.parts.last() else { continue };
        line.marker = Some(Marker {
            form,
            number: last,
            numeral: number.digits,
            end: number.end,
            doubtful: false,
        });
        line.bold = bold_prefix(line, &line.bold_ranges);
    }
    raw
}

/// Whether words begin with a figure that counts: 2处 behind 4., 2021年 behind 19.
fn counts(words: &str) -> bool {
    words.trim_start_matches(|c| chars::digit(c).is_some()).starts_with(chars::is_han)
}

/// What stands on the line of the number above 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Title {
    /// A few words.
    Words,
    /// A task behind `1.`, whose parts the others are.
    Task,
}

/// The numbers of several parts that follow each other, by line, and whether one goes on from another
/// at the same place; of the ways in which they are written the one that counts on most.
fn counted(raw: &[Element<'_>]) -> (Vec<Option<Number>>, bool) {
    const WAYS: [Written; 4] = [Written::Points, Written::Dashes, Written::Glued, Written::Letter];
    let number = |element: &Element<'_>| match element {
        Element::Line(line) => decimal(line.text()),
        _ => None,
    };
    let numbers: Vec<Option<Number>> = raw.iter().map(number).collect();
    if numbers.iter().all(Option::is_none) {
        return (numbers, false);
    }
    let counts = WAYS.iter().filter_map(|&way| count(raw, &numbers, way));
    let best = counts.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or_else(|| (vec![None; raw.len()], false), |(found, steps)| (found, steps > 0))
}

/// The numbers written one way that follow each other, and how many go on from another at the same place;
/// none where many are out of the count.
///
/// What does not stand on points names things and spans ranges as well: where no stop sets it apart, the sections
/// above have the numbers that these begin with, and below one section alone no word is what most of them name.
fn count(
    raw: &[Element<'_>],
    numbers: &[Option<Number>],
    way: Written,
) -> Option<(Vec<Option<Number>>, u32)> {
    let mut out: Vec<Option<Number>> = vec![None; raw.len()];
    let mut last: Vec<u32> = Vec::new();
    let (mut kept, mut off, mut steps) = (0, 0, 0);
    // The last number of each form of ordinals, and the words that stand behind the numbers.
    let mut above: Vec<(Form, u32)> = Vec::new();
    let (mut first, mut named): (Vec<&str>, usize) = (Vec::new(), 0);
    // How many sections above have the numbers that these begin with.
    let mut sections = 0;
    // Whether （1） stands behind the last （1-1）.
    let mut amid = false;
    for (at, ((element, number), out)) in raw.iter().zip(numbers).zip(&mut out).enumerate() {
        let Element::Line(line) = element else { continue };
        let Some(number) = number else {
            if let Some(marker) = line.marker.as_ref().filter(|_| way != Written::Points) {
                above.retain(|&(form, _)| form != marker.form);
                above.push((marker.form, marker.number));
                amid |= marker.form == Form::DigitBracket;
            }
            continue;
        };
        // 1-2级 says nothing of a count on points.
        if number.written != way {
            continue;
        }
        let next = follows(&last, &number.parts);
        if way != Written::Points && !number.apart {
            let words = &line.text()[number.end..];
            let below = || numbers[at + 1..].iter().flatten().find(|below| below.written == way);
            // 1-2名 where no number goes on: of such a count nothing is sure.
            if way == Written::Glued
                && is_measured(words)
                && number.may_span()
                && !stands_between(&last, number, below(), steps)
            {
                off += u32::from(next);
                continue;
            }
            first.extend((!opens_with_action(words)).then(|| first_word(words)));
            named += 1;
            let numbered = above.iter().any(|&(_, section)| section == number.parts[0]);
            if !numbered && (way == Written::Letter || !above.is_empty()) {
                off += 1;
                continue;
            }
            sections += u32::from(numbered && last.first() != number.parts.first());
        }
        if !next {
            off += 1;
            continue;
        }
        kept += 1;
        amid = false;
        let deep = last.len() == number.parts.len();
        steps += u32::from(deep && last[..last.len() - 1] == number.parts[..last.len() - 1]);
        last.clone_from(&number.parts);
        *out = Some(number.clone());
    }
    // What most begin with stands in the middle of all.
    first.sort_unstable();
    let middle = first.get(first.len() / 2);
    let names = middle.is_some_and(|most| {
        (sections < 2 || is_place(most))
            && named > 1
            && first.iter().filter(|&word| word == most).count() * 2 > named
    });
    // It would stand below.
    amid &= out.iter().flatten().any(|number| number.digits.start > 0);
    (off * 3 <= kept && !names && !amid).then_some((out, steps))
}

/// Whether a word ends the name of a part of a town, which numbers with a stroke tell apart: 1-2号楼, 3-1地块.
fn is_place(word: &str) -> bool {
    matches!(word, "号楼" | "地块" | "标段" | "片区" | "楼栋" | "单元" | "号线")
}

/// Whether words begin with what a range of numbers counts: 1-2月, 3-6个.
fn is_measured(words: &str) -> bool {
    const MEASURES: &str = "月日年个岁天周级号名次家人所处层米班块座类";
    words.starts_with(|c| MEASURES.contains(c))
}

/// Whether a number goes on from the last and the one below it from it, or is the last where others have gone on:
/// 1-2人行天桥 between 1-1 and 1-3 or 2-1.
fn stands_between(last: &[u32], number: &Number, below: Option<&Number>, steps: u32) -> bool {
    let goes_on = |from: &[u32], to: &[u32]| match (from, to) {
        (&[section, n], &[to, next]) => {
            to == section && next == n + 1 || to == section + 1 && next == 1
        }
        _ => false,
    };
    goes_on(last, &number.parts)
        && below.map_or(steps > 0, |below| goes_on(&number.parts, &below.parts))
}

/// The two characters that words begin with, as most nouns have: 标段, 农田.
fn first_word(words: &str) -> &str {
    let end = words.char_indices().nth(2).map_or(words.len(), |(at, _)| at);
    &words[..end]
}

/// Whether a number is the next in a count.
fn follows(last: &[u32], next: &[u32]) -> bool {
    // What is below begins at 1, and a list of contents before it is begun again.
    if next.iter().all(|&part| part == 1) || last.is_empty() && next[1..].iter().all(|&n| n == 1) {
        return true;
    }
    let same = last.iter().zip(next).take_while(|(a, b)| a == b).count();
    let begins = |from: usize| next[from..].iter().all(|&part| part == 1);
    match (last.get(same), next.get(same)) {
        (None, Some(_)) => begins(same) && !last.is_empty(),
        // A copy may leave out whole chapters.
        (Some(&a), Some(&b)) => b > a && (same == 0 || b <= a + 1 + MISSING) && begins(same + 1),
        _ => false,
    }
}

/// The lines with the numbers that decimals stand below: 1 before 1.1.
fn titles(raw: &[Element<'_>], found: &[Option<Number>]) -> Vec<Option<Title>> {
    let mut titles = vec![None; raw.len()];
    let mut sought = None;
    for (at, element) in raw.iter().enumerate().rev() {
        if let Some(number) = &found[at] {
            // 3.1 may be no ordinal that is read, above 3.1.1.
            sought = match number.parts[..] {
                [n, ref below @ ..] if below.iter().all(|&part| part == 1) => Some(n),
                _ => None,
            };
            continue;
        }
        let (Element::Line(line), Some(n)) = (element, sought) else { continue };
        if bare(line).is_some_and(|number| number.parts == [n]) {
            sought = None;
            titles[at] = Some(Title::Words);
        } else if line
            .marker
            .as_ref()
            .is_some_and(|m| m.form == Form::Digit && m.number == n && !m.doubtful)
        {
            sought = None;
            titles[at] = Some(Title::Task);
        }
    }
    if titles.contains(&Some(Title::Words)) {
        last_titles(raw, found, &mut titles);
    }
    titles
}

/// Titles of the same count that have no decimals below them: 1总则 before 2职责, and 8附则.
fn last_titles(raw: &[Element<'_>], found: &[Option<Number>], titles: &mut [Option<Title>]) {
    const LONGEST: usize = 12;
    const COUNTED: &str =
        "个年月日号条项次家天周时点分元人名万亿千百层级所座处辆台套件公亩吨米岁度类种批期轮场倍届";
    let first = titles.iter().position(|&title| title == Some(Title::Words)).unwrap_or_default();
    let second =
        matches!(&raw[first], Element::Line(line) if bare(line).is_some_and(|n| n.parts == [2]));
    let mut top = 0;
    for (at, element) in raw.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        if let Some(number) = &found[at] {
            top = number.parts[0];
            continue;
        }
        let Some(number) = bare(line) else { continue };
        let title = &line.text()[number.end..];
        let counts = title.starts_with(|c| COUNTED.contains(c));
        let alone = line.marker.is_none() && title.chars().count() <= LONGEST && !counts;
        if titles[at].is_some()
            || alone && (top > 0 || second && at < first) && number.parts == [top + 1]
        {
            top = number.parts[0];
            titles[at] = Some(Title::Words);
        }
    }
}

/// The form that each depth of the numbers stands for, the number without a point first.
fn levels(
    raw: &[Element<'_>],
    first: usize,
    found: &[Option<Number>],
    titles: &[Option<Title>],
) -> Vec<Form> {
    const FORMS: [Form; 6] =
        [Form::Chapter, Form::Han, Form::HanBracket, Form::Digit, Form::DigitBracket, Form::Circle];
    let has = |elements: &[Element<'_>], form: Form| {
        elements
            .iter()
            .any(|element| matches!(element, Element::Line(line) if line.form() == Some(form)))
    };
    let (above, below) = raw.split_at(first);
    let count = |kind: Title| titles.iter().filter(|&&title| title == Some(kind)).count();
    let starts = found.iter().flatten().filter(|number| number.parts[1..] == [1]).count();
    // Whether the number without a point has a level of its own.
    let own = count(Title::Words) > 0;
    let outer = if count(Title::Task) * 2 > starts.max(1) {
        return vec![Form::Digit, Form::DigitBracket, Form::Circle];
    } else if has(above, Form::HanBracket) {
        Form::Digit
    } else if has(above, Form::Han) {
        Form::HanBracket
    } else if has(below, Form::HanBracket) {
        // （一） is below them.
        if own { Form::Chapter } else { Form::Han }
    } else if own {
        Form::Han
    } else {
        Form::Digit
    };
    let from = FORMS.iter().position(|&form| form == outer).unwrap_or_default();
    // Without a level of its own the number stands where its decimals do.
    let shared = (!own).then_some(outer);
    shared.into_iter().chain(FORMS[from..].iter().copied()).collect()
}

/// A number with a point or a dash before words: 1.1加强, 2.1.3 完善, （1-1）培育, A1 培育.
fn decimal(text: &str) -> Option<Number> {
    read(text).filter(|number| {
        // 1.5万亩, 2.1亿元, 1.5倍.
        number.parts.len() > 1 && !text[number.end..].starts_with(['万', '亿', '千', '倍'])
    })
}

/// A number without a point before the few words of a title: 1总则, 2. 职责.
fn bare(line: &Line<'_>) -> Option<Number> {
    let number = read(line.text())?;
    let title = &line.text()[number.end..];
    (number.parts.len() == 1
        && title.chars().count() <= LONGEST_TITLE
        && !sentence::is_sentence(title))
    .then_some(number)
}

fn read(text: &str) -> Option<Number> {
    let (inner, close) = match text.strip_prefix(['（', '(']) {
        Some(inner) => (inner, Some(['）', ')'])),
        None => (text, None),
    };
    let start = text.len() - inner.len();
    let mut parts = Vec::new();
    let mut digits = start;
    // The letter is the first part: A1, A2, B-1.
    let letter = inner.chars().next().filter(char::is_ascii_uppercase);
    if let Some(letter) = letter {
        let behind = inner[1..].strip_prefix('-').unwrap_or(&inner[1..]);
        if behind.starts_with(|c| chars::digit(c).is_some()) {
            parts.push(u32::from(letter) - u32::from('A') + 1);
            digits = text.len() - behind.len();
        }
    }
    loop {
        let rest = &text[digits..];
        let width: usize =
            rest.chars().take_while(|&c| chars::digit(c).is_some()).map(char::len_utf8).sum();
        let value = rest[..width]
            .chars()
            .try_fold(0u32, |n, c| Some(n * 10 + chars::digit(c)?).filter(|&n| n < 100));
        if width == 0 {
            break;
        }
        parts.push(value.filter(|&n| n > 0)?);
        digits += width;
        match text[digits..].chars().next().filter(|&c| is_point(c)) {
            Some(point) if parts.len() < DEEPEST => digits += point.len_utf8(),
            _ => break,
        }
    }
    let kept = start + text[start..digits].trim_end_matches(is_point).len();
    let rest = match close {
        // （1） is another ordinal.
        Some(close) if parts.len() > 1 => text[kept..].strip_prefix(close)?,
        Some(_) => return None,
        // A1路, A4纸
        None if letter.is_some() && text[kept..].starts_with(chars::is_han) => return None,
        None => &text[kept..],
    };
    let rest = rest.trim_start_matches(chars::is_space);
    let stopped = rest.strip_prefix(['.', '．', '、']);
    let apart = close.is_some() || stopped.is_some();
    let rest = stopped.unwrap_or(rest).trim_start_matches(chars::is_space);
    // 3.1 Ⅳ级响应
    let opens = |c| chars::is_han(c) || matches!(c, '“' | '《' | 'Ⅰ'..='Ⅻ');
    let end = text.len() - rest.len();
    let written = match text[start..kept].contains(|c| is_point(c) && !matches!(c, '.' | '．')) {
        _ if letter.is_some() => Written::Letter,
        true if kept == end => Written::Glued,
        true => Written::Dashes,
        false => Written::Points,
    };
    // 1-2 3处泵站: a figure behind a blank is none of the number, unless that may be one as well: 1.2 3处.
    let figure = |c| written == Written::Dashes && chars::digit(c).is_some();
    let words = rest.chars().next().is_some_and(|c| opens(c) || figure(c));
    (words && !parts.is_empty()).then_some(Number {
        parts,
        written,
        apart,
        digits: start..kept,
        end,
    })
}

/// What stands between the parts of a number.
fn is_point(c: char) -> bool {
    matches!(c, '.' | '．' | '-' | '－' | '–' | '—' | '‐' | '‑' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[track_caller]
    fn check(text: &str, expected: &[(Option<Form>, u32, &str)]) {
        assert_eq!(fixtures::ordinals(text, number), fixtures::owned(expected), "{text}");
    }

    #[test]
    fn decimals_below_sections() {
        use Form::{Han, HanBracket};
        check(
            "一、造林\n1.1育苗。\n1.2 栽树。\n二、修路\n2.1选线。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (Some(HanBracket), 2, "栽树。"),
                (Some(Han), 2, "修路"),
                (Some(HanBracket), 1, "选线。"),
            ],
        );
    }

    #[test]
    fn numbers_without_a_point_head_decimals() {
        use Form::{Digit, Han, HanBracket};
        check(
            "1总则\n1.1编制目的\n为防虫害。\n2职责\n2.1组长\n2.1.1召集。\n2.1.2检查。\n2.2组员\n3附则\n自印发之日起施行。\n5日前报送。",
            &[
                (Some(Han), 1, "总则"),
                (Some(HanBracket), 1, "编制目的"),
                (None, 0, "为防虫害。"),
                (Some(Han), 2, "职责"),
                (Some(HanBracket), 1, "组长"),
                (Some(Digit), 1, "召集。"),
                (Some(Digit), 2, "检查。"),
                (Some(HanBracket), 2, "组员"),
                (Some(Han), 3, "附则"),
                (None, 0, "自印发之日起施行。"),
                (None, 0, "5日前报送。"),
            ],
        );
        // The first of them may have none below it.
        check(
            "1总则\n2职责\n2.1组长\n3预警\n3.1信号",
            &[
                (Some(Han), 1, "总则"),
                (Some(Han), 2, "职责"),
                (Some(HanBracket), 1, "组长"),
                (Some(Han), 3, "预警"),
                (Some(HanBracket), 1, "信号"),
            ],
        );
    }

    #[test]
    fn a_decimal_before_no_word_heads_nothing_of_its_own() {
        use Form::{Digit, Han, HanBracket};
        check(
            "1总则\n1.1原则\n1.1.1预防。\n1.1.2救援。\n3. 响应\n3.1 （甲）级响应\n3.1.1垮坝。",
            &[
                (Some(Han), 1, "总则"),
                (Some(HanBracket), 1, "原则"),
                (Some(Digit), 1, "预防。"),
                (Some(Digit), 2, "救援。"),
                (Some(Han), 3, "响应"),
                (None, 0, "3.1 （甲）级响应"),
                (Some(Digit), 1, "垮坝。"),
            ],
        );
    }

    #[test]
    fn a_list_below_decimals_counts_on_before_a_figure() {
        use Form::{Digit, Han, HanBracket};
        check(
            "1总则\n1.1职责\n1.2方案\n1. 值班。\n2. 调度。\n3.5G保障。\n4.24小时值守。\n5.110联动。\n2响应\n2.1启动",
            &[
                (Some(Han), 1, "总则"),
                (Some(HanBracket), 1, "职责"),
                (Some(HanBracket), 2, "方案"),
                (Some(Digit), 1, "值班。"),
                (Some(Digit), 2, "调度。"),
                (Some(Digit), 3, "5G保障。"),
                (Some(Digit), 4, "24小时值守。"),
                (Some(Digit), 5, "110联动。"),
                (Some(Han), 2, "响应"),
                (Some(HanBracket), 1, "启动"),
            ],
        );
    }

    #[test]
    fn the_parts_stand_on_dashes_in_brackets_and_behind_letters_too() {
        use Form::{Han, HanBracket};
        let expected = [
            (Some(Han), 1, "造林"),
            (Some(HanBracket), 1, "育苗。"),
            (Some(HanBracket), 2, "栽树。"),
            (Some(Han), 2, "修路"),
            (Some(HanBracket), 1, "选线。"),
        ];
        for numbers in [
            ["1-1 ", "1-2 ", "2-1 "],
            ["1—1", "1—2", "2—1"],
            ["1－1、", "1－2、", "2－1、"],
            ["（1-1）", "（1-2）", "（2-1）"],
            ["A1 ", "A2 ", "B1 "],
            ["A1.", "A2.", "B1."],
            ["A-1 ", "A-2 ", "B-1 "],
        ] {
            let [a, b, c] = numbers;
            check(&format!("一、造林\n{a}育苗。\n{b}栽树。\n二、修路\n{c}选线。"), &expected);
        }
    }

    #[test]
    fn ranges_and_names_with_letters_count_nothing() {
        for text in [
            "1-3月育苗。\n4-6月栽树。",
            "1-2年级每周1次。\n3-6年级每周2次。",
            "A4纸打印。\nA5纸装订。",
            "G1 京云高速。\nG2 京溪高速。",
            "A1路公交延伸。\nA2路公交停运。\nB1路公交改道。",
            "一、出让\n1-1 地块：位于城北。\n1-2 地块：位于城南。\n2-1 地块：位于城东。",
            "一、城东\n1-1号楼修墙。\n1-2号楼修顶。\n二、城西\n2-1号楼修墙。\n2-2号楼修顶。",
            "一、清扫\n1-1标段：城北道路。\n1-2标段：城南道路。",
            "一、布展\nA1 馆：农产品。\nA2 馆：工业品。",
            "一、家访\n1-1帮扶到位。\n1-2名教师送教。",
            "一、家访\n1-1帮扶到位。\n1-3次家访。\n2-1慰问。",
            "一、改造\n（1-1）东段。\n（1-2）西段。\n（1）验收。\n（2）结算。",
            "A 节水\nA1 喷灌。\nA2 泵站。\nB 防洪\nB1 修堤。",
        ] {
            let kept: Vec<(Option<Form>, u32, String)> = fixtures::ordinals(text, |raw| raw);
            assert_eq!(fixtures::ordinals(text, number), kept, "{text}");
        }
    }

    #[test]
    fn a_range_of_months_counts_on_from_nothing() {
        use Form::{Han, HanBracket};
        for count in [["1.1 ", "1.2 "], ["1-1 ", "1-2 "]] {
            let [a, b] = count;
            check(
                &format!("一、造林\n{a}育苗。\n1-2月整地。\n{b}栽树。\n3-4级风停工。"),
                &[
                    (Some(Han), 1, "造林"),
                    (Some(HanBracket), 1, "育苗。"),
                    (None, 0, "1-2月整地。"),
                    (Some(HanBracket), 2, "栽树。"),
                    (None, 0, "3-4级风停工。"),
                ],
            );
        }
    }

    #[test]
    fn a_stop_tells_an_ordinal_from_a_name() {
        use Form::{Han, HanBracket};
        for numbers in [["A1.", "A2.", "B1."], ["（1-1）", "（1-2）", "（2-1）"]] {
            let [a, b, c] = numbers;
            check(
                &format!("一、造林\n{a}育苗。\n{b}育种。\n{c}修路。"),
                &[
                    (Some(Han), 1, "造林"),
                    (Some(HanBracket), 1, "育苗。"),
                    (Some(HanBracket), 2, "育种。"),
                    (Some(HanBracket), 1, "修路。"),
                ],
            );
        }
    }

    #[test]
    fn a_figure_stands_behind_a_number_on_dashes() {
        use Form::{Han, HanBracket};
        check(
            "一、造林\n1-1 1.5万亩育苗。\n1-2 3处苗圃。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "1.5万亩育苗。"),
                (Some(HanBracket), 2, "3处苗圃。"),
            ],
        );
    }

    #[test]
    fn verbs_and_words_that_begin_as_measures_do_are_numbered() {
        for text in [
            "一、造林\n1-1推进育苗。\n1-2推进栽树。\n1-3推进浇水。",
            "一、造林\n1-1育苗。\n1-2人工造林。\n1-3层层压实责任。",
            "一、造林\n1-1人防工程。\n1-2级差调整。\n二、修路\n2-1天桥。\n2-2班车。\n2-3年度考核。",
            "一、造林\n1-1农田改造。\n1-2农机更新。",
            "一、造林\n1-1农村造林。\n1-2农村护林。\n二、修路\n2-1农村修路。\n2-2农村养路。",
            "1-1 育苗。\n1-2 栽树。\n2-1 修路。",
            "一、改造\n（1-1）东段。\n（1-2）西段。\n（1）验收。\n（2）结算。\n二、修路\n（2-1）修路。",
        ] {
            let kept: Vec<(Option<Form>, u32, String)> = fixtures::ordinals(text, |raw| raw);
            let found = fixtures::ordinals(text, number);
            assert_ne!(found, kept, "{text}");
            let unread = found.iter().any(|(_, _, words)| words.contains('-'));
            assert!(!unread, "{text}: {found:?}");
        }
    }

    #[test]
    fn the_way_that_counts_on_most_counts() {
        use Form::{Han, HanBracket};
        for stray in ["1-1 单元推进。", "A1 版：主办", "A1 栋：刷墙。\nA2 栋：铺砖。"]
        {
            let text = format!("一、造林\n{stray}\n1.1 育苗。\n1.2 栽树。\n1.3 浇水。");
            let found = fixtures::ordinals(&text, number);
            let last = found[found.len() - 3..].to_vec();
            let expected = [(Some(HanBracket), 1, "育苗。"), (Some(HanBracket), 2, "栽树。")];
            assert_eq!(last[..2], fixtures::owned(&expected), "{text}");
            assert_eq!(found[0], fixtures::owned(&[(Some(Han), 1, "造林")])[0]);
        }
    }

    #[test]
    fn what_is_written_otherwise_is_out_of_the_count() {
        use Form::{Han, HanBracket};
        check(
            "一、造林\n1.1育苗。\n1-2 组团整地。\n1.2栽树。",
            &[
                (Some(Han), 1, "造林"),
                (Some(HanBracket), 1, "育苗。"),
                (None, 0, "1-2 组团整地。"),
                (Some(HanBracket), 2, "栽树。"),
            ],
        );
    }

    #[test]
    fn parts_of_a_task_in_decimals_are_below_it() {
        use Form::{Digit, DigitBracket};
        check(
            "1.建站3个。\n1.1选址。\n1.2施工。\n2.修路2条。\n2.1选线。",
            &[
                (Some(Digit), 1, "建站3个。"),
                (Some(DigitBracket), 1, "选址。"),
                (Some(DigitBracket), 2, "施工。"),
                (Some(Digit), 2, "修路2条。"),
                (Some(DigitBracket), 1, "选线。"),
            ],
        );
    }

    #[test]
    fn figures_behind_an_ordinal_stay_figures() {
        use Form::Digit;
        check(
            "1.1条道路改造。\n2.2处渠道清淤。\n3.1座水库加固。",
            &[
                (Some(Digit), 1, "1条道路改造。"),
                (Some(Digit), 2, "2处渠道清淤。"),
                (Some(Digit), 3, "1座水库加固。"),
            ],
        );
        check(
            "面积达到\n1.1万亩。\n产值达到\n1.2亿元。",
            &[
                (None, 0, "面积达到"),
                (Some(Digit), 1, "1万亩。"),
                (None, 0, "产值达到"),
                (Some(Digit), 1, "2亿元。"),
            ],
        );
    }
}
