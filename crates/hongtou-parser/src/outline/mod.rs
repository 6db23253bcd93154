//! Sections, groups, items and clauses out of numbered lines.
//!
//! Lines become a tree by the form of their ordinals. Which level is the item is told by who
//! carries the responsibility: the level whose members are each answered for is the item, the
//! outermost level above it the section, what lies between the group.

mod draft;
mod duties;
mod enumerated;
mod heading;
mod item;
mod owners;
mod running;
#[cfg(test)]
mod tests;
mod tree;

use std::rc::Rc;

use hongtou_model::ProseRole;
use hongtou_source::chars;

use crate::flow::{Flow, trim};
use crate::layout::is_title_like;
use crate::lines::Line;
use crate::marker::Form;
use crate::record::Record;
use crate::responsibility::{self, Conventions, Duty};
use crate::sentence;
use crate::table;
use crate::words::{self, Attendance};

pub(crate) use self::draft::{ClauseDraft, DutyDraft, GroupDraft, ItemDraft, SectionDraft, Topic};
use self::duties::{declared_after, duties_of};
use self::heading::{after_stop, opens_closing, spaced_forms, stop_behind, title_end};
pub(crate) use self::heading::{counts, length};
use self::item::is_all;
use self::owners::Owners;
use self::running::{
    Proof, heads_duties, named_by_heading, opens_with_its_duty, opens_with_units,
    said_of_those_above,
};
use self::tree::{Node, broken_lines, dash, titles_of_one_form, tree};

/// Whether a line without an ordinal is a task that a unit's name opens: 市公安局：负责路线巡查。
pub(crate) fn opens_with_name(line: &Flow<'_>) -> bool {
    opens_with_units(line).is_some()
}

/// Whether a paragraph says who does what: 市公安局负责路线巡查。
pub(crate) fn tells_who(line: &Flow<'_>) -> bool {
    running::tells(line, 0..line.text().len())
}

/// From so many paragraphs on that say who does what, they are the tasks of a notice that numbers none.
pub(crate) const FEWEST_TOLD: usize = 3;

/// Reads the lines of one plan's body, in order.
pub(crate) fn sections<'s>(
    lines: &[Line<'s>],
    plan: usize,
    last_plan: bool,
    conventions: &mut Conventions<'_>,
    record: &mut Record,
) -> Vec<SectionDraft<'s>> {
    declared_after(lines, conventions);
    let duties = duties_of(lines, conventions);
    // Around an ordinal's numeral stands print: 第…条, （）, 、.
    for line in lines {
        if let Some(marker) = &line.marker {
            record.label(&line.flow, 0..marker.end);
        }
    }
    let (lines, duties) = end_of_plan(lines, duties, record);
    let (before, roots) = tree(lines, &titles_of_one_form(lines, &duties));
    let answered = duties.iter().any(|duties| !duties.is_empty());
    let (broken, owners) = (Vec::new(), Owners::default());
    let mut outline = Outline {
        lines,
        duties,
        record,
        main: None,
        articles: lines.iter().any(|line| line.form() == Some(Form::Article)),
        plan,
        answered,
        broken,
        owners,
        bare: false,
        stepped: 0,
        told_below: false,
        keyed: 0,
        spaced: spaced_forms(lines),
        enumerating: Vec::new(),
        brackets_per_task: false,
    };
    outline.brackets_per_task = outline.brackets_per_task(&roots);
    outline.bare = outline.labels_alone();
    (outline.stepped, outline.told_below) = outline.steps_below();
    outline.keyed = outline.keys_below_labels();
    let mut sections = Vec::new();
    if !before.is_empty() {
        outline.loose(&before, roots.is_empty(), &mut sections);
    }
    outline.find_owners(&roots);
    outline.enumerating = outline.enumerating(&roots);
    outline.main = outline.main_form(&roots);
    outline.settle_owners(&roots);
    outline.broken = broken_lines(lines, &outline.duties, outline.main);
    let mut roots = outline.unwrap_chapters(roots);
    if let Some(end) = outline.begins_within(&roots) {
        let titled = roots.split_off(end);
        outline.rest_of_section(&roots, &mut sections);
        roots = titled;
    }
    outline.close_behind_counted(&roots);
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
    let articles = outline.articles;
    sections.iter_mut().for_each(|section| said_of_those_above(section, articles));
    let proof = Proof::of(&sections);
    sections.iter_mut().for_each(|section| named_by_heading(section, proof));
    sections
}

