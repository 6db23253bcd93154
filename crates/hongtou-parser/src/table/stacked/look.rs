//! What a line of a page looks like where it may be a cell: a heading, a body, a day, a section, none at all.

use std::ops::Range;

use hongtou_source::chars;

use super::{Counts, wrapped};
use crate::flow::{Flow, trim};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::table::headings::{Heading, heading, is_heading_word, names_body};
use crate::table::profile::names_offices;
use crate::{date, header, layout, responsibility, sentence, words};

/// What the lines of a cell look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Units,
    Day,
    Words,
}

impl Look {
    /// What stands below a heading.
    pub(super) fn below(raw: &[Element<'_>], at: usize) -> Look {
        match &raw[at] {
            // Bodies that do none of the work look as those who do: 提案单位.
            Element::Line(line) if names_body(&line.text()[cell(line)]) => Look::Units,
            Element::Line(line) if is_heading(raw, at, |_| true) => {
                Look::of_heading(heading(&line.text()[cell(line)]))
            }
            _ => Look::Words,
        }
    }

    /// What stands below a heading of some kind.
    pub(super) fn of_heading(heading: Heading) -> Look {
        match heading {
            Heading::Units(_) | Heading::Office => Look::Units,
            Heading::Deadline => Look::Day,
            _ => Look::Words,
        }
    }

    pub(super) fn of(raw: &[Element<'_>], lines: &Range<usize>) -> Look {
        // Numbered paragraphs are tasks.
        let [Element::Line(line)] = &raw[lines.clone()] else { return Look::Words };
        let words = line.flow.slice(cell(line));
        let text = words.text();
        if responsibility::unit_score(&words) >= 0.6
            || is_office(text)
            || names_offices(&words)
            || are_units_between_blanks(&words)
            || opens_with_role(text)
        {
            Look::Units
        } else if is_time(text) || is_month_in_figures(text) {
            Look::Day
        } else {
            Look::Words
        }
    }
}

/// Whether blanks part the words of a cell, and each of them names a unit, however many they are.
fn are_units_between_blanks(words: &Flow<'_>) -> bool {
    const FEWEST: usize = 3;
    let text = words.text();
    if !words::holds_space(text) || sentence::is_sentence(text) {
        return false;
    }
    let parts = || text.split(chars::is_space).filter(|part| !part.is_empty());
    let from = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    parts().count() >= FEWEST
        && parts().all(|part| {
            let part = words.slice(from(part)..from(part) + part.len());
            responsibility::unit_score(&part) >= 0.6
        })
}

/// Whether words begin with the label of a role and its colon: 牵头单位：县教育局；配合单位：….
pub(super) fn opens_with_role(text: &str) -> bool {
    /// The longest label has so many bytes.
    const LONGEST: usize = 30;
    let label = text.find(['：', ':']).filter(|end| (1..=LONGEST).contains(end));
    label.map(|end| chars::trim(&text[..end])).is_some_and(|label| {
        ["牵头", "配合"].contains(&label) || responsibility::label_role(label).is_some()
    })
}

/// Whether words name a part of a body that stands in lists of its own parts alone: 规划股, 文化科.
pub(super) fn is_office(text: &str) -> bool {
    // A branch of learning and a share end likewise.
    const OTHERS: [&str; 8] = ["学科", "本科", "专科", "百科", "入股", "参股", "控股", "持股"];
    (3..=8).contains(&text.chars().count())
        && text.ends_with(['股', '科'])
        && text.chars().all(chars::is_han)
        && !OTHERS.iter().any(|other| text.ends_with(other))
}

/// Whether a line is a heading of some kind.
pub(super) fn is_heading(raw: &[Element<'_>], at: usize, kind: impl Fn(Heading) -> bool) -> bool {
    let Some(Element::Line(line)) = raw.get(at) else { return false };
    let words = &line.text()[cell(line)];
    words.len() <= 60 && is_heading_word(words) && kind(heading(words))
}

/// Whether a line heads the rows below it: 一、扩大投资.
pub(super) fn is_section(raw: &[Element<'_>], at: usize) -> bool {
    let Element::Line(line) = &raw[at] else { return false };
    matches!(line.form(), Some(Form::Han | Form::HanBracket | Form::Chapter))
        && line.counts != Counts::Rows
        && !sentence::is_sentence(line.text())
}

/// Whether the one line of a cell is nothing but names of units or of offices.
pub(super) fn is_name(raw: &[Element<'_>], lines: &Range<usize>) -> bool {
    const LONGEST: usize = 40;
    match &raw[lines.clone()] {
        [Element::Line(line)] => {
            let words = line.flow.slice(cell(line));
            words.text().chars().nth(LONGEST).is_none() && responsibility::names_alone(&words)
        }
        _ => false,
    }
}

/// Whether the lines of a cell end as a sentence does.
pub(super) fn is_sentence(raw: &[Element<'_>], lines: &Range<usize>) -> bool {
    raw[lines.clone()].iter().any(|element| match element {
        Element::Line(line) => sentence::is_sentence(&line.text()[cell(line)]),
        _ => false,
    })
}

/// Whether a line has so many characters at most, and no mark among them.
pub(super) fn is_short(raw: &[Element<'_>], at: usize, most: usize) -> bool {
    let Element::Line(line) = &raw[at] else { return false };
    let words = &line.text()[cell(line)];
    words.chars().all(|c| chars::is_han(c) || chars::is_space(c)) && words.chars().count() <= most
}

/// Whether a line may head a column, and is no table's title.
pub(super) fn is_plain_word(raw: &[Element<'_>], at: usize) -> bool {
    let title = |line: &Line<'_>| layout::ends_like_table(&line.text()[cell(line)]);
    is_short(raw, at, 6) && !matches!(&raw[at], Element::Line(line) if title(line))
}

/// Whether a line heads a column: 任务分解表 right above the headings is their title, 打*的为具体项目 is said of the
/// rows, and “上云”工程 is the name of some.
pub(super) fn is_column_word(raw: &[Element<'_>], at: usize) -> bool {
    let name =
        |words: &str| layout::is_called_table(words) || words.contains(['“', '”', '"', '*', '＊']);
    let is_title = || matches!(&raw[at], Element::Line(line) if name(&line.text()[cell(line)]));
    is_heading(raw, at, |heading| heading != Heading::Blank) && !is_title()
}

/// Whether an element is a cell without words.
pub(super) fn is_blank(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.flow.is_empty())
}

/// Whether a line is none of a table that nothing parts into rows: it has an ordinal or is a sentence, a day or what
/// stands below one.
pub(super) fn is_no_cell(element: &Element<'_>) -> bool {
    let Element::Line(line) = element else { return true };
    let text = line.text();
    line.marker.is_some()
        || line.level > 0
        || sentence::is_sentence(text)
        || words::starts_part(text)
        || is_day_line(element)
        || is_imprint(text)
}

/// Whether a line is a day and nothing else, as that of issue.
pub(super) fn is_day_line(element: &Element<'_>) -> bool {
    let words = wrapped::words_of(element);
    words.ends_with('日') && words::is_date_line(words)
}

/// Whether a line says who printed a notice and when, or who else gets it.
pub(super) fn is_imprint(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    header::is_imprint(text)
        || ["抄送", "抄报", "印发机关"].iter().any(|word| text.starts_with(word))
}

/// Whether the words of a cell say when something is to be done: 2026年6月底, 长期.
pub(super) fn is_time(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.chars().nth(LONGEST).is_none() && date::says_when(text) && !sentence::is_sentence(text)
}

/// Whether words are a year of plans and a month that lost their signs: 20269, 202610.
fn is_month_in_figures(words: &str) -> bool {
    let figures = words.len() <= 6 && words.bytes().all(|b| b.is_ascii_digit());
    let (Some(year), Some(month)) = (words.get(..4), words.get(4..)) else { return false };
    figures
        && ("2015"..="2035").contains(&year)
        && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
}

/// The words of a line without the bars that a page may draw beside a cell.
pub(super) fn cell(line: &Line<'_>) -> Range<usize> {
    let text = line.text();
    let bare = text.trim_end_matches(|c| chars::is_space(c) || c == '|');
    let from = bare.len() - bare.trim_start_matches(|c| chars::is_space(c) || c == '|').len();
    trim(text, from..bare.len())
}

/// Whether all elements are lines of one source; cells without words are of any.
pub(super) fn one_source(lines: &[Element<'_>]) -> bool {
    let source = |element: &Element<'_>| match element {
        Element::Line(line) => Some(line.flow.source()),
        _ => None,
    };
    lines
        .iter()
        .all(|line| source(line).is_some() && (source(line) == source(&lines[0]) || is_blank(line)))
}
