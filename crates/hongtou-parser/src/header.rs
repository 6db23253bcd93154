//! Head and foot of a notice: the parts of GB/T 9704-2012, clause 7, around the text.

use std::ops::Range;

use hongtou_model::{Attachment, Date, FurnitureKind, Header, Metadata, ProseRole};
use hongtou_source::{TextRange, chars, fold};

use crate::flow::{Flow, trim};
use crate::layout::{PlanDraft, ends_like_table, is_title_like};
use crate::lines::{Element, Line};
use crate::record::Record;
use crate::table::GridRef;
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
            Element::Table(grid) => metadata_grid(&mut head.header, grid, record),
            Element::Rule => {}
        }
    }
    metadata_lines(&mut head, &mut lines, record);
    let marks = Marks::find(&lines, rest);
    Reading { head, marks, record }.read(lines)
}

/// Where the landmarks of the head stand among its lines.
#[derive(Debug, Default)]
struct Marks {
    number: Option<usize>,
    addressee: Option<Range<usize>>,
    /// First line of the signature, and its date line.
    signature: Option<Range<usize>>,
    title: Range<usize>,
}

impl Marks {
    fn find(lines: &[Line<'_>], rest: &[Element<'_>]) -> Marks {
        let number = lines.iter().position(|line| whole_number(line.text()).is_some());
        let mut marks = Marks { number, ..Marks::default() };
        // The signature: the last date line with names above it, or a name and a date on one line.
        let date = (0..lines.len()).rev().find(|&at| {
            words::is_date_line(lines[at].text()) && at > 0
                || dated_name(lines[at].text()).is_some()
        });
        if let Some(date) = date {
            let mut first = date;
            while words::is_date_line(lines[date].text())
                && first > 0
                && date - first < 12
                && is_name(lines[first - 1].text())
                && (is_title_like(&lines[first - 1]) || is_joint(&lines[first - 1]))
                && Some(first - 1) != marks.number
            {
                first -= 1;
            }
            // A date below the title is the date of the title; a signature follows some text.
            let follows_text = lines[..first].iter().any(|line| {
                sentence::is_sentence(line.text())
                    || line.text().trim_end().ends_with(['：', ':', '.'])
            });
            if follows_text {
                marks.signature = Some(first..date + 1);
            }
        }
        let before_signature = marks.signature.as_ref().map_or(lines.len(), |range| range.start);
        let _ = rest;
        marks.addressee =
            (0..before_signature).find_map(|at| addressee(lines, at, before_signature));
        let limit = marks.addressee.as_ref().map_or_else(
            || {
                (0..before_signature)
                    .find(|&at| {
                        sentence::is_sentence(lines[at].text())
                            || lines[at].text().chars().count() > 90
                    })
                    .unwrap_or(before_signature)
            },
            |range| range.start,
        );
        marks.title = title(lines, limit, marks.number);
        marks
    }
}

/// Names of many issuers on one line: longer than a title, and no sentence.
fn is_joint(line: &Line<'_>) -> bool {
    line.marker.is_none() && line.text().chars().count() > 70
}