struct Outline<'a, 's> {
    lines: &'a [Line<'s>],
    duties: Vec<Vec<Duty>>,
    record: &'a mut Record,
    /// The form whose members mostly carry the responsibility.
    main: Option<Form>,
    /// Whether articles are numbered, whose own parts are 款 and 项.
    articles: bool,
    plan: usize,
    /// Whether brackets or labels anywhere say who answers.
    answered: bool,
    /// Lines that look like headings and go on in the next.
    broken: Vec<usize>,
    /// Titles that are answered for, and the tasks below them.
    owners: Owners<'s>,
    /// Whether headings stand above labels and nothing else.
    bare: bool,
    /// How many short items have steps below them.
    stepped: usize,
    /// Whether short items that are answered for have what is done told below them.
    told_below: bool,
    /// How many parts of tasks stand below labels, each with a key before it.
    keyed: usize,
    /// The forms whose headings a space parts from their text.
    spaced: Vec<Form>,
    /// The entries whose sentence goes on in what is numbered below them.
    enumerating: Vec<usize>,
    /// Whether brackets stand behind single tasks.
    brackets_per_task: bool,
}

impl<'s> Outline<'_, 's> {
    fn prose(&mut self, role: ProseRole, lines: &[usize]) {
        for &line in lines {
            self.record.prose(role, &self.lines[line].flow);
        }
    }

    /// Lines without an ordinal above them: items where they are answered for, else prose. Where they are
    /// `all` of the plan, those are tasks as well that say one after the other who does what.
    fn loose(&mut self, lines: &[usize], all: bool, sections: &mut Vec<SectionDraft<'s>>) {
        let mut items = Vec::new();
        match all.then(|| self.told_in_turn(lines)).flatten() {
            Some((from, end)) => {
                self.prose(ProseRole::Intro, &lines[..from]);
                for &line in &lines[from..end] {
                    items.push(self.item_of(None, &[line], None, line));
                }
                self.prose(ProseRole::Intro, &lines[end..]);
            }
            None => self.unnumbered(lines, &mut items),
        }
        if !items.is_empty() {
            sections.push(SectionDraft { items, plan: self.plan, ..SectionDraft::default() });
        }
    }

    /// Items of a section whose title the text has lost: they go on with the lines above them, if any.
    fn rest_of_section(&mut self, roots: &[Node], sections: &mut Vec<SectionDraft<'s>>) {
        let mut rest = sections
            .pop()
            .unwrap_or_else(|| SectionDraft { plan: self.plan, ..SectionDraft::default() });
        let mut groups = 0;
        for root in roots {
            self.collect(root, None, &mut groups, &mut rest.items);
        }
        sections.push(rest);
    }

    /// From which to which of the lines each paragraph says who does what, where nothing else is the plan:
    /// 县住建局负责总协调。 and below it 县财政局负责资金筹措。
    fn told_in_turn(&self, lines: &[usize]) -> Option<(usize, usize)> {
        if self.answered {
            return None;
        }
        let told = |at: usize| tells_who(&self.lines[lines[at]].flow);
        let from = (0..lines.len()).find(|&at| told(at))?;
        let end = (from..lines.len()).rfind(|&at| told(at))? + 1;
        let between = (from..end).filter(|&at| told(at)).count();
        // 县水利局要疏浚沟渠。 behind them is one more; 各镇要高度重视。 closes them.
        let more = |&at: &usize| {
            let text = self.lines[lines[at]].text();
            responsibility::opens_with_charge(text) && !opens_closing(text)
        };
        let behind = (end..lines.len()).take_while(more).count();
        (between >= FEWEST_TOLD && between * 3 >= (end - from) * 2).then_some((from, end + behind))
    }

    /// Lines of a section outside its numbered items.
    fn unnumbered(&mut self, lines: &[usize], items: &mut Vec<ItemDraft<'s>>) {
        if !lines.iter().any(|&line| !self.duties[line].is_empty()) {
            return self.named_before(lines, items);
        }
        // The cells of a table that could not be read are no words of a task.
        let (lines, cells) = lines.split_at(self.cells_of_a_table(lines));
        if !cells.is_empty() {
            self.unnumbered(lines, items);
            return self.prose(ProseRole::Intro, cells);
        }
        // 任务分解如下： is said of all that follows, and no part of the first of them.
        let first = lines.iter().position(|&line| self.is_answered_line(line)).unwrap_or(0);
        let announces = |&line: &usize| {
            let text = self.lines[line].text().trim_end_matches(chars::is_space);
            text.ends_with(['：', ':']) && text.contains("如下")
        };
        let mut from = lines[..first].iter().rposition(announces).map_or(0, |at| at + 1);
        from = from.max(self.heading_above(lines, first).unwrap_or(0));
        self.prose(ProseRole::Intro, &lines[..from]);
        // Each stretch up to a line with a responsibility is one item.
        for at in 0..lines.len() {
            let answered = self.is_answered_line(lines[at]);
            let more = lines.get(at + 1).is_some_and(|&next| self.only_label(next));
            if answered && !more {
                items.push(self.item_of(None, &lines[from..=at], None, lines[from]));
                from = at + 1;
            }
        }
        self.prose(ProseRole::Intro, &lines[from..]);
    }

    /// Where the headings of a table begin among lines, each on a line of its own from 序号 on; how many lines
    /// there are where none do.
    fn cells_of_a_table(&self, lines: &[usize]) -> usize {
        /// So many of the lines from 序号 on are headings.
        const FEWEST: usize = 3;
        let serial = |&line: &usize| words::squeeze(self.lines[line].text()) == "序号";
        let heads = |at: usize| {
            let below = lines[at..].iter().take(FEWEST + 2);
            let known = |line: &&usize| table::is_heading_word(self.lines[**line].text());
            below.filter(known).count() >= FEWEST
        };
        let mut found = (0..lines.len()).filter(|&at| serial(&lines[at]));
        found.find(|&at| heads(at)).unwrap_or(lines.len())
    }

    /// Where the heading stands of the task that ends at a line that says who answers, with sentences between
    /// and behind others: what is above it is no part of the task.
    fn heading_above(&self, lines: &[usize], answered: usize) -> Option<usize> {
        const LONGEST: usize = 30;
        let sentence = |at: usize| sentence::is_sentence(self.lines[lines[at]].text());
        let at = (1..answered).rev().find(|&at| !sentence(at))?;
        let line = &self.lines[lines[at]];
        // 建设教室30间 is a part of the task.
        let figure = || line.text().contains(|c| chars::digit(c).is_some());
        let heads = is_title_like(line) && line.text().chars().count() <= LONGEST && !figure();
        // 建设内容 and 投资估算 are parts of each task.
        let part = || {
            let same = lines.iter().filter(|&&other| self.lines[other].text() == line.text());
            same.count() > 1
        };
        (heads && at + 1 < answered && sentence(at - 1) && !part()).then_some(at)
    }

    /// Lines of which none is answered for: tasks where several name a unit before what it does.
    fn named_before(&mut self, lines: &[usize], items: &mut Vec<ItemDraft<'s>>) {
        let mut opens: Vec<usize> = (0..lines.len())
            .filter(|&at| opens_with_units(&self.lines[lines[at]].flow).is_some())
            .collect();
        let (Some(&first), true) = (opens.first(), opens.len() > 1) else {
            return self.prose(ProseRole::Intro, lines);
        };
        // 各镇：负责组织实施。 behind them is one more.
        let more = |&at: &usize| running::opens_as_units(&self.lines[lines[at]].flow);
        opens.extend((opens[opens.len() - 1] + 1..lines.len()).take_while(more));
        let last = opens[opens.len() - 1];
        self.prose(ProseRole::Intro, &lines[..first]);
        for (nth, &at) in opens.iter().enumerate() {
            // What stands behind the last of them may speak of all.
            let end = opens.get(nth + 1).copied().unwrap_or(last + 1);
            items.push(self.item_of(None, &lines[at..end], None, lines[at]));
        }
        self.prose(ProseRole::Intro, &lines[last + 1..]);
    }

    /// Whether a line is nothing but a responsibility.
    fn only_label(&self, line: usize) -> bool {
        let text = self.lines[line].text();
        self.duties[line].first().is_some_and(|duty| is_all(text, duty))
    }

    fn section(&mut self, root: &Node) -> SectionDraft<'s> {
        let mut section = SectionDraft { plan: self.plan, ..SectionDraft::default() };
        section.ordinal = numeral(&self.lines[root.line]);
        if self.is_branch(root) {
            section.title = self.branch_title(root);
            let more = self.owners.lines_below(root);
            self.unnumbered(&more, &mut section.items);
            let mut groups = 0;
            for kid in &root.kids {
                self.collect(kid, None, &mut groups, &mut section.items);
            }
            self.owners.hand_on(root.line, &mut section.items);
        } else if self.is_article(root) {
            let mut lines = vec![root.line];
            lines.extend(&root.more);
            section.items.push(self.item_of(None, &lines, None, root.line));
        } else {
            self.plain_section(root, &mut section);
        }
        section
    }

    /// A section of plain text: its title, then what is answered for as items, else prose.
    fn plain_section(&mut self, root: &Node, section: &mut SectionDraft<'s>) {
        let line = &self.lines[root.line];
        let text = line.text();
        let start = line.marker.as_ref().map_or(0, |marker| marker.end);
        let own_line = !root.more.is_empty() || !root.kids.is_empty();
        let title_end = title_end(text, start, own_line);
        section.title = Some(line.flow.slice(trim(text, start..title_end)));
        let lines = lines_under(root);
        let remainder = after_stop(text, title_end);
        let goes_on = remainder < text.len();
        if self.has_duty(root) {
            let own = goes_on.then_some(root.line);
            let all: Vec<usize> = own.into_iter().chain(lines).collect();
            let mut item = self.item_of(None, &all, None, root.line);
            if goes_on {
                drop_title(&mut item, &line.flow, title_end);
            }
            section.items.push(item);
            return;
        }
        if goes_on && root.kids.is_empty() && running::tells(&line.flow, remainder..text.len()) {
            let mut item = self.item_of(None, &[root.line], None, root.line);
            drop_title(&mut item, &line.flow, title_end);
            section.items.push(item);
        } else if goes_on {
            self.record.prose(ProseRole::Intro, &line.flow.slice(remainder..text.len()));
        }
        if root.kids.is_empty() {
            let heads_duties = heads_duties(&text[start..title_end]);
            self.told_under_title(&lines, heads_duties, &mut section.items);
        } else {
            self.prose(ProseRole::Intro, &lines);
        }
    }

    /// Paragraphs below a title: tasks where they say who does what, else prose. The title may say that duties
    /// are told below it.
    fn told_under_title(
        &mut self,
        lines: &[usize],
        heads_duties: bool,
        items: &mut Vec<ItemDraft<'s>>,
    ) {
        // 三、有关要求, and below it a paragraph that gives somebody a task.
        let opens = |&&at: &&usize| opens_with_units(&self.lines[at].flow).is_some();
        let named = lines.iter().filter(opens).nth(1).is_some();
        // 三、职责分工, and below it who answers for what, a paragraph each.
        let subject = |&&at: &&usize| opens_with_its_duty(&self.lines[at].flow);
        let duties = heads_duties && lines.iter().filter(subject).nth(1).is_some();
        let told = |&at: &usize| {
            let flow = &self.lines[at].flow;
            let all = 0..flow.text().len();
            running::tells(flow, all.clone()) || !self.answered && running::says_by_whom(flow, all)
        };
        let told: Vec<bool> = lines.iter().map(told).collect();
        // Among others, one whose first sentence says whose duty it is may go on: 县林业局负责造林。负责护林。
        let among = told.iter().filter(|&&told| told).count() > 1;
        for (&at, told) in lines.iter().zip(told) {
            let flow = &self.lines[at].flow;
            if told
                || named && opens_with_units(flow).is_some()
                || (duties || among) && opens_with_its_duty(flow)
            {
                items.push(self.item_of(None, &[at], None, at));
            } else if let Some(duty) =
                among.then(|| responsibility::guiding_subject(flow)).flatten()
            {
                let mut item = self.item_of(None, &[at], None, at);
                if let [clause] = &mut item.clauses[..] {
                    clause.duty.get_or_insert_with(|| DutyDraft::told(duty));
                }
                items.push(item);
            } else {
                self.prose(ProseRole::Intro, &[at]);
            }
        }
    }

    /// Whether a node is an article that says what it says itself: 第二条 考核由县水利局负责。
    fn is_article(&self, node: &Node) -> bool {
        let line = &self.lines[node.line];
        node.form == Form::Article && node.kids.is_empty() && sentence::is_sentence(line.rest())
    }

    /// The title of a node whose kids are the items; sentences after it are prose.
    fn branch_title(&mut self, node: &Node) -> Option<Flow<'s>> {
        let line = &self.lines[node.line];
        let rest = label_end(line);
        let bracket = self.owners.bracket(node.line);
        let text = &line.text()[..bracket.as_ref().map_or(line.text().len(), |found| found.start)];
        let end = title_end(text, rest, true);
        let after = after_stop(text, end);
        if after < text.len() {
            self.record.prose(ProseRole::Intro, &line.flow.slice(after..text.len()));
        }
        if let Some(bracket) = bracket {
            let behind = stop_behind(line.text(), bracket.end).end..line.text().len();
            self.record.prose(ProseRole::Intro, &line.flow.slice(behind));
        }
        let range = trim(text, rest..end);
        (!range.is_empty()).then(|| line.flow.slice(range))
    }

    /// The items of a node: itself, or those below it.
    fn collect(
        &mut self,
        node: &Node,
        group: Option<&Rc<GroupDraft<'s>>>,
        groups: &mut usize,
        items: &mut Vec<ItemDraft<'s>>,
    ) {
        if self.is_branch(node) {
            *groups += 1;
            let line = &self.lines[node.line];
            let label = line.flow.slice(trim(line.text(), 0..label_end(line)));
            let above = items.len();
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
                    self.unnumbered(&self.owners.lines_below(node), items);
                    title
                }
            };
            let own = Rc::new(GroupDraft { label, title, index: *groups });
            if node.kids.is_empty() {
                items[above..].iter_mut().for_each(|item| item.group = Some(Rc::clone(&own)));
            }
            let first = items.len();
            for kid in &node.kids {
                self.collect(kid, Some(&own), groups, items);
            }
            self.owners.hand_on(node.line, &mut items[first..]);
            return;
        }
        let mut lines = vec![node.line];
        lines.extend(self.owners.lines_below(node));
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

