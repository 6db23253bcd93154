//! What role a verb, a label or the order gives to the units since the last one.

use super::super::names::{self, LIKELY, SURE};
use super::super::verbs::Verb;
use super::labels::{hides_a_name, is_person_alone};
use super::{Found, Place, Reader};
use hongtou_model::Role;

/// Units that one verb or label governs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) role: Role,
    pub(super) share: bool,
    pub(super) object: bool,
    /// Whether a label or the order gave the role for good.
    pub(super) settled: bool,
}

impl<'g> Reader<'g> {
    /// Gives the units since the last verb their role.
    pub(super) fn flush(&mut self, verb: Verb) {
        self.out.verbs += 1;
        self.out.acts += usize::from(verb.act);
        let office = |unit: &Found| names::is_office(&self.g.chars[unit.range.clone()]);
        let class = |unit: &Found| names::is_class_by_field(&self.g.chars[unit.range.clone()]);
        let sure = |unit: &Found| {
            unit.score >= LIKELY
                || self.out.verbs > 1 && (office(unit) || class(unit))
                || !verb.object && self.is_class_behind_by(unit)
        };
        if self.place == Place::Sentence && !self.out.units[self.mark..].iter().any(sure) {
            self.set_aside(|_| true);
        }
        // 张某牵头，市乙局负责: who leads in person is no unit.
        if let [one] = &self.out.units[self.mark..]
            && matches!(verb.role, Role::Lead | Role::Responsible)
            && is_person_alone(self.c(one.range.clone()))
        {
            let person = one.range.clone();
            self.out.units.pop();
            self.out.officers += person.len();
            self.out.prose.push(person);
        }
        let company =
            self.out.units[self.mark..].iter().any(|unit| unit.fixed && unit.role == Role::Support);
        let role = match (verb.role, self.label) {
            // A会同B负责: A answers with the help of others.
            (Role::Responsible | Role::Implement, _) if company => Role::Lead,
            (Role::Responsible, Some(label)) => label,
            (role, _) => role,
        };
        if let Some(to) = self.answers_before(&verb) {
            let role = if company { Role::Lead } else { Role::Responsible };
            self.give(to, role, false, false, true);
        }
        self.give(self.out.units.len(), role, verb.share, verb.object, false);
    }

    /// 由公安、交通部门牵头: whether a class of units by their field ends the list behind 由.
    fn is_class_behind_by(&self, unit: &Found) -> bool {
        let first = self.out.units.get(self.mark);
        first.is_some_and(|first| self.stands_behind_by(first.range.start))
            && names::is_class_by_field(self.c(unit.range.clone()))
    }

    pub(super) fn stands_behind_by(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|by| self.g.chars[by] == '由')
    }

    /// 市甲局、市乙局，市丙局配合: where those end that stand before the comma and answer, for somebody must
    /// be there whom others support.
    fn answers_before(&self, verb: &Verb) -> Option<usize> {
        let units = &self.out.units;
        // A、B，C按职责分工落实: all of them share it.
        let helps = matches!(verb.role, Role::Support | Role::Guide)
            || verb.role == Role::Implement && !verb.share;
        if !helps || self.mark > 0 || self.label.is_some() || !self.out.groups.is_empty() {
            return None;
        }
        let to = units.iter().position(|unit| unit.tier == self.tier).filter(|&to| to > 0)?;
        // A，B，C落实: the commas part a list.
        let single = |unit: &Found| units.iter().filter(|u| u.tier == unit.tier).count() == 1;
        let listed = to > 1 && units.iter().all(single) && verb.role != Role::Support;
        (!listed).then_some(to)
    }

    /// Takes names of the last list for other words.
    fn set_aside(&mut self, is_no_unit: impl Fn(&Found) -> bool) {
        let mark = self.mark.min(self.out.units.len());
        let names = self.out.units.split_off(mark);
        for name in names {
            match !name.fixed && is_no_unit(&name) {
                true => self.out.prose.push(name.range),
                false => self.out.units.push(name),
            }
        }
    }

    /// Gives the units that no verb follows the role of their label.
    pub(super) fn flush_rest(&mut self) {
        if self.place == Place::Sentence && self.label.is_none() {
            self.set_aside(|_| true);
        }
        let role = self.label.unwrap_or(Role::Responsible);
        self.give(self.out.units.len(), role, false, false, self.label.is_some());
    }

    fn give(&mut self, to: usize, role: Role, share: bool, object: bool, settled: bool) {
        let from = self.mark;
        for unit in self.out.units[from..to].iter_mut().filter(|unit| !unit.fixed) {
            unit.role = role;
        }
        if from < to {
            self.out.groups.push(Group { from, to, role, share, object, settled });
        }
        self.mark = to;
        self.with = false;
    }

    /// 张某某、市水利局, 张某某，市水利局负责: who stands before the bodies in person is none of them.
    ///
    /// 责任单位：万达城、市水利局 and 万达城、市水利局负责 say themselves that each of them is one.
    pub(super) fn leave_persons_out(&mut self) {
        let name = |unit: &Found| &self.g.chars[unit.range.clone()];
        let person = |unit: &Found| !unit.fixed && unit.score == 0 && is_person_alone(name(unit));
        let count = self.out.units.iter().take_while(|unit| person(unit)).count();
        let joined = self.out.units.get(count).is_some_and(|body| body.adjacent);
        let told = self.out.labels + self.out.bare_labels > 0 || self.out.verbs > 0 && joined;
        if told && !self.out.units[..count].iter().all(|unit| hides_a_name(name(unit))) {
            return;
        }
        let (_, bodies) = self.out.units.split_at(count);
        let sure = !bodies.is_empty() && bodies.iter().all(|unit| unit.score >= SURE);
        if self.place == Place::Bracket && count > 0 && sure {
            let persons = self.out.units.drain(..count).map(|unit| unit.range);
            self.out.beside.extend(persons);
        }
    }

    /// `A负责，B分工负责` and `A负责，B配合`: A leads.
    pub(super) fn lead_by_order(&mut self) {
        let groups = &self.out.groups;
        let Some(first) = groups.first() else { return };
        let leads = first.role == Role::Responsible
            && !first.share
            && !first.object
            && !first.settled
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
