//! What a figure measures: the noun before it, or the one behind it.
//!
//! A clause and a row speak of the same figure where their metrics agree, so everything that
//! paraphrase changes is cut away: verbs and adverbs at either end, prepositions, dates, spaces.
//! What is left before the figure is the metric; where nothing nominal is left, it is the noun
//! behind the figure, up to the next verb, number or mark; else there is none. A share (`%`) and a
//! figure behind 达到 and its like never take the noun behind them.

mod nouns;
mod respective;
mod words;

use std::ops::Range;

use hongtou_model::SmolStr;
use hongtou_source::{chars, numeral};

use self::nouns::{FILLERS, KEEPS, SCOPES, WORDS};
pub(super) use self::respective::share_out;
use self::words::{ACTIONS, ATTRIBUTES, BREAKS, COPULAS, DOINGS, OPENERS, SERVES, STOPS, TIES};
use super::Figure;
use crate::date;
use crate::marker::marker;
use crate::token::{self, skip};

/// Where a figure's metric may be looked for: between the tokens before and behind it.
pub(super) struct Room {
    /// One past the token before.
    pub(super) floor: usize,
    /// Whether that token is a figure, so that 、 divides the two.
    pub(super) after_figure: bool,
    /// The figure that the change to this one starts from: 由80%提高到90%.
    pub(super) base: Option<Range<usize>>,
    /// Where the next token starts.
    pub(super) ceiling: usize,
    /// If that is a figure, where it ends and where the token behind it starts.
    pub(super) past: Option<(usize, usize)>,
}

/// The metric of a figure.
pub(super) fn of(text: &str, room: &Room, figure: &Figure) -> Option<SmolStr> {
    let from = start(text, room, figure.text.start);
    let changed = room.base.as_ref().filter(|base| base.start >= from).map(|base| base.start);
    let changed = changed
        .or_else(|| base_without_measure(&text[from..figure.text.start]).map(|at| from + at));
    let (head, bound) = match changed {
        Some(base) => (cut_end(cut_base(&text[from..base])).0, true),
        None => {
            let head = &text[from..figure.text.start];
            // 单个项目最高补贴3000元 is of the noun before, 最高奖励3000元 of what is given.
            cut_end(match super::highest_given(head) {
                Some(at) if plain(cut_start(&head[..at])).is_some() => &head[..at],
                Some(at) => &head[at + "最高".len()..],
                None => head,
            })
        }
    };
    // 发放比例不低于项目资金的15%: of the noun before, else of the whole.
    let before = &text[from..figure.text.start];
    let limit = if share(figure) { super::bound_of_share(before) } else { None };
    let limit = limit.filter(|(_, limit)| limit.end <= head.len());
    let noun = |at: usize| {
        let noun = head[..at].trim_end_matches(['须', '可']).trim_end_matches("原则上");
        noun.strip_suffix('应').filter(|_| !ends_in_ying(noun)).unwrap_or(noun)
    };
    let (head, bound) = match limit {
        Some((_, limit)) if plain(cut_opening(noun(limit.start), true)).is_some() => {
            (noun(limit.start), true)
        }
        Some((_, limit)) => (&head[limit.end..], true),
        None => (head, bound),
    };
    let head = without_other_verb(head);
    // 充电桩300个（含快充200个）
    let aside = text[..from].ends_with(['（', '(']);
    let own = head.strip_prefix('含').filter(|_| aside);
    let head = own.or_else(|| head.strip_prefix("其中含")).unwrap_or(head);
    // 带动5000户农户户均增收3000元: the noun of the figure before ends where another is said of each.
    let head = match each_of(head).filter(|_| room.after_figure && from == room.floor) {
        Some(at) => &head[at..],
        None => head,
    };
    // 甲、乙等7个行业, 40个大县和18个重点县: what stands before is no noun of this figure.
    let joined = head.ends_with(['和', '及', '与', '、']) && !head.ends_with("之和");
    let measure = figure.measure.as_deref().unwrap_or_default();
    // 7所高校的11个学科: it is of the figure before.
    let inside = room.after_figure
        && !SHARES.contains(&measure)
        && from == room.floor
        && text[from..figure.text.start].trim_end_matches(chars::is_space).ends_with('的');
    let listed = head.ends_with('等') || room.after_figure && joined || inside;
    let subject = bound || figure.fore;
    let before = if listed { None } else { plain(cut_opening(head, subject)) };
    if let Some(served) = served(text, room, from, figure) {
        return Some(served);
    }
    // 分两次, 分三批: how, not what.
    if PARTED.contains(&measure)
        && head.strip_suffix('分').is_some_and(|rest| !rest.ends_with(['部', '充']))
    {
        return None;
    }
    // 每引进1名博士给予20万元补贴: the noun is of what stands before it.
    let of_other = room.floor > 0 && from == room.floor;
    if measure.contains('元')
        && is_given(&text[from..figure.text.start], of_other)
        && let Some(given) = behind(text, room, figure.text.end, false).filter(|noun| is_gift(noun))
    {
        return Some(given);
    }
    if bound || SHARES.contains(&measure) || super::measure::is_time(measure) {
        return before;
    }
    if before.is_some()
        && !does_each(head)
        && ACTIONS.suffix(head).is_none()
        && !acts_alone(text, room, from, head, measure)
    {
        return before;
    }
    // 对40个小区的管线实施改造: the figure counts what stands before 的.
    let of_whole = OBJECTS
        .iter()
        .any(|word| text[..figure.text.start].trim_end_matches(chars::is_space).ends_with(word));
    behind(text, room, figure.text.end, of_whole).or(before)
}

