//! The block of metadata that portals print before the text, as a table or as loose lines.

use std::ops::Range;

use hongtou_model::{Date, Header, Metadata, ProseRole, Span};
use hongtou_source::{TextRange, chars};

use super::foot::is_contact;
use super::names::is_salutation;
use super::title::is_whole_title;
use super::unparted::unparted_lines;
use super::{Head, whole_number};
use crate::flow::{Flow, trim};
use crate::lines::Line;
use crate::record::Record;
use crate::table::{GridRef, is_header_row};
use crate::{date, reference, responsibility, words};

/// Whether a grid is a block of metadata: labels that such blocks use, each before its value.
pub(crate) fn is_metadata_grid(at: &GridRef<'_>) -> bool {
    if at.grid.rows.len() > 20 {
        return false;
    }
    let is_label = |cell: &&hongtou_source::Cell| {
        metadata_label(Flow::new(at.source, at.index, &cell.pieces).text()).is_some()
    };
    let of_row = |row: &hongtou_source::GridRow| row.cells.iter().filter(is_label).count();
    let rows = &at.grid.rows;
    let labels: usize = rows.iter().map(of_row).sum();
    labels >= 2
        && labels >= rows.len().min(3)
        && !heads_table(rows, &is_label)
        && !begins_with_header(at)
}

/// Whether the first row heads columns of tasks, whatever a row below it says of the page.
fn begins_with_header(at: &GridRef<'_>) -> bool {
    matches!(&at.grid.rows[..], [header, _, ..] if heads_tasks(at, header))
}

/// Whether a row heads columns of tasks.
fn heads_tasks(at: &GridRef<'_>, row: &hongtou_source::GridRow) -> bool {
    let words = |cell: &hongtou_source::Cell| Flow::new(at.source, at.index, &cell.pieces);
    let cells: Vec<Flow<'_>> =
        row.cells.iter().map(words).filter(|flow| !flow.is_empty()).collect();
    cells.len() > 2 && is_header_row(cells.iter().map(Flow::text))
}

/// Whether a grid is lines of a label and its value, each label with its colon, and tells how to reach
/// whose page it is: 主管单位：, 邮政编码：.
pub(crate) fn is_labelled_grid(at: &GridRef<'_>) -> bool {
    const MOST: usize = 20;
    if !(2..=MOST).contains(&at.grid.rows.len()) {
        return false;
    }
    let mut reached = false;
    let mut labelled = |row: &hongtou_source::GridRow| {
        let words = row.cells.iter().map(|cell| Flow::new(at.source, at.index, &cell.pieces));
        let cells: Vec<Flow<'_>> = words.filter(|flow| !flow.is_empty()).collect();
        reached |= cells.iter().any(|flow| is_contact(flow.text()));
        let pair = |pair: &[Flow<'_>]| {
            label_alone(pair[0].text()).is_some()
                && pair[1..].iter().all(|value| label_alone(value.text()).is_none())
        };
        !cells.is_empty() && cells.chunks(2).all(pair)
    };
    at.grid.rows.iter().all(&mut labelled) && reached
}

/// The label that a cell is, with its colon and nothing behind it.
fn label_alone(text: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let squeezed = words::squeeze(text);
    let label = squeezed.strip_suffix(['：', ':', '∶'])?;
    let is = (2..=LONGEST).contains(&label.chars().count()) && label.chars().all(chars::is_han);
    is.then(|| label.to_owned())
}

/// Whether labels beside each other, 信息类别 and 公开时限, head a table of other things: a block has
/// each before its value, and a label before each row of them.
fn heads_table(
    rows: &[hongtou_source::GridRow],
    is_label: &impl Fn(&&hongtou_source::Cell) -> bool,
) -> bool {
    let labelled = |row: &hongtou_source::GridRow| row.cells.iter().any(|cell| is_label(&cell));
    let Some(first) = rows.iter().position(labelled) else { return false };
    let (header, below) = (&rows[first], &rows[first + 1..]);
    let beside = |two: &[hongtou_source::Cell]| two.iter().filter(is_label).count() == 2;
    rows.len() > 2
        && header.cells.windows(2).any(beside)
        && !below.iter().any(|row| row.cells.first().is_some_and(|cell| is_label(&cell)))
}

