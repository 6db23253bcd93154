//! Who answers where no bracket and no label says it: running sentences and headings that are names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use hongtou_model::{Responsibility, Role, UnitMention};
use hongtou_source::{chars, numeral};
use smallvec::SmallVec;

use super::owners::{inherit, share_a_role};
use super::{ClauseDraft, DutyDraft, GroupDraft, ItemDraft, Outline, SectionDraft};
use crate::flow::{Flow, trim};
use crate::marker::{self, Named as NamedItems, TASK_NOUNS};
use crate::responsibility::{self, Duty, DutyForm};
use crate::sentence;
use crate::words;

impl<'s> Outline<'_, 's> {
    /// Running sentences that say who answers: `由A承办，B协办。`, `A负责…；B牵头…。`
    pub(super) fn running(&self, item: &mut ItemDraft<'s>) {
        let mut out = Vec::with_capacity(item.clauses.len());
        // Behind a bracket that says it, the words only close the item.
        let said = item.clauses.iter().any(|clause| clause.duty.is_some());
        for clause in std::mem::take(&mut item.clauses) {
            let skip = if out.is_empty() { behind_topic(item, &clause) } else { 0 };
            let parts: Vec<Range<usize>> = parts(&clause.text.text()[skip..])
                .into_iter()
                .map(|part| part.start + skip..part.end + skip)
                .collect();
            let parts = with_helpers(&clause.text, parts);
            // The first of several numbered sentences is a task like the others.
            let counts = parts.first().is_some_and(|part| {
                let words = &clause.text.text()[part.clone()];
                responsibility::is_numbered_sentence(words) && self.keeps_its_number(words)
            });
            let first = parts.first().filter(|_| clause.duty.is_none() && !counts);
            let first = first.and_then(|part| {
                // 组织读书会。工会、团委组织实施。: the first sentence is the task.
                let task_before = !said && skip > 0 && parts.len() == 1;
                first_told(&clause.text, part, task_before)
            });
            if let Some(first) = first {
                self.told_first(item, clause, &parts, first, said, &mut out);
            } else {
                let clause = told_before_a_bracket(clause, &parts, &mut out);
                self.told_at_the_end(clause, &parts, said, &mut out);
            }
        }
        item.clauses = out;
    }

    /// Whether a sentence with a number of its own is a task beside others: where brackets or labels answer elsewhere,
    /// its number is a step's, and only 由 behind it says who answers for all.
    fn keeps_its_number(&self, sentence: &str) -> bool {
        !self.answered || !sentence.contains('由')
    }

    /// A clause whose first sentence, behind a topic, says who answers.
    fn told_first(
        &self,
        item: &mut ItemDraft<'s>,
        clause: ClauseDraft<'s>,
        parts: &[Range<usize>],
        first: Duty,
        said: bool,
        out: &mut Vec<ClauseDraft<'s>>,
    ) {
        let [opening, rest @ ..] = parts else { return out.push(clause) };
        let flow = &clause.text;
        let text = flow.text();
        if !rest.is_empty() && first.prose.is_empty() {
            // Nothing but who: it answers for what follows.
            topic_is_heading(item);
            let words = flow.slice(trim(text, rest[0].start..text.len()));
            let duty = Some(DutyDraft::new(first, flow));
            return out.push(ClauseDraft { text: words, duty });
        }
        if rest.is_empty()
            && (first.prose.is_empty()
                || items_told(&text[..opening.start], &text[opening.clone()], self.articles)
                    .is_some())
            && text[..opening.start].chars().any(chars::is_word)
            && item.topic.take_if(|topic| !topic.marked && !topic.colon).is_some()
        {
            // 建站3个。由A负责。: the first sentence is the task, and heads nothing.
            let words = flow.slice(trim(text, 0..opening.start));
            let duty = Some(DutyDraft::new(first, flow));
            return out.push(ClauseDraft { text: words, duty });
        }
        let told = |part: &Range<usize>| responsibility::sentence_duty(flow, part.clone());
        let others: Vec<Option<Duty>> = rest.iter().map(told).collect();
        // Who helps is said by a sentence of its own: A承办…修订，8月底前完成。B、C配合。
        if let Some((last, middle)) = rest.split_last()
            && others[..middle.len()].iter().all(Option::is_none)
            && let Some(help) = responsibility::helping_sentence(flow, last.clone())
        {
            topic_is_heading(item);
            let mut duty = DutyDraft::told(first);
            duty.merge(DutyDraft::new(help, flow));
            let words = flow.slice(trim(text, opening.start..last.start));
            return out.push(ClauseDraft { text: words, duty: Some(duty) });
        }
        // A sentence that names nobody goes on with the task before it, where no bracket and no
        // label answers anywhere.
        let goes_on = |(part, duty): (&Range<usize>, &Option<Duty>)| {
            let words = &text[part.clone()];
            duty.is_some()
                || !said
                    && !self.answered
                    && (!responsibility::may_tell(words) || goes_on_with_duty(words))
        };
        if !rest.iter().zip(&others).all(goes_on) {
            return out.push(clause);
        }
        // Each sentence is one unit's task; its words stay whole.
        topic_is_heading(item);
        let mut tasks = vec![(opening.clone(), Some(first))];
        for (part, duty) in rest.iter().zip(others) {
            let goes_on = duty.is_none() && !responsibility::opens_with_class(&text[part.clone()]);
            match tasks.last_mut() {
                Some((before, told)) if goes_on || duty.is_none() && told.is_none() => {
                    before.end = part.end;
                }
                _ => tasks.push((part.clone(), duty)),
            }
        }
        out.extend(tasks.into_iter().map(|(range, duty)| ClauseDraft {
            text: flow.slice(trim(text, range)),
            duty: duty.map(DutyDraft::told),
        }));
    }

    /// A sentence after the task that says nothing but who answers: `…20所。由A牵头，B配合。`
    fn told_at_the_end(
        &self,
        clause: ClauseDraft<'s>,
        parts: &[Range<usize>],
        said: bool,
        out: &mut Vec<ClauseDraft<'s>>,
    ) {
        let mut from = 0;
        if clause.duty.is_none() {
            let numbered = numbered(&clause.text, parts);
            for (at, part) in parts.iter().enumerate().skip(1) {
                let words = &clause.text.text()[part.clone()];
                // 1、由A负责: its number stays with its words.
                if numbered[at] && self.keeps_its_number(words) {
                    continue;
                }
                let last = !said && at + 1 == parts.len();
                let parting = || responsibility::parting_sentence(&clause.text, part.clone());
                let Some(duty) = responsibility::sentence_duty(&clause.text, part.clone())
                    .filter(|duty| {
                        let before = &clause.text.text()[from..part.start];
                        duty.prose.is_empty() || items_told(before, words, self.articles).is_some()
                    })
                    .or_else(|| last.then(parting).flatten())
                else {
                    continue;
                };
                let text = clause.text.slice(trim(clause.text.text(), from..part.start));
                let duty = DutyDraft::new(duty, &clause.text);
                out.push(ClauseDraft { text, duty: Some(duty) });
                from = part.end;
            }
        }
        if from == 0 {
            return self.told_within(clause, parts, said, out);
        }
        let rest = trim(clause.text.text(), from..clause.text.text().len());
        if clause.text.text()[rest.clone()].chars().any(chars::is_word) {
            out.push(ClauseDraft { text: clause.text.slice(rest), duty: None });
        }
    }

    /// Who answers by the last sentence (`培训300人。A负责招生，B负责授课。`), or by a part of one
    /// (`改造小区120个，由A牵头，B配合`).
    ///
    /// The words stay whole, for they say what is done as well; where several sentences say it, each
    /// ends a clause. Where brackets or labels say who answers elsewhere, a part of a sentence tells
    /// only where it says nothing else: `对逾期未改的，由A负责查处` is one step of a task.
    fn told_within(
        &self,
        clause: ClauseDraft<'s>,
        parts: &[Range<usize>],
        said: bool,
        out: &mut Vec<ClauseDraft<'s>>,
    ) {
        if clause.duty.is_some() {
            return out.push(clause);
        }
        let text = clause.text.text();
        let counted = numbered(&clause.text, parts);
        let told = parts.iter().enumerate().filter_map(|(at, part)| {
            let words = &text[part.clone()];
            let numbered = !self.answered && counted[at];
            let step = self.answered && counted[at] && self.keeps_its_number(words);
            if !said
                && (numbered || at > 0 && at + 1 == parts.len() && !step)
                && let Some(duty) = if numbered {
                    responsibility::sentence_duty(&clause.text, part.clone())
                } else {
                    says_duty(&clause.text, part.clone())
                }
            {
                return Some((part.end, duty));
            }
            let short = || who_behind_a_comma(&clause.text, part.clone(), said);
            // 修路3条，责任单位为A
            let labelled = || {
                let mut commas = words.match_indices(['，', ',']);
                let opens = |at: usize| responsibility::opens_with_label(&words[at..]);
                commas.find_map(|(at, comma)| Some(at + comma.len()).filter(|&at| opens(at)))
            };
            let by = by_whom_behind_a_comma(words);
            let from = part.start + by.or_else(|| labelled().or_else(short))?;
            responsibility::sentence_duty(&clause.text, from..part.end)
                .filter(|duty| !self.answered || duty.prose.is_empty())
                .map(|duty| (part.end, duty))
        });
        let mut told: Vec<(usize, Duty)> = told.collect();
        // The words behind the last of them are its own.
        if let Some((end, _)) = told.last_mut() {
            *end = text.len();
        }
        let mut from = 0;
        for (end, duty) in told {
            let duty = DutyDraft::told(duty);
            let text = clause.text.slice(trim(text, from..end));
            out.push(ClauseDraft { text, duty: Some(duty) });
            from = end;
        }
        if from == 0 {
            out.push(clause);
        }
    }
}

