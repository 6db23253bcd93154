//! The header of a page: its words name the columns once.

use hongtou_model::{ColumnKind, Confidence, FurnitureKind, RepairKind, Role, Span};

use super::super::columns::Assigned;
use super::super::draft::names_units;
use super::super::grid::Page;
use super::super::headings::Heading;
use super::super::pages::slots;
use super::super::two_roles::TwoRoles;
use super::Reading;
use crate::flow::Flow;
use crate::words::squeeze;

impl<'s> Reading<'_, 's> {
    /// Takes a page's header: its words name the columns once, every other printing is furniture.
    pub(super) fn header(
        &mut self,
        page: &Page<'s>,
        headings: &[Heading],
        assigned: &[Option<Assigned>],
        again: bool,
    ) {
        let slots = slots(assigned);
        self.columns.gather(&slots);
        if page.header.is_empty() {
            return;
        }
        let flows = page.header_flows();
        if !again {
            self.bodies = page.bodies().collect();
        }
        if again {
            let mut span = Span::default();
            for flow in &flows {
                span.extend(&flow.whole());
            }
            self.record.furniture(FurnitureKind::RepeatedHeader, span.clone());
            self.record.repair(
                RepairKind::FoldedHeader,
                span,
                Confidence::Certain,
                || "重复的表头已并入首次出现的表头".to_owned(),
                || "a header printed again is folded into the first one".to_owned(),
            );
            return;
        }
        for (at, flow) in flows.into_iter().enumerate() {
            if flow.is_empty() {
                continue;
            }
            // The last column that the heading stands over bears its words.
            let column =
                assigned.iter().rposition(|column| column.is_some_and(|c| c.heading == Some(at)));
            let slot = column.and_then(|at| slots[at]);
            match slot
                .and_then(|slot| self.columns.drafts.iter_mut().find(|(known, _)| *known == slot))
            {
                Some((slot, header)) if header.is_empty() => {
                    if names_units(slot.0)
                        && let Some(roles) = TwoRoles::of(&squeeze(flow.text()))
                    {
                        self.columns.of_two_roles.push((*slot, roles));
                    }
                    *header = flow;
                }
                _ => self.unplaced(flow, headings.get(at)),
            }
        }
    }

    /// A heading that no column of the first page answers: other pages may have the column.
    fn unplaced(&mut self, flow: Flow<'s>, heading: Option<&Heading>) {
        let kind = match heading {
            Some(Heading::Units(Role::Lead)) => ColumnKind::Lead,
            Some(Heading::Units(Role::Support)) => ColumnKind::Support,
            Some(Heading::Units(Role::Guide)) => ColumnKind::Guide,
            Some(Heading::Units(_)) => ColumnKind::Responsible,
            Some(Heading::Deadline) => ColumnKind::Deadline,
            Some(Heading::Remark) => ColumnKind::Remark,
            Some(Heading::Target(period)) => {
                let slot = (ColumnKind::Target, *period, 0);
                self.columns.drafts.push((slot, flow));
                return;
            }
            _ => {
                self.record.furniture(FurnitureKind::Label, flow.whole());
                return;
            }
        };
        let nth = self.columns.drafts.iter().filter(|((known, _, _), _)| *known == kind).count();
        // Columns of units stand in the order lead, responsible, support where a page lacks one.
        let at = self
            .columns
            .drafts
            .iter()
            .position(|((known, _, _), _)| {
                kind == ColumnKind::Lead
                    && matches!(known, ColumnKind::Responsible | ColumnKind::Support)
            })
            .unwrap_or(self.columns.drafts.len());
        self.columns.drafts.insert(at, ((kind, None, nth), flow));
    }
}
