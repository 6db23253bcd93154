//! Titles that are answered for: in a bracket behind their words, or on lines of labels right below
//! them. What is numbered below such a title is its tasks, and they inherit who answers.

use std::collections::BTreeSet;
use std::ops::Range;

use hongtou_model::{ProseRole, Role, Span};
use hongtou_source::{chars, numeral};

use super::heading::own_line_heading;
use super::tree::Node;
use super::{ClauseDraft, DutyDraft, ItemDraft, Outline, running};
use crate::marker::Form;
use crate::responsibility::{Duty, DutyForm};
use crate::token::{self, Token, TokenKind};

/// Who answers for what stands below a title.
#[derive(Debug, Default)]
pub(super) struct Owner<'s> {
    /// The line of the title.
    line: usize,
    /// The lines that say it: the title's own, or those of labels below it.
    lines: Vec<usize>,
    /// The bracket behind the words of the title, where it is one that says it.
    bracket: Option<Range<usize>>,
    /// What each of the lines says.
    own: Vec<Vec<Duty>>,
    /// The tasks below that nobody else answers for.
    heirs: Vec<usize>,
    /// All that the lines say.
    duty: Option<DutyDraft<'s>>,
}

/// What titles that are answered for hand on.
#[derive(Debug, Default)]
pub(super) struct Owners<'s> {
    // In the order of their titles.
    all: Vec<Owner<'s>>,
    /// Lines of tasks that nobody else answers for, in order.
    heirs: Vec<usize>,
    /// The lines behind the last of some tasks that are no part of it, in order.
    closing: Vec<usize>,
}

impl<'s> Owners<'s> {
    fn of(&self, title: usize) -> Option<&Owner<'s>> {
        self.all.binary_search_by_key(&title, |owner| owner.line).ok().map(|at| &self.all[at])
    }

    pub(super) fn is_heir(&self, line: usize) -> bool {
        self.heirs.binary_search(&line).is_ok()
    }

    pub(super) fn is_answered(&self, title: usize) -> bool {
        self.of(title).is_some()
    }

    /// The bracket behind the words of a title that is answered for.
    pub(super) fn bracket(&self, title: usize) -> Option<Range<usize>> {
        self.of(title)?.bracket.clone()
    }

    /// The lines below a node's own, without the labels that a title hands on.
    pub(super) fn lines_below(&self, node: &Node) -> Vec<usize> {
        let labels = self.of(node.line).map_or(&[][..], |owner| &owner.lines);
        // The labels are the first of them.
        let labels = node.more.iter().zip(labels).take_while(|(line, label)| line == label).count();
        let own = node.more[labels..].iter().copied();
        own.filter(|line| self.closing.binary_search(line).is_err()).collect()
    }

    /// Gives the items below a title what it says of who answers for them.
    pub(super) fn hand_on(&self, title: usize, items: &mut [ItemDraft<'s>]) {
        let Some(duty) = self.of(title).and_then(|owner| owner.duty.as_ref()) else { return };
        for clause in items.iter_mut().flat_map(|item| &mut item.clauses) {
            inherit(clause, duty);
        }
    }
}

/// Adds to a clause who answers for it by the title above: for whatever role nobody has in its own words.
pub(super) fn inherit<'s>(clause: &mut ClauseDraft<'s>, title: &DutyDraft<'s>) {
    let mut from_title = title.clone();
    // What it declares was declared where it stands.
    from_title.duty.conventions.clear();
    let Some(own) = &mut clause.duty else {
        from_title.inherited = true;
        clause.duty = Some(from_title);
        return;
    };
    let roles = roles(own.duty.units.iter().map(|unit| unit.role));
    let units = &mut from_title.duty.units;
    units.retain(|unit| !roles.contains(&unit.role));
    if own.deadlines.is_empty() {
        own.deadlines = from_title.deadlines;
    }
    if units.is_empty() {
        return;
    }
    let (above, below) = (&mut from_title.duty.responsibility, &mut own.duty.responsibility);
    above.text.push_str(&below.text);
    let parts = [std::mem::take(&mut above.span), std::mem::take(&mut below.span)];
    below.span = Span::of(parts.iter());
    below.text = std::mem::take(&mut above.text);
    below.open |= above.open;
    units.append(&mut own.duty.units);
    own.duty.units = std::mem::take(units);
    own.inherited = true;
}

