//! What a figure measures: the noun before it, or the one behind it.
//!
//! A clause and a row speak of the same figure where their metrics agree, so everything that
//! paraphrase changes is cut away: verbs and adverbs at either end, prepositions, dates, spaces.
//! What is left before the figure is the metric; where nothing nominal is left, it is the noun
//! behind the figure, up to the next verb, number or mark; else there is none. A share (`%`) and a
//! figure behind 达到 and its like never take the noun behind them.

use std::ops::Range;

use hongtou_source::chars;

use super::Figure;
use crate::numeral;
use crate::token::{self, skip};
use crate::wordlist::Words;

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
}

/// The metric of a figure.
pub(super) fn of(text: &str, room: &Room, figure: &Figure) -> Option<String> {
    let from = start(text, room, figure.text.start);
    let changed = room.base.as_ref().filter(|base| base.start >= from).map(|base| base.start);
    let changed = changed
        .or_else(|| base_without_measure(&text[from..figure.text.start]).map(|at| from + at));
    let (head, bound) = match changed {
        Some(base) => (cut_end(cut_base(&text[from..base])).0, true),
        None => cut_end(&text[from..figure.text.start]),
    };
    // 甲、乙等7个行业, 40个大县和18个重点县: what stands before is no noun of this figure.
    let listed =
        head.ends_with('等') || room.after_figure && head.ends_with(['和', '及', '与', '、']);
    let before = if listed { None } else { plain(cut_start(head)) };
    let measure = figure.measure.as_deref().unwrap_or_default();
    if bound || SHARES.contains(&measure) || super::measure::is_time(measure) {
        return before;
    }
    let behind = behind(text, room, figure.text.end);
    match (before, behind) {
        (Some(_), Some(behind)) if ACTIONS.suffix(head).is_some() => Some(behind),
        (before, behind) => before.or(behind),
    }
}

/// Measures of a share or a rate: of the noun before them.
const SHARES: &[&str] = &["%", "‰", "个百分点", "倍", "百分点"];

// Where `由80万` stands in a head, a starting point whose measure is left out.
fn base_without_measure(head: &str) -> Option<usize> {
    let at = head.rfind(['由', '从'])?;
    let rest = &head[at + '由'.len_utf8()..];
    let number = rest.strip_prefix("原").unwrap_or(rest).trim_start_matches(chars::is_space);
    number.starts_with(|c| chars::digit(c).is_some()).then_some(at)
}

/// Without the words that lead to a change's starting point: 由, 从原来的.
pub(super) fn cut_base(head: &str) -> &str {
    let head = head.trim_end_matches(chars::is_space);
    let fore = ["原来的", "现行的", "目前的", "现在的", "上年的", "原有的", "现行", "目前", "原"];
    let cut = fore.iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
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
            _ if depth == 0 && token::ends_clause(c) => return floor + i + c.len_utf8(),
            _ => {}
        }
    }
    // 食品、药品合格率 is one noun; 企业5家、合作社10家 are two.
    let list = if room.after_figure { head.rfind('、') } else { None };
    list.map_or(floor, |at| floor + at + '、'.len_utf8())
}

// Without the words at the end that tie the noun to its figure; whether one of them was a copula.
fn cut_end(head: &str) -> (&str, bool) {
    let mut head = head.trim_end_matches(chars::is_space);
    let mut bound = false;
    loop {
        if let Some(word) = COPULAS.suffix(head) {
            if head.ends_with("行为") || head.ends_with("作为") {
                return (head, bound);
            }
            head = head[..head.len() - word.len()].trim_end_matches(chars::is_space);
            bound = true;
        } else if let Some(word) = TIES.suffix(head) {
            head = head[..head.len() - word.len()].trim_end_matches(chars::is_space);
        } else {
            return (head, bound);
        }
    }
}

// Without the words at the start that are no noun.
fn cut_start(head: &str) -> &str {
    let mut head = past_aside(head.trim_start_matches(chars::is_space));
    if let Some(at) = BREAKS.last_end(head, |rest| !nominal(rest)) {
        head = &head[at..];
    }
    let quoted = head.contains('”');
    loop {
        let mark = |c| chars::is_space(c) || c == '、' || !quoted && matches!(c, '“' | '”');
        let trimmed = head.trim_start_matches(mark);
        let rest = OPENERS.prefix(trimmed).map_or("率", |word| &trimmed[word.len()..]);
        if nominal(rest) || KEEPS.prefix(trimmed).is_some() {
            return trimmed;
        }
        head = rest;
    }
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

// Whether what follows a verb makes a noun of it: 完成率, 新增量.
fn nominal(rest: &str) -> bool {
    rest.starts_with([
        '率', '量', '数', '度', '额', '值', '比', '性', '者', '类', '点', '期', '型', '金', '书',
    ])
}

// The noun in one form, if there is one.
fn plain(noun: &str) -> Option<String> {
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
        rest = &rest[c.len_utf8()..];
        // A space between letters parts words; others are print.
        let parts = out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !chars::is_space(c) {
            out.push(c);
        } else if parts {
            out.push(' ');
        }
    }
    Some(out)
}

