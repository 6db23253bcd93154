//! Drafts written down as the parts of the model, with their identifiers and values.

use std::collections::BTreeSet;
use std::ops::Range;

use hongtou_model::{
    Clause, Column, ColumnKind, ConventionKind, Group, GroupSpans, Item, ItemSpans, OtherCell,
    Period, Quantity, Responsibility, Role, Row, RowSection, RowSpans, Section, SectionSpans,
    SmolStr, Span, Table, TableKind, TableSpans, Target, format_smolstr,
};
use hongtou_source::fingerprint;

use super::measures;
use crate::flow::Flow;
use crate::link::Link;
use crate::outline::{self, ItemDraft, SectionDraft};
use crate::responsibility::{self, Conventions};
use crate::table::{ColumnDraft, RowDraft, TableDraft, UnitsCell};
use crate::values::{self, Values, again};
use crate::{date, quantity, words};

/// Writes drafts down as model values.
pub(super) struct Writer<'s> {
    context: date::Context,
    pub(super) conventions: Conventions<'s>,
    /// The words of each clause and what they say, in order.
    said: Vec<(Flow<'s>, Values)>,
    /// What cells of units say that is no unit.
    pub(super) no_units: Vec<NoUnit>,
    /// Where those begin and end: a table may have as many of them as it has cells.
    told_no_units: BTreeSet<(Option<Place>, Option<Place>)>,
}

/// A source and a byte of it.
type Place = (u16, u32);

/// Words of a cell of units that are no unit.
pub(super) struct NoUnit {
    pub(super) text: String,
    pub(super) span: Span,
    /// Whether the cell is a row's, whose other cells have them now; a line above the table has no column.
    pub(super) in_row: bool,
}

impl<'s> Writer<'s> {
    pub(super) fn new(context: date::Context, conventions: Conventions<'s>) -> Writer<'s> {
        Writer {
            context,
            conventions,
            said: Vec::new(),
            no_units: Vec::new(),
            told_no_units: BTreeSet::new(),
        }
    }

    /// The sections of the body, with the ids of their items and clauses.
    pub(super) fn sections(&mut self, drafts: Vec<SectionDraft<'s>>) -> Vec<Section> {
        let restarts = |first: &mut dyn Iterator<Item = Option<u32>>| {
            first.filter(|&number| number == Some(1)).count() >= 2
        };
        let first_of = |section: &SectionDraft<'_>| {
            section.items.first().and_then(|item| item.number.as_ref().map(|(n, _)| *n))
        };
        let by_section = restarts(&mut drafts.iter().map(first_of));
        // Groups whose first item is numbered 1.
        let mut group_starts = 0;
        for section in &drafts {
            let mut last = 0;
            for item in &section.items {
                let group = item.group.as_ref().map_or(0, |group| group.index);
                if group != last && group > 0 && item.number.as_ref().is_some_and(|(n, _)| *n == 1)
                {
                    group_starts += 1;
                }
                last = group;
            }
        }
        let by_group = group_starts >= 2;
        let mut item_count = 0;
        let mut out = Vec::with_capacity(drafts.len());
        for (at, draft) in drafts.into_iter().enumerate() {
            let id = format!("s{}", at + 1);
            let items = Vec::with_capacity(draft.items.len());
            let mut section = Section { id: id.clone(), items, ..Section::default() };
            section.plan = (draft.plan > 0).then_some(draft.plan as u32);
            if let Some((number, flow)) = &draft.ordinal {
                section.ordinal = Some(*number);
                section.spans.ordinal = flow.whole();
            }
            if let Some(title) = &draft.title {
                section.title = Some(title.text().to_owned());
                section.spans = SectionSpans { title: title.whole(), ..section.spans };
            }
            section.fingerprint = fingerprint(&[section.title.as_deref().unwrap_or("")]);
            if by_section || by_group {
                item_count = 0;
            }
            // Items between the groups count on from those before: an id stands once.
            let mut counts = std::collections::BTreeMap::new();
            for item in draft.items {
                let own = item.group.as_ref().map_or(0, |group| group.index);
                if by_group {
                    let count = counts.entry(own).or_insert(0);
                    *count += 1;
                    item_count = *count;
                } else {
                    item_count += 1;
                }
                let item_id = match (by_group && own > 0, by_section || by_group) {
                    (true, _) => format_smolstr!("{id}.g{own}.i{item_count}"),
                    (false, true) => format_smolstr!("{id}.i{item_count}"),
                    _ => format_smolstr!("i{item_count}"),
                };
                section.items.push(self.item(item_id, item));
            }
            cover_section(&mut section);
            out.push(section);
        }
        out
    }