/// The title of a section was read as part of its only item's first clause: takes it out again.
fn drop_title(item: &mut ItemDraft<'_>, line: &Flow<'_>, title_end: usize) {
    item.topic = None;
    item.heading = None;
    let (Some(clause), Some(title)) =
        (item.clauses.first_mut(), line.source_ranges(0..title_end).last())
    else {
        return;
    };
    // A bracket in the title was taken away already: what is left of it is told by where it stands.
    let words = &clause.text;
    let inside = words
        .source_ranges(0..words.text().len())
        .take_while(|piece| words.source() == line.source() && piece.start() < title.end());
    let cut = inside.map(|piece| (piece.end().min(title.end()) - piece.start()) as usize).sum();
    let kept = trim(words.text(), after_stop(words.text(), cut)..words.text().len());
    clause.text = words.slice(kept);
}

/// All lines of a node below its own, in order.
fn lines_under(node: &Node) -> Vec<usize> {
    fn below(node: &Node, lines: &mut Vec<usize>) {
        lines.extend(&node.more);
        for kid in &node.kids {
            lines.push(kid.line);
            below(kid, lines);
        }
    }
    let mut lines = Vec::new();
    below(node, &mut lines);
    lines
}

/// Where the ordinal, or the dash for it, ends that a title opens with.
fn label_end(line: &Line<'_>) -> usize {
    line.marker.as_ref().map_or_else(|| dash(line), |marker| marker.end)
}

