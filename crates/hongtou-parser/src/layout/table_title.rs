//! The title of a table, and what else above it is said of its rows: the section, the ordinals that head them.

use hongtou_source::{Align, chars, fold, numeral};

use super::PlanDraft;
use super::mention::{ends_in_year, is_title_like, mention};
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::marker::{Form, marker};
use crate::{responsibility, sentence, table, words};

/// The title of a table among what stands before it in a plan: taken out of the plan.
///
/// `own` says that the plan's own title is the table's where nothing else stands between them.
pub(super) fn title_above<'s>(plan: &mut PlanDraft<'s>, own: bool) -> Vec<Line<'s>> {
    let mut title: Vec<Line<'s>> = Vec::new();
    // In the plan's own text the title is the last line before the table.
    while let Some(last) = plan.lines.last() {
        let set_apart =
            last.level > 0 || last.align == Align::Center || last.bold == last.text().len();
        let numbered = table::after_table_number(last.text()) > 0;
        let titled = is_title_like(last)
            && (ends_like_table(last.text()) || (set_apart || numbered) && title.is_empty())
            && title.len() < 3;
        let Some(last) = plan.lines.pop_if(|_| titled) else { break };
        title.insert(0, last);
    }
    // Nothing but titles stands before it, and who fills it in: a table on its own.
    let form = match &plan.preamble[..] {
        [.., named, last] if plan.lines.is_empty() && title.is_empty() => {
            words::is_form_line(last.text()) && ends_like_table(named.text())
        }
        _ => false,
    };
    title.extend(plan.preamble.pop_if(|_| form).map(|flow| Line::new(flow, false)));
    while plan.lines.is_empty()
        && let Some(last) = plan.preamble.last()
        && let last = Line::new(last.clone(), true)
        && is_title_like(&last)
        && let numbered = table::after_table_number(last.text()) > 0
        && (numbered && title.is_empty()
            || ends_like_table(last.text())
            || !title.is_empty() && ends_in_year(last.text()))
    {
        plan.preamble.pop();
        title.insert(0, last);
        // 表一 …: what stands above it is no title of this table alone.
        if numbered {
            break;
        }
    }
    // 表1 …: the title says itself that it is a table's.
    let named = plan.title.as_ref().is_some_and(|t| table::after_table_number(t.text()) > 0);
    let own = own || named;
    if plan.lines.is_empty() && title.is_empty() && plan.preamble.is_empty() && own {
        title.extend(plan.title.take().map(|flow| Line::new(flow, true)));
    }
    title
}

/// Whether the last of the lines above a table is its own title and those above it are that of several
/// tables: …责任清单, then 经济发展类任务清单, and below the table 社会民生类任务清单 above another one.
pub(super) fn heads_several(titles: &[Line<'_>], below: &[Element<'_>]) -> bool {
    let Some((own, whole)) = titles.split_last() else { return false };
    // 责任分解表 and 及责任分工表 are the second line of a title.
    const SHORTEST: usize = 7;
    let listed = |text: &str| is_called_table(text) || text.ends_with("一览");
    let goes_on = own.text().starts_with(['及', '暨', '和', '与']);
    let whole_title = |text: &str| !goes_on && text.chars().count() >= SHORTEST;
    whole.last().is_some_and(|last| listed(fold(last.text()).as_ref()))
        && listed(fold(own.text()).as_ref())
        && whole_title(own.text().trim())
        && title_below(below).is_some_and(|next| alike_at_end(own.text(), next.text()) > 1)
}

/// The line right above the first table of a series that names it as the next one is named: 经济发展类,
/// then 社会民生类. `alone` says that it has no other title.
pub(super) fn first_of_series<'s>(
    plan: &mut PlanDraft<'s>,
    alone: bool,
    below: &[Element<'s>],
) -> Option<Line<'s>> {
    const LONGEST: usize = 20;
    // What the parts of a whole are called; 统计时间2025年3月1日 and 填表单位市教育局 are none.
    const PARTS: [&str; 9] = ["类", "篇", "部分", "方面", "领域", "清单", "表", "台账", "任务"];
    let short = |text: &str| {
        let text = text.trim_matches(chars::is_space);
        text.chars().count() <= LONGEST
            && !text.contains(['，', '：', ':'])
            && PARTS.iter().any(|part| text.ends_with(part))
    };
    if !alone || !plan.lines.is_empty() {
        return None;
    }
    let last = Line::new(plan.preamble.last()?.clone(), true);
    let named = short(last.text()) && is_title_like(&last);
    let next = title_below(below).filter(|next| named && short(next.text()))?;
    (alike_at_end(last.text(), next.text()) > 0).then(|| {
        plan.preamble.pop();
        last
    })
}

