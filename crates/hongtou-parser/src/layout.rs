//! The document cut into its parts: head, plans, attachments, tables, foot.
//!
//! Works on whole lines by what they look like; what a site printed around the notice, `site` sets
//! aside, what a head line says, `header` reads, what a numbered line says, `outline` reads.

use hongtou_model::{Confidence, FurnitureKind, Header, ProseRole, RepairKind, Span};
use hongtou_source::{Align, Source, chars, fold, numeral};

use crate::flow::{Flow, trim};
use crate::header::{self, Head};
use crate::lines::{Element, Line};
use crate::marker::{Form, Marker, marker};
use crate::record::Record;
use crate::responsibility::{self, Conventions, DutyForm};
use crate::table::grid::Page;
use crate::table::{self, GridRef, Run};
use crate::{outline, sentence, site, words};

/// The parts of a document.
#[derive(Debug, Default)]
pub(crate) struct Layout<'s> {
    pub(crate) head: Head<'s>,
    pub(crate) plans: Vec<PlanDraft<'s>>,
    /// Runs of grids that stand together, each with the title above it.
    pub(crate) runs: Vec<Run<'s>>,
    /// Notes above and below the tables.
    pub(crate) notes: Vec<Flow<'s>>,
}

/// A plan: its title, what stands before its first ordinal, its numbered lines.
#[derive(Debug, Default)]
pub(crate) struct PlanDraft<'s> {
    pub(crate) title: Option<Flow<'s>>,
    pub(crate) preamble: Vec<Flow<'s>>,
    pub(crate) lines: Vec<Line<'s>>,
    /// Whether it is the notice's own text rather than a plan that the notice issues.
    pub(crate) own: bool,
}

impl PlanDraft<'_> {
    /// Whether nothing of a plan was met yet.
    fn is_blank(&self) -> bool {
        self.title.is_none() && self.preamble.is_empty() && self.lines.is_empty()
    }
}

/// What opens an attachment, or names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mention {
    /// 附件 / 附件1 on a line of its own, above the attachment; the title may follow on the line.
    Head { number: Option<u32>, title: Option<std::ops::Range<usize>>, label: usize },
    /// 附件：1.… in the notice's list.
    List { title: std::ops::Range<usize>, label: usize },
}

/// Cuts the document into its parts.
pub(crate) fn layout<'s>(
    elements: Vec<Element<'s>>,
    sources: &[Source],
    record: &mut Record,
) -> Layout<'s> {
    let elements = site::drop_lines(elements, record);
    let elements = header::join_copies(crate::heads::mark_heads(elements));
    let elements = header::join_listed_titles(elements);
    let headed_tables = headed_tables(&elements);
    let mut cutter = Cutter {
        record,
        out: Layout::default(),
        headed_tables,
        title_pool: Vec::new(),
        plan: PlanDraft::default(),
        titles: Vec::new(),
        answering: None,
        answered: false,
        attachment: None,
        source: 0,
        workbooks: sources.iter().map(|source| source.format.is_workbook()).collect(),
        listed: None,
        after_table: false,
        since_signature: false,
        note: None,
    };
    cutter.cut(elements);
    cutter.out
}

/// Reads a line as opening or naming an attachment.
pub(crate) fn mention(line: &Line<'_>) -> Option<Mention> {
    let text = line.text();
    let start = text.len() - chars::trim_start(text).len();
    let mut rest = &text[start..];
    let word = ["附件", "附 件", "附　件", "附表", "附录"]
        .into_iter()
        .find(|word| rest.starts_with(word))
        .or_else(|| ["附：", "附:"].iter().any(|opens| rest.starts_with(opens)).then_some("附"))?;
    rest = &rest[word.len()..];
    let spaced = rest.trim_start_matches(chars::is_space);
    let number_len: usize = spaced
        .chars()
        .take_while(|&c| chars::digit(c).is_some() || numeral::is_to_ten(c))
        .map(char::len_utf8)
        .sum();
    let numeral = &spaced[..number_len];
    let number = match numeral::digits(numeral, 0) {
        Some((value, end)) if end == numeral.len() => u32::try_from(value).ok(),
        _ => numeral::ordinal(numeral),
    };
    let mut after = &spaced[number_len..];
    let spaces = after.len() - after.trim_start_matches(chars::is_space).len();
    after = &after[spaces..];
    let colon =
        after.chars().next().filter(|&c| chars::narrow(c) == ':' || matches!(c, '.' | '．' | '、'));
    let label_end = text.len() - after.len() + colon.map_or(0, char::len_utf8);
    after = after[colon.map_or(0, char::len_utf8)..].trim_start_matches(chars::is_space);
    // A page that draws its tables with bars may end the line with one.
    if after.trim_matches(|c| chars::is_space(c) || c == '|').is_empty() {
        return Some(Mention::Head { number, title: None, label: label_end });
    }
    if after.chars().count() > 80 || after.ends_with('。') && after.contains(['，', '；']) {
        return None;
    }
    // 附件1：… may be either; 附件：1.… and 附件：… are the list, unless set as a heading;
    // 附件中所列… is a sentence.
    let headed = line.level > 0 && colon.is_some() && marker(after).is_none();
    // 附件1重点任务分解表 and 附件 重点任务分解表, but not 附件1中的任务清单.
    let glued = || {
        ends_like_table(after)
            && number.is_none_or(|number| number < 100)
            && !after.starts_with(['中', '所', '的', '内', '之', '年'])
            && !after.contains(['，', '。', '；'])
    };
    let title = text.len() - after.len()..text.trim_end().len();
    let parted = number.is_some() && (colon.is_some() || spaces > 0);
    if headed || parted || colon.is_none() && word == "附件" && glued() {
        return Some(Mention::Head { number, title: Some(title), label: label_end });
    }
    (colon.is_some()).then_some(Mention::List { title, label: label_end })
}

/// Whether a line reads like a title: short, no sentence, no label.
pub(crate) fn is_title_like(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    line.marker.is_none()
        && (text.chars().count() <= 70 || is_joint_title(text))
        && !text.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，', '、', '↓', '👇'])
        && text.chars().any(chars::is_han)
        && !words::is_date_line(text)
        && words::disclosure(text).is_none()
        && !words::is_label_line(text)
        // At the top of all it is the only one that says the title.
        && (line.flow.start_of_one_piece() == Some(0) || !labels_title(text))
        && !is_column_line(text)
}

