//! Sections, groups, items and clauses out of numbered lines.
//!
//! Lines become a tree by the form of their ordinals. Which level is the item is told by who
//! carries the responsibility: the level whose members are each answered for is the item, the
//! outermost level above it the section, what lies between the group.

use std::ops::Range;

use hongtou_model::{ProseRole, Responsibility, Role};
use hongtou_source::chars;

use crate::flow::{Flow, trim};
use crate::lines::Line;
use crate::marker::Form;
use crate::record::Record;
use crate::responsibility::{self, Conventions, Duty, DutyForm};
use crate::sentence;
use crate::words;

/// A section before it is written down.
#[derive(Debug, Default)]
pub(crate) struct SectionDraft<'s> {
    pub(crate) ordinal: Option<(u32, Flow<'s>)>,
    pub(crate) title: Option<Flow<'s>>,
    pub(crate) items: Vec<ItemDraft<'s>>,
    pub(crate) plan: usize,
}

/// A level between section and item.
#[derive(Clone, Debug)]
pub(crate) struct GroupDraft<'s> {
    pub(crate) label: Flow<'s>,
    pub(crate) title: Option<Flow<'s>>,
    /// Position of the group in its section, from 1.
    pub(crate) index: usize,
}

/// An item before it is written down.
#[derive(Debug, Default)]
pub(crate) struct ItemDraft<'s> {
    pub(crate) number: Option<(u32, Flow<'s>)>,
    pub(crate) group: Option<GroupDraft<'s>>,
    /// A heading that stands on a line of its own.
    pub(crate) heading: Option<Flow<'s>>,
    /// A first sentence that may be a heading.
    pub(crate) topic: Option<Topic<'s>>,
    pub(crate) clauses: Vec<ClauseDraft<'s>>,
}

/// A first sentence that may be a heading: the table, else the notice's own habit, decides.
#[derive(Debug)]
pub(crate) struct Topic<'s> {
    /// The sentence without its stop.
    pub(crate) heading: Flow<'s>,
    /// Where the first clause goes on after it.
    pub(crate) cut: usize,
    /// Whether it is printed bold or set apart.
    pub(crate) marked: bool,
    /// Whether it ends in a colon, which other words do as well.
    pub(crate) colon: bool,
}

/// A clause before it is written down.
#[derive(Debug)]
pub(crate) struct ClauseDraft<'s> {
    pub(crate) text: Flow<'s>,
    pub(crate) duty: Option<DutyDraft<'s>>,
}

/// Who answers for a clause.
#[derive(Debug)]
pub(crate) struct DutyDraft<'s> {
    pub(crate) duty: Duty,
    pub(crate) of_group: bool,
    /// Where it says when the task is due.
    pub(crate) deadlines: Vec<Flow<'s>>,
}

/// A numbered line, the lines that go on with it, and what is numbered below it.
#[derive(Debug)]
struct Node {
    line: usize,
    form: Form,
    more: Vec<usize>,
    kids: Vec<Node>,
}

/// Reads the lines of one plan's body, in order.
pub(crate) fn sections<'s>(
    lines: &[Line<'s>],
    plan: usize,
    last_plan: bool,
    conventions: &mut Conventions,
    record: &mut Record,
) -> Vec<SectionDraft<'s>> {
    declared_after(lines, conventions);
    let mut duties: Vec<Vec<Duty>> =
        lines.iter().map(|line| line_duties(line, conventions)).collect();
    bare_lists(lines, &mut duties, conventions);
    // Around an ordinal's numeral stands print: 第…条, （）, 、.
    for line in lines {
        if let Some(marker) = &line.marker {
            record.label(&line.flow, 0..marker.end);
        }
    }
    let (lines, duties) = end_of_plan(lines, duties, record);
    let (before, roots) = tree(lines);
    let answered = duties.iter().any(|duties| !duties.is_empty());
    let mut outline = Outline { lines, duties, record, main: None, plan, answered };
    let mut sections = Vec::new();
    if !before.is_empty() {
        outline.loose(&before, &mut sections);
    }
    outline.main = outline.main_form(&roots);
    let roots = outline.unwrap_chapters(roots);
    let branches = roots.iter().filter(|root| outline.is_branch(root)).count();
    if branches == 0 && roots.len() > 1 && roots.iter().all(|root| outline.only_title(root)) {
        // Headings of attached tables and nothing else: sections without items.
        sections.extend(roots.iter().map(|root| SectionDraft {
            ordinal: numeral(&lines[root.line]),
            title: outline.branch_title(root),
            plan,
            ..SectionDraft::default()
        }));
        return sections;
    }
    if branches == 0
        || (branches * 2 < roots.len()
            && roots.iter().filter(|root| outline.direct_duty(root)).count() * 2 > roots.len())
    {
        let mut section = SectionDraft { plan, ..SectionDraft::default() };
        let mut groups = 0;
        for root in &roots {
            outline.collect(root, None, &mut groups, &mut section.items);
        }
        if !section.items.is_empty() {
            sections.push(section);
        }
    } else {
        for root in &roots {
            sections.push(outline.section(root));
        }
    }
    if last_plan {
        outline.closing(&mut sections);
    }
    sections.iter_mut().for_each(named_by_heading);
    sections
}

