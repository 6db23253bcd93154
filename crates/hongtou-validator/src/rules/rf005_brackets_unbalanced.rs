use std::ops::Range;

use hongtou_model::{Clause, Confidence, Repair, RepairKind, Span};
use hongtou_source::{chars, numeral};

use crate::context::{ClauseAt, Context};
use crate::parties::responsibility_place;
use crate::rule::rule;
use crate::signs;
use crate::sink::{Draft, Sink};
use crate::texts::TextKind;
use crate::words::{begins_within, is_punctuation, sub_span};

rule! {
    /// A bracket, quote or title mark has no partner.
    ///
    /// ## What it checks
    /// 《》 “” ‘’ （） 〔〕 【】 and their half-width forms in every printed text, and the brackets around each
    /// responsibility; one of known units that ends its line without any, where all others of its section have them, too.
    ///
    /// ## Why it matters
    /// A lost bracket hides where a title, a quotation or a responsibility ends.
    ///
    /// ## Example
    /// `《河道管护工作方案要求`. After: `《河道管护工作方案》要求`.
    ///
    /// ## What to do
    /// Put in the missing mark, or strike the other.
    ///
    /// ## Stays silent
    /// For numbers with a closing bracket (1）), for straight quotes, for text that is no value, and for more than
    /// two half brackets around responsibilities, which a conversion lost (OC001).
    ///
    /// ## Authority
    /// GB/T 15834-2011, 4.8 (quotation marks), 4.9 (brackets), 4.15 (title marks): they come in pairs.
    zh "
括号、引号或书名号不成对。

## 检查什么
各处文字中的《》“”‘’（）〔〕【】及其半角形式，以及括住责任单位的括号；同一部分其他各项都有括号、只有一项在行末单独成句、只写别处也有的单位而两边都没有的，也报。

## 为什么重要
缺了一半，就看不出书名、引文或责任单位到哪里为止。

## 示例
`《河道管护工作方案要求`。改后：`《河道管护工作方案》要求`。

## 怎么办
补上缺的一半，或删去多余的一半。

## 何时不报
带右括号的序号（1）），直引号，没有归入任何内容的文字，以及两处以上责任单位都缺半个括号的（多为转换所致，见 OC001），不报。

## 依据
GB/T 15834-2011 第4.8（引号）、4.9（括号）、4.15（书名号）条：成对使用。
"
    RF005 "brackets-unbalanced" Warning "GB/T 15834-2011, 4.8, 4.9, 4.15" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.signs.bracket) {
        if text.kind == TextKind::Residual {
            continue;
        }
        let Some(at) = unbalanced(text.text) else { continue };
        let Some(mark) = text.text[at..].chars().next() else { continue };
        let from: usize = text.text[..at].chars().rev().take(4).map(char::len_utf8).sum();
        let to: usize = text.text[at..].chars().take(6).map(char::len_utf8).sum();
        let words = &text.text[at - from..at + to];
        let message = lang.pick(
            format!("“{words}”中的{mark}不成对"),
            format!("{mark} has no partner in {words}"),
        );
        let span = sub_span(text.span, at..at + mark.len_utf8());
        let place = text.narrowed(span, words);
        let bracket = place.id.as_deref().map(lost_bracket);
        let mut draft = Draft::new(place, message).quote(words).help(lang.pick(
            "补上缺的一半，或删去多余的一半",
            "put in the missing mark, or strike the other",
        ));
        if let Some(bracket) = bracket {
            draft = draft.cause(bracket);
        }
        sink.report(draft);
    }
    let halves = half_brackets(context);
    for (at, found) in context.clauses.iter().enumerate() {
        let Some(around) = Around::of(context, found.clause) else { continue };
        if halves.contains(&at) || !around.is_half() && around.is_odd(context) {
            sink.report(around.draft(sink, found.clause));
        }
    }
    for clause in without_brackets(context) {
        let place = responsibility_place(clause);
        let words = place.text.clone();
        let message = lang.pick(
            format!("责任单位“{words}”没有括号，其他各项都有"),
            format!("the responsibility {words} has no brackets, as the others have"),
        );
        sink.report(
            Draft::new(place, message)
                .confidence(Confidence::Likely)
                .quote(&words)
                .about(&clause.id)
                .cause(lost_bracket(&clause.id))
                .help(lang.pick("补上括号", "put the brackets in")),
        );
    }
}

