//! The smallest differing words of two texts.

use std::ops::Range;

use hongtou_source::chars;

use crate::words::{FoldedChar, Words, is_punctuation};

/// Two stretches that differ, as byte ranges of the two texts; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) left: Range<usize>,
    pub(crate) right: Range<usize>,
    /// Whether only punctuation differs.
    pub(crate) punctuation: bool,
}

// Beyond so many edits the two are different texts, and where they differ says nothing.
const MOST_EDITS: usize = 400;

/// Where two texts differ after folding, in order.
pub(crate) fn differences(left: &Words<'_>, right: &Words<'_>) -> Vec<Difference> {
    let (a, b) = (left.folded(), right.folded());
    let mut runs = Vec::new();
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x.c == y.c).count();
    let rest = a.len().min(b.len()) - prefix;
    let suffix =
        a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x.c == y.c).count();
    let (a_mid, b_mid) = (&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]);
    if a_mid.is_empty() && b_mid.is_empty() {
        return Vec::new();
    }
    match edits(a_mid, b_mid) {
        Some(found) => runs.extend(found),
        None => runs.push((0..a_mid.len(), 0..b_mid.len())),
    }
    merge(&mut runs, a_mid);
    slide(&mut runs, a_mid, b_mid);
    let shift = |range: &Range<usize>| range.start + prefix..range.end + prefix;
    runs.iter()
        .map(|(x, y)| {
            let (x, y) = whole_numbers(&a, &b, (shift(x), shift(y)));
            let mut all = a[x.clone()].iter().chain(&b[y.clone()]);
            Difference {
                punctuation: all.all(|f| is_punctuation(f.c)),
                left: bytes(&a, x, left.text.len()),
                right: bytes(&b, y, right.text.len()),
            }
        })
        .collect()
}

fn bytes(chars: &[FoldedChar], range: Range<usize>, end: usize) -> Range<usize> {
    let start = chars.get(range.start).map_or(end, |f| f.start as usize);
    if range.is_empty() {
        return start..start;
    }
    start..chars.get(range.end - 1).map_or(end, |f| f.end as usize)
}

type Run = (Range<usize>, Range<usize>);

/// Joins runs that a single equal character sets apart, unless one of them is punctuation.
fn merge(runs: &mut Vec<Run>, a: &[FoldedChar]) {
    let mut out: Vec<Run> = Vec::new();
    for (x, y) in runs.drain(..) {
        if let Some((last_x, last_y)) = out.last_mut() {
            let gap = last_x.end..x.start;
            let between = &a[gap.clone()];
            if gap.len() <= 1 && !between.iter().any(|f| is_punctuation(f.c)) {
                last_x.end = x.end;
                last_y.end = y.end;
                continue;
            }
        }
        out.push((x, y));
    }
    *runs = out;
}

/// Makes one of two insertions between which words stand that the second ends with: 修订 and 办法，补贴 around
/// 补贴 are 修订补贴办法， before it. The same for what is left out.
fn slide(runs: &mut Vec<Run>, a: &[FoldedChar], b: &[FoldedChar]) {
    let same = |x: &[FoldedChar], y: &[FoldedChar]| x.iter().map(|f| f.c).eq(y.iter().map(|f| f.c));
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for (x, y) in runs.drain(..) {
        if let Some((last_x, last_y)) = out.last_mut() {
            let between = x.start - last_x.end;
            let words = &a[last_x.end..x.start];
            let inserted = last_x.len() + x.len() == 0 && y.len() > between;
            let left_out = last_y.len() + y.len() == 0 && x.len() > between;
            if inserted && same(words, &b[y.end - between..y.end]) {
                last_y.end = y.end - between;
                continue;
            }
            if left_out && same(words, &a[x.end - between..x.end]) {
                last_x.end = x.end - between;
                continue;
            }
        }
        out.push((x, y));
    }
    *runs = out;
}

/// What one side alone has, begun with the whole of a number where the one behind it begins with the same digits:
/// 10月底前， before 11月底前, not 0月底前，1.
fn whole_numbers(a: &[FoldedChar], b: &[FoldedChar], (mut x, mut y): Run) -> Run {
    let digit = |chars: &[FoldedChar], at: usize| is_digit(chars[at].c);
    let (of, run) = if y.is_empty() { (a, &x) } else { (b, &y) };
    if run.is_empty() || !x.is_empty() && !y.is_empty() || !digit(of, run.start) {
        return (x, y);
    }
    let room = x.start.min(y.start);
    let back = |by: &usize| digit(of, run.start - by) && of[run.start - by].c == of[run.end - by].c;
    let by = (1..=room).take_while(back).count();
    for range in [&mut x, &mut y] {
        *range = range.start - by..range.end - by;
    }
    (x, y)
}

