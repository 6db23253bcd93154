//! The stages put together: layout, outline, tables, links, values, accounting.

mod attach;
mod groups;
mod headings;
mod measures;
mod merged;
mod settle;
mod writer;

use std::borrow::Cow;
use std::collections::BTreeSet;

use hongtou_model::{
    Confidence, DocumentNumber, Notice, Plan, PlanSpans, Prose, ProseRole, RepairKind,
    SCHEMA_VERSION, SmolStr, SourceInfo, Span, UnitMention,
};
use hongtou_source::{Block, Source, chars};

use self::attach::attach;
use self::headings::settle_headings;
use self::settle::{clause_keys, row_keys, settle_actions, settle_alone, settle_sections};
use self::writer::{NoUnit, Writer};
use crate::as_one::{AsOne, ONE, places};
use crate::flow::Flow;
use crate::layout::{self, PlanDraft};
use crate::link::ClauseKey;
use crate::outline::{self, SectionDraft};
use crate::record::{Record, head};
use crate::responsibility::{self, Conventions, DutyForm};
use crate::table::{self, BodyHints, TableDraft, key};
use crate::{Options, account, date, header, lines, link, units};

/// Parses one notice.
pub(crate) fn parse(sources: &[Source], blocks: Cow<'_, [Block]>, options: &Options) -> Notice {
    let Some(whole) = AsOne::of(sources) else {
        let mut notice = read(sources, sources, blocks, options);
        finish(&mut notice, sources);
        return notice;
    };
    let blocks = whole.blocks(blocks, sources);
    let mut notice = read(whole.source(), sources, Cow::Owned(blocks), options);
    whole.put_back(&mut notice);
    finish(&mut notice, sources);
    notice
}

/// Accounts for every character of the files, and says where in them each value stands.
fn finish(notice: &mut Notice, sources: &[Source]) {
    account::settle(notice, sources);
    if sources.iter().any(|source| !source.places.is_empty()) {
        fill_places(notice, sources);
    }
}

/// Reads the one text of the files, with spans that count in it.
fn read(
    sources: &[Source],
    files: &[Source],
    blocks: Cow<'_, [Block]>,
    options: &Options,
) -> Notice {
    let mut record = Record::new(options.lang);
    replaced_bytes(files, &mut record);
    replaced_radicals(sources, &mut record);
    let (elements, footnotes) = lines::elements(sources, blocks, &mut record);
    let layout = layout::layout(elements, files, &mut record);
    let mut head = layout.head;
    let mut conventions = Conventions::in_sources(sources);
    for flow in &head.cover {
        declare(flow, &mut conventions);
    }
    let mut plans: Vec<Plan> = Vec::new();
    let mut sections: Vec<SectionDraft<'_>> = Vec::new();
    let short_names = short_names(&head.cover, &layout.plans);
    let count = layout.plans.len();
    for (at, draft) in layout.plans.into_iter().enumerate() {
        plan(draft, at + 1 == count, &mut plans, &mut sections, &mut conventions, &mut record);
    }
    header::fill_from_metadata(&mut head.header);

    let (keys, places) = clause_keys(&sections);
    let of =
        Body { title: head.header.title.as_ref(), plans: &plans, sections: &sections, keys: &keys };
    let mut tables = read_tables(layout.runs, &of, &mut record);
    let context = date::Context {
        year: plan_year(&head.header, &plans, &tables),
        issued: head.header.issued_on,
    };
    let mut writer = Writer::new(context, conventions);
    let row_keys = row_keys(&tables, &keys);
    let links = link::link(&keys, &row_keys);
    settle_headings(&mut sections, &tables, (&keys, &row_keys), &links, &places);
    settle_actions(&mut tables, &links, &keys, &sections, &places, &mut record);

    let mut notice = Notice { schema_version: SCHEMA_VERSION.to_owned(), ..Notice::default() };
    settle_alone(&mut tables, &links, &sections, &places, &mut record);
    merged::settle(&mut tables, &links, (&keys, &row_keys), &mut record);
    groups::settle(&mut tables, &links, (&sections, &places), &mut record);
    settle_sections(&mut tables, &sections);
    // The words that were compared are half as long as the notice's own.
    drop((keys, row_keys, places));
    notice.header = head.header;
    lost_brackets(&sections, &mut record);
    unparted_names(&sections, &mut record);
    notice.sections = writer.sections(sections);
    let ids: Vec<SmolStr> = notice
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(|item| &item.clauses)
        .map(|clause| clause.id.clone())
        .collect();
    declare_in_tables(&tables, &mut writer.conventions);
    layout.notes.iter().chain(&footnotes).for_each(|note| declare(note, &mut writer.conventions));
    let mut at = 0;
    for (index, draft) in tables.into_iter().enumerate() {
        let rows = draft.rows.len();
        notice.tables.push(writer.table(index, draft, &links[at..at + rows], &ids));
        at += rows;
    }
    no_units(std::mem::take(&mut writer.no_units), &mut record);
    set_plans(&mut notice, plans);
    notice.conventions = writer.conventions.declared().to_vec();
    units::put_back_levels(&mut notice);
    units::take_back_levels(&mut notice);
    let texts: Vec<&str> = sources.iter().map(|source| &*source.text).collect();
    units::put_back_kinds_of_places(&mut notice, &texts);
    units::put_back_governments(&mut notice, &texts);
    notice.units = units::registry(mentions(&notice), &short_names);
    source_info(&mut notice, files);
    set_record(&mut notice, record);
    attach(&mut notice, sources);
    number_prose(&mut notice);
    notice
}

