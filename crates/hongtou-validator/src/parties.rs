//! Who answers for a task, on either side.

use std::collections::HashSet;

use hongtou_model::{
    Clause, ColumnKind, ConventionKind, Fragment, Role, Row, Span, UnitKind, UnitMention,
};
use hongtou_source::chars;

use crate::context::{ClauseAt, Context, Match, TableAt};
use crate::sink::Place;

/// Whether so many rows agree with their clauses that another one is a slip: three of four, four of five.
pub(crate) fn hardly_any_differs(same: usize, all: usize) -> bool {
    same >= 3 && (same + 1 >= all || same * 5 >= all * 4)
}

/// What a unit named twice in a responsibility is called as the cause of what differs by it.
pub(crate) fn named_again(owner: &str, unit: usize) -> String {
    format!("{owner} {unit}")
}

/// The units of one side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side<'a> {
    pub(crate) members: Vec<Member<'a>>,
    /// Whether the list is open (等).
    pub(crate) open: bool,
}

/// One unit in a responsibility.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) unit: usize,
    pub(crate) mention: &'a UnitMention,
}

impl<'a> Side<'a> {
    fn push(&mut self, context: &Context<'a>, mentions: &'a [UnitMention]) {
        self.members.extend(
            mentions.iter().map(|mention| Member { unit: context.units.of(mention), mention }),
        );
    }

    /// The units that this side names and another does not, each once.
    pub(crate) fn units_beyond(&self, other: &Side<'_>) -> Vec<usize> {
        once(self.members.iter().map(|m| m.unit).filter(|&unit| !other.has(unit)))
    }

    pub(crate) fn has(&self, unit: usize) -> bool {
        self.members.iter().any(|m| m.unit == unit)
    }

    pub(crate) fn leads(&self, unit: usize) -> bool {
        self.members.iter().any(|m| m.unit == unit && m.mention.role == Role::Lead)
    }

    /// Whether a unit stands in the body because the notice declares it for all tasks.
    pub(crate) fn is_default(&self, context: &Context<'_>, unit: usize) -> bool {
        let declared = |name: &str| {
            let mut conventions = context.notice.conventions.iter();
            conventions.any(|c| c.kind == ConventionKind::DefaultUnits && c.text.contains(name))
        };
        let mut mentions = self.members.iter().filter(|m| m.unit == unit).map(|m| m.mention);
        mentions.any(|mention| {
            matches!(mention.role, Role::Implement | Role::Support) && declared(&mention.name)
        })
    }

    /// The leads, without doubles.
    pub(crate) fn lead_units(&self) -> Vec<usize> {
        let leads = self.members.iter().filter(|m| m.mention.role == Role::Lead);
        once(leads.map(|m| m.unit))
    }

    /// The leads, or without one the only unit that answers while the others support or guide it.
    pub(crate) fn heads(&self) -> Vec<usize> {
        let leads = self.lead_units();
        if !leads.is_empty() {
            return leads;
        }
        let mut answer = self.members.iter().filter(|m| m.mention.role == Role::Responsible);
        match (answer.next(), answer.next()) {
            (Some(only), None) => vec![only.unit],
            _ => leads,
        }
    }

    /// Whether every unit leads.
    pub(crate) fn all_lead(&self) -> bool {
        self.members.iter().all(|m| m.mention.role == Role::Lead)
    }

    /// Whether one unit stands alone: it answers and leads in one.
    pub(crate) fn alone(&self) -> bool {
        self.members.windows(2).all(|pair| pair[0].unit == pair[1].unit)
    }

    /// Takes out the units with some parts in the task, but for those `kept`, unless nobody else is left.
    fn leave_out(&mut self, parts: &[Role], kept: &[usize]) {
        let stays = |m: &Member<'_>| !parts.contains(&m.mention.role) || kept.contains(&m.unit);
        if self.members.iter().any(stays) {
            self.members.retain(stays);
        }
    }