/// What is said of each of several: 户均增收.
const EACH: [&str; 5] = ["户均", "人均", "亩均", "村均", "年均"];

// Where it begins to be said of each what the figure counts, behind the noun of another figure.
fn each_of(head: &str) -> Option<usize> {
    // All of them end alike.
    let each = || EACH.iter().filter_map(|each| head.find(each)).min();
    head.contains('均').then(each)?.filter(|&at| at > 0)
}

/// Of whom each has or does so much.
const WHOM: [&str; 7] = ["人", "名", "户", "村", "镇", "家", "所"];

// Past 每户 before what is done for each: 每户改造厕所1个.
fn past_each(head: &str) -> &str {
    let done = head.strip_prefix('每').and_then(|each| {
        let rest = WHOM.iter().find_map(|whom| each.strip_prefix(whom))?;
        ACTIONS.prefix(rest).map(|_| rest)
    });
    done.unwrap_or(head)
}

// Whether words end in whom each of has or does so much, and the verb: 县级领导每人包联.
fn does_each(head: &str) -> bool {
    let Some((_, each)) = head.rsplit_once('每') else { return false };
    let verb = WHOM.iter().find_map(|whom| each.strip_prefix(whom));
    verb.is_some_and(|verb| {
        verb.chars().count() == 2
            && verb.chars().all(chars::is_han)
            && ATTRIBUTES.suffix(verb).is_none()
    })
}

// Whether words before a figure hold no noun of it but the rule that something is given by, who gives it or
// who gets it: 按规定给予, 由财政给予, 给予企业, 对企业给予.
fn is_given(head: &str, of_other: bool) -> bool {
    let Some((before, after)) = head.rsplit_once("给予") else { return false };
    of_other
        || plain(cut_start(cut_end(after).0)).is_some()
        || before.trim_start_matches(chars::is_space).starts_with(['按', '由', '依', '对'])
        || before.ends_with("财政")
}

// Without another verb in a bracket behind one: 新建 of 新建（改建）.
fn without_other_verb(head: &str) -> &str {
    let inner = head.strip_suffix(['）', ')']).and_then(|head| head.rsplit_once(['（', '(']));
    match inner {
        Some((verb, other)) if ACTIONS.suffix(verb).is_some() && OPENERS.holds(other) => verb,
        _ => head,
    }
}