/// The responsibilities of one line: in brackets, or the whole line after its label.
fn line_duties(line: &Line<'_>, conventions: &mut Conventions) -> Vec<Duty> {
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
fn declared_after(lines: &[Line<'_>], conventions: &mut Conventions) {
    let tail = lines.iter().rposition(|line| line.marker.is_some()).map_or(0, |at| at + 1);
    for line in &lines[tail..] {
        for convention in responsibility::find_conventions(&line.flow) {
            conventions.declare(convention);
        }
    }
}

/// Where most tasks end in brackets, those that hold nothing but names of some kind say who answers.
fn bare_lists(lines: &[Line<'_>], duties: &mut [Vec<Duty>], conventions: &mut Conventions) {
    let tasks = (0..lines.len())
        .filter(|&at| lines[at].marker.is_some() && sentence::is_sentence(lines[at].rest()));
    let (mut answered, mut bare, mut all) = (0, 0, Vec::new());
    for at in tasks {
        all.push(at);
        let names_alone = duties[at].iter().any(responsibility::is_bare)
            || responsibility::ends_in_names(&lines[at].flow);
        bare += usize::from(names_alone);
        answered += usize::from(names_alone || !duties[at].is_empty());
    }
    if bare < 2 || answered < 3 || answered * 3 < all.len() * 2 {
        return;
    }
    conventions.expect_bare_lists(true);
    for at in all {
        duties[at] = line_duties(&lines[at], conventions);
    }
    conventions.expect_bare_lists(false);
}

/// Lines before the first ordinal, and the tree of the others.
fn tree(lines: &[Line<'_>]) -> (Vec<usize>, Vec<Node>) {
    let mut before = Vec::new();
    let mut roots: Vec<Node> = Vec::new();
    let mut stack: Vec<Node> = Vec::new();
    fn close(stack: &mut Vec<Node>, roots: &mut Vec<Node>) {
        if let Some(node) = stack.pop() {
            match stack.last_mut() {
                Some(parent) => parent.kids.push(node),
                None => roots.push(node),
            }
        }
    }
    for (index, line) in lines.iter().enumerate() {
        let Some(form) = line.form().or(line.head.then_some(Form::Han)) else {
            match stack.last_mut() {
                Some(node) => node.more.push(index),
                None => before.push(index),
            }
            continue;
        };
        while stack.last().is_some_and(|top| top.form >= form) {
            close(&mut stack, &mut roots);
        }
        stack.push(Node { line: index, form, more: Vec::new(), kids: Vec::new() });
    }
    while !stack.is_empty() {
        close(&mut stack, &mut roots);
    }
    (before, roots)
}

struct Outline<'a, 's> {
    lines: &'a [Line<'s>],
    duties: Vec<Vec<Duty>>,
    record: &'a mut Record,
    /// The form whose members mostly carry the responsibility.
    main: Option<Form>,
    plan: usize,
    /// Whether brackets or labels anywhere say who answers.
    answered: bool,
}

impl<'s> Outline<'_, 's> {
    fn direct_duty(&self, node: &Node) -> bool {
        !self.duties[node.line].is_empty()
            || node.more.iter().any(|&line| !self.duties[line].is_empty())
    }

    fn has_duty(&self, node: &Node) -> bool {
        self.direct_duty(node) || node.kids.iter().any(|kid| self.has_duty(kid))
    }

    /// Whether a numbered line is a title and nothing stands below it.
    fn only_title(&self, node: &Node) -> bool {
        let rest = self.lines[node.line].rest();
        node.form == Form::Han
            && node.kids.is_empty()
            && node.more.is_empty()
            && !self.has_duty(node)
            && !sentence::is_sentence(rest)
            && rest.chars().count() <= 30
    }

    /// Whether one responsibility at the end of the last of several kids closes them all.
    fn closes_group(&self, node: &Node) -> bool {
        let (Some(last), others) = (node.kids.last(), node.kids.len().saturating_sub(1)) else {
            return false;
        };
        others > 0
            && self.has_duty(last)
            && !node.kids[..others].iter().any(|kid| self.has_duty(kid))
    }

    /// The form that most responsibilities stand on.
    fn main_form(&self, roots: &[Node]) -> Option<Form> {
        fn count(outline: &Outline<'_, '_>, node: &Node, votes: &mut [u32; 7]) {
            if outline.closes_group(node) || outline.direct_duty(node) {
                votes[node.form as usize] += 1;
            }
            if !outline.closes_group(node) {
                node.kids.iter().for_each(|kid| count(outline, kid, votes));
            }
        }
        let mut votes = [0; 7];
        roots.iter().for_each(|root| count(self, root, &mut votes));
        let best = votes.iter().max().copied().filter(|&best| best > 0)?;
        FORMS.iter().copied().find(|&form| votes[form as usize] == best)
    }

    /// Whether a node's kids are items (or hold them), rather than the node being one itself.
    fn is_branch(&self, node: &Node) -> bool {
        if node.kids.is_empty() {
            return self.holds_bullets(node);
        }
        let kid_form = node.kids[0].form;
        if node.kids.iter().any(|kid| self.has_duty(kid)) {
            // （1） and ① below an item are its text, each with who answers for it.
            if kid_form >= Form::DigitBracket && self.main == Some(node.form) {
                return false;
            }
            return !self.closes_group(node) || self.main == Some(kid_form);
        }
        match self.main {
            Some(main) => node.form < main && !self.direct_duty(node),
            // Nobody answers for anything: the lowest numbered level, short of (1) and ①.
            None => kid_form < Form::DigitBracket || node.form < Form::HanBracket,
        }
    }

    /// Whether the entries of a list without numbers below a heading are answered for each.
    fn holds_bullets(&self, node: &Node) -> bool {
        let answered = |&&line: &&usize| {
            self.lines[line].bullet && !self.duties[line].is_empty() && !self.only_label(line)
        };
        node.more.iter().filter(answered).count() >= 2 && self.duties[node.line].is_empty()
    }

    /// 第一部分 above 一、: the 一、 level is the section, the part's line is prose.
    fn unwrap_chapters(&mut self, roots: Vec<Node>) -> Vec<Node> {
        let deep = roots.iter().any(|root| {
            root.form == Form::Chapter
                && root.kids.iter().any(|kid| kid.form == Form::Han && self.is_branch(kid))
        });
        if !deep {
            return roots;
        }
        let mut flat = Vec::new();
        for root in roots {
            if root.form != Form::Chapter {
                flat.push(root);
                continue;
            }
            let mut lines = vec![root.line];
            lines.extend(&root.more);
            self.prose(ProseRole::Intro, &lines);
            flat.extend(root.kids);
        }
        flat
    }

    fn prose(&mut self, role: ProseRole, lines: &[usize]) {
        for &line in lines {
            self.record.prose(role, &self.lines[line].flow);
        }
    }

    /// Lines without an ordinal above them: items where they are answered for, else prose.
    fn loose(&mut self, lines: &[usize], sections: &mut Vec<SectionDraft<'s>>) {
        let mut items = Vec::new();
        self.unnumbered(lines, &mut items);
        if !items.is_empty() {
            sections.push(SectionDraft { items, plan: self.plan, ..SectionDraft::default() });
        }
    }

    /// Lines of a section outside its numbered items.
    fn unnumbered(&mut self, lines: &[usize], items: &mut Vec<ItemDraft<'s>>) {
        if !lines.iter().any(|&line| !self.duties[line].is_empty()) {
            self.prose(ProseRole::Intro, lines);
            return;
        }
        // Each stretch up to a line with a responsibility is one item.
        let mut from = 0;
        for at in 0..lines.len() {
            let answered = !self.duties[lines[at]].is_empty();
            let more = lines.get(at + 1).is_some_and(|&next| self.only_label(next));
            if answered && !more {
                items.push(self.item_of(None, &lines[from..=at], None, lines[from]));
                from = at + 1;
            }
        }
        self.prose(ProseRole::Intro, &lines[from..]);
    }

    /// Whether a line is nothing but a responsibility.
    fn only_label(&self, line: usize) -> bool {
        let text = self.lines[line].text();
        self.duties[line]
            .first()
            .is_some_and(|duty| duty.outer.start == 0 && duty.outer.end + 4 >= text.len())
    }

    fn section(&mut self, root: &Node) -> SectionDraft<'s> {
        let line = &self.lines[root.line];
        let mut section = SectionDraft { plan: self.plan, ..SectionDraft::default() };
        section.ordinal = numeral(line);
        if !self.is_branch(root) {
            // A section of plain text: its title, then what is answered for as items, else prose.
            let rest = line.marker.as_ref().map_or(0, |marker| marker.end);
            let text = line.text();
            let own_line = !root.more.is_empty() || !root.kids.is_empty();
            let title_end = title_end(text, rest, own_line);
            section.title = Some(line.flow.slice(trim(text, rest..title_end)));
            let mut lines = root.more.clone();
            fn under(node: &Node, lines: &mut Vec<usize>) {
                for kid in &node.kids {
                    lines.push(kid.line);
                    lines.extend(&kid.more);
                    under(kid, lines);
                }
            }
            under(root, &mut lines);
            let remainder = after_stop(text, title_end);
            if self.has_duty(root) {
                let mut all = Vec::new();
                if remainder < text.len() {
                    all.push(root.line);
                }
                all.extend(lines);
                let mut item = self.item_of(None, &all, None, root.line);
                if remainder < text.len() {
                    self.drop_title(&mut item, title_end, rest);
                }
                section.items.push(item);
            } else {
                if remainder < text.len() {
                    self.record.prose(ProseRole::Intro, &line.flow.slice(remainder..text.len()));
                }
                self.prose(ProseRole::Intro, &lines);
            }
            return section;
        }
        section.title = self.branch_title(root);
        let more = root.more.clone();
        self.unnumbered(&more, &mut section.items);
        let mut groups = 0;
        for kid in &root.kids {
            self.collect(kid, None, &mut groups, &mut section.items);
        }
        section
    }

    /// The title of a section was read as part of its only item's first clause: takes it out again.
    fn drop_title(&self, item: &mut ItemDraft<'s>, title_end: usize, rest: usize) {
        item.topic = None;
        item.heading = None;
        if let Some(clause) = item.clauses.first_mut() {
            let cut = after_stop(
                clause.text.text(),
                title_end.saturating_sub(rest).min(clause.text.text().len()),
            );
            let len = clause.text.text().len();
            clause.text = clause.text.slice(trim(clause.text.text(), cut.min(len)..len));
        }
    }

    /// The title of a node whose kids are the items; sentences after it are prose.
    fn branch_title(&mut self, node: &Node) -> Option<Flow<'s>> {
        let line = &self.lines[node.line];
        let rest = line.marker.as_ref().map_or(0, |marker| marker.end);
        let text = line.text();
        let end = title_end(text, rest, true);
        let after = after_stop(text, end);
        if after < text.len() {
            self.record.prose(ProseRole::Intro, &line.flow.slice(after..text.len()));
        }
        let range = trim(text, rest..end);
        (!range.is_empty()).then(|| line.flow.slice(range))
    }

    /// The items of a node: itself, or those below it.
    fn collect(
        &mut self,
        node: &Node,
        group: Option<&GroupDraft<'s>>,
        groups: &mut usize,
        items: &mut Vec<ItemDraft<'s>>,
    ) {
        if self.is_branch(node) {
            *groups += 1;
            let line = &self.lines[node.line];
            let label_end = line.marker.as_ref().map_or(0, |marker| marker.end);
            let label = line.flow.slice(trim(line.text(), 0..label_end));
            // Answered for itself, and its parts again: an item besides the group.
            let title = match self.own_item(node, group) {
                Some(item) => {
                    let title =
                        item.heading.clone().or(item.topic.as_ref().map(|t| t.heading.clone()));
                    items.push(item);
                    title
                }
                None => {
                    let title = self.branch_title(node);
                    self.unnumbered(&node.more, items);
                    title
                }
            };
            let own = GroupDraft { label, title, index: *groups };
            for kid in &node.kids {
                self.collect(kid, Some(&own), groups, items);
            }
            return;
        }
        let mut lines = vec![node.line];
        lines.extend(&node.more);
        fn all(node: &Node, lines: &mut Vec<usize>) {
            for kid in &node.kids {
                lines.push(kid.line);
                lines.extend(&kid.more);
                all(kid, lines);
            }
        }
        all(node, &mut lines);
        let mut item = self.item_of(numeral(&self.lines[node.line]), &lines, group, node.line);
        if self.closes_group(node)
            && let Some(duty) =
                item.clauses.iter_mut().rev().find_map(|clause| clause.duty.as_mut())
        {
            duty.of_group = true;
        }
        items.push(item);
    }

    /// The item that a group's own line is, where it says more than a title and who answers for it.
    fn own_item(&mut self, node: &Node, group: Option<&GroupDraft<'s>>) -> Option<ItemDraft<'s>> {
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
        let heading = if behind.chars().any(chars::is_word) {
            let before = &text[..strip_stop(text, duty.outer.start).max(from)];
            let words = &before[from..];
            let few = words.chars().count() <= LONGEST_LEAD
                && words.chars().count() < behind.chars().count()
                && !words.contains(['，', ','])
                && !words.chars().any(|c| chars::digit(c).is_some());
            few && own_line_heading(before, from)
        } else {
            !rest.is_empty() && own_line_heading(&text[..duty.outer.start], from)
        };
        heading
            && rest.iter().all(|&line| self.duties[line].is_empty())
            && duty.form != DutyForm::Unclosed
    }

    /// An item out of its lines; the first line's ordinal is left out of the words.
    fn item_of(
        &mut self,
        number: Option<(u32, Flow<'s>)>,
        lines: &[usize],
        group: Option<&GroupDraft<'s>>,
        first: usize,
    ) -> ItemDraft<'s> {
        let number_stands = number.is_some();
        let mut item = ItemDraft { number, group: group.cloned(), ..ItemDraft::default() };
        let mut pending: Option<Flow<'s>> = None;
        let mut heading_done = false;
        let mut heading_duty: Option<DutyDraft<'s>> = None;
        for (at, &index) in lines.iter().enumerate() {
            let line = &self.lines[index];
            let text = line.text();
            let mut cursor = if index == first {
                line.marker.as_ref().map_or(0, |marker| marker.end)
            } else {
                0
            };
            let duties = std::mem::take(&mut self.duties[index]);
            if !heading_done {
                heading_done = true;
                let more = lines[at + 1..].iter().any(|&line| !self.only_label(line));
                let first_duty = duties.first().map_or(text.len(), |duty| duty.outer.start);
                // A line of its own above the text is the heading.
                if more && duties.is_empty() && own_line_heading(text, cursor) {
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
                        let deadlines =
                            duty.deadlines.iter().map(|at| line.flow.slice(at.clone())).collect();
                        DutyDraft { duty, of_group: false, deadlines }
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
                let mut clause = pending.take().unwrap_or_default();
                if !before.is_empty() {
                    let stretch = line.flow.slice(before);
                    // A stop behind the bracket before belongs to the clause before.
                    let lead = if clause.is_empty() { strip_lead(stretch.text()).start } else { 0 };
                    clause.append(&stretch.slice(lead..stretch.text().len()));
                }
                let deadlines: Vec<Flow<'s>> =
                    duty.deadlines.iter().map(|range| line.flow.slice(range.clone())).collect();
                let only_stops = !clause.text().chars().any(chars::is_word);
                if !only_stops
                    && !clause.text().ends_with(STOPS)
                    && text[stop.clone()].ends_with(STOPS)
                {
                    // The stop behind the bracket ends the words before it.
                    clause.append(&line.flow.slice(stop));
                }
                match item.clauses.last_mut().and_then(|last| last.duty.as_mut()) {
                    // Two brackets, or two label lines, in a row say together who answers.
                    Some(last) if only_stops => merge(last, duty, deadlines),
                    _ => item.clauses.push(ClauseDraft {
                        text: clause,
                        duty: Some(DutyDraft { duty, of_group: false, deadlines }),
                    }),
                }
            }
            let after = trim(text, cursor..text.len());
            if text[after.clone()].chars().any(chars::is_word) {
                let rest = line.flow.slice(after);
                match &mut pending {
                    Some(pending) => pending.append(&rest),
                    None => pending = Some(rest),
                }
            }
        }
        if let Some(text) = pending {
            let range = strip_lead(text.text());
            item.clauses.push(ClauseDraft { text: text.slice(range), duty: heading_duty.take() });
        }
        self.running(&mut item);
        if item.clauses.is_empty() {
            // An ordinal with a heading only, or nothing at all: the words stay a clause.
            let text = item.heading.take().unwrap_or_default();
            item.clauses.push(ClauseDraft { text, duty: None });
        }
        item
    }

    /// Running sentences that say who answers: `由A承办，B协办。`, `A负责…；B牵头…。`
    fn running(&self, item: &mut ItemDraft<'s>) {
        let mut out = Vec::with_capacity(item.clauses.len());
        for clause in std::mem::take(&mut item.clauses) {
            let text = clause.text.text();
            // A topic sentence before it stays with the first clause.
            let skip = item
                .topic
                .as_ref()
                .filter(|_| out.is_empty())
                .map_or(0, |topic| topic.cut.min(text.len()));
            let parts: Vec<Range<usize>> = parts(&text[skip..])
                .into_iter()
                .map(|part| part.start + skip..part.end + skip)
                .collect();
            let first = parts
                .first()
                .filter(|_| clause.duty.is_none())
                .and_then(|part| responsibility::sentence_duty(&clause.text, part.clone()));
            let Some(first) = first else {
                self.told_at_the_end(clause, &parts, &mut out);
                continue;
            };
            if parts.len() > 1 && first.prose.is_empty() {
                // Nothing but who: it answers for what follows.
                if let Some(topic) = item.topic.take() {
                    item.heading.get_or_insert(topic.heading);
                }
                let rest = trim(text, parts[1].start..text.len());
                let duty = DutyDraft { duty: first, of_group: false, deadlines: Vec::new() };
                out.push(ClauseDraft { text: clause.text.slice(rest), duty: Some(duty) });
                continue;
            }
            let others: Vec<Option<Duty>> = parts[1..]
                .iter()
                .map(|part| responsibility::sentence_duty(&clause.text, part.clone()))
                .collect();
            if others.iter().any(Option::is_none) {
                out.push(clause);
                continue;
            }
            // Each sentence is one unit's task; its words stay whole.
            if let Some(topic) = item.topic.take() {
                item.heading.get_or_insert(topic.heading);
            }
            for (part, duty) in parts.iter().zip(std::iter::once(Some(first)).chain(others)) {
                let duty =
                    duty.map(|duty| DutyDraft { duty, of_group: false, deadlines: Vec::new() });
                out.push(ClauseDraft { text: clause.text.slice(trim(text, part.clone())), duty });
            }
        }
        item.clauses = out;
    }

    /// A sentence after the task that says nothing but who answers: `…20所。由A牵头，B配合。`
    fn told_at_the_end(
        &self,
        clause: ClauseDraft<'s>,
        parts: &[Range<usize>],
        out: &mut Vec<ClauseDraft<'s>>,
    ) {
        let mut from = 0;
        if clause.duty.is_none() {
            for part in parts.iter().skip(1) {
                let Some(duty) = responsibility::sentence_duty(&clause.text, part.clone())
                    .filter(|duty| duty.prose.is_empty())
                else {
                    continue;
                };
                let text = clause.text.slice(trim(clause.text.text(), from..part.start));
                let duty = DutyDraft { duty, of_group: false, deadlines: Vec::new() };
                out.push(ClauseDraft { text, duty: Some(duty) });
                from = part.end;
            }
        }
        if from == 0 {
            let duty = self.told_within(&clause, parts);
            out.push(ClauseDraft { duty: clause.duty.or(duty), ..clause });
            return;
        }
        let rest = trim(clause.text.text(), from..clause.text.text().len());
        if clause.text.text()[rest.clone()].chars().any(chars::is_word) {
            out.push(ClauseDraft { text: clause.text.slice(rest), duty: None });
        }
    }

    /// Who answers by a part of a sentence (`改造小区120个，由A牵头，B配合`), in a notice that has no other way.
    ///
    /// The words stay whole, for the part belongs to its sentence.
    fn told_within(
        &self,
        clause: &ClauseDraft<'s>,
        parts: &[Range<usize>],
    ) -> Option<DutyDraft<'s>> {
        if self.answered || clause.duty.is_some() {
            return None;
        }
        let text = clause.text.text();
        parts.iter().find_map(|part| {
            let words = &text[part.clone()];
            let at = words.find("，由").or_else(|| words.find(",由"))?;
            let from = part.start + at + words[at..].chars().next().map_or(0, char::len_utf8);
            let duty = responsibility::sentence_duty(&clause.text, from..part.end)?;
            Some(DutyDraft { duty, of_group: false, deadlines: Vec::new() })
        })
    }

    /// What follows the last responsibility of the last item closes the plan.
    fn closing(&mut self, sections: &mut [SectionDraft<'s>]) {
        let answered = sections
            .iter()
            .flat_map(|s| &s.items)
            .flat_map(|i| &i.clauses)
            .any(|c| c.duty.is_some());
        let Some(item) = sections.last_mut().and_then(|section| section.items.last_mut()) else {
            return;
        };
        let many = item.clauses.len() > 1;
        let Some(last) = item.clauses.last().filter(|clause| clause.duty.is_none()) else {
            return;
        };
        if answered && many {
            // Only whole paragraphs close a plan; words after a bracket on its own line belong to the item.
            let Some(start) = last.text.whole().start().map(|(_, at)| at) else { return };
            let own_paragraph = self.lines.iter().any(|line| {
                line.marker.is_none()
                    && line.flow.whole().start().is_some_and(|(_, at)| at == start)
            });
            if own_paragraph && let Some(clause) = item.clauses.pop() {
                self.record.prose(ProseRole::Closing, &clause.text);
            }
        }
    }
}

/// The sentences of a text, semicolons ending one as well.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in sentence::ends(text).chain([text.len()]) {
        if text[start..end].chars().any(chars::is_word) {
            out.push(start..end);
            start = end;
        }
    }
    out
}