    /// Where the first of some units is printed.
    fn mention(&self, units: &[usize]) -> Option<&'a UnitMention> {
        self.members.iter().find(|m| units.contains(&m.unit)).map(|m| m.mention)
    }

    /// The units of a row as a place: one of `units` where it is there, else all of them.
    pub(crate) fn place(&self, context: &Context<'_>, row: &Row, units: &[usize]) -> Place {
        let id = format!("{}.units", row.id);
        if let Some(mention) = self.mention(units) {
            return Place::new(&id, &mention.span, printed(mention));
        }
        let all: Vec<&str> = row.units.iter().map(|u| u.name.as_str()).collect();
        let mut span = row.spans.units.clone();
        if span.is_empty() {
            span = cover(&row.units);
        }
        if span.is_empty() {
            return Place { id: Some(id), ..context.row_place(row) };
        }
        Place::new(&id, &span, &all.join("、"))
    }

    /// The responsibility of a clause as a place: one of `units` where it is there, else all of it.
    pub(crate) fn clause_place(&self, clause: &Clause, units: &[usize]) -> Place {
        let id = format!("{}.responsibility", clause.id);
        if let Some(mention) = self.mention(units) {
            return Place::new(&id, &mention.span, printed(mention));
        }
        responsibility_place(clause)
    }
}

/// The responsibility of a clause as a place.
pub(crate) fn responsibility_place(clause: &Clause) -> Place {
    let id = format!("{}.responsibility", clause.id);
    match &clause.responsibility {
        Some(responsibility) => Place::new(&id, &responsibility.span, &responsibility.text),
        None => Place::new(&id, &clause.span, &clause.text),
    }
}

fn printed(mention: &UnitMention) -> &str {
    mention.written.as_ref().unwrap_or(&mention.name)
}

fn cover(mentions: &[UnitMention]) -> Span {
    let mut span = Span::default();
    mentions.iter().for_each(|mention| span.extend(&mention.span));
    span
}

/// Both sides of a match, where both name units.
pub(crate) struct Parties<'a> {
    pub(crate) body: Side<'a>,
    pub(crate) rows: Side<'a>,
    pub(crate) clause: ClauseAt<'a>,
    /// The first of the rows, and all of them.
    pub(crate) row: &'a Row,
    pub(crate) all: Vec<&'a Row>,
    /// Units of the body and of the rows that stand here as one, for their names may be one's.
    pub(crate) renamed: Vec<(usize, usize)>,
}

impl<'a> Parties<'a> {
    /// Whether several units share the task in the body, none of which leads.
    fn shares(&self) -> bool {
        !self.body.alone() && self.body.lead_units().is_empty()
    }

    /// The row that names one of some units, which only the rows name; else the first.
    pub(crate) fn row_of(&self, units: &[usize]) -> &'a Row {
        self.row_with(&self.rows, units)
    }

    /// The row of the first mention of some units in a part of what the rows name.
    pub(crate) fn row_with(&self, side: &Side<'a>, units: &[usize]) -> &'a Row {
        let of = |mention: &'a UnitMention| {
            let mut rows = self.all.iter().copied();
            rows.find(|row| row.units.iter().any(|own| std::ptr::eq(own, mention)))
        };
        side.mention(units).and_then(of).unwrap_or(self.row)
    }

    /// The units of the rows that lead, as a place may be told by; all, where none of some leads.
    pub(crate) fn led(&self, units: &[usize]) -> Side<'a> {
        let leads = |m: &&Member<'a>| m.mention.role == Role::Lead && units.contains(&m.unit);
        let members: Vec<Member<'a>> = self.rows.members.iter().filter(leads).cloned().collect();
        match members.is_empty() {
            true => self.rows.clone(),
            false => Side { members, open: self.rows.open },
        }
    }

    /// Whether some units that the rows name only help, beside those of the body, and how surely.
    pub(crate) fn rows_only_help(&self, units: &[usize]) -> Option<Help> {
        let helps = |m: &Member<'_>| matches!(m.mention.role, Role::Support | Role::Guide);
        let of =
            |row: &Row, m: &Member<'_>| row.units.iter().any(|unit| std::ptr::eq(unit, m.mention));
        let mut found = Help::Beside;
        for m in self.rows.members.iter().filter(|m| units.contains(&m.unit)) {
            let row = self.all.iter().find(|row| of(row, m))?;
            let own = || self.rows.members.iter().filter(|m| of(row, m));
            if !helps(m) || !own().any(|m| self.body.has(m.unit)) {
                return None;
            }
            // 有关乡镇 is everybody's help, and stands in nobody's place.
            let one = |m: &Member<'_>| m.mention.kind != Some(UnitKind::Collective);
            let missing = |other: &Member<'_>| {
                let known = |m: &Member<'_>| m.unit == other.unit;
                one(other)
                    && self.body.members.iter().any(|m| known(m) && helps(m))
                    && !own().any(known)
            };
            if one(m) && self.rows.members.iter().any(missing) {
                found = Help::Instead;
            }
        }
        Some(found)
    }
}

