//! Names of issuers, of who signs and of whom the notice is addressed to.

use std::ops::Range;

use hongtou_source::{chars, numeral};

use crate::flow::{Flow, trim};
use crate::lines::{Line, open_bracket};
use crate::{date, marker, responsibility, sentence, words};

/// Names of many issuers on one line: longer than a title, and no sentence.
pub(super) fn is_joint(line: &Line<'_>) -> bool {
    line.marker.is_none() && line.text().chars().count() > 70
}

/// The lines of the addressees: of several salutations the first that a title stands before, with
/// those right below it.
pub(super) fn addressed(
    lines: &[Line<'_>],
    limit: usize,
    titled: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    /// So many lines of the page around it may look like one.
    const MOST: usize = 8;
    let mut all = (0..limit).filter_map(|at| addressee(lines, at, limit)).take(MOST);
    let first = all.next()?;
    let chosen = if titled(first.start) {
        first
    } else {
        let mut read = first.end;
        let below = |range: &Range<usize>| {
            let between = std::mem::replace(&mut read, range.start)..range.start;
            let between = lines.get(between).unwrap_or_default();
            !between.iter().any(|line| sentence::is_sentence(line.text()))
        };
        all.take_while(below).find(|range| titled(range.start)).unwrap_or(first)
    };
    let more = lines[chosen.end..limit].iter().take_while(|line| is_sure_salutation(line)).count();
    Some(chosen.start..chosen.end + more)
}

/// The longest name of all persons of a kind, in characters: 全体党员干部.
const LONGEST_OF_ALL: usize = 6;

/// Whether each name in a line that looks like a salutation is a unit's or that of a kind of units: not
/// in 请各单位抓紧落实： and 各部门职责：.
fn names_each(flow: &Flow<'_>) -> bool {
    let (mut names, mut spans) = (Vec::new(), Vec::new());
    list(flow, 0..flow.text().len(), &mut names, &mut spans);
    names.iter().all(|name| {
        // 各单位重点任务
        if marker::TASK_NOUNS.iter().any(|noun| name.ends_with(noun)) {
            return false;
        }
        let name: Vec<char> = words::printed(name).map(chars::narrow).collect();
        // 全体师生
        let all = name.starts_with(&['全', '体']) && name.len() <= LONGEST_OF_ALL;
        all || responsibility::looks_like_one(&name)
    })
}

/// Whether words are a list of several of those whom a notice is for: 各镇人民政府（街道办事处），县政府各部门、直属各单位.
pub(crate) fn are_called(words: &str) -> bool {
    /// In characters: 直属各单位.
    const LEVEL: usize = 2;
    let marks = ['、', '，', ',', '；', ';'];
    // A page's own words may stand before a name alone.
    words.contains(marks)
        && words.split(marks).all(|name| {
            let name = name.split(['（', '(']).next().unwrap_or(name);
            let name: Vec<char> = words::printed(name).map(chars::narrow).collect();
            let each = name.iter().take(LEVEL + 1).position(|&c| c == '各').unwrap_or(0);
            responsibility::looks_like_one(&name[each..])
        })
}

/// The line (or two) of the addressees that begins at `at`.
fn addressee(lines: &[Line<'_>], at: usize, limit: usize) -> Option<Range<usize>> {
    let text = lines[at].text().trim_end_matches(chars::is_space);
    if lines[at].marker.is_some()
        || text.contains('。')
        || is_letter(text)
        || !holds_unit(text)
        || !text.starts_with('各') && holds_clock(text)
    {
        return None;
    }
    if text.ends_with(COLONS) {
        return (!is_label(text)
            || text.chars().count() > 4 && words::METADATA.prefix(text).is_none())
        .then_some(at..at + 1);
    }
    if lines.get(at + 1).is_some_and(|next| at + 1 < limit && greets(&lines[at], next)) {
        return Some(at..at + 1);
    }
    // Cut by a line break: the next line ends it.
    let next = lines.get(at + 1).filter(|_| at + 1 < limit)?.text().trim_end();
    let cut = text.ends_with(['，', '、', ','])
        || text.contains(['，', '、']) && text.chars().count() > 24;
    (cut && next.ends_with(['：', ':'])
        && !next.contains('。')
        && !is_letter(next)
        && text.contains('各'))
    .then_some(at..at + 2)
}

/// Where the names begin on a line that opens with what a page says of itself, days and labels with their
/// values: 2018年8月16日 来源：云溪 各镇人民政府：.
pub(super) fn salutation_start(text: &str) -> usize {
    /// More days and labels than a page has on one line.
    const MOST: usize = 12;
    let mut at = 0;
    for parts in 0.. {
        if parts == MOST {
            return 0;
        }
        let rest = text[at..].trim_start_matches(chars::is_space);
        let from = text.len() - rest.len();
        let day = date::full_date(rest).filter(|(day, _)| day.start == 0);
        let time = |c: char| c.is_ascii_digit() || c == ':';
        if let Some((day, _)) = day {
            let behind = rest[day.end..].trim_start_matches(chars::is_space);
            at = text.len() - behind.trim_start_matches(time).len();
            continue;
        }
        let label =
            rest.find(COLONS).filter(|&colon| words::is_metadata(&words::squeeze(&rest[..colon])));
        let Some(colon) = label else {
            at = from;
            break;
        };
        let value = rest[colon..].trim_start_matches(|c| COLONS.contains(&c) || chars::is_space(c));
        if date::full_date(value).is_some_and(|(day, _)| day.start == 0) {
            at = text.len() - value.len();
            continue;
        }
        // 来源：云溪各相关部门：
        let end = value.find(chars::is_space).or_else(|| value.find('各'));
        let Some(end) = end else { return 0 };
        at = text.len() - value.len() + end;
    }
    let opens = ["各", "全体"].iter().any(|all| text[at..].starts_with(all));
    if opens { at } else { 0 }
}

/// What ends the line of the addressees.
pub(crate) const COLONS: [char; 3] = ['：', ':', '∶'];

/// Whether words hold the time of a clock, as what a site says of its page does: 14:34.
fn holds_clock(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.match_indices([':', '：']).any(|(at, colon)| {
        let minutes = text[at + colon.len()..].chars().take_while(|&c| digit(c)).count();
        minutes >= 2 && text[..at].ends_with(digit)
    })
}

/// Whether words name a unit, or a kind of units.
fn holds_unit(text: &str) -> bool {
    const PARTS: [&str; 20] = [
        "各",
        "全体",
        "人民政府",
        "委",
        "局",
        "办",
        "厅",
        "部门",
        "单位",
        "公司",
        "机构",
        "院",
        "中心",
        "署",
        "部",
        "行",
        "企业",
        "学校",
        "镇",
        "街道",
    ];
    PARTS.iter().any(|part| text.contains(part))
}

/// Whether a line is a label; 各单位： and 市直各部门： call all of a kind and are none.
fn is_label(text: &str) -> bool {
    words::is_label_line(text) && !["各", "全体"].iter().any(|all| text.contains(all))
}

/// Whether words are those of the letter and not of whom it is for.
fn is_letter(text: &str) -> bool {
    ["如下", "现将", "如次", "下列", "以下", "通知如", "事项"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a line among others, whose paragraphs are not known yet, is the salutation: names alone.
pub(crate) fn is_salutation(line: &Line<'_>) -> bool {
    let text = line.text().trim_end_matches(chars::is_space);
    let Some(names) = text.strip_suffix(COLONS).filter(|_| line.marker.is_none()) else {
        return false;
    };
    let of_name =
        |(_, c)| chars::is_word(c) || chars::is_space(c) || "、，,；;（）()〔〕[]".contains(c);
    names.chars().count() <= LONGEST_NAMES
        && chars::besides_han(names).all(of_name)
        && open_bracket(names).is_none()
        && holds_unit(names)
        && !is_letter(names)
        && !is_label(text)
}

/// Whether a line is the salutation for sure: each of its names is that of a unit, or of a kind of units.
pub(crate) fn is_sure_salutation(line: &Line<'_>) -> bool {
    is_salutation(line) && names_each(&line.flow)
}

/// Whether a line is the salutation whose colon is lost: names alone, the letter right below them.
pub(crate) fn greets(line: &Line<'_>, next: &Line<'_>) -> bool {
    let text = line.text().trim_matches(chars::is_space);
    let is_name = |name: &str| {
        let name: Vec<char> = words::printed(name).map(chars::narrow).collect();
        responsibility::name_score(&name) >= 40
    };
    line.marker.is_none()
        && text.starts_with('各')
        && text.len() <= 3 * LONGEST_NAMES
        && next.marker.is_none()
        && ["给你们", "通知如下", "现转发"].iter().any(|word| next.text().contains(word))
        && text.split(['，', '、', '；', ',', ';']).all(is_name)
}

/// The mark over a red-headed document: it ends in 文件, or is letter-spaced names alone.
pub(crate) fn is_issuer_mark(text: &str) -> bool {
    if !text.trim_end_matches(chars::is_space).ends_with('件') {
        return false;
    }
    let squeezed = words::squeeze(text);
    squeezed.chars().count() <= LONGEST_NAMES
        && squeezed.ends_with("文件")
        && !is_kind_of_files(text)
        && !squeezed.contains("关于")
        && !squeezed.contains(['，', '。', '：', '《'])
}

/// What files are called in the menu of a site, and no issuer is: 政府文件, 规范性文件.
const KINDS_OF_FILES: [&str; 9] =
    ["政府", "政策", "规范性", "行政规范性", "重要", "部门", "上级", "相关", "其他"];

/// Whether a line is what a site calls a kind of files, and no mark over any of them.
pub(super) fn is_kind_of_files(text: &str) -> bool {
    let name = text.trim_matches(chars::is_space).strip_suffix("文件");
    name.is_some_and(|name| KINDS_OF_FILES.contains(&name))
}

/// A score of joint issuers have so many characters together.
const LONGEST_NAMES: usize = 240;

pub(super) fn is_secrecy(text: &str) -> bool {
    ["特急", "加急", "机密", "秘密", "绝密", "平急", "急件", "000"]
        .iter()
        .any(|word| words::begins(text, word))
}

/// Whether a line can be the name of a unit under a text: short, no verb of a title in it.
pub(crate) fn is_name(text: &str) -> bool {
    let of_name = |(_, c)| {
        chars::is_han(c)
            || chars::is_space(c)
            || matches!(c, '（' | '）' | '(' | ')' | '·' | '×' | 'X' | '○' | '“' | '”')
            || c.is_ascii_alphanumeric()
    };
    // 市“双随机、一公开”联席会议办公室: what is quoted is the name of anything.
    let quoted = || {
        let (before, rest) = text.split_once('“')?;
        let (_, behind) = rest.split_once('”').filter(|(_, behind)| !behind.is_empty())?;
        Some([before, behind])
    };
    let of_names = |part: &str| {
        chars::besides_han(part).all(of_name)
            && !["关于", "通知", "方案", "意见", "措施", "附件", "附表", "如下", "文件", "公开"]
                .iter()
                .any(|word| part.contains(word))
    };
    (2..=LONGEST_NAMES).contains(&words::printed(text).count())
        && match quoted() {
            Some(around) => around.into_iter().all(of_names),
            None => of_names(text),
        }
        && !text.is_ascii()
}

/// Whether a line above the title can be the name of who issues it, and not words of a page.
pub(crate) fn is_issuer(text: &str) -> bool {
    let issuer = |name: &str| {
        let name: Vec<char> = name.chars().map(chars::narrow).collect();
        responsibility::name_score(&name) >= 60
    };
    is_name(text) && !is_secrecy(text) && text.split(chars::is_space).all(issuer)
}

/// Whether words are the mark over an issuer's notices and nothing else, or the name of a gazette:
/// 云溪市人民政府文件, 云溪市人民政府公报 2026年第3期.
pub(crate) fn is_mast(words: &str) -> bool {
    if !words.contains("文件") && !words.contains("公报") {
        return false;
    }
    let squeezed = words::squeeze(words);
    let issue = |c: char| chars::digit(c).is_some() || "年月第期总（）()·.".contains(c);
    let name = squeezed.trim_matches(issue);
    let issuer = ["文件", "公报"].iter().find_map(|kind| name.strip_suffix(kind));
    issuer.is_some_and(|name| is_issuer(first_of_joint(name)) || is_group_of_place(name))
}

/// The first of several who issue together, where the others are counted: 云溪市水利局等五部门.
fn first_of_joint(name: &str) -> &str {
    let count = |c: char| {
        chars::digit(c).is_some() || numeral::is_to_ten(c) || matches!(c, '个' | '多' | '家')
    };
    let bodies = ["部门", "单位"].iter().find_map(|bodies| name.strip_suffix(bodies));
    let first = bodies.and_then(|rest| rest.trim_end_matches(count).strip_suffix('等'));
    first.unwrap_or(name)
}

/// Whether a name is that of a group which a place set up for some work, whatever the work is called: 云溪县…专项整治工作专班.
fn is_group_of_place(name: &str) -> bool {
    const GROUPS: [&str; 4] = ["专班", "领导小组", "指挥部", "领导小组办公室"];
    const LEVELS: [char; 8] = ['省', '市', '县', '区', '州', '旗', '镇', '乡'];
    GROUPS.iter().any(|group| name.ends_with(group))
        && is_name(name)
        && name.chars().skip(1).take(4).any(|c| LEVELS.contains(&c))
}

/// A name and a date on one line: `云溪市人民政府 2024年3月5日`; the ranges of both.
pub(crate) fn dated_name(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if !text.trim_end().ends_with('日') || text.chars().count() > 60 {
        return None;
    }
    let (range, _) = date::full_date(text)?;
    let name = trim(text, 0..range.start);
    (text[range.end..].trim().is_empty() && !name.is_empty() && is_name(&text[name.clone()]))
        .then_some((name, range))
}

/// The bodies whose names run together where a name has to end: 发展改革委工业和信息化部, or 岚江市教育局岚江市财政局
/// with the place before each; one range where the words are anything else.
pub(super) fn run_together(text: &str) -> Vec<Range<usize>> {
    let known = departments(text);
    if known.len() > 1 { known } else { of_one_place(text).unwrap_or(known) }
}

/// The bodies of one place whose names run together, of which no list needs to know what they do: each begins
/// with the place, 岚江市科学委员会岚江市城市管理行政执法局.
fn of_one_place(text: &str) -> Option<Vec<Range<usize>>> {
    /// The longest name of a place, in characters.
    const LONGEST: usize = 8;
    let levels = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];
    let mut ends = text.char_indices().take(LONGEST).skip(1).filter(|(_, c)| levels.contains(c));
    let place = ends.next().map(|(at, c)| &text[..at + c.len_utf8()])?;
    let starts: Vec<usize> = text.match_indices(place).map(|(at, _)| at).collect();
    let next = starts.iter().copied().skip(1).chain([text.len()]);
    let bodies: Vec<Range<usize>> = starts.iter().zip(next).map(|(&at, end)| at..end).collect();
    let body = |body: &Range<usize>| {
        let name = &text[body.clone()];
        let named = name[place.len()..].chars().nth(1).is_some();
        // 岚江市公安局岚江市分局 is one of them.
        named && ends_like_body(name) && !name.ends_with("分局") && is_issuer(name)
    };
    (bodies.len() > 1 && bodies.iter().all(body)).then_some(bodies)
}

/// Whether a name ends in what bodies of a place are called by.
fn ends_like_body(name: &str) -> bool {
    const ENDS: [&str; 7] = ["委员会", "局", "办公室", "委", "厅", "政府", "部"];
    ENDS.iter().any(|end| name.ends_with(end))
}

/// The departments whose names run together, by what they do.
fn departments(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().map(chars::narrow).collect();
    let body = |at: usize| {
        let rest = &chars[at..];
        let court = ["最高人民法院", "最高人民检察院"]
            .iter()
            .find(|court| rest.starts_with(&court.chars().collect::<Vec<char>>()));
        // 省委宣传部: a body of the party stands behind its committee.
        let party = || {
            let rest = rest.strip_prefix(&['委'])?;
            let is_body = |&length: &usize| {
                let body = rest.get(..length).and_then(responsibility::department);
                body.is_some_and(|(stem, whole)| stem.party && whole == length)
            };
            (2..=8).find(is_body).map(|length| length + 1)
        };
        court
            .map(|court| court.chars().count())
            .or_else(|| responsibility::department(rest).map(|(_, length)| length))
            .or_else(party)
    };
    let whole = std::iter::once(0..text.len()).collect();
    let placed =
        |at: usize| matches!(chars[at - 1], '省' | '市' | '县' | '区' | '州' | '旗' | '盟');
    let Some(place) =
        (0..chars.len().min(10)).find(|&at| (at == 0 || placed(at)) && body(at).is_some())
    else {
        return whole;
    };
    let place = chars[..place].to_vec();
    let mut cuts = vec![0];
    let mut at = 0;
    while at < chars.len() {
        let named = chars[at..].starts_with(&place).then_some(at + place.len());
        let Some(length) = named.filter(|&at| at < chars.len()).and_then(body) else {
            return whole;
        };
        at += place.len() + length;
        cuts.push(at);
    }
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    cuts.windows(2).map(|two| bytes[two[0]]..bytes[two[1]]).collect()
}

/// Cuts a list at its commas outside brackets and quotes: `各县人民政府，市各有关单位：`.
pub(super) fn list(
    flow: &Flow<'_>,
    range: Range<usize>,
    names: &mut Vec<String>,
    spans: &mut Vec<hongtou_model::Span>,
) {
    let text = flow.text();
    let mut close = None;
    let mut start = range.start;
    let mut cut = |from: usize, to: usize| {
        let mut kept = trim(text, from..to);
        kept.end = kept.start
            + text[kept.clone()]
                .trim_end_matches(|c: char| {
                    matches!(c, '。' | '：' | ':' | '.' | '∶') || chars::is_space(c)
                })
                .len();
        if !kept.is_empty() {
            names.push(text[kept.clone()].to_owned());
            spans.push(flow.span(kept));
        }
    };
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        if let Some(end) = close {
            close = (at < end).then_some(end);
        } else if chars::is_open(c) || opens_quote(c) {
            close = end_of_aside(text, at, c, range.end);
        } else if matches!(c, '，' | '、' | '；' | '。' | ',' | ';') {
            if c == '、' && one_collective(&text[start..at], &text[at + c.len_utf8()..range.end]) {
                continue;
            }
            cut(start, at);
            start = at + c.len_utf8();
        }
    }
    cut(start, range.end);
}

/// Whether a character opens a quotation, in either width.
fn opens_quote(c: char) -> bool {
    matches!(c, '“' | '"' | '‘' | '「')
}

/// Where the bracket or the quotation closes that opens at `at`: 市“双随机、一公开”联席会议成员单位.
fn end_of_aside(text: &str, at: usize, open: char, limit: usize) -> Option<usize> {
    /// The longest words in brackets or quotes in a name, in characters.
    const LONGEST: usize = 60;
    let from = at + open.len_utf8();
    let mut depth = 1;
    text[from..limit].char_indices().take(LONGEST).find_map(|(at, c)| {
        let closes = match open {
            '“' => c == '”',
            '‘' => c == '’',
            '「' => c == '」',
            '"' => c == '"',
            _ => chars::closes(open, c),
        };
        depth += usize::from(c == open && !closes);
        depth -= usize::from(closes);
        (depth == 0).then_some(from + at)
    })
}

/// Whether 、 joins levels or bodies of one collective: 各省、自治区、直辖市人民政府, 各乡镇党委、政府.
fn one_collective(before: &str, after: &str) -> bool {
    let next = after.split(['，', '、', '；', '：', ',', ';', ':']).next().unwrap_or_default();
    if names_fields(before, after) || names_places(before, after) {
        return true;
    }
    // The end of a list tells, and a list may be long.
    let near = before.char_indices().rev().nth(59).map_or(before, |(at, _)| &before[at..]);
    let narrow = |text: &str| words::printed(text).map(chars::narrow).collect::<Vec<char>>();
    let (before, next) = (narrow(near), narrow(next));
    responsibility::joins_levels(&before, &next)
        || responsibility::one_collective(&before, &next)
        || is_kind_of_office(&next) && holds_offices(&before)
        || is_kind_of_body(&next) && before.contains(&'各') && ends_with_body(&before)
        || responsibility::shares_place(&before, &next)
        || responsibility::needs_the_other(&before, &next)
        || shares_whose(&before, &next)
}

/// Whether the words before 、 say whose the bodies behind it are, which are called by their kind alone:
/// 各镇人民政府、街道办事处, 国务院各部委、各直属机构, 县政府各部门、直属机构.
fn shares_whose(before: &[char], next: &[char]) -> bool {
    const OWN: [&str; 6] =
        ["直属机构", "直属单位", "直属事业单位", "直属部门", "直属企业", "直属各单位"];
    let is = |words: &[char], word: &str| words.iter().copied().eq(word.chars());
    let ends =
        |word: &str| word.chars().rev().eq(before.iter().rev().copied().take(word.chars().count()));
    if is(next, "街道办事处") {
        return before.first() == Some(&'各') && (ends("人民政府") || ends("政府"));
    }
    let own = next.strip_prefix(&['各']).unwrap_or(next);
    // Whose they are stands before 各: 国务院各部委.
    let whose = before.iter().position(|&c| c == '各').is_some_and(|at| at > 1);
    whose
        && OWN.iter().any(|word| is(own, word))
        && ["部门", "部委", "机构", "单位"].iter().any(|end| ends(end))
}

/// Whether 、 joins places of which the last says what body of each is meant: 东山、西湖、南城县人民政府,
/// 云溪工业区、东山新区管委会.
fn names_places(before: &str, after: &str) -> bool {
    const LEVELS: [char; 5] = ['省', '市', '县', '区', '州'];
    const GOVERNS: [&str; 6] = ["人民政府", "政府", "管委会", "管理委员会", "县委", "市委"];
    /// The most places of a list, and the longest run of them in characters.
    const MOST: usize = 60;
    const LONGEST: usize = 400;
    let narrow = |text: &str| text.chars().map(chars::narrow).collect::<Vec<char>>();
    // 县城管 and 电力 are fields of departments.
    let field = |piece: &str| piece.starts_with(LEVELS) || responsibility::is_field(&narrow(piece));
    let named = |piece: &str| {
        (2..=8).contains(&piece.chars().take(9).count())
            && piece.chars().all(chars::is_han)
            && !field(piece)
            && !piece.contains(['各', '全', '直', '属', '级', '有', '相'])
    };
    let place = |piece: &str| {
        named(piece)
            && (piece.ends_with(LEVELS)
                || piece.chars().count() <= 3 && responsibility::name_score(&narrow(piece)) == 0)
    };
    let last = before.rsplit(['、', '，', ',']).next().unwrap_or_default();
    let near = after.char_indices().nth(LONGEST).map_or(after, |(at, _)| &after[..at]);
    let run = near.split(['，', '；', '：', ',', ';', ':']).next().unwrap_or_default();
    let mut next = run.split('、').take(MOST).map(|piece| piece.trim_matches(chars::is_space));
    let body = place(last.trim_matches(chars::is_space)).then(|| next.find(|piece| !place(piece)));
    body.flatten().is_some_and(|body| {
        body.char_indices().skip(1).any(|(at, c)| {
            LEVELS.contains(&c) && {
                let whole = &body[at..];
                let behind = &whole[c.len_utf8()..];
                GOVERNS.iter().any(|word| behind.starts_with(word) || whole.starts_with(word))
            }
        })
    })
}

/// Whether 、 joins fields of one kind of departments: 各市、县教育、财政主管部门.
fn names_fields(before: &str, after: &str) -> bool {
    let narrow = |text: &str| text.trim().chars().map(chars::narrow).collect::<Vec<char>>();
    let last = narrow(before.rsplit('、').next().unwrap_or_default());
    // The place and its level may stand before the field: 直辖市和新疆生产建设兵团林业和草原.
    if !before.contains('各') || !(0..last.len()).any(|at| responsibility::is_field(&last[at..])) {
        return false;
    }
    let run = after.split(['，', '；', '：', ',', ';', ':']).next().unwrap_or_default();
    let mut pieces = run.split('、').map(narrow);
    let ends = |piece: &[char]| {
        ["主管部门", "行政部门", "管理部门", "部门"].iter().any(|end| {
            let end: Vec<char> = end.chars().collect();
            piece.strip_suffix(&end[..]).is_some_and(responsibility::is_field)
        })
    };
    pieces.find(|piece| !responsibility::is_field(piece)).is_some_and(|piece| ends(&piece))
}

/// Whether words are a kind of office and no office by name: 中心 in 机关各股室、中心.
fn is_kind_of_office(words: &[char]) -> bool {
    matches!(words, ['中', '心'] | ['大', '队'])
}

/// Kinds of bodies that one 各 is said of: 县直各学校、幼儿园, 各省属企业、高等院校.
const BODIES: [&str; 14] = [
    "中小学",
    "事业单位",
    "企业",
    "公司",
    "子公司",
    "分公司",
    "医院",
    "学校",
    "幼儿园",
    "科研院所",
    "职业院校",
    "院校",
    "高等院校",
    "高等学校",
];

/// Whether words are a kind of body and no body by name.
fn is_kind_of_body(words: &[char]) -> bool {
    BODIES.iter().chain(&["高校"]).any(|body| body.chars().eq(words.iter().copied()))
}

fn ends_with_body(words: &[char]) -> bool {
    BODIES.iter().any(|body| {
        let length = body.chars().count();
        words.len() > length && body.chars().eq(words[words.len() - length..].iter().copied())
    })
}

/// Whether words are the offices of a body, all of them: 机关各股室.
fn holds_offices(words: &[char]) -> bool {
    words.contains(&'各')
        && matches!(words, [.., '股' | '科' | '处' | '机', '室'] | [.., '股' | '科' | '站' | '所'])
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = Source::from_text("n", Format::Text, text);
        let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
        let (mut names, mut spans) = (Vec::new(), Vec::new());
        list(&flow, 0..text.len(), &mut names, &mut spans);
        assert_eq!(names, expected);
    }

    #[test]
    fn a_further_salutation_is_names_and_nothing_else() {
        let each = |text: &str| {
            let source = Source::from_text("n", Format::Text, text);
            names_each(&Flow::new(&source, 0, &[TextRange::at(0, text.len())]))
        };
        for text in [
            "市直各部门：",
            "市直各部门，各学校：",
            "各县（市、区）人民政府，市各有关单位：",
            "各镇、街道，各企业、高等院校：",
            "市教育局、省农科院、县医院：",
            "全体师生，各科室：",
        ] {
            assert!(each(text), "{text}");
        }
        for text in [
            "根据市林业局要求，请各单位抓紧落实：",
            "各单位、各部门工作要求：",
            "县直各部门职责：",
            "各成员单位职责分工：",
            "经县政府同意，现对各部门提出要求：",
            "县林业局、县水利局要做好工作：",
            "根据县委、县政府部署，制定本方案：",
            "按市政府安排，请各镇办理：",
            "近日，县政府召开会议，对各单位提出要求：",
            "各有关单位要落实责任：",
            "各单位重点任务：",
        ] {
            assert!(!each(text), "{text}");
        }
    }

    #[test]
    fn a_line_with_the_time_of_a_clock_calls_nobody() {
        for line in ["发表时间:2025-01-03 14:34来源:云溪市教育局点击数:", "14：34市教育局："]
        {
            assert!(holds_clock(line), "{line}");
        }
        for line in ["各乡镇人民政府：", "第2：各单位:", "1:各镇"] {
            assert!(!holds_clock(line), "{line}");
        }
    }

    #[test]
    fn bodies_whose_names_run_together() {
        for names in [
            &["发展改革委", "工业和信息化部"][..],
            &["商务部", "审计署", "市场监管总局", "能源局"],
            &["林草局", "最高人民法院"],
            &["岚江市教育局", "岚江市财政局", "岚江市市场监督管理局"],
            &["岚江省林业厅", "岚江省委宣传部", "岚江省发展和改革委员会"],
            &["岚江市委宣传部"],
            &["岚江市财政局", "岚江市建设和管理委员会"],
            &["某区科学技术委员会", "某区城市管理行政执法局"],
            &["岚江县人民政府", "岚江县教育局"],
            &["岚江市公安局岚江市开发区分局"],
            &["岚江市教育局驻岚江市机关纪检组"],
            &["岚江市岚江市场监督管理局"],
            &["岚江市人民政府办公室"],
            &["岚江市教育局"],
            &["岚江市教育局云溪分局"],
            &["市教育局领导小组办公室"],
        ] {
            let text = names.concat();
            let parts = run_together(&text).into_iter().map(|at| &text[at]);
            assert_eq!(parts.collect::<Vec<&str>>(), names);
        }
    }

    #[test]
    fn what_a_page_says_before_the_salutation_is_no_addressee() {
        for (page, names) in [
            ("2018年8月16日 来源: 云溪", "各相关部门:"),
            ("2018-08-16 10:20 ", "各镇人民政府，区各部门："),
            ("发布时间：2018-08-16 索引号：0123 ", "各镇人民政府："),
            ("", "各镇人民政府："),
            ("", "县水利局、各镇人民政府："),
            ("", "2018年各责任单位："),
            ("", "来源：县水利局："),
        ] {
            assert_eq!(salutation_start(&format!("{page}{names}")), page.len(), "{page}{names}");
        }
    }

    #[test]
    fn a_level_without_a_body_is_no_addressee() {
        check(
            "各县区人民政府，中央、省驻云溪有关单位：",
            &["各县区人民政府", "中央、省驻云溪有关单位"],
        );
        check(
            "各镇人民政府，县府直属和省、市属驻县各单位：",
            &["各镇人民政府", "县府直属和省、市属驻县各单位"],
        );
        check("县直及中、省、市驻县各单位：", &["县直及中、省、市驻县各单位"]);
        check("各镇和县、市直有关单位：", &["各镇和县", "市直有关单位"]);
        check("市直、中央、省、市驻县各单位：", &["市直、中央、省、市驻县各单位"]);
        check("各区、县人民政府，市政府各部门：", &["各区、县人民政府", "市政府各部门"]);
        check(
            "各县（市、区）党委宣传部、文化广电体育和旅游局、总工会，市直各单位：",
            &["各县（市、区）党委宣传部、文化广电体育和旅游局、总工会", "市直各单位"],
        );
        check(
            "各省、自治区、直辖市和新疆生产建设兵团林业和草原、发展改革、财政主管部门，各有关单位：",
            &[
                "各省、自治区、直辖市和新疆生产建设兵团林业和草原、发展改革、财政主管部门",
                "各有关单位",
            ],
        );
        check("各县（市、区）教育、卫生健康部门：", &["各县（市、区）教育、卫生健康部门"]);
        check("各子公司、分公司，集团总部：", &["各子公司、分公司", "集团总部"]);
        check("各县教育局、财政部门：", &["各县教育局", "财政部门"]);
        check("机关各股室、中心，各乡镇：", &["机关各股室、中心", "各乡镇"]);
        check(
            "区政府各委、办、局（公司）、中心，各街道：",
            &["区政府各委、办、局（公司）、中心", "各街道"],
        );
        check("县各委、办、局、公司：", &["县各委、办、局、公司"]);
        check("各街道、区疾控中心：", &["各街道", "区疾控中心"]);
        check("国家税务总局各市、州税务局：", &["国家税务总局各市、州税务局"]);
        check("各市、州、直管市税务局：", &["各市、州、直管市税务局"]);
        check("局机关各科室、市教育中心：", &["局机关各科室", "市教育中心"]);
        check(
            "县直各学校、幼儿园，各省属企业、高等院校：",
            &["县直各学校、幼儿园", "各省属企业、高等院校"],
        );
        check("市教育局、省农科院、县医院：", &["市教育局", "省农科院", "县医院"]);
        check(
            "各市、特区、区人民政府，市政府各部门：",
            &["各市、特区、区人民政府", "市政府各部门"],
        );
        check(
            "各镇人民政府、街道办事处，县政府各部门、各直属机构：",
            &["各镇人民政府、街道办事处", "县政府各部门、各直属机构"],
        );
        check("区政府相关委、办、局、街道办事处：", &["区政府相关委、办、局", "街道办事处"]);
        check(
            "国家税务总局各省、自治区、直辖市、计划单列市税务局：",
            &["国家税务总局各省、自治区、直辖市、计划单列市税务局"],
        );
    }

    #[test]
    fn quotes_hold_a_name_together() {
        check(
            "各县人民政府，市“双随机、一公开”联席会议成员单位：",
            &["各县人民政府", "市“双随机、一公开”联席会议成员单位"],
        );
        check(
            "县\"双随机、一公开\"联席会议成员单位、县司法局：",
            &["县\"双随机、一公开\"联席会议成员单位", "县司法局"],
        );
        check("县“放管服改革办，县司法局：", &["县“放管服改革办", "县司法局"]);
        check("各《规划》编制单位，县司法局：", &["各《规划》编制单位", "县司法局"]);
        assert!(is_name("云溪市“双随机、一公开”联席会议办公室"));
        assert!(!is_name("云溪市教育局、云溪市财政局"));
    }

    #[test]
    fn places_share_the_body_that_the_last_names() {
        check(
            "东山县、西湖、南城县委和人民政府，新区各部门：",
            &["东山县、西湖、南城县委和人民政府", "新区各部门"],
        );
        check(
            "各镇人民政府，云溪工业区、东山新区管委会，县财政局：",
            &["各镇人民政府", "云溪工业区、东山新区管委会", "县财政局"],
        );
        check("各镇、东山区人民政府：", &["各镇", "东山区人民政府"]);
        check("县城管、高新区管委会：", &["县城管", "高新区管委会"]);
        check("教育、开发区管委会：", &["教育", "开发区管委会"]);
        check("县财政局、东山区人民政府：", &["县财政局", "东山区人民政府"]);
    }
}