/// What stands around a responsibility.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enclosed {
    InBrackets,
    /// It ends its line as a sentence of its own.
    Bare,
    Otherwise,
}

impl Enclosed {
    fn of(context: &Context<'_>, clause: &Clause) -> Option<Enclosed> {
        const DUTIES: [&str; 5] = ["负责", "牵头", "配合", "落实", "参与"];
        let duty = clause.responsibility.as_ref()?;
        let span = &duty.span;
        let ((source, start), (_, end)) = (span.start()?, span.end()?);
        let text = &*context.sources.get(usize::from(source))?.text;
        let blank = |c: char| c != '\n' && chars::is_space(c);
        let before = text.get(..start as usize)?.trim_end_matches(blank);
        let behind = text.get(end as usize..)?.trim_start_matches(blank);
        let ends = || {
            let rest = behind.strip_prefix(['。', '.']).unwrap_or(behind);
            let rest = rest.trim_start_matches(blank);
            rest.is_empty() || rest.starts_with('\n')
        };
        // 县公安局负责此项工作，及时更新: a sentence of the task.
        let said = DUTIES.iter().any(|verb| duty.text.ends_with(verb));
        let alone = said
            && span.fragments().len() == 1
            && before.ends_with(['。', '；', '！'])
            && !begins_within(span, &clause.span);
        Some(
            match before.ends_with(|c| partner(c).is_some()) || behind.starts_with(signs::closes) {
                true => Enclosed::InBrackets,
                false if alone && ends() => Enclosed::Bare,
                false => Enclosed::Otherwise,
            },
        )
    }
}

/// The clauses whose responsibility has lost both brackets: a sentence of its own, where all other clauses of
/// its section have theirs in brackets, and all but a slip in the notice.
fn without_brackets<'a>(context: &Context<'a>) -> Vec<&'a Clause> {
    const SLIPS: usize = 2;
    let of = |at: &ClauseAt<'a>| (at.clause, at.section_index, Enclosed::of(context, at.clause));
    let all: Vec<_> = context.clauses.iter().map(of).collect();
    let is = |enclosed: Option<Enclosed>, wanted: Enclosed| enclosed == Some(wanted);
    let bare: Vec<_> = all.iter().filter(|own| is(own.2, Enclosed::Bare)).collect();
    if bare.is_empty() || bare.len() > SLIPS || all.iter().any(|own| is(own.2, Enclosed::Otherwise))
    {
        return Vec::new();
    }
    let alone = |own: &&&(&'a Clause, usize, Option<Enclosed>)| {
        let beside = |other: &&(&'a Clause, usize, Option<Enclosed>)| {
            other.1 == own.1 && !std::ptr::eq(other.0, own.0) && !other.0.text.is_empty()
        };
        let mut others = all.iter().filter(beside);
        others.clone().count() > 1 && others.all(|other| is(other.2, Enclosed::InBrackets))
    };
    let named = |own: &&&(&'a Clause, usize, Option<Enclosed>)| {
        let others = || all.iter().filter(|other| !std::ptr::eq(other.0, own.0));
        let known = |name: &str| others().any(|o| o.0.units.iter().any(|unit| unit.name == *name));
        is_nothing_but_units(own.0) && own.0.units.iter().all(|unit| known(&unit.name))
    };
    bare.iter().filter(alone).filter(named).map(|own| own.0).collect()
}

/// Whether a responsibility says nothing but units and what they do: 市财政局牵头，市商务局配合, not 由各县区负责.
fn is_nothing_but_units(clause: &Clause) -> bool {
    const DUTIES: [&str; 9] =
        ["等部门", "等单位", "负责", "牵头", "配合", "以及", "和", "及", "与"];
    // How several share it; of one alone it is a sentence of the task.
    const TOGETHER: [&str; 8] =
        ["等有关部门", "等相关部门", "等有关单位", "等相关单位", "按职责", "分工", "共同", "会同"];
    let Some(duty) = &clause.responsibility else { return false };
    let mut rest = duty.text.to_string();
    for unit in &clause.units {
        rest = rest.replacen(&**unit.written.as_ref().unwrap_or(&unit.name), "", 1);
    }
    let together = TOGETHER.iter().filter(|_| clause.units.len() > 1);
    together.chain(&DUTIES).for_each(|verb| rest = rest.replace(verb, ""));
    !clause.units.is_empty() && rest.chars().all(|c| is_punctuation(c) || chars::is_space(c))
}

