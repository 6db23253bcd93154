//! Times that head columns side by side: 3月31日前 | 6月30日前, 近期（2026年） | 远期（2030年）, 2026 | 2027.
//!
//! Alone each of them may as well be a value, a deadline or a figure. Cells next to each other that name
//! one time after the other, in a row that calls itself a header by other words, are headings.

use std::ops::Range;

use hongtou_model::Period;
use hongtou_source::{chars, numeral};

use super::headings::{Heading, answers_for_work, heading, is_heading_word, squeeze};
use super::profile::is_number;

/// A time as far as it can be held against the one in the next cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
struct Time {
    /// Its numbers as they are printed: 3月31日 is 3, 31.
    numbers: [u32; Time::MOST],
    /// The year, where the cell says nothing else: 2026, 26年, 第一年（2026）.
    year: Option<u16>,
}

impl Time {
    const MOST: usize = 4;

    /// Reads a cell that names a time, or ends in a bracket that does.
    fn of(text: &str) -> Option<Time> {
        const LONGEST: usize = 16 * 3;
        let text = &*squeeze(text);
        if text.len() > LONGEST || !text.contains(|c| chars::digit(c).is_some() || c == '第') {
            return None;
        }
        let bracket = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
        match bracket {
            Some((_, within)) => Time::bare(within),
            None => Time::bare(text),
        }
    }

    /// Reads words that are a time and nothing else but what is done by then.
    fn bare(text: &str) -> Option<Time> {
        const WORDS: [&str; 6] = ["完成", "目标", "任务", "进度", "截至", "以内"];
        let mut time = Time { numbers: [0; Time::MOST], year: None };
        let (mut read, mut named) = (0, false);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let number = numeral::digits(text, at).or_else(|| numeral::chinese(text, at));
            if let Some((number, end)) = number {
                *time.numbers.get_mut(read)? = u32::try_from(number).ok()?;
                (read, at) = (read + 1, end);
            } else if let Some(word) = WORDS.iter().find(|word| text[at..].starts_with(*word)) {
                at += word.len();
            } else {
                named |= matches!(c, '年' | '月' | '日' | '季' | '周' | '天');
                if !"年月日号季周天度份底末前后内上中下旬至到—-－～~第T+".contains(c)
                {
                    return None;
                }
                at += c.len_utf8();
            }
        }
        let year = match text.chars().next_back()? {
            '年' => &text[..text.len() - '年'.len_utf8()],
            _ => text,
        };
        let digits = year.chars().all(|c| chars::digit(c).is_some());
        time.year = match (year.chars().count(), time.numbers[0]) {
            (4, year @ 2000..2100) if digits => Some(year as u16),
            // 26年 beside 27年; 26 is no year.
            (2, year @ 20..50) if digits && named => Some(2000 + year as u16),
            _ => None,
        };
        (read > 0 && (named || time.year.is_some())).then_some(time)
    }

    /// Whether the time in the next cell goes on with it.
    fn goes_on(&self, next: &Time) -> bool {
        // 20年 | 30年 is how long something lasts.
        let short = self.numbers[0] < 100;
        match (self.year, next.year) {
            (Some(year), Some(next)) if short => year + 1 == next,
            (Some(year), Some(next)) => year < next,
            (None, None) => self.numbers < next.numbers,
            _ => false,
        }
    }
}

/// Whether words may name a time in a series of them, and nothing else: 3月31日前, 2026, 第二阶段（4—9月）.
pub(super) fn is_time(text: &str) -> bool {
    Time::of(text).is_some()
}

/// The first run of cells that name one time after the other.
fn run(cells: impl Iterator<Item = Option<Time>>) -> Option<Range<usize>> {
    let mut found = 0..0;
    let mut last: Option<Time> = None;
    for (at, time) in cells.enumerate() {
        let goes_on = matches!((&last, &time), (Some(last), Some(time)) if last.goes_on(time));
        if !goes_on && found.len() > 1 {
            break;
        }
        found = if goes_on { found.start..at + 1 } else { at..at + 1 };
        last = time;
    }
    (found.len() > 1).then_some(found)
}

/// Whether a row that begins with 序号 heads columns of times one after the other.
pub(super) fn heads_times<'t>(mut cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    let all = cells.clone();
    cells.next().is_some_and(|first| squeeze(first) == "序号") && run_of_header(all).is_some()
}

/// Whether a row that may be the first header of a table heads columns of three times at least, beside who answers.
///
/// Below a header such a row is one of its own, whose cells say when it begins, goes on and ends.
pub(super) fn heads_times_first<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    const FEWEST: usize = 3;
    // 各责任单位 is who answers for the work of one row.
    let answers = |text: &str| !text.starts_with('各') && answers_for_work(heading(text), text);
    // A row of its own begins with its number.
    if cells.clone().next().and_then(is_number).is_some() {
        return false;
    }
    let Some(times) = run_of_header(cells.clone()) else { return false };
    times.len() >= FEWEST && times.start > 0 && cells.clone().any(answers)
}

/// The run of times in a row most of whose other cells are headings.
fn run_of_header<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> Option<Range<usize>> {
    const LONGEST: usize = 24 * 4;
    if cells.clone().any(|text| text.len() > LONGEST || text.contains(['。', '；'])) {
        return None;
    }
    let times = run(cells.clone().map(Time::of))?;
    let others = cells.clone().enumerate().filter(|(at, _)| !times.contains(at));
    let known = others.filter(|(_, text)| is_heading_word(text)).count();
    (known > 1 && (known + times.len()) * 5 >= cells.count() * 3).then_some(times)
}