/// What help may be that one of several rows names and the body does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Help {
    /// Help with a part of the task besides.
    Beside,
    /// A unit in the place of one that another row of the task names.
    Instead,
}

/// Parts in a task that one side of a table's comparison says of nobody: a body that names who answers
/// for each task only, beside a table with a column of those that support.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unsaid {
    /// What the table does not say of the body's units.
    table: Vec<Role>,
    /// What the body does not say of the table's.
    body: Vec<Role>,
    /// Whether the table has a column of leads alone.
    leads_only: bool,
    /// Whether the table names the lead alone of the units that share a task in the body.
    leads_of_many: bool,
    /// The table's units of a level with a column of its own, of which the body names none: 省牵头单位
    /// beside 市牵头单位.
    of_another_level: HashSet<*const UnitMention>,
}

impl Unsaid {
    fn of<'a>(context: &Context<'a>, table: &TableAt<'a>) -> Unsaid {
        let parts = [Role::Responsible, Role::Support, Role::Guide, Role::Implement];
        let matches: Vec<Parties<'a>> =
            table.matches.iter().filter_map(|found| both(context, found)).collect();
        let columns = |role| match role {
            Role::Lead => table.has(ColumnKind::Lead),
            Role::Responsible | Role::Implement => table.has(ColumnKind::Responsible),
            Role::Support => table.has(ColumnKind::Support),
            Role::Guide => table.has(ColumnKind::Guide),
        };
        // 牵头单位 is the only column: there is no place for the others.
        let leads_only = columns(Role::Lead) && parts.iter().all(|&role| !columns(role));
        let takes = |units: &[UnitMention], role| units.iter().any(|unit| unit.role == role);
        let in_body = |&role: &Role| context.clauses.iter().any(|c| takes(&c.clause.units, role));
        let in_table =
            |&role: &Role| columns(role) || table.table.rows.iter().any(|r| takes(&r.units, role));
        // One task alone may have lost its only supporter, where the table has room for it. Where it has
        // none, a row may still name one of them as the lead of its part.
        let by_table = |&role: &Role| {
            let (left_out, named) =
                left_out(role, matches.iter().map(|both| (&both.body, &both.rows)));
            if leads_only { left_out > named } else { named == 0 && left_out >= 2 }
        };
        let by_body = |&role: &Role| {
            let (left_out, named) =
                left_out(role, matches.iter().map(|both| (&both.rows, &both.body)));
            named == 0 && left_out >= 2
        };
        let parts = parts.iter().copied();
        Unsaid {
            table: parts.clone().filter(|role| !in_table(role)).filter(by_table).collect(),
            body: parts.filter(|role| !in_body(role)).filter(by_body).collect(),
            leads_only,
            leads_of_many: leads_only && leads_of_many(&matches),
            of_another_level: of_another_level(context, table),
        }
    }
}

