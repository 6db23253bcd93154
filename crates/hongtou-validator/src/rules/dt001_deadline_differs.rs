use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, VecDeque};

use hongtou_model::{Clause, Date, Deadline, DeadlineKind, Lang, Period, Row, Span};
use hongtou_source::{chars, numeral};

use crate::context::{Context, Expected, Match, target_id};
use crate::exchanges::By;
use crate::figures::{holds_day, months_of, other_number, same_date};
use crate::rule::rule;
use crate::seasons::says_when;
use crate::sink::{Draft, Place, Sink};
use crate::why::{Why, dates, explained};
use crate::words::{GOES_ON, begins_within, plain};
use crate::years::{SAY_THE_YEAR, two_years, years};

rule! {
    /// Clause and row give another deadline.
    ///
    /// ## What it checks
    /// The dates in a clause against those in its row's content, in order; and the row's column of
    /// deadlines against the dates of the clause. Days that come again (每月10日前) and times
    /// counted from an event (3个工作日内) are compared by their number, days when work begins (7月1日起)
    /// with each other. So is each date of a row with that of the same step (3月底前建立清单), as a warning. Two rows that have each other's day are told once. Work that goes on beside the clause's words (长期坚持, 全年持续推进) against a day before November, and a clause that is nothing but what is finished by such a day (6月底前完成划界) against 长期坚持, is a warning. A date in a cell of goals (年度目标) is compared where the words around it are the
    /// clause's. In a table in other words the finding is a warning where the clause's date stands beside it
    /// (完成时限：6月底) or the row says the clause's words, else an info.
    ///
    /// ## Why it matters
    /// The unit goes by the later date, the office that asks by the earlier one.
    ///
    /// ## Example
    /// Body: `2026年8月底前完成`. Table: `2026年9月底前`. After: one date.
    ///
    /// ## What to do
    /// Find out which was decided, and put the other right.
    ///
    /// ## Stays silent
    /// Where the column agrees with one of several dates in the clause, where the clause says the
    /// column's words (3月启动、11月总结), where one side is without a date (长期坚持) in its words, where one says
    /// that the work goes on and when it is done as well (12月底前完成并长期坚持), where the row names a day within the clause's period (年内; a warning, where it is the only row that names a month, a quarter or a half-year and nothing else, and three others or more keep 年内) or the month, quarter or half-year that
    /// holds the clause's day (2026年6月, 三季度), where the clause's date is of a part of the task (其中…) or of what another row says and this one says nothing of, or a row in other words says a sentence of the clause that has no date, and where two ways of writing fall on the
    /// same day (年底, 12月底前), or one is the first of the month after the other's end (9月底前, 10月1日前). Where the clause goes on behind its date with parts that have none
    /// (3月底前完成选址，新增学位1200个), the year's end in the row is an info; so is any later end where the
    /// clause's date is of a step on the way (新建学校3所，6月底前开工), and the day of another step than the
    /// only one that the row says; a warning, where other rows say the other steps or the day is before that of
    /// the row's own.
    ///
    /// ## Authority
    /// practice
    zh "
正文与表的期限不同。

## 检查什么
任务中的日期与对应行内容的日期依次比较；表的完成时限一栏与任务中的日期比较；逐月、逐季的日期（每月10日前）和自事项起算的时限（3个工作日内）比较其中的数字，起始日期（7月1日起）相互比较；一边写长期坚持、全年持续推进，另一边写10月底以前的日期的，为警告；行中一步的日期（3月底前建立清单）与任务中同一步的日期比较，为警告；两行的期限互换的，只报一次；“年度目标”等栏中的日期，前后文字与正文相同的，也比较。不复述正文的表，正文的期限单独写明（完成时限：6月底）或该行文字与正文相同的，为警告，否则只提示。

## 为什么重要
承办单位按晚的做，督办的按早的问。

## 示例
正文：`2026年8月底前完成`；表：`2026年9月底前`。改后：日期一致。

## 怎么办
查明审定的期限，改正另一处。

## 何时不报
时限栏与任务中几个日期之一相同的，任务中写有时限栏原话的（3月启动、11月总结），一边文中没有日期的（长期坚持），一边既写持续推进又写完成日期的（12月底前完成并长期坚持），表的日期在正文时段之内的（年内；另有三行以上照正文写“年内”，只有一行单写季度、半年或月份的，为警告），正文的日期在表中月份、季度、半年之内的（2026年6月、三季度），正文的日期只说其中一部分的（其中……），或者说的是另一行的内容、这一行没有写的，行以别的文字写的是任务中没有日期的一句的，写法不同而落在同一天的（年底、12月底前；9月底前、10月1日前也是），不报；正文在日期之后另有没有日期的部分（3月底前完成选址，新增学位1200个），表的日期为年底的，以及正文的日期只是其中一步的（新建学校3所，6月底前开工）、表的日期更晚的，只提示；行只写其中一步、时限栏却是另一步的日期的，也只提示（其他步骤另有各自的行，或者该日期早于本行这一步的，为警告）。

## 依据
惯例
"
    DT001 "deadline-differs" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    check_goals(context, sink);
    let lang = sink.lang();
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut vague: BTreeMap<&str, Vague<'_>> = BTreeMap::new();
    for (table, found) in context.matches() {
        let clause = context.clauses[found.clauses[0]].clause;
        let own = Own::of(context, found);
        for &(ours, theirs) in &own.told {
            let says = |row: &&&Row| row.deadlines.iter().any(|due| std::ptr::eq(due, theirs));
            let row = found.rows.iter().find(says).unwrap_or(&found.rows[0]);
            let at = Place::new(&format!("{}.content", row.id), &theirs.span, &theirs.text);
            sink.report(Expected::Must.weigh(differs(lang, (ours, &clause.id), (theirs, at))));
        }
        check_words(context, (found, &context.rows_of(table, found)), &own, sink);
        for row in &found.rows {
            let Some(theirs) = &row.deadline else { continue };
            for (ours, expected) in own.contradicted(row, theirs) {
                let back = context.back(row).map(|(back, by)| Back::of(context, back, by));
                // Beside what it belongs to it may still be wrong.
                let fits = |back: &Back<'_, '_>| back.fits(row, (ours, theirs));
                let remains = back.as_ref().is_some_and(|back| !fits(back));
                let tasks = back
                    .filter(|back| back.by == By::Order && !remains)
                    .map(|back| (back.own.found.rows[0], back.own.clause));
                columns.push(Column { row, clause, ours, theirs, expected, remains, tasks });
            }
            own.hold_to_the_year(row, theirs, vague.entry(&table.table.id).or_default());
        }
    }
    let alone = vague.into_values().filter_map(Vague::alone);
    columns.extend(alone);
    columns.sort_by_key(|column| column.row.span.start());
    report_columns(&columns, sink);
}