/// How many rows at the top of a grid are a block of metadata, where a table's header stands right below
/// them: text out of web pages prints the bars of both alike, with nothing between them.
pub(crate) fn metadata_rows(at: &GridRef<'_>) -> Option<usize> {
    let words = |cell: &hongtou_source::Cell| Flow::new(at.source, at.index, &cell.pieces);
    let is_label = |cell: &hongtou_source::Cell| metadata_label(words(cell).text()).is_some();
    let rows = &at.grid.rows;
    let of_block = |row: &hongtou_source::GridRow| row.cells.iter().any(is_label);
    let count = rows.iter().take(20).take_while(|row| of_block(row)).count();
    let (block, table) = rows.split_at(count);
    let header: Vec<Flow<'_>> = table.first()?.cells.iter().map(words).collect();
    let labels = block.iter().flat_map(|row| &row.cells).filter(|cell| is_label(cell)).count();
    let merged = |(at, row): (usize, &hongtou_source::GridRow)| {
        row.cells.iter().any(|cell| at + cell.rowspan as usize > count)
    };
    (labels >= 2
        && table.len() > 1
        && is_header_row(header.iter().map(Flow::text))
        && !block.iter().enumerate().any(merged))
    .then_some(count)
}

/// How many rows of a grid stand above the block of metadata at its foot, 0 where it is nothing else: text
/// out of web pages prints what a site says of its page right below the last row, between the same bars.
///
/// A form about a document, a register of those that a notice annuls, has labels of metadata as well. In
/// an `attached` one those count alone that only a site has; elsewhere also those below a table, be it the
/// grid's own or, as a grid cut so stands, the one before it, and who has published the page, where no label
/// says of which document. What rows in the midst say is each row's own.
pub(crate) fn rows_above_metadata(
    at: &GridRef<'_>,
    attached: bool,
    below_table: bool,
) -> Option<usize> {
    let rows = &at.grid.rows;
    let (mut above, mut labels) = (rows.len(), 0);
    let (mut of_site, mut of_page, mut published, mut of_document) = (false, false, false, false);
    for row in rows.iter().rev() {
        let Some(found) = labels_of_row(at, row) else { break };
        labels += found.len();
        for label in &found {
            let says = |list: &[&str]| list.iter().any(|word| label.contains(word));
            of_site |= says(OF_SITES);
            // 名称：, 服务对象： and 公开时限： are labels of forms as well.
            of_page |= says(&["文", "发布", "生成", "效"]);
            published |= says(&["发布机构", "发布机关", "发布单位", "发布部门"]);
            of_document |= label.contains("名称") || words::names_number(label);
        }
        above -= 1;
    }
    let table = &rows[..above];
    let told = match above {
        _ if attached => of_site,
        0 if !below_table => of_site || published && !of_document,
        _ => of_site || of_page,
    };
    if labels < 2 || !told {
        return None;
    }
    let merged = |(at, row): (usize, &hongtou_source::GridRow)| {
        row.cells.iter().any(|cell| at + cell.rowspan as usize > above)
    };
    let headed = of_site || above == 0 || table.iter().take(3).any(|row| heads_tasks(at, row));
    let said_of_rows = || table.iter().any(|row| labels_of_row(at, row).is_some());
    (headed && !table.iter().enumerate().any(merged) && !said_of_rows()).then_some(above)
}

/// What labels say that a site prints of its page and no form has: 索引号, 组配分类.
const OF_SITES: &[&str] = &["索引", "索取", "组配", "体裁", "载体"];

/// The labels of a row that is nothing but labels of metadata, each with its colon, and their values.
fn labels_of_row(at: &GridRef<'_>, row: &hongtou_source::GridRow) -> Option<Vec<String>> {
    let mut labels = Vec::new();
    let mut open = false;
    for cell in &row.cells {
        let flow = Flow::new(at.source, at.index, &cell.pieces);
        let text = chars::trim(flow.text());
        if text.is_empty() {
            continue;
        }
        let label = text.find(['：', ':', '∶']).and_then(|colon| {
            let label = metadata_label(&text[..colon])?;
            responsibility::label_role(&label).is_none().then_some((label, colon))
        });
        match label {
            Some((label, colon)) => {
                open = text[colon..].chars().nth(1).is_none();
                labels.push(label);
            }
            None if !std::mem::take(&mut open) => return None,
            None => {}
        }
    }
    (!labels.is_empty()).then_some(labels)
}

