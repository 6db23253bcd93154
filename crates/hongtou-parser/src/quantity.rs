//! Figures in running text: value, measure, comparator, and what is measured.
//!
//! Values are exact decimals in one form: no separators, no zeros that say nothing (`4.50` is
//! `4.5`), 万 and 亿 multiplied in. The text of a figure holds the signs and words that bound it
//! (`≥97%`, `不少于30家`, `90%以上`) and no verb (达到 and the like).
//!
//! A figure in digits counts where a measure of [`measure`] follows, or a comparator binds it and
//! nothing but punctuation follows. One in Chinese numerals counts only before a measure that
//! people count by, and never as the article 一. Dates, ordinals, names and rates of change from a
//! starting point (`由80%提高到90%` holds one figure, 90%) are none.
//!
//! Tenths are percent (`三成` is 30 `%`), and what a ratio is to is its measure: `1∶12` is 1 `:12`.

mod amount;
mod bound;
mod measure;
mod metric;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use hongtou_model::{Comparator, Quantity, SmolStr};
use hongtou_source::{chars, numeral};

use crate::date;
use crate::flow::Flow;
use crate::token::{self, Token, TokenKind, eat, skip};
use crate::wordlist::{Words, words};

use self::amount::{Amount, GROUP_MARKS, amount, digits_at, range_end};
use self::bound::{
    BEHIND, Bound, PREFIXES, bound_of_share, highest_given, prefix, suffix, without_rates,
};
pub(crate) use self::measure::times_at;
pub(crate) use self::metric::opens_with_action;

/// Whether a measure stands at `at`, past white space: 户, 公里.
pub(crate) fn is_counted(text: &str, at: usize) -> bool {
    measure::read(text, at).is_some()
}

/// The figures in a range of running text.
#[cfg(test)]
pub(crate) fn quantities(flow: &Flow<'_>, range: Range<usize>) -> Vec<Quantity> {
    let tokens = token::tokens(&flow.text()[range.clone()]);
    from_tokens(flow, range, &tokens)
}

/// The figures that a heading says.
pub(crate) fn heading_quantities(flow: &Flow<'_>) -> Vec<Quantity> {
    let closed = flow.close_words();
    let flow = closed.as_ref().unwrap_or(flow);
    from_tokens(flow, 0..flow.text().len(), &token::tokens(flow.text()))
}

