//! What a site prints around a notice: breadcrumbs, menus, buttons, shares, related documents.
//!
//! Knows lines by their words alone, and nothing of what the notice says; a web page's own structure
//! is the reader's. The words stand in `words`.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use hongtou_model::FurnitureKind;
use hongtou_source::{chars, fold};

use crate::layout::mention;
use crate::lines::{Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::words;
use crate::{date, header};

/// The longest words of a button, in characters.
const LONGEST_BUTTON: usize = 10;

/// Whether a line is one that sites print around what they publish.
fn is_site_line(text: &str) -> bool {
    let count = text.chars().count();
    // 【字体： may have lost its end.
    let words = text.trim_start_matches(['【', '[']);
    words::SITE_STARTS.may_open(words)
        && words::SITE_STARTS.list().iter().any(|start| begins(words, start))
        || count <= 40 && words::SITE_PARTS.is_in(text)
        || (count <= LONGEST_BUTTON || text.starts_with(':')) && is_button(&button(text))
        || is_framed_button(text)
        || count <= 80
            && (is_information(text)
                || is_breadcrumb(text)
                || is_buttons(text)
                || is_byline(text)
                || is_credit(text))
        || count <= 30 && words::SITE_ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether a line begins with some words, their colon in either width.
fn begins(text: &str, words: &str) -> bool {
    let label = words.strip_suffix('：').unwrap_or(words);
    let Some(rest) = text.strip_prefix(label) else { return false };
    label.len() == words.len() || rest.starts_with(['：', ':'])
}

/// Lines of a flattened web page before the notice and after it: breadcrumbs, buttons, shares.
pub(crate) fn drop_lines<'s>(elements: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let numbered = elements.iter().rposition(is_numbered);
    let answers = organisers_answer(&elements, numbered);
    let tasks = tasks(&elements, numbered);
    let menu = menu(&elements, numbered.is_some());
    let head = head(&elements);
    let titled = titles_behind_trails(&elements, head);
    let related = related_list(&elements);
    let above = above_trail(&elements);
    let stamp = stamp(&elements);
    let pages = named_pages(&elements, &tasks);
    let of_site = |at: usize, line: &Line<'_>| {
        let text = line.text().trim();
        // 云林发〔2024〕3号 来源：…: the notice's number, and behind it what the site says.
        let site = is_site_line(text)
            && !(answers && organises(text))
            && header::whole_number(text).is_none();
        // Among the tasks they say what one is about: 长者模式 无障碍浏览 手机版.
        site && !(tasks.contains(&at) && are_parted_buttons(text)) && !pages.contains(&at)
            || at < head && behind_trail(text).is_some()
            || is_file(line)
            || menu.contains(text)
    };
    let mut out = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        let Element::Line(line) = element else {
            out.push(element);
            continue;
        };
        let title = titled.iter().find(|(line, _)| *line == at).map(|&(_, title)| title);
        let around = at >= related || at < above || stamp == Some(at);
        if around || line.marker.is_none() && of_site(at, &line) {
            record.furniture(
                FurnitureKind::Site,
                line.flow.span(0..title.unwrap_or(line.text().len())),
            );
            if title.is_none() {
                continue;
            }
        }
        out.push(Element::Line(match title {
            Some(title) => {
                let flow = line.flow.slice(title..line.text().len());
                Line { flow, bold: 0, ..line }
            }
            None => line,
        }));
    }
    out
}

fn is_numbered(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.marker.is_some())
}

/// The lines that name pages of a site which tasks are about, 联系我们, and no buttons: among the tasks, or without
/// another line of the site beside them.
fn named_pages(elements: &[Element<'_>], tasks: &Range<usize>) -> Vec<usize> {
    let of_site = |at: usize| matches!(elements.get(at), Some(Element::Line(line)) if is_site_line(line.text().trim()));
    let beside = |at: usize| of_site(at + 1) || at.checked_sub(1).is_some_and(of_site);
    let named = |&(at, element): &(usize, &Element<'_>)| match element {
        Element::Line(line) if line.text().len() <= 3 * LONGEST_BUTTON => {
            words::SITE_FOOT.contains(&&*button(line.text()))
                && (tasks.contains(&at) || !beside(at))
        }
        _ => false,
    };
    elements.iter().enumerate().filter(named).map(|(at, _)| at).collect()
}

/// Whether a line names who holds something: 主办单位：….
fn organises(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['【', '[']);
    ["主办", "承办", "协办"].iter().any(|word| text.starts_with(word))
}