/// Whether a repair reads a bracket that is told as missing.
pub(super) fn is_half_bracket(context: &Context<'_>, repair: &Repair, halves: &[usize]) -> bool {
    repair.kind == RepairKind::ChosenReading
        && halves.iter().any(|&at| {
            let duty = &context.clauses[at].clause.responsibility;
            duty.as_ref().is_some_and(|duty| duty.span == repair.at)
        })
}

/// The clauses, by their places, whose responsibility lost a bracket in the notice itself.
///
/// A repair reads it as if it were there. Where many are missing, or one stands elsewhere, a conversion
/// lost them.
pub(super) fn half_brackets(context: &Context<'_>) -> Vec<usize> {
    const SLIPS: usize = 2;
    let repairs = context.notice.repairs.iter();
    let read: Vec<&Span> =
        repairs.filter(|r| r.kind == RepairKind::ChosenReading).map(|r| &r.at).collect();
    if read.is_empty() {
        return Vec::new();
    }
    let clauses = context.clauses.iter().enumerate();
    let half = clauses.filter_map(|(at, found)| {
        let duty =
            found.clause.responsibility.as_ref().filter(|duty| read.contains(&&duty.span))?;
        Some((at, Around::of(context, found.clause)?, duty.span.fragments().len()))
    });
    let half: Vec<_> = half.filter(|(_, around, _)| around.is_half()).collect();
    if half.len() > SLIPS {
        return Vec::new();
    }
    let lost = half.into_iter().filter(|(_, around, fragments)| {
        *fragments == 1 && around.is_odd(context) && !around.is_elsewhere(context)
    });
    lost.map(|(at, ..)| at).collect()
}

/// The brackets right before and after a responsibility, of which one side has more.
struct Around {
    source: usize,
    open: Range<usize>,
    close: Range<usize>,
    opened: usize,
    closed: usize,
}

impl Around {
    /// The brackets around a clause's own responsibility, where they are not as many on both sides.
    fn of(context: &Context<'_>, clause: &Clause) -> Option<Around> {
        let span = &clause.responsibility.as_ref()?.span;
        // One that was left with the words is told there.
        if clause.text.ends_with(['（', '(']) {
            return None;
        }
        let ((source, start), (other, end)) = (span.start()?, span.end()?);
        let source = usize::from(source);
        if source != usize::from(other) {
            return None;
        }
        let text = &*context.sources.get(source)?.text;
        let (before, behind) = (text.get(..start as usize)?, text.get(end as usize..)?);
        let opens = |c: char| matches!(c, '（' | '(');
        let closes = |c: char| matches!(c, '）' | ')');
        let run = |c: &char| opens(*c) || closes(*c) || matches!(c, ' ' | '\u{3000}');
        let open: Vec<char> = before.chars().rev().take_while(run).collect();
        let close: Vec<char> = behind.chars().take_while(run).collect();
        // ）（甲局负责）: what stands before is of another.
        let open: Vec<char> = open.into_iter().take_while(|&c| !closes(c)).collect();
        let close: Vec<char> = close.into_iter().take_while(|&c| !opens(c)).collect();
        let width = |run: &[char]| run.iter().map(|c| c.len_utf8()).sum::<usize>();
        let count = |run: &[char]| run.iter().filter(|c| **c != ' ' && **c != '\u{3000}').count();
        let (opened, closed) = (count(&open), count(&close));
        (opened != closed).then(|| Around {
            source,
            open: before.len() - width(&open)..before.len(),
            close: end as usize..end as usize + width(&close),
            opened,
            closed,
        })
    }

    /// Whether one bracket stands on one side and none on the other.
    fn is_half(&self) -> bool {
        self.opened + self.closed == 1
    }

    /// Whether a bracket was lost or is one too many: what else its line opens and closes comes in pairs.
    fn is_odd(&self, context: &Context<'_>) -> bool {
        let text = &*context.sources[self.source].text;
        let start = text[..self.open.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.close.end..].find('\n').map_or(text.len(), |at| self.close.end + at);
        let Some(at) = unbalanced(&text[start..end]).map(|at| start + at) else { return false };
        self.open.contains(&at) || self.close.contains(&at)
    }

