//! Some words read as a responsibility: units, what they do, and what else stands between them.
//!
//! The words are cut at their separators. Each part is a declaration, a deadline, or a list of units
//! with or without a verb after it; a verb gives its role to all units since the last one, a label to
//! those that follow it. How much of the words was understood says how surely they are a responsibility.

mod labels;
mod listed;
mod roles;

use std::ops::Range;

use hongtou_model::{ConventionKind, Role};
use smallvec::SmallVec;

pub(crate) use self::labels::is_person;
use self::labels::{Key, due_key_with_verb};
pub(super) use self::labels::{
    LONGEST_LABEL, LONGEST_VERB, bracket_label, ends_in_a_body, holds_label_with_verb, is_acted_on,
    label_before, label_with_verb, names_other_key, opens_list,
};
pub(super) use self::listed::{are_those_above, conjunction, is_ticking};
use self::roles::Group;
use super::Standing;
use super::convention;
use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::names::{self, LIKELY, SURE};
use super::restore;
use super::signs::Signs;
use super::verbs::{
    comes_about, is_deadline, may_be_listed, opens_with_how, says_how, says_how_much, tail,
    time_at_the_end,
};
use crate::wordlist::Chars;

/// A unit in the words; all ranges count characters of the [`Glyphs`].
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The printed name.
    pub(super) range: Range<usize>,
    /// Words that the list leaves out before it.
    pub(super) before: Range<usize>,
    /// Words that the list leaves out after it.
    pub(super) after: Range<usize>,
    pub(super) role: Role,
    // Whether 会同 or a bracket of its own gave the role already.
    fixed: bool,
    /// How many commas and semicolons stand before it.
    pub(super) tier: u8,
    /// How surely it is a name, in percent.
    pub(super) score: u8,
    /// Whether 、 or 和 and no stronger mark stands between it and the one before.
    pub(super) adjacent: bool,
    /// Whether a bracket behind another name says that it takes part, and how.
    aside: bool,
    /// The level that a name before it in its list says, where its own name may be without it.
    pub(super) level: Option<char>,
}

impl Found {
    /// How it stands in its list.
    pub(super) fn standing(&self, glyphs: &Glyphs) -> Standing {
        let (start, end) = (self.range.start, self.range.end);
        let mark = |at: usize| glyphs.chars.get(at).copied().filter(|&c| listed::is_mark(c));
        let before = start.checked_sub(1).and_then(mark).filter(|_| !glyphs.gap(start));
        // ★市民政局 市公安局 ★市教育局: the second mark is the third name's.
        let parted = |next: &char| glyphs.gap(end + 1) || !hongtou_source::chars::is_han(*next);
        let behind = || {
            let mark = mark(end)?;
            glyphs.chars.get(end + 1).is_none_or(parted).then_some(mark)
        };
        Standing {
            tier: self.tier,
            mark: before.or_else(behind),
            aside: self.aside,
            level: self.level.filter(|_| self.before.is_empty() && self.after.is_empty()),
        }
    }
}

/// What the words say.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) units: Vec<Found>,
    pub(super) open: bool,
    pub(super) scope: Option<Range<usize>>,
    pub(super) conventions: Vec<(ConventionKind, Range<usize>)>,
    pub(super) deadlines: Vec<Range<usize>>,
    pub(super) prose: SmallVec<[Range<usize>; 2]>,
    /// What stands behind keys that name no unit, the persons of 责任人：…, and what says how the task is
    /// done: 有序推进.
    pub(super) beside: SmallVec<[Range<usize>; 2]>,
    /// Those parts of the prose that end as a name does, and were taken for none in a cell.
    pub(super) lost: SmallVec<[Range<usize>; 1]>,
    /// How many characters of the prose are the offices of persons, or their names: 分管副县长, 张某.
    officers: usize,
    /// How many characters of the prose say what units do: 负责方案制定.
    objects: usize,
    /// How many labels with a colon there are.
    pub(super) labels: usize,
    /// How many of the labels end in a body and are in no list: 包保单位.
    unlisted_labels: usize,
    /// Whether one of them is only a level of government: 市级：….
    pub(super) levels: bool,
    /// How many labels stand without a colon.
    pub(super) bare_labels: usize,
    /// How many of the verbs only say that the units do it.
    acts: usize,
    /// How many verbs there are.
    pub(super) verbs: usize,
    /// Whether a list of departments' fields ends in 部门 and a verb.
    pub(super) fields: bool,
    /// Whether a time stands right behind a name of which no verb or label says that it answers: 县住建局6月底前完成.
    timed: bool,
    /// Whether several verbs are said of nobody but those who have a part in all things: 政府主导、部门配合、社会参与.
    pub(super) anybody: bool,
    /// Whether one of a list of units in a running sentence was no name.
    pub(super) torn: bool,
    total: usize,
    groups: SmallVec<[Group; 2]>,
}

