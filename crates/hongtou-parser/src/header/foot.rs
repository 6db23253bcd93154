//! What stands behind the text: signature, attachments, copies, who printed it, whom to ask.

use std::ops::Range;

use hongtou_model::{
    Attachment, Confidence, Date, FurnitureKind, Header, ProseRole, RepairKind, Span,
};
use hongtou_source::chars;

use super::names::{self, COLONS, dated_name, is_issuer, is_name, list};
use super::parted;
use super::title::{complete_title, set_disclosure};
use super::{Head, LONGEST_SIGNATURE, is_bare_day, names_attachments, signed_day};
use crate::flow::{Flow, trim};
use crate::layout::{is_title_like, mention};
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::{date, responsibility, words};

/// A line of the foot: 抄送, 印发, disclosure. Whether it was one.
///
/// `signed` is whether no signature is to come below it, or it stands right above another list of copies.
pub(crate) fn foot_line<'s>(
    head: &mut Head<'s>,
    line: &Line<'s>,
    signed: bool,
    record: &mut Record,
) -> bool {
    let text = line.text();
    let header = &mut head.header;
    if let Some(range) = words::disclosure(text) {
        set_disclosure(header, line, range.clone());
        record.label(&line.flow, trim(text, 0..range.start));
        return true;
    }
    if line.marker.is_some() {
        return false;
    }
    let receivers = receivers(text);
    // 报送：县水利局 above the signature says where something is to be sent, but not among the copies.
    let sends_in = |(label, _): &(Range<usize>, Range<usize>)| {
        !signed && header.copied_to.is_empty() && words::begins(&text[label.clone()], SENT_IN)
    };
    if receivers.iter().any(|receiver| !sends_in(receiver)) {
        for (label, names) in receivers {
            let (found, spans) = match words::begins(&text[label.clone()], "主送") {
                true => (&mut header.addressees, &mut header.spans.addressees),
                false => (&mut header.copied_to, &mut header.spans.copied_to),
            };
            record.label(&line.flow, label);
            list(&line.flow, names, found, spans);
        }
        return true;
    }
    if let Some((name, range, date)) = imprint(text) {
        header.printed_on = Some(date);
        header.spans.printed_on = line.flow.span(range.clone());
        if !name.is_empty() {
            let flow = line.flow.slice(name).close_spaces();
            header.printed_by = Some(flow.text().to_owned());
            header.spans.printed_by = flow.whole();
        }
        record.label(&line.flow, range.end..text.len());
        return true;
    }
    false
}

/// Whether a line says by which words older notices are filed: 主题词：水利 清淤 通知.
pub(crate) fn names_keywords(line: &Line<'_>) -> bool {
    let said = || line.text().split_once(COLONS);
    line.marker.is_none()
        && said().is_some_and(|(label, _)| words::printed(label).eq("主题词".chars()))
}

/// The label of those who get the notice, and of whom something is to be sent to.
const SENT_IN: &str = "报送";

