//! The document cut into its parts: head, plans, attachments, tables, foot.
//!
//! Works on whole lines by what they look like; what a site printed around the notice, `site` sets
//! aside, what a head line says, `header` reads, what a numbered line says, `outline` reads.

mod first_task;
mod mention;
mod signature;
mod table_title;

use hongtou_model::{Confidence, FurnitureKind, ProseRole, RepairKind, Span};
use hongtou_source::{Align, Source, chars, fold};

use self::first_task::{first_above_labels, first_ordinal, first_task};
use self::mention::{ends_in_year, is_column_line};
use self::signature::{is_signature, lone_day, undated_signature};
use self::table_title::{
    ROW_HEADS, columns_head, first_of_series, headed_tables, headings_above, heads_rows,
    heads_several, is_table_title, section_in_title, title_above,
};
use crate::flow::{Flow, trim};
use crate::header::{self, Head};
use crate::lines::{Element, Line};
use crate::marker::{Form, Marker};
use crate::record::Record;
use crate::responsibility::{self, Conventions, DutyForm};
use crate::table::grid::Page;
use crate::table::{self, GridRef, Run};
use crate::{site, words};

pub(crate) use self::mention::{Mention, is_title_like, mention};
pub(crate) use self::table_title::{ends_like_table, is_called_table};

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

/// The parts of a notice as they are put together, element by element.
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

/// How a grid joins the run of grids above it.
enum Joins {
    /// As its next page, the lines above it being the title or the header again.
    Page(FurnitureKind),
    /// As the rest of its last row and what follows, the lines above it being words of that row.
    Rest,
}

impl<'s> Cutter<'_, 's> {
    /// Cuts all elements: the head first, then everything below it.
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
                if self.of_attachments(line, elements.get(at + 1), marks.opens[at])
                    || self.of_foot(elements, at, marks)
                {
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
        let heads = columns_head(&elements[at..], if is_called_table(title) { 2 } else { 3 })?;
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
    ///
    /// `next` is what stands below it: an entry that lost its number stands before the one after it.
    fn of_attachments(&mut self, line: &Line<'s>, next: Option<&Element<'s>>, opens: bool) -> bool {
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
        let skipped = || {
            self.listed.and_then(|number| header::skipped_entry(line, next, number)).filter(|_| {
                let counted = |marker| goes_on_counting(&self.plan.lines, marker);
                !line.marker.as_ref().is_some_and(counted)
            })
        };
        let skipped = if listed { None } else { skipped() };
        let entry = listed || skipped.is_some();
        self.listed = match entry {
            true => header::attachment_line(&mut self.out.head, line, self.record),
            false => None,
        };
        self.listed = skipped.or(self.listed);
        entry
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
            && (is_title_like(line) || is_note_above_table(line, elements.get(at + 1)))
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
        let (mut title, headings) = self.above_table(below);
        let joins = self.joins(grid, &title);
        match (joins, self.out.runs.last_mut()) {
            (Some(Joins::Page(kind)), Some(run)) => {
                for line in &title {
                    self.record.furniture(kind, line.flow.whole());
                }
                run.push(grid, headings);
            }
            (Some(Joins::Rest), Some(run)) => {
                title.extend(headings.into_iter().map(|flow| Line::new(flow, false)));
                run.push_rest(grid, title);
            }
            _ => self.run(title).push(grid, headings),
        }
    }

    /// Takes the lines above a table out of what stands before it: its title, and what heads all of its rows.
    fn above_table(&mut self, below: &[Element<'s>]) -> (Vec<Line<'s>>, Vec<Flow<'s>>) {
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
        let headings = headings.into_iter().map(|line| line.flow);
        (title, named.into_iter().chain(headings).chain(answering).collect())
    }

    /// How a grid below some lines joins the last run, where it does.
    fn joins(&self, grid: &GridRef<'s>, title: &[Line<'s>]) -> Option<Joins> {
        let attachment = self.attachment.flatten();
        let goes_on = |run: &&Run<'_>| run.attachment == attachment && !run.closed;
        let run = self.out.runs.last().filter(goes_on)?;
        let folded: String = title.iter().map(|line| fold(line.text())).collect();
        let named = table::without_continued(&folded);
        // A page that goes on may print a shorter title: 任务分工（续）.
        let continued = named.len() < folded.len() && !named.is_empty();
        let same = run.title.as_ref().is_some_and(|known| {
            let known = fold(known.text());
            let known = table::without_continued(&known);
            known == named || continued && known.ends_with(named)
        });
        let header = || table::is_torn_header(title) || run.prints_header(&folded);
        if title.is_empty() || same || header() {
            let kind =
                if same { FurnitureKind::RunningHead } else { FurnitureKind::RepeatedHeader };
            return Some(Joins::Page(kind));
        }
        // Lines above a grid without a header are no title: a table begins with a header.
        let titled = |line: &Line<'_>| {
            ends_like_table(line.text()) || line.level > 0 || line.align == Align::Center
        };
        if !title.iter().any(titled) && !table::has_header(grid) {
            return Some(Joins::Rest);
        }
        let own = self.out.head.header.title.as_deref().unwrap_or_default();
        run.counts_on(grid, named, own).then_some(Joins::Page(FurnitureKind::RunningHead))
    }
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

/// Whether an attachment says by its title that it lists names, and nothing in it is numbered: no plan.
fn is_list_of_names(plan: &PlanDraft<'_>) -> bool {
    let title = plan.title.as_ref().map_or("", |title| title.text());
    title.trim_end_matches(chars::is_space).ends_with("名单") && plan.lines.is_empty()
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

/// Whether a line is a note to the table right below it, whatever marks its sentences end in: （注：A类…；B类…）.
fn is_note_above_table(line: &Line<'_>, next: Option<&Element<'_>>) -> bool {
    header::is_note(line.text()) && matches!(next, Some(Element::Table(_)))
}
