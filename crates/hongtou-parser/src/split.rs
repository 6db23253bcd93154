//! A notice without line breaks cut at its landmarks.
//!
//! Some copies of a notice are one line. Where a document has hardly any lines, its long ones are
//! cut where a title, a number, a date or an ordinal of a running count begins, or at the white space that
//! opens each paragraph; nothing is cut in a notice that has its lines.

#[cfg(test)]
mod tests;

use std::ops::Range;

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Span};
use hongtou_source::{chars, numeral};

use crate::flow::trim;
use crate::lines::{self, Element, Line};
use crate::marker::{Form, Marker, marker, marker_of_count};
use crate::record::Record;
use crate::run_on::says_who_answers;
use crate::{articles, date, header, reference, responsibility, site, words};

/// Lines of at least this many characters may be a whole notice.
const LONG: usize = 100;
/// The same where nothing but tasks that are answered for stands behind its head.
const SHORT: usize = 40;

/// So many numbers of a count may be left out.
const MISSING: u32 = 3;

/// Cuts lines that hold a whole notice; gives everything else back as it was.
pub(crate) fn run_together<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    // What an archive says of the page stands above its text, a label a line.
    let told = |line: &Line<'_>| {
        words::is_label_line(line.text()) && line.text().chars().count() < LONG
            || site::is_framed_button(line.text())
    };
    let above = raw.iter().take_while(|element| match element {
        Element::Line(line) => told(line),
        Element::Rule => true,
        Element::Table(_) => false,
    });
    let above = above.filter(|element| matches!(element, Element::Line(_))).count();
    let lines = raw.iter().filter(|element| matches!(element, Element::Line(_))).count() - above;
    let any = raw.iter().any(
        |element| matches!(element, Element::Line(line) if line.text().chars().count() >= SHORT),
    );
    let numbered = raw
        .iter()
        .filter(|element| matches!(element, Element::Line(line) if line.marker.is_some()))
        .count();
    if !any || lines > 6 || numbered > 1 {
        return raw;
    }
    cut_lines(raw, record)
}

