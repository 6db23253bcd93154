//! Matched parts held against one another.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use hongtou_model::{Notice, Period, Section, Target, UnitMention};
use hongtou_source::fold;

use crate::pair::{out_of_order, pairs};
use crate::task::Task;
use crate::words::{Tokens, segments, segments_of};
use crate::{Change, Changes, Kind, Part};

/// Compares head and foot.
pub(crate) fn headers(old: &Notice, new: &Notice, changes: &mut Changes) {
    let fields = |notice: &Notice| {
        let header = &notice.header;
        let attachments: Vec<String> =
            header.attachments.iter().map(|attachment| attachment.title.clone()).collect();
        let date = |date: Option<hongtou_model::Date>| date.map(|date| date.to_string());
        [
            ("issuer_mark", header.issuer_mark.clone()),
            ("document_number", header.document_number.as_ref().map(|number| number.text.clone())),
            ("title", header.title.clone()),
            ("addressees", list(&header.addressees)),
            ("signatories", list(&header.signatories)),
            ("issued_on", date(header.issued_on)),
            ("disclosure", header.disclosure.clone()),
            ("attachments", list(&attachments)),
            ("marks", list(&header.marks)),
            ("copied_to", list(&header.copied_to)),
            ("printed_by", header.printed_by.clone()),
            ("printed_on", date(header.printed_on)),
            ("plan.title", notice.plan.as_ref().and_then(|plan| plan.title.clone())),
        ]
    };
    for ((what, old), (_, new)) in fields(old).into_iter().zip(fields(new)) {
        if old.as_deref().map(fold) != new.as_deref().map(fold) {
            let what = what.to_owned();
            let empty = Change::new(Kind::Header, Part::Header);
            changes.changes.push(Change { what, old, new, ..empty });
        }
    }
}

fn list(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join("、"))
}

/// Compares the tasks of the body, or of the tables.
pub(crate) fn tasks(old: &[Task<'_>], new: &[Task<'_>], changes: &mut Changes) {
    let pairs = pairs(old, new);
    let groups = pairs.iter().map(|&(a, b)| {
        let alike = fold(old[a].within) == fold(new[b].within);
        (old[a].group, new[b].group, alike)
    });
    let group_of = counterparts(groups.clone());
    let back = counterparts(groups.map(|(old, new, alike)| (new, old, alike)));
    // Where two sections become one, the title that is gone says so; a table, and what stands before the first
    // section, may have none.
    let stays = |before: &Task<'_>, task: &Task<'_>| {
        group_of.get(&before.group) == Some(&task.group)
            && (before.titled || back.get(&task.group) == Some(&before.group))
    };
    let moved: HashSet<usize> = {
        let order: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
        out_of_order(&order).into_iter().map(|at| pairs[at].1).collect()
    };
    let old_of: HashMap<usize, usize> = pairs.iter().map(|&(a, b)| (b, a)).collect();
    let mut numbered: HashSet<&str> = HashSet::new();
    let mut under: HashSet<(Option<&str>, Option<&str>)> = HashSet::new();
    for (at, task) in new.iter().enumerate() {
        let Some(&before) = old_of.get(&at) else {
            one_sided(Kind::Added, None, Some(task), changes);
            continue;
        };
        let before = &old[before];
        let mut pair = Pair { old: before, new: task, changes };
        if !stays(before, task) {
            pair.moved_out();
        } else if moved.contains(&at) {
            pair.moved("");
        }
        // An item of several clauses has one number.
        if before.number != task.number && numbered.insert(task.numbered) {
            let shown = |number: Option<u32>| number.map(|number| number.to_string());
            pair.push(Kind::Renumbered, "", shown(before.number), shown(task.number));
        }
        // What many stand under is told once.
        let titles = (before.under, task.under);
        if titles.0.map(fold) != titles.1.map(fold) && under.insert(titles) {
            let owned = |title: Option<&str>| title.map(str::to_owned);
            pair.push(Kind::Heading, "", owned(titles.0), owned(titles.1));
        }
        pair.words();
        pair.units();
        pair.targets();
        pair.cells();
    }
    untold(old, new, &under, changes);
    let matched: HashSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    for (at, task) in old.iter().enumerate() {
        if !matched.contains(&at) {
            one_sided(Kind::Dropped, Some(task), None, changes);
        }
    }
}

