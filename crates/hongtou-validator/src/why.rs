//! Why clause and row differ: a figure, a date, punctuation, or words.

use std::ops::Range;

use hongtou_model::{Deadline, DeadlineKind, Quantity, Row, Span, UnitMention};
use hongtou_source::{chars, fold, numeral};

use crate::context::{Compared, Context, Match};
use crate::diff::{Cut, Difference, is_digit, shown};
use crate::figures::{Paired, pair, pair_dates, places, same_date, same_measure, same_metric};
use crate::words::{Words, is_measure, is_punctuation, plain};

/// What explains one difference of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A figure: NU001 or NU003.
    Figure,
    /// A date: DT001, or nobody's where the row has it, or a unit, in a column of its own.
    Date,
    /// Punctuation: AL007.
    Punctuation,
    /// A number that counts nothing, such as an age: NU001 as well.
    Number,
    /// The number of a part, which only one side prints: nobody's.
    Ordinal,
    /// A figure that both sides write in their own way: 20万, 200000. Nobody's.
    Writing,
    /// Nothing else: AL003.
    Words,
}

/// The figures of clause and row, paired.
pub(crate) fn figures<'a>(context: &Context<'a>, found: &Match<'a>) -> Paired<'a> {
    let left: Vec<&Quantity> = context.of(found).flat_map(|c| &c.clause.quantities).collect();
    let right: Vec<&Quantity> = found.rows.iter().flat_map(|row| &row.quantities).collect();
    let mut paired = pair(&left, &right);
    if !found.restates {
        // Rows in other words: only a figure of the same name can be held against the clause.
        paired
            .unequal
            .retain(|(a, b)| a.metric.is_some() && same_metric(a, b) && same_measure(a, b));
    }
    paired
}

/// The words around one of the figures of a text, from one mark to the next, without it.
pub(crate) fn around(text: &str, all: &[Quantity], q: &Quantity) -> Option<String> {
    let ends = |c| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    // The same figure may stand several times.
    let before = all.iter().take_while(|own| !std::ptr::eq(*own, q));
    let nth = before.filter(|own| own.text == q.text).count();
    all.iter().find(|own| std::ptr::eq(*own, q))?;
    let at = places(text, &q.text).nth(nth)?;
    let (before, behind) = (&text[..at], &text[at + q.text.len()..]);
    let before = before.rsplit(ends).next().unwrap_or_default();
    let behind = behind.split(ends).next().unwrap_or_default();
    Some(format!("{} {}", plain(before), plain(behind)))
}

/// The dates in the words of clause and row that differ, paired.
pub(crate) fn dates<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
) -> Vec<(&'a Deadline, &'a Deadline)> {
    let left: Vec<&Deadline> = context.of(found).flat_map(|c| &c.clause.deadlines).collect();
    let right: Vec<&Deadline> = found.rows.iter().flat_map(|row| &row.deadlines).collect();
    if found.restates { pair_dates(&left, &right).1 } else { Vec::new() }
}

/// What explains each difference of a match, in order.
pub(crate) fn explained<'a>(context: &Context<'a>, found: &Match<'a>) -> Vec<Why> {
    let compared = context.compared(found);
    // A point among digits is their figure's: 1.5万, 15万.
    let mark = |d: &Difference| d.punctuation && !is_among_digits(compared, d);
    if compared.differences.iter().all(mark) {
        return vec![Why::Punctuation; compared.differences.len()];
    }
    let Paired { equal, unequal: figures, .. } = figures(context, found);
    let dates = dates(context, found);
    // The last figure of a sentence may take the stop with it that only one side prints.
    let inside = |d: &Difference, left: &Span, right: &Span| {
        let within = |words: &Words<'_>, range: &Range<usize>, span: &Span| {
            holds(words, range, span) || holds(words, &words_of(&words.text, range), span)
        };
        within(&compared.body, &d.left, left) && within(&compared.table, &d.right, right)
    };
    compared
        .differences
        .iter()
        .map(|d| {
            if mark(d) {
                Why::Punctuation
            } else if figures.iter().any(|(a, b)| inside(d, &a.span, &b.span)) {
                Why::Figure
            } else if equal
                .iter()
                .any(|(a, b)| a.comparator == b.comparator && inside(d, &a.span, &b.span))
            {
                Why::Writing
            } else if d.punctuation {
                Why::Punctuation
            } else if dates.iter().any(|(a, b)| inside(d, &a.span, &b.span))
                || is_in_a_column(context, found, compared, d)
            {
                Why::Date
            } else if found.restates && measures(context, found, d).is_some() {
                Why::Figure
            } else if found.restates && numbers(compared, d).is_some() {
                Why::Number
            } else if is_ordinal(
                &compared.body.text,
                &d.left,
                is_stop(&compared.table.text[d.right.clone()]),
                || clauses_beside(context, found),
            ) || is_ordinal(
                &compared.table.text,
                &d.right,
                is_stop(&compared.body.text[d.left.clone()]),
                || rows_beside(context, found),
            ) {
                Why::Ordinal
            } else {
                Why::Words
            }
        })
        .collect()
}