/// How the rows of a table say what its clauses leave open but for the year (年内).
#[derive(Default)]
struct Vague<'a> {
    /// How many say the clause's open year in its words.
    years: usize,
    /// Those that name a part of the year instead.
    parts: Vec<Column<'a>>,
}

impl<'a> Vague<'a> {
    /// The only row that names a part of the year, where others keep the clause's words for all of it.
    fn alone(mut self) -> Option<Column<'a>> {
        const LEAST: usize = 3;
        let one = self.parts.len() == 1 && self.years >= LEAST;
        self.parts.pop().filter(|_| one)
    }
}

/// Whether a cell is nothing but a month, a quarter or a half of the year by whose end the task is done: 三季度,
/// 10月底前. A start (6月启动), a span (3—11月) and a day are no other word for the year.
fn is_part_of_year(due: &Deadline) -> bool {
    const SAID: &str = "一二三四十第上下半个年季度月底末前完成";
    matches!(due.kind, DeadlineKind::By | DeadlineKind::Within)
        && due.text.chars().all(|c| chars::digit(c).is_some() || SAID.contains(c))
}

/// Whether a clause says by when with a date alone: 汛前完成，年内验收 says the work's end in other words.
fn is_only_time(text: &str, due: &Deadline) -> bool {
    // One in brackets behind the words is said of all of them.
    let inside = text.split_once(due.text.as_str());
    let (before, behind) = inside.unwrap_or((text, ""));
    let done = inside.is_none() || due.text.ends_with("完成") || behind.starts_with("完成");
    let ends = |words: &str| words.split("完成").skip(1).any(ends_part);
    let rest = [before, behind];
    !rest.iter().any(|words| says_when(words)) && (done || !rest.iter().any(|words| ends(words)))
}

/// Whether nothing stands before the next mark.
fn ends_part(words: &str) -> bool {
    words.chars().next().is_none_or(|c| !chars::is_word(c))
}

/// Whether a period is the end of a longer one, or about then: 一、二季度, 第三第四季度, 三季度前后.
fn begins_anywhere(clause: &Clause, due: &Deadline) -> bool {
    let told = clause.responsibility.as_ref().map(|told| told.text.as_str());
    let mut texts = [Some(clause.text.as_str()), told].into_iter().flatten();
    let around = texts.find_map(|text| text.split_once(due.text.as_str()));
    let joins = |c: char| numeral::is_ordinal(c) || "、至到—-－~和及".contains(c);
    let about = ["前后", "左右"];
    around.is_some_and(|(before, behind)| {
        before.ends_with(joins) || about.iter().any(|about| behind.starts_with(about))
    }) || about.iter().any(|about| due.text.contains(about))
}

/// The task that a row's content is exchanged with, whose place the cells beside it are in.
struct Back<'m, 'a> {
    own: Own<'m, 'a>,
    by: By,
}

impl<'m, 'a> Back<'m, 'a> {
    fn of(context: &'m Context<'a>, found: &'m Match<'a>, by: By) -> Back<'m, 'a> {
        Back { own: Own::of(context, found), by }
    }

    /// Whether a row's day, which its own clause does not say, is right beside the other's; where nothing else
    /// than the order and the actions tell of the exchange, one of the two rows must show that it is.
    fn fits(&self, row: &Row, (ours, theirs): (&Deadline, &Deadline)) -> bool {
        let other = self.own.found.rows[0].deadline.as_ref();
        let shown = self.by == By::Units
            || self.own.dated.iter().any(|due| same_date(due, theirs))
            || other.is_some_and(|other| same_date(other, ours));
        shown && self.own.contradicted(row, theirs).next().is_none()
    }
}