// Whom something is done for: 残疾人 in 为500名残疾人提供服务, 大学生 in 帮助500名大学生创业.
fn served(text: &str, room: &Room, from: usize, figure: &Figure) -> Option<SmolStr> {
    const HELPS: [&str; 5] = ["帮助", "支持", "扶持", "带动", "引导"];
    let head = chars::trim_end(&text[from..figure.text.start]);
    let of = head.rfind(['为', '给']).filter(|&at| {
        let scope = &head[at + '为'.len_utf8()..];
        scope.is_empty() || SCOPES.holds(scope)
    });
    let helped = HELPS.iter().any(|verb| head.ends_with(verb));
    // 标准为500元, 覆盖面为30个村: what stands before 为 is so much.
    let before = |at: usize| head[..at].trim_end_matches("免费");
    let for_whom = of.is_some_and(|at| plain(cut_start(before(at))).is_none());
    if !helped && !for_whom {
        return None;
    }
    let at = skip(text, figure.text.end);
    let tail = &text[at..room.ceiling.max(at).min(text.len())];
    let bracket = |c| matches!(c, '（' | '(' | '）' | ')');
    let stop = |c| !bracket(c) && token::ends_clause(c);
    let tail = &tail[..tail.find(stop).unwrap_or(tail.len())];
    let end = |&(i, _): &(usize, char)| {
        i > 0 && (are_doings(&tail[i..]) || for_whom && SERVES.prefix(&tail[i..]).is_some())
    };
    let (end, _) = tail.char_indices().find(end)?;
    // 村（社区）服务站, but not 老人（民政局）.
    let inside = tail[..end].find(['（', '(']);
    let goes_on = inside.is_none_or(|at| {
        let inner = tail[at..].trim_start_matches(['（', '(']);
        aside(inner).is_some()
    });
    // 带动5000户农户户均增收3000元
    let end = each_of(&tail[..end]).unwrap_or(end);
    // 给20个社区各配备1名医生
    plain(tail[..end].trim_end_matches(['各', '均', '都']))
        .filter(|noun| goes_on && !noun.ends_with(['）', ')']))
}

// Whether words are nothing but what those do who are helped: 创业, 返乡创业.
fn are_doings(words: &str) -> bool {
    let mut rest = words;
    while let Some(verb) = DOINGS.prefix(rest) {
        rest = &rest[verb.len()..];
    }
    rest.is_empty() && !words.is_empty()
}

// Whether a noun says what is given: 一次性奖励, 用工补助.
fn is_gift(noun: &str) -> bool {
    const GIFTS: [&str; 8] = ["奖励", "奖补", "奖金", "补贴", "补助", "补偿", "资助", "支持"];
    GIFTS.iter().any(|gift| noun.ends_with(gift))
}

fn share(figure: &Figure) -> bool {
    figure.measure.as_deref().is_some_and(super::is_of_whole)
}

/// Measures of a share or a rate: of the noun before them.
const SHARES: &[&str] = &["%", "‰", "个百分点", "倍", "百分点"];

/// Words before a figure that take its noun for their object, whatever is done to a part of it.
const OBJECTS: &[&str] = &["对", "将", "把", "为", "在"];

/// Measures of steps.
const PARTED: &[&str] = &["批", "批次", "期", "次", "轮"];

/// Whether the words of a change that ends in a figure stand before it: 压缩至, 达到.
pub(super) fn is_reached(head: &str) -> bool {
    let head = chars::trim_end(head);
    head.ends_with('达')
        || COPULAS
            .suffix(head)
            .is_some_and(|word| word.chars().count() > 1 && word.ends_with(['到', '至', '为']))
}

/// Measures that nothing is counted by without its noun before or behind them.
const COUNTERS: &[&str] = &["个", "件", "位", "名", "所", "批", "支", "条", "款", "种", "类", "项"];

// Whether one word of two characters is all that the clause has before a figure that a noun
// follows: 产生100名…, 选拔3批…. A noun there would end the clause with its figure.
fn acts_alone(text: &str, room: &Room, from: usize, head: &str, measure: &str) -> bool {
    let last = text[..from].trim_end_matches(chars::is_space).chars().next_back();
    // 年内产生100名: a date before it opens the clause as well.
    let opens = from == room.floor && !room.after_figure
        || last.is_none_or(|c| c != '、' && token::ends_clause(c));
    opens
        && COUNTERS.contains(&measure)
        && head.chars().all(chars::is_han)
        && head.chars().count() == 2
}

/// Words before what was so much until now.
const FORMER: [&str; 9] =
    ["原来的", "现行的", "目前的", "现在的", "上年的", "原有的", "现行", "目前", "原"];

// Where `由80万` stands in a head, a starting point whose measure is left out.
fn base_without_measure(head: &str) -> Option<usize> {
    let at = head.rfind(['由', '从'])?;
    let rest = &head[at + '由'.len_utf8()..];
    let fore = FORMER.iter().find_map(|word| rest.strip_prefix(word));
    let number = fore.unwrap_or(rest).trim_start_matches(chars::is_space);
    number.starts_with(|c| chars::digit(c).is_some()).then_some(at)
}