/// Titles of groups over tasks of one version alone. The section column of a row goes with the row.
fn untold(
    old: &[Task<'_>],
    new: &[Task<'_>],
    told: &HashSet<(Option<&str>, Option<&str>)>,
    changes: &mut Changes,
) {
    let all = |tasks: &[Task<'_>]| -> HashSet<String> {
        tasks.iter().filter_map(|task| task.under).map(fold).collect()
    };
    let pairs = || told.iter().copied();
    let old_told: HashSet<String> = pairs().filter_map(|pair| pair.0).map(fold).collect();
    let new_told: HashSet<String> = pairs().filter_map(|pair| pair.1).map(fold).collect();
    for (tasks, others, mut known, is_new) in
        [(old, all(new), old_told, false), (new, all(old), new_told, true)]
    {
        for task in tasks.iter().filter(|task| task.part == Part::Body) {
            let Some(title) = task.under else { continue };
            let folded = fold(title);
            if others.contains(&folded) || !known.insert(folded) {
                continue;
            }
            let side = |mine: bool, words: &str| (mine == is_new).then(|| words.to_owned());
            changes.changes.push(Change {
                old_id: side(false, task.id),
                new_id: side(true, task.id),
                about: task.about(),
                old: side(false, title),
                new: side(true, title),
                ..Change::new(Kind::Heading, task.part)
            });
        }
    }
}

fn one_sided(kind: Kind, old: Option<&Task<'_>>, new: Option<&Task<'_>>, changes: &mut Changes) {
    let Some(task) = old.or(new) else { return };
    let id = |task: Option<&Task<'_>>| task.map(|task| task.id.to_owned());
    let text = |task: Option<&Task<'_>>| task.map(|task| task.text.clone().into_owned());
    let joined = |words: Vec<&str>| (!words.is_empty()).then(|| words.join("、"));
    let units = task.units.iter().map(|unit| unit.name.as_str()).collect();
    let deadlines = task.deadlines.iter().map(|deadline| deadline.text.as_str()).collect();
    changes.changes.push(Change {
        old_id: id(old),
        new_id: id(new),
        about: task.about(),
        old: text(old),
        new: text(new),
        // What a reader of the other version does not know: who is to do it, and by when.
        units: task.responsibility.map(str::to_owned).or_else(|| joined(units)),
        deadline: joined(deadlines),
        heading: task.heading.map(str::to_owned),
        ..Change::new(kind, task.part)
    });
}

/// For each old group the new one that some of its members are in and that has its title, else the one
/// that most are in; the first on a draw.
fn counterparts(members: impl Iterator<Item = (usize, usize, bool)>) -> BTreeMap<usize, usize> {
    let mut votes: BTreeMap<usize, BTreeMap<usize, (bool, usize)>> = BTreeMap::new();
    for (old, new, alike) in members {
        let vote = votes.entry(old).or_default().entry(new).or_default();
        *vote = (alike, vote.1 + 1);
    }
    let most = |votes: BTreeMap<usize, (bool, usize)>| {
        let best = votes.into_iter().max_by_key(|&(group, vote)| (vote, usize::MAX - group));
        best.map(|(group, _)| group)
    };
    votes.into_iter().filter_map(|(old, votes)| Some((old, most(votes)?))).collect()
}

/// A section or item, by what stands over its tasks.
#[derive(Clone, Copy)]
struct Titled<'n> {
    id: &'n str,
    title: Option<&'n str>,
}

impl Titled<'_> {
    fn folded(&self) -> Option<String> {
        self.title.map(fold)
    }
}

