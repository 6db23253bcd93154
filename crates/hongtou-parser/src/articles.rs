//! Articles and the chapters above them that lost the line ends before them: …。第二章  储存第三条  ….
//!
//! An article is cited inside sentences too, so one begins a paragraph only behind the end of a sentence
//! or behind a chapter's title, and where it counts on. A chapter is one where nothing but a short title
//! stands between it and an article. Where white space does not part articles from their words, three of
//! them have to count on, or the lines beside theirs have to; and one that opens a line further down is cited
//! above it.

use hongtou_model::Confidence;
use hongtou_source::chars;

use crate::flow::trim;
use crate::lines::{self, Element, Line};
use crate::marker::{Form, Marker, marker};
use crate::record::Record;

/// An article or a chapter inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Landmark {
    pub(crate) at: usize,
    pub(crate) form: Form,
    pub(crate) number: u32,
    /// Whether white space parts it from its words.
    spaced: bool,
}

/// How many articles in a row tell that they are some, without white space behind each.
const IN_A_ROW: usize = 3;

/// The longest title of a chapter, in characters.
const LONGEST_TITLE: usize = 24;

/// What the titles of texts in articles end in; a bracket behind it ends it as a sentence does.
const TITLE_ENDS: [&str; 8] = ["办法", "细则", "规定", "规则", "条例", "制度", "章程", "规程"];

/// What an ordinal and its first characters take at most, in bytes.
const WINDOW: usize = 150;

/// The articles of a text that holds several, and their chapters; none where it holds one or none.
pub(crate) fn landmarks(text: &str) -> Vec<Landmark> {
    let found = count(text, &mut None, false);
    if articles(&found).nth(1).is_some() && are_sure(&found) { found } else { Vec::new() }
}

fn articles(found: &[Landmark]) -> impl Iterator<Item = &Landmark> {
    found.iter().filter(|found| found.form == Form::Article)
}

/// Whether white space stands behind each article, or so many count on that nothing else does.
fn are_sure(found: &[Landmark]) -> bool {
    articles(found).all(|article| article.spaced) || articles(found).count() >= IN_A_ROW
}

/// The articles and chapters of a text that count on from `last`, the article before it; `below` is whether
/// an article opens the next line.
fn count(text: &str, last: &mut Option<u32>, below: bool) -> Vec<Landmark> {
    let mut found = Vec::new();
    // Chapters whose article has not come yet, and where the title of the last of them ends.
    let mut open: Vec<Landmark> = Vec::new();
    let mut title_end = None;
    let mut from = 0;
    while let Some(at) = chars::find(&text[from..], '第').map(|at| from + at) {
        from = at + '第'.len_utf8();
        let Some(ordinal) = ordinal(&text[at..]) else { continue };
        let words = at + ordinal.end;
        let landmark = Landmark {
            at,
            form: ordinal.form,
            number: ordinal.number,
            spaced: spaced(text, words),
        };
        let below_title = title_end.take() == Some(at);
        if !below_title {
            open.clear();
        }
        if landmark.form == Form::Chapter {
            let first = || landmark.number == 1 || spaced(text, words);
            let begins =
                || below_title || opens(text, at) || first() && may_follow_a_title(text, at);
            if let Some(end) = title(text, words, below).filter(|_| begins()) {
                open.push(landmark);
                title_end = Some(end);
                from = from.max(words);
            }
            continue;
        }
        let next = last.map_or(1, |last| last + 1) == ordinal.number;
        let on = next && (landmark.spaced || !is_cited(&text[words..]))
            || landmark.spaced && last.is_none();
        let first = || last.is_none() && next && may_follow_a_title(text, at);
        if on && (below_title || opens(text, at) || first()) {
            found.append(&mut open);
            found.push(landmark);
            *last = Some(ordinal.number);
            from = words;
        }
        open.clear();
    }
    if title_end == Some(text.len()) {
        found.append(&mut open);
    }
    found
}

/// The ordinal of an article or a chapter that a text begins with.
fn ordinal(text: &str) -> Option<Marker> {
    let window = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= WINDOW).last()?;
    let window = if text.len() <= WINDOW { text.len() } else { window };
    // The next one begins behind the title of this one.
    let behind = '第'.len_utf8();
    let end = text[behind..window].find('第').map_or(window, |at| behind + at);
    let found = marker(&text[..end])?;
    matches!(found.form, Form::Article | Form::Chapter).then_some(found)
}

