//! The goals of single years: those of the body, and those that stand below a year in a table.

use hongtou_model::{
    Clause, ColumnKind, Comparator, Deadline, OtherCell, Period, Quantity, Row, Table, Target,
};

use crate::context::Context;
use crate::figures::{millionths, same_measure, same_metric, same_value};
use crate::words::{is_punctuation, plain};
use crate::years::years;

/// The years whose goals a table gives, each in one column: those that a heading names (2025年目标),
/// and the plan's own for a column that names no period (年度目标).
pub(crate) fn goal_years(table: &Table, plan: Option<u32>) -> Vec<(Option<Period>, u32)> {
    const OF_STEPS: [&str; 5] = ["阶段", "进度", "近期", "季", "月"];
    let targets = || table.columns.iter().filter(|c| c.kind == ColumnKind::Target);
    let of_year = |header: &str| {
        ["目标", "指标"].iter().any(|word| header.contains(word))
            && !OF_STEPS.iter().any(|word| header.contains(word))
    };
    let mut out: Vec<(Option<Period>, u32)> = targets()
        .filter_map(|column| match column.period {
            Some(Period::Year(year)) => Some((column.period, year.into())),
            None => plan.filter(|_| of_year(&column.header)).map(|year| (None, year)),
            _ => None,
        })
        .collect();
    out.retain(|(period, _)| targets().filter(|column| column.period == *period).count() == 1);
    out
}

/// The figures of a clause that are to be reached in a year. `alone` says that the table gives no other
/// year's goals, so that what is said of no year is this one's.
pub(crate) fn of_year<'a>(
    context: &Context<'a>,
    clause: &'a Clause,
    (year, alone): (u32, bool),
) -> Vec<&'a Quantity> {
    let dated = || clause.deadlines.iter().filter(|due| due.date.is_some());
    let in_year = |due: &Deadline| due.date.is_some_and(|date| date.year() == year);
    if alone {
        // 到2027年建成100座 is no goal of this year.
        let all = dated().all(in_year);
        return clause.quantities.iter().filter(|_| all).collect();
    }
    let said = |q: &&Quantity| {
        let sentence = sentence_before(context, clause, q);
        let Some((last, place)) = years(sentence).pop() else { return false };
        let (before, behind) = (&sentence[..place.start], &sentence[place.end..]);
        let behind = behind.trim_start_matches('年');
        // By the end of a year all is built that was built before it, too; a share has no parts.
        let whole = q.measure.as_deref() == Some("%")
            || !behind.starts_with(['底', '末', '前']) && !before.ends_with(['到', '至']);
        last == year
            && !before.ends_with(['比', '较', '—', '-'])
            && whole
            && !behind.contains("累计")
    };
    clause.quantities.iter().filter(said).collect()
}

/// The words of a clause before one of its figures, from the last stop on.
pub(crate) fn sentence_before<'a>(context: &Context<'a>, clause: &Clause, q: &Quantity) -> &'a str {
    let (Some((source, start)), Some((_, at))) = (clause.span.start(), q.span.start()) else {
        return "";
    };
    let text = context.sources.get(usize::from(source)).map(|source| &source.text);
    let before = text.and_then(|text| text.get(start as usize..at as usize));
    before.unwrap_or_default().rsplit(['。', '；']).next().unwrap_or_default()
}

/// A figure that stands alone in its cell below a year: what it counts is said in another cell.
pub(crate) struct Bare {
    /// The figure, with what its row names as its metric.
    pub(crate) figure: Quantity,
    pub(crate) year: u32,
}

impl Bare {
    /// The figure of a row's target, if it is all that the cell says and the row names what it counts.
    pub(crate) fn of_target(row: &Row, target: &Target, year: u32) -> Option<Bare> {
        let [own] = target.quantities.as_slice() else { return None };
        let alone = own.metric.is_none() && plain(&target.text) == plain(&own.text);
        let name = row.content.as_deref().or(row.action.as_deref()).filter(|_| alone)?;
        let metric = Some(without_bracket(name).0.into());
        Some(Bare { figure: Quantity { metric, ..own.clone() }, year })
    }

    /// The figure of a cell of a table of indicators, of which `name` is counted in a measure.
    fn of_cell(cell: &OtherCell, (name, measure): (&str, &str), year: u32) -> Option<Bare> {
        let text = cell.text.trim();
        let (digits, measure) = match text.strip_suffix('%') {
            Some(digits) => (digits, "%"),
            None => (text, measure),
        };
        let (size, measure) = match (measure.strip_prefix('万'), measure.strip_prefix('亿')) {
            (Some(rest), _) if !rest.is_empty() => (10_000, rest),
            (_, Some(rest)) if !rest.is_empty() => (100_000_000, rest),
            _ => (1, measure),
        };
        let value = millionths(&digits.replace(',', ""))?.checked_mul(size)?;
        Some(Bare {
            figure: Quantity {
                text: text.into(),
                value: decimal(value).into(),
                value_max: None,
                measure: Some(measure.into()).filter(|_| !measure.is_empty()),
                comparator: Comparator::Exactly,
                metric: Some(name.into()),
                span: cell.span.clone(),
            },
            year,
        })
    }

