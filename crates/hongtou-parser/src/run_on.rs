//! Paragraphs that lost the line break before the next ordinal.
//!
//! Where the count of the lines goes on inside one, `1.…（A负责）2.…`, or a heading and its first item
//! stand on one line, the line is cut there. What the lines below count decides: numbers that they
//! give again are those of parts inside the paragraph.

use hongtou_model::Confidence;
use hongtou_source::{chars, numeral};

use crate::layout;
use crate::lines::{self, Element, Line};
use crate::marker::{Form, Marker, marker};
use crate::record::Record;
use crate::{header, responsibility, split};

/// The longest title that an ordinal may follow on its line, in bytes: forty characters.
const LONGEST_TITLE: usize = 120;

/// From this share of the words on, a bracket lists units and nothing else.
const SURE_LIST: f32 = 0.9;

/// What an ordinal inside a line stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    /// A closed bracket, mostly of who answers.
    Bracket,
    /// A full stop.
    Stop,
    /// The title of an outer ordinal: 一、强化管理1.….
    Title,
    /// The names behind the label of who answers: 责任单位：市民政局（二）….
    Units,
}

/// An ordinal inside a line.
#[derive(Clone, Copy, Debug)]
struct Start {
    at: usize,
    form: Form,
    number: u32,
    behind: Behind,
}

/// The first number of each form in some lines.
type Numbers = [Option<u32>; 8];

/// Cuts the lines in which the count goes on.
pub(crate) fn cut<'s>(elements: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let all: Vec<Vec<Start>> = elements
        .iter()
        .map(|element| match element {
            Element::Line(line) => starts(line),
            _ => Vec::new(),
        })
        .collect();
    if all.iter().all(Vec::is_empty) {
        return elements;
    }
    let below = below(&elements, &all);
    let mut last: Numbers = [None; 8];
    let mut out: Vec<Element<'s>> = Vec::with_capacity(elements.len());
    for ((element, starts), below) in elements.into_iter().zip(all).zip(below) {
        let Element::Line(line) = element else {
            out.push(element);
            continue;
        };
        if let Some(marker) = &line.marker {
            last[marker.form as usize] = Some(marker.number);
        }
        let cuts = if starts.is_empty() { starts } else { counted(starts, &mut last, &below) };
        if cuts.is_empty() {
            out.push(Element::Line(line));
        } else {
            pieces(line, &cuts, &mut out, record);
        }
    }
    out
}

