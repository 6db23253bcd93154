//! Enumerations: numbered lines that are parts of the sentence above them and no tasks.
//!
//! 出现下列情形之一的，立即报告：, and below it （一）停电超过四小时的；, （二）…。 They are numbered as a level
//! of tasks would be; what tells them is that they and the words above them are one sentence, and that
//! the entries beside the one they stand in have nothing numbered below them.

use hongtou_source::chars;

use super::Outline;
use super::tree::Node;
use crate::header;
use crate::lines::Line;
use crate::marker::Form;
use crate::quantity::opens_with_action;
use crate::sentence;

/// What the entries of a level have below them.
#[derive(Clone, Copy, Default)]
struct Level {
    /// How many have nothing numbered.
    plain: usize,
    /// How many have an enumeration.
    enumerating: usize,
    /// How many of these list conditions.
    conditions: usize,
    /// How many have something else, as a level of tasks is.
    holding: usize,
}

impl Outline<'_, '_> {
    /// The lines of the entries whose sentence goes on in what is numbered below them, in order.
    pub(super) fn enumerating(&self, roots: &[Node]) -> Vec<usize> {
        // Most notices have no such line, and are not looked through.
        let led = |pair: &[Line<'_>]| leads_in(&pair[0]) && pair[1].marker.is_some();
        if !self.articles && !self.lines.windows(2).any(led) {
            return Vec::new();
        }
        let mut levels = [Level::default(); 7];
        let mut found = Vec::new();
        roots.iter().for_each(|root| self.weigh(root, &mut levels, &mut found));
        found.retain(|&(_, form, listed)| {
            // What stands below an article is its 项, however many articles have some.
            let Level { plain, enumerating, conditions, holding } = levels[form as usize];
            let few = plain >= enumerating || plain > 0 && conditions * 2 >= enumerating;
            form == Form::Article || listed == Listed::Papers || holding == 0 && few
        });
        found.into_iter().map(|(line, ..)| line).collect()
    }

    fn weigh(&self, node: &Node, levels: &mut [Level; 7], found: &mut Vec<(usize, Form, Listed)>) {
        let level = &mut levels[node.form as usize];
        if node.kids.is_empty() {
            level.plain += 1;
        } else if let Some(listed) = self.one_sentence(node) {
            level.enumerating += 1;
            level.conditions += usize::from(listed != Listed::Things);
            found.push((node.line, node.form, listed));
        } else {
            level.holding += 1;
        }
        node.kids.iter().for_each(|kid| self.weigh(kid, levels, found));
    }

    /// What an entry lists, where it and what is numbered below it are one sentence.
    fn one_sentence(&self, node: &Node) -> Option<Listed> {
        let lead = &self.lines[node.more.last().copied().unwrap_or(node.line)];
        let listed = match node.form {
            Form::Article if leads_in(lead) || sentence::is_sentence(lead.rest()) => {
                (!self.are_tasks(&node.kids)).then_some(Listed::Things)
            }
            Form::Article => None,
            _ => Some(lead).filter(|lead| leads_in(lead)).and_then(listed),
        }?;
        let parts = node.form == Form::Article || self.are_parts(&node.kids);
        let answered = || {
            self.has_duty(node)
                || node.kids.iter().any(|kid| self.names_its_own(kid))
                || node.kids.iter().all(|kid| says_who_leads(&self.lines[kid.line]))
        };
        // 2024年4月底前提交报表4份 is a task, whatever is handed in.
        let named = || node.kids.iter().all(|kid| names_a_paper(self.lines[kid.line].rest()));
        let listed = match listed {
            Listed::Papers if !named() => Listed::Conditions,
            listed => listed,
        };
        (parts && !answered()).then_some(listed)
    }

    /// Whether some entries go on in each other, the last of which ends the sentence.
    fn are_parts(&self, entries: &[Node]) -> bool {
        let [members @ .., last] = entries else { return false };
        let part = |member: &Node| {
            member.kids.is_empty() && member.more.is_empty() && goes_on(&self.lines[member.line])
        };
        let ends = || sentence::stops(ended(&self.lines[last.line])).next().is_none();
        !members.is_empty() && members.iter().all(part) && last.kids.is_empty() && ends()
    }

    /// Whether each of some entries says more than one sentence, the first of which heads it.
    fn are_tasks(&self, entries: &[Node]) -> bool {
        let sentences = |entry: &Node| sentence::stops(self.lines[entry.line].rest()).count();
        entries.iter().all(|entry| sentences(entry) + entry.more.len() > 1)
    }
}

/// What a sentence lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// On what it depends, or with what it is done: nobody's task.
    Conditions,
    /// What is to be handed in, which is no task wherever it stands.
    Papers,
    Things,
}