/// The lines that are too long for one paragraph, cut where a part, a section or an item begins.
#[inline(never)]
fn cut_lines<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let mut out = Vec::with_capacity(raw.len());
    for element in raw {
        match element {
            Element::Line(line) if line.text().chars().count() >= SHORT => {
                let marks = page_marks(line.text());
                let unmarked = (!marks.is_empty()).then(|| without(&line, &marks));
                let own = unmarked.as_ref().unwrap_or(&line);
                match parts(own) {
                    Some((parts, at)) => {
                        drop_page_marks(&line, marks, record);
                        push_parts(own, parts, at, &mut out, record);
                    }
                    None => out.push(Element::Line(line)),
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// What tells the parts of a notice on one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CutAt {
    /// The white space that opens each paragraph.
    Indents,
    /// Titles, numbers, dates and ordinals.
    Landmarks,
}

/// The parts of a line that holds a whole notice.
fn parts(line: &Line<'_>) -> Option<(Vec<Range<usize>>, CutAt)> {
    let text = line.text();
    if let Some(mut parts) = indented(text) {
        // Number, title and addressees have no white space before them, and run into each other.
        let head = parts[0].clone();
        let words = &text[head.clone()];
        let cuts = cuts(words);
        if holds_title(words, &cuts) {
            let held = pieces(words, &cuts).into_iter();
            parts.splice(..1, held.map(|part| head.start + part.start..head.start + part.end));
        }
        return Some((parts, CutAt::Indents));
    }
    let cuts = cuts(text);
    let long = text.chars().count() >= LONG;
    let begin = || line.marker.is_none() && tasks_begin(text, &cuts);
    let sure = || begin() && (long || holds_title(text, &cuts) || all_are_tasks(text, &cuts));
    let many = long && cuts.len() >= 3;
    if !many && !sure() {
        return None;
    }
    let mut parts = pieces(text, &cuts);
    // What a list of notices has in the field before may end as an entry of a list.
    if let Some(field) = parts.first_mut().filter(|_| first_field(text) > 0) {
        field.end = text[..field.end].trim_end_matches([',', '，', '、']).len();
    }
    Some((parts, CutAt::Landmarks))
}

/// What stands between cuts.
fn pieces(text: &str, cuts: &[usize]) -> Vec<Range<usize>> {
    let ends = cuts.iter().copied().chain([text.len()]);
    let mut start = 0;
    let parts = ends.map(|end| trim(text, std::mem::replace(&mut start, end)..end));
    // The stop behind a title is no part.
    parts.filter(|part| text[part.clone()].contains(chars::is_word)).collect()
}

/// Gives the parts of a line as lines.
fn push_parts<'s>(
    line: &Line<'s>,
    parts: Vec<Range<usize>>,
    at: CutAt,
    out: &mut Vec<Element<'s>>,
    record: &mut Record,
) {
    let count = parts.len();
    let (zh, en) = match at {
        CutAt::Indents => ("段前的空格", "the white space before paragraphs"),
        CutAt::Landmarks => ("标题、日期和序号", "titles, dates and ordinals"),
    };
    record.repair(
        RepairKind::SplitParagraph,
        line.flow.whole(),
        Confidence::Likely,
        || format!("原文没有分行，已按{zh}切为{count}段"),
        || format!("the text has no line breaks; it is cut at {en} into {count} parts"),
    );
    // No sentence goes on behind a landmark, be there a stop before it or not.
    let piece = |part| Line { ended: true, ..Line::new(line.flow.slice(part), true) };
    out.extend(parts.into_iter().map(|part| Element::Line(piece(part))));
}

/// The paragraphs of a text that kept the white space before each and lost the line ends: …如下：　　一、….
///
/// Cells stand apart so as well: many paragraphs end in a stop, and the ordinals of some count on.
fn indented(text: &str) -> Option<Vec<Range<usize>>> {
    /// Two ideographic spaces, in cells.
    const WIDE: usize = 4;
    const FEWEST: usize = 4;
    // Most texts have none, nor blanks side by side.
    if !text.contains("\u{3000}\u{3000}") && !text.contains("    ") {
        return None;
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(chars::is_space) {
        let from = at + found;
        at = text.len() - chars::trim_start(&text[from..]).len();
        let gap = &text[from..at];
        let cells: usize = gap.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
        if cells >= WIDE && !gap.contains('\t') {
            parts.extend((from > start).then_some(start..from));
            start = at;
        }
    }
    parts.push(trim(text, start..text.len()));
    // The marks of a heading are none of its words: ## 一、造林.
    for part in &mut parts {
        let words = text[part.clone()].trim_start_matches('#');
        if words.starts_with(' ') {
            part.start = part.end - chars::trim_start(words).len();
        }
    }
    let closed = parts.iter().filter(|part| lines::ends_closed(&text[(*part).clone()])).count();
    let mut last: [Option<u32>; 8] = [None; 8];
    let counts = parts.iter().filter_map(|part| marker(&text[part.clone()])).any(|found| {
        let before = last[found.form as usize].replace(found.number);
        found.number > 1 && before == Some(found.number - 1)
    });
    (parts.len() >= FEWEST && closed * 3 >= parts.len() && counts).then_some(parts)
}

/// A line without the numbers of pages in it.
fn without<'s>(line: &Line<'s>, marks: &[Range<usize>]) -> Line<'s> {
    let mut start = 0;
    let mut flow = line.flow.slice(0..0);
    for mark in marks {
        flow.append(&line.flow.slice(start..mark.start));
        start = mark.end;
    }
    flow.append(&line.flow.slice(start..line.text().len()));
    Line::new(flow, line.gap)
}

/// Records that the numbers of pages are none of a text's words.
fn drop_page_marks(line: &Line<'_>, marks: Vec<Range<usize>>, record: &mut Record) {
    let count = marks.len();
    let mut all = Span::default();
    for mark in marks {
        let span = line.flow.span(mark);
        all.extend(&span);
        record.furniture(FurnitureKind::PageNumber, span);
    }
    if count > 0 {
        record.repair(
            RepairKind::JoinedParagraph,
            all,
            Confidence::Likely,
            || format!("原文没有分行，正文中的{count}个页码已去掉"),
            || format!("the text has no line breaks; {count} page numbers in it are left out"),
        );
    }
}

/// The numbers of pages between dashes in a text whose lines are lost, 每月不超过—3—两次, where they count on
/// and a page of text stands between them: 云溪－12－甲号地块 is a name. Blanks on both sides of both dashes, - 3 -,
/// are those of a page's foot, with less between them; the last page of several may have who signs and when alone.
fn page_marks(text: &str) -> Vec<Range<usize>> {
    /// The shortest page, in bytes.
    const PAGE: usize = 300;
    const SHORT_PAGE: usize = 100;
    let dash = |c: char| matches!(c, '—' | '－' | '-' | '–' | '―');
    let blank = |text: &str| text.starts_with(chars::is_space);
    let digit = |c: char| chars::digit(c).is_some();
    let other = |c: char| dash(c) || digit(c) || c.is_ascii_alphanumeric();
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut last, mut short) = (None, false);
    for (at, c) in chars::besides_han(text).filter(|&(_, c)| dash(c)) {
        let end = found.last().map_or(0, |mark| mark.end);
        if at < end || text[..at].ends_with(other) {
            continue;
        }
        let inner = chars::trim_start(&text[at + c.len_utf8()..]);
        let behind = inner.trim_start_matches(digit);
        let Some(number) = inner[..inner.len() - behind.len()].parse::<u32>().ok() else {
            continue;
        };
        let Some(rest) = chars::trim_start(behind).strip_prefix(dash) else { continue };
        let spaced = text[..at].ends_with(chars::is_space)
            && blank(&text[at + c.len_utf8()..])
            && blank(behind)
            && (rest.is_empty() || blank(rest));
        // One dash of these joins figures and names as well.
        if rest.starts_with(other) || !spaced && !matches!(c, '—' | '－') {
            continue;
        }
        let near = last.is_some() && at - end < if spaced { SHORT_PAGE } else { PAGE };
        let counts = number <= 999 && last.is_none_or(|last| number == last + 1);
        if !counts || short || near && !spaced {
            return Vec::new();
        }
        short = near;
        last = Some(number);
        // One blank stays of those around it.
        let rest = if spaced { chars::trim_start(rest) } else { rest };
        found.push(at..text.len() - rest.len());
    }
    // One page before a short one is no more than two figures.
    if found.len() > 1 + usize::from(short) { found } else { Vec::new() }
}