    /// An item and its clauses.
    fn item(&mut self, id: SmolStr, draft: ItemDraft<'s>) -> Item {
        let clauses = Vec::with_capacity(draft.clauses.len());
        let mut item = Item { id, clauses, ..Item::default() };
        if let Some((number, flow)) = &draft.number {
            item.number = Some(*number);
            item.spans.number = flow.whole();
        }
        if let Some(heading) = &draft.heading {
            item.heading = Some(heading.text().to_owned());
            item.spans = ItemSpans { heading: heading.whole(), ..item.spans };
        }
        item.group = draft.group.map(|group| self::group(&group.label, group.title.as_ref()));
        let stages =
            draft.heading.as_ref().map(|heading| date::heading_deadlines(heading, &self.context));
        // 新建学校5所 may be all that the notice says of the task.
        let figures = draft.heading.as_ref().map(quantity::heading_quantities);
        // What a title above says is no part of the text that the item covers.
        let inherited: Vec<bool> = draft
            .clauses
            .iter()
            .map(|clause| clause.duty.as_ref().is_some_and(|duty| duty.inherited))
            .collect();
        for (at, clause) in draft.clauses.into_iter().enumerate() {
            item.clauses.push(self.clause(format_smolstr!("{}.c{}", item.id, at + 1), clause));
        }
        if let (Some(stages), Some(first)) = (stages, item.clauses.first_mut()) {
            first.deadlines.splice(0..0, stages);
        }
        if let (Some(mut figures), Some(first)) = (figures, item.clauses.first_mut()) {
            // Mostly the words below the heading say its figure again.
            let again = |a: &Quantity, b: &Quantity| a.value == b.value && a.measure == b.measure;
            figures.retain(|figure| !first.quantities.iter().any(|said| again(figure, said)));
            first.quantities.splice(0..0, figures);
        }
        let duties: Vec<Option<Span>> = item
            .clauses
            .iter()
            .zip(&inherited)
            .map(|(clause, &inherited)| {
                let of = &clause.responsibility.as_ref()?.span;
                Some(if inherited { behind(of, &clause.span) } else { of.clone() })
            })
            .collect();
        let clauses = item
            .clauses
            .iter()
            .zip(&duties)
            .flat_map(|(clause, duty)| [&clause.span].into_iter().chain(duty));
        let spans = &item.spans;
        item.span = Span::of([&spans.number, &spans.heading].into_iter().chain(clauses));
        item
    }

    /// A clause with the values in its words.
    fn clause(&mut self, id: SmolStr, draft: outline::ClauseDraft<'s>) -> Clause {
        let flow = draft.text;
        let values = values::values(&flow, &self.context);
        let mut clause = Clause {
            id,
            text: flow.text().to_owned(),
            fingerprint: fingerprint(&[flow.text()]).into(),
            span: flow.whole(),
            quantities: values.quantities.clone(),
            deadlines: values.deadlines.clone(),
            references: values.references.clone(),
            ..Clause::default()
        };
        if let Some(found) = draft.duty {
            let duty = found.duty;
            clause.deadlines.extend(date::part_deadlines(&found.deadlines, &self.context));
            // A line that says only when it is due names nobody.
            clause.responsibility = (!duty.responsibility.text.is_empty())
                .then(|| Responsibility { of_group: found.of_group, ..duty.responsibility });
            for convention in duty.conventions {
                self.conventions.declare(convention);
            }
            clause.units = duty.units;
        }
        self.said.push((flow, values));
        clause
    }

