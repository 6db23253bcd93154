//! What every rule looks at: the notice, its clauses by id, and which rows carry out which clauses.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use hongtou_model::{
    Clause, ColumnKind, Confidence, Deadline, DeadlineKind, Item, Lang, Notice, Period, ProseRole,
    Quantity, Role, Row, Section, Severity, Span, Table, TableKind, UnitMention,
};
use hongtou_source::{Source, fold};

use crate::Options;
use crate::diff::{Difference, differences};
use crate::doubts::Doubts;
use crate::exchanges::{By, Exchange, Exchanges, exchanges};
use crate::figures::same_measure;
use crate::lost::{Lost, lost};
use crate::parties::{Unsaid, hardly_any_differs};
use crate::repeats::{Repeat, repeats};
use crate::rules;
use crate::series::{
    Series, Task, counts_from_january, ends_the_work, ends_the_year, is_full, last_month, series,
};
use crate::sink::{Draft, Place};
use crate::texts::{TextAt, texts};
use crate::units::Units;
use crate::unlinked::{Unlinked, unlinked};
use crate::why::{Why, explained};
use crate::words::{Words, is_punctuation, plain, without_figures};
use crate::years::year_set;

/// A clause and what it stands in.
#[derive(Clone, Copy)]
pub(crate) struct ClauseAt<'a> {
    pub(crate) clause: &'a Clause,
    pub(crate) item: &'a Item,
    pub(crate) section: &'a Section,
    /// Position of the section in the notice.
    pub(crate) section_index: usize,
}

/// A task table and what it can say.
pub(crate) struct TableAt<'a> {
    pub(crate) table: &'a Table,
    /// Clauses and the rows that carry them out, in the order of the rows.
    pub(crate) matches: Vec<Match<'a>>,
    /// Rows linked to a clause whose words are another row's: what they say is ordered nowhere.
    pub(crate) strays: Vec<&'a Row>,
    /// Whether a column names units.
    pub(crate) has_units: bool,
    /// Whether the table can say who leads.
    pub(crate) has_lead: bool,
    /// Whether a column names the action.
    pub(crate) has_action: bool,
    /// Whether at least one row carries out a clause.
    pub(crate) linked: bool,
    /// What one side says of nobody; worked out once.
    pub(crate) unsaid: OnceCell<Unsaid>,
    /// Whether the days of its clauses stand in a column alone; worked out once.
    pub(crate) days_apart: OnceCell<bool>,
}

impl TableAt<'_> {
    pub(crate) fn has(&self, kind: ColumnKind) -> bool {
        self.table.columns.iter().any(|column| column.kind == kind)
    }
}

/// Clauses and rows that say the same task; mostly one of each.
pub(crate) struct Match<'a> {
    pub(crate) clauses: Vec<usize>,
    pub(crate) rows: Vec<&'a Row>,
    /// Whether the table says the body's words again.
    pub(crate) restates: bool,
    compared: OnceCell<Compared<'a>>,
}

/// The words of both sides, and where they differ.
pub(crate) struct Compared<'a> {
    pub(crate) body: Words<'a>,
    pub(crate) table: Words<'a>,
    pub(crate) differences: Vec<Difference>,
    /// Where the words of each row that says some of the table's end, in order.
    rows: Vec<(usize, &'a Row)>,
}