/// Titles of sections and headings of items, matched by the tasks in them.
pub(crate) fn headings(
    old: &Notice,
    new: &Notice,
    old_tasks: &[Task<'_>],
    new_tasks: &[Task<'_>],
    changes: &mut Changes,
) {
    let pairs = pairs(old_tasks, new_tasks);
    let groups = || pairs.iter().map(|&(a, b)| (old_tasks[a].group, new_tasks[b].group));
    let (old_sections, new_sections) = (sections(old), sections(new));
    titles(&old_sections, &new_sections, groups(), changes);
    let alike = |a: usize, b: usize| old_sections[a].folded() == new_sections[b].folded();
    for (a, b) in mutual(groups(), alike) {
        ordinals(&old.sections[a], &new.sections[b], changes);
    }
    let (mut old_items, mut new_items) = (items(old), items(new));
    for &(a, b) in &pairs {
        // What is a heading in one version and the first sentence in the other is told with the words.
        if let (Some(a), Some(b), [Cow::Owned(_), _] | [_, Cow::Owned(_)]) =
            (old_tasks[a].item, new_tasks[b].item, spoken(&old_tasks[a], &new_tasks[b]))
        {
            old_items[a].title = None;
            new_items[b].title = None;
        }
    }
    // The heading of an item that comes or goes as a whole is told with its first task.
    alone(&mut old_items, old_tasks, pairs.iter().map(|pair| pair.0));
    alone(&mut new_items, new_tasks, pairs.iter().map(|pair| pair.1));
    let both = |&(a, b): &(usize, usize)| Some((old_tasks[a].item?, new_tasks[b].item?));
    titles(&old_items, &new_items, pairs.iter().filter_map(both), changes);
}

/// Takes the headings from the items of which no task is in the other version.
fn alone(items: &mut [Titled<'_>], tasks: &[Task<'_>], paired: impl Iterator<Item = usize>) {
    let kept: HashSet<Option<usize>> = paired.map(|at| tasks[at].item).collect();
    for item in
        tasks.iter().filter_map(|task| task.item).filter(|&item| !kept.contains(&Some(item)))
    {
        items[item].title = None;
    }
}

/// Tells that a section has another ordinal.
fn ordinals(old: &Section, new: &Section, changes: &mut Changes) {
    if old.ordinal == new.ordinal {
        return;
    }
    let shown = |section: &Section| section.ordinal.map(|ordinal| ordinal.to_string());
    changes.changes.push(Change {
        old_id: Some(old.id.to_string()),
        new_id: Some(new.id.to_string()),
        about: new.title.clone().unwrap_or_default(),
        old: shown(old),
        new: shown(new),
        ..Change::new(Kind::Renumbered, Part::Body)
    });
}

fn sections(notice: &Notice) -> Vec<Titled<'_>> {
    let sections = notice.sections.iter();
    sections.map(|section| Titled { id: &section.id, title: section.title.as_deref() }).collect()
}

fn items(notice: &Notice) -> Vec<Titled<'_>> {
    let items = notice.sections.iter().flat_map(|section| &section.items);
    items.map(|item| Titled { id: &item.id, title: item.heading.as_deref() }).collect()
}

