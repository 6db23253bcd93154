//! The stages put together: layout, outline, tables, links, values, accounting.

use hongtou_model::{
    Clause, Column, ColumnKind, Confidence, DocumentNumber, Group, GroupSpans, Item, ItemSpans,
    Notice, OtherCell, Plan, PlanSpans, ProseRole, RepairKind, Responsibility, Role, Row,
    RowSection, RowSpans, SCHEMA_VERSION, Section, SectionSpans, SourceInfo, Span, Table,
    TableKind, TableSpans, Target, UnitMention,
};
use hongtou_source::{Document, Source, chars, fingerprint, fold};

use crate::Options;
use crate::flow::Flow;
use crate::header;
use crate::layout::{self, PlanDraft};
use crate::lines;
use crate::link::{self, ClauseKey, Link, RowKey};
use crate::outline::{self, ItemDraft, SectionDraft};
use crate::record::Record;
use crate::responsibility::{self, Conventions};
use crate::table::{self, Alone, BodyHints, RowDraft, TableDraft, key};
use crate::{account, date, units, values};

/// Parses one notice.
pub(crate) fn parse(document: &Document, options: &Options) -> Notice {
    let mut record = Record::new(options.lang);
    replaced_bytes(document, &mut record);
    let elements = lines::elements(document, &mut record);
    let layout = layout::layout(elements, &mut record);
    let mut head = layout.head;
    let mut conventions = Conventions::default();
    for flow in &head.cover {
        declare(flow, &mut conventions);
    }
    let mut plans: Vec<Plan> = Vec::new();
    let mut sections: Vec<SectionDraft<'_>> = Vec::new();
    let mut short_names: Vec<(String, String)> =
        head.cover.iter().flat_map(units::short_names).collect();
    for plan in &layout.plans {
        short_names.extend(plan.preamble.iter().flat_map(units::short_names));
        short_names.extend(plan.lines.iter().flat_map(|line| units::short_names(&line.flow)));
    }
    let count = layout.plans.len();
    for (at, draft) in layout.plans.into_iter().enumerate() {
        plan(draft, at + 1 == count, &mut plans, &mut sections, &mut conventions, &mut record);
    }
    header::fill_from_metadata(&mut head.header);

    let mut tables: Vec<TableDraft<'_>> = Vec::new();
    {
        let hints = hints(&sections);
        for run in layout.runs {
            tables.extend(table::read(run, &hints, &mut record));
        }
    }
    let context = date::Context {
        year: plan_year(&head.header, &plans, &tables),
        issued: head.header.issued_on,
    };
    let mut writer = Writer { context, conventions };
    let (keys, places) = clause_keys(&sections);
    let links = link::link(&keys, &row_keys(&tables));
    settle_headings(&mut sections, &tables, &links, &places);
    settle_actions(&mut tables, &links, &keys, &sections, &places, &mut record);

    let mut notice = Notice { schema_version: SCHEMA_VERSION.to_owned(), ..Notice::default() };
    settle_alone(&mut tables, &links, &sections, &places, &mut record);
    settle_sections(&mut tables, &sections);
    notice.header = head.header;
    notice.sections = writer.sections(sections);
    let ids: Vec<String> = notice
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(|item| &item.clauses)
        .map(|clause| clause.id.clone())
        .collect();
    // What a table's header, title or note declares holds for its cells.
    for table in &tables {
        let headers = table.columns.iter().map(|column| &column.header);
        headers.chain(&table.title).for_each(|flow| declare(flow, &mut writer.conventions));
    }
    layout.notes.iter().for_each(|note| declare(note, &mut writer.conventions));
    let mut at = 0;
    for (index, draft) in tables.into_iter().enumerate() {
        let rows = draft.rows.len();
        notice.tables.push(writer.table(index, draft, &links[at..at + rows], &ids));
        at += rows;
    }
    notice.plan = plans.first().cloned();
    if plans.len() > 1 {
        notice.plans = plans;
        // Where there are several, every section says which one it is of.
        notice.sections.iter_mut().for_each(|section| {
            section.plan.get_or_insert(0);
        });
    }
    notice.conventions = writer.conventions.declared().to_vec();
    notice.units = units::registry(mentions(&notice), &short_names);
    source_info(&mut notice, document);
    record.repairs.sort_by_key(|repair| repair.at.start());
    notice.repairs = record.repairs;
    record.prose.sort_by_key(|prose| prose.span.start());
    notice.prose = record.prose;
    notice.furniture = record.furniture;
    attach(&mut notice, &document.sources);
    // What turned out to be an attachment's title is no prose.
    let titles: Vec<Span> =
        notice.header.attachments.iter().map(|a| a.attached_span.clone()).collect();
    notice.prose.retain(|prose| !titles.contains(&prose.span));
    for (at, prose) in notice.prose.iter_mut().enumerate() {
        prose.id = format!("p{}", at + 1);
    }
    account::settle(&mut notice, document);
    if document.sources.iter().any(|source| !source.places.is_empty()) {
        fill_places(&mut notice, document);
    }
    notice
}