/// Whether a line is a label with the title behind it, as a block of metadata has it: 标题 云溪市工作计划.
fn labels_title(text: &str) -> bool {
    let text = text.trim_start_matches(chars::is_space);
    let behind = ["标题", "题名"].iter().find_map(|label| text.strip_prefix(label));
    behind.is_some_and(|title| title.starts_with(chars::is_space) && header::complete_title(title))
}

/// Whether a line says of which year the title below it is, and of whom: 云溪市2026年度.
fn ends_in_year(text: &str) -> bool {
    let words = text.trim_end_matches(chars::is_space);
    let year = words.strip_suffix("年度").or_else(|| words.strip_suffix('年'));
    year.is_some_and(|year| {
        let who = year.trim_end_matches(|c| chars::digit(c).is_some());
        year[who.len()..].chars().count() == 4
    })
}

/// The headings of a table whose cells were set on one line: 序号 重点任务 牵头单位.
fn is_column_line(text: &str) -> bool {
    const LONGEST: usize = 12;
    let mut cells = text.split(chars::is_space).filter(|cell| !cell.is_empty());
    cells.next() == Some("序号")
        && cells.clone().count() >= 2
        && cells.all(|cell| cell.chars().count() <= LONGEST)
}

/// Whether a long line is the title of a notice of many issuers: A B C 关于印发…的通知.
fn is_joint_title(text: &str) -> bool {
    ["的通知", "的意见", "的决定", "的公告", "的通告"].iter().any(|end| text.ends_with(end))
        && text.contains("关于")
        && text.chars().count() <= 240
        && !text.contains(['，', ','])
}

struct Cutter<'r, 's> {
    record: &'r mut Record,
    out: Layout<'s>,
    /// How many tables the ordinals head, where there is no other text to head.
    headed_tables: usize,
    /// Titles that the notice gives its attachments, folded.
    title_pool: Vec<String>,
    /// The plan whose lines are met.
    plan: PlanDraft<'s>,
    /// Lines that may be the title of what follows.
    titles: Vec<Line<'s>>,
    /// A line right above a table that says who answers for its rows.
    answering: Option<Flow<'s>>,
    /// Whether the last table had such a line.
    answered: bool,
    /// Inside of an attachment, its number.
    attachment: Option<Option<u32>>,
    /// The source that the last element stands in.
    source: u16,
    /// Which sources are workbooks.
    workbooks: Vec<bool>,
    /// Inside of the notice's list of attachments, the number of the last one.
    listed: Option<u32>,
    /// Whether a table stands above, with no text of the plan behind it.
    after_table: bool,
    since_signature: bool,
    /// Where the last part of a numbered note stands, and its number.
    note: Option<(usize, u32)>,
}

/// What is known of all elements before one after the other is put where it belongs.
struct Marks {
    /// Whether each opens an attachment.
    opens: Vec<bool>,
    /// Whether each is a line of a signature.
    signs: Vec<bool>,
    last_signature: Option<usize>,
    last_numbered: Option<usize>,
    last_table: Option<usize>,
    /// The titles of the plans that the letter issues, folded.
    issued: Vec<String>,
}