/// A section of which nobody is told to answer, while its headings are units' names: they answer.
fn named_by_heading(section: &mut SectionDraft<'_>) {
    if section.items.iter().flat_map(|item| &item.clauses).any(|clause| clause.duty.is_some()) {
        return;
    }
    let of_section = section.title.as_ref().and_then(names_units);
    for item in &mut section.items {
        let heading = item.heading.as_ref().or(item.topic.as_ref().map(|topic| &topic.heading));
        let of_item = heading.and_then(names_units);
        if of_item.is_some()
            && let Some(topic) = &mut item.topic
        {
            topic.marked = true;
        }
        let Some(duty) = of_item.or_else(|| of_section.clone()) else { continue };
        for clause in &mut item.clauses {
            clause.duty =
                Some(DutyDraft { duty: duty.clone(), of_group: false, deadlines: Vec::new() });
        }
    }
}

/// A heading that is nothing but units' names, as a responsibility.
fn names_units(heading: &Flow<'_>) -> Option<Duty> {
    if responsibility::unit_score(heading) < 0.9 {
        return None;
    }
    let list = responsibility::unit_list(heading, &[], Role::Responsible);
    if list.units.is_empty() || !list.prose.is_empty() {
        return None;
    }
    let all = 0..heading.text().len();
    Some(Duty {
        outer: all,
        responsibility: Responsibility {
            text: heading.text().to_owned(),
            span: heading.whole(),
            open: list.open,
            ..Responsibility::default()
        },
        units: list.units,
        tiers: list.tiers,
        conventions: Vec::new(),
        deadlines: Vec::new(),
        prose: Vec::new(),
        score: list.score,
        form: DutyForm::Label,
    })
}