/// The next number of each form below each line that has an ordinal inside.
fn below(elements: &[Element<'_>], all: &[Vec<Start>]) -> Vec<Numbers> {
    let mut next: Numbers = [None; 8];
    let mut below = vec![[None; 8]; all.len()];
    for (at, (element, starts)) in elements.iter().zip(all).enumerate().rev() {
        if !starts.is_empty() {
            below[at] = next;
        }
        for start in starts.iter().rev() {
            next[start.form as usize] = Some(start.number);
        }
        if let Element::Line(Line { marker: Some(marker), .. }) = element {
            next[marker.form as usize] = Some(marker.number);
        }
    }
    below
}

/// The ordinals inside a line that something may begin with.
fn starts(line: &Line<'_>) -> Vec<Start> {
    let text = line.text();
    let mut out = Vec::new();
    let outer = |found: &Marker| matches!(found.form, Form::Han | Form::HanBracket);
    let from = line.marker.as_ref().map_or(0, |marker| marker.end);
    // Where the title begins that the line is in, and its form.
    let mut title = line.marker.as_ref().filter(|found| outer(found)).map(|m| (from, m.form));
    let mut skip = from;
    // Where the sentence begins that the line is in.
    let mut said = from;
    let mut colon = None;
    if let Some((at, found)) = behind_plan_title(line) {
        skip = at + found.end;
        title = Some((skip, found.form));
        out.push(Start { at, form: found.form, number: found.number, behind: Behind::Title });
    }
    for (at, c) in chars::besides_han(text) {
        if at < skip {
            continue;
        }
        let closed = matches!(c, '）' | ')' | '〕' | ']' | '】');
        let inner = title.filter(|&(start, _)| at - start.min(at) <= LONGEST_TITLE);
        let (here, behind) = if c == '。' || closed {
            let spaces = text[at + c.len_utf8()..].trim_start_matches(chars::is_space);
            let bracket = closed || text[..at].ends_with(['）', ')', '〕', ']', '】']);
            let behind = match (bracket, inner.is_some_and(|(start, _)| start < at)) {
                (true, _) => Behind::Bracket,
                (false, true) => Behind::Title,
                (false, false) => Behind::Stop,
            };
            title = title.filter(|_| closed);
            said = if closed { said } else { at + c.len_utf8() };
            (text.len() - spaces.len(), behind)
        } else if chars::ends_sentence(c) {
            title = None;
            said = at + c.len_utf8();
            continue;
        } else if let Some(here) = behind_units(text, said, at, c, &mut colon) {
            (here, Behind::Units)
        } else if (chars::digit(c).is_some() || matches!(c, '（' | '('))
            && text[..at].trim_end_matches(chars::is_space).ends_with(chars::is_han)
            && inner.is_some_and(|(start, _)| text[start..at].chars().any(chars::is_han))
        {
            (at, Behind::Title)
        } else {
            continue;
        };
        let Some(found) = ordinal(&text[here..], || answered(line, here)) else { continue };
        let behind = match behind {
            Behind::Stop if opens_sections(line, &found, here) => Behind::Title,
            Behind::Units if found.form == Form::Han && !is_title(&text[here + found.end..]) => {
                continue;
            }
            behind => behind,
        };
        // Figures in brackets mostly are those of parts: only below a section are they those of items.
        if found.form == Form::DigitBracket && !counts_figures(line, behind) {
            continue;
        }
        // Inside a title only what is below it begins.
        if behind == Behind::Title && inner.is_some_and(|(_, form)| found.form <= form) {
            continue;
        }
        title = Some((here + found.end, found.form)).filter(|_| outer(&found));
        skip = here + found.end;
        out.push(Start { at: here, form: found.form, number: found.number, behind });
    }
    if !out.is_empty() && layout::mention(line).is_some() {
        out.clear();
    }
    out
}

/// Where the ordinal begins whose first sign stands at `at`, behind the names of a line that says who answers;
/// the sentence begins at `said`, and `colon` is the first one sought in an earlier sentence or in this.
fn behind_units(
    text: &str,
    said: usize,
    at: usize,
    c: char,
    colon: &mut Option<usize>,
) -> Option<usize> {
    let here = match c {
        '（' | '(' => at,
        '、' => text[..at].trim_end_matches(numeral::is_to_ten).len(),
        _ if chars::digit(c).is_some() => at,
        _ => return None,
    };
    let named = text.get(said..here)?.trim_end_matches(chars::is_space).ends_with(chars::is_han);
    if !named {
        return None;
    }
    let next = || {
        let mut marks = chars::besides_han(&text[said..]);
        marks.find(|(_, c)| header::COLONS.contains(c)).map_or(text.len(), |(at, _)| said + at)
    };
    let known = colon.filter(|&colon| colon >= said);
    let colon = *colon.insert(known.unwrap_or_else(next));
    (colon < here && responsibility::label_role(&text[said..colon]).is_some()).then_some(here)
}

/// Whether （1） and its like count the items of a line, which is one of them or the section's title, and are
/// not those of its parts.
fn counts_figures(line: &Line<'_>, behind: Behind) -> bool {
    match line.form() {
        Some(Form::DigitBracket) => behind == Behind::Bracket,
        Some(Form::Han) => matches!(behind, Behind::Bracket | Behind::Title),
        _ => false,
    }
}

/// Whether words open with the label of who answers and its colon: 责任单位：市民政局.
pub(crate) fn says_who_answers(words: &str) -> bool {
    let label = words.split_once(header::COLONS);
    label.is_some_and(|(label, _)| responsibility::label_role(label).is_some())
}

/// Whether an ordinal is that of the first section, and all that stands behind it on its line is the title:
/// the line opens the plan with a sentence.
fn opens_sections(line: &Line<'_>, found: &Marker, at: usize) -> bool {
    line.marker.is_none()
        && (found.form, found.number) == (Form::Han, 1)
        && is_title(&line.text()[at + found.end..])
}

/// Whether words are a title and nothing else: short, without a stop.
fn is_title(words: &str) -> bool {
    words.trim_end_matches(chars::is_space).len() <= LONGEST_TITLE
        && !words.contains(['。', '；', '：', ':', '，', ','])
}

/// The first ordinal of a plan whose title lost the break behind it: 2025年任务分工一、….
fn behind_plan_title(line: &Line<'_>) -> Option<(usize, Marker)> {
    let text = line.text();
    if line.marker.is_some() || text.len() <= LONGEST_TITLE * 2 {
        return None;
    }
    let first = "一、";
    let window =
        text.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST_TITLE + first.len());
    let at = text[..window.last()?].find(first)?;
    let title = text[..at].trim_end_matches(chars::is_space);
    let titled = is_title(title) && header::complete_title(title);
    let found = ordinal(&text[at..], || false).filter(|_| titled)?;
    (found.form == Form::Han).then_some((at, found))
}