/// Which sentences of some open with a number of their own, or stand behind a semicolon of one that does:
/// 2、由A牵头；B负责….
fn numbered(flow: &Flow<'_>, parts: &[Range<usize>]) -> Vec<bool> {
    let mut out = Vec::with_capacity(parts.len());
    let mut goes_on = false;
    for part in parts {
        let words = &flow.text()[part.clone()];
        let before = out.last().copied().unwrap_or(false);
        out.push(if goes_on { before } else { responsibility::is_numbered_sentence(words) });
        goes_on = words.trim_end_matches(chars::is_space).ends_with(['；', ';']);
    }
    out
}

/// Where the first clause of an item goes on behind its topic sentence, which stays with it; there is no
/// topic where that sentence says who answers itself: 县林业局负责建设果园300亩。县财政局负责…;
/// 果园建设，由县林业局负责。….
fn behind_topic(item: &mut ItemDraft<'_>, clause: &ClauseDraft<'_>) -> usize {
    let text = clause.text.text();
    let cut = item.topic.as_ref().map_or(0, |topic| topic.cut.min(text.len()));
    let sentence = trim(text, 0..cut);
    let by = |sentence: &Range<usize>| {
        let from = by_whom_behind_a_comma(&text[sentence.clone()])?;
        responsibility::sentence_duty(&clause.text, sentence.start + from..sentence.end)
    };
    let tells = cut > 0
        && clause.duty.is_none()
        && (responsibility::sentence_duty(&clause.text, sentence.clone()).is_some()
            || by(&sentence).is_some_and(|duty| duty.prose.is_empty()));
    if tells {
        item.topic = None;
        return 0;
    }
    cut
}

