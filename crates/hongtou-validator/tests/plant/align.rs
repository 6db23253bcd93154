//! Faults in how rows restate clauses.

use std::collections::BTreeSet;

use hongtou_model::{Row, Span};

use super::edits::*;
use super::{Case, Change, Pair, Plant};

pub(super) fn row_dropped(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let lines = own_lines(case, pair.row)?;
            let changes = lines.into_iter().map(|(start, end)| change(start, end, "")).collect();
            Some(plant(&pair.row.id, changes))
        })
        .collect()
}

pub(super) fn row_pasted(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let (start, end) = own_line(case, pair.row)?;
            pair.row.content.as_ref().filter(|content| content.chars().count() >= 4)?;
            Some(plant(&pair.row.id, vec![change(start, start, &case.text[start..end])]))
        })
        .collect()
}

pub(super) fn rows_swapped(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .windows(2)
        .filter_map(|two| {
            let (a, b) = (own_line(case, two[0].row)?, own_line(case, two[1].row)?);
            let together =
                two[0].row.section == two[1].row.section && two[0].row.action == two[1].row.action;
            (together && a.1 == b.0).then(|| {
                let moved = case.text[b.0..b.1].to_owned();
                plant(&two[0].row.id, vec![change(a.0, a.0, &moved), change(b.0, b.1, "")])
            })
        })
        .collect()
}

pub(super) fn clause_dropped(case: &Case) -> Vec<Plant> {
    let linked: BTreeSet<&str> = case.pairs().iter().map(|pair| pair.clause.id.as_str()).collect();
    let mut out = Vec::new();
    for item in case.notice.sections.iter().flat_map(|section| &section.items) {
        if item.clauses.len() < 2 {
            continue;
        }
        for clause in item.clauses.iter().filter(|clause| linked.contains(clause.id.as_str())) {
            let (Some(first), Some(duty)) = (clause.span.start(), &clause.responsibility) else {
                continue;
            };
            let Some(end) = duty.span.end() else { continue };
            let close = case.text[end.1 as usize..].chars().next().map_or(0, char::len_utf8);
            out.push(plant(&clause.id, vec![change(first.1 as usize, end.1 as usize + close, "")]));
        }
    }
    out
}

/// Changes the content of each row that stands for one clause.
fn contents(case: &Case, edit: impl Fn(&str, usize, &Pair<'_>) -> Option<Change>) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .iter()
        .filter_map(|pair| {
            let content = pair.row.content.as_ref()?;
            let (start, _) = range(&pair.row.spans.content)?;
            Some(plant(&pair.row.id, vec![edit(content, start, pair)?]))
        })
        .collect()
}

pub(super) fn word_changed(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, pair| {
        let at = plain_run(content, start, &busy_row(pair.row), 6)? + 6;
        (&content[at..at + 6] != "另行").then(|| change(start + at, start + at + 6, "另行"))
    })
}

pub(super) fn comma_changed(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, pair| {
        if hongtou_source::fold(content) != hongtou_source::fold(&pair.clause.text) {
            return None;
        }
        let at = content.find('，')?;
        Some(change(start + at, start + at + 3, "；"))
    })
}

pub(super) fn section_renamed(case: &Case) -> Vec<Plant> {
    let titled = case.notice.tables.iter().flat_map(|table| &table.rows);
    let titles: BTreeSet<&str> = titled
        .filter(|row| row.clause.is_some())
        .filter_map(|row| row.section.as_ref()?.title.as_deref())
        .collect();
    let sections = case.notice.sections.iter();
    sections
        .filter_map(|section| {
            let title = section.title.as_ref().filter(|title| titles.contains(title.as_str()))?;
            let (start, _) = range(&section.spans.title)?;
            let two: usize = title.chars().take(2).map(char::len_utf8).sum();
            Some(plant(&section.id, vec![change(start, start + two, "统筹")]))
        })
        .collect()
}

pub(super) fn action_renamed(case: &Case) -> Vec<Plant> {
    let mut seen = BTreeSet::new();
    let headings: Vec<(&str, &str)> = case
        .notice
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .filter_map(|item| Some((item.clauses.first()?.id.as_str(), item.heading.as_deref()?)))
        .collect();
    let pairs = case.pairs();
    let agree = pairs
        .iter()
        .filter(|p| {
            headings.iter().any(|h| h.0 == p.clause.id && Some(h.1) == p.row.action.as_deref())
        })
        .count();
    if agree < 3 {
        return Vec::new();
    }
    pairs
        .iter()
        .filter_map(|pair| {
            let action = pair.row.action.as_ref()?;
            let (start, _) = range(&pair.row.spans.action)?;
            let heading = headings.iter().find(|(id, _)| *id == pair.clause.id)?.1;
            let once =
                pair.table.rows.iter().filter(|row| row.action.as_ref() == Some(action)).count()
                    == 1;
            let two: usize = action.chars().take(2).map(char::len_utf8).sum();
            (once && heading == action && seen.insert(start))
                .then(|| plant(&pair.row.id, vec![change(start, start + two, "统筹")]))
        })
        .collect()
}

