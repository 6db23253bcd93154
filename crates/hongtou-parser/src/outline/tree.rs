//! The tree of numbered lines, and which of its levels is the item.

use hongtou_model::ProseRole;
use hongtou_source::chars;

use super::heading::{LONGEST_TITLE, own_line_heading, strip_stop};
use super::{Outline, running};
use crate::date;
use crate::lines::Line;
use crate::marker::Form;
use crate::responsibility::{self, Duty};
use crate::sentence;
use crate::words;

/// A numbered line, the lines that go on with it, and what is numbered below it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) form: Form,
    pub(super) more: Vec<usize>,
    pub(super) kids: Vec<Node>,
}

/// Lines before the first ordinal, and the tree of the others; `titles` are one level further out
/// than their form says.
pub(super) fn tree(lines: &[Line<'_>], titles: &[usize]) -> (Vec<usize>, Vec<Node>) {
    let outer = outer_form(lines);
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
    let is_title = |index: &usize| titles.binary_search(index).is_ok();
    for (index, line) in lines.iter().enumerate() {
        let own = || line.head.or(is_title(&index).then_some(outer));
        let Some(form) = line.form().or_else(own) else {
            match stack.last_mut() {
                Some(node) => node.more.push(index),
                None => before.push(index),
            }
            continue;
        };
        let form = if is_title(&index) { outer } else { form };
        // 第一节 stands below its chapter, 任务1 below 行动1, 问题1 below （一）, and ——巡护行动。 below both.
        let (division, counted) = (line.is_division(), word_counted(line).is_some());
        let holds = |top: &Node| {
            let above = &lines[top.line];
            form == top.form
                && (division && !above.is_division()
                    || is_title(&top.line) && !is_title(&index)
                    || counted && word_counted(above).is_none()
                    || dash(line) > 0 && dash(above) == 0)
        };
        while stack.last().is_some_and(|top| top.form >= form && !holds(top)) {
            close(&mut stack, &mut roots);
        }
        stack.push(Node { line: index, form, more: Vec::new(), kids: Vec::new() });
    }
    while !stack.is_empty() {
        close(&mut stack, &mut roots);
    }
    (before, roots)
}

/// The level of titles that are numbered like the items below them.
fn outer_form(lines: &[Line<'_>]) -> Form {
    let has = |form| lines.iter().any(|line| line.form() == Some(form));
    if has(Form::Han) { Form::HanBracket } else { Form::Han }
}

/// Titles that are numbered like what stands below them: `1.健全机制` over `1.…`, `2.…`, then `2.促进增收`
/// over `1.…` again. Each is a line without a sentence or a duty that 1 follows at once, and they
/// count on over what they hold; a number left out on either level is the notice's mistake.
pub(super) fn titles_of_one_form(lines: &[Line<'_>], duties: &[Vec<Duty>]) -> Vec<usize> {
    let numbered: Vec<(usize, Form, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| line.marker.as_ref().map(|found| (at, found.form, found.number)))
        .collect();
    let mut titles = Vec::new();
    for stretch in numbered.chunk_by(|a, b| a.1 == b.1) {
        if stretch[0].1 <= Form::HanBracket {
            continue;
        }
        let is_title = |at: usize| {
            let (line, _, number) = stretch[at];
            let next = stretch.get(at + 1);
            let until = next.map_or(line + 1, |next| next.0);
            next.is_some_and(|next| next.2 == 1)
                && (number == 1 || at > 0)
                && (line..until).all(|line| duties[line].is_empty())
                && !sentence::is_sentence(lines[line].rest())
                && lines[line].rest().chars().count() <= LONGEST_TITLE
        };
        let found: Vec<usize> = (0..stretch.len()).filter(|&at| is_title(at)).collect();
        let counts = found.is_sorted_by(|&a, &b| stretch[a].2 < stretch[b].2);
        // Between two titles their parts count on.
        let parts = found.iter().enumerate().all(|(nth, &at)| {
            let until = found.get(nth + 1).copied().unwrap_or(stretch.len());
            stretch[at + 1..until].is_sorted_by(|a, b| a.2 < b.2)
        });
        if found.len() >= 2 && found[0] == 0 && counts && parts {
            titles.extend(found.iter().map(|&at| stretch[at].0));
        }
    }
    if titles.is_empty() {
        titles = titles_by_their_word(lines, duties);
    }
    if titles.is_empty() { titles_behind_dashes(lines, duties) } else { titles }
}

/// Titles that only a dash tells, of what is numbered below them: ——青少年素质提升行动。 over 1.….
///
/// Each stands right above a number, the first not below a task that it could be a part of.
fn titles_behind_dashes(lines: &[Line<'_>], duties: &[Vec<Duty>]) -> Vec<usize> {
    let dashed: Vec<usize> = (0..lines.len()).filter(|&at| dash(&lines[at]) > 0).collect();
    let below = |at: usize| lines.get(at + 1).and_then(Line::form);
    let Some(&first) = dashed.first().filter(|_| dashed.len() > 1) else { return Vec::new() };
    let Some(form) = below(first).filter(|&form| form > outer_form(lines)) else {
        return Vec::new();
    };
    let is_title = |&at: &usize| {
        let words = &lines[at].text()[dash(&lines[at])..];
        let words = &words[..strip_stop(words, words.len())];
        below(at) == Some(form)
            && duties[at].is_empty()
            && !sentence::is_sentence(words)
            && !words.contains(['，', ',', '：', ':'])
            && !words.chars().any(|c| chars::digit(c).is_some())
            && words.chars().count() <= LONGEST_TITLE
    };
    let above = first.checked_sub(1).and_then(|above| lines[above].form());
    if above != Some(form) && dashed.iter().all(is_title) { dashed } else { Vec::new() }
}

/// The bytes of the dash that opens a line without an ordinal.
pub(super) fn dash(line: &Line<'_>) -> usize {
    if line.marker.is_some() {
        return 0;
    }
    let text = line.text();
    let words = text.trim_start_matches(chars::is_space);
    if !words.starts_with("——") && !words.starts_with("--") {
        return 0;
    }
    text.len() - words.trim_start_matches(['—', '-']).len()
}

/// Titles that another word counts than what stands below them: 任务一 over 措施1, 措施2, then 任务二 over
/// 措施3. Each stands right above one of the others, and both count on by themselves.
fn titles_by_their_word(lines: &[Line<'_>], duties: &[Vec<Duty>]) -> Vec<usize> {
    let word = |line: &Line<'_>| {
        let number = line.marker.as_ref()?.number;
        word_counted(line).map(|word| (word.to_owned(), number))
    };
    let counted: Vec<(usize, String, u32)> = (0..lines.len())
        .filter_map(|at| word(&lines[at]).map(|(word, number)| (at, word, number)))
        .collect();
    // Sections may stand above both.
    let below_sections = |line: &&Line<'_>| line.form().is_some_and(|form| form > Form::Han);
    let numbered = lines.iter().filter(below_sections).count();
    let Some((_, title, _)) = counted.first().filter(|_| counted.len() == numbered) else {
        return Vec::new();
    };
    let titles: Vec<&(usize, String, u32)> =
        counted.iter().filter(|(_, word, _)| word == title).collect();
    let plain = titles.iter().all(|(at, ..)| {
        duties[*at].is_empty()
            && !sentence::is_sentence(lines[*at].rest())
            && lines.get(at + 1).and_then(word).is_some_and(|(word, _)| word != *title)
    });
    let counts = titles.iter().map(|title| title.2).eq(1..=titles.len() as u32);
    let others = counted.iter().map(|(_, word, _)| word).filter(|&word| word != title);
    let one_word = others.clone().all(|word| others.clone().next() == Some(word));
    // One alone is a title where several stand below it.
    let enough = titles.len() > 1 || others.clone().nth(1).is_some();
    if !enough || !plain || !counts || !one_word {
        return Vec::new();
    }
    titles.into_iter().map(|title| title.0).collect()
}

/// The word that a line is counted by: 任务 of 任务一.
fn word_counted<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    let marker = line.marker.as_ref()?;
    let dashes = |c| chars::is_space(c) || matches!(c, '—' | '-');
    let word = line.text()[..marker.numeral.start].trim_matches(dashes);
    (word.chars().next().is_some_and(chars::is_han) && word != "第").then_some(word)
}

/// Headings on lines of their own that are the first half of a sentence rather: some tasks of the
/// notice begin so, while others say all on one line. Gives the lines that go on in the next.
pub(super) fn broken_lines(
    lines: &[Line<'_>],
    duties: &[Vec<Duty>],
    item: Option<Form>,
) -> Vec<usize> {
    let (mut broken, mut apart) = (Vec::new(), 0);
    let (mut whole, mut headings) = (0, 0);
    let is_item = |line: &Line<'_>| item.is_some() && line.form() == item;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_item(line)) {
        let from = line.marker.as_ref().map_or(0, |marker| marker.end);
        if !duties[at].is_empty() || sentence::is_sentence(line.rest()) {
            whole += 1;
            continue;
        }
        let next = lines.get(at + 1).filter(|next| {
            next.marker.is_none() && !next.bullet && next.head.is_none() && next.level == 0
        });
        let Some(next) = next.filter(|next| {
            line.bold == 0
                && line.level == 0
                && own_line_heading(line.text(), from)
                && words::task_label(next.text()) == 0
                && duties[at + 1].first().is_none_or(|duty| duty.outer.start > 0)
        }) else {
            continue;
        };
        if line.rest().contains(['，', ',']) || goes_on(line, next) {
            broken.push(at);
            apart += usize::from(is_apart(line, next));
        } else {
            headings += 1;
        }
    }
    // A page or a blank line between the two is more like a heading: there the others must be many.
    let enough = whole >= 2 && whole * 2 >= broken.len();
    broken.retain(|&at| {
        let (line, next) = (&lines[at], &lines[at + 1]);
        enough
            && (!is_apart(line, next) || whole >= apart * 4)
            && (headings == 0 || goes_on(line, next))
    });
    broken
}

/// Whether a line says a figure, as headings seldom do, or the next begins no sentence.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let rest = line.rest();
    let mut after_digit = false;
    let counts = rest.chars().any(|c| {
        let measured = after_digit && (chars::is_han(c) || matches!(c, '%' | '％'));
        after_digit = chars::digit(c).is_some();
        measured
    });
    // 2026年4月底前 heads what is done until then.
    counts && !date::is_stage(rest) || begins_no_sentence(next.text())
}

/// Whether words can only go on with others: 率保持100%, 于350条, 86个.
fn begins_no_sentence(text: &str) -> bool {
    text.trim_start_matches(chars::is_space).chars().next().is_some_and(|c| {
        chars::digit(c).is_some()
            || "率度性者员于的了之们等及与和或化额值型".contains(c)
            || text.starts_with("以上")
            || text.starts_with("以下")
            || text.starts_with("以内")
            || matches!(c, '，' | '、' | '）' | '”' | '》' | ',' | ')' | '%')
    })
}

/// Whether two lines are paragraphs of their own rather than printed lines of one.
fn is_apart(line: &Line<'_>, next: &Line<'_>) -> bool {
    next.gap || line.cells == 0
}

impl Outline<'_, '_> {
    pub(super) fn direct_duty(&self, node: &Node) -> bool {
        !self.duties[node.line].is_empty()
            || self.owners.is_heir(node.line)
            || node.more.iter().any(|&line| !self.duties[line].is_empty())
    }

    pub(super) fn has_duty(&self, node: &Node) -> bool {
        self.direct_duty(node) || node.kids.iter().any(|kid| self.has_duty(kid))
    }

    /// Whether a numbered line is a title and nothing stands below it.
    pub(super) fn only_title(&self, node: &Node) -> bool {
        let rest = self.lines[node.line].rest();
        node.form == Form::Han
            && node.kids.is_empty()
            && node.more.is_empty()
            && !self.has_duty(node)
            && !sentence::is_sentence(rest)
            && rest.chars().count() <= 30
    }

    /// Whether one responsibility at the end of the last of several kids closes them all.
    pub(super) fn closes_group(&self, node: &Node) -> bool {
        let (Some(last), others) = (node.kids.last(), node.kids.len().saturating_sub(1)) else {
            return false;
        };
        others > 0
            && !self.owners.is_answered(node.line)
            && self.has_duty(last)
            && !node.kids[..others].iter().any(|kid| self.has_duty(kid))
            && !node.kids[..others].iter().any(|kid| self.names_its_own(kid))
            && !self.is_titled_by_name(node)
            && !self.holds_tasks(node)
    }

    /// Whether a title of the first level stands above numbered lines of which each has a topic sentence and goes on
    /// behind it, as tasks do: a bracket at the end of the last is its own there, if brackets of the notice stand behind
    /// single tasks.
    fn holds_tasks(&self, node: &Node) -> bool {
        const LONGEST_TOPIC: usize = 20;
        let task = |kid: &Node| {
            let rest = self.lines[kid.line].rest();
            sentence::first_stop(rest).is_some_and(|(at, end)| {
                let topic = rest[..at].chars().count();
                (2..=LONGEST_TOPIC).contains(&topic)
                    && rest[end..].chars().any(chars::is_han)
                    // （A负责） behind one sentence is no second one.
                    && !rest[end..].trim_start_matches(chars::is_space).starts_with(chars::is_open)
            })
        };
        let own = node.kids.last().is_some_and(|last| !self.duties[last.line].is_empty());
        self.brackets_per_task
            && node.form == Form::Han
            && own
            && node.kids.iter().all(|kid| kid.form < Form::DigitBracket && task(kid))
            && !sentence::is_sentence(self.lines[node.line].rest())
    }

    /// Whether a numbered line that is not the last below its title has a bracket of its own, so that brackets are not
    /// those of whole sections.
    pub(super) fn brackets_per_task(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| {
            let others = node.kids.len().saturating_sub(1);
            let own =
                |kid: &Node| kid.form < Form::DigitBracket && !self.duties[kid.line].is_empty();
            node.kids[..others].iter().any(own) || self.brackets_per_task(&node.kids)
        })
    }

    /// Whether a title says who answers for what stands below it: 县林业局牵头工作（3项）.
    fn is_titled_by_name(&self, node: &Node) -> bool {
        let line = &self.lines[node.line];
        let from = line.marker.as_ref().map_or(0, |marker| marker.end);
        running::heads_by_name(&line.flow.slice(from..line.text().len()))
    }

    /// Whether a line says who answers for it, understood or not.
    pub(super) fn is_answered_line(&self, line: usize) -> bool {
        !self.duties[line].is_empty() || self.ends_unread(line)
    }

    /// Whether a line ends in a bracket that names who answers and was not understood.
    fn ends_unread(&self, line: usize) -> bool {
        responsibility::ends_unread(&self.lines[line].flow, &self.duties[line])
    }

    /// Whether a numbered line, or one below it, says in running words, in a bracket that was not
    /// understood, or by a title of names, who answers for it.
    pub(super) fn names_its_own(&self, node: &Node) -> bool {
        let unread = |&line: &usize| {
            self.ends_unread(line) || responsibility::ends_in_a_list(&self.lines[line].flow)
        };
        if std::iter::once(&node.line).chain(&node.more).any(unread)
            || node.kids.iter().any(|kid| self.names_its_own(kid))
        {
            return true;
        }
        let line = &self.lines[node.line];
        let from = line.marker.as_ref().map_or(0, |marker| marker.end);
        let more = node.more.iter().map(|&line| (&self.lines[line].flow, 0));
        running::heads_by_name(&line.flow.slice(from..line.text().len()))
            || std::iter::once((&line.flow, from))
                .chain(more)
                .any(|(flow, from)| running::says_who(flow, from..flow.text().len()))
    }

    /// The form that most responsibilities stand on.
    pub(super) fn main_form(&self, roots: &[Node]) -> Option<Form> {
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
    pub(super) fn is_branch(&self, node: &Node) -> bool {
        if node.kids.is_empty() {
            return self.holds_bullets(node) || self.holds_named(node);
        }
        let kid_form = node.kids[0].form;
        if node.kids.iter().any(|kid| self.has_duty(kid)) {
            // （1） and ① below an item are its text, each with who answers for it.
            if kid_form >= Form::DigitBracket && self.main == Some(node.form) {
                return false;
            }
            // Where other items hold several parts, one part alone is no item either.
            let headed = self.lines[node.line].head.is_some();
            let alone = node.kids.len() == 1 && self.main == Some(node.form) && !headed;
            // Parts that one bracket closes stand below the items, never above them.
            let kids_are_parts = self.main.is_none_or(|main| kid_form > main);
            return !kids_are_parts || !self.closes_group(node) && !alone;
        }
        if self.parts_are_named(node) {
            return true;
        }
        if self.enumerating.binary_search(&node.line).is_ok() {
            return false;
        }
        match self.main {
            Some(main) => node.form < main && !self.direct_duty(node),
            // Nobody answers for anything: the lowest numbered level, short of (1) and ①.
            None => kid_form < Form::DigitBracket || node.form < Form::HanBracket,
        }
    }

    /// Whether a title stands above numbered lines that each name a unit before what it does: 成员单位职责,
    /// and below it （1）县公安局：负责巡查。
    fn parts_are_named(&self, node: &Node) -> bool {
        let line = &self.lines[node.line];
        let named = |kid: &Node| {
            let line = &self.lines[kid.line];
            let from = line.marker.as_ref().map_or(0, |marker| marker.end);
            running::opens_with_units(&line.flow.slice(from..line.text().len()))
                .is_some_and(|_| kid.kids.is_empty())
        };
        node.kids.len() > 1
            && node.more.is_empty()
            && !self.direct_duty(node)
            && !sentence::is_sentence(line.rest())
            && node.kids.iter().all(named)
    }

    /// Whether the entries of a list without numbers below a heading are answered for each.
    fn holds_bullets(&self, node: &Node) -> bool {
        let answered = |&(at, &line): &(usize, &usize)| {
            // ●控制作业总量。…, and on lines of their own 牵头单位：…
            let below = node.more.get(at + 1).is_some_and(|&next| {
                self.duties[line].is_empty() && !self.is_entry(next) && self.only_label(next)
            });
            self.is_entry(line) && (below || self.is_answered_line(line) && !self.only_label(line))
        };
        self.duties[node.line].is_empty()
            && node.more.iter().enumerate().filter(answered).count() >= 2
    }

    /// Whether a line is an entry of a list without numbers, which dashes may set apart as well.
    fn is_entry(&self, line: usize) -> bool {
        let line = &self.lines[line];
        line.bullet || line.text().trim_start_matches(chars::is_space).starts_with("——")
    }

    /// Whether a title stands above lines that each name a unit before what it does.
    fn holds_named(&self, node: &Node) -> bool {
        let line = &self.lines[node.line];
        let from = line.marker.as_ref().map_or(0, |marker| marker.end);
        let named = |&&line: &&usize| running::opens_with_units(&self.lines[line].flow).is_some();
        node.more.len() > 1
            && !self.has_duty(node)
            && own_line_heading(line.text(), from)
            && node.more.iter().filter(named).nth(1).is_some()
    }

    /// Where the first title stands in a text that begins inside a section, with items of the level that
    /// stands below its titles: 28. and 29. above 八、, which 30. is below.
    pub(super) fn begins_within(&self, roots: &[Node]) -> Option<usize> {
        let form = roots.first()?.form;
        let outer = roots.iter().map(|root| root.form).min().filter(|&outer| outer < form)?;
        let end = roots.iter().position(|root| root.form == outer)?;
        let (inside, titled) = roots.split_at(end);
        let number = |node: &Node| self.lines[node.line].marker.as_ref().map(|found| found.number);
        let (first, last) = (number(&inside[0])?, number(inside.last()?)?);
        let mut below = titled.iter().flat_map(|root| &root.kids).filter(|kid| kid.form == form);
        let next = below.next().and_then(number);
        // Above 六、 the titles before it are lost; what has numbers of its own below it may be such a title.
        let lost = number(&titled[0]).is_some_and(|outer| outer > 1)
            && inside.iter().all(|node| node.kids.is_empty());
        let counts_on = lost || next.is_some_and(|next| first > 1 || next == last + 1);
        let answered = || next.is_some() && inside.iter().all(|node| self.has_duty(node));
        let same = inside.iter().all(|node| node.form == form);
        // Titles may be numbered 1., 2. over 一、, 二、 as well.
        let says = |node: &Node| {
            !node.more.is_empty() || sentence::is_sentence(self.lines[node.line].rest())
        };
        let items = inside.iter().all(|node| says(node) || self.has_duty(node));
        (outer >= Form::Han && same && items && (counts_on || answered())).then_some(end)
    }

    /// 第一部分 above 一、: the 一、 level is the section, the part's line is prose.
    pub(super) fn unwrap_chapters(&mut self, roots: Vec<Node>) -> Vec<Node> {
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