fn numeral<'s>(line: &Line<'s>) -> Option<(u32, Flow<'s>)> {
    let marker = line.marker.as_ref()?;
    Some((marker.number, line.flow.slice(marker.numeral.clone())))
}

/// The line from `tail` on that opens the list of those who were there, behind which nobody answers for
/// anything: one line of it alone may be of the last task.
fn list_of_those_present(lines: &[Line<'_>], duties: &[Vec<Duty>], tail: usize) -> Option<usize> {
    let told = |at: &usize| words::attendance(lines[*at].text());
    let answered = duties.iter().rposition(|duties| !duties.is_empty()).map_or(0, |at| at + 1);
    let first = (tail.max(answered)..lines.len()).find(|at| told(at).is_some())?;
    let of_minutes = (first..lines.len()).any(|at| told(&at) == Some(Attendance::Sat));
    of_minutes.then_some(first)
}

/// Takes off the paragraphs after the last ordinal that close the plan by their opening words, and those
/// of minutes that say who was there.
fn end_of_plan<'l, 's>(
    lines: &'l [Line<'s>],
    mut duties: Vec<Vec<Duty>>,
    record: &mut Record,
) -> (&'l [Line<'s>], Vec<Vec<Duty>>) {
    let tail = lines.iter().rposition(|line| line.marker.is_some()).map_or(0, |at| at + 1);
    let closes = |at: &usize| {
        let text = lines[*at].text().trim_start_matches(chars::is_space);
        words::closes_plan(text)
    };
    let present = list_of_those_present(lines, &duties, tail);
    let closing =
        |end: &usize| duties[*end..present.unwrap_or(lines.len())].iter().all(Vec::is_empty);
    let closing = (tail..present.unwrap_or(lines.len())).find(closes).filter(closing);
    let Some(end) = closing.or(present) else { return (lines, duties) };
    for (at, line) in lines.iter().enumerate().skip(end) {
        let role = match present {
            Some(present) if at >= present => ProseRole::Note,
            _ => ProseRole::Closing,
        };
        record.prose(role, &line.flow);
    }
    duties.truncate(end);
    (&lines[..end], duties)
}