/// The line right above the next table, where it may be its title.
fn title_below<'e, 's>(below: &'e [Element<'s>]) -> Option<&'e Line<'s>> {
    let next = below.iter().position(|element| matches!(element, Element::Table(_)))?;
    // Another attachment has titles of its own.
    let opens =
        |element: &Element<'_>| matches!(element, Element::Line(line) if mention(line).is_some());
    if below[..next].iter().any(opens) {
        return None;
    }
    match &below[next.checked_sub(1)?] {
        Element::Line(line) if is_title_like(line) => Some(line),
        _ => None,
    }
}

/// With how many of the same characters two titles end that begin with others.
fn alike_at_end(one: &str, other: &str) -> usize {
    let (one, other) = (fold(one), fold(other));
    let alike = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let whole = one.chars().count().min(other.chars().count());
    if alike < whole { alike } else { 0 }
}

/// Takes the title of a section, of which the table's rows are, out of the bracket that ends the table's own:
/// …任务表（一、…）.
pub(super) fn section_in_title<'s>(
    title: &mut Line<'s>,
    below: &[Element<'_>],
) -> Option<Flow<'s>> {
    let text = chars::trim_end(title.text());
    let (name, inner) = table_and_bracket(text)
        .filter(|(_, inner)| is_section(inner) && !heads_other_table(below))?;
    let start = text[name.len()..].chars().next().map_or(0, char::len_utf8) + name.len();
    let section = title.flow.slice(start..start + inner.len());
    title.flow = title.flow.slice(trim(text, 0..name.len()));
    Some(section)
}

/// Whether the next table below whose title ends in a bracket names no section there: its rows are of none, and
/// would be of the one above.
fn heads_other_table(below: &[Element<'_>]) -> bool {
    let mut brackets = below.windows(2).filter_map(|two| match two {
        [Element::Line(line), Element::Table(_)] => table_and_bracket(chars::trim_end(line.text())),
        _ => None,
    });
    let next = brackets.find(|(_, inner)| !inner.contains('续'));
    next.is_some_and(|(_, inner)| !is_section(inner))
}

/// The title of a table and the bracket that it ends in: 任务表（一、水利工作）.
fn table_and_bracket(text: &str) -> Option<(&str, &str)> {
    let (name, inner) = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    ends_like_table(chars::trim_end(name)).then_some((name, inner))
}

/// Whether a bracket in a table's title names a section.
fn is_section(inner: &str) -> bool {
    marker(inner).is_some_and(|found| {
        found.form == Form::Han && !found.doubtful && names_section(&inner[found.end..])
    })
}

/// Whether words behind an ordinal in a table's title are what a section is about, and no part of a list whose
/// first member is that numeral, （一、二季度）, nor how many rows it has.
fn names_section(words: &str) -> bool {
    const FEWEST: usize = 4;
    let words = chars::trim(words);
    let counts = |c: char| numeral::is_to_ten(c) || chars::digit(c).is_some();
    words.chars().filter(|&c| chars::is_han(c)).count() >= FEWEST
        && !words.starts_with(counts)
        && !(words.ends_with(['项', '条', '个']) && words.contains(counts))
}

/// The numbered lines right above a grid that head its rows, taken out of the plan: 一、…, and below it
/// （一）….
pub(super) fn headings_above<'s>(plan: &mut PlanDraft<'s>) -> Vec<Line<'s>> {
    let inner = plan.lines.pop_if(|last| heads_rows(last, ROW_HEADS));
    let below = inner.as_ref().is_some_and(|line| line.form() == Some(Form::HanBracket));
    let outer = plan.lines.pop_if(|last| below && heads_rows(last, &[Form::Han, Form::Chapter]));
    outer.into_iter().chain(inner).collect()
}

/// The ordinals of lines that head the rows of the table below them.
pub(super) const ROW_HEADS: &[Form] = &[Form::Han, Form::HanBracket, Form::Chapter];

