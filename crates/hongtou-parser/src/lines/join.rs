//! Lines that a page or a line break cut in two, joined again.

use hongtou_model::Confidence;
use hongtou_source::{Align, Source, chars};

use super::{
    Element, Line, closes_before, ends_closed, ends_in_open_bracket, head, open_bracket, tail,
};
use crate::marker::Form;
use crate::record::Record;
use crate::token::{self, TokenKind};
use crate::{cuts, header, responsibility, sentence, table, words};

/// Names printed one character a line are one line.
pub(super) fn upright<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let single = |element: &Element<'_>| matches!(element, Element::Line(line) if line.marker.is_none() && line.text().trim().chars().count() == 1 && line.text().chars().any(chars::is_han));
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut run = 0;
    for element in raw {
        let source = |element: Option<&Element<'_>>| match element {
            Some(Element::Line(line)) => Some(line.flow.source()),
            _ => None,
        };
        if !single(&element) {
            run = 0;
            out.push(element);
            continue;
        }
        if run > 0 && source(out.last()) != source(Some(&element)) {
            run = 0;
        }
        run += 1;
        if run < 3 {
            out.push(element);
            continue;
        }
        // From the third on it is a run: all of it becomes one line.
        let second = if run == 3 { out.pop() } else { None };
        let Some(Element::Line(joined)) = out.last_mut() else { continue };
        for more in second.iter().chain([&element]) {
            if let Element::Line(more) = more {
                joined.flow.append(&more.flow);
            }
        }
        if run == 3 {
            record.closed_spaces(&joined.flow);
        }
    }
    out
}

/// How lines of one ordinal form end in this notice.
#[derive(Default, Clone, Copy)]
struct Ends {
    closed: u32,
    open: u32,
}

/// Joins what a break cut.
pub(super) fn join<'s>(
    raw: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    // Where most lines of a form end their sentence, one that does not was cut; where most do
    // not, they are headings.
    let mut ends = [Ends::default(); 8];
    let mut siblings = Siblings::default();
    let mut counted_on = Vec::new();
    for (at, element) in raw.iter().enumerate() {
        if let Element::Line(line) = element {
            if line.marker.as_ref().is_some_and(|marker| marker.doubtful)
                && is_counted_on(&raw[at..])
            {
                counted_on.push(at);
            }
            let slot = &mut ends[line.form().map_or(7, |form| form as usize)];
            let closed = ends_closed(line.text());
            if closed {
                slot.closed += 1;
            } else if open_bracket(line.text()).is_none() {
                slot.open += 1;
            }
            let below = match raw.get(at + 1) {
                Some(Element::Line(next)) if next.marker.is_none() => Some(next),
                _ => None,
            };
            siblings.add(at, line, closed, below);
        }
    }
    let headings = siblings.headings();
    let said = cuts::said_in_one(&raw);
    let mut above = true;
    let mut last: [Option<u32>; 8] = [None; 8];
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    let mut heads = false;
    let rows = table::flattened::lines(&raw, sources);
    for (at, ((element, said), row)) in raw.into_iter().zip(said).zip(rows).enumerate() {
        let Element::Line(mut line) = element else {
            out.push(element);
            continue;
        };
        let gap = || {
            let above = match out.last() {
                Some(Element::Line(above)) => Some(above),
                _ => None,
            };
            above.is_some_and(|above| {
                stands_in_a_gap(above, &line, counted_on.binary_search(&at).is_ok(), &last)
            })
        };
        if !gap() {
            check_doubtful(&mut line, &last);
        }
        // Tools draw a rule where a page ends, which may be in the middle of a sentence.
        let rules = out.iter().rev().take_while(|above| matches!(above, Element::Rule)).count();
        let before = out.len().checked_sub(rules + 1);
        if let Some(before) = before
            && let Element::Line(before) = &mut out[before]
            && !row
            && !(above && begins_notice(before, &line))
            && let Some(confidence) =
                cut_between(before, &line, &ends, heads, said && !are_two_names(before, &line))
            && (rules == 0 || confidence == Confidence::Certain)
        {
            record.joined(before, &line, confidence);
            before.bold_ranges.append(&mut line.bold_ranges);
            before.flow.append(&line.flow);
            before.ended = line.ended;
            out.truncate(out.len() - rules);
            continue;
        }
        if let Some(marker) = &line.marker {
            last[marker.form as usize] = Some(marker.number);
        }
        above &= line.marker.is_none() && !line.text().trim_end().ends_with(['。', '：', ':']);
        heads = headings.binary_search(&at).is_ok();
        out.push(Element::Line(line));
    }
    out
}

