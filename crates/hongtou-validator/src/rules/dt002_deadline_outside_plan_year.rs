use hongtou_model::{Confidence, Date, Deadline, DeadlineKind, Lang, Period, Row, Severity};

use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::begins_within;
use crate::years::{SAY_THE_YEAR, two_years, years};

rule! {
    /// A deadline lies outside the year or the years of the plan.
    ///
    /// ## What it checks
    /// Deadlines of clauses, rows and their targets against the one year that the plan's title names,
    /// or the years from one to another (2023—2025年).
    ///
    /// ## Why it matters
    /// A year carried over from last year's plan is the commonest slip in a yearly notice.
    ///
    /// ## Example
    /// `2021年重点工作安排` with `2020年12月1日前报告`. After: `2021年12月1日前`.
    ///
    /// ## What to do
    /// Put the year right.
    ///
    /// ## Stays silent
    /// Where the title names several years otherwise, or none and the deadline is not set beside the units or
    /// in a column of its own; for reports due in the first quarter of the next
    /// year, for a period from the plan's year to the first half of the next (11月至次年4月; 8月—5月, which says no 次年, is an info), for years beyond the next without a month (到2035年) and those long past, but for one that is the plan's with another decade (2016 for 2026: an info) and is surely the task's own; for the year of issue of a plan that puts right what an earlier year found (整改方案), and where clause and row differ (DT001). Under a title without a year, a later one is told only where it is the only one, beside three of the year of issue. A deadline in
    /// a later year, and any outside the years of a plan of several, is an info, in a target nothing, as is an earlier one that is cited as done
    /// (在2020年12月底前完成方案的基础上).
    ///
    /// ## Authority
    /// heuristic
    zh "
期限不在计划年度之内。

## 检查什么
任务、行及其各期目标的期限与标题写明的年度或者起止年份（2023—2025年）比较。

## 为什么重要
年度通知最常见的疏漏，是沿用了上一年的年份。

## 示例
`2021年重点工作安排` 中写 `2020年12月1日前报告`。改后：`2021年12月1日前`。

## 怎么办
改正年份。

## 何时不报
标题另有几个年份的，标题没有年份、期限也没有单独写明的，次年一季度内报送总结的，时段从计划当年到次年上半年为止的（11月至次年4月；没有写次年的“8月—5月”只提示），次年以后只写年份的目标（到2035年）和早已过去的年份（只错了年代、又确是任务时限的只提示，如2026年写成2016年），整改方案在印发当年的，标题没有年份而以后年份的期限不止一处、或者当年的期限不到三处的，以及正文与表不一致的（DT001），不报；以后年份的期限，以及几年计划起止年份之外的期限，只提示；各期目标中以后年份的，以及写明已经完成的（在2020年12月底前完成方案的基础上），不报。

## 依据
经验判断
"
    DT002 "deadline-outside-plan-year" Warning "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let issued = context.notice.header.issued_on.map(|date| date.year());
    // A title without any year is of the year of issue, as far as that year is not over.
    let (years, told) = match (super::plan_years(context), issued) {
        (Some(years), _) => (years, true),
        (None, Some(issued)) if !super::names_years(context) => ((issued, issued), false),
        _ => return,
    };
    let mut look = Look { context, years, told, lang: sink.lang(), outside: Vec::new(), inside: 0 };
    for at in &context.clauses {
        // What stands beside the units is a deadline and nothing that the task only speaks of.
        let set = |d: &Deadline| match begins_within(&d.span, &at.clause.span) {
            false => Set::Apart,
            true if opens(&at.clause.text, d) => Set::Opening,
            true => Set::No,
        };
        at.clause.deadlines.iter().for_each(|d| look.at(d, &at.clause.id, None, set(d)));
    }
    for (_, row) in context.rows() {
        look.at_row(row);
    }
    look.report(sink);
}

/// Whether a deadline is surely the task's own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    /// It stands beside the units, or in a column of its own.
    Apart,
    /// It opens a sentence of the task: 2026年底前，建成基地.
    Opening,
    /// It stands among the task's words, and may be said of what the task is done to (2000年底前建成的小区).
    No,
}