/// The line (or two) of the addressees that begins at `at`.
fn addressee(lines: &[Line<'_>], at: usize, limit: usize) -> Option<Range<usize>> {
    let text = lines[at].text().trim_end_matches(chars::is_space);
    let named = |text: &str| {
        [
            "各",
            "人民政府",
            "委",
            "局",
            "办",
            "厅",
            "部门",
            "单位",
            "公司",
            "机构",
            "院",
            "中心",
            "署",
            "部",
            "行",
            "企业",
            "学校",
            "镇",
            "街道",
        ]
        .iter()
        .any(|word| text.contains(word))
    };
    let letter = |text: &str| {
        ["如下", "现将", "如次", "下列", "以下", "通知如", "事项"]
            .iter()
            .any(|word| text.contains(word))
    };
    if lines[at].marker.is_some() || text.contains('。') || letter(text) || !named(text) {
        return None;
    }
    if text.ends_with(['：', ':', '∶']) {
        return (!words::is_label_line(text)
            || text.chars().count() > 4
                && !words::METADATA.iter().any(|label| text.starts_with(label)))
        .then_some(at..at + 1);
    }
    // Cut by a line break: the next line ends it.
    let next = lines.get(at + 1).filter(|_| at + 1 < limit)?.text().trim_end();
    let cut = text.ends_with(['，', '、', ','])
        || text.contains(['，', '、']) && text.chars().count() > 24;
    (cut && next.ends_with(['：', ':'])
        && !next.contains('。')
        && !letter(next)
        && text.contains('各'))
    .then_some(at..at + 2)
}

/// The lines of the title: the first run of title-like lines that reads like one.
fn title(lines: &[Line<'_>], limit: usize, number: Option<usize>) -> Range<usize> {
    let usable = |at: usize| {
        let line = &lines[at];
        is_title_like(line)
            && Some(at) != number
            && whole_number(line.text()).is_none()
            && !is_issuer_mark(line.text())
            && words::disclosure(line.text()).is_none()
            && !is_secrecy(line.text())
    };
    let mut best = 0..0;
    let mut best_score = 0;
    let mut at = 0;
    while at < limit {
        if !usable(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        // A title goes on over several lines until it reads complete.
        // A name belongs to the title only where the title goes on from it: 关于….
        let name = is_name(lines[start].text());
        let goes_on = |at: usize| {
            let text = lines[at].text().trim_start();
            !name
                || text.starts_with("关于")
                || is_name(text)
                || joined(&lines[start..at]).contains("关于")
        };
        while end < limit
            && usable(end)
            && goes_on(end)
            && end - start < 6
            && !complete_title(&joined(&lines[start..end]))
        {
            end += 1;
        }
        let text = joined(&lines[start..end]);
        let mut score = 1;
        if complete_title(&text) {
            score += 4;
        }
        if text.contains("关于") || text.contains("印发") {
            score += 2;
        }
        if lines[start].level > 0 || lines[start].align == hongtou_source::Align::Center {
            score += 1;
        }
        if text.chars().count() < 6 {
            score -= 1;
        }
        if score > best_score {
            best_score = score;
            best = start..end;
        }
        at = end;
    }
    best
}

fn joined(lines: &[Line<'_>]) -> String {
    lines.iter().flat_map(|line| words::printed(line.text())).collect()
}

/// Whether a title reads complete: it ends in a kind of document, marks in brackets left out.
fn complete_title(text: &str) -> bool {
    let bare = strip_marks(text);
    let bare = bare.trim_end_matches(['》', '”']);
    [
        "通知", "意见", "决定", "公告", "通告", "批复", "通报", "命令", "方案", "措施", "办法",
        "要点", "安排", "计划", "规划", "细则", "规定", "举措", "函", "报告", "行动", "分工",
        "政策", "清单", "指南", "规则", "纲要", "条例", "表",
    ]
    .iter()
    .any(|end| bare.ends_with(end))
        && (bare.contains("通知")
            || bare.ends_with('函')
            || !bare.contains("关于印发") && !bare.contains("关于转发"))
        && bare.matches('《').count() <= bare.matches('》').count()
}

/// A title without （试行）, （征求意见稿） and the like at its end.
fn strip_marks(text: &str) -> &str {
    let mut bare = text;
    while bare.ends_with(['）', ')', '〕', ']', '】']) {
        match bare.rfind(['（', '(', '〔', '[', '【']) {
            Some(at) if bare[at..].chars().count() <= 14 => bare = &bare[..at],
            _ => break,
        }
    }
    bare
}

/// A line that is a document number and nothing else (a signer's name may follow).
pub(crate) fn whole_number(text: &str) -> Option<(Range<usize>, hongtou_model::DocumentNumber)> {
    if text.chars().count() > 80 || !text.contains('号') || text.contains(['《', '。']) {
        return None;
    }
    let (range, number) = reference::document_number(text)?;
    let outside = text[..range.start]
        .chars()
        .chain(text[range.end..].chars())
        .filter(|&c| !chars::is_space(c) && c.is_alphanumeric())
        .count();
    let after = text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    (outside == 0
        || after.starts_with("签发人")
        || text[..range.start].trim().is_empty() && reference::document_number(after).is_some())
    .then_some((range, number))
}

/// The mark over a red-headed document: it ends in 文件, or is letter-spaced names alone.
fn is_issuer_mark(text: &str) -> bool {
    if !text.trim_end_matches(chars::is_space).ends_with('件') {
        return false;
    }
    let squeezed: String = words::printed(text).collect();
    squeezed.chars().count() <= LONGEST_NAMES
        && squeezed.ends_with("文件")
        && !squeezed.contains("关于")
        && !squeezed.contains(['，', '。', '：', '《'])
}

/// A score of joint issuers have so many characters together.
const LONGEST_NAMES: usize = 240;

fn is_secrecy(text: &str) -> bool {
    ["特急", "加急", "机密", "秘密", "绝密", "平急", "急件", "000"]
        .iter()
        .any(|word| words::begins(text, word))
}

/// Whether a line can be the name of a unit under a text: short, no verb of a title in it.
pub(crate) fn is_name(text: &str) -> bool {
    let of_name = |(_, c)| {
        chars::is_han(c)
            || chars::is_space(c)
            || matches!(c, '（' | '）' | '(' | ')' | '·' | '×' | 'X' | '○')
            || c.is_ascii_alphanumeric()
    };
    chars::besides_han(text).all(of_name)
        && (2..=LONGEST_NAMES).contains(&words::printed(text).count())
        && !["关于", "通知", "方案", "意见", "措施", "附件", "附表", "如下", "文件", "公开"]
            .iter()
            .any(|word| text.contains(word))
        && !text.is_ascii()
}

/// A name and a date on one line: `云溪市人民政府 2024年3月5日`; the ranges of both.
pub(crate) fn dated_name(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if !text.trim_end().ends_with('日') || text.chars().count() > 60 {
        return None;
    }
    let (range, _) = date::full_date(text)?;
    let name = trim(text, 0..range.start);
    (text[range.end..].trim().is_empty() && !name.is_empty() && is_name(&text[name.clone()]))
        .then_some((name, range))
}

struct Reading<'r, 's> {
    head: Head<'s>,
    marks: Marks,
    record: &'r mut Record,
}

impl<'s> Reading<'_, 's> {
    fn read(mut self, lines: Vec<Line<'s>>) -> (Head<'s>, PlanDraft<'s>) {
        let marks = std::mem::take(&mut self.marks);
        let mut plan = PlanDraft::default();
        let title_lines: Vec<Line<'s>> = lines[marks.title.clone()].to_vec();
        if let Some(title) = title_flow(&title_lines) {
            let title = self.title_marks(title);
            self.head.header.title = Some(title.text().to_owned());
            self.head.header.spans.title = title.whole();
        }
        let signed = marks.signature.as_ref().map_or(usize::MAX, |range| range.end);
        let after_head = marks.addressee.as_ref().map_or(marks.title.end, |range| range.end);
        let mut in_list: Option<u32> = None;
        let mut plan_titles: Vec<Line<'s>> = Vec::new();
        let issues = self
            .head
            .header
            .title
            .as_deref()
            .is_some_and(|title| title.contains("印发") || title.contains("转发"));
        for (at, line) in lines.iter().enumerate() {
            if marks.title.contains(&at) {
                continue;
            }
            if marks.addressee.as_ref().is_some_and(|range| range.contains(&at)) {
                if marks.addressee.as_ref().is_some_and(|range| range.start == at) {
                    let range = marks.addressee.clone().unwrap_or_default();
                    let mut flow = line.flow.clone();
                    lines[range].iter().skip(1).for_each(|more| flow.append(&more.flow));
                    list(
                        &flow,
                        0..flow.text().len(),
                        &mut self.head.header.addressees,
                        &mut self.head.header.spans.addressees,
                    );
                }
                continue;
            }
            if marks.signature.as_ref().is_some_and(|range| range.contains(&at)) {
                signature(&mut self.head, line, self.record);
                continue;
            }
            if let Some(number) = in_list {
                if line.marker.as_ref().is_some_and(|marker| marker.number == number + 1) {
                    in_list = attachment_line(&mut self.head, line, self.record);
                    continue;
                }
                in_list = None;
            }
            if line.text().trim_start().starts_with("附件")
                && line.text().contains(['：', ':'])
                && line.text().chars().count() < 90
            {
                in_list = attachment_line(&mut self.head, line, self.record);
                continue;
            }
            if foot_line(&mut self.head, line, self.record) {
                continue;
            }
            if at < after_head || at < marks.title.start {
                self.above(line);
                continue;
            }
            // Without addressees the number and the date may follow the title.
            let text_to_come = plan.preamble.is_empty() && plan_titles.is_empty();
            if text_to_come && is_title_like(line) && whole_number(line.text()).is_some() {
                self.above(line);
                continue;
            }
            if text_to_come && marks.signature.is_none() && self.date_of_title(line) {
                continue;
            }
            let letter = at < signed && marks.signature.is_some()
                || (marks.signature.is_none()
                    && marks.addressee.is_some()
                    && issues
                    && plan_titles.is_empty());
            if letter
                && !(is_title_like(line) && self.names_plan(line) && marks.signature.is_none())
            {
                if is_contact(line.text()) {
                    self.record.prose(ProseRole::Contact, &line.flow);
                } else if is_title_like(line) && whole_number(line.text()).is_some() {
                    self.above(line);
                } else {
                    self.record.prose(ProseRole::Cover, &line.flow);
                    self.head.cover.push(line.flow.clone());
                }
                continue;
            }
            // （注：列第一位的为牵头单位） below the plan's title is no part of it.
            let declares = !responsibility::find_conventions(&line.flow).is_empty();
            if is_title_like(line)
                && !declares
                && plan.preamble.is_empty()
                && (signed != usize::MAX || self.names_plan(line) || !plan_titles.is_empty())
            {
                plan_titles.push(line.clone());
                continue;
            }
            plan.preamble.push(line.flow.clone());
        }
        plan.title = title_flow(&plan_titles);
        plan.own = plan.title.is_none();
        (self.head, plan)
    }

    /// Takes marks of a state off the front of a title: [已废止].
    fn title_marks(&mut self, title: Flow<'s>) -> Flow<'s> {
        let text = title.text();
        let Some(open) =
            text.chars().next().filter(|&c| matches!(c, '[' | '【' | '〔' | '［' | '（' | '('))
        else {
            return title;
        };
        let end = text.char_indices().take(12).find(|&(_, c)| chars::closes(open, c));
        let Some((at, close)) = end.filter(|&(at, _)| at > open.len_utf8()) else {
            return title;
        };
        let mark = open.len_utf8()..at;
        self.head.header.marks.push(text[mark.clone()].to_owned());
        self.head.header.spans.marks.push(title.span(mark));
        title.slice(trim(text, at + close.len_utf8()..text.len()))
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
        header.issued_on = Some(date);
        header.spans.issued_on = line.flow.span(start..end);
        true
    }

    /// Whether a line is the title that the notice's own title quotes.
    fn names_plan(&self, line: &Line<'_>) -> bool {
        let own = fold(line.text());
        let own = strip_marks(&own);
        self.head.header.title.as_deref().is_some_and(|title| {
            own.chars().count() >= 4 && fold(title).contains(own) && fold(title) != own
        })
    }

    /// A line above the text: issuer mark, document number, marks of secrecy, titles printed twice.
    fn above(&mut self, line: &Line<'s>) {
        let text = line.text();
        let header = &mut self.head.header;
        if let Some((range, number)) = whole_number(text) {
            if header.document_number.is_none() {
                header.spans.document_number = line.flow.span(range.clone());
                header.document_number = Some(number);
                let after = trim(text, range.end..text.len());
                if !after.is_empty() {
                    self.record.label(&line.flow, after);
                }
            } else if header
                .document_number
                .as_ref()
                .is_some_and(|known| fold(&known.text) == fold(text))
            {
                self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
            } else {
                header.spans.other.insert(
                    format!("document_number_{}", header.spans.other.len() + 2),
                    line.flow.whole(),
                );
            }
            return;
        }
        if let Some(range) = words::disclosure(text) {
            set_disclosure(header, line, range);
            return;
        }
        let squeezed = line.flow.close_spaces();
        if header.issuer_mark.is_none()
            && header.document_number.is_none()
            && (is_issuer_mark(text)
                || is_name(text) && !is_secrecy(text) && header.title.is_some())
        {
            header.issuer_mark = Some(squeezed.text().to_owned());
            header.spans.issuer_mark = squeezed.whole();
            return;
        }
        if let Some(mark) = &header.issuer_mark
            && header.document_number.is_none()
            && (is_issuer_mark(text)
                || !mark.ends_with("文件") && is_name(text) && !is_secrecy(text))
        {
            // Names of joint issuers stand above 文件, one a line.
            let mark = format!("{mark}{}", squeezed.text());
            header.issuer_mark = Some(mark);
            header.spans.issuer_mark.extend(&squeezed.whole());
            return;
        }
        let own = fold(text);
        if header.title.as_deref().is_some_and(|title| {
            fold(title) == own || fold(title).contains(&own) && own.chars().count() > 6
        }) {
            self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
            return;
        }
        if is_secrecy(text) {
            self.record.furniture(FurnitureKind::Label, line.flow.whole());
            return;
        }
        if is_mark(text) {
            header.marks.push(squeezed.text().to_owned());
            header.spans.marks.push(squeezed.whole());
            return;
        }
        self.record.prose(ProseRole::Note, &line.flow);
    }
}

/// Takes the marks that open a plan: （征求意见稿） below its title.
pub(crate) fn take_marks(head: &mut Head<'_>, preamble: &mut Vec<Flow<'_>>) {
    let marks = preamble.iter().take_while(|flow| is_mark(flow.text())).count();
    for flow in preamble.drain(..marks) {
        let squeezed = flow.close_spaces();
        head.header.marks.push(squeezed.text().to_owned());
        head.header.spans.marks.push(squeezed.whole());
    }
}

/// （征求意见稿）, [已废止] on a line of their own.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '(', '[', '【', '〔'])
        && text.ends_with(['）', ')', ']', '】', '〕'])
        && text.chars().count() <= 16
}

/// The first disclosure mark is the notice's; further ones are kept as marks.
fn set_disclosure(header: &mut Header, line: &Line<'_>, range: Range<usize>) {
    let (text, span) = (line.text()[range.clone()].to_owned(), line.flow.span(range));
    if header.disclosure.is_some() {
        header.marks.push(text);
        header.spans.marks.push(span);
    } else {
        header.disclosure = Some(text);
        header.spans.disclosure = span;
    }
}

/// One title out of its lines: the breaks and the spaces beside Chinese words taken out.
pub(crate) fn title_flow<'s>(lines: &[Line<'s>]) -> Option<Flow<'s>> {
    let mut flow = Flow::default();
    for line in lines {
        flow.append(&line.flow.close_spaces());
    }
    (!flow.is_empty()).then_some(flow)
}

