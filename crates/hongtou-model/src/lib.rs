//! The typed model of a notice: sections, items, clauses, rows, targets, quantities, units.
//!
//! The model is the contract: its types serialise to the JSON that others
//! read, so a field renamed here is a promise broken there. The crate holds
//! what is true of a notice and keeps its own invariants; it does not know how
//! anything was found, and has no opinion about it.

mod body;
mod date;
mod finding;
mod header;
mod notice;
mod period;
mod quantity;
mod repair;
mod span;
mod table;
mod unit;
mod visit;

pub use body::{Clause, Group, GroupSpans, Item, ItemSpans, Responsibility, Section, SectionSpans};
pub use date::{Date, Deadline, DeadlineKind};
pub use finding::{
    Agreements, Edit, Finding, Findings, Fix, InFile, Located, LocatedFragment, Related, Severity,
    Summary, Unread,
};
pub use header::{Attachment, DocumentNumber, Header, HeaderSpans, Metadata};
pub use hongtou_source::Lang;
pub use notice::{
    Convention, ConventionKind, Furniture, FurnitureKind, Notice, Plan, PlanSpans, Prose,
    ProseRole, Reference, Residual, SCHEMA_VERSION, SourceInfo,
};
pub use period::Period;
pub use quantity::{Comparator, Quantity};
pub use repair::{Confidence, Repair, RepairKind};
pub use smol_str::{SmolStr, format_smolstr};
pub use span::{Fragment, Span};
pub use table::{
    Column, ColumnKind, OtherCell, Row, RowSection, RowSpans, Table, TableKind, TableSpans, Target,
};
pub use unit::{KINDS_OF_PLACES, Role, UnitEntry, UnitKind, UnitMention};
pub use visit::SpanRole;
