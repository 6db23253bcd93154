//! Sections, items and clauses before they are written down.

use std::rc::Rc;

use crate::flow::Flow;
use crate::responsibility::Duty;

/// A section before it is written down.
#[derive(Debug, Default)]
pub(crate) struct SectionDraft<'s> {
    pub(crate) ordinal: Option<(u32, Flow<'s>)>,
    pub(crate) title: Option<Flow<'s>>,
    pub(crate) items: Vec<ItemDraft<'s>>,
    pub(crate) plan: usize,
}

/// A level between section and item.
#[derive(Clone, Debug)]
pub(crate) struct GroupDraft<'s> {
    pub(crate) label: Flow<'s>,
    pub(crate) title: Option<Flow<'s>>,
    /// Position of the group in its section, from 1.
    pub(crate) index: usize,
}

/// An item before it is written down.
#[derive(Debug, Default)]
pub(crate) struct ItemDraft<'s> {
    pub(crate) number: Option<(u32, Flow<'s>)>,
    pub(crate) group: Option<Rc<GroupDraft<'s>>>,
    /// A heading that stands on a line of its own.
    pub(crate) heading: Option<Flow<'s>>,
    /// A first sentence that may be a heading.
    pub(crate) topic: Option<Topic<'s>>,
    pub(crate) clauses: Vec<ClauseDraft<'s>>,
}

/// A first sentence that may be a heading: the table, else the notice's own habit, decides.
#[derive(Debug)]
pub(crate) struct Topic<'s> {
    /// The sentence without its stop.
    pub(crate) heading: Flow<'s>,
    /// Where the first clause goes on after it.
    pub(crate) cut: usize,
    /// Whether it is printed bold or set apart.
    pub(crate) marked: bool,
    /// Whether it ends in a colon, which other words do as well.
    pub(crate) colon: bool,
}

/// A clause before it is written down.
#[derive(Debug)]
pub(crate) struct ClauseDraft<'s> {
    pub(crate) text: Flow<'s>,
    pub(crate) duty: Option<DutyDraft<'s>>,
}

/// Who answers for a clause.
#[derive(Clone, Debug)]
pub(crate) struct DutyDraft<'s> {
    pub(crate) duty: Duty,
    pub(crate) of_group: bool,
    /// Where it says when the task is due.
    pub(crate) deadlines: Vec<Flow<'s>>,
    /// Whether a title above says it, or a part of it.
    pub(crate) inherited: bool,
}

impl<'s> DutyDraft<'s> {
    /// What a line says.
    pub(super) fn new(duty: Duty, flow: &Flow<'s>) -> DutyDraft<'s> {
        let deadlines = duty.deadlines.iter().map(|range| flow.slice(range.clone())).collect();
        DutyDraft { duty, of_group: false, deadlines, inherited: false }
    }

    /// What a heading says, or a sentence whose words stay in the clause's text, with what is due in them.
    pub(super) fn told(duty: Duty) -> DutyDraft<'s> {
        DutyDraft { duty, of_group: false, deadlines: Vec::new(), inherited: false }
    }

    /// Two brackets or label lines in a row say together who answers.
    pub(super) fn merge(&mut self, more: DutyDraft<'s>) {
        let (a, b) = (&mut self.duty.responsibility, more.duty.responsibility);
        a.text.push_str(&b.text);
        a.span.extend(&b.span);
        a.open |= b.open;
        if a.scope.is_none() {
            a.scope = b.scope;
        }
        self.duty.units.extend(more.duty.units);
        self.deadlines.extend(more.deadlines);
    }
}