/// The figures among the tokens of a range.
pub(crate) fn from_tokens(flow: &Flow<'_>, range: Range<usize>, tokens: &[Token]) -> Vec<Quantity> {
    let text = &flow.text()[range.clone()];
    let mut found: Vec<Quantity> = Vec::new();
    let ceiling = text.len();
    let mut room = metric::Room { floor: 0, after_figure: false, base: None, ceiling, past: None };
    // Whether the words that bind the figure before stand in front of it.
    let mut fore = false;
    for (i, token) in tokens.iter().enumerate() {
        if let TokenKind::Figure(figure) = &token.kind {
            if figure.base {
                room.base = Some(token.range.clone());
                continue;
            }
            if figure.measure.as_deref() == Some("条") && cites_article(&text[..figure.text.start])
            {
                continue;
            }
            let (head, rest) = (&text[..figure.text.start], &text[figure.text.end..]);
            if is_given_for_each(head) || is_scored(head, rest) || head.ends_with("连续") {
                (room.base, room.floor, room.after_figure) = (None, token.range.end, false);
                continue;
            }
            let mut behind =
                tokens[i + 1..].iter().filter(|next| !matches!(next.kind, TokenKind::Cited(_)));
            let next = behind.next();
            room.ceiling = next.map_or(text.len(), |next| next.range.start);
            let after = behind.next().map_or(text.len(), |after| after.range.start);
            room.past = next
                .filter(|next| matches!(next.kind, TokenKind::Figure(_)))
                .map(|next| (next.range.end, after));
            let place = range.start + token.range.start..range.start + token.range.end;
            let (value, value_max) = figure.values(text);
            let last = found.last().map(|last| last.comparator).filter(|_| room.after_figure);
            let between = text.get(room.floor..token.range.start).unwrap_or_default();
            let comparator = match (figure.comparator, last) {
                // 完成20万批次A、2万批次B: the verb governs both.
                (Comparator::Exactly, Some(Comparator::Reach)) if listed(between) => {
                    Comparator::Reach
                }
                // 最高50万元、80万元: so does a word that bounds, where nothing else is named.
                (Comparator::Exactly, Some(last))
                    if fore
                        && matches!(between.trim(), "、" | "和" | "及")
                        && alike(&found, figure) =>
                {
                    last
                }
                (own, _) => {
                    fore = figure.fore;
                    own
                }
            };
            // 储能电站20万千瓦/40万千瓦时: what it delivers and what it holds.
            let both = room.after_figure && matches!(between.trim(), "/" | "／");
            let same = found.last().filter(|_| both).and_then(|last| last.metric.clone());
            let metric = metric::of(text, &room, figure).filter(|_| !figure.is_the_way(text));
            // 总额达到120亿元、增长8%: what grows is what the figure before is of.
            let metric = match (metric, found.last().filter(|_| room.after_figure)) {
                (Some(change), Some(last)) if metric::is_change_alone(&change, between) => {
                    let of = last.metric.as_deref().map(metric::without_change);
                    Some(of.map_or(change.clone(), |of| format!("{of}{change}").into()))
                }
                (metric, _) => metric,
            };
            if room.after_figure && metric.is_some() && said_of_kinds(found.last(), &metric) {
                found.pop();
            }
            found.push(Quantity {
                text: SmolStr::new(&flow.text()[place.clone()]),
                value,
                value_max,
                measure: figure.measure.as_deref().map(SmolStr::new),
                comparator,
                metric: same.or(metric),
                span: flow.span(place),
            });
        }
        // 标准提高到每月780元 is of the noun before, 按每月120元补助 of none.
        let rate = matches!(&token.kind, TokenKind::Date(expr) if expr.is_rate(text))
            && !without_rates(&text[..token.range.start]).ends_with(['按', '照', '以']);
        // 能耗比2020年下降13.5%: the noun stands before what it is compared with.
        let base = matches!(token.kind, TokenKind::Date(_))
            && metric::compares(&text[..token.range.start]);
        if !matches!(token.kind, TokenKind::Cited(_)) && !rate && !base {
            room.base = None;
            (room.floor, room.after_figure) =
                (token.range.end, matches!(token.kind, TokenKind::Figure(_)));
        }
    }
    metric::share_out(text, tokens, &mut found);
    found
}

// Whether a figure says only of how many kinds the noun is whose own figure stands behind it: 三项保险参保率达到95%.
fn said_of_kinds(last: Option<&Quantity>, metric: &Option<SmolStr>) -> bool {
    const SIZES: [char; 5] = ['率', '比', '例', '数', '额'];
    last.is_some_and(|last| {
        matches!(last.measure.as_deref(), Some("项" | "种" | "类"))
            && last.comparator == Comparator::Exactly
            && last.metric == *metric
            && metric.as_deref().is_some_and(|metric| metric.ends_with(SIZES))
    })
}

/// A bare figure counted in what other words say: 70 in 万亩 is `700000` of `亩`.
pub(crate) fn counted_in(value: &str, measure: &str) -> Option<(SmolStr, SmolStr)> {
    let text = format!("{value}{}", measure.trim_matches(chars::is_space));
    let figure = Figure::read(&text, 0).filter(|figure| figure.text == (0..text.len()))?;
    Some((figure.values(&text).0, SmolStr::new(figure.measure?)))
}

// Whether words say that something is given for each of what the figure behind them counts: 每新增1家奖励20万元.
fn is_given_for_each(head: &str) -> bool {
    const DONE: [&str; 10] =
        ["新增", "引进", "培育", "建成", "完成", "增加", "新建", "吸纳", "推荐", "减少"];
    DONE.iter().any(|verb| head.strip_suffix(verb).is_some_and(|head| head.ends_with('每')))
}