/// Whether a mark that one side lacks or has otherwise stands between the digits of a number.
fn is_among_digits(compared: &Compared<'_>, d: &Difference) -> bool {
    let among = |text: &str, range: &Range<usize>| {
        text[..range.start].ends_with(is_digit) && text[range.end..].starts_with(is_digit)
    };
    among(&compared.body.text, &d.left) && among(&compared.table.text, &d.right)
}

/// Whether a difference is nothing but what one side says beside the task: the row by when or who in
/// its columns, the clause by when in its bracket.
fn is_in_a_column<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    compared: &Compared<'_>,
    d: &Difference,
) -> bool {
    let is_step = found.rows.iter().any(|row| row.deadline.is_some() && !row.deadlines.is_empty());
    let said = |words: &Words<'_>, range: &Range<usize>, dates: &[Deadline], other: &Deadline| {
        let mut range = words_of(&words.text, range);
        // 7月1日起执行 says nothing more; 6月底前完成 does where other rows say it beside their column.
        let printed = &words.text[range.clone()];
        let doing = || ["执行", "实施", "施行"].iter().find_map(|word| printed.strip_suffix(word));
        let done = || without_end(printed).filter(|_| leaves_days_to_the_column(context, found));
        if let Some(bare) = doing().or_else(done) {
            range.end = range.start + bare.len();
        }
        // Two days are DT001's to compare, but for that of a step beside which the row's words keep another.
        let same = |date: &Deadline| match (date.date, other.date) {
            (Some(_), Some(_)) if is_step => same_date(date, other),
            (Some(ours), Some(theirs)) => match date.kind {
                DeadlineKind::From => other.kind == DeadlineKind::From,
                DeadlineKind::Standing => (date.kind, ours) == (other.kind, theirs),
                _ => true,
            },
            (None, None) => fold(&date.text) == fold(&other.text),
            _ => false,
        };
        dates.iter().any(|date| same(date) && holds(words, &range, &date.span))
    };
    // The stop at the end of a row stands where the clause has a comma and the next day.
    if is_stop(&compared.table.text[d.right.clone()]) {
        let left = words_of(&compared.body.text, &d.left);
        if is_said_beside(&fold(&compared.body.text[left]), &found.rows) {
            return true;
        }
        let mut columns = found.rows.iter().filter_map(|row| row.deadline.as_ref());
        columns.any(|column| {
            context.of(found).any(|at| said(&compared.body, &d.left, &at.clause.deadlines, column))
        })
    } else if is_stop(&compared.body.text[d.left.clone()]) {
        context.of(found).flat_map(|at| &at.clause.deadlines).any(|ours| {
            found.rows.iter().any(|row| said(&compared.table, &d.right, &row.deadlines, ours))
        })
    } else {
        false
    }
}