/// Whether two responsibilities name somebody for the same role.
pub(super) fn share_a_role(a: &DutyDraft<'_>, b: &DutyDraft<'_>) -> bool {
    let of = |duty: &DutyDraft<'_>| roles(duty.duty.units.iter().map(|unit| unit.role));
    let (a, b) = (of(a), of(b));
    a.iter().any(|role| b.contains(role))
}

fn roles(of: impl Iterator<Item = Role>) -> Vec<Role> {
    let mut roles = Vec::new();
    for role in of {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

impl<'s> Outline<'_, 's> {
    /// Finds the titles that are answered for, and takes what they say away from their lines.
    pub(super) fn find_owners(&mut self, roots: &[Node]) {
        let mut nodes = Vec::new();
        fn walk<'n>(nodes: &mut Vec<&'n Node>, node: &'n Node) {
            nodes.push(node);
            node.kids.iter().for_each(|kid| walk(nodes, kid));
        }
        roots.iter().for_each(|root| walk(&mut nodes, root));
        let habits: Vec<(Form, Habit)> = [Form::Han, Form::HanBracket]
            .into_iter()
            .map(|form| (form, self.habit(form, &nodes)))
            .collect();
        for node in nodes {
            let Some((_, habit)) = habits.iter().find(|(form, _)| *form == node.form) else {
                continue;
            };
            let Some((lines, bracket)) = self.owner(node, habit) else { continue };
            let own = lines.iter().map(|&line| std::mem::take(&mut self.duties[line])).collect();
            let mut heirs = Vec::new();
            if !self.answered_below(node) {
                heirs_below(node, &mut heirs);
            }
            self.owners.heirs.extend(&heirs);
            self.owners.all.push(Owner { line: node.line, lines, bracket, own, heirs, duty: None });
        }
    }

    /// Settles which titles hand on what they say, now that the level of the items is known: where
    /// the numbered lines are no items after all, the title answers for itself.
    pub(super) fn settle_owners(&mut self, roots: &[Node]) {
        if self.owners.all.is_empty() {
            return;
        }
        fn branches(outline: &Outline<'_, '_>, node: &Node, out: &mut Vec<usize>) {
            if outline.is_branch(node) {
                out.push(node.line);
            }
            node.kids.iter().for_each(|kid| branches(outline, kid, out));
        }
        let mut found = Vec::new();
        roots.iter().for_each(|root| branches(self, root, &mut found));
        let (mut kept, mut heirs) = (Vec::new(), Vec::new());
        for mut owner in std::mem::take(&mut self.owners.all) {
            let own = std::mem::take(&mut owner.own);
            let lines = owner.lines.iter().copied().zip(own);
            if found.binary_search(&owner.line).is_err() {
                lines.for_each(|(line, duties)| self.duties[line] = duties);
                continue;
            }
            for (line, duties) in lines {
                let flow = &self.lines[line].flow;
                for duty in duties {
                    self.record.label(flow, duty.outer.clone());
                    let duty = DutyDraft::new(duty, flow);
                    match &mut owner.duty {
                        Some(known) => known.merge(duty),
                        None => owner.duty = Some(duty),
                    }
                }
            }
            heirs.extend(&owner.heirs);
            kept.push(owner);
        }
        (self.owners.all, self.owners.heirs) = (kept, heirs);
        self.close_behind_heirs();
    }

    /// The lines on which a title says who answers for the tasks below it, and its bracket.
    fn owner(&self, node: &Node, habit: &Habit) -> Option<(Vec<usize>, Option<Range<usize>>)> {
        let kids = node.kids.first()?.form;
        // Labels above and below the tasks speak of all of them; a bracket at the end of the last
        // is its own where the title has one.
        let own = |last: &Node| !self.duties[last.line].is_empty();
        if kids >= Form::DigitBracket
            || self.closes_group(node) && !node.kids.last().is_some_and(own)
        {
            return None;
        }
        let line = &self.lines[node.line];
        let (text, from) = (line.text(), line.marker.as_ref().map_or(0, |marker| marker.end));
        let below: Vec<usize> =
            node.more.iter().copied().take_while(|&line| self.only_label(line)).collect();
        if node.more[below.len()..].iter().any(|&line| !self.duties[line].is_empty()) {
            return None;
        }
        let (lines, bracket) = match (&self.duties[node.line][..], &below[..]) {
            ([], [_, ..]) if own_line_heading(text, from) => (below, None),
            ([duty], [])
                if from <= duty.outer.start
                    && own_line_heading(&text[..duty.outer.start], from)
                    && duty.form != DutyForm::Unclosed =>
            {
                (vec![node.line], Some(duty.outer.clone()))
            }
            _ => return None,
        };
        let inherits = if self.answered_below(node) {
            let named = lines.iter().flat_map(|&line| &self.duties[line]);
            let named = roles(named.flat_map(|duty| &duty.units).map(|unit| unit.role));
            self.lacks(node, &named)
        } else {
            // （一） before a bracket is the item where its parts begin again at 1.
            let apart = bracket.is_none() || node.form == Form::Han || habit.counts_on;
            apart && habit.holds_tasks
        };
        inherits.then_some((lines, bracket))
    }

    fn answered_below(&self, node: &Node) -> bool {
        node.kids.iter().any(|kid| self.has_duty(kid))
    }

    /// Whether nobody has one of some roles for a task below a node.
    fn lacks(&self, node: &Node, named: &[Role]) -> bool {
        node.kids.iter().any(|kid| {
            if kid.kids.iter().any(|part| self.has_duty(part)) && !self.direct_duty(kid) {
                return self.lacks(kid, named);
            }
            let own = [kid.line].into_iter().chain(kid.more.iter().copied());
            let own = own.flat_map(|line| &self.duties[line]).flat_map(|duty| &duty.units);
            let own = roles(own.map(|unit| unit.role));
            named.iter().any(|role| !own.contains(role))
        })
    }

    /// How titles of one form and what is numbered below them stand in this notice.
    fn habit(&self, form: Form, nodes: &[&Node]) -> Habit {
        let of_form = || nodes.iter().filter(|node| node.form == form);
        let answered = of_form().filter(|node| self.direct_duty(node)).count();
        let held: Vec<&[Node]> = of_form()
            .filter(|node| !node.kids.is_empty() && self.direct_duty(node))
            .map(|node| &node.kids[..])
            .collect();
        let number = |node: &Node| self.lines[node.line].marker.as_ref().map(|found| found.number);
        let counts_on = |pair: &[&[Node]]| {
            let last = pair[0].last().and_then(number);
            last.is_some_and(|last| pair[1].first().and_then(number) == Some(last + 1))
        };
        let on = held.windows(2).filter(|pair| counts_on(pair)).count();
        // 工作目标 and 工作措施 below each title are parts of one task.
        let mut openings = BTreeSet::new();
        let parts = held.iter().any(|kids| {
            let opening = self.opening(&kids[0]);
            !opening.is_empty() && !openings.insert(opening)
        });
        Habit {
            counts_on: on > 0 && on * 2 >= held.len().saturating_sub(1),
            holds_tasks: held.len() * 2 >= answered && !parts,
        }
    }

    /// The few words that a numbered line opens with, up to its first mark.
    fn opening(&self, node: &Node) -> &str {
        let words = self.lines[node.line].rest();
        let end = words.find(['。', '：', ':', '，', '；']).unwrap_or(words.len());
        if words[..end].chars().count() <= 8 { words[..end].trim() } else { "" }
    }

    /// Where only the last of the tasks is followed by a paragraph, that speaks of all of them.
    fn close_behind_heirs(&mut self) {
        let Some(last) = self.lines.iter().rposition(|line| line.marker.is_some()) else { return };
        // A line behind a full stop begins a paragraph; others may be printed lines of one.
        let paragraph = |heir: usize| {
            let below = (heir + 1..self.lines.len())
                .take_while(|&at| self.lines[at].marker.is_none() && self.lines[at].head.is_none());
            let ends = |at: usize| {
                let words = self.lines[at].text().trim_end_matches(chars::is_space);
                words.chars().next_back().is_some_and(chars::ends_sentence)
            };
            below.into_iter().find(|&at| ends(at - 1))
        };
        let others = self.owners.heirs.iter().filter(|&&heir| heir != last);
        if self.owners.is_heir(last)
            && others.clone().count() >= 2
            && others.clone().all(|&heir| paragraph(heir).is_none())
            && let Some(closing) = paragraph(last)
        {
            let head = (closing..self.lines.len()).find(|&at| self.lines[at].head.is_some());
            let closing: Vec<usize> = (closing..head.unwrap_or(self.lines.len())).collect();
            self.prose(ProseRole::Closing, &closing);
            self.owners.closing = closing;
        }
    }

    /// A paragraph behind the last of what is numbered below a title, all of which else is one paragraph each, that
    /// counts all of it, 围绕以上8个方面，…, is the title's, with those right behind it that go on from there: 根据上述指标，….
    pub(super) fn close_behind_counted(&mut self, nodes: &[Node]) {
        for node in nodes.iter().filter(|node| !node.kids.is_empty()) {
            self.close_behind_counted(&node.kids);
            let (last, others) = node.kids.split_last().expect("it has some");
            let one = |kid: &Node| kid.kids.is_empty() && kid.more.is_empty();
            if !last.kids.is_empty() || !others.iter().all(one) {
                continue;
            }
            let below = self.owners.lines_below(last);
            let text = |line: &usize| self.lines[*line].text();
            if below.first().and_then(|line| counts_those_above(text(line)))
                != Some(node.kids.len())
            {
                continue;
            }
            let more = below[1..].iter().take_while(|line| goes_on_from_above(text(line))).count();
            let closing = &below[..=more];
            let told = closing.iter().any(|&line| !self.duties[line].is_empty());
            if told || !self.is_branch(node) {
                continue;
            }
            // 上述三项工作由县住建局负责。
            if let &[line] = closing
                && let Some(duty) = running::whose_above(&self.lines[line].flow)
                && !self.answered_below(node)
                && let Err(at) = self.owners.all.binary_search_by_key(&node.line, |of| of.line)
            {
                self.record.label(&self.lines[line].flow, 0..self.lines[line].text().len());
                let duty = Some(DutyDraft::told(duty));
                self.owners.all.insert(at, Owner { line: node.line, duty, ..Owner::default() });
                self.owners.closing.push(line);
                self.owners.closing.sort_unstable();
                continue;
            }
            let role = match closing.last() == Some(&(self.lines.len() - 1)) {
                true => ProseRole::Closing,
                false => ProseRole::Note,
            };
            self.prose(role, closing);
            self.owners.closing.extend(closing);
            self.owners.closing.sort_unstable();
        }
    }
}

