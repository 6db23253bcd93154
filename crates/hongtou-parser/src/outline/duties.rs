//! The responsibilities of lines, before any of them is an item's.

use hongtou_model::Role;
use hongtou_source::chars;

use crate::lines::Line;
use crate::responsibility::{self, Conventions, Duty, DutyForm};
use crate::sentence;

/// The responsibilities of each line.
pub(super) fn duties_of(lines: &[Line<'_>], conventions: &mut Conventions<'_>) -> Vec<Vec<Duty>> {
    let mut duties: Vec<Vec<Duty>> = Vec::with_capacity(lines.len());
    let mut open = Vec::with_capacity(lines.len());
    let mut before = conventions.clone();
    conventions.has_met_bare_list();
    for at in 0..lines.len() {
        let own = duties_below(lines, at, &duties, conventions);
        duties.push(own);
        open.push(conventions.has_met_bare_list());
    }
    if conventions.declared().len() > before.declared().len() {
        // What a task declares holds from there on, whichever line must be read again.
        open.fill(true);
    }
    if bare_lists(lines, &mut duties, &open, &mut before) {
        *conventions = before;
    }
    bare_titles(lines, &mut duties, conventions);
    bare_lines(lines, &mut duties, conventions);
    keys_among_labels(lines, &mut duties);
    outdone(lines, &mut duties);
    duties
}

/// Leaves out brackets that nothing but their form tells where a label in the paragraph right below them, which has no
/// ordinal, says who answers, in a numbered task one in a bracket as well. Below a bracket another one may be of the next
/// task.
fn outdone(lines: &[Line<'_>], duties: &mut [Vec<Duty>]) {
    let (mut labelled, mut in_bracket) = (false, false);
    for (line, duties) in lines.iter().zip(duties).rev() {
        if labelled || in_bracket && line.marker.is_some() {
            duties.retain(|duty| !duty.by_form());
        }
        let below = line.marker.is_none() && line.head.is_none();
        let label = |duty: &Duty| duty.form == DutyForm::Label && !duty.units.is_empty();
        labelled = line.marker.is_none() && duties.iter().any(label);
        let opens_with_label = |duty: &Duty| {
            let words = &line.text()[duty.outer.clone()];
            let words = words.trim_start_matches(['（', '(', '【', '[']);
            let key = responsibility::key_and_value(words).map(|(key, _)| key);
            duty.form == DutyForm::Bracket
                && !duty.units.is_empty()
                && key.is_some_and(|key| responsibility::label_role(key).is_some())
        };
        in_bracket = below && duties.iter().any(opens_with_label);
    }
}

/// Where a title ends in a bracket of names that answer for the tasks below it, the one name behind
/// another title of its form does so too.
fn bare_titles(lines: &[Line<'_>], duties: &mut [Vec<Duty>], conventions: &mut Conventions<'_>) {
    let form = |at: usize| lines.get(at)?.form();
    let titles: Vec<usize> = (0..lines.len())
        .filter(|&at| {
            let below = form(at).zip(form(at + 1)).is_some_and(|(own, next)| own < next);
            below && !sentence::is_sentence(lines[at].rest())
        })
        .collect();
    let told: Vec<_> = titles
        .iter()
        .filter(|&&at| duties[at].iter().any(responsibility::is_bare))
        .map(|&at| form(at))
        .collect();
    for at in titles {
        if duties[at].is_empty()
            && told.contains(&form(at))
            && responsibility::ends_in_names(&lines[at].flow, &duties[at])
        {
            conventions.expect_bare_lists(true);
            duties[at] = line_duties(&lines[at], conventions);
            conventions.expect_bare_lists(false);
        }
    }
}

/// Lines that name units and what they do, and nothing else, are who answers for the sentence above each,
/// where several stand so: a table was copied cell by cell.
///
/// A sentence behind the last of them says that each stands above its own, below an introduction.
fn bare_lines(lines: &[Line<'_>], duties: &mut [Vec<Duty>], conventions: &mut Conventions<'_>) {
    let plain = |line: &Line<'_>| line.marker.is_none() && line.head.is_none() && !line.bullet;
    let ends = |line: &Line<'_>| line.text().trim_end_matches(chars::is_space).ends_with('。');
    let behind_a_sentence = |&at: &usize| {
        let bare = duties[at].is_empty() && plain(&lines[at]) && !ends(&lines[at]);
        bare && ends(&lines[at - 1]) && duties[at - 1].is_empty()
    };
    let told = |at: usize| {
        let duty = responsibility::duty_line(&lines[at].flow, conventions, &lines[at].bold_ranges)?;
        Some((at, duty))
    };
    let found: Vec<(usize, Duty)> =
        (1..lines.len()).filter(behind_a_sentence).filter_map(told).collect();
    let is_bare = |at: usize| found.binary_search_by_key(&at, |&(at, _)| at).is_ok();
    if found.len() < 2 || !close_their_blocks(lines, plain, is_bare) {
        return;
    }
    for (at, duty) in found {
        duties[at].push(duty);
    }
}

/// Whether each block of plain lines with some of a kind ends in one of them, and stands below a title of the
/// innermost level: lines below an outer one are no tasks of that level.
fn close_their_blocks(
    lines: &[Line<'_>],
    plain: impl Fn(&Line<'_>) -> bool,
    is_one: impl Fn(usize) -> bool,
) -> bool {
    let innermost = lines.iter().filter_map(Line::form).max();
    let (mut above, mut holds) = (None, false);
    for (at, line) in lines.iter().enumerate() {
        if !plain(line) {
            (above, holds) = (line.form(), false);
            continue;
        }
        holds |= is_one(at);
        let last = lines.get(at + 1).is_none_or(|next| !plain(next));
        if holds && (above.is_some() && above != innermost || last && !is_one(at)) {
            return false;
        }
    }
    true
}

/// Lines of unknown keys between lines of labels belong to their block, and so do lines of the same keys
/// right behind one.
fn keys_among_labels(lines: &[Line<'_>], duties: &mut [Vec<Duty>]) {
    let plain = |at: usize| {
        let line = &lines[at];
        line.marker.is_none() && line.head.is_none() && !line.bullet
    };
    let key_of =
        |line: usize| responsibility::key_and_value(lines[line].text()).map(|found| found.0);
    let mut known = Vec::new();
    let mut behind = Vec::new();
    let mut at = 1;
    while at < lines.len() {
        let labels = |line: usize| duties[line].first().is_some_and(is_label_line);
        let key = |&line: &usize| plain(line) && duties[line].is_empty();
        let keys: Vec<(usize, Duty)> = (at..lines.len())
            .take_while(key)
            .map_while(|line| Some((line, responsibility::key_line(&lines[line].flow)?)))
            .collect();
        let next = at + keys.len().max(1);
        if labels(at - 1) && plain(at - 1) {
            if next < lines.len() && plain(next) && labels(next) {
                for (line, duty) in keys {
                    known.push(key_of(line));
                    duties[line].push(duty);
                }
            } else {
                behind.extend(keys);
            }
        }
        at = next;
    }
    for (line, duty) in behind {
        if known.contains(&key_of(line)) && !duties[line - 1].is_empty() {
            duties[line].push(duty);
        }
    }
}

/// Whether a responsibility is a line of its own, of a label and what stands behind it.
fn is_label_line(duty: &Duty) -> bool {
    duty.form == DutyForm::Label && duty.outer.start == 0
}

/// The responsibilities of one line, where those of the lines above it are known: a line below labels
/// may name units and what they do without one, or go on with the list that ends in ； or has one name on
/// each line.
fn duties_below(
    lines: &[Line<'_>],
    at: usize,
    above: &[Vec<Duty>],
    conventions: &mut Conventions<'_>,
) -> Vec<Duty> {
    let line = &lines[at];
    let own = line_duties(line, conventions);
    let label = || above.last()?.iter().rfind(|duty| is_label_line(duty));
    let Some(label) = label().filter(|_| own.is_empty() && line.marker.is_none()) else {
        return own;
    };
    let open = lines[at - 1].text().trim_end().ends_with(['；', ';']);
    let listed = label.units.len() == 1 && label.prose.is_empty() && is_listed(lines, at);
    let role = label.units.last().map(|unit| unit.role).filter(|_| open || listed);
    role.and_then(|role| responsibility::more_units(&line.flow, role))
        .filter(|more| open || more.units.len() == 1)
        .or_else(|| responsibility::duty_line(&line.flow, conventions, &line.bold_ranges))
        .into_iter()
        .collect()
}

/// Whether one more line below a label stands in a list, between other names or before a further label:
/// the last line of all may be who signs, and one before a task may be the title of what follows.
fn is_listed(lines: &[Line<'_>], at: usize) -> bool {
    let label = |line: &Line<'_>| responsibility::key_and_value(line.text()).is_some();
    let named = |line: &Line<'_>| {
        let more = responsibility::more_units(&line.flow, Role::Responsible);
        more.is_some_and(|more| more.units.len() == 1)
    };
    let Some(next) = lines.get(at + 1) else { return false };
    let goes_on = next.marker.is_none() && next.head.is_none() && (label(next) || named(next));
    goes_on || !label(&lines[at - 1]) && named(&lines[at - 1])
}

/// The same, each line read again where some are.
#[cfg(test)]
pub(super) fn duties_of_all(
    lines: &[Line<'_>],
    conventions: &mut Conventions<'_>,
) -> Vec<Vec<Duty>> {
    let mut before = conventions.clone();
    let mut duties: Vec<Vec<Duty>> = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        let own = duties_below(lines, at, &duties, conventions);
        duties.push(own);
    }
    if bare_lists(lines, &mut duties, &vec![true; lines.len()], &mut before) {
        *conventions = before;
    }
    bare_lines(lines, &mut duties, conventions);
    duties
}

/// The responsibilities of one line: in brackets, or the whole line after its label.
fn line_duties(line: &Line<'_>, conventions: &mut Conventions<'_>) -> Vec<Duty> {
    if line.marker.is_none()
        && let Some(duty) = responsibility::label_line(&line.flow, conventions, &line.bold_ranges)
            .or_else(|| responsibility::due_line(&line.flow))
    {
        return vec![duty];
    }
    let mut duties = responsibility::duties(&line.flow, conventions, &line.bold_ranges);
    // The bracket of an ordinal opens no responsibility, `（二）成局配合）`.
    let from = line.marker.as_ref().map_or(0, |marker| marker.end);
    duties.retain(|duty| duty.form != DutyForm::Sentence && duty.outer.start >= from);
    duties
}

/// What a note behind the last task declares for all of them: 注：以上任务列第一位的为牵头单位.
pub(super) fn declared_after(lines: &[Line<'_>], conventions: &mut Conventions<'_>) {
    let tail = lines.iter().rposition(|line| line.marker.is_some()).map_or(0, |at| at + 1);
    for line in &lines[tail..] {
        for convention in responsibility::find_conventions(&line.flow) {
            conventions.declare(convention);
        }
    }
}

/// Where most tasks end in brackets, those that hold nothing but names of some kind say who answers;
/// `open` are the lines with a bracket that is read in another way then. Tells whether it is so;
/// `conventions` are then what was declared before the first line and in all lines.
fn bare_lists(
    lines: &[Line<'_>],
    duties: &mut [Vec<Duty>],
    open: &[bool],
    conventions: &mut Conventions<'_>,
) -> bool {
    let task = |at: usize| lines[at].marker.is_some() && sentence::is_sentence(lines[at].rest());
    // A part that ends in ； is answered for behind the last of them.
    let goes_on = |at: usize| lines[at].rest().trim_end().ends_with(['；', ';']);
    // （一）完善网络。 above 1. and 2. heads tasks and is none.
    let form = |at: usize| lines.get(at).and_then(Line::form);
    let heads =
        |at: usize| duties[at].is_empty() && form(at + 1).is_some_and(|f| Some(f) > form(at));
    let (mut answered, mut bare, mut all) = (0, 0, 0);
    for at in (0..lines.len()).filter(|&at| task(at) && !goes_on(at) && !heads(at)) {
        all += 1;
        let names_alone = duties[at].iter().any(responsibility::is_bare)
            || responsibility::ends_in_names(&lines[at].flow, &duties[at]);
        bare += usize::from(names_alone);
        answered += usize::from(names_alone || !duties[at].is_empty());
    }
    if bare < 2 || answered < 3 || answered * 3 < all * 2 {
        return false;
    }
    let known = conventions.declared().len();
    for at in 0..lines.len() {
        if !open[at] && conventions.declared().len() == known {
            continue;
        }
        conventions.expect_bare_lists(task(at));
        duties[at] = duties_below(lines, at, &duties[..at], conventions);
    }
    conventions.expect_bare_lists(false);
    true
}
