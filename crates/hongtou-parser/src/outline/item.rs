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
            let below = below.take_while(|(line, _)| line.marker.is_none() && line.head.is_none());
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
            if next.head.is_some() || !below {
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
        let mut open = Open::new(number, group);
        for (at, &line) in lines.iter().enumerate() {
            let ordinal = self.lines[line].marker.as_ref().filter(|_| line == first);
            let from = ordinal.map_or(0, |marker| marker.end);
            self.take_line(&mut open, &lines[at..], from);
        }
        let mut item = open.close();
        self.running(&mut item);
        if item.clauses.is_empty() {
            // An ordinal with a heading only, or nothing at all: the words stay a clause.
            let text = item.heading.take().unwrap_or_default();
            item.clauses.push(ClauseDraft { text, duty: None });
        }
        item
    }

    /// Takes the first of the lines, from a place on, into an item; the others stand behind it.
    fn take_line(&mut self, open: &mut Open<'s>, lines: &[usize], from: usize) {
        let [index, behind @ ..] = lines else { return };
        let line = &self.lines[*index];
        let text = line.text();
        let mut cursor = from;
        // Before the task its label is print; between two parts of one it tells them apart.
        if open.is_fresh() {
            let label = self.label_before(&text[from..], behind);
            if label > 0 {
                self.record.label(&line.flow, from..from + label);
                cursor += label;
                if !text[cursor..].chars().any(chars::is_word) {
                    return;
                }
            }
        }
        let mut duties = std::mem::take(&mut self.duties[*index]);
        let place = open.place(line, &duties, || self.goes_on_below_labels(*index));
        if !std::mem::replace(&mut open.headed, true)
            && self.take_heading(open, lines, cursor, &mut duties)
        {
            return;
        }
        for duty in duties {
            cursor = self.take_duty(open, line, duty, cursor, place, behind);
        }
        let after = trim(text, cursor..text.len());
        if text[after.clone()].chars().any(chars::is_word) {
            let rest = line.flow.slice(after);
            match &mut open.pending {
                Some(pending) => pending.append(&rest),
                // The next line may say who answers: the words begin where its heading was sought.
                None => open.pending = Some(rest.slice(strip_lead(rest.text()))),
            }
        }
    }

    /// How long the label is that the words of a task begin with.
    fn label_before(&self, text: &str, behind: &[usize]) -> usize {
        let aim = words::aim_label(text);
        let label = match words::task_label(text) {
            0 if aim > 0 && self.is_only_key(behind) => aim,
            label => label,
        };
        label.max(words::matter_label(text))
    }

    /// Looks for the heading on the first line of an item's words; whether it took the whole line.
    fn take_heading(
        &mut self,
        open: &mut Open<'s>,
        lines: &[usize],
        cursor: usize,
        duties: &mut Vec<Duty>,
    ) -> bool {
        let [index, behind @ ..] = lines else { return false };
        let line = &self.lines[*index];
        let text = line.text();
        let more = self.words_behind(behind);
        let first_duty = duties.first().map_or(text.len(), |duty| duty.outer.start);
        // A line of its own above the text is the heading.
        let broken = self.broken.binary_search(index).is_ok();
        if broken && let Some(&next) = behind.first() {
            self.record.joined(line, &self.lines[next], Confidence::Likely);
        } else if more && duties.is_empty() && own_line_heading(text, cursor) {
            let heading = trim(text, cursor..strip_stop(text, text.len()));
            open.item.heading = Some(line.flow.slice(heading));
            return true;
        }
        if open.item.number.is_some() && self.heads(lines, duties, cursor) {
            let end = strip_stop(text, first_duty);
            open.item.heading = Some(line.flow.slice(trim(text, cursor..end)));
            let behind = stop_behind(text, duties[0].outer.end).end;
            let rest = trim(text, behind..text.len());
            let goes_on = text[rest.clone()].chars().any(chars::is_word);
            open.pending = goes_on.then(|| line.flow.slice(rest));
            open.duty = duties.drain(..).next().map(|duty| {
                self.record.label(&line.flow, duty.outer.clone());
                DutyDraft::new(duty, &line.flow)
            });
            return true;
        }
        // The first clause leaves out stops before its words.
        let opening = cursor + strip_lead(&text[cursor..]).start;
        let spaced = line.form().is_some_and(|form| self.spaced.contains(&form));
        open.item.topic = topic(line, opening, first_duty, more && duties.is_empty(), spaced);
        false
    }

    /// Takes the words from `cursor` on to who answers for them; the end of both.
    fn take_duty(
        &mut self,
        open: &mut Open<'s>,
        line: &Line<'s>,
        duty: Duty,
        cursor: usize,
        place: Place,
        behind: &[usize],
    ) -> usize {
        let text = line.text();
        // The stop behind the one before may open this one: `（A负责）；配合单位：B`.
        let before = trim(text, cursor.min(duty.outer.start)..duty.outer.start);
        let stop = stop_behind(text, duty.outer.end);
        let cursor = stop.end;
        // Label and brackets around the words are print, no value.
        self.record.label(&line.flow, duty.outer.clone());
        // 责任单位： with nothing behind it parts no task.
        if duty.says_nothing() {
            if !before.is_empty() {
                open.pending.get_or_insert_default().append(&line.flow.slice(before));
            }
            return cursor;
        }
        let mut clause = open.pending.take().unwrap_or_default();
        if !before.is_empty() {
            let stretch = line.flow.slice(before);
            // A stop behind the bracket before belongs to the clause before.
            let lead = if clause.is_empty() { strip_lead(stretch.text()).start } else { 0 };
            clause.append(&stretch.slice(lead..stretch.text().len()));
        }
        let worded = clause.text().chars().any(chars::is_word);
        if worded && !clause.text().ends_with(STOPS) && text[stop.clone()].ends_with(STOPS) {
            // The stop behind the bracket ends the words before it.
            clause.append(&line.flow.slice(stop));
        }
        let more = || text[cursor..].chars().any(chars::is_word) || self.words_behind(behind);
        let whole = is_all(text, &duty);
        let duty = DutyDraft::new(duty, &line.flow);
        if worded {
            open.answer(clause, duty, place, whole, more);
        } else {
            open.answer_more(clause, duty, more);
        }
        cursor
    }
}

