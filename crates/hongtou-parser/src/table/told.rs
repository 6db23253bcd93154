//! Columns that their cells tell, where the heading over them says nothing or what none of them is.
//!
//! A heading may be blank, unknown in every word, or stand over the wrong column. What a column holds is then told
//! by its cells, all of which must say the same; whatever is told so is recorded as a repair.

use hongtou_model::{Confidence, RepairKind, Role, Span};

use super::grid::{Cell, Page};
use super::headings::Heading;
use super::profile::Profile;
use crate::flow::Flow;
use crate::record::Record;

/// What all cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Numbers,
    Times,
    Units,
    /// Words that are none of those.
    Words,
}

impl Sort {
    /// What the cells of a column are, where all say the same and no chance makes them alike.
    fn of_cells(profile: &Profile) -> Option<Sort> {
        const LEAST: f32 = 2.0;
        match profile {
            few if few.filled < LEAST => None,
            all if all.are_times() => Some(Sort::Times),
            all if all.are_units() => Some(Sort::Units),
            all if all.is_of_numbers() => all.counts(true).then_some(Sort::Numbers),
            all => all.are_words().then_some(Sort::Words),
        }
    }

    /// What a heading says that all cells below it are.
    fn of_heading(heading: Heading) -> Option<Sort> {
        match heading {
            Heading::Serial => Some(Sort::Numbers),
            Heading::Deadline => Some(Sort::Times),
            Heading::Units(_) => Some(Sort::Units),
            Heading::Name | Heading::Detail => Some(Sort::Words),
            _ => None,
        }
    }

    /// The heading of a column that has none.
    fn heading(self) -> Option<Heading> {
        match self {
            Sort::Numbers => Some(Heading::Serial),
            Sort::Times => Some(Heading::Deadline),
            Sort::Units => Some(Heading::Units(Role::Responsible)),
            Sort::Words => None,
        }
    }
}

/// A column that its cells tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    column: usize,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The heading says nothing.
    Unsaid,
    /// The heading says what none of the cells is.
    Gainsaid,
    /// The heading of another column says what they are, and theirs what is below that.
    Exchanged,
}

/// Gives the columns that their cells tell the headings that say so; the columns must stand below their headings.
pub(super) fn tell(headings: &mut Vec<Heading>, profiles: &[Profile]) -> Vec<Told> {
    let sorts: Vec<Option<Sort>> = profiles.iter().map(Sort::of_cells).collect();
    let mut told = exchange(headings, &sorts);
    let fits = |(heading, sort): (&Heading, &Option<Sort>)| match Sort::of_heading(*heading) {
        Some(said) if said != Sort::Words => sort.is_none_or(|sort| sort == said),
        _ => true,
    };
    // Columns that stand elsewhere than their headings are told by those.
    let aligned = headings.iter().zip(&sorts).all(fits);
    if !aligned {
        return told;
    }
    for (column, sort) in sorts.iter().enumerate() {
        let heading = headings.get(column).copied().unwrap_or(Heading::Blank);
        let Some(sort) = *sort else { continue };
        let Some(own) = sort.heading() else { continue };
        let said = headings.iter().any(|&other| Sort::of_heading(other) == Some(sort));
        let why = match heading {
            _ if said => continue,
            Heading::Blank => Why::Unsaid,
            // 完成事项 over times, beside the words of the work.
            Heading::Name | Heading::Detail if sort == Sort::Times => {
                let mut others = (0..sorts.len()).filter(|&other| other != column);
                let work = |at: usize| {
                    sorts[at] == Some(Sort::Words)
                        && matches!(headings.get(at), Some(Heading::Name | Heading::Detail))
                };
                if !others.any(work) {
                    continue;
                }
                Why::Gainsaid
            }
            _ => continue,
        };
        if headings.len() <= column {
            headings.resize(column + 1, Heading::Blank);
        }
        headings[column] = own;
        told.push(Told { column, why });
    }
    told
}

/// Exchanges two headings each of which says what is below the other, and nothing of what is below it.
fn exchange(headings: &mut [Heading], sorts: &[Option<Sort>]) -> Vec<Told> {
    let wrong = |at: usize, headings: &[Heading]| {
        let (said, cells) = (Sort::of_heading(*headings.get(at)?)?, (*sorts.get(at)?)?);
        (said != cells).then_some((said, cells))
    };
    for one in 0..headings.len() {
        let Some((said, cells)) = wrong(one, headings) else { continue };
        let other = (one + 1..headings.len())
            .find(|&other| wrong(other, headings) == Some((cells, said)));
        if let Some(other) = other {
            headings.swap(one, other);
            return [one, other].map(|column| Told { column, why: Why::Exchanged }).to_vec();
        }
    }
    Vec::new()
}

impl Told {
    /// Records what was told, with the heading, or where there is none the cells of the first page.
    pub(super) fn record(self, page: &Page<'_>, record: &mut Record) {
        let flows = page.header_flows();
        let heading = flows.get(self.column).filter(|flow| !flow.is_empty());
        let mut at = Span::default();
        match heading {
            Some(flow) => at.extend(&flow.whole()),
            None => {
                let cells = page.rows.iter().filter_map(|row| row.get(self.column));
                let own = |cell: &&Cell<'_>| cell.own && cell.words().is_some();
                cells.filter(own).for_each(|cell| at.extend(&cell.flow.whole()));
            }
        }
        let words = heading.map_or("", Flow::text);
        let (zh, en) = match self.why {
            Why::Unsaid => (
                "这一列没有表头，按各格内容判断其用途".to_owned(),
                "the column has no heading; its cells tell what it holds".to_owned(),
            ),
            Why::Gainsaid => (
                format!("表头“{words}”与其下各格都不符，按各格内容判断其用途"),
                format!("the heading “{words}” fits none of its cells, which tell what the column holds"),
            ),
            Why::Exchanged => (
                format!("表头“{words}”与另一列的表头对调了，按各格内容还原"),
                format!("the heading “{words}” is exchanged with another column's; the cells tell which is which"),
            ),
        };
        record.repair(RepairKind::MovedCells, at, Confidence::Likely, || zh, || en);
    }
}
