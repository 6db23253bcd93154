//! The measures that figures are counted in, and the idioms that look like counts.

use std::borrow::Cow;

use hongtou_source::{chars, numeral};

use crate::token::{eat, skip};
use crate::wordlist::{Words, words};

/// A measure behind a figure.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// In one form: without spaces, narrow signs (`批次/千人`, `%`).
    pub(super) word: Cow<'static, str>,
    /// Whether people count by it in Chinese numerals.
    pub(super) spoken: bool,
    /// Whether it measures time: a figure only where something bounds it.
    pub(super) time: bool,
    /// Whether 余 or 多 stands before it.
    pub(super) over: bool,
    /// One past the last byte.
    pub(super) end: usize,
}

impl Found {
    /// What a figure is the share of.
    pub(super) fn share(word: Cow<'static, str>, end: usize) -> Found {
        Found { word, spoken: true, time: false, over: false, end }
    }
}

/// The measure at `at`, past white space.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    if let Some(found) = percent_before(text, at) {
        return Some(found);
    }
    let mut next = skip(text, at);
    let over = eat(text, next, &["余", "多"]);
    next = over.map_or(next, |end| skip(text, end));
    // 100多万元
    let Some((first, mut end)) = word_at(text, next) else { return rate(text, at) };
    let mut word = Cow::Borrowed(first);
    // 人·次
    if let Some((times, after)) = times(text, end) {
        word = format!("{first}·{times}").into();
        end = after;
    }
    // 元/人/年
    while let Some((per, after)) = per(text, first, end) {
        let word = word.to_mut();
        word.push('/');
        word.push_str(&per);
        end = after;
        // 元/人月, 元/亩·年
        if let Some((time, after)) = time_of_each(text, end) {
            word.push_str(time);
            end = after;
        }
        // 吨/月·平方公里
        if let Some((times, after)) = times(text, end) {
            word.push('·');
            word.push_str(times);
            end = after;
        }
    }
    Some(Found {
        spoken: SPOKEN.holds(first),
        // 25小时/年: how much of it in each year.
        time: TIME.holds(first) && matches!(word, Cow::Borrowed(_)),
        over: over.is_some(),
        word,
        end,
    })
}

/// Whether a measure that begins with a multiplier stands at `at`: 千瓦, 百分点.
pub(super) fn holds(text: &str, at: usize) -> bool {
    text[at..].starts_with(['百', '千', '万', '亿']) && word_at(text, at).is_some()
}

// 百分之 stands before the number that `at` ends.
fn percent_before(text: &str, at: usize) -> Option<Found> {
    let number =
        |c: char| chars::digit(c).is_some() || numeral::is_chinese(c) || matches!(c, '.' | '．');
    let head = text[..at].trim_end_matches(number);
    // The trim passes 百 but not 分之.
    head.ends_with("百分之").then(|| Found::share("%".into(), at))
}

fn word_at(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let first = text[at..].chars().next()?;
    match chars::narrow(first) {
        '%' => return Some(("%", at + first.len_utf8())),
        '‰' => return Some(("‰", at + first.len_utf8())),
        _ => {}
    }
    if let Some((_, word)) = SQUARED.iter().find(|&&(sign, _)| sign == first) {
        return Some((word, at + first.len_utf8()));
    }
    if first.is_ascii() || matches!(first, 'μ' | 'µ') {
        return in_letters(text, at);
    }
    let rest = &text[at..];
    let found = MEASURES.prefix(rest).into_iter().chain(rare(text, at)).max_by_key(|w| w.len())?;
    Some((found, at + found.len()))
}

// The measure at `at` that is as often the beginning of another word, where nothing else can be meant.
fn rare(text: &str, at: usize) -> Option<&'static str> {
    let found = RARE.prefix(&text[at..])?;
    let end = at + found.len();
    let noun = || {
        BEFORE_NOUNS.contains(&found)
            && text[end..].starts_with(chars::is_han)
            && BEGINNINGS.prefix(&text[at..]).is_none()
    };
    (ends_phrase(text, end) || noun()).then_some(found)
}