    /// What a cell of units declares beside them holds from there on: 市统计局（列第一位者为牵头单位，下同）.
    fn declared_in_cell(&mut self, cell: &Flow<'_>) {
        // Who answers by default, and what is said of one body or task, is of the cell's own.
        let of_any = |text: &str| {
            let who = text.split_once('为').map_or(text, |(who, _)| who);
            !["本项", "本任务", "该项", "此项"].iter().any(|own| text.contains(own))
                && ["者", "的", "位", "单位", "部门"].iter().any(|any| who.ends_with(any))
        };
        let below = |text: &str| text.contains("下同") || text.contains("以下") || of_any(text);
        let found = responsibility::find_conventions(cell).into_iter().filter(|convention| {
            convention.kind != ConventionKind::DefaultUnits && below(&convention.text)
        });
        for convention in found {
            // Said in every cell, it is declared in the first.
            if self.conventions.of(convention.kind).is_none() {
                self.conventions.declare(convention);
            }
        }
    }

    /// A table, its rows linked to the clauses whose `ids` are given in their order.
    pub(super) fn table(
        &mut self,
        index: usize,
        mut draft: TableDraft<'_>,
        links: &[Link],
        ids: &[SmolStr],
    ) -> Table {
        self.list_leads(&mut draft);
        let id = format!("t{}", index + 1);
        let mut table = Table {
            kind: draft.kind,
            title: draft.title.as_ref().map(|title| title.text().to_owned()),
            restates_body: false,
            span: Span::default(),
            spans: TableSpans { title: draft.title.as_ref().map(Flow::whole).unwrap_or_default() },
            columns: Vec::with_capacity(draft.columns.len()),
            rows: Vec::with_capacity(draft.rows.len()),
            cells: Vec::with_capacity(draft.cells.len()),
            id: id.clone(),
        };
        for column in &draft.columns {
            table.columns.push(Column {
                kind: column.kind,
                period: column.period,
                header: column.header.text().to_owned(),
                span: column.header.whole(),
            });
        }
        for (at, row) in draft.rows.into_iter().enumerate() {
            let id = format_smolstr!("{id}.r{}", at + 1);
            let mut row = self.row(id, row, &links[at], ids);
            measures::give(&mut row, &table.columns);
            table.rows.push(row);
        }
        let title = &table.spans.title;
        table.span = Span::of([title].into_iter().chain(table.rows.iter().map(|row| &row.span)));
        for cells in draft.cells {
            table.cells.push(
                cells
                    .into_iter()
                    .map(|(column, flow)| {
                        table.span.extend(&flow.whole());
                        OtherCell { column, text: flow.text().to_owned(), span: flow.whole() }
                    })
                    .collect(),
            );
        }
        let alike = links.iter().filter(|link| link.clause.is_some() && link.alike >= 0.75).count();
        table.restates_body =
            table.kind == TableKind::Task && !links.is_empty() && alike * 2 > links.len();
        table
    }

    /// Where the notice says of those below a heading which one of them leads, several do not lead together, whatever
    /// the heading says alone: 主要责任单位第一个为牵头单位.
    fn list_leads(&self, draft: &mut TableDraft<'_>) {
        let Some(convention) = self.conventions.of(ConventionKind::FirstListedLeads) else {
            return;
        };
        let leads = |column: &&mut ColumnDraft<'_>| column.kind == ColumnKind::Lead;
        let mut columns = draft.columns.iter_mut().filter(leads);
        let (Some(column), None) = (columns.next(), columns.next()) else { return };
        let header = words::squeeze(column.header.text());
        let said = ["单位", "部门"].iter().any(|body| header.ends_with(body))
            && !header.contains("牵头")
            && convention.text.contains(&*header);
        if !said {
            return;
        }
        column.kind = ColumnKind::Responsible;
        for cell in draft.rows.iter_mut().flat_map(|row| &mut row.units) {
            if cell.role == Role::Lead && cell.list().units.len() > 1 {
                cell.role = Role::Responsible;
            }
        }
    }

