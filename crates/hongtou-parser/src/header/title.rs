//! The title of the notice, of a plan and of an attached table, and the marks behind it.

use std::ops::Range;

use hongtou_model::{FurnitureKind, Header, ProseRole};
use hongtou_source::{chars, fold};

use super::names::{dated_name, is_issuer, is_issuer_mark, is_kind_of_files, is_name, is_secrecy};
use super::parted::is_signed;
use super::{Head, whole_number};
use crate::flow::{Flow, trim};
use crate::layout::{ends_like_table, is_title_like};
use crate::lines::Line;
use crate::marker::marker;
use crate::record::Record;
use crate::{reference, responsibility, words};

/// The title below words of a site that quote it: 近日，云溪市印发《云溪市…方案》，全文如下：.
pub(super) fn quoted_title(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let intro = lines.first().map(|line| line.text()).filter(|text| text.contains('《'))?;
    let at = (1..lines.len().min(3)).find(|&at| is_title_like(&lines[at]))?;
    let title = fold(lines[at].text());
    words::in_title_marks(intro).any(|name| fold(name) == title).then_some(at..at + 1)
}

/// The lines of the title: the first run of title-like lines that reads like one.
pub(super) fn title(lines: &[Line<'_>], limit: usize, number: Option<usize>) -> Range<usize> {
    let usable = |at: usize| {
        let line = &lines[at];
        is_title_like(line)
            && !is_cry(line.text())
            && !is_row(line.text())
            && !ends_in_citation(line.text().trim_end_matches(chars::is_space))
            && Some(at) != number
            && whole_number(line.text()).is_none()
            && dated_name(line.text()).is_none()
            && !is_issuer_mark(line.text())
            && !is_kind_of_files(line.text())
            && words::disclosure(line.text()).is_none()
            && !is_secrecy(line.text())
    };
    // Below the first heading of a table whose cells stand one a line, all are cells.
    let limit = lines[..limit]
        .iter()
        .position(|line| words::printed(line.text()).eq("序号".chars()))
        .unwrap_or(limit);
    let mut best = 0..0;
    let mut best_score = 0;
    let mut at = 0;
    while at < limit {
        if !usable(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        // A title goes on over several lines until it reads complete.
        // A name belongs to the title only where the title goes on from it: 关于….
        let name = is_name(lines[start].text());
        let goes_on = |at: usize| {
            let text = lines[at].text().trim_start();
            !name
                || ["关于", "印发", "转发"].iter().any(|verb| text.starts_with(verb))
                || is_issuer(text)
                || ["关于", "印发", "转发"]
                    .iter()
                    .any(|verb| joined(&lines[start..at]).contains(verb))
                || at == start + 1 && is_cut_title(&lines[start], &lines[at])
                || completes_issuer(&lines[at - 1], &lines[at])
                || opens_cited(lines, start..at + 1)
        };
        while end < limit
            && usable(end)
            && goes_on(end)
            && !begins_anew(&lines[start..end], &lines[end..limit])
            && !begins_again(&lines[start..end], &lines[end..limit])
            && end - start < 6
            && (!reads_whole(&joined(&lines[start..end]))
                || goes_on_behind_citation(&lines[start..end], &lines[end..limit]))
        {
            end += 1;
        }
        let text = joined(&lines[start..end]);
        let mut score = 1;
        let complete = reads_whole(&text);
        if complete {
            score += 4;
        }
        if ["关于", "印发"].iter().any(|verb| {
            complete && text.contains(verb) || outside_quotes(&text).any(|part| part.contains(verb))
        }) {
            score += 2;
        }
        // A page may print the title of the plan above that of the notice that issues it.
        if text.contains("印发") && text.ends_with("通知") {
            score += 1;
        }
        if lines[start].level > 0 || lines[start].align == hongtou_source::Align::Center {
            score += 1;
        }
        // The name of a site or of who issues the notice is no title.
        if text.chars().count() < 6 || is_issuer(&text) && !complete_title(&text) {
            score -= 1;
        }
        if score > best_score || complete && is_fuller(&text, &joined(&lines[best.clone()])) {
            best_score = score;
            best = start..end;
        }
        at = end;
    }
    best
}

/// Whether a line is the headline of a page, which cries out: 刚刚！云溪市发布公告！. 关于严禁燃放烟花爆竹！ names the notice.
pub(super) fn is_cry(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.trim_end_matches(chars::is_space).ends_with(['！', '!'])
        && text.chars().take(LONGEST + 1).count() <= LONGEST
        && !text.contains(['。', '；'])
        && !text.starts_with("关于")
}

/// Whether a title is another with who issues it before its words: a page leaves the name out above the
/// notice, which prints it.
fn is_fuller(title: &str, heading: &str) -> bool {
    let own = |text: &str| fold(&text[without_frame(text)]);
    let who = || own(title).strip_suffix(&own(heading)).map(str::to_owned);
    // 两部门关于… above A、B关于… counts those who issue it.
    let counted = || {
        let (title, heading) = (own(title), own(heading));
        let ((who, title), (count, heading)) =
            (title.split_once("关于")?, heading.split_once("关于")?);
        (count.ends_with("部门") && title == heading).then(|| who.to_owned())
    };
    title.len() > heading.len()
        && !heading.is_empty()
        && (who().is_some_and(|who| who.split(['、', '，', ',']).all(is_issuer))
            || counted().is_some_and(|who| !who.ends_with("部门") && is_name(&who)))
}

/// Whether lines are a whole title by themselves, below words that are no issuers and issue nothing: what
/// a site puts above the notice (重磅！云溪市出台就业十条).
#[inline(never)]
fn begins_anew(above: &[Line<'_>], below: &[Line<'_>]) -> bool {
    let about =
        |line: &Line<'_>| line.text().trim_start_matches(chars::is_space).starts_with("关于");
    let whole = match below {
        [first, next, ..] if is_issuer(first.text()) => about(next),
        [first, ..] => is_whole_title(first) && !about(first) || open_with_issuer(below),
        [] => false,
    };
    let named = |line: &Line<'_>| {
        let name: Vec<char> = words::printed(line.text()).map(chars::narrow).collect();
        is_name(line.text()) || is_issuer(line.text()) || responsibility::name_score(&name) > 0
    };
    let words = joined(above);
    let ends = !above.iter().all(named) && !ISSUES.iter().any(|verb| words.contains(verb));
    whole && (ends || is_headline(&words))
}

/// How a title goes on behind who issues the notice: with what is done to a paper, or what it is about.
pub(crate) const ISSUES: [&str; 4] = ["转发", "批转", "印发", "关于"];

/// Whether words tell as news what was issued, which a title says by 关于: 云溪市人民政府印发《…工作任务》.
fn is_headline(words: &str) -> bool {
    let has = |verb: &str| outside_quotes(words).any(|part| part.contains(verb));
    let issued = words.split_once("印发").is_some_and(|(_, what)| !what.is_empty());
    issued && ["关于", "转发", "批转"].iter().all(|verb| !has(verb))
}

/// Whether a title, in one line or cut in several, is whole from who issues it on: 云溪市人民政府关于…的
/// 实施意见（云政发〔2024〕3号）.
fn open_with_issuer(lines: &[Line<'_>]) -> bool {
    const MOST: usize = 4;
    let opens = |text: &str| {
        text.split_once("关于")
            .is_some_and(|(who, _)| !who.is_empty() && who.split(['、', '，', ',']).all(is_issuer))
    };
    let own = |text: &str| opens(&text[without_frame(text)]);
    let rest = lines.iter().take(MOST).take_while(|line| is_title_like(line)).count();
    lines.first().is_some_and(|first| own(first.text()))
        && (1..=rest).any(|end| {
            let words = joined(&lines[..end]);
            complete_title(&words[without_frame(&words)])
        })
}

/// Whether a title ends in the kind of its own document, and speaks of none that it carries out or passes on:
/// 关于贯彻…的意见.
fn is_whole(title: &str) -> bool {
    const KINDS: [&str; 6] = ["的通知", "的公告", "的通告", "的函", "的决定", "的批复"];
    const CITES: [&str; 4] = ["贯彻", "落实", "执行", "转发"];
    let spoken: String = outside_quotes(title).collect();
    KINDS.iter().any(|kind| title.ends_with(kind))
        && !CITES.iter().any(|verb| spoken.contains(verb))
}

/// Whether a title was cut behind what it cites, since the next lines say what kind of document it is:
/// 关于落实《政府工作报告》 above 重点工作分工的意见, 关于转发《…通知》（云政发〔2024〕3号） above 的通知.
#[inline(never)]
fn goes_on_behind_citation(above: &[Line<'_>], below: &[Line<'_>]) -> bool {
    const MOST: usize = 2;
    let title = joined(above);
    let about = |text: &str| outside_quotes(text).any(|part| part.contains("关于"));
    let own = |line: &Line<'_>| {
        let text = line.text();
        !is_title_like(line)
            || about(text)
            || is_issuer(text)
            || text.trim_start().starts_with(|c| c == '《' || chars::digit(c).is_some())
    };
    let rest = below.iter().take(MOST).take_while(|line| !own(line)).count();
    // The number behind a whole title is its own, 关于印发《…方案》的通知（云水发〔2026〕3号）, but where the next
    // line goes on: 有关事项的通知.
    const GOES_ON: [&str; 3] = ["的", "有关", "等"];
    let goes_on = || {
        below.first().is_some_and(|line| GOES_ON.iter().any(|word| line.text().starts_with(word)))
    };
    let numbered = || {
        let open = title.rfind(['（', '(']).unwrap_or(title.len());
        let whole = is_whole(&title[..open]);
        reference::document_number(&title).is_some() && (!whole || goes_on())
    };
    let cites = title.ends_with('》') || title.ends_with(['）', ')']) && numbered();
    cites && about(&title) && (1..=rest).any(|end| complete_title(&joined(&below[..end])))
}

/// Whether lines are the beginning of a title that one above them cites, and more of it than who issues it.
fn opens_cited(lines: &[Line<'_>], part: Range<usize>) -> bool {
    let above = &lines[..part.start];
    if !above.iter().any(|line| line.text().contains('《')) {
        return false;
    }
    let words = fold(&joined(&lines[part]));
    let cited = |line: &Line<'_>| {
        words::in_title_marks(line.text()).any(|name| fold(name).starts_with(words.as_str()))
    };
    above.iter().any(cited)
}

/// Whether a title without a verb was cut where its line was full: what is short below it, without a gap,
/// completes it, and begins no title of its own (2024年工作要点).
fn is_cut_title(first: &Line<'_>, next: &Line<'_>) -> bool {
    const FULL: usize = 16;
    let (above, below) = (first.text().trim_end_matches(chars::is_space), next.text().trim());
    let length = above.chars().count();
    !next.gap
        && length >= FULL
        && below.chars().count() < length
        && !complete_title(above)
        && !is_issuer(above)
        && !words::holds_space(above)
        && !below.starts_with(|c| chars::digit(c).is_some())
        && complete_title(&format!("{above}{below}"))
}

/// Whether a line was cut inside the name of who issues the notice, or before the second half of 关于: what
/// stands below it has the rest.
#[inline(never)]
fn completes_issuer(above: &Line<'_>, below: &Line<'_>) -> bool {
    /// In characters: 村局, 员会.
    const LONGEST_REST: usize = 5;
    let gap = below.gap;
    let (above, below) = (above.text().trim_end(), below.text().trim_start());
    let last = above.rsplit(chars::is_space).next().unwrap_or(above);
    if below.starts_with('于') {
        return last.strip_suffix('关').is_some_and(is_issuer);
    }
    let Some((rest, _)) = below.split_once("关于") else { return false };
    let count = rest.chars().count();
    let name = format!("{last}{rest}");
    (1..=LONGEST_REST).contains(&count)
        && (count <= 2 || !is_issuer(rest))
        && !is_issuer(last)
        && is_issuer(&name)
        || (last.ends_with('委') && rest.starts_with("员会")
            || !gap && matches!(rest, "办公室" | "办公厅") && !last.ends_with(rest))
            && is_issuer(last)
            && is_issuer(&name)
        || is_cut_department(last, rest)
}

/// Whether the first half of a name says whose department it is and both halves are that department,
/// 石川县 above 教育局, 石川县住房和城 above 乡建设局, or the two that were joined to it: 石川县教育 above 体育局.
fn is_cut_department(above: &str, below: &str) -> bool {
    // The longest name of a department.
    const LONGEST: usize = 16;
    if below.is_empty() || below.chars().count() > LONGEST {
        return false;
    }
    let narrow = |text: &str| text.chars().map(chars::narrow).collect::<Vec<char>>();
    let (above, below) = (narrow(above), narrow(below));
    let name = [&above[..], &below[..]].concat();
    let one = || {
        responsibility::own_level(&name).is_some_and(|(level, (_, len))| {
            level.start == 0
                && (2..=above.len()).contains(&level.end)
                && level.end + len == name.len()
        })
    };
    let joined = || {
        let field = responsibility::field_start(&above).filter(|&from| from >= 2);
        let second = responsibility::department(&below);
        field.is_some()
            && second.is_some_and(|(stem, len)| stem.open && !stem.party && len == below.len())
    };
    one() || joined()
}

/// A row of a table whose cells only white space parts, with its number: 2 食堂检查 检查留样记录 市教育局.
fn is_row(text: &str) -> bool {
    let mut cells = text.split(chars::is_space).filter(|cell| !cell.is_empty());
    let number = |cell: &str| cell.len() <= 3 && cell.chars().all(|c| c.is_ascii_digit());
    // 10 月份重点工作: a number that is set apart from what it counts; 2 0 2 4 is letter-spaced.
    let counted =
        |cell: &str| cell.starts_with(['年', '月', '日', '个', '项', '号', '大', '条', '件', '类']);
    cells.next().is_some_and(number)
        && cells.next().is_some_and(|cell| cell.chars().count() > 3 && !counted(cell))
        && cells.count() > 0
}

/// Where the title of a page ends that names its site behind it: …的通知_云溪市人民政府.
fn title_of_page(text: &str) -> usize {
    /// The longest name of a site, with the names of its parts before it.
    const LONGEST: usize = 40;
    let sites = ["政府", "网", "网站", "门户", "委员会", "局", "厅"];
    let mut parts = text.match_indices(['_', '＿', '|', '｜', '-', '－']);
    let found = parts.find(|&(at, sign)| {
        let site = text[at + sign.len()..].trim_matches(chars::is_space);
        let title = text[..at].trim_end_matches(chars::is_space);
        let named = matches!(sign, "_" | "＿") || sites.iter().any(|end| site.ends_with(end));
        ["通知", "意见", "方案", "决定"].iter().any(|end| strip_marks(title).ends_with(end))
            && named
            && site.chars().count() <= LONGEST
            && site.starts_with(chars::is_han)
            && !site.contains(chars::ends_sentence)
    });
    found.map_or(text.len(), |(at, _)| at)
}

/// Where a title begins that a page prints its part of the site before: 政务服务丨云溪市人民政府关于…的意见.
fn behind_rubric(text: &str) -> usize {
    const LONGEST: usize = 8;
    let is = |&(at, sign): &(usize, &str)| {
        let rubric = text[..at].trim_matches(chars::is_space);
        let title = text[at + sign.len()..].trim_matches(chars::is_space);
        let issued =
            || title.split_once("关于").is_some_and(|(who, _)| who.is_empty() || is_issuer(who));
        (2..=LONGEST).contains(&rubric.chars().count())
            && rubric.chars().all(chars::is_han)
            && issued()
            && reads_whole(title)
    };
    let mut bars = text.match_indices(['丨', '|', '｜', '│']);
    bars.next().filter(is).map_or(0, |(at, sign)| at + sign.len())
}

/// The parts of a text that stand in no title marks.
fn outside_quotes(text: &str) -> impl Iterator<Item = &str> {
    text.split('《').enumerate().filter_map(|(at, part)| match at {
        0 => Some(part),
        _ => part.split_once('》').map(|(_, rest)| rest),
    })
}

fn joined(lines: &[Line<'_>]) -> String {
    lines.iter().flat_map(|line| words::printed(line.text())).collect()
}

/// How many lines of a title the rest of them says again, word for word.
pub(crate) fn said_again(lines: &[Line<'_>]) -> usize {
    /// No title has more lines, said twice.
    const MOST: usize = 12;
    if lines.len() > MOST {
        return 0;
    }
    let words = |range: Range<usize>| lines[range].iter().flat_map(|l| words::printed(l.text()));
    let again = |&at: &usize| words(0..at).eq(words(at..lines.len()));
    (1..lines.len()).find(again).unwrap_or(0)
}

/// Whether the lines below a title say it again, word for word but for the number before or behind it.
fn begins_again(title: &[Line<'_>], below: &[Line<'_>]) -> bool {
    const MOST_LINES: usize = 4;
    const SHORTEST: usize = 8;
    let own = joined(title);
    let own = &own[without_frame(&own)];
    // Who issues it may stand over the title and in it.
    if own.chars().nth(SHORTEST).is_none() || is_issuer(own) || is_name(own) {
        return false;
    }
    let mut rest = own;
    for line in below.iter().take(MOST_LINES) {
        let words: String = words::printed(line.text()).collect();
        match rest.strip_prefix(words.as_str()) {
            Some("") => return !words.is_empty(),
            Some(more) => rest = more,
            None => return false,
        }
    }
    false
}

/// Where a page prints the title again in the text below it, whole and on as many lines as it likes.
pub(super) fn again_below(lines: &[Line<'_>], title: &Range<usize>) -> Range<usize> {
    /// What a site may say between both: when it put the text there, and from where.
    const MOST_BETWEEN: usize = 4;
    const MOST_LINES: usize = 4;
    let own = joined(&lines[title.clone()]);
    let own = &own[without_frame(&own)];
    let words =
        |range: Range<usize>| lines[range].iter().flat_map(|line| words::printed(line.text()));
    let is_again = |range: &Range<usize>| {
        words(range.clone()).eq(own.chars()) && lines[range.clone()].iter().all(is_title_like)
    };
    let starts = title.end..lines.len().min(title.end + MOST_BETWEEN);
    let ranges = starts.flat_map(|start| {
        (start + 1..=lines.len().min(start + MOST_LINES)).map(move |end| start..end)
    });
    if title.is_empty() { 0..0 } else { ranges.into_iter().find(is_again).unwrap_or_default() }
}

/// Whether two titles differ in the kind of document alone, which both end in: 分解方案 and 分解表.
pub(super) fn differs_in_kind(name: &str, own: &str) -> bool {
    const LONGEST_KIND: usize = 2;
    const SHORTEST: usize = 6;
    let same = name.chars().zip(own.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().count() - same;
    same >= SHORTEST
        && rest(name).max(rest(own)) <= LONGEST_KIND
        && complete_title(name)
        && complete_title(own)
}

/// Whether a title reads complete: it ends in a kind of document, marks in brackets left out.
pub(crate) fn complete_title(text: &str) -> bool {
    let whole = strip_marks(&text[..title_of_page(text)]);
    let bare = whole.trim_end_matches(['》', '”']);
    [
        "通知", "意见", "决定", "公告", "通告", "批复", "通报", "命令", "方案", "措施", "办法",
        "要点", "安排", "计划", "规划", "细则", "规定", "举措", "函", "报告", "行动", "分工",
        "政策", "清单", "指南", "规则", "纲要", "条例", "表",
    ]
    .iter()
    .any(|end| bare.ends_with(end))
        && (bare.contains("通知")
            || bare.ends_with('函')
            || bare.ends_with("的通报")
            || !bare.contains("关于印发") && !bare.contains("关于转发"))
        && whole.matches('《').count() <= whole.matches('》').count()
}

/// The same of a title that its number may stand behind.
fn reads_whole(text: &str) -> bool {
    complete_title(&text[..before_number(text)])
        || text.ends_with(['）', ')']) && complete_title(&text[without_frame(text)])
}

/// Where a title ends that its number follows: …的通知 云政发〔2024〕3号.
fn before_number(text: &str) -> usize {
    /// The longest short name of an agency.
    const LONGEST: usize = 12;
    let words = text.trim_end_matches(chars::is_space);
    let year = |c| matches!(c, '〔' | '﹝' | '[' | '［' | '【' | '（' | '(');
    let Some(open) = words.ends_with('号').then(|| words.rfind(year)).flatten() else {
        return text.len();
    };
    let parts = |&(at, _): &(usize, char)| {
        let number = words[at..].trim_start_matches(chars::is_space);
        let title = words[..at].trim_end_matches(chars::is_space);
        // Behind title marks it is the number of what they cite.
        complete_title(title)
            && !title.ends_with('》')
            && reference::document_number(number).is_some_and(|(all, _)| all == (0..number.len()))
    };
    words[..open].char_indices().rev().take(LONGEST).find(parts).map_or(text.len(), |(at, _)| at)
}

/// Whether words end in a title that they cite among other things: 审批流程、申报要求等《云溪市…意见》.
/// What issues it says so before.
fn ends_in_citation(text: &str) -> bool {
    let cited = || {
        let (before, _) = text.strip_suffix('》')?.rsplit_once('《')?;
        let mut parts = outside_quotes(before);
        let issues = ["关于", "印发", "转发", "公布", "发布", "落实", "贯彻"];
        let listed = before.ends_with(['等', '和', '及', '据', '按']) || before.contains('、');
        Some(listed && !parts.any(|part| issues.iter().any(|verb| part.contains(verb))))
    };
    cited().unwrap_or(false)
}

/// Whether a line, whose paragraph is not known yet, is a notice's whole title: A关于…的通知.
pub(crate) fn is_whole_title(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    text.ends_with("的通知")
        && text.contains("关于")
        && !text.contains(['，', ','])
        && is_title_like(line)
        && complete_title(text)
}

/// The part of a title without the document number that a site prints before or behind it, its own name
/// and the title marks that it puts around it: 云政发〔2024〕3号《云溪市人民政府关于…的通知》, …的通知（云政发〔2024〕3号）,
/// …的通知 云政发〔2024〕3号.
pub(super) fn without_frame(title: &str) -> Range<usize> {
    let mut inner = behind_rubric(title)..title_of_page(title);
    let title = &title[..inner.end];
    let bracket = |c| {
        matches!(c, '（' | '(' | '）' | ')' | '：' | ':' | '[' | ']' | '【' | '】' | '［' | '］')
    };
    if let Some((number, _)) = reference::document_number(title) {
        let rest = title[number.end..].trim_start_matches(|c| chars::is_space(c) || bracket(c));
        if title[..number.start].chars().all(bracket) && !rest.is_empty() {
            inner.start = title.len() - rest.len();
        } else if rest.is_empty() && title[..number.start].ends_with(['（', '(']) {
            inner.end = title[..number.start].trim_end_matches(bracket).len();
        }
    }
    inner.end = inner.end.min(before_number(title));
    let inner = trim(title, inner);
    let words = &title[inner.clone()];
    match words.strip_prefix('《').and_then(|words| words.strip_suffix('》')) {
        // 《A》和《B》 are two titles.
        Some(words) if !words.contains(['《', '》']) => {
            let start = inner.start + '《'.len_utf8();
            start..start + words.len()
        }
        _ => inner,
    }
}

/// A title without （试行）, （征求意见稿） and the like at its end.
pub(super) fn strip_marks(text: &str) -> &str {
    let mut bare = text;
    while bare.ends_with(['）', ')', '〕', ']', '】']) {
        match bare.rfind(['（', '(', '〔', '[', '【']) {
            Some(at) if bare[at..].chars().count() <= 14 => bare = &bare[..at],
            _ => break,
        }
    }
    bare
}

/// Takes the marks that open a plan: （征求意见稿） below its title.
pub(crate) fn take_marks(head: &mut Head<'_>, preamble: &mut Vec<Flow<'_>>) {
    let marks = preamble.iter().take_while(|flow| is_mark(flow.text())).count();
    for flow in preamble.drain(..marks) {
        let squeezed = flow.close_spaces();
        head.header.marks.push(squeezed.text().to_owned());
        head.header.spans.marks.push(squeezed.whole());
    }
}

/// （征求意见稿）, [已废止] on a line of their own; （列第一位的为牵头单位） is none of the text.
pub(super) fn is_mark(text: &str) -> bool {
    is_bracketed(text) && !responsibility::may_declare(text)
}

/// A day in a bracket on a line of its own: （2024年3月5日）.
pub(super) fn is_bracketed_day(text: &str) -> bool {
    let inner =
        text.trim().strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inner.is_some_and(words::is_date_line)
}

/// A few words in a bracket on a line of their own.
fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '(', '[', '【', '〔'])
        && text.ends_with(['）', ')', ']', '】', '〕'])
        && text.chars().count() <= 16
}

/// A sentence in a bracket on a line of its own: （人员如有变动，由接任者递补）.
fn is_bracketed_sentence(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    let Some(inner) = text.strip_prefix(['（', '(']).and_then(|t| t.strip_suffix(['）', ')']))
    else {
        return false;
    };
    // One bracket from the first character to the last.
    let mut depth = 0i32;
    let within = inner.chars().all(|c| {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        depth >= 0
    });
    within && inner.contains(['，', ',', '。', '；'])
}

/// A note to the table below: （注：A类为约束性指标）.
pub(crate) fn is_note(text: &str) -> bool {
    note_words(text).is_some()
}

/// Whether words say what a mark beside rows of the table below stands for: 打*的为具体项目, ★表示新增任务.
fn explains_mark(text: &str) -> bool {
    const MARKS: [char; 10] = ['*', '＊', '★', '☆', '▲', '△', '※', '●', '◆', '#'];
    const AROUND: [char; 8] = ['“', '”', '"', '‘', '’', '（', '(', ' '];
    let words = text.trim_start_matches(chars::is_space);
    let put = ["标注", "打", "标", "带", "加", "注", "有"];
    let told = put.iter().find_map(|put| words.strip_prefix(put));
    let behind = told.unwrap_or(words).trim_start_matches(AROUND);
    let Some(rest) = behind.strip_prefix(MARKS) else { return false };
    let rest = rest.trim_start_matches(MARKS).trim_start_matches(AROUND).trim_start_matches('号');
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    // #系列活动 begins with the same words, where nothing says that the mark is put somewhere.
    ["表示", "代表"].iter().any(|is| rest.starts_with(is))
        || told.is_some() && ["为", "是", "系"].iter().any(|is| rest.starts_with(is))
}

/// What a note says behind its label.
fn note_words(text: &str) -> Option<&str> {
    let words = text.trim_start_matches(|c| chars::is_space(c) || matches!(c, '（' | '('));
    let rest =
        ["备注", "说明", "填表说明", "注"].iter().find_map(|label| words.strip_prefix(label))?;
    rest.strip_prefix(['：', ':'])
}

/// The last number in a note whose further parts stand on lines of their own: 注：1.…; none of a
/// note that is whole, 0 where the label stands alone.
pub(crate) fn note_number(text: &str) -> Option<u32> {
    let words = note_words(text)?;
    if words.trim_matches(chars::is_space).is_empty() {
        return Some(0);
    }
    let first = marker(words)?;
    // 注：1.…；2.…: all of them in one line.
    let parts =
        words[first.end..].split(['；', ';', '。']).filter_map(|part| Some(marker(part)?.number));
    Some(parts.fold(first.number, u32::max))
}

/// The first disclosure mark is the notice's; further ones are kept as marks.
pub(super) fn set_disclosure(header: &mut Header, line: &Line<'_>, range: Range<usize>) {
    let (text, span) = (line.text()[range.clone()].to_owned(), line.flow.span(range));
    if header.disclosure.is_some() {
        header.marks.push(text);
        header.spans.marks.push(span);
    } else {
        header.disclosure = Some(text);
        header.spans.disclosure = span;
    }
}

/// One title out of its lines: the breaks and the spaces beside Chinese words taken out.
pub(crate) fn title_flow<'s>(lines: &[Line<'s>]) -> Option<Flow<'s>> {
    let mut flow = Flow::default();
    for line in lines {
        flow.append(&line.flow.close_spaces());
    }
    (!flow.is_empty()).then_some(flow)
}