/// Whether lines of 主办单位 answer for tasks, the last of which is `numbered`.
///
/// At the foot of a site, with other lines of the site or apart from the last task, it names whose site it
/// is; right below a task, or where several stand among the tasks, it answers for them.
fn organisers_answer(elements: &[Element<'_>], numbered: Option<usize>) -> bool {
    let holds = |element: &Element<'_>, test: &dyn Fn(&str) -> bool| matches!(element, Element::Line(line) if test(line.text()));
    let all = elements.iter().enumerate();
    let mut organisers = all.filter(|(_, element)| holds(element, &organises)).map(|(at, _)| at);
    let Some(first) = organisers.next() else { return true };
    let among = organisers.next().is_some() && Some(first) < numbered;
    let site = |text: &str| !organises(text) && is_site_line(text.trim());
    let foot = numbered.is_none_or(|last| first > last + 1)
        || elements[first..].iter().any(|element| holds(element, &site));
    among || !foot
}

/// The lines of the tasks, from the first number to who answers for the last (`numbered`).
fn tasks(elements: &[Element<'_>], numbered: Option<usize>) -> Range<usize> {
    // The lines between the last number and who answers for it.
    const MOST_LINES: usize = 3;
    let Some(last) = numbered else { return 0..0 };
    let answers = |element: &Element<'_>| {
        let Element::Line(line) = element else { return false };
        let text = line.text();
        text.trim().starts_with(['（', '('])
            && !text.contains("编辑")
            && ["负责", "牵头", "责任", "配合"].iter().any(|word| text.contains(word))
    };
    let below = elements[last + 1..].iter().take(MOST_LINES).position(answers);
    let first = elements.iter().position(is_numbered).unwrap_or(0);
    first..last + below.map_or(0, |lines| lines + 1)
}

/// Where the last line of all stands, where it is the day and the minute at which a page was kept: below a
/// sentence, a line of the site or the date of issue. A body signs with them as well, and a title announces them.
fn stamp(elements: &[Element<'_>]) -> Option<usize> {
    let [.., Element::Line(above), Element::Line(last)] = elements else { return None };
    let closed = || {
        let above = above.text().trim_matches(chars::is_space);
        above.ends_with(['。', '；']) || is_site_line(above) || words::is_date_line(above)
    };
    (last.marker.is_none() && is_stamp(last.text()) && closed()).then_some(elements.len() - 1)
}

/// Whether a line is a day in figures and the time of a clock: 2021-11-19 01:53:47.
fn is_stamp(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    date::day_and_clock(text).is_some_and(|(day, clock)| {
        day < clock && clock == text.len() && !text[..day].contains('年')
    })
}

/// How many lines stand above the trail to a page at its top, where they are words of the site alone.
fn above_trail(elements: &[Element<'_>]) -> usize {
    let of_site = |text: &str| is_step(text) && !header::complete_title(text) || is_site_line(text);
    let above = |element: &&Element<'_>| match element {
        Element::Line(line) => {
            let text = line.text().trim();
            line.marker.is_none() && of_site(text) && !is_trail(text)
        }
        Element::Rule => true,
        Element::Table(_) => false,
    };
    let count = elements.iter().take_while(above).count();
    let trail = |element: &Element<'_>| matches!(element, Element::Line(line) if is_trail(line.text().trim()));
    if elements.get(count).is_some_and(trail) { count } else { 0 }
}

/// Whether a line is the trail to a page.
fn is_trail(text: &str) -> bool {
    text.chars().count() <= 80 && is_breadcrumb(text) || behind_trail(text).is_some()
}

/// Where the first line of the letter or of a task stands: above it, a page may say where it is filed.
fn head(elements: &[Element<'_>]) -> usize {
    let begins =
        |element: &Element<'_>| matches!(element, Element::Line(line) if begins_text(line));
    elements.iter().position(begins).unwrap_or(elements.len())
}

/// Whether a line is one of the letter or of a task, and none of what stands above them.
fn begins_text(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    let opens = text.ends_with(['：', ':', '∶']) && !text.contains("位置");
    line.marker.is_some() || opens || text.ends_with(['。', '；'])
}

/// The lines above `head` whose trail ends in the title of the notice, which stands nowhere else, and where
/// the title begins on each.
fn titles_behind_trails(elements: &[Element<'_>], head: usize) -> Vec<(usize, usize)> {
    let line = |element: &Element<'_>| match element {
        Element::Line(line) if line.marker.is_none() => Some(fold(line.text())),
        _ => None,
    };
    let above = &elements[..head];
    let names_document = |element: &Element<'_>| match element {
        Element::Line(line) => {
            let text = line.text().trim();
            header::complete_title(text) && behind_trail(text).is_none()
        }
        _ => false,
    };
    // A list of many pages is the title of none.
    const MOST: usize = 4;
    let found = above.iter().enumerate().filter_map(|(at, element)| match element {
        Element::Line(line) => {
            Some((at, behind_trail(line.text())?)).filter(|&(_, title)| title < line.text().len())
        }
        _ => None,
    });
    let found = found.take(MOST);
    let stands_alone = |&(at, title): &(usize, usize)| {
        let Element::Line(own) = &elements[at] else { return false };
        let title = own.text()[title..].trim();
        // A column may be named as a plan is.
        if is_step(title) && above.iter().any(names_document) {
            return false;
        }
        let title = fold(title);
        // The title may be broken in lines; who signs opens it as well.
        let opens = |line: &String| {
            let says = line.contains("关于") || line.len() * 2 >= title.len();
            says && title.starts_with(line.as_str())
        };
        !elements.iter().filter_map(line).any(|line| opens(&line))
    };
    found.filter(stands_alone).collect()
}

/// The words of the menu that a site prints above the notice: a list of short words.
fn menu(elements: &[Element<'_>], numbered: bool) -> BTreeSet<String> {
    let lines = elements.iter().map_while(|element| match element {
        Element::Line(line) if !numbered || line.marker.is_none() => Some(line),
        _ => None,
    });
    let entry = |line: &&Line<'_>| {
        let words = line.text().trim();
        line.bullet && words.chars().count() <= 10 && !words.contains(['：', ':', '。', '；', '、'])
    };
    let words: BTreeSet<String> =
        lines.filter(entry).map(|line| line.text().trim().to_owned()).collect();
    if words.len() > 3 { words } else { BTreeSet::new() }
}

/// Whether words are those of a button that sites have.
fn is_button(words: &str) -> bool {
    words::SITE_WHOLE.contains(&words) || words::SITE_FOOT.contains(&words)
}

/// Whether words are no more than what stands on a button, or head a list that a site offers: 附件下载.
pub(crate) fn is_button_line(text: &str) -> bool {
    (2..=LONGEST_BUTTON).contains(&text.chars().count())
        && (is_button(&button(text)) || words::SITE_STARTS.holds(text))
}

/// Whether a line is a button between signs that frame it, as archives of pages head their text: ==== 正文 ====,
/// 首页 |.
pub(crate) fn is_framed_button(text: &str) -> bool {
    let frame = |c: char| chars::is_space(c) || matches!(c, '=' | '*' | '~' | '|' | '｜');
    let text = text.trim();
    let words = text.trim_matches(frame);
    words.len() < text.len() && words.chars().count() <= LONGEST_BUTTON && is_button(&button(words))
}

/// The words of a button: `• 长者模式`, `返 回`, `:house:返回首页`.
fn button(text: &str) -> String {
    words::printed(behind_sign(text)).skip_while(|c| words::BULLETS.contains(c)).collect()
}

/// What stands behind a sign that is written as its name, as Markdown is: `:house:`.
fn behind_sign(text: &str) -> &str {
    let name = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b"_+-".contains(&b))
    };
    name.filter(|(name, _)| is_name(name)).map_or(text, |(_, rest)| rest)
}

