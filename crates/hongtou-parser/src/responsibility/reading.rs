//! Some words read as a responsibility: units, what they do, and what else stands between them.
//!
//! The words are cut at their separators. Each part is a declaration, a deadline, or a list of units
//! with or without a verb after it; a verb gives its role to all units since the last one, a label to
//! those that follow it. How much of the words was understood says how surely they are a responsibility.

use std::ops::Range;

use hongtou_model::{ConventionKind, Role};

use super::convention;
use super::glyphs::Glyphs;
use super::lexicon::WORDS;
use super::names::{self, LIKELY, SURE, ends_with, is, lead_in, starts_with};
use super::restore;
use super::verbs::{Verb, infix, is_deadline, is_level, is_number, tail, together};

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
}

/// Units that one verb or label governs.
#[derive(Clone, Copy, Debug)]
struct Group {
    from: usize,
    to: usize,
    role: Role,
    share: bool,
    object: bool,
    labelled: bool,
}

/// What the words say.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) units: Vec<Found>,
    pub(super) open: bool,
    pub(super) scope: Option<Range<usize>>,
    pub(super) conventions: Vec<(ConventionKind, Range<usize>)>,
    pub(super) deadlines: Vec<Range<usize>>,
    pub(super) prose: Vec<Range<usize>>,
    /// How many labels with a colon there are.
    pub(super) labels: usize,
    /// How many labels stand without a colon.
    bare_labels: usize,
    /// How many verbs there are.
    pub(super) verbs: usize,
    total: usize,
    groups: Vec<Group>,
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
    };
    reader.words(range);
    reader.flush_rest();
    reader
        .out
        .conventions
        .retain(|(kind, range)| convention::complete(*kind, &glyphs.chars[range.clone()]));
    reader.lead_by_order();
    restore::put_back(glyphs, &mut reader.out.units);
    reader.out
}

impl Reading {
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
        let lost: usize = self.prose.iter().map(Range::len).sum::<usize>()
            + self.units.iter().filter(|u| u.score < LIKELY).map(|u| u.range.len()).sum::<usize>();
        let known = self.total.saturating_sub(lost) as f32 / self.total.max(1) as f32;
        // Two verbs with nothing but lists before them say whose the names are.
        let told = self.verbs > 1 && self.prose.is_empty() && known >= 0.4;
        if sure == 0 || known < 0.6 && !told {
            // Offices inside a body hardly look like units, but a verb says what they are:
            // 教务处、学工部负责.
            let offices = self.verbs > 0 && !self.units.is_empty() && self.only_ends();
            return if offices { 0.6 } else { 0.0 };
        }
        if self.verbs > 0 || self.bare_labels > 0 {
            return 0.6 + 0.4 * known;
        }
        let all_sure = sure == self.units.len() && self.prose.is_empty();
        match (all_sure, self.units.len()) {
            (true, 2..) => 0.5,
            (true, _) => 0.3,
            _ => 0.0,
        }
    }

    /// Whether the words are nothing but a few names that end as names of units do.
    pub(super) fn only_names(&self) -> bool {
        !self.units.is_empty()
            && self.prose.is_empty()
            && self.units.iter().all(|unit| unit.score >= 35 && unit.range.len() <= 14)
    }

    /// Whether the words are nothing but short words of which each ends as some name does.
    pub(super) fn only_ends(&self) -> bool {
        self.prose.is_empty()
            && self.units.iter().all(|unit| unit.score > 0 && unit.range.len() <= 14)
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

/// What the words after a label are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Units,
    Scope,
    Deadline,
    Other,
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
}