/// Two brackets or label lines in a row say together who answers.
fn merge<'s>(known: &mut DutyDraft<'s>, more: Duty, deadlines: Vec<Flow<'s>>) {
    let (a, b) = (&mut known.duty.responsibility, more.responsibility);
    a.text.push_str(&b.text);
    a.span.extend(&b.span);
    a.open |= b.open;
    if a.scope.is_none() {
        a.scope = b.scope;
    }
    known.duty.units.extend(more.units);
    known.deadlines.extend(deadlines);
}

const FORMS: [Form; 7] = [
    Form::Chapter,
    Form::Article,
    Form::Han,
    Form::HanBracket,
    Form::Digit,
    Form::DigitBracket,
    Form::Circle,
];

fn numeral<'s>(line: &Line<'s>) -> Option<(u32, Flow<'s>)> {
    let marker = line.marker.as_ref()?;
    Some((marker.number, line.flow.slice(marker.numeral.clone())))
}

/// Where the title that begins at `from` ends, its stop left out.
fn title_end(text: &str, from: usize, own_line: bool) -> usize {
    let rest = &text[from..];
    match sentence::first_stop(rest) {
        Some((stop, after)) if after < rest.trim_end_matches(chars::is_space).len() => from + stop,
        _ if own_line || rest.chars().count() <= LONGEST_TITLE => strip_stop(text, text.len()),
        _ => from,
    }
}