/// Without the words that lead to a change's starting point: 由, 从原来的.
pub(super) fn cut_base(head: &str) -> &str {
    let head = chars::trim_end(head);
    let cut = FORMER.iter().find_map(|word| head.strip_suffix(word));
    // 由每亩100元提高到150元
    let cut = cut.unwrap_or_else(|| super::without_rates(head));
    cut.strip_suffix(['由', '从']).unwrap_or(head)
}

// Where the clause before the figure starts.
fn start(text: &str, room: &Room, end: usize) -> usize {
    let floor = room.floor.min(end);
    let head = &text[floor..end];
    let mut depth = 0;
    for (i, c) in head.char_indices().rev().take(80) {
        match c {
            '）' | ')' | '》' | '”' => depth += 1,
            '（' | '(' | '《' | '“' if depth > 0 => depth -= 1,
            '、' => {}
            '·' | '.' => {}
            _ if depth == 0 && token::ends_clause(c) => {
                let clause = i + c.len_utf8();
                return floor + clause + date::past_feast(&head[clause..]);
            }
            _ => {}
        }
    }
    // 食品、药品合格率 is one noun; 企业5家、合作社10家 are two.
    let list = if room.after_figure { head.rfind('、') } else { None };
    list.map_or(floor, |at| floor + at + '、'.len_utf8()).max(floor + date::past_feast(head))
}

/// Without the words at the end that tie the noun to its figure; whether one of them was a copula.
pub(super) fn cut_end(head: &str) -> (&str, bool) {
    let mut head = chars::trim_end(head);
    let mut bound = false;
    loop {
        if let Some(word) = COPULAS.suffix(head) {
            if head.ends_with("行为") || head.ends_with("作为") {
                return (head, bound);
            }
            head = head[..head.len() - word.len()].trim_end_matches(chars::is_space);
            bound = true;
        } else if let Some(word) = TIES
            .suffix(head)
            .filter(|&word| !is_an_average(head, word) && (word != "应" || !ends_in_ying(head)))
            .filter(|&word| word != "计划" || !is_a_plan(head))
            // 用水总量控制在: it is what is measured.
            .filter(|&word| word != "总量" || !bound)
        {
            head = head[..head.len() - word.len()].trim_end_matches(chars::is_space);
        } else if let Some(rest) = super::measure::without_each(head) {
            head = rest.trim_end_matches(chars::is_space);
        } else {
            return (head, bound);
        }
    }
}

// Behind the number or the bullet of a part of the clause, which is no word of its noun: 2.新培育企业,
// 1.2改造桥梁, -改造桥梁, 一是检测率.
fn past_ordinal(head: &str) -> &str {
    let spoken = head.trim_start_matches(numeral::is_ordinal);
    if spoken.len() < head.len()
        && let Some(rest) = spoken.strip_prefix('是')
    {
        return rest;
    }
    if head.starts_with(chars::is_han) {
        return head;
    }
    if let Some(found) = marker(head).filter(|found| !found.doubtful) {
        return &head[found.end..];
    }
    let point = |c: char| matches!(c, '.' | '．');
    let bare = head.trim_start_matches(|c: char| chars::digit(c).is_some() || point(c));
    let number = head[..head.len() - bare.len()].trim_end_matches(point);
    // No part is numbered 0.4 or 2.0.
    let count = |c| chars::digit(c).is_some_and(|digit| digit > 0);
    let counts = number.contains(point) && number.split(point).all(|part| part.starts_with(count));
    // 10.5千伏线路: the figure is the noun's measure, but not before what is done.
    let words = bare.trim_start_matches(chars::is_space);
    if counts && (OPENERS.prefix(words).is_some() || BREAKS.prefix(words).is_some()) {
        return bare;
    }
    let unmarked = head.trim_start_matches(['-', '－', '—', '•', '·', '▪', '●', '◆', '■']);
    // -18℃低温冷库
    if unmarked.starts_with(|c| chars::digit(c).is_some()) { head } else { unmarked }
}

// Whether 应 at the end of a noun is a part of it: 供应, 响应.
fn ends_in_ying(noun: &str) -> bool {
    noun.strip_suffix('应')
        .is_some_and(|noun| noun.ends_with(['供', '响', '反', '适', '效', '感', '对']))
}