/// Who else gets the notice, by the labels of a line, each with its colon: 抄送：…, and two of them
/// on one line (抄报：A。 抄送：B。); none where the line is none of those.
fn receivers(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    /// Labels of those who get the notice, and of nothing else.
    const COPIES: [&str; 3] = ["抄送", "抄报", "主送"];
    /// Labels, where bodies stand behind them.
    const OTHERS: [&str; 5] = [SENT_IN, "分送", "报", "送", "发"];
    let label = |from: usize, to: usize| {
        let words = text[from..to].trim_start_matches(chars::is_space);
        let names = text[to..].trim_start_matches(COLONS);
        let bodies = || names_bodies(names.split_terminator(COLONS).next().unwrap_or_default());
        let is = |label: &str| words::printed(words).eq(label.chars());
        (COPIES.iter().any(|word| is(word)) || OTHERS.iter().any(|word| is(word)) && bodies())
            .then(|| to - words.len()..to + text[to..].chars().next().map_or(0, char::len_utf8))
    };
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // Nearly all lines begin with another character.
    if !text.trim_start_matches(chars::is_space).starts_with(['抄', '主', '报', '分', '送', '发'])
    {
        return found;
    }
    // In cells of their own nothing but white space parts the label from those whom it names.
    let start = text.len() - chars::trim_start(text).len();
    let bare = COPIES[..2].iter().find_map(|label| text[start..].strip_prefix(label));
    if let Some(names) = bare.filter(|names| names.starts_with(chars::is_space))
        && names_none_but_bodies(names)
    {
        let end = text.len() - names.len();
        return vec![(start..end, end..text.len())];
    }
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '。' | '；' | ';' if found.is_empty() => break,
            '。' | '；' | ';' => from = at + c.len_utf8(),
            _ if COLONS.contains(&c) => {
                let Some(label) = label(from, at) else { break };
                if let Some((_, names)) = found.last_mut() {
                    names.end = label.start;
                }
                found.push((label.clone(), label.end..text.len()));
                from = label.end;
            }
            _ => {}
        }
    }
    found
}

/// Whether the line says who gets the notice: 分送：….
pub(crate) fn names_receivers(line: &Line<'_>) -> bool {
    line.marker.is_none() && !receivers(line.text()).is_empty()
}

/// Whether words say who gets copies of the notice: 抄送：….
pub(super) fn names_copies(text: &str) -> bool {
    receivers(text).iter().any(|(label, _)| text[label.clone()].starts_with('抄'))
}

/// Puts the lines that the list of copies goes on in behind its first one: each ends in a stop, and the
/// line that says who printed the notice, or its end, comes below them.
pub(crate) fn join_copies<'s>(elements: Vec<Element<'s>>) -> Vec<Element<'s>> {
    let mut out: Vec<Element<'s>> = Vec::with_capacity(elements.len());
    let mut elements = elements.into_iter().peekable();
    while let Some(mut element) = elements.next() {
        if let Element::Line(first) = &mut element
            && names_receivers(first)
        {
            let goes_on = |element: &Element<'_>| matches!(element, Element::Line(line) if goes_on_naming(line));
            while let Some(Element::Line(more)) = elements.next_if(goes_on) {
                first.flow.append(&more.flow);
            }
        }
        out.push(element);
    }
    out
}

/// Puts the further lines of a title in the notice's list of attachments behind its first one.
pub(crate) fn join_listed_titles<'s>(elements: Vec<Element<'s>>) -> Vec<Element<'s>> {
    let further = further_lines(&elements);
    if further.is_empty() {
        return elements;
    }
    let mut out: Vec<Element<'s>> = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        match (out.last_mut(), &element) {
            (Some(Element::Line(first)), Element::Line(more)) if further.contains(&at) => {
                first.flow.append(&more.flow);
            }
            _ => out.push(element),
        }
    }
    out
}