/// Titles that changed, then those that one version alone has.
fn titles(
    old: &[Titled<'_>],
    new: &[Titled<'_>],
    members: impl Iterator<Item = (usize, usize)>,
    changes: &mut Changes,
) {
    let matched = mutual(members, |a, b| old[a].folded() == new[b].folded());
    for &(a, b) in &matched {
        if old[a].folded() != new[b].folded() {
            heading(Some(&old[a]), Some(&new[b]), changes);
        }
    }
    let (of_old, of_new): (HashSet<usize>, HashSet<usize>) = matched.into_iter().unzip();
    let rest = |all: &[Titled<'_>], told: &HashSet<usize>| -> Vec<usize> {
        (0..all.len()).filter(|at| all[*at].title.is_some() && !told.contains(at)).collect()
    };
    let (lost, found) = (rest(old, &of_old), rest(new, &of_new));
    let mut more: HashMap<String, i64> = HashMap::new();
    for at in &found {
        *more.entry(new[*at].folded().unwrap_or_default()).or_default() += 1;
    }
    // The same title over other tasks is no word lost.
    for at in lost {
        match more.get_mut(&old[at].folded().unwrap_or_default()).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => heading(Some(&old[at]), None, changes),
        }
    }
    for at in found {
        if let Some(left) = more.get_mut(&new[at].folded().unwrap_or_default())
            && *left > 0
        {
            *left -= 1;
            heading(None, Some(&new[at]), changes);
        }
    }
}

/// What is most of each other: of two sections made one, the one whose title goes on, else the first.
fn mutual(
    members: impl Iterator<Item = (usize, usize)>,
    alike: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in members {
        *votes.entry(pair).or_default() += 1;
    }
    let (mut of_old, mut of_new) = (HashMap::new(), HashMap::new());
    for (&(a, b), &count) in &votes {
        let weight = (count, alike(a, b));
        // In rising order of both: what comes first stays on a draw.
        let best = of_old.entry(a).or_insert((weight, b));
        if best.0 < weight {
            *best = (weight, b);
        }
        let best = of_new.entry(b).or_insert((weight, a));
        if best.0 < weight {
            *best = (weight, a);
        }
    }
    let chosen = |&(a, b): &(usize, usize)| of_old[&a].1 == b && of_new[&b].1 == a;
    votes.into_keys().filter(chosen).collect()
}

fn heading(old: Option<&Titled<'_>>, new: Option<&Titled<'_>>, changes: &mut Changes) {
    let id = |one: Option<&Titled<'_>>| one.map(|one| one.id.to_owned());
    let title = |one: Option<&Titled<'_>>| one.and_then(|one| one.title).map(str::to_owned);
    changes.changes.push(Change {
        old_id: id(old),
        new_id: id(new),
        about: title(new).or(title(old)).unwrap_or_default(),
        old: title(old),
        new: title(new),
        ..Change::new(Kind::Heading, Part::Body)
    });
}

/// The words of a task in both versions.
///
/// Whether the sentence that opens an item is its heading may rest on what the table shows: where one
/// version has it as the heading and the other in the text, both have it in the text.
fn spoken<'t>(old: &'t Task<'_>, new: &'t Task<'_>) -> [Cow<'t, str>; 2] {
    let with = |one: &'t Task<'_>, other: &Task<'_>| -> Cow<'t, str> {
        match one.heading.filter(|_| other.heading.is_none()) {
            Some(heading) if fold(&other.text).starts_with(&fold(heading)) => {
                Cow::Owned(format!("{heading}。{}", one.text))
            }
            _ => Cow::Borrowed(&*one.text),
        }
    };
    [with(old, new), with(new, old)]
}

/// One task in both versions.
struct Pair<'p, 'n> {
    old: &'p Task<'n>,
    new: &'p Task<'n>,
    changes: &'p mut Changes,
}

impl Pair<'_, '_> {
    fn push(&mut self, kind: Kind, what: &str, old: Option<String>, new: Option<String>) {
        self.changes.changes.push(Change {
            old_id: Some(self.old.id.to_owned()),
            new_id: Some(self.new.id.to_owned()),
            about: self.new.about(),
            what: what.to_owned(),
            old: old.filter(|words| !words.is_empty()),
            new: new.filter(|words| !words.is_empty()),
            ..Change::new(kind, self.new.part)
        });
    }

    /// The task stands in another section or table.
    fn moved_out(&mut self) {
        let what = if self.new.part == Part::Table { "table" } else { "section" };
        self.moved(what);
        let (old, new) = (self.old.within, self.new.within);
        if let Some(change) = self.changes.changes.last_mut().filter(|_| fold(old) != fold(new)) {
            let title = |words: &str| (!words.is_empty()).then(|| words.to_owned());
            (change.old_title, change.new_title) = (title(old), title(new));
        }
    }