/// What kind of words are read, which decides how much is taken for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// What a bracket holds.
    Bracket,
    /// A table cell, which the column has said to hold units.
    Cell,
    /// A sentence of running text.
    Sentence,
}

/// Reads the characters of a range.
pub(super) fn read(glyphs: &Glyphs, range: Range<usize>, place: Place) -> Reading {
    let mut reader = Reader {
        g: glyphs,
        place,
        out: Reading { total: range.len(), ..Reading::default() },
        label: None,
        key: Key::Units,
        mark: 0,
        tier: 0,
        with: false,
        adjacent: false,
        convention: false,
        declaring: None,
        after_open: false,
        doubtful: false,
        ends_told: false,
        scored: (0..0, 0),
    };
    reader.ends_told = reader.ends_told(range.clone());
    reader.words(range);
    reader.flush_rest();
    reader
        .out
        .conventions
        .retain(|(kind, range)| convention::complete(*kind, &glyphs.chars[range.clone()]));
    reader.lead_by_order();
    reader.leave_persons_out();
    let name = |unit: &Found| &glyphs.chars[unit.range.clone()];
    let anybody = |unit: &Found| names::is_anybody(name(unit));
    reader.out.anybody = reader.out.verbs > 1 && reader.out.units.iter().all(anybody);
    let told = reader.out.verbs + reader.out.labels + reader.out.bare_labels > 0;
    restore::put_back(glyphs, &mut reader.out.units, told);
    reader.out
}

impl Reading {
    /// Whether all units share the task by what each of them is there for: A、B按职责分工负责.
    pub(super) fn is_shared(&self) -> bool {
        let shared = |group: &Group| {
            group.share && group.role == Role::Responsible && group.to - group.from > 1
        };
        matches!(&self.groups[..], [group] if shared(group))
    }

    /// How surely the words are a responsibility, 0 to 1, by themselves.
    pub(super) fn score(&self) -> f32 {
        let sure = self.units.iter().filter(|unit| unit.score >= SURE).count();
        if self.labels > 0 {
            let named = self.units.iter().any(|unit| unit.score >= LIKELY) || self.units.len() == 1;
            return if self.units.is_empty() {
                0.0
            } else if named {
                1.0
            } else {
                0.6
            };
        }
        if self.anybody {
            return 0.0;
        }
        let lost: usize = self
            .prose
            .iter()
            .map(Range::len)
            .sum::<usize>()
            .saturating_sub(self.officers)
            + self.units.iter().filter(|u| u.score < LIKELY).map(|u| u.range.len()).sum::<usize>();
        let known = self.total.saturating_sub(lost) as f32 / self.total.max(1) as f32;
        // Two verbs with nothing but lists before them say whose the names are.
        // So do two with what each does: 市甲局负责方案制定，市乙局负责资金保障.
        let prose: usize = self.prose.iter().map(Range::len).sum();
        let only_objects = prose == self.objects + self.officers;
        let told = self.verbs > 1 && only_objects && known >= 0.4;
        // 包保单位：农业农村办公室
        if self.unlisted_labels > 0 && !self.units.is_empty() && self.only_ends() {
            return 0.5;
        }
        let said = self.verbs > 0 && prose == self.officers && self.stranger_among_sure();
        if sure == 0 || known < 0.6 && !told && !said && !self.mostly_sure() {
            // Offices inside a body hardly look like units, but a verb says what they are:
            // 教务处、学工部负责.
            let told = self.verbs + self.bare_labels > 0 && prose == self.officers
                || self.verbs > 1 && only_objects;
            let offices = told && !self.units.is_empty() && self.ends_as_names();
            let fields = self.fields && self.prose.is_empty();
            return if offices || fields { 0.6 } else { 0.0 };
        }
        if self.verbs > 0 || self.bare_labels > 0 {
            return 0.6 + 0.4 * known;
        }
        // 副县长张某、县水利局: who heads it in person stands beside them.
        let all_sure = sure == self.units.len() && prose == self.officers;
        match (all_sure, self.units.len()) {
            (true, 2..) => 0.5,
            (true, _) => 0.3,
            _ if self.mostly_sure() => 0.3,
            _ => 0.0,
        }
    }

    /// Whether the words are nothing but names, one of which leaves no doubt and half of which are sure,
    /// and the others end as names do: 市教育局、市财政局、东山县.
    fn mostly_sure(&self) -> bool {
        self.half_are_sure() && self.only_ends()
    }

    /// Whether one of the names leaves no doubt and half of them are sure.
    fn half_are_sure(&self) -> bool {
        let from = |least: u8| self.units.iter().filter(|unit| unit.score >= least).count();
        from(90) > 0 && 2 * from(SURE) >= self.units.len()
    }

    /// The same where the others are short words of which nothing tells what they are: 县财政局、驻村工作队.
    fn stranger_among_sure(&self) -> bool {
        let short = |unit: &Found| unit.score > 0 || unit.range.len() <= LONGEST_UNKNOWN;
        self.half_are_sure() && self.units.iter().all(short)
    }

