//! A row before it is written down, and the cells that need cutting.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use hongtou_model::{ColumnKind, Period, Role, SmolStr, Span, UnitMention};
use hongtou_source::{chars, numeral};

use super::columns::Assigned;
use super::grid::Cell;
use super::profile::{BodyHints, is_number, is_ordinal, spaced_ordinal};
use super::two_roles::TwoRoles;
use crate::flow::{Flow, trim};
use crate::marker::{Form, Marker, marker};
use crate::responsibility::{self, UnitList};

/// A row before it is written down.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowDraft<'s> {
    pub(crate) number: Option<(u32, Flow<'s>)>,
    /// Shared with the rows under the same printing of it.
    pub(crate) section: Option<Rc<SectionCell<'s>>>,
    pub(crate) action: Option<Flow<'s>>,
    /// Whether the action is printed in this row, rather than carried down to it.
    pub(crate) action_printed: bool,
    /// Whether a cell that reaches over this row from above holds the action.
    pub(crate) action_merged: bool,
    /// The section's title, printed where the action should be.
    pub(crate) spilled: Option<Box<Flow<'s>>>,
    /// Whether those words are printed in this row, and not merged from above.
    pub(crate) spilled_printed: bool,
    pub(crate) content: Option<Flow<'s>>,
    pub(crate) targets: Vec<(Option<Period>, Flow<'s>)>,
    pub(crate) deadline: Option<Flow<'s>>,
    pub(crate) units: Vec<UnitsCell<'s>>,
    /// Cells of other columns, with the index of the table's column.
    pub(crate) other: Vec<(u32, Flow<'s>)>,
    pub(crate) clause_forms: Vec<(Form, u32)>,
    /// Text that the row covers.
    pub(crate) span: Span,
}

/// The section that a row stands under.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionCell<'s> {
    pub(crate) ordinal: Option<(u32, Flow<'s>)>,
    pub(crate) title: Option<Flow<'s>>,
    /// The form of the ordinal, where its row says it.
    pub(crate) form: Option<Form>,
    /// The level below it: its ordinal with the brackets, and its title.
    pub(crate) group: Option<(Flow<'s>, Option<Flow<'s>>)>,
    /// The ordinal of the body's section of that title, where the table prints none.
    pub(crate) known: Option<u32>,
    /// Who answers for all its rows: 医疗健康（牵头单位：省卫生健康委）.
    pub(crate) units: Option<Box<UnitsCell<'s>>>,
    /// Whether the title has a row of its own.
    pub(crate) spans: bool,
}

/// Whether units stand alone where the header names a lead's column and another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alone {
    /// No.
    No,
    /// The page has one of the two columns.
    OnPage,
    /// The row ends with the first of them: the other is empty, or the first was dropped.
    InRow,
}

/// A cell that names units.
#[derive(Clone, Debug)]
pub(crate) struct UnitsCell<'s> {
    pub(crate) role: Role,
    pub(crate) flow: Flow<'s>,
    /// Where the container breaks the line, in bytes of the words.
    pub(crate) breaks: Vec<usize>,
    /// Where a mark between two names was lost, in bytes of the words.
    parted: Vec<usize>,
    /// Whether its column may be another one than the header says.
    pub(crate) alone: Alone,
    /// The mark below the body that heads the cell's column, of which the notice may say what it means.
    pub(crate) mark: Option<char>,
    /// The two roles that the heading names, of which the cell tells who has which.
    pub(super) roles: Option<TwoRoles>,
    /// What the cell says, once it is whole and somebody asked.
    list: OnceCell<Rc<UnitList>>,
}

