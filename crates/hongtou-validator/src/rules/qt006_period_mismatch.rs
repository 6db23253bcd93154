use hongtou_model::{ColumnKind, Confidence, Period, Severity, Table};
use hongtou_source::chars;

use super::qt003_target_missing::label;
use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{is_punctuation, sub_span};

rule! {
    /// A cell names another quarter or month than its column.
    ///
    /// ## What it checks
    /// Quarters, months, half-years and seasons that a target names, against the period of its
    /// column. A season counts for both quarters that it touches. Also the months that one heading names in brackets
    /// (三季度（6—9月）) and that lie outside of its period, where other headings name theirs.
    ///
    /// ## Why it matters
    /// The cell was written for another column: two cells were swapped, or one was copied.
    ///
    /// ## Example
    /// Under 三季度: `完成第二季度工作任务。`. After: `完成第三季度工作任务。`.
    ///
    /// ## What to do
    /// Put right the period, or move the words.
    ///
    /// ## Stays silent
    /// Where the cell also names a time in its own period, looks back (总结一季度情况) or plans ahead
    /// (部署三季度工作), or names another year; 夏粮 and 秋粮 are no seasons. Where an earlier time
    /// belongs to a thing (发放上半年补贴) the finding is an info.
    ///
    /// ## Authority
    /// heuristic
    zh "
单元格写的季度或月份与所在栏不同。

## 检查什么
目标中写明的季度、月份、半年、季节与所在栏的时段比较；一个季节对它涉及的两个季度都算。其他栏的标题都写对月份时，也看一栏标题括号里的月份有没有超出本时段（三季度（6—9月））。

## 为什么重要
这一格是为别的栏写的：不是颠倒，就是复制后忘了改。

## 示例
三季度一栏写 `完成第二季度工作任务。`。改后：`完成第三季度工作任务。`。

## 怎么办
改正时段，或移动文字。

## 何时不报
同时写了本时段的，回顾（总结一季度情况）或预作安排（部署三季度工作）的，写明别的年份的，不报；“夏粮”“秋粮”不是季节。较早的时段只是事物的限定（发放上半年补贴）时，只提示。

## 依据
经验判断
"
    QT006 "period-mismatch" Warning "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has(ColumnKind::Target)) {
        headings(table.table, sink);
        for row in &table.table.rows {
            for (at, target) in row.targets.iter().enumerate() {
                let Some(period) = target.period.filter(|p| !matches!(p, Period::Year(_))) else {
                    continue;
                };
                let named = named(&target.text);
                let own = period.months();
                // A cell merged over several periods says what is due in any of them.
                let same = row.targets.iter().filter(|other| other.span == target.span);
                let periods: Vec<_> =
                    same.filter_map(|other| other.period).map(Period::months).collect();
                let touches = |t: &Named| {
                    let of =
                        |own: &(u32, u32)| t.months.iter().any(|m| m.0 <= own.1 && m.1 >= own.0);
                    periods.iter().any(of)
                };
                if named.is_empty() || named.iter().any(touches) {
                    continue;
                }
                let past = named.iter().all(|t| t.months.iter().all(|m| m.1 < own.0));
                let excused: &[&str] = if past { &BACK } else { &AHEAD };
                let words = without_titles(&target.text);
                if excused.iter().any(|word| words.contains(word)) {
                    continue;
                }
                let Some(first) = named.first() else { continue };
                // 发放上半年补贴 in the third quarter: the time belongs to what is done, not to when.
                let of_a_thing = past && named.iter().all(|t| !opens(&target.text, t.range.start));
                let words = &target.text[first.range.clone()];
                let message = lang.pick(
                    format!("{}一栏写的是“{words}”", label(period, lang)),
                    format!("the cell under {} names {words}", label(period, lang)),
                );
                let span = sub_span(&target.span, first.range.clone());
                let mut draft =
                    Draft::new(Place::new(&target_id(row, at), &span, words), message)
                        .quote(words)
                        .help(lang.pick(
                            "改正时段，或移动文字",
                            "put right the period, or move the words",
                        ));
                if of_a_thing {
                    draft = draft.at_most(Severity::Info).confidence(Confidence::Unsure);
                }
                sink.report(draft);
            }
        }
    }
}