/// Whether one of the parts is the title of a notice and nothing else, and no words of a sentence that cites
/// one: 按照市政府关于护林的意见要求，….
fn holds_title(text: &str, cuts: &[usize]) -> bool {
    const CITED: [&str; 9] =
        ["按照", "根据", "依据", "依照", "学习", "贯彻", "落实", "印发", "现将"];
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let mut parts = starts.zip(cuts).zip(ends);
    parts.any(|((start, &end), next)| {
        let (part, behind) = (text[start..end].trim(), text[end..next].trim());
        let cited = || CITED.iter().any(|open| part.starts_with(open));
        part.contains("关于") && header::complete_title(part) && !cited() && follows_title(behind)
    })
}

/// Whether words begin as what stands below a title does: addressees, a number, an ordinal, the first sentence.
fn follows_title(words: &str) -> bool {
    let opens = || words.starts_with(['各', '为', '现', '（', '(', '〔', '。']);
    let called = || {
        let name = words.strip_suffix(header::COLONS);
        name.is_some_and(|name| !name.contains(['，', ',']) && header::is_name(name))
    };
    words.is_empty()
        || opens()
        || marker(words).is_some()
        || reference::document_number(words).is_some_and(|(range, _)| range.start == 0)
        || called()
}

/// Whether a task begins where a text is cut, for sure: behind the words that say that tasks follow, or right
/// behind those who answer for the one before.
fn tasks_begin(text: &str, cuts: &[usize]) -> bool {
    cuts.iter().any(|&at| {
        let numbered = marker(&text[at..]).is_some_and(|found| is_sure(&found, &text[at..]));
        numbered && (opens_tasks(&text[..at]) || is_answered(lines::tail(&text[..at])))
    })
}

/// Whether words end in who answers for them, or in a sentence that says it.
fn is_answered(words: &str) -> bool {
    let words = words.trim_end_matches(chars::is_space);
    let last = words.strip_suffix('。').and_then(|words| words.rsplit('。').next());
    // 牵头领导：张某 责任单位：市民政局 完成情况：已办结。
    let told = |last: &str| last.split(chars::is_space).any(says_who_answers);
    responsibility::ends_in_a_duty(words) || last.is_some_and(told)
}