    /// The task stands elsewhere; its ids say where.
    fn moved(&mut self, what: &str) {
        let [old, new] = [self.old.id, self.new.id].map(|id| Some(id.to_owned()));
        self.push(Kind::Moved, what, old, new);
    }

    /// Figures and deadlines where both sides have as many, words for all the rest.
    fn words(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut masks: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        if old.quantities.len() == new.quantities.len() {
            for (a, b) in old.quantities.iter().zip(new.quantities) {
                masks[0].push(&a.text);
                masks[1].push(&b.text);
                if fold(&a.text) != fold(&b.text) {
                    let what = b.metric.as_deref().unwrap_or_default();
                    self.push(
                        Kind::Figure,
                        what,
                        Some(a.text.to_string()),
                        Some(b.text.to_string()),
                    );
                }
            }
        }
        if old.deadlines.len() == new.deadlines.len() {
            // A row may say its deadline in a column and in its words.
            let mut told = HashSet::new();
            for (a, b) in old.deadlines.iter().zip(&new.deadlines) {
                masks[0].push(&a.text);
                masks[1].push(&b.text);
                let both = (fold(&a.text), fold(&b.text));
                if both.0 != both.1 && told.insert(both) {
                    self.push(Kind::Deadline, "", Some(a.text.clone()), Some(b.text.clone()));
                }
            }
        } else {
            let all = |task: &Task<'_>| {
                let texts: Vec<&str> = task.deadlines.iter().map(|d| d.text.as_str()).collect();
                texts.join("；")
            };
            self.push(Kind::Deadline, "", Some(all(old)), Some(all(new)));
        }
        let [old_mask, new_mask] = masks;
        let [old_text, new_text] = spoken(old, new);
        let (a, b) = (covered(&old_text, old_mask), covered(&new_text, new_mask));
        // Where masking went apart, the whole words are compared.
        let differing = if a.signs() == b.signs() {
            segments_of(&a, &b)
        } else {
            segments(&old_text, &new_text)
        };
        let [gone, come] = [lone(old, new), lone(new, old)];
        for (a, b) in differing {
            // A deadline that was struck or put in is told as one, not once more as words.
            let as_one = (told(&a, &gone), told(&b, &come));
            if !matches!(as_one, (Some(true), Some(_)) | (Some(_), Some(true))) {
                self.push(Kind::Words, "", Some(a), Some(b));
            }
        }
    }

    fn units(&mut self) {
        let roles = |units: &[UnitMention]| {
            let mut roles: Vec<(String, Vec<&'static str>)> = Vec::new();
            for unit in units {
                let role = unit.role.name();
                match roles.iter_mut().find(|(name, _)| *name == unit.name) {
                    Some((_, known)) if known.contains(&role) => {}
                    Some((_, known)) => known.push(role),
                    None => roles.push((unit.name.to_string(), vec![role])),
                }
            }
            roles
        };
        let told = self.changes.changes.len();
        let (old, new) = (roles(self.old.units), roles(self.new.units));
        let lone = |one: &[(String, Vec<&str>)], other: &[(String, Vec<&str>)]| {
            let missing = |(name, _): &&(String, Vec<&str>)| !other.iter().any(|(n, _)| n == name);
            let lone =
                one.iter().filter(missing).map(|(name, role)| (name.clone(), role.join("、")));
            lone.collect::<Vec<(String, String)>>()
        };
        let (mut gone, mut come) = (lone(&old, &new), lone(&new, &old));
        for (before, after, role) in takeovers(&mut gone, &mut come) {
            self.push(Kind::UnitRenamed, "", Some(before), Some(after));
            if let Some(change) = self.changes.changes.last_mut() {
                change.role = Some(role);
            }
        }
        for (name, role) in &new {
            let role = role.join("、");
            match old.iter().find(|(other, _)| other == name) {
                None if come.iter().any(|(other, _)| other == name) => {
                    self.push(Kind::UnitAdded, name, None, Some(role));
                }
                Some((_, before)) if before.join("、") != role => {
                    self.push(Kind::Role, name, Some(before.join("、")), Some(role));
                }
                _ => {}
            }
        }
        for (name, role) in gone {
            self.push(Kind::UnitDropped, &name, Some(role), None);
        }
        let ordered = self.order(&old, &new);
        if told == self.changes.changes.len() || ordered && self.says_more() {
            self.rest_of_responsibility();
        } else if self.old.declared != self.new.declared {
            let (old, new) = (self.old.declared, self.new.declared);
            self.push(
                Kind::Words,
                "responsibility",
                old.map(str::to_owned),
                new.map(str::to_owned),
            );
        }
    }

    /// The units that both versions name in one role, in another order. Returns whether there are any.
    fn order(&mut self, old: &[(String, Vec<&str>)], new: &[(String, Vec<&str>)]) -> bool {
        let mut roles: Vec<&[&str]> = Vec::new();
        for (_, role) in new {
            if !roles.contains(&role.as_slice()) {
                roles.push(role);
            }
        }
        let mut any = false;
        for role in roles {
            let shared = |one: &[(String, Vec<&str>)], other: &[(String, Vec<&str>)]| {
                let both = one.iter().filter(|unit| unit.1 == role && other.contains(unit));
                both.map(|(name, _)| name.clone()).collect::<Vec<String>>()
            };
            let (before, after) = (shared(old, new), shared(new, old));
            if before != after {
                any = true;
                self.push(Kind::UnitOrder, "", Some(before.join("、")), Some(after.join("、")));
            }
        }
        any
    }

    /// Whether the responsibilities differ in more than the order of what they say.
    fn says_more(&self) -> bool {
        let sorted = |text: Option<&str>| {
            let mut chars: Vec<char> = fold(text.unwrap_or_default()).chars().collect();
            chars.sort_unstable();
            chars
        };
        sorted(self.old.responsibility) != sorted(self.new.responsibility)
            || self.old.open != self.new.open
    }

    /// How the same units in the same roles are printed: an open list, another verb or order.
    fn rest_of_responsibility(&mut self) {
        let (old, new) = (self.old, self.new);
        if let (Some(a), Some(b)) = (old.responsibility, new.responsibility) {
            // A deadline printed with the units is told as one.
            fn covered<'t>(text: &'t str, task: &Task<'_>) -> Tokens<'t> {
                Tokens::masked(text, task.deadlines.iter().map(|deadline| deadline.text.as_str()))
            }
            let [gone, come] = [lone(old, new), lone(new, old)];
            for (a, b) in segments_of(&covered(a, old), &covered(b, new)) {
                // A deadline that was struck or put in is told as one.
                let as_one = (told(&a, &gone), told(&b, &come));
                if !matches!(as_one, (Some(true), Some(_)) | (Some(_), Some(true))) {
                    self.push(Kind::Words, "responsibility", Some(a), Some(b));
                }
            }
        } else if old.open != new.open {
            let shown = |open: bool| open.then(|| "等".to_owned());
            self.push(Kind::Words, "responsibility", shown(old.open), shown(new.open));
        }
    }

    /// Cells that are no value of a task, by their headers.
    fn cells(&mut self) {
        let (old, new) = (self.old, self.new);
        let text = |cells: &[(&str, &str)], header: &str| {
            let texts = cells.iter().filter(|cell| cell.0 == header).map(|cell| cell.1);
            texts.collect::<Vec<_>>().join(" ")
        };
        let mut told: HashSet<&str> = HashSet::new();
        for &(header, _) in new.cells.iter().chain(&old.cells) {
            if told.insert(header) {
                for (a, b) in segments(&text(&old.cells, header), &text(&new.cells, header)) {
                    self.push(Kind::Words, header, Some(a), Some(b));
                }
            }
        }
    }

    /// Another target in a period: its figures whole, as those of the task's words, and the words that differ beside.
    fn target(&mut self, what: &str, old: &Target, new: &Target) {
        let mut masks: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        if old.quantities.len() == new.quantities.len() {
            for (a, b) in old.quantities.iter().zip(&new.quantities) {
                masks[0].push(&a.text);
                masks[1].push(&b.text);
                if fold(&a.text) != fold(&b.text) {
                    let [a, b] = [a, b].map(|figure| Some(figure.text.to_string()));
                    self.push(Kind::Target, what, a, b);
                }
            }
        }
        let [old_mask, new_mask] = masks;
        let (a, b) = (covered(&old.text, old_mask), covered(&new.text, new_mask));
        let differing = if a.signs() == b.signs() {
            segments_of(&a, &b)
        } else {
            segments(&old.text, &new.text)
        };
        for (a, b) in differing {
            self.push(Kind::Target, what, Some(a), Some(b));
        }
    }

    fn targets(&mut self) {
        let name =
            |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
        let (old, new) = (self.old.targets, self.new.targets);
        for at in 0..new.len() {
            let (target, what) = (&new[at], name(new[at].period));
            match same_place(new, at, old) {
                None => self.push(Kind::TargetAdded, &what, None, Some(target.text.clone())),
                Some(before) => self.target(&what, before, target),
            }
        }
        for (at, target) in old.iter().enumerate() {
            if same_place(old, at, new).is_none() {
                let what = name(target.period);
                self.push(Kind::TargetDropped, &what, Some(target.text.clone()), None);
            }
        }
    }
}