/// The words of a day without those that say that all is done by it: 全面完成, 完工, 完成建设.
fn without_end(words: &str) -> Option<&str> {
    const ENDS: [&str; 5] = ["完成建设", "完成任务", "完成", "完工", "竣工"];
    let day = ENDS.iter().find_map(|end| words.strip_suffix(end))?;
    Some(["全面", "全部"].iter().find_map(|all| day.strip_suffix(all)).unwrap_or(day))
}

/// Whether a match's table has the days of its clauses in a column alone: more than one row has its clause's day there,
/// and none in its words as well.
fn leaves_days_to_the_column<'a>(context: &Context<'a>, found: &Match<'a>) -> bool {
    let is_of = |row: &Row, days: &[Deadline]| {
        row.deadline.as_ref().is_some_and(|column| days.iter().any(|day| same_date(day, column)))
    };
    let leaves = |other: &Match<'a>| {
        let days = || context.of(other).map(|at| &at.clause.deadlines);
        other.rows.iter().any(|row| days().any(|days| is_of(row, days)))
    };
    let row: *const Row = found.rows[0];
    let of = context.tables.iter().find(|of| of.table.rows.as_ptr_range().contains(&row));
    of.is_some_and(|of| {
        *of.days_apart.get_or_init(|| {
            !of.table.rows.iter().any(|row| is_of(row, &row.deadlines))
                && of.matches.iter().filter(|other| leaves(other)).nth(1).is_some()
        })
    })
}

/// Whether words that rows leave out stand beside their task: who does it, in a column of units
/// (各县（市、区）至少演练1次), or by when, where the column says the day (春节前).
fn is_said_beside(words: &str, rows: &[&Row]) -> bool {
    let long = |least: usize| words.chars().nth(least - 1).is_some();
    let bound = words.ends_with('前') && long(2) && !long(6);
    rows.iter().any(|row| {
        let names = |unit: &UnitMention| long(3) && fold(&unit.name).starts_with(words);
        bound && row.deadline.is_some() || row.units.iter().any(names)
    })
}

/// A range without the marks at its ends.
pub(crate) fn words_of(text: &str, range: &Range<usize>) -> Range<usize> {
    let mark = |c: char| is_punctuation(c) || chars::is_space(c);
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.end - words.trim_start_matches(mark).len();
    start..start + text[start..range.end].trim_end_matches(mark).len()
}

/// The two numbers that a difference lies in, where the same word says what both are: 80周岁, 90周岁.
/// Years, days and numbers of documents are none.
pub(crate) fn numbers(
    compared: &Compared<'_>,
    d: &Difference,
) -> Option<(Range<usize>, Range<usize>)> {
    let number = |text: &str, range: &Range<usize>| {
        let start = text[..range.start].trim_end_matches(is_digit).len();
        let end = text.len() - text[range.end..].trim_start_matches(is_digit).len();
        let range = start..end;
        let digits = text.get(range.clone()).filter(|words| !words.is_empty())?;
        let before = text[..range.start].trim_end_matches(chars::is_space).chars().next_back();
        let unit = text[range.end..].trim_start_matches(chars::is_space).chars().next()?;
        let counts = digits.chars().all(is_digit)
            && chars::is_han(unit)
            && !"年月日号时期届".contains(unit)
            && !before.is_some_and(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '第' | '〔' | '[' | '-' | '/' | '.' | '—')
            });
        counts.then_some((range, unit))
    };
    let (left, unit) = number(&compared.body.text, &d.left)?;
    let (right, other) = number(&compared.table.text, &d.right)?;
    (unit == other).then_some((left, right))
}