/// Who printed a notice before the page, and when: 据新报（发布时间：2024-03-05 08:30）.
fn is_credit(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(['）', ')']) else { return false };
    let when = inner.rsplit_once("时间").filter(|_| text.starts_with('据'));
    when.is_some_and(|(_, when)| is_stamp(when.trim_start_matches(['：', ':'])))
}

/// Buttons side by side, in frames, between bars or with white space between them: [缩小字体] | [打印] | [关闭窗口].
fn is_buttons(text: &str) -> bool {
    let bars = |c| matches!(c, '|' | '｜' | '[' | ']' | '【' | '】');
    if !text.contains(bars) {
        return are_parted_buttons(text);
    }
    let buttons: Vec<String> =
        text.split(bars).map(button).filter(|words| !words.is_empty()).collect();
    let known = |words: &&String| {
        is_button(words)
            || words::SITE_PARTS.holds(words)
            || words.ends_with("字体")
            || words.starts_with("字体")
    };
    // Words without a frame around each are no buttons, nor is one of them alone.
    buttons.iter().all(|words| words.chars().count() <= 6)
        && buttons.iter().filter(known).count() >= 2.max(buttons.len().div_ceil(2))
}

/// Whether white space parts several words that are nothing but buttons: 无障碍阅读 关怀版 返回首页.
fn are_parted_buttons(text: &str) -> bool {
    let mut words = text.split(chars::is_space).filter(|words| !words.is_empty());
    words.clone().nth(2).is_some() && words.all(is_button)
}