/// Where a line stands among the labels of its item.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it says nothing but who answers.
    labels: bool,
    /// Whether nothing but keys and values stands between it and such a line before: 工作目标：….
    among: bool,
}

/// An item whose lines are being read.
struct Open<'s> {
    item: ItemDraft<'s>,
    /// Words that nobody answers for yet.
    pending: Option<Flow<'s>>,
    /// Whether its heading was looked for.
    headed: bool,
    /// Who answers for what stands under its heading.
    duty: Option<DutyDraft<'s>>,
    /// Whether that stands above the words that it is said of, behind those of another part.
    above: bool,
    /// Whether since the last line of labels nothing stood but keys and values: 工作目标：….
    keyed: bool,
    /// Whether the line before is labels.
    behind_labels: bool,
    /// Whether what stands behind the last of them opens with a key.
    under_key: bool,
    /// Whether the words that nobody answers for yet go on with the task of the labels before them.
    goes_on: bool,
}

impl<'s> Open<'s> {
    fn new(number: Option<(u32, Flow<'s>)>, group: Option<&Rc<GroupDraft<'s>>>) -> Open<'s> {
        Open {
            item: ItemDraft { number, group: group.cloned(), ..ItemDraft::default() },
            pending: None,
            headed: false,
            duty: None,
            above: false,
            keyed: false,
            behind_labels: false,
            under_key: false,
            goes_on: false,
        }
    }

    /// Whether no words were taken yet.
    fn is_fresh(&self) -> bool {
        self.pending.is_none() && self.item.clauses.is_empty()
    }