/// Whether each part from the first ordinal on is a task that is answered for, or the title right above one, and
/// no part above it begins inside a sentence: 请 / 各单位报送下列材料：1.总结。2.报表。 is one.
fn all_are_tasks(text: &str, cuts: &[usize]) -> bool {
    let form = |at: usize| Some(marker(&text[at..])?.form);
    let Some(first) = cuts.iter().position(|&at| form(at).is_some()) else { return false };
    let (head, tasks) = cuts.split_at(first);
    let ends = tasks[1..].iter().copied().chain([text.len()]);
    let is_task = |(&at, end): (&usize, usize)| {
        let title = || is_title(&text[at..end]) && end < text.len() && form(end) > form(at);
        form(at).is_some() && (title() || is_answered(&text[at..end]))
    };
    head.iter().all(|&at| !text[..at].ends_with(chars::is_word))
        && tasks.iter().zip(ends).all(is_task)
}

/// Whether words end by saying that something follows: 现提出以下意见：, 现将有关事项通知如下。
fn opens_tasks(before: &str) -> bool {
    /// So many characters may stand behind 以下.
    const NOUN: usize = 6;
    let words = before.trim_end_matches(chars::is_space);
    let Some(words) = words.strip_suffix(['：', ':', '。']) else { return false };
    let last = words.rsplit(['，', ',', '。', '：', ':']).next().unwrap_or(words);
    // Whom to call and what a text is changed to are no tasks.
    if ["联系", "电话", "名单", "修改", "修订"].iter().any(|other| last.contains(other)) {
        return false;
    }
    let noun = |word| last.rsplit_once(word).map(|(_, noun)| noun.chars().count());
    // 处50万元以下。 says how much.
    noun("如下").is_some_and(|noun| noun <= NOUN)
        || noun("以下").is_some_and(|noun| (1..=NOUN).contains(&noun))
}

/// Where the parts of a notice begin in its one line.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = ordinals(text);
    let body = cuts.first().copied().unwrap_or(text.len());
    let (field, body) = (first_field(text).min(body), body);
    let head = &text[field..body];
    let mut own = Vec::new();
    head_cuts(head, &mut own);
    cuts.extend(own.into_iter().chain([0]).map(|at| field + at));
    let signed = signed(&text[body..], issuer(head));
    cuts.extend(signed.into_iter().flatten().map(|at| body + at));
    // The foot, and marks in brackets: 抄送：…, （此件公开发布）.
    for (at, _) in text.match_indices("抄送：").chain(text.match_indices("抄送:")) {
        cuts.push(at);
    }
    for (at, open) in text.char_indices().filter(|&(_, c)| matches!(c, '（' | '(')) {
        let close = text[at..].char_indices().take(16).find(|&(_, c)| chars::closes(open, c));
        if let Some((len, c)) = close
            && words::disclosure(&text[at..at + len + c.len_utf8()]).is_some()
        {
            cuts.push(at);
            cuts.push(at + len + c.len_utf8());
        }
    }
    for (at, found) in text.match_indices("日印发") {
        cuts.push(at + found.len());
        // The office that printed it stands before the date, after the sentence before, the bracket of who
        // answers, or who signs.
        let stops = ['。', '）', ')', '】', ']'];
        let stop = text[..at].rfind(stops);
        let sentence = stop.and_then(|stop| Some(stop + text[stop..].chars().next()?.len_utf8()));
        let sentence = sentence.filter(|_| signed.is_none());
        cuts.extend(sentence.filter(|&stop| text[stop..at].chars().count() <= 40));
    }
    let after_sentence = |at: usize| {
        text[..at].trim_end_matches(chars::is_space).ends_with(['。', '）', ')', '〕', ']', '】'])
    };
    let colon_at = |at: usize| text[at..].chars().next().filter(|&c| matches!(c, '：' | ':'));
    // 特此通知。 closes a notice.
    cuts.extend(text.match_indices("特此").map(|(at, _)| at).filter(|&at| after_sentence(at)));
    // What a site lists after the last sentence.
    for word in words::RELATED {
        for (at, found) in text.match_indices(word).filter(|&(at, _)| after_sentence(at)) {
            if let Some(colon) = colon_at(at + found.len()) {
                cuts.extend([at, at + found.len() + colon.len_utf8()]);
            }
        }
    }
    cuts.extend(last_button(text));
    // The list of attachments: 附件：….
    let listed = |&(at, found): &(usize, &str)| colon_at(at + found.len()).is_some();
    cuts.extend(
        text.match_indices("附件")
            .filter(listed)
            .map(|(at, _)| at)
            .filter(|&at| after_sentence(at)),
    );
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&at| at > 0 && at < text.len());
    cuts
}

