//! Where findings are gathered, stamped with their rule, and put in order.

use std::collections::HashMap;
use std::sync::OnceLock;

use hongtou_model::{
    Confidence, Edit, Finding, Fix, Fragment, Lang, Located, LocatedFragment, Related, Severity,
    Span,
};
use hongtou_source::{LineIndex, fingerprint};

use crate::context::Context;
use crate::order::{SILENCED, Same, Silenced, task};
use crate::words::{first_source, shorten};
use crate::{Options, Rule};

// Longer words are cut in `text`; the span still tells all of it.
const MOST_CHARS: usize = 80;

/// A part of the notice that a finding points at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) id: Option<String>,
    pub(crate) span: Span,
    pub(crate) text: String,
}

impl Place {
    pub(crate) fn new(id: &str, span: &Span, text: &str) -> Place {
        Place { id: Some(id.to_owned()), span: span.clone(), text: text.to_owned() }
    }

    /// The same part of the model, with a smaller stretch of its text.
    pub(crate) fn narrowed(mut self, span: Span, text: &str) -> Place {
        if !span.is_empty() {
            self.span = span;
            text.clone_into(&mut self.text);
        }
        self
    }
}

/// A printed number in words.
pub(crate) fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// A finding in the making.
pub(crate) struct Draft {
    at: Place,
    message: String,
    related: Vec<(String, Place)>,
    help: Option<String>,
    fix: Option<Fix>,
    severity: Option<Severity>,
    confidence: Confidence,
    // Words that make the finding what it is, for its fingerprint.
    quoted: Vec<String>,
    // Ids of clauses and rows that it is about, beside `at`, to tell whether two findings are one fault.
    about: Vec<String>,
    // Ids of what stands around it, where its consequences may show.
    near: Vec<String>,
    // What makes it, by names that two rules agree on.
    causes: Vec<String>,
    anchored: bool,
    stands: bool,
    remains: bool,
}

impl Draft {
    pub(crate) fn new(at: Place, message: String) -> Draft {
        Draft {
            at,
            message,
            related: Vec::new(),
            help: None,
            fix: None,
            severity: None,
            confidence: Confidence::Certain,
            quoted: Vec::new(),
            about: Vec::new(),
            near: Vec::new(),
            causes: Vec::new(),
            anchored: true,
            stands: false,
            remains: false,
        }
    }

    /// Another place that it is about, and what stands there.
    pub(crate) fn related(mut self, place: Place, note: String) -> Draft {
        self.related.push((note, place));
        self
    }

    /// What the author of the notice can do about it.
    pub(crate) fn help(mut self, help: &str) -> Draft {
        self.help = Some(help.to_owned());
        self
    }

    /// At most this severity, whatever the rule's own is.
    pub(crate) fn at_most(mut self, severity: Severity) -> Draft {
        self.severity = Some(severity);
        self
    }

    /// How sure it is; certain, if nothing is said.
    pub(crate) fn confidence(mut self, confidence: Confidence) -> Draft {
        self.confidence = confidence;
        self
    }

    /// Words that tell it from others of its rule in one place: they go into its fingerprint.
    pub(crate) fn quote(mut self, words: &str) -> Draft {
        self.quoted.push(words.to_owned());
        self
    }

    /// The id of a further part that it tells of, so that other findings of that may be silent.
    pub(crate) fn about(mut self, id: &str) -> Draft {
        self.about.push(id.to_owned());
        self
    }

    /// A part around it where what follows from it may show: a number that moved with its row does not
    /// follow the one above.
    pub(crate) fn near(mut self, id: &str) -> Draft {
        self.near.push(id.to_owned());
        self
    }