/// Records what cells of units say that was read as no unit; what a line above a table says so is a note.
fn no_units(parts: Vec<NoUnit>, record: &mut Record) {
    for NoUnit { text: words, span, in_row } in parts {
        if !in_row {
            let contact = header::is_contact(&words);
            let role = if contact { ProseRole::Contact } else { ProseRole::Note };
            record.prose.push(Prose { id: String::new(), role, text: words, span });
            continue;
        }
        record.repair(
            RepairKind::ChosenReading,
            span,
            Confidence::Likely,
            || format!("单位栏中的“{}”不作单位，照录在该行其他栏", head(&words, 24)),
            || {
                format!(
                    "“{}” in a column of units is read as no unit, and kept among the row's other cells",
                    head(&words, 24)
                )
            },
        );
    }
}

/// The short names that the letter and the plans give units: 市市场监管局（以下简称…）.
fn short_names(cover: &[Flow<'_>], plans: &[PlanDraft<'_>]) -> Vec<(String, String)> {
    let mut names: Vec<_> = cover.iter().flat_map(units::short_names).collect();
    for plan in plans {
        names.extend(plan.preamble.iter().flat_map(units::short_names));
        names.extend(plan.lines.iter().flat_map(|line| units::short_names(&line.flow)));
    }
    names
}

/// What was read before the tables.
struct Body<'b, 's> {
    title: Option<&'b String>,
    plans: &'b [Plan],
    sections: &'b [SectionDraft<'s>],
    keys: &'b [ClauseKey],
}

/// The tables, read with what the body says of their words.
fn read_tables<'s>(
    runs: Vec<table::Run<'s>>,
    of: &Body<'_, 's>,
    record: &mut Record,
) -> Vec<TableDraft<'s>> {
    let mut hints = hints(of.sections, of.keys);
    if of.sections.is_empty() && of.plans.iter().all(|plan| plan.title.is_none()) {
        // 关于下达…任务的通知 is a letter's, which says little of the tables behind it.
        let titled = of.title.filter(|title| layout::ends_like_table(title));
        hints.title = titled.cloned().unwrap_or_default();
    }
    let mut tables: Vec<TableDraft<'_>> =
        runs.into_iter().flat_map(|run| table::read(run, &hints, record)).collect();
    let rows = tables.iter_mut().flat_map(|table| &mut table.rows);
    let mut told = BTreeSet::new();
    for cell in rows.flat_map(|row| &mut row.units) {
        cell.join_known(&hints.units);
        if !cell.part_glued(&hints) {
            continue;
        }
        let at = cell.flow.whole();
        // A cell that was filled down stands in several rows.
        if told.insert(at.start()) {
            record.repair(
                RepairKind::ChosenReading,
                at,
                Confidence::Certain,
                || "单位之间没有标点，按正文中的单位分开读".to_owned(),
                || "no mark parts the units; they are read apart, as in the body".to_owned(),
            );
        }
    }
    tables
}