/// Where the last words of a page begin that are a button: 附件下载.
fn last_button(text: &str) -> Option<usize> {
    let words = text.trim_end_matches(chars::is_space);
    let before = |c| chars::is_space(c) || matches!(c, '。' | '）' | ')' | '】' | ']');
    let (at, c) = words.char_indices().rev().find(|&(_, c)| before(c))?;
    let at = at + c.len_utf8();
    site::is_button_line(&words[at..]).then_some(at)
}

/// Ordinals of running counts: 一、 二、 …, and below each the （一） and 1. that count on.
fn ordinals(text: &str) -> Vec<usize> {
    let mut found: Vec<(usize, Form, u32)> = Vec::new();
    let mut next = [1u32; 8];
    let mut last: [Option<u32>; 8] = [None; 8];
    let articles = articles::landmarks(text);
    let mut own = articles.iter().peekable();
    for (at, c) in text.char_indices() {
        if let Some(article) = own.next_if(|article| article.at == at) {
            found.push((at, article.form, article.number));
            continue;
        }
        let starts = matches!(c, '（' | '(' | '㈠'..='㈩' | '第')
            || chars::digit(c).is_some()
            || numeral::is_ordinal(c);
        if !starts {
            continue;
        }
        let before = text[..at].chars().next_back();
        // Inside a number or a numeral nothing begins.
        if before.is_some_and(|b| {
            chars::digit(b).is_some() && chars::digit(c).is_some()
                || numeral::is_ordinal(b) && !matches!(c, '（' | '(')
                || b == '第'
        }) {
            continue;
        }
        let Some(marker) =
            marker(&text[at..]).or_else(|| marker_of_count(&text[at..], &last)).filter(|marker| {
                is_sure(marker, &text[at..])
                    && match marker.form {
                        Form::Han | Form::HanBracket | Form::Digit => true,
                        Form::Article => articles.is_empty(),
                        _ => false,
                    }
            })
        else {
            continue;
        };
        let after = text[at + marker.end..].chars().next();
        let ends_sentence = before.is_none_or(|b| {
            chars::ends_sentence(b)
                || matches!(b, '）' | ')' | '〕' | ']' | '】' | '：' | ':' | ' ' | '\u{3000}' | '.')
        });
        // 1. after a title has no stop before it, but Chinese words on both sides.
        let glued = marker.form != Form::HanBracket
            && before.is_some_and(chars::is_han)
            && (after.is_some_and(chars::is_han) || marker.doubtful);
        // （一） right after a section's title, which has no stop.
        let slot = marker.form as usize;
        let counts_on = marker.number > 1
            && marker.number == next[slot]
            && after.is_some_and(|c| chars::is_han(c) || matches!(c, '“' | '《'));
        let opens = marker.form == Form::HanBracket
            && (counts_on
                || found
                    .last()
                    .is_some_and(|&(last, form, _)| form == Form::Han && at - last < 120));
        let expected =
            marker.number == next[slot] || marker.number == 1 && marker.form != Form::Han;
        // Right behind those who answer the next task begins, whether a number was left out before it or not.
        let skipped = || {
            next[slot] > 1
                && (next[slot] - 1..=next[slot] + MISSING).contains(&marker.number)
                && after.is_some_and(|c| chars::is_han(c) || matches!(c, '“' | '《'))
                && is_answered(lines::tail(&text[..at]))
        };
        if (ends_sentence || glued || opens) && (expected || skipped()) {
            next[slot] = marker.number + 1;
            last[slot] = Some(marker.number);
            found.push((at, marker.form, marker.number));
        }
    }
    let said = in_sentences(text, &found);
    let mut kept = said.iter();
    found.retain(|_| kept.next() == Some(&false));
    // A count that never gets beyond its first number is a chance, unless it opens the tasks or stands right
    // behind a title that counts.
    let mut counted = [false; 8];
    for &(_, form, _) in found.iter().filter(|&&(_, _, number)| number >= 2) {
        counted[form as usize] = true;
    }
    if !articles.is_empty() {
        counted[Form::Article as usize] = true;
        counted[Form::Chapter as usize] = true;
    }
    let mut title = None;
    found
        .iter()
        .filter(|&&(at, form, _)| {
            let below =
                title.is_some_and(|(from, outer)| outer < form && is_title(&text[from..at]));
            let kept = counted[form as usize] || opens_tasks(&text[..at]) || below;
            title = Some((at, form)).filter(|_| kept);
            kept
        })
        .map(|&(at, _, _)| at)
        .collect()
}