/// Who answers by the first sentence of a clause; `task_before` is whether all that stands before it is
/// the task.
fn first_told(text: &Flow<'_>, part: &Range<usize>, task_before: bool) -> Option<Duty> {
    match responsibility::sentence_duty(text, part.clone()) {
        Some(duty) if duty.prose.is_empty() => Some(duty),
        other if task_before => {
            // Words that are no name say what is done, unless they hold one.
            let named = other.as_ref().map_or(0, |duty| duty.units.len());
            let parting = responsibility::parting_sentence(text, part.clone());
            parting.filter(|duty| duty.units.len() > named).or(other)
        }
        other => other,
    }
}

/// What was a topic is the item's heading, since its words are no part of a task.
fn topic_is_heading(item: &mut ItemDraft<'_>) {
    if let Some(topic) = item.topic.take() {
        item.heading.get_or_insert(topic.heading);
    }
}

/// Takes off the sentences before a bracket that say who answers for another part of the task:
/// `选址由A负责。平整土地。（B负责）`. Gives what the bracket is said of.
fn told_before_a_bracket<'s>(
    mut clause: ClauseDraft<'s>,
    parts: &[Range<usize>],
    out: &mut Vec<ClauseDraft<'s>>,
) -> ClauseDraft<'s> {
    let Some(own) = clause.duty.as_ref().filter(|own| !own.inherited && !own.of_group) else {
        return clause;
    };
    let text = clause.text.text();
    let mut from = 0;
    // Behind the last of them stand the words of the bracket.
    for part in parts.iter().take(parts.len().saturating_sub(1)) {
        // 选址由A负责 says what for before 由, and nothing besides.
        let words = text[part.clone()].find('由');
        let by = part.start + words.unwrap_or_default();
        // Without 由 and without words before it, A统筹协调，B牵头抓总 is said of all of the task.
        let before = if words.is_some() { from } else { from.max(parts[0].start) };
        let Some(told) = responsibility::sentence_duty(&clause.text, part.clone())
            .filter(|told| told.prose.iter().all(|words| words.end <= by) && by > before)
            .map(DutyDraft::told)
            // Who leads and who helps share one task.
            .filter(|told| share_a_role(told, own))
        else {
            continue;
        };
        let text = clause.text.slice(trim(text, from..part.end));
        out.push(ClauseDraft { text, duty: Some(told) });
        from = part.end;
    }
    if from > 0 {
        clause.text = clause.text.slice(trim(text, from..text.len()));
    }
    clause
}

/// Whether the last sentence of a paragraph says who answers for what: 县财政局负责资金调度。
pub(super) fn tells(flow: &Flow<'_>, range: Range<usize>) -> bool {
    let last = parts(&flow.text()[range.clone()]).pop();
    last.is_some_and(|part| {
        says_duty(flow, part.start + range.start..part.end + range.start).is_some()
    })
}