/// Tells of the columns that say another day, those of two rows that have each other's once.
fn report_columns(columns: &[Column<'_>], sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let mut known: HashMap<[Option<Date>; 2], VecDeque<usize>> = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        known.entry([column.ours.date, column.theirs.date]).or_default().push_back(at);
    }
    let mut told = vec![false; columns.len()];
    for (at, own) in columns.iter().enumerate() {
        if std::mem::replace(&mut told[at], true) {
            continue;
        }
        if let Some((row, clause)) = own.tasks {
            let (from, other) = (at + 1, |other: &Column<'_>| std::ptr::eq(other.row, row));
            columns[from..].iter().zip(&mut told[from..]).for_each(|(c, told)| *told |= other(c));
            let expected = own.expected.min(Expected::Should);
            sink.report(expected.weigh(own.of_other_task(lang, row, clause)));
            continue;
        }
        let mut others = known.get_mut(&[own.theirs.date, own.ours.date]);
        let other = others.as_mut().and_then(|others| {
            while others.front().is_some_and(|&other| told[other]) {
                others.pop_front();
            }
            others.front().copied().filter(|&other| own.is_exchanged_with(&columns[other]))
        });
        let draft = match other {
            Some(other) => {
                told[other] = true;
                own.exchanged(lang, &columns[other])
            }
            None => differs(lang, (own.ours, &own.clause.id), (own.theirs, own.place())),
        };
        sink.report(own.expected.weigh(draft.remains(own.remains)));
    }
}

/// A row's column of deadlines that its clause says otherwise.
struct Column<'a> {
    row: &'a Row,
    clause: &'a Clause,
    ours: &'a Deadline,
    theirs: &'a Deadline,
    expected: Expected,
    /// Whether it would be wrong, too, with contents that were exchanged put back.
    remains: bool,
    /// The row that has this one's task by the order of the rows and by the days, and the clause of that.
    tasks: Option<(&'a Row, &'a Clause)>,
}

impl Column<'_> {
    fn place(&self) -> Place {
        Place::new(&format!("{}.deadline", self.row.id), &self.theirs.span, &self.theirs.text)
    }

    /// Whether each of two rows has the day that is the other's by the body.
    fn is_exchanged_with(&self, other: &Column<'_>) -> bool {
        !self.remains
            && !other.remains
            && self.expected == other.expected
            && self.ours.date.is_some()
            && other.ours.date.is_some()
            && same_date(self.ours, other.theirs)
            && same_date(other.ours, self.theirs)
    }

    /// What is told of two rows that have each other's task.
    fn of_other_task(&self, lang: Lang, other: &Row, clause: &Clause) -> Draft {
        let message = lang.pick(
            "这一行和后面一行的任务互换了：完成时限是对方的".to_owned(),
            "the tasks of this row and a later one are exchanged: the deadline beside each is the other's"
                .to_owned(),
        );
        let place = Place::new(
            &other.id,
            &other.spans.content,
            other.content.as_deref().unwrap_or_default(),
        );
        let body = |id: &str, due: &Deadline| Place::new(id, &due.span, &due.text);
        let says = lang.pick("正文写的是", "the body says").to_owned();
        Draft::new(self.place(), message)
            .quote(&self.ours.text)
            .quote(&self.theirs.text)
            .about(&self.clause.id)
            .about(&clause.id)
            .about(&format!("{}.deadline", other.id))
            .near(&self.row.id)
            .near(&other.id)
            .related(body(&self.clause.id, self.ours), says)
            .related(place, lang.pick("另一行", "the other row").to_owned())
            .help(lang.pick("换回来", "put each back in its place"))
    }

    /// What is told of two rows that have each other's day.
    fn exchanged(&self, lang: Lang, other: &Column<'_>) -> Draft {
        let (ours, theirs) = (&self.ours.text, &self.theirs.text);
        let message = lang.pick(
            format!("这一行和后面一行的期限互换了：正文{ours}，表中{theirs}，后面一行正好相反"),
            format!(
                "the deadlines of this row and a later one are exchanged: {ours} in the body, {theirs} in the table, the other way round there"
            ),
        );
        let says = || lang.pick("正文写的是", "the body says").to_owned();
        let body = |own: &Column<'_>| Place::new(&own.clause.id, &own.ours.span, &own.ours.text);
        Draft::new(self.place(), message)
            .quote(ours)
            .quote(theirs)
            .about(&self.clause.id)
            .about(&format!("{}.deadline", other.row.id))
            .about(&other.clause.id)
            .related(body(self), says())
            .related(other.place(), lang.pick("后面一行", "the later row").to_owned())
            .related(body(other), says())
            .help(lang.pick("换回来", "put each back in its place"))
    }
}

/// The task's deadline that a row's column contradicts, and how sure it is that it does.
type Contradicted<'a> = Option<(&'a Deadline, Expected)>;

/// The deadlines of a task that the columns of its rows are held against.
struct Own<'m, 'a> {
    context: &'m Context<'a>,
    found: &'m Match<'a>,
    clause: &'a Clause,
    /// All that the clauses name.
    all: Vec<&'a Deadline>,
    /// Those with a day by which the whole task is done.
    dated: Vec<&'a Deadline>,
    /// Days that come again and times counted from an event.
    undated: Vec<&'a Deadline>,
    /// Pairs that differ in the words of clause and row: the task's date, and the row's.
    told: Vec<(&'a Deadline, &'a Deadline)>,
    /// Whether some row says the step of each date; worked out where it matters.
    said: OnceCell<bool>,
}

impl<'m, 'a> Own<'m, 'a> {
    fn of(context: &'m Context<'a>, found: &'m Match<'a>) -> Own<'m, 'a> {
        let clause = context.clauses[found.clauses[0]].clause;
        let all: Vec<&Deadline> = context.of(found).flat_map(|at| &at.clause.deadlines).collect();
        let is_end = |due: &&Deadline| {
            due.date.is_some()
                && !matches!(due.kind, DeadlineKind::From | DeadlineKind::Standing)
                && !of_a_part(&clause.text, due)
        };
        let restated = !context.compared(found).differences.is_empty();
        Own {
            dated: all.iter().copied().filter(is_end).collect(),
            undated: all.iter().copied().filter(|due| due.date.is_none()).collect(),
            told: if restated { dates(context, found) } else { Vec::new() },
            said: OnceCell::new(),
            all,
            context,
            found,
            clause,
        }
    }