    /// Whether the words are nothing but one list of names of which most are sure, and of short words that
    /// may be names as well: 县发改局、高铁新城、各乡镇. Not 含县发改局、拆迁费, and not 县文化馆、电子屏: what is no
    /// office may be where something is done. What stands behind a comma is no name of the list:
    /// 县发改局、各乡镇，汛期.
    pub(super) fn sure_names_and_strangers(&self, glyphs: &Glyphs) -> bool {
        let name = |unit: &Found| &glyphs.chars[unit.range.clone()];
        let sure = self.units.iter().filter(|unit| unit.score >= SURE).count();
        let listed = |unit: &Found| {
            let words = name(unit);
            unit.score >= LIKELY
                || unit.tier == 0 && !is_a_thing(words) && (unit.score > 0 || may_be_listed(words))
        };
        let office = |unit: &Found| unit.score >= 90 && names::is_of_government(name(unit));
        self.labels + self.bare_labels + self.verbs == 0
            && self.prose.is_empty()
            && self.units.len() > 1
            && names::opens_as_one(name(&self.units[0]))
            && 2 * sure > self.units.len()
            && self.stranger_among_sure()
            && self.units.iter().any(office)
            && self.units.iter().all(listed)
    }

    /// Whether the words say that somebody does it, and neither in which part nor that he answers for it.
    pub(super) fn only_acts(&self) -> bool {
        self.labels + self.bare_labels == 0 && self.verbs > 0 && self.acts == self.verbs
    }

    /// Whether the words are nothing but units and in which part they do it.
    pub(super) fn says_parts_alone(&self) -> bool {
        self.labels == 0
            && self.verbs + self.bare_labels > 0
            && !self.only_acts()
            && self.prose.is_empty()
            && self.conventions.is_empty()
    }

    /// Whether the words are nothing but a few names that end as names of units do.
    pub(super) fn only_names(&self) -> bool {
        !self.units.is_empty()
            && self.prose.is_empty()
            && self.units.iter().all(|unit| unit.score >= 35 && unit.range.len() <= 14)
    }

    /// Whether each of the names surely is a unit's.
    pub(super) fn sure_names(&self) -> bool {
        self.units.iter().all(|unit| unit.score >= 90)
    }

    /// The same, where a field and its end make a department of whatever level: 公安部.
    pub(super) fn departments(&self, glyphs: &Glyphs) -> bool {
        let department = |unit: &Found| {
            let name = &glyphs.chars[unit.range.clone()];
            names::department(name).is_some_and(|(_, len)| len == name.len())
        };
        self.units.iter().all(|unit| unit.score >= 90 || unit.score >= SURE && department(unit))
    }

    /// Whether some words before a unit only say who leads in person: 此项工作由副县长张某牵头，.
    pub(super) fn led_in_person(&self, before: &[char]) -> bool {
        let marks = before.iter().filter(|c| matches!(c, ',' | ';' | ':')).count();
        self.officers > 0 && marks == 1 && before.ends_with(&[','])
    }

    /// Whether a person stands beside the bodies, and nothing says what they do: 副县长张某、县水利局.
    pub(super) fn beside_a_person(&self) -> bool {
        self.officers > 0 && self.labels + self.bare_labels + self.verbs == 0
    }

    /// Whether one of the names surely is a unit's.
    pub(super) fn names_somebody(&self) -> bool {
        self.units.iter().any(|unit| unit.score >= SURE)
    }

    /// Whether the words are nothing but short names that end as bodies do, and in which part they have the task;
    /// `apart`, behind a sentence, they may only help.
    pub(super) fn told_by_form(&self, glyphs: &Glyphs, apart: bool) -> bool {
        let body = |unit: &Found| {
            let name = &glyphs.chars[unit.range.clone()];
            unit.range.len() <= LONGEST_UNKNOWN
                && (unit.score > 0 || ends_as_a_small_body(name))
                && !names::is_anybody(name)
        };
        self.says_parts_of(glyphs, apart) && self.units.iter().all(body)
    }

    /// The same where one of the names surely is a body's or ends as an office does, and tells that the others, which
    /// may end in whatever they do, are who answers beside it: 仓储科牵头，红旗粮库配合.
    pub(super) fn told_beside_a_body(&self, glyphs: &Glyphs, apart: bool) -> bool {
        let name = |unit: &Found| &glyphs.chars[unit.range.clone()];
        let body =
            |unit: &Found| unit.score >= SURE || unit.score > 0 && names::is_office(name(unit));
        // 挂图落实 is how it is done.
        let part = |unit: &Found| !matches!(unit.role, Role::Implement | Role::Guide);
        let beside = |unit: &Found| {
            unit.score > 0
                || names::is_anybody(name(unit))
                || part(unit) && may_be_called(name(unit))
        };
        self.says_parts_of(glyphs, apart)
            && self.units.iter().any(body)
            && self.units.iter().all(beside)
    }