/// Whether a paragraph says who answers for it: by its last sentence, or by one that says nothing else.
pub(super) fn says_who(flow: &Flow<'_>, range: Range<usize>) -> bool {
    let whole = |part: &Range<usize>| part.start + range.start..part.end + range.start;
    let alone = |part: &Range<usize>| {
        let duty = responsibility::sentence_duty(flow, whole(part));
        duty.is_some_and(|duty| duty.prose.is_empty())
    };
    let parts = parts(&flow.text()[range.clone()]);
    let parting = |part: &Range<usize>| responsibility::parting_sentence(flow, whole(part));
    parts.iter().any(alone)
        || parts[1.min(parts.len())..].last().and_then(parting).is_some()
        || tells(flow, range)
}

/// Who answers for the tasks above a paragraph that says this of them and nothing more: 上述三项工作由A负责, but not
/// 上述三项工作由A负责保障资金.
pub(super) fn whose_above(flow: &Flow<'_>) -> Option<Duty> {
    let parts = parts(flow.text());
    let [part] = &parts[..] else { return None };
    let words = flow.text()[part.clone()].trim_end_matches(chars::ends_sentence);
    // 由A牵头督办
    if !["负责", "牵头", "承担", "承办", "主办", "配合"].iter().any(|verb| words.ends_with(verb))
    {
        return None;
    }
    let before = part.start + words.find(['由', '，', ','])?;
    let duty = responsibility::sentence_duty(flow, part.clone())?;
    duty.prose.iter().all(|words| words.end <= before).then_some(duty)
}

/// Whether a title says who answers for what stands below it.
pub(super) fn heads_by_name(title: &Flow<'_>) -> bool {
    Named::by(title).is_some()
}

/// Whether some sentence of a paragraph says by whom it is done: 由A会同B拆除，5月底前完成。
pub(super) fn says_by_whom(flow: &Flow<'_>, range: Range<usize>) -> bool {
    let by = |part: Range<usize>| {
        let part = part.start + range.start..part.end + range.start;
        let words = &flow.text()[part.clone()];
        // 会议议定，由A牵头
        let at = if opens_by_whom(words) { Some(0) } else { by_whom_behind_a_comma(words) };
        let from = at.map(|at| part.start + at);
        from.is_some_and(|from| responsibility::sentence_duty(flow, from..part.end).is_some())
    };
    parts(&flow.text()[range.clone()]).into_iter().any(by)
}

/// Where 由 stands behind a comma.
fn by_whom_behind_a_comma(sentence: &str) -> Option<usize> {
    let mut commas = sentence.match_indices(['，', ',']);
    commas.find_map(|(at, comma)| {
        let at = at + comma.len();
        sentence[at..].starts_with('由').then_some(at)
    })
}

/// Where in a sentence the words begin, behind a comma, that say nothing but who answers for what stands before
/// them: 修路3条，A牵头，B负责.
///
/// Behind a bracket that says who answers (`said`), what is behind the last comma may say more.
fn who_behind_a_comma(flow: &Flow<'_>, sentence: Range<usize>, said: bool) -> Option<usize> {
    let words = &flow.text()[sentence.clone()];
    let behind: SmallVec<[usize; 8]> =
        words.match_indices(['，', ',']).map(|(at, comma)| at + comma.len()).collect();
    let alone = |at: &usize| {
        let duty = responsibility::part_duty(flow, sentence.start + at..sentence.end);
        duty.is_some_and(|duty| duty.prose.is_empty())
    };
    let longest = behind.iter().copied().find(alone);
    // Whoever is named before, by a verb or as in 党委领导，政府负责, takes part as well.
    let nobody = |at: &usize| {
        let led = |part: &str| part.split_once("领导").is_some_and(|(who, _)| who.contains('委'));
        let before = &words[..*at];
        !responsibility::may_tell(before) && !before.split(['，', ',']).any(led)
    };
    longest.filter(|at| said || nobody(at)).or(behind.last().copied().filter(|_| said))
}

fn opens_by_whom(sentence: &str) -> bool {
    sentence.trim_start_matches(chars::is_space).starts_with('由')
}

/// The responsibility that a sentence says by 负责, or by 由 and who leads: `A会同B制定办法` is a step of
/// the work.
fn says_duty(flow: &Flow<'_>, range: Range<usize>) -> Option<Duty> {
    let words = &flow.text()[range.clone()];
    let leads =
        || opens_by_whom(words) && ["牵头", "承办", "主办"].iter().any(|verb| words.contains(verb));
    (words.contains("负责") || leads()).then(|| responsibility::sentence_duty(flow, range))?
}

/// Sentences, those that only say who helps joined to one before them that only says who answers:
/// 由A牵头。B、C配合。
fn with_helpers(flow: &Flow<'_>, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let alone = |part: Range<usize>| {
        responsibility::sentence_duty(flow, part).filter(|duty| duty.prose.is_empty())
    };
    let mut out: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        let helped = out.last().filter(|_| responsibility::may_help(&flow.text()[part.clone()]));
        let both = helped.and_then(|before| {
            // 修路3条，由A牵头。
            let by = by_whom_behind_a_comma(&flow.text()[before.clone()]).unwrap_or_default();
            let from = before.start + by;
            let units = alone(from..before.end)?.units.len()
                + responsibility::helping_sentence(flow, part.clone())?.units.len();
            alone(from..part.end).filter(|both| both.units.len() == units)
        });
        match (out.last_mut(), both) {
            (Some(before), Some(_)) => before.end = part.end,
            _ => out.push(part),
        }
    }
    out
}