/// When and whence a site took the notice, on one line: 日期：2024-03-05 来源：市司法局 编辑：….
fn is_information(text: &str) -> bool {
    let of_page = |word: &str| {
        word.ends_with("来源") || words::PAGE_LABELS.iter().any(|label| word.ends_with(label))
    };
    // 韶光网发布日期：…: a label may be glued to the value before it.
    let is_label = |word: &str| {
        let label = words::METADATA.suffix(word);
        label.is_some_and(|label| label.len() == word.len() || label.chars().count() > 3)
    };
    let mut parts = text.split(['：', ':']);
    parts.next_back();
    let labels: Vec<&str> = parts
        .filter_map(|part| part.split(chars::is_space).rfind(|word| !word.is_empty()))
        .filter(|word| of_page(word) || is_label(word))
        .collect();
    labels.len() >= 2 && labels.iter().any(|label| of_page(label))
}

/// Who put a page out, on which day and minute, and where: 云溪发布 2025年06月03日 18:20 江苏.
pub(crate) fn is_byline(text: &str) -> bool {
    const LONGEST: usize = 12;
    let minute = |part: &&str| {
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        part.split_once([':', '：']).is_some_and(|(hour, minute)| digits(hour) && digits(minute))
    };
    let day = |part: &&str| date::full_date(part).is_some_and(|(day, _)| day == (0..part.len()));
    let name = |part: &&str| {
        part.chars().count() <= LONGEST
            && part.chars().all(|c| chars::is_han(c) || c.is_ascii_alphanumeric())
    };
    let parts: Vec<&str> = text.split(chars::is_space).filter(|part| !part.is_empty()).collect();
    let whole = |part: &&str| name(part) || day(part) || minute(part);
    (3..=5).contains(&parts.len())
        && parts.iter().any(day)
        && parts.iter().any(minute)
        && parts.iter().all(whole)
}

/// Where a site files the page: 首页 > 政务公开 > 政策文件, >>专题专栏>>….
fn is_breadcrumb(text: &str) -> bool {
    let arrow = |c| ARROWS.contains(&c);
    if !text.contains(arrow) || text.contains(['<', '＜', '〈', '《', '。', '；', '，']) {
        return false;
    }
    let mut steps = text.split(arrow).map(str::trim).filter(|step| !step.is_empty());
    let named = steps.clone().all(|step| step.contains(chars::is_han));
    // One arrow alone may compare two figures.
    named
        && (text.matches(arrow).count() > 1
            || steps.next().is_some_and(|first| first.contains("位置")))
}