/// The longest line that is taken for a title where nothing else tells.
const LONGEST_TITLE: usize = 60;

/// `end` without a stop and white space before it.
fn strip_stop(text: &str, end: usize) -> usize {
    text[..end]
        .trim_end_matches(|c| {
            chars::is_space(c) || matches!(c, '。' | '：' | ':' | '；' | ';' | '.')
        })
        .len()
}

/// The offset after a stop and white space at `at`.
fn after_stop(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c| {
        chars::is_space(c) || matches!(c, '。' | '：' | ':' | '；' | ';' | '.')
    });
    text.len() - rest.len()
}

/// What ends a clause.
const STOPS: [char; 4] = ['。', '；', ';', '.'];

/// The punctuation right behind a bracket that closes at `at`: `（A负责）。`, `（A负责）；`.
fn stop_behind(text: &str, at: usize) -> Range<usize> {
    let rest = &text[at..];
    let words = rest.trim_start_matches(chars::is_space);
    let start = text.len() - words.len();
    match words.chars().next() {
        Some(stop) if STOPS.contains(&stop) || matches!(stop, '，' | ',' | '、') => {
            start..start + stop.len_utf8()
        }
        _ => at..at,
    }
}

/// The words without stops that a bracket before them left over.
fn strip_lead(text: &str) -> Range<usize> {
    let kept = text.trim_start_matches(|c| {
        chars::is_space(c) || matches!(c, '。' | '，' | '；' | ';' | ',' | '、')
    });
    text.len() - kept.len()..text.len()
}

