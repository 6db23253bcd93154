//! Figures and dates of two sides, paired.

use std::cmp::Ordering;

use hongtou_model::{Comparator, Date, Deadline, DeadlineKind, Quantity, Span};
use hongtou_source::{chars, fold};

use crate::words::{offset_in, plain};

/// A decimal as an exact number of millionths; `None` where it is too long or too fine.
pub(crate) fn millionths(value: &str) -> Option<i128> {
    let (sign, digits) = value.strip_prefix('-').map_or((1, value), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() > 24 || part.len() > 6 || whole.is_empty() {
        return None;
    }
    let whole: i128 = whole.parse().ok()?;
    let padded = format!("{part:0<6}");
    let part: i128 = padded.parse().ok()?;
    Some(sign * (whole * 1_000_000 + part))
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

/// The order of two decimals, where both can be told.
pub(crate) fn compare(a: &str, b: &str) -> Option<Ordering> {
    Some(millionths(a)?.cmp(&millionths(b)?))
}

/// Whether one slip makes one printed number of another: a digit that is another, one more or one less, or two
/// neighbours that changed places. Numbers of a single digit are too short to tell.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    let printed = |number: &str| {
        let number = number.replace([',', '，'], "");
        let short = |number: &str| number.trim_end_matches('0').trim_end_matches('.').to_owned();
        let number = if number.contains('.') { short(&number) } else { number };
        number.into_bytes()
    };
    let (a, b) = (printed(a), printed(b));
    let plain = |number: &[u8]| {
        number.iter().all(|b| b.is_ascii_digit() || *b == b'.') && digits_of(number) > 1
    };
    if !plain(&a) || !plain(&b) || a == b {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[start..], &b[start..]);
    let digit = |rest: &[u8]| rest.first().is_some_and(u8::is_ascii_digit);
    match a.len().cmp(&b.len()) {
        Ordering::Equal => {
            let other = digit(x) && digit(y) && x[1..] == y[1..];
            let places = matches!((x, y), ([p, q, x @ ..], [r, s, y @ ..])
                if p == s && q == r && x == y && digit(&[*p]) && digit(&[*q]));
            other || places
        }
        Ordering::Less => b.len() == a.len() + 1 && digit(y) && *x == y[1..],
        Ordering::Greater => a.len() == b.len() + 1 && digit(x) && x[1..] == *y,
    }
}

/// How many digits a printed number has.
pub(crate) fn digits_of(number: &[u8]) -> usize {
    number.iter().filter(|b| b.is_ascii_digit()).count()
}

/// Whether a figure is a number and no floor, ceiling or rough one: neither 约300个 nor 300余个, 不少于300个.
pub(crate) fn is_exact(q: &Quantity) -> bool {
    let rough = ["约", "近", "余", "多", "上", "左右", "前后"];
    matches!(q.comparator, Comparator::Exactly | Comparator::Reach)
        && q.value_max.is_none()
        && !rough.iter().any(|word| q.text.contains(word))
}

/// Whether two figures say the same number.
pub(crate) fn same_value(a: &Quantity, b: &Quantity) -> bool {
    let same = |x: &str, y: &str| x == y || compare(x, y) == Some(Ordering::Equal);
    same(&a.value, &b.value)
        // What a ratio is to is a figure as well: 3:7 is not 3:8.
        && ratio(a).zip(ratio(b)).is_none_or(|(a, b)| same(a, b))
        && match (&a.value_max, &b.value_max) {
            (Some(x), Some(y)) => same(x, y),
            (None, None) => true,
            _ => false,
        }
}

/// What a ratio is to, which stands as its measure: 7 of 3:7.
fn ratio(q: &Quantity) -> Option<&str> {
    q.measure.as_deref()?.strip_prefix(':')
}

/// Whether one figure is a floor where the other is a ceiling.
pub(crate) fn opposed(a: &Quantity, b: &Quantity) -> bool {
    let side = |c: Comparator| match c {
        Comparator::AtLeast | Comparator::MoreThan => 1,
        Comparator::AtMost | Comparator::LessThan => -1,
        _ => 0,
    };
    side(a.comparator) * side(b.comparator) < 0
}