impl<'s> UnitsCell<'s> {
    /// A cell of the grid, read as far as it was already.
    pub(super) fn of(role: Role, cell: &Cell<'s>) -> UnitsCell<'s> {
        let list = cell.known_units().map(OnceCell::from).unwrap_or_default();
        UnitsCell { list, ..UnitsCell::new(role, cell.flow.clone(), cell.breaks.clone()) }
    }

    pub(super) fn new(role: Role, flow: Flow<'s>, breaks: Vec<usize>) -> UnitsCell<'s> {
        let (alone, mark, roles) = (Alone::No, None, None);
        let (parted, list) = (Vec::new(), OnceCell::new());
        UnitsCell { role, flow, breaks, parted, alone, mark, roles, list }
    }

    pub(super) fn alone(self, alone: Alone) -> UnitsCell<'s> {
        UnitsCell { alone, ..self }
    }

    /// Takes words that go on with the cell.
    fn go_on(&mut self, more: &Flow<'s>, breaks: &[usize]) {
        let at = self.flow.text().len();
        self.breaks.extend(breaks.iter().map(|b| b + at));
        self.flow.append(more);
        self.list = OnceCell::new();
    }

    /// Takes a break for a wrapped line where it cuts a name that the notice knows whole:
    /// 市卫生健康委⏎财务科 beside 市卫生健康委财务科.
    pub(crate) fn join_known(&mut self, known: &BTreeSet<SmolStr>) {
        let parts = |c| matches!(c, '、' | '，' | ',' | '；' | ';' | '：' | ':' | '。');
        let cuts = |at: usize| {
            let text = self.flow.text();
            let end = |from: usize| self.breaks.iter().copied().find(|&next| next > from);
            let start = self.breaks.iter().copied().rfind(|&before| before < at).unwrap_or(0);
            let before = text[start..at].rsplit(parts).next().unwrap_or_default();
            let behind = &text[at..end(at).unwrap_or(text.len())];
            let behind = behind.split(parts).next().unwrap_or_default();
            // Both halves may be units of the notice, and are two then.
            known.contains(&*[before, behind].concat())
                && !(known.contains(before) && known.contains(behind))
        };
        let kept: Vec<usize> = self.breaks.iter().copied().filter(|&at| !cuts(at)).collect();
        if kept.len() < self.breaks.len() {
            self.breaks = kept;
            self.list = OnceCell::new();
        }
    }

    /// What the cell says, whatever its role.
    pub(crate) fn list(&self) -> &Rc<UnitList> {
        let (breaks, parted) = (&self.breaks, &self.parted);
        let read = || Rc::new(responsibility::parted_list(&self.flow, breaks, parted, self.role));
        self.list.get_or_init(read)
    }

    /// Parts names that lost what stood between them, where the body has each of them by itself. Told is whether any
    /// were.
    pub(crate) fn part_glued(&mut self, hints: &BodyHints) -> bool {
        let (text, list) = (self.flow.text(), self.list());
        // In most cells the body has all of them.
        let known =
            |unit: &UnitMention| unit.written.is_some() || hints.units.contains(unit.name.as_str());
        if !list.units.is_empty() && list.units.iter().all(known) {
            return false;
        }
        let mut parted: Vec<usize> = Vec::new();
        let mut from = 0;
        for unit in list.units.iter().filter(|unit| unit.written.is_none()) {
            // The words of a name may stand within one before it.
            let Some(at) = text[from..].find(unit.name.as_str()).map(|at| from + at) else {
                continue;
            };
            from = at + unit.name.len();
            if !hints.units.contains(unit.name.as_str()) {
                let cuts = cuts_between_known(&unit.name, hints);
                parted.extend(cuts.into_iter().map(|cut| at + cut));
            }
        }
        if list.units.is_empty() {
            parted = cuts_between_known(text, hints);
        }
        if parted.is_empty() {
            return false;
        }
        // 高新区管委会, 县委组织部: what is but a kind of body may end the name before it, as behind a break.
        let ends_a_name = |&cut: &usize| {
            let next = parted.iter().find(|&&next| next > cut);
            let name = &text[cut..next.map_or(text.len(), |&next| next)];
            responsibility::is_bare_kind(name.split(|c| !chars::is_han(c)).next().unwrap_or(name))
        };
        let (breaks, parted): (Vec<usize>, Vec<usize>) =
            parted.iter().copied().partition(ends_a_name);
        self.breaks.extend(breaks);
        self.breaks.sort_unstable();
        let certain = !parted.is_empty();
        self.parted = parted;
        self.list = OnceCell::new();
        certain
    }

    /// The same, given away, read in the role that the cell has in the end.
    pub(crate) fn take_list(&mut self) -> UnitList {
        self.list();
        let mut list = Rc::unwrap_or_clone(self.list.take().unwrap_or_default());
        list.give(self.role);
        list
    }
}

/// Where a name is cut that is known ones end to end, as few as there may be. One may be a body and the next a part
/// of it, 县公安局交警大队, unless the body of the notice has them side by side as well.
fn cuts_between_known(name: &str, hints: &BodyHints) -> Vec<usize> {
    const PARTS: [&str; 10] = ["队", "站", "所", "科", "股", "处", "室", "中心", "分局", "分公司"];
    const LONGEST: usize = 400;
    if name.len() > LONGEST || hints.units.is_empty() {
        return Vec::new();
    }
    let follows = |whole: &str, next: &str| {
        let level = next.starts_with(['省', '市', '县', '区', '州', '镇', '乡', '各']);
        let part = !level && PARTS.iter().any(|end| next.ends_with(end));
        !part || hints.beside.contains(&[whole, next].concat())
    };
    // By where they end, the ways to fill the name up to there: how many names, and where the last one begins.
    let mut ways: Vec<(usize, usize, usize)> = vec![(0, 0, 0)];
    let ends = name.char_indices().map(|(at, _)| at).skip(1).chain([name.len()]);
    for end in ends {
        let best = ways.iter().filter_map(|&(at, count, from)| {
            let (last, next) = (&name[from..at], &name[at..end]);
            let known = hints.units.contains(next) && (at == 0 || follows(last, next));
            known.then_some((count + 1, at))
        });
        if let Some((count, at)) = best.min() {
            ways.push((end, count, at));
        }
    }
    let mut cuts = Vec::new();
    let mut end = name.len();
    while let Some(&(_, _, from)) = ways.iter().find(|way| way.0 == end && end > 0) {
        cuts.push(from);
        end = from;
    }
    cuts.retain(|&cut| cut > 0);
    cuts.sort_unstable();
    cuts
}

impl<'s> RowDraft<'s> {
    /// Whether the row says anything of its own.
    pub(super) fn says_something(&self) -> bool {
        self.content.is_some()
            || !self.targets.is_empty()
            || !self.units.is_empty()
            || self.deadline.is_some()
            || self.action_printed
    }

