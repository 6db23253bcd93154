//! Columns that their cells tell, where the heading over them says nothing or what none of them is.
//!
//! A heading may be blank, unknown in every word, or stand over the wrong column. What a column holds is then told
//! by its cells, all of which must say the same; whatever is told so is recorded as a repair.

use hongtou_model::{Confidence, RepairKind, Role, Span};

use super::grid::{Cell, Page};
use super::headings::{Heading, duty as role_of_duty, names_day_before};
use super::profile::Profile;
use super::reprint::is_misread;
use crate::flow::Flow;
use crate::record::Record;

/// What all cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Numbers,
    Times,
    Units,
    /// Words that are none of those.
    Words,
}

impl Sort {
    /// What the cells of a column are, where all say the same and no chance makes them alike.
    fn of_cells(profile: &Profile) -> Option<Sort> {
        const LEAST: f32 = 2.0;
        match profile {
            few if few.filled < LEAST => None,
            all if all.are_times() => Some(Sort::Times),
            all if all.are_units() => Some(Sort::Units),
            all if all.is_of_numbers() => all.counts_rows().then_some(Sort::Numbers),
            all => all.are_words().then_some(Sort::Words),
        }
    }

    /// What a heading says that all cells below it are.
    fn of_heading(heading: Heading) -> Option<Sort> {
        match heading {
            Heading::Serial => Some(Sort::Numbers),
            Heading::Deadline => Some(Sort::Times),
            Heading::Units(_) => Some(Sort::Units),
            Heading::Name | Heading::Detail => Some(Sort::Words),
            _ => None,
        }
    }

    /// The heading of a column that has none.
    fn heading(self) -> Option<Heading> {
        match self {
            Sort::Numbers => Some(Heading::Serial),
            Sort::Times => Some(Heading::Deadline),
            Sort::Units => Some(Heading::Units(Role::Responsible)),
            Sort::Words => None,
        }
    }
}

/// A column that its cells tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    column: usize,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The heading says nothing.
    Unsaid,
    /// No list knows the heading.
    Unknown,
    /// The heading says what none of the cells is.
    Gainsaid,
    /// The heading of another column says what they are, and theirs what is below that.
    Exchanged,
}

/// Gives the columns that their cells tell the headings that say so; the columns must stand below their headings,
/// whose words are `printed`.
pub(super) fn tell(
    headings: &mut Vec<Heading>,
    printed: &[String],
    profiles: &[Profile],
) -> Vec<Told> {
    let sorts: Vec<Option<Sort>> = profiles.iter().map(Sort::of_cells).collect();
    let mut told = exchange(headings, &sorts, profiles);
    let fits = |(heading, sort): (&Heading, &Option<Sort>)| match Sort::of_heading(*heading) {
        Some(said) if said != Sort::Words => sort.is_none_or(|sort| sort == said),
        _ => true,
    };
    // Columns that stand elsewhere than their headings are told by those.
    let aligned = headings.iter().zip(&sorts).all(fits);
    if !aligned {
        return told;
    }
    for (column, sort) in sorts.iter().enumerate() {
        let heading = headings.get(column).copied().unwrap_or(Heading::Blank);
        let Some(sort) = *sort else { continue };
        let Some(mut own) = sort.heading() else { continue };
        let misread = match (sort, heading) {
            (Sort::Units, Heading::Unknown) => printed.get(column).and_then(|words| misread(words)),
            _ => None,
        };
        own = misread.unwrap_or(own);
        let said = headings.iter().any(|&other| Sort::of_heading(other) == Some(sort));
        let why = match heading {
            _ if misread.is_some() => Why::Unknown,
            _ if said => continue,
            // Numbers behind the work are what it counts for, or how much of it there is.
            Heading::Blank | Heading::Unknown if sort == Sort::Numbers => {
                let before = &headings[..column.min(headings.len())];
                if heading == Heading::Unknown || before.iter().any(|&other| is_work(other)) {
                    continue;
                }
                Why::Unsaid
            }
            Heading::Blank => Why::Unsaid,
            // 立项, 受检: not all times are those by which the work is done, nor all units those who do it.
            Heading::Unknown
                if !may_say(sort, printed.get(column)) || ends_later(column, printed, &sorts) =>
            {
                headings[column] = Heading::Aside;
                continue;
            }
            Heading::Unknown
                if sort == Sort::Times && !ends_span(column, headings, printed, &sorts) =>
            {
                continue;
            }
            Heading::Unknown => Why::Unknown,
            // 完成事项 over times, beside the words of the work.
            Heading::Name | Heading::Detail if sort == Sort::Times => {
                let mut others = (0..sorts.len()).filter(|&other| other != column);
                let work = |at: usize| {
                    sorts[at] == Some(Sort::Words)
                        && headings.get(at).is_some_and(|&heading| is_work(heading))
                };
                if !others.any(work) {
                    continue;
                }
                Why::Gainsaid
            }
            _ => continue,
        };
        if headings.len() <= column {
            headings.resize(column + 1, Heading::Blank);
        }
        headings[column] = own;
        told.push(Told { column, why });
    }
    told
}