/// What a table's header, title or note declares holds for its cells.
fn declare_in_tables(tables: &[TableDraft<'_>], conventions: &mut Conventions<'_>) {
    for table in tables {
        let headers = table.columns.iter().map(|column| &column.header);
        headers.chain(&table.title).chain(&table.notes).for_each(|flow| declare(flow, conventions));
    }
}

/// Where there are several plans, every section says which one it is of.
fn set_plans(notice: &mut Notice, plans: Vec<Plan>) {
    notice.plan = plans.first().cloned();
    if plans.len() > 1 {
        notice.plans = plans;
        notice.sections.iter_mut().for_each(|section| {
            section.plan.get_or_insert(0);
        });
    }
}

/// What was mended, and what is no part of the outline, in the order of the source.
fn set_record(notice: &mut Notice, mut record: Record) {
    record.repairs.sort_by_key(|repair| repair.at.start());
    notice.repairs = record.repairs;
    record.prose.sort_by_key(|prose| prose.span.start());
    notice.prose = record.prose;
    notice.furniture = record.furniture;
}

/// Numbers the prose; what turned out to be an attachment's title is none.
fn number_prose(notice: &mut Notice) {
    let titles: Vec<&Span> = notice.header.attachments.iter().map(|a| &a.attached_span).collect();
    notice.prose.retain(|prose| !titles.contains(&&prose.span));
    for (at, prose) in notice.prose.iter_mut().enumerate() {
        prose.id = format!("p{}", at + 1);
    }
}

fn declare(flow: &Flow<'_>, conventions: &mut Conventions<'_>) {
    for convention in responsibility::find_conventions(flow) {
        conventions.declare(convention);
    }
}

/// Whether a numbered paragraph declares something for the whole notice, 四、…列第一位的为牵头单位:
/// what stands in a bracket or behind a label (…，下同) holds from there on.
fn declares_at_large(line: &lines::Line<'_>) -> bool {
    const DECLARES: &str = "为牵头";
    let before = || Some(line.text().split_once(DECLARES)?.0);
    let open = |before: &str| {
        before.chars().fold(0usize, |open, c| match c {
            '（' | '(' => open + 1,
            '）' | ')' => open.saturating_sub(1),
            _ => open,
        })
    };
    // Most lines hold no such words, which one character tells quicker than where they stand.
    line.marker.is_some()
        && chars::holds(line.text(), '牵')
        && line.text().contains(DECLARES)
        && before().is_some_and(|before| open(before) == 0)
}

/// Responsibilities of which a bracket is missing, read as far as they go.
fn lost_brackets(sections: &[SectionDraft<'_>], record: &mut Record) {
    let items = sections.iter().flat_map(|section| &section.items);
    for found in items.flat_map(|item| &item.clauses).filter_map(|clause| clause.duty.as_ref()) {
        let lost = matches!(found.duty.form, DutyForm::Unclosed | DutyForm::LostBracket);
        if !lost || found.inherited {
            continue;
        }
        record.repair(
            RepairKind::ChosenReading,
            found.duty.responsibility.span.clone(),
            Confidence::Likely,
            || "责任单位的括号缺了一半，按括号完整读".to_owned(),
            || {
                "a bracket of the responsibility is missing; it is read as if it were there"
                    .to_owned()
            },
        );
    }
}

/// Names that stand end to end, with no mark that parts them.
fn unparted_names(sections: &[SectionDraft<'_>], record: &mut Record) {
    let clauses = sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.clauses);
    for found in clauses.filter_map(|clause| clause.duty.as_ref()).filter(|duty| !duty.inherited) {
        for pair in found.duty.units.windows(2) {
            let [(first, before), (second, after)] =
                [&pair[0], &pair[1]].map(|u| (&u.name, &u.span));
            let ends = before.fragments().last().map(|piece| (piece.source(), piece.end));
            let begins = after.fragments().first().map(|piece| (piece.source(), piece.start));
            // 市委市政府 is how both are written.
            let one_word = first.ends_with('委') && second.ends_with("政府");
            if ends.is_none() || ends != begins || one_word {
                continue;
            }
            let mut at = before.clone();
            at.extend(after);
            record.repair(
                RepairKind::ChosenReading,
                at,
                Confidence::Likely,
                || format!("“{first}”与“{second}”之间没有标点，按两个单位读"),
                || format!("no mark parts “{first}” and “{second}”; they are read as two units"),
            );
        }
    }
}

/// Bytes that the reader could not decode.
fn replaced_bytes(sources: &[Source], record: &mut Record) {
    for (source, place) in sources.iter().zip(places(sources)) {
        if !source.text.contains('\u{fffd}') {
            continue;
        }
        let mut span = Span::default();
        let mut count = 0;
        for (at, found) in source.text.match_indices('\u{fffd}') {
            let at = place.start() as usize + at;
            span.push(ONE, hongtou_source::TextRange::at(at, at + found.len()));
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

/// Radicals that the reader took for the ideographs that they look like.
fn replaced_radicals(sources: &[Source], record: &mut Record) {
    for source in sources.iter().filter(|source| !source.radicals.is_empty()) {
        let mut span = Span::default();
        for &at in &source.radicals {
            let at = at as usize;
            let end = at + source.text[at..].chars().next().map_or(0, char::len_utf8);
            span.push(ONE, hongtou_source::TextRange::at(at, end));
        }
        let count = source.radicals.len();
        record.repair(
            RepairKind::ReplacedRadicals,
            span,
            Confidence::Certain,
            || format!("{count}处是部首字符（如“⽉”），读作相应的汉字"),
            || format!("{count} radicals (like ⽉) are read as the ideographs that they look like"),
        );
    }
}

/// Reads one plan: its opening words and its sections.
fn plan<'s>(
    mut draft: PlanDraft<'s>,
    last: bool,
    plans: &mut Vec<Plan>,
    sections: &mut Vec<SectionDraft<'s>>,
    conventions: &mut Conventions<'_>,
    record: &mut Record,
) {
    for flow in &draft.preamble {
        declare(flow, conventions);
    }
    for line in draft.lines.iter().filter(|line| declares_at_large(line)) {
        declare(&line.flow, conventions);
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
        let named = || lines.iter().filter(|line| outline::opens_with_name(&line.flow)).nth(1);
        let told = || {
            let told = lines.iter().filter(|line| outline::tells_who(&line.flow));
            told.take(outline::FEWEST_TOLD).count() == outline::FEWEST_TOLD
        };
        if answered || named().is_some() || told() {
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

/// The words of a task behind what they are called, which a table says in its header: 治理工作目标：….
fn behind_label(text: &str) -> Option<&str> {
    /// In characters: 年度治理工作目标.
    const LONGEST: usize = 8;
    let (at, colon) =
        text.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, '：' | ':'))?;
    let (label, words) = (&text[..at], &text[at + colon.len_utf8()..]);
    let named = ["目标", "内容", "任务", "措施", "要求"].iter().any(|noun| label.ends_with(noun));
    (named && label.chars().all(chars::is_han)).then_some(words)
}

/// What the body says, for telling columns and pages apart.
fn hints(sections: &[SectionDraft<'_>], keys: &[ClauseKey]) -> BodyHints {
    let mut hints = BodyHints::default();
    let mut keys = keys.iter();
    for section in sections {
        if let Some(title) = &section.title {
            hints.sections.insert(key(title.text()));
        }
        for item in &section.items {
            if let Some(group) = item.group.as_ref().and_then(|group| group.title.as_ref()) {
                let title = key(group.text());
                hints.groups.insert(title.clone());
                hints.headings.insert(title);
            }
            let heading = item.heading.as_ref().or(item.topic.as_ref().map(|topic| &topic.heading));
            if let Some(heading) = heading {
                hints.headings.insert(key(heading.text()));
            }
            for ((at, clause), known) in item.clauses.iter().enumerate().zip(&mut keys) {
                hints.clauses.insert(known.text.clone());
                // A task may be said with its topic, and without.
                if at == 0 && item.topic.is_some() {
                    hints.clauses.insert(key(clause.text.text()));
                }
                // And with what its words are called: 治理工作目标：….
                if let Some(words) = behind_label(clause.text.text()) {
                    hints.clauses.insert(key(words));
                }
                if let Some(duty) = &clause.duty {
                    let units = &duty.duty.units;
                    hints.units.extend(units.iter().map(|unit| unit.name.clone()));
                    let names = |two: &[UnitMention]| [&*two[0].name, &*two[1].name].concat();
                    hints.beside.extend(units.windows(2).map(names));
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
    let issued = header.issued_on.map(hongtou_model::Date::year);
    for title in titles {
        if let Some(year) = date::years(title).next() {
            // What was found in a year (2025年度考核反馈问题整改方案) is put right in that of issue.
            let later = issued.filter(|issued| title.contains("整改") && *issued > year);
            return later.or(Some(year));
        }
    }
    issued
        .or_else(|| header.document_number.as_ref().and_then(|number: &DocumentNumber| number.year))
}

fn source_info(notice: &mut Notice, sources: &[Source]) {
    let info = |source: &Source| SourceInfo {
        name: source.name.clone(),
        format: source.format.name().to_owned(),
        encoding: source.encoding.to_owned(),
        bytes: source.bytes,
        sha256: source.sha256.clone(),
    };
    if let Some(first) = sources.first() {
        notice.source = info(first);
    }
    if sources.len() > 1 {
        notice.sources = sources.iter().map(info).collect();
    }
}

/// Says of every fragment where it came from, where the text is not the file itself.
fn fill_places(notice: &mut Notice, sources: &[Source]) {
    notice.visit_spans(&mut |_, span| {
        for fragment in span.fragments_mut() {
            if let Some(source) = sources.get(usize::from(fragment.source())) {
                fragment.set_places(source.places.of(fragment.range()));
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

#[cfg(test)]
mod tests {
    use hongtou_source::{
        BlockKind, Cell, Format, Grid, GridForm, GridRow, Ignored, Paragraph, TextRange,
    };

    use super::*;

    /// The blocks of a text: a line that tabs part is a row, `#` stands before the name of a sheet, and any
    /// other line is a paragraph.
    fn blocks(text: &str, source: u16) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::new();
        let mut at = 0;
        for line in text.lines() {
            let range = TextRange::at(at, at + line.len());
            let mut start = at;
            at += line.len() + 1;
            let kind = if line.starts_with('#') {
                BlockKind::Ignored(TextRange::at(start + 1, range.end() as usize), Ignored::Sheet)
            } else if line.contains('\t') {
                let cell = |(column, words): (usize, &str)| {
                    let cell =
                        Cell::plain(column as u32, TextRange::at(start, start + words.len()));
                    start += words.len() + 1;
                    cell
                };
                let cells = line.split('\t').enumerate().map(cell).collect();
                let row = GridRow { cells, ..GridRow::default() };
                if let Some(Block { kind: BlockKind::Table(grid), .. }) = out.last_mut() {
                    grid.rows.push(row);
                    continue;
                }
                BlockKind::Table(Grid { rows: vec![row], form: GridForm::Cells })
            } else {
                let pieces = [range].into_iter().collect();
                BlockKind::Paragraph(Paragraph { pieces, gap: true, ..Paragraph::default() })
            };
            out.push(Block { source, kind });
        }
        out
    }

    #[test]
    fn sheets_of_a_workbook_beside_the_text_say_of_which_section_their_rows_are() {
        let body = "关于印发示例县造林计划的通知\n各镇人民政府：\n现将《示例县造林计划》印发给你们。\n\
                    示例县林业局\n2025年3月1日\n示例县造林计划\n一、扩大造林面积\n\
                    1.完成荒山造林300亩。（责任单位：县林业局）\n二、管护现有林木\n\
                    2.抚育幼林500亩。（责任单位：县林业局）\n附件：造林任务表\n";
        let header = "序号\t工作任务\t责任单位\n";
        let rows = ["1\t完成荒山造林300亩。\t县林业局\n", "2\t抚育幼林500亩。\t县林业局\n"];
        let sheets = [
            ["#扩大造林面积\n造林任务表\n", "#管护现有林木\n造林任务表\n"],
            ["造林任务表\n一、扩大造林面积\n", "造林任务表\n二、管护现有林木\n"],
            ["造林任务表（一、扩大造林面积）\n", "造林任务表（二、管护现有林木）\n"],
        ];
        for [first, second] in sheets {
            let book = [first, header, rows[0], second, header, rows[1]].concat();
            let sources = [
                Source::from_text("n.txt", Format::Text, body),
                Source::from_text("n.xlsx", Format::Xlsx, &book),
            ];
            let blocks = [blocks(body, 0), blocks(&book, 1)].concat();
            let notice = parse(&sources, Cow::Owned(blocks), &Options::default());
            assert_eq!(notice.sections.len(), 2, "{first}");
            let [table] = &notice.tables[..] else { panic!("{first}: {:?}", notice.tables) };
            assert_eq!(table.title.as_deref(), Some("造林任务表"));
            let titles = table.rows.iter().map(|row| row.section.as_ref()?.title.as_deref());
            let expected = [Some("扩大造林面积"), Some("管护现有林木")];
            assert_eq!(titles.collect::<Vec<_>>(), expected, "{first}");
            assert!(notice.residual.is_empty() && notice.prose.len() == 1, "{:?}", notice.prose);
        }
    }

    #[test]
    fn what_a_title_announces_is_no_date_of_issue_and_a_clock_signs_as_well() {
        let read = |end: &str| {
            let text =
                format!("云溪市护林方案\n一、造林。造林三万亩。\n二、护林。每周巡查。\n{end}");
            let sources = [Source::from_text("n.txt", Format::Text, &text)];
            parse(&sources, Cow::Owned(blocks(&text, 0)), &Options::default())
        };
        for day in ["2024年6月30日上午9:00", "2024-06-30 09:00", "2024-06-30"] {
            let notice = read(&format!("三、竞赛时间\n{day}"));
            assert!(notice.header.issued_on.is_none(), "{day}");
            let said = format!("{:?}", notice.sections);
            assert!(said.contains(day), "{day}: {said}");
        }
        for day in ["2024-03-05", "2024/3/5 09:30"] {
            let header = read(&format!("云溪市林业局\n{day}")).header;
            assert_eq!(header.signatories, ["云溪市林业局"], "{day}");
            assert!(header.issued_on.is_some(), "{day}");
        }
        assert!(read("2024-03-05 15:40").header.issued_on.is_none());
    }

    #[test]
    fn who_answers_stands_above_who_signs() {
        let read = |bracket: &str| {
            let text = format!(
                "云溪市林业局关于护林的通知\n各镇林业站：\n一、造林。造林三万亩。\n二、护林。每周巡查。\n{bracket}\n云溪市财政局\n2024年3月5日"
            );
            let sources = [Source::from_text("n.txt", Format::Text, &text)];
            let notice = parse(&sources, Cow::Owned(blocks(&text, 0)), &Options::default());
            assert_eq!(notice.header.signatories, ["云溪市财政局"], "{bracket}");
            let tasks = notice.sections.iter().flat_map(|section| &section.items);
            let units = tasks.flat_map(|item| &item.clauses).flat_map(|clause| &clause.units);
            units.map(|unit| unit.name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(read("（市水利局负责）"), ["市水利局"]);
        assert_eq!(read("（各镇政府负责）"), ["各镇政府"]);
        assert!(read("（代章）").is_empty());
    }
}