// Whether a figure says what marks are given for: 每少1个扣2分, 缺1项扣5分.
fn is_scored(head: &str, rest: &str) -> bool {
    const OFF: [char; 11] = ['少', '缺', '漏', '差', '低', '超', '多', '高', '晚', '迟', '过'];
    let each = head.strip_suffix(OFF).is_some_and(|head| head.ends_with('每'));
    let marks = || {
        // 新引进企业20家，加5分: what is to be done, and its marks.
        let own = rest.trim_start_matches(|c| chars::is_space(c) || c == '的');
        let behind = own.trim_start_matches(|c| chars::is_space(c) || matches!(c, '，' | ','));
        let count = own.strip_prefix(['加', '减']).or_else(|| behind.strip_prefix('扣'))?;
        let after = count.trim_start_matches(|c| token::is_digit(c) || c == '.');
        (after.len() < count.len() && after.starts_with('分')).then_some(())
    };
    each || marks().is_some()
}

// Whether words end in a law that something is done by: 根据《森林法》三十一条 counts nothing.
fn cites_article(head: &str) -> bool {
    const BY: &[&str] = &["根据", "依据", "按照", "依照", "遵照", "违反", "按", "依"];
    let title = head.strip_suffix('》').and_then(|head| head.rfind('《').map(|at| &head[..at]));
    title.is_some_and(|before| BY.iter().any(|by| before.ends_with(by)))
}

// Whether two figures are members of one list by what stands between them.
fn listed(between: &str) -> bool {
    without_rates(between)
        .strip_suffix(['、', '和', '及'])
        .is_some_and(|noun| !noun.contains(token::ends_clause))
}

// Whether a figure is counted in what the one before it is.
fn alike(found: &[Quantity], figure: &Figure) -> bool {
    found.last().is_some_and(|last| last.measure.as_deref() == figure.measure.as_deref())
}

/// A figure as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The figure with the signs and words that bound it.
    pub(crate) text: Range<usize>,
    /// How it binds.
    pub(crate) comparator: Comparator,
    /// What is counted in.
    pub(crate) measure: Option<Cow<'static, str>>,
    // Where a change starts (由80%提高到90%): no figure of the model.
    base: bool,
    // Whether it is bound by words in front of it, and by none behind it.
    fore: bool,
    low: Amount,
    high: Option<Amount>,
}

impl Figure {
    /// Whether a count may follow a Chinese numeral that ends at `at`.
    pub(crate) fn may_follow(text: &str, at: usize) -> bool {
        ["分之", "成"].iter().any(|word| text[at..].starts_with(word))
            || measure::spoken_at(text, at)
    }

    /// The figure whose numeral starts at `at`.
    pub(crate) fn read(text: &str, at: usize) -> Option<Figure> {
        if !may_start(text, at) || may_go_on(text, at) {
            return None;
        }
        let Counted { low, mut high, measure, end } = Counted::read(text, at)?;
        let (bound, start) = prefix(text, at);
        let (mut limit, mut after) = suffix(text, end, measure.as_ref());
        // 五万元以上十万元以下
        if let (Some(Comparator::AtLeast), Some(found), None) = (limit, &measure, &high)
            && let Some((last, next)) = amount(text, skip(text, after))
            && let Some(second) =
                measure::read(text, next).filter(|second| second.word == found.word)
            && let (Some(Comparator::AtMost), end) = suffix(text, second.end, Some(&second))
        {
            (high, limit, after) = (Some(last), Some(Comparator::Between), end);
        }
        if let Some(found) = &measure {
            let bounded = bound.is_some_and(|b| b.bounds()) || limit.is_some();
            // 一至两项 counts as 1至2项 does.
            let sure = bounded || high.is_some();
            if low.spoken.is_some() && !(found.spoken && counts(text, at, &low, found, sure)) {
                return None;
            }
            // 压缩至0.5个工作日 is what time is brought to; 5个工作日 alone is any time.
            let reached = || metric::is_reached(before_row(&text[..at]).unwrap_or(&text[..at]));
            if found.time && !bounded && high.is_none() && !reached() {
                limit = Some(longest_time(text, found)?);
            }
            let aged = matches!(&*found.word, "岁" | "周岁") && reached() && closed(text, after);
            if !aged && measure::names(text, found, bounded) {
                return None;
            }
        } else {
            let bounded = bound.is_some() || limit.is_some();
            let bare = low.spoken.is_none() && (bounded || is_alone(text, at..end));
            if !bare || !closed(text, after) {
                return None;
            }
        }
        let base = after_start_word(text, start, after);
        let share = measure.as_ref().is_some_and(|found| is_of_whole(&found.word));
        let bound = match bound {
            None if share && limit.is_none() => {
                bound_of_share(&text[..at]).map(|(comparator, _)| Bound { comparator, part: false })
            }
            bound => bound,
        };
        let comparator = match (high.is_some(), limit, bound) {
            (true, ..) => Comparator::Between,
            (_, Some(limit), _) => limit,
            (_, _, Some(bound)) => bound.comparator,
            _ => Comparator::Exactly,
        };
        Some(Figure {
            text: start..after,
            fore: high.is_none() && limit.is_none() && bound.is_some(),
            comparator,
            measure: measure.map(|found| found.word),
            base,
            low,
            high,
        })
    }