    /// Whether the words are nothing but names, without a verb or a label, and a time right behind one of them.
    pub(super) fn only_timed(&self) -> bool {
        self.timed && self.labels + self.bare_labels + self.verbs == 0
    }

    /// Whether they are of bodies that surely answer by then: what is built or opens by then, 县人民医院年底前建成, is what
    /// the task is about, and so is to whom something goes, 报县住建局6月底前.
    pub(super) fn told_by_time(&self, glyphs: &Glyphs) -> bool {
        let opens = |unit: &Found| names::opens_as_one(&glyphs.chars[unit.range.clone()]);
        let comes_about = |due: &Range<usize>| comes_about(&glyphs.chars[due.clone()]);
        self.only_timed()
            && self.prose.is_empty()
            && self.sure()
            && self.units.iter().all(opens)
            && !self.deadlines.iter().any(comes_about)
    }

    /// The names whose parts the words say, where nothing in them tells whether they are anybody's; none where they
    /// cannot be.
    pub(super) fn unknown<'g>(&self, glyphs: &'g Glyphs, apart: bool) -> Vec<&'g [char]> {
        let name = |unit: &Found| &glyphs.chars[unit.range.clone()];
        let named = |unit: &Found| {
            !names::is_anybody(name(unit)) && (unit.score > 0 || may_be_called(name(unit)))
        };
        if !self.says_parts_of(glyphs, apart) || !self.units.iter().all(named) {
            return Vec::new();
        }
        self.units.iter().filter(|unit| unit.score == 0).map(name).collect()
    }

    /// Whether the words are nothing but units, in which part they have the task and when it is due.
    fn says_parts_of(&self, glyphs: &Glyphs, apart: bool) -> bool {
        // 窗口办理 is how it is done.
        let handled = |unit: &Found| names::starts_with(&glyphs.chars[unit.range.end..], "办理");
        self.says_parts_alone()
            && !self.anybody
            && !self.units.is_empty()
            && (apart || self.units.iter().any(|unit| unit.role != Role::Support))
            && !self.units.iter().any(handled)
    }

    /// Whether there are units, all of them by their names.
    fn sure(&self) -> bool {
        !self.units.is_empty() && self.units.iter().all(|unit| unit.score >= SURE)
    }

    /// Whether the words are nothing but short words of which each ends as some name does.
    pub(super) fn only_ends(&self) -> bool {
        self.prose.is_empty() && self.ends_as_names()
    }

    fn ends_as_names(&self) -> bool {
        self.units.iter().all(|unit| unit.score > 0 && unit.range.len() <= 14)
    }

    /// Whether the words are nothing but offices inside a body, by their ends: 养老服务科, 办公室.
    pub(super) fn only_offices(&self, glyphs: &Glyphs) -> bool {
        let name = |unit: &Found| &glyphs.chars[unit.range.clone()];
        !self.units.is_empty()
            && self.prose.is_empty()
            && self.units.iter().all(|unit| unit.score >= LIKELY || names::is_office(name(unit)))
    }

    /// Whether nothing but units stands behind a label without a body; 分工：市教育局抓学校，市民政局抓养老院 says
    /// what each does.
    pub(super) fn only_units_of(&self, glyphs: &Glyphs, label: &[char]) -> bool {
        let acts =
            |unit: &Found| names::goes_on_behind_a_department(&glyphs.chars[unit.range.clone()]);
        self.only_offices(glyphs)
            && !(names::ends_with(label, "分工") && self.units.iter().any(acts))
    }

    /// Whether the words are nothing but a list of short words, which its label says are units whatever
    /// they end in: 立案庭、速裁团队. What an office watches over may stand behind a label as well.
    pub(super) fn only_a_list(&self, glyphs: &Glyphs) -> bool {
        let listed = |unit: &Found| {
            let name = &glyphs.chars[unit.range.clone()];
            unit.score > 0
                || unit.tier == 0
                    && unit.role != Role::Guide
                    && unit.range.len() <= LONGEST_UNKNOWN
                    && WORDS.tasks.starts(name).is_none()
        };
        self.labels == 1
            && self.verbs == 0
            && self.prose.is_empty()
            && !self.units.is_empty()
            && self.units.iter().all(listed)
    }

    /// The same where a name of the list is a unit's by itself: 质量部、一车间; not 待定.
    pub(super) fn only_a_list_of_units(&self, glyphs: &Glyphs) -> bool {
        let known = |unit: &Found| names::looks_like_one(&glyphs.chars[unit.range.clone()]);
        self.units.iter().any(known) && self.only_a_list(glyphs)
    }

    /// The share of the words, marks, labels and deadlines apart, that are units' names.
    pub(super) fn share(&self) -> f32 {
        let weighed = |unit: &Found| unit.range.len() * usize::from(unit.score);
        let named: usize = self.units.iter().map(weighed).sum();
        let all: usize = self.units.iter().map(|unit| unit.range.len()).sum::<usize>()
            + self.prose.iter().map(Range::len).sum::<usize>();
        named as f32 / (100 * all.max(1)) as f32
    }
}