// Whether a phrase ends at `at`: at a mark, before what joins or bounds it, before another figure.
fn ends_phrase(text: &str, at: usize) -> bool {
    let rest = &text[skip(text, at)..];
    let joins = |c| matches!(c, '和' | '及' | '与' | '/' | '／') || chars::digit(c).is_some();
    super::closed(text, at)
        || rest.starts_with(joins)
        || super::BEHIND.iter().any(|(word, _)| rest.starts_with(word))
}

// The measure in letters at `at`: 500km², where the raised digit is part of the measure.
fn in_letters(text: &str, at: usize) -> Option<(&'static str, usize)> {
    const LONGEST: usize = 12;
    let letter = |c: char| match c {
        'μ' | 'µ' => Some('u'),
        '²' => Some('2'),
        '³' => Some('3'),
        c if c.is_ascii_alphanumeric() || c == '/' => Some(c),
        _ => None,
    };
    let run: String = text[at..].chars().map_while(letter).take(LONGEST).collect();
    let longest = (1..=run.len()).rev().find(|&end| LETTERS.holds(&run[..end]))?;
    if run[longest..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // All of the run is one byte a character, what is printed may be two.
    let end = at + text[at..].chars().take(longest).map(char::len_utf8).sum::<usize>();
    // 300P of computing power; in other words P is the beginning of a name, and 1080P how fine a picture is.
    let fine = || ["480", "720", "1080"].iter().any(|lines| text[..at].ends_with(lines));
    if &run[..longest] == "P"
        && (!ends_phrase(text, end) && !text[end..].starts_with("算力") || fine())
    {
        return None;
    }
    LETTERS.prefix(&run[..longest]).map(|found| (found, end))
}

/// Whether a measure that people count by in Chinese numerals stands at `at`.
pub(super) fn spoken_at(text: &str, at: usize) -> bool {
    let next = eat(text, skip(text, at), &["余", "多"]).unwrap_or(at);
    SPOKEN.prefix(&text[skip(text, next)..]).is_some()
}

// `/千人`, `／ 万人`, `每千人`.
fn per(text: &str, first: &str, at: usize) -> Option<(String, usize)> {
    let slash = eat(text, skip(text, at), &["/", "／"]).or_else(|| density(text, first, at))?;
    if parts_power_from_energy(&text[..slash], &text[slash..]) {
        return None;
    }
    let mut next = skip(text, eat(text, skip(text, slash), &["每"]).unwrap_or(slash));
    let mut word = String::new();
    if !holds(text, next) {
        while let Some(c) = text[next..]
            .chars()
            .next()
            .filter(|&c| numeral::is_chinese(c) || chars::digit(c).is_some())
        {
            word.push(chars::narrow(c));
            next = skip(text, next + c.len_utf8());
        }
    }
    let plain = || {
        let unit = PERS.iter().find(|unit| text[next..].starts_with(**unit))?;
        Some((*unit, next + unit.len()))
    };
    let (unit, end) = word_at(text, next).or_else(plain)?;
    word.push_str(unit);
    Some((word, end))
}

// The time that each of them is counted for, right behind it or past a dot: 月 in 元/人·月.
fn time_of_each(text: &str, at: usize) -> Option<(&'static str, usize)> {
    const TIMES: &[&str] = &["月", "年", "天", "日"];
    // 元/人年底前发放: a time of its own.
    const OTHERS: &[char] = &['底', '末', '初', '中', '内', '度', '份', '终', '前', '均'];
    let dot = eat(text, at, &["·", "•", "・"]);
    let from = dot.unwrap_or(at);
    let end = eat(text, from, TIMES)?;
    let time = TIMES.iter().find(|time| text[from..end] == ***time)?;
    (!text[end..].starts_with(OTHERS) && (dot.is_some() || *time != "日")).then_some((*time, end))
}

// The measure behind the dot of a product: 平方公里 in 吨/月·平方公里.
fn times(text: &str, at: usize) -> Option<(&'static str, usize)> {
    word_at(text, eat(text, at, &["·", "•", "・"])?)
}

// 18/10万, 0.6/万: how many among so many.
fn rate(text: &str, at: usize) -> Option<Found> {
    const AMONG: &[&str] = &["十万", "百万", "千", "万"];
    let slash = eat(text, skip(text, at), &["/", "／"])?;
    let among = skip(text, slash);
    // 10/10 万: blanks stand beside figures.
    let ten = eat(text, among, &["10", "１０"]).and_then(|ten| eat(text, skip(text, ten), &["万"]));
    let mut end = ten.or_else(|| eat(text, among, AMONG))?;
    // 1/10万亩 is no rate that anybody prints; of people it is one.
    end = eat(text, end, &["人"]).unwrap_or(end);
    if word_at(text, end).is_some() {
        return None;
    }
    let printed = text[among..end].chars().filter(|&c| !chars::is_space(c));
    let per: String = printed.map(chars::narrow).collect();
    Some(Found { word: format!("/{per}").into(), spoken: false, time: false, over: false, end })
}

// Past the 每 of 29微克每立方米; behind other measures 每 begins what comes next.
fn density(text: &str, first: &str, at: usize) -> Option<usize> {
    let mass = matches!(first, "微克" | "毫克" | "纳克" | "克" | "千克" | "公斤" | "贝克");
    let per = eat(text, at, &["每"]).filter(|_| mass)?;
    eat(text, per, &["立方米", "升", "千克", "公斤"]).map(|_| per)
}

/// Whether a figure with this measure names or describes something: 5000吨级, 35千伏变电站.
pub(super) fn names(text: &str, found: &Found, bounded: bool) -> bool {
    let rest = &text[skip(text, found.end)..];
    match &*found.word {
        "部门" | "岁" | "周岁" => true,
        "千伏" => !bounded,
        "路" => !counts_signals(text, found.end),
        // 年均两位数增长
        "位" if rest.starts_with('数') => true,
        // 8.1人才培养, 2人大代表
        "人" if rest.starts_with(['才', '民', '大', '员']) => true,
        _ if found.time && rest.starts_with('期') => true,
        _ => rest.starts_with(['级', '制', '化']),
    }
}

// Whether 路 counts lines that carry a picture or sound, 接入视频6500路, and names no road, no bus: 102路公交.
fn counts_signals(text: &str, at: usize) -> bool {
    const CARRIED: [&str; 9] =
        ["视频", "监控", "摄像", "探头", "信号", "图像", "音频", "语音", "电话"];
    const LINES: [&str; 5] = ["公交", "客运", "班车", "线路", "沿线"];
    let ends = |c| matches!(c, '，' | ',' | '。' | '；' | ';');
    let before = text[..at].rsplit(ends).next().unwrap_or_default();
    let rest = &text[skip(text, at)..];
    let part = [before, rest.split(ends).next().unwrap_or_default()];
    // 视频监控覆盖12路、15路公交
    if LINES.iter().any(|word| part.iter().any(|words| words.contains(word))) {
        return false;
    }
    CARRIED.iter().any(|word| rest.starts_with(word))
        || CARRIED.iter().any(|word| before.contains(word))
            && !rest.starts_with(['车', '线', '段', '口', '由', '灯', '基', '面', '网'])
}

/// Whether the slash that ends some words parts what storage delivers from what it holds: 20万千瓦/40万千瓦时.
pub(super) fn parts_power_from_energy(head: &str, rest: &str) -> bool {
    const POWERS: [&str; 5] = ["千瓦", "兆瓦", "吉瓦", "MW", "GW"];
    const ENERGIES: [&str; 5] = ["千瓦时", "兆瓦时", "吉瓦时", "MWh", "GWh"];
    let power = head.strip_suffix(['/', '／']).map(|head| head.trim_end_matches(chars::is_space));
    let number = |c: char| chars::digit(c).is_some() || matches!(c, '.' | '．' | '万' | '亿');
    let measure = rest.trim_start_matches(chars::is_space).trim_start_matches(number);
    let measure = measure.trim_start_matches(chars::is_space);
    power.is_some_and(|power| POWERS.iter().any(|end| power.ends_with(end)))
        && ENERGIES.iter().any(|energy| measure.starts_with(energy))
}

/// The words before 每 and what is counted by at their end: 不低于 of 不低于每平方米.
pub(super) fn without_each(head: &str) -> Option<&str> {
    /// The longest word of what is counted by, its number included: 每10万人, 每平方公里.
    const LONGEST: usize = 6;
    let head = chars::trim_end(head);
    let (at, _) = head.char_indices().rev().take(LONGEST).find(|&(_, c)| c == '每')?;
    let each = &head[at + '每'.len_utf8()..];
    let unit = each.trim_start_matches(|c| chars::digit(c).is_some());
    let unit = unit.trim_start_matches(['百', '千', '万']);
    let counted = MEASURES.holds(unit) || PERS.contains(&unit) || MEASURES.holds(each);
    counted.then_some(&head[..at])
}

/// Whether words begin with a measure of time, as behind a Chinese numeral: 三天, 一年.
pub(crate) fn times_at(text: &str) -> bool {
    TIME.prefix(text).is_some()
}

/// Whether a measure is one of time.
pub(super) fn is_time(word: &str) -> bool {
    TIME.holds(word)
}

/// Whether a Chinese numeral with its measure opens a set phrase: 两个维护, 四个方面.
pub(super) fn idiom(text: &str, at: usize, end: usize) -> bool {
    let rest = &text[skip(text, end)..];
    PHRASES.prefix(&text[at..]).is_some() || PARTS.prefix(rest).is_some()
}

/// Words behind a slash that measure nothing by themselves.
const PERS: &[&str] = &["周", "季", "季度", "平", "晚", "月", "生", "学期"];

/// Measures behind figures in digits, in code point order.
static MEASURES: Words = words!(&[
    "个",
    "个位次",
    "个基点",
    "个工作日",
    "个星期",
    "个月",
    "个泊位",
    "个百分点",
    "个自然日",
    "井",
    "亩",
    "亩次",
    "人",
    "人份",
    "人公里",
    "人口",
    "人年",
    "人日",
    "人次",
    "件",
    "件套",
    "件次",
    "份",
    "份次",
    "位",
    "位次",
    "例",
    "倍",
    "停车位",
    "元",
    "兆伏安",
    "兆瓦",
    "兆瓦时",
    "兆赫",
    "克",
    "公升",
    "公斤",
    "公里",
    "公顷",
    "册",
    "分",
    "分贝",
    "分钟",
    "列",
    "剂",
    "剂次",
    "副",
    "加元",
    "包",
    "匹",
    "区",
    "千伏",
    "千伏安",
    "千克",
    "千瓦",
    "千瓦时",
    "千米",
    "升",
    "卷",
    "厘米",
    "县",
    "双",
    "口",
    "只",
    "台",
    "台套",
    "台次",
    "吉焦",
    "吉瓦",
    "名",
    "吨",
    "吨公里",
    "吨标准煤",
    "吨标煤",
    "周",
    "周岁",
    "场",
    "场次",
    "块",
    "处",
    "天",
    "太字节",
    "头",
    "套",
    "孔",
    "孔位",
    "字",
    "字节",
    "学位",
    "学分",
    "学时",
    "宗",
    "家",
    "家次",
    "对",
    "小时",
    "尾",
    "层",
    "展位",
    "岁",
    "工位",
    "工作日",
    "市",
    "席",
    "席位",
    "幅",
    "幢",
    "平方",
    "平方公里",
    "平方分米",
    "平方千米",
    "平方厘米",
    "平方毫米",
    "平方米",
    "平米",
    "年",
    "床",
    "床位",
    "度",
    "度电",
    "座",
    "延米",
    "延长米",
    "张",
    "微克",
    "户",
    "户次",
    "所",
    "托位",
    "批",
    "批件",
    "批次",
    "摄氏度",
    "摊位",
    "支",
    "斤",
    "方",
    "日",
    "日元",
    "期",
    "本",
    "机位",
    "村",
    "条",
    "条次",
    "枚",
    "枪",
    "架",
    "架次",
    "标准煤",
    "标准立方米",
    "标准箱",
    "标段",
    "标立方米",
    "标箱",
    "栋",
    "株",
    "样次",
    "根",
    "桶",
    "棵",
    "榀",
    "樘",
    "次",
    "欧元",
    "款",
    "段",
    "比特",
    "毫克",
    "毫升",
    "毫秒",
    "毫米",
    "泊位",
    "海里",
    "港元",
    "澳元",
    "点位",
    "片",
    "班",
    "班次",
    "瓶",
    "百分点",
    "盏",
    "盒",
    "眼",
    "眼井",
    "社区",
    "票",
    "种",
    "秒",
    "立方",
    "立方分米",
    "立方厘米",
    "立方米",
    "站",
    "站点",
    "笔",
    "箱",
    "篇",
    "篇次",
    "米",
    "类",
    "粒",
    "纳克",
    "组",
    "组次",
    "美元",
    "羽",
    "自然日",
    "航次",
    "航线",
    "艘",
    "艘次",
    "英镑",
    "袋",
    "课时",
    "贝克",
    "赫兹",
    "起",
    "趟",
    "趟次",
    "路",
    "车位",
    "车公里",
    "车次",
    "车道公里",
    "轮",
    "轮次",
    "载重吨",
    "辆",
    "辆份",
    "辆次",
    "道",
    "部",
    "部门",
    "针",
    "铺位",
    "镇",
    "门",
    "间",
    "队",
    "集",
    "项",
    "项次",
    "颗",
]);
/// Measures that are as often how another word begins, 节 of 节约, or how a name ends: only those that the
/// phrase ends behind. In code point order, from dictionaries and what notices count in.
static RARE: Words = words!(&[
    "串", "丸", "乡", "人天", "人时", "人月", "伙", "例次", "具", "册次", "则", "单", "单次", "句",
    "只次", "台时", "台班", "味", "回", "国", "圈", "坛", "垄", "垛", "基", "堂", "堂次", "壶",
    "处次", "天次", "头次", "封", "尊", "届", "幕", "店", "店次", "所次", "扇", "把", "挂", "挺",
    "捆", "排", "摞", "曲", "朵", "杆", "村次", "束", "杯", "板", "枝", "柄", "柜", "校", "校次",
    "格", "桌", "档", "桩", "棚", "沓", "瓣", "畦", "盆", "盘", "省", "碗", "碟", "站次", "章",
    "笔次", "筐", "筒", "管", "篓", "篮", "米次", "缕", "缸", "罐", "群", "节", "节次", "茬", "蔸",
    "讲", "课", "课次", "贴", "跨", "遍", "锅", "镇次", "门次", "阕", "面", "顶", "餐", "餐次",
    "首",
]);
/// Those among them that a noun may stand behind, 40节公开课.
const BEFORE_NOUNS: [&str; 5] = ["具", "堂", "节", "顶", "首"];
/// Words that begin with one of those.
static BEGINNINGS: Words = words!(&[
    "具体", "具备", "具有", "具结", "堂口", "堂屋", "堂食", "节令", "节余", "节俭", "节假", "节制",
    "节前", "节后", "节地", "节奏", "节庆", "节支", "节日", "节本", "节材", "节段", "节气", "节水",
    "节油", "节流", "节点", "节煤", "节电", "节目", "节省", "节粮", "节约", "节育", "节能", "节选",
    "节食", "顶住", "顶升", "顶尖", "顶层", "顶岗", "顶峰", "顶推", "顶替", "顶板", "顶格", "顶点",
    "顶端", "顶管", "顶级", "顶部", "首个", "首付", "首件", "首位", "首例", "首先", "首创", "首单",
    "首发", "首只", "首台", "首善", "首套", "首季", "首家", "首尾", "首屈", "首届", "首席", "首店",
    "首府", "首座", "首战", "首批", "首推", "首播", "首日", "首映", "首期", "首条", "首次", "首版",
    "首班", "首相", "首秀", "首站", "首脑", "首航", "首营", "首要", "首诊", "首贷", "首轮", "首违",
    "首选", "首部", "首都", "首长", "首问", "首页", "首领", "首飞", "首饰",
]);
/// Signs that are one measure.
const SQUARED: &[(char, &str)] = &[
    ('㎡', "m2"),
    ('㎥', "m3"),
    ('㎢', "km2"),
    ('㎞', "km"),
    ('㎝', "cm"),
    ('㎜', "mm"),
    ('㎏', "kg"),
    ('㎎', "mg"),
    ('㏊', "ha"),
    ('℃', "℃"),
];
/// Measures in letters, in byte order.
static LETTERS: Words = words!(&[
    "EB", "EFLOPS", "EFlops", "GB", "GW", "GWh", "Gbps", "L", "MB", "MPa", "MVA", "MW", "MWh",
    "Mbps", "P", "PB", "PFLOPS", "PFlops", "TB", "TEU", "TWh", "Tbps", "cm", "cm2", "cm3", "dB",
    "h", "ha", "hm2", "kVA", "kW", "kWh", "kg", "km", "km2", "m", "m2", "m3", "mL", "mg", "mg/L",
    "mg/kg", "min", "ml", "mm", "mm2", "t", "ug",
]);
/// Measures that people count by in Chinese numerals.
static SPOKEN: Words = words!(&[
    "个",
    "个位次",
    "个工作日",
    "个月",
    "个百分点",
    "个自然日",
    "亩",
    "人",
    "人次",
    "件",
    "份",
    "位",
    "倍",
    "元",
    "公里",
    "分钟",
    "只",
    "台",
    "名",
    "吨",
    "场",
    "场次",
    "处",
    "天",
    "头",
    "套",
    "宗",
    "家",
    "小时",
    "幢",
    "年",
    "座",
    "户",
    "所",
    "批次",
    "支",
    "日",
    "本",
    "条",
    "架",
    "栋",
    "棵",
    "次",
    "款",
    "班",
    "百分点",
    "篇",
    "艘",
    "起",
    "轮",
    "辆",
    "部",
    "间",
    "项",
]);
/// Measures of time.
static TIME: Words = words!(&[
    "个工作日",
    "个星期",
    "个月",
    "个自然日",
    "分",
    "分钟",
    "周",
    "天",
    "小时",
    "工作日",
    "年",
    "日",
    "秒",
    "自然日",
]);
/// Set phrases that are no counts.
static PHRASES: Words = words!(&[
    "一个窗口",
    "一件事",
    "一次性",
    "三个一批",
    "三个不",
    "三个全覆盖",
    "三个到位",
    "三个务必",
    "三个区分",
    "三个导向",
    "三个必须",
    "三个清单",
    "三个第一",
    "三个责任",
    "三个走在前",
    "三大",
    "三本账",
    "三条底线",
    "三条控制线",
    "三条红线",
    "三次产业",
    "三项制度",
    "三项机制",
    "两个一百年",
    "两个不",
    "两个健康",
    "两个先行",
    "两个前所未有",
    "两个大局",
    "两个层面",
    "两个市场",
    "两个文明",
    "两个毫不动摇",
    "两个清单",
    "两个确保",
    "两个确立",
    "两个结合",
    "两个维护",
    "两个覆盖",
    "两个责任",
    "两件事",
    "两条底线",
    "两条腿",
    "五个一",
    "五个一批",
    "五位一体",
    "八项规定",
    "六个一",
    "千家",
    "四个不摘",
    "四个伟大",
    "四个全面",
    "四个到位",
    "四个意识",
    "四个最严",
    "四个服务",
    "四个着力",
    "四个自信",
    "百家",
]);
/// Words that make a count of them a way of speaking.
static PARTS: Words = words!(&[
    "一", "一律", "一批", "不得", "体系", "关系", "关键", "原则", "坚持", "导向", "层次", "层面",
    "强化", "必须", "抓手", "方面", "环节", "结合", "统一", "维度", "聚焦", "要素", "转变", "重点",
    "阶段",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_measures_is_said_of_the_list() {
        for word in SPOKEN.list().iter().chain(TIME.list()) {
            assert!(MEASURES.holds(word), "{word} is no measure");
        }
    }
}