    /// Counts how a row's column stands to a clause that names one day or period: the same, or a part of the
    /// year that the clause leaves open (三季度 for 年内).
    fn hold_to_the_year(&self, row: &'a Row, theirs: &'a Deadline, vague: &mut Vague<'a>) {
        let (&[ours], 1, true) =
            (self.dated.as_slice(), self.found.rows.len(), self.found.restates)
        else {
            return;
        };
        let of_year = ours.kind == DeadlineKind::Within
            && ours.date.is_some_and(|date| date.month() == 12)
            && ours.text.contains("年内");
        if same_date(ours, theirs) {
            // 2026年内 and 年内完成 are 年内, and 12月底前 is not.
            vague.years += usize::from(of_year && theirs.text.contains("年内"));
        } else if of_year
            && is_part_of_year(theirs)
            && self.agree_with(theirs)
            && !plain(&self.clause.text).contains(&plain(&theirs.text))
            && self.told.is_empty()
            && is_only_time(&self.clause.text, ours)
        {
            vague.parts.push(Column {
                row,
                clause: self.clause,
                ours,
                theirs,
                expected: Expected::Should,
                remains: false,
                tasks: None,
            });
        }
    }

    /// What the task says otherwise than a row's column: a number, and a date.
    fn contradicted(
        &self,
        row: &Row,
        theirs: &Deadline,
    ) -> impl Iterator<Item = (&'a Deadline, Expected)> {
        let by_number = self.of_other_number(theirs);
        let by_date = self.of_other_kind(theirs).unwrap_or_else(|| self.of_other_date(row, theirs));
        [by_number, by_date].into_iter().flatten()
    }