/// The figure of a clause whose measure alone is lost or that of another kind (a share, an amount), and what
/// stands in its place: 90%, 90元. A symbol and a word (32km, 32公里) are no difference. What it is said of (不低于标准的) may be read otherwise with it.
pub(crate) fn measures<'a>(
    context: &Context<'a>,
    found: &Match<'a>,
    d: &Difference,
) -> Option<(&'a Quantity, Range<usize>)> {
    const LONG: usize = 3;
    let compared = context.compared(found);
    let (body, table) = (&compared.body.text, &compared.table.text);
    let other = &table[d.right.clone()];
    let is_measure = |c: char| c == '%' || chars::is_han(c) || c.is_ascii_alphabetic();
    if d.left.is_empty() || other.chars().count() > LONG || !other.chars().all(is_measure) {
        return None;
    }
    let mut own = context.of(found).flat_map(|at| &at.clause.quantities);
    own.find_map(|q| {
        let numeral = q.text.strip_suffix(q.measure.as_deref()?)?;
        let start = d.left.start.checked_sub(numeral.len())?;
        let whole =
            places(body, &q.text).any(|at| at == start) && d.left.end == start + q.text.len();
        let before = &table[..d.right.start];
        let (share, amount) = (q.measure.as_deref() == Some("%"), q.text.ends_with('元'));
        let kind = other.is_empty() || share && other.ends_with('元') || amount && other == "%";
        let same = whole && kind && before.ends_with(numeral) && numeral.ends_with(is_digit);
        same.then(|| (q, before.len() - numeral.len()..d.right.end))
    })
}

/// Whether some words are a stop at most, as one side has where the other counts: ，, ；（2）.
pub(crate) fn is_stop(words: &str) -> bool {
    words.chars().all(|c| matches!(c, '，' | ',' | '；' | ';' | '。' | '、'))
}

/// Whether a difference is nothing but the number of a part, before its words: 1.…。2.…, 一是….
///
/// `alone` says that the other side has nothing there but a stop, and `beside` what the tasks before and behind say.
fn is_ordinal<'t>(
    words: &str,
    range: &Range<usize>,
    alone: bool,
    beside: impl Fn() -> [Option<&'t str>; 2],
) -> bool {
    let stop = |c: char| matches!(c, '。' | '；' | ';' | '：' | ':' | '.');
    let difference = words.get(range.clone()).unwrap_or_default();
    // Of `。2.` the first or the last stop may be taken for the one that both sides have.
    let mark = difference.trim_start_matches(stop);
    let before = words[..range.end - mark.len()].trim_end().chars().next_back();
    let behind = words[range.end..].chars().next();
    let counted = |numeral: &str| !numeral.is_empty() && numeral.chars().all(numeral::is_to_ten);
    // So counted, the parts of a sentence may follow a comma: 一是…，二是….
    let part = |c: char| stop(c) || matches!(c, '，' | ',');
    if alone && mark.strip_suffix(['是', '要']).is_some_and(counted) {
        return before.is_none_or(part);
    }
    if alone
        && before.is_none_or(part)
        && opens_a_part(&words[..range.end - mark.len()], mark, &words[range.end..], beside)
    {
        return true;
    }
    let circled = |c: char| ('①'..='⑳').contains(&c);
    let closes = |c: char| matches!(c, '.' | '．' | '、' | '）' | ')');
    let ends = mark.chars().next_back().is_some_and(|c| closes(c) || circled(c))
        || behind.is_some_and(closes);
    alone
        && ends
        && (1..=4).contains(&mark.chars().count())
        && mark.chars().any(|c| c.is_ascii_digit() || circled(c))
        && mark
            .chars()
            .all(|c| c.is_ascii_digit() || circled(c) || closes(c) || matches!(c, '（' | '('))
        && before.is_none_or(|c| stop(c) || mark.contains(circled) && part(c))
        && !behind.is_some_and(|c| c.is_ascii_digit())
}