    /// Takes what a cell holds beside its value; a row has one such part of each column.
    pub(super) fn put_other(&mut self, column: u32, flow: Flow<'s>) {
        match self.other.iter_mut().find(|(known, _)| *known == column) {
            Some((_, known)) => known.append(&flow),
            None => self.other.push((column, flow)),
        }
    }

    /// What is to be reached in the end: the one target that names no period, as 年度目标 does, or the
    /// only one, of a year.
    pub(crate) fn goal(&self) -> Option<&Flow<'s>> {
        if let [(Some(Period::Year(_)), goal)] = &self.targets[..] {
            return Some(goal);
        }
        let mut goals = self.targets.iter().filter(|(period, _)| period.is_none());
        goals.next().map(|(_, goal)| goal).filter(|_| goals.next().is_none())
    }

    /// Takes words that go on with one of the row's cells, of which `known` is printed so far; several columns
    /// may be of one kind, and `other` is the table's column where it is of no kind that the model has a field
    /// for.
    pub(super) fn go_on(
        &mut self,
        (column, known, other): (&Assigned, &Flow<'s>, u32),
        more: &Flow<'s>,
        breaks: &[usize],
    ) {
        let end = (!known.is_empty()).then(|| known.whole().end());
        let is = |flow: &Flow<'s>| Some(flow.whole().end()) == end;
        let join = |known: &mut Option<Flow<'s>>| match known {
            Some(known) => known.append(more),
            None => *known = Some(more.clone()),
        };
        match column.kind {
            ColumnKind::Content => join(&mut self.content),
            ColumnKind::Action => join(&mut self.action),
            ColumnKind::Section | ColumnKind::SectionOrdinal => {
                join(&mut Rc::make_mut(self.section.get_or_insert_default()).title);
            }
            ColumnKind::Deadline => join(&mut self.deadline),
            ColumnKind::Target => {
                let same = |(period, _): &&(Option<Period>, Flow<'s>)| *period == column.period;
                let at = |which: &dyn Fn(&Flow<'s>) -> bool| {
                    self.targets.iter().position(|target| same(&target) && which(&target.1))
                };
                match at(&is).or_else(|| at(&|_| end.is_some())) {
                    Some(at) => self.targets[at].1.append(more),
                    None => self.targets.push((column.period, more.clone())),
                }
            }
            ColumnKind::Lead
            | ColumnKind::Responsible
            | ColumnKind::Support
            | ColumnKind::Guide => {
                let role = column.role();
                let at = |which: &dyn Fn(&Flow<'s>) -> bool| {
                    self.units.iter().rposition(|own| own.role == role && which(&own.flow))
                };
                // A time may have stood behind the units.
                match at(&is).or_else(|| at(&|_| end.is_some())) {
                    Some(at) => self.units[at].go_on(more, breaks),
                    None => self.units.push(UnitsCell::new(role, more.clone(), breaks.to_vec())),
                }
            }
            _ => self.put_other(other, more.clone()),
        }
    }
}

/// Whether the cells of a column say who answers.
pub(super) fn names_units(kind: ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::Lead | ColumnKind::Responsible | ColumnKind::Support | ColumnKind::Guide
    )
}