// Whether 计划 at the end of some words is what was planned, and does not say that a figure is: 占年度计划的65%.
fn is_a_plan(head: &str) -> bool {
    let of = head.strip_suffix("计划").unwrap_or_default();
    ["年度", "全年", "年", "总"].iter().any(|of_year| of.ends_with(of_year)) && of.contains('占')
}

// Whether 均 ends a word that says of what each has so much: 人均, 户均.
fn is_an_average(head: &str, tie: &str) -> bool {
    tie == "均"
        && head
            .strip_suffix(tie)
            .is_some_and(|of| of.ends_with(['人', '户', '亩', '年', '日', '月']))
}

// Without the words at the start that are no noun.
fn cut_start(head: &str) -> &str {
    cut_opening(head, false)
}

// The same; `subject` says that what the noun comes to is said of it: 培训经费不低于….
fn cut_opening(head: &str, subject: bool) -> &str {
    let mut head = past_aside(past_ordinal(head.trim_start_matches(chars::is_space)));
    head = past_each(past_time(head));
    // 优良（达到Ⅲ类）比例, 达到或优于Ⅲ类比例: part of what is measured.
    let inside = |rest: &str| {
        let before = &head[..head.len() - rest.len()];
        before.matches(['（', '(']).count() > before.matches(['）', ')']).count()
            || rest.starts_with('或')
    };
    let breaks = |rest: &str| !nominal(rest) && !is_change(rest) && !inside(rest);
    if let Some(at) = BREAKS.last_end(head, breaks) {
        head = &head[at..];
    }
    let quoted = head.contains('”');
    let mut held = false;
    loop {
        let mark = |c| chars::is_space(c) || c == '、' || !quoted && matches!(c, '“' | '”');
        let trimmed = head.trim_start_matches(mark);
        let word = OPENERS.prefix(trimmed).map(|word| before_facility(word, trimmed));
        let rest = word.map_or("率", |word| &trimmed[word.len()..]);
        if word.is_some_and(|word| is_name(word, rest, subject)) {
            return trimmed;
        }
        let deed = || rest.is_empty() && word.is_some_and(|word| DEEDS.contains(&word));
        // 开展培训5场次: what is held is a noun, though the word acts elsewhere.
        // 招聘活动: so is what an event is for.
        let event = || rest.trim_end_matches(chars::is_space) == "活动" && held;
        if nominal(rest) || event() || KEEPS.prefix(trimmed).is_some() || held && deed() {
            return trimmed;
        }
        held = word.is_some_and(|word| HOLDERS.contains(&word));
        head = rest;
    }
}

// Without 设 at the end of a verb that belongs to what is built: 新建 of 新建设施农业.
fn before_facility<'w>(word: &'w str, words: &str) -> &'w str {
    let facility =
        words[word.len()..].starts_with('施') && !words[word.len()..].starts_with("施工");
    let shorter = word.strip_suffix('设').filter(|shorter| facility && OPENERS.holds(shorter));
    shorter.unwrap_or(word)
}

// Whether a verb makes one noun with what follows it: 招聘会, 培训班, and as a subject 培训经费, 建成区….
fn is_name(verb: &str, rest: &str, subject: bool) -> bool {
    const HELD: [&str; 6] = ["会", "班", "课", "营", "赛", "周"];
    const AREAS: [&str; 5] = ["区域", "区级", "区块", "区县", "区间"];
    /// Verbs besides the deeds that name a thing with one character: 安置房, 服务站.
    const NAMING: [&str; 4] = ["安置", "服务", "救助", "帮扶"];
    const THINGS: [char; 14] =
        ['单', '册', '车', '片', '画', '房', '站', '点', '员', '队', '岗', '室', '卡', '亭'];
    let rest_alone = rest.trim_matches(chars::is_space);
    let letters = rest_alone.chars().count();
    let deed = DEEDS.contains(&verb);
    // 抽检合格率 is no 合格率 of all; 宣传单, 检测站.
    let rate = deed && rest_alone.ends_with('率') && (2..=4).contains(&letters);
    let thing = letters == 1 && rest_alone.starts_with(THINGS) && (deed || NAMING.contains(&verb));
    if rate || thing {
        return true;
    }
    ACTIONS.holds(verb)
        && (HELD.contains(&rest)
            || subject && (ATTRIBUTES.holds(rest) || rest.starts_with("对象"))
            || verb == "建成"
                && rest.starts_with('区')
                && !AREAS.iter().any(|area| rest.starts_with(area)))
}