/// The runs of a shortest edit script (Myers), or `None` where it is too long to be of use.
fn edits(a: &[FoldedChar], b: &[FoldedChar]) -> Option<Vec<Run>> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let limit = (a.len() + b.len()).min(MOST_EDITS) as isize;
    let width = (2 * limit + 3) as usize;
    let at = |k: isize| (k + limit + 1) as usize;
    let mut v = vec![0isize; width];
    let mut trace: Vec<Vec<isize>> = Vec::new();
    for d in 0..=limit {
        trace.push(v.clone());
        let mut k = -d;
        while k <= d {
            let down = k == -d || (k != d && v[at(k - 1)] < v[at(k + 1)]);
            let mut x = if down { v[at(k + 1)] } else { v[at(k - 1)] + 1 };
            while x < n && x - k < m && a[x as usize].c == b[(x - k) as usize].c {
                x += 1;
            }
            v[at(k)] = x;
            if x >= n && x - k >= m {
                return Some(backtrack(&trace, n, m, at));
            }
            k += 2;
        }
    }
    None
}

fn backtrack(trace: &[Vec<isize>], n: isize, m: isize, at: impl Fn(isize) -> usize) -> Vec<Run> {
    let (mut x, mut y) = (n, m);
    let mut runs: Vec<Run> = Vec::new();
    for (d, v) in trace.iter().enumerate().rev() {
        let d = d as isize;
        let k = x - y;
        let down = k == -d || (k != d && v[at(k - 1)] < v[at(k + 1)]);
        let before = if down { k + 1 } else { k - 1 };
        let from_x = if d == 0 { 0 } else { v[at(before)] };
        let from_y = from_x - before;
        if d == 0 {
            break;
        }
        // One step off the diagonal, from (from_x, from_y), then the diagonal up to (x, y).
        let (to_x, to_y) = if down { (from_x, from_y + 1) } else { (from_x + 1, from_y) };
        match runs.last_mut() {
            Some((rx, ry)) if rx.start == to_x as usize && ry.start == to_y as usize => {
                (rx.start, ry.start) = (from_x as usize, from_y as usize);
            }
            _ => runs.push((from_x as usize..to_x as usize, from_y as usize..to_y as usize)),
        }
        (x, y) = (from_x, from_y);
    }
    runs.reverse();
    runs
}

/// Cuts a text into words; the way to ask for a dictionary.
pub(crate) trait Cut {
    /// The byte ranges of the words of a text, in order, without gaps.
    fn cut(&self, text: &str) -> Vec<Range<usize>>;
}

// Characters that join words and belong to neither.
const JOINING: &str = "的和与及或在对将把于为等以并从按由向到";

/// The byte range of `text` that shows a difference to a reader: whole words where a dictionary
/// cuts them, else up to two characters on either side; a number is shown whole or not at all.
pub(crate) fn shown(text: &str, range: Range<usize>, cut: Option<&dyn Cut>) -> Range<usize> {
    if let Some(cut) = cut {
        let words = cut.cut(text);
        let start = words.iter().find(|w| w.end > range.start).map_or(range.start, |w| w.start);
        let end = words.iter().find(|w| w.end >= range.end).map_or(range.end, |w| w.end);
        return start.min(range.start)..end.max(range.end);
    }
    let range = whole_number(text, range);
    if let Some(date) = whole_date(text, &range) {
        return date;
    }
    let stop = |c: char| !chars::is_han(c) && !c.is_ascii_alphabetic() || JOINING.contains(c);
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let left: usize =
        before.chars().rev().take(2).take_while(|&c| !stop(c)).map(char::len_utf8).sum();
    let right: usize = after.chars().take(2).take_while(|&c| !stop(c)).map(char::len_utf8).sum();
    range.start - left..range.end + right
}

/// The date that a range is some of, or stands right before or behind: 10月31日前 of 31日.
fn whole_date(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let of_date =
        |c: char| is_digit(c) || matches!(c, '年' | '月' | '日' | '底' | '末' | '旬' | '前');
    let words = &text[range.clone()];
    if !words.chars().all(of_date) {
        return None;
    }
    let start = text[..range.start].trim_end_matches(of_date).len();
    let end = text.len() - text[range.end..].trim_start_matches(of_date).len();
    let date = &text[start..end];
    let dated = date.contains(['年', '月', '日']) && date.starts_with(is_digit);
    dated.then_some(start..end)
}