impl<'a> Compared<'a> {
    /// The row that says some of the table's words; of none, the one behind or within which they are missing.
    pub(crate) fn row_at(&self, range: &Range<usize>) -> Option<&'a Row> {
        // A stop at the end of a row may stand before the words of the next one.
        let words = self.table.text.get(range.clone()).unwrap_or_default();
        let marks = words.len() - words.trim_start_matches(is_punctuation).len();
        let from = if marks < words.len() { range.start + marks } else { range.start };
        let mut rows = self.rows.iter();
        let row = rows.find(|&&(end, _)| from < end || range.is_empty() && from == end);
        row.or(self.rows.last()).map(|&(_, row)| row)
    }

    /// Where the words of a row begin among the table's.
    pub(crate) fn start_of(&self, row: &Row) -> usize {
        let at = self.rows.iter().position(|&(_, own)| std::ptr::eq(own, row));
        at.and_then(|at| at.checked_sub(1)).map_or(0, |before| self.rows[before].0)
    }

    /// Whether a place in the table's words is where those of a row begin.
    pub(crate) fn opens_a_row(&self, at: usize) -> bool {
        at == 0 || self.rows.iter().any(|&(end, _)| end == at)
    }

    /// The share of the longer side's bytes that the other side has too, from 0 to 1.
    pub(crate) fn likeness(&self) -> f64 {
        let changed: (usize, usize) =
            self.differences.iter().fold((0, 0), |(a, b), d| (a + d.left.len(), b + d.right.len()));
        let share = |changed: usize, all: usize| changed as f64 / all.max(1) as f64;
        1.0 - share(changed.0, self.body.text.len()).max(share(changed.1, self.table.text.len()))
    }
}

/// Everything that rules share; worked out once.
pub(crate) struct Context<'a> {
    pub(crate) notice: &'a Notice,
    pub(crate) sources: &'a [Source],
    pub(crate) options: &'a Options,
    /// All clauses, in order.
    pub(crate) clauses: Vec<ClauseAt<'a>>,
    /// The task tables, in order.
    pub(crate) tables: Vec<TableAt<'a>>,
    /// All printed texts.
    pub(crate) texts: Vec<TextAt<'a>>,
    /// Which names mean one unit.
    pub(crate) units: Units<'a>,
    /// Whether the body can say who leads.
    pub(crate) body_names_leads: bool,
    by_id: HashMap<&'a str, usize>,
    doubts: OnceCell<Doubts<'a>>,
    gaps: OnceCell<Unlinked<'a>>,
    repeats: OnceCell<Vec<Repeat>>,
    exchanges: OnceCell<Exchanges>,
    series: OnceCell<HashMap<*const Row, Vec<Series<'a>>>>,
    lost: OnceCell<Vec<Lost<'a>>>,
}

/// Whether a counterpart must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Expected {
    /// Both sides say the same things one by one.
    Must,
    /// The other side has hardly any gap but this.
    Should,
    /// The other side may cover less by intention.
    May,
}

impl Expected {
    /// The next lesser one.
    pub(crate) fn less(self) -> Expected {
        match self {
            Expected::Must => Expected::Should,
            Expected::Should | Expected::May => Expected::May,
        }
    }

    /// A draft of a finding, no more severe than this says.
    pub(crate) fn weigh(self, draft: Draft) -> Draft {
        match self {
            Expected::Must => draft,
            Expected::Should => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
            Expected::May => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
        }
    }
}

/// Fewer characters are no task that an introduction orders.
const LEAST_TASK: usize = 8;

impl<'a> Context<'a> {
    pub(crate) fn new(
        notice: &'a Notice,
        sources: &'a [Source],
        options: &'a Options,
    ) -> Context<'a> {
        let mut clauses = Vec::new();
        for (section_index, section) in notice.sections.iter().enumerate() {
            for item in &section.items {
                clauses.extend(item.clauses.iter().map(|clause| ClauseAt {
                    clause,
                    item,
                    section,
                    section_index,
                }));
            }
        }
        let by_id: HashMap<&str, usize> =
            clauses.iter().enumerate().map(|(at, c)| (c.clause.id.as_str(), at)).collect();
        let tables: Vec<TableAt<'_>> = notice
            .tables
            .iter()
            .filter(|table| table.kind == TableKind::Task)
            .map(|table| table_at(table, &clauses, &by_id))
            .collect();
        let leads = |units: &[UnitMention]| units.iter().any(|unit| unit.role == Role::Lead);
        // A convention that names none of them is that of a table: 注：责任单位栏中第一个单位为牵头单位.
        let body_names_leads = clauses.iter().any(|c| leads(&c.clause.units));
        let units = Units::new(&clauses, &tables, notice, options);
        Context {
            notice,
            sources,
            options,
            clauses,
            tables,
            texts: texts(notice),
            units,
            body_names_leads,
            by_id,
            doubts: OnceCell::new(),
            gaps: OnceCell::new(),
            repeats: OnceCell::new(),
            exchanges: OnceCell::new(),
            series: OnceCell::new(),
            lost: OnceCell::new(),
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.options.lang
    }