    /// Whether the bracket that is missing is the first one after the responsibility or the last one before
    /// it: what it belongs to was torn in two.
    fn is_elsewhere(&self, context: &Context<'_>) -> bool {
        let text = &*context.sources[self.source].text;
        let bracket = |c: &char| matches!(c, '（' | '(' | '）' | ')');
        match self.opened > self.closed {
            true => {
                let next = text[self.close.end..].chars().find(bracket);
                matches!(next, Some('）' | ')'))
            }
            false => {
                let last = text[..self.open.start].chars().rev().find(bracket);
                matches!(last, Some('（' | '('))
            }
        }
    }

    fn draft(&self, sink: &Sink<'_>, clause: &Clause) -> Draft {
        let lang = sink.lang();
        let place = responsibility_place(clause);
        let words = place.text.clone();
        let (zh, en) = match (self.is_half(), self.opened > self.closed) {
            (true, true) => ("缺右括号", "has no closing bracket"),
            (true, false) => ("缺左括号", "has no opening bracket"),
            (false, true) => ("多了左括号", "has an opening bracket too many"),
            (false, false) => ("多了右括号", "has a closing bracket too many"),
        };
        let message =
            lang.pick(format!("责任单位“{words}”{zh}"), format!("the responsibility {words} {en}"));
        let confidence = if self.is_half() { Confidence::Likely } else { Confidence::Certain };
        let help = lang
            .pick("补上缺的一半，或删去多余的一半", "put in the missing mark, or strike the other");
        Draft::new(place, message)
            .confidence(confidence)
            .quote(&words)
            .about(&clause.id)
            .cause(lost_bracket(&clause.id))
            .help(help)
    }
}

/// What a bracket without its partner is called in a part, as the cause of what else follows from it.
pub(super) fn lost_bracket(part: &str) -> String {
    format!("{part}.bracket")
}

/// The first mark of a text without a partner.
pub(super) fn unbalanced(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in chars::besides_han(text) {
        if let Some(wanted) = partner(c) {
            open.push((at, wanted));
        } else if signs::closes(c) {
            let close = kind(c);
            if open.last().is_some_and(|(_, wanted)| *wanted == close) {
                open.pop();
            } else if let Some(depth) = open.iter().rposition(|(_, wanted)| *wanted == close) {
                // What was opened inside and not closed.
                return open.get(depth + 1).map(|(at, _)| *at);
            } else if !(close == ')' && is_label(text, at)) && c != '’' {
                return Some(at);
            }
        }
    }
    open.first().map(|(at, _)| *at)
}

fn partner(open: char) -> Option<char> {
    Some(kind(match open {
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '‘' => '’',
        '（' | '(' => ')',
        '〔' => '〕',
        '[' | '［' => ']',
        '【' => '】',
        '「' => '」',
        '『' => '』',
        _ => return None,
    }))
}

/// One character for a closing mark in either width; square brackets of any form are one kind.
fn kind(close: char) -> char {
    match close {
        '）' => ')',
        '］' | '〕' => ']',
        c => c,
    }
}

/// Whether a closing bracket at `at` ends a number such as `1）` or `一）`.
fn is_label(text: &str, at: usize) -> bool {
    let number =
        |c: &char| chars::digit(*c).is_some() || c.is_ascii_alphabetic() || numeral::is_to_ten(*c);
    let before = text.get(..at).unwrap_or_default();
    let width = before.chars().rev().take_while(number).count();
    (1..=3).contains(&width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_without_partner_is_found() {
        for (text, mark) in [
            ("印发《方案要求", Some('《')),
            ("印发方案》要求", Some('》')),
            ("“你点我检服务", Some('“')),
            ("各县（市区人民政府", Some('（')),
            ("《甲（乙》丙", Some('（')),
            ("各县（市)区、《甲（乙）》“丙‘丁’”", None),
            ("1）摸底；2）整改", None),
            ("苏办〔2021]3号", None),
        ] {
            let found = unbalanced(text).and_then(|at| text[at..].chars().next());
            assert_eq!(found, mark, "{text}");
        }
    }
}
