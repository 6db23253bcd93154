//! Lists of units with or without a verb, and where one name ends and the next begins.

mod joints;
mod name;

pub(in crate::responsibility) use self::joints::conjunction;
pub(super) use self::name::is_mark;
pub(in crate::responsibility) use self::name::is_ticking;
use super::super::lexicon::{Piece, WORDS};
use super::super::names::{self, LIKELY, SURE, ends_with, is, lead_in, starts_with};
use super::super::verbs::{
    Trust, Verb, acts_alone, before_acts, ends_in_act, infix, is_deadline, office_before_acts,
    organises_inspection, tail, together,
};
use super::{Found, Place, Reader};
use crate::marker;
use hongtou_model::Role;
use std::ops::Range;

impl<'g> Reader<'g> {
    /// A list of units with or without a verb.
    pub(super) fn duty(&mut self, range: Range<usize>) {
        let mut range = range;
        while let Some((at, len)) = together(self.g, range.clone()) {
            if at > 0 {
                let words = self.c(range.start..range.start + at);
                self.alone(range.start..range.start + at - urged(words));
            }
            self.with = true;
            range.start += at + len;
        }
        self.alone(range);
    }

    /// A list of units with or without a verb, and without 会同 in it.
    pub(super) fn alone(&mut self, range: Range<usize>) {
        let words = self.c(range.clone());
        // 市甲局会同市乙局组织督查，12月底前报送总结: what they do is the task, unless others have a part in it.
        let organise = self.place == Place::Sentence
            && self.out.verbs == 0
            && !self.ends_told
            && organises_inspection(words);
        if organise {
            if !(self.with && self.together_do(range.clone())) {
                self.out.prose.push(range);
            }
            return;
        }
        if let Some(len) = self.heads_others(range.clone()) {
            self.names(range.start..range.start + len);
            return self.flush(Verb { role: Role::Lead, share: false, object: false, act: false });
        }
        if self.ends_in_its_verb(range.clone()) {
            return;
        }
        if let Some(len) = self.duty_of_one_before(range.clone()) {
            return self.object(range.start + len..range.end);
        }
        if self.has_its_verb_within(range.clone()) {
            return;
        }
        if acts_alone(words) && !self.out.units.is_empty() {
            // 密切配合、共同推进
            return self.flush(Verb::act(false));
        }
        if self.told() && self.goes_on_with_what_it_does(range.clone()) {
            return;
        }
        self.names_or_fields(range);
    }

    /// Reads a list before the verb of duty that it ends in: 市甲局、市乙局负责.
    fn ends_in_its_verb(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let found = tail(words).filter(|&(len, verb)| {
            let before = range.start..range.start + len;
            let tells_what = self.has_others_do(before.clone())
                || verb.role == Role::Implement && self.answers_for_what_follows(before);
            !tells_what
        });
        let Some((len, verb)) = found else { return false };
        // 市甲局牵头，市乙局等部门要积极配合; alone, 各镇要落实 only admonishes.
        let charged = self.out.verbs > 0 || words[..len].contains(&'等');
        let len = if charged { len - urged(&words[..len]) } else { len };
        // 牵头单位：市甲局、市乙局为配合单位: the label in front is not said of the last.
        if self.label.is_some() && WORDS.labels.ends(words).is_some() {
            self.flush_rest();
            self.label = None;
        }
        // 以省林业厅为主, but not 以工代赈办负责.
        let by = words[0] == '以' && ends_with(&words[len..], "为主");
        let mut rest = self.behind_verb(range.start + usize::from(by)..range.start + len);
        if let Some(len) = self.before_acts(rest.clone()) {
            // A sentence that says what is done says more than who does it.
            if self.place == Place::Sentence {
                self.out.prose.push(rest.start + len..rest.end);
            }
            rest.end = rest.start + len;
        }
        self.names_or_fields(rest);
        self.flush(verb);
        true
    }

