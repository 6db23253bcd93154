//! The tree of numbered lines, and which of its levels is the item.

use hongtou_model::ProseRole;

use super::Outline;
use crate::lines::Line;
use crate::marker::Form;
use crate::sentence;

/// A numbered line, the lines that go on with it, and what is numbered below it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) form: Form,
    pub(super) more: Vec<usize>,
    pub(super) kids: Vec<Node>,
}

/// Lines before the first ordinal, and the tree of the others.
pub(super) fn tree(lines: &[Line<'_>]) -> (Vec<usize>, Vec<Node>) {
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

impl Outline<'_, '_> {
    pub(super) fn direct_duty(&self, node: &Node) -> bool {
        !self.duties[node.line].is_empty()
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
            && self.has_duty(last)
            && !node.kids[..others].iter().any(|kid| self.has_duty(kid))
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