/// Whether the words of a cell are complete.
pub(super) fn closed(text: &str) -> bool {
    let text = chars::trim_end(text);
    // 1. before a page's end is half a figure.
    let figure =
        text.strip_suffix('.').is_some_and(|rest| rest.ends_with(|c| chars::digit(c).is_some()));
    !figure && text.ends_with(['。', '；', '！', '？', ';', '.'])
}

/// The digits or the numeral of an ordinal cell.
pub(super) fn numeral_range(text: &str) -> std::ops::Range<usize> {
    let is_numeral = |c: char| chars::digit(c).is_some() || numeral::is_ordinal(c);
    // A1: the letter of the part belongs to the number.
    let start = text.find(|c| is_numeral(c) || c.is_ascii_uppercase()).unwrap_or(0);
    let end = text
        .rfind(is_numeral)
        .map_or(text.len(), |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    start..end
}

/// The form of an ordinal that stands alone: 一, （二）, 3.
pub(super) fn ordinal_form(text: &str) -> Option<Form> {
    let bracket = text.contains(['（', '(']);
    match (is_ordinal(text), is_number(text)) {
        (Some(_), _) if bracket => Some(Form::HanBracket),
        (Some(_), _) => Some(Form::Han),
        (_, Some(_)) if bracket => Some(Form::DigitBracket),
        (_, Some(_)) => Some(Form::Digit),
        _ => None,
    }
}

impl<'s> SectionCell<'s> {
    /// The section with a level below it, where an ordinal of that form is one: （一） below 一、.
    pub(super) fn with_group(
        &self,
        form: Option<Form>,
        group: (Flow<'s>, Option<Flow<'s>>),
    ) -> Option<SectionCell<'s>> {
        let bare = self.title.is_some() && matches!(self.form, Some(Form::Han | Form::HanBracket));
        let below = bare && form > self.form && form.is_some_and(|form| form <= Form::DigitBracket);
        below.then(|| SectionCell { group: Some(group), ..self.clone() })
    }
}

/// Words that begin as what is counted does, and are not counted themselves.
const WORDS: [&str; 9] = ["部分", "个别", "所有", "处理", "处置", "分类", "分级", "人才", "家庭"];

/// A number at the start of words: its value, its digits, and the words after it.
pub(super) fn leading_number(
    text: &str,
) -> Option<(u32, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let width: usize =
        text.chars().take_while(|&c| chars::digit(c).is_some()).map(char::len_utf8).sum();
    let number = is_number(&text[..width]).filter(|&n| width > 0 && n > 0 && n < 1000)?;
    let rest = text[width..]
        .trim_start_matches(|c: char| chars::is_space(c) || matches!(c, '.' | '．' | '、'));
    let first = rest.chars().next()?;
    // 2024年…, 5家…, 100%… are no row numbers; what is counted is no word of its own: 2部分护岸破损.
    if text[width..].starts_with(chars::is_han)
        && !WORDS.iter().any(|word| rest.starts_with(word))
        && "年月日家个项批万亿次条件名人处所只元吨亩公里座套户场类级类部期时分千百十米届"
            .contains(first)
    {
        return None;
    }
    if matches!(first, '%' | '％' | '-' | '—' | '～' | '~') {
        return None;
    }
    Some((number, 0..width, text.len() - rest.len()..text.len()))
}

/// Splits `一、深入开展…` into ordinal and title; a title alone stays one. The label before the
/// numeral (任务一：…), or where the title names units before them, is given back.
pub(super) fn split_section<'s>(flow: &Flow<'s>, section: &mut SectionCell<'s>) -> Option<Span> {
    let text = flow.text();
    let mut label = None;
    match marker(text).filter(|found| !found.doubtful) {
        Some(found) if section.ordinal.is_none() => {
            let before = trim(text, 0..found.numeral.start);
            label = text[before.clone()].contains(chars::is_han).then(|| flow.span(before));
            section.ordinal = Some((found.number, flow.slice(found.numeral.clone())));
            let range = trim(text, found.end..text.len());
            if !range.is_empty() {
                section.title = Some(flow.slice(range));
            }
        }
        _ => match spaced_ordinal(text).filter(|_| section.ordinal.is_none()) {
            Some((number, numeral, end)) => {
                section.ordinal = Some((number, flow.slice(numeral)));
                section.title = Some(flow.slice(trim(text, end..text.len())));
            }
            None => section.title = Some(flow.clone()),
        },
    }
    label.or_else(|| units_of_title(section))
}