/// The title of a table out of the lines above it, and remarks among them (单位：万元).
pub(crate) fn table_title<'s>(lines: Vec<Line<'s>>) -> (Option<Flow<'s>>, Vec<Flow<'s>>) {
    let (remarks, titles): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| {
        words::is_label_line(line.text()) || is_mark(line.text()) && !ends_like_table(line.text())
    });
    let mut remarks: Vec<Flow<'s>> = remarks.into_iter().map(|line| line.flow).collect();
    // 表1 …: the line names the table; what stands above it names the attachment.
    let own = titles.iter().rposition(|line| crate::table::after_table_number(line.text()) > 0);
    let titles = match own {
        Some(at) => {
            remarks.extend(titles[..at].iter().map(|line| line.flow.clone()));
            &titles[at..]
        }
        None => &titles[..],
    };
    (title_flow(titles), remarks)
}

/// Cuts a list at its commas outside brackets: `各县人民政府，市各有关单位：`.
fn list(
    flow: &Flow<'_>,
    range: Range<usize>,
    names: &mut Vec<String>,
    spans: &mut Vec<hongtou_model::Span>,
) {
    let text = flow.text();
    let mut depth = 0u32;
    let mut start = range.start;
    let mut cut = |from: usize, to: usize| {
        let mut kept = trim(text, from..to);
        kept.end = kept.start
            + text[kept.clone()]
                .trim_end_matches(|c: char| {
                    matches!(c, '。' | '：' | ':' | '.' | '∶') || chars::is_space(c)
                })
                .len();
        if !kept.is_empty() {
            names.push(text[kept.clone()].to_owned());
            spans.push(flow.span(kept));
        }
    };
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        if chars::is_open(c) {
            depth += 1;
        } else if matches!(c, '）' | ')' | '〕' | ']' | '】') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && matches!(c, '，' | '、' | '；' | ',' | ';') {
            if c == '、' && one_collective(&text[start..at], &text[at + c.len_utf8()..range.end]) {
                continue;
            }
            cut(start, at);
            start = at + c.len_utf8();
        }
    }
    cut(start, range.end);
}