impl<'g> Reader<'g> {
    fn c(&self, range: Range<usize>) -> &'g [char] {
        &self.g.chars[range]
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
                '/' if self.place == Place::Cell || self.out.labels > 0 => {
                    self.part(from..at);
                    self.adjacent = true;
                    from = at + 1;
                    at += 1;
                }
                '[' | '(' if bracket_label(self.g, at).is_some_and(|(end, _)| end < range.end) => {
                    let Some((close, label)) = bracket_label(self.g, at) else { break };
                    self.part(from..at);
                    self.set_label(label, if label.is_some() { Key::Units } else { Key::Deadline });
                    self.out.labels += usize::from(label.is_some());
                    at = close + 1 + usize::from(self.g.chars.get(close + 1) == Some(&':'));
                    from = at;
                }
                _ => at = self.g.after(at).min(range.end),
            }
        }
        self.part(from..range.end);
    }

    /// Whether 、 at `at` stands inside one collective (`各市、县人民政府`).
    fn joins(&self, from: usize, at: usize, end: usize) -> bool {
        let mut to = at + 1;
        while to < end && !matches!(self.g.chars[to], '、' | ',' | ';' | '.' | ':') {
            to = self.g.after(to).min(end);
        }
        names::one_collective(self.c(from..at), self.c(at + 1..to))
    }

    /// What stands before a colon: a label, with words before it that belong to the part before.
    fn at_colon(&mut self, from: usize, at: usize) {
        let words = self.c(from..at);
        if let Some((len, role)) = WORDS.labels.ends(words) {
            let mut start = at - len;
            // 省级责任单位, 市牵头单位: the level belongs to the label.
            if is_level(self.c(from..start)) {
                start = from;
            }
            self.part(from..start);
            self.set_label(Some(role), Key::Units);
            self.out.labels += 1;
            return;
        }
        // 牵头：A；配合：B.
        let verb = tail(words).filter(|(before, _)| *before == 0 && words.len() <= 6);
        let role = verb.map(|(_, verb)| verb.role).or_else(|| {
            ["责任", "分工", "责任分工", "任务分工"]
                .iter()
                .any(|key| is(words, key))
                .then_some(Role::Responsible)
        });
        if let Some(role) = role {
            self.set_label(Some(role), Key::Units);
            self.out.labels += 1;
            return;
        }
        const KEYS: [(&str, Key); 14] = [
            ("范围", Key::Scope),
            ("地区", Key::Scope),
            ("区域", Key::Scope),
            ("对象", Key::Scope),
            ("时限", Key::Deadline),
            ("时间", Key::Deadline),
            ("期限", Key::Deadline),
            ("节点", Key::Deadline),
            ("人", Key::Other),
            ("领导", Key::Other),
            ("电话", Key::Other),
            ("备注", Key::Other),
            ("目标", Key::Other),
            ("注", Key::Other),
        ];
        // 市教育局 完成时限：: the key begins where its words do, or after the white space.
        let start = OTHER_KEYS
            .iter()
            .find(|key| ends_with(words, key))
            .map(|key| at - key.chars().count())
            .or_else(|| (from + 1..at).rev().find(|&i| self.g.gap(i)))
            .unwrap_or(from);
        let words = self.c(start..at);
        let key = KEYS.iter().find(|(end, _)| ends_with(words, end));
        if let Some(&(_, key)) = key
            && words.len() <= 8
        {
            self.part(from..start);
            self.set_label(None, key);
            if key == Key::Scope {
                self.out.scope = Some(at + 1..at + 1);
            }
        } else {
            self.part(from..at);
        }
    }

    fn set_label(&mut self, label: Option<Role>, key: Key) {
        self.flush_rest();
        self.label = label;
        self.key = key;
        self.adjacent = false;
        self.with = false;
    }

    /// One part between separators.
    fn part(&mut self, range: Range<usize>) {
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
        match self.key {
            Key::Scope => {
                if let Some(scope) = &mut self.out.scope {
                    if scope.start == scope.end {
                        *scope = range.clone();
                    }
                    scope.end = range.end;
                }
                return;
            }
            Key::Deadline => return self.out.deadlines.push(range),
            Key::Other => return self.out.prose.push(range),
            Key::Units => {}
        }
        if let Some(kind) = convention::kind(words) {
            self.flush_rest();
            self.convention = true;
            let units = convention::default_units(words);
            self.out.conventions.push((kind, range.clone()));
            if kind == ConventionKind::DefaultUnits
                && let Some(units) = units
            {
                self.default_units(range.start + units.start..range.start + units.end);
            }
            return;
        }
        if self.convention
            && let Some((kind, declared)) = self.out.conventions.last_mut()
            && convention::goes_on(*kind, words)
        {
            declared.end = range.end;
            return;
        }
        self.convention = false;
        if is_deadline(words) {
            return self.out.deadlines.push(range);
        }
        if self.after_open && names::is_class(words) {
            return;
        }
        self.after_open = false;
        let range = self.bare_label(range);
        self.duty(range);
    }

    /// Takes a label without colon off the beginning of a part.
    fn bare_label(&mut self, range: Range<usize>) -> Range<usize> {
        let words = self.c(range.clone());
        // All labels end in 单位, 部门 or the like: a name without them has none in front.
        if !words.iter().any(|c| matches!(c, '位' | '门' | '体' | '室' | '关' | '区' | '部'))
        {
            return range;
        }
        let level = (1..=2).find(|&n| words.len() > n && is_level(&words[..n])).unwrap_or(0);
        let found = WORDS.label_starts.starts(words).or_else(|| {
            Some(WORDS.label_starts.starts(&words[level..])?).map(|(l, r)| (l + level, r))
        });
        let Some((len, role)) = found else { return range };
        // 牵头单位为市财政局: the verb stands for the colon.
        let len = len + usize::from(words.get(len) == Some(&'为'));
        let rest = &words[len..];
        // 责任单位市财政局; a sentence about 责任单位 goes on with other words.
        let named =
            names::own_level(rest).is_some() || lead_in(rest) > 0 || names::score(rest) >= SURE;
        if !named || names::is_class(words) {
            return range;
        }
        self.set_label(Some(role), Key::Units);
        self.out.bare_labels += 1;
        range.start + len..range.end
    }

    /// A list of units with or without a verb.
    fn duty(&mut self, range: Range<usize>) {
        let mut range = range;
        while let Some(at) = together(self.c(range.clone())) {
            if at > 0 {
                self.alone(range.start..range.start + at);
            }
            self.with = true;
            range.start += at + 2;
        }
        self.alone(range);
    }

    /// A list of units with or without a verb, and without 会同 in it.
    fn alone(&mut self, range: Range<usize>) {
        let words = self.c(range.clone());
        if let Some((len, verb)) = tail(words) {
            self.names(range.start..range.start + len);
            return self.flush(verb);
        }
        if let Some((at, len, verb)) = infix(words) {
            let from = self.out.units.len();
            self.names(range.start..range.start + at);
            self.flush(Verb { object: true, ..verb });
            let rest = range.start + at + len..range.end;
            if is_deadline(self.c(rest.clone())) {
                self.out.deadlines.push(rest);
            } else if names::score(self.c(rest.clone())) >= SURE {
                // 市A局牵头市B局: the separator between the two is lost.
                if let Some(group) = self.out.groups.last_mut() {
                    group.object = false;
                }
                self.alone(rest);
            } else if from < self.out.units.len() || self.place != Place::Sentence {
                self.out.prose.push(rest);
            }
            return;
        }
        self.names(range);
    }

    /// Names without a verb: cut at 和, 及 and at lost separators.
    fn names(&mut self, range: Range<usize>) {
        let mut range = range;
        // 1.市教育局 2.市财政局: the numbers of a list in a cell.
        while self.place == Place::Cell
            && range.end > range.start + 1
            && is_number(self.g.chars[range.end - 1])
        {
            range.end -= 1;
        }
        while self.place == Place::Cell
            && range.start < range.end
            && is_number(self.g.chars[range.start])
        {
            range.start += 1;
        }
        let led = matches!(
            self.g.chars.get(range.start),
            Some('并' | '具' | '分' | '原' | '主' | '由' | '请' | '其' | '同' | '再')
        );
        for lead in [
            "并由",
            "具体由",
            "分别由",
            "原则上由",
            "主要由",
            "由",
            "请",
            "并",
            "其中",
            "同时",
            "再由",
        ] {
            if led && starts_with(self.c(range.clone()), lead) {
                range.start += lead.chars().count();
                break;
            }
        }
        let words = self.c(range.clone());
        if words.is_empty() {
            return;
        }
        let mut end = range.end;
        if let Some(at) = (1..words.len()).rev().find(|&i| words[i] == '等') {
            let class = &words[at + 1..];
            // 等部门及各地区: places are no part of the class.
            let places = |words: &[char]| {
                starts_with(words, "各")
                    && ["地区", "地方", "地"].iter().any(|end| ends_with(words, end))
            };
            let places = (1..class.len())
                .any(|i| matches!(class[i], '和' | '及' | '与') && places(&class[i + 1..]));
            if !places && (class.is_empty() || names::is_class(class)) {
                self.out.open = true;
                self.after_open = true;
                end = range.start + at;
            } else if let Some(joint) = (1..class.len()).find(|&i| {
                // 等部门和各区政府: the list goes on after the class.
                matches!(class[i], '和' | '及' | '与')
                    && names::is_class(&class[..i])
                    && names::score(&class[i + 1..]) >= SURE
            }) {
                self.out.open = true;
                self.names(range.start..range.start + at);
                self.name(range.start + at + 1 + joint + 1..range.end);
                return;
            }
        }
        let mut from = range.start;
        let mut at = from + 1;
        while at < end {
            let joint = self.joint(from, at, end);
            if let Some(len) = joint {
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

    /// The length of what joins two names at `at`, 0 where a separator was lost; `None` inside a name.
    fn joint(&self, from: usize, at: usize, end: usize) -> Option<usize> {
        let chars = &self.g.chars;
        let both = |len: usize| {
            let (left, right) = (self.c(from..at), self.c(at + len..end));
            stands_alone(left)
                && opens_a_name(right)
                && !(len > 0 && names::is_class(right) && is_bare_class(right))
        };
        if self.g.gap(at) {
            let left = self.c(from..at);
            // 市A局牵头 市B局负责: a verb may stand before the lost mark.
            let verb =
                tail(left).is_some_and(|(len, _)| len > 0 && names::score(&left[..len]) >= SURE);
            let right = self.c(at..end);
            if ends_a_name(left, right) {
                // 各县 区人民政府, 市食安委 办公室: a space inside a name.
                return None;
            }
            // A line that begins with a level begins a name, whatever it ends in.
            let level = (3..=14).contains(&right.len())
                && matches!(right[0], '省' | '市' | '区' | '县' | '州' | '旗' | '各')
                && stands_alone(left);
            if both(0) || level || verb && opens_a_name(right) {
                return Some(0);
            }
        }
        if !matches!(
            chars[at],
            '以' | '和' | '及' | '与' | '或' | '省' | '市' | '区' | '县' | '州' | '各'
        ) {
            return None;
        }
        for (word, len) in [("以及", 2), ("和", 1), ("及", 1), ("与", 1), ("或", 1)] {
            if starts_with(&chars[at..end], word) {
                return (at + len < end && both(len)).then_some(len);
            }
        }
        // 市教育局市财政局, 市委市政府, 市财政局各县人民政府: the level or 各 opens a second name where
        // the first has ended. 市食安委各成员单位 is one.
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

    /// One name.
    fn name(&mut self, range: Range<usize>) {
        let mut range = range;
        let mut role = None;
        // 市教育局（牵头）.
        let words = self.c(range.clone());
        if ends_with(words, ")")
            && let Some(open) = (0..words.len()).rev().find(|&i| words[i] == '(')
            && open > 0
        {
            let inner = &words[open + 1..words.len() - 1];
            role = WORDS
                .labels
                .ends(inner)
                .filter(|(len, _)| *len == inner.len())
                .map(|found| found.1);
            if role.is_none()
                && let Some((0, verb)) = tail(inner)
            {
                role = Some(verb.role);
            }
            if role.is_some() {
                range.end = range.start + open;
                self.out.verbs += 1;
            }
        }
        let words = self.c(range.clone());
        let score = names::score(words);
        // 市A局牵头 市B局负责: the mark between the two is lost.
        if score < SURE
            && let Some((len, verb)) = tail(words)
            && len > 0
            && names::score(&words[..len]) >= SURE
        {
            self.name(range.start..range.start + len);
            return self.flush(verb);
        }
        let sentence = self.place == Place::Sentence;
        let adjacent = std::mem::replace(&mut self.adjacent, true);
        if score < LIKELY && (sentence || !self.plausible(words)) {
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
        });
    }

    /// Whether words that do not look like a unit may be one in the company of others.
    fn plausible(&self, words: &[char]) -> bool {
        let bare = is(words, "政府") || is(words, "管委会") || is(words, "党委");
        let clean =
            words.iter().all(|c| hongtou_source::chars::is_han(*c) || matches!(c, '(' | ')'));
        bare || (2..=14).contains(&words.len())
            && clean
            && !words.iter().any(|&c| is_of_a_sentence(c))
            && !names::is_class(words)
    }

    /// 以下均需…落实: the units of the declaration, unless the list has them already.
    fn default_units(&mut self, range: Range<usize>) {
        let from = self.out.units.len();
        self.names(range);
        let known: Vec<Range<usize>> =
            self.out.units[..from].iter().map(|unit| unit.range.clone()).collect();
        let g = self.g;
        let mut at = 0;
        self.out.units.retain_mut(|unit| {
            at += 1;
            unit.role = if at > from { Role::Implement } else { unit.role };
            at <= from || !known.iter().any(|r| g.chars[r.clone()] == g.chars[unit.range.clone()])
        });
        self.mark = self.out.units.len();
    }

    /// Gives the units since the last verb their role.
    fn flush(&mut self, verb: Verb) {
        self.out.verbs += 1;
        let company =
            self.out.units[self.mark..].iter().any(|unit| unit.fixed && unit.role == Role::Support);
        let role = match (verb.role, self.label) {
            // A会同B负责: A answers with the help of others.
            (Role::Responsible | Role::Implement, _) if company => Role::Lead,
            (Role::Responsible, Some(label)) => label,
            (role, _) => role,
        };
        self.give(role, verb.share, verb.object, false);
    }

    /// Gives the units that no verb follows the role of their label.
    fn flush_rest(&mut self) {
        let role = self.label.unwrap_or(Role::Responsible);
        self.give(role, false, false, self.label.is_some());
    }

    fn give(&mut self, role: Role, share: bool, object: bool, labelled: bool) {
        let (from, to) = (self.mark, self.out.units.len());
        for unit in self.out.units[from..].iter_mut().filter(|unit| !unit.fixed) {
            unit.role = role;
        }
        if from < to {
            self.out.groups.push(Group { from, to, role, share, object, labelled });
        }
        self.mark = to;
        self.with = false;
    }

    /// `A负责，B分工负责` and `A负责，B配合`: A leads.
    fn lead_by_order(&mut self) {
        let groups = &self.out.groups;
        let Some(first) = groups.first() else { return };
        let leads = first.role == Role::Responsible
            && !first.share
            && !first.object
            && !first.labelled
            && self.out.labels == 0
            && !self.out.units.iter().any(|unit| unit.role == Role::Lead)
            && groups[1..].iter().any(|group| {
                group.role == Role::Support || (group.role == Role::Responsible && group.share)
            });
        if leads {
            for unit in self.out.units[first.from..first.to].iter_mut().filter(|unit| !unit.fixed) {
                unit.role = Role::Lead;
            }
        }
    }
}

/// A label in brackets of its own (`【牵头单位】`): where they close and its role, none for a key of time.
pub(super) fn bracket_label(glyphs: &Glyphs, at: usize) -> Option<(usize, Option<Role>)> {
    let close = glyphs.close_of(at).filter(|&close| close > at + 3 && close <= at + 12)?;
    // 市教育局（牵头单位）、…: a mark behind the name.
    if glyphs.chars.get(close + 1).is_none_or(|c| matches!(c, '、' | ',' | ';' | '.' | ')' | ']'))
    {
        return None;
    }
    let inner = &glyphs.chars[at + 1..close];
    let role = WORDS.labels.ends(inner).filter(|(len, _)| *len == inner.len());
    match role {
        Some((_, role)) => Some((close, Some(role))),
        None => DUE_KEYS.iter().any(|key| is(inner, key)).then_some((close, None)),
    }
}

/// Those of the keys below that say when a task is due.
const DUE_KEYS: [&str; 5] = ["完成时限", "完成时间", "完成期限", "时间节点", "整改时限"];

/// Keys beside the units in a responsibility that name no unit.
const OTHER_KEYS: [&str; 17] = [
    "完成时限",
    "整改时限",
    "办理时限",
    "完成时间",
    "完成期限",
    "时间节点",
    "时间要求",
    "时间安排",
    "工作时限",
    "适用范围",
    "推广范围",
    "责任领导",
    "牵头领导",
    "分管领导",
    "联系电话",
    "责任人",
    "牵头人",
];

/// Whether words are a key that names no unit: 完成时限, 责任领导.
pub(super) fn names_other_key(words: &[char]) -> bool {
    OTHER_KEYS.iter().any(|key| is(words, key))
}

/// Whether a name can stand before 和: its end says that it is complete.
fn stands_alone(name: &[char]) -> bool {
    names::score(name) >= SURE && (!names::is_place(name) || lead_in(name) > 0 || name.len() > 3)
}

/// Whether words can open another name after 和.
fn opens_a_name(words: &[char]) -> bool {
    let words = &words[..words.len().min(40)];
    // What follows may have more joints; the first name in it counts.
    let end =
        (2..words.len()).find(|&i| matches!(words[i], '和' | '及' | '与')).unwrap_or(words.len());
    names::score(&words[..end]) >= LIKELY
        || names::score(words) >= LIKELY
        || names::own_level(words).is_some()
}

/// Whether what follows white space is the end of the name before it and no name by itself:
/// `各县 区人民政府`, `市食安委 办公室`, `县委 编办`.
fn ends_a_name(left: &[char], right: &[char]) -> bool {
    let words = tail(right).map_or(right, |(len, _)| &right[..len]);
    let whole = names::without_brackets(&[left, words].concat()).into_owned();
    let one = names::own_level(&whole).is_some_and(|(level, (_, len))| {
        level.end <= names::without_brackets(left).len() && level.end + len == whole.len()
    });
    if one {
        return true;
    }
    // 人民银行 云川市分行: the branch of what stands before it.
    let branch = ["分行", "支行"].iter().any(|end| ends_with(words, end));
    if branch && ends_with(left, "银行") && !names::holds(words, "银行") {
        return true;
    }
    if ["办公室", "管委会", "管理委员会", "人民政府", "政府"].iter().any(|end| is(words, end))
    {
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

/// 单位 in 有关部门和单位.
fn is_bare_class(words: &[char]) -> bool {
    lead_in(words) == 0 && words.len() <= 2
}