    /// Reads a list before a verb of duty that has an object behind it: 市甲局负责造林.
    fn has_its_verb_within(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let trust = self.trust(range.start);
        let Some((at, len, verb)) = infix(self.g, range.clone(), self.told(), trust) else {
            return false;
        };
        let from = self.out.units.len();
        self.names(range.start..range.start + at);
        self.flush(Verb { object: true, ..verb });
        let rest = range.start + at + len..range.end;
        if is_deadline(self.c(rest.clone())) {
            self.out.deadlines.push(rest);
        } else if !(self.place == Place::Sentence
            && (acts_on(&words[at..at + len]) || !opens_at_a_level(self.c(rest.clone()))))
            && names::score(self.c(rest.clone())) >= SURE
        {
            // 市A局牵头市B局: the separator between the two is lost.
            if let Some(group) = self.out.groups.last_mut() {
                group.object = false;
            }
            self.alone(rest);
        } else if from < self.out.units.len() || self.place != Place::Sentence {
            self.object(rest);
        }
        true
    }

    /// Reads a name that goes on with what its bearer does, behind others of whom verbs tell.
    fn goes_on_with_what_it_does(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        if let Some(len) = self.before_acts(range.clone()) {
            // 市财政局牵头，市教育局加强指导: what is no known verb opens a task.
            self.names(range.start..range.start + len);
            self.flush(Verb::act(true));
            let rest = range.start + len..range.end;
            match is_deadline(self.c(rest.clone())) {
                true => self.out.deadlines.push(rest),
                false => self.out.prose.push(rest),
            }
            return true;
        }
        let Some(len) = office_before_acts(words) else { return false };
        // 教务处承办，后勤处保障
        self.names(range.start..range.start + len);
        self.flush(Verb::act(false));
        true
    }

    /// How many characters of some words are the name that goes on with how or what it does, where they are
    /// no name as a whole, nor with 等 behind it: 市委组织部等.
    fn before_acts(&mut self, range: Range<usize>) -> Option<usize> {
        let words = self.c(range.clone());
        let open = usize::from(words.last() == Some(&'等'));
        let named = self.name_score(range.start..range.end - open) >= LIKELY;
        if named { None } else { before_acts(words) }
    }

    /// 县委、县政府领导，县水利局负责: the length of the name of those who head what others do. By itself 县政府领导
    /// are persons.
    fn heads_others(&self, range: Range<usize>) -> Option<usize> {
        let said = self.c(range.clone()).strip_suffix(&['领', '导'])?;
        let told = match self.g.chars.get(range.end) {
            Some(',') => self.ends_told,
            Some('、') => tail(&self.g.chars[range.end + 1..]).is_some(),
            _ => false,
        };
        if !told {
            return None;
        }
        let words = said.strip_suffix(&['统', '一']).unwrap_or(said);
        if words.len() == said.len() && !self.pending() {
            return None;
        }
        let governs = matches!(words, [.., '省' | '市' | '县' | '区' | '州' | '旗' | '党', '委'])
            || ["政府", "党工委"].iter().any(|end| ends_with(words, end));
        (governs && names::score(words) > 0).then_some(words.len())
    }

    /// Words that say what units do.
    pub(super) fn object(&mut self, range: Range<usize>) {
        // 市甲局负责管理的学校 is not said of a task; 市甲局负责资金的监督 is.
        let words = self.c(range.clone());
        let behind = words.iter().rposition(|&c| c == '的').map(|at| &words[at + 1..]);
        if self.place != Place::Sentence && behind.is_none_or(ends_in_act) {
            self.out.objects += range.len();
        }
        self.out.prose.push(range);
    }

    /// 市乙局：负责方案制定: the length of the verb that words open with behind the colon of a name. The name
    /// is given its role.
    fn duty_of_one_before(&mut self, range: Range<usize>) -> Option<usize> {
        let colon = range.start.checked_sub(1).is_some_and(|at| self.g.chars[at] == ':');
        if !colon
            || self.place == Place::Sentence
            || self.label.is_some()
            || self.mark == self.out.units.len()
        {
            return None;
        }
        let words = self.c(range.clone());
        let (len, verb) = match WORDS.verb_starts.starts(words) {
            Some((len, Piece::Role(role))) => {
                (len, Verb { role, share: false, object: true, act: false })
            }
            // 市乙局：组织演练
            Some((len, Piece::Act)) => (len, Verb::act(true)),
            _ => (WORDS.tasks.starts(words)?.0, Verb::act(true)),
        };
        (len < words.len()).then(|| {
            self.flush(verb);
            len
        })
    }