fn is_work(heading: Heading) -> bool {
    matches!(heading, Heading::Name | Heading::Detail)
}

/// Who leads or helps, by a heading of which one character is misread: 牵头单仗, 配合学位.
fn misread(heading: &str) -> Option<Heading> {
    const LEN: usize = 4;
    let start = heading.char_indices().rev().nth(LEN - 1)?.0;
    let half = heading[start..].char_indices().nth(LEN / 2)?.0;
    let (duty, body) = heading[start..].split_at(half);
    let role = role_of_duty(duty).filter(|role| matches!(role, Role::Lead | Role::Support))?;
    is_misread(body, "单位").then_some(Heading::Units(role))
}

/// Whether a heading that no list knows may say of times that the work ends by them, and of units that they do it.
fn may_say(sort: Sort, heading: Option<&String>) -> bool {
    /// What is done before the work, or as it begins.
    const BEGINS: [&str; 27] = [
        "立项", "发文", "印发", "开工", "动工", "启动", "开始", "起始", "开展", "进场", "签约",
        "签订", "签署", "受理", "受检", "首次", "上报", "申报", "批复", "审批", "核准", "备案",
        "招标", "中标", "下达", "交办", "奠基",
    ];
    /// Those with whom work is done, or for whom.
    const OTHERS: [&str; 11] =
        ["协议", "合作", "对接", "帮扶", "结对", "委托", "受", "甲", "乙", "丙", "第三"];
    const FOR: [&str; 8] = ["需求", "供应", "供给", "来文", "采购", "申请", "投诉", "受益"];
    let words = heading.map_or("", String::as_str);
    match sort {
        Sort::Times => {
            let before = || BEGINS.iter().any(|begin| words.contains(begin));
            says_end(heading) || !before() && !names_day_before(words)
        }
        Sort::Units => {
            let other = words.strip_suffix('方').is_some_and(|of| {
                OTHERS.iter().any(|who| of.starts_with(who))
                    || FOR.iter().any(|who| of.ends_with(who))
            });
            let object = ["受检", "对象"].iter().any(|end| words.ends_with(end));
            !(other || object || words.starts_with('被'))
        }
        _ => true,
    }
}

/// Whether a heading says that the work ends.
fn says_end(heading: Option<&String>) -> bool {
    const ENDS: [&str; 13] = [
        "完成",
        "完成时",
        "办结",
        "竣工",
        "完工",
        "建成",
        "销号",
        "截止",
        "期限",
        "时限",
        "节点",
        "进度",
        "安排",
    ];
    heading.is_some_and(|heading| ENDS.iter().any(|word| heading.ends_with(word)))
}

/// Whether a column behind one of times says that the work ends by its own: 主体完工 | 竣工.
fn ends_later(column: usize, printed: &[String], sorts: &[Option<Sort>]) -> bool {
    let ends = |at: usize| sorts[at] == Some(Sort::Times) && says_end(printed.get(at));
    sorts[column] == Some(Sort::Times) && (column + 1..sorts.len()).any(ends)
}

/// Whether a column of times below a heading that no list knows may be the one by which the work is done: of two
/// side by side the later one is, and of more or apart from each other nothing says which.
fn ends_span(
    column: usize,
    headings: &[Heading],
    printed: &[String],
    sorts: &[Option<Sort>],
) -> bool {
    let unknown = |at: usize| {
        headings[at] == Heading::Unknown
            && sorts.get(at) == Some(&Some(Sort::Times))
            && may_say(Sort::Times, printed.get(at))
    };
    let mut others = (0..headings.len()).filter(|&at| at != column && unknown(at));
    match (others.next(), others.next()) {
        _ if says_end(printed.get(column)) => true,
        (None, _) => true,
        (Some(other), None) => other + 1 == column,
        _ => false,
    }
}