/// Whether what stands before a place ends a sentence or a part of the page.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(chars::is_space);
    before.is_empty()
        || before.ends_with(|c| chars::ends_sentence(c) || matches!(c, '）' | ')' | '】'))
}

/// Whether the title of the plan may stand before a place: words that go on up to it.
fn may_follow_a_title(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(chars::is_space);
    TITLE_ENDS.iter().any(|end| before.ends_with(end))
}

/// Whether white space stands before a place.
fn spaced(text: &str, at: usize) -> bool {
    text[..at].ends_with(chars::is_space)
}

/// Whether an article is spoken of: 第三条规定的情形除外.
fn is_cited(behind: &str) -> bool {
    const CITED: [&str; 12] =
        ["规定", "所", "的", "、", "至", "第", "款", "和", "及", "与", "或", "中"];
    CITED.iter().any(|word| behind.starts_with(word))
}

/// Where the title of a chapter ends that begins at `from`: at the next ordinal, or at the end of a text
/// that an article follows.
fn title(text: &str, from: usize, below: bool) -> Option<usize> {
    let next = text[from..].find('第').map(|at| from + at);
    let end = next.or(below.then_some(text.len()))?;
    let words = text[from..end].trim_end_matches(chars::is_space);
    let short = words.chars().filter(|&c| !chars::is_space(c)).count() <= LONGEST_TITLE;
    let plain = !words.contains(['。', '，', '；', '：', ',', ';', ':', '、', '》', '）', ')']);
    (!words.is_empty() && short && plain && words.contains(chars::is_han)).then_some(end)
}

/// Cuts the lines of a document with articles where one of them, or a chapter, begins inside.
pub(crate) fn cut<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let counted = |element: &Element<'_>| matches!(element, Element::Line(line) if line.form().is_some_and(|form| form <= Form::Article));
    if !raw.iter().any(counted) {
        return raw;
    }
    // The articles that open lines, the last first.
    let mut own: Vec<(usize, u32)> = raw
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(at, element)| opening_article(element).map(|number| (at, number)))
        .collect();
    let mut last = None;
    // The last article that was cut off inside a line.
    let mut inside = None;
    let mut out = Vec::with_capacity(raw.len());
    for (at, element) in raw.into_iter().enumerate() {
        let mut beside = Beside::default();
        if let Some((_, number)) = own.pop_if(|(line, _)| *line == at) {
            last = number.checked_sub(1).filter(|&number| number > 0);
            beside.goes_on = last.is_some() && last == inside;
        }
        if let Some(&(line, number)) = own.last() {
            (beside.next, beside.below) = (line == at + 1, Some(number));
        }
        match element {
            Element::Line(line) => {
                let pieces = out.len();
                take(line, beside, &mut last, &mut out, record);
                inside = if out.len() > pieces + 1 { last } else { None };
            }
            other => out.push(other),
        }
    }
    out
}

/// What the lines beside one say of the articles in it.
#[derive(Clone, Copy, Default)]
struct Beside {
    /// The next article that opens a line.
    below: Option<u32>,
    /// Whether that is the next line.
    next: bool,
    /// Whether its own article follows one inside the line above.
    goes_on: bool,
}

fn opening_article(element: &Element<'_>) -> Option<u32> {
    let Element::Line(line) = element else { return None };
    line.marker.as_ref().filter(|marker| marker.form == Form::Article).map(|marker| marker.number)
}