/// The ordinal that a text begins with, before words, or before a figure right behind who answers for what
/// stands before it: （市民政局负责）2.8月底前….
fn ordinal(text: &str, answered: impl Fn() -> bool) -> Option<Marker> {
    // Most stops and brackets have words behind them.
    let first = text.chars().next()?;
    let may = matches!(first, '（' | '(' | '㈠'..='㈩')
        || chars::digit(first).is_some()
        || numeral::is_to_ten(first);
    let found = if may { marker(text)? } else { return None };
    let rest = &text[found.end..];
    let next = rest.chars().next()?;
    let words = chars::is_han(next) && !numeral::is_to_ten(next)
        || matches!(next, '“' | '《')
        || split::is_year(rest)
        || chars::digit(next).is_some() && answered();
    let counted = [Form::Han, Form::HanBracket, Form::Digit, Form::DigitBracket];
    (words && counted.contains(&found.form)).then_some(found)
}

/// Whether words of a line end in a bracket of who answers: （市民政局负责）, （市民政局、市财政局）.
fn answered(line: &Line<'_>, end: usize) -> bool {
    let words = line.text()[..end].trim_end_matches(chars::is_space);
    let names = || {
        let inner = words.strip_suffix(['）', ')'])?;
        let open = inner.rfind(['（', '('])?;
        let from = open + inner[open..].chars().next()?.len_utf8();
        let score = responsibility::unit_score(&line.flow.slice(from..inner.len()));
        Some(score >= SURE_LIST)
    };
    responsibility::ends_in_a_duty(words) || names().unwrap_or(false)
}

/// The ordinals of a line that count on; `last` is what was counted before it, and after it.
fn counted(starts: Vec<Start>, last: &mut Numbers, below: &Numbers) -> Vec<Start> {
    let mut counts = *last;
    let mut off = [false; 8];
    let mut kept: Vec<Start> = Vec::with_capacity(starts.len());
    for (at, &start) in starts.iter().enumerate() {
        let slot = start.form as usize;
        let on = counts[slot].map(|last| last + 1) == Some(start.number);
        // A text that begins behind its first numbers counts on behind a bracket.
        let next = || starts[at + 1..].iter().find(|next| next.form == start.form);
        let goes_on = || {
            let next = next().filter(|next| next.behind == Behind::Bracket);
            counts[slot].is_none() && next.is_some_and(|next| next.number == start.number + 1)
        };
        let begins = start.behind == Behind::Title && (start.number == 1 || goes_on());
        // A number that is out of the count is that of a part, and so are those behind it.
        off[slot] |= !on && !begins;
        if !off[slot] {
            counts[slot] = Some(start.number);
            kept.push(start);
        }
    }
    let goes_on = |form: Form| {
        let of: Vec<&Start> = kept.iter().filter(|start| start.form == form).collect();
        let (Some(first), Some(end)) = (of.first(), of.last()) else { return false };
        match below[form as usize] {
            Some(next) if next == end.number + 1 => true,
            // 1. alone below a title may be the first of its parts.
            _ if first.number == 1 => {
                // The count goes on below the next title: …（A负责）二、化解纠纷3.….
                let below_a_title = |before: &Start, start: &Start| {
                    start.behind == Behind::Title
                        && kept.iter().any(|title| {
                            title.form < form && before.at < title.at && title.at < start.at
                        })
                };
                // Behind the plan's title the sections count.
                let sections = form == Form::Han && first.behind == Behind::Title;
                let counts_on = |two: &[&Start]| {
                    sections || two[1].behind == Behind::Bracket || below_a_title(two[0], two[1])
                };
                of.len() > 1 && of.windows(2).all(counts_on)
            }
            Some(next) => next == 1 || next > end.number,
            None => true,
        }
    };
    let on = [Form::Han, Form::HanBracket, Form::Digit, Form::DigitBracket]
        .map(|form| (form, goes_on(form)));
    kept.retain(|start| on.contains(&(start.form, true)));
    for start in &kept {
        last[start.form as usize] = Some(start.number);
    }
    kept
}