impl<'s> Cutter<'_, 's> {
    fn cut(&mut self, elements: Vec<Element<'s>>) {
        let body = first_ordinal(&elements);
        let first_attachment = elements.iter().enumerate().position(|(at, element)| {
            matches!(element, Element::Line(line) if matches!(mention(line), Some(Mention::Head { .. })) && self.opens_attachment(&elements, at))
        });
        let head_end =
            body.unwrap_or(elements.len()).min(first_attachment.unwrap_or(elements.len()));
        let head_end = match body {
            None => {
                let lines = &elements[..head_end];
                first_task(lines).or_else(|| first_above_labels(lines)).unwrap_or(head_end)
            }
            Some(_) => head_end,
        };
        let head =
            |element: &Element<'_>| matches!(element, Element::Line(line) if line.head.is_some());
        let head_end = elements.iter().position(head).map_or(head_end, |at| at.min(head_end));
        let head_end = self.table_before(&elements, head_end);
        let mut elements = elements;
        let rest = elements.split_off(head_end);
        let (mut head, mut opening) = header::read_head(elements, &rest, self.record);
        header::take_marks(&mut head, &mut opening.preamble);
        self.title_pool = head.header.attachments.iter().map(|a| fold(&a.title)).collect();
        self.out.head = head;
        self.regions(&rest, opening);
    }

    /// A table that stands before the first ordinal and is no metadata block ends the head.
    fn table_before(&self, elements: &[Element<'s>], end: usize) -> usize {
        // What a page says of itself above the notice, whoever is addressed below it.
        let of_page = |at: usize, grid: &GridRef<'_>| {
            let addressed = |element: &Element<'_>| matches!(element, Element::Line(line) if header::is_salutation(line) || header::is_whole_title(line));
            header::is_labelled_grid(grid) && elements[at + 1..end].iter().any(addressed)
        };
        let found = (0..end).find(|&at| match &elements[at] {
            Element::Table(grid) => !header::is_metadata_grid(grid) && !of_page(at, grid),
            _ => table::flattened::read(elements, at).is_some(),
        });
        // The title lines above it go with it.
        let Some(mut at) = found else { return end };
        // 关于印发任务分解表的通知 names a table and is the title of a notice.
        let titled = |at: usize| matches!(&elements[at], Element::Line(line) if is_title_like(line) && line.marker.is_none() && (ends_like_table(line.text()) && !header::is_whole_title(line) || mention(line).is_some()));
        // Between the title and the table may stand who fills it in.
        let form = |at: usize| matches!(&elements[at], Element::Line(line) if line.marker.is_none() && words::is_form_line(line.text()));
        if at > 1 && form(at - 1) && titled(at - 2) {
            at -= 1;
        }
        let end = at;
        while at > 0 && titled(at - 1) {
            at -= 1;
        }
        // 云溪市2026年度 above 重点任务清单
        let dated = |at: usize| matches!(&elements[at], Element::Line(line) if is_title_like(line) && ends_in_year(line.text()));
        if at > 0 && at < end && dated(at - 1) {
            at -= 1;
        }
        // Printed above the text and in it, the title is the page's first and then the table's.
        let line = |element: &Element<'s>| match element {
            Element::Line(line) => Some(line.clone()),
            _ => None,
        };
        let titles: Vec<Line<'_>> = elements[at..end].iter().filter_map(line).collect();
        let again = header::said_again(&titles);
        match heads_several(&titles[again..], &elements[end + 1..]) {
            true => end - 1,
            false => at + again,
        }
    }

    /// 附件1：… opens an attachment only where a table or a title follows, or it was named before.
    fn opens_attachment(&self, elements: &[Element<'s>], at: usize) -> bool {
        let Element::Line(line) = &elements[at] else { return false };
        match mention(line) {
            Some(Mention::Head { title: None, .. }) => {
                // 附件： alone may open the list as well.
                !matches!(elements.get(at + 1), Some(Element::Line(next)) if line.text().trim_end().ends_with(['：', ':']) && next.form() == Some(Form::Digit))
            }
            // Said again right above the table, it is the title that the list names.
            Some(Mention::List { title, .. }) => {
                let named = fold(&line.text()[title]);
                let table_below = matches!(elements.get(at + 1), Some(Element::Table(..)));
                let lists = |element: &Element<'_>| match element {
                    Element::Line(line) => match mention(line) {
                        Some(Mention::List { title, .. }) => fold(&line.text()[title]) == named,
                        _ => false,
                    },
                    _ => false,
                };
                table_below
                    && (self.title_pool.contains(&named) || elements[..at].iter().any(lists))
            }
            Some(Mention::Head { title: Some(title), .. }) => {
                let named = fold(&line.text()[title]);
                let table_soon = elements[at + 1..]
                    .iter()
                    .take(3)
                    .any(|element| matches!(element, Element::Table(..)));
                // The list of the notice comes one line after the other.
                let listed_next = matches!(elements.get(at + 1), Some(Element::Line(next)) if matches!(mention(next), Some(Mention::Head { .. })));
                !listed_next && (table_soon || self.title_pool.contains(&named))
            }
            _ => false,
        }
    }

    /// Everything from the first ordinal, table or attachment on.
    fn regions(&mut self, elements: &[Element<'s>], opening: PlanDraft<'s>) {
        self.plan = opening;
        let day = lone_day(elements, &self.out.head.header);
        let all = 0..elements.len();
        let mut signs: Vec<bool> = all.clone().map(|at| is_signature(elements, at, day)).collect();
        let opens: Vec<bool> = all.map(|at| self.opens_attachment(elements, at)).collect();
        let unsigned = !signs.contains(&true) && self.out.head.header.signatories.is_empty();
        if let Some(at) = unsigned.then(|| undated_signature(elements, &opens)).flatten() {
            signs[at] = true;
        }
        let numbered = |element: &Element<'_>| matches!(element, Element::Line(line) if line.marker.is_some() || line.head.is_some());
        let marks = Marks {
            opens,
            last_signature: signs.iter().rposition(|&signs| signs),
            signs,
            last_table: elements.iter().rposition(|element| matches!(element, Element::Table(_))),
            last_numbered: elements.iter().rposition(numbered),
            issued: issued_titles(&self.out.head.cover),
        };
        let mut at = 0;
        while at < elements.len() {
            at += self.element(elements, at, &marks);
        }
        self.close();
    }

    /// Puts what stands at a place where it belongs; gives how many elements that are.
    fn element(&mut self, elements: &[Element<'s>], at: usize, marks: &Marks) -> usize {
        self.begins_workbook(&elements[at]);
        if let Some((page, taken)) = table::flattened::read(elements, at) {
            self.flattened(page);
            self.after_table = true;
            return taken;
        }
        if let Some(taken) = self.unread_table(elements, at, marks) {
            return taken;
        }
        match &elements[at] {
            Element::Line(line) => {
                if self.of_attachments(line, marks.opens[at]) || self.of_foot(elements, at, marks) {
                    return 1;
                }
                if let Some(taken) = self.next_plan(elements, at, marks) {
                    return taken;
                }
                if !self.caption(elements, at)
                    && !self.beside_table(elements, at)
                    && !self.is_note(line, at, marks)
                {
                    self.of_plan(line);
                }
            }
            Element::Rule => {}
            Element::Table(grid) if self.is_of_page(grid, elements, at, marks) => {
                let title = header::metadata_grid(&mut self.out.head.header, grid, self.record);
                if let Some(title) = title {
                    self.record.prose(ProseRole::Note, &title.flow);
                }
            }
            Element::Table(grid) => {
                self.table(grid, &elements[at + 1..]);
                self.after_table = true;
            }
        }
        1
    }

    /// A workbook that is read with the text of its notice is an attachment, whether or not it says so.
    fn begins_workbook(&mut self, element: &Element<'s>) {
        let source = match element {
            Element::Line(line) => line.flow.source(),
            Element::Table(grid) => grid.index,
            Element::Rule => return,
        };
        if std::mem::replace(&mut self.source, source) != source
            && self.workbooks[usize::from(source)]
        {
            self.close();
            self.attachment = Some(None);
            (self.after_table, self.since_signature) = (false, false);
        }
    }

    /// Whether a grid is what a site says of its page at its foot, and no form of the notice with a title or in
    /// an attachment.
    fn is_of_page(
        &self,
        grid: &GridRef<'s>,
        elements: &[Element<'s>],
        at: usize,
        marks: &Marks,
    ) -> bool {
        let before = at.checked_sub(1).map(|before| &elements[before]);
        let titled = matches!(before, Some(Element::Line(line)) if ends_like_table(chars::trim(line.text())));
        let attached = self.attachment.is_some() || grid.index > 0 || titled;
        let below_table =
            matches!(before, Some(Element::Table(above)) if above.index == grid.index);
        marks.last_table == Some(at)
            && header::rows_above_metadata(grid, attached, below_table) == Some(0)
    }

    /// Leaves the table of an attachment out that nothing cut into rows: below its title and the headings of
    /// its columns nothing is body, and whatever has an ordinal there would be a second outline of the same
    /// tasks. What is left out is residual, so that nobody takes it for read. Gives how many elements that are.
    fn unread_table(
        &mut self,
        elements: &[Element<'s>],
        at: usize,
        marks: &Marks,
    ) -> Option<usize> {
        /// In so many lines a table that can be read begins.
        const TALLEST_READ: usize = 40;
        let title = self.titles.last().map_or("", |title| title.text());
        let told = self.out.plans.iter().any(|plan| !plan.lines.is_empty());
        if self.attachment.is_none() || !ends_like_table(title) || !told || !self.plan.is_blank() {
            return None;
        }
        let named = ["表", "清单", "台账"].iter().any(|end| title.ends_with(end));
        let heads = columns_head(&elements[at..], if named { 2 } else { 3 })?;
        let opens = (at..elements.len()).find(|&at| marks.opens[at]).unwrap_or(elements.len());
        let below = &elements[at..opens];
        // A form asks for the same words as a table's headings, and numbers nothing.
        let numbers = |element: &Element<'_>| matches!(element, Element::Line(line) if line.text().contains(['序', '编']));
        // Tasks with who answers for them behind each are text.
        let task = |element: &&Element<'_>| {
            matches!(element, Element::Line(line)
            if line.marker.is_some() && line.text().trim_end().ends_with(['）', ')']))
        };
        if !below.get(..heads)?.iter().any(numbers)
            || below.iter().any(|element| matches!(element, Element::Table(_)))
            || below.iter().filter(task).nth(1).is_some()
            || (at..opens)
                .take(TALLEST_READ)
                .any(|at| table::flattened::read(elements, at).is_some())
        {
            return None;
        }
        let mut span = Span::default();
        for element in &elements[at..at + heads] {
            if let Element::Line(line) = element {
                span.extend(&line.flow.whole());
            }
        }
        self.record.repair(
            RepairKind::UnreadRow,
            span,
            Confidence::Unsure,
            || "附件中这张表未能按行列读出，其内容未读入，也不作正文".to_owned(),
            || {
                "this table of an attachment could not be cut into rows and columns; \
                 what it says is not read, nor taken for body text"
                    .to_owned()
            },
        );
        // Who signs, prints and gets the notice may stand below it.
        for at in at + heads..opens {
            self.of_foot(elements, at, marks);
        }
        Some(opens - at)
    }

    /// Takes a line that opens an attachment or stands in the notice's list of them.
    fn of_attachments(&mut self, line: &Line<'s>, opens: bool) -> bool {
        let mention = mention(line);
        let heads = match mention.clone().filter(|_| opens) {
            Some(Mention::Head { number, title, label }) => Some((number, title, label)),
            Some(Mention::List { title, label }) => Some((None, Some(title), label)),
            None => None,
        };
        if let Some((number, title, label)) = heads {
            self.close();
            self.record.label(&line.flow, 0..label);
            self.attachment = Some(number);
            (self.after_table, self.since_signature) = (false, false);
            if let Some(title) = title {
                self.titles.push(Line::new(line.flow.slice(title), true));
            }
            return true;
        }
        let begins = mention.is_some() && self.attachment.is_none();
        let goes_on = |number: u32| {
            let counts =
                |marker: &&Marker| marker.form == Form::Digit && marker.number == number + 1;
            line.marker.as_ref().filter(counts).is_some_and(|marker| {
                !line.text().contains('。')
                    || is_stopped_entry(line)
                        && (number > 1 || !goes_on_counting(&self.plan.lines, marker))
            })
        };
        let listed = begins || self.listed.is_some_and(goes_on);
        self.listed = match listed {
            true => header::attachment_line(&mut self.out.head, line, self.record),
            false => None,
        };
        listed
    }

    /// Takes a line of the notice's foot.
    fn of_foot(&mut self, elements: &[Element<'s>], at: usize, marks: &Marks) -> bool {
        let Element::Line(line) = &elements[at] else { return false };
        let next = elements.get(at + 1);
        let signed = marks.last_signature.is_none_or(|last| at > last)
            || matches!(next, Some(Element::Line(next)) if header::names_receivers(next));
        let head = &mut self.out.head;
        if header::foot_line(head, line, signed, self.record)
            || line.marker.is_none() && header::printed_by(head, line, next)
        {
            return true;
        }
        if header::names_keywords(line) {
            self.record.prose(ProseRole::Note, &line.flow);
            return true;
        }
        let signs = marks.signs[at] && line.marker.is_none();
        if signs {
            header::signature(head, line, self.record);
            self.since_signature = true;
        }
        signs
    }

    /// Ends the plan before the title of the next one, where the letter issues several; gives how many
    /// lines the title has.
    fn next_plan(&mut self, elements: &[Element<'s>], at: usize, marks: &Marks) -> Option<usize> {
        if self.plan.lines.is_empty() {
            return None;
        }
        let taken = issued_title(&elements[at..], &marks.issued)?;
        self.close();
        let line = |element: &Element<'s>| match element {
            Element::Line(line) => Some(line.clone()),
            _ => None,
        };
        self.titles.extend(elements[at..at + taken].iter().filter_map(line));
        self.after_table = false;
        Some(taken)
    }

    /// Takes a line that is marked as the caption of the table above or below it: its title.
    fn caption(&mut self, elements: &[Element<'s>], at: usize) -> bool {
        let Element::Line(line) = &elements[at] else { return false };
        let Some(start) = table::after_caption_mark(line.text()) else { return false };
        let is_table = |at: Option<usize>| {
            matches!(at.and_then(|at| elements.get(at)), Some(Element::Table(_)))
        };
        let (above, below) = (is_table(at.checked_sub(1)), is_table(Some(at + 1)));
        let title = line.flow.slice(start..line.text().len());
        if let Some(run) = self.out.runs.last_mut().filter(|run| above && run.title.is_none()) {
            run.title = Some(title.close_spaces());
            run.closed = true;
        } else if below && self.titles.is_empty() {
            self.titles.push(Line::new(title, true));
        } else {
            return false;
        }
        self.record.label(&line.flow, 0..start);
        true
    }

    /// Takes a line that belongs to a table or to the page: a title, headings alone, who fills it in, whom
    /// to ask.
    fn beside_table(&mut self, elements: &[Element<'s>], at: usize) -> bool {
        let Element::Line(line) = &elements[at] else { return false };
        let bare = line.marker.is_none();
        if bare && self.answers_for_table(line, elements.get(at + 1)) {
            self.answering = Some(line.flow.clone());
            return true;
        }
        let (inside, begun) = (self.attachment.is_some(), !self.plan.lines.is_empty());
        if bare
            && line.head.is_none()
            && (self.after_table || inside || self.since_signature)
            && (!begun || !inside && self.since_signature)
            && is_title_like(line)
            && !header::is_contact(line.text())
            && !self.is_head_below_title(elements, at)
        {
            if self.since_signature && !inside && begun {
                // A new plan begins after the signature.
                self.close();
            }
            self.titles.push(line.clone());
            return true;
        }
        if !begun && is_column_line(line.text()) {
            self.record.label(&line.flow, trim(line.text(), 0..line.text().len()));
            return true;
        }
        // Between a title and its table: who fills it in, in what the figures count.
        let form = bare
            && !self.titles.is_empty()
            && matches!(elements.get(at + 1), Some(Element::Table(_)))
            && words::is_form_line(line.text());
        if !form && bare && header::is_contact(line.text()) {
            self.record.prose(ProseRole::Contact, &line.flow);
            return true;
        }
        // A sentence between two pages of a table is rather the rest of a row.
        let taken = form || self.after_table && bare && between_pages(elements, at);
        if taken {
            self.titles.push(line.clone());
        }
        taken
    }

    /// Whether a line below the title of a table heads a column, or the title is whole as the list of attachments
    /// has it, and no grid follows: what stands there was not put together to one.
    fn is_head_below_title(&self, elements: &[Element<'s>], at: usize) -> bool {
        const LONGEST_HEADER: usize = 14;
        let Element::Line(line) = &elements[at] else { return false };
        let below = elements[at..].iter().take(LONGEST_HEADER);
        let named = self.titles.last().is_some_and(|title| ends_like_table(title.text()));
        !ends_like_table(line.text())
            && (named && table::is_heading_word(line.text())
                || !line.text().starts_with(['（', '(']) && self.is_title_whole(named))
            && below.into_iter().all(|element| matches!(element, Element::Line(_)))
    }

    /// Whether the lines of a title are that of an attachment that the notice lists.
    fn is_title_whole(&self, named: bool) -> bool {
        let title: String = self.titles.iter().map(|line| fold(line.text())).collect();
        // （区级） may tell the table from others of its title.
        let whole = |known: &str| {
            let rest = title.strip_prefix(known);
            rest.is_some_and(|rest| {
                rest.is_empty() && named || rest.starts_with('(') && rest.ends_with(')')
            })
        };
        let mut listed = self.out.head.header.attachments.iter();
        listed.any(|attachment| whole(&fold(&attachment.title)))
    }

    /// Whether a line says nothing but who answers for the rows of the table below it, 责任单位：市教育局,
    /// and not who does for a task above it.
    fn answers_for_table(&self, line: &Line<'s>, next: Option<&Element<'s>>) -> bool {
        let Some(Element::Table(grid)) = next else { return false };
        let plan = &self.plan;
        let heads = |line: &Line<'_>| self.heads_tables() && heads_rows(line, ROW_HEADS);
        let named = |title: &Flow<'_>| ends_like_table(title.text());
        let below_title = !self.titles.is_empty()
            || match plan.lines.last() {
                Some(last) => heads(last) || is_table_title(last),
                None => match plan.preamble.last() {
                    Some(last) => named(last),
                    // Right between two tables it may be said of the one above.
                    None if self.after_table => self.answered,
                    None => plan.title.as_ref().is_some_and(named),
                },
            };
        below_title
            && responsibility::answers_below(&line.flow).is_some()
            && table::heads_work(grid)
    }

    /// Whether an ordinal right above a table heads its rows.
    fn heads_tables(&self) -> bool {
        self.attachment.is_some() || self.headed_tables > 0
    }

    /// Takes a note below a table or behind the signature.
    fn is_note(&mut self, line: &Line<'s>, at: usize, marks: &Marks) -> bool {
        // The text of the plan goes on below a table in it.
        if self.attachment.is_none()
            && matches!(line.form(), Some(Form::Han | Form::HanBracket | Form::Chapter))
        {
            self.after_table = false;
        }
        // The further parts of a numbered note: 注：1.…, then 2.… on a line of its own.
        let part = |(before, number): (usize, u32)| {
            let marker = line.marker.as_ref().filter(|_| before + 1 == at)?;
            let goes_on = marker.number == number + 1
                && matches!(marker.form, Form::Digit | Form::DigitBracket | Form::Circle)
                && !goes_on_counting(&self.plan.lines, marker)
                && !is_answered_for(line);
            goes_on.then_some((at, marker.number))
        };
        let part = self.note.and_then(part);
        // Behind the signature of a letter that issues nothing no task goes on.
        let behind = self.since_signature && self.plan.own && marks.last_numbered < Some(at);
        let below =
            (self.after_table || behind) && line.marker.is_none() && !line.text().trim().is_empty();
        if part.is_none() && !below {
            return false;
        }
        self.note = part.or_else(|| header::note_number(line.text()).map(|number| (at, number)));
        self.record.prose(ProseRole::Note, &line.flow);
        self.out.notes.push(line.flow.clone());
        true
    }

    /// Gives a line to the plan, and first what stood above it as a title.
    fn of_plan(&mut self, line: &Line<'s>) {
        let plan = &mut self.plan;
        if !self.titles.is_empty() {
            let titles = std::mem::take(&mut self.titles);
            if plan.is_blank() {
                plan.title = header::plan_title(&titles, self.record);
            } else {
                plan.lines.extend(titles);
            }
        }
        if line.marker.is_none() && line.head.is_none() && plan.lines.is_empty() {
            plan.preamble.push(line.flow.clone());
        } else {
            plan.lines.push(line.clone());
        }
    }

    /// Ends a plan and begins the next.
    fn close(&mut self) {
        let done = std::mem::take(&mut self.plan);
        for title in self.titles.drain(..) {
            // What a page cut off the header of a table, or printed of it once more.
            if !self.out.runs.is_empty() && table::is_torn_header(std::slice::from_ref(&title)) {
                self.record.furniture(FurnitureKind::RepeatedHeader, title.flow.whole());
                continue;
            }
            // A title with nothing below it is a note.
            self.record.prose(ProseRole::Note, &title.flow);
            self.out.notes.push(title.flow);
        }
        if !self.out.plans.is_empty() && is_list_of_names(&done) {
            for flow in done.title.iter().chain(&done.preamble) {
                self.record.prose(ProseRole::Note, flow);
            }
        } else if !done.is_blank() {
            self.out.plans.push(done);
        }
    }

    /// Takes the plan's title from the lines above its table, where the last one says all of those above it
    /// again: 任务分解, then 任务分解表.
    fn plans_own_title(&mut self, lines: &mut Vec<Line<'s>>) {
        let Some((last, above)) = lines.split_last() else { return };
        let named: String = above.iter().map(|line| fold(line.text())).collect();
        let again = fold(last.text());
        if self.plan.is_blank()
            && !named.is_empty()
            && again.len() > named.len()
            && again.starts_with(&named)
        {
            let last = lines.split_off(lines.len() - 1);
            self.plan.title = header::plan_title(&std::mem::replace(lines, last), self.record);
        }
    }

    /// Takes the title of several tables from above that of the first: a plan's, where the notice has no
    /// other, else a note.
    fn title_of_several(&mut self, titles: &mut Vec<Line<'s>>, below: &[Element<'s>]) {
        if !heads_several(titles, below) {
            return;
        }
        let own = titles.split_off(titles.len() - 1);
        let whole = std::mem::replace(titles, own);
        if self.plan.is_blank() && self.out.head.header.title.is_none() {
            self.plan.title = header::plan_title(&whole, self.record);
            return;
        }
        for line in whole {
            self.record.prose(ProseRole::Note, &line.flow);
            self.out.notes.push(line.flow);
        }
    }

    /// A table whose cells were flattened into lines.
    fn flattened(&mut self, page: Page<'s>) {
        if self.titles.is_empty() {
            self.titles = title_above(&mut self.plan, true);
        }
        let titles = std::mem::take(&mut self.titles);
        self.run(titles).push_page(page);
    }

    /// A run of grids below its title.
    fn run(&mut self, mut title: Vec<Line<'s>>) -> &mut Run<'s> {
        for line in title.drain(..header::said_again(&title)) {
            self.record.furniture(FurnitureKind::RunningHead, line.flow.whole());
        }
        let (title, remarks) = header::table_title(title);
        for remark in remarks {
            self.record.prose(ProseRole::Note, &remark);
            self.out.notes.push(remark);
        }
        self.out.runs.push_mut(Run::new(title, self.attachment.flatten()))
    }

    /// A table: with the title above it, or one more piece of the table before.
    fn table(&mut self, grid: &GridRef<'s>, below: &[Element<'s>]) {
        table::stacked::report_rows_between_bars(grid, self.record);
        let mut title: Vec<Line<'s>> = Vec::new();
        let mut headings =
            if self.heads_tables() { headings_above(&mut self.plan) } else { Vec::new() };
        let answering = self.answering.take();
        self.answered = answering.is_some();
        if self.headed_tables == 1
            && headings.len() == 1
            && self.titles.is_empty()
            && self.out.head.header.title.is_none()
            && self.plan.title.is_none()
            && self.plan.preamble.is_empty()
            && let Some(line) = headings.pop()
        {
            let (start, flow) = (line.marker.map_or(0, |marker| marker.end), line.flow);
            // （二）云溪镇公开目录, and nothing else above the table: its title.
            self.record.label(&flow, 0..start);
            title.push(Line::new(flow.slice(start..flow.text().len()), true));
        } else if self.titles.is_empty() {
            title = title_above(&mut self.plan, self.attachment.is_some());
            title.extend(first_of_series(&mut self.plan, title.is_empty(), below));
        } else {
            title.append(&mut self.titles);
        }
        self.plans_own_title(&mut title);
        self.title_of_several(&mut title, below);
        let named = title.last_mut().and_then(|line| section_in_title(line, below));
        let headings: Vec<Flow<'s>> = named
            .into_iter()
            .chain(headings.into_iter().map(|line| line.flow))
            .chain(answering)
            .collect();
        let folded: String = title.iter().map(|line| fold(line.text())).collect();
        let named = table::without_continued(&folded);
        let attachment = self.attachment.flatten();
        let goes_on = |run: &&mut Run<'_>| run.attachment == attachment && !run.closed;
        let own = self.out.head.header.title.as_deref().unwrap_or_default();
        if let Some(run) = self.out.runs.last_mut().filter(goes_on) {
            // A page that goes on may print a shorter title: 任务分工（续）.
            let continued = named.len() < folded.len() && !named.is_empty();
            let same = run.title.as_ref().is_some_and(|known| {
                let known = fold(known.text());
                let known = table::without_continued(&known);
                known == named || continued && known.ends_with(named)
            });
            let header = table::is_torn_header(&title) || run.prints_header(&folded);
            // Lines above a grid without a header are no title: a table begins with a header.
            let titled = |line: &Line<'_>| {
                ends_like_table(line.text()) || line.level > 0 || line.align == Align::Center
            };
            let known = title.is_empty() || same || header;
            let rest = !known && !title.iter().any(titled) && !table::has_header(grid);
            let counts_on = !known && !rest && run.counts_on(grid, named, own);
            if known || counts_on {
                for line in &title {
                    let kind = if same || counts_on {
                        FurnitureKind::RunningHead
                    } else {
                        FurnitureKind::RepeatedHeader
                    };
                    self.record.furniture(kind, line.flow.whole());
                }
                run.push(grid, headings);
                return;
            }
            if rest {
                title.extend(headings.into_iter().map(|flow| Line::new(flow, false)));
                run.push_rest(grid, title);
                return;
            }
        }
        self.run(title).push(grid, headings);
    }
}

/// Takes the title of a section, of which the table's rows are, out of the bracket that ends the table's own:
/// …任务表（一、…）.
fn section_in_title<'s>(title: &mut Line<'s>, below: &[Element<'_>]) -> Option<Flow<'s>> {
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
fn headings_above<'s>(plan: &mut PlanDraft<'s>) -> Vec<Line<'s>> {
    let inner = plan.lines.pop_if(|last| heads_rows(last, ROW_HEADS));
    let below = inner.as_ref().is_some_and(|line| line.form() == Some(Form::HanBracket));
    let outer = plan.lines.pop_if(|last| below && heads_rows(last, &[Form::Han, Form::Chapter]));
    outer.into_iter().chain(inner).collect()
}

/// The ordinals of lines that head the rows of the table below them.
const ROW_HEADS: &[Form] = &[Form::Han, Form::HanBracket, Form::Chapter];

/// Whether a line with an ordinal of such a form may head the rows of the table below it.
fn heads_rows(line: &Line<'_>, forms: &[Form]) -> bool {
    line.form().is_some_and(|form| forms.contains(&form))
        && !sentence::is_sentence(line.text())
        && line.text().chars().count() <= 60
}

/// Whether a line is the title of a table by its words.
fn is_table_title(line: &Line<'_>) -> bool {
    line.marker.is_none() && is_title_like(line) && ends_like_table(line.text())
}

/// The title of a table among what stands before it in a plan: taken out of the plan.
///
/// `own` says that the plan's own title is the table's where nothing else stands between them.
fn title_above<'s>(plan: &mut PlanDraft<'s>, own: bool) -> Vec<Line<'s>> {
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
fn heads_several(titles: &[Line<'_>], below: &[Element<'_>]) -> bool {
    let Some((own, whole)) = titles.split_last() else { return false };
    // 责任分解表 and 及责任分工表 are the second line of a title.
    const SHORTEST: usize = 7;
    let listed = |text: &str| ["清单", "表", "台账", "一览"].iter().any(|end| text.ends_with(end));
    let goes_on = own.text().starts_with(['及', '暨', '和', '与']);
    let whole_title = |text: &str| !goes_on && text.chars().count() >= SHORTEST;
    whole.last().is_some_and(|last| listed(fold(last.text()).as_ref()))
        && listed(fold(own.text()).as_ref())
        && whole_title(own.text().trim())
        && title_below(below).is_some_and(|next| alike_at_end(own.text(), next.text()) > 1)
}

/// The line right above the first table of a series that names it as the next one is named: 经济发展类,
/// then 社会民生类. `alone` says that it has no other title.
fn first_of_series<'s>(
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

/// The names of the plans that a letter issues, folded, where it issues several.
fn issued_titles(cover: &[Flow<'_>]) -> Vec<String> {
    let quoted = |flow: &Flow<'_>| words::in_title_marks(flow.text()).map(fold).collect::<Vec<_>>();
    let issues = |flow: &&Flow<'_>| {
        ["印发给", "转发给", "下发给"].iter().any(|verb| flow.text().contains(verb))
    };
    let titles: Vec<String> = cover.iter().filter(issues).flat_map(quoted).collect();
    if titles.len() > 1 { titles } else { Vec::new() }
}

/// How many of the next lines, one or two, are the title of a plan that the letter issues.
fn issued_title(elements: &[Element<'_>], issued: &[String]) -> Option<usize> {
    if issued.is_empty() {
        return None;
    }
    let mut title = String::new();
    for (at, element) in elements.iter().take(2).enumerate() {
        let Element::Line(line) = element else { return None };
        if !is_title_like(line) {
            return None;
        }
        title += &fold(line.text());
        if issued.contains(&title) {
            return Some(at + 1);
        }
    }
    None
}

/// How many tables stand under an ordinal, where no ordinal stands above anything else.
fn headed_tables(elements: &[Element<'_>]) -> usize {
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

/// Whether an attachment says by its title that it lists names, and nothing in it is numbered: no plan.
fn is_list_of_names(plan: &PlanDraft<'_>) -> bool {
    let title = plan.title.as_ref().map_or("", |title| title.text());
    title.trim_end_matches(chars::is_space).ends_with("名单") && plan.lines.is_empty()
}

/// How many lines have nothing but the headings of a table's columns: 序号 and others, or three others, at
/// least so many in all, on one line or on several, whole or line by line.
fn columns_head(elements: &[Element<'_>], least: usize) -> Option<usize> {
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

/// Whether a title names a table.
pub(crate) fn ends_like_table(text: &str) -> bool {
    let text = text.trim_end_matches(|c| chars::is_space(c) || matches!(c, '）' | ')'));
    ["表", "清单", "台账", "目录", "一览", "分解", "分工", "计划", "任务", "名单"]
        .iter()
        .any(|end| text.ends_with(end))
        || text.contains("推进表")
        || text.contains("分解表")
        || text.contains("清单（")
        || text.contains("任务表")
}

/// Whether a line of a list of attachments is a title with the stop of the list behind it: 2．申报表。
fn is_stopped_entry(line: &Line<'_>) -> bool {
    const LONGEST: usize = 40;
    let title = line.rest().trim_end_matches(chars::is_space);
    title.strip_suffix('。').is_some_and(|title| {
        !title.contains(['。', '，', '；', '：', '）'])
            && title.chars().nth(LONGEST).is_none()
            && (header::complete_title(title) || LISTED.iter().any(|end| title.ends_with(end)))
    })
}

/// What else is attached to a notice, by the words that its name ends in.
const LISTED: [&str; 9] = ["名单", "书", "台账", "模板", "样式", "说明", "目录", "一览", "材料"];

/// The first numbered line that is no entry of the list of attachments.
fn first_ordinal(elements: &[Element<'_>]) -> Option<usize> {
    let mut in_list = false;
    for (at, element) in elements.iter().enumerate() {
        let Element::Line(line) = element else { continue };
        match mention(line) {
            Some(Mention::List { .. }) => in_list = true,
            Some(Mention::Head { title: None, .. })
                if line.text().trim_end().ends_with(['：', ':']) =>
            {
                in_list = true
            }
            _ => match &line.marker {
                Some(marker)
                    if in_list && marker.form == Form::Digit && !line.text().contains('。') => {}
                Some(_) => return Some(at),
                None if in_list && line.gap => in_list = false,
                None => {}
            },
        }
    }
    None
}

/// The first of several lines that are tasks without ordinals, in a notice that has none at all.
///
/// Most lines from it to the last of them end in who answers, or open with the name of who does it; or
/// they say one after the other who does what.
fn first_task(elements: &[Element<'_>]) -> Option<usize> {
    let is_task = |line: &Line<'_>| {
        is_answered_for(line) && sentence::is_sentence(line.text())
            || outline::opens_with_name(&line.flow)
    };
    let first = |fewest: usize, is_task: &dyn Fn(&Line<'_>) -> bool| {
        let task = |at: &usize| matches!(&elements[*at], Element::Line(line) if is_task(line));
        // The title is none.
        let tasks: Vec<usize> = (1..elements.len()).filter(task).collect();
        let (first, last) = (*tasks.first()?, *tasks.last()?);
        (tasks.len() >= fewest && tasks.len() * 3 > (last - first + 1) * 2).then_some(first)
    };
    first(2, &is_task)
        .or_else(|| first(outline::FEWEST_TOLD, &|line| outline::tells_who(&line.flow)))
}

/// The first of several headings without ordinals, in a notice that has none at all: each stands above
/// labels that say who answers, with few sentences between.
fn first_above_labels(elements: &[Element<'_>]) -> Option<usize> {
    const LONGEST: usize = 30;
    const MOST_SENTENCES: usize = 3;
    let line = |at: usize| match &elements[at] {
        Element::Line(line) => Some(line),
        _ => None,
    };
    let labelled = |at: usize| line(at).is_some_and(|line| words::is_label_line(line.text()));
    let answers = |at: &usize| {
        labelled(*at)
            && line(*at).is_some_and(|line| responsibility::answers_below(&line.flow).is_some())
    };
    // The label above those of one task that is the first of them.
    let top = |at: usize| (0..=at).rev().take_while(|&at| labelled(at)).last().unwrap_or(at);
    let mut tops: Vec<usize> = (0..elements.len()).filter(answers).map(top).collect();
    tops.dedup();
    let heads = |at: usize| {
        line(at).is_some_and(|line| {
            is_title_like(line)
                && !sentence::is_sentence(line.text())
                && line.text().chars().count() <= LONGEST
                && !line.text().ends_with("的通知")
        })
    };
    // A further task below the labels of another may have no heading: `None`.
    let above = |&top: &usize| -> Option<Option<usize>> {
        let said = |&at: &usize| line(at).is_some_and(|line| sentence::is_sentence(line.text()));
        let sentences = (0..top).rev().take(MOST_SENTENCES).take_while(said).count();
        let at = top.checked_sub(sentences + 1)?;
        let further = sentences > 0 && labelled(at) && tops[0] < top;
        if heads(at) { Some(Some(at)) } else { further.then_some(None) }
    };
    let headings: Vec<Option<usize>> = tops.iter().map_while(above).collect();
    let whole = headings.len() == tops.len() && tops.len() > 1;
    let first = headings.first().copied().flatten().filter(|_| whole)?;
    // The title of the notice or of what it issues heads none of its tasks.
    let own = fold(line(first)?.text());
    let titled = (0..first).filter_map(line).any(is_title_like);
    let named = (0..first).filter_map(line).any(|line| fold(line.text()).contains(&own));
    (titled && !named).then_some(first)
}

/// Where the day stands that only who signs above it, or the end of the notice below, tells as one, in figures
/// or with the hour. Of several, each may be that of anything.
fn lone_day(elements: &[Element<'_>], header: &Header) -> Option<usize> {
    let line = |at: usize| match &elements[at] {
        Element::Line(line) if line.marker.is_none() => Some(line.text()),
        _ => None,
    };
    let mut days = (0..elements.len())
        .filter(|&at| line(at).is_some_and(|text| header::signed_day(text).is_some()));
    let day = days.next().filter(|&at| at > 0 && days.next().is_none())?;
    // The last line of all is the date of a notice that nobody signs; below a title that is the day it
    // announces: 三、考试时间.
    let closes = || match &elements[day - 1] {
        Element::Line(above) => {
            let text = above.text();
            sentence::is_sentence(text)
                || words::closes_plan(text)
                || above.marker.is_none() && mention(above).is_some()
                || header::is_contact(text)
                || text.ends_with(['）', ')']) && text.trim_start().starts_with(['（', '('])
        }
        _ => false,
    };
    let plain = || !elements.iter().any(|element| matches!(element, Element::Table(_)));
    if day + 1 == elements.len() && header.issued_on.is_none() && closes() && plain() {
        return Some(day);
    }
    let name = line(day - 1)?;
    // The mark over the notice or its title may name a body that has no name of the usual form.
    let own = |known: &Option<String>| {
        known.as_ref().is_some_and(|known| fold(known).starts_with(&fold(name)))
    };
    let signs = header::is_issuer(name)
        || header::is_name(name) && (own(&header.issuer_mark) || own(&header.title));
    signs.then_some(day)
}

/// Whether the line at `at` is part of a signature: a date line, or a name right before one; `lone_day` is
/// one as well.
fn is_signature(elements: &[Element<'_>], at: usize, lone_day: Option<usize>) -> bool {
    let Some(Element::Line(line)) = elements.get(at) else { return false };
    if line.marker.is_none() && header::dated_name(line.text()).is_some() {
        return true;
    }
    for step in 0..=header::LONGEST_SIGNATURE {
        let Some(Element::Line(next)) = elements.get(at + step) else { return false };
        if words::is_date_line(next.text()) || lone_day == Some(at + step) {
            // Who answers for the last task stands above who signs as well: （市水利局负责）. A name alone in
            // brackets right above the date signs.
            let text = line.text();
            if text.trim_start().starts_with(['（', '('])
                && (step > 1 || responsibility::ends_in_a_duty(text))
                && is_answered_for(line)
            {
                return false;
            }
            // Far above a date only lines of bodies sign.
            return step < 6
                || elements[at..at + step].iter().all(|element| {
                    matches!(element, Element::Line(line) if header::is_signed(line.text()))
                });
        }
        if next.marker.is_some() || !header::is_name(next.text()) {
            return false;
        }
    }
    false
}

/// Where the body stands that signs a letter whose date is lost or damaged: alone between the end of the
/// letter and its attachment, or above what is left of the date.
fn undated_signature(elements: &[Element<'_>], opens: &[bool]) -> Option<usize> {
    let line = |at: usize| match elements.get(at) {
        Some(Element::Line(line)) => Some(line),
        _ => None,
    };
    // 202559日: the words of a date are lost.
    let damaged = |at: usize| {
        line(at).is_some_and(|line| {
            let text = line.text().trim_matches(chars::is_space);
            text.len() <= 12 && text.starts_with("20") && text.ends_with('日')
        })
    };
    let opens = |at: usize| opens.get(at) == Some(&true);
    let signs = |&at: &usize| {
        let name = line(at).filter(|line| line.marker.is_none());
        name.is_some_and(|name| header::is_issuer(name.text()))
            && line(at - 1).is_some_and(header::closes_letter)
            && (opens(at + 1) || damaged(at + 1))
    };
    (1..elements.len()).find(signs)
}

/// Whether a number is the next of the plan's own count above a table.
fn goes_on_counting(above: &[Line<'_>], next: &Marker) -> bool {
    let last = above.iter().rev().find_map(|line| line.marker.as_ref());
    last.is_some_and(|last| last.form == next.form && last.number + 1 == next.number)
}

/// Whether a line ends with who answers for it, as a task does.
fn is_answered_for(line: &Line<'_>) -> bool {
    let duties = responsibility::duties(&line.flow, &mut Conventions::default(), &line.bold_ranges);
    duties.last().is_some_and(|duty| {
        let behind = line.text().get(duty.outer.end..).unwrap_or_default();
        duty.form != DutyForm::Sentence
            && !duty.units.is_empty()
            && !behind.chars().any(chars::is_word)
    })
}

/// Whether the line at `at` stands right between a table and the next piece of it, which has no header.
fn between_pages(elements: &[Element<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| elements.get(before));
    matches!(before, Some(Element::Table(_)))
        && matches!(elements.get(at + 1), Some(Element::Table(grid)) if !table::has_header(grid))
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

    #[test]
    fn headings_of_columns_on_one_line_are_no_title() {
        assert!(is_column_line("序号 重点任务 工作措施 完成时限 牵头部门"));
        assert!(is_column_line("序号\u{3000}任务\u{3000}责任单位"));
        for text in ["序号管理办法", "云溪市 重点任务 分解表", "序号 一"] {
            assert!(!is_column_line(text), "{text}");
        }
    }
}