/// A label of metadata without its colon and inner spaces, where the words are one.
fn metadata_label(text: &str) -> Option<String> {
    let squeezed = words::squeeze(text);
    let bare = squeezed.trim_matches(['：', ':', '∶', '【', '】', '[', ']']);
    words::is_metadata(bare).then(|| bare.to_owned())
}

/// Whether words are the label of the document number in such a block: 文号：, 发文字号：.
pub(super) fn labels_number(text: &str) -> bool {
    let label = metadata_label(text);
    label.is_some_and(|label| words::names_number(&label))
}

/// Reads a block of metadata, and gives the notice's own title, where its row goes with those of the block:
/// it is no value of 有效性： above it, which is left empty.
pub(crate) fn metadata_grid<'s>(
    header: &mut Header,
    at: &GridRef<'s>,
    record: &mut Record,
) -> Option<Line<'s>> {
    let mut label: Option<String> = None;
    let mut title = None;
    // 名称 and 内容概述 may say it.
    let says_else =
        |label: &str| label.ends_with(['性', '期', '间', '态', '构', '关', '门', '类', '号']);
    // Whether words that are no known label stand before in the row: 废止文号 | 关于废止部分文件的通知.
    let mut named = false;
    let cells = at
        .grid
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().enumerate().map(|(at, cell)| (at == 0, cell)));
    for (first, cell) in cells {
        named &= !first;
        let flow = Flow::new(at.source, at.index, &cell.pieces);
        let text = flow.text();
        if let Some(found) = metadata_label(text).or_else(|| label_alone(text)) {
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
        let own = Line::new(value, true);
        if !named
            && title.is_none()
            && label.as_deref().is_none_or(says_else)
            && is_whole_title(&own)
        {
            title = Some(own);
            label = None;
            continue;
        }
        match label.take() {
            Some(label) => push_metadata(header, label, &own.flow),
            None => {
                named = true;
                record.prose(ProseRole::Note, &own.flow);
            }
        }
    }
    title
}

/// 索引号：… lines at the top: label and value on one line, or the value on the next.
pub(super) fn metadata_lines<'s>(
    head: &mut Head<'s>,
    lines: &mut Vec<Line<'s>>,
    record: &mut Record,
) {
    take_paired(&mut head.header, lines, record);
    let found = labelled_lines(lines);
    let mut labelled = (0..lines.len()).filter(|&at| found[at]);
    let alone = labelled.next().filter(|_| labelled.next().is_none());
    // One alone may be of anything, but for the day that a site put the page there on.
    if found.iter().all(|is| !is) || alone.is_some_and(|at| !is_published(&lines[at])) {
        return;
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let known =
            || split(line).or_else(|| framed(line.text()).map(|(l, at)| (l.to_owned(), at)));
        at += 1;
        let Some((label, after)) = Some(found[at - 1]).filter(|&is| is).and_then(|_| known())
        else {
            kept.push(line.clone());
            continue;
        };
        let mut value = between_bars(line, after, record);
        if value.is_empty() {
            let next = lines.get(at).filter(|next| {
                !found[at]
                    && fits(&label, next.text())
                    && !begins_letter(next, &lines[at + 1..])
                    && next.text().chars().count() < 120
                    && !next.text().contains('。')
            });
            let Some(next) = next else { continue };
            at += 1;
            value = between_bars(next, 0, record);
        }
        push_metadata(&mut head.header, label, &value);
    }
    *lines = kept;
}

/// The label of metadata that a line opens with, and where its value begins.
fn split(line: &Line<'_>) -> Option<(String, usize)> {
    let text = line.text();
    let bare = text.trim_start_matches(|c| chars::is_space(c) || words::BULLETS.contains(&c));
    let (label, after) = if let Some(framed) = framed(text) {
        framed
    } else if let Some(colon) = text.find(['：', ':', '∶']) {
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        (&text[text.len() - bare.len()..colon], after)
    } else {
        (text, text.len())
    };
    metadata_label(label).map(|label| (label, after))
}

/// Whether a line says when a page was published and nothing else: 发布时间：2024-03-05 14:36:23.
fn is_published(line: &Line<'_>) -> bool {
    let Some((label, after)) = split(line) else { return false };
    let value = chars::trim(&line.text()[after..]);
    let clock = |c: char| c.is_ascii_digit() || chars::is_space(c) || matches!(c, ':' | '：');
    label.starts_with("发布")
        && date::full_date(value)
            .is_some_and(|(day, _)| day.start == 0 && value[day.end..].chars().all(clock))
}

