//! Where one name of a list ends and the next begins: at 和 and 及, where a separator was lost, and where 等 leaves
//! the list open.

use std::ops::Range;

use super::super::{Found, Place, Reader};
use super::name::{figures, is_bare_class, lead_to_name, number_in_bracket, place_by_what_it_has};
use super::{points_back, told_of_class};
use crate::responsibility::lexicon::WORDS;
use crate::responsibility::names::{self, LIKELY, SURE, ends_with, is, lead_in, starts_with};
use crate::responsibility::signs::Signs;
use crate::responsibility::verbs::{is_number, tail};

/// How far behind a field the class may stand that its list ends in, in characters.
const LONGEST_FIELDS: usize = 40;

/// Where one name may end and the next begin.
const JOINS: Signs = Signs::JOINT.and(Signs::GAP);

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

/// Whether a class of units by their field stands beside a name: 公安部门和县交通局, 县交通局和公安部门; behind others
/// of a list (`listed`) the name may be without its level: 公路局和公安部门.
fn beside_a_class(left: &[char], right: &[char], listed: bool) -> bool {
    let end = right.iter().position(|c| matches!(c, '和' | '及' | '与')).unwrap_or(right.len());
    let next = &right[..end];
    let by_field = |words: &[char]| {
        names::is_class_by_field(words) && names::is_field(&words[..words.len() - 2])
    };
    let named = |words: &[char]| names::score(words) >= SURE || by_field(words);
    // 教育行政部门和公安部门 is no 局 before 和.
    let short = || listed && matches!(left, [_, _, .., '局' | '委']) && names::score(left) > 0;
    by_field(left) && named(next) || by_field(next) && (named(left) || short())
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

impl<'g> Reader<'g> {
    /// The end of a list: 市教育、财政等部门负责 and 市公安、城市管理部门 name fields, and say once what
    /// all of them are.
    pub(super) fn names_or_fields(&mut self, range: Range<usize>) {
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
    pub(in crate::responsibility::reading) fn names(&mut self, range: Range<usize>) {
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
    pub(super) fn joint(&self, from: usize, at: usize, end: usize) -> Option<usize> {
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
                || len > 0 && beside_a_class(left, right, self.pending())
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

    /// Whether words are one of the fields before the class of all of them: 工商 in 工商、公安等部门配合.
    pub(super) fn is_field_of_class(&self, range: Range<usize>) -> bool {
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
}
