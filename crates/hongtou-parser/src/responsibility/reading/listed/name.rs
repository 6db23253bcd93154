//! One name of a list, with what stands in brackets behind it: a role, those who help, a person, a number.

use std::ops::Range;

use hongtou_model::Role;
use smallvec::SmallVec;

use super::super::labels::{is_person, is_person_alone, is_person_beside};
use super::super::{Found, Place, Reader, read};
use super::are_those_above;
use super::joints::conjunction;
use crate::responsibility::lexicon::WORDS;
use crate::responsibility::names::{self, LIKELY, SURE, ends_with, is, lead_in, starts_with};
use crate::responsibility::restore;
use crate::responsibility::signs::Signs;
use crate::responsibility::verbs::{is_numeral, may_be_listed, tail};

/// Those whom a bracket behind a name says to take part.
type Asides = SmallVec<[Found; 2]>;

/// The role that a bracket behind a name says it has: （牵头）, （牵头单位）.
fn role_in_bracket(inner: &[char]) -> Option<Role> {
    let label = WORDS.labels.ends(inner).filter(|(len, _)| *len == inner.len());
    let verb = || tail(inner).filter(|(before, _)| *before == 0).map(|(_, verb)| verb.role);
    label.map(|(_, role)| role).or_else(verb)
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
pub(super) fn lead_to_name(words: &[char]) -> usize {
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
pub(super) fn number_in_bracket(words: &[char]) -> usize {
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
pub(super) fn figures(words: &[char]) -> usize {
    let figure = |c: &char| is_numeral(*c);
    let joined = |c: &&char| figure(c) || matches!(c, '、' | '-' | '至' | '和');
    if words.first().is_some_and(figure) { words.iter().take_while(joined).count() } else { 0 }
}

/// Marks beside a name, of which the notice says what they mean.
pub(in crate::responsibility::reading) fn is_mark(c: char) -> bool {
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
pub(super) fn place_by_what_it_has(words: &[char]) -> Option<bool> {
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
pub(super) fn is_bare_class(words: &[char]) -> bool {
    lead_in(words) == 0 && words.len() <= 2
}

/// What stands before those to ask, with or without a colon.
const CONTACTS: [&str; 4] = ["联系人", "联系电话", "联络人", "联络员"];

impl<'g> Reader<'g> {
    /// One name.
    pub(in crate::responsibility::reading) fn name(&mut self, range: Range<usize>) {
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
            level: None,
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

    /// Whether words of a running sentence that do not look like a unit may be one of its list, if the
    /// verb behind them says so: 由环卫公司、城监队负责.
    pub(super) fn listed(&self, range: Range<usize>) -> bool {
        let words = self.c(range.clone());
        let by = range.start.checked_sub(1).is_some_and(|at| self.g.chars[at] == '由');
        let more = matches!(self.g.chars.get(range.end), Some('、' | '和' | '及' | '与'));
        let opens = more && (by || names::score(words) > 0);
        // 由门诊部负责，信息科配合
        let goes_on = self.out.verbs > 0 && names::is_office(words);
        (opens || goes_on || self.pending()) && self.plausible(words) && may_be_listed(words)
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
    pub(super) fn without_remark(&self, range: Range<usize>) -> usize {
        let open = self.g.open_of_last(range.clone());
        let role = |open: usize| role_in_bracket(self.c(open + 1..range.end - 1)).is_some();
        open.filter(|&open| !role(open)).unwrap_or(range.end)
    }

    /// The length of [`part_number`] at the beginning of some words; 第2、3项 is cut at its mark.
    pub(in crate::responsibility::reading) fn part_number(&self, range: Range<usize>) -> usize {
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
}