/// Headings that name a part of the year and, in brackets, other months than it has: 三季度（6—9月）, beside others that name
/// theirs.
fn headings(table: &Table, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let columns = table.columns.iter().enumerate();
    let told = columns.filter_map(|(at, column)| {
        let period = column.period.filter(|p| !matches!(p, Period::Year(_) | Period::Month(_)))?;
        let (from, to, range) = months_in_brackets(&column.header)?;
        // What counts from January on ends with the period.
        let own = period.months();
        let fits = (from, to) == own || from == 1 && to == own.1;
        Some((at, column, period, (from, to, range), fits))
    });
    let (right, wrong): (Vec<_>, Vec<_>) = told.partition(|(.., fits)| *fits);
    let [(at, column, period, (from, to, range), _)] = wrong.as_slice() else { return };
    // A part of the period (三季度（7—8月）) is when the work is done.
    let (own, months) = (period.months(), (*from, *to));
    if right.is_empty() || own.0 <= months.0 && months.1 <= own.1 {
        return;
    }
    let words = &column.header[range.clone()];
    let name = label(*period, lang);
    let message = lang.pick(
        format!("{name}一栏的标题写的是“{words}”"),
        format!("the heading of {name} names {words}"),
    );
    let id = format!("{}.columns.{}", table.id, at + 1);
    let place = Place::new(&id, &column.span, &column.header);
    sink.report(
        Draft::new(place.narrowed(sub_span(&column.span, range.clone()), words), message)
            .unanchored()
            .quote(&table.id)
            .quote(&column.header)
            .help(lang.pick("改正标题中的月份", "put right the months of the heading")),
    );
}

/// The months that a heading names in brackets, first and last, and where: （6—9月）, (6月至9月).
fn months_in_brackets(header: &str) -> Option<(u32, u32, std::ops::Range<usize>)> {
    let open = header.find(['（', '('])?;
    let start = open + header[open..].chars().next().map_or(0, char::len_utf8);
    let end = start + header[start..].find(['）', ')'])?;
    let folded = hongtou_source::fold(&header[start..end]);
    let words = folded.trim().strip_suffix(['月', '份'])?.trim_end_matches('月');
    let (from, to) = words.split_once(['—', '-', '–', '－', '~', '～', '至', '到'])?;
    let to = to.trim_start_matches(['—', '-', '–', '－', '~']);
    let month = |part: &str| {
        let number: u32 = part.trim().trim_end_matches('月').parse().ok()?;
        (1..=12).contains(&number).then_some(number)
    };
    let (from, to) = (month(from)?, month(to)?);
    (from <= to).then_some((from, to, start..end))
}

// Words of a cell that looks back at an earlier period, or plans a later one.
const BACK: [&str; 18] = [
    "总结",
    "通报",
    "报送",
    "汇总",
    "考核",
    "评估",
    "上报",
    "分析",
    "兑现",
    "公布",
    "回顾",
    "统计",
    "上季度",
    "基础上",
    "报告",
    "核查",
    "复核",
    "验收",
];
const AHEAD: [&str; 8] = ["部署", "谋划", "筹备", "准备", "安排", "下季度", "下一季度", "制定"];

/// Whether a time says when: it stands at the head of its sentence, after 在 or 于, or is the time
/// of the work itself (完成第二季度任务).
fn opens(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    if ["完成", "落实", "推进", "实施", "开展"].iter().any(|verb| before.ends_with(verb))
    {
        return true;
    }
    let before = before.trim_end_matches(['在', '于', '至', '到', '截', '年']);
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || chars::is_space(c));
    before.chars().next_back().is_none_or(is_punctuation)
}