/// Where a line ends, or begins to be a title, that is the trail to a page from its site's first one:
/// 首页|政务公开|通知公告, 首页 / 通知公告 / 云溪市…的通知.
fn behind_trail(text: &str) -> Option<usize> {
    if !text.contains("首页") && !text.contains("主页") {
        return None;
    }
    let signs: &[char] = if text.contains(ARROWS) { &ARROWS } else { &['|', '｜', '/', '／'] };
    let (way, last) = text.rsplit_once(signs)?;
    let start = text.len() - chars::trim_start(last).len();
    let mut steps = way.split(signs).map(|step| step.trim_matches(chars::is_space));
    let trail = steps.next().is_some_and(is_first_page) && steps.all(is_step);
    let last = last.trim();
    let titled =
        || header::complete_title(last) && last.contains("关于") || is_title_of_place(last);
    match () {
        () if !trail => None,
        () if titled() => Some(start),
        () => (is_step(last) && way.contains(signs)).then_some(text.len()),
    }
}

/// Whether the last step of a trail is the title of what a place has put out, and no column: 云溪市护林方案.
fn is_title_of_place(step: &str) -> bool {
    /// The shortest and the longest name of a place.
    const PLACE: RangeInclusive<usize> = 3..=8;
    let level = |c| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡');
    let mut place = step.chars().take(*PLACE.end()).skip(PLACE.start() - 1);
    is_step(step) && place.any(level) && header::complete_title(step)
}

/// What parts the steps of a trail and stands nowhere else between words.
const ARROWS: [char; 4] = ['>', '＞', '›', '»'];

/// Whether words name the first page of a site: 首页, 您的位置：网站首页.
fn is_first_page(words: &str) -> bool {
    words.len() <= 60 && (words.ends_with("首页") || words.ends_with("主页"))
}

/// Whether words name a part of a site.
fn is_step(words: &str) -> bool {
    (2..=12).contains(&words.chars().count()) && words.chars().all(chars::is_han)
}

/// The trail to a page whose steps stand on lines of their own, with signs between them, above the letter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Trail {
    #[default]
    None,
    /// A step was the last.
    Step,
    /// A sign was the last.
    Sign,
    /// The letter or the tasks have begun.
    Past,
}

impl Trail {
    /// How much of the next line is a further step, and nothing of the notice's: all, none, or the sign before
    /// its title.
    pub(crate) fn takes(&mut self, line: &str) -> usize {
        const LONGEST: usize = 60;
        if *self == Trail::Past {
            return 0;
        }
        let text = line;
        let text = text.trim_matches(chars::is_space);
        let text = Some(text).filter(|text| text.len() <= LONGEST).unwrap_or_default();
        let behind = |c| ARROWS.contains(&c) || matches!(c, '|' | '｜' | '/' | '／');
        let step = chars::trim_start(text.trim_start_matches(behind));
        let signed = step.len() < text.len();
        *self = match *self {
            Trail::Step if signed && step.is_empty() => Trail::Sign,
            Trail::Step if signed && is_title_of_place(step) => {
                *self = Trail::None;
                return line.trim_end_matches(chars::is_space).len() - step.len();
            }
            Trail::Step if signed && is_step(step) => return line.len(),
            Trail::Sign if !signed && is_step(step) && !is_title_of_place(step) => {
                *self = Trail::Step;
                return line.len();
            }
            _ if is_first_page(text) => Trail::Step,
            _ => Trail::None,
        };
        0
    }

    /// Goes past a line that is none of its steps.
    pub(crate) fn pass(&mut self, line: &Line<'_>) {
        if *self != Trail::Past && begins_text(line) {
            *self = Trail::Past;
        }
    }
}