/// Whether a deadline opens a sentence and says when all of it is done.
fn opens(text: &str, deadline: &Deadline) -> bool {
    let Some((before, behind)) = text.split_once(deadline.text.as_str()) else { return false };
    let mark = behind.starts_with(['，', ',']);
    let first = behind.split(['，', ',', '。', '；', ';']).next().unwrap_or_default();
    let opening = before.trim_end().trim_end_matches(['。', '；', ';']).len() < before.len()
        || before.trim().is_empty();
    opening && deadline.kind == DeadlineKind::By && (mark || !first.contains('的'))
}

/// The deadlines of a notice held against the years of its plan.
struct Look<'c, 'a> {
    context: &'c Context<'a>,
    /// The first year and the last.
    years: (u32, u32),
    /// Whether the title says them, and not the day of issue alone.
    told: bool,
    lang: Lang,
    /// What is told of each that is of another year.
    outside: Vec<(u32, Draft)>,
    /// How many are of these years.
    inside: usize,
}

impl Look<'_, '_> {
    /// Looks at one; `set` says whether it is the task's for sure.
    fn at(&mut self, deadline: &Deadline, id: &str, clause: Option<&str>, set: Set) {
        let (first, last) = self.years;
        // With the year of issue a later day would be one to come, else no slip explains it.
        let later = |date: Date| date.year() > last && !self.is_to_come(date);
        if !self.told && (set != Set::Apart || deadline.date.is_none_or(later)) {
            return;
        }
        let binding =
            matches!(deadline.kind, DeadlineKind::By | DeadlineKind::On | DeadlineKind::Within);
        let Some(date) = deadline.date.filter(|_| binding) else { return };
        let within = (first..=last).contains(&date.year());
        self.inside += usize::from(within);
        let early_next = date.year() == last + 1
            && (date.month() <= 3 || ends_in_the_next_year(deadline, date, last));
        // Later years are mostly goals of a plan beyond this one (到2035年), but for a day or a month.
        let goal = date.year() > last + 1 && !deadline.text.contains('月');
        let far = goal || date.year() + 2 < first;
        if within || early_next || far && (set == Set::No || !is_mistyped(date.year(), self.years))
        {
            return;
        }
        self.outside.push((date.year(), self.draft(deadline, date, id, clause)));
    }

    /// Whether the day of a date is still to come in the year of issue.
    fn is_to_come(&self, date: Date) -> bool {
        let issued = self.context.notice.header.issued_on;
        issued.is_some_and(|on| (date.month(), date.day()) > (on.month(), on.day()))
    }

    /// What is told of a deadline of another year.
    fn draft(&self, deadline: &Deadline, date: Date, id: &str, clause: Option<&str>) -> Draft {
        let (first, last) = self.years;
        let (zh, en) = match first == last {
            true => (format!("{first}年度内"), first.to_string()),
            false => (format!("{first}年至{last}年之间"), format!("{first} to {last}")),
        };
        let message = self.lang.pick(
            format!("期限{}不在{zh}", deadline.text),
            format!("the deadline {} is not in {en}", deadline.text),
        );
        let mut draft = Draft::new(Place::new(id, &deadline.span, &deadline.text), message)
            .quote(&deadline.text)
            .help(self.lang.pick("改正年份", "put the year right"));
        // What a year's findings were is put right in two, and before neither.
        let of_several = first < last && super::plan_year(self.context).is_none();
        if date.year() > last || of_several || is_mistyped(date.year(), self.years) {
            // A yearly plan may well name a goal of the next year or decade, one of several years what came before it.
            draft = draft.at_most(Severity::Info).confidence(Confidence::Unsure);
        }
        if let Some(clause) = clause {
            draft = draft.about(clause);
        }
        for part in SAY_THE_YEAR {
            draft = draft.cause(two_years(part, date.year().clamp(first, last), date.year()));
        }
        draft
    }

