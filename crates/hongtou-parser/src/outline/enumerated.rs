//! Enumerations: numbered lines that are parts of the sentence above them and no tasks.
//!
//! 出现下列情形之一的，立即报告：, and below it （一）停电超过四小时的；, （二）…。 They are numbered as a level
//! of tasks would be; what tells them is that they and the words above them are one sentence, and that
//! the entries beside the one they stand in have nothing numbered below them.

use hongtou_source::chars;

use super::Outline;
use super::tree::Node;
use crate::lines::Line;
use crate::marker::Form;
use crate::sentence;

/// What the entries of a level have below them.
#[derive(Clone, Copy, Default)]
struct Level {
    /// How many have nothing numbered.
    plain: usize,
    /// How many have an enumeration.
    enumerating: usize,
    /// How many have something else, as a level of tasks is.
    holding: usize,
}

impl Outline<'_, '_> {
    /// The lines of the entries whose sentence goes on in what is numbered below them, in order.
    pub(super) fn enumerating(&self, roots: &[Node]) -> Vec<usize> {
        // Most notices have no such line, and are not looked through.
        if !self.lines.windows(2).any(|pair| leads_in(&pair[0]) && pair[1].marker.is_some()) {
            return Vec::new();
        }
        let mut levels = [Level::default(); 7];
        let mut found = Vec::new();
        roots.iter().for_each(|root| self.weigh(root, &mut levels, &mut found));
        found.retain(|&line| {
            // What stands below an article is its 项, however many articles have some.
            let form = self.lines[line].form().unwrap_or(Form::Han);
            let Level { plain, enumerating, holding } = levels[form as usize];
            form == Form::Article || holding == 0 && plain > enumerating
        });
        found
    }

    fn weigh(&self, node: &Node, levels: &mut [Level; 7], found: &mut Vec<usize>) {
        let level = &mut levels[node.form as usize];
        if node.kids.is_empty() {
            level.plain += 1;
        } else if self.is_one_sentence(node) {
            level.enumerating += 1;
            found.push(node.line);
        } else {
            level.holding += 1;
        }
        node.kids.iter().for_each(|kid| self.weigh(kid, levels, found));
    }

    /// Whether an entry and what is numbered below it are one sentence.
    fn is_one_sentence(&self, node: &Node) -> bool {
        let lead = &self.lines[node.more.last().copied().unwrap_or(node.line)];
        let article = node.form == Form::Article;
        let [members @ .., last] = &node.kids[..] else { return false };
        if members.is_empty() || !leads_in(lead) || !(article || lists(lead)) {
            return false;
        }
        let alone = |member: &Node| member.kids.is_empty() && member.more.is_empty();
        let of_one = |member: &&Node| alone(member) && goes_on(&self.lines[member.line]);
        members.iter().all(|member| of_one(&member))
            && last.kids.is_empty()
            && !self.has_duty(node)
            && sentence::stops(trimmed(&self.lines[last.line])).next().is_none()
    }
}

/// Whether a line goes on in those below it.
fn leads_in(line: &Line<'_>) -> bool {
    line.text().trim_end_matches(chars::is_space).ends_with(['：', ':'])
}

/// Whether the words before the colon say that what follows is a list, and not one of things to do.
fn lists(lead: &Line<'_>) -> bool {
    const LISTED: [&str; 5] = ["下列", "以下", "如下", "之一", "包括"];
    /// 重点做好以下工作： has tasks below it.
    const TO_DO: [&str; 9] =
        ["工作", "任务", "措施", "举措", "重点", "职责", "分工", "行动", "工程"];
    let text =
        lead.rest().trim_end_matches(|c: char| chars::is_space(c) || matches!(c, '：' | ':'));
    let last = sentence::ends(text).last().map_or(text, |end| &text[end..]);
    let listed = LISTED.iter().filter_map(|word| last.rfind(word)).max();
    listed.is_some_and(|at| !TO_DO.iter().any(|word| last[at..].contains(word)))
}

/// Whether a member is a part of a sentence that goes on in the next one.
fn goes_on(member: &Line<'_>) -> bool {
    let text = member.rest().trim_end_matches(chars::is_space);
    text.ends_with(['；', ';']) && sentence::stops(text).next().is_none()
}

/// The words of a member without the stop that may end the sentence with it.
fn trimmed<'l>(member: &'l Line<'_>) -> &'l str {
    let text = member.rest().trim_end_matches(chars::is_space);
    text.strip_suffix(['。', '.', '；', ';']).unwrap_or(text)
}