/// Gives a line in its pieces.
fn pieces<'s>(line: Line<'s>, cuts: &[Start], out: &mut Vec<Element<'s>>, record: &mut Record) {
    let sure = cuts.iter().all(|start| start.behind == Behind::Bracket);
    let confidence = if sure { Confidence::Certain } else { Confidence::Likely };
    let cuts: Vec<usize> = cuts.iter().map(|start| start.at).collect();
    let why = ["序号前没有分行", "no line break before the ordinal"];
    out.extend(lines::cut(line, &cuts, confidence, why, record).into_iter().map(Element::Line));
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::fixtures;
    use crate::flow::Flow;

    /// Holds the lines that lines become: a bar stands where one is cut.
    #[track_caller]
    fn check(marked: &[&str]) {
        fixtures::check_cuts(cut, marked);
    }

    #[test]
    fn the_next_item_begins_inside_the_paragraph() {
        check(&["1．建站5个。（市民政局牵头）|2．清淤。（市水利局负责）", "3．巡查。"]);
        check(&["1．建站5个。", "（市民政局牵头）|2．清淤。|3．巡查。（市水利局负责）"]);
        check(&["一、服务", "1．建站。（市民政局负责）|二、管理", "2．巡查。（市公安局负责）"]);
        check(&["1．建站。|2．2024年底前清淤。"]);
    }

    #[test]
    fn a_bold_heading_behind_the_cut_stays_bold() {
        let text = "1．建站。（市民政局牵头）2．清淤。要求如下。（市水利局负责）";
        let source = Source::from_text("n", Format::Text, text);
        let mut line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), true);
        let at = text.find("清淤").expect("it is there");
        line.bold_ranges = vec![TextRange::at(at, at + "清淤。".len())];
        let found = cut(vec![Element::Line(line)], &mut Record::new(Lang::Zh));
        let bold = found.iter().map(|element| match element {
            Element::Line(line) => &line.text()[..line.bold],
            _ => "",
        });
        assert_eq!(bold.collect::<Vec<_>>(), ["", "2．清淤。"]);
    }

    #[test]
    fn a_title_and_its_first_item_on_one_line() {
        check(&[
            "一、服务|1．建站。（市民政局负责）",
            "2．清淤。",
            "二、管理|3．巡查。",
            "4．登记。",
        ]);
        check(&["（一）改进服务。|1．建站。（市民政局负责）|2．清淤。（市水利局负责）"]);
        check(&["（一）改进服务 |1．建站。（市民政局负责）|2．清淤。（市水利局负责）"]);
        // The text begins behind the first numbers.
        check(&["（五）改进服务 |22.建站。（市民政局负责） |23.清淤。（市水利局负责）"]);
        check(&["一、服务|（一）改进用餐|1．建站。", "2．送餐。", "（二）巡访。"]);
    }

    #[test]
    fn the_count_goes_on_below_the_titles_of_one_line() {
        check(&[
            "一、服务|1．建站。（市民政局负责）|2．清淤。（市水利局负责）|二、管理|3．巡查。（市公安局负责）|4．登记。（市民政局负责）",
        ]);
        check(&[
            "（一）服务|1．建站。（市民政局负责）|2．清淤。（市水利局负责）|（二）管理 |3．巡查。（市公安局负责）",
        ]);
        // So does the plan whose title has lost its break as well.
        let services =
            "规范服务，公开收费标准和办理时限，完善投诉处理机制，定期回访群众并及时反馈结果";
        let first = format!("|一、服务 |1.{services}。（市民政局负责）|2．清淤。（市水利局负责）");
        check(&[&format!("云溪市2025年重点任务分工{first}|二、管理|3．巡查。（市公安局负责）")]);
        check(&[&format!("云溪市2025年重点任务分工{first}|3．巡查。|二、管理|4．登记。")]);
        // The only one of its count may be anything, and words that are no title have other ones.
        let first = first.replace('|', "");
        check(&[&format!("云溪市2025年重点任务分工{first}")]);
        check(&[&format!("云溪市推进重点任务，分工{first}二、管理")]);
        // Numbers below a title that the count does not reach are those of parts.
        check(&["一、服务。1．建站。2．清淤。（市水利局负责）五、管理3．巡查。"]);
    }

    #[test]
    fn an_ordinal_and_a_figure_stand_side_by_side() {
        check(&["1.建站5个。（市民政局负责）|2.8月底前清淤。（市水利局负责）|3.3个月内巡查。"]);
        check(&["1.建站5个。（责任单位：市民政局）|2.46部电梯年检。", "3.巡查。"]);
        check(&["1.建站5个。（市民政局、市公安局）|2.8月底前清淤。（市水利局）|3.巡查。"]);
        check(&[
            "（一）建站5个。（市民政局负责）|（二）8月底前清淤。（市水利局负责）|（三）3个月内巡查。",
        ]);
        // The count does not come to the figure, or nobody answers before it.
        check(&["1.建站5个。（市民政局负责）3.8万人受益。"]);
        check(&["1.建站，投资（含配套）2.8亿元。（市民政局负责）"]);
    }

    #[test]
    fn figures_in_brackets_that_count_the_items() {
        check(&[
            "一、服务 |（1）建站。[责任单位：市民政局] |（2）清淤。[责任单位：市水利局]",
            "（3）巡查。",
            "二、管理",
            "（4）登记。（市民政局负责）|（5）核查。（市民政局负责）",
        ]);
        // Those of parts.
        check(&["1.建站。（1）选址（市民政局负责）（2）施工。", "2.清淤。"]);
        check(&["（1）建站。（2）清淤。", "（2）巡查。"]);
    }

    #[test]
    fn the_first_section_begins_behind_the_opening_words() {
        check(&["为便民，制定本方案。 |一、服务", "1．建站。", "二、管理", "2．巡查。"]);
        // Nothing counts on from it, or it is more than a title.
        check(&["为便民，制定本方案。 一、服务", "1．建站。"]);
        check(&["为便民，制定本方案。一、建站，二、巡查。", "二、管理"]);
    }

    #[test]
    fn the_next_item_begins_behind_those_who_answer() {
        check(&["（一）建站。", "责任单位：市民政局、市财政局 |（二）清淤。", "（三）巡查。"]);
        check(&["1.建站。", "牵头单位：市民政局 责任单位：市财政局|2.清淤。"]);
        check(&["一、服务", "1.建站。责任单位：市民政局|二、管理", "2.巡查。"]);
        // Out of the count, or part of a name.
        check(&["（一）建站。", "责任单位：市民政局（三）清淤。", "（二）巡查。"]);
        check(&["一、建站。责任单位：市民政局二、清淤，巡查。", "三、登记。"]);
        check(&["2．建站。", "责任单位：市一、二、三医院，各县（区）政府", "3．巡查。"]);
    }

    #[test]
    fn parts_inside_a_paragraph_stay() {
        // The numbers go on from those of the lines, or are given again.
        check(&["1．建站。包括：1.选址。2.施工。（市民政局负责）", "2．清淤。"]);
        check(&[
            "（一）改进服务。1.建站。2.清淤。（市民政局负责）",
            "（二）管理。1.巡查。2.登记。",
        ]);
        check(&["（一）改进服务。1.建站（新建）。2.清淤。3.巡查。（市民政局负责）"]);
        check(&["1．建站。2.选址。（市民政局负责）", "2．清淤。"]);
        check(&["2．到2024年覆盖率3.5%。一、二、三产业融合。", "3．清淤。"]);
        check(&["1．建站（新建3个）。", "2．在第3、4号泊位清淤（共2处）3个月完成。"]);
        check(&["附件：1．任务分解表（试行）2．联系表"]);
        // Out of the count.
        check(&["1．建站。5.选址。"]);
        check(&["（五）改进服务 22.建站。23.清淤。（市水利局负责）"]);
        check(&["（五）改进服务到 3.万人以上。（市民政局负责）", "（六）清淤。（市水利局负责）"]);
    }
}