    /// Looks at those of a row.
    fn at_row(&mut self, row: &Row) {
        let clause = row.clause.as_deref();
        // What the row repeats of its clause is reported there.
        let own = clause.and_then(|id| self.context.clause(id)).map(|at| &at.clause.deadlines);
        let repeated =
            |d: &Deadline| own.is_some_and(|own| own.iter().any(|own| own.date == d.date));
        let content = row.deadlines.iter().map(|d| (d, "content"));
        let column = row.deadline.iter().map(|d| (d, "deadline"));
        for (deadline, part) in content.chain(column).filter(|(d, _)| !repeated(d)) {
            let set = if part == "deadline" { Set::Apart } else { Set::No };
            self.at(deadline, &format!("{}.{part}", row.id), clause, set);
        }
        // Years apart are told by their columns. A later day is a goal beyond the plan, an earlier one may
        // be that of what is done.
        let yearly = |period: Option<Period>| matches!(period, None | Some(Period::Year(_)));
        let last = self.years.1;
        for (at, target) in row.targets.iter().enumerate().filter(|(_, t)| !yearly(t.period)) {
            let slip = |d: &&Deadline| {
                d.date.is_some_and(|date| date.year() <= last)
                    && !repeated(d)
                    && !is_cited(&target.text, d)
            };
            for deadline in target.deadlines.iter().filter(slip) {
                self.at(deadline, &target_id(row, at), clause, Set::No);
            }
        }
    }

    /// Tells of those that are of other years.
    fn report(self, sink: &mut Sink<'_>) {
        let Look { years: (_, last), told, mut outside, inside, .. } = self;
        // Where every deadline is of one other year, it is the title's that is wrong.
        let other = outside.first().map(|(year, _)| *year);
        // Several that are later are the plan's own, whatever its title leaves out.
        let later = outside.iter().filter(|(year, _)| *year > last).count();
        if !told && (later > 1 || inside < SEVERAL) {
            outside.retain(|(year, _)| *year <= last);
        }
        let all = (inside == 0 || !told)
            && outside.len() >= SEVERAL
            && outside.iter().all(|(y, _)| Some(*y) == other);
        for (_, draft) in outside {
            sink.report(if all { draft.about("plan.title") } else { draft });
        }
    }
}

/// Whether a year is one of some others but for its decade, as a wrong key makes it: 2016 or 2036 for 2026. Goals of the
/// country as a whole are set for such years, too (2030, 2035).
fn is_mistyped(year: u32, (first, last): (u32, u32)) -> bool {
    let decade = |own: u32| own % 10 == year % 10 && own / 100 == year / 100 && own != year;
    (first..=last).any(decade) && !year.is_multiple_of(5)
}

/// Whether a deadline is a winter, a heating or a school year that ends in the year behind `last`.
fn ends_in_the_next_year(deadline: &Deadline, date: Date, last: u32) -> bool {
    deadline.kind == DeadlineKind::Within
        && deadline.text.contains(['—', '-', '至', '到', '～', '~'])
        && !deadline.text.starts_with(['次', '翌', '明'])
        && years(&deadline.text).first().is_none_or(|(year, _)| *year == last)
        && date.month() <= 6
        && !ends_before_it_begins(&deadline.text)
}

/// Whether a period of months that names no other year begins before autumn and ends in a month before that: 8月—5月, not
/// 11月—3月.
fn ends_before_it_begins(text: &str) -> bool {
    const AUTUMN: u32 = 9;
    let first = text.split('月').next().unwrap_or_default();
    let digits = first.len() - first.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month: Option<u32> = first[first.len() - digits..].parse().ok();
    !text.contains(['次', '翌', '明'])
        && years(text).len() < 2
        && month.is_some_and(|month| month < AUTUMN)
}

/// Whether a cell names a date as that of what is done: 在2023年12月底前完成方案的基础上开工.
fn is_cited(text: &str, date: &Deadline) -> bool {
    const DONE: [&str; 8] = ["基础上", "以来", "前期", "已完成", "已建成", "已于", "上年", "去年"];
    let sentences = text.split(['。', '；', ';']);
    sentences
        .filter(|sentence| sentence.contains(&*date.text))
        .any(|sentence| DONE.iter().any(|word| sentence.contains(word)))
}

// So many deadlines of one year are no slip, and show which year is the plan's.
const SEVERAL: usize = 3;