/// Whether 、 joins levels of one collective: 各省、自治区、直辖市人民政府.
fn one_collective(before: &str, after: &str) -> bool {
    let next = after.split(['，', '、', '；', '：', ',', ';', ':']).next().unwrap_or_default();
    let narrow =
        |text: &str| text.trim().chars().take(24).map(chars::narrow).collect::<Vec<char>>();
    responsibility::one_collective(&narrow(before), &narrow(next))
}

/// A line of the foot: 抄送, 印发, disclosure. Whether it was one.
pub(crate) fn foot_line<'s>(head: &mut Head<'s>, line: &Line<'s>, record: &mut Record) -> bool {
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
    if ["抄送", "抄报", "主送"].iter().any(|label| words::begins(text, label))
        && text.contains(['：', ':', '∶'])
    {
        let colon = text.find(['：', ':', '∶']).unwrap_or(0);
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        record.label(&line.flow, 0..after);
        if words::begins(text, "主送") {
            list(
                &line.flow,
                after..text.len(),
                &mut header.addressees,
                &mut header.spans.addressees,
            );
        } else {
            list(&line.flow, after..text.len(), &mut header.copied_to, &mut header.spans.copied_to);
        }
        return true;
    }
    if text.trim_end().ends_with("印发")
        && text.chars().count() <= 60
        && text.contains('日')
        && let Some((range, date)) = date::full_date(text)
    {
        header.printed_on = Some(date);
        header.spans.printed_on = line.flow.span(range.clone());
        let name = trim(text, 0..range.start);
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

/// The printing office on a line of its own before the line with the date.
pub(crate) fn printed_by<'s>(
    head: &mut Head<'s>,
    line: &Line<'s>,
    next: Option<&Element<'s>>,
) -> bool {
    let Some(Element::Line(next)) = next else { return false };
    if !next.text().trim_end().ends_with("印发") || !is_name(line.text()) {
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
    let header = &mut head.header;
    let (names, date_range) = match dated_name(text) {
        Some((name, date)) => (name, Some(date)),
        None if words::is_date_line(text) => (0..0, Some(trim(text, 0..text.len()))),
        None => (trim(text, 0..text.len()), None),
    };
    if header.issued_on.is_some() {
        // A second signature belongs to what is forwarded or attached.
        record.prose(ProseRole::Note, &line.flow);
        return;
    }
    if !names.is_empty() {
        // Several names stand on one line, set apart by wide spaces.
        let whole = line.flow.slice(names);
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for (at, _) in whole.text().match_indices(['\u{3000}', ' ']) {
            if at > start && whole.text()[start..at].chars().count() >= 4 {
                parts.push(start..at);
            } else if at > start {
                continue;
            }
            start = at + whole.text()[at..].chars().next().map_or(1, char::len_utf8);
        }
        parts.push(start..whole.text().len());
        for part in parts {
            let flow = whole.slice(trim(whole.text(), part)).close_spaces();
            if !flow.is_empty() {
                header.signatories.push(flow.text().to_owned());
                header.spans.signatories.push(flow.whole());
            }
        }
    }
    if let Some(range) = date_range {
        match day_of(&text[range.clone()]) {
            Some(date) => {
                header.issued_on = Some(date);
                header.spans.issued_on = line.flow.span(range);
            }
            None => record.label(&line.flow, range),
        }
    } else if words::is_date_line(text) {
        record.prose(ProseRole::Note, &line.flow);
        header.signatories.pop();
        header.spans.signatories.pop();
    }
}

/// The day that a date says, letter-spaced digits included.
fn day_of(text: &str) -> Option<Date> {
    let squeezed: String = words::printed(text).collect();
    date::full_date(&squeezed).map(|(_, date)| date)
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
            .fold(None, |n: Option<u32>, d| Some(n.unwrap_or(0) * 10 + d))
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

/// Whom to ask: 联系人：…, 联系电话：…, in brackets or not.
pub(crate) fn is_contact(text: &str) -> bool {
    let words = text.trim_start_matches(['（', '(']);
    [
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
        "通讯地址",
    ]
    .iter()
    .any(|label| words::begins(words, label))
}

/// Whether a grid is a block of metadata: labels that such blocks use, each before its value.
pub(crate) fn is_metadata_grid(at: GridRef<'_>) -> bool {
    if at.grid.rows.len() > 20 {
        return false;
    }
    let cells = at.grid.rows.iter().flat_map(|row| &row.cells);
    let labels = cells
        .filter(|cell| {
            metadata_label(Flow::new(at.source, at.index, &cell.pieces).text()).is_some()
        })
        .count();
    labels >= 2 && labels >= at.grid.rows.len().min(3)
}

/// A label of metadata without its colon and inner spaces, where the words are one.
fn metadata_label(text: &str) -> Option<String> {
    let squeezed: String = words::printed(text).collect();
    let bare = squeezed.trim_matches(['：', ':', '∶', '【', '】', '[', ']']);
    words::METADATA.contains(&bare).then(|| bare.to_owned())
}

fn metadata_grid(header: &mut Header, at: GridRef<'_>, record: &mut Record) {
    let mut label: Option<String> = None;
    for cell in at.grid.rows.iter().flat_map(|row| &row.cells) {
        let flow = Flow::new(at.source, at.index, &cell.pieces);
        let text = flow.text();
        if let Some(found) = metadata_label(text) {
            record.label(&flow, 0..text.len());
            label = Some(found);
            continue;
        }
        // Label and value in one cell.
        if let Some(colon) = text.find([':', '：', '∶'])
            && let Some(found) = metadata_label(&text[..colon])
        {
            let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
            record.label(&flow, 0..after);
            let value = flow.slice(trim(text, after..text.len()));
            if !value.is_empty() {
                push_metadata(header, found, &value);
            }
            continue;
        }
        let value = flow.slice(trim(text, 0..text.len()));
        if value.is_empty() {
            continue;
        }
        match label.take() {
            Some(label) => push_metadata(header, label, &value),
            None => record.prose(ProseRole::Note, &value),
        }
    }
}

/// 索引号：… lines at the top: label and value on one line, or the value on the next.
fn metadata_lines<'s>(head: &mut Head<'s>, lines: &mut Vec<Line<'s>>, record: &mut Record) {
    let split = |line: &Line<'_>| -> Option<(String, usize)> {
        let text = line.text();
        if let Some(colon) = text.find(['：', ':', '∶']) {
            let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
            return metadata_label(&text[..colon]).map(|label| (label, after));
        }
        metadata_label(text)
            .filter(|label| label.chars().count() >= 3)
            .map(|label| (label, text.len()))
    };
    let found: Vec<bool> = lines
        .iter()
        .map(|line| line.text().chars().count() < 200 && split(line).is_some())
        .collect();
    if found.iter().filter(|&&is| is).count() < 2 {
        return;
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let Some((label, after)) = split(line).filter(|_| found[at]) else {
            kept.push(line.clone());
            at += 1;
            continue;
        };
        record.label(&line.flow, 0..after);
        let text = line.text();
        let value = trim(text, after..text.len());
        at += 1;
        let flow = if value.is_empty() {
            match lines.get(at) {
                Some(next)
                    if !found[at]
                        && next.text().chars().count() < 120
                        && !next.text().contains('。') =>
                {
                    at += 1;
                    next.flow.slice(trim(next.text(), 0..next.text().len()))
                }
                _ => continue,
            }
        } else {
            line.flow.slice(value)
        };
        push_metadata(&mut head.header, label, &flow);
    }
    *lines = kept;
}