/// The name of a file to be fetched, unless it stands in the notice's list of attachments.
fn is_file(line: &Line<'_>) -> bool {
    let text = line.text().trim();
    mention(line).is_none()
        && !text.contains(['：', ':', '。', '；', ','])
        && words::FILE_ENDINGS.iter().any(|end| {
            text.len() > end.len()
                && text
                    .get(text.len() - end.len()..)
                    .is_some_and(|last| last.eq_ignore_ascii_case(end))
        })
}

/// Where the list of other documents begins that a site prints after the notice; else the end.
fn related_list(elements: &[Element<'_>]) -> usize {
    let opens = |element: &Element<'_>| match element {
        Element::Line(line) if line.marker.is_none() => {
            // Alone, or before the first of them: 相关文档：….
            let label = line.text().split(['：', ':']).next().unwrap_or_default();
            words::RELATED.contains(&label.trim_matches(chars::is_space))
        }
        _ => false,
    };
    let numbered = elements
        .iter()
        .position(|element| matches!(element, Element::Line(line) if line.marker.is_some()));
    let first = numbered.map_or(elements.len(), |at| at + 1);
    // Nothing of the notice's own follows: no section, no table, no attachment.
    let own = |element: &Element<'_>| match element {
        Element::Line(line) => {
            matches!(line.form(), Some(Form::Han | Form::Chapter)) || mention(line).is_some()
        }
        Element::Table(_) => true,
        Element::Rule => false,
    };
    let tail = elements.iter().rposition(own).map_or(0, |at| at + 1).max(first);
    (tail..elements.len()).find(|&at| opens(&elements[at])).unwrap_or(elements.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_put_a_page_out_and_when() {
        for text in ["云溪发布  2025年06月03日 18:20  江苏", "原创 云溪发布 2025-06-03 18:20"]
        {
            assert!(is_byline(text), "{text}");
        }
        for text in [
            "云溪市人民政府 2025年6月3日",
            "2025年6月3日 18:20",
            "会议于2025年6月3日 18:20 召开",
            "18:20",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn the_day_and_minute_at_which_a_page_was_kept() {
        for text in ["2021-11-19 01:53:47", "2021/11/19 1:53", " 2021-11-19 01:53 "] {
            assert!(is_stamp(text), "{text}");
        }
        for text in
            ["2021-11-19", "2021年11月19日 15:00", "2021-11-19 9:00开会", "01:53", "11.2 09:00"]
        {
            assert!(!is_stamp(text), "{text}");
        }
    }

    #[test]
    fn the_trail_to_a_page() {
        let behind = |text: &str| behind_trail(text).map(|at| text[at..].to_owned());
        for text in
            ["首页|政务公开|通知公告", "您的位置：首页 / 政务公开 / 正文", "网站首页»公告»正文"]
        {
            assert_eq!(behind(text).as_deref(), Some(""), "{text}");
        }
        let title = "云溪市人民政府关于印发《云溪市护林方案》的通知";
        for trail in ["首页|政务公开|通知公告|", "首页 > 公告 > ", "当前位置：首页／公告／"]
        {
            for title in [title, "云溪市护林工作方案"] {
                assert_eq!(behind(&format!("{trail}{title}")).as_deref(), Some(title), "{trail}");
            }
            for column in ["规划计划", "城市总体规划", "全市工作方案"] {
                assert_eq!(behind(&format!("{trail}{column}")).as_deref(), Some(""), "{trail}");
            }
        }
        for text in [
            "首页/内页改版",
            "首页",
            "完善网站首页、政务公开等栏目",
            "首页|第1季度|完成率|60%",
            "市教育局|市财政局|市水利局",
            "首页|由市政务服务局于年底前完成改版并上线运行|通知公告",
        ] {
            assert_eq!(behind(text), None, "{text}");
        }
    }

    #[test]
    fn steps_on_lines_of_their_own() {
        let steps = |lines: &[&str]| -> usize {
            let mut trail = Trail::default();
            lines.iter().filter(|line| trail.takes(line) == line.len()).count()
        };
        assert_eq!(steps(&["首页", ">", "政务公开", ">", "通知公告", "云溪市护林方案"]), 2);
        assert_eq!(steps(&["您的位置：首页", "> 政务公开", "> 正文", "护林"]), 2);
        assert_eq!(steps(&["首页", "政务公开", ">", "通知公告"]), 0);
        assert_eq!(steps(&["政务公开", ">", "通知公告"]), 0);
        assert_eq!(steps(&["首页", "/", "1.完成改版。", "/", "公告"]), 0);
        assert_eq!(steps(&["首页", ">", "政务公开", ">", "云溪市护林方案", ">"]), 1);
        let mut trail = Trail::default();
        assert_eq!(["首页", "/ 公告", "/ 云溪市护林方案"].map(|line| trail.takes(line)), [0, 8, 2]);
        let mut trail = Trail::Past;
        assert_eq!(["首页", "/ 公告", "/ 公开"].map(|line| trail.takes(line)), [0, 0, 0]);
    }

    #[test]
    fn buttons_among_the_tasks_are_what_they_are_about() {
        let text = "云溪县人民政府关于印发2026年工作安排的通知\n\n2026年工作安排\n\n（一）开设账号\n微信 微博 首页\n（县委宣传部负责）\n（二）优化服务\n长者模式 无障碍浏览 手机版\n（县数据局负责）\n打印 收藏 关闭\n";
        let notice = crate::fixtures::notice_of_lines(text, false);
        let clauses: Vec<&str> = notice
            .sections
            .iter()
            .flat_map(|section| &section.items)
            .flat_map(|item| &item.clauses)
            .map(|clause| clause.text.as_str())
            .collect();
        assert_eq!(clauses, ["微信 微博 首页", "长者模式 无障碍浏览 手机版"]);
    }

    #[test]
    fn a_button_between_signs_that_frame_it() {
        for text in ["==== 正文 ====", "首页 |", "| 打印 |"] {
            assert!(is_framed_button(text), "{text}");
        }
        for text in ["正文", "==== 护林 ====", "====", "首页|政务公开"] {
            assert!(!is_framed_button(text), "{text}");
        }
    }

    #[test]
    fn buttons_side_by_side() {
        for text in [
            "[放大字体] | [缩小字体] | [打印] | [关闭窗口] |",
            "【打印】【关闭窗口】",
            "打 印 ｜ 返回顶部",
            "打印整页 打印内容 分享",
        ] {
            assert!(is_buttons(text), "{text}");
        }
        for text in ["[已废止]", "【打印】", "打印 收藏", "甲局 | 乙局 | 打印", "[打印室]"]
        {
            assert!(!is_buttons(text), "{text}");
        }
    }

    #[test]
    fn what_a_plan_for_a_site_is_about_is_no_button() {
        let task = "云溪市网站建设方案\n一、任务\n1.建设栏目3个。（县政务局负责）\n栏目包括：\n联系我们\n网站导航\n\
                    隐私声明\n2.更新专栏3个。（县政务局负责）\n";
        let alone = "云溪市网站建设方案\n一、任务\n1.建设网站。（县政务局负责）\n栏目表\n联系我们\n公开电话。\n";
        for text in [task, alone] {
            let notice = crate::fixtures::notice_of_lines(text, false);
            let site = notice.furniture.iter().any(|f| f.kind == FurnitureKind::Site);
            assert!(!site, "{text}");
        }
    }

    #[test]
    fn the_foot_of_a_site_behind_the_date_is_no_plan() {
        let text = "关于做好巡查工作的通知\n各县林业局：\n现将有关事项通知如下：\n一、每周巡查。\n二、每月上报。\n\
                    云溪市林业局\n2026年1月18日\n网站地图\n联系我们\n地址：云溪市中山路1号\n";
        let notice = crate::fixtures::notice_of_lines(text, false);
        assert!(notice.plan.is_none());
        assert_eq!(
            notice.header.issued_on.as_ref().map(ToString::to_string).as_deref(),
            Some("2026-01-18")
        );
    }
}
