//! Lists of units with or without a verb, and where one name ends and the next begins.

use super::super::lexicon::{Piece, WORDS};
use super::super::names::{self, LIKELY, SURE, ends_with, is, lead_in, starts_with};
use super::super::restore;
use super::super::signs::Signs;
use super::super::verbs::{
    Trust, Verb, acts_alone, before_acts, ends_in_act, infix, is_deadline, is_number, is_numeral,
    may_be_listed, office_before_acts, organises_inspection, tail, together,
};
use super::labels::{is_person, is_person_alone, is_person_beside};
use super::{Found, Place, Reader, read};
use crate::marker;
use hongtou_model::Role;
use smallvec::SmallVec;
use std::ops::Range;

/// Those whom a bracket behind a name says to take part.
type Asides = SmallVec<[Found; 2]>;

/// How far behind a field the class may stand that its list ends in, in characters.
const LONGEST_FIELDS: usize = 40;

/// Where one name may end and the next begin.
const JOINS: Signs = Signs::JOINT.and(Signs::GAP);

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

    /// The end of a list: 市教育、财政等部门负责 and 市公安、城市管理部门 name fields, and say once what
    /// all of them are.
    fn names_or_fields(&mut self, range: Range<usize>) {
        let class = self.place != Place::Cell && ends_with(self.c(range.clone()), "部门");
        self.names(range);
        if !class {
            return;
        }
        let g = self.g;
        let list = &mut self.out.units[self.mark..];
        let field = |unit: &Found| names::is_field(&g.chars[unit.range.clone()]);
        let task = |unit: &Found| {
            let name = &g.chars[unit.range.clone()];
            WORDS.tasks.starts(name).is_some_and(|(len, ())| len < name.len())
        };
        // A sentence says more than who answers: all of its list are bodies.
        let bodies = self.place == Place::Bracket
            || list.iter().all(|unit| field(unit) || unit.score >= LIKELY);
        if list.iter().any(field) && bodies && !list.iter().any(task) {
            self.out.fields = true;
            let named = |unit: &Found| names::names_field(&g.chars[unit.range.clone()]);
            for unit in list.iter_mut().filter(|unit| named(unit)) {
                unit.score = unit.score.max(SURE);
            }
        }
    }

    /// Names without a verb: cut at 和, 及 and at lost separators.
    pub(super) fn names(&mut self, range: Range<usize>) {
        let mut range = self.without_numbers(range);
        range.start += lead_to_name(self.c(range.clone()));
        // 督查工作由市政府督查室负责: what is done stands before 由, who does it behind.
        if let Some(by) = names::by_whom_outside(self.g, range.clone()) {
            if !points_back(self.c(range.start..range.start + by)) {
                self.out.prose.push(range.start..range.start + by);
            }
            range.start += by + 1;
        }
        if self.stands_behind_by(range.start) {
            range.start += names::which_of_all(self.c(range.clone()));
        }
        if range.is_empty() {
            return;
        }
        // A name alone, as most are, has nothing of the kind behind its first character.
        let signs = self.g.signs(range.start + 1..range.end);
        let mut end = range.end;
        if signs.hold(Signs::OPEN_END) {
            match self.open_end(&range) {
                Some(open) => end = open,
                None => return,
            }
        }
        let mut from = range.start;
        let mut at = if signs.hold(JOINS) { from + 1 } else { end };
        while at < end {
            if self.g.signs_at(at).hold(JOINS)
                && let Some(len) = self.joint(from, at, end)
            {
                self.name(from..at);
                self.adjacent = true;
                from = at + len;
                at = from;
            }
            at = if at < end { self.g.after(at).min(end) } else { at + 1 };
        }
        if from < end {
            self.name(from..end);
        }
        self.adjacent = true;
    }

    /// Names of a cell without the numbers of its list: 1.市教育局 2.市财政局.
    fn without_numbers(&self, mut range: Range<usize>) -> Range<usize> {
        if self.place != Place::Cell {
            return range;
        }
        while range.end > range.start + 1 && is_number(self.g.chars[range.end - 1]) {
            range.end -= 1;
        }
        while range.start < range.end
            && is_number(self.g.chars[range.start])
            // 12个乡镇
            && names::score(self.c(range.clone())) < LIKELY
        {
            range.start += 1;
        }
        range.start += number_in_bracket(self.c(range.clone()));
        range
    }

    /// Where names end that 等 leaves open, which a class may follow; none where all of them were read.
    fn open_end(&mut self, range: &Range<usize>) -> Option<usize> {
        let open = self.g.outside(range.clone()).filter(|&i| self.leaves_open(range, i)).last();
        let Some(at) = open.filter(|&at| at > range.start) else { return Some(range.end) };
        let class = self.c(at + 1..self.without_remark(range.clone()));
        // 等部门及各地区: places are no part of the class.
        let places = |words: &[char]| {
            starts_with(words, "各")
                && ["地区", "地方", "地"].iter().any(|end| ends_with(words, end))
        };
        let joins = |i: usize| matches!(class[i], '和' | '及' | '与');
        let places = (1..class.len()).any(|i| joins(i) && places(&class[i + 1..]));
        let governments = names::places_behind_deng(class);
        let before = self.c(range.start..at);
        let named = || {
            names::score(before) >= LIKELY || names::is_office(before) || names::is_place(before)
        };
        if !places
            && (class.is_empty()
                || names::is_class_of_list(class)
                || governments.is_some()
                || names::ends_as_class_of_list(class) && named())
        {
            let class = at + 1..at + 1 + class.len();
            (self.out.open, self.after_open) = (true, true);
            let Some(len) = governments else { return Some(at) };
            self.names(range.start..at);
            self.are_places(class.end - len..class.end);
            return None;
        }
        // 等和各区政府, 等部门以及各区政府, 等9个部门和13个乡镇: the list goes on, after the class if there is one.
        let goes_on = |at: usize| {
            let len = conjunction(&class[at..])?;
            // 平等和谐, 高等和职业教育: right behind 等 a name must stand before it, and open behind 和.
            let of_list = match at {
                0 => stands_alone(before) && opens_a_name(&class[len..]),
                _ => names::is_class_of_list(&class[..at]),
            };
            let next = at + len;
            (of_list && names::score(&class[next..]) >= LIKELY).then_some(next)
        };
        let Some(next) = (0..class.len()).find_map(goes_on) else { return Some(range.end) };
        self.out.open = true;
        self.names(range.start..at);
        self.name(at + 1 + next..range.end);
        None
    }

    /// Whether 等 stands at a place within a range, and is no part of a word.
    fn leaves_open(&self, range: &Range<usize>, at: usize) -> bool {
        self.g.chars[at] == '等' && names::leaves_open(self.c(range.clone()), at - range.start)
    }

    /// 东山县、西湖区等县区人民政府: the places of a list, and what is said once of all of them.
    fn are_places(&mut self, end: Range<usize>) {
        let g = self.g;
        for unit in self.out.units[self.mark..].iter_mut().rev() {
            let name = &g.chars[unit.range.clone()];
            if !names::is_place(name) || name.len() < 2 {
                break;
            }
            unit.score = unit.score.max(80);
            unit.after = end.clone();
        }
    }

    /// The length of what joins two names at `at`, 0 where a separator was lost; `None` inside a name.
    fn joint(&self, from: usize, at: usize, end: usize) -> Option<usize> {
        let chars = &self.g.chars;
        let both = |len: usize| {
            let (left, right) = (self.c(from..at), self.c(at + len..end));
            stands_alone(left)
                && !(len > 0 && half_an_office(left, right))
                && opens_a_name(right)
                && !(len > 0 && names::is_class(right) && is_bare_class(right))
                || len > 0 && names::is_named_place(left) && opens_beside_a_place(right)
                // 行业主管部门和各乡镇, but 职能部门和单位 is one.
                || len > 0
                    && names::is_class_by_duty(left)
                    && opens_a_name(right)
                    && !is_bare_class(right)
                || len > 0 && are_offices(left, right)
        };
        if self.g.gap(at) {
            let left = self.c(from..at);
            // 市A局牵头 市B局负责: a verb may stand before the lost mark.
            let verb =
                tail(left).is_some_and(|(len, _)| len > 0 && names::score(&left[..len]) >= SURE);
            let right = self.c(at..end);
            if self.explains(at, end)
                || self.names_levels(at, end)
                || self.ends_within(left, at, end)
            {
                // 各县 区人民政府, 市爱卫委 办公室: a space inside a name.
                return None;
            }
            // Where no mark parts the names beside them, blanks do: 镇农业中心 石桥派出所.
            let listed_by_marks = || {
                let beside = [from.checked_sub(1), Some(end)].into_iter().flatten();
                beside.filter_map(|at| chars.get(at)).any(|c| matches!(c, '、' | ','))
            };
            // 国家统计局 云川调查队 between marks: the part of a body has no level of its own.
            let one_piece = || !(at + 1..end).any(|at| self.g.gap(at));
            let part = || is_part_of_body(left, right) && one_piece() && stands_alone(left);
            // 各县（市） 林长制办公室
            let of_each = || left[0] == '各' && ends_with(left, ")") && is_part_of_each(right);
            if listed_by_marks() && (part() || of_each()) || begins_a_kind(left) {
                return None;
            }
            // A line that begins with a level begins a name, whatever it ends in.
            let level = (3..=14).contains(&right.len())
                && matches!(right[0], '省' | '市' | '区' | '县' | '州' | '旗' | '各')
                && stands_alone(left);
            // 安监站 卫生院: in a cell each of them may end as a name does, and need not look like one.
            let next = (at + 1..end).find(|&at| self.g.gap(at)).unwrap_or(end);
            let ends =
                |words: &[char]| (words.len() > 2 || words[0] == '各') && names::score(words) > 0;
            let piece = self.c(at..next);
            let offices = || names::is_office(left) && names::is_office(piece);
            let apart = match self.place {
                Place::Cell => true,
                Place::Bracket => offices() || !listed_by_marks(),
                Place::Sentence => false,
            };
            let listed = apart && ends(left) && ends(piece) && !ends_a_name(left, piece);
            if both(0) || level || listed || verb && opens_a_name(right) {
                return Some(0);
            }
        }
        if !self.g.signs_at(at).hold(Signs::JOINT) {
            return None;
        }
        // ①市教育局②市财政局
        if ('②'..='⑩').contains(&chars[at]) {
            return stands_alone(self.c(from..at)).then_some(0);
        }
        if let Some(len) = conjunction(&chars[at..end]) {
            return (at + len < end && both(len)).then_some(len);
        }
        // 市教育局市财政局, 市委市政府, 市财政局各县人民政府: the level or 各 opens a second name where
        // the first has ended. 市爱卫委各成员单位 is one.
        let (left, right, c) = (self.c(from..at), self.c(at..end), chars[at]);
        let rest = &right[1..];
        let level = c == chars[from] && "省市区县州".contains(c) && chars[at - 1] != c;
        let glued = at >= from + 2
            && (level && names::department(rest).is_some_and(|(stem, _)| !stem.party)
                || level && is(rest, "政府") && chars[at - 1] == '委'
                || c == '各' && from + 3 <= at && opens_places(right))
            && stands_alone(left);
        glued.then_some(0)
    }

    /// Whether a bracket behind white space names more levels, and the name goes on behind it: 各县 （区）人民政府.
    fn names_levels(&self, at: usize, end: usize) -> bool {
        let Some(close) = self.g.close_of(at).filter(|&close| close + 1 < end) else {
            return false;
        };
        let level =
            |c: &char| matches!(c, '省' | '市' | '区' | '县' | '州' | '旗' | '镇' | '乡' | '、');
        close > at + 1 && self.c(at + 1..close).iter().all(level)
    }

    /// Whether what stands behind white space, up to the next or to the end, ends the name before it.
    fn ends_within(&self, left: &[char], at: usize, end: usize) -> bool {
        const MOST: usize = 4;
        let ends = (at + 1..end).filter(|&at| self.g.gap(at)).take(MOST).chain([end]);
        ends.into_iter().any(|end| ends_a_name(left, self.c(at..end)))
    }

    /// Whether a bracket behind white space is said of the name before it, as it is without: 规划局 （国土局）.
    /// A number in it is that of the next name.
    fn explains(&self, at: usize, end: usize) -> bool {
        let Some(close) = self.g.close_of(at).filter(|&close| close < end) else { return false };
        (close + 1 == end || self.g.gap(close + 1)) && figures(self.c(at + 1..close)) == 0
    }

    /// One name.
    pub(super) fn name(&mut self, range: Range<usize>) {
        let mut range = self.without_marks(range);
        // 第1项市民政局: of which part of the task it is said.
        range.start += self.part_number(range.clone());
        if range.is_empty() {
            return;
        }
        // （市甲局、市乙局，以上单位按职责分工负责）
        let behind_others = !self.out.units.is_empty() && !self.adjacent;
        if behind_others && are_those_above(self.c(range.clone())) {
            return self.out.beside.push(range);
        }
        // 市A局负责，联系人张某: whom to ask is no unit.
        if CONTACTS.iter().any(|key| starts_with(self.c(range.clone()), key)) {
            return self.out.beside.push(range);
        }
        let role = self.role_behind(&mut range);
        if let Some(body) = self.body_beside_person(range.clone()) {
            let around = [range.start..body.start, body.end..range.end];
            self.out.beside.extend(around.into_iter().filter(|part| part.start < part.end));
            range = body;
        }
        let mut score = self.name_score(range.clone());
        let asides = match role {
            Some(_) => Some(Asides::new()),
            None => self.asides_behind(&mut range, &mut score),
        };
        let Some(asides) = asides else { return };
        let words = self.c(range.clone());
        if score < LIKELY && self.is_described(words) {
            score = LIKELY;
        }
        // 市A局牵头 市B局负责: the mark between the two is lost.
        if score < SURE
            && let Some((len, verb)) = tail(words)
            && len > 0
            && names::score(&words[..len]) >= SURE
            && !(verb.act && !self.told() && self.behind_by_whom(range.start))
        {
            self.name(range.start..range.start + len);
            return self.flush(verb);
        }
        if score < LIKELY && self.with && self.together_do(range.clone()) {
            return;
        }
        // 并加强 before 督导 names nobody.
        let verb_behind =
            self.g.chars.get(range.end).is_some_and(|&c| hongtou_source::chars::is_han(c));
        if verb_behind && WORDS.tasks.starts(words).is_some_and(|(len, ())| len == words.len()) {
            return self.out.beside.push(range);
        }
        let told = self.place != Place::Sentence
            || self.listed(range.clone())
            || score < LIKELY && self.is_field_of_class(range.clone())
            || (self.out.verbs > 0 || self.stands_behind_by(range.start))
                && names::is_class_by_field(words);
        let officer = is_officer(words) || are_leaders_in_charge(words);
        self.out.torn |= !told && !officer && score < LIKELY && self.pending();
        let adjacent = std::mem::replace(&mut self.adjacent, true);
        let number = || restore::leaves_its_head(self.g, range.clone());
        if !officer && score < LIKELY && told && self.goes_on_with_the_object(range.clone()) {
            return self.object(range);
        }
        if officer
            || score < LIKELY && (!told || self.doubtful || !(self.plausible(words) || number()))
        {
            self.out.officers += if officer { words.len() } else { 0 };
            if self.place == Place::Cell && !officer && score > 0 {
                self.out.lost.push(range.clone());
            }
            return self.out.prose.push(range);
        }
        let fixed = role.is_some() || self.with;
        let role = role.or(self.with.then_some(Role::Support)).unwrap_or(Role::Responsible);
        let (tier, none) = (self.tier, range.end..range.end);
        self.out.units.push(Found {
            range,
            before: none.clone(),
            after: none,
            role,
            fixed,
            tier,
            score,
            adjacent: adjacent && !self.out.units.is_empty(),
            aside: false,
        });
        self.support_together();
        self.add(asides);
    }

    /// The role that a bracket behind a name gives it, and the range without that bracket: 市教育局（牵头）,
    /// 市教育局〔牵头〕, 市教育局〈牵头〉. A number, a person and a short name in it are left out as well.
    fn role_behind(&mut self, range: &mut Range<usize>) -> Option<Role> {
        let words = self.c(range.clone());
        let open = match words.last()? {
            ')' => '(',
            ']' => '[',
            '〉' => '〈',
            '>' => '<',
            _ => return None,
        };
        let open = words.iter().rposition(|&c| c == open).filter(|&open| open > 0)?;
        let inner = &words[open + 1..words.len() - 1];
        let role = role_in_bracket(inner);
        let named =
            || ["以下简称", "以下统称", "简称", "设在"].iter().any(|word| starts_with(inner, word));
        let numbered = || !inner.is_empty() && part_number(inner) == inner.len();
        let person = || {
            is_person_alone(inner)
                || self.are_persons(inner) && names::score(&words[..open]) >= SURE
        };
        if role.is_some() || numbered() || person() || named() {
            range.end = range.start + open;
        }
        self.out.verbs += usize::from(role.is_some());
        role
    }

    /// The units that a bracket behind a name says help it; the range without a bracket that is no part of
    /// the name, and how much that looks like one. None where the bracket alone says who does it.
    fn asides_behind(&mut self, range: &mut Range<usize>, score: &mut u8) -> Option<Asides> {
        let open = self.g.open_of_last(range.clone()).filter(|&open| open > range.start);
        let Some(open) = open else { return Some(Asides::new()) };
        let told = self.asides(open + 1..range.end - 1);
        let before = names::score(self.c(range.start..open));
        // 市教育局（重大活动由市体育局组织）: a remark is no part of the name before it.
        if told.is_some() || *score < LIKELY && !self.plausible(self.c(range.clone())) {
            (range.end, *score) = (open, before);
        }
        let asides = told.unwrap_or_default();
        let helps = asides.iter().all(|unit: &Found| unit.role == Role::Support);
        if !helps && before < LIKELY {
            // 督查工作（由市政府督查室负责）: who does it stands in the bracket alone.
            self.out.prose.push(range.clone());
            self.add(asides);
            return None;
        }
        Some(asides)
    }

    /// Whether words that look like no name are one where they stand: described in a bracket, or a class
    /// by its duty beside others; 主管部门 alone may be the label of what stands beside it.
    fn is_described(&self, words: &[char]) -> bool {
        self.place == Place::Bracket && self.described(words)
            || words.len() < self.out.total
                && self.place != Place::Sentence
                && names::is_class_by_duty(words)
    }

    /// Whether words in a bracket behind a body are persons, 刘洋 or 赵强、李梅, where other brackets beside it
    /// hold persons as well: two characters alone may be a field or a place.
    fn are_persons(&self, inner: &[char]) -> bool {
        const MOST: usize = 4;
        let persons = |words: &[char]| words.split(|&c| c == '、').all(is_person_beside);
        if !persons(inner) {
            return false;
        }
        let chars = &self.g.chars[..];
        let opens = chars.iter().enumerate().filter(|&(_, &c)| c == '(').map(|(at, _)| at + 1);
        let told = opens.take(2 * MOST).filter(|&from| {
            let end = chars[from..].iter().take(16).position(|&c| c == ')');
            end.is_some_and(|end| persons(&chars[from..from + end]))
        });
        told.take(MOST).count() > 1
    }

    /// The name of the body that stands beside who is at its head: 市林业局 in 市林业局局长张某, 市林业局 张某,
    /// 张某（市林业局）.
    fn body_beside_person(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.c(range.clone());
        let sure = |words: &[char]| names::score(words) >= SURE;
        if let Some(open) = self.g.open_of_last(range.clone()) {
            let inner = open + 1..range.end - 1;
            let person = is_person(self.c(range.start..open)) && sure(self.c(inner.clone()));
            return person.then_some(inner);
        }
        let person = before_person(words)?;
        // Who stands at the head of a place is no body of it: 市政府副市长张某.
        let heads = |words: &[char]| {
            is_officer(words) && ["局长", "部长", "主任"].iter().any(|head| ends_with(words, head))
        };
        let apart = self.g.gap(range.start + person) || names::score(words) < LIKELY;
        let len = match apart && sure(&words[..person]) {
            true => Some(person),
            false => (3..person).find(|&at| heads(&words[at..person]) && sure(&words[..at])),
        };
        len.map(|len| range.start..range.start + len)
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

    /// Whether words of a running sentence that do not look like a unit may be one of its list, if the
    /// verb behind them says so: 由环卫公司、城监队负责.
    fn listed(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let by = range.start.checked_sub(1).is_some_and(|at| self.g.chars[at] == '由');
        let more = matches!(self.g.chars.get(range.end), Some('、' | '和' | '及' | '与'));
        let opens = more && (by || names::score(words) > 0);
        // 由门诊部负责，信息科配合
        let goes_on = self.out.verbs > 0 && names::is_office(words);
        (opens || goes_on || self.pending()) && self.plausible(words) && may_be_listed(words)
    }

    /// Whether words are one of the fields before the class of all of them: 工商 in 工商、公安等部门配合.
    fn is_field_of_class(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        // 人社部门 behind 财政
        if let Some(field) = words.strip_suffix(&['部', '门']) {
            let before = self.out.units[self.mark..].last();
            let beside = before.is_some_and(|unit| names::is_field(self.c(unit.range.clone())));
            return self.adjacent && beside && names::is_field(field);
        }
        if !names::is_field(words) {
            return false;
        }
        let rest = self.c(range.end..self.g.len().min(range.end + LONGEST_FIELDS));
        let Some(class) = names::find(rest, "部门") else { return false };
        let mut list = rest[..class].split(|c| matches!(c, '、' | '和' | '及' | '与' | '等'));
        let body = |words: &[char]| names::is_field(words) || names::score(words) >= SURE;
        list.next() == Some(&[])
            && list.all(|words| words.is_empty() || body(words))
            && told_of_class(&rest[class..])
    }

    /// Who a bracket behind a name says takes part, and in which role: 市教育局（市财政局配合）.
    ///
    /// Nobody where it does not only say that; `None` where it says nothing of the kind.
    fn asides(&mut self, inner: Range<usize>) -> Option<Asides> {
        // A bracket in a bracket says no more of it, and none is read twice.
        if inner.is_empty() || self.g.signs(inner.clone()).hold(Signs::BRACKET) {
            return None;
        }
        let read = read(self.g, inner, Place::Bracket);
        // 市司法局（完成时限：12月）, 市司法局（责任人：张某）, 市司法局（副局长张某）
        let persons = read.prose.iter().map(Range::len).sum::<usize>() == read.officers;
        let beside = read.deadlines.len() + read.beside.len() + read.officers > 0;
        if read.units.is_empty() && persons && beside {
            self.out.deadlines.extend(read.deadlines);
            self.out.beside.extend(read.beside.into_iter().chain(read.prose));
            return Some(Asides::new());
        }
        let fixed = read.units.iter().any(|unit| unit.fixed);
        if read.verbs + read.labels + read.bare_labels == 0 && !fixed {
            return None;
        }
        // （配合单位：市甲局、沿线乡镇）: behind a label a class of places is one as well.
        let labelled = read.labels > 0 && read.names_somebody() && read.only_ends();
        let only =
            read.prose.is_empty() && read.conventions.is_empty() && (read.sure() || labelled);
        let aside =
            |unit| Found { fixed: true, aside: true, tier: self.tier, adjacent: false, ..unit };
        Some(read.units.into_iter().filter(|_| only).map(aside).collect())
    }

    /// Adds those that a bracket names.
    fn add(&mut self, asides: Asides) {
        self.out.verbs += usize::from(!asides.is_empty());
        self.out.units.extend(asides);
    }

    /// Where some words end that a bracket with a remark may follow: the class in 等部门（另有规定的除外）.
    fn without_remark(&self, range: Range<usize>) -> usize {
        let open = self.g.open_of_last(range.clone());
        let role = |open: usize| role_in_bracket(self.c(open + 1..range.end - 1)).is_some();
        open.filter(|&open| !role(open)).unwrap_or(range.end)
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

    /// The length of [`part_number`] at the beginning of some words; 第2、3项 is cut at its mark.
    pub(super) fn part_number(&self, range: Range<usize>) -> usize {
        let words = self.c(range.clone());
        let behind = |mark: usize| self.g.chars.get(mark) == Some(&'、');
        match words.first() {
            Some('0'..='9') => {
                let first = self.out.prose.last().filter(|part| {
                    part.end + 1 == range.start
                        && behind(part.end)
                        && self.c((*part).clone()).first() == Some(&'第')
                });
                first.map_or(0, |_| numbered(words))
            }
            Some('第') if words.len() == 1 + figures(&words[1..]) && behind(range.end) => {
                let next = self.g.chars.get(range.end + 1..).unwrap_or_default();
                if numbered(next) > 0 { words.len() } else { 0 }
            }
            _ => part_number(words),
        }
    }

    /// The name without the marks that set it apart: 市教育局★, ▲市财政局.
    fn without_marks(&self, range: Range<usize>) -> Range<usize> {
        let mark = |&at: &usize| is_mark(self.g.chars[at]);
        let from = range.clone().find(|at| !mark(at)).unwrap_or(range.end);
        let end = (from..range.end).rev().find(|at| !mark(at)).map_or(from, |last| last + 1);
        from..end
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

    /// Whether words that do not look like a unit may be one in the company of others.
    fn plausible(&self, words: &[char]) -> bool {
        let bare = is(words, "政府") || is(words, "管委会") || is(words, "党委");
        let clean =
            names::without_brackets(words).iter().all(|&c| hongtou_source::chars::is_han(c));
        // 各街道、镇: a level alone beside places of another; 会同镇、街道.
        let level = matches!(words, ['镇' | '乡' | '街' | '村' | '县' | '区' | '市'])
            && (self.with
                || self.out.units.last().is_some_and(|unit| {
                    let before = self.c(unit.range.clone());
                    lead_in(before) > 0 && names::is_place(before)
                }));
        bare || level
            || self.described(words)
            || (2..=14).contains(&words.len())
                && clean
                && !words.iter().any(|&c| is_of_a_sentence(c))
                && (!names::is_class(words) || names::is_class_by_duty(words))
    }

    /// Whether words say which places or governments are meant, in a column of units, behind a label or
    /// behind a unit that is sure; a government needs nothing beside it.
    fn described(&self, words: &[char]) -> bool {
        let Some(head) = place_by_what_it_has(words) else { return false };
        let beside = || self.out.units.iter().any(|unit| unit.score >= 90);
        match self.place {
            Place::Cell => true,
            Place::Bracket => head || self.label.is_some() || beside(),
            Place::Sentence => false,
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

/// The role that a bracket behind a name says it has: （牵头）, （牵头单位）.
fn role_in_bracket(inner: &[char]) -> Option<Role> {
    let label = WORDS.labels.ends(inner).filter(|(len, _)| *len == inner.len());
    let verb = || tail(inner).filter(|(before, _)| *before == 0).map(|(_, verb)| verb.role);
    label.map(|(_, role)| role).or_else(verb)
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

/// What stands before those to ask, with or without a colon.
const CONTACTS: [&str; 4] = ["联系人", "联系电话", "联络人", "联络员"];

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

/// The length of the conjunction that words open with, and no word that begins with it: 和谐, 和睦, and the
/// place 和平, since no district is called 平.
pub(in crate::responsibility) fn conjunction(words: &[char]) -> Option<usize> {
    match words {
        ['以', '及', ..] => Some(2),
        ['和', '睦', '邻', ..] => Some(1),
        ['和', '谐' | '睦', ..] => None,
        // 平乡县, 平里镇 are places.
        ['和', '平', '区' | '县' | '镇' | '乡' | '街' | '路' | '里', rest @ ..] => {
            matches!(rest, ['县' | '区' | '市' | '镇' | '乡', ..]).then_some(1)
        }
        ['和' | '及' | '与' | '或', ..] => Some(1),
        _ => None,
    }
}

/// Whether a name can stand before 和: its end says that it is complete.
fn stands_alone(name: &[char]) -> bool {
    names::score(name) >= SURE && (!names::is_place(name) || lead_in(name) > 0 || name.len() > 3)
}

/// Whether words open with what stands beside a place in a list: another one, or who runs one.
fn opens_beside_a_place(words: &[char]) -> bool {
    let words = tail(words).map_or(words, |(len, _)| &words[..len]);
    const RUN: [&str; 6] = ["管理局", "管委会", "管理委员会", "人民政府", "开发区", "新区"];
    names::is_named_place(words)
        || RUN.iter().any(|end| ends_with(words, end)) && names::score(words) >= LIKELY
}

/// Whether the names on either side of 和 end as offices do: 教务处和学工处, 水利所和各村.
fn are_offices(left: &[char], right: &[char]) -> bool {
    let end = right.iter().position(|c| matches!(c, '和' | '及' | '与')).unwrap_or(right.len());
    let next = &right[..end];
    // 实验室与设备管理处 is one: rooms of work are what an office looks after.
    let offices = names::is_office(left) && names::is_office(next) && !ends_with(left, "实验室");
    offices && !half_an_office(left, right)
        || lead_in(next) > 0
            && (3..=8).contains(&left.len())
            && names::score(left) >= 40
            && opens_a_name(next)
}

/// Whether words open as the name of a body of some level does: 市财政局, 各县, 财政局.
fn opens_at_a_level(words: &[char]) -> bool {
    words.first().is_some_and(|c| "省市县区州旗".contains(*c))
        || lead_in(words) > 0
        || names::department(words).is_some()
}

/// Whether 与 stands inside the name of one office of a body: 局博物馆与文物处, but 局办公室与文物处.
fn half_an_office(left: &[char], right: &[char]) -> bool {
    let office = |words: &[char]| matches!(words.last(), Some('处' | '科' | '股'));
    matches!(left, ['局' | '厅' | '委', ..])
        && office(right)
        && !office(left)
        && !["室", "办", "中心", "队", "党委"].iter().any(|end| ends_with(left, end))
}

/// Whether words can open another name after 和.
fn opens_a_name(words: &[char]) -> bool {
    let words = &words[..words.len().min(40)];
    // What follows may have more joints; the first name in it counts.
    let end =
        (2..words.len()).find(|&i| matches!(words[i], '和' | '及' | '与')).unwrap_or(words.len());
    names::score(&words[..end]) >= LIKELY
        || names::score(words) >= LIKELY
        || place_by_what_it_has(words).is_some()
        // 及各县区教育、财政部门
        || lead_in(words) > 0 && names::is_field(words)
        || names::own_level(words).is_some()
        || names::is_class_by_duty(tail(words).map_or(words, |(len, _)| &words[..len]))
}

/// Whether a name is that of a part which bodies of this kind have, and says neither a level nor a body of its own:
/// 交警支队 of the police, 云川调查队 of those who count. 中国移动云川分公司 is one by itself.
fn is_part_of_body(body: &[char], words: &[char]) -> bool {
    /// The longest such name, in characters.
    const LONGEST: usize = 7;
    const POLICE: [&str; 8] =
        ["交警", "交通警察", "森林警察", "森林公安", "治安", "特警", "刑侦", "禁毒"];
    if words.len() > LONGEST || opens_with_level(words) || names::department(words).is_some() {
        return false;
    }
    if ends_with(body, "统计局") {
        return ends_with(words, "调查队") || ends_with(words, "调查总队");
    }
    let stem = &words[..words.len().saturating_sub(2)];
    ends_with(body, "公安局")
        && ["支队", "大队", "总队"].iter().any(|end| ends_with(words, end))
        && POLICE.iter().any(|kind| names::is(stem, kind))
}

/// Whether a name is that of an office which each place has: 林长制办公室, 水务站. One with a place is a body by
/// itself.
fn is_part_of_each(words: &[char]) -> bool {
    // 石桥派出所 has a place.
    const LONGEST_STATION: usize = 4;
    let station = words.len() <= LONGEST_STATION && words.ends_with(&['站']);
    (station || ends_with(words, "办公室") && words.len() <= 8) && !opens_with_level(words)
}

/// Whether 各 has only the first character of what it is said of: 各养 殖企业, but 各县 and 各校 are whole.
fn begins_a_kind(words: &[char]) -> bool {
    const KINDS: &str = "省市州盟县区旗镇乡街村屯组地方级部委办局科处室站所队班中心校院系厂矿场园店库港司企会社团行";
    matches!(words, &['各', kind] if hongtou_source::chars::is_han(kind) && !KINDS.contains(kind))
}

fn opens_with_level(words: &[char]) -> bool {
    matches!(words[0], '省' | '市' | '县' | '区' | '州' | '旗' | '各')
}

/// Whether what follows white space is the end of the name before it and no name by itself:
/// `各县 区人民政府`, `市爱卫委 办公室`, `县委 编办`.
fn ends_a_name(left: &[char], right: &[char]) -> bool {
    let words = tail(right).map_or(right, |(len, _)| &right[..len]);
    let whole = names::without_brackets(&[left, words].concat()).into_owned();
    let one = names::own_level(&whole).is_some_and(|(level, (_, len))| {
        level.end <= names::without_brackets(left).len() && level.end + len == whole.len()
    });
    if one || ends_with(words, "局") && names::is_field_over(&[left, words].concat(), left.len()) {
        return true;
    }
    // 人民银行 云川市分行: the branch of what stands before it.
    let branch = ["分行", "支行", "营业管理部", "营业部"].iter().any(|end| ends_with(words, end));
    if branch && ends_with(left, "银行") && !names::holds(words, "银行") {
        return true;
    }
    // 市生态环境局 浦江分局: so is this one, but 公安分局 says whose it is.
    if ends_with(left, "局")
        && ends_with(words, "分局")
        && (4..=7).contains(&words.len())
        && names::department(words).is_none()
        && !matches!(words[0], '省' | '市' | '县' | '区' | '州' | '各')
        && !names::holds(&words[..words.len() - 2], "局")
    {
        return true;
    }
    // 市爱卫委 办公室, 各县区人 民政府: the space stands before or within the word that ends the name.
    let parts = |end: &&str| {
        end.char_indices().any(|(at, _)| is(words, &end[at..]) && ends_with(left, &end[..at]))
    };
    const ENDS: [&str; 12] = [
        "分公司",
        "办公室",
        "管委会",
        "管理委员会",
        "人民政府",
        "政府",
        "街道",
        "街道办事处",
        "集团",
        "集团公司",
        "公司",
        "有限公司",
    ];
    if ENDS.iter().any(parts) {
        return true;
    }
    // 各街道办 事处, 各地 级以上市人民政府: no name opens so.
    let short = (1..=2).contains(&words.len()) && names::department(words).is_none();
    let opens = !short && !starts_with(words, "级") && !is(words, "办事处");
    if lead_in(left) > 0 && lead_in(words) == 0 && !opens {
        return true;
    }
    let level = words.first().is_some_and(|c| "省市县区州镇乡".contains(*c));
    level && lead_in(left) > 0 && ["人民政府", "政府"].iter().any(|end| is(&words[1..], end))
}

/// 各县人民政府, 各镇: 各 opens a name of its own, and does not belong to the one before.
fn opens_places(words: &[char]) -> bool {
    names::is_place(words) || ["政府", "管委会", "办事处"].iter().any(|end| ends_with(words, end))
}

/// The length of the number of a part of the task at the beginning of some words: 第1项, 第二、三项, ①.
fn part_number(words: &[char]) -> usize {
    match words {
        ['①'..='⑳', ..] => 1,
        ['第', rest @ ..] => match numbered(rest) {
            0 => 0,
            len => len + 1,
        },
        _ => 0,
    }
}

/// The length of what leads to a name: 由, 请, 其中.
fn lead_to_name(words: &[char]) -> usize {
    const LEADS: [&str; 12] = [
        "并由",
        "具体由",
        "分别由",
        "原则上由",
        "主要由",
        "由",
        "请",
        "责成",
        "并",
        "其中",
        "同时",
        "再由",
    ];
    // Most names begin with another character.
    let led = matches!(
        words.first(),
        Some('并' | '具' | '分' | '原' | '主' | '由' | '请' | '其' | '同' | '再' | '责')
    );
    let lead = LEADS.iter().find(|lead| led && starts_with(words, lead));
    lead.map_or(0, |lead| lead.chars().count())
}

/// The length of the number of a list that stands in a bracket before a name: （1）市教育局, （一）市教育局;
/// not （1）班, whose number is its name.
fn number_in_bracket(words: &[char]) -> usize {
    let ['(', inner @ ..] = words else { return 0 };
    let len = figures(inner);
    let closed = (1..=3).contains(&len) && inner.get(len) == Some(&')');
    if closed && inner.len() > len + 2 { len + 2 } else { 0 }
}

/// The length of the figures and of the word for a part behind them: 1项, 二、三条.
fn numbered(words: &[char]) -> usize {
    let len = figures(words);
    match &words[len..] {
        // 第一项目部, 第五条例编写组 are names.
        ['项', '目', ..] | ['条', '例' | '线', ..] => 0,
        ['项' | '条' | '款', ..] if len > 0 => len + 1,
        _ => 0,
    }
}

/// How many characters at the beginning of some words are figures, and marks between figures.
fn figures(words: &[char]) -> usize {
    let figure = |c: &char| is_numeral(*c);
    let joined = |c: &&char| figure(c) || matches!(c, '、' | '-' | '至' | '和');
    if words.first().is_some_and(figure) { words.iter().take_while(joined).count() } else { 0 }
}

/// Marks beside a name, of which the notice says what they mean.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '★' | '☆' | '▲' | '△' | '●' | '◆' | '◇' | '■' | '※' | '*')
}

/// Marks that stand in cells of their own: those beside names, and ticks.
pub(in crate::responsibility) fn is_ticking(c: char) -> bool {
    is_mark(c) || matches!(c, '√' | '✓' | '✔' | '☑' | '○' | '◎' | '◉')
}

/// Whether words are the office of a person: 分管副县长, 联系副主任. A 河长 is named like a unit, and
/// many of one kind answer as a unit does: 各村党支部书记.
///
/// Who is at the head of a school or a company answers for it, 校长 and 派出所所长, unless the words say that
/// one person is meant: 分管副校长, 院长张某.
fn is_officer(words: &[char]) -> bool {
    // A 班主任 is a teacher.
    let office = |words: &[char]| {
        matches!(
            words,
            [.., '省' | '市' | '州' | '区' | '县' | '镇' | '乡' | '局' | '部' | '组', '长']
                | [.., '秘', '书', '长']
                | [.., '主', '任']
                | [.., '书', '记']
                | [.., '委', '常', '委']
        ) && !ends_with(words, "班主任")
    };
    let head = |words: &[char]| {
        matches!(
            words,
            [.., '校' | '院' | '所' | '站' | '处' | '科' | '司' | '厅' | '行', '长']
                | [.., '总', '经', '理']
                | [.., '董', '事', '长']
                | [.., '总', '监']
        )
    };
    let one_of_them =
        || head(words) && ["副", "分管", "联系"].iter().any(|one| names::holds(words, one));
    let in_person =
        || before_person(words).is_some_and(|at| office(&words[..at]) || head(&words[..at]));
    lead_in(words) == 0 && (office(words) || one_of_them() || in_person())
}

/// Whether words say that leaders watch over the task in person: 县级领导包联, 分管领导挂点.
fn are_leaders_in_charge(words: &[char]) -> bool {
    const WATCH: [&str; 8] = ["包联", "包抓", "包保", "包案", "挂点", "挂联", "挂帅", "领衔"];
    matches!(words, [.., '领', '导', _, _]) && WATCH.iter().any(|verb| ends_with(words, verb))
}

/// Where the name of a person begins that words may end in: 张某 in 副县长张某.
fn before_person(words: &[char]) -> Option<usize> {
    let ends = (2..=3).filter_map(|len| words.len().checked_sub(len));
    ends.rev().find(|&at| at > 1 && is_person(&words[at..]))
}

/// Characters that stand in sentences and seldom in names.
fn is_of_a_sentence(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '为'
            | '对'
            | '把'
            | '将'
            | '须'
            | '不'
            | '是'
            | '其'
            | '请'
            | '使'
            | '已'
            | '但'
            | '者'
            | '若'
            | '让'
            | '被'
            | '则'
    )
}

/// Whether words say by something else which places are meant, 有校车的县（市）, 涉及的街道, 除东山县外的各县区,
/// and whether it is what governs these: 承担任务的乡镇人民政府.
fn place_by_what_it_has(words: &[char]) -> Option<bool> {
    const LONGEST: usize = 18;
    let bare = names::without_brackets(words);
    let at = bare.iter().position(|&c| c == '的').filter(|&at| at > 1)?;
    let behind = &bare[at + 1..];
    let ends = ["人民政府", "政府", "办事处", "管委会", "党委"];
    let head = ends.iter().find(|end| ends_with(behind, end));
    let of = &behind[..behind.len() - head.map_or(0, |head| head.chars().count())];
    let clean = |&(at_word, &c): &(usize, &char)| {
        hongtou_source::chars::is_han(c) && (at_word == at || !is_of_a_sentence(c))
    };
    let places = of.len() <= 8 && (names::is_place(of) || is(of, "村"));
    // 市教育局及有校车的县: two, of which the first is a name by itself.
    let joint = |&at: &usize| conjunction(&bare[at..]).is_some();
    let apart = || (2..at).filter(joint).any(|joint| names::score(&bare[..joint]) >= SURE);
    (places
        && (4..=LONGEST).contains(&bare.len())
        && bare.iter().enumerate().all(|of| clean(&of))
        && !apart())
    .then_some(head.is_some())
}

/// 单位 in 有关部门和单位.
fn is_bare_class(words: &[char]) -> bool {
    lead_in(words) == 0 && words.len() <= 2
}
