//! An item out of its lines: its heading, its clauses, and who answers for each.

use std::rc::Rc;

use hongtou_source::chars;

use super::heading::{
    LONGEST_LEAD, STOPS, opens_closing, own_line_heading, stop_behind, strip_lead, strip_stop,
    topic,
};
use super::owners::{inherit, share_a_role};
use super::tree::Node;
use super::{ClauseDraft, DutyDraft, GroupDraft, ItemDraft, Outline, numeral};
use crate::flow::{Flow, trim};
use crate::lines::Line;
use crate::responsibility::{self, Duty, DutyForm};
use crate::sentence;
use crate::words;
use hongtou_model::{Confidence, ProseRole, Role};

impl<'s> Outline<'_, 's> {
    /// The item that a group's own line is, where it says more than a title and who answers for it.
    pub(super) fn own_item(
        &mut self,
        node: &Node,
        group: Option<&Rc<GroupDraft<'s>>>,
    ) -> Option<ItemDraft<'s>> {
        let line = &self.lines[node.line];
        let duty = self.duties[node.line].first()?;
        let from = line.marker.as_ref().map_or(0, |marker| marker.end);
        if !sentence::is_sentence(line.text().get(from..duty.outer.start)?) {
            return None;
        }
        let answered = node.more.iter().rposition(|&line| !self.duties[line].is_empty());
        let taken = answered.map_or(0, |at| at + 1);
        let mut lines = vec![node.line];
        lines.extend(&node.more[..taken]);
        let item = self.item_of(numeral(line), &lines, group, node.line);
        self.prose(ProseRole::Intro, &node.more[taken..]);
        Some(item)
    }

    /// Whether a responsibility stands after a heading and nobody else answers for what follows, on
    /// the lines below or, behind a few words without figures, on the same line.
    fn heads(&self, lines: &[usize], duties: &[Duty], from: usize) -> bool {
        let ([duty], [first, rest @ ..]) = (duties, lines) else { return false };
        let text = self.lines[*first].text();
        let behind = &text[stop_behind(text, duty.outer.end).end..];
        let before = &text[..strip_stop(text, duty.outer.start).max(from)];
        let words = &before[from..];
        let few = is_few(before, from);
        let heading = if behind.chars().any(chars::is_word) {
            few && words.chars().count() < behind.chars().count()
        } else {
            // 中医院迁建。（县卫健局牵头）, and its steps on lines of their own.
            few && (rest.len() > 1 || !rest.is_empty() && self.told_below) && self.takes_steps(rest)
                || !rest.is_empty() && own_line_heading(&text[..duty.outer.start], from)
        };
        heading
            && rest.iter().all(|&line| self.duties[line].is_empty())
            && duty.form != DutyForm::Unclosed
    }

    /// Whether the lines behind a short heading are its steps: what stands below the last item of all
    /// closes the plan, unless other items have steps as well.
    fn takes_steps(&self, rest: &[usize]) -> bool {
        let marked = |line: &Line<'_>| line.marker.is_some();
        let last = rest.last().map_or(self.lines.len(), |last| last + 1);
        !rest.iter().any(|&line| opens_closing(self.lines[line].text()))
            && (self.stepped > 1
                || self.told_below
                || rest.iter().any(|&line| marked(&self.lines[line]))
                || self.lines[last..].iter().any(marked))
    }

    /// How many short numbered lines that are answered for have more than one line of no ordinal below
    /// them, and whether most of those lines have one at least.
    pub(super) fn steps_below(&self) -> (usize, bool) {
        // How many lines stand below a short one, none of them answered for.
        let below = |at: usize| {
            let line = &self.lines[at];
            let (Some(marker), [duty]) = (&line.marker, &self.duties[at][..]) else { return None };
            let text = line.text();
            let before = &text[..strip_stop(text, duty.outer.start).max(marker.end)];
            let behind = &text[stop_behind(text, duty.outer.end).end..];
            if behind.chars().any(chars::is_word) || !is_few(before, marker.end) {
                return None;
            }
            let below = self.lines[at + 1..].iter().zip(&self.duties[at + 1..]);
            let below = below.take_while(|(line, _)| line.marker.is_none() && !line.head);
            let step = |(line, duties): (&Line<'_>, &Vec<Duty>)| {
                duties.is_empty() && !opens_closing(line.text())
            };
            Some(if below.clone().all(step) { below.count() } else { 0 })
        };
        let (mut all, mut told, mut stepped) = (0, 0, 0);
        for lines in (0..self.lines.len()).filter_map(below) {
            all += 1;
            told += usize::from(lines > 0);
            stepped += usize::from(lines > 1);
        }
        (stepped, told > 1 && told * 3 >= all * 2)
    }

    /// Whether words of the item stand on the lines behind one.
    ///
    /// In a notice whose headings stand above labels alone, what follows those of the last closes it.
    fn words_behind(&self, lines: &[usize]) -> bool {
        let labels = lines.iter().take_while(|&&line| self.only_label(line)).count();
        let Some(&next) = lines.get(labels) else { return false };
        !self.bare || labels == 0 || self.lines[next..].iter().any(|line| line.marker.is_some())
    }

    /// Whether some heading stands above labels alone while none has labels between it and its words.
    pub(super) fn labels_alone(&self) -> bool {
        let mut alone = false;
        let numbered = (0..self.lines.len()).filter(|&at| self.lines[at].marker.is_some());
        for at in numbered {
            let line = &self.lines[at];
            let from = line.marker.as_ref().map_or(0, |marker| marker.end);
            let labels = (at + 1..self.lines.len()).take_while(|&at| self.only_label(at)).count();
            if labels == 0 || !self.duties[at].is_empty() || !own_line_heading(line.text(), from) {
                continue;
            }
            let Some(next) = self.lines.get(at + 1 + labels) else { continue };
            let below = next.form().is_none_or(|form| line.form().is_some_and(|own| form > own));
            if next.head || !below {
                alone = true;
            } else if self.lines[at + 1..].iter().any(|line| line.marker.is_some()) {
                return false;
            }
        }
        alone
    }

    /// Whether a key behind labels (整改措施：…) begins a part of their task: what stands so behind the last
    /// of all may close the plan, unless other tasks have such a part as well.
    fn goes_on_below_labels(&self, line: usize) -> bool {
        self.keyed > 1 || self.lines[line..].iter().any(|line| line.marker.is_some())
    }

    /// How many parts of tasks stand below labels, each with a key before it.
    pub(super) fn keys_below_labels(&self) -> usize {
        (1..self.lines.len())
            .filter(|&at| has_key(&self.lines[at]) && self.only_label(at - 1))
            .count()
    }

    /// Whether none of the lines behind one opens with a label of another part of the task.
    fn is_only_key(&self, behind: &[usize]) -> bool {
        !behind.iter().any(|&line| has_key(&self.lines[line]))
    }

    /// An item out of its lines; the first line's ordinal is left out of the words.
    pub(super) fn item_of(
        &mut self,
        number: Option<(u32, Flow<'s>)>,
        lines: &[usize],
        group: Option<&Rc<GroupDraft<'s>>>,
        first: usize,
    ) -> ItemDraft<'s> {
        let number_stands = number.is_some();
        let mut item = ItemDraft { number, group: group.cloned(), ..ItemDraft::default() };
        let mut pending: Option<Flow<'s>> = None;
        let mut heading_done = false;
        let mut heading_duty: Option<DutyDraft<'s>> = None;
        // Whether it stands above the words that it is said of, behind those of another part.
        let mut above = false;
        // Whether since the last line of labels nothing stood but keys and values: 工作目标：….
        let mut keyed = false;
        // Whether the line before is labels, and whether what stands behind the last of them opens with
        // a key.
        let (mut behind_labels, mut under_key) = (false, false);
        // Whether the words that nobody answers for yet go on with the task of the labels before them.
        let mut goes_on = false;
        for (at, &index) in lines.iter().enumerate() {
            let line = &self.lines[index];
            let text = line.text();
            let mut cursor = if index == first {
                line.marker.as_ref().map_or(0, |marker| marker.end)
            } else {
                0
            };
            // Before the task its label is print; between two parts of one it tells them apart.
            let begins = pending.is_none() && item.clauses.is_empty();
            let aim = words::aim_label(&text[cursor..]);
            let label = match words::task_label(&text[cursor..]) {
                0 if aim > 0 && self.is_only_key(&lines[at + 1..]) => aim,
                label => label,
            };
            let label = label.max(words::matter_label(&text[cursor..]));
            if begins && label > 0 {
                self.record.label(&line.flow, cursor..cursor + label);
                cursor += label;
                if !text[cursor..].chars().any(chars::is_word) {
                    continue;
                }
            }
            let duties = std::mem::take(&mut self.duties[index]);
            let labels = duties.first().is_some_and(|duty| is_all(text, duty));
            let among = keyed && labels;
            let key = has_key(line);
            if behind_labels {
                under_key = key || responsibility::key_and_value(text).is_some();
            }
            if pending.is_none() {
                goes_on = behind_labels && key && self.goes_on_below_labels(index);
            }
            behind_labels = labels;
            keyed = labels
                || keyed && duties.is_empty() && responsibility::key_and_value(text).is_some();
            if !heading_done {
                heading_done = true;
                let more = self.words_behind(&lines[at + 1..]);
                let first_duty = duties.first().map_or(text.len(), |duty| duty.outer.start);
                // A line of its own above the text is the heading.
                let broken = self.broken.binary_search(&index).is_ok();
                if broken && let Some(&next) = lines.get(at + 1) {
                    self.record.joined(line, &self.lines[next], Confidence::Likely);
                } else if more && duties.is_empty() && own_line_heading(text, cursor) {
                    item.heading =
                        Some(line.flow.slice(trim(text, cursor..strip_stop(text, text.len()))));
                    continue;
                }
                if number_stands && self.heads(&lines[at..], &duties, cursor) {
                    let end = strip_stop(text, first_duty);
                    item.heading = Some(line.flow.slice(trim(text, cursor..end)));
                    let behind = stop_behind(text, duties[0].outer.end).end;
                    let rest = trim(text, behind..text.len());
                    let goes_on = text[rest.clone()].chars().any(chars::is_word);
                    pending = goes_on.then(|| line.flow.slice(rest));
                    heading_duty = duties.into_iter().next().map(|duty| {
                        self.record.label(&line.flow, duty.outer.clone());
                        DutyDraft::new(duty, &line.flow)
                    });
                    continue;
                }
                // The first clause leaves out stops before its words.
                let opening = cursor + strip_lead(&text[cursor..]).start;
                item.topic = topic(line, opening, first_duty, more && duties.is_empty());
            }
            for duty in duties {
                // The stop behind the one before may open this one: `（A负责）；配合单位：B`.
                let before = trim(text, cursor.min(duty.outer.start)..duty.outer.start);
                let stop = stop_behind(text, duty.outer.end);
                cursor = stop.end;
                // Label and brackets around the words are print, no value.
                self.record.label(&line.flow, duty.outer.clone());
                // 责任单位： with nothing behind it parts no task.
                if duty.says_nothing() {
                    if !before.is_empty() {
                        pending.get_or_insert_default().append(&line.flow.slice(before));
                    }
                    continue;
                }
                let mut clause = pending.take().unwrap_or_default();
                if !before.is_empty() {
                    let stretch = line.flow.slice(before);
                    // A stop behind the bracket before belongs to the clause before.
                    let lead = if clause.is_empty() { strip_lead(stretch.text()).start } else { 0 };
                    clause.append(&stretch.slice(lead..stretch.text().len()));
                }
                let only_stops = !clause.text().chars().any(chars::is_word);
                if !only_stops
                    && !clause.text().ends_with(STOPS)
                    && text[stop.clone()].ends_with(STOPS)
                {
                    // The stop behind the bracket ends the words before it.
                    clause.append(&line.flow.slice(stop));
                }
                let more = || {
                    text[cursor..].chars().any(chars::is_word)
                        || self.words_behind(&lines[at + 1..])
                };
                let duty = DutyDraft::new(duty, &line.flow);
                match (
                    &mut heading_duty,
                    item.clauses.last_mut().and_then(|last| last.duty.as_mut()),
                ) {
                    // Before any words it is said of those behind it, as a heading would be.
                    (Some(known), last) if only_stops && (above || last.is_none()) => {
                        known.merge(duty);
                    }
                    (None, None) if only_stops && more() => heading_duty = Some(duty),
                    // Two brackets, or two label lines, in a row say together who answers.
                    (_, Some(last)) if only_stops => last.merge(duty),
                    // 工作目标：… between the units and when it is due is said of the same task.
                    (None, Some(last)) if among && duty.duty.units.is_empty() => {
                        last.merge(duty);
                        if let Some(known) = item.clauses.last_mut() {
                            known.text.append(&clause);
                        }
                    }
                    // 整改措施：… stands between who does it and who looks after it.
                    (None, Some(last))
                        if labels && under_key && stands_beside(&duty) && !stands_beside(last) =>
                    {
                        last.merge(duty);
                        if let Some(known) = item.clauses.last_mut() {
                            known.text.append(&clause);
                        }
                    }
                    // When all of it is due, between two parts.
                    (Some(known), _) if duty.duty.units.is_empty() && more() => {
                        known.merge(duty);
                        pending = Some(clause);
                    }
                    // Labels above each part: these are said of the next one.
                    (Some(known), _)
                        if is_all(text, &duty.duty) && share_a_role(known, &duty) && more() =>
                    {
                        above = true;
                        let duty = heading_duty.replace(duty);
                        item.clauses.push(ClauseDraft { text: clause, duty });
                    }
                    (title, _) => {
                        above = false;
                        let mut clause = ClauseDraft { text: clause, duty: Some(duty) };
                        if let Some(title) = title {
                            inherit(&mut clause, title);
                        }
                        item.clauses.push(clause);
                    }
                }
            }
            let after = trim(text, cursor..text.len());
            if text[after.clone()].chars().any(chars::is_word) {
                let rest = line.flow.slice(after);
                match &mut pending {
                    Some(pending) => pending.append(&rest),
                    // The next line may say who answers: the words begin where its heading was sought.
                    None => pending = Some(rest.slice(strip_lead(rest.text()))),
                }
            }
        }
        if let Some(text) = pending {
            let range = strip_lead(text.text());
            // 清淤3处。, who answers for it, 工作措施：…: the measures are of the same task.
            let open = item.clauses.last_mut().filter(|last| goes_on && last.duty.is_some());
            match open {
                Some(last) if heading_duty.is_none() => last.text.append(&text.slice(range)),
                _ => item
                    .clauses
                    .push(ClauseDraft { text: text.slice(range), duty: heading_duty.take() }),
            }
        } else if item.clauses.is_empty() && heading_duty.is_some() {
            let text = item.heading.take().unwrap_or_default();
            item.clauses.push(ClauseDraft { text, duty: heading_duty.take() });
        }
        self.running(&mut item);
        if item.clauses.is_empty() {
            // An ordinal with a heading only, or nothing at all: the words stay a clause.
            let text = item.heading.take().unwrap_or_default();
            item.clauses.push(ClauseDraft { text, duty: None });
        }
        item
    }
}

/// Whether a responsibility names nobody but those who help or guide.
fn stands_beside(duty: &DutyDraft<'_>) -> bool {
    duty.duty.units.iter().all(|unit| matches!(unit.role, Role::Support | Role::Guide))
}

/// Whether the words from `from` on are few enough to head what follows, and count nothing.
fn is_few(text: &str, from: usize) -> bool {
    let words = &text[from..];
    words.chars().count() <= LONGEST_LEAD
        && !words.contains(['，', ','])
        && !words.chars().any(|c| chars::digit(c).is_some())
        && own_line_heading(text, from)
}

/// Whether a line opens with a label of what is done or aimed at: 整改措施：….
fn has_key(line: &Line<'_>) -> bool {
    words::task_label(line.text()) + words::aim_label(line.text()) > 0
}

/// Whether a line says nothing but who answers.
pub(super) fn is_all(text: &str, duty: &Duty) -> bool {
    duty.outer.start == 0 && duty.outer.end + 4 >= text.len()
}
