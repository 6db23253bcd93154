//! Two counts of one form: titles and tasks that are both numbered 1., 2., 3.
//!
//! Word processors keep numbers apart from words, and converters write those of every list as figures: 一、
//! becomes 1., and so does the first task below it. No one count holds 1. right below 1.; two do, where what
//! is a title by its words counts on by itself and so do the tasks between.

use hongtou_model::{Confidence, RepairKind, Span};
use hongtou_source::chars;

use crate::lines::{Element, Line, bold_prefix};
use crate::marker::Form;
use crate::record::Record;
use crate::sentence;

/// Reads the ordinals of such titles as those of sections.
pub(crate) fn part<'s>(mut raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let line = |at: usize| match &raw[at] {
        Element::Line(line) => line.marker.as_ref().map(|found| (line, found)),
        _ => None,
    };
    let known = |at: usize| line(at).is_some_and(|(_, found)| found.form != Form::Digit);
    let outer =
        |at: usize| known(at) && line(at).is_some_and(|(_, found)| found.form < Form::Digit);
    if (0..raw.len()).any(outer) {
        return raw;
    }
    let counted: Vec<(usize, u32, bool)> = (0..raw.len())
        .filter_map(|at| line(at).filter(|(_, found)| found.form == Form::Digit).map(|l| (at, l)))
        .map(|(at, (line, found))| (at, found.number, is_title(line)))
        .collect();
    let opens = |two: &[(usize, u32, bool)]| matches!(two, [(_, 1, true), (_, 1, false)]);
    let Some(first) = counted.windows(2).position(opens) else { return raw };
    let titles = titles(&counted[first..]);
    if titles.len() < 2 {
        return raw;
    }
    let mut span = Span::default();
    for &at in &titles {
        let Element::Line(line) = &mut raw[at] else { continue };
        if let Some(found) = &mut line.marker {
            found.form = Form::Han;
            span.extend(&line.flow.span(found.numeral.clone()));
        }
        line.bold = bold_prefix(line, &line.bold_ranges);
    }
    let count = titles.len();
    record.repair(
        RepairKind::ChosenReading,
        span,
        Confidence::Likely,
        || format!("标题与其下各项都用阿拉伯数字编号，{count}个标题另成一级"),
        || format!("titles and the items below them are both numbered in figures; {count} titles are a level of their own"),
    );
    raw
}

/// Which of the lines that two counts number are titles, from the first one on, where the tasks count on from
/// title to title: those that begin again below each are told from it by that alone.
fn titles(counted: &[(usize, u32, bool)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut item = 0;
    // Whether a title stands right above.
    let mut below_title = false;
    let mut runs_on = false;
    for (nth, &(at, number, is_title)) in counted.iter().enumerate() {
        let next = counted.get(nth + 1);
        let title = is_title && !below_title && number as usize == found.len() + 1;
        // A short task may have the number of the next title: what is below tells it.
        let either = title && nth > 0 && number == item + 1;
        if either && next.is_some_and(|&(_, below, titled)| below == number && titled) {
            return Vec::new();
        }
        if title && !(either && next.is_some_and(|&(_, below, _)| below == number + 1)) {
            found.push(at);
            below_title = true;
        } else if number == item + 1 || below_title && number == 1 {
            runs_on |= below_title && number > 1;
            item = number;
            below_title = false;
        } else {
            break;
        }
    }
    // A title with nothing below it is the last item.
    found.pop_if(|_| below_title);
    if runs_on { found } else { Vec::new() }
}

/// Whether the words behind an ordinal are a title: short, and no sentence nor who answers for one.
fn is_title(line: &Line<'_>) -> bool {
    const LONGEST: usize = 30;
    let words = chars::trim(line.rest());
    !words.is_empty()
        && words.chars().take(LONGEST + 1).count() <= LONGEST
        && !words.contains(['。', '；', '：', ':', ';'])
        && !words.ends_with(['）', ')'])
        && !sentence::is_sentence(words)
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;

    use super::*;
    use crate::fixtures::ordinals;

    fn levels(text: &str) -> Vec<(Option<Form>, u32)> {
        let read = ordinals(text, |raw| part(raw, &mut Record::new(Lang::default())));
        read.into_iter().map(|(form, number, _)| (form, number)).collect()
    }

    #[test]
    fn titles_and_tasks_that_count_apart_are_two_levels() {
        let (title, task) = (Some(Form::Han), Some(Form::Digit));
        let text = "1. 改善农田水利\n1. 修渠3条。\n2. 建站2座。\n2. 管护现有林木\n3. 抚育幼林5亩。（县林业局负责）\n4. 植树";
        let expected = [(title, 1), (task, 1), (task, 2), (title, 2), (task, 3), (task, 4)];
        assert_eq!(levels(text), expected);
        // A short task whose number is that of the next title as well.
        let text = "1. 改善农田水利\n1. 修渠3条。\n2. 更新农村管网\n3. 建站2座。\n2. 管护现有林木\n4. 抚育幼林5亩。";
        let expected = [(title, 1), (task, 1), (task, 2), (task, 3), (title, 2), (task, 4)];
        assert_eq!(levels(text), expected);
        // One count, one title alone, and titles that have an ordinal of their own.
        for text in [
            "1. 改善农田水利\n2. 修渠3条。\n3. 管护现有林木\n4. 抚育幼林5亩。",
            "1. 改善农田水利\n1. 修渠3条。\n2. 建站2座。",
            "1. 改善农田水利\n1. 修渠3条。\n2. 管护现有林木\n1. 抚育幼林5亩。",
            "1. 改善农田水利\n1. 修渠3条。\n2. 防汛抗旱\n2. 管护现有林木\n3. 抚育幼林5亩。",
            "一、工作任务\n1. 改善水利\n1. 修渠3条。\n2. 管护林木\n2. 抚育幼林5亩。",
        ] {
            assert!(levels(text)[1..].iter().all(|&(form, _)| form == task), "{text}");
        }
    }
}