/// The title of a section without the marks of a heading that a converter left at it: ## 加工销售, 加工销售##.
pub(super) fn without_heading_marks<'s>(flow: &Flow<'s>) -> Option<Flow<'s>> {
    let text = flow.text();
    let rest = text.trim_start_matches('#');
    // #3 and 3# are names of their own.
    let opens = |c: char| chars::is_space(c) || chars::is_han(c) || c == '（';
    let start = if rest.starts_with(opens) { text.len() - rest.len() } else { 0 };
    let bare = text.trim_end_matches('#');
    let closes = |c: char| chars::is_space(c) || chars::is_han(c) || c == '）';
    let end = if bare.ends_with(closes) { bare.len() } else { text.len() };
    let title = if start < end { trim(text, start..end) } else { 0..0 };
    let marked = start > 0 || end < text.len();
    (marked && text[title.clone()].contains(chars::is_han)).then(|| flow.slice(title))
}

/// Takes the units that a section's title names in a bracket; the label before them is given back.
pub(super) fn units_of_title(section: &mut SectionCell<'_>) -> Option<Span> {
    let title = section.title.clone()?;
    let text = title.text();
    let open = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']))?;
    let inner = open + text[open..].chars().next().map_or(0, char::len_utf8);
    let colon = text[inner..].find(['：', ':']).map(|at| inner + at)?;
    let role = responsibility::label_role(&text[inner..colon])?;
    let from = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
    let to = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    let units = title.slice(trim(text, from..to));
    if open == 0 || units.is_empty() {
        return None;
    }
    section.title = Some(title.slice(trim(text, 0..open)));
    section.units = Some(Box::new(UnitsCell::new(role, units, Vec::new())));
    Some(title.span(open..from))
}

/// The number that a task begins with, where no column has it: 1.发放…, （2）开展….
pub(super) fn task_number(text: &str) -> Option<Marker> {
    marker(text).filter(|found| {
        matches!(found.form, Form::Digit | Form::DigitBracket)
            && !found.doubtful
            && found.end < text.len()
    })
}

/// An action without its ordinal: `（一）加强…`.
pub(super) fn strip_marker<'s>(flow: &Flow<'s>) -> Flow<'s> {
    match marker(flow.text()).filter(|found| !found.doubtful && found.end < flow.text().len()) {
        Some(found) => flow.slice(trim(flow.text(), found.end..flow.text().len())),
        None => flow.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BodyHints, cuts_between_known, leading_number};
    use crate::fixtures::notice_with_tables;

    #[test]
    fn what_is_counted_has_no_number_of_a_row() {
        let number = |text: &str| leading_number(text).map(|found| found.0);
        for text in ["2部分护岸破损", "2个别乡镇未通水", "2 修建护岸", "2分类处置"]
        {
            assert_eq!(number(text), Some(2), "{text}");
        }
        for text in ["2部手机", "2个乡镇", "2分", "2处护岸", "2%"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_lost_mark_between_names_of_the_body_is_put_back_and_told() {
        let notice = notice_with_tables(
            "云溪县工作方案\n一、水利\n1.疏浚干渠5条。（责任单位：县水利局、县林业局）\n\
             2.造林30亩。（责任单位：县林业局、县委组织部）\n云溪县任务分解表\n\
             序号|工作任务|责任单位\n1|疏浚干渠5条。|县水利局、县林业局\n2|造林30亩。|县林业局县委组织部",
        );
        let units = notice.tables[0].rows[1].units.iter().map(|of| of.name.to_string());
        assert_eq!(units.collect::<Vec<_>>(), ["县林业局", "县委组织部"]);
        assert_eq!(notice.repairs.len(), 1, "{:?}", notice.repairs);
    }

    #[test]
    fn names_end_to_end_are_cut_where_the_body_has_each() {
        let mut hints = BodyHints::default();
        let units = ["市教育局", "云川学院", "市就业服务中心", "县公安局", "交警大队"];
        hints.units.extend(units.map(Into::into));
        let cut = |name: &str| {
            let mut from = 0;
            let mut out = Vec::new();
            for end in cuts_between_known(name, &hints).into_iter().chain([name.len()]) {
                out.push(name[from..end].to_owned());
                from = end;
            }
            out.join("|")
        };
        for (name, parts) in [
            ("市教育局云川学院", "市教育局|云川学院"),
            ("市就业服务中心云川学院市教育局", "市就业服务中心|云川学院|市教育局"),
            // Nobody knows a part of it.
            ("市教育局云川学院东校区", "市教育局云川学院东校区"),
            ("云川学院", "云川学院"),
            // Part of a body.
            ("县公安局交警大队", "县公安局交警大队"),
        ] {
            assert_eq!(cut(name), parts);
        }
    }
}
