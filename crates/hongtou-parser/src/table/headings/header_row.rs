//! Whether a row of cells is a header, and a short cell a heading rather than a value.

use hongtou_source::chars;

use super::subject::SCORES;
use super::{
    HEADING_WORDS, Heading, TwoRoles, duty, duty_of_body, heading, is_body, is_longer, is_work,
    office, role_of_part, squeeze, tells_what_was_done, without_bracket, without_years,
};
use crate::marker::marker;
use crate::period;
use crate::table::in_turn;
use crate::table::profile::is_number;

/// Whether a row of cells is a header: several short cells, most of them known headings.
pub(crate) fn is_header_row<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    let cells = cells.map(chars::trim).filter(|text| !text.is_empty());
    // Rows are many and have long cells; only what may be a header is read.
    if cells.clone().any(|text| is_longer(text, 24)) {
        return false;
    }
    // A mark in one cell does not unmake a header, where all others are known: 责任单位；责任人.
    let mut marked = cells.clone().filter(|text| text.contains(['。', '；']));
    if let Some(first) = marked.next() {
        return marked.next().is_none() && is_header_but_for(cells, first);
    }
    // A row of its own begins with its number.
    if cells.clone().next().and_then(is_number).is_some_and(|number| number < 1000) {
        return false;
    }
    let filled = cells.clone().count();
    if filled < 2 {
        return false;
    }
    let known = known_headings(cells.clone());
    // A heading merged over several columns, written into each of them, says no more than once that it is unknown.
    let copies = || {
        let copy = |(one, next): &(&str, &str)| one == next && !is_heading_word(one);
        cells.clone().zip(cells.clone().skip(1)).filter(copy).count()
    };
    let most = |filled: usize| known * 5 >= filled * 3;
    known >= 2
        && (most(filled) || known >= 3 && most(filled - copies()))
        && !says_goals(cells.clone())
        && !says_years(cells.clone(), known)
        || is_header_of_units(cells.clone())
        || in_turn::heads_times(cells)
}

/// Whether a row is a header by all cells but one, in which stand marks that headings seldom have.
fn is_header_but_for<'t>(cells: impl Iterator<Item = &'t str> + Clone, marked: &str) -> bool {
    const LEAST: usize = 3;
    let bare = marked.split(['。', '；', '（', '(']).next().unwrap_or_default();
    let mut others = cells.clone().filter(|text| *text != marked);
    is_heading_word(bare)
        && cells.count() > LEAST
        && others.clone().any(|text| is_work(heading(text)))
        && others.all(|text| is_heading_word(text) && !is_bare_time(text))
}

/// Whether the words of a row that may be headings are years alone, the first of them too, with a figure or words
/// between them: 2023年 | 2 | 2027年 is a row of what is done from when to when. Headings between years are
/// printed for each: 2023年 | 增幅 | 2024年 | 增幅.
fn says_years<'t>(cells: impl Iterator<Item = &'t str> + Clone, known: usize) -> bool {
    let is_year = |text: &str| {
        let number = text.strip_suffix('年').or_else(|| text.strip_suffix("年度"));
        number.is_some_and(|number| number.len() == 4 && is_number(number).is_some())
    };
    let years = cells.clone().filter(|text| is_year(text)).count();
    if years != known || !cells.clone().next().is_some_and(is_year) {
        return false;
    }
    let behind = || cells.clone().skip_while(|text| is_year(text));
    let mut between = behind().filter(|text| !is_year(text));
    let Some(first) = between.next() else { return false };
    is_number(first).is_some() || behind().any(is_year) && between.all(|text| text != first)
}

/// Whether a row of goals is one of a table whose cells are goals themselves: 2026年目标 | 2026年产值目标, or
/// with the figure to reach, 2026年产值目标 | 200亿元.
fn says_goals<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    // 200亿元, 12家; 2026年 and 1季度 head columns.
    let is_figure = |text: &str| {
        let number = |c| chars::digit(c).is_some() || matches!(c, '.' | ',');
        let measure = text.trim_start_matches(number);
        !measure.is_empty()
            && measure.len() < text.len()
            && measure.chars().count() <= 3
            && measure.chars().all(|c| chars::is_han(c) || matches!(c, '%' | '％'))
            && !measure.contains(['年', '月', '日', '号', '季', '、'])
    };
    let mut headings = cells.clone().map(heading);
    let first = headings.next();
    let goal = matches!(first, Some(Heading::Target(Some(_))));
    goal && (headings.all(|heading| Some(heading) == first) || cells.clone().any(is_figure))
}

/// How many cells of a row read like headings.
///
/// Months and quarters head columns by twos; one alone says when: 1月 | 部署全年工作 | 办公室.
pub(in crate::table) fn known_headings<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> usize {
    let lone_time = cells.clone().filter(|text| is_bare_time(text)).count() == 1;
    cells.filter(|text| is_heading_word(text) && !(lone_time && is_bare_time(text))).count()
}

/// Whether a text is months or quarters and nothing else: 1月, 3—5月, 12月底前, 第一季度（1—3月）.
pub(in crate::table) fn is_bare_time(text: &str) -> bool {
    let part = |c: char| {
        chars::digit(c).is_some()
            || chars::is_space(c)
            || "一二三四五六七八九十第月份日季度底末前上中下旬至—-～~（）()".contains(c)
    };
    text.contains(['月', '季']) && text.chars().all(part)
        || matches!(text, "年底" | "年末" | "年底前" | "年末前" | "年内")
}