    /// What stands beside a part that may have been written in without counting on, with its number, whose own
    /// may be the same: that is noted, and `help` then says what to do.
    pub(crate) fn beside<'i>(
        mut self,
        own: Option<u32>,
        others: impl Iterator<Item = (&'i str, Option<u32>, &'i Span)>,
        (note, help): (&str, &str),
    ) -> Draft {
        for (id, other, span) in others {
            self = self.near(id);
            if own.is_some() && other == own {
                let place = Place::new(id, span, &number(other));
                self = self.related(place, note.to_owned()).help(help);
            }
        }
        self
    }

    /// What makes it, where another rule may find something of the same cause: the bracket that left units
    /// among the words of a clause.
    pub(crate) fn cause(mut self, name: String) -> Draft {
        self.causes.push(name);
        self
    }

    /// Would be found, too, if what moved, was pasted or exchanged were put right, so that no finding of that
    /// explains it.
    pub(crate) fn remains(mut self, remains: bool) -> Draft {
        self.remains = remains;
        self
    }

    /// For what is said of the notice as a whole: the words around it do not matter.
    pub(crate) fn unanchored(mut self) -> Draft {
        self.anchored = false;
        self
    }

    /// Says more than what another finding of the same part explains, so that none silences it.
    pub(crate) fn stands(mut self, stands: bool) -> Draft {
        self.stands = stands;
        self
    }

    /// Edits that put it right; without any there is no fix. `safe` says that they cannot change what is meant.
    pub(crate) fn fix(mut self, safe: bool, edits: Vec<Edit>) -> Draft {
        if !edits.is_empty() {
            self.fix = Some(Fix { safe, edits });
        }
        self
    }
}

/// Replaces what a span covers, where it stands in the first source in one piece or several.
pub(crate) fn replace(span: &Span, text: &str) -> Vec<Edit> {
    let Some(fragments) = first_source(span) else { return Vec::new() };
    let mut edits: Vec<Edit> = fragments
        .iter()
        .map(|f| Edit { start: f.start, end: f.end, text: String::new() })
        .collect();
    if let Some(first) = edits.first_mut() {
        text.clone_into(&mut first.text);
    }
    edits
}

/// Gathers the findings of one rule after the other.
pub(crate) struct Sink<'c> {
    context: &'c Context<'c>,
    rule: &'static Rule,
    found: Vec<(&'static Rule, Draft)>,
}

