//! Which of the attachments that a notice names are there.

use hongtou_model::{Attachment, Notice, Prose, ProseRole, Span};
use hongtou_source::{Source, chars, fold, numeral};

use crate::header;

/// A title that an attachment may have.
struct Title<'n> {
    folded: String,
    text: &'n str,
    span: &'n Span,
    of_table: bool,
    /// Whether no attachment has it yet.
    free: bool,
}

impl Title<'_> {
    fn give(&mut self, attachment: &mut Attachment) {
        self.free = false;
        attachment.attached = true;
        attachment.attached_title = Some(self.text.to_owned());
        attachment.attached_span = self.span.clone();
    }
}

/// Tells which named attachments are there.
pub(super) fn attach(notice: &mut Notice, sources: &[Source]) {
    let mut attachments = std::mem::take(&mut notice.header.attachments);
    let mut titles = titles(notice);
    for attachment in &mut attachments {
        let named = fold(&attachment.title);
        let title = titles.iter_mut().find(|title| title.free && title.folded == named);
        if let Some(title) = title {
            title.give(attachment);
        }
    }
    by_label(&mut attachments, &mut titles, notice, sources);
    if attachments.iter().any(|attachment| !attachment.attached) {
        by_place(&mut attachments, &titles, notice);
    }
    // One attachment named, one table titled otherwise: they are the same, under two names.
    let mut open = attachments.iter_mut().filter(|attachment| !attachment.attached);
    let mut left = titles.iter_mut().filter(|title| title.of_table && title.free);
    if let (Some(attachment), None, Some(title), None) =
        (open.next(), open.next(), left.next(), left.next())
    {
        title.give(attachment);
    }
    notice.header.attachments = attachments;
}

/// The titles of tables and plans, and the notes that may be the title of several tables.
fn titles(notice: &Notice) -> Vec<Title<'_>> {
    let title =
        |text, span, of_table| Title { folded: fold(text), text, span, of_table, free: true };
    let tables = notice
        .tables
        .iter()
        .filter_map(|table| Some(title(table.title.as_deref()?, &table.spans.title, true)));
    let one = notice.plan.iter().filter(|_| notice.plans.is_empty());
    let plans = notice
        .plans
        .iter()
        .chain(one)
        .filter_map(|plan| Some(title(plan.title.as_deref()?, &plan.spans.title, false)));
    let may_title = |prose: &&Prose| prose.role == ProseRole::Note && !header::is_note(&prose.text);
    let notes = notice.prose.iter().filter(may_title);
    let notes = notes.map(|prose| title(prose.text.as_str(), &prose.span, false));
    tables.chain(plans).chain(notes).collect()
}

/// Titled otherwise than it is named: the label 附件2 over a title, or right over a table, says which
/// attachment it is.
fn by_label(
    attachments: &mut [Attachment],
    titles: &mut [Title<'_>],
    notice: &Notice,
    sources: &[Source],
) {
    let labels: Vec<(u32, u32)> =
        notice.furniture.iter().filter_map(|furniture| label(&furniture.span, sources)).collect();
    for attachment in attachments.iter_mut().filter(|attachment| !attachment.attached) {
        let Some(number) = attachment.number else { continue };
        let mut own = labels.iter().filter(|(own, _)| *own == number).map(|&(_, end)| end);
        let below = |end: u32, title: &Title<'_>| {
            let near = end..end.saturating_add(12);
            title.free && title.span.start().is_some_and(|(_, start)| near.contains(&start))
        };
        let title = own.clone().find_map(|end| titles.iter().position(|title| below(end, title)));
        if let Some(at) = title {
            titles[at].give(attachment);
            continue;
        }
        // A table right below the label needs no title.
        let until =
            |end: u32| labels.iter().map(|&(_, next)| next).filter(|&next| next > end).min();
        let table_below = |end: u32| {
            let mut starts = notice.tables.iter().filter_map(|table| table.span.start());
            starts.any(|(_, start)| start >= end && until(end).is_none_or(|next| start < next))
        };
        attachment.attached = own.any(table_below);
    }
}

/// The number that a label of an attachment gives it, and where the label ends.
fn label(span: &Span, sources: &[Source]) -> Option<(u32, u32)> {
    // Nearly all furniture begins with other words.
    let first = span.fragments().first()?;
    let source = sources.get(usize::from(first.source()))?;
    if !source.slice(first.range()).starts_with('附') {
        return None;
    }
    let words = span.words(sources);
    let number = words.strip_prefix("附件")?.trim_end_matches(['：', ':']);
    let number = number.trim_matches(chars::is_space);
    let (number, _) = numeral::small(number, 0).filter(|&(_, end)| end == number.len())?;
    Some((number, span.end()?.1))
}

/// 附：任务分解表 right above its table is its title as well: nothing but its headings between.
fn by_place(attachments: &mut [Attachment], titles: &[Title<'_>], notice: &Notice) {
    let clauses = notice.sections.iter().flat_map(|s| &s.items).flat_map(|i| &i.clauses);
    let texts = clauses.map(|clause| &clause.span).chain(notice.prose.iter().map(|p| &p.span));
    let texts = texts.chain(titles.iter().map(|title| title.span));
    let mut starts: Vec<((u16, u32), bool)> =
        texts.filter_map(Span::start).map(|start| (start, false)).collect();
    let tables = notice.tables.iter().filter(|table| table.title.is_none());
    starts.extend(tables.filter_map(|table| table.span.start()).map(|start| (start, true)));
    starts.sort_unstable();
    // Of a list right above a table, the last entry is the table's.
    let mut taken = None;
    for attachment in attachments.iter_mut().rev() {
        let Some((source, end)) = attachment.span.end() else { continue };
        let next = starts.partition_point(|&(start, _)| start < (source, end));
        if taken.replace(next) == Some(next) || attachment.attached {
            continue;
        }
        attachment.attached =
            starts.get(next).is_some_and(|&((of, _), table)| table && of == source);
    }
}