// Whether words say nothing but how the noun before them changes: 投资力争增长8%.
fn is_change(rest: &str) -> bool {
    CHANGES.contains(&rest.trim_matches(chars::is_space))
}

/// Whether words open with a verb of what is done to the things behind it: 编制公开目录.
pub(crate) fn opens_with_action(words: &str) -> bool {
    ACTIONS.prefix(words).is_some_and(|verb| verb.len() < words.len())
}

/// How something changes, the longer before what it ends in.
const CHANGES: [&str; 8] = ["年均增长", "增长", "下降", "提高", "提升", "增加", "减少", "降低"];

/// What is measured without how it changes: 总额 of 总额增长.
pub(super) fn without_change(metric: &str) -> &str {
    CHANGES.iter().find_map(|change| metric.strip_suffix(change)).unwrap_or(metric)
}

/// Whether a metric is nothing but how something changes, and nothing but a mark stands before it behind
/// the figure of what changes.
pub(super) fn is_change_alone(metric: &str, between: &str) -> bool {
    let marked = between.trim_start_matches(chars::is_space);
    is_change(metric) && marked.starts_with(['，', ',', '、']) && {
        let words = marked.trim_start_matches(['，', ',', '、']).trim_matches(chars::is_space);
        FILLERS.prefix(words).map_or(words, |word| &words[word.len()..]).starts_with(metric)
    }
}

/// Verbs whose object is a deed.
const HOLDERS: &[&str] = &["举办", "举行", "开展", "组织", "组织开展"];
/// Deeds that are held.
const DEEDS: &[&str] = &[
    "培训", "宣传", "抽查", "抽检", "排查", "整治", "检查", "检测", "监测", "评估", "评选", "走访",
];

// Past a time that no date says, before what is done by then: 汛前完成隐患整治, “十四五”期间建成智慧社区.
fn past_time(head: &str) -> &str {
    const DONE: [&str; 12] = [
        "完成", "建成", "实现", "启动", "开工", "全面", "全部", "基本", "力争", "新建", "新增",
        "改造",
    ];
    const LONGEST: usize = 10;
    let past = |edge: &&str| {
        let (time, rest) = head.split_once(*edge)?;
        // 岸前改造, 产前检查率: without the name of a time 前 says where, or what kind of thing.
        let named = (1..=LONGEST).contains(&time.chars().count())
            && (*edge == "期间"
                || date::names_a_season(time)
                || *edge == "末" && time.ends_with('”'));
        let rated = cut_end(rest).0.ends_with('率') && *edge != "期间";
        (named && !rated && DONE.iter().any(|done| rest.starts_with(done))).then_some(rest)
    };
    // Most words hold none of them, which one look tells.
    if !head.contains(['期', '前', '末']) {
        return head;
    }
    ["期间", "前", "末"].iter().find_map(past).unwrap_or(head)
}

// Past a bracket that stands before the noun, such as the responsibility of the clause before.
fn past_aside(head: &str) -> &str {
    let mut depth = 0;
    for (i, c) in head.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth > 1 => depth -= 1,
            '）' | ')' if depth == 1 => {
                return head[i + c.len_utf8()..].trim_start_matches(chars::is_space);
            }
            _ if depth == 0 => return head,
            _ => {}
        }
    }
    head
}

// Whether what follows a verb makes a noun of it: 完成率, 新增量, and not 举办比赛, 建设数据中心.
fn nominal(rest: &str) -> bool {
    const ENDS: [char; 17] = [
        '率', '量', '数', '度', '额', '值', '比', '性', '者', '类', '点', '期', '型', '金', '书',
        '式', '化',
    ];
    rest.starts_with(ENDS) && WORDS.prefix(rest).is_none()
}

