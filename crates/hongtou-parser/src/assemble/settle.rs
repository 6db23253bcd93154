//! What body and table decide for one another: headings, actions, sections, links.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hongtou_model::{ColumnKind, Confidence, RepairKind, Role, SmolStr};
use hongtou_source::{chars, fold, is_folded};

use crate::flow::Flow;
use crate::link::{ClauseKey, Link, RowKey};
use crate::outline::SectionDraft;
use crate::record::Record;
use crate::table::{self, Alone, RowDraft, SectionCell, TableDraft, key};

/// Where a clause stands: section, item, clause.
pub(super) type ClausePlace = (usize, usize, usize);

pub(super) fn clause_keys(sections: &[SectionDraft<'_>]) -> (Vec<ClauseKey>, Vec<ClausePlace>) {
    let items = sections.iter().flat_map(|section| &section.items);
    let count = items.map(|item| item.clauses.len()).sum();
    let mut keys = Vec::with_capacity(count);
    let mut places = Vec::with_capacity(count);
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
                        .map(|unit| folded_name(&unit.name))
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

/// A name as names are compared; most are as they are, and short names take no memory of their own.
pub(super) fn folded_name(name: &SmolStr) -> SmolStr {
    if is_folded(name) { name.clone() } else { fold(name).into() }
}

/// Words folded once for all rows below each other that have the same.
#[derive(Default)]
struct Folded<'t> {
    words: &'t str,
    key: String,
}

impl<'t> Folded<'t> {
    fn of(&mut self, words: &'t str) -> String {
        if self.words != words {
            (self.words, self.key) = (words, key(words));
        }
        self.key.clone()
    }
}

pub(super) fn row_keys(tables: &[TableDraft<'_>], clauses: &[ClauseKey]) -> Vec<RowKey> {
    let mut keys = Vec::with_capacity(tables.iter().map(|table| table.rows.len()).sum());
    // Where the body has no sections, groups of rows are the tasks of its items.
    let of_items = clauses.iter().all(|clause| clause.ordinal.is_none());
    for table in tables {
        let mut under = under_headings(table, clauses);
        let (mut actions, mut titles) = (Folded::default(), Folded::default());
        for (at, row) in table.rows.iter().enumerate() {
            let section = row.section.as_ref();
            let group = section.and_then(|section| section.title.as_ref()).filter(|_| of_items);
            let action = row.action.as_ref().or(group);
            keys.push(RowKey {
                text: row.content.as_ref().map(|content| key(content.text())).unwrap_or_default(),
                action: action.map(|own| actions.of(own.text())).unwrap_or_default(),
                under: under.get_mut(at).map(std::mem::take).unwrap_or_default(),
                goal: row.goal().map(|goal| key(goal.text())).unwrap_or_default(),
                ordinal: section
                    .and_then(|section| section.ordinal.as_ref())
                    .map(|(n, _)| *n)
                    .filter(|_| group.is_none()),
                section_title: row
                    .section
                    .as_ref()
                    .and_then(|section| section.title.as_ref())
                    .map(|title| titles.of(&title.text()[..table::before_count(title.text())]))
                    .unwrap_or_default(),
                units: row_units(row).collect(),
                named: row.clause_forms.clone(),
            });
        }
    }
    keys
}

/// The names of a row's units as names are compared.
fn row_units(row: &RowDraft<'_>) -> impl Iterator<Item = SmolStr> {
    row.units.iter().flat_map(|cell| &cell.list().units).map(|unit| folded_name(&unit.name))
}

/// For each row of a table the heading of the item that a column of its own puts it under, whatever that
/// column is called: 对应任务 beside 细则名称. Nothing where no column has headings.
///
/// A row without such a cell stands under that of the row above, as below a merged cell, if a clause
/// there has one of its units: a cell may be left blank as well. Remarks put no row under anything.
fn under_headings(table: &TableDraft<'_>, clauses: &[ClauseKey]) -> Vec<String> {
    let of_remarks = |column: u32| {
        let column = table.columns.get(column as usize);
        column.is_some_and(|column| column.kind == ColumnKind::Remark)
    };
    let cells = || table.rows.iter().flat_map(|row| &row.other).filter(|cell| !of_remarks(cell.0));
    // Most tables have no other columns.
    if cells().nth(1).is_none() {
        return Vec::new();
    }
    // For each heading the units that its clauses name.
    let mut topics: BTreeMap<&str, BTreeSet<&SmolStr>> = BTreeMap::new();
    for clause in clauses.iter().filter(|clause| !clause.topic.is_empty()) {
        topics.entry(&clause.topic).or_default().extend(&clause.units);
    }
    let is_topic = |words: &str| topics.contains_key(words);
    // Of each column how many cells are headings, and of how many.
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (column, cell) in cells() {
        let (heads, all) = counts.entry(*column).or_default();
        *heads += usize::from(is_topic(&key(cell.text())));
        *all += 1;
    }
    let heads = |&(_, (heads, all)): &(u32, (usize, usize))| heads >= 2 && heads * 2 > all;
    let Some((column, _)) = counts.into_iter().find(heads) else { return Vec::new() };
    let mut last = String::new();
    let under = table.rows.iter().map(|row| {
        if let Some((_, cell)) = row.other.iter().find(|(at, _)| *at == column) {
            last = key(cell.text());
            if !is_topic(&last) {
                last.clear();
            }
            return last.clone();
        }
        let answering = topics.get(last.as_str());
        let goes_on = answering.is_some_and(|units| row_units(row).any(|u| units.contains(&u)));
        if goes_on { last.clone() } else { String::new() }
    });
    under.collect()
}

/// Actions that were carried down or spilled, held against the items that the rows carry out.
pub(super) fn settle_actions<'s>(
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
        // The action that a row prints first for each item.
        let mut printed: BTreeMap<usize, Flow<'_>> = BTreeMap::new();
        for (row, link) in table.rows.iter().zip(links).filter(|(row, _)| row.action_printed) {
            if let (Some(item), Some(action)) = (item_of(link), &row.action) {
                printed.entry(item).or_insert_with(|| action.clone());
            }
        }
        let mut source: Option<usize> = None;
        for (row, link) in table.rows.iter_mut().zip(links) {
            let item = item_of(link);
            if row.action_printed || row.action_merged {
                // What the table itself draws over the row holds, whatever the row carries out.
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
                && let Some(action) = item.and_then(|item| printed.get(&item))
            {
                fill_action(row, action, record);
            }
            let Some(spilled) = row.spilled.clone() else { continue };
            let shown = item.and_then(|item| printed.get(&item)).cloned();
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
            put_right(row, &spilled, action, confidence, record);
        }
    }
}

/// Gives a row the action that its item has on other pages: a page that drops the column of actions goes on under the
/// one before.
fn fill_action<'s>(row: &mut RowDraft<'s>, action: &Flow<'s>, record: &mut Record) {
    row.action = Some(action.clone());
    let words = action.text().to_owned();
    record.repair(
        RepairKind::FilledMergedCell,
        action.whole(),
        Confidence::Likely,
        || format!("本页没有这一列，按正文归入“{words}”"),
        || format!("this page has no such column; by the body the row belongs to “{words}”"),
    );
}