/// Exchanges two headings each of which says what is below the other, and nothing of what is below it.
fn exchange(headings: &mut [Heading], sorts: &[Option<Sort>], profiles: &[Profile]) -> Vec<Told> {
    let wrong = |at: usize, headings: &[Heading]| {
        let (said, cells) = (Sort::of_heading(*headings.get(at)?)?, (*sorts.get(at)?)?);
        // Names alone may be those of who answers, and of what is worked on.
        let sure = cells != Sort::Words || profiles[at].are_phrases();
        (sure && said != cells).then_some((said, cells))
    };
    for one in 0..headings.len() {
        let Some((said, cells)) = wrong(one, headings) else { continue };
        let other =
            (one + 1..headings.len()).find(|&other| wrong(other, headings) == Some((cells, said)));
        // Three may be turned in a ring.
        let turned = || {
            (one + 1..other.unwrap_or(one)).any(|at| {
                headings.get(at).is_some_and(|&between| {
                    [Some(said), Some(cells)].contains(&Sort::of_heading(between))
                })
            })
        };
        if let Some(other) = other.filter(|_| !turned()) {
            headings.swap(one, other);
            return [one, other].map(|column| Told { column, why: Why::Exchanged }).to_vec();
        }
    }
    Vec::new()
}

impl Told {
    /// Records what was told, with the heading, or where there is none the cells of the first page.
    pub(super) fn record(self, page: &Page<'_>, record: &mut Record) {
        let flows = page.header_flows();
        let heading = flows.get(self.column).filter(|flow| !flow.is_empty());
        let mut at = Span::default();
        match heading {
            Some(flow) => at.extend(&flow.whole()),
            None => {
                let cells = page.rows.iter().filter_map(|row| row.get(self.column));
                let own = |cell: &&Cell<'_>| cell.own && cell.words().is_some();
                cells.filter(own).for_each(|cell| at.extend(&cell.flow.whole()));
            }
        }
        let words = heading.map_or("", Flow::text);
        let (zh, en) = match self.why {
            Why::Unsaid => (
                "这一列没有表头，按各格内容判断其用途".to_owned(),
                "the column has no heading; its cells tell what it holds".to_owned(),
            ),
            Why::Unknown => (
                format!("表头“{words}”未见于词表，按各格内容判断其用途"),
                format!("the heading “{words}” is not known; its cells tell what the column holds"),
            ),
            Why::Gainsaid => (
                format!("表头“{words}”与其下各格都不符，按各格内容判断其用途"),
                format!(
                    "the heading “{words}” fits none of its cells, which tell what the column holds"
                ),
            ),
            Why::Exchanged => (
                format!("表头“{words}”与另一列的表头对调了，按各格内容还原"),
                format!(
                    "the heading “{words}” is exchanged with another column's; the cells tell which is which"
                ),
            ),
        };
        record.repair(RepairKind::MovedCells, at, Confidence::Likely, || zh, || en);
    }
}

#[cfg(test)]
mod tests {
    use hongtou_model::{Notice, RepairKind};
    use hongtou_source::{
        Block, BlockKind, Cell, Document, Format, Grid, GridForm, GridRow, Paragraph, Source,
        TextRange,
    };

    const WORDS: [&str; 2] = ["开展河道清淤，建立巡查台账。", "更新供水管网，公布监测结果。"];
    const TIMES: [&str; 2] = ["2031年6月底前", "2031年9月底前"];
    const UNITS: [&str; 2] = ["县水务局", "县住建局"];

    /// A table by its columns, a heading above the cells of each.
    fn read(columns: &[(&str, [&str; 2])]) -> Notice {
        let lines: [Vec<&str>; 3] = [
            columns.iter().map(|(heading, _)| *heading).collect(),
            columns.iter().map(|(_, cells)| cells[0]).collect(),
            columns.iter().map(|(_, cells)| cells[1]).collect(),
        ];
        notice("", &lines)
    }