    /// Whether words before the last verb of a sentence end in others whom somebody has do it:
    /// 镇教育办负责组织各学校具体实施.
    fn has_others_do(&self, range: Range<usize>) -> bool {
        self.place == Place::Sentence
            && infix(self.g, range.clone(), false, self.trust(range.start))
                .is_some_and(|(at, len, _)| acts_on(&self.c(range)[at..at + len]))
    }

    /// Whether what looks like the last verb of a part is the end of what somebody answers for:
    /// 市财政局负责专项经费的落实, but not 市财政局负责市教育局配合, where a separator was lost.
    fn answers_for_what_follows(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let what = |at: usize| words.get(at + 2..).filter(|what| !what.is_empty());
        names::find(words, "负责").and_then(what).is_some_and(|what| names::score(what) < LIKELY)
            && infix(self.g, range.clone(), false, self.trust(range.start)).is_some_and(
                |(at, len, verb)| verb.role == Role::Responsible && at + len < words.len(),
            )
    }

    /// How sure the name before a verb must be that stands at `from`.
    fn trust(&self, from: usize) -> Trust {
        if self.place != Place::Sentence {
            Trust::Sure
        } else if self.pending() || self.g.chars.get(from) == Some(&'由') {
            Trust::Listed
        } else {
            Trust::Office
        }
    }

    /// Whether names stand before that no verb was said of.
    fn pending(&self) -> bool {
        self.adjacent && self.mark < self.out.units.len()
    }

    /// Whether 由 stands before a place and behind it what is done: 数据由市统计局提供.
    fn behind_by_whom(&self, at: usize) -> bool {
        self.out.prose.last().is_some_and(|done| done.end + 1 == at) && self.g.chars[at - 1] == '由'
    }

    /// Whether other words say that somebody answers, so that these may say what each does.
    fn told(&self) -> bool {
        self.place != Place::Sentence && (self.out.verbs + self.out.labels > 0 || self.ends_told)
    }

    /// 市文旅局配合市林业局负责: the names that stand before the last verb alone, once those before
    /// another verb were read.
    fn behind_verb(&mut self, range: Range<usize>) -> Range<usize> {
        // One name alone, as most lists are.
        if range.len() < 7 {
            return range;
        }
        let parted = |found: &(usize, usize, Verb)| {
            let rest = &self.c(range.clone())[found.0 + found.1..];
            let helps = found.2.role == Role::Support;
            names::score(rest) >= SURE || helps && (lead_in(rest) > 0 || names::is_class(rest))
        };
        let Some((at, len, verb)) = infix(self.g, range.clone(), false, Trust::Sure).filter(parted)
        else {
            return range;
        };
        self.names(range.start..range.start + at);
        self.flush(Verb { object: false, ..verb });
        range.start + at + len..range.end
    }

    /// Whether 、 stands before a place and behind it what somebody answers for: 市城管局负责新建、存量部分.
    ///
    /// A verb behind it says that it is somebody: 县住建局负责建设、质监站监督.
    fn goes_on_with_the_object(&self, range: Range<usize>) -> bool {
        let at = range.start;
        let does = WORDS.verb_starts.starts(&self.g.chars[range.end..]).is_some();
        let object =
            self.out.groups.last().is_some_and(|group| group.object && group.to == self.mark);
        object
            && !does
            && self.mark == self.out.units.len()
            && self.out.prose.last().is_some_and(|object| object.end + 1 == at)
            && self.g.chars[at - 1] == '、'
    }

    /// 会同市水利局编制造林规划: those who help, and what they do with the one before 会同.
    fn together_do(&mut self, range: Range<usize>) -> bool {
        let Some(len) = names::opening(self.c(range.clone())) else {
            if self.place != Place::Sentence {
                return false;
            }
            // 会同有关方面制定办法: who helps is no unit, but it is said who does it.
            self.out.prose.push(range);
            self.flush(Verb { role: Role::Lead, share: false, object: true, act: false });
            return true;
        };
        let end = range.start + len;
        self.name(range.start..end);
        let mut rest = end..range.end;
        let words = self.c(rest.clone());
        let joint = usize::from(matches!(words[0], '和' | '及' | '与'));
        if joint > 0 && names::opening(&words[joint..]).is_some() {
            return self.together_do(rest.start + joint..rest.end);
        }
        if words[0] == '等' {
            // The longest class counts: 等有关部门和单位.
            let most = words.len().min(12);
            let class = (2..=most).rev().find(|&end| names::is_class(&words[1..end]));
            self.out.open = true;
            rest.start += class.unwrap_or(1);
        }
        self.out.prose.push(rest);
        self.flush(Verb { role: Role::Responsible, share: false, object: true, act: false });
        true
    }