/// Headings that say nothing by themselves name a time where the next one goes on with it: 2026 | 2027, 第1周 |
/// 第2周. Behind 首季度 the second one is 次季度.
pub(super) fn settle_times(headings: &mut [Heading], words: &[&str]) {
    let open = |heading: &Heading| *heading == Heading::Unknown;
    // Most headers have none or one of those.
    if !headings.iter().any(open) {
        return;
    }
    for at in 1..headings.len().min(words.len()) {
        if headings[at - 1] == Heading::Target(Some(Period::Quarter(1)))
            && open(&headings[at])
            && words[at].starts_with("次季")
        {
            headings[at] = Heading::Target(Some(Period::Quarter(2)));
        }
    }
    // The heading over several columns is joined to the first of those below it: 进度安排2026.
    let joined = |heading: &Heading| *heading == Heading::Target(None);
    if headings.iter().filter(|heading| open(heading) || joined(heading)).nth(1).is_none() {
        return;
    }
    let time = |(heading, text): (&Heading, &&str)| {
        let digits = text.find(|c| chars::digit(c).is_some()).filter(|_| joined(heading));
        Time::of(text).or_else(|| Time::of(&text[digits?..]))
    };
    let all: Vec<Option<Time>> = headings.iter().zip(words).map(time).collect();
    let Some(times) = run(all.iter().copied()) else { return };
    // 总投资 | 2026 | 2027: instalments of it.
    let money = |text: &&str| ["投资", "资金", "经费", "结余"].iter().any(|of| text.contains(of));
    if words[times.start.saturating_sub(1)..times.end].iter().any(money) {
        return;
    }
    for at in times {
        if open(&headings[at]) || joined(&headings[at]) {
            let year = all[at].and_then(|time| time.year);
            headings[at] = Heading::Target(year.map(Period::Year));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::headings::is_header_row;
    use super::*;

    fn heads(row: &str) -> bool {
        is_header_row(row.split('|'))
    }

    fn heads_first(row: &str) -> bool {
        heads_times_first(row.split('|'))
    }

    #[test]
    fn times_side_by_side_head_columns() {
        for times in [
            "一季度（1—3月）|二季度（4—6月）|三季度（7—9月）|四季度（10—12月）",
            "2026年一季度（1—3月）目标|2026年二季度（4—6月）目标|2026年三季度（7—9月）目标",
            "第一季度（3月31日前）|第二季度（6月30日前）|第三季度（9月30日前）",
            "3月31日前|6月30日前|9月30日前|12月31日前",
            "5月31日前完成|8月31日前完成|11月30日前完成",
            "宣传发动阶段（3月）|排查整改阶段（4—9月）|总结阶段（10—12月）",
            "近期（2026年）|中期（2028年）|远期（2030年）",
            "第一年（2026）|第二年（2027）|第三年（2028）",
            "2026|2027|2028",
            "26年|27年|28年",
            "T+30天|T+60天|T+90天",
            "第1周|第2周|第3周",
        ] {
            assert!(heads(&format!("序号|具体内容|{times}|牵头单位|配合单位")), "{times}");
            assert!(heads(&format!("序号|具体内容|{times}")), "{times}");
            let row = format!("工作任务|{times}|责任单位");
            assert!(heads(&row) || heads_first(&row), "{times}");
        }
    }

    #[test]
    fn a_row_of_deadlines_is_no_header() {
        for row in [
            "推进项目建设|县水利局|3月31日前|6月30日前|9月30日前",
            "县医院项目|县直部门|3月31日前|6月30日前|9月30日前|12月31日前",
            "县医院项目|各责任单位|3月31日前|6月30日前|9月30日前",
            "整改任务|责任单位|3月1日|6月30日",
            "县医院项目|县卫生健康局|2026|2027|2028",
            "1|重点任务|责任单位|3月31日前|6月30日前|9月30日前",
            "县医院项目|县卫生健康局|完成设计（3月）|开工（5月）|完工（12月）",
            // They do not go on.
            "序号|修渠|县水利局|9月30日前|6月30日前|县财政局",
        ] {
            assert!(!heads(row) && !heads_first(row), "{row}");
        }
        // Below another header.
        assert!(!heads("公园项目|责任单位|3月31日前|6月30日前|9月30日前"));
    }

    #[test]
    fn years_side_by_side_are_those_of_targets() {
        let settled = |row: &str| {
            let words: Vec<&str> = row.split('|').collect();
            let mut headings: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
            settle_times(&mut headings, &words);
            headings
        };
        let year = |year: u16| Heading::Target(Some(Period::Year(year)));
        for row in ["任务|2026|2027", "任务|26年|27年", "任务|第一年（2026）|第二年（2027）"]
        {
            assert_eq!(settled(row)[1..], [year(2026), year(2027)], "{row}");
        }
        assert_eq!(settled("任务|进度安排2026|2027")[1..], [year(2026), year(2027)]);
        for row in [
            "任务|10年|20年",
            "任务|2027|2026",
            "任务|2026|责任单位",
            "任务|100|200",
            "任务|总投资|2026|2027",
            "任务|资金（2026）|结余（2027）",
        ] {
            let target = |heading: &Heading| matches!(heading, Heading::Target(_));
            assert!(!settled(row).iter().any(target), "{row}");
        }
        let quarters = settled("任务|首季度|次季度|三季度");
        let quarter = |quarter: u8| Heading::Target(Some(Period::Quarter(quarter)));
        assert_eq!(quarters[1..], [quarter(1), quarter(2), quarter(3)]);
        assert_eq!(settled("任务|本季度|次季度")[2], Heading::Unknown);
    }
}