/// Whether a line with an ordinal of such a form may head the rows of the table below it.
pub(super) fn heads_rows(line: &Line<'_>, forms: &[Form]) -> bool {
    line.form().is_some_and(|form| forms.contains(&form))
        && !sentence::is_sentence(line.text())
        && line.text().chars().count() <= 60
}

/// Whether a line is the title of a table by its words.
pub(super) fn is_table_title(line: &Line<'_>) -> bool {
    line.marker.is_none() && is_title_like(line) && ends_like_table(line.text())
}

/// How many tables stand under an ordinal, where no ordinal stands above anything else.
pub(super) fn headed_tables(elements: &[Element<'_>]) -> usize {
    let mut heads = 0;
    for (at, element) in elements.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        if line.marker.is_none() {
            continue;
        }
        let next = |at: usize| match elements.get(at + 1) {
            // Who answers for the rows stands between.
            Some(Element::Line(line))
                if line.marker.is_none()
                    && matches!(elements.get(at + 2), Some(Element::Table(_)))
                    && responsibility::answers_below(&line.flow).is_some() =>
            {
                elements.get(at + 2)
            }
            next => next,
        };
        match next(at) {
            Some(Element::Table(_))
                if matches!(line.form(), Some(Form::Han | Form::HanBracket)) =>
            {
                heads += 1;
            }
            // A level below it heads the rows as well.
            Some(Element::Line(below))
                if line.form() == Some(Form::Han)
                    && below.form() == Some(Form::HanBracket)
                    && matches!(next(at + 1), Some(Element::Table(_))) => {}
            // The list of attachments is numbered as well.
            _ if line.form() == Some(Form::Digit) && !sentence::is_sentence(line.text()) => {}
            _ => return 0,
        }
    }
    heads
}

/// Whether a title ends in what nothing but a table is called.
pub(crate) fn is_called_table(title: &str) -> bool {
    ["表", "清单", "台账"].iter().any(|end| title.ends_with(end))
}

/// Whether a title names a table, if only by what is mostly told in one: 任务分工, 工作计划.
pub(crate) fn ends_like_table(text: &str) -> bool {
    let text = text.trim_end_matches(|c| chars::is_space(c) || matches!(c, '）' | ')'));
    is_called_table(text)
        || ["目录", "一览", "分解", "分工", "计划", "任务", "名单"]
            .iter()
            .any(|end| text.ends_with(end))
        || text.contains("推进表")
        || text.contains("分解表")
        || text.contains("清单（")
        || text.contains("任务表")
}

/// How many lines have nothing but the headings of a table's columns: 序号 and others, or three others, at
/// least so many in all, on one line or on several, whole or line by line.
pub(super) fn columns_head(elements: &[Element<'_>], least: usize) -> Option<usize> {
    /// Lines of a header, and characters of a heading.
    const TALLEST: usize = 12;
    const LONGEST: usize = 10;
    let (mut named, mut last) = (0, None);
    let mut serial = false;
    for (at, element) in elements.iter().take(TALLEST).enumerate() {
        let Element::Line(line) = element else { break };
        if table::flattened::is_header(line) {
            return Some(at + 1);
        }
        let mut words = line.text().split(chars::is_space).filter(|word| !word.is_empty());
        let short = |word: &str| {
            word.chars().nth(LONGEST).is_none() && !word.contains(['。', '，', '；', '：'])
        };
        if line.marker.is_some() || !words.clone().all(short) {
            break;
        }
        let mut head = false;
        for word in words.by_ref() {
            let number = matches!(word, "序" | "序号" | "编" | "编号");
            serial |= number;
            let own = !number && table::is_heading_word(word);
            named += usize::from(own);
            head |= own || number;
        }
        if head {
            last = Some(at + 1);
        } else if at == 0 {
            // A part of a heading, 任 above 务, stands before others, and a further title may.
            let first = line.text().trim_matches(chars::is_space);
            if first.chars().nth(2).is_some() {
                return None;
            }
        }
    }
    last.filter(|_| if serial { named + 1 >= least } else { named >= 3 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_a_tables_title_that_name_no_section() {
        for words in ["水利工作", "推进项目建设（续）"] {
            assert!(names_section(words), "{words}");
        }
        for words in ["二季度", "四季度", "二批", "二、三类", "水利工作 共3项", "上半年"]
        {
            assert!(!names_section(words), "{words}");
        }
    }
}