impl<'c> Sink<'c> {
    pub(crate) fn new(context: &'c Context<'c>, first: &'static Rule) -> Sink<'c> {
        Sink { context, rule: first, found: Vec::new() }
    }

    /// Begins another rule, which all that is reported from here on is of.
    pub(crate) fn enter(&mut self, rule: &'static Rule) {
        self.rule = rule;
    }

    /// The language that messages are made in.
    pub(crate) fn lang(&self) -> Lang {
        self.context.lang()
    }

    /// Takes a finding of the rule.
    pub(crate) fn report(&mut self, draft: Draft) {
        let draft = if needs_its_row(self.rule) { self.as_sure_as_its_row(draft) } else { draft };
        self.found.push((self.rule, draft));
    }

    /// A finding about a row is no surer than what its cells were taken for.
    fn as_sure_as_its_row(&self, draft: Draft) -> Draft {
        let related = draft.related.iter().filter_map(|(_, place)| place.id.as_ref());
        let ids = draft.at.id.iter().chain(&draft.about).chain(related);
        let doubts = self.context.doubts();
        match ids.filter_map(|id| doubts.of(id)).max() {
            Some(Confidence::Unsure) => {
                draft.at_most(Severity::Info).confidence(Confidence::Unsure)
            }
            Some(doubt) => {
                let doubt = draft.confidence.max(doubt);
                draft.confidence(doubt)
            }
            None => draft,
        }
    }

    /// The findings that remain, in the order of place and code.
    pub(crate) fn finish(self) -> Vec<Finding> {
        let (context, options) = (self.context, self.context.options);
        if self.found.is_empty() {
            return Vec::new();
        }
        let silent = silenced(&self.found, options);
        let mut kept: Vec<(&'static Rule, Draft)> = self
            .found
            .into_iter()
            .zip(silent)
            .filter(|((rule, _), silent)| !silent && options.wants(rule))
            .map(|(found, _)| found)
            .collect();
        kept.sort_by(|(a_rule, a), (b_rule, b)| {
            let place = |d: &Draft| (d.at.span.start(), d.at.span.end());
            (place(a), a_rule.code, &a.message).cmp(&(place(b), b_rule.code, &b.message))
        });
        let lines: Vec<LineIndex> =
            context.sources.iter().map(|source| LineIndex::new(&source.text)).collect();
        let mut seen: HashMap<String, u32> = HashMap::new();
        kept.into_iter()
            .map(|(rule, draft)| finding(context, options, &lines, &mut seen, rule, draft))
            .collect()
    }
}

/// A draft as a finding, with lines and columns, its severity and its fingerprint.
fn finding(
    context: &Context<'_>,
    options: &Options,
    lines: &[LineIndex],
    seen: &mut HashMap<String, u32>,
    rule: &'static Rule,
    draft: Draft,
) -> Finding {
    let severity = severity(options, rule, &draft);
    let (words, part) = match &draft.at.id {
        Some(id) if draft.anchored => context.anchor(id),
        _ => ("", ""),
    };
    let mut parts = vec![rule.code, words, part];
    parts.extend(draft.quoted.iter().map(String::as_str));
    let mut print = fingerprint(&parts);
    let nth = seen.entry(print.clone()).or_default();
    *nth += 1;
    if *nth > 1 {
        // The same words twice in one place are two findings; they differ in nothing else.
        let nth = nth.to_string();
        parts.push(&nth);
        print = fingerprint(&parts);
    }
    Finding {
        document: options.document.clone(),
        rule: rule.name.to_owned(),
        code: rule.code.to_owned(),
        severity,
        confidence: draft.confidence,
        message: draft.message,
        at: located(context, lines, draft.at),
        related: draft
            .related
            .into_iter()
            .map(|(note, place)| Related { note, at: located(context, lines, place) })
            .collect(),
        help: draft.help,
        fix: draft.fix,
        fingerprint: print,
    }
}

/// Whether what a rule finds rests on which cell of a row is which, and not on the words of one alone.
fn needs_its_row(rule: &Rule) -> bool {
    const OF_ROWS: [&str; 7] = ["DT001", "DT002", "DT003", "DT006", "NU001", "NU002", "NU003"];
    ["AL", "QT", "ST", "UN"].iter().any(|area| rule.code.starts_with(area))
        || OF_ROWS.contains(&rule.code)
}

/// How severe a finding is: as its rule, or less.
fn severity(options: &Options, rule: &Rule, draft: &Draft) -> Severity {
    let own = options.severity(rule).unwrap_or(rule.severity);
    draft.severity.map_or(own, |most| own.min(most))
}

/// Where a fragment stands in the file: by the file itself where it is at hand, which knows of a part of a value
/// more exactly than what the whole value was said to come from.
fn places(context: &Context<'_>, fragment: &Fragment) -> Vec<String> {
    match context.sources.get(usize::from(fragment.source())) {
        Some(source) if !source.places.is_empty() => source.places.of(fragment.range()),
        _ => fragment.places().to_vec(),
    }
}

/// A place with its lines and columns, and its words shortened.
fn located(context: &Context<'_>, lines: &[LineIndex], place: Place) -> Located {
    let printed = place.span.words(context.sources);
    let written =
        (!printed.is_empty() && printed != place.text).then(|| shorten(&printed, MOST_CHARS));
    let span = place
        .span
        .fragments()
        .iter()
        .map(|fragment| {
            let at = usize::from(fragment.source());
            let line_col = lines
                .get(at)
                .zip(context.sources.get(at))
                .map(|(index, source)| index.line_col(&source.text, fragment.start));
            LocatedFragment {
                start: fragment.start,
                end: fragment.end,
                line: line_col.map(|p| p.line),
                column: line_col.map(|p| p.column),
                source: (fragment.source() > 0).then(|| fragment.source()),
                places: places(context, fragment),
            }
        })
        .collect();
    Located { id: place.id, span, text: shorten(&place.text, MOST_CHARS), written }
}

/// Which of the drafts say again what another one says better, that is not silent itself.
fn silenced(found: &[(&'static Rule, Draft)], options: &Options) -> Vec<bool> {
    let mut by_rule: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (rule, _)) in found.iter().enumerate() {
        by_rule.entry(rule.code).or_default().push(at);
    }
    let mut silent = vec![false; found.len()];
    let weight = |at: usize| severity(options, found[at].0, &found[at].1);
    // The findings of a rule by what they share with others; none has more lines than there are in the order.
    let mut known: HashMap<(&str, Same), Index<'_>> = HashMap::new();
    for order in from_causes() {
        let (Some(weaker), Some(stronger)) = (by_rule.get(order.rule), by_rule.get(order.by))
        else {
            continue;
        };
        let enough = |other: usize, at: usize| match order.same {
            Same::Both => weight(other) > Severity::Info || weight(other) >= weight(at),
            _ => weight(other) >= weight(at),
        };
        let index = known.entry((order.by, order.same)).or_insert_with(|| {
            let heard = stronger.iter().copied().filter(|&other| !silent[other]);
            Index::of(order.same, heard, found)
        });
        let of_own = |draft: &Draft| draft.stands || order.same == Same::Both && draft.remains;
        for &at in weaker.iter().filter(|&&at| !of_own(&found[at].1)) {
            silent[at] |= index.about(&found[at].1, &|other| at != other && enough(other, at));
        }
    }
    silent
}

/// The lines of the order, each behind those that tell whether its stronger rule is silent.
fn from_causes() -> &'static [&'static Silenced] {
    static LINES: OnceLock<Vec<&'static Silenced>> = OnceLock::new();
    LINES.get_or_init(|| {
        // There is no circle, so that no rule is further down than there are lines.
        let mut depth: HashMap<&str, usize> = HashMap::new();
        for _ in SILENCED {
            for line in SILENCED {
                let below = depth.get(line.by).map_or(1, |depth| depth + 1);
                let own = depth.entry(line.rule).or_default();
                *own = below.max(*own);
            }
        }
        let mut lines: Vec<&'static Silenced> = SILENCED.iter().collect();
        lines.sort_by_key(|line| depth.get(line.rule).copied());
        lines
    })
}

/// Findings of one rule by the parts that they explain something of.
struct Index<'d> {
    same: Same,
    by: HashMap<&'d str, Vec<usize>>,
}

impl<'d> Index<'d> {
    fn of(
        same: Same,
        findings: impl Iterator<Item = usize>,
        found: &'d [(&'static Rule, Draft)],
    ) -> Index<'d> {
        let mut by: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in findings {
            let draft = &found[at].1;
            let near = draft.near.iter().filter(|_| same == Same::Both).map(String::as_str);
            for part in parts(same, draft).chain(near) {
                let all = by.entry(part).or_default();
                if all.last() != Some(&at) {
                    all.push(at);
                }
            }
        }
        Index { same, by }
    }

    /// Whether one of the findings that are enough is about what a draft is about.
    fn about(&self, draft: &Draft, enough: &dyn Fn(usize) -> bool) -> bool {
        let of = |part: &str| self.by.get(part).map_or(&[][..], Vec::as_slice);
        if self.same != Same::Both {
            return parts(self.same, draft).any(|part| of(part).iter().any(|&at| enough(at)));
        }
        let mut parts = parts(self.same, draft);
        let first = parts.next().map(of).unwrap_or_default();
        let mut all: Vec<usize> = first.iter().copied().filter(|&at| enough(at)).collect();
        for part in parts {
            all.retain(|at| of(part).binary_search(at).is_ok());
        }
        !all.is_empty()
    }
}

/// What two findings are held against each other by.
fn parts(same: Same, draft: &Draft) -> impl Iterator<Item = &str> {
    let causes = same == Same::Cause;
    let ids = draft.at.id.iter().chain(&draft.about).filter(move |_| !causes);
    let causes = draft.causes.iter().filter(move |_| causes);
    ids.chain(causes).map(move |part| match same {
        Same::Task => task(part),
        _ => part.as_str(),
    })
}
