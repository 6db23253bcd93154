//! Head and foot of a notice: the parts of GB/T 9704-2012, clause 7, around the text.

mod foot;
mod frames;
mod metadata;
mod names;
mod parted;
mod title;
mod unparted;

use std::ops::Range;

use hongtou_model::{DocumentNumber, FurnitureKind, Header, ProseRole, Span};
use hongtou_source::{chars, fold};

use self::foot::day_of;
pub(crate) use self::foot::{
    attachment_line, foot_line, is_contact, is_imprint, join_copies, join_listed_titles,
    names_keywords, names_receivers, printed_by, signature, skipped_entry,
};
pub(crate) use self::frames::lines_of_frame;
use self::metadata::{between_bars, labels_number, metadata_lines};
pub(crate) use self::metadata::{
    fill_from_metadata, is_labelled_grid, is_metadata_grid, metadata_grid, metadata_rows,
    rows_above_metadata,
};
pub(crate) use self::names::{
    COLONS, are_called, dated_name, greets, is_issuer, is_issuer_mark, is_mast, is_name,
    is_salutation, is_sure_salutation,
};
use self::names::{addressed, is_joint, is_secrecy, list, salutation_start};
pub(crate) use self::parted::is_signed;
pub(crate) use self::title::{
    ISSUES, complete_title, is_note, is_whole_title, note_number, plan_title, said_again,
    table_title, take_marks, title_flow,
};
use self::title::{
    again_below, differs_in_kind, is_mark, quoted_title, set_disclosure, strip_marks, title,
    without_frame,
};
use crate::flow::{Flow, trim};
use crate::layout::{PlanDraft, is_title_like};
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::{date, reference, responsibility, sentence, words};

/// The header, and what of the head is still needed afterwards.
#[derive(Debug, Default)]
pub(crate) struct Head<'s> {
    pub(crate) header: Header,
    /// The covering letter, where conventions may be declared.
    pub(crate) cover: Vec<Flow<'s>>,
}

/// Reads everything before the first ordinal, table or attachment.
///
/// Gives the header and the plan whose title and preamble already stand there.
pub(crate) fn read_head<'s>(
    elements: Vec<Element<'s>>,
    rest: &[Element<'s>],
    record: &mut Record,
) -> (Head<'s>, PlanDraft<'s>) {
    let mut head = Head::default();
    let mut lines: Vec<Line<'s>> = Vec::new();
    for element in elements {
        match element {
            Element::Line(line) => lines.push(line),
            Element::Table(grid) => lines.extend(metadata_grid(&mut head.header, &grid, record)),
            Element::Rule => {}
        }
    }
    metadata_lines(&mut head, &mut lines, record);
    for line in &mut lines {
        drop_bars(line, record);
    }
    let marks = Marks::find(&lines, rest);
    let (plan, plan_titles) = Default::default();
    Reading { head, marks, again: 0, list: None, plan, plan_titles, record }.read(&lines)
}

/// Takes the bars of a cell off a title that stood in one alone: a table around the head is print. Other
/// lines may be cells of a table that could not be read.
fn drop_bars(line: &mut Line<'_>, record: &mut Record) {
    let words = line.text().trim_matches(chars::is_space);
    let bare = words.trim_matches('|');
    if bare.len() < words.len() && !bare.contains('|') && complete_title(bare.trim()) {
        line.flow = between_bars(line, 0, record);
        line.bold = 0;
    }
}

/// A score of joint issuers and more sign on so many lines, two in each.
pub(crate) const LONGEST_SIGNATURE: usize = 24;

/// Where the landmarks of the head stand among its lines.
#[derive(Debug, Default)]
struct Marks {
    number: Option<usize>,
    addressee: Option<Range<usize>>,
    /// First line of the signature, and its date line.
    signature: Option<Range<usize>>,
    title: Range<usize>,
    /// The lines that print the title again below it.
    title_again: Range<usize>,
    /// The line that the title of a draft begins at which the letter calls for comments on.
    draft: Option<usize>,
    /// Whether a date stands where a notice is signed: it is the date of issue.
    dated: bool,
    /// Whether who issues the notice and its number stand for a title: 云溪市防汛抗旱指挥部 | 第12号公告.
    order: bool,
}