    /// What has no date, but a number, that is not the column's.
    fn of_other_number(&self, theirs: &Deadline) -> Contradicted<'a> {
        if self.undated.iter().any(|ours| same_date(ours, theirs)) {
            return None;
        }
        let ours = *self.undated.iter().find(|ours| other_number(ours, theirs))?;
        let weak = self.undated.len() > 1 || self.found.rows.len() > 1 || !self.found.restates;
        Some((ours, if weak { Expected::May } else { Expected::Must }))
    }

    /// What says when work begins, or that it goes on, can be held against no day's end. Nothing where
    /// the column is to be held against dates.
    fn of_other_kind(&self, theirs: &Deadline) -> Option<Contradicted<'a>> {
        let is_kin = |ours: &&Deadline| is_kin(self.context, self.clause, ours, theirs);
        let mut kin = self.all.iter().copied().filter(is_kin);
        let (Some(ours), None) = (kin.next(), kin.next()) else { return None };
        if same_date(ours, theirs) || self.dated.iter().any(|due| !std::ptr::eq(*due, ours)) {
            return None;
        }
        // What goes on may have its first end.
        let expected = match (weight(self.context, self.found, ours), ours.kind == theirs.kind) {
            (Expected::Must, false) => Expected::Should,
            (expected, _) => expected,
        };
        Some(Some((ours, expected)))
    }

    /// The date that is not the column's.
    fn of_other_date(&self, row: &Row, theirs: &Deadline) -> Contradicted<'a> {
        theirs.date?;
        let (ours, own_step) = self.of_step(row)?;
        // What another row says by its day, and this one says nothing of, is no part of this row's.
        if !own_step && self.is_of_other_rows(row) {
            return None;
        }
        if !own_step && self.is_of_an_undated_sentence(row) {
            return None;
        }
        // The day of another step, of which the row says nothing, is none of this one.
        let other = |date: &&&Deadline| same_date(date, theirs);
        let mut others = self.dated.iter().filter(other).peekable();
        let of_another = own_step
            && others.peek().is_some()
            && others.all(|date| self.says_only_of(row, ours, date))
            && !same_date(ours, theirs)
            && !holds_day(ours, theirs)
            && !holds_day(theirs, ours);
        if self.agree_with(theirs) && !of_another {
            return None;
        }
        let text = &self.clause.text;
        let earlier = |ours: &&Deadline| ours.date < theirs.date;
        // 10月底前完成 in the words and 完成时限：2025年10月底 beside them is one date.
        let several = self.dated.iter().any(|due| !same_date(due, ours));
        // What stands beside the words is said of all of them.
        let within = |ours: &&Deadline| earlier(ours) && !is_beside(self.clause, ours);
        // The year's end is the whole task's where the clause gives a date to a part alone.
        let of_year = || {
            let ends = theirs.date.is_some_and(|date| date.month() == 12);
            ends && self.dated.iter().all(|ours| within(ours) && leaves_parts(text, ours))
        };
        // Where the other steps have rows of their own, the day is that of this row's alone; one before its
        // step is done is nobody's.
        let parted = own_step && self.found.restates && self.others_have_rows(row, ours);
        let too_early = of_another && self.found.restates && theirs.date < ours.date;
        let weak = of_another
            || several
            || of_year()
            || self.dated.iter().all(|ours| within(ours) && is_step(text, ours));
        if (parted || too_early) && !self.ends_all(theirs) {
            return Some((ours, Expected::Should));
        }
        let expected = if weak { Expected::May } else { weight(self.context, self.found, ours) };
        // What lasts all year may have its first end.
        let lasts = lasts_all_year(self.clause, ours);
        Some((ours, if lasts { expected.max(Expected::Should) } else { expected }))
    }

    /// Whether a day is the task's last and that of each of its rows, more than two or in one cell: it says when the
    /// whole task ends. Of two rows one may have the other's by mistake.
    fn ends_all(&self, theirs: &Deadline) -> bool {
        let is_theirs = |due: &Deadline| same_date(due, theirs);
        let one_cell = |row: &Row| {
            row.deadline.as_ref().is_some_and(|due| due.span.start() == theirs.span.start())
        };
        self.dated.last().is_some_and(|last| is_theirs(last))
            && (self.found.rows.len() > 2 || self.found.rows.iter().all(|row| one_cell(row)))
            && self.found.rows.iter().all(|row| row.deadline.as_ref().is_some_and(is_theirs))
    }

    /// The date of the step that a row says of a task with several: 3月底前 of 3月底前建立清单，9月底前整改销号
    /// for 建立清单, and true. The last, where it is of none or of all.
    fn of_step(&self, row: &Row) -> Option<(&'a Deadline, bool)> {
        let last = *self.dated.last()?;
        let says = |due: &&'a Deadline| {
            let said = self.says_of(row, due);
            said.is_some_and(|(known, all)| all > 2 && known * 3 >= all * 2)
        };
        let mut steps = self.dated.iter().copied().filter(says);
        match (steps.next(), steps.next()) {
            (Some(only), None) if !same_date(only, last) => Some((only, true)),
            (Some(_), None) => Some((last, true)),
            _ => Some((last, false)),
        }
    }

    /// Whether a row says nothing of a date's step but what its own has too: 完成.
    fn says_only_of(&self, row: &Row, ours: &Deadline, date: &Deadline) -> bool {
        let words = |due: &Deadline| step_of((&self.clause.text, &self.clause.span), due);
        let (Some(own), Some(other)) = (words(ours), words(date)) else { return false };
        let (own, said) =
            (pairs(&own.1), pairs(&plain(row.content.as_deref().unwrap_or_default())));
        !pairs(&other.1).iter().any(|pair| said.contains(pair) && !own.contains(pair))
    }

    /// Whether another row of the task says a step of another day.
    fn others_have_rows(&self, row: &Row, ours: &Deadline) -> bool {
        let other = |other: &Row| {
            let step = self.of_step(other);
            !std::ptr::eq(other, row)
                && step.is_some_and(|(step, own)| own && !same_date(step, ours))
        };
        self.found.rows.iter().any(|row| other(row))
    }

    /// Whether a row of the task says nothing of the steps of all its dates, which others say.
    fn is_of_other_rows(&self, row: &Row) -> bool {
        let nothing = |(known, all): (usize, usize)| all > 2 && known == 0;
        let most = |(known, all): (usize, usize)| known * 3 >= all * 2;
        let rows = || self.found.rows.iter();
        rows().any(|own| std::ptr::eq(*own, row))
            && self.dated.iter().all(|due| self.says_of(row, due).is_some_and(nothing))
            && *self.said.get_or_init(|| {
                let said = |due: &&Deadline| {
                    rows().any(|other| self.says_of(other, due).is_some_and(most))
                };
                self.dated.iter().all(said)
            })
    }

    /// Whether a row in other words than its task's says a sentence of it that has none of its dates, each of which is of
    /// a step of its own: 提出分步退出方案 of 10月底前拆除养殖场。提出分步退出方案.
    fn is_of_an_undated_sentence(&self, row: &Row) -> bool {
        const STEP: usize = 6;
        // A longer clause is rather several, and each of its rows would be held against all of it.
        const LONGEST: usize = 4096;
        let text = &self.clause.text;
        if self.found.restates
            || text.len() > LONGEST
            || self.dated.iter().any(|due| is_beside(self.clause, due))
        {
            return false;
        }
        let own = |due: &&Deadline| {
            self.says_of(row, due).is_some_and(|(known, all)| all >= STEP && known * 3 < all)
        };
        let said = pairs(&plain(row.content.as_deref().unwrap_or_default()));
        let dated = |sentence: &str| self.dated.iter().any(|due| sentence.contains(&*due.text));
        let known = |sentence: &str| {
            let all = pairs(&plain(sentence));
            all.iter().filter(|pair| said.contains(pair)).count()
        };
        let of = |with: bool| {
            let sentences = text.split(['。', '；', ';']).filter(move |s| dated(s) == with);
            sentences.map(known).max().unwrap_or_default()
        };
        self.dated.iter().all(own) && of(false) * 2 >= said.len() && of(false) >= of(true) * 2
    }

    /// How many pairs of characters a row says of a date's step, and how many that has.
    fn says_of(&self, row: &Row, due: &Deadline) -> Option<(usize, usize)> {
        let said = pairs(&plain(row.content.as_deref().unwrap_or_default()));
        let all = pairs(&step_of((&self.clause.text, &self.clause.span), due)?.1);
        Some((all.iter().filter(|pair| said.contains(pair)).count(), all.len()))
    }

    /// Whether one of the dates is the column's, holds it or lies within it, or was told to differ.
    fn agree_with(&self, theirs: &Deadline) -> bool {
        if self.dated.iter().any(|ours| same_date(ours, theirs)) {
            return true;
        }
        // 3月启动，11月总结: the clause says all of it, whatever of it is read as its dates.
        let words = plain(&theirs.text);
        if self.context.of(self.found).any(|at| plain(&at.clause.text).contains(&words)) {
            return true;
        }
        // A day of the year that the other leaves open (年内) only says more.
        let within = |ours: &&Deadline| {
            let year = |due: &Deadline| due.date.map(hongtou_model::Date::year);
            ours.kind == DeadlineKind::Within
                && !(lasts_all_year(self.clause, ours) && ends_early(theirs))
                && (months_of(ours).is_none() || begins_anywhere(self.clause, ours))
                && theirs.date <= ours.date
                && year(theirs) == year(ours)
        };
        let holds = |ours: &&Deadline| holds_day(theirs, ours) || holds_day(ours, theirs);
        // The row says the same day in its words, and that was told.
        let again = |(ours, other): &(&Deadline, &Deadline)| {
            same_date(other, theirs) && self.dated.iter().any(|date| std::ptr::eq(*date, *ours))
        };
        self.dated.iter().any(within) || self.dated.iter().any(holds) || self.told.iter().any(again)
    }
}