    /// Where the next line stands among the labels; `goes_on` is whether a key below them goes on with
    /// their task.
    fn place(&mut self, line: &Line<'_>, duties: &[Duty], goes_on: impl Fn() -> bool) -> Place {
        let labels = duties.first().is_some_and(|duty| is_all(line.text(), duty));
        let place = Place { labels, among: self.keyed && labels };
        let key = has_key(line);
        let valued = || responsibility::key_and_value(line.text()).is_some();
        if self.behind_labels {
            self.under_key = key || valued();
        }
        if self.pending.is_none() {
            self.goes_on = self.behind_labels && key && goes_on();
        }
        self.behind_labels = labels;
        self.keyed = labels || self.keyed && duties.is_empty() && valued();
        place
    }

    /// Takes who answers where no words stand before it; `more` is whether words stand behind it.
    fn answer_more(&mut self, clause: Flow<'s>, duty: DutyDraft<'s>, more: impl Fn() -> bool) {
        let last = self.item.clauses.last_mut().and_then(|last| last.duty.as_mut());
        match (&mut self.duty, last) {
            // Before any words it is said of those behind it, as a heading would be.
            (Some(known), last) if self.above || last.is_none() => known.merge(duty),
            (None, None) if more() => self.duty = Some(duty),
            // Two brackets, or two label lines, in a row say together who answers.
            (_, Some(last)) => last.merge(duty),
            _ => self.close_clause(clause, duty),
        }
    }

    /// Takes who answers for some words; `whole` is whether their line says nothing else, `more` whether
    /// words stand behind it.
    fn answer(
        &mut self,
        clause: Flow<'s>,
        duty: DutyDraft<'s>,
        place: Place,
        whole: bool,
        more: impl Fn() -> bool,
    ) {
        match (&mut self.duty, self.item.clauses.last_mut()) {
            (None, Some(ClauseDraft { text, duty: Some(last) }))
                // 工作目标：… between the units and when it is due is said of the same task.
                if place.among && duty.duty.units.is_empty()
                    // 整改措施：… stands between who does it and who looks after it.
                    || place.labels
                        && self.under_key
                        && stands_beside(&duty)
                        && !stands_beside(last) =>
            {
                last.merge(duty);
                text.append(&clause);
            }
            // When all of it is due, between two parts.
            (Some(known), _) if duty.duty.units.is_empty() && more() => {
                known.merge(duty);
                self.pending = Some(clause);
            }
            // Labels above each part: these are said of the next one.
            (Some(known), _) if whole && share_a_role(known, &duty) && more() => {
                self.above = true;
                let duty = self.duty.replace(duty);
                self.item.clauses.push(ClauseDraft { text: clause, duty });
            }
            _ => self.close_clause(clause, duty),
        }
    }

    /// A clause whose words and who answers for them are told.
    fn close_clause(&mut self, text: Flow<'s>, duty: DutyDraft<'s>) {
        self.above = false;
        let mut clause = ClauseDraft { text, duty: Some(duty) };
        if let Some(title) = &mut self.duty {
            inherit(&mut clause, title);
        }
        self.item.clauses.push(clause);
    }

    /// The item once its last line was read.
    fn close(mut self) -> ItemDraft<'s> {
        if let Some(text) = self.pending {
            let text = text.slice(strip_lead(text.text()));
            // 清淤3处。, who answers for it, 工作措施：…: the measures are of the same task.
            let goes_on = self.goes_on && self.duty.is_none();
            match self.item.clauses.last_mut().filter(|last| goes_on && last.duty.is_some()) {
                Some(last) => last.text.append(&text),
                None => self.item.clauses.push(ClauseDraft { text, duty: self.duty }),
            }
        } else if self.item.clauses.is_empty() && self.duty.is_some() {
            let text = self.item.heading.take().unwrap_or_default();
            self.item.clauses.push(ClauseDraft { text, duty: self.duty });
        }
        self.item
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