/// Where the date of the letter stands: the last date line with names above it, or a name and a date on one line.
fn date_of_signature(lines: &[Line<'_>]) -> Option<usize> {
    let date = (0..lines.len()).rev().find(|&at| {
        words::is_date_line(lines[at].text()) && at > 0 || dated_name(lines[at].text()).is_some()
    });
    // A plan may have its month below its title: the letter above it is of a day.
    let date = date.map(|date| {
        // The letter may go on below a day that it names: 时间如下。 2024年4月12日 地点在…. A bracket, whom to ask and why a
        // plan is made are no more of it.
        let ends_letter = |at: usize| {
            let [above, below] = [at - 1, at + 1].map(|at| lines[at].text().trim());
            let label = |label: &&str| below.starts_with(*label);
            let apart = below.starts_with(['（', '('])
                || ["联系人", "联系方式", "联系电话"].iter().any(label)
                || below.contains("制定本");
            is_issuer(above) || above.ends_with('。') && (apart || !sentence::is_sentence(below))
        };
        let of_day = |&at: &usize| {
            words::is_date_line(lines[at].text())
                && ends_letter(at)
                && day_of(lines[at].text()).is_some()
                && lines[..at].iter().any(|line| sentence::is_sentence(line.text()))
        };
        let month = lines[date].text().trim_end().ends_with('月');
        month.then(|| (1..date).rev().find(of_day)).flatten().unwrap_or(date)
    });
    // A day in another form only where no other line is the date.
    date.or_else(|| {
        let signed = |&at: &usize| at > 0 && signed_day(lines[at].text()).is_some();
        (0..lines.len()).rev().find(|at| signed(at) && is_issuer(lines[at - 1].text()))
    })
}

/// The lines of a signature, from the first of those who sign above a date to that; none of them is the one with
/// the notice's `number`. A date below the title is the date of the title; a signature follows some text.
fn signature_above(
    lines: &[Line<'_>],
    date: usize,
    number: Option<usize>,
) -> Option<std::ops::Range<usize>> {
    // The same date may be printed twice.
    let day = day_of(lines[date].text());
    let again =
        |at: &usize| words::is_date_line(lines[*at].text()) && day_of(lines[*at].text()) == day;
    let printed = (1..date).rev().take_while(|at| again(at)).last();
    let top = printed.filter(|_| again(&date)).unwrap_or(date);
    let mut first = top;
    let alone = lines[date].text();
    while (words::is_date_line(alone) || signed_day(alone).is_some())
        && first > 0
        && top - first < LONGEST_SIGNATURE
        && (top - first < 12 || is_signed(lines[first - 1].text()))
        && is_name(lines[first - 1].text())
        && (is_title_like(&lines[first - 1]) || is_joint(&lines[first - 1]))
        && Some(first - 1) != number
    {
        first -= 1;
    }
    let text = lines[..first].iter().any(|line| {
        sentence::is_sentence(line.text()) || line.text().trim_end().ends_with(['：', ':', '.'])
    });
    text.then_some(first..date + 1)
}

impl Marks {
    /// Finds what stands where in the lines of a head; `rest` is what follows it.
    fn find(lines: &[Line<'_>], rest: &[Element<'_>]) -> Marks {
        let number = lines.iter().position(|line| whole_number(line.text()).is_some());
        let mut marks = Marks { number, ..Marks::default() };
        marks.signature =
            date_of_signature(lines).and_then(|date| signature_above(lines, date, marks.number));
        let before_signature = marks.signature.as_ref().map_or(lines.len(), |range| range.start);
        let is_dated = |text: &str| words::is_date_line(text) || dated_name(text).is_some();
        marks.dated = marks.signature.is_some()
            || rest
                .iter()
                .any(|element| matches!(element, Element::Line(line) if is_dated(line.text())));
        let text = || {
            let begins = |&at: &usize| {
                let text = lines[at].text();
                (sentence::is_sentence(text) || text.chars().count() > 90) && !title::is_cry(text)
            };
            (0..before_signature).find(begins).unwrap_or(before_signature)
        };
        let title_before = |limit: usize| title(lines, limit, marks.number);
        marks.addressee = addressed(lines, before_signature, |at| !title_before(at).is_empty());
        let limit = marks.addressee.as_ref().map_or_else(text, |range| range.start);
        marks.title = title_before(limit);
        if marks.title.is_empty()
            && let Some(quoted) = quoted_title(lines)
        {
            marks.title = quoted;
        }
        if let Some(title) = marks.title_of_order(lines) {
            marks.order = title.is_empty();
            marks.title = title;
        }
        marks.title_again = again_below(lines, &marks.title);
        if marks.signature.is_none() {
            marks.signature = marks.undated_signature(lines);
        }
        if marks.signature.is_none() {
            marks.draft = marks.draft_called_for(lines);
        }
        marks
    }

    /// The title of an order, which those who issue it stand below with its number: without them, or of no line behind
    /// its number and the day in brackets where it has none. Above it a page may print what is no whole title.
    fn title_of_order(&self, lines: &[Line<'_>]) -> Option<Range<usize>> {
        let number = self.number?;
        let issued = number.checked_sub(1).filter(|&above| is_issuer(lines[above].text()))?;
        let (_, of) = whole_number(lines[number].text())?;
        let title = &lines[self.title.clone()];
        let complete = || title_flow(title).is_some_and(|title| complete_title(title.text()));
        if !of.agency.is_empty() || of.year.is_some() {
            return None;
        }
        let is_day = |line: &Line<'_>| title::is_bracketed_day(line.text());
        if self.title.end == number && self.title.start < issued && !complete() {
            return Some(self.title.start..issued);
        }
        // 云溪市防汛十条 | （2026年3月5日）: the day stands below the title.
        if lines[self.title.end.min(issued)..issued].iter().any(is_day) {
            return None;
        }
        // A title right above who issues it is the notice's, whatever it ends in.
        let apart = self.title.end == number || self.title.end < issued;
        let day = lines.get(number + 1).is_some_and(is_day);
        let end = number + 1 + usize::from(day);
        (apart && !complete() || title.iter().all(is_day)).then_some(end..end)
    }

    /// Who signs a letter whose date is lost: the bodies that the title opens with, alone below a sentence.
    fn undated_signature(&self, lines: &[Line<'_>]) -> Option<Range<usize>> {
        let letter = self.addressee.as_ref()?.end;
        let title = fold(title_flow(&lines[self.title.clone()])?.text());
        let name = |at: usize| lines.get(at).map(|line| line.text().trim_matches(chars::is_space));
        let signs = |at: usize| {
            let (mut end, mut named, mut last) = (at, 0, "");
            while let Some(text) = name(end).filter(|text| is_issuer(text))
                && title[named..].starts_with(&fold(text))
            {
                (end, named, last) = (end + 1, named + fold(text).len(), text);
            }
            // 云溪市教育局 and 重点工作方案 below it are the title of what 印发云溪市教育局重点工作方案 issues.
            let plan = name(end).unwrap_or_default();
            let of_plan = !plan.is_empty() && title.contains(&fold(&format!("{last}{plan}")));
            (end > at && closes_letter(&lines[at - 1]) && !of_plan).then_some(at..end)
        };
        (letter + 1..lines.len()).find_map(signs)
    }

    /// Where the title of a draft begins below a letter that nobody signs and that calls for comments on it:
    /// the lines that end in the title that the letter's own cites, with those who are to issue it.
    fn draft_called_for(&self, lines: &[Line<'_>]) -> Option<usize> {
        const LONGEST: usize = 6;
        let title = title_flow(&lines[self.title.clone()])?;
        let title = title.text();
        let calls = ["征求", "征集"].iter().any(|call| title.contains(call));
        let cited = calls.then(|| words::in_title_marks(title).next())??;
        let cited = fold(cited);
        let cited = strip_marks(&cited);
        let draft = |&at: &usize| {
            let mut read = String::new();
            for line in lines[at..].iter().take(LONGEST).take_while(|line| is_title_like(line)) {
                // Who is to issue it stands before the title, each on a line.
                if read.is_empty()
                    && is_issuer(line.text())
                    && !cited.starts_with(&fold(line.text()))
                {
                    continue;
                }
                read.push_str(&fold(line.text()));
                if strip_marks(&read) == cited {
                    return true;
                }
            }
            false
        };
        (self.title.end + 1..lines.len())
            .filter(|&at| closes_letter(&lines[at - 1]) || is_contact(lines[at - 1].text()))
            .find(draft)
    }
}

/// Whether a line may be the last of a letter before who signs it: a sentence, or the list of attachments.
pub(crate) fn closes_letter(line: &Line<'_>) -> bool {
    sentence::is_sentence(line.text()) || names_attachments(line)
}

/// Whether a line of the letter opens its list of attachments: 附件：1.…, 附：重点任务分工表.
fn names_attachments(line: &Line<'_>) -> bool {
    let text = line.text().trim_start();
    let short = ["附：", "附:"].iter().find_map(|label| text.strip_prefix(label));
    let listed = || short.is_some_and(|rest| !rest.trim().is_empty() && !is_contact(rest));
    (text.starts_with("附件") && text.contains(['：', ':']) || listed())
        && text.chars().count() < 90
}

/// Whether a line is a date that has lost its words, 2019116: it may be of several days.
fn is_bare_day(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    (6..=8).contains(&text.len())
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The day of a line that is one in no form that tells it by itself: it is the date of a notice below
/// who signs. 2019116, 2024.3.5, 2024年3月5日18时.
pub(crate) fn signed_day(text: &str) -> Option<Range<usize>> {
    if is_bare_day(text) {
        return Some(trim(text, 0..text.len()));
    }
    let short = text.chars().take(33).count() <= 32 && !words::is_date_line(text);
    if short { date::whole_day(text) } else { None }
}

/// A line that is a document number and nothing else (a signer's name may follow).
pub(crate) fn whole_number(text: &str) -> Option<(Range<usize>, hongtou_model::DocumentNumber)> {
    if text.chars().count() > 80 || !text.contains('号') || text.contains(['《', '。']) {
        return None;
    }
    let (range, number) = reference::document_number(text)?;
    let before = if labels_number(&text[..range.start]) { "" } else { &text[..range.start] };
    let outside = before
        .chars()
        .chain(text[range.end..].chars())
        .filter(|&c| !chars::is_space(c) && c.is_alphanumeric())
        .count();
    let after = text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    (outside == 0
        || date_beside(text, &range).is_some()
        || after.starts_with("签发人")
        || before.trim().is_empty() && metadata::opens_with_label(after)
        || text[..range.start].trim().is_empty() && reference::document_number(after).is_some())
    .then_some((range, number))
}

/// The date beside a document number that shares its line with nothing else:
/// 川办发〔2009〕59号 二○○九年十二月八日, （2009年12月8日 川办发〔2009〕59号）.
fn date_beside(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let around = |c| chars::is_space(c) || matches!(c, '（' | '(' | '）' | ')' | '，' | ',');
    let inner = |range: Range<usize>| {
        let words = text[range.clone()].trim_start_matches(around);
        let start = range.end - words.len();
        start..start + words.trim_end_matches(around).len()
    };
    let (before, after) = (inner(0..number.start), inner(number.end..text.len()));
    let date = if before.is_empty() { after } else { Some(before).filter(|_| after.is_empty())? };
    words::is_date_line(&text[date.clone()]).then_some(date)
}

/// The head of a notice being read, line by line.
struct Reading<'r, 's> {
    head: Head<'s>,
    marks: Marks,
    /// How far the title is printed again, in the bytes of the folded title.
    again: usize,
    /// The number of the last attachment of a list that goes on.
    list: Option<u32>,
    plan: PlanDraft<'s>,
    /// The lines of the plan's title.
    plan_titles: Vec<Line<'s>>,
    record: &'r mut Record,
}

impl<'s> Reading<'_, 's> {
    /// Reads all lines of the head: gives it, and the plan that begins in it.
    fn read(mut self, lines: &[Line<'s>]) -> (Head<'s>, PlanDraft<'s>) {
        if let Some(title) = title_flow(&lines[self.marks.title.clone()]) {
            self.title(title, self.marks.number.is_none());
        }
        if let Some(range) = self.marks.addressee.clone() {
            self.addressees(&lines[range]);
        }
        for at in 0..lines.len() {
            self.line(lines, at);
        }
        self.plan.title = plan_title(&self.plan_titles, self.record);
        self.plan.own = self.plan.title.is_none();
        (self.head, self.plan)
    }

    /// Takes one line of the head, the letter or what opens the plan.
    fn line(&mut self, lines: &[Line<'s>], at: usize) {
        let line = &lines[at];
        let Marks { title, title_again, addressee, signature: signed, dated, .. } = &self.marks;
        let dated = *dated;
        let within = |range: &Option<Range<usize>>| range.as_ref().is_some_and(|r| r.contains(&at));
        if title.contains(&at) || within(addressee) {
            return;
        }
        if within(signed) {
            return signature(&mut self.head, line, self.record);
        }
        let to_sign = signed.as_ref().is_some_and(|range| at < range.start)
            && !lines.get(at + 1).is_some_and(names_receivers);
        let above_title = at < title.start;
        // What stands between the title and itself is the page's.
        let title_end = title.end.max(title_again.start);
        let above = above_title || at < addressee.as_ref().map_or(title_end, |range| range.end);
        if title_again.contains(&at) {
            return self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
        }
        if self.attachment(line, lines.get(at + 1))
            || foot_line(&mut self.head, line, !to_sign, self.record)
        {
            return;
        }
        if above {
            // The mast of a bulletin says who issues it and when.
            let issuer = |(name, _): (Range<usize>, _)| is_issuer(&line.text()[name]);
            if !dated && dated_name(line.text()).is_some_and(issuer) {
                signature(&mut self.head, line, self.record);
            } else if dated || above_title || !self.date_of_title(line) {
                // Between the title and who is addressed: the date of issue, where none signs it.
                self.above(line);
            }
        } else if !self.is_below_title(line) {
            if self.is_letter(line, at) {
                self.letter(line);
            } else {
                self.opening(line);
            }
        }
    }

    /// Takes a line that names attachments, or goes on with a list of them. Whether it was one.
    fn attachment(&mut self, line: &Line<'s>, below: Option<&Line<'s>>) -> bool {
        let last = self.list.take();
        let next = last.map(|number| number + 1);
        let goes_on = next.is_some() && line.marker.as_ref().map(|marker| marker.number) == next;
        let is = goes_on || names_attachments(line);
        let skipped = last.filter(|_| !is);
        let skipped = skipped.and_then(|last| {
            let below = below.and_then(|below| below.marker.as_ref());
            foot::skipped_number(line, below, last)
        });
        if is || skipped.is_some() {
            self.list = attachment_line(&mut self.head, line, self.record);
            self.list = skipped.or(self.list);
        }
        is || skipped.is_some()
    }

    /// Takes the number or the date where they follow the title, since nobody is addressed. Whether the
    /// line was one of them.
    fn is_below_title(&mut self, line: &Line<'s>) -> bool {
        if !self.plan.preamble.is_empty() || !self.plan_titles.is_empty() {
            return false;
        }
        if is_title_like(line) && whole_number(line.text()).is_some() {
            self.above(line);
            return true;
        }
        self.marks.signature.is_none() && self.date_of_title(line)
    }

    /// Whether a line below the title is of the letter, not of the plan that it issues.
    fn is_letter(&self, line: &Line<'s>, at: usize) -> bool {
        if let Some(draft) = self.marks.draft {
            return at < draft;
        }
        let Some(signature) = &self.marks.signature else {
            let issues = |title: &str| title.contains("印发") || title.contains("转发");
            return self.marks.addressee.is_some()
                && self.known_title().is_some_and(issues)
                && self.plan_titles.is_empty()
                && !(is_title_like(line) && self.names_plan(line));
        };
        at < signature.end
    }

    /// Takes a line of the letter.
    fn letter(&mut self, line: &Line<'s>) {
        if is_contact(line.text()) {
            self.record.prose(ProseRole::Contact, &line.flow);
        } else if is_title_like(line) && whole_number(line.text()).is_some() {
            self.above(line);
        } else {
            self.record.prose(ProseRole::Cover, &line.flow);
            self.head.cover.push(line.flow.clone());
        }
    }

    /// Takes a line of the plan's title or its preamble.
    fn opening(&mut self, line: &Line<'s>) {
        if is_contact(line.text()) {
            return self.record.prose(ProseRole::Contact, &line.flow);
        }
        // 云林发〔2024〕3号附件 says of which letter it is.
        let letter = line.text().trim_end_matches(chars::is_space).strip_suffix("附件");
        if letter.is_some_and(|number| whole_number(number).is_some()) {
            return self.record.label(&line.flow, 0..line.text().len());
        }
        // （注：列第一位的为牵头单位） below the plan's title is no part of it.
        let declares = !responsibility::find_conventions(&line.flow).is_empty();
        let signed = self.marks.signature.is_some() || self.marks.draft.is_some();
        if is_title_like(line)
            && !declares
            && self.plan.preamble.is_empty()
            && (signed || self.names_plan(line) || !self.plan_titles.is_empty())
        {
            self.plan_titles.push(line.clone());
        } else {
            self.plan.preamble.push(line.flow.clone());
        }
    }

    /// Takes the title, and what frames it; `unnumbered` is whether no line has the notice's number.
    fn title(&mut self, title: Flow<'s>, unnumbered: bool) {
        let title = self.behind_trail(title);
        let title = self.title_marks(title);
        let inner = without_frame(title.text());
        for frame in [0..inner.start, inner.end..title.text().len()] {
            self.frame(&title.slice(frame), unnumbered);
        }
        let title = title.slice(inner);
        self.head.header.title = Some(title.text().to_owned());
        self.head.header.spans.title = title.whole();
    }

    /// Takes those whom the lines address: one salutation may be cut in two lines, and two may stand below
    /// each other.
    fn addressees(&mut self, lines: &[Line<'s>]) {
        let header = &mut self.head.header;
        let closed =
            |line: &Line<'_>| line.text().trim_end_matches(chars::is_space).ends_with(COLONS);
        for lines in lines.split_inclusive(closed) {
            let mut flow = Flow::default();
            lines.iter().for_each(|line| flow.append(&line.flow));
            let start = salutation_start(flow.text());
            self.record.prose(ProseRole::Note, &flow.slice(0..start));
            let whole = start..flow.text().len();
            list(&flow, whole, &mut header.addressees, &mut header.spans.addressees);
        }
    }

    /// Takes the trail to the page off the front of a title, which a page on one line runs together with it: the
    /// metadata of the page say the title, from who issues it on.
    fn behind_trail(&mut self, title: Flow<'s>) -> Flow<'s> {
        let text = title.text();
        let Some(known) = metadata::titled(&self.head.header) else { return title };
        let whole = |(who, _): (&str, &str)| is_issuer(who.trim());
        if !known.value.split_once("关于").is_some_and(whole) {
            return title;
        }
        let known = fold(&known.value);
        let own = |&(at, _): &(usize, char)| at > 0 && fold(&text[at..]) == known;
        let start = text.char_indices().find(own).map(|(at, _)| at);
        let Some(start) = start.filter(|_| fold(text).ends_with(&known)) else { return title };
        self.record.furniture(FurnitureKind::Site, title.slice(0..start).whole());
        title.slice(start..text.len())
    }

    /// Takes marks of a state off the front of a title: [已废止].
    fn title_marks(&mut self, title: Flow<'s>) -> Flow<'s> {
        let text = title.text();
        let Some(open) =
            text.chars().next().filter(|&c| matches!(c, '[' | '【' | '〔' | '［' | '（' | '('))
        else {
            return title;
        };
        // [云政发〔2024〕3号]关于…: the number, which frames the title.
        let numbered = reference::document_number(text).is_some_and(|(number, _)| {
            text[..number.start].trim_end_matches(chars::is_space).len() == open.len_utf8()
        });
        let end = text.char_indices().take(12).find(|&(_, c)| chars::closes(open, c));
        let end = end.filter(|_| !numbered);
        let Some((at, close)) = end.filter(|&(at, _)| at > open.len_utf8()) else {
            return title;
        };
        let mark = open.len_utf8()..at;
        self.head.header.marks.push(text[mark.clone()].to_owned());
        self.head.header.spans.marks.push(title.span(mark));
        title.slice(trim(text, at + close.len_utf8()..text.len()))
    }

    /// What a site prints around a title: the document number, which may stand nowhere else.
    fn frame(&mut self, frame: &Flow<'s>, alone: bool) {
        if frame.is_empty() {
            return;
        }
        self.record.label(frame, 0..frame.text().len());
        if alone && let Some((range, number)) = reference::document_number(frame.text()) {
            self.head.header.spans.document_number = frame.span(range);
            self.head.header.document_number = Some(number);
        }
    }

    /// A date in brackets or alone below the title is the notice's. Whether the line was one.
    fn date_of_title(&mut self, line: &Line<'s>) -> bool {
        let text = line.text();
        let inner = trim(text, 0..text.len());
        let bare = text[inner.clone()].trim_start_matches(['（', '(']);
        let start = inner.end - bare.len();
        let end = start + bare.trim_end_matches(['）', ')']).len();
        let header = &mut self.head.header;
        if header.issued_on.is_some() || !words::is_date_line(&text[start..end]) {
            return false;
        }
        let Some(date) = day_of(&text[start..end]) else { return false };
        // A block of metadata that says so itself knows better which of its days it is.
        if metadata::issued_on(header).is_some() {
            return false;
        }
        header.issued_on = Some(date);
        header.spans.issued_on = line.flow.span(start..end);
        true
    }

    /// The notice's title, be it printed in the metadata of the page alone.
    fn known_title(&self) -> Option<&str> {
        let header = &self.head.header;
        let of_page = || metadata::titled(header).map(|entry| entry.value.as_str());
        header.title.as_deref().or_else(of_page)
    }

    /// Whether a line is the title that the notice's own title quotes, or calls it by another kind of
    /// document: …任务分解表 where 《…任务分解方案》 is issued.
    fn names_plan(&self, line: &Line<'_>) -> bool {
        let own = fold(line.text());
        let own = strip_marks(&own);
        self.known_title().is_some_and(|title| {
            let whole = fold(title);
            own.chars().count() >= 4
                && whole != own
                && (whole.contains(own)
                    || words::in_title_marks(title).any(|name| differs_in_kind(&fold(name), own)))
        })
    }

    /// The number that another of the joint issuers gives the notice.
    fn another_number(&mut self, span: Span) {
        let others = &mut self.head.header.spans.other;
        others.insert(format!("document_number_{}", others.len() + 2), span);
    }

    /// A line above the text: issuer mark, document number, marks of secrecy, titles printed twice.
    fn above(&mut self, line: &Line<'s>) {
        let text = line.text();
        if let Some((range, number)) = whole_number(text) {
            return self.number(line, range, number);
        }
        if labels_number(text) {
            return self.record.label(&line.flow, trim(text, 0..text.len()));
        }
        let header = &mut self.head.header;
        if let Some(range) = words::disclosure(text) {
            return set_disclosure(header, line, range);
        }
        let squeezed = line.flow.close_spaces();
        if self.issuer_mark(line, &squeezed) {
            return;
        }
        if self.is_title_again(text) {
            return self.title_again(line);
        }
        if self.is_teaser(text) {
            return self.record.furniture(FurnitureKind::Site, line.flow.whole());
        }
        if is_secrecy(text) {
            return self.record.furniture(FurnitureKind::Label, line.flow.whole());
        }
        // Below the number of a 公告 that has no other title.
        let untitled =
            self.head.header.title.is_none() && self.head.header.document_number.is_some();
        if untitled && !self.marks.dated && self.date_of_title(line) {
            return;
        }
        if is_mark(text) {
            let header = &mut self.head.header;
            header.marks.push(squeezed.text().to_owned());
            return header.spans.marks.push(squeezed.whole());
        }
        self.record.prose(ProseRole::Note, &line.flow);
    }

    /// Whether a line is what a site shows of a page in a list: the title and the first words of the letter,
    /// cut where there was no more room (…的通知 各县人民政府，县直各…).
    fn is_teaser(&self, text: &str) -> bool {
        let text = text.trim_end_matches(chars::is_space);
        let cut = ["…", "⋯", "..."].iter().any(|end| text.ends_with(end));
        let title = self.head.header.title.as_deref().filter(|_| cut).map(fold);
        title.is_some_and(|title| fold(text).starts_with(&title))
    }

    /// Takes a line that prints the title again, beside which alone the notice's number may stand.
    fn title_again(&mut self, line: &Line<'s>) {
        let text = line.text();
        let inner = without_frame(text);
        let unnumbered = self.marks.number.is_none() && self.head.header.document_number.is_none();
        if !unnumbered || inner == (0..text.len()) {
            return self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
        }
        self.record.furniture(FurnitureKind::RunningHead, line.flow.slice(inner.clone()).whole());
        for frame in [0..inner.start, inner.end..text.len()] {
            self.frame(&line.flow.slice(trim(text, frame)), unnumbered);
        }
    }

    /// Takes the line of the document number.
    fn number(&mut self, line: &Line<'s>, range: Range<usize>, number: DocumentNumber) {
        let text = line.text();
        let header = &mut self.head.header;
        if let Some(known) = &header.document_number {
            if fold(&known.text) == fold(text) {
                self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
            } else {
                self.another_number(line.flow.whole());
            }
            return;
        }
        header.spans.document_number = line.flow.span(range.clone());
        header.document_number = Some(number);
        let day = date_beside(text, &range)
            .and_then(|range| Some((day_of(&text[range.clone()])?, range)))
            .filter(|_| !self.marks.dated && header.issued_on.is_none());
        if let Some((date, range)) = day {
            header.issued_on = Some(date);
            header.spans.issued_on = line.flow.span(range);
            return;
        }
        self.record.label(&line.flow, trim(text, 0..range.start));
        let after = trim(text, range.end..text.len());
        // 云林发〔2024〕1号 云水发〔2024〕2号: that of the other issuer.
        match reference::document_number(&text[after.clone()]) {
            Some((other, _)) if other == (0..after.len()) => {
                self.another_number(line.flow.span(after));
            }
            _ => self.record.label(&line.flow, after),
        }
    }

    /// Takes a line of the issuer mark; `squeezed` is the line without letter-spacing. Whether it was one.
    fn issuer_mark(&mut self, line: &Line<'s>, squeezed: &Flow<'s>) -> bool {
        let header = &mut self.head.header;
        if header.document_number.is_some() {
            return false;
        }
        let whole = is_issuer_mark(line.text());
        let Some(mark) = &mut header.issuer_mark else {
            let is =
                whole || is_issuer(squeezed.text()) && (header.title.is_some() || self.marks.order);
            if is {
                header.issuer_mark = Some(squeezed.text().to_owned());
                header.spans.issuer_mark = squeezed.whole();
            }
            return is;
        };
        if !whole && (mark.ends_with("文件") || !is_issuer(squeezed.text())) {
            return false;
        }
        if *mark == squeezed.text() {
            // The site and the letterhead may both print the one name.
            self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
        } else {
            // Names of joint issuers stand above 文件, one a line.
            mark.push_str(squeezed.text());
            header.spans.issuer_mark.extend(&squeezed.whole());
        }
        true
    }

    /// Whether a line prints the title again, or the next words of it.
    fn is_title_again(&mut self, text: &str) -> bool {
        let own = fold(&text[without_frame(text)]);
        let title = self.head.header.title.as_deref().map(fold).unwrap_or_default();
        let again = std::mem::take(&mut self.again);
        // The title printed again may break elsewhere: a short line is its next words.
        let next = title[again..].starts_with(&own).then_some(again);
        let long = || title.find(&own).filter(|_| own.chars().count() > 6 || title == own);
        let at = next.filter(|&at| at > 0).or_else(long).filter(|_| !own.is_empty());
        if let Some(at) = at {
            self.again = at + own.len();
        }
        at.is_some()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_that_the_letter_names_does_not_sign_it() {
        let signed = |behind: &str| {
            let text = format!(
                "云溪市林业局关于造林的通知\n各县林业局：\n现就有关事项通知如下。\n2031年4月12日\n{behind}\n2031年3月"
            );
            crate::fixtures::notice_of_lines(&text, false).header
        };
        assert_eq!(
            signed("会议在市林业局。请准时参加。\n云溪市林业局").signatories,
            ["云溪市林业局"]
        );
        for plan in [
            "（联系人：李某；联系电话：63600000）\n造林计划",
            "联系人：李某，联系电话：63600000。\n造林计划",
            "为加快国土绿化，制定本计划。\n造林计划",
            "造林计划",
        ] {
            assert!(signed(plan).issued_on.is_some(), "{plan}");
        }
    }
}