/// Whether of the units that share a task without a lead the table mostly does not name all, in two tasks
/// or more.
fn leads_of_many(matches: &[Parties<'_>]) -> bool {
    let shared = matches.iter().filter(|both| both.shares());
    let (whole, part): (Vec<_>, Vec<_>) =
        shared.partition(|both| both.body.units_beyond(&both.rows).is_empty());
    part.len() >= 2 && part.len() > whole.len()
}

/// The units of a table that are of another level than those of the body, by the headings of its columns.
fn of_another_level(context: &Context<'_>, table: &TableAt<'_>) -> HashSet<*const UnitMention> {
    use ColumnKind::{Guide, Lead, Responsible, Support};
    let columns = table.table.columns.iter();
    let columns = columns.filter(|c| matches!(c.kind, Lead | Responsible | Support | Guide));
    // 责任单位 beside 省级对口部门 are those of the plan's own level.
    let columns: Vec<Option<Level>> = columns.map(|c| Level::of_heading(&c.header)).collect();
    if columns.windows(2).all(|two| two[0] == two[1]) {
        return HashSet::new();
    }
    let body: Vec<&str> = context
        .clauses
        .iter()
        .flat_map(|at| &at.clause.units)
        .map(|unit| unit.name.as_str())
        .collect();
    // Names that never say their level tell of none.
    if !Level::ALL.iter().any(|(level, _)| body.iter().any(|name| level.has(name))) {
        return HashSet::new();
    }
    let other = |level: Level| !body.iter().any(|name| level.may_have(name));
    let is_other: Vec<bool> = columns.iter().map(|level| level.is_some_and(other)).collect();
    if !is_other.contains(&true) {
        return HashSet::new();
    }
    let others: Vec<Level> =
        columns.iter().flatten().copied().filter(|&level| other(level)).collect();
    let of_other = |unit: &UnitMention| others.iter().any(|level| level.has(&unit.name));
    let says_no_level =
        |unit: &UnitMention| Level::opens(unit.name.trim_start_matches('各')).is_none();
    let mut found = HashSet::new();
    for row in &table.table.rows {
        for unit in &row.units {
            let id = context.units.of(unit);
            let named = || {
                let mut all = context.clauses.iter().flat_map(|at| &at.clause.units);
                all.any(|own| context.units.of(own) == id)
            };
            let is = match column_of(row, unit, columns.len()).map(|column| is_other[column]) {
                // 国铁集团 says no level: its column does.
                Some(is_other) => is_other && (of_other(unit) || says_no_level(unit) && !named()),
                None => of_other(unit),
            };
            if is {
                found.insert(std::ptr::from_ref(unit));
            }
        }
    }
    found
}

/// Which of a row's columns of units names one, where each of them has a cell.
fn column_of(row: &Row, unit: &UnitMention, columns: usize) -> Option<usize> {
    let cells = row.spans.units.fragments();
    let (source, start) = unit.span.start()?;
    let holds =
        |cell: &Fragment| cell.source() == source && (cell.start..cell.end).contains(&start);
    let at = cells.iter().position(holds)?;
    // A row torn by a page has each of them in as many pieces, line by line or cell by cell.
    let pieces = cells.len() / columns.max(1);
    if pieces == 0 || pieces * columns != cells.len() {
        return None;
    }
    let by_line = cells.is_sorted_by_key(|cell| (cell.source(), cell.start));
    Some(if by_line && pieces > 1 { at % columns } else { at / pieces })
}

/// A level of government, by what the names of its bodies begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    State,
    Province,
    Prefecture,
    County,
    Township,
}

