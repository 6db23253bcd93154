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
use crate::wordlist::{self, Words, words};

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

/// A number and its multiplier.
#[derive(Clone, Debug)]
struct Amount {
    digits: Range<usize>,
    // Chinese numerals are small enough for a number.
    spoken: Option<u64>,
    // Powers of ten: 万 is 4.
    power: u32,
    // What is counted in smaller powers behind it, its digits and their power: 3000万 of 2亿3000万.
    rest: Option<(Range<usize>, u32)>,
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

impl Amount {
    // Whether it is one digit.
    fn is_below_ten(&self) -> bool {
        self.power == 0 && self.spoken.map_or(self.digits.len() == 1, |value| value < 10)
    }

    fn times_ten(self) -> Amount {
        Amount { spoken: self.spoken.map(|value| value * 10), power: self.power + 1, ..self }
    }

    fn value(&self, text: &str) -> SmolStr {
        match self.spoken {
            Some(value) => value.to_string().into(),
            None => match &self.rest {
                None => decimal(&text[self.digits.clone()], self.power),
                Some((rest, power)) => {
                    let (high, low) = (&text[self.digits.clone()], &text[rest.clone()]);
                    let room = (self.power - power) as usize;
                    let whole = low.find(['.', '．']).unwrap_or(low.len());
                    let zeros = "0".repeat(room - low[..whole].chars().count().min(room));
                    decimal(&format!("{high}{zeros}{low}"), *power)
                }
            },
        }
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

// The number at `at` with its multiplier.
fn amount(text: &str, at: usize) -> Option<(Amount, usize)> {
    let first = text[at..].chars().next()?;
    if !token::is_digit(first) {
        // 百分之八十五
        if let Some(rest) = text[at..].strip_prefix("百分之") {
            // Only one may stand there: a million in a row are no number.
            if rest.starts_with("百分之") {
                return None;
            }
            let next = text.len() - rest.len();
            // 百分之百: the hundred without 一 before it.
            if let Some(after) = rest.strip_prefix('百') {
                let end = text.len() - after.len();
                return Some((
                    Amount { digits: at..end, spoken: Some(100), power: 0, rest: None },
                    end,
                ));
            }
            let (mut amount, end) = amount(text, next)?;
            amount.digits.start = at;
            if amount.spoken.is_none() {
                amount.digits = next..amount.digits.end;
            }
            return Some((amount, end));
        }
        let (value, end) = numeral::chinese(text, at)?;
        return Some((Amount { digits: at..end, spoken: Some(value), power: 0, rest: None }, end));
    }
    let digit = token::is_digit;
    let run = |from: usize| text.len() - text[from..].trim_start_matches(digit).len();
    let mut end = run(at);
    // 1,000 and 1,000,000: groups of three behind one to three.
    if (1..=3).contains(&text[at..end].chars().count()) {
        while let Some((3, group)) = eat(text, end, &[","]).map(|group| digits_at(text, group)) {
            end = group;
        }
        end = set_apart(text, at, end).unwrap_or(end);
    }
    if let Some(dot) = eat(text, end, &[".", "．"]).filter(|&dot| run(dot) > dot) {
        end = run(dot);
        if eat(text, end, &[".", "．"]).is_some_and(|dot| run(dot) > dot) {
            return None;
        }
    }
    let digits = at..end;
    let (power, end) = multiplier(text, end)?;
    let rest = smaller(text, &digits, power, end);
    let end = rest.as_ref().map_or(end, |&(_, _, end)| end);
    let rest = rest.map(|(digits, power, _)| (digits, power));
    Some((Amount { digits, spoken: None, power, rest }, end))
}

// The powers of ten that stand behind the digits that end at `end`, and where they end; none where they are no
// figure that anybody means: 万万万….
fn multiplier(text: &str, mut end: usize) -> Option<(u32, usize)> {
    let mut power = 0;
    let mut next = skip(text, end);
    // 千瓦, 千克 and 百分点 are measures; their first character multiplies nothing.
    while !measure::holds(text, next) {
        let Some(c) = text[next..].chars().next() else { break };
        power += match c {
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => break,
        };
        if power > 24 {
            return None;
        }
        next += c.len_utf8();
        end = next;
    }
    Some((power, end))
}

// The smaller part behind a figure that is told in two powers of ten: 3000万 of 2亿3000万, 5千 of 2万5千; its
// digits, its power and its end.
fn smaller(
    text: &str,
    high: &Range<usize>,
    power: u32,
    end: usize,
) -> Option<(Range<usize>, u32, usize)> {
    if power < 4 || !text[end..].starts_with(token::is_digit) {
        return None;
    }
    let digits = |from: usize| text.len() - text[from..].trim_start_matches(token::is_digit).len();
    let whole = digits(end);
    let past = eat(text, whole, &[".", "．"]).map(digits).filter(|&past| past > whole + 1);
    let (low, after) = multiplier(text, past.unwrap_or(whole))?;
    // 投资3亿2026年 says two things, and so does 3.5亿2000万.
    let fits = (1..power).contains(&low)
        && text[end..whole].chars().count() <= (power - low) as usize
        && !text[high.clone()].contains(['.', '．']);
    fits.then(|| (end..past.unwrap_or(whole), low, after))
}

// What parts the groups of a figure besides a comma, and elsewhere whatever else.
const GROUP_MARKS: [&str; 3] = ["，", " ", "\u{a0}"];

// Where a figure ends whose groups of three digits a full-width comma or one blank sets apart, which stand
// elsewhere as well: only right before a measure, and behind a word that says how much comes next: 投资1，200万元,
// 投资1 200万元. A noun may have a number of its own: 项目35，480户受益; but what is said of its extent and
// nothing more is one figure behind a comma: 改造道路1，200公里.
fn set_apart(text: &str, at: usize, first: usize) -> Option<usize> {
    const MOST: usize = 4;
    let mark = GROUP_MARKS.into_iter().find(|mark| text[first..].starts_with(mark))?;
    // 老旧小区12，000平方米: no number begins with 000.
    let how_much = tells_how_much(&text[..at])
        || mark == "，" && text[first + mark.len()..].starts_with("000");
    let thing = || mark == "，" && names_a_thing(&text[..at]);
    if text[at..].starts_with(['0', '０']) || !(how_much || thing()) {
        return None;
    }
    let three = |from: usize| {
        let (digits, end) = digits_at(text, from);
        (digits == 3).then_some(end)
    };
    let next = |end: usize| eat(text, end, &[mark]).and_then(three);
    let mut end = next(first)?;
    for _ in 1..MOST {
        end = next(end).unwrap_or(end);
    }
    // So many in a row are no figure.
    if next(end).is_some() {
        return None;
    }
    let found = measure::read(text, multiplier(text, end)?.1)?;
    let alone = || text[found.end..].chars().next().is_none_or(token::ends_clause);
    (how_much || is_extent(&found.word) && alone()).then_some(end)
}

// How many digits stand at a place, four at most, and where they end.
fn digits_at(text: &str, from: usize) -> (usize, usize) {
    let digits = text[from..].chars().take(4).take_while(|&c| token::is_digit(c));
    digits.fold((0, from), |(count, end), c| (count + 1, end + c.len_utf8()))
}

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

// The other end of `30—40家`, past the dash.
fn range_end(text: &str, at: usize) -> Option<(Amount, usize)> {
    let rest = &text[skip(text, at)..];
    // — comes out of other programs as ---, and —— as ------.
    let past = rest.trim_start_matches(['—', '-']);
    let next =
        if past.len() < rest.len() { past } else { rest.strip_prefix(numeral::RANGE_SIGNS)? };
    amount(text, skip(text, text.len() - next.len()))
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

/// A word or sign before a figure that says how it binds.
#[derive(Clone, Copy, Debug)]
struct Bound {
    comparator: Comparator,
    // Whether it is part of the figure's text; a verb is not.
    part: bool,
}

impl Bound {
    fn bounds(self) -> bool {
        self.part
    }
}

/// Words and signs before a figure, in code point order; 突破 is to pass the figure, not to reach it.
static PREFIXES: Words = words!(&[
    "<",
    "<=",
    ">",
    ">=",
    "≤",
    "≥",
    "≦",
    "≧",
    "⩽",
    "⩾",
    "不低于",
    "不到",
    "不多于",
    "不大于",
    "不小于",
    "不少于",
    "不满",
    "不超过",
    "不足",
    "不高于",
    "为",
    "低于",
    "保持在",
    "到",
    "力争",
    "多于",
    "大于",
    "大于等于",
    "大约",
    "完成",
    "实现",
    "小于",
    "小于等于",
    "少于",
    "左右",
    "接近",
    "控制在",
    "最低",
    "最多",
    "最少",
    "最长",
    "最高",
    "稳定在",
    "突破",
    "约",
    "约为",
    "维持在",
    "至",
    "至多",
    "至少",
    "超",
    "超过",
    "达",
    "达到",
    "过",
    "近",
    "逾",
    "高于",
    "＜",
    "＞",
]);

// How each of them binds, and whether it is part of the figure's text.
const BINDS: &[(Comparator, bool)] = {
    use Comparator::*;
    &[
        (LessThan, true), // <
        (AtMost, true),   // <=
        (MoreThan, true), // >
        (AtLeast, true),  // >=
        (AtMost, true),   // ≤
        (AtLeast, true),  // ≥
        (AtMost, true),   // ≦
        (AtLeast, true),  // ≧
        (AtMost, true),   // ⩽
        (AtLeast, true),  // ⩾
        (AtLeast, true),  // 不低于
        (LessThan, true), // 不到
        (AtMost, true),   // 不多于
        (AtMost, true),   // 不大于
        (AtLeast, true),  // 不小于
        (AtLeast, true),  // 不少于
        (LessThan, true), // 不满
        (AtMost, true),   // 不超过
        (LessThan, true), // 不足
        (AtMost, true),   // 不高于
        (Exactly, false), // 为
        (LessThan, true), // 低于
        (Reach, false),   // 保持在
        (Reach, false),   // 到
        (Reach, false),   // 力争
        (MoreThan, true), // 多于
        (MoreThan, true), // 大于
        (AtLeast, true),  // 大于等于
        (About, true),    // 大约
        (Reach, false),   // 完成
        (Reach, false),   // 实现
        (LessThan, true), // 小于
        (AtMost, true),   // 小于等于
        (LessThan, true), // 少于
        (About, true),    // 左右
        (About, true),    // 接近
        (AtMost, false),  // 控制在
        (AtLeast, true),  // 最低
        (AtMost, true),   // 最多
        (AtLeast, true),  // 最少
        (AtMost, true),   // 最长
        (AtMost, true),   // 最高
        (Reach, false),   // 稳定在
        (MoreThan, true), // 突破
        (About, true),    // 约
        (About, true),    // 约为
        (Reach, false),   // 维持在
        (Reach, false),   // 至
        (AtMost, true),   // 至多
        (AtLeast, true),  // 至少
        (MoreThan, true), // 超
        (MoreThan, true), // 超过
        (Reach, false),   // 达
        (Reach, false),   // 达到
        (MoreThan, true), // 过
        (About, true),    // 近
        (MoreThan, true), // 逾
        (MoreThan, true), // 高于
        (LessThan, true), // ＜
        (MoreThan, true), // ＞
    ]
};

// How the words before a figure bind it, and where the figure's text starts.
fn prefix(text: &str, at: usize) -> (Option<Bound>, usize) {
    let head = text[..at].trim_end_matches(chars::is_space);
    match PREFIXES.suffix_at(head) {
        Some(found) => {
            let (word, (mut comparator, part)) = (PREFIXES.list()[found], BINDS[found]);
            // 创历史最高1200万元, 全省最长30公里: a superlative bounds nothing.
            let before = &head[..head.len() - word.len()];
            if word.starts_with('最') && is_superlative(before)
                || word == "过" && !is_passed(before, &text[at..])
                || ends_a_word(before, word)
            {
                return (None, at);
            }
            // 压缩为 is to reach it, 为 to be it.
            if word == "为" && metric::is_reached(head) {
                comparator = Comparator::Reach;
            }
            let mut start = if part { head.len() - word.len() } else { at };
            if part
                && let Some(bare) = NEGATIONS.iter().find_map(|no| head[..start].strip_suffix(no))
                && let Some(denied) = deny(comparator)
            {
                (start, comparator) = (bare.len(), denied);
            }
            if !part && let Some(apart) = bound_apart(&head[..head.len() - word.len()]) {
                comparator = apart;
            }
            (Some(Bound { comparator, part }), start)
        }
        None => match bound_apart(head) {
            Some(comparator) => (Some(Bound { comparator, part: false }), at),
            None => (before_rate(head), at),
        },
    }
}

// Whether 约 or 近 before a figure is surely the end of a word: 签约20个, 附近20户. 春节约20万人 is about so many.
fn ends_a_word(head: &str, word: &str) -> bool {
    const WORDS: &[&str] = &["签", "履", "预", "附", "邻", "最", "违", "续", "靠"];
    const OTHERS: &[&str] =
        &["标签", "书签", "干预", "手续", "后续", "陆续", "连续", "持续", "继续", "依靠"];
    // 节 ends the name of many a day, and of few other things.
    const DAYS: &[&str] = &[
        "春", "端午", "中秋", "国庆", "元宵", "清明", "重阳", "劳动", "青年", "儿童", "妇女",
        "教师", "建军", "丰收", "植树", "文化", "旅游", "艺术", "购物", "消费", "美食", "体育",
        "读书", "花", "啤酒", "季", "时", "环", "细", "关", "情", "章", "调", "音",
    ];
    let ends = |list: &[&str]| list.iter().any(|end| head.ends_with(end));
    let saved = |before: &str| !DAYS.iter().any(|day| before.ends_with(day));
    match word {
        "约" | "近" => {
            ends(WORDS) && !ends(OTHERS)
                || word == "约" && head.strip_suffix('节').is_some_and(saved)
        }
        _ => false,
    }
}

// Whether what stands before 过 passes the figure: 产值过500亿元, but 通过300人, 举办过3次.
fn is_passed(head: &str, figure: &str) -> bool {
    const NOUNS: &[&str] =
        &["产值", "产量", "人口", "总量", "投资", "收入", "税收", "营收", "规模", "额"];
    let measure =
        figure.trim_start_matches(|c| token::is_digit(c) || chars::is_space(c) || c == '.');
    measure.starts_with(['百', '千', '万', '亿']) && NOUNS.iter().any(|noun| head.ends_with(noun))
}

// Whether 最高 and the like are said of what stands before them: 历史, 全省.
fn is_superlative(head: &str) -> bool {
    const OF: &[&str] = &[
        "历史", "史上", "全国", "全省", "全市", "全县", "全区", "全州", "世界", "国内", "同期",
        "近年", "排名", "创",
    ];
    OF.iter().any(|word| head.ends_with(word))
}

// 提高到每人每月780元: the verb stands before what the figure is counted by.
fn before_rate(head: &str) -> Option<Bound> {
    let bare = without_rates(head);
    let found = PREFIXES.suffix_at(bare).filter(|_| bare.len() < head.len())?;
    let (comparator, part) = BINDS[found];
    let word = PREFIXES.list()[found];
    let before = &bare[..bare.len() - word.len()];
    // 通过每人每月…: part of another word.
    if word == "过" || word.starts_with('最') && is_superlative(before) {
        return None;
    }
    let denied = || deny(comparator).filter(|_| NEGATIONS.iter().any(|no| before.ends_with(no)));
    let comparator = if part { denied().unwrap_or(comparator) } else { comparator };
    // The figure's text does not hold the word, which stands apart.
    Some(Bound { comparator, part: false })
}

// Without 每人每月 and the like at the end.
fn without_rates(head: &str) -> &str {
    let mut bare = chars::trim_end(head);
    while let Some(rest) = measure::without_each(bare) {
        bare = rest;
    }
    bare
}

// 至少办好1所, 最高补贴3000元: the verb stands between the word and the figure.
fn bound_apart(head: &str) -> Option<Comparator> {
    let from = head.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let near = &head[from..];
    if chars::holds(near, '至')
        && let Some((_, verb)) = near.split_once("至少")
    {
        let short = verb.chars().all(chars::is_han) && verb.chars().count() <= 4;
        return short.then_some(Comparator::AtLeast);
    }
    // 最高额度300万元; 最高贷款额度 names what the figure is.
    let limit = ["最高额度", "最高限额"].iter().any(|limit| near.ends_with(limit));
    (limit || highest_given(near).is_some()).then_some(Comparator::AtMost)
}

// Where 最高 stands, if `head` ends with it and what is given: 最高补贴, 最高可给予.
fn highest_given(head: &str) -> Option<usize> {
    // 最高贷款额度50万元 names what the figure is; only these say that something is given.
    const GIVEN: &[&str] = &["补助", "补贴", "奖励", "奖补", "支持", "给予", "资助"];
    let head = chars::trim_end(head);
    let bare = GIVEN.iter().find_map(|word| head.strip_suffix(word))?;
    let bare = bare.strip_suffix('可').unwrap_or(bare);
    Some(bare.strip_suffix("最高")?.len())
}

// 不低于财政资金的20%, 超过投资总额的30%: what the share is of stands between the word and it.
fn bound_of_share(head: &str) -> Option<(Comparator, Range<usize>)> {
    const LIMITS: &[(&str, Comparator)] = &[
        ("不低于", Comparator::AtLeast),
        ("不少于", Comparator::AtLeast),
        ("不小于", Comparator::AtLeast),
        ("不超过", Comparator::AtMost),
        ("不高于", Comparator::AtMost),
        ("不大于", Comparator::AtMost),
        ("不得低于", Comparator::AtLeast),
        ("不得少于", Comparator::AtLeast),
        ("不得超过", Comparator::AtMost),
        ("不得高于", Comparator::AtMost),
    ];
    const _: () = {
        let (mut words, mut at) = ([""; LIMITS.len()], 0);
        while at < words.len() {
            words[at] = LIMITS[at].0;
            at += 1;
        }
        assert!(wordlist::are_told_by("不", &words), "a word that its 不 does not tell");
    };
    /// So many characters back the word may stand.
    const WHOLE: usize = 28;
    let head = chars::trim_end(head);
    // The whole may be long; anything but words ends it.
    // 合同总价（扣除暂列金额）: what stands in a bracket ends no word.
    let mut depth = 0usize;
    let runs_on = |&(_, c): &(usize, char)| {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.wrapping_sub(1),
            _ => return depth > 0 || c == '、' || chars::is_han(c),
        }
        depth <= 1
    };
    let from = head.char_indices().rev().take(WHOLE).take_while(runs_on).last()?;
    let near = &head[from.0..];
    // All of them begin with it, and most heads hold none.
    if !near.contains('不') {
        return None;
    }
    // 不 stands in none of them but at the beginning, so that the last one is the nearest.
    let found = |(at, _): (usize, &str)| {
        let limit = LIMITS.iter().find(|(word, _)| near[at..].starts_with(word));
        limit.map(|&(word, comparator)| (at..at + word.len(), comparator))
    };
    let (limit, comparator) = near.rmatch_indices('不').find_map(found)?;
    let of = near[limit.end..].strip_suffix('的');
    let whole = of.unwrap_or(&near[limit.end..]);
    // 中央、省补助资金的20% is of both.
    if of.is_none() && whole.contains('、') {
        return None;
    }
    let whole = match whole.split_once(['（', '(']) {
        Some((whole, aside)) if aside.ends_with(['）', ')']) => whole,
        _ => whole,
    };
    // 不低于上年且增长20%: the figure is of another word.
    const OTHER: [&str; 12] =
        ["且", "并", "增", "减", "降", "提", "达", "比", "较", "占", "按", "时"];
    // 不超过原比例的50%: the whole is a share as well.
    let whole = ["比例", "比重"].iter().find_map(|noun| whole.strip_suffix(noun)).unwrap_or(whole);
    // 不超过三天办结率100%: the bound is of the time.
    let time = whole.ends_with(['率', '度'])
        || whole.match_indices(numeral::is_chinese).any(|(at, number)| {
            // 上一批次, 一般公共预算收入: a word that begins with a number.
            !whole[..at].ends_with(['上', '同', '统', '任'])
                && measure::times_at(&whole[at + number.len()..])
        });
    // 当年新增收入 is a noun.
    let grows = |at: usize| whole[..at].ends_with('新') && whole[at..].starts_with('增');
    let other = |word: &&str| whole.match_indices(*word).any(|(at, _)| !grows(at));
    (!whole.is_empty() && !time && !OTHER.iter().any(other))
        .then(|| (comparator, from.0 + limit.start..from.0 + limit.end))
}

/// Words that turn 超过 and 低于 round.
const NEGATIONS: &[&str] =
    &["不得", "不应", "不宜", "不能", "不可", "不准", "不会", "不再", "不", "未"];

fn deny(comparator: Comparator) -> Option<Comparator> {
    match comparator {
        Comparator::MoreThan => Some(Comparator::AtMost),
        Comparator::LessThan => Some(Comparator::AtLeast),
        _ => None,
    }
}

/// Words behind a figure that bind it.
const BEHIND: &[(&str, Comparator)] = &[
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
];

// How the words behind a figure bind it, and where its text ends.
fn suffix(text: &str, at: usize, measure: Option<&measure::Found>) -> (Option<Comparator>, usize) {
    use Comparator::*;
    // 万余人, 100多家: the word stands before the measure and `measure` has passed it.
    let over = measure.is_some_and(|found| found.over);
    // （含）, （含90平方米）; （不含6亩） leaves the bound itself out.
    let bracket = |at: usize| {
        let inner = text[at..].strip_prefix(['（', '('])?;
        let left_out = inner.strip_prefix("不含").map(|rest| &rest[skip(rest, 0)..]);
        if left_out.is_none() && !inner.starts_with('含') {
            return None;
        }
        // （不含林地） leaves out something else.
        let strict = left_out.is_some_and(|rest| {
            rest.starts_with(|c| matches!(c, '）' | ')') || token::is_digit(c))
                || rest.starts_with("本数")
        });
        let close = inner.char_indices().take(14).find(|&(_, c)| matches!(c, '）' | ')'));
        let end = text.len() - inner.len() + close.map_or(0, |(i, c)| i + c.len_utf8());
        close.map(|_| (end, strict))
    };
    let next = skip(text, at);
    let (next, mut strict) = bracket(next).unwrap_or((next, false));
    let word_at =
        |at: usize| BEHIND.iter().find(|(word, _)| text[at..].starts_with(word)).map(|w| (at, w));
    // 2万件（套）以上: another measure in brackets.
    let aside = || {
        let inner = text[next..].strip_prefix(['（', '('])?;
        let close = inner.char_indices().take(4).find(|&(_, c)| matches!(c, '）' | ')'))?;
        let end = text.len() - inner.len() + close.0 + close.1.len_utf8();
        inner[..close.0].chars().all(chars::is_han).then_some(end)
    };
    if let Some((at, (word, comparator))) = word_at(next).or_else(|| word_at(aside()?)) {
        let mut end = at + word.len();
        if let Some((closed, true)) = bracket(end) {
            (end, strict) = (closed, true);
        }
        let comparator = match comparator {
            AtLeast if strict => MoreThan,
            AtMost if strict => LessThan,
            &other => other,
        };
        return (Some(comparator), end);
    }
    if measure.is_some_and(|found| found.time)
        && text[next..].starts_with('内')
        && eat(text, next, &["内部", "内容", "内外"]).is_none()
    {
        return (Some(AtMost), next + '内'.len_utf8());
    }
    (over.then_some(MoreThan), at)
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

// A run of digits in either width as an exact decimal, times a power of ten.
fn decimal(digits: &str, power: u32) -> SmolStr {
    let power = power as usize;
    let mut whole = String::with_capacity(digits.len() + power);
    let mut fraction = String::new();
    let mut past = false;
    for c in digits.chars().map(chars::narrow) {
        match c {
            '.' => past = true,
            '0'..='9' if past => fraction.push(c),
            '0'..='9' => whole.push(c),
            _ => {}
        }
    }
    let moved = power.min(fraction.len());
    whole.push_str(&fraction[..moved]);
    whole.extend(std::iter::repeat_n('0', power - moved));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction[moved..].trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { SmolStr::new(whole) } else { format!("{whole}.{fraction}").into() }
}