/// Gives a line in its pieces.
fn take<'s>(
    line: Line<'s>,
    beside: Beside,
    last: &mut Option<u32>,
    out: &mut Vec<Element<'s>>,
    record: &mut Record,
) {
    let text = line.text();
    let opening = trim(text, 0..text.len()).start;
    let before = *last;
    let mut found = count(text, last, beside.next);
    let own = articles(&found).next().filter(|article| article.at <= opening);
    let own = own.map(|own| own.number).or(before);
    // Below its own number another text begins to count.
    let below = beside.below.filter(|&below| own.is_none_or(|own| below > own));
    let cited = |found: &Landmark| {
        let further_down = below.is_some_and(|below| found.number >= below);
        found.form == Form::Article && found.at > opening && further_down
    };
    if let Some(at) = found.iter().position(cited) {
        let kept = found[..at].iter().rposition(|found| found.form == Form::Article);
        found.truncate(kept.map_or(0, |kept| kept + 1));
    }
    let end = articles(&found).last().map(|article| article.number);
    let goes_on = || beside.next && end.is_some_and(|end| beside.below == Some(end + 1));
    if !(are_sure(&found) || beside.goes_on || goes_on()) {
        found.clear();
    }
    *last = articles(&found).last().map(|article| article.number).or(own);
    let cuts: Vec<usize> =
        found.iter().map(|landmark| landmark.at).filter(|&at| at > opening).collect();
    if cuts.is_empty() {
        return out.push(Element::Line(line));
    }
    let why = ["章、条前没有分行", "no line break before the chapter or article"];
    let pieces = lines::cut(line, &cuts, Confidence::Likely, why, record);
    out.extend(pieces.into_iter().map(Element::Line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[track_caller]
    fn check(marked: &[&str]) {
        fixtures::check_cuts(cut, marked);
    }

    fn found(text: &str) -> Vec<&str> {
        let starts: Vec<usize> = landmarks(text).iter().map(|found| found.at).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect()
    }

    #[test]
    fn articles_and_chapters_without_line_ends() {
        let parts = [
            "第一章  总    则",
            "第一条  为加强管理，制定本办法。",
            "第二条  本办法所称河道，按第一条确定。",
            "第二章 巡 查",
            "第一节 日常巡查",
            "第三条  每日巡查。第二条规定的除外。",
            "第四条  有下列行为的，予以通报：（一）漏查；（二）迟报。",
            "第三章 附则",
            "第五条  本办法自印发之日起施行。",
        ];
        assert_eq!(found(&parts.concat()), parts);
        assert_eq!(found(&format!("护河管理办法{}", parts.concat())), parts);
        // A text that begins later.
        let part = ["第三章 巡查", "第九条 每日巡查。", "第十条 每月通报。"];
        assert_eq!(found(&format!("护河管理办法{}", part.concat())), part);
        // Without white space those that count on.
        let plain = ["第一条为加强管理，制定本办法。", "第二条每日巡查。", "第三条每月通报。"];
        assert_eq!(found(&format!("护河管理办法{}", plain.concat())), plain);
        let titled = found(&format!("护河管理办法第一章总则{}", plain.concat())).concat();
        assert_eq!(titled, format!("第一章总则{}", plain.concat()));
    }

    #[test]
    fn articles_that_are_cited_open_nothing() {
        for text in [
            "按照《护河办法》第一条、第二条规定，每日巡查。第三条规定的除外。",
            "根据本办法第一章第一条和第二条，每日巡查。第二章第三条除外。",
            "护河办法第一条规定了范围。第二条规定了责任。",
            "护河办法第一条明确了范围。第二条明确了责任。",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn lines_that_hold_more_than_one() {
        check(&["护河管理办法|第一章 总则", "第一条 为加强管理，制定本办法。"]);
        check(&[
            "第一条 每日巡查。|第二章 通报",
            "第二条 每月通报。|第三条 本办法自印发之日起施行。",
        ]);
        check(&["第一章 总则 |第一条 每日巡查。", "第二条 每月通报。"]);
        check(&[
            "第一章 总则|第一条 每日巡查。|第二条 每月通报。",
            "第二章 附则|第三条 本办法自印发之日起施行。",
        ]);
        check(&["第一条 每日巡查，第二条规定的除外。", "第二条 每月通报。"]);
    }

    #[test]
    fn two_to_a_line_count_on_from_line_to_line() {
        check(&[
            "第一条为加强管理，制定本办法。|第二条每日巡查。",
            "第三条每月通报。|第四条漏查的通报批评。",
            "第五条每季度考核。|第六条本办法自印发之日起施行。",
        ]);
        // What is cited takes nothing from those before it, and another text counts anew.
        check(&["第一条 制定本办法。|第二条 每日巡查。第三条情形除外。", "第三条 每月通报。"]);
        check(&["第一条 制定本办法。|第二条 每日巡查。", "巡查细则", "第一条 每周巡查。"]);
    }

    #[test]
    fn articles_that_open_their_own_line_further_down_are_cited() {
        check(&["第一条 每日巡查。第二条情形除外。", "第二条 每月通报。"]);
        check(&["第一条 漏查的：", "（一）通报。第二条 另有约定的从其约定；", "第二条 每月通报。"]);
        check(&["第一条 每日巡查。第二章 罚则第二条 另行规定。", "第二条 每月通报。"]);
        // Things of which there are several.
        check(&["第一章 任务", "一、建成线路三条。第一条从东到西。", "二、每月通报。"]);
        check(&["第一条 每日巡查。", "第二条 疏浚河道三条。第三条河道长十公里。"]);
    }
}