    /// The one figure of some clauses that is to be reached in the year, of the same thing in the same
    /// measure, where it is another. `before` are the other years of the table, where a running total may be.
    pub(crate) fn differs_from<'a>(
        &self,
        context: &Context<'a>,
        clauses: &[&'a Clause],
        (others, alone): (&[u32], bool),
    ) -> Option<(&'a Clause, &'a Quantity)> {
        let body = |year| self.in_body(context, clauses, (year, alone));
        let (clause, q) = body(self.year).filter(|(_, q)| !same_value(q, &self.figure))?;
        // 6座, 14座 of 2023年建成6座，2024年建成8座.
        let steps = others.iter().filter(|year| **year <= self.year).map(|year| body(*year));
        let steps: Option<Vec<i128>> = steps.map(|step| millionths(&step?.1.value)).collect();
        let total = steps.is_some_and(|steps| {
            millionths(&self.figure.value) == Some(steps.iter().sum::<i128>())
        });
        (!total).then_some((clause, q))
    }

    /// The one figure of some clauses for the same thing in a year.
    fn in_body<'a>(
        &self,
        context: &Context<'a>,
        clauses: &[&'a Clause],
        year: (u32, bool),
    ) -> Option<(&'a Clause, &'a Quantity)> {
        let of = |&clause: &&'a Clause| {
            of_year(context, clause, year).into_iter().map(move |q| (clause, q))
        };
        let mut own = clauses.iter().flat_map(of).filter(|(clause, q)| {
            q.metric.is_some()
                && same_measure(q, &self.figure)
                && same_metric(q, &self.figure)
                && self.is_of_one_scope(sentence_before(context, clause, q))
        });
        own.next().filter(|_| own.next().is_none())
    }

    /// Whether the words before the body's figure tell of what comes to it or of all there is, as the row's
    /// name does: 新建农田4万亩 is no 农田 of 34万亩.
    fn is_of_one_scope(&self, words: &str) -> bool {
        const NEW: [char; 3] = ['新', '增', '建'];
        const ALL: [&str; 5] = ["达到", "达", "累计", "总量", "总数"];
        let name = self.figure.metric.as_deref().unwrap_or_default();
        let part = words.rsplit(['，', ',']).next().unwrap_or_default();
        let of_all = self.figure.measure.as_deref() != Some("%")
            && ALL.iter().any(|word| part.contains(word));
        part.contains(NEW) == name.contains(NEW) && !(of_all && name.contains(NEW))
    }
}

/// The figures that stand alone below a year in a table of indicators, with the years.
pub(crate) fn of_indicators(table: &Table) -> (Vec<Bare>, Vec<u32>) {
    const MEASURE: [&str; 3] = ["单位", "计量单位", "指标单位"];
    let goals: Vec<(usize, u32)> = table.columns.iter().enumerate().filter_map(goal).collect();
    let column = |test: &dyn Fn(&hongtou_model::Column) -> bool| {
        table.columns.iter().position(test).map(|at| at as u32)
    };
    let name = column(&|column| column.kind == ColumnKind::Content);
    let measure = column(&|column| MEASURE.contains(&plain(&column.header).as_str()));
    let mut out = Vec::new();
    for row in &table.cells {
        let cell = |at: u32| row.iter().find(|cell| cell.column == at);
        let Some(name) = name.and_then(cell) else { continue };
        let (name, own) = without_bracket(&name.text);
        let measure = measure.and_then(cell).map_or(own, |cell| cell.text.trim());
        let bare =
            |&(at, year): &(usize, u32)| Bare::of_cell(cell(at as u32)?, (name, measure), year);
        out.extend(goals.iter().filter_map(bare));
    }
    (out, goals.into_iter().map(|(_, year)| year).collect())
}

/// The place of a column below which the goals of a year stand, with that.
fn goal((at, column): (usize, &hongtou_model::Column)) -> Option<(usize, u32)> {
    match column.period {
        Some(Period::Year(year)) if !tells_otherwise(&column.header) => Some((at, year.into())),
        _ => None,
    }
}

/// Whether a heading tells of what was reached, or of all that was reached so far.
pub(crate) fn tells_otherwise(header: &str) -> bool {
    const NO_GOAL: [&str; 8] = ["累计", "实际", "完成", "基期", "基数", "基准", "现状", "增"];
    NO_GOAL.iter().any(|word| header.contains(word))
}

/// A name without the bracket at its end, and what that says: 新建高标准农田（万亩）.
fn without_bracket(name: &str) -> (&str, &str) {
    let name = name.trim();
    let open = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')']));
    let parts = open.and_then(|at| Some((name.get(..at)?, name.get(at..)?)));
    let (name, bracket) = parts.unwrap_or((name, ""));
    (name.trim(), bracket.trim_matches(is_punctuation))
}

/// Millionths as a decimal.
pub(crate) fn decimal(millionths: i128) -> String {
    let (whole, part) = (millionths / 1_000_000, millionths % 1_000_000);
    let part = format!("{part:06}");
    match part.trim_end_matches('0') {
        "" => whole.to_string(),
        part => format!("{whole}.{part}"),
    }
}