/// The longest word that its label alone says is a unit, in characters.
const LONGEST_UNKNOWN: usize = 8;

/// The longest words that may stand behind the last verb without weight, in characters.
const LONGEST_REMARK: usize = 10;

/// Whether a part of a responsibility says where to look, where the outcome goes or what somebody is called
/// from there on, and names nobody who answers: 见附件2, 结果送市审计局, 以下简称专班.
pub(super) fn says_no_duty(words: &[char]) -> bool {
    const OPENINGS: [&str; 4] = ["见附", "详见", "以下简称", "以下统称"];
    const OUTCOMES: [&str; 3] = ["结果送", "结果报", "结果抄"];
    static STARTS: Chars = Chars::starts(&OPENINGS).or(Chars::starts(&OUTCOMES));
    STARTS.may_start(words)
        && OPENINGS.iter().chain(&OUTCOMES).any(|open| names::starts_with(words, open))
}

struct Reader<'g> {
    g: &'g Glyphs,
    place: Place,
    out: Reading,
    label: Option<Role>,
    key: Key,
    // The first unit that no verb or label has given its role.
    mark: usize,
    tier: u8,
    // Whether 会同 stands before what follows.
    with: bool,
    adjacent: bool,
    // Whether the part before was a declaration.
    convention: bool,
    /// Where a declaration of default units began whose verb is still to come.
    declaring: Option<usize>,
    // Whether the part before ended in 等 and a class.
    after_open: bool,
    // Whether a label stands before what follows that need not have units behind it.
    doubtful: bool,
    // Whether the last of several parts ends in what its units do.
    ends_told: bool,
    // The words whose score was asked last, and how surely they are a name.
    scored: (Range<usize>, u8),
}

