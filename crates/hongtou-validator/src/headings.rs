//! What the tasks of the body stand under, to be found again by what a table prints above its rows.

use hongtou_model::{Item, Section, Span};
use hongtou_source::{chars, numeral};

use crate::context::{ClauseAt, Context};
use crate::words::plain;

/// A level of the body whose members have titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Section,
    Group,
    Item,
}

/// A title of the body.
pub(crate) struct Heading<'a> {
    pub(crate) id: String,
    /// The ordinal of a section, which tables print with its title or alone.
    pub(crate) ordinal: Option<u32>,
    /// The words by which it is found again.
    pub(crate) words: Option<String>,
    pub(crate) title: Option<&'a str>,
    pub(crate) span: &'a Span,
    label: String,
}

impl<'a> Heading<'a> {
    fn new(id: String, label: String, title: Option<&'a str>, span: &'a Span) -> Heading<'a> {
        Heading { id, ordinal: None, words: title.map(title_words), title, span, label }
    }

    fn of_section(section: &'a Section) -> Heading<'a> {
        let id = format!("{}.title", section.id);
        let label = section.ordinal.map(|n| n.to_string()).unwrap_or_default();
        let title = section.title.as_deref();
        let heading = Heading::new(id, label, title, &section.spans.title);
        Heading { ordinal: section.ordinal, ..heading }
    }

    fn of_group(item: &'a Item) -> Option<Heading<'a>> {
        let group = item.group.as_ref()?;
        let id = format!("{}.group", item.id);
        Some(Heading::new(id, group.label.clone(), group.title.as_deref(), &group.spans.title))
    }

    fn of_item(item: &'a Item) -> Heading<'a> {
        let id = format!("{}.heading", item.id);
        let label = item.number.map(|n| n.to_string()).unwrap_or_default();
        Heading::new(id, label, item.heading.as_deref(), &item.spans.heading)
    }

    /// Whether both are one, told on different items of it or not.
    pub(crate) fn is(&self, other: &Heading<'_>) -> bool {
        self.span == other.span && self.label == other.label
    }

    /// Ordinal and title, for people.
    pub(crate) fn name(&self) -> String {
        self.name_as(self.title.unwrap_or_default())
    }

    /// The same with the title that stands elsewhere.
    pub(crate) fn name_as(&self, title: &str) -> String {
        format!("{} {title}", self.label).trim().to_owned()
    }
}

/// What a clause stands under on a level.
pub(crate) fn heading<'a>(at: &ClauseAt<'a>, level: Level) -> Option<Heading<'a>> {
    match level {
        Level::Section => Some(Heading::of_section(at.section)),
        Level::Group => Heading::of_group(at.item),
        Level::Item => Some(Heading::of_item(at.item)),
    }
}

/// All titles of a level, in the order of the body.
pub(crate) fn headings<'a>(context: &Context<'a>, level: Level) -> Vec<Heading<'a>> {
    let sections = &context.notice.sections;
    let items = || sections.iter().flat_map(|section| &section.items);
    match level {
        Level::Section => sections.iter().map(Heading::of_section).collect(),
        Level::Group => {
            let mut found: Vec<_> = items().filter_map(Heading::of_group).collect();
            found.dedup_by(|a, b| a.is(b));
            found
        }
        Level::Item => items().map(Heading::of_item).collect(),
    }
}

/// The words by which a title is found again on the other side.
pub(crate) fn title_words(title: &str) -> String {
    plain(without_ordinal(without_count(title)))
}

/// A title without the ordinal that a cell may print with it: `三、压实责任`.
fn without_ordinal(title: &str) -> &str {
    match title.split_once('、') {
        Some((head, rest)) if head.chars().all(numeral::is_to_ten) => rest,
        _ => title,
    }
}

/// A title without the count of its tasks: `压实责任（共5项）`.
pub(crate) fn without_count(title: &str) -> &str {
    let Some(open) = title.rfind(['（', '(']) else { return title };
    let aside = title.get(open..).unwrap_or_default();
    let pieces = |aside: &str| {
        let before = aside.strip_suffix(['）', ')']).and_then(|aside| aside.strip_suffix('件'));
        before.is_some_and(|count| count.ends_with(|c| chars::digit(c).is_some()))
    };
    let counted = aside.contains(['项', '条', '个']) || pieces(aside);
    if counted { title.get(..open).unwrap_or(title).trim_end() } else { title }
}

/// Whether two titles share half of the longer one's characters.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().filter(|&c| b.contains(c)).count();
    shared * 2 >= a.chars().count().max(b.chars().count())
}

/// Whether a title is a part of another, in one piece: 机构养老 of 提升机构养老服务质量.
pub(crate) fn is_short_form(short: &str, long: &str) -> bool {
    short.chars().count() >= 2 && short.len() < long.len() && long.contains(short)
}