// The noun behind a figure.
fn behind(text: &str, room: &Room, at: usize) -> Option<String> {
    let at = skip(text, at);
    let ceiling = room.ceiling.max(at).min(text.len());
    let tail = &text[at..ceiling];
    let tail = tail.strip_prefix('的').unwrap_or(tail);
    let mut quoted = false;
    let mut end = tail.len();
    for (i, c) in tail.char_indices() {
        let next = tail[i + c.len_utf8()..].trim_start_matches(chars::is_space);
        let numeral = || match next.chars().next() {
            Some(c) => chars::digit(c).is_some() || numeral::is_chinese(c),
            None => at + tail.len() == room.ceiling,
        };
        let stop = match c {
            '“' => {
                quoted = true;
                false
            }
            '”' => {
                quoted = false;
                false
            }
            _ if quoted => false,
            '、' | '和' | '及' | '与' => numeral(),
            '（' | '(' | '；' => true,
            _ => {
                token::ends_clause(c)
                    || STOPS
                        .prefix(&tail[i..])
                        .is_some_and(|verb| !nominal(&tail[i + verb.len()..]))
            }
        };
        if stop {
            end = i;
            break;
        }
        if i > 120 {
            return None;
        }
    }
    plain(&tail[..end])
}

/// Words that say that the noun before them has the figure behind them.
static COPULAS: Words = Words::new(&[
    "上升到",
    "上升至",
    "下降到",
    "下降至",
    "不低于",
    "不少于",
    "不应",
    "不超过",
    "为",
    "低于",
    "保持在",
    "减少到",
    "减少至",
    "到",
    "升至",
    "占",
    "占比",
    "压减到",
    "压减至",
    "压缩到",
    "压缩至",
    "均达",
    "均达到",
    "增加到",
    "增加至",
    "增至",
    "增长到",
    "增长至",
    "恢复到",
    "扩大到",
    "扩大至",
    "拓展到",
    "拓展至",
    "控制在",
    "提升到",
    "提升至",
    "提至",
    "提高到",
    "提高至",
    "是",
    "稳定在",
    "突破",
    "维持在",
    "缩短到",
    "缩短至",
    "至",
    "调减到",
    "调减至",
    "调整为",
    "调整到",
    "调整至",
    "超过",
    "达",
    "达到",
    "降低到",
    "降低至",
    "降到",
    "降至",
    "高于",
]);
/// Other words between a noun and its figure.
static TIES: Words = Words::new(&[
    "一般",
    "不",
    "不再",
    "不宜",
    "不应",
    "不得",
    "也",
    "了",
    "争取",
    "仅",
    "仍",
    "以",
    "共",
    "共计",
    "其中",
    "再",
    "减按",
    "分别",
    "力争",
    "力求",
    "努力",
    "原则上",
    "又",
    "只",
    "各",
    "各自",
    "合计",
    "在",
    "均",
    "完成",
    "实现",
    "将",
    "左右",
    "已",
    "平均",
    "应",
    "总体",
    "总计",
    "总量",
    "拟",
    "按",
    "按照",
    "最低",
    "最多",
    "最迟",
    "最长",
    "最高",
    "有",
    "每个县",
    "每人",
    "每半年",
    "每县",
    "每周",
    "每季度",
    "每年",
    "每月",
    "的",
    "确保",
    "累计",
    "约",
    "给予",
    "继续",
    "至少",
    "要",
    "计划",
    "都",
    "须",
    "预计",
]);
/// Verbs behind which a noun begins, wherever they stand.
static BREAKS: Words = Words::new(&[
    "不低于",
    "不少于",
    "不超过",
    "争取",
    "使得",
    "促使",
    "保证",
    "力争",
    "力求",
    "努力使",
    "实现",
    "推动",
    "确保",
    "给予",
    "达到",
]);
/// Verbs, adverbs and prepositions before a noun; what follows them is looked at again.
static OPENERS: Words = Words::new(&[
    "不断",
    "与",
    "且",
    "为",
    "主动",
    "举办",
    "举行",
    "争创",
    "争取",
    "争取到",
    "今年",
    "从",
    "以",
    "以及",
    "优先",
    "优化",
    "但",
    "使",
    "依托",
    "侦办",
    "促成",
    "促进",
    "保障",
    "修订",
    "做好",
    "健全",
    "储备",
    "入选",
    "全年",
    "全面",
    "全面完成",
    "全面推进",
    "关闭",
    "其",
    "其中",
    "再",
    "减少",
    "凡",
    "出台",
    "切实",
    "刊发",
    "创建",
    "创成",
    "利用",
    "制定",
    "力争",
    "力促",
    "办好",
    "加力",
    "加大",
    "加强",
    "加快",
    "动员",
    "努力",
    "包括",
    "化解",
    "升级",
    "协调",
    "压减",
    "及",
    "发展",
    "发布",
    "发放",
    "召开",
    "合理",
    "同时",
    "向",
    "吸纳",
    "命名",
    "和",
    "围绕",
    "在",
    "培养",
    "培育",
    "培训",
    "基本",
    "增加",
    "大力",
    "大力推进",
    "如",
    "安排",
    "安置",
    "完善",
    "完成",
    "实施",
    "实现",
    "宣传",
    "对",
    "将",
    "布局",
    "带动",
    "帮助",
    "帮扶",
    "年内",
    "年度",
    "并",
    "建好",
    "建成",
    "建立",
    "建设",
    "开展",
    "开工",
    "开工建设",
    "引导",
    "引育",
    "引进",
    "引进落地",
    "征集",
    "成立",
    "扎实",
    "打造",
    "扩大",
    "扩建",
    "扶持",
    "把",
    "抓好",
    "抓实",
    "投产",
    "投入",
    "投放",
    "抽查",
    "抽检",
    "招引",
    "招录",
    "招聘",
    "持续",
    "持续推进",
    "指导",
    "按",
    "按时完成",
    "按照",
    "排查",
    "推出",
    "推动",
    "推广",
    "推进",
    "提供",
    "提升",
    "提高",
    "播发",
    "支持",
    "改建",
    "改扩建",
    "改造",
    "救助",
    "整合",
    "整治",
    "新创建",
    "新发展",
    "新培育",
    "新增",
    "新增加",
    "新布局",
    "新建",
    "新建设",
    "新开工",
    "新引进",
    "新打造",
    "新投放",
    "新招引",
    "新改建",
    "新改扩建",
    "新改造",
    "新签约",
    "新认定",
    "新设立",
    "更新",
    "更新改造",
    "有序",
    "有序推进",
    "有效",
    "服务",
    "本年",
    "查处",
    "梳理",
    "检查",
    "检测",
    "每半年",
    "每周",
    "每季度",
    "每年",
    "每月",
    "派发",
    "淘汰",
    "深入",
    "深入推进",
    "清理",
    "滚动",
    "滚动实施",
    "由",
    "申建",
    "申报",
    "监测",
    "盘活",
    "着力",
    "督促",
    "确保",
    "确定",
    "科学",
    "积极",
    "积极推进",
    "稳步",
    "竣工",
    "筹建",
    "筹集",
    "累计",
    "组建",
    "组织",
    "组织开展",
    "给",
    "统一",
    "统筹",
    "统筹推进",
    "继续",
    "续建",
    "续建项目",
    "编制",
    "聚焦",
    "至少",
    "若",
    "获批",
    "落地",
    "落实",
    "要",
    "规范",
    "计划",
    "认定",
    "让",
    "设立",
    "评估",
    "评定",
    "评选",
    "谋划",
    "资助",
    "走访",
    "进一步",
    "退出",
    "选取",
    "选择",
    "选树",
    "选派",
    "选聘",
    "逐步",
    "通过",
    "遴选",
    "邀请",
    "配备",
    "配置",
    "采集",
    "重点",
    "集中",
    "预计",
    "验收",
    "高标准",
    "高水平",
    "高质量",
    "，",
    "：",
]);
/// Verbs that take the noun behind the figure for their object.
static ACTIONS: Words = Words::new(&[
    "举办",
    "争取",
    "侦办",
    "修订",
    "健全",
    "储备",
    "出台",
    "创建",
    "创成",
    "制定",
    "协调",
    "发展",
    "发布",
    "发放",
    "围绕",
    "培养",
    "培育",
    "培训",
    "安排",
    "完善",
    "完成",
    "实施",
    "实现",
    "布局",
    "带动",
    "建成",
    "建立",
    "建设",
    "开展",
    "开工",
    "引育",
    "引进",
    "形成",
    "成立",
    "打造",
    "扩建",
    "扶持",
    "投放",
    "抽查",
    "抽检",
    "招引",
    "排查",
    "推出",
    "推动",
    "推广",
    "推进",
    "支持",
    "改建",
    "改造",
    "新增",
    "新建",
    "新改建",
    "新改扩建",
    "更新",
    "服务",
    "查处",
    "检查",
    "检测",
    "申报",
    "监测",
    "确定",
    "筹集",
    "组建",
    "组织",
    "编制",
    "聚焦",
    "落地",
    "覆盖",
    "认定",
    "设立",
    "评选",
    "谋划",
    "走访",
    "选取",
    "选择",
    "选树",
    "遴选",
    "配备",
]);
/// Words behind a noun that end it.
static STOPS: Words = Words::new(&[
    "上线",
    "下降",
    "不低于",
    "不少于",
    "为",
    "以",
    "以上",
    "入选",
    "全部",
    "减少",
    "加强",
    "加快",
    "参与",
    "参加",
    "发放",
    "向",
    "在",
    "均",
    "增加",
    "增长",
    "完成",
    "实施",
    "实现",
    "实行",
    "对",
    "左右",
    "已",
    "并",
    "建成",
    "开展",
    "开工",
    "执行",
    "投产",
    "投入",
    "按时",
    "推动",
    "推进",
    "提前",
    "提升",
    "提高",
    "用于",
    "由",
    "申报",
    "的",
    "竣工",
    "纳入",
    "组织",
    "给予",
    "获得",
    "落地",
    "被",
    "超过",
    "达",
    "达到",
    "进行",
    "通过",
]);
/// Whose figure it is, not what it measures.
static SCOPES: Words = Words::new(&[
    "一季度",
    "一批",
    "三季度",
    "上半年",
    "上述",
    "下半年",
    "二季度",
    "任务",
    "全乡",
    "全区",
    "全县",
    "全国",
    "全市",
    "全年",
    "全省",
    "全街道",
    "全镇",
    "其中",
    "其余",
    "县级",
    "各区",
    "各区县",
    "各县",
    "各县区",
    "各县市区",
    "各县（市、区）",
    "各县（市）区",
    "各地",
    "各市",
    "各类",
    "各级",
    "合计",
    "四季度",
    "市级",
    "平均",
    "年度",
    "总数",
    "总量",
    "我区",
    "我县",
    "我市",
    "我省",
    "所有",
    "指标",
    "数量",
    "本区",
    "本县",
    "本地区",
    "本市",
    "本省",
    "本部门",
    "标准",
    "每个",
    "每个岗位",
    "每年",
    "比例",
    "目标",
    "省级",
    "累计",
    "规模",
    "首批",
]);
/// Nouns that begin like a verb or a preposition of [`OPENERS`].
static KEEPS: Words = Words::new(&[
    "且",
    "为民",
    "为老",
    "从业",
    "从事",
    "以工代赈",
    "以案",
    "优先级",
    "使用",
    "保障体系",
    "保障性",
    "保障房",
    "保障水平",
    "保障能力",
    "其他",
    "其它",
    "再保险",
    "再制造",
    "再就业",
    "再生",
    "创建率",
    "发展改革",
    "向日葵",
    "和谐",
    "在册",
    "在园",
    "在岗",
    "在库",
    "在建",
    "在校",
    "在线",
    "在营",
    "培训机构",
    "基本公共",
    "基本养老",
    "基本农田",
    "基本医保",
    "基本医疗",
    "基本单元",
    "基本型",
    "基本民生",
    "基本盘",
    "基本药物",
    "如期",
    "安排资金",
    "完善率",
    "宣传栏",
    "对口",
    "对外",
    "对标",
    "对象",
    "将来",
    "带动能力",
    "帮扶车间",
    "年度目标",
    "建设工程",
    "建设用地",
    "建设项目",
    "投放量",
    "按揭",
    "按时",
    "提升行动",
    "支持率",
    "改造项目",
    "放心",
    "更新设备",
    "服务业",
    "服务中心",
    "服务机构",
    "服务消费",
    "服务点",
    "服务站",
    "服务网",
    "服务能力",
    "服务设施",
    "服务质量",
    "服务贸易",
    "检查站",
    "检测机构",
    "由来",
    "监测点",
    "监测站",
    "科学家",
    "科学技术",
    "科学普及",
    "科学研究",
    "科学素质",
    "组织部",
    "给付",
    "给排水",
    "给水",
    "统一战线",
    "落地率",
    "落实率",
    "行动",
    "要点",
    "要素",
    "规范化",
    "规范性",
    "让利",
    "重点",
    "高水平开放",
    "高质量发展",
]);
/// Words inside a noun that only weigh it.
static FILLERS: Words = Words::new(&["同比", "环比"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted_and_unique() {
        for words in
            [&COPULAS, &TIES, &BREAKS, &OPENERS, &KEEPS, &ACTIONS, &STOPS, &SCOPES, &FILLERS]
        {
            let list = words.list();
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