/// Neighbouring characters.
fn pairs(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// How sure it is that the day of a row's column is to be the clause's. Of several rows one may be for a
/// part of the task.
fn weight<'a>(context: &Context<'a>, found: &Match<'a>, ours: &Deadline) -> Expected {
    let clause = context.clauses[found.clauses[0]].clause;
    match () {
        () if found.rows.len() > 1 || found.clauses.len() > 1 => Expected::May,
        () if found.restates => Expected::Must,
        // Where the table is in other words: both sides say when the whole task is due, or this row
        // says its clause again.
        () if is_beside(clause, ours) || says_again(context, found) => Expected::Should,
        () => Expected::May,
    }
}

/// Whether a deadline stands beside its clause's words, as that of the whole task: 完成时限：6月底.
fn is_beside(clause: &Clause, due: &Deadline) -> bool {
    !due.span.is_empty() && !begins_within(&due.span, &clause.span)
}

/// Whether a row says its clause's words again, but for a date.
fn says_again<'a>(context: &Context<'a>, found: &Match<'a>) -> bool {
    let beside = |why: &Why| matches!(why, Why::Date | Why::Punctuation | Why::Writing);
    !context.compared(found).table.text.is_empty() && explained(context, found).iter().all(beside)
}

/// Whether a clause says beside its words that the work lasts all year (全年持续推进), which 年内 leaves open.
fn lasts_all_year(clause: &Clause, due: &Deadline) -> bool {
    due.kind == DeadlineKind::Within && due.text.contains("全年") && is_beside(clause, due)
}

/// Whether a deadline is nothing but one day or month surely before the year ends: not 4月、10月, nor 6月底前，持续推进,
/// nor one with the stage that is due by it (6月底前完成首轮).
fn ends_early(due: &Deadline) -> bool {
    const LAST: u32 = 10;
    const TIME: &str = "年月日份底末前之以初中上下旬第季度半完成.";
    let time = |c| chars::digit(c).is_some() || numeral::is_ordinal(c) || TIME.contains(c);
    matches!(due.kind, DeadlineKind::By | DeadlineKind::On)
        && due.date.is_some_and(|date| date.month() <= LAST)
        && due.text.chars().all(|c| chars::is_space(c) || time(c))
}

/// Whether the words of a clause are nothing but what is finished by an early day (6月底前完成河道划界), and none of them
/// says that work goes on, or begins what is kept then (6月底前完成热线开通).
fn is_done_by(clause: &Clause, due: &Deadline) -> bool {
    const ON: [&str; 12] = [
        "长期", "长效", "持续", "常态", "坚持", "日常", "定期", "动态", "经常", "不断", "每", "起",
    ];
    const FINISHES: [&str; 7] = ["完成", "建成", "办结", "验收", "竣工", "整改", "清零"];
    const BEGINS: [&str; 16] = [
        "开通", "建立", "健全", "公布", "成立", "启动", "制定", "部署", "运行", "选聘", "纳入",
        "落实", "开放", "投", "制度", "机制",
    ];
    let ends = |c| matches!(c, '，' | ',' | '；' | ';' | '。');
    let behind = clause.text.split_once(due.text.as_str()).map(|(_, behind)| behind);
    // 6月底前，完成划界 is said of what follows.
    let behind = behind.map(|behind| behind.trim_start_matches(ends).trim_end_matches(ends));
    let finishes = |words: &str| {
        due.text.ends_with("完成")
            || FINISHES.iter().any(|verb| words.starts_with(verb) || words.ends_with(verb))
    };
    ends_early(due)
        && behind.is_some_and(|behind| !behind.contains(ends) && finishes(behind))
        && !ON.iter().chain(&BEGINS).any(|word| clause.text.contains(word))
}

/// Whether a clause's date and the column's both say when work begins (7月1日起), or one says beside the task
/// that it goes on (长期坚持) where the other sets an end, as a clause of nothing else may do in its words.
fn is_kin(context: &Context<'_>, clause: &Clause, ours: &Deadline, theirs: &Deadline) -> bool {
    use DeadlineKind::{By, From, On, Standing};
    // 每月10日前 goes on, too, but has its ends.
    let goes_on = |due: &Deadline| {
        due.kind == Standing && due.date.is_none() && !due.text.contains(['每', '逐', '按'])
    };
    let ends = |due: &Deadline| matches!(due.kind, By | On) && due.date.is_some();
    // 立即落实，长期坚持 and 动态调整 say what is done after the day, too.
    let stays = |due: &Deadline| !["立即", "动态"].iter().any(|word| due.text.contains(word));
    match (ours.kind, theirs.kind) {
        (From, From) => ours.date.is_some() && theirs.date.is_some(),
        _ => {
            let beside = is_beside(clause, ours);
            let standing = goes_on(ours) && ends(theirs);
            let ended = ends(ours) && goes_on(theirs);
            // In its words 长期坚持 may be said of a part.
            let said = || !beside && ours.text.contains("长期") && ends_early(theirs);
            (standing && (beside || said())
                || ended && (beside || stays(theirs) && is_done_by(clause, ours)))
                && !says_both(&around(context, ours))
                && !says_both(&around(context, theirs))
        }
    }
}