/// Whether two lines are the names of two who sign, which a table has beside each other: of one place, or of one kind.
fn are_two_names(before: &Line<'_>, next: &Line<'_>) -> bool {
    /// In characters: 云溪, 办公厅.
    const PLACE: usize = 2;
    const KIND: usize = 3;
    // 中共云溪市委员会, 云溪市人民政府
    let name = |line: &Line<'_>| line.text().trim().trim_start_matches("中共").to_owned();
    let (a, b) = (name(before), name(next));
    let place = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let kind = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    (place >= PLACE || kind >= KIND) && header::is_issuer(&a) && header::is_issuer(&b)
}

/// So many characters has a heading that a comma parts, its ordinal included: （一）提高认识，落实责任.
const FEW_WORDS: usize = 20;

/// The lines of each form since the last line of an outer one.
#[derive(Default)]
struct Siblings {
    groups: [Siblinghood; 7],
    headings: Vec<usize>,
}

#[derive(Default)]
struct Siblinghood {
    lines: Vec<usize>,
    /// Whether one of them ends its sentence, or a figure goes on with it.
    closed: bool,
    /// Whether one of them is a few words that no comma parts.
    plain: bool,
    /// Whether one of them that a comma parts is no few words above a whole sentence.
    long: bool,
}

impl Siblings {
    /// One more line, and the line without an ordinal right below it.
    fn add(&mut self, at: usize, line: &Line<'_>, closed: bool, below: Option<&Line<'_>>) {
        let Some(form) = line.form() else { return };
        self.close_below(form as usize + 1);
        let group = &mut self.groups[form as usize];
        group.closed |= closed || below.is_some_and(|below| opens_with_a_figure(below.text()));
        if group.closed {
            return;
        }
        let plain = !line.text().contains(['，', ',']);
        group.plain |= plain;
        // A sentence goes on in no more characters than the width at which it was cut.
        let wider = |below: &Line<'_>| below.text().chars().count() > line.text().chars().count();
        let wide = below.filter(|below| wider(below));
        if plain || wide.is_some() {
            group.lines.push(at);
        }
        // 提高认识，落实责任
        let few = || line.text().chars().nth(FEW_WORDS).is_none();
        group.long |= !plain && !wide.is_some_and(|below| ends_closed(below.text()) && few());
    }

    /// Those of the forms from one on, of which no more come, are headings where all end in no mark.
    fn close_below(&mut self, form: usize) {
        for group in &mut self.groups[form..] {
            if !group.closed && (group.plain || !group.long) && group.lines.len() > 1 {
                self.headings.append(&mut group.lines);
            }
            group.lines.clear();
            (group.closed, group.plain, group.long) = (false, false, false);
        }
    }

    /// Lines that are headings as those beside them are, however others of their form end elsewhere.
    fn headings(mut self) -> Vec<usize> {
        self.close_below(0);
        self.headings.sort_unstable();
        self.headings
    }
}

/// Whether a line opens with how many there are of what was said before, and not with a date: 10座。, 共10座。
fn opens_with_a_figure(text: &str) -> bool {
    let text = text.trim_start_matches(chars::is_space);
    let figure = text.strip_prefix(['共', '约', '达', '近']).unwrap_or(text);
    let behind = figure.trim_start_matches(|c| chars::digit(c).is_some());
    behind.len() < figure.len() && !behind.starts_with(['年', '月'])
}

/// Whether a line above the letter is the whole title of a notice or what a site says of the page, and
/// goes on with nothing: the words above it are the site's (重磅！云溪市出台就业十条).
fn begins_notice(before: &Line<'_>, next: &Line<'_>) -> bool {
    let title = || {
        let text = before.text().trim_end_matches(chars::is_space);
        header::is_whole_title(next) && !header::ISSUES.iter().any(|verb| text.ends_with(verb))
    };
    crate::site::is_byline(next.text()) || title()
}