    /// A（牵头），B、C（配合）: what stands behind the last of a list is said of all of it, where
    /// another leads.
    fn support_together(&mut self) {
        let Some((last, before)) = self.out.units[self.mark..].split_last_mut() else { return };
        let lead = |unit: &Found| unit.fixed && unit.role == Role::Lead;
        if !last.fixed || last.role != Role::Support || !before.iter().any(lead) {
            return;
        }
        let together = |unit: &&mut Found| !unit.fixed && unit.tier == last.tier;
        for unit in before.iter_mut().rev().take_while(together) {
            (unit.role, unit.fixed) = (Role::Support, true);
        }
    }

    /// 以下均需…落实: the units of the declaration, unless the list has them already.
    pub(super) fn default_units(&mut self, range: Range<usize>, role: Role) {
        let from = self.out.units.len();
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            let apart = matches!(self.g.chars[at], '、' | ',');
            if apart && !self.joins(start, at, range.end) {
                self.names(start..at);
                start = at + 1;
            }
            at = self.g.after(at);
        }
        self.names(start..range.end);
        let known: Vec<Range<usize>> =
            self.out.units[..from].iter().map(|unit| unit.range.clone()).collect();
        let g = self.g;
        let mut at = 0;
        self.out.units.retain_mut(|unit| {
            at += 1;
            unit.role = if at > from { role } else { unit.role };
            at <= from || !known.iter().any(|r| g.chars[r.clone()] == g.chars[unit.range.clone()])
        });
        self.mark = self.out.units.len();
    }
}

/// Whether a verb has what follows it for its object: 负责协调, 负责组织.
fn acts_on(verb: &[char]) -> bool {
    WORDS.verbs.ends(verb).is_some_and(|(_, piece)| matches!(piece, Piece::Filler | Piece::Act))
}

/// How many characters behind a name only urge it on: 市教育局要积极会同….
fn urged(words: &[char]) -> usize {
    let urges = |c: &&char| "要应须需将可当积极主动及时".contains(**c);
    let len = words.iter().rev().take_while(urges).count();
    let before = &words[..words.len() - len];
    // 市教育局等部门要
    let open = || {
        let at = before.iter().rposition(|&c| c == '等');
        at.is_some_and(|at| at > 0 && names::is_class_of_list(&before[at + 1..]))
    };
    if len > 0 && (names::score(before) >= SURE || open()) { len } else { 0 }
}

/// Whether words only point back to the units before them: 以上单位, 上述各部门.
pub(in crate::responsibility) fn are_those_above(words: &[char]) -> bool {
    let rest = ["以上", "上述"]
        .iter()
        .find_map(|word| starts_with(words, word).then(|| &words[word.chars().count()..]));
    rest.is_some_and(names::is_class)
}

/// Whether words before 由 only point back to the task before them: 此项工作, 上述任务.
fn points_back(words: &[char]) -> bool {
    // （三）至（五）项任务
    if matches!(words, ['(' | '第', ..]) {
        let text: String = words.iter().collect();
        let named = marker::items_named(&text);
        return named.is_some_and(|named| named.count() > 1 && named.end == text.len());
    }
    let rest = ["此项", "该项", "本项", "这项", "此", "该", "上述", "以上"]
        .iter()
        .find_map(|word| starts_with(words, word).then(|| &words[word.chars().count()..]));
    rest.is_some_and(|rest| marker::TASK_NOUNS.iter().any(|noun| is(rest, noun)))
}

/// Whether words that open with 部门 say what those do and nothing else: 部门配合, but not 部门配合做好监管.
fn told_of_class(words: &[char]) -> bool {
    let end = words.iter().position(|&c| !hongtou_source::chars::is_han(c));
    tail(&words[..end.unwrap_or(words.len())]).is_some_and(|(len, _)| len == 2)
}

/// Whether words open as the name of a body of some level does: 市财政局, 各县, 财政局.
fn opens_at_a_level(words: &[char]) -> bool {
    words.first().is_some_and(|c| "省市县区州旗".contains(*c))
        || lead_in(words) > 0
        || names::department(words).is_some()
}