/// Whether words say that work goes on and when it ends, too: 12月底前并长期坚持, 持续推进至年底.
fn says_both(words: &str) -> bool {
    let goes_on = GOES_ON.iter().any(|word| words.contains(word));
    goes_on && (words.contains(['年', '月']) || words.contains(|c| chars::digit(c).is_some()))
}

/// The words that a deadline stands in, as far as its cell or its bracket goes.
fn around(context: &Context<'_>, due: &Deadline) -> String {
    let text = || {
        let (source, start) = due.span.start()?;
        let text = &context.sources.get(usize::from(source))?.text;
        let ends =
            |c| matches!(c, '\n' | '\t' | '|' | '（' | '）' | '(' | ')' | '；' | '：' | '<' | '>');
        let (before, behind) = (text.get(..start as usize)?, text.get(start as usize..)?);
        let from = before.rsplit(ends).next().unwrap_or_default();
        Some(from.to_owned() + behind.split(ends).next().unwrap_or_default())
    };
    text().unwrap_or_default() + &due.text
}

/// The years of two dates that differ in the year alone, which one of them does not print: that one's first.
fn of_two_years(ours: &Deadline, theirs: &Deadline) -> Option<(u32, u32)> {
    let (a, b) = (ours.date?, theirs.date?);
    let prints = |due: &Deadline| !years(&due.text).is_empty();
    if (a.month(), a.day()) != (b.month(), b.day()) {
        return None;
    }
    match (prints(ours), prints(theirs)) {
        (false, true) => Some((a.year(), b.year())),
        (true, false) => Some((b.year(), a.year())),
        _ => None,
    }
}

/// What is said of two deadlines of one task: the body's with its clause, the table's with its place.
fn differs(
    lang: Lang,
    (ours, clause): (&Deadline, &str),
    (theirs, at): (&Deadline, Place),
) -> Draft {
    let message = lang.pick(
        format!("期限不一致：正文{}，表中{}", ours.text, theirs.text),
        format!("the deadlines differ: {} in the body, {} in the table", ours.text, theirs.text),
    );
    let mut draft = Draft::new(at, message);
    // One day in two years, which are those that the titles or the day of issue say.
    if let Some((said, other)) = of_two_years(ours, theirs) {
        for part in SAY_THE_YEAR {
            draft = draft.cause(two_years(part, said, other));
        }
    }
    draft
        .quote(&ours.text)
        .quote(&theirs.text)
        .about(clause)
        .related(
            Place::new(clause, &ours.span, &ours.text),
            lang.pick("正文写的是", "the body says").to_owned(),
        )
        .help(lang.pick(
            "查明审定的期限，改正另一处",
            "find out which was decided, and put the other right",
        ))
}

/// Finds dates in cells of goals that say the clause's words again, but for the date.
fn check_goals(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let one = |found: &&Match<'_>| found.rows.len() == 1 && found.clauses.len() == 1;
    for found in context.matches().map(|(_, found)| found).filter(one) {
        let (row, clause) = (found.rows[0], context.clauses[found.clauses[0]].clause);
        for (at, target) in row.targets.iter().enumerate() {
            let of_its_time = |ours: &Deadline| match target.period {
                None => true,
                Some(Period::Year(year)) => {
                    ours.date.is_some_and(|date| date.year() == u32::from(year))
                }
                Some(_) => false,
            };
            for theirs in target.deadlines.iter().filter(|due| due.date.is_some()) {
                let mut same = clause.deadlines.iter().filter(|ours| {
                    ours.date.is_some()
                        && of_its_time(ours)
                        && is_said_again(&clause.text, ours, &target.text, theirs)
                });
                let (Some(ours), None) = (same.next(), same.next()) else { continue };
                if clause.deadlines.iter().any(|ours| same_date(ours, theirs))
                    || holds_day(ours, theirs)
                    || holds_day(theirs, ours)
                {
                    continue;
                }
                let place = Place::new(&target_id(row, at), &theirs.span, &theirs.text);
                sink.report(Expected::Should.weigh(differs(
                    lang,
                    (ours, &clause.id),
                    (theirs, place),
                )));
            }
        }
    }
}

/// Finds dates in a row's words whose step the clause gives another date, in tables in other words too.
fn check_words<'a>(
    context: &Context<'a>,
    (found, rows): (&Match<'a>, &[&'a Row]),
    own: &Own<'_, 'a>,
    sink: &mut Sink<'_>,
) {
    let lang = sink.lang();
    for row in rows {
        let Some(content) = row.content.as_deref() else { continue };
        for theirs in row.deadlines.iter().filter(|due| due.date.is_some()) {
            let told = own.told.iter().any(|(_, told)| std::ptr::eq(*told, theirs));
            if told || own.agree_with(theirs) {
                continue;
            }
            let mut same = context.of(found).flat_map(|at| {
                let due = at.clause.deadlines.iter().filter(|ours| {
                    ours.date.is_some()
                        && ours.kind == theirs.kind
                        && is_one_step(
                            ((&at.clause.text, &at.clause.span), ours),
                            ((content, &row.spans.content), theirs),
                        )
                });
                due.map(move |ours| (ours, at.clause))
            });
            let (Some((ours, clause)), None) = (same.next(), same.next()) else { continue };
            let place = Place::new(&format!("{}.content", row.id), &theirs.span, &theirs.text);
            sink.report(Expected::Should.weigh(differs(lang, (ours, &clause.id), (theirs, place))));
        }
    }
}

