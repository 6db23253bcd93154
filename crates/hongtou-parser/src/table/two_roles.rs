//! One column for two roles: 牵头单位/配合单位, 牵头单位（配合单位）, 牵头、配合单位.
//!
//! Who of a cell has which role is told by the order in the heading and by the cell's own mark. Where a cell
//! has none, nobody in it is said to help: one unit alone has the first of the two, several answer.

use std::ops::Range;

use hongtou_model::{Confidence, RepairKind, Role, Span};
use hongtou_source::chars;

use super::draft::UnitsCell;
use super::headings::role_of_part;
use crate::flow::trim;
use crate::record::Record;

/// The two roles that one heading names, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TwoRoles {
    roles: [Role; 2],
    mark: Mark,
}

/// What stands between two roles, and between those who have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Slash,
    /// The second stands in brackets: A（B）.
    Bracket,
    /// What parts clauses; in a cell it parts no names of one list.
    Stop,
    /// What joins the names of a list as well: 、, 及.
    Joint,
}

impl Mark {
    fn of(c: char) -> Option<Mark> {
        Some(match chars::narrow(c) {
            '/' => Mark::Slash,
            ';' | ':' => Mark::Stop,
            '、' | '及' | '和' | '与' => Mark::Joint,
            _ => return None,
        })
    }
}

impl TwoRoles {
    /// The roles that a heading names, its white space taken out.
    pub(super) fn of(heading: &str) -> Option<TwoRoles> {
        let may = |c: char| Mark::of(c).is_some() || matches!(c, '（' | '(');
        let (first, c) = heading.char_indices().find(|&(_, c)| may(c))?;
        let before = &heading[..first];
        let behind = heading[first..].trim_start_matches(c);
        let (mark, second) = match Mark::of(c) {
            Some(mark) => (mark, behind.trim_start_matches("其")),
            None => {
                let (inner, rest) = behind.split_once(['）', ')'])?;
                // 牵头（配合）单位
                matches!(rest, "" | "单位" | "部门").then_some((Mark::Bracket, inner))?
            }
        };
        // 牵头、责任、配合单位 are three, and 责任单位配合单位 two headings.
        if second.contains(may) || count_bodies(second) > 1 {
            return None;
        }
        let roles = [role_of_part(before)?, role_of_part(second)?];
        let answers = |role| matches!(role, Role::Lead | Role::Responsible);
        let helps = |role| matches!(role, Role::Support | Role::Guide);
        let parted = match roles {
            // 牵头/责任单位 may be one role in two words.
            [Role::Lead, Role::Responsible] => {
                mark == Mark::Bracket && heading.ends_with(['）', ')'])
            }
            [one, other] if answers(one) => helps(other),
            [one, other] => helps(one) && answers(other),
        };
        parted.then_some(TwoRoles { roles, mark })
    }

    /// The role of the column, as far as its cells say no more.
    pub(super) fn of_column(self) -> Role {
        match self.roles {
            [Role::Lead, Role::Responsible] => Role::Lead,
            _ => Role::Responsible,
        }
    }

    /// Where a cell is parted, and whether by the mark of the heading.
    fn parts(self, text: &str) -> Option<([Range<usize>; 2], bool)> {
        if self.mark == Mark::Bracket {
            let inner = text.trim_end().strip_suffix(['）', ')'])?;
            let open = inner.find(['（', '('])?;
            let behind = open + inner[open..].chars().next()?.len_utf8();
            let one = !inner[behind..].contains(['（', '(', '）', ')']);
            return one.then_some(([0..open, behind..inner.len()], true));
        }
        [Mark::Slash, Mark::Stop].into_iter().find_map(|mark| {
            let mut marks = chars::besides_han(text).filter(|&(_, c)| Mark::of(c) == Some(mark));
            let (at, c) = marks.next()?;
            let behind = text.len() - text[at..].trim_start_matches(c).len();
            let alone = marks.all(|(other, _)| other < behind);
            alone.then_some(([0..at, behind..text.len()], mark == self.mark))
        })
    }

    /// The role of those who are not told apart.
    fn of_all(self, count: usize, bracket: bool) -> Role {
        match self.mark {
            // Who stands in no brackets is not in those.
            Mark::Bracket if !bracket => self.roles[0],
            _ if self.of_column() == Role::Lead => Role::Lead,
            _ if count == 1 && self.roles.contains(&Role::Lead) => Role::Lead,
            _ => Role::Responsible,
        }
    }
}

/// Whether a heading lists more roles than two of one body, of which some answer and some help.
pub(super) fn names_more(heading: &str) -> bool {
    let parts = || heading.split(['、', '及', '和', '与']);
    let has = |of: fn(Role) -> bool| parts().filter_map(role_of_part).any(of);
    parts().nth(2).is_some()
        && count_bodies(heading) == 1
        && has(|role| matches!(role, Role::Lead | Role::Responsible))
        && has(|role| matches!(role, Role::Support | Role::Guide))
}

/// How often words name a body.
fn count_bodies(words: &str) -> usize {
    ["单位", "部门"].iter().map(|body| words.matches(body).count()).sum()
}