/// Whether two figures count in the same measure.
pub(crate) fn same_measure(a: &Quantity, b: &Quantity) -> bool {
    match (&a.measure, &b.measure) {
        (Some(_), Some(_)) if ratio(a).is_some() && ratio(b).is_some() => true,
        (Some(a), Some(b)) => a == b || fold(a) == fold(b) || in_words(a).eq(in_words(b)),
        (None, None) => true,
        _ => false,
    }
}

/// The words of a text before one of its figures and behind it; none where the text does not have it.
///
/// It is found by where it is printed, as the same words may stand there twice, and by its words in a text that only
/// says it again.
pub(crate) fn around<'t>(text: &'t str, span: &Span, q: &Quantity) -> Option<(&'t str, &'t str)> {
    let own = offset_in(span, &q.span);
    let at = own.or_else(|| places(text, &q.text).next())?;
    let behind = text.get(at..)?.strip_prefix(q.text.as_str())?;
    Some((&text[..at], behind))
}

/// Where a figure stands in a text, whole: 5座 is not in 15座.
pub(crate) fn places<'t>(text: &'t str, figure: &'t str) -> impl Iterator<Item = usize> {
    let numeral = |c| chars::digit(c).is_some() || "〇零一二三四五六七八九十百千万亿两".contains(c);
    let opens = figure.starts_with(numeral);
    let ends = figure.ends_with(numeral);
    text.match_indices(figure).map(|(at, _)| at).filter(move |&at| {
        // 1,205座 and 2.5座: a mark between digits is a figure's.
        let before = text[..at].trim_end_matches(['.', ',']);
        let parted = before.len() == at || figure.starts_with(|c| chars::digit(c).is_some());
        let behind = &text[at + figure.len()..];
        !(opens && parted && before.ends_with(numeral) || ends && behind.starts_with(numeral))
    })
}

/// The parts of a measure (元/m2) in one wording, whether they are in words or in signs.
fn in_words(measure: &str) -> impl Iterator<Item = &str> {
    const SIGNS: &[(&str, &str)] = &[
        ("m2", "平方米"),
        ("km2", "平方公里"),
        ("m3", "立方米"),
        ("mm", "毫米"),
        ("cm", "厘米"),
        ("m", "米"),
        ("km", "公里"),
        ("ha", "公顷"),
        ("hm2", "公顷"),
        ("ug", "微克"),
        ("mg", "毫克"),
        ("kg", "千克"),
        ("t", "吨"),
        ("h", "小时"),
    ];
    measure
        .split('/')
        .map(|part| SIGNS.iter().find(|(sign, _)| *sign == part).map_or(part, |(_, word)| word))
}