/// The words before and behind a date, from one mark to the next.
fn step_of((text, span): (&str, &Span), due: &Deadline) -> Option<(String, String)> {
    // The same day may stand twice.
    let printed = || {
        let ((source, start), (from, at)) = (span.start()?, due.span.start()?);
        let at = usize::try_from(at.checked_sub(start)?).ok().filter(|_| from == source)?;
        text.get(at..).filter(|rest| rest.starts_with(&*due.text)).map(|_| at)
    };
    let at = printed().or_else(|| text.find(&*due.text))?;
    let (before, behind) = (&text[..at], &text[at + due.text.len()..]);
    let ends = |c| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    let before = before.rsplit(ends).next().unwrap_or_default();
    Some((plain(before), plain(behind.split(ends).next().unwrap_or_default())))
}

/// Whether a cell says of its date what a clause says of its own, from one mark to the next.
fn is_said_again(text: &str, ours: &Deadline, cell: &str, theirs: &Deadline) -> bool {
    let nowhere = Span::default();
    let (Some(own), Some(other)) =
        (step_of((text, &nowhere), ours), step_of((cell, &nowhere), theirs))
    else {
        return false;
    };
    let long = other.0.chars().chain(other.1.chars()).filter(|&c| chars::is_han(c)).count() >= 4;
    long && own.1 == other.1 && own.0.ends_with(&other.0)
}

/// Whether both say the same step behind their dates, one of them with another beside it: 完成用地预审,
/// 完成用地预审和选址意见书办理. More of its own words make it another: 完成验收, 完成验收准备工作.
fn is_one_step(
    (text, ours): ((&str, &Span), &Deadline),
    (words, theirs): ((&str, &Span), &Deadline),
) -> bool {
    let (Some(own), Some(other)) = (step_of(text, ours), step_of(words, theirs)) else {
        return false;
    };
    let (short, long) =
        if own.1.len() < other.1.len() { (&own.1, &other.1) } else { (&other.1, &own.1) };
    let words = short.chars().filter(|&c| chars::is_han(c)).count();
    own.0 == other.0
        && words >= LEAST_STEP
        && long.strip_prefix(short.as_str()).is_some_and(|rest| {
            // Marks are no words here.
            rest.is_empty()
                || ["和", "及", "与", "并", "以及"].iter().any(|and| rest.starts_with(and))
        })
}

/// Fewer characters are what is done with many things: 完成, 建成投用.
const LEAST_STEP: usize = 5;

/// Whether a date governs the first of several parts only: 3月底前完成选址，新增学位1200个.
///
/// A part is another sentence with a figure, or what the sentence goes on with for the rest of the
/// year (全年完成投资15亿元), or with a figure where the words of the date have none.
fn leaves_parts(text: &str, date: &Deadline) -> bool {
    let figure = |words: &str| words.contains(|c| chars::digit(c).is_some());
    let Some(at) = text.find(&*date.text) else { return false };
    let (before, behind) = (&text[..at], &text[at + date.text.len()..]);
    let ends = |c| matches!(c, '。' | '；' | ';');
    // 9月底前，建成10个 is said of what follows.
    let mut sentences = behind.trim_start().trim_start_matches(['，', ',']).split(ends);
    let mut rest = sentences.next().unwrap_or_default().split(['，', ',']);
    let own = rest.next().unwrap_or_default();
    let all_year =
        |words: &str| ["全年", "年内", "年度"].iter().any(|word| words.starts_with(word));
    rest.any(|part| all_year(part.trim_start()) || figure(part) && !figure(own))
        || sentences.any(figure)
        || before.rsplit(ends).skip(1).any(figure)
}

/// Whether a date is of a step on the way to what the rest of the clause says: 新建学校3所，6月底前开工.
fn is_step(text: &str, date: &Deadline) -> bool {
    const STEPS: [&str; 22] = [
        "开工",
        "启动",
        "进场",
        "招标",
        "招投标",
        "前期工作",
        "前期手续",
        "选址",
        "立项",
        "可研",
        "初步设计",
        "施工图",
        "征地",
        "征迁",
        "拆迁",
        "主体工程",
        "主体结构",
        "主体施工",
        "主体完工",
        "封顶",
        "过半",
        "一半",
    ];
    let ends = |c| matches!(c, '，' | ',' | '。' | '；' | ';');
    let Some(at) = text.find(&*date.text) else { return false };
    let (before, behind) = (&text[..at], text[at + date.text.len()..].trim_start_matches(ends));
    let own = behind.split(ends).next().unwrap_or_default();
    // What is only begun by then has its end in the column, and a clause of nothing else is the task itself.
    let rest = before.split(ends).chain(behind.split(ends).skip(1));
    let says = |words: &str| words.chars().filter(|&c| chars::is_han(c)).count() >= 4;
    STEPS.iter().any(|step| own.contains(step)) && rest.into_iter().any(says)
}

/// Whether a date stands in a sentence about a part of the task: 其中，3号泊位6月底前….
fn of_a_part(text: &str, date: &Deadline) -> bool {
    text.find(&*date.text).is_some_and(|at| {
        let sentence = text[..at].rsplit(['。', '；']).next().unwrap_or_default();
        sentence.trim_start().starts_with("其中")
    })
}