/// Whether words are nothing but the mark that a part opens with between what stands ahead and behind, whatever its form:
/// ⑴, ㈠, ⒈, ❶, A., 1.1 and a space, 第一，, 首先，. It counts on from one of its form, or is the first.
fn opens_a_part<'t>(
    ahead: &str,
    words: &str,
    behind: &str,
    beside: impl Fn() -> [Option<&'t str>; 2],
) -> bool {
    let inner = words.trim_end_matches(closes_a_mark);
    let closed = inner.len() < words.len() || behind.starts_with(closes_a_mark);
    let inner = inner.strip_prefix(['（', '(']).unwrap_or(inner);
    let Some(mark) = Mark::of(inner).filter(|mark| closed || mark.ringed) else { return false };
    let rest = behind.trim_start_matches(closes_a_mark);
    let counts_on = || {
        let (prior, next) = (mark.prior.as_deref(), mark.next.as_deref());
        let opens = |text: Option<&str>, mark: Option<&str>| {
            let text = text.map(|text| text.trim_start_matches(['（', '(']));
            let opened = text.zip(mark).filter(|(text, mark)| text.starts_with(mark));
            opened.is_some_and(|(text, mark)| has_mark(text, mark))
        };
        prior.is_some_and(|prior| has_mark(ahead, prior))
            || next.is_some_and(|next| has_mark(behind, next))
            || ahead.is_empty() && {
                let [before, after] = beside();
                opens(before, prior) || opens(after, next)
            }
    };
    // A、B类 and 第一、第二水厂 are two, 1.5小时 and 1.1 kV are figures.
    let goes_on = match inner.chars().next() {
        Some('第') => rest.starts_with('第'),
        Some(c) if is_lettered(c) => rest.starts_with(is_lettered),
        Some(c) if is_digit(c) => {
            is_measured(rest) || mark.first && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        }
        _ => false,
    };
    !goes_on && (mark.first || counts_on())
}

/// The words of the clauses before and behind those of a match.
fn clauses_beside<'a>(context: &Context<'a>, found: &Match<'a>) -> [Option<&'a str>; 2] {
    let at = |at: Option<usize>| at.and_then(|at| context.clauses.get(at));
    let before = found.clauses.first().and_then(|first| first.checked_sub(1));
    let behind = found.clauses.last().map(|last| last + 1);
    [before, behind].map(|beside| at(beside).map(|at| at.clause.text.as_str()))
}

/// The words of the rows before and behind those of a match.
fn rows_beside<'a>(context: &Context<'a>, found: &Match<'a>) -> [Option<&'a str>; 2] {
    let (Some(&first), Some(&last)) = (found.rows.first(), found.rows.last()) else {
        return [None; 2];
    };
    let of = context
        .tables
        .iter()
        .find(|of| of.table.rows.as_ptr_range().contains(&std::ptr::from_ref(first)));
    let Some(rows) = of.map(|of| of.table.rows.as_slice()) else { return [None; 2] };
    let at =
        |row: &Row| rows.partition_point(|own| std::ptr::from_ref(own) < std::ptr::from_ref(row));
    let row = |at: Option<usize>| rows.get(at?)?.content.as_deref();
    [row(at(first).checked_sub(1)), row(Some(at(last) + 1))]
}

/// What stands behind the number in a mark.
fn closes_a_mark(c: char) -> bool {
    matches!(c, '.' | '．' | '、' | '）' | ')' | '，' | ',' | '：' | ':') || chars::is_space(c)
}

fn is_lettered(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ⅰ'..='Ⅻ')
}

/// Whether a text has a mark, with no digit beside it.
fn has_mark(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let behind = &text[at + mark.len()..];
        let whole = !text[..at].ends_with(is_digit) && !behind.starts_with(is_digit);
        whole && (!mark.starts_with(is_lettered) || behind.starts_with(closes_a_mark))
    })
}

/// The mark of a part among those of its form.
struct Mark {
    /// Whether the form begins with it, or it is nothing else wherever it stands.
    first: bool,
    /// Whether it needs no stop behind.
    ringed: bool,
    prior: Option<String>,
    next: Option<String>,
}

impl Mark {
    fn of(inner: &str) -> Option<Self> {
        const WORDS: [&str; 6] = ["首先", "其次", "再次", "最后", "一方面", "另一方面"];
        if WORDS.contains(&inner) {
            return Some(Self { first: true, ringed: false, prior: None, next: None });
        }
        let mut all = inner.chars();
        if let (Some(only), None) = (all.next(), all.next()) {
            return Self::of_one(only);
        }
        if let Some(numeral) = inner.strip_prefix('第') {
            let all = "一二三四五六七八九十";
            let at = all.find(numeral).filter(|_| numeral.chars().count() == 1)?;
            let of = |numeral: char| format!("第{numeral}");
            let prior = all[..at].chars().next_back().map(of);
            let next = all[at + numeral.len()..].chars().next().map(of);
            return Some(Self { first: prior.is_none(), ringed: false, prior, next });
        }
        Self::of_two(inner)
    }