    /// Whether it says in which ratio something is shared, and of nothing what it amounts to: 按3∶7分担.
    fn is_the_way(&self, text: &str) -> bool {
        let ratio = self.measure.as_deref().is_some_and(|measure| measure.starts_with(':'));
        let head = text[..self.text.start].trim_end_matches(chars::is_space);
        ratio && head.ends_with(['按', '照', '以'])
    }

    fn values(&self, text: &str) -> (SmolStr, Option<SmolStr>) {
        (self.low.value(text), self.high.as_ref().map(|high| high.value(text)))
    }
}

/// One number or two, and what they are counted in, before the words that bound them.
struct Counted {
    low: Amount,
    high: Option<Amount>,
    measure: Option<measure::Found>,
    end: usize,
}

impl Counted {
    fn read(text: &str, at: usize) -> Option<Counted> {
        let (mut low, mut end) = amount(text, at)?;
        let mut high = None;
        let mut tenths = tenths(text, at, end, &low);
        if tenths.is_none()
            && let Some((last, after)) = range_end(text, end)
        {
            // 五至六成
            tenths = self::tenths(text, at, after, &last).filter(|_| low.is_below_ten());
            high = tenths.is_some().then(|| last.times_ten());
        }
        if tenths.is_some() {
            low = low.times_ten();
        }
        if let Some(share) = tenths.or_else(|| ratio(text, at, end)) {
            return Some(Counted { low, high, end: share.end, measure: Some(share) });
        }
        // 8:30, 5+2, 7×24: times and names.
        if text[skip(text, end)..].starts_with([':', '：', '∶', '+', '＋', '×', '*']) {
            return None;
        }
        let mut measure = measure::read(text, end);
        let behind = measure.as_ref().map_or(end, |found| found.end);
        if let Some((last, after)) = range_end(text, behind) {
            let second = measure::read(text, after);
            let same = measure.is_none()
                || second.as_ref().map(|m| &m.word) == measure.as_ref().map(|m| &m.word);
            if second.is_some() && same && last.spoken.is_some() == low.spoken.is_some() {
                // 3—5万户 means 3万 as well.
                if measure.is_none() && low.power == 0 && low.spoken.is_none() {
                    low.power = last.power;
                }
                (measure, high, end) = (second, Some(last), after);
            } else if second.is_none() {
                // 1-2级, 2021-3: no figures.
                return None;
            }
        }
        // 分别减少200、15吨: the measure of the last is that of each.
        if measure.is_none()
            && high.is_none()
            && let Some((found, power)) = measure_of_row(text, at, end, &low)
        {
            low.power = power;
            measure = Some(found);
        }
        let end = measure.as_ref().map_or(end, |found| found.end);
        Some(Counted { low, high, measure, end })
    }
}

/// How a time binds that nothing bounds: 1个工作日办结 is the longest that it may take, and 5个工作日 alone
/// is no figure.
fn longest_time(text: &str, found: &measure::Found) -> Option<Comparator> {
    let counted = !matches!(&*found.word, "日" | "年" | "分" | "秒");
    (counted && date::is_done(text, found.end)).then_some(Comparator::AtMost)
}

/// Whether a number that counts nothing is all that a text says, and no year.
fn is_alone(text: &str, number: Range<usize>) -> bool {
    let words = &text[number.clone()];
    let year = || {
        words.chars().count() == 4
            && ["19", "20", "21", "１９", "２０", "２１"]
                .iter()
                .any(|century| words.starts_with(century))
    };
    number.start < 64
        && text[..number.start].chars().all(chars::is_space)
        && text[number.end..].chars().take(64).all(chars::is_space)
        && !year()
}