// The noun in one form, if there is one.
fn plain(noun: &str) -> Option<SmolStr> {
    let noun = noun.trim_matches(|c| {
        chars::is_space(c) || matches!(c, '、' | '，' | '：' | '的' | '/' | '／')
    });
    let noun = match noun.split_once(['）', ')']) {
        Some((aside, rest)) if !aside.contains(['（', '(']) => rest,
        _ => noun,
    };
    if SCOPES.holds(noun)
        || noun.chars().filter(|&c| chars::is_han(c) || c.is_ascii_alphabetic()).count() < 2
    {
        return None;
    }
    let mut out = String::with_capacity(noun.len());
    let mut rest = noun;
    while let Some(c) = rest.chars().next() {
        if let Some(word) = FILLERS.prefix(rest) {
            rest = &rest[word.len()..];
            continue;
        }
        // 能耗比2020年下降, 收入较上年增长: the time is no part of the noun.
        if let Some(after) = past_comparison(&noun[..noun.len() - rest.len()], rest) {
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let letter = |c: char| c.is_ascii_alphanumeric();
        if !chars::is_space(c) {
            out.push(c);
        } else if out.ends_with(letter) && rest.starts_with(letter) {
            // A space between letters parts words; others are print.
            out.push(' ');
        }
    }
    Some(out.into())
}

/// Whether some words end in 比 or 较, with what follows to be compared with.
pub(super) fn compares(head: &str) -> bool {
    const NOUNS: &[&str] = &["占比", "同比", "环比", "对比", "可比", "配比"];
    let head = head.trim_end_matches(chars::is_space);
    head.ends_with(['比', '较']) && !NOUNS.iter().any(|noun| head.ends_with(noun))
}

// What follows 比2020年, 较上年同期 at the beginning of some words, `head` before them.
fn past_comparison<'t>(head: &str, rest: &'t str) -> Option<&'t str> {
    let first = rest.chars().next().filter(|c| matches!(c, '比' | '较'))?;
    let behind = &rest[first.len_utf8()..];
    if first == '比' && head.ends_with(['占', '同', '环', '对', '可', '配']) {
        return None;
    }
    let time = behind.trim_start_matches(chars::is_space);
    let digits = time.trim_start_matches(|c| chars::digit(c).is_some());
    let year = (digits.len() + 4 == time.len())
        .then(|| digits.trim_start_matches(chars::is_space).strip_prefix('年'))
        .flatten();
    const TIMES: &[&str] = &["上年度", "上年", "去年", "前年", "上一年", "年初", "上季度", "上月"];
    let after = year.or_else(|| TIMES.iter().find_map(|word| time.strip_prefix(word)))?;
    const EDGES: &[&str] = &["同期", "年底", "年末", "底", "末", "初"];
    let after = EDGES.iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    // Something is said of it behind: 下降, 增长.
    after.starts_with(chars::is_han).then_some(after)
}

// The noun behind a figure.
fn behind(text: &str, room: &Room, at: usize, of_whole: bool) -> Option<SmolStr> {
    let at = skip(text, at);
    let ceiling = room.ceiling.max(at).min(text.len());
    let tail = &text[at..ceiling];
    let tail = tail.strip_prefix('的').unwrap_or(tail);
    // 按不低于15元的标准落实: the figure is the standard, not what follows it.
    let standard = ["标准", "比例", "额度"].iter().any(|word| tail.starts_with(word));
    if standard && !tail.starts_with("标准化") {
        return None;
    }
    let meets_token = at + tail.len() == room.ceiling;
    let mut noun = Ahead {
        tail,
        meets_token,
        figure_follows: meets_token && room.ceiling < text.len(),
        of_whole,
        start: 0,
        quoted: false,
        past: 0,
    };
    let mut end = tail.len();
    for (i, c) in tail.char_indices() {
        if noun.ends_at(i, c) {
            end = i;
            break;
        }
        if i > 120 {
            return None;
        }
    }
    // 26个总投资85亿元的项目, 50个5000万元以上项目: the figure behind says what kind of them.
    let joined = tail.ends_with(['和', '及', '与', '、']);
    if end == tail.len()
        && !joined
        && let Some((past, ceiling)) = room.past
        && (text[past..].starts_with('的')
            || tail.is_empty() && text[at..past].contains('元') && opens_noun(&text[past..]))
    {
        return behind(text, &Room { ceiling, past: None, base: None, ..*room }, past, of_whole);
    }
    let noun = &tail[noun.start..end];
    // 中等城市和20万人以上的小城市
    plain(if end == tail.len() && joined {
        noun.trim_end_matches(['和', '及', '与'])
    } else {
        noun
    })
}