/// Whether the words from `from` on are a heading that stands on a line of its own.
fn own_line_heading(text: &str, from: usize) -> bool {
    let words = text[from..].trim_end_matches(chars::is_space);
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    !sentence::is_sentence(words)
        && (words.chars().count() <= 24 || !words.contains(['，', ',']))
        && !matches!(last, '，' | '、' | ',' | '：' | ':')
        && words.chars().count() <= LONGEST_TITLE
        && words.chars().any(chars::is_word)
}

/// The first sentence of an item, where it is short and more follows before the responsibility.
fn topic<'s>(line: &Line<'s>, from: usize, duty: usize, more: bool) -> Option<Topic<'s>> {
    let text = line.text();
    let area = &text[from..duty.max(from)];
    // Set apart by wide spaces: 强化监管　　各地要….
    let ideographic = chars::besides_han(area).find(|&(_, c)| c == '\u{3000}');
    let double = || chars::besides_han(area).find(|&(at, _)| area[at..].starts_with("  "));
    let wide = ideographic
        .or_else(double)
        .map(|(at, _)| at)
        .map(|at| (at, area.len() - area[at..].trim_start_matches(chars::is_space).len()));
    let bold_end = line.bold.saturating_sub(from);
    let (heading, cut, marked, colon) =
        if bold_end > 0 && bold_end < area.len() && area.is_char_boundary(bold_end) {
            (strip_stop(area, bold_end), after_stop(area, bold_end), true, false)
        } else if let Some((at, end)) =
            wide.filter(|&(at, _)| at > 0 && !area[..at].contains(['，', '。', '；', '、']))
        {
            (at, end, true, false)
        } else if let Some(at) = lead_colon(area) {
            (at, after_stop(area, at), false, true)
        } else {
            let (stop, _) = sentence::first_stop(area)?;
            (stop, after_stop(area, stop), false, false)
        };
    let words = &area[..heading];
    let follows = area[cut..].chars().any(chars::is_word) || more;
    if !follows
        || !words.chars().any(chars::is_word)
        || words.chars().count() > LONGEST_TOPIC && !marked
    {
        return None;
    }
    if words.contains(['；', ';']) || words.matches(['，', ',']).count() > 1 && !marked {
        return None;
    }
    if words::CLOSINGS.iter().any(|start| area[..heading].starts_with(start)) {
        return None;
    }
    // A sentence of two parts that counts is the task: 新建学校6所，新增学位5400个。
    if !marked && words.contains(['，', ',']) && words.chars().any(|c| chars::digit(c).is_some()) {
        return None;
    }
    let range = trim(text, from..from + heading);
    Some(Topic { heading: line.flow.slice(range), cut, marked, colon })
}