/// The title of a plan out of its lines; who wrote it and when, below a title that reads complete, is a
/// note: 关于加强…的若干措施 and 省气象局　省财政厅, or （省气象局、省财政厅）, and （2024年3月5日）,
/// （经2024年3月1日市政府第5次常务会议审议通过）.
pub(crate) fn plan_title<'s>(lines: &[Line<'s>], record: &mut Record) -> Option<Flow<'s>> {
    let is_byline = |text: &str| {
        let bare =
            text.trim_matches(|c| chars::is_space(c) || matches!(c, '（' | '）' | '(' | ')'));
        let mut names = bare.split('、');
        is_signed(text)
            || words::is_date_line(bare)
            || bare.len() < text.len()
                && (names.all(is_issuer)
                    || ["通过", "批准", "同意"].iter().any(|end| bare.ends_with(end)))
    };
    // What a page prints above the plan says whose it is.
    let heads = lines.iter().take_while(|line| is_head_of_page(line.text())).count();
    let heads = if heads < lines.len() { heads } else { 0 };
    let (above, lines) = lines.split_at(heads);
    for head in above {
        record.furniture(FurnitureKind::RunningHead, head.flow.whole());
    }
    let names = lines.iter().rev().take_while(|line| is_byline(line.text())).count();
    let mut end = lines.len() - names;
    if end == 0 || !complete_title(&joined(&lines[..end])) {
        end = lines.len();
    }
    for byline in &lines[end..] {
        record.prose(ProseRole::Note, &byline.flow);
    }
    title_flow(&lines[..end])
}