/// Whether words open with a label of metadata, or one that a site has beside it, and its colon: 来源：….
pub(super) fn opens_with_label(words: &str) -> bool {
    let label = words.split_once(['：', ':']).map(|(label, _)| words::squeeze(label));
    label.is_some_and(|label| words::is_metadata(&label) || words::PAGE_LABELS.contains(&&*label))
}

/// Takes the lines of a block whose cells only white space parts, or nothing.
fn take_paired(header: &mut Header, lines: &mut Vec<Line<'_>>, record: &mut Record) {
    let mut tables = paired_lines(lines);
    for (pairs, unparted) in tables.iter_mut().zip(unparted_lines(lines)) {
        *pairs = pairs.take().or(unparted);
    }
    // 发布机构： at the end of a line, and what it says on the next.
    let wrapped = |at: usize, label: &str| {
        let next = lines.get(at + 1).filter(|_| tables[at + 1].is_none())?;
        let goes_on = tables.get(at + 2).is_some_and(Option::is_some);
        (goes_on && is_rest(label, next) && split(next).is_none()).then_some(next)
    };
    let mut taken = vec![false; lines.len()];
    for (at, (line, pairs)) in lines.iter().zip(&tables).enumerate() {
        for (label, value) in pairs.iter().flatten() {
            let name = metadata_label(&line.text()[label.clone()]).unwrap_or_default();
            record.label(&line.flow, label.clone());
            if value.end > 0 {
                push_metadata(header, name, &line.flow.slice(value.clone()));
            } else if line.text()[label.end..].trim_matches(LABEL_ENDS).is_empty()
                && let Some(next) = wrapped(at, &name)
            {
                taken[at + 1] = true;
                push_metadata(header, name, &next.flow);
            }
        }
    }
    let mut gone = tables.iter().zip(taken).map(|(pairs, taken)| pairs.is_some() || taken);
    lines.retain(|_| gone.next() == Some(false));
}

/// Which lines are a label of metadata with its value, or above it.
fn labelled_lines(lines: &[Line<'_>]) -> Vec<bool> {
    let short = |line: &Line<'_>| words::printed(line.text()).count() < 3;
    let long = |line: &Line<'_>| line.text().chars().count() >= 200;
    let alone = |line: &Line<'_>| metadata_label(line.text()).is_some();
    let mut found: Vec<bool> =
        lines.iter().map(|line| !long(line) && !short(line) && split(line).is_some()).collect();
    // 文号 alone is a label among others, each with its value on the next line.
    for at in 2..lines.len() {
        let between = found[at - 2] && alone(&lines[at - 2]) && !found[at - 1];
        found[at] |= between && alone(&lines[at]);
    }
    // 【引证编号】YX.1.2 in a block of labels in frames is one of them, whatever it says.
    let framed_line = |at: usize| framed(lines[at].text()).filter(|_| !long(&lines[at]));
    let unknown = |at: usize| {
        let value = |(label, after): (&str, usize)| {
            let value = lines[at].text()[after..].trim_matches(chars::is_space);
            (2..=8).contains(&label.chars().count())
                && label.chars().all(chars::is_han)
                && !value.is_empty()
                && !value.contains('。')
                && responsibility::label_role(label).is_none()
        };
        framed_line(at).is_some_and(value)
    };
    for at in (1..lines.len()).chain((0..lines.len().saturating_sub(1)).rev()) {
        let beside = |by: usize| found[by] && framed_line(by).is_some();
        let known = at > 0 && beside(at - 1) || at + 1 < lines.len() && beside(at + 1);
        found[at] |= known && unknown(at);
    }
    found
}

/// A label in a frame of its own that opens a line, and where it ends: ∙【制定机关】云溪市人民政府.
fn framed(text: &str) -> Option<(&str, usize)> {
    let bare = text.trim_start_matches(|c| chars::is_space(c) || words::BULLETS.contains(&c));
    let inner = bare.strip_prefix(['【', '['])?;
    let close = inner.find(['】', ']'])?;
    let at = text.len() - inner.len() + close;
    Some((&inner[..close], at + text[at..].chars().next().map_or(0, char::len_utf8)))
}

/// The value that a line holds from a place on, without the bars of the table that it stood in:
/// `| 2024年3月5日 |`. All around it is print.
pub(super) fn between_bars<'s>(line: &Line<'s>, from: usize, record: &mut Record) -> Flow<'s> {
    let text = line.text();
    let bar = |c| chars::is_space(c) || matches!(c, '|' | '｜');
    let end = from + text[from..].trim_end_matches(bar).len();
    let start = end - text[from..end].trim_start_matches(bar).len();
    record.label(&line.flow, 0..start);
    record.label(&line.flow, end..text.len());
    line.flow.slice(start..end)
}

