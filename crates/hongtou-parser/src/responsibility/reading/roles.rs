//! What role a verb, a label or the order gives to the units since the last one.

use super::super::names::{self, LIKELY};
use super::super::verbs::Verb;
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
    pub(super) labelled: bool,
}

impl<'g> Reader<'g> {
    /// Gives the units since the last verb their role.
    pub(super) fn flush(&mut self, verb: Verb) {
        self.out.verbs += 1;
        self.out.acts += usize::from(verb.act);
        let office = |unit: &Found| names::is_office(&self.g.chars[unit.range.clone()]);
        let sure = |unit: &Found| unit.score >= LIKELY || self.out.verbs > 1 && office(unit);
        if self.place == Place::Sentence && !self.out.units[self.mark..].iter().any(sure) {
            self.set_aside(|_| true);
        }
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

    /// `A、B；C配合`: those before the mark are who answers, where nobody else does.
    pub(super) fn answer_by_order(&mut self) {
        let units = &mut self.out.units;
        let last = units.last().map_or(0, |unit| unit.tier);
        let helps = |unit: &Found| unit.role == Role::Support && !unit.fixed;
        if self.place != Place::Bracket || self.out.labels > 0 || !units.iter().all(helps) {
            return;
        }
        for unit in units.iter_mut().filter(|unit| unit.tier < last) {
            unit.role = Role::Responsible;
        }
    }

    /// `A负责，B分工负责` and `A负责，B配合`: A leads.
    pub(super) fn lead_by_order(&mut self) {
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