impl Level {
    const ALL: [(Level, &[&str]); 5] = [
        (Level::State, &["国家", "中央", "部委"]),
        (Level::Province, &["省", "自治区"]),
        (Level::Prefecture, &["市", "州", "盟"]),
        (Level::County, &["县", "区", "旗"]),
        (Level::Township, &["乡", "镇", "街道"]),
    ];

    fn words(self) -> &'static [&'static str] {
        Level::ALL.iter().find(|(level, _)| *level == self).map_or(&[], |&(_, words)| words)
    }

    fn opens(words: &str) -> Option<Level> {
        // 市场监管总局 and 乡村振兴局 are of any.
        const NONE: [&str; 4] = ["市场", "乡村", "区域", "县域"];
        if NONE.iter().any(|word| words.starts_with(word)) {
            return None;
        }
        let opens = |(_, own): &&(Level, &[&str])| own.iter().any(|word| words.starts_with(word));
        Level::ALL.iter().find(opens).map(|&(level, _)| level)
    }

    /// The level that a column's heading says: 省牵头单位, 州（市）牵头单位, 我市责任部门.
    fn of_heading(heading: &str) -> Option<Level> {
        let words: String = heading.chars().filter(|&c| !chars::is_space(c)).collect();
        Level::opens(words.trim_start_matches(['我', '本', '各']))
    }

    /// Whether a unit is of the level by its name: 省自然资源厅, and 自然资源部 of the state.
    fn has(self, name: &str) -> bool {
        let name = name.trim_start_matches('各');
        match Level::opens(name) {
            Some(level) => level == self,
            None => {
                self == Level::State && ["部", "署", "总局"].iter().any(|end| name.ends_with(end))
            }
        }
    }

    /// Whether a unit may be of the level: 甲省自然资源厅.
    fn may_have(self, name: &str) -> bool {
        /// So many characters a place's name has before its level.
        const PLACE: usize = 4;
        let mut starts = name.char_indices().map(|(at, _)| &name[at..]).take(PLACE + 1);
        self.has(name) || starts.any(|rest| self.words().iter().any(|word| rest.starts_with(word)))
    }
}

/// In how many tasks one side gives a part to units of which the other names none, and in how many it
/// names one.
fn left_out<'p, 'a: 'p>(
    role: Role,
    sides: impl Iterator<Item = (&'p Side<'a>, &'p Side<'a>)>,
) -> (usize, usize) {
    let (mut left_out, mut named) = (0, 0);
    for (side, other) in sides {
        let mut units = side.members.iter().filter(|m| m.mention.role == role).peekable();
        if units.peek().is_some() {
            let any = units.any(|m| other.has(m.unit));
            left_out += usize::from(!any);
            named += usize::from(any);
        }
    }
    (left_out, named)
}

/// The units of both sides that can be held against each other; `None` where a side names none.
pub(crate) fn parties<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    found: &Match<'a>,
) -> Option<Parties<'a>> {
    let mut both = both(context, found)?;
    let unsaid = table.unsaid.get_or_init(|| Unsaid::of(context, table));
    if unsaid.leads_only {
        // One that leads a part of the task is named all the same.
        let named: Vec<usize> = both.rows.members.iter().map(|m| m.unit).collect();
        both.body.leave_out(&unsaid.table, &named);
    } else {
        both.body.leave_out(&unsaid.table, &[]);
    }
    both.rows.leave_out(&unsaid.body, &[]);
    both.rows.members.retain(|m| !unsaid.of_another_level.contains(&std::ptr::from_ref(m.mention)));
    if both.rows.members.is_empty() {
        return None;
    }
    if unsaid.leads_of_many && both.shares() {
        let Parties { body, rows, .. } = &mut both;
        body.members.retain(|m| rows.has(m.unit));
    }
    Some(both)
}