pub(super) fn item_dropped(case: &Case) -> Vec<Plant> {
    let linked: BTreeSet<&str> = case.pairs().iter().map(|pair| pair.clause.id.as_str()).collect();
    let mut out = Vec::new();
    for section in case.notice.sections.iter().filter(|section| section.items.len() > 1) {
        for item in &section.items {
            let [clause] = item.clauses.as_slice() else { continue };
            let (Some((from, _)), Some(duty)) = (range(&item.spans.number), &clause.responsibility)
            else {
                continue;
            };
            let Some((_, to)) = range(&duty.span).filter(|(at, _)| *at > from) else { continue };
            if duty.of_group || !linked.contains(clause.id.as_str()) {
                continue;
            }
            let start = case.text[..from].rfind('\n').map_or(0, |at| at + 1);
            let end = case.text[to..].find('\n').map_or(case.text.len(), |at| to + at + 1);
            // All of the item on lines of its own.
            let lead: String = case.text[start..from].chars().filter(|c| is_han(*c)).collect();
            if lead.is_empty() && case.text[to..end].chars().filter(|c| is_han(*c)).count() == 0 {
                out.push(plant(&clause.id, vec![change(start, end, "")]));
            }
        }
    }
    out
}

pub(super) fn word_changed_in_clause(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let Some((start, _)) = range(&pair.clause.span) else { continue };
        let clause = pair.clause;
        let busy: Vec<&Span> = clause
            .quantities
            .iter()
            .map(|q| &q.span)
            .chain(clause.deadlines.iter().map(|d| &d.span))
            .chain(clause.units.iter().map(|unit| &unit.span))
            .collect();
        if pair.row.content.is_none() {
            continue;
        }
        if let Some(at) = plain_run(&clause.text, start, &busy, 6) {
            let at = start + at + 6;
            out.push(plant(&clause.id, vec![change(at, at + 6, "另行")]));
        }
    }
    out
}

pub(super) fn negated(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, pair| {
        let at = start + plain_run(content, start, &busy_row(pair.row), 6)? + 6;
        Some(change(at, at, "不"))
    })
}

pub(super) fn words_exchanged(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, pair| {
        let at = plain_run(content, start, &busy_row(pair.row), 6)?;
        let (a, b) = (&content[at..at + 6], &content[at + 6..at + 12]);
        (a != b).then(|| change(start + at, start + at + 12, &format!("{b}{a}")))
    })
}

pub(super) fn sentence_lost(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, _| {
        let end = content.trim_end_matches(['。', '；', '.', ';']).len();
        let at = content[..end].rfind(['，', '；', '。', ','])?;
        let lost = &content[at..end];
        (lost.chars().count() > 4 && at > 12 && !lost.contains('”') && !lost.contains('》'))
            .then(|| change(start + at, start + end, ""))
    })
}

pub(super) fn half_lost(case: &Case) -> Vec<Plant> {
    contents(case, |content, start, _| {
        let half = content.char_indices().nth(content.chars().count() / 2)?.0;
        let lost = &content[half..];
        (content.chars().count() >= 10 && !lost.contains(['”', '》', '）']))
            .then(|| change(start + half, start + content.len(), ""))
    })
}

pub(super) fn rows_merged(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .windows(2)
        .filter_map(|two| {
            let (a, b) = (own_line(case, two[0].row)?, own_line(case, two[1].row)?);
            let (_, end) = range(&two[0].row.spans.content)?;
            let other = two[1].row.content.as_ref()?;
            // Where the first names the second's units too, it carries out both clauses: nothing is lost.
            let names =
                |row: &Row| row.units.iter().map(|u| u.name.clone()).collect::<BTreeSet<_>>();
            let lost = !names(two[1].row).is_subset(&names(two[0].row));
            (lost && a.1 == b.0)
                .then(|| plant(&two[0].row.id, vec![change(end, end, other), change(b.0, b.1, "")]))
        })
        .collect()
}