/// Whether a row begins as headers do, 序号, and heads two columns of units or one and the work, whatever
/// else it says.
fn is_header_of_units<'t>(mut cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    let units = |text: &&str| {
        matches!(heading(text), Heading::Units(_) | Heading::Office) && is_heading_word(text)
    };
    let plain = |text: &str| !text.contains(|c: char| chars::digit(c).is_some() || c == '，');
    let work = |text: &str| is_work(heading(text)) && is_heading_word(text);
    // 所在单位 beside 工作岗位 answers for nothing.
    let answers = |text: &str| role_of_part(&squeeze(text)).is_some();
    cells.next().is_some_and(|first| squeeze(first) == "序号")
        && cells.clone().all(plain)
        && (cells.clone().filter(units).count() > 1
            || cells.clone().filter(units).any(answers) && cells.any(work))
}

/// Whether words that name a period head a column: nothing in them but the period and what a
/// column holds. 2024年9月30日前 is a date, 2025年归集 begins a task. A bracket says which months or until
/// when: 一季度（1—3月）, 第二季度（6月30日前）目标.
pub(super) fn is_period_heading(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "工作",
        "目标",
        "任务",
        "推进计划",
        "计划",
        "进度",
        "进展",
        "指标",
        "时序",
        "时间节点",
        "安排",
        "完成",
        "预期",
        "项目",
        "值",
    ];
    if let Some((before, rest)) = text.split_once(['（', '(']) {
        let bracket = rest.split_once(['）', ')']).filter(|(within, _)| in_turn::is_time(within));
        return bracket.is_some_and(|(_, after)| is_period_heading(&[before, after].concat()));
    }
    let mut rest = text;
    let (mut told, mut year, mut month) = (false, false, false);
    while let Some(c) = rest.chars().next() {
        if let Some(after) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
            (told, rest) = (true, after);
            continue;
        }
        if chars::digit(c).is_none()
            && !"第一二三四五六七八九十上下半年季度月份底末前QqH截止到至—-～~".contains(c)
        {
            return false;
        }
        (year, month) = (year || c == '年', month || c == '月');
        rest = &rest[c.len_utf8()..];
    }
    told || !(year && month)
}

/// Whether words name the goal of a year for something: 2026年产值目标（亿元）.
fn is_goal_of_year(squeezed: &str) -> bool {
    squeezed.starts_with(|c| chars::digit(c).is_some())
        && ["目标", "目标值", "目标数"].iter().any(|end| without_bracket(squeezed).ends_with(end))
}

/// Whether a heading names a body by several things that it does: 起草、报送单位.
fn lists_duties(squeezed: &str) -> bool {
    const DUTIES: [&str; 14] = [
        "起草", "报送", "制定", "编制", "承办", "牵头", "责任", "负责", "实施", "组织", "申报",
        "主管", "监管", "配合",
    ];
    let of = ["单位", "部门"].iter().find_map(|body| squeezed.strip_suffix(body));
    of.is_some_and(|of| of.split('、').all(|part| DUTIES.iter().any(|duty| part.ends_with(duty))))
}

/// Whether a short cell reads like a heading rather than like a value.
pub(crate) fn is_heading_word(text: &str) -> bool {
    HEADING_WORDS.with(|known| known.get(text.as_bytes(), || reads_like_heading(text)))
}

fn reads_like_heading(text: &str) -> bool {
    let squeezed = &*squeeze(text);
    if marker(squeezed).is_some()
        || squeezed.contains(['，', '。', '、'])
            && !squeezed.contains("及")
            && !lists_duties(squeezed)
            && TwoRoles::of(squeezed).is_none()
    {
        return false;
    }
    if is_longer(squeezed, 16) {
        // 2026年第一季度（1—3月）目标: the bracket makes a heading no sentence.
        return squeezed.contains(['（', '('])
            && period::column_period(squeezed).is_some()
            && is_period_heading(squeezed);
    }
    match heading(squeezed) {
        Heading::Unknown => {
            ["计量单位", "完成值", "实际值"].iter().any(|end| squeezed.ends_with(end))
                || SCORES.contains(&squeezed)
        }
        Heading::Aside if tells_what_was_done(squeezed) => {
            squeezed.chars().count() <= 10
                && (period::column_period(squeezed).is_some()
                    || ["工作", "任务"].iter().any(|word| squeezed.contains(word)))
        }
        Heading::Aside => is_body(squeezed),
        Heading::Object | Heading::Blank => false,
        Heading::Target(Some(_)) => is_period_heading(squeezed) || is_goal_of_year(squeezed),
        // A value such as 市级部门 or 2026年 may stand in a cell as well, but not 责任单位.
        Heading::Units(_) => {
            // 抽查主体（层级）: the bracket says what of each body stands there.
            let body = without_bracket(squeezed);
            duty(squeezed).is_some()
                || TwoRoles::of(squeezed).is_some()
                || duty_of_body(body).is_some()
                || squeezed.ends_with("单位")
                || squeezed.ends_with("部门") && !squeezed.contains('各')
                || squeezed.ends_with("部委")
                || squeezed.ends_with("主体")
                || office(squeezed).is_some() && !squeezed.contains('各')
                || squeezed.contains("责任")
                || squeezed.contains("牵头")
        }
        // Tasks begin with the words that headings end in.
        Heading::Name | Heading::Detail | Heading::Goals => {
            without_years(squeezed).chars().count() <= 10
        }
        _ => true,
    }
}