    /// The rows whose cells may be others'.
    pub(crate) fn doubts(&self) -> &Doubts<'a> {
        self.doubts.get_or_init(|| Doubts::new(self.notice))
    }

    /// The clause with an id.
    pub(crate) fn clause(&self, id: &str) -> Option<ClauseAt<'a>> {
        self.by_id.get(id).map(|&at| self.clauses[at])
    }

    /// Position of the clause with an id.
    pub(crate) fn clause_index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The items before and after that of a clause.
    pub(crate) fn items_beside(&self, clause: usize) -> impl Iterator<Item = &'a Item> {
        let own = self.clauses[clause].item;
        let other = move |at: &&ClauseAt<'a>| !std::ptr::eq(at.item, own);
        let before = self.clauses[..clause].iter().rev().find(other);
        let after = self.clauses[clause..].iter().find(other);
        before.into_iter().chain(after).map(|at| at.item)
    }

    /// Every match of every task table.
    pub(crate) fn matches(&self) -> impl Iterator<Item = (&TableAt<'a>, &Match<'a>)> {
        self.tables.iter().flat_map(|table| table.matches.iter().map(move |m| (table, m)))
    }

    /// Rows of all task tables.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&TableAt<'a>, &'a Row)> {
        self.tables.iter().flat_map(|table| table.table.rows.iter().map(move |row| (table, row)))
    }

    /// The clauses of a match.
    pub(crate) fn of(&self, found: &Match<'a>) -> impl Iterator<Item = ClauseAt<'a>> {
        found.clauses.iter().map(|&at| self.clauses[at])
    }

    /// The rows of a task, those in words of their own too.
    pub(crate) fn rows_of(&self, table: &TableAt<'a>, found: &Match<'a>) -> Vec<&'a Row> {
        let own = |row: &&&Row| self.of(found).any(|at| row.clause.as_ref() == Some(&at.clause.id));
        found.rows.iter().chain(table.strays.iter().filter(own)).copied().collect()
    }

    /// The figures that say what a row is to reach in the end: its own, else its clause's.
    fn goals(&self, table: &Table, row: &'a Row) -> Vec<&'a Quantity> {
        // 年度目标, where other targets have periods.
        let parted =
            !counts_from_january(table) && row.targets.iter().any(|target| target.period.is_some());
        let year = row.targets.iter().filter(|target| parted && target.period.is_none());
        let mut goals: Vec<&Quantity> = year.flat_map(|target| &target.quantities).collect();
        let of_year = goals.len();
        for own in &row.quantities {
            if !goals[..of_year].iter().any(|goal| same_measure(goal, own)) {
                goals.push(own);
            }
        }
        if !goals.is_empty() {
            return goals;
        }
        let clause = row.clause.as_deref().and_then(|id| self.clause(id));
        clause.map(|at| at.clause.quantities.iter().collect()).unwrap_or_default()
    }

    /// Whether a row's task is a figure to be reached in full, or its targets are shares of the year's.
    pub(crate) fn counts(&self, row: &'a Row) -> bool {
        let clause = row.clause.as_deref().and_then(|id| self.clause(id));
        let of_clause = clause.iter().flat_map(|at| &at.clause.quantities);
        let counted = |q: &Quantity| q.measure.as_deref().is_some_and(|measure| measure != "%");
        let year = |target: &hongtou_model::Target| {
            ["全年任务", "年度任务"].iter().any(|words| target.text.contains(words))
        };
        row.targets.iter().any(year) || row.quantities.iter().chain(of_clause).any(counted)
    }

    /// The last year of a table's targets: of its columns, else the plan's.
    fn last_year(&self, table: &Table) -> Option<u32> {
        let years = table.columns.iter().filter_map(|column| match column.period {
            Some(Period::Year(year)) => Some(u32::from(year)),
            _ => None,
        });
        years.max().or_else(|| rules::plan_year(self))
    }

    /// Whether a row's task is due when the years of its table's targets are over: a goal of 2030 beside
    /// targets up to 2027.
    fn goes_beyond(&self, table: &Table, row: &Row) -> bool {
        let Some(last) = self.last_year(table) else { return false };
        let clause = row.clause.as_deref().and_then(|id| self.clause(id));
        let due = clause.iter().flat_map(|at| &at.clause.deadlines);
        due.chain(&row.deadlines).filter_map(|due| due.date).any(|date| date.year() > last)
    }

    /// Whether nothing says that the work goes on behind a month: no title names a year, no words all of it or a later part
    /// (全年, 年底), and no deadline is later or open (长期坚持).
    fn is_over_by(&self, table: &Table, month: u32) -> bool {
        const LATER: [&str; 14] = [
            "全年",
            "年底",
            "年内",
            "年末",
            "年终",
            "年度",
            "下半年",
            "四季度",
            "12月",
            "次年",
            "明年",
            "长期",
            "三年",
            "五年",
        ];
        let title = table.title.as_deref().unwrap_or_default();
        if rules::names_years(self) || !year_set(title).is_empty() {
            return false;
        }
        let later = |text: &TextAt<'_>| LATER.iter().any(|word| text.text.contains(word));
        let headers = table.columns.iter().map(|column| column.header.as_str());
        let of_clauses = self.clauses.iter().flat_map(|at| &at.clause.deadlines);
        let of_rows = self.tables.iter().flat_map(|table| &table.table.rows);
        let of_rows = of_rows.flat_map(|row| row.deadlines.iter().chain(&row.deadline));
        let open = |due: &Deadline| match due.date {
            Some(date) => date.month() > month,
            None => {
                let of_month = due.text.contains('月') || due.kind == DeadlineKind::Standing;
                of_month && !due.text.contains(['每', '按'])
            }
        };
        !of_clauses.chain(of_rows).any(open)
            && !headers.into_iter().any(|header| LATER.iter().any(|word| header.contains(word)))
            && !self.texts.iter().any(later)
    }

    /// What the targets of a row say of each figure.
    pub(crate) fn series(&self, row: &'a Row) -> &[Series<'a>] {
        let all = self.series.get_or_init(|| {
            let of = |table: &'a Table, row: &'a Row, whole_year: bool| {
                // Goals of three years are not those of the quarters of one.
                let several = || {
                    let title = table.title.as_deref().unwrap_or_default();
                    rules::is_of_several_years(title) || rules::names_years(self)
                };
                let one = self.last_year(table).is_some() || !several();
                // Without the year's own target the last one is not that of the year.
                let ended = || !counts_from_january(table) || one && is_full(table, row);
                let whole_year = whole_year && !self.goes_beyond(table, row) && ended();
                let goals = self.goals(table, row);
                let clause = row.clause.as_deref().and_then(|id| self.clause(id));
                let clause = clause.map(|at| at.clause);
                let task = Task { row, clause, goals: &goals };
                series(task, Some(table).filter(|_| one), whole_year)
            };
            let all = self.tables.iter().flat_map(|table| {
                let (table, year) = (table.table, ends_the_year(table.table));
                let read = |whole| table.rows.iter().map(|row| of(table, row, whole)).collect();
                let mut found: Vec<Vec<Series<'a>>> = read(true);
                let rows = || found.iter().map(Vec::as_slice);
                let stops = || last_month(table, rows()).is_some_and(|m| self.is_over_by(table, m));
                if !year && !ends_the_work(table, rows()) && !stops() {
                    found.iter_mut().flatten().for_each(|series| series.to_the_end = false);
                }
                table.rows.iter().map(std::ptr::from_ref).zip(found)
            });
            all.filter(|(_, series)| !series.is_empty()).collect()
        });
        all.get(&std::ptr::from_ref(row)).map_or(&[], Vec::as_slice)
    }

    /// Clauses that say an earlier one's task again.
    pub(crate) fn repeats(&self) -> &[Repeat] {
        self.repeats.get_or_init(|| repeats(self))
    }

    /// Rows that have each other's units.
    fn all_exchanges(&self) -> &Exchanges {
        self.exchanges.get_or_init(|| exchanges(self))
    }

    /// Rows that have each other's units, in order.
    pub(crate) fn exchanges(&self) -> &[Exchange] {
        &self.all_exchanges().list
    }

    /// The exchange that a row has a part in.
    pub(crate) fn exchange_of(&self, row: &Row) -> Option<&Exchange> {
        self.all_exchanges().of(row)
    }

    /// Whether the units of a row are told as another row's.
    pub(crate) fn is_exchanged(&self, row: &Row) -> bool {
        self.exchange_of(row).is_some()
    }

    /// What the cells of a row stand beside when two contents that were exchanged are put back.
    pub(crate) fn put_back(&self, row: &Row) -> Option<&Match<'a>> {
        self.back(row).map(|(back, _)| back)
    }

    /// The same, with what tells of the exchange.
    pub(crate) fn back(&self, row: &Row) -> Option<(&Match<'a>, By)> {
        let back = self.all_exchanges().back(row)?;
        Some((&self.tables[back.table].matches[back.other], back.by))
    }

    /// Which clauses a row carries out.
    pub(crate) fn linked(&self) -> Vec<bool> {
        let mut linked = vec![false; self.clauses.len()];
        for (_, found) in self.matches() {
            found.clauses.iter().for_each(|&at| linked[at] = true);
        }
        linked
    }

    /// Clauses without a row, rows without a clause.
    pub(crate) fn unlinked(&self) -> &Unlinked<'a> {
        self.gaps.get_or_init(|| unlinked(self))
    }

    /// Whether hardly any clause that a table carries out is said otherwise than word for word.
    pub(crate) fn is_one_by_one(&self, table: &TableAt<'a>) -> bool {
        let (same, all) = self.said_whole(table);
        hardly_any_differs(same, all)
    }

    /// How many of the clauses that a table carries out are said word for word, and how many there are.
    pub(crate) fn said_whole(&self, table: &TableAt<'a>) -> (usize, usize) {
        let whole = |found: &&Match<'a>| !explained(self, found).contains(&Why::Words);
        (table.matches.iter().filter(whole).count(), table.matches.len())
    }

    /// The words that open a section or the plan and say a row's task, all of it.
    pub(crate) fn introduced(&self, row: &Row) -> Option<Place> {
        let words = row.content.as_deref().or(row.action.as_deref())?;
        let parts: Vec<String> = words.split(['，', '。', '；', ',', ';']).map(plain).collect();
        if parts.iter().map(|part| part.chars().count()).sum::<usize>() < LEAST_TASK {
            return None;
        }
        let says = |text: &str| {
            let text = plain(text);
            parts.iter().all(|part| text.contains(part.as_str()))
        };
        let mut intros = self.notice.prose.iter().filter(|prose| prose.role == ProseRole::Intro);
        if let Some(prose) = intros.find(|prose| says(&prose.text)) {
            return Some(Place::new(&prose.id, &prose.span, &prose.text));
        }
        let plan = self.notice.plan.as_ref()?;
        let preamble = plan.preamble.as_deref().filter(|preamble| says(preamble))?;
        Some(Place::new("plan.preamble", &plan.spans.preamble, preamble))
    }

    /// Rows without a clause that have one but for a slip.
    pub(crate) fn lost(&self) -> &[Lost<'a>] {
        self.lost.get_or_init(|| lost(self))
    }

    /// Whether each row of the tables that say the body again has its clause.
    pub(crate) fn all_rows_linked(&self) -> bool {
        let mut tables = self.tables.iter().filter(|table| table.table.restates_body);
        tables.all(|table| {
            table.strays.is_empty() && table.table.rows.iter().all(|row| row.clause.is_some())
        })
    }

    /// Whether words at the front of a row are rather those above its clause in other words than a step of
    /// its own: half of their neighbouring characters are that heading's.
    pub(crate) fn is_like_heading(&self, found: &Match<'a>, words: &str) -> bool {
        let heading = self.of(found).next().and_then(heading_above);
        let heading: Vec<_> = heading.iter().flat_map(|heading| pairs(heading.0)).collect();
        let (mut own, mut same) = (0, 0);
        for pair in pairs(&plain(words)) {
            own += 1;
            same += usize::from(heading.contains(&pair));
        }
        same * 2 >= own
    }

    /// The words of both sides of a match, compared once.
    pub(crate) fn compared<'m>(&self, found: &'m Match<'a>) -> &'m Compared<'a> {
        found.compared.get_or_init(|| {
            let (table, rows) = table_words(&found.rows);
            let mut body = self.body_words(found, None);
            let mut differences =
                if body.text == table.text { Vec::new() } else { differences(&body, &table) };
            // The days may have a column of their own.
            let opens = |at: ClauseAt<'a>, heading: &str| {
                let days = at.clause.deadlines.iter();
                let bare =
                    days.fold(heading.to_owned(), |words, due| words.replace(&*due.text, ""));
                let words = fold(&table.text);
                words.starts_with(&fold(heading))
                    || !bare.is_empty() && words.starts_with(&fold(&bare))
            };
            if !differences.is_empty()
                && let Some(first) = self.of(found).next()
                && let Some(heading) = heading_above(first)
                && opens(first, heading.0)
            {
                let with = self.body_words(found, Some(heading));
                let other = crate::diff::differences(&with, &table);
                let size = |list: &[Difference]| -> usize {
                    list.iter().map(|d| d.left.len() + d.right.len()).sum()
                };
                if size(&other) < size(&differences) {
                    (body, differences) = (with, other);
                }
            }
            Compared { body, table, differences, rows }
        })
    }

    fn body_words(&self, found: &Match<'a>, heading: Option<(&str, &'a Span)>) -> Words<'a> {
        let mut words = Words::default();
        if let Some((text, span)) = heading {
            words.push(text, span);
            words.push_unprinted("。");
        }
        for clause in self.of(found) {
            words.push(&clause.clause.text, &clause.clause.span);
        }
        words
    }

    /// The clause itself as a place.
    pub(crate) fn clause_place(&self, clause: &Clause) -> Place {
        Place::new(&clause.id, &clause.span, &clause.text)
    }

    /// The section as a place: its title, else all of it.
    pub(crate) fn section_place(&self, section: &Section) -> Place {
        match &section.title {
            Some(title) => Place::new(&section.id, &section.spans.title, title),
            None => Place::new(&section.id, &section.span, ""),
        }
    }

    /// The row as a place: its content, else its action, else all of it.
    pub(crate) fn row_place(&self, row: &Row) -> Place {
        match (&row.content, &row.action) {
            (Some(content), _) => Place::new(&row.id, &row.spans.content, content),
            (None, Some(action)) => Place::new(&row.id, &row.spans.action, action),
            _ => Place::new(&row.id, &row.span, ""),
        }
    }

    /// The fingerprint of the clause, row or section that an id belongs to, and the part of it.
    pub(crate) fn anchor<'i>(&self, id: &'i str) -> (&'a str, &'i str) {
        if let Some(clause) = self.clause(id) {
            return (&clause.clause.fingerprint, "");
        }
        if id.starts_with('t') {
            let mut parts = id.splitn(3, '.');
            let (table, row, part) = (parts.next(), parts.next(), parts.next());
            let table = self.notice.tables.iter().find(|t| Some(t.id.as_str()) == table);
            if let (Some(table), Some(row)) = (table, row)
                && let Some(place) = row.strip_prefix('r').and_then(|n| n.parse::<usize>().ok())
                && let Some(row) = table.rows.get(place.wrapping_sub(1))
            {
                return (&row.fingerprint, part.unwrap_or_default());
            }
        }
        if let Some(dot) = id.rfind('.')
            && let Some(clause) = id.get(..dot).and_then(|base| self.clause(base))
        {
            return (&clause.clause.fingerprint, id.get(dot + 1..).unwrap_or_default());
        }
        if let Some(section) = self.notice.sections.iter().find(|s| s.id == id) {
            return (&section.fingerprint, "");
        }
        ("", "")
    }
}