/// Whether a table that names leads alone has one of those that the body has beside its lead.
pub(crate) fn is_other_lead<'a>(
    context: &Context<'a>,
    table: &TableAt<'a>,
    both: &Parties<'a>,
) -> bool {
    let unsaid = table.unsaid.get_or_init(|| Unsaid::of(context, table));
    let heads = both.body.lead_units();
    unsaid.leads_only
        && both.all.len() == 1
        && both.rows.alone()
        && !heads.is_empty()
        && both.rows.members.iter().all(|m| both.body.has(m.unit) && !heads.contains(&m.unit))
}

/// The units of both sides; `None` where a side names none.
fn both<'a>(context: &Context<'a>, found: &Match<'a>) -> Option<Parties<'a>> {
    let (mut body, mut rows) = (Side::default(), Side::default());
    for at in context.of(found) {
        body.push(context, &at.clause.units);
        body.open |= at.clause.responsibility.as_ref().is_some_and(|r| r.open);
    }
    for row in &found.rows {
        rows.push(context, &row.units);
        rows.open |= row.open;
    }
    if body.members.is_empty() || rows.members.is_empty() {
        return None;
    }
    let renamed = reconcile(context, &mut body, &mut rows);
    let (clause, row) = (context.of(found).next()?, found.rows.first()?);
    Some(Parties { body, rows, clause, row, all: found.rows.clone(), renamed })
}

/// Units in their order, each once.
fn once(units: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for unit in units {
        if !out.contains(&unit) {
            out.push(unit);
        }
    }
    out
}

/// Makes one of units that only one side names, where the names may be one unit's: one has one
/// counterpart, but a collective may stand for several (各乡镇（街道）).
fn reconcile<'a>(
    context: &Context<'_>,
    body: &mut Side<'a>,
    rows: &mut Side<'a>,
) -> Vec<(usize, usize)> {
    let (left, right) = (body.units_beyond(rows), rows.units_beyond(body));
    let unit = |at: usize| context.units.list().get(at);
    let collective = |at: usize| unit(at).is_some_and(|u| u.kind == UnitKind::Collective);
    let pairs: Vec<(usize, usize)> = left
        .iter()
        .flat_map(|&l| right.iter().map(move |&r| (l, r)))
        .filter(|&(l, r)| unit(l).zip(unit(r)).is_some_and(|(l, r)| l.may_be(r)))
        .collect();
    let sure = |&(l, r): &(usize, usize)| {
        let others = pairs.iter().filter(|&&(a, b)| (a == l) != (b == r)).count();
        others == 0 || collective(l) && collective(r)
    };
    let found: Vec<(usize, usize)> = pairs.iter().copied().filter(sure).collect();
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for &(l, r) in &found {
        // Collectives that one stands for follow it.
        let now =
            |unit| moved.iter().fold(unit, |at, &(from, to)| if at == from { to } else { at });
        let (from, to) = (now(r), now(l));
        let all = body.members.iter_mut().chain(&mut rows.members);
        all.filter(|m| m.unit == from).for_each(|m| m.unit = to);
        moved.push((from, to));
    }
    found
}

/// Every responsibility of the notice: its units and where they stand.
pub(crate) fn each_responsibility<'a>(
    context: &Context<'a>,
    f: &mut dyn FnMut(&'a [UnitMention], Owner<'a>),
) {
    for at in &context.clauses {
        f(&at.clause.units, Owner::Clause(at.clause));
    }
    for (_, row) in context.rows() {
        f(&row.units, Owner::Row(row));
    }
}

/// What a responsibility belongs to.
#[derive(Clone, Copy)]
pub(crate) enum Owner<'a> {
    Clause(&'a Clause),
    Row(&'a Row),
}

impl Owner<'_> {
    /// The id of the responsibility.
    pub(crate) fn id(self) -> String {
        match self {
            Owner::Clause(clause) => format!("{}.responsibility", clause.id),
            Owner::Row(row) => format!("{}.units", row.id),
        }
    }

    /// A mention in it as a place.
    pub(crate) fn place(self, mention: &UnitMention) -> Place {
        Place::new(&self.id(), &mention.span, printed(mention))
    }
}