/// The text with some words of it, wherever they stand, compared by themselves.
fn covered<'t>(text: &'t str, words: Vec<&str>) -> Tokens<'t> {
    let mut words: Vec<(usize, &str)> =
        words.into_iter().filter_map(|word| Some((text.find(word)?, word))).collect();
    words.sort_unstable();
    Tokens::masked(text, words.into_iter().map(|(_, word)| word))
}

/// The deadlines that a task names and the other version of it does not, where their number differs.
fn lone(task: &Task<'_>, other: &Task<'_>) -> Vec<String> {
    if task.deadlines.len() == other.deadlines.len() {
        return Vec::new();
    }
    let mut others: Vec<String> = other.deadlines.iter().map(|d| fold(&d.text)).collect();
    let mut lone = Vec::new();
    for text in task.deadlines.iter().map(|deadline| fold(&deadline.text)) {
        match others.iter().position(|other| *other == text) {
            Some(at) => drop(others.swap_remove(at)),
            None => lone.push(text),
        }
    }
    lone
}

/// Whether words, but for the marks around them, are one of some; `None` where they are any others.
fn told(words: &str, known: &[String]) -> Option<bool> {
    let words = fold(words);
    let words = words.trim_matches([',', '.', ';', ':', '，', '。', '；', '：', '、']);
    let is_known = known.iter().any(|known| known == words);
    (is_known || words.is_empty()).then_some(is_known)
}

/// Units that take another's place: the one that goes and the one that comes in its role, where there is
/// one of each, with the role. They are taken out of both lists.
fn takeovers(
    gone: &mut Vec<(String, String)>,
    come: &mut Vec<(String, String)>,
) -> Vec<(String, String, String)> {
    let mut pairs = Vec::new();
    for (name, role) in gone.clone() {
        let one = |list: &[(String, String)]| list.iter().filter(|(_, r)| *r == role).count() == 1;
        if one(gone) && one(come) {
            let at = come.iter().position(|(_, other)| *other == role).unwrap_or_default();
            pairs.push((name.clone(), come.remove(at).0, role.clone()));
            gone.retain(|(other, _)| *other != name);
        }
    }
    pairs
}

/// The target of another row for the same period; where a row has several, the one of the same place
/// among them.
fn same_place<'t>(targets: &[Target], at: usize, others: &'t [Target]) -> Option<&'t Target> {
    let of_period = |other: &&Target| other.period == targets[at].period;
    let before = targets[..at].iter().filter(of_period).count();
    others.iter().filter(of_period).nth(before)
}