fn declare(flow: &Flow<'_>, conventions: &mut Conventions) {
    for convention in responsibility::find_conventions(flow) {
        conventions.declare(convention);
    }
}

/// Bytes that the reader could not decode.
fn replaced_bytes(document: &Document, record: &mut Record) {
    for (index, source) in document.sources.iter().enumerate() {
        if !source.text.contains('\u{fffd}') {
            continue;
        }
        let mut span = Span::default();
        let mut count = 0;
        for (at, found) in source.text.match_indices('\u{fffd}') {
            span.push(index as u16, hongtou_source::TextRange::at(at, at + found.len()));
            count += 1;
        }
        record.repair(
            RepairKind::ReplacedBytes,
            span,
            Confidence::Unsure,
            || format!("{count}处字节不是有效的{}，读作替换字符", source.encoding),
            || format!("{count} byte sequences are not valid {} and are read as replacement characters", source.encoding),
        );
    }
}

/// Reads one plan: its opening words and its sections.
fn plan<'s>(
    mut draft: PlanDraft<'s>,
    last: bool,
    plans: &mut Vec<Plan>,
    sections: &mut Vec<SectionDraft<'s>>,
    conventions: &mut Conventions,
    record: &mut Record,
) {
    for flow in &draft.preamble {
        declare(flow, conventions);
    }
    let index = plans.len();
    let mut found = Vec::new();
    if draft.lines.is_empty() {
        // A plan without ordinals: its paragraphs are items where they are answered for.
        let lines: Vec<lines::Line<'s>> =
            draft.preamble.iter().map(|flow| lines::Line::new(flow.clone(), true)).collect();
        let answered = lines.iter().any(|line| {
            !responsibility::duties(&line.flow, &mut conventions.clone(), &[]).is_empty()
        });
        if answered {
            draft.preamble.clear();
            draft.lines = lines;
        }
    }
    if !draft.lines.is_empty() {
        found = outline::sections(&draft.lines, index, last, conventions, record);
    }
    if draft.own && draft.title.is_none() {
        for flow in &draft.preamble {
            record.prose(ProseRole::Intro, flow);
        }
        sections.extend(found);
        return;
    }
    let mut plan = Plan::default();
    if let Some(title) = &draft.title {
        plan.title = Some(title.text().to_owned());
        plan.spans.title = title.whole();
    }
    let mut preamble: Option<Flow<'s>> = None;
    for flow in &draft.preamble {
        match &mut preamble {
            Some(joined) => joined.append(flow),
            None => preamble = Some(flow.clone()),
        }
    }
    if let Some(flow) = preamble {
        plan.spans = PlanSpans { preamble: flow.whole(), ..plan.spans };
        plan.preamble = Some(flow.text().to_owned());
    }
    if plan != Plan::default() {
        plans.push(plan);
    }
    sections.extend(found);
}