fn push_metadata(header: &mut Header, label: String, flow: &Flow<'_>) {
    header.metadata.push(Metadata { label, value: flow.text().to_owned(), span: flow.whole() });
}

/// What the metadata block knows and the notice itself does not print.
pub(crate) fn fill_from_metadata(header: &mut Header) {
    let find = |labels: &[&str]| {
        header.metadata.iter().find(|entry| labels.contains(&entry.label.as_str())).cloned()
    };
    if header.document_number.is_none()
        && let Some(entry) = find(&["发文字号", "文号", "字号", "发布文号"])
        && let Some((_, number)) = reference::document_number(&entry.value)
    {
        header.spans.document_number = part_of(&entry, &number.text);
        header.document_number = Some(number);
    }
    if header.title.is_none()
        && let Some(entry) = find(&["标题", "名称", "题名", "文件名称", "信息名称"])
    {
        header.spans.title = entry.span;
        header.title = Some(entry.value);
    }
    if header.issued_on.is_none()
        && let Some(entry) = find(&["成文日期", "成文时间", "发文日期", "签发日期", "签署日期"])
        && let Some((range, date)) = date::full_date(&entry.value)
    {
        header.spans.issued_on = part_of(&entry, &entry.value[range]);
        header.issued_on = Some(date);
    }
}

/// Where words of a metadata value are printed.
fn part_of(entry: &Metadata, words: &str) -> hongtou_model::Span {
    match (entry.value.find(words), entry.span.fragments()) {
        (Some(at), [fragment]) => {
            let start = fragment.start as usize + at;
            hongtou_model::Span::one(fragment.source, TextRange::at(start, start + words.len()))
        }
        _ => entry.span.clone(),
    }
}