/// A text without the titles that it cites: what a cited plan is called plans nothing here.
fn without_titles(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// A time that a text names.
struct Named {
    months: Vec<(u32, u32)>,
    range: std::ops::Range<usize>,
}

/// The times that a text names, in order.
fn named(text: &str) -> Vec<Named> {
    let mut out = Vec::new();
    // Every word below has one of these.
    if !['季', '年', '月', '暑', '寒'].iter().any(|&c| text.contains(c)) {
        return out;
    }
    let mut push = |range: std::ops::Range<usize>, months: &[(u32, u32)]| {
        out.push(Named { months: months.to_vec(), range });
    };
    for (at, _) in text.match_indices("季度") {
        let before = &text[..at];
        let Some(c) = before.chars().next_back() else { continue };
        let number = match c {
            '一' | '1' | '１' => 1,
            '二' | '2' | '２' => 2,
            '三' | '3' | '３' => 3,
            '四' | '4' | '４' => 4,
            _ => continue,
        };
        let mut start = at - c.len_utf8();
        let rest = &text[..start];
        // 前三季度 is a running total, 三、四季度 two quarters, 每季度 none.
        if rest.ends_with('前') {
            push(start - 3..at + 6, &[(1, number * 3)]);
            continue;
        }
        if rest.ends_with('第') {
            start -= '第'.len_utf8();
        }
        let first = text[..start]
            .strip_suffix(['、', '-', '—', '至', '和'])
            .and_then(|s| s.chars().next_back());
        let from = match first {
            Some('一') => 1,
            Some('二') => 2,
            Some('三') => 3,
            _ => number,
        };
        push(start..at + "季度".len(), &[(from.min(number) * 3 - 2, number * 3)]);
    }
    for (word, months) in [("上半年", (1, 6)), ("下半年", (7, 12))] {
        for (at, _) in text.match_indices(word) {
            push(at..at + word.len(), &[months]);
        }
    }
    for (at, _) in text.match_indices('月') {
        months(text, at, &mut push);
    }
    seasons(text, &mut push);
    out.sort_by_key(|named| named.range.start);
    out
}

type Push<'p> = &'p mut dyn FnMut(std::ops::Range<usize>, &[(u32, u32)]);

/// `5月份`, `10月底前`, `4-6月`; not `个月`, and not a month of another year.
fn months(text: &str, at: usize, push: Push<'_>) {
    let before = &text[..at];
    let digits = |s: &str| s.len() - s.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let width = digits(before);
    let Some(last) = before[at - width..].parse::<u32>().ok().filter(|m| (1..=12).contains(m))
    else {
        return;
    };
    let mut start = at - width;
    let mut from = last;
    let rest = &text[..start];
    if let Some(head) = rest.strip_suffix(['-', '—', '至', '~', '～', '、']) {
        let head = head.strip_suffix('月').unwrap_or(head);
        let width = digits(head);
        if let Ok(first) = head[head.len() - width..].parse::<u32>()
            && (1..=last).contains(&first)
        {
            from = first;
            start = head.len() - width;
        }
    }
    let head = &text[..start];
    if head.ends_with('年') || head.ends_with(['次', '下', '明']) {
        return;
    }
    let end = at + '月'.len_utf8();
    push(start..end, &[(from, last)]);
}

/// Seasons and school holidays.
fn seasons(text: &str, push: Push<'_>) {
    let months = |c: char| match c {
        '春' => Some((1, 6)),
        '夏' => Some((4, 9)),
        '秋' => Some((7, 12)),
        _ => None,
    };
    for (at, _) in text.match_indices('季') {
        if text[at..].starts_with("季度") {
            continue;
        }
        // 春秋季, 秋冬季: all of them.
        let mut start = at;
        let mut all: Vec<(u32, u32)> = Vec::new();
        for c in text[..at].chars().rev().take(4) {
            if c == '冬' {
                all.extend([(10, 12), (1, 3)]);
            } else if let Some(months) = months(c) {
                all.push(months);
            } else if c != '、' || all.is_empty() {
                break;
            }
            start -= c.len_utf8();
        }
        if !all.is_empty() {
            push(start..at + '季'.len_utf8(), &all);
        }
    }
    for (word, months) in [("暑假", (6, 9)), ("暑期", (6, 9))] {
        for (at, _) in text.match_indices(word) {
            push(at..at + word.len(), &[months]);
        }
    }
    for (at, _) in text.match_indices("寒假") {
        push(at..at + "寒假".len(), &[(1, 3), (10, 12)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str) -> Vec<(u32, u32)> {
        named(text).into_iter().flat_map(|named| named.months).collect()
    }

    #[test]
    fn times_are_read_as_months() {
        assert_eq!(times("规定我市第一季度工作任务"), [(1, 3)]);
        assert_eq!(times("报送三季度数据"), [(7, 9)]);
        assert_eq!(times("5月份完成督查"), [(5, 5)]);
        assert_eq!(times("4-6月集中整治"), [(4, 6)]);
        assert_eq!(times("向市爱卫办报送上半年情况"), [(1, 6)]);
        assert_eq!(times("开展春季检查"), [(1, 6)]);
        assert_eq!(times("开展夏粮收购，秋粮收购，3个月"), []);
        assert_eq!(times("2022年1月底前，每季度，前三季度"), [(1, 9)]);
        assert_eq!(times("春秋季节检查"), [(7, 12), (1, 6)]);
    }
}