pub(super) fn clause_split(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let (Some((start, _)), Some(duty), Some(other)) =
            (range(&pair.clause.span), &pair.clause.responsibility, stranger(case, &pair))
        else {
            continue;
        };
        let paren = range(&duty.span).is_some_and(|(at, _)| {
            case.text[..at].ends_with(['（', '(']) && duty.text.ends_with("负责")
        });
        let text = &pair.clause.text;
        let Some(comma) = text.find('，').filter(|&at| at > 18 && text.len() - at > 24) else {
            continue;
        };
        if paren && !text[..comma].contains('。') {
            let at = start + comma;
            let duty = format!("。（{other}负责）");
            out.push(plant(&pair.clause.id, vec![change(at, at + 3, &duty)]));
        }
    }
    out
}

pub(super) fn item_pasted(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for item in case.notice.sections.iter().flat_map(|section| &section.items) {
        let (Some((from, _)), [clause]) = (range(&item.spans.number), item.clauses.as_slice())
        else {
            continue;
        };
        let duty = clause.responsibility.as_ref();
        let Some((_, to)) = duty
            .and_then(|duty| range(&duty.span))
            .filter(|(at, _)| *at > from && range(&clause.span).is_some_and(|text| text.1 <= *at))
        else {
            continue;
        };
        let start = case.text[..from].rfind('\n').map_or(0, |at| at + 1);
        let end = case.text[to..].find('\n').map_or(case.text.len(), |at| to + at + 1);
        let lead = case.text[start..from].chars().any(is_han);
        let tail = case.text[to..end].chars().any(is_han);
        if !lead && !tail && clause.text.chars().count() > 8 {
            let copy = format!("{}\n", &case.text[start..end]);
            out.push(plant(&item.id, vec![change(start, start, &copy)]));
        }
    }
    out
}

pub(super) fn section_renamed_in_table(case: &Case) -> Vec<Plant> {
    let titles: BTreeSet<&str> =
        case.notice.sections.iter().filter_map(|section| section.title.as_deref()).collect();
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for pair in case.pairs() {
        let title = pair.row.section.as_ref().and_then(|section| section.title.as_deref());
        let Some(title) = title.filter(|title| titles.contains(title)) else { continue };
        let Some((start, _)) = range(&pair.row.spans.section_title) else { continue };
        let two: usize = title.chars().take(2).map(char::len_utf8).sum();
        if seen.insert(start) && title.chars().count() > 5 {
            out.push(plant(&pair.row.id, vec![change(start, start + two, "统筹")]));
        }
    }
    out
}

pub(super) fn heading_renamed(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    let mut out = Vec::new();
    let items = || case.notice.sections.iter().flat_map(|section| &section.items);
    let actions: BTreeSet<&String> = pairs.iter().filter_map(|p| p.row.action.as_ref()).collect();
    let agree = items().filter(|i| i.heading.as_ref().is_some_and(|h| actions.contains(h))).count();
    if agree < 3 {
        return out;
    }
    for item in case.notice.sections.iter().flat_map(|section| &section.items) {
        let (Some(heading), Some((start, _))) = (&item.heading, range(&item.spans.heading)) else {
            continue;
        };
        let shown = pairs.iter().any(|pair| {
            pair.row.action.as_ref() == Some(heading)
                && item.clauses.iter().any(|clause| clause.id == pair.clause.id)
        });
        let two: usize = heading.chars().take(2).map(char::len_utf8).sum();
        if shown && heading.chars().count() > 4 {
            out.push(plant(&item.id, vec![change(start, start + two, "统筹")]));
        }
    }
    out
}

pub(super) fn section_cell_changed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        let Some(own) = pair.row.section.as_ref().and_then(|section| section.title.as_ref()) else {
            continue;
        };
        let start = pair.row.spans.section_title.start();
        let mut rows = pair.table.rows.iter();
        let shared =
            rows.any(|row| row.id != pair.row.id && row.spans.section_title.start() == start);
        let Some(other) = pair.table.rows.iter().find_map(|row| {
            row.section.as_ref().and_then(|s| s.title.as_ref()).filter(|title| *title != own)
        }) else {
            continue;
        };
        let alone =
            pair.table.rows.iter().filter(|row| row.section == pair.row.section).count() == 1;
        if !shared && !alone {
            let ordinal = pair.row.spans.section_ordinal.is_empty();
            if ordinal {
                out.extend(
                    set(&pair.row.spans.section_title, other)
                        .map(|change| plant(&pair.row.id, vec![change])),
                );
            }
        }
    }
    out
}

