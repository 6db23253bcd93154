//! One walk over every span of a notice.
//!
//! Accounting, tests of the span invariant, and readers that fill in places
//! all use it, so that no field is forgotten in one of them.

use crate::{
    Clause, Deadline, Group, Notice, OtherCell, Quantity, Reference, Row, Section, Span, Target,
    UnitMention,
};

/// What a span stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanRole<'m> {
    /// A value whose printed words are these.
    Printed(&'m str),
    /// A value kept in another form than printed: a date, a number.
    Normalised,
    /// A part that covers others.
    Container,
    /// A paragraph of prose with these words.
    Prose(&'m str),
    /// Print that is no value.
    Furniture,
    /// Text that the model does not hold.
    Residual(&'m str),
    /// Where a repair was made.
    Repair,
}

type Visit<'f> = &'f mut dyn FnMut(SpanRole<'_>, &mut Span);

fn printed(text: Option<&str>, span: &mut Span, f: Visit<'_>) {
    if let Some(text) = text {
        f(SpanRole::Printed(text), span);
    }
}

impl Notice {
    /// Calls `f` for every span of the model, in a fixed order.
    pub fn visit_spans(&mut self, f: Visit<'_>) {
        self.visit_header(f);
        let several = !self.plans.is_empty();
        for plan in self.plan.iter_mut().filter(|_| !several).chain(&mut self.plans) {
            printed(plan.title.as_deref(), &mut plan.spans.title, f);
            printed(plan.preamble.as_deref(), &mut plan.spans.preamble, f);
        }
        if several {
            // The first plan stands twice in the model; its copy follows.
            self.plan = self.plans.first().cloned();
        }
        for prose in &mut self.prose {
            f(SpanRole::Prose(&prose.text), &mut prose.span);
        }
        for section in &mut self.sections {
            visit_section(section, f);
        }
        for table in &mut self.tables {
            f(SpanRole::Container, &mut table.span);
            printed(table.title.as_deref(), &mut table.spans.title, f);
            for column in &mut table.columns {
                f(SpanRole::Printed(&column.header), &mut column.span);
            }
            table.rows.iter_mut().for_each(|row| visit_row(row, f));
            table.cells.iter_mut().flatten().for_each(|cell| visit_cell(cell, f));
        }
        for convention in &mut self.conventions {
            f(SpanRole::Printed(&convention.text), &mut convention.span);
        }
        for repair in &mut self.repairs {
            f(SpanRole::Repair, &mut repair.at);
        }
        for furniture in &mut self.furniture {
            f(SpanRole::Furniture, &mut furniture.span);
        }
        for residual in &mut self.residual {
            f(SpanRole::Residual(&residual.text), &mut residual.span);
        }
    }

    fn visit_header(&mut self, f: Visit<'_>) {
        let header = &mut self.header;
        let spans = &mut header.spans;
        printed(header.issuer_mark.as_deref(), &mut spans.issuer_mark, f);
        let number = header.document_number.as_ref().map(|number| number.text.as_str());
        printed(number, &mut spans.document_number, f);
        printed(header.title.as_deref(), &mut spans.title, f);
        for (text, span) in header.addressees.iter().zip(&mut spans.addressees) {
            f(SpanRole::Printed(text), span);
        }
        for (text, span) in header.signatories.iter().zip(&mut spans.signatories) {
            f(SpanRole::Printed(text), span);
        }
        f(SpanRole::Normalised, &mut spans.issued_on);
        printed(header.disclosure.as_deref(), &mut spans.disclosure, f);
        for attachment in &mut header.attachments {
            f(SpanRole::Printed(&attachment.title), &mut attachment.span);
            printed(attachment.attached_title.as_deref(), &mut attachment.attached_span, f);
        }
        for (text, span) in header.copied_to.iter().zip(&mut spans.copied_to) {
            f(SpanRole::Printed(text), span);
        }
        printed(header.printed_by.as_deref(), &mut spans.printed_by, f);
        f(SpanRole::Normalised, &mut spans.printed_on);
        for (text, span) in header.marks.iter().zip(&mut spans.marks) {
            f(SpanRole::Printed(text), span);
        }
        spans.other.values_mut().for_each(|span| f(SpanRole::Normalised, span));
        for entry in &mut header.metadata {
            f(SpanRole::Printed(&entry.value), &mut entry.span);
        }
    }
}

fn visit_section(section: &mut Section, f: Visit<'_>) {
    f(SpanRole::Container, &mut section.span);
    f(SpanRole::Normalised, &mut section.spans.ordinal);
    printed(section.title.as_deref(), &mut section.spans.title, f);
    for item in &mut section.items {
        f(SpanRole::Container, &mut item.span);
        f(SpanRole::Normalised, &mut item.spans.number);
        printed(item.heading.as_deref(), &mut item.spans.heading, f);
        visit_group(item.group.as_mut(), f);
        item.clauses.iter_mut().for_each(|clause| visit_clause(clause, f));
    }
}

fn visit_group(group: Option<&mut Group>, f: Visit<'_>) {
    if let Some(group) = group {
        f(SpanRole::Printed(&group.label), &mut group.spans.label);
        printed(group.title.as_deref(), &mut group.spans.title, f);
    }
}

fn visit_clause(clause: &mut Clause, f: Visit<'_>) {
    f(SpanRole::Printed(&clause.text), &mut clause.span);
    if let Some(responsibility) = &mut clause.responsibility {
        f(SpanRole::Printed(&responsibility.text), &mut responsibility.span);
    }
    visit_units(&mut clause.units, f);
    visit_values(&mut clause.quantities, &mut clause.deadlines, &mut clause.references, f);
}

fn visit_units(units: &mut [UnitMention], f: Visit<'_>) {
    for unit in units {
        f(SpanRole::Printed(unit.written.as_ref().unwrap_or(&unit.name)), &mut unit.span);
    }
}

fn visit_values(
    quantities: &mut [Quantity],
    deadlines: &mut [Deadline],
    references: &mut [Reference],
    f: Visit<'_>,
) {
    for quantity in quantities {
        f(SpanRole::Printed(&quantity.text), &mut quantity.span);
    }
    for deadline in deadlines {
        f(SpanRole::Printed(&deadline.text), &mut deadline.span);
    }
    for reference in references {
        f(SpanRole::Printed(&reference.text), &mut reference.span);
    }
}

fn visit_row(row: &mut Row, f: Visit<'_>) {
    f(SpanRole::Container, &mut row.span);
    f(SpanRole::Normalised, &mut row.spans.number);
    f(SpanRole::Normalised, &mut row.spans.section_ordinal);
    let title = row.section.as_ref().and_then(|section| section.title.as_deref());
    printed(title, &mut row.spans.section_title, f);
    visit_group(row.group.as_mut(), f);
    printed(row.action.as_deref(), &mut row.spans.action, f);
    printed(row.content.as_deref(), &mut row.spans.content, f);
    f(SpanRole::Normalised, &mut row.spans.units);
    for Target { text, quantities, deadlines, references, span, .. } in &mut row.targets {
        f(SpanRole::Printed(text), span);
        visit_values(quantities, deadlines, references, f);
    }
    if let Some(deadline) = &mut row.deadline {
        f(SpanRole::Printed(&deadline.text), &mut deadline.span);
    }
    visit_units(&mut row.units, f);
    visit_values(&mut row.quantities, &mut row.deadlines, &mut row.references, f);
    row.other.iter_mut().for_each(|cell| visit_cell(cell, f));
}

fn visit_cell(cell: &mut OtherCell, f: Visit<'_>) {
    f(SpanRole::Printed(&cell.text), &mut cell.span);
}