/// Which ordinals count what a sentence below an outer one lists: 一、筹资。从以下渠道筹措：（一）收入；（二）补助。
/// Behind its colon each but the last ends in a semicolon, and none says who answers for it.
fn in_sentences(text: &str, found: &[(usize, Form, u32)]) -> Vec<bool> {
    let mut said = vec![false; found.len()];
    let ends =
        |at: usize, marks: [char; 2]| text[..at].trim_end_matches(chars::is_space).ends_with(marks);
    let mut outer = None;
    for (first, &(at, form, number)) in found.iter().enumerate() {
        if form < Form::HanBracket {
            outer = Some(at);
        }
        if (form, number) != (Form::HanBracket, 1) || !ends(at, ['：', ':']) {
            continue;
        }
        if outer.is_none_or(|outer| is_title(&text[outer..at])) {
            continue;
        }
        let next =
            |(by, own): (usize, &&(usize, Form, u32))| (own.1, own.2) == (form, by as u32 + 1);
        let run = found[first..].iter().enumerate().take_while(|&(by, own)| next((by, &own)));
        let run: Vec<usize> = run.map(|(_, own)| own.0).collect();
        let semicolons = run.len() > 1 && run[1..].iter().all(|&at| ends(at, ['；', ';']));
        let is_member = |pair: &[usize]| {
            let words = &text[pair[0]..pair[1]];
            let answered = || is_answered(words.trim_end_matches(['；', ';', ' ', '\u{3000}']));
            !words.contains('。') && !answered()
        };
        if semicolons && run.windows(2).all(is_member) {
            said[first..first + run.len()].fill(true);
        }
    }
    said
}

/// Whether an ordinal and what stands behind it are a title: words without a stop.
fn is_title(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.chars().nth(LONGEST).is_none() && !text.contains(['。', '；', '：', ':', '，', ','])
}

/// Whether the ordinal that a text begins with is no part of a figure, and none of several: 一、二季度.
fn is_sure(found: &Marker, text: &str) -> bool {
    let behind = &text[found.end..];
    let next = behind.chars().next().and_then(numeral::chinese_digit);
    let of_several = found.form == Form::Han && next == Some(found.number + 1);
    !of_several && (!found.doubtful || is_year(behind))
}

/// Whether a year begins what follows an ordinal: 1.2021年底前.
pub(crate) fn is_year(text: &str) -> bool {
    let digits = text.chars().take_while(|&c| chars::digit(c).is_some()).count();
    digits == 4 && text.chars().nth(4) == Some('年')
}

/// A score of joint issuers sign in so many characters.
const LONGEST_SIGNATURE: usize = 240;

/// A range with the brackets right around it: （云政办发〔2024〕3号）.
fn with_brackets(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let open = text[..range.start].chars().next_back();
    let close = text[range.end..].chars().next();
    match (open, close) {
        (Some(open), Some(close)) if chars::is_open(open) && chars::closes(open, close) => {
            range.start - open.len_utf8()..range.end + close.len_utf8()
        }
        _ => range,
    }
}

/// Where the notice begins behind what a list of notices has in the field before it, a tab between them.
fn first_field(text: &str) -> usize {
    const LONGEST: usize = 120;
    let Some((field, _)) = text.split_once('\t').filter(|(field, _)| field.len() <= LONGEST) else {
        return 0;
    };
    let of_notice = ["。", "：", "关于", "《", "号"];
    if of_notice.iter().any(|mark| field.contains(mark)) { 0 } else { field.len() + 1 }
}

/// Who issues a notice, by the mark over it or its title.
fn issuer(head: &str) -> Option<&str> {
    let mark = head.find("文件").filter(|&at| header::is_issuer_mark(&head[..at + "文件".len()]));
    let at = mark.or_else(|| head.find("关于"))?;
    let name = &head[trim(head, 0..at)];
    header::is_issuer(name).then_some(name)
}

