//! A second notice in the file of another, which is not read.
//!
//! Files pasted together have one letterhead below the tasks of another: its mark, its number, a title and whom
//! it is for. None of that is a task of the first notice. What stands from there on is left as it is.

use hongtou_model::{Confidence, ProseRole, RepairKind, Span};
use hongtou_source::{Source, TextRange, chars};

use crate::flow::Flow;
use crate::header;
use crate::layout::{self, Mention};
use crate::lines::{Element, Line};
use crate::record::{Record, head};

/// So many lines a title may have, and those whom the notice is for behind it.
const LONGEST_TITLE: usize = 4;
const LONGEST_ADDRESS: usize = 4;
/// So many lines at the top say whether the notice passes another on.
const TOP: usize = 12;

/// Drops what stands from a second letterhead on: its first line is in nothing that is read, and the rest a note.
pub(crate) fn cut_off<'s>(
    mut elements: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let Some(at) = second(&elements) else { return elements };
    let rest = elements.split_off(at);
    let Some((Element::Line(first), rest)) = rest.split_first() else { return elements };
    tell(first, record);
    let index = first.flow.source();
    let mut pieces: Vec<TextRange> = Vec::new();
    for element in rest {
        match element {
            Element::Line(line) if line.flow.source() == index => {
                pieces.extend(line.flow.source_ranges(0..line.text().len()));
            }
            Element::Table(table) if table.index == index => {
                let cells = table.grid.rows.iter().flat_map(|row| &row.cells);
                pieces.extend(cells.flat_map(|cell| cell.pieces.iter().copied()));
            }
            _ => {}
        }
    }
    if let Some(source) = sources.get(usize::from(index)) {
        record.prose(ProseRole::Note, &Flow::new(source, index, &pieces));
    }
    elements
}

/// Where the second letterhead begins.
fn second(elements: &[Element<'_>]) -> Option<usize> {
    let numbers = elements.iter().enumerate().filter(|(_, element)| is_number(element));
    let mut numbers = numbers.map(|(at, _)| at).peekable();
    // Nearly all notices have one number, above everything else.
    let first = *numbers.peek()?;
    let tasks = elements.iter().position(|element| line(element).is_some_and(is_ordinal))?;
    let number = numbers.find(|&at| at > tasks && opens_letter(elements, at))?;
    let source = |at: usize| line(&elements[at]).map(|line| line.flow.source());
    let mut top = elements.iter().filter_map(line).take(TOP);
    // What is passed on has a letterhead of its own.
    if top.any(|line| ["转发", "批转"].iter().any(|verb| line.text().contains(verb)))
        || source(first) != source(number)
    {
        return None;
    }
    let mark =
        |at: usize| line(&elements[at]).is_some_and(|line| header::is_issuer_mark(line.text()));
    let start = (tasks + 1..number).rev().take_while(|&at| mark(at)).last().unwrap_or(number);
    let above = line(&elements[start - 1]);
    let attached = above.and_then(layout::mention);
    (!matches!(attached, Some(Mention::Head { .. }))).then_some(start)
}

fn line<'e, 's>(element: &'e Element<'s>) -> Option<&'e Line<'s>> {
    match element {
        Element::Line(line) => Some(line),
        _ => None,
    }
}

fn is_ordinal(line: &Line<'_>) -> bool {
    line.marker.as_ref().is_some_and(|marker| !marker.doubtful)
}

/// Whether a line is the number of a notice and nothing else.
fn is_number(element: &Element<'_>) -> bool {
    line(element).is_some_and(|line| {
        chars::trim_end(line.text()).ends_with('号') && header::whole_number(line.text()).is_some()
    })
}

/// Whether a title and whom the notice is for stand below its number.
fn opens_letter(elements: &[Element<'_>], number: usize) -> bool {
    let below: Vec<&Line<'_>> = elements[number + 1..]
        .iter()
        .map_while(line)
        .take(LONGEST_TITLE + LONGEST_ADDRESS)
        .collect();
    let Some(addressed) = below.iter().position(|line| header::is_salutation(line)) else {
        return false;
    };
    let mut title = String::new();
    below[..addressed].iter().take(LONGEST_TITLE).any(|line| {
        title.push_str(chars::trim(line.text()));
        title.contains("关于") && header::complete_title(&title)
    })
}

fn tell(line: &Line<'_>, record: &mut Record) {
    let at: Span = line.flow.whole();
    let words = head(chars::trim(line.text()), 20);
    record.repair(
        RepairKind::SecondNotice,
        at,
        Confidence::Likely,
        || format!("从“{words}”起是另一份通知，未读取；请分成两个文件"),
        || format!("a second notice begins at “{words}” and is not read; part the file in two"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_source::Format;

    const FIRST: &str = "青教发〔2031〕3号\n青禾县教育局关于印发校园安全要点的通知\n各学校：\n\
        现将要点印发给你们。\n一、加强管理\n1.开展排查。（安全科负责）\n2.加强培训。（人事科负责）";
    const SECOND: &str = "青禾县教育局文件\n青教发〔2031〕4号\n青禾县教育局关于印发\n招生工作要点的通知\n\
        各学校：\n一、加强管理\n1.开展招生。（招生科负责）";

    /// The lines that are left, and the kinds of repairs.
    fn left(text: &str) -> (usize, Vec<RepairKind>) {
        let sources = [Source::from_text("n", Format::Text, text)];
        let mut at = 0;
        let lines = text.split('\n').map(|line| {
            let start = at;
            at += line.len() + 1;
            let flow = Flow::new(&sources[0], 0, &[TextRange::at(start, start + line.len())]);
            Element::Line(Line::new(flow, true))
        });
        let mut record = Record::default();
        let left = cut_off(lines.collect(), &sources, &mut record).len();
        (left, record.repairs.iter().map(|repair| repair.kind).collect())
    }

    #[test]
    fn a_second_letterhead_ends_the_notice() {
        let both = format!("{FIRST}\n{SECOND}");
        assert_eq!(left(&both), (7, vec![RepairKind::SecondNotice]));
        assert_eq!(left(&format!("{FIRST}\n{FIRST}")), (7, vec![RepairKind::SecondNotice]));
        assert_eq!(left(FIRST), (7, Vec::new()));
    }

    #[test]
    fn letterheads_of_what_is_attached_cited_or_passed_on() {
        let whole = |text: &str| assert_eq!(left(text), (text.split('\n').count(), Vec::new()));
        whole(&format!("{FIRST}\n附件1\n{SECOND}"));
        whole(&format!("{}\n{SECOND}", FIRST.replace("印发", "转发")));
        // A list of notices is none.
        whole(&format!(
            "{FIRST}\n青教发〔2030〕9号\n青禾县教育局关于印发招生要点的通知\n2.发放教材。"
        ));
        // Above all tasks stands the notice's own.
        whole(&format!("青政发〔2031〕1号\n{FIRST}"));
    }
}