/// How many of those above it a paragraph says that it speaks of: 围绕以上8个方面，…, 上述三项任务….
///
/// What it dates or gives a figure may be what a row of a table repeats.
fn counts_those_above(text: &str) -> Option<usize> {
    const TASKS: [&str; 7] =
        ["项任务", "项工作", "项重点任务", "项重点工作", "项措施", "条措施", "项举措"];
    let words = text.trim_matches(chars::is_space);
    let around = words.strip_prefix("围绕");
    let above = around.unwrap_or(words);
    let above = ["以上", "上述"].iter().find_map(|word| above.strip_prefix(word))?;
    let (count, end) = numeral::small(above, 0)?;
    let noun = &above[end..];
    let areas = || noun.strip_prefix('个').unwrap_or(noun).strip_prefix("方面");
    let tasks = || TASKS.iter().find_map(|task| noun.strip_prefix(task));
    let rest = around.and_then(|_| areas()).or_else(tasks)?;
    // 上述3项工作组
    let whole = !rest.starts_with(['组', '站', '队', '量', '书']);
    // 围绕以上8方面，已建立34个指标: no task.
    let is_told = around.is_some() && clause_of(rest).contains('已');
    let measured = |token: &Token| match token.kind {
        TokenKind::Cited(_) => false,
        TokenKind::Date(_) => true,
        TokenKind::Figure(_) => !is_told,
    };
    (whole && !token::tokens(rest).iter().any(measured)).then_some(count as usize)
}