/// The lines that a title in the list of attachments goes on in: those before the next number, and those
/// before who signs without which the title names no document.
fn further_lines(elements: &[Element<'_>]) -> Vec<usize> {
    /// A title has at most so many more.
    const MOST: usize = 2;
    /// So near below the list the first attachment begins.
    const NEAR: usize = 4;
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    let counts = |at: usize, number: u32| {
        let marker = line(at).and_then(|line| line.marker.as_ref());
        marker.is_some_and(|marker| marker.form == Form::Digit && marker.number == number)
    };
    let is_rest = |line: &Line<'_>| {
        line.text().chars().count() <= LONGEST_REST
            && is_title_like(line)
            && !is_issuer(line.text())
            && mention(line).is_none()
    };
    let goes_on = |at: usize, number: u32, count: usize| {
        let rest = |by: usize| line(at + by).filter(|line| is_rest(line)).map(Line::text);
        let Some(rest) = (1..=count).map(rest).collect::<Option<String>>() else { return false };
        let names_more = || {
            let own = line(at).map(Line::text).unwrap_or_default();
            !complete_title(own) && complete_title(&format!("{own}{rest}"))
        };
        // The attachment has it for its title.
        let heads_below = || {
            let listed = words::squeeze(line(at).map_or("", Line::text)).into_owned();
            let listed = listed + &words::squeeze(&rest);
            (at + count + 1..at + count + 1 + NEAR).filter_map(line).any(|below| {
                let title = words::squeeze(below.text());
                let label = listed.strip_suffix(&*title).filter(|_| title.len() > rest.len());
                label.is_some_and(|label| label.ends_with(['：', ':', '∶', '.', '．', '、']))
            })
        };
        number > 0 && counts(at + count + 1, number + 1)
            || signs(&elements[at + count + 1..]) && names_more()
            || heads_below()
    };
    let mut found = Vec::new();
    let (mut at, mut list) = (0, None);
    while let Some(element) = elements.get(at) {
        list = match (element, list) {
            (Element::Line(line), _) if names_attachments(line) => Some(first_number(line.text())),
            (_, Some(number)) if counts(at, number + 1) => Some(number + 1),
            _ => None,
        };
        let count = list.and_then(|number| (1..=MOST).find(|&count| goes_on(at, number, count)));
        found.extend((1..=count.unwrap_or(0)).map(|by| at + by));
        at += 1 + count.unwrap_or(0);
    }
    found
}

/// The longest line that a title goes on in.
const LONGEST_REST: usize = 40;

/// The number of the first attachment behind the label of the list, 0 where it has none.
fn first_number(text: &str) -> u32 {
    let listed = text.split_once(COLONS).map_or("", |(_, listed)| listed);
    crate::marker::marker(listed).map_or(0, |marker| marker.number)
}