/// The colon that ends a few words at the beginning: `健全机制：各地要…`.
fn lead_colon(area: &str) -> Option<usize> {
    let at = area.find(['：', ':', '∶'])?;
    let words = &area[..at];
    let follows = area[at..].trim_start_matches(['：', ':', '∶']);
    ((2..=LONGEST_LEAD).contains(&words.trim().chars().count())
        && words.chars().all(|c| chars::is_han(c) || matches!(c, '“' | '”' | '、' | '和'))
        && follows.chars().next().is_some_and(|c| !chars::is_space(c) && c != '\u{3000}'))
    .then_some(at)
}

/// The longest words before a colon that may be a heading.
const LONGEST_LEAD: usize = 20;

/// The longest first sentence that may be a topic sentence.
const LONGEST_TOPIC: usize = 32;

/// Takes off the paragraphs after the last ordinal that close the plan by their opening words.
fn end_of_plan<'l, 's>(
    lines: &'l [Line<'s>],
    mut duties: Vec<Vec<Duty>>,
    record: &mut Record,
) -> (&'l [Line<'s>], Vec<Vec<Duty>>) {
    let tail = lines.iter().rposition(|line| line.marker.is_some()).map_or(0, |at| at + 1);
    let closes = |at: &usize| {
        let text = lines[*at].text().trim_start_matches(chars::is_space);
        words::CLOSINGS.iter().any(|start| text.starts_with(start))
    };
    let Some(end) =
        (tail..lines.len()).find(closes).filter(|&at| duties[at..].iter().all(Vec::is_empty))
    else {
        return (lines, duties);
    };
    for line in &lines[end..] {
        record.prose(ProseRole::Closing, &line.flow);
    }
    duties.truncate(end);
    (&lines[..end], duties)
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    /// The first sentences that may be headings, and the clauses, of a plan printed one line each.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::from_text("n", Format::Text, text);
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
            lines.push(Line::new(flow, false));
            at += line.len() + 1;
        }
        let mut record = Record::new(Lang::Zh);
        let sections = sections(&lines, 0, true, &mut Conventions::default(), &mut record);
        let items: Vec<ItemDraft<'_>> = sections.into_iter().flat_map(|s| s.items).collect();
        let topics = items.iter().filter_map(|item| item.topic.as_ref());
        let clauses = items.iter().flat_map(|item| &item.clauses);
        (
            topics.map(|topic| topic.heading.text().to_owned()).collect(),
            clauses.map(|clause| clause.text.text().to_owned()).collect(),
        )
    }

    #[test]
    fn a_stop_between_two_responsibilities_may_open_the_second() {
        let (_, clauses) = read("1.建站。责任单位：市教育局）；配合单位：市公安局）");
        assert_eq!(clauses, ["建站。"]);
    }

    #[test]
    fn a_topic_is_words_and_stands_where_its_clause_begins() {
        let (topics, clauses) = read("1.；新建。改造设施5处。（市教育局负责）");
        assert_eq!(
            (&topics[..], &clauses[..]),
            (&["新建".into()][..], &["新建。改造设施5处。".into()][..])
        );
        let (topics, clauses) = read("（三）%。\n2.新建\n2.责任单位：村局");
        assert!(topics.is_empty(), "{topics:?}");
        assert_eq!(clauses, ["2.新建2."]);
    }
}