// The tenths that a number up to ten counts: 三成以上, 达到八成. `at` is where the figure begins, of which
// the number may be the other end: 五至六成.
fn tenths(text: &str, at: usize, end: usize, number: &Amount) -> Option<measure::Found> {
    let count = match number.spoken {
        Some(value) => value,
        None if number.power == 0 => text[number.digits.clone()].parse().ok()?,
        None => return None,
    };
    let after = eat(text, end, &["成"]).filter(|_| (1..=10).contains(&count))?;
    let bound = BEHIND.iter().any(|(word, _)| text[after..].starts_with(word))
        || closed(text, after) && prefix(text, at).0.is_some();
    bound.then(|| measure::Found::share("%".into(), after))
}

// What a number stands in a ratio to: 师生比达到1∶12, 不低于1:15, 按1∶1的比例. Else a colon is that of
// a time, of a scale or of the parts of a whole.
fn ratio(text: &str, at: usize, end: usize) -> Option<measure::Found> {
    const COLONS: [&str; 3] = [":", "：", "∶"];
    let colon = eat(text, end, &COLONS)?;
    let (_, after) = amount(text, colon)?;
    // 6:2:2 is no ratio of two.
    if eat(text, after, &COLONS).is_some() {
        return None;
    }
    let head = &text[..at];
    let word = PREFIXES.suffix_at(head).map_or("", |found| PREFIXES.list()[found]);
    // 收入比缩小到1.9∶1
    let noun = metric::cut_end(&head[..head.len() - word.len()]).0;
    let noun = noun.strip_suffix("缩小").unwrap_or(noun);
    // 相比10:00, 同比3:1
    let compares = ["相比", "同比", "环比", "对比"].iter().any(|word| noun.ends_with(word));
    let shared = || {
        let behind = &text[skip(text, after)..];
        let behind = behind.strip_prefix('的').unwrap_or(behind);
        head.trim_end_matches(chars::is_space).ends_with(['按', '照', '以'])
            && behind.starts_with("比例")
            && !behind.starts_with("比例尺")
    };
    let named = noun.ends_with('比') && !compares || noun.ends_with("比例") || shared();
    // A time is said to be long or late, and never high or low.
    let bound = || word.ends_with("低于") || word.ends_with("高于");
    let to: String = text[colon..after].chars().map(chars::narrow).collect();
    let figure = to.chars().all(|c| c.is_ascii_digit() || c == '.');
    (figure && (named || text[at..end] == *"1" && bound()))
        .then(|| measure::Found::share(format!(":{to}").into(), after))
}

// Whether a clause ends at `at`.
fn closed(text: &str, at: usize) -> bool {
    text[skip(text, at)..].chars().next().is_none_or(token::ends_clause)
}

// Whether a numeral can be a figure, by what stands before it.
fn may_start(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let Some(last) = head.chars().next_back() else { return true };
    let near = chars::trim_end(head).chars().next_back().unwrap_or(last);
    let narrow = chars::narrow(last);
    if narrow.is_ascii_alphanumeric() || numeral::is_chinese(last) {
        return false;
    }
    // Parts of names, numbers, ratios; ordinals.
    let part = in_ordinals(text, at)
        || matches!(near, '第' | '×' | '+' | '＋' | '#' | '＃' | '*' | '№' | '每' | '=' | '＝')
        || near == '前'
            && !date::is_due_before(head.trim_end_matches(chars::is_space), &text[at..])
        || matches!(near, '/' | '／')
            && !measure::parts_power_from_energy(head.trim_end(), &text[at..])
        || matches!(narrow, '.' | '-' | '_' | '@' | '\'' | '$');
    let split = matches!(narrow, ':' | ',')
        && head.trim_end_matches(last).ends_with(|c| chars::digit(c).is_some());
    // 90平方米（含90平方米）以下 says one figure.
    let again =
        last == '含' && ["（含", "(含", "（不含", "(不含"].iter().any(|word| head.ends_with(word));
    let label = head.trim_end_matches(|c| chars::is_space(c) || matches!(c, '：' | ':'));
    !part && !split && !again && LABELS.suffix(label).is_none()
}