/// Whether a signature opens some elements: bodies, and the date below them or beside.
fn signs(elements: &[Element<'_>]) -> bool {
    let texts = elements.iter().map_while(|element| match element {
        Element::Line(line) => Some(line.text().trim_matches(chars::is_space)),
        _ => None,
    });
    let dates = |text: &str| words::is_date_line(text) || signed_day(text).is_some();
    let names = |text: &&str| is_name(text) && !dates(text);
    let mut below = texts.clone().take(LONGEST_SIGNATURE).skip_while(names);
    texts.clone().next().is_some_and(|first| {
        dated_name(first).is_some_and(|(name, _)| is_issuer(&first[name]))
            || is_issuer(first) && below.next().is_some_and(dates)
    })
}

/// Whether a line is names alone, with the stop or the comma of a list that is printed in lines.
fn goes_on_naming(line: &Line<'_>) -> bool {
    let text = line.text().trim_matches(chars::is_space);
    let names = text.trim_end_matches(['。', '，', '、', '；']);
    line.marker.is_none()
        && names.len() < text.len()
        && text.chars().count() <= 80
        && receivers(text).is_empty()
        && names_bodies(names)
}

/// Whether words are a list of names, one of them that of a body for sure.
fn names_bodies(words: &str) -> bool {
    let words =
        words.trim_end_matches(|c| chars::is_space(c) || matches!(c, '。' | '，' | '、' | '；'));
    let body = |name: &str| {
        let name: Vec<char> = words::printed(name).map(chars::narrow).collect();
        responsibility::name_score(&name) >= 40
    };
    let mut names = words.split(['，', '、', '；', '。']);
    names.clone().all(is_name) && names.any(body)
}

/// Whether words are a list of bodies and of nothing that is to be done: no date, no verb at its end.
fn names_none_but_bodies(words: &str) -> bool {
    const DONE: [&str; 5] = ["备案", "备查", "存档", "审核", "审批"];
    let bare = words.trim_end_matches(|c| chars::is_space(c) || c == '。');
    // 各镇（街道）, 驻松部队2支队; not （3月底前）.
    let digit = |c: char| chars::digit(c).is_some();
    let date = bare.contains(digit) && bare.contains(['年', '月', '日']);
    !date
        && !bare.contains('。')
        && !bare.ends_with(['，', '、', '；'])
        && !DONE.iter().any(|word| bare.ends_with(word))
        && names_bodies(bare)
}

/// The last line of a notice: who printed it, which may be empty, and when.
fn imprint(text: &str) -> Option<(Range<usize>, Range<usize>, Date)> {
    /// In characters, which have four bytes at the most.
    const LONGEST: usize = 60;
    let long = text.len() > 4 * LONGEST;
    if long || !text.contains('印') || text.chars().count() > LONGEST {
        return None;
    }
    let (range, date) = date::full_date(text)?;
    let says: String = words::printed(&text[range.end..]).collect();
    // 印发（共印25份）
    let copies = |says: &str| says.trim_end_matches(['）', ')']).ends_with('份');
    let is = says == "印" || says.ends_with("印发") || says.starts_with("印发") && copies(&says);
    is.then(|| (trim(text, 0..range.start), range, date))
}

/// Whether a row of cells says when the notice was printed, and by whom if by anybody.
pub(super) fn is_imprint_of_body(text: &str) -> bool {
    imprint(text).is_some_and(|(name, ..)| {
        let name = &text[name];
        name.is_empty() || is_name(name) && !name.contains(|c| chars::digit(c).is_some())
    })
}

/// Whether a row of cells says both who printed the notice and when.
pub(super) fn names_printer(text: &str) -> bool {
    is_imprint_of_body(text) && imprint(text).is_some_and(|(name, ..)| !name.is_empty())
}

/// Whether a line says when the notice was printed, and by whom at most: 云溪市政府办公室 2021年4月23日印发.
pub(crate) fn is_imprint(text: &str) -> bool {
    imprint(text).is_some()
}

/// The printing office on a line of its own before the line with the date.
pub(crate) fn printed_by<'s>(
    head: &mut Head<'s>,
    line: &Line<'s>,
    next: Option<&Element<'s>>,
) -> bool {
    let Some(Element::Line(next)) = next else { return false };
    // The date of a signature stands there as well, and so does who signs.
    let alone = imprint(next.text()).is_some_and(|(name, ..)| name.is_empty());
    if !alone || !is_name(line.text()) || words::is_date_line(line.text()) {
        return false;
    }
    let flow = line.flow.close_spaces();
    head.header.printed_by = Some(flow.text().to_owned());
    head.header.spans.printed_by = flow.whole();
    true
}

/// A line of the signature: names, or the date of issue, or both.
pub(crate) fn signature<'s>(head: &mut Head<'s>, line: &Line<'s>, record: &mut Record) {
    let text = line.text();
    if super::title::is_mark(text) && signed_day(text).is_none() {
        // （代章）
        record.label(&line.flow, trim(text, 0..text.len()));
        return;
    }
    let header = &mut head.header;
    let (names, date_range) = match dated_name(text) {
        Some((name, date)) => (name, Some(date)),
        None if words::is_date_line(text) => (0..0, Some(trim(text, 0..text.len()))),
        None => match signed_day(text) {
            Some(day) => (0..0, Some(day)),
            None => (trim(text, 0..text.len()), None),
        },
    };
    let known = header.issued_on.filter(|_| names.is_empty());
    if known.is_some() && date_range.clone().and_then(|range| day_of(&text[range])) == known {
        record.furniture(FurnitureKind::RunningHead, line.flow.whole());
        return;
    }
    if header.issued_on.is_some() {
        // A second signature belongs to what is forwarded or attached.
        record.prose(ProseRole::Note, &line.flow);
        return;
    }
    let named = !names.is_empty();
    if named {
        signatories(header, &line.flow.slice(names), record);
    }
    match date_range {
        Some(range) => {
            // The hour, the weekday.
            let beside = (!named).then_some(0..range.start);
            day_of_issue(header, line, range, beside, record);
        }
        None if words::is_date_line(text) => {
            record.prose(ProseRole::Note, &line.flow);
            header.signatories.pop();
            header.spans.signatories.pop();
        }
        None => {}
    }
}