/// Whether two figures measure the same thing: one name ends the other, or both end in the same words.
pub(crate) fn same_metric(a: &Quantity, b: &Quantity) -> bool {
    match (&a.metric, &b.metric) {
        (Some(a), Some(b)) => a == b || alike(&plain(a), &plain(b)),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a figure names the other's thing in fewer words: 处治危桥 for 处治普通国省道危桥. A narrower
/// name has more words, so that a part of a thing is not taken for it.
pub(crate) fn names_shorter(q: &Quantity, goal: &Quantity) -> bool {
    let (Some(short), Some(long)) = (&q.metric, &goal.metric) else { return false };
    let (short, long) = (plain(short), plain(long));
    // 持证人员占比 for 持证人员占全体人员比例: a share, without what of.
    let long = if short.ends_with("占比") { without_whole(long) } else { long };
    // 签订 for 签订责任书: what is done, without what to.
    if long.strip_prefix(&*short).is_some_and(|rest| !rest.is_empty()) && short.chars().count() > 1
    {
        return true;
    }
    // A character alone is no word of what is counted.
    let common = common_end(&short, &long).max(common_end(&short, without_dimension(&long)));
    let mut rest = long.chars();
    common >= 2 && short.chars().all(|c| rest.any(|other| other == c))
}

/// The name of a work without the dimension in which it is counted: 治理 of 治理面积.
fn without_dimension(name: &str) -> &str {
    const DIMENSIONS: [&str; 6] = ["面积", "数量", "长度", "里程", "总量", "总数"];
    let work = DIMENSIONS.iter().find_map(|dimension| name.strip_suffix(dimension));
    // 绿地面积 is the thing itself, 治理面积 of two characters more a work.
    work.filter(|work| work.chars().count() > 2).unwrap_or(name)
}

/// The name of a share without what it is a share of.
fn without_whole(name: String) -> String {
    let share = ["比例", "比重", "比率", "百分比"].iter().any(|end| name.ends_with(end));
    match name.rfind('占').filter(|_| share) {
        Some(at) => name[..at].to_owned() + "占比",
        None => name,
    }
}

/// With how many of the same characters two names end, where what is counted stands; none where a number
/// before them tells two things apart: 一级管网 and 二级管网.
pub(crate) fn common_end(a: &str, b: &str) -> usize {
    let pairs = || a.chars().rev().zip(b.chars().rev());
    let common = pairs().take_while(|(x, y)| x == y).count();
    let number = |c| chars::digit(c).is_some() || "一二三四五六七八九十两".contains(c);
    let apart = pairs().nth(common).is_some_and(|(x, y)| number(x) && number(y));
    if apart { 0 } else { common }
}

fn alike(a: &str, b: &str) -> bool {
    let common = common_end(a, b);
    let shorter = a.chars().count().min(b.chars().count());
    // 覆盖率 ends the names of things that are not one: the words before it must agree as well.
    common > 0 && (common == shorter || common >= 4)
}

/// Figures of two sides that belong together, and those left over on either side.
#[derive(Debug, Default)]
pub(crate) struct Paired<'q> {
    /// Pairs that say the same.
    pub(crate) equal: Vec<(&'q Quantity, &'q Quantity)>,
    /// Pairs that do not.
    pub(crate) unequal: Vec<(&'q Quantity, &'q Quantity)>,
    /// Figures of the right side only.
    pub(crate) right: Vec<&'q Quantity>,
}

/// Pairs figures: those that say the same first, then those of one metric, then those in the
/// same place between paired neighbours.
pub(crate) fn pair<'q>(left: &[&'q Quantity], right: &[&'q Quantity]) -> Paired<'q> {
    let mut out = Paired::default();
    let mut partner: Vec<Option<usize>> = vec![None; left.len()];
    let mut taken = vec![false; right.len()];
    type Test = fn(&Quantity, &Quantity) -> bool;
    let equal: [Test; 2] = [
        |a, b| same_value(a, b) && same_measure(a, b) && same_metric(a, b) && !opposed(a, b),
        |a, b| same_value(a, b) && same_measure(a, b) && !opposed(a, b),
    ];
    let other: [Test; 3] = [
        |a, b| same_metric(a, b) && same_measure(a, b) && a.metric.is_some(),
        |a, b| same_metric(a, b) && (a.metric.is_some() || same_value(a, b)),
        |a, b| same_measure(a, b) && a.metric.is_none() == b.metric.is_none(),
    ];
    for test in equal {
        for (at, a) in
            left.iter().enumerate().filter(|(at, _)| partner[*at].is_none()).collect::<Vec<_>>()
        {
            if let Some(to) = (0..right.len()).find(|&to| !taken[to] && test(a, right[to])) {
                partner[at] = Some(to);
                taken[to] = true;
                out.equal.push((a, right[to]));
            }
        }
    }
    let settled = partner.clone();
    for (nth, test) in other.iter().enumerate() {
        for (at, a) in left.iter().enumerate() {
            if partner[at].is_some() {
                continue;
            }
            // The last test looks at no name: only the same place among the settled pairs counts.
            let fits = |to: usize| nth < 2 || place(&settled, at) == place_right(&settled, to);
            if let Some(to) =
                (0..right.len()).find(|&to| !taken[to] && fits(to) && test(a, right[to]))
            {
                partner[at] = Some(to);
                taken[to] = true;
                out.unequal.push((a, right[to]));
            }
        }
    }
    out.right = right.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(q, _)| *q).collect();
    out
}