    /// One character that is a number in a ring, in brackets or with a stop, or a letter.
    fn of_one(c: char) -> Option<Self> {
        const FIRST: [char; 11] = ['①', '⑴', '⒈', '⓪', '❶', '㈠', '㊀', 'A', 'a', 'Ⅰ', '⓵'];
        let ringed = matches!(c, '①'..='⒛' | '⓪'..='⓿' | '❶'..='➓' | '㈠'..='㈩' | '㊀'..='㊉');
        let beside = |by: i32| char::from_u32((c as u32).checked_add_signed(by)?).map(String::from);
        let (prior, next) = (beside(-1), beside(1));
        (ringed || is_lettered(c)).then(|| Self { first: FIRST.contains(&c), ringed, prior, next })
    }

    /// A number of two parts, as the first of the small parts has: 1.1, 2-1.
    fn of_two(inner: &str) -> Option<Self> {
        let part = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse::<u32>().ok())?;
        let at = inner.find(['.', '-', '－', '—'])?;
        let sign = inner[at..].chars().next()?;
        let (section, number) = (part(&inner[..at])?, part(&inner[at + sign.len_utf8()..])?);
        // 6.1 may be a day.
        let first = number == 1 && (sign != '.' || section == 1);
        let of = |number: u32| format!("{section}{sign}{number}");
        let prior = number.checked_sub(1).map(of);
        Some(Self { first, ringed: false, prior, next: Some(of(number + 1)) })
    }
}

/// Whether words begin with what a figure before them counts: 1.5 万亩, 1.5 小时, 1.1 kV.
fn is_measured(behind: &str) -> bool {
    const MORE: [&str; 9] = ["小时", "分钟", "毫", "厘", "岁", "车道", "千瓦", "千伏", "立方"];
    is_measure(behind)
        || behind.starts_with('升') && !behind.starts_with("升级")
        || behind.starts_with(['万', '亿', '千', '百', '倍', '%', '％'])
        || MORE.iter().any(|measure| behind.starts_with(measure))
}

/// Whether a range of the words lies in the stretch that a span covers, its ends included.
fn holds(words: &Words<'_>, range: &Range<usize>, span: &Span) -> bool {
    let (Some((source, start)), Some((_, end))) = (span.start(), span.end()) else { return false };
    let printed = words.span(range.clone());
    let (from, to) = match (printed.start(), printed.end()) {
        (Some(from), Some(to)) => (from, to),
        _ => match words.offset(range.start) {
            Some(at) => (at, at),
            None => return false,
        },
    };
    from.0 == source && from.1 >= start && to.1 <= end
}

/// The words of both sides that show a difference to a reader.
pub(crate) fn show(
    context: &Context<'_>,
    compared: &Compared<'_>,
    difference: &Difference,
) -> (Range<usize>, Range<usize>) {
    let cut = cutter(context);
    (
        shown(&compared.body.text, difference.left.clone(), cut),
        shown(&compared.table.text, difference.right.clone(), cut),
    )
}

#[cfg(feature = "jieba")]
fn cutter(context: &Context<'_>) -> Option<&'static dyn Cut> {
    use std::sync::LazyLock;

    struct Dictionary(jieba_rs::Jieba);

    impl Cut for Dictionary {
        fn cut(&self, text: &str) -> Vec<Range<usize>> {
            let mut at = 0;
            self.0
                .cut(text, true)
                .into_iter()
                .map(|token| {
                    let start = at;
                    at += token.word.len();
                    start..at
                })
                .collect()
        }
    }

    static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary(jieba_rs::Jieba::new()));
    context.options.words.then(|| &*DICTIONARY as &dyn Cut)
}

#[cfg(not(feature = "jieba"))]
fn cutter(_: &Context<'_>) -> Option<&'static dyn Cut> {
    None
}