// Whether the number at `at` stands inside a row of ordinals: 5 in 第3—5项, 三 in 第一、三季度.
fn in_ordinals(text: &str, at: usize) -> bool {
    const COUNTED: [char; 8] = ['项', '条', '款', '批', '次', '期', '季', '类'];
    let of_number = |c: char| token::is_digit(c) || numeral::is_chinese(c);
    let digits = |words: &str| words.chars().next_back().is_some_and(token::is_digit);
    let head = &text[..at];
    // 居全省第二、3个项目入选: 、 stands before another thing as well.
    let listed = || {
        let first = head.strip_suffix('、')?;
        let rest = text[at..].trim_start_matches(of_number);
        let number = &text[at..text.len() - rest.len()];
        (rest.starts_with(COUNTED) && digits(first) == digits(number)).then_some(first)
    };
    head.strip_suffix(numeral::RANGE_SIGNS).or_else(listed).is_some_and(|first| {
        let before = first.trim_end_matches(of_number);
        before.len() < first.len() && before.ends_with('第')
    })
}

/// Words before a number that names or ranks something.
static LABELS: Words = words!(&[
    "代码",
    "传真",
    "位列",
    "居全国",
    "居全市",
    "居全省",
    "排名",
    "热线",
    "电话",
    "编号",
    "邮编",
]);

// Whether words end in the name of a thing, and in none that numbers stand behind: 道路, but not 线路.
fn names_a_thing(head: &str) -> bool {
    const OTHERS: [char; 3] = ['为', '是', '年'];
    // What is measured and has no numbers, though 地块, 宗地 and 线路 have.
    const MEASURED: [&str; 10] =
        ["耕地", "湿地", "绿地", "土地", "林地", "草地", "场地", "管线", "岸线", "社区"];
    let last = head.chars().next_back();
    let measured = || MEASURED.iter().any(|name| head.ends_with(name));
    last.is_some_and(|c| chars::is_han(c) && !OTHERS.contains(&c))
        && (!is_numbered(head) || measured())
}

/// Whether words end in the name of a thing that a number tells from others like it: 地块3, 附表2.
pub(crate) fn is_numbered(head: &str) -> bool {
    // What parts of a text and of a place are called that are several of a kind.
    const LAST: [char; 43] = [
        '表', '图', '件', '号', '第', '章', '节', '条', '款', '项', '目', '录', '栏', '案', '栋',
        '楼', '段', '期', '块', '线', '站', '区', '渠', '地', '村', '库', '园', '组', '点', '井',
        '桥', '闸', '池', '塘', '坝', '厂', '场', '港', '队', '班', '校', '馆', '片',
    ];
    const WHOLE: [&str; 2] = ["线路", "宗海"];
    // Behind a figure it counts things: 建站2处, 修建3段.
    let counts = |words: &str| words.ends_with(|c| chars::digit(c).is_some());
    head.strip_suffix(LAST).is_some_and(|words| !counts(words))
        || WHOLE.iter().any(|name| head.ends_with(name))
}

// Whether a measure tells how long, large, heavy or dear a thing is, or how many live there, and counts no things.
fn is_extent(measure: &str) -> bool {
    const EXTENTS: [&str; 15] = [
        "公里",
        "千米",
        "米",
        "平方米",
        "平方公里",
        "立方米",
        "亩",
        "公顷",
        "吨",
        "千克",
        "公斤",
        "千瓦",
        "兆瓦",
        "元",
        "户",
    ];
    EXTENTS.contains(&measure)
}

// Whether words end in what a figure of how much follows: a verb that counts its object, or the name of a sum.
fn tells_how_much(head: &str) -> bool {
    const BEFORE: [char; 26] = [
        '资', '金', '款', '入', '额', '值', '量', '费', '税', '达', '到', '至', '约', '近', '共',
        '计', '超', '过', '于', '增', '成', '建', '造', '设', '训', '有',
    ];
    chars::trim_end(head).ends_with(BEFORE)
}