/// Gives those in cells of two roles theirs; which cells do not tell them apart, or do so by another mark than
/// their heading, is recorded.
#[inline(never)]
pub(super) fn part<'s, 'c>(
    rows: impl Iterator<Item = &'c mut Vec<UnitsCell<'s>>>,
    record: &mut Record,
) where
    's: 'c,
{
    let (mut open, mut other) = (Span::default(), Span::default());
    for units in rows.filter(|units| units.iter().any(|cell| cell.roles.is_some())) {
        for mut cell in std::mem::take(units) {
            let Some(roles) = cell.roles.filter(|_| !cell.list().own_roles) else {
                units.push(cell);
                continue;
            };
            match parted(&cell, roles) {
                Some((parts, by_heading)) => {
                    if !by_heading {
                        other.extend(&cell.flow.whole());
                    }
                    units.extend(parts);
                }
                None => {
                    let count = cell.list().units.len();
                    let bracket = cell.flow.text().contains(['（', '(']);
                    let role = roles.of_all(count, bracket);
                    if count > 1 && role == Role::Responsible {
                        open.extend(&cell.flow.whole());
                    }
                    cell.role = role;
                    units.push(cell);
                }
            }
        }
    }
    if !open.is_empty() {
        record.repair(
            RepairKind::ChosenReading,
            open,
            Confidence::Unsure,
            || "一列并写两种职责，格内未分开，均作责任单位".to_owned(),
            || {
                "one column names two roles, and its cells do not tell them apart; all answer"
                    .to_owned()
            },
        );
    }
    if !other.is_empty() {
        record.repair(
            RepairKind::ChosenReading,
            other,
            Confidence::Likely,
            || "一列并写两种职责，格内按表头的先后区分".to_owned(),
            || {
                "one column names two roles; its cells are parted in the order of the heading"
                    .to_owned()
            },
        );
    }
}

/// The two parts of a cell, each with its role, where both name units.
fn parted<'s>(cell: &UnitsCell<'s>, of: TwoRoles) -> Option<([UnitsCell<'s>; 2], bool)> {
    let text = cell.flow.text();
    let (ranges, by_heading) = of.parts(text)?;
    let ranges = ranges.map(|range| trim(text, range));
    let [first, second] = [0, 1].map(|at| {
        let range = ranges[at].clone();
        let inner = cell.breaks.iter().filter(|&&at| range.start < at && at < range.end);
        let breaks = inner.map(|at| at - range.start).collect();
        let mut part =
            UnitsCell::new(of.roles[at], cell.flow.slice(range), breaks).alone(cell.alone);
        part.column = cell.column;
        part
    });
    let named = |cell: &UnitsCell<'_>| !cell.list().units.is_empty();
    (named(&first) && named(&second)).then_some(([first, second], by_heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_heading_names_two_roles() {
        let (lead, responsible, support) = (Role::Lead, Role::Responsible, Role::Support);
        for (heading, roles) in [
            ("牵头单位/配合单位", Some([lead, support])),
            ("牵头单位//配合单位", Some([lead, support])),
            ("牵头、配合单位", Some([lead, support])),
            ("牵头及配合部门", Some([lead, support])),
            ("责任单位（配合单位）", Some([responsible, support])),
            ("牵头单位（责任单位）", Some([lead, responsible])),
            ("主办（会办）单位", Some([lead, support])),
            ("配合单位／牵头单位", Some([support, lead])),
            ("牵头单位；配合单位", Some([lead, support])),
            // The same in two words, one body with two duties, and no role at all.
            ("牵头（责任）单位", None),
            ("配合/参与单位", None),
            ("牵头/责任单位", None),
            ("牵头配合单位", None),
            ("责任单位/责任人", None),
            ("责任单位（责任人）", None),
            ("牵头单位", None),
            ("牵头、责任、配合单位", None),
        ] {
            assert_eq!(TwoRoles::of(heading).map(|two| two.roles), roles, "{heading}");
        }
    }

    #[test]
    fn of_more_roles_none_is_all_others() {
        assert!(names_more("牵头、责任、配合单位"));
        assert!(!names_more("牵头、配合单位") && !names_more("起草、报送、制定单位"));
    }

    #[test]
    fn cells_are_parted_by_one_mark() {
        let parts = |heading: &str, text: &str| {
            let (ranges, own) = TwoRoles::of(heading)?.parts(text)?;
            Some((ranges.map(|range| text[range].to_owned()), own))
        };
        let two = |a: &str, b: &str, own| Some(([a.to_owned(), b.to_owned()], own));
        assert_eq!(parts("牵头单位/配合单位", "甲局/乙局、丙局"), two("甲局", "乙局、丙局", true));
        assert_eq!(parts("牵头单位//配合单位", "甲局//乙局"), two("甲局", "乙局", true));
        assert_eq!(parts("牵头单位/配合单位", "甲局；乙局"), two("甲局", "乙局", false));
        assert_eq!(parts("牵头、配合单位", "甲局；乙局、丙局"), two("甲局", "乙局、丙局", false));
        assert_eq!(parts("牵头单位（配合单位）", "甲局（乙局）"), two("甲局", "乙局", true));
        assert_eq!(parts("牵头单位（配合单位）", "甲局（乙局）、丙局（丁局）"), None);
        assert_eq!(parts("牵头单位/配合单位", "甲局/乙局/丙局"), None);
        assert_eq!(parts("牵头、配合单位", "甲局、乙局"), None);
    }
}