/// How many settled pairs stand before a figure of the left side.
fn place(settled: &[Option<usize>], at: usize) -> usize {
    settled[..at].iter().flatten().count()
}

/// How many settled pairs stand before a figure of the right side.
fn place_right(settled: &[Option<usize>], to: usize) -> usize {
    settled.iter().flatten().filter(|&&other| other < to).count()
}

/// Dates of two sides, paired in order once equal ones are gone; the number of equal ones.
pub(crate) fn pair_dates<'d>(
    left: &[&'d Deadline],
    right: &[&'d Deadline],
) -> (u32, Vec<(&'d Deadline, &'d Deadline)>) {
    let mut right: Vec<&Deadline> = right.to_vec();
    let mut rest = Vec::new();
    let mut equal = 0;
    for &a in left {
        match right.iter().position(|b| same_date(a, b)) {
            Some(at) => {
                right.remove(at);
                equal += 1;
            }
            None => rest.push(a),
        }
    }
    let pairs =
        if rest.len() == right.len() { rest.into_iter().zip(right).collect() } else { Vec::new() };
    (equal, pairs)
}

/// Whether two deadlines fall on the same day, or say the same without a day.
pub(crate) fn same_date(a: &Deadline, b: &Deadline) -> bool {
    match (a.date, b.date) {
        (Some(x), Some(y)) => x == y || ends_before(a, b) || ends_before(b, a),
        (None, None) => {
            fold(&a.text) == fold(&b.text)
                || (a.kind == DeadlineKind::Standing
                    && b.kind == DeadlineKind::Standing
                    && !other_number(a, b))
        }
        _ => fold(&a.text) == fold(&b.text),
    }
}

/// Whether a deadline is the end of the month before whose next the other says it is due: 10月1日前, 国庆节前, 10月前 and
/// 9月底前; or is the beginning or the middle of the ten days by which it is: 11月中旬前 and 11月15日前.
fn ends_before(first: &Deadline, end: &Deadline) -> bool {
    let (Some(day), Some(last)) = (first.date, end.date) else { return false };
    if first.kind != DeadlineKind::By || end.kind != DeadlineKind::By {
        return false;
    }
    let text = first.text.trim_end();
    let Some(said) = text.strip_suffix('前').map(|said| said.trim_end_matches(['之', '以']))
    else {
        return false;
    };
    let (year, month) = match day.month() {
        1 => (day.year() - 1, 12),
        month => (day.year(), month - 1),
    };
    let begins = day.day() == 1 || said.ends_with(['月', '份']);
    let in_ten = said.ends_with('旬')
        && (day.year(), day.month()) == (last.year(), last.month())
        && [0, 1, 5].contains(&(i64::from(last.day()) - before_ten(day)));
    begins && Date::month_end(year, month) == Some(last) || in_ten
}

/// The day before the ten days that a date ends, counted in their month.
fn before_ten(end: Date) -> i64 {
    i64::from(((end.day() - 1) / 10).min(2) * 10)
}

/// Whether a month, a quarter or half of a year holds a day, which then is only said more exactly: 三季度
/// and 8月底前, 2025年6月 and 6月15日前.
pub(crate) fn holds_day(period: &Deadline, day: &Deadline) -> bool {
    let Some(months) = months_of(period) else { return false };
    let (Some(end), Some(day)) = (period.date, day.date) else { return false };
    let first = (end.month() + 1).saturating_sub(months).max(1);
    let whole =
        period.kind == DeadlineKind::Within || months == 1 && period.kind == DeadlineKind::On;
    whole && day.year() == end.year() && (first..=end.month()).contains(&day.month())
}

/// How many months a period has that names a part of the year; none where its beginning is not surely known
/// (年内, 一至三季度).
pub(crate) fn months_of(period: &Deadline) -> Option<u32> {
    let text = period.text.as_str();
    let has = |part: &str| text.contains(part);
    match () {
        () if text.contains(['至', '到', '、', '和', '及', '-', '—', '－', '~', '～']) => {
            None
        }
        () if has("前三季度") || has("前3季度") => Some(9),
        () if has("季度") => Some(3),
        () if has("半年") => Some(6),
        () if is_month(text) => Some(1),
        () => None,
    }
}

/// Whether the words of a deadline name one month and no part of it: 2025年6月, 6月份.
fn is_month(text: &str) -> bool {
    let mut parts = text.split('月');
    let (Some(_), Some(behind), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let behind = behind.trim_start_matches(chars::is_space);
    !behind.starts_with(|c: char| {
        matches!(c, '底' | '末' | '初' | '中' | '上' | '下' | '前') || chars::digit(c).is_some()
    })
}

/// Whether two deadlines without a date are the same but for their number: 每月10日前 and
/// 每月15日前, 3个工作日内 and 5个工作日内.
pub(crate) fn other_number(a: &Deadline, b: &Deadline) -> bool {
    if a.date.is_some() || b.date.is_some() || a.kind != b.kind {
        return false;
    }
    let parts = |text: &str| {
        let words = plain(text).replace("以前", "前").replace("之前", "前");
        let words = words.replace("以内", "内").replace("之内", "内");
        words.chars().partition::<String, _>(char::is_ascii_digit)
    };
    let ((number, words), (other, same)) = (parts(&a.text), parts(&b.text));
    words == same && !number.is_empty() && !other.is_empty() && number != other
}

#[cfg(test)]
mod tests {
    use hongtou_model::Span;

    use super::*;

    fn figure(metric: &str, value: &str, measure: &str) -> Quantity {
        Quantity {
            text: format!("{value}{measure}").into(),
            value: value.into(),
            value_max: None,
            measure: Some(measure.into()),
            comparator: Comparator::Reach,
            metric: (!metric.is_empty()).then(|| metric.into()),
            span: Span::default(),
        }
    }

    #[test]
    fn decimals_compare_exactly() {
        assert_eq!(compare("4.5", "4.50"), Some(Ordering::Equal));
        assert_eq!(compare("200000", "20000"), Some(Ordering::Greater));
        assert_eq!(compare("0.1", "1"), Some(Ordering::Less));
        assert_eq!(millionths("1234567890123456789012345678901234567890"), None);
    }

    #[test]
    fn one_slip_makes_one_number_of_another() {
        for (a, b) in [
            ("2200", "2300"),
            ("3200", "2300"),
            ("320", "32"),
            ("206.3", "216.3"),
            ("1,200", "1100"),
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("100", "92"),
            ("2000", "2000.0"),
            ("3", "5"),
            ("150", "300"),
            ("12", "1.2"),
            ("待定", "10"),
        ] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }

    #[test]
    fn measures_in_signs_are_those_in_words() {
        let same = |a: &str, b: &str| same_measure(&figure("", "5", a), &figure("", "5", b));
        for (a, b) in [("m2", "平方米"), ("km", "公里"), ("元/m3", "元/立方米"), ("千克", "kg")]
        {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        assert!(!same("m2", "米") && !same("m3", "平方米") && !same("元/m2", "平方米"));
    }

    #[test]
    fn a_number_in_a_name_tells_two_things_apart() {
        let same = |a: &str, b: &str| same_metric(&figure(a, "5", "公里"), &figure(b, "7", "公里"));
        assert!(same("新建供热管网", "改造供热管网") && same("管网", "一级管网"));
        assert!(!same("改造一级供热管网", "改造二级供热管网") && !same("4G基站", "5G基站"));
        assert_eq!(common_end("一级管网", "二级管网"), 0);
        assert_eq!(common_end("老旧管网", "一级管网"), 2);
    }

    #[test]
    fn fewer_words_name_the_whole() {
        let named = |a: &str, b: &str| names_shorter(&figure(a, "5", "座"), &figure(b, "7", "座"));
        assert!(named("处治危桥", "处治普通国省道危桥"));
        assert!(!named("处治普通国省道危桥", "处治危桥"));
        assert!(!named("新建桥", "处治普通国省道危桥") && !named("处治危房", "处治危旧桥房"));
    }

    #[test]
    fn deadlines_without_a_date_differ_by_their_number() {
        let deadline = |text: &str, kind| Deadline {
            text: text.into(),
            date: None,
            kind,
            span: Span::default(),
        };
        let every = |text| deadline(text, DeadlineKind::Standing);
        assert!(other_number(&every("每月10日前"), &every("每月 15 日前")));
        assert!(!same_date(&every("每月10日前"), &every("每月15日前")));
        assert!(same_date(&every("每月10日前"), &every("每月10日之前")));
        assert!(same_date(&every("每月10日前"), &every("长期坚持")));
        let within = |text| deadline(text, DeadlineKind::Within);
        assert!(other_number(&within("3个工作日内"), &within("5个工作日以内")));
    }

    #[test]
    fn a_quarter_holds_the_days_of_its_months() {
        let deadline = |text: &str, kind, month| Deadline {
            text: text.into(),
            date: hongtou_model::Date::month_end(2025, month),
            kind,
            span: Span::default(),
        };
        let by = |month| deadline("", DeadlineKind::By, month);
        let quarter = deadline("三季度", DeadlineKind::Within, 9);
        assert!([7, 8, 9].iter().all(|&month| holds_day(&quarter, &by(month))));
        assert!([6, 10].iter().all(|&month| !holds_day(&quarter, &by(month))));
        let half = deadline("上半年", DeadlineKind::Within, 6);
        assert!(holds_day(&half, &by(2)) && !holds_day(&half, &by(7)));
        let month = |text: &str| deadline(text, DeadlineKind::On, 6);
        for text in ["2025年6月", "6月份", "6 月"] {
            assert!(holds_day(&month(text), &by(6)) && !holds_day(&month(text), &by(7)), "{text}");
        }
        for text in ["6月底", "6月30日", "6月中旬", "3月至6月"] {
            assert!(!holds_day(&month(text), &by(6)), "{text}");
        }
        // The end of a quarter is a day, and a year says little of when.
        assert!(!holds_day(&deadline("三季度末", DeadlineKind::By, 9), &by(8)));
        assert!(!holds_day(&deadline("年内", DeadlineKind::Within, 12), &by(8)));
    }

    #[test]
    fn a_month_and_ten_days_are_due_by_their_beginning_too() {
        let by = |text: &str, month, day| Deadline {
            text: text.into(),
            date: Date::new(2025, month, day),
            kind: DeadlineKind::By,
            span: Span::default(),
        };
        let august = by("8月底前", 8, 31);
        for text in ["9月前", "9月份之前"] {
            assert!(same_date(&by(text, 9, 30), &august), "{text}");
        }
        assert!(!same_date(&by("9月底前", 9, 30), &august));
        let ten = by("11月中旬前", 11, 20);
        for (day, same) in
            [(9, false), (10, true), (11, true), (12, false), (15, true), (20, true), (21, false)]
        {
            assert_eq!(same_date(&by("", 11, day), &ten), same, "{day}");
        }
    }

    #[test]
    fn figures_pair_by_what_they_measure() {
        let left = [figure("抽检量", "6", "批次"), figure("处置率", "100", "%")];
        let right = [figure("处置率", "90", "%"), figure("全市抽检量", "6", "批次")];
        let paired = pair(&left.iter().collect::<Vec<_>>(), &right.iter().collect::<Vec<_>>());
        assert_eq!(paired.equal.len(), 1);
        assert_eq!(paired.unequal.len(), 1);
        assert_eq!(paired.unequal[0].1.value, "90");
        assert!(paired.right.is_empty());
    }
}