/// Whether a line is the notice's own title above those whom it addresses, behind a label left empty.
fn begins_letter(line: &Line<'_>, below: &[Line<'_>]) -> bool {
    let mut below = below.iter().skip_while(|line| whole_number(line.text()).is_some());
    is_whole_title(line) && below.next().is_some_and(is_salutation)
}

/// What may stand behind a label without a value.
const LABEL_ENDS: [char; 5] = ['：', ':', '∶', ' ', '\u{3000}'];

/// Whether a line inside a block is the value of the label that ends the line before it.
fn is_rest(label: &str, line: &Line<'_>) -> bool {
    const LONGEST: usize = 40;
    let text = line.text();
    text.chars().count() <= LONGEST
        && !text.contains(['。', '：', ':'])
        && fits(label, text)
        && (words::names_number(label) || whole_number(text).is_none())
        && !is_whole_title(line)
        && !is_salutation(line)
}

/// Whether a line can be the value of the label above it: that of a date is one.
fn fits(label: &str, value: &str) -> bool {
    !label.ends_with("日期") || date::full_date(value).is_some()
}

/// A label, and its value, which may be empty.
pub(super) type Pair = (Range<usize>, Range<usize>);

/// The lines of a block of metadata whose cells only white space parts, with their labels and
/// values: `索 引 号 KA01/2024-3 公开方式 主动公开`. None where fewer than two lines have two labels,
/// but for labels with colons, of which a line alone may have three.
fn paired_lines(lines: &[Line<'_>]) -> Vec<Option<Vec<Pair>>> {
    let mut found: Vec<Option<Vec<Pair>>> = lines.iter().map(|line| pairs(line.text())).collect();
    let two = |pairs: &&Vec<Pair>| pairs.len() > 1;
    if found.iter().flatten().filter(two).count() < 2 {
        // The last of a line may have its value on the next.
        let said = |pairs: &Vec<Pair>| {
            pairs.split_last().is_none_or(|(_, pairs)| pairs.iter().all(|(_, value)| value.end > 0))
        };
        let colon = |line: &Line<'_>| line.text().contains(['：', ':', '∶']);
        for (line, pairs) in lines.iter().zip(&mut found) {
            *pairs = pairs.take().filter(|pairs| colon(line) && said(pairs));
        }
        let labels: usize = found.iter().flatten().map(Vec::len).sum();
        if labels < 3 || !found.iter().flatten().any(|pairs| two(&pairs)) {
            found.fill(None);
        }
    }
    found
}

/// The labels of a line and the values behind them, where it begins with a label: all labels have
/// a colon, or none has.
fn pairs(text: &str) -> Option<Vec<Pair>> {
    if text.len() > 900 || text.contains('。') {
        return None;
    }
    let words = words_and_colons(text);
    let colons = words.iter().any(|&(_, colon)| colon);
    let mut out: Vec<Pair> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // A label may be letter-spaced.
        let label = (at + 1..=words.len().min(at + 5)).find(|&to| {
            let label = &text[words[at].0.start..words[to - 1].0.end];
            // [ 索引号 ] with spaces inside its frame
            let open = label.starts_with(['[', '【']) && !label.ends_with([']', '】']);
            // The first label of a line may have lost its colon alone: 文号 云政发〔2024〕1号 成文日期：….
            (words[to - 1].1 == colons || at == 0) && !open && metadata_label(label).is_some()
        });
        match (label, out.last_mut()) {
            (Some(to), _) => {
                out.push((words[at].0.start..words[to - 1].0.end, 0..0));
                at = to;
            }
            (None, Some((_, value))) => {
                let from = if value.end == 0 { words[at].0.start } else { value.start };
                *value = from..words[at].0.end;
                at += 1;
            }
            (None, None) => return None,
        }
    }
    if colons {
        out = out.into_iter().flat_map(|pair| glued(text, pair)).collect();
    }
    (!out.is_empty()).then_some(out)
}