/// The labels of metadata in the head of a notice with their values: 发文字号：云政发〔2024〕3号
/// 发布日期：2024-03-05; none where neither a number nor a day is told.
fn labelled(head: &str) -> Vec<Range<usize>> {
    /// The longest label and the longest value of words, in characters.
    const LABEL: usize = 7;
    const VALUE: usize = 30;
    /// A number or a day stands among the first so many of a value, with whose number it is.
    const TOLD: usize = 40;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut told = false;
    for (colon, c) in chars::besides_han(head).filter(|(_, c)| header::COLONS.contains(c)) {
        if found.last().is_some_and(|last| colon < last.end) {
            continue;
        }
        let starts = head[..colon].char_indices().rev().map(|(at, _)| at).take(LABEL);
        let opens = |at: &usize| {
            let before = &head[..*at];
            !before.ends_with(chars::is_han)
                || TITLE_ENDS.iter().chain(&["号", "日"]).any(|end| before.ends_with(end))
        };
        let is_label = |at: &usize| {
            let label = &head[*at..colon];
            words::is_metadata(label) || words::PAGE_LABELS.contains(&label) || label == "字体"
        };
        let Some(start) = starts.filter(is_label).filter(opens).last() else { break };
        let label = &head[start..colon];
        let from = head.len() - chars::trim_start(&head[colon + c.len_utf8()..]).len();
        let value = &head[from..];
        let first = value.char_indices().nth(TOLD).map_or(value, |(end, _)| &value[..end]);
        let number = || reference::document_number(first).filter(|(range, _)| range.start == 0);
        let day = || date::day_and_clock(first);
        let len = if words::names_number(label) {
            number().map(|(range, _)| range.end)
        } else if let Some((_, clock)) = day() {
            Some(clock)
        } else {
            // 字体：大 中 小: the sizes are buttons.
            let size = |c: char| matches!(c, '大' | '中' | '小') || chars::is_space(c);
            let words = match label {
                "字体" => value[..value.len() - value.trim_start_matches(size).len()].trim_end(),
                _ => value.split(chars::is_space).next().unwrap_or_default(),
            };
            let is = words.chars().count() <= VALUE && !words.contains(['。', '，', '：', ':']);
            found.push(start..from + words.len());
            if is {
                continue;
            }
            found.pop();
            None
        };
        let Some(len) = len else { break };
        told = true;
        found.push(start..from + len);
    }
    if told { found } else { Vec::new() }
}

/// Where the second number of a telegram ends, which the sender of it is to fill in: 云机发 号.
fn behind_telegram_number(behind: &str) -> Option<usize> {
    /// The place that sends it, in bytes.
    const PLACE: usize = 9;
    let found = behind.find("机发").filter(|&at| at <= PLACE)?;
    let from = found + "机发".len();
    let blank = |c: char| chars::is_space(c) || chars::digit(c).is_some();
    let rest = behind[from..].trim_start_matches(blank).strip_prefix('号')?;
    Some(behind.len() - rest.len())
}

/// What the title of a notice ends in.
const TITLE_ENDS: [&str; 4] = ["的通知", "的意见", "的决定", "的公告"];

/// Title, number, addressees, signature and date before the first ordinal.
fn head_cuts(head: &str, cuts: &mut Vec<usize>) {
    let labelled = labelled(head);
    cuts.extend(labelled.iter().flat_map(|range| [range.start, range.end]));
    let number = reference::document_number(head).map(|(range, _)| with_brackets(head, range));
    // 《…通知》（国发〔2024〕1号）转发给你们: a number behind a title is cited.
    let number = number
        .filter(|range| !head[..range.start].trim_end_matches(chars::is_space).ends_with('》'));
    let beside = |range: &Range<usize>| !labelled.iter().any(|own| own.contains(&range.start));
    if let Some(range) = number.as_ref().filter(|range| beside(range)) {
        cuts.extend([range.start, range.end]);
        cuts.extend(behind_telegram_number(&head[range.end..]).map(|end| range.end + end));
    }
    let title_from = number.as_ref().map_or(0, |range| range.end);
    let title_from = labelled.last().map_or(title_from, |last| last.end.max(title_from));
    for end in TITLE_ENDS {
        let whole = |&(at, _): &(usize, &str)| !is_quoted(&head[..at]);
        cuts.extend(head.match_indices(end).find(whole).map(|(at, _)| at + end.len()));
    }
    // 关于…的三条意见。: a title that has a stop behind it.
    if let Some((title, _)) = head.split_once('。')
        && title.starts_with("关于")
        && !title.contains(['，', '：', ':', '；'])
        && header::complete_title(title)
    {
        cuts.extend([title.len(), title.len() + '。'.len_utf8()]);
    }
    // 各…： the addressees end in a colon, before which a page may have words of its own with one.
    let behind_labels = labelled.last().map_or(0, |last| last.end);
    let colon = |from: usize| {
        let found = head[from..].char_indices().find(|(_, c)| matches!(c, '：' | ':'));
        found.map(|(at, c)| (from + at, c.len_utf8()))
    };
    for (at, len) in [behind_labels, title_from].into_iter().filter_map(colon) {
        cuts.push(at + len);
        if let Some(each) = head[..at].rfind("各").filter(|&at| at >= title_from) {
            let title = head[..each].rfind("的通知").map(|at| at + "的通知".len());
            cuts.push(title.unwrap_or_else(|| first_called(head, title_from, at).unwrap_or(each)));
        }
    }
    // The date of issue, and the name before it.
    let mut at = 0;
    while let Some((range, _)) = date::full_date(&head[at..]) {
        let (start, end) = (at + range.start, at + range.end);
        let sentence = head[..start].rfind('。').map(|stop| stop + '。'.len_utf8());
        if let Some(stop) = sentence
            && (4..=LONGEST_SIGNATURE).contains(&head[stop..start].chars().count())
            && !head[stop..start].contains(['，', '；', '：', '、', '《', '（'])
        {
            cuts.extend([stop, start, end]);
            // The plan's title and its opening words follow.
            if let Some(opening) = ["为深入", "为贯彻", "为全面", "为进一步", "为落实", "为"]
                .iter()
                .find_map(|word| head[end..].find(word))
            {
                cuts.push(end + opening);
            }
            break;
        }
        at = end;
    }
}