    /// A table by its title and its rows.
    fn notice(title: &str, lines: &[Vec<&str>]) -> Notice {
        let text = format!("{title}{}", lines.concat().concat());
        let source = Source::from_text("n", Format::Html, &text);
        let mut at = title.len();
        let row = |words: &Vec<&str>| {
            let cells = words.iter().zip(0..).map(|(words, column)| {
                let start = at;
                at += words.len();
                let pieces = (!words.is_empty()).then(|| TextRange::at(start, at));
                Cell { pieces: pieces.into_iter().collect(), column, ..Cell::default() }
            });
            GridRow { cells: cells.collect(), ..GridRow::default() }
        };
        let rows = lines.iter().map(row).collect();
        let kind = BlockKind::Table(Grid { rows, form: GridForm::Cells });
        let pieces = [TextRange::at(0, title.len())].into_iter().collect();
        let above = BlockKind::Paragraph(Paragraph { pieces, ..Paragraph::default() });
        let above = (!title.is_empty()).then_some(Block { source: 0, kind: above });
        let blocks = above.into_iter().chain([Block { source: 0, kind }]).collect();
        let document = Document { sources: vec![source], blocks };
        crate::parse(&document, &crate::Options::default())
    }

    /// The kinds of the columns, and how many were told by their cells.
    fn kinds(columns: &[(&str, [&str; 2])]) -> (String, usize) {
        let notice = read(columns);
        let moved = notice.repairs.iter().filter(|repair| repair.kind == RepairKind::MovedCells);
        let kinds = notice.tables[0].columns.iter().map(|column| format!("{:?}", column.kind));
        (kinds.collect::<Vec<_>>().join(" "), moved.count())
    }

    #[test]
    fn a_misread_heading_of_units_has_its_duty() {
        let (number, task) = (("序号", ["1", "2"]), ("工作内容", WORDS));
        let helps = ["县财政局", "县审计局"];
        for (lead, support) in
            [("牵头单仗", "配合单位"), ("牵头单位", "配合学位"), ("牵头车位", "配合单仗")]
        {
            let (kinds, _) = kinds(&[number, task, (lead, UNITS), (support, helps)]);
            assert_eq!(kinds, "Number Content Lead Support", "{lead} {support}");
        }
        // What is no body beside the duty is another word.
        let (kinds, _) = kinds(&[number, task, ("责任单位", UNITS), ("牵头事项", helps)]);
        assert!(!kinds.contains("Lead"), "{kinds}");
    }

    #[test]
    fn headings_that_are_blank_unknown_or_exchanged() {
        let number = ("序号", ["1", "2"]);
        let (task, units) = (("工作内容", WORDS), ("责任单位", UNITS));
        for (columns, told) in [
            (vec![number, task, ("", TIMES), units], 1),
            (vec![number, task, ("安排", TIMES), units], 1),
            (vec![number, task, ("责任单位", TIMES), ("完成时限", UNITS)], 2),
            (vec![number, ("完成时限", WORDS), ("工作内容", TIMES), units], 2),
            (vec![number, task, ("完成时限", TIMES), ("", UNITS)], 1),
            (vec![number, task, ("完成时限", TIMES), units], 0),
        ] {
            let expected = ("Number Content Deadline Responsible".to_owned(), told);
            assert_eq!(kinds(&columns), expected, "{columns:?}");
        }
        let names = ("重点任务", ["河道清淤", "供水改造"]);
        let gainsaid = [number, names, task, ("完成事项", TIMES), units];
        let expected = ("Number Action Content Deadline Responsible".to_owned(), 1);
        assert_eq!(kinds(&gainsaid), expected);
    }