impl<'g> Reader<'g> {
    fn c(&self, range: Range<usize>) -> &'g [char] {
        &self.g.chars[range]
    }

    /// How surely some words are a name; those of a part are asked about again and again.
    fn name_score(&mut self, range: Range<usize>) -> u8 {
        if self.scored.0 != range {
            self.scored = (range.clone(), names::score(self.c(range)));
        }
        self.scored.1
    }

    /// Whether the last of several parts says what its units do: …，市财政局配合.
    fn ends_told(&self, range: Range<usize>) -> bool {
        let mark =
            self.g.outside(range.clone()).filter(|&at| matches!(self.g.chars[at], ',' | ';'));
        mark.last().is_some_and(|mark| tail(self.c(mark + 1..range.end)).is_some())
    }

    /// Cuts the words at separators and labels.
    fn words(&mut self, range: Range<usize>) {
        let mut from = range.start;
        let mut at = range.start;
        while at < range.end {
            let c = self.g.chars[at];
            match c {
                ':' => {
                    self.at_colon(from, at);
                    from = at + 1;
                    at += 1;
                }
                '、' | ',' | ';' | '!' | '?' | '.' => {
                    if c == '.' && !self.g.is_stop(at)
                        || c == '、' && self.joins(from, at, range.end)
                    {
                        at += 1;
                        continue;
                    }
                    self.part(from..at);
                    self.adjacent = c == '、';
                    if c != '、' {
                        self.tier = self.tier.saturating_add(1);
                        // 责任单位：A，各区政府负责落实: the verb says nothing of A.
                        if self.label.is_some() {
                            self.flush_rest();
                        }
                    }
                    from = at + 1;
                    at += 1;
                }
                '/' if self.slash_parts(from..at) => {
                    self.part(from..at);
                    self.adjacent = true;
                    from = at + 1;
                    at += 1;
                }
                // ①市甲局②市乙局
                '①'..='⑳' if self.place == Place::Cell && from < at => {
                    self.part(from..at);
                    from = at;
                    at += 1;
                }
                '[' | '(' if bracket_label(self.g, at).is_some_and(|(end, _)| end < range.end) => {
                    let Some((close, label)) = bracket_label(self.g, at) else { break };
                    self.part(from..at);
                    let key = labels::key_of(self.c(at + 1..close));
                    self.set_label(label, if label.is_some() { Key::Units } else { key });
                    self.out.labels += usize::from(label.is_some());
                    at = close + 1 + usize::from(self.g.chars.get(close + 1) == Some(&':'));
                    from = at;
                }
                _ => at = self.g.after(at).min(range.end),
            }
        }
        self.part(from..range.end);
    }

    /// Whether a slash behind some words parts names: in a list, or behind a name that is sure.
    fn slash_parts(&self, before: Range<usize>) -> bool {
        self.place == Place::Cell
            || self.out.labels > 0
            || self.place == Place::Bracket && names::score(self.c(before)) >= SURE
    }

    /// Whether 、 at `at` stands inside one collective (`各市、县人民政府`).
    pub(super) fn joins(&self, from: usize, at: usize, end: usize) -> bool {
        let mut to = at + 1;
        while to < end && !matches!(self.g.chars[to], '、' | ',' | ';' | '.' | ':') {
            to = self.g.after(to).min(end);
        }
        let (before, next) = (self.c(from..at), self.c(at + 1..to));
        // 县直各委、办、局负责: behind the last kind may stand what they do, or who else does it.
        let kind = || {
            let joint = next.iter().position(|c| matches!(c, '和' | '及' | '与'));
            let first = &next[..joint.unwrap_or(next.len())];
            tail(first).map_or(first, |(len, _)| &first[..len])
        };
        names::one_collective(before, next)
            // 13个街道、镇负责
            || before.first().is_some_and(char::is_ascii_digit)
                && names::one_collective(before, kind())
            || (before.contains(&'各') || names::is_class(before)) && restore::shares_each(before, kind())
            || self.seated(at, end) && names::joins_levels(before, next)
            || names::one_office(before, next)
            || before.first() == Some(&'在') && is_under_guidance(self.c(from..to))
    }

    /// Whether the levels behind 、 at `at` end in one whose bodies sit elsewhere: 、省、市驻县各单位.
    fn seated(&self, at: usize, end: usize) -> bool {
        let mut parts = self.c(at + 1..end).split(|&c| c == '、').take(4);
        parts
            .find(|part| part.len() > 3)
            .is_some_and(|part| part.iter().take(4).any(|&c| c == '驻'))
    }

    /// What the bracket holds that ends a part whose other words are a name.
    fn bracket_behind_name(&self, range: Range<usize>) -> Option<Range<usize>> {
        let open = range.clone().find(|&at| self.g.close_of(at) == Some(range.end - 1))?;
        let name = self.c(range.start..open);
        (names::score(name) >= LIKELY).then_some(open + 1..range.end - 1)
    }

    /// 市级领导：王某；市乙局牵头: whether words behind a person are a unit's, and what it does.
    fn answers_behind_person(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let name = tail(words).map_or(words, |(len, _)| &words[..len]);
        let listed =
            || self.g.chars.get(range.end) == Some(&'、') && self.g.chars[range.start - 1] == ';';
        range.start > 0
            && self.g.chars[range.start - 1] != ':'
            && (names::score(name) >= SURE && listed()
                || name.len() < words.len()
                    && (names::score(name) >= SURE || names::is_office(name)))
    }

    /// Whether words stand alone between commas, behind units of which one is sure or offices inside a body.
    fn stands_alone(&self, range: &Range<usize>) -> bool {
        let mark = |c: &char| matches!(c, ',' | ';' | '.' | ')' | ']');
        let behind = range.start.checked_sub(1).and_then(|at| self.g.chars.get(at));
        matches!(behind, Some(',' | ';'))
            && self.g.chars.get(range.end).is_none_or(mark)
            && (self.out.names_somebody() || self.out.only_offices(self.g))
    }

    /// Whether words behind units that are sure say how something is done, and by their form name nobody.
    fn says_how(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        // 市甲局、市乙局，列入年度考核
        let listed = || self.out.units.len() > 1 && self.out.sure() && opens_with_how(words);
        self.place != Place::Sentence
            && self.stands_alone(&range)
            && (self.label.is_some() || self.all_told() || listed())
            && says_how(words)
    }

    /// Whether a verb was said of all units so far, or 会同 stands before those since the last.
    fn all_told(&self) -> bool {
        self.out.verbs > 0 && self.out.units[self.mark..].iter().all(|unit| unit.fixed)
    }

    /// Whether words behind the last verb say of the task how it is done: 市甲局牵头，贯穿全年. Other words
    /// may be of a body that no word shows to be one: 市甲局牵头，城投.
    fn names_no_more(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        self.place == Place::Bracket
            && self.label.is_none()
            && self.all_told()
            && !self.ends_told
            && self.stands_alone(&range)
            && names::score(words) == 0
            && names::by_whom(words).is_none()
            && !names::opens_with_whose(words)
            && is_of_the_task(words)
            // 城投共同推进 may be of a body that no word shows to be one.
            && WORDS.verbs.ends(words).is_none()
    }

    /// One part between separators, and the time that may stand at its end without a mark before it:
    /// 县住建局 6月底前完成, 县住建局负责6月底前完成.
    fn part(&mut self, range: Range<usize>) {
        let Some(due) = self.due_behind_units(range.clone()) else {
            return self.part_itself(range);
        };
        self.part_itself(range.start..due);
        self.out.timed |= self.label.is_none() && self.mark < self.out.units.len();
        self.out.deadlines.push(due..range.end);
    }

    /// Where a time begins in a bracket that ends a part behind who answers or what they do.
    fn due_behind_units(&self, range: Range<usize>) -> Option<usize> {
        if self.place != Place::Bracket || self.key != Key::Units {
            return None;
        }
        let words = self.c(range.clone());
        let at = time_at_the_end(words, self.label.is_some())?;
        let name = tail(&words[..at]).map_or(&words[..at], |(len, _)| &words[..len]);
        let named = names::score(name) >= SURE || names::is_office(name);
        (named && names::score(words) < SURE).then_some(range.start + at)
    }

    /// One part between separators, without a time at its end.
    fn part_itself(&mut self, range: Range<usize>) {
        // 以下均需各市、县人民政府落实: the list inside the declaration does not end it.
        let range = self.declaring.take().map_or(range.start, |start| start)..range.end;
        let words = self.c(range.clone());
        if words.is_empty() {
            return;
        }
        if convention::begins_default_units(words) && range.len() < 60 {
            self.declaring = Some(range.start);
            return;
        }
        if self.is_of_its_key(range.clone()) {
            return;
        }
        if self.part_number(range.clone()) == words.len() {
            return self.out.prose.push(range);
        }
        if is_under_guidance(words) {
            return self.out.beside.push(range);
        }
        let signs = self.g.signs(range.clone());
        if self.declares(range.clone(), signs)
            || self.says_when(range.clone())
            || self.says_nobody(range.clone())
        {
            return;
        }
        // All labels end in 单位, 部门 or the like: a part without them has none in front.
        let range = if signs.hold(Signs::LABEL) { self.bare_label(range) } else { range };
        if signs.hold(Signs::TOGETHER) { self.duty(range) } else { self.alone(range) }
    }

    /// Takes a part of what the label in front asks for, where that is no units.
    fn is_of_its_key(&mut self, range: Range<usize>) -> bool {
        match self.key {
            Key::Scope => {
                if let Some(scope) = &mut self.out.scope {
                    if scope.start == scope.end {
                        *scope = range.clone();
                    }
                    scope.end = range.end;
                }
            }
            Key::Deadline => self.out.deadlines.push(range),
            Key::Person if self.answers_behind_person(range.clone()) => {
                self.key = Key::Units;
                return false;
            }
            Key::Person | Key::Other => self.out.beside.push(range),
            Key::Units => return false,
        }
        true
    }

    /// Takes a part that declares how the lists of the notice are to be read, or goes on with what does.
    fn declares(&mut self, range: Range<usize>, signs: Signs) -> bool {
        let words = self.c(range.clone());
        if let Some(kind) = convention::kind(words, signs) {
            self.declaration(range, kind);
            return true;
        }
        if self.convention
            && let Some((kind, declared)) = self.out.conventions.last_mut()
            && convention::goes_on(*kind, words)
        {
            declared.end = range.end;
            return true;
        }
        // Behind a list of units it declares nothing by itself.
        if convention::says_same_below(words) || says_no_duty(words) {
            return true;
        }
        self.convention = false;
        false
    }

    /// A declaration, and the units that it gives to all tasks.
    fn declaration(&mut self, range: Range<usize>, kind: ConventionKind) {
        let words = self.c(range.clone());
        // 市卫生健康委（列第一位的为牵头单位，下同）: the bracket behind a name declares.
        let range = match self.bracket_behind_name(range.clone()) {
            Some(inner) => {
                self.alone(range.start..inner.start - 1);
                inner
            }
            None => range,
        };
        self.flush_rest();
        self.convention = true;
        let units = convention::default_units(self.c(range.clone()));
        self.out.conventions.push((kind, range.clone()));
        if kind == ConventionKind::DefaultUnits
            && let Some(units) = units
        {
            let role = convention::role_of_default_units(&words[units.end..]);
            self.default_units(range.start + units.start..range.start + units.end, role);
        }
    }

    /// Takes a part that says by when.
    fn says_when(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        if let Some(len) = due_key_with_verb(words) {
            self.set_label(None, Key::Deadline);
            self.out.deadlines.push(range.start + len..range.end);
            return true;
        }
        // 由A会同B，于5月底前拆除: what they do by then says that they answer for it.
        let told = self.with && self.place == Place::Sentence && self.out.verbs == 0;
        // 并长期坚持, 需长期坚持
        let time = usize::from(matches!(words[0], '并' | '需'));
        if !is_deadline(&words[time..]) || told {
            return false;
        }
        // In a sentence figures behind the time say what is done by then.
        if self.place == Place::Sentence && counts_behind(words) {
            self.out.prose.push(range);
        } else {
            self.out.deadlines.push(range.start + time..range.end);
        }
        true
    }

    /// Takes a part that says something else than who answers.
    fn says_nobody(&mut self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        // 今年投入3000万元 is read and says nothing of who answers.
        if says_how_much(words) && self.place != Place::Sentence {
            self.out.beside.push(range);
            return true;
        }
        if self.after_open && names::is_class(words) {
            return true;
        }
        self.after_open = false;
        if self.says_how(range.clone())
            || self.place != Place::Sentence && done_in_all_the_place(words)
        {
            self.out.beside.push(range);
            return true;
        }
        if !self.names_no_more(range.clone()) {
            return false;
        }
        // 具体方案另行印发 takes nothing from what is told before it.
        let short = words.len() <= LONGEST_REMARK && !words.contains(&'的');
        let beside = short && words.iter().all(|&c| hongtou_source::chars::is_han(c));
        if beside {
            self.out.beside.push(range)
        } else {
            self.out.prose.push(range)
        }
        true
    }
}