/// Gives a row its own action instead of what spilled into it from the next column.
fn put_right<'s>(
    row: &mut RowDraft<'s>,
    spilled: &Flow<'s>,
    action: Option<Flow<'s>>,
    confidence: Confidence,
    record: &mut Record,
) {
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
            Some(put) => format!(
                "the group cell “{words}” spilled into the next column; the row belongs to “{put}”"
            ),
            None => {
                format!("the group cell “{words}” spilled into the next column and is left out")
            }
        },
    );
}

/// Gives the units of a page with one column of units, or of a row that ends with the first one, the
/// part that the linked clauses name.
pub(super) fn settle_alone(
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
pub(super) fn settle_sections(tables: &mut [TableDraft<'_>], sections: &[SectionDraft<'_>]) {
    let mut ordinals: BTreeMap<String, u32> = BTreeMap::new();
    for section in sections {
        if let (Some(title), Some((number, _))) = (&section.title, &section.ordinal) {
            ordinals.entry(key(title.text())).or_insert(*number);
        }
    }
    for table in tables {
        let titled = table.title.as_ref().and_then(|title| {
            let title = title.slice(table::after_table_number(title.text())..title.text().len());
            let known = ordinals.get(&key(title.text())).copied();
            let section = SectionCell { title: Some(title), known, ..SectionCell::default() };
            known.map(|_| Rc::new(section))
        });
        for row in &mut table.rows {
            if row.section.is_none() {
                row.section.clone_from(&titled);
            }
            let Some(section) = &mut row.section else { continue };
            if section.ordinal.is_none() {
                // The body has the title without the number of its rows: 保护水系（共2项）.
                let words = |title: &Flow<'_>| {
                    let text = title.text();
                    key(&text[..table::before_count(text)])
                };
                let title = section.title.as_ref();
                let known = title.and_then(|title| ordinals.get(&words(title))).copied();
                if known != section.known {
                    Rc::make_mut(section).known = known;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    #[test]
    fn groups_of_rows_are_the_tasks_of_items_where_the_body_has_no_sections() {
        let clause = |first: &str| {
            let text = format!(
                "云溪县工作要点\n{first}\n1.修建沟渠。全年疏浚干渠5条。（县水利局负责）\n\
                 2.种植林木。全年造林3万亩。（县林业局负责）\n附件\n云溪县任务分解表\n\
                 类别|序号|工作任务|责任单位\n修建沟渠|1|全年疏浚干渠5条。|县水利局\n\
                 |2|添置泵机。|县水利局\n种植林木|3|全年造林3万亩。|县林业局\n\
                 |4|采购苗圃用车。|县林业局"
            );
            let notice = fixtures::notice_with_tables(&text);
            let rows = notice.tables[0].rows.iter();
            rows.map(|row| row.clause.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(clause("为做好今年工作，制定本要点。"), ["i1.c1", "i1.c1", "i2.c1", "i2.c1"]);
    }
}