/// The sentences of a text, semicolons ending one as well.
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in sentence::ends(text).chain([text.len()]) {
        if text[start..end].chars().any(chars::is_word) {
            out.push(start..end);
            start = end;
        }
    }
    out
}

/// Headings that say who answers for what stands below them.
///
/// One that says it by a verb, `市林业局牵头的工作`, answers for whatever role nobody has below. One
/// that is nothing but units' names answers where nobody else is told to: the title of a group in its
/// group, others in the whole section. `proof` is what the titles of all sections prove.
pub(super) fn named_by_heading(section: &mut SectionDraft<'_>, proof: Proof) {
    // Who only helps or guides leaves it to the heading who answers.
    fn is_told(item: &ItemDraft<'_>) -> bool {
        let beside = |unit: &UnitMention| matches!(unit.role, Role::Support | Role::Guide);
        let duties = item.clauses.iter().filter_map(|clause| clause.duty.as_ref());
        duties
            .map(|duty| &duty.duty.units)
            .any(|units| !units.iter().all(beside) || units.is_empty())
    }
    let section_told = section.items.iter().any(is_told);
    // 县公安局：负责侦办。 beside it proves that 县护林办 in 县护林办：统筹协调。 is one who answers.
    let beside =
        section.items.iter().filter_map(before_colon).any(|name| Named::by(name).is_some());
    // 县水利局 and 县林业局 above what they do prove that 各建设单位 is one more of those who answer.
    let headed = section.items.iter().filter_map(|item| item.heading.as_ref());
    let headed =
        headed.filter(|heading| Named::by(heading).is_some_and(|named| !named.says)).count();
    let mostly_headed = headed > 1 && headed * 2 > section.items.len();
    let by_shape = |title| says_by_shape(title).map(|duty| Named { duty, says: true });
    let by_office = |title| names_units(&without_count(title), 0.0);
    let by_office = |title| by_office(title).map(|duty| Named { duty, says: false });
    let of_section = section.title.as_ref().and_then(|title| {
        let proven = || if proof.shape { by_shape(title) } else { None };
        let of_offices = || if proof.offices { by_office(title) } else { None };
        Named::by(title).or_else(proven).or_else(of_offices)
    });
    for items in section.items.chunk_by_mut(|a, b| same_group(a.group.as_ref(), b.group.as_ref())) {
        let told = items.iter().any(is_told);
        let title = items.first().and_then(|item| item.group.as_ref()?.title.as_ref());
        let of_group = title.and_then(Named::by);
        for item in items {
            let heading = item.heading.as_ref().or(item.topic.as_ref().map(|topic| &topic.heading));
            // 市公安局：负责路线巡查。, where the names are too many to head it.
            let opens = || {
                let alone = item.heading.is_none() && item.topic.is_none();
                let first = item.clauses.first().filter(|_| alone)?;
                opens_with_units(&first.text).map(|duty| Named { duty, says: false })
            };
            let of_kind = || {
                let own = || item.heading.as_ref().filter(|_| mostly_headed);
                let name = before_colon(item).filter(|_| beside).or_else(own)?;
                let duty = names_units(name, ENDS_AS_A_NAME)?;
                Some(Named { duty, says: false })
            };
            // 甲川燃气集团。负责管网增容。: what is said behind it proves the name.
            let of_duty = || {
                let duty = names_units(heading.filter(|_| does(item))?, ENDS_AS_A_NAME)?;
                Some(Named { duty, says: false })
            };
            let of_item =
                heading.and_then(Named::by).or_else(opens).or_else(of_kind).or_else(of_duty);
            let of_group = of_group.as_ref().filter(|named| named.says || !told);
            let of_section = of_section.as_ref().filter(|named| named.says || !section_told);
            let of_title = of_group.or(of_section);
            // 市水利局：架设便桥。 below a title of another: who is printed with the task answers for it.
            let bare = item.clauses.iter().all(|clause| clause.duty.is_none());
            let alone = !section_told || of_title.is_some() && bare;
            let of_item = of_item.filter(|named| named.says || alone);
            if of_item.is_some()
                && let Some(topic) = &mut item.topic
            {
                topic.marked = true;
            }
            // A title that says what its units do gives whatever role nobody has below.
            let both = of_item.is_none() || of_title.is_some_and(|named| named.says);
            for named in of_item.as_ref().into_iter().chain(of_title.filter(|_| both)) {
                for clause in &mut item.clauses {
                    match &clause.duty {
                        None => clause.duty = Some(DutyDraft::told(named.duty.clone())),
                        Some(_) => inherit(clause, &DutyDraft::told(named.duty.clone())),
                    }
                }
            }
        }
    }
}