pub(super) fn row_over_the_border(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    let pairs = case.pairs();
    for pair in &pairs {
        let (Some(line), Some((_, title))) =
            (own_line(case, pair.row), pair.row.spans.section_title.start())
        else {
            continue;
        };
        let title = title as usize;
        // A row of the section alone stands right over this one.
        let head = case.text[..title].rfind('\n').map_or(0, |at| at + 1);
        let end = case.text[title..].find('\n').map_or(0, |at| title + at + 1);
        let size = pair.table.rows.iter().filter(|row| row.section == pair.row.section).count();
        let first = pair.table.rows.first().is_some_and(|row| row.section == pair.row.section);
        let alone = pair.table.rows.iter().all(|row| {
            let content = row.spans.content.start().map(|(_, at)| at as usize);
            !content.is_some_and(|at| (head..end).contains(&at))
        });
        if alone && end == line.0 && head < title && size > 1 && !first {
            let moved = case.text[line.0..line.1].to_owned();
            out.push(plant(
                &pair.row.id,
                vec![change(head, head, &moved), change(line.0, line.1, "")],
            ));
        }
    }
    out
}

pub(super) fn contents_exchanged(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    pairs
        .windows(2)
        .filter_map(|two| {
            let (a, b) = (two[0].row, two[1].row);
            if a.content == b.content {
                return None;
            }
            Some(plant(
                &a.id,
                vec![
                    set(&a.spans.content, b.content.as_ref()?)?,
                    set(&b.spans.content, a.content.as_ref()?)?,
                ],
            ))
        })
        .collect()
}

pub(super) fn citation_changed(case: &Case) -> Vec<Plant> {
    let mut out = Vec::new();
    for pair in case.pairs() {
        for reference in &pair.row.references {
            let number = reference.document_number.as_ref().or(reference.standard.as_ref());
            let (Some(number), Some((start, end))) = (number, range(&reference.span)) else {
                continue;
            };
            let Some(at) = case.text[start..end].find(number.as_str()) else { continue };
            let Some(digit) = number.rfind(|c: char| c.is_ascii_digit()) else { continue };
            let new = if number.as_bytes()[digit] == b'9' { "8" } else { "9" };
            let at = start + at + digit;
            out.push(plant(&pair.row.id, vec![change(at, at + 1, new)]));
        }
    }
    out
}

pub(super) fn section_dropped_from_the_table(case: &Case) -> Vec<Plant> {
    let pairs = case.pairs();
    let row_of = |clause: &str| pairs.iter().find(|pair| pair.clause.id == clause);
    let mut sections: Vec<Vec<&Row>> = Vec::new();
    for section in &case.notice.sections {
        let clauses = section.items.iter().flat_map(|item| &item.clauses);
        let rows: Option<Vec<&Row>> = clauses
            .map(|clause| {
                row_of(&clause.id).filter(|_| !clause.units.is_empty()).map(|pair| pair.row)
            })
            .collect();
        // What has no row or nobody to answer for it tells nothing of a section left out.
        let Some(rows) = rows else { return Vec::new() };
        sections.push(rows);
    }
    let all: usize = sections.iter().map(Vec::len).sum();
    let loses = |rows: &&Vec<&Row>| rows.len() > 1 && rows.len() * 3 <= all;
    let few = sections.len() > 2 && pairs.len() == all;
    let lost = sections.iter().filter(loses).filter(|_| few);
    lost.filter_map(|rows| {
        let lines: Option<Vec<_>> = rows.iter().map(|row| own_lines(case, row)).collect();
        let changes = lines?.into_iter().flatten().map(|(start, end)| change(start, end, ""));
        Some(plant(&rows[0].id, changes.collect()))
    })
    .collect()
}

pub(super) fn section_pasted(case: &Case) -> Vec<Plant> {
    let starts: Option<Vec<usize>> = case
        .notice
        .sections
        .iter()
        .map(|section| {
            let (start, _) = range(&section.spans.ordinal)?;
            let line = case.text[..start].rfind('\n').map_or(0, |at| at + 1);
            (!case.text[line..start].chars().any(is_han)).then_some(line)
        })
        .collect();
    let Some(starts) = starts else { return Vec::new() };
    let sections = case.notice.sections.iter().zip(starts.windows(2));
    sections
        .filter_map(|(section, lines)| {
            let clauses: Vec<_> = section.items.iter().flat_map(|item| &item.clauses).collect();
            let told = |clause: &&hongtou_model::Clause| {
                !clause.units.is_empty() && clause.text.chars().count() > 8
            };
            let copy = &case.text[lines[0]..lines[1]];
            (clauses.len() > 1 && clauses.iter().all(told))
                .then(|| plant(&section.id, vec![change(lines[1], lines[1], copy)]))
        })
        .collect()
}