    /// A row with the values in its cells, and the clause that it goes with.
    fn row(&mut self, id: SmolStr, draft: RowDraft<'_>, link: &Link, ids: &[SmolStr]) -> Row {
        let targets = Vec::with_capacity(draft.targets.len());
        let mut row = Row { id, span: draft.span, targets, ..Row::default() };
        let mut spans = RowSpans::default();
        if let Some((number, flow)) = &draft.number {
            row.number = Some(*number);
            spans.number = flow.whole();
        }
        if let Some(section) = &draft.section {
            row.section = Some(RowSection {
                ordinal: section.ordinal.as_ref().map(|(number, _)| *number).or(section.known),
                ordinal_of_body: section.ordinal.is_none() && section.known.is_some(),
                title: section.title.as_ref().map(|title| title.text().to_owned()),
            });
            spans.section_ordinal =
                section.ordinal.as_ref().map(|(_, flow)| flow.whole()).unwrap_or_default();
            spans.section_title = section.title.as_ref().map(Flow::whole).unwrap_or_default();
        }
        let group = draft.section.as_ref().and_then(|section| section.group.as_ref());
        row.group = group.map(|(label, title)| self::group(label, title.as_ref()));
        if let Some(action) = &draft.action {
            row.action = Some(action.text().to_owned());
            spans.action = action.whole();
        }
        if let Some(content) = &draft.content {
            row.content = Some(content.text().to_owned());
            spans.content = content.whole();
            let clause = link.clause.and_then(|clause| self.said.get(clause));
            let again = clause.and_then(|(known, said)| again(content, known, || said.clone()));
            let values = again.unwrap_or_else(|| values::values(content, &self.context));
            row.quantities = values.quantities;
            row.deadlines = values.deadlines;
            row.references = values.references;
        }
        row.fingerprint = fingerprint(&[
            row.action.as_deref().unwrap_or(""),
            row.content.as_deref().unwrap_or(""),
        ])
        .into();
        for (period, flow) in &draft.targets {
            let target = self.target(*period, flow, row.targets.iter().zip(&draft.targets));
            row.targets.push(target);
        }
        if let Some(flow) = &draft.deadline {
            row.deadline = date::cell_deadline(flow, &self.context);
        }
        for (column, flow) in &draft.other {
            row.other.push(OtherCell {
                column: *column,
                text: flow.text().to_owned(),
                span: flow.whole(),
            });
        }
        self.units_of_row(draft.units, &mut row, &mut spans.units);
        row.spans = spans;
        row.clause = link.clause.and_then(|clause| ids.get(clause).cloned());
        row.also = link.also.iter().filter_map(|&clause| ids.get(clause).cloned()).collect();
        row
    }