/// Whether a title says that what stands below it are duties, and whose each is: 部门职责, 职责分工.
pub(super) fn heads_duties(title: &str) -> bool {
    let title = title.trim_end_matches(chars::is_space);
    title.strip_suffix("分工").unwrap_or(title).ends_with("职责")
}

/// Whether a paragraph opens with the whole name of who answers for it and says at once that they do:
/// 县公安局负责查处非法营运。 but not 县公安局网站公布电话。
pub(super) fn opens_with_its_duty(flow: &Flow<'_>) -> bool {
    let text = flow.text();
    let opens = || parts(text).into_iter().next();
    responsibility::opens_with_subject(text)
        && opens().is_some_and(|part| responsibility::sentence_duty(flow, part).is_some())
}

/// Whether a sentence says what else whoever the one before it names answers for: …。负责巡查河道。
fn goes_on_with_duty(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches(chars::is_space);
    // 负责人到岗, 负责同志到会
    sentence.strip_prefix("负责").is_some_and(|what| {
        what.starts_with(chars::is_han) && !what.starts_with(words::WHO_ANSWERS)
    })
}

/// Whether the words behind an item's heading say what somebody answers for: 负责….
fn does(item: &ItemDraft<'_>) -> bool {
    let cut = item.topic.as_ref().map_or(0, |topic| topic.cut);
    let words = item.clauses.first().and_then(|clause| clause.text.text().get(cut..));
    words.is_some_and(|words| {
        let words = words.trim_start_matches(chars::is_space);
        let rest = words.strip_prefix("具体").unwrap_or(words).strip_prefix("负责");
        // 负责人要靠前指挥
        rest.is_some_and(|rest| {
            rest.starts_with(chars::is_han) && !rest.starts_with(['人', '的', '任'])
        })
    })
}

/// What stands before the colon that the words of an item open with.
fn before_colon<'i, 's>(item: &'i ItemDraft<'s>) -> Option<&'i Flow<'s>> {
    let topic = item.topic.as_ref().filter(|topic| topic.colon && item.heading.is_none())?;
    Some(&topic.heading)
}

/// 以上三项由市教育局负责, 第3—5项由市教育局负责: who answers for an item answers for those before it as well,
/// where nobody else does.
pub(super) fn said_of_those_above(section: &mut SectionDraft<'_>, articles: bool) {
    let items = &mut section.items;
    // The items so far by their groups and numbers.
    let mut numbered: BTreeMap<(Option<usize>, u32), usize> = BTreeMap::new();
    for at in 0..items.len() {
        let group = items[at].group.as_ref().map(|group| group.index);
        if let Some((number, _)) = items[at].number {
            numbered.insert((group, number), at);
        }
        let Some(clause) = items[at].clauses.iter().rev().find(|clause| clause.duty.is_some())
        else {
            continue;
        };
        let words = clause.duty.as_ref().map_or("", |duty| &duty.duty.responsibility.text);
        // Whoever answers for one of them already is told before the others are looked for.
        let free = |other: usize| {
            let none = || items[other].clauses.iter().all(|clause| clause.duty.is_none());
            (other == at || none()).then_some(other)
        };
        let of: Option<Vec<usize>> = match counted_above(words).filter(|&count| count >= 2) {
            Some(count) => {
                (at + 1).checked_sub(count).and_then(|from| (from..=at).rev().map(free).collect())
            }
            None => items_told(clause.text.text(), words, articles)
                .filter(|named| named.count() <= items.len())
                .and_then(|named| {
                    let numbers = named.numbers.into_iter().flatten().rev();
                    numbers.map(|n| free(*numbered.get(&(group, n))?)).collect()
                }),
        };
        let (Some(of), Some(duty)) = (of, clause.duty.clone()) else { continue };
        if !of.contains(&at)
            && let Some(own) = items[at].clauses.iter_mut().rev().find(|own| own.duty.is_some())
        {
            own.duty = None;
        }
        for &other in of.iter().filter(|&&other| other != at) {
            items[other].clauses.iter_mut().for_each(|clause| inherit(clause, &duty));
        }
    }
}

/// The items of which a sentence behind the words of a task says, by their numbers, who answers for them:
/// 第3—5项由….
///
/// 第1、2项由A负责，第3项由B负责 speaks of the parts of a task, and so does what stands behind its parts.
fn items_told(task: &str, sentence: &str, articles: bool) -> Option<NamedItems> {
    let named = marker::tells_of_items(sentence)?;
    // The 项 of an article are below it.
    let parts = articles && named.called != '条';
    let more = sentence[named.end..].match_indices('第');
    let several =
        more.into_iter().any(|(at, _)| marker::items_named(&sentence[named.end + at..]).is_some());
    let last = named.numbers.iter().map(|stretch| *stretch.end()).max()?;
    (!parts && !several && !counts_parts(task, last)).then_some(named)
}

