//! Matched parts held against one another.

use std::collections::{BTreeMap, HashMap, HashSet};

use hongtou_model::{Notice, Period, Section, Target, UnitMention};
use hongtou_source::fold;

use crate::pair::{out_of_order, pairs};
use crate::task::Task;
use crate::words::{masked, segments};
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
            let (old_id, new_id) = (None, None);
            let (about, what) = (String::new(), what.to_owned());
            let (kind, part) = (Kind::Header, Part::Header);
            changes.changes.push(Change { kind, part, old_id, new_id, about, what, old, new });
        }
    }
}

fn list(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join("、"))
}

/// Compares the tasks of the body, or of the tables.
pub(crate) fn tasks(old: &[Task<'_>], new: &[Task<'_>], changes: &mut Changes) {
    let pairs = pairs(old, new);
    let group_of = counterparts(pairs.iter().map(|&(a, b)| (old[a].group, new[b].group)));
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
        if moved.contains(&at) || group_of.get(&before.group) != Some(&task.group) {
            pair.push(Kind::Moved, "", Some(before.id.to_owned()), Some(task.id.to_owned()));
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
    let matched: HashSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    for (at, task) in old.iter().enumerate() {
        if !matched.contains(&at) {
            one_sided(Kind::Dropped, Some(task), None, changes);
        }
    }
}

fn one_sided(kind: Kind, old: Option<&Task<'_>>, new: Option<&Task<'_>>, changes: &mut Changes) {
    let Some(task) = old.or(new) else { return };
    let id = |task: Option<&Task<'_>>| task.map(|task| task.id.to_owned());
    let text = |task: Option<&Task<'_>>| task.map(|task| task.text.clone().into_owned());
    changes.changes.push(Change {
        kind,
        part: task.part,
        old_id: id(old),
        new_id: id(new),
        about: task.about(),
        what: String::new(),
        old: text(old),
        new: text(new),
    });
}

/// For each old group the new one that most of its members are in; the first on a draw.
fn counterparts(members: impl Iterator<Item = (usize, usize)>) -> BTreeMap<usize, usize> {
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (old, new) in members {
        *votes.entry(old).or_default().entry(new).or_default() += 1;
    }
    let most = |votes: BTreeMap<usize, usize>| {
        let best = votes.into_iter().max_by_key(|&(group, count)| (count, usize::MAX - group));
        best.map(|(group, _)| group)
    };
    votes.into_iter().filter_map(|(old, votes)| Some((old, most(votes)?))).collect()
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
    let sections =
        counterparts(pairs.iter().map(|&(a, b)| (old_tasks[a].group, new_tasks[b].group)));
    for (&a, &b) in &sections {
        let (a, b) = (&old.sections[a], &new.sections[b]);
        heading([&a.id, &b.id], [&a.title, &b.title], changes);
    }
    let both = |&(a, b): &(usize, usize)| Some((old_tasks[a].item?, new_tasks[b].item?));
    let items = counterparts(pairs.iter().filter_map(both));
    let old_items: Vec<_> = old.sections.iter().flat_map(|section| &section.items).collect();
    let new_items: Vec<_> = new.sections.iter().flat_map(|section| &section.items).collect();
    for (a, b) in items {
        let (a, b) = (old_items[a], new_items[b]);
        heading([&a.id, &b.id], [&a.heading, &b.heading], changes);
    }
    // What is told of by tasks that are all new, or by a section of the other version.
    let told = |tasks: &[Task<'_>], kept: HashSet<usize>, matched: HashSet<usize>| {
        let new: HashSet<usize> =
            tasks.iter().map(|task| task.group).filter(|group| !kept.contains(group)).collect();
        move |section: usize| new.contains(&section) || matched.contains(&section)
    };
    let kept = pairs.iter().map(|&(a, b)| (old_tasks[a].group, new_tasks[b].group));
    let (kept_old, kept_new) = kept.unzip();
    let (mut matched_old, mut matched_new) = (HashSet::new(), HashSet::new());
    for (&a, &b) in &sections {
        // Of two sections made one, the first goes on in it.
        if matched_new.insert(b) {
            matched_old.insert(a);
        }
    }
    let lost = untold_sections(old, new, &told(old_tasks, kept_old, matched_old));
    let found = untold_sections(new, old, &told(new_tasks, kept_new, matched_new));
    for (list, added) in [(lost, false), (found, true)] {
        for section in list {
            let id = Some(section.id.clone());
            let title = section.title.clone();
            let (ids, titles) =
                if added { ((None, id), (None, title)) } else { ((id, None), (title, None)) };
            changes.changes.push(Change {
                kind: Kind::Heading,
                part: Part::Body,
                about: section.title.clone().unwrap_or_default(),
                what: String::new(),
                old_id: ids.0,
                new_id: ids.1,
                old: titles.0,
                new: titles.1,
            });
        }
    }
}

/// Sections whose titles the other version has less often, where nothing else tells of them.
fn untold_sections<'n>(
    own: &'n Notice,
    other: &Notice,
    told: &dyn Fn(usize) -> bool,
) -> Vec<&'n Section> {
    let mut more: HashMap<String, i64> = HashMap::new();
    for (notice, one) in [(own, 1), (other, -1)] {
        for title in notice.sections.iter().filter_map(|section| section.title.as_deref()) {
            *more.entry(fold(title)).or_default() += one;
        }
    }
    let untold = own.sections.iter().enumerate().filter(|&(at, _)| !told(at));
    let untold = untold.map(|(_, section)| section).filter(|section| {
        let title = section.title.as_deref().map(fold);
        title.and_then(|title| more.get_mut(&title)).is_some_and(|more| {
            *more -= 1;
            *more >= 0
        })
    });
    untold.collect()
}