/// Whether words end as those do that say where or with what something is done: 人民广场, 官方网站, 专项资金.
///
/// It is asked only of words that nothing shows to be a name, among sure ones: there the kinds of places,
/// means and moneys that an aside names are enough, and one that is missing is a name too many.
fn is_a_thing(words: &[char]) -> bool {
    const THINGS: &str = "场站桥库路街店馆网号屏金费券款";
    words.last().is_some_and(|&last| THINGS.contains(last))
}

/// Whether words end as the bodies inside a court, a works or a school do that no list of names knows, since other
/// words end alike: 立案庭, 巡查队, 膳食班, 服务窗口, 审委会.
fn ends_as_a_small_body(words: &[char]) -> bool {
    const ENDS: [&str; 5] = ["窗口", "食堂", "车间", "委会", "学生会"];
    const OTHERS: [&str; 13] = [
        "家庭",
        "当庭",
        "开庭",
        "排队",
        "带队",
        "上班",
        "值班",
        "跟班",
        "晚班",
        "夜班",
        "白班",
        "轮班",
        "首问窗口",
    ];
    let ends = |list: &[&str]| list.iter().any(|end| names::ends_with(words, end));
    (ends(&ENDS) || matches!(words, [_, _, .., '庭' | '队' | '班'])) && !ends(&OTHERS)
}