/// Whether a task has parts of its own, at least so many: 一是…；二是…, 开展三项行动.
fn counts_parts(task: &str, least: u32) -> bool {
    let counted = |(at, _): (usize, &str)| {
        let head = &task[..at];
        let number = |c: char| chars::digit(c).is_some() || numeral::is_chinese(c);
        let from = head.trim_end_matches(number).len();
        // 第三项 is one of others.
        let ordinal = head[..from].ends_with('第');
        let count = numeral::small(head, from).filter(|_| from < at && !ordinal);
        count.is_some_and(|(count, end)| end == at && count >= least)
    };
    ["一是", "其一", "①", "（1）", "(1)"].iter().any(|first| task.contains(first))
        || task.match_indices('项').any(counted)
}

/// Of how many items a responsibility says that it is theirs, its own included: 以上三项由….
fn counted_above(words: &str) -> Option<usize> {
    let rest = words.strip_prefix("以上").or_else(|| words.strip_prefix("上述"))?;
    let (count, end) = numeral::small(rest, 0)?;
    let items = rest[end..].starts_with(['项', '条', '点', '款']);
    usize::try_from(count).ok().filter(|_| items)
}

fn same_group(a: Option<&Rc<GroupDraft<'_>>>, b: Option<&Rc<GroupDraft<'_>>>) -> bool {
    a.map(|group| group.index) == b.map(|group| group.index)
}

/// Who a heading names.
struct Named {
    duty: Duty,
    /// Whether a verb says what they do.
    says: bool,
}

impl Named {
    fn by(heading: &Flow<'_>) -> Option<Named> {
        let heading = &without_count(heading);
        let by_names = names_units(heading, SURE_LIST).map(|duty| Named { duty, says: false });
        by_names.or_else(|| says_whose(heading).map(|duty| Named { duty, says: true }))
    }
}

/// A heading without the number of its tasks: 市工信局（2项）.
fn without_count<'s>(heading: &Flow<'s>) -> Flow<'s> {
    let text = heading.text().trim_end_matches(chars::is_space);
    let counted = text.strip_suffix(['）', ')']).and_then(|text| {
        let (name, count) = text.rsplit_once(['（', '('])?;
        let count = count.strip_prefix('共').unwrap_or(count).strip_suffix(['项', '条', '件'])?;
        // 市工信局（2 项）
        let count = count.trim_matches(chars::is_space);
        let figures = count.chars().all(|c| chars::digit(c).is_some() || numeral::is_to_ten(c));
        (figures && !count.is_empty()).then_some(name.len())
    });
    heading.slice(0..counted.unwrap_or(heading.text().len()))
}

/// Whether the titles of all sections are offices inside a body, of which each has its tasks below it:
/// 教务处, 学工处、团委.
fn titled_by_offices(sections: &[SectionDraft<'_>]) -> bool {
    // 幼儿园 and 卫生室 may be what is built.
    const OFFICES: [char; 6] = ['处', '科', '股', '部', '办', '局'];
    let ends = |name: &str| {
        // 学生工作部（招生就业处）
        let name = name.split(['（', '(']).next().unwrap_or(name);
        let name = name.trim_matches(|c| chars::is_space(c) || matches!(c, '）' | ')'));
        name.ends_with(OFFICES) || name.ends_with("团委") || name.ends_with("办公室")
    };
    let office = |section: &SectionDraft<'_>| {
        let title = section.title.as_ref().map(without_count);
        !section.items.is_empty()
            && title.is_some_and(|title| {
                title.text().split('、').all(ends) && responsibility::names_alone(&title)
            })
    };
    sections.len() > 1 && sections.iter().all(office)
}

/// A heading that says by a verb whose tasks stand below it: 市林业局牵头的工作, 市水利局负责的任务.
fn says_whose(heading: &Flow<'_>) -> Option<Duty> {
    let (names, whose) = whose_tasks(heading.text())?;
    names_units(&heading.slice(0..names), SURE_LIST)?;
    responsibility::sentence_duty(heading, 0..whose).filter(|duty| duty.prose.is_empty())
}

/// The bytes of the names, and of them and the verb, in words of the shape 市林业局牵头的工作.
fn whose_tasks(words: &str) -> Option<(usize, usize)> {
    let words = words.trim_end_matches(chars::is_space);
    let of = TASK_NOUNS.iter().find_map(|noun| words.strip_suffix(noun))?;
    let of = ["重点", "主要", "具体", "目标"]
        .iter()
        .find_map(|kind| of.strip_suffix(kind))
        .unwrap_or(of);
    let whose = of.strip_suffix('的').unwrap_or(of);
    let verb =
        |words: &str| ["牵头", "负责", "承办", "主办", "承担"].iter().any(|v| words.ends_with(v));
    let mut names = whose;
    while verb(names) {
        names = &names[..names.len() - "牵头".len()];
    }
    (!names.is_empty() && names.len() < whose.len()).then_some((names.len(), whose.len()))
}