/// The words above a clause that its row may say again, and the span that begins with them: the
/// heading of its item, or the sentence that opens the item's first clause (消除大班额。…（甲负责）…（乙负责）).
fn heading_above<'a>(at: ClauseAt<'a>) -> Option<(&'a str, &'a Span)> {
    if let Some(heading) = &at.item.heading {
        return Some((heading, &at.item.spans.heading));
    }
    let first = at.item.clauses.first().filter(|first| first.id != at.clause.id)?;
    let end = first.text.find(['。', '：', ':'])?;
    Some((&first.text[..end], &first.span))
}

fn table_words<'a>(rows: &[&'a Row]) -> (Words<'a>, Vec<(usize, &'a Row)>) {
    let mut words = Words::default();
    let mut ends = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        // A task given to several rows in the same words is said once.
        if rows[..at].iter().any(|before| before.content == row.content) {
            continue;
        }
        match (&row.content, &row.action) {
            (Some(content), _) => words.push(content, &row.spans.content),
            (None, Some(action)) => words.push(action, &row.spans.action),
            _ => continue,
        }
        ends.push((words.text.len(), *row));
    }
    (words, ends)
}

/// Takes rows out of their matches that share no words with the clause, where another row says it.
///
/// A row whose own clause was struck is still linked by its action to the item's other clauses.
fn take_strays<'a>(matches: &mut [Match<'a>], clauses: &[ClauseAt<'a>]) -> Vec<&'a Row> {
    let mut strays = Vec::new();
    for found in matches.iter_mut().filter(|found| found.restates && found.rows.len() > 1) {
        let mut body: Vec<(char, char)> =
            found.clauses.iter().flat_map(|&at| pairs(&clauses[at].clause.text)).collect();
        body.sort_unstable();
        let shares: Vec<f64> = found
            .rows
            .iter()
            .map(|row| {
                let own: Vec<_> = pairs(row.content.as_deref().unwrap_or_default()).collect();
                let common = own.iter().filter(|pair| body.binary_search(pair).is_ok()).count();
                common as f64 / own.len().max(1) as f64
            })
            .collect();
        if !shares.iter().any(|&share| share > 0.8) {
            continue;
        }
        // Of a task broken down by its figure each row says its part, in words of its own.
        let parts = match found.clauses.as_slice() {
            &[at] => rules::rows_of_parts(clauses[at].clause, &found.rows),
            _ => Vec::new(),
        };
        let own = rows_that_say_a_part(&found.rows, &found.clauses, clauses);
        let mut at = 0;
        found.rows.retain(|row| {
            let part = own[at] || parts.iter().any(|part| std::ptr::eq(*part, *row));
            let stays = shares[at] >= 0.65 || row.content.is_none() || part;
            at += 1;
            if !stays {
                strays.push(*row);
            }
            stays
        });
    }
    strays
}

/// Which rows say a part of their clause from one mark to the next, whatever the day and the figures, that no
/// other row says: what they say besides is a step of their own (举办对接会50场，技术合同成交额达到160亿元). The
/// sentence above the clause is a part of it, too.
fn rows_that_say_a_part(rows: &[&Row], of: &[usize], clauses: &[ClauseAt<'_>]) -> Vec<bool> {
    let of_clause = |&at: &usize| {
        let ClauseAt { clause, .. } = clauses[at];
        let above = heading_above(clauses[at]).map_or("", |heading| heading.0);
        let mut parts = parts_said(above, &clause.deadlines);
        parts.extend(parts_said(&clause.text, &clause.deadlines));
        parts
    };
    let said: HashSet<String> = of.iter().flat_map(of_clause).collect();
    let parts = |row: &&Row| {
        let parts = parts_said(row.content.as_deref().unwrap_or_default(), &row.deadlines);
        let long = |part: &String| part.chars().count() >= LEAST_TASK && said.contains(part);
        parts.into_iter().filter(long).collect::<HashSet<String>>()
    };
    let own: Vec<HashSet<String>> = rows.iter().map(parts).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for part in own.iter().flatten() {
        *times.entry(part).or_default() += 1;
    }
    own.iter().map(|parts| parts.iter().any(|part| times[part.as_str()] == 1)).collect()
}

/// What a text says from one mark to the next, without its days, and with one figure for each.
fn parts_said(text: &str, deadlines: &[Deadline]) -> Vec<String> {
    let ends = |c| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    let part = |words: &str| {
        let mut words = words.to_owned();
        deadlines.iter().for_each(|due| words = words.replace(&*due.text, ""));
        plain(&without_figures(&words))
    };
    text.split(ends).map(part).filter(|part| !part.is_empty()).collect()
}

/// Neighbouring characters of a text, white space left out.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let chars = || text.chars().filter(|c| !hongtou_source::chars::is_space(*c));
    chars().zip(chars().skip(1))
}

fn table_at<'a>(
    table: &'a Table,
    all: &[ClauseAt<'a>],
    by_id: &HashMap<&'a str, usize>,
) -> TableAt<'a> {
    let mut matches: Vec<Match<'a>> = Vec::new();
    let mut owner: HashMap<usize, usize> = HashMap::new();
    for row in &table.rows {
        let mut clauses: Vec<usize> = row
            .clause
            .iter()
            .chain(&row.also)
            .filter_map(|id| by_id.get(id.as_str()).copied())
            .collect();
        clauses.sort_unstable();
        clauses.dedup();
        if clauses.is_empty() {
            continue;
        }
        let at = match clauses.iter().find_map(|clause| owner.get(clause).copied()) {
            Some(at) => at,
            None => {
                matches.push(Match {
                    clauses: Vec::new(),
                    rows: Vec::new(),
                    restates: table.restates_body,
                    compared: OnceCell::new(),
                });
                matches.len() - 1
            }
        };
        matches[at].rows.push(row);
        for clause in clauses {
            if let std::collections::hash_map::Entry::Vacant(free) = owner.entry(clause) {
                free.insert(at);
                matches[at].clauses.push(clause);
            }
        }
        matches[at].clauses.sort_unstable();
    }
    let column = |kind: ColumnKind| table.columns.iter().any(|column| column.kind == kind);
    let units =
        |test: fn(&UnitMention) -> bool| table.rows.iter().any(|r| r.units.iter().any(test));
    let strays = take_strays(&mut matches, all);
    TableAt {
        table,
        linked: !matches.is_empty(),
        matches,
        strays,
        has_units: units(|_| true),
        has_lead: column(ColumnKind::Lead) || units(|unit| unit.role == Role::Lead),
        has_action: table.rows.iter().any(|row| row.action.is_some()),
        unsaid: OnceCell::new(),
        days_apart: OnceCell::new(),
    }
}

/// The rows right above and below the one at a place.
pub(crate) fn rows_beside(rows: &[Row], at: usize) -> impl Iterator<Item = &Row> {
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    above.into_iter().chain(rows.get(at + 1))
}

/// How the id of a target is written: `Q1`, or `target2` where its column names no period.
pub(crate) fn target_part(target: &hongtou_model::Target, at: usize) -> (&'static str, usize) {
    use hongtou_model::Period::{Half, Month, Quarter, Year};
    match target.period {
        Some(Quarter(n)) => ("Q", n.into()),
        Some(Half(n)) => ("H", n.into()),
        Some(Month(n)) => (if n < 10 { "M0" } else { "M" }, n.into()),
        Some(Year(n)) => ("Y", n.into()),
        None => ("target", at + 1),
    }
}

/// The id of a target of a row.
pub(crate) fn target_id(row: &Row, at: usize) -> String {
    let (part, number) =
        row.targets.get(at).map_or(("target", at + 1), |target| target_part(target, at));
    format!("{}.{part}{number}", row.id)
}