/// Whether words of which no list knows the end say nothing of how a task is done, nor of whom any may be said, so
/// that they may be what somebody is called: 红旗粮库, 农户, 护林员; not 企业自行, 专人, 多方.
fn may_be_called(words: &[char]) -> bool {
    const HOW: [&str; 10] =
        ["自行", "自主", "自愿", "自觉", "自己", "专人", "各自", "统一", "联动", "到人"];
    words.iter().all(|&c| hongtou_source::chars::is_han(c))
        && (may_be_listed(words) || matches!(words, [_, .., '员' | '者' | '长']))
        && !matches!(words, [.., '方' | '化' | '式'])
        && !HOW.iter().any(|how| names::ends_with(words, how))
        && WORDS.verbs.ends(words).is_none()
        && !opens_with_how(words)
        && !is_of_the_task(words)
}

/// Whether words are of a sentence on the task and no name, by a word in them that no name holds or by the
/// verb that they open with: 具体方案另行印发, 一事一议, 建立长效机制.
fn is_of_the_task(words: &[char]) -> bool {
    const MANNERS: [&str; 6] = ["另行", "广泛", "充分", "切实", "逐步", "同步"];
    // 建设施工方 is somebody.
    const SOMEBODY: &str = "方户人员商主队组体者长家社";
    let acts = || {
        WORDS.tasks.starts(words).is_some_and(|(len, ())| len < words.len())
            && !words.last().is_some_and(|&c| SOMEBODY.contains(c))
    };
    words.len() >= 4
        && (opens_with_how(words)
            || names::starts_with(words, "年度")
            || MANNERS.iter().any(|manner| names::holds(words, manner))
            || matches!(words, ['一', _, '一', _])
            || words.len() > 4 && acts())
}

/// Whether words say under whom something is done, and not who does it: 在县委、县政府统一领导下.
pub(super) fn is_under_guidance(words: &[char]) -> bool {
    matches!(words, ['在', .., '领' | '指', '导', '下'])
}

/// Whether words say that all of the place does it as one: 全县统一部署.
fn done_in_all_the_place(words: &[char]) -> bool {
    let name = || tail(words).map_or(words, |(len, _)| &words[..len]);
    let names_nobody = |name: &[char]| name.len() <= 4 || names::score(name) == 0;
    matches!(words, ['全', '省' | '市' | '县' | '区' | '州' | '镇' | '乡', '统', '一', _, ..])
        // 全市统一战线工作领导小组负责
        && names_nobody(name())
}

/// Whether a time is followed by what is counted: 5月底前拆除126处.
fn counts_behind(words: &[char]) -> bool {
    let before = words.iter().position(|&c| c == '前');
    before.is_some_and(|at| words[at..].iter().any(char::is_ascii_digit))
}