/// Whether a line goes on in those below it.
fn leads_in(line: &Line<'_>) -> bool {
    line.text().trim_end_matches(chars::is_space).ends_with(['：', ':'])
}

/// What the words before the colon say that follows, where it is a list and not one of things to do.
fn listed(lead: &Line<'_>) -> Option<Listed> {
    const LISTED: [&str; 5] = ["下列", "以下", "如下", "之一", "包括"];
    const CONDITIONS: [&str; 6] = ["之一", "情形", "条件", "材料", "资料", "行为"];
    const PAPERS: [&str; 3] = ["材料", "资料", "证件"];
    const HANDED_IN: [&str; 5] = ["提交", "提供", "报送", "携带", "清单"];
    /// 重点做好以下工作： and 重点任务如下： have tasks below them.
    const TO_DO: [&str; 13] = [
        "工作", "任务", "措施", "举措", "重点", "职责", "分工", "行动", "工程", "实事", "安排",
        "步骤", "阶段",
    ];
    let text =
        lead.rest().trim_end_matches(|c: char| chars::is_space(c) || matches!(c, '：' | ':'));
    let last = sentence::ends(text).last().map_or(text, |end| &text[end..]);
    let words = &last[LISTED.iter().filter_map(|word| last.rfind(word)).max()?..];
    let holds = |words: &str, list: &[&str]| list.iter().any(|word| words.contains(word));
    let part = last.rsplit(['，', ',']).next().unwrap_or(last);
    match () {
        () if holds(words, &TO_DO) => None,
        () if !holds(part, &TO_DO) && holds(part, &PAPERS) && holds(part, &HANDED_IN) => {
            Some(Listed::Papers)
        }
        () if holds(words, &CONDITIONS) => Some(Listed::Conditions),
        () if holds(last, &TO_DO) => None,
        () => Some(Listed::Things),
    }
}

/// Whether an entry is surely nothing but the name of a paper: 登记证复印件；, 协议，一式四份；. 季度总结，每季末报送 is a
/// task, and so may be what ends otherwise: 碳纤维材料产业化.
fn names_a_paper(words: &str) -> bool {
    /// The last word of what papers are called, of each the shortest that ends no task: 营业执照 ends in 照, 批文 not in 文,
    /// as 人文 does; and how many are handed in, 一式四份.
    const ENDS: [&str; 22] = [
        "件", "证", "证明", "书", "表", "册", "簿", "照", "图", "函", "单", "票", "合同", "协议",
        "报告", "批文", "方案", "材料", "资料", "照片", "副本", "份",
    ];
    let other = |c: char| chars::digit(c).is_some() || c == '。';
    let name = words.trim_end_matches(|c| chars::is_space(c) || chars::ends_sentence(c));
    // 复印件（加盖公章）
    let name = name
        .strip_suffix(['）', ')'])
        .map_or(name, |inner| inner.rfind(['（', '(']).map_or(name, |open| &inner[..open]));
    ENDS.iter().any(|end| name.ends_with(end))
        && !name.ends_with("月份")
        && !name.contains(other)
        && !opens_with_action(name)
}

/// Whether a member begins with a body and that it leads: 县水务局牵头改造管网.
fn says_who_leads(member: &Line<'_>) -> bool {
    let who = ["牵头", "负责"].iter().filter_map(|verb| member.rest().split_once(verb));
    who.into_iter().any(|(who, _)| header::is_issuer(who.trim_start_matches('由')))
}

/// Whether a member is a part of a sentence that goes on in the next one, or a few words of a list.
fn goes_on(member: &Line<'_>) -> bool {
    const FEW: usize = 20;
    let text = member.rest().trim_end_matches(chars::is_space);
    let few = || text.chars().nth(FEW).is_none() && text.ends_with(chars::is_word);
    (text.ends_with(['；', ';', '，']) || few()) && sentence::stops(text).next().is_none()
}

/// The words of a member without the stop that may end the sentence with it.
fn ended<'l>(member: &'l Line<'_>) -> &'l str {
    let text = member.rest().trim_end_matches(chars::is_space);
    text.strip_suffix(['。', '.', '；', ';']).unwrap_or(text)
}