/// The pairs that one holds whose value runs on into the next label: …的通知发文字号：云政发〔2024〕1号成文日期：….
fn glued(text: &str, (label, value): Pair) -> Vec<Pair> {
    let mut out = vec![(label, value.start..value.start)];
    let mut from = value.start;
    for (at, colon) in text[value.clone()].match_indices(['：', ':', '∶']) {
        let colon = value.start + at..value.start + at + colon.len();
        let Some(next) = label_before(text, from..colon.start) else { continue };
        if let Some((_, value)) = out.last_mut() {
            *value = trim(text, from..next.start);
        }
        from = colon.end;
        out.push((next, 0..0));
    }
    if let Some((_, last)) = out.last_mut() {
        *last = trim(text, from..value.end.max(from));
    }
    // A pair without a value has none anywhere.
    for (_, value) in &mut out {
        if value.start >= value.end {
            *value = 0..0;
        }
    }
    out
}

/// The label that some words end in, longer than what a name may end in by chance, or that of the number.
fn label_before(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 7;
    let starts =
        text[range.clone()].char_indices().rev().take(LONGEST).map(|(at, _)| range.start + at);
    let starts: Vec<usize> = starts.collect();
    let found = starts.iter().rev().find(|&&at| {
        let label = &text[at..range.end];
        words::is_metadata(label)
            && (label.chars().count() > 3 || matches!(label, "文号" | "索引号"))
    });
    found.map(|&at| at..range.end)
}

/// The words of a line between white space and colons, and whether a colon follows each.
fn words_and_colons(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut words: Vec<(Range<usize>, bool)> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let colon = matches!(c, '：' | ':' | '∶');
        if !colon && !chars::is_space(c) {
            continue;
        }
        if from < at {
            words.push((from..at, false));
        }
        if let Some((_, follows)) = words.last_mut() {
            *follows |= colon;
        }
        from = at + c.len_utf8();
    }
    words
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
        && let Some(entry) = find(&["发文字号", "文号", "字号", "发布文号"]).or_else(|| {
            header.metadata.iter().find(|entry| words::names_number(&entry.label)).cloned()
        })
        && let Some((_, number)) = reference::document_number(&entry.value)
    {
        header.spans.document_number = part_of(&entry, &number.text);
        header.document_number = Some(number);
    }
    if header.title.is_none()
        && let Some(entry) = titled(header).cloned()
    {
        header.spans.title = entry.span;
        header.title = Some(entry.value);
    }
    if header.disclosure.is_none()
        && let Some(entry) = find(&["公开属性", "公开方式", "公开形式", "公开类别"])
            .filter(|entry| words::is_disclosure(&entry.value))
    {
        header.spans.disclosure = entry.span;
        header.disclosure = Some(entry.value);
    }
    if header.issued_on.is_none()
        && let Some((entry, range, date)) = issued_on(header)
    {
        header.spans.issued_on = part_of(entry, &entry.value[range]);
        header.issued_on = Some(date);
    }
}

/// The title that a block of metadata gives the notice.
pub(super) fn titled(header: &Header) -> Option<&Metadata> {
    let labels = ["标题", "名称", "题名", "文件名称", "信息名称"];
    header.metadata.iter().find(|entry| labels.contains(&entry.label.as_str()))
}

/// The entry that says when the notice was issued, and the date in it.
pub(super) fn issued_on(header: &Header) -> Option<(&Metadata, Range<usize>, Date)> {
    let labels = ["成文日期", "成文时间", "发文日期", "签发日期", "签署日期"];
    let entry = header.metadata.iter().find(|entry| labels.contains(&entry.label.as_str()))?;
    let (range, date) = date::full_date(&entry.value)?;
    Some((entry, range, date))
}

/// Where words of a metadata value are printed, which may stand on several lines.
fn part_of(entry: &Metadata, words: &str) -> Span {
    let Some(at) = entry.value.find(words) else { return entry.span.clone() };
    let mut span = Span::default();
    let mut before = 0;
    for fragment in entry.span.fragments() {
        let (start, len) = (fragment.start as usize, (fragment.end - fragment.start) as usize);
        let [from, to] = [at, at + words.len()].map(|place| place.clamp(before, before + len));
        if from < to {
            let range = TextRange::at(start + from - before, start + to - before);
            span.extend(&Span::one(fragment.source(), range));
        }
        before += len;
    }
    span
}
