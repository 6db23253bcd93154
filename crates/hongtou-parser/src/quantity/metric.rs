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
    let changed = room.base.as_ref().filter(|base| base.start >= from);
    let (head, bound) = match changed {
        Some(base) => (cut_end(text[from..base.start].trim_end_matches(['由', '从'])).0, true),
        None => cut_end(&text[from..figure.text.start]),
    };
    let share = figure
        .measure
        .as_deref()
        .is_some_and(|m| matches!(m, "%" | "‰" | "个百分点" | "百分点" | "倍"));
    let before = plain(cut_start(head));
    if share || bound {
        return before;
    }
    let behind = behind(text, room, figure.text.end);
    match (before, behind) {
        (Some(_), Some(behind)) if ACTIONS.iter().any(|verb| head.ends_with(verb)) => Some(behind),
        (before, behind) => before.or(behind),
    }
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
            // 食品、药品合格率 is one noun; 企业5家、合作社10家 are two.
            '、' if !room.after_figure => {}
            '·' | '.' => {}
            _ if depth == 0 && token::ends_clause(c) => return floor + i + c.len_utf8(),
            _ => {}
        }
    }
    floor
}

// Without the words at the end that tie the noun to its figure; whether one of them was a copula.
fn cut_end(head: &str) -> (&str, bool) {
    let mut head = head.trim_end_matches(chars::is_space);
    let mut bound = false;
    loop {
        if let Some(rest) = COPULAS.iter().find_map(|word| head.strip_suffix(word)) {
            if head.ends_with("行为") || head.ends_with("作为") {
                return (head, bound);
            }
            (head, bound) = (rest.trim_end_matches(chars::is_space), true);
        } else if let Some(rest) = TIES.iter().find_map(|word| head.strip_suffix(word)) {
            head = rest.trim_end_matches(chars::is_space);
        } else {
            return (head, bound);
        }
    }
}

// Without the words at the start that are no noun.
fn cut_start(head: &str) -> &str {
    let mut head = past_aside(head.trim_start_matches(chars::is_space));
    let breaks = BREAKS.iter().filter_map(|word| {
        let at = head.rfind(word)? + word.len();
        (!nominal(&head[at..])).then_some(at)
    });
    if let Some(at) = breaks.max() {
        head = &head[at..];
    }
    loop {
        let trimmed = head.trim_start_matches(|c| {
            chars::is_space(c) || matches!(c, '、' | '“' | '”') && !head.contains('”')
        });
        let cut = OPENERS
            .iter()
            .filter_map(|word| trimmed.strip_prefix(word))
            .min_by_key(|rest| rest.len());
        match cut {
            Some(rest) if !nominal(rest) => head = rest,
            _ => return trimmed,
        }
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
    rest.starts_with(['率', '量', '数', '度', '额', '值', '比', '性', '者', '类', '点', '期', '型'])
}

// The noun in one form, if there is one.
fn plain(noun: &str) -> Option<String> {
    let noun = noun.trim_matches(|c| chars::is_space(c) || matches!(c, '、' | '，' | '：' | '的'));
    if SCOPES.contains(&noun)
        || noun.chars().filter(|&c| chars::is_han(c) || c.is_ascii_alphabetic()).count() < 2
    {
        return None;
    }
    let mut out = String::with_capacity(noun.len());
    let mut rest = noun;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = FILLERS.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = after;
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
                    || STOPS.iter().any(|verb| {
                        tail[i..].starts_with(verb) && !nominal(&tail[i + verb.len()..])
                    })
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
const COPULAS: &[&str] = &[
    "上升到",
    "上升至",
    "下降到",
    "下降至",
    "不低于",
    "不少于",
    "不超过",
    "为",
    "低于",
    "保持在",
    "减少到",
    "减少至",
    "到",
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
    "提高到",
    "提高至",
    "是",
    "稳定在",
    "突破",
    "维持在",
    "缩短到",
    "缩短至",
    "至",
    "超过",
    "达",
    "达到",
    "降低到",
    "降低至",
    "降到",
    "降至",
    "高于",
];
/// Other words between a noun and its figure.
const TIES: &[&str] = &[
    "不",
    "不得",
    "也",
    "了",
    "争取",
    "仅",
    "以",
    "共",
    "共计",
    "其中",
    "再",
    "分别",
    "力争",
    "力求",
    "努力",
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
    "应",
    "总计",
    "总量",
    "按",
    "按照",
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
    "等",
    "累计",
    "约",
    "至少",
    "要",
    "都",
    "须",
];
/// Verbs behind which a noun begins, wherever they stand.
const BREAKS: &[&str] =
    &["争取", "使得", "促使", "保证", "力争", "力求", "努力使", "实现", "推动", "确保", "达到"];
/// Verbs, adverbs and prepositions before a noun; what follows them is looked at again.
const OPENERS: &[&str] = &[
    "不断",
    "与",
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
    "其中",
    "再",
    "减少",
    "出台",
    "切实",
    "刊发",
    "创建",
    "创成",
    "利用",
    "到",
    "制定",
    "力争",
    "力促",
    "办好",
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
    "新",
    "新增",
    "新增加",
    "新建",
    "新建设",
    "新开工",
    "新改建",
    "新改扩建",
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
    "淘汰",
    "深入",
    "深入推进",
    "清理",
    "滚动",
    "滚动实施",
    "由",
    "申报",
    "监测",
    "盘活",
    "着力",
    "督促",
    "确保",
    "确定",
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
    "统筹",
    "统筹推进",
    "继续",
    "续建",
    "续建项目",
    "编制",
    "聚焦",
    "至少",
    "获批",
    "落地",
    "落实",
    "要",
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
];
/// Verbs that take the noun behind the figure for their object.
const ACTIONS: &[&str] = &[
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
];
/// Words behind a noun that end it.
const STOPS: &[&str] = &[
    "上",
    "上线",
    "下",
    "下降",
    "不低于",
    "不少于",
    "中",
    "为",
    "以",
    "以上",
    "入选",
    "全部",
    "内",
    "减少",
    "到",
    "前",
    "加强",
    "加快",
    "参与",
    "参加",
    "后",
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
    "投产",
    "投入",
    "按时",
    "推动",
    "推进",
    "提前",
    "提升",
    "提高",
    "时",
    "用于",
    "由",
    "申报",
    "的",
    "竣工",
    "纳入",
    "组织",
    "获得",
    "落地",
    "被",
    "试点开展",
    "超过",
    "达",
    "达到",
    "进行",
    "通过",
];
/// Whose figure it is, not what it measures.
const SCOPES: &[&str] = &[
    "一季度",
    "三季度",
    "上半年",
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
    "每年",
    "比例",
    "目标",
    "省级",
    "累计",
    "规模",
];
/// Words inside a noun that only weigh it.
const FILLERS: &[&str] = &["同比", "环比"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted_and_unique() {
        for list in [COPULAS, TIES, BREAKS, OPENERS, ACTIONS, STOPS, SCOPES, FILLERS] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