/// The first clause of some words behind the mark that they may begin with.
fn clause_of(words: &str) -> &str {
    let words = words.trim_start_matches(token::ends_clause);
    words.split(token::ends_clause).next().unwrap_or_default()
}

/// Whether a paragraph goes on from what stands above it and measures nothing: 根据上述指标，….
fn goes_on_from_above(text: &str) -> bool {
    let words = text.trim_start_matches(chars::is_space);
    let above = ["根据", "按照"].iter().find_map(|word| words.strip_prefix(word));
    let above = above.is_some_and(|rest| rest.starts_with("上述") || rest.starts_with("以上"));
    let measured = |token: &Token| !matches!(token.kind, TokenKind::Cited(_));
    above && !token::tokens(words).iter().any(measured)
}

/// The lowest numbered lines below a node, short of （1） and ①, are its tasks.
fn heirs_below(node: &Node, heirs: &mut Vec<usize>) {
    for kid in &node.kids {
        if kid.kids.first().is_some_and(|part| part.form < Form::DigitBracket) {
            heirs_below(kid, heirs);
        } else {
            heirs.push(kid.line);
        }
    }
}

/// How titles of one form stand in a notice.
struct Habit {
    /// Whether what is numbered below them counts on from one to the next.
    counts_on: bool,
    /// Whether most that are answered for hold numbered lines, which are tasks.
    holds_tasks: bool,
}