fn heading(ids: [&str; 2], titles: [&Option<String>; 2], changes: &mut Changes) {
    let [old, new] = titles;
    if old.as_deref().map(fold) == new.as_deref().map(fold) {
        return;
    }
    changes.changes.push(Change {
        kind: Kind::Heading,
        part: Part::Body,
        old_id: Some(ids[0].to_owned()),
        new_id: Some(ids[1].to_owned()),
        about: new.clone().or(old.clone()).unwrap_or_default(),
        what: String::new(),
        old: old.clone(),
        new: new.clone(),
    });
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
            kind,
            part: self.new.part,
            old_id: Some(self.old.id.to_owned()),
            new_id: Some(self.new.id.to_owned()),
            about: self.new.about(),
            what: what.to_owned(),
            old: old.filter(|words| !words.is_empty()),
            new: new.filter(|words| !words.is_empty()),
        });
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
            for (a, b) in old.deadlines.iter().zip(&new.deadlines) {
                masks[0].push(&a.text);
                masks[1].push(&b.text);
                if fold(&a.text) != fold(&b.text) {
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
        let covered = |text: &str, words: Vec<&str>| {
            let mut words: Vec<(usize, &str)> =
                words.into_iter().filter_map(|word| Some((text.find(word)?, word))).collect();
            words.sort_unstable();
            masked(text, words.into_iter().map(|(_, word)| word))
        };
        let (a, b) = (covered(&old.text, old_mask), covered(&new.text, new_mask));
        // Where masking went apart, the whole words are compared.
        let marks = |text: &str| text.matches('\u{fffc}').count();
        let differing =
            if marks(&a) == marks(&b) { segments(&a, &b) } else { segments(&old.text, &new.text) };
        for (a, b) in differing {
            self.push(Kind::Words, "", Some(a), Some(b));
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
        for (name, role) in &new {
            let role = role.join("、");
            match old.iter().find(|(other, _)| other == name) {
                None => self.push(Kind::UnitAdded, name, None, Some(role)),
                Some((_, before)) if before.join("、") != role => {
                    self.push(Kind::Role, name, Some(before.join("、")), Some(role));
                }
                Some(_) => {}
            }
        }
        for (name, role) in &old {
            if !new.iter().any(|(other, _)| other == name) {
                self.push(Kind::UnitDropped, name, Some(role.join("、")), None);
            }
        }
        if told == self.changes.changes.len() {
            self.rest_of_responsibility();
        }
    }

    /// How the same units in the same roles are printed: an open list, another verb or order.
    fn rest_of_responsibility(&mut self) {
        let (old, new) = (self.old, self.new);
        if let (Some(a), Some(b)) = (old.responsibility, new.responsibility) {
            // A deadline printed with the units is told as one.
            let covered = |text: &str, task: &Task<'_>| {
                masked(text, task.deadlines.iter().map(|deadline| deadline.text.as_str()))
            };
            for (a, b) in segments(&covered(a, old), &covered(b, new)) {
                self.push(Kind::Words, "responsibility", Some(a), Some(b));
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

    fn targets(&mut self) {
        let name =
            |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
        let (old, new) = (self.old.targets, self.new.targets);
        for at in 0..new.len() {
            let (target, what) = (&new[at], name(new[at].period));
            match same_place(new, at, old) {
                None => self.push(Kind::TargetAdded, &what, None, Some(target.text.clone())),
                Some(before) => {
                    for (a, b) in segments(&before.text, &target.text) {
                        self.push(Kind::Target, &what, Some(a), Some(b));
                    }
                }
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

/// The target of another row for the same period; where a row has several, the one of the same place
/// among them.
fn same_place<'t>(targets: &[Target], at: usize, others: &'t [Target]) -> Option<&'t Target> {
    let of_period = |other: &&Target| other.period == targets[at].period;
    let before = targets[..at].iter().filter(of_period).count();
    others.iter().filter(of_period).nth(before)
}