/// Reads those who sign on one line: several are set apart by wide spaces, or printed without any.
fn signatories(header: &mut Header, whole: &Flow<'_>, record: &mut Record) {
    let (mut parted, mut count) = (Span::default(), 0);
    let (mut spaced, mut letters) = (Span::default(), 0);
    for part in parted::names(whole.text()) {
        let flow = whole.slice(trim(whole.text(), part.range)).close_spaces();
        let bodies = names::run_together(flow.text());
        if part.chosen {
            spaced.extend(&flow.whole());
            letters += 1;
        }
        if bodies.len() > 1 {
            parted.extend(&flow.whole());
            count += bodies.len();
        }
        for body in bodies {
            let flow = flow.slice(body);
            if !flow.is_empty() {
                header.signatories.push(flow.text().to_owned());
                header.spans.signatories.push(flow.whole());
            }
        }
    }
    if count > 0 {
        record.repair(
            RepairKind::ChosenReading,
            parted,
            Confidence::Likely,
            || format!("连写的{count}个署名机关已分开"),
            || format!("{count} signatories printed without a space are parted"),
        );
    }
    if letters > 0 {
        record.repair(
            RepairKind::ChosenReading,
            spaced,
            Confidence::Likely,
            || format!("字距相同的{letters}个署名机关已分开"),
            || format!("{letters} letter-spaced signatories are parted"),
        );
    }
}

/// Reads the day of issue at `range` of a line; what is `beside` it there, and behind it, is no part of the text.
fn day_of_issue<'s>(
    header: &mut Header,
    line: &Line<'s>,
    range: Range<usize>,
    beside: Option<Range<usize>>,
    record: &mut Record,
) {
    let text = line.text();
    match day_of(&text[range.clone()]) {
        Some(date) => {
            header.issued_on = Some(date);
            header.spans.issued_on = line.flow.span(range.clone());
            if let Some(beside) = beside {
                record.label(&line.flow, beside);
            }
            record.label(&line.flow, range.end..text.len());
        }
        None if let Some(day) = misread_day(&text[range.clone()]) => {
            let (said, span) = (&text[range.clone()], line.flow.span(range.clone()));
            header.issued_on = Some(day);
            header.spans.issued_on = span.clone();
            record.repair(
                RepairKind::ChosenReading,
                span,
                Confidence::Likely,
                || format!("落款“{said}”有误识的字，读作{day}"),
                || format!("the date “{said}” is misread in part; it is taken as {day}"),
            );
        }
        None => shorn_day(header, line, range, record),
    }
}

/// The day of a date that a scan misread, or that lost its last character: 2O24年3月5日, 2024年3月5.
fn misread_day(text: &str) -> Option<Date> {
    let read = |c| match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' => '0',
        '曰' => '日',
        _ => c,
    };
    let mut said: String = words::squeeze(text).chars().map(read).collect();
    if !said.ends_with(['日', '月']) {
        said.push('日');
    }
    day_of(&said)
}

/// A date that has lost its words, 2024327: the day that its digits can be, if they can be but one.
fn shorn_day(header: &mut Header, line: &Line<'_>, range: Range<usize>, record: &mut Record) {
    let digits = &line.text()[range.clone()];
    let days = days_of(digits);
    let of_year = |day: &Date| {
        let year = header.document_number.as_ref().and_then(|number| number.year);
        year.is_none_or(|year| (year..=year + 1).contains(&day.year()))
    };
    let span = line.flow.span(range.clone());
    match &days[..] {
        [day] if of_year(day) => {
            header.issued_on = Some(*day);
            header.spans.issued_on = span.clone();
            record.repair(
                RepairKind::ChosenReading,
                span,
                Confidence::Likely,
                || format!("落款“{digits}”缺“年月日”，读作{day}"),
                || {
                    format!(
                        "{digits} below the signature has lost 年, 月 and 日 and was read as {day}"
                    )
                },
            );
        }
        _ => {
            record.label(&line.flow, range);
            if days.len() > 1 {
                record.repair(
                    RepairKind::LeftApart,
                    span,
                    Confidence::Unsure,
                    || format!("落款“{digits}”缺“年月日”，看不出是哪一天，未作成文日期"),
                    || format!("{digits} below the signature has lost 年, 月 and 日 and may be of several days"),
                );
            }
        }
    }
}