/// The range with the rest of the numbers that it begins and ends in.
fn whole_number(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let words = &text[range.clone()];
    let (first, last) = (words.chars().next(), words.chars().next_back());
    let is = |c: Option<char>| c.is_some_and(is_digit);
    // Between two digits of one number something may be left out.
    let inside = range.is_empty() && is(before.chars().next_back()) && is(after.chars().next());
    let back = if inside || is(first) { before.trim_end_matches(is_digit) } else { before };
    let rest = if inside || is(last) { after.trim_start_matches(is_digit) } else { after };
    back.len()..text.len() - rest.len()
}

pub(crate) fn is_digit(c: char) -> bool {
    chars::digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use hongtou_model::Span;

    use super::*;

    fn cells(left: &str, right: &str) -> Vec<(String, String)> {
        let span = Span::default();
        let (mut a, mut b) = (Words::default(), Words::default());
        a.push(left, &span);
        b.push(right, &span);
        differences(&a, &b)
            .into_iter()
            .map(|d| {
                let left = a.text[shown(&a.text, d.left, None)].to_owned();
                (left, b.text[shown(&b.text, d.right, None)].to_owned())
            })
            .collect()
    }

    #[test]
    fn a_difference_is_shown_with_the_words_around_it() {
        assert_eq!(
            cells("落实国务院和省政府关于治理", "落实国务院和省人民政府关于治理"),
            [("省政府".to_owned(), "省人民政府".to_owned())],
        );
        assert_eq!(
            cells("全年工作完成情况。", "全年工作情况。"),
            [("工作完成情况".to_owned(), "工作情况".to_owned())],
        );
    }

    #[test]
    fn a_number_is_shown_whole_or_not_at_all() {
        let shows = |left: &str, right: &str, expected: (&str, &str)| {
            let expected = [(expected.0.to_owned(), expected.1.to_owned())];
            assert_eq!(cells(left, right), expected);
        };
        shows("增设外币兑换点 15 个。", "增设外币兑换网点15个。", ("兑换点", "兑换网点"));
        shows("完成1250家。", "完成1350家。", ("完成1250家", "完成1350家"));
        shows("完成150家。", "完成1750家。", ("完成150家", "完成1750家"));
    }

    #[test]
    fn a_date_is_shown_whole() {
        let shows = |left: &str, right: &str, expected: (&str, &str)| {
            let expected = [(expected.0.to_owned(), expected.1.to_owned())];
            assert_eq!(cells(left, right), expected);
        };
        shows("10月31日前投用。", "10月底前投用。", ("10月31日前", "10月底前"));
        shows("2026年10月底前投用。", "10月底前投用。", ("2026年10月底前", "10月底前"));
        // A word beside it is none of it.
        shows("10月底前完工。", "10月底前完成。", ("前完工", "前完成"));
    }

    #[test]
    fn widths_quotes_and_spaces_are_no_difference() {
        assert_eq!(cells("开展“昆仑 2021”行动。", "开展「昆仑２０２１」行动｡"), []);
    }

    #[test]
    fn a_part_that_is_put_in_is_one_difference() {
        assert_eq!(
            cells("补贴船员培训，新增泊位9个。", "修订补贴办法，补贴船员培训，改建泊位9个。")[0],
            ("补贴".to_owned(), "修订补贴办法，补贴".to_owned()),
        );
    }

    #[test]
    fn two_differences_stay_two() {
        let found = cells("甲乙丙丁戊己庚辛", "甲子丙丁戊己丑辛");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn any_two_texts_are_rebuilt_from_their_differences() {
        let texts = ["", "甲", "甲乙", "乙甲丙", "丙乙丁甲", "甲甲乙乙丙丙", "丁丙乙甲丁丙"];
        for left in texts {
            for right in texts {
                let span = Span::default();
                let (mut a, mut b) = (Words::default(), Words::default());
                a.push(left, &span);
                b.push(right, &span);
                let mut built = String::new();
                let mut at = 0;
                for d in differences(&a, &b) {
                    built.push_str(&left[at..d.left.start]);
                    built.push_str(&right[d.right]);
                    at = d.left.end;
                }
                built.push_str(&left[at..]);
                assert_eq!(built, right, "from {left}");
            }
        }
    }
}