// Whether the digits at a place may go on a number that one blank parts from them: 200 of 管网1 200公里. Nobody can
// tell, so that they say nothing by themselves; but at the head of the words stands the number of a row.
fn may_go_on(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let Some(before) = GROUP_MARKS[1..].iter().find_map(|mark| head.strip_suffix(mark)) else {
        return false;
    };
    let group = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&group) || digits_at(text, at).0 != 3 {
        return false;
    }
    let words = &before[..before.len() - group];
    // 4.5 300 and G60 300 are other numbers, and 附表2 300户 names a table first.
    const NAMED: [&str; 4] = ["附表", "附图", "附件", "附录"];
    !NAMED.iter().any(|name| words.ends_with(name))
        && words.ends_with(|c| chars::is_han(c) || chars::is_space(c))
}

/// Whether a measure says what part or how many times of something a figure is.
fn is_of_whole(measure: &str) -> bool {
    matches!(measure, "%" | "‰" | "倍")
}

/// What stands between the figures of a row.
const ROW_MARKS: [&str; 4] = ["、", "和", "及", "与"];

// The words before a row of figures that 分别 shares out, of which `head` ends inside the row or right before
// it: 分别压减至 of 分别压减至2个、.
fn before_row(head: &str) -> Option<&str> {
    const LONGEST_VERB: usize = 10;
    /// So many characters back the row may begin.
    const LONGEST: usize = 60;
    let near = head.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let word = near + head[near..].rfind("分别")? + "分别".len();
    let behind = &head[word..];
    let verb = behind.find(token::is_digit).unwrap_or(behind.len());
    if behind[..verb].contains(token::ends_clause) || behind[..verb].chars().count() > LONGEST_VERB
    {
        return None;
    }
    let mut at = word + verb;
    while at < head.len() {
        let (_, end) = amount(head, at)?;
        let end = measure::read(head, end).map_or(end, |found| found.end);
        at = skip(head, eat(head, skip(head, end), &ROW_MARKS)?);
    }
    Some(&head[..word + verb])
}

// The measure of a number without one in a row that 分别 shares out, and its multiplier: those of the first
// number behind it that has a measure.
fn measure_of_row(
    text: &str,
    at: usize,
    end: usize,
    low: &Amount,
) -> Option<(measure::Found, u32)> {
    /// So many numbers may stand before the one that has it.
    const LONGEST: usize = 6;
    if low.spoken.is_some() {
        return None;
    }
    let mut next = end;
    for _ in 0..LONGEST {
        let from = skip(text, eat(text, skip(text, next), &ROW_MARKS)?);
        let (last, after) = amount(text, from).filter(|(last, _)| last.spoken.is_none())?;
        if let Some(found) = measure::read(text, after).filter(|found| !found.over) {
            before_row(&text[..at])?;
            let power = if low.power == 0 { last.power } else { low.power };
            return Some((measure::Found { end, ..found }, power));
        }
        next = after;
    }
    None
}

// Whether Chinese numerals before a measure count something.
fn counts(text: &str, at: usize, low: &Amount, found: &measure::Found, sure: bool) -> bool {
    // 百分之 is always a figure.
    if found.word == "%" {
        return true;
    }
    // 二期, 二套房: 二 orders, 两 counts.
    if text[low.digits.clone()] == *"二" {
        return false;
    }
    // 一 is an article more often than a number.
    if low.spoken == Some(1) && !sure && !every(text, at) {
        return false;
    }
    // 等七部门: the list before it says who.
    !text[..at].ends_with('等') && !measure::idiom(text, at, found.end)
}

// 每年一次, 每季度一期.
fn every(text: &str, at: usize) -> bool {
    ["每年", "每月", "每季度", "每季", "每周", "每日", "每天", "每半年", "每学期", "每两年"]
        .iter()
        .any(|word| {
            text[..at].ends_with(word)
                || text[..at].strip_suffix("至少").is_some_and(|head| head.ends_with(word))
        })
}

// Whether the figure is where a change starts: 由80%提高到90%, 从5家增至8家.
fn after_start_word(text: &str, at: usize, end: usize) -> bool {
    let head = chars::trim_end(&text[..at]);
    if metric::cut_base(head).len() == head.len() {
        return false;
    }
    let rest = text[end..]
        .char_indices()
        .take(16)
        .find(|&(_, c)| token::ends_clause(c) && c != '（' && c != '）');
    let stop = rest.map_or_else(
        || text[end..].char_indices().nth(16).map_or(text.len(), |(i, _)| end + i),
        |(i, _)| end + i,
    );
    text[end..stop].contains(['到', '至', '为'])
}