/// The days that the digits of a year, a month and a day without anything between them can be of.
fn days_of(digits: &str) -> Vec<Date> {
    if !is_bare_day(digits) {
        return Vec::new();
    }
    let part = |range: Range<usize>| digits.get(range)?.parse::<u32>().ok();
    // 202612 is a month as well.
    if digits.len() == 6 && part(4..6).is_some_and(|month| (1..=12).contains(&month)) {
        return Vec::new();
    }
    let day = |month: usize| {
        // 2024年3月5日 is written without a nought.
        let nought = |at: usize| digits.len() < 8 && digits[at..].starts_with('0');
        let at = 4 + month;
        if at >= digits.len() || digits.len() - at > 2 || nought(4) || nought(at) {
            return None;
        }
        Date::new(part(0..4)?, part(4..at)?, part(at..digits.len())?)
    };
    [1, 2].into_iter().filter_map(day).collect()
}

/// The day that a date says, letter-spaced digits included.
pub(super) fn day_of(text: &str) -> Option<Date> {
    date::full_date(&words::squeeze(text)).map(|(_, date)| date)
}

/// The number of an entry in the list of attachments that is out of its count, behind `last`; `next` stands below.
pub(crate) fn skipped_entry(line: &Line<'_>, next: Option<&Element<'_>>, last: u32) -> Option<u32> {
    let below = match next {
        Some(Element::Line(next)) => next.marker.as_ref(),
        _ => None,
    };
    skipped_number(line, below, last)
}

/// The same, `below` being the ordinal of the next line: 4.丙任务表 behind 2.乙任务表 left a number out or gives one
/// twice, and 乙任务表 between 1.甲任务表 and 3.丙任务表 has lost its own. Each names a document and nothing else.
pub(super) fn skipped_number(
    line: &Line<'_>,
    below: Option<&crate::marker::Marker>,
    last: u32,
) -> Option<u32> {
    /// So many numbers may be left out.
    const MISSING: u32 = 3;
    let own = match &line.marker {
        Some(marker) => {
            marker.form == Form::Digit && (last..=last + 1 + MISSING).contains(&marker.number)
        }
        None => below.is_some_and(|below| (below.form, below.number) == (Form::Digit, last + 2)),
    };
    let from = line.marker.as_ref().map_or(0, |marker| marker.end);
    let title = line.text()[from..].trim_matches(chars::is_space);
    let title = title.trim_end_matches(['；', ';']);
    let is_title = || {
        (complete_title(title) || crate::layout::ends_like_table(title))
            && !title.contains(['。', '；', '：', ':', '，', ','])
            && title.chars().nth(LONGEST_REST).is_none()
    };
    let number = line.marker.as_ref().map_or(last + 1, |marker| marker.number);
    (last > 0 && own && is_title()).then_some(number)
}