/// What the titles of all sections prove of the names in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proof {
    /// That those are names which stand before what they do in the shape that the titles share.
    shape: bool,
    /// That offices inside a body answer for what stands below them.
    offices: bool,
}

impl Proof {
    pub(super) fn of(sections: &[SectionDraft<'_>]) -> Proof {
        Proof { shape: tell_by_shape(sections), offices: titled_by_offices(sections) }
    }
}

/// Whether several titles say in one shape whose tasks stand below them, so that the shape proves the
/// names, and one of them ends as a unit's name does: 教务处牵头任务 beside 立案庭牵头任务.
fn tell_by_shape(sections: &[SectionDraft<'_>]) -> bool {
    let titles = sections.iter().filter_map(|section| section.title.as_ref());
    let shaped = titles.filter_map(|title| Some(title.slice(0..whose_tasks(title.text())?.0)));
    let shaped: Vec<Flow<'_>> = shaped.collect();
    shaped.len() > 1 && shaped.iter().any(|names| names_units(names, ENDS_AS_A_NAME).is_some())
}

/// A title of the shape that others of the notice have as well.
fn says_by_shape(title: &Flow<'_>) -> Option<Duty> {
    let (names, whose) = whose_tasks(title.text())?;
    let mut duty = names_units(&title.slice(0..names), 0.0)?;
    let verb = &title.text()[names..whose];
    let lead = ["牵头", "主办"].iter().any(|lead| verb.contains(lead));
    let role = if lead { Role::Lead } else { Role::Responsible };
    duty.units.iter_mut().for_each(|unit| unit.role = role);
    let said = title.slice(0..whose);
    duty.responsibility.text = said.text().to_owned();
    duty.responsibility.span = said.whole();
    Some(duty)
}

/// From this share of the words on, a list of names needs no other proof.
const SURE_LIST: f32 = 0.9;
/// The same for a list whose names end as those of units do, and need a proof besides.
const ENDS_AS_A_NAME: f32 = 0.45;

/// Who a task of one paragraph names before it: `市公安局、市交警支队：负责路线巡查。`
pub(super) fn opens_with_units(flow: &Flow<'_>) -> Option<Duty> {
    names_units(&flow.slice(0..before_task(flow)?), SURE_LIST)
}

/// The same, where the lines above prove it: `各镇：负责组织实施。`
pub(super) fn opens_as_units(flow: &Flow<'_>) -> bool {
    before_task(flow).is_some_and(|at| names_units(&flow.slice(0..at), ENDS_AS_A_NAME).is_some())
}

/// Where the colon stands before which a paragraph has names, as it may be, and behind it a task.
fn before_task(flow: &Flow<'_>) -> Option<usize> {
    /// A number this long is that of a telephone.
    const TELEPHONE: usize = 7;
    let text = flow.text();
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':' | '。' | '；'))?;
    if !matches!(colon, '：' | ':') || !words_alone(&text[..at]) {
        return None;
    }
    let task = text[at + colon.len_utf8()..].trim_matches(chars::is_space);
    let called = task.split(|c| chars::digit(c).is_none()).any(|digits| digits.len() >= TELEPHONE);
    let says = task.chars().next().is_some_and(chars::is_han)
        && task.ends_with(['。', '；', ';'])
        && !called;
    says.then_some(at)
}

fn words_alone(text: &str) -> bool {
    let of_name = |c| chars::is_han(c) || matches!(c, '、' | '，' | ',' | '（' | '）' | '(' | ')');
    /// In bytes: as many names as a line has room for.
    const LONGEST: usize = 300;
    (1..=LONGEST).contains(&text.len()) && text.chars().all(of_name)
}

/// A heading that is nothing but units' names, at least so surely, as a responsibility.
fn names_units(heading: &Flow<'_>, least: f32) -> Option<Duty> {
    if responsibility::unit_score(heading) < least {
        return None;
    }
    let list = responsibility::unit_list(heading, &[], Role::Responsible);
    // 各成员单位职责分工 says what stands below, and who answers stands there; 县林业局职责 names who.
    let ends = |unit: &UnitMention| {
        let name = unit.written.as_deref().unwrap_or(&unit.name);
        if !name.starts_with(['各', '有', '相']) {
            return true;
        }
        let words = heading.text().trim_end_matches(|c: char| !chars::is_word(c));
        words.ends_with(name.trim_end_matches(|c: char| !chars::is_word(c)))
    };
    if !list.prose.is_empty() || !list.units.last().is_some_and(ends) {
        return None;
    }
    let all = 0..heading.text().len();
    Some(Duty {
        outer: all,
        responsibility: Responsibility {
            text: heading.text().to_owned(),
            span: heading.whole(),
            open: list.open,
            ..Responsibility::default()
        },
        units: list.units,
        standings: list.standings,
        conventions: Vec::new(),
        deadlines: Vec::new(),
        prose: Vec::new(),
        score: list.score,
        form: DutyForm::Label,
        bracket: None,
    })
}