    /// A target of a row; `known` are those of the periods before it, each with its cell.
    fn target<'t>(
        &self,
        period: Option<Period>,
        flow: &Flow<'_>,
        known: impl Iterator<Item = (&'t Target, &'t (Option<Period>, Flow<'t>))>,
    ) -> Target {
        // What is to be reached is often the same in each period.
        let mut known = known.filter_map(|(target, (_, known))| {
            let said = || Values {
                quantities: target.quantities.clone(),
                deadlines: target.deadlines.clone(),
                references: target.references.clone(),
            };
            again(flow, known, said)
        });
        let values = known.next().unwrap_or_else(|| values::values(flow, &self.context));
        Target {
            period,
            text: flow.text().to_owned(),
            quantities: values.quantities,
            deadlines: values.deadlines,
            references: values.references,
            span: flow.whole(),
        }
    }

    /// The units of a row's cells, with their roles by the notice's conventions.
    fn units_of_row(&mut self, cells: Vec<UnitsCell<'_>>, row: &mut Row, span: &mut Span) {
        let one_cell = cells.len() == 1;
        for mut cell in cells {
            let marked = cell.mark.and_then(|mark| self.conventions.role_of_mark(mark));
            cell.role = marked.unwrap_or(cell.role);
            let ticked = cell.mark.is_some() && marked.is_none();
            let mut found = cell.take_list();
            // A tick says no more of a body than the row says by its name.
            let named = |unit: &hongtou_model::UnitMention| {
                row.units.iter().any(|own| own.name == unit.name)
            };
            if ticked && found.units.iter().all(named) {
                continue;
            }
            self.declared_in_cell(&cell.flow);
            self.conventions.put_back_levels(&mut found.units, &found.standings);
            if !found.own_roles && one_cell && cell.role == hongtou_model::Role::Responsible {
                self.conventions.assign(&mut found.units, &found.standings, &[]);
            }
            row.open |= found.open;
            self.no_units(&cell.flow, &found.unread, cell.column, row);
            // What may be a unit and was not read stays out, and is residual.
            let mut out = [found.lost, found.unread].concat();
            out.sort_unstable_by_key(|out| out.start);
            let mut from = 0;
            for out in out {
                span.extend(&cell.flow.span(from..out.start));
                from = from.max(out.end);
            }
            span.extend(&cell.flow.span(from..cell.flow.text().len()));
            row.units.extend(found.units);
        }
    }

    /// What a cell of units says beside them is kept as it is printed, with what else the row has in that column.
    fn no_units(
        &mut self,
        cell: &Flow<'_>,
        parts: &[Range<usize>],
        column: Option<u32>,
        row: &mut Row,
    ) {
        for part in parts {
            let (text, span) = (&cell.text()[part.clone()], cell.span(part.clone()));
            // A cell merged over several rows says it once.
            if self.told_no_units.insert((span.start(), span.end())) {
                let (text, span, in_row) = (text.to_owned(), span.clone(), column.is_some());
                self.no_units.push(NoUnit { text, span, in_row });
            }
            let Some(column) = column else { continue };
            match row.other.iter_mut().find(|known| known.column == column) {
                Some(known) => {
                    known.text.push_str(text);
                    known.span.extend(&span);
                }
                None => row.other.push(OtherCell { column, text: text.to_owned(), span }),
            }
        }
    }
}

/// A level between section and item, as it is printed.
fn group(label: &Flow<'_>, title: Option<&Flow<'_>>) -> Group {
    Group {
        label: label.text().to_owned(),
        title: title.map(|title| title.text().to_owned()),
        spans: GroupSpans {
            label: label.whole(),
            title: title.map(Flow::whole).unwrap_or_default(),
        },
    }
}

/// The fragments of a span that stand behind the beginning of another.
fn behind(span: &Span, other: &Span) -> Span {
    let mut out = Span::default();
    for fragment in span.fragments() {
        if Some((fragment.source(), fragment.start)) > other.start() {
            out.push(fragment.source(), fragment.range());
        }
    }
    out
}

/// The text that a section covers: ordinal, title and items.
fn cover_section(section: &mut Section) {
    let spans = &section.spans;
    let items = section.items.iter().map(|item| &item.span);
    section.span = Span::of([&spans.ordinal, &spans.title].into_iter().chain(items));
}

#[cfg(test)]
mod tests {
    use hongtou_model::Role;

    use crate::fixtures;

    #[test]
    fn what_a_note_says_of_those_below_a_heading_holds_for_several() {
        let roles = |note: &str| {
            let text = format!(
                "云溪县任务分解表\n序号|工作任务|主要责任单位\n1|疏浚干渠5条。|县水利局、县财政局\n\
                 2|造林3万亩。|县林业局\n{note}"
            );
            let notice = fixtures::notice_with_tables(&text);
            let units = notice.tables[0].rows.iter().flat_map(|row| &row.units);
            units.map(|unit| unit.role).collect::<Vec<_>>()
        };
        let said = roles("注：主要责任单位第一个为牵头单位，其余为主要配合单位。");
        assert_eq!(said, [Role::Lead, Role::Support, Role::Lead]);
        // Of others nothing is said of these, nor by the heading alone.
        let all = [Role::Lead; 3];
        assert_eq!(roles("注：承办单位第一个为牵头单位，其余为配合单位。"), all);
        assert_eq!(roles("注：各单位按季报送进展。"), all);
    }
}