/// Where those begin whom the notice is for, who are named right behind its number, or where the line begins,
/// up to the colon at `end`: 各县人民政府，市直各单位：, 市直各单位：.
fn first_called(head: &str, number: usize, end: usize) -> Option<usize> {
    /// In characters: 市直.
    const LEVEL: usize = 2;
    let start = head.len() - chars::trim_start(&head[number..]).len();
    let each = start + head.get(start..end)?.find('各')?;
    let level = head[start..each].chars().count() <= LEVEL;
    // The title has a line of its own: what begins this one is nothing but names, and who does what is none of them.
    let behind = head[end..].trim_start_matches(['：', ':']);
    let does = || ["负责", "牵头", "承担", "配合"].iter().any(|verb| behind.starts_with(verb));
    let called = if number > 0 { level } else { header::are_called(&head[start..end]) && !does() };
    (called && !head[start..end].contains('。')).then_some(start)
}

/// Whether what follows some words stands in the title marks that they open.
fn is_quoted(words: &str) -> bool {
    words.matches('《').count() > words.matches('》').count()
}

/// The signature behind the last task: where the name begins, and the date behind it, and its end.
///
/// A deadline stands behind a task as well; a date of issue has a name before it, and nothing but the
/// foot behind it.
fn signed(tasks: &str, issuer: Option<&str>) -> Option<[usize; 3]> {
    let mut at = 0;
    while let Some((range, _)) = date::full_date(&tasks[at..]) {
        let (start, end) = (at + range.start, at + range.end);
        at = end;
        // Who issues the notice signs behind words without a stop as well: …账号：1234云溪市林业局.
        let before = tasks[..start].trim_end_matches(chars::is_space);
        let own = issuer.and_then(|name| before.strip_suffix(name)).map(str::len);
        let own = own.filter(|&at| !lines::ends_closed(&tasks[..at]));
        let stop = |&(_, c): &(usize, char)| chars::ends_sentence(c) || matches!(c, '）' | ')');
        let behind_stop = || {
            let (stop, c) = tasks[..start].char_indices().rev().find(stop)?;
            Some(stop + c.len_utf8())
        };
        let from = own.or_else(behind_stop)?;
        let behind = tasks[end..].trim_start_matches(chars::is_space);
        let bracket = behind.starts_with(['（', '(']);
        // …由云溪市林业局2024年5月10日（星期五）组织验收: without a stop before it, a sentence may go on.
        let disclosed = || {
            let close = behind.char_indices().take(24).find(|(_, c)| matches!(c, '）' | ')'));
            close.is_some_and(|(at, c)| words::disclosure(&behind[..at + c.len_utf8()]).is_some())
        };
        let foot = ["附件", "抄送", "附："];
        let ends = || {
            behind.is_empty()
                || bracket && (own.is_none() || disclosed())
                || foot.iter().any(|word| behind.starts_with(word))
                || header::is_imprint(behind)
        };
        if (4..=LONGEST_SIGNATURE).contains(&tasks[from..start].chars().count())
            && header::is_name(&tasks[from..start])
            && ends()
        {
            return Some([from, start, end]);
        }
    }
    None
}