    #[test]
    fn numbers_names_and_times_that_tell_no_column() {
        let (task, units) = (("工作内容", WORDS), ("责任单位", UNITS));
        // What is counted behind the work numbers no row.
        for heading in ["分值", "场次"] {
            let (kinds, told) = kinds(&[task, units, (heading, ["1", "2"])]);
            assert!(!kinds.contains("Number") && told == 0, "{heading}: {kinds}");
        }
        assert_eq!(kinds(&[("", ["1", "2"]), task, units]).0, "Number Content Responsible");
        // Not every time is that by which work is done, nor every unit who does it.
        for heading in
            ["立项", "发文", "首次报送", "开工", "发现", "投诉日期", "任职", "问题登记时间"]
        {
            let (kinds, told) = kinds(&[task, (heading, TIMES), units]);
            assert!(!kinds.contains("Deadline") && told == 0, "{heading}: {kinds}");
        }
        for heading in ["受检", "协议方", "需求方", "供应方", "来文方"] {
            let (kinds, told) = kinds(&[task, (heading, UNITS), ("完成时限", TIMES)]);
            assert!(!kinds.contains("Responsible") && told == 0, "{heading}: {kinds}");
        }
        // But a heading that says nothing of beginnings may say when it ends, and who does it.
        for heading in ["交付", "验收", "整改到位", "完成（月）"] {
            let (kinds, told) = kinds(&[task, (heading, TIMES), units]);
            assert_eq!((&*kinds, told), ("Content Deadline Responsible", 1), "{heading}");
        }
        for heading in ["牵头方", "承办方", "建设方"] {
            let (kinds, _) = kinds(&[task, (heading, UNITS), ("完成时限", TIMES)]);
            assert!(!kinds.contains("Other"), "{heading}: {kinds}");
        }
        // Headings in a ring.
        let ring = [("工作内容", UNITS), ("责任单位", UNITS), ("配合单位", WORDS)];
        assert_eq!(kinds(&ring).1, 0);
        // Work is done by when it ends.
        let later = ["2032年6月", "2032年9月"];
        for [begin, end] in [["动工", "竣工"], ["开工", "竣工"], ["启动", "完成"], ["上报", "办结"]]
        {
            let (kinds, _) = kinds(&[task, (begin, TIMES), (end, later), units]);
            assert_eq!(kinds, "Content Other Deadline Responsible", "{begin}");
        }
        // What is worked on has a name as those who answer have.
        let number = ("序号", ["1", "2"]);
        let places = ("工作内容", ["县人民医院", "县中医医院"]);
        let persons = ("责任单位", ["张建国", "李卫东"]);
        assert_eq!(kinds(&[number, places, persons]).1, 0);
        let soon = ("完成时限", ["立行立改", "立行立改"]);
        let measures = ("整改措施", TIMES);
        assert_eq!(kinds(&[number, soon, measures, units]).1, 0);
    }

    #[test]
    fn times_and_units_beside_those_of_the_task_are_none_of_its() {
        let number = ("序号", ["1", "2"]);
        let (task, units) = (("工作内容", WORDS), ("责任单位", UNITS));
        for heading in ["备注", "开始时间", "上年完成情况", "设定依据"] {
            let (kinds, told) = kinds(&[number, task, (heading, TIMES), units]);
            assert!(!kinds.contains("Deadline") && told == 0, "{heading}: {kinds}");
        }
        // There is one of each sort, and mixed cells are none.
        let due = ("完成时限", TIMES);
        for more in [("", TIMES), ("安排", TIMES), ("", UNITS), ("", ["2031年6月", "县水务局"])]
        {
            let (kinds, told) = kinds(&[number, task, due, units, more]);
            assert!(kinds.starts_with("Number Content Deadline Responsible"), "{more:?}: {kinds}");
            assert_eq!((kinds.matches("Deadline").count(), told), (1, 0), "{more:?}");
            assert_eq!(kinds.matches("Responsible").count(), 1, "{more:?}");
        }
    }

    #[test]
    fn columns_without_a_header_are_told_where_all_of_them_say_what_they_are() {
        let rows = [
            ["1", "开展河道清淤，修复堤防。", "清淤12公里，修复堤防3处。", "县水务局"],
            ["2", "更新供水管网。", "改造管网20公里。", "县住建局"],
            ["3", "建设村级养老站点，配备护理员。", "建成站点8个。", "县民政局"],
        ];
        let read = |title: &str, from: usize, to: usize| {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row[from..to].to_vec()).collect();
            let notice = notice(title, &rows);
            let kinds: Vec<String> =
                notice.tables[0].columns.iter().map(|c| format!("{:?}", c.kind)).collect();
            let repairs: Vec<_> = notice.repairs.iter().map(|repair| repair.kind).collect();
            (kinds.join(" "), notice.tables[0].rows.len(), repairs)
        };
        let told = vec![RepairKind::MovedCells];
        let title = "重点工作清单";
        let columns = "Content Target Responsible".to_owned();
        assert_eq!(read(title, 0, 4), (format!("Number {columns}"), 3, told.clone()));
        assert_eq!(read(title, 1, 4), (columns, 3, told));
        // Nobody answers.
        let apart = vec![RepairKind::LeftApart];
        assert_eq!(read(title, 0, 3), ("Other Other Other".to_owned(), 0, apart.clone()));
        // What was found, asked or answered has sentences and bodies as well.
        for title in ["", "建议提案", "存在问题清单", "表扬名单", "通报情况"] {
            assert_eq!(read(title, 1, 4), ("Other Other Other".to_owned(), 0, apart.clone()));
        }
    }
}