/// Whether a line says nothing but whose page it stands on: 云溪市人民政府办公室发布,
/// 云溪市人民政府办公室行政规范性文件.
fn is_head_of_page(text: &str) -> bool {
    let words = chars::trim(text);
    let files = || {
        let of = words.strip_suffix("文件")?;
        Some(of.strip_suffix("规范性").map_or(of, |of| of.strip_suffix("行政").unwrap_or(of)))
    };
    words.strip_suffix("发布").or_else(files).is_some_and(is_issuer)
}

/// The title of a table out of the lines above it, and remarks among them (单位：万元).
pub(crate) fn table_title<'s>(lines: Vec<Line<'s>>) -> (Option<Flow<'s>>, Vec<Flow<'s>>) {
    let (remarks, titles): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| {
        words::is_label_line(line.text())
            || words::is_form_line(line.text())
            || (is_bracketed(line.text()) || is_bracketed_sentence(line.text()))
                && !ends_like_table(line.text())
            || is_note(line.text())
            || explains_mark(line.text())
    });
    let mut remarks: Vec<Flow<'s>> = remarks.into_iter().map(|line| line.flow).collect();
    // 表1 …: the line names the table; what stands above it names the attachment.
    let own = titles.iter().rposition(|line| crate::table::after_table_number(line.text()) > 0);
    let titles = match own {
        Some(at) => {
            remarks.extend(titles[..at].iter().map(|line| line.flow.clone()));
            &titles[at..]
        }
        None => &titles[..],
    };
    (title_flow(titles), remarks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Flow;
    use hongtou_source::{Format, Source, TextRange};

    #[test]
    fn a_title_that_the_metadata_of_the_page_alone_have() {
        let text = "文 号: 云政办发〔2031〕10号\n名 称: 云溪市人民政府办公室关于印发云溪市护林方案的通知\n各县人民政府,市直各部门:\n\
                    经市人民政府同意,现将《云溪市护林方案》印发给你们,请认真抓好落实。\n(此件公开发布)\n云溪市护林方案\n\
                    为做好护林工作,制定本方案。\n一、任务\n1.巡护。检查。(市林业局负责)\n2.宣传。培训。(市教育局负责)";
        let notice = crate::fixtures::notice_of_lines(text, false);
        let plan = notice.plan.and_then(|plan| plan.title);
        assert_eq!(plan.as_deref(), Some("云溪市护林方案"));
        // A trail that the page runs together with the title is none of it.
        let text = "标题: 云溪市人民政府办公室关于印发云溪市护林方案的通知\n发布时间: 2031-05-20 08:00\n\
                    首页政务公开最新文件云溪市人民政府办公室关于印发云溪市护林方案的通知\n各县人民政府：\n\
                    现将《云溪市护林方案》印发给你们。\n一、任务\n1.巡护。（市林业局负责）";
        let header = crate::fixtures::notice_of_lines(text, false).header;
        let title = header.title.as_deref();
        assert_eq!(title, Some("云溪市人民政府办公室关于印发云溪市护林方案的通知"));
    }

    #[test]
    fn the_masthead_of_a_bulletin_is_none_of_its_title() {
        let text = "关于印发上半年护林情况的通报\n云溪县政务督查\n第20期\n云溪县人民政府督查室 2031年8月19日\n\
                    关于印发上半年护林情况的通报\n各乡镇人民政府：\n根据安排，进行了专项督查。\n附件：上半年落实情况";
        let header = crate::fixtures::notice_of_lines(text, false).header;
        assert_eq!(header.title.as_deref(), Some("关于印发上半年护林情况的通报"));
    }

    #[test]
    fn an_order_without_a_title_below_the_lines_of_a_page() {
        let order = "云溪市防汛抗旱指挥部\n第12号公告\n（2031年4月17日）\n现就有关事项公告如下。\n1.各县要巡查堤防。\n2.各县要备足沙袋。\n";
        for above in [
            "",
            ":house:返回首頁\n",
            "刚刚！云溪市发布第12号公告！\n",
            "据新报（发布时间: 2031-04-18 00:50）\n",
            "云溪农场 转自新报\n刚刚！云溪市发布第12号公告！\n",
        ] {
            let header = crate::fixtures::notice_of_lines(&[above, order].concat(), true).header;
            assert_eq!(header.title, None, "{above}");
            assert_eq!(header.issuer_mark.as_deref(), Some("云溪市防汛抗旱指挥部"), "{above}");
            assert_eq!(
                header.document_number.and_then(|number| number.serial),
                Some(12),
                "{above}"
            );
            assert_eq!(
                header.issued_on.map(|day| day.to_string()).as_deref(),
                Some("2031-04-17"),
                "{above}"
            );
        }
        // A title above who issues it, and one below the number.
        let order = order.replace("（2031年4月17日）\n", "");
        for (text, title) in [
            (format!("关于森林防火的公告\n{order}"), "关于森林防火的公告"),
            (order.replace("现就", "云溪市禁火令\n现就"), "云溪市禁火令"),
            (format!("云溪市防汛抢险十条\n（2031年4月17日）\n{order}"), "云溪市防汛抢险十条"),
        ] {
            let header = crate::fixtures::notice_of_lines(&text, true).header;
            assert_eq!(header.title.as_deref(), Some(title), "{text}");
        }
        let letter = "关于严禁燃放烟花爆竹！\n各镇人民政府：\n现将有关事项通知如下。\n1.巡查堤防。\n2.备足沙袋。\n";
        let header = crate::fixtures::notice_of_lines(letter, true).header;
        assert_eq!(header.title.as_deref(), Some("关于严禁燃放烟花爆竹！"));
    }

    #[test]
    fn heads_of_a_page() {
        for (text, head) in [
            ("松岭县人民政府办公室发布", true),
            ("松岭县人民政府办公室行政规范性文件", true),
            ("松岭县水务局文件", true),
            ("松岭县政务信息发布", false),
            ("松岭县节水若干措施", false),
            ("发布", false),
        ] {
            assert_eq!(is_head_of_page(text), head, "{text}");
        }
    }

    #[test]
    fn a_title_may_be_cut_inside_of_who_issues_it() {
        for (above, below, cut) in [
            ("松岭县水务局关", "于印发节水工作要点的通知", true),
            ("松岭县节约用水工作领导小组办公", "室关于印发节水工作要点的通知", true),
            ("松岭县水务局 松岭县农业农", "村局关于印发节水工作要点的通知", true),
            ("松岭县安全生产委", "员会关于印发安全工作要点的通知", true),
            ("松岭县安全生产委员会", "办公室关于印发安全工作要点的通知", true),
            ("松岭县住房和城", "乡建设局关于印发节水工作要点的通知", true),
            ("松岭县住房和城乡", "建设局关于印发节水工作要点的通知", true),
            ("松岭县教育", "体育局关于印发节水工作要点的通知", true),
            ("松岭县", "住房和城乡建设局关于印发节水工作要点的通知", true),
            ("松岭县水务局", "财政局关于印发节水工作要点的通知", false),
            ("松岭县财政局办公室", "办公室关于印发节水工作要点的通知", false),
            ("教育", "体育局关于印发节水工作要点的通知", false),
            ("节水型社会建设", "松岭县水务局关于印发节水工作要点的通知", false),
            ("松岭县水务局", "松岭县财政局关于印发节水工作要点的通知", false),
            ("节水型社会建设", "水务局关于印发节水工作要点的通知", false),
        ] {
            let text = format!("{above}\n{below}");
            let source = Source::from_text("n", Format::Text, &text);
            let line = |from: usize, to: usize| {
                Line::new(Flow::new(&source, 0, &[TextRange::at(from, to)]), true)
            };
            let lines = [line(0, above.len()), line(above.len() + 1, text.len())];
            assert_eq!(completes_issuer(&lines[0], &lines[1]), cut, "{text}");
        }
    }

    /// The title among the lines of a head, and the lines that say it again.
    fn printed(head: &[&str]) -> (Range<usize>, Range<usize>) {
        let text = head.join("\n");
        let source = Source::from_text("n", Format::Text, &text);
        let mut at = 0;
        let line = |words: &&str| {
            let start = at;
            at += words.len() + 1;
            Line::new(Flow::new(&source, 0, &[TextRange::at(start, start + words.len())]), true)
        };
        let lines: Vec<Line<'_>> = head.iter().map(line).collect();
        let number = lines.iter().position(|line| whole_number(line.text()).is_some());
        let found = title(&lines, lines.len(), number);
        (found.clone(), again_below(&lines, &found))
    }

    #[test]
    fn a_title_that_is_said_again_with_its_number_is_one() {
        let (title, number) = ("松岭县水务局关于启用节水平台的通知", "松水发〔2024〕3号");
        let plan = "松岭县水务局关于印发松岭县节水方案";
        for title in [title, plan] {
            let named = [
                format!("{title}（{number}）"),
                format!("{title}({number})"),
                format!("{number} {title}"),
                title.to_owned(),
            ];
            for first in named {
                assert_eq!(printed(&[&first, title]), (0..1, 1..2), "{first}");
                let (above, below) = title.split_at("松岭县水务局关于启用节".len());
                assert_eq!(printed(&[&first, above, below]), (0..1, 1..3), "{first}");
                assert_eq!(printed(&[&first, title, number]), (0..1, 1..2), "{first}");
            }
        }
        // A title of two lines that opens as the one above it.
        let (above, below) = ("松岭县水务局关于印发", "松岭县水务局关于印发的节水方案");
        assert_eq!(printed(&[above, below, "的通知"]).0, 0..3);
    }

    #[test]
    fn a_title_that_names_who_issues_it_is_the_notices() {
        let number = "云林办函〔2031〕9号";
        for (site, own, title) in [
            (
                "两部门关于开展造林工作的通知",
                "云溪市林业局 云溪市财政局关于开展造林工作的通知",
                1..2,
            ),
            (
                "两部门关于开展造林工作的通知",
                "云溪市林业局 云溪市财政局关于开展护林工作的通知",
                0..1,
            ),
            ("云溪市林业局关于开展造林工作的通知", "各部门关于开展造林工作的通知", 0..1),
        ] {
            assert_eq!(printed(&[site, own, number]).0, title, "{own}");
        }
    }

    #[test]
    fn a_title_goes_on_below_the_number_of_what_it_cites() {
        for (above, below) in [
            ("松岭县水务局关于转发《节水工作通知》（松水发〔2024〕3号）", "的通知"),
            ("松岭县水务局关于执行节水通知（松水发〔2024〕3号）", "有关事项的通知"),
        ] {
            assert_eq!(printed(&[above, below, "各镇人民政府："]).0, 0..2, "{above}");
        }
        // The number behind a whole title is its own.
        let own = "松岭县水务局关于印发《节水工作方案》的通知（松水发〔2024〕3号）";
        assert_eq!(printed(&[own, "节水工作方案", "一、清淤。"]).0, 0..1);
        let cited = "松岭县水务局关于贯彻县政府关于节水的意见（松政发〔2024〕7号）";
        assert_eq!(printed(&[cited, "实施意见", "各镇人民政府："]).0, 0..2);
    }

    #[test]
    fn sentences_in_brackets_below_a_title() {
        for text in
            ["（责任人职务（岗位）如有变动，由接任者自然递补）", "(数据为年度目标，按季调度。)"]
        {
            assert!(is_bracketed_sentence(text), "{text}");
        }
        for text in
            ["（试行）任务表，（附件）", "（2025年）", "任务表（年度，季度）", "（年度、季度）"]
        {
            assert!(!is_bracketed_sentence(text), "{text}");
        }
    }

    #[test]
    fn notes_whose_parts_go_on_below() {
        for (text, last) in [
            ("注：", Some(0)),
            ("备注：1.第一个单位为牵头单位。", Some(1)),
            ("注：1.甲列首位；2.乙列末位。", Some(2)),
            ("注：A类为约束性指标", None),
            ("1.新建书屋", None),
        ] {
            assert_eq!(note_number(text), last, "{text}");
        }
    }

    #[test]
    fn a_title_behind_another_label_of_the_metadata_is_not_the_notices() {
        let text = "索引号|Q001|主题分类|水务\n发布机构|云溪市水务局|成文日期|2031-03-05\n文号|云水发〔2031〕3号|有效性|有效\n\
                    废止文号|云溪市水务局关于废止部分文件的通知||\n云溪市水务局关于开展清淤工作的通知\n各县水务局：\n\
                    现就有关事项通知如下：\n一、清淤河道。\n二、新建泵站。\n云溪市水务局\n2031年3月5日";
        let header = crate::fixtures::notice_with_tables(text).header;
        assert_eq!(header.title.as_deref(), Some("云溪市水务局关于开展清淤工作的通知"));
    }

    #[test]
    fn a_day_inside_a_letter_is_not_that_of_issue() {
        let text = "云溪市林业局关于开展造林工作的通知\n各县林业局：\n现将会议有关事项通知如下。会议时间为\n2031年4月12日\n\
                    会议地点在市林业局。请准时参加。\n云溪市林业局\n2031年3月";
        let header = crate::fixtures::notice_of_lines(text, true).header;
        assert_eq!(header.signatories, ["云溪市林业局"]);
        assert!(header.issued_on.is_none());
    }
}