/// Whether the line after the first of some that has an ordinal of its form, with none of an outer one between,
/// has the number behind its own.
fn is_counted_on(raw: &[Element<'_>]) -> bool {
    let markers = raw.iter().filter_map(|element| match element {
        Element::Line(line) => line.marker.as_ref(),
        _ => None,
    });
    let mut markers = markers.map(|marker| (marker.form, marker.number));
    let own = markers.next();
    let next = own.and_then(|(form, _)| markers.find(|&(other, _)| other <= form));
    own.zip(next).is_some_and(|((form, number), next)| next == (form, number + 1))
}

/// Whether an ordinal right before a figure stands where a number was left out or given twice: 4.12345热线办结率
/// behind 2.…（市民政局负责）. The line above is whole; the line itself says who answers as that does, or the next
/// number counts on; and with its ordinal the figure would be none: 2.5万亩 is one, 4.12345热线 and 5.3个 are not.
/// So few digits that they are decimals or a day (2.3万人, 5.12防灾减灾日) are a figure of their own only before
/// what is counted.
fn stands_in_a_gap(
    above: &Line<'_>,
    line: &Line<'_>,
    counted_on: bool,
    last: &[Option<u32>; 8],
) -> bool {
    /// So many numbers may be left out.
    const MISSING: u32 = 3;
    /// So many digits are neither a day nor decimals.
    const LONG: usize = 3;
    /// What has no decimals.
    const WHOLES: [&str; 17] = [
        "个", "人", "名", "家", "户", "所", "件", "条", "种", "类", "批", "次", "处", "座", "支",
        "项", "篇",
    ];
    let Some(marker) = line.marker.as_ref().filter(|marker| marker.doubtful) else {
        return false;
    };
    let ahead = last[marker.form as usize].and_then(|last| marker.number.checked_sub(last));
    if ahead.is_none_or(|ahead| ahead > MISSING + 1) || !ends_closed(above.text()) {
        return false;
    }
    let rest = &line.text()[marker.end..];
    let behind = rest.trim_start_matches(|c| chars::digit(c).is_some());
    let digits = rest[..rest.len() - behind.len()].chars().count();
    let behind = behind.trim_start_matches(chars::is_space);
    let counted = || WHOLES.iter().any(|measure| behind.starts_with(measure));
    if behind.starts_with(['万', '亿']) || digits < LONG && !counted() {
        return false;
    }
    let answered = |line: &Line<'_>| responsibility::ends_in_a_duty(tail(line.text()));
    let is_figure = || {
        let words = &line.text()[marker.numeral.start..];
        let first = token::tokens(head(words)).into_iter().next();
        first.filter(|found| found.range.start == 0).is_some_and(|found| match found.kind {
            TokenKind::Figure(figure) => {
                figure.measure.is_none_or(|measure| !WHOLES.contains(&&*measure))
            }
            _ => false,
        })
    };
    (counted_on || answered(above) && answered(line)) && !is_figure()
}

/// Drops an ordinal that is part of a figure: `1.5` alone, `1.5万亩` unless it goes on from `0.`; `19.2021年`
/// stays.
///
/// `last` is the number of the last line of each form.
fn check_doubtful(line: &mut Line<'_>, last: &[Option<u32>; 8]) {
    let Some(marker) = line.marker.as_ref().filter(|marker| marker.doubtful) else {
        return;
    };
    let rest = &line.flow.text()[marker.end..];
    let year = rest.chars().take_while(|&c| chars::digit(c).is_some()).count() == 4
        && rest.trim_start_matches(|c| chars::digit(c).is_some()).trim_start().starts_with('年');
    let last = last[marker.form as usize];
    // Nothing but digits, and the bar that a cell ends with: 15.5 |.
    let figure = rest.chars().all(|c| chars::digit(c).is_some() || chars::is_space(c) || c == '|');
    if figure || !year && last.map_or(1, |last| last + 1) != marker.number {
        line.marker = None;
    }
}

/// Whether `next` goes on where `before` was cut, and how sure that is; `heads` where the lines beside
/// `before` are headings, `said` where a table has the words across the break in one piece.
fn cut_between(
    before: &Line<'_>,
    next: &Line<'_>,
    ends: &[Ends; 8],
    heads: bool,
    said: bool,
) -> Option<Confidence> {
    if before.flow.source() != next.flow.source() || next.align != Align::Start {
        return None;
    }
    let (text, after) = (before.text(), next.text());
    // A bar at its end makes a line the cell of a table, which is whole; more bars make it a row.
    if text.strip_suffix('|').is_some_and(|cell| !cell.contains('|')) {
        return None;
    }
    if marks_leave_open(before, next) {
        return Some(Confidence::Certain);
    }
    let first = after.chars().next()?;
    // OCR marks any line as a heading, but no heading is a sentence.
    if next.level > 0 && sentence::first_stop(head(after)).is_none() {
        return None;
    }
    if ends_in_query(text) && chars::is_han(first) {
        return None;
    }
    let begins = next.marker.is_some() || words::starts_part(after);
    if !begins && wants_its_value(tail(text), next) {
        return Some(Confidence::Certain);
    }
    if !begins && cut_behind_a_figure(before, next) {
        return Some(if said { Confidence::Certain } else { Confidence::Likely });
    }
    if begins || is_whole(text, after) {
        return None;
    }
    let last = text.trim_end_matches(chars::is_space).chars().next_back()?;
    // 现将《…》印 before 发给你们: no title ends so.
    let issues = matches!(last, '印' | '转') && first == '发' && text.contains('》');
    if matches!(last, '，' | '、' | ',') || said || issues {
        return Some(Confidence::Certain);
    }
    // 8月 heads what is to be done then, unless 于 wants it.
    let month = words::is_month(after) && !DANGLING.contains(&last);
    if before.ended || month || header::greets(before, next) || header::is_imprint(text) {
        return None;
    }
    if cut_in_a_name(tail(text), after) {
        return Some(Confidence::Likely);
    }
    if before.bold == text.len() && before.bold > 0
        || words::is_label_line(text)
        || ends_in_a_list(tail(text)) && sentence::is_sentence(head(after))
    {
        return None;
    }
    words_leave_open(before, next, last, ends, heads).then_some(Confidence::Likely)
}

/// Whether a bracket or a mark shows that `next` goes on where `before` was cut.
fn marks_leave_open(before: &Line<'_>, next: &Line<'_>) -> bool {
    let (text, after) = (before.text(), next.text());
    if next.form().is_none_or(|form| form >= Form::DigitBracket)
        && let Some(open) = open_bracket(tail(text))
        && closes_before(open, after)
    {
        return true;
    }
    let Some(first) = after.chars().next() else { return false };
    next.marker.is_none() && ends_in_open_bracket(text)
        || matches!(first, '，' | '。' | '、' | '；' | '）' | '”' | '》' | ',' | ';')
            && !ends_closed(text)
}

/// Whether a line ends what it says, or the one `after` it is a line of its own.
fn is_whole(text: &str, after: &str) -> bool {
    ends_closed(text)
        || words::is_date_line(after)
        || after.starts_with("20") && header::signed_day(after).is_some()
        || header::is_note(after)
        || words::is_field_name(after)
        || words::is_field_name(text)
}

/// Whether the words of `before`, the `last` of them above all, want others behind them.
///
/// A line that is no sentence is a heading, a title or a name, unless its like end in sentences.
fn words_leave_open(
    before: &Line<'_>,
    next: &Line<'_>,
    last: char,
    ends: &[Ends; 8],
    heads: bool,
) -> bool {
    let (text, after) = (before.text(), next.text());
    let sentence = || sentence::is_sentence(head(before.rest()));
    let comma = head(text).contains(['，', ',']);
    if comma || before.marker.is_some() {
        // No title ends in a word that wants another: 提高到, 和; 目的 is a word of its own.
        let dangling =
            DANGLING.contains(&last) && !text.trim_end_matches(chars::is_space).ends_with("目的");
        if dangling || ends_in_half(tail(text)) || goes_on(after) {
            return true;
        }
    }
    let slot = ends[before.form().map_or(7, |form| form as usize)];
    match before.form() {
        Some(Form::Han | Form::Chapter) => sentence(),
        // Headings with a comma are rare where half of their like are whole sentences, and so is one
        // at the end of a page where all of them are.
        Some(_) => {
            sentence()
                || comma && !heads && slot.closed >= slot.open.max(1)
                || next.on_next_page && slot.closed > slot.open && slot.open == 1
        }
        None => sentence() || (comma && head(text).chars().count() >= 24),
    }
}

/// Whether a task ends in a number that the next line says the measure or the month of: `培训 900`, and below
/// it `人次，持证率…`. No heading ends so, and a line that is broken at its blanks may be short.
fn cut_behind_a_figure(before: &Line<'_>, next: &Line<'_>) -> bool {
    /// So many characters on either side of the break say what the number is.
    const AROUND: usize = 24;
    let text = tail(before.text()).trim_end_matches(chars::is_space);
    let is_digit = |c: char| chars::digit(c).is_some();
    if !text.ends_with(is_digit)
        || next.text().starts_with(is_digit)
        || before.marker.is_none() && !text.contains(['，', ','])
        || words::starts_part(before.text())
        // 名单见附表 3 names one of several.
        || text.trim_end_matches(|c| is_digit(c) || chars::is_space(c)).ends_with(['附', '件', '表', '图', '第'])
    {
        return false;
    }
    let from = text.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let until = next.text().char_indices().nth(AROUND).map_or(next.text().len(), |(at, _)| at);
    let own = text.len() - from;
    // 数字乡村2025 says a year, and 个 below it counts nothing.
    let digits = &text[text.trim_end_matches(is_digit).len()..];
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let across = format!("{}{}", &text[from..], &next.text()[..until]);
    token::tokens(&across).iter().any(|found| {
        found.range.start < own
            && own < found.range.end
            && match found.kind {
                TokenKind::Figure(_) => !year,
                TokenKind::Date(_) => true,
                TokenKind::Cited(_) => false,
            }
    })
}

/// Whether words end in a label with nothing behind it, and the next line is what it wants: units behind
/// 责任单位：, a time behind 完成时限：.
fn wants_its_value(text: &str, next: &Line<'_>) -> bool {
    const LONGEST_LABEL: usize = 8;
    let text = text.trim_end_matches(chars::is_space);
    let Some(text) = text.strip_suffix(['：', ':']) else { return false };
    let label = text.rsplit(['。', '；', ';', '，', ',', '：', ':']).next().unwrap_or(text);
    let label = label.trim_matches(chars::is_space);
    if !(2..=LONGEST_LABEL).contains(&label.chars().count()) {
        return false;
    }
    if ["时限", "期限", "时间"].iter().any(|end| label.ends_with(end)) {
        return crate::date::says_when(next.text());
    }
    responsibility::label_role(label).is_some() && responsibility::unit_score(&next.flow) >= 0.4
}

/// Whether a list breaks off behind 等, or in the middle of the word that 等 wants: `甲、乙等主`.
fn ends_in_half(text: &str) -> bool {
    let sentence = text.rsplit(['。', '；', '，']).next().unwrap_or(text);
    let sentence = sentence.trim_end_matches(chars::is_space);
    let mut back = sentence.char_indices().rev();
    let of_list = |(at, c): (usize, char)| {
        // 平等, 高等教: a word of its own.
        let whole = sentence[..at].ends_with(|c| "平高初中同优上下劣对相均".contains(c));
        c == '等' && !whole && sentence[..at].contains('、')
    };
    let (Some(last), before) = (back.next(), back.next()) else { return false };
    // 甲、乙等县, 等站: words of one character.
    let word = "省州市县区乡镇村国地人校院站港路河湖山厂园馆处所类项级方事物案业法证费权税款户店"
        .contains(last.1);
    of_list(last) || chars::is_han(last.1) && !word && before.is_some_and(of_list)
}

/// Whether words begin with the end of another: `品的行为` behind `制`.
fn goes_on(text: &str) -> bool {
    let mut all = text.chars();
    let (first, second) = (all.next(), all.next());
    second == Some('的')
        && first.is_some_and(|c| {
            chars::is_han(c) && !"新旧好坏大小多少老真美有别我你他她它目标是似".contains(c)
        })
}

/// Whether the last sentence is a label and units, the last of them whole: lists want no stop.
fn ends_in_a_list(text: &str) -> bool {
    last_of_a_list(text).is_some_and(|name| is_name(&name))
}

/// The last name of the last sentence, where that is a label and units.
fn last_of_a_list(text: &str) -> Option<Vec<char>> {
    let list = text.rsplit(['。', '；']).next().unwrap_or(text);
    let name = list.rsplit(['、', '，', ',', '：', ':']).next().unwrap_or(list);
    words::is_label_line(list).then(|| name.chars().filter(|&c| !chars::is_space(c)).collect())
}

fn is_name(name: &[char]) -> bool {
    responsibility::name_score(name) >= 60
}

/// Whether the last name of a list goes on in the next line, and its pieces are no names: `责任单位：省商务厅、省文化和旅游`
/// above `厅、省税务局`.
fn cut_in_a_name(text: &str, after: &str) -> bool {
    const LONGEST: usize = 10;
    /// 市, 自治州: what a name begins with and is none by itself.
    const LONGEST_PLACE: usize = 3;
    let Some(mut name) = last_of_a_list(text) else { return false };
    let marks = ['、', '，', ',', '。', '；', ';', '等'];
    let Some(end) = after.find(marks) else { return false };
    let rest: Vec<char> = after[..end].chars().filter(|&c| !chars::is_space(c)).collect();
    if name.is_empty() || !(1..=LONGEST).contains(&rest.len()) {
        return false;
    }
    let place =
        name.len() <= LONGEST_PLACE && name.last().is_some_and(|c| "省市县区州旗".contains(*c));
    if is_name(&rest) && !place {
        return false;
    }
    name.extend(rest);
    is_name(&name)
}

/// Characters that no title or name ends in, since they want another word.
const DANGLING: &[char] = &[
    '的', '和', '与', '及', '到', '在', '将', '对', '由', '于', '至', '达', '把', '被', '按', '向',
    '从',
];

/// Whether the rest of an address stands behind the end of a sentence, where a copy took the link out of its
/// words: …为准。&siteId=0010.
fn ends_in_query(text: &str) -> bool {
    let words = chars::trim_end(text);
    if !words.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '=' | '/')) {
        return false;
    }
    let said = words.trim_end_matches(|c: char| c.is_ascii_graphic());
    let query = &words[said.len()..];
    query.starts_with(['&', '?']) && query.contains('=') && ends_closed(said)
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, TextRange};

    use super::*;
    use crate::flow::Flow;

    #[test]
    fn who_sign_are_two_where_they_are_of_one_place_or_kind() {
        let signed = |names: [&str; 2]| {
            let [first, second] = names;
            let text = format!(
                "索引号|Q001|发布机构|{first}{second}\n文号|云发〔2031〕3号|有效性|有效\n云溪市林业局关于造林的通知\n\
                 各县林业局：\n现就有关事项通知如下：\n一、造林。\n二、护林。\n{first}\n{second}\n2031年3月5日"
            );
            crate::fixtures::notice_with_tables(&text).header.signatories
        };
        for two in [
            ["云溪市林业局", "云溪市财政局"],
            ["水利部办公厅", "财政部办公厅"],
            ["中共云溪市委员会", "云溪市人民政府"],
        ] {
            assert_eq!(signed(two), two);
        }
        let one = ["云溪市人民政府", "国有资产监督管理委员会"];
        assert_eq!(signed(one), [one.concat()]);
    }

    #[test]
    fn the_rest_of_an_address_is_no_cut_sentence() {
        for text in ["以官网为准。&siteId=0010", "（见官网）?id=3&page=2 "] {
            assert!(ends_in_query(text), "{text}");
        }
        // An address may be part of a sentence that goes on.
        for text in ["登录http://www.a.cn/?id=3", "比例x=3", "以官网为准。", "覆盖率。A3"]
        {
            assert!(!ends_in_query(text), "{text}");
        }
    }

    #[test]
    fn a_bracket_goes_on_below_a_rule_and_below_its_own_opening() {
        let joined = |lines: &[&str]| -> Vec<String> {
            let sources = [Source::from_text("n", Format::Text, &lines.join("\n"))];
            let mut at = 0;
            let element = |line: &&str| {
                let range = TextRange::at(at, at + line.len());
                at += line.len() + 1;
                match *line {
                    "---" => Element::Rule,
                    _ => Element::Line(Line::new(Flow::new(&sources[0], 0, &[range]), true)),
                }
            };
            let raw = lines.iter().map(element).collect();
            let out = join(raw, &sources, &mut Record::new(hongtou_model::Lang::Zh));
            let words = |element: &Element<'_>| match element {
                Element::Line(line) => line.text().to_owned(),
                _ => "---".to_owned(),
            };
            out.iter().map(words).collect()
        };
        let whole = "1.造林。造林300亩。（县林业局、各乡镇政府负责）";
        assert_eq!(
            joined(&["1.造林。造林300亩。（县林", "---", "业局、各乡镇政府负责）"]),
            [whole]
        );
        assert_eq!(joined(&["1.造林。造林300亩。（", "县林业局、", "各乡镇政府负责）"]), [whole]);
        // What a rule parts otherwise stays apart.
        for lines in [
            &["云溪县林业局文件", "---", "云林〔2031〕3号"][..],
            &["1.造林。造林300亩。", "---", "业务联系人：林场"],
            &["1.造林", "（", "1.护林"],
        ] {
            assert_eq!(joined(lines), lines);
        }
    }

    #[test]
    fn headings_with_a_comma_are_told_by_those_beside_them() {
        let joined = |lines: &[&str]| {
            let sources = [Source::from_text("n", Format::Text, &lines.join("\n"))];
            let mut at = 0;
            let line = |line: &&str| {
                let flow = Flow::new(&sources[0], 0, &[TextRange::at(at, at + line.len())]);
                at += line.len() + 1;
                Element::Line(Line::new(flow, true))
            };
            let raw = lines.iter().map(line).collect();
            let mut record = Record::new(hongtou_model::Lang::Zh);
            join(raw, &sources, &mut record);
            record.repairs.len()
        };
        // Elsewhere the lines of this form are sentences.
        let duties = ["二、工作职责", "（一）县水利局：负责清淤。", "（二）县林业局：负责造林。"];
        let plan = |first: &'static str, second: &'static str| {
            let task = "按照全市水系规划，编制三年整治计划。";
            let tasks = ["一、主要任务", first, task, second, "整治河段20公里。"];
            joined(&[&tasks[..], &duties].concat())
        };
        assert_eq!(plan("（一）以规划为引领，完善水系网络", "（二）实施清水工程"), 0);
        // Nothing tells one that stands alone, or beside a sentence, from one that was cut.
        assert_eq!(plan("（一）以规划为引领，完善水系网络", "（二）实施清水工程。"), 1);
        assert_eq!(
            joined(
                &[&["一、主要任务", "（一）以规划为引领，完善", "水系网络。"], &duties[..]]
                    .concat()
            ),
            1
        );
        // Items that a break cut before their figure, and one that goes on in less than its width.
        let cut = |first: &'static str, second: &'static str| {
            let tasks =
                ["一、主要任务", "（一）新建农村公路，改造危桥", first, "（二）完善站亭", second];
            joined(&[&tasks[..], &duties].concat())
        };
        assert_eq!(cut("10座。", "50处。"), 1);
        assert_eq!(cut("共10座，年底前全部建成并且通车。", "全部配备设备。"), 1);
        assert_eq!(cut("和农村客运站。", "全部配备设备。"), 1);
    }

    #[test]
    fn half_words_at_a_break() {
        for text in ["办好植树周、护河日等主", "1.办好植树周、护河日等"] {
            assert!(ends_in_half(text), "{text}");
        }
        for text in [
            "办好植树周、护河日等活动",
            "促进男女、城乡平等",
            "发展职业、高等教",
            "等主",
            "建设三等站",
        ] {
            assert!(!ends_in_half(text), "{text}");
        }
        assert!(
            goes_on("品的行为")
                && !goes_on("新的一年")
                && !goes_on("目的地")
                && !goes_on("的行为")
                && !goes_on("品牌")
        );
    }
}