/// What the body says, for telling columns and pages apart.
fn hints(sections: &[SectionDraft<'_>]) -> BodyHints {
    let mut hints = BodyHints::default();
    for section in sections {
        if let Some(title) = &section.title {
            hints.sections.insert(key(title.text()));
        }
        for item in &section.items {
            if let Some(group) = item.group.as_ref().and_then(|group| group.title.as_ref()) {
                hints.headings.insert(key(group.text()));
            }
            let heading = item.heading.as_ref().or(item.topic.as_ref().map(|topic| &topic.heading));
            if let Some(heading) = heading {
                hints.headings.insert(key(heading.text()));
            }
            for (at, clause) in item.clauses.iter().enumerate() {
                hints.clauses.insert(key(clause.text.text()));
                let units = clause.duty.iter().flat_map(|duty| &duty.duty.units);
                hints.units.extend(units.map(|unit| unit.name.clone()));
                if let Some(topic) = item.topic.as_ref().filter(|_| at == 0) {
                    hints.clauses.insert(key(
                        &clause.text.text()[topic.cut.min(clause.text.text().len())..]
                    ));
                }
            }
        }
    }
    hints.headings.retain(|heading| !hints.sections.contains(heading));
    hints
}

/// The year that the plan is for: of its title, else of the notice's number or date.
fn plan_year(
    header: &hongtou_model::Header,
    plans: &[Plan],
    tables: &[TableDraft<'_>],
) -> Option<u32> {
    let titles = plans
        .iter()
        .filter_map(|plan| plan.title.as_deref())
        .chain(header.title.as_deref())
        .chain(tables.iter().filter_map(|table| table.title.as_ref().map(Flow::text)));
    for title in titles {
        if let Some(year) = date::years(title).next() {
            return Some(year);
        }
    }
    header
        .issued_on
        .map(hongtou_model::Date::year)
        .or_else(|| header.document_number.as_ref().and_then(|number: &DocumentNumber| number.year))
}

/// Where a clause stands: section, item, clause.
type ClausePlace = (usize, usize, usize);

fn clause_keys(sections: &[SectionDraft<'_>]) -> (Vec<ClauseKey>, Vec<ClausePlace>) {
    let mut keys = Vec::new();
    let mut places = Vec::new();
    let mut item_index = 0;
    for (s, section) in sections.iter().enumerate() {
        for (i, item) in section.items.iter().enumerate() {
            let heading = item.heading.as_ref().or(item.topic.as_ref().map(|topic| &topic.heading));
            let heading = heading.map(|heading| key(heading.text())).unwrap_or_default();
            for (c, clause) in item.clauses.iter().enumerate() {
                let text = clause.text.text();
                // The topic sentence is compared as heading, so the clause is what follows it.
                let cut = match &item.topic {
                    Some(topic) if c == 0 && item.heading.is_none() => topic.cut.min(text.len()),
                    _ => 0,
                };
                keys.push(ClauseKey {
                    text: key(&text[cut..]),
                    heading: if c == 0 { heading.clone() } else { String::new() },
                    topic: heading.clone(),
                    ordinal: section.ordinal.as_ref().map(|(number, _)| *number),
                    item: item_index,
                    number: item.number.as_ref().map(|(number, flow)| (item_form(flow), *number)),
                    units: clause
                        .duty
                        .iter()
                        .flat_map(|duty| &duty.duty.units)
                        .map(|unit| fold(&unit.name))
                        .collect(),
                });
                places.push((s, i, c));
            }
            item_index += 1;
        }
    }
    (keys, places)
}

/// The form of an item's ordinal, by its numeral.
fn item_form(numeral: &Flow<'_>) -> crate::marker::Form {
    if numeral.text().chars().next().is_some_and(|c| chars::digit(c).is_some()) {
        crate::marker::Form::Digit
    } else {
        crate::marker::Form::HanBracket
    }
}

fn row_keys(tables: &[TableDraft<'_>]) -> Vec<RowKey> {
    let mut keys = Vec::new();
    for table in tables {
        for row in &table.rows {
            let units = row
                .units
                .iter()
                .flat_map(|cell| &cell.list().units)
                .map(|unit| fold(&unit.name))
                .collect();
            keys.push(RowKey {
                text: row.content.as_ref().map(|content| key(content.text())).unwrap_or_default(),
                action: row.action.as_ref().map(|action| key(action.text())).unwrap_or_default(),
                ordinal: row
                    .section
                    .as_ref()
                    .and_then(|section| section.ordinal.as_ref())
                    .map(|(n, _)| *n),
                section_title: row
                    .section
                    .as_ref()
                    .and_then(|section| section.title.as_ref())
                    .map(|t| key(t.text()))
                    .unwrap_or_default(),
                units,
                named: row.clause_forms.clone(),
            });
        }
    }
    keys
}

/// Tells an item's first sentence from its heading: the linked row shows it, else the notice's habit.
fn settle_headings(
    sections: &mut [SectionDraft<'_>],
    tables: &[TableDraft<'_>],
    links: &[Link],
    places: &[ClausePlace],
) {
    // For each item's first clause what the table says: heading, part of the task, or nothing.
    let mut shown: std::collections::HashMap<(usize, usize), bool> =
        std::collections::HashMap::new();
    let rows = tables.iter().flat_map(|table| &table.rows);
    let mut any_action = 0;
    let mut any_content = 0;
    for (row, link) in rows.zip(links) {
        let Some(&(s, i, c)) = link.clause.and_then(|clause| places.get(clause)) else { continue };
        let item = &sections[s].items[i];
        let Some((topic, cut)) =
            item.topic.as_ref().map(|topic| (key(topic.heading.text()), topic.cut))
        else {
            continue;
        };
        let content = row.content.as_ref().map(|content| key(content.text())).unwrap_or_default();
        let as_action = row.action_printed
            && row.action.as_ref().is_some_and(|action| key(action.text()) == topic);
        // The sentence itself, not a longer one that begins with the same words.
        let in_content = c == 0
            && content
                .strip_prefix(&topic)
                .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
        if in_content {
            shown.insert((s, i), false);
            any_content += 1;
        } else if as_action || c == 0 && leaves_out(&content, item, cut) {
            shown.entry((s, i)).or_insert(true);
            any_action += 1;
        }
    }
    let items = sections.iter().flat_map(|section| &section.items);
    // A habit: most items that have more than one sentence open with a short one.
    let (mut short, mut all) = (0, 0);
    for item in items {
        if item.heading.is_some() || item.topic.as_ref().is_some_and(|topic| topic.marked) {
            continue;
        }
        let first = item.clauses.first().map_or("", |clause| clause.text.text());
        if first.matches(['。']).count() > 1 || item.topic.is_some() {
            all += 1;
            short += u32::from(
                item.topic.as_ref().is_some_and(|topic| topic.heading.text().chars().count() <= 24),
            );
        }
    }
    let habit = short * 2 >= all;
    // A colon ends a heading only where most items open so.
    let (mut colons, mut count) = (0, 0);
    for item in sections.iter().flat_map(|section| &section.items) {
        count += 1;
        colons += u32::from(item.topic.as_ref().is_some_and(|topic| topic.colon));
    }
    let colon_habit = colons >= 3 && colons * 4 >= count * 3;
    for (s, section) in sections.iter_mut().enumerate() {
        for (i, item) in section.items.iter_mut().enumerate() {
            let Some(topic) = item.topic.take() else { continue };
            let count = topic.heading.text().chars().count();
            let is_heading = match shown.get(&(s, i)) {
                Some(&shown) => shown,
                None if topic.marked => true,
                None if topic.colon => colon_habit,
                None if any_content > any_action && any_content > 2 => false,
                None => count <= 16 || habit && count <= 28,
            };
            if is_heading && let Some(clause) = item.clauses.first_mut() {
                let len = clause.text.text().len();
                let rest = clause.text.slice(topic.cut.min(len)..len);
                let range = rest.trim(0..rest.text().len());
                clause.text = rest.slice(range);
                item.heading = Some(topic.heading);
            }
        }
    }
}

/// Whether a row's task begins with the words after the item's first sentence, which it leaves out.
fn leaves_out(content: &str, item: &ItemDraft<'_>, cut: usize) -> bool {
    let after = item.clauses.first().and_then(|clause| clause.text.text().get(cut..));
    let after = after.map(key).unwrap_or_default();
    let same = content.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    same >= 8 || same > 3 && same + 1 >= after.chars().count()
}

/// Actions that were carried down or spilled, held against the items that the rows carry out.
fn settle_actions<'s>(
    tables: &mut [TableDraft<'s>],
    links: &[Link],
    keys: &[ClauseKey],
    sections: &[SectionDraft<'s>],
    places: &[ClausePlace],
    record: &mut Record,
) {
    let item_of = |link: &Link| link.clause.map(|clause| keys[clause].item);
    let mut at = 0;
    for table in tables {
        let links = &links[at..at + table.rows.len()];
        at += table.rows.len();
        // The actions that rows print, by the item they carry out.
        let printed: Vec<(usize, Flow<'_>)> = table
            .rows
            .iter()
            .zip(links)
            .filter(|(row, _)| row.action_printed)
            .filter_map(|(row, link)| Some((item_of(link)?, row.action.clone()?)))
            .collect();
        let mut source: Option<usize> = None;
        for (row, link) in table.rows.iter_mut().zip(links) {
            let item = item_of(link);
            if row.action_printed {
                source = item;
            } else if row.action.is_some()
                && row.spilled.is_none()
                && item.is_some()
                && source.is_some()
                && item != source
            {
                // Carried down past its item: the row stands under no action of its own.
                row.action = None;
            }
            if row.action.is_none()
                && row.spilled.is_none()
                && let Some((_, action)) =
                    printed.iter().find(|(own, _)| item.is_some_and(|item| item == *own))
            {
                // A page that drops the column of actions goes on under the one before.
                row.action = Some(action.clone());
                let words = action.text().to_owned();
                record.repair(
                    RepairKind::FilledMergedCell,
                    action.whole(),
                    Confidence::Likely,
                    || format!("本页没有这一列，按正文归入“{words}”"),
                    || {
                        format!(
                            "this page has no such column; by the body the row belongs to “{words}”"
                        )
                    },
                );
            }
            let Some(spilled) = row.spilled.clone() else { continue };
            let shown = item
                .and_then(|item| printed.iter().find(|(own, _)| *own == item))
                .map(|(_, action)| action.clone());
            let heading = link.clause.and_then(|clause| {
                let (s, i, _) = places[clause];
                sections[s].items[i].heading.clone()
            });
            // Carried down past its item it is no action of this row.
            let carried = row.action.take().filter(|_| item.is_none() || item == source);
            let (action, confidence) = match (shown, heading, carried) {
                (Some(shown), _, _) => (Some(shown), Confidence::Certain),
                (None, Some(heading), _) => (Some(heading), Confidence::Likely),
                (None, None, carried) => (carried, Confidence::Likely),
            };
            let words = spilled.text().to_owned();
            let put = action.as_ref().map(|action| action.text().to_owned());
            row.action = action;
            // A merged cell is held where it is printed.
            if row.spilled_printed {
                record.furniture(hongtou_model::FurnitureKind::RepeatedHeader, spilled.whole());
            }
            record.repair(
                RepairKind::CorrectedGroup,
                spilled.whole(),
                confidence,
                || match &put {
                    Some(put) => format!("分组单元格“{words}”串入相邻列，本行应属“{put}”"),
                    None => format!("分组单元格“{words}”串入相邻列，已略去"),
                },
                || match &put {
                    Some(put) => format!("the group cell “{words}” spilled into the next column; the row belongs to “{put}”"),
                    None => format!("the group cell “{words}” spilled into the next column and is left out"),
                },
            );
        }
    }
}

/// Gives the units of a page with one column of units, or of a row that ends with the first one, the
/// part that the linked clauses name.
fn settle_alone(
    tables: &mut [TableDraft<'_>],
    links: &[Link],
    sections: &[SectionDraft<'_>],
    places: &[ClausePlace],
    record: &mut Record,
) {
    let rows = tables.iter_mut().flat_map(|table| &mut table.rows);
    for (row, link) in rows.zip(links) {
        let [cell] = &mut row.units[..] else { continue };
        if cell.alone == Alone::No {
            continue;
        }
        let duty = link.clause.and_then(|clause| {
            let (s, i, c) = places[clause];
            sections[s].items[i].clauses[c].duty.as_ref()
        });
        let leads =
            duty.is_some_and(|duty| duty.duty.units.iter().any(|unit| unit.role == Role::Lead));
        // A row that ends early says what its column does, where the body does not gainsay it.
        let in_row = cell.alone == Alone::InRow;
        if in_row && (leads || duty.is_none() || cell.role != Role::Lead) {
            continue;
        }
        cell.role = if leads { Role::Lead } else { Role::Responsible };
        let confidence = match duty {
            Some(_) if in_row => Confidence::Likely,
            Some(_) => Confidence::Certain,
            None => Confidence::Unsure,
        };
        record.repair(
            RepairKind::MovedCells,
            cell.flow.whole(),
            confidence,
            || {
                format!(
                    "本{}只有一列单位，按{}归入“{}”",
                    if in_row { "行" } else { "页" },
                    if duty.is_some() { "正文" } else { "惯例" },
                    if leads { "牵头" } else { "责任" }
                )
            },
            || {
                format!(
                    "the {} has one column of units; by {} it is the {} one",
                    if in_row { "row" } else { "page" },
                    if duty.is_some() { "the body" } else { "habit" },
                    if leads { "lead" } else { "responsible" }
                )
            },
        );
    }
}

/// A section that a table names by its title alone has the ordinal of the body's section of that title.
///
/// A table for each section has the section's title: `表2 丰富赛事活动供给`.
fn settle_sections(tables: &mut [TableDraft<'_>], sections: &[SectionDraft<'_>]) {
    let mut ordinals: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
    for section in sections {
        if let (Some(title), Some((number, _))) = (&section.title, &section.ordinal) {
            ordinals.entry(key(title.text())).or_insert(*number);
        }
    }
    for table in tables {
        let titled = table.title.as_ref().and_then(|title| {
            let title = title.slice(table::after_table_number(title.text())..title.text().len());
            ordinals.contains_key(&key(title.text())).then_some(title)
        });
        for row in &mut table.rows {
            if row.section.is_none()
                && let Some(title) = &titled
            {
                row.section =
                    Some(table::SectionCell { title: Some(title.clone()), ..Default::default() });
            }
            let Some(section) = &mut row.section else { continue };
            if section.ordinal.is_none() {
                section.known = section
                    .title
                    .as_ref()
                    .and_then(|title| ordinals.get(&key(title.text())))
                    .copied();
            }
        }
    }
}

/// Tells which named attachments are there.
fn attach(notice: &mut Notice, sources: &[Source]) {
    let mut titles: Vec<(String, String, Span)> = Vec::new();
    for table in &notice.tables {
        if let Some(title) = &table.title {
            titles.push((fold(title), title.clone(), table.spans.title.clone()));
        }
    }
    let plans: Vec<&Plan> = if notice.plans.is_empty() {
        notice.plan.iter().collect()
    } else {
        notice.plans.iter().collect()
    };
    for plan in plans {
        if let Some(title) = &plan.title {
            titles.push((fold(title), title.clone(), plan.spans.title.clone()));
        }
    }
    // An attachment of several tables has its title above the first one's.
    for prose in notice.prose.iter().filter(|prose| prose.role == hongtou_model::ProseRole::Note) {
        titles.push((fold(&prose.text), prose.text.clone(), prose.span.clone()));
    }
    let mut free: Vec<bool> = vec![true; titles.len()];
    for attachment in &mut notice.header.attachments {
        let named = fold(&attachment.title);
        if let Some(at) = (0..titles.len()).find(|&at| free[at] && titles[at].0 == named) {
            free[at] = false;
            attachment.attached = true;
            attachment.attached_title = Some(titles[at].1.clone());
            attachment.attached_span = titles[at].2.clone();
        }
    }
    // Titled otherwise than it is named: the label 附件2 over a title says which one it is.
    let label = |span: &Span| -> Option<(u32, u32)> {
        let words = span.words(sources);
        let number = words.trim_start_matches("附件").trim_end_matches(['：', ':']);
        let number = number.trim_matches(chars::is_space);
        let (number, _) =
            crate::numeral::small(number, 0).filter(|&(_, end)| end == number.len())?;
        words.starts_with("附件").then_some((number, span.end()?.1))
    };
    let labels: Vec<(u32, u32)> =
        notice.furniture.iter().filter_map(|furniture| label(&furniture.span)).collect();
    for attachment in notice.header.attachments.iter_mut().filter(|a| !a.attached) {
        let Some(number) = attachment.number else { continue };
        let below = |end: u32| {
            (0..titles.len()).filter(|&at| free[at]).find(|&at| {
                titles[at]
                    .2
                    .start()
                    .is_some_and(|(_, start)| (end..end.saturating_add(12)).contains(&start))
            })
        };
        let found =
            labels.iter().filter(|(own, _)| *own == number).find_map(|(_, end)| below(*end));
        if let Some(at) = found {
            free[at] = false;
            attachment.attached = true;
            attachment.attached_title = Some(titles[at].1.clone());
            attachment.attached_span = titles[at].2.clone();
        }
    }
    // One attachment named, one table titled otherwise: they are the same, under two names.
    let tables = notice.tables.iter().filter(|table| table.title.is_some()).count();
    let open: Vec<usize> = (0..notice.header.attachments.len())
        .filter(|&at| !notice.header.attachments[at].attached)
        .collect();
    let left: Vec<usize> = (0..tables).filter(|&at| free[at]).collect();
    if let ([attachment], [title]) = (&open[..], &left[..]) {
        let attachment = &mut notice.header.attachments[*attachment];
        attachment.attached = true;
        attachment.attached_title = Some(titles[*title].1.clone());
        attachment.attached_span = titles[*title].2.clone();
    }
}

fn source_info(notice: &mut Notice, document: &Document) {
    let info = |source: &Source| SourceInfo {
        name: source.name.clone(),
        format: source.format.name().to_owned(),
        encoding: source.encoding.to_owned(),
        bytes: source.bytes,
        sha256: source.sha256.clone(),
    };
    if let Some(first) = document.sources.first() {
        notice.source = info(first);
    }
    if document.sources.len() > 1 {
        notice.sources = document.sources.iter().map(info).collect();
    }
}

/// Says of every fragment where it came from, where the text is not the file itself.
fn fill_places(notice: &mut Notice, document: &Document) {
    notice.visit_spans(&mut |_, span| {
        for fragment in span.fragments_mut() {
            if let Some(source) = document.sources.get(usize::from(fragment.source)) {
                fragment.places = source.places.of(fragment.range()).into();
            }
        }
    });
}

/// Every unit that answers for something, body first, then tables.
fn mentions(notice: &Notice) -> impl Iterator<Item = &UnitMention> {
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let clauses = items.flat_map(|item| &item.clauses).flat_map(|clause| &clause.units);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    clauses.chain(rows.flat_map(|row| &row.units))
}

/// Writes drafts down as model values.
struct Writer {
    context: date::Context,
    conventions: Conventions,
}

impl Writer {
    fn sections(&mut self, drafts: Vec<SectionDraft<'_>>) -> Vec<Section> {
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
                    (true, _) => format!("{id}.g{own}.i{item_count}"),
                    (false, true) => format!("{id}.i{item_count}"),
                    _ => format!("i{item_count}"),
                };
                section.items.push(self.item(item_id, item));
            }
            cover_section(&mut section);
            out.push(section);
        }
        out
    }

    fn item(&mut self, id: String, draft: ItemDraft<'_>) -> Item {
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
        if let Some(group) = draft.group {
            item.group = Some(Group {
                label: group.label.text().to_owned(),
                title: group.title.as_ref().map(|title| title.text().to_owned()),
                spans: GroupSpans {
                    label: group.label.whole(),
                    title: group.title.as_ref().map(Flow::whole).unwrap_or_default(),
                },
            });
        }
        for (at, clause) in draft.clauses.into_iter().enumerate() {
            item.clauses.push(self.clause(format!("{}.c{}", item.id, at + 1), clause));
        }
        item.span = item.spans.number.clone();
        item.span.extend(&item.spans.heading);
        for clause in &item.clauses {
            item.span.extend(&clause.span);
            if let Some(responsibility) = &clause.responsibility {
                item.span.extend(&responsibility.span);
            }
        }
        item
    }

    fn clause(&mut self, id: String, draft: outline::ClauseDraft<'_>) -> Clause {
        let flow = draft.text;
        let all = 0..flow.text().len();
        let values = values::values(&flow, all, &self.context);
        let mut clause = Clause {
            id,
            text: flow.text().to_owned(),
            fingerprint: fingerprint(&[flow.text()]),
            span: flow.whole(),
            quantities: values.quantities,
            deadlines: values.deadlines,
            references: values.references,
            ..Clause::default()
        };
        if let Some(found) = draft.duty {
            let duty = found.duty;
            clause.deadlines.extend(
                found
                    .deadlines
                    .into_iter()
                    .filter_map(|flow| date::cell_deadline(&flow, &self.context)),
            );
            // A line that says only when it is due names nobody.
            clause.responsibility = (!duty.responsibility.text.is_empty())
                .then(|| Responsibility { of_group: found.of_group, ..duty.responsibility });
            for convention in duty.conventions {
                self.conventions.declare(convention);
            }
            clause.units = duty.units;
        }
        clause
    }

    fn table(
        &mut self,
        index: usize,
        draft: TableDraft<'_>,
        links: &[Link],
        ids: &[String],
    ) -> Table {
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
        table.span.extend(&table.spans.title);
        for column in &draft.columns {
            table.columns.push(Column {
                kind: column.kind,
                period: column.period,
                header: column.header.text().to_owned(),
                span: column.header.whole(),
            });
        }
        let leads = draft.columns.iter().any(|column| column.kind == ColumnKind::Lead);
        for (at, row) in draft.rows.into_iter().enumerate() {
            let row = self.row(format!("{id}.r{}", at + 1), row, &links[at], ids, leads);
            table.span.extend(&row.span);
            table.rows.push(row);
        }
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

    fn row(
        &mut self,
        id: String,
        draft: RowDraft<'_>,
        link: &Link,
        ids: &[String],
        leads: bool,
    ) -> Row {
        let _ = leads;
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
                title: section.title.as_ref().map(|title| title.text().to_owned()),
            });
            spans.section_ordinal =
                section.ordinal.as_ref().map(|(_, flow)| flow.whole()).unwrap_or_default();
            spans.section_title = section.title.as_ref().map(Flow::whole).unwrap_or_default();
        }
        if let Some(action) = &draft.action {
            row.action = Some(action.text().to_owned());
            spans.action = action.whole();
        }
        if let Some(content) = &draft.content {
            let all = 0..content.text().len();
            row.content = Some(content.text().to_owned());
            spans.content = content.whole();
            let values = values::values(content, all, &self.context);
            row.quantities = values.quantities;
            row.deadlines = values.deadlines;
            row.references = values.references;
        }
        row.fingerprint = fingerprint(&[
            row.action.as_deref().unwrap_or(""),
            row.content.as_deref().unwrap_or(""),
        ]);
        for (period, flow) in &draft.targets {
            let all = 0..flow.text().len();
            let values = values::values(flow, all, &self.context);
            row.targets.push(Target {
                period: *period,
                text: flow.text().to_owned(),
                quantities: values.quantities,
                deadlines: values.deadlines,
                references: values.references,
                span: flow.whole(),
            });
        }
        if let Some(flow) = &draft.deadline {
            row.deadline = date::cell_deadline(flow, &self.context);
        }
        let one_cell = draft.units.len() == 1;
        for mut cell in draft.units {
            let mut found = cell.take_list();
            if !found.own_roles && one_cell && cell.role == hongtou_model::Role::Responsible {
                self.conventions.assign(&mut found.units, &found.tiers, &[]);
            }
            row.open |= found.open;
            spans.units.extend(&cell.flow.whole());
            row.units.extend(found.units);
        }
        for (column, flow) in &draft.other {
            row.other.push(OtherCell {
                column: *column,
                text: flow.text().to_owned(),
                span: flow.whole(),
            });
        }
        row.spans = spans;
        row.clause = link.clause.and_then(|clause| ids.get(clause).cloned());
        row.also = link.also.iter().filter_map(|&clause| ids.get(clause).cloned()).collect();
        row
    }
}

/// The text that a section covers: ordinal, title and items.
fn cover_section(section: &mut Section) {
    section.span = section.spans.ordinal.clone();
    section.span.extend(&section.spans.title);
    for item in &section.items {
        section.span.extend(&item.span);
    }
}