/// A line that names attachments: 附件：1.…; gives the number that a following entry counts on from.
pub(crate) fn attachment_line<'s>(
    head: &mut Head<'s>,
    line: &Line<'s>,
    record: &mut Record,
) -> Option<u32> {
    let text = line.text();
    let mut from = 0;
    if text.trim_start().starts_with('附') {
        let colon = text.find(['：', ':', '∶']);
        from = match colon {
            Some(at) => at + text[at..].chars().next().map_or(0, char::len_utf8),
            None => trim(text, 0..text.len()).start + "附件".len(),
        };
    }
    let mut number = None;
    let rest = &text[from..];
    let mut title_from = from;
    if let Some(marker) = crate::marker::marker(rest) {
        number = Some(marker.number);
        title_from += marker.end;
    } else if from > 0 {
        // 附件1：…
        let label = &text[..from];
        number = label
            .chars()
            .filter_map(chars::digit)
            .try_fold(0, |n: u32, d| n.checked_mul(10)?.checked_add(d))
            .filter(|&n| n > 0);
    }
    record.label(&line.flow, trim(text, 0..title_from));
    let mut range = trim(text, title_from..text.len());
    range.end = range.start + text[range.clone()].trim_end_matches(['。', '；', ';', '.']).len();
    // Several on one line: 1.… 2.…
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut next = number.map(|n| n + 1);
    let mut at = range.start;
    while let Some(wanted) = next {
        let needle = format!("{wanted}.");
        match text[at..range.end].find(&needle) {
            Some(found) if text[..at + found].ends_with([' ', '；', '\u{3000}', '。']) => {
                parts.push((start..at + found, wanted - 1));
                start = at + found + needle.len();
                at = start;
                next = Some(wanted + 1);
            }
            _ => break,
        }
    }
    let last_number = next.map(|n| n - 1);
    parts.push((start..range.end, last_number.unwrap_or(0)));
    for (part, number) in parts {
        let mut part = trim(text, part);
        part.end = part.start
            + text[part.clone()]
                .trim_end_matches(|c: char| matches!(c, '；' | ';' | '。') || chars::is_space(c))
                .len();
        let flow = line.flow.slice(part);
        let flow = flow.close_spaces();
        if flow.is_empty() {
            continue;
        }
        head.header.attachments.push(Attachment {
            number: (number > 0).then_some(number),
            title: flow.text().to_owned(),
            attached_title: None,
            attached: false,
            span: flow.whole(),
            attached_span: hongtou_model::Span::default(),
        });
    }
    Some(last_number.unwrap_or(0))
}

/// Whom to ask: 联系人：…, 联系电话：…, in brackets or not, who is meant before it (市消防局联系人：…).
pub(crate) fn is_contact(text: &str) -> bool {
    const LABELS: [&str; 14] = [
        "联系人",
        "联系电话",
        "联系方式",
        "电话",
        "电子邮箱",
        "邮箱",
        "传真",
        "咨询电话",
        "联系地址",
        "邮政编码",
        "联系单位",
        "联系处室",
        "联系科室",
        "通讯地址",
    ];
    let words = text.trim_start_matches(|c| chars::is_space(c) || matches!(c, '（' | '('));
    let opens = words.starts_with(['联', '电', '邮', '传', '咨', '通']);
    let whose = || {
        let end = words.find(|c| !chars::is_han(c) && !chars::is_space(c))?;
        words[end..].strip_prefix(COLONS)?;
        let said: String = words::printed(&words[..end]).collect();
        let short = said.chars().count() <= 24;
        Some(short && LABELS.iter().any(|label| label.starts_with("联系") && said.ends_with(label)))
    };
    // 报送工作总结 is what is to be done.
    let sent_in = words.strip_prefix(SENT_IN).is_some_and(|rest| rest.starts_with(COLONS));
    // 电话用户登记方案 is a title.
    let told = |label: &&&str| {
        label.starts_with("联系")
            || text.contains(|c| chars::digit(c).is_some() || COLONS.contains(&c))
    };
    opens && LABELS.iter().filter(told).any(|label| words::begins(words, label))
        || sent_in
        || whose().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    #[test]
    fn the_title_of_the_only_attachment_may_be_broken() {
        let lines = |title: &str| {
            let lines = ["附件：1.示例市沟渠治理联席会", "议成员单位任务清单", "附件1", title];
            fixtures::put_together(|raw, _| super::join_listed_titles(raw), &lines, true)
        };
        let whole = "示例市沟渠治理联席会议成员单位任务清单";
        assert_eq!(lines(whole)[0], format!("附件：1.{whole}"));
        assert_eq!(lines("议成员单位任务清单").len(), 4);
    }
}
