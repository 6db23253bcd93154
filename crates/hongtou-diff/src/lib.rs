//! Two versions of a notice compared by meaning.
//!
//! Tasks are matched by what they say, never by their numbers, and each difference is named once:
//! a task added, dropped, moved or renumbered, its words, figures, deadlines, units, roles and
//! targets. The crate works on models from anywhere; it reads nothing and draws nothing.

mod change;
mod compare;
mod pair;
mod task;
mod words;

use hongtou_model::Notice;

pub use change::{Change, Changes, Kind, Part};

/// Compares two versions of a notice.
///
/// No change means that no word differs: what is no task is compared as prose.
///
/// ```
/// let notice = hongtou_model::Notice::default();
/// assert!(hongtou_diff::diff(&notice, &notice).changes.is_empty());
/// ```
pub fn diff(old: &Notice, new: &Notice) -> Changes {
    let mut changes = Changes::new();
    compare::headers(old, new, &mut changes);
    let (old_body, new_body) = (task::of_body(old), task::of_body(new));
    compare::tasks(&old_body, &new_body, &mut changes);
    compare::headings(old, new, &old_body, &new_body, &mut changes);
    for parts in [task::of_tables, task::of_other_tables, task::of_prose] {
        compare::tasks(&parts(old), &parts(new), &mut changes);
    }
    changes
}