// The words behind a figure, while it is looked for where the noun in them begins and ends.
struct Ahead<'t> {
    tail: &'t str,
    // Whether the next token stands right behind them.
    meets_token: bool,
    // Whether that token is one of the text, and not its end.
    figure_follows: bool,
    // Whether the figure counts what the noun is a part of.
    of_whole: bool,
    // Where the noun begins.
    start: usize,
    // Whether a quotation is open.
    quoted: bool,
    // Where a bracket inside the noun closes.
    past: usize,
}

impl Ahead<'_> {
    // Whether the noun ends before the character at a place.
    fn ends_at(&mut self, i: usize, c: char) -> bool {
        let tail = self.tail;
        let (before, from_here, behind) = (&tail[..i], &tail[i..], &tail[i + c.len_utf8()..]);
        match c {
            '“' | '”' => {
                self.quoted = c == '“';
                false
            }
            _ if self.quoted => false,
            // 规模500头以上的养殖场每场补助, 5000户农户户均增收
            '每' if i > 0 => true,
            _ if i > 0 && EACH.iter().any(|each| from_here.starts_with(each)) => true,
            '、' => self.opens_figure(behind) || self.is_of_next_figure(behind),
            // 5套房屋及以上
            '及' if ["及以上", "及以下"].iter().any(|word| from_here.starts_with(word)) => {
                // 省级及以上工业园区
                !before.ends_with('级') || !opens_noun(&from_here["及以上".len()..])
            }
            '和' | '及' | '与' => self.opens_figure(behind),
            '（' | '(' if self.passes_aside(i, behind) => false,
            _ if i < self.past => false,
            '（' | '(' | '；' => true,
            // 具有硕士学位的企业紧缺人才: the noun is behind what describes it.
            '的' if !self.of_whole
                && plain(from_here).is_some_and(|noun| !noun.starts_with(token::ends_clause)) =>
            {
                self.start = i + c.len_utf8();
                false
            }
            _ => token::ends_clause(c) || opens_with_verb(before, from_here),
        }
    }

    // Whether words begin with a figure.
    fn opens_figure(&self, words: &str) -> bool {
        match words.trim_start_matches(chars::is_space).chars().next() {
            Some(c) => chars::digit(c).is_some() || numeral::is_chinese(c),
            None => self.meets_token,
        }
    }

    // 改造200户、治理300户: what follows 、 is of the next figure, unless 和 stands before that.
    fn is_of_next_figure(&self, words: &str) -> bool {
        let words = words.trim_end_matches(chars::is_space);
        self.figure_follows
            && !words.contains(token::ends_clause)
            && !words.ends_with(['和', '及', '与'])
    }

    // Takes the bracket that opens at a place into the noun, if it is one inside it.
    fn passes_aside(&mut self, open: usize, behind: &str) -> bool {
        let Some(closed) = aside(behind) else { return false };
        self.past = self.tail.len() - behind.len() + closed;
        // 50家（次）企业: it is of the measure.
        if open == 0 {
            self.start = self.past;
        }
        true
    }
}

// Whether words begin with a verb that ends the noun `before` it. 新开工项目, 在建项目: what begins like one is part
// of the noun.
fn opens_with_verb(before: &str, words: &str) -> bool {
    let kept = || {
        before.ends_with('新')
            || before.ends_with("级及")
            || KEEPS.prefix(words).is_some()
            // 社会组织
            || words.starts_with("组织") && before.ends_with(['会', '党', '团', '济'])
    };
    STOPS.prefix(words).is_some_and(|verb| !nominal(&words[verb.len()..]) && !kept())
}

// Whether words begin like a noun.
fn opens_noun(words: &str) -> bool {
    words.starts_with(chars::is_han) && !words.starts_with('的') && STOPS.prefix(words).is_none()
}

// Where the short bracket that opens before `words` has closed, if a noun goes on behind it: 社区（村）服务站.
fn aside(words: &str) -> Option<usize> {
    const LONGEST: usize = 3;
    let close = words.find(['）', ')'])?;
    let end = close + words[close..].chars().next().map_or(1, char::len_utf8);
    let inner = &words[..close];
    let short = inner.chars().count() <= LONGEST && inner.chars().all(chars::is_han);
    // 在8个县（市）设立中心: what is done there is no noun, as 服务站 is.
    let done = ACTIONS.prefix(&words[end..]).is_some_and(|word| word != "服务");
    (short && !done && opens_noun(&words[end..])).then_some(end)
}
